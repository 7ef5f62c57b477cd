"""Reading young people: the list, one youth, and the rows that rules judge."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules.facts import (
    BirthdayFact,
    ConsentFact,
    ConsentPairFact,
    GivenFact,
    ReferralFact,
    WaitFact,
    WithdrawalFact,
)
from mentorcli.rules.rule import may_be_child
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
    referred: str | None  # None where there is only an enquiry
    wait_days: int | None
    proposed: int


WITH = f"WITH {states.MATCHES}, {states.YOUTHS}"
LIST = f"""{WITH}
SELECT id, name, state, gender, source, referred,
  CASE WHEN waits THEN CAST(julianday(:day) - julianday(waits_since) AS INTEGER) END,
  waits AND has_proposal
FROM youth_state ORDER BY name_sort, id"""


def listing(connection: sqlite3.Connection, profile: Profile, day: str, *, waiting: bool = False) -> list[YouthRow]:
    """The youths on file on a day, in Danish order of their names; those who wait by the length of their wait."""
    rows = [YouthRow(*row) for row in connection.execute(LIST, states.params(profile, day))]
    if not waiting:
        return rows
    return sorted((row for row in rows if row.wait_days is not None), key=lambda row: (-(row.wait_days or 0), row.id))


WAITS = f"""{WITH}
SELECT s.id, coalesce(s.name, 'y' || s.id), s.waits_since,
  (SELECT r.recorded_on FROM referral r WHERE r.id = s.referral_id), s.has_proposal
FROM youth_state s WHERE s.waits ORDER BY s.id"""


def waits(connection: sqlite3.Connection, profile: Profile, day: str) -> list[WaitFact]:
    """The youths who wait on a day."""
    return [WaitFact(*row) for row in connection.execute(WAITS, states.params(profile, day))]


CONSENTS = f"""{WITH}
SELECT s.id, coalesce(s.name, 'y' || s.id), c.kind, max(c.on_day), c.review_on, c.recorded_on, s.born
FROM youth_state s JOIN consent c ON c.youth_id = s.id AND c.on_day <= :day
  AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :day)
WHERE (s.waits OR s.open_matches) GROUP BY s.id, c.kind ORDER BY s.id, c.kind"""


def consents(connection: sqlite3.Connection, profile: Profile, day: str) -> list[ConsentFact]:
    """The newest consent of each kind in force, of the youths who wait or have an open match on a day, closed or not."""
    return [ConsentFact(*row) for row in connection.execute(CONSENTS, states.params(profile, day))]


OWN, GUARDIANS = " AND c.given_by IN ('youth', 'both')", " AND c.given_by IN ('guardian', 'both')"
LABEL = "coalesce(s.name, 'y' || s.id)"
PAIR = f"{LABEL} || ' / ' || coalesce((SELECT p.name FROM mentor p WHERE p.id = o.mentor_id), 'm' || o.mentor_id)"

PAIRS = f"""{WITH}
SELECT s.id, o.id, CASE WHEN o.id IS NULL THEN {LABEL} ELSE {PAIR} END, o.state, s.born,
  coalesce(o.recorded_on, s.recorded_on), {states.IN_FORCE.format("s", "participation", OWN)},
  {states.IN_FORCE.format("s", "participation", GUARDIANS)}, s.guardian_choice
FROM youth_state s LEFT JOIN match_state o ON o.youth_id = s.id AND o.state IN {states.UNDECIDED}
WHERE (s.waits OR o.id IS NOT NULL) AND (s.born > date(:day, :under) OR (s.born IS NULL AND :unknown)){{which}}
ORDER BY s.id, o.id"""


def consent_pairs(
    connection: sqlite3.Connection, profile: Profile, day: str, youth_id: int | None = None
) -> list[ConsentPairFact]:
    """The two consents to taking part, of each match of the young who wait or have one; of one youth alone if asked.

    Only of those who are, or may be, so young that a rule asks it of them: looking at everybody would take half of
    `status`. Who is closed is asked about as long as a match is open or proposed all the same.
    """
    under = max(profile.youth.guardian_under or 0, profile.youth.inform_under or 0) + 1
    sql = PAIRS.format(which=" AND s.id = :youth" if youth_id is not None else "")
    given = {**states.params(profile, day), "youth": youth_id, "under": f"-{under} years"}
    given["unknown"] = may_be_child(profile)
    return [ConsentPairFact(*row) for row in connection.execute(sql, given)]


WITHDRAWN = f"""{WITH}
SELECT CASE WHEN o.id IS NULL THEN 'youth' ELSE 'match' END, coalesce(o.id, s.id), s.id,
  CASE WHEN o.id IS NULL THEN {LABEL} ELSE {PAIR} END, w.kind, max(w.withdrawn_on), ''
