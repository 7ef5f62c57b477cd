"""The answer to "what do you have about me?": every table that can hold something about a person is in it."""

from __future__ import annotations

import sqlite3

import pytest

from mentorcli import words
from mentorcli.documents import access as document
from mentorcli.documents.checking import specimen
from mentorcli.reports import access as report
from mentorcli.views.tables import COPIES, DERIVED, TABLES


@pytest.fixture
def connection() -> sqlite3.Connection:
    """The invented match."""
    words.set_language("en")
    return specimen()[0]


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def test_every_table_is_about_somebody_or_of_the_corps(connection: sqlite3.Connection) -> None:
    reached = {table for table in TABLES for kind in report.PEOPLE if report.about(connection, table, kind)}
    assert set(TABLES) - reached == set(report.NOT_PERSONAL)
    every = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ours = every - {"sqlite_sequence"}
    assert ours - set(TABLES) == {"audit", "former", *COPIES}


def test_every_table_and_column_has_a_word_for_people(connection: sqlite3.Connection) -> None:
    for table in set(TABLES) - set(report.NOT_PERSONAL):
        assert table in document.TITLES
        for column in set(columns(connection, table)) - {*DERIVED, "id"}:
            assert column in document.LABELS, f"{table}.{column}"


def test_the_texts_of_the_corps_tables_hold_no_person(connection: sqlite3.Connection) -> None:
    for table in report.NOT_PERSONAL:
        assert not {"mentor_id", "youth_id", "match_id"} & set(columns(connection, table))


def test_a_youth_gets_every_row_and_value_but_the_talk_with_the_mentor(connection: sqlite3.Connection) -> None:
    found = report.access(connection, "youth", 1)
    tables = dict(found.tables)
    assert len(tables["meeting"]) == 2
    assert len(tables["consent"]) == 2
    values = {str(field.value) for _table, rows in found.tables for row in rows for field in row.fields}
    for said in (
        "Kim Prøve",
        "Prøvevej 1",
        "Bor hos sin far.",
        "Jeg vil gerne have hjælp til lektier.",
        "Det går godt.",
        "Møde hver dag",
    ):
        assert said in values
    assert "Rigtig godt." not in values
    assert found.held_back == 1
    assert [one.fields for one in found.log] == ["name born"]
    assert [one.value for one in found.former] == ["+4520000000"]
    assert "Bo" not in values


def test_a_mentor_gets_no_text_about_the_young_person(connection: sqlite3.Connection) -> None:
    found = report.access(connection, "mentor", 1)
    values = {str(field.value) for _table, rows in found.tables for row in rows for field in row.fields}
    assert {"Ida Prøve", "Rigtig godt.", "2026-03-01", "360"} - values == {"360"}
    for said in (
        "Kim Prøve",
        "Bor hos sin far.",
        "Mere ro i skolen",
        "Det går godt.",
        "Møde hver dag",
        "Ring ikke efter kl. 20.",
    ):
        assert said not in values
    assert found.held_back > 5


def test_a_protected_address_is_not_in_it(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE youth SET address_protected = 1 WHERE id = 1")
    found = report.access(connection, "youth", 1)
    assert not {"address", "postcode", "town"} & {
        field.column for _t, rows in found.tables for row in rows for field in row.fields
    }
