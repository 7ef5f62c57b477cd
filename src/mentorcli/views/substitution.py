"""Reading cover: who stands in for a mentor, in which match, from when to when."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

KNOWN = "(s.on_day <= :day OR s.recorded_on <= :day)"  # a coming span is known from the day it was recorded


class CoverRow(NamedTuple):
    """A span of cover as a page shows it; people are (number, name)."""

    id: int
    match: int
    youth: tuple[int, str | None]
    mentor: tuple[int, str | None]
    stand_in: tuple[int, str | None]
    on: str
    until: str
    meetings_held: int
    reason: str


LIST = f"""SELECT s.id, s.match_id, m.youth_id, y.name, m.mentor_id, p.name, s.mentor_id, v.name, s.on_day, s.until_day,
  (SELECT count(*) FROM meeting k WHERE k.match_id = s.match_id AND k.status = 'held' AND k.stand_in_id = s.mentor_id
     AND k.on_day BETWEEN s.on_day AND s.until_day AND k.on_day <= :day), s.reason
FROM substitution s JOIN match m ON m.id = s.match_id JOIN youth y ON y.id = m.youth_id
JOIN mentor p ON p.id = m.mentor_id JOIN mentor v ON v.id = s.mentor_id WHERE {KNOWN}"""


def of_match(connection: sqlite3.Connection, match_id: int, day: str) -> list[CoverRow]:
    """The spans of cover of one match that are known on a day."""
    return listing(connection, " AND s.match_id = :id", match_id, day)


def of_mentor(connection: sqlite3.Connection, mentor_id: int, day: str) -> list[CoverRow]:
    """The spans in which a mentor stood in for somebody, or somebody for the mentor."""
    return listing(connection, " AND (s.mentor_id = :id OR m.mentor_id = :id)", mentor_id, day)


def listing(connection: sqlite3.Connection, where: str, number: int, day: str) -> list[CoverRow]:
    """Spans of cover by day; `where` narrows them by `:id`."""
    rows = connection.execute(f"{LIST}{where} ORDER BY s.on_day, s.id", {"id": number, "day": day})
    return [CoverRow._make((*row[:2], row[2:4], row[4:6], row[6:8], *row[8:])) for row in rows]


def stand_in(connection: sqlite3.Connection, match_id: int, on: str) -> int | None:
    """The mentor who stands in on a day; None where the match's own mentor does. Spans of a match never overlap."""
    row = connection.execute(
        "SELECT mentor_id FROM substitution WHERE match_id = ? AND ? BETWEEN on_day AND until_day", (match_id, on)
    ).fetchone()
    return row[0] if row else None


def lasting(connection: sqlite3.Connection, mentor_id: int, on: str) -> list[tuple[int, str]]:
    """The matches in which a mentor stands in on a day or later, each with the last day of it."""
    return connection.execute(
        "SELECT match_id, max(until_day) FROM substitution WHERE mentor_id = ? AND until_day >= ? "
        "GROUP BY match_id ORDER BY match_id",
        (mentor_id, on),
    ).fetchall()
