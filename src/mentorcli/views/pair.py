"""Reading pairs of a mentor and a youth as the rules judge them: of a verb, those that stand on a day, those that were."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from mentorcli.rules.facts import GuestFact, HelperFact, OrderFact, PairFact, Seen
from mentorcli.views import states
from mentorcli.views.substitution import KNOWN

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

ONE = f"""SELECT p.id, coalesce(p.name, 'm' || p.id), y.id, coalesce(y.name, 'y' || y.id), y.born, p.capacity,
  p.secrecy_on, {states.TRAINED}
FROM mentor p, youth y WHERE p.id = ? AND y.id = ?"""
OTHERS = f"""WITH {states.MATCHES} SELECT count(*) FROM match_state
WHERE mentor_id = :mentor AND id <> :match AND state IN {states.OPEN}"""
CHECKS = "SELECT mentor_id, kind, seen_on, outcome FROM mentor_check WHERE seen_on <= :day"
LIFE = """SELECT proposed_on, mentor_yes_on, youth_yes_on, first_met_on, coordinator_present, recorded_on
FROM match WHERE id = ?"""

MENTOR_YES, YOUTH_YES = (f"CASE WHEN s.{who}_yes_on <= :day THEN s.{who}_yes_on END" for who in ("mentor", "youth"))
# When a match that stands came to be open: of two that one mentor has, the later one is the one too many.
OPENED = f"""coalesce((SELECT max(r.on_day) FROM match_reopening r WHERE r.match_id = s.id AND r.on_day <= :day),
  nullif(max(coalesce({MENTOR_YES}, ''), coalesce({YOUTH_YES}, '')), ''), s.first_met_on, s.proposed_on)"""
STANDING = f"""WITH {states.MATCHES}
SELECT s.id, s.state, p.id, coalesce(p.name, 'm' || p.id), y.id, coalesce(y.name, 'y' || y.id), y.born, p.capacity,
  p.secrecy_on, {states.TRAINED}, s.proposed_on, {MENTOR_YES}, {YOUTH_YES}, s.first_met_on,
  s.coordinator_present, s.recorded_on
FROM match_state s JOIN mentor p ON p.id = s.mentor_id JOIN youth y ON y.id = s.youth_id
WHERE s.state IN {states.UNDECIDED} ORDER BY {OPENED}, s.id"""
# The days on which another is to stand in are that mentor's.
PLANNED = f"""SELECT k.on_day FROM meeting k
WHERE k.match_id = :match AND k.on_day > :day AND k.status = 'planned' AND k.recorded_on <= :day
  AND NOT EXISTS (SELECT 1 FROM substitution s WHERE s.match_id = k.match_id
    AND k.on_day BETWEEN s.on_day AND s.until_day AND {KNOWN}) ORDER BY k.on_day"""


def seen(connection: sqlite3.Connection, day: str, mentor_id: int | None = None) -> dict[int, tuple[Seen, ...]]:
    """The certificates of each mentor that had been seen by a day, oldest first; of all, or of one."""
    sql = CHECKS if mentor_id is None else f"{CHECKS} AND mentor_id = :mentor"
    found: dict[int, list[Seen]] = {}
    given = {"day": day, "mentor": mentor_id}
    for mentor, *one in connection.execute(f"{sql} ORDER BY seen_on, id", given):
        found.setdefault(mentor, []).append(Seen._make(one))
    return {mentor: tuple(ones) for mentor, ones in found.items()}


def between(
    connection: sqlite3.Connection, profile: Profile, people: tuple[int, int], step: str, day: str, *, match_id: int = 0
) -> PairFact:
    """A mentor and a youth (their numbers) at a step on a day, with the mentor's other matches that are open on it.

    The certificates are all of the mentor's: a rule looks at those of the day that it judges.
    """
    mentor_id, mentor, youth_id, youth, born, capacity, secrecy, trained = connection.execute(ONE, people).fetchone()
    given = {**states.params(profile, day), "mentor": mentor_id, "match": match_id}
    fact = PairFact(
        match_id, f"{youth} / {mentor}", mentor_id, mentor, youth_id, youth, step, day, born,
        seen(connection, states.FOREVER, mentor_id).get(mentor_id, ()), trained, secrecy, capacity,
        connection.execute(OTHERS, given).fetchone()[0],
    )  # fmt: skip
    life = connection.execute(LIFE, (match_id,)).fetchone()
    if life is None:
        return fact
    proposed, mentor_yes, youth_yes, met, coordinator, recorded = life
    return fact._replace(
        proposed_on=proposed, mentor_yes_on=mentor_yes, youth_yes_on=youth_yes, first_met_on=met, coordinator=coordinator,
        recorded_on=recorded,
    )  # fmt: skip


def cover(
    connection: sqlite3.Connection, profile: Profile, people: tuple[int, int], step: str, day: str, *, match_id: int
) -> PairFact:
    """A mentor who stands in, and the youth of the match, at a step on a day: of the match's own days nothing is theirs."""
    fact = between(connection, profile, people, step, day, match_id=match_id)
    return fact._replace(proposed_on=None, mentor_yes_on=None, youth_yes_on=None, first_met_on=None, coordinator=None)


