"""Who may be matched with whom, in tables of cases: the day before, the day itself, and whose number decides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.rules import eligibility
from mentorcli.rules.eligibility import STANDING, WEIGHT
from mentorcli.rules.facts import GuestFact, HelperFact, OrderFact, PairFact, Seen
from mentorcli.rules.rule import Finding, age
from mentorcli.rules.table import BY_ID
from mentorcli.schemes.profile import Profile
from tests.views import world

MIL, SLAGELSE = world.profile_of("mil-lyngby"), world.profile_of("slagelse")
SECRECY = world.profile_of("slagelse", ("demands.secrecy", "yes"))
DAY = "2020-06-01"
STEPS = ("propose", "accept", "first", "meeting", "plan first", "plan", "past", "cover", "cover ahead", *STANDING)

pytestmark = pytest.mark.usefixtures("english")


def boerne(*seen: tuple[str, str]) -> tuple[Seen, ...]:
    """Børneattester, each with its day and outcome, oldest first."""
    return tuple(Seen("boerneattest", day, outcome) for day, outcome in seen)


def straffe(day: str, outcome: str = "approved") -> tuple[Seen, ...]:
    return (Seen("straffeattest", day, outcome),)


def pair(step: str = "first", day: str = DAY, born: str | None = "2000-01-01", **more: Any) -> PairFact:
    """Kim and Ida on the day of their first meeting, where nothing else is said; both have said yes."""
    usual = {"proposed_on": "2020-05-01", "mentor_yes_on": "2020-05-02", "youth_yes_on": "2020-05-02"}
    more = {**usual, "recorded_on": "2020-05-01", **more}
    return PairFact(7, "Kim / Ida", 1, "Ida", 2, "Kim", step, day, born, **more)


def found(rule: str, *rows: Any, profile: Profile = MIL) -> list[Finding]:
    """What a rule finds in rows; of pairs the rows are of one day."""
    decide = BY_ID[rule].decide
    assert decide is not None
    return decide(rows, profile, DAY)


def weight(rule: str, row: PairFact, profile: Profile = MIL) -> str | None:
    """The severity of what a rule finds about a pair; None where it finds nothing."""
    ones = found(rule, row, profile=profile)
    assert len(ones) <= 1
    return ones[0].severity if ones else None


# --- A1, A2: the age of the day, and the certificate before it ---------------------------------------------------------

APPROVED = boerne(("2020-05-31", "approved"))


class Age(NamedTuple):
    """A young person's birth day, and whether a mentor without a certificate may meet them on 1 June 2020."""

    born: str
    stands: bool


AGES = {
    "fifteen tomorrow": Age("2005-06-02", False),
    "fifteen today": Age("2005-06-01", True),
    "fifteen yesterday": Age("2005-05-31", True),
    "thirteen": Age("2007-01-01", False),
    "grown up": Age("1995-06-01", True),
}


@pytest.mark.parametrize("case", AGES.values(), ids=AGES)
def test_under_15_on_the_day_needs_a_boerneattest(case: Age) -> None:
    assert weight("A1", pair(born=case.born)) == (None if case.stands else "block")
    assert weight("A1", pair(born=case.born, checks=APPROVED)) is None
    assert weight("A2", pair(born=case.born)) is None


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        ("2005-06-01", "2020-05-31", 14), ("2005-06-01", "2020-06-01", 15), ("2004-02-29", "2019-02-28", 14),
        ("2004-02-29", "2019-03-01", 15), ("2004-02-29", "2020-02-29", 16), ("2020-06-01", "2020-06-01", 0),
    ],
)  # fmt: skip
def test_a_birthday_on_a_leap_day_comes_on_1_march(born: str, day: str, years: int) -> None:
    assert age(born, day) == years


