"""Reading follow-up notes: the list, one note, what each is assembled from, and the rows that rules judge. As of a day."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules.facts import NoteDue, NoteText
from mentorcli.rules.noting import period, state
from mentorcli.views import names, states

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

SECTIONS = {  # what only people can write: the column, and its code among the headings of the form
    code.replace("-", "_"): code
    for code in (
        "purpose", "work", "development", "youth-view", "mentor-view", "assessment", "contacts", "adjustment", "next-period",
    )
}  # fmt: skip


class NoteRow(NamedTuple):
    """A note as a list shows it; one that is due and not begun has no number yet."""

    id: int | None
    number: int | None
    match: int | None
    youth: tuple[int, str | None]
    state: str
    first: str
    last: str
    begun: str | None
    issued: str | None


class Note(NamedTuple):
    """A note on file: of which match and grant, its days, and where it is issued its number and fingerprint."""

    id: int
    match: int
    grant: int | None
    first: str
    last: str
    begun: str
    issued: str | None
    number: int | None
    language: str | None
    fingerprint: str | None
    content: str
    texts: dict[str, str]


LIST = """SELECT n.id, CASE WHEN n.issued_on <= :day THEN n.number END, n.match_id, m.youth_id, y.name,
  CASE WHEN n.issued_on <= :day THEN 'issued' ELSE 'draft' END, n.from_day, n.until_day, n.begun_on,
  CASE WHEN n.issued_on <= :day THEN n.issued_on END
FROM note n JOIN match m ON m.id = n.match_id JOIN youth y ON y.id = m.youth_id
WHERE n.begun_on <= :day ORDER BY n.from_day, n.id"""


def listing(
    connection: sqlite3.Connection, profile: Profile, day: str, *, match_id: int | None = None
) -> list[NoteRow]:
    """What is due and not begun, the longest overdue first, then the notes on file by their first day."""
    rows = connection.execute(LIST, {"day": day}).fetchall()
    found = [NoteRow._make((*row[:3], (row[3], row[4]), *row[5:])) for row in rows]
    begun = {(one.match, one.last) for one in found if one.state == "draft"}
    wanted: list[NoteRow] = []
    for one, youth in owed(connection, profile, day):
        known = state(one, profile, day)
        if known and (one.match_id, known[2]) not in begun:
            wanted.append(NoteRow(None, None, one.match_id, youth, *known, None, None))
    everything = sorted(wanted, key=lambda one: (one.last, one.youth[0])) + found
    return [one for one in everything if match_id in (None, one.match)]


def note(connection: sqlite3.Connection, number: int, day: str) -> Note | None:
    """One note as of a day; None where it had not been begun."""
    sql = f"""SELECT id, match_id,
      (SELECT g.id FROM grant g WHERE g.id = grant_id AND (g.applied_on <= ?2 OR g.granted_on <= ?2)),
      from_day, until_day, begun_on, issued_on, number, language, fingerprint, content, {", ".join(SECTIONS)}
      FROM note WHERE id = ?1 AND begun_on <= ?2"""
    row = connection.execute(sql, (number, day)).fetchone()
    if row is None:
        return None
    known = row[6:11] if row[6] and row[6] <= day else (None, None, None, None, "")
    return Note._make((*row[:6], *known, dict(zip(SECTIONS, row[11:], strict=True))))


def youth_of(connection: sqlite3.Connection, match_id: int) -> int:
    """The young person of a match."""
    found: int = connection.execute("SELECT youth_id FROM match WHERE id = ?", (match_id,)).fetchone()[0]
    return found


def printed(connection: sqlite3.Connection, number: int) -> dict[str, str]:
    """What was printed of an issued note: format and bytes in base64."""
    return dict(connection.execute("SELECT form, bytes FROM note_print WHERE note_id = ? ORDER BY id", (number,)))


PRINTS = """SELECT 'n' || id || '.md', content, 0 FROM note WHERE issued_on IS NOT NULL AND content <> ''
UNION ALL SELECT 'n' || note_id || '.' || form, bytes, 1 FROM note_print ORDER BY 1"""


def prints(connection: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Every issued note in every format as it was printed, by the name of its file."""
    for name, text, coded in connection.execute(PRINTS):
        yield name, base64.b64decode(text) if coded else text.encode()


def draft_of(connection: sqlite3.Connection, match_id: int, days: tuple[str, str]) -> int | None:
    """The draft of a match for a period; there is at most one."""
    sql = "SELECT id FROM note WHERE match_id = ? AND from_day = ? AND until_day = ? AND issued_on IS NULL"
    row = connection.execute(sql, (match_id, *days)).fetchone()
    return row[0] if row else None


def issued_of(connection: sqlite3.Connection, match_id: int, days: tuple[str, str]) -> int | None:
    """The newest issued note of a match for a period."""
    sql = """SELECT id FROM note WHERE match_id = ? AND from_day = ? AND until_day = ? AND issued_on IS NOT NULL
      ORDER BY number DESC LIMIT 1"""
    row = connection.execute(sql, (match_id, *days)).fetchone()
    return row[0] if row else None


