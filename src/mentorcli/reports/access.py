"""Everything on file about one person, and the log of it: what a person has a right to see (GDPR article 15).

Tables are found by their foreign keys, so that a new one is never forgotten. The log is part of the answer
(Datatilsynet 6 June 2024, after C-579/21), but not who was at the keyboard. Of what is also about somebody else, a
mentor sees days, numbers and codes, not the texts about the young person, nor benefits and the need of an interpreter;
a young person sees neither why somebody stood in for the mentor nor which rule about the mentor was passed over and why.
Of a talk with the other party, or with a guardian, nobody sees what was said, nor how it goes as the other one sees it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from mentorcli.reports.masking import Named, numbered, others, without_rating
from mentorcli.views.tables import DERIVED, HIDDEN, PEOPLE, TABLES

NOT_PERSONAL = ("scheme", "setting", "event", "money", "hours")  # of the corps; attendance leads to events
CODES = {  # columns that hold a code, with its list; where the table decides, TABLE.COLUMN
    "gender": "gender", "source": "source", "area": "area", "meeting.kind": "meeting_kind", "mentor_check.kind": "check_kind",
    "consent.kind": "consent_kind", "followup.kind": "followup_kind", "meeting.status": "meeting_status",
    "followup.status": "followup_status", "closing.reason": "youth_close", "match_end.reason": "end_reason",
    "match_end.outcome": "outcome", "mentor_check.outcome": "check_outcome", "ended_by": "ended_by", "planned": "planned",
    "via": "via", "view": "view", "vat": "vat", "legal_basis": "legal_basis", "channel": "channel",
    "guardian_choice": "guardian_choice", "decision": "decision", "closed_how": "goal_close", "declined_by": "ended_by",
    "declined_reason": "end_reason", "party": "party", "occasion": "occasion", "answer": "enquiry_answer",
    "given_by": "ended_by", "who": "party", "wish.about": "wish_about", "wish.value": "gender", "force": "wish_force",
    "side": "party", "departure.kind": "departure", "age_band": "age_band",
}  # fmt: skip
FLAGS = ("address_protected", "coordinator_present", "grant.interpreter", "rematch", "told")
NUMBERS = ("capacity", "rating", "score", "number")
# Talks whose account is another's: each was told to the coordinator alone, by the mentor, or by a parent.
OTHERS_TALKS = {"youth": "party IN ('mentor', 'guardian')", "mentor": "party <> 'mentor'"}
SAID = ("note", "rating")  # of such a talk: what the other party said, and how it goes as they see it
# What is no free text and yet the young person's own: benefits, language, and who is around them.
YOUTHS_OWN = ("grant.legal_basis", "grant.interpreter", "visitation.participants")
# Rules about the mentor: certificates, secrecy, course, how many young people. Which one was passed over says something
# of their own life, and of crime or its absence (databeskyttelsesloven § 8), as the reason does.
RULES_OF_MENTORS = "mentor_id IS NOT NULL AND (kind = 'mentor' OR rule GLOB 'A*' OR rule IN ('C1', 'C2', 'C3'))"
# Rows of a young person whose texts are about the mentor: why one had to be stood in for is mostly that one's health.
OF_MENTORS = {"rule_override": RULES_OF_MENTORS, "deferral": RULES_OF_MENTORS, "substitution": "1"}
OF_TEXTS = ("text", "table")  # what of both is not told to a mentor: which kind of record a reminder is about, too


class Field(NamedTuple):
    """One value: its column, what kind of value it is, the list of a code, and the value."""

    column: str
    kind: str  # day, code, codes, flag, minutes, ore, number, phone, language, table, id or text
    list: str
    value: str | int


class Record(NamedTuple):
    """One row about the person."""

    id: int
    fields: tuple[Field, ...]


class LogRow(NamedTuple):
    """One row of the log: when, what was done with which command, on which record and fields."""

    seq: int
    at: str
    action: str
    command: str
    table: str
    id: int
    fields: str


class Former(NamedTuple):
    """A value that a change replaced, and when."""

    at: str
    table: str
    id: int
    column: str
    value: str


class Access(NamedTuple):
    """All of it; `held_back` is how many texts are not told because they are about somebody else."""

    kind: str
    id: int
    tables: tuple[tuple[str, tuple[Record, ...]], ...]
    held_back: int
    log: tuple[LogRow, ...]
    former: tuple[Former, ...]


def access(connection: sqlite3.Connection, kind: str, number: int) -> Access:
    """Everything on file about a mentor or a youth."""
    found, held_back = [], 0
    names = others(connection, kind, number)
    for table in TABLES:
        where = about(connection, table, kind)
        if where:
            records, kept = rows(connection, table, kind, where, number)
            held_back += kept
            if records:
                found.append((table, tuple(one if table == kind else told(one, names) for one in records)))
    before = tuple(
        one if one.table == kind else one._replace(value=numbered(one.value, names))
        for one in former(connection, kind, number)
    )
    return Access(kind, number, tuple(found), held_back, log(connection, found), before)


def told(record: Record, names: Sequence[Named]) -> Record:
    """A row whose texts name nobody else; what a person says of themselves stands as they said it."""
    return record._replace(
        fields=tuple(
            one._replace(value=numbered(str(one.value), names)) if one.kind in ("text", "codes") else one
            for one in record.fields
        )
    )


def about(connection: sqlite3.Connection, table: str, kind: str) -> str:
    """The SQL that says which rows of a table are about the person `:who`; empty where none can be."""
    if table == kind:
        return "id = :who"
    if table == "wish":  # what the other side wishes is the other's
        return f"side = '{kind}' AND {kind}_id = :who"
    if table in PEOPLE or table in NOT_PERSONAL:
        return ""
    ways = []
    for _id, _seq, parent, column, *_rest in connection.execute(f"PRAGMA foreign_key_list({table})"):
        if parent == kind:
            ways.append(f"{column} = :who")
        elif parent != table and (deeper := about(connection, parent, kind)):
            ways.append(f"{column} IN (SELECT id FROM {parent} WHERE {deeper})")
    return " OR ".join(sorted(ways))


def rows(connection: sqlite3.Connection, table: str, kind: str, where: str, number: int) -> tuple[list[Record], int]:
    """The rows of a table about the person, and how many texts were held back."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in (*DERIVED, "id")]
    shared = kind == "mentor" and table not in ("mentor", "wish") and bool(about(connection, table, "youth"))
    talk = OTHERS_TALKS[kind] if table == "followup" else "0"
    mentors = OF_MENTORS.get(table, "0") if kind == "youth" else "0"
    found, held_back = [], 0
    sql = f"SELECT id, {talk}, {mentors}, {', '.join(columns)} FROM {table} WHERE {where} ORDER BY id"
    for row in connection.execute(sql, {"who": number}).fetchall():
        values = dict(zip(columns, row[3:], strict=True))
        hidden = values.get("address_protected") and table in PEOPLE
        # a remark or an override that names the person alone is theirs, whatever the table
        is_shared = bool(row[2]) or (shared and ("youth_id" not in values or values["youth_id"] is not None))
        fields = []
        for column, value in values.items():
            what, codes = sort_of(table, column)
            if value is None or value == "" or column == f"{kind}_id" or (hidden and column in HIDDEN):
                continue
            of_both = (what in OF_TEXTS and table != "followup") or f"{table}.{column}" in YOUTHS_OWN
            if (is_shared and of_both) or (row[1] and column in SAID):
                held_back += 1
                continue
            if kind == "youth" and (table, column) == ("note", "content"):
                value, ratings = without_rating(value)
                held_back += ratings
            fields.append(Field(column, what, codes, value))
        found.append(Record(row[0], tuple(fields)))
    return found, held_back


