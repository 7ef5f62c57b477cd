"""Taking in a workbook that this program exported: table by table, back to the same records and numbers.

A row is known again by what it is about. Numbers are kept where they are free, and mapped where they are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session

from mentorcli import parsing
from mentorcli.errors import BadValue
from mentorcli.schemes.profile import BEGINNING
from mentorcli.services.batch import Batch
from mentorcli.services.importing import COUNTS, Tally, plain_cell
from mentorcli.services.record import MODELS
from mentorcli.sheets import layout
from mentorcli.sheets.reading import Sheet
from mentorcli.sheets.rows import Row, as_text, is_blank
from mentorcli.views.tables import DERIVED
from mentorcli.words import _

KEYS: dict[str, tuple[str, ...]] = {  # what a row is about
    "setting": ("key", "valid_from"),
    "mentor": ("name", "born"),
    "departure": ("mentor_id", "kind", "on_day"),
    "mentor_check": ("mentor_id", "kind", "ordered_on", "seen_on"),
    "mentor_pause": ("mentor_id", "on_day"),
    "youth": ("name", "born"),
    "referral": ("youth_id", "on_day"),
    "closing": ("referral_id",),
    "consent": ("youth_id", "kind", "on_day"),
    "match": ("mentor_id", "youth_id", "proposed_on", "first_met_on"),
    "match_end": ("match_id", "on_day"),
    "match_reopening": ("match_id", "on_day"),
    "match_pause": ("match_id", "on_day"),
    "meeting": ("match_id", "on_day", "kind", "at"),
    "event": ("on_day", "title"),
    "attendance": ("event_id", "mentor_id", "youth_id"),
    "money": ("on_day", "direction", "category", "amount_ore", "text"),
    "hours": ("on_day", "minutes", "activity"),
    "remark": ("mentor_id", "youth_id", "text"),
    "deferral": ("rule", "kind", "record_id", "until_day"),
}
OWNER = {f"{table}_id": table for table in ("mentor", "youth", "referral", "match", "event")}
LONG = ("text", "why", "value", "purpose")  # texts of several lines
DAYS = ("born", "on_day", "valid_from", "until_day")


def is_ours(sheets: Sequence[Sheet]) -> bool:
    """Whether these sheets are tables that this program exported."""
    return any(is_table(sheet) for sheet in sheets)


def is_table(sheet: Sheet) -> bool:
    """Whether a sheet has the name and the headings of one of our tables."""
    return sheet.name in KEYS and bool(sheet.rows) and {"id", *KEYS[sheet.name]} <= set(map(str, sheet.rows[0][1]))


class Restore:
    """One import of exported tables into one file."""

    def __init__(
        self, session: Session, *, today: str, update: bool = False, tick: Callable[[int], None] = lambda _rows: None
    ) -> None:
        self.batch = Batch(session, today)
        self.today = today
        self.update = update
        self.tick = tick
        self.tally = Tally()
        self.numbers: dict[str, dict[int, int]] = {table: {} for table in KEYS}

    def run(self, sheets: Sequence[Sheet]) -> Tally:
        """Take in all tables, in the order in which they build on each other; what was done."""
        named = {sheet.name: sheet for sheet in sheets if is_table(sheet)}
        for sheet in sheets:
            if sheet.name == "scheme":
                self.same_scheme(sheet)
            elif sheet.name not in named:
                text = _("Sheet {sheet} was passed over: its headings are not known.")
                self.tally.notices.append(text.format(sheet=sheet.name))
        for table in KEYS:
            if table in named:
                self.take_table(table, named[table])
        self.batch.write()
        return self.tally

    def same_scheme(self, sheet: Sheet) -> None:
        """Refuse tables of another scheme's file: its rules and goal areas would not fit."""
        here = self.batch.connection.execute("SELECT profile FROM scheme").fetchone()
        there = [as_text(cells[1]) for _number, cells in sheet.rows[1:] if len(cells) > 1]
        if here and there and there[0] != here[0]:
            raise BadValue(
                _("The tables are of the scheme {there}, this file is of {here}.").format(there=there[0], here=here[0]),
                _("Make a file for them: mentorcli --db FILE init --scheme {there}").format(there=there[0]),
            )

    def take_table(self, table: str, sheet: Sheet) -> None:
        """Take in the rows of one table."""
        headings = [str(cell) for cell in sheet.rows[0][1]]
        counts = self.tally.sheets.setdefault(table, Counter(dict.fromkeys(COUNTS, 0)))
        there, taken = self.there(table)
        seen: Counter[tuple[object, ...]] = Counter()
        columns = [name for name in headings if name in MODELS[table].model_fields and name not in DERIVED]
        for number, cells in sheet.rows[1:]:
            counts["read"] += 1
            self.tick(1)
            if all(map(is_blank, cells)):
                counts["blank"] += 1
                continue
            row = Row(
                table,
                number,
                cells,
                shown={
                    name: (name, cells[headings.index(name)] if headings.index(name) < len(cells) else "")
                    for name in columns
                },
            )
            values = self.parsed(table, row)
            what = "refused" if row.wrong else self.take(table, row, values, there, taken, seen)
            counts[what] += 1
            if row.wrong:
                self.tally.refused += row.wrong
                aside = self.tally.bad_rows.setdefault(table, [[*headings, layout.REASON]])
                kept = ["" if parsing.looks_like_cpr(as_text(cell)) else plain_cell(cell) for cell in cells]
                kept = [*kept, *[""] * len(headings)][: len(headings)]
                aside.append([*kept, " · ".join(f"{one.column}: {one.reason}" for one in row.wrong)])

    def there(self, table: str) -> tuple[dict[tuple[object, ...], list[int]], set[int]]:
        """The rows of a table in the file by what they are about, and the numbers that are taken."""
        found: dict[tuple[object, ...], list[int]] = {}
        for number, *key in self.batch.connection.execute(
            f"SELECT id, {', '.join(KEYS[table])} FROM {table} ORDER BY id"
        ):
            found.setdefault(tuple(key), []).append(number)
        return found, {number for numbers in found.values() for number in numbers}

    def parsed(self, table: str, row: Row) -> dict[str, Any]:
        """The values of a row by column, with the numbers of this file; what is wrong is noted on the row."""
        values: dict[str, Any] = {}
        for name, (_heading, cell) in row.shown.items():
            if is_blank(cell):
                continue
            try:
                values[name] = self.value(table, name, cell)
            except BadValue as error:
                row.refuse(name, f"{error.message} {error.hint}".strip())
        for name in [one for one in values if one in OWNER or one == "record_id"]:
            owner = OWNER.get(name) or str(values.get("kind"))
            if owner in self.numbers:
                mapped = self.numbers[owner].get(values[name])
                if mapped is None:
                    row.refuse(name, _("No record of the workbook has that number."))
                values[name] = mapped
        return values

    def value(self, table: str, name: str, cell: object) -> object:
        """One cell through the gate of its column."""
        kind = MODELS[table].model_fields[name].annotation
        if name == "valid_from" and as_text(cell) == BEGINNING:
            return BEGINNING
        if name in DAYS or name.endswith("_on"):
            return parsing.day_cell(cell, today=self.today, sense="birth" if name == "born" else "file")
        if kind in (int, int | None):
            return parsing.whole_cell(cell, least=0, most=10**13)
        if name == "phone":
            return parsing.phone(as_text(cell))
        if name == "name":
            return parsing.name(as_text(cell))
        text = as_text(cell)
        return parsing.text(text) if name in LONG else parsing.line(text, most=500)

    def take(
        self, table: str, row: Row, values: dict[str, Any], there: dict[tuple[object, ...], list[int]], taken: set[int],
        seen: Counter[tuple[object, ...]],
    ) -> str:  # fmt: skip
        """Add a row, or know it again: the n-th of equal ones is the n-th. What was done."""
        if table == "setting":
            values.setdefault("value", "")  # empty means: not used
        missing = [
            n for n, f in MODELS[table].model_fields.items() if f.is_required() and n not in values and n not in DERIVED
        ]
        missing = [name for name in missing if name not in ("recorded_on", "name")]
        for name in missing:
            row.refuse(name, _("It is missing."))
        old = values.pop("id", None)
        blank = self.batch.defaults[table]
        key = tuple(values.get(name, blank.get(name)) for name in KEYS[table])
        if row.wrong:
            return "refused"
        seen[key] += 1
        known = there.get(key, [])
        if seen[key] <= len(known):
            number = known[seen[key] - 1]
            what = self.merge(table, row, number, values)
        else:
            number = (
                old
                if isinstance(old, int) and old not in taken
                else max(self.batch.next[table], max(taken, default=0) + 1)
            )
            taken.add(number)
            if "name" in values and table in ("mentor", "youth"):
                values |= {"name_fold": parsing.fold(values["name"]), "name_sort": parsing.sort_key(values["name"])}
            self.batch.put(table, number, {"recorded_on": self.today, **values})
            what = "added"
        if isinstance(old, int):
            self.numbers[table][old] = number
        return what

    def merge(self, table: str, row: Row, number: int, values: dict[str, Any]) -> str:
        """Fill blanks of a record on file; a value that differs is refused with both, unless --update."""
        stored = self.batch.stored(table, number)
        differing = {n: v for n, v in values.items() if stored.get(n) != v and n != "recorded_on"}
        for name, value in differing.items():
            if stored.get(name) not in (None, "") and not self.update:
                reason = _("The file has {old}, this says {new}; --update takes the new one.")
                row.refuse(name, reason.format(old=stored[name], new=value))
        if row.wrong:
            return "refused"
        if differing:
            self.batch.change(table, number, differing)
        return "updated" if differing else "unchanged"
