"""`export`: every table in every form, for its owner alone, whole or not at all, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests import corps

LIVE = ("=", "+", "-", "@", "\t", "\r")
TABLES = {
    "scheme", "setting", "mentor", "departure", "mentor_check", "mentor_pause", "youth", "referral", "closing", "consent", "match",
    "match_end", "match_reopening", "match_pause", "meeting", "event", "attendance", "money", "hours", "remark", "deferral",
    "enquiry", "visitation", "followup", "substitution", "goal", "goal_revision", "goal_score", "grant", "rule_override", "note",
    "concern", "thanks", "wish",
}  # fmt: skip


def into(mc: Any, name: str, *more: str) -> dict[str, bytes]:
    """The files of an export as CSV."""
    mc.ok("export", "--into", str(mc.folder / name), *more)
    return {one.name.removesuffix(".csv"): one.read_bytes() for one in (mc.folder / name).iterdir()}


def parsed(content: bytes) -> list[dict[str, str]]:
    """A table in the dialect for programs."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def run_sql(path: Path, sql: str, *values: Any) -> None:
    """Change a data file behind the program's back."""
    db = sqlite3.connect(path)
    db.execute(sql, values)
    db.commit()
    db.close()


def test_every_table_of_the_file_is_exported(mc: Any) -> None:
    mc.take("story")
    assert set(into(mc, "ud")) == TABLES
    assert set(into(mc, "spor", "--trail")) == TABLES | {"audit"}
    db = sqlite3.connect(mc.db)
    names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    db.close()
    assert names - TABLES <= {"audit", "former", "note_print", "sqlite_sequence", "alembic_version"}
    mc.ok("export", "-o", str(mc.folder / "alt.xlsx"))
    assert set(CalamineWorkbook.from_path(str(mc.folder / "alt.xlsx")).sheet_names) == TABLES


def test_a_new_table_must_be_put_into_the_export(mc: Any) -> None:
    """Every column of every exported table is there, but those that are worked out."""
    mc.take("story")
    tables = into(mc, "ud")
    db = sqlite3.connect(mc.db)
    for name in TABLES - {"scheme", "setting"}:
        columns = {row[1] for row in db.execute(f"PRAGMA table_info({name})")} - {"name_fold", "name_sort"}
        assert columns <= set(tables[name].decode().splitlines()[0].split(",")), name
        assert len(parsed(tables[name])) == db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
    db.close()


def test_the_same_data_gives_the_same_bytes(mc: Any) -> None:
    mc.take("story")
    first = into(mc, "a")
    second = into(mc, "b")
    mc.ok("export", "--into", str(mc.folder / "c"), lang="da", today="2018-05-01", LC_ALL="da_DK.UTF-8")
    third = {one.name.removesuffix(".csv"): one.read_bytes() for one in (mc.folder / "c").iterdir()}
    assert first == second == third
    for name in ("a.xlsx", "b.xlsx"):
        mc.ok("export", "-o", str(mc.folder / name))
    assert (mc.folder / "a.xlsx").read_bytes() == (mc.folder / "b.xlsx").read_bytes()


def test_files_are_for_their_owner_alone(mc: Any) -> None:
    mc.take("story")
    old = os.umask(0)
    try:
        into(mc, "ud")
        mc.ok("export", "-o", str(mc.folder / "alt.xlsx"))
        mc.ok("export", "--template", "-o", str(mc.folder / "skabelon.xlsx"))
    finally:
        os.umask(old)
    assert (mc.folder / "ud").stat().st_mode & 0o777 == 0o700
    files = [*(mc.folder / "ud").iterdir(), mc.folder / "alt.xlsx", mc.folder / "skabelon.xlsx"]
    assert {one.stat().st_mode & 0o777 for one in files} == {0o600}


HOSTILE = ("=1+1", "+45 20", "-x", "@x", "'=x", "\t=x", '"=x', "=cmd|' /C calc'!A0", "[red]x[/]", "＝1")


