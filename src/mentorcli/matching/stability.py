"""Whether two would rather have each other than what they were given, and the plan in which no two would.

Each side goes by its own view of a pair; equal views are no reason to change.
"""

from __future__ import annotations

from heapq import heappush, heappushpop

from mentorcli.matching.market import Given, Market, given_at, given_by

NOBODY = -1  # less than any view


def blocking(market: Market, given: Given) -> list[tuple[int, int]]:
    """The pairs (youth, mentor) that would both rather have each other than what a plan gives them, in order.

    A youth would rather have any mentor with whom she may be than none. A mentor with a place left takes any such youth;
    one without rather has her than the youth that he thinks least of among his.
    """
    seats = given_at(market, given)
    has = [NOBODY] * len(seats)
    held: list[list[int]] = [[] for _mentor in market.mentors]
    for youth, (seat, row) in enumerate(zip(seats, market.rows, strict=True)):
        if seat >= 0:
            at = row.mentors.index(seat)
            has[youth] = row.youth_views[at]
            held[seat].append(row.mentor_views[at])
    least = [
        NOBODY if len(views) < free else min(views, default=1 << 31)
        for views, free in zip(held, market.places, strict=True)
    ]
    return [
        (youth, market.mentors[mentor])
        for youth, row, own in zip(market.youths, market.rows, has, strict=True)
        for mentor in sorted(
            mentor
            for mentor, theirs, ours in zip(row.mentors, row.youth_views, row.mentor_views, strict=True)
            if theirs > own and ours > least[mentor]
        )
    ]


def stable(market: Market) -> Given:
    """The plan in which no two would rather have each other: deferred acceptance, the youths asking (Gale and Shapley).

    Of all such plans it is the best for the youths. It may place fewer than the best plan does. Equal views are put in
    order by the pair's score, then by the lowest number.
    """
    wishes = [
        sorted(range(len(row.mentors)), key=[-view for view in row.youth_views].__getitem__) for row in market.rows
    ]
    accepted: list[list[tuple[int, int, int]]] = [[] for _mentor in market.mentors]  # heaps, the least liked on top
    asked = [0] * len(wishes)
    free = list(range(len(wishes) - 1, -1, -1))
    while free:
        youth = free.pop()
        if asked[youth] == len(wishes[youth]):
            continue
        at = wishes[youth][asked[youth]]
        asked[youth] += 1
        row = market.rows[youth]
        mentor = row.mentors[at]
        offer = (row.mentor_views[at], row.scores[at], -youth)
        if len(accepted[mentor]) < market.places[mentor]:
            heappush(accepted[mentor], offer)
        elif accepted[mentor]:
            free.append(-heappushpop(accepted[mentor], offer)[2])
        else:
            free.append(youth)
    seats = [-1] * len(wishes)
    for mentor, offers in enumerate(accepted):
        for _view, _score, youth in offers:
            seats[-youth] = mentor
    return given_by(market, seats)
