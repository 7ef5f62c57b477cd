"""`import` as a person meets it: exit codes, streams, the file of refused rows, and what is left when it is stopped."""

from __future__ import annotations

import datetime
import json
import shutil
import signal
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from mentorcli.views import known
from tests import corps

DAY = "2018-03-31"
FIGURES = set(corps.figures([], corps.TODAY, corps.TODAY))
MENTOR = "Navn;Køn;Født;Tilmeldt;Mentorkursus;Status;Stoppet;By\n"
YOUTH = "Navn;Køn;Født;Henvist;Henvist af\n"
MATCH = "Mentor;Ung;Foreslået;Første møde;Afsluttet;Årsag\n"
MEETING = "Dato;Mentor;Ung;Type;Status;Varighed;Sted\n"
MONEY = "Dato;Type;Kategori;Beløb;Tekst\n"


def put(folder: Path, **sheets: str) -> list[str]:
    """CSV files by sheet name; their paths in that order."""
    paths = []
    for name, text in sheets.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def taken(mc: Any, *arguments: str, code: int = 0) -> Any:
    """The JSON of an import that must end with this code."""
    run = mc("import", *arguments, "--format", "json", today=DAY)
    assert run.code == code, run.told + run.text
    return run.json()


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a data file."""
    db = sqlite3.connect(path)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def a_pair(mc: Any) -> None:
    """One mentor, one youth and their match from 10 January 2018."""
    taken(
        mc,
        *put(
            mc.folder,
            Mentorer=MENTOR + "Ida Holm;K;01-02-1970;01-09-2017;20-09-2017;Aktiv;;\n",
            Unge=YOUTH + "Kim Bo;M;01-02-1999;01-10-2017;Jobcenter\n",
            Forløb=MATCH + "Ida Holm;Kim Bo;01-01-2018;10-01-2018;;\n",
        ),
    )


# --- the workbooks of the task --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["slagelse", "slagelse-rodet"])
def test_the_figures_of_every_year_are_right(mc: Any, name: str) -> None:
    facts = corps.load(f"{name}.facts.json")
    path = shutil.copy(corps.DATA / f"{name}.xlsx", mc.folder)
    run = mc("import", str(path), "--format", "json", today=DAY)
    assert run.code == (0 if name == "slagelse" else 6), run.told
    told = corps.reports(mc, tuple(facts["years"]))
    for year, right in {**facts["years"], "since_start": facts["since_start"]}.items():
        keys = FIGURES & set(right) | {"from", "to"}
        assert len(keys) == 24
        assert {key: told[year][key] for key in keys} == {key: right[key] for key in keys}, year
    before = corps.tables(mc.db)
    again = taken(mc, str(path), code=run.code)
    assert all(counts["added"] == counts["updated"] == 0 for counts in again["sheets"].values())
    assert corps.tables(mc.db) == before


def test_each_slip_is_met_as_written(mc: Any) -> None:
    path = Path(shutil.copy(corps.DATA / "slagelse-rodet.xlsx", mc.folder))
    result = taken(mc, str(path), code=6)
    slips = corps.load("slagelse-rodet.slips.json")
    told: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for one in result["refused"]:
        told.setdefault((one["sheet"], one["row"]), []).append(one)
    assert set(told) == {(one["sheet"], one["row"]) for one in slips if one["must"].startswith("refused")}
    book = CalamineWorkbook.from_path(str(path))
    for (sheet, row), refused in told.items():
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        for one in refused:
            assert one["column"] in rows[0]
            cell = rows[row - 1][rows[0].index(one["column"])]
            assert one["value"] == (str(int(cell)) if isinstance(cell, float) else cell)
            assert one["reason"]
    reasons = {key: " ".join(one["reason"] for one in refused) for key, refused in told.items()}
    assert "held" in reasons["Møder", 6050]
    assert reasons["Forløb", 230].count("Sofie Christiansen") == 2
    assert "m" in reasons["Forløb", 230]
    assert result["sheets"]["Møder"]["blank"] == 1
    assert result["sheets"]["Møder"]["unchanged"] == 1


def test_the_odd_names_are_shown_letter_for_letter_and_inert(mc: Any) -> None:
    path = shutil.copy(corps.DATA / "slagelse-rodet.xlsx", mc.folder)
    taken(mc, str(path), code=6)
    names = [one["name"] for one in mc.ok("youth", "list", "--format", "json", today=DAY).json()]
    assert {"[red]Rød[/] {{ 7*7 }}", '=HYPERLINK("x")'} <= set(names)
    assert "[red]Rød[/] {{ 7*7 }}" in mc.ok("youth", "list", today=DAY).text
    assert '"\'=HYPERLINK(""x"")"' in mc.ok("youth", "list", "--format", "csv", today=DAY).text


# --- shape, codes and options ---------------------------------------------------------------------------------------


def test_the_json_has_the_promised_shape(mc: Any) -> None:
    files = put(mc.folder, Unge=YOUTH + "Kim Bo;M;;01-10-2017;Jobcenter\n\nMie Sø;Q;;01-10-2017;Jobcenter\n")
    run = mc("import", *files, "--format", "json", today=DAY)
    assert run.code == 6
    result = run.json()
    assert result["sheets"] == {"Unge": {"read": 3, "added": 1, "updated": 0, "unchanged": 0, "refused": 1, "blank": 1}}
    [refused] = result["refused"]
    assert set(refused) == {"sheet", "row", "column", "value", "reason"}
    assert {key: refused[key] for key in ("sheet", "row", "column", "value")} == {
        "sheet": "Unge", "row": 4, "column": "Køn", "value": "Q",
    }  # fmt: skip
    error = json.loads(run.err)["error"]
    assert error["code"] == 6
    assert set(error) == {"code", "kind", "message", "hint", "details"}


def test_for_people_the_row_and_the_way_out_are_told(mc: Any) -> None:
    files = put(mc.folder, Unge=YOUTH + "Mie Sø;Q;;01-10-2017;Jobcenter\n")
    run = mc("import", *files, today=DAY)
    assert run.code == 6
    assert all(part in run.told for part in ("Unge", "2", "Køn", "Q", "Unge-refused.xlsx"))
    assert "Traceback" not in run.told


def test_a_dry_run_says_the_same_and_changes_nothing(mc: Any) -> None:
    files = put(mc.folder, Unge=YOUTH + "Kim Bo;M;;01-10-2017;Jobcenter\nMie Sø;Q;;01-10-2017;Jobcenter\n")
    before, names = mc.db.read_bytes(), sorted(one.name for one in mc.folder.iterdir())
    dry = taken(mc, *files, "--dry-run", code=6)
    assert mc.db.read_bytes() == before
    assert sorted(one.name for one in mc.folder.iterdir()) == names
    assert taken(mc, *files, code=6) == dry


def test_all_or_nothing_takes_none(mc: Any) -> None:
    files = put(mc.folder, Unge=YOUTH + "Kim Bo;M;;01-10-2017;Jobcenter\nMie Sø;Q;;01-10-2017;Jobcenter\n")
    before = mc.db.read_bytes()
    run = mc("import", *files, "--all-or-nothing", today=DAY)
    assert run.code == 6
    assert "nothing was saved" in run.told
    assert mc.db.read_bytes() == before
    good = put(mc.folder, Unge=YOUTH + "Kim Bo;M;;01-10-2017;Jobcenter\n")
    assert taken(mc, *good, "--all-or-nothing")["sheets"]["Unge"]["added"] == 1


def test_an_empty_cell_never_erases_and_fills_are_told(mc: Any) -> None:
    a_pair(mc)
    fill = put(mc.folder, Mentorer=MENTOR + "Ida Holm;;;01-09-2017;;;;Sorø\n")
    assert taken(mc, *fill)["sheets"]["Mentorer"]["updated"] == 1
    assert query(mc.db, "SELECT gender, born, trained_on, town FROM mentor") == [
        ("female", "1970-02-01", "2017-09-20", "Sorø")
    ]
    assert taken(mc, *fill)["sheets"]["Mentorer"]["unchanged"] == 1


def test_a_differing_value_is_refused_with_both_unless_update(mc: Any) -> None:
    a_pair(mc)
    before = corps.tables(mc.db)
    other = put(mc.folder, Mentorer=MENTOR + "Ida Holm;M;01-02-1970;02-09-2017;20-09-2017;;;Sorø\n")
    result = taken(mc, *other, code=6)
    reasons = {one["column"]: one["reason"] for one in result["refused"]}
    assert set(reasons) == {"Køn", "Tilmeldt"}
    assert "2017-09-01" in reasons["Tilmeldt"]
    assert "2017-09-02" in reasons["Tilmeldt"]
    assert corps.tables(mc.db) == before, "a row that is refused fills nothing either"
    assert taken(mc, *other, "--update")["sheets"]["Mentorer"]["updated"] == 1
    assert query(mc.db, "SELECT gender, applied_on, town FROM mentor") == [("male", "2017-09-02", "Sorø")]


REFUSED_ROWS = {  # each fills a blank of one record and differs in another
    "Mentorer": MENTOR + "Ida Holm;;;01-09-2017;;Stoppet;01-03-2018;Sorø\n",
    "Unge": "Navn;Henvist;Henvist af;By\nKim Bo;01-10-2017;Skole;Sorø\n",
    "Forløb": "Mentor;Ung;Første møde;Koordinator med;Afsluttet;Årsag\nIda Holm;Kim Bo;10-01-2018;ja;02-03-2018;Job\n",
}


@pytest.mark.parametrize("sheet", REFUSED_ROWS)
def test_a_refused_row_does_not_do_half(mc: Any, sheet: str) -> None:
    a_pair(mc)
    db = sqlite3.connect(mc.db)
    db.execute(
        "INSERT INTO departure (mentor_id, kind, on_day, recorded_on) VALUES (1, 'left', '2018-03-02', '2018-03-02')"
    )
    db.execute(
        "INSERT INTO match_end (match_id, on_day, reason, recorded_on) VALUES (1, '2018-03-01', 'moved', '2018-03-02')"
    )
    db.commit()
    db.close()
    before = corps.tables(mc.db)
    taken(mc, *put(mc.folder, **{sheet: REFUSED_ROWS[sheet]}), code=6)
    assert corps.tables(mc.db) == before


def test_what_was_planned_or_had_no_length_is_filled(mc: Any) -> None:
    a_pair(mc)
    row = "01-02-2018;Ida Holm;Kim Bo;Mentormøde;"
    taken(mc, *put(mc.folder, Møder=MEETING + row + "Planlagt;;\n"))
    assert taken(mc, *put(mc.folder, Møder=MEETING + row + "Afholdt;60;café\n"))["sheets"]["Møder"]["updated"] == 1
    assert query(mc.db, "SELECT status, minutes, place FROM meeting WHERE kind = 'regular'") == [("held", 60, "café")]
    taken(
        mc,
        *put(
            mc.folder,
            Møder=MEETING
            + row
            + "Afholdt;60;\n"
            + row
            + "Afholdt;;\n"
            + "10-01-2018;Ida Holm;Kim Bo;Første møde;Afholdt;;\n",
        ),
    )
    result = taken(
        mc,
        *put(mc.folder, Møder=MEETING + row + "Afholdt;75;\n10-01-2018;Ida Holm;Kim Bo;Første møde;Afholdt;30;\n"),
        code=6,
    )
    assert result["sheets"]["Møder"] == {"read": 2, "added": 0, "updated": 1, "unchanged": 0, "refused": 1, "blank": 0}
    assert "60" in result["refused"][0]["reason"]
    assert "75" in result["refused"][0]["reason"]


def test_the_day_tells_which_of_two_matches_of_a_pair_a_meeting_belongs_to(mc: Any) -> None:
    a_pair(mc)
    spans = ("01-01-2018;10-01-2018;01-02-2018;Job", "01-02-2018;20-02-2018;05-03-2018;Job", "04-03-2018;05-03-2018;;")
    matches = "".join(f"Ida Holm;Kim Bo;{span}\n" for span in spans)
    meetings = {
        "10-01-2018;Ida Holm;Kim Bo;Første møde;Afholdt;60;": 1, "01-02-2018;Ida Holm;Kim Bo;Mentormøde;Afholdt;60;": 1,
        "10-02-2018;Ida Holm;Kim Bo;Telefonmøde;Afholdt;60;": 2, "20-02-2018;Ida Holm;Kim Bo;Første møde;Udeblevet;;": 2,
        "05-03-2018;Ida Holm;Kim Bo;Mentormøde;Afholdt;60;": 2, "05-03-2018;Ida Holm;Kim Bo;Første møde;Afholdt;60;": 3,
        "06-03-2018;Ida Holm;Kim Bo;Mentormøde;Afholdt;60;": 3,
    }  # fmt: skip
    taken(mc, *put(mc.folder, Forløb=MATCH + matches, Møder=MEETING + "\n".join(meetings) + "\n"))
    assert [row[0] for row in query(mc.db, "SELECT match_id FROM meeting ORDER BY id")] == list(meetings.values())


def test_a_guest_may_be_a_youth_of_the_name_of_a_mentor_who_has_left(mc: Any) -> None:
    events = "Dato;Titel;Type;Timer;Deltagere\n01-02-2018;Fest;Socialt;2;Kim Bo\n01-05-2017;Fest;Socialt;2;Kim Bo\n"
    files = put(
        mc.folder,
        Mentorer=MENTOR + "Kim Bo;K;01-02-1970;01-01-2017;20-01-2017;Stoppet;30-06-2017;\n",
        Unge=YOUTH + "Kim Bo;M;01-02-1999;01-10-2017;Jobcenter\n",
        Aktiviteter=events,
    )
    taken(mc, *files)
    guests = "SELECT e.on_day, a.mentor_id, a.youth_id FROM attendance a JOIN event e ON e.id = a.event_id ORDER BY 1"
    assert query(mc.db, guests) == [
        ("2017-05-01", 1, None), ("2018-02-01", None, 1),
    ]  # fmt: skip


def test_an_event_with_an_unsettled_guest_is_taken_and_the_guest_mended(mc: Any) -> None:
    a_pair(mc)
    events = "Dato;Titel;Type;Timer;Deltagere\n01-02-2018;Fest;Socialt;2;Ida Holm, Ukendt Gæst\n"
    result = taken(mc, *put(mc.folder, Aktiviteter=events), code=6)
    assert result["sheets"]["Aktiviteter"]["added"] == 1
    assert [(one["column"], one["value"]) for one in result["refused"]] == [("Deltagere", "Ukendt Gæst")]
    aside = mc.folder / "Aktiviteter-refused.xlsx"
    [_head, row] = CalamineWorkbook.from_path(str(aside)).get_sheet_by_name("Aktiviteter").to_python()
    assert row[4] == "Ukendt Gæst"
    again = taken(mc, *put(mc.folder, Aktiviteter=events), code=6)
    assert again["sheets"]["Aktiviteter"]["unchanged"] == 1
    corps.write_xlsx(aside, [("Aktiviteter", [_head, [*row[:4], "Kim Bo", ""]], False)])
    assert taken(mc, str(aside))["sheets"]["Aktiviteter"]["updated"] == 1
    assert len(query(mc.db, "SELECT 1 FROM attendance")) == 2


def test_equal_money_rows_are_counted(mc: Any) -> None:
    row = "01-02-2018;Udgift;Gave;100;kage\n"
    for copies, added in ((2, 2), (2, 0), (3, 1), (1, 0)):
        result = taken(mc, *put(mc.folder, Økonomi=MONEY + row * copies))
        assert result["sheets"]["Økonomi"]["added"] == added
    assert len(query(mc.db, "SELECT 1 FROM money")) == 3


def test_a_training_day_that_comes_later_counts_among_namesakes(mc: Any) -> None:
    two = "Ida Holm;K;01-02-1970;01-09-2017;;;;\nIda Holm;K;01-02-1980;01-09-2017;;;;\n"
    taken(mc, *put(mc.folder, Mentorer=MENTOR + two, Unge=YOUTH + "Kim Bo;M;;01-10-2017;Jobcenter\n"))
    files = put(
        mc.folder,
        Mentorer=MENTOR + "Ida Holm;K;01-02-1980;01-09-2017;20-09-2017;;;\n",
        Forløb=MATCH + "Ida Holm;Kim Bo;01-01-2018;10-01-2018;;\n",
    )
    taken(mc, *files)
    assert query(mc.db, "SELECT p.born FROM match x JOIN mentor p ON p.id = x.mentor_id") == [("1980-02-01",)]


# --- what is on file already ----------------------------------------------------------------------------------------

CLOSED = "Navn;Henvist;Henvist af;Samtykke;Lukket;Lukket fordi\n"


def change(path: Path, *statements: str) -> None:
    """Change a data file behind the program's back."""
    db = sqlite3.connect(path)
    for one in statements:
        db.execute(one)
    db.commit()
    db.close()


