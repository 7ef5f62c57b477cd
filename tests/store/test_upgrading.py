"""Making a data file, copying it, and bringing an older one up to date."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
from conftest import Program

from mentorcli.errors import BadValue, MentorError, StoreError
from mentorcli.store import backup, migrate
from mentorcli.store import connection as raw

pytestmark = pytest.mark.usefixtures("english")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
NEXT = """
from alembic import op
revision, down_revision, branch_labels, depends_on = "0099", "0004", None, None
def upgrade():
    op.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL) STRICT")
    op.execute("ALTER TABLE mentor ADD COLUMN title TEXT NOT NULL DEFAULT ''")
    {more}
"""


def counts(path: Path) -> dict[str, int]:
    """The number of rows of every table."""
    connection = sqlite3.connect(path)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
    connection.close()
    return found


def ask(path: Path, sql: str) -> object:
    """One value out of a file."""
    connection = sqlite3.connect(path)
    found = connection.execute(sql).fetchone()[0]
    connection.close()
    return found


def scripts(folder: Path, more: str = "") -> Path:
    """Our migrations, and an invented next one."""
    target = folder / "migrations"
    shutil.copytree(migrate.SCRIPTS, target, ignore=shutil.ignore_patterns("__pycache__"))
    (target / "versions" / "0099_extra.py").write_text(NEXT.format(more=more))
    return target


@pytest.fixture
def corps(mc: Program) -> Program:
    """A filled file, in a folder of its own."""
    return mc.take("story")


def test_a_filled_file_is_brought_up_to_date(corps: Program, tmp_path_factory: pytest.TempPathFactory) -> None:
    before, old = counts(corps.db), corps.db.read_bytes()
    saved = migrate.upgrade(corps.db, scripts=scripts(tmp_path_factory.mktemp("m")), schema=raw.SCHEMA + 1)
    assert counts(corps.db) == {**before, "extra": 0}
    assert ask(corps.db, "PRAGMA user_version") == raw.SCHEMA + 1
    assert ask(corps.db, "PRAGMA integrity_check") == "ok"
    assert ask(corps.db, "SELECT group_concat(title) FROM mentor") == ",,,"
    assert ask(corps.db, "SELECT seq FROM sqlite_sequence WHERE name = 'mentor'") == 4
    assert counts(saved) == before
    assert ask(saved, "PRAGMA user_version") == raw.SCHEMA
    backup.verify(saved)
    assert {path.name for path in corps.folder.iterdir()} == {corps.db.name, saved.name}
    again = corps.folder / "restored.db"
    shutil.copyfile(saved, again)
    assert corps.ok("mentor", "list", db=again).out
    assert old != corps.db.read_bytes()
    if sys.platform != "win32":
        assert saved.stat().st_mode & 0o777 == 0o600
        assert corps.db.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "more",
    [
        'op.execute("SELECT no_such_function()")',
        'op.execute("DELETE FROM mentor WHERE id = 1")',
        'raise sqlite3.OperationalError("x") if (sqlite3 := __import__("sqlite3")) else None',
    ],
    ids=["wrong SQL", "orphans", "an error"],
)
def test_a_migration_that_fails_changes_nothing(
    corps: Program, tmp_path_factory: pytest.TempPathFactory, more: str
) -> None:
    before = corps.db.read_bytes()
    with pytest.raises(StoreError, match="it is as it was") as caught:
        migrate.upgrade(corps.db, scripts=scripts(tmp_path_factory.mktemp("m"), more), schema=raw.SCHEMA + 1)
    assert corps.db.read_bytes() == before
    saved = [path for path in corps.folder.iterdir() if path != corps.db]
    assert len(saved) == 1
    assert str(saved[0]) in caught.value.hint
    backup.verify(saved[0])


def older(path: Path, more: str = "", *, schema: int = 1) -> None:
    """Put the file in place that an earlier schema left: the small corps, written by that version."""
    path.unlink()
    connection = sqlite3.connect(path)
    connection.executescript(
        (Path(__file__).parent.parent / "data" / f"corps-schema-{schema}.sql").read_text("utf-8") + more
    )
    connection.close()
    path.chmod(0o600)


@pytest.mark.parametrize("schema", [1, 2])
def test_a_command_brings_an_older_file_up_to_date(corps: Program, schema: int) -> None:
    wanted = corps.ok("mentor", "list", "--format", "json").json()
    older(corps.db, schema=schema)
    before = counts(corps.db)
    run = corps.ok("mentor", "list", "--format", "json")
    assert run.json() == wanted
    assert run.told.count("\n") == 1
    saved = corps.folder / f"corps-before-schema-{raw.SCHEMA}.backup"
    assert str(saved) in run.told
    assert counts(saved) == before
    assert {name: rows for name, rows in counts(corps.db).items() if name in before} == before
    assert ask(corps.db, "PRAGMA user_version") == raw.SCHEMA
    assert corps.ok("mentor", "list").told == ""


def test_nobody_has_wishes_before_they_are_told(corps: Program) -> None:
    older(corps.db, schema=2)
    corps.ok("mentor", "list")
    for table in ("mentor", "youth"):
        told = f"SELECT max(free_times || work || background || own_words) || count(background_yes_on) FROM {table}"
        assert ask(corps.db, told) == "0"
    assert ask(corps.db, "SELECT count(*) FROM wish") == 0
    assert ask(corps.db, "SELECT group_concat(name, '|') FROM youth") == "Kim Bo|Mie Sø"


def test_an_older_file_that_was_altered_is_not_taken_over(corps: Program) -> None:
    older(corps.db, "CREATE TRIGGER t AFTER INSERT ON hours BEGIN SELECT 1; END;")
    before = corps.db.read_bytes()
    assert corps("mentor", "list").code == 5
    assert corps.db.read_bytes() == before


def test_upgrading_twice_changes_nothing_more(corps: Program, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = scripts(tmp_path_factory.mktemp("m"))
    first = migrate.upgrade(corps.db, scripts=folder, schema=raw.SCHEMA + 1)
    before = counts(corps.db)
    assert migrate.upgrade(corps.db, scripts=folder, schema=raw.SCHEMA + 1) != first
    assert counts(corps.db) == before


# --- a new file ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["file", "folder", "dead link"])
def test_a_new_file_never_takes_a_place(tmp_path: Path, what: str) -> None:
    target = tmp_path / "corps.db"
    if what == "file":
        target.write_bytes(b"something")
    elif what == "folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / "nowhere")
    before = os.lstat(target)
    with pytest.raises(BadValue, match="there already"):
        migrate.create(target)
    assert os.lstat(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["corps.db"]


def test_of_two_that_make_a_file_the_first_one_counts(tmp_path: Path) -> None:
    target = tmp_path / "corps.db"
    with pytest.raises(BadValue, match="there already"):
        migrate.create(target, fill=lambda _draft: migrate.create(target))
    assert ask(target, "PRAGMA user_version") == raw.SCHEMA
    assert [path.name for path in tmp_path.iterdir()] == ["corps.db"]


def test_what_fills_a_new_file_fails_with_it(tmp_path: Path) -> None:
    def fail(draft: Path) -> None:
        assert ask(draft, "PRAGMA user_version") == raw.SCHEMA
        raise MentorError("no")

    with pytest.raises(MentorError, match="no"):
        migrate.create(tmp_path / "corps.db", fill=fail)
    assert list(tmp_path.iterdir()) == []


# --- copies -------------------------------------------------------------------------------------------------------


def test_a_copy_holds_the_same_and_never_writes_over(corps: Program) -> None:
    target = corps.folder / "copy.backup"
    target.write_bytes(b"an earlier one")
    saved = [backup.save(corps.db, target) for _ in range(2)]
    assert [path.name for path in saved] == ["copy-2.backup", "copy-3.backup"]
    assert target.read_bytes() == b"an earlier one"
    for one in saved:
        assert counts(one) == counts(corps.db)
        assert ask(one, "PRAGMA journal_mode") == "delete"
        if sys.platform != "win32":
            assert one.stat().st_mode & 0o777 == 0o600
    assert len(list(corps.folder.iterdir())) == 4


def test_a_copy_is_taken_while_another_writes(corps: Program) -> None:
    other = sqlite3.connect(corps.db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM hours")
    saved = backup.save(corps.db, corps.folder / "copy.backup")
    other.execute("ROLLBACK")
    other.close()
    assert counts(saved) == counts(corps.db)


def damage(path: Path, name: str) -> None:
    """Spoil the first page of a table or an index."""
    root = int(str(ask(path, f"SELECT rootpage FROM sqlite_master WHERE name = '{name}'")))
    data = path.read_bytes()
    path.write_bytes(data[: (root - 1) * 4096] + b"\xff" * 4096 + data[root * 4096 :])


@pytest.mark.parametrize("name", ["mentor", "money_by_day"])
def test_a_damaged_copy_is_noticed(corps: Program, name: str) -> None:
    saved = backup.save(corps.db, corps.folder / "copy.backup")
    backup.verify(saved)
    damage(saved, name)
    with pytest.raises((StoreError, sqlite3.DatabaseError)):
        backup.verify(saved)


@pytest.mark.parametrize(
    "statement",
    ["PRAGMA application_id = 7", "PRAGMA foreign_keys = OFF; DELETE FROM mentor WHERE id = 1"],
    ids=["foreign", "orphans"],
)
def test_a_copy_that_is_not_sound_is_noticed(corps: Program, statement: str) -> None:
    saved = backup.save(corps.db, corps.folder / "copy.backup")
    connection = sqlite3.connect(saved)
    connection.executescript(statement)
    connection.close()
    with pytest.raises(StoreError, match="not sound"):
        backup.verify(saved)


def test_no_copy_is_made_of_a_damaged_file(corps: Program) -> None:
    damage(corps.db, "meeting")
    with pytest.raises((StoreError, sqlite3.DatabaseError)):
        backup.save(corps.db, corps.folder / "copy.backup")
    assert [path.name for path in corps.folder.iterdir()] == [corps.db.name]


def test_a_snapshot_is_private_and_goes_away(corps: Program) -> None:
    with backup.snapshot(corps.db) as connection:
        other = sqlite3.connect(corps.db)
        other.execute("DELETE FROM hours")
        other.commit()
        other.close()
        assert connection.execute("SELECT count(*) FROM hours").fetchone() == (1,)
        assert len(list(corps.folder.iterdir())) == 2
        if sys.platform != "win32":
            assert {path.stat().st_mode & 0o777 for path in corps.folder.iterdir()} == {0o600}
    assert [path.name for path in corps.folder.iterdir()] == [corps.db.name]