FROM consent w JOIN youth_state s ON s.id = w.youth_id
LEFT JOIN match_state o ON o.youth_id = s.id AND o.state IN {states.UNDECIDED}
WHERE w.kind = 'participation' AND w.withdrawn_on <= :day AND (s.waits OR o.id IS NOT NULL)
  AND ({states.IN_FORCE.format("s", "participation", "")} IS NULL
    OR (w.given_by = 'youth' AND {states.IN_FORCE.format("s", "participation", OWN)} IS NULL)){{which}}
GROUP BY s.id, o.id
UNION ALL
SELECT 'visitation', v.id, v.youth_id, coalesce(s.name, 'y' || s.id), w.kind, max(w.withdrawn_on), {states.FILLED}
FROM visitation v JOIN youth s ON s.id = v.youth_id JOIN consent w ON w.youth_id = v.youth_id
WHERE w.kind = 'sensitive' AND w.withdrawn_on <= :day AND v.on_day <= :day AND {states.FILLED} <> ''
  AND {states.DECIDED.format("s", "sensitive")} IS NULL{{which}}
GROUP BY v.id
UNION ALL
SELECT 'youth', s.id, s.id, {LABEL}, w.kind, min(w.withdrawn_on), 'background' FROM youth s JOIN consent w ON w.youth_id = s.id
WHERE w.kind = 'sensitive' AND s.background <> '' AND w.withdrawn_on BETWEEN s.background_yes_on AND :day{{which}}
GROUP BY s.id ORDER BY 3, 1, 2"""


def withdrawals(
    connection: sqlite3.Connection, profile: Profile, day: str, youth_id: int | None = None
) -> list[WithdrawalFact]:
    """What goes on under consents that were withdrawn by a day: texts still kept, young people who still take part.

    A background is kept by the person's own yes to its use, which a withdrawal of that day or later takes back, whatever
    was given since: within a day nobody can tell which came first.

    A young person's own no to taking part counts at any age, though a guardian's yes stands; what is kept of somebody is
    for the one to decide who may consent at that age. Who may consent for whom are rules B5 and B6.
    """
    sql = WITHDRAWN.format(which=" AND s.id = :youth" if youth_id is not None else "")
    given = {**states.params(profile, day), "youth": youth_id}
    return [WithdrawalFact(*row) for row in connection.execute(sql, given)]


BIRTHDAYS = f"""{WITH}
SELECT s.id, {LABEL}, s.born, s.recorded_on, {states.IN_FORCE.format("s", "participation", OWN)}
FROM youth_state s WHERE (s.waits OR s.open_matches)
  AND s.born BETWEEN date(:day, :oldest) AND date(:day, :youngest) AND s.referred < date(s.born, '+18 years') ORDER BY s.id"""


def birthdays(connection: sqlite3.Connection, profile: Profile, day: str) -> list[BirthdayFact]:
    """The young who wait or have a match and came before they were 18, around that birthday: a year before what is due."""
    months, of_age = profile.remind.transition_months, 12 * 18
    span = {"oldest": f"-{of_age + months + 1} months", "youngest": f"-{of_age - months - 12} months"}
    return [BirthdayFact(*row) for row in connection.execute(BIRTHDAYS, {**states.params(profile, day), **span})]


def referred(connection: sqlite3.Connection, youth_id: int, day: str) -> list[ReferralFact]:
    """The referral of a youth on a day, as the rule on the target group sees it."""
    sql = (
        "SELECT y.id, coalesce(y.name, 'y' || y.id), r.on_day, y.born, y.municipality FROM referral r "
        "JOIN youth y ON y.id = r.youth_id WHERE y.id = ? AND r.on_day = ?"
    )
    return [ReferralFact(*row) for row in connection.execute(sql, (youth_id, day))]


def referred_on(connection: sqlite3.Connection, youth_id: int) -> str | None:
    """The day of a youth's newest referral."""
    found: str | None = connection.execute(
        "SELECT max(on_day) FROM referral WHERE youth_id = ?", (youth_id,)
    ).fetchone()[0]
    return found