CERTIFICATES = {
    "none": ((), False),
    "seen the day before": (boerne(("2020-05-31", "approved")), True),
    "seen the day itself: not dated before it": (boerne(("2020-06-01", "approved")), False),
    "seen the day after": (boerne(("2020-06-02", "approved")), False),
    "a straffeattest is no børneattest": (straffe("2020-05-01"), False),
    "approved, then rejected": (boerne(("2019-01-01", "approved"), ("2020-05-01", "rejected")), False),
    "approved, then no consent": (boerne(("2019-01-01", "approved"), ("2020-05-01", "no-consent")), False),
    "approved, rejected the day itself": (boerne(("2019-01-01", "approved"), ("2020-06-01", "rejected")), False),
    "approved, rejected the day after": (boerne(("2019-01-01", "approved"), ("2020-06-02", "rejected")), True),
    "rejected, then approved": (boerne(("2019-01-01", "rejected"), ("2020-05-01", "approved")), True),
    "approved before, renewed the day itself": (boerne(("2019-01-01", "approved"), ("2020-06-01", "approved")), True),
    "rejected, approved the day itself": (boerne(("2019-01-01", "rejected"), ("2020-06-01", "approved")), False),
}


@pytest.mark.parametrize(("checks", "stands"), CERTIFICATES.values(), ids=CERTIFICATES)
def test_the_certificate_is_approved_seen_before_and_not_withdrawn_by_a_newer_one(
    checks: tuple[Seen, ...], stands: bool
) -> None:
    assert weight("A1", pair(born="2007-01-01", checks=checks)) == (None if stands else "block")
    assert weight("A2", pair(born=None, checks=checks)) == (None if stands else "block")


@pytest.mark.parametrize("step", STANDING)
def test_of_what_stands_a_certificate_seen_today_counts_from_today(step: str) -> None:
    """A coordinator who has just seen it has mended what `check` found; the meeting of that day stays refused."""
    today = boerne((DAY, "approved"))
    assert weight("A1", pair(step, born="2007-01-01", checks=today)) is None
    assert weight("A1", pair("meeting", born="2007-01-01", checks=today)) == "block"


def test_an_unknown_birth_day_counts_as_the_youngest_whom_the_scheme_takes() -> None:
    (one,) = found("A2", pair(born=None))
    assert (one.severity, "birth day is not known" in one.message) == ("block", True)
    assert one.command == "mentorcli youth show y2"
    assert weight("A1", pair(born=None)) is None, "the age is not said of somebody whose birth day nobody knows"
    for key, value, breach in (
        ("youth.min_age", "14", True), ("youth.min_age", "15", False), ("youth.min_age", "", True),
        ("demands.boerneattest_under", "13", False), ("demands.boerneattest_under", "", False),
    ):  # fmt: skip
        profile = world.profile_of("mil-lyngby", (key, value))
        assert (weight("A2", pair(born=None), profile) is not None) == breach, (key, value)


@pytest.mark.parametrize("step", ["plan", "plan first"])
def test_a_planned_meeting_is_judged_on_its_own_day(step: str) -> None:
    born = "2005-06-10"
    assert weight("A2", pair(step, "2020-06-09", born)) == "block"
    assert weight("A2", pair(step, "2020-06-10", born)) is None
    assert weight("A2", pair(step, "2020-06-09", born, checks=APPROVED)) is None
    assert weight("A1", pair(step, "2020-06-09", born)) is None, "it is said once, by the rule of the planned day"


def test_a_match_that_stands_is_judged_on_its_planned_days_too() -> None:
    def planned(*days: str, **more: Any) -> list[str]:
        return [one.due for one in found("A2", pair("running", born="2005-06-10", planned=days, **more))]

    assert planned("2020-06-05", "2020-06-09", "2020-06-10") == ["2020-06-05"], "the first one in breach"
    assert planned("2020-06-10", "2020-07-01") == []
    assert planned("2020-06-05", checks=boerne((DAY, "approved"))) == [], "seen today, before the planned day"
    assert planned("2020-06-05", checks=boerne((DAY, "rejected"))) == ["2020-06-05"]


def test_the_number_is_the_schemes() -> None:
    profile = world.profile_of("mil-lyngby", ("demands.boerneattest_under", "18"))
    assert weight("A1", pair(born="2004-01-01"), profile) == "block"
    assert weight("A1", pair(born="2004-01-01")) is None


