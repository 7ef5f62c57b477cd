"""Import of corps that are drawn from seeds: each row met as the pages say, each figure as the history has it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests import corps

TODAY = corps.TODAY.isoformat()
SEEDS = range(1, 7)


def wanted(book: corps.Book) -> dict[str, Counter[str]]:
    """The counts that each sheet must have."""
    found = {}
    for name, _order, rows, kind in book.sheets:
        lines = [one for one in book.lines if one.kind == kind]
        heads = len(rows) - len(lines)
        counts = Counter(one.fate for one in lines)
        found[name] = Counter({"read": len(rows) - heads, **counts})
    return found


def check_refused(book: corps.Book, refused: list[dict[str, Any]]) -> None:
    """Each slip is told with its row and column, and nothing else is."""
    slips = {(book.sheet_of(one.kind), one.row): one for one in book.lines if one.wrong}
    told: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for one in refused:
        told.setdefault((one["sheet"], one["row"]), []).append(one)
    assert sorted(told) == sorted(slips), {
        key: [one["reason"] for one in told[key]] for key in set(told) - set(slips)
    } or [slips[key].what for key in set(slips) - set(told)]
    for key, line in slips.items():
        for field in line.wrong:
            mine = [one for one in told[key] if one["column"] == book.heading_of(line.kind, field)]
            assert mine, (line.what, told[key])
            assert all(one["reason"] for one in mine)
            assert any(line.told in one["value"] + " " + one["reason"] for one in mine), (line.what, mine)


def mended(book: corps.Book, path: Path) -> None:
    """Write the right cells into the file of refused rows, as a person would."""
    workbook = CalamineWorkbook.from_path(str(path))
    sheets = []
    for name in workbook.sheet_names:
        kind = next(own for own_name, _order, _rows, own in book.sheets if own_name == name)
        lines = sorted((one for one in book.lines if one.kind == kind and one.wrong), key=lambda one: one.row)
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert rows[0][-1] == "Fejl"
        assert len(rows) == len(lines) + 1
        kept = [rows[0]]
        for line, row in zip(lines, rows[1:], strict=True):
            assert row[-1]
            if line.mend is not None:
                for key, cell in line.mend.items():
                    row[rows[0].index(book.heading_of(kind, key))] = cell
                kept.append(row)
        sheets.append((name, kept, False))
    corps.write_xlsx(path, sheets)


def without_trail(tables: dict[str, Any]) -> dict[str, Any]:
    return {name: rows for name, rows in tables.items() if name != "sqlite_sequence"}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_workbook_in_several_hands_and_with_slips(mc: Any, seed: int) -> None:
    book = corps.Book(seed)
    path = book.xlsx(mc.folder / "liste.xlsx")
    run = mc("import", str(path), "--format", "json", today=TODAY)
    assert run.code == 6, run.told
    result = run.json()
    check_refused(book, result["refused"])
    assert {name: +Counter(counts) for name, counts in result["sheets"].items()} == {
        name: +counts for name, counts in wanted(book).items()
    }
    corps.must_be(book.taken(), corps.reports(mc))
    aside = mc.folder / "liste-refused.xlsx"
    assert aside.stat().st_mode & 0o777 == 0o600
    hide_secrets(book, [run.out, run.err, *cells_of(aside), mc.db.read_bytes()])

    before = corps.tables(mc.db)
    again = mc("import", str(path), "--format", "json", today=TODAY).json()
    assert all(counts["added"] == counts["updated"] == 0 for counts in again["sheets"].values())
    assert again["refused"] == result["refused"]
    assert corps.tables(mc.db) == before

    mended(book, aside)
    run = mc("import", str(aside), "--format", "json", today=TODAY)
    assert run.code == 0, run.json()["refused"]
    corps.must_be(book.taken(mended=True), corps.reports(mc))


def cells_of(path: Path) -> list[bytes]:
    """All texts of a workbook."""
    book = CalamineWorkbook.from_path(str(path))
    return [
        str(cell).encode()
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    ]


def hide_secrets(book: corps.Book, places: list[bytes]) -> None:
    """No CPR number, however it was written, stands anywhere."""
    assert len(book.secrets) > 10
    for secret in book.secrets:
        digits = "".join(sign for sign in secret.removesuffix(".0") if sign.isdecimal())
        for look in {secret, digits, f"{digits[:6]}-{digits[6:]}", f"{digits[:6]} {digits[6:]}"}:
            assert not any(look.encode() in place for place in places), secret


@pytest.mark.parametrize("seed", [11, 12])
def test_a_clean_workbook(mc: Any, seed: int) -> None:
    book = corps.Book(seed, plain=True, slips=False)
    run = mc.ok("import", str(book.xlsx(mc.folder / "liste.xlsx")), "--format", "json", today=TODAY)
    assert run.json()["refused"] == []
    assert not (mc.folder / "liste-refused.xlsx").exists()
    corps.must_be(book.taken(), corps.reports(mc))


@pytest.mark.parametrize(
    ("seed", "delimiter", "encoding", "end"),
    [(21, ";", "utf-8-sig", "\r\n"), (22, ",", "utf-16", "\n"), (23, "\t", "utf-8", "\r\n")],
)
def test_the_same_as_csv_files(mc: Any, seed: int, delimiter: str, encoding: str, end: str) -> None:
    book = corps.Book(seed, texts_only=True)
    paths = book.csvs(mc.folder, delimiter=delimiter, encoding=encoding, end=end)
    run = mc("import", *map(str, paths), "--format", "json", today=TODAY)
    assert run.code == 6, run.told
    corps.must_be(book.taken(), corps.reports(mc))
    refused = {(one["sheet"], one["row"]) for one in run.json()["refused"]}
    assert len(refused) == sum(bool(one.wrong) for one in book.lines)
    hide_secrets(book, [run.out, run.err, *cells_of(mc.folder / f"{paths[0].stem}-refused.xlsx"), mc.db.read_bytes()])
    before = corps.tables(mc.db)
    assert mc("import", *map(str, paths), today=TODAY).code == 6
    assert corps.tables(mc.db) == before
    aside = mc.folder / f"{paths[0].stem}-refused.xlsx"
    mended(book, aside)
    assert mc("import", str(aside), today=TODAY).code == 0
    corps.must_be(book.taken(mended=True), corps.reports(mc))
