"""Goals and grants come back from an export: numbers, chains, kroner for a Danish Excel, and beside other records."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

TODAY = "2026-03-20"
PAPERS = (
    "--payer", "Odder Kommune", "--contact", "Hanne Dam", "--contact-email", "hanne@example.dk", "--legal-basis", "lab-167",
    "--purpose", "=praktik", "--tasks", "struktur; kontakt", "--mentor", "lise", "--qualification", "pædagog",
    "--reference", "26-1",
)  # fmt: skip
LINES = (
    ("youth", "refer", "Amina Noor", "--source", "caseworker", "--on", "2026-01-02"),
    ("mentor", "add", "Lise Krogh", "--on", "2025-01-01"),
    ("goal", "add", "amina", "--area", "netværk", "--text", "boksning; på fredage", "--on", "2026-01-15"),
    ("goal", "add", "amina", "--area", "støtte", "--on", "2026-01-15"),
    ("goal", "score", "t1", "2", "--on", "2026-01-15"),
    ("goal", "score", "t1", "4", "--view", "mentor", "--on", "2026-01-15"),
    ("goal", "revise", "t1", "--text", "svømning", "--why", "skade", "--on", "2026-02-01"),
    ("goal", "close", "t2", "--how", "dropped", "--on", "2026-02-15"),
    ("grant", "add", "amina", "--from", "15-1-2026", "--to", "14-4-2026", "--hours", "26,5", "--rate", "510,50", *PAPERS,
     "--granted", "12-1-2026", "--applied", "5-1-2026", "--assessed", "8-1-2026", "--vat", "exempt", "--interpreter"),
    ("grant", "renew", "g1", "--to", "14-7-2026", "--hours", "20", "--assessed", "18-3-2026"),
    ("grant", "renew", "g2", "--to", "14-9-2026", "--hours", "20", "--assessed", "19-3-2026", "--override", "kort periode"),
    ("grant", "stop", "g1", "--on", "2026-03-01"),
)  # fmt: skip
TABLES = ("goal", "goal_revision", "goal_score", "grant", "rule_override")


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables of goals and grants."""
    db = sqlite3.connect(path)
    found = {table: db.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in TABLES}
    db.close()
    return found


@pytest.fixture
def filled(mc: Any) -> Any:
    """A file with two goals and a chain of three grants."""
    mc.take("center-for-unge")
    for line in LINES:
        mc.ok(*line, today=TODAY)
    return mc


def exported(mc: Any, form: str) -> list[str]:
    """The tables of an export, as arguments of import."""
    if form == "xlsx":
        mc.ok("export", "-o", str(mc.folder / "alt.xlsx"), today=TODAY)
        return [str(mc.folder / "alt.xlsx")]
    more = ("--dialect", "excel-da") if form == "excel-da" else ()
    mc.ok("export", "--into", str(mc.folder / "ud"), *more, today=TODAY)
    return [str(one) for one in sorted((mc.folder / "ud").iterdir())]


@pytest.mark.parametrize("form", ["plain", "excel-da", "xlsx"])
def test_an_empty_file_gets_the_same_goals_and_grants(filled: Any, form: str) -> None:
    files, before = exported(filled, form), content(filled.db)
    assert [len(rows) for rows in before.values()] == [2, 1, 2, 3, 1]
    filled.take("center-for-unge")
    filled.ok("import", *files, today=TODAY)
    assert content(filled.db) == before
    again = filled.ok("import", *files, "--format", "json", today=TODAY).json()["sheets"]
    assert all(again[table]["unchanged"] == again[table]["read"] for table in TABLES), "a second time changes nothing"
    assert content(filled.db) == before


def test_a_danish_excel_has_kroner(filled: Any) -> None:
    exported(filled, "excel-da")
    text = (filled.folder / "ud" / "grant.csv").read_text(encoding="utf-8-sig")
    assert ";rate;" in text.splitlines()[0]
    assert ";510,50;" in text.splitlines()[1]


@pytest.mark.parametrize("form", ["plain", "excel-da", "xlsx"])
def test_numbers_that_are_taken_are_mapped_and_the_chain_holds(filled: Any, form: str) -> None:
    files, before = exported(filled, form), content(filled.db)
    filled.take("center-for-unge")
    filled.ok("youth", "refer", "Bo Lund", "--source", "caseworker", "--on", "2026-01-02", today=TODAY)
    filled.ok("mentor", "add", "Ida Holm", "--on", "2025-01-01", today=TODAY)
    filled.ok("goal", "add", "bo", "--area", "netværk", today=TODAY)
    filled.ok(
        "grant",
        "add",
        "bo",
        "--from",
        "1-2-2026",
        "--to",
        "30-4-2026",
        "--hours",
        "9",
        "--applied",
        "1-2-2026",
        today=TODAY,
    )
    filled.ok("import", *files, today=TODAY)
    db = sqlite3.connect(filled.db)
    chain = db.execute(
        "SELECT g.minutes, o.minutes, y.name, m.name FROM grant g JOIN youth y ON y.id = g.youth_id LEFT JOIN grant o "
        "ON o.id = g.renews_id LEFT JOIN mentor m ON m.id = g.mentor_id ORDER BY g.from_day, g.id"
    ).fetchall()
    assert chain == [
        (1590, None, "Amina Noor", "Lise Krogh"), (540, None, "Bo Lund", None), (1200, 1590, "Amina Noor", "Lise Krogh"),
        (1200, 1200, "Amina Noor", "Lise Krogh"),
    ]  # fmt: skip
    scores = "SELECT y.name, s.view, s.score FROM goal_score s JOIN goal g ON g.id = s.goal_id JOIN youth y ON y.id = g.youth_id"
    assert db.execute(f"{scores} ORDER BY s.id").fetchall() == [("Amina Noor", "youth", 2), ("Amina Noor", "mentor", 4)]
    over = "SELECT y.name FROM rule_override r JOIN grant g ON g.id = r.record_id JOIN youth y ON y.id = g.youth_id"
    assert db.execute(over).fetchall() == [("Amina Noor",)], "the reason stays with its grant"
    db.close()
    assert len(content(filled.db)["goal"]) == len(before["goal"]) + 1
