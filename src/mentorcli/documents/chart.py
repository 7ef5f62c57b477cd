"""Charts: from numbers to marks on a sheet, which one macro (`house/chart.svg.j2`) draws as SVG.

Every chart has a title and a description that tells its numbers, so that nobody needs to see it. Series differ by
dash and marker as well as by colour; the colours have a contrast of at least 4.5 to white.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mentorcli import blocks, words
from mentorcli.words import _, shown

WIDTH = 640
TOP = 34  # below the title
INK, GREY, RULE = "#1d2733", "#4a5866", "#cfd6de"
COLOURS = ("#1f5f8b", "#9a4a06", "#2b6b3f", "#6a3f96", "#8a1f4b", "#4a5866")
DASHES = ("", "7 4", "2 3", "10 3 2 3", "4 2", "1 4")
Row = tuple[str, int | float | None] | tuple[str, int | float | None, str]
Series = tuple[str, Sequence[int | float | None]]


class Box(NamedTuple):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float


class Line(NamedTuple):
    """A line through points, `M x y L x y`, in a colour and dash; a rule of the sheet where `colour` is grey."""

    path: str
    colour: str
    dash: str = ""
    width: float = 2.5


class Word(NamedTuple):
    """A text at a place; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    size: int = 14
    bold: bool = False
    colour: str = INK


class Dot(NamedTuple):
    """A marker of a series: a disc, a square, a triangle … by its number."""

    x: float
    y: float
    series: int


class Chart(NamedTuple):
    """What the macro draws, what it says to those who do not see it, and its rows for a plain text."""

    title: str
    description: str
    height: float
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    words: tuple[Word, ...] = ()
    dots: tuple[Dot, ...] = ()
    rows: tuple[tuple[str, str, str], ...] = ()  # label, block characters, number
    width: float = WIDTH
    colours: tuple[str, ...] = COLOURS
    ink: str = INK


# --- the kinds --------------------------------------------------------------------------------------------------


def bars(title: str, rows: Sequence[Row]) -> Chart:
    """A bar for each row of label and number; a third element says the number in other words, such as `<5`."""
    read = [(shown(row[0]), row[1], row[2] if len(row) > 2 else told(row[1])) for row in rows]
    most = max((value for _label, value, _said in read if value is not None), default=0) or 1
    longest = max((len(said) for _label, _value, said in read), default=0)
    left, room = 226, WIDTH - 226 - max(90, 10 * longest + 14)  # the number behind the longest bar is not cut off
    boxes, texts = [], []
    for number, (label, value, said) in enumerate(read):
        y = TOP + 6 + 30 * number
        length = 0 if value is None else max(value, 0) / most * room
        if length:
            boxes.append(Box(left, y, round(length, 1), 20))
        texts.append(Word(left - 8, y + 15, shortened(label, 30), "end"))
        texts.append(Word(left + round(length, 1) + 7, y + 15, said, bold=True))
    if not read:
        texts.append(Word(left + 8, TOP + 21, _("no numbers")))
    height = TOP + 6 + 30 * max(len(read), 1)
    axis = Line(f"M{left} {TOP}V{height - 4}", GREY, width=1)
    description = _("Bars: {values}.").format(values="; ".join(f"{label} {said}" for label, _v, said in read) or "–")
    plain = tuple((label, blocks.bar(value or 0, most), said) for label, value, said in read)
    return Chart(title, description, height, tuple(boxes), (axis,), (heading(title), *texts), rows=plain)


def lines(title: str, ticks: Sequence[str], series: Sequence[Series], *, joined: bool = False, most: int = 0) -> Chart:
    """A line for each series of numbers over ticks such as months or years; a gap where a number is not known.

    Where the numbers are of days on which somebody was asked, `joined` draws the line from one answer to the next; `most` is the
    top of a scale that has one.
    """
    sheet = Sheet(ticks, max(most, highest(series)), key=len(series) > 1)
    drawn: list[Line] = []
    dots: list[Dot] = []
    for number, (_name, values) in enumerate(series):
        for part in runs(values, joined=joined):
            points = [(sheet.x(at), sheet.y(value)) for at, value in part]
            path = "M" + "L".join(f"{x} {y}" for x, y in points)
            drawn.append(Line(path, COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]))
            dots += [Dot(x, y, number) for x, y in points]
    return Chart(
        title, told_series(ticks, series), sheet.height, (), (*sheet.rules(), *drawn),
        (heading(title), *sheet.words(), *legend(series, sheet)), (*dots, *keys(series, sheet)), plain_series(series, most),
    )  # fmt: skip


