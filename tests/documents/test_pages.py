"""Every HTML document as somebody meets it who does not see it, or has no network, or prints it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mentorcli import words
from mentorcli.documents import DOCUMENTS, checking, letter, render
from mentorcli.documents.house import House
from mentorcli.documents.page import reader
from tests.documents.reading import Page

OTHERS = {"note": "notes/LANG/note", "annual": "reports/LANG/annual"}
EVERY = [*DOCUMENTS, *OTHERS]
KINDS = [(kind, lang) for kind in EVERY for lang in words.LANGUAGES]


def template(kind: str) -> str:
    """The template of a kind."""
    return OTHERS.get(kind) or letter.template(kind)


def pages(kind: str, lang: str) -> list[Page]:
    """A document of the full and of the spare invented match."""
    words.set_language(lang)
    found = []
    for facts in checking.specimens_of(kind):
        filled = render.filled(House(), template(kind), facts)
        found.append(Page(render.made(House(), "html", filled, render.Paper(kind, "Korps", checking.DAY)).decode()))
    return found


@pytest.mark.parametrize(("kind", "lang"), KINDS)
def test_a_page_can_be_read_aloud(kind: str, lang: str) -> None:
    for page in pages(kind, lang):
        assert page.open == []
        assert page.all("html")[0]["lang"] == lang
        assert len(page.texts("title")) == 1 + len(page.all("svg"))
        levels = [int(tag[1]) for tag, _given in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert len(page.all("main")) == 1
        assert {given.get("scope") for given in page.all("th")} <= {"row", "col"}
        assert len(page.all("th")) >= 2 * len(page.all("table"))
        assert all(given.get("alt") for given in page.all("img"))
        heads = [text for tag, text in page.blocks if tag == "th"]
        assert all(text.strip() for text in heads)


@pytest.mark.parametrize(("kind", "lang"), KINDS)
def test_a_page_needs_no_network_and_runs_nothing(kind: str, lang: str) -> None:
    words.set_language(lang)
    facts = next(checking.specimens_of(kind))
    text = render.made(
        House(), "html", render.filled(House(), template(kind), facts), render.Paper("T", "K", "2018-04-01")
    ).decode()
    page = Page(text)
    assert "default-src 'none'" in str(page.tags)
    assert not {"script", "link", "iframe", "object", "form", "base"} & {tag for tag, _given in page.tags}
    assert not [
        value for _tag, given in page.tags for name, value in given.items() if name in ("src", "href", "srcset")
    ]
    assert not re.search(r"url\((?!#)|@import|https?://", re.sub(r'xmlns="[^"]*"', "", text))


@pytest.mark.parametrize("kind", EVERY)
def test_both_languages_say_as_much(kind: str) -> None:
    """The same headings by number, tables by shape and facts in them: neither language leaves a part out."""

    def shape(lang: str) -> list[list[str]]:
        return [
            [tag for tag, _given in page.tags if re.fullmatch("h[1-6]|table|tr|th|td|ul|li", tag)]
            for page in pages(kind, lang)
        ]

    assert shape("da") == shape("en")


def test_a_page_prints_on_a4_with_page_numbers(mc: Any) -> None:
    text = mc.take("story").ok("report", "annual", "2018", "--format", "html").text
    assert "@page { size: A4" in text
    assert "counter(page)" in text
    assert "@media print" in text


PLAIN_READER = MarkdownIt("commonmark", {"html": False}).enable("table")
SIGNS = "aæ7 .,:;()/%+=?'\"§…–-|#*_`<>[]!&\\\n\t~^@$"


@given(st.text(SIGNS, max_size=60))
def test_a_text_without_marks_is_read_as_the_library_reads_it(text: str) -> None:
    assert reader().parse(text) == PLAIN_READER.parse(text)
    cell = text.replace("\n", " ").replace("|", "")
    table = f"| {cell} | a |\n|---|---|\n| {cell} | b |\n"
    assert reader().parse(table) == PLAIN_READER.parse(table)


@pytest.mark.parametrize(("kind", "lang"), KINDS)
def test_every_document_is_read_as_the_library_reads_it(kind: str, lang: str) -> None:
    words.set_language(lang)
    for facts in checking.specimens_of(kind):
        text = render.filled(House(), template(kind), facts).text
        assert reader().parse(text) == PLAIN_READER.parse(text)
