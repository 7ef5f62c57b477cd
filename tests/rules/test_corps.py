"""What the corps as a whole owes, in tables of cases: the need of mentors, its meetings, hours and thanks."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.main import main
from mentorcli.rules import corps
from mentorcli.rules.facts import EventsFact, HoursFact, Milestone, NeedFact, ThanksFact
from mentorcli.rules.rule import Finding
from mentorcli.schemes.profile import Profile
from tests.views import world

SLAGELSE = world.profile_of("slagelse")
VALLENSBAEK = world.profile_of("vallensbaek")
DAY = "2026-06-30"  # 184 days to 31 December: six months


def basis(**more: Any) -> NeedFact:
    """What the need is worked out from: nothing waits and nothing happened but what is told; 368 days, twice 184."""
    plain: dict[str, Any] = {
        "waiting": 0, "free": 0, "active": 10, "in_training": 0, "courses_ahead": 0, "days": 368, "referred": 0,
        "closed": 0, "rematched": 0, "stopped": 0, "places": 2, "begun_on": None,
    }  # fmt: skip
    return NeedFact(**{**plain, **more})


NEEDS = {  # what is known -> places lacking, mentors to train, and for whom no course is planned
    "nobody waits": ({}, 0, 0, 0),
    "five wait, no places": ({"waiting": 5}, 5, 3, 3),
    "five wait, five places": ({"waiting": 5, "free": 5}, 0, 0, 0),
    "more places than youths": ({"waiting": 1, "free": 9}, 0, 0, 0),
    "half of a year's referrals are to come": ({"referred": 12}, 6, 3, 3),
    "a half is rounded up": ({"referred": 3}, 2, 1, 1),
    "half of a year's ends set places free": ({"waiting": 5, "closed": 4}, 3, 2, 2),
    "who waits on after an end needs another place": ({"waiting": 5, "closed": 4, "rematched": 4}, 5, 3, 3),
    "a mentor who stops takes two places away": ({"stopped": 2}, 2, 1, 1),
    "with places for one, twice the mentors": ({"waiting": 5, "places": 1}, 5, 5, 5),
    "a course that is planned has ten places": ({"waiting": 5, "courses_ahead": 1}, 5, 3, 0),
    "more than the planned course can take": ({"waiting": 30, "courses_ahead": 1}, 30, 15, 5),
    "all at once": (
        {"waiting": 5, "referred": 16, "rematched": 2, "stopped": 2, "closed": 6, "free": 5}, 5 + 8 + 1 + 2 - 3 - 5, 4, 4),
}  # fmt: skip


def half_a_year(fact: NeedFact) -> NeedFact:
    """The same, with a pace counted over exactly twice the days to come."""
    return fact._replace(days=2 * 183)


@pytest.mark.parametrize("name", NEEDS)
def test_waiting_youths_and_expected_closures_less_free_places_are_mentors_to_train(name: str) -> None:
    known, short, mentors, unplanned = NEEDS[name]
    found = corps.need(half_a_year(basis(**known)), SLAGELSE, DAY)  # 30 June to 30 December: 183 days
    assert (found.short, found.mentors, found.unplanned) == (short, mentors, unplanned)
    assert found.for_aim == 0


def test_the_terms_add_up_to_the_places_that_are_lacking() -> None:
    found = corps.need(half_a_year(basis(**NEEDS["all at once"][0])), SLAGELSE, DAY)
    waiting, closures = found.waiting + found.referrals, found.rematches + found.lost - found.freed
    assert (waiting, closures, found.free) == (13, 0, 5)
    assert waiting + closures - found.free == found.short


@given(
    st.fixed_dictionaries({key: st.integers(0, 40) for key in ("waiting", "free", "referred", "closed", "rematched", "stopped")}),
    st.integers(91, 365), st.integers(1, 4), st.integers(1, 36),
)  # fmt: skip
@world.drawing(200)
def test_more_who_wait_never_need_fewer_mentors_and_enough_are_never_too_few(
    known: dict[str, int], days: int, places: int, months: int
) -> None:
    profile = world.profile_of("slagelse", ("coordinator.horizon_months", str(months)))
    fact = basis(**known, days=days, places=places)
    found = corps.need(fact, profile, DAY)
    assert found.mentors * places >= found.short > (found.mentors - 1) * places or found.mentors == found.short == 0
    more = corps.need(fact._replace(waiting=fact.waiting + 1), profile, DAY)
    assert found.mentors <= more.mentors <= found.mentors + 1
    assert corps.need(fact._replace(free=fact.free + found.short), profile, DAY).short == 0


@pytest.mark.parametrize(("active", "mentors"), [(10, 0), (12, 0), (7, 3), (0, 10)])
def test_a_corps_that_aims_at_ten_trains_up_to_ten(active: int, mentors: int) -> None:
    found = corps.need(basis(active=active), VALLENSBAEK, DAY)
    assert (found.for_aim, found.mentors) == (mentors, mentors)


def test_the_larger_of_places_and_aim_counts() -> None:
    assert corps.need(basis(active=9, waiting=10), VALLENSBAEK, DAY).mentors == 5
    assert corps.need(basis(active=3, waiting=10), VALLENSBAEK, DAY).mentors == 7


def test_no_number_of_the_need_is_hard_wired() -> None:
    fact = half_a_year(basis(referred=12, waiting=30, courses_ahead=1))
    for key, value, mentors, unplanned in (
        ("coordinator.horizon_months", "12", 21, 11), ("coordinator.course_places", "20", 18, 0), ("risk.weeks", "9", 18, 8),
    ):  # fmt: skip
        found = corps.need(fact, world.profile_of("slagelse", (key, value)), DAY)
        assert (found.mentors, found.unplanned) == (mentors, unplanned), key


def test_k4_asks_for_a_course_and_says_why(english: None) -> None:
    (one,) = corps.course([basis(waiting=5, free=2)], SLAGELSE, DAY)
    assert (one.rule, one.severity, one.due, one.kind, one.id) == ("K4", "remind", DAY, "year", 2026)
    assert one.message == (
        "A course for 2 mentors is needed: young people who wait or are expected: 5; places that are or will be free: 2"
    )
    (aim,) = corps.course([basis(active=7)], VALLENSBAEK, DAY)
    assert aim.message == "A course for 3 mentors is needed: the corps aims at 10 and has 7"
    assert corps.course([basis(waiting=5, courses_ahead=1)], SLAGELSE, DAY) == []
    assert corps.course([], SLAGELSE, DAY) == []


@pytest.mark.parametrize(
    ("scheme", "this_year", "asked"),
    [
        ("slagelse", 0, True),
        ("slagelse", 1, True),
        ("slagelse", 2, False),
        ("slagelse", 3, False),
        ("vallensbaek", 3, True),
    ],
)
def test_k4_asks_for_a_course_beyond_those_of_the_year_only_in_the_next(
    scheme: str, this_year: int, asked: bool
) -> None:
    """SLA: "en til to gange om året"; VAL states no number."""
    (found,) = corps.course([basis(waiting=5, courses_year=this_year)], world.profile_of(scheme), DAY)
    assert (found.due, found.id) == ((DAY, 2026) if asked else ("2027-01-01", 2027))


@pytest.mark.parametrize(
    ("begun", "due"), [(None, DAY), ("2026-01-01", DAY), ("2026-05-31", DAY), ("2026-06-20", "2026-07-20")]
)
def test_a_file_in_its_first_days_is_left_in_peace(begun: str | None, due: str) -> None:
    (one,) = corps.course([basis(waiting=5, begun_on=begun)], SLAGELSE, DAY)
    assert one.due == due


# --- meetings ---------------------------------------------------------------------------------------------------------


def kept(kind: str, last: str | None, recorded: str | None = None, coming: str | None = None,
         made: str | None = "2026-01-01") -> EventsFact:  # fmt: skip
    return EventsFact(kind, last, recorded or last, coming, 0, int(coming is not None), made)


def due_of(rule: str, fact: EventsFact, profile: Profile = SLAGELSE) -> list[str]:
    decide = {"K1": corps.board, "K2": corps.network}[rule]
    return [one.due for one in decide([fact], profile, DAY)]


MEETINGS = {
    "four a year: 91 days after the last": ("K1", kept("board", "2026-01-15"), ["2026-04-16"]),
    "one that is planned is enough": ("K1", kept("board", "2026-01-15", coming="2026-07-01"), []),
    "typed late: the clock starts then": ("K1", kept("board", "2020-01-15", "2026-05-01"), ["2026-07-31"]),
    "planned before it was held": ("K1", kept("board", "2026-01-15", "2025-11-01"), ["2026-04-16"]),
    "none yet: from the day of the file": ("K1", kept("board", None), ["2026-04-02"]),
    "no day of the file known": ("K1", kept("board", None, made=None), []),
    "a network meeting is no board meeting": ("K1", kept("network", "2020-01-15"), []),
    "six months after the last": ("K2", kept("network", "2025-08-31"), ["2026-02-28"]),
    "a network meeting that is planned": ("K2", kept("network", "2025-08-31", coming="2026-12-01"), []),
    "a course is no network meeting": ("K2", kept("course", "2020-01-15"), []),
}


@pytest.mark.parametrize("name", MEETINGS)
def test_the_next_meeting_is_due_so_long_after_the_last(name: str) -> None:
    rule, fact, expected = MEETINGS[name]
    assert due_of(rule, fact) == expected


@pytest.mark.parametrize(
    ("number", "due"), [("1", "2027-01-15"), ("2", "2026-07-16"), ("12", "2026-02-14"), ("60", "2026-01-21")]
)
def test_the_board_meetings_are_spread_over_the_year(number: str, due: str) -> None:
    profile = world.profile_of("slagelse", ("coordinator.board_meetings_year", number))
    assert due_of("K1", kept("board", "2026-01-15"), profile) == [due]


@pytest.mark.parametrize(
    ("rule", "key", "value"),
    [
        ("K1", "coordinator.board_meetings_year", ""),
        ("K2", "followup.network", "no"),
        ("K2", "followup.network_months", ""),
    ],
)
def test_a_scheme_without_such_meetings_is_not_reminded(rule: str, key: str, value: str) -> None:
    kind = {"K1": "board", "K2": "network"}[rule]
    assert due_of(rule, kept(kind, "2020-01-15")) != []
    assert due_of(rule, kept(kind, "2020-01-15"), world.profile_of("slagelse", (key, value))) == []


def test_a_network_meeting_comes_after_the_schemes_months() -> None:
    assert due_of(
        "K2", kept("network", "2026-01-31"), world.profile_of("slagelse", ("followup.network_months", "1"))
    ) == ["2026-02-28"]


# --- the coordinator's hours ------------------------------------------------------------------------------------------


def worked(*entries: tuple[str, float], first: str = "2020-01-01", recorded: str | None = None) -> list[HoursFact]:
    return [HoursFact(day, round(hours * 60), recorded or day, first) for day, hours in entries]


@pytest.mark.parametrize(
    ("month", "first", "hours"),
    [
        ("2026-02", "2020-01-01", 8),  # two hours a week, four weeks
        ("2026-06", "2020-01-01", 60 / 7),
        ("2026-02", "2026-01-01", 40),  # it starts: ten hours a week for six months
        ("2026-06", "2026-01-01", 10 * 30 / 7),
        ("2026-07", "2026-01-01", 2 * 31 / 7),  # the six months are over
        ("2026-07", "2026-01-15", (10 * 14 + 2 * 17) / 7),  # … in the middle of the month
    ],
)
def test_the_plan_has_more_hours_while_the_scheme_starts(month: str, first: str, hours: float) -> None:
    assert corps.planned(month, first, VALLENSBAEK) == round(hours * 60)


def test_a_scheme_without_a_plan_has_none_and_one_without_a_start_has_one_plan() -> None:
    assert corps.planned("2026-02", "2026-01-01", SLAGELSE) is None
    start_alone = world.profile_of(
        "slagelse", ("coordinator.hours_week_start", "10"), ("coordinator.start_months", "6")
    )
    assert corps.planned("2026-02", "2026-01-01", start_alone) == 2400
    assert corps.planned("2026-08", "2026-01-01", start_alone) is None
    no_phase = world.profile_of("vallensbaek", ("coordinator.start_months", ""))
    assert corps.planned("2026-02", "2026-01-01", no_phase) == 480


HOURS = {  # entries -> the day asked about, and the days due
    "within the plan": ([("2026-02-02", 4), ("2026-02-20", 4)], "2026-02-25", []),
    "passed on a day of this month": (
        [("2026-02-02", 4), ("2026-02-20", 4.5), ("2026-02-24", 1)],
        "2026-02-25",
        ["2026-02-20"],
    ),
    "last month, early in this one": ([("2026-02-20", 9)], "2026-03-14", ["2026-02-20"]),
    "last month, later in this one": ([("2026-02-20", 9)], "2026-03-15", []),
    "the months do not add up": ([("2026-02-20", 7), ("2026-03-02", 7)], "2026-03-03", []),
    "both months": ([("2026-02-20", 9), ("2026-03-02", 9)], "2026-03-03", ["2026-02-20", "2026-03-02"]),
}


@pytest.mark.parametrize("name", HOURS)
def test_hours_above_the_plan_of_a_month_are_told(name: str) -> None:
    entries, day, expected = HOURS[name]
    found = corps.hours(worked(*entries), VALLENSBAEK, day)
    assert [one.due for one in found] == expected
    assert corps.hours(worked(*entries), SLAGELSE, day) == []


def test_hours_typed_later_are_due_when_they_were_typed(english: None) -> None:
    (one,) = corps.hours(worked(("2026-02-20", 9), recorded="2026-03-04"), VALLENSBAEK, "2026-03-05")
    assert one.due == "2026-03-04"
    assert one.message == "Your hours of 02-2026: 9 h; the plan has 8 h"
    assert one.command == "mentorcli hours list --from 2026-02-01 --to 2026-02-28"


# --- thanks -----------------------------------------------------------------------------------------------------------


def mentor(
    since: str | None, *reached: Milestone, thanked: tuple[tuple[str, int], ...] = (), recorded: str = "2000-01-01"
) -> ThanksFact:
    return ThanksFact(3, "Ida", since, recorded, reached, frozenset(thanked))


def thanks(fact: ThanksFact, day: str, profile: Profile = SLAGELSE) -> list[str]:
    return [one.due for one in corps.thanks([fact], profile, day)]


@pytest.mark.parametrize(
    ("since", "day", "expected"),
    [
        ("2024-03-10", "2026-03-10", ["2026-03-10"]),
        ("2024-03-10", "2026-04-09", ["2026-03-10"]),  # thirty days after
        ("2024-03-10", "2026-04-10", []),
        ("2024-03-10", "2026-01-09", ["2026-03-10"]),  # sixty days before; the agenda shows as many as it looks ahead
        ("2024-03-10", "2026-01-08", []),
        ("2026-03-10", "2026-03-10", []),  # the very beginning
        ("2025-03-10", "2026-03-10", ["2026-03-10"]),
        ("2024-02-29", "2026-02-28", ["2026-02-28"]),
        ("2024-02-29", "2028-02-29", ["2028-02-29"]),
        ("2024-12-20", "2026-01-05", ["2025-12-20"]),  # over the turn of the year
        ("2024-01-05", "2025-12-20", ["2026-01-05"]),
        (None, "2026-03-10", []),
    ],
)
def test_an_anniversary_is_seen_coming_and_gone_after_a_month(since: str | None, day: str, expected: list[str]) -> None:
    assert thanks(mentor(since), day) == expected


def test_thanks_that_were_said_are_not_asked_for_again(english: None) -> None:
    once = ("years", 2)
    assert thanks(mentor("2024-03-10", thanked=(once,)), "2026-03-10") == []
    assert thanks(mentor("2024-03-10", thanked=(once,)), "2027-03-10") == ["2027-03-10"]
    assert thanks(mentor("2024-03-10", thanked=(("meetings", 2),)), "2026-03-10") == ["2026-03-10"]
    (one,) = corps.thanks([mentor("2025-03-10")], SLAGELSE, "2026-03-10")
    assert one.message == "Ida has been in the scheme for 1 year on 10 Mar 2026: say thanks (mentor thank)"
    assert (one.kind, one.id, one.command) == ("mentor", 3, "mentorcli mentor show m3")


def test_a_round_meeting_is_thanked_for(english: None) -> None:
    fiftieth = Milestone(50, "2026-03-01", "2026-03-04")
    (one,) = corps.thanks([mentor(None, fiftieth)], SLAGELSE, "2026-03-10")
    assert (one.due, one.message) == (
        "2026-03-04", "Ida held meeting number 50 on 1 Mar 2026: say thanks (mentor thank)",
    )  # fmt: skip
    assert thanks(mentor(None, fiftieth, thanked=(("meetings", 50),)), "2026-03-10") == []
    assert thanks(mentor(None, fiftieth, thanked=(("years", 50),)), "2026-03-10") == ["2026-03-04"]


def test_a_mentor_who_was_typed_in_lately_is_due_from_that_day() -> None:
    assert thanks(mentor("2024-03-10", recorded="2026-03-20"), "2026-03-20") == ["2026-03-20"]


def test_a_scheme_that_does_not_count_years_is_silent_about_them() -> None:
    without = world.profile_of("slagelse", ("remind.thanks_years", "no"))
    assert thanks(mentor("2024-03-10"), "2026-03-10", without) == []
    assert thanks(mentor(None, Milestone(50, "2026-03-01", "2026-03-01")), "2026-03-10", without) == ["2026-03-01"]


@pytest.mark.parametrize(
    ("since", "day", "years"),
    [
        ("2024-03-10", "2026-03-01", 2), ("2024-03-10", "2026-04-20", 2), ("2024-03-10", "2026-12-01", 3),
        ("2024-03-10", "2024-03-20", 0), ("2024-12-30", "2026-01-02", 1), ("2024-02-29", "2025-02-28", 1),
    ],
)  # fmt: skip
def test_the_nearest_anniversary_is_meant(since: str, day: str, years: int) -> None:
    assert corps.nearest_anniversary(since, day) == years


# --- all of them ------------------------------------------------------------------------------------------------------

FOUND: tuple[Finding, ...] = (
    *corps.course([basis(waiting=5)], SLAGELSE, DAY),
    *corps.board([kept("board", "2026-01-15")], SLAGELSE, DAY),
    *corps.network([kept("network", "2025-08-31")], SLAGELSE, DAY),
    *corps.hours(worked(("2026-06-20", 19)), VALLENSBAEK, DAY),
    *corps.thanks([mentor("2024-07-01")], SLAGELSE, DAY),
)


def test_every_rule_of_the_corps_but_h2_is_shown_here() -> None:
    assert {one.rule for one in FOUND} == {rule.id for rule in corps.RULES if rule.decide}
    assert {rule.id for rule in corps.RULES if not rule.decide} == {"H2"}


@pytest.mark.parametrize("one", FOUND, ids=lambda one: one.rule)
def test_the_command_of_a_finding_parses(one: Finding, tmp_path: Path) -> None:
    program, *arguments = shlex.split(one.command)
    assert program == "mentorcli"
    assert main(arguments, {"MENTORCLI_DB": str(tmp_path / "none.db")}) == 5
    assert main([*arguments, "--no-such"], {"MENTORCLI_DB": str(tmp_path / "none.db")}) == 2
