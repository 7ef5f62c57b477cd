"""Numbers as block characters: bars and sparklines for a terminal or a plain text, the small sisters of the charts."""

from __future__ import annotations

from collections.abc import Sequence

EIGHTHS = " ▏▎▍▌▋▊▉█"
STEPS = "▁▂▃▄▅▆▇█"
PLAIN = str.maketrans({**dict.fromkeys(EIGHTHS[1:], "#"), **dict(zip(STEPS, "_.:-=+*#", strict=True))})


def bar(value: int | float, most: int | float, width: int = 20) -> str:
    """A bar of at most `width` characters, in eighths of one; what is more than nothing is seen."""
    if most <= 0 or value <= 0:
        return ""
    eighths = max(1, round(min(value, most) / most * width * 8))
    return EIGHTHS[8] * (eighths // 8) + EIGHTHS[eighths % 8].strip()


def plain(text: str) -> str:
    """A text for a terminal that has no block characters: bars of `#`, and of a sparkline a sign that fills more and more."""
    return text.translate(PLAIN)


def spark(values: Sequence[int | float | None], most: int | float = 0) -> str:
    """A character for each value, from nothing to the highest, or to the top of a scale; a dot where a value is not known."""
    most = max([most, *(one for one in values if one is not None)])
    return "".join("·" if one is None else STEPS[0 if most <= 0 else max(0, round(one / most * 7))] for one in values)
