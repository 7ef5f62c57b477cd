"""Reading grants: the list, one grant with its use, forecast and chain, and the rows that rules judge. As of a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from mentorcli import codes
from mentorcli.rules.facts import GrantFact, GrantUse
from mentorcli.rules.granting import Forecast, forecast, price
from mentorcli.rules.lifecycle import GRANT_VERBS
from mentorcli.views import states
from mentorcli.words import day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

LIVE = ("granted", "running", "ending-soon")


class GrantRow(NamedTuple):
    """A grant as a list shows it; times in minutes."""

    id: int
    youth: tuple[int, str | None]
    state: str
    first: str
    last: str
    granted: int
    used: int
    left: int
    rate_ore: int
    payer: str
    reference: str
    renews: int | None


LIST = f"""WITH {states.GRANTS}
SELECT s.id, s.youth_id, y.name, s.state, s.from_day, s.last_day, s.minutes, {states.USED} AS used, NULL, s.rate_ore,
  s.payer, s.reference, s.renews_id
FROM grant_state s JOIN youth y ON y.id = s.youth_id"""


def listing(
    connection: sqlite3.Connection, profile: Profile, day: str, *, youth_id: int | None = None
) -> list[GrantRow]:
    """The grants on file on a day, by young person in Danish order, then by first day."""
    sql = LIST + (" WHERE s.youth_id = :youth" if youth_id is not None else "")
    rows = connection.execute(
        sql + " ORDER BY y.name_sort, y.id, s.from_day, s.id", {**states.params(profile, day), "youth": youth_id}
    )
    return [GrantRow._make((row[0], (row[1], row[2]), *row[3:8], row[6] - row[7], *row[9:])) for row in rows]


def able(connection: sqlite3.Connection, profile: Profile, day: str, verb: str) -> dict[int, str]:
    """The grants that can take a verb on a day, or are running (`show`): number and what tells them apart.

    What has been renewed already is not renewed again.
    """
    wanted = GRANT_VERBS.get(verb, ("running", "ending-soon"))
    sql = f"WITH {states.GRANTS} SELECT id, state, from_day, last_day, renewed_by FROM grant_state"
    rows = connection.execute(sql, states.params(profile, day))
    return {
        number: f"{period(first, last)} ({codes.word('grant_state', state)})"
        for number, state, first, last, renewed in rows
        if state in wanted and not (verb == "renew" and renewed)
    }


FACTS = {  # the grants that have the fact of a verb on a day
    "answer": "SELECT id, from_day, until_day FROM grant WHERE ? IN (granted_on, declined_on) AND applied_on IS NOT NULL",
    "stop": "SELECT id, from_day, until_day FROM grant WHERE stopped_on = ?",
}


def decided(connection: sqlite3.Connection, verb: str, day: str) -> dict[int, str]:
    """The grants for which the fact of a verb is recorded on that very day."""
    rows = connection.execute(FACTS[verb], (day,)) if verb in FACTS else ()
    return {number: period(first, last) for number, first, last in rows}


def renewed(connection: sqlite3.Connection, last: str) -> dict[int, str]:
    """The grants that have a renewal up to that very day."""
    sql = """SELECT g.id, g.from_day, g.until_day FROM grant g JOIN grant r ON r.renews_id = g.id
      WHERE r.until_day = ? AND r.declined_on IS NULL"""
    return {number: period(first, until) for number, first, until in connection.execute(sql, (last,))}


def every(connection: sqlite3.Connection, profile: Profile, day: str) -> dict[int, str]:
    """All grants on file on a day."""
    return {row.id: period(row.first, row.last) for row in listing(connection, profile, day)}


def period(first: str, last: str) -> str:
    """The days of a grant as people read them."""
    return f"{day_short(first)}\N{EN DASH}{day_short(last)}"


class GrantPage(NamedTuple):
    """One grant: what it is about, its use and forecast, its chain, and the meetings behind the used minutes."""

    row: GrantRow
    about: dict[str, object]
    forecast: Forecast | None  # None where nothing is granted
    chain: list[GrantRow]
    meetings: list[tuple[object, ...]]


ABOUT = (
    "mentor_id", "applied_on", "granted_on", "declined_on", "until_day", "stopped_on", "contact", "contact_email",
    "legal_basis", "purpose", "tasks", "qualification", "assessed_on", "vat", "interpreter",
)  # fmt: skip
MEETINGS = f"""WITH {states.GRANTS}
SELECT k.id, k.on_day, k.kind, k.minutes, p.id, p.name, k.match_id
FROM grant_state s, mentor p, {states.PAID_FOR} AND s.id = :id AND p.id = coalesce(k.stand_in_id, m.mentor_id)
ORDER BY k.on_day, k.id"""
MISSED = f"""WITH {states.GRANTS}
SELECT k.status, count(*) FROM grant_state s JOIN match m ON m.youth_id = s.youth_id JOIN meeting k ON k.match_id = m.id
WHERE s.id = :id AND k.status IN ('excused', 'no-show', 'cancelled') AND k.on_day BETWEEN s.from_day AND min(s.last_day, :day)
GROUP BY k.status"""
CHAIN = """WITH RECURSIVE older(id, up) AS (
  SELECT id, renews_id FROM grant WHERE id = :id UNION SELECT g.id, g.renews_id FROM grant g JOIN older o ON g.id = o.up),
