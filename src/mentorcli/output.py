"""The only file that prints. A command hands over a Listing, a Page or what it wrote; the format is chosen here.

Data goes to standard output, all else to the error stream. User text reaches a terminal only through `shown`,
which makes control and bidirectional characters visible; it is never taken for markup.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import codes, words
from mentorcli.context import Context, no_such_format
from mentorcli.errors import BadValue, MentorError
from mentorcli.words import _

if TYPE_CHECKING:
    from rich.console import RenderableType

PAGE_ROWS = 60  # beyond a page, Rich costs too much time and plain aligned text reads as well
LETTER = {"mentor": "m", "youth": "y", "match": "x", "event": "e"}
NUMBERS = ("count", "minutes", "ore", "id")
Row = Sequence[object]


class Column(NamedTuple):
    """One column: its JSON key, its heading, and what its values are (text, day, count, minutes, ore, code …)."""

    key: str
    title: str
    kind: str = "text"
    list: str = ""  # of a code: its list; of an id or person: the letter's noun
    machine: bool = False  # only in machine formats
    wide: bool = False  # on a terminal only where there is room


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


# --- values -----------------------------------------------------------------------------------------------------


def shown(text: str) -> str:
    """Text as a terminal may have it: control, bidirectional and unpaired characters become `<U+001B>`."""
    if text.isprintable():
        return text
    return "".join(f"<U+{ord(one):04X}>" if one != "\n" and words.is_unprintable(one) else one for one in text)


def person(value: object) -> tuple[int | None, str | None]:
    """A person in a row: number and name; both None where there is nobody."""
    return value if isinstance(value, tuple) else (None, None)


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
    if column.kind == "minutes":
        return words.minutes(int(str(value)))
    if column.kind == "ore":
        return words.amount(int(str(value)))
    if column.kind == "code":
        return shown(codes.word(column.list, str(value)))
    if column.kind == "yesno":
        return _("yes") if value else _("no")
    if column.kind == "phone":
        return words.phone(str(value))
    if column.kind == "count":
        return words.number(int(str(value)))
    return shown(str(value))


def for_machines(value: object, column: Column) -> object:
    """A value as JSON has it: codes, ISO days, whole minutes and øre; a person is an object."""
    if column.kind == "person":
        number, name = person(value)
        return {"id": number, "name": name}
    if column.kind == "yesno":
        return None if value is None else bool(value)
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


# --- what commands call -----------------------------------------------------------------------------------------


def emit(here: Context, what: Listing | Page) -> None:
    """Print a list or a record in the format asked for, or write it to the file that -o names."""
    if here.flag("--quiet") and isinstance(what, Listing) and here.format == "table":
        deliver(here, "".join(f"{for_people(row[0], what.columns[0])}\n" for row in what.rows).encode())
        return
    chosen = here.format
    if chosen in ("json", "jsonl"):
        deliver(here, json_text(what, lines=chosen == "jsonl").encode())
    elif chosen in ("csv", "tsv", "xlsx"):
        from mentorcli.sheets import writing

        table = what if isinstance(what, Listing) else one_row(what)
        rows = [flat(table.columns, row) for row in table.rows]
        numbers = {"ore": "ore", "minutes": "count", "count": "count"}
        kinds = [numbers.get(one.kind, "text") for one in table.columns for _name in headings([one])]
        if chosen == "xlsx" and here.output is None:
            raise BadValue(_("A workbook needs a file."), _("Name it with -o FILE.xlsx"))
        dialect = here.given.get("--dialect", "plain")
        deliver(here, writing.encoded(chosen, dialect, headings(table.columns), rows, kinds))
    elif chosen == "md":
        deliver(here, markdown(what).encode())
    elif chosen == "table":
        on_terminal(here, what)
    else:
        raise no_such_format(chosen)


def written(here: Context, what: Written) -> None:
    """Say back what was recorded: a sentence, or an object with its number in JSON; with --quiet the number alone."""
    if here.format in ("json", "jsonl"):
        record = {"kind": what.kind, "id": what.id, "message": what.text, "dry_run": here.dry_run, **dict(what.more)}
        deliver(here, (json_dumps(record) + "\n").encode())
    elif here.flag("--quiet"):
        deliver(here, f"{LETTER.get(what.kind, '')}{what.id}\n".encode())
    else:
        note = _(" (not saved: --dry-run)") if here.dry_run else ""
        deliver(here, (shown(what.text) + note + "\n").encode(errors="backslashreplace"))


def one_row(page: Page) -> Listing:
    """A record as a list of one row: what CSV and workbooks can hold of it."""
    return Listing(tuple(column for column, _value in page.fields), [tuple(value for _column, value in page.fields)])


def json_text(what: Listing | Page, *, lines: bool) -> str:
    """A list as an array (or a line each), a record as one object."""
    if isinstance(what, Listing):
        objects = [as_object(what.columns, row) for row in what.rows]
        if lines:
            return "".join(json_dumps(one, indent=None) + "\n" for one in objects)
        return json_dumps(objects) + "\n"
    record: dict[str, object] = {column.key: for_machines(value, column) for column, value in what.fields}
    for key, pairs in what.groups:
        record[key] = {column.key: for_machines(value, column) for column, value in pairs}
    for key, part in what.parts:
        record[key] = [as_object(part.columns, row) for row in part.rows]
    return json_dumps(record, indent=None if lines else 2) + "\n"


def json_dumps(value: object, indent: int | None = 2) -> str:
    """JSON with the letters as they are; an unpaired surrogate is escaped, for UTF-8 cannot hold it."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isascii() or is_utf8(text) else json.dumps(value, indent=indent)


