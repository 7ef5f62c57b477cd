"""The invented corps: what is in the workbook on any day, worked out anew from its rows alone."""

from __future__ import annotations

import random
import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mentorcli import codes, parsing, words
from mentorcli.reports import agenda
from mentorcli.rules.calendar import next_working_day
from mentorcli.schemes.profile import Profile
from mentorcli.schemes.toml import load_shipped
from mentorcli.services.demo import sample
from mentorcli.store import migrate

Record = dict[str, Any]
SHEETS = {
    "Mentorer": "Nr. Navn Køn Født Telefon E-mail Postnr. By Tilmeldt Straffeattest+set Mentorkursus Status Stoppet "
    "Maks.+unge Sprog Kan+hjælpe+med Interesser Ledige+tider Arbejde Bemærkninger",
    "Unge": "Nr. Navn Køn Født Telefon E-mail Postnr. By Henvist Henvist+af Forsørgelse Sprog Behov Interesser "
    "Samtykke Ledige+tider Arbejde Bemærkninger",
    "Forløb": "Nr. Mentor Ung Foreslået Ja+fra+mentor Ja+fra+ung Første+møde Koordinator+med Afsluttet Afsluttet+af "
    "Planlagt Årsag Udbytte",
    "Møder": "Dato Mentor Ung Type Status Hvem Varighed+(min) Sted Emner",
    "Aktiviteter": "Dato Titel Type Timer Deltagere",
    "Økonomi": "Dato Type Kategori Beløb Tekst",
    "Timer": "Dato Timer Aktivitet",
}
DAYS = {"Født", "Tilmeldt", "Straffeattest set", "Mentorkursus", "Stoppet", "Henvist", "Samtykke", "Foreslået",
    "Ja fra mentor", "Ja fra ung", "Første møde", "Afsluttet", "Dato"}  # fmt: skip
PLACES = {"4200": "Slagelse", "4220": "Korsør", "4230": "Skælskør", "4180": "Sorø"}
LEAPS = ("2015-01-01", "2024-02-29", "2026-03-31", "2099-12-31")


class Book:
    """The workbook read back: each sheet as records, days as dates (None where the cell is empty)."""

    def __init__(self, today: str) -> None:
        self.today = date.fromisoformat(today)
        read: dict[str, list[Record]] = {}
        for name, rows in sample(today):
            heading = [str(cell) for cell in rows[0]]
            read[name] = [dict(zip(heading, row, strict=True)) for row in rows[1:]]
            for record in read[name]:
                for key in DAYS & record.keys():
                    record[key] = read_day(record[key])
        self.mentors, self.youths, self.matches, self.meetings, self.events, self.money, self.hours = read.values()
        self.mentor = {one["Navn"]: one for one in self.mentors}
        self.youth = {one["Navn"]: one for one in self.youths}
        self.running = [one for one in self.matches if one["Første møde"] and not one["Afsluttet"]]

    def ago(self, day: date) -> int:
        return (self.today - day).days

    def of(self, match: Record, *statuses: str) -> list[Record]:
        """The meetings of a match in the order of their days."""
        last = match["Afsluttet"] or date.max
        return [
            one
            for one in self.meetings
            if (one["Mentor"], one["Ung"]) == (match["Mentor"], match["Ung"])
            and (match["Første møde"] or date.max) <= one["Dato"] <= last
            and (not statuses or one["Status"] in statuses)
        ]

    def silent(self, match: Record) -> int:
        """Days since the last held meeting."""
        return self.ago(self.of(match, "Afholdt")[-1]["Dato"])

    def waiting(self) -> dict[str, int]:
        """Who has no open match and never had one, and for how many days they have waited."""
        taken = {one["Ung"] for one in self.matches if one["Ja fra mentor"] and one["Ja fra ung"]}
        return {name: self.ago(one["Henvist"]) for name, one in self.youth.items() if name not in taken}


def read_day(cell: object) -> date | None:
    if cell == "":
        return None
    assert isinstance(cell, str)
    found = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", cell)
    assert found, cell
    return date(int(found[3]), int(found[2]), int(found[1]))


