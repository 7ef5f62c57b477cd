"""What is due: the rules asked about the corps on a day, worst first, without what was put off."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from mentorcli.rules.rule import Finding, later
from mentorcli.rules.table import RULES, worst_first
from mentorcli.views import concern, enquiry, match, mentor, money, visitation, youth

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

ROWS: dict[str, Callable[[sqlite3.Connection, Profile, str], Sequence[Any]]] = {
    "matches": match.facts,
    "breaks": match.breaks,
    "checks": mentor.checks,
    "consents": youth.consents,
    "waiting": lambda *asked: [*youth.waits(*asked), *enquiry.unanswered(*asked)],
    "funds": money.funds,
    "consent_pairs": youth.consent_pairs,
    "withdrawals": youth.withdrawals,
    "birthdays": youth.birthdays,
    "sensitive": visitation.sensitive,
    "sharing": visitation.sharing,
    "concerns": concern.facts,
}
AHEAD = ("A5", "F5")  # these rules look ahead themselves, by a number of the profile
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
    """What is due on a day or in the days after it, worst first; `rows` may be handed in where they are there already."""
    rows = rows if rows is not None else facts(connection, profile, day)
    found: list[Finding] = []
    last = later(day, days=days)
    for rule in RULES:
        if rule.decide is None or rule.needs not in rows or rule.off(profile):
            continue  # what only a verb asks has no rows here
        found += [one for one in rule.decide(rows[rule.needs], profile, day) if one.due <= last or one.rule in AHEAD]
    off = put_off(connection, day)
    return worst_first([one for one in found if (one.rule, one.kind, one.id) not in off])


def put_off(connection: sqlite3.Connection, day: str) -> set[tuple[str, str, int]]:
    """The reminders that somebody has put off beyond a day: rule, kind and number of the record."""
    rows = connection.execute(
        "SELECT rule, kind, record_id, until_day FROM deferral WHERE recorded_on <= ? ORDER BY id", (day,)
    )
    newest = {(rule, kind, number): until for rule, kind, number, until in rows}
    return {line for line, until in newest.items() if until > day}
