"""The global options, the day, and what a dry run and --as-of may not do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Program

from mentorcli import context
from mentorcli.context import CHOICES, FLAGS, HELP, SHORT, VALUES, Context
from mentorcli.errors import BadValue

LOG = ("hours", "log", "2", "--activity", "matching")


def split_globals(line: list[str]) -> tuple[dict[str, str], list[str]]:
    """The global options of a command line, and the rest."""
    given: dict[str, str] = {}
    return given, context.split_globals(line, given)


@pytest.mark.parametrize(
    "line",
    [
        ["--format", "json", "hours", "list"],
        ["hours", "list", "--format", "json"],
        ["hours", "--format", "json", "list"],
        ["--format=json", "hours", "list"],
        ["hours", "list", "--format=json"],
    ],
)
def test_global_options_stand_anywhere(mc: Program, line: list[str]) -> None:
    assert split_globals(line) == ({"--format": "json"}, ["hours", "list"])
    assert mc.ok(*line).json() == []


def test_two_dashes_end_the_options(mc: Program) -> None:
    given, rest = split_globals(["--quiet", "mentor", "add", "--", "--dry-run", "--format=json"])
    assert (given, rest) == ({"--quiet": "yes"}, ["mentor", "add", "--", "--dry-run", "--format=json"])
    mc.ok("mentor", "add", "--", "--dry-run")
    assert [row["name"] for row in mc.ok("mentor", "list", "--format", "json").json()] == ["--dry-run"]


def test_the_last_one_counts_and_short_names_are_the_long_ones() -> None:
    given, rest = split_globals(["-q", "-y", "-o", "a.csv", "status", "--lang", "da", "--lang=en"])
    assert given == {"--quiet": "yes", "--yes": "yes", "--output": "a.csv", "--lang": "en"}
    assert rest == ["status"]


def test_a_value_may_hold_an_equals_sign() -> None:
    assert split_globals(["--db=a=b.db"])[0] == {"--db": "a=b.db"}


@pytest.mark.parametrize("name", [*VALUES, "-o"])
def test_a_value_that_is_missing_is_told(mc: Program, name: str) -> None:
    for line in (["status", name], ["status", name, ""], [f"{name}="]):
        run = mc(*line)
        assert run.code == 2
        assert f"{SHORT.get(name, name)} needs a value." in run.told


@pytest.mark.parametrize("name", sorted(CHOICES))
def test_a_value_that_is_not_known_is_told_with_those_that_are(mc: Program, name: str) -> None:
    run = mc("status", name, "purple")
    assert run.code == 2
    assert run.told == f"mentorcli: {name} cannot be “purple”.\n  Known: {', '.join(CHOICES[name])}\n"


def test_every_global_option_is_in_the_help(mc: Program) -> None:
    told = mc.ok("--help").text
    named = " ".join(line for line, _text in HELP)
    for name in [*VALUES, *FLAGS, *SHORT]:
        assert name in named
    for line, _text in HELP:
        assert line in told


# --- the day ------------------------------------------------------------------------------------------------------


def test_the_day_is_the_one_that_was_given(mc: Program) -> None:
    def as_of(*options: str, **environ: str) -> str:
        found: str = mc.ok("status", "--format", "json", *options, **environ).json()["as_of"]
        return found

    assert as_of() == "2018-04-01"
    assert as_of(today="2018-05-01") == "2018-05-01"
    assert as_of("--today", "2018-06-01") == "2018-06-01"
    assert as_of("--today", "1/7-18") == "2018-07-01"
    assert as_of("--as-of", "2018-02-01") == "2018-02-01"
    assert as_of("--as-of", "i går", lang="da") == "2018-03-31"


def test_without_one_it_is_the_machines() -> None:
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", Context(given={}, environ={}).today)


@pytest.mark.parametrize("value", ["garbage", "2018-02-30", "32/1-2018"])
def test_a_day_that_cannot_be_read_is_refused(mc: Program, value: str) -> None:
    for run in (mc("status", "--today", value), mc("status", today=value), mc("status", "--as-of", value)):
        assert run.code == 2
        assert "is not a day" in run.told or "There is no" in run.told, run.told


@pytest.mark.parametrize(
    "line",
    [
        LOG,
        ("mentor", "add", "Bo Ny"),
        ("mentor", "edit", "m1", "--town", "Ringsted"),
        ("money", "add", "--income", "100", "--category", "x"),
    ],
)
def test_as_of_is_for_looking(mc: Program, line: tuple[str, ...]) -> None:
    mc.take("story")
    before = mc.db.read_bytes()
    run = mc(*line, "--as-of", "2018-03-01")
    assert run.code == 2
    assert "--on" in run.told
    assert mc.db.read_bytes() == before


@pytest.mark.parametrize(
    "line",
    [
        LOG,
        ("mentor", "add", "Bo Ny"),
        ("mentor", "edit", "m1", "--town", "Ringsted"),
        ("mentor", "leave", "m2"),
        ("youth", "refer", "Ny Ung", "--source", "self"),
        ("match", "propose", "y2", "--mentor", "m1"),
        ("match", "end", "x1", "--by", "both", "--reason", "goal-reached", "--planned", "yes"),
        ("meeting", "log", "y1", "--minutes", "60"),
        ("event", "add", "Fest", "--kind", "social"),
        ("event", "attend", "e1", "y1"),
        ("money", "add", "--income", "100", "--category", "x"),
    ],
    ids=" ".join,
)
def test_a_dry_run_saves_nothing(mc: Program, line: tuple[str, ...]) -> None:
    mc.take("story")
    before = mc.db.read_bytes()
    told = mc.ok(*line, "--dry-run").text
    assert told.endswith("(not saved: --dry-run)\n")
    assert mc.ok(*line, "--dry-run", "--format", "json").json()["dry_run"] is True
    assert mc.db.read_bytes() == before
    assert [path.name for path in mc.folder.iterdir()] == ["corps.db"]
    mc.ok(*line)
    assert mc.db.read_bytes() != before


def test_a_dry_run_makes_no_file(mc: Program) -> None:
    mc.db.unlink()
    mc.ok("init", "--scheme", "slagelse", "--dry-run")
    assert list(mc.folder.iterdir()) == []


def test_a_dry_run_refuses_what_the_run_would_refuse(mc: Program) -> None:
    assert mc("init", "--scheme", "slagelse").code == 2
    assert mc("init", "--scheme", "slagelse", "--dry-run").code == 2


# --- the file and the format --------------------------------------------------------------------------------------


def test_the_option_goes_before_the_environment(mc: Program) -> None:
    other = mc.folder / "other.db"
    mc.ok("init", "--scheme", "blank", "--db", str(other))
    mc.ok(*LOG, "--db", str(other))
    assert mc.ok("hours", "list", "--format", "json").json() == []
    assert len(mc.ok("hours", "list", "--format", "json", db=other).json()) == 1


def test_without_both_it_is_the_folder_for_program_data(tmp_path: Path) -> None:
    path = Context(given={}, environ={}).path
    assert path.name == "mentorcli.db"
    assert path.is_relative_to(tmp_path) or not str(path).startswith("/")


@pytest.mark.parametrize(
    ("given", "format_"),
    [
        ({}, "table"),
        ({"--output": "a.csv"}, "csv"),
        ({"--output": "a.JSON"}, "json"),
        ({"--output": "a.txt"}, "table"),
        ({"--output": "a.csv", "--format": "json"}, "json"),
        ({"--output": "csv"}, "table"),
    ],
)
def test_the_suffix_chooses_the_format(given: dict[str, str], format_: str) -> None:
    assert Context(given=given, environ={}).format == format_


def test_what_has_happened_is_not_to_come(mc: Program) -> None:
    run = mc(*LOG, "--on", "2018-04-02")
    assert run.code == 2
    assert "still to come" in run.told
    mc.ok(*LOG, "--on", "2018-04-01")


def test_a_context_opens_nothing_by_itself(tmp_path: Path) -> None:
    here = Context(given={"--db": str(tmp_path / "no.db")}, environ={})
    assert here.day
    assert here.format == "table"
    here.close()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(BadValue):
        Context(given={"--as-of": "garbage"}, environ={}).day  # noqa: B018 - it is asked for to see it refused
