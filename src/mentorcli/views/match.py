"""Reading matches: the list, one match, and the rows that rules judge."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from mentorcli.rules import closing, monitoring
from mentorcli.rules.facts import BreakFact, EndFact, LeftFact, MatchFact, PlannedFact
from mentorcli.views import states

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

PAIR = "coalesce(y.name, 'y' || y.id) || ' / ' || coalesce(p.name, 'm' || p.id)"
ACCEPTED = """nullif(max(coalesce(CASE WHEN s.mentor_yes_on <= :day THEN s.mentor_yes_on END, s.proposed_on, ''),
    coalesce(CASE WHEN s.youth_yes_on <= :day THEN s.youth_yes_on END, s.proposed_on, '')), '')"""


class MatchRow(NamedTuple):
    """A match as a list shows it; people are (number, name)."""

    id: int
    mentor: tuple[int, str | None]
    youth: tuple[int, str | None]
    state: str
    proposed: str | None
    first_met: str | None
    ended: str | None
    meetings_held: int
    no_shows: int
    no_shows_in_a_row: int
    last_meeting: str | None
    end_reason: str | None
    outcome: str | None


LIST = f"""WITH {states.MATCHES}
SELECT s.id, s.mentor_id, p.name, s.youth_id, y.name, s.state, s.proposed_on,
  CASE WHEN s.first_met_on <= :day THEN s.first_met_on END,
  CASE WHEN s.state = 'ended' THEN s.last_end WHEN s.state = 'declined' THEN s.declined_on END,
  (SELECT count(*) FROM meeting k WHERE k.match_id = s.id AND k.status = 'held' AND k.on_day <= :day),
  (SELECT count(*) FROM meeting k WHERE k.match_id = s.id AND k.status = 'no-show' AND k.on_day <= :day),
  (SELECT count(*) FROM meeting k WHERE k.match_id = s.id AND k.status = 'no-show' AND k.on_day <= :day
     AND (k.on_day, k.id) > (coalesce((SELECT max(h.on_day) FROM meeting h WHERE h.match_id = s.id AND h.status = 'held'
       AND h.on_day <= :day), ''), coalesce((SELECT h.id FROM meeting h WHERE h.match_id = s.id AND h.status = 'held'
       AND h.on_day <= :day ORDER BY h.on_day DESC, h.id DESC LIMIT 1), 0))),
  (SELECT max(k.on_day) FROM meeting k WHERE k.match_id = s.id AND k.status = 'held' AND k.on_day <= :day),
  CASE WHEN s.state = 'ended' THEN e.reason END, CASE WHEN s.state = 'ended' THEN e.outcome END
FROM match_state s JOIN mentor p ON p.id = s.mentor_id JOIN youth y ON y.id = s.youth_id
LEFT JOIN match_end e ON e.id = (SELECT x.id FROM match_end x WHERE x.match_id = s.id AND x.on_day <= :day
  ORDER BY x.on_day DESC, x.id DESC LIMIT 1)
WHERE s.state IS NOT NULL"""


def listing(
    connection: sqlite3.Connection, profile: Profile, day: str, *, where: str = "", given: states.Params | None = None
) -> list[MatchRow]:
    """The matches on file on a day, by number; `where` narrows with columns of the query."""
    sql = f"{LIST}{' AND ' + where if where else ''} ORDER BY s.id"
    rows = connection.execute(sql, {**states.params(profile, day), **(given or {})})
    return [MatchRow(row[0], (row[1], row[2]), (row[3], row[4]), *row[5:]) for row in rows]


def in_state(connection: sqlite3.Connection, profile: Profile, day: str, wanted: tuple[str, ...]) -> list[int]:
    """The numbers of the matches that are in one of these states on a day."""
    sql = f"WITH {states.MATCHES} SELECT id, state FROM match_state"
    return [number for number, state in connection.execute(sql, states.params(profile, day)) if state in wanted]


FACTS = f"""WITH {states.MATCHES}
SELECT s.id, {PAIR}, s.mentor_id, s.youth_id, s.state, {ACCEPTED}, s.first_met_on, s.recorded_on,
  (SELECT count(*) FROM meeting k WHERE k.match_id = s.id AND k.status = 'held' AND k.on_day <= :day),
  (SELECT max(k.on_day) FROM meeting k WHERE k.match_id = s.id AND k.status = 'held' AND k.on_day <= :day)
