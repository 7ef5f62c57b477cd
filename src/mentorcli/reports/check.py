"""Every rule over the whole file: what is in breach or due on a day, and with the history what was in breach on its own day."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Set
from typing import TYPE_CHECKING

from mentorcli.reports import agenda
from mentorcli.rules.rule import Finding, Line
from mentorcli.rules.table import worst_first
from mentorcli.views import override, pair
from mentorcli.words import day_short, ngettext

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

ProfileOn = Callable[[str], "Profile"]


def findings(
    connection: sqlite3.Connection, profile_on: ProfileOn, day: str, *, history: bool = False
) -> list[Finding]:
    """What the rules find, worst first: what stands or is due on a day, and with `history` also what was in breach before.

    Starred findings that somebody has passed over by the day are left out; what was put off is not.
    """
    profile = profile_on(day)
    rows, passed = agenda.facts(connection, profile, day), override.passed(connection, day)
    found = [one for one in agenda.found(rows, profile, day, passed) if one.due <= day or one.severity == "block"]
    if history:
        there = {one.line for one in found}
        found += [one for one in past(connection, profile_on, day, passed) if one.line not in there]
    return worst_first(found)


def past(connection: sqlite3.Connection, profile_on: ProfileOn, day: str, passed: Set[Line]) -> list[Finding]:
    """What was in breach on the day of a first or a later meeting, by the rules of that day; once a rule and match, or stand-in.

    Of a match that was in breach on several days the first is told, and how many more there were.
    """
    rules_of = by_setting(connection, profile_on)
    several: dict[Line, list[tuple[str, Finding]]] = {}
    for fact in pair.past(connection, rules_of, day):
        for one in agenda.found({"pairs": [fact]}, rules_of(fact.day), fact.day, passed):
            several.setdefault(one.line, []).append((fact.day, one))
    return [told(ones) for ones in several.values()]


def told(ones: list[tuple[str, Finding]]) -> Finding:
    """The findings of one rule about one match, each with its day, as one: the first, and how many followed."""
    (_day, first), count = ones[0], len(ones) - 1
    if not count:
        return first
    more = ngettext("and on {count} more day: {day}", "and on {count} more days, the last {day}", count)
    return first._replace(message=f"{first.message}; {more.format(count=count, day=day_short(ones[-1][0]))}")


def by_setting(connection: sqlite3.Connection, profile_on: ProfileOn) -> ProfileOn:
    """The profile of a day, made once for each span in which no setting changed."""
    changes = [row[0] for row in connection.execute("SELECT DISTINCT valid_from FROM setting ORDER BY valid_from")]
    made: dict[int, Profile] = {}

    def of(day: str) -> Profile:
        span = sum(change <= day for change in changes)
        if span not in made:
            made[span] = profile_on(day)
        return made[span]

    return of
