"""mentorcli meeting …"""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer

from mentorcli import codes, parsing
from mentorcli.commands import options
from mentorcli.commands.options import On, Since, Until
from mentorcli.context import Context
from mentorcli.errors import BadValue, NotFound
from mentorcli.output import Column, Listing, Written, emit, written
from mentorcli.tree import new_group
from mentorcli.views import meeting as view
from mentorcli.views import names
from mentorcli.words import N_, _, day_short, shown
from mentorcli.words import minutes as in_words

app = new_group("Meetings of a match.")
Minutes = Annotated[str | None, typer.Option(metavar="N", help="How long: 90, 1:30 or 1,5 t.")]
Kind = Annotated[str | None, typer.Option(metavar="KIND", help="first, regular, phone or authority.")]
Status = Annotated[str | None, typer.Option(metavar="S", help="held, excused, no-show, cancelled, moved or planned.")]
WhoStayed = Annotated[
    str | None, typer.Option("--who", metavar="WHO", help="Who excused or stayed away: mentor or youth.")
]
Place = Annotated[str | None, typer.Option(metavar="TEXT", help="Where, in a word or two.")]
Mentor = Annotated[
    str | None,
    typer.Option(
        metavar="MENTOR", help="Whose meeting it was, where somebody stood in (default: the substitute of that day)."
    ),
]
At = Annotated[str | None, typer.Option(metavar="HH:MM", help="At what time.")]
Topic = Annotated[list[str] | None, typer.Option(metavar="AREA", help="A goal area of the scheme; may be given again.")]

COLUMNS = (
    Column("id", N_("No."), "id"),
    Column("match", N_("Match"), "id", "match", wide=True),
    Column("on", N_("Day"), "day"),
    Column("at", N_("Time"), wide=True),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("mentor", N_("Mentor"), "person", "mentor", wide=True),
    Column("stand_in", N_("Stand-in"), "person", "mentor", wide=True),
    Column("kind", N_("Kind"), "code", "meeting_kind"),
    Column("status", N_("Status"), "code", "meeting_status"),
    Column("who", N_("By whom"), "code", "ended_by", wide=True),
    Column("minutes", N_("Length"), "minutes"),
    Column("place", N_("Place"), wide=True),
    Column("topics", N_("Topics"), "codes", "area", wide=True),
)
SHORT = tuple(column for column in COLUMNS if column.key not in ("match", "youth", "mentor"))


def short(row: view.MeetingRow) -> tuple[object, ...]:
    """A meeting without its match and people, for the page of the match."""
    return tuple(value for column, value in zip(COLUMNS, row, strict=True) if column in SHORT)


def topics(here: Context, typed: list[str] | None) -> str:
    """The codes of the goal areas that were talked about; a word that is none of the scheme's is refused."""
    areas = here.profile_on(here.today).areas()
    if typed and not areas:
        raise BadValue(_("The scheme has no goal areas."), _("Set them: mentorcli scheme set goals.areas …"))
    return ", ".join(
        dict.fromkeys(area(here, word) for text in typed or [] for word in text.split(",") if word.strip())
    )


def area(here: Context, word: str) -> str:
    """The code of one goal area."""
    found = codes.code_for("area", word.strip(), here.profile_on(here.today).extra("area"))
    if found is None:
        known = ", ".join(codes.typed("area", one) for one in here.profile_on(here.today).areas())
        raise BadValue(
            _("“{word}” is no goal area of the scheme.").format(word=word.strip()),
            _("Known: {keys}").format(keys=known),
        )
    return found


@app.command("log")
def log(
    ctx: typer.Context,
    match: Annotated[
        str, typer.Argument(metavar="MATCH", help="The young person's name, or a number like x12 or y12.")
    ],
    on: On = None,
    minutes: Minutes = None,
    kind: Kind = None,
    status: Status = None,
    who: WhoStayed = None,
    place: Place = None,
    at: At = None,
    topic: Topic = None,
    mentor: Mentor = None,
    override: options.Override = None,
) -> None:
    """Record a meeting. On a match to which both have said yes it is the first one, and starts the match."""
    here: Context = ctx.obj
    from mentorcli.commands.match import chosen
    from mentorcli.services import meeting as service
    from mentorcli.services.record import raw

    came = options.code(here, "meeting_status", status, "--status") if status else None
    day = here.on(on, sense="planned" if came == "planned" else "past")
    came = came or ("planned" if day > here.today else "held")
    if came in ("held", "no-show") and day > here.today:
        raise BadValue(_("{day} is still to come.").format(day=day_short(day)), _("Plan it with --status planned."))
    values: dict[str, Any] = {
        "on_day": day,
        "status": came,
        "kind": options.code(here, "meeting_kind", kind, "--kind") if kind else None,
        "minutes": parsing.minutes(minutes) if minutes else None,
        "who": options.side(who, "--who") if who else None,
        "place": parsing.line(place or "", most=60),
        "at": parsing.clock(at) if at else None,
        "topics": topics(here, topic),
    }
    known, why = min(day, here.today), options.why(override)
    with here.writing() as session:
        number = chosen(here, raw(session), match, "log", known, bare=False)
        profile = here.profile_on(known)
        named = names.person(raw(session), "mentor", mentor) if mentor else None
        row, what = service.log(session, number, values, mentor=named, profile=profile, today=here.today, override=why)
        pair, stand_in = names.pair_said(raw(session), number), view.stand_in(raw(session), row)
        pair += _(" (stand-in: {who})").format(who=names.said(raw(session), "mentor", stand_in)) if stand_in else ""
    say_back(here, row, what, pair, values)


