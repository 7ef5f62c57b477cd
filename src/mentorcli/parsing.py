"""The one gate for typed and imported values: days, durations, amounts, numbers, names and texts.

Each function takes what a person typed (`*_cell`: what a spreadsheet cell holds) and returns the stored value, or
raises BadValue: one sentence that repeats the value safely, and a hint with an example. Nothing is guessed: what can
be read in two ways is refused with both readings. A CPR number is never repeated.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Literal

from mentorcli import words
from mentorcli.errors import BadValue
from mentorcli.words import _, is_unprintable, shown
from mentorcli.words import fold as fold
from mentorcli.words import looks_like_cpr as looks_like_cpr
from mentorcli.words import sort_key as sort_key

FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_KRONER = 10_000_000_000
_MONTHS = {word.lower(): n for names in words.MONTHS.values() for n, word in enumerate(names, 1)}
_MONTHS |= {word[:3]: n for word, n in _MONTHS.items()} | {"sept": 9}
_RELATIVE = {"i dag": 0, "i går": -1, "i morgen": 1, "today": 0, "yesterday": -1, "tomorrow": 1}
# Patterns are left to re to compile and keep at their first use: most commands need one or none.
_ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_FIGURES = r"([0-9]{1,2})([-./])([0-9]{1,2})(?:([-./])([0-9]{4}|[0-9]{2}))?"
_SEPARATORS = {("-", "-"), (".", "."), ("/", "/"), ("/", "-"), (".", None), ("/", None)}
_WRITTEN = r"([0-9]{1,2})\.? ?([a-z]+)\.?(?: ([0-9]{4}|[0-9]{2}))?"
_H, _M = r"(?:timer|time|t|hours|hour|hrs|hr|h)\.?", r"(?:minutter|minutes|minut|minute|min|m)\.?"
_MINUTES = rf"([0-9]{{1,6}}) ?{_M}"
_HOURS_MINUTES = rf"([0-9]{{1,4}})(?::([0-5][0-9])| ?{_H} ?(?:og |and )?([0-5]?[0-9])(?: ?{_M})?)"
_HOURS = rf"([0-9]{{1,6}})(?:[.,]([0-9]{{1,6}}))?( ?{_H})?"
_MONEY = r"(-?)(?:(?:kr\.?|dkk) ?)?(-?)([0-9](?:[0-9., ]*[0-9])?)(,-)?(?: ?(?:kr\.?|kroner|dkk))?"
_AMOUNTS = [
    r"([0-9]{1,15})(?:[.,]([0-9]{1,2}))?",
    r"([1-9][0-9]{0,2}(?: [0-9]{3}){1,4})(?:[.,]([0-9]{1,2}))?",
    r"([1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}),([0-9]{1,2})",
    r"([1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})\.([0-9]{1,2})",
    r"([1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,4}|(?:,[0-9]{3}){2,4}))()",
]
_TWO_READINGS = r"([1-9][0-9]{0,2})[.,]([0-9]{2})([0-9])"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LOCAL = r"(?!\.)(?!.*\.\.)(?!.*\.@)[^\s@<>()\[\],;:\\\"]{1,64}"
_EMAIL = _LOCAL + r"@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])"


def _bad(sentence: str, value: object, hint: str, **more: object) -> BadValue:
    """The error for a value; where that looks like a CPR number, the sentence is about it and does not repeat it."""
    if not isinstance(value, int) or abs(value) < MOST_KRONER:
        digits = str(value).removesuffix(".0")
        if looks_like_cpr(digits[:50_000]):
            return _cpr()
    return BadValue(sentence.format(value=shown(value), **more), hint)


def _cpr() -> BadValue:
    return BadValue(
        _("The value looks like a CPR number, and those are never kept here."),
        _("Leave it out; where the age matters, write the birth day: 5-3-2010."),
    )


def _plain(value: str) -> str:
    """What was typed in small letters, composed, with single spaces and ASCII minus; '' where it is absurdly long."""
    if len(value) > 80:
        return ""
    return " ".join(unicodedata.normalize("NFC", value).lower().replace("\u2212", "-").split())


def _number(value: object) -> int | float:
    """A cell's number; NaN, which fits nothing, where it is none, a truth value, or beyond all we keep."""
    usable = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 2 * MOST_KRONER
    return value if usable and isinstance(value, int | float) else math.nan


# --- days