whole(id) AS (SELECT id FROM older WHERE up IS NULL UNION SELECT g.id FROM grant g JOIN whole w ON g.renews_id = w.id)
SELECT id FROM whole"""


def page(connection: sqlite3.Connection, grant_id: int, profile: Profile, day: str) -> GrantPage | None:
    """One grant as of a day; None where it was not yet on file."""
    given = {**states.params(profile, day), "id": grant_id}
    youth = connection.execute("SELECT youth_id FROM grant WHERE id = ?", (grant_id,)).fetchone()
    rows = listing(connection, profile, day, youth_id=youth[0]) if youth else []
    row = next((one for one in rows if one.id == grant_id), None)
    if row is None:
        return None
    values = connection.execute(f"SELECT {', '.join(ABOUT)} FROM grant WHERE id = ?", (grant_id,)).fetchone()
    about = dict(zip(ABOUT, values, strict=True))
    for name in ("applied_on", "granted_on", "declined_on", "stopped_on"):
        about[name] = about[name] if about[name] and about[name] <= day else None
    mentor = connection.execute("SELECT id, name FROM mentor WHERE id = ?", (about.pop("mentor_id"),)).fetchone()
    missed = dict(connection.execute(MISSED, given).fetchall())
    meetings: list[tuple[object, ...]] = [
        (number, on, kind, minutes, (mentor_id, name), match)
        for number, on, kind, minutes, mentor_id, name, match in connection.execute(MEETINGS, given)
    ]
    about |= {
        "mentor": mentor,
        "amount_ore": price(row.granted, row.rate_ore),
        "used_ore": price(row.used, row.rate_ore),
        "meetings_held": len(meetings),
        "without_length": sum(not one[3] for one in meetings),
        "excused": missed.get("excused", 0),
        "no_shows": missed.get("no-show", 0),
        "cancelled": missed.get("cancelled", 0),
    }
    spent = spent_on([(str(one[1]), int(str(one[3]))) for one in meetings], row.granted)
    expected = None
    if row.state not in ("applied", "declined"):
        expected = forecast(row.granted, row.used, row.first, row.last, day, spent_on=spent)
        expected = Forecast("over", None, row.used) if row.state == "ended" and expected.code != "spent" else expected
    chained = {number for (number,) in connection.execute(CHAIN, {"id": grant_id})}
    return GrantPage(row, about, expected, [one for one in rows if one.id in chained], meetings)


def spent_on(meetings: list[tuple[str, int]], granted: int) -> str | None:
    """The day of the meeting that used so many minutes up; None where some are left."""
    total = 0
    for on, minutes in meetings:
        total += minutes
        if total >= granted:
            return on
    return None


# --- for the rules --------------------------------------------------------------------------------------------------

OTHERS = """SELECT o.id, o.from_day, o.last_day FROM grant_state o WHERE o.youth_id = :youth AND o.id <> :id
  AND o.state <> 'declined' AND o.from_day <= :last AND o.last_day >= :first AND (NOT :older OR (o.from_day, o.id) < (:first, :id))