def is_utf8(text: str) -> bool:
    """Whether UTF-8 can hold the text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def json_out(here: Context, value: object) -> None:
    """Print a value that is neither a list nor a record, such as the counts of an import, as JSON."""
    deliver(here, (json_dumps(value, indent=None if here.format == "jsonl" else 2) + "\n").encode())


@contextmanager
def progress(here: Context, title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on the error stream for work of over a second, on a terminal only; gives the function to call."""
    if not is_terminal(sys.stderr) or here.flag("--quiet") or here.format in ("json", "jsonl"):
        yield lambda _done: None
        return
    import time

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(title, total=total)
    started, waiting = time.monotonic(), [0, False]

    def tick(done: int) -> None:
        waiting[0] += done
        if waiting[0] % 100 == 0:
            if not waiting[1] and time.monotonic() - started > 1:
                waiting[1] = True
                bar.start()
            bar.update(task, completed=waiting[0])

    try:
        yield tick
    finally:
        if waiting[1]:
            bar.stop()


def seen(what: Listing) -> Listing:
    """A list without the columns that only machines get."""
    if not any(column.machine for column in what.columns):
        return what
    kept = [index for index, column in enumerate(what.columns) if not column.machine]
    rows = [tuple(row[index] for index in kept) for row in what.rows]
    return what._replace(columns=tuple(what.columns[index] for index in kept), rows=rows)


# --- for people -------------------------------------------------------------------------------------------------


def on_terminal(here: Context, what: Listing | Page) -> None:
    """Rich tables on a terminal, for a page of rows; plain aligned text everywhere else."""
    colour = here.given.get("--color", "auto")
    rich = colour == "always" or (colour == "auto" and is_terminal(sys.stdout) and here.output is None)
    sizes = [len(what.rows)] if isinstance(what, Listing) else [len(part.rows) for _key, part in what.parts]
    if rich and all(size <= PAGE_ROWS for size in sizes):
        deliver(here, rich_text(here, what).encode(errors="backslashreplace"))
    else:
        deliver(here, plain(what).encode(errors="backslashreplace"))


