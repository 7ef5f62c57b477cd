"""Made-up questions to match on, and answers found by other means: every plan tried, or SciPy's."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from mentorcli.matching.market import Candidates, Market, market

FEW_POINTS, MANY_POINTS = 2, 100
Pair = tuple[int, int, int, int]  # youth, mentor, points as the youth sees it, points as the mentor sees it


def weighed(pairs: Iterable[Pair]) -> list[Candidates]:
    """Pairs as `market` takes them: a youth with all of hers."""
    found: dict[int, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair[0], []).append(pair)
    return [
        Candidates(youth, *(list(column) for column in list(zip(*hers, strict=True))[1:]))
        for youth, hers in found.items()
    ]


class Question(NamedTuple):
    """Who waits, who has places, and the pairs that may be, one by one."""

    waiting: dict[int, int]
    places: dict[int, int]
    pairs: list[Pair]

    @property
    def market(self) -> Market:
        """The question as a market."""
        return market(self.waiting, self.places, weighed(self.pairs))

    def shuffled(self, seed: int) -> Question:
        """The same question, put in another order."""
        order = random.Random(seed)
        waiting, places, pairs = list(self.waiting.items()), list(self.places.items()), list(self.pairs)
        order.shuffle(waiting)
        order.shuffle(places)
        order.shuffle(pairs)
        return Question(dict(waiting), dict(places), pairs)


def question(seed: int, youths: int, mentors: int, points: int = MANY_POINTS, density: float = 0.6) -> Question:
    """A question of a size, with ties where there are few points, and pairs that may not be."""
    order = random.Random(seed)
    waiting = {youth: order.choice((0, 0, 0, 1, 20)) for youth in order.sample(range(1, 3 * youths + 2), youths)}
    places = {mentor: order.choice((0, 1, 1, 1, 2, 3)) for mentor in order.sample(range(1, 3 * mentors + 2), mentors)}
    pairs = [
        (youth, mentor, order.randint(0, points), order.randint(0, points))
        for youth in waiting
        for mentor in places
        if order.random() < density
    ]
    return Question(waiting, places, pairs)


@st.composite
def questions(draw: st.DrawFn, most: int = 5) -> Question:
    """Small questions of every kind: nobody, no places, no pairs, ties."""
    ids = st.integers(1, 99)
    waiting = draw(st.dictionaries(ids, st.sampled_from((0, 0, 1, 7)), max_size=most))
    places = draw(st.dictionaries(ids, st.integers(0, 3), max_size=most))
    view = st.integers(0, draw(st.sampled_from((0, 1, 3, 100))))
    pairs = [
        (youth, mentor, draw(view), draw(view))
        for youth in waiting
        for mentor in places
        if draw(st.integers(0, 3))  # one in four is forbidden
    ]
    return Question(waiting, places, pairs)


def worth_of(asked: Market) -> dict[tuple[int, int], int]:
    """What each pair that may be is worth to the plan, by the numbers of its two."""
    return {
        (youth, asked.mentors[mentor]): score + bonus
        for youth, row, bonus in zip(asked.youths, asked.rows, asked.bonus, strict=True)
        for mentor, score in zip(row.mentors, row.scores, strict=True)
    }


def every_plan(asked: Market) -> Iterator[dict[int, int]]:
    """Every plan there is, one after the other; for small questions."""
    worth = worth_of(asked)

    def go_on(at: int, left: dict[int, int], given: dict[int, int]) -> Iterator[dict[int, int]]:
        if at == len(asked.youths):
            yield given
            return
        youth = asked.youths[at]
        yield from go_on(at + 1, left, given)
        for mentor in asked.mentors:
            if left[mentor] and (youth, mentor) in worth:
                yield from go_on(at + 1, {**left, mentor: left[mentor] - 1}, {**given, youth: mentor})

    return go_on(0, dict(zip(asked.mentors, asked.places, strict=True)), {})


def first_of_the_best(asked: Market) -> tuple[int, int, dict[int, int]]:
    """By trying every plan: the most placed, the highest total, and of those plans the first in the fixed order."""
    worth = worth_of(asked)

    def rank(given: dict[int, int]) -> tuple[int, int, list[float]]:
        order = [-given.get(youth, float("inf")) for youth in asked.youths]
        return len(given), sum(worth[pair] for pair in given.items()), order

    best = max(every_plan(asked), key=rank)
    return rank(best)[0], rank(best)[1], best


def by_scipy(asked: Market) -> tuple[int, int]:
    """The most placed and the highest total, by SciPy: a column for each place, and a constant for being placed."""
    worth = worth_of(asked)
    slots = [mentor for mentor, free in zip(asked.mentors, asked.places, strict=True) for _place in range(free)]
    placed = 1 + len(asked.youths) * max(worth.values(), default=0)
    table = numpy.zeros((len(asked.youths), len(slots)), dtype=numpy.int64)
    for row, youth in enumerate(asked.youths):
        for column, mentor in enumerate(slots):
            if (youth, mentor) in worth:
                table[row, column] = placed + worth[youth, mentor]
    rows, columns = linear_sum_assignment(table, maximize=True)
    total = int(table[rows, columns].sum())
    return divmod(total, placed)
