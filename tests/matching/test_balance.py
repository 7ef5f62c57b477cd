"""A balanced plan places as many, costs little, and leaves fewer who would rather have each other."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcli.matching.balance import LOSS, balance
from mentorcli.matching.market import Market, worth
from mentorcli.matching.plan import plan
from mentorcli.matching.stability import blocking
from tests.matching.instances import Question, questions


def own_wishes(seed: int, youths: int) -> Market:
    """Youths and mentors of whom each has wishes of their own beside what both see in a pair."""
    order = random.Random(seed)
    places = {mentor: order.choice((1, 1, 1, 1, 1, 1, 2, 2, 2, 3)) for mentor in range(youths * 2 // 3)}
    shared = {(youth, mentor): order.randrange(51) for youth in range(youths) for mentor in places}
    pairs = [
        (*pair, points + order.randrange(51), points + order.randrange(51))
        for pair, points in shared.items()
        if order.random() < 0.6
    ]
    return Question(dict.fromkeys(range(youths), 0), places, pairs).market


def keeps_its_word(asked: Market, loss: int = LOSS) -> tuple[int, int]:
    """Pairs that would rather have each other before and after, of a balanced plan that keeps what is promised."""
    best = plan(asked)
    found = balance(asked, best.given, loss)
    placed, total = worth(asked, found)
    assert placed == len(found) == best.placed
    assert total * 1000 >= best.total * (1000 - loss)
    before, after = len(blocking(asked, best.given)), len(blocking(asked, found))
    assert after <= before
    return before, after


@given(questions(most=7))
@settings(max_examples=60)
def test_it_never_places_fewer_costs_more_or_makes_more_unhappy(asked: Question) -> None:
    keeps_its_word(asked.market)


@given(questions(most=7), st.integers(0, 9))
@settings(max_examples=40)
def test_the_order_of_the_question_changes_nothing(asked: Question, seed: int) -> None:
    one, other = asked.market, asked.shuffled(seed).market
    assert balance(one, plan(one).given) == balance(other, plan(other).given)


@pytest.mark.parametrize("youths", [40, 60, 100])
def test_two_in_a_hundred_points_buy_at_least_two_of_five_such_pairs(youths: int) -> None:
    counts = [keeps_its_word(own_wishes(seed, youths)) for seed in range(3)]
    before, after = (sum(column) for column in zip(*counts, strict=True))
    assert after <= 0.6 * before


def test_where_nothing_may_be_lost_no_total_is() -> None:
    asked = own_wishes(1, 30)
    assert worth(asked, balance(asked, plan(asked).given, loss=0))[1] == plan(asked).total


def test_nobody_is_balanced_against_nobody() -> None:
    assert balance(Question({}, {}, []).market, {}) == {}
    assert balance(Question({1: 0}, {7: 0}, [(1, 7, 5, 5)]).market, {}) == {}