def is_terminal(stream: object) -> bool:
    """Whether a stream is a terminal that a person sees."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def pairs_of(page: Page) -> list[tuple[str, str]]:
    """The fields of a record that hold something, with their headings."""
    pairs = [*page.fields, *(pair for _key, group in page.groups for pair in group)]
    named = [(_(column.title), for_people(value, column)) for column, value in pairs if column.title]
    return [(title, text) for title, text in named if text]


def plain(what: Listing | Page) -> str:
    """Aligned text without colour, box or wrapping."""
    if isinstance(what, Listing):
        return plain_table(what)
    pairs = pairs_of(what)
    width = max((cells(title) for title, _text in pairs), default=0)
    text = [
        shown(what.title),
        *(padded(title, width) + "  " + value.replace("\n", "\n" + " " * (width + 2)) for title, value in pairs),
    ]
    for _key, part in what.parts:
        if part.rows or part.empty:
            text += ["", _(part.title), plain_table(part).rstrip("\n")]
    return "\n".join(text) + "\n"


def plain_table(what: Listing) -> str:
    """A list as aligned columns, numbers to the right; its sentence where it is empty."""
    what = seen(what)
    if not what.rows:
        return _(what.empty) + "\n" if what.empty else ""
    columns = what.columns
    table = [[_(one.title) for one in columns]]
    table += [[for_people(v, c).replace("\n", " ") for c, v in zip(columns, row, strict=True)] for row in what.rows]
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    right = [one.kind in NUMBERS and one.kind != "id" for one in columns]
    return "".join(
        "  ".join(padded(text, width, right=r) for text, width, r in zip(row, widths, right, strict=True)).rstrip()
        + "\n"
        for row in table
    )


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """A text with spaces up to a width."""
    space = " " * (width - cells(text))
    return space + text if right else text + space


def rich_text(here: Context, what: Listing | Page) -> str:
    """The same through Rich: tables with a line under the headings; user text is Text, never markup."""
    import io

    from rich.console import Console
    from rich.text import Text

    plain_colour = here.given.get("--color") != "always" and "NO_COLOR" in here.environ
    console = Console(
        file=io.StringIO(), force_terminal=True, no_color=plain_colour, width=terminal_width(here), highlight=False,
        emoji=False, markup=False, legacy_windows=False,
    )  # fmt: skip
    if isinstance(what, Listing):
        console.print(rich_table(what, console.width) if what.rows else Text(_(what.empty)))
    else:
        console.print(Text(shown(what.title), style="bold"))
        console.print(rich_pairs(pairs_of(what)))
        for _key, part in what.parts:
            if part.rows or part.empty:
                console.print(Text("\n" + _(part.title), style="bold"))
                console.print(rich_table(part, console.width) if part.rows else Text(_(part.empty)))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def terminal_width(here: Context) -> int:
    """The terminal's width in columns; COLUMNS goes first."""
    import shutil

    chosen = here.environ.get("COLUMNS", "")
    return max(20, int(chosen)) if chosen.isdigit() else shutil.get_terminal_size((80, 24)).columns


