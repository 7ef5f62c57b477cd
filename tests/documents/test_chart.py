"""Charts: what they draw is in proportion, what they say is all of it, and colour is never the only sign."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli import blocks, words
from mentorcli.documents import chart, render
from mentorcli.documents.house import House

SVG = "{http://www.w3.org/2000/svg}"
SERIES = [("begyndt", [3, 5, None, 8]), ("afsluttet", [1, 0, 2, 4])]
TICKS = ["1. kv.", "2. kv.", "3. kv.", "4. kv."]
CHARTS = {
    "bars": chart.bars("Kilder", [("skole", 4), ("<b>den unge</b> & co", None, "<5"), ("ingen", 0)]),
    "lines": chart.lines("Forløb", TICKS, SERIES),
    "steps": chart.steps("Varighed", [(1.0, 0.9), (4.0, 0.75), (13.0, 0.5)]),
    "empty": chart.bars("Intet", []),
}


@pytest.fixture(autouse=True)
def danish() -> None:
    words.set_language("da")


def drawn(one: chart.Chart) -> ElementTree.Element:
    """The chart as SVG, parsed."""
    return ElementTree.fromstring(render.svg(House(), one, 3))


def brightness(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_a_chart_has_title_description_and_role(name: str) -> None:
    root = drawn(CHARTS[name])
    assert root.get("role") == "img"
    assert root.get("lang") == "da"
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) <= ids
    assert root.findtext(f"{SVG}title") == CHARTS[name].title
    assert root.findtext(f"{SVG}desc") == CHARTS[name].description
    assert not {one.tag for one in root.iter()} & {f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject", f"{SVG}a"}


def test_every_colour_is_told_from_white_and_by_another_sign_than_itself() -> None:
    for colour in (*chart.COLOURS, chart.INK, chart.GREY):
        assert 1.05 / (brightness(colour) + 0.05) >= 4.5, colour
    dashes = [one.dash for one in CHARTS["lines"].lines if one.colour in chart.COLOURS[:2]]
    assert len(set(dashes)) == 2
    assert {one.series for one in CHARTS["lines"].dots} == {0, 1}


def test_bars_are_as_long_as_their_numbers() -> None:
    one = chart.bars("x", [("a", 10), ("b", 5), ("c", 1)])
    assert [box.width for box in one.boxes] == [
        pytest.approx(one.boxes[0].width * part, abs=0.2) for part in (1, 0.5, 0.1)
    ]


def test_a_curve_falls_in_steps_and_is_read_off() -> None:
    one = CHARTS["steps"]
    path = next(line.path for line in one.lines if line.colour == chart.COLOURS[0])
    assert re.fullmatch(r"M[\d. ]+(H[\d.]+V[\d.]+)+H[\d.]+", path)
    heights = [float(found) for found in re.findall(r"V([\d.]+)", path)]
    assert heights == sorted(heights)
    assert (
        one.description
        == "En kurve, der falder i trin: 90 % efter 3 måneder; 75 % efter 6 måneder; 75 % efter 12 måneder."
    )


def test_what_is_not_known_is_a_gap_and_is_said() -> None:
    assert sum(line.colour == chart.COLOURS[0] for line in CHARTS["lines"].lines) == 2
    assert CHARTS["lines"].description.startswith("begyndt: 1. kv. 3, 2. kv. 5, 3. kv. –, 4. kv. 8. afsluttet:")
    assert "<b>den unge</b> & co <5" in CHARTS["bars"].description


VALUES = st.lists(
    st.one_of(st.none(), st.integers(0, 10**7), st.floats(0, 1e6, allow_nan=False)), min_size=1, max_size=40
)


@given(VALUES, VALUES)
def test_whatever_the_numbers_are_nothing_leaves_the_sheet(one: list[Any], two: list[Any]) -> None:
    ticks = [str(n) for n in range(len(one))]
    series = [("a", one), ("b", (two * 40)[: len(one)])]
    for made in (
        chart.lines("x", ticks, series),
        chart.bars("x", list(zip(ticks, one, strict=True))),
    ):
        for box in made.boxes:
            assert box.x >= 0
            assert box.x + box.width <= made.width
            assert box.height >= 0
            assert -0.2 <= box.y <= box.y + box.height <= made.height + 0.2
        assert all(0 <= dot.x <= made.width and 0 <= dot.y <= made.height for dot in made.dots)
        assert ElementTree.fromstring(render.svg(House(), made)) is not None


def test_as_text_a_chart_is_a_block_that_no_label_can_leave() -> None:
    text = chart.as_text(chart.bars("Tal ````", [("```", 3), ("````", 1)]))
    fence = text.splitlines()[0]
    assert fence == "`````"
    assert text.splitlines()[-1] == fence
    assert text.count(fence) == 2


# --- block characters -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["7", "17.536,99\u00a0kr.", "DKK 1,217,536.99"])
def test_the_number_behind_the_longest_bar_is_not_cut_off(said: str) -> None:
    made = chart.bars("Udgifter", [("uddannelse", 9, said), ("socialt", 1, said)])
    for word in made.words:
        if word.text == said:
            assert word.x + 10 * len(said) <= made.width  # wide typefaces of screens need most of 10 a sign
    assert made.boxes[0].width > made.boxes[1].width > 0


def test_a_bar_is_in_eighths_and_what_is_more_than_nothing_is_seen() -> None:
    assert [blocks.bar(n, 8, 1) for n in (0, 1, 4, 8, 9)] == ["", "▏", "▌", "█", "█"]
    assert blocks.bar(1, 10_000) == "▏"
    assert (blocks.bar(0, 0), blocks.bar(-3, 5)) == ("", "")


@given(st.integers(0, 1000), st.integers(1, 1000), st.integers(1, 40))
def test_a_longer_bar_means_a_larger_number(value: int, most: int, width: int) -> None:
    bar = blocks.bar(value, most, width)
    assert len(bar) <= width
    eighths = 8 * bar.count("█") + (blocks.EIGHTHS.index(bar[-1]) if bar and bar[-1] != "█" else 0)
    exact = Fraction(min(value, most), most) * width * 8
    assert abs(eighths - exact) <= Fraction(1, 2) or (value and eighths == 1)


def test_without_block_characters_more_is_still_more() -> None:
    assert blocks.plain(blocks.spark(range(8))) == "_.:-=+*#"
    assert blocks.plain("skole ███▎ 3") == "skole #### 3"


def test_a_sparkline_has_a_character_for_each_number() -> None:
    assert blocks.spark([0, 1, 2, 3, 4, 5, 6, 7]) == "▁▂▃▄▅▆▇█"
    assert blocks.spark([0, None, 5]) == "▁·█"
    assert (blocks.spark([]), blocks.spark([0, 0])) == ("", "▁▁")
    assert (blocks.spark([1, 3], 5), blocks.spark([2, 4], 5)) == ("▂▅", "▄▇")


def test_as_text_a_scale_keeps_its_top_and_the_first_and_last_answers_count() -> None:
    one = chart.lines("Mål", ["1", "2", "3", "4"], [("a", [None, 1, 3, None]), ("b", [2, None, None, 4])], most=5)
    assert one.rows == (("a", "·▂▅·", "1 → 3"), ("b", "▄··▇", "2 → 4"))
    assert chart.lines("Mål", ["1"], [("a", [None])], most=5).rows == (("a", "·", "– → –"),)
