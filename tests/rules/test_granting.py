"""What a grant must hold, how long its hours last, and what they cost: tables of cases, and properties."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli import codes
from mentorcli.rules import granting, legal
from mentorcli.rules.facts import GrantFact, GrantUse
from mentorcli.rules.rule import Finding
from mentorcli.rules.table import RULES
from mentorcli.schemes.profile import Profile
from tests.views import world

CFU = world.profile_of("center-for-unge")
DECIDE = {rule.id: rule.decide for rule in RULES}
WHOLE: dict[str, Any] = {
    "id": 3, "label": "Amina", "applied_on": None, "granted_on": "2026-01-10", "from_day": "2026-01-15",
    "until_day": "2026-04-14", "minutes": 1560, "rate_ore": 51_000, "payer": "Odder Kommune", "contact": "Hanne Dam",
    "legal_basis": "lab-167", "purpose": "praktik", "tasks": "struktur", "mentor_id": 1, "qualification": "pædagog",
    "assessed_on": "2026-01-08", "renews_id": None, "former_assessment": None, "chain_from": None,
    "support": "kontanthjælp", "overlaps": (), "recorded_on": "2026-01-10",
}  # fmt: skip
pytestmark = pytest.mark.usefixtures("english")


def found(rule: str, profile: Profile = CFU, **changes: Any) -> list[Finding]:
    """What a rule says of a whole grant with some values changed."""
    decide = DECIDE[rule]
    assert decide is not None
    return decide([GrantFact(**{**WHOLE, **changes})], profile, "2026-02-01")


def said(rule: str, **changes: Any) -> list[str]:
    return [one.message.removeprefix("Amina: ") for one in found(rule, **changes)]


# --- money and months ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "rate", "ore"),
    [
        (26 * 60, 51_000, 1_326_000),  # 2 hours a week for 13 weeks at 510 kr.: 13.260,00 kr.
        (60, 51_000, 51_000), (1, 51_000, 850), (0, 51_000, 0), (30, 1, 1), (29, 1, 0), (20, 51_001, 17_000),
        (90, 33_333, 50_000),  # 499,995 kr.: half an øre goes up
    ],
)  # fmt: skip
def test_hours_times_price_in_whole_ore(minutes: int, rate: int, ore: int) -> None:
    assert granting.price(minutes, rate) == ore


@given(st.integers(0, 600_000), st.integers(1, 1_000_000))
@world.drawing(200)
def test_a_price_is_the_exact_one_rounded_half_up(minutes: int, rate: int) -> None:
    exact, ore = Fraction(minutes * rate, 60), granting.price(minutes, rate)
    assert Fraction(-1, 2) < ore - exact <= Fraction(1, 2)


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.integers(1, 1_000_000))
@world.drawing(100)
def test_splitting_hours_moves_no_more_than_an_ore(one: int, other: int, rate: int) -> None:
    parts = granting.price(one, rate) + granting.price(other, rate)
    assert abs(parts - granting.price(one + other, rate)) <= 1


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2026-01-15", 3, "2026-04-14"), ("2026-01-01", 3, "2026-03-31"), ("2026-01-15", 6, "2026-07-14"),
        ("2025-11-30", 3, "2026-02-28"), ("2023-11-30", 3, "2024-02-29"), ("2025-08-31", 6, "2026-02-28"),
        ("2026-01-31", 3, "2026-04-30"), ("2025-12-01", 3, "2026-02-28"), ("2024-02-29", 12, "2025-02-28"),
    ],
)  # fmt: skip
def test_the_last_day_of_so_many_months(first: str, months: int, last: str) -> None:
    assert granting.last_of(first, months) == last
    assert not granting.shorter(first, last, months)
    assert granting.shorter(first, (date.fromisoformat(last) - timedelta(days=2)).isoformat(), months)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 24))
@world.drawing(200)
def test_a_period_that_is_long_enough_stays_so_and_never_too_long_at_once(first: date, months: int) -> None:
    start = first.isoformat()
    last = granting.last_of(start, months)
    assert start <= last
    assert 28 * months - 1 <= (date.fromisoformat(last) - first).days <= 31 * months
    assert granting.last_of(start, months) <= granting.last_of(start, months + 1)


# --- D1: whole --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("field", "option"), [(field, option) for field, _what, option in granting.NEEDED])
def test_each_thing_that_is_missing_blocks(field: str, option: str) -> None:
    empty: Any = "" if isinstance(WHOLE[field], str) and field not in ("from_day", "until_day", "legal_basis") else None
    (one,) = found("D1", **{field: empty})
    assert (one.severity, one.command) == ("block", "mentorcli grant show g3")
    assert option in one.message


def test_all_that_is_missing_is_told_at_once() -> None:
    nothing = {field: None for field, _what, _option in granting.NEEDED}
    assert len(found("D1", **nothing)) == len(granting.NEEDED)
    assert found("D1", **nothing, granted_on=None, applied_on="2026-01-10") == [], "an application may grow"
    assert found("D1") == []


@pytest.mark.parametrize(
    ("basis", "first", "holds"),
    [
        ("lab-167", "2020-01-01", True), ("lab-167", "2019-12-31", False), ("lab-31b", "2019-12-31", True),
        ("lab-31b", "2020-01-01", False), ("child-32", "2023-12-31", False), ("child-32", "2024-01-01", True),
        ("integration-23d", "2012-01-01", True), ("agreement", "2012-01-01", True), ("moon-law", "2026-01-15", False),
    ],
)  # fmt: skip
def test_the_legal_basis_is_in_force_on_the_first_day(basis: str, first: str, holds: bool) -> None:
    assert (found("D1", legal_basis=basis, from_day=first) == []) == holds


def test_a_basis_that_the_scheme_adds_always_holds() -> None:
    profile = world.profile_of("center-for-unge", ("lists.legal_basis", "moon-law|måneloven|moon law"))
    assert found("D1", profile, legal_basis="moon-law") == []


def test_every_legal_basis_has_a_word_and_days() -> None:
    assert set(legal.BASES) == set(codes.LISTS["legal_basis"])
    assert set(legal.SUPPORT) <= set(codes.LISTS["support"])


# --- D2, D3, D5, D6 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "short"),
    [
        ("2026-01-15", "2026-04-14", False), ("2026-01-15", "2026-04-13", True), ("2025-11-30", "2026-02-27", False),
        ("2025-11-30", "2026-02-26", True), ("2026-01-01", "2026-03-31", False), ("2026-01-01", "2026-03-30", True),
    ],
)  # fmt: skip
def test_a_grant_lasts_at_least_the_schemes_months(first: str, last: str, short: bool) -> None:
    assert [one.severity for one in found("D2", from_day=first, until_day=last)] == (["warn"] if short else [])
    assert found("D2", world.profile_of("move1"), from_day=first, until_day=last) == [], "a scheme without a least"


@pytest.mark.parametrize(
    ("basis", "last", "block"),
    [
        ("lab-167", "2026-07-14", False), ("lab-167", "2026-07-15", True), ("lab-167-3", "2026-07-15", True),
        ("lab-167-2", "2026-12-31", False), ("agreement", "2027-12-31", False),
    ],
)  # fmt: skip
def test_lab_167_gives_six_months_at_a_time(basis: str, last: str, block: bool) -> None:
    assert [one.severity for one in found("D3", legal_basis=basis, until_day=last)] == (["block"] if block else [])


@pytest.mark.parametrize(
    ("assessed", "former", "block"),
    [(None, "2026-01-08", True), ("2026-01-08", "2026-01-08", True), ("2026-01-09", "2026-01-08", False)],
)
def test_a_renewal_after_lab_167_needs_a_new_assessment(assessed: str | None, former: str, block: bool) -> None:
    changes = {"renews_id": 2, "assessed_on": assessed, "former_assessment": former}
    assert bool(found("D3", **changes)) == block
    assert found("D3", **changes, legal_basis="integration-23d") == []


@pytest.mark.parametrize(
    ("changes", "texts"),
    [
        ({}, []),
        ({"support": "uddannelseshjælp", "from_day": "2025-06-30", "until_day": "2025-09-30"}, []),
        ({"support": "Uddannelseshjælp", "from_day": "2025-07-01", "until_day": "2025-09-30"},
         ["Uddannelseshjælp ended on 30 Jun 2025; what does the young person live on now?"]),
        ({"support": "SU og fritidsjob"}, []),
        ({"legal_basis": "resource-course", "from_day": "2026-06-30", "until_day": "2026-09-30"}, []),
        ({"legal_basis": "resource-course", "from_day": "2026-07-01", "until_day": "2026-09-30"},
         ["resource course takes no new cases from 1 Jul 2026 on"]),
        ({"legal_basis": "resource-course", "from_day": "2026-07-01", "until_day": "2026-09-30", "renews_id": 2,
          "chain_from": "2026-04-01"}, []),  # the case is an old one
        ({"legal_basis": "lab-31b", "from_day": "2019-12-01", "until_day": "2020-02-29"},
         ["LAB section 31 b is in force until 31 Dec 2019 only"]),
        ({"legal_basis": "service-18"}, ["Service Act section 18 gives no decision about one young person"]),
    ],
)  # fmt: skip
def test_what_the_law_has_changed_is_warned_of(changes: dict[str, Any], texts: list[str]) -> None:
    assert said("D5", **changes) == texts
    assert {one.severity for one in found("D5", **changes)} <= {"warn"}


def test_an_overlap_is_warned_of_for_each_other_grant() -> None:
    assert len(said("D6", overlaps=("g1 (…)", "g2 (…)"))) == 2
    assert found("D6") == []


def test_the_verbs_that_write_a_grant_ask_its_rules_and_the_agenda_does_not() -> None:
    asked = {rule.id: rule.at for rule in granting.RULES}
    assert {one for one, at in asked.items() if at} == {"D1", "D2", "D3", "D5", "D6"}
    assert all("grant add" in at for at in asked.values() if at)
    assert {rule.id for rule in granting.RULES if rule.starred} == {"D2", "D3"}


# --- D4, K8 and the forecast -------------------------------------------------------------------------------------------


def use(**changes: Any) -> GrantUse:
    values: dict[str, Any] = {
        "id": 3, "label": "Amina", "from_day": "2026-01-15", "until_day": "2026-04-14", "minutes": 1560, "used": 0,
        "spent_on": None, "renewed_by": None, "followed": 0, "runs": 1, "recorded_on": "2026-01-10",
    }  # fmt: skip
    return GrantUse(**{**values, **changes})


def due(rule: str, day: str, **changes: Any) -> str | None:
    decide = DECIDE[rule]
    assert decide is not None
    found = decide([use(**changes)], CFU, day)
    assert len(found) <= 1
    return found[0].due if found else None


@pytest.mark.parametrize(
    ("day", "changes", "expected"),
    [
        ("2026-02-01", {}, "2026-03-15"), ("2026-02-01", {"recorded_on": "2026-03-20"}, "2026-03-20"),
        ("2026-02-01", {"followed": 1}, None), ("2026-02-01", {"renewed_by": 4}, "2026-04-15"),
        ("2026-02-01", {"renewed_by": 4, "followed": 1}, None), ("2026-05-01", {}, "2026-03-15"),
        ("2026-05-01", {"runs": 0}, None), ("2026-05-01", {"runs": 0, "renewed_by": 4}, None),
    ],
)  # fmt: skip
def test_the_end_of_a_grant_is_due_thirty_days_before(day: str, changes: dict[str, Any], expected: str | None) -> None:
    assert due("D4", day, **changes) == expected


@pytest.mark.parametrize(
    ("used", "day", "code", "on"),
    [
        (0, "2026-01-14", "not-begun", None), (600, "2026-01-27", "no-pace", None),  # thirteen days
        (240, "2026-01-28", "lasts", "2026-04-15"),  # fourteen days: 91 days at this pace, the grant has 90
        (243, "2026-01-28", "lasts", "2026-04-14"), (246, "2026-01-28", "runs-out", "2026-04-13"),
        (0, "2026-03-01", "no-pace", None), (1560, "2026-03-01", "spent", "2026-02-20"),
        (1800, "2026-03-01", "spent", "2026-02-20"), (600, "2026-04-15", "over", None),
        (1, "2026-03-01", "lasts", None),  # so slowly that no day means anything
    ],
)  # fmt: skip
def test_the_day_on_which_the_hours_run_out(used: int, day: str, code: str, on: str | None) -> None:
    at = granting.forecast(1560, used, "2026-01-15", "2026-04-14", day, spent_on="2026-02-20" if used >= 1560 else None)
    assert (at.code, at.on_day) == (code, on)


@given(st.integers(1, 10_000), st.integers(0, 12_000), st.integers(14, 400), st.integers(0, 400))
@world.drawing(300)
def test_a_forecast_keeps_its_pace(granted: int, used: int, whole: int, elapsed: int) -> None:
    first = date(2026, 1, 1)
    last, day = (first + timedelta(days=days) for days in (whole - 1, elapsed - 1))
    at = granting.forecast(granted, used, *(one.isoformat() for one in (first, last, day)))
    if at.code in ("runs-out", "lasts") and at.on_day is not None:
        n = (date.fromisoformat(at.on_day) - first).days + 1
        assert Fraction(used * n, elapsed) >= granted > Fraction(used * (n - 1), elapsed), (
            "the first day on which it is enough"
        )
        assert (at.code == "runs-out") == (date.fromisoformat(at.on_day) < last)
        assert n > elapsed
    if at.code in ("runs-out", "lasts"):
        assert at.expected is not None
        assert abs(Fraction(used * whole, elapsed) - at.expected) <= Fraction(1, 2)
    assert (at.code == "spent") == (used >= granted and elapsed >= 1)


@pytest.mark.parametrize(
    ("day", "changes", "expected"),
    [
        ("2026-02-23", {"used": 800}, "2026-03-03"),  # 40 days: 20 a day, used up after 78 of 90, on 2 April
        ("2026-02-23", {"used": 800, "recorded_on": "2026-03-08"}, "2026-03-08"),
        ("2026-02-23", {"used": 600}, None), ("2026-01-27", {"used": 1000}, None),
        ("2026-02-23", {"used": 1560, "spent_on": "2026-02-20"}, "2026-02-20"), ("2026-04-15", {"used": 1700}, None),
        ("2026-04-14", {"used": 1560, "spent_on": "2026-04-14"}, None),
    ],
)  # fmt: skip
def test_hours_that_run_out_before_the_end_are_told_thirty_days_before(
    day: str, changes: dict[str, Any], expected: str | None
) -> None:
    assert due("K8", day, **changes) == expected
