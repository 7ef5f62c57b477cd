"""Opening a data file: what is not sound or not ours is refused, and not one byte of it changes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Program

from mentorcli.errors import MentorError, StoreError
from mentorcli.store import connection as raw
from mentorcli.store.audit import Trail
from mentorcli.store.engine import driver, writing

pytestmark = pytest.mark.usefixtures("english")
READ, WRITE = ("mentor", "list"), ("hours", "log", "2", "--activity", "matching")
both = pytest.mark.parametrize("command", [READ, WRITE], ids=["read", "write"])
TRAIL = Trail("tester", "hours log")


def folder_bytes(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its content."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def altered(statement: str) -> Callable[[Path], None]:
    """A file of ours on which another program ran one statement."""

    def change(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.executescript(statement)
        connection.close()

    return change


def foreign(mode: str) -> Callable[[Path], None]:
    """Another program's database; in WAL mode with a log that is not yet taken into the file."""

    def make(path: Path) -> None:
        path.unlink()
        connection = sqlite3.connect(path.with_name("other.db"), isolation_level=None)
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("CREATE TABLE bookmark (url TEXT)")
        connection.execute("INSERT INTO bookmark VALUES ('https://example.org')")
        for suffix in ("", "-wal"):
            other = path.with_name("other.db" + suffix)
            if other.exists():
                shutil.copyfile(other, f"{path}{suffix}")
        connection.close()
        path.with_name("other.db").unlink()

    return make


def page(number: int, content: bytes) -> Callable[[Path], None]:
    """A file of which one page holds something else."""

    def change(path: Path) -> None:
        data = path.read_bytes()
        path.write_bytes(data[: number * 4096] + content + data[(number + 1) * 4096 :])

    return change


def linked(path: Path) -> None:
    os.link(path, path.with_name("second.db"))


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 5 * 4096])


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "There is no data file"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "There is no data file"),
    "empty": (lambda path: path.write_bytes(b""), "is not a data file of mentorcli"),
    "a text": (lambda path: path.write_text("Navn;Telefon\n" * 500), "is not a data file of mentorcli"),
    "zeros": (lambda path: path.write_bytes(bytes(8192)), "is not a data file of mentorcli"),
    "foreign": (foreign("DELETE"), "is not a data file of mentorcli"),
    "foreign, with a log": (foreign("WAL"), "is not a data file of mentorcli"),
    "newer": (altered("PRAGMA user_version = 999"), "newer mentorcli"),
    "truncated": (truncated, "damaged"),
    "first page zeroed": (page(0, bytes(4096)), "is not a data file of mentorcli"),
    "schema page garbled": (page(0, b"SQLite format 3\x00" + b"\xff" * 4080), ""),
    "trigger": (altered("CREATE TRIGGER t AFTER INSERT ON hours BEGIN DELETE FROM money; END"), "not as mentorcli made"),
    "trigger, named like SQLite's": (
        altered("CREATE TRIGGER sqliteXt AFTER INSERT ON hours BEGIN DELETE FROM money; END"), "not as mentorcli made",
    ),
    "trigger on the migrations": (
        altered("CREATE TRIGGER t AFTER UPDATE ON alembic_version BEGIN DELETE FROM money; END"), "not as mentorcli made",
    ),
    "view": (altered("CREATE VIEW v AS SELECT * FROM mentor"), "not as mentorcli made"),
    "table": (altered("CREATE TABLE extra (a)"), "not as mentorcli made"),
    "index": (altered("CREATE INDEX i ON hours (minutes)"), "not as mentorcli made"),
    "index dropped": (altered("DROP INDEX money_by_day"), "not as mentorcli made"),
    "column": (altered("ALTER TABLE hours ADD COLUMN extra TEXT"), "not as mentorcli made"),
    "trail unguarded": (altered("DROP TRIGGER audit_delete_refused"), "not as mentorcli made"),
    "several names": (linked, "several names"),
}  # fmt: skip


@both
@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_is_refused_untouched(mc: Program, wrong: str, command: tuple[str, ...]) -> None:
    change, sentence = WRONG[wrong]
    change(mc.db)
    before = folder_bytes(mc.folder)
    run = mc(*command)
    assert run.code == 5, run.told
    assert sentence in run.told
    assert run.told.startswith("mentorcli: ")
    assert run.out == b""
    assert folder_bytes(mc.folder) == before


