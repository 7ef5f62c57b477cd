"""mentorcli hours …: the coordinator's own time; here a bare number is hours."""

from __future__ import annotations

from typing import Any

import pytest

from tests.golden.kit import records, refused


@pytest.mark.parametrize(
    ("typed", "minutes"), [("2", 120), ("1,5", 90), ("1.5", 90), ("1:30", 90), ("45 min", 45), ("24", 1440)]
)
def test_a_bare_number_is_hours(mc: Any, typed: str, minutes: int) -> None:
    mc.ok("hours", "log", typed, "--activity", "kursus", "--on", "2018-02-01")
    assert mc.ok("hours", "list", "--format", "json").json() == [
        {"id": 1, "on": "2018-02-01", "minutes": minutes, "activity": "kursus"}
    ]


@pytest.mark.parametrize("typed", ["0", "0 min", "24,5", "-1", "to", "1,33", ""])
def test_what_is_no_time_is_refused_in_the_programs_own_words(mc: Any, typed: str) -> None:
    error = refused(mc, "hours", "log", "--activity", "x", "--", typed, code=2)
    assert "CHECK" not in error["message"]


def test_log_says_it_back_and_an_equal_one_needs_again(mc: Any) -> None:
    line = ("hours", "log", "1,5", "--activity", '-matching; "og" mere', "--on", "2018-03-20")
    says = '1 h 30 min on 20 Mar 2018: -matching; "og" mere.'
    records(mc, *line, says=says, id="1", again=f"Already there: {says} Another equal one is added with --again.")
    assert mc.ok(*line, "--again", "--quiet").text == "2\n"
    assert "'-matching" in mc.ok("hours", "list", "--format", "csv").text
    refused(mc, *line[:-1], "2018-04-02", code=2)
    assert mc("hours", "log", "1").code == 2
    assert mc.ok("hours", "list", "--as-of", "2018-03-19").text == "No hours.\n"
    assert mc.ok("hours", "list", "--from", "2018-03-20", "--to", "2018-03-20", "--quiet").text == "1\n2\n"
