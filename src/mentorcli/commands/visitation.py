"""mentorcli visitation …"""

from __future__ import annotations

import difflib
import sys
from typing import Annotated, Any

import typer

from mentorcli import codes, form, parsing
from mentorcli.commands import options
from mentorcli.commands.options import On
from mentorcli.context import Context
from mentorcli.errors import BadValue, NotFound
from mentorcli.output import Column, Listing, Page, Written, emit, is_terminal, written
from mentorcli.tree import new_group
from mentorcli.views import names, states
from mentorcli.views import visitation as view
from mentorcli.words import N_, _, day_short, shown

app = new_group("Visitations: the meeting before a match, its texts and its decision.")
Who = Annotated[str, typer.Argument(metavar="YOUTH", help="A name, its beginning, or a number like y12.")]
Which = Annotated[
    str, typer.Argument(metavar="VISITATION", help="The young person's name or number, or the visitation's, like v3.")
]
Participants = Annotated[
    str | None, typer.Option(metavar="A,B", help="Who took part: mentee, caseworker, mentor, interpreter …")
]
Place = Annotated[str | None, typer.Option(metavar="TEXT", help="Where, in a word or two.")]
Purpose = Annotated[str | None, typer.Option(metavar="TEXT", help="What the support is for, on one line.")]
Start = Annotated[str | None, typer.Option(metavar="DATE", help="The day on which the support is to start.")]
Hours = Annotated[str | None, typer.Option(metavar="N", help="The hours agreed: 40, 37,5 or 37:30.")]
Mentor = Annotated[str | None, typer.Option(metavar="MENTOR", help="The mentor to be.")]
Decision = Annotated[str | None, typer.Option(metavar="D", help="admitted, waiting-list or other-support.")]
Decided = Annotated[str | None, typer.Option(metavar="DATE", help="The day of the decision.")]
DecidedBy = Annotated[str | None, typer.Option(metavar="ROLE", help="Who decided: the role, not the name.")]
Interpreter = Annotated[str | None, typer.Option(metavar="LANGUAGE", help="The language that was interpreted.")]
File = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Read the form with the longer texts from a file; - is standard input."),
]

ITEMS = "visitation_item"
PARTS = {name.replace("_", "-"): name for name in view.TEXTS}  # heading -> column
MOST = {
    "background": 4000,
    "so_far": 4000,
    "purpose": 2000,
    "support_needs": 2000,
    "content": 2000,
    "others": 500,
    "care": 1000,
}
MOST_PARTIES = 300
COLUMNS = (
    Column("id", N_("No."), "id", "visitation"),
    Column("on", N_("Day"), "day"),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("mentor", N_("Mentor to be"), "person", "mentor", wide=True),
    Column("participants", N_("Took part"), "codes", "party", wide=True),
    Column("place", N_("Place"), wide=True),
    Column("interpreter", N_("Interpreter"), wide=True),
    Column("start", N_("Start"), "day", wide=True),
    Column("minutes", N_("Hours"), "minutes", wide=True),
    Column("decision", N_("Decision"), "code", "decision"),
    Column("decided", N_("Decided"), "day", wide=True),
    Column("decided_by", N_("Decided by"), wide=True),
    Column("missing", N_("Missing"), "codes", ITEMS),
)
TEXTS = (
    Column("background", N_("Background")),
    Column("so_far", N_("Course so far")),
    Column("purpose", N_("Purpose")),
    Column("support_needs", N_("Support needs")),
    Column("content", N_("Content")),
    Column("others", N_("Others involved")),
    Column("care", N_("Special care")),
)


def values_of(
    here: Context, *, participants: str | None, place: str | None, purpose: str | None, start: str | None,
    hours: str | None, decision: str | None, decided_by: str | None, interpreter: str | None,
) -> dict[str, Any]:  # fmt: skip
    """The values that were given, each through its gate; what was not given is left out."""
    values: dict[str, Any] = {}
    if participants is not None:
        values["participants"] = took_part(here, participants)
    if place is not None:
        values["place"] = parsing.line(place, most=60)
    if purpose is not None:
        values["purpose"] = parsing.line(purpose, most=500)
    if start is not None:
        values["start_on"] = here.nearest(start) if start else None
    if hours is not None:
        values["minutes"] = parsing.minutes(hours, bare="hours", most=600_000) if hours else None
    if decision is not None:
        values["decision"] = options.code(here, "decision", decision, "--decision") if decision else None
    if decided_by is not None:
        values["decided_by"] = parsing.line(decided_by, most=60)
    if interpreter is not None:
        values["interpreter"] = parsing.line(interpreter, most=80)
    return values


def took_part(here: Context, typed: str) -> str:
    """Who took part as the file keeps it, by role: codes of a party, else the word itself (an interpreter, a sister)."""
    people = {one.fold for kind in ("mentor", "youth") for one in names.people(here.connection, kind)}
    words = [word for word in options.words_of(typed, most=MOST_PARTIES).split(", ") if word]
    return parsing.line(", ".join(dict.fromkeys(part_of(word, people) for word in words)), most=MOST_PARTIES)


