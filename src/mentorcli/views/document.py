"""Reading what letters and forms are filled with: people, matches, grants, consents, courses, as of a day."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.views import states

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


class Person(NamedTuple):
    """A mentor or a youth as a letter needs them; an address that is protected is not even read."""

    id: int
    name: str | None
    born: str | None
    phone: str
    email: str
    address: str
    protected: int
    languages: str

    @property
    def first(self) -> str | None:
        """The first name: in a letter between two people it is enough."""
        return self.name.split()[0] if self.name else None


class Youth(NamedTuple):
    """What is kept of a youth alone: support and needs, and the guardian."""

    support: str
    needs: str
    guardian: str
    guardian_phone: str
    guardian_email: str
    guardian_choice: str | None


class Pair(NamedTuple):
    """A match: who, and from when to when on the day."""

    id: int
    mentor: int
    youth: int
    proposed: str | None
    first_met: str | None


class Grant(NamedTuple):
    """A grant in force: on what basis, for what, how much, and who pays."""

    legal_basis: str | None
    purpose: str
    tasks: str
    from_day: str
    until_day: str
    minutes: int
    payer: str
    reference: str  # the payer's own case number
    contact: str
    interpreter: int


class Course(NamedTuple):
    """A course that a mentor has taken; no title and no length where only its day is recorded."""

    title: str | None
    day: str
    minutes: int


class Referral(NamedTuple):
    """Who sent a youth, when and why."""

    day: str
    source: str
    referrer: str
    why: str


class Consent(NamedTuple):
    """A consent in force: to what, about which data, from or to whom, why."""

    kind: str
    data: str
    parties: str
    purpose: str
    given_by: str
    day: str
    review: str | None


class Visitation(NamedTuple):
    """A visitation meeting and what was decided."""

    day: str
    mentor: int | None
    participants: str
    place: str
    background: str
    so_far: str
    purpose: str
    support_needs: str
    content: str
    others: str
    care: str
    interpreter: str
    start: str | None
    minutes: int | None
    decision: str | None
    decided_on: str | None
    decided_by: str


class End(NamedTuple):
    """The end of a match."""

    day: str
    ended_by: str | None
    planned: str | None
    reason: str | None
    outcome: str | None
    rematch: int


class Goal(NamedTuple):
    """A goal with its first and newest score by the youth, on the day."""

    area: str
    text: str
    closed_how: str | None
    first: int | None
    newest: int | None


PERSON = """SELECT id, name, born, phone, email,
  CASE WHEN address_protected THEN '' ELSE trim(address || ', ' || trim(postcode || ' ' || town), ', ') END,
  address_protected, languages FROM {kind} WHERE id = ?"""


def person(connection: sqlite3.Connection, kind: str, number: int) -> Person:
    """A mentor or a youth that is known to be on file."""
    return Person(*connection.execute(PERSON.format(kind=kind), (number,)).fetchone())


def youth(connection: sqlite3.Connection, number: int) -> Youth:
    """What is kept of a youth alone."""
    return Youth(
        *connection.execute(f"SELECT {', '.join(Youth._fields)} FROM youth WHERE id = ?", (number,)).fetchone()
    )


def pair(connection: sqlite3.Connection, number: int, day: str) -> Pair:
    """A match that is known to be on file."""
    sql = """SELECT id, mentor_id, youth_id, CASE WHEN proposed_on <= ?1 THEN proposed_on END,
      CASE WHEN first_met_on <= ?1 THEN first_met_on END FROM match WHERE id = ?2"""
    return Pair(*connection.execute(sql, (day, number)).fetchone())


def grant(connection: sqlite3.Connection, youth_id: int, day: str, *, of: str | None = None) -> Grant | None:
    """The grant that covers the day (or the day `of`) or, if none does, the next after it, as known on the day; else None."""
    sql = f"""SELECT {", ".join(Grant._fields)} FROM grant
      WHERE youth_id = ?1 AND granted_on <= ?2 AND declined_on IS NULL AND until_day >= ?3
        AND (stopped_on IS NULL OR stopped_on > ?3) ORDER BY from_day, id LIMIT 1"""
    row = connection.execute(sql, (youth_id, day, of or day)).fetchone()
    return Grant(*row) if row else None


OVER = f"""WITH {states.GRANTS}
SELECT {", ".join(f"s.{name}" for name in Grant._fields)} FROM grant_state s
WHERE s.youth_id = :youth AND s.state NOT IN ('applied', 'declined') AND s.from_day <= :hi AND s.last_day >= :lo
ORDER BY s.last_day DESC, s.id DESC LIMIT 1"""


def grant_over(
    connection: sqlite3.Connection, profile: Profile, youth_id: int, days: tuple[str, str], day: str
) -> Grant | None:
    """The newest grant with a day from the first to the last of `days`, as known on a day: who pays for what lies there."""
    between = {"youth": youth_id, "lo": days[0], "hi": days[1]}
    row = connection.execute(OVER, {**states.params(profile, day), **between}).fetchone()
    return Grant(*row) if row else None


def courses(connection: sqlite3.Connection, mentor_id: int, day: str) -> list[Course]:
    """The courses that a mentor has taken, the newest first: those attended, else the day of training."""
    attended = connection.execute(
        """SELECT e.title, e.on_day, e.minutes FROM attendance a JOIN event e ON e.id = a.event_id
        WHERE a.mentor_id = ?1 AND e.kind = 'course' AND e.on_day <= ?2 ORDER BY e.on_day DESC, e.id DESC""",
        (mentor_id, day),
    ).fetchall()
    trained = connection.execute(
        "SELECT NULL, trained_on, 0 FROM mentor WHERE id = ?1 AND trained_on <= ?2", (mentor_id, day)
    ).fetchall()
    return [Course(*row) for row in attended or trained]


def check_seen(connection: sqlite3.Connection, mentor_id: int, kind: str, day: str) -> str | None:
    """The day on which a mentor's newest certificate of a kind was seen, if it was approved; never more of it."""
    row = connection.execute(
        """SELECT seen_on, outcome FROM mentor_check WHERE mentor_id = ?1 AND kind = ?2 AND seen_on <= ?3
        ORDER BY seen_on DESC, id DESC LIMIT 1""",
        (mentor_id, kind, day),
    ).fetchone()
    return row[0] if row and row[1] == "approved" else None


