"""Words for people: the language, translations, and Danish and English days, numbers and amounts.

The English text is the msgid; Danish comes from the gettext catalogue beside the package. Formats are written by
hand, because Babel is slow to start; the tests hold them against Babel. Rounding is half up, away from zero.
"""

from __future__ import annotations

import bisect
import errno
import functools
import os
import re
import struct
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from mentorcli.errors import BadValue

if TYPE_CHECKING:
    from fractions import Fraction

LANGUAGES = ("da", "en")
LOCALE_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")
_DA = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november")
_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
MONTHS = {"da": (*_DA, "december"), "en": (*_EN, "December")}
NBSP = "\u00a0"
JOINERS = "\u200c\u200d"  # ZWNJ and ZWJ: Persian names and emoji need them

_MARKS = {ord(one): "\\" + one for one in "\\`*_[]<>|~&$"}  # what Markdown, of any kind, takes for a mark anywhere

_state = {"language": "da"}
_CPR = (  # left to re to compile and keep at its first use
    r"(?<![0-9])(0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])[ ./\u2010-\u2015\u2212-]?(0[1-9]|1[0-2])"
    r"[ ./\u2010-\u2015\u2212-]?([0-9]{2}) ?[-./\u2010-\u2015\u2212]? ?[0-9]{4}(?![0-9])"
)
# For finding and sorting: apostrophes go, dashes part words, letters without a base letter of their own get one.
_BASE = str.maketrans(
    dict.fromkeys("'’‘ʼ`´", "")
    | dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212", " ")
    | {"ł": "l", "ð": "d", "þ": "th", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
)
_FOUND = {"a\u030a": "aa", "æ": "ae", "ø": "oe", "œ": "oe"}
# In ASCII the signs { | } follow z, so a plain comparison puts æ, ø and å last; `aa` comes after ä and å are settled.
_SORTED = {"a\u0308": "{", "æ": "{", "o\u0308": "|", "o\u030b": "|", "ø": "|", "œ": "|"}
_SORTED |= {"u\u0308": "y", "u\u030b": "y", "a\u030a": "}", "aa": "}"}


def set_language(code: str) -> None:
    """Choose the language, 'da' or 'en', of every text and format from now on."""
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code!r}")
    _state["language"] = code


def language() -> str:
    """The language in use: 'da' until another is chosen."""
    return _state["language"]


class Catalogue:
    """A .mo file in which a text is looked up when it is needed: gettext reads all of them, a fifth of `status`.

    The format keeps the English texts sorted, so a few comparisons find one. Danish has two forms: one, and many.
    """

    def __init__(self, content: bytes) -> None:
        magic, _version, self.count, self.english, self.danish = struct.unpack_from("<5I", content)
        if magic != 0x950412DE:
            raise ValueError("not a catalogue")
        self.content = content
        self.found: dict[str, str | None] = {}  # a plan says the same sentences many times

    def text(self, table: int, number: int) -> bytes:
        """The text of that number in one of the two tables."""
        length, start = struct.unpack_from("<2I", self.content, table + 8 * number)
        return self.content[start : start + length]

    def find(self, wanted: str) -> str | None:
        """The translation of a text; None where there is none."""
        if wanted in self.found:
            return self.found[wanted]
        key = wanted.encode("utf-8", "surrogatepass")
        at = bisect.bisect_left(range(self.count), key, key=lambda number: self.text(self.english, number))
        hit = at < self.count and self.text(self.english, at) == key
        self.found[wanted] = self.text(self.danish, at).decode() if hit else None
        return self.found[wanted]


@functools.cache
def _catalogue(path: str) -> Catalogue | None:
    """The translations in a .mo file, opened once; None where the file is missing or is not a catalogue."""
    try:
        with open(path, "rb") as file:
            return Catalogue(file.read())
    except (OSError, ValueError, struct.error):
        return None


@functools.cache
def _path(folder: str, code: str) -> str:
    """Where the translations of a language stand."""
    return os.path.join(folder, code, "LC_MESSAGES", "mentorcli.mo")


def _translations() -> Catalogue | None:
    code = _state["language"]
    return None if code == "en" else _catalogue(_path(LOCALE_FOLDER, code))


def _(msgid: str) -> str:
    """The text in the language in use now; the English text itself where there is no translation."""
    found = _translations()
    return (found.find(msgid) or msgid) if found and msgid else msgid


def N_(msgid: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a text for translation and return it unchanged: for tables that are built before a language is chosen."""
    return msgid


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a text that fits the count `n`, in the language in use."""
    found = _translations()
    forms = found.find(f"{one}\0{many}") if found else None
    return (forms or f"{one}\0{many}").split("\0")[n != 1]


def pick_language(option: str | None, environ: Mapping[str, str]) -> str:
    """The language a person asked for: `--lang`, else MENTORCLI_LANG, else the locale, else Danish.

    An unknown word in the first two is refused (BadValue); an unknown locale means Danish.
    """
    asked = option if option is not None else environ.get("MENTORCLI_LANG") or None
    if asked is not None:
        code = asked.strip().lower()
        if code not in LANGUAGES:
            message = _('"{value}" is not a language that mentorcli speaks.').format(value=shown(asked))
            raise BadValue(message, _("Write da for Danish or en for English."))
        return code
    # As in POSIX, the first variable that is set decides.
    locale = next((value for key in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environ.get(key))), "")
    return "en" if locale.lower().startswith("en") else "da"


