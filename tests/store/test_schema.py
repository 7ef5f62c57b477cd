"""The tables themselves: what SQLite refuses, whoever writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorcli.store import connection as raw
from mentorcli.store import migrate

DAY = "2018-04-01"
GOOD: dict[str, dict[str, object]] = {  # one row of each table that the others hang on
    "mentor": {"name": "Ida Holm", "gender": "female", "applied_on": DAY, "recorded_on": DAY},
    "youth": {"name": "Kim Bo", "gender": "unknown", "recorded_on": DAY},
    "match": {"mentor_id": 1, "youth_id": 1, "proposed_on": DAY, "recorded_on": DAY},
    "meeting": {"match_id": 1, "on_day": DAY, "kind": "meeting", "status": "held", "recorded_on": DAY},
    "event": {"on_day": DAY, "title": "Kursus", "kind": "course", "recorded_on": DAY},
    "attendance": {"event_id": 1, "mentor_id": 1, "recorded_on": DAY},
    "referral": {"youth_id": 1, "on_day": DAY, "source": "school", "recorded_on": DAY},
    "hours": {"on_day": DAY, "minutes": 60, "activity": "matching", "recorded_on": DAY},
    "money": {"on_day": DAY, "direction": "income", "category": "x", "amount_ore": 100, "recorded_on": DAY},
    "mentor_check": {"mentor_id": 1, "kind": "straffeattest", "ordered_on": DAY, "recorded_on": DAY},
    "match_end": {"match_id": 1, "on_day": DAY, "recorded_on": DAY},
    "departure": {"mentor_id": 1, "kind": "left", "on_day": DAY, "recorded_on": DAY},
    "setting": {"key": "k", "value": "1", "valid_from": DAY, "recorded_on": DAY},
    "wish": {"side": "youth", "youth_id": 1, "on_day": DAY, "about": "gender", "force": "must", "recorded_on": DAY},
    "remark": {"mentor_id": 1, "on_day": DAY, "text": "x", "recorded_on": DAY},
    "audit": {
        "at": "2018-04-01T10:00:00Z", "actor": "a", "command": "c", "action": "add", "kind": "mentor", "record_id": 1,
        "fields": "",
    },
}  # fmt: skip


def insert(connection: sqlite3.Connection, table: str, row: dict[str, object], verb: str = "INSERT") -> int:
    """Write one row by plain SQL; its number."""
    marks = ", ".join("?" * len(row))
    done = connection.execute(f"{verb} INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    return int(done.lastrowid or 0)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file with one good row in each of the tables above."""
    path = tmp_path_factory.mktemp("schema") / "corps.db"
    migrate.create(path)
    connection = raw.connect(path)
    for table, row in GOOD.items():
        assert insert(connection, table, row) == 1, table
    connection.close()
    return path


@pytest.fixture
def connection(filled: Path) -> Iterator[sqlite3.Connection]:
    """That file inside a transaction that is rolled back."""
    opened = raw.connect(filled)
    opened.execute("BEGIN")
    yield opened
    opened.execute("ROLLBACK")
    opened.close()


def test_a_fresh_file_is_the_schema_that_is_checked(filled: Path) -> None:
    connection = raw.connect(filled)
    assert raw.schema_of(connection) == raw.EXPECTED.read_text(encoding="utf-8")
    assert connection.execute("PRAGMA user_version").fetchone()[0] == raw.SCHEMA
    assert connection.execute("PRAGMA application_id").fetchone()[0] == raw.APPLICATION_ID
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()


def test_every_table_is_strict_and_numbers_are_never_used_twice(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    loose = {name for name, strict in rows if not strict and not name.startswith("sqlite_")}
    assert loose == {"alembic_version"}
    tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%PRIMARY KEY%'")
    assert {name for name, sql in tables if "AUTOINCREMENT" not in sql} == {"scheme", "alembic_version"}


def test_every_day_column_is_checked(connection: sqlite3.Connection) -> None:
    bare = []
    for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
        for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (name,)):
            is_day = column.endswith(("_on", "_day", "_from")) or column == "born"
            if is_day and f"CHECK ({column} IS date({column}, '+0 days'))" not in sql:
                bare.append(f"{name}.{column}")
    assert not bare


BAD_DAYS = (
    "2024-02-30", "2023-02-29", "31-12-2004", "2018-4-1", "2018-04-01 ", "2018-04-01T00:00", "20180401", "now", "today", "",
    "2018-13-01", "0", "2458000.5", "12:00", " 2018-04-01",
)  # fmt: skip


@pytest.mark.parametrize("value", BAD_DAYS)
@pytest.mark.parametrize(("table", "column"), [("hours", "on_day"), ("youth", "born"), ("match", "first_met_on")])
def test_a_bad_day_is_refused(connection: sqlite3.Connection, table: str, column: str, value: str) -> None:
    with pytest.raises(sqlite3.Error, match=r"CHECK|non-deterministic"):
        insert(connection, table, {**GOOD[table], column: value})


