"""Reading follow-ups: the coordinator's talks with the parties of a match, closing talks, and tries to get in touch."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

KNOWN = "(f.on_day <= :day OR (f.status = 'planned' AND f.recorded_on <= :day))"


class FollowUpRow(NamedTuple):
    """A follow-up as a list shows it; people are (number, name)."""

    id: int
    match: int
    on: str
    youth: tuple[int, str | None]
    mentor: tuple[int, str | None]
    party: str
    kind: str
    status: str
    via: str | None
    rating: int | None
    note: str


LIST = f"""SELECT f.id, f.match_id, f.on_day, m.youth_id, y.name, m.mentor_id, p.name, f.party, f.kind, f.status, f.via,
  f.rating, f.note
FROM followup f JOIN match m ON m.id = f.match_id JOIN youth y ON y.id = m.youth_id JOIN mentor p ON p.id = m.mentor_id
WHERE {KNOWN}"""


def listing(
    connection: sqlite3.Connection,
    day: str,
    *,
    of: tuple[str, int] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[FollowUpRow]:
    """The follow-ups known on a day, by day; `of` narrows them to a match, a mentor, a youth or a follow-up."""
    columns = {"match": "f.match_id", "mentor": "m.mentor_id", "youth": "m.youth_id", "followup": "f.id"}
    sql, given = LIST, {"day": day}
    if of is not None:
        sql, given = f"{sql} AND {columns[of[0]]} = :of", {**given, "of": str(of[1])}
    if since:
        sql, given = sql + " AND f.on_day >= :since", {**given, "since": since}
    if until:
        sql, given = sql + " AND f.on_day <= :until", {**given, "until": until}
    rows = connection.execute(sql + " ORDER BY f.on_day, f.id", given)
    return [FollowUpRow._make((*row[:3], row[3:5], row[5:7], *row[7:])) for row in rows]


def standing(connection: sqlite3.Connection, number: int) -> tuple[int, str] | None:
    """The match of a follow-up and what came of it; None where there is no such follow-up."""
    found: tuple[int, str] | None = connection.execute(
        "SELECT match_id, status FROM followup WHERE id = ?", (number,)
    ).fetchone()
    return found