def secrecy(connection: sqlite3.Connection, mentor_id: int, day: str) -> str | None:
    """The day on which a mentor signed the declaration of secrecy."""
    sql = "SELECT secrecy_on FROM mentor WHERE id = ?1 AND secrecy_on <= ?2"
    row = connection.execute(sql, (mentor_id, day)).fetchone()
    return row[0] if row else None


def referral(connection: sqlite3.Connection, youth_id: int, day: str) -> Referral | None:
    """The newest referral of a youth."""
    sql = """SELECT on_day, source, referrer, why FROM referral WHERE youth_id = ?1 AND on_day <= ?2
      ORDER BY on_day DESC, id DESC LIMIT 1"""
    row = connection.execute(sql, (youth_id, day)).fetchone()
    return Referral(*row) if row else None


CONSENT = "kind, data, parties, purpose, given_by, on_day, review_on"  # the fields of `Consent` in the file


def consents(connection: sqlite3.Connection, youth_id: int, day: str) -> dict[str, Consent]:
    """The newest consent of each kind that is in force on the day."""
    sql = f"""SELECT {CONSENT} FROM consent WHERE youth_id = ?1
      AND on_day <= ?2 AND (withdrawn_on IS NULL OR withdrawn_on > ?2) ORDER BY on_day, id"""
    return {row[0]: Consent(*row) for row in connection.execute(sql, (youth_id, day))}


SHARING = f"""SELECT {CONSENT}
FROM consent c JOIN youth y ON y.id = c.youth_id WHERE y.id = :youth AND c.kind = 'sharing-mentor' AND c.on_day <= :day
  AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :day){states.COUNTS.format("y", "sharing-mentor")}
ORDER BY c.on_day DESC, c.id DESC LIMIT 1"""


