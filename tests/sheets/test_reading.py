"""Reading workbooks and CSV files: every hand that programs write in, and files that cannot be trusted."""

from __future__ import annotations

import datetime
import os
import random
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from mentorcli.errors import BadValue
from mentorcli.sheets import guard, reading
from tests import corps

HEAD = ["Dato", "Type", "Kategori", "Beløb", "Tekst"]
ROWS = [
    HEAD,
    ["01-02-2018", "Udgift", "Gave", "100,50", "kage på Ærø; én, to"],
    ["02-02-2018", "Indtægt", "Gave", "1.000,00", 'a "b"\tc'],
]


# --- CSV ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("told", [False, True])
def test_every_hand_of_csv_reads_the_same(tmp_path: Path, encoding: str, delimiter: str, end: str, told: bool) -> None:
    path = tmp_path / "Økonomi.csv"
    content = corps.csv_bytes(ROWS, delimiter=delimiter, encoding="utf-8", end=end).decode()
    path.write_bytes(((f"sep={delimiter}{end}" if told else "") + content).encode(encoding))
    [sheet] = reading.read(path)
    assert sheet.name == "Økonomi"
    rows = [(number, cells) for number, cells in sheet.rows if "sep=" not in cells]
    assert rows == [(number + told, row) for number, row in enumerate(ROWS, 1)]


def test_the_delimiter_is_that_of_the_headings_not_of_a_title(tmp_path: Path) -> None:
    path = tmp_path / "Økonomi.csv"
    path.write_text("Regnskab, rettet af Ulla\n" + corps.csv_bytes(ROWS, delimiter=";", end="\n").decode())
    assert reading.read(path)[0].rows[1] == (2, HEAD)


def test_the_delimiter_is_that_of_the_headings_not_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "remark.csv"
    path.write_text("id,on_day,text\n1,2018-01-02,a;b;c;d;e;f\n")
    assert [cells for _number, cells in reading.read(path)[0].rows] == [
        ["id", "on_day", "text"],
        ["1", "2018-01-02", "a;b;c;d;e;f"],
    ]


def test_a_cell_of_several_lines_counts_as_one_row_with_the_number_of_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b'a;b\r\n"1\r\n2";x\r\n3;y\r\n')
    assert reading.read(path)[0].rows == [(1, ["a", "b"]), (2, ["1\r\n2", "x"]), (4, ["3", "y"])]


@pytest.mark.parametrize(
    ("cell", "right"), [("'=x", "=x"), ("''=x", "'=x"), ("'+45", "+45"), ("'x", "'x"), ("' =x", "' =x"), ("=x", "=x")]
)
def test_the_mark_before_what_looks_like_a_formula_is_taken_off(tmp_path: Path, cell: str, right: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"a;b\n{cell};y\n", encoding="utf-8")
    assert reading.read(path)[0].rows[1][1][0] == right


@pytest.mark.parametrize(("lines", "line"), [(['a;"b', "c;d"], 1), (["a;b", "1;2", '3;"4', "5;6"], 3), (['a;"b"c'], 1)])
def test_an_unclosed_quote_is_told_with_its_line(tmp_path: Path, lines: list[str], line: int) -> None:
    path = tmp_path / "x.csv"
    path.write_text("\n".join(lines))
    with pytest.raises(BadValue) as error:
        reading.read(path)
    assert f"line {line}" in error.value.message or f"linje {line}" in error.value.message
    assert error.value.details[0]["line"] == line


# --- workbooks ------------------------------------------------------------------------------------------------------


def book(path: Path, rows: list[list[Any]] | None = None) -> Path:
    """A small workbook."""
    corps.write_xlsx(path, [("Økonomi", rows or ROWS, False)])
    return path


def with_parts(path: Path, change: Mapping[str, Callable[[bytes], bytes | None]]) -> Path:
    """The workbook with some parts written anew, or (None) left out."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            new = change[name](content) if name in change else content
            if new is not None:
                archive.writestr(name, new)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Part of a part put otherwise, which must be there."""

    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new)

    return change


