"""Every figure held against the plain account of the domain, for drawn corps, periods and schemes."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from mentorcli.errors import BadValue
from mentorcli.schemes.profile import Profile
from mentorcli.views import figures
from tests.views import world
from tests.views.world import Corps, Drawn, Match, Meeting, Mentor, Referral, Span, Turn, Youth, iso

BLANK, SLAGELSE = world.profile_of("blank"), world.profile_of("slagelse")


def value(file: sqlite3.Connection, key: str, profile: Profile, lo: int, hi: int) -> figures.Value:
    return figures.value(file, figures.figure(key), profile, iso(lo), iso(hi))


def number(file: sqlite3.Connection, key: str, lo: int, hi: int, profile: Profile = BLANK) -> int:
    found = value(file, key, profile, lo, hi)
    assert isinstance(found, int)
    return found


def without_outcome(corps: Corps, lo: int, hi: int) -> int:
    """How many of the period's ends have no recorded outcome: said beside the outcomes."""
    ends = [turn for one in corps.matches for turn in one.turns if turn.end and lo <= turn.on <= hi]
    return sum(turn.outcome is None for turn in ends)


def test_the_figures_are_those_of_the_domain_and_no_others() -> None:
    told = set(world.figures_of(Corps(), BLANK, 0, 1)) | {"ended_without_outcome"}
    assert [figure.key for figure in figures.FIGURES] == list(dict.fromkeys(figure.key for figure in figures.FIGURES))
    assert {figure.key for figure in figures.FIGURES} == told


@pytest.mark.parametrize("scheme", world.SCHEMES)
@given(drawn=world.drawn())
@world.drawing(80)
def test_every_figure_is_what_the_domain_says(scheme: str, drawn: Drawn) -> None:
    corps, lo, hi, profile = drawn.corps, drawn.lo, drawn.hi, world.profile_of(scheme)
    file = world.filled(corps)
    told = {**world.figures_of(corps, profile, lo, hi), "ended_without_outcome": without_outcome(corps, lo, hi)}
    for figure in figures.FIGURES:
        found = figures.value(file, figure, profile, iso(lo), iso(hi))
        assert found == told[figure.key], figure.key
        if found:
            event(figure.key)


@given(world.drawn())
@world.drawing(80)
def test_the_records_behind_a_figure_add_up_to_it_by_group(drawn: Drawn) -> None:
    file = world.filled(drawn.corps)
    for figure in figures.FIGURES:
        found = figures.value(file, figure, drawn.profile, iso(drawn.lo), iso(drawn.hi))
        behind = list(figures.records(file, figure, drawn.profile, iso(drawn.lo), iso(drawn.hi)))
        total: Counter[str | None] = Counter()
        for one in behind:
            total[one.group] += one.value
        assert sum(total.values()) == (sum(found.values()) if isinstance(found, dict) else found)
        assert set(total) <= (set(found) if isinstance(found, dict) else {None})
        if isinstance(found, dict):
            assert dict(total) == found
        assert [(one.date, one.id) for one in behind] == sorted((one.date, one.id) for one in behind)
        assert all(one.date <= iso(drawn.hi) and one.label and one.kind == figure.kind for one in behind)


@given(world.drawn())
@world.drawing(80)
def test_running_before_plus_started_and_reopened_less_ended_is_running_at_the_end(drawn: Drawn) -> None:
    file, lo, hi = world.filled(drawn.corps), drawn.lo, drawn.hi
    before = number(file, "matches_running_at_end", lo - 1, lo - 1)
    change = number(file, "matches_started", lo, hi) + number(file, "matches_reopened", lo, hi)
    event(f"changed by {change}")
    after = number(file, "matches_running_at_end", lo, hi)
    assert before + change - number(file, "matches_ended", lo, hi) == after


