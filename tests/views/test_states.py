"""Every derived state held against the plain account of the domain, on every day on which something happened."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from hypothesis import event, given

from mentorcli.schemes.profile import Profile
from mentorcli.views import enquiry, match, meeting, mentor, states, visitation, youth
from tests.views import world
from tests.views.world import Corps, Drawn, Match, Referral, Span, Turn, Youth, iso


def states_of_matches(connection: sqlite3.Connection, profile: Profile, day: str) -> dict[int, str]:
    return {row.id: row.state for row in match.listing(connection, profile, day)}


@given(world.drawn())
@world.drawing(60)
def test_every_match_stands_as_the_domain_says_on_every_day(drawn: Drawn) -> None:
    corps, profile = drawn.corps, drawn.profile
    file = world.filled(corps)
    for day, date in world.each_day(corps):
        told = {one.id: world.match_state(one, profile, day) for one in corps.matches}
        assert states_of_matches(file, profile, date) == {number: state for number, state in told.items() if state}
        for number, state in told.items():
            event(f"match {state}")
            assert states.match_state(file, number, profile, date) == state


@given(world.drawn())
@world.drawing(60)
def test_every_mentor_stands_as_the_domain_says_on_every_day(drawn: Drawn) -> None:
    corps, profile = drawn.corps, drawn.profile
    file = world.filled(corps)
    for day, date in world.each_day(corps):
        rows = {row.id: row for row in mentor.listing(file, profile, date)}
        for one in corps.mentors:
            state = world.mentor_state(corps, one, profile, day)
            event(f"mentor {state}")
            assert states.mentor_state(file, one.id, profile, date) == state
            if state is None:
                assert one.id not in rows
                continue
            trained = world.trained_on(corps, one, day)
            assert rows[one.id][2:] == (
                state, one.gender, None if trained is None else iso(trained),
                world.open_matches(corps, one, profile, day),
                profile.mentor.youths_max if one.capacity is None else one.capacity,
                world.free_places(corps, one, profile, day),
            )  # fmt: skip


@given(world.drawn())
@world.drawing(60)
def test_every_youth_stands_and_waits_as_the_domain_says_on_every_day(drawn: Drawn) -> None:
    corps, profile = drawn.corps, drawn.profile
    file = world.filled(corps)
    for day, date in world.each_day(corps):
        rows = {row.id: row for row in youth.listing(file, profile, date)}
        waiting = []
        for one in corps.youths:
            state = world.youth_state(corps, one, profile, day)
            event(f"youth {state}")
            assert states.youth_state(file, one.id, profile, date) == state
            assert (one.id in rows) == (state is not None)
            if state is None:
                continue
            row, referral = rows[one.id], world.newest_referral(one, day)
            came = referral or world.newest_enquiry(one, day)
            assert came is not None
            assert (row.state, row.source) == (state, came.source)
            assert row.referred == (None if referral is None else iso(referral.on))
            waits = world.waits(corps, one, profile, day)
            wait = day - world.waits_since(corps, one, day) if waits else None
            proposed = waits and world.has_proposal(corps, one, profile, day)
            assert (row.wait_days, bool(row.proposed)) == (wait, proposed)
            if wait is not None:
                waiting.append((-wait, one.id))
        assert [row.id for row in youth.listing(file, profile, date, waiting=True)] == [n for _w, n in sorted(waiting)]


@given(world.drawn())
@world.drawing(40)
def test_each_list_counts_the_meetings_of_a_match_up_to_the_day(drawn: Drawn) -> None:
    corps, profile, day = drawn.corps, drawn.profile, drawn.hi
    rows = {row.id: row for row in match.listing(world.filled(corps), profile, iso(day))}
    for one in corps.matches:
        if one.id not in rows:
            continue
        held = [meeting.on for meeting in one.meetings if meeting.status == "held" and meeting.on <= day]
        missed = [meeting.on for meeting in one.meetings if meeting.status == "no-show" and meeting.on <= day]
        row = rows[one.id]
        last = iso(max(held)) if held else None
        assert (row.meetings_held, row.no_shows, row.last_meeting) == (len(held), len(missed), last)
        end = world.newest_turn(one, day)
        if row.state == "ended" and end is not None:
            assert (row.ended, row.end_reason, row.outcome) == (iso(end.on), end.reason, end.outcome)


# --- what comes later is not known yet --------------------------------------------------------------------------------


@given(world.drawn())
@world.drawing(60)
def test_a_later_fact_changes_no_list_of_an_earlier_day(drawn: Drawn) -> None:
    corps, profile = drawn.corps, drawn.profile
    whole, cut, day = world.filled(corps), world.filled(world.known_by(corps, drawn.hi)), iso(drawn.hi)
    assert match.listing(whole, profile, day) == match.listing(cut, profile, day)
    assert mentor.listing(whole, profile, day) == mentor.listing(cut, profile, day)
    assert youth.listing(whole, profile, day) == youth.listing(cut, profile, day)
    assert enquiry.listing(whole, day) == enquiry.listing(cut, day)
    assert visitation.listing(whole, day) == visitation.listing(cut, day)
    assert [row[1:] for row in meeting.listing(whole, day)] == [row[1:] for row in meeting.listing(cut, day)]


@given(world.drawn())
@world.drawing(60)
def test_a_later_fact_is_on_no_page_of_an_earlier_day(drawn: Drawn) -> None:
    corps, profile = drawn.corps, drawn.profile
    whole, cut, day = world.filled(corps), world.filled(world.known_by(corps, drawn.hi)), iso(drawn.hi)
    for one in corps.matches:
        left, right = match.page(whole, one.id, profile, day), match.page(cut, one.id, profile, day)
        assert (left is None) == (right is None)
        if left is not None and right is not None:
            known = {name: value for name, value in right.dates.items() if value is not None}
            assert {name: value for name, value in left.dates.items() if value is not None} == known
            assert left._replace(dates={}) == right._replace(dates={})
    for someone in corps.mentors:
        shown, expected = mentor.page(whole, someone.id, profile, day), mentor.page(cut, someone.id, profile, day)
        assert (shown is None) == (expected is None)
        if shown is not None and expected is not None:
            known = {name: value for name, value in expected.about.items() if value is not None}
            assert {name: value for name, value in shown.about.items() if value is not None} == known
            assert shown._replace(about={}) == expected._replace(about={})
    for young in corps.youths:
        assert youth.page(whole, young.id, profile, day) == youth.page(cut, young.id, profile, day)


def test_a_planned_meeting_is_known_from_the_day_it_was_recorded() -> None:
    planned = world.Meeting(90, "planned", 0, recorded=40)
    corps = Corps(
        (world.Mentor(1, "female", None, 0),), (Youth(1, "male", (Referral(0, "self"),)),),
        (Match(1, 1, 1, None, met=10, meetings=(planned,)),),
    )  # fmt: skip
    file = world.filled(corps)
    assert meeting.listing(file, iso(39)) == []
    assert [row.on for row in meeting.listing(file, iso(40))] == [iso(90)]


# --- the cases that ties make -----------------------------------------------------------------------------------------

BLANK = world.profile_of("blank")


def one_match(*turns: Turn, day: int = 50, **more: object) -> Corps:
    """One mentor, one youth referred on day 0, one match met on day 10."""
    pair = replace(Match(1, 1, 1, 5, 6, 7, met=10, turns=turns), **more)  # type: ignore[arg-type]
    mentors = (world.Mentor(1, "female", None, 0, approved=0), world.Mentor(2, "male", None, 0, approved=0))
    return Corps(mentors, (Youth(1, "male", (Referral(0, "self"),)),), (pair,))


def test_a_match_ended_and_reopened_on_one_day_runs() -> None:
    file = world.filled(one_match(Turn(30, True), Turn(30, False)))
    assert states.match_state(file, 1, BLANK, iso(30)) == "settled"


def test_a_match_ended_reopened_and_ended_on_one_day_has_ended() -> None:
    file = world.filled(one_match(Turn(30, True, "no-show"), Turn(30, False), Turn(30, True, "job")))
    assert states.match_state(file, 1, BLANK, iso(30)) == "ended"
    assert match.listing(file, BLANK, iso(30))[0].end_reason == "job"


def test_a_match_that_ends_on_the_day_of_its_first_meeting_has_ended() -> None:
    assert states.match_state(world.filled(one_match(Turn(10, True))), 1, BLANK, iso(10)) == "ended"


def test_a_pause_ends_on_the_day_of_the_resumption_and_a_match_ended_while_paused_has_ended() -> None:
    file = world.filled(one_match(Turn(40, True), pauses=(Span(20, 30), Span(35, None))))
    found = [states.match_state(file, 1, BLANK, iso(day)) for day in (19, 20, 29, 30, 35, 40)]
    assert found == ["settled", "paused", "paused", "settled", "paused", "ended"]


def test_the_rematch_flag_puts_the_youth_back_on_the_list_and_a_plain_end_does_not() -> None:
    for rematch, state in ((True, "waiting"), (False, "closed")):
        file = world.filled(one_match(Turn(30, True, "job", rematch=rematch)))
        assert states.youth_state(file, 1, BLANK, iso(29)) == "matched"
        assert states.youth_state(file, 1, BLANK, iso(30)) == state


def test_of_two_matches_ended_on_one_day_one_rematch_flag_is_enough_whichever_is_typed_last() -> None:
    for flags in ((True, False), (False, True)):
        corps = one_match(Turn(30, True, rematch=flags[0]))
        other = Match(2, 2, 1, 5, 6, 7, met=12, turns=(Turn(30, True, rematch=flags[1]),))
        file = world.filled(replace(corps, matches=(*corps.matches, other)))
        assert states.youth_state(file, 1, BLANK, iso(30)) == "waiting"


def test_a_referral_of_the_day_of_the_end_puts_the_youth_back_and_one_from_before_the_match_does_not() -> None:
    corps = one_match(Turn(30, True, "job"))
    for referrals, state in (((0,), "closed"), ((0, 29), "closed"), ((0, 30), "waiting"), ((0, 31), "waiting")):
        young = Youth(1, "male", tuple(Referral(day, "self") for day in referrals))
        file = world.filled(replace(corps, youths=(young,)))
        assert states.youth_state(file, 1, BLANK, iso(31)) == state
    at_once = replace(corps.matches[0], proposed=None, met=30)
    file = world.filled(replace(corps, youths=(Youth(1, "male", (Referral(30, "self"),)),), matches=(at_once,)))
    assert states.youth_state(file, 1, BLANK, iso(30)) == "closed"


def test_after_an_end_with_the_rematch_flag_the_wait_begins_at_the_end_and_a_new_referral_does_not_begin_it_anew() -> (
    None
):
    corps = one_match(Turn(30, True, "job", rematch=True))
    for referrals, wait in (((0,), 20), ((0, 29), 20), ((0, 40), 20)):
        young = Youth(1, "male", tuple(Referral(day, "self") for day in referrals))
        file = world.filled(replace(corps, youths=(young,)))
        assert youth.listing(file, BLANK, iso(50))[0].wait_days == wait


def test_a_new_referral_after_a_closing_of_the_same_day_waits() -> None:
    young = Youth(1, "male", (Referral(0, "self", closed=(30, "moved")), Referral(30, "jobcenter")))
    file = world.filled(Corps((), (young,)))
    found = [states.youth_state(file, 1, BLANK, iso(day)) for day in (0, 29, 30)]
    assert found == ["waiting", "waiting", "waiting"]
    assert youth.listing(file, BLANK, iso(33))[0].wait_days == 3


def test_an_unasked_yes_is_not_waited_for_and_an_asked_one_is() -> None:
    file = world.filled(one_match(met=None, youth_yes=None))
    asked = world.profile_of("blank", ("match.youth_yes", "yes"))
    unasked = world.profile_of("blank", ("match.youth_yes", "no"))
    assert states.match_state(file, 1, asked, iso(50)) == "proposed"
    assert states.match_state(file, 1, unasked, iso(50)) == "accepted"


def test_a_change_of_the_profile_changes_what_settled_and_free_mean() -> None:
    meetings = tuple(world.Meeting(day, "held", 60, day) for day in (10, 20, 30))
    file = world.filled(one_match(meetings=meetings))
    for number, state in (("", "settled"), ("1", "settled"), ("3", "settled"), ("4", "starting")):
        profile = world.profile_of("blank", ("match.settled_after", number))
        assert states.match_state(file, 1, profile, iso(30)) == state
    for places, free in ((1, 0), (2, 1), (5, 4)):
        profile = world.profile_of("blank", ("mentor.youths_max", str(places)))
        assert mentor.listing(file, profile, iso(30))[0].free_places == free


def test_a_certificate_that_was_not_approved_takes_the_place_of_an_older_approval() -> None:
    slagelse = world.profile_of("slagelse")
    checks = (world.Check("straffeattest", 5, 10, "approved"), world.Check("straffeattest", 30, 40, "rejected"))
    file = world.filled(Corps((world.Mentor(1, "female", None, 0, trained=20, checks=checks),)))
    found = [states.mentor_state(file, 1, slagelse, iso(day)) for day in (0, 5, 10, 20, 39, 40)]
    assert found == ["applicant", "in-screening", "in-training", "ready", "ready", "in-screening"]


def test_the_course_day_is_the_earlier_of_the_word_and_the_attendance_and_only_a_course_trains() -> None:
    events = (world.Event(1, 40, "course"), world.Event(2, 10, "network"))
    someone = world.Mentor(1, "female", None, 0, attended=(1, 2))
    slagelse = world.profile_of("slagelse")
    for trained, expected in ((None, 40), (50, 40), (30, 30)):
        file = world.filled(Corps((replace(someone, trained=trained),), events=events))
        assert mentor.listing(file, slagelse, iso(60))[0].trained == iso(expected)
        assert mentor.listing(file, slagelse, iso(expected - 1))[0].trained is None


# --- how far intake has come ------------------------------------------------------------------------------------------

CFU = world.profile_of("center-for-unge")


def states_on(corps: Corps, *days: int, profile: Profile = CFU) -> list[str | None]:
    file = world.filled(corps)
    return [states.youth_state(file, 1, profile, iso(day)) for day in days]


def waits_on(corps: Corps, *days: int, profile: Profile = CFU) -> list[int | None]:
    """The days of the wait, None of who does not wait."""
    file = world.filled(corps)
    rows = [youth.listing(file, profile, iso(day)) for day in days]
    return [found[0].wait_days if found else None for found in rows]


def came(
    *visits: world.Visitation, enquiries: tuple[world.Enquiry, ...] = (), referrals: tuple[int, ...] = (10,)
) -> Corps:
    """One youth, with a referral on day 10 unless said otherwise."""
    sent = tuple(Referral(day, "caseworker") for day in referrals)
    return Corps((world.Mentor(1, "female", None, 0, approved=0),), (Youth(1, "male", sent, (), enquiries, visits),))


def test_from_enquiry_over_referral_and_visitation_to_the_waiting_list() -> None:
    asked = world.Enquiry(5, "caseworker", (10, "yes"))
    corps = came(world.Visitation(20, (25, "waiting-list")), enquiries=(asked,))
    days = (4, 5, 9, 10, 19, 20, 24, 25, 40)
    assert states_on(corps, *days) == [
        None, "enquired", "enquired", "referred", "referred", "visited", "visited", "waiting", "waiting",
    ]  # fmt: skip
    assert waits_on(corps, *days) == [None, None, None, 0, 9, 10, 14, 15, 30]


def test_where_no_visitation_is_asked_a_referred_youth_waits_at_once() -> None:
    corps = came(world.Visitation(20, (25, "admitted")))
    assert states_on(corps, 10, 20, 25, profile=BLANK) == ["waiting"] * 3


def test_a_decision_for_other_support_ends_the_wait_and_a_new_referral_begins_another() -> None:
    corps = came(world.Visitation(20, (25, "other-support")), referrals=(10, 40))
    for profile in (CFU, BLANK):
        assert states_on(corps, 24, 25, 39, profile=profile)[1:] == ["declined", "declined"]
        assert waits_on(corps, 24, 25, 39, 40, 45, profile=profile) == [14, None, None, 0, 5]
    assert states_on(corps, 40) == ["referred"]


def test_an_enquiry_answered_no_is_declined_and_a_later_referral_is_not() -> None:
    corps = came(enquiries=(world.Enquiry(5, "self", (7, "no")),), referrals=())
    assert states_on(corps, 6, 7, 50) == ["enquired", "declined", "declined"]
    assert waits_on(corps, 6, 7, 50) == [None, None, None]
    again = came(enquiries=(world.Enquiry(5, "self", (7, "no")), world.Enquiry(9, "self")), referrals=(12,))
    assert states_on(again, 8, 9, 12) == ["declined", "enquired", "referred"]


def test_a_visitation_before_this_wait_is_not_this_waits() -> None:
    corps = one_match(Turn(30, True, "job"))
    again = Youth(
        1, "male", (Referral(0, "self"), Referral(40, "self")), visitations=(world.Visitation(3, (4, "admitted")),)
    )
    assert states_on(replace(corps, youths=(again,)), 4, 29, 30, 40) == ["waiting", "matched", "closed", "referred"]


def test_after_an_end_with_the_rematch_flag_one_waits_until_a_new_visitation_decides_otherwise() -> None:
    corps = one_match(Turn(30, True, "job", rematch=True))
    assert states_on(corps, 29, 30, 50) == ["matched", "waiting", "waiting"]
    young = replace(corps.youths[0], visitations=(world.Visitation(40, (45, "other-support")),))
    assert states_on(replace(corps, youths=(young,)), 39, 40, 45) == ["waiting", "waiting", "declined"]
    assert waits_on(replace(corps, youths=(young,)), 44, 45) == [14, None]


def test_a_further_visitation_takes_nobody_back_before_it_is_decided() -> None:
    corps = came(world.Visitation(20, (22, "waiting-list")), world.Visitation(30, (35, "other-support")))
    assert states_on(corps, 20, 22, 29, 30, 34, 35) == ["visited", *["waiting"] * 4, "declined"]
    late = came(world.Visitation(20), world.Visitation(30, (35, "admitted")))
    assert states_on(late, 20, 30, 34, 35) == ["visited", "visited", "visited", "waiting"]
    crossed = came(world.Visitation(20, (40, "admitted")), world.Visitation(30, (32, "waiting-list")))
    assert states_on(crossed, 31, 32, 39, 40) == ["visited", "waiting", "waiting", "waiting"]
