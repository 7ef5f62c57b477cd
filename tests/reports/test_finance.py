"""The account of a period: what comes in and goes out adds up, and § 18 money is accounted for year by year."""

from __future__ import annotations

import pytest
from hypothesis import given

from mentorcli.reports.finance import ITEMISED_ORE, account, asked, finance, fund
from mentorcli.views.money import YearRow
from tests.views import world
from tests.views.world import Corps, Drawn, Money, iso

SLAGELSE = world.profile_of("slagelse")
MONEY = (  # two years: the year turns on day 31
    Money(5, "income", 100_000, "section-18"), Money(9, "expense", 30_000, "training"),
    Money(40, "income", 50_000, "section-18"), Money(41, "income", 20_000, "donation"),
    Money(42, "expense", ITEMISED_ORE, "training"), Money(43, "expense", ITEMISED_ORE + 1, "social"),
    Money(100, "expense", 7, "social"),
)  # fmt: skip


def test_an_account_of_a_year_worked_out_by_hand() -> None:
    file = world.filled(Corps(money=MONEY))
    found = account(file, asked(file, SLAGELSE, "2020-01-01", iso(60)), "2020-01-01", iso(60))
    assert found.before_ore == 70_000
    assert (found.income_ore, found.expense_ore) == (70_000, 2 * ITEMISED_ORE + 1)
    assert found.left_ore == 140_000 - 2 * ITEMISED_ORE - 1
    assert [tuple(one) for one in found.categories] == [
        ("donation", 20_000, 0), ("section-18", 50_000, 0), ("social", 0, ITEMISED_ORE + 1), ("training", 0, ITEMISED_ORE),
    ]  # fmt: skip
    assert found.section_18 == (50_000, 50_000, 0)
    earlier = account(file, asked(file, SLAGELSE, "2019-01-01", "2019-12-31"), "2019-01-01", "2019-12-31")
    assert (earlier.before_ore, earlier.section_18) == (0, (100_000, 30_000, 70_000))


def test_an_expense_above_five_thousand_kroner_is_itemised() -> None:
    file = world.filled(Corps(money=MONEY))
    found = finance(file, SLAGELSE, "2020-01-01", iso(60), as_of=iso(60), made_on=iso(90))
    assert [(one.category, one.amount_ore) for one in found.items] == [("social", ITEMISED_ORE + 1)]
    assert (found.as_of, found.made_on, found.scheme) == (iso(60), iso(90), "Mentorkorps Slagelse")


@pytest.mark.parametrize(
    ("years", "first", "expected"),
    [
        ([], 2018, (0, 0, 0)),
        ([YearRow(2018, 100, 60, 100)], 2018, (100, 60, 40)),
        ([YearRow(2018, 150, 160, 100)], 2018, (100, 100, 0)),
        ([YearRow(2018, 100, 0, 100), YearRow(2019, 0, 60, 0)], 2018, (100, 0, 100)),  # what is left is paid back
        ([YearRow(2017, 90, 0, 90), YearRow(2018, 100, 60, 100)], 2018, (100, 60, 40)),
        ([YearRow(2018, 50, 60, 0)], 2018, (0, 0, 0)),
    ],
)
def test_expenses_are_met_by_section_18_money_first(
    years: list[YearRow], first: int, expected: tuple[int, int, int]
) -> None:
    assert fund(years, first) == expected


@given(world.drawn())
@world.drawing(80)
def test_an_account_adds_up(drawn: Drawn) -> None:
    file = world.filled(drawn.corps)
    for lo, hi in (("2020-01-01", iso(world.LAST)), (iso(0), iso(drawn.hi))):
        found = account(file, asked(file, drawn.profile, lo, hi), lo, hi)
        assert sum(one.income_ore for one in found.categories) == found.income_ore
        assert sum(one.expense_ore for one in found.categories) == found.expense_ore
        money = [one.ore * (1 if one.direction == "income" else -1) for one in drawn.corps.money if iso(one.on) <= hi]
        assert found.left_ore == sum(money)
        received, used, left = found.section_18
        assert received == used + left <= found.income_ore
        assert 0 <= used <= found.expense_ore