@given(
    st.dates(date(2003, 1, 1), date(2008, 12, 31)), st.integers(0, 900),
    st.lists(st.tuples(st.integers(-400, 400), st.sampled_from(["approved", "rejected", "no-consent"])), max_size=4),
)  # fmt: skip
@world.drawing(200)
def test_nobody_is_let_through_whom_a_plain_reading_of_the_law_stops(
    born: date, days: int, seen: list[tuple[int, str]]
) -> None:
    day = date(2019, 1, 1) + timedelta(days=days)
    checks = sorted((day + timedelta(days=offset), place, outcome) for place, (offset, outcome) in enumerate(seen))
    by_then = [(on, outcome) for on, _place, outcome in checks if on <= day]
    after_refusals: list[date] = []
    for on, outcome in by_then:
        after_refusals = [*after_refusals, on] if outcome == "approved" else []
    stands = any(on < day for on in after_refusals)
    fifteenth = date(born.year + 15, 3, 1) if (born.month, born.day) == (2, 29) else born.replace(year=born.year + 15)
    row = pair(
        "meeting", day.isoformat(), born.isoformat(), checks=boerne(*((on.isoformat(), o) for on, _p, o in checks))
    )
    assert (weight("A1", row) is None) == (day >= fifteenth or stands)


@pytest.mark.parametrize("step", STEPS)
def test_a_proposal_is_warned_where_it_can_be_mended_and_everything_after_it_is_refused(step: str) -> None:
    early = step in ("propose", "proposed")
    young, unknown = pair(step, born="2007-01-01"), pair(step, born=None)
    rule = "A2" if step.startswith("plan") else "A1"
    assert weight(rule, young) == ("warn" if early else "block")
    assert weight("A2", unknown) == ("warn" if early else "block")


# --- A3: who may not have anybody so young -----------------------------------------------------------------------------

REFUSALS = {
    "none seen": ((), None),
    "approved": (boerne(("2020-05-01", "approved")), None),
    "rejected": (boerne(("2020-05-01", "rejected")), "block"),
    "no consent": (boerne(("2020-05-01", "no-consent")), "block"),
    "rejected the day itself": (boerne((DAY, "rejected")), "block"),
    "rejected later": (boerne(("2020-06-02", "rejected")), None),
    "an older approval": (boerne(("2019-05-01", "approved"), ("2020-05-01", "rejected")), "block"),
    "a newer approval": (boerne(("2019-05-01", "rejected"), ("2020-05-01", "approved")), None),
    "a rejected straffeattest": (straffe("2020-05-01", "rejected"), None),
}


@pytest.mark.parametrize(("checks", "expected"), REFUSALS.values(), ids=REFUSALS)
@pytest.mark.parametrize("step", STEPS)
def test_a_mentor_whose_newest_boerneattest_is_no_approval_is_not_even_proposed(
    step: str, checks: tuple[Seen, ...], expected: str | None
) -> None:
    assert weight("A3", pair(step, born="2007-01-01", checks=checks)) == expected
    assert weight("A3", pair(step, born=None, checks=checks)) == expected
    assert weight("A3", pair(step, born="2005-06-01", checks=checks)) is None


# --- A4, C1, C2: what stands before a match ----------------------------------------------------------------------------

DEMANDS: dict[str, tuple[Profile, Any]] = {
    "A4": (SLAGELSE, lambda day: {"checks": straffe(day)}),
    "C1": (SECRECY, lambda day: {"secrecy_on": day}),
    "C2": (SLAGELSE, lambda day: {"trained_on": day}),
}


@pytest.mark.parametrize("rule", DEMANDS)
def test_what_is_demanded_is_there_by_the_day(rule: str) -> None:
    profile, given_on = DEMANDS[rule]
    assert weight(rule, pair(), profile) == "block"
    for day, expected in (("2020-05-31", None), (DAY, None), ("2020-06-02", "block")):
        assert weight(rule, pair(**given_on(day)), profile) == expected
    assert BY_ID[rule].starred


@pytest.mark.parametrize("outcome", ["rejected", "no-consent"])
def test_a_newer_straffeattest_takes_the_place_of_an_older_one(outcome: str) -> None:
    assert weight("A4", pair(checks=(*straffe("2019-01-01"), *straffe("2020-01-01", outcome))), SLAGELSE) == "block"
    assert weight("A4", pair(checks=(*straffe("2019-01-01", outcome), *straffe("2020-01-01"))), SLAGELSE) is None