def test_a_protected_address_is_not_told(mc: Any) -> None:
    a_pair(mc)
    change(mc.db, "UPDATE mentor SET address_protected = 1, town = 'Hemmelig'")
    other = put(mc.folder, Mentorer=MENTOR + "Ida Holm;;;01-09-2017;;;;Sorø\n")
    run = mc("import", *other, today=DAY)
    assert run.code == 6
    assert "protected" in run.told
    assert "Hemmelig" not in run.told + run.text
    assert "Sorø" not in run.told + run.text
    assert "Town" in run.told or "By" in run.told
    head = [
        ["id", "name", "gender", "born", "applied_on", "town"],
        [1, "Ida Holm", "female", "1970-02-01", "2017-09-01", "Sorø"],
    ]
    corps.write_xlsx(mc.folder / "t.xlsx", [("mentor", head, False)])
    [refused] = taken(mc, str(mc.folder / "t.xlsx"), code=6)["refused"]
    assert (refused["column"], refused["value"]) == ("town", "")
    assert "protected" in refused["reason"]
    taken(mc, *other, "--update")
    assert query(mc.db, "SELECT town FROM mentor") == [("Sorø",)]


def test_with_nothing_kept_the_mended_list_stays(mc: Any) -> None:
    head = YOUTH.strip().split(";")
    good, bad = ["Kim Bo", "M", "", "01-10-2017", "Skole"], ["Mie Sø", "Q", "", "01-10-2017", "Skole"]
    aside = mc.folder / "l-refused.xlsx"
    corps.write_xlsx(aside, [("Unge", [head, good, bad], False)])
    before = aside.read_bytes()
    taken(mc, str(aside), "--all-or-nothing", code=6)
    assert aside.read_bytes() == before


