"""The whole list of rules, and those that stand in tables and gates: each is tried, not believed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from mentorcli.rules import standing
from mentorcli.rules.table import RULES
from mentorcli.schemes.profile import Profile
from tests.golden.kit import refused

LIST = [f"{letter}{n}" for letter, last in (("A", 9), ("B", 19), ("C", 14), ("D", 8)) for n in range(1, last + 1)]
CPR = "010170-1234"


def test_every_rule_of_the_list_is_told_of(mc: Any) -> None:
    told = {one["rule"] for one in mc.ok("scheme", "rules", "--format", "json").json()}
    assert set(LIST) <= told
    assert told == {rule.id for rule in RULES}


def test_what_is_coming_is_judged_by_nothing_and_what_stands_cannot_be_turned_off() -> None:
    profile = Profile()
    for rule in standing.RULES:
        assert rule.decide is None
        assert not rule.at
        assert rule.status(profile) == ("later" if rule.coming else "enforced")
    assert {rule.id for rule in standing.RULES if not rule.coming} == {"A7", "B1", "B2", "B10", "B17"}


def columns(mc: Any, table: str) -> set[str]:
    with closing(sqlite3.connect(mc.db)) as file:
        return {row[1] for row in file.execute(f"PRAGMA table_info({table})")}


def test_a7_a_certificate_has_no_place_for_its_content(mc: Any) -> None:
    kept = {"kind", "ordered_on", "seen_on", "seen_by", "outcome", "review_on"}
    assert columns(mc, "mentor_check") == {"id", "mentor_id", "recorded_on"} | kept
    mc.ok("mentor", "add", "Ida Holm")
    line = ("mentor", "check", "ida", "--kind", "straffeattest", "--seen", "2018-03-01", "--outcome", "approved")
    for more in (("--note", "x"), ("--text", "x"), ("--file", "x.pdf")):
        refused(mc, *line, *more, code=2)
    refused(mc, *line, "--by", "a" * 61, code=2)
    refused(mc, *line[:-1], "a theft in 2015", code=2)


def test_b2_there_is_no_column_for_a_cpr_number(mc: Any) -> None:
    with closing(sqlite3.connect(mc.db)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        assert not {name for name in columns(mc, table) if "cpr" in name or "person_number" in name}, table


def test_b10_a_meeting_has_no_place_for_what_was_said(mc: Any) -> None:
    kept = {"on_day", "at", "kind", "status", "who", "minutes", "place", "topics", "stand_in_id"}
    assert columns(mc, "meeting") == {"id", "match_id", "recorded_on"} | kept
    mc.take("story")
    refused(mc, "meeting", "log", "x1", "--topic", "he told of his father", code=2)
    refused(mc, "meeting", "log", "x1", "--place", "a" * 61, code=2)
    refused(mc, "meeting", "log", "x1", "--note", "x", code=2)


@pytest.mark.parametrize(
    "line",
    [
        ("mentor", "add", CPR), ("mentor", "edit", "m1", "--interests", CPR), ("mentor", "edit", "m1", "--address", CPR),
        ("mentor", "check", "m1", "--kind", "straffeattest", "--ordered", "2018-03-01", "--by", CPR),
        ("mentor", "pause", "m1", "--reason", CPR), ("youth", "edit", "y1", "--needs", CPR),
        ("youth", "edit", "y1", "--support", CPR), ("hours", "log", "1", "--activity", CPR),
        ("meeting", "log", "x1", "--place", CPR), ("event", "add", CPR, "--kind", "board"),
        ("money", "add", "--income", "10", "--category", CPR), ("scheme", "set", "scheme.title", CPR),
        ("agenda", "later", "C7", "x1", "--until", "2018-05-01", "--why", CPR),
        ("match", "propose", "y2", "--mentor", "m1", "--override", CPR),
        ("check", "--rule", "C2", "--record", "x1", "--override", CPR),
        ("mentor", "list", "-o", f"{CPR}.csv"), ("export", "--into", CPR), ("export", "-o", f"{CPR}.xlsx"),
        ("report", "annual", "2017", "-o", f"rapport {CPR}.md"), ("import", f"{CPR}.csv"),
    ],
)  # fmt: skip
def test_b1_what_looks_like_a_cpr_number_is_refused_and_not_repeated(
    mc: Any, line: tuple[str, ...], tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mc.take("story")
    (mc.folder / f"{CPR}.csv").write_text("Navn;Tilmeldt\nBo Ravn;2018-01-01\n")
    error = refused(mc, *line, code=2)
    assert "CPR" in error["message"] or "not shown" in error["message"]
    assert CPR not in str(error)
    assert [path.name for path in tmp_path.iterdir() if CPR in path.name] == [f"{CPR}.csv"]


@pytest.mark.parametrize("noun", ["mentor", "youth"])
def test_b17_a_protected_address_is_shown_nowhere(mc: Any, noun: str) -> None:
    mc.take("story")
    number, name = ("m1", "Ida Holm") if noun == "mentor" else ("y1", "Kim Bo")
    where = ("--address", "Skjulvej 7", "--postcode", "4293", "--town", "Gemsted")
    mc.ok(noun, "edit", number, *where, "--protected")
    mc.ok("export", "--into", str(mc.folder / "out"))
    told = [path.read_text(encoding="utf-8") for path in (mc.folder / "out").iterdir() if path.suffix == ".csv"]
    for line in (
        (noun, "show", number),
        (noun, "list"),
        ("search", name),
        ("search", "Skjulvej"),
        ("search", "Gemsted"),
    ):
        for form in ("table", "json", "md"):
            told.append(mc(*line, "--format", form).text)
    for secret in ("Skjulvej", "4293", "Gemsted"):
        assert not [text for text in told if secret in text]