FROM match_state s JOIN mentor p ON p.id = s.mentor_id JOIN youth y ON y.id = s.youth_id
WHERE s.state IN {states.OPEN} AND (:only IS NULL OR s.id = :only) ORDER BY s.id"""

NEWEST = """SELECT status, on_day, recorded_on, who FROM meeting
WHERE match_id = :id AND status IN ('held', 'no-show') AND on_day <= :day ORDER BY on_day DESC, id DESC
LIMIT max(:least, (SELECT count(*) FROM meeting n WHERE n.match_id = :id AND n.status = 'no-show' AND n.on_day <= :day
  AND NOT EXISTS (SELECT 1 FROM meeting h WHERE h.match_id = :id AND h.status = 'held' AND h.on_day <= :day
    AND (h.on_day, h.id) > (n.on_day, n.id))))"""


def facts(connection: sqlite3.Connection, profile: Profile, day: str, *, only: int | None = None) -> list[MatchFact]:
    """The open matches as rules judge them, or one of them."""
    found = []
    contacts, run = tries(connection, day), {"day": day, "least": profile.risk.no_shows}
    coming = next_planned(connection, day)
    for row in connection.execute(FACTS, {**states.params(profile, day), "only": only}).fetchall():
        newest = connection.execute(NEWEST, {**run, "id": row[0]}).fetchall()
        missed = [who for status, _day, _recorded, who in newest if status == "no-show"]
        first = newest[0] if newest else (None, None, None, None)
        tried = tuple(one for one in contacts.get(row[0], ()) if since(row[9], row[6], one[0]))
        found.append(
            MatchFact._make(
                (*row, len(newest), len(missed), *first[1:3], missed.count("mentor"), tried, coming.get(row[0]))
            )
        )
    return found


COMING = """SELECT match_id, on_day FROM meeting
WHERE status = 'planned' AND on_day >= :day AND recorded_on <= :day ORDER BY on_day DESC"""
TRIES = """SELECT match_id, on_day, party FROM followup
WHERE kind = 'contact' AND status <> 'planned' AND on_day <= ? ORDER BY match_id, on_day, id"""


def tries(connection: sqlite3.Connection, day: str) -> dict[int, list[tuple[str, str]]]:
    """The tries to get in touch in each match: their days and with whom."""
    found: dict[int, list[tuple[str, str]]] = {}
    for number, on, party in connection.execute(TRIES, (day,)):
        found.setdefault(number, []).append((on, party))
    return found


def next_planned(connection: sqlite3.Connection, day: str) -> dict[int, str]:
    """The next planned meeting of each match, on a day or later."""
    return dict(connection.execute(COMING, {"day": day}))  # the earliest comes last, and stays


def since(last_held: str | None, first_met: str | None, on: str) -> bool:
    """Whether something came after the last held meeting; or, where none was held, not before the first appointment."""
    return on > last_held if last_held is not None else on >= (first_met or "")


ASKS = "(s.state IN ('accepted', 'starting', 'settled') OR (s.state = 'ended' AND k.on_day <= s.last_end))"
PLANNED = f"""WITH {states.MATCHES}
SELECT s.id, {PAIR}, 'meeting', k.on_day, k.recorded_on
FROM meeting k JOIN match_state s ON s.id = k.match_id JOIN mentor p ON p.id = s.mentor_id JOIN youth y ON y.id = s.youth_id
WHERE k.status = 'planned' AND k.on_day < :day AND k.recorded_on <= :day AND {ASKS}
UNION ALL
SELECT s.id, {PAIR}, k.party, k.on_day, k.recorded_on
FROM followup k JOIN match_state s ON s.id = k.match_id JOIN mentor p ON p.id = s.mentor_id JOIN youth y ON y.id = s.youth_id
WHERE k.status = 'planned' AND k.on_day < :day AND k.recorded_on <= :day AND (s.state = 'ended' OR {ASKS})
ORDER BY 4, 1"""


def planned(connection: sqlite3.Connection, profile: Profile, day: str) -> list[PlannedFact]:
    """Meetings and talks planned for a day that has passed; of a match that rests or was declined none is asked about."""
    return [PlannedFact(*row) for row in connection.execute(PLANNED, states.params(profile, day))]


ENDINGS = f"""WITH {states.MATCHES}
SELECT s.id, {PAIR}, e.on_day, e.recorded_on, e.ended_by, e.planned, e.reason
FROM match_end e JOIN match_state s ON s.id = e.match_id AND s.state = 'ended' AND s.last_end = e.on_day
JOIN mentor p ON p.id = s.mentor_id JOIN youth y ON y.id = s.youth_id
WHERE e.on_day BETWEEN date(:day, '-{closing.DAYS} days') AND :day
  AND e.id = (SELECT max(x.id) FROM match_end x WHERE x.match_id = s.id AND x.on_day = s.last_end) ORDER BY e.on_day, s.id"""


def endings(connection: sqlite3.Connection, profile: Profile, day: str) -> list[EndFact]:
    """The newest ends of the last weeks, of matches that have ended, with the closing talks of that stretch."""
    rows = connection.execute(ENDINGS, states.params(profile, day)).fetchall()
    return [EndFact._make((*row, closing_talks(connection, row[0], day), 0)) for row in rows]


# Somebody closed, or gone, with a match that goes on: the program refuses to make it so, but a list may hold it.
LEFT = f"""WITH {states.MATCHES}, {states.YOUTHS}
SELECT s.id, {PAIR}, 'youth', f.stand, coalesce(c.on_day, s.proposed_on, s.first_met_on),
  max(coalesce(c.recorded_on, ''), s.recorded_on)