def test_the_reasons_of_a_former_round_are_replaced(mc: Any) -> None:
    taken(mc, *put(mc.folder, Unge=YOUTH + "Mie Sø;Q;;01-10-2017;Jobcenter\n"), code=6)
    aside = mc.folder / "Unge-refused.xlsx"
    first = CalamineWorkbook.from_path(str(aside)).get_sheet_by_name("Unge").to_python()
    taken(mc, str(aside), code=6)
    assert CalamineWorkbook.from_path(str(aside)).get_sheet_by_name("Unge").to_python() == first
    assert first[0].count("Fejl") == 1


def test_where_no_row_was_taken_nothing_is_said_to_be_saved(mc: Any) -> None:
    told = mc("import", *put(mc.folder, Unge=YOUTH + "Mie Sø;Q;;01-10-2017;Jobcenter\n"), today=DAY).told
    assert "nothing was saved" in told
    assert "It was saved" not in told
    assert "Unge-refused.xlsx" in told


def test_a_reason_of_closing_needs_its_day(mc: Any) -> None:
    result = taken(mc, *put(mc.folder, Unge=CLOSED + "Kim Bo;01-10-2017;Skole;;;Andet\n"), code=6)
    assert [one["column"] for one in result["refused"]] == ["Lukket"]
    assert query(mc.db, "SELECT 1 FROM youth") == []


