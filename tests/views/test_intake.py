"""The rows that the rules of intake and consent judge: who is asked about, as of which day, under which consent."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from mentorcli.views import concern, enquiry, states, visitation, youth
from mentorcli.views import match as matches
from tests.views import world

CFU = world.profile_of("center-for-unge")
MIL = world.profile_of("mil-lyngby")
MENTOR = {"name": "Bo Ravn", "gender": "male", "applied_on": "2026-01-01", "approved_on": "2026-01-01"}
RECORDED = {"recorded_on": "2026-01-01"}


@pytest.fixture
def file() -> Iterator[sqlite3.Connection]:
    """A file with a mentor and one youth of 14, referred on 1 January 2026."""
    connection = world.empty()
    world.insert(connection, "mentor", **MENTOR, **RECORDED)
    world.insert(connection, "youth", name="Ida Dam", gender="female", born="2011-06-15", **RECORDED)
    world.insert(connection, "referral", youth_id=1, on_day="2026-01-01", source="school", **RECORDED)
    yield connection
    connection.close()


def consent(file: sqlite3.Connection, kind: str, on: str, by: str = "youth", withdrawn: str | None = None) -> None:
    world.insert(file, "consent", youth_id=1, kind=kind, given_by=by, on_day=on, withdrawn_on=withdrawn, **RECORDED)


def match(file: sqlite3.Connection, **more: Any) -> None:
    days = {"proposed_on": "2026-02-01", "mentor_yes_on": "2026-02-02", "youth_yes_on": "2026-02-03"}
    world.insert(file, "match", mentor_id=1, youth_id=1, **{**days, **more}, **RECORDED)


def words(file: sqlite3.Connection, day: str) -> list[tuple[object, ...]]:
    """Match, its state, own and guardian's word, of the one youth."""
    rows = youth.consent_pairs(file, MIL, day)
    assert youth.consent_pairs(file, MIL, day, 1) == rows
    assert youth.consent_pairs(file, MIL, day, 2) == []
    return [(row.match_id, row.state, row.own_on, row.guardian_on) for row in rows]


def test_the_two_words_hold_from_their_day_until_they_are_withdrawn(file: sqlite3.Connection) -> None:
    consent(file, "participation", "2026-01-10", "guardian", "2026-03-01")
    consent(file, "participation", "2026-01-20")
    consent(file, "sensitive", "2026-01-05", "both")
    match(file)
    assert words(file, "2025-12-31") == []
    assert words(file, "2026-01-09") == [(None, None, None, None)]
    assert words(file, "2026-01-10") == [(None, None, None, "2026-01-10")]
    assert words(file, "2026-02-01") == [(1, "proposed", "2026-01-20", "2026-01-10")]
    assert words(file, "2026-02-03") == [(1, "accepted", "2026-01-20", "2026-01-10")]
    assert words(file, "2026-03-01") == [(1, "accepted", "2026-01-20", None)]


def test_a_word_of_both_is_either_ones_and_who_is_closed_is_not_asked(file: sqlite3.Connection) -> None:
    consent(file, "participation", "2026-01-10", "both")
    assert words(file, "2026-01-10") == [(None, None, "2026-01-10", "2026-01-10")]
    world.insert(file, "closing", referral_id=1, on_day="2026-02-01", reason="moved", **RECORDED)
    assert words(file, "2026-02-01") == []
    assert len(words(file, "2026-01-31")) == 1


def test_what_goes_on_under_a_withdrawn_consent_ends_with_a_new_one_or_with_the_referral(
    file: sqlite3.Connection,
) -> None:
    consent(file, "participation", "2026-01-10", withdrawn="2026-02-10")
    match(file)

    def left(day: str) -> list[tuple[str, int, str]]:
        return [(row.kind, row.id, row.withdrawn_on) for row in youth.withdrawals(file, CFU, day)]

    assert left("2026-02-09") == []
    assert left("2026-02-10") == [("match", 1, "2026-02-10")]
    consent(file, "participation", "2026-03-01")
    assert left("2026-02-28") == [("match", 1, "2026-02-10")]
    assert left("2026-03-01") == []


