"""Workbooks and CSV out: text stays text, so that no name can become a formula.

In CSV a text cell that begins with `= + - @`, TAB or CR gets a leading `'`, which our importer takes off.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from mentorcli.errors import MentorError
from mentorcli.words import _

LIVE = re.compile(r"'*[=+\-@\t\r]")  # what a spreadsheet would run, and what our mark could be mistaken for
MARKED = re.compile(r"'+[=+\-@\t\r]")
CELL_MOST = 32_767  # what a cell of a workbook holds; more would be cut without a word


def safe(value: object) -> object:
    """A value for a CSV cell: text that a spreadsheet would run gets a leading `'`."""
    return "'" + value if isinstance(value, str) and LIVE.match(value) else value


def unsafe(text: str) -> str:
    """A text cell of a CSV as it was before `safe`."""
    return text[1:] if MARKED.match(text) else text


def encoded(
    form: str, dialect: str, headings: Sequence[str], rows: Iterable[Sequence[object]], kinds: Sequence[str]
) -> bytes:
    """A table as the bytes of csv, tsv or xlsx; `kinds` says which cells are amounts in øre."""
    if form == "xlsx":
        buffer = io.BytesIO()
        workbook(buffer, [("mentorcli", headings, rows)])
        return buffer.getvalue()
    text = io.StringIO(newline="")
    if form == "tsv":
        text.writelines("\t".join(map(tsv_cell, row)) + "\n" for row in (headings, *rows))
    else:
        write_csv(text, dialect, headings, rows, kinds)
    return text.getvalue().encode("utf-8-sig" if dialect == "excel-da" and form == "csv" else "utf-8")


def tsv_cell(value: object) -> str:
    """A value in TSV: exact, with TAB and line ends written `\\t` and `\\n`."""
    if value is None:
        return ""
    text = str(int(value)) if isinstance(value, bool) else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def write_csv(
    out: IO[str], dialect: str, headings: Sequence[str], rows: Iterable[Sequence[object]], kinds: Sequence[str]
) -> None:
    """CSV for programs (comma, LF), or for a Danish Excel (semicolon, CRLF, decimal comma in amounts)."""
    danish = dialect == "excel-da"
    writer = csv.writer(out, delimiter=";" if danish else ",", lineterminator="\r\n" if danish else "\n")
    ore = [index for index, kind in enumerate(kinds) if kind == "ore"] if danish else []
    writer.writerow([name.removesuffix("_ore") if index in ore else name for index, name in enumerate(headings)])
    for row in rows:
        cells = [int(value) if isinstance(value, bool) else safe(value) for value in row]
        for index in ore:
            if isinstance(cells[index], int):
                cells[index] = kroner(cells[index])
        writer.writerow(cells)


def kroner(ore: object) -> str:
    """Øre as kroner with a decimal comma, as a Danish Excel reads a number."""
    amount = int(str(ore))
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100},{abs(amount) % 100:02d}"


def workbook(target: Path | IO[bytes], sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]]) -> None:
    """A workbook of sheets (name, headings, rows), every cell text or a whole number, without the maker's name."""
    import datetime

    import xlsxwriter

    options = {
        "in_memory": True,  # else the rows would lie about in the system's folder for temporary files
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(target if not isinstance(target, Path) else str(target), options)
    book.set_properties({"author": "", "created": datetime.datetime(2000, 1, 1)})
    bold = book.add_format({"bold": True})
    titles: set[str] = set()
    for name, headings, rows in sheets:
        sheet = book.add_worksheet(title(name, titles))
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
            sheet.set_column(column, column, min(40, max(10, len(heading) + 2)))
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                write_cell(sheet, number, column, value)
    book.close()


def title(name: str, there: set[str]) -> str:
    """A name that a sheet may have: no more than 31 signs, none of `[]:*?/\\`, and no other sheet's."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "_", name)[:31].strip("'") or "_"
    plain = "_" + plain[:30] if plain.lower() == "history" else plain
    found, number = plain, 2
    while found.lower() in there:
        found, number = f"{plain[:27]} {number}", number + 1
    there.add(found.lower())
    return found


def write_cell(sheet: object, row: int, column: int, value: object) -> None:
    """One cell: whole numbers as numbers, all else as text, never cut."""
    if value is None or value == "":
        return
    if isinstance(value, int | float):
        sheet.write_number(row, column, value)  # type: ignore[attr-defined]
        return
    text = str(value)
    if len(text) > CELL_MOST:
        raise MentorError(
            _("A text of {count} characters does not fit into a cell of a workbook.").format(count=len(text)),
            _("Export as CSV instead: mentorcli export --into FOLDER"),
        )
    sheet.write_string(row, column, text)  # type: ignore[attr-defined]
