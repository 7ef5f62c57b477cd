"""A question is put in order as it comes in, and refused where it makes no sense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.matching.market import Candidates, both, given_at, given_by, market
from tests.matching.instances import Question, questions

VIEW = st.integers(0, 100)


@pytest.mark.parametrize(
    ("youth_view", "mentor_view", "score"),
    [(0, 0, 0), (60, 60, 180), (90, 30, 120), (30, 90, 120), (100, 100, 300), (1, 2, 3), (100, 0, 50)],
)
def test_the_smaller_view_weighs_most(youth_view: int, mentor_view: int, score: int) -> None:
    assert both(youth_view, mentor_view) == score


@given(VIEW, VIEW)
def test_a_score_takes_no_side_and_a_point_more_never_costs_any(one: int, other: int) -> None:
    assert both(one, other) == both(other, one)
    assert both(one, other) <= both(one + 1, other)
    assert 3 * min(one, other) <= both(one, other) <= 3 * max(one, other)


@given(VIEW, VIEW, st.integers(1, 100))
def test_a_point_for_the_less_happy_side_is_worth_more(low: int, gap: int, points: int) -> None:
    high = low + gap + points
    assert both(low + points, high) >= both(low, high + points)


def test_pairs_stand_with_the_best_first() -> None:
    asked = Question({5: 3}, {8: 1, 6: 2, 7: 0}, [(5, 8, 10, 10), (5, 6, 50, 50), (5, 7, 10, 10)]).market
    assert (asked.youths, asked.mentors, asked.places, asked.bonus) == ((5,), (6, 7, 8), (2, 0, 1), (3,))
    assert [list(column) for column in asked.rows[0]] == [[0, 1, 2], [150, 30, 30], [50, 10, 10], [50, 10, 10]]
    assert asked.size == 3


@given(questions(), st.integers(0, 9))
def test_the_order_of_what_comes_in_is_forgotten(asked: Question, seed: int) -> None:
    assert asked.shuffled(seed).market == asked.market


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param(Question({1: 0}, {7: 1}, [(2, 7, 1, 1)]), "unknown: 2, 7", id="a youth who does not wait"),
        pytest.param(Question({1: 0}, {7: 1}, [(1, 8, 1, 1)]), "unknown: 1, 8", id="a mentor not asked about"),
        pytest.param(Question({1: 0}, {7: 1}, [(1, 7, 1, 1), (1, 7, 2, 2)]), "named twice", id="twice"),
        pytest.param(Question({1: 0}, {7: 1}, [(1, 7, -1, 1)]), "negative points", id="a view below nothing"),
        pytest.param(Question({1: -1}, {7: 1}, []), "negative", id="a bonus below nothing"),
        pytest.param(Question({1: 0}, {7: -1}, []), "negative", id="places below nothing"),
    ],
)
def test_what_makes_no_sense_is_refused(asked: Question, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        asked.market  # noqa: B018 - making it is the test


def test_a_youth_is_weighed_once() -> None:
    with pytest.raises(ValueError, match="weighed twice"):
        market({1: 0}, {7: 1, 8: 1}, [Candidates(1, [7], [1], [1]), Candidates(1, [8], [1], [1])])


def test_numbers_to_positions_and_back() -> None:
    asked = market({3: 0, 4: 0, 9: 0}, {20: 1, 30: 1}, [])
    assert given_at(asked, {9: 20, 3: 30}) == [1, -1, 0]
    assert given_by(asked, [1, -1, 0]) == {3: 30, 9: 20}
