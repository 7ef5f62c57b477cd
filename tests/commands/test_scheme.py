"""mentorcli scheme …: settings are dated, and an old year is computed with the old rule."""

from __future__ import annotations

from typing import Any

import pytest

from tests.golden.kit import records, refused

PROFILES = ["mil-lyngby", "vallensbaek", "slagelse", "center-for-unge", "move1", "blank"]


def shown(mc: Any, *more: str) -> dict[str, str]:
    """The settings of `scheme show`."""
    return {one["key"]: one["value"] for one in mc.ok("scheme", "show", "--format", "json", *more).json()}


def test_the_list_has_every_profile_that_init_takes(mc: Any) -> None:
    assert sorted(one["name"] for one in mc.ok("scheme", "list", "--format", "json").json()) == sorted(PROFILES)


def test_set_says_it_back_and_holds_from_its_day(mc: Any) -> None:
    line = ("scheme", "set", "match.settled_after", "5", "--from", "2018-01-01")
    records(mc, *line, says="match.settled_after is 5 from 1 Jan 2018.", id=next_setting(mc))
    held = {day: shown(mc, "--as-of", day)["match.settled_after"] for day in ("2017-12-31", "2018-01-01", "2018-04-01")}
    assert held == {"2017-12-31": "3", "2018-01-01": "5", "2018-04-01": "5"}
    every = [
        one
        for one in mc.ok("scheme", "show", "--every", "--format", "json").json()
        if one["key"] == "match.settled_after"
    ]
    assert [(one["value"], one["valid_from"]) for one in every] == [("3", None), ("5", "2018-01-01")]
    mc.ok("scheme", "set", "match.settled_after", "4", "--from", "2018-01-01")
    assert shown(mc)["match.settled_after"] == "4", "the same day again is a correction"


def next_setting(mc: Any) -> str:
    """The number that the next setting gets."""
    return str(mc.ok("scheme", "set", "risk.weeks", "9", "--dry-run", "--format", "json").json()["id"])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("match.settled", "3"), ("match.settled_after", "many"), ("match.settled_after", "0"), ("remind.section_18_day", "02-30"),
        ("demands.course", "perhaps"), ("mentor.kind", "robot"), ("scheme.title", ""),
        ("youth.sources", "moon"), ("rules.off", "x"),
    ],
)  # fmt: skip
def test_a_key_or_value_that_cannot_be_is_refused(mc: Any, key: str, value: str) -> None:
    assert key in refused(mc, "scheme", "set", key, value, code=2)["message"]


def test_a_slip_in_a_key_gets_the_nearest(mc: Any) -> None:
    assert "match.settled_after" in refused(mc, "scheme", "set", "match.settled", "3", code=2)["hint"]


def test_an_old_year_is_computed_with_the_old_rule(mc: Any) -> None:
    """Until 2018 an approval trains where no course is demanded; a course demanded from then on changes no earlier year."""
    mc.ok("scheme", "set", "demands.course", "no", "--from", "2012-01-01")
    for name, day in (("Ida Holm", "2016-05-01"), ("Bo Ravn", "2017-05-01")):
        mc.ok("mentor", "add", name, "--on", day)
        mc.ok("mentor", "approve", name, "--on", day)
    mc.ok("scheme", "set", "demands.course", "yes", "--from", "2018-01-01")
    trained = {
        year: mc.ok("report", "annual", year, "--format", "json").json()["mentors_trained_total"]
        for year in ("2016", "2017", "2018")
    }
    assert trained == {"2016": 1, "2017": 2, "2018": 0}
    figure = ("report", "figure", "mentors_trained_total", "--format", "json", "--why")
    assert len(mc.ok(*figure, "--year", "2017").json()["records"]) == 2
    status = {day: mc.ok("status", "--format", "json", "--as-of", day).json() for day in ("2017-12-31", "2018-01-01")}
    assert [one["mentors"]["active"] for one in status.values()] == [2, 0]


def test_a_match_is_settled_by_the_rule_of_the_day(mc: Any) -> None:
    mc.take("story")
    mc.ok("scheme", "set", "match.settled_after", "2", "--from", "2018-03-28")
    state = {
        day: mc.ok("match", "list", "--format", "json", "--as-of", day).json()[0]["state"]
        for day in ("2018-03-27", "2018-03-28")
    }
    assert state == {"2018-03-27": "starting", "2018-03-28": "settled"}


def test_a_source_that_the_scheme_adds_is_known_everywhere(mc: Any) -> None:
    refused(mc, "youth", "refer", "Kim Bo", "--source", "moske", code=2)
    mc.ok("scheme", "set", "lists.source", "moske|moské|mosque|moskeen")
    mc.ok("youth", "refer", "Kim Bo", "--source", "Moskeen")
    year = mc.ok("report", "annual", "2018", "--format", "json").json()
    assert year["referrals_by_source"] == {"moske": 1}


def rules(mc: Any, *more: str) -> dict[str, dict[str, Any]]:
    """The lines of `scheme rules`, by id."""
    return {one["rule"]: one for one in mc.ok("scheme", "rules", "--format", "json", *more).json()}


def test_rules_tells_of_each_whether_it_holds_and_its_number_on_the_day(mc: Any) -> None:
    told = rules(mc)
    assert {rule: told[rule]["status"] for rule in ("A1", "A4", "A7", "C1", "C3", "B13")} == {
        "A1": "off", "A4": "enforced", "A7": "enforced", "C1": "off", "C3": "enforced", "B13": "later",
    }  # fmt: skip
    assert told["C3"] == {
        "rule": "C3", "severity": "block", "starred": True, "status": "enforced", "setting": "mentor.youths_max = 2",
        "text": "A mentor has no more young people at a time than the mentor's own number, else the scheme's, allows.",
        "source": "Vallensbæk",
    }  # fmt: skip
    assert told["A1"]["setting"] == "demands.boerneattest_under = –"
    mc.ok("scheme", "set", "demands.boerneattest_under", "15", "--from", "2018-03-01")
    mc.ok("scheme", "set", "rules.off", "C3", "--from", "2018-03-01")
    after = {day: rules(mc, "--as-of", day) for day in ("2018-02-28", "2018-03-01")}
    assert [one["A1"]["status"] for one in after.values()] == ["off", "enforced"]
    assert [one["C3"]["status"] for one in after.values()] == ["enforced", "off"]


def test_one_rule_is_explained_in_full(mc: Any) -> None:
    page = mc.ok("scheme", "rules", "c5", "--format", "json").json()
    assert page["setting"] == "match.mentor_yes = yes, match.youth_yes = yes"
    assert page["asked_by"] == "mentorcli match start, mentorcli meeting log"
    assert page["passed_over"] == []
    text = mc.ok("scheme", "rules", "A4", lang="da").text
    assert text.startswith("A4: Mentors straffeattest er set og godkendt før et forløb.\n")
    assert refused(mc, "scheme", "rules", "Z1", code=2)["hint"].startswith("Known: A1, A2, ")


def test_a_rule_of_the_list_is_marked_where_override_passes_it(mc: Any) -> None:
    lines = {line.split()[0]: line.split()[1] for line in mc.ok("scheme", "rules").text.splitlines()[1:]}
    assert (lines["A1"], lines["C2"]) == ("block", "block*")


@pytest.mark.parametrize("rule", ["A7", "B17"])
def test_what_stands_in_the_file_itself_is_not_turned_off(mc: Any, rule: str) -> None:
    refused(mc, "scheme", "set", "rules.off", f"C7, {rule}", code=2)
    refused(mc, "scheme", "set", "rules.off", "Z1", code=2)
