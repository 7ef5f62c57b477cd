"""Workbooks and CSV in: bytes to sheets of cells, with a guard against files that cannot be trusted as a whole.

A file is refused whole (BadValue) when it is no workbook, too big unpacked, of mixed encodings, or has an unclosed quote.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from mentorcli.errors import BadValue
from mentorcli.sheets import writing
from mentorcli.words import _

BOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
MOST_BYTES = 200_000_000  # of one file on disk
MOST_UNPACKED = 1_500_000_000  # of all parts of a workbook together
MOST_RATIO = 200  # unpacked against packed, of a part over a megabyte
MOST_CELLS = 30_000_000
Cell = object


@dataclass
class Sheet:
    """A sheet as it stands: its name, and its rows with their numbers; `marked` are cells that hold a formula or error."""

    name: str
    rows: list[tuple[int, list[Cell]]]
    marked: set[tuple[int, int]] = field(default_factory=set)
    exact_width: bool = False  # of a CSV: a row of another width than the headings cannot be trusted


def read(path: Path) -> list[Sheet]:
    """All sheets of a workbook, or the one of a CSV file; blank rows are kept, for they are counted."""
    if not path.exists():
        raise BadValue(_("There is no file {path}.").format(path=path), _("Check the name; use quotes around blanks."))
    if not path.is_file():
        raise BadValue(_("{path} is not an ordinary file.").format(path=path), _("Give a workbook or a CSV file."))
    if path.stat().st_size > MOST_BYTES:
        raise BadValue(_("{path} is too big to be a list.").format(path=path), _("Split it, or export fewer rows."))
    suffix = path.suffix.lower()
    if suffix in TEXTS:
        return [read_text(path)]
    if suffix in BOOKS:
        return read_book(path)
    raise BadValue(
        _("{path} is no workbook and no CSV file.").format(path=path),
        _("Known: {keys}").format(keys=", ".join((*BOOKS, *TEXTS))),
    )


def not_a_book(path: Path, why: str) -> BadValue:
    """The error for a workbook that cannot be trusted as a whole."""
    return BadValue(
        _("{path} cannot be read as a workbook: {why}.").format(path=path.name, why=why),
        _("Open it in the spreadsheet program and save it again as .xlsx; nothing was changed."),
    )


def read_book(path: Path) -> list[Sheet]:
    """The sheets of a workbook, read by calamine: real dates, numbers, texts."""
    marked = guard(path) if path.suffix.lower() in (".xlsx", ".xlsm") else {}
    if path.suffix.lower() == ".ods":
        unpacked(path)
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            return [
                Sheet(
                    name,
                    [
                        (n, list(cells))
                        for n, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
                    ],
                    marked.get(name, set()),
                )
                for name in names
            ]
    except (CalamineError, ValueError, OSError) as error:
        raise not_a_book(path, str(error).split("\n")[0]) from error


def unpacked(path: Path) -> zipfile.ZipFile:
    """The zip of a workbook, once its parts are known to be of a size that lists have."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise not_a_book(path, _("it is damaged or of another kind")) from error
    parts = archive.infolist()
    big = any(one.file_size > 1_000_000 and one.file_size > MOST_RATIO * max(1, one.compress_size) for one in parts)
    if big or sum(one.file_size for one in parts) > MOST_UNPACKED or len(parts) > 5_000:
        archive.close()
        raise not_a_book(path, _("unpacked it is far too big for a list"))
    return archive


PARTS = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"')
TARGET = re.compile(rb"<Relationship\b[^>]*>")
ATTRIBUTE = re.compile(rb'\b(Id|Target)="([^"]*)"')
MARKED = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"(?:[^>]*?\bt="e"[^>]*>|[^>]*>\s*<f\b)')
WIDE = re.compile(rb'\br="([A-Z]{2,3})[0-9]')
LAST_ROW = re.compile(rb'<row\b[^>]*?\br="([0-9]+)"')