COVERS = f"""WITH {states.MATCHES}
SELECT o.id, s.mentor_id, o.youth_id, s.on_day FROM substitution s JOIN match_state o ON o.id = s.match_id
WHERE o.state IN {states.OPEN} AND s.until_day >= :day AND {KNOWN} ORDER BY s.on_day, s.id"""


def covers(connection: sqlite3.Connection, profile: Profile, day: str) -> list[PairFact]:
    """Those who stand in on a day or are to, each judged on that day, or on the first of the days to come."""
    found = []
    for match, mentor, youth, first in connection.execute(COVERS, states.params(profile, day)).fetchall():
        step = "covering" if first <= day else "cover ahead"
        fact = cover(connection, profile, (mentor, youth), step, max(first, day), match_id=match)
        known = {name: None for name in ("trained_on", "secrecy_on") if (getattr(fact, name) or "") > day}
        checks = tuple(one for one in fact.checks if one.seen_on <= day)
        found.append(fact._replace(proposed_on=first, checks=checks, **known))  # type: ignore[arg-type]
    return found


def standing(connection: sqlite3.Connection, profile: Profile, day: str) -> list[PairFact]:
    """The matches that are open or proposed on a day, each with what was open before it, and its meetings to come."""
    rows = connection.execute(STANDING, states.params(profile, day)).fetchall()
    if not rows:
        return []
    checks, ages_count = seen(connection, day), profile.demands.boerneattest_under is not None
    open_ones, before = Counter(row[2] for row in rows if row[1] != "proposed"), Counter[int]()
    found = []
    for number, state, mentor_id, mentor, youth_id, youth, born, capacity, secrecy, trained, *life in rows:
        step = state if state in ("proposed", "accepted") else "running"
        others = open_ones[mentor_id] if state == "proposed" else before[mentor_id]
        before[mentor_id] += state != "proposed"
        proposed, mentor_yes, youth_yes, met, coordinator, recorded = life
        met = met if step == "running" else None
        planned = connection.execute(PLANNED, {"match": number, "day": day}) if ages_count else ()
        found.append(PairFact(
            number, f"{youth} / {mentor}", mentor_id, mentor, youth_id, youth, step, day, born,
            checks.get(mentor_id, ()), trained, secrecy, capacity, others, proposed, mentor_yes, youth_yes, met,
            coordinator, recorded, tuple(on for (on,) in planned),
        ))  # fmt: skip
    return sorted(found, key=lambda one: one.match_id)