def hostile(mc: Any) -> None:
    """A file in which every text cell that may hold one holds a formula."""
    mc.take("story")
    for table, columns in {
        "mentor": ("name", "town", "address", "languages", "interests", "helps_with"),
        "youth": ("name", "needs", "support", "town"),
        "event": ("title",), "money": ("category", "text"), "hours": ("activity",),
        "referral": ("why", "referrer"), "meeting": ("place",),
    }.items():  # fmt: skip
        for number, column in enumerate(columns):
            run_sql(mc.db, f"UPDATE {table} SET {column} = ?", HOSTILE[number] if column != "text" else "\t=x")
    for text in HOSTILE:
        run_sql(
            mc.db,
            "INSERT INTO remark (mentor_id, on_day, text, recorded_on) VALUES (1, '2018-01-01', ?, '2018-01-01')",
            text,
        )


@pytest.mark.parametrize("dialect", ["plain", "excel-da"])
def test_no_text_cell_of_a_csv_would_be_run(mc: Any, dialect: str) -> None:
    hostile(mc)
    marked = 0
    for name, content in into(mc, "ud", "--dialect", dialect).items():
        assert content.startswith(b"\xef\xbb\xbf") == (dialect == "excel-da")
        assert (b"\r\n" in content) == (dialect == "excel-da")
        rows = csv.reader(
            io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";" if dialect == "excel-da" else ","
        )
        for row in rows:
            for cell in row:
                assert not cell.startswith(LIVE), (name, cell)
                marked += cell.startswith("'")
    assert marked > 20


def test_no_cell_of_a_workbook_is_a_formula_or_an_error_and_nobody_is_named_as_its_maker(mc: Any) -> None:
    hostile(mc)
    mc.ok("export", "-o", str(mc.folder / "alt.xlsx"))
    with zipfile.ZipFile(mc.folder / "alt.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets" in name]
        core = archive.read("docProps/core.xml").decode()
    assert len(sheets) == len(TABLES)
    assert not any(b"<f" in xml or b't="e"' in xml or b"hyperlink" in xml for xml in sheets)
    assert "<dc:creator></dc:creator>" in core
    assert "2000-01-01" in core
    texts = CalamineWorkbook.from_path(str(mc.folder / "alt.xlsx")).get_sheet_by_name("remark").to_python()
    assert set(HOSTILE) <= {cell for row in texts for cell in row}


def test_a_protected_address_is_nowhere(mc: Any) -> None:
    mc.take("story")
    for table in ("mentor", "youth"):
        hidden = "address = 'Hemmelig Vej 7', town = 'Skjulby', postcode = '4999'"
        run_sql(mc.db, f"UPDATE {table} SET address_protected = 1, {hidden} WHERE id = 1")
    run_sql(mc.db, "UPDATE youth SET municipality = '999' WHERE id = 1")
    mc.ok("export", "-o", str(mc.folder / "alt.xlsx"))
    book = CalamineWorkbook.from_path(str(mc.folder / "alt.xlsx"))
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    for content in [*into(mc, "ud").values(), "\n".join(cells).encode()]:
        for secret in (b"Hemmelig", b"Skjulby", b"4999", b",999,"):
            assert secret not in content


def test_what_stood_there_is_replaced_whole_or_stays(mc: Any) -> None:
    mc.take("story")
    target = mc.folder / "alt.xlsx"
    target.write_bytes(b"old " * 100_000)
    mc.ok("export", "-o", str(target))
    good = target.read_bytes()
    assert good.startswith(b"PK")
    files = into(mc, "ud")
    run_sql(mc.db, "UPDATE setting SET value = ? WHERE id = 1", "x" * 32_768)
    run = mc("export", "-o", str(target))
    assert run.code == 1
    assert "32768" in run.told
    assert "--into" in run.told
    assert target.read_bytes() == good
    assert sorted(one.name for one in mc.folder.iterdir()) == ["alt.xlsx", "corps.db", "ud"]
    again = into(mc, "ud")
    assert set(again) == set(files)
    assert "x" * 32_768 in again["setting"].decode()


