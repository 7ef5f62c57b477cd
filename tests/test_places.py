"""Postcodes: how far apart they lie, and the town that a name means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli import places

CODES = st.sampled_from(sorted(places.table()))


def test_every_postcode_lies_in_denmark() -> None:
    assert len(places.table()) == 1086
    assert all(
        place.town and 450 < place.east < 1000 and 6040 < place.north < 6450 for place in places.table().values()
    )


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [("4200", "4200", 0, 0), ("4200", "4220", 15, 25), ("8000", "1050", 145, 165), ("3700", "6700", 360, 420)],
)
def test_distances_are_those_of_a_map(one: str, other: str, least: int, most: int) -> None:
    km = places.km(one, other)
    assert km is not None
    assert least <= km <= most


@given(CODES, CODES)
def test_it_is_as_far_there_as_back(one: str, other: str) -> None:
    assert places.km(one, other) == places.km(other, one)


def test_what_is_not_on_the_list_is_not_known() -> None:
    assert places.km("", "4200") is None
    assert places.km("0001", "4200") is None


@pytest.mark.parametrize(
    ("name", "code"), [("Slagelse", "4200"), ("KORSOER", "4220"), ("Aarhus", "8000"), ("Findes Ikke", None), ("", None)]
)
def test_a_town_is_found_by_its_name(name: str, code: str | None) -> None:
    assert places.of_town(name) == code


def test_the_list_is_shipped_with_its_notice() -> None:
    notice = places.LIST.with_name("postcodes.NOTICE.md").read_text(encoding="utf-8")
    assert "Open" in notice
    assert "PostNord" in notice
