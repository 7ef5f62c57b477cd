"""A little of the total for fewer pairs that would rather have each other.

Fewest of them at the best price is a hard question; this finds a good answer, the same one every time, and tells
nothing untrue: the pairs that are left are counted, not estimated.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from mentorcli.matching.market import Given, Market, ranked, worth
from mentorcli.matching.plan import plan
from mentorcli.matching.stability import blocking, stable

LOSS = 20  # of a thousand points of the total, as many may go
ROUNDS = 60
EFFORT = 3_000_000  # pairs weighed in all rounds together: a few seconds
STEP = 64  # a pull is this part of what a pair is worth on average


class Weighed(NamedTuple):
    """A plan, with the pairs that would rather have each other, how many it places, and its points."""

    given: Given
    unhappy: list[tuple[int, int]]
    placed: int
    points: int


def balance(market: Market, best: Given, loss: int = LOSS) -> Given:
    """A plan that places as many as the best one, with at most `loss` per mille less, and as few such pairs as found.

    Round after round, each pair that would rather have each other pulls: whatever would content one of the two (a
    mentor that the youth likes as well, a youth that the mentor likes as well) becomes worth a little more, and all is
    solved anew. What was best of all that was tried is kept; the best plan itself and the stable one are tried too.
    """
    first = weighed(market, best)
    floor = first.points * (1000 - loss)
    step = max(1, first.points // max(1, first.placed) // STEP)
    pulls = [array("q", bytes(8 * len(row.mentors))) for row in market.rows]
    tried, kept = first, better(first, weighed(market, stable(market)), first.placed, floor)
    for _round in range(min(ROUNDS, EFFORT // max(1, market.size))):
        if not tried.unhappy:
            break
        pull(market, pulls, tried.unhappy, step)
        tried = weighed(market, plan(raised(market, pulls)).given)
        kept = better(kept, tried, first.placed, floor)
    return kept.given


def weighed(market: Market, given: Given) -> Weighed:
    """A plan with all that is asked of it, worked out once."""
    return Weighed(given, blocking(market, given), *worth(market, given))


def better(kept: Weighed, tried: Weighed, placed: int, floor: int) -> Weighed:
    """The one with fewer pairs that would rather have each other, then with more points; `floor` is in thousandths."""
    if tried.placed < placed or tried.points * 1000 < floor:
        return kept
    return min(kept, tried, key=lambda one: (len(one.unhappy), -one.points))


def pull(market: Market, pulls: Sequence[array[int]], unhappy: Sequence[tuple[int, int]], step: int) -> None:
    """Make all that would content one of a pair worth a step more, for each of the pairs."""
    wanted: dict[int, list[int]] = {}  # by mentor: from which view on each unhappy pair would be contented
    seat = {mentor: position for position, mentor in enumerate(market.mentors)}
    place = {youth: position for position, youth in enumerate(market.youths)}
    for number, mentor_number in unhappy:
        youth, mentor = place[number], seat[mentor_number]
        row = market.rows[youth]
        at = row.mentors.index(mentor)
        wanted.setdefault(mentor, []).append(row.mentor_views[at])
        pulls[youth][at] -= step  # it would content both, and is counted once
        for other, view in enumerate(row.youth_views):
            if view >= row.youth_views[at]:
                pulls[youth][other] += step
    for views in wanted.values():
        views.sort()
    for row, own in zip(market.rows, pulls, strict=True):
        for at, (mentor, view) in enumerate(zip(row.mentors, row.mentor_views, strict=True)):
            if mentor in wanted:
                own[at] += step * bisect_right(wanted[mentor], view)


def raised(market: Market, pulls: Sequence[array[int]]) -> Market:
    """The market with what the pulls add to the scores."""
    rows = []
    for row, own in zip(market.rows, pulls, strict=True):
        scores = [score + more for score, more in zip(row.scores, own, strict=True)]
        rows.append(ranked(row.mentors, scores, row.youth_views, row.mentor_views))
    return market._replace(rows=tuple(rows))
