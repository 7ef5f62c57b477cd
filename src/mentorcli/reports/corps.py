"""The work with the corps: how many mentors are to be trained, the year's meetings, the coordinator's hours, channels."""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules import corps as rules
from mentorcli.rules.calendar import next_working_day
from mentorcli.rules.facts import EventsFact, NeedFact
from mentorcli.rules.rule import later
from mentorcli.views import corps as view
from mentorcli.views import figures
from mentorcli.views.corps import ChannelRow
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

MONTHS = 12  # how many months of the coordinator's hours are told


class Term(NamedTuple):
    """A line of the need: what it is, its number with its sign, how many stand behind it, and in words from where."""

    key: str
    text: str
    number: int
    counted: int | None
    why: str


class Meetings(NamedTuple):
    """The events of one kind: how many the year has had, is to have and will have, and by when the next is due."""

    kind: str
    held_this_year: int
    wanted_a_year: int | None
    planned: int
    last: str | None
    next_planned: str | None
    due: str | None


class Month(NamedTuple):
    """The coordinator's minutes of a month, and the plan for it (up to the day that is asked about)."""

    month: str
    minutes: int
    plan_minutes: int | None
    week_minutes: int
    plan_week_minutes: int | None


class Corps(NamedTuple):
    """What the report tells, as of a day."""

    as_of: str
    scheme: str
    until: str
    basis: NeedFact
    need: rules.Need
    terms: list[Term]
    meetings: list[Meetings]
    months: list[Month]
    channels: list[ChannelRow]
    genders: dict[str, int]


def corps(connection: sqlite3.Connection, profile: Profile, day: str, profile_of: Callable[[str], Profile]) -> Corps:
    """The work with the corps as of a day; `profile_of` gives the scheme's numbers as they stood on an earlier day."""
    basis = view.basis(connection, profile, day)
    need = rules.need(basis, profile, day)
    events = view.events(connection, profile, day)
    genders = figures.value(connection, figures.BY_KEY["mentors_active_by_gender"], profile, day, day)
    assert isinstance(genders, dict)
    return Corps(
        day,
        profile.scheme.title,
        later(day, months=profile.coordinator.horizon_months),
        basis,
        need,
        terms(basis, need, profile, next(fact.held_this_year for fact in events if fact.kind == "course")),
        [meetings(fact, profile) for fact in events],
        months(connection, day, profile_of),
        view.channels(connection, profile, day),
        genders,
    )


def terms(basis: NeedFact, need: rules.Need, profile: Profile, held: int) -> list[Term]:
    """The need line by line: waiting youths + expected closures - free places -> mentors to train.

    `held` is how many courses the year has had.
    """
    plan, aim = profile.coordinator, profile.mentor.corps_aim
    ahead = _("expected in {months} months").format(months=plan.horizon_months)
    each = _("{places} places a mentor").format(places=basis.places)
    course = _("{places} places a course").format(places=plan.course_places)
    if plan.courses_year:
        course += ", " + _("at most {most} a year, {held} held this year").format(most=plan.courses_year, held=held)

    def past(key: str, text: str, number: int, counted: int, what: str) -> Term:
        """A term that goes by what happened in the days before."""
        pace = _("{what} in the last {days} days, {ahead}").format(what=what, days=basis.days, ahead=ahead)
        return Term(key, text, number, counted, pace)

    found = [
        Term("waiting", _("Young people waiting"), need.waiting, basis.waiting, _("the waiting list of the day")),
        past("expected_referrals", _("+ young people to come"), need.referrals, basis.referred, _("young people referred")),
        past("expected_rematches", _("+ who wait on after an end"), need.rematches, basis.rematched,
             _("ends after which they wait on")),
        past("places_lost", _("+ places of mentors who stop"), need.lost, basis.stopped, _("mentors who left")),
        past("places_freed", _("- places that ends set free"), -need.freed, basis.closed, _("matches ended")),
        Term("free_places", _("- free places"), -need.free, basis.free, _("over ready and matched mentors")),
        Term("places_short", _("= places lacking"), need.short, None, _("never below 0")),
    ]  # fmt: skip
    if aim:
        wanted = _("{active} active mentors; the corps aims at {aim}").format(active=basis.active, aim=aim)
        found.append(Term("for_places", _("Mentors for these places"), need.for_places, None, each))
        found.append(Term("for_aim", _("Mentors lacking to the aim"), need.for_aim, basis.active, wanted))
    training = _("their state is “in training”")
    return [
        *found,
        Term(
            "mentors_to_train", _("Mentors to train"), need.mentors, None, _("the larger of the two") if aim else each
        ),
        Term("in_training", _("… who lack the course alone"), basis.in_training, basis.in_training, training),
        Term("courses", _("Courses for them"), -(-need.mentors // plan.course_places), None, course),
    ]


def meetings(fact: EventsFact, profile: Profile) -> Meetings:
    """One kind of event against what the scheme wants of it."""
    plan = profile.coordinator
    wanted = {"board": plan.board_meetings_year, "course": plan.courses_year}.get(fact.kind)
    due = rules.next_due(fact, profile)
    shown = next_working_day(due) if due and "H2" not in profile.rules.off else due
    return Meetings(fact.kind, fact.held_this_year, wanted, fact.ahead, fact.last, fact.coming, shown)


def months(connection: sqlite3.Connection, day: str, profile_of: Callable[[str], Profile]) -> list[Month]:
    """The coordinator's hours of the last months, the newest first, each beside the plan as it stood then."""
    found: list[Month] = []
    first = later(f"{day[:7]}-01", months=1 - MONTHS)
    rows = view.worked(connection, first, day)
    start = view.first_day(connection) or day
    for number in range(MONTHS):
        month = later(first, months=number)[:7]
        days = int(day[8:]) if month == day[:7] else monthrange(int(month[:4]), int(month[5:]))[1]
        if f"{month}-{days:02}" < start:
            continue
        plan = rules.planned(month, start, profile_of(f"{month}-{days:02}"), days)
        total = sum(row.minutes for row in rows if row.on_day[:7] == month)
        week = None if plan is None else round(plan * 7 / days)
        found.append(Month(month, total, plan, round(total * 7 / days), week))
    return [one for one in reversed(found) if one.minutes or one.plan_minutes is not None]


def share(genders: dict[str, int]) -> Sequence[tuple[str, int, int]]:
    """The active mentors by gender: the code, how many, of how many."""
    whole = sum(genders.values())
    return [(code, count, whole) for code, count in sorted(genders.items())]
