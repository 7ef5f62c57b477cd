"""Reading how long matches lasted: each from its first meeting to its newest end, or to the day where it still runs.

A reopened match goes on: it is the same match with the same first meeting. The newest state on the day counts, so an
end that was reopened by then is no end.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from mentorcli.rules.survival import Span

# The newest end of a match that has ended by :day (more ends than reopenings); NULL where it runs.
ENDED_ON = """(CASE WHEN (SELECT count(*) FROM match_end e WHERE e.match_id = m.id AND e.on_day <= :day)
     > (SELECT count(*) FROM match_reopening r WHERE r.match_id = m.id AND r.on_day <= :day)
    THEN (SELECT max(e.on_day) FROM match_end e WHERE e.match_id = m.id AND e.on_day <= :day) END)"""
COHORT = f"""SELECT m.id, m.first_met_on AS met, {ENDED_ON} AS ended_on FROM match m
    WHERE m.first_met_on BETWEEN :lo AND min(:hi, :day)"""
DAYS = "max(1, CAST(julianday(coalesce(ended_on, :day)) - julianday(met) AS INTEGER) + 1)"  # both days counted


class Ending(NamedTuple):
    """How many matches ended early or not, with few meetings or more, and because the young person stayed away or not."""

    early: bool
    few: bool
    no_show: bool
    number: int


def spans(connection: sqlite3.Connection, lo: str, hi: str, day: str) -> list[Span]:
    """The matches that first met from `lo` to `hi`, as of `day`: by their days, ended or running, how many."""
    sql = f"SELECT {DAYS}, ended_on IS NOT NULL, count(*) FROM ({COHORT}) GROUP BY 1, 2 ORDER BY 1, 2"
    given = {"lo": lo, "hi": hi, "day": day}
    return [Span(days, bool(ended), count) for days, ended, count in connection.execute(sql, given)]


def spans_of_two(connection: sqlite3.Connection, lo: str, hi: str) -> tuple[list[Span], list[Span]]:
    """As of `hi`, the matches since the start, and of those again the ones that first met before `lo`; read once."""
    sql = (
        f"SELECT {DAYS}, ended_on IS NOT NULL, met < :first, count(*) FROM ({COHORT}) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    given = {"lo": "0001-01-01", "hi": hi, "day": hi, "first": lo}
    every: dict[tuple[int, bool], int] = {}
    older = []
    for days, ended, before, count in connection.execute(sql, given):
        every[days, bool(ended)] = every.get((days, bool(ended)), 0) + count
        if before:
            older.append(Span(days, bool(ended), count))
    return [Span(*one, count) for one, count in every.items()], older


def endings(connection: sqlite3.Connection, lo: str, hi: str, day: str, early: int) -> list[Ending]:
    """Of those matches the ended ones: within `early` days or later, by their held meetings up to the end, by no-show."""
    sql = f"""SELECT {DAYS} <= :early AS early,
      (SELECT count(*) FROM (SELECT 1 FROM meeting k WHERE k.match_id = c.id AND k.status = 'held'
         AND k.on_day <= c.ended_on LIMIT 3)) < 3 AS few,
      coalesce((SELECT e.reason FROM match_end e WHERE e.match_id = c.id AND e.on_day = c.ended_on
         ORDER BY e.id DESC LIMIT 1), '') = 'no-show' AS no_show, count(*)
    FROM ({COHORT}) c WHERE c.ended_on IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""
    rows = connection.execute(sql, {"lo": lo, "hi": hi, "day": day, "early": early})
    return [Ending(bool(soon), bool(few), bool(no_show), count) for soon, few, no_show, count in rows]