def steps(title: str, curve: Sequence[tuple[float, float]], marks: Sequence[float] = (3, 6, 12)) -> Chart:
    """A survival curve: the share that still runs after so many months, which falls in steps; read off at `marks`."""
    end = max([one for one, _share in curve] + [*marks, 1])
    every = next((one for one in (3, 6, 12, 24, 60) if end / one <= 10), 120)
    ticks = [words.number(at) for at in range(0, int(end) + 1, every)]
    sheet = Sheet(ticks, 100, span=end / every, percent=True)

    def at(month: float) -> float:
        return round(sheet.left + month / end * sheet.room, 1)

    path, share = f"M{at(0)} {sheet.y(100)}", 1.0
    for month, share in curve:
        path += f"H{at(month)}V{sheet.y(100 * share)}"
    path += f"H{at(curve[-1][0] if curve else 0)}"
    read = [(month, after(curve, month)) for month in marks if curve and month <= curve[-1][0]]
    dots = tuple(Dot(at(month), sheet.y(100 * left), 1) for month, left in read)
    said = [Word(at(month) + 8, sheet.y(100 * left) - 8, words.share(left), bold=True) for month, left in read]
    values = "; ".join(
        _("{share} after {months} months").format(share=words.share(left), months=month) for month, left in read
    )
    rows = tuple(
        (_("{months} months").format(months=month), blocks.bar(left, 1), words.share(left)) for month, left in read
    )
    unit = Word(sheet.left + sheet.room, sheet.height - 4, _("months"), "end", 12, colour=GREY)
    return Chart(
        title, _("A curve that falls in steps: {values}.").format(values=values or "–"), sheet.height, (),
        (*sheet.rules(), Line(path, COLOURS[0])),
        (heading(title), *sheet.words(), *said, unit),
        dots, rows,
    )  # fmt: skip


KINDS: dict[str, Callable[..., Chart]] = {"bars": bars, "lines": lines, "steps": steps}


def as_text(one: Chart) -> str:
    """A chart as a block of plain text, for a document in Markdown."""
    if not one.rows:
        return words.escaped(f"{one.title}: {one.description}")
    wide = max(len(label) for label, _bar, _said in one.rows)
    long = max(len(bar) for _label, bar, _said in one.rows)
    body = "\n".join(f"{label.ljust(wide)}  {bar.ljust(long)}  {said}".rstrip() for label, bar, said in one.rows)
    fence = "```"
    while fence in body or fence in one.title:
        fence += "`"
    return f"{fence}\n{shown(one.title, 200)}\n{body}\n{fence}"


# --- parts of a sheet -------------------------------------------------------------------------------------------