def day(text: str, *, today: str, sense: str) -> str:
    """The ISO day that a person wrote, the day always before the month.

    `sense` is 'past' (what happened: a day without a year is the latest not after today), 'planned' (the next not
    before today), 'birth' (a two-digit year is the latest in the past; a coming day is refused) or 'file' (an imported
    value). 'birth' and 'file' take days written out only: neither `i går` nor a day without its year.
    """
    if sense not in ("past", "planned", "birth", "file"):
        raise ValueError(f"no such sense of a day: {sense!r}")
    now, written, full = date.fromisoformat(today), _plain(text), sense in ("birth", "file")
    if written in _RELATIVE and not full:
        return (now + timedelta(days=_RELATIVE[written])).isoformat()
    number, month, year = _day_parts(written)
    found = [on for y in _years(year, now, sense) if (on := _date(y, month, number))]
    if found and not year and full:
        raise _bad(_('"{value}" is a day without a year.'), text, _("Write the year too: 5-3-2018."))
    if not found:
        raise _bad(_('"{value}" is not a day that can be read.'), text, _("Write it like 5-3-2018 or 2018-03-05."))
    if sense == "birth":
        return _born(found, now, text)
    if not year:
        found = [on for on in found if (on >= now if sense == "planned" else on <= now)]
    return found[0].isoformat()


def _born(found: list[date], now: date, value: object) -> str:
    """The first of the days that is not still to come."""
    past = [on for on in found if on <= now]
    if not past:
        raise _bad(_('"{value}" is still to come, so it is no birth day.'), value, _("Write it like 5-3-2008."))
    return past[0].isoformat()


def _day_parts(written: str) -> tuple[int, int, str]:
    """Day, month and year as written ('' without one); 0, 0, '' where the form is not known."""
    if iso := re.fullmatch(_ISO, written):
        return int(iso[3]), int(iso[2]), iso[1]
    if (figures := re.fullmatch(_FIGURES, written)) and (figures[2], figures[4]) in _SEPARATORS:
        return int(figures[1]), int(figures[3]), figures[5] or ""
    if (worded := re.fullmatch(_WRITTEN, written)) and worded[2] in _MONTHS:
        return int(worded[1]), _MONTHS[worded[2]], worded[3] or ""
    return 0, 0, ""


def _years(year: str, now: date, sense: str) -> list[int]:
    """The years that a written year may mean, the likeliest first; eight years on is always a 29 February."""
    century = now.year // 100 * 100
    if len(year) == 4:
        return [int(year)]
    if year:
        return [century + int(year), century - 100 + int(year)] if sense == "birth" else [century + int(year)]
    return [now.year + (n if sense == "planned" else -n) for n in range(9)]


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def day_cell(value: object, *, today: str, sense: str = "file") -> str:
    """The ISO day of a spreadsheet cell: a real date, or a day written out. A bare number is not a day."""
    if isinstance(value, str):
        return day(value, today=today, sense=sense if sense == "birth" else "file")
    on = value.date() if isinstance(value, datetime) else value
    if not isinstance(on, date) or _date(on.year, on.month, on.day) is None:
        raise _bad(_('"{value}" is not a day.'), value, _("Make the cell a date, or write it like 5-3-2018."))
    return _born([on], date.fromisoformat(today), on) if sense == "birth" else on.isoformat()


# --- durations


def minutes(text: str, *, bare: Literal["minutes", "hours"] = "minutes", most: int = 1440) -> int:
    """Whole minutes of `90`, `90 min`, `1:30`, `1,5 t`, `1 t 30 min`; `bare` is the unit of a number without one.

    A decimal without a unit is refused where a bare number is minutes; so is what lasts longer than `most` minutes.
    """
    written, total, rest = _plain(text), -1, 0
    if counted := re.fullmatch(_MINUTES, written):
        total = int(counted[1])
    elif both := re.fullmatch(_HOURS_MINUTES, written):
        total = int(both[1]) * 60 + int(both[2] or both[3])
    elif found := re.fullmatch(_HOURS, written):
        whole_part, part, unit = int(found[1]), found[2] or "", found[3]
        total, rest = divmod((whole_part * 10 ** len(part) + int(part or 0)) * 60, 10 ** len(part))
        if not unit and bare == "minutes":
            total, rest = (total, rest) if part else (whole_part, 0)
            if part:
                raise _two_durations(text, found[1], part, total)
    return _checked_minutes(text, None if rest or total < 0 else total, most, bare)


def _two_durations(value: str, whole_part: str, part: str, total: int) -> BadValue:
    """Both readings of a decimal without a unit: hours, or (1.30) hours and minutes, or else (1.75) minutes."""
    clock_like = len(part) <= 2 and int(part) < 60
    other = words.minutes(int(whole_part) * 60 + int(part)) if clock_like else f"{whole_part},{part} min"
    hint = _("Write 1,5 t for hours, 1:30 for hours and minutes, 90 for minutes.")
    sentence = _('"{value}" can be {hours} or {other}.')
    return _bad(sentence, value, hint, hours=words.minutes(total), other=other)


