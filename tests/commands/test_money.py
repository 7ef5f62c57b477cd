"""mentorcli money …: amounts in whole øre, once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.golden.kit import records, refused

LATER = "2018-04-06"
ADD = ("money", "add", "--category", "§ 18-midler", "--on", "2018-02-01")


@pytest.mark.parametrize(
    ("typed", "ore"),
    [("12.500,00", 1_250_000), ("12500", 1_250_000), ("12500.00", 1_250_000), ("kr. 0,05", 5), ("12 500,5", 1_250_050)],
)
def test_an_amount_is_kept_in_whole_ore(mc: Any, typed: str, ore: int) -> None:
    mc.ok(*ADD, "--income", typed)
    (found,) = mc.ok("money", "list", "--format", "json").json()
    assert found == {
        "id": 1, "on": "2018-02-01", "direction": "income", "category": "section-18", "amount_ore": ore, "text": "",
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["12.500", "1.275", "12,500"])
def test_one_point_and_three_digits_are_refused_with_both_readings(mc: Any, typed: str) -> None:
    error = refused(mc, *ADD, "--income", typed, code=2)
    assert typed.replace(".", "").replace(",", "") in error["message"]
    assert typed[:-4] + " kroner and" in error["message"]


@pytest.mark.parametrize(
    "given",
    [
        (), ("--income", "1", "--expense", "1"), ("--income", "0"), ("--income=-5",), ("--income", "1,005"),
        ("--income", "5", "--on", "2018-04-02"), ("--income", "5", "--text", "til 010170-1234"), ("--income", "fem"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(mc: Any, given: tuple[str, ...]) -> None:
    refused(mc, *ADD, *given, code=2)


def test_add_says_it_back_and_an_equal_one_needs_again(mc: Any) -> None:
    line = (*ADD, "--expense", "750", "--text", "gaver")
    says = "Expense, section 18 funds: DKK 750.00 on 1 Feb 2018."
    again = f"Already there: {says} Another equal one is added with --again."
    records(mc, *line, says=says, id="1", again=again)
    assert mc.ok(*line, "--again", "--quiet").text == "2\n"
    mc.ok(*line[:-1], "blomster")
    assert [one["text"] for one in mc.ok("money", "list", "--format", "json").json()] == ["gaver", "gaver", "blomster"]
    year = mc.ok("report", "annual", "2018", "--format", "json").json()
    assert (year["expense_ore"], year["income_ore"]) == (225_000, 0)


def test_an_own_word_is_a_category_and_the_list_is_by_day(mc: Any) -> None:
    mc.ok("money", "add", "--expense", "10", "--category", "Kaffe & kage", "--on", "2018-03-01")
    mc.ok("money", "add", "--income", "20", "--category", "donation", "--on", "2018-01-01")
    found = mc.ok("money", "list", "--format", "json").json()
    assert [(one["category"], one["amount_ore"]) for one in found] == [("donation", 2000), ("Kaffe & kage", 1000)]
    assert [one["id"] for one in mc.ok("money", "list", "--format", "json", "--as-of", "2018-02-01").json()] == [2]
    assert mc.ok("money", "list", "--from", "2018-02-01", "--quiet").text == "1\n"
    assert mc.ok("money", "list", "--format", "csv").text.splitlines()[1:] == [
        "2,2018-01-01,income,donation,2000,", "1,2018-03-01,expense,Kaffe & kage,1000,",
    ]  # fmt: skip
    excel = mc.ok("money", "list", "--format", "csv", "--dialect", "excel-da").out
    assert excel.startswith(b"\xef\xbb\xbf")
    assert b";20,00;" in excel
    assert excel.endswith(b"\r\n")


def due(mc: Any, *more: str) -> list[str]:
    """The command that the agenda tells for F5, where it is due."""
    return [
        one["command"] for one in mc.ok("agenda", "--format", "json", *more, today=LATER).json() if one["rule"] == "F5"
    ]


def sent(mc: Any, year: str, *more: str) -> object:
    """The day on which the account of a year was sent, as its report tells it."""
    return mc.ok("report", "finance", year, "--format", "json", *more, today=LATER).json()["section_18"]["sent_on"]


def test_the_account_of_a_year_is_due_until_it_was_sent(mc: Any) -> None:
    for day in ("2016-03-01", "2017-03-01"):
        mc.ok(*ADD[:-1], day, "--income", "50000", today=day)
    assert due(mc) == ["mentorcli report finance 2017"]
    run = mc.ok("money", "account", "2017", "--on", "2018-04-04", today=LATER)
    assert run.text.strip() == "The § 18 account of 2017 was sent on 4 Apr 2018."
    assert due(mc) == []
    assert due(mc, "--as-of", "2018-04-03") == ["mentorcli report finance 2017"]
    assert (sent(mc, "2017"), sent(mc, "2016")) == ("2018-04-04", "2018-04-04")
    assert sent(mc, "2017", "--as-of", "2018-04-03") is None
    assert (
        "Already there: The § 18 account of 2017 was sent on 4 Apr 2018."
        in mc.ok("money", "account", "2017", today=LATER).text
    )
    mc.ok(
        "scheme", "set", "money.accounted", "2016", "--from", "2018-04-05", today=LATER
    )  # it was another one after all
    assert due(mc) == ["mentorcli report finance 2017"]
    assert sent(mc, "2017") is None
    mc.ok("money", "account", "2017", "--on", "2018-04-06", today=LATER)
    assert (due(mc), sent(mc, "2017")) == ([], "2018-04-06")


@pytest.mark.parametrize(
    "given", [("2018",), ("i fjor",), ("17",), ("2017", "--on", "2017-12-30"), ("2017", "--on", "2018-04-02")]
)
def test_what_is_no_year_that_was_over_is_refused(mc: Any, given: tuple[str, ...]) -> None:
    refused(mc, "money", "account", *given, code=2)
    assert sent(mc, "2017") is None