def sharing(connection: sqlite3.Connection, profile: Profile, youth_id: int, day: str) -> Consent | None:
    """The newest consent to sharing with the mentor that counts on the day: given by whoever decides at that age (B5)."""
    row = connection.execute(SHARING, {**states.params(profile, day), "youth": youth_id}).fetchone()
    return Consent(*row) if row else None


def visitation(connection: sqlite3.Connection, youth_id: int, day: str) -> Visitation | None:
    """The newest visitation meeting of a youth; what was decided only once it was."""
    sql = """SELECT on_day, mentor_id, participants, place, background, so_far, purpose, support_needs, content, others,
      care, interpreter, start_on, minutes, CASE WHEN decided_on <= ?2 THEN decision END,
      CASE WHEN decided_on <= ?2 THEN decided_on END, CASE WHEN decided_on <= ?2 THEN decided_by ELSE '' END
      FROM visitation WHERE youth_id = ?1 AND on_day <= ?2 ORDER BY on_day DESC, id DESC LIMIT 1"""
    row = connection.execute(sql, (youth_id, day)).fetchone()
    return Visitation(*row) if row else None


def talks(connection: sqlite3.Connection, match_id: int, day: str) -> list[tuple[str, str]]:
    """The follow-up talks of a match that are planned from the day on: party and day."""
    sql = """SELECT party, on_day FROM followup WHERE match_id = ?1 AND status = 'planned' AND on_day >= ?2
      ORDER BY on_day, id"""
    return connection.execute(sql, (match_id, day)).fetchall()


def ratings(connection: sqlite3.Connection, match_id: int, day: str) -> dict[str, int]:
    """The newest rating of a match by each party, on the day."""
    sql = """SELECT party, rating FROM followup WHERE match_id = ?1 AND rating IS NOT NULL AND on_day <= ?2
      ORDER BY on_day, id"""
    return dict(connection.execute(sql, (match_id, day)).fetchall())


def end(connection: sqlite3.Connection, match_id: int, day: str) -> End | None:
    """The newest end of a match; None where a reopening has undone it."""
    sql = """SELECT on_day, ended_by, planned, reason, outcome, rematch FROM match_end e
      WHERE match_id = ?1 AND on_day <= ?2 AND (SELECT count(*) FROM match_end x WHERE x.match_id = ?1 AND x.on_day <= ?2)
        > (SELECT count(*) FROM match_reopening r WHERE r.match_id = ?1 AND r.on_day <= ?2)
      ORDER BY on_day DESC, id DESC LIMIT 1"""
    row = connection.execute(sql, (match_id, day)).fetchone()
    return End(*row) if row else None


def held(connection: sqlite3.Connection, match_id: int, day: str) -> tuple[int, int]:
    """The held meetings of a match and their minutes."""
    sql = """SELECT count(*), coalesce(sum(minutes), 0) FROM meeting
      WHERE match_id = ?1 AND status = 'held' AND on_day <= ?2"""
    return connection.execute(sql, (match_id, day)).fetchone()  # type: ignore[no-any-return]


GOALS = """SELECT area, coalesce((SELECT r.text FROM goal_revision r WHERE r.goal_id = g.id AND r.on_day <= ?2
    ORDER BY r.on_day DESC, r.id DESC LIMIT 1), text), CASE WHEN closed_on <= ?2 THEN closed_how END,
  (SELECT s.score FROM goal_score s WHERE s.goal_id = g.id AND s.view = 'youth' AND s.on_day <= ?2
    ORDER BY s.on_day, s.id LIMIT 1),
  (SELECT s.score FROM goal_score s WHERE s.goal_id = g.id AND s.view = 'youth' AND s.on_day <= ?2
    ORDER BY s.on_day DESC, s.id DESC LIMIT 1)
FROM goal g WHERE g.youth_id = ?1 AND g.on_day <= ?2 ORDER BY g.on_day, g.id"""


def goals(connection: sqlite3.Connection, youth_id: int, day: str, *, open_only: bool = False) -> list[Goal]:
    """The goals of a youth on the day, as they were last worded."""
    found = [Goal(*row) for row in connection.execute(GOALS, (youth_id, day))]
    return [one for one in found if not one.closed_how] if open_only else found
