"""What a command hands to the one output door: lists, records and what was written; and their values in every shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mentorcli import blocks, codes, words
from mentorcli.views import names
from mentorcli.words import _

LETTER = {
    "mentor": "m", "youth": "y", "match": "x", "event": "e", "goal": "t", "grant": "g", "enquiry": "q", "visitation": "v",
    "concern": "c", "note": "n",
}  # fmt: skip
NUMBERS = ("count", "minutes", "time", "ore", "id", "change", "mean", "share")
Row = Sequence[object]


class Column(NamedTuple):
    """One column: its JSON key, its heading, and what its values are (text, day, count, share, minutes, ore, code …)."""

    key: str
    title: str
    kind: str = "text"
    list: str = ""  # of a code: its list; of an id or person: the letter's noun
    machine: bool = False  # only in machine formats
    wide: bool = False  # on a terminal only where there is room
    under: bool = False  # of the last column: below the one before it where a terminal is narrow


class Listing(NamedTuple):
    """Rows under columns; a list in JSON, a table for people."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    title: str = ""
    empty: str = ""  # the sentence for people where there is no row


class Page(NamedTuple):
    """One record: fields, and the lists that hang on it; one object in JSON."""

    title: str
    fields: tuple[tuple[Column, object], ...]
    parts: tuple[tuple[str, Listing], ...] = ()
    groups: tuple[tuple[str, tuple[tuple[Column, object], ...]], ...] = ()


class Written(NamedTuple):
    """What a command recorded: the record's kind and number, and the sentence that says it back."""

    kind: str
    id: int
    text: str
    more: tuple[tuple[str, object], ...] = ()  # further keys of the JSON object


def shown(text: str) -> str:
    """Text as a terminal may have it: control, bidirectional and unpaired characters become `<U+001B>`."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return "".join(f"<U+{ord(one):04X}>" if one != "\n" and words.is_unprintable(one) else one for one in text)


def person(value: object) -> tuple[int | None, str | None]:
    """A person in a row: number and name; both None where there is nobody."""
    return value if isinstance(value, tuple) else (None, None)


def halves(value: object) -> tuple[int, int]:
    """A mean in a row: the sum, and of how many."""
    assert isinstance(value, tuple)
    return value[0], value[1]


def for_people(value: object, column: Column) -> str:
    """A value in the words and formats of the language in use."""
    if value is None or value == "":
        return ""
    if column.kind == "id":
        return f"{LETTER.get(column.list, '')}{value}"
    if column.kind == "person":
        number, name = person(value)
        return shown(name) if name is not None else f"({_('erased')}) {LETTER.get(column.list, '')}{number}"
    if column.kind == "day":
        return words.day_short(str(value))
    if column.kind == "bar" and isinstance(value, tuple):  # a number, and the largest beside it
        number, most = value
        return blocks.bar(number, most, 16)
    if column.kind == "spark" and isinstance(value, tuple):  # numbers in the order of time
        return blocks.spark(value)
    if column.kind == "record" and isinstance(value, dict):
        return f"{LETTER.get(value['kind'], '')}{value['id']}"
    if column.kind == "weight" and isinstance(value, tuple):  # a severity, and whether --override passes it
        return codes.word("severity", value[0]) + ("*" if value[1] else "")
    if column.kind == "noun":
        return _(names.NOUNS.get(str(value), str(value)))
    if column.kind == "translated":
        return shown(_(str(value)))
    if column.kind == "minutes":
        return "" if value == 0 else words.minutes(int(str(value)))
    if column.kind == "time":  # minutes of which none is a number, too
        return words.minutes(int(str(value)))
    if column.kind == "ore":
        return words.amount(int(str(value)))
    if column.kind == "code":
        return shown(codes.word(column.list, str(value)))
    if column.list == "free_time":
        from mentorcli import gates

        return shown(gates.times_said(str(value)))
    if column.kind == "codes":
        return ", ".join(shown(codes.word(column.list, code)) for code in str(value).split(", "))
    if column.kind == "score":  # a step of the scale is never printed without its anchor
        return ", ".join(f"{step} {codes.word('score', step)}" for step in str(value).split(", "))
    if column.kind == "change":
        return f"{int(str(value)):+d}" if value else "0"
    if column.kind == "mean":
        return words.mean(*halves(value), places=1)
    if column.kind == "flag":  # said only where it is set
        return _("yes") if value else ""
    if column.kind == "yesno":
        return _("yes") if value else _("no")
    if column.kind == "phone":
        return words.phone(str(value))
    if column.kind == "share":
        return words.share(float(str(value)))
    if column.kind == "count":
        return words.number(int(str(value)))
    return shown(str(value))


def for_machines(value: object, column: Column) -> object:
    """A value as JSON has it: codes, ISO days, whole minutes and øre; a person is an object."""
    if column.kind == "person":
        number, name = person(value)
        return {"id": number, "name": name}
    if column.kind == "weight" and isinstance(value, tuple):
        return value[0]
    if column.kind in ("yesno", "flag"):
        return None if value is None else bool(value)
    if column.kind == "mean":
        return None if value is None else float(words.mean(*halves(value), places=2, point="."))
    return value


def flat(columns: Sequence[Column], row: Row) -> list[object]:
    """A row for CSV and TSV: a person takes two cells."""
    cells: list[object] = []
    for column, value in zip(columns, row, strict=True):
        if column.kind == "person":
            cells += person(value)
        elif column.kind == "record" and isinstance(value, dict):
            cells += [value["kind"], value["id"], value["label"]]
        else:
            cells.append(for_machines(value, column))
    return cells


def headings(columns: Sequence[Column]) -> list[str]:
    """The headings of CSV and TSV: the JSON keys, a person's number first."""
    several = {"person": ("{}_id", "{}"), "record": ("{}_kind", "{}_id", "{}")}
    return [form.format(one.key) for one in columns for form in several.get(one.kind, ("{}",))]