def test_another_closing_or_consent_is_refused_with_both_unless_update(mc: Any) -> None:
    stored = "SELECT c.on_day, k.on_day FROM consent c, closing k"
    taken(mc, *put(mc.folder, Unge=CLOSED + "Kim Bo;01-10-2017;Skole;02-10-2017;01-02-2018;Andet\n"))
    other = put(mc.folder, Unge=CLOSED + "Kim Bo;01-10-2017;Skole;03-10-2017;05-02-2018;Andet\n")
    reasons = {one["column"]: one["reason"] for one in taken(mc, *other, code=6)["refused"]}
    assert set(reasons) == {"Samtykke", "Lukket"}
    assert all(day in reasons["Lukket"] for day in ("2018-02-01", "2018-02-05"))
    assert query(mc.db, stored) == [("2017-10-02", "2018-02-01")]
    assert taken(mc, *other, "--update")["sheets"]["Unge"]["updated"] == 1
    assert query(mc.db, stored) == [("2017-10-03", "2018-02-05")]
    assert taken(mc, *other)["sheets"]["Unge"]["unchanged"] == 1


@pytest.mark.parametrize("option", [[], ["--update"]])
@pytest.mark.parametrize("withdrawn", ["2017-10-02", "2017-10-03", "2018-03-01"])
def test_a_list_that_is_told_again_gives_no_consent_that_was_withdrawn_anew(
    mc: Any, option: list[str], withdrawn: str
) -> None:
    stored = "SELECT on_day, withdrawn_on FROM consent ORDER BY id"
    told = put(mc.folder, Unge=CLOSED + "Kim Bo;01-10-2017;Skole;02-10-2017;;\n")
    taken(mc, *told)
    mc.ok("youth", "consent", "kim", "--kind", "participation", "--withdrawn", withdrawn)
    assert taken(mc, *told, *option)["sheets"]["Unge"]["unchanged"] == 1
    assert query(mc.db, stored) == [("2017-10-02", withdrawn)]
    anew = put(mc.folder, Unge=CLOSED + "Kim Bo;01-10-2017;Skole;05-03-2018;;\n")
    assert taken(mc, *anew, *option)["sheets"]["Unge"]["updated"] == 1
    assert query(mc.db, stored) == [("2017-10-02", withdrawn), ("2018-03-05", None)]