def next_period(connection: sqlite3.Connection, profile: Profile, match_id: int, day: str) -> tuple[str, str] | None:
    """The period that a match's next note is about: of its grant, else since its last note or first meeting."""
    months = profile.followup.note_months or 3
    of_grant = [one for one, _youth in owed(connection, profile, day) if one.match_id == match_id]
    open_ones = [days for one in of_grant if one.from_day <= day and (days := period(one, months))]
    if open_ones:
        return min(open_ones)
    sql = """SELECT coalesce(max(n.until_day), date(m.first_met_on, '-1 days')) FROM match m
      LEFT JOIN note n ON n.match_id = m.id AND n.issued_on <= ?2 WHERE m.id = ?1 AND m.first_met_on <= ?2"""
    since = connection.execute(sql, (match_id, day)).fetchone()[0]
    if since is None:
        return None
    unlimited = NoteDue(0, match_id, "", since, "9999-12-31", since, since)
    return period(unlimited, months)


# --- for the rules --------------------------------------------------------------------------------------------------

OWED = f"""WITH {states.MATCHES}, {states.GRANTS}
SELECT s.id, (SELECT x.id FROM match_state x WHERE x.youth_id = s.youth_id AND x.first_met_on <= :day
    ORDER BY x.state IN {states.RUNS} DESC, x.first_met_on DESC, x.id DESC LIMIT 1),
  coalesce(y.name, 'y' || y.id), s.from_day, s.last_day,
  (SELECT max(n.until_day) FROM note n JOIN match m ON m.id = n.match_id WHERE m.youth_id = s.youth_id
    AND n.issued_on <= :day AND n.until_day BETWEEN s.from_day AND s.last_day), s.recorded_on, s.youth_id, y.name
FROM grant_state s JOIN youth y ON y.id = s.youth_id WHERE s.state IN ('running', 'ending-soon', 'ended') ORDER BY s.id"""


def owed(connection: sqlite3.Connection, profile: Profile, day: str) -> list[tuple[NoteDue, tuple[int, str | None]]]:
    """The granted grants that have begun, with how far issued notes reach; and whose they are."""
    rows = connection.execute(OWED, states.params(profile, day)).fetchall()
    return [(NoteDue(*row[:7]), (row[7], row[8])) for row in rows]


def due(connection: sqlite3.Connection, profile: Profile, day: str) -> list[NoteDue]:
    """The rows of D7."""
    return [one for one, _youth in owed(connection, profile, day)] if profile.followup.note_months else []


def text(connection: sqlite3.Connection, number: int) -> NoteText:
    """What has been written of a note, as D8 judges it."""
    row = connection.execute(
        "SELECT begun_on, purpose, work, development, youth_view, next_period, match_id FROM note WHERE id = ?",
        (number,),
    ).fetchone()
    return NoteText(number, names.label(connection, row[6]), *row[:6])


# --- what a note is assembled from ------------------------------------------------------------------------------------


class Grant(NamedTuple):
    """The grant that a note is about: its days, hours used before and in the period, and what is left."""

    id: int
    legal_basis: str | None
    reference: str
    payer: str
    contact: str
    purpose: str
    tasks: str
    first: str
    last: str
    minutes: int
    before: int
    within: int

    @property
    def left(self) -> int:
        """The minutes that are left after the period; less than none where more were used."""
        return self.minutes - self.before - self.within


class Development(NamedTuple):
    """One voice about a goal: the newest score before the period, else its first, the newest by its end, and every score."""

    area: str
    text: str
    view: str
    first: int
    newest: int
    touched: int
    scores: tuple[tuple[str, int], ...]


GRANT = f"""WITH {states.GRANTS}
SELECT s.id, s.legal_basis, s.reference, s.payer, s.contact, s.purpose, s.tasks, s.from_day, s.last_day, s.minutes,
  (SELECT coalesce(sum(k.minutes), 0) FROM {states.PAID_FOR} AND k.on_day < :lo),
  (SELECT coalesce(sum(k.minutes), 0) FROM {states.PAID_FOR} AND k.on_day BETWEEN :lo AND :hi)
FROM grant_state s WHERE s.youth_id = :youth AND s.state NOT IN ('applied', 'declined')
  AND (s.id = :grant OR s.from_day <= :hi AND s.last_day >= :lo)
ORDER BY s.id IS :grant DESC, s.from_day <= :lo DESC, s.last_day DESC, s.id DESC LIMIT 1"""


def grant(
    connection: sqlite3.Connection, profile: Profile, youth_id: int, days: tuple[str, str], day: str, *,
    known: int | None = None,
) -> Grant | None:  # fmt: skip
    """The grant that a note is about, as a day knows it, with its use up to the end of the period: the one `known` to be it.

    Else the newest that was in force when the period began, or that began in it. Many a grant is answered months after
    its first day, and D7 asks for the note then: so it is the day of the note that decides, not the last of its period.
    """
    given = {**states.params(profile, day), "youth": youth_id, "lo": days[0], "hi": days[1], "grant": known}
    row = connection.execute(GRANT, given).fetchone()
    return Grant(*row) if row else None