@given(world.drawn(), st.integers(0, world.LAST))
@world.drawing(60)
def test_a_period_is_the_sum_of_its_parts(drawn: Drawn, cut: int) -> None:
    """What happened in a period is what happened before a day and from that day on; states at its end are not sums."""
    file, profile, lo, hi = world.filled(drawn.corps), drawn.profile, drawn.lo, drawn.hi
    cut = max(lo, min(cut, hi))
    at_the_end = {"mentors_trained_total", "mentors_active_at_end", "mentors_active_by_gender",
                  "matches_running_at_end", "matches_live_in_period", "youths_by_gender", "youths_by_age"}  # fmt: skip
    for figure in figures.FIGURES:
        if figure.key in at_the_end:
            continue
        whole, first, rest = (
            value(file, figure.key, profile, *days) for days in ((lo, hi), (lo, cut), (cut + 1, max(hi, cut + 1)))
        )
        if cut == hi:
            assert whole == first
        elif isinstance(whole, dict):
            assert isinstance(first, dict)
            assert isinstance(rest, dict)
            assert Counter(first) + Counter(rest) == Counter(whole)
        else:
            assert isinstance(first, int)
            assert isinstance(rest, int)
            assert first + rest == whole


@given(world.drawn())
@world.drawing(60)
def test_a_grouped_figure_sums_to_its_plain_twin(drawn: Drawn) -> None:
    file, profile, lo, hi = world.filled(drawn.corps), drawn.profile, drawn.lo, drawn.hi

    def plain(key: str) -> int:
        return number(file, key, lo, hi, profile)

    def summed(key: str) -> int:
        found = value(file, key, profile, lo, hi)
        assert isinstance(found, dict)
        return sum(found.values())

    assert summed("mentors_active_by_gender") == plain("mentors_active_at_end")
    assert summed("referrals_by_source") == plain("referrals")
    assert summed("end_reasons") + plain("ended_without_reason") == plain("matches_ended")
    assert summed("youths_by_gender") == summed("youths_by_age") <= plain("matches_live_in_period")
    assert summed("income_by_category") == plain("income_ore")
    assert summed("expense_by_category") == plain("expense_ore")
    assert summed("outcomes") + plain("ended_without_outcome") == plain("matches_ended")
    assert plain("ended_with_under_3_meetings") + plain("ended_with_3_or_more") == plain("matches_ended")
    reasons = value(file, "end_reasons", profile, lo, hi)
    assert isinstance(reasons, dict)
    by_no_show = plain("ended_by_no_show_under_3") + plain("ended_by_no_show_3_or_more")
    assert by_no_show == reasons.get("no-show", 0)


@given(world.drawn())
@world.drawing(60)
def test_since_the_start_leaves_no_dated_record_out(drawn: Drawn) -> None:
    corps, profile = drawn.corps, drawn.profile
    file = world.filled(corps)
    start = figures.earliest(file)
    referrals = [one.on for young in corps.youths for one in young.referrals]
    others = [one.on for one in (*corps.events, *corps.money)]
    others += [one.on for young in corps.youths for one in young.enquiries]
    assert start == iso(min([*(one.applied for one in corps.mentors), *referrals, *others]))
    whole = world.figures_of(corps, profile, 0, world.LAST)
    for figure in figures.FIGURES:
        if figure.key in whole:
            assert figures.value(file, figure, profile, start, iso(world.LAST)) == whole[figure.key], figure.key


def test_since_the_start_begins_at_an_approval_older_than_the_application() -> None:
    someone = Mentor(1, "female", None, applied=50, approved=20)
    file = world.filled(Corps((someone,)))
    start = figures.earliest(file)
    assert start == iso(20)
    found = figures.value(file, figures.figure("mentors_trained_in_period"), BLANK, start, iso(60))
    assert found == number(file, "mentors_trained_total", 0, 60) == 1


# --- cases in the domain's words --------------------------------------------------------------------------------------


def met(*turns: Turn, meetings: tuple[Meeting, ...] = (), **more: object) -> Corps:
    """A match met on day 10."""
    pair = replace(Match(1, 1, 1, 5, 6, 7, met=10, turns=turns, meetings=meetings), **more)  # type: ignore[arg-type]
    return Corps((Mentor(1, "female", None, 0),), (Youth(1, "male", (Referral(0, "self"),)),), (pair,))