FROM youth_state f JOIN match_state s ON s.youth_id = f.id AND s.state IN {states.OPEN}
JOIN mentor p ON p.id = s.mentor_id JOIN youth y ON y.id = s.youth_id
LEFT JOIN closing c ON c.id = (SELECT min(x.id) FROM closing x WHERE x.referral_id = f.referral_id AND x.on_day <= :day)
WHERE f.stand IN ('closed', 'withdrew', 'declined')
UNION ALL
SELECT s.id, {PAIR}, 'mentor', d.kind, max(d.on_day), max(d.recorded_on, s.recorded_on)
FROM match_state s JOIN mentor p ON p.id = s.mentor_id JOIN youth y ON y.id = s.youth_id
JOIN departure d ON d.mentor_id = p.id AND d.on_day <= :day AND (d.returned_on IS NULL OR d.returned_on > :day)
WHERE s.state IN {states.OPEN} GROUP BY s.id ORDER BY 1, 3"""


def left(connection: sqlite3.Connection, profile: Profile, day: str) -> list[LeftFact]:
    """The open matches of a youth whose referral is closed, or of a mentor who has left or was declined."""
    return [LeftFact(*row) for row in connection.execute(LEFT, states.params(profile, day))]


def ending(connection: sqlite3.Connection, match_id: int, values: Mapping[str, Any], profile: Profile) -> EndFact:
    """An end that is about to be recorded, as the rules see it; `values` are its columns and the day it is recorded."""
    on = str(values["on_day"])
    (match,) = facts(connection, profile, on, only=match_id)
    step = monitoring.ladder(match, profile, on) if values["reason"] == "no-show" else None
    return EndFact(
        match_id, match.label, on, values["recorded_on"], values["ended_by"], values["planned"], values["reason"],
        closing_talks(connection, match_id, values["recorded_on"]), step.number if step else 0,
    )  # fmt: skip


def closing_talks(connection: sqlite3.Connection, match_id: int, day: str) -> tuple[str, ...]:
    """With whom a closing talk was held or is planned, since the match began or was last reopened."""
    rows = connection.execute(
        "SELECT DISTINCT f.party FROM followup f WHERE f.match_id = :id AND f.kind = 'closing' AND ("
        "(f.status = 'held' AND f.on_day <= :day) OR (f.status = 'planned' AND f.recorded_on <= :day)) "
        "AND f.on_day >= coalesce((SELECT max(r.on_day) FROM match_reopening r WHERE r.match_id = :id "
        "AND r.on_day <= :day), '') ORDER BY f.party",
        {"id": match_id, "day": day},
    )
    return tuple(party for (party,) in rows)


BREAKS = f"""WITH {states.MATCHES}
SELECT s.id, coalesce(p.name, 'm' || p.id), s.mentor_id, max(e.on_day), coalesce(s.proposed_on, s.first_met_on),
  s.recorded_on, (SELECT max(c.seen_on) FROM mentor_check c WHERE c.mentor_id = s.mentor_id
     AND c.outcome = 'approved' AND c.seen_on <= :day)
