"""The plan is the best: against SciPy, against every plan tried, and by its own prices; and it is always the same one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.matching.plan import Plan, plan
from mentorcli.matching.proof import Proof, proof
from tests.matching.instances import (
    FEW_POINTS,
    MANY_POINTS,
    Question,
    by_scipy,
    first_of_the_best,
    question,
    questions,
)


def proved(asked: Question, found: Plan) -> Proof:
    """The proof of a plan, from the question itself."""
    return proof(asked.market, found.given, found.youth_prices, found.mentor_prices)


@pytest.mark.parametrize("seed", range(20))
def test_the_plan_is_as_good_as_scipys(seed: int) -> None:
    """Fifty questions a seed, a thousand in all: ties, forbidden pairs, places of 0 to 3, more youths or more places."""
    order = random.Random(seed)
    for number in range(50):
        asked = question(
            1000 * seed + number,
            order.randint(0, 25),
            order.randint(0, 18),
            order.choice((FEW_POINTS, MANY_POINTS)),
            order.choice((0.1, 0.3, 0.8, 1.0)),
        )
        found = plan(asked.market)
        assert (found.placed, found.total) == by_scipy(asked.market)
        assert proved(asked, found).holds


@pytest.mark.parametrize(("youths", "mentors"), [(200, 130), (130, 200), (150, 120)])
def test_a_large_question_is_answered_as_well_as_scipy_does(youths: int, mentors: int) -> None:
    asked = question(youths, youths, mentors, density=0.3)
    found = plan(asked.market)
    assert (found.placed, found.total) == by_scipy(asked.market)
    assert proved(asked, found).holds


@given(questions())
def test_no_plan_is_better_and_of_equals_it_is_the_first(asked: Question) -> None:
    found = plan(asked.market)
    assert (found.placed, found.total, found.given) == first_of_the_best(asked.market)
    assert proved(asked, found).holds


@given(questions(most=9), st.integers(0, 9))
def test_the_order_of_the_question_changes_nothing(asked: Question, seed: int) -> None:
    assert plan(asked.shuffled(seed).market) == plan(asked.market)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_changes_nothing_where_many_plans_are_equal(seed: int) -> None:
    asked = question(seed, 60, 40, points=1, density=0.4)
    assert plan(asked.shuffled(seed).market) == plan(asked.market)


@pytest.mark.parametrize(
    ("asked", "expected", "total"),
    [
        pytest.param(Question({}, {}, []), {}, 0, id="nobody at all"),
        pytest.param(Question({1: 0, 2: 5}, {}, []), {}, 0, id="no mentors"),
        pytest.param(Question({}, {7: 2}, []), {}, 0, id="no youths"),
        pytest.param(Question({1: 0}, {7: 0}, [(1, 7, 50, 50)]), {}, 0, id="no free places"),
        pytest.param(Question({1: 0, 2: 0}, {7: 1, 8: 1}, []), {}, 0, id="everyone vetoed"),
        pytest.param(Question({1: 0}, {7: 1}, [(1, 7, 0, 0)]), {1: 7}, 0, id="a pair worth nothing is a place"),
        pytest.param(
            Question({1: 0, 2: 0}, {7: 1, 8: 1}, [(1, 7, 10, 10), (2, 7, 90, 90), (2, 8, 1, 1)]),
            {1: 7, 2: 8}, 33, id="two placed before one placed well",
        ),
        pytest.param(
            Question({1: 0, 2: 0}, {7: 1, 8: 1}, [(1, 7, 60, 60), (2, 8, 60, 60), (1, 8, 60, 60), (2, 7, 60, 60)]),
            {1: 7, 2: 8}, 360, id="of equals the lowest number has the lowest number",
        ),
        pytest.param(
            Question({1: 0, 2: 0}, {7: 1}, [(1, 7, 60, 60), (2, 7, 60, 60)]), {1: 7}, 180, id="who came first",
        ),
        pytest.param(
            Question({1: 0, 2: 1}, {7: 1}, [(1, 7, 60, 60), (2, 7, 60, 60)]), {2: 7}, 181, id="a long wait weighs",
        ),
        pytest.param(
            Question({1: 0, 2: 0, 3: 0}, {7: 2}, [(1, 7, 5, 5), (2, 7, 9, 9), (3, 7, 8, 8)]),
            {2: 7, 3: 7}, 51, id="two at a time",
        ),
        pytest.param(
            Question({1: 0, 2: 0}, {7: 1, 8: 1}, [(1, 7, 90, 30), (2, 7, 60, 60), (1, 8, 60, 60), (2, 8, 60, 60)]),
            {1: 8, 2: 7}, 360, id="neither side is sacrificed",
        ),
    ],
)  # fmt: skip
def test_small_questions(asked: Question, expected: dict[int, int], total: int) -> None:
    found = plan(asked.market)
    assert (found.given, found.placed, found.total) == (expected, len(expected), total)
    assert proved(asked, found).holds


def test_a_chain_of_moves_makes_room() -> None:
    """Youth n could have mentor n or n + 1, and the last youth mentor 0 alone: all move one on."""
    many = 40
    pairs = [(youth, mentor, 50, 50) for youth in range(many) for mentor in (youth, youth + 1)]
    everyone = dict.fromkeys(range(many + 1), 1)
    found = plan(Question(dict.fromkeys(everyone, 0), everyone, [*pairs, (many, 0, 50, 50)]).market)
    assert found.given == {**{youth: youth + 1 for youth in range(many)}, many: 0}


def test_one_candidate_each() -> None:
    pairs = [(youth, 100 + youth, 10, 20) for youth in range(30)]
    found = plan(Question(dict.fromkeys(range(30), 0), dict.fromkeys(range(100, 130), 3), pairs).market)
    assert found.given == {youth: 100 + youth for youth in range(30)}
