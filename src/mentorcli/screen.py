"""A list or a record as people read it: aligned text, a Rich table on a terminal, Markdown. Makes text, prints nothing.

User text is Rich Text, never markup.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mentorcli import words
from mentorcli.shapes import NUMBERS, Column, Listing, Page, for_people, pairs_of, seen, shown
from mentorcli.words import _

if TYPE_CHECKING:
    from rich.console import RenderableType


ROOM = 40  # columns of a terminal that a sentence needs to be read at a glance


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
    right = [to_the_right(one) for one in columns]
    return "".join(
        "  ".join(padded(text, width, right=r) for text, width, r in zip(row, widths, right, strict=True)).rstrip()
        + "\n"
        for row in table
    )


def to_the_right(column: Column) -> bool:
    """Whether a column's values stand to the right: numbers do, and record numbers without a letter."""
    return column.kind in NUMBERS and not (column.kind == "id" and column.list)


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii() or max(text) < "\u0300":  # Latin letters: none of them combines or is wide
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """A text with spaces up to a width."""
    space = " " * (width - cells(text))
    return space + text if right else text + space


def rich_text(what: Listing | Page, environ: Mapping[str, str], *, coloured: bool = False) -> str:
    """The same through Rich: tables with a line under the headings; user text is Text, never markup."""
    import io

    from rich.console import Console
    from rich.text import Text

    plain_colour = not coloured and "NO_COLOR" in environ
    console = Console(  # with a height: without one a dumb terminal has 80 columns, whatever its width
        file=io.StringIO(), force_terminal=True, no_color=plain_colour, width=terminal_width(environ), height=25,
        highlight=False, emoji=False, markup=False, legacy_windows=False,
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


def terminal_width(environ: Mapping[str, str]) -> int:
    """The terminal's width in columns; COLUMNS goes first."""
    import shutil

    chosen = environ.get("COLUMNS", "")
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
    """A list without the columns that may go where a terminal is too narrow for all: what is empty in every row, then
    the others, the last ones first.
    """
    widths = {
        column.key: max([cells(_(column.title)), *(cells(for_people(row[at], column)) for row in what.rows)])
        for at, column in enumerate(what.columns)
    }
    dropped: set[str] = set()
    if what.rows and sum(widths.values()) + 3 * (len(widths) - 1) > width:
        for at, column in enumerate(what.columns):
            if not any(for_people(row[at], column) for row in what.rows):
                dropped.add(column.key)
    for column in reversed([one for one in what.columns if one.wide and one.key not in dropped]):
        kept = [size for key, size in widths.items() if key not in dropped]
        if sum(kept) + 3 * (len(kept) - 1) <= width:
            break
        dropped.add(column.key)
    columns = tuple(one._replace(machine=one.machine or one.key in dropped) for one in what.columns)
    return seen(what._replace(columns=columns))


def stacked(what: Listing, width: int) -> Listing:
    """A list whose last column, of commands, stands below what they are for, where side by side that had too little room.

    A command is never broken: it is there to be typed, so it is the text beside it that a narrow terminal squeezes.
    """
    if not what.columns[-1].under or not what.rows:
        return what
    texts = [[_(one.title) for one in what.columns]]
    texts += [[for_people(value, column) for column, value in zip(what.columns, row, strict=True)] for row in what.rows]
    sizes = [max(map(cells, column)) for column in zip(*texts, strict=True)]
    room = width - sum(sizes[:-2]) - sizes[-1] - 3 * (len(sizes) - 1)
    if room >= min(sizes[-2], ROOM):
        return what
    title = f"{texts[0][-2]} / {texts[0][-1].lower()}"
    rows = [(*row[:-2], f"{text[-2]}\n  {text[-1]}") for row, text in zip(what.rows, texts[1:], strict=True)]
    return what._replace(columns=(*what.columns[:-2], what.columns[-2]._replace(title=title)), rows=rows)


def rich_table(what: Listing, width: int) -> RenderableType:
    """A list with headings, numbers to the right."""
    what = stacked(fitted(seen(what), width), width)
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column in what.columns:
        number = column.kind in NUMBERS
        keep = number or column.kind in ("day", "code", "short", "spark")
        table.add_column(
            Text(_(column.title)),
            justify="right" if to_the_right(column) else "left",
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