@pytest.mark.parametrize("option", [[], ["--update"]])
def test_a_referral_after_the_closing_is_a_new_one(mc: Any, option: list[str]) -> None:
    taken(mc, *put(mc.folder, Unge=CLOSED + "Kim Bo;01-10-2017;Skole;;01-02-2018;Andet\n"))
    again = put(mc.folder, Unge=CLOSED + "Kim Bo;01-03-2018;Skole;;;\n")
    assert taken(mc, *again, *option)["sheets"]["Unge"]["updated"] == 1
    assert query(mc.db, "SELECT on_day FROM referral ORDER BY id") == [("2017-10-01",), ("2018-03-01",)]
    assert taken(mc, *again, *option)["sheets"]["Unge"]["unchanged"] == 1


def test_a_referral_after_the_last_end_is_a_new_one(mc: Any) -> None:
    a_pair(mc)
    again = put(mc.folder, Unge=CLOSED + "Kim Bo;05-03-2018;Jobcenter;;;\n")
    taken(mc, *again, code=6)  # the match still runs
    taken(mc, *put(mc.folder, Forløb=MATCH + "Ida Holm;Kim Bo;01-01-2018;10-01-2018;01-03-2018;Job\n"))
    taken(mc, *put(mc.folder, Unge=CLOSED + "Kim Bo;05-03-2018;Jobcenter;;;\n"), "--update")
    assert query(mc.db, "SELECT on_day FROM referral ORDER BY id") == [("2017-10-01",), ("2018-03-05",)]


