"""Whose word stands behind what is kept and shared: tables of cases in domain words."""

from __future__ import annotations

from typing import Any

import pytest

from mentorcli import codes
from mentorcli.rules import consent as rules
from mentorcli.rules.facts import BirthdayFact, ConsentPairFact, GivenFact, SensitiveFact, SharingFact, WithdrawalFact
from mentorcli.rules.table import BY_ID
from tests.views import world

MIL = world.profile_of("mil-lyngby")
CFU = world.profile_of("center-for-unge")
DAY = "2026-06-15"


def pair(born: str | None, state: str | None = "accepted", **more: Any) -> ConsentPairFact:
    """A youth with a match in a state; without a state one who waits."""
    row = ConsentPairFact(2, None if state is None else 7, "Ida / Bo", state, born, "2026-01-01", None, None, None)
    return row._replace(**more)


# --- B3, B8: sensitive texts


@pytest.mark.parametrize(
    ("consented", "withdrawn", "kept_without"),
    [(None, None, True), ("2026-01-01", None, False), (None, "2026-02-01", False), ("2026-03-01", "2026-02-01", False)],
)
def test_sensitive_texts_need_a_consent_and_one_that_was_withdrawn_is_another_rules(
    consented: str | None, withdrawn: str | None, kept_without: bool
) -> None:
    row = SensitiveFact(3, 2, "Ida", "2026-01-01", "background, care", "2026-01-02", consented, withdrawn)
    found = rules.sensitive([row], CFU, DAY)
    assert [(one.rule, one.severity, one.id) for one in found] == ([("B3", "block", 3)] if kept_without else [])


def test_what_lacks_the_consent_is_told_with_the_command_that_records_it(english: None) -> None:
    (one,) = rules.sensitive([SensitiveFact(3, 2, "Ida", DAY, "background, so-far", DAY, None, None)], CFU, DAY)
    assert "(background, course so far)" in one.message
    assert "mentorcli youth consent y2 --kind sensitive" in one.message


@pytest.mark.parametrize("kind", ["visitation", "match", "youth"])
def test_what_goes_on_under_a_withdrawn_consent_is_told_until_it_stops(english: None, kind: str) -> None:
    row = WithdrawalFact(kind, 3, 2, "Ida", "sensitive", "2026-05-01", "background" if kind == "visitation" else "")
    (one,) = rules.withdrawn([row], CFU, DAY)
    assert (one.rule, one.severity, one.kind, one.id, one.due) == ("B8", "block", kind, 3, "2026-05-01")
    if kind == "visitation":
        assert "mentorcli visitation edit v3 --erase" in one.message


# --- B4: what a consent says

SAYS = {"data": "navn", "parties": "jobcentret", "purpose": "mentor", "told": 1}
ASKED = {
    "participation": {"purpose", "told"}, "sensitive": {"data", "purpose", "told"}, "sharing-mentor": {"data", "purpose", "told"},
    "obtain": {"data", "parties", "purpose", "told"}, "disclose": {"data", "parties", "purpose", "told"},
    "pictures": {"purpose", "told"}, "statistics": {"data", "purpose", "told"},
}  # fmt: skip


@pytest.mark.parametrize("kind", codes.LISTS["consent_kind"])
def test_each_kind_of_consent_says_what_it_must_and_all_that_lacks_is_told_at_once(english: None, kind: str) -> None:
    assert rules.whole([GivenFact(1, 2, "Ida", kind, *SAYS.values())], MIL, DAY) == []
    for name in SAYS:
        row = GivenFact(1, 2, "Ida", kind, *{**SAYS, name: "" if name != "told" else 0}.values())
        assert bool(rules.whole([row], MIL, DAY)) == (name in ASKED[kind]), name
    (one,) = rules.whole([GivenFact(1, 2, "Ida", kind, "", "", "", 0)], MIL, DAY)
    assert {name for name, text in rules.LACKS.items() if text in one.message} == ASKED[kind]


# --- B5, B6: under 15, and from 15 to 17


@pytest.mark.parametrize(
    ("born", "state", "guardian", "weight"),
    [
        ("2011-06-16", "accepted", None, "block"),  # 14, and 15 tomorrow
        ("2011-06-15", "accepted", None, ""),
        ("2012-01-01", "settled", None, "block"),
        ("2012-01-01", "paused", None, "block"),
        ("2012-01-01", "proposed", None, "remind"),
        ("2012-01-01", None, None, "remind"),
        ("2012-01-01", "accepted", "2026-06-15", ""),
        (None, "accepted", None, "block"),  # from 13: may be 14
        (None, "proposed", None, "remind"),
        (None, None, None, "remind"),
        (None, "accepted", "2026-06-15", ""),
    ],
)
def test_a_guardian_consents_to_the_match_of_somebody_under_15(
    born: str | None, state: str | None, guardian: str | None, weight: str
) -> None:
    found = rules.guardians([pair(born, state, guardian_on=guardian)], MIL, DAY)
    assert " ".join(one.severity for one in found) == weight
    if found:
        assert (found[0].kind, found[0].id) == (("youth", 2) if state is None else ("match", 7))