def held(*days: int) -> tuple[Meeting, ...]:
    return tuple(Meeting(day, "held", 60, day) for day in days)


@pytest.mark.parametrize(("lo", "hi", "expected"), [(0, 9, 0), (10, 10, 1), (0, 10, 1), (10, 90, 1), (11, 90, 0)])
def test_a_match_starts_on_its_first_meeting_though_the_youth_stayed_away(lo: int, hi: int, expected: int) -> None:
    file = world.filled(met(meetings=(Meeting(10, "no-show", 0, 10),)))
    assert number(file, "matches_started", lo, hi) == expected


@pytest.mark.parametrize(
    ("lo", "hi", "live", "running"),
    [(0, 9, 0, 0), (10, 10, 1, 1), (30, 30, 1, 0), (31, 39, 0, 0), (40, 40, 1, 1), (31, 50, 1, 1), (0, 35, 1, 0)],
)
def test_a_match_is_live_on_the_day_of_its_end_and_not_between_end_and_reopening(
    lo: int, hi: int, live: int, running: int
) -> None:
    file = world.filled(met(Turn(30, True), Turn(40, False)))
    assert number(file, "matches_live_in_period", lo, hi) == live
    assert number(file, "matches_running_at_end", lo, hi) == running


def test_a_match_ended_reopened_and_ended_again_has_two_ends_and_two_reasons() -> None:
    file = world.filled(met(Turn(30, True, "no-show"), Turn(30, False), Turn(30, True, "job")))
    assert number(file, "matches_ended", 30, 30) == 2
    assert number(file, "matches_reopened", 30, 30) == 1
    assert number(file, "matches_live_in_period", 30, 30) == 1
    assert value(file, "end_reasons", BLANK, 30, 30) == {"no-show": 1, "job": 1}


@pytest.mark.parametrize(("days", "few"), [((10, 20), True), ((10, 20, 30), False), ((10, 20, 31), True)])
def test_the_held_meetings_up_to_and_including_the_day_of_that_end_count(days: tuple[int, ...], few: bool) -> None:
    file = world.filled(met(Turn(30, True, "no-show"), meetings=held(*days)))
    assert number(file, "ended_with_under_3_meetings", 30, 30) == few
    assert number(file, "ended_by_no_show_under_3", 30, 30) == few
    assert number(file, "ended_with_3_or_more", 30, 30) == (not few)
    assert number(file, "ended_by_no_show_3_or_more", 30, 30) == (not few)


def test_only_held_meetings_and_their_minutes_count_and_an_excuse_is_no_no_show() -> None:
    statuses = ("planned", "held", "excused", "no-show", "moved", "cancelled")
    meetings = tuple(Meeting(20 + place, status, 10 + place, 20) for place, status in enumerate(statuses))
    file = world.filled(met(meetings=meetings))
    assert number(file, "meetings_held", 0, 90) == 1
    assert number(file, "meeting_minutes", 0, 90) == 11
    assert number(file, "no_shows", 0, 90) == 1


@pytest.mark.parametrize(
    ("departures", "expected"),
    [
        ((), [1, 1, 1]),
        ((Span(40, None, "left"),), [1, 0, 0]),
        ((Span(40, 41, "left"),), [1, 0, 1]),
        ((Span(40, 40, "left"),), [1, 1, 1]),
        ((Span(30, 35, "left"), Span(40, None, "left")), [1, 0, 0]),
    ],
)
def test_a_mentor_who_left_on_a_day_has_left_and_one_who_came_back_is_active(
    departures: tuple[Span, ...], expected: list[int]
) -> None:
    file = world.filled(Corps((Mentor(1, "female", None, 0, trained=20, departures=departures),)))
    assert [number(file, "mentors_active_at_end", 0, day, SLAGELSE) for day in (39, 40, 41)] == expected
    assert number(file, "mentors_active_at_end", 0, 19, SLAGELSE) == 0
    assert number(file, "mentors_trained_total", 0, 41, SLAGELSE) == 1


