"""Of equally good plans the one in the fixed order: each youth in turn gets the first of the mentors still possible.

Prices tell which pairs a best plan may use, who may go without, and where a place may stay free. Within that, a youth
can have another mentor if the others can move round in a ring that closes. The search for a ring runs over mentors,
and over one node more for all that is outside: no place, and places left free.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple


class Tied(NamedTuple):
    """What every best plan keeps to; positions."""

    options: Sequence[Sequence[int]]  # by youth: the mentors that a best plan may give, in order
    may_wait: Sequence[bool]  # by youth: a best plan may leave her without a place
    may_rest: Sequence[bool]  # by mentor: a best plan may leave a place free
    places: Sequence[int]


class Ring(NamedTuple):
    """The plan while it is put in order; the node `outside` stands after the last mentor."""

    given: list[int]  # by youth: the mentor, or outside
    loose: list[list[int]]  # by node: the youths there who may still be moved
    load: list[int]  # by mentor: how many she has
    part: list[int]  # by node: two nodes of different parts can never be on one ring again
    parts: Iterator[int]  # numbers for further parts


def in_order(tied: Tied, given: Sequence[int]) -> list[int]:
    """The plan in the fixed order, of any best plan (by youth: the mentor, -1 for none)."""
    outside = len(tied.places)
    ring = Ring(
        given=[outside if one < 0 else one for one in given],
        loose=[[] for _node in range(outside + 1)],
        load=[0] * (outside + 1),
        part=[0] * (outside + 1),
        parts=count(1),
    )
    for youth, node in enumerate(ring.given):
        ring.load[node] += 1
        if len(tied.options[youth]) + tied.may_wait[youth] > 1:
            ring.loose[node].append(youth)
    for youth, options in enumerate(tied.options):
        here = ring.given[youth]
        if youth in ring.loose[here]:
            ring.loose[here].remove(youth)
            for wanted in options:
                if wanted == here or turn(tied, ring, youth, wanted):
                    break
    return [-1 if node == outside else node for node in ring.given]


def turn(tied: Tied, ring: Ring, youth: int, wanted: int) -> bool:
    """Give a youth the mentor wanted by moving others round; False, and nothing moved, where no ring closes."""
    here, part = ring.given[youth], ring.part
    if part[wanted] != part[here]:
        return False
    came: dict[int, tuple[int, int]] = {wanted: (-1, -1)}  # node → the node before it, and who moves from there
    front = [wanted]
    for node in front:
        for mover, target in moves(tied, ring, node):
            if target not in came and part[target] == part[here]:
                came[target] = (node, mover)
                if target == here:
                    shift(ring, youth, here, came)
                    return True
                front.append(target)
    fresh = next(ring.parts)
    for node in front:  # nothing leads out of what was reached, and nothing ever will
        part[node] = fresh
    return False


def moves(tied: Tied, ring: Ring, node: int) -> Iterator[tuple[int, int]]:
    """Who may move from a node, and to which; nobody (-1) moves where a place is left free, or taken, instead."""
    outside = len(tied.places)
    for mover in ring.loose[node]:
        if tied.may_wait[mover] and node != outside:
            yield mover, outside
        for option in tied.options[mover]:
            yield mover, option
    if node == outside:
        for mentor, may_rest in enumerate(tied.may_rest):
            if may_rest and ring.load[mentor]:
                yield -1, mentor
    elif ring.load[node] < tied.places[node]:
        yield -1, outside


def shift(ring: Ring, youth: int, end: int, came: dict[int, tuple[int, int]]) -> None:
    """Move everybody on a ring that ends where the youth was."""
    node = end
    while True:
        before, mover = came[node]
        if before < 0:
            break
        if mover >= 0:
            ring.loose[before].remove(mover)
            ring.loose[node].append(mover)
            ring.load[before] -= 1
            ring.load[node] += 1
            ring.given[mover] = node
        node = before
    ring.load[end] -= 1
    ring.load[node] += 1
    ring.given[youth] = node