def test_days_times_and_numbers_are_real_ones(tmp_path: Path) -> None:
    row = [datetime.date(2018, 3, 5), datetime.time(9, 30), datetime.timedelta(hours=26), 12.5, True, "0800"]
    [sheet] = reading.read(book(tmp_path / "x.xlsx", [row, ["x"]]))
    assert sheet.rows[0] == (1, row)
    assert sheet.rows[1][0] == 2


def test_rows_keep_their_numbers_below_empty_ones(tmp_path: Path) -> None:
    [sheet] = reading.read(book(tmp_path / "x.xlsx", [[], [], ["", "", "a"], [], ["b"]]))
    assert [(number, [cell for cell in cells if cell]) for number, cells in sheet.rows if any(cells)] == [
        (3, ["a"]),
        (5, ["b"]),
    ]


@pytest.mark.parametrize("claimed", [b"A1", b"A1:B2", b"A1:XFD1048576", b"C7:D9"])
def test_a_wrong_dimension_loses_no_row(tmp_path: Path, claimed: bytes) -> None:
    path = book(tmp_path / "x.xlsx")
    change = {SHEET: lambda xml: re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="' + claimed + b'"/>', xml)}
    [sheet] = reading.read(with_parts(path, change))
    assert [cells for _number, cells in sheet.rows] == ROWS


MARKED: list[list[Any]] = [["a", "b"], [corps.Formula("=1+1"), "x"], ["y", corps.Fault("#N/A")], ["z", 3]]


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml,
        lambda xml: xml.replace(b'"', b"'"),
        lambda xml: xml.replace(b"<c ", b"<c\n "),
        lambda xml: re.sub(rb' r="[A-Z]+[0-9]+"', b"", xml),
        lambda xml: re.sub(rb"<(/?)(c|f|v|row|sheetData|worksheet)\b", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x="),
        lambda xml: re.sub(rb' r="([A-Z]+[0-9]+)" t="e"', rb' t="e" r="\1"', xml),
        lambda xml: re.sub(rb'(<f[^>]*>)[^<]*</f>', rb'<f t="shared" si="0"/>', xml),
    ],
    ids=["as it is", "single quotes", "line breaks", "no places", "prefixes", "type first", "shared formula"],
)  # fmt: skip
def test_formulas_and_errors_are_found_however_they_are_written(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    path = with_parts(book(tmp_path / "x.xlsx", MARKED), {SHEET: change})
    assert guard.xlsx(path) == {"Økonomi": {(2, 0), (3, 1)}}


def test_sheets_are_told_apart_however_the_workbook_lists_them(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    corps.write_xlsx(path, [("Æ & <Ø>", [["a"]], False), ("To", MARKED, True)])
    change = {
        "xl/workbook.xml": lambda xml: re.sub(
            rb'<sheet name="([^"]*)" ([^>]*?)r:id="([^"]*)"', rb'<sheet r:id="\3" \2name="\1"', xml
        ),
        "xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b'Target="worksheets/', b'Target="/xl/Worksheets/'),
    }
    assert guard.xlsx(with_parts(path, change)) == {"Æ & <Ø>": set(), "To": {(2, 0), (3, 1)}}


def test_an_old_xls_is_read(mc: Any) -> None:
    """The workbook was made with xlwt, in the format of Excel 97."""
    path = mc.folder / "liste.xls"
    path.write_bytes((corps.DATA / "liste.xls").read_bytes())
    run = mc("import", str(path), "--format", "json", today="2018-03-31")
    assert run.code == 6
    assert [(one["sheet"], one["row"], one["value"]) for one in run.json()["refused"]] == [("Møder", 3, "31-06-2016")]
    assert {name: counts["added"] for name, counts in run.json()["sheets"].items()} == {
        "Mentorer": 1,
        "Unge": 1,
        "Forløb": 1,
        "Møder": 1,
    }


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Økonomi">%s</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def ods(path: Path, rows: str) -> Path:
    """An OpenDocument workbook of one sheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS % rows)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


def ods_row(*cells: str, more: str = "") -> str:
    """A row of texts, or of cells given whole."""
    texts = (
        one if one.startswith("<") else f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>'
        for one in cells
    )  # fmt: skip
    return f"<table:table-row{more}>{''.join(texts)}</table:table-row>"


def ods_number(number: int, more: str) -> str:
    """A cell that holds a number."""
    return f'<table:table-cell office:value-type="float" office:value="{number}"{more}><text:p>{number}</text:p></table:table-cell>'


def test_an_ods_is_read_and_its_formulas_found(tmp_path: Path) -> None:
    formula = ods_number(2, ' table:formula="of:=1+1"')
    gap = ods_row('<table:table-cell table:number-columns-repeated="1024"/>', more=' table:number-rows-repeated="2"')
    path = ods(tmp_path / "x.ods", ods_row(*HEAD) + gap + ods_row("01-02-2018", "Udgift", "Gave", formula, "x"))
    [sheet] = reading.read(path)
    assert sheet.rows[0] == (1, HEAD)
    assert sheet.rows[3][1][:3] == ["01-02-2018", "Udgift", "Gave"]
    assert sheet.marked == {(4, 3)}


# --- files that cannot be trusted -----------------------------------------------------------------------------------


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def renamed_csv(path: Path) -> None:
    path.write_bytes(corps.csv_bytes(ROWS))


def locked(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))


def without(part: str) -> Callable[[Path], None]:
    return lambda path: void(with_parts(path, {part: lambda _xml: None}))


def void(_value: object) -> None:
    """Throw a value away."""


def other(part: str, content: bytes) -> Callable[[Path], None]:
    return lambda path: void(with_parts(path, {part: lambda _xml: content}))


def twice(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")


def encrypted(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(sign), bytes(data)):
            data[found.start() + at] |= 1
    path.write_bytes(bytes(data))


DAMAGED = {
    "truncated": truncated, "empty": nothing, "a renamed csv": renamed_csv, "under a password": locked, "a part twice": twice,
    "encrypted parts": encrypted, "no workbook": without("xl/workbook.xml"), "no relations": without("xl/_rels/workbook.xml.rels"),
    "no sheet": without(SHEET), "no XML": other(SHEET, b"\x00\xff<"), "half XML": other(SHEET, b"<worksheet><sheetData><row r="),
    "no XML in the list": other("xl/workbook.xml", b"<workbook"),
}  # fmt: skip


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_workbook_is_refused_in_one_sentence(mc: Any, what: str, suffix: str) -> None:
    path = book(mc.folder / f"x{suffix}")
    DAMAGED[what](path)
    before = mc.db.read_bytes()
    run = mc("import", str(path), today="2018-03-31")
    assert run.code == 2, run.told
    assert f"x{suffix}" in run.told
    assert "Traceback" not in run.told
    assert len(run.told.splitlines()) == 2
    assert mc.db.read_bytes() == before
    if what == "under a password":
        assert "password" in run.told


@pytest.mark.parametrize("name", ["x.xls", "x.ods"])
def test_other_formats_that_are_damaged_are_refused_too(mc: Any, name: str) -> None:
    for content in (
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        (corps.DATA / "liste.xls").read_bytes()[:3000],
    ):
        (mc.folder / name).write_bytes(content)
        run = mc("import", str(mc.folder / name), today="2018-03-31")
        assert run.code == 2, run.told
        assert "Traceback" not in run.told


# --- bombs ----------------------------------------------------------------------------------------------------------


def cells(*given: str) -> Callable[[bytes], bytes]:
    """A sheet of just these cells."""
    xml = "".join(given)
    return lambda _xml: (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{xml}</sheetData></worksheet>'.encode()
    )


def far(place: str, quote: str = '"') -> Callable[[Path], Path]:
    one = f"<row r={quote}{re.sub('[A-Z]', '', place)}{quote}><c r={quote}{place}{quote}><v>1</v></c></row>"
    return lambda folder: with_parts(
        book(folder / "b.xlsx"), {SHEET: cells(f'<row r="1"><c r="A1"><v>1</v></c></row>{one}')}
    )


def rows_without_numbers(folder: Path) -> Path:
    return with_parts(
        book(folder / "b.xlsx"),
        {SHEET: cells('<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>')},
    )


def a_row_far_down(folder: Path) -> Path:
    wide = '<row r="1"><c r="AZ1"><v>1</v></c></row>'
    return with_parts(book(folder / "b.xlsx"), {SHEET: cells(wide, '<row r="1048576"><c><v>1</v></c></row>')})


def utf_16(folder: Path) -> Path:
    def change(xml: bytes) -> bytes:
        text = cells('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')(
            xml
        ).decode()
        return ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")

    return with_parts(book(folder / "b.xlsx"), {SHEET: change})


def big_part(folder: Path) -> Path:
    return with_parts(book(folder / "b.xlsx"), {SHEET: lambda xml: xml + b" " * 300_000_000})


def many_parts(folder: Path) -> Path:
    path = book(folder / "b.xlsx")
    noise = random.Random(1).randbytes(20_000)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(12):
            archive.writestr(f"xl/media/{number}", (noise + bytes(980_000)) * 20)
    return path


def shared_text(folder: Path) -> Path:
    """One long text that very many cells share."""
    many = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}" t="s"><v>0</v></c></row>' for n in range(1, 60_000)
    )
    text = b"<sst><si><t>" + random.Random(2).randbytes(8_000).hex().encode() * 2 + b"</t></si></sst>"
    return with_parts(book(folder / "b.xlsx"), {SHEET: cells(many), "xl/sharedStrings.xml": lambda _xml: text})


def a_lie_about_the_size(folder: Path) -> Path:
    """The head says 2,000 bytes, with a checksum to match; the part unpacks to 400 MB."""
    path = with_parts(
        book(folder / "b.xlsx"), {"xl/sharedStrings.xml": lambda xml: xml[:2000].ljust(2000) + b" " * 400_000_000}
    )
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("xl/sharedStrings.xml")
        with archive.open(part) as file:
            check = zlib.crc32(file.read(2000))
    lie = check.to_bytes(4, "little") + part.compress_size.to_bytes(4, "little") + (2000).to_bytes(4, "little")
    true = (
        part.CRC.to_bytes(4, "little") + part.compress_size.to_bytes(4, "little") + part.file_size.to_bytes(4, "little")
    )
    assert data.count(true) == 2
    path.write_bytes(data.replace(true, lie))
    return path


def laughs(part: str) -> Callable[[Path], Path]:
    """Entities that multiply."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'.encode()

    def change(xml: bytes) -> bytes:
        body = re.sub(rb"<\?xml[^>]*\?>\s*", b"", xml)
        return head + re.sub(rb"(<t[^>]*>|<v>|<workbook[^>]*>)", rb"\1&a9;", body, count=1)

    return lambda folder: with_parts(book(folder / "b.xlsx"), {part: change})


def ods_bomb(folder: Path) -> Path:
    cell = ods_number(1, ' table:number-columns-repeated="16384"')
    return ods(folder / "b.ods", ods_row(*HEAD) + ods_row(cell, more=' table:number-rows-repeated="1048576"'))


BOMBS: dict[str, Callable[[Path], Path]] = {
    "a cell in the last corner": far("XFD1048576"), "in single quotes": far("XFD1048576", "'"), "far down": far("Z1048576"),
    "rows without numbers": rows_without_numbers, "a row far down": a_row_far_down, "UTF-16": utf_16, "a big part": big_part,
    "many parts": many_parts, "a shared text": shared_text, "a lie about the size": a_lie_about_the_size,
    "laughs in the sheet": laughs(SHEET), "laughs in the list": laughs("xl/workbook.xml"), "ods": ods_bomb,
}  # fmt: skip
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (700_000_000, 700_000_000))
from mentorcli.main import run
sys.argv = ["mentorcli", *sys.argv[1:]]
run()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_is_refused_in_little_memory(mc: Any, what: str) -> None:
    path = BOMBS[what](mc.folder)
    assert path.stat().st_size < 10_000_000
    before = mc.db.read_bytes()
    environ = {**os.environ, "MENTORCLI_DB": str(mc.db), "MENTORCLI_LANG": "en", "MENTORCLI_TODAY": "2018-03-31"}
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "import", str(path)], env=environ, capture_output=True, timeout=120
    )
    assert done.returncode == 2, done.stderr.decode()
    assert path.name in done.stderr.decode()
    assert b"MemoryError" not in done.stderr
    assert mc.db.read_bytes() == before