@lru_cache(maxsize=256)
def book_of(today: str) -> Book:
    return Book(today)


def on_any_day(test: Any) -> Any:
    """Run with the book of any day from 2015 to 2099, the odd ones always among them."""
    for day in LEAPS:
        test = example(today=day)(test)
    given_days = given(today=st.dates(date(2015, 1, 1), date(2099, 12, 31)).map(date.isoformat))
    return settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))(given_days(test))


def slagelse(today: str) -> Profile:
    return Profile.on([(one.key, one.value, one.valid_from) for one in load_shipped("slagelse")], today)


def is_code(list_name: str, word: str) -> bool:
    return codes.code_for(list_name, word) is not None


# --- the rows -------------------------------------------------------------------------------------------------------


@on_any_day
def test_the_same_day_gives_the_same_rows_whatever_was_drawn_before(today: str) -> None:
    first = sample(today)
    random.seed(today)
    random.random()
    assert sample(today) == first
    assert sample("2020-06-01") != first or today == "2020-06-01"


@on_any_day
def test_the_sheets_and_their_headings_are_those_of_the_layout(today: str) -> None:
    sheets = sample(today)
    assert [name for name, _rows in sheets] == list(SHEETS)
    for name, rows in sheets:
        assert rows[0] == [word.replace("+", " ") for word in SHEETS[name].split()]
        assert {len(row) for row in rows} == {len(rows[0])}
        assert len(rows) > 10
        for row in rows[1:]:
            assert all(type(cell) in (str, int, float) for cell in row)
            for cell in row:
                assert not isinstance(cell, str) or (cell == cell.strip() and not words.looks_like_cpr(cell))


@on_any_day
def test_every_word_is_one_that_the_code_lists_know(today: str) -> None:
    book = book_of(today)
    areas = {one.split("|")[1] for one in slagelse(today).goals.areas}
    for match in book.matches:
        if match["Afsluttet"]:
            assert is_code("ended_by", match["Afsluttet af"])
            assert is_code("planned", match["Planlagt"])
            assert is_code("end_reason", match["Årsag"])
            assert match["Udbytte"] == "" or is_code("outcome", match["Udbytte"])
    for meeting in book.meetings:
        assert is_code("meeting_kind", meeting["Type"])
        assert is_code("meeting_status", meeting["Status"])
        assert meeting["Hvem"] == "" or is_code("party", meeting["Hvem"])
        assert bool(meeting["Hvem"]) == (meeting["Status"] in ("Afbud", "Udeblevet"))
        assert bool(meeting["Emner"]) == (meeting["Status"] == "Afholdt")
        assert (15 <= meeting["Varighed (min)"] <= 120) == (meeting["Status"] in ("Afholdt", "Planlagt"))
        assert set(filter(None, meeting["Emner"].split(", "))) <= areas
    assert all(is_code("event_kind", one["Type"]) and 0 < one["Timer"] <= 24 for one in book.events)
    assert all(is_code("source", one["Henvist af"]) for one in book.youths)
    assert {one["Status"] for one in book.mentors} == {"Aktiv", "Stoppet", "Ansøger", "Afvist"}
    assert all(0 < one["Timer"] <= 10 and one["Aktivitet"] for one in book.hours)


@on_any_day
def test_people_have_a_name_of_their_own_and_can_be_reached(today: str) -> None:
    book = book_of(today)
    people = [*book.mentors, *book.youths]
    for key in ("Navn", "Telefon", "E-mail"):
        assert len({one[key] for one in people}) == len(people) == 52
    assert len({words.fold(one["Navn"]) for one in people}) == 52
    for one in people:
        assert parsing.name(one["Navn"]) == one["Navn"]
        digits = one["Telefon"].replace(" ", "")
        assert re.fullmatch(r"[2-9][0-9]{7}", digits)
        assert not any(words.looks_like_cpr(start + digits) for start in ("", "45", "+45", "0045"))
        assert not any(words.looks_like_cpr(digits[:6] + "-" + end) for end in ("0000", "9999"))
        assert parsing.email(one["E-mail"]).endswith("@example.org")
        assert one["E-mail"].isascii()
        assert PLACES[one["Postnr."]] == one["By"]
        assert one["Køn"] in "KM"
        assert one["Sprog"].startswith("dansk")
    assert {*"æøå"} <= {*"".join(one["Navn"] for one in people).lower()}
    for group in (book.mentors, book.youths):
        assert [one["Nr."] for one in group] == list(range(1, len(group) + 1))
        assert min(Counter(one["Køn"] for one in group).values()) >= len(group) / 3


