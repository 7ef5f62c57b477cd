"""The published report of a year beside those of the years before it, which are out: a reader holds one against the other.

Last year's numbers follow from this year's: how many matches ran the day before, how many mentors were trained by then
(denmark: 6, difference attacks). So what each full year's report held back is worked out again, the oldest first, as
this program prints it from today's data; and this year's report holds back what would open it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.reports import annual as yearly
from mentorcli.reports import publication
from mentorcli.reports.annual import Annual
from mentorcli.rules import suppression, survival
from mentorcli.rules.suppression import Cells, Search, Sum
from mentorcli.views import benefit, figures
from mentorcli.views import survival as ran
from mentorcli.views.figures import Value

if TYPE_CHECKING:
    from mentorcli.rules.survival import Span
    from mentorcli.schemes.profile import Profile

COUNTED = (  # the figures that hang together with those of other years, through the mentors and the matches
    "mentors_trained_total", "mentors_trained_in_period", "mentors_active_by_gender", "mentors_left_in_period",
    "matches_started", "matches_ended", "matches_reopened", "matches_running_at_end", "matches_live_in_period",
    "youths_by_gender", "youths_by_age", "end_reasons", "outcomes", "ended_with_under_3_meetings",
    "ended_by_no_show_under_3",
)  # fmt: skip
YEAR = 365
CERTAIN = (0, 0)  # by how much a number may change that must stay as it is, whatever others do


class Year(NamedTuple):
    """A year's numbers, and how long those matches have lasted, as of its last day, that began before it."""

    found: Annual
    older: tuple[Span, ...]


def series(connection: sqlite3.Connection, profile_on: Callable[[str], Profile], found: Annual) -> tuple[Year, ...]:
    """The years from the first one up to that of the report, which comes last; a report of no year stands alone."""
    year = int(found.lo[:4])
    if found.lo != f"{year:04}-01-01" or found.hi > f"{year:04}-12-31":
        return (Year(found, ()),)
    first = int((figures.earliest(connection) or found.lo)[:4])
    before = f"{year - 1:04}-12-31"
    last = Year(found, tuple(ran.spans(connection, yearly.BEGINNING, before, found.hi)))
    return (*(of_year(connection, profile_on, found, one) for one in range(first, year)), last)


def of_year(connection: sqlite3.Connection, profile_on: Callable[[str], Profile], found: Annual, year: int) -> Year:
    """What the report of an earlier year says of mentors and matches; all else is left out or as in the later report."""
    lo, hi = f"{year:04}-01-01", f"{year:04}-12-31"
    profile = profile_on(hi)
    values = {key: figures.value(connection, figures.BY_KEY[key], profile, lo, hi) for key in COUNTED}
    spans, older = ran.spans_of_two(connection, lo, hi)
    past = found._replace(
        lo=lo, hi=hi, values=values | followed(values), waits=yearly.waits(connection, lo, hi),
        voices=benefit.voices(connection, lo, hi), spans=tuple(spans), readings=tuple(survival.read_off(spans)),
    )  # fmt: skip
    return Year(past, tuple(older))


def followed(values: dict[str, Value]) -> dict[str, Value]:
    """Those figures that are what is left of another, or the sum of its groups: not counted a second time."""

    def number(key: str) -> int:
        found = values[key]
        return found if isinstance(found, int) else sum(found.values())

    reasons = values["end_reasons"]
    no_shows = reasons.get("no-show", 0) if isinstance(reasons, dict) else 0
    return {
        "mentors_active_at_end": number("mentors_active_by_gender"),
        "ended_without_reason": number("matches_ended") - number("end_reasons"),
        "ended_without_outcome": number("matches_ended") - number("outcomes"),
        "ended_with_3_or_more": number("matches_ended") - number("ended_with_under_3_meetings"),
        "ended_by_no_show_3_or_more": no_shows - number("ended_by_no_show_under_3"),
    }


def held_back(years: Iterable[Year], threshold: int) -> tuple[Cells, dict[str, str]]:
    """The numbers of the last of these years, and which of them its report does not show."""
    *past, last = years
    before = Cells({}, [])
    for one in past:
        joint = beside(publication.cells(one.found), one, before)
        before = printed(joint, suppression.judged(joint, threshold), one.found.lo[:4])
    own = publication.cells(last.found)
    return own, suppression.held_back(beside(own, last, before), threshold)


