"""Making a data file, and bringing an older one up to date: a verified backup first, then one transaction."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DBAPIError

from mentorcli.errors import StoreError
from mentorcli.store import backup, files, platform
from mentorcli.store import connection as raw
from mentorcli.store.engine import driver, engine_for
from mentorcli.words import _

SCRIPTS = Path(__file__).with_name("migrations")


def create(path: Path, *, fill: Callable[[Path], None] | None = None) -> None:
    """Make a new data file at `path`: built under another name and renamed, so half a file cannot exist.

    `fill` writes what belongs into every new file, such as the scheme; it gets the other name.
    """
    files.must_be_free(path)
    new_folder = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    if new_folder:
        platform.make_private(path.parent)
    files.sweep(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=files.PREFIX, suffix=".db", dir=path.parent)
    os.close(descriptor)
    draft = Path(name)
    try:
        run(draft)
        if fill is not None:
            fill(draft)
        files.must_be_free(path)
        os.replace(draft, path)
        platform.sync_folder(path.parent)
    except (sqlite3.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        raise raw.translated(cause, path) if isinstance(cause, sqlite3.Error) else error from error
    finally:
        draft.unlink(missing_ok=True)
        Path(f"{draft}-journal").unlink(missing_ok=True)


def upgrade(path: Path, *, scripts: Path = SCRIPTS, schema: int = raw.SCHEMA) -> Path:
    """Bring an older file to this program's schema; the path of the backup that was taken before.

    Raises StoreError where it cannot be done; the file is then as it was.
    """
    saved = backup.save(path, path.with_name(f"{path.stem}-before-schema-{schema}.backup"))
    try:
        run(path, scripts=scripts, schema=schema)
    except (sqlite3.Error, DBAPIError) as error:
        raise StoreError(
            _("{path} could not be brought up to date; it is as it was.").format(path=path),
            _("A backup stands in {saved}. Tell those who look after mentorcli: {why}").format(saved=saved, why=error),
        ) from error
    return saved


def run(path: Path, *, scripts: Path = SCRIPTS, schema: int = raw.SCHEMA) -> None:
    """Run the migrations that are lacking in one BEGIN IMMEDIATE, with foreign keys off and checked before the end."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    engine = engine_for(path)

    with engine.connect() as connection:
        handle = driver(connection)
        handle.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if handle.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise sqlite3.IntegrityError("foreign_key_check")
            handle.execute(f"PRAGMA application_id = {raw.APPLICATION_ID}")
            handle.execute(f"PRAGMA user_version = {schema}")
            expected = raw.EXPECTED.read_text("utf-8") if scripts == SCRIPTS and raw.EXPECTED.exists() else None
            if expected is not None and raw.schema_of(handle) != expected:
                raise sqlite3.IntegrityError("schema differs from a fresh file's")
