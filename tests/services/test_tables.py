"""What was exported comes back: the same records, figures and bytes, in an empty file and beside other records."""

from __future__ import annotations

import csv
import io
import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests import corps

TODAY = corps.TODAY.isoformat()
NAMES = (
    "[red]x[/]", "' =x", "'=x", "''=x", "=1+1", "+45 Ib", "-Bo", "@Ole", "Åse NFC", "_x0041_ Ib", "a\u200db", "<b>&amp;",
    "{{ 7*8 }}",
    "Ib; Bo, \"Ole\"",
)  # fmt: skip
REMARKS = (
    "\tTAB først\nny linje\n\n  slut  ", "=cmd|' /C calc'!A0", "'", "''+", "a;b,c\t\"d\"", "-\n-", " \u00a0", "sep=;", "x" * 20_000,
    "123", "007", "2018-03-05", "nan", "TRUE", "1,5",
)  # fmt: skip


def enrich(path: Path, seed: int) -> None:
    """Add by raw SQL what no list of a coordinator has; with gaps in the numbers and people who were erased."""
    rng = random.Random(seed)
    db = sqlite3.connect(path)
    db.execute("PRAGMA foreign_keys = ON")

    def add(table: str, **values: Any) -> int:
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
        return int(db.execute(sql, [*values.values()]).lastrowid or 0)

    def ids(table: str) -> list[int]:
        return [row[0] for row in db.execute(f"SELECT id FROM {table}")]

    on = {"recorded_on": "2018-02-03"}
    for number, name in enumerate(NAMES):
        person = {
            "name": name, "name_fold": name.lower(), "name_sort": name.lower(), "gender": "other",
            "town": "=by", "address": "-vej 1",
            "address_protected": number % 2, "phone": "+4520304050", "email": "=x@example.org",
        }  # fmt: skip
        mentor = add(
            "mentor",
            **person,
            **on,
            applied_on=f"2011-01-{number + 1:02}",
            capacity=rng.randint(0, 20),
            helps_with="@x",
        )
        youth = add("youth", **person, **on, needs="+job", support="SU", municipality="330")
        referral = add(
            "referral", youth_id=youth, on_day="2011-02-01", source="self", referrer="=A1", why="fordi\n=x", **on
        )
        for remark in REMARKS[number :: len(NAMES)]:
            add("remark", mentor_id=mentor, on_day="2017-01-01", text=remark, **on)
            add("remark", youth_id=youth, on_day="2017-01-02", text=remark, **on)
        add(
            "enquiry",
            youth_id=youth if number % 2 else None,
            on_day="2011-01-05",
            source="caseworker",
            asker="=A1",
            about="+about",
            answer="yes" if number % 3 else None,
            answered_on="2011-01-09" if number % 3 else None,
            reason="-x",
            **on,
        )
        visit = {"background": "=x\n\ty", "so_far": "-a", "care": "@b", "support_needs": "'c"} if number % 2 else {}
        add(
            "visitation",
            youth_id=youth,
            mentor_id=mentor if number % 2 else None,
            on_day="2011-02-20",
            participants="youth, mentor, =tolk",
            start_on="2011-03-01",
            minutes=2250,
            decision="admitted" if number % 3 else None,
            decided_on="2011-02-22" if number % 3 else None,
            decided_by="+leder",
            interpreter="arabisk",
            **visit,
            **on,
        )
        receipt = "2012-02-05" if number % 2 else None
        add("concern", youth_id=youth, on_day="2012-02-01", told_to="=kommunen", by_role="-x", receipt_on=receipt, **on)
        if number % 3 == 0:
            add("closing", referral_id=referral, on_day="2011-03-03", reason="withdrew", **on)
            add("referral", youth_id=youth, on_day="2013-02-01", source="other", **on)
            add("mentor_pause", mentor_id=mentor, on_day="2014-01-01", reason="-rejse", resumed_on="2014-02-01", **on)
            add("departure", mentor_id=mentor, kind="left", on_day="2015-01-01", returned_on="2015-06-01", **on)
            add("departure", mentor_id=mentor, kind="left", on_day="2016-01-01", reason="=x", **on)
        add("mentor_check", mentor_id=mentor, kind="boerneattest", ordered_on="2012-01-01", **on)
        add(
            "consent",
            youth_id=youth,
            kind="statistics",
            data="@",
            given_by="both",
            on_day="2012-01-01",
            review_on="2013-01-01",
            **on,
        )
    for match in rng.sample(ids("match"), 12):
        for day in ("2018-03-01", "2018-03-20"):
            add(
                "match_end",
                match_id=match,
                on_day=day,
                reason="moved",
                ended_by="both",
                planned="talk",
                rematch=1,
                **on,
            )
            add("match_reopening", match_id=match, on_day=day, **on)
        add("match_pause", match_id=match, on_day="2018-03-21", reason="ferie", **on)
        add(
            "meeting",
            match_id=match,
            on_day="2018-03-22",
            at="09:30",
            kind="regular",
            status="no-show",
            who="youth",
            **on,
        )
        add(
            "meeting",
            match_id=match,
            on_day="2018-03-22",
            at="19:30",
            kind="regular",
            status="held",
            minutes=95,
            topics="job",
            stand_in_id=rng.choice(ids("mentor")),
            **on,
        )
        followed(add, rng, match, ids("mentor"), on)
    for _ in range(3):
        add(
            "money",
            on_day="2018-01-01",
            direction="expense",
            category="=gave",
            amount_ore=1203991234,
            text="+kage",
            **on,
        )
    add("hours", on_day="2018-01-01", minutes=15, activity="-x", **on)
    add("deferral", rule="C1", kind="match", record_id=ids("match")[0], until_day="2018-05-01", why="=venter", **on)
    add("deferral", rule="C10", kind="enquiry", record_id=ids("enquiry")[2], until_day="2018-05-01", why="ringer", **on)
    add("deferral", rule="D1", kind="scheme", record_id=1, until_day="2018-05-02", why="senere", **on)
    for table in ("remark", "money", "consent", "mentor_check"):
        for number in rng.sample(ids(table), 3):
            db.execute(f"DELETE FROM {table} WHERE id = ?", (number,))
    for table in ("mentor", "youth"):
        gone = rng.sample(ids(table), 3)
        db.executemany(
            f"UPDATE {table} SET name = NULL, name_fold = '', name_sort = '', born = NULL, phone = '', email = '', address = '', "
            "town = '', postcode = '', age_band = '18-24', erased_on = '2018-03-01' WHERE id = ?", [(one,) for one in gone],
        )  # fmt: skip
        for number in gone:
            db.execute(f"DELETE FROM remark WHERE {table}_id = ?", (number,))
    db.commit()
    db.close()


