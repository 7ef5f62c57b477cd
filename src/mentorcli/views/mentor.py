"""Reading mentors: the list, one mentor, and the rows that rules judge."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules.facts import CheckFact, IdleFact
from mentorcli.views import states

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


class MentorRow(NamedTuple):
    """A mentor as a list shows it."""

    id: int
    name: str | None
    state: str
    gender: str
    trained: str | None
    open_matches: int
    capacity: int
    free_places: int


WITH = f"WITH {states.MATCHES}, {states.MENTORS}"
LIST = f"""{WITH}
SELECT id, name, state, gender, CASE WHEN trained <= :day THEN trained END, open_matches, places, {states.FREE}
FROM mentor_state ORDER BY name_sort, id"""


def listing(connection: sqlite3.Connection, profile: Profile, day: str) -> list[MentorRow]:
    """The mentors who had applied by a day, in Danish order of their names."""
    return [MentorRow(*row) for row in connection.execute(LIST, states.params(profile, day))]


CHECKS = f"""SELECT p.id, coalesce(p.name, 'm' || p.id), c.kind, max(c.seen_on), c.review_on, c.recorded_on
FROM mentor p JOIN mentor_check c ON c.mentor_id = p.id AND c.seen_on <= :day AND c.outcome = 'approved'
WHERE p.applied_on <= :day AND NOT {states.GONE} GROUP BY p.id, c.kind ORDER BY p.id, c.kind"""


def checks(connection: sqlite3.Connection, profile: Profile, day: str) -> list[CheckFact]:
    """The newest approved certificate of each kind, of the mentors who are in the corps on a day."""
    return [CheckFact(*row) for row in connection.execute(CHECKS, states.params(profile, day))]


# The days from which a mentor could have one more: all that a scheme may demand is there, nobody stands in the way any
# more, a pause or an absence is over, or a match has ended or come to nothing.
FREE_SINCE = """SELECT max(day) FROM (
  SELECT applied_on AS day FROM mentor WHERE id = :id
  UNION ALL SELECT approved_on FROM mentor WHERE id = :id UNION ALL SELECT secrecy_on FROM mentor WHERE id = :id
  UNION ALL SELECT :trained
  UNION ALL SELECT min(seen_on) FROM mentor_check WHERE mentor_id = :id AND outcome = 'approved' GROUP BY kind
  UNION ALL SELECT resumed_on FROM mentor_pause WHERE mentor_id = :id
  UNION ALL SELECT returned_on FROM departure WHERE mentor_id = :id
  UNION ALL SELECT declined_on FROM match WHERE mentor_id = :id
  UNION ALL SELECT e.on_day FROM match_end e JOIN match m ON m.id = e.match_id WHERE m.mentor_id = :id)
WHERE day <= :day"""
IDLE = f"""{WITH}
SELECT f.id, coalesce(f.name, 'm' || f.id), (SELECT count(*) FROM match_state s
    WHERE s.mentor_id = f.id AND s.state IN {states.UNDECIDED}) AS busy, f.places, f.trained, f.recorded_on
FROM mentor_state f WHERE f.state IN ('ready', 'matched') AND busy < min(:least, f.places) ORDER BY f.id"""


def idle(connection: sqlite3.Connection, profile: Profile, day: str) -> list[IdleFact]:
    """The mentors who have fewer young people on a day than the scheme asks for, proposed ones counted."""
    least = profile.mentor.youths_min
    if least is None:
        return []
    found = []
    rows = connection.execute(IDLE, {**states.params(profile, day), "least": least}).fetchall()
    for number, label, busy, places, trained, recorded in rows:
        given = {"id": number, "trained": trained, "day": day}
        (since,) = connection.execute(FREE_SINCE, given).fetchone()
        found.append(IdleFact(number, label, busy, places, since, recorded))
    return found


class MentorPage(NamedTuple):
    """One mentor with what hangs on it."""

    row: MentorRow
    about: dict[str, object]
    checks: list[tuple[object, ...]]
    pauses: list[tuple[object, ...]]
    departures: list[tuple[object, ...]]
    events: list[tuple[object, ...]]
    remarks: list[tuple[object, ...]]
    thanks: list[tuple[object, ...]]


ABOUT = (
    "born", "phone", "email", "address", "address_protected", "postcode", "town", "languages", "helps_with", "interests",
    "free_times", "work", "background", "background_yes_on", "own_words",
    "channel", "applied_on", "trained_on", "approved_on", "secrecy_on",
)  # fmt: skip


HELD = """SELECT count(*), max(on_day) FROM (
  SELECT k.on_day FROM match m JOIN meeting k ON k.match_id = m.id AND k.status = 'held' AND k.on_day <= :day
  WHERE m.mentor_id = :id AND k.stand_in_id IS NULL
  UNION ALL
  SELECT k.on_day FROM meeting k WHERE k.stand_in_id = :id AND k.status = 'held' AND k.on_day <= :day)"""
# a mentor's own meetings: what a stand-in held counts for the stand-in, not for the one who was away


def page(connection: sqlite3.Connection, mentor_id: int, profile: Profile, day: str) -> MentorPage | None:
    """One mentor as of a day; None where the mentor had not applied yet."""
    row = next((one for one in listing(connection, profile, day) if one.id == mentor_id), None)
    if row is None:
        return None
    values = connection.execute(f"SELECT {', '.join(ABOUT)} FROM mentor WHERE id = ?", (mentor_id,)).fetchone()
    about = dict(zip(ABOUT, values, strict=True))
    about["meetings_held"], about["last_meeting"] = connection.execute(HELD, {"id": mentor_id, "day": day}).fetchone()

    if str(about["background_yes_on"] or "") > day:
        about["background"] = ""

    def rows(sql: str) -> list[tuple[object, ...]]:
        return connection.execute(sql, {"id": mentor_id, "day": day}).fetchall()

    return MentorPage(
        row,
        {k: v for k, v in about.items() if not (k.endswith("_on") and v and str(v) > day)},
        rows(
            "SELECT kind, ordered_on, CASE WHEN seen_on <= :day THEN seen_on END, seen_by, "
            "CASE WHEN seen_on <= :day THEN outcome END, CASE WHEN seen_on <= :day THEN review_on END FROM mentor_check "
            "WHERE mentor_id = :id AND coalesce(ordered_on, seen_on) <= :day "
            "ORDER BY coalesce(CASE WHEN seen_on <= :day THEN seen_on END, ordered_on), id"
        ),
        rows(
            "SELECT on_day, CASE WHEN resumed_on <= :day THEN resumed_on END, reason FROM mentor_pause "
            "WHERE mentor_id = :id AND on_day <= :day ORDER BY on_day, id"
        ),
        rows(
            "SELECT kind, on_day, CASE WHEN returned_on <= :day THEN returned_on END, reason FROM departure "
            "WHERE mentor_id = :id AND on_day <= :day ORDER BY on_day, id"
        ),
        rows(
            "SELECT e.id, e.on_day, e.title, e.kind, e.minutes FROM attendance a JOIN event e ON e.id = a.event_id "
            "WHERE a.mentor_id = :id AND e.on_day <= :day ORDER BY e.on_day, e.id"
        ),
        rows("SELECT on_day, text FROM remark WHERE mentor_id = :id AND on_day <= :day ORDER BY on_day, id"),
        rows(
            "SELECT on_day, number, occasion FROM thanks WHERE mentor_id = :id AND on_day <= :day ORDER BY on_day, id"
        ),
    )
