"""How long matches lasted, how long the young had waited, and what goals led to: held against the plain account."""

from __future__ import annotations

import sqlite3
from collections import Counter

import pytest
from hypothesis import event, given

from mentorcli.rules.survival import read_off
from mentorcli.views import benefit, figures, survival, waiting
from tests.views import world
from tests.views.world import Corps, Drawn, Match, Meeting, Mentor, Referral, Turn, Youth, iso

MENTORS = (Mentor(1, "female", None, 0), Mentor(2, "male", None, 0))


def a_file(*matches: Match, referrals: tuple[Referral, ...] = (Referral(0, "self"),)) -> sqlite3.Connection:
    return world.filled(Corps(MENTORS, (Youth(1, "male", referrals),), matches))


def met(number: int, day: int, *turns: Turn, mentor: int = 1) -> Match:
    return Match(number, mentor, 1, day, day, day, met=day, turns=turns)


# --- how long matches lasted --------------------------------------------------------------------------------------------


@given(world.drawn())
@world.drawing(120)
def test_every_match_that_met_is_counted_once_with_its_days(drawn: Drawn) -> None:
    """A match's days run from its first meeting to its newest end, or to the day asked about; both are counted."""
    corps, lo, day = drawn.corps, drawn.lo, drawn.hi
    expected: Counter[tuple[int, bool]] = Counter()
    for one in corps.matches:
        if one.met is not None and lo <= one.met <= day:
            turn = world.newest_turn(one, day)
            ended = turn is not None and turn.end
            last = turn.on if turn is not None and turn.end else day
            expected[(last - one.met + 1, ended)] += 1
    found = survival.spans(world.filled(corps), iso(lo), iso(world.LAST), iso(day))
    event(f"matches: {len(expected)}")
    assert {(one.days, one.ended): one.number for one in found} == dict(expected)


@given(world.drawn())
@world.drawing(60)
def test_those_that_run_are_those_of_the_figures(drawn: Drawn) -> None:
    file, day = world.filled(drawn.corps), iso(drawn.hi)
    found = survival.spans(file, figures.earliest(file) or day, day, day)
    running = figures.value(file, figures.figure("matches_running_at_end"), drawn.profile, day, day)
    assert sum(one.number for one in found if not one.ended) == running


@pytest.mark.parametrize(
    ("turns", "day", "expected"),
    [
        ((), 10, (1, False)),
        ((), 40, (31, False)),
        ((Turn(20, True),), 19, (10, False)),
        ((Turn(20, True),), 20, (11, True)),
        ((Turn(20, True), Turn(30, False)), 29, (11, True)),
        ((Turn(20, True), Turn(30, False)), 30, (21, False)),  # reopened: the same match goes on
        ((Turn(20, True), Turn(30, False), Turn(50, True)), 60, (41, True)),
        ((Turn(20, True), Turn(20, False)), 20, (11, False)),
        ((Turn(10, True),), 60, (1, True)),
    ],
)
def test_the_newest_state_of_the_day_counts(turns: tuple[Turn, ...], day: int, expected: tuple[int, bool]) -> None:
    file = a_file(met(1, 10, *turns))
    assert [one[:2] for one in survival.spans(file, iso(0), iso(90), iso(day))] == [expected]


@pytest.mark.parametrize(("met_on", "ended_on", "survives"), [
    ("2025-01-15", "2026-01-14", 0.0),  # 365 days, both counted
    ("2024-01-15", "2025-01-14", 1.0),  # 366, for there is a leap day among them: a year is 365 days, as is printed
    ("2024-01-15", "2025-01-13", 0.0),
])  # fmt: skip
def test_twelve_months_are_365_days_also_over_a_leap_day(met_on: str, ended_on: str, survives: float) -> None:
    file = a_file(met(1, 10, Turn(20, True)))
    file.execute("UPDATE match SET first_met_on = ?", (met_on,))
    file.execute("UPDATE match_end SET on_day = ?", (ended_on,))
    assert read_off(survival.spans(file, met_on, ended_on, ended_on))[-1].survived == survives


def test_a_period_takes_the_matches_that_began_in_it() -> None:
    file = a_file(met(1, 10, Turn(15, True)), met(2, 20), met(3, 30))
    assert [one.days for one in survival.spans(file, iso(11), iso(30), iso(50))] == [21, 31]
    assert survival.spans(file, iso(11), iso(30), iso(19)) == []


def test_endings_are_told_apart_by_time_by_held_meetings_and_by_staying_away() -> None:
    def held(*days: int) -> tuple[Meeting, ...]:
        return tuple(Meeting(day, "held", 60, day) for day in days)

    early = met(1, 0, Turn(50, True, "no-show"))
    late = met(2, 0, Turn(60, True, "job"))
    settled = Match(3, 1, 1, 0, 0, 0, met=0, turns=(Turn(40, True, "no-show"),), meetings=held(1, 2, 40))
    after = Match(4, 1, 1, 0, 0, 0, met=0, turns=(Turn(40, True, None),), meetings=held(1, 2, 41))
    file = a_file(early, late, settled, after, met(5, 0))
    found = survival.endings(file, iso(0), iso(90), iso(90), 51)
    assert {one[:3]: one.number for one in found} == {
        (True, True, True): 1, (False, True, False): 1, (True, False, True): 1, (True, True, False): 1,
    }  # fmt: skip
    assert survival.endings(file, iso(0), iso(90), iso(39), 51) == []


