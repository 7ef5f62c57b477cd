"""Postcodes: how far apart they lie, and the town that a name means."""

from __future__ import annotations

import re

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
    [
        ("4200", "4200", 0, 0), ("4200", "4220", 14, 19), ("4220", "4230", 11, 15), ("8000", "1050", 145, 165),
        ("3700", "6700", 360, 420), ("7700", "7730", 15, 21), ("9800", "9850", 12, 17), ("2770", "2300", 1, 6),
    ],
)  # fmt: skip
def test_distances_are_those_of_a_map(one: str, other: str, least: int, most: int) -> None:
    km = places.km(one, other)
    assert km is not None
    assert least <= km <= most


FAR_ISLANDS = {"4592", "6792", "8305", "8592", "8789", "8799", "9940"}


def test_no_postcode_lies_out_at_sea() -> None:
    """Whose centre were in the water, or by a slip elsewhere, would lie far from every other; but for islands none does."""
    codes = sorted(places.table())
    alone = {one for one in codes if min(places.km(one, other) or 0 for other in codes if other != one) > 15}
    assert alone <= FAR_ISLANDS | {"9990"}


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
    assert "GeoNames" in notice


def test_positions_set_by_hand_are_those_that_the_notice_tells() -> None:
    told = places.LIST.with_name("postcodes.NOTICE.md").read_text(encoding="utf-8")
    by_hand = re.findall(r"(\d{4}) (5\d\.\d\d) (1?\d\.\d\d)", told)
    lines = places.LIST.read_text(encoding="utf-8").splitlines()
    kept = {line[:4]: tuple(line.split(",")[3:]) for line in lines}
    assert len(by_hand) == 48
    assert [(code, kept[code]) for code, *place in by_hand if kept[code] != tuple(place)] == []