def test_entities_of_a_file_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hemmelig")
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>'.encode()
    path = book(tmp_path / "x.xlsx")
    with_parts(
        path, {"xl/sharedStrings.xml": lambda xml: head + re.sub(rb"(<t[^>]*>)", rb"\1&s;", xml.partition(b"?>")[2])}
    )
    try:
        found = repr(reading.read(path))
    except BadValue as error:
        found = error.message
    assert "hemmelig" not in found


def test_a_sheet_that_is_only_formatted_to_its_end_is_read(tmp_path: Path) -> None:
    style = '<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>'
    path = with_parts(book(tmp_path / "x.xlsx"), {SHEET: replaced(b"</sheetData>", style.encode() + b"</sheetData>")})
    rows = reading.read(path)[0].rows
    assert [one for _number, one in rows[:3]] == ROWS


# --- mutations ------------------------------------------------------------------------------------------------------


def mutated(rng: random.Random, data: bytes) -> bytes:
    """Some bytes turned, cut, doubled or taken from elsewhere."""
    content = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8))):
        at = rng.randrange(len(content))
        how = rng.randrange(5)
        if how == 0:
            content[at] ^= 1 << rng.randrange(8)
        elif how == 1:
            content[at] = rng.randrange(256)
        elif how == 2:
            del content[at : at + rng.randrange(1, 40)]
        elif how == 3:
            piece = rng.randrange(len(content))
            content[at:at] = content[piece : piece + rng.randrange(1, 40)]
        else:
            content[at : at + 4] = rng.choice((b"\xff\xff\xff\xff", b"0000", b"9999", b'"/><', b"-1", b"&#0;", b"\x00"))
    return bytes(content) or b"x"


