"""The answer to "what do you have about me?": every table that can hold something about a person is in it."""

from __future__ import annotations

import sqlite3

import pytest

from mentorcli import words
from mentorcli.documents import access as document
from mentorcli.documents.checking import specimen
from mentorcli.reports import access as report
from mentorcli.views.tables import COPIES, DERIVED, PEOPLE, TABLES


@pytest.fixture
def connection() -> sqlite3.Connection:
    """The invented match."""
    words.set_language("en")
    return specimen()[0]


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def test_every_table_is_about_somebody_or_of_the_corps(connection: sqlite3.Connection) -> None:
    reached = {table for table in TABLES for kind in PEOPLE if report.about(connection, table, kind)}
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
    assert len(tables["meeting"]) == 4
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
    assert found.held_back == 2
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


def fields(found: report.Access, table: str) -> set[str]:
    return {field.column for row in dict(found.tables)[table] for field in row.fields}


def test_how_it_goes_as_the_other_one_sees_it_is_held_back_and_counted(connection: sqlite3.Connection) -> None:
    for kind, own in (("youth", "youth"), ("mentor", "mentor")):
        found = report.access(connection, kind, 1)
        told = {
            field.value for row in dict(found.tables)["followup"] for field in row.fields if field.column == "rating"
        }
        assert told == {4 if own == "youth" else 5}
    before = report.access(connection, "youth", 1).held_back
    connection.execute("UPDATE followup SET rating = NULL WHERE party = 'mentor'")
    assert report.access(connection, "youth", 1).held_back == before - 1


def test_a_mentor_learns_neither_benefit_nor_need_of_an_interpreter(connection: sqlite3.Connection) -> None:
    private = {"legal_basis", "interpreter"}
    assert private <= fields(report.access(connection, "youth", 1), "grant")
    found = report.access(connection, "mentor", 1)
    assert not private & fields(found, "grant")
    connection.execute("UPDATE grant SET legal_basis = NULL")
    assert report.access(connection, "mentor", 1).held_back == found.held_back - 1


def test_what_a_change_replaced_is_held_back_as_the_value_itself_is(connection: sqlite3.Connection) -> None:
    rows = (("followup", 1, "rating", "2"), ("followup", 2, "rating", "1"), ("followup", 2, "note", "Svært."),
            ("grant", 1, "legal_basis", "agreement"))  # fmt: skip
    for at, (table, record, column, value) in enumerate(rows, start=100):
        connection.execute(
            "INSERT INTO audit (seq, at, actor, command, action, kind, record_id, fields) "
            "VALUES (?, '2026-05-01T10:00:00Z', 'k', 'x', 'change', ?, ?, ?)", (at, table, record, column),
        )  # fmt: skip
        connection.execute(
            "INSERT INTO former (audit_seq, youth_id, mentor_id, field, value) VALUES (?, 1, 1, ?, ?)",
            (at, column, value),
        )
    told = {kind: {one.value for one in report.access(connection, kind, 1).former} for kind in ("youth", "mentor")}
    assert told["youth"] == {"+4520000000", "2", "agreement"}
    assert told["mentor"] == {"1"}
    said = document.facts(connection, specimen()[1], "y1", "2026-06-30").facts["former"]
    assert [row[-1] for row in said][:1] == ["20 00 00 00"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("rule", "kind", "told"),
    [("A4", "match", False), ("C1", "match", False), ("C2", "mentor", False), ("C3", "match", False), ("B5", "match", True),
     ("C6", "match", True), ("D8", "note", True), ("K10", "mentor", False)],
)  # fmt: skip
@pytest.mark.parametrize("table", ["rule_override", "deferral"])
def test_a_young_person_does_not_learn_which_rule_about_the_mentor_was_passed_over(
    connection: sqlite3.Connection, table: str, rule: str, kind: str, told: bool
) -> None:
    """Certificates, secrecy, course and number of young people are the mentor's; consents and notes are the young person's."""
    before = report.access(connection, "youth", 1).held_back
    day = "on_day" if table == "rule_override" else "until_day"
    connection.execute(
        f"INSERT INTO {table} (id, rule, kind, record_id, mentor_id, youth_id, {day}, why, recorded_on) "
        "VALUES (1, ?, ?, 1, 1, 1, '2026-03-01', 'Noget privat.', '2026-03-01')", (rule, kind),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO audit (seq, at, actor, command, action, kind, record_id, fields) "
        "VALUES (50, '2026-03-01T10:00:00Z', 'k', 'x', 'change', ?, 1, 'why')", (table,),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO former (audit_seq, youth_id, mentor_id, field, value) VALUES (50, 1, 1, 'why', 'Før.')"
    )
    found = report.access(connection, "youth", 1)
    assert ({"rule", "why"} <= fields(found, table)) is told
    assert ("Før." in [one.value for one in found.former]) is told
    assert (found.held_back > before) is not told
    of_mentor = report.access(connection, "mentor", 1)
    assert "why" not in fields(of_mentor, table)


def test_what_a_parent_said_to_the_coordinator_is_not_told_to_the_young_person(connection: sqlite3.Connection) -> None:
    sql = """INSERT INTO followup (match_id, on_day, party, kind, status, rating, note, recorded_on)
      VALUES (1, '2026-04-14', ?, 'talk', 'held', 3, ?, '2026-04-14')"""
    for party, said in (("guardian", "Mor er syg."), ("caseworker", "Kommunen er tilfreds.")):
        connection.execute(sql, (party, said))
    found = report.access(connection, "youth", 1)
    values = {field.value for row in dict(found.tables)["followup"] for field in row.fields}
    assert "Kommunen er tilfreds." in values
    assert "Mor er syg." not in values


def test_a_protected_address_is_not_in_it(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE youth SET address_protected = 1 WHERE id = 1")
    found = report.access(connection, "youth", 1)
    assert not {"address", "postcode", "town"} & {
        field.column for _t, rows in found.tables for row in rows for field in row.fields
    }


def test_a_wish_is_shown_to_whoever_has_it_and_to_nobody_else(connection: sqlite3.Connection) -> None:
    """That a young person would never have this mentor is not told to the mentor, nor the other way round."""
    connection.execute(
        "INSERT INTO wish (side, mentor_id, youth_id, on_day, about, force, recorded_on) VALUES "
        "('youth', 1, 1, '2026-02-01', 'person', 'never', '2026-02-01')"
    )
    for kind, wishes in (("youth", 1), ("mentor", 0)):
        found = report.access(connection, kind, 1)
        assert len(dict(found.tables).get("wish", ())) == wishes
        assert {("wish", one.table) for one in found.log if one.table == "wish"} == set()
    assert report.access(connection, "mentor", 1).held_back > 0
