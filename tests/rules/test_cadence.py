"""The reminders, in tables of cases: the day before, the day itself, the day after, and whose number decides."""

from __future__ import annotations

import shlex
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.main import main
from mentorcli.rules import cadence
from mentorcli.rules.facts import (
    BreakFact,
    CheckFact,
    ConsentFact,
    EnquiryFact,
    FundFact,
    GoalFact,
    IdleFact,
    MatchFact,
    WaitFact,
)
from mentorcli.rules.rule import SEVERITIES, Finding, days_between, later
from mentorcli.rules.table import RULES, worst_first
from mentorcli.schemes.profile import KEYS, Profile
from tests.views import world

PROFILE = world.profile_of("slagelse")
DECIDE = {rule.id: rule.decide for rule in RULES}


def with_number(key: str, number: object) -> Profile:
    """The profile with one setting changed."""
    return world.profile_of("slagelse", (key, str(number)))


def moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def due(rule: str, row: object, day: str, profile: Profile = PROFILE) -> str | None:
    """The day on which a rule's finding about a row falls due; None where it finds nothing."""
    found = DECIDE[rule]([row], profile, day)
    assert len(found) <= 1
    return found[0].due if found else None


def accepted(on: str, recorded: str = "2000-01-01", state: str = "accepted") -> MatchFact:
    return MatchFact(7, "Ida / Bo", 1, 2, state, on, None, recorded, 0, None, 0, 0, None, None)


def running(met: str, held: int = 0, last: str | None = None, recorded: str = "2000-01-01", state: str = "settled",
            missed: int = 0, newest: str | None = None, newest_recorded: str | None = None) -> MatchFact:  # fmt: skip
    """A match that has met; `missed` of its newest meetings, the last on `newest`, were no-shows."""
    return MatchFact(7, "Ida / Bo", 1, 2, state, met, met, recorded, held, last, missed, missed, newest,
                     newest_recorded or newest)  # fmt: skip


def check(seen: str, review: str | None = None, recorded: str = "2000-01-01") -> CheckFact:
    return CheckFact(1, "Bo", "straffeattest", seen, review, recorded)


def comeback(ended: str, begins: str, checked: str | None = None, recorded: str = "2000-01-01") -> BreakFact:
    return BreakFact(7, "Bo", 1, ended, begins, recorded, checked)


def consent(on: str, born: str | None = None, review: str | None = None, recorded: str = "2000-01-01") -> ConsentFact:
    return ConsentFact(2, "Ida", "contact", on, review, recorded, born)


def wait(since: str, recorded: str = "2000-01-01", proposed: int = 0) -> WaitFact:
    return WaitFact(2, "Ida", since, recorded, proposed)


def asked(on: str, recorded: str = "2000-01-01") -> EnquiryFact:
    return EnquiryFact(3, "Ida", on, recorded)


def fund(year: int, recorded: str = "2000-01-01") -> FundFact:
    return FundFact(year, 5_000_000, recorded)


def goal(on: str, youth: str | None = None, mentor: str | None = None, recorded: str = "2000-01-01") -> GoalFact:
    return GoalFact(4, "Ida", "job", on, youth, mentor, None, recorded)


class Case(NamedTuple):
    """A row that a rule finds due on a day, under a number of the profile, and one that makes it a later day."""

    rule: str
    row: Any
    due: str
    key: str
    number: Any
    then: str


