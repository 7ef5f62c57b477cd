"""Reading follow-ups: the coordinator's talks with the parties of a match, closing talks, and tries to get in touch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules import talks as rule
from mentorcli.rules.facts import TalkFact
from mentorcli.rules.rule import days_between
from mentorcli.views import states

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

KNOWN = "(f.on_day <= :day OR (f.status = 'planned' AND f.recorded_on <= :day))"


class FollowUpRow(NamedTuple):
    """A follow-up as a list shows it; people are (number, name)."""

    id: int
    match: int
    on: str
    youth: tuple[int, str | None]
    mentor: tuple[int, str | None]
    party: str
    kind: str
    status: str
    via: str | None
    rating: int | None
    note: str


LIST = f"""SELECT f.id, f.match_id, f.on_day, m.youth_id, y.name, m.mentor_id, p.name, f.party, f.kind, f.status, f.via,
  f.rating, f.note
FROM followup f JOIN match m ON m.id = f.match_id JOIN youth y ON y.id = m.youth_id JOIN mentor p ON p.id = m.mentor_id
WHERE {KNOWN}"""


def listing(
    connection: sqlite3.Connection,
    day: str,
    *,
    of: tuple[str, int] | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[FollowUpRow]:
    """The follow-ups known on a day, by day; `of` narrows them to a match, a mentor, a youth or a follow-up."""
    columns = {"match": "f.match_id", "mentor": "m.mentor_id", "youth": "m.youth_id", "followup": "f.id"}
    sql, given = LIST, {"day": day}
    if of is not None:
        sql, given = f"{sql} AND {columns[of[0]]} = :of", {**given, "of": str(of[1])}
    if since:
        sql, given = sql + " AND f.on_day >= :since", {**given, "since": since}
    if until:
        sql, given = sql + " AND f.on_day <= :until", {**given, "until": until}
    rows = connection.execute(sql + " ORDER BY f.on_day, f.id", given)
    return [FollowUpRow._make((*row[:3], row[3:5], row[5:7], *row[7:])) for row in rows]


def standing(connection: sqlite3.Connection, number: int) -> tuple[int, str] | None:
    """The match of a follow-up and what came of it; None where there is no such follow-up."""
    found: tuple[int, str] | None = connection.execute(
        "SELECT match_id, status FROM followup WHERE id = ?", (number,)
    ).fetchone()
    return found


MET = f"""WITH {states.MATCHES}
SELECT s.id, coalesce(y.name, 'y' || y.id) || ' / ' || coalesce(p.name, 'm' || p.id), s.first_met_on, s.recorded_on, s.state
FROM match_state s JOIN mentor p ON p.id = s.mentor_id JOIN youth y ON y.id = s.youth_id
WHERE s.first_met_on <= :day AND s.state <> 'declined' ORDER BY s.id"""
HELD = """SELECT match_id, party, on_day FROM followup
WHERE kind IN ('talk', 'closing') AND status = 'held' AND on_day <= :day ORDER BY match_id, party, on_day"""
COMING = """SELECT match_id, party, min(on_day) FROM followup
WHERE kind IN ('talk', 'closing') AND status = 'planned' AND on_day >= :day AND recorded_on <= :day GROUP BY match_id, party"""
PAUSES = (
    "SELECT match_id, on_day, CASE WHEN resumed_on <= :day THEN resumed_on END FROM match_pause WHERE on_day <= :day"
)
TURNS = """SELECT match_id, on_day, 1 FROM match_end WHERE on_day <= :day
UNION ALL SELECT match_id, on_day, -1 FROM match_reopening WHERE on_day <= :day ORDER BY 1, 2"""


def talks(connection: sqlite3.Connection, profile: Profile, day: str) -> list[TalkFact]:
    """The running matches that do not rest, once for each party, with the talks held; none without talks at set times."""
    return calendars(connection, profile, day, ("starting", "settled"))


def calendars(connection: sqlite3.Connection, profile: Profile, day: str, wanted: Iterable[str]) -> list[TalkFact]:
    """The matches that have met and are in one of these states, once for each party, with the talks held by a day."""
    if profile.followup.talk_weeks is None:
        return []
    held: dict[tuple[int, str], list[str]] = {}
    for number, party, on in connection.execute(HELD, {"day": day}):
        held.setdefault((number, party), []).append(on)
    coming = {(number, party): on for number, party, on in connection.execute(COMING, {"day": day})}
    resting = rests(connection, day)
    return [
        TalkFact(number, label, party, met, recorded, tuple(held.get((number, party), ())), tuple(resting.get(number, ())),
                 coming.get((number, party)))
        for number, label, met, recorded, state in connection.execute(MET, states.params(profile, day)).fetchall()
        if state in wanted
        for party in rule.PARTIES
    ]  # fmt: skip


def rests(connection: sqlite3.Connection, day: str) -> dict[int, list[tuple[str, str | None]]]:
    """The spans in which each match did not run, as known on a day: pauses, and from an end to its reopening."""
    found: dict[int, list[tuple[str, str | None]]] = {}
    for number, on, until in connection.execute(PAUSES, {"day": day}):
        found.setdefault(number, []).append((on, until))
    turns: dict[int, dict[str, int]] = {}
    for number, on, turn in connection.execute(TURNS, {"day": day}):
        days = turns.setdefault(number, {})
        days[on] = days.get(on, 0) + turn
    for number, days in turns.items():
        ends, began = 0, None
        for on, turn in days.items():
            ends += turn
            if ends > 0 and began is None:
                began = on
            elif ends <= 0 and began is not None:
                found.setdefault(number, []).append((began, on))
                began = None
        if began is not None:
            found.setdefault(number, []).append((began, None))
    return found


class DueRow(NamedTuple):
    """One party's calendar of talks as a list shows it; people are (number, name)."""

    match: int
    youth: tuple[int, str | None]
    mentor: tuple[int, str | None]
    party: str
    last: str | None
    due: str | None
    overdue: int | None  # days
    planned: str | None
    held: int
    owed: int


