"""Gates for what people are matched on: the free times of their week, and their wishes about each other.

Danish and English words, in the order in which people write them; what is not understood is refused with an example.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from mentorcli import codes, parsing
from mentorcli.errors import BadValue
from mentorcli.words import N_, _, fold, shown

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon", "evening")
DAY_WORDS: dict[str, tuple[str, ...]] = {
    **{
        word: (day,)
        for day, said in zip(
            DAYS,
            (
                "mandag mandage man monday mondays mon", "tirsdag tirsdage tirs tuesday tuesdays tue",
                "onsdag onsdage ons wednesday wednesdays wed", "torsdag torsdage tors thursday thursdays thu",
                "fredag fredage fre friday fridays fri", "lørdag lørdage lør saturday saturdays sat",
                "søndag søndage søn sunday sundays sun",
            ), strict=True,
        )
        for word in said.split()
    },
    **dict.fromkeys(["hverdag", "hverdage", "weekday", "weekdays"], DAYS[:5]),
    **dict.fromkeys(["weekend", "weekender", "weekenden", "weekends"], DAYS[5:]),
    **dict.fromkeys(["altid", "dagligt", "always", "daily"], DAYS),
}  # fmt: skip
PART_WORDS = {
    word: part
    for part, said in zip(
        PARTS,
        (
            "morgen morgener formiddag formiddage formiddagen morning mornings",
            "eftermiddag eftermiddage eftermiddagen afternoon afternoons", "aften aftener aftenen evening evenings",
        ), strict=True,
    )
    for word in said.split()
}  # fmt: skip
PASSED_OVER = "og and om i på the in on kan fri ledig ledige free hver every dag day alle all dage days tid time"
AGES = (  # how a wish about age is written, and what it means: from, to
    (r"(\d{1,3})\s*(?:-|–|til|to)\s*(\d{1,3})", "{0}-{1}"),
    (r"(?:over|mindst|fra|at least|from)\s*(\d{1,3})", "{0}-"),
    (r"(?:under|højst|op til|at most|up to)\s*(\d{1,3})", "-{0}"),
)
AGES_SAID = (  # … and how it is said back
    (r"(\d{1,3})\s*(?:år|years)?\s*(?:eller ældre|or older)", "{0}-"),
    (r"(\d{1,3})\s*(?:år|years)?\s*(?:eller yngre|or younger)", "-{0}"),
)
SENTENCES = (  # a wish in the words in which it is said back: what it is about, and what stands before its value
    ("language", r"(?:en,? der |somebody who )?(?:taler?|speaks?)"),
    ("work", r"(?:en,? der |somebody who )?(?:arbejder? som|works? as)"),
    ("background", r"(?:have |med |with )?(?:the )?(?:baggrund(?:en)?|background)"),
)
YEARS = r"\s*(?:år|years|years old)?"


class Wished(NamedTuple):
    """A wish as it was typed: what it is about, its value, how strong; of a person the text that names them."""

    about: str
    value: str
    force: str


def free_times(typed: str) -> str:
    """The codes of the times of the week that a text names, in order; between commas days go with parts of the day.

    `mandag og onsdag aften, weekend` is Monday and Wednesday evening, and all of Saturday and Sunday.
    """
    found: set[str] = set()
    for phrase in parsing.line(typed, most=500).replace(";", ",").split(","):
        found |= phrase_of(phrase)
    return ", ".join(one for one in codes.LISTS["free_time"] if one in found)


def phrase_of(phrase: str) -> set[str]:
    """The times that one phrase between commas names."""
    exact = codes.code_for("free_time", phrase)
    if exact is not None or not phrase.strip():
        return {exact} if exact else set()
    days: list[str] = []
    parts: list[str] = []
    known_days = {fold(word): named for word, named in DAY_WORDS.items()}
    known_parts = {fold(word): part for word, part in PART_WORDS.items()}
    passed = {fold(word) for word in PASSED_OVER.split()}
    for word in re.split(r"[\s./&+]+", phrase.strip()):
        plain = fold(word)
        if plain in known_days:
            days += known_days[plain]
        elif plain in known_parts:
            parts.append(known_parts[plain])
        elif plain and plain not in passed:
            raise BadValue(
                _("{value} is no time of the week.").format(value=f"“{shown(word)}”"),
                _("Write days and parts of the day: mandag og onsdag aften, weekend"),
            )
    return {f"{day}-{part}" for day in days or DAYS for part in parts or PARTS}


@cache
def forces() -> list[tuple[str, str]]:
    """The words that say how strong a wish is, the longest first, with their codes."""
    table = codes.LISTS["wish_force"]
    ways = [(fold(way), code) for code, entry in table.items() for way in (code, entry.da, entry.en, *entry.near)]
    return sorted(ways, key=lambda pair: -len(pair[0]))


def wish(typed: str) -> Wished:
    """A wish about the other: `kvinde`, `skal kvinde`, `helst 30-50`, `ikke m7`, `arbejde: elektriker`, `baggrund: somalisk`.

    Without a word for how strong it is, it is a `rather`. BadValue where it is not understood.
    """
    text = parsing.line(typed, most=120).strip(" .")
    force = "rather"
    for words, code in forces():
        rest = after(text, words)
        if rest is not None:
            force, text = code, rest
            break
    try:
        about, value = kind_of(text)
    except BadValue:
        if force not in ("never", "rather-not") or not text or ":" in text:
            raise
        about, value = "person", text  # whoever is meant is looked up by the caller
    if about == "person" and force not in ("never", "rather-not"):
        raise BadValue(
            _("A person can only be wished away; two who want each other are proposed."),
            _("For example: mentorcli match propose y12 --mentor m7"),
        )
    if about == "person":
        force = "never"
    return Wished(about, value, force)


def after(text: str, words: str) -> str | None:
    """What comes after these folded words at the beginning of a text; None where it does not begin so."""
    count = len(words.split())
    parts = text.split()
    if len(parts) > count and fold(" ".join(parts[:count])).rstrip(":") == words:
        return " ".join(parts[count:]).lstrip(": ")
    return None


def kind_of(text: str) -> tuple[str, str]:
    """What a wish is about, and its value in canonical form; the kind may be left out where the value says it."""
    for kind, pattern in SENTENCES:
        sentence = re.fullmatch(rf"{pattern}[:\s]+(.+)", text, re.IGNORECASE)
        if sentence is not None:
            return kind, canonical(kind, sentence[1].strip())
    head, colon, tail = text.partition(":")
    first, _space, rest = text.partition(" ")
    for word, value in ((head, tail) if colon else ("", ""), (first, rest)):
        about = codes.code_for("wish_about", word) if value.strip() else None
        if about is not None:
            return about, canonical(about, value.strip())
    if re.fullmatch(r"[my][0-9]{1,9}", text.lower()):
        return "person", text.lower()
    for about in ("age", "gender", "language"):
        try:
            return about, canonical(about, text)
        except BadValue:
            continue
    raise BadValue(
        _("{value} is no wish that is understood.").format(value=f"“{shown(text)}”"),
        _("For example: kvinde · skal mand · helst 30-50 · arbejde: elektriker · baggrund: somalisk · ikke m7"),
    )


def canonical(about: str, value: str) -> str:
    """The value of a wish as it is kept: a code of gender or language, `30-50`, `40-`, `-50`, else the words."""
    if about in ("gender", "language"):
        return checked(about, value)
    if about == "age":
        for pattern, form in (*AGES, *AGES_SAID):
            found = re.fullmatch(pattern + YEARS, value.strip().lower())
            if found is None:
                continue
            kept = form.format(*(int(one) for one in found.groups()))
            least, most = bounds(kept)
            if least <= most:
                return kept
        raise BadValue(
            _("{value} is no span of ages.").format(value=f"“{shown(value)}”"),
            _("Write it like 30-50, over 40 or under 60."),
        )
    return parsing.line(value, most=100)


def checked(list_name: str, value: str) -> str:
    """The code of a word in a list; BadValue with the known words."""
    found = codes.code_for(list_name, value)
    if found is None or found == "unknown":
        known = ", ".join(word for code, word in codes.words_of(list_name).items() if code != "unknown")
        raise BadValue(
            _("{value} is on no list.").format(value=f"“{shown(value)}”"), _("Known: {keys}").format(keys=known)
        )
    return found


def bounds(value: str) -> tuple[int, int]:
    """The first and last year of a kept span of ages."""
    low, _dash, high = value.partition("-")
    return int(low or 0), int(high or 999)


def wish_said(about: str, value: str, force: str) -> str:
    """A wish as people read it; of a person, `value` is the name."""
    if about in ("gender", "language"):
        value = codes.word(about, value)
    if about == "age":
        low, high = bounds(value)
        value = (
            _("over {age} years").format(age=low) if high == 999
            else _("under {age} years").format(age=high) if not low
            else _("{low} to {high} years").format(low=low, high=high)
        )  # fmt: skip
    kind = about if about in ("language", "work", "background", "person") else "being"
    return _(SAID[kind].get(force, N_("not {what}"))).format(what=value)


SAID = {  # how a wish of each kind and force is worded; `being` is of gender and age
    "being": {
        "must": N_("must be {what}"),
        "rather": N_("rather {what}"),
        "rather-not": N_("rather not {what}"),
        "never": N_("must not be {what}"),
    },
    "language": {
        "must": N_("must speak {what}"),
        "rather": N_("rather somebody who speaks {what}"),
        "rather-not": N_("rather not somebody who speaks {what}"),
        "never": N_("must not speak {what}"),
    },
    "work": {
        "must": N_("must work as {what}"),
        "rather": N_("rather somebody who works as {what}"),
        "rather-not": N_("rather not somebody who works as {what}"),
        "never": N_("must not work as {what}"),
    },
    "background": {
        "must": N_("must have the background: {what}"),
        "rather": N_("rather with the background: {what}"),
        "rather-not": N_("rather not with the background: {what}"),
        "never": N_("must not have the background: {what}"),
    },
    "person": {},  # a person can only be wished away
}


def tags(text: str, list_name: str = "") -> dict[str, str]:
    """The words of a kept list (commas between): as they are compared (a code of the list, else folded) → as written."""
    words = filter(None, (part.strip() for part in text.split(",")))
    return dict(compared(word, list_name) for word in words)


@lru_cache(maxsize=4096)
def compared(word: str, list_name: str) -> tuple[str, str]:
    """A word as it is compared, and as it is written; the same words are told of many, and kept once."""
    return (list_name and codes.code_for(list_name, word)) or fold(word), word