CASES = {
    "accepted, no first meeting for 21 days": Case(
        "C7", accepted("2020-01-10"), "2020-01-31", "remind.first_meeting_days", 25, "2020-02-04"),
    "running, none held for 30 days, over a 29 February": Case(
        "C7", running("2020-01-01", 3, "2020-01-31"), "2020-03-01", "remind.silent_days", 31, "2020-03-02"),
    "running, none held for 30 days, in a year without one": Case(
        "C7", running("2019-01-01", 3, "2019-01-31"), "2019-03-02", "remind.silent_days", 31, "2019-03-03"),
    "met, and nothing since": Case("C7", running("2020-01-01"), "2020-01-31", "remind.silent_days", 60, "2020-03-01"),
    "2 meetings in 8 weeks": Case("C8", running("2020-01-01", 2), "2020-02-26", "risk.weeks", 9, "2020-03-04"),
    "2 no-shows in a row": Case(
        "C8", running("2020-01-01", 9, missed=2, newest="2020-02-29"), "2020-02-29", "risk.no_shows", 3, ""),
    "waiting for 30 days": Case("C10", wait("2020-01-31"), "2020-03-01", "remind.waiting_days", 60, "2020-03-31"),
    "an enquiry without an answer for 14 days": Case(
        "C10", asked("2020-02-20"), "2020-03-05", "remind.answer_days", 20, "2020-03-11"),
    "certificate of 24 months": Case(
        "A5", check("2018-03-31"), "2020-03-31", "remind.check_months", 36, "2021-03-31"),
    "certificate seen on a 29 February": Case(
        "A5", check("2020-02-29"), "2022-02-28", "remind.check_months", 36, "2023-02-28"),
    "certificate seen at a month's end, due in a shorter month": Case(
        "A5", check("2018-08-31"), "2020-08-31", "remind.check_months", 30, "2021-02-28"),
    "certificate with its own review day": Case(
        "A5", check("2018-03-31", "2020-02-29"), "2020-02-29", "remind.check_months", 36, "2020-02-29"),
    "back after 12 months": Case(
        "A6", comeback("2019-01-31", "2020-01-31"), "2020-01-31", "remind.break_months", 13, ""),
    "consent of 12 months, given on a 29 February": Case(
        "B7", consent("2020-02-29"), "2021-02-28", "remind.consent_months", 24, "2022-02-28"),
    "consent with its own review day": Case(
        "B7", consent("2020-02-29", review="2020-06-01"), "2020-06-01", "remind.consent_months", 24, "2020-06-01"),
    "goal never scored": Case("K6", goal("2019-11-30"), "2020-02-29", "goals.score_months", 4, "2020-03-30"),
    "goal scored three months ago": Case(
        "K6", goal("2019-01-01", "2019-11-30"), "2020-02-29", "goals.score_months", 1, "2019-12-30"),
    "§ 18 money of last year": Case(
        "F5", fund(2019), "2020-04-01", "remind.section_18_day", "05-31", "2020-05-31"),
}  # fmt: skip
each = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def open_findings(case: Case, day: str, profile: Profile = PROFILE) -> list[Finding]:
    """What the rule finds that is due by the day."""
    return [one for one in DECIDE[case.rule]([case.row], profile, day) if one.due <= day]


@each
def test_a_reminder_is_not_due_the_day_before_and_is_due_on_its_day_and_after(case: Case) -> None:
    assert open_findings(case, moved(case.due, -1)) == []
    for days in (0, 1, 20):
        found = open_findings(case, moved(case.due, days))
        assert [(one.rule, one.due) for one in found] == [(case.rule, case.due)]


@each
def test_no_number_is_hard_wired(case: Case) -> None:
    """Another number in the profile gives another day, or none at all."""
    changed = with_number(case.key, case.number)
    assert case.key in KEYS
    last = max(case.due, case.then)
    assert due(case.rule, case.row, last) == case.due
    assert due(case.rule, case.row, last, changed) == (case.then or None)


@each
def test_the_clock_starts_no_earlier_than_the_day_on_which_the_record_came_into_the_file(case: Case) -> None:
    typed = "2023-05-10"
    if case.rule == "F5":
        assert due("F5", fund(2019, "2020-05-10"), "2020-05-10") == "2020-05-10"
        return
    if case.rule == "K6":
        assert due("K6", case.row._replace(recorded_on=typed), "2024-01-01") == "2023-08-10"
        return
    field = "newest_recorded" if case.rule == "C8" and case.row.newest_recorded else "recorded_on"
    row = case.row._replace(**{field: typed})
    span = 0 if case.rule in ("A5", "A6", "B7") or field == "newest_recorded" else days_between(counted(case), case.due)
    assert due(case.rule, row, "2024-01-01") == moved(typed, span)
    assert due(case.rule, case.row, "2024-01-01") == case.due


