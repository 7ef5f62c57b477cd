"""Writing goals: set, scored in one view, revised, closed. Views are kept apart, and no score is ever lost."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from mentorcli.errors import BadValue, Refused
from mentorcli.models.goal import Goal, GoalRevision, GoalScore
from mentorcli.services import record
from mentorcli.views import names
from mentorcli.words import _, day_short


def add(session: Session, values: dict[str, Any], *, today: str) -> tuple[int, bool]:
    """Set a goal of a young person; its number, and whether it was set now.

    The same area, words and day is the same goal; the same area and words while such a goal is open is refused.
    """
    record.since_contact(session, values["youth_id"], str(values["on_day"]))
    rows = session.exec(
        select(Goal).where(
            Goal.youth_id == values["youth_id"], Goal.area == values["area"], Goal.text == values["text"]
        )
    ).all()
    same = next((row for row in rows if row.on_day == values["on_day"]), None)
    if same is not None:
        return same.id or 0, False
    lasting = next((row for row in rows if row.closed_on is None or row.closed_on > values["on_day"]), None)
    if lasting is not None:
        raise BadValue(
            _("That goal is there already, since {day}.").format(day=day_short(lasting.on_day)),
            _("Score it: mentorcli goal score {id} N. Another goal in the area needs words: --text.").format(
                id=f"t{lasting.id}"
            ),
        )
    return record.add(session, Goal(recorded_on=today, **values)), True


def score(session: Session, goal_id: int, *, on: str, view: str, step: int, today: str) -> tuple[int, str]:
    """Score a goal in one view; the number of the score, and `added`, `changed` (that day's was another) or `same`."""
    stands(session, goal_id, on)
    same = session.exec(
        select(GoalScore).where(GoalScore.goal_id == goal_id, GoalScore.on_day == on, GoalScore.view == view)
    ).first()
    if same is None:
        row = GoalScore(goal_id=goal_id, on_day=on, view=view, score=step, recorded_on=today)
        return record.add(session, row), "added"
    return same.id or 0, "changed" if record.change(session, same, score=step) else "same"


def revise(session: Session, goal_id: int, *, on: str, text: str, why: str, today: str) -> tuple[int, bool]:
    """Give a goal new words from a day on, and why; False where they hold on that day already."""
    goal = stands(session, goal_id, on)
    rows = session.exec(select(GoalRevision).where(GoalRevision.goal_id == goal_id)).all()
    begun = sorted((row for row in rows if row.on_day <= on), key=lambda row: (row.on_day, row.id or 0))
    held = begun[-1] if begun else goal
    if held.text == text:
        if isinstance(held, GoalRevision) and why and not held.why:
            record.change(session, held, why=why)
        return held.id or 0 if isinstance(held, GoalRevision) else 0, False
    row = GoalRevision(goal_id=goal_id, on_day=on, text=text, why=why, recorded_on=today)
    return record.add(session, row), True


def close(session: Session, goal_id: int, *, on: str, how: str) -> bool:
    """Close a goal: reached, dropped or replaced; False where that is there already. Never before its newest score."""
    goal = record.get(session, Goal, goal_id)
    if (goal.closed_on, goal.closed_how) == (on, how):
        return False
    stands(session, goal_id, on)
    if goal.closed_on is not None:
        raise closed(session, goal)
    for table, what in (("goal_score", _("the newest score")), ("goal_revision", _("the newest revision"))):
        sql = f"SELECT max(on_day) FROM {table} WHERE goal_id = ?"
        newest = record.raw(session).execute(sql, (goal_id,)).fetchone()[0]
        record.not_before(newest or on, on, what)
    record.change(session, goal, closed_on=on, closed_how=how)
    return True


def edit(session: Session, goal_id: int, values: dict[str, Any]) -> list[str]:
    """Correct a goal: its area, first words or day, or that it was closed; the names of the fields that differed."""
    goal = record.get(session, Goal, goal_id)
    changed = record.change(session, goal, **values)
    earliest = (
        record.raw(session)
        .execute(
            "SELECT min(on_day) FROM (SELECT on_day FROM goal_score WHERE goal_id = :id UNION ALL "
            "SELECT on_day FROM goal_revision WHERE goal_id = :id UNION ALL SELECT closed_on FROM goal WHERE id = :id)",
            {"id": goal_id},
        )
        .fetchone()[0]
    )
    if earliest:
        record.not_before(goal.on_day, earliest, _("the day on which the goal was set"))
    return changed


def stands(session: Session, goal_id: int, on: str) -> Goal:
    """The goal, if it is set and not closed on a day; the day of closing still counts."""
    goal = record.get(session, Goal, goal_id)
    record.not_before(goal.on_day, on, _("the day on which the goal was set"))
    if goal.closed_on is not None and goal.closed_on < on:
        raise closed(session, goal)
    return goal


def closed(session: Session, goal: Goal) -> Refused:
    """The refusal of a verb by the closing of a goal."""
    return record.refuse(
        _("{goal} was closed on {day}.").format(
            goal=names.goal_said(record.raw(session), goal.id or 0), day=day_short(goal.closed_on or "")
        ),
        _("If that was a slip: mentorcli goal edit {id} --open").format(id=f"t{goal.id}"),
    )
