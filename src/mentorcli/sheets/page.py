"""Sheets that were understood: where their headings stand, which cells are not read, and what is kept of refused rows."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from mentorcli import words
from mentorcli.errors import BadValue
from mentorcli.sheets import layout, rows
from mentorcli.sheets.layout import Reading
from mentorcli.sheets.reading import Sheet
from mentorcli.sheets.rows import Refused, Row
from mentorcli.words import _

ORDER = ("mentor", "youth", "match", "meeting", "event", "money", "hours")
TITLE_ROWS = 10  # how far down a heading row may stand, under a title
KEPT_MOST = 30_000  # of one cell in the file of refused rows
COUNTS = ("read", "added", "updated", "unchanged", "refused", "blank")


@dataclass
class Tally:
    """What an import did: counts by sheet, refused cells, remarks, and the refused rows as they stood."""

    sheets: dict[str, Counter[str]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    bad_rows: dict[str, list[list[object]]] = field(default_factory=dict)  # sheet: headings, then rows with reasons


@dataclass
class Page:
    """A sheet that was understood: its heading row, and its rows as fields."""

    sheet: Sheet
    reading: Reading
    headings: list[object]
    first: int  # the index of the first row below the headings


def pages_of(sheets: Sequence[Sheet], tally: Tally) -> list[Page]:
    """The sheets that are understood, in the order in which they build on each other; the file is refused if none is."""
    pages = []
    for sheet in sheets:
        found = heading_row(sheet)
        if found is None:
            if any(not rows.is_blank(cell) for _number, cells in sheet.rows for cell in cells):
                tally.notices.append(
                    _("Sheet {sheet} was passed over: its headings are not known.").format(sheet=sheet.name)
                )
            continue
        index, reading = found
        headings = sheet.rows[index][1]
        if reading.twice or reading.missing:
            raise BadValue(
                _("Sheet {sheet} has the heading {name} twice.").format(
                    sheet=sheet.name, name=words.shown(reading.twice[0])
                )
                if reading.twice
                else _("Sheet {sheet} lacks the heading: {names}.").format(
                    sheet=sheet.name, names=", ".join(reading.missing)
                ),
                _("Mend the headings; nothing was changed. A template: mentorcli export --template -o FILE.xlsx"),
            )
        if reading.unknown:
            names = ", ".join(map(words.shown, reading.unknown))
            tally.notices.append(
                _("Sheet {sheet}: not known and passed over: {names}").format(sheet=sheet.name, names=names)
            )
        pages.append(Page(sheet, reading, headings, index + 1))
    if not pages:
        raise BadValue(
            _("No sheet has headings that are known."),
            _("A template to fill in: mentorcli export --template -o FILE.xlsx"),
        )
    return sorted(pages, key=lambda page: ORDER.index(page.reading.layout.kind))


def heading_row(sheet: Sheet) -> tuple[int, Reading] | None:
    """The row that holds the headings, which may stand under a title, and what it means."""
    best: tuple[int, Reading] | None = None
    for index, (_number, cells) in enumerate(sheet.rows[:TITLE_ROWS]):
        if sum(not rows.is_blank(cell) for cell in cells) < 2:
            continue
        found = layout.understood(sheet.name, cells)
        if (
            found is not None
            and len(found.columns) >= 2
            and (best is None or len(found.columns) > len(best[1].columns))
        ):
            best = index, found
    if best is None and layout.plain(sheet.name) in layout.SHEETS and sheet.rows:
        first = next((i for i, (_n, cells) in enumerate(sheet.rows) if not all(map(rows.is_blank, cells))), None)
        if first is not None:
            return first, layout.read_as(layout.SHEETS[layout.plain(sheet.name)], sheet.rows[first][1])
    return best


def spoilt(page: Page, row: Row) -> None:
    """Refuse the cells of a row that are not even read: formulas, errors, and what looks like a CPR number."""
    fields = {at: key for key, at in page.reading.columns.items()}
    for at, cell in enumerate(row.cells):
        reason = ""
        if at in fields and (row.number, at) in page.sheet.marked:
            reason = _("The cell holds a formula or an error; write the value itself.")
        if rows.hides_cpr(cell):
            reason = _("The value looks like a CPR number, and those are never kept here.")
        if reason:
            heading = str(page.headings[at]) if at < len(page.headings) else ""
            key = fields.get(at, heading)
            row.shown.setdefault(key, (heading, cell))
            row.spoilt.add(key)
            row.refuse(key, reason, "" if rows.hides_cpr(cell) else None)


def keep_aside(tally: Tally, row: Row, headings: Sequence[object]) -> None:
    """Keep the cells of a refused row with its reasons, as the file of refused rows holds them; no CPR number.

    Reasons of a former round are left out.
    """
    own = [at for at, heading in enumerate(headings) if heading != layout.REASON]
    titles = [words.shown(headings[at]) for at in own]
    aside = tally.bad_rows.setdefault(row.sheet, [[*titles, layout.REASON]])
    kept = [plain_cell(row.cells[at]) if at < len(row.cells) else "" for at in own]
    aside.append([*kept, plain_cell(" · ".join(f"{one.column}: {one.reason}" for one in row.wrong))])


def plain_cell(cell: object) -> object:
    """A cell as the file of refused rows holds it: numbers as numbers, all else as text that fits into a cell."""
    if rows.hides_cpr(cell):
        return ""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    text = rows.as_text(cell)
    return text if len(text) <= KEPT_MOST else text[:KEPT_MOST] + "…"
