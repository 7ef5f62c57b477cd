"""The annual report: every figure of a period, with its definition, its records on demand, and percentages with base."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.errors import BadValue
from mentorcli.reports import finance
from mentorcli.reports.finance import Account
from mentorcli.rules import survival
from mentorcli.rules.survival import Reading, Span
from mentorcli.store import audit
from mentorcli.views import benefit, figures, states
from mentorcli.views import survival as ran
from mentorcli.views import waiting as waiting_view
from mentorcli.views.benefit import Voice
from mentorcli.views.figures import Behind, Value
from mentorcli.words import N_, _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


BEGINNING = "0001-01-01"
ANSWERED = {"youth": N_("Young people who scored a goal"), "mentor": N_("Young people whose mentor scored a goal")}
BETTER = {
    "youth": N_("Goals that moved forward, says the young person"),
    "mentor": N_("Goals that moved forward, says the mentor"),
}


class Share(NamedTuple):
    """A percentage with its numerator and denominator: it never goes out without them."""

    key: str
    title: str
    part: int
    whole: int


class Waits(NamedTuple):
    """How long those had waited whose matches began in the period, in days; and for how many that is not known."""

    known: int
    unknown: int
    median_days: int | None
    longest_days: int | None


class Annual(NamedTuple):
    """The figures of a period of one scheme, cut at the as-of day."""

    lo: str
    hi: str
    scheme: str
    as_of: str
    made_on: str
    audit_row: int
    values: dict[str, Value]
    waiting: int
    longest_wait_days: int | None
    free_places: int
    shares: tuple[Share, ...]
    waits: Waits
    voices: tuple[Voice, ...]
    spans: tuple[Span, ...]  # of all matches since the start, as of the last day
    readings: tuple[Reading, ...]  # how many of them last 3, 6 and 12 months
    account: Account
    goals_closed_of: int  # young people
    running: tuple[tuple[str, int], ...] = ()  # the last day of each month, and how many matches ran; for a chart

    def number(self, key: str) -> int:
        """A figure that is one number."""
        found = self.values[key]
        assert isinstance(found, int)
        return found

    def groups(self, key: str) -> dict[str, int]:
        """A figure that is numbers by code."""
        found = self.values[key]
        assert isinstance(found, dict)
        return found

    @property
    def youths(self) -> int:
        """The young people with a match in the period."""
        return sum(self.groups("youths_by_gender").values())

    @property
    def running_before(self) -> int:
        """The matches that ran on the day before the period."""
        moved = self.number("matches_started") + self.number("matches_reopened") - self.number("matches_ended")
        return self.number("matches_running_at_end") - moved


def period(
    connection: sqlite3.Connection,
    year: str | None,
    day: str,
    *,
    since_start: bool = False,
    command: str = "mentorcli report annual 2017",
) -> tuple[str, str]:
    """The days of a year, or since the start, cut at the as-of day; BadValue for a year that has not begun.

    `command` is what was typed, as it would be right.
    """
    if since_start:
        return min(figures.earliest(connection) or day, day), day
    if year is None or not (year.isascii() and year.isdigit() and len(year) == 4 and 1900 <= int(year) <= 2200):
        raise BadValue(
            _("{year} is no year.").format(year=f"“{year or ''}”"), _("For example: {command}").format(command=command)
        )
    if f"{year}-01-01" > day:
        raise BadValue(
            _("The year {year} has not begun on {day}.").format(year=year, day=day_short(day)),
            _("Give an earlier year, or a later --as-of."),
        )
    return f"{year}-01-01", min(f"{year}-12-31", day)


def annual(connection: sqlite3.Connection, profile: Profile, lo: str, hi: str, *, as_of: str, made_on: str) -> Annual:
    """Every figure for the days from `lo` to `hi`, with the rules as they stood on `hi`."""
    values = {one.key: figures.value(connection, one, profile, lo, hi) for one in figures.FIGURES}
    queue, free = states.queue(connection, profile, hi), states.room(connection, profile, hi).free_places
    voices, spans = benefit.voices(connection, lo, hi), tuple(ran.spans(connection, BEGINNING, hi, hi))
    return Annual(
        lo, hi, profile.scheme.title, as_of, made_on, audit.newest(connection), values, queue.waiting,
        queue.longest_days, free,
        shares(values, voices), waits(connection, lo, hi), voices,
        spans, tuple(survival.read_off(spans)), finance.account(connection, values, lo, hi),
        benefit.closed_of(connection, lo, hi),
    )  # fmt: skip


def running_by_month(connection: sqlite3.Connection, lo: str, hi: str) -> tuple[tuple[str, int], ...]:
    """How many matches ran at the end of each month of a period; of more than two years, of each year."""
    import calendar

    step = 1 if int(hi[:4]) - int(lo[:4]) < 2 else 12
    first, last = 12 * int(lo[:4]) + int(lo[5:7]) - 1, 12 * int(hi[:4]) + int(hi[5:7]) - 1
    days = []
    for month in range(first, last + 1):
        year, number = divmod(month, 12)
        if step == 1 or number == 11 or month == last:
            days.append(min(hi, f"{year:04}-{number + 1:02}-{calendar.monthrange(year, number + 1)[1]:02}"))
    sql = f"SELECT count(*) FROM match m WHERE {figures.running(':hi')}"
    return tuple((day, connection.execute(sql, {"hi": day}).fetchone()[0]) for day in days)


def waits(connection: sqlite3.Connection, lo: str, hi: str) -> Waits:
    """The waits that ended with a match in the period; the median in whole days, half up."""
    found = waiting_view.waits(connection, lo, hi)
    days = sorted(one.days for one in found if one.days is not None)
    middle = None if not days else (days[(len(days) - 1) // 2] + days[len(days) // 2] + 1) // 2
    return Waits(len(days), len(found) - len(days), middle, days[-1] if days else None)


def shares(values: dict[str, Value], voices: tuple[Voice, ...]) -> tuple[Share, ...]:
    """The percentages that a reader asks for, each with its base."""

    def number(key: str) -> int:
        found = values[key]
        return found if isinstance(found, int) else sum(found.values())

    ended = number("matches_ended")
    genders = values["mentors_active_by_gender"]
    women = genders.get("female", 0) if isinstance(genders, dict) else 0
    came = number("meetings_held")
    return (
        Share("women_of_active_mentors", N_("Women among the active mentors"), women, number("mentors_active_at_end")),
        Share(
            "ended_under_3_of_ended",
            N_("Ended with fewer than 3 meetings"),
            number("ended_with_under_3_meetings"),
            ended,
        ),
        Share(
            "no_show_of_ended",
            N_("Ended because the young person stayed away"),
            number("ended_by_no_show_under_3") + number("ended_by_no_show_3_or_more"),
            ended,
        ),
        Share("outcome_known_of_ended", N_("Ends with a recorded outcome"), number("outcomes"), ended),
        Share(
            "no_shows_of_due",
            N_("No-shows among meetings held or missed"),
            number("no_shows"),
            came + number("no_shows"),
        ),
        *(
            share
            for one in voices
            for share in (
                Share(f"{one.view}_answered", ANSWERED[one.view], one.answered, number("youths_by_gender")),
                Share(f"{one.view}_better", BETTER[one.view], one.better, one.scored),
            )
        ),
    )


def why(connection: sqlite3.Connection, profile: Profile, key: str, lo: str, hi: str) -> tuple[Value, list[Behind]]:
    """A figure and the records behind it, from the same FROM and WHERE; their values add up to it, by group."""
    one = figures.figure(key)
    return figures.value(connection, one, profile, lo, hi), list(figures.records(connection, one, profile, lo, hi))


def as_json(found: Annual) -> dict[str, object]:
    """The report as one object of exact numbers, for use inside: every figure by its key, then what stands around them."""
    return {
        "from": found.lo,
        "to": found.hi,
        "scheme": found.scheme,
        "as_of": found.as_of,
        "made_on": found.made_on,
        "audit_row": found.audit_row,
        "internal": True,
        **found.values,
        "youths_waiting": found.waiting,
        "longest_wait_days": found.longest_wait_days,
        "free_places": found.free_places,
        "shares": {one.key: {"part": one.part, "whole": one.whole} for one in found.shares},
        "waits": found.waits._asdict(),
        "matches_since_start": sum(one.number for one in found.spans),
        "survival": [one.as_object() for one in found.readings],
        "voices": [{**one._asdict(), "scored": one.scored} for one in found.voices],
        "goals_closed_of": found.goals_closed_of,
        "left_before_ore": found.account.before_ore,
        "left_ore": found.account.left_ore,
        "section_18": found.account.section_18._asdict(),
    }