def printed(joint: Cells, search: Search, year: str) -> Cells:
    """What a later reader knows of the numbers of the reports so far; those of the newest go by its year from now on.

    Of older years only what is not certain is kept: no later report ties to them, or makes them less certain.
    """
    older = earlier(joint)
    name = {one: one if one in older else f"{year} {one}" for one in joint.values}
    moves = search.moves()
    open_ = {one for one, move in moves.items() if move != CERTAIN}
    kept = joint.values.keys() - older | open_
    sums = []
    for one in joint.sums:
        parts = tuple(part for part in one.parts if part in kept)
        if one.total in kept or not open_.isdisjoint(parts):
            kept.add(one.total)
            sums.append(Sum(name[one.total], tuple(name[part] for part in parts)))
    former = {**joint.former, **{one: search.hidden.get(one) for one in search.ours}}

    def named(ones: Iterable[str]) -> frozenset[str]:
        return frozenset(name[one] for one in ones if one in kept)

    return Cells(
        {name[one]: number for one, number in joint.values.items() if one in kept}, sums,
        named(joint.unprinted), named(joint.guarded),
        former={name[one]: mark for one, mark in former.items() if one in kept}, given_away=named(search.given_away),
        proofs={
            name[one]: {name[other]: change for other, change in proof.items()}
            for one, proof in search.proofs.items()
            if proof.keys() <= open_  # one that was found in vain may change what cannot change any more
        },
        moves={name[one]: move for one, move in moves.items() if one in kept},
    )  # fmt: skip


def earlier(joint: Cells) -> set[str]:
    """The names that go by an earlier year."""
    return {one for one in joint.values if one[:4].isdigit()}


def beside(own: Cells, one: Year, before: Cells) -> Cells:
    """The numbers of a year with those of the reports before it, and what ties them."""
    if not before.values:
        return own
    ties = Ties(own, one, before)
    ties.totals()
    for reading in one.found.readings:
        ties.older(reading.months, reading.days)
    return Cells(
        ties.values, ties.sums, own.unprinted | before.unprinted | ties.unprinted,
        own.guarded | before.guarded | ties.guarded, own.dear, before.former,
        before.given_away, before.proofs, before.moves, len(before.sums),
    )  # fmt: skip


class Ties:
    """Gathers what ties a year's numbers to those of the year before."""

    def __init__(self, own: Cells, one: Year, before: Cells) -> None:
        self.one = one
        self.last = f"{int(one.found.lo[:4]) - 1:04} "
        self.values = {**before.values, **own.values}
        self.sums = [*before.sums, *own.sums]
        self.unprinted: set[str] = set()
        self.guarded: set[str] = set()

    def add(self, total: str, *parts: str) -> None:
        """A sum over two years; where rules that have changed since make it false, nobody can reckon with it."""
        if self.values[total] == sum(self.values[part] for part in parts):
            self.sums.append(Sum(total, parts))

    def implied(self, name: str, value: int, *, guarded: bool = False) -> str:
        """A number that follows from two years; given back is its name."""
        self.values[name] = value
        self.unprinted.add(name)
        if guarded:
            self.guarded.add(name)
        return name

    def totals(self) -> None:
        """Who ran when the year began, and what has been counted since the start."""
        self.add("running_before", f"{self.last}matches_running_at_end")
        self.add("mentors_trained_total", f"{self.last}mentors_trained_total", "mentors_trained_in_period")
        self.add("matches_since_start", f"{self.last}matches_since_start", "matches_started")

    def older(self, months: int, days: int) -> None:
        """The matches of earlier years at a mark of the curve: all but those still on their way got so far, or ended.

        What a full year has not let get so far has ended, so that is told where the others are.
        """
        spans, values, last = self.one.older, self.values, self.last
        far = self.implied(f"older_reached_{months}", sum(one.number for one in spans if one.days >= days))
        early = self.implied(
            f"older_ended_before_{months}",
            sum(one.number for one in spans if one.ended and one.days < days), guarded=True,
        )  # fmt: skip
        running = sum(one.number for one in spans if not one.ended and one.days < days)
        on_the_way = [self.implied(f"older_running_before_{months}", running)] if running else []
        self.add(f"{last}matches_since_start", far, early, *on_the_way)
        reached, ended = f"reached_{months}_months", f"ended_before_{months}_months"
        newly = values[reached] - values[far]
        new = [self.implied(f"new_reached_{months}", newly)] if newly or days < YEAR else []
        soon = self.implied(f"new_ended_before_{months}", values[ended] - values[early])
        young = self.implied(f"new_running_before_{months}", values["matches_started"] - newly - values[soon])
        self.add(reached, far, *new)
        self.add(ended, early, soon)
        self.add("matches_started", *new, soon, young)
        self.grown(far, f"{last}{reached}")
        if not values["matches_reopened"]:  # no end has been taken back
            self.grown(early, f"{last}{ended}")
        if f"{last}{early}" in values:
            self.grown(early, f"{last}{early}", guarded=days >= YEAR)

    def grown(self, now: str, before: str, *, guarded: bool = False) -> None:
        """A number that is not smaller a year later, and what came to it."""
        more = self.values[now] - self.values[before]
        if more >= 0:
            self.add(now, before, self.implied(f"{now} since {before}", more, guarded=guarded))
