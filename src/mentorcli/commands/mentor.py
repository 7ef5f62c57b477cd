"""mentorcli mentor …"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import typer

from mentorcli import codes, parsing
from mentorcli.commands import options
from mentorcli.commands.options import On, Reason
from mentorcli.context import Context
from mentorcli.errors import BadValue, NotFound
from mentorcli.output import Column, Listing, Page, Written, emit, written
from mentorcli.tree import new_group
from mentorcli.views import mentor as view
from mentorcli.views import names
from mentorcli.words import N_, _, day_short, ngettext

app = new_group("Mentors: add, check, train, pause, leave.")
Who = Annotated[str, typer.Argument(metavar="MENTOR", help="A name, its beginning, or a number like m12.")]
Helps = Annotated[str | None, typer.Option(metavar="A,B", help="What the mentor can help with, with commas between.")]
Channel = Annotated[
    str | None, typer.Option(metavar="C", help="Where the mentor heard of the scheme: advert, web, volunteer …")
]
Capacity = Annotated[str | None, typer.Option(metavar="N", help="Young people at a time (0 to 20).")]

COLUMNS = (
    Column("id", N_("No."), "id", "mentor"),
    Column("name", N_("Name")),
    Column("state", N_("State"), "code", "mentor_state"),
    Column("gender", N_("Gender"), "code", "gender", wide=True),
    Column("trained", N_("Trained"), "day"),
    Column("open_matches", N_("Matches"), "count"),
    Column("capacity", N_("Places"), "count"),
    Column("free_places", N_("Free"), "count"),
)


@app.command("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The full name.")],
    on: On = None,
    gender: options.Gender = None,
    born: options.Born = None,
    phone: options.Phone = None,
    email: options.Email = None,
    address: options.Address = None,
    protected: options.Protected = None,
    postcode: options.Postcode = None,
    town: options.Town = None,
    languages: options.Languages = None,
    helps_with: Helps = None,
    interests: options.Interests = None,
    capacity: Capacity = None,
    channel: Channel = None,
    free_times: options.Free = None,
    work: options.Work = None,
    background: options.Background = None,
    background_yes: options.BackgroundYes = None,
    own_words: options.OwnWords = None,
    new: options.New = False,
) -> None:
    """Add a mentor who has applied."""
    here: Context = ctx.obj
    from mentorcli.services import mentor as service
    from mentorcli.services.record import raw

    values = options.person(
        here, name=name, gender=gender or "unknown", born=born, phone=phone, email=email, address=address,
        protected=protected, postcode=postcode, town=town, languages=languages, helps_with=helps_with, interests=interests,
        free_times=free_times, work=work,
    )  # fmt: skip
    values |= (
        places(capacity) | heard(here, channel) | options.told_of_self(here, background, background_yes, own_words)
    )
    on_day = here.happened(on)
    with here.writing() as session:
        number, fresh = service.add(session, values, applied_on=on_day, today=here.today, new=new)
        who = names.said(raw(session), "mentor", number)
    told(here, number, fresh, _("{who} applied on {day}.").format(who=who, day=day_short(on_day)))


def places(capacity: str | None) -> dict[str, Any]:
    """The number of young people at a time, where it was given; an empty one is the scheme's."""
    return {} if capacity is None else {"capacity": parsing.whole(capacity, least=0, most=20) if capacity else None}


def heard(here: Context, channel: str | None) -> dict[str, Any]:
    """The channel by which a mentor came, where it was given; an empty one clears it."""
    return (
        {} if channel is None else {"channel": options.code(here, "channel", channel, "--channel") if channel else None}
    )


