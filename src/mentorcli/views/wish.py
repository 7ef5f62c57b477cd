"""Reading wishes: what a mentor or a youth wishes about the other on a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from mentorcli.rules.criteria import Wish

WISHES = """SELECT w.id, w.on_day, w.side, CASE w.side WHEN 'mentor' THEN w.mentor_id ELSE w.youth_id END AS owner, w.about,
  CASE WHEN w.about <> 'person' THEN w.value WHEN w.side = 'mentor' THEN w.youth_id ELSE w.mentor_id END AS value, w.force,
  CASE WHEN w.about <> 'person' THEN '' WHEN w.side = 'mentor' THEN coalesce(y.name, 'y' || y.id)
    ELSE coalesce(p.name, 'm' || p.id) END AS named
FROM wish w LEFT JOIN mentor p ON p.id = w.mentor_id LEFT JOIN youth y ON y.id = w.youth_id
WHERE w.on_day <= :day AND (w.withdrawn_on IS NULL OR w.withdrawn_on > :day)"""
SQL = f"SELECT side, owner, about, value, force, named FROM ({WISHES}) ORDER BY id"
PAGE = f"""SELECT on_day, about, CASE WHEN about = 'person' THEN named ELSE value END, force
FROM ({WISHES}) WHERE side = :side AND owner = :id ORDER BY on_day, id"""


def standing(connection: sqlite3.Connection, day: str) -> Iterator[tuple[str, int, Wish]]:
    """Every wish that stands on a day: whose side, that person's number, and the wish."""
    for side, number, about, value, force, named in connection.execute(SQL, {"day": day}):
        yield side, number, Wish(about, str(value), force, named)


def of(connection: sqlite3.Connection, side: str, number: int, day: str) -> list[tuple[str, str, str, str]]:
    """The wishes of one person that stand on a day: day, what about, value (of a person the name), force."""
    return connection.execute(PAGE, {"day": day, "side": side, "id": number}).fetchall()
