"""What is taken out of texts: of every letter protected addresses, of an access print names and ratings of others too.

Only what the file knows can be found in a text: whoever hands a paper out still reads it through.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from mentorcli import codes
from mentorcli.views.names import LETTER_OF
from mentorcli.views.tables import PEOPLE
from mentorcli.words import _

TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")  # a number, or a word; `7B` is two
BEFORE, AFTER = r"(?<![\w-])", r"(?!\w|\\?-(?-i:[A-ZÆØÅ]))"  # Marie Løv is not named in Anne-Marie Løv
GENITIVE, BLANKS, POINTS = r"\\?['’]?s", r"(?:\\|\s)+", r"[\W_]{0,3}"


class Named(NamedTuple):
    """Somebody on file: the name, its words as `plain` has them, and the number that stands for it; empty for oneself."""

    name: str
    words: str
    number: str


def others(connection: sqlite3.Connection, kind: str, number: int) -> tuple[Named, ...]:
    """The full names of everybody but this person's namesakes, each with the number; the longest first.

    This person's own name is among them, so that it is known where another's is a part of it.
    A name of one word is left alone: it may be a word of the language, and in a scheme people know first names.
    """
    (own,) = connection.execute(f"SELECT coalesce(name, '') FROM {kind} WHERE id = ?", (number,)).fetchone()
    names = {
        str(name): f"{LETTER_OF[one]}{other}"
        for one in PEOPLE
        for other, name in connection.execute(f"SELECT id, name FROM {one} WHERE name LIKE '% %' ORDER BY id DESC")
        if str(name).casefold() != own.casefold()
    }
    found = [*names.items(), *([(own, "")] if own else [])]
    return tuple(Named(name, plain(name), mark) for name, mark in sorted(found, key=lambda one: -len(one[0])))


def numbered(text: str, names: Sequence[Named]) -> str:
    """A text with numbers for the full names of others, in whatever case they are written, and with a genitive s.

    The longest name that fits counts, the person's own among them, so that Emil Dam is not found in Emil Dam Olsen.
    """
    said = plain(text)
    there = [one for one in names if one.words in said]
    if not there:
        return text
    any_name = "|".join(f"({worded(one.name)})" for one in there)
    found = re.compile(f"{BEFORE}(?:{any_name})(?P<s>{GENITIVE})?{AFTER}", re.IGNORECASE)

    def number(one: re.Match[str]) -> str:
        mark = next(person.number for at, person in enumerate(there, 1) if one[at])
        return f"{mark}{'’s' if one['s'] else ''}" if mark else one[0]

    return found.sub(number, text)


def worded(name: str) -> str:
    """The pattern of a name, with any blanks between its words. An issued note escapes what is no letter."""
    return BLANKS.join(
        "".join(one if one.isalnum() else rf"\\?{re.escape(one)}" for one in word) for word in name.split()
    )


def protected_addresses(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The streets and numbers, of now and of before, of everybody whose address is protected; the longest first.

    Of `Skolegade 7, 2. tv.` the street and number alone are looked for too. What has no number is left alone, for it may
    be a word or a town.
    """
    found = set()
    for kind in PEOPLE:
        if connection.execute(f"SELECT 1 FROM {kind} WHERE address_protected LIMIT 1").fetchone() is None:
            continue
        sql = f"""SELECT address FROM {kind} WHERE address_protected UNION SELECT f.value FROM former f
          JOIN audit a ON a.seq = f.audit_seq JOIN {kind} p ON p.id = f.{kind}_id
          WHERE p.address_protected AND a.kind = '{kind}' AND f.field = 'address'"""
        for (address,) in connection.execute(sql):
            found |= {one for one in (str(address or ""), str(address or "").partition(",")[0]) if is_address(one)}
    return tuple(sorted({plain(one) for one in found}, key=lambda one: (-len(one), one)))


def is_address(text: str) -> bool:
    """Whether a text has a word and a number, so that it can be told from other words: `nr. 7` is none."""
    tokens = TOKEN.findall(text)
    return any(one.isdecimal() for one in tokens) and any(len(one) > 2 and not one.isdecimal() for one in tokens)


def without_addresses(value: Any, addresses: Sequence[str]) -> Any:
    """A value that a paper may print, at any depth, without the protected addresses that a text names, in any case (B17)."""
    if not addresses:
        return value
    if isinstance(value, str):
        said = plain(value)
        for address in addresses:
            if address in said:
                value = placed(address).sub(_("(protected address)"), value)
        return value
    if isinstance(value, dict):
        return {key: without_addresses(one, addresses) for key, one in value.items()}
    if isinstance(value, list | tuple):
        kept = [without_addresses(one, addresses) for one in value]
        return type(value)(*kept) if hasattr(value, "_fields") else type(value)(kept)
    return value


def placed(address: str) -> re.Pattern[str]:
    """The pattern of an address: its words and numbers, with any blanks and points between; number 7 does not begin 71."""
    return re.compile(rf"(?<!\w){POINTS.join(address.split())}(?!\w)", re.IGNORECASE)


def plain(text: str) -> str:
    """The words and numbers of a text, a blank between each: what two ways of writing the same have in common."""
    return " ".join(TOKEN.findall(text)).casefold()


def without_rating(content: str) -> tuple[str, int]:
    """An issued note without what mentor and guardian answered when asked how the match goes, and how often it had that."""
    # The note is about the young person and was sent to the payer, so they have a right to it, and to the mentor's view
    # that was written for it. The rating was not: the mentor gave it to the coordinator in a talk of their own, it tells
    # of the mentor as much as of the young person, and nobody said that it would be told on (GDPR article 15(4)). Among
    # the talks the print holds it back for that reason, and what is held back in one place is not told in another.
    talks = {word for party in ("mentor", "guardian") for word in codes.LISTS["party"][party][:2]}
    ratings = {word for one in codes.LISTS["rating"].values() for word in one[:2]}
    held_back, lines = 0, []
    for line in content.split("\n"):
        cells = [one.strip() for one in line.split("|")]
        said = [at for at, cell in enumerate(cells) if cell.replace("\\", "") in ratings]
        if line.startswith("|") and talks & set(cells) and said:
            held_back += 1
            line = " | ".join("–" if at in said else cell for at, cell in enumerate(cells)).strip()
        lines.append(line)
    return "\n".join(lines), held_back
