"""A proof accepts the best plan with its prices, and nothing that was tampered with."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mentorcli.matching.plan import Plan, plan
from mentorcli.matching.proof import Proof, proof
from tests.matching.instances import Question, every_plan, questions, worth_of


def checked(asked: Question, found: Plan) -> Proof:
    """The proof of a plan."""
    return proof(asked.market, found.given, found.youth_prices, found.mentor_prices)


@given(questions(most=4))
def test_no_plan_of_all_is_worth_more_than_the_bound(asked: Question) -> None:
    found = checked(asked, plan(asked.market))
    worth = worth_of(asked.market)
    most = max((len(one), sum(worth[pair] for pair in one.items())) for one in every_plan(asked.market))
    assert found.pairs == len(asked.pairs)
    assert found.bound == found.reached == most
    assert found.holds


@given(questions(most=4), st.data())
def test_a_worse_plan_is_not_proved(asked: Question, data: st.DataObject) -> None:
    best = plan(asked.market)
    other = data.draw(st.sampled_from(list(every_plan(asked.market))))
    worth = worth_of(asked.market)
    assume((len(other), sum(worth[pair] for pair in other.items())) < (best.placed, best.total))
    assert not checked(asked, best._replace(given=other)).holds


@given(questions(most=6), st.data())
def test_a_changed_price_is_found_out(asked: Question, data: st.DataObject) -> None:
    """One price a point up or down: the bound no longer meets the plan, or something is no longer ruled out."""
    best = plan(asked.market)
    assume(best.placed)
    youth = data.draw(st.sampled_from(sorted(best.given)))
    at, step = asked.market.youths.index(youth), data.draw(st.sampled_from((-1, 1)))
    prices = list(best.youth_prices)
    prices[at] = (prices[at][0], prices[at][1] + step)
    assert not checked(asked, best._replace(youth_prices=tuple(prices))).holds


ASKED = Question(
    {1: 0, 2: 0, 3: 9}, {7: 1, 8: 2, 9: 0}, [(1, 7, 50, 60), (2, 7, 90, 90), (2, 8, 10, 10), (3, 9, 80, 80)]
)
BEST = plan(ASKED.market)


@pytest.mark.parametrize(
    ("tampered", "fault"),
    [
        pytest.param({"given": {1: 8, 2: 7}}, "youth 1 and mentor 8 may not be", id="a pair that may not be"),
        pytest.param({"given": {1: 7, 2: 7}}, "mentor 7 has 2 youths and 1 places", id="one place for two"),
        pytest.param({"given": {1: 7, 2: 8, 3: 9}}, "mentor 9 has 1 youths and 0 places", id="no place"),
        pytest.param({"given": {1: 7, 4: 8}}, "youth 4 and mentor 8 may not be", id="somebody unknown"),
        pytest.param({"given": {1: 7}}, "youth 2 has no place, but a price", id="somebody forgotten"),
        pytest.param({"mentor_prices": ((1, 0), (0, 5), (2, 0))}, "mentor 8 has a place left, but a price", id="spare"),
        pytest.param({"mentor_prices": ((1, 0), (0, -5), (2, 0))}, "a price is below nothing: (0, -5)", id="negative"),
        pytest.param({"youth_prices": ()}, "a price is missing", id="no prices"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tampered: dict[str, object], fault: str) -> None:
    assert checked(ASKED, BEST).holds
    found = checked(ASKED, BEST._replace(**tampered))
    assert fault in found.faults
    assert not found.holds


def test_pairs_worth_more_than_their_prices_are_named() -> None:
    found = checked(ASKED, BEST._replace(youth_prices=((0, 0),) * 3))
    assert (2, 8) in found.not_ruled_out
