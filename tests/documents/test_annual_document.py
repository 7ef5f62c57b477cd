"""The annual report as a document: golden Markdown of a corps worked out by hand, and an HTML page that is safe."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.documents.reading import Page, docx_texts
from tests.golden.kit import FIGURES_2017, held

HEADINGS = {  # always there, in this order, even when there is nothing to tell
    "en": ["Annual report 2017", "Foreword and purpose", "The year in brief", "Mentors", "Referrals", "Matches",
           "Goals and benefit", "Why matches ended", "Distributions", "Cooperation and network", "Money",
           "Lessons and next year", "Definitions, data and date"],
    "da": ["Årsrapport 2017", "Forord og ordningens formål", "Året kort", "Mentorer", "Henvisninger", "Forløb",
           "Mål og udbytte", "Årsager til ophør", "Fordelinger", "Samarbejde og netværk", "Økonomi",
           "Erfaringer og næste år", "Definitioner, datagrundlag og dato"],
}  # fmt: skip


class Parsed(HTMLParser):
    """A page read back: its language, tags, headings, heading cells and title."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "hr", "link", "img"):
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "tags nest"

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1]][-1] += data


def test_the_figures_of_the_year_are_those_worked_out_by_hand(mc: Any, corps_file: Path) -> None:
    found = mc.ok("report", "annual", "2017", "--format", "json", db=corps_file).json()
    assert {key: found[key] for key in FIGURES_2017} == FIGURES_2017
    around = {"from": "2017-01-01", "to": "2017-12-31", "scheme": "Mentorkorps Slagelse", "as_of": "2018-04-01"}
    assert {key: found[key] for key in around} == around
    assert found["shares"]["no_shows_of_due"] == {"part": 2, "whole": 13}
    assert found["shares"]["women_of_active_mentors"] == {"part": 2, "whole": 3}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_report_in_markdown_is_as_it_was_read(mc: Any, corps_file: Path, lang: str) -> None:
    for name, more in (("annual-2017", ("--internal",)), ("annual-2017-public", ())):
        run = mc.ok("report", "annual", "2017", *more, "--format", "md", lang=lang, db=corps_file)
        held(f"{name}.{lang}.md", run.text)
        assert re.findall(r"^##? (.*)$", run.text, re.MULTILINE) == HEADINGS[lang]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_section_is_there_when_there_is_nothing_to_tell(mc: Any, lang: str) -> None:
    for more in ((), ("--internal",)):
        text = mc.ok("report", "annual", "2017", *more, "--format", "md", lang=lang).text
        assert re.findall(r"^##? (.*)$", text, re.MULTILINE) == HEADINGS[lang]
        assert not re.search(r"\n{4,}|\bNone\b(?! left)|Undefined", text)


def test_the_report_is_the_same_bytes_each_time_whatever_the_width(mc: Any, corps_file: Path) -> None:
    for form in ("md", "html", "csv", "json"):
        asked = ("report", "annual", "2017", "--format", form)
        assert len({mc.ok(*asked, db=corps_file, COLUMNS=width).out for width in ("40", "200", "80")}) == 1
    machine = [
        mc.ok("report", "annual", "2017", "--format", "csv", lang=lang, db=corps_file).out for lang in ("da", "en")
    ]
    assert machine[0] == machine[1]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_has_language_title_headings_in_order_and_heading_cells(mc: Any, corps_file: Path, lang: str) -> None:
    path = mc.folder / "report.html"
    run = mc.ok("report", "annual", "2017", "--internal", "-o", str(path), lang=lang, db=corps_file)
    assert run.out == b""
    page = Parsed(path.read_text(encoding="utf-8"))
    assert page.tags[0] == ("html", {"lang": lang})
    assert page.texts["title"][:1] == [f"{HEADINGS[lang][0]} – Mentorkorps Slagelse"]
    assert [*page.texts["h1"], *page.texts["h2"]] == HEADINGS[lang]
    cells = [given for tag, given in page.tags if tag == "th"]
    assert cells
    assert {given.get("scope") for given in cells} == {"col", "row"}
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _given in page.tags}
    assert not [name for _tag, given in page.tags for name in given if name.startswith("on") or name in ("src", "href")]
    assert page.open == []
    rows = [text for text in page.texts["td"] if text]
    assert "11" in rows
    assert {"en": "11 h 30 min", "da": "11 t 30 min"}[lang] in rows


