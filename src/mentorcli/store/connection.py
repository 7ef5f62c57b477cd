"""Opening the data file with the driver that Python brings: what reads uses this alone.

Rollback journal with `synchronous=EXTRA` (safety: WAL has a bug with two processes before SQLite 3.51.3).
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from mentorcli.errors import BadValue, MentorError, StoreError
from mentorcli.words import _

APPLICATION_ID = 0x4D454E54  # "MENT"
SCHEMA = 4  # the newest migration; PRAGMA user_version of a file that is up to date
WAIT_SECONDS = 10.0
EXPECTED = Path(__file__).with_name("schema.sql")

PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else INSERT OR REPLACE would change the audit trail past its triggers
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA synchronous = EXTRA",
)


def uri_of(path: Path) -> str:
    """A path as SQLite's URI without options; `?`, `#`, `%`, spaces and letters like å are part of the name."""
    return f"file:{quote(str(path.absolute()))}"


def connect(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    """A connection with our pragmas, in autocommit; `mode` is `rw` (the file must be there) or `rwc` (make it)."""
    connection = sqlite3.connect(
        f"{uri_of(path)}?mode={mode}", uri=True, isolation_level=None, timeout=WAIT_SECONDS, check_same_thread=False
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def is_ours(path: Path) -> bool | None:
    """Whether the head of a file says that it is ours; None where SQLite cannot tell for now.

    Nothing is locked or written, not even beside the file. (To open another program's database the usual way
    could finish what that program has begun, a WAL log for one. And a plain `open` here would, at its close,
    drop the locks that this process holds on the file.)
    """
    try:
        connection = sqlite3.connect(f"{uri_of(path)}?mode=ro&immutable=1", uri=True)
        try:
            return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
        finally:
            connection.close()
    except sqlite3.Error as error:
        return False if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB" else None


def not_ours(path: Path) -> StoreError:
    """The error for a file of another program."""
    return StoreError(
        _("{path} is not a data file of mentorcli.").format(path=path),
        _("Give the right file with --db, or make a new one: mentorcli --db FILE init --scheme slagelse"),
    )


def version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema number of a file that is ours and sound enough to be read; otherwise a StoreError."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise not_ours(path)
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > SCHEMA:
        raise StoreError(
            _("{path} was written by a newer mentorcli (schema {found}; this one knows {known}).").format(
                path=path, found=found, known=SCHEMA
            ),
            _("Install the newer mentorcli; nothing was changed."),
        )
    return found


def schema_of(connection: sqlite3.Connection) -> str:
    """All that `sqlite_master` holds, as text to compare; the version table of the migrations is left out.

    SQLite's own are left out by name and type: a pattern such as `sqlite_%` would let a planted `sqliteXtrigger` by.
    """
    rows = connection.execute(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master "
        "WHERE NOT (type = 'index' AND sql IS NULL) "
        "AND NOT (type = 'table' AND name IN ('alembic_version', 'sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4')) "
        "ORDER BY type, name"
    )
    return "".join(f"-- {kind} {name}\n{sql};\n\n" for kind, name, sql in rows)


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file whose tables, triggers or views are not exactly ours: something else has altered it."""
    if schema_of(connection) != EXPECTED.read_text(encoding="utf-8"):
        raise StoreError(
            _("The tables of {path} are not as mentorcli made them.").format(path=path),
            _("Another program has altered the file; use a backup from before that."),
        )


def must_exist(path: Path) -> None:
    """A clear error where there is no file of ours, instead of an empty one made by a slip of the pen."""
    must_be_alone(path)
    if is_ours(path) is False:
        raise not_ours(path)


def must_be_alone(path: Path) -> None:
    """A clear error where there is no ordinary file, or one that has several names."""
    if not path.is_file():
        raise StoreError(
            _("There is no data file at {path}.").format(path=path),
            _("Make one: mentorcli init --scheme slagelse (mentorcli scheme list shows the schemes)."),
        )
    if path.stat().st_nlink > 1:
        raise StoreError(
            _("{path} has several names (hard links); two programs could write to it unseen.").format(path=path),
            _("Keep one name and delete the others."),
        )


def open_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, for lists, reports and status. The schema must be this program's."""
    must_exist(path)
    try:
        connection = connect(path)
        try:
            version(connection, path)
            check_schema(connection, path)
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise translated(error, path) from error
    return connection


def open_writing(path: Path) -> sqlite3.Connection:
    """A connection for the writing engine; journal and durability are set and their answers checked."""
    connection = connect(path)
    try:
        journal = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        strength = connection.execute("PRAGMA synchronous").fetchone()[0]
    except BaseException:
        connection.close()
        raise
    if journal != "delete" or strength != 3:
        connection.close()
        raise StoreError(
            _("{path} cannot be written safely (journal {journal}).").format(path=path, journal=journal),
            _("Close other programs that use the file, and try again; nothing was saved."),
        )
    return connection


def translated(error: sqlite3.Error, path: Path) -> MentorError:
    """The user's sentence for an error of SQLite; nothing was saved in any of these cases."""
    name = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    if name.startswith("SQLITE_FULL") or "disk is full" in text:
        return MentorError(
            _("The disk is full; nothing was saved."),
            _("Make room on the disk of {path} and try again.").format(path=path),
        )
    if name.startswith("SQLITE_IOERR"):
        return MentorError(
            _("The disk gave an error ({name}); nothing was saved.").format(name=name),
            _("Check the disk and the room on it, then try again."),
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError(
            _("{path} is in use by another program; nothing was saved.").format(path=path),
            _("Wait until the other command has finished, and try again."),
        )
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM")) and path.exists() and not os.access(path, os.R_OK):
        return StoreError(
            _("{path} cannot be read: permission is lacking.").format(path=path),
            _("Check who owns the file and the folder."),
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return StoreError(
            _("{path} or its folder cannot be written; nothing was saved.").format(path=path),
            _("Check who owns the file and the folder, and that neither is read-only."),
        )
    if name.startswith("SQLITE_NOTADB"):
        return StoreError(
            _("{path} is not a data file of mentorcli.").format(path=path),
            _("Give the right file with --db; not a byte of this one was changed."),
        )
    if name.startswith("SQLITE_CONSTRAINT"):
        return BadValue(
            _("The data file refused a value ({why}); nothing was saved.").format(why=text),
            _("Check the values given and try again."),
        )
    return StoreError(
        _("{path} seems to be damaged ({name}).").format(path=path, name=name or text),
        _("Do not go on with this file; use the newest backup."),
    )


def settings(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """The scheme's settings: key, value, valid from; in the order in which they came to hold."""
    rows = connection.execute("SELECT key, value, valid_from FROM setting ORDER BY valid_from, id")
    return [(key, value, valid_from) for key, value, valid_from in rows]
