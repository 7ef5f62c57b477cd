"""As of a day: what status, agenda, check and the lists say of it is what a file says that holds no later-dated fact.

Facts of every kind are drawn and written into the tables themselves; `left_out` is an independent account, by table and
column, of what had not happened yet. What a person planned is known from the day on which it was written down.
"""

from __future__ import annotations

import sqlite3
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.documents import note as document
from mentorcli.reports import agenda, proposals, status
from mentorcli.views import market, match, mentor, note, youth
from tests.views import world
from tests.views.world import drawing, iso, profile_of

LAST = 150
SCHEMES = ("slagelse", "mil-lyngby", "vallensbaek", "center-for-unge", "move1")

# --- what had not happened yet ------------------------------------------------------------------------------------

BEGINS = {  # table: the day on which the row's fact came to be, as SQL over its own columns
    "mentor": "applied_on", "departure": "on_day", "mentor_pause": "on_day", "referral": "on_day", "closing": "on_day",
    "mentor_check": "coalesce(min(ordered_on, seen_on), ordered_on, seen_on)", "consent": "on_day",
    "match": "coalesce(min(proposed_on, first_met_on), proposed_on, first_met_on)", "match_end": "on_day",
    "match_reopening": "on_day", "match_pause": "on_day", "event": "on_day", "money": "on_day", "hours": "on_day",
    "meeting": "CASE status WHEN 'planned' THEN recorded_on ELSE on_day END", "remark": "on_day", "concern": "on_day",
    "deferral": "recorded_on", "enquiry": "on_day", "visitation": "on_day", "substitution": "min(on_day, recorded_on)",
    "followup": "CASE status WHEN 'planned' THEN recorded_on ELSE on_day END", "goal": "on_day", "thanks": "on_day",
    "wish": "on_day", "goal_revision": "on_day", "goal_score": "on_day", "rule_override": "on_day", "note": "begun_on",
    "grant": "coalesce(min(applied_on, granted_on), applied_on, granted_on)",
}  # fmt: skip
LATER = (  # what may happen to a row afterwards: table, the day, and what is said with it
    ("mentor", "trained_on", ()), ("mentor", "approved_on", ()), ("mentor", "secrecy_on", ()),
    ("departure", "returned_on", ()), ("mentor_check", "ordered_on", ()), ("mentor_check", "seen_on", ("outcome", "review_on")),
    ("mentor_pause", "resumed_on", ()), ("consent", "withdrawn_on", ()), ("match", "proposed_on", ()),
    ("match", "mentor_yes_on", ()), ("match", "youth_yes_on", ()), ("match", "declined_on", ("declined_by", "declined_reason")),
    ("match", "first_met_on", ("coordinator_present",)), ("match_pause", "resumed_on", ()),
    ("enquiry", "answered_on", ("answer",)), ("visitation", "decided_on", ("decision",)), ("goal", "closed_on", ("closed_how",)),
    ("grant", "granted_on", ()), ("grant", "declined_on", ()), ("grant", "stopped_on", ()), ("concern", "receipt_on", ()),
    ("wish", "withdrawn_on", ()), ("mentor", "background_yes_on", ()), ("youth", "background_yes_on", ()),
    ("note", "issued_on", ("number", "language", "fingerprint")),
)  # fmt: skip
OWNERS = {  # a row goes with the record that it hangs on
    "attendance": ("event",), "departure": ("mentor",), "mentor_check": ("mentor",), "mentor_pause": ("mentor",),
    "thanks": ("mentor",), "closing": ("referral",), "match": ("mentor",), "match_end": ("match",),
    "match_reopening": ("match",), "match_pause": ("match",), "meeting": ("match",), "followup": ("match",),
    "substitution": ("match",), "goal_revision": ("goal",), "goal_score": ("goal",), "note": ("match",),
}  # fmt: skip


def left_out(connection: sqlite3.Connection, day: str) -> sqlite3.Connection:
    """A copy of the file without every fact that is dated later than the day."""
    copy = sqlite3.connect(":memory:")
    connection.backup(copy)
    copy.execute("PRAGMA foreign_keys = OFF")
    copy.execute("DROP TRIGGER note_is_frozen")
    copy.execute("PRAGMA ignore_check_constraints = ON")
    for table, begins in BEGINS.items():
        copy.execute(f"DELETE FROM {table} WHERE {begins} > ?", (day,))
    for table, column, said in LATER:
        blank = ", ".join(f"{name} = NULL" for name in (column, *said))
        copy.execute(f"UPDATE {table} SET {blank} WHERE {column} > ?", (day,))
    for table, owners in OWNERS.items():
        for owner in owners:
            copy.execute(f"DELETE FROM {table} WHERE {owner}_id NOT IN (SELECT id FROM {owner})")
    return copy