def test_a_closed_youth_whose_match_goes_on_is_still_judged(file: sqlite3.Connection) -> None:
    match(file, first_met_on="2026-02-04")
    consent(file, "participation", "2026-01-10", withdrawn="2026-02-10")
    world.insert(file, "closing", referral_id=1, on_day="2026-02-20", reason="moved", **RECORDED)
    for day in ("2026-02-19", "2026-02-20", "2026-03-20"):
        assert words(file, day) == [(1, "settled", None, None)]
        assert [(row.kind, row.id) for row in youth.withdrawals(file, MIL, day)] == [("match", 1)]
    assert matches.left(file, MIL, "2026-02-19") == []
    (row,) = matches.left(file, MIL, "2026-02-20")
    assert (row.match_id, row.label, row.party, row.state, row.on) == (
        1,
        "Ida Dam / Bo Ravn",
        "youth",
        "closed",
        "2026-02-20",
    )
    ended = {"match_id": 1, "on_day": "2026-03-01", "ended_by": "youth", "planned": "talk", "reason": "moved"}
    world.insert(file, "match_end", **ended, **RECORDED)
    assert (words(file, "2026-03-01"), youth.withdrawals(file, MIL, "2026-03-01")) == ([], [])
    assert matches.left(file, MIL, "2026-03-01") == []


def test_a_match_goes_on_though_the_mentor_has_left(file: sqlite3.Connection) -> None:
    match(file)
    gone = {"mentor_id": 1, "kind": "left", "on_day": "2026-03-01", "returned_on": "2026-04-01"}
    world.insert(file, "departure", **gone, **RECORDED)
    for day, found in (("2026-02-28", []), ("2026-03-01", [(1, "mentor", "left")]), ("2026-04-01", [])):
        assert [(row.match_id, row.party, row.state) for row in matches.left(file, MIL, day)] == found


def test_a_young_persons_own_no_counts_though_a_guardians_yes_stands(file: sqlite3.Connection) -> None:
    consent(file, "participation", "2026-01-10", withdrawn="2026-02-10")
    consent(file, "participation", "2026-01-10", "guardian")
    match(file)
    assert [row.kind for row in youth.withdrawals(file, MIL, "2026-02-10")] == ["match"]
    consent(file, "participation", "2026-03-01", "both")
    assert youth.withdrawals(file, MIL, "2026-03-01") == []


def test_the_words_of_one_whose_birth_day_is_not_known_are_asked_where_anybody_so_young_is_taken(
    file: sqlite3.Connection,
) -> None:
    file.execute("UPDATE youth SET born = NULL")
    assert [row.born for row in youth.consent_pairs(file, MIL, "2026-02-01")] == [None]
    assert youth.consent_pairs(file, CFU, "2026-02-01") == []
    children = world.profile_of("blank", ("demands.boerneattest_under", "15"))
    assert [row.born for row in youth.consent_pairs(file, children, "2026-02-01")] == [None]
    assert youth.consent_pairs(file, world.profile_of("blank"), "2026-02-01") == []


def visit(file: sqlite3.Connection, on: str = "2026-01-15", **more: Any) -> None:
    world.insert(file, "visitation", youth_id=1, on_day=on, **more, **RECORDED)


def test_texts_kept_after_a_withdrawal_are_told_by_the_visitation_that_holds_them(file: sqlite3.Connection) -> None:
    consent(file, "sensitive", "2026-01-10", "guardian", "2026-02-10")
    visit(file, background="x", care="y", purpose="z")
    visit(file, "2026-01-20", purpose="z")
    rows = youth.withdrawals(file, CFU, "2026-02-10")
    assert [(row.kind, row.id, row.consent, row.fields) for row in rows] == [
        ("visitation", 1, "sensitive", "background, care")
    ]
    assert youth.withdrawals(file, CFU, "2026-02-09") == []
    (row,) = visitation.sensitive(file, CFU, "2026-02-10")
    assert (row.consented_on, row.withdrawn_on) == (None, "2026-02-10")
    (row,) = visitation.sensitive(file, CFU, "2026-02-09")
    assert (row.consented_on, row.withdrawn_on) == ("2026-01-10", None)
    assert visitation.sensitive(file, CFU, "2026-01-14") == []


# Who took back which word on 10 February, and whether the texts are to be erased: at 14, from 15 on, and of an unknown
# birth day where the scheme takes children (MIL) and where it takes none (CFU).
TAKEN_BACK = [
    ("own, while the guardian's stands", (("youth", True), ("guardian", False)), (False, True, True, True)),
    ("the guardian's, while the own stands", (("guardian", True), ("youth", False)), (True, False, True, False)),
    ("the guardian's alone", (("guardian", True),), (True, True, True, True)),
    ("both, and the young person has said yes anew", (("both", True), ("youth", False)), (True, False, True, False)),
    ("both, and the guardian has said yes anew", (("both", True), ("guardian", False)), (False, False, False, False)),
    ("nobody's", (("youth", False), ("guardian", False)), (False, False, False, False)),
]  # fmt: skip


