"""The plan for all who wait: most youths placed, then the highest total, then a fixed order; exact, with its prices.

The fixed order: of all plans that place as many and have the same total, the youth with the lowest number gets the
mentor with the lowest number that any of them gives her, and a place rather than none; then the next youth, and so
on. One plan alone fits that, so the same question has the same answer, whatever the order in which it is put.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

from mentorcli.matching.cover import Cover, cover
from mentorcli.matching.fill import fill
from mentorcli.matching.market import Given, Market, given_by, worth
from mentorcli.matching.ties import Tied, in_order

Price = tuple[int, int]  # places, then points; compared as tuples are
NEVER = (2, 0)  # the price of a mentor without a place: no pair is worth that


class Plan(NamedTuple):
    """Who for whom, and the prices that prove it: `proof.proof` checks them, and knows nothing of how they were found."""

    given: Given  # youth → mentor; who is not there gets no place
    placed: int
    total: int  # points, with the bonuses of who is placed
    youth_prices: tuple[Price, ...]  # by position in the market
    mentor_prices: tuple[Price, ...]


class Solved(NamedTuple):
    """A best plan and its prices, by position; -1 for no mentor."""

    given: list[int]
    youth_prices: list[Price]
    mentor_prices: list[Price]


def plan(market: Market) -> Plan:
    """The best plan of all pairs of the market."""
    solved = solve(market)
    given = given_by(market, in_order(tied(market, solved), solved.given))
    return Plan(given, *worth(market, given), tuple(solved.youth_prices), tuple(solved.mentor_prices))


def solve(market: Market) -> Solved:
    """A best plan, and its prices: each part of the split is filled from the side that runs out."""
    split = cover([row.mentors for row in market.rows], market.places)
    solved = Solved(
        [-1] * len(market.youths),
        [(0, 0)] * len(market.youths),
        [(0, 0) if free else NEVER for free in market.places],
    )
    fill_places(market, split, solved)
    place_all(market, split, solved)
    return solved


def fill_places(market: Market, split: Cover, solved: Solved) -> None:
    """The part where every place is taken: places ask for youths."""
    asked = [free if scarce else 0 for free, scarce in zip(market.places, split.scarce_mentors, strict=True)]
    columns = columns_of(market, split)
    filled = fill([column[0] for column in columns], [column[1] for column in columns], asked,
                  list(map(int, split.scarce_youths)))  # fmt: skip
    for mentor, free in enumerate(asked):
        if free:
            solved.mentor_prices[mentor] = (1, filled.worth[mentor])
    for youth, scarce in enumerate(split.scarce_youths):
        if scarce:
            solved.given[youth] = filled.held[youth][0] if filled.held[youth] else -1
            solved.youth_prices[youth] = (0, filled.price[youth])


def columns_of(market: Market, split: Cover) -> list[tuple[array[int], array[int]]]:
    """For each mentor of the scarce part the youths and the values of her pairs there, the best first."""
    columns = [(array("i"), array("q")) for _mentor in market.mentors]
    for youth, (row, bonus) in enumerate(zip(market.rows, market.bonus, strict=True)):
        if split.scarce_youths[youth]:
            for mentor, score in zip(row.mentors, row.scores, strict=True):
                columns[mentor][0].append(youth)
                columns[mentor][1].append(score + bonus)
    for mentor, (youths, values) in enumerate(columns):
        order = sorted(range(len(youths)), key=values.__getitem__, reverse=True)
        columns[mentor] = array("i", [youths[at] for at in order]), array("q", [values[at] for at in order])
    return columns


def place_all(market: Market, split: Cover, solved: Solved) -> None:
    """The part where every youth is placed: youths ask for a place. A bonus comes in any case, so it waits outside."""
    room = [0 if scarce else free for free, scarce in zip(market.places, split.scarce_mentors, strict=True)]
    filled = fill([row.mentors for row in market.rows], [row.scores for row in market.rows],
                  [0 if scarce else 1 for scarce in split.scarce_youths], room)  # fmt: skip
    for youth, scarce in enumerate(split.scarce_youths):
        if not scarce:
            solved.youth_prices[youth] = (1, filled.worth[youth] + market.bonus[youth])
    for mentor, free in enumerate(room):
        if free:
            solved.mentor_prices[mentor] = (0, filled.price[mentor])
            for youth in filled.held[mentor]:
                solved.given[youth] = mentor


def tied(market: Market, solved: Solved) -> Tied:
    """What all best plans have in common: the pairs that any of them may use, and what they may leave.

    A best plan uses only pairs worth just their two prices, and leaves without a partner only what costs nothing.
    """
    places = [count for count, _points in solved.mentor_prices]
    points = [worth for _count, worth in solved.mentor_prices]
    options = []
    for row, bonus, price in zip(market.rows, market.bonus, solved.youth_prices, strict=True):
        wanted, own = 1 - price[0], price[1] - bonus
        options.append(sorted(
            mentor
            for mentor, score in zip(row.mentors, row.scores, strict=True)
            if places[mentor] == wanted and own + points[mentor] == score
        ))  # fmt: skip
    return Tied(
        options,
        [price == (0, 0) for price in solved.youth_prices],
        [price == (0, 0) for price in solved.mentor_prices],
        market.places,
    )
