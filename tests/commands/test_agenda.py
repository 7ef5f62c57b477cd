"""mentorcli agenda: what is due, put off until a day, and silent in cron where nothing is."""

from __future__ import annotations

import shlex
from typing import Any

import pytest

from tests.golden.kit import records, refused


def due(mc: Any, *more: str) -> list[tuple[str, str, int, str]]:
    """Rule, kind, number and day of each line of the agenda."""
    found = mc.ok("agenda", "--format", "json", *more).json()
    return [(one["rule"], one["record"]["kind"], one["record"]["id"], one["due"]) for one in found]


@pytest.fixture
def story(mc: Any) -> Any:
    """A running match, last met on 25 March 2018, and a youth who has waited since 1 February; all entered on 1 April."""
    return mc.take("story")


def test_the_lines_have_the_promised_shape_and_commands_that_run(story: Any) -> None:
    found = story.ok("agenda", "--format", "json", "--today", "2018-06-01").json()
    assert found
    for one in found:
        assert set(one) == {"rule", "severity", "due", "record", "message", "command"}
        assert set(one["record"]) == {"kind", "id", "label"}
        assert one["severity"] in ("block", "warn", "remind")
        assert story.ok(*shlex.split(one["command"])[1:]).code == 0
        assert shlex.split(one["command"])[0] == "mentorcli"
    weights = [("block", "warn", "remind").index(one["severity"]) for one in found]
    assert weights == sorted(weights), "worst first"


def test_a_clock_starts_when_the_record_came_into_the_file_and_days_look_ahead(story: Any) -> None:
    """Entered on 1 April: thirty days of silence and of waiting are over on 1 May."""
    wait = ("C10", "youth", 2, "2018-05-01")
    silent = ("C7", "match", 1, "2018-05-01")
    assert not {wait, silent} & {*due(story, "--today", "2018-04-23", "--days", "7")}
    assert (
        {wait, silent}
        <= {*due(story, "--today", "2018-04-24", "--days", "7")}
        == {*due(story, "--today", "2018-04-24")}
    )
    assert not {wait, silent} & {*due(story, "--today", "2018-04-30", "--days", "0")}
    assert {wait, silent} <= {*due(story, "--today", "2018-05-01", "--days", "0")}
    for bad in ("-1", "x", "1.5", "4000"):
        refused(story, "agenda", f"--days={bad}", code=2)


def test_later_puts_a_line_off_until_the_day(story: Any) -> None:
    line = ("agenda", "later", "c10", "mie", "--until", "2018-05-15", "--why", "ferie")
    records(story, *line, says="C10 for mie comes back on 15 May 2018.", id="1")

    def waits(day: str) -> bool:
        return ("C10", "youth", 2) in [one[:3] for one in due(story, "--today", day)]

    assert [waits(day) for day in ("2018-05-14", "2018-05-15")] == [False, True]
    assert ("C7", "match", 1) in [one[:3] for one in due(story, "--today", "2018-05-14")], "only that line is put off"
    story.ok("agenda", "later", "C7", "x1", "--until", "i morgen", "--why", "x")
    story.ok("agenda", "later", "F5", "2017", "--until", "2018-05-01", "--why", "x")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("ZZ", "y2", "--until", "2018-05-01", "--why", "x"), 2), (("C10", "y2", "--until", "2018-04-01", "--why", "x"), 2),
        (("C10", "y2", "--until", "2018-05-01"), 2), (("C10", "y2", "--until", "2018-05-01", "--why", ""), 2),
        (("C10", "y2", "--until", "snart", "--why", "x"), 2), (("C10", "y9", "--until", "2018-05-01", "--why", "x"), 3),
        (("C7", "x9", "--until", "2018-05-01", "--why", "x"), 3), (("C10", "nobody", "--until", "2018-05-01", "--why", "x"), 3),
        (("C10", "2", "--until", "2018-05-01", "--why", "x"), 3),
    ],
)  # fmt: skip
def test_later_refuses_what_it_cannot_put_off(story: Any, line: tuple[str, ...], code: int) -> None:
    refused(story, "agenda", "later", *line, code=code)


def test_cron_gets_6_and_the_lines_when_something_is_due(story: Any) -> None:
    run = story("agenda", "--fail-on-due", "--today", "2018-06-01")
    assert run.code == 6
    assert run.text == story.ok("agenda", "--today", "2018-06-01").text
    count = len(due(story, "--today", "2018-06-01"))
    assert run.told.startswith(f"mentorcli: {count} things are due.")


def test_cron_hears_nothing_when_nothing_is_due(mc: Any) -> None:
    for form in ("table", "json", "md", "csv"):
        run = mc.ok("agenda", "--fail-on-due", "--format", form)
        assert (run.out, run.err) == (b"", b"")
    assert mc.ok("agenda").text == "Nothing is due.\n"
    assert mc.ok("agenda", "--format", "json").json() == []


def test_a_rule_that_is_off_says_nothing(story: Any) -> None:
    story.ok("scheme", "set", "rules.off", "c10, C7")
    assert {"C7", "C10"} & {one[0] for one in due(story, "--today", "2018-06-01")} == set()


def test_the_agenda_of_an_earlier_day_shows_that_day(story: Any) -> None:
    story.ok("youth", "close", "mie", "--reason", "withdrew", "--on", "2018-05-20", today="2018-06-01")
    assert ("C10", "youth", 2) not in [one[:3] for one in due(story, "--today", "2018-06-01")]
    assert ("C10", "youth", 2) in [one[:3] for one in due(story, "--today", "2018-06-01", "--as-of", "2018-05-19")]
