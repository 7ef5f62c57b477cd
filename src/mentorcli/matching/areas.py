"""The pairs worth weighing at national size: an index by area, so that nobody is weighed against the whole country."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from mentorcli.matching.market import Pair

Area = Hashable
Weigh = Callable[[int, int], tuple[int, int] | None]  # youth, mentor → both views, or None where they may not be


def near_pairs(
    youths: Mapping[int, Area | None],
    mentors: Mapping[int, Area | None],
    neighbours: Mapping[Area, Iterable[Area]],
    weigh: Weigh,
) -> Iterator[Pair]:
    """The pairs of one area, or of two that are neighbours, that `weigh` says may be, with both sides' views.

    Two areas are neighbours when either names the other. Who has no area (None) is near to everybody: nobody is left
    out for want of a postcode. Goes area by area; each pair comes once.
    """
    beside = both_ways(neighbours)
    here: dict[Area | None, list[int]] = {}
    for mentor, area in mentors.items():
        here.setdefault(area, []).append(mentor)
    together: dict[Area | None, list[int]] = {}
    for youth, area in youths.items():
        together.setdefault(area, []).append(youth)
    anywhere = here.get(None, [])
    for area, group in together.items():
        near = list(mentors) if area is None else [*anywhere, *within(area, beside, here)]
        for youth in group:
            for mentor in near:
                views = weigh(youth, mentor)
                if views is not None:
                    yield youth, mentor, *views


def both_ways(neighbours: Mapping[Area, Iterable[Area]]) -> dict[Area, set[Area]]:
    """The neighbours of each area, whichever of the two named the other."""
    beside: dict[Area, set[Area]] = {}
    for area, others in neighbours.items():
        for other in others:
            beside.setdefault(area, set()).add(other)
            beside.setdefault(other, set()).add(area)
    return beside


def within(area: Area, beside: Mapping[Area, set[Area]], here: Mapping[Area | None, list[int]]) -> Iterator[int]:
    """The mentors of an area and of its neighbours."""
    for one in {area, *beside.get(area, ())}:
        yield from here.get(one, ())
