"""A copy of the data file that has been opened and checked before it counts as one."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mentorcli.errors import BadValue, StoreError
from mentorcli.store import connection as raw
from mentorcli.store import files, platform
from mentorcli.words import _


def save(path: Path, target: Path) -> Path:
    """Write a verified copy of `path` to `target` (never over an existing file) and give its path."""
    number, free = 1, target
    while free.exists():
        number += 1
        free = target.with_name(f"{target.stem}-{number}{target.suffix}")
    with files.whole(free, new=True) as draft:
        vacuum_into(path, draft)
        verify(draft)
    return free


def verify(copy: Path) -> None:
    """Open the copy and check all of it; StoreError where it is not sound."""
    connection = raw.connect(copy)
    try:
        answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
        orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == raw.APPLICATION_ID
    finally:
        connection.close()
    if answer != "ok" or orphan is not None or not ours:
        raise StoreError(_("The copy is not sound ({answer}).").format(answer=answer), _("Use an earlier backup."))


def vacuum_into(path: Path, draft: Path) -> None:
    """One consistent copy while others may write; the file made is for its owner alone."""
    draft.unlink(missing_ok=True)
    connection = raw.connect(path)
    try:
        connection.execute("VACUUM INTO ?", (str(draft),))
    except sqlite3.Error as error:
        raise raw.translated(error, path) from error
    finally:
        connection.close()
    platform.make_private(draft)


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a private copy as of now, for work too big to hold a read lock through; removed after."""
    if not path.is_file():
        raise BadValue(_("There is no data file at {path}.").format(path=path))
    files.sweep(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=files.PREFIX, suffix=".copy", dir=path.parent)
    os.close(descriptor)
    draft = Path(name)
    try:
        vacuum_into(path, draft)
        connection = raw.open_reading(draft)
        try:
            yield connection
        finally:
            connection.close()
    finally:
        draft.unlink(missing_ok=True)