WARNED, REFUSED_AT, UNASKED = "warn", "block", None
BY_STEP: dict[str, dict[str, str | None]] = {  # step -> what A4 and C2, C1 and C3 weigh
    "propose": {"A4": WARNED, "C1": WARNED, "C3": REFUSED_AT},
    "accept": {"A4": REFUSED_AT, "C1": WARNED, "C3": REFUSED_AT},
    "first": {"A4": REFUSED_AT, "C1": REFUSED_AT, "C3": REFUSED_AT},
    "meeting": {"A4": UNASKED, "C1": UNASKED, "C3": UNASKED},
    "plan first": {"A4": WARNED, "C1": WARNED, "C3": WARNED},
    "plan": {"A4": UNASKED, "C1": UNASKED, "C3": UNASKED},
    "past": {"A4": REFUSED_AT, "C1": REFUSED_AT, "C3": REFUSED_AT},
    "proposed": {"A4": WARNED, "C1": WARNED, "C3": WARNED},
    "accepted": {"A4": REFUSED_AT, "C1": WARNED, "C3": REFUSED_AT},
    "running": {"A4": REFUSED_AT, "C1": REFUSED_AT, "C3": REFUSED_AT},
    "cover": {"A4": REFUSED_AT, "C1": REFUSED_AT, "C3": UNASKED},
    "cover ahead": {"A4": WARNED, "C1": WARNED, "C3": UNASKED},
    "covering": {"A4": REFUSED_AT, "C1": REFUSED_AT, "C3": UNASKED},
}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_has_its_weight(step: str) -> None:
    bare = pair(step, others=2)
    told = {rule: weight(rule, bare, SECRECY) for rule in ("A4", "C1", "C3")}
    assert told == BY_STEP[step]
    assert weight("C2", bare, SECRECY) == BY_STEP[step]["A4"]
    assert set(WEIGHT) == {rule.id for rule in eligibility.RULES if rule.needs == "pairs"}


# --- C3: places --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("capacity", "others", "breach"),
    [
        (None, 0, False), (None, 1, False), (None, 2, True), (None, 3, True), (1, 0, False), (1, 1, True), (0, 0, True),
        (3, 2, False), (3, 3, True),
    ],
)  # fmt: skip
def test_the_mentors_own_number_goes_before_the_schemes(capacity: int | None, others: int, breach: bool) -> None:
    assert (weight("C3", pair(capacity=capacity, others=others)) is not None) == breach
    assert BY_ID["C3"].starred


@given(st.one_of(st.none(), st.integers(0, 5)), st.integers(1, 5), st.integers(0, 6))
@world.drawing(100)
def test_there_is_a_place_where_fewer_are_taken_than_there_are(own: int | None, most: int, others: int) -> None:
    profile = world.profile_of("slagelse", ("mentor.youths_max", str(most)))
    places = most if own is None else own
    assert (weight("C3", pair(capacity=own, others=others), profile) is None) == (others < places)


# --- C5, C6: the first meeting -----------------------------------------------------------------------------------------


def unsaid(profile: Profile = SLAGELSE, step: str = "first", **more: Any) -> list[str]:
    """Whose yes lacks, as C5 tells it."""
    return [
        "mentor" if "the mentor" in one.message else "youth" for one in found("C5", pair(step, **more), profile=profile)
    ]


def test_everybody_whom_the_scheme_asks_says_yes_before_they_meet() -> None:
    assert unsaid() == []
    assert unsaid(mentor_yes_on=None, youth_yes_on=None) == ["mentor", "youth"]
    assert unsaid(mentor_yes_on="2020-06-02") == ["mentor"]
    assert unsaid(youth_yes_on=DAY) == []
    silent = world.profile_of("slagelse", ("match.youth_yes", "no"))
    assert unsaid(silent, youth_yes_on=None) == []
    assert unsaid(step="accept", mentor_yes_on=None) == []


