"""The rows about the corps as a whole, read from real files: what was known about a day, and nothing that came later."""

from __future__ import annotations

import sqlite3
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.views import corps
from tests.views import world
from tests.views.world import Corps, Drawn, Match, Meeting, Mentor, Referral, Span, Turn, Youth, insert, iso

SLAGELSE = world.profile_of("slagelse")
VALLENSBAEK = world.profile_of("vallensbaek")


def event(file: sqlite3.Connection, kind: str, on: str, recorded: str | None = None) -> None:
    insert(file, "event", on_day=on, title=f"{kind} {on}", kind=kind, recorded_on=recorded or on)


@pytest.fixture
def file() -> sqlite3.Connection:
    return world.empty()


# --- events -----------------------------------------------------------------------------------------------------------


def test_events_are_those_held_and_those_known_to_come(file: sqlite3.Connection) -> None:
    for on, recorded in (("2025-12-31", "2025-12-31"), ("2026-01-01", "2026-02-01"), ("2026-05-01", "2026-03-01")):
        event(file, "board", on, recorded)
    event(file, "course", "2026-02-10")

    def board(day: str) -> tuple[object, ...]:
        return next(one for one in corps.events(file, SLAGELSE, day) if one.kind == "board")[1:6]

    assert board("2025-12-30") == (None, None, None, 0, 0)
    assert board("2025-12-31") == ("2025-12-31", "2025-12-31", None, 1, 0)
    assert board("2026-01-01") == ("2026-01-01", "2026-02-01", None, 1, 0)
    assert board("2026-02-28") == ("2026-01-01", "2026-02-01", None, 1, 0), "not planned yet"
    assert board("2026-03-01") == ("2026-01-01", "2026-02-01", "2026-05-01", 1, 1)
    assert board("2026-05-01") == ("2026-05-01", "2026-03-01", None, 2, 0)
    assert [one.held_this_year for one in corps.events(file, SLAGELSE, "2026-05-01")] == [2, 0, 1]


# --- the need ---------------------------------------------------------------------------------------------------------


def test_the_need_counts_what_happened_in_the_days_before() -> None:
    """Ten mentors and youths on days 0 to 90; 91 days of history are the least that a pace is taken from."""
    left = Mentor(3, "male", None, 0, trained=1, checks=(world.Check("straffeattest", 0, 1, "approved"),),
                  departures=(Span(80, None, "left"),))  # fmt: skip
    only_applied = Mentor(4, "male", None, 0, departures=(Span(80, None, "left"),))
    there = Mentor(1, "female", 3, 0, trained=1, checks=(world.Check("straffeattest", 0, 1, "approved"),))
    course_lacks = Mentor(2, "female", None, 0, checks=(world.Check("straffeattest", 0, 1, "approved"),))
    youths = (
        Youth(1, "male", (Referral(2, "self"),)),
        Youth(2, "male", (Referral(3, "self"),)),
        Youth(3, "male", (Referral(40, "self"), Referral(50, "self"))),  # twice, but one young person
        Youth(4, "male", (Referral(40, "self", (45, "withdrew")),)),
    )
    matches = (
        Match(1, 1, 1, 5, 5, 5, met=6, turns=(Turn(60, True, "moved", rematch=True),)),
        Match(2, 1, 2, 5, 5, 5, met=6, turns=(Turn(60, True, "job"), Turn(70, False))),  # ended, and reopened
    )
    file = world.filled(Corps((there, course_lacks, left, only_applied), youths, matches))
    (found,) = corps.need(file, SLAGELSE, iso(90))
    assert (found.waiting, found.free, found.active, found.in_training) == (2, 2, 1, 1)  # y1 again, y3; 3 places less 1
    assert (found.days, found.referred, found.closed, found.rematched, found.stopped) == (91, 3, 1, 1, 1)
    assert (found.courses_ahead, found.places, found.begun_on) == (0, 2, iso(0))
    (early,) = corps.need(file, SLAGELSE, iso(59))
    assert (early.closed, early.rematched, early.stopped) == (0, 0, 0)
    event(file, "course", iso(100), iso(59))
    assert corps.need(file, SLAGELSE, iso(59))[0].courses_ahead == 1
    assert corps.need(file, SLAGELSE, iso(58))[0].courses_ahead == 0


def test_the_courses_of_a_year_are_those_held_and_those_known_to_come_in_it(file: sqlite3.Connection) -> None:
    for on, recorded in (
        ("2025-12-31", "2025-12-31"), ("2026-02-10", "2026-06-01"), ("2026-11-02", "2026-04-01"), ("2027-01-01", "2026-04-01"),
    ):  # fmt: skip
        event(file, "course", on, recorded)
    event(file, "theme-day", "2026-02-11")
    days = ("2025-12-31", "2026-01-01", "2026-02-10", "2026-04-01", "2026-11-03", "2027-01-01")
    assert [corps.need(file, SLAGELSE, day)[0].courses_year for day in days] == [1, 0, 1, 2, 2, 1]