def _checked_minutes(value: object, total: int | None, most: int, bare: Literal["minutes", "hours"] = "minutes") -> int:
    if total is None or total < 0:
        raise _bad(_('"{value}" is not a duration in whole minutes.'), value, _("Write it like 90, 1:30 or 1,5 t."))
    if total > most:
        hint = _("At most {most} fits here; write it like 90, 1:30 or 1,5 t.")
        if bare == "hours":
            hint = _("A number alone is hours here, at most {most}; write minutes as 90 min or 1:30.")
        hint = hint.format(most=words.minutes(most))
        raise _bad(_('"{value}" is too long.'), value, hint)
    return total


def minutes_cell(value: object, *, bare: Literal["minutes", "hours"] = "minutes", most: int = 1440) -> int:
    """Whole minutes of a spreadsheet cell: a number in the unit `bare`, a time or length of time, or text."""
    if isinstance(value, str):
        return minutes(value, bare=bare, most=most)
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    hours = 60 if bare == "hours" else 1
    exact = round(value.total_seconds()) / 60 if isinstance(value, timedelta) else _number(value) * hours
    # 80 minutes as hours is 1.3333…: a millionth of a minute is the spreadsheet's arithmetic, not a person's.
    is_whole = math.isfinite(exact) and abs(exact - round(exact)) < 1e-6
    return _checked_minutes(value, round(exact) if is_whole else None, most, bare)


# --- amounts and numbers


def amount(text: str, *, allow_negative: bool = False) -> int:
    """Øre of `12.500,00`, `12500`, `12500.00`, `12 500`, `kr. 500`, `500,-`, `1,234.50`; never zero.

    `12.500` and `12,500` are refused with both readings, and so is more than ten milliard kroner.
    """
    found = re.fullmatch(_MONEY, _plain(text))
    if found and not looks_like_cpr(text) and not (found[1] and found[2]):
        core = found[3] + (",00" if found[4] else "")
        if two := re.fullmatch(_TWO_READINGS, core):
            raise _two_amounts(text, two[1], two[2], two[3])
        read = next((match for form in _AMOUNTS if (match := re.fullmatch(form, core))), None)
        if read:
            ore = int(re.sub(r"[., ]", "", read[1])) * 100 + int((read[2] or "").ljust(2, "0"))
            return _checked_ore(text, -ore if found[1] or found[2] else ore, allow_negative)
    raise _bad(_('"{value}" is not an amount that can be read.'), text, _("Write it like 12.500,00 or 12500."))


def _two_amounts(value: str, whole_part: str, ore: str, tenth: str) -> BadValue:
    """Both readings of one separator and three digits: thousands of kroner, or kroner and øre with a decimal."""
    thousands = f"{whole_part}{ore}{tenth}"
    hint = _("Write {plain} or {exact}.").format(plain=thousands, exact=f"{whole_part},{ore}")
    sentence = _('"{value}" can be {thousands} kroner, or {kroner} kroner and {ore} øre.')
    part = f"{int(ore)},{tenth}".removesuffix(",0")
    return _bad(sentence, value, hint, thousands=thousands, kroner=whole_part, ore=part)


def _checked_ore(value: object, ore: int, allow_negative: bool) -> int:
    if ore == 0:
        raise _bad(_('"{value}" is no amount.'), value, _("Write what was paid, like 12.500,00."))
    if ore < 0 and not allow_negative:
        raise _bad(_('"{value}" is less than nothing.'), value, _("Write it without the minus, like 12.500,00."))
    if abs(ore) > MOST_KRONER * 100:
        raise _bad(_('"{value}" is more than ten milliard kroner.'), value, _("Write it like 12.500,00."))
    return ore


def amount_cell(value: object, *, allow_negative: bool = False) -> int:
    """Øre of a spreadsheet cell: a number with at most two decimals, or text."""
    if isinstance(value, str):
        return amount(value, allow_negative=allow_negative)
    if not re.fullmatch(r"-?[0-9]+(?:\.[0-9]{1,2})?", repr(_number(value))):
        raise _bad(_('"{value}" is not an amount in whole øre.'), value, _("Write it with two decimals: 12500,50."))
    return amount(repr(value).removesuffix(".0"), allow_negative=allow_negative)


def whole(text: str, *, least: int, most: int) -> int:
    """A whole number from `least` to `most`, written in plain digits."""
    return _between(text, int(digits) if re.fullmatch("-?[0-9]{1,15}", digits := _plain(text)) else None, least, most)