PENDING = f"""WITH {states.GRANTS}
SELECT s.id FROM grant_state s WHERE s.youth_id = :youth AND s.state = 'applied' AND s.from_day <= :hi AND s.last_day >= :lo
ORDER BY s.id"""


def pending(
    connection: sqlite3.Connection, profile: Profile, youth_id: int, days: tuple[str, str], day: str
) -> list[int]:
    """The grants for days of a period that are applied for and not answered by a day."""
    given = {**states.params(profile, day), "youth": youth_id, "lo": days[0], "hi": days[1]}
    return [number for (number,) in connection.execute(PENDING, given)]


RENEWAL = f"""WITH {states.GRANTS}
SELECT s.from_day, s.last_day FROM grant_state s
WHERE s.renews_id = :grant AND s.state NOT IN ('applied', 'declined') ORDER BY s.from_day, s.id LIMIT 1"""


def renewal(connection: sqlite3.Connection, profile: Profile, one: Grant | None, day: str) -> tuple[str, str] | None:
    """The first and last day of the grant that renews one, as known on a day."""
    if one is None:
        return None
    found: tuple[str, str] | None = connection.execute(
        RENEWAL, {**states.params(profile, day), "grant": one.id}
    ).fetchone()
    return found


class Meeting(NamedTuple):
    """A meeting as a note tells of it: `who` it was that called off or stayed away, and who stood in for the mentor."""

    day: str
    kind: str
    status: str
    minutes: int
    place: str
    topics: str
    who: str | None
    stand_in: int | None
    stand_in_name: str | None


def meetings(connection: sqlite3.Connection, match_id: int, lo: str, hi: str) -> list[Meeting]:
    """The meetings of a period that were held, excused, missed or cancelled."""
    sql = """SELECT k.on_day, k.kind, k.status, coalesce(k.minutes, 0), k.place, k.topics, k.who, v.id, v.name
      FROM meeting k LEFT JOIN mentor v ON v.id = k.stand_in_id
      WHERE k.match_id = ? AND k.on_day BETWEEN ? AND ? AND k.status <> 'planned' ORDER BY k.on_day, k.id"""
    return [Meeting._make(row) for row in connection.execute(sql, (match_id, lo, hi))]


def talks(connection: sqlite3.Connection, match_id: int, lo: str, hi: str) -> list[tuple[str, str, str, int | None]]:
    """The talks held in a period: day, with whom, kind, and how it goes as they see it."""
    sql = """SELECT on_day, party, kind, rating FROM followup WHERE match_id = ? AND on_day BETWEEN ? AND ?
      AND status = 'held' ORDER BY on_day, id"""
    return connection.execute(sql, (match_id, lo, hi)).fetchall()


def next_talk(connection: sqlite3.Connection, match_id: int, last: str, day: str) -> str | None:
    """The next talk after the last day of a period, of those that were planned by a day."""
    sql = """SELECT min(on_day) FROM followup WHERE match_id = ? AND status = 'planned' AND on_day > ?
      AND recorded_on <= ?"""
    found: str | None = connection.execute(sql, (match_id, last, day)).fetchone()[0]
    return found


SCORED = """SELECT g.id, g.area, coalesce((SELECT r.text FROM goal_revision r WHERE r.goal_id = g.id AND r.on_day <= :hi
    ORDER BY r.on_day DESC, r.id DESC LIMIT 1), g.text), s.view, s.on_day, s.score
FROM goal g JOIN goal_score s ON s.goal_id = g.id WHERE g.youth_id = :youth AND g.on_day <= :hi AND s.on_day <= :hi
  AND (g.closed_on IS NULL OR g.closed_on >= :lo) ORDER BY g.on_day, g.id, s.view = 'coordinator', s.view = 'mentor', s.on_day"""


def development(connection: sqlite3.Connection, youth_id: int, lo: str, hi: str) -> list[Development]:
    """How each goal of a period was scored, a row for each voice."""
    groups: dict[tuple[int, str, str, str], list[tuple[str, int]]] = {}
    for number, area, said, view, on, score in connection.execute(SCORED, {"youth": youth_id, "lo": lo, "hi": hi}):
        groups.setdefault((number, area, said, view), []).append((on, score))
    return [
        Development(
            area, said, view, next((score for on, score in reversed(scores) if on < lo), scores[0][1]),
            scores[-1][1],
            sum(on >= lo for on, _score in scores), tuple(scores),
        )
        for (_number, area, said, view), scores in groups.items()
    ]  # fmt: skip


def untouched(connection: sqlite3.Connection, youth_id: int, lo: str, hi: str) -> list[str]:
    """The areas of the open goals that nobody scored in a period."""
    sql = """SELECT DISTINCT g.area FROM goal g WHERE g.youth_id = :youth AND g.on_day <= :hi
      AND (g.closed_on IS NULL OR g.closed_on > :hi)
      AND NOT EXISTS (SELECT 1 FROM goal_score s WHERE s.goal_id = g.id AND s.on_day BETWEEN :lo AND :hi) ORDER BY g.id"""
    return [row[0] for row in connection.execute(sql, {"youth": youth_id, "lo": lo, "hi": hi})]
