"""Reading how long young people had waited when their matches began."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Wait(NamedTuple):
    """A match that began, and the days from the beginning of the wait to the first meeting; None where unknown."""

    match_id: int
    first_met_on: str
    days: int | None


# A wait begins with the first referral since the young person's last match ended, left open until the first meeting;
# or with that end, where the young person was put back on the list, or where no referral has followed it. Whoever had
# a mentor already when the match began did not wait.
BEGAN = """WITH begun AS (
  SELECT m.id, m.youth_id, m.first_met_on AS met,
    (SELECT e.id FROM match x JOIN match_end e ON e.match_id = x.id
      WHERE x.youth_id = m.youth_id AND x.id <> m.id AND e.on_day <= m.first_met_on
      ORDER BY e.on_day DESC, e.rematch DESC, e.id DESC LIMIT 1) AS end_id,
    EXISTS (SELECT 1 FROM match x WHERE x.youth_id = m.youth_id AND x.id <> m.id AND x.first_met_on < m.first_met_on
      AND (SELECT count(*) FROM match_end e WHERE e.match_id = x.id AND e.on_day <= m.first_met_on)
       <= (SELECT count(*) FROM match_reopening r WHERE r.match_id = x.id AND r.on_day <= m.first_met_on)) AS had
  FROM match m WHERE m.first_met_on BETWEEN :lo AND :hi)
SELECT b.id, b.met, CASE WHEN NOT b.had THEN CAST(julianday(b.met) - julianday(
    CASE WHEN e.rematch THEN e.on_day ELSE coalesce(
      (SELECT min(r.on_day) FROM referral r WHERE r.youth_id = b.youth_id AND r.on_day <= b.met
        AND (e.id IS NULL OR r.on_day >= e.on_day)
        AND NOT EXISTS (SELECT 1 FROM closing c WHERE c.referral_id = r.id AND c.on_day <= b.met)),
      e.on_day) END) AS INTEGER) END
FROM begun b LEFT JOIN match_end e ON e.id = b.end_id ORDER BY b.met, b.id"""


def waits(connection: sqlite3.Connection, lo: str, hi: str) -> list[Wait]:
    """The matches whose first meeting lies in the period, with the wait before each."""
    return [Wait(*row) for row in connection.execute(BEGAN, {"lo": lo, "hi": hi})]
