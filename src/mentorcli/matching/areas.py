"""The pairs worth weighing at national size: an index by area, so that nobody is weighed against the whole country."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from mentorcli.matching.market import Candidates

Area = Hashable
Columns = tuple[Sequence[int], Sequence[int], Sequence[int]]  # mentors, and the points as the youth and as they see it
Weigh = Callable[[int], Columns]  # takes a youth; gives those of the mentors at hand who may be with her


def near_pairs(
    youths: Mapping[int, Area | None],
    mentors: Mapping[int, Area | None],
    neighbours: Mapping[Area, Iterable[Area]],
    among: Callable[[Sequence[int]], Weigh],
) -> Iterator[Candidates]:
    """Each youth with the mentors of her area and of those that it names as near, who `among` says may be with her.

    Who has no area (None) is near to everybody: nobody is left out for want of a postcode. Goes area by area, so that
    the mentors of a neighbourhood are taken at hand once.
    """
    here: dict[Area | None, list[int]] = {}
    for mentor, area in mentors.items():
        here.setdefault(area, []).append(mentor)
    together: dict[Area | None, list[int]] = {}
    for youth, area in youths.items():
        together.setdefault(area, []).append(youth)
    for area, group in together.items():
        near = mentors if area is None else [
            mentor for one in {None, area, *neighbours.get(area, ())} for mentor in here.get(one, ())
        ]  # fmt: skip
        weigh = among(sorted(near))
        for youth in group:
            yield Candidates(youth, *weigh(youth))