FROM match_state s JOIN mentor p ON p.id = s.mentor_id
JOIN match o ON o.mentor_id = s.mentor_id AND o.id <> s.id
JOIN match_end e ON e.match_id = o.id AND e.on_day < coalesce(s.proposed_on, s.first_met_on)
WHERE s.state IN ('proposed', 'accepted', 'starting', 'settled', 'paused')
  AND NOT EXISTS (SELECT 1 FROM match b WHERE b.mentor_id = s.mentor_id AND b.id <> s.id
    AND b.first_met_on < coalesce(s.proposed_on, s.first_met_on)
    AND (SELECT count(*) FROM match_end x WHERE x.match_id = b.id AND x.on_day < coalesce(s.proposed_on, s.first_met_on))
     <= (SELECT count(*) FROM match_reopening x WHERE x.match_id = b.id
           AND x.on_day < coalesce(s.proposed_on, s.first_met_on)))
GROUP BY s.id ORDER BY s.id"""


def breaks(connection: sqlite3.Connection, profile: Profile, day: str) -> list[BreakFact]:
    """Matches of mentors whose every earlier match stood ended when this one was proposed, with the newest of those ends."""
    return [BreakFact(*row) for row in connection.execute(BREAKS, states.params(profile, day))]


class MatchPage(NamedTuple):
    """One match with what hangs on it."""

    row: MatchRow
    dates: dict[str, object]
    ends: list[tuple[object, ...]]
    reopenings: list[tuple[object, ...]]
    pauses: list[tuple[object, ...]]
    overrides: list[tuple[object, ...]]


def page(connection: sqlite3.Connection, match_id: int, profile: Profile, day: str) -> MatchPage | None:
    """One match as of a day; None where it was not yet on file."""
    rows = listing(connection, profile, day, where="s.id = :id", given={"id": match_id})
    if not rows:
        return None
    columns = (
        "proposed_on", "mentor_yes_on", "youth_yes_on", "declined_on", "declined_by", "declined_reason", "first_met_on",
        "coordinator_present", "recorded_on",
    )  # fmt: skip
    values = connection.execute(f"SELECT {', '.join(columns)} FROM match WHERE id = ?", (match_id,)).fetchone()
    dates = {
        name: value
        for name, value in zip(columns, values, strict=True)
        if not (name.endswith("_on") and isinstance(value, str) and value > day and name != "recorded_on")
    }
    for told, when in (
        ("declined_by", "declined_on"),
        ("declined_reason", "declined_on"),
        ("coordinator_present", "first_met_on"),
    ):
        if when not in dates:
            del dates[told]
    ends = connection.execute(
        "SELECT on_day, ended_by, planned, reason, outcome, rematch FROM match_end WHERE match_id = ? AND on_day <= ? "
        "ORDER BY on_day, id",
        (match_id, day),
    ).fetchall()
    reopenings = connection.execute(
        "SELECT on_day FROM match_reopening WHERE match_id = ? AND on_day <= ? ORDER BY on_day, id", (match_id, day)
    ).fetchall()
    pauses = connection.execute(
        "SELECT on_day, CASE WHEN resumed_on <= ? THEN resumed_on END, reason FROM match_pause "
        "WHERE match_id = ? AND on_day <= ? ORDER BY on_day, id",
        (day, match_id, day),
    ).fetchall()
    overrides = connection.execute(
        "SELECT rule, on_day, why FROM rule_override WHERE kind = 'match' AND record_id = ? AND on_day <= ? ORDER BY on_day, id",
        (match_id, day),
    ).fetchall()
    return MatchPage(rows[0], dates, ends, reopenings, pauses, overrides)