def say_back(here: Context, row: int, what: str, pair: str, values: dict[str, Any]) -> None:
    """Say back a meeting with its match and who stood in, and that it started the match if it did."""
    parts = [codes.word("meeting_status", str(values["status"])), day_short(str(values["on_day"]))]
    parts += [in_words(int(str(values["minutes"])))] if values["minutes"] else []
    text = f"{pair}: {', '.join(parts)}."
    if what == "same":
        text = _("Already there: {what}").format(what=text)
    elif what == "started":
        text += " " + _("It was the first meeting: the match has started.")
    elif what == "changed":
        text += " " + _("It had been planned.")
    written(here, Written("meeting", row, text))


@app.command("list")
def list_(
    ctx: typer.Context,
    match: Annotated[str | None, typer.Argument(metavar="[MATCH]", help="Only of this match: x12 or the name.")] = None,
    since: Since = None,
    until: Until = None,
    status: Status = None,
) -> None:
    """List meetings, by day."""
    here: Context = ctx.obj
    number = None
    if match is not None:
        everything = [found for (found,) in here.connection.execute("SELECT id FROM match")]
        number = names.match_of(here.connection, match, everything, _("match"), bare=False)
    rows = view.listing(here.connection, here.day, match_id=number, **options.period(here, since, until))
    if status:
        wanted = options.code(here, "meeting_status", status, "--status")
        rows = [row for row in rows if row.status == wanted]
    emit(here, Listing(COLUMNS, rows, empty=N_("No meetings.")))


def numbered(typed: str) -> int:
    """The number of a meeting; a name is no number, and the list that shows the numbers is told."""
    if not re.fullmatch("[0-9]{1,9}", typed.strip()):
        raise BadValue(
            _("A meeting is meant by its number, not by {value}.").format(value=f"“{shown(typed)}”"),
            _("See the numbers: mentorcli meeting list"),
        )
    return int(typed)


@app.command("edit")
def edit(
    ctx: typer.Context,
    meeting: Annotated[str, typer.Argument(metavar="MEETING", help="The meeting's number.")],
    on: options.OnMended = None,
    minutes: Minutes = None,
    kind: Kind = None,
    status: Status = None,
    who: WhoStayed = None,
    place: Place = None,
    at: At = None,
    topic: Topic = None,
    mentor: Mentor = None,
    override: options.Override = None,
) -> None:
    """Correct a meeting, or say what came of a planned one."""
    here: Context = ctx.obj
    from mentorcli.services import meeting as service
    from mentorcli.services.record import raw

    number = numbered(meeting)
    was = view.status(here.connection, number)
    if was is None:
        raise NotFound(
            _("There is no meeting with the number {id}.").format(id=number), _("See them all: mentorcli meeting list")
        )
    values: dict[str, Any] = {}
    if status is not None:
        was = values["status"] = options.code(here, "meeting_status", status, "--status")
    if on is not None:
        values["on_day"] = here.on(on, sense="planned" if was == "planned" else "past")
    if minutes is not None:
        values["minutes"] = parsing.minutes(minutes)
    if kind is not None:
        values["kind"] = options.code(here, "meeting_kind", kind, "--kind")
    if who is not None:
        values["who"] = options.side(who, "--who") if who else None
    if place is not None:
        values["place"] = parsing.line(place, most=60)
    if at is not None:
        values["at"] = parsing.clock(at) if at else None
    if topic is not None:
        values["topics"] = topics(here, topic)
    options.nothing_given({**values, **({"mentor": mentor} if mentor else {})}, "mentorcli meeting edit")
    why, profile = options.why(override), here.profile_on(here.today)
    with here.writing() as session:
        named = names.person(raw(session), "mentor", mentor) if mentor else None
        changed = service.edit(session, number, values, mentor=named, profile=profile, today=here.today, override=why)
        who = names.record_said(raw(session), "meeting", number)
    options.changed(here, "meeting", number, who, changed)