@app.command("list")
def list_(
    ctx: typer.Context,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="Only those in this state.")] = None,
    active: Annotated[bool, typer.Option("--active", help="Without those who have left or were declined.")] = False,
) -> None:
    """List the mentors, with their state and free places."""
    here: Context = ctx.obj
    rows = view.listing(here.connection, here.profile, here.day)
    if state:
        wanted = options.code(here, "mentor_state", state, "--state")
        rows = [row for row in rows if row.state == wanted]
    if active:
        rows = [row for row in rows if row.state not in ("left", "declined")]
    emit(here, Listing(COLUMNS, rows, empty=N_("No mentors.")))


@app.command("show")
def show(ctx: typer.Context, mentor: Who) -> None:
    """Show one mentor with certificates, pauses, events, matches and remarks."""
    here: Context = ctx.obj
    number = names.person(here.connection, "mentor", mentor)
    page = view.page(here.connection, number, here.profile, here.day)
    if page is None:
        raise NotFound(_("{name} was not on file on {day}.").format(name=f"m{number}", day=day_short(here.day)), "")
    emit(here, as_page(here, page))


def as_page(here: Context, page: view.MentorPage) -> Page:
    """The page of a mentor; a protected address is not printed."""
    from mentorcli.commands import match
    from mentorcli.views import match as matches
    from mentorcli.views import substitution

    about = dict(page.about)
    if about["address_protected"]:
        about.update(address="", postcode="", town="")
    rows = matches.listing(
        here.connection, here.profile, here.day, where="s.mentor_id = :who", given={"who": page.row.id}
    )
    cover = substitution.of_mentor(here.connection, page.row.id, here.day)
    fields = [*zip(COLUMNS, page.row, strict=True), *((column, about.get(column.key)) for column in ABOUT)]
    return Page(
        f"m{page.row.id} {page.row.name or _('erased')}",
        tuple(fields),
        (
            options.history("checks", N_("Certificates"), CHECKS, page.checks),
            options.history("pauses", N_("Pauses"), SPAN, page.pauses),
            options.history("departures", N_("Left or declined"), DEPARTURES, page.departures),
            ("matches", Listing(options.of_one(match.COLUMNS, "mentor"), rows, N_("Matches"))),
            ("cover", Listing(match.COVER, [one[1:] for one in cover], N_("Cover"))),
            options.history("events", N_("Events"), EVENTS, page.events),
            options.history("thanks", N_("Thanks"), THANKS, page.thanks),
            options.wishes(here, "mentor", page.row.id),
            options.history("remarks", N_("Remarks"), REMARKS, page.remarks),
        ),
    )


ABOUT = (
    Column("born", N_("Born"), "day"),
    Column("phone", N_("Telephone"), "phone"),
    Column("email", N_("E-mail")),
    Column("address", N_("Address")),
    Column("address_protected", N_("Protected address"), "flag"),
    Column("postcode", N_("Postcode")),
    Column("town", N_("Town")),
    Column("languages", N_("Languages")),
    Column("helps_with", N_("Can help with")),
    Column("interests", N_("Interests")),
    Column("free_times", N_("Free times"), "codes", "free_time"),
    Column("work", N_("Work")),
    Column("background", N_("Background")),
    Column("background_yes_on", N_("Yes to its use"), "day"),
    Column("own_words", N_("Own words")),
    Column("channel", N_("Heard of it by"), "code", "channel"),
    Column("applied_on", N_("Applied"), "day"),
    Column("approved_on", N_("Approved"), "day"),
    Column("secrecy_on", N_("Secrecy declaration"), "day"),
    Column("meetings_held", N_("Meetings held"), "count"),
    Column("last_meeting", N_("Last held"), "day"),
)
CHECKS = (
    Column("kind", N_("Certificate"), "code", "check_kind"),
    Column("ordered_on", N_("Ordered"), "day"),
    Column("seen_on", N_("Seen"), "day"),
    Column("seen_by", N_("By")),
    Column("outcome", N_("Outcome"), "code", "check_outcome"),
    Column("review_on", N_("Review"), "day"),
)
SPAN = (Column("on_day", N_("From"), "day"), Column("resumed_on", N_("To"), "day"), Column("reason", N_("Reason")))
DEPARTURES = (
    Column("kind", N_("What"), "code", "mentor_state"),
    Column("on_day", N_("Day"), "day"),
    Column("returned_on", N_("Came back"), "day"),
    Column("reason", N_("Reason")),
)
EVENTS = (
    Column("id", N_("No."), "id", "event"),
    Column("on_day", N_("Day"), "day"),
    Column("title", N_("Event")),
    Column("kind", N_("Kind"), "code", "event_kind"),
    Column("minutes", N_("Length"), "minutes"),
)
THANKS = (
    Column("on_day", N_("Day"), "day"),
    Column("number", N_("Number"), "count"),
    Column("occasion", N_("For"), "code", "occasion"),
)
REMARKS = (Column("on_day", N_("Day"), "day"), Column("text", N_("Remark")))