# --- nothing before its time ------------------------------------------------------------------------------------------


@on_any_day
def test_a_mentors_days_follow_each_other(today: str) -> None:
    book = book_of(today)
    for one in book.mentors:
        steps = [one["Tilmeldt"], one["Mentorkursus"], one["Stoppet"]]
        assert steps[0] > book.today - timedelta(days=1096)
        assert all(a < b for a, b in pairwise([*filter(None, steps), book.today]))
        assert relativedelta(one["Tilmeldt"], one["Født"]).years >= 18
        if one["Straffeattest set"]:
            assert one["Tilmeldt"] < one["Straffeattest set"] <= min(one["Stoppet"] or book.today, book.today)
        assert bool(one["Stoppet"]) == (one["Status"] in ("Stoppet", "Afvist"))
        assert bool(one["Mentorkursus"]) == (one["Status"] in ("Aktiv", "Stoppet"))
        if one["Mentorkursus"]:
            assert one["Straffeattest set"]
            assert one["Maks. unge"] in (1, 2)


@on_any_day
def test_the_young_are_of_age_and_consent_once_referred(today: str) -> None:
    book = book_of(today)
    for one in book.youths:
        assert relativedelta(one["Henvist"], one["Født"]).years >= 18
        assert relativedelta(book.today, one["Født"]).years <= 30
        assert one["Henvist"] <= one["Samtykke"] <= book.today
        assert book.ago(one["Henvist"]) <= 1095
    assert [one["Henvist"] for one in book.youths] == sorted(one["Henvist"] for one in book.youths)


@on_any_day
def test_a_match_is_between_a_trained_mentor_and_a_referred_youth(today: str) -> None:
    book = book_of(today)
    for one in book.matches:
        mentor, youth = book.mentor[one["Mentor"]], book.youth[one["Ung"]]
        assert mentor["Mentorkursus"] < one["Foreslået"]
        assert youth["Henvist"] < one["Foreslået"] <= book.today
        assert (one["Afsluttet"] or book.today) <= (mentor["Stoppet"] or book.today)
        if one["Første møde"]:
            assert one["Foreslået"] < min(one["Ja fra mentor"], one["Ja fra ung"])
            assert max(one["Ja fra mentor"], one["Ja fra ung"]) < one["Første møde"] < (one["Afsluttet"] or book.today)
        assert (one["Koordinator med"] == "Ja") == bool(one["Første møde"])
        rest = [one["Afsluttet af"], one["Planlagt"], one["Årsag"]]
        assert all(rest) if one["Afsluttet"] else not any([*rest, one["Udbytte"]])
    assert [one["Foreslået"] for one in book.matches] == sorted(one["Foreslået"] for one in book.matches)


@on_any_day
def test_no_mentor_has_more_young_people_than_places_and_no_youth_two_mentors(today: str) -> None:
    book = book_of(today)
    for one in book.matches:  # the most at a time is reached on a day of a proposal
        day = one["Foreslået"]
        then = [x for x in book.matches if x["Foreslået"] <= day <= (x["Afsluttet"] or date.max)]
        assert sum(x["Mentor"] == one["Mentor"] for x in then) <= book.mentor[one["Mentor"]]["Maks. unge"]
        assert sum(x["Ung"] == one["Ung"] for x in then) == 1


