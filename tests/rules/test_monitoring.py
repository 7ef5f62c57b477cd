"""No contact, at risk, the steps towards contact, and planned meetings: tables of cases in the words of the domain."""

from __future__ import annotations

from typing import Any

import pytest

from mentorcli.rules import monitoring
from mentorcli.rules.facts import MatchFact, PlannedFact
from mentorcli.schemes.profile import Profile
from tests.rules.test_cadence import PROFILE, accepted, due, running, with_number
from tests.views import world

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize("state", ["proposed", "declined", "paused", "ended"])
def test_the_reminders_of_a_match_that_is_paused_or_not_running_rest(state: str) -> None:
    for row in (accepted("2019-01-01", state=state), running("2019-01-01", state=state),
                running("2019-01-01", state=state, missed=5, newest="2019-02-01")):  # fmt: skip
        assert due("C7", row, "2020-01-01") is None
        assert due("C8", row, "2020-01-01") is None
        assert monitoring.risk(row, PROFILE, "2020-01-01") is None


@pytest.mark.parametrize("state", ["starting", "settled"])
def test_a_starting_match_is_judged_as_a_settled_one(state: str) -> None:
    row = running("2019-01-01", state=state)
    assert due("C7", row, "2020-01-01") == "2019-01-31"
    assert due("C8", row, "2020-01-01") == "2019-02-26"


@pytest.mark.parametrize(
    ("held", "meetings", "at_risk"),
    [(0, 3, True), (2, 3, True), (3, 3, False), (3, 4, True), (1, 1, True), (4, 1, False)],
)
def test_enough_held_meetings_take_the_risk_away(held: int, meetings: int, at_risk: bool) -> None:
    profile = with_number("risk.meetings", meetings)
    row = running("2020-01-01", held)
    assert (monitoring.risk(row, profile, "2020-02-26") is not None) == at_risk
    assert monitoring.risk(row, profile, "2020-02-25") is None


@pytest.mark.parametrize(
    ("recent", "missed", "number", "at_risk"),
    [
        (2, 2, 2, True),
        (2, 1, 2, False),
        (1, 1, 2, False),
        (1, 1, 1, True),
        (3, 3, 3, True),
        (3, 2, 3, False),
        (0, 0, 1, False),
    ],
)
def test_so_many_no_shows_in_a_row_put_a_match_at_risk(recent: int, missed: int, number: int, at_risk: bool) -> None:
    profile = with_number("risk.no_shows", number)
    newest = "2020-01-20" if recent else None
    row = running("2020-01-01", 9)._replace(
        recent=recent, recent_no_shows=missed, newest=newest, newest_recorded=newest
    )
    assert (monitoring.risk(row, profile, "2020-01-20") is not None) == at_risk


def test_risk_as_a_state_counts_from_the_fact_and_as_a_reminder_from_the_later_of_fact_and_record() -> None:
    row = running("2020-01-01", 1, recorded="2020-02-01")
    on = {day: (monitoring.risk(row, PROFILE, day) is not None, due("C8", row, day)) for day in
          ("2020-02-25", "2020-02-26", "2020-03-27", "2020-03-28")}  # fmt: skip
    assert on == {
        "2020-02-25": (False, None), "2020-02-26": (True, None), "2020-03-27": (True, None),
        "2020-03-28": (True, "2020-03-28"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("settled_after", "held", "at_risk"),
    [("", 2, True), ("", 3, False), ("3", 2, True), ("4", 3, True), ("4", 4, False)],
)
def test_a_match_that_is_not_settled_after_eight_weeks_is_at_risk(settled_after: str, held: int, at_risk: bool) -> None:
    profile = with_number("match.settled_after", settled_after)
    assert (monitoring.risk(running("2020-01-01", held), profile, "2020-02-26") is not None) == at_risk


# --- no contact: one definition ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "day", "silent"),
    [
        (running("2020-01-01", 3, "2020-01-31"), "2020-02-29", False),
        (running("2020-01-01", 3, "2020-01-31"), "2020-03-01", True),
        (running("2020-01-01"), "2020-01-30", False),
        (running("2020-01-01"), "2020-01-31", True),
        (running("2020-01-01", state="paused"), "2020-05-01", False),
        (accepted("2020-01-01"), "2020-05-01", False),
    ],
)
def test_no_contact_counts_from_the_last_held_meeting_or_the_first_and_the_agenda_agrees(
    row: MatchFact, day: str, silent: bool
) -> None:
    assert monitoring.silent(row, PROFILE, day) is silent
    on = due("C7", row, day)
    assert (on is not None and on <= day) is silent or row.state == "accepted"


# --- the steps towards contact ----------------------------------------------------------------------------------------

STAYED_AWAY = running("2020-01-01", 4, "2020-01-20", missed=2, newest="2020-02-03")
SILENT = running("2020-01-01", 4, "2020-01-20")


def step(row: MatchFact, day: str, *contacts: tuple[str, str], profile: Profile = PROFILE) -> Any:
    """Where a match stands on the ladder: number, step and due day."""
    found = monitoring.ladder(row._replace(contacts=contacts), profile, day)
    return found and (found.number, found.code, found.due)


