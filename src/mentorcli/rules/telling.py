"""What a short free text tells, as a background or a trade: whole words, and nothing guessed from a denial. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from mentorcli.words import fold

DENYING = frozenset(
    ["ikke", "hverken", "ingen", "intet", "aldrig", "uden", "not", "neither", "nor", "no", "never", "without", "non"]
)


def tells(text: str, wanted: str) -> bool | None:
    """Whether a text says certain words, whole and in a row; None where it is empty or denies something.

    Also None where a longer word begins or ends so: a dyrlæge is no læge, an overlæge is.
    """
    words, sought = words_of(text), words_of(wanted)
    if not words or not sought or not DENYING.isdisjoint((*words, *sought)):
        return None
    if holds(words, sought):
        return True
    longer = any(word.startswith(sought[0]) or word.endswith(sought[0]) for word in words) and len(sought) == 1
    return None if longer else False


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a short text, as they are compared."""
    return tuple(map(fold, re.findall(r"[^\W_]+", text)))


def holds(words: tuple[str, ...], sought: tuple[str, ...]) -> bool:
    """Whether some words hold others, in a row."""
    return any(words[at : at + len(sought)] == sought for at in range(len(words) - len(sought) + 1))