def followed(add: Callable[..., int], rng: random.Random, match: int, mentors: list[int], on: dict[str, str]) -> None:
    """Follow-ups and cover of one match, two of them alike but for the way or the note."""
    talk = {"match_id": match, "on_day": "2018-03-10", **on}
    add("followup", **talk, party="youth", kind="contact", status="no-answer", via="message")
    add("followup", **talk, party="youth", kind="contact", status="no-answer", via="phone", note="=ringer igen\nfredag")
    add(
        "followup", **talk, party="mentor", kind="talk", status="held", rating=rng.randint(1, 5), note=' -\t@glad; "ja"'
    )
    add("followup", **{**talk, "on_day": "2018-06-01"}, party="guardian", kind="closing", status="planned")
    for day, until in (("2018-03-22", "2018-03-30"), ("2018-04-22", "2018-04-22")):
        add(
            "substitution",
            match_id=match,
            mentor_id=rng.choice(mentors),
            on_day=day,
            until_day=until,
            reason="=ferie",
            **on,
        )


def a_corps(mc: Any, seed: int) -> None:
    """A file with a whole corps in it."""
    book = corps.Book(seed, slips=False)
    mc.ok("import", str(book.xlsx(mc.folder / "liste.xlsx")), today=TODAY)
    enrich(mc.db, seed)


