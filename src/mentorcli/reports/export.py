"""Everything as files: each table as CSV, or one workbook; read from a private copy, so that nobody has to wait.

Beside the CSV stands a folder with each issued note as it was printed, and the checksum of each file. They are to be kept
and sent, not read back: a file that took in an export makes other formats of a note from its frozen Markdown.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from pathlib import Path

from mentorcli.errors import BadValue
from mentorcli.sheets import layout, writing
from mentorcli.store import backup, files, platform
from mentorcli.views import note, tables
from mentorcli.words import _

NOTES, SUMS = "notes", "SHA256SUMS"  # the folder of the prints, and the file in it that `sha256sum -c` reads
OURS = re.compile(r"n[0-9]+\.(md|html|docx|pdf)|SHA256SUMS", re.ASCII)


def wanted(trail: bool) -> tuple[str, ...]:
    """The tables of the corps; the audit trail is the file's history, and comes only when asked for."""
    return tables.TABLES + (tables.TRAIL if trail else ())


def to_folder(path: Path, folder: Path, dialect: str, *, trail: bool) -> None:
    """Write each table as TABLE.csv, and the prints of notes, into a folder for its owner alone; each file whole or not at all."""
    only_ours(folder / NOTES)
    if not folder.exists():
        folder.mkdir()
        platform.make_private(folder)
    with backup.snapshot(path) as connection:
        for name in wanted(trail):
            table = tables.exported(connection, name)
            with files.whole(folder / f"{name}.csv") as draft:
                encoding = "utf-8-sig" if dialect == "excel-da" else "utf-8"
                with open(draft, "w", encoding=encoding, newline="") as out:
                    writing.write_csv(out, dialect, table.headings, table.rows, table.kinds)
        write_notes(connection, folder / NOTES)


def only_ours(folder: Path) -> None:
    """Refuse a folder of prints that holds something else: it is replaced whole, so that no note of an erased person stays."""
    there = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    if strangers := sorted(name for name in there if not OURS.fullmatch(name)):
        raise BadValue(
            _("{path} holds something else already: {what}.").format(path=folder, what=", ".join(strangers[:3])),
            _("Choose another folder, or move that away."),
        )


def write_notes(connection: sqlite3.Connection, folder: Path) -> None:
    """Write the prints of all issued notes into a folder of their own, in the place of those of an earlier export."""
    if not folder.exists() and next(note.prints(connection), None) is None:
        return
    sums: list[str] = []
    with files.whole_folder(folder) as draft:
        for name, content in note.prints(connection):
            (draft / name).write_bytes(content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        (draft / SUMS).write_text("".join(sums), encoding="utf-8", newline="\n")


def to_workbook(path: Path, target: Path, *, trail: bool) -> None:
    """Write all tables as sheets of one workbook."""
    with backup.snapshot(path) as connection, files.whole(target) as draft:
        found = (tables.exported(connection, name) for name in wanted(trail))
        writing.workbook(draft, ((table.name, table.headings, table.rows) for table in found))


def template(target: Path) -> None:
    """Write an empty workbook with the Danish sheets and headings that import knows."""
    with files.whole(target) as draft:
        writing.workbook(
            draft, [(one.name, [heading(field.words[0]) for field in one.fields], []) for one in layout.LAYOUTS]
        )


def heading(word: str) -> str:
    """A heading as a person writes it: with a capital."""
    return word[:1].upper() + word[1:]