def part_of(word: str, people: set[str]) -> str:
    """One who took part. A slip of the pen in a party's word is refused, as rule B9 asks whether the mentor was there.

    So is the name of somebody on file (`people`, folded): a role is all that is kept.
    """
    found = codes.code_for("party", word)
    if found is not None:
        return found
    known = [near.lower() for one in codes.LISTS["party"].values() for near in (one.da, one.en, *one.near)]
    meant = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.8)
    if not meant and parsing.fold(word) not in people:
        return word
    hint = (
        _("Did you mean {names}?").format(names=meant[0])
        if meant
        else _("Write the role: mentee, caseworker, mentor …")
    )
    raise BadValue(_("{option} cannot be {value}.").format(option="--participants", value=f"“{shown(word)}”"), hint)


def mentor_of(connection: Any, typed: str | None) -> dict[str, Any]:
    """The mentor to be, where one was given; an empty value clears."""
    if typed is None:
        return {}
    return {"mentor_id": names.person(connection, "mentor", typed) if typed else None}


def texts_of(text: str) -> dict[str, Any]:
    """The longer texts from a form that was filled in, by column, each through its gate."""
    found = form.read(ITEMS, PARTS, parsing.text(text, most=40_000))
    return {PARTS[code]: parsing.text(part, most=MOST[PARTS[code]]) for code, part in found.items()}


def asks_editor(here: Context, file: str | None) -> bool:
    """Whether the longer texts are to be typed: no file was named, and there is somebody at the terminal."""
    return file is None and not here.flag("--no-input") and is_terminal(sys.stdin)


@app.command("log")
def log(
    ctx: typer.Context,
    youth: Who,
    on: On = None,
    participants: Participants = None,
    place: Place = None,
    purpose: Purpose = None,
    start: Start = None,
    hours: Hours = None,
    mentor: Mentor = None,
    decision: Decision = None,
    decided: Decided = None,
    decided_by: DecidedBy = None,
    interpreter: Interpreter = None,
    file: File = None,
    override: options.Override = None,
) -> None:
    """Record a visitation; the longer texts are typed in a form, or read from a file. What it lacks is said back."""
    here: Context = ctx.obj
    day, why = here.happened(on), options.why(override)
    values = values_of(
        here, participants=participants, place=place, purpose=purpose, start=start, hours=hours, decision=decision,
        decided_by=decided_by, interpreter=interpreter,
    )  # fmt: skip
    values |= mentor_of(here.connection, mentor) | {"on_day": day}
    if values.get("decision"):
        values["decided_on"] = here.happened(decided) if decided else day
    number = names.person(here.connection, "youth", youth)
    who = names.said(here.connection, "youth", number)
    here.close()
    if file is None and not asks_editor(here, file):
        save(here, number, values, {}, why)
        return
    purpose_given = values.get("purpose", "")
    offered = form.offered(ITEMS, dict.fromkeys(PARTS, "") | {"purpose": purpose_given}, f"{who}, {day_short(day)}")
    with options.text_from(here, file, offered) as text:
        texts = texts_of(text)
        if file is not None and purpose_given and texts.get("purpose") not in (None, "", purpose_given):
            raise BadValue(_("The purpose was given twice."), _("Leave out --purpose, or the heading."))
        save(here, number, values, texts, why)


def save(here: Context, youth: int, values: dict[str, Any], texts: dict[str, Any], why: str | None) -> None:
    """Record a visitation of a youth and say it back."""
    from mentorcli.services import visitation as service

    day = str(values["on_day"])
    given = {**values, **{name: text for name, text in texts.items() if text}}
    profile = here.profile_on(str(given.get("decided_on") or day))
    with here.writing() as session:
        outcome = service.log(session, youth, given, profile=profile, today=here.today, override=why)
        text = said(session, outcome.id, outcome.match)
    text = text if outcome.changed else _("Already there: {what}").format(what=text)
    written(here, Written("visitation", outcome.id, text, (("match", outcome.match),)))


def said(session: Any, number: int, match: int | None) -> str:
    """A visitation as a write says it back: whose, when, what was decided, the match that it made, and what it lacks."""
    from mentorcli.services.record import raw

    connection = raw(session)
    (row,) = view.listing(connection, states.FOREVER, number=number)
    parts = [_("Visitation {id} of {who} on {day}.").format(
        id=f"v{number}", who=names.said(connection, "youth", row.youth[0]), day=day_short(row.on)
    )]  # fmt: skip
    if row.decision and row.decided:
        parts.append(
            _("Decided on {day}: {decision}.").format(
                day=day_short(row.decided), decision=codes.word("decision", row.decision)
            )
        )
    if match is not None:
        parts.append(_("Both said yes: {match}.").format(match=names.pair_said(connection, match)))
    if row.missing:
        lacking = ", ".join(codes.word(ITEMS, one) for one in row.missing.split(", "))
        parts.append(_("Missing: {what}.").format(what=lacking))
    return " ".join(parts)


