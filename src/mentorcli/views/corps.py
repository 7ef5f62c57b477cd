"""Reading the corps as a whole: its events, the need of mentors, the coordinator's hours, whom to thank, channels."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules.corps import THANKS_DAYS
from mentorcli.rules.facts import EventsFact, HoursFact, Milestone, NeedFact, ThanksFact
from mentorcli.rules.rule import days_between, later
from mentorcli.views import figures, states

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

KINDS = ("board", "network", "course")
YEAR, LEAST = 365, 91  # the pace of things is that of a year; a young file is taken to be a quarter old at least

EVENTS = """SELECT
  (SELECT max(on_day) FROM event WHERE kind = :kind AND on_day <= :day),
  (SELECT recorded_on FROM event WHERE kind = :kind AND on_day <= :day ORDER BY on_day DESC, id DESC LIMIT 1),
  (SELECT min(on_day) FROM event WHERE kind = :kind AND on_day > :day AND recorded_on <= :day),
  (SELECT count(*) FROM event WHERE kind = :kind AND on_day BETWEEN substr(:day, 1, 4) || '-01-01' AND :day),
  (SELECT count(*) FROM event WHERE kind = :kind AND on_day > :day AND recorded_on <= :day),
  (SELECT created_on FROM scheme)"""


def events(connection: sqlite3.Connection, profile: Profile, day: str) -> list[EventsFact]:
    """The board meetings, network meetings and courses as rules judge them; coming ones from the day they were typed."""
    return [EventsFact(kind, *connection.execute(EVENTS, {"kind": kind, "day": day}).fetchone()) for kind in KINDS]


FIRST = """SELECT min(d) FROM (
  SELECT min(applied_on) AS d FROM mentor UNION ALL SELECT min(on_day) FROM referral
  UNION ALL SELECT min(proposed_on) FROM match UNION ALL SELECT min(first_met_on) FROM match
  UNION ALL SELECT min(on_day) FROM event UNION ALL SELECT min(on_day) FROM money UNION ALL SELECT min(on_day) FROM hours)"""


def first_day(connection: sqlite3.Connection) -> str | None:
    """The first day that the file knows of; meetings are left out, as none is before its match."""
    row = connection.execute(FIRST).fetchone()
    return row[0] if row else None


# A few queries, as SQLite takes longer to plan all of it at once than to run each.
MENTORS = f"""WITH {states.MATCHES}, {states.MENTORS}
SELECT coalesce(sum({states.FREE}), 0), coalesce(sum(state = 'in-training'), 0),
  coalesce(sum(state = 'left' AND approved AND EXISTS (SELECT 1 FROM departure d
    WHERE d.mentor_id = mentor_state.id AND d.kind = 'left' AND d.on_day > :since AND d.on_day <= :day)), 0)
FROM mentor_state"""
ENDED = f"""WITH {states.MATCHES}
SELECT count(*), coalesce(sum((SELECT e.rematch FROM match_end e WHERE e.match_id = s.id AND e.on_day <= :day
  ORDER BY e.on_day DESC, e.id DESC LIMIT 1)), 0) FROM match_state s WHERE s.state = 'ended' AND s.last_end > :since"""
AROUND = """SELECT
  (SELECT count(*) FROM event WHERE kind = 'course' AND on_day > :day AND recorded_on <= :day),
  (SELECT count(DISTINCT r.youth_id) FROM referral r WHERE r.on_day > :since AND r.on_day <= :day AND NOT EXISTS (
    SELECT 1 FROM closing c WHERE c.referral_id = r.id AND c.on_day <= :day AND c.reason IN ('withdrew', 'not-accepted'))),
  (SELECT min(d) FROM (SELECT created_on AS d FROM scheme
    UNION ALL SELECT min(recorded_on) FROM mentor WHERE applied_on <= :day)),
  (SELECT count(*) FROM event WHERE kind = 'course' AND substr(on_day, 1, 4) = substr(:day, 1, 4)
    AND (on_day <= :day OR recorded_on <= :day))"""


def need(connection: sqlite3.Connection, profile: Profile, day: str) -> list[NeedFact]:
    """What the need of mentors is worked out from; nothing where the scheme holds no courses.

    The pace is counted over the year before the day, or over the time that the file knows of where that is shorter.
    """
    if not profile.demands.course and profile.coordinator.courses_year is None:
        return []
    return [basis(connection, profile, day)]


def basis(connection: sqlite3.Connection, profile: Profile, day: str) -> NeedFact:
    """The same, whether or not the scheme holds courses."""
    first = first_day(connection) or day
    days = max(LEAST, min(YEAR, days_between(first, day) + 1))
    given = {**states.params(profile, day), "since": later(day, days=-days)}
    free, training, stopped = connection.execute(MENTORS, given).fetchone()
    waiting = states.queue(connection, profile, day).waiting
    closed, rematched = connection.execute(ENDED, given).fetchone()
    ahead, referred, begun_on, of_year = connection.execute(AROUND, given).fetchone()
    active = figures.value(connection, figures.BY_KEY["mentors_active_at_end"], profile, day, day)
    assert isinstance(active, int)
    return NeedFact(
        waiting, free, active, training, ahead, days, referred, closed, rematched, stopped, profile.mentor.youths_max,
        begun_on, of_year,
    )  # fmt: skip


def hours(connection: sqlite3.Connection, profile: Profile, day: str) -> list[HoursFact]:
    """The coordinator's hours of this month and the one before; nothing where the scheme plans none."""
    if profile.coordinator.hours_week is None and profile.coordinator.hours_week_start is None:
        return []
    return worked(connection, later(f"{day[:7]}-01", days=-1)[:7] + "-01", day)


