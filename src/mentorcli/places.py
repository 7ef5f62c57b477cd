"""Danish postcodes: their towns, and how far apart two of them lie. The list and its notice stand beside this file."""

from __future__ import annotations

from functools import cache
from math import cos, hypot, radians
from pathlib import Path
from typing import NamedTuple

from mentorcli.words import fold

LIST = Path(__file__).with_name("postcodes.csv")
NORTH = 111.2  # km in a degree of latitude
EAST = 111.32 * cos(radians(56))  # … and of longitude, in the middle of the country


class Place(NamedTuple):
    """A postcode: its town, and where its centre lies on a flat map, in km."""

    town: str
    east: float
    north: float


@cache
def table() -> dict[str, Place]:
    """All postcodes; read once."""
    lines = LIST.read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split(",") for line in lines)
    return {code: Place(town, float(east) * EAST, float(north) * NORTH) for code, town, _towns, north, east in rows}


def km(one: str, other: str) -> int | None:
    """Whole kilometres in a straight line between two postcodes; None where one of them is not on the list."""
    here, there = table().get(one), table().get(other)
    if here is None or there is None:
        return None
    return round(hypot(here.east - there.east, here.north - there.north))


def of_town(name: str) -> str | None:
    """The first postcode of a town, or of the city whose districts begin with that word (Aarhus: Aarhus C)."""
    wanted = fold(name)
    towns = [(fold(place.town), code) for code, place in table().items()]
    exact = next((code for town, code in towns if town == wanted), None)
    return exact or next((code for town, code in towns if wanted and town.startswith(f"{wanted} ")), None)
