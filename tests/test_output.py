"""What is printed: the formats, machine bytes that nothing changes, and user text letter for letter."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import select
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PINNED, Processes, Program
from python_calamine import CalamineWorkbook

from mentorcli import output, screen, shapes, words
from mentorcli.output import Column

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files and terminals")
LISTS = (
    ("mentor", "list"), ("youth", "list"), ("match", "list"), ("meeting", "list"), ("event", "list"), ("money", "list"),
    ("hours", "list"), ("search", "Ida"),
)  # fmt: skip
PAGES = (("mentor", "show", "m1"), ("youth", "show", "y1"), ("match", "show", "x1"), ("event", "show", "e1"))
STRANGE = (
    "[red]x[/]", "[/]", "[link=https://example.org]x[/link]", ":warning: x", "{{ 7*7 }}", "{% raw %}", "=HYPERLINK(\"x\")",
    "+45 x", "-x", "@SUM(A1)", "'x", "'=x", "a;b,c\"d\"", "*x* _y_ `z` #", "<b>x</b> & co", "| x |", "%s {0}", "Åse Ærø",
    "Yılmaz", "李雷", "می‌خواهم", "😀 x", "1. x", "~~x~~", "C:\\new\\table", "01234",
)  # fmt: skip


def rows_of(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    """A CSV text as records."""
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


# --- the same for machines, whatever the place --------------------------------------------------------------------


@pytest.mark.parametrize("line", [*LISTS, *PAGES, ("status",)], ids=" ".join)
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv"])
def test_machines_get_the_same_bytes_everywhere(
    mc: Program, line: tuple[str, ...], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mc.take("story")
    plain = mc.ok(*line, "--format", form).out
    assert plain
    places = (
        {"COLUMNS": "20"},
        {"COLUMNS": "300"},
        {"LANG": "da_DK.UTF-8"},
        {"LC_ALL": "C"},
        {"TERM": "xterm-256color"},
    )
    for place in places:
        for name, value in place.items():
            monkeypatch.setenv(name, value)
        assert mc.ok(*line, "--format", form, "--color", "always", **place).out == plain
    if line[0] not in ("status", "match"):  # what is due, and how a match goes, are told in sentences
        assert mc.ok(*line, "--format", form, lang="da").out == plain
    assert b"\r" not in plain
    assert not plain.startswith(b"\xef\xbb\xbf")
    assert plain.endswith(b"\n")


def test_sentences_alone_follow_the_language(mc: Program) -> None:
    mc.take("story")
    danish, english = (mc.ok("status", "--format", "json", lang=lang).json() for lang in ("da", "en"))
    for report in (danish, english):
        for line in report["due"]:
            line.pop("message")
    assert danish == english
    danish, english = (mc.ok("match", "show", "x1", "--format", "json", lang=lang).json() for lang in ("da", "en"))
    assert [key for key, value in english.items() if value != danish[key]] == ["why"]


@pytest.mark.parametrize("line", LISTS, ids=" ".join)
def test_the_formats_of_a_list_say_the_same(mc: Program, line: tuple[str, ...]) -> None:
    mc.take("story")
    records = mc.ok(*line, "--format", "json").json()
    assert isinstance(records, list)
    assert records
    assert [json.loads(one) for one in mc.ok(*line, "--format", "jsonl").text.splitlines()] == records
    rows = rows_of(mc.ok(*line, "--format", "csv").text)
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        for key, value in record.items():
            assert re.fullmatch(r"[a-z][a-z0-9_]*", key)
            if isinstance(value, dict) and set(value) == {"id", "name"}:
                assert (row[f"{key}_id"], row[key]) == (str(value["id"] or ""), value["name"] or "")
            elif isinstance(value, str) and not value.startswith(("=", "-", "+", "@", "'")):
                assert row[key] == value
            elif isinstance(value, int) and not isinstance(value, bool):
                assert row[key] == str(value)
    tsv = mc.ok(*line, "--format", "tsv").text.splitlines()
    assert tsv[0].split("\t") == list(rows[0])
    assert len(tsv) == len(records) + 1


@pytest.mark.parametrize("line", PAGES, ids=" ".join)
def test_a_record_is_one_object(mc: Program, line: tuple[str, ...]) -> None:
    mc.take("story")
    record = mc.ok(*line, "--format", "json").json()
    assert record["id"] == 1
    assert json.loads(mc.ok(*line, "--format", "jsonl").out) == record
    [row] = rows_of(mc.ok(*line, "--format", "csv").text)
    assert row["id"] == "1"


def test_an_empty_list_is_no_error(mc: Program) -> None:
    assert mc.ok("mentor", "list", "--format", "json").json() == []
    assert mc.ok("mentor", "list", "--format", "jsonl").out == b""
    assert mc.ok("mentor", "list", "--format", "csv").text.count("\n") == 1
    for form in ("table", "md"):
        assert mc.ok("mentor", "list", "--format", form).out == b"No mentors.\n"


def test_days_amounts_and_durations_are_plain_for_machines(mc: Program) -> None:
    mc.take("story")
    [money] = mc.ok("money", "list", "--format", "json").json()
    assert (money["amount_ore"], money["on"]) == (1250050, "2018-01-15")
    [hours] = mc.ok("hours", "list", "--format", "json").json()
    assert (hours["minutes"], hours["activity"]) == (90, '-matching; "og" mere')
    assert "12.500,50" in mc.ok("money", "list", lang="da").text
    assert "12,500.50" in mc.ok("money", "list", lang="en").text


# --- CSV and workbooks --------------------------------------------------------------------------------------------


def test_csv_for_a_danish_excel(mc: Program) -> None:
    mc.take("story")
    content = mc.ok("money", "list", "--format", "csv", "--dialect", "excel-da").out
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    [row] = rows_of(content.decode("utf-8-sig"), ";")
    assert row["amount"] == "12500,50"
    assert row["on"] == "2018-01-15"
    plain = mc.ok("money", "list", "--format", "csv", "--dialect", "plain").out
    assert plain == mc.ok("money", "list", "--format", "csv").out
    assert rows_of(plain.decode())[0]["amount_ore"] == "1250050"


@pytest.mark.parametrize("dialect", ["plain", "excel-da"])
def test_no_cell_of_a_csv_runs_in_a_spreadsheet(mc: Program, dialect: str) -> None:
    for name in STRANGE:
        mc.ok("hours", "log", "1", f"--activity={name}")
    text = mc.ok("hours", "list", "--format", "csv", "--dialect", dialect).out.decode("utf-8-sig")
    cells = {row["activity"] for row in rows_of(text, ";" if dialect == "excel-da" else ",")}
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r"]
    live = {name for name in STRANGE if name.lstrip("'")[0] in "=+-@"}
    assert cells == {f"'{name}" if name in live else name for name in STRANGE}


def test_a_workbook_holds_text_as_text(mc: Program) -> None:
    for name in STRANGE:
        mc.ok("hours", "log", "1,5", f"--activity={name}")
    target = mc.folder / "timer.xlsx"
    assert mc.ok("hours", "list", "-o", str(target)).out == b""
    book = CalamineWorkbook.from_path(str(target))
    heading, *rows = book.get_sheet_by_index(0).to_python()
    assert heading == ["id", "on", "minutes", "activity"]
    assert {row[3] for row in rows} == set(STRANGE)
    assert {row[2] for row in rows} == {90.0}
    assert {row[1] for row in rows} == {"2018-04-01"}


def test_a_workbook_needs_a_file(mc: Program) -> None:
    run = mc("hours", "list", "--format", "xlsx")
    assert (run.code, run.out) == (2, b"")
    assert "-o" in run.told


# --- user text ----------------------------------------------------------------------------------------------------


def unescaped(markdown: str) -> str:
    """Markdown as a reader sees it: a backslash before a sign goes."""
    return re.sub(r"\\([\\`*_{}\[\]<>()#+\-.!|~&])", r"\1", markdown)


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_name_is_shown_letter_for_letter(mc: Program, name: str) -> None:
    mc.ok("mentor", "add", "--", f"{name} Holm")
    full = mc.ok("mentor", "show", "m1", "--format", "json").json()["name"]
    assert full == f"{name} Holm"
    for options in ((), ("--color", "always")):
        for line in (("mentor", "list"), ("mentor", "show", "m1")):
            text = mc.ok(*line, *options, COLUMNS="200").text
            text = re.sub(r"\x1b\[[0-9;]*m", "", text)
            assert full in text, line
    assert full in unescaped(mc.ok("mentor", "list", "--format", "md").text)
    assert full in unescaped(mc.ok("mentor", "show", "m1", "--format", "md").text)
    assert mc.ok("mentor", "list", "--format", "tsv").text.splitlines()[1].split("\t")[1] == full.replace("\\", "\\\\")
    assert full in mc.ok("mentor", "train", "m1").text
    assert mc.ok("mentor", "show", "--", full).code == 0


@pytest.mark.parametrize(
    "name",
    ["\x1b[31mRed", "\x1b]0;x\x07", "\u202eBo", "a\u2066b", "Bo\x00", "Bo\rNy", "Bo\u200bNy", "\x9b1m", "\udcff"],
)
def test_signs_that_deceive_are_refused_in_a_name(mc: Program, name: str) -> None:
    run = mc("mentor", "add", name)
    assert run.code == 2
    assert "U+" in run.told
    assert mc.ok("mentor", "list", "--format", "json").json() == []


def test_signs_that_deceive_are_made_visible() -> None:
    assert shapes.shown("a\x1b[31mb\u202ec\td") == "a<U+001B>[31mb<U+202E>c<U+0009>d"
    assert shapes.shown("\ud800\x9b") == "<U+D800><U+009B>"
    assert shapes.shown("Åse\n李雷 می‌خواهم 😀") == "Åse\n李雷 می‌خواهم 😀"


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--color", "always"),
        ("--format", "md"),
    ],
    ids=str,
)
def test_signs_that_another_tool_wrote_are_made_visible(mc: Program, options: tuple[str, ...]) -> None:
    mc.take("story")
    connection = sqlite3.connect(mc.db)
    connection.execute("UPDATE mentor SET name = ? WHERE id = 1", ("\x1b]0;x\x07[red]\u202eIda",))
    connection.execute("UPDATE event SET title = ? WHERE id = 1", ("\x9b31mKursus",))
    connection.commit()
    connection.close()
    for line in (*LISTS, *PAGES, ("status",), ("agenda",), ("mentor", "pause", "m1")):
        run = mc(*line, *options)
        text = re.sub(r"\x1b\[[0-9;]*m", "", run.out.decode() + run.err.decode())
        assert not [sign for sign in text if sign not in "\n" + words.JOINERS and words.is_unprintable(sign)], line
    assert mc.ok("mentor", "show", "m1", "--format", "json").json()["name"] == "\x1b]0;x\x07[red]\u202eIda"


def test_a_surrogate_in_json_is_escaped() -> None:
    assert output.json_dumps({"a": "æ"}, indent=None) == '{"a": "æ"}'
    assert output.json_dumps({"a": "æ\ud800"}, indent=None) == '{"a": "\\u00e6\\ud800"}'


@pytest.mark.parametrize(
    ("column", "value", "people", "machines"),
    [
        (Column("x", "X"), None, "", None),
        (Column("x", "X", "id", "mentor"), 3, "m3", 3),
        (Column("x", "X", "person", "youth"), (4, "Kim"), "Kim", {"id": 4, "name": "Kim"}),
        (Column("x", "X", "person", "youth"), (4, None), "(erased) y4", {"id": 4, "name": None}),
        (Column("x", "X", "person", "youth"), None, "", {"id": None, "name": None}),
        (Column("x", "X", "day"), "2018-04-01", "1 Apr 2018", "2018-04-01"),
        (Column("x", "X", "yesno"), 0, "no", False),
        (Column("x", "X", "yesno"), 1, "yes", True),
        (Column("x", "X", "yesno"), None, "", None),
        (Column("x", "X", "count"), 12345, "12,345", 12345),
    ],
)
def test_each_kind_of_value_for_people_and_for_machines(
    column: Column, value: object, people: str, machines: object
) -> None:
    words.set_language("en")
    assert shapes.for_people(value, column) == people
    assert shapes.for_machines(value, column) == machines


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("Åse", 3), ("e\u0301", 1), ("李雷", 4), ("", 0)])
def test_a_text_takes_as_many_columns_as_a_terminal_gives_it(text: str, width: int) -> None:
    assert screen.cells(text) == width
    assert screen.padded(text, 6) == text + " " * (6 - width)
    assert screen.padded(text, 6, right=True) == " " * (6 - width) + text


def test_the_columns_of_a_table_stand_under_each_other(mc: Program) -> None:
    mc.take("story")
    lines = mc.ok("mentor", "list").text.splitlines()
    start = lines[0].index("State")
    for line in lines[1:]:
        assert screen.cells(line[:start]) == start
        assert line[start - 2 : start] == "  "
    assert all(line == line.rstrip() for line in lines)


# --- files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["csv", "tsv", "json", "jsonl", "md", "CSV", "xlsx"])
def test_a_file_holds_what_would_be_printed(mc: Program, suffix: str) -> None:
    mc.take("story")
    target = mc.folder / f"out.{suffix}"
    run = mc.ok("mentor", "list", "-o", str(target))
    assert run.out == b""
    assert str(target) in run.told
    if suffix != "xlsx":
        assert target.read_bytes() == mc.ok("mentor", "list", "--format", suffix.lower()).out
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o777 == 0o600
    assert mc.ok("mentor", "list", "-o", str(target), "-q").err == b""


def test_a_file_of_no_known_kind_is_refused_before_anything_is_done(mc: Program) -> None:
    """A table of text in a file that is called .zip opens in nothing."""
    mc.take("story")
    for line in (("mentor", "list"), ("mentor", "add", "Bo Ny"), ("report", "annual", "2017")):
        run = mc(*line, "-o", str(mc.folder / "a.zip"))
        assert run.code == 2
        assert ".csv" in run.told
        assert ".txt" in run.told
    assert not (mc.folder / "a.zip").exists()
    assert "Bo Ny" not in mc.ok("mentor", "list").text
    mc.ok("mentor", "list", "-o", str(mc.folder / "a.zip"), "--format", "csv")
    mc.ok("mentor", "list", "-o", str(mc.folder / "list"))


def test_a_file_for_people_has_no_colour(mc: Program) -> None:
    mc.take("story")
    target = mc.folder / "out.txt"
    mc.ok("mentor", "list", "-o", str(target))
    assert target.read_bytes() == mc.ok("mentor", "list").out
    assert b"\x1b" not in target.read_bytes()


@posix
@pytest.mark.parametrize("what", ["folder", "device", "fifo", "link", "no folder"])
def test_only_an_ordinary_file_is_written(mc: Program, what: str) -> None:
    target = mc.folder / "out.csv"
    if what == "folder":
        target.mkdir()
    elif what == "fifo":
        os.mkfifo(target)
    elif what == "link":
        target.symlink_to(mc.db)
    elif what == "device":
        target = Path(os.devnull)
    else:
        target = mc.folder / "no" / "out.csv"
    run = mc("mentor", "list", "-o", str(target), "--format", "csv")
    assert (run.code, run.out) == (2, b"")
    run = mc("mentor", "add", "Bo Ny", "-o", str(target), "--format", "json")
    assert run.code == 2
    assert "It was saved." in run.told
    assert len(mc.ok("mentor", "list", "--format", "json").json()) == 1


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_a_list_is_no_document(mc: Program, form: str) -> None:
    run = mc("mentor", "list", "--format", form)
    assert (run.code, run.out) == (2, b"")
    assert form in run.told


# --- a terminal ---------------------------------------------------------------------------------------------------


def on_a_terminal(process: Processes, *arguments: str, **environ: str) -> str:
    """What a terminal of 100 columns gets to see."""
    import pty

    mine, theirs = pty.openpty()
    plain = {name: value for name, value in process.environ.items() if name not in PINNED}
    chosen = {**plain, "TERM": "xterm-256color", "COLUMNS": "100", **environ}
    started = subprocess.Popen([*process.command, *arguments], env=chosen, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = b""
    while select.select([mine], [], [], 60)[0]:
        try:
            part = os.read(mine, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(mine)
    assert started.wait(60) == 0, seen
    return seen.decode().replace("\r\n", "\n")


@posix
def test_a_terminal_gets_a_table_with_a_line_and_colours(mc: Program, process: Processes) -> None:
    mc.take("story")
    seen = on_a_terminal(process, "mentor", "list")
    assert "───" in seen
    assert "\x1b[1m" in seen
    assert "[red]Åse[/] Bæk" in seen
    bare = on_a_terminal(process, "mentor", "list", "--color", "never")
    assert bare == mc.ok("mentor", "list", COLUMNS="100").text


@posix
def test_no_color_is_heard(mc: Program, process: Processes) -> None:
    mc.take("story")
    for line in (("mentor", "list"), ("mentor", "show", "m1"), ("status",)):
        seen = on_a_terminal(process, *line, NO_COLOR="1")
        assert not re.search(r"\x1b\[[0-9;]*(3[0-9]|4[0-9]|9[0-7])[;m]", seen), line


def test_off_a_terminal_there_is_no_box_and_nothing_is_cut(mc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    mc.take("story")
    wide = mc.ok("mentor", "list", COLUMNS="300").out
    assert mc.ok("mentor", "list", COLUMNS="20").out == wide
    for sign in ("─", "│", "\x1b", "…"):
        assert sign.encode() not in wide
    monkeypatch.setenv("TERM", "xterm-256color")
    assert b"\x1b" not in mc.ok("mentor", "list").out
    assert b"\x1b" in mc.ok("mentor", "list", "--color", "always").out


# --- what a narrow terminal leaves out


@pytest.mark.parametrize(("width", "there"), [("120", True), ("60", False)])
def test_a_narrow_terminal_leaves_out_what_is_empty_in_every_row(mc: Program, width: str, there: bool) -> None:
    mc.ok("mentor", "add", "Ida Holm")
    text = mc.ok("mentor", "list", "--color", "always", COLUMNS=width).text
    assert ("Trained" in text) == there
    assert "Ida Holm" in text
    assert "trained" in mc.ok("mentor", "list", "--format", "csv").text


def test_the_page_of_one_person_does_not_repeat_the_name_in_each_match(mc: Program) -> None:
    mc.take("story")
    for line, own, other in (
        (("mentor", "show", "m1"), "Ida Holm", "Kim Bo"),
        (("youth", "show", "y1"), "Kim Bo", "Ida Holm"),
    ):
        text = mc.ok(*line).text
        assert (text.count(own), text.count(other)) == (2, 1)  # title and field; and the match
        (match,) = mc.ok(*line, "--format", "json").json()["matches"]
        assert {match["mentor"]["name"], match["youth"]["name"]} == {"Ida Holm", "Kim Bo"}


@pytest.mark.parametrize(("width", "below"), [("80", True), ("140", False)])
def test_a_command_stands_below_its_sentence_where_there_is_no_room_beside_it(
    mc: Program, width: str, below: bool
) -> None:
    """The morning's list stays readable at 80 columns, each command stays whole and can be copied as it stands."""
    mc.take("story")
    agenda = ("agenda", "--days", "60")
    text = mc.ok(*agenda, "--color", "always", COLUMNS=width).text
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in text.splitlines()]
    commands = [one["command"] for one in mc.ok(*agenda, "--format", "json").json()]
    assert commands
    assert max(map(len, lines)) <= int(width)
    assert all(any(line.endswith(f" {one}") for line in lines) for one in commands)
    assert [line.strip() in commands for line in lines].count(True) == (len(commands) if below else 0)