@pytest.mark.parametrize(("day", "days"), [(0, 91), (90, 91), (91, 92), (400, 365)])
def test_the_pace_is_that_of_a_year_or_of_what_the_file_knows(day: int, days: int) -> None:
    file = world.filled(Corps((Mentor(1, "female", None, 0),)))
    assert corps.need(file, SLAGELSE, iso(day))[0].days == days


def test_what_happened_before_the_days_that_are_counted_does_not_count() -> None:
    youths = (Youth(1, "male", (Referral(0, "self"),)), Youth(2, "male", (Referral(1, "self"),)))
    file = world.filled(Corps((Mentor(1, "female", None, 0),), youths))
    assert [corps.need(file, SLAGELSE, iso(day))[0].referred for day in (364, 365, 366)] == [2, 1, 0]


def test_a_scheme_without_courses_has_no_need_of_one() -> None:
    file = world.filled(Corps(youths=(Youth(1, "male", (Referral(0, "self"),)),)))
    assert corps.need(file, world.profile_of("center-for-unge"), iso(30)) == []
    assert corps.basis(file, world.profile_of("center-for-unge"), iso(30)).waiting == 1


@given(world.drawn())
@world.drawing(60)
def test_the_need_of_a_day_is_what_the_facts_say_and_later_facts_change_nothing(drawn: Drawn) -> None:
    day = drawn.hi
    corps_, profile = drawn.corps, drawn.profile
    found = corps.basis(world.filled(corps_), profile, iso(day))
    assert found.waiting == sum(world.waits(corps_, one, profile, day) for one in corps_.youths)
    assert found.free == sum(world.free_places(corps_, one, profile, day) for one in corps_.mentors)
    assert found.active == len(world.active(corps_, profile, day))
    since = day - found.days
    ended = [one for one in corps_.matches if world.ended(one, day)]
    lasts = [turn for one in ended if (turn := world.newest_turn(one, day)) is not None and turn.on > since]
    assert found.closed == len(lasts)
    again = corps.basis(world.filled(world.known_by(corps_, day)), profile, iso(day))
    # The figure of active mentors takes the course's day for the approval's, also of a course that came later.
    assert again == found._replace(active=again.active)


# --- hours ------------------------------------------------------------------------------------------------------------


def test_hours_are_those_of_this_month_and_the_one_before_up_to_the_day(file: sqlite3.Connection) -> None:
    for on in ("2025-12-31", "2026-01-01", "2026-01-31", "2026-02-10", "2026-02-11"):
        insert(file, "hours", on_day=on, minutes=60, activity="x", recorded_on=on)
    assert [one.on_day for one in corps.hours(file, VALLENSBAEK, "2026-02-10")] == [
        "2026-01-01",
        "2026-01-31",
        "2026-02-10",
    ]
    assert {one.first for one in corps.hours(file, VALLENSBAEK, "2026-02-10")} == {"2025-12-31"}
    assert [one.on_day for one in corps.hours(file, VALLENSBAEK, "2026-01-05")] == ["2025-12-31", "2026-01-01"]
    assert corps.hours(file, SLAGELSE, "2026-02-10") == []


# --- thanks -----------------------------------------------------------------------------------------------------------

BEGIN = 10


def meetings(count: int, start: int, status: str = "held") -> tuple[Meeting, ...]:
    """So many meetings on days in a row."""
    return tuple(Meeting(start + n, status, 60, start + n) for n in range(count))


def two_matches(first: int, second: int, apart: int = 0) -> Corps:
    """A mentor with two matches of so many meetings; the second begins `apart` days after the end of the first."""
    pairs = ((1, first, BEGIN), (2, second, BEGIN + first + apart))
    matches = tuple(Match(n, 1, n, 0, 0, 0, met=start, meetings=meetings(count, start)) for n, count, start in pairs)
    youths = tuple(Youth(n, "male", (Referral(0, "self"),)) for n in (1, 2))
    return Corps((Mentor(1, "female", None, 0, trained=5),), youths, matches)


def reached(file: sqlite3.Connection, day: int, every: int = 50) -> dict[int, list[tuple[int, str]]]:
    found = corps.milestones(file, every, iso(day))
    return {mentor: [(one.number, one.on_day) for one in some] for mentor, some in found.items()}


def test_the_meetings_of_a_mentor_count_over_all_matches() -> None:
    file = world.filled(two_matches(30, 25))
    fiftieth = BEGIN + 49
    assert reached(file, fiftieth - 1) == {}
    assert reached(file, fiftieth) == reached(file, fiftieth + 30) == {1: [(50, iso(fiftieth))]}
    assert reached(file, fiftieth + 31) == {}
    assert reached(file, fiftieth, every=10)[1][-1] == (50, iso(fiftieth))
    assert corps.held(file, 1, iso(fiftieth)) == 50


