"""Cover: who stands in, whose meeting it then is, and that nothing of one mentor's is credited to another."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.corps import tables
from tests.golden.kit import match, records, refused

SPAN = ("--from", "2018-02-10", "--to", "2018-02-20")
ASE = "m2 Åse Bæk"
PAIR = "x1 Kim Bo / Ida Holm"


@pytest.fixture
def covered(mc: Any) -> Any:
    """Ida and Kim have met since 10 January; Åse stands in from 10 to 20 February."""
    for line in (
        ("mentor", "add", "Ida Holm", "--on", "2017-12-01"), ("mentor", "add", "Åse Bæk", "--on", "2017-12-01"),
        ("mentor", "add", "Bo Ravn", "--on", "2017-12-01"), ("youth", "refer", "Kim Bo", "--source", "self", "--on", "2017-12-05"),
        *(line for who in ("ida", "aase", "bo") for line in (
            ("mentor", "check", who, "--kind", "straffeattest", "--seen", "2017-12-10", "--outcome", "approved"),
            ("mentor", "train", who, "--on", "2017-12-20"),
        )),
        *match(1, "kim", "ida", "2018-01-10", ("2018-01-20", "60"), ("2018-02-05", "45")),
        ("match", "substitute", "kim", "--mentor", "aase", *SPAN, "--reason", "ferie"),
    ):  # fmt: skip
        mc.ok(*line)
    return mc


def shown(mc: Any, noun: str, who: str, *more: str) -> dict[str, Any]:
    """A record's page."""
    found: dict[str, Any] = mc.ok(noun, "show", who, "--format", "json", *more).json()
    return found


def counts(mc: Any, who: str, *more: str) -> tuple[int, str | None]:
    """A mentor's own meetings and the last of them."""
    page = shown(mc, "mentor", who, *more)
    return page["meetings_held"], page["last_meeting"]


def test_a_span_is_said_back_once_and_both_pages_list_it(covered: Any) -> None:
    line = ("match", "substitute", "kim", "--mentor", "bo", "--from", "2018-03-01", "--to", "2018-03-02")
    records(covered, *line, says=f"{PAIR}: m3 Bo Ravn stands in from 1 Mar 2018 to 2 Mar 2018.", id="x1")
    span = {"stand_in": {"id": 2, "name": "Åse Bæk"}, "on_day": "2018-02-10", "until_day": "2018-02-20",
            "meetings_held": 0, "reason": "ferie"}  # fmt: skip
    assert shown(covered, "match", "x1")["cover"][0] == span
    whole = {"match": 1, "youth": {"id": 1, "name": "Kim Bo"}, "mentor": {"id": 1, "name": "Ida Holm"}, **span}
    assert shown(covered, "mentor", "aase")["cover"] == [whole]
    assert shown(covered, "mentor", "ida")["cover"][0] == whole
    assert len(shown(covered, "mentor", "ida")["cover"]) == 2


def test_the_same_span_with_another_last_day_is_changed_and_not_cut_short_under_a_meeting(covered: Any) -> None:
    covered.ok("meeting", "log", "kim", "--on", "2018-02-18")
    line = ("match", "substitute", "x1", "--mentor", "m2", "--from", "2018-02-10", "--to")
    refused(covered, *line, "2018-02-17", code=4)
    refused(covered, *line, "2018-02-09", code=2)
    assert covered.ok(*line, "2018-02-18").text == f"{PAIR}: {ASE} stands in from 10 Feb 2018 to 18 Feb 2018.\n"
    (span,) = shown(covered, "match", "x1")["cover"]
    assert (span["until_day"], span["reason"], span["meetings_held"]) == ("2018-02-18", "ferie", 1)


@pytest.mark.parametrize(
    ("mentor", "first", "last", "code"),
    [
        ("ida", "2018-03-01", "2018-03-02", 2),  # the match's own mentor
        ("bo", "2018-02-20", "2018-02-25", 4),  # over Åse's last day
        ("bo", "2018-02-01", "2018-02-10", 4),
        ("aase", "2018-02-12", "2018-02-14", 4),  # within her own
        ("bo", "2017-12-20", "2017-12-21", 4),  # before the match
        ("bo", "2018-03-02", "2018-03-01", 2),
        ("nobody", "2018-03-01", "2018-03-02", 3),
    ],
)
def test_a_span_that_cannot_be_is_refused(covered: Any, mentor: str, first: str, last: str, code: int) -> None:
    refused(covered, "match", "substitute", "x1", "--mentor", mentor, "--from", first, "--to", last, code=code)


