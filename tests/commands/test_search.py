"""mentorcli search: a text wherever the file holds words."""

from __future__ import annotations

from typing import Any

import pytest


def found(mc: Any, text: str, *more: str) -> list[tuple[str, int]]:
    """Kind and number of each hit."""
    return [(one["kind"], one["id"]) for one in mc.ok("search", "--format", "json", *more, "--", text).json()]


@pytest.fixture
def story(mc: Any) -> Any:
    """The small corps, with a remark and some contact."""
    mc.take("story")
    mc.ok("youth", "note", "mie", "--on", "2018-03-01", "--file", "-", stdin="Går på VUC,\nvil være tømrer".encode())
    mc.ok("mentor", "edit", "ida", "--email", "ida@example.dk", "--languages", "dansk, arabisk", "--phone", "20304050")
    mc.ok(
        "money", "add", "--expense", "100", "--category", "social", "--text", "Blomster til Ida", "--on", "2018-03-02"
    )
    return mc


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("holm", [("mentor", 1)]), ("AASE", [("mentor", 2)]), ("sø", [("youth", 2)]), ("soe", [("youth", 2)]),
        ("TOEMRER", [("youth", 2)]), ("vuc, vil", [("youth", 2)]), ("arab", [("mentor", 1)]), ("example.dk", [("mentor", 1)]),
        ("ida", [("mentor", 1), ("money", 2)]), ("kursus", [("event", 1)]), ("section-18", [("money", 1)]),
        ("matching", [("hours", 1)]), ("{{ 7*7 }}", [("mentor", 4)]), ("=HYPER", [("mentor", 3)]), ("[red]", [("mentor", 2)]),
        ("%", []), ("_", []), ("nothing of the kind", []),
    ],
)  # fmt: skip
def test_a_text_is_found_folded_and_never_as_a_pattern(story: Any, text: str, hits: list[tuple[str, int]]) -> None:
    assert found(story, text) == hits


def test_a_hit_has_its_label_day_and_the_words_around_on_one_line(story: Any) -> None:
    (one,) = story.ok("search", "tømrer", "--format", "json").json()
    assert one == {
        "kind": "youth", "id": 2, "label": "Mie Sø", "date": "2018-03-01", "text": "Går på VUC, vil være tømrer",
    }  # fmt: skip
    assert story.ok("search", "zzzz").text == "Nothing was found.\n"
    assert story("search").code == 2


def test_what_was_not_yet_written_is_not_found_on_an_earlier_day(story: Any) -> None:
    assert found(story, "tømrer", "--as-of", "2018-02-28") == []
    assert found(story, "blomster", "--as-of", "2018-03-01") == []


def test_people_read_the_kind_of_a_hit_in_their_language_and_programs_its_code(story: Any) -> None:
    assert story.ok("search", "tømrer", lang="da").text.splitlines()[1].split()[0] == "ung"
    assert story.ok("search", "tømrer", "--format", "csv", lang="da").text.splitlines()[1].split(",")[0] == "youth"
