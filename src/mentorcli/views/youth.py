"""Reading young people: the list, one youth, and the rows that rules judge."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules.facts import ConsentFact, WaitFact
from mentorcli.views import states

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


class YouthRow(NamedTuple):
    """A youth as a list shows it; `wait_days` only of those who wait."""

    id: int
    name: str | None
    state: str
    gender: str
    source: str
    referred: str
    wait_days: int | None
    proposed: int


WITH = f"WITH {states.MATCHES}, {states.YOUTHS}"
LIST = f"""{WITH}
SELECT id, name, state, gender, source, referred,
  CASE WHEN state = 'waiting' THEN CAST(julianday(:day) - julianday(waits_since) AS INTEGER) END,
  state = 'waiting' AND has_proposal
FROM youth_state ORDER BY name_sort, id"""


def listing(connection: sqlite3.Connection, profile: Profile, day: str, *, waiting: bool = False) -> list[YouthRow]:
    """The youths referred by a day, in Danish order of their names; those who wait by the length of their wait."""
    rows = [YouthRow(*row) for row in connection.execute(LIST, states.params(profile, day))]
    if not waiting:
        return rows
    return sorted((row for row in rows if row.state == "waiting"), key=lambda row: (-(row.wait_days or 0), row.id))


WAITS = f"""{WITH}
SELECT s.id, coalesce(s.name, 'y' || s.id), s.waits_since,
  (SELECT r.recorded_on FROM referral r WHERE r.id = s.referral_id), s.has_proposal
FROM youth_state s WHERE s.state = 'waiting' ORDER BY s.id"""


def waits(connection: sqlite3.Connection, profile: Profile, day: str) -> list[WaitFact]:
    """The youths who wait on a day."""
    return [WaitFact(*row) for row in connection.execute(WAITS, states.params(profile, day))]


CONSENTS = f"""{WITH}
SELECT s.id, coalesce(s.name, 'y' || s.id), c.kind, max(c.on_day), c.review_on, c.recorded_on, s.born
FROM youth_state s JOIN consent c ON c.youth_id = s.id AND c.on_day <= :day
  AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :day)
WHERE s.state IN ('matched', 'paused', 'waiting') GROUP BY s.id, c.kind ORDER BY s.id, c.kind"""


def consents(connection: sqlite3.Connection, profile: Profile, day: str) -> list[ConsentFact]:
    """The newest consent of each kind in force, of the youths who wait or are matched on a day."""
    return [ConsentFact(*row) for row in connection.execute(CONSENTS, states.params(profile, day))]


class YouthPage(NamedTuple):
    """One youth with what hangs on it."""

    row: YouthRow
    about: dict[str, object]
    referrals: list[tuple[object, ...]]
    consents: list[tuple[object, ...]]
    remarks: list[tuple[object, ...]]


ABOUT = (
    "born", "phone", "email", "address", "address_protected", "postcode", "town", "municipality", "languages", "needs",
    "interests", "support", "free_times", "work", "background", "background_yes_on", "own_words",
)  # fmt: skip


def page(connection: sqlite3.Connection, youth_id: int, profile: Profile, day: str) -> YouthPage | None:
    """One youth as of a day; None where the youth had not been referred yet."""
    row = next((one for one in listing(connection, profile, day) if one.id == youth_id), None)
    if row is None:
        return None
    values = connection.execute(f"SELECT {', '.join(ABOUT)} FROM youth WHERE id = ?", (youth_id,)).fetchone()
    about = dict(zip(ABOUT, values, strict=True))
    if str(about["background_yes_on"] or "") > day:
        about.update(background="", background_yes_on=None)

    def rows(sql: str) -> list[tuple[object, ...]]:
        return connection.execute(sql, {"id": youth_id, "day": day}).fetchall()

    return YouthPage(
        row,
        about,
        rows(
            "SELECT r.on_day, r.source, r.referrer, r.why, c.on_day, c.reason FROM referral r "
            "LEFT JOIN closing c ON c.id = (SELECT min(x.id) FROM closing x WHERE x.referral_id = r.id AND x.on_day <= :day) "
            "WHERE r.youth_id = :id AND r.on_day <= :day ORDER BY r.on_day, r.id"
        ),
        rows(
            "SELECT kind, on_day, given_by, data, parties, purpose, review_on, "
            "CASE WHEN withdrawn_on <= :day THEN withdrawn_on END FROM consent "
            "WHERE youth_id = :id AND on_day <= :day ORDER BY on_day, id"
        ),
        rows("SELECT on_day, text FROM remark WHERE youth_id = :id AND on_day <= :day ORDER BY on_day, id"),
    )