@pytest.mark.parametrize("verb", ["leave", "decline"])
def test_one_who_has_left_or_was_declined_stands_in_for_nobody(covered: Any, verb: str) -> None:
    more = ("--reason", "x") if verb == "decline" else ()
    covered.ok("mentor", verb, "bo", "--on", "2018-03-10", *more)
    line = ("match", "substitute", "x1", "--mentor", "bo", "--from")
    refused(covered, *line, "2018-03-09", "--to", "2018-03-10", code=4)
    refused(covered, *line, "2018-03-15", "--to", "2018-03-16", code=4)
    covered.ok(*line, "2018-03-08", "--to", "2018-03-09")
    covered.ok("mentor", "return", "bo", "--on", "2018-03-20")
    covered.ok(*line, "2018-03-20", "--to", "2018-03-21")


def test_one_who_stands_in_does_not_leave_before_the_cover_ends(covered: Any) -> None:
    error = refused(covered, "mentor", "leave", "aase", "--on", "2018-02-20", code=4)
    assert error["details"] == [{"reason": "x1 Kim Bo / Ida Holm"}]
    covered.ok("mentor", "leave", "aase", "--on", "2018-02-21")


def test_a_coming_span_is_known_from_the_day_it_was_recorded(covered: Any) -> None:
    line = ("match", "substitute", "kim", "--mentor", "bo", "--from", "1/5", "--to", "3/5")
    assert covered.ok(*line).text.endswith("m3 Bo Ravn stands in from 1 May 2018 to 3 May 2018.\n")
    known = {day: len(shown(covered, "match", "x1", "--as-of", day)["cover"]) for day in
             ("2018-02-09", "2018-02-10", "2018-03-31", "2018-04-01")}  # fmt: skip
    assert known == {"2018-02-09": 0, "2018-02-10": 1, "2018-03-31": 1, "2018-04-01": 2}


def test_a_meeting_within_the_span_is_the_substitutes_and_is_said_back(covered: Any) -> None:
    line = ("meeting", "log", "kim", "--on", "2018-02-12", "--minutes", "50")
    records(covered, *line, says=f"{PAIR} (stand-in: {ASE}): held, 12 Feb 2018, 50 min.", id="4")
    stood = {one["on"]: one["stand_in"] for one in covered.ok("meeting", "list", "--format", "json").json()}
    assert stood["2018-02-12"] == {"id": 2, "name": "Åse Bæk"}
    assert stood["2018-02-05"] == {"id": None, "name": None}
    for day, instead in (("2018-02-10", True), ("2018-02-20", True), ("2018-02-09", False), ("2018-02-21", False)):
        assert ("stand-in" in covered.ok("meeting", "log", "kim", "--on", day).text) is instead


def test_a_mentors_own_counts_hold_no_meeting_of_a_stand_in(covered: Any) -> None:
    covered.ok("meeting", "log", "kim", "--on", "2018-02-12")
    covered.ok("meeting", "log", "kim", "--on", "2018-02-15", "--status", "no-show")
    assert (counts(covered, "ida"), counts(covered, "aase")) == ((3, "2018-02-05"), (1, "2018-02-12"))
    assert counts(covered, "aase", "--as-of", "2018-02-11") == (0, None)
    assert counts(covered, "ida", "--as-of", "2018-01-19") == (1, "2018-01-10")
    row = covered.ok("match", "list", "--format", "json").json()[0]
    assert (row["meetings_held"], row["last_meeting"], row["mentor"]["id"]) == (4, "2018-02-12", 1)


