"""The pairs worth weighing at national size: an index by area, so that nobody is weighed against the whole country."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from mentorcli.matching.market import Candidates

Area = Hashable
Columns = tuple[Sequence[int], Sequence[int], Sequence[int]]  # mentors, and the points as the youth and as they see it
Among = Callable[
    [Sequence[int]], Callable[[int], Columns]
]  # some mentors → a youth → those of them who may be with her


def near_pairs(
    youths: Mapping[int, Area | None],
    mentors: Mapping[int, Area | None],
    neighbours: Mapping[Area, Iterable[Area]],
    among: Among,
) -> Iterator[Candidates]:
    """Each youth with the mentors of her area, or of one that is its neighbour, who `among` says may be with her.

    Two areas are neighbours when either names the other. Who has no area (None) is near to everybody: nobody is left
    out for want of a postcode. Goes area by area, so that the mentors of a neighbourhood are taken at hand once.
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
        near = sorted(mentors if area is None else [*anywhere, *within(area, beside, here)])
        weigh = among(near)
        for youth in group:
            yield Candidates(youth, *weigh(youth))


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
