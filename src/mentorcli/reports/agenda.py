"""What is due: the rules asked about the corps on a day, worst first, without what was put off."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

from mentorcli.rules.calendar import next_working_day
from mentorcli.rules.rule import Finding, Line, found_by, later
from mentorcli.rules.table import BY_ID, RULES, TOLD_BY, minutes, worst_first
from mentorcli.views import (
    concern,
    corps,
    enquiry,
    followup,
    goal,
    grant,
    match,
    mentor,
    money,
    note,
    override,
    pair,
    visitation,
    youth,
)

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def idle(connection: sqlite3.Connection, profile: Profile, day: str) -> Sequence[Any]:
    """The mentors who have too few young people, with those who wait; nothing where there are none."""
    free = mentor.idle(connection, profile, day)
    return [*free, *youth.waits(connection, profile, day)] if free else []


ROWS: dict[str, Callable[[sqlite3.Connection, Profile, str], Sequence[Any]]] = {
    "matches": match.facts,
    "planned": match.planned,
    "endings": lambda *asked: [*match.endings(*asked), *match.left(*asked)],
    "talks": followup.talks,
    "breaks": match.breaks,
    "checks": mentor.checks,
    "idle": idle,
    "consents": youth.consents,
    "waiting": lambda *asked: [*youth.waits(*asked), *enquiry.unanswered(*asked)],
    "funds": money.funds,
    "pairs": lambda *asked: [*pair.standing(*asked), *pair.covers(*asked)],
    "helpers": pair.helpers,
    "orders": pair.orders,
    "events": corps.events,
    "need": corps.need,
    "hours": corps.hours,
    "thanks": corps.thanks,
    "goals": goal.facts,
    "grants": grant.papers,
    "grant_use": grant.uses,
    "notes_due": note.due,
    "consent_pairs": youth.consent_pairs,
    "withdrawals": youth.withdrawals,
    "birthdays": youth.birthdays,
    "sensitive": visitation.sensitive,
    "sharing": visitation.sharing,
    "concerns": concern.facts,
}
AHEAD = ("A5", "D7", "F5")  # these rules look ahead themselves, by a number of the profile
DAYS = 7


def facts(connection: sqlite3.Connection, profile: Profile, day: str) -> dict[str, Sequence[Any]]:
    """The rows of a day that the rules decide over, by name."""
    return {name: fetch(connection, profile, day) for name, fetch in ROWS.items()}


def due(
    connection: sqlite3.Connection,
    profile: Profile,
    day: str,
    *,
    days: int = DAYS,
    rows: dict[str, Sequence[Any]] | None = None,
) -> list[Finding]:
    """What is due on a day or in the days after it, worst first; `rows` may be handed in where they are there already.

    What is in breach stands there whatever its day, and is not put off. What is only said when a verb is asked for, or
    in `check`, is no task; nor is what a worse line of the same record tells. This is the one place where a due day that
    is no working day becomes the next one (rule H2).
    """
    rows = rows if rows is not None else facts(connection, profile, day)
    last, off = later(day, days=days), put_off(connection, day)
    lines = [
        one
        for one in found(rows, profile, day, override.passed(connection, day))
        if one.severity == "block"
        or (
            (BY_ID[one.rule].afterwards or not BY_ID[one.rule].at)
            and (one.due <= last or one.rule in AHEAD)
            and (one.rule, one.kind, one.id) not in off
        )
    ]
    there = {one.line for one in lines if one.due <= day}
    lines = [one for one in lines if one.due > day or one._replace(rule=TOLD_BY.get(one.rule, "")).line not in there]
    if "H2" not in profile.rules.off:
        lines = [one if one.severity == "block" else one._replace(due=next_working_day(one.due)) for one in lines]
    kept = worst_first([one for one in lines if one.severity == "block" or one.due <= last or one.rule in AHEAD])
    first = {one.line: one for one in reversed(kept)}  # of several breaches of a record the first
    return [one for one in kept if one.severity != "block" or first[one.line] is one]


def fitting(found: Sequence[Finding], time: int, day: str) -> list[Finding]:
    """What of an agenda fits into so many minutes: from the worst on each line for which there is still time.

    What is due by the day goes before what is only coming.
    """
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: one.due > day):
        if minutes(one) <= time:
            kept.append(one)
            time -= minutes(one)
    return kept


def found(rows: Mapping[str, Sequence[Any]], profile: Profile, day: str, passed: Set[Line]) -> list[Finding]:
    """What the rules find in rows on a day, without the starred findings that were passed over.

    A rule whose rows are not there is not asked: D8 looks at a note only while it is being issued.
    """
    return found_by([rule for rule in RULES if rule.needs in rows], rows, profile, day, passed)


def put_off(connection: sqlite3.Connection, day: str) -> set[tuple[str, str, int]]:
    """The reminders that somebody has put off beyond a day: rule, kind and number of the record."""
    rows = connection.execute(
        "SELECT rule, kind, record_id, until_day FROM deferral WHERE recorded_on <= ? ORDER BY id", (day,)
    )
    newest = {(rule, kind, number): until for rule, kind, number, until in rows}
    return {line for line, until in newest.items() if until > day}
