"""mentorcli note …"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from mentorcli import form, parsing
from mentorcli.commands import options
from mentorcli.commands.options import On
from mentorcli.context import DOCUMENT_FORMATS, Context
from mentorcli.errors import BadValue, NotFound, StoreError
from mentorcli.output import Column, Listing, Page, Written, deliver, emit, is_terminal, say, written
from mentorcli.tree import new_group
from mentorcli.views import match as matches
from mentorcli.views import names, states
from mentorcli.views import note as view
from mentorcli.words import N_, _, day_short

app = new_group("Follow-up notes: draft, issue, print.")
Which = Annotated[str, typer.Argument(metavar="NOTE", help="The note's number in the list, like n12.")]

COLUMNS = (
    Column("id", N_("No."), "id", "note"),
    Column("number", N_("Note number"), "count"),
    Column("match", N_("Match"), "id", "match"),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("state", N_("State"), "code", "note_state"),
    Column("from", N_("From"), "day"),
    Column("to", N_("To"), "day"),
    Column("begun_on", N_("Begun"), "day", wide=True),
    Column("issued_on", N_("Issued"), "day", wide=True),
)
ROUNDS = 4  # of printing, while others change what the note is about
OPENED = ("proposed", "accepted", "starting", "settled", "paused")


@app.command("draft")
def draft(
    ctx: typer.Context,
    which: Annotated[
        str, typer.Argument(metavar="MATCH", help="The young person's name, x12 or y12; or n12 to go on with a draft.")
    ],
    period: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="2026-01..2026-03, 2026-Q1, or DATE..DATE (default: what is due next)."),
    ] = None,
    on: On = None,
    file: Annotated[
        str | None, typer.Option(metavar="FILE", help="Read the text from a file; - is standard input.")
    ] = None,
) -> None:
    """Write the note of a match for a period: the editor opens with its headings; --dry-run prints them."""
    here: Context = ctx.obj
    day = here.happened(on)
    match_id, days = meant(here, which, period, day)
    known = view.draft_of(here.connection, match_id, days)
    if known is None and (old := view.issued_of(here.connection, match_id, days)) is not None and period is None:
        raise BadValue(
            _("That note is issued: n{id}.").format(id=old), _("Read it: mentorcli note show n{id}").format(id=old)
        )
    profile, youth = here.profile_on(day), view.youth_of(here.connection, match_id)
    before = view.note(here.connection, known, states.FOREVER) if known else None
    grant = view.grant(here.connection, profile, youth, days, day, known=before.grant if before else None)
    texts = before.texts if before else {"purpose": grant.purpose if grant else ""}
    start = offered(here, match_id, days, texts)
    if here.dry_run:
        deliver(here, start.encode())
        return
    from mentorcli.services import note as service

    with edited(here, file, start, texts) as typed, here.writing() as session:
        number, how = service.draft(
            session, match_id, days, typed, grant_id=grant.id if grant else None, on=day, today=here.today
        )
    tell(here, number, how)


def meant(here: Context, which: str, period: str | None, day: str) -> tuple[int, tuple[str, str]]:
    """The match that a note is about, and its days: of a draft its own, else those given, else what is due next."""
    if re.fullmatch("n[0-9]{1,9}", which.strip().lower()):
        one = known(here, which, states.FOREVER)
        if one.number is not None:
            raise BadValue(
                _("Note {number} is issued and never changes.").format(number=one.number),
                _("Write another one for the period: mentorcli note draft x{id} --period FROM..TO").format(
                    id=one.match
                ),
            )
        return one.match, (one.first, one.last)
    able = matches.in_state(here.connection, here.profile, day, OPENED)
    ended = matches.in_state(here.connection, here.profile, day, ("ended",))  # its last note is written afterwards
    match_id = names.match_of(here.connection, which, able, _("match"), done=ended, bare=True)
    if period is not None:
        return match_id, days_of(here, period)
    days = view.next_period(here.connection, here.profile_on(day), match_id, day)
    if days is None:
        raise BadValue(
            _("They have not met yet; there is nothing to write a note about."),
            _("Record the first meeting: mentorcli match start x{id}").format(id=match_id),
        )
    return match_id, days


def days_of(here: Context, typed: str) -> tuple[str, str]:
    """The first and last day of a period: months, a quarter, or two days."""
    from mentorcli.rules.rule import later

    if found := re.fullmatch(r"([0-9]{4})-?[qQkK]([1-4])", typed.strip()):
        first = f"{found[1]}-{3 * int(found[2]) - 2:02}-01"
        return first, later(later(first, months=3), days=-1)
    ends = [part.strip() for part in typed.split("..")]
    months = [re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", part) for part in ends]
    if len(ends) > 2 or not all(ends) or (len(ends) == 1 and not months[0]):
        raise BadValue(
            _('"{value}" is not a period.').format(value=typed), _("Write 2026-01..2026-03, 2026-Q1, or DATE..DATE.")
        )
    first = f"{ends[0]}-01" if months[0] else here.nearest(ends[0])
    last = later(later(f"{ends[-1]}-01", months=1), days=-1) if months[-1] else here.nearest(ends[-1])
    if last < first:
        raise BadValue(_("The period ends before it begins."), _("Write the earlier day first."))
    return first, last


# --- the text ---------------------------------------------------------------------------------------------------------


def offered(here: Context, match_id: int, days: tuple[str, str], texts: dict[str, str]) -> str:
    """The text that the editor opens: what it is about, and each heading with what is written under it."""
    title = _("Follow-up note, {first}–{last}: {who}").format(
        first=day_short(days[0]), last=day_short(days[1]), who=names.label(here.connection, match_id)
    )
    title += "\n# " + _("Hours, meetings, goals, scores and talks are put in by the program.")
    return form.offered("note_part", {code: texts.get(part, "") for part, code in view.SECTIONS.items()}, title)


@contextmanager
def edited(here: Context, file: str | None, start: str, texts: dict[str, str]) -> Iterator[dict[str, str]]:
    """What is written under each heading, from a file or the editor, through the gate of longer texts; `texts` where
    nobody can be asked. What was typed is kept until the block ends well: no text is lost by a file that is in use.
    """
    if file is None and (here.flag("--no-input") or not is_terminal(sys.stdin)):
        yield texts
        return
    with options.text_from(here, file, start) as text:
        found = form.read("note_part", dict.fromkeys(view.SECTIONS.values(), ""), text)
        yield {part: parsing.text(found.get(code, ""), most=8000) for part, code in view.SECTIONS.items()}


def tell(here: Context, number: int, how: str) -> None:
    """Say back which draft was written, and what comes next."""
    one = view.note(here.connection, number, states.FOREVER)
    assert one is not None
    who = names.pair_said(here.connection, one.match)
    told = {
        "added": _("n{id}, a draft for {first}–{last}: {who}."),
        "changed": _("n{id} was changed, the draft for {first}–{last}: {who}."),
        "same": _("Already there: n{id}, the draft for {first}–{last}: {who}."),
    }[how]
    said = told.format(id=number, first=day_short(one.first), last=day_short(one.last), who=who)
    written(here, Written("note", number, said))
    if is_terminal(sys.stdin):
        text = _("Read it: mentorcli note show n{id} -o note.pdf   Issue it: mentorcli note issue n{id}")
        if one.last > here.today:
            text = _(
                "Read it: mentorcli note show n{id} -o note.pdf   Issue it from {day} on: mentorcli note issue n{id}"
            )
        say(text.format(id=number, day=day_short(one.last)), here)


def known(here: Context, typed: str, day: str | None = None) -> view.Note:
    """A note by its number in the list; NotFound where there is none."""
    number = names.record_id(typed, "note")
    one = view.note(here.connection, number, day or here.day) if number is not None else None
    if one is None:
        raise NotFound(
            _("There is no note {id}.").format(id=f"“{typed.strip()}”"), _("See them all: mentorcli note list")
        )
    return one


@app.command("issue")
def issue(ctx: typer.Context, which: Which, on: On = None, override: options.Override = None) -> None:
    """Issue a note: it gets its number, date and fingerprint, and never changes again."""
    here: Context = ctx.obj
    day = here.happened(on)
    one = known(here, which, states.FOREVER)
    number, fresh = frozen(here, one, day, override)
    who = names.pair_said(here.connection, one.match)
    told = _("Note {number} (n{id}) is issued: {who}.") if fresh else _("Already there: note {number} (n{id}): {who}.")
    written(here, Written("note", one.id, told.format(number=number, id=one.id, who=who)))
    if fresh and is_terminal(sys.stdin):
        say(_("Print it: mentorcli note show n{id} -o note.pdf. Send it by secure post.").format(id=one.id), here)


def frozen(here: Context, one: view.Note, day: str, override: str | None) -> tuple[int, bool]:
    """Issue a note; its number, and False where it was issued before.

    What is printed is what is frozen, and the data file is not locked while it is printed: under the lock its text is
    made and the rules are asked; where the prints are not of that very text, nothing is saved, and they are made first.
    """
    from mentorcli.documents import note as document
    from mentorcli.documents.house import House
    from mentorcli.services import note as service

    profile, house = here.profile_on(day), House(here.templates)
    ready: document.Issued | None = None
    forms: dict[str, bytes] = {}

    def press(connection: sqlite3.Connection, note_id: int, number: int) -> service.Printed:
        now = view.note(connection, note_id, day)
        assert now is not None
        text = document.issued(connection, profile, now._replace(number=number, issued=day), house, day)
        if text != ready:
            raise document.Unprinted(text)
        return service.Printed(text.content, text.fingerprint, text.grant, forms)

    for _round in range(ROUNDS):
        try:
            with here.writing() as session:
                return service.issue(session, one.id, profile, press, on=day, today=here.today, override=override)
        except document.Unprinted as found:
            ready = found.text
            forms = document.prints(ready, house)
    raise StoreError(_("The note kept changing while it was printed; nothing was saved."), _("Try again."))


@app.command("list")
def list_(
    ctx: typer.Context,
    match: Annotated[
        str | None, typer.Argument(metavar="[MATCH]", help="Only of this match: x12, or the young person's name.")
    ] = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="Only those in this state.")] = None,
) -> None:
    """List the notes: what is due, drafts, and what was issued."""
    here: Context = ctx.obj
    wanted = None
    if match is not None:
        able = matches.in_state(here.connection, here.profile, here.day, (*OPENED, "ended"))
        wanted = names.match_of(here.connection, match, able, _("match"), bare=True)
    rows = view.listing(here.connection, here.profile, here.day, match_id=wanted)
    if state:
        code = options.code(here, "note_state", state, "--state")
        rows = [row for row in rows if row.state == code]
    emit(here, Listing(COLUMNS, rows, empty=N_("No notes.")))


FACTS = (
    *(column for column in COLUMNS if column.key not in ("match", "youth")),
    Column("match", N_("Match"), "id", "match"),
    Column("grant", N_("Grant"), "id", "grant"),
    Column("language", N_("Language")),
    Column("fingerprint", N_("Fingerprint")),
)


@app.command("show")
def show(ctx: typer.Context, which: Which) -> None:
    """Show a note; as md, html, docx or pdf the note itself: an issued one is the same bytes for ever."""
    here: Context = ctx.obj
    one = known(here, which)
    if here.format in DOCUMENT_FORMATS:
        from mentorcli.documents import note as document
        from mentorcli.documents.house import House

        house, day = House(here.templates), here.day
        deliver(here, document.made(here.connection, here.profile, one, here.format, house, day))
        for sentence in document.told(here.connection, here.profile, one, day):
            say(sentence, here)
        return
    values = {
        "id": one.id, "number": one.number, "state": "issued" if one.number else "draft", "from": one.first, "to": one.last,
        "begun_on": one.begun, "issued_on": one.issued, "match": one.match, "grant": one.grant, "language": one.language,
        "fingerprint": one.fingerprint,
    }  # fmt: skip
    fields = tuple((column, values[column.key]) for column in FACTS)
    texts = tuple(
        (Column(part, form.title_of("note_part", code)), one.texts[part]) for part, code in view.SECTIONS.items()
    )
    emit(here, Page(names.label(here.connection, one.match), (*fields, *texts)))
