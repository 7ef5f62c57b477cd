"""The audit trail: who, when, which command, which record and fields; and the former values beside it.

The trail holds no name and no text of a person. Former values are tied to the person, so that erasing
the person erases them (ON DELETE CASCADE); the trail itself is append-only, held by triggers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple


class Trail(NamedTuple):
    """Who writes: the operating system's user, and the command's words without its values."""

    actor: str
    command: str

    def at(self) -> str:
        """The time of the change by the machine's clock, UTC: the only place where it counts."""
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Person(NamedTuple):
    """Whom a former value is about; both where it is about a match."""

    mentor_id: int | None = None
    youth_id: int | None = None


def write(
    connection: sqlite3.Connection,
    trail: Trail,
    action: str,
    kind: str,
    record_id: int,
    fields: Iterable[str],
    former: Iterable[tuple[str, object]] = (),
    person: Person | None = None,
) -> int:
    """Add one row to the trail, and the former values of the fields that a change replaced; its number."""
    cursor = connection.execute(
        "INSERT INTO audit (at, actor, command, action, kind, record_id, fields) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (trail.at(), trail.actor, trail.command, action, kind, record_id, " ".join(fields)),
    )
    seq = int(cursor.lastrowid or 0)
    whom = person or Person()
    connection.executemany(
        "INSERT INTO former (audit_seq, mentor_id, youth_id, field, value) VALUES (?, ?, ?, ?, ?)",
        [(seq, whom.mentor_id, whom.youth_id, field, value) for field, value in former],
    )
    return seq


def write_added(
    connection: sqlite3.Connection, trail: Trail, kind: str, ids: Iterable[int], fields: Iterable[str]
) -> None:
    """Add a row to the trail for each of many records that were added together, as an import does."""
    at, joined = trail.at(), " ".join(fields)
    connection.executemany(
        "INSERT INTO audit (at, actor, command, action, kind, record_id, fields) VALUES (?, ?, ?, 'add', ?, ?, ?)",
        ((at, trail.actor, trail.command, kind, record_id, joined) for record_id in ids),
    )


def newest(connection: sqlite3.Connection) -> int:
    """The number of the newest row of the trail; reports print it, so that a later change can be told."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM audit").fetchone()[0])