HOSTILE = "<script>alert(1)</script> {{ 7*7 }} [a](javascript:x) | *b* & ![c](d)"


def test_a_hostile_title_stays_a_text_in_every_format(mc: Any) -> None:
    mc.take("story").ok("scheme", "set", "scheme.title", HOSTILE, "--from", "2017-01-01")
    page = Parsed(mc.ok("report", "annual", "2017", "--format", "html").text)
    assert "script" not in dict(page.tags)
    assert not {"a", "img"} & {tag for tag, _given in page.tags}
    assert page.texts["strong"][0] == HOSTILE
    assert page.texts["title"][0].endswith(HOSTILE)
    text = mc.ok("report", "annual", "2017", "--format", "md").text
    assert r"\<script\>" in text
    assert "{{ 7" in text
    assert mc.ok("report", "annual", "2017", "--format", "json").json()["scheme"] == HOSTILE


def test_hostile_codes_of_the_scheme_stay_texts(mc: Any) -> None:
    mc.ok("scheme", "set", "lists.source", "moske|<b>Moské</b> {{ 1+1 }} | x|mosque <i>", "--from", "2012-01-01")
    mc.ok("youth", "refer", "<script>x</script>", "--source", "moske", "--on", "2018-01-05")
    page = Parsed(mc.ok("report", "annual", "2018", "--format", "html").text)
    assert not {"b", "i", "script"} & {tag for tag, _given in page.tags}
    assert mc.ok("report", "annual", "2018", "--format", "json").json()["referrals_by_source"] == {"moske": 1}


def test_names_never_stand_in_the_report(mc: Any, corps_file: Path) -> None:
    """The annual report goes out: it holds numbers, and nobody's name."""
    for form in ("md", "html", "json", "csv"):
        text = mc.ok("report", "annual", "2017", "--format", form, db=corps_file).text
        assert not re.search("Holm|Kim|Friis|Østergaard", text)


def test_a_format_that_a_report_cannot_have_is_refused(mc: Any, corps_file: Path) -> None:
    run = mc("youth", "list", "-o", str(mc.folder / "r.pdf"), db=corps_file)
    assert run.code == 2
    assert not (mc.folder / "r.pdf").exists()
    error = json.loads(mc("youth", "list", "--format", "jsonl", "--state", "zz", db=corps_file).told)["error"]
    assert error["code"] == 2


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_report_in_word_and_pdf_says_the_same_as_the_page(mc: Any, corps_file: Path, lang: str) -> None:
    asked = ("report", "annual", "2017", "--format")
    page = Page(mc.ok(*asked, "html", lang=lang, db=corps_file).text)
    word = mc.ok(*asked, "docx", lang=lang, db=corps_file).out
    assert docx_texts(word) == page.texts("h1", "h2", "h3", "p", "li", "th", "td")
    assert mc.ok(*asked, "docx", lang=lang, db=corps_file).out == word
    pdf = mc.ok(*asked, "pdf", lang=lang, db=corps_file).out
    assert pdf.startswith(b"%PDF-1.7")
    assert mc.ok(*asked, "pdf", lang=lang, db=corps_file).out == pdf


def test_one_of_a_thing_is_said_as_one(mc: Any) -> None:
    mc.take("story")
    asked = ("report", "annual", "2017", "--internal", "--format", "md")
    english, danish = (mc.ok(*asked, lang=lang).text for lang in ("en", "da"))
    assert "1 mentor was trained; 1 in all by 31 December 2017. 1 is active" in english
    assert "1 referral came in the period. Nobody waits" in english
    assert "1 meeting was held" in english
    assert "There is 1 free place." in english
    assert "blev 1 mentor uddannet; i alt er 1 uddannet" in danish
    assert "Der kom 1 henvisning i perioden" in danish
    assert "Der er 1 ledig plads." in danish
    assert "Der blev holdt 1 møde (" in danish
    english = mc.ok("report", "annual", "2018", "--internal", "--as-of", "2018-02-02", "--format", "md").text
    assert "1 waits on 2 February 2018; the longest wait is 1 day." in english
