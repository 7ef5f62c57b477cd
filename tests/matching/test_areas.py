"""Only pairs of one area or of two neighbours are weighed, each once; who has no area is near to all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from mentorcli.matching.areas import Columns, Weigh, near_pairs
from mentorcli.matching.market import Candidates, market
from mentorcli.matching.plan import plan

AREAS = st.sampled_from((None, "4200", "4230", "4241", "2800"))
PEOPLE = st.dictionaries(st.integers(1, 30), AREAS, max_size=8)
BESIDE = st.dictionaries(st.sampled_from(("4200", "4230", "4241")), st.lists(st.sampled_from(("4230", "2800", "4200"))))


def among(weigh: Callable[[int, int], tuple[int, int] | None]) -> Callable[[Sequence[int]], Weigh]:
    """Weighing pair by pair, for the mentors at hand."""

    def take(mentors: Sequence[int]) -> Weigh:
        def columns(youth: int) -> Columns:
            found = [(mentor, views) for mentor in mentors if (views := weigh(youth, mentor)) is not None]
            return (
                [one for one, _views in found],
                [mine for _one, (mine, _) in found],
                [theirs for _one, (_, theirs) in found],
            )

        return columns

    return take


def one_by_one(found: Iterable[Candidates]) -> list[tuple[int, int, int, int]]:
    """Each pair with its views."""
    return [(one.youth, *pair) for one in found for pair in zip(*one[1:], strict=True)]


@among
def odd(youth: int, mentor: int) -> tuple[int, int] | None:
    """Two views of every pair but those whose numbers together are even."""
    return (youth, mentor) if (youth + mentor) % 2 else None


def test_only_who_lives_near_is_weighed() -> None:
    youths = {1: "4200", 2: "4230", 3: "2800"}
    mentors = {10: "4200", 20: "4230", 30: "2800", 40: "9999"}
    found = near_pairs(youths, mentors, {"4200": ["4230"]}, among(lambda youth, mentor: (youth, mentor)))
    assert sorted(one_by_one(found)) == [(1, 10, 1, 10), (1, 20, 1, 20), (2, 20, 2, 20), (3, 30, 3, 30)]


def test_who_has_no_area_is_near_to_all() -> None:
    found = near_pairs({1: None, 2: "4200"}, {10: "2800", 20: None}, {}, among(lambda youth, mentor: (1, 1)))
    assert sorted(one_by_one(found)) == [(1, 10, 1, 1), (1, 20, 1, 1), (2, 20, 1, 1)]


def test_a_pair_that_may_not_be_is_left_out() -> None:
    assert one_by_one(near_pairs({1: "4200"}, {10: "4200"}, {}, among(lambda youth, mentor: None))) == []


@given(PEOPLE, PEOPLE, BESIDE)
def test_the_index_leaves_out_nobody_near_and_takes_in_nobody_else(
    youths: dict[int, str | None], mentors: dict[int, str | None], beside: dict[str, list[str]]
) -> None:
    def near(one: str | None, other: str | None) -> bool:
        if None in (one, other) or one == other:
            return True
        return other in beside.get(one, ())

    expected = {
        (youth, mentor, youth, mentor)
        for youth, home in youths.items()
        for mentor, place in mentors.items()
        if near(home, place) and (youth + mentor) % 2
    }
    assert Counter(one_by_one(near_pairs(youths, mentors, beside, odd))) == Counter(expected)


@given(PEOPLE, PEOPLE, BESIDE)
def test_a_plan_over_areas_is_the_plan_over_all_pairs_that_are_near(
    youths: dict[int, str | None], mentors: dict[int, str | None], beside: dict[str, list[str]]
) -> None:
    asked = dict.fromkeys(youths, 0), dict.fromkeys(mentors, 1)
    pairs = list(near_pairs(youths, mentors, beside, odd))
    assert plan(market(*asked, iter(pairs))) == plan(market(*asked, sorted(pairs)))