@pytest.mark.parametrize("value", ["2024-02-29", "1900-01-01", "9999-12-31"])
def test_a_good_day_is_taken(connection: sqlite3.Connection, value: str) -> None:
    assert insert(connection, "hours", {**GOOD["hours"], "on_day": value}) == 2


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("hours", {"minutes": -1}),
        ("hours", {"minutes": 0}),
        ("hours", {"minutes": 1441}),
        ("hours", {"minutes": "many"}),
        ("hours", {"minutes": 1.5}),
        ("hours", {"minutes": None}),
        ("hours", {"activity": ""}),
        ("hours", {"on_day": 20180401}),
        ("hours", {"recorded_on": None}),
        ("mentor", {"background": "tyrkisk"}),
        ("wish", {"side": "both"}),
        ("wish", {"youth_id": None}),
        ("wish", {"force": "perhaps"}),
        ("wish", {"mentor_id": 1}),
        ("wish", {"about": "person"}),
        ("wish", {"withdrawn_on": "2018-03-31"}),
        ("meeting", {"minutes": -30}),
        ("meeting", {"status": "maybe"}),
        ("meeting", {"at": "25:00"}),
        ("meeting", {"at": "9:30"}),
        ("meeting", {"who": "coordinator"}),
        ("meeting", {"kind": "By phone"}),
        ("meeting", {"match_id": 99}),
        ("meeting", {"match_id": None}),
        ("event", {"minutes": -1}),
        ("event", {"title": "x" * 121}),
        ("money", {"amount_ore": 0}),
        ("money", {"amount_ore": -100}),
        ("money", {"amount_ore": 12.5}),
        ("money", {"amount_ore": "tolv"}),
        ("money", {"direction": "in"}),
        ("mentor", {"gender": "Kvinde"}),
        ("mentor", {"gender": ""}),
        ("mentor", {"gender": "x; DROP TABLE mentor"}),
        ("mentor", {"name": ""}),
        ("mentor", {"name": " Ida"}),
        ("mentor", {"name": None}),
        ("mentor", {"capacity": -1}),
        ("mentor", {"capacity": 21}),
        ("mentor", {"capacity": "gammel"}),
        ("mentor", {"address_protected": 2}),
        ("mentor", {"postcode": "42000"}),
        ("match", {"mentor_id": 99}),
        ("match", {"youth_id": 99}),
        ("match", {"proposed_on": None}),
        ("match", {"coordinator_present": 7}),
        ("match_end", {"planned": "perhaps"}),
        ("match_end", {"rematch": None}),
        ("referral", {"youth_id": 99}),
        ("referral", {"source": "The School"}),
        ("attendance", {"mentor_id": None}),
        ("attendance", {"mentor_id": 1, "youth_id": 1}),
        ("attendance", {"event_id": 99}),
        ("attendance", {}),
        ("setting", {}),
        ("departure", {"returned_on": "2018-03-31"}),
        ("mentor_check", {"ordered_on": None}),
        ("mentor_check", {"seen_on": DAY}),
        ("mentor_check", {"outcome": "approved"}),
        ("mentor_check", {"seen_on": DAY, "outcome": "fine"}),
        ("remark", {"mentor_id": None}),
        ("remark", {"text": ""}),
        ("audit", {"action": "erase"}),
    ],
)
def test_a_bad_row_is_refused(connection: sqlite3.Connection, table: str, changes: dict[str, object]) -> None:
    before = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    with pytest.raises(sqlite3.IntegrityError):
        insert(connection, table, {**GOOD[table], **changes})
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == before


def test_an_erased_person_needs_no_name(connection: sqlite3.Connection) -> None:
    assert insert(connection, "mentor", {**GOOD["mentor"], "name": None, "erased_on": DAY}) == 2


def test_a_number_is_not_used_twice(connection: sqlite3.Connection) -> None:
    assert insert(connection, "hours", GOOD["hours"]) == 2
    connection.execute("DELETE FROM hours")
    assert insert(connection, "hours", GOOD["hours"]) == 3


def test_who_has_a_match_cannot_be_deleted(connection: sqlite3.Connection) -> None:
    for table in ("mentor", "youth"):
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute(f"DELETE FROM {table} WHERE id = 1")


def test_former_values_go_with_the_person(connection: sqlite3.Connection) -> None:
    number = insert(connection, "mentor", {**GOOD["mentor"], "name": "Bo Ny"})
    insert(connection, "former", {"audit_seq": 1, "mentor_id": number, "field": "phone", "value": "12345678"})
    insert(connection, "remark", {**GOOD["remark"], "mentor_id": number})
    connection.execute("DELETE FROM mentor WHERE id = ?", (number,))
    assert connection.execute("SELECT count(*) FROM former").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM remark").fetchone() == (1,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'another'",
        "UPDATE OR IGNORE audit SET seq = 9",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE seq = 1",
        "INSERT OR REPLACE INTO audit VALUES (1, '', 'another', '', 'add', '', 1, '')",
    ],
)
def test_the_trail_is_append_only(connection: sqlite3.Connection, statement: str) -> None:
    before = connection.execute("SELECT * FROM audit").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    assert connection.execute("SELECT * FROM audit").fetchall() == before
    assert insert(connection, "audit", GOOD["audit"]) == 2
