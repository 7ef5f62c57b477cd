"""Wishes and what people are matched on come back from an export as they were."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

LINES = (
    ("youth", "wish", "mie", "skal kvinde", "under 50", "ikke m2"),
    ("youth", "wish", "mie", "under 50", "--drop", "--on", "2018-04-01"),
    ("mentor", "wish", "ida", "helst 18-25", "arbejde: =1+1"),
    ("mentor", "edit", "ida", "--free", "mandag aften, weekend", "--work", "tømrer", "--background", "tyrkisk",
     "--background-yes", "2018-03-01"),
    ("youth", "edit", "mie", "--free", "onsdag", "--own-words", "-"),
)  # fmt: skip
TOLD = "SELECT id, free_times, work, background, background_yes_on, own_words FROM "


def content(path: Any) -> dict[str, list[tuple[Any, ...]]]:
    """The wishes, and what is told of people."""
    db = sqlite3.connect(path)
    asked = {"wish": "SELECT * FROM wish", "mentor": TOLD + "mentor", "youth": TOLD + "youth"}
    found = {name: db.execute(f"{sql} ORDER BY id").fetchall() for name, sql in asked.items()}
    db.close()
    return found


@pytest.mark.parametrize("form", ["plain", "excel-da", "xlsx"])
def test_an_empty_file_gets_the_same_wishes(mc: Any, form: str) -> None:
    mc.take("story")
    for line in LINES:
        mc.ok(*line, stdin=b"Jeg spiller guitar.\nOg synger.\n")
    before = content(mc.db)
    assert len(before["wish"]) == 5
    if form == "xlsx":
        files = [str(mc.folder / "alt.xlsx")]
        mc.ok("export", "-o", files[0])
    else:
        mc.ok("export", "--into", str(mc.folder / "ud"), *(("--dialect", "excel-da") if form == "excel-da" else ()))
        files = [str(one) for one in sorted((mc.folder / "ud").iterdir())]
    mc.take("slagelse")
    mc.ok("import", *files)
    assert content(mc.db) == before
    again = mc.ok("import", *files, "--format", "json").json()["sheets"]
    assert again["wish"] == {"read": 5, "added": 0, "updated": 0, "unchanged": 5, "refused": 0, "blank": 0}


def test_lists_tell_free_times_and_work(mc: Any) -> None:
    path = mc.folder / "mentorer.csv"
    path.write_text(
        "Navn;Tilmeldt;Ledige tider;Fag\nIda Holm;01-02-2018;mandag og onsdag aften;tømrer\nBo Å;01-02-2018;snart;\n"
    )
    run = mc("import", str(path))
    assert run.code == 6
    assert "snart" in run.told + run.text
    page = mc.ok("mentor", "show", "ida", "--format", "json").json()
    assert (page["free_times"], page["work"]) == ("mon-evening, wed-evening", "tømrer")
