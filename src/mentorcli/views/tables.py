"""The tables as an export writes them: every column but the derived ones, and names beside numbers for readers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

DERIVED = ("name_fold", "name_sort")
NOT_THE_CORPS = {"scheme": ("created_on",), "setting": ("recorded_on",)}  # facts of the file, not of the corps
TABLES = (
    "scheme", "setting", "mentor", "departure", "mentor_check", "mentor_pause", "youth", "referral", "closing", "consent",
    "match", "match_end", "match_reopening", "match_pause", "meeting", "event", "attendance", "money", "hours", "remark",
    "deferral", "enquiry", "visitation", "followup", "substitution", "goal", "goal_revision", "goal_score", "grant",
    "rule_override", "concern", "thanks", "wish", "note",
)  # fmt: skip
TRAIL = ("audit",)
COPIES = ("note_print",)  # what an issued note looked like in HTML, Word and PDF; its Markdown is in the note
MENTOR = "(SELECT p.name FROM mentor p WHERE p.id = {0}.mentor_id)"
YOUTH = "(SELECT y.name FROM youth y WHERE y.id = {0}.youth_id)"
EVENT = "(SELECT e.title FROM event e WHERE e.id = {0}.event_id)"
OF_MATCH = "(SELECT {1}.name FROM match o JOIN {1} ON {1}.id = o.{1}_id WHERE o.id = {0}.match_id)"
READABLE: dict[str, tuple[tuple[str, str], ...]] = {
    **dict.fromkeys(("departure", "mentor_check", "mentor_pause", "thanks"), (("mentor", MENTOR),)),
    **dict.fromkeys(("referral", "consent", "enquiry", "goal", "concern"), (("youth", YOUTH),)),
    **dict.fromkeys(
        ("match", "remark", "visitation", "grant", "rule_override", "wish"), (("mentor", MENTOR), ("youth", YOUTH))
    ),
    **dict.fromkeys(
        ("goal_revision", "goal_score"),
        (("youth", "(SELECT y.name FROM goal g JOIN youth y ON y.id = g.youth_id WHERE g.id = {0}.goal_id)"),),
    ),
    "closing": (
        ("youth", "(SELECT y.name FROM referral r JOIN youth y ON y.id = r.youth_id WHERE r.id = {0}.referral_id)"),
    ),
    "attendance": (("event", EVENT), ("mentor", MENTOR), ("youth", YOUTH)),
    **{
        table: (("mentor", OF_MATCH.replace("{1}", "mentor")), ("youth", OF_MATCH.replace("{1}", "youth")))
        for table in ("match_end", "match_reopening", "match_pause", "meeting", "followup", "substitution", "note")
    },
}


PEOPLE = ("mentor", "youth")  # the tables of people
HIDDEN = ("address", "postcode", "town", "municipality")  # of a person whose address is protected


def column(table: str, name: str) -> str:
    """The SQL of one column; what tells where a person with a protected address lives is left out."""
    hides = table in PEOPLE and name in HIDDEN
    return f"CASE WHEN t.address_protected THEN '' ELSE t.{name} END" if hides else f"t.{name}"


class Exported(NamedTuple):
    """A table to be written: its headings, what each column is, and its rows in the order of their numbers."""

    name: str
    headings: list[str]
    kinds: list[str]
    rows: Iterator[Sequence[object]]


def exported(connection: sqlite3.Connection, table: str) -> Exported:
    """One table of the file; a protected address is left out, as it is everywhere."""
    left_out = (*DERIVED, *NOT_THE_CORPS.get(table, ()))
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in left_out]
    beside = [(name, sql.format("t")) for name, sql in READABLE.get(table, ())]
    headings = [*columns, *(name for name, _sql in beside)]
    kinds = ["ore" if name.endswith("_ore") else "text" for name in headings]
    chosen = ", ".join([*(column(table, name) for name in columns), *(sql for _name, sql in beside)])
    return Exported(table, headings, kinds, connection.execute(f"SELECT {chosen} FROM {table} t ORDER BY 1"))
