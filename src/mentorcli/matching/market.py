"""Who waits, who has places, and the pairs that may be: what every question of this room is asked of.

People are known by the caller's numbers. Inside, each has a position, in the order of the numbers, so that the order
in which anything is handed over can never change an answer.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Given = Mapping[int, int]  # of each youth who has a place, the mentor


class Candidates(NamedTuple):
    """A youth, and the mentors with whom she may be: parallel columns, in any order."""

    youth: int
    mentors: Sequence[int]
    youth_views: Sequence[int]  # points as the youth sees it
    mentor_views: Sequence[int]


class Row(NamedTuple):
    """A youth's pairs, the best first (equal ones by the mentor's number): parallel arrays."""

    mentors: array[int]  # positions
    scores: array[int]
    youth_views: array[int]
    mentor_views: array[int]


class Market(NamedTuple):
    """The whole question; positions run in the order of the numbers."""

    youths: tuple[int, ...]
    mentors: tuple[int, ...]
    bonus: tuple[int, ...]  # by youth: extra points in every pair, such as for a long wait
    places: tuple[int, ...]  # by mentor: how many more young people
    rows: tuple[Row, ...]  # by youth

    @property
    def size(self) -> int:
        """How many pairs may be."""
        return sum(len(row.mentors) for row in self.rows)


def both(youth_view: int, mentor_view: int) -> int:
    """The score of a pair from the points that each side gives it: twice the smaller, and the mean (rounded down).

    The smaller view weighs five sixths, so that one side's delight cannot pay for the other's reluctance: 60 and 60
    make 180, 90 and 30 make 120. Views of 0 to 100 make a score of 0 to 300.
    """
    return both_of([youth_view], [mentor_view])[0]


def both_of(youth_views: Sequence[int], mentor_views: Sequence[int]) -> list[int]:
    """The scores of many pairs, as `both` says."""
    return [
        2 * (mine if mine < theirs else theirs) + (mine + theirs) // 2
        for mine, theirs in zip(youth_views, mentor_views, strict=True)
    ]


def market(waiting: Mapping[int, int], places: Mapping[int, int], weighed: Iterable[Candidates]) -> Market:
    """The question of who waits (youth → bonus) for whom (mentor → free places), of the pairs that may be.

    A pair that a rule or a veto forbids is left out by the caller; so is a youth or mentor who is not asked about. All
    points are whole and not negative. Raises ValueError on a pair named twice, on one of somebody unknown, and on
    negative points or places.
    """
    youths, mentors = tuple(sorted(waiting)), tuple(sorted(places))
    if any(bonus < 0 for bonus in waiting.values()) or any(free < 0 for free in places.values()):
        raise ValueError("a bonus or a number of places is negative")
    seat = {mentor: position for position, mentor in enumerate(mentors)}
    rows: dict[int, Row] = {}
    for one in weighed:
        if one.youth in rows:
            raise ValueError(f"youth {one.youth} is weighed twice")
        seats = [seat.get(mentor, -1) for mentor in one.mentors]
        if one.youth not in waiting or -1 in seats:
            raise ValueError(f"a pair of somebody unknown: {one.youth}, {', '.join(map(str, one.mentors))}")
        rows[one.youth] = checked(one, seats)
    nobody = Row(*(array("i") for _column in Row._fields))
    return Market(
        youths,
        mentors,
        tuple(waiting[one] for one in youths),
        tuple(places[one] for one in mentors),
        tuple(rows.get(one, nobody) for one in youths),
    )


def checked(one: Candidates, seats: list[int]) -> Row:
    """A youth's pairs with their scores."""
    if len(set(seats)) < len(seats):
        raise ValueError(f"a pair of youth {one.youth} is named twice")
    if min(min(one.youth_views, default=0), min(one.mentor_views, default=0)) < 0:
        raise ValueError(f"a pair of youth {one.youth} has negative points")
    return ranked(seats, both_of(one.youth_views, one.mentor_views), one.youth_views, one.mentor_views)


def ranked(
    mentors: Sequence[int], scores: Sequence[int], youth_views: Sequence[int], mentor_views: Sequence[int]
) -> Row:
    """A youth's pairs, the best first."""
    order = sorted(range(len(mentors)), key=mentors.__getitem__)
    order.sort(key=scores.__getitem__, reverse=True)  # equal ones stay in their order
    return Row(*(array("i", [column[at] for at in order]) for column in (mentors, scores, youth_views, mentor_views)))


def given_at(market: Market, given: Given) -> list[int]:
    """Of each youth, by position, the position of the mentor that a plan gives; -1 for none."""
    seat = {mentor: position for position, mentor in enumerate(market.mentors)}
    return [seat.get(given[youth], -1) if youth in given else -1 for youth in market.youths]


def given_by(market: Market, seats: Sequence[int]) -> Given:
    """The same the other way: from positions to numbers, without those who have no place."""
    return {youth: market.mentors[seat] for youth, seat in zip(market.youths, seats, strict=True) if seat >= 0}


def worth(market: Market, given: Given) -> tuple[int, int]:
    """How many a plan places, and its points with their bonuses. A pair that may not be counts nothing."""
    placed = points = 0
    for mentor, row, bonus in zip(given_at(market, given), market.rows, market.bonus, strict=True):
        if mentor in row.mentors:
            placed, points = placed + 1, points + row.scores[row.mentors.index(mentor)] + bonus
    return placed, points
