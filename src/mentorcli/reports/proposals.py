"""Who for whom: the plan for all who wait with its proof, and the partners of one person, ranked and explained."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import accumulate
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import codes, places
from mentorcli.matching.areas import near_pairs
from mentorcli.matching.balance import balance
from mentorcli.matching.market import Given, Market, both, market, worth
from mentorcli.matching.plan import plan
from mentorcli.matching.proof import proof
from mentorcli.matching.stability import blocking, stable
from mentorcli.rules import criteria, eligibility
from mentorcli.rules.criteria import Bar, Party, Reason
from mentorcli.rules.eligibility import too_young
from mentorcli.rules.rule import SEVERITIES, Finding, found_by
from mentorcli.rules.weighing import Weigher
from mentorcli.views.market import Corps, MentorFact, Open, YouthFact, as_rules_see
from mentorcli.words import _, day_short, ngettext

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

MOST_PAIRS = 1_000_000  # weighed at once; where there are more, each youth is weighed with the nearest mentors alone
TOLD = 3  # mentors of whom somebody without a place is told why not; the others are counted
AVAILABLE = ("ready", "matched")
GONE = ("left", "declined", "paused")
ASKED = tuple(rule for rule in eligibility.RULES if "match propose" in rule.at)  # all there are, which a test holds


class Proposal(NamedTuple):
    """A youth and a mentor who are proposed to each other, and why."""

    youth: Party
    mentor: Party
    wait_days: int | None
    wait_points: int
    youth_view: int
    mentor_view: int
    reasons: list[Reason]
    warnings: list[str]

    @property
    def score(self) -> int:
        """The points of the pair, the smaller view weighing most, and those of the wait."""
        return both(self.youth_view, self.mentor_view) + self.wait_points


class Unplaced(NamedTuple):
    """A youth who is given nobody, and why."""

    youth: Party
    wait_days: int
    why: str


class Rather(NamedTuple):
    """Two who would rather have each other than what the plan gives them, in a sentence."""

    youth: Party
    mentor: Party
    text: str


class Outcome(NamedTuple):
    """A plan for all who wait: the proposals, those without one, and what proves it."""

    proposals: list[Proposal]
    unplaced: list[Unplaced]
    awaiting: list[Unplaced]  # who has been proposed somebody, and waits for the answer
    rather: list[Rather]
    free_places: int
    pairs: int  # how many were considered: all that may be
    total: int
    bound: tuple[int, int]  # youths and points that no plan of these pairs can pass
    proved: bool  # that the best plan is the best; a stable or balanced one is held against its bound
    nearest: int | None  # where there are too many to weigh all pairs: with how many mentors each youth was, at least

    @property
    def best_weighed(self) -> bool:
        """Whether this plan is as good as any can be of the pairs that were weighed."""
        return self.proved and (len(self.proposals), self.total) == self.bound

    @property
    def optimal(self) -> bool:
        """Whether this plan is as good as any can be."""
        return self.best_weighed and self.nearest is None


class Barred(NamedTuple):
    """Somebody who cannot be proposed, and each thing that stands in the way."""

    party: Party
    state: str
    bars: list[Bar]


class Ranking(NamedTuple):
    """The partners of one person: those who may be, the best first, and the others with what stands in the way."""

    proposals: list[Proposal]
    excluded: list[Barred]
    pending: list[Open]  # proposals without an answer that leave no room for another
    matches: list[Open]  # open matches of a youth
    others: str  # of whom the partners are told: mentor or youth


class Question(NamedTuple):
    """The market of all who wait and all free places."""

    corps: Corps
    market: Market
    nearest: int | None


# --- what stands in the way


def findings(pairs: Iterable[tuple[Party, MentorFact]], profile: Profile, day: str) -> list[list[Finding]]:
    """Of each pair what the rules of the scheme would say to a match of the two on a day, the worst first."""
    facts = [as_rules_see(number, youth, mentor, day) for number, (youth, mentor) in enumerate(pairs)]
    told: list[list[Finding]] = [[] for _fact in facts]
    for one in sorted(found_by(ASKED, {"pairs": facts}, profile, day), key=lambda one: SEVERITIES.index(one.severity)):
        told[one.id].append(one)
    return told


def bars_of(corps: Corps, youth: Party, mentor: MentorFact, profile: Profile, day: str) -> list[Bar]:
    """Everything that keeps two from being proposed: rules, the mentor's state, vetoes, what is open or over."""
    (told,) = findings([(youth, mentor)], profile, day)
    found = [Bar(one.rule, one.message) for one in told if one.severity == "block"]
    if mentor.state in GONE or (mentor.state not in AVAILABLE and not found):
        found.insert(0, Bar("state", _("the mentor is {state}").format(state=codes.word("mentor_state", mentor.state))))
    for one in corps.open_ones:
        if (one.youth_id, one.mentor_id) == (youth.id, mentor.party.id):
            state = codes.word("match_state", one.state)
            text = _("the two have x{id} already ({state}, {day})")
            found.append(Bar("open", text.format(id=one.id, state=state, day=day_short(one.on))))
    return found + criteria.bars(youth, mentor.party, corps.former.get((youth.id, mentor.party.id)), profile, day)