class Sheet:
    """The space of a chart over time: an axis of numbers from nothing to a round number, and a tick for each place."""

    left, room, foot = 56, WIDTH - 56 - 16, 250

    def __init__(
        self, ticks: Sequence[str], most: float, *, span: float = 0, percent: bool = False, key: bool = True
    ) -> None:
        self.ticks = [shown(one, 20) for one in ticks]
        self.step = 25 if percent else rounded(most)
        self.most = 100 if percent else self.step * max(1, -(-most // self.step))
        self.span, self.percent = span, percent
        self.head = TOP + (18 if percent or not key else 40)  # room for the legend
        self.height = self.foot + 34

    def x(self, place: float) -> float:
        """Where a tick stands."""
        if self.span:
            return round(self.left + place / self.span * self.room, 1)
        return round(self.left + (place + 0.5) / max(len(self.ticks), 1) * self.room, 1)

    def y(self, value: float) -> float:
        """How high a number stands."""
        return round(self.foot - value / self.most * (self.foot - self.head), 1)

    def levels(self) -> list[float]:
        """The numbers at which there is a rule."""
        return [self.step * n for n in range(int(self.most / self.step) + 1)]

    def rules(self) -> tuple[Line, ...]:
        """The rules of the sheet."""
        return tuple(
            Line(f"M{self.left} {self.y(one)}H{self.left + self.room}", GREY if one == 0 else RULE, width=1)
            for one in self.levels()
        )

    def words(self) -> list[Word]:
        """What stands at the axes; of many ticks only every n-th, so that they do not run into each other."""
        every = max(1, -(-len(self.ticks) * max(map(len, self.ticks), default=1) * 8 // self.room))
        form = (lambda level: words.share(level / 100)) if self.percent else told
        numbers = [Word(self.left - 7, self.y(one) + 5, form(one), "end", 12, colour=GREY) for one in self.levels()]
        places = [
            Word(self.x(at), self.foot + 18, one, "middle", 12, colour=GREY)
            for at, one in enumerate(self.ticks)
            if at % every == 0
        ]
        return numbers + places


def heading(title: str) -> Word:
    """The title, as it stands in the picture."""
    return Word(0, 18, shortened(shown(title, 200), 76), size=16, bold=True)


def legend(series: Sequence[Series], sheet: Sheet) -> list[Word]:
    """The names of the series above the sheet; a single one needs no key."""
    if len(series) < 2:
        return []
    return [
        Word(key.x + 12, key.y + 5, shortened(shown(name), 24), size=13)
        for key, (name, _values) in zip(keys(series, sheet), series, strict=True)
    ]


def keys(series: Sequence[Series], sheet: Sheet) -> list[Dot]:
    """The marker beside each name of the legend."""
    room = sheet.room / max(len(series), 1)
    return [
        Dot(round(sheet.left + 6 + room * at, 1), TOP + 14, at) for at in range(len(series) if len(series) > 1 else 0)
    ]


def highest(series: Sequence[Series]) -> float:
    """The highest number of all."""
    return max((one for _name, values in series for one in values if one is not None), default=0)


def runs(values: Sequence[int | float | None], *, joined: bool = False) -> list[list[tuple[int, int | float]]]:
    """The stretches of known numbers, with their places; `joined` as one."""
    found: list[list[tuple[int, int | float]]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            if not joined:
                found.append([])
        else:
            found[-1].append((at, value))
    return [one for one in found if one]


def told_series(ticks: Sequence[str], series: Sequence[Series]) -> str:
    """The numbers of all series as a sentence."""
    parts = [
        f"{shown(name)}: "
        + ", ".join(f"{shown(tick)} {told(value)}" for tick, value in zip(ticks, values, strict=True))
        for name, values in series
    ]
    return ". ".join(parts) + "."


def plain_series(series: Sequence[Series], most: int) -> tuple[tuple[str, str, str], ...]:
    """Every series as a sparkline, all of them up to the same top, with its first and last known number."""
    top = max(most, highest(series))
    found = []
    for name, values in series:
        known: list[int | float | None] = [one for one in values if one is not None]
        known = known or [None]
        if values:
            found.append((shown(name), blocks.spark(values, top), f"{told(known[0])} → {told(known[-1])}"))
    return tuple(found)


def told(value: int | float | None) -> str:
    """A number in the language in use; a dash where it is not known."""
    if value is None:
        return "–"
    if value == int(value):
        return words.number(int(value))
    from fractions import Fraction

    return words.decimal(Fraction(value), 1)


def after(curve: Sequence[tuple[float, float]], month: float) -> float:
    """The share that is left after so many months."""
    return next((share for at, share in reversed(curve) if at <= month), 1.0)


def shortened(text: str, most: int) -> str:
    """A text of at most so many signs; the whole of it stands in the description."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def rounded(most: float) -> int:
    """The distance of the rules: 1, 2 or 5 times a power of ten, at most five of them."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if most <= 5 * step:
                return step
        size *= 10