def sort_of(table: str, column: str) -> tuple[str, str]:
    """What kind of value a column holds, and the list of its codes."""
    full = f"{table}.{column}"
    if column.endswith(("_on", "_day")) or column == "born":
        return "day", ""
    if full in FLAGS or column in FLAGS:
        return "flag", ""
    if column in NUMBERS:
        return "number", ""
    if column == "minutes":
        return "minutes", ""
    if column.endswith("_ore"):
        return "ore", ""
    if column.endswith("_id") and column != "record_id":
        return "id", ""
    if column == "topics":
        return "codes", "area"
    if column == "free_times":
        return "codes", "free_time"
    if column == "participants":
        return "codes", "party"
    if full in ("deferral.kind", "rule_override.kind"):
        return "table", ""
    if column in ("phone", "guardian_phone"):
        return "phone", ""
    if column == "language":
        return "language", ""
    codes = CODES.get(full) or CODES.get(column, "")
    return ("code", codes) if codes else ("text", "")


def log(connection: sqlite3.Connection, found: list[tuple[str, tuple[Record, ...]]]) -> tuple[LogRow, ...]:
    """The rows of the log that are about these records, in their order."""
    hits: list[LogRow] = []
    sql = "SELECT seq, at, action, command, kind, record_id, fields FROM audit WHERE kind = ?"
    for table, records in found:
        ids = {one.id for one in records}
        hits += [LogRow(*row) for row in connection.execute(sql, (table,)) if row[5] in ids]
    return tuple(sorted(hits))


def protected(connection: sqlite3.Connection, kind: str, number: int) -> bool:
    """Whether the address of a person is protected: then it is printed nowhere, and neither is one they had before (B17)."""
    return bool(connection.execute(f"SELECT address_protected FROM {kind} WHERE id = ?", (number,)).fetchone()[0])


def former(connection: sqlite3.Connection, kind: str, number: int) -> tuple[Former, ...]:
    """The values of the person that changes have replaced; of a match only where they are no text about both."""
    sql = f"""SELECT a.at, a.kind, a.record_id, f.field, f.value FROM former f JOIN audit a ON a.seq = f.audit_seq
      WHERE f.{kind}_id = ? AND f.value IS NOT NULL AND f.value <> '' ORDER BY f.id"""
    other = "youth" if kind == "mentor" else ""
    theirs = {row[0] for row in connection.execute("SELECT id FROM wish WHERE side <> ?", (kind,))}
    talks = {row[0] for row in connection.execute(f"SELECT id FROM followup WHERE {OTHERS_TALKS[kind]}")}
    mentors = {
        (table, row[0])
        for table, rule in (OF_MENTORS.items() if kind == "youth" else ())
        for row in connection.execute(f"SELECT id FROM {table} WHERE {rule}")
    }
    hidden = HIDDEN if protected(connection, kind, number) else ()
    found, kept = connection.execute(sql, (number,)).fetchall(), []
    both = {
        table
        for table in {row[1] for row in found}
        if other and table not in PEOPLE and about(connection, table, other)
    }
    for at, table, record, column, value in found:
        shared = (table, record) in mentors or table in both
        if (
            column in DERIVED
            or (table in PEOPLE and column in hidden)
            or (table == "wish" and record in theirs)
            or (table == "followup" and record in talks and column in SAID)
            or (shared and (sort_of(table, column)[0] in OF_TEXTS or f"{table}.{column}" in YOUTHS_OWN))
        ):
            continue
        kept.append(Former(at, table, record, column, str(value)))
    return tuple(kept)