@app.command("edit")
def edit(
    ctx: typer.Context,
    mentor: Who,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="The full name.")] = None,
    gender: options.Gender = None,
    born: options.Born = None,
    phone: options.Phone = None,
    email: options.Email = None,
    address: options.Address = None,
    protected: options.Protected = None,
    postcode: options.Postcode = None,
    town: options.Town = None,
    languages: options.Languages = None,
    helps_with: Helps = None,
    interests: options.Interests = None,
    capacity: Capacity = None,
    channel: Channel = None,
    free_times: options.Free = None,
    work: options.Work = None,
    background: options.Background = None,
    background_yes: options.BackgroundYes = None,
    own_words: options.OwnWords = None,
    applied: Annotated[str | None, typer.Option(metavar="DATE", help="Correct the day of the application.")] = None,
    trained: Annotated[str | None, typer.Option(metavar="DATE", help="Correct the day of training.")] = None,
    approved: Annotated[str | None, typer.Option(metavar="DATE", help="Correct the day of approval.")] = None,
    secrecy: Annotated[
        str | None, typer.Option(metavar="DATE", help="Correct the day of the secrecy declaration.")
    ] = None,
) -> None:
    """Change what describes a mentor, or correct a day. An empty value clears a field."""
    here: Context = ctx.obj
    from mentorcli.services import mentor as service
    from mentorcli.services.record import raw

    values = options.person(
        here, name=name, gender=gender, born=born, phone=phone, email=email, address=address, protected=protected,
        postcode=postcode, town=town, languages=languages, helps_with=helps_with, interests=interests,
        free_times=free_times, work=work,
    )  # fmt: skip
    values |= (
        places(capacity) | heard(here, channel) | options.told_of_self(here, background, background_yes, own_words)
    )
    days = {"applied_on": applied, "trained_on": trained, "approved_on": approved, "secrecy_on": secrecy}
    values |= {field: here.happened(text) if text else None for field, text in days.items() if text is not None}
    options.nothing_given(values, "mentorcli mentor edit")
    if applied == "":
        raise BadValue(_("A mentor has a day of application."), _("Give the right one with --applied DATE."))
    with here.writing() as session:
        number = names.person(raw(session), "mentor", mentor)
        changed = service.edit(session, number, values)
        who = names.record_said(raw(session), "mentor", number)
    options.changed(here, "mentor", number, who, changed)


