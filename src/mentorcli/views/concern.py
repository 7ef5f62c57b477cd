"""Reading notifications of concern: that one was made, when, to whom, and its receipt; there is no content to read."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules.facts import ConcernFact

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


class ConcernRow(NamedTuple):
    """A notification as a list shows it."""

    id: int
    on: str
    youth: tuple[int, str | None]
    told_to: str
    by_role: str
    receipt: str | None


LIST = """SELECT c.id, c.on_day, c.youth_id, y.name, c.told_to, c.by_role,
  CASE WHEN c.receipt_on <= :day THEN c.receipt_on END
FROM concern c JOIN youth y ON y.id = c.youth_id WHERE c.on_day <= :day ORDER BY c.on_day, c.id"""


def listing(connection: sqlite3.Connection, day: str) -> list[ConcernRow]:
    """The notifications made by a day, the oldest first."""
    rows = connection.execute(LIST, {"day": day})
    return [ConcernRow(row[0], row[1], (row[2], row[3]), *row[4:]) for row in rows]


FACTS = """SELECT c.id, c.youth_id, coalesce(y.name, 'y' || y.id), c.on_day, c.told_to, c.recorded_on,
  CASE WHEN c.receipt_on <= :day THEN c.receipt_on END, y.born
FROM concern c JOIN youth y ON y.id = c.youth_id WHERE c.on_day <= :day ORDER BY c.id"""


def facts(connection: sqlite3.Connection, profile: Profile, day: str) -> list[ConcernFact]:
    """The notifications made by a day, as rules judge them."""
    return [ConcernFact(*row) for row in connection.execute(FACTS, {"day": day})]
