"""Weighing many pairs: the same bars and points as in `criteria`, without the sentences, over bits instead of words.

The arithmetic is that of `criteria` (`part`, `near`, `shared`, `wished`), put into tables once; a test holds the two to
the same answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import places
from mentorcli.rules import criteria
from mentorcli.rules.criteria import NO_MORE, NOT_WELL, Former, Party, Wish

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile, Proposal

Views = tuple[int, int]
OLDEST = 200  # years apart that the table of ages goes to
Answers = dict[int, bool | None]  # by the other's number: whether a wish comes true


class Light(NamedTuple):
    """A party as it is weighed: sets are bits of a numbering of their kind."""

    postcode: str
    languages: int
    interests: int
    topics: int
    times: int
    said: int
    spoken: int  # how many languages
    wanted: int  # how many topics
    born: int  # 20040131; 0 where not known
    hopes: tuple[Answers, ...]  # of each wish that is not about a person
    vetoes: frozenset[int]  # the others who are ruled out by a wish
    background: str


class Numbering:
    """Words as bits: each kind of word is numbered for itself."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], int] = {}
        self.count: Counter[str] = Counter()

    def bits(self, kind: str, words: Iterable[str]) -> int:
        """A set of words as bits."""
        total = 0
        for word in words:
            if (kind, word) not in self.known:
                self.known[kind, word] = 1 << self.count[kind]
                self.count[kind] += 1
            total |= self.known[kind, word]
        return total


def lights(
    people: Mapping[int, Party], others: Mapping[int, Party], numbering: Numbering, day: str
) -> dict[int, Light]:
    """All of one side as they are weighed against the other side; each different wish is judged once."""
    judged: dict[Wish, Answers] = {}
    found = {}
    for number, one in people.items():
        for wish in one.wishes:
            if wish not in judged:
                judged[wish] = {other: criteria.granted(wish, who, day) for other, who in others.items()}
        vetoes = (
            other
            for wish in one.wishes
            if wish.force in ("must", "never")
            for other, true in judged[wish].items()
            if criteria.vetoes(wish, true)
        )
        found[number] = Light(
            one.postcode, numbering.bits("language", one.languages), numbering.bits("interest", one.interests),
            numbering.bits("topic", one.topics), numbering.bits("time", one.times), numbering.bits("word", one.said),
            len(one.languages), len(one.topics), int((one.born or "0").replace("-", "")),
            tuple(judged[wish] for wish in one.wishes if wish.about != "person"), frozenset(vetoes), one.background,
        )  # fmt: skip
    return found


def weigher(
    youths: Mapping[int, Party],
    mentors: Mapping[int, Party],
    former: Mapping[tuple[int, int], Former],
    profile: Profile,
    day: str,
) -> Callable[[int, int], Views | None]:
    """A function of a youth's and a mentor's number: both views of the pair, or None where the two are not proposed."""
    rules, numbering = profile.proposal, Numbering()
    ours = lights(youths, mentors, numbering, day)
    theirs = lights(mentors, youths, numbering, day)
    met = {pair: one for pair, one in former.items() if one.what == "declined" or one.reason in NO_MORE}
    again = {pair for pair, one in former.items() if one.what == "ended" and one.reason not in NOT_WELL}
    shares = sharing(rules)
    far = distances(rules)
    age_points = [criteria.near(rules.age, years, rules.near_years, rules.far_years) for years in range(OLDEST)]
    age_unknown, most, mirrored = criteria.near(rules.age, None, 0, 0), rules.wishes, rules.background
    need_table, interest_table, language_table, time_table, word_table = shares

    def weigh(youth: int, mentor: int) -> Views | None:
        one, other = ours[youth], theirs[mentor]
        spoken = one.languages & other.languages
        if not spoken and rules.common_language and one.languages and other.languages:
            return None
        if mentor in one.vetoes or youth in other.vetoes or (youth, mentor) in met:
            return None
        near = far(one.postcode, other.postcode)
        if near < 0:
            return None
        both = near
        both += need_table(one.topics, other.topics, one.wanted)
        both += interest_table(one.interests, other.interests, criteria.INTERESTS_ENOUGH)
        both += language_table(one.languages, other.languages, one.spoken)
        both += time_table(one.times, other.times, criteria.TIMES_ENOUGH)
        if one.born and other.born:
            apart = (one.born - other.born if one.born > other.born else other.born - one.born) // 10000
            both += age_points[apart]
        else:
            both += age_unknown
        if one.said & other.said:
            both += word_table(one.said, other.said, criteria.WORDS_ENOUGH)
        if (
            mirrored
            and one.background
            and other.background
            and criteria.same_background(youths[youth], mentors[mentor])
        ):
            both += mirrored
        if (youth, mentor) in again:
            both += rules.former
        return both + hoped(most, one.hopes, mentor), both + hoped(most, other.hopes, youth)

    return weigh


def hoped(weight: int, hopes: tuple[Answers, ...], other: int) -> int:
    """The points of one side's wishes about the other."""
    if not hopes:
        return weight
    answers = [answer[other] for answer in hopes]
    return criteria.wished(weight, answers.count(True), answers.count(None), len(answers))


def sharing(rules: Proposal) -> list[Callable[[int, int, int], int]]:
    """The points of what two have in common, from the bits of both and how many are enough; a table for each weight."""

    def table(weight: int) -> Callable[[int, int, int], int]:
        known = {
            (common, enough): criteria.shared(weight, common, enough, True)
            for common in range(65)
            for enough in range(65)
        }
        unknown = criteria.shared(weight, 0, 1, False)

        def points(one: int, other: int, enough: int) -> int:
            if not one or not other:
                return unknown
            pair = ((one & other).bit_count(), enough)
            return known[pair] if pair in known else criteria.shared(weight, *pair, True)

        return points

    return [table(one) for one in (rules.needs, rules.interests, rules.languages, rules.times, rules.own_words)]


def distances(rules: Proposal) -> Callable[[str, str], int]:
    """The points of two postcodes, each pair looked up once; -1 beyond what the scheme goes to."""
    known: dict[tuple[str, str], int] = {}

    def points(one: str, other: str) -> int:
        pair = (one, other)
        if pair not in known:
            far = places.km(one, other)
            too_far = rules.most_km is not None and far is not None and far > rules.most_km
            known[pair] = -1 if too_far else criteria.near(rules.distance, far, rules.near_km, rules.far_km)
        return known[pair]

    return points
