"""Goals on any day: a later score, revision or closing changes nothing earlier, and each view stands alone."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from mentorcli.views import goal
from tests.views import world

FIRST = date(2019, 12, 1)
DAYS = st.integers(0, 40)


def iso(day: int) -> str:
    return (FIRST + timedelta(days=day)).isoformat()


class Facts(NamedTuple):
    """One goal: set on day 0, closed or not; its scores (day, view, step) and revisions (day, words)."""

    closed: int | None
    scores: dict[tuple[int, str], int]
    revisions: list[tuple[int, str]]


facts = st.builds(
    Facts,
    st.none() | DAYS,
    st.dictionaries(st.tuples(DAYS, st.sampled_from(goal.VIEWS)), st.integers(1, 5), max_size=12),
    st.lists(st.tuples(DAYS, st.sampled_from("abc")), max_size=4),
)


def filled(told: Facts, last: int = 99) -> sqlite3.Connection:
    """A file with the facts dated up to a day."""
    file = world.empty()
    world.insert(file, "youth", id=1, name="Ib", name_fold="ib", name_sort="ib", gender="other", recorded_on=iso(0))
    closed = told.closed if told.closed is not None and told.closed <= last else None
    world.insert(file, "goal", id=1, youth_id=1, area="job", text="first", on_day=iso(0), recorded_on=iso(0),
                 closed_on=world.maybe(None) if closed is None else iso(closed),
                 closed_how=None if closed is None else "reached")  # fmt: skip
    for (day, view), step in told.scores.items():
        if day <= last:
            world.insert(file, "goal_score", goal_id=1, on_day=iso(day), view=view, score=step, recorded_on=iso(day))
    for day, text in told.revisions:
        if day <= last:
            world.insert(file, "goal_revision", goal_id=1, on_day=iso(day), text=text, recorded_on=iso(day))
    return file


@given(facts, DAYS)
@world.drawing(60)
def test_a_later_fact_changes_nothing_on_an_earlier_day(told: Facts, day: int) -> None:
    whole, cut = filled(told), filled(told, day)
    assert goal.page(whole, 1, iso(day)) == goal.page(cut, 1, iso(day))
    assert goal.summary(whole, ["job"], iso(day)) == goal.summary(cut, ["job"], iso(day))


@given(facts, DAYS)
@world.drawing(60)
def test_the_list_shows_each_views_two_newest_and_the_words_that_hold(told: Facts, day: int) -> None:
    (row,) = goal.listing(filled(told), iso(day))
    by = {
        view: [step for (on, who), step in sorted(told.scores.items()) if who == view and on <= day]
        for view in goal.VIEWS
    }
    assert (row.youth_before, row.youth_score) == tuple([None, None, *by["youth"]][-2:])
    assert (row.mentor_before, row.mentor_score) == tuple([None, None, *by["mentor"]][-2:])
    assert (row.coordinator_before, row.coordinator_score) == tuple([None, None, *by["coordinator"]][-2:])
    both = bool(by["youth"] and by["mentor"])
    assert row.gap == (by["mentor"][-1] - by["youth"][-1] if both else None)
    said = [text for _on, text in sorted((r for r in told.revisions if r[0] <= day), key=lambda r: r[0])]
    assert row.text == (said[-1] if said else "first")
    assert row.state == ("reached" if told.closed is not None and told.closed <= day else "open")


@given(facts, DAYS)
@world.drawing(60)
def test_every_number_of_the_summary_has_its_base(told: Facts, day: int) -> None:
    found = goal.summary(filled(told), ["job", "education"], iso(day))
    assert found.areas[1].goals == 0
    for area in (found.total, *found.areas):
        assert area.by_both <= min(area.by_youth, area.by_mentor) <= area.goals
        assert (area.gap[1] if area.gap else 0) == area.by_both
    for one in found.development:
        assert one.up + one.same + one.down == one.twice <= one.scored == (one.mean or (0, 0))[1]
