"""Workbooks and CSV in: bytes to sheets of cells, with a guard against files that cannot be trusted as a whole.

A file is refused whole (BadValue) when it is no workbook, too big unpacked, of mixed encodings, or has an unclosed quote.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from mentorcli import words
from mentorcli.errors import BadValue
from mentorcli.sheets import guard, layout, writing
from mentorcli.words import _

BOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
MOST_BYTES = 200_000_000  # of one file on disk
HEAD_LINES = 10  # of a CSV, among which the headings are
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


def read_book(path: Path) -> list[Sheet]:
    """The sheets of a workbook, read by calamine: real dates, numbers, texts."""
    suffix = path.suffix.lower()
    marked = guard.xlsx(path) if suffix in (".xlsx", ".xlsm") else guard.ods(path) if suffix == ".ods" else {}
    from python_calamine import CalamineWorkbook, SheetTypeEnum

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
    except BaseException as error:  # a fault of the foreign library comes as PanicException, which is no Exception
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise guard.not_a_book(path, words.shown(str(error).split("\n")[0])) from error
        raise


# --- text -------------------------------------------------------------------------------------------------------


def read_text(path: Path) -> Sheet:
    """A CSV file of any of the hands that Danish programs have: comma, semicolon or TAB; UTF-8, UTF-16 or cp1252."""
    text = decoded(path, path.read_bytes())
    told = re.match(r"sep=([^\r\n])[ \t]*(?:\r\n|\r|\n)", text, re.IGNORECASE)
    skipped = 1 if told else 0
    text = text[told.end() :] if told else text
    rows: list[tuple[int, list[Cell]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=told[1] if told else delimiter(text), strict=True)
    start = 1
    try:
        for cells in reader:
            rows.append((start + skipped, [writing.unsafe(cell) for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        long = "field limit" in str(error)
        sentence = (
            _("{path}, line {line}: a cell is too long to be read, or a quote is opened and not closed.")
            if long
            else _("{path}, line {line}: a quote is opened and not closed, or stands in the wrong place.")
        )
        raise BadValue(
            sentence.format(path=path.name, line=start + skipped),
            _("Mend that line; nothing was changed."),
            [{"line": start + skipped, "why": str(error)}],
        ) from error
    return Sheet(path.stem, rows, exact_width=True)


def delimiter(text: str) -> str:
    """What stands between the cells: the sign that parts one of the first lines into headings; else the first line's."""
    lines = [re.sub(r'"([^"]*)"', joined, line) for line in text[:20_000].splitlines()[:HEAD_LINES]]
    first = next((line for line in lines if line.strip()), "")

    def headings(sign: str) -> int:
        return max((sum(layout.is_heading(cell) for cell in line.split(sign)) for line in lines), default=0)

    return max(";\t,", key=lambda sign: (headings(sign), first.count(sign)))


def joined(quoted: re.Match[str]) -> str:
    """What stands in quotes, without the signs that part cells."""
    return re.sub(r"[;,\t]", " ", quoted[1])


def decoded(path: Path, content: bytes) -> str:
    """The text of a file: UTF-16 or UTF-8 by their marks, else UTF-8, else cp1252; mixed encodings are refused."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in content:
        raise MixedEncodings(path, "NUL")
    else:
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
        if "\x00" in text:
            raise MixedEncodings(path, "NUL")
        return text
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