def counted(case: Case) -> str:
    """The fact that a case's clock counts from."""
    row = case.row
    if case.rule == "C10":
        return str(row.on_day if isinstance(row, EnquiryFact) else row.since)
    return str(row.first_met_on if case.rule == "C8" else row.last_held or row.first_met_on or row.accepted_on)


@each
def test_a_finding_says_whom_it_is_about_and_gives_a_command_that_parses(case: Case, tmp_path: Path) -> None:
    (one,) = open_findings(case, case.due)
    program, *arguments = shlex.split(one.command)
    assert program == "mentorcli"
    assert (str(one.id) if one.kind == "year" else one.label) in one.message
    assert main(arguments, {"MENTORCLI_DB": str(tmp_path / "none.db")}) == 5  # no data file: the words were understood
    assert main([*arguments, "--no-such"], {"MENTORCLI_DB": str(tmp_path / "none.db")}) == 2


# --- certificates, breaks, consents -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        ("2020-01-30", None),
        ("2020-01-31", "remind"),
        ("2020-03-30", "remind"),
        ("2020-03-31", "warn"),
        ("2021-01-01", "warn"),
    ],
)
def test_a_certificate_is_a_reminder_from_60_days_before_and_a_warning_from_its_day(
    day: str, severity: str | None
) -> None:
    found = cadence.checks([check("2018-03-31")], PROFILE, day)
    assert [one.severity for one in found] == ([severity] if severity else [])


@pytest.mark.parametrize(("days", "first"), [(0, "2020-03-31"), (1, "2020-03-30"), (365, "2019-04-01")])
def test_the_days_of_warning_are_the_profiles(days: int, first: str) -> None:
    profile = with_number("remind.check_warn_days", days)
    assert cadence.checks([check("2018-03-31")], profile, first)
    assert not cadence.checks([check("2018-03-31")], profile, moved(first, -1))


@pytest.mark.parametrize(
    ("ended", "begins", "checked", "warned"),
    [
        ("2019-01-31", "2020-01-30", None, False),
        ("2019-01-31", "2020-01-31", None, True),
        ("2020-02-29", "2021-02-27", None, False),
        ("2020-02-29", "2021-02-28", None, True),
        ("2019-01-31", "2020-03-01", "2018-12-01", True),
        ("2019-01-31", "2020-03-01", "2019-01-31", True),
        ("2019-01-31", "2020-03-01", "2019-02-01", False),
        ("2019-01-31", "2020-03-01", "2020-02-28", False),
    ],
)
def test_a_break_of_twelve_months_asks_for_a_certificate_seen_since(
    ended: str, begins: str, checked: str | None, warned: bool
) -> None:
    found = cadence.breaks([comeback(ended, begins, checked)], PROFILE, "2022-01-01")
    assert [one.severity for one in found] == (["warn"] if warned else [])


@pytest.mark.parametrize(
    ("on", "born", "expected"),
    [
        ("2020-01-10", None, "2021-01-10"),
        ("2020-01-10", "2005-06-15", "2020-06-15"),  # turns 15
        ("2020-01-10", "2002-06-15", "2020-06-15"),  # turns 18
        ("2020-01-10", "2003-06-15", "2021-01-10"),  # turns 17: no reason
        ("2020-06-15", "2005-06-15", "2021-06-15"),  # given on the birthday itself
        ("2020-06-14", "2005-06-15", "2020-06-15"),
        ("2020-01-10", "2005-01-05", "2021-01-10"),  # was 15 already
        ("2020-01-10", "2005-02-28", "2020-02-28"),
        ("2020-01-10", "2006-02-28", "2021-01-10"),  # 15 only after the year
    ],
)
def test_a_consent_is_looked_at_again_when_the_youth_turns_15_or_18(on: str, born: str | None, expected: str) -> None:
    assert due("B7", consent(on, born), "2024-01-01") == expected


