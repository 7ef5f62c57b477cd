"""How many can be placed at most, and which side is scarce where: layers of searching youths (Hopcroft and Karp).

The answer splits the question in two. Where places are scarce every place will be taken and some youths go without;
elsewhere every youth gets a place and some places stay free. No best plan uses a pair across the split (Dulmage and
Mendelsohn), so each part is solved from the side that runs out, which never has to search far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Cover(NamedTuple):
    """The most that can be placed, and who stands in the scarce part."""

    placed: int
    scarce_youths: list[bool]  # by position: may go without
    scarce_mentors: list[bool]  # by position: every place will be taken


def cover(rows: Sequence[Sequence[int]], places: Sequence[int]) -> Cover:
    """The most youths that can have a place, of rows (youth → mentors) and places (by mentor), and the split."""
    given, held = first_come(rows, places)
    while True:
        layer = layers(rows, places, given, held)
        if not any(seen >= 0 and len(held[at]) < places[at] for at, seen in enumerate(layer)):
            break
        entered = [False] * len(places)
        for youth, mentor in enumerate(given):
            if mentor < 0:
                search(youth, rows, places, given, held, layer, entered)
    scarce = [seen >= 0 for seen in layer]
    placed = sum(mentor >= 0 for mentor in given)
    return Cover(placed, [mentor < 0 or scarce[mentor] for mentor in given], scarce)


def first_come(rows: Sequence[Sequence[int]], places: Sequence[int]) -> tuple[list[int], list[list[int]]]:
    """A plan to begin with: each in turn gets the first mentor with a place left."""
    given, held = [-1] * len(rows), [[] for _mentor in places]  # type: tuple[list[int], list[list[int]]]
    for youth, row in enumerate(rows):
        for mentor in row:
            if len(held[mentor]) < places[mentor]:
                given[youth] = mentor
                held[mentor].append(youth)
                break
    return given, held


def layers(
    rows: Sequence[Sequence[int]], places: Sequence[int], given: Sequence[int], held: Sequence[Sequence[int]]
) -> list[int]:
    """By mentor, over how many others a youth without a place reaches her; -1 for out of reach.

    Ends with the first layer that has a place left; where none has, all who can be reached are told.
    """
    layer = [-1] * len(places)
    front = [youth for youth, mentor in enumerate(given) if mentor < 0]
    depth, found = 0, False
    while front and not found:
        behind: list[int] = []
        for youth in front:
            for mentor in rows[youth]:
                if layer[mentor] < 0:
                    layer[mentor] = depth
                    found = found or len(held[mentor]) < places[mentor]
                    behind += held[mentor]
        front, depth = behind, depth + 1
    return layer


def search(
    youth: int,
    rows: Sequence[Sequence[int]],
    places: Sequence[int],
    given: list[int],
    held: list[list[int]],
    layer: Sequence[int],
    entered: list[bool],
) -> None:
    """Give a youth a place along the layers, by moving others one mentor on; changes nothing where that fails."""

    def steps(here: int, depth: int) -> Iterator[tuple[int, int]]:
        for mentor in rows[here]:
            if layer[mentor] == depth and not entered[mentor]:
                entered[mentor] = True
                if len(held[mentor]) < places[mentor]:
                    yield mentor, -1
                for other in held[mentor]:
                    yield mentor, other

    trail = [(youth, steps(youth, 0))]
    while trail:
        mentor, other = next(trail[-1][1], (-1, -1))
        if mentor < 0:
            trail.pop()
        elif other >= 0:
            trail.append((other, steps(other, len(trail))))
        else:
            for moved, _steps in reversed(trail):
                left = given[moved]
                given[moved] = mentor
                held[mentor].append(moved)
                if left >= 0:
                    held[left].remove(moved)
                mentor = left
            return
