"""Writing CSV and workbooks: text stays text, nothing is cut, nothing lies about."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mentorcli.errors import MentorError
from mentorcli.sheets import reading, writing

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n"), max_size=20)
SIGNS = st.sampled_from(["'", "=", "+", "-", "@", "\t", " ", "x"])


@given(st.lists(SIGNS | TEXTS, max_size=6).map("".join))
def test_the_mark_of_a_cell_is_safe_and_can_be_taken_off(text: str) -> None:
    marked = str(writing.safe(text))
    assert writing.unsafe(marked) == text
    assert not marked.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert marked in (text, f"'{text}")


def test_numbers_get_no_mark() -> None:
    assert [writing.safe(value) for value in (-5, 0, None, -1.5, True)] == [-5, 0, None, -1.5, True]


@given(st.lists(st.tuples(TEXTS, st.integers(-(10**12), 10**12)), max_size=5))
def test_what_is_written_as_csv_is_read_back(rows: list[tuple[str, int]]) -> None:
    for dialect in ("plain", "excel-da"):
        content = writing.encoded("csv", dialect, ["text", "amount_ore"], rows, ["text", "ore"])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.csv"
            path.write_bytes(content)
            found = [cells for _number, cells in reading.read(path)[0].rows[1:]]
        amounts = [str(ore) if dialect == "plain" else writing.kroner(ore) for _text, ore in rows]
        assert found == [[text, amount] for (text, _ore), amount in zip(rows, amounts, strict=True)]


def test_the_two_dialects_have_their_bytes() -> None:
    row = [["æ;,", -1205, "=x"]]
    assert (
        writing.encoded("csv", "plain", ["a", "b_ore", "c"], row, ["text", "ore", "text"])
        == 'a,b_ore,c\n"æ;,",-1205,\'=x\n'.encode()
    )
    danish = '\ufeffa;b;c\r\n"æ;,";-12,05;\'=x\r\n'.encode()
    assert writing.encoded("csv", "excel-da", ["a", "b_ore", "c"], row, ["text", "ore", "text"]) == danish


def test_csv_has_no_more_rows_than_were_given() -> None:
    out = writing.encoded("csv", "plain", ["a"], [["x\ny"], ["z\r\n"]], ["text"]).decode()
    assert list(csv.reader(io.StringIO(out, newline=""))) == [["a"], ["x\ny"], ["z\r\n"]]


NAMES = ["Møder [1/2]: hvad?*", "x" * 40, "x" * 41, "X" * 31, "'", "", "history", "History", "Møder"]


def test_every_sheet_has_a_name_of_its_own_that_a_workbook_may_have(tmp_path: Path) -> None:
    writing.workbook(tmp_path / "x.xlsx", [(name, ["a"], [[name]]) for name in NAMES])
    book = CalamineWorkbook.from_path(str(tmp_path / "x.xlsx"))
    assert len({name.lower() for name in book.sheet_names}) == len(NAMES)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheet_names)
    assert book.sheet_names[-1] == "Møder"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "#N/A",
        "http://x.dk",
        "0800",
        "1,5",
        "2018-03-05",
        "TRUE",
        "_x0041_",
        " x ",
        "a\tb\nc",
        "{=1}",
        "x" * 32_767,
    ],
)
def test_every_cell_of_a_workbook_is_text_letter_for_letter(tmp_path: Path, text: str) -> None:
    writing.workbook(tmp_path / "x.xlsx", [("a", ["h"], [[text, 7]])])
    assert CalamineWorkbook.from_path(str(tmp_path / "x.xlsx")).get_sheet_by_name("a").to_python()[1] == [text, 7.0]
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f" not in xml
    assert b't="e"' not in xml


def test_nothing_lies_about_while_or_after_a_workbook_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    seen: list[Any] = []

    def rows() -> Any:
        for number in range(50):
            yield [f"navn {number}"]
            seen.extend(folder.iterdir())

    writing.workbook(tmp_path / "x.xlsx", [("a", ["h"], rows())])
    with pytest.raises(MentorError):
        writing.workbook(tmp_path / "y.xlsx", [("a", ["h"], [["x"], ["y" * 40_000]])])
    assert seen == []
    assert list(folder.iterdir()) == []