@app.command("check")
def check(
    ctx: typer.Context,
    mentor: Who,
    kind: Annotated[str, typer.Option(metavar="KIND", help="straffeattest or boerneattest.")],
    ordered: Annotated[str | None, typer.Option(metavar="DATE", help="The day it was ordered.")] = None,
    seen: Annotated[str | None, typer.Option(metavar="DATE", help="The day it was seen.")] = None,
    by: Annotated[str, typer.Option(metavar="ROLE", help="Who saw it: a role, not a name.")] = "",
    outcome: Annotated[str | None, typer.Option(metavar="O", help="approved, rejected or no-consent.")] = None,
    review: Annotated[str | None, typer.Option(metavar="DATE", help="The day to see it anew.")] = None,
    on: On = None,
) -> None:
    """Record a certificate ordered or seen; never its content."""
    here: Context = ctx.obj
    from mentorcli.services import mentor as service
    from mentorcli.services.record import raw

    seen = seen or (on if outcome else None)
    ordered = ordered or (on if not seen else None)
    if not ordered and not seen:
        raise BadValue(
            _("--ordered or --seen is missing."), _("For example: --seen 5-3-2018 --by formand --outcome approved")
        )
    if bool(seen) != bool(outcome):
        raise BadValue(_("--seen and --outcome belong together."), _("For example: --seen 5-3-2018 --outcome approved"))
    values: dict[str, Any] = {
        "kind": options.code(here, "check_kind", kind, "--kind"),
        "ordered_on": here.happened(ordered) if ordered else None,
        "seen_on": here.happened(seen) if seen else None,
        "seen_by": parsing.line(by, most=60),
        "outcome": options.code(here, "check_outcome", outcome, "--outcome") if outcome else None,
        "review_on": parsing.day(review, today=here.today, sense="planned") if review else None,
    }
    with here.writing() as session:
        number = names.person(raw(session), "mentor", mentor)
        row, fresh = service.check(session, number, values, today=here.today)
        who = names.said(raw(session), "mentor", number)
    told(
        here,
        number,
        fresh,
        _("{who}: {what}, {fact}.").format(
            who=who, what=codes.word("check_kind", str(values["kind"])), fact=said_of(values)
        ),
        ("check", row),
    )


def said_of(values: dict[str, Any]) -> str:
    """What was recorded of a certificate: ordered or seen, and when."""
    if values["seen_on"]:
        return _("seen on {day}: {outcome}").format(
            day=day_short(values["seen_on"]), outcome=codes.word("check_outcome", values["outcome"])
        )
    return _("ordered on {day}").format(day=day_short(values["ordered_on"]))


def told(here: Context, number: int, fresh: bool, text: str, *more: tuple[str, object]) -> None:
    """Say back a fact about a mentor, or that it was there already."""
    text = text if fresh else _("Already there: {what}").format(what=text)
    written(here, Written("mentor", number, text, more))


def fact(ctx: typer.Context, mentor: str, on: str | None, text: str, record: Callable[..., bool]) -> None:
    """Record one dated fact about a mentor with `record(session, number, on=…, profile=…, today=…)`, and say it back."""
    here: Context = ctx.obj
    from mentorcli.services.record import raw

    day = here.happened(on)
    with here.writing() as session:
        number = names.person(raw(session), "mentor", mentor)
        fresh = record(session, number, on=day, profile=here.profile_on(day), today=here.today)
        who = names.said(raw(session), "mentor", number)
    told(here, number, fresh, text.format(who=who, day=day_short(day)))


@app.command("train")
def train(ctx: typer.Context, mentor: Who, on: On = None) -> None:
    """Record that a mentor has taken the course."""
    from mentorcli.services import mentor as service

    fact(ctx, mentor, on, _("{who} was trained on {day}."), partial(service.set_day, field="trained_on"))


@app.command("approve")
def approve(ctx: typer.Context, mentor: Who, on: On = None) -> None:
    """Record that a mentor was approved."""
    from mentorcli.services import mentor as service

    fact(ctx, mentor, on, _("{who} was approved on {day}."), partial(service.set_day, field="approved_on"))


@app.command("secrecy")
def secrecy(ctx: typer.Context, mentor: Who, on: On = None) -> None:
    """Record that a mentor signed the secrecy declaration."""
    from mentorcli.services import mentor as service

    text = _("{who} signed the secrecy declaration on {day}.")
    fact(ctx, mentor, on, text, partial(service.set_day, field="secrecy_on"))


