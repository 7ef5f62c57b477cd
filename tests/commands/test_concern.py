"""mentorcli concern …: that the municipality was notified, and the receipt; never what it says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.golden.kit import TODAY, records, refused

LOG = ("concern", "log", "kim", "--to", "Lyngby-Taarbæk Kommune", "--by", "koordinator", "--on", "2018-03-20")
SAYS = "Notification c1 about y1 Kim Bo (2002) to Lyngby-Taarbæk Kommune on 20 Mar 2018."


@pytest.fixture
def mil(mc: Any) -> Any:
    """A file of Lyngby with a young person of 15."""
    mc.take("mil-lyngby")
    mc.ok(
        "youth",
        "refer",
        "Kim Bo",
        "--source",
        "school",
        "--on",
        "2018-01-10",
        "--born",
        "2002-06-01",
        "--municipality",
        "173",
    )
    return mc


def rules(mc: Any, today: str = TODAY) -> list[tuple[str, str]]:
    """Rule and day of what is due."""
    found = mc.ok("agenda", "--days", "0", "--format", "json", today=today).json()
    return [(one["rule"], one["due"]) for one in found]


def test_a_notification_says_back_whom_it_is_about_and_that_the_duty_is_personal(mil: Any) -> None:
    run = mil.ok(*LOG, "--dry-run")
    assert "C13: " in run.told
    assert "the mentor too" in run.told
    records(mil, *LOG, says=SAYS, id="c1")
    assert mil.ok(*LOG).told == ""  # said once


def test_of_somebody_of_age_nothing_is_said_of_the_duty(mil: Any) -> None:
    mil.ok("youth", "edit", "kim", "--born", "2000-03-20")
    assert mil.ok(*LOG).told == ""


def test_the_receipt_is_asked_for_after_six_working_days_and_ends_it(mil: Any) -> None:
    mil.ok(*LOG, today="2018-03-20")
    # 21, 22, 23, 26 and 27 March, and 28 March; then come the days of Easter
    assert "C12" not in [rule for rule, _due in rules(mil, today="2018-03-27")]
    assert ("C12", "2018-03-28") in rules(mil)
    mil.ok("agenda", "later", "C12", "c1", "--until", "2018-04-10", "--why", "har ringet")
    assert "C12" not in [rule for rule, _due in rules(mil)]
    says = "The receipt of notification c1 about y1 Kim Bo (2002) came on 29 Mar 2018."
    records(mil, "concern", "receipt", "kim", "--on", "2018-03-29", says=says, id="c1")
    assert mil.ok("concern", "list", "--open", "--format", "json").json() == []
    (then,) = mil.ok("concern", "list", "--as-of", "2018-03-28", "--format", "json").json()
    assert then["receipt"] is None
    refused(mil, "concern", "receipt", "c1", "--on", "2018-03-30", code=4)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("log", "kim", "--to", "Kommunen"), 2),  # by whom
        (("log", "kim", "--by", "koordinator"), 2),
        (("log", "kim", "--to", "", "--by", "koordinator"), 2),
        (("log", "kim", "--to", "Kommunen", "--by", "x", "--on", "2018-04-02"), 2),
        (("log", "kim", "--to", "Kommunen", "--by", "x", "--on", "2018-01-09"), 2),  # not on file yet
        (("log", "kim", "--to", "Kommunen", "--by", "x", "--on", "2018-03-20", "--receipt", "2018-03-19"), 2),
        (("log", "kim", "--to", "010170-1234", "--by", "x"), 2),
        (("log", "nobody", "--to", "Kommunen", "--by", "x"), 3),
        (("log", "kim", "--to", "Kommunen", "--by", "x", "--text", "hvad der skete"), 2),  # there is no place for it
        (("receipt", "kim"), 3),
        (("receipt", "c7"), 3),
    ],
)
def test_what_cannot_be_is_refused(mil: Any, line: tuple[str, ...], code: int) -> None:
    refused(mil, "concern", *line, code=code)


def test_a_receipt_may_come_with_the_notification_or_be_added_to_it(mil: Any) -> None:
    mil.ok(*LOG)
    assert mil.ok(*LOG, "--receipt", "2018-03-21").text == SAYS + "\n"
    (shown,) = mil.ok("youth", "show", "kim", "--format", "json").json()["concerns"]
    assert shown == {
        "id": 1, "on_day": "2018-03-20", "told_to": "Lyngby-Taarbæk Kommune", "by_role": "koordinator", "receipt_on": "2018-03-21",
    }  # fmt: skip
