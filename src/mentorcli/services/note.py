"""Writing follow-up notes: a draft that can be changed, and the issue that freezes it for ever."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import Session

from mentorcli.errors import BadValue, Refused
from mentorcli.models.note import Note, NotePrint
from mentorcli.services import gate, record
from mentorcli.views import document, states
from mentorcli.views import note as view
from mentorcli.words import _, day_short, language
from mentorcli.words import number as decimal

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


class Printed(NamedTuple):
    """What a note says when it is issued: its Markdown, the fingerprint of that, its grant, and its bytes in other formats."""

    content: str
    fingerprint: str
    grant_id: int | None
    forms: Mapping[str, bytes]


MOST = 12_000  # signs of all that people write in a note: some five pages
Press = Callable[[sqlite3.Connection, int, int], Printed]  # connection, the note's id, its number


def draft(
    session: Session, match_id: int, days: tuple[str, str], texts: Mapping[str, Any], *, grant_id: int | None, on: str,
    today: str,
) -> tuple[int, str]:  # fmt: skip
    """Begin the note of a match for a period, or change what its draft says; its number, and added, changed or same."""
    first_met = record.raw(session).execute("SELECT first_met_on FROM match WHERE id = ?", (match_id,)).fetchone()[0]
    if first_met is None:
        raise BadValue(
            _("They have not met yet; there is nothing to write a note about."),
            _("Record the first meeting: mentorcli match start x{id}").format(id=match_id),
        )
    if sum(map(len, texts.values())) > MOST:
        raise BadValue(
            _("The note is too long: at most {most} signs in all.").format(most=decimal(MOST)), _("Shorten it.")
        )
    record.not_before(first_met, days[1], _("the first meeting"), _("Give another period with --period."))
    end = document.end(record.raw(session), match_id, states.FOREVER)
    if end is not None and days[0] > end.day:
        raise BadValue(
            _("The match ended on {day}; nothing happened in it from {first} on.").format(
                day=day_short(end.day), first=day_short(days[0])
            ),
            _("Give another period with --period."),
        )
    number = view.draft_of(record.raw(session), match_id, days)
    if number is not None:
        known = record.get(session, Note, number)
        changed = record.change(session, known, **texts, grant_id=known.grant_id or grant_id)
        return number, "changed" if changed else "same"
    row = Note(
        match_id=match_id,
        grant_id=grant_id,
        from_day=days[0],
        until_day=days[1],
        begun_on=on,
        recorded_on=today,
        **texts,
    )
    return record.add(session, row), "added"


def issue(
    session: Session, note_id: int, profile: Profile, press: Press, *, on: str, today: str, override: str | None = None
) -> tuple[int, bool]:
    """Freeze a note: its number and fingerprint, and its print in each format; False where it is issued already.

    Numbers follow each other without a gap and are never used twice. D8 is asked first. `press` is called under the
    lock and must be quick: what takes time has to be there already.
    """
    row = record.get(session, Note, note_id)
    if row.number is not None:
        return row.number, False
    if on < row.until_day:
        raise BadValue(
            _("The period of the note goes to {day}; it is not over on {on}.").format(
                day=day_short(row.until_day), on=day_short(on)
            ),
            _("Wait, or draft it for a shorter period: {command}").format(
                command=f"mentorcli note draft x{row.match_id} --period {row.from_day}..{on}"
            )
            if on >= row.from_day
            else "",
        )
    record.not_before(row.begun_on, on, _("the day on which the draft was begun"))
    try:
        passed = gate.ask(
            session, "note issue", {"notes": [view.text(record.raw(session), note_id)]}, profile, on, override=override
        )
    except Refused as error:  # to write what is missing is the first way out, and to pass over it the last
        error.hint = f"{_('Write on: {command}').format(command=f'mentorcli note draft n{note_id}')}\n{error.hint}"
        raise
    if passed:
        person = record.whose(session, row)
        gate.keep(session, passed, override, kind="note", number=note_id, person=person, on=on, today=today)
    connection = record.raw(session)
    number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM note").fetchone()[0]
    made = press(connection, note_id, number)
    record.change(
        session,
        row,
        issued_on=on,
        number=number,
        grant_id=made.grant_id,
        language=language(),
        content=made.content,
        fingerprint=made.fingerprint,
    )
    for form, content in made.forms.items():
        coded = base64.b64encode(content).decode()
        record.add(session, NotePrint(note_id=note_id, form=form, bytes=coded, recorded_on=today))
    return number, True
