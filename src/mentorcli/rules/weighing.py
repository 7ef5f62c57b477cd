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
from mentorcli.rules.criteria import NO_MORE, Former, Party, Wish

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile, Proposal

Views = tuple[int, int]
OLDEST = 200  # years apart that the table of ages goes to
LONGEST = 301  # words on a list: more do not fit in 500 characters
NOBODY: Mapping[int, frozenset[int]] = {}
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
    refused: tuple[frozenset[int], ...]  # of each wish that rules others out: whom
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
    judged = answers(people, others, day)
    refused = {
        wish: frozenset(number for number, true in found.items() if criteria.vetoes(wish, true))
        for wish, found in judged.items()
    }
    return {
        number: Light(
            one.postcode, numbering.bits("language", one.languages), numbering.bits("interest", one.interests),
            numbering.bits("topic", one.topics), numbering.bits("time", one.times), numbering.bits("word", one.said),
            len(one.languages), len(one.topics), int((one.born or "0").replace("-", "")),
            tuple(judged[wish] for wish in one.wishes if wish.about != "person"),
            tuple(refused[wish] for wish in one.wishes if wish.force in ("must", "never")), one.background,
        )
        for number, one in people.items()
    }  # fmt: skip


def answers(people: Mapping[int, Party], others: Mapping[int, Party], day: str) -> dict[Wish, Answers]:
    """Of each different wish, with whom of the others it comes true; judged once, for many have the same."""
    wishes = {wish for one in people.values() for wish in one.wishes}
    return {wish: {number: criteria.granted(wish, who, day) for number, who in others.items()} for wish in wishes}


def weigher(
    youths: Mapping[int, Party],
    mentors: Mapping[int, Party],
    former: Mapping[tuple[int, int], Former],
    profile: Profile,
    day: str,
    closed: Mapping[int, frozenset[int]] = NOBODY,
) -> Callable[[int, int], Views | None]:
    """A function of a youth's and a mentor's number: both views of the pair, or None where the two are not proposed.

    `closed` names, by youth, mentors who are ruled out by what is not weighed here.
    """
    rules, numbering = profile.proposal, Numbering()
    ours = lights(youths, mentors, numbering, day)
    theirs = lights(mentors, youths, numbering, day)
    out = outs(ours, former, closed)
    again = {pair for pair, one in former.items() if criteria.went_well(one)}
    far, must_speak, mirrored, most = distances(rules), rules.common_language, rules.background, rules.wishes
    ages = [criteria.near(rules.age, years, rules.near_years, rules.far_years) for years in range(OLDEST)]
    ages.append(criteria.near(rules.age, None, 0, 0))  # the last: not known
    needs, tongues = (
        [
            [criteria.shared(weight, common, enough, True) for common in range(enough + 1)]
            for enough in range(longest + 1)
        ]
        for weight, longest in (
            (rules.needs, max((one.wanted for one in ours.values()), default=0)),
            (rules.languages, max((one.spoken for one in ours.values()), default=0)),
        )
    )
    likes, times, said = (
        [criteria.shared(weight, common, enough, True) for common in range(LONGEST)]
        for weight, enough in (
            (rules.interests, criteria.INTERESTS_ENOUGH),
            (rules.times, criteria.TIMES_ENOUGH),
            (rules.own_words, criteria.WORDS_ENOUGH),
        )
    )
    no_needs, no_likes, no_tongues, no_times = (
        criteria.shared(weight, 0, 1, False) for weight in (rules.needs, rules.interests, rules.languages, rules.times)
    )

    def weigh(youth: int, mentor: int) -> Views | None:
        place, spoken, liked, wanted, free, told, many_spoken, many_wanted, born, hopes, refused, back = ours[youth]
        there, speaks, likes_too, offers, free_too, told_too, _many, _more, older, hopes_too, refused_too, back_too = (
            theirs[mentor]
        )
        if must_speak and not spoken & speaks and spoken and speaks:
            return None
        both = far(place, there)
        if both < 0 or mentor in out[youth]:
            return None
        if (refused and any(mentor in some for some in refused)) or (
            refused_too and any(youth in some for some in refused_too)
        ):
            return None
        both += needs[many_wanted][(wanted & offers).bit_count()] if wanted and offers else no_needs
        both += likes[(liked & likes_too).bit_count()] if liked and likes_too else no_likes
        both += tongues[many_spoken][(spoken & speaks).bit_count()] if spoken and speaks else no_tongues
        both += times[(free & free_too).bit_count()] if free and free_too else no_times
        both += ages[abs(born - older) // 10000 if born and older else OLDEST]
        if told & told_too:
            both += said[(told & told_too).bit_count()]
        if mirrored and back and back_too and criteria.same_background(youths[youth], mentors[mentor]):
            both += mirrored
        if again and (youth, mentor) in again:
            both += rules.former
        return both + (hoped(most, hopes, mentor) if hopes else most), both + (
            hoped(most, hopes_too, youth) if hopes_too else most
        )

    return weigh


def outs(
    youths: Iterable[int], former: Mapping[tuple[int, int], Former], closed: Mapping[int, frozenset[int]]
) -> dict[int, frozenset[int]]:
    """By youth, the mentors who are ruled out by an earlier no, or by the caller."""
    found = {youth: closed.get(youth, frozenset()) for youth in youths}
    for (youth, mentor), before in former.items():
        if youth in found and (before.what == "declined" or before.reason in NO_MORE):
            found[youth] |= {mentor}
    return found


def hoped(weight: int, hopes: tuple[Answers, ...], other: int) -> int:
    """The points of one side's wishes about the other."""
    answers = [answer[other] for answer in hopes]
    return criteria.wished(weight, answers.count(True), answers.count(None), len(answers))


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
