"""Whether a plan is the best there is: prices that anybody can check, by weak duality. Knows nothing of the solver.

Each youth and each place has a price, in places and then points. If every pair is worth no more than its two prices
together, no plan whatever can be worth more than all prices together; a plan worth just that is the best.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mentorcli.matching.market import Market, worth

Worth = tuple[int, int]  # youths placed, then points; compared as tuples are


class Proof(NamedTuple):
    """What was checked, and what it came to."""

    pairs: int  # all that may be
    bound: Worth  # no plan places more, and of those that place as many none has more points
    reached: Worth  # what the plan comes to
    not_ruled_out: tuple[tuple[int, int], ...]  # youth and mentor of pairs worth more than their prices
    faults: tuple[str, ...]  # why this is no plan, or these are no prices

    @property
    def holds(self) -> bool:
        """Whether the plan is proved to be the best."""
        return not self.not_ruled_out and not self.faults and self.bound == self.reached


def proof(
    market: Market, given: Mapping[int, int], youth_prices: Sequence[Worth], mentor_prices: Sequence[Worth]
) -> Proof:
    """Check a plan (youth → mentor) against prices (by position in the market), over every pair of the market."""
    faults = faults_of_plan(market, given) + faults_of_prices(market, given, youth_prices, mentor_prices)
    bound, dear = (0, 0), []
    if len(youth_prices) == len(market.youths) and len(mentor_prices) == len(market.mentors):
        bound = total([*zip(youth_prices, [1] * len(youth_prices), strict=True),
                       *zip(mentor_prices, market.places, strict=True)])  # fmt: skip
        dear = dear_pairs(market, youth_prices, mentor_prices)
    return Proof(market.size, bound, worth(market, given), tuple(dear), tuple(faults))


def faults_of_plan(market: Market, given: Mapping[int, int]) -> list[str]:
    """Where a plan gives what cannot be given: a pair that may not be, or more than a mentor has places for."""
    place = {youth: at for at, youth in enumerate(market.youths)}
    seat = {mentor: at for at, mentor in enumerate(market.mentors)}
    faults = [
        f"youth {youth} and mentor {mentor} may not be"
        for youth, mentor in given.items()
        if youth not in place or mentor not in seat or seat[mentor] not in market.rows[place[youth]].mentors
    ]
    load = dict.fromkeys(market.mentors, 0)
    for mentor in given.values():
        load[mentor] = load.get(mentor, 0) + 1
    for mentor, free in zip(market.mentors, market.places, strict=True):
        if load[mentor] > free:
            faults.append(f"mentor {mentor} has {load[mentor]} youths and {free} places")
    return faults


def faults_of_prices(
    market: Market, given: Mapping[int, int], youth_prices: Sequence[Worth], mentor_prices: Sequence[Worth]
) -> list[str]:
    """Where prices are missing or below nothing, or something is left over that has a price."""
    if len(youth_prices) != len(market.youths) or len(mentor_prices) != len(market.mentors):
        return ["a price is missing"]
    faults = [f"a price is below nothing: {price}" for price in (*youth_prices, *mentor_prices) if price < (0, 0)]
    load = dict.fromkeys(market.mentors, 0)
    for mentor in given.values():
        load[mentor] = load.get(mentor, 0) + 1
    for youth, price in zip(market.youths, youth_prices, strict=True):
        if youth not in given and price > (0, 0):
            faults.append(f"youth {youth} has no place, but a price")
    for mentor, free, price in zip(market.mentors, market.places, mentor_prices, strict=True):
        if load[mentor] < free and price > (0, 0):
            faults.append(f"mentor {mentor} has a place left, but a price")
    return faults


def dear_pairs(market: Market, youth_prices: Sequence[Worth], mentor_prices: Sequence[Worth]) -> list[tuple[int, int]]:
    """The pairs that are worth more than their two prices together, so that nothing rules them out."""
    found = []
    counts = [count for count, _points in mentor_prices]
    points = [one for _count, one in mentor_prices]
    for youth, row, bonus, price in zip(market.youths, market.rows, market.bonus, youth_prices, strict=True):
        for mentor, score in zip(row.mentors, row.scores, strict=True):
            count = price[0] + counts[mentor]
            if count < 1 or (count == 1 and price[1] + points[mentor] < score + bonus):
                found.append((youth, market.mentors[mentor]))
    return found


def total(prices: Sequence[tuple[Worth, int]]) -> Worth:
    """The sum of prices, each so many times."""
    return sum(places * count for (places, _points), count in prices), sum(
        points * count for (_places, points), count in prices
    )
