"""What if: one more mentor, or a yes to an enquiry; what it does to places and waits. And why not a certain mentor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mentorcli import codes, gates
from mentorcli.matching.market import Given, both
from mentorcli.matching.plan import plan
from mentorcli.matching.proof import proof
from mentorcli.reports.proposals import Proposal, bars_of, for_youth, question
from mentorcli.rules.criteria import Bar, Party
from mentorcli.rules.facts import Seen
from mentorcli.sketch import Sketch
from mentorcli.views.market import Corps, MentorFact, YouthFact
from mentorcli.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorcli.schemes.profile import Profile

YEAR = 365.25


class Change(NamedTuple):
    """A youth whose proposal is another than before; None for nobody."""

    youth: Party
    before: Party | None
    after: Party | None


class Effect(NamedTuple):
    """What a plan comes to: who is given a place, who is left, and that no plan is better."""

    placed: int
    left: int
    free_places: int  # of all mentors, before anybody is given one
    longest_wait_days: int  # of those who are left
    total: int
    bound: tuple[int, int]
    optimal: bool


class Prospect(NamedTuple):
    """The plan as it is and as it would be."""

    understood: str
    before: Effect
    after: Effect
    changes: list[Change]
    added: list[Party]  # who is in the second plan alone


def person_of(sketch: Sketch, number: int, name: str, day: str) -> Party:
    """A sketched person as a party; of an age the birth day is taken to be half a year back."""
    born = f"{int(day[:4]) - sketch.age - (day[5:] < '07-01')}-07-01" if sketch.age is not None else None
    return Party(
        number, name, sketch.gender, born, sketch.postcode, gates.tags(", ".join(sketch.languages), "language"),
        gates.tags(", ".join(sketch.interests)), gates.tags(", ".join(sketch.topics)),
        frozenset(filter(None, sketch.times.split(", "))), sketch.work,
    )  # fmt: skip


def said(sketch: Sketch) -> str:
    """What was understood of a sketch, in the language in use."""
    facts = [
        codes.word("gender", sketch.gender) if sketch.gender != "unknown" else "",
        _("{n} years old").format(n=sketch.age) if sketch.age is not None else "",
        sketch.postcode,
        ngettext("{n} place", "{n} places", sketch.capacity).format(n=sketch.capacity) if sketch.capacity is not None else "",
        *(
            f"{title}: {', '.join(words)}"
            for title, words in (
                (_("languages"), [codes.word("language", codes.code_for("language", one) or one) for one in sketch.languages]),
                (_("interests"), sketch.interests), (_("topics"), sketch.topics),
                (_("free"), [codes.word("free_time", one) for one in sketch.times.split(", ") if one]),
                (_("work"), [sketch.work] if sketch.work else []),
            )
            if words
        ),
    ]  # fmt: skip
    one = _("one mentor") if sketch.side == "mentor" else _("one young person")
    many = (
        ngettext("{n} mentor", "{n} mentors", sketch.copies)
        if sketch.side == "mentor"
        else ngettext("{n} young person", "{n} young people", sketch.copies)
    )
    head = one if sketch.copies == 1 else many.format(n=sketch.copies)
    return ", ".join(filter(None, [head, *facts]))


def with_people(corps: Corps, sketch: Sketch, profile: Profile, day: str) -> tuple[Corps, list[Party]]:
    """The corps with the sketched people; a new mentor is taken to have all that the scheme demands."""
    first = max(numbers(corps, sketch.side), default=0) + 1
    name = _("new mentor") if sketch.side == "mentor" else _("new young person")
    parties = [
        person_of(sketch, number, name if sketch.copies == 1 else f"{name} {number - first + 1}", day)
        for number in range(first, first + sketch.copies)
    ]
    if sketch.side == "youth":
        return with_youths(corps, parties), parties
    places = profile.mentor.youths_max if sketch.capacity is None else sketch.capacity
    checks = tuple(Seen(kind, "0001-01-01", "approved") for kind in ("straffeattest", "boerneattest"))
    new = {
        one.id: MentorFact(one, "ready", places, 0, 0, places, "0001-01-01", "0001-01-01", checks) for one in parties
    }
    return corps._replace(mentors={**corps.mentors, **new}), parties


def numbers(corps: Corps, side: str) -> set[int]:
    """Every number of a side that the corps speaks of, also of those who do not wait: a sketch has none of them."""
    mentor = side == "mentor"
    found = set(corps.mentors if mentor else corps.youths)
    found |= {pair[mentor] for pair in corps.former} | {
        one.mentor_id if mentor else one.youth_id for one in corps.open_ones
    }
    others: Iterable[MentorFact | YouthFact] = (corps.youths if mentor else corps.mentors).values()
    return found | {int(one.value) for fact in others for one in fact.party.wishes if one.about == "person"}


def with_youths(corps: Corps, parties: list[Party]) -> Corps:
    """The corps with youths who begin to wait today."""
    new = {one.id: YouthFact(one, "waiting", 0) for one in parties}
    return corps._replace(youths={**corps.youths, **new})


def prospect(before: Corps, after: Corps, added: list[Party], understood: str, profile: Profile, day: str) -> Prospect:
    """What the two plans come to, and whose proposal changes."""
    (now, given), (then, given_then) = (planned(corps, profile, day) for corps in (before, after))
    changes = [
        Change(fact.party, mentor_in(before, given, number), mentor_in(after, given_then, number))
        for number, fact in sorted(after.youths.items())
        if fact.waits
        and (given.get(number) != given_then.get(number) or (fact.party in added and number not in given_then))
    ]
    return Prospect(understood, now, then, changes, added)


def planned(corps: Corps, profile: Profile, day: str) -> tuple[Effect, Given]:
    """The best plan of a corps, and what it comes to; nobody is explained."""
    found = question(corps, profile, day).market
    best = plan(found)
    proved = proof(found, best.given, best.youth_prices, best.mentor_prices)
    left = [corps.youths[number].wait_days or 0 for number in found.youths if number not in best.given]
    effect = Effect(
        best.placed, len(left), sum(found.places), max(left, default=0), best.total, proved.bound, proved.holds
    )
    return effect, best.given


def mentor_in(corps: Corps, given: Given, youth: int) -> Party | None:
    """The mentor whom a plan gives a youth; None for nobody."""
    return corps.mentors[given[youth]].party if youth in given else None


# --- why not a certain mentor


class WhyNot(NamedTuple):
    """Why a mentor is not the first for a youth: what rules the pair out, or how it stands beside the best."""

    youth: Party
    mentor: Party
    bars: list[Bar]
    proposal: Proposal | None
    rank: int
    of: int
    first: Proposal | None
    lines: list[str]


def why_not(corps: Corps, youth: int, mentor: int, profile: Profile, day: str) -> WhyNot:
    """What speaks against a certain mentor for a youth, criterion by criterion beside the best one, and in the plan."""
    one, other = corps.youths[youth], corps.mentors[mentor]
    bars = bars_of(corps, one.party, other, profile, day)
    ranking = for_youth(corps, youth, profile, day).proposals
    place = next((at for at, found in enumerate(ranking) if found.mentor.id == mentor), None)
    if place is None:
        return WhyNot(one.party, other.party, bars, None, 0, len(ranking), ranking[0] if ranking else None, [])
    mine, first = ranking[place], ranking[0]
    lines = [] if place == 0 else beside(mine, first)
    lines += in_the_plan(corps, mine, profile, day)
    return WhyNot(one.party, other.party, [], mine, place + 1, len(ranking), first, lines)


def beside(mine: Proposal, first: Proposal) -> list[str]:
    """Where the best mentor has more points than another, the greatest difference first.

    A difference is told in points of the score: what the other would have more if that alone were as with the first.
    The smaller view weighs most, so these need not add up to the difference of the two scores.
    """
    theirs = {one.criterion: one for one in mine.reasons}
    found = []
    for one in first.reasons:
        other = theirs.get(one.criterion)
        youth, mentor = (
            one.youth_points - (other.youth_points if other else 0),
            one.mentor_points - (other.mentor_points if other else 0),
        )
        lost = both(mine.youth_view + youth, mine.mentor_view + mentor) - both(mine.youth_view, mine.mentor_view)
        if lost > 0:
            text = _("{points} points: {first}: {reason}").format(points=lost, first=first.mentor.name, reason=one.text)
            if other is not None and other.text:
                text += _("; {mentor}: {reason}").format(mentor=mine.mentor.name, reason=other.text)
            found.append((-lost, text))
    return [text for _lost, text in sorted(found, key=lambda pair: pair[0])]


def in_the_plan(corps: Corps, pair: Proposal, profile: Profile, day: str) -> list[str]:
    """What it would cost in the plan for all to give the two each other; nothing where one of them is not in it."""
    youth, mentor = pair.youth.id, pair.mentor.id
    asked = question(corps, profile, day).market
    if youth not in asked.youths or mentor not in asked.mentors:
        return []
    best = plan(asked)
    has = mentor_in(corps, best.given, youth)
    if has is not None and has.id == mentor:
        return [_("the plan for all gives the two each other")]
    rest = corps._replace(
        youths={number: one for number, one in corps.youths.items() if number != youth},
        mentors={
            number: one._replace(free=one.free - 1) if number == mentor else one
            for number, one in corps.mentors.items()
        },
    )
    left = plan(question(rest, profile, day).market)
    lost = best.total - left.total - pair.score
    fewer = best.placed - left.placed - 1
    gives = _("the plan for all gives {youth} {mentor}") if has else _("the plan for all gives {youth} nobody")
    given = gives.format(youth=pair.youth.name, mentor=has.name if has else "")
    text = _("with {mentor} all together would have {points} points fewer")
    if fewer > 0:
        text = ngettext(
            "with {mentor} {n} young person fewer would be placed",
            "with {mentor} {n} young people fewer would be placed",
            fewer,
        )
    return [f"{given}; {text.format(mentor=pair.mentor.name, n=fewer, points=lost)}"]
