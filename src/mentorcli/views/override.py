"""Reading the rules that were passed over: for which record, when and why."""

from __future__ import annotations

import sqlite3

from mentorcli.rules.rule import Line

# Of one who stands in it holds with that young person alone.
PASSED = """SELECT rule, kind, record_id, CASE WHEN kind = 'mentor' THEN coalesce(youth_id, 0) ELSE 0 END
FROM rule_override WHERE on_day <= ?"""


def passed(connection: sqlite3.Connection, day: str) -> set[Line]:
    """The rules that had been passed over by a day, each with the record for which it was."""
    return set(connection.execute(PASSED, (day,)))


def of_rule(connection: sqlite3.Connection, rule: str, day: str) -> list[tuple[object, ...]]:
    """Record (its kind and number), day and reason of each time that a rule was passed over by a day."""
    sql = "SELECT kind, record_id, on_day, why FROM rule_override WHERE rule = ? AND on_day <= ? ORDER BY on_day, id"
    rows = connection.execute(sql, (rule, day))
    return [({"kind": kind, "id": number}, on, why) for kind, number, on, why in rows]