def test_of_a_match_that_came_in_from_a_list_only_a_late_yes_is_a_breach() -> None:
    for step in ("running", "past"):
        listed = {"step": step, "first_met_on": "2020-05-20", "recorded_on": "2020-06-01"}
        assert unsaid(**listed, mentor_yes_on=None, youth_yes_on=None) == []
        assert unsaid(**listed, mentor_yes_on="2020-05-21") == ["mentor"]
        typed = {**listed, "recorded_on": "2020-05-01"}
        assert unsaid(**typed, mentor_yes_on=None) == ["mentor"]


@pytest.mark.parametrize(
    ("step", "there", "recorded", "expected"),
    [
        ("first", 1, "2020-05-01", None), ("first", 0, "2020-05-01", "was not at"), ("first", None, "2020-05-01", "not recorded"),
        ("first", None, "2020-06-05", "not recorded"), ("running", 0, "2020-06-05", "was not at"),
        ("running", None, "2020-06-05", None), ("running", None, "2020-05-01", "not recorded"), ("running", 1, "2020-05-01", None),
        ("accept", None, "2020-05-01", None), ("past", None, "2020-06-05", None), ("past", 0, "2020-06-05", "was not at"),
    ],
)  # fmt: skip
def test_the_coordinator_is_at_the_first_meeting(
    step: str, there: int | None, recorded: str, expected: str | None
) -> None:
    ones = found("C6", pair(step, coordinator=there, recorded_on=recorded, first_met_on=DAY), profile=SLAGELSE)
    assert [one.severity for one in ones] == (["warn"] if expected else [])
    assert not expected or expected in ones[0].message


# --- A8, A9 ------------------------------------------------------------------------------------------------------------


def helper(*days: str, youngest: str | None = "2007-01-01", unknown: bool = False, checks: Any = ()) -> HelperFact:
    guests = tuple(GuestFact(day, "2000-01-01", youngest, unknown) for day in days)
    return HelperFact(1, "Ida", guests, checks)


OFTEN = ("2020-01-10", "2020-02-10", "2020-03-10", "2020-04-09")


@pytest.mark.parametrize(
    ("row", "due"),
    [
        (helper(*OFTEN), "2020-04-09"), (helper(*OFTEN[:3]), None), (helper(*OFTEN[:3], "2020-04-10"), None),
        (helper("2019-01-01", *OFTEN), "2020-04-09"), (helper(*OFTEN, youngest="2000-01-01"), None),
        (helper(*OFTEN, youngest=None, unknown=True), "2020-04-09"), (helper(*OFTEN, youngest=None), None),
        (helper(*OFTEN, checks=boerne(("2020-05-01", "approved"))), None),
        (helper(*OFTEN, checks=boerne(("2020-05-01", "rejected"))), "2020-04-09"),
    ],
    ids=["4 times in 3 months", "3 times", "the fourth after 3 months", "one long before", "nobody so young", "unknown", "nobody",
         "certificate seen", "certificate rejected"],
)  # fmt: skip
def test_a_steady_helper_among_the_very_young_has_a_certificate(row: HelperFact, due: str | None) -> None:
    ones = found("A8", row)
    assert [one.due for one in ones] == ([due] if due else [])
    assert all("30 Apr 2020" in one.message for one in ones), "three weeks after the fourth time"


def test_an_unknown_guest_hides_no_known_one() -> None:
    grown = world.profile_of("mil-lyngby", ("youth.min_age", "18"))
    assert found("A8", helper(*OFTEN, unknown=True), profile=grown)
    assert not found("A8", helper(*OFTEN, youngest=None, unknown=True), profile=grown)


@pytest.mark.parametrize(
    ("ordered", "recorded", "days", "due"),
    [
        ("2020-01-01", "2020-01-01", None, "2020-01-15"), ("2020-01-01", "2020-03-01", None, "2020-03-15"),
        ("2020-01-01", "2020-01-01", "20", "2020-01-21"),
    ],
)  # fmt: skip
def test_an_order_is_asked_after(ordered: str, recorded: str, days: str | None, due: str) -> None:
    profile = world.profile_of("slagelse", *([("remind.order_days", days)] if days else []))
    (one,) = found("A9", OrderFact(1, "Ida", "straffeattest", ordered, recorded), profile=profile)
    assert (one.due, one.severity, one.command) == (due, "remind", "mentorcli mentor show m1")
