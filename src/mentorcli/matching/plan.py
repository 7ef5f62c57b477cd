"""The plan for all who wait: most youths placed, then the highest total, then a fixed order; exact, with its prices.

The fixed order: of all plans that place as many and have the same total, the youth with the lowest number gets the
mentor with the lowest number that any of them gives her, a place before none; then the next youth, and so on. One
plan alone fits that, so the same question has the same answer, whatever the order in which it is put.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mentorcli.matching.cover import cover
from mentorcli.matching.fill import fill
from mentorcli.matching.market import Market
from mentorcli.matching.ties import Tied, in_order

KEEP = 32
NEVER = (2, 0)  # the price of a mentor without a place: no pair is worth it

Price = tuple[int, int]  # places, then points; compared as tuples are


class Plan(NamedTuple):
    """Who for whom, and the prices that prove it (`proof.proof` checks them, and knows nothing of this room's ways)."""

    given: dict[int, int]  # youth → mentor; who is not there gets no place
    placed: int
    total: int  # points, with bonuses
    youth_prices: tuple[Price, ...]  # by position in the market
    mentor_prices: tuple[Price, ...]
    kept: int  # pairs that were solved with; the others are ruled out by the prices


class Kept(NamedTuple):
    """The pairs that are solved with: for each youth the mentors (positions) and values, the best first."""

    rows: list[list[int]]
    values: list[list[int]]


class Solved(NamedTuple):
    """A best plan of the kept pairs, by position, and its prices."""

    given: list[int]
    youth_prices: list[Price]
    mentor_prices: list[Price]


def plan(market: Market, keep: int = KEEP) -> Plan:
    """The best plan of all pairs of the market.

    Solves with the `keep` best pairs of each youth and of each mentor, adds the pairs that the prices do not rule out,
    and solves again until none is left.
    """
    chosen = best_of_each(market, keep)
    while True:
        kept = kept_pairs(market, chosen)
        solved = solve(market, kept)
        missing = not_ruled_out(market, solved)
        if not missing:
            break
        for youth, mentor in missing:
            chosen[youth].add(mentor)
    given = in_order(tied(market, solved), solved.given)
    scores = [dict(zip(row.mentors, row.scores, strict=True)) for row in market.rows]
    placed = {youth: mentor for youth, mentor in enumerate(given) if mentor >= 0}
    return Plan(
        {market.youths[youth]: market.mentors[mentor] for youth, mentor in placed.items()},
        len(placed),
        sum(scores[youth][mentor] + market.bonus[youth] for youth, mentor in placed.items()),
        tuple(solved.youth_prices),
        tuple(solved.mentor_prices),
        sum(map(len, kept.rows)),
    )


def best_of_each(market: Market, keep: int) -> list[set[int]]:
    """For each youth the mentors of the pairs that are among the best of hers or of the mentor's."""
    chosen: list[set[int]] = []
    columns: list[list[tuple[int, int]]] = [[] for _mentor in market.mentors]
    for youth, row in enumerate(market.rows):
        open_to = [one for one in row.mentors if market.places[one]]
        chosen.append(set(open_to[:keep]))
        if len(open_to) > keep:
            for one, score in zip(row.mentors, row.scores, strict=True):
                columns[one].append((-score - market.bonus[youth], youth))
    for mentor, column in enumerate(columns):
        if market.places[mentor]:
            for _value, youth in sorted(column)[:keep]:
                chosen[youth].add(mentor)
    return chosen


def kept_pairs(market: Market, chosen: Sequence[set[int]]) -> Kept:
    """The chosen pairs with their values, the best first."""
    kept = Kept([], [])
    for row, mentors, bonus in zip(market.rows, chosen, market.bonus, strict=True):
        pairs = [
            (one, score + bonus) for one, score in zip(row.mentors, row.scores, strict=True) if one in mentors
        ]
        kept.rows.append([one for one, _value in pairs])
        kept.values.append([value for _one, value in pairs])
    return kept


def solve(market: Market, kept: Kept) -> Solved:
    """A best plan of the kept pairs: each part of the split is filled from the side that runs out."""
    split = cover(kept.rows, market.places)
    solved = Solved(
        [-1] * len(market.youths),
        [(0, 0)] * len(market.youths),
        [(0, 0) if free else NEVER for free in market.places],
    )
    scarce = [one for one, here in enumerate(split.scarce_mentors) if here and market.places[one]]
    fill_places(market, kept, [one for one, here in enumerate(split.scarce_youths) if here], scarce, solved)
    plenty = [one for one, here in enumerate(split.scarce_mentors) if not here and market.places[one]]
    place_all(market, kept, [one for one, here in enumerate(split.scarce_youths) if not here], plenty, solved)
    return solved


def fill_places(market: Market, kept: Kept, youths: list[int], mentors: list[int], solved: Solved) -> None:
    """The part where every place is taken: places ask for youths."""
    seat = {mentor: at for at, mentor in enumerate(mentors)}
    columns: list[list[tuple[int, int]]] = [[] for _mentor in mentors]
    for at, youth in enumerate(youths):
        for mentor, value in zip(kept.rows[youth], kept.values[youth], strict=True):
            columns[seat[mentor]].append((-value, at))
    for column in columns:
        column.sort()
    rows = [[at for _value, at in column] for column in columns]
    values = [[-value for value, _at in column] for column in columns]
    filled = fill(rows, values, [market.places[mentor] for mentor in mentors], [1] * len(youths))
    for youth, held, price in zip(youths, filled.held, filled.price, strict=True):
        solved.given[youth] = mentors[held[0]] if held else -1
        solved.youth_prices[youth] = (0, price)
    for mentor, worth in zip(mentors, filled.worth, strict=True):
        solved.mentor_prices[mentor] = (1, worth)


def place_all(market: Market, kept: Kept, youths: list[int], mentors: list[int], solved: Solved) -> None:
    """The part where every youth is placed: youths ask for a place."""
    seat = {mentor: at for at, mentor in enumerate(mentors)}
    rows, values = [], []
    for youth in youths:
        pairs = [
            (seat[mentor], value)
            for mentor, value in zip(kept.rows[youth], kept.values[youth], strict=True)
            if mentor in seat
        ]
        rows.append([at for at, _value in pairs])
        values.append([value for _at, value in pairs])
    filled = fill(rows, values, [1] * len(youths), [market.places[mentor] for mentor in mentors])
    for mentor, held, price in zip(mentors, filled.held, filled.price, strict=True):
        solved.mentor_prices[mentor] = (0, price)
        for at in held:
            solved.given[youths[at]] = mentor
    for youth, worth in zip(youths, filled.worth, strict=True):
        solved.youth_prices[youth] = (1, worth)


def not_ruled_out(market: Market, solved: Solved) -> list[tuple[int, int]]:
    """The pairs (positions) that might better the plan, for all that its prices say."""
    level = [places for places, _points in solved.mentor_prices]
    points = [points for _places, points in solved.mentor_prices]
    found = []
    for youth, row in enumerate(market.rows):
        places, own = solved.youth_prices[youth]
        own -= market.bonus[youth]
        for mentor, score in zip(row.mentors, row.scores, strict=True):
            both = places + level[mentor]
            if both < 1 or (both == 1 and own + points[mentor] < score):
                found.append((youth, mentor))
    return found


def tied(market: Market, solved: Solved) -> Tied:
    """What all best plans have in common: the pairs that any of them may use, and who may go without."""
    level = [places for places, _points in solved.mentor_prices]
    points = [points for _places, points in solved.mentor_prices]
    options = []
    for youth, row in enumerate(market.rows):
        places, own = solved.youth_prices[youth]
        own -= market.bonus[youth]
        wanted = 1 - places
        options.append(sorted(
            mentor
            for mentor, score in zip(row.mentors, row.scores, strict=True)
            if level[mentor] == wanted and own + points[mentor] == score
        ))  # fmt: skip
    return Tied(
        options,
        [price == (0, 0) for price in solved.youth_prices],
        [price == (0, 0) for price in solved.mentor_prices],
        list(market.places),
    )