# --- goals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "youth", "mentor", "expected"),
    [
        ("slagelse", None, None, "2020-04-01"), ("slagelse", "2020-02-01", None, "2020-05-01"),
        ("slagelse", None, "2020-02-01", "2020-05-01"), ("slagelse", "2020-02-01", "2020-03-01", "2020-06-01"),
        ("move1", "2020-02-01", "2020-03-01", "2020-05-01"), ("mil-lyngby", "2020-02-01", None, "2020-04-01"),
    ],
)  # fmt: skip
def test_where_two_voices_are_asked_the_longer_silence_counts(
    scheme: str, youth: str | None, mentor: str | None, expected: str
) -> None:
    profile = world.profile_of(scheme)
    assert due("K6", goal("2020-01-01", youth, mentor), "2020-01-01", profile) == expected


def test_a_goal_says_whose_score_is_missing(english: None) -> None:
    (one,) = cadence.scores([goal("2020-01-01", "2020-02-01")], world.profile_of("move1"), "2020-04-01")
    assert one.message == "Ida: the goal in job has no score (mentor)"


# --- § 18 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "day", "found"),
    [
        (2019, "2020-01-31", False), (2019, "2020-02-01", True), (2019, "2020-04-01", True), (2019, "2020-12-31", True),
        (2020, "2020-12-31", False), (2018, "2020-04-01", False), (2019, "2019-12-31", False),
    ],
)  # fmt: skip
def test_last_years_section_18_money_is_accounted_for(year: int, day: str, found: bool) -> None:
    assert bool(cadence.section_18([fund(year)], PROFILE, day)) == found


def test_a_scheme_without_section_18_money_or_without_its_day_is_not_reminded() -> None:
    for key, value in (("money.section_18", "no"), ("remind.section_18_day", "")):
        assert cadence.section_18([fund(2019)], with_number(key, value), "2020-04-01") == []


# --- all rules ---------------------------------------------------------------------------------------------------------


def test_each_rule_stands_once_with_a_severity_a_source_and_a_key_of_the_profile() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.id for rule in cadence.RULES} == {case.rule for case in CASES.values()} - {"C7", "C8"} | {
        "K10"
    }  # of monitoring; of two kinds of rows
    for rule in RULES:
        assert rule.severity in SEVERITIES
        assert set(rule.key.split()) <= set(KEYS)
        assert rule.source
        assert rule.sentence.endswith(".")


findings = st.lists(
    st.builds(
        Finding, st.sampled_from([rule.id for rule in RULES]), st.sampled_from(SEVERITIES),
        st.dates(date(2020, 1, 1), date(2020, 3, 1)).map(str), st.sampled_from(["match", "mentor"]), st.integers(1, 9),
        st.just("x"), st.just("x"), st.just("x"),
    ),
    max_size=12,
)  # fmt: skip


@given(findings, st.randoms(use_true_random=False))
@world.drawing(100)
def test_the_worst_comes_first_whatever_the_order_of_finding(found: list[Finding], random: Any) -> None:
    ranked = worst_first(found)
    assert sorted(map(repr, ranked)) == sorted(map(repr, found))
    ids = [rule.id for rule in RULES]
    ranks = [(SEVERITIES.index(one.severity), ids.index(one.rule), one.due, one.kind, one.id) for one in ranked]
    assert ranks == sorted(ranks)
    shuffled = list(found)
    random.shuffle(shuffled)
    assert [repr(one) for one in worst_first(shuffled)] == [repr(one) for one in ranked]


def test_a_warning_comes_before_an_older_reminder_and_a_break_before_a_certificate() -> None:
    refused = Finding("C8", "block", "2020-02-01", "match", 1, "", "", "")
    pause = Finding("A6", "warn", "2020-01-03", "mentor", 1, "", "", "")
    certificate = Finding("A5", "warn", "2020-01-02", "mentor", 1, "", "", "")
    soon = Finding("A5", "remind", "2018-01-01", "mentor", 1, "", "", "")
    old = Finding("C8", "remind", "2019-01-01", "match", 1, "", "", "")
    assert worst_first([soon, old, certificate, pause, refused]) == [refused, pause, certificate, soon, old]


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
@world.drawing(200)
def test_months_on_is_the_same_day_or_the_end_of_a_shorter_month(day: date, months: int) -> None:
    there = date.fromisoformat(later(day.isoformat(), months=months))
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or (there.day < day.day and (there + timedelta(days=1)).day == 1)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(-400, 4000))
@world.drawing(100)
def test_days_on_and_days_between_are_each_others_inverse(day: date, days: int) -> None:
    assert days_between(day.isoformat(), later(day.isoformat(), days=days)) == days