@on_any_day
def test_every_meeting_belongs_to_one_match_while_it_ran(today: str) -> None:
    book = book_of(today)
    found = [id(meeting) for match in book.matches for meeting in book.of(match)]
    assert sorted(found) == sorted(map(id, book.meetings))  # each in a match, none in two
    for match in book.matches:
        meetings = book.of(match)
        first = [one["Dato"] for one in meetings if one["Type"] == "Første møde"]
        assert first == ([match["Første møde"]] if match["Første møde"] else [])
        assert bool(meetings) == bool(first)
        assert all(7 <= (b["Dato"] - a["Dato"]).days <= 21 for a, b in pairwise(meetings))
        assert not meetings or (meetings[0]["Type"], meetings[0]["Status"]) == ("Første møde", "Afholdt")
        if len(book.of(match, "Afholdt")) >= 3:
            assert {one["Status"] for one in meetings[:3]} == {"Afholdt"}
    for one in book.meetings:
        ago = book.ago(one["Dato"])
        assert (-14 <= ago < 0) if one["Status"] == "Planlagt" else ago >= 0
    assert [one["Dato"] for one in book.meetings] == sorted(one["Dato"] for one in book.meetings)


@on_any_day
def test_who_came_to_an_event_was_a_mentor_then(today: str) -> None:
    book = book_of(today)
    courses: dict[date, set[str]] = {}
    assert len({(one["Dato"], one["Titel"]) for one in book.events}) == len(book.events)
    for one in book.events:
        came = one["Deltagere"].split("; ")
        assert len(set(came)) == len(came) > 0
        assert book.today - timedelta(days=1096) < one["Dato"] < book.today
        for name in came:
            assert book.mentor[name]["Mentorkursus"] <= one["Dato"] < (book.mentor[name]["Stoppet"] or date.max)
        if one["Titel"] == "Mentorkursus":
            assert one["Type"] == "Kursus"
            courses[one["Dato"]] = set(came)
    trained: dict[date, set[str]] = {}
    for mentor in book.mentors:
        if mentor["Mentorkursus"]:
            trained.setdefault(mentor["Mentorkursus"], set()).add(mentor["Navn"])
    assert courses == trained
    assert {one["Type"] for one in book.events} == {"Kursus", "Bestyrelsesmøde", "Netværksmøde", "Temadag", "Socialt"}


@on_any_day
def test_the_money_is_readable_never_runs_out_and_counts_a_section_18_share_each_year(today: str) -> None:
    book = book_of(today)
    balance = 0
    for one in book.money:
        assert re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3})*,[0-9]{2}", one["Beløb"])
        ore = parsing.amount(one["Beløb"])
        assert codes.code_for("money_category", one["Kategori"])
        balance += {"Indtægt": ore, "Udgift": -ore}[one["Type"]]
        assert balance > 0
        assert book.today - timedelta(days=1096) < one["Dato"] <= book.today
    section_18 = [one["Dato"].year for one in book.money if one["Kategori"] == "§ 18-midler"]
    assert len(set(section_18)) == len(section_18)
    assert {book.today.year - 1, book.today.year - 2} <= set(section_18)
    assert [one["Dato"] for one in book.money] == sorted(one["Dato"] for one in book.money)


# --- the story --------------------------------------------------------------------------------------------------------


@on_any_day
def test_the_corps_has_the_size_that_was_asked_for(today: str) -> None:
    book = book_of(today)
    assert (len(book.mentors), len(book.youths), len(book.matches), len(book.running)) == (18, 34, 31, 12)
    assert Counter(one["Status"] for one in book.mentors) == {"Aktiv": 11, "Stoppet": 3, "Ansøger": 3, "Afvist": 1}
    in_training = [one for one in book.mentors if one["Status"] == "Ansøger" and one["Straffeattest set"]]
    assert len(in_training) == 2
    ended = [one for one in book.matches if one["Afsluttet"]]
    assert len(ended) == 17
    for key, least in (("Årsag", 8), ("Udbytte", 6), ("Planlagt", 3), ("Afsluttet af", 5)):
        assert len({one[key] for one in ended}) >= least
    assert sorted(Counter(one["Ung"] for one in book.matches).values())[-2:] == [1, 2]
    statuses = Counter(one["Status"] for one in book.meetings)
    assert statuses["Planlagt"] == 4
    assert min(statuses["Afbud"], statuses["Aflyst"], statuses["Udeblevet"]) >= 10
    assert statuses["Afholdt"] > 0.7 * len(book.meetings)
    for one in ended:  # who stayed away to the end
        if one["Årsag"] == "Udeblivelse":
            assert [x["Status"] for x in book.of(one)][-2:] == ["Udeblevet", "Udeblevet"]
    newest = [[x["Status"] for x in book.of(one, "Afholdt", "Udeblevet")] for one in book.matches]
    assert sum(("Udeblevet", "Udeblevet") in pairwise(one) for one in newest) == 4  # these three, and one that runs
    few = [one for one in ended if len(book.of(one, "Afholdt")) < 3]
    assert Counter(one["Årsag"] for one in few) == {"Udeblivelse": 2, "Passede ikke sammen": 1}


