"""The models say of each table what the migrated file says: drift shows here first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlmodel import SQLModel

import mentorcli.models
from mentorcli.models.column import Record
from mentorcli.store import connection as raw
from mentorcli.store import migrate

FOLDER = Path(mentorcli.models.__file__).parent
MODULES = [import_module(f"mentorcli.models.{path.stem}") for path in sorted(FOLDER.glob("[a-z]*.py"))]
BY_PLAIN_SQL = {"audit", "former"}  # written by store/audit.py, which knows no model
TABLES = dict(SQLModel.metadata.tables)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A migrated file."""
    path = tmp_path_factory.mktemp("models") / "corps.db"
    migrate.create(path)
    opened = raw.connect(path)
    yield opened
    opened.close()


def test_every_table_has_a_model(connection: sqlite3.Connection) -> None:
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {name for name in names if not name.startswith("sqlite_")} - BY_PLAIN_SQL - {"alembic_version"} == set(
        TABLES
    )


@pytest.mark.parametrize("name", sorted(TABLES))
def test_columns_agree(connection: sqlite3.Connection, name: str) -> None:
    table: Table = TABLES[name]
    stored = {row[1]: row for row in connection.execute(f"PRAGMA table_info({name})")}
    assert set(table.columns.keys()) == set(stored)
    for column in table.columns:
        _number, _name, kind, needed, default, key = stored[column.name]
        assert column.type.compile(sqlite.dialect()) == {"INTEGER": "INTEGER", "TEXT": "VARCHAR"}[kind], column.name
        assert column.primary_key == bool(key), column.name
        if column.primary_key:
            continue
        assert column.nullable == (not needed), column.name
        given = column.default.arg if column.default is not None else None
        assert given == {"''": "", "0": 0, None: None, "'unclear'": "unclear"}[default], column.name


@pytest.mark.parametrize("name", sorted(TABLES))
def test_foreign_keys_agree(connection: sqlite3.Connection, name: str) -> None:
    stored = {(row[3], f"{row[2]}.{row[4]}") for row in connection.execute(f"PRAGMA foreign_key_list({name})")}
    assert {(key.parent.name, key.target_fullname) for key in TABLES[name].foreign_keys} == stored


def test_every_record_has_the_day_it_was_written() -> None:
    models = {model.__tablename__: model for module in MODULES for model in vars(module).values() if is_table(model)}
    assert set(models) == set(TABLES)
    assert {name for name, model in models.items() if not issubclass(model, Record)} == {"scheme"}


def is_table(model: object) -> bool:
    """Whether this is the model of a table."""
    return isinstance(model, type) and issubclass(model, SQLModel) and hasattr(model, "__table__")
