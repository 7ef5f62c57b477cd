"""Reading goals: the list, one goal with its development, the summary by area, and the rows that rules judge.

What a goal says is its newest revision; whoever scored it, the views are kept apart. All of it is as of a day.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import codes
from mentorcli.rules.facts import GoalFact
from mentorcli.views import states

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

VIEWS = ("youth", "mentor", "coordinator")
Mean = tuple[int, int]  # a sum, and of how many


class GoalRow(NamedTuple):
    """A goal as a list shows it, with the newest score of each view and the one before it; `gap` is mentor less youth."""

    id: int
    youth: tuple[int, str | None]
    area: str
    text: str
    state: str
    since: str
    closed: str | None
    youth_score: int | None
    youth_before: int | None
    mentor_score: int | None
    mentor_before: int | None
    gap: int | None
    coordinator_score: int | None
    coordinator_before: int | None
    last_scored: str | None


SAYS = """coalesce((SELECT r.text FROM goal_revision r WHERE r.goal_id = g.id AND r.on_day <= :day
    ORDER BY r.on_day DESC, r.id DESC LIMIT 1), g.text)"""
STATE = "CASE WHEN g.closed_on <= :day THEN g.closed_how ELSE 'open' END"
SCORE = """(SELECT s.score FROM goal_score s WHERE s.goal_id = g.id AND s.view = '{view}' AND s.on_day <= :day
    ORDER BY s.on_day DESC LIMIT 1 OFFSET {back})"""
NEWEST = {view: (SCORE.format(view=view, back=0), SCORE.format(view=view, back=1)) for view in VIEWS}
LIST = f"""SELECT g.id, g.youth_id, y.name, g.area, {SAYS}, {STATE}, g.on_day,
  CASE WHEN g.closed_on <= :day THEN g.closed_on END,
  {", ".join(NEWEST["youth"])}, {", ".join(NEWEST["mentor"])}, {NEWEST["mentor"][0]} - {NEWEST["youth"][0]},
  {", ".join(NEWEST["coordinator"])},
  (SELECT max(s.on_day) FROM goal_score s WHERE s.goal_id = g.id AND s.on_day <= :day)
