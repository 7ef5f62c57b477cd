"""The annual report: which days it covers, and that no percentage goes without its base."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given

from mentorcli.errors import BadValue
from mentorcli.reports.annual import annual, period, why
from mentorcli.views import figures
from tests.views import world
from tests.views.world import Corps, Drawn, Event, Match, Mentor, Money, Referral, Turn, Youth, iso

SLAGELSE = world.profile_of("slagelse")


@pytest.fixture
def empty() -> Iterator[sqlite3.Connection]:
    connection = world.empty()
    yield connection
    connection.close()


# --- the days it covers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "day", "expected"),
    [
        ("2019", "2020-03-01", ("2019-01-01", "2019-12-31")),
        ("2020", "2020-12-31", ("2020-01-01", "2020-12-31")),
        ("2020", "2021-01-01", ("2020-01-01", "2020-12-31")),
        ("2020", "2020-12-30", ("2020-01-01", "2020-12-30")),
        ("2020", "2020-02-29", ("2020-01-01", "2020-02-29")),
        ("2020", "2020-01-01", ("2020-01-01", "2020-01-01")),
        ("1900", "2020-01-01", ("1900-01-01", "1900-12-31")),
    ],
)
def test_a_year_is_cut_at_the_as_of_day(
    empty: sqlite3.Connection, year: str, day: str, expected: tuple[str, str]
) -> None:
    assert period(empty, year, day) == expected


@pytest.mark.parametrize(("year", "day"), [("2021", "2020-12-31"), ("2200", "2020-01-01")])
def test_a_year_that_has_not_begun_is_refused_and_named(empty: sqlite3.Connection, year: str, day: str) -> None:
    with pytest.raises(BadValue) as refused:
        period(empty, year, day)
    assert year in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize("year", [None, "", "18", "20180", "2o18", "٢٠١٨", "-201", "1899", "2201", " 2018", "2018-01"])
def test_what_is_no_year_is_refused_with_an_example(empty: sqlite3.Connection, year: str | None) -> None:
    with pytest.raises(BadValue) as refused:
        period(empty, year, "2020-01-01")
    assert "2017" in refused.value.hint


def test_since_the_start_begins_at_the_earliest_dated_record_and_ends_on_the_as_of_day() -> None:
    events = (Event(1, 40, "network"),)
    corps = Corps((Mentor(1, "female", None, 30),), events=events, money=(Money(20, "income", 1, "donation"),))
    file = world.filled(corps)
    assert period(file, None, iso(90), since_start=True) == (iso(20), iso(90))
    assert period(file, "2018", iso(90), since_start=True) == (iso(20), iso(90))
    assert period(file, None, iso(20), since_start=True) == (iso(20), iso(20))


def test_since_the_start_of_an_empty_file_or_before_its_first_record_is_the_day_itself(
    empty: sqlite3.Connection,
) -> None:
    assert period(empty, None, iso(5), since_start=True) == (iso(5), iso(5))
    file = world.filled(Corps((Mentor(1, "female", None, 30),)))
    assert period(file, None, iso(29), since_start=True) == (iso(29), iso(29))


# --- what it says -------------------------------------------------------------------------------------------------------


@given(world.drawn())
@world.drawing(60)
def test_the_report_holds_every_figure_and_the_state_of_its_last_day(drawn: Drawn) -> None:
    corps, profile, day = drawn.corps, drawn.profile, drawn.hi
    file = world.filled(corps)
    made = annual(file, profile, iso(drawn.lo), iso(day), as_of=iso(day), made_on=iso(world.LAST))
    told = world.figures_of(corps, profile, drawn.lo, day)
    assert {key: made.values[key] for key in told} == told
    for key, expected in told.items():
        assert (made.groups(key) if isinstance(expected, dict) else made.number(key)) == expected
    assert (made.lo, made.hi, made.as_of, made.made_on) == (iso(drawn.lo), iso(day), iso(day), iso(world.LAST))
    waiting = [one for one in corps.youths if world.waits(corps, one, profile, day)]
    waits = [day - world.waits_since(corps, one, day) for one in waiting]
    assert (made.waiting, made.longest_wait_days) == (len(waiting), max(waits, default=None))
    assert made.free_places == sum(world.free_places(corps, one, profile, day) for one in corps.mentors)


@given(world.drawn())
@world.drawing(60)
def test_each_share_carries_its_part_and_its_whole(drawn: Drawn) -> None:
    corps, profile, lo, hi = drawn.corps, drawn.profile, drawn.lo, drawn.hi
    made = annual(world.filled(corps), profile, iso(lo), iso(hi), as_of=iso(hi), made_on=iso(hi))
    active = world.active(corps, profile, hi)
    ends: list[Turn] = [turn for one in corps.matches for turn in one.turns if turn.end and lo <= turn.on <= hi]
    meetings = [one.status for match in corps.matches for one in match.meetings if lo <= one.on <= hi]
    missed = meetings.count("no-show")
    few = world.figures_of(corps, profile, lo, hi)["ended_with_under_3_meetings"]
    voices = {f"{view}_{what}" for view in ("youth", "mentor") for what in ("answered", "better")}
    assert {one.key: (one.part, one.whole) for one in made.shares if one.key not in voices} == {
        "women_of_active_mentors": (sum(one.gender == "female" for one in active), len(active)),
        "ended_under_3_of_ended": (few, len(ends)),
        "no_show_of_ended": (sum(turn.reason == "no-show" for turn in ends), len(ends)),
        "outcome_known_of_ended": (sum(turn.outcome is not None for turn in ends), len(ends)),
        "no_shows_of_due": (missed, missed + meetings.count("held")),
    }
    assert all(0 <= one.part <= one.whole and one.title for one in made.shares)


@given(world.drawn())
@world.drawing(40)
def test_why_gives_the_figure_and_records_that_add_up_to_it(drawn: Drawn) -> None:
    file, lo, hi = world.filled(drawn.corps), iso(drawn.lo), iso(drawn.hi)
    made = annual(file, drawn.profile, lo, hi, as_of=hi, made_on=hi)
    for figure in figures.FIGURES:
        found, records = why(file, drawn.profile, figure.key, lo, hi)
        assert found == made.values[figure.key]
        groups = found if isinstance(found, dict) else {None: found}
        for code, expected in groups.items():
            assert sum(one.value for one in records if one.group == code) == expected


def test_why_of_an_unknown_figure_is_refused(empty: sqlite3.Connection) -> None:
    with pytest.raises(BadValue):
        why(empty, SLAGELSE, "mentors", iso(0), iso(1))


@pytest.mark.parametrize(
    ("days", "middle"), [((3,), 3), ((3, 8), 6), ((3, 9), 6), ((1, 3, 40), 3), ((0, 0, 1, 9), 1), ((0, 0), 0)]
)
def test_the_median_wait_is_that_in_the_middle_in_whole_days(days: tuple[int, ...], middle: int) -> None:
    youths = tuple(Youth(n, "male", (Referral(0, "self"),)) for n in range(1, len(days) + 1))
    pairs = tuple(Match(n, 1, n, 0, 0, 0, met=day) for n, day in enumerate(days, 1))
    file = world.filled(Corps((Mentor(1, "female", None, 0),), youths, pairs))
    found = annual(file, SLAGELSE, iso(0), iso(90), as_of=iso(90), made_on=iso(90)).waits
    assert found == (len(days), 0, middle, max(days))


def test_the_curve_takes_every_match_since_the_start_as_of_the_last_day_of_the_report() -> None:
    pairs = tuple(Match(n, 1, 1, 0, 0, 0, met=0, turns=(Turn(end, True),)) for n, end in enumerate((9, 50, 80), 1))
    file = world.filled(Corps((Mentor(1, "female", None, 0),), (Youth(1, "male", (Referral(0, "self"),)),), pairs))
    found = annual(file, SLAGELSE, iso(40), iso(60), as_of=iso(90), made_on=iso(90))
    assert [tuple(one) for one in found.spans] == [(10, True, 1), (51, True, 1), (61, False, 1)]


def test_a_report_of_nothing_is_made_of_noughts(empty: sqlite3.Connection) -> None:
    made = annual(empty, SLAGELSE, iso(0), iso(90), as_of=iso(90), made_on=iso(90))
    assert all(not value for value in made.values.values())
    assert all((one.part, one.whole) == (0, 0) for one in made.shares)
    assert (made.waiting, made.longest_wait_days, made.free_places) == (0, None, 0)
    assert made.waits == (0, 0, None, None)
    assert made.spans == ()
    assert [one.survived for one in made.readings] == [None, None, None]