def test_an_end_is_never_moved_past_a_reopening(mc: Any) -> None:
    a_pair(mc)
    reopened = "INSERT INTO match_reopening (match_id, on_day, recorded_on) VALUES (1, '2018-02-10', '2018-02-10')"
    ends = "SELECT on_day FROM match_end ORDER BY id"

    def ended(day: str, code: int = 0) -> None:
        rows = MATCH + f"Ida Holm;Kim Bo;01-01-2018;10-01-2018;{day};Job\n"
        taken(mc, *put(mc.folder, Forløb=rows), "--update", code=code)

    ended("01-02-2018")
    change(mc.db, reopened)
    ended("03-02-2018")
    assert query(mc.db, ends) == [("2018-02-03",)]
    ended("01-03-2018")
    assert query(mc.db, ends) == [("2018-02-03",), ("2018-03-01",)]
    ended("05-03-2018")
    ended("04-02-2018", code=6)
    ended("03-02-2018")
    assert query(mc.db, ends) == [("2018-02-03",), ("2018-03-05",)]


def test_a_match_ended_reopened_and_ended_on_one_day_has_ended(mc: Any) -> None:
    a_pair(mc)
    end = "INSERT INTO match_end (match_id, on_day, recorded_on) VALUES (1, '2018-02-10', '2018-02-10')"
    change(mc.db, end, end.replace("match_end", "match_reopening"), end)
    db = sqlite3.connect(mc.db)
    [[span]] = known.load(db, []).pairs.values()
    db.close()
    assert span.ended_on == "2018-02-10"


# --- CPR ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["0101901234", "010190-1234", "010190 1234", "610190-1234", "\uff10101901234"])
def test_a_cpr_number_is_refused_and_nowhere_repeated(mc: Any, cell: str) -> None:
    a_pair(mc)
    meetings = MEETING.replace("Sted", "Farve") + f"01-02-2018;Ida Holm;Kim Bo;Mentormøde;Afholdt;60;{cell}\n"
    youths = f"Cpr {cell};" + YOUTH + f";Mie {cell};K;;01-10-2017;Skole\n;Bo Ravn;{cell};;01-10-2017;Skole\n"
    files = put(mc.folder, Møder=meetings, Unge=youths)
    for form in ("json", "table"):
        run = mc("import", *files, "--format", form, today=DAY)
        assert run.code == 6
        for stream in (run.out, run.err):
            assert cell.encode() not in stream
    assert len(mc("import", *files, "--format", "json", today=DAY).json()["refused"]) == 3
    aside = CalamineWorkbook.from_path(str(mc.folder / "Møder-refused.xlsx"))
    assert cell not in repr([aside.get_sheet_by_name(name).to_python() for name in aside.sheet_names])
    assert cell.encode() not in mc.db.read_bytes()


def test_one_whose_leading_zero_a_spreadsheet_took_is_refused_too(mc: Any) -> None:
    rows = [[*YOUTH.strip().split(";"), "Cpr"], ["Mie Sø", "K", "", "01-10-2017", "Skole", 101901234]]
    corps.write_xlsx(mc.folder / "l.xlsx", [("Unge", rows, False)])
    for files in ([str(mc.folder / "l.xlsx")], put(mc.folder, Unge=YOUTH + "101901234;K;;01-10-2017;Skole\n")):
        run = mc("import", *files, "--format", "json", today=DAY)
        assert run.code == 6
        assert b"101901234" not in run.out + run.err + mc.db.read_bytes()


def test_numbers_that_are_no_cpr_are_taken(mc: Any) -> None:
    files = put(
        mc.folder,
        Unge=YOUTH.strip() + ";Telefon;Noter\nMie Sø;K;;01-10-2017;Skole;20304050;sag 3213-123456 og 4242424242\n",
    )
    taken(mc, *files)


# --- the file of refused rows ---------------------------------------------------------------------------------------


def test_the_file_of_refused_rows_is_replaced_each_run_and_private(mc: Any) -> None:
    aside = mc.folder / "Unge-refused.xlsx"
    aside.write_bytes(b"old")
    aside.chmod(0o644)
    rows = [YOUTH + "Mie Sø;Q;;01-10-2017;Jobcenter\n", YOUTH + "Bo Ravn;Z;;01-10-2017;Jobcenter\n"]
    for text in rows:
        taken(mc, *put(mc.folder, Unge=text), code=6)
        assert aside.stat().st_mode & 0o777 == 0o600
    [head, row] = CalamineWorkbook.from_path(str(aside)).get_sheet_by_name("Unge").to_python()
    assert row[0] == "Bo Ravn"
    corps.write_xlsx(aside, [("Unge", [head, ["Bo Ravn", "M", *row[2:]]], False)])
    assert taken(mc, str(aside))["sheets"]["Unge"]["added"] == 1
    corps.write_xlsx(aside, [("Unge", [head, ["Bo Ib", "Q", *row[2:]]], False)])
    taken(mc, str(aside), code=6)
    assert not list(mc.folder.glob("*-refused-refused*"))


