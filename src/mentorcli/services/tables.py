"""Taking in a workbook that this program exported: table by table, back to the same records and numbers.

A row is known again by what it is about. Numbers are kept where they are free, and mapped where they are not.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session

from mentorcli import parsing
from mentorcli.errors import BadValue
from mentorcli.schemes.profile import BEGINNING
from mentorcli.services.batch import Batch, differs, hides
from mentorcli.services.record import MODELS
from mentorcli.sheets.page import COUNTS, Tally, keep_aside
from mentorcli.sheets.reading import Sheet
from mentorcli.sheets.rows import Row, as_text, hides_cpr, is_blank
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
    "consent": ("youth_id", "kind", "on_day", "given_by"),
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
    "enquiry": ("youth_id", "on_day", "source", "asker", "about"),
    "visitation": ("youth_id", "on_day"),
    "followup": ("match_id", "on_day", "party", "kind", "status"),
    "substitution": ("match_id", "mentor_id", "on_day"),
    "goal": ("youth_id", "area", "on_day", "text"),
    "goal_revision": ("goal_id", "on_day", "text"),
    "goal_score": ("goal_id", "on_day", "view"),
    "grant": ("youth_id", "from_day", "until_day", "applied_on", "granted_on"),
    "rule_override": ("rule", "kind", "record_id", "on_day"),
    "concern": ("youth_id", "on_day", "told_to"),
    "thanks": ("mentor_id", "occasion", "number"),
    "wish": ("side", "mentor_id", "youth_id", "about", "value", "force", "on_day"),
    "note": ("match_id", "from_day", "until_day", "number"),
    "deferral": ("rule", "kind", "record_id", "until_day"),  # last: it may be about any of these
}
SKELETON = {  # what tells the nameless apart
    "mentor": ("gender", "age_band", "applied_on", "trained_on", "erased_on", "recorded_on"),
    "youth": ("gender", "age_band", "erased_on", "recorded_on"),
}
ONCE = ("attendance", "setting")  # tables in which equal rows are one
KRONER = {
    "money": {"amount": "amount_ore"},
    "grant": {"rate": "rate_ore"},
}  # a Danish Excel has kroner where a program has øre
LABEL: dict[str, tuple[tuple[str, ...], str]] = {  # the columns that name an owner, and its names in the file
    "mentor": (("mentor",), "SELECT name FROM mentor WHERE id = ?"),
    "youth": (("youth",), "SELECT name FROM youth WHERE id = ?"),
    "match": (("mentor", "youth"), "SELECT p.name, y.name FROM match m JOIN mentor p ON p.id = m.mentor_id "
        "JOIN youth y ON y.id = m.youth_id WHERE m.id = ?"),
    "referral": (("youth",), "SELECT y.name FROM referral r JOIN youth y ON y.id = r.youth_id WHERE r.id = ?"),
    "event": (("event",), "SELECT title FROM event WHERE id = ?"),
    "goal": (("youth",), "SELECT y.name FROM goal g JOIN youth y ON y.id = g.youth_id WHERE g.id = ?"),
    "grant": (("youth",), "SELECT y.name FROM grant g JOIN youth y ON y.id = g.youth_id WHERE g.id = ?"),
}  # fmt: skip
OWNER = {f"{table}_id": table for table in ("mentor", "youth", "referral", "match", "event", "goal", "grant")}
OWNER |= {"renews_id": "grant", "stand_in_id": "mentor"}
LONG = (  # texts of several lines
    "text", "why", "value", "purpose", "background", "so_far", "support_needs", "content", "care", "note", "tasks",
    "own_words",
    "work", "development", "youth_view", "mentor_view", "assessment", "contacts", "adjustment", "next_period",
)  # fmt: skip
DAYS = ("born", "on_day", "valid_from", "from_day", "until_day")


def is_ours(sheets: Sequence[Sheet]) -> bool:
    """Whether these sheets are tables that this program exported."""
    return any(is_table(sheet) for sheet in sheets)


def is_table(sheet: Sheet) -> bool:
    """Whether a sheet has the name and the headings of one of our tables."""
    return sheet.name in KEYS and bool(sheet.rows) and {"id", *KEYS[sheet.name]} <= set(columns_of(sheet))


def columns_of(sheet: Sheet) -> list[str]:
    """The columns of a table, by our names."""
    ours = KRONER.get(sheet.name, {})
    return [ours.get(str(cell), str(cell)) for cell in sheet.rows[0][1]]


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
        self.batch.connection.execute("PRAGMA defer_foreign_keys = ON")  # so that a row can be tried before its owner
        self.named: dict[str, Sheet] = {}
        self.lines: dict[tuple[str, int], list[object]] = {}  # the rows of the workbook by table and number
        self.refused: list[tuple[str, list[object]]] = []
        self.numbers: dict[str, dict[int, int]] = {table: {} for table in KEYS}

    def run(self, sheets: Sequence[Sheet]) -> Tally:
        """Take in all tables, in the order in which they build on each other; what was done."""
        self.named = {sheet.name: sheet for sheet in sheets if is_table(sheet)}
        for sheet in sheets:
            if sheet.name == "scheme":
                self.same_scheme(sheet)
            elif sheet.name not in self.named:
                text = _("Sheet {sheet} was passed over: its headings are not known.")
                self.tally.notices.append(text.format(sheet=sheet.name))
        for table in KEYS:
            if table in self.named:
                self.take_table(table, self.named[table])
        self.keep_owners()
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
        headings = columns_of(sheet)
        kroner = [name for name in headings if name not in map(str, sheet.rows[0][1])]
        first_free = self.batch.next[table]
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
            spoilt(row, sheet, headings)
            values = self.parsed(table, row, kroner)
            self.lines[table, old_number(values)] = cells
            what = "refused" if row.wrong else self.take(table, row, values, there, taken, seen, first_free)
            counts[what] += 1
            if row.wrong:
                self.tally.refused += row.wrong
                keep_aside(self.tally, row, sheet.rows[0][1])
                self.refused.append((table, cells))

    def keep_owners(self) -> None:
        """Put the records that refused rows hang on beside them, so that the numbers mean something when fed in again."""
        kept = {(table, id(cells)) for table, cells in self.refused}
        waiting = list(self.refused)
        while waiting:
            table, cells = waiting.pop()
            for name, cell in zip(columns_of(self.named[table]), cells, strict=False):
                owner = OWNER.get(name, "")
                found = self.lines.get((owner, old_number({"id": cell}))) if owner else None
                if found is not None and (owner, id(found)) not in kept:
                    kept.add((owner, id(found)))
                    waiting.append((owner, found))
                    keep_aside(self.tally, Row(owner, 0, found), self.named[owner].rows[0][1])

    def there(self, table: str) -> tuple[dict[tuple[object, ...], list[int]], set[int]]:
        """The rows of a table in the file by what they are about, and the numbers that are taken."""
        found: dict[tuple[object, ...], list[int]] = {}
        names = (*KEYS[table], *SKELETON.get(table, ()))
        for number, *values in self.batch.connection.execute(f"SELECT id, {', '.join(names)} FROM {table} ORDER BY id"):
            found.setdefault(self.key(table, dict(zip(names, values, strict=True))), []).append(number)
        return found, {number for numbers in found.values() for number in numbers}

    def key(self, table: str, values: dict[str, Any]) -> tuple[object, ...]:
        """What a row is about; of somebody without a name, all that is left."""
        blank = self.batch.defaults[table]
        nameless = table in SKELETON and values.get("name") is None
        return tuple(
            values.get(name, blank.get(name)) for name in (*KEYS[table], *(SKELETON[table] if nameless else ()))
        )

    def parsed(self, table: str, row: Row, kroner: Sequence[str] = ()) -> dict[str, Any]:
        """The values of a row by column, with the numbers of this file; what is wrong is noted on the row."""
        values: dict[str, Any] = {}
        for name, (_heading, cell) in row.shown.items():
            if (not cell if name in LONG and isinstance(cell, str) else is_blank(cell)) or name in row.spoilt:
                continue
            try:
                values[name] = parsing.amount_cell(cell) if name in kroner else self.value(table, name, cell)
            except BadValue as error:
                row.refuse(name, f"{error.message} {error.hint}".strip())
        for name in [one for one in values if one in OWNER or one == "record_id"]:
            owner = OWNER.get(name) or str(values.get("kind"))
            if owner in self.numbers:
                mapped = self.numbers[owner].get(values[name], values[name])
                if mapped not in self.numbers[owner].values() and not self.same_names(table, row, owner, mapped):
                    row.refuse(name, _("No record of the workbook has that number."))
                values[name] = mapped
        return values

    def same_names(self, table: str, row: Row, owner: str, number: int) -> bool:
        """Whether a number that the workbook does not explain is that of the file's record with the names beside it."""
        columns, sql = LABEL.get(owner, ((), ""))
        found = self.batch.connection.execute(sql, (number,)).fetchone() if sql else None
        there = dict(zip(columns_of(self.named[table]), row.cells, strict=False))
        return found is not None and [as_text(there.get(name) or "") for name in columns] == [
            one or "" for one in found
        ]

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
        seen: Counter[tuple[object, ...]], first_free: int,
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
        key = self.key(table, values)
        if row.wrong:
            return "refused"
        seen[key] += 0 if table in ONCE and key in seen else 1
        known = there.setdefault(key, [])
        if seen[key] <= len(known):
            number = known[seen[key] - 1]
            what = self.merge(table, row, number, values)
        else:
            number = (
                old
                if isinstance(old, int) and old not in taken and old >= first_free
                else max(self.batch.next[table], max(taken, default=0) + 1)
            )
            self.tried(table, row, values)
            if row.wrong:
                return "refused"
            taken.add(number)
            if table in ONCE:
                known.append(number)
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
                row.refuse(name, differs(stored, name, value), "" if hides(stored, name) else None)
        if differing and not row.wrong:
            self.tried(table, row, {**stored, **differing})
        if row.wrong:
            return "refused"
        if differing:
            self.batch.change(table, number, differing)
        return "updated" if differing else "unchanged"

    def tried(self, table: str, row: Row, values: dict[str, Any]) -> None:
        """Refuse a row that the table itself would not take, by trying and taking back."""
        record = {**self.batch.defaults[table], "recorded_on": self.today, **values}
        record = {name: value for name, value in record.items() if name != "id"}
        sql = f"INSERT INTO {table} ({', '.join(record)}) VALUES ({', '.join('?' * len(record))})"
        connection = self.batch.connection
        connection.execute("SAVEPOINT tried")
        try:
            connection.execute(sql, [*record.values()])
        except sqlite3.IntegrityError as error:
            found = re.search(r"CHECK constraint failed: \(*(?:length\()?(\w+)", str(error))
            if found:
                name = found[1] if found[1] in record else ""
                row.refuse(
                    name, _("The table does not take that value: {rule}.").format(rule=str(error).partition(": ")[2])
                )
        finally:
            connection.execute("ROLLBACK TO tried")
            connection.execute("RELEASE tried")


def spoilt(row: Row, sheet: Sheet, headings: Sequence[str]) -> None:
    """Refuse the cells of a row that are not even read: formulas, errors, and what looks like a CPR number."""
    for at, (name, cell) in enumerate(zip(headings, row.cells, strict=False)):
        field = MODELS[row.sheet].model_fields.get(name)
        counts = field is not None and field.annotation in (int, int | None)  # an amount in øre may look like one
        if not counts and hides_cpr(cell):
            row.shown.setdefault(name, (name, ""))
            row.refuse(name, _("The value looks like a CPR number, and those are never kept here."), "")
            row.spoilt.add(name)
        elif (row.number, at) in sheet.marked:
            row.shown.setdefault(name, (name, cell))
            row.refuse(name, _("The cell holds a formula or an error; write the value itself."))
            row.spoilt.add(name)


def old_number(values: dict[str, Any]) -> int:
    """The number that a record had where it comes from; 0 where none can be read."""
    try:
        return parsing.whole_cell(values.get("id", ""), least=1, most=10**13)
    except BadValue:
        return 0
