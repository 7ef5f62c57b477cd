"""What people see of each noun, letter for letter: plain text in both languages, of a corps worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.golden.kit import held

TABLES: dict[str, tuple[str, ...]] = {
    "mentor-list": ("mentor", "list"),
    "mentor-show": ("mentor", "show", "ida"),
    "youth-list": ("youth", "list"),
    "youth-waiting": ("youth", "list", "--waiting"),
    "youth-show": ("youth", "show", "mie"),
    "match-list": ("match", "list"),
    "match-show": ("match", "show", "x3"),
    "meeting-list": ("meeting", "list", "--from", "2017-01-01", "--to", "2017-06-30"),
    "event-list": ("event", "list"),
    "event-show": ("event", "show", "e2"),
    "money-list": ("money", "list"),
    "hours-list": ("hours", "list"),
    "scheme-show": ("scheme", "show"),
    "scheme-rule": ("scheme", "rules", "A4"),
    "agenda": ("agenda", "--today", "2018-06-01", "--days", "0"),
    "status": ("status",),
    "search": ("search", "baek"),
    "figure": ("report", "figure", "end_reasons", "--year", "2017", "--why"),
    "annual-table": ("report", "annual", "2017"),
    "corps-table": ("report", "corps"),
    "retention": ("report", "retention"),
    "finance": ("report", "finance", "2017"),
}


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_as_it_was_read(mc: Any, corps_file: Path, name: str, lang: str) -> None:
    held(f"{name}.{lang}.txt", mc.ok(*TABLES[name], lang=lang, db=corps_file).text)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_the_rules_find_is_as_it_was_read(mc: Any, corps_file: Path, lang: str) -> None:
    run = mc("check", "--history", "--today", "2018-06-01", lang=lang, db=corps_file)
    assert run.code == 6
    held(f"check.{lang}.txt", run.text)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_terminal_of_80_columns_gets_whole_lines(mc: Any, corps_file: Path, lang: str) -> None:
    for name in (
        "mentor-list",
        "youth-list",
        "match-list",
        "meeting-list",
        "event-list",
        "money-list",
        "hours-list",
        "status",
        "retention",
        "finance",
        "annual-table",
    ):
        text = mc.ok(*TABLES[name], "--color", "always", lang=lang, db=corps_file, COLUMNS="80").text
        plain = "".join(part.partition("m")[2] if at else part for at, part in enumerate(text.split("\x1b[")))
        assert max(map(len, plain.splitlines())) <= 80, name
        held(f"{name}.80.{lang}.txt", "".join(f"{line.rstrip()}\n" for line in plain.splitlines()))