def test_dates_and_times_of_a_refused_row_can_be_read_again(mc: Any) -> None:
    a_pair(mc)
    rows: list[list[Any]] = [
        ["Dato", "Tid", "Mentor", "Ung", "Type", "Status", "Varighed"],
        [datetime.date(2018, 2, 1), datetime.time(9, 30), "Ida Holm", "Kim Bo", "møde", "Måske", datetime.timedelta(minutes=95)],
        [datetime.datetime(2018, 2, 2, 14, 5), datetime.time(14, 5), "Ida Holm", "Kim Bo", "møde", "Måske", datetime.time(1, 5)],
    ]  # fmt: skip
    corps.write_xlsx(mc.folder / "m.xlsx", [("Møder", rows, False)])
    taken(mc, str(mc.folder / "m.xlsx"), code=6)
    aside = mc.folder / "m-refused.xlsx"
    kept = CalamineWorkbook.from_path(str(aside)).get_sheet_by_name("Møder").to_python()
    corps.write_xlsx(aside, [("Møder", [kept[0], *([*row[:5], "Afholdt", row[6]] for row in kept[1:])], False)])
    taken(mc, str(aside))
    assert query(mc.db, "SELECT on_day, at, minutes FROM meeting WHERE kind = 'regular' ORDER BY 1") == [
        ("2018-02-01", "09:30", 95), ("2018-02-02", "14:05", 65),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Unge [2018]", "Unge: og * mere?", "x" * 60, "'Unge'", "History"])
def test_any_name_of_a_sheet_can_be_set_aside(mc: Any, name: str) -> None:
    run = taken(mc, *put(mc.folder, **{name: YOUTH + "Mie Sø;Q;;01-10-2017;Jobcenter\n"}), code=6)
    assert run["refused"][0]["sheet"] == name
    aside = mc.folder / f"{name}-refused.xlsx"
    assert taken(mc, str(aside), code=6)["refused"][0]["value"] == "Q"


def test_a_cell_too_long_for_a_workbook_is_told_and_set_aside_shortened(mc: Any) -> None:
    files = put(
        mc.folder,
        Unge=YOUTH.strip() + ";Noter\nMie Sø;K;;01-10-2017;Skole;" + "å" * 40_000 + "\nBo Ravn;M;;01-10-2017;Skole;\n",
    )
    result = taken(mc, *files, code=6)
    assert result["sheets"]["Unge"]["added"] == 1
    assert len(result["refused"][0]["value"]) <= 60
    assert (mc.folder / "Unge-refused.xlsx").exists()


# --- files that cannot be trusted as a whole ------------------------------------------------------------------------

GOOD = MONEY + "01-02-2018;Udgift;Gave;100;kage på Ærø\n"
WHOLE = [
    ("an unclosed quote", (MONEY + '01-02-2018;Udgift;"Gave;100;kage\n03-02-2018;Udgift;Gave;100;kage\n').encode(), "line 2"),
    ("a quote in the wrong place", (GOOD + '01-02-2018;Udgift;"Ga"ve;100;kage\n').encode(), "line 3"),
    ("NUL", GOOD.encode() + b"\x00", "NUL"),
    ("UTF-16 without a mark", GOOD.encode("utf-16-le"), "NUL"),
    ("UTF-16 cut in two", GOOD.encode("utf-16")[:-1], ""),
    ("NUL in UTF-16", (GOOD + "\x00").encode("utf-16"), "NUL"),
    ("mixed encodings", GOOD.encode() + "01-02-2018;Udgift;Gave;100;på\n".encode("cp1252"), "mixes encodings"),
    ("no text", bytes(range(128, 256)), ""),
    ("a heading twice", GOOD.replace("Tekst", "Dato").encode(), "twice"),
    ("a heading missing", GOOD.replace("Beløb", "Farve").encode(), "beløb"),
    ("a cell beyond all measure", (MONEY + "01-02-2018;Udgift;Gave;100;" + "x" * 200_000).encode(), "line 2"),
    ("nothing", b"", ""),
]  # fmt: skip


@pytest.mark.parametrize(("what", "content", "told"), WHOLE, ids=[one[0] for one in WHOLE])
def test_a_csv_that_cannot_be_trusted_is_refused_whole(mc: Any, what: str, content: bytes, told: str) -> None:
    before = mc.db.read_bytes()
    path = mc.folder / "Økonomi.csv"
    path.write_bytes(content)
    good = put(mc.folder, Unge=YOUTH + "Kim Bo;M;;01-10-2017;Jobcenter\n")
    files = [str(path)] if what == "nothing" else [*good, str(path)]
    run = mc("import", *files, today=DAY)
    assert run.code == 2, run.told
    assert told in run.told
    assert "Traceback" not in run.told
    assert mc.db.read_bytes() == before
    assert not list(mc.folder.glob("*refused*"))


def test_a_row_too_short_or_too_long_is_refused_alone(mc: Any) -> None:
    result = taken(
        mc, *put(mc.folder, Økonomi=GOOD + "02-02-2018;Udgift;Gave;100\n03-02-2018;Udgift;Gave;100;kage;igen\n"), code=6
    )
    assert [one["row"] for one in result["refused"]] == [3, 4]
    assert result["sheets"]["Økonomi"]["added"] == 1


@pytest.mark.parametrize("name", ["mangler.xlsx", ".", "x.pdf", "x"])
def test_what_is_no_list_is_refused(mc: Any, name: str) -> None:
    (mc.folder / "x.pdf").write_bytes(b"%PDF")
    (mc.folder / "x").write_bytes(b"Navn;")
    run = mc("import", str(mc.folder / name), today=DAY)
    assert run.code == 2
    assert "Traceback" not in run.told


def test_without_a_data_file_nothing_is_made(mc: Any) -> None:
    files = put(mc.folder, Unge=YOUTH + "Kim Bo;M;;01-10-2017;Jobcenter\n")
    assert mc("import", *files, db=mc.folder / "ingen.db").code == 5
    assert not (mc.folder / "ingen.db").exists()


def test_a_sheet_that_means_nothing_is_named(mc: Any) -> None:
    rows = YOUTH.strip().split(";")
    sheets: Sequence[tuple[str, list[list[Any]], bool]] = [
        ("Unge", [rows, ["Kim Bo", "M", "", "01-10-2017", "Skole"]], False), ("Husk", [["kage", "til"], ["alle", "."]], True),
        ("Tom", [], False),
    ]  # fmt: skip
    corps.write_xlsx(mc.folder / "l.xlsx", sheets)
    run = mc.ok("import", str(mc.folder / "l.xlsx"), today=DAY)
    assert "Husk" in run.told
    assert "Tom" not in run.told


# --- stopped in the middle ------------------------------------------------------------------------------------------

ROWS = 30_000


def long_list(folder: Path) -> Path:
    """A list of 30,000 rows, the last of which is refused."""
    lines = (f"{n % 28 + 1:02}-{n % 12 + 1:02}-2016;1,5;opgave {n}\n" for n in range(ROWS))
    path = folder / "Timer.csv"
    path.write_text("Dato;Timer;Aktivitet\n" + "".join(lines) + "01-01-2016;99;for lang\n", encoding="utf-8")
    return path


def whole(mc: Any, before: dict[str, Any]) -> bool:
    """Whether all rows were taken; else nothing may differ."""
    now = corps.tables(mc.db)
    if now == before:
        return False
    assert len(now["hours"]) == ROWS
    assert len(now["audit"]) == len(before["audit"]) + ROWS
    return True


def test_a_long_import_that_is_stopped_leaves_nothing_half(mc: Any, process: Any) -> None:
    path = long_list(mc.folder)
    copy = mc.folder / "kopi.db"
    shutil.copyfile(mc.db, copy)
    begun = time.monotonic()
    assert process("import", str(path), environ={"MENTORCLI_DB": str(copy)}).code == 6
    length = time.monotonic() - begun
    (mc.folder / "Timer-refused.xlsx").unlink()
    names = sorted(one.name for one in mc.folder.iterdir())
    before = corps.tables(mc.db)
    stopped = 0
    moments = {signal.SIGINT: (0.4, 0.6, 0.75, 0.9), signal.SIGTERM: (0.7,), signal.SIGKILL: (0.5, 0.8, 0.9)}
    for how, parts in moments.items():
        for part in parts:
            with process.start("import", str(path)) as running:
                time.sleep(part * length)
                running.send_signal(how)
                _out, err = running.communicate(timeout=120)
            assert b"Traceback" not in err
            assert running.returncode in (130, 6, -how)  # -how: while Python itself was starting or saying goodbye
            if how is signal.SIGKILL:
                mc.ok("status", today=DAY)  # the next command works, and finishes what was begun
            if whole(mc, before):
                mc.take("slagelse")
                before = corps.tables(mc.db)
                (mc.folder / "Timer-refused.xlsx").unlink(missing_ok=True)
            else:
                stopped += 1
            if how is not signal.SIGKILL:
                assert sorted(one.name for one in mc.folder.iterdir()) == names
    assert stopped
    assert process("import", str(path)).code == 6
    assert whole(mc, before)


def test_what_an_import_brings_against_the_rules_is_counted(mc: Any) -> None:
    mc.take("mil-lyngby")
    mc.ok("mentor", "add", "Bo Ravn", "--on", "2018-01-02")
    mc.ok("youth", "refer", "Liv Dam", "--source", "school", "--on", "2018-01-05", "--born", "2004-06-01")
    path = mc.folder / "forløb.csv"
    path.write_text("Mentor,Ung,Første møde,Foreslået\nBo Ravn,Liv Dam,2018-02-03,2018-02-01\n", encoding="utf-8")
    assert "against the rules" not in mc.ok("import", str(path), "--dry-run").told
    told = " ".join(mc.ok("import", str(path)).told.split())
    blocked = {one["record"]["id"] for one in mc("check", "--format", "json").json() if one["severity"] == "block"}
    assert blocked
    assert "against the rules of the scheme" in told
    assert "See: mentorcli check" in told
    assert "against the rules" not in mc.ok("import", str(path)).told