def test_every_dated_column_is_accounted_for() -> None:
    connection = world.empty()
    told = {(table, column) for table, column, _said in LATER}
    coming = {"review_on", "start_on"}  # days that are agreed beforehand
    no_facts = {"scheme", "setting", "audit", "former", "alembic_version", "sqlite_sequence", "attendance", "youth",
                "note_print"}  # fmt: skip
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(BEGINS) == tables - no_facts
    for table in BEGINS:
        for _n, name, *_rest in connection.execute(f"PRAGMA table_info({table})"):
            if name.endswith("_on") and name not in {"recorded_on", "erased_on", *coming} and name not in BEGINS[table]:
                assert (table, name) in told or name == "assessed_on", (table, name)


# --- facts of casework, written beside those of the drawn corps ---------------------------------------------------


def casework(connection: sqlite3.Connection, random: Random) -> None:
    """Rows of every table of casework for the people and matches that are there, on days drawn at random."""

    def day(least: int = 0) -> str:
        return iso(random.randint(least, LAST))

    def after(start: str, *, chance: float = 0.6) -> str | None:
        later = [one for one in map(iso, range(LAST + 1)) if one >= start]
        return random.choice(later) if later and random.random() < chance else None

    def insert(table: str, **values: Any) -> int:
        values = {"recorded_on": iso(0), **values}
        return world.insert(connection, table, **values)

    mentors = [one for (one,) in connection.execute("SELECT id FROM mentor")]
    youths = [one for (one,) in connection.execute("SELECT id FROM youth")]
    matches = connection.execute(
        "SELECT id, mentor_id, coalesce(min(proposed_on, first_met_on), proposed_on, first_met_on) FROM match"
    ).fetchall() if connection.execute("SELECT count(*) FROM match").fetchone()[0] else []  # fmt: skip
    for mentor_id in mentors:
        connection.execute("UPDATE mentor SET secrecy_on = ? WHERE id = ?", (random.choice((None, day())), mentor_id))
        if random.random() < 0.3:
            insert("thanks", mentor_id=mentor_id, on_day=day(), occasion="years", number=1)
    for youth_id in youths:
        born = random.choice((None, "1990-05-05", "2002-03-01", "2004-12-20", "2005-02-20"))
        connection.execute("UPDATE youth SET born = ? WHERE id = ?", (born, youth_id))
        if random.random() < 0.5:
            on = day()
            answered = after(on)
            answer = random.choice(("yes", "no")) if answered else None
            insert("enquiry", youth_id=youth_id, on_day=on, source="caseworker", answered_on=answered, answer=answer)
        if random.random() < 0.6:
            on = day()
            decided = after(on)
            decision = random.choice(("admitted", "waiting-list", "other-support")) if decided else None
            insert("visitation", youth_id=youth_id, on_day=on, decided_on=decided, decision=decision,
                   mentor_id=random.choice((None, *mentors)))  # fmt: skip
        if random.random() < 0.5:
            on = day()
            closed = after(on, chance=0.4)
            goal = insert("goal", youth_id=youth_id, area="education", text="x", on_day=on, closed_on=closed,
                          closed_how="reached" if closed else None)  # fmt: skip
            for view in random.sample(("youth", "mentor", "coordinator"), random.randint(0, 3)):
                insert("goal_score", goal_id=goal, on_day=after(on, chance=1), view=view, score=random.randint(1, 5))
            if random.random() < 0.4:
                insert("goal_revision", goal_id=goal, on_day=after(on, chance=1), text="y")
        for _again in range(random.randint(0, 2)):
            first = day()
            last = after(first, chance=1)
            applied = random.choice((None, day()))
            granted = after(applied or iso(0)) or (None if applied else day())
            declined = after(applied) if applied and not granted else None
            insert("grant", youth_id=youth_id, applied_on=applied, granted_on=granted, declined_on=declined, from_day=first,
                   until_day=last, stopped_on=after(first, chance=0.2), minutes=600, rate_ore=51000)  # fmt: skip
        if random.random() < 0.5:
            on = day()
            insert("wish", side="youth", youth_id=youth_id, on_day=on, about="gender", value="female",
                   force=random.choice(("must", "rather")), withdrawn_on=after(on, chance=0.4))  # fmt: skip
            connection.execute(
                "UPDATE youth SET background = 'x', background_yes_on = ? WHERE id = ?", (day(), youth_id)
            )
        if random.random() < 0.3:
            on = day()
            insert("concern", youth_id=youth_id, on_day=on, told_to="kommunen", receipt_on=after(on))
        for kind in random.sample(("participation", "sensitive", "sharing-mentor"), random.randint(0, 2)):
            on = day()
            insert("consent", youth_id=youth_id, kind=kind, given_by=random.choice(("youth", "guardian")), on_day=on,
                   withdrawn_on=after(on, chance=0.3), told=1)  # fmt: skip
    for match_id, mentor_id, begins in matches:
        for _again in range(random.randint(0, 4)):
            on = after(begins, chance=1) or iso(LAST)
            made = random.choice(("planned", "held", "no-answer"))
            recorded = iso(random.randint(0, LAST)) if made == "planned" else iso(0)
            insert("followup", match_id=match_id, on_day=on, party=random.choice(("mentor", "youth")), status=made,
                   kind=random.choice(("talk", "closing", "contact")), recorded_on=min(recorded, on))  # fmt: skip
        others = [one for one in mentors if one != mentor_id]
        if others and random.random() < 0.4:
            on = after(begins, chance=1) or iso(LAST)
            insert("substitution", match_id=match_id, mentor_id=random.choice(others), on_day=on,
                   until_day=after(on, chance=1), recorded_on=after(begins, chance=1))  # fmt: skip
        if random.random() < 0.3:
            insert("rule_override", rule=random.choice(("C1", "C2", "C3", "B5", "D2")), kind="match", record_id=match_id,
                   on_day=day(), why="x")  # fmt: skip
    notes(connection, random)


