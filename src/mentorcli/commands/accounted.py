"""How the account of a year is shown: money in and out, what is left, and the § 18 money in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorcli import codes
from mentorcli.commands.reported import around, titled
from mentorcli.output import Column, Listing, Page
from mentorcli.words import N_, _, amount

if TYPE_CHECKING:
    from mentorcli.documents import chart
    from mentorcli.reports.finance import Finance

FINANCE = N_("Account")
CATEGORIES = (
    Column("category", N_("Category"), "code", "money_category"),
    Column("income_ore", N_("Money in"), "ore"),
    Column("expense_ore", N_("Money out"), "ore"),
)
ITEMS = (
    Column("id", N_("No."), "id"),
    Column("on", N_("Day"), "day"),
    Column("category", N_("Category"), "code", "money_category"),
    Column("amount_ore", N_("Amount"), "ore"),
    Column("text", N_("Text")),
)
LEFT = (
    Column("left_before_ore", N_("Left from before"), "ore"),
    Column("income_ore", N_("+ money in"), "ore"),
    Column("expense_ore", N_("− money out"), "ore"),
    Column("left_ore", N_("= left"), "ore"),
    Column("coordinator_minutes", N_("The coordinator's time"), "minutes"),
)
FUND = (
    Column("income_ore", N_("§ 18 money received"), "ore"),
    Column("used_ore", N_("− § 18 money used (before other money)"), "ore"),
    Column("left_ore", N_("= § 18 money not used"), "ore"),
)
SENT = Column("sent_on", N_("§ 18 account sent"), "day")


def finance(found: Finance, *, people: bool, hint: bool = True) -> Page:
    """An account as a record; the § 18 money stands in it where there is any, and how to say that it was accounted for.

    Without `hint`, for a paper that goes to others, no command is told.
    """
    one = found.account
    sums = (one.before_ore, one.income_ore, one.expense_ore, one.left_ore, one.minutes)
    fields = (*around(found, one.lo, one.hi, people=people), *zip(LEFT, sums, strict=True))
    fund: tuple[tuple[Column, object], ...] = ()
    if not people or any(one.section_18):
        fund = tuple(zip((*FUND, SENT), (*one.section_18, found.sent_on), strict=True))
    if fund and people and found.sent_on is None:
        told = _("not recorded: mentorcli money account {year}").format(year=one.lo[:4])
        fund = (*fund[:-1], *([(SENT._replace(kind="text"), told)] if hint else []))
    items = [(item.id, item.on, item.category, item.amount_ore, item.text) for item in found.items]
    parts = (
        ("categories", Listing(CATEGORIES, one.categories, N_("By category"), N_("No money in or out."))),
        ("items", Listing(ITEMS, items, N_("Expenses above 5,000 kr."))),
    )
    return Page(titled(_(FINANCE), found.scheme, one.lo, one.hi), fields, parts, (("section_18", fund),))


def spent(found: Finance) -> list[chart.Chart]:
    """The chart of what the money went to; none where it went to one purpose alone."""
    from mentorcli.documents import chart

    rows = [
        (codes.word("money_category", one.category), one.expense_ore, amount(one.expense_ore))
        for one in found.account.categories
        if one.expense_ore
    ]
    return [chart.bars(_("Money out by category"), rows)] if len(rows) > 1 else []