@pytest.mark.parametrize("wrong", WRONG)
def test_the_engine_itself_refuses_it_too(mc: Program, wrong: str) -> None:
    WRONG[wrong][0](mc.db)
    before = folder_bytes(mc.folder)
    with pytest.raises(MentorError) as caught, writing(mc.db, TRAIL) as session:
        driver(session.connection()).execute("DELETE FROM setting")
    assert caught.value.code == 5
    assert folder_bytes(mc.folder) == before


def test_statistics_of_sqlite_are_no_alteration(mc: Program) -> None:
    altered("ANALYZE")(mc.db)
    mc.ok(*READ)


def test_a_damaged_table_is_told_not_thrown(mc: Program) -> None:
    mc.take("story")
    connection = sqlite3.connect(mc.db)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'mentor'").fetchone()[0]
    connection.close()
    page(root - 1, b"\xff" * 4096)(mc.db)
    before = mc.db.read_bytes()
    run = mc("mentor", "show", "m1")
    assert run.code == 5
    assert "damaged" in run.told
    assert mc.db.read_bytes() == before


def test_a_row_damaged_by_another_tool_is_no_crash(mc: Program) -> None:
    mc.take("story")
    connection = sqlite3.connect(mc.db)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("UPDATE meeting SET on_day = 'engang', kind = 'Besøg'")
    connection.execute("UPDATE mentor SET born = '31-12-1960', gender = 'X' WHERE id = 1")
    connection.commit()
    connection.close()
    for command in (("mentor", "list"), ("mentor", "show", "m1"), ("meeting", "list"), ("status",), ("agenda",)):
        run = mc(*command, "--format", "json")
        assert run.code in (0, 5, 6), (command, run.told)
        assert b"Traceback" not in run.err


