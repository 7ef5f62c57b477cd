"""Reading the coordinator's own hours."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class HoursRow(NamedTuple):
    """Some of the coordinator's time, in minutes."""

    id: int
    on: str
    minutes: int
    activity: str


def listing(
    connection: sqlite3.Connection, day: str, *, since: str | None = None, until: str | None = None
) -> list[HoursRow]:
    """The hours dated by a day, by day."""
    sql = "SELECT id, on_day, minutes, activity FROM hours WHERE on_day <= :day"
    sql += (" AND on_day >= :since" if since else "") + (" AND on_day <= :until" if until else "")
    given = {"day": day, "since": since, "until": until}
    return [HoursRow(*row) for row in connection.execute(sql + " ORDER BY on_day, id", given)]