def guard(path: Path) -> dict[str, set[tuple[int, int]]]:
    """Refuse an xlsx whose sheets are too big; for each sheet the cells that hold a formula or an error."""
    import html

    with unpacked(path) as archive:
        try:
            book = archive.read("xl/workbook.xml")
            links = archive.read("xl/_rels/workbook.xml.rels")
            targets: dict[bytes, str] = {}
            for tag in TARGET.findall(links):
                values = dict(ATTRIBUTE.findall(tag))
                targets[values.get(b"Id", b"")] = values.get(b"Target", b"").decode("utf-8", "replace")
            found = {}
            for name, link in PARTS.findall(book):
                target = targets.get(link, "")
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                if part in archive.NameToInfo:
                    found[html.unescape(name.decode("utf-8", "replace"))] = marked_cells(path, archive.read(part))
            return found
        except (
            KeyError,
            zipfile.BadZipFile,
            OSError,
            ValueError,
            NotImplementedError,
            EOFError,
            RuntimeError,
        ) as error:
            raise not_a_book(path, _("a part of it is missing or damaged")) from error
        except Exception as error:
            if type(error).__name__ == "error":  # zlib.error
                raise not_a_book(path, _("a part of it is missing or damaged")) from error
            raise


def marked_cells(path: Path, xml: bytes) -> set[tuple[int, int]]:
    """The cells (row from 1, column from 0) of a sheet that hold a formula or an error; BadValue for too wide a sheet."""
    wide = max((column(letters) for letters in set(WIDE.findall(xml))), default=25) + 1
    rows = max((int(number) for number in LAST_ROW.findall(xml)), default=xml.count(b"<row"))
    if rows * wide > MOST_CELLS:
        raise not_a_book(path, _("a sheet of it is far too big for a list"))
    if b"<f" not in xml and b't="e"' not in xml:
        return set()
    return {(int(number), column(letters)) for letters, number in MARKED.findall(xml)}


def column(letters: bytes) -> int:
    """The number of a column, A = 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


# --- text -------------------------------------------------------------------------------------------------------


def read_text(path: Path) -> Sheet:
    """A CSV file of any of the hands that Danish programs have: comma, semicolon or TAB; UTF-8, UTF-16 or cp1252."""
    text = decoded(path, path.read_bytes())
    first, _sep, rest = text.partition("\n")
    delimiter = ""
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], rest
    skipped = 1 if delimiter else 0
    delimiter = delimiter or max(";\t,", key=lambda sign: outside_quotes(text).count(sign))
    rows: list[tuple[int, list[Cell]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            rows.append((start + skipped, [writing.unsafe(cell) for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        raise BadValue(
            _("{path}, line {line}: a quote is opened and not closed, or stands in the wrong place.").format(
                path=path.name, line=start + skipped
            ),
            _("Mend that line; nothing was changed."),
            [{"line": start + skipped, "why": str(error)}],
        ) from error
    return Sheet(path.stem, rows, exact_width=True)


def outside_quotes(text: str) -> str:
    """The first line with something on it, without what stands in quotes."""
    line = next((one for one in text.splitlines() if one.strip()), "")
    return re.sub(r'"[^"]*"', "", line)


def decoded(path: Path, content: bytes) -> str:
    """The text of a file: UTF-16 or UTF-8 by their marks, else UTF-8, else cp1252; mixed encodings are refused."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in content:
        raise MixedEncodings(path, "NUL")
    else:
        encoding = "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16" or re.search(rb"\xc3[\x80-\xbf]", content):
            raise MixedEncodings(path, f"byte {error.start}") from error
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise MixedEncodings(path, f"byte {error.start}") from error


class MixedEncodings(BadValue):
    """A text file whose letters cannot be trusted: parts of it are in different encodings, or it is no text."""

    def __init__(self, path: Path, where: str) -> None:
        super().__init__(
            _("{path} mixes encodings, or is no text ({where}).").format(path=path.name, where=where),
            _("Save it anew as CSV UTF-8 from the spreadsheet program; nothing was changed."),
        )
