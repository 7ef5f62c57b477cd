"""mentorcli agenda: what is due, put off until a day, and silent in cron where nothing is."""

from __future__ import annotations

import shlex
from typing import Any

import pytest

from mentorcli.views.names import LETTER_OF
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


# --- the next hour ----------------------------------------------------------------------------------------------------


def test_what_fits_into_the_next_hour_is_shown_with_its_time(story: Any) -> None:
    day = ("--today", "2018-06-06")
    everything = story.ok("agenda", "--format", "json", *day).json()
    run = story.ok("agenda", "--minutes", "60", "--format", "json", *day)
    found = run.json()
    assert 0 < len(found) < len(everything)
    times = [one.pop("minutes") for one in found]
    assert sum(times) <= 60
    assert all(one in everything for one in found)
    assert found[0] == next(one for one in everything if one["due"] <= "2018-06-06"), (
        "the worst that is due comes first"
    )
    assert (
        run.told
        == f"{len(found)} of {len(everything)} lines fit: {sum(times) // 60 or ''}{' h' if sum(times) >= 60 else ''}".rstrip()
        + (f" {sum(times) % 60} min.\n" if sum(times) % 60 else ".\n")
    )


def test_more_time_never_shows_less_and_enough_shows_all(story: Any) -> None:
    counts = [
        len(story.ok("agenda", "--minutes", time, "--format", "json", today="2018-06-06").json())
        for time in ("5", "30", "1 t", "8 t")
    ]
    assert counts == sorted(counts)
    assert counts[-1] == len(story.ok("agenda", "--format", "json", today="2018-06-06").json())
    refused(story, "agenda", "--minutes", "længe", code=2)


# --- the sample corps, line by line -----------------------------------------------------------------------------------


@pytest.mark.parametrize("today", ["2026-11-28", "2027-03-26"])  # a Saturday; Good Friday
def test_every_command_of_the_sample_runs_and_shows_the_record(mc: Any, today: str) -> None:
    mc.ok("demo", "--into", str(mc.folder / "demo"), today=today)
    options: dict[str, Any] = {"today": today, "lang": "da", "db": mc.folder / "demo" / "demo.db"}
    lines = mc.ok("agenda", "--days", "60", "--format", "json", **options).json()
    assert {"A5", "B7", "C7", "C8", "C10", "C12", "K3", "K4", "K6"} <= {one["rule"] for one in lines}
    for one in lines:
        program, *command = shlex.split(one["command"])
        assert program == "mentorcli"
        text = mc.ok(*command, **options).text
        about = one["record"]
        # What a year's command shows: the money to be accounted for, the meetings so far.
        of_year = {"F5": "kr.", "K1": "bestyrelsesmøde", "K2": "netværksmøde"}.get(one["rule"], str(about["id"]))
        wanted = [of_year] if about["kind"] == "year" else about["label"].split(" / ")
        assert all(name in text for name in wanted), one
        assert one["message"][0].isupper()
        assert mc.ok("agenda", "later", one["rule"], record_of(about), "--until", "2030-01-01", "--why", "x",
                     "--dry-run", **options).text  # fmt: skip


def record_of(record: dict[str, Any]) -> str:
    """A record of the agenda as `agenda later` takes it."""
    return {**LETTER_OF, "year": ""}[record["kind"]] + str(record["id"])


def test_a_line_about_the_corps_rests_until_its_day(mc: Any) -> None:
    mc.ok("event", "add", "Bestyrelse", "--kind", "board", "--on", "2018-03-28")  # typed in on 1 April

    def asked(today: str) -> list[tuple[str, str]]:
        found = mc.ok("agenda", "--days", "0", "--format", "json", today=today).json()
        return [(one["due"], one["command"]) for one in found if one["rule"] == "K1"]

    line = ("2018-07-02", "mentorcli event list --kind board")
    assert [asked(day) for day in ("2018-07-01", "2018-07-02", "2018-09-01")] == [[], [line], [line]]
    mc.ok("agenda", "later", "K1", "2018", "--until", "2018-08-15", "--why", "ferie", today="2018-07-02")
    assert [asked(day) for day in ("2018-07-03", "2018-08-15")] == [[], [line]]
    mc.ok("event", "add", "Bestyrelse", "--kind", "board", "--on", "2018-09-20", today="2018-08-20")
    assert asked("2018-08-20") == []
    assert asked("2018-12-19") == []
    assert asked("2018-12-20") == [("2018-12-20", line[1])], "91 days after the meeting that was planned"
    late = mc.ok("agenda", "--as-of", "2018-08-19", "--format", "json", today="2018-12-01").json()
    assert "K1" in [one["rule"] for one in late], "the meeting was not planned yet"


def test_a_match_that_comes_to_the_longest_time_of_the_scheme_stands_there(story: Any) -> None:
    def told(day: str) -> list[tuple[str, str, int, str]]:
        return [one for one in due(story, "--today", day) if one[0] == "K9"]

    assert told("2018-06-20") == [], "the scheme states no longest time"
    story.ok("scheme", "set", "match.months_most", "8", "--from", "2018-06-01")
    assert told("2018-06-12") == []
    assert told("2018-06-13") == [("K9", "match", 1, "2018-06-20")]  # met on 20 October; a week ahead
    story.ok("agenda", "later", "K9", "x1", "--until", "2018-08-01", "--why", "aftalt", "--today", "2018-06-20")
    assert told("2018-06-21") == []


def test_a_day_to_come_without_its_year_is_said_where_the_one_just_past_may_be_meant(mc: Any) -> None:
    mc.take("story")
    later = ("agenda", "later", "C7", "x1", "--why", "ferie", "--until")
    said = "“25/3” was taken for 25 Mar 2019, which is the next such day; 25 Mar 2018 is over."
    assert mc.ok(*later, "25/3").told == f"{said}\n"
    assert not mc.ok(*later, "25/4").told
    assert not mc.ok(*later, "25/3-2019").told