@pytest.mark.parametrize(
    ("row", "day", "contacts", "expected"),
    [
        (STAYED_AWAY, "2020-02-03", (), (1, "message", "2020-02-03")),
        (STAYED_AWAY._replace(recent_no_shows=1), "2020-02-03", (), None),
        (SILENT, "2020-02-18", (), None),
        (SILENT, "2020-02-19", (), (1, "message", "2020-02-19")),
        (STAYED_AWAY._replace(state="paused"), "2020-02-03", (), None),
        (STAYED_AWAY, "2020-02-10", (("2020-02-04", "youth"),), (2, "call", "2020-02-11")),
        (STAYED_AWAY, "2020-02-10", (("2020-01-28", "youth"),), (2, "call", "2020-02-04")),  # after the first no-show
        # the mentor counts where the mentor is asked, not before
        (STAYED_AWAY, "2020-02-10", (("2020-02-04", "mentor"),), (1, "message", "2020-02-03")),
        (
            STAYED_AWAY, "2020-03-01",
            (("2020-02-04", "youth"), ("2020-02-11", "youth"), ("2020-02-18", "mentor")), (4, "referrer", "2020-02-25"),
        ),
        (
            STAYED_AWAY, "2020-03-01",
            (("2020-02-04", "youth"), ("2020-02-05", "referrer"), ("2020-02-11", "youth")), (3, "mentor", "2020-02-18"),
        ),
        (STAYED_AWAY, "2020-03-01", tuple((f"2020-02-0{n}", "youth") for n in range(4, 9)), (6, "", "2020-02-15")),
        (STAYED_AWAY, "2020-03-01", tuple((f"2020-02-0{n}", "youth") for n in range(3, 10)), (6, "", "2020-02-14")),
    ],
)  # fmt: skip
def test_a_step_towards_contact_is_due_a_week_after_the_one_before(
    row: MatchFact, day: str, contacts: tuple[tuple[str, str], ...], expected: Any
) -> None:
    assert step(row, day, *contacts) == expected


def test_the_steps_and_their_days_are_the_schemes() -> None:
    profile = world.profile_of("slagelse", ("followup.ladder", "call\nletter"), ("remind.ladder_days", "10"))
    assert step(STAYED_AWAY, "2020-03-01", profile=profile) == (1, "call", "2020-02-03")
    assert step(STAYED_AWAY, "2020-03-01", ("2020-02-03", "youth"), profile=profile) == (2, "letter", "2020-02-13")


@pytest.mark.parametrize(
    ("changes", "tail"),
    [
        ({}, "; step 1 of 5 towards contact, from 3 Feb 2020: write a kind message"),
        ({"contacts": (("2020-02-04", "youth"),) * 5}, "; all 5 steps towards contact are tried: offer a closing talk"),
        ({"coming": "2020-02-20"}, "; a meeting is planned for 20 Feb 2020"),
        ({"by_mentor": 1}, "; the mentor could not come: talk with the mentor"),
    ],
)
def test_the_agenda_says_the_next_step_once(changes: dict[str, Any], tail: str) -> None:
    row = STAYED_AWAY._replace(**changes)
    (one,) = monitoring.at_risk([row], PROFILE, "2020-03-01")
    why = "2 no-shows in a row, the last on 3 Feb 2020; no meeting held since 20 Jan 2020"
    assert one.message == f"Ida / Bo may be about to break: {why}{tail}"
    (one,) = monitoring.silence([row], PROFILE, "2020-03-01")
    assert one.message == "Ida / Bo: no meeting held since 20 Jan 2020"
    off = world.profile_of("slagelse", ("rules.off", "C8"))
    assert monitoring.silence([row], off, "2020-03-01")[0].message.endswith(tail)


def test_too_few_meetings_alone_call_for_no_step() -> None:
    row = running("2020-01-01", 2, "2020-02-20")
    (one,) = monitoring.at_risk([row], PROFILE, "2020-02-26")
    assert one.message == "Ida / Bo may be about to break: 2 meetings held in 8 weeks"


# --- K7 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("recorded", ["2020-01-01", "2020-02-05"])
@pytest.mark.parametrize(
    ("kind", "said", "command"),
    [
        ("meeting", "the meeting", "mentorcli meeting list x7 --status planned"),
        ("mentor", "the talk with mentor", "mentorcli followup list x7"),
    ],
)
def test_a_planned_day_that_has_passed_is_asked_about(kind: str, said: str, command: str, recorded: str) -> None:
    (one,) = monitoring.untold([PlannedFact(7, "Ida / Bo", kind, "2020-02-03", recorded)], PROFILE, "2020-02-10")
    assert one.message == f"Ida / Bo: what came of {said} planned for 3 Feb 2020?"
    assert (one.due, one.command) == (max("2020-02-04", recorded), command)


# --- K9: the longest time of a match


@pytest.mark.parametrize(
    ("months", "met", "state", "recorded", "wanted"),
    [
        (12, "2019-03-01", "settled", "2019-03-01", "2020-03-01"),
        (1, "2020-01-31", "starting", "2020-01-31", "2020-02-29"),
        (12, "2019-03-01", "settled", "2020-03-10", "2020-03-10"),  # an old list that came into the file late
        (12, "2019-03-01", "paused", "2019-03-01", None),  # its reminders rest
        (12, "2019-03-01", "accepted", "2019-03-01", None),
        ("", "2001-01-01", "settled", "2001-01-01", None),  # Lyngby: "Der er ingen tidsbegrænsning på forløbet"
    ],
)
def test_a_match_that_comes_to_its_longest_time_is_told_on_that_day(
    months: object, met: str, state: str, recorded: str, wanted: str | None
) -> None:
    profile = with_number("match.months_most", months)
    assert due("K9", running(met, 9, "2020-02-20", recorded=recorded, state=state), "2020-03-15", profile) == wanted
    assert next(one for one in monitoring.RULES if one.id == "K9").off(profile) == (months == "")


def test_what_is_said_of_it_names_the_day_and_blames_nobody() -> None:
    profile = with_number("match.months_most", 12)
    (one,) = monitoring.longest([running("2019-03-01", 9, "2020-02-20")], profile, "2020-02-28")
    assert one.message == ("Ida / Bo: a match lasts 12 months at most, this one until 1 Mar 2020: plan a good ending")
    assert (one.severity, one.command) == ("remind", "mentorcli match show x7")