@pytest.mark.parametrize(("told", "erased"), [row[1:] for row in TAKEN_BACK], ids=[row[0] for row in TAKEN_BACK])
@pytest.mark.parametrize(
    ("place", "born", "profile"), [(0, "2011-02-11", MIL), (1, "2011-02-10", MIL), (2, None, MIL), (3, None, CFU)]
)
def test_what_is_kept_of_somebody_is_for_the_one_to_decide_who_may_consent_at_that_age(
    file: sqlite3.Connection, told: Any, erased: tuple[bool, ...], place: int, born: str | None, profile: Any
) -> None:
    """Datatilsynet: usually from 15 one consents for oneself; before that a guardian does (denmark: minors)."""
    file.execute("UPDATE youth SET born = ?", (born,))
    for by, back in told:
        consent(file, "sensitive", "2026-01-10", by, "2026-02-10" if back else None)
        consent(file, "sharing-mentor", "2026-01-10", by, "2026-02-10" if back else None)
    visit(file, background="x", mentor_id=1)
    assert youth.withdrawals(file, profile, "2026-02-09") == []
    assert [row.kind for row in youth.withdrawals(file, profile, "2026-02-10")] == ["visitation"] * erased[place]
    (kept,), (heard,) = (view(file, profile, "2026-02-10") for view in (visitation.sensitive, visitation.sharing))
    assert (kept.consented_on is None, heard.consented_on is None) == (erased[place], erased[place])


@pytest.mark.parametrize(
    ("more", "shared"),
    [
        ({"background": "x", "mentor_id": 1}, True),
        ({"background": "x", "participants": "youth, mentor, tolk"}, True),
        ({"background": "x", "participants": "youth, mentorkoordinator"}, False),
        ({"purpose": "x", "mentor_id": 1}, False),
    ],
)
def test_what_a_mentor_hears_at_a_visitation_is_shared(
    file: sqlite3.Connection, english: None, more: dict[str, Any], shared: bool
) -> None:
    visit(file, **more)
    rows = visitation.sharing(file, MIL, "2026-02-01")
    assert [(row.kind, row.id, row.what) for row in rows] == (
        [("visitation", 1, "the visitation (background)")] if shared else []
    )
    consent(file, "sharing-mentor", "2026-01-20", "both")
    assert all(row.consented_on == "2026-01-20" for row in visitation.sharing(file, MIL, "2026-02-01"))
    assert all(row.consented_on is None for row in visitation.sharing(file, MIL, "2026-01-19"))


@pytest.mark.parametrize(
    ("born", "asked"),
    [
        ("2008-03-01", True),
        ("2009-08-30", True),
        ("2009-09-02", False),
        ("2007-12-31", False),
        ("2000-01-01", False),
        (None, False),
    ],
)
def test_who_came_before_the_18th_birthday_is_asked_about_it(
    file: sqlite3.Connection, born: str | None, asked: bool
) -> None:
    file.execute("UPDATE youth SET born = ?", (born,))
    assert [row.youth_id for row in youth.birthdays(file, MIL, "2026-03-01")] == ([1] if asked else [])


def test_an_enquiry_is_unanswered_until_the_day_of_its_answer(file: sqlite3.Connection) -> None:
    asked = {"on_day": "2026-03-01", "source": "caseworker", "answer": "yes", "answered_on": "2026-03-05"}
    world.insert(file, "enquiry", **asked, asker="Jobhuset", **RECORDED)
    world.insert(file, "enquiry", **{**asked, "answer": None, "answered_on": None}, youth_id=1, **RECORDED)
    world.insert(file, "enquiry", **{**asked, "answer": None, "answered_on": None}, **RECORDED)
    for day, labels in (
        ("2026-02-28", []),
        ("2026-03-04", ["Jobhuset", "Ida Dam", "q3"]),
        ("2026-03-05", ["Ida Dam", "q3"]),
    ):
        assert [row.label for row in enquiry.unanswered(file, CFU, day)] == labels


def test_a_receipt_is_known_from_its_day(file: sqlite3.Connection) -> None:
    world.insert(
        file, "concern", youth_id=1, on_day="2026-03-01", told_to="Kommunen", receipt_on="2026-03-05", **RECORDED
    )
    for day, receipt in (("2026-03-04", None), ("2026-03-05", "2026-03-05")):
        assert [row.receipt_on for row in concern.facts(file, MIL, day)] == [receipt]
        assert [row.receipt for row in concern.listing(file, day)] == [receipt]
    assert concern.facts(file, MIL, "2026-02-28") == []


def test_no_row_is_read_of_those_whom_no_rule_asks_about(file: sqlite3.Connection) -> None:
    file.execute("UPDATE youth SET born = '1990-01-01'")
    assert youth.consent_pairs(file, MIL, "2026-02-01") == []
    assert states.youth_state(file, 1, MIL, "2026-02-01") == "waiting"