def export(mc: Any, name: str, dialect: str = "plain", db: Path | None = None) -> dict[str, bytes]:
    """All tables as CSV."""
    folder = mc.folder / name
    mc.ok("export", "--into", str(folder), "--dialect", dialect, today=TODAY, db=db)
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir())}


def fresh(mc: Any, name: str, scheme: str = "slagelse") -> Path:
    """Another, empty data file."""
    path = mc.folder / name
    mc.ok("init", "--scheme", scheme, db=path, today="2018-03-30")
    return Path(path)


def by_workbook(mc: Any) -> list[str]:
    mc.ok("export", "-o", str(mc.folder / "alt.xlsx"), today=TODAY)
    return [str(mc.folder / "alt.xlsx")]


def by_csv(mc: Any) -> list[str]:
    export(mc, "som-csv")
    return [str(one) for one in sorted((mc.folder / "som-csv").iterdir())]


def by_danish_csv(mc: Any) -> list[str]:
    export(mc, "som-dansk-csv", "excel-da")
    return [str(one) for one in sorted((mc.folder / "som-dansk-csv").iterdir())]


WAYS = [by_workbook, by_csv, by_danish_csv]


@pytest.mark.parametrize("seed", [31, 32])
@pytest.mark.parametrize("way", WAYS)
def test_into_an_empty_file_everything_comes_back(mc: Any, seed: int, way: Callable[[Any], list[str]]) -> None:
    a_corps(mc, seed)
    files = way(mc)
    db = fresh(mc, "ny.db")
    run = mc("import", *files, "--format", "json", db=db, today=TODAY)
    assert run.code == 0, run.json()["refused"][:3]
    there, here = corps.tables(mc.db), corps.tables(db)
    hidden = ("address", "postcode", "town")  # of people with a protected address
    for table in sorted(set(there) - {"audit", "former", "scheme", "sqlite_sequence", "setting", "mentor", "youth"}):
        assert here[table] == there[table], table
    assert [row[:2] for row in here["mentor"]] == [row[:2] for row in there["mentor"]]
    for dialect in ("plain", "excel-da"):
        before, after = export(mc, f"a-{dialect}", dialect), export(mc, f"b-{dialect}", dialect, db)
        assert {name for name in before if before[name] != after[name]} == set(), hidden
    figures = [corps.reports(mc)]
    mc.db.unlink()
    db.rename(mc.db)
    figures.append(corps.reports(mc))
    for year, report in figures[0].items():
        assert {key: value for key, value in report.items() if key in corps_keys()} == {
            key: value for key, value in figures[1][year].items() if key in corps_keys()
        }
    before = corps.tables(mc.db)
    again = mc.ok("import", *files, "--format", "json", today=TODAY).json()
    assert all(counts["added"] == counts["updated"] == 0 for counts in again["sheets"].values())
    assert corps.tables(mc.db) == before


def corps_keys() -> set[str]:
    return set(corps.figures([], corps.TODAY, corps.TODAY))


PEOPLE = """SELECT m.name, y.name, x.proposed_on, x.first_met_on,
  (SELECT group_concat(k.on_day || k.kind || k.status || k.minutes)
    FROM (SELECT * FROM meeting WHERE match_id = x.id ORDER BY on_day, kind, at) k),
  (SELECT group_concat(e.on_day || e.reason) FROM (SELECT * FROM match_end WHERE match_id = x.id ORDER BY on_day) e)
FROM match x JOIN mentor m ON m.id = x.mentor_id JOIN youth y ON y.id = x.youth_id"""
BESIDE = """SELECT p.name, r.text FROM remark r JOIN mentor p ON p.id = r.mentor_id
UNION ALL SELECT p.name, r.text FROM remark r JOIN youth p ON p.id = r.youth_id
UNION ALL SELECT e.title || e.on_day, coalesce(m.name, y.name) FROM attendance a JOIN event e ON e.id = a.event_id
  LEFT JOIN mentor m ON m.id = a.mentor_id LEFT JOIN youth y ON y.id = a.youth_id
UNION ALL SELECT p.name, r.on_day || r.source FROM referral r JOIN youth p ON p.id = r.youth_id
UNION ALL SELECT p.name, c.reason || c.on_day FROM closing c JOIN referral r ON r.id = c.referral_id
  JOIN youth p ON p.id = r.youth_id
UNION ALL SELECT text, category || amount_ore FROM money"""