ORDER BY o.from_day, o.id"""
COLUMNS = (
    "applied_on", "granted_on", "from_day", "until_day", "minutes", "rate_ore", "payer", "contact", "legal_basis", "purpose",
    "tasks", "mentor_id", "qualification", "assessed_on", "renews_id", "recorded_on",
)  # fmt: skip


def paper(
    connection: sqlite3.Connection, profile: Profile, day: str, values: Mapping[str, Any], *, number: int = 0
) -> GrantFact:
    """The papers of a grant as the rules see them: of one on file, or of values that are about to be written.

    One on file is told of the older grants alone that it overlaps with, so that `check` says it once.
    """
    known = {name: values.get(name) for name in COLUMNS} | {name: values.get(name) or "" for name in
             ("payer", "contact", "purpose", "tasks", "qualification", "recorded_on")}  # fmt: skip
    who, support = connection.execute(
        "SELECT coalesce(name, 'y' || id), support FROM youth WHERE id = ?", (values["youth_id"],)
    ).fetchone()
    former, begun = None, None
    if known["renews_id"] is not None:
        former, begun = connection.execute(
            "WITH RECURSIVE older(id, up, first, assessed) AS (SELECT id, renews_id, from_day, assessed_on FROM grant WHERE "
            "id = :id UNION SELECT g.id, g.renews_id, g.from_day, g.assessed_on FROM grant g JOIN older o ON g.id = o.up) "
            "SELECT max(CASE WHEN id = :id THEN coalesce(assessed, first) END), min(first) FROM older",
            {"id": known["renews_id"]},
        ).fetchone()
    first, last = known["from_day"] or "9999", values.get("last_day") or known["until_day"] or "0000"
    given = {
        **states.params(profile, day),
        "youth": values["youth_id"],
        "id": number or 0,
        "first": first,
        "last": last,
    }
    rows = connection.execute(f"WITH {states.GRANTS} {OTHERS}", {**given, "older": int("last_day" in values)})
    overlaps = tuple(f"g{other} ({period(begins, ends)})" for other, begins, ends in rows)
    return GrantFact(
        id=number, label=who, former_assessment=former, chain_from=begun, support=support, overlaps=overlaps, **known
    )  # fmt: skip


PAPERS = f"""WITH {states.GRANTS}
SELECT s.id, s.youth_id, s.last_day, {", ".join("s." + name for name in COLUMNS)} FROM grant_state s
WHERE s.state IN ('applied', 'granted', 'running', 'ending-soon') ORDER BY s.id"""


def papers(connection: sqlite3.Connection, profile: Profile, day: str) -> list[GrantFact]:
    """The grants that are applied for, granted or running on a day."""
    found = []
    for number, youth, last, *values in connection.execute(PAPERS, states.params(profile, day)).fetchall():
        known = {**dict(zip(COLUMNS, values, strict=True)), "youth_id": youth, "last_day": last}
        for name in ("applied_on", "granted_on"):
            known[name] = known[name] if known[name] and known[name] <= day else None
        found.append(paper(connection, profile, day, known, number=number))
    return found


USES = f"""WITH {states.MATCHES}, {states.GRANTS}
SELECT s.id, coalesce(y.name, 'y' || y.id), s.from_day, s.until_day, s.minutes,
  CASE WHEN s.state = 'ended' THEN 0 ELSE {states.USED} END, NULL, s.renewed_by,
  EXISTS (SELECT 1 FROM grant_fact o WHERE o.youth_id = s.youth_id AND o.id <> s.id AND o.granted_on <= :day
    AND (o.renews_id = s.id OR o.last_day > s.until_day)),
  EXISTS (SELECT 1 FROM match_state x WHERE x.youth_id = s.youth_id AND x.state IN {states.RUNS}), s.recorded_on
FROM grant_state s JOIN youth y ON y.id = s.youth_id
WHERE s.state IN ('granted', 'running', 'ending-soon') OR (s.state = 'ended' AND s.last_day = s.until_day
  AND (s.stopped_on IS NULL OR s.stopped_on > :day)) ORDER BY s.id"""


def uses(connection: sqlite3.Connection, profile: Profile, day: str) -> list[GrantUse]:
    """The granted grants that nobody has stopped, with their use."""
    found = []
    for row in connection.execute(USES, states.params(profile, day)).fetchall():
        one = GrantUse(*row)
        if one.used >= one.minutes:
            given = {**states.params(profile, day), "id": one.id}
            held = [
                (found_on, minutes) for _id, found_on, _kind, minutes, *_rest in connection.execute(MEETINGS, given)
            ]
            one = one._replace(spent_on=spent_on(held, one.minutes))
        found.append(one)
    return found