def test_a_mentor_may_be_named_and_only_one_of_the_two(covered: Any) -> None:
    line = ("meeting", "log", "kim", "--on", "2018-02-12")
    error = refused(covered, *line, "--mentor", "bo", code=4)
    assert "match substitute x1 --mentor m3 --from 2018-02-12 --to 2018-02-12" in error["hint"]
    refused(covered, "meeting", "log", "kim", "--on", "2018-02-25", "--mentor", "aase", code=4)
    run = covered.ok(*line, "--mentor", "ida")
    assert "stand-in" not in run.text
    assert counts(covered, "ida") == (4, "2018-02-12")
    assert covered.ok(*line, "--mentor", "ida").text.startswith("Already there: ")
    assert covered.ok(*line).text.startswith("Already there: ")
    refused(covered, *line, "--mentor", "aase", code=2)
    assert (
        covered.ok("meeting", "edit", "4", "--mentor", "aase").text == "Changed 4 (x1 Kim Bo / Ida Holm): stand-in.\n"
    )
    refused(covered, "meeting", "edit", "4", "--mentor", "bo", code=4)
    assert counts(covered, "aase") == (1, "2018-02-12")


def test_a_meeting_moved_out_of_the_span_is_the_mentors_own_again(covered: Any) -> None:
    covered.ok("meeting", "log", "kim", "--on", "2018-02-20")
    assert (
        covered.ok("meeting", "edit", "4", "--on", "2018-02-21").text
        == "Changed 4 (x1 Kim Bo / Ida Holm): day, stand-in.\n"
    )
    assert (counts(covered, "ida")[0], counts(covered, "aase")[0]) == (4, 0)


def test_a_meeting_planned_before_the_cover_was_known_is_the_substitutes_when_it_is_held(covered: Any) -> None:
    covered.ok("meeting", "log", "kim", "--on", "2018-05-02", "--status", "planned")
    covered.ok("match", "substitute", "kim", "--mentor", "bo", "--from", "1/5", "--to", "3/5")
    run = covered.ok("meeting", "log", "kim", "--on", "2018-05-02", today="2018-05-02")
    assert run.text == f"{PAIR} (stand-in: m3 Bo Ravn): held, 2 May 2018. It had been planned.\n"


def test_a_new_match_of_the_same_youth_starts_at_zero(covered: Any) -> None:
    covered.ok("match", "end", "kim", "--on", "2018-03-01", "--by", "mentor", "--reason", "moved", "--planned", "yes",
               "--rematch")  # fmt: skip
    for line in match(2, "kim", "aase", "2018-03-10"):
        covered.ok(*line)
    rows = {one["id"]: one for one in covered.ok("match", "list", "--format", "json").json()}
    assert (rows[2]["meetings_held"], rows[2]["last_meeting"], rows[2]["no_shows"]) == (1, "2018-03-10", 0)
    assert (counts(covered, "aase"), counts(covered, "ida")) == ((1, "2018-03-10"), (3, "2018-02-05"))
    assert shown(covered, "match", "x2")["cover"] == []
    assert len(shown(covered, "match", "x1")["cover"]) == 1


def test_no_one_stands_in_after_the_end(covered: Any) -> None:
    covered.ok("match", "end", "kim", "--on", "2018-03-01", "--by", "mentor", "--reason", "moved", "--planned", "yes")
    before = tables(covered.db)
    assert (
        covered("match", "substitute", "x1", "--mentor", "bo", "--from", "2018-03-01", "--to", "2018-03-05").code == 4
    )
    assert tables(covered.db) == before


def test_only_mentor_and_young_person_say_yes_or_stay_away(covered: Any) -> None:
    refused(covered, "match", "accept", "x1", "--by", "guardian", code=2)
    refused(covered, "meeting", "log", "x1", "--status", "no-show", "--who", "caseworker", code=2)
    refused(covered, "meeting", "log", "x1", "--who", "mentor", code=2)
    refused(covered, "meeting", "edit", "3", "--who", "mentor", code=2)
    covered.ok("meeting", "edit", "3", "--status", "excused", "--who", "mentor")
    covered.ok("meeting", "edit", "3", "--status", "held")
    assert covered.ok("meeting", "list", "--format", "json").json()[2]["who"] is None


# --- who stands in must be allowed to meet the young person ------------------------------------------------------------


