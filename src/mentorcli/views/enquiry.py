"""Reading enquiries: who asked whether a young person could come, the answer, and how long it took."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules.facts import EnquiryFact

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


class EnquiryRow(NamedTuple):
    """An enquiry as a list shows it; `response_days` once it is answered, `open_days` until then."""

    id: int
    on: str
    youth: tuple[int, str | None] | None
    source: str
    asker: str
    about: str
    answer: str | None
    answered: str | None
    response_days: int | None
    open_days: int | None
    reason: str


LIST = """SELECT q.id, q.on_day, q.youth_id, y.name, q.source, q.asker, q.about, q.answer,
  q.answered_on, CAST(julianday(q.answered_on) - julianday(q.on_day) AS INTEGER),
  CAST(julianday(:day) - julianday(q.on_day) AS INTEGER), q.reason
FROM enquiry q LEFT JOIN youth y ON y.id = q.youth_id WHERE q.on_day <= :day ORDER BY q.on_day, q.id"""


def listing(connection: sqlite3.Connection, day: str, *, unanswered: bool = False) -> list[EnquiryRow]:
    """The enquiries made by a day, the oldest first; an answer of a later day is not known yet."""
    found = []
    for number, on, youth, name, source, asker, about, answer, answered, took, age, reason in connection.execute(
        LIST, {"day": day}
    ):
        known = answered is not None and answered <= day
        if known and unanswered:
            continue
        whom = (youth, name) if youth is not None else None
        told = (answer, answered, took, None, reason) if known else (None, None, None, age, "")
        found.append(EnquiryRow(number, on, whom, source, asker, about, *told))
    return found


def youth_of(connection: sqlite3.Connection, number: int) -> int | None:
    """The number of the young person whom an enquiry is about; None where nobody is named yet."""
    row = connection.execute("SELECT youth_id FROM enquiry WHERE id = ?", (number,)).fetchone()
    return row[0] if row else None


def left_of(connection: sqlite3.Connection, youth: int) -> list[int]:
    """The numbers of a young person's enquiries without an answer, whatever the day."""
    rows = connection.execute("SELECT id FROM enquiry WHERE youth_id = ? AND answer IS NULL", (youth,))
    return [number for (number,) in rows]


OPEN = """SELECT q.id, coalesce(y.name, nullif(q.asker, ''), 'q' || q.id), q.on_day, q.recorded_on
FROM enquiry q LEFT JOIN youth y ON y.id = q.youth_id
WHERE q.on_day <= :day AND (q.answered_on IS NULL OR q.answered_on > :day) ORDER BY q.id"""


def unanswered(connection: sqlite3.Connection, profile: Profile, day: str) -> list[EnquiryFact]:
    """The enquiries without an answer on a day."""
    return [EnquiryFact(*row) for row in connection.execute(OPEN, {"day": day})]
