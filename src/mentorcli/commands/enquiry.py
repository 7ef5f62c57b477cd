"""mentorcli enquiry …"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mentorcli import codes, parsing
from mentorcli.commands import options
from mentorcli.commands.options import On
from mentorcli.context import Context
from mentorcli.errors import BadValue, NotFound
from mentorcli.output import Column, Listing, Page, Written, emit, written
from mentorcli.tree import new_group
from mentorcli.views import enquiry as view
from mentorcli.views import names
from mentorcli.words import N_, _, day_short, shown

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

app = new_group("Enquiries beforehand: can the scheme take this young person, and the answer.")
Which = Annotated[
    str, typer.Argument(metavar="ENQUIRY", help="Its number like q3, or the young person's name or number like y12.")
]
Source = Annotated[str | None, typer.Option(metavar="SOURCE", help="Who asks: caseworker, jobcenter, school …")]
About = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What it is about, in a few words; nothing about health.")
]
Someone = Annotated[
    str | None, typer.Option("--youth", metavar="YOUTH", help="Whom it is about: a new name, or a number like y12.")
]

COLUMNS = (
    Column("id", N_("No."), "id", "enquiry"),
    Column("on", N_("Day"), "day"),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("source", N_("From"), "code", "source", wide=True),
    Column("asker", N_("Asked by")),
    Column("about", N_("About"), wide=True),
    Column("answer", N_("Answer"), "code", "enquiry_answer"),
    Column("answered", N_("Answered"), "day", wide=True),
    Column("response_days", N_("Days to answer"), "count"),
    Column("open_days", N_("Days open"), "count"),
    Column("reason", N_("Reason"), wide=True),
)


@app.command("log")
def log(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Whom it is about, if known; y12 for somebody on file.")
    ] = None,
    source: Source = None,
    asker: Annotated[str, typer.Option(metavar="TEXT", help="Who asks: office or role.")] = "",
    about: About = None,
    on: On = None,
    born: options.Born = None,
    gender: options.Gender = None,
    new: options.New = False,
) -> None:
    """Record an enquiry: about somebody by name, about somebody on file by number, or without a name."""
    here: Context = ctx.obj
    from mentorcli.services import enquiry as service
    from mentorcli.services.record import raw

    day = here.happened(on)
    values: dict[str, Any] = {
        "on_day": day, "source": options.source(here, source, day), "asker": parsing.line(asker, most=120),
        "about": parsing.line(about or ""),
    }  # fmt: skip
    described = options.person(here, born=born, gender=gender)
    with here.writing() as session:
        youth, person = whom(here, raw(session), name, described)
        number, fresh = service.log(session, {**values, "youth_id": youth}, person, today=here.today, new=new)
        said = about_whom(raw(session), number)
    text = _("Enquiry {id} of {day} from {source}: {who}.").format(
        id=f"q{number}", day=day_short(day), source=codes.word("source", str(values["source"])), who=said
    )
    written(here, Written("enquiry", number, text if fresh else _("Already there: {what}").format(what=text)))


def whom(
    here: Context, connection: Any, typed: str | None, described: dict[str, Any]
) -> tuple[int | None, dict[str, Any] | None]:
    """Whom an enquiry is about: the number of somebody on file, or the values of somebody new; neither without a name."""
    if typed is None:
        if described:
            raise BadValue(_("There is no name."), _("Give it after the verb: mentorcli enquiry log NAME"))
        return None, None
    if names.record_id(typed, "youth") is None:
        return None, {**described, "name": parsing.name(typed)}
    if described:
        raise BadValue(
            _("{id} is on file.").format(id=typed),
            _("Change the record: {command}").format(command=f"mentorcli youth edit {typed}"),
        )
    return names.person(connection, "youth", typed), None


def about_whom(connection: Any, number: int) -> str:
    """The young person whom an enquiry is about, as a write says it back."""
    youth = view.youth_of(connection, number)
    return names.said(connection, "youth", youth) if youth is not None else _("nobody named yet")


def chosen(connection: Any, typed: str, *, unanswered: bool) -> int:
    """The enquiry meant: by number, or by its youth; of an answer, the youth's one enquiry that has none, if there is one."""
    left = None
    if unanswered and names.record_id(typed, "enquiry") is None:
        left = view.left_of(connection, names.person(connection, "youth", typed)) or None
    return names.about_youth(connection, "enquiry", typed, left)


@app.command("answer")
def answer(
    ctx: typer.Context,
    enquiry: Which,
    yes: Annotated[bool | None, typer.Option("--yes/--no", help="The answer that was given.")] = None,
    reason: options.Reason = "",
    on: On = None,
    youth: Someone = None,
    new: options.New = False,
    override: options.Override = None,
) -> None:
    """Record the answer to an enquiry. Where enquiries are the scheme's way in, a yes about somebody is the referral."""
    here: Context = ctx.obj
    from mentorcli.services import enquiry as service
    from mentorcli.services.record import raw

    said, day = spoken(here, yes, enquiry), here.happened(on)
    values: dict[str, Any] = {"answer": said, "answered_on": day, "reason": parsing.line(reason)}
    profile = here.profile_on(day)
    with here.writing() as session:
        number = chosen(raw(session), enquiry, unanswered=True)
        values["youth_id"] = named(here, session, number, youth, new)
        fresh, referred = service.answer(
            session, number, values, profile=profile, today=here.today, override=options.why(override)
        )  # fmt: skip
        who, about = about_whom(raw(session), number), view.youth_of(raw(session), number)
    text = _("Enquiry {id} ({who}) was answered on {day}: {answer}.").format(
        id=f"q{number}", who=who, day=day_short(day), answer=codes.word("enquiry_answer", said)
    )
    text = text if fresh else _("Already there: {what}").format(what=text)
    text += referral_said(who) if referred is not None else next_step(profile, number, about, said) if fresh else ""
    more = (("referred", referred),)
    written(here, Written("enquiry", number, text, more))


