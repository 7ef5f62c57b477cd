"""mentorcli youth …"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mentorcli import codes, parsing
from mentorcli.commands import options
from mentorcli.commands.options import On
from mentorcli.context import Context
from mentorcli.errors import BadValue, NotFound
from mentorcli.output import Column, Listing, Page, Written, emit, say, written
from mentorcli.tree import new_group
from mentorcli.views import names
from mentorcli.views import youth as view
from mentorcli.words import N_, _, day_short

app = new_group("Young people: refer, consent, close.")
Who = Annotated[str, typer.Argument(metavar="YOUTH", help="A name, its beginning, or a number like y12.")]
Source = Annotated[
    str | None, typer.Option(metavar="SOURCE", help="Who referred: self, jobcenter, counsellor, parents …")
]
Needs = Annotated[str | None, typer.Option(metavar="A,B", help="What the young person wants help with.")]
Support = Annotated[str | None, typer.Option(metavar="TEXT", help="What the young person lives on.")]
Municipality = Annotated[str | None, typer.Option(metavar="NNN", help="Code of the municipality of residence.")]

COLUMNS = (
    Column("id", N_("No."), "id", "youth"),
    Column("name", N_("Name")),
    Column("state", N_("State"), "code", "youth_state"),
    Column("gender", N_("Gender"), "code", "gender", wide=True),
    Column("source", N_("Referred by"), "code", "source", wide=True),
    Column("referred", N_("Referred"), "day"),
    Column("wait_days", N_("Days waited"), "count"),
    Column("proposed", N_("Proposal open"), "yesno", wide=True),
)


@app.command("refer")
def refer(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name; y12 refers somebody on file again.")],
    source: Source = None,
    on: On = None,
    referrer: Annotated[str, typer.Option(metavar="TEXT", help="Who at the source: office or role.")] = "",
    why_file: Annotated[
        str | None, typer.Option(metavar="FILE", help="Why: read from a file; - is standard input.")
    ] = None,
    gender: options.Gender = None,
    born: options.Born = None,
    phone: options.Phone = None,
    email: options.Email = None,
    address: options.Address = None,
    protected: options.Protected = None,
    postcode: options.Postcode = None,
    town: options.Town = None,
    municipality: Municipality = None,
    languages: options.Languages = None,
    needs: Needs = None,
    interests: options.Interests = None,
    support: Support = None,
    guardian: options.Guardian = None,
    guardian_phone: options.GuardianPhone = None,
    guardian_email: options.GuardianEmail = None,
    guardian_choice: options.GuardianChoice = None,
    free_times: options.Free = None,
    work: options.Work = None,
    background: options.Background = None,
    background_yes: options.BackgroundYes = None,
    own_words: options.OwnWords = None,
    new: options.New = False,
    override: options.Override = None,
) -> None:
    """Record a referral: of somebody new by name, or of somebody on file by number."""
    here: Context = ctx.obj
    from mentorcli.services import youth as service
    from mentorcli.services.record import raw

    day, reason = here.happened(on), options.why(override)
    referral: dict[str, Any] = {
        "on_day": day, "source": options.source(here, source, day), "referrer": parsing.line(referrer, most=120)
    }  # fmt: skip
    values = options.person(
        here, gender=gender, born=born, phone=phone, email=email, address=address, protected=protected, postcode=postcode,
        town=town, municipality=municipality, languages=languages, needs=needs, interests=interests, support=support,
        guardian=guardian, guardian_phone=guardian_phone, guardian_email=guardian_email, guardian_choice=guardian_choice,
        free_times=free_times, work=work,
    )  # fmt: skip
    values |= options.told_of_self(here, background, background_yes, own_words)
    if why_file is not None:
        with options.text_from(here, why_file) as why:
            referral["why"] = parsing.text(why, most=2000).strip()
    again = names.record_id(name, "youth") is not None
    with here.writing() as session:
        if again:
            number = names.person(raw(session), "youth", name)
            fresh = service.refer_again(session, number, referral, today=here.today)
            now = here.profile_on(here.today)
            fresh = bool(service.edit(session, number, values, profile=now, today=here.today)) or fresh
        else:
            full = {"gender": "unknown", **values, "name": parsing.name(name)}
            number, fresh = service.refer(session, full, referral, today=here.today, new=new)
        if fresh:
            profile = here.profile_on(day)
            service.target_group(session, "youth refer", number, profile, on=day, today=here.today, override=reason)
        who = names.said(raw(session), "youth", number)
    text = _("{who} was referred on {day} by {source}.").format(
        who=who, day=day_short(day), source=codes.word("source", str(referral["source"]))
    )
    told(here, number, fresh, text)


def told(here: Context, number: int, fresh: bool, text: str, *more: tuple[str, object]) -> None:
    """Say back a fact about a youth, or that it was there already."""
    text = text if fresh else _("Already there: {what}").format(what=text)
    written(here, Written("youth", number, text, more))


@app.command("list")
def list_(
    ctx: typer.Context,
    waiting: Annotated[bool, typer.Option("--waiting", help="Only those who wait, the longest wait first.")] = False,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="Only those in this state.")] = None,
) -> None:
    """List the young people, with their state and wait."""
    here: Context = ctx.obj
    rows = view.listing(here.connection, here.profile, here.day, waiting=waiting)
    if state:
        wanted = options.code(here, "youth_state", state, "--state")
        rows = [row for row in rows if row.state == wanted]
    emit(here, Listing(COLUMNS, rows, empty=N_("Nobody waits.") if waiting else N_("No young people.")))


ABOUT = (
    Column("born", N_("Born"), "day"),
    Column("phone", N_("Telephone"), "phone"),
    Column("email", N_("E-mail")),
    Column("address", N_("Address")),
    Column("address_protected", N_("Protected address"), "flag"),
    Column("postcode", N_("Postcode")),
    Column("town", N_("Town")),
    Column("municipality", N_("Municipality")),
    Column("languages", N_("Languages")),
    Column("needs", N_("Needs")),
    Column("interests", N_("Interests")),
    Column("support", N_("Lives on")),
    Column("guardian", N_("Guardian")),
    Column("guardian_phone", N_("Guardian's telephone"), "phone"),
    Column("guardian_email", N_("Guardian's e-mail")),
    Column("guardian_choice", N_("Parents"), "code", "guardian_choice"),
    Column("free_times", N_("Free times"), "codes", "free_time"),
    Column("work", N_("Work")),
    Column("background", N_("Background")),
    Column("background_yes_on", N_("Yes to its use"), "day"),
    Column("background_withdrawn_on", N_("Consent withdrawn: background not used, to be erased"), "day"),
    Column("own_words", N_("Own words")),
)
REFERRALS = (
    Column("on_day", N_("Referred"), "day"),
    Column("source", N_("By"), "code", "source"),
    Column("referrer", N_("Contact")),
    Column("why", N_("Why")),
    Column("closed_on", N_("Closed"), "day"),
    Column("closed_reason", N_("Reason"), "code", "youth_close"),
)
CONSENTS = (
    Column("kind", N_("Consent"), "code", "consent_kind"),
    Column("on_day", N_("Given"), "day"),
    Column("given_by", N_("By"), "code", "ended_by"),
    Column("data", N_("Data")),
    Column("parties", N_("From or to")),
    Column("purpose", N_("Purpose"), wide=True),
    Column("told", N_("Told how to withdraw"), "yesno", wide=True),
    Column("review_on", N_("Review"), "day"),
    Column("withdrawn_on", N_("Withdrawn"), "day"),
)
ENQUIRIES = (
    Column("id", N_("No."), "id", "enquiry"),
    Column("on_day", N_("Day"), "day"),
    Column("source", N_("From"), "code", "source"),
    Column("asker", N_("Asked by")),
    Column("about", N_("About")),
    Column("answer", N_("Answer"), "code", "enquiry_answer"),
    Column("answered_on", N_("Answered"), "day"),
)
VISITATIONS = (
    Column("id", N_("No."), "id", "visitation"),
    Column("on_day", N_("Day"), "day"),
    Column("start_on", N_("Start"), "day"),
    Column("minutes", N_("Hours"), "minutes"),
    Column("decision", N_("Decision"), "code", "decision"),
    Column("decided_on", N_("Decided"), "day"),
)
CONCERNS = (
    Column("id", N_("No."), "id", "concern"),
    Column("on_day", N_("Day"), "day"),
    Column("told_to", N_("To")),
    Column("by_role", N_("By")),
    Column("receipt_on", N_("Receipt"), "day"),
)
REMARKS = (Column("on_day", N_("Day"), "day"), Column("text", N_("Remark")))


@app.command("show")
def show(ctx: typer.Context, youth: Who) -> None:
    """Show one young person with referrals, consents, matches and remarks."""
    here: Context = ctx.obj
    from mentorcli.commands import goal, grant, match
    from mentorcli.views import match as matches

    number = names.person(here.connection, "youth", youth)
    page = view.page(here.connection, number, here.profile, here.day)
    if page is None:
        raise NotFound(_("{name} was not on file on {day}.").format(name=f"y{number}", day=day_short(here.day)), "")
    about = dict(page.about)
    if about["address_protected"]:
        about.update(address="", postcode="", town="", municipality="")
    rows = matches.listing(here.connection, here.profile, here.day, where="s.youth_id = :who", given={"who": number})
    fields = [*zip(COLUMNS, page.row, strict=True), *((column, about.get(column.key)) for column in ABOUT)]
    parts = (
        options.history("enquiries", N_("Enquiries"), ENQUIRIES, page.enquiries),
        options.history("referrals", N_("Referrals"), REFERRALS, page.referrals),
        options.history("visitations", N_("Visitations"), VISITATIONS, page.visitations),
        options.history("consents", N_("Consents"), CONSENTS, page.consents),
        ("matches", Listing(options.of_one(match.COLUMNS, "youth"), rows, N_("Matches"))),
        goal.part(here, number),
        grant.part(here, number),
        options.history("concerns", N_("Notifications of concern"), CONCERNS, page.concerns),
        options.wishes(here, "youth", number),
        options.history("remarks", N_("Remarks"), REMARKS, page.remarks),
    )
    emit(here, Page(f"y{number} {page.row.name or _('erased')}", tuple(fields), parts))


@app.command("edit")
def edit(
    ctx: typer.Context,
    youth: Who,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="The full name.")] = None,
    gender: options.Gender = None,
    born: options.Born = None,
    phone: options.Phone = None,
    email: options.Email = None,
    address: options.Address = None,
    protected: options.Protected = None,
    postcode: options.Postcode = None,
    town: options.Town = None,
    municipality: Municipality = None,
    languages: options.Languages = None,
    needs: Needs = None,
    interests: options.Interests = None,
    support: Support = None,
    guardian: options.Guardian = None,
    guardian_phone: options.GuardianPhone = None,
    guardian_email: options.GuardianEmail = None,
    guardian_choice: options.GuardianChoice = None,
    free_times: options.Free = None,
    work: options.Work = None,
    background: options.Background = None,
    background_yes: options.BackgroundYes = None,
    own_words: options.OwnWords = None,
    referred: Annotated[
        str | None, typer.Option(metavar="DATE", help="Correct the day of the newest referral.")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="S", help="Correct who sent the newest referral.")] = None,
) -> None:
    """Change what describes a young person, or correct the newest referral. An empty value clears a field."""
    here: Context = ctx.obj
    from mentorcli.services import youth as service
    from mentorcli.services.record import raw

    values = options.person(
        here, name=name, gender=gender, born=born, phone=phone, email=email, address=address, protected=protected,
        postcode=postcode, town=town, municipality=municipality, languages=languages, needs=needs, interests=interests,
            support=support, guardian=guardian, guardian_phone=guardian_phone, guardian_email=guardian_email,
            guardian_choice=guardian_choice, free_times=free_times, work=work,
    )  # fmt: skip
    values |= options.told_of_self(here, background, background_yes, own_words)
    referral = mended_referral(here, youth, referred, source)
    options.nothing_given({**values, **referral}, "mentorcli youth edit")
    with here.writing() as session:
        number = names.person(raw(session), "youth", youth)
        changed = service.correct_referral(session, number, referral) if referral else []
        changed += service.edit(session, number, values, profile=here.profile_on(here.today), today=here.today)
        who = names.record_said(raw(session), "youth", number)
    options.changed(here, "youth", number, who, changed)


def mended_referral(here: Context, youth: str, referred: str | None, source: str | None) -> dict[str, Any]:
    """The values of the newest referral that were given to be corrected, each through its gate."""
    values: dict[str, Any] = {"on_day": here.happened(referred)} if referred is not None else {}
    if source is not None:  # whom the scheme took young people from is a question of the referral's own day
        number = names.person(here.connection, "youth", youth)
        day = values.get("on_day") or view.referred_on(here.connection, number) or here.today
        values["source"] = options.source(here, source, day)
    return values


@app.command("consent")
def consent(
    ctx: typer.Context,
    youth: Who,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="participation, sensitive, sharing-mentor, obtain, disclose …")
    ],
    on: On = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="WHO", help="Who gave it: youth (default), guardian or both; withdrawn: everybody's."),
    ] = None,
    data: Annotated[str, typer.Option(metavar="TEXT", help="Which data.")] = "",
    parties: Annotated[str, typer.Option(metavar="TEXT", help="From whom or to whom.")] = "",
    purpose: Annotated[str, typer.Option(metavar="TEXT", help="What for.")] = "",
    review: Annotated[str | None, typer.Option(metavar="DATE", help="The day to look at it again.")] = None,
    told_how: Annotated[bool, typer.Option("--told", help="They were told how to withdraw it.")] = False,
    withdrawn: Annotated[str | None, typer.Option(metavar="DATE", help="It was withdrawn on this day.")] = None,
) -> None:
    """Record a consent, or that it was withdrawn."""
    here: Context = ctx.obj
    from mentorcli.services import youth as service
    from mentorcli.services.record import raw

    values: dict[str, Any] = {
        "kind": options.code(here, "consent_kind", kind, "--kind"),
        "on_day": here.happened(on),
        "given_by": options.code(here, "ended_by", by, "--by") if by is not None else None,
        "data": parsing.line(data),
        "parties": parsing.line(parties),
        "purpose": parsing.line(purpose, most=500),
        "review_on": parsing.day(review, today=here.today, sense="planned") if review else None,
        **({"told": 1} if told_how else {}),
    }
    if values["given_by"] not in (None, *GIVERS):
        raise BadValue(_("A consent is given by the youth, the guardian or both."), _("For example: --by guardian"))
    if withdrawn is not None:
        withdraw(here, youth, values["kind"], values["given_by"], here.happened(withdrawn))
        return
    giver = values["given_by"] = values["given_by"] or "youth"
    with here.writing() as session:
        number = names.person(raw(session), "youth", youth)
        row, fresh = service.consent(session, number, values, profile=here.profile_on(here.today), today=here.today)
        who = names.said(raw(session), "youth", number)
    text = _("{who}: consent recorded ({what}, given by {by}).").format(
        who=who, what=codes.word("consent_kind", values["kind"]), by=_(GIVERS[giver])
    )
    told(here, number, fresh, text, ("consent", row), ("to_do", []))


GIVERS = {"youth": N_("the young person"), "guardian": N_("a guardian"), "both": N_("both")}  # whose word a consent is


def withdraw(here: Context, youth: str, kind: str, by: str | None, day: str) -> None:
    """Record that the consents of a kind were withdrawn, say whose they were, and what is left to do."""
    from mentorcli.services import youth as service
    from mentorcli.services.record import raw

    with here.writing() as session:
        number = names.person(raw(session), "youth", youth)
        gone, fresh = service.withdraw(session, number, kind, by=by, on=day)
        left = after_withdrawal(here, raw(session), number, kind)
        who = names.said(raw(session), "youth", number)
    text = _("{who}: consent withdrawn ({what}, given by {by}).").format(
        who=who,
        what=codes.word("consent_kind", kind),
        by=", ".join(_(GIVERS[one]) for one in dict.fromkeys(gone.values())),
    )
    told(here, number, fresh, text, ("consent", min(gone)), ("consents", list(gone)), ("to_do", left))
    for line in left:
        say(line, here)


STOP = {  # what a withdrawal asks of people, for the program cannot do it
    "participation": N_("Stop: end or decline the matches and close the referral, or agree on something else."),
    "sensitive": N_("Erase what was kept under it, here and on paper."),
    "sharing-mentor": N_("Share nothing more with the mentor, and ask for what was handed over."),
    "obtain": N_("Obtain nothing more, and tell those whom you asked."),
    "disclose": N_("Disclose nothing more, and tell those who have received something."),
    "pictures": N_("Take the pictures down, also where others have put them."),
    "statistics": N_("Leave the young person out of evaluations from now on."),
}


def after_withdrawal(here: Context, connection: Any, youth: int, kind: str) -> list[str]:
    """What is left to do when a consent was withdrawn: what stops, and each thing that is kept under it (rule B8)."""
    from mentorcli.rules.consent import withdrawn

    profile = here.profile_on(here.today)
    rows = [one for one in view.withdrawals(connection, profile, here.today, youth) if one.consent == kind]
    return [_(STOP[kind]), *(one.message for one in withdrawn(rows, profile, here.today))]


@app.command("close")
def close(
    ctx: typer.Context,
    youth: Who,
    reason: Annotated[str, typer.Option(metavar="REASON", help="An end reason, or withdrew, or not-accepted.")],
    on: On = None,
) -> None:
    """Close a young person's referral; open matches are ended first."""
    here: Context = ctx.obj
    from mentorcli.services import youth as service
    from mentorcli.services.record import raw

    day = here.happened(on)
    why = options.code(here, "youth_close", reason, "--reason")
    with here.writing() as session:
        number = names.person(raw(session), "youth", youth)
        _row, fresh = service.close(session, number, on=day, reason=why, profile=here.profile_on(day), today=here.today)
        who = names.said(raw(session), "youth", number)
    text = _("{who} was closed on {day} ({reason}).")
    told(here, number, fresh, text.format(who=who, day=day_short(day), reason=codes.word("youth_close", why)))


@app.command("wish")
def wish(ctx: typer.Context, youth: Who, wishes: options.Wishes, on: On = None, drop: options.Drop = False) -> None:
    """Record what a young person wishes about the mentor: rather, must or never; --drop gives a wish up."""
    options.wish(ctx.obj, "youth", youth, wishes, on, drop=drop)


@app.command("note")
def note(
    ctx: typer.Context,
    youth: Who,
    on: On = None,
    file: Annotated[
        str | None, typer.Option(metavar="FILE", help="Read the text from a file; - is standard input.")
    ] = None,
) -> None:
    """Write a remark on a young person, in the editor or from a file."""
    options.note(ctx.obj, "youth", youth, on, file)