# --- how long the young had waited --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matches", "referrals", "expected"),
    [
        ((met(1, 30),), (Referral(10, "self"),), [20]),
        ((met(1, 30),), (Referral(30, "self"),), [0]),
        ((met(1, 30),), (Referral(10, "self"), Referral(25, "school")), [20]),  # a second one begins no new wait
        ((met(1, 30),), (Referral(10, "self", (15, "withdrew")), Referral(25, "school")), [5]),
        ((met(1, 30),), (Referral(31, "self"),), [None]),
        ((met(1, 5, Turn(20, True, rematch=True)), met(2, 30)), (Referral(0, "self"),), [5, 10]),
        ((met(1, 5, Turn(20, True)), met(2, 30)), (Referral(0, "self"), Referral(24, "self")), [5, 6]),
        ((met(1, 5, Turn(20, True)), met(2, 30)), (Referral(0, "self"),), [5, 10]),
        ((met(1, 5), met(2, 30, mentor=2)), (Referral(0, "self"),), [5, None]),  # had a mentor already
        ((met(1, 5, Turn(40, True)), met(2, 30, mentor=2)), (Referral(0, "self"),), [5, None]),
        ((), (Referral(0, "self"),), []),
    ],
)
def test_a_wait_runs_from_the_referral_to_the_first_meeting(
    matches: tuple[Match, ...], referrals: tuple[Referral, ...], expected: list[int | None]
) -> None:
    found = waiting.waits(a_file(*matches, referrals=referrals), iso(0), iso(90))
    assert [one.days for one in found] == expected
    assert [one.match_id for one in found] == [one.id for one in matches]


@given(world.drawn())
@world.drawing(80)
def test_the_waits_are_those_of_the_matches_that_began(drawn: Drawn) -> None:
    corps, lo, hi = drawn.corps, drawn.lo, drawn.hi
    found = waiting.waits(world.filled(corps), iso(lo), iso(hi))
    began = [one for one in corps.matches if one.met is not None and lo <= one.met <= hi]
    assert sorted(one.match_id for one in found) == sorted(one.id for one in began)
    assert all(one.days is None or one.days >= 0 for one in found)
    young = {one.id: one for one in corps.youths}
    for one in found:
        match = next(pair for pair in began if pair.id == one.match_id)
        theirs = [pair for pair in corps.matches if pair.youth == match.youth]
        referrals = young[match.youth].referrals
        if len(theirs) == 1 and len(referrals) == 1 and referrals[0].closed is None and match.met is not None:
            event("a first match")
            assert one.days == (match.met - referrals[0].on if referrals[0].on <= match.met else None)


# --- two voices ---------------------------------------------------------------------------------------------------------


def scores(file: sqlite3.Connection, *given: tuple[int, str, int, int]) -> None:
    """Scores: goal, view, day and score; each goal is the first youth's."""
    for goal in {one[0] for one in given}:
        world.insert(file, "goal", id=goal, youth_id=1, area="job", on_day=iso(0), recorded_on=iso(0))
    for goal, view, day, score in given:
        world.insert(file, "goal_score", goal_id=goal, view=view, on_day=iso(day), score=score, recorded_on=iso(day))


@pytest.mark.parametrize(
    ("given", "youth", "mentor"),
    [
        ((), (0, 0, 0, 0), (0, 0, 0, 0)),
        (((1, "youth", 20, 3),), (1, 0, 0, 0), (0, 0, 0, 0)),  # scored once: it answered, and nothing has moved yet
        (((1, "youth", 20, 2), (1, "youth", 40, 4)), (1, 1, 0, 0), (0, 0, 0, 0)),
        (((1, "youth", 5, 2), (1, "mentor", 40, 4)), (0, 0, 0, 0), (1, 0, 0, 0)),  # each is held against its own voice
        (((1, "youth", 5, 4), (1, "youth", 20, 1), (1, "youth", 40, 4)), (1, 0, 1, 0), (0, 0, 0, 0)),
        (((1, "youth", 5, 2), (1, "youth", 40, 1), (1, "youth", 61, 5)), (1, 0, 0, 1), (0, 0, 0, 0)),
        (((1, "youth", 5, 2), (1, "youth", 9, 5)), (0, 0, 0, 0), (0, 0, 0, 0)),  # before the period
        (((1, "mentor", 10, 1), (1, "mentor", 60, 2), (2, "mentor", 5, 3), (2, "mentor", 30, 1)),
         (0, 0, 0, 0), (1, 1, 0, 1)),
        (((1, "coordinator", 10, 1), (1, "coordinator", 60, 5)), (0, 0, 0, 0), (0, 0, 0, 0)),
    ],
)  # fmt: skip
def test_two_voices_on_the_goals_of_a_period(
    given: tuple[tuple[int, str, int, int], ...], youth: tuple[int, ...], mentor: tuple[int, ...]
) -> None:
    file = a_file(met(1, 5))
    scores(file, *given)
    found = benefit.voices(file, iso(10), iso(60))
    assert [one[1:5] for one in found] == [youth, mentor]
    assert [one.moved for one in found] == [int(one.scored > 0) for one in found]  # all goals are one young person's


def test_only_who_had_a_match_in_the_period_can_have_answered() -> None:
    file = a_file(met(1, 5, Turn(9, True)))
    scores(file, (1, "youth", 20, 3))
    assert [one.answered for one in benefit.voices(file, iso(10), iso(60))] == [0, 0]
