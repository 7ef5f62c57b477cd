"""mentorcli followup …"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from mentorcli import codes, parsing
from mentorcli.commands import options
from mentorcli.commands.options import On, Since, Until
from mentorcli.context import Context
from mentorcli.errors import BadValue, NotFound
from mentorcli.output import Column, Listing, Page, Written, emit, say, written
from mentorcli.rules.rule import later
from mentorcli.tree import new_group
from mentorcli.views import followup as view
from mentorcli.views import match as matches
from mentorcli.views import names
from mentorcli.words import N_, _, day_short, percent

app = new_group("Follow-up: talks with mentor and young person, closing talks, tries to get in touch.")
Which = Annotated[str, typer.Argument(metavar="MATCH", help="The young person's name, or a number like x12 or y12.")]
Number = Annotated[str, typer.Argument(metavar="FOLLOWUP", help="The follow-up's number.")]
Whose = Annotated[
    str | None, typer.Argument(metavar="[WHO]", help="Only of this match or person: x12, m3, y12 or a name.")
]
With = Annotated[str, typer.Option("--with", metavar="WHO", help="mentor, youth, guardian, caseworker or referrer.")]
Kind = Annotated[
    str, typer.Option(metavar="KIND", help="talk, closing (the closing talk) or contact (a try to get in touch).")
]
Rating = Annotated[
    str | None,
    typer.Option(
        metavar="1-5", help="How it goes, as they see it: 1 badly, 2 not so well, 3 fairly, 4 well, 5 very well."
    ),
]
Via = Annotated[str | None, typer.Option(metavar="WAY", help="meeting, phone, message, letter, visit or referrer.")]
Note = Annotated[bool, typer.Option("--note", help="Write a note in the editor.")]
File = Annotated[str | None, typer.Option(metavar="FILE", help="Read the note from a file; - is standard input.")]

COLUMNS = (
    Column("id", N_("No."), "id"),
    Column("match", N_("Match"), "id", "match", wide=True),
    Column("on", N_("Day"), "day"),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("mentor", N_("Mentor"), "person", "mentor", wide=True),
    Column("with", N_("With"), "code", "party"),
    Column("kind", N_("Kind"), "code", "followup_kind"),
    Column("status", N_("Status"), "code", "followup_status"),
    Column("via", N_("Way"), "code", "via", wide=True),
    Column("rating", N_("Goes"), "code", "rating", wide=True),
    Column("note", N_("Note"), machine=True),
)
SHORT = tuple(column for column in COLUMNS if column.key not in ("match", "youth", "mentor"))
SCALE = (Column("rating", "", "count", machine=True), Column("text", N_("How it goes, as they see it")))


def short(row: view.FollowUpRow) -> tuple[object, ...]:
    """A follow-up without its match and people, for the page of the match."""
    return tuple(value for column, value in zip(COLUMNS, row, strict=True) if column in SHORT)


def followed(here: Context, typed: str, day: str) -> int:
    """The one match that is meant: of a youth's matches the open one, else the one that has ended."""
    profile, connection = here.profile_on(day), here.connection
    able = matches.in_state(connection, profile, day, ("accepted", "starting", "settled", "paused"))
    done = matches.in_state(connection, profile, day, ("ended",))
    what = _("{noun} on {day}").format(noun=_("match to which both have said yes"), day=day_short(day))
    return names.match_of(connection, typed, able, what, done=done, bare=False)


@contextmanager
def noted(here: Context, note: bool, file: str | None, about: str) -> Iterator[dict[str, Any]]:
    """The note, where one is asked for, as a value by its column; what it is about is said before it is typed."""
    here.close()  # no lock is held while a person types
    if not note and file is None:
        yield {}
        return
    say(_("A note on {what}:").format(what=about), here)
    with options.text_from(here, file) as text:
        yield {"note": parsing.text(text, most=4000).strip()}


