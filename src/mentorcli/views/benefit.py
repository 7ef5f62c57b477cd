"""Reading what matches led to in two voices: the goals as the young person and as the mentor scored them."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from mentorcli.views import states

VIEWS = ("youth", "mentor")


class Voice(NamedTuple):
    """One voice about a period: for how many young people it spoke, and how the goals it scored twice have moved.

    `moved` is how many young people those goals are of.

    A goal's newest score of the period is held against the first score that the same voice ever gave it.
    """

    view: str
    answered: int
    better: int
    same: int
    worse: int
    moved: int

    @property
    def scored(self) -> int:
        """The goals that were scored twice or more, the last time in the period."""
        return self.better + self.same + self.worse


ANSWERED = f"""SELECT s.view, count(DISTINCT g.youth_id) FROM goal_score s JOIN goal g ON g.id = s.goal_id
WHERE s.on_day BETWEEN :lo AND :hi AND g.youth_id IN (SELECT m.youth_id FROM match m WHERE {states.LIVE})
GROUP BY 1"""
MOVED = """SELECT view, sum(now > was), sum(now = was), sum(now < was), count(DISTINCT youth_id) FROM (
  SELECT s.view, s.score AS now, (SELECT g.youth_id FROM goal g WHERE g.id = s.goal_id) AS youth_id,
    (SELECT f.score FROM goal_score f WHERE f.goal_id = s.goal_id AND f.view = s.view AND f.on_day < s.on_day
      ORDER BY f.on_day LIMIT 1) AS was
  FROM goal_score s WHERE s.on_day BETWEEN :lo AND :hi AND NOT EXISTS (
    SELECT 1 FROM goal_score n WHERE n.goal_id = s.goal_id AND n.view = s.view
      AND n.on_day > s.on_day AND n.on_day <= :hi))
WHERE was IS NOT NULL GROUP BY 1"""


CLOSED = "SELECT count(DISTINCT youth_id) FROM goal WHERE closed_on BETWEEN :lo AND :hi"


def closed_of(connection: sqlite3.Connection, lo: str, hi: str) -> int:
    """Of how many young people the goals are that were closed in a period."""
    return int(connection.execute(CLOSED, {"lo": lo, "hi": hi}).fetchone()[0])


def voices(connection: sqlite3.Connection, lo: str, hi: str) -> tuple[Voice, ...]:
    """Both voices about a period, the young person's first (VIVE 2015: the two differ, so neither stands alone)."""
    given = {"lo": lo, "hi": hi}
    answered = dict(connection.execute(ANSWERED, given).fetchall())
    moved = {view: counts for view, *counts in connection.execute(MOVED, given)}
    return tuple(Voice(view, answered.get(view, 0), *moved.get(view, (0, 0, 0, 0))) for view in VIEWS)
