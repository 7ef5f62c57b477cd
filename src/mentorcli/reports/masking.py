"""What is taken out of texts: of every letter protected addresses, of an access print names and ratings of others too.

Only what the file knows can be found in a text: whoever hands a paper out still reads it through.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Any

from mentorcli import codes
from mentorcli.views.names import LETTER_OF
from mentorcli.views.tables import PEOPLE
from mentorcli.words import _

LEAST = 4  # signs of an address that is looked for: less is no address, but a letter of some other word


def others(connection: sqlite3.Connection, kind: str, number: int) -> tuple[tuple[str, str], ...]:
    """The full names of everybody but this person and their namesakes, each with the number, the longest first.

    A name of one word is left alone: it may be a word of the language, and in a scheme people know first names.
    """
    (own,) = connection.execute(f"SELECT coalesce(name, '') FROM {kind} WHERE id = ?", (number,)).fetchone()
    names = {
        str(name): f"{LETTER_OF[one]}{other}"
        for one in PEOPLE
        for other, name in connection.execute(f"SELECT id, name FROM {one} WHERE name LIKE '% %' ORDER BY id DESC")
        if str(name).casefold() != own.casefold()
    }
    return tuple(sorted(names.items(), key=lambda one: -len(one[0])))


def protected_addresses(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The streets and numbers, of now and of before, of everybody whose address is protected; the longest first."""
    found = set()
    for kind in PEOPLE:
        if connection.execute(f"SELECT 1 FROM {kind} WHERE address_protected LIMIT 1").fetchone() is None:
            continue
        sql = f"""SELECT address FROM {kind} WHERE address_protected UNION SELECT f.value FROM former f
          JOIN audit a ON a.seq = f.audit_seq JOIN {kind} p ON p.id = f.{kind}_id
          WHERE p.address_protected AND a.kind = '{kind}' AND f.field = 'address'"""
        found |= {str(row[0]) for row in connection.execute(sql) if len(str(row[0] or "")) >= LEAST}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def without_addresses(value: Any, addresses: Sequence[str]) -> Any:
    """A value that a paper may print, at any depth, without the protected addresses that a text names, in any case (B17)."""
    if not addresses:
        return value
    if isinstance(value, str):
        for address in addresses:
            value = whole(address).sub(_("(protected address)"), value)
        return value
    if isinstance(value, dict):
        return {key: without_addresses(one, addresses) for key, one in value.items()}
    if isinstance(value, list | tuple):
        kept = [without_addresses(one, addresses) for one in value]
        return type(value)(*kept) if hasattr(value, "_fields") else type(value)(kept)
    return value


def numbered(text: str, names: Sequence[tuple[str, str]]) -> str:
    """A text with numbers for the full names of others, in whatever case they are written."""
    folded = text.replace("\\", "").casefold()
    for name, number in names:
        if name.casefold() in folded:
            text = whole(name).sub(number, text)
    return text


def whole(words: str) -> re.Pattern[str]:
    """Words that stand by themselves: number 7 is not the beginning of number 71. An issued note escapes what is no letter."""
    escaped = "".join(one if one.isalnum() else rf"\\?{re.escape(one)}" for one in words)
    return re.compile(rf"(?<!\w){escaped}(?!\w)", re.IGNORECASE)


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