@app.command("log")
def log(
    ctx: typer.Context,
    match: Which,
    party: With,
    kind: Kind = "talk",
    rating: Rating = None,
    no_answer: Annotated[bool, typer.Option("--no-answer", help="There was no answer.")] = False,
    planned: Annotated[bool, typer.Option("--planned", help="It is agreed, and still to come.")] = False,
    via: Via = None,
    on: On = None,
    note: Note = False,
    file: File = None,
) -> None:
    """Record a talk with a party of a match, a closing talk, or a try to get in touch."""
    here: Context = ctx.obj
    from mentorcli.services import followup as service
    from mentorcli.services.record import raw

    if no_answer and planned:
        raise BadValue(_("--no-answer and --planned do not go together."), _("Give one of them."))
    day = here.on(on, sense="planned" if planned else "past")
    status = "no-answer" if no_answer else "planned" if planned or day > here.today else "held"
    values: dict[str, Any] = {"on_day": day, "status": status, **given(here, party, kind, via, rating)}
    known = min(day, here.today)
    number = followed(here, match, known)
    with noted(here, note, file, names.pair_said(here.connection, number)) as more, here.writing() as session:
        row, what = service.log(session, number, {**values, **more}, profile=here.profile_on(known), today=here.today)
        text = f"{names.pair_said(raw(session), number)}: {in_words(values)}"
    text += " " + _("It had been planned.") if what == "changed" else ""
    written(here, Written("followup", row, _("Already there: {what}").format(what=text) if what == "same" else text))


def given(here: Context, party: str | None, kind: str | None, via: str | None, rating: str | None) -> dict[str, Any]:
    """The values of a follow-up that were given, each through its gate; an empty way or rating clears it."""
    values: dict[str, Any] = {}
    if party is not None:
        values["party"] = options.code(here, "party", party, "--with")
    if kind is not None:
        values["kind"] = options.code(here, "followup_kind", kind, "--kind")
    if via is not None:
        values["via"] = options.code(here, "via", via, "--via") if via else None
    if rating is not None:
        values["rating"] = int(options.code(here, "rating", rating, "--rating")) if rating else None
    return values


def in_words(values: dict[str, Any]) -> str:
    """A follow-up in a sentence: what, with whom, what came of it, and how they said it goes."""
    text = _("{what} with {party}: {status}, {day}.").format(
        what=codes.word("followup_kind", values["kind"]), party=codes.word("party", values["party"]),
        status=codes.word("followup_status", values["status"]), day=day_short(values["on_day"]),
    )  # fmt: skip
    if values.get("rating"):
        text += " " + _("It goes: {rating}.").format(rating=codes.word("rating", str(values["rating"])))
    return text


def whose(here: Context, typed: str | None) -> tuple[str, int] | None:
    """The match or person whom a list is narrowed to: kind and number."""
    if typed is None:
        return None
    if typed.strip().lower().startswith("x") and (number := names.record_id(typed, "match")) is not None:
        return "match", names.match_of(here.connection, f"x{number}", (), _("match"))
    return names.anybody(here.connection, typed)


@app.command("list")
def list_(
    ctx: typer.Context,
    who: Whose = None,
    since: Since = None,
    until: Until = None,
    rate: Annotated[
        bool,
        typer.Option("--rate", help="The contact rate instead: talks held of those due, for each match and in all."),
    ] = False,
) -> None:
    """List the follow-ups, by day; or with --rate how many of the talks due were held."""
    here: Context = ctx.obj
    if rate:
        emit(here, contact_rate(here, whose(here, who), since, until))
        return
    rows = view.listing(here.connection, here.day, of=whose(here, who), **options.period(here, since, until))
    emit(here, Listing(COLUMNS, rows, empty=N_("No follow-ups.")))


RATES = (
    Column("match", N_("Match"), "id", "match"),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("mentor", N_("Mentor"), "person", "mentor"),
    Column("talks_held", N_("Held"), "count"),
    Column("talks_due", N_("To be held"), "count"),
    Column("text", N_("Contact rate")),
)
PERIOD = (Column("from", N_("From"), "day"), Column("to", N_("To"), "day"))


def contact_rate(here: Context, of: tuple[str, int] | None, since: str | None, until: str | None) -> Page:
    """The contact rate of a period, for each match and in all; a period is cut at the day that is asked about."""
    days = options.period(here, since, until)
    first, last = days["since"], min(days["until"] or here.day, here.day)
    rows = view.rates(here.connection, here.profile_on(last), first or "", last, of)
    held, owed = sum(row.held for row in rows), sum(row.owed for row in rows)
    fields: list[tuple[Column, object]] = list(zip(PERIOD, (first, last), strict=True))
    fields += zip(RATES[3:], (held, owed, percent(held, owed)), strict=True)
    listed = [(*row, percent(row.held, row.owed)) for row in rows]
    return Page(
        _("Contact rate: talks held of those due"), tuple(fields), (("matches", Listing(RATES, listed, N_("Matches"))),)
    )


