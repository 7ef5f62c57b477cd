"""Everything as files: each table as CSV, or one workbook; read from a private copy, so that nobody has to wait."""

from __future__ import annotations

from pathlib import Path

from mentorcli.sheets import layout, writing
from mentorcli.store import backup, files, platform
from mentorcli.views import tables


def wanted(trail: bool) -> tuple[str, ...]:
    """The tables of the corps; the audit trail is the file's history, and comes only when asked for."""
    return tables.TABLES + (tables.TRAIL if trail else ())


def to_folder(path: Path, folder: Path, dialect: str, *, trail: bool) -> None:
    """Write each table as TABLE.csv into a folder for its owner alone; each file whole or not at all."""
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
