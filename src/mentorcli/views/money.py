"""Reading money in and out."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mentorcli.rules.facts import FundFact
    from mentorcli.schemes.profile import Profile


class MoneyRow(NamedTuple):
    """One amount in or out, in øre."""

    id: int
    on: str
    direction: str
    category: str
    amount_ore: int
    text: str


def listing(
    connection: sqlite3.Connection, day: str, *, since: str | None = None, until: str | None = None
) -> list[MoneyRow]:
    """The money dated by a day, by day."""
    sql = "SELECT id, on_day, direction, category, amount_ore, text FROM money WHERE on_day <= :day"
    sql += (" AND on_day >= :since" if since else "") + (" AND on_day <= :until" if until else "")
    given = {"day": day, "since": since, "until": until}
    return [MoneyRow(*row) for row in connection.execute(sql + " ORDER BY on_day, id", given)]


def funds(connection: sqlite3.Connection, profile: Profile, day: str) -> list[FundFact]:
    """The § 18 money of each year, and the first day on which some of it came into the file."""
    from mentorcli.rules.facts import FundFact  # a report needs none of the rules' rows: all are made when one is

    rows = connection.execute(
        "SELECT CAST(substr(on_day, 1, 4) AS INTEGER), sum(amount_ore), min(recorded_on) FROM money "
        "WHERE direction = 'income' AND category = 'section-18' AND on_day <= ? GROUP BY 1 ORDER BY 1",
        (day,),
    )
    return [FundFact(*row) for row in rows]


SENT = """SELECT s.id, s.valid_from FROM setting s
WHERE s.key = 'money.accounted' AND CAST(s.value AS INTEGER) >= ?1 AND s.valid_from <= ?2
  AND NOT EXISTS (SELECT 1 FROM setting x WHERE x.key = s.key AND CAST(x.value AS INTEGER) < ?1
    AND x.valid_from BETWEEN s.valid_from AND ?2)
ORDER BY s.valid_from LIMIT 1"""


def account_sent(connection: sqlite3.Connection, year: int, day: str) -> tuple[int, str] | None:
    """The setting that says so, and the day on which the § 18 account of a year was sent; None where it was not by a day."""
    found: tuple[int, str] | None = connection.execute(SENT, (year, day)).fetchone()
    return found


class YearRow(NamedTuple):
    """What came in and went out in one year, in øre, and how much of the income was § 18 money."""

    year: int
    income_ore: int
    expense_ore: int
    section_18_ore: int


def years(connection: sqlite3.Connection, day: str) -> list[YearRow]:
    """The money of each year up to a day, earliest first; a year without any is left out."""
    rows = connection.execute(
        "SELECT CAST(substr(on_day, 1, 4) AS INTEGER), sum(iif(direction = 'income', amount_ore, 0)), "
        "sum(iif(direction = 'expense', amount_ore, 0)), "
        "sum(iif(direction = 'income' AND category = 'section-18', amount_ore, 0)) "
        "FROM money WHERE on_day <= ? GROUP BY 1 ORDER BY 1",
        (day,),
    )
    return [YearRow(*row) for row in rows]