@pytest.fixture
def child(mc: Any) -> Any:
    """Lyngby's scheme: Liv is fourteen, and Ida, whose børneattest was seen, has met her since January; Bo has none."""
    mc.take("mil-lyngby")
    for line in (
        ("mentor", "add", "Ida Holm", "--on", "2017-12-01"), ("mentor", "add", "Bo Ravn", "--on", "2017-12-01"),
        ("youth", "refer", "Liv Dam", "--source", "school", "--on", "2017-12-05", "--born", "2003-06-01"),
        ("mentor", "check", "ida", "--kind", "boerneattest", "--seen", "2017-12-10", "--outcome", "approved"),
        ("youth", "consent", "liv", "--kind", "participation", "--by", "guardian", "--on", "2017-12-12",
         "--purpose", "mentor", "--data", "navn", "--told"),
        *match(1, "liv", "ida", "2018-01-10"),
    ):  # fmt: skip
        mc.ok(*line)
    return mc


BO = ("match", "substitute", "liv", "--mentor", "bo", "--from", "2018-02-10", "--to", "2018-02-20")


def rules(run: Any) -> list[str]:
    return [one["rule"] for one in run["details"]]


@pytest.mark.parametrize("today", ["2018-02-01", "2018-02-10", "2018-03-01"])
def test_nobody_without_a_boerneattest_stands_in_with_a_child(child: Any, today: str) -> None:
    before = tables(child.db)
    assert rules(refused(child, *BO, code=4, today=today)) == ["A1"]
    assert rules(refused(child, *BO, "--override", "ferie", code=4, today=today)) == ["A1"], "the law yields to nobody"
    assert tables(child.db) == before
    child.ok(
        "mentor", "check", "bo", "--kind", "boerneattest", "--seen", "2018-01-30", "--outcome", "approved", today=today
    )
    child.ok(*BO, today=today)
    child.ok("meeting", "log", "liv", "--on", "2018-02-12", today="2018-03-01")
    assert child("check", "--history", today="2018-03-01").code == 0


def test_a_rejected_boerneattest_rules_a_stand_in_out_also_at_the_meeting_and_in_what_was(child: Any) -> None:
    child.ok("mentor", "check", "bo", "--kind", "boerneattest", "--seen", "2018-01-30", "--outcome", "approved")
    child.ok(*BO)
    child.ok("meeting", "log", "liv", "--on", "2018-02-12")
    child.ok("mentor", "check", "bo", "--kind", "boerneattest", "--seen", "2018-02-14", "--outcome", "rejected")
    assert rules(refused(child, "meeting", "log", "liv", "--on", "2018-02-16", code=4)) == ["A3", "A1"]
    told = {(one["rule"], one["record"]["id"]) for one in
            child("check", "--format", "json", today="2018-02-15").json()}  # fmt: skip
    assert {("A1", 2), ("A3", 2)} <= told
    child.ok("meeting", "log", "liv", "--on", "2018-02-16", "--mentor", "ida")
    child.ok("meeting", "log", "liv", "--on", "2018-02-22"), "the span is over: Ida came"


def test_the_mentor_of_the_match_is_not_asked_about_where_another_came(child: Any) -> None:
    child.ok("mentor", "check", "bo", "--kind", "boerneattest", "--seen", "2018-01-30", "--outcome", "approved")
    child.ok(*BO)
    child.ok("mentor", "check", "ida", "--kind", "boerneattest", "--seen", "2018-02-09", "--outcome", "rejected")
    child.ok("meeting", "log", "liv", "--on", "2018-02-12")
    number = child.ok("meeting", "list", "--format", "json").json()[-1]["id"]
    assert rules(refused(child, "meeting", "edit", str(number), "--mentor", "ida", code=4)) == ["A3", "A1"]
    assert rules(refused(child, "meeting", "log", "liv", "--on", "2018-02-22", code=4)) == ["A3", "A1"]


def test_what_a_scheme_lets_pass_is_passed_over_for_the_stand_in_alone(covered: Any) -> None:
    covered.ok("mentor", "add", "Per Juhl", "--on", "2018-01-01")
    line = ("match", "substitute", "kim", "--mentor", "per", "--from", "2018-03-01", "--to", "2018-03-09")
    warned = covered.ok(*line, today="2018-02-25").told
    assert "A4" in warned
    assert "C2" in warned
    assert covered("check", "--rule", "A4", today="2018-03-01").code == 6
    covered.ok("check", "--rule", "A4", today="2018-02-10")
    late = ("meeting", "log", "kim", "--on", "2018-03-02")
    assert rules(refused(covered, *late, code=4, today="2018-03-03")) == ["A4", "C2"]
    covered.ok(*late, "--override", "hastede", today="2018-03-03")
    with closing(sqlite3.connect(covered.db)) as file:
        kept = file.execute(
            "SELECT rule, kind, record_id, mentor_id, youth_id FROM rule_override ORDER BY rule"
        ).fetchall()
    assert kept == [("A4", "mentor", 4, 4, 1), ("C2", "mentor", 4, 4, 1)]
    covered.ok("meeting", "log", "kim", "--on", "2018-03-05", today="2018-03-06"), "asked once"


