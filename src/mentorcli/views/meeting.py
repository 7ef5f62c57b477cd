"""Reading meetings."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class MeetingRow(NamedTuple):
    """A meeting as a list shows it; people are (number, name)."""

    id: int
    match: int
    on: str
    at: str | None
    youth: tuple[int, str | None]
    mentor: tuple[int, str | None]
    stand_in: tuple[int, str | None] | None
    kind: str
    status: str
    who: str | None
    minutes: int
    place: str
    topics: str


def status(connection: sqlite3.Connection, meeting_id: int) -> str | None:
    """What came of a meeting so far; None where there is no such meeting."""
    row = connection.execute("SELECT status FROM meeting WHERE id = ?", (meeting_id,)).fetchone()
    return row[0] if row else None


def stand_in(connection: sqlite3.Connection, meeting_id: int) -> int | None:
    """The mentor who stood in at a meeting; None where it was the match's own."""
    found: int | None = connection.execute("SELECT stand_in_id FROM meeting WHERE id = ?", (meeting_id,)).fetchone()[0]
    return found


LIST = """SELECT k.id, k.match_id, k.on_day, k.at, m.youth_id, y.name, m.mentor_id, p.name, k.stand_in_id, v.name,
  k.kind, k.status, k.who, k.minutes, k.place, k.topics
FROM meeting k JOIN match m ON m.id = k.match_id JOIN youth y ON y.id = m.youth_id JOIN mentor p ON p.id = m.mentor_id
LEFT JOIN mentor v ON v.id = k.stand_in_id
WHERE (k.on_day <= :day OR (k.status = 'planned' AND k.recorded_on <= :day))"""


def listing(
    connection: sqlite3.Connection,
    day: str,
    *,
    match_id: int | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[MeetingRow]:
    """The meetings known on a day, by day; planned ones from the day on which they were recorded."""
    sql, given = LIST, {"day": day}
    if match_id is not None:
        sql, given = sql + " AND k.match_id = :match", {**given, "match": str(match_id)}
    if since:
        sql, given = sql + " AND k.on_day >= :since", {**given, "since": since}
    if until:
        sql, given = sql + " AND k.on_day <= :until", {**given, "until": until}
    rows = connection.execute(sql + " ORDER BY k.on_day, k.id", given)
    return [
        MeetingRow._make((*row[:4], row[4:6], row[6:8], row[8:10] if row[8] is not None else None, *row[10:]))
        for row in rows
    ]