def chosen(connection: Any, typed: str) -> int:
    """The visitation meant: by number, or by its youth who has one only."""
    return names.about_youth(connection, "visitation", typed)


@app.command("list")
def list_(
    ctx: typer.Context,
    incomplete: Annotated[bool, typer.Option("--incomplete", help="Only those in which something is missing.")] = False,
) -> None:
    """List the visitations, with the decision and with what is missing."""
    here: Context = ctx.obj
    rows = [row for row in view.listing(here.connection, here.day) if row.missing or not incomplete]
    emit(here, Listing(COLUMNS, rows, empty=N_("No visitations.")))


@app.command("show")
def show(ctx: typer.Context, visitation: Which) -> None:
    """Show the newest visitation of a young person, or the one of that number, with its texts."""
    here: Context = ctx.obj
    typed = visitation
    if names.record_id(typed, "visitation") is not None:
        rows = view.listing(here.connection, here.day, number=chosen(here.connection, typed))
    else:
        rows = view.listing(here.connection, here.day, youth_id=names.person(here.connection, "youth", typed))
    if not rows:
        raise NotFound(
            _("There was no visitation on file on {day}.").format(day=day_short(here.day)),
            _("See them all: mentorcli {kind} list").format(kind="visitation"),
        )
    row, texts = rows[-1], view.texts(here.connection, rows[-1].id)
    fields = [*zip(COLUMNS, row, strict=True), *((column, texts[column.key]) for column in TEXTS)]
    emit(here, Page(f"v{row.id} {names.said(here.connection, 'youth', row.youth[0])}", tuple(fields)))


@app.command("edit")
def edit(
    ctx: typer.Context,
    visitation: Which,
    on: options.OnMended = None,
    participants: Participants = None,
    place: Place = None,
    purpose: Purpose = None,
    start: Start = None,
    hours: Hours = None,
    mentor: Mentor = None,
    decision: Decision = None,
    decided: Decided = None,
    decided_by: DecidedBy = None,
    interpreter: Interpreter = None,
    file: File = None,
    text: Annotated[bool, typer.Option("--text", help="Open the form with the texts in the editor.")] = False,
    erase: Annotated[
        bool, typer.Option("--erase", help="Erase the sensitive texts for good, with what they were before.")
    ] = False,
    override: options.Override = None,
) -> None:
    """Correct a visitation, fill in what lacked, or record its decision. An empty value or heading clears."""
    here: Context = ctx.obj
    why = options.why(override)
    values = values_of(
        here, participants=participants, place=place, purpose=purpose, start=start, hours=hours, decision=decision,
        decided_by=decided_by, interpreter=interpreter,
    )  # fmt: skip
    number = chosen(here.connection, visitation)
    values |= mentor_of(here.connection, mentor) | days_of(here, values, on, decided)
    if erase:
        erase_texts(here, number, values or file or text)
    elif file is None and not text:
        options.nothing_given(values, "mentorcli visitation edit")
        change(here, number, values, why)
    else:
        there = view.texts(here.connection, number)
        who = view.listing(here.connection, here.today, number=number)
        title = ", ".join(f"v{row.id} {row.youth[1] or ''}" for row in who)
        here.close()
        filled = form.offered(ITEMS, {code: there[name] for code, name in PARTS.items()}, title)
        with options.text_from(here, file, filled) as typed:
            change(here, number, {**values, **texts_of(typed)}, why)


def days_of(here: Context, values: dict[str, Any], on: str | None, decided: str | None) -> dict[str, Any]:
    """The days of an edit: of the meeting where it was given, of the decision also where only that was."""
    days: dict[str, Any] = {"on_day": here.happened(on)} if on is not None else {}
    if decided is not None or values.get("decision"):
        days["decided_on"] = here.happened(decided)
    elif "decision" in values:
        days["decided_on"] = None
    return days


def change(here: Context, number: int, values: dict[str, Any], why: str | None) -> None:
    """Change a visitation and say back what differed, and what follows from it."""
    from mentorcli.services import visitation as service

    profile = here.profile_on(str(values.get("decided_on") or here.today))
    with here.writing() as session:
        outcome = service.edit(session, number, values, profile=profile, today=here.today, override=why)
        told = said(session, number, outcome.match)
    text = _("Changed {id}: {fields}.").format(id=f"v{number}", fields=names.fields(outcome.changed))
    text = f"{text} {told}" if outcome.changed else _("Nothing differs; nothing was changed.")
    written(here, Written("visitation", number, text, (("match", outcome.match),)))


def erase_texts(here: Context, number: int, more: object) -> None:
    """Erase the sensitive texts of a visitation, and say back which."""
    from mentorcli.services import visitation as service

    if more:
        raise BadValue(_("--erase goes alone."), _("For example: mentorcli visitation edit v3 --erase"))
    with here.writing() as session:
        gone = service.erase(session, number)
    which = ", ".join(codes.word(ITEMS, name.replace("_", "-")) for name in gone)
    text = _("Erased of {id}: {fields}.").format(id=f"v{number}", fields=which)
    written(here, Written("visitation", number, text if gone else _("There is nothing to erase.")))