def told(path: Path) -> Counter[Any]:
    """Who had which match, meetings, remarks, events: by names, whatever the numbers."""
    db = sqlite3.connect(path)
    rows = Counter(db.execute(PEOPLE).fetchall()) + Counter(db.execute(BESIDE).fetchall())
    db.close()
    return rows


@pytest.mark.parametrize("way", WAYS)
def test_into_a_file_with_others_the_numbers_are_mapped(mc: Any, way: Callable[[Any], list[str]]) -> None:
    a_corps(mc, 33)
    files = way(mc)
    wanted = told(mc.db)
    mc.take("story")
    wanted += told(mc.db)
    run = mc("import", *files, "--format", "json", today=TODAY)
    assert run.code == 0, run.json()["refused"][:3]
    assert told(mc.db) == wanted
    before = corps.tables(mc.db)
    mc.ok("import", *files, today=TODAY)
    assert corps.tables(mc.db) == before


def test_another_scheme_is_refused_whole(mc: Any) -> None:
    a_corps(mc, 34)
    for way in WAYS:
        files = way(mc)
        db = mc.folder / "anden.db"
        if not db.exists():
            fresh(mc, "anden.db", "vallensbaek")
        before = db.read_bytes()
        run = mc("import", *files, db=db, today=TODAY)
        assert run.code == 2
        assert "vallensbaek" in run.told
        assert db.read_bytes() == before


def test_a_number_that_was_once_given_is_not_given_again(mc: Any) -> None:
    mc.ok("money", "add", "--income", "10", "--category", "gave", "--on", "2018-01-01")
    mc.ok("money", "add", "--income", "20", "--category", "gave", "--on", "2018-01-02")
    mc.ok("export", "-o", str(mc.folder / "alt.xlsx"))
    db = sqlite3.connect(mc.db)
    db.execute("DELETE FROM money")
    db.commit()
    mc.ok("import", str(mc.folder / "alt.xlsx"))
    assert [row[0] for row in db.execute("SELECT id FROM money ORDER BY id")] == [3, 4]
    db.close()


def edited(path: Path, change: Callable[[str, list[list[Any]]], None]) -> Path:
    """The workbook as somebody saved it after an edit."""
    book = CalamineWorkbook.from_path(str(path))
    sheets = []
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        change(name, rows)
        sheets.append((name, rows, False))
    corps.write_xlsx(path, sheets)
    return path


BAD = [
    ("meeting", "status", "måske"), ("meeting", "minutes", 5000), ("meeting", "on_day", "30-02-2018"), ("match", "mentor_id", 99),
    ("mentor", "capacity", 21), ("mentor", "gender", "To Ord"), ("money", "amount_ore", 0), ("event", "title", ""),
    ("referral", "source", "Å"), ("hours", "minutes", 0), ("attendance", "event_id", "to"), ("youth", "born", "2030-01-01"),
    ("mentor", "town", "ring 010190-1234"), ("setting", "valid_from", "engang"), ("mentor", "name", "Ib\u202e"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "bad"), BAD)