def rich_pairs(pairs: Sequence[tuple[str, str]]) -> RenderableType:
    """Fields of a record: heading and value."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    for title, text in pairs:
        grid.add_row(Text(title, style="dim"), Text(text))
    return grid


def fitted(what: Listing, width: int) -> Listing:
    """A list without the columns, the last ones first, that may go where a terminal is too narrow for all."""
    widths = {
        column.key: max([cells(_(column.title)), *(cells(for_people(row[at], column)) for row in what.rows)])
        for at, column in enumerate(what.columns)
    }
    dropped: set[str] = set()
    for column in reversed([one for one in what.columns if one.wide]):
        kept = [size for key, size in widths.items() if key not in dropped]
        if sum(kept) + 3 * (len(kept) - 1) <= width:
            break
        dropped.add(column.key)
    columns = tuple(one._replace(machine=one.machine or one.key in dropped) for one in what.columns)
    return seen(what._replace(columns=columns))


def rich_table(what: Listing, width: int) -> RenderableType:
    """A list with headings, numbers to the right."""
    what = fitted(seen(what), width)
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column in what.columns:
        number = column.kind in NUMBERS
        keep = number or column.kind in ("day", "code", "short")
        table.add_column(
            Text(_(column.title)),
            justify="right" if number and column.kind != "id" else "left",
            no_wrap=keep,
            overflow="fold",
        )
    for row in what.rows:
        table.add_row(*(Text(for_people(value, column)) for column, value in zip(what.columns, row, strict=True)))
    return table


def markdown(what: Listing | Page) -> str:
    """Tables and lists in Markdown, for people."""
    if isinstance(what, Listing):
        return markdown_table(what)
    lines = [f"# {words.escaped(shown(what.title))}", ""]
    lines += [f"- **{title}**: {words.escaped(text)}" for title, text in pairs_of(what)]
    for _key, part in what.parts:
        if part.rows or part.empty:
            lines += ["", f"## {_(part.title)}", "", markdown_table(part).rstrip("\n")]
    return "\n".join(lines) + "\n"


def markdown_table(what: Listing) -> str:
    """A list as a Markdown table, or its sentence where it is empty."""
    what = seen(what)
    if not what.rows:
        return _(what.empty) + "\n" if what.empty else ""
    head = "| " + " | ".join(_(one.title) for one in what.columns) + " |"
    line = "|" + "|".join("---:" if one.kind in NUMBERS else "---" for one in what.columns) + "|"
    body = [
        "| " + " | ".join(words.escaped(for_people(v, c)) for c, v in zip(what.columns, row, strict=True)) + " |"
        for row in what.rows
    ]
    return "\n".join([head, line, *body]) + "\n"


# --- streams ----------------------------------------------------------------------------------------------------


class ReaderGone(BaseException):
    """Whoever read our standard output has gone: `| head` has seen enough."""


def deliver(here: Context, content: bytes) -> None:
    """Send finished bytes to the file of -o, or to standard output whole; a write that falls short is an error."""
    if here.output is not None:
        from mentorcli.store import files

        files.write(here.output, content)
        say(_("Written: {path}").format(path=here.output), here)
        return
    if sys.stdout is None:
        raise MentorError(_("There is nowhere to print to."), _("Open standard output, or use -o FILE."))
    stream = sys.stdout.buffer
    encoding = (sys.stdout.encoding or "utf-8").lower()
    if here.format in ("table", "md") and encoding.replace("-", "") not in ("utf8", "utf_8"):
        content = content.decode().encode(encoding, errors="backslashreplace")
    left = memoryview(content)
    try:
        while left:
            left = left[stream.write(left) :]
        stream.flush()
    except BrokenPipeError as error:  # Typer would make it a plain failure
        raise ReaderGone from error


def say(text: str, here: Context | None = None) -> None:
    """A sentence on the error stream; --quiet silences it."""
    if here is None or not here.flag("--quiet"):
        tell(shown(text))


def tell(text: str) -> None:
    """Write to the error stream; where even that fails, the exit code must say it alone."""
    try:
        sys.stderr.write(text.encode(errors="backslashreplace").decode() + "\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        forget(sys.stderr)


def failed(here: Context, error: MentorError, code: int | None = None) -> None:
    """An error: one sentence and the way out, or an object where JSON is asked for; on the error stream."""
    message = f"{error.message} {here.saved}" if here.saved else error.message
    if here.given.get("--format") in ("json", "jsonl"):
        record = {
            "code": code or error.code,
            "kind": error.kind,
            "message": message,
            "hint": error.hint,
            "details": error.details,
        }
        tell(json_dumps({"error": record}))
        return
    lines = [f"mentorcli: {shown(message)}"]
    lines += [
        "  " + "  ".join(shown(str(value)) for value in one.values() if value not in ("", None))
        for one in error.details
    ]
    if error.hint:
        lines.append(f"  {shown(error.hint)}")
    tell("\n".join(lines))


def first_steps(here: Context) -> None:
    """What to do when there is no data file yet: three commands."""
    steps = (
        ("mentorcli demo", _("look around in a sample corps")),
        ("mentorcli init --scheme slagelse", _("make the file of your scheme (mentorcli scheme list shows all)")),
        ("mentorcli import LISTE.xlsx", _("take in the lists that you have")),
    )
    width = max(len(command) for command, _why in steps)
    lines = [
        _("There is no data file yet. Three first steps:"),
        *(f"  {one.ljust(width)}  {why}" for one, why in steps),
    ]
    deliver(here, ("\n".join(lines) + "\n").encode())


def forget(stream: object) -> None:
    """Point a stream that cannot be written at nothing, so that Python's own goodbye stays silent."""
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())  # type: ignore[attr-defined]
    except (OSError, AttributeError, ValueError):
        return