@on_any_day
def test_five_wait_one_too_long_and_one_with_an_unanswered_proposal(today: str) -> None:
    book = book_of(today)
    waits = sorted(book.waiting().values())
    assert len(waits) == 5
    assert waits[-1] > 30
    assert waits[-2] < 23  # nor does another become due within the agenda's week
    (proposal,) = [one for one in book.matches if not one["Ja fra mentor"]]
    assert not proposal["Ja fra ung"]
    assert book.waiting()[proposal["Ung"]] < 23


@on_any_day
def test_certificates_two_are_about_to_be_or_are_too_old(today: str) -> None:
    book = book_of(today)
    of_now = [one for one in book.mentors if one["Straffeattest set"] and one["Status"] in ("Aktiv", "Ansøger")]
    left = sorted((one["Straffeattest set"] + relativedelta(months=24) - book.today).days for one in of_now)
    assert -30 < left[0] < 0 < left[1] < 60 < left[2]
    assert len(of_now) == 13


@on_any_day
def test_no_mentor_begins_anew_after_a_year_away(today: str) -> None:
    book = book_of(today)
    for one in book.matches:
        before = [x for x in book.matches if x["Mentor"] == one["Mentor"] and x["Foreslået"] < one["Foreslået"]]
        if before and all((x["Afsluttet"] or date.max) < one["Foreslået"] for x in before):
            assert max(x["Afsluttet"] for x in before) + relativedelta(months=12) > one["Foreslået"]


@on_any_day
def test_one_consent_of_a_running_match_is_too_old(today: str) -> None:
    book = book_of(today)
    now = {one["Ung"] for one in book.matches if not one["Afsluttet"]} | set(book.waiting())
    due = {name: (book.youth[name]["Samtykke"] + relativedelta(months=12) - book.today).days for name in now}
    old = [name for name, left in due.items() if left < 8]
    assert len(old) == 1
    assert due[old[0]] < 0
    assert old[0] in {one["Ung"] for one in book.running}


@on_any_day
def test_of_the_running_matches_three_want_attention_and_the_others_are_well(today: str) -> None:
    book = book_of(today)
    silent, stayed_away, few = [], [], []
    for one in book.running:
        newest = [x["Status"] for x in book.of(one, "Afholdt", "Udeblevet")][-2:]
        held, age = len(book.of(one, "Afholdt")), book.ago(one["Første møde"])
        if book.silent(one) > 21:
            silent.append(one)
            assert 35 <= book.silent(one) <= 40
        if newest == ["Udeblevet", "Udeblevet"]:
            stayed_away.append(one)
            assert book.of(one)[-1]["Status"] == book.of(one)[-2]["Status"] == "Udeblevet"
        if age >= 49 and held < 3:
            few.append(one)
            assert age >= 63
        assert age < 56 or held >= 3 or one in few
    assert [len(silent), len(stayed_away), len(few)] == [1, 1, 1]
    assert len({one["Nr."] for one in silent + stayed_away + few}) == 3


@on_any_day
def test_one_match_is_accepted_and_has_not_begun(today: str) -> None:
    book = book_of(today)
    (one,) = [one for one in book.matches if one["Ja fra mentor"] and not one["Første møde"]]
    assert book.ago(max(one["Ja fra mentor"], one["Ja fra ung"])) == 25
    assert book.mentor[one["Mentor"]]["Status"] == "Aktiv"