def whole_cell(value: object, *, least: int, most: int) -> int:
    """A whole number of a spreadsheet cell: 2 and 2.0 are 2, 2.5 and TRUE are refused."""
    if isinstance(value, str):
        return whole(value, least=least, most=most)
    n = _number(value)
    return _between(value, int(n) if n == n // 1 else None, least, most)


def _between(value: object, n: int | None, least: int, most: int) -> int:
    if n is None or not least <= n <= most:
        sentence = _('"{value}" is not a whole number from {least} to {most}.')
        raise _bad(sentence, value, _("Write digits alone, like {n}.").format(n=least), least=least, most=most)
    return n


def clock(text: str) -> str:
    """A time of day as HH:MM: `9:05`, `09.05`, `9`."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])(?:[:.]([0-5][0-9]))?", _plain(text))
    if not found:
        raise _bad(_('"{value}" is not a time of day.'), text, _("Write it like 9:05 or 13.30."))
    return f"{int(found[1]):02}:{found[2] or '00'}"


# --- names, texts and codes


def _clean(value: str, most: int, forbidden: Callable[[str], bool]) -> str:
    """A text composed (NFC), free of forbidden signs and of CPR numbers, and at most `most` signs long."""
    place = next((n for n, sign in enumerate(value[: most * 4]) if forbidden(sign)), None)
    if place is not None:
        hint = _("Take away sign number {n}, {sign}.").format(n=place + 1, sign=f"U+{ord(value[place]):04X}")
        raise _bad(_('"{value}" has a sign that cannot be kept.'), value, hint)
    # Composing hostile text of any length is slow, so the length is looked at before and after.
    if len(value) > most * 4 or len(value := unicodedata.normalize("NFC", value)) > most:
        raise _bad(_('"{value}" is too long.'), value, _("At most {most} signs fit here.").format(most=most))
    if looks_like_cpr(value):
        raise _cpr()
    return value


def name(text: str) -> str:
    """A name letter for letter: composed, trimmed, single spaces; no controls, no more than 120 signs, no CPR."""
    value = line(text, most=120)
    if all(sign in words.JOINERS or sign.isspace() or unicodedata.category(sign)[0] == "M" for sign in value):
        raise _bad(_('"{value}" is no name.'), text, _("Write a name, like Ida Holm."))
    return value


def line(text: str, *, most: int = 200) -> str:
    """A text on one line, or '': composed, trimmed, single spaces; no line breaks and nothing invisible, no CPR."""
    return " ".join(_clean(text, most, is_unprintable).split())


def file_name(path: str) -> str:
    """A path, or the name of a sheet, as it is; a name that looks like a CPR number is refused: it travels with the file."""
    if looks_like_cpr(re.split(r"[\\/]", path.rstrip("\\/"))[-1]):
        raise BadValue(
            _("The name of the file or sheet holds what looks like a CPR number, and those are never kept here."),
            _("Give it another name."),
        )
    return path


def text(text: str, *, most: int = 20_000) -> str:
    """A text of many lines, or '': line breaks as LF, tabs kept; no other controls, no bidi controls, no CPR."""
    return _clean(text.replace("\r\n", "\n"), most, _breaks_text)


def _breaks_text(sign: str) -> bool:
    """Whether a sign may not stand in a note; soft hyphens and zero-width signs come with pasted text and may."""
    return is_unprintable(sign) and sign not in "\n\t" and (sign in _BIDI or unicodedata.category(sign) != "Cf")


def phone(text: str) -> str:
    """A number in E.164: eight Danish digits get +45, other countries' numbers need their + and 7 to 15 digits."""
    digits = re.sub(r"[\s().\u2010-\u2015\u2212-]", "", text)
    if re.fullmatch(r"(?:\+45|0045|45)?[2-9][0-9]{7}", digits):
        return "+45" + digits[-8:]
    if re.fullmatch(r"\+(?!45)[1-9][0-9]{6,14}", digits):
        return digits
    raise _bad(_('"{value}" is not a phone number.'), text, _("Write eight digits, or + and the country: +4712345678."))


def email(text: str) -> str:
    """An e-mail address as it was written."""
    value = line(text, most=254)
    if not re.fullmatch(_EMAIL, value):
        raise _bad(_('"{value}" is not an e-mail address.'), text, _("Write it like ida@example.dk."))
    return value


def postcode(text: str) -> str:
    """A Danish postcode: four digits, as text."""
    if not re.fullmatch("[0-9]{4}", digits := text.strip()):
        raise _bad(_('"{value}" is not a postcode.'), text, _("Write four digits, like 4200 or 0800."))
    return digits


def postcode_cell(value: object) -> str:
    """The postcode of a spreadsheet cell: 4200 and 4200.0 are 4200; 800 has lost its zero and is refused."""
    n = _number(value)
    return postcode(value if isinstance(value, str) else shown(value) if math.isnan(n) else str(n).removesuffix(".0"))


def municipality(text: str) -> str:
    """A municipality code: three digits; the registers' leading zero is taken off."""
    if not (found := re.fullmatch("0?([1-9][0-9]{2})", text.strip())):
        raise _bad(_('"{value}" is not a municipality code.'), text, _("Write three digits, like 330."))
    return found[1]