@pytest.mark.parametrize(("least", "weight"), [("", ""), ("0", "block"), ("14", "block"), ("15", ""), ("18", "")])
def test_of_an_unknown_birth_day_the_youngest_whom_the_scheme_takes_counts(least: str, weight: str) -> None:
    profile = world.profile_of("mil-lyngby", ("youth.min_age", least), ("demands.boerneattest_under", ""))
    assert " ".join(one.severity for one in rules.guardians([pair(None)], profile, DAY)) == weight


@pytest.mark.parametrize(
    ("scheme", "under", "weight"), [("blank", "", ""), ("blank", "15", "block"), ("move1", "", "")]
)
def test_a_scheme_without_ages_takes_children_where_it_demands_a_boerneattest(
    scheme: str, under: str, weight: str
) -> None:
    profile = world.profile_of(scheme, ("demands.boerneattest_under", under))
    assert " ".join(one.severity for one in rules.guardians([pair(None)], profile, DAY)) == weight


def test_the_guardians_age_is_the_schemes() -> None:
    for under, weight in (("13", ""), ("14", ""), ("15", "block"), ("", "")):
        profile = world.profile_of("mil-lyngby", ("youth.guardian_under", under))
        assert " ".join(one.severity for one in rules.guardians([pair("2012-01-01")], profile, DAY)) == weight
    assert BY_ID["B5"].starred
    assert BY_ID["B5"].off(world.profile_of("mil-lyngby", ("youth.guardian_under", "")))


@pytest.mark.parametrize(
    ("born", "own", "choice", "lacks"),
    [
        ("2011-06-15", None, None, 2),  # 15 today
        ("2011-06-16", None, None, 0),  # 14: the guardian's word is asked
        ("2008-06-16", None, None, 2),  # 17, and 18 tomorrow
        ("2008-06-15", None, None, 0),
        ("2010-01-01", "2026-01-01", None, 1),
        ("2010-01-01", None, "not", 1),
        ("2010-01-01", "2026-01-01", "not", 0),
        (None, None, None, 0),
    ],
)
def test_from_15_to_17_the_young_person_consents_and_a_choice_about_the_parents_stands(
    english: None, born: str | None, own: str | None, choice: str | None, lacks: int
) -> None:
    found = rules.own_word([pair(born, own_on=own, choice=choice)], MIL, DAY)
    assert [one.severity for one in found] == (["warn"] if lacks else [])
    told = found[0].message if found else ""
    assert ("consent of the young person's own" in told) + ("--guardian-choice" in told) == lacks


def test_nobody_is_asked_for_a_word_on_a_match_that_is_only_proposed() -> None:
    for state in ("proposed", None):
        assert rules.own_word([pair("2010-01-01", state)], MIL, DAY) == []


# --- B9: with a volunteer


@pytest.mark.parametrize(
    ("profile", "consented", "found"), [(MIL, None, True), (MIL, "2026-01-01", False), (CFU, None, False)]
)
def test_a_volunteer_hears_more_than_name_and_contact_only_with_a_consent(
    profile: Any, consented: str | None, found: bool
) -> None:
    row = SharingFact("visitation", 3, "Ida", DAY, "baggrund", consented)
    assert [(one.rule, one.severity, one.command) for one in rules.sharing([row], profile, DAY)] == (
        [("B9", "block", "mentorcli visitation show v3")] if found else []
    )


# --- C14: 17½ and 18


@pytest.mark.parametrize(
    ("day", "recorded", "consented", "due"),
    [
        ("2026-06-14", "2020-01-01", None, "2026-06-15"),  # 18 on 15 December: the half year before begins tomorrow
        ("2026-06-15", "2020-01-01", None, "2026-06-15"),
        ("2026-12-14", "2020-01-01", None, "2026-06-15"),
        ("2026-12-15", "2020-01-01", None, "2026-12-15"),
        ("2027-06-14", "2020-01-01", None, "2026-12-15"),
        ("2027-06-15", "2020-01-01", None, None),  # it has had its half year
        ("2026-12-15", "2020-01-01", "2026-06-14", "2026-12-15"),
        ("2026-12-15", "2020-01-01", "2026-06-15", None),  # consented anew
        ("2026-10-01", "2026-09-01", None, "2026-09-01"),
    ],
)
def test_the_transition_is_planned_half_a_year_before_the_18th_birthday(
    day: str, recorded: str, consented: str | None, due: str | None
) -> None:
    found = rules.coming_of_age([BirthdayFact(2, "Ida", "2008-12-15", recorded, consented)], MIL, day)
    assert [one.due for one in found] == ([] if due is None else [due])


def test_a_scheme_that_plans_no_transition_has_none() -> None:
    none = world.profile_of("mil-lyngby", ("remind.transition_months", "0"))
    for day in ("2026-12-14", "2026-12-15"):
        assert rules.coming_of_age([BirthdayFact(2, "Ida", "2008-12-15", "2020-01-01", None)], none, day) == []
    one_month = world.profile_of("mil-lyngby", ("remind.transition_months", "1"))
    (one,) = rules.coming_of_age([BirthdayFact(2, "Ida", "2008-12-15", "2020-01-01", None)], one_month, "2026-11-20")
    assert one.due == "2026-11-15"
