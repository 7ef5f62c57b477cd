"""The state of the corps in numbers, held against the plain account of the domain."""

from __future__ import annotations

from hypothesis import event, given

from mentorcli.reports import agenda
from mentorcli.reports.annual import annual
from mentorcli.reports.status import Status, status
from mentorcli.views.corps import basis
from tests.views import world
from tests.views.world import Corps, Drawn, Match, Meeting, Mentor, Referral, Span, Youth, iso


@given(world.drawn())
@world.drawing(100)
def test_every_number_of_a_status_is_what_the_domain_says(drawn: Drawn) -> None:
    corps, profile, day = drawn.corps, drawn.profile, drawn.hi
    found = status(world.filled(corps), profile, iso(day))
    figures = world.figures_of(corps, profile, day, day)
    mentors = [world.mentor_state(corps, one, profile, day) for one in corps.mentors]
    matches = [world.match_state(one, profile, day) for one in corps.matches]
    waiting = [one for one in corps.youths if world.waits(corps, one, profile, day)]
    waits = [day - world.waits_since(corps, one, day) for one in waiting]
    assert found.as_of == iso(day)
    assert (found.trained, found.active) == (figures["mentors_trained_total"], figures["mentors_active_at_end"])
    assert (found.ready, found.in_training) == (mentors.count("ready"), mentors.count("in-training"))
    assert found.free_places == sum(world.free_places(corps, one, profile, day) for one in corps.mentors)
    assert (found.waiting, found.longest_wait_days) == (len(waiting), max(waits, default=None))
    assert found.proposed == sum(world.has_proposal(corps, one, profile, day) for one in waiting)
    counted = (found.starting, found.settled, found.paused)
    assert counted == (matches.count("starting"), matches.count("settled"), matches.count("paused"))
    assert found.running == sum(counted) == figures["matches_running_at_end"]
    assert found.at_risk == sum(world.at_risk(one, profile, day) for one in corps.matches)
    assert found.due == agenda.due(world.filled(corps), profile, iso(day))
    event(f"at risk {found.at_risk}")


@given(world.drawn())
@world.drawing(40)
def test_status_annual_report_and_the_need_of_mentors_count_places_and_waits_alike_on_any_day(drawn: Drawn) -> None:
    file, profile = world.filled(drawn.corps), drawn.profile
    for _day, date in world.each_day(drawn.corps):
        now, need = status(file, profile, date), basis(file, profile, date)
        made = annual(file, profile, date, date, as_of=date, made_on=date)
        assert (now.free_places, now.waiting, now.longest_wait_days) == (
            made.free_places, made.waiting, made.longest_wait_days,
        )  # fmt: skip
        assert (need.free, need.waiting, need.in_training) == (now.free_places, now.waiting, now.in_training)


@given(world.drawn())
@world.drawing(100)
def test_a_later_fact_changes_no_status_of_an_earlier_day(drawn: Drawn) -> None:
    corps, day = drawn.corps, drawn.hi
    whole, cut = world.filled(corps), world.filled(world.known_by(corps, day))
    found, expected = status(whole, drawn.profile, iso(day)), status(cut, drawn.profile, iso(day))
    for name in Status.__annotations__:
        assert getattr(found, name) == getattr(expected, name), name


def running(*meetings: Meeting, lag: int = 0, pauses: tuple[Span, ...] = ()) -> Corps:
    """A match met on day 10."""
    pair = Match(1, 1, 1, 5, 6, 7, met=10, meetings=meetings, pauses=pauses)
    return Corps((Mentor(1, "female", None, 0),), (Youth(1, "male", (Referral(0, "self"),)),), (pair,), lag=lag)


SLAGELSE = world.profile_of("slagelse")


def test_a_match_is_at_risk_from_the_fact_though_its_reminder_waits_for_the_record() -> None:
    """At risk counts rule C8 without the day on which the record came into the file."""
    file = world.filled(running(lag=30))
    found = {day: status(file, SLAGELSE, iso(day)) for day in (65, 66, 90, 91)}
    assert [found[day].at_risk for day in (65, 66, 90, 91)] == [0, 1, 1, 1]
    assert ["C8" in {one.rule for one in found[day].due} for day in (65, 66, 90, 91)] == [False, False, False, True]


def test_a_paused_match_is_never_at_risk_and_runs() -> None:
    found = status(world.filled(running(pauses=(Span(60, 80),))), SLAGELSE, iso(70))
    assert (found.running, found.paused, found.at_risk) == (1, 1, 0)
    assert status(world.filled(running(pauses=(Span(60, 80),))), SLAGELSE, iso(80)).at_risk == 1


def test_two_no_shows_in_a_row_put_a_match_at_risk_and_a_held_meeting_between_does_not() -> None:
    first, second = Meeting(20, "no-show", 0, 20), Meeting(30, "no-show", 0, 30)
    between = Meeting(25, "held", 60, 25)
    excused = Meeting(25, "excused", 0, 25)
    for meetings, risk in (((first, second), 1), ((first, between, second), 0), ((first, excused, second), 1)):
        assert status(world.filled(running(*meetings)), SLAGELSE, iso(30)).at_risk == risk


def test_the_profile_says_when_a_match_is_at_risk() -> None:
    file = world.filled(running())
    for weeks, risk in ((1, 1), (2, 1), (3, 0)):
        profile = world.profile_of("slagelse", ("risk.weeks", str(weeks)))
        assert status(file, profile, iso(24)).at_risk == risk


def test_an_empty_file_has_a_status_of_nothing() -> None:
    found = status(world.empty(), SLAGELSE, iso(0))
    assert (found.running, found.waiting, found.free_places, found.at_risk) == (0, 0, 0, 0)
    assert found.longest_wait_days is None
    assert found.due == []