def named_again(typed: str) -> str:
    """What was typed, as it can be typed again: in quotes where it is several words."""
    return f'"{shown(typed)}"' if " " in typed else shown(typed)


def spoken(here: Context, yes: bool | None, which: str) -> str:
    """The answer that was given, never one of ours; `--yes` is a global option as well, and comes from there."""
    both = yes is False and here.flag("--yes")
    if both or (yes is None and not here.flag("--yes")):
        raise BadValue(
            _("The answer is missing.") if not both else _("Both --yes and --no were given."),
            _("For example: {command}").format(command=f"mentorcli enquiry answer {named_again(which)} --yes"),
        )
    return "no" if yes is False else "yes"


def referral_said(who: str) -> str:
    """What a yes has done where it was the way in."""
    return " " + _("It counts as the referral of {who}.").format(who=who)


def next_step(profile: Profile, number: int, youth: int | None, said: str) -> str:
    """What is left to do after a yes that was no referral."""
    if said == "yes" and youth is None:
        return " " + _("Say who it is: mentorcli enquiry edit {id} --youth NAME").format(id=f"q{number}")
    if said == "yes" and profile.youth.intake != "enquiry":
        return " " + _("Refer next: mentorcli youth refer {id}").format(id=f"y{youth}")
    return ""


def named(here: Context, session: Any, number: int, typed: str | None, new: bool) -> int | None:
    """The young person whom an enquiry is said to be about: on file by number, or by a new name; None if nobody is."""
    from mentorcli.services import enquiry as service
    from mentorcli.services.record import raw

    youth, person = whom(here, raw(session), typed, {})
    return service.meant(session, number, youth, person, today=here.today, new=new)


@app.command("list")
def list_(
    ctx: typer.Context,
    unanswered: Annotated[bool, typer.Option("--open", help="Only those without an answer.")] = False,
) -> None:
    """List the enquiries with their answers, and how many days each took."""
    here: Context = ctx.obj
    rows = view.listing(here.connection, here.day, unanswered=unanswered)
    emit(here, Listing(COLUMNS, rows, empty=N_("No enquiries.")))


@app.command("show")
def show(ctx: typer.Context, enquiry: Which) -> None:
    """Show one enquiry."""
    here: Context = ctx.obj
    number = chosen(here.connection, enquiry, unanswered=False)
    row = next((one for one in view.listing(here.connection, here.day) if one.id == number), None)
    if row is None:
        raise NotFound(_("{name} was not on file on {day}.").format(name=f"q{number}", day=day_short(here.day)), "")
    emit(here, Page(f"q{number} {about_whom(here.connection, number)}", tuple(zip(COLUMNS, row, strict=True))))


@app.command("edit")
def edit(
    ctx: typer.Context,
    enquiry: Which,
    source: Source = None,
    asker: Annotated[str | None, typer.Option(metavar="TEXT", help="Who asks: office or role.")] = None,
    about: About = None,
    on: options.OnMended = None,
    youth: Someone = None,
    new: options.New = False,
    given: Annotated[str | None, typer.Option("--answer", metavar="A", help="Correct the answer: yes or no.")] = None,
    answered: Annotated[str | None, typer.Option(metavar="DATE", help="Correct the day of the answer.")] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why, in a few words.")] = None,
    override: options.Override = None,
) -> None:
    """Correct an enquiry or its answer, or say whom it turned out to be about."""
    here: Context = ctx.obj
    from mentorcli.services import enquiry as service
    from mentorcli.services.record import raw

    values = corrected(here, source, asker, about, on)
    if given is not None:
        values["answer"] = options.code(here, "enquiry_answer", given, "--answer")
    if answered is not None:
        values["answered_on"] = here.happened(answered)
    if reason is not None:
        values["reason"] = parsing.line(reason)
    options.nothing_given({**values, **({"youth": youth} if youth else {})}, "mentorcli enquiry edit")
    with here.writing() as session:
        number = chosen(raw(session), enquiry, unanswered=False)
        if youth is not None:
            values["youth_id"] = named(here, session, number, youth, new)
        profile = here.profile_on(here.today)
        changed, referred = service.edit(
            session, number, values, profile=profile, today=here.today, override=options.why(override)
        )  # fmt: skip
        who = about_whom(raw(session), number)
    text = _("Changed {id}: {fields}.").format(id=f"q{number} ({who})", fields=names.fields(changed))
    text = text if changed else _("Nothing differs; nothing was changed.")
    text += referral_said(who) if referred is not None else ""
    more = (("referred", referred),)
    written(here, Written("enquiry", number, text, more))


def corrected(
    here: Context, source: str | None, asker: str | None, about: str | None, on: str | None
) -> dict[str, Any]:
    """The values of an enquiry that were given, each through its gate."""
    values: dict[str, Any] = {"on_day": here.happened(on)} if on is not None else {}
    if source is not None:
        values["source"] = options.source(here, source, here.today)
    if asker is not None:
        values["asker"] = parsing.line(asker, most=120)
    if about is not None:
        values["about"] = parsing.line(about)
    return values