# --- who stands in on the day of the first meeting ---------------------------------------------------------------------


@pytest.fixture
def agreed(child: Any) -> Any:
    """A second match of Liv's, with Åse, to which both have said yes; Bo, who has no børneattest, is in the corps."""
    for line in (
        ("mentor", "add", "Åse Bæk", "--on", "2017-12-01"),
        ("mentor", "check", "aase", "--kind", "boerneattest", "--seen", "2017-12-10", "--outcome", "approved"),
        *match(2, "liv", "aase", "2018-01-15")[:3],
    ):
        child.ok(*line)
    return child


def first_of(mc: Any, number: int) -> tuple[str, str, int | None]:
    """The first meeting of a match: its day, its status and who stood in."""
    (one,) = [
        one
        for one in mc.ok("meeting", "list", "--format", "json").json()
        if (one["match"], one["kind"]) == (number, "first")
    ]
    return one["on"], one["status"], one["stand_in"]["id"]


@pytest.mark.parametrize("planned", [True, False])
def test_a_first_meeting_within_a_cover_is_the_substitutes_who_is_judged(agreed: Any, planned: bool) -> None:
    seen = ("mentor", "check", "bo", "--kind", "boerneattest", "--outcome")
    agreed.ok(*seen, "approved", "--seen", "2018-01-20")
    if planned:
        agreed.ok("meeting", "log", "x2", "--on", "2018-05-02", "--status", "planned", "--kind", "first")
    agreed.ok("match", "substitute", "x2", "--mentor", "bo", "--from", "2018-03-10", "--to", "2018-03-15")
    agreed.ok(*seen, "rejected", "--seen", "2018-03-09")
    start = ("match", "start", "x2", "--on", "2018-03-12")
    assert "A1" in rules(refused(agreed, *start, code=4))
    agreed.ok(*seen, "approved", "--seen", "2018-03-11")
    agreed.ok(*start)
    assert first_of(agreed, 2) == ("2018-03-12", "held", 2)


def test_a_first_meeting_that_is_held_before_the_cover_is_the_matchs_own_mentors(agreed: Any) -> None:
    agreed.ok("match", "substitute", "x2", "--mentor", "bo", "--from", "2018-06-01", "--to", "2018-06-05")
    agreed.ok("meeting", "log", "x2", "--on", "2018-06-02", "--status", "planned", "--kind", "first")
    agreed.ok("match", "start", "x2", "--on", "2018-03-27")
    assert first_of(agreed, 2) == ("2018-03-27", "held", None)


def test_a_span_that_grows_is_asked_about_its_first_new_day(child: Any) -> None:
    seen = ("mentor", "check", "bo", "--kind", "boerneattest", "--outcome")
    child.ok(*seen, "approved", "--seen", "2018-01-30")
    child.ok(*BO)
    child.ok(*seen, "rejected", "--seen", "2018-02-18")
    longer = (*BO[:-1], "2018-02-25")
    assert rules(refused(child, *longer, code=4)) == ["A3", "A1"]
    child.ok(*BO[:-1], "2018-02-17"), "a shorter one is not asked about"


def test_a_span_does_not_grow_beyond_the_end_of_its_match(covered: Any) -> None:
    covered.ok("match", "end", "kim", "--on", "2018-03-01", "--by", "mentor", "--reason", "moved", "--planned", "yes")
    line = ("match", "substitute", "x1", "--mentor", "m2", "--from", "2018-02-10", "--to")
    error = refused(covered, *line, "2018-03-10", code=4)
    assert "it is: ended" in error["message"]
    covered.ok(*line, "2018-02-28")


