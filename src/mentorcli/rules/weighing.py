"""Weighing many pairs: the same bars and points as in `criteria`, without the sentences, a column at a time.

The arithmetic is that of `criteria` (`part`, `near`, `shared`, `wished`), put into tables once. Words are bits, and the
mentors at hand stand in columns, so that a youth is weighed against all of them in one go. A test holds the two to the
same answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import places
from mentorcli.rules import criteria
from mentorcli.rules.criteria import NO_MORE, Former, Party, Wish

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile, Proposal

Columns = tuple[Sequence[int], Sequence[int], Sequence[int]]  # mentors, and the points as the youth and as they see it
Answers = dict[int, bool | None]  # by the other's number: whether a wish comes true
Table = Sequence[int]  # points, by how much two have in common or how many years they are apart
OLDEST = 200  # years apart that the table of ages goes to; after them stands what is not known
LATEST = 2200  # … up to this year of birth
LONGEST = 301  # words on a list: more do not fit in 500 characters; so many in common stand for what is not known
NOT_KNOWN = (1 << LONGEST) - 1
BARRED = -1_000_000  # below what any points can make up for
NOBODY: Mapping[int, frozenset[int]] = {}


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


class Tables:
    """The points of every criterion that is counted, by the count; what is not known has its own place in each."""

    def __init__(self, rules: Proposal, spoken: int, wanted: int) -> None:
        self.needs = [counted(rules.needs, enough) for enough in range(wanted + 1)]
        self.languages = [counted(rules.languages, enough) for enough in range(spoken + 1)]
        if rules.common_language:
            for table in self.languages[1:]:
                table[0] = BARRED
        self.interests = counted(rules.interests, criteria.INTERESTS_ENOUGH)
        self.times = counted(rules.times, criteria.TIMES_ENOUGH)
        ages = [criteria.near(rules.age, years, rules.near_years, rules.far_years) for years in range(OLDEST)]
        self.ages = ages + [criteria.near(rules.age, None, 0, 0)] * (LATEST - OLDEST)


def counted(weight: int, enough: int) -> list[int]:
    """The points for so many in common, up to the longest list; the last is for what is not known."""
    known = [criteria.shared(weight, common, enough, True) for common in range(LONGEST)]
    return [*known, criteria.shared(weight, 0, enough, False)]


class Weigher:
    """Weighs youths against mentors. `closed` names, by youth, mentors who are ruled out by what is not weighed here."""

    def __init__(
        self, youths: Mapping[int, Party], mentors: Mapping[int, Party], former: Mapping[tuple[int, int], Former],
        profile: Profile, day: str, closed: Mapping[int, frozenset[int]] = NOBODY,
    ) -> None:  # fmt: skip
        numbering = Numbering()
        self.rules, self.youths, self.mentors = profile.proposal, youths, mentors
        self.ours = lights(youths, mentors, numbering, day)
        self.theirs = lights(mentors, youths, numbering, day)
        self.gaps = {kind: NOT_KNOWN << numbering.count[kind] for kind in ("topic", "interest", "language", "time")}
        self.out = outs(youths, former, closed)
        self.again: dict[int, list[int]] = {}  # by youth, the mentors of matches that went well
        for (youth, mentor), one in former.items():
            if criteria.went_well(one):
                self.again.setdefault(youth, []).append(mentor)
        self.points = Tables(
            self.rules,
            max((one.spoken for one in self.ours.values()), default=0),
            max((one.wanted for one in self.ours.values()), default=0),
        )
        self.far = distances(self.rules)

    def among(self, mentors: Sequence[int]) -> Callable[[int], Columns]:
        """What weighs a youth against these mentors: those who may be, with both views of each pair."""
        return Among(self, mentors).weigh


class Among:
    """Some mentors, in columns. A list of which nothing is known is put as one that has `LONGEST` words in common with any."""

    def __init__(self, weigher: Weigher, mentors: Sequence[int]) -> None:
        found = [weigher.theirs[mentor] for mentor in mentors]
        gaps = weigher.gaps
        self.weigher, self.mentors = weigher, mentors
        self.facts = (
            [one.topics or gaps["topic"] for one in found], [one.interests or gaps["interest"] for one in found],
            [one.languages or gaps["language"] for one in found], [one.times or gaps["time"] for one in found],
            [one.born for one in found],
        )  # fmt: skip
        self.homes = [one.postcode for one in found]
        self.far: dict[str, list[int]] = {}  # by postcode, the points of how far each lives from it
        self.wished: dict[tuple[Wish, ...], list[int]] = {}  # by a youth's wishes, their points with each
        self.seat = {mentor: at for at, mentor in enumerate(mentors)}
        self.said = [(at, one.said) for at, one in enumerate(found) if one.said]
        self.told = [at for at, one in enumerate(found) if one.background]
        self.hopes = [(at, one.hopes) for at, one in enumerate(found) if one.hopes]
        self.refused = [(at, one.refused) for at, one in enumerate(found) if one.refused]

    def weigh(self, youth: int) -> Columns:
        """The mentors who may be with a youth, and both views of each pair."""
        one, most, mentors = self.weigher.ours[youth], self.weigher.rules.wishes, self.mentors
        points = self.points(youth, one)
        out = self.weigher.out[youth].union(*one.refused)
        kept = [at for at, sum_ in enumerate(points) if sum_ >= 0 and mentors[at] not in out]
        mine = [points[at] + most for at in kept]
        theirs = mine
        if one.hopes:
            hopes = self.hoped(self.weigher.youths[youth].wishes, one.hopes)
            mine = [points[at] + hopes[at] for at in kept]
        if self.hopes:
            wished = {at: hoped(most, hopes, youth) for at, hopes in self.hopes}
            theirs = [points[at] + wished.get(at, most) for at in kept]
        return [mentors[at] for at in kept], mine, theirs

    def points(self, youth: int, one: Light) -> list[int]:
        """What both sides see alike of each mentor, below nothing where the two may not be."""
        tables, gaps = self.weigher.points, self.weigher.gaps
        needs, likes, tongues, free, years = (
            known if there else [known[-1]] * len(known)
            for known, there in (
                (tables.needs[one.wanted], one.topics), (tables.interests, one.interests),
                (tables.languages[one.spoken], one.languages), (tables.times, one.times), (tables.ages, one.born),
            )
        )  # fmt: skip
        wanted, liked, spoken, at_leisure = (
            bits | gaps[kind]
            for kind, bits in (
                ("topic", one.topics), ("interest", one.interests), ("language", one.languages), ("time", one.times),
            )
        )  # fmt: skip
        born = one.born
        found = [
            far + needs[(wanted & offers).bit_count()] + likes[(liked & likes_too).bit_count()]
            + tongues[(spoken & speaks).bit_count()] + free[(at_leisure & free_too).bit_count()]
            + years[abs(born - older) // 10000]
            for far, offers, likes_too, speaks, free_too, older in zip(self.distances(one.postcode), *self.facts, strict=True)
        ]  # fmt: skip
        for at, more in self.seldom(youth, one):
            found[at] += more
        return found

    def distances(self, postcode: str) -> list[int]:
        """The points of how far each lives from a postcode."""
        if postcode not in self.far:
            self.far[postcode] = [self.weigher.far(postcode, home) for home in self.homes]
        return self.far[postcode]

    def hoped(self, wishes: tuple[Wish, ...], hopes: tuple[Answers, ...]) -> list[int]:
        """The points of a youth's wishes with each; many have the same."""
        if wishes not in self.wished:
            self.wished[wishes] = [hoped(self.weigher.rules.wishes, hopes, mentor) for mentor in self.mentors]
        return self.wished[wishes]

    def seldom(self, youth: int, one: Light) -> Iterator[tuple[int, int]]:
        """What counts for a few pairs only: at which place of the columns, and with how many points."""
        weigher, mentors = self.weigher, self.mentors
        for at, refused in self.refused:
            if any(youth in some for some in refused):
                yield at, BARRED
        if one.said:
            for at, said in self.said:
                yield at, criteria.part(weigher.rules.own_words, (said & one.said).bit_count(), criteria.WORDS_ENOUGH)
        if one.background and weigher.rules.background:
            for at in self.told:
                if criteria.same_background(weigher.youths[youth], weigher.mentors[mentors[at]]):
                    yield at, weigher.rules.background
        for mentor in weigher.again.get(youth, ()):
            if mentor in self.seat:
                yield self.seat[mentor], weigher.rules.former


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
    """The points of two postcodes, each pair looked up once; `BARRED` beyond what the scheme goes to."""
    known: dict[tuple[str, str], int] = {}

    def points(one: str, other: str) -> int:
        pair = (one, other)
        if pair not in known:
            far = places.km(one, other)
            too_far = rules.most_km is not None and far is not None and far > rules.most_km
            known[pair] = BARRED if too_far else criteria.near(rules.distance, far, rules.near_km, rules.far_km)
        return known[pair]

    return points
