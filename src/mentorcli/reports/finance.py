"""The account of a period: what came in and went out by category, what is left, and how § 18 money was used."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules.rule import later
from mentorcli.store import audit
from mentorcli.views import figures, money
from mentorcli.views.figures import Value
from mentorcli.views.money import MoneyRow, YearRow

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

FIGURES = ("income_by_category", "expense_by_category", "coordinator_minutes")  # what an account is made of
ITEMISED_ORE = 500_000  # an expense above 5,000 kr. is itemised (Billund's § 18 account)


class Category(NamedTuple):
    """What came in and went out under one category, in øre."""

    category: str
    income_ore: int
    expense_ore: int


class Fund(NamedTuple):
    """§ 18 money of a period, in øre. A year's expenses count as met by it first, so `left_ore` was surely not used.

    What a year leaves is paid back, or kept on request (Billund, Slagelse): it does not count as the next year's.
    """

    income_ore: int
    used_ore: int
    left_ore: int


class Account(NamedTuple):
    """The money of a period, in øre: left before + income − expense = left after."""

    lo: str
    hi: str
    before_ore: int
    income_ore: int
    expense_ore: int
    categories: tuple[Category, ...]
    section_18: Fund
    minutes: int  # the coordinator's own time

    @property
    def left_ore(self) -> int:
        """What is left at the end of the period, of all money since the start."""
        return self.before_ore + self.income_ore - self.expense_ore


class Finance(NamedTuple):
    """An account with what stands around it, and the expenses that a § 18 account itemises."""

    account: Account
    scheme: str
    as_of: str
    made_on: str
    audit_row: int
    items: tuple[MoneyRow, ...]
    sent_on: str | None  # the day on which the § 18 account of the year was sent


def fund(years: list[YearRow], first: int) -> Fund:
    """The § 18 money of the years from `first` on, each year by itself."""
    counted = [one for one in years if one.year >= first]
    income = sum(one.section_18_ore for one in counted)
    used = sum(min(one.section_18_ore, one.expense_ore) for one in counted)
    return Fund(income, used, income - used)


def asked(connection: sqlite3.Connection, profile: Profile, lo: str, hi: str) -> dict[str, Value]:
    """The figures of a period that its account is made of."""
    return {key: figures.value(connection, figures.BY_KEY[key], profile, lo, hi) for key in FIGURES}


def account(connection: sqlite3.Connection, values: Mapping[str, Value], lo: str, hi: str) -> Account:
    """The money of a period; `values` are its figures. The § 18 money is that of its year, or years, up to its last day."""
    years = money.years(connection, hi)
    income, expense, minutes = (values[key] for key in FIGURES)
    assert isinstance(income, dict) and isinstance(expense, dict) and isinstance(minutes, int)  # noqa: PT018 - for mypy
    first = int(lo[:4])
    before = sum(one.income_ore - one.expense_ore for one in money.years(connection, later(lo, days=-1)))
    named = sorted(income.keys() | expense.keys())
    lines = tuple(Category(name, income.get(name, 0), expense.get(name, 0)) for name in named)
    total_in, total_out = sum(income.values()), sum(expense.values())
    return Account(lo, hi, before, total_in, total_out, lines, fund(years, first), minutes)


def finance(connection: sqlite3.Connection, profile: Profile, lo: str, hi: str, *, as_of: str, made_on: str) -> Finance:
    """The account of a period, as of the day that cuts it."""
    around = profile.scheme.title, as_of, made_on, audit.newest(connection)
    sent = money.account_sent(connection, int(lo[:4]), as_of)
    return Finance(
        account(connection, asked(connection, profile, lo, hi), lo, hi),
        *around,
        itemised(connection, lo, hi),
        sent and sent[1],
    )


def itemised(connection: sqlite3.Connection, lo: str, hi: str) -> tuple[MoneyRow, ...]:
    """The expenses of a period that a § 18 account tells one by one."""
    rows = money.listing(connection, hi, since=lo)
    return tuple(one for one in rows if one.direction == "expense" and one.amount_ore > ITEMISED_ORE)
