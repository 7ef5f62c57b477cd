"""Scheme profiles: the shipped files against the texts of the five schemes, and what a profile may not say."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcli import words
from mentorcli.errors import BadValue, StoreError
from mentorcli.schemes import toml as module
from mentorcli.schemes.profile import KEYS, Profile, Setting
from mentorcli.schemes.toml import load_shipped, parse_setting, read_profile, shipped

FOLDER = Path(module.__file__).parent
NAMES = ("mil-lyngby", "vallensbaek", "slagelse", "center-for-unge", "move1", "blank")
DAY = "2026-11-22"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = words.language()
    words.set_language("en")
    yield
    words.set_language(before)


def rows(found: list[Setting]) -> list[tuple[str, str, str]]:
    return [(one.key, one.value, one.valid_from) for one in found]


def value_of(profile: Profile, key: str) -> object:
    section, name = key.split(".")
    return getattr(getattr(profile, section), name)


def profile_of(name: str) -> Profile:
    return Profile.on(rows(load_shipped(name)), DAY)


# --- the shipped files ----------------------------------------------------------------------------------------------


def test_the_shipped_profiles_are_named_in_order_and_each_has_a_file() -> None:
    assert shipped() == NAMES
    assert {file.stem for file in FOLDER.glob("*.toml")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_profile_says_every_key_once_and_from_the_beginning(name: str) -> None:
    found = load_shipped(name)
    assert [one.key for one in found] == list(KEYS)
    assert {one.valid_from for one in found} == {"0001-01-01"}
    written = read_toml(name)
    assert {f"{section}.{key}" for section, keys in written.items() for key in keys} == set(KEYS)
    assert module.title_of(name) == profile_of(name).scheme.title


def read_toml(name: str) -> dict[str, dict[str, object]]:
    import tomllib

    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_every_value_says_whether_it_is_stated_or_ours(name: str) -> None:
    lines = (FOLDER / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    values = [line for line in lines if line.strip() and not re.fullmatch(r"#.*|\[[a-z]+\]|\]", line)]
    assert len(values) >= len(KEYS)
    assert [line for line in values if not re.search(r"  # (stated|ours): \S.*$", line)] == []
    if name == "blank":
        assert not [line for line in values if "# stated" in line]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_shipped_profile_says_can_be_typed_as_it_stands(name: str) -> None:
    for one in load_shipped(name):
        assert parse_setting(one.key, one.value) == one.value, one.key


def test_blank_and_an_empty_file_say_the_defaults() -> None:
    assert profile_of("blank") == Profile() == Profile.on([], DAY) == Profile.on(rows(read_profile("", "x")), DAY)


TABLE = {  # the table of what each text says, row by row: MIL, VAL, SLA, CFU, MOV
    "scheme.youth_word": ("den unge", "den unge", "den unge", "mentee", "borger"),
    "youth.min_age": (13, 18, 18, 18, None),
    "youth.max_age": (29, 29, 30, 40, None),
    "youth.municipality": ("173", "187", None, None, None),
    "mentor.kind": ("volunteer", "volunteer", "volunteer", "staff", "staff"),
    "mentor.corps_aim": (None, 10, None, None, None),
    "mentor.youths_min": (None, 1, None, None, None),
    "mentor.youths_max": (2, 2, 2, 10, 10),
    "demands.course": (False, True, True, False, False),
    "demands.straffeattest": (False, False, True, False, False),
    "demands.secrecy": (False, False, False, False, False),
    "demands.boerneattest_under": (15, None, None, None, None),
    "match.mentor_yes": (True, True, True, True, False),
    "match.youth_yes": (True, True, True, True, False),
    "match.yes_at_visitation": (False, False, False, True, False),
    "match.coordinator_first": (False, False, True, False, False),
    "youth.intake": ("referral", "referral", "referral", "enquiry", "enquiry"),
    "youth.visitation": (False, False, False, True, False),
    "match.settled_after": (None, None, 3, None, None),
    "match.months_most": (None, None, None, None, None),
    "followup.talk_weeks": (6, None, None, None, 6),
    "followup.note_months": (None, None, None, 3, None),
    "followup.network": (False, True, True, False, False),
    "grant.rate_ore": (None, None, None, 51000, None),
    "grant.min_months": (None, None, None, 3, None),
    "grant.settlement": ("none", "none", "none", "quarterly", "none"),
    "grant.interpreter": (False, False, False, True, False),
    "money.section_18": (False, False, True, False, False),
    "money.public_grants": (True, False, False, False, False),
    "money.donations": (True, False, False, False, False),
    "coordinator.hours_week_start": (None, 10, None, None, None),
    "coordinator.hours_week": (None, 2, None, None, None),
    "coordinator.board_meetings_year": (None, None, 4, None, None),
    "coordinator.courses_year": (None, None, 2, None, None),
    "report.yearly": (True, False, True, False, True),
    "report.benefit_to": (("youth",), (), (), (), ("youth", "public")),
    "risk.weeks": (8,) * 5,
    "risk.meetings": (3,) * 5,
    "risk.no_shows": (2,) * 5,
    "remind.first_meeting_days": (21,) * 5,
    "remind.silent_days": (30,) * 5,
    "remind.waiting_days": (30,) * 5,
    "remind.consent_months": (12,) * 5,
    "remind.check_months": (24,) * 5,
    "remind.check_warn_days": (60,) * 5,
    "remind.break_months": (12,) * 5,
    "remind.section_18_day": ("04-01",) * 5,
    "report.threshold": (5,) * 5,
    "rules.off": ((),) * 5,
}


@pytest.mark.parametrize(("key", "wanted"), TABLE.items())
def test_the_shipped_profiles_say_what_the_schemes_say(key: str, wanted: tuple[object, ...]) -> None:
    assert tuple(value_of(profile_of(name), key) for name in NAMES[:5]) == wanted


AREAS = {
    "mil-lyngby": "education work thriving citizenship",
    "vallensbaek": "education exam-nerves job-application other-problems network",
    "slagelse": "education job job-application exam-nerves network structure housing loneliness homework economy adhd"
    " hash",
    "center-for-unge": "structure planning network social-skills society authorities plan guidance healthy-life"
    " support",
    "move1": "economy home diet exercise lifestyle partner friends family education job",
    "blank": "",
}


@pytest.mark.parametrize(("name", "wanted"), AREAS.items())
def test_goal_areas(name: str, wanted: str) -> None:
    assert list(profile_of(name).areas()) == wanted.split()


def test_slagelse_knows_its_coordinators_topics_and_its_seven_sources() -> None:
    from mentorcli.codes import code_for

    profile = profile_of("slagelse")
    typed = "uddannelse job jobansøgning eksamensangst netværk struktur bolig ensomhed lektier økonomi ADHD hash"
    found = [code_for("area", one, profile.extra("area")) for one in typed.split()]
    assert found == AREAS["slagelse"].split()
    assert profile.areas()["exam-nerves"] == ("eksamensangst", "exam nerves")
    assert profile.youth.sources == (
        "self", "psychology-service", "counsellor", "jobcenter", "children-and-youth", "parents", "other"
    )  # fmt: skip
    assert profile_of("center-for-unge").youth.sources == ("caseworker",)


def test_move1_has_four_benefits_for_the_citizen_and_four_for_the_public() -> None:
    benefits = list(profile_of("move1").additions("benefit"))
    assert [code.split("-")[0] for code in benefits] == ["citizen"] * 4 + ["public"] * 4


def test_an_unknown_profile_is_refused_with_the_names() -> None:
    for name in ("slagels", "../errors", ""):
        for ask in (load_shipped, module.title_of):
            with pytest.raises(BadValue) as caught:
                ask(name)
            assert "slagelse, center-for-unge" in caught.value.hint


def test_the_sections_of_the_profile_and_the_keys_are_one_list() -> None:
    attributes = [f"{name}.{one}" for name in Profile.names for one in getattr(Profile(), name).names]
    assert attributes == list(KEYS) == [key.name for key in KEYS.values()]
    assert all(key.help.endswith(".") and key.help[0].isupper() for key in KEYS.values())


# --- what a profile may not say -------------------------------------------------------------------------------------

WRONG = [
    ("[yuth]\nmin_age = 1", "yuth", "no section called", "youth"),
    ("[youth]\nmin_agee = 1", "youth.min_agee", "no setting called", "youth.min_age"),
    ("[match]\nmin_age = 1", "match.min_age", "no setting called", "youth.min_age"),
    ("min_age = 1", "min_age", "no section called", "youth.min_age"),
    ("youth = 3", "youth", "is a section", ""),
    ("[youth]\nmin_age = '13'", "youth.min_age", "a whole number from 0 to 120; it is 13", ""),
    ("[youth]\nmin_age = true", "youth.min_age", "a whole number", ""),
    ("[youth]\nmin_age = 121", "youth.min_age", "it is 121", ""),
    ("[youth]\nmin_age = -1", "youth.min_age", "it is -1", ""),
    ("[youth]\nmin_age = 0x" + "f" * 6000, "youth.min_age", "not shown", ""),
    ("[youth]\nmin_age = [1]", "youth.min_age", "it is list", ""),
    ("[youth]\nmin_age.a.b = 1", "youth.min_age", "it is dict", ""),
    ("[youth]\nmin_age = 30\nmax_age = 18", "youth.min_age", "youth.min_age (30) is above youth.max_age (18)", ""),
    ("[mentor]\nyouths_min = 3", "mentor.youths_min", "is above mentor.youths_max (2)", ""),
    ("[mentor]\nyouths_min = 3\nyouths_max = 'x'", "mentor.youths_max", "it is x", ""),
    ("[mentor]\nyouths_max = ''", "mentor.youths_max", "a whole number from 1 to 50", ""),
    ("[youth]\nmunicipality = 173", "youth.municipality", "in quotes", ""),
    ("[youth]\nmunicipality = 'abc'", "youth.municipality", "3 figures", ""),
    ("[youth]\nintake = 'henvist'", "youth.intake", "referral, enquiry", ""),
    ("[youth]\nvisitation = 'ja'", "youth.visitation", "true or false", ""),
    ("[youth]\nvisitation = 1", "youth.visitation", "true or false", ""),
    ("[youth]\nsources = ['jobcentre']", "youth.sources", "knows no code jobcentre", "jobcenter"),
    ("[youth]\nsources = ['self', 'self']", "youth.sources", "self (said twice)", ""),
    ("[youth]\nsources = 'self'", "youth.sources", "a list of texts", ""),
    ("[youth]\nsources = ''", "youth.sources", "a list of texts", ""),
    ("[youth]\nsources = ['self', 3]", "youth.sources", "cannot hold 3", ""),
    ("[grant]\nrate_ore = 510.0", "grant.rate_ore", "it is 510.0", "510 kr. is 51000"),
    ("[grant]\nrate_ore = 510", "grant.rate_ore", "from 5000", "510 kr. is 51000"),
    ("[remind]\ncheck_months = 11", "remind.check_months", "from 12 to 36", ""),
    ("[remind]\ncheck_months = 37", "remind.check_months", "from 12 to 36", ""),
    ("[remind]\nsection_18_day = '02-29'", "remind.section_18_day", "every year has", ""),
    ("[remind]\nsection_18_day = 2026-04-01", "remind.section_18_day", "it is date", ""),
    ("[report]\nthreshold = 2", "report.threshold", "from 3", ""),
    ("[report]\nbenefit_to = ['mentor']", "report.benefit_to", "cannot hold mentor", "youth, public"),
    ("[scheme]\ntitle = ''", "scheme.title", "1 to 80", ""),
    ("[scheme]\ntitle = '" + "x" * 81 + "'", "scheme.title", "1 to 80", ""),
    ('[scheme]\ntitle = "a\\u001b[2J"', "scheme.title", "a<U+001B>[2J", ""),
    ('[scheme]\ntitle = "a\\nb"', "scheme.title", "printable", ""),
    ("[scheme]\ntitle = '010190-1234'", "scheme.title", "not shown", ""),
    ("[goals]\nareas = ['job']", "goals.areas", "cannot hold job", "new-code|dansk|english"),
    ("[goals]\nareas = ['Job|job|job']", "goals.areas", "cannot hold Job|job|job", ""),
    ("[goals]\nareas = ['job|job|']", "goals.areas", "cannot hold job|job|", ""),
    ("[goals]\nareas = ['job|job|job', 'work|Job|work']", "goals.areas", "work|Job|work (said twice)", ""),
    ('[goals]\nareas = ["job|job\\njob|job"]', "goals.areas", "job<U+000A>job", ""),
    ("[lists]\nsource = ['jobcenter|a|b']", "lists.source", "cannot hold jobcenter|a|b", "new-code"),
    ("[rules]\noff = ['c7']", "rules.off", "cannot hold c7", "rule ids like C7"),
    ("[[youth.min_age]]\nvalue = 1\n[[youth.min_age]]\nvalue = 2", "youth.min_age", "must be a day", "2013-11-21"),
    ("[youth]\nmin_age = [{from = '21-11-2013', value = 1}]", "youth.min_age", "it is 21-11-2013", "2013-11-21"),
    ("[youth]\nmin_age = [{from = '2013-02-30', value = 1}]", "youth.min_age", "it is 2013-02-30", ""),
    ("[youth]\nmin_age = [{from = '2013-W47-4', value = 1}]", "youth.min_age", "it is 2013-W47-4", ""),
    ("[youth]\nmin_age = [{from = 2013-11-21T00:00:00, value = 1}]", "youth.min_age", "it is datetime", ""),
    ("[youth]\nmin_age = [{from = 2013-11-21}]", "youth.min_age", "`from` and `value`", ""),
    ("[youth]\nmin_age = [{value = 1, until = 2}]", "youth.min_age", "nothing else", ""),
    ("[youth]\nmin_age = [{value = 1}, {from = 2013-11-21, value = 'x'}]", "youth.min_age", "it is x", ""),
    ("[youth]\nmin_age = [{from = 2013-11-21, value = 1}, {from = 2013-11-21, value = 2}]", "youth.min_age",
     "two values from 2013-11-21", ""),
    ("[youth]\nmin_age = [" + "{from = 2013-11-21, value = 1}," * 101 + "]", "youth.min_age", "more than 100", ""),
    ("[youth]\nmin_age = 18\nmax_age = [{value = 30}, {from = 2020-01-01, value = 17}]", "youth.min_age",
     "(18) is above youth.max_age (17)", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "message", "hint"), WRONG)
def test_one_mistake_is_one_error(text: str, key: str, message: str, hint: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_profile(text, "mine.toml")
    assert [error["key"] for error in caught.value.details] == [key]
    assert message in str(caught.value.details[0]["message"])
    assert hint in str(caught.value.details[0]["hint"])
    assert "mine.toml" in caught.value.message


def test_all_mistakes_are_listed_at_once() -> None:
    with pytest.raises(BadValue) as caught:
        read_profile("[yuth]\n[youth]\nmin_age = 'x'\nmax_age = 1\n[mentor]\nyouths_min = 9\n[rules]\nof = []", "x")
    keys = ["yuth", "rules.of", "youth.min_age", "mentor.youths_min"]
    assert [error["key"] for error in caught.value.details] == keys


@pytest.mark.parametrize(
    ("text", "why"),
    [("[youth", "table declaration"), ("[youth]\nmin_age 3", "line 2"),
     ("a = " + "[" * 5000, "nested too deeply"), ("a = " + "9" * 5000, "digits"),
     ("# Mål".encode("latin-1"), "UTF-8"), ("#" * 200_001, "too long"), ("a = 2013-02-30", "date"),
     (b"\xff\xfe[\x00", "UTF-8")],
)  # fmt: skip
def test_what_is_not_toml_is_refused(text: str | bytes, why: str) -> None:
    with pytest.raises(BadValue, match=why):
        read_profile(text, "x.toml")


def test_deep_dotted_keys_do_not_crash() -> None:
    with pytest.raises(BadValue, match="it is dict"):
        read_profile("youth.min_age." + "a." * 3000 + "a = 1", "x")


def test_limits_may_be_equal() -> None:
    found = read_profile("[youth]\nmin_age = 0\nmax_age = 0\n[mentor]\nyouths_min = 2\n[report]\nthreshold = 3", "x")
    profile = Profile.on(rows(found), DAY)
    assert (profile.youth.min_age, profile.youth.max_age) == (0, 0)
    assert (profile.mentor.youths_min, profile.report.threshold) == (2, 3)


def test_before_the_first_dated_value_the_default_is_a_row() -> None:
    found = read_profile("[risk]\nweeks = [{from = 2015-01-01, value = 3}]", "x")
    assert [one for one in found if one.key == "risk.weeks"] == [
        Setting("risk.weeks", "8", "0001-01-01"), Setting("risk.weeks", "3", "2015-01-01")
    ]  # fmt: skip


def test_a_byte_order_mark_and_crlf_are_passed_over() -> None:
    text = "\ufeff[youth]\r\nmin_age = 14\r\n"
    assert read_profile(text, "x") == read_profile(text.encode(), "x") == read_profile("[youth]\nmin_age = 14", "x")


LITTLE = st.sampled_from(
    ["", "1", "-1", "510.0", "true", "'ja'", "''", "[]", "['self']", "{}", "[{value = 1}]", "nan", "2013-11-21",
     "[{from = 2013-11-21, value = 2}]", "'a|b|c'", '"\\u0000"', "[[1]]"]
)  # fmt: skip
LINES = st.lists(st.tuples(st.sampled_from([*KEYS, "youth", "x.y", "rules"]), LITTLE), max_size=8)


@settings(deadline=None)
@given(st.one_of(
    st.text(max_size=80),
    st.binary(max_size=80),
    LINES.map(lambda lines: "\n".join(f"{key} = {value}" for key, value in lines)),
    st.tuples(st.sampled_from(NAMES), st.integers(0, 6000), st.text(max_size=6)).map(
        lambda cut: (text := (FOLDER / f"{cut[0]}.toml").read_text("utf-8"))[: cut[1]] + cut[2] + text[cut[1] + 2 :]
    ),
))  # fmt: skip
def test_no_text_raises_anything_but_a_bad_value(text: str | bytes) -> None:
    try:
        found = read_profile(text, "x")
    except BadValue:
        return
    assert [one.key for one in found if one.valid_from == "0001-01-01"] == list(KEYS)
    Profile.on(rows(found), DAY)


# --- one setting ----------------------------------------------------------------------------------------------------

TYPED = [
    ("youth.min_age", " 13 ", "13"),
    ("youth.min_age", "", ""),
    ("youth.min_age", "ingen", ""),
    ("youth.min_age", "None", ""),
    ("demands.course", "ja", "yes"),
    ("demands.course", "NEJ", "no"),
    ("demands.course", "true", "yes"),
    ("demands.course", "false", "no"),
    ("mentor.kind", "frivillig", "volunteer"),
    ("youth.intake", "Forhåndsforespørgsel", "enquiry"),
    ("grant.settlement", "ingen", "none"),
    ("grant.settlement", "kvartalsvis", "quarterly"),
    ("youth.sources", "selv, Psykologtilbuddet,jobcenter", "self\npsychology-service\njobcenter"),
    ("youth.sources", "", ""),
    ("rules.off", "c7, F5", "C7\nF5"),
    ("goals.areas", "job | job | work, home|bolig|home", "job|job|work\nhome|bolig|home"),
    ("goals.areas", "diet|kost, mad|diet\nhome|bolig|home", "diet|kost, mad|diet\nhome|bolig|home"),
    ("remind.section_18_day", "05-01", "05-01"),
    ("remind.section_18_day", "ingen", ""),
    ("youth.municipality", "173", "173"),
    ("scheme.title", "Mentorer i Ærøskøbing", "Mentorer i Ærøskøbing"),
]


@pytest.mark.parametrize(("key", "typed", "value"), TYPED)
def test_a_typed_setting_becomes_canonical_text(key: str, typed: str, value: str) -> None:
    assert parse_setting(key, typed) == value


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [("youth.min_aeg", "1", "youth.min_age"), ("min_age", "1", "youth.min_age"), ("zzz", "1", "scheme show"),
     ("youth.min_age", "tretten", "whole number"), ("youth.min_age", "1.0", "whole number"),
     ("youth.min_age", "१३", "whole number"), ("youth.min_age", "1" * 5000, "whole number"),
     ("mentor.youths_max", "", "whole number"), ("mentor.youths_max", "0", "from 1 to 50"),
     ("demands.course", "", "yes or no"), ("demands.course", "måske", "yes or no"),
     ("grant.rate_ore", "510,00", "51000"), ("youth.intake", "telefon", "referral, enquiry"),
     ("youth.sources", "police", "lists.source"), ("youth.sources", "jobcentern", "jobcenter"),
     ("rules.off", "alle", "rule ids"), ("scheme.title", "ingen\x00", "printable"),
     ("grant.settlement", "", "none, quarterly"), ("remind.section_18_day", "1. april", "04-01")],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_refused(key: str, typed: str, said: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_setting(key, typed)
    assert said in f"{caught.value.message} {caught.value.hint}"


def test_a_source_that_the_scheme_added_can_be_typed() -> None:
    assert parse_setting("youth.sources", "Politi, selv", {"police": ("politi", "police")}) == "police\nself"


# --- the profile of a day -------------------------------------------------------------------------------------------


def test_dated_values_hold_from_their_day() -> None:
    found = rows(read_profile(
        "[grant]\nrate_ore = [{value = 51000}, {from = 2020-01-01, value = 55000}, {from = '2024-06-01', value = ''}]\n"
        "[mentor]\nyouths_max = [{from = 2015-01-01, value = 3}]\n"
        "[youth]\nsources = [{value = []}, {from = 2016-01-01, value = ['self', 'school']}]",
        "x",
    ))  # fmt: skip
    rates = {"1999-01-01": 51000, "2019-12-31": 51000, "2020-01-01": 55000, "2024-05-31": 55000, "2024-06-01": None}
    assert {day: Profile.on(found, day).grant.rate_ore for day in rates} == rates
    assert [Profile.on(found, day).mentor.youths_max for day in ("2014-12-31", "2015-01-01")] == [2, 3]
    assert [Profile.on(found, day).youth.sources for day in ("2015-12-31", "2016-01-01")] == [(), ("self", "school")]


def test_of_two_rows_from_the_same_day_the_last_counts_and_their_order_matters_not_otherwise() -> None:
    early, late = ("risk.weeks", "9", "2020-01-01"), ("risk.weeks", "10", "2021-01-01")
    assert Profile.on([late, early], "2022-01-01").risk.weeks == 10
    assert Profile.on([late, early], "2020-12-31").risk.weeks == 9
    assert Profile.on([early, ("risk.weeks", "7", "2020-01-01")], "2020-01-01").risk.weeks == 7
    assert Profile.on([late, early], "2019-12-31").risk.weeks == 8
    assert Profile.on([("gone.key", "x", "0001-01-01")], DAY) == Profile()


@pytest.mark.parametrize(
    ("key", "value"), [("risk.weeks", "x"), ("risk.weeks", ""), ("demands.course", "1"), ("mentor.kind", "robot")]
)
def test_a_damaged_row_is_an_error_of_the_file(key: str, value: str) -> None:
    with pytest.raises(StoreError, match=key):
        Profile.on([(key, value, "0001-01-01")], DAY)


def test_what_a_scheme_adds_to_the_lists() -> None:
    found = rows(read_profile(
        "[lists]\nsource = ['police|politi|police|SSP']\nend_reason = ['army|værnepligt|military service']\n"
        "[youth]\nsources = ['police', 'self']", "x",
    ))  # fmt: skip
    profile = Profile.on(found, DAY)
    assert profile.youth.sources == ("police", "self")
    assert profile.extra("source") == {"police": ("politi", "police", "SSP")}
    assert profile.additions("source") == {"police": ("politi", "police")}
    assert profile.extra("youth_close") == profile.extra("end_reason") == {"army": ("værnepligt", "military service")}
    assert profile.extra("severity") == profile.extra("area") == {}


def test_reading_rows_loads_no_toml() -> None:
    code = "import sys, mentorcli.schemes.profile as p; p.Profile.on([], '2026-01-01'); print('tomllib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