def test_a_bad_cell_in_a_table_is_refused_alone_and_mended(mc: Any, table: str, column: str, bad: Any) -> None:
    mc.take("story")
    mc.ok("export", "-o", str(mc.folder / "alt.xlsx"))
    right: list[Any] = []

    def spoil(name: str, rows: list[list[Any]]) -> None:
        if name == table:
            at = rows[0].index(column)
            right.append(rows[-1][at])
            rows[-1][at] = bad

    path = edited(mc.folder / "alt.xlsx", spoil)
    wanted = told(mc.db)
    db = fresh(mc, "ny.db")
    run = mc("import", str(path), "--format", "json", db=db)
    assert run.code == 6, run.told
    refused = run.json()["refused"]
    assert (refused[0]["sheet"], refused[0]["column"]) == (table, column)
    assert "0101" not in run.text.replace(" ", "")

    def mend(name: str, rows: list[list[Any]]) -> None:
        if name == table:
            at = rows[0].index(column)
            next(row for row in rows[1:] if row[-1])[at] = right[0]

    aside = edited(mc.folder / "alt-refused.xlsx", mend)
    assert mc("import", str(aside), "--format", "json", db=db).json()["refused"] == []
    assert told(db) == wanted


def test_blank_cells_never_erase_and_differing_ones_are_refused_with_both(mc: Any) -> None:
    mc.take("story")
    mc.ok("export", "-o", str(mc.folder / "alt.xlsx"))
    before = corps.tables(mc.db)

    def blank(name: str, rows: list[list[Any]]) -> None:
        if name == "mentor":
            rows[1][rows[0].index("town")] = ""

    path = edited(mc.folder / "alt.xlsx", blank)
    mc.ok("import", str(path))
    assert corps.tables(mc.db) == before

    def other(name: str, rows: list[list[Any]]) -> None:
        if name == "mentor":
            rows[1][rows[0].index("town")] = "Sorø"

    edited(path, other)
    run = mc("import", str(path), "--format", "json")
    assert run.code == 6
    [refused] = run.json()["refused"]
    assert "Slagelse" in refused["reason"]
    assert "Sorø" in refused["reason"]
    assert corps.tables(mc.db) == before
    run = mc.ok("import", str(path), "--update", "--format", "json")
    assert run.json()["sheets"]["mentor"]["updated"] == 1


def test_a_table_that_is_not_there_is_no_fault(mc: Any) -> None:
    mc.take("story")
    export(mc, "ud")
    db = fresh(mc, "ny.db")
    run = mc.ok("import", str(mc.folder / "ud" / "money.csv"), "--format", "json", db=db).json()
    assert run["sheets"]["money"]["added"] == 1
    run = mc("import", str(mc.folder / "ud" / "match.csv"), "--format", "json", db=db)
    assert run.code == 6
    assert {one["column"] for one in run.json()["refused"]} == {"mentor_id", "youth_id"}


def test_one_table_alone_is_known_again_by_the_names_beside_its_numbers(mc: Any) -> None:
    mc.take("story")
    tables = export(mc, "ud")
    before = corps.tables(mc.db)
    for name in sorted(set(tables) - {"scheme.csv"}):
        mc.ok("import", str(mc.folder / "ud" / name))
    assert corps.tables(mc.db) == before
    path = mc.folder / "ud" / "meeting.csv"
    text = path.read_text()
    path.write_text(text.replace("Ida Holm", "En Anden"))
    run = mc("import", str(path), "--format", "json")
    assert run.code == 6
    assert {one["column"] for one in run.json()["refused"]} == {"match_id"}
    assert corps.tables(mc.db) == before


def test_danish_amounts_are_exact(mc: Any) -> None:
    for ore in ("0,01", "0,10", "12.345.678,90", "1", "999.999.999,99"):
        mc.ok("money", "add", "--income", ore, "--category", "gave", "--on", "2018-01-01")
    text = export(mc, "ud", "excel-da")["money.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["amount"] for row in rows] == ["0,01", "0,10", "12345678,90", "1,00", "999999999,99"]
    db = fresh(mc, "ny.db")
    mc.ok("import", str(mc.folder / "ud" / "money.csv"), db=db)
    assert [row[4] for row in corps.tables(db)["money"]] == [1, 10, 1_234_567_890, 100, 99_999_999_999]