PEOPLE = """SELECT m.id, y.id, y.name, p.id, p.name FROM match m
JOIN youth y ON y.id = m.youth_id JOIN mentor p ON p.id = m.mentor_id"""


def due(connection: sqlite3.Connection, profile: Profile, day: str, of: tuple[str, int] | None = None) -> list[DueRow]:
    """When the next talk with each party of each running match is due, the longest overdue first."""
    people = who(connection, of)
    rows = []
    for one in talks(connection, profile, day):
        if one.id not in people:
            continue
        plan = rule.calendar(one, profile, day)
        on, (held, owed) = rule.next_due(plan), rule.rate(plan, "", day)
        late = days_between(on, day) if on is not None and on < day else None
        last = one.talks[-1] if one.talks else None
        rows.append(DueRow(one.id, *people[one.id], one.party, last, on, late, one.planned, held, owed))
    return sorted(rows, key=lambda row: (row.due or "9999", row.match, row.party))


def who(
    connection: sqlite3.Connection, of: tuple[str, int] | None
) -> dict[int, tuple[tuple[int, str | None], tuple[int, str | None]]]:
    """The youth and the mentor of each match, of all or of those of one match or person."""
    columns = {"match": "m.id", "mentor": "m.mentor_id", "youth": "m.youth_id"}
    sql, given = (PEOPLE, {}) if of is None else (f"{PEOPLE} WHERE {columns[of[0]]} = :of", {"of": of[1]})
    return {row[0]: (row[1:3], row[3:5]) for row in connection.execute(sql, given)}


class RateRow(NamedTuple):
    """The contact rate of one match in a period: talks held of those due, with both parties."""

    match: int
    youth: tuple[int, str | None]
    mentor: tuple[int, str | None]
    held: int
    owed: int


def rates(
    connection: sqlite3.Connection, profile: Profile, lo: str, hi: str, of: tuple[str, int] | None = None
) -> list[RateRow]:
    """The contact rate of each match for a period, as it stood on its last day; matches without a due talk are left out."""
    people = who(connection, of)
    sums: dict[int, tuple[int, int]] = {}
    for one in calendars(connection, profile, hi, ("starting", "settled", "paused", "ended")):
        held, owed = rule.rate(rule.calendar(one, profile, hi), lo, hi)
        before = sums.get(one.id, (0, 0))
        sums[one.id] = (before[0] + held, before[1] + owed)
    return [RateRow(number, *people[number], *both) for number, both in sums.items() if both[1] and number in people]
