"""What stands against a match that begins anew: who has left, who is off the list, and a match that is open already."""

from __future__ import annotations

from typing import Any

import pytest

from tests.golden.kit import match, reasons, refused

REOPEN = ("match", "reopen", "x1", "--on", "2018-03-20")


@pytest.fixture
def over(mc: Any) -> Any:
    """Ida and Kim met on 10 January; their match ended on 1 March."""
    for line in (
        ("mentor", "add", "Ida Holm", "--on", "2017-12-01"),
        ("mentor", "check", "ida", "--kind", "straffeattest", "--seen", "2017-12-10", "--outcome", "approved"),
        ("mentor", "train", "ida", "--on", "2017-12-20"),
        ("youth", "refer", "Kim Bo", "--source", "self", "--on", "2017-12-05"),
        *match(1, "kim", "ida", "2018-01-10"),
        ("match", "end", "kim", "--on", "2018-03-01", "--by", "both", "--reason", "other", "--planned", "yes"),
    ):
        mc.ok(*line)
    return mc


def test_a_match_that_has_just_ended_goes_on(over: Any) -> None:
    over.ok(*REOPEN)
    assert over.ok("match", "list", "--format", "json").json()[0]["state"] == "starting"


def test_a_match_does_not_go_on_with_one_who_has_left_and_one_who_was_closed(over: Any) -> None:
    over.ok("mentor", "leave", "ida", "--on", "2018-03-10")
    over.ok("youth", "close", "kim", "--reason", "withdrew", "--on", "2018-03-12")
    assert reasons(refused(over, *REOPEN, code=4)) == ["the mentor is left", "the young person is withdrew"]


def test_a_match_does_not_go_on_beside_another_of_the_same_two(over: Any) -> None:
    over.ok("youth", "refer", "y1", "--source", "self", "--on", "2018-03-05")
    over.ok("match", "propose", "y1", "--mentor", "ida", "--on", "2018-03-15")
    assert reasons(refused(over, *REOPEN, code=4)) == ["x2 Kim Bo / Ida Holm is open already"]
    assert reasons(refused(over, *REOPEN[:-1], "2018-03-06", code=4)) == ["x2 Kim Bo / Ida Holm is open already"]


UNTIL = (
    "{match}: the mentor is no longer there from 10 Mar 2018; the young person is off the list from 12 Mar 2018. "
    "Record the end of the match by then."
)


@pytest.mark.parametrize("back", [False, True])
def test_a_match_that_was_over_before_they_left_is_entered_step_by_step(over: Any, back: bool) -> None:
    """States are by day: both were there; what is not ended by the day on which one left stands in the agenda."""
    over.ok("youth", "refer", "Mie Sø", "--source", "self", "--on", "2018-02-01")
    over.ok("mentor", "leave", "ida", "--on", "2018-03-10")
    over.ok("youth", "close", "mie", "--reason", "withdrew", "--on", "2018-03-12")
    if back:
        over.ok("mentor", "return", "ida", "--on", "2018-03-20")
        over.ok("youth", "refer", "y2", "--source", "self", "--on", "2018-03-22")
    pair = ("match", "propose", "mie", "--mentor", "ida", "--on")
    refused(over, *pair, "2018-03-10", code=4)
    refused(over, *pair, "2018-03-19", code=4)
    run = over.ok(*pair, "2018-02-10")
    assert UNTIL.format(match="x2 Mie Sø / Ida Holm") in " ".join(run.told.split())
    for party in ("mentor", "youth"):
        over.ok("match", "accept", "x2", "--by", party, "--on", "2018-02-11")
    over.ok("match", "start", "x2", "--on", "2018-02-12")
    lines = over.ok("agenda", "--format", "json").json()
    assert (("C11", 2) in [(one["rule"], one["record"]["id"]) for one in lines]) == (not back)
    over.ok("match", "end", "x2", "--on", "2018-03-01", "--by", "both", "--reason", "other", "--planned", "yes")
    assert over.ok("match", "show", "x2", "--format", "json").json()["state"] == "ended"
    refused(over, *pair, "2018-03-11", code=4)


def test_a_match_that_went_on_for_a_while_before_they_left_is_entered_too(over: Any) -> None:
    over.ok("mentor", "leave", "ida", "--on", "2018-03-10")
    over.ok("youth", "close", "kim", "--reason", "withdrew", "--on", "2018-03-12")
    run = over.ok(*REOPEN[:-1], "2018-03-05")
    assert UNTIL.format(match="x1 Kim Bo / Ida Holm") in " ".join(run.told.split())
    over.ok("match", "end", "kim", "--on", "2018-03-08", "--by", "both", "--reason", "other", "--planned", "yes")


def test_an_end_tells_of_meetings_that_are_planned_beyond_it(over: Any) -> None:
    over.ok(*REOPEN)
    for day in ("2018-04-20", "2018-04-10"):
        over.ok("meeting", "log", "kim", "--on", day, "--status", "planned")
    end = ("match", "end", "kim", "--on", "2018-03-30", "--by", "both", "--reason", "other", "--planned", "yes")
    told = "Meetings are still planned after the end: 10 Apr 2018, 20 Apr 2018. See: mentorcli meeting list x1"
    assert told in " ".join(over.ok(*end).told.split())
    assert "still planned" not in over.ok(*end).told


def test_no_shows_in_a_row_are_counted_to_the_last_held_meeting(over: Any) -> None:
    over.ok(*REOPEN)
    for day in ("2018-03-22", "2018-03-24", "2018-03-26"):
        over.ok("meeting", "log", "kim", "--on", day, "--status", "no-show", "--who", "youth")
    (found,) = over("check", "--rule", "C8", "--format", "json").json()
    assert "3" in found["message"].replace("2018", "")


def test_what_an_override_passed_over_is_said(over: Any) -> None:
    over.ok("mentor", "add", "Per Juhl", "--on", "2018-01-01")
    over.ok("youth", "refer", "Mie Sø", "--source", "self", "--on", "2018-02-01")
    over.ok("match", "propose", "mie", "--mentor", "per", "--on", "2018-03-01")
    over.ok("match", "accept", "mie", "--by", "mentor", "--on", "2018-03-02")
    run = over.ok("match", "accept", "mie", "--by", "youth", "--on", "2018-03-03", "--override", "kendt")
    assert "A4 (passed over): Per Juhl has no approved straffeattest by 3 Mar 2018" in " ".join(run.told.split())
    assert "C2 (passed over): " in run.told