DUE = (
    Column("match", N_("Match"), "id", "match"),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("mentor", N_("Mentor"), "person", "mentor", wide=True),
    Column("with", N_("With"), "code", "party"),
    Column("last", N_("Last talk"), "day"),
    Column("due", N_("Due"), "day"),
    Column("overdue_days", N_("Days late"), "count"),
    Column("planned", N_("Planned"), "day", wide=True),
    Column("talks_held", N_("Held"), "count", wide=True),
    Column("talks_due", N_("Of"), "count", wide=True),
)


@app.command("due")
def due(
    ctx: typer.Context,
    who: Whose = None,
    days: Annotated[str, typer.Option(metavar="N", help="How many days to look ahead.")] = "7",
) -> None:
    """List the talks that are due with each party, the longest overdue first; of one match or person every one."""
    here: Context = ctx.obj
    of, ahead = whose(here, who), later(here.day, days=parsing.whole(days, least=0, most=3650))
    rows = view.due(here.connection, here.profile, here.day, of)
    rows = [row for row in rows if of is not None or (row.due is not None and row.due <= ahead)]
    nothing = N_("No talk is due.")
    if here.profile.followup.talk_weeks is None:
        nothing = N_("The scheme has no talks at set times (setting followup.talk_weeks).")
    emit(here, Listing(DUE, rows, empty=nothing))


@app.command("show")
def show(ctx: typer.Context, followup: Number) -> None:
    """Show one follow-up with its note, and the scale of the rating."""
    here: Context = ctx.obj
    number = found(here, followup)[0]
    rows = view.listing(here.connection, here.day, of=("followup", number))
    if not rows:
        raise NotFound(_("{name} was not on file on {day}.").format(name=number, day=day_short(here.day)), "")
    columns = tuple(column._replace(machine=False) for column in COLUMNS)
    pair = names.pair_said(here.connection, rows[0].match)
    scale = [(int(code), word) for code, word in codes.words_of("rating").items()]
    emit(here, Page(pair, tuple(zip(columns, rows[0], strict=True)), (("scale", Listing(SCALE, scale, N_("Scale"))),)))


def found(here: Context, typed: str) -> tuple[int, int, str]:
    """The follow-up that is meant: its number, its match, and what came of it so far."""
    number = parsing.whole(typed, least=1, most=999_999_999)
    there = view.standing(here.connection, number)
    if there is None:
        raise NotFound(
            _("There is no follow-up with the number {id}.").format(id=number),
            _("See them all: mentorcli followup list"),
        )
    return number, *there


@app.command("edit")
def edit(
    ctx: typer.Context,
    followup: Number,
    party: Annotated[str | None, typer.Option("--with", metavar="WHO", help="Correct whom it was with.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="talk, closing or contact.")] = None,
    status: Annotated[str | None, typer.Option(metavar="S", help="held, no-answer or planned.")] = None,
    rating: Rating = None,
    via: Via = None,
    on: options.OnMended = None,
    note: Note = False,
    file: File = None,
) -> None:
    """Correct a follow-up, or say what came of a planned one. An empty value clears a field."""
    here: Context = ctx.obj
    from mentorcli.services import followup as service
    from mentorcli.services.record import raw

    number, match, came = found(here, followup)
    values = given(here, party, kind, via, rating)
    if status is not None:
        came = values["status"] = options.code(here, "followup_status", status, "--status")
    if on is not None:
        values["on_day"] = here.on(on, sense="planned" if came == "planned" else "past")
    options.nothing_given(values or ({"note": ""} if note or file else {}), "mentorcli followup edit")
    profile = here.profile_on(here.today)
    with noted(here, note, file, names.pair_said(here.connection, match)) as more, here.writing() as session:
        changed = service.edit(session, number, {**values, **more}, profile=profile, today=here.today)
        who = names.record_said(raw(session), "followup", number)
    options.changed(here, "followup", number, who, changed)