def notes(connection: sqlite3.Connection, random: Random) -> None:
    """Drafts and issued notes of the matches that met, of a grant or of none; their numbers follow the days of issue."""
    issued, periods = [], set()
    met = "SELECT id, youth_id, CAST(julianday(first_met_on) - julianday(?) AS INTEGER) FROM match WHERE first_met_on IS NOT NULL"
    for match_id, youth_id, first in connection.execute(met, (iso(0),)).fetchall():
        grants = [one for (one,) in connection.execute("SELECT id FROM grant WHERE youth_id = ?", (youth_id,))]
        for _again in range(random.randint(0, 2) if first < LAST - 2 else 0):
            lo, hi = sorted(random.sample(range(first, LAST), 2))
            if (match_id, lo, hi) in periods:
                continue
            periods.add((match_id, lo, hi))
            begun = random.randint(lo, LAST)
            on = random.choice((None, random.randint(max(begun, hi), LAST)))
            number = world.insert(
                connection, "note", match_id=match_id, grant_id=random.choice((None, *grants)), from_day=iso(lo),
                until_day=iso(hi), begun_on=iso(begun), work="x", recorded_on=iso(0),
            )  # fmt: skip
            issued += [] if on is None else [(on, number)]
    for place, (on, number) in enumerate(sorted(issued), 1):
        connection.execute(
            "UPDATE note SET issued_on = ?, number = ?, language = 'da', content = 'x', fingerprint = ? WHERE id = ?",
            (iso(on), place, f"{place:064x}", number),
        )


# --- the promise --------------------------------------------------------------------------------------------------


def said(connection: sqlite3.Connection, scheme: str, day: str) -> list[Any]:
    """What the program says of a day: status, agenda and the lists of people and matches."""
    profile = profile_of(scheme)
    corps = market.corps(connection, profile, day)
    numbers = [number for (number,) in connection.execute("SELECT id FROM note ORDER BY id")]
    written = [one for number in numbers if (one := note.note(connection, number, day)) is not None]
    return [
        proposals.outcome(proposals.question(corps, profile, day), profile, day),
        [proposals.for_youth(corps, number, profile, day) for number in corps.youths],
        status.status(connection, profile, day),
        agenda.due(connection, profile, day, days=60),
        mentor.listing(connection, profile, day),
        youth.listing(connection, profile, day),
        match.listing(connection, profile, day),
        note.listing(connection, profile, day),
        written,
        [document.facts(connection, profile, one, day).facts for one in written if one.number is None],
        [note.next_period(connection, profile, row.id, day) for row in match.listing(connection, profile, day)],
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
@given(world.corpora(), st.randoms(use_true_random=False), st.integers(0, LAST))
@drawing(40)
def test_a_later_fact_changes_nothing_that_is_said_of_a_day(
    scheme: str, corps: world.Corps, random: Random, day: int
) -> None:
    connection = world.filled(corps)
    casework(connection, random)
    known = left_out(connection, iso(day))
    for one, other in zip(said(connection, scheme, iso(day)), said(known, scheme, iso(day)), strict=True):
        assert one == other