def as_object(columns: Sequence[Column], row: Row) -> dict[str, object]:
    """A row as a JSON object."""
    return {column.key: for_machines(value, column) for column, value in zip(columns, row, strict=True)}


def one_row(page: Page) -> Listing:
    """A record as a list of one row: what CSV and workbooks can hold of it."""
    grouped = [(column._replace(key=f"{key}_{column.key}"), v) for key, pairs in page.groups for column, v in pairs]
    pairs = [*page.fields, *grouped]
    return Listing(tuple(column for column, _value in pairs), [tuple(value for _column, value in pairs)])


def seen(what: Listing) -> Listing:
    """A list without the columns that only machines get."""
    if not any(column.machine for column in what.columns):
        return what
    kept = [index for index, column in enumerate(what.columns) if not column.machine]
    rows = [tuple(row[index] for index in kept) for row in what.rows]
    return what._replace(columns=tuple(what.columns[index] for index in kept), rows=rows)


def pairs_of(page: Page) -> list[tuple[str, str]]:
    """The fields of a record that hold something, with their headings."""
    pairs = [*page.fields, *(pair for _key, group in page.groups for pair in group)]
    named = [(_(column.title), for_people(value, column)) for column, value in pairs if column.title]
    return [(title, text) for title, text in named if text]


def numbers_of(what: Listing) -> list[str]:
    """The records of a list by number, with their letters: what --quiet prints of it."""
    found = []
    for row in what.rows:
        values = {column.key: (column, value) for column, value in zip(what.columns, row, strict=True)}
        named = next((value for column, value in values.values() if column.kind == "record"), None)
        column, number = next((pair for pair in values.values() if pair[0].kind == "id"), (None, None))
        if isinstance(named, dict):
            found.append(f"{LETTER.get(named['kind'], '')}{named['id']}")
        elif column is not None:
            kind = column.list or str(values["kind"][1] if "kind" in values else "")
            found.append(f"{LETTER.get(kind, '')}{number}")
    return found
