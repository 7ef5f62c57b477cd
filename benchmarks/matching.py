"""The matching room beside SciPy: a made-up corps is weighed and planned in a process of its own.

Run as `python -m benchmarks.matching ours|scipy SIZE`; prints how many are placed and the total, which must be the same.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mentorcli.matching.areas import Columns, Weigh, near_pairs
from mentorcli.matching.market import Candidates, Market, both_of, market

SEED = 20260115
Cell = tuple[int, int]


class Size(NamedTuple):
    """How many people, and on how many areas a side of the map."""

    mentors: int
    youths: int
    side: int
    places: tuple[int, ...]  # what a mentor may have free, each as likely


SIZES = {
    "60": Size(60, 72, 2, (1, 1, 1, 2, 2, 3)),
    "200": Size(200, 240, 4, (1, 1, 1, 2, 2, 3)),
    "national": Size(10_000, 12_000, 20, (0, 0, 1, 1, 1, 1, 1, 1, 2, 2)),
}


class Person(NamedTuple):
    """What eight criteria look at; sets are bits."""

    area: Cell
    times: int
    languages: int
    interests: int
    topics: int
    age: int
    gender: int
    wishes_gender: int  # 0 for none
    calm: int


class Corps(NamedTuple):
    """Who there is to match."""

    youths: dict[int, Person]
    mentors: dict[int, Person]
    places: dict[int, int]
    waits: dict[int, int]  # bonus of a youth


def bits(order: random.Random, among: int, most: int) -> int:
    """A set of up to so many, as bits."""
    return sum(1 << one for one in order.sample(range(among), order.randint(1, most)))


def person(order: random.Random, side: int, oldest: int) -> Person:
    """Somebody."""
    return Person(
        area=(order.randrange(side), order.randrange(side)),
        times=bits(order, 14, 6),
        languages=1 | (bits(order, 6, 2) if order.random() < 0.3 else 0) if order.random() < 0.9 else bits(order, 6, 2),
        interests=bits(order, 16, 5),
        topics=bits(order, 10, 4),
        age=order.randint(15, oldest),
        gender=order.randint(1, 2),
        wishes_gender=order.choice((0, 0, 0, 0, 1, 2)),
        calm=order.randrange(11),
    )


def corps(size: Size) -> Corps:
    """The corps of a size, equal on every run."""
    order = random.Random(SEED)
    youths = {number: person(order, size.side, 29) for number in range(size.youths)}
    mentors = {number: person(order, size.side, 75) for number in range(size.mentors)}
    places = {number: order.choice(size.places) for number in mentors}
    return Corps(youths, mentors, places, {number: order.choice((0, 0, 0, 5, 10)) for number in youths})


def among(people: Corps) -> Callable[[Sequence[int]], Weigh]:
    """Eight criteria from both sides' view, 0 to 100 each; without a common time and language, or against a wish, none."""

    def take(mentors: Sequence[int]) -> Weigh:
        known = [(mentor, *people.mentors[mentor]) for mentor in mentors]

        def weigh(youth: int) -> Columns:
            area, times, languages, interests, topics, age, gender, wish, calm = people.youths[youth]
            seats, mine, theirs = [], [], []
            for mentor, there, free, speaks, likes, helps_with, older, other, their_wish, their_calm in known:
                time = times & free
                if (
                    not time
                    or not languages & speaks
                    or (wish and wish != other)
                    or (their_wish and their_wish != gender)
                ):
                    continue
                shared = 5 * min(4, (interests & likes).bit_count()) + (15 if area == there else 5)
                shared += 5 * min(3, time.bit_count())
                common = min(4, (topics & helps_with).bit_count())
                seats.append(mentor)
                mine.append(min(100, shared + 8 * common + max(0, 10 - (older - age) // 5)))
                theirs.append(min(100, shared + 4 * common + 20 - 2 * abs(calm - their_calm)))
            return seats, mine, theirs

        return weigh

    return take


def pairs(people: Corps) -> Iterator[Candidates]:
    """The pairs of own and neighbouring areas that may be."""
    cells = {one.area for one in people.mentors.values()} | {one.area for one in people.youths.values()}
    beside = {(x, y): [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)] for x, y in cells}
    homes = ({number: one.area for number, one in side.items()} for side in (people.youths, people.mentors))
    return near_pairs(*homes, beside, among(people))


def ours(people: Corps) -> tuple[int, int]:
    """Weigh, plan, prove, and look for pairs that would rather have each other."""
    from mentorcli.matching.plan import plan
    from mentorcli.matching.proof import proof
    from mentorcli.matching.stability import blocking

    asked: Market = market(people.waits, people.places, pairs(people))
    found = plan(asked)
    proved = proof(asked, found.given, found.youth_prices, found.mentor_prices)
    if not proved.holds:
        raise ValueError("the plan is not proved")
    print(f"{proved.pairs} pairs, {len(blocking(asked, found.given))} would rather have each other", file=sys.stderr)
    return found.placed, found.total


def by_scipy(people: Corps) -> tuple[int, int]:
    """The same pairs by SciPy's linear_sum_assignment: a column for each place, and a constant for being placed."""
    import numpy
    from scipy.optimize import linear_sum_assignment

    slots: dict[int, list[int]] = {}
    count = 0
    for mentor, free in people.places.items():
        slots[mentor] = list(range(count, count + free))
        count += free
    placed = 1 + 320 * len(people.youths)
    table = numpy.zeros((len(people.youths), count))
    for one in pairs(people):
        for mentor, score in zip(one.mentors, both_of(one.youth_views, one.mentor_views), strict=True):
            table[one.youth, slots[mentor]] = placed + score + people.waits[one.youth]
    rows, columns = linear_sum_assignment(table, maximize=True)
    return divmod(int(table[rows, columns].sum()), placed)


if __name__ == "__main__":
    print(*{"ours": ours, "scipy": by_scipy}[sys.argv[1]](corps(SIZES[sys.argv[2]])))