FROM goal g JOIN youth y ON y.id = g.youth_id WHERE g.on_day <= :day"""


def listing(connection: sqlite3.Connection, day: str, *, youth_id: int | None = None) -> list[GoalRow]:
    """The goals set by a day, by young person in Danish order, then by number."""
    sql = LIST + (" AND g.youth_id = :youth" if youth_id is not None else "")
    rows = connection.execute(sql + " ORDER BY y.name_sort, y.id, g.id", {"day": day, "youth": youth_id})
    return [GoalRow(row[0], (row[1], row[2]), *row[3:]) for row in rows]


def open_on(connection: sqlite3.Connection, day: str, area: str | None = None) -> dict[int, str]:
    """The goals that are open on a day, of one area where it is given: number and what tells them apart."""
    return of(connection, day, "(g.closed_on IS NULL OR g.closed_on > :day)", area)


def closed_on(connection: sqlite3.Connection, day: str, area: str | None = None) -> dict[int, str]:
    """The goals that were closed on that very day."""
    return of(connection, day, "g.closed_on = :day", area)


def any_on(connection: sqlite3.Connection, day: str, area: str | None = None) -> dict[int, str]:
    """All goals set by a day."""
    return of(connection, day, "1", area)


def of(connection: sqlite3.Connection, day: str, where: str, area: str | None) -> dict[int, str]:
    """Goals set by a day that fit: number, and area and words."""
    sql = f"SELECT g.id, g.area, {SAYS} FROM goal g WHERE g.on_day <= :day AND {where} AND g.area = coalesce(:area, g.area)"
    rows = connection.execute(sql, {"day": day, "area": area})
    said = ((number, codes.word("goal_area", code), text) for number, code, text in rows)
    return {number: f"{word}: {text}" if text else word for number, word, text in said}


class GoalPage(NamedTuple):
    """One goal with its development: the newest and former score of each view, every day of scoring, the revisions."""

    row: GoalRow
    voices: list[tuple[object, ...]]
    scores: list[tuple[object, ...]]
    revisions: list[tuple[object, ...]]


def page(connection: sqlite3.Connection, goal_id: int, day: str) -> GoalPage | None:
    """One goal as of a day; None where it had not been set yet."""
    row = next((one for one in listing(connection, day) if one.id == goal_id), None)
    if row is None:
        return None
    scored = connection.execute(
        "SELECT on_day, view, score FROM goal_score WHERE goal_id = ? AND on_day <= ? ORDER BY on_day", (goal_id, day)
    ).fetchall()
    days: dict[str, dict[str, int]] = {}
    for on, view, score in scored:
        days.setdefault(on, {})[view] = score
    first = connection.execute("SELECT on_day, text, NULL FROM goal WHERE id = ?", (goal_id,)).fetchall()
    revised = connection.execute(
        "SELECT on_day, text, why FROM goal_revision WHERE goal_id = ? AND on_day <= ? ORDER BY on_day, id",
        (goal_id, day),
    ).fetchall()
    return GoalPage(
        row,
        [voice(view, [(on, score) for on, who, score in scored if who == view]) for view in VIEWS if view in
         {who for _on, who, _score in scored}],
        [(on, *(views.get(view) for view in VIEWS)) for on, views in days.items()],
        [*first, *revised] if revised else [],
    )  # fmt: skip


def voice(view: str, scores: list[tuple[str, int]]) -> tuple[object, ...]:
    """What one view has said of a goal: newest, the one before, the first, the change since the first, how often."""
    newest, before, first = scores[-1], scores[-2] if len(scores) > 1 else (None, None), scores[0]
    change = newest[1] - first[1] if len(scores) > 1 else None
    return view, newest[1], newest[0], before[1], before[0], first[1], first[0], change, len(scores)


# --- the summary by area --------------------------------------------------------------------------------------------


class AreaRow(NamedTuple):
    """The goals of one area in a period, and how many of them were scored by whom; `gap` is over those scored by both."""

    area: str
    goals: int
    youths: int
    open: int
    reached: int
    by_youth: int
    by_mentor: int
    by_both: int
    gap: Mean | None


class DevelopmentRow(NamedTuple):
    """The scores of one view in an area: how many goals have one, their mean, and the way of those scored twice or more."""

    area: str
    view: str
    scored: int
    mean: Mean | None
    twice: int
    up: int
    same: int
    down: int


class Summary(NamedTuple):
    """The goals of a scheme: in all, by area, and how they developed."""

    total: AreaRow
    areas: list[AreaRow]
    development: list[DevelopmentRow]


def summary(connection: sqlite3.Connection, areas: Iterable[str], day: str, *, since: str | None = None) -> Summary:
    """The goals set by a day and not closed before `since`, with every score up to the day.

    Areas come in the scheme's order, those without a goal too; areas that only old goals have come last.
    """
    rows = [row for row in listing(connection, day) if not since or row.closed is None or row.closed >= since]
    known = {row.id for row in rows}
    scores: dict[tuple[int, str], list[int]] = {}
    for goal, view, score in connection.execute(
        "SELECT goal_id, view, score FROM goal_score WHERE on_day <= ? ORDER BY on_day", (day,)
    ):
        if goal in known:
            scores.setdefault((goal, view), []).append(score)
    order = dict.fromkeys([*areas, *(row.area for row in rows)])
    groups = {area: [row for row in rows if row.area == area] for area in order}
    developed = [
        developed_in(area, view, [scores[row.id, view] for row in group if (row.id, view) in scores])
        for area, group in groups.items()
        for view in VIEWS
    ]
    return Summary(
        counted("", rows), [counted(area, group) for area, group in groups.items()], [one for one in developed if one.scored]
    )  # fmt: skip


def counted(area: str, rows: list[GoalRow]) -> AreaRow:
    """The numbers of some goals."""
    gaps = [row.gap for row in rows if row.gap is not None]
    return AreaRow(
        area,
        len(rows),
        len({row.youth[0] for row in rows}),
        sum(row.state == "open" for row in rows),
        sum(row.state == "reached" for row in rows),
        sum(row.youth_score is not None for row in rows),
        sum(row.mentor_score is not None for row in rows),
        len(gaps),
        (sum(gaps), len(gaps)) if gaps else None,
    )


def developed_in(area: str, view: str, scores: list[list[int]]) -> DevelopmentRow:
    """How one view's scores of some goals developed, each list the oldest first."""
    ways = [(one[-1] > one[0]) - (one[-1] < one[0]) for one in scores if len(one) > 1]
    mean = (sum(one[-1] for one in scores), len(scores)) if scores else None
    return DevelopmentRow(area, view, len(scores), mean, len(ways), ways.count(1), ways.count(0), ways.count(-1))


# --- for the rules --------------------------------------------------------------------------------------------------

LAST = "(SELECT max(s.on_day) FROM goal_score s WHERE s.goal_id = g.id AND s.view = '{}' AND s.on_day <= :day)"
FACTS = f"""WITH {states.MATCHES}, {states.YOUTHS}
SELECT g.id, coalesce(y.name, 'y' || y.id), g.area, g.on_day,
  {", ".join(LAST.format(view) for view in VIEWS)}, g.recorded_on
FROM goal g JOIN youth_state y ON y.id = g.youth_id
WHERE y.state = 'matched' AND g.on_day <= :day AND (g.closed_on IS NULL OR g.closed_on > :day) ORDER BY g.id"""


def facts(connection: sqlite3.Connection, profile: Profile, day: str) -> list[GoalFact]:
    """The open goals of the young people who have a mentor on a day; while all their matches rest, reminders do."""
    return [GoalFact(*row) for row in connection.execute(FACTS, states.params(profile, day))]