@pytest.mark.parametrize("name", ["a b.db", "x?mode=memory.db", "å#%41.db", "100%.db", "-x.db"])
def test_a_file_may_have_any_name(mc: Program, name: str) -> None:
    folder = mc.folder / "mappe ?æ#"
    folder.mkdir()
    path = folder / name
    mc.ok("init", "--scheme", "blank", db=path)
    mc.ok(*WRITE, db=path)
    assert len(mc.ok("hours", "list", "--format", "json", db=path).json()) == 1
    assert os.listdir(folder) == [name]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_cannot_be_read_is_not_called_read_only(mc: Program) -> None:
    mc.db.chmod(0)
    try:
        run = mc(*READ)
    finally:
        mc.db.chmod(0o600)
    assert (run.code, "cannot be read: permission is lacking." in run.told) == (5, True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_cannot_be_written_is_told(mc: Program, what: str) -> None:
    target, mode = (mc.folder, 0o500) if what == "folder" else (mc.db, 0o400)
    target.chmod(mode)
    try:
        before = mc.db.read_bytes()
        assert mc(*READ).code == 0
        run = mc(*WRITE)
        assert run.code == 5
        assert "cannot be written" in run.told
        assert mc.db.read_bytes() == before
    finally:
        target.chmod(0o700)


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


def holder(path: Path, lock: str) -> subprocess.Popen[bytes]:
    """Another process that holds a lock on the file until its standard input ends."""
    started = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert started.stdout is not None
    assert started.stdout.readline().strip() == b"held"
    return started


@both
def test_a_locked_file_is_in_use(mc: Program, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    monkeypatch.setattr(raw, "WAIT_SECONDS", 0.05)
    with holder(mc.db, "BEGIN EXCLUSIVE") as other:
        before = mc.db.read_bytes()
        run = mc(*command)
        other.communicate(b"")
    assert run.code == 5
    assert "in use" in run.told
    assert mc.db.read_bytes() == before
    mc.ok(*command)


def test_reading_goes_on_while_another_writes(mc: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "WAIT_SECONDS", 0.05)
    with holder(mc.db, "BEGIN IMMEDIATE") as other:
        mc.ok(*READ)
        assert "in use" in mc(*WRITE).told
        other.communicate(b"")


def test_the_wait_is_ten_seconds() -> None:
    assert raw.WAIT_SECONDS == 10.0


def answer(connection: sqlite3.Connection, pragma: str) -> object:
    """What the file's connection answers to a pragma."""
    return connection.execute(f"PRAGMA {pragma}").fetchone()[0]


SAFE = {
    "foreign_keys": 1,
    "synchronous": 3,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
}


def test_a_reader_cannot_write(mc: Program) -> None:
    connection = raw.open_reading(mc.db)
    assert {name: answer(connection, name) for name in SAFE} == SAFE
    assert answer(connection, "query_only") == 1
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM setting")
    connection.close()


@pytest.mark.parametrize("mode", ["DELETE", "WAL", "PERSIST", "TRUNCATE"])
def test_a_writer_sets_the_journal_whatever_it_was(mc: Program, mode: str) -> None:
    altered(f"PRAGMA journal_mode = {mode}")(mc.db)
    with writing(mc.db, TRAIL) as session:
        connection = driver(session.connection())
        assert answer(connection, "journal_mode") == "delete"
        assert {name: answer(connection, name) for name in SAFE} == SAFE
        assert connection.in_transaction
    assert [path.name for path in mc.folder.iterdir()] == ["corps.db"]


def test_a_writer_holds_the_lock_before_its_first_read(mc: Program) -> None:
    with writing(mc.db, TRAIL):
        other = sqlite3.connect(mc.db, timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_looking_at_the_file_again_keeps_the_lock(mc: Program) -> None:
    with writing(mc.db, TRAIL):
        raw.must_exist(mc.db)
        raw.open_reading(mc.db).close()
        probe = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
        other = subprocess.run([sys.executable, "-c", probe, str(mc.db)], capture_output=True, check=False)
        assert b"database is locked" in other.stderr


def test_a_file_replaced_meanwhile_is_not_written(mc: Program) -> None:
    def replaced() -> None:
        with writing(mc.db, TRAIL) as session:
            driver(session.connection()).execute("DELETE FROM setting")
            shutil.copyfile(mc.db, mc.folder / "copy")
            os.replace(mc.folder / "copy", mc.db)

    with pytest.raises(StoreError, match="was replaced"):
        replaced()
    assert mc.ok("scheme", "show", "--format", "json").json()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_any_exception_rolls_back(mc: Program, error: type[BaseException]) -> None:
    def half_way() -> None:
        with writing(mc.db, TRAIL) as session:
            driver(session.connection()).execute("DELETE FROM setting")
            raise error

    before = mc.db.read_bytes()
    with pytest.raises(error):
        half_way()
    assert mc.db.read_bytes() == before


def test_without_keeping_nothing_is_saved(mc: Program) -> None:
    before = mc.db.read_bytes()
    with writing(mc.db, TRAIL, keep=False) as session:
        driver(session.connection()).execute("DELETE FROM setting")
    assert mc.db.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "code", "word"),
    [
        ("SQLITE_FULL", 1, "disk is full"),
        ("SQLITE_IOERR_FSYNC", 1, "SQLITE_IOERR_FSYNC"),
        ("SQLITE_BUSY", 5, "in use"),
        ("SQLITE_BUSY_SNAPSHOT", 5, "in use"),
        ("SQLITE_LOCKED", 5, "in use"),
        ("SQLITE_READONLY_DIRECTORY", 5, "cannot be written"),
        ("SQLITE_CANTOPEN", 5, "cannot be written"),
        ("SQLITE_NOTADB", 5, "not a data file"),
        ("SQLITE_CORRUPT_INDEX", 5, "damaged"),
        ("SQLITE_CONSTRAINT_CHECK", 2, "refused a value"),
    ],
)
def test_each_error_has_a_sentence_and_a_way_out(tmp_path: Path, name: str, code: int, word: str) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorname = name
    told = raw.translated(error, tmp_path / "corps.db")
    assert told.code == code
    assert word in told.message
    assert told.hint


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_the_file_is_for_its_owner_alone(mc: Program) -> None:
    folder = mc.folder / "new" / "folder"
    mask = os.umask(0)
    try:
        mc.ok("init", "--scheme", "blank", db=folder / "corps.db")
        mc.ok(*WRITE, db=folder / "corps.db")
    finally:
        os.umask(mask)
    assert (folder / "corps.db").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
