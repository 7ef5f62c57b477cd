"""The annual report: every figure of a period, with its definition, its records on demand, and percentages with base."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.errors import BadValue
from mentorcli.store import audit
from mentorcli.views import figures, states
from mentorcli.views.figures import Behind, Value
from mentorcli.words import N_, _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


class Share(NamedTuple):
    """A percentage with its numerator and denominator: it never goes out without them."""

    key: str
    title: str
    part: int
    whole: int


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
    shares: tuple[Share, ...] = ()

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


def period(connection: sqlite3.Connection, year: str | None, day: str, *, since_start: bool = False) -> tuple[str, str]:
    """The days of a year, or since the start, cut at the as-of day; BadValue for a year that has not begun."""
    if since_start:
        return min(figures.earliest(connection) or day, day), day
    if year is None or not (year.isascii() and year.isdigit() and len(year) == 4 and 1900 <= int(year) <= 2200):
        raise BadValue(
            _("{year} is no year.").format(year=f"“{year or ''}”"), _("For example: mentorcli report annual 2017")
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
    given = states.params(profile, hi)
    waiting, longest = connection.execute(
        f"WITH {states.MATCHES}, {states.YOUTHS} SELECT count(*), "
        "max(CAST(julianday(:day) - julianday(waits_since) AS INTEGER)) FROM youth_state WHERE waits",
        given,
    ).fetchone()
    free = connection.execute(
        f"WITH {states.MATCHES}, {states.MENTORS} SELECT coalesce(sum({states.FREE}), 0) FROM mentor_state", given
    ).fetchone()[0]
    return Annual(
        lo,
        hi,
        profile.scheme.title,
        as_of,
        made_on,
        audit.newest(connection),
        values,
        waiting,
        longest,
        free,
        shares(values),
    )


def shares(values: dict[str, Value]) -> tuple[Share, ...]:
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
    )


def why(connection: sqlite3.Connection, profile: Profile, key: str, lo: str, hi: str) -> tuple[Value, list[Behind]]:
    """A figure and the records behind it, from the same FROM and WHERE; their values add up to it, by group."""
    one = figures.figure(key)
    return figures.value(connection, one, profile, lo, hi), list(figures.records(connection, one, profile, lo, hi))
