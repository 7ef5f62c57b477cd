"""mentorcli match …: the life of a match, what each verb says back and refuses, and random lives against a small model."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings, target
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.corps import tables
from tests.golden.kit import reasons, records, refused, vouched_for

PAIR = "x1 Kim Bo (1999) / Ida Holm (1980)"
END = ("--by", "youth", "--reason", "job", "--planned", "yes")
LIFE: tuple[tuple[str, tuple[str, ...], str], ...] = (  # each verb in its turn: the command, and what it says back
    ("propose", ("kim", "--mentor", "ida", "--on", "2018-01-20"), f"{PAIR} proposed on 20 Jan 2018."),
    ("accept", ("kim", "--by", "mentor", "--on", "2018-01-21"), f"{PAIR}: the mentor said yes on 21 Jan 2018."),
    ("accept", ("kim", "--by", "ung", "--on", "2018-01-22"), f"{PAIR}: the young person said yes on 22 Jan 2018."),
    ("start", ("kim", "--on", "2018-01-25", "--minutes", "60"), f"{PAIR} first met on 25 Jan 2018."),
    ("pause", ("kim", "--on", "2018-02-01"), f"{PAIR} rests from 1 Feb 2018."),
    ("resume", ("kim", "--on", "2018-02-05"), f"{PAIR} goes on from 5 Feb 2018."),
    ("end", ("kim", "--on", "2018-02-10", *END), f"{PAIR} ended on 10 Feb 2018 (job)."),
    ("reopen", ("kim", "--on", "2018-02-20"), f"{PAIR} goes on from 20 Feb 2018."),
)
STATES = ["proposed", "proposed", "accepted", "starting", "paused", "starting", "ended", "starting"]


def people(mc: Any) -> Any:
    """A mentor who has what the scheme demands, and two young people."""
    mc.ok("mentor", "add", "Ida Holm", "--on", "2018-01-10", "--born", "1980-05-05")
    vouched_for(mc, "ida", "2018-01-12")
    mc.ok("youth", "refer", "Kim Bo", "--source", "school", "--on", "2018-01-12", "--born", "1999-02-03")
    mc.ok("youth", "refer", "Mie Sø", "--source", "self", "--on", "2018-01-12")
    return mc


def lived(mc: Any, until: str) -> Any:
    """The life of a match up to the first command of a verb, that one not yet given."""
    people(mc)
    for verb, line, _says in LIFE:
        if verb == until:
            break
        mc.ok("match", verb, *line)
    return mc


def listed(mc: Any, *more: str) -> dict[int, dict[str, Any]]:
    """The matches of `match list`, by number."""
    return {one["id"]: one for one in mc.ok("match", "list", "--format", "json", *more).json()}


def test_each_verb_says_back_the_pair_and_the_day_and_is_there_the_second_time_by_name(mc: Any) -> None:
    people(mc)
    for (verb, line, says), state in zip(LIFE, STATES, strict=True):
        records(mc, "match", verb, *line, says=says, id="x1")
        assert listed(mc)[1]["state"] == state


@pytest.mark.parametrize("number", range(len(LIFE)))
def test_a_day_to_come_and_a_day_before_the_match_are_refused(mc: Any, number: int) -> None:
    people(mc)
    for verb, line, _says in LIFE[:number]:
        mc.ok("match", verb, *line)
    verb, line, _says = LIFE[number]
    line = ("y1" if verb == "propose" else "x1", *line[1:])
    at = line.index("--on") + 1
    refused(mc, "match", verb, *line[:at], "2018-04-02", *line[at + 1 :], code=2)
    error = refused(mc, "match", verb, *line[:at], "2018-01-09", *line[at + 1 :], code=4)
    if verb == "propose":
        assert reasons(error) == ["the mentor is not on file", "the young person is not on file"]
    else:
        assert "it is: not on file" in error["message"]


def test_start_records_the_first_meeting_once(mc: Any) -> None:
    lived(mc, "start")
    start = (
        "match",
        "start",
        "kim",
        "--on",
        "2018-01-25",
        "--minutes",
        "1,5 t",
        "--place",
        "café",
        "--coordinator-present",
    )
    mc.ok(*start)
    mc.ok(*start)
    page = mc.ok("match", "show", "kim", "--format", "json").json()
    (meeting,) = page["meetings"]
    kept = {"on": "2018-01-25", "kind": "first", "status": "held", "minutes": 90, "place": "café"}
    assert {key: meeting[key] for key in kept} == kept
    assert (page["first_met"], page["coordinator_present"], page["meetings_held"]) == ("2018-01-25", True, 1)


def test_a_logged_meeting_starts_an_accepted_match_and_start_then_adds_who_was_there(mc: Any) -> None:
    lived(mc, "start")
    run = mc.ok("meeting", "log", "kim", "--on", "2018-01-25", "--minutes", "45")
    assert run.text == f"{PAIR}: held, 25 Jan 2018, 45 min. It was the first meeting: the match has started.\n"
    start = ("match", "start", "kim", "--on", "2018-01-25")
    assert mc.ok(*start).text == f"Already there: {PAIR} first met on 25 Jan 2018.\n"
    assert mc.ok(*start, "--coordinator-present").text == f"{PAIR} first met on 25 Jan 2018.\n"
    page = mc.ok("match", "show", "x1", "--format", "json").json()
    assert (page["coordinator_present"], len(page["meetings"]), page["meetings"][0]["minutes"]) == (True, 1, 45)


@pytest.mark.parametrize("status", ["excused", "cancelled", "moved"])
def test_an_appointment_that_came_to_nothing_is_not_the_first_meeting(mc: Any, status: str) -> None:
    lived(mc, "start")
    mc.ok("meeting", "log", "kim", "--on", "2018-01-24", "--status", status)
    assert listed(mc)[1]["state"] == "accepted"
    mc.ok("match", "start", "kim", "--on", "2018-01-25", "--minutes", "60")
    meetings = mc.ok("meeting", "list", "x1", "--format", "json").json()
    assert [(one["on"], one["status"], one["minutes"]) for one in meetings] == [
        ("2018-01-24", status, 0),
        ("2018-01-25", "held", 60),
    ]
    assert listed(mc)[1]["meetings_held"] == 1


def test_a_planned_first_meeting_is_the_one_that_start_records(mc: Any) -> None:
    lived(mc, "start")
    mc.ok("meeting", "log", "kim", "--on", "2018-01-25", "--status", "planned", today="2018-01-23")
    mc.ok("match", "start", "kim", "--on", "2018-01-26", "--minutes", "60")
    (meeting,) = mc.ok("meeting", "list", "x1", "--format", "json").json()
    assert (meeting["on"], meeting["status"], meeting["kind"]) == ("2018-01-26", "held", "first")


def test_a_match_is_settled_after_three_held_meetings(mc: Any) -> None:
    lived(mc, "pause")
    for day, state in (("2018-02-02", "starting"), ("2018-02-09", "settled"), ("2018-02-16", "settled")):
        mc.ok("meeting", "log", "kim", "--on", day)
        assert listed(mc)[1]["state"] == state
    assert listed(mc, "--as-of", "2018-02-08")[1]["state"] == "starting"
    assert listed(mc, "--as-of", "2018-01-22")[1] == {
        **listed(mc, "--as-of", "2018-01-22")[1], "state": "accepted", "first_met": None, "meetings_held": 0, "last_meeting": None,
    }  # fmt: skip


def test_a_match_does_not_start_before_every_yes_and_says_who_has_not_said_it(mc: Any) -> None:
    people(mc)
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-01-20")

    def both(day: str) -> list[str]:
        parties = ("the mentor", "the young person")
        return [f"Kim Bo / Ida Holm: {who} has not said yes by {day} 2018" for who in parties]

    error = refused(mc, "match", "start", "x1", code=4)
    assert reasons(error) == both("1 Apr")
    assert {one["rule"] for one in error["details"]} == {"C5"}
    mc.ok("match", "accept", "x1", "--by", "mentor", "--on", "2018-01-25")
    assert reasons(refused(mc, "match", "start", "x1", code=4)) == both("1 Apr")[1:]
    assert reasons(refused(mc, "match", "start", "x1", "--on", "2018-01-24", code=4)) == both("24 Jan")
    refused(mc, "match", "start", "kim", code=3)
    assert refused(mc, "meeting", "log", "x1", code=4)["kind"] == "refused"


def test_a_yes_is_recorded_once_and_another_day_is_no_repetition(mc: Any) -> None:
    lived(mc, "start")
    error = refused(mc, "match", "accept", "x1", "--by", "mentor", "--on", "2018-01-23", code=4)
    assert "accepted" in error["message"]
    people_two = ("match", "propose", "mie", "--mentor", "ida", "--on", "2018-01-20")
    mc.ok(*people_two)
    mc.ok("match", "accept", "mie", "--by", "mentor", "--on", "2018-01-21")
    error = refused(mc, "match", "accept", "mie", "--by", "mentor", "--on", "2018-01-23", code=4)
    assert error["message"] == "x2 Mie Sø / Ida Holm: the mentor said yes on 21 Jan 2018."
    refused(mc, "match", "accept", "mie", "--by", "coordinator", code=2)


def test_a_no_ends_a_proposal_and_nothing_follows(mc: Any) -> None:
    lived(mc, "start")
    line = ("match", "decline", "kim", "--by", "youth", "--on", "2018-01-24", "--reason", "ingen kemi")
    records(mc, *line, says=f"{PAIR} declined on 24 Jan 2018.", id="x1")
    assert {key: listed(mc)[1][key] for key in ("state", "ended")} == {"state": "declined", "ended": "2018-01-24"}
    for verb, more in (("start", ()), ("accept", ("--by", "youth")), ("pause", ()), ("end", END), ("reopen", ())):
        assert "declined" in refused(mc, "match", verb, "x1", *more, code=4)["message"]
    refused(mc, "meeting", "log", "x1", code=4)
    # also not on the days before the no, entered late: a match is declined or met, never both
    refused(mc, "match", "start", "x1", "--on", "2018-01-23", code=4)
    refused(mc, "meeting", "log", "x1", "--on", "2018-01-23", code=4)


@pytest.mark.parametrize("line", [("start",), ("decline", "--by", "youth")])
def test_a_match_that_has_met_neither_meets_for_the_first_time_nor_is_declined_on_an_earlier_day(
    mc: Any, line: Any
) -> None:
    lived(mc, "pause")
    error = refused(mc, "match", line[0], "x1", *line[1:], "--on", "2018-01-23", code=4)
    assert error["message"] == "x1 Kim Bo / Ida Holm first met on 25 Jan 2018."
    refused(mc, "meeting", "log", "x1", "--on", "2018-01-23", code=4)
    mc.ok("meeting", "log", "x1", "--on", "2018-01-23", "--status", "excused")
    assert listed(mc)[1]["first_met"] == "2018-01-25"


def test_end_records_who_how_why_and_what_and_other_values_are_refused(mc: Any) -> None:
    lived(mc, "end")
    mc.ok("match", "end", "kim", "--on", "2018-02-10", *END, "--outcome", "praktik")
    (end,) = mc.ok("match", "show", "kim", "--format", "json").json()["ends"]
    assert end == {
        "on_day": "2018-02-10", "ended_by": "youth", "planned": "yes", "reason": "job", "outcome": "internship", "rematch": False,
    }  # fmt: skip
    assert (listed(mc)[1]["end_reason"], listed(mc)[1]["outcome"]) == ("job", "internship")
    refused(mc, "match", "end", "kim", "--on", "2018-02-10", *END, code=2)
    refused(mc, "match", "end", "x1", "--on", "2018-02-11", *END, code=4)
    for gap in (0, 2, 4):
        assert mc("match", "end", "x1", *END[:gap], *END[gap + 2 :]).code == 2
    for bad in (("--reason", "fyret"), ("--by", "nobody"), ("--planned", "perhaps"), ("--outcome", "gold")):
        assert "Known: " in refused(mc, "match", "end", "x1", *END, *bad, code=2)["hint"]


def test_an_end_closes_a_pause_and_does_not_go_before_one(mc: Any) -> None:
    lived(mc, "resume")
    refused(mc, "match", "end", "x1", "--on", "2018-01-31", *END, code=4)
    mc.ok("match", "end", "kim", "--on", "2018-02-10", *END)
    (pause,) = mc.ok("match", "show", "x1", "--format", "json").json()["pauses"]
    assert (pause["on_day"], pause["resumed_on"]) == ("2018-02-01", "2018-02-10")
    mc.ok("match", "reopen", "kim", "--on", "2018-02-20")
    assert listed(mc)[1]["state"] == "starting"
    error = refused(mc, "match", "resume", "x1", "--on", "2018-02-05", code=4)
    assert "goes on from 10 Feb 2018" in error["message"]


def test_without_rematch_the_youth_is_closed_and_with_it_the_youth_waits_since_the_end(mc: Any) -> None:
    lived(mc, "end")
    assert mc.ok("youth", "list", "--waiting", "--quiet").text == "y2\n"
    mc.ok("match", "end", "kim", "--on", "2018-02-10", *END, "--rematch")
    (kim,) = [one for one in mc.ok("youth", "list", "--waiting", "--format", "json").json() if one["id"] == 1]
    assert kim["wait_days"] == 50
    lines = ("match", "propose", "kim", "--mentor", "ida", "--on", "2018-02-15")
    records(mc, *lines, says="x2 Kim Bo (1999) / Ida Holm (1980) proposed on 15 Feb 2018.", id="x2")
    assert [(one["id"], one["state"]) for one in listed(mc, "kim").values()] == [(1, "ended"), (2, "proposed")]


def test_without_rematch_a_new_proposal_needs_a_new_referral(mc: Any) -> None:
    lived(mc, "reopen")
    error = refused(mc, "match", "propose", "kim", "--mentor", "ida", code=4)
    assert reasons(error) == ["the young person is closed"]
    mc.ok("youth", "refer", "y1", "--source", "self", "--on", "2018-03-01")
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-03-01")
    error = refused(mc, "match", "propose", "kim", "--mentor", "ida", "--on", "2018-03-02", code=4)
    assert reasons(error) == ["x2 Kim Bo / Ida Holm is open already"]


def test_propose_lists_every_reason_at_once(mc: Any) -> None:
    people(mc)
    mc.ok("mentor", "leave", "ida", "--on", "2018-02-01")
    mc.ok("youth", "close", "kim", "--reason", "withdrew", "--on", "2018-02-01")
    error = refused(mc, "match", "propose", "kim", "--mentor", "ida", code=4)
    assert reasons(error) == ["the mentor is left", "the young person is withdrew"]
    told = mc("match", "propose", "kim", "--mentor", "ida").told
    assert all(one in told for one in reasons(error))
    assert mc("match", "propose", "kim").code == 4


def test_end_and_reopen_on_one_day_and_end_again(mc: Any) -> None:
    lived(mc, "end")
    end = ("match", "end", "x1", "--on", "2018-02-10", *END)
    mc.ok(*end)
    assert listed(mc)[1]["state"] == "ended"
    assert mc.ok(*end).text.startswith("Already there: ")
    mc.ok("match", "reopen", "x1", "--on", "2018-02-10")
    assert listed(mc)[1]["state"] == "starting"
    assert mc.ok("match", "reopen", "x1", "--on", "2018-02-10").text.startswith("Already there: ")
    assert mc.ok(*end).text == f"{PAIR} ended on 10 Feb 2018 (job).\n", "it runs again, so this is a second end"
    assert listed(mc)[1]["state"] == "ended"
    year = mc.ok("report", "annual", "2018", "--format", "json").json()
    assert (year["matches_ended"], year["matches_reopened"], year["matches_running_at_end"]) == (2, 1, 0)


def test_no_verb_goes_before_a_later_end_or_reopening(mc: Any) -> None:
    lived(mc, "nothing")
    for verb, more, day in (("end", END, "2018-02-08"), ("pause", (), "2018-02-08"), ("reopen", (), "2018-02-15")):
        error = refused(mc, "match", verb, "x1", *more, "--on", day, code=4)
        assert "20 Feb 2018" in error["message"]


def test_a_match_is_named_by_its_youth_when_one_only_can_take_the_verb_on_that_day(mc: Any) -> None:
    lived(mc, "end")
    mc.ok("mentor", "add", "Åse Bæk", "--on", "2018-01-10")
    vouched_for(mc, "baek", "2018-01-11")
    mc.ok("match", "propose", "kim", "--mentor", "baek", "--on", "2018-02-05")
    for by in ("mentor", "youth"):
        mc.ok("match", "accept", "Kim", "--by", by, "--on", "2018-02-06")
    assert mc.ok("match", "start", "kim", "--on", "2018-02-07", "--quiet").text == "x2\n"
    error = refused(mc, "match", "end", "kim", *END, code=2)
    assert error["details"] == [{"id": "x1", "name": "Kim Bo / Ida Holm"}, {"id": "x2", "name": "Kim Bo / Åse Bæk"}]
    assert mc.ok("match", "pause", "kim", "--on", "2018-02-06", "--quiet").text == "x1\n", "x2 had not met on that day"
    assert mc.ok("match", "end", "y1", "--on", "2018-02-06", *END, "--quiet").text == "x1\n"
    assert mc.ok("match", "end", "kim", *END, "--quiet").text == "x2\n"
    error = refused(mc, "match", "end", "kim", "--on", "2018-02-03", *END, code=4)
    assert "x1" in error["message"]


def test_a_full_name_never_means_somebody_whose_name_begins_like_it(mc: Any) -> None:
    """Kim Bo has no running match; that of Kim Bo Hansen must not be ended for it."""
    people(mc)
    mc.ok("youth", "refer", "Kim Bo Hansen", "--source", "self", "--on", "2018-01-12")
    mc.ok("match", "propose", "Kim Bo Hansen", "--mentor", "ida", "--on", "2018-01-20")
    for by in ("mentor", "youth"):
        mc.ok("match", "accept", "x1", "--by", by, "--on", "2018-01-20")
    mc.ok("match", "start", "x1", "--on", "2018-01-25")
    for typed in ("Kim Bo", "kim BO", "Bo Kim"):
        error = refused(mc, "match", "end", typed, *END, code=3)
        assert error["message"].startswith("Kim Bo has no running match")
        refused(mc, "meeting", "log", typed, code=3)
    assert mc.ok("match", "pause", "kim", "--quiet").text == "x1\n", (
        "of those whose name begins so, one has a running match"
    )


def test_numbers_and_names_that_fit_nothing(mc: Any) -> None:
    lived(mc, "pause")
    assert (
        mc.ok("match", "show", "1", "--format", "json").json()
        == mc.ok("match", "show", "X1", "--format", "json").json()
    )
    for typed in ("x9", "9", "y9", "zzz", "m1"):
        refused(mc, "match", "pause", typed, code=3)
    near = refused(mc, "match", "pause", "Kimm Bo", code=3)
    assert [one["id"] for one in near["details"]] == ["y1"]
    refused(mc, "match", "list", "1", code=3)
    assert [*listed(mc, "m1")] == [*listed(mc, "y1")] == [*listed(mc, "ida")] == [1]
    assert [*listed(mc, "mie")] == []
    refused(mc, "match", "show", "x1", "--as-of", "2018-01-19", code=3)


def test_the_list_has_the_promised_keys_and_filters(mc: Any) -> None:
    lived(mc, "end")
    mc.ok("match", "propose", "mie", "--mentor", "ida", "--on", "2018-02-01")
    found = listed(mc)
    assert set(found[1]) >= {"id", "mentor", "youth", "state", "first_met", "ended", "meetings_held"}
    assert (found[1]["mentor"], found[1]["youth"]) == ({"id": 1, "name": "Ida Holm"}, {"id": 1, "name": "Kim Bo"})
    assert (found[2]["first_met"], found[2]["meetings_held"], found[2]["ended"]) == (None, 0, None)
    assert [*listed(mc, "--running")] == [1]
    assert [*listed(mc, "--state", "foreslået")] == [2]
    assert mc.ok("match", "list", "--quiet").text == "x1\nx2\n"
    assert [*listed(mc, "--as-of", "2018-01-31")] == [1]
    assert mc.ok("match", "list", "--as-of", "2018-01-01").text == "No matches.\n"


# --- random lives ------------------------------------------------------------------------------------------------

FIRST = date(2017, 12, 20)
DAYS = st.integers(0, 24)
CAN = {
    "accept": {"proposed"}, "decline": {"proposed", "accepted"}, "start": {"accepted"}, "pause": {"starting", "settled"},
    "resume": {"paused"}, "end": {"starting", "settled", "paused"}, "reopen": {"ended"},
    "log": {"accepted", "starting", "settled", "paused"},
}  # fmt: skip


class Life:
    """A match as the domain tells it: dated facts, and the first line that fits."""

    def __init__(self, proposed: int) -> None:
        self.proposed = proposed
        self.yes: dict[str, int] = {}
        self.declined: int | None = None
        self.met: int | None = None
        self.held: set[int] = set()
        self.pauses: list[list[int | None]] = []
        self.ends: list[int] = []
        self.reopened: list[int] = []

    def state(self, day: int) -> str | None:
        if sum(one <= day for one in self.ends) > sum(one <= day for one in self.reopened):
            return "ended"
        if self.declined is not None and self.declined <= day:
            return "declined"
        if self.met is not None and self.met <= day:
            if any(on <= day and (back is None or back > day) for on, back in self.pauses if on is not None):
                return "paused"
            return "settled" if sum(one <= day for one in self.held) >= 3 else "starting"
        if len([one for one in self.yes.values() if one <= day]) == 2:
            return "accepted"
        return "proposed" if self.proposed <= day else None

    def there(self, verb: str, day: int) -> bool:
        """Whether some fact of the verb is recorded on that very day."""
        facts = {
            "accept": self.yes.values(), "decline": [self.declined], "start": [self.met], "pause": [on for on, _ in self.pauses],
            "resume": [back for _, back in self.pauses], "end": self.ends, "reopen": self.reopened, "log": self.held,
        }  # fmt: skip
        return day in facts[verb]

    def do(self, verb: str, day: int, by: str) -> int:
        """Take the verb, or leave all as it is; the exit code."""
        state = self.state(day)
        later = any(one > day for one in [*self.ends, *self.reopened])
        resting = [one for one in self.pauses if one[1] is None]
        if self.same(verb, day, by, state):
            return 0
        if state not in CAN[verb] or (later and verb in ("pause", "end", "reopen", "start")):
            return 4
        begins = verb in ("start", "decline") or (verb == "log" and state == "accepted")
        if begins and (self.met is not None or self.declined is not None):
            return 4
        if verb == "accept" and self.yes.get(by, day) < day:
            return 4
        if verb in ("pause", "end") and any(on is not None and on > day for on, _ in resting):
            return 4
        lasting = [one for one in resting if one[0] is not None and one[0] <= day]
        if verb == "resume" and not lasting:
            return 4
        if verb in ("resume", "end"):
            for one in lasting:
                one[1] = day
        self.record(verb, day, by, state)
        return 0

    def same(self, verb: str, day: int, by: str, state: str | None) -> bool:
        """Whether the command was given before."""
        if verb == "accept":
            return self.yes.get(by) == day
        if verb == "resume":
            return self.there(verb, day) and state in ("starting", "settled")
        if verb in ("end", "reopen"):
            return self.there(verb, day) and (state == "ended") == (verb == "end")
        return self.there(verb, day)

    def record(self, verb: str, day: int, by: str, state: str | None) -> None:
        if verb == "accept":
            self.yes[by] = day
        elif verb == "decline":
            self.declined = day
        elif verb in ("start", "log"):
            self.met = day if state == "accepted" else self.met
            self.held.add(day)
        elif verb == "pause":
            self.pauses.append([day, None])
        elif verb in ("end", "reopen"):
            (self.ends if verb == "end" else self.reopened).append(day)


def iso(day: int) -> str:
    """A day of the window, which lies on both sides of a new year."""
    return (FIRST + timedelta(days=day)).isoformat()


def lives(mc: Any) -> type[RuleBasedStateMachine]:
    """The machine over one program; each life begins on a fresh copy of a file with two proposals."""
    mc.ok("mentor", "add", "Ida Holm", "--on", "2017-12-01")
    vouched_for(mc, "ida", "2017-12-01")
    for name in ("Kim Bo", "Mie Sø"):
        mc.ok("youth", "refer", name, "--source", "self", "--on", "2017-12-01")
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", iso(0))
    mc.ok("match", "propose", "mie", "--mentor", "ida", "--on", iso(4))
    fresh = mc.folder / "fresh"
    shutil.copyfile(mc.db, fresh)
    options = {"decline": ("--by", "youth"), "end": ("--by", "both", "--reason", "other", "--planned", "talk")}

    class Lives(RuleBasedStateMachine):
        @initialize()
        def begin(self) -> None:
            shutil.copyfile(fresh, mc.db)
            self.models = [Life(0), Life(4)]
            self.done = 0

        @rule(
            number=st.sampled_from([0, 0, 0, 1]), day=DAYS, by=st.sampled_from(["mentor", "youth"]), named=st.booleans(),
            verb=st.sampled_from([*CAN, "accept", "accept", "log", "log", "end", "reopen"]),
        )  # fmt: skip
        def take(self, number: int, day: int, by: str, verb: str, named: bool) -> None:
            model = self.models[number]
            noun = "meeting" if verb == "log" else "match"
            who = ("kim", "mie")[number] if named else f"x{number + 1}"
            more = ("--by", by) if verb == "accept" else options.get(verb, ())
            nobody = named and model.state(day) not in CAN[verb] and not model.there(verb, day)
            expected = 3 if nobody else model.do(verb, day, by)
            run = mc(noun, verb, who, *more, "--on", iso(day))
            assert run.code == expected, (verb, who, iso(day), vars(model), run.told)
            self.done += expected == 0
            for at in {max(0, day - 1), day, 24}:
                told = {
                    one["id"]: one["state"]
                    for one in mc.ok("match", "list", "--format", "json", "--as-of", iso(at)).json()
                }
                assert told == {n: one.state(at) for n, one in enumerate(self.models, 1) if one.state(at)}

        @rule(verbs=st.permutations(["accept", "accept", "start", "log", "log"]))
        def come_about(self, verbs: list[str]) -> None:
            """The usual way to a running match, so that random lives get far."""
            for step, (verb, by) in enumerate(
                (("accept", "mentor"), ("accept", "youth"), ("start", ""), (verbs[0], "youth"))
            ):
                self.take(0, 2 + step, by, verb, named=bool(step % 2))

        def teardown(self) -> None:
            if not hasattr(self, "done"):
                return
            target(float(self.done))
            last, this = (mc.ok("report", "annual", year, "--format", "json").json() for year in ("2017", "2018"))
            before = last["matches_running_at_end"]
            assert before == last["matches_started"] + last["matches_reopened"] - last["matches_ended"]
            runs = before + this["matches_started"] + this["matches_reopened"] - this["matches_ended"]
            assert runs == this["matches_running_at_end"] == len(listed(mc, "--running"))
            rows = tables(mc.db)
            for number, model in enumerate(self.models, 1):
                assert sorted(model.ends) == sorted(
                    (date.fromisoformat(r[2]) - FIRST).days for r in rows["match_end"] if r[1] == number
                )
                turns = sorted([(one, 1) for one in model.ends] + [(one, 0) for one in model.reopened])
                assert model.met is not None or not turns
                assert all(one >= (model.met or 0) for one, _kind in turns)
                assert model.met is None or model.declined is None

    return Lives


def test_random_lives_follow_a_small_model_and_never_reach_an_impossible_state(mc: Any) -> None:
    quiet = [
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ]
    chosen = settings(
        max_examples=10, stateful_step_count=12, deadline=None, database=None, suppress_health_check=quiet
    )
    run_state_machine_as_test(lives(mc), settings=chosen)  # type: ignore[no-untyped-call]


def test_what_is_given_with_a_fact_that_stands_is_taken_or_refused_and_never_dropped(mc: Any) -> None:
    mc.take("story")
    first = next(one for one in mc.ok("meeting", "list", "x1", "--format", "json").json() if one["kind"] == "first")
    again = ("match", "start", "x1", "--on", first["on"])
    assert (first["place"], first["minutes"] > 0) == ("", True)
    run = mc(*again, "--minutes", str(first["minutes"] + 15))
    assert run.code == 2
    assert f"mentorcli meeting edit {first['id']}" in run.told
    assert "Already there" not in mc.ok(*again, "--place", "café").text
    assert "Already there" in mc.ok(*again, "--place", "café", "--minutes", str(first["minutes"])).text
    kept = next(one for one in mc.ok("meeting", "list", "x1", "--format", "json").json() if one["kind"] == "first")
    assert kept == {**first, "place": "café"}


def test_a_pause_given_again_with_a_reason_keeps_it(mc: Any) -> None:
    mc.take("story")
    pause = ("match", "pause", "x1", "--on", "2018-03-30")
    mc.ok(*pause)
    assert "Already there" not in mc.ok(*pause, "--reason", "ferie").text
    assert "Already there" in mc.ok(*pause).text
    assert mc.ok("match", "show", "x1", "--format", "json").json()["pauses"][0]["reason"] == "ferie"


def test_a_word_within_several_reasons_is_asked_about_and_never_given_to_one_party(mc: Any) -> None:
    mc.take("story")
    line = ("match", "end", "x1", "--by", "youth", "--planned", "no", "--reason", "sagde fra")
    run = mc(*line, lang="da")
    assert run.code == 2
    assert 'Mente du "den unge sagde fra", "mentor sagde fra"?' in run.told
