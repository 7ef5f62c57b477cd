"""The best way to meet every demand: shortest augmenting paths with prices (the Hungarian method, sparse).

One side asks for partners, each a number of them, and all of it can be met; the other side has room, and some of it
may stay empty. Scores are whole numbers, so the answer is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

FAR = 1 << 62


class Filled(NamedTuple):
    """Who got what, and the prices that prove it: worth of asking + price of room ≥ score for every pair."""

    held: list[list[int]]  # by room: who asked and got it
    worth: list[int]  # by asker
    price: list[int]  # by room: never negative, nothing where something is left, FAR where there was no room at all


class Search(NamedTuple):
    """What the searches share: by room how much is left, how far it is, and the asker it was reached from."""

    left: list[int]
    distance: list[int]
    came: list[int]


def fill(
    rows: Sequence[Sequence[int]], scores: Sequence[Sequence[int]], asked: Sequence[int], room: Sequence[int]
) -> Filled:
    """Give every asker what it asked for, with the highest total.

    `rows` (asker → rooms) and `scores` run together, the highest score first. On one of the sides nobody asks for, or
    has room for, more than one; and all that is asked for can be had: where it cannot, ValueError. Who asks for none,
    and what has no room, takes no part.
    """
    price = [0 if free else FAR for free in room]  # so dear that no search gets there
    state = Filled([[] for _room in room], [max(row, default=0) for row in scores], price)
    search = Search(list(room), [FAR] * len(room), [-1] * len(room))
    for asker, count in enumerate(asked):
        for _one in range(count):
            end, through = nearest(asker, rows, scores, state, search)
            search.left[end] -= 1
            pass_on(end, asker, state.held, search.came, through)
    return state


def nearest(
    asker: int, rows: Sequence[Sequence[int]], scores: Sequence[Sequence[int]], state: Filled, search: Search
) -> tuple[int, dict[int, int]]:
    """The nearest room with something left, and through which room each other asker was reached (Dijkstra).

    The distance is what the total loses by the moves on the way. Brings the prices up to date.
    """
    (held, worth, price), (left, distance, came) = state, search
    size = len(price)
    best, end = FAR, -1
    heap: list[int] = []  # distance and room in one number, which compares faster than a pair
    touched: list[int] = []
    through: dict[int, int] = {asker: -1}
    farness = {asker: 0}
    fresh = [asker]
    far = 0
    while True:
        for here in fresh:
            farness[here] = far
            base = far + worth[here]
            for one, score in zip(rows[here], scores[here], strict=True):
                if base - score >= best:
                    break  # the rest is farther still, for no price is negative
                reached = base - score + price[one]
                if reached < best and reached < distance[one]:
                    if distance[one] == FAR:
                        touched.append(one)
                    distance[one] = reached
                    came[one] = here
                    if left[one]:
                        best, end = reached, one
                    else:
                        heappush(heap, reached * size + one)
        if not heap:
            break
        far, one = divmod(heappop(heap), size)
        if far >= best:
            break
        fresh = [other for other in held[one] if other not in through] if far == distance[one] else []
        through.update(dict.fromkeys(fresh, one))
    if end < 0:
        raise ValueError("not all that is asked for can be had")
    settle(best, farness, touched, state, distance)
    return end, through


def settle(best: int, farness: dict[int, int], touched: list[int], state: Filled, distance: list[int]) -> None:
    """Bring the prices up to date after a search that ended at a distance, and forget its distances.

    Whoever was nearer gets cheaper, and what was nearer dearer, by the difference: so all the way there is tight.
    """
    for here, far in farness.items():
        state.worth[here] -= best - far
    for one in touched:
        state.price[one] += max(0, best - distance[one])
        distance[one] = FAR


def pass_on(end: int, asker: int, held: list[list[int]], came: Sequence[int], through: dict[int, int]) -> None:
    """Move each on the way on to the next room, from the end back to the asker."""
    room = end
    while True:
        mover = came[room]
        held[room].append(mover)
        if mover == asker:
            return
        room = through[mover]
        held[room].remove(mover)
