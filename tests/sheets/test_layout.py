"""Headings: each word means one field, and the sheets of the template are understood."""

from __future__ import annotations

from collections import Counter

import pytest

from mentorcli.sheets import layout


@pytest.mark.parametrize("one", layout.LAYOUTS, ids=lambda one: one.kind)
def test_no_heading_means_two_fields(one: layout.Layout) -> None:
    words = Counter(
        layout.plain(word) for field in one.fields for word in {layout.plain(w) for w in (*field.words, field.key)}
    )
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize("one", layout.LAYOUTS, ids=lambda one: one.kind)
def test_the_first_words_are_understood_in_any_order_case_and_under_any_name(one: layout.Layout) -> None:
    headings = [f" {field.words[0].upper()}: " for field in reversed(one.fields)]
    for name in (one.name, one.name.upper(), "Ark1"):
        found = layout.understood(name, ["Farve", *headings])
        assert found is not None
        assert (found.layout.kind, found.missing, found.twice, found.unknown) == (one.kind, [], (), ("Farve",))
        assert len(found.columns) == len(one.fields)


def test_a_heading_twice_or_missing_is_told() -> None:
    found = layout.understood("Unge", ["Navn", "navn ", "Henvist"])
    assert found is not None
    assert found.twice == ("navn ",)
    assert found.missing == ["henvist af"]


def test_what_is_no_list_is_not_understood() -> None:
    assert layout.understood("Ark1", ["Husk", "kage", "Navn"]) is None
