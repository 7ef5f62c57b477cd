"""The parts of the solver each keep their word: how many can be placed, the highest total, the fixed order."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from mentorcli.matching.cover import cover
from mentorcli.matching.fill import FAR, fill
from mentorcli.matching.ties import Tied, in_order
from tests.matching.instances import Question, by_scipy, questions


@given(questions(most=9))
def test_the_split_leaves_no_pair_outside_and_no_room_where_it_is_scarce(asked: Question) -> None:
    """What makes a cover the proof of itself: it touches every pair, and has as many places as are filled."""
    found = cover([row.mentors for row in asked.market.rows], asked.market.places)
    assert found.placed == by_scipy(asked.market)[0]
    for youth, row in enumerate(asked.market.rows):
        assert all(found.scarce_mentors[mentor] for mentor in row.mentors) or not found.scarce_youths[youth]
    scarce = sum(free for free, here in zip(asked.market.places, found.scarce_mentors, strict=True) if here)
    assert found.placed == scarce + found.scarce_youths.count(False)


TABLES = st.integers(1, 6).flatmap(
    lambda askers: st.lists(
        st.lists(st.integers(-3, 50), min_size=askers + 2, max_size=askers + 2), min_size=askers, max_size=askers
    )
)


@given(TABLES)
def test_every_demand_is_met_for_the_highest_total(table: list[list[int]]) -> None:
    order = [sorted(range(len(row)), key=lambda one, row=row: -row[one]) for row in table]
    scores = [[row[one] for one in ranked] for row, ranked in zip(table, order, strict=True)]
    found = fill(order, scores, [1] * len(table), [1] * len(table[0]))
    rows, columns = linear_sum_assignment(numpy.array(table), maximize=True)
    assert (
        sum(table[held[0]][one] for one, held in enumerate(found.held) if held)
        == numpy.array(table)[rows, columns].sum()
    )
    for asker, row in enumerate(table):
        assert all(found.worth[asker] + price >= score for price, score in zip(found.price, row, strict=True))
    assert all(price == 0 for price, held in zip(found.price, found.held, strict=True) if not held)


def test_who_asks_for_several_gets_them() -> None:
    found = fill([[0, 1, 2], [0, 1, 2]], [[9, 5, 1], [8, 7, 1]], [2, 1], [1, 1, 1])
    assert found.held == [[0], [1], [0]]


def test_what_has_no_room_takes_no_part() -> None:
    found = fill([[0, 1]], [[9, 5]], [1], [0, 1])
    assert (found.held, found.price[0]) == ([[], [0]], FAR)


def test_more_is_asked_for_than_can_be_had() -> None:
    with pytest.raises(ValueError, match="not all"):
        fill([[0], [0]], [[1], [1]], [1, 1], [1])


@pytest.mark.parametrize(
    ("options", "may_wait", "may_rest", "places", "given_so", "expected"),
    [
        pytest.param([[0, 1], [0, 1]], [0, 0], [0, 0], [1, 1], [1, 0], [0, 1], id="two change places"),
        pytest.param([[0, 1], [1, 2], [0, 2]], [0] * 3, [0] * 3, [1] * 3, [1, 2, 0], [0, 1, 2], id="three in a ring"),
        pytest.param([[0], [0]], [1, 1], [0], [1], [-1, 0], [0, -1], id="the other can wait instead"),
        pytest.param([[0], [0]], [1, 0], [0], [1], [-1, 0], [-1, 0], id="the other cannot wait"),
        pytest.param([[0, 1]], [0], [1, 1], [1, 1], [1], [0], id="a free place for another"),
        pytest.param([[0, 1]], [0], [1, 0], [1, 1], [1], [1], id="that place must be filled"),
        pytest.param([[0, 1], [0]], [0, 1], [0, 1], [1, 1], [1, 0], [0, -1], id="round by way of nobody"),
        pytest.param([[1], [0, 1], [0, 1]], [0] * 3, [0, 0], [2, 1], [1, 0, 0], [1, 0, 0], id="nothing to change"),
        pytest.param([], [], [], [], [], [], id="nobody"),
    ],
)  # fmt: skip
def test_the_first_youth_gets_the_first_mentor_that_is_possible(
    options: list[list[int]],
    may_wait: list[bool],
    may_rest: list[bool],
    places: list[int],
    given_so: list[int],
    expected: list[int],
) -> None:
    assert in_order(Tied(options, may_wait, may_rest, places), given_so) == expected