@pytest.mark.parametrize("status", ["planned", "excused", "moved", "cancelled"])
def test_a_first_meeting_is_not_taken_away_from_a_match_that_has_met(child: Any, status: str) -> None:
    error = refused(child, "meeting", "edit", "1", "--status", status, code=4)
    assert "x1 Liv Dam / Ida Holm began with this meeting" in error["message"]
    refused(child, "meeting", "edit", "1", "--status", status, "--on", "2018-03-01", code=4)


def test_what_came_of_a_first_meeting_is_asked_about_anew(child: Any) -> None:
    child.ok("meeting", "edit", "1", "--status", "no-show", "--who", "youth")
    child.ok("mentor", "check", "ida", "--kind", "boerneattest", "--seen", "2018-01-05", "--outcome", "rejected")
    assert rules(refused(child, "meeting", "edit", "1", "--status", "held", code=4)) == ["A3", "A1"]
    assert rules(refused(child, "meeting", "edit", "1", "--on", "2018-01-11", code=4)) == ["A3", "A1"]


def test_a_match_that_began_with_a_meeting_of_another_kind_keeps_its_day_too(agreed: Any) -> None:
    agreed.ok("meeting", "log", "x2", "--on", "2018-02-01", "--kind", "phone")
    number = str(agreed.ok("meeting", "list", "x2", "--format", "json").json()[0]["id"])
    refused(agreed, "meeting", "edit", number, "--status", "excused", code=4)
    agreed.ok("meeting", "edit", number, "--on", "2018-02-03")
    assert shown(agreed, "match", "x2")["first_met"] == "2018-02-03"


def test_a_day_that_has_passed_is_not_planned_afterwards(covered: Any) -> None:
    refused(covered, "meeting", "edit", "3", "--status", "planned", code=2)
    covered.ok("meeting", "edit", "3", "--status", "planned", "--on", "2018-04-01")
    (
        covered.ok("meeting", "edit", "3", "--on", "2018-03-31"),
        "a plan that was noted for a wrong day is still asked about",
    )
    covered.ok("meeting", "edit", "3", "--place", "café", today="2018-04-05")


def test_what_is_passed_over_for_a_stand_in_holds_with_that_young_person_alone(covered: Any) -> None:
    covered.ok("mentor", "add", "Per Juhl", "--on", "2018-01-01")
    covered.ok("youth", "refer", "Mie Sø", "--source", "self", "--on", "2017-12-05")
    for line in match(2, "mie", "bo", "2018-01-11"):
        covered.ok(*line)
    span = ("--mentor", "per", "--from", "2018-03-20", "--to", "2018-04-09")
    covered.ok("match", "substitute", "kim", *span, "--override", "hastede")
    mie = ("match", "substitute", "mie", *span)
    assert rules(refused(covered, *mie, code=4)) == ["A4", "C2"]
    covered.ok(*mie, today="2018-03-10")
    assert {(one["rule"], one["record"]["label"]) for one in covered("check", "--format", "json").json()} >= {
        ("A4", "Mie Sø / Per Juhl"), ("C2", "Mie Sø / Per Juhl"),
    }  # fmt: skip
    assert "Kim Bo / Per Juhl" not in covered("check", "--history", "--record", "m4").text
    covered.ok("check", "--rule", "A4", "--record", "m4", "--override", "kendt")
    covered.ok("check", "--rule", "A4", "--record", "m4")
    assert covered.ok("check", "--rule", "A4", "--record", "m4", "--override", "kendt").text.startswith("Already there")
    assert covered("check", "--rule", "A4", "--record", "m4", "--as-of", "2018-03-31").code == 6


def test_passed_over_in_check_a_rule_is_passed_over_with_each_young_person(covered: Any) -> None:
    covered.ok("mentor", "add", "Per Juhl", "--on", "2018-01-01")
    covered.ok("youth", "refer", "Mie Sø", "--source", "self", "--on", "2017-12-05")
    for line in match(2, "mie", "bo", "2018-01-11"):
        covered.ok(*line)
    for who in ("kim", "mie"):
        covered.ok("match", "substitute", who, "--mentor", "per", "--from", "2018-03-20", "--to", "2018-04-09",
                   today="2018-03-10")  # fmt: skip
    covered.ok("check", "--rule", "A4", "--record", "m4", "--override", "kendt")
    covered.ok("check", "--rule", "A4", "--record", "m4")
