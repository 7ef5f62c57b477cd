"""When the coordinator's talks with each party of a match fall due (C9), and how many of them were held. Pure.

Each party has its own calendar, where the scheme has talks at set times (`followup.talk_weeks`):
- `followup.first_month_talks` of them in the first month after the first meeting, evenly: of two, day 14 and day 28;
- from then on one every `talk_weeks` after the last one held; where none is held, the next falls due all the same;
- a day on which the match rests (a pause, or between an end and a reopening) is moved to the day on which it goes on.
A talk held stands for the one that is due: early, on its day, or late, until the next one falls due. A match that came
into the file later than a month after it began has no first month: its calendar begins on the day it came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import codes
from mentorcli.rules.calendar import next_working_day
from mentorcli.rules.facts import TalkFact
from mentorcli.rules.rule import Finding, Rule
from mentorcli.words import N_, _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

MONTH = 28  # days: what "the first month" means
PARTIES = ("mentor", "youth")
Rests = Sequence[tuple[int, int | None]]


class Talk(NamedTuple):
    """One talk of a calendar: the day it is due, None while the match rests, and the day it was held, if it was."""

    due: str | None
    held: str | None

    @property
    def counts_on(self) -> str | None:
        """The day on which it counts as due: a talk held early on its own day."""
        return min(filter(None, (self.due, self.held)), default=None)


def calendar(one: TalkFact, profile: Profile, day: str) -> list[Talk]:
    """The talks of one party from the beginning to the one that is next, as known on a day; the last is not yet held."""
    step = 7 * (profile.followup.talk_weeks or 0)
    if not step:
        return []
    rests = [
        (number(on), number(until) if until else None) for on, until in sorted(one.rests, key=lambda rest: rest[0])
    ]
    start, slots = beginning(one, profile, rests)
    held = [number(on) for on in one.talks if number(on) >= start]
    in_month = sum(on <= slots[-1] for on in held) if slots else 0
    found: list[list[int | None]] = [[slot, None] for slot in slots]
    for place, on in enumerate(held[: min(in_month, len(slots))]):
        found[place][1] = on
    if in_month >= len(slots):
        in_month = len(slots)
        found.append([awake((held[in_month - 1] if slots else start) + step, rests), None])
    for on in held[in_month:]:
        missed(found, step, rests, on)
        found[-1][1] = on
        found.append([awake(on + step, rests), None])
    missed(found, step, rests, number(day))
    return [Talk(iso(due), iso(on)) for due, on in found if due is not None or on is not None]


def beginning(one: TalkFact, profile: Profile, rests: Rests) -> tuple[int, list[int]]:
    """The day on which a calendar begins, and the due days of its first month."""
    met, recorded = number(one.met), number(one.recorded_on)
    if recorded > met + MONTH:
        return recorded, []
    talks = profile.followup.first_month_talks
    slots = {awake(met + MONTH * place // talks, rests) for place in range(1, talks + 1)}
    return met, sorted(slot for slot in slots if slot is not None)


def missed(found: list[list[int | None]], step: int, rests: Rests, day: int) -> None:
    """Let talks that nobody held fall due again, up to a day: the open one stands for all that time no longer."""
    due = found[-1][0]
    while due is not None:
        due = awake(due + step, rests)
        if due is None or due > day:
            return
        found.append([due, None])


def awake(day: int, rests: Rests) -> int | None:
    """The day itself, or the day on which the match goes on where it rests then; None where that is not known."""
    for on, until in rests:
        if on <= day and until is None:
            return None
        if on <= day < (until or 0):
            day = until or 0
    return day


def coming(rows: Sequence[TalkFact], profile: Profile, day: str, count: int) -> list[str]:
    """The next days after a day on which talks with the parties of a match fall due, moved to working days; at most `count`.

    None where the scheme has no talks at set times, or while the match rests and nobody knows until when.
    """
    step = 7 * (profile.followup.talk_weeks or 0)
    found: set[str] = set()
    for one in rows:
        rests = [(number(on), number(until) if until else None) for on, until in sorted(one.rests)]
        dues = [talk.due for talk in calendar(one, profile, day) if talk.held is None and talk.due is not None]
        while dues and sum(due > day for due in dues) < count:
            later = iso(awake(number(dues[-1]) + step, rests))
            if later is None:
                break
            dues.append(later)
        found |= {next_working_day(due) for due in dues if due > day}
    return sorted(found)[:count]


def next_due(talks: Sequence[Talk]) -> str | None:
    """The day on which the next talk is, or has been, due: the first after the last one held."""
    waiting = None
    for talk in talks:
        waiting = None if talk.held else waiting or talk.due
    return waiting


def rate(talks: Iterable[Talk], lo: str, hi: str) -> tuple[int, int]:
    """Of the talks that count as due in a period: how many were held, and how many there are."""
    counted = [talk for talk in talks if talk.counts_on is not None and lo <= talk.counts_on <= hi]
    return sum(talk.held is not None for talk in counted), len(counted)


def number(day: str) -> int:
    """A day as a number, to count with."""
    return date.fromisoformat(day).toordinal()


def iso(day: int | None) -> str | None:
    """The ISO day of a number."""
    return None if day is None else date.fromordinal(day).isoformat()


def due(rows: Sequence[TalkFact], profile: Profile, day: str) -> list[Finding]:
    """C9: a talk with a party of a running match; where one is planned, not before its day."""
    found = []
    for one in rows:
        on = next_due(calendar(one, profile, day))
        if on is None:
            continue
        party = codes.word("party", one.party)
        if one.talks:
            text = _("{who}: time for a talk with {party}; the last one was on {day}")
            text = text.format(who=one.label, party=party, day=day_short(one.talks[-1]))
        else:
            text = _("{who}: time for the first talk with {party}").format(who=one.label, party=party)
        on = max(on, one.recorded_on, one.planned or "")
        found.append(Finding("C9", "remind", on, "match", one.id, one.label, text, f"mentorcli followup due x{one.id}"))
    return found


RULES: tuple[Rule, ...] = (
    Rule(
        "C9",
        "remind",
        N_("The coordinator talks with mentor and young person twice in the first month, then every 6 weeks."),
        "Socialstyrelsen; Lyngby",
        "followup.talk_weeks",
        "talks",
        due,
    ),
)