FIRSTS = """SELECT m.id, m.mentor_id, m.youth_id, m.first_met_on FROM match m JOIN mentor p ON p.id = m.mentor_id
JOIN youth y ON y.id = m.youth_id
WHERE m.first_met_on <= :day AND p.erased_on IS NULL AND y.erased_on IS NULL ORDER BY m.id"""
# Of the meetings after the first only those can be in breach that somebody may have been too young for.
HELD_YOUNG = """SELECT k.on_day FROM meeting k JOIN match m ON m.id = k.match_id JOIN youth y ON y.id = m.youth_id
WHERE k.match_id = :match AND k.status = 'held' AND k.stand_in_id IS NULL
  AND k.on_day BETWEEN date(m.first_met_on, '+1 day') AND :day
  AND (y.born IS NULL OR y.born > date(k.on_day, '-20 years')) ORDER BY k.on_day"""


STOOD_IN = """SELECT m.id, k.stand_in_id, m.youth_id, k.on_day FROM meeting k JOIN match m ON m.id = k.match_id
JOIN mentor p ON p.id = k.stand_in_id JOIN youth y ON y.id = m.youth_id
WHERE k.status = 'held' AND k.on_day <= :day AND p.erased_on IS NULL AND y.erased_on IS NULL ORDER BY k.on_day, k.id"""


def past(connection: sqlite3.Connection, profile_on: Callable[[str], Profile], day: str) -> Iterator[PairFact]:
    """The first meetings up to a day, each as it was judged on its own day, the later ones of the very young, and all cover.

    What was erased cannot be judged any more.
    """
    for match, mentor, youth, met in connection.execute(FIRSTS, {"day": day}).fetchall():
        fact = between(connection, profile_on(met), (mentor, youth), "past", met, match_id=match)
        later = {name: None for name in ("mentor_yes_on", "youth_yes_on") if (getattr(fact, name) or "") > day}
        yield fact._replace(**later)  # type: ignore[arg-type]
        for (on,) in connection.execute(HELD_YOUNG, {"match": match, "day": day}).fetchall():
            yield fact._replace(step="meeting", day=on)
    for match, mentor, youth, on in connection.execute(STOOD_IN, {"day": day}).fetchall():
        yield cover(connection, profile_on(on), (mentor, youth), "cover", on, match_id=match)


GUESTS = f"""SELECT p.id, coalesce(p.name, 'm' || p.id), e.on_day, a.recorded_on,
  (SELECT max(y.born) FROM attendance g JOIN youth y ON y.id = g.youth_id WHERE g.event_id = e.id),
  EXISTS (SELECT 1 FROM attendance g JOIN youth y ON y.id = g.youth_id WHERE g.event_id = e.id AND y.born IS NULL)
FROM attendance a JOIN event e ON e.id = a.event_id JOIN mentor p ON p.id = a.mentor_id
WHERE e.on_day <= :day AND e.on_day > date(:day, '-12 months') AND NOT {states.GONE} ORDER BY p.id, e.on_day, e.id"""


def helpers(connection: sqlite3.Connection, profile: Profile, day: str) -> list[HelperFact]:
    """The mentors who have helped at events in the year up to a day, where the scheme takes the very young."""
    if profile.demands.boerneattest_under is None:
        return []
    names: dict[int, str] = {}
    days: dict[int, list[GuestFact]] = {}
    for mentor, label, *guest in connection.execute(GUESTS, {"day": day}):
        names[mentor] = label
        days.setdefault(mentor, []).append(GuestFact(guest[0], guest[1], guest[2], bool(guest[3])))
    checks = seen(connection, day) if names else {}
    return [HelperFact(one, names[one], tuple(days[one]), checks.get(one, ())) for one in names]


ORDERS = f"""SELECT p.id, coalesce(p.name, 'm' || p.id), c.kind, min(c.ordered_on), c.recorded_on
FROM mentor_check c JOIN mentor p ON p.id = c.mentor_id
WHERE c.ordered_on <= :day AND (c.seen_on IS NULL OR c.seen_on > :day) AND NOT {states.GONE}
GROUP BY p.id, c.kind ORDER BY p.id, c.kind"""


def orders(connection: sqlite3.Connection, profile: Profile, day: str) -> list[OrderFact]:
    """The certificates that are out on a day, of mentors who are in the corps; of several of a kind the oldest."""
    return [OrderFact(*row) for row in connection.execute(ORDERS, {"day": day})]