@pytest.mark.parametrize("what", ["link", "folder", "pipe", "data file", "no folder"])
def test_nothing_is_written_over_what_is_no_ordinary_file(mc: Any, what: str) -> None:
    mc.take("story")
    target = mc.folder / "ud.xlsx"
    if what == "link":
        (mc.folder / "andet").write_bytes(b"andet")
        target.symlink_to(mc.folder / "andet")
    elif what == "folder":
        target.mkdir()
    elif what == "pipe":
        os.mkfifo(target)
    elif what == "data file":
        target.write_bytes(mc.db.read_bytes())
    else:
        target = mc.folder / "ingen" / "ud.xlsx"
    before = sorted(one.name for one in mc.folder.iterdir())
    run = mc("export", "-o", str(target))
    assert run.code == 2, run.told
    assert sorted(one.name for one in mc.folder.iterdir()) == before
    if what == "link":
        assert target.is_symlink()
        assert (mc.folder / "andet").read_bytes() == b"andet"
    if what == "data file":
        assert target.read_bytes() == mc.db.read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [(), ("--into", "a", "-o", "b.xlsx"), ("-o", "b.csv"), ("-o", "b"), ("--template",), ("--template", "--into", "a")],
)
def test_a_wrong_command_line_writes_nothing(
    mc: Any, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mc.folder)
    assert mc("export", *arguments).code == 2
    assert [one.name for one in mc.folder.iterdir()] == ["corps.db"]


def test_a_dry_run_writes_nothing(mc: Any) -> None:
    for arguments in (
        ("--into", str(mc.folder / "ud")),
        ("-o", str(mc.folder / "a.xlsx")),
        ("--template", "-o", str(mc.folder / "b.xlsx")),
    ):
        mc.ok("export", *arguments, "--dry-run")
    assert [one.name for one in mc.folder.iterdir()] == ["corps.db"]


def test_without_a_data_file_there_is_a_template_but_no_export(mc: Any) -> None:
    none = mc.folder / "ingen.db"
    assert mc("export", "-o", str(mc.folder / "a.xlsx"), db=none).code == 5
    assert mc("export", "--into", str(mc.folder / "ud"), db=none).code == 5
    assert not (mc.folder / "a.xlsx").exists()
    assert not (mc.folder / "ud").exists()
    mc.ok("export", "--template", "-o", str(mc.folder / "b.xlsx"), db=none)
    assert not none.exists()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_template_is_taken_in_as_no_rows_and_then_filled(mc: Any, lang: str) -> None:
    path = mc.folder / "skabelon.xlsx"
    mc.ok("export", "--template", "-o", str(path), lang=lang)
    before = corps.tables(mc.db)
    result = mc.ok("import", str(path), "--format", "json").json()
    assert result["refused"] == []
    assert result["notices"] == []
    assert list(result["sheets"]) == ["Mentorer", "Unge", "Forløb", "Møder", "Aktiviteter", "Økonomi", "Timer"]
    assert all(set(counts.values()) == {0} for counts in result["sheets"].values())
    assert corps.tables(mc.db) == before
    book = CalamineWorkbook.from_path(str(path))
    rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    filled = dict.fromkeys(rows["Unge"][0], "") | {"Navn": "Kim Bo", "Henvist": "01-02-2018", "Henvist af": "skole"}
    rows["Unge"].append([*filled.values()])
    corps.write_xlsx(path, [(name, found, False) for name, found in rows.items()])
    assert mc.ok("import", str(path), "--format", "json").json()["sheets"]["Unge"]["added"] == 1


def test_an_export_sees_one_state_while_others_write(mc: Any, process: Any) -> None:
    """Every meeting of an export has its match there, however many are added meanwhile."""
    mc.take("story")
    with process.start("export", "--into", str(mc.folder / "ud")) as running:
        for number in range(1, 15):
            day = f"2018-02-{number:02}"
            mc.ok("youth", "refer", f"Ny Ung{number}", "--source", "self", "--on", day)
            mc.ok("money", "add", "--income", "1", "--category", "gave", "--on", day)
        assert running.wait(timeout=120) == 0
    tables = {one.stem: parsed(one.read_bytes()) for one in (mc.folder / "ud").iterdir()}
    assert {row["youth_id"] for row in tables["referral"]} == {row["id"] for row in tables["youth"]}
    new = len(tables["youth"]) - 2
    assert len(tables["money"]) - 1 in (new, new - 1)
    assert [one.name for one in mc.folder.iterdir() if one.name.startswith(".")] == []