def test_only_held_meetings_count_and_a_stand_in_has_those_held_instead() -> None:
    world_ = two_matches(30, 25)
    missed = Match(3, 1, 1, 0, 0, 0, met=1, meetings=meetings(9, 20, "no-show"))
    helper = Mentor(2, "male", None, 0, trained=5)
    file = world.filled(Corps((*world_.mentors, helper), world_.youths, (*world_.matches, missed)))
    file.execute("UPDATE meeting SET stand_in_id = 2 WHERE on_day IN (?, ?)", (iso(BEGIN), iso(BEGIN + 54)))
    last = iso(BEGIN + 54)
    assert (corps.held(file, 1, last), corps.held(file, 2, last)) == (53, 2)
    assert reached(file, BEGIN + 54) == {1: [(50, iso(BEGIN + 50))]}
    assert reached(file, BEGIN + 54, every=2)[2] == [(2, last)]


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 40), st.integers(1, 60), st.integers(0, 200))
@world.drawing(60)
def test_the_milestones_of_late_are_the_round_ones_in_the_order_they_were_held(
    first: int, second: int, apart: int, every: int, day: int
) -> None:
    facts = two_matches(first, second, apart)
    days = sorted(meeting.on for match in facts.matches for meeting in match.meetings if meeting.on <= day)
    right = [(n, iso(on)) for n, on in enumerate(days, 1) if n % every == 0 and on >= day - 30]
    assert reached(world.filled(facts), day, every) == ({1: right} if right else {})


def test_since_when_a_mentor_is_in_the_corps_and_what_was_said_by_a_day() -> None:
    mentors = (
        Mentor(1, "female", None, 0, trained=5, approved=9),
        Mentor(2, "male", None, 0, trained=5, departures=(Span(20, 40, "left"),)),
        Mentor(3, "male", None, 0),
    )
    file = world.filled(Corps(mentors))
    insert(file, "thanks", mentor_id=1, on_day=iso(30), occasion="years", number=1, recorded_on=iso(50))

    def rows(day: int) -> dict[int, tuple[str | None, frozenset[tuple[str, int]]]]:
        return {one.mentor_id: (one.since, one.thanked) for one in corps.thanks(file, SLAGELSE, iso(day))}

    nothing: frozenset[tuple[str, int]] = frozenset()
    assert rows(8) == {1: (iso(5), nothing), 2: (iso(5), nothing), 3: (None, nothing)}, "approved only on the next day"
    assert rows(9)[1] == (iso(9), nothing)
    assert set(rows(20)) == {1, 3}
    assert set(rows(40)) == {1, 2, 3}
    assert rows(29)[1][1] == nothing
    assert rows(30)[1][1] == {("years", 1)}
    assert corps.since(file, 1, iso(8)) == iso(5)
    assert corps.since(file, 3, iso(90)) is None


@pytest.mark.parametrize("scheme", ["center-for-unge", "move1"])
def test_paid_staff_is_not_thanked_where_the_profile_turns_it_off(scheme: str) -> None:
    file = world.filled(two_matches(60, 60))
    assert corps.thanks(file, world.profile_of(scheme), iso(100)) == []


# --- channels ---------------------------------------------------------------------------------------------------------


def test_channels_tell_who_applied_was_trained_and_is_active() -> None:
    mentors = (
        Mentor(1, "female", None, 0, trained=5), Mentor(2, "male", None, 0, trained=5, departures=(Span(20, None, "left"),)),
        Mentor(3, "male", None, 0), Mentor(4, "male", None, 30),
    )  # fmt: skip
    file = world.filled(Corps(mentors))
    file.execute("UPDATE mentor SET channel = 'web' WHERE id IN (1, 2)")
    assert [tuple(one) for one in corps.channels(file, SLAGELSE, iso(29))] == [("web", 2, 2, 1), (None, 1, 0, 0)]
    assert [tuple(one) for one in corps.channels(file, SLAGELSE, iso(30))] == [("web", 2, 2, 1), (None, 2, 0, 0)]
    assert [tuple(one) for one in corps.channels(file, SLAGELSE, iso(4))] == [("web", 2, 0, 0), (None, 1, 0, 0)]


@given(world.drawn())
@world.drawing(60)
def test_the_channels_add_up_to_the_figures(drawn: Drawn) -> None:
    file = world.filled(drawn.corps)
    rows = corps.channels(file, drawn.profile, iso(drawn.hi))
    total = Counter({"applied": 0, "active": 0})
    for one in rows:
        total.update(applied=one.applicants, active=one.active)
    assert total["active"] == len(world.active(drawn.corps, drawn.profile, drawn.hi))
    assert total["applied"] == sum(one.applied <= drawn.hi for one in drawn.corps.mentors)
