"""Finding a text: folded, in remarks and contact too, never by a protected address, and as of a day."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.parsing import fold
from mentorcli.reports.search import search
from tests.views import world
from tests.views.world import iso

TODAY, LATER = iso(100), iso(110)


def mentor(file: sqlite3.Connection, name: str, applied: str = iso(10), **more: object) -> int:
    return world.insert(file, "mentor", name=name, name_fold=fold(name), name_sort=fold(name), gender="female",
                        applied_on=applied, recorded_on=applied, **more)  # fmt: skip


def youth(file: sqlite3.Connection, name: str, referred: str = iso(10), **more: object) -> int:
    number = world.insert(file, "youth", name=name, name_fold=fold(name), name_sort=fold(name), gender="male",
                          recorded_on=referred, **more)  # fmt: skip
    world.insert(file, "referral", youth_id=number, on_day=referred, source="self", recorded_on=referred)
    return number


def remark(file: sqlite3.Connection, text: str, on: str, **who: int) -> None:
    world.insert(file, "remark", text=text, on_day=on, recorded_on=on, **who)


@pytest.fixture
def file() -> Iterator[sqlite3.Connection]:
    """Two mentors, two youths, an event, money and hours."""
    connection = world.empty()
    ole = mentor(
        connection, "Ole Sørensen", phone="22334455", email="ole@eksempel.dk", address="Åvej 3", town="Næstved"
    )
    mentor(
        connection, "Åse Bæk", address="Skjulevej 9", town="Hemmeby", address_protected=1, helps_with="eksamensangst"
    )
    mentor(connection, "Ny Mentor", applied=LATER)
    ida = youth(
        connection, "Ida Yılmaz", address="Gemmevej 7", town="Skjulby", address_protected=1, needs="lektiehjælp"
    )
    youth(connection, "René Müller", address="Torvet 1", town="Slagelse")
    remark(connection, "Har talt med skolen om\n  MØDETIDER og café-besøg.", iso(50), youth_id=ida)
    remark(connection, "Vil gerne have færre aftaler", LATER, mentor_id=ole)
    world.insert(connection, "event", title="Temaaften: søvn", kind="theme-day", on_day=iso(60), recorded_on=iso(60))
    world.insert(connection, "event", title="Temaaften: penge", kind="theme-day", on_day=LATER, recorded_on=iso(60))
    world.insert(connection, "money", on_day=iso(70), direction="expense", category="kørsel", amount_ore=100,
                 text="Æblekage til netværksmøde", recorded_on=iso(70))  # fmt: skip
    world.insert(connection, "hours", on_day=iso(80), minutes=60, activity="Matchning", recorded_on=iso(80))
    yield connection
    connection.close()


def found(file: sqlite3.Connection, text: str, day: str = TODAY) -> list[str]:
    return [hit.label for hit in search(file, text, day)]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Sørensen", "Ole Sørensen"), ("SØRENSEN", "Ole Sørensen"), ("sørens", "Ole Sørensen"),
        ("soerensen", "Ole Sørensen"), ("Åse", "Åse Bæk"), ("aase", "Åse Bæk"), ("AASE", "Åse Bæk"), ("baek", "Åse Bæk"),
        (unicodedata.normalize("NFD", "Åse"), "Åse Bæk"), ("yilmaz", "Ida Yılmaz"), ("YILMAZ", "Ida Yılmaz"),
        ("Yılmaz", "Ida Yılmaz"), ("rene", "René Müller"), ("RENÉ", "René Müller"), ("muller", "René Müller"),
        ("mødetider", "Ida Yılmaz"), ("moedetider", "Ida Yılmaz"), ("Cafe", "Ida Yılmaz"), ("skolen om mødetider", "Ida Yılmaz"),
        ("søvn", "Temaaften: søvn"), ("SOEVN", "Temaaften: søvn"), ("æblekage", "kørsel"), ("koersel", "kørsel"),
        ("matchning", "Matchning"), ("22334455", "Ole Sørensen"), ("ole@eksempel", "Ole Sørensen"),
        ("Åvej 3", "Ole Sørensen"), ("naestved", "Ole Sørensen"), ("eksamens", "Åse Bæk"), ("lektiehjaelp", "Ida Yılmaz"),
    ],
)  # fmt: skip
def test_a_text_is_found_whatever_its_case_accents_and_danish_letters(
    file: sqlite3.Connection, typed: str, label: str
) -> None:
    assert found(file, typed) == [label]


@pytest.mark.parametrize("typed", ["qqq", "Sørensenn", "færre", "", "   "])
def test_what_is_not_there_is_not_found(file: sqlite3.Connection, typed: str) -> None:
    assert found(file, typed) == []


@pytest.mark.parametrize("typed", ["Skjulevej", "skjulevej 9", "Hemmeby", "Gemmevej", "SKJULBY", "Skjul", "emme"])
def test_a_protected_address_is_never_found(file: sqlite3.Connection, typed: str) -> None:
    assert found(file, typed) == []
    file.execute("UPDATE mentor SET address_protected = 0")
    file.execute("UPDATE youth SET address_protected = 0")
    assert found(file, typed)


@pytest.mark.parametrize("typed", ["Åse", "Ida", "eksamensangst", "lektiehjælp", "mødetider"])
def test_a_protected_address_is_never_shown_beside_what_was_found(file: sqlite3.Connection, typed: str) -> None:
    hits = search(file, typed, TODAY)
    assert hits
    for secret in ("Skjulevej", "Hemmeby", "Gemmevej", "Skjulby"):
        assert secret not in repr(hits)


@pytest.mark.parametrize(
    ("typed", "label"), [("færre", "Ole Sørensen"), ("penge", "Temaaften: penge"), ("Ny", "Ny Mentor")]
)
def test_what_is_dated_later_is_not_known_yet(file: sqlite3.Connection, typed: str, label: str) -> None:
    assert label not in found(file, typed, iso(109))
    assert found(file, typed, LATER) == [label]


@pytest.mark.parametrize("typed", ["Fremtidsvej", "99887766"])
def test_a_person_who_came_later_is_not_found_by_contact(file: sqlite3.Connection, typed: str) -> None:
    mentor(file, "Mor", applied=LATER, address="Fremtidsvej 1")
    youth(file, "Bo", referred=LATER, phone="99887766")
    assert found(file, typed, LATER)
    assert found(file, typed, TODAY) == []


def test_a_youth_who_came_later_is_not_found_by_name(file: sqlite3.Connection) -> None:
    youth(file, "Viggo", referred=LATER)
    assert found(file, "Viggo", LATER) == ["Viggo"]
    assert found(file, "Viggo", TODAY) == []


def test_a_record_is_found_once_though_it_holds_the_text_in_several_places(file: sqlite3.Connection) -> None:
    remark(file, "Ole er på ferie. Ole ringer selv.", iso(20), mentor_id=1)
    assert [(hit.kind, hit.id) for hit in search(file, "ole", TODAY) if hit.kind == "mentor"] == [("mentor", 1)]


def test_the_words_around_a_hit_stand_on_one_line_and_hold_it(file: sqlite3.Connection) -> None:
    long = "a " * 100 + "Nålen i høstakken " + "b " * 100
    remark(file, long, iso(20), youth_id=2)
    (hit,) = search(file, "nålen", TODAY)
    assert "Nålen i høstakken" in hit.text
    assert "\n" not in hit.text
    assert len(hit.text) < 100
    assert hit.text[0] == hit.text[-1] == "…"
    (other,) = search(file, "mødetider", TODAY)
    assert "skolen om MØDETIDER" in other.text


letters = st.text(st.sampled_from("abcæøåÆØÅéüıİßAB -"), min_size=1, max_size=12)


@given(letters, letters, letters)
@world.drawing(80)
def test_every_part_of_a_remark_is_found_in_any_case(before: str, middle: str, after: str) -> None:
    file = world.empty()
    number = youth(file, "Xx")
    remark(file, before + middle + after, iso(20), youth_id=number)
    for typed in (middle, middle.upper(), unicodedata.normalize("NFD", middle)):
        assert (number in [hit.id for hit in search(file, typed, TODAY)]) == any(map(str.isalpha, middle))
    file.close()
