"""A person sketched in a few words, Danish or English: "one more mentor who speaks Somali, 4200, helps with job".

The words stand between commas, `og` or `and`. What is understood:

- `kvinde`, `mand` · `45 år`, `45-årig`, `på 45` · `4200`, `fra Korsør` · `2 pladser`, `plads til 2`
- `taler somali og dansk` (or just `somali`) · `interesser: musik, natur` · `hjælper med job` / `behov: job`
- `fri mandag aften` · `arbejder som tømrer` · a word that people on file have as an interest or a topic
- in front: `en mentor mere`, `to kvindelige mentorer`, `en ung mere`, `2 kvinder`, `to brødre`

A sketched mentor who speaks a language is taken to speak Danish too, unless the text says `kun`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from mentorcli import codes, gates, parsing, places
from mentorcli.errors import BadValue
from mentorcli.words import _, fold, shown

COUNTS = {"den": 1, "the": 1,
    "en": 1, "et": 1, "one": 1, "a": 1, "an": 1, "to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4,
    "fem": 5, "five": 5, "ti": 10, "ten": 10}  # fmt: skip
MOST = 50
HEAD = re.compile(
    r"^(?:(?P<count>\d+|[a-zæøå]+)\s+)?(?:(?:mere|more|flere|ny|nye|new|ekstra)\s+)?"
    r"(?:(?P<gender>mandlige?|kvindelige?|male|female)\s+)?"
    r"(?P<who>mentor|mentorer|mentors|ung|unge|young person|young people|mentee|borger)"
    r"(?:\s+(?:mere|more|til))?\b[\s:,]*",
    re.IGNORECASE,
)
GROUP = re.compile(  # people counted by what they are; of which side, the caller says
    r"^(?P<count>\d+|[a-zæøå]+)\s+(?:(?:mere|more|flere|nye?|new|ekstra)\s+)?(?:unge?\s+)?"
    r"(?:(?P<female>kvinder?|piger?|søstre|søster|women|woman|girls?|sisters?)"
    r"|(?P<male>mand|mænd|dreng|drenge|brødre|bror|men|man|boys?|brothers?)|søskende|siblings|tvillinger|twins)"
    r"(?:\s+(?:mere|more))?\b[\s:,]*",
    re.IGNORECASE,
)
ALONE = re.compile(r"^(?:kun|only)\s+", re.IGNORECASE)
FILLERS = re.compile(r"^(?:som|der|who|with|med|er|is|har|has|og|and|en|et|a|an)\s+", re.IGNORECASE)
SPLIT = re.compile(
    r"\b(?:og|and|der|who)\b|(?<!arbejder )\bsom\b|\s(?=(?:på|of)\s+\d)|\s(?=(?:fra|from)\s)"
    r"|(?<!hjælpe)(?<!hjælper)(?<!help)(?<!helps)\s(?=(?:med|with)\s)",
    re.IGNORECASE,
)
LISTS = (  # what begins a list of words, and of what
    ("languages", r"(?:taler|snakker|speaks?|sprog|languages?)\b:?"),
    ("interests", r"(?:interesser(?:et i)?|interests?|interested in|kan lide|holder af|likes?)\b:?"),
    ("topics", r"(?:(?:kan )?hjælpe?r? med|(?:can )?helps? with|behov(?: for)?|brug for(?: hjælp til)?|emner|topics)\b:?"),
    ("topics", r"needs?(?: help with)?\b:?"),
)  # fmt: skip
ONES: tuple[tuple[str, str], ...] = (  # single facts, with the value in a group
    ("age", r"(?:alder|age|aged|på|of)?\s*:?\s*(\d{1,3})[- ]?(?:år(?:ig)?|years?(?: old)?)"),
    ("age", r"(?:alder|age|aged|på|of)\s*:?\s*(\d{1,3})"),
    ("capacity", r"(?:plads til|room for|kapacitet|capacity|pladser|places)\s*:?\s*(\d{1,2})"),
    ("capacity", r"(\d{1,2}|[a-zæøå]+)\s+(?:plads|pladser|places?|unge)"),
    (
        "postcode",
        r"(?:fra|bor i|i|from|lives in|in|postnummer|postnr\.?|postcode)?\s*:?\s*(\d{4})(?:\s+[\wæøåÆØÅ. ]+)?",
    ),
    ("town", r"(?:fra|bor i|i|from|lives in|in|by)\s*:?\s*([\wæøåÆØÅ. ]+)"),
    ("work", r"(?:arbejder som|works as|arbejde|work|fag|erhverv|trade)\s*:?\s*(.+)"),
    ("times", r"(?:fri|ledig|free|kan)\s*:?\s*(.+)"),
)


class Sketch(NamedTuple):
    """Who is meant: of which side, how many alike, and what is known of each."""

    side: str
    copies: int = 1
    gender: str = "unknown"
    age: int | None = None
    postcode: str = ""
    capacity: int | None = None
    languages: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    times: str = ""
    work: str = ""
    left_out: tuple[str, ...] = ()  # what was not understood, where that is allowed


def sketch(typed: str, known: Mapping[str, str], *, side: str = "mentor", lenient: bool = False) -> Sketch:
    """The sketch of a text; BadValue with all that is not understood, unless `lenient` (then it is left out).

    `known` says of folded words that people on file have whether they are interests or topics.
    """
    text = parsing.line(typed, most=500).strip(" .")
    if not text and not lenient:
        raise BadValue(
            _("Nothing is said of the person."), _("For example: en mentor mere, kvinde, 4200, taler somali")
        )
    found, text = begun(text, side, lenient=lenient)
    values: dict[str, object] = {}
    lists: dict[str, list[str]] = {"languages": [], "interests": [], "topics": []}
    wrong: list[str] = []
    times: set[str] = set()
    ages: dict[object, str] = {}  # as told; two different ones say nothing of either
    current = ""
    for part in re.split("[,;]", text):
        joined: list[set[str]] = []  # times of this part
        for piece in pieces(part):
            name, value = read(piece, known)
            if name in lists:
                current = name
                lists[name] += [str(value)]
            elif name == "":
                if current and not (lenient and " " in piece):
                    lists[current] += [piece]
                else:
                    wrong.append(piece)
            else:
                current = ""
                if name == "times":
                    joined.append(set(str(value).split(", ")))
                elif name == "age":
                    ages.setdefault(value, piece)
                else:
                    values[name] = value
        times |= together(joined)
    if len(ages) == 1:
        values["age"] = next(iter(ages))
    else:
        wrong += ages.values()
    if wrong and not lenient:
        raise BadValue(
            _("This is not understood: {values}.").format(values=", ".join(f"“{shown(one)}”" for one in wrong)),
            _(
                "For example: kvinde, 45 år, 4200, taler somali, hjælper med job, interesser: musik, mandag aften, 2 pladser"
            ),
        )
    lists["languages"] = spoken(lists["languages"], found.side)
    told = {name: tuple(dict.fromkeys(words)) for name, words in lists.items()}
    free = ", ".join(one for one in codes.LISTS["free_time"] if one in times)
    return Sketch(**{**found._asdict(), **told, **values, "times": free, "left_out": tuple(wrong)})


def together(joined: list[set[str]]) -> set[str]:
    """Times that `og` joins: a day without a part of the day has the part that follows it (mandag og onsdag aften)."""
    found: set[str] = set()
    following: set[str] = set()
    for times in reversed(joined):
        days, parts = ({one.split("-")[place] for one in times} for place in (0, 1))
        if len(parts) < len(gates.PARTS):
            following = parts
        found |= {f"{day}-{part}" for day in days for part in following} if parts > following and following else times
    return found


def spoken(languages: list[str], side: str) -> list[str]:
    """The languages of a sketched person; a mentor who speaks others speaks Danish too, where no `kun` stands."""
    plain = [ALONE.sub("", one) for one in languages]
    codes_of = {codes.code_for("language", one) for one in plain}
    if side == "mentor" and languages and plain == languages and "danish" not in codes_of:
        return [*plain, "danish"]
    return plain


def begun(text: str, side: str, *, lenient: bool) -> tuple[Sketch, str]:
    """Whose sketch it is and how many are meant, and the rest of the text; `lenient`: where no number stands, nothing is begun."""
    head, group = HEAD.match(text), GROUP.match(text)
    begins = head or group
    if begins is None:
        return Sketch(side), text
    word = (begins["count"] or "1").lower()
    count = int(word) if word.isdigit() else COUNTS.get(word, 0)
    if not 1 <= count <= MOST:
        if lenient:
            return Sketch(side), text
        raise BadValue(
            _("{value} is no number of people from 1 to {most}.").format(value=f"“{shown(word)}”", most=MOST),
            _("For example: to mentorer mere, der taler somali"),
        )
    rest = text[begins.end() :]
    if head is None:
        gender = "female" if begins["female"] else "male" if begins["male"] else "unknown"
        return Sketch(side, count, gender), rest
    gender = {"m": "male", "k": "female", "f": "female", "": "unknown"}[(head["gender"] or "")[:1].lower()]
    if not head["who"].lower().startswith("mentor"):
        return Sketch("youth", count, gender), rest
    return (Sketch(side), rest) if lenient else (Sketch("mentor", count, gender), rest)  # an enquiry is about the young


def pieces(text: str) -> list[str]:
    """The pieces of what stands between two commas: between `og` and `and`, without the words that only join."""
    found = []
    for part in SPLIT.split(text):
        piece = part.strip(" .")
        while (shorter := FILLERS.sub("", piece)) != piece:
            piece = shorter
        if piece:
            found.append(piece)
    return found


def read(piece: str, known: Mapping[str, str]) -> tuple[str, object]:
    """What a part says: the name of the fact and its value; an empty name where it is not understood."""
    for name, pattern in LISTS:
        begun_with = re.match(pattern, piece, re.IGNORECASE)
        if begun_with and piece[begun_with.end() :].strip(" :"):
            return name, piece[begun_with.end() :].strip(" :")
    gender = codes.code_for("gender", piece)
    if gender is not None:
        return "gender", gender
    language = codes.code_for("language", ALONE.sub("", piece))
    if language is not None:
        return "languages", piece
    for name, pattern in ONES:
        fitting = re.fullmatch(pattern, piece, re.IGNORECASE)
        value = single(name, fitting[1].strip()) if fitting else None
        if value is not None:
            return ("postcode" if name == "town" else name), value
    times = single("times", piece)
    if times:
        return "times", times
    return known.get(fold(piece), ""), piece


def single(name: str, text: str) -> object:
    """The value of one fact; None where the text is none."""
    if name == "age":
        return int(text) if 5 <= int(text) <= 110 else None
    if name == "capacity":
        count = int(text) if text.isdigit() else COUNTS.get(text.lower())
        return count if count is not None and count <= 20 else None
    if name == "postcode":
        return text if text in places.table() else None
    if name == "town":
        return places.of_town(text)
    if name == "times":
        try:
            return gates.free_times(text) or None
        except BadValue:
            return None
    return text