@app.command("decline")
def decline(ctx: typer.Context, mentor: Who, reason: Reason, on: On = None) -> None:
    """Record that an applicant was declined."""
    from mentorcli.services import mentor as service

    record = partial(service.depart, kind="declined", reason=parsing.line(reason))
    fact(ctx, mentor, on, _("{who} was declined on {day}."), record)


@app.command("leave")
def leave(ctx: typer.Context, mentor: Who, on: On = None, reason: Reason = "") -> None:
    """Record that a mentor has left the corps; open matches are ended first."""
    from mentorcli.services import mentor as service

    record = partial(service.depart, kind="left", reason=parsing.line(reason))
    fact(ctx, mentor, on, _("{who} left on {day}."), record)


@app.command("return")
def come_back(ctx: typer.Context, mentor: Who, on: On = None) -> None:
    """Record that a mentor who had left or was declined is back."""
    from mentorcli.services import mentor as service

    fact(ctx, mentor, on, _("{who} is back from {day}."), service.come_back)


@app.command("pause")
def pause(ctx: typer.Context, mentor: Who, on: On = None, reason: Reason = "") -> None:
    """Record that a mentor takes no new match for a while; running matches go on."""
    from mentorcli.services import mentor as service

    fact(ctx, mentor, on, _("{who} pauses from {day}."), partial(service.pause, reason=parsing.line(reason)))


@app.command("resume")
def resume(ctx: typer.Context, mentor: Who, on: On = None) -> None:
    """Record that a mentor's pause is over."""
    from mentorcli.services import mentor as service

    fact(ctx, mentor, on, _("{who} is available again from {day}."), service.resume)


@app.command("thank")
def thank(
    ctx: typer.Context,
    mentor: Who,
    for_: Annotated[str, typer.Option("--for", metavar="WHAT", help="What for: years (in the scheme) or meetings.")],
    number: Annotated[
        str | None, typer.Option(metavar="N", help="How many (default: the anniversary or round number reached).")
    ] = None,
    on: On = None,
) -> None:
    """Record that a mentor was thanked for years in the scheme, or for meetings; the reminder rests."""
    here: Context = ctx.obj
    from mentorcli.services import mentor as service
    from mentorcli.services.record import raw

    day = here.happened(on)
    occasion = options.code(here, "occasion", for_, "--for")
    wanted = parsing.whole(number, least=1, most=100_000) if number else None
    with here.writing() as session:
        who = names.person(raw(session), "mentor", mentor)
        row, count, fresh = service.thank(
            session, who, occasion=occasion, number=wanted, on=day, profile=here.profile_on(day), today=here.today
        )
        said = names.said(raw(session), "mentor", who)
    what = thanked_for(occasion, count)
    told(here, who, fresh, _("{who} was thanked for {what} on {day}.").format(who=said, what=what, day=day_short(day)),
         ("thanks", row), ("number", count))  # fmt: skip


def thanked_for(occasion: str, number: int) -> str:
    """What a mentor was thanked for, in words."""
    if occasion == "years":
        return ngettext("{count} year in the scheme", "{count} years in the scheme", number).format(count=number)
    return ngettext("{count} meeting", "{count} meetings", number).format(count=number)


@app.command("wish")
def wish(ctx: typer.Context, mentor: Who, wishes: options.Wishes, on: On = None, drop: options.Drop = False) -> None:
    """Record what a mentor wishes about the young person: rather, must or never; --drop gives a wish up."""
    options.wish(ctx.obj, "mentor", mentor, wishes, on, drop=drop)


@app.command("note")
def note(
    ctx: typer.Context,
    mentor: Who,
    on: On = None,
    file: Annotated[
        str | None, typer.Option(metavar="FILE", help="Read the text from a file; - is standard input.")
    ] = None,
) -> None:
    """Write a remark on a mentor, in the editor or from a file."""
    options.note(ctx.obj, "mentor", mentor, on, file)