# --- K10: mentors who stand with too few young people while somebody waits

VALLENSBAEK = world.profile_of("vallensbaek")


def free(mentor: int, since: str, matches: int = 0, places: int = 2, recorded: str = "2000-01-01") -> IdleFact:
    return IdleFact(mentor, f"m{mentor}", matches, places, since, recorded)


@pytest.mark.parametrize(
    ("rows", "least", "told"),
    [
        ([free(1, "2020-01-01")], 1, []),  # nobody waits: there is nothing to offer
        ([free(1, "2020-01-01"), wait("2020-01-15")], 1, [(1, "2020-01-31")]),
        ([free(1, "2020-01-01"), wait("2020-02-15")], 1, [(1, "2020-02-15")]),
        ([free(1, "2020-01-01"), wait("2020-01-15", recorded="2020-03-01")], 1, [(1, "2020-03-01")]),
        ([free(1, "2020-01-01", recorded="2020-02-01"), wait("2020-01-15")], 1, [(1, "2020-03-02")]),
        ([free(1, "2020-01-01"), wait("2020-01-15", proposed=1)], 1, []),
        ([free(1, "2020-01-09"), free(2, "2020-01-01"), wait("2020-01-15")], 1, [(2, "2020-01-31")]),  # the longest free
        ([free(1, "2020-01-09"), free(2, "2020-01-01"), wait("2020-01-15"), wait("2020-03-01")], 1,
         [(2, "2020-01-31"), (1, "2020-03-01")]),
        ([free(1, "2020-01-01", matches=1), wait("2020-01-15")], 1, []),
        ([free(1, "2020-01-01", matches=1), wait("2020-01-15")], 2, [(1, "2020-01-31")]),
        ([free(1, "2020-01-01", matches=1, places=1), wait("2020-01-15")], 2, []),  # the mentor's own number
    ],
)  # fmt: skip
def test_as_many_mentors_as_young_people_wait_are_told_of(
    rows: list[Any], least: int, told: list[tuple[int, str]]
) -> None:
    profile = world.profile_of("vallensbaek", ("mentor.youths_min", str(least)))
    assert [(one.id, one.due) for one in cadence.idle(rows, profile, "2020-06-01")] == told


def test_a_scheme_that_asks_for_no_number_tells_of_no_mentor() -> None:
    assert [one.off(VALLENSBAEK) for one in RULES if one.id == "K10"] == [False]
    assert [one.off(PROFILE) for one in RULES if one.id == "K10"] == [True]


def test_what_is_said_of_too_few_counts_them(english: None) -> None:
    profile = world.profile_of("vallensbaek", ("mentor.youths_min", "2"))
    found = cadence.idle([free(1, "2020-01-01", 1), free(2, "2020-01-02"), wait("2020-01-15"), wait("2020-01-15")], profile,
                         "2020-06-01")  # fmt: skip
    assert [one.message for one in found] == [
        "m1 has had too few young people since 1 Jan 2020 (1 of at least 2), and somebody waits",
        "m2 has had no young person since 2 Jan 2020, and somebody waits",
    ]
    assert found[0].command == "mentorcli match propose --mentor m1"


@pytest.mark.parametrize(("accounted", "found"), [("", 1), ("2018", 1), ("2019", 0), ("2020", 0)])
def test_section_18_money_is_asked_for_until_its_account_was_sent(accounted: str, found: int) -> None:
    profile = with_number("money.accounted", accounted)
    assert len(DECIDE["F5"]([fund(2019)], profile, "2020-04-01")) == found
