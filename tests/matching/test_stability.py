"""Pairs that would rather have each other are found, all of them; the stable plan has none, and is the youths' best."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.matching.market import Market, worth
from mentorcli.matching.plan import plan
from mentorcli.matching.stability import blocking, stable
from tests.matching.instances import Question, every_plan, question, questions


def rather(asked: Question, plan: dict[int, int]) -> list[tuple[int, int]]:
    """The pairs that would rather have each other, straight from the words of it; knows nothing of the room."""
    views = {(youth, mentor): (theirs, ours) for youth, mentor, theirs, ours in asked.pairs}
    found = []
    for youth, mentor in sorted(views):
        theirs, ours = views[youth, mentor]
        gets_more = youth not in plan or theirs > views[youth, plan[youth]][0]
        others = [views[other, mentor][1] for other, one in plan.items() if one == mentor]
        has_room = len(others) < asked.places[mentor]
        if gets_more and (has_room or any(ours > other for other in others)):
            found.append((youth, mentor))
    return found


def allowed(asked: Question, plan: dict[int, int]) -> bool:
    """Whether a plan gives pairs that may be, within the places."""
    pairs = {(youth, mentor) for youth, mentor, _theirs, _ours in asked.pairs}
    load = [list(plan.values()).count(mentor) <= free for mentor, free in asked.places.items()]
    return plan.items() <= pairs and all(load)


@given(questions(most=4), st.data())
def test_all_who_would_rather_have_each_other_are_found(asked: Question, data: st.DataObject) -> None:
    any_plan = data.draw(st.sampled_from(list(every_plan(asked.market))))
    assert blocking(asked.market, any_plan) == rather(asked, any_plan)


@given(questions(most=9))
def test_in_the_stable_plan_no_two_would_rather_have_each_other(asked: Question) -> None:
    found = stable(asked.market)
    assert allowed(asked, dict(found))
    assert rather(asked, dict(found)) == []


@pytest.mark.parametrize("seed", range(20))
def test_nor_in_a_large_one(seed: int) -> None:
    asked = question(seed, 80, 50, points=(1, 5, 100)[seed % 3])
    found = dict(stable(asked.market))
    assert allowed(asked, found)
    assert rather(asked, found) == []


@given(questions(most=8), st.integers(0, 9))
def test_the_order_of_the_question_changes_nothing(asked: Question, seed: int) -> None:
    assert stable(asked.shuffled(seed).market) == stable(asked.market)


@given(questions(most=4))
def test_where_no_views_are_equal_no_stable_plan_is_better_for_any_youth(asked: Question) -> None:
    apart = Question(asked.waiting, asked.places, [
        (youth, mentor, 1000 * theirs + mentor, 1000 * ours + youth) for youth, mentor, theirs, ours in asked.pairs
    ])  # fmt: skip
    views = {(youth, mentor): theirs for youth, mentor, theirs, _ours in apart.pairs}
    ours = stable(apart.market)
    for other in every_plan(apart.market):
        if not rather(apart, other):
            for youth, mentor in other.items():
                assert views[youth, ours[youth]] >= views[youth, mentor]


def test_the_best_plan_may_leave_two_who_would_rather_have_each_other() -> None:
    pairs = [(1, 7, 90, 90), (1, 8, 80, 80), (2, 7, 80, 80), (2, 8, 10, 10)]
    asked = Question({1: 0, 2: 0}, {7: 1, 8: 1}, pairs)
    best = plan(asked.market).given
    assert best == {1: 8, 2: 7}
    assert blocking(asked.market, best) == [(1, 7)]
    assert stable(asked.market) == {1: 7, 2: 8}


def test_a_stable_plan_may_place_fewer() -> None:
    asked = Question({1: 0, 2: 0}, {7: 1, 8: 1}, [(1, 7, 90, 90), (1, 8, 10, 10), (2, 7, 20, 20)])
    assert worth(asked.market, stable(asked.market))[0] == 1
    assert plan(asked.market).placed == 2


def test_equal_views_are_no_reason_to_change() -> None:
    asked = Question({1: 0, 2: 0}, {7: 1, 8: 1}, [(1, 7, 5, 5), (1, 8, 5, 5), (2, 7, 5, 5), (2, 8, 5, 5)])
    for given_so in ({1: 7, 2: 8}, {1: 8, 2: 7}):
        assert blocking(asked.market, given_so) == []


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(Question({}, {}, []), id="nobody"),
        pytest.param(Question({1: 0}, {}, []), id="no mentors"),
        pytest.param(Question({}, {7: 1}, []), id="no youths"),
        pytest.param(Question({1: 0}, {7: 0}, [(1, 7, 9, 9)]), id="no places"),
        pytest.param(Question({1: 0}, {7: 2}, []), id="everyone vetoed"),
    ],
)
def test_where_nothing_can_be_given_nobody_would_rather(asked: Question) -> None:
    empty: Market = asked.market
    assert stable(empty) == {}
    assert blocking(empty, {}) == []