def blocked(corps: Corps, youths: Iterable[Party], profile: Profile, day: str) -> Callable[[Party], frozenset[int]]:
    """The mentors with a place whom the rules rule out, for a youth.

    Of the youth the rules see the birth day alone, and of that whether it is known and too young for a mentor without a
    børneattest: so each mentor is judged once for each of these kinds, not for each youth.
    """

    def kind(one: Party) -> tuple[bool, bool]:
        return one.born is None, too_young(one.born, day, profile)

    free = [mentor for mentor in corps.mentors.values() if mentor.free]
    found: dict[tuple[bool, bool], frozenset[int]] = {}
    for one in youths:
        if kind(one) not in found:
            told = findings([(one, mentor) for mentor in free], profile, day)
            found[kind(one)] = frozenset(
                mentor.party.id
                for mentor, about in zip(free, told, strict=True)
                if any(finding.severity == "block" for finding in about)
            )
    return lambda one: found[kind(one)]


# --- the market


def wait_points(days: int | None, profile: Profile) -> int:
    """The points of a wait: so many for each whole week, and at most so many."""
    return min(profile.proposal.wait_most, profile.proposal.wait_week * ((days or 0) // 7))


def question(corps: Corps, profile: Profile, day: str) -> Question:
    """The market of a day: youths who wait without a proposal, mentors with free places, and the pairs that may be."""
    waited_for = {one.youth_id for one in pending(corps)}
    youths = {number: one for number, one in corps.youths.items() if one.waits and number not in waited_for}
    mentors = {number: one for number, one in corps.mentors.items() if one.free}
    parties = {number: one.party for number, one in youths.items()}
    others = {number: one.party for number, one in mentors.items()}
    ruled_out = blocked(corps, parties.values(), profile, day)
    closed = {number: ruled_out(one) for number, one in parties.items()}
    for one in corps.open_ones:
        if one.youth_id in closed:
            closed[one.youth_id] |= {one.mentor_id}
    weigher = Weigher(parties, others, corps.former, profile, day, closed)
    each = max(1, MOST_PAIRS // max(1, len(parties)))  # mentors, where not everybody can be weighed with everybody
    nearest = each if len(others) > each else None
    homes = [{number: area(one) if nearest else None for number, one in side.items()} for side in (parties, others)]
    beside = neighbours(parties.values(), others.values(), nearest) if nearest else {}
    found = market(
        {number: wait_points(one.wait_days, profile) for number, one in youths.items()},
        {number: one.free for number, one in mentors.items()},
        near_pairs(homes[0], homes[1], beside, weigher.among),
    )
    return Question(corps, found, nearest)


def area(one: Party) -> str | None:
    """The postcode by which somebody is found near others; None where it is not known."""
    return one.postcode if one.postcode in places.table() else None


def neighbours(youths: Iterable[Party], mentors: Iterable[Party], each: int) -> dict[Hashable, list[str]]:
    """By the postcode of a youth, those of the nearest mentors: so many that at least `each` mentors live there.

    Postcodes as far away as the last of them are among them.
    """
    table, theirs = places.table(), Counter(filter(None, map(area, mentors)))
    beside: dict[Hashable, list[str]] = {}
    for code in set(filter(None, map(area, youths))):
        _town, east, north = table[code]
        found = sorted((hypot(table[other].east - east, table[other].north - north), other) for other in theirs)
        reached = [*accumulate(theirs[other] for _far, other in found)]
        last = bisect_left(reached, each)
        beside[code] = [other for far, other in found if last >= len(found) or far <= found[last][0]]
    return beside


# --- the plan


def outcome(asked: Question, profile: Profile, day: str, *, how: str = "best") -> Outcome:
    """The plan for all who wait, proved; `how` is best, stable (no two would rather have each other) or balance."""
    corps, found = asked.corps, asked.market
    best = plan(found)
    proved = proof(found, best.given, best.youth_prices, best.mentor_prices)
    given = best.given
    if how != "best":
        given = stable(found) if how == "stable" else balance(found, best.given)
    order = sorted(given.items(), key=lambda pair: (-(corps.youths[pair[0]].wait_days or 0), pair[0]))
    pairs = [(corps.youths[youth], corps.mentors[mentor]) for youth, mentor in order]
    return Outcome(
        proposals(corps, pairs, profile, day),
        unplaced(asked, given, profile, day),
        awaiting(corps),
        rathers(corps, found, given),
        sum(found.places),
        proved.pairs,
        worth(found, given)[1],
        proved.bound,
        proved.holds,
        asked.nearest,
    )


def proposals(
    corps: Corps, pairs: Sequence[tuple[YouthFact, MentorFact]], profile: Profile, day: str
) -> list[Proposal]:
    """Pairs who may be proposed to each other, with reasons and warnings."""
    told = findings([(youth.party, mentor) for youth, mentor in pairs], profile, day)
    return [
        proposal(corps, youth, mentor, about, profile, day) for (youth, mentor), about in zip(pairs, told, strict=True)
    ]


def proposal(
    corps: Corps, youth: YouthFact, mentor: MentorFact, told: list[Finding], profile: Profile, day: str
) -> Proposal:
    """One of them; `told` is what the rules say of the two."""
    found = criteria.reasons(
        youth.party, mentor.party, corps.former.get((youth.party.id, mentor.party.id)), profile, day
    )
    warnings = [one.message for one in told if one.severity == "warn"]
    if youth.state != "waiting" and youth.waits:
        text = _("{who} is {state}: the visitation has yet to decide")
        warnings.append(text.format(who=youth.party.name, state=codes.word("youth_state", youth.state)))
    if mentor.proposals:
        text = ngettext("the mentor has {n} proposal without an answer", "the mentor has {n} proposals without an answer",
                        mentor.proposals)  # fmt: skip
        warnings.append(text.format(n=mentor.proposals))
    points = wait_points(youth.wait_days, profile)
    return Proposal(youth.party, mentor.party, youth.wait_days, points, *criteria.views(found), found, warnings)


def unplaced(asked: Question, given: Given, profile: Profile, day: str) -> list[Unplaced]:
    """The youths who wait and are given nobody, the longest wait first, each with the reason."""
    corps, found = asked.corps, asked.market
    rows = dict(zip(found.youths, found.rows, strict=True))
    free = [one for one in corps.mentors.values() if one.free]
    left = []
    for number, one in corps.youths.items():
        if number not in rows or number in given:
            continue
        if not sum(found.places):
            why = _("no mentor has a free place")
        elif not rows[number].mentors and asked.nearest is not None:
            text = ngettext(
                "the nearest mentor may not be proposed; all are weighed by: mentorcli match propose y{id}",
                "none of the {n} nearest mentors may be proposed; all are weighed by: mentorcli match propose y{id}",
                asked.nearest,
            )
            why = text.format(n=asked.nearest, id=number)
        elif rows[number].mentors:
            count = len(rows[number].mentors)
            text = ngettext("the place of the {n} mentor who may be proposed goes to others",
                            "the places of the {n} mentors who may be proposed go to others", count)  # fmt: skip
            why = text.format(n=count)
        else:
            why = (
                _("no mentor with a free place may be proposed") + ": " + summary(corps, one.party, free, profile, day)
            )
        left.append(Unplaced(one.party, one.wait_days or 0, why))
    return sorted(left, key=lambda one: (-one.wait_days, one.youth.id))


def awaiting(corps: Corps) -> list[Unplaced]:
    """The youths who wait and have been proposed somebody: to whom, and since when the answer is awaited."""
    found = []
    for one in pending(corps):
        youth, mentor = corps.youths.get(one.youth_id), corps.mentors.get(one.mentor_id)
        if youth is not None and youth.waits:
            text = _("proposed to {mentor} on {day} (x{id}); the answer is awaited")
            name = f"m{one.mentor_id}" if mentor is None else mentor.party.name
            why = text.format(mentor=name, day=day_short(one.on), id=one.id)
            if mentor is not None and mentor.state in GONE:
                why += _(" (the mentor is {state})").format(state=codes.word("mentor_state", mentor.state))
            found.append(Unplaced(youth.party, youth.wait_days or 0, why))
    return sorted(found, key=lambda one: (-one.wait_days, one.youth.id))


def summary(corps: Corps, youth: Party, free: list[MentorFact], profile: Profile, day: str) -> str:
    """What keeps a youth from the first mentors with a free place, in a few words, and how many more there are."""
    told = []
    for mentor in free[:TOLD]:
        bars = [one.text for one in bars_of(corps, youth, mentor, profile, day)]
        told.append(f"{mentor.party.name} ({'; '.join(bars)})")
    more = _(" and {n} more").format(n=len(free) - TOLD) if len(free) > TOLD else ""
    return "; ".join(told) + more


def rathers(corps: Corps, found: Market, given: Given) -> list[Rather]:
    """The pairs that would rather have each other than what a plan gives them, in sentences."""
    place = {youth: at for at, youth in enumerate(found.youths)}
    seat = {mentor: at for at, mentor in enumerate(found.mentors)}
    held: dict[int, list[int]] = {}
    for youth, mentor in given.items():
        held.setdefault(mentor, []).append(youth)

    def views(youth: int, mentor: int) -> tuple[int, int]:
        row = found.rows[place[youth]]
        at = row.mentors.index(seat[mentor])
        return row.youth_views[at], row.mentor_views[at]

    def told(youth: int, mentor: int) -> str:
        one, other = corps.youths[youth].party, corps.mentors[mentor].party
        mine, theirs = views(youth, mentor)
        has = corps.mentors[given[youth]].party if youth in given else None
        first = side_said(one, mine, views(youth, given[youth])[0] if has else 0, has)
        full = len(held.get(mentor, ())) >= found.places[seat[mentor]]
        least = min((views(who, mentor)[1], who) for who in held[mentor]) if full and mentor in held else None
        return f"{first}; {side_said(other, theirs, least[0] if least else 0, corps.youths[least[1]].party if least else None)}"

    return [
        Rather(corps.youths[youth].party, corps.mentors[mentor].party, told(youth, mentor))
        for youth, mentor in blocking(found, given)
    ]


def side_said(who: Party, points: int, against: int, other: Party | None) -> str:
    """The points that one side gives, beside those of the one it was given."""
    text = _("{who}: {points} points").format(who=who.name, points=points)
    return text + (_(", against {points} with {other}").format(points=against, other=other.name) if other else "")


# --- one person


def for_youth(corps: Corps, youth: int, profile: Profile, day: str) -> Ranking:
    """The mentors of one youth, the best first, and the others with what stands in the way."""
    fact = corps.youths[youth]
    found = ranked(corps, [(fact, mentor) for mentor in corps.mentors.values()], profile, day, of="mentor")
    hers = [one for one in corps.open_ones if one.youth_id == youth]
    return found._replace(
        pending=[one for one in hers if one.state == "proposed"],
        matches=[one for one in hers if one.state != "proposed"],
    )


def for_mentor(corps: Corps, mentor: int, profile: Profile, day: str) -> Ranking:
    """The youths who wait, the best for one mentor first, and the others with what stands in the way."""
    fact = corps.mentors[mentor]
    waiting = [one for one in corps.youths.values() if one.waits]
    found = ranked(corps, [(youth, fact) for youth in waiting], profile, day, of="youth")
    return found._replace(pending=[one for one in pending(corps) if one.mentor_id == mentor and not fact.free])


def pending(corps: Corps) -> list[Open]:
    """The proposals without an answer."""
    return [one for one in corps.open_ones if one.state == "proposed"]


def ranked(corps: Corps, pairs: list[tuple[YouthFact, MentorFact]], profile: Profile, day: str, *, of: str) -> Ranking:
    """Pairs of one person in the order of their points; equal ones by number."""
    chosen, barred = [], []
    busy = {one.youth_id: one for one in pending(corps)} if of == "youth" else {}
    for youth, mentor in pairs:
        bars = bars_of(corps, youth.party, mentor, profile, day)
        if not bars and youth.party.id in busy:
            text = _("is proposed to somebody else (x{id}); the answer is awaited")
            bars.append(Bar("open", text.format(id=busy[youth.party.id].id)))
        if not bars and not mentor.free and of == "mentor":
            taken = _("all free places are proposed to others; the answers are awaited")
            bars.append(Bar("open", taken if mentor.proposals else _("no free place")))
        if bars:
            other = mentor if of == "mentor" else youth
            barred.append(Barred(other.party, other.state, bars))
        else:
            chosen.append((youth, mentor))
    may = proposals(corps, chosen, profile, day)
    may.sort(key=lambda one: (-one.score, one.mentor.id, one.youth.id))
    barred.sort(key=lambda one: (one.state in GONE, len(one.bars), one.party.id))
    return Ranking(may, barred, [], [], of)
