"""Who comes in: the scheme's ages and municipality at a referral, and what a visitation meeting should hold."""

from __future__ import annotations

import pytest

from mentorcli.rules.facts import ReferralFact
from mentorcli.rules.intake import missing, target_group
from mentorcli.schemes.profile import Profile
from tests.views import world

MIL = world.profile_of("mil-lyngby")  # 13–29 years, municipality 173
SLAGELSE = world.profile_of("slagelse")  # 18–30 years
MOVE1 = world.profile_of("move1")  # anybody


def judged(profile: Profile, born: str | None, municipality: str = "173", on: str = "2020-06-15") -> str:
    """The weight of what is found about a referral; "" where there is nothing to say."""
    found = target_group([ReferralFact(1, "Kim", on, born, municipality)], profile, on)
    return " ".join(one.severity for one in found)


@pytest.mark.parametrize(
    ("profile", "born", "weight"),
    [
        (SLAGELSE, "2002-06-15", ""),  # 18 on the very day
        (SLAGELSE, "2002-06-16", "block"),
        (SLAGELSE, "1989-06-16", ""),  # 30, and 31 tomorrow
        (SLAGELSE, "1989-06-15", "block"),
        (SLAGELSE, None, "warn"),
        (MIL, "2007-06-15", ""),
        (MIL, "2007-06-16", "block"),
        (MIL, "1990-06-16", ""),
        (MIL, "1990-06-15", "block"),
        (MOVE1, "1950-01-01", ""),
        (MOVE1, None, ""),
    ],
)
def test_the_age_is_that_of_the_day_of_the_referral(profile: Profile, born: str | None, weight: str) -> None:
    assert judged(profile, born) == weight


@pytest.mark.parametrize(
    ("profile", "municipality", "weight"),
    [(MIL, "173", ""), (MIL, "101", "block"), (MIL, "", "warn"), (SLAGELSE, "101", ""), (SLAGELSE, "", "")],
)
def test_the_municipality_is_the_schemes_where_it_names_one(profile: Profile, municipality: str, weight: str) -> None:
    assert judged(profile, "2001-01-01", municipality) == weight


def test_all_that_is_wrong_is_told_at_once_and_what_is_not_known_beside_it(english: None) -> None:
    (one,) = target_group([ReferralFact(4, "Kim", "2020-06-15", "1980-01-01", "101")], MIL, "2020-06-15")
    assert one.message == (
        "Kim: 40 years old on 15 Jun 2020; the scheme is for ages 13–29; "
        "lives in another municipality; the scheme is for municipality 173"
    )
    assert (one.kind, one.id, one.command) == ("youth", 4, "mentorcli youth show y4")
    assert judged(MIL, None, "101") == "block warn"


@pytest.mark.parametrize(("key", "said"), [("youth.max_age", "18 and over"), ("youth.min_age", "up to 30")])
def test_one_limit_is_told_alone(english: None, key: str, said: str) -> None:
    profile = world.profile_of("slagelse", (key, ""))
    (one,) = target_group([ReferralFact(1, "Kim", "2020-06-15", None, "")], profile, "2020-06-15")
    assert f"the scheme is for ages {said}" in one.message


WHOLE = {
    "participants": "youth, caseworker, mentor, tolk", "background": "a", "so_far": "b", "purpose": "c", "support_needs": "d",
    "content": "e", "others": "", "care": "", "start_on": "2020-06-15", "minutes": 60,
}  # fmt: skip


def test_a_whole_visitation_lacks_nothing() -> None:
    assert missing(WHOLE) == []


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({"participants": ""}, ["youth", "caseworker", "mentor"]),
        ({"participants": "youth, mentorkoordinator"}, ["caseworker", "mentor"]),
        ({"background": ""}, ["background"]),
        ({"so_far": ""}, ["so-far"]),
        ({"purpose": "", "support_needs": ""}, ["purpose", "support-needs"]),
        ({"content": ""}, ["content"]),
        ({"start_on": None, "minutes": None}, ["start-on", "minutes"]),
        ({"others": "", "care": ""}, []),
    ],
)
def test_what_a_visitation_lacks(change: dict[str, object], lacks: list[str]) -> None:
    assert missing({**WHOLE, **change}) == lacks