def looks_like_cpr(text: str) -> bool:
    """Whether something in the text looks like a Danish personal number, DDMMYY-SSSS.

    Only the day is judged (day + 60 is a replacement number), never the modulus, which is not kept since 2007.
    A space or any dash may stand between the parts, digits may be of any script. A false alarm is better than a miss.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(_plain(sign) for sign in text if unicodedata.category(sign) != "Cf")
    return any(_is_day(*map(int, found.groups())) for found in re.finditer(_CPR, text))


def _plain(sign: str) -> str:
    """A digit of any script as 0-9, a space of any width as a space, all else unchanged."""
    value = unicodedata.decimal(sign, None)
    return str(value) if value is not None else " " if unicodedata.category(sign) == "Zs" else sign


def _is_day(day: int, month: int, year: int) -> bool:
    """Whether day and month exist in that year of some century; 00 may be 2000, a leap year."""
    february = 29 if year % 4 == 0 else 28
    last = february if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return (day - 60 if day > 60 else day) <= last


def is_unprintable(sign: str) -> bool:
    """Whether a character is invisible or commands a terminal: controls, bidi, zero-width, lone halves, non-characters.

    The two joiners are not, as names and emoji need them; a private or unknown letter is not either.
    """
    if sign.isprintable() or sign in JOINERS:
        return False
    category, point = unicodedata.category(sign), ord(sign)
    return category in {"Cc", "Cf", "Cs", "Zl", "Zp"} or (point & 0xFFFE) == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def shown(value: object, most: int = 60) -> str:
    """A value made safe to repeat in one sentence: controls as <U+001B>, at most `most` signs, a CPR number never."""
    try:
        text = str(value)
    except ValueError:  # an integer of thousands of digits
        return _("(not shown)")
    if looks_like_cpr(text[: most + 500]):
        return _("(not shown)")
    result = ""
    for sign in text[: most + 1]:
        result += f"<U+{ord(sign):04X}>" if is_unprintable(sign) else sign
    return result if len(result) <= most else result[: most - 1] + "…"


def escaped(text: str, lead: str = "\\") -> str:
    """User text as Markdown that prints it letter for letter, on one line; the one place where this is done.

    Signs that mean something anywhere get a backslash. A sign that would begin a block where it stands first (a
    heading, a list, a rule) gets `lead` before it, so that documents can drop it where no block can begin. What
    commands a screen or a page is made visible; what prints nothing at all goes; text that ends from right to left
    is told to end there, so that it does not turn what follows around.
    """
    text = re.sub(r"[^\S\u00a0]+", " ", text.strip())
    if not text.isprintable():
        text = "".join(_seen(one) if is_unprintable(one) else one for one in text)
    turned = max(text, default="") >= "\u0590" and any(
        unicodedata.bidirectional(one) in ("R", "AL", "AN") for one in text
    )
    text = text.translate(_MARKS)
    if text.endswith("#"):
        text = f"{text[:-1]}\\#"  # else it could close a heading
    if found := re.match(r"([0-9]{1,9})(?=[.)](?: |$))|(?=[#+=:-])", text):
        text = f"{found[0]}{lead}{text[found.end() :]}"
    return f"{text}\u200e" if turned else text


def _seen(sign: str) -> str:
    """A control as <U+001B>; nothing for what is invisible and harmless, such as a soft hyphen in a pasted text."""
    harmless = unicodedata.category(sign) == "Cf" and not unicodedata.bidirectional(sign).strip("BN")
    return "" if harmless else f"<U+{ord(sign):04X}>"


def trouble(error: OSError) -> str:
    """Why the system could not do what was asked, in the language in use where the reason is a common one."""
    known = {
        "ENOSPC": _("the disk is full"), "EDQUOT": _("the disk is full"), "EFBIG": _("the disk is full"),
        "EACCES": _("permission is lacking"), "EPERM": _("permission is lacking"), "EROFS": _("it can only be read"),
        "ENOENT": _("there is no such file or folder"), "EISDIR": _("it is a folder"),
        "ENOTDIR": _("a part of it is a file, not a folder"),
    }  # fmt: skip
    return known.get(errno.errorcode.get(error.errno or 0, "")) or error.strerror or type(error).__name__


def way_out(error: OSError) -> str:
    """What can be done about it, one line; empty where the reason tells no more than that."""
    owners = _("Check who owns the file and the folder, and that neither is read-only.")
    room = _("Make room on the disk, and try again.")
    known = {
        "ENOSPC": room, "EDQUOT": room, "EFBIG": room, "EACCES": owners, "EPERM": owners, "EROFS": owners,
        "ENOENT": _("Check the name; use quotes around blanks."), "EISDIR": _("Name a file in it."),
        "ENOTDIR": _("Check the name; use quotes around blanks."),
    }  # fmt: skip
    return known.get(errno.errorcode.get(error.errno or 0, ""), "")


def day_long(day: str) -> str:
    """An ISO day in words: 22. november 2026, 22 November 2026."""
    year, month, date = _parts(day)
    return f"{date}{'.' if language() == 'da' else ''} {MONTHS[language()][month - 1]} {year}"


def day_short(day: str) -> str:
    """An ISO day in short: 22.11.2026, 22 Nov 2026."""
    year, month, date = _parts(day)
    if language() == "da":
        return f"{date:02}.{month:02}.{year}"
    return f"{date} {MONTHS['en'][month - 1][:3]} {year}"


def _parts(day: str) -> tuple[int, int, int]:
    return int(day[:4]), int(day[5:7]), int(day[8:10])


def number(n: int) -> str:
    """A whole number with thousands separators: 1.234, 1,234."""
    return f"{n:,}".replace(",", "." if language() == "da" else ",")


def decimal(value: Fraction | int, places: int) -> str:
    """A number with exactly `places` decimals, rounded half up: 1.234,50, 1,234.50."""
    scale = 10**places
    # Twice the value plus one, halved and floored, is half up without a float.
    units = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    sign = "-" if value.numerator < 0 and units else ""
    whole, part = divmod(units, scale)
    return sign + number(whole) + (f"{_point()}{part:0{places}}" if places else "")


def mean(total: int, count: int, *, places: int, point: str | None = None) -> str:
    """A total over a count with exactly `places` decimals, half up, away from zero: 3,4; -0,5."""
    scale = 10**places
    units = (2 * abs(total) * scale + count) // (2 * count)
    whole, part = divmod(units, scale)
    sign = "-" if total < 0 and units else ""
    return f"{sign}{whole}{point or _point()}{part:0{places}}"


def _point() -> str:
    return "," if language() == "da" else "."


def percent(part: int, whole: int) -> str:
    """A share with its base, one decimal, half up: 40,6 % (13 af 32); of nothing: – (0 af 0)."""
    danish = language() == "da"
    base = f"({number(part)} {'af' if danish else 'of'} {number(whole)})"
    if whole == 0:
        return f"– {base}"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{number(tenths // 10)}{_point()}{tenths % 10}{NBSP if danish else ''}% {base}"


def share(value: float) -> str:
    """A share between 0 and 1 in whole percent, half up: 84 %. Its base stands beside it."""
    return f"{number(int(100 * value + 0.5))}{NBSP if language() == 'da' else ''}%"


def amount(ore: int) -> str:
    """Øre as kroner: 12.500,00 kr. (with a no-break space), DKK 12,500.00."""
    kroner, rest = divmod(abs(ore), 100)
    sign, figures = "-" if ore < 0 else "", f"{number(kroner)}{_point()}{rest:02}"
    return f"{sign}{figures}{NBSP}kr." if language() == "da" else f"{sign}DKK {figures}"


def minutes(n: int) -> str:
    """Whole minutes as hours and minutes: 1 t 30 min, 1 h 30 min; 0 min."""
    whole, rest = divmod(abs(n), 60)
    parts = [f"{number(whole)} {'t' if language() == 'da' else 'h'}"] if whole else []
    if rest or not whole:
        parts.append(f"{rest} min")
    return ("-" if n < 0 else "") + " ".join(parts)


def phone(number: str) -> str:
    """A number as people read it: eight Danish digits in pairs, with or without +45; another country's as it is."""
    digits = number.replace(" ", "").removeprefix("+45")
    return " ".join(digits[i : i + 2] for i in range(0, 8, 2)) if len(digits) == 8 and digits.isdecimal() else number


def hours(n_minutes: int) -> str:
    """Whole minutes as decimal hours, at most two places, half up, without trailing zeros: 1,5."""
    units = (abs(n_minutes) * 100 + 30) // 60
    whole, part = divmod(units, 100)
    figures = number(whole) + (f"{_point()}{part:02}".rstrip("0") if part else "")
    return ("-" if n_minutes < 0 and units else "") + figures


@functools.lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The form in which names are found: small base letters, æ as ae, ø as oe, å as aa, no apostrophes or dashes."""
    return _simple(text, _FOUND)


@functools.lru_cache(maxsize=50_000)
def sort_key(text: str) -> str:
    """The form in which names are sorted by plain comparison: … z, then æ and ä, ø and ö, å and aa; ü as y."""
    return _simple(text, _SORTED)


def _simple(text: str, letters: Mapping[str, str]) -> str:
    """The text in small letters without accents, some letters written as told, with single spaces."""
    text = unicodedata.normalize("NFKD", text.translate(_BASE)).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_BASE)
    for letter, written in letters.items():
        text = text.replace(letter, written)
    if not text.isascii():
        text = "".join(s for s in text if not unicodedata.combining(s) and unicodedata.category(s) != "Cf")
    return " ".join(text.split())