# --- what the program itself makes of it ------------------------------------------------------------------------------


def filled(book: Book, path: Path) -> sqlite3.Connection:
    """The book in the program's own tables, each fact recorded before it could be forgotten."""
    migrate.create(path)
    connection = sqlite3.connect(path)
    early = (book.today - timedelta(days=1200)).isoformat()

    def add(table: str, **values: object) -> int:
        row = {"recorded_on": early, **{k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}}
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
        return connection.execute(sql, tuple(row.values())).lastrowid or 0

    fill_people(book, add)
    for one in book.matches:
        mentor, youth = book.mentor[one["Mentor"]]["id"], book.youth[one["Ung"]]["id"]
        said = {"mentor_yes_on": one["Ja fra mentor"], "youth_yes_on": one["Ja fra ung"]}
        days = {"proposed_on": one["Foreslået"], "first_met_on": one["Første møde"], **said}
        number = add("match", mentor_id=mentor, youth_id=youth, **days)
        if one["Afsluttet"]:
            reason = codes.code_for("end_reason", one["Årsag"])
            add("match_end", match_id=number, on_day=one["Afsluttet"], reason=reason)
        for meeting in book.of(one):
            kind = codes.code_for("meeting_kind", meeting["Type"])
            status = codes.code_for("meeting_status", meeting["Status"])
            add("meeting", match_id=number, on_day=meeting["Dato"], kind=kind, status=status)
    for one in book.money:
        category = codes.code_for("money_category", one["Kategori"])
        direction = codes.code_for("money_direction", one["Type"])
        ore = parsing.amount(one["Beløb"])
        add("money", on_day=one["Dato"], direction=direction, category=category, amount_ore=ore)
    return connection


def fill_people(book: Book, add: Any) -> None:
    for one in book.mentors:
        person = {"name": one["Navn"], "gender": codes.code_for("gender", one["Køn"]), "born": one["Født"]}
        one["id"] = add("mentor", applied_on=one["Tilmeldt"], trained_on=one["Mentorkursus"],
            capacity=one["Maks. unge"] or None, **person)  # fmt: skip
        if one["Straffeattest set"]:
            seen = {"seen_on": one["Straffeattest set"], "outcome": "approved"}
            add("mentor_check", mentor_id=one["id"], kind="straffeattest", **seen)
        if one["Stoppet"]:
            kind = "left" if one["Status"] == "Stoppet" else "declined"
            add("departure", mentor_id=one["id"], kind=kind, on_day=one["Stoppet"])
    for one in book.youths:
        person = {"name": one["Navn"], "gender": codes.code_for("gender", one["Køn"]), "born": one["Født"]}
        one["id"] = add("youth", **person)
        add("referral", youth_id=one["id"], on_day=one["Henvist"], source=codes.code_for("source", one["Henvist af"]))
        add("consent", youth_id=one["id"], kind="participation", given_by="youth", on_day=one["Samtykke"])


@pytest.mark.parametrize("today", [*LEAPS, "2019-01-30", "2019-01-31", "2020-01-31", "2020-02-01", "2026-11-22"])
def test_the_programs_own_agenda_shows_the_story_and_nothing_else(today: str, tmp_path: Path) -> None:
    with closing(filled(Book(today), tmp_path / "corps.db")) as connection:
        found = agenda.due(connection, slagelse(today), today)
    rules = Counter(one.rule for one in found)
    soon = date.fromisoformat(today) + timedelta(days=60)  # from 31 January, in a leap year 1 February
    section_18 = {"F5": 1} if soon >= date(int(today[:4]), 4, 1) else {}
    assert rules == {"A5": 2, "B7": 1, "C7": 2, "C8": 2, "C10": 1, "K3": 1, "K4": 1, **section_18}
    assert Counter(one.severity for one in found if one.rule == "A5") == {"warn": 1, "remind": 1}
    assert all(one.due <= next_working_day(today) for one in found if one.rule not in ("A5", "F5"))
