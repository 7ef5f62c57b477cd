"""A figure as people read it: its title, its groups in words, its number in the unit it has."""

from __future__ import annotations

from mentorcli import codes, words
from mentorcli.views.figures import Figure, Value
from mentorcli.words import _


def said(one: Figure, number: int) -> str:
    """A number of a figure in its unit: counts, hours and minutes, or kroner."""
    if one.unit == "minutes":
        return words.minutes(number)
    return words.amount(number) if one.unit == "ore" else words.number(number)


def lines(form: str, one: Figure, value: Value) -> list[tuple[str, str, object]]:
    """Title, group and number, a line each: in words for people (`table`, `md`), keys and codes for machines."""
    people = form in ("table", "md", "html")
    title = _(one.title) if people else one.key
    if isinstance(value, int):
        return [(title, "", said(one, value) if people else value)]
    return [
        (title, codes.word(one.codes, code) if people else code, said(one, number) if people else number)
        for code, number in value.items()
    ]