def worked(connection: sqlite3.Connection, since: str, day: str) -> list[HoursFact]:
    """The coordinator's hours from one day to another."""
    first = first_day(connection) or day
    rows = connection.execute(
        "SELECT on_day, minutes, recorded_on FROM hours WHERE on_day BETWEEN ? AND ? ORDER BY on_day, id", (since, day)
    )
    return [HoursFact._make((*row, first)) for row in rows]


SINCE = f"""coalesce(CASE WHEN p.approved_on <= :day THEN p.approved_on END,
  CASE WHEN {states.TRAINED} <= :day THEN {states.TRAINED} END,
  (SELECT min(y.mentor_yes_on) FROM match y WHERE y.mentor_id = p.id AND y.mentor_yes_on <= :day))"""
IN_THE_CORPS = f"""SELECT p.id, coalesce(p.name, 'm' || p.id), {SINCE}, p.recorded_on
FROM mentor p WHERE p.applied_on <= :day AND NOT {states.GONE} ORDER BY p.id"""

# A meeting with a stand-in is the stand-in's; the others of a match are its mentor's.
LATE = """SELECT coalesce(k.stand_in_id, m.mentor_id), k.on_day, k.recorded_on
FROM meeting k JOIN match m ON m.id = k.match_id
WHERE k.status = 'held' AND k.on_day > :since AND k.on_day <= :day ORDER BY k.on_day, k.id"""
HELD = """SELECT
  (SELECT count(*) FROM match m JOIN meeting k ON k.match_id = m.id
    WHERE m.mentor_id = :id AND k.status = 'held' AND k.on_day <= :day)
  - (SELECT count(*) FROM meeting k JOIN match m ON m.id = k.match_id
    WHERE k.stand_in_id IS NOT NULL AND m.mentor_id = :id AND k.status = 'held' AND k.on_day <= :day)
  + (SELECT count(*) FROM meeting k WHERE k.stand_in_id = :id AND k.status = 'held' AND k.on_day <= :day)"""


def held(connection: sqlite3.Connection, mentor_id: int, day: str) -> int:
    """How many meetings a mentor has held by a day, over all matches and as a stand-in."""
    return int(connection.execute(HELD, {"id": mentor_id, "day": day}).fetchone()[0])


def milestones(connection: sqlite3.Connection, every: int, day: str) -> dict[int, tuple[Milestone, ...]]:
    """Mentor -> the meetings of a round number (every so many) that were held in the last days."""
    since = later(day, days=-THANKS_DAYS - 1)
    rows = connection.execute(LATE, {"since": since, "day": day}).fetchall()
    count = {number: held(connection, number, since) for number in {row[0] for row in rows}}
    left = Counter(row[0] for row in rows)
    found: dict[int, tuple[Milestone, ...]] = {}
    for mentor, on_day, recorded_on in rows:
        if (count[mentor] + left[mentor]) // every == count[mentor] // every:
            continue  # none is reached any more
        left[mentor] -= 1
        count[mentor] += 1
        if count[mentor] % every == 0:
            found[mentor] = (*found.get(mentor, ()), Milestone(count[mentor], on_day, recorded_on))
    return found


def since(connection: sqlite3.Connection, mentor_id: int, day: str) -> str | None:
    """The day since which a mentor is in the corps: approved, else trained, else the first yes to a match."""
    row = connection.execute(f"SELECT {SINCE} FROM mentor p WHERE p.id = :id", {"id": mentor_id, "day": day}).fetchone()
    return row[0] if row else None


def thanks(connection: sqlite3.Connection, profile: Profile, day: str) -> list[ThanksFact]:
    """The mentors in the corps, with what they could be thanked for; nobody where the scheme thanks for nothing."""
    every = profile.remind.thanks_meetings
    if not profile.remind.thanks_years and every is None:
        return []
    said: dict[int, set[tuple[str, int]]] = {}
    for mentor, occasion, number in connection.execute(
        "SELECT mentor_id, occasion, number FROM thanks WHERE on_day <= ?", (day,)
    ):
        said.setdefault(mentor, set()).add((occasion, number))
    reached = milestones(connection, every, day) if every else {}
    rows = connection.execute(IN_THE_CORPS, {"day": day})
    return [ThanksFact._make((*row, reached.get(row[0], ()), frozenset(said.get(row[0], ())))) for row in rows]


class ChannelRow(NamedTuple):
    """Where mentors come from: how many applied by a channel, were trained, and are active."""

    channel: str | None
    applicants: int
    trained: int
    active: int


CHANNELS = f"""SELECT p.channel, count(*), coalesce(sum({states.TRAINED_FOR_FIGURES} <= :day), 0),
  coalesce(sum({states.TRAINED_FOR_FIGURES} <= :day AND NOT {states.GONE}), 0)
FROM mentor p WHERE p.applied_on <= :day GROUP BY 1 ORDER BY p.channel IS NULL, 2 DESC, 1"""


def channels(connection: sqlite3.Connection, profile: Profile, day: str) -> list[ChannelRow]:
    """The mentors who had applied by a day, by the channel by which they came; those without one last."""
    return [ChannelRow(*row) for row in connection.execute(CHANNELS, {**states.params(profile, day), "hi": day})]
