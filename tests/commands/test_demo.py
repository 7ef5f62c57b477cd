"""mentorcli demo: a sample corps in a folder of its own."""

from __future__ import annotations

import contextlib
import shlex
import sqlite3
from typing import Any

from tests.golden.kit import bytes_of


def test_the_demo_is_a_corps_to_look_around_in(mc: Any) -> None:
    folder = mc.folder / "look here"
    run = mc.ok("demo", "--into", str(folder))
    command = run.text.partition(": ")[2].strip()
    assert sorted(path.name for path in folder.iterdir()) == ["demo.db", "korps.xlsx"]
    assert folder.stat().st_mode & 0o077 == 0
    path = folder / "demo.db"
    assert str(path) in command
    status = mc.ok("status", "--format", "json", db=path).json()
    assert status["mentors"]["active"] > 5
    assert status["matches"]["running"] == sum(status["matches"][key] for key in ("starting", "settled", "paused"))
    assert status["youths"]["waiting"] > 0
    assert status["due"], "something is due in a sample corps"
    for line in {one["command"] for one in status["due"]}:
        mc.ok(*shlex.split(line)[1:], db=path)
    for noun in ("goal", "followup", "enquiry", "concern"):
        assert mc.ok(noun, "list", "--format", "json", db=path).json(), noun
    for line in (("mentor", "list"), ("agenda",), ("report", "annual", "2017"), ("search", "a")):
        assert mc.ok(*line, db=path).out


def test_nothing_in_its_past_is_against_the_rules_of_its_scheme(mc: Any) -> None:
    mc.ok("demo", "--into", str(mc.folder / "demo"))
    found = mc("check", "--history", "--format", "json", db=mc.folder / "demo" / "demo.db").json()
    assert found, "the reminders of the day stand there"
    assert [one for one in found if one["severity"] == "block"] == []


def test_its_workbook_comes_in_again_without_a_change(mc: Any) -> None:
    folder = mc.folder / "demo"
    mc.ok("demo", "--into", str(folder))
    found = mc.ok("import", str(folder / "korps.xlsx"), "--format", "json", db=folder / "demo.db").json()
    assert found["refused"] == []
    assert {(sheet["added"], sheet["updated"]) for sheet in found["sheets"].values()} == {(0, 0)}


def test_the_demo_leaves_the_data_file_and_a_full_folder_alone(mc: Any) -> None:
    before = bytes_of(mc.folder)
    assert mc("demo", "--into", str(mc.folder)).code == 2
    assert mc("demo", "--into", str(mc.folder / "demo"), "--as-of", "2018-01-01").code == 2
    object_ = mc.ok("demo", "--into", str(mc.folder / "demo"), "--dry-run", "--format", "json").json()
    assert object_["path"] == str(mc.folder / "demo" / "demo.db")
    assert not (mc.folder / "demo").exists()
    assert bytes_of(mc.folder) == before


def test_the_same_day_makes_the_same_corps(mc: Any) -> None:
    found = []
    for name in ("one", "two"):
        mc.ok("demo", "--into", str(mc.folder / name))
        path = mc.folder / name / "demo.db"
        found.append(
            [
                mc.ok(noun, "list", "--format", "json", db=path).out
                for noun in ("mentor", "youth", "match", "meeting", "goal", "followup", "enquiry", "concern")
            ]
        )
    assert found[0] == found[1]


def test_what_the_sample_tells_was_written_down_on_its_day(mc: Any) -> None:
    """Of nobody anything is on file before the first mentor came, as an access print would tell."""
    mc.ok("demo", "--into", str(mc.folder / "sample"))
    with contextlib.closing(sqlite3.connect(mc.folder / "sample" / "demo.db")) as file:
        first = file.execute("SELECT min(applied_on) FROM mentor").fetchone()[0]
        for (table,) in file.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE '%recorded_on TEXT%' AND sql LIKE '%(id) ON DELETE%'"
        ).fetchall():
            earliest = file.execute(f"SELECT min(recorded_on) FROM {table}").fetchone()[0]
            assert earliest is None or earliest >= first, table