def given(connection: sqlite3.Connection, consent_id: int) -> list[GivenFact]:
    """What one consent says."""
    sql = (
        "SELECT c.id, y.id, coalesce(y.name, 'y' || y.id), c.kind, c.data, c.parties, c.purpose, c.told "
        "FROM consent c JOIN youth y ON y.id = c.youth_id WHERE c.id = ?"
    )
    return [GivenFact(*row) for row in connection.execute(sql, (consent_id,))]


class YouthPage(NamedTuple):
    """One youth with what hangs on it."""

    row: YouthRow
    about: dict[str, object]
    enquiries: list[tuple[object, ...]]
    referrals: list[tuple[object, ...]]
    visitations: list[tuple[object, ...]]
    consents: list[tuple[object, ...]]
    concerns: list[tuple[object, ...]]
    remarks: list[tuple[object, ...]]


ABOUT = (
    "born", "phone", "email", "address", "address_protected", "postcode", "town", "municipality", "languages", "needs",
    "interests", "support", "guardian", "guardian_phone", "guardian_email", "guardian_choice", "free_times", "work",
    "background", "background_yes_on", "own_words",
)  # fmt: skip


def taken_back(connection: sqlite3.Connection, youth_id: int, yes_on: str, day: str) -> str | None:
    """The day on which the consent to sensitive data was withdrawn after the yes to the use of a background; else None."""
    sql = """SELECT min(withdrawn_on) FROM consent WHERE youth_id = ? AND kind = 'sensitive' AND withdrawn_on BETWEEN ? AND ?"""
    found: str | None = connection.execute(sql, (youth_id, yes_on, day)).fetchone()[0] if yes_on else None
    return found


def page(connection: sqlite3.Connection, youth_id: int, profile: Profile, day: str) -> YouthPage | None:
    """One youth as of a day; None where the youth was not on file yet."""
    row = next((one for one in listing(connection, profile, day) if one.id == youth_id), None)
    if row is None:
        return None
    values = connection.execute(f"SELECT {', '.join(ABOUT)} FROM youth WHERE id = ?", (youth_id,)).fetchone()
    about = dict(zip(ABOUT, values, strict=True))
    if str(about["background_yes_on"] or "") > day:
        about.update(background="", background_yes_on=None)
    about["background_withdrawn_on"] = taken_back(connection, youth_id, str(about["background_yes_on"] or ""), day)
    if about["background_withdrawn_on"]:
        about["background"] = ""  # nobody reads on what may not be used any more; it waits to be erased

    def rows(sql: str) -> list[tuple[object, ...]]:
        return connection.execute(sql, {"id": youth_id, "day": day}).fetchall()

    return YouthPage(
        row,
        about,
        rows(
            "SELECT id, on_day, source, asker, about, CASE WHEN answered_on <= :day THEN answer END, "
            "CASE WHEN answered_on <= :day THEN answered_on END FROM enquiry "
            "WHERE youth_id = :id AND on_day <= :day ORDER BY on_day, id"
        ),
        rows(
            "SELECT r.on_day, r.source, r.referrer, r.why, c.on_day, c.reason FROM referral r "
            "LEFT JOIN closing c ON c.id = (SELECT min(x.id) FROM closing x WHERE x.referral_id = r.id AND x.on_day <= :day) "
            "WHERE r.youth_id = :id AND r.on_day <= :day ORDER BY r.on_day, r.id"
        ),
        rows(
            "SELECT id, on_day, start_on, minutes, CASE WHEN decided_on <= :day THEN decision END, "
            "CASE WHEN decided_on <= :day THEN decided_on END FROM visitation "
            "WHERE youth_id = :id AND on_day <= :day ORDER BY on_day, id"
        ),
        rows(
            "SELECT kind, on_day, given_by, data, parties, purpose, told, review_on, "
            "CASE WHEN withdrawn_on <= :day THEN withdrawn_on END FROM consent "
            "WHERE youth_id = :id AND on_day <= :day ORDER BY on_day, id"
        ),
        rows(
            "SELECT id, on_day, told_to, by_role, CASE WHEN receipt_on <= :day THEN receipt_on END FROM concern "
            "WHERE youth_id = :id AND on_day <= :day ORDER BY on_day, id"
        ),
        rows("SELECT on_day, text FROM remark WHERE youth_id = :id AND on_day <= :day ORDER BY on_day, id"),
    )