def test_approval_counts_as_training_only_where_no_course_is_demanded() -> None:
    file = world.filled(Corps((Mentor(1, "female", None, 0, approved=20),)))
    assert [number(file, "mentors_trained_total", 0, day) for day in (19, 20)] == [0, 1]
    assert number(file, "mentors_trained_total", 0, 90, SLAGELSE) == 0


def test_of_the_approval_the_course_and_the_first_yes_the_first_of_them_that_is_recorded_counts() -> None:
    pair = Match(1, 1, 1, 25, mentor_yes=30)
    youths = (Youth(1, "male", (Referral(0, "self"),)),)
    for approved, trained, expected in ((None, None, 30), (40, None, 40), (40, 50, 50), (None, 15, 15)):
        someone = Mentor(1, "female", None, 0, trained, approved)
        file = world.filled(Corps((someone,), youths, (pair,)))
        assert number(file, "mentors_trained_in_period", expected, expected) == 1


@pytest.mark.parametrize(
    ("born", "day", "band"),
    [
        ("2005-03-01", "2020-02-29", "under-15"), ("2005-03-01", "2020-03-01", "15-17"),
        ("2002-03-01", "2020-02-29", "15-17"), ("2002-03-01", "2020-03-01", "18-24"),
        ("1995-01-31", "2020-01-31", "25-29"), ("1990-02-01", "2020-01-31", "25-29"),
        ("1990-01-31", "2020-01-31", "30-over"), ("2000-02-29", "2020-02-28", "18-24"), (None, "2020-01-31", "unknown"),
    ],
)  # fmt: skip
def test_an_age_is_that_of_the_last_day(born: str | None, day: str, band: str) -> None:
    file = world.filled(met())
    file.execute("UPDATE youth SET born = ?", (born,))
    found = figures.value(file, figures.figure("youths_by_age"), BLANK, iso(0), day)
    assert found == {band: 1}


def test_an_erased_young_person_keeps_the_band_that_was_kept() -> None:
    file = world.filled(met())
    file.execute("UPDATE youth SET name = NULL, born = NULL, age_band = '18-24', erased_on = ?", (iso(50),))
    assert value(file, "youths_by_age", BLANK, 0, 90) == {"18-24": 1}


def test_of_enquiries_goals_and_hours_those_of_the_period_count() -> None:
    file = world.filled(met())
    for answer, answered in (("no", 10), ("yes", 10), ("no", 9), ("no", 20), (None, None)):
        world.insert(file, "enquiry", on_day=iso(5), source="caseworker", answer=answer,
                     answered_on=world.maybe(answered), recorded_on=iso(5))  # fmt: skip
    for how, closed in (("reached", 10), ("reached", 20), ("dropped", 15), ("replaced", 21), (None, None)):
        world.insert(file, "goal", youth_id=1, area="job", on_day=iso(1), closed_on=world.maybe(closed),
                     closed_how=how, recorded_on=iso(1))  # fmt: skip
    for day, minutes in ((9, 1), (10, 90), (20, 30), (21, 2)):
        world.insert(file, "hours", on_day=iso(day), minutes=minutes, activity="matchning", recorded_on=iso(day))
    assert number(file, "enquiries_refused", 10, 20) == 2
    assert value(file, "goals_closed_by_how", BLANK, 10, 20) == {"dropped": 1, "reached": 2}
    assert number(file, "coordinator_minutes", 10, 20) == 120
    for key in ("enquiries_refused", "goals_closed_by_how", "coordinator_minutes"):
        behind = figures.records(file, figures.figure(key), BLANK, iso(10), iso(20))
        assert sum(one.value for one in behind) == {"enquiries_refused": 2, "coordinator_minutes": 120}.get(key, 3)


def test_a_figure_is_found_with_either_sign_and_an_unknown_one_is_refused_with_the_known_names() -> None:
    assert figures.figure("meetings-held") is figures.figure("meetings_held")
    with pytest.raises(BadValue) as refused:
        figures.figure("meeting")
    assert "meetings_held" in refused.value.hint