def test_no_mutation_of_a_workbook_ends_in_a_traceback(mc: Any) -> None:
    """250 with bytes of the zip turned, 250 with bytes of a part turned and zipped again."""
    rows = [*ROWS, [datetime.date(2018, 1, 2), "Udgift", "Gave", 12.5, corps.Formula("=1+1")]]
    good = book(mc.folder / "good.xlsx", rows).read_bytes()
    path, rng = mc.folder / "x.xlsx", random.Random(20180331)
    with zipfile.ZipFile(mc.folder / "good.xlsx") as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/") and "theme" not in name]
    before, codes = mc.db.read_bytes(), []
    for number in range(500):
        path.write_bytes(good)
        if number % 2:
            path.write_bytes(mutated(rng, good))
        else:
            with_parts(path, {rng.choice(parts): lambda content: mutated(rng, content)})
        run = mc("import", str(path), "--dry-run", today="2018-03-31")
        assert run.code in (0, 2, 6), (number, run.told)
        assert b"Traceback" not in run.err
        codes.append(run.code)
    assert set(codes) == {0, 2, 6} or {2, 6} <= set(codes)
    assert mc.db.read_bytes() == before
    assert not (mc.folder / "mentorcli-fault.txt").exists()


def test_no_mutation_of_a_csv_ends_in_a_traceback(mc: Any) -> None:
    rng, path = random.Random(7), mc.folder / "Økonomi.csv"
    good = corps.csv_bytes(ROWS, encoding="utf-8-sig")
    codes = []
    for _ in range(200):
        path.write_bytes(mutated(rng, good))
        run = mc("import", str(path), "--dry-run", today="2018-03-31")
        assert run.code in (0, 2, 6), run.told
        codes.append(run.code)
    assert set(codes) == {0, 2, 6}
