"""mentorcli init: the data file of a scheme, made whole or not at all, and never over another."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.golden.kit import bytes_of

PROFILES = ["mil-lyngby", "vallensbaek", "slagelse", "center-for-unge", "move1", "blank"]


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_makes_a_file_that_works(mc: Any, name: str) -> None:
    path = mc.folder / "new" / "my corps.db"
    path.parent.mkdir()
    run = mc.ok("init", "--scheme", name, db=path)
    assert run.text.startswith(f"{path} is ready, for ")
    assert path.stat().st_mode & 0o077 == 0
    status = mc.ok("status", "--format", "json", db=path).json()
    assert (status["mentors"]["active"], status["youths"]["waiting"], status["due"]) == (0, 0, [])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT profile, created_on FROM scheme").fetchall() == [(name, "2018-04-01")]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_dry_run_makes_nothing_and_says_what_it_would(mc: Any) -> None:
    path = mc.folder / "new.db"
    before = bytes_of(mc.folder)
    object_ = mc.ok("init", "--scheme", "blank", "--dry-run", "--format", "json", db=path).json()
    assert (object_["dry_run"], object_["path"]) == (True, str(path))
    assert mc("init", "--scheme", "blank", "--as-of", "2018-01-01", db=path).code == 2
    assert bytes_of(mc.folder) == before


@pytest.mark.parametrize(
    "more", [("--scheme", "slagelse"), ("--scheme", "blank", "--dry-run"), ("--scheme", "blank", "--yes")]
)
def test_a_file_that_is_there_is_never_written_over(mc: Any, more: tuple[str, ...]) -> None:
    before = bytes_of(mc.folder)
    run = mc("init", *more)
    assert run.code == 2
    assert "is there already" in run.told
    assert bytes_of(mc.folder) == before


def test_an_unknown_scheme_or_none_is_refused_with_the_known_ones(mc: Any) -> None:
    path = mc.folder / "new.db"
    for more in ((), ("--scheme", "slagelsee"), ("--scheme", "../slagelse")):
        run = mc("init", *more, db=path)
        assert run.code == 2
        assert all(name in run.told for name in PROFILES)
    assert not path.exists()


def test_without_a_file_every_command_says_how_to_make_one(mc: Any) -> None:
    path = mc.folder / "none.db"
    for line in (("status",), ("mentor", "list"), ("mentor", "add", "Ida"), ("report", "annual", "2017")):
        run = mc(*line, db=path)
        assert (run.code, run.out) == (5, b"")
        assert "init" in run.told
    assert not path.exists()
    steps = mc.ok(db=path).text
    assert [word for word in ("mentorcli demo", "mentorcli init", "mentorcli import") if word not in steps] == []
