"""Reading events and who came."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class EventRow(NamedTuple):
    """An event as a list shows it."""

    id: int
    on: str
    title: str
    kind: str
    minutes: int
    attended: int


LIST = """SELECT e.id, e.on_day, e.title, e.kind, e.minutes, (SELECT count(*) FROM attendance a WHERE a.event_id = e.id)
FROM event e WHERE (e.on_day <= :day OR e.recorded_on <= :day)"""


def listing(
    connection: sqlite3.Connection, day: str, *, since: str | None = None, until: str | None = None
) -> list[EventRow]:
    """The events known on a day, by day; coming ones from the day on which they were recorded."""
    sql = LIST + (" AND e.on_day >= :since" if since else "") + (" AND e.on_day <= :until" if until else "")
    given = {"day": day, "since": since, "until": until}
    return [EventRow(*row) for row in connection.execute(sql + " ORDER BY e.on_day, e.id", given)]


def page(connection: sqlite3.Connection, event_id: int, day: str) -> tuple[EventRow, list[tuple[object, ...]]] | None:
    """One event and the people who came; None where it was not yet on file."""
    row = next((one for one in listing(connection, day) if one.id == event_id), None)
    if row is None:
        return None
    people = connection.execute(
        "SELECT 'mentor', p.id, p.name, p.name_sort FROM attendance a JOIN mentor p ON p.id = a.mentor_id "
        "WHERE a.event_id = :id UNION ALL "
        "SELECT 'youth', y.id, y.name, y.name_sort FROM attendance a JOIN youth y ON y.id = a.youth_id "
        "WHERE a.event_id = :id ORDER BY 1, 4, 2",
        {"id": event_id},
    ).fetchall()
    return row, [(kind, (number, name)) for kind, number, name, _sort in people]
