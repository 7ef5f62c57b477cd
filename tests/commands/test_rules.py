"""The rules as the verbs of a match ask them: every breach at once, what yields to --override, and what a scheme turns off."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.golden.kit import reasons, refused

SCHEME = (  # everything a scheme can demand, asked of a young person of fourteen
    ("demands.course", "yes"), ("demands.straffeattest", "yes"), ("demands.secrecy", "yes"),
    ("demands.boerneattest_under", "15"), ("match.coordinator_first", "yes"), ("youth.min_age", "13"),
    ("youth.guardian_under", ""), ("youth.inform_under", ""),  # consents have tests of their own
)  # fmt: skip
YES = ("--by", "youth", "--on", "2018-03-03")


def corps(mc: Any, *settings: tuple[str, str]) -> Any:
    """Ida, of whom nothing has been seen, and Kim, who is fourteen, in a scheme with every demand."""
    mc.take("blank")
    for key, value in (*SCHEME, *settings):
        mc.ok("scheme", "set", key, value, "--from", "2017-01-01")
    mc.ok("mentor", "add", "Ida Holm", "--on", "2018-01-10")
    mc.ok("youth", "refer", "Kim Bo", "--source", "school", "--on", "2018-01-12", "--born", "2003-06-01")
    return mc


def has(mc: Any, *what: str, on: str = "2018-02-01") -> None:
    """Give Ida what a scheme may demand."""
    for one in what:
        if one in ("straffeattest", "boerneattest"):
            mc.ok("mentor", "check", "ida", "--kind", one, "--seen", on, "--outcome", "approved")
        else:
            mc.ok("mentor", one, "ida", "--on", on)


def proposed(mc: Any) -> Any:
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-03-01")
    mc.ok("match", "accept", "kim", "--by", "mentor", "--on", "2018-03-02")
    return mc


def accepted(mc: Any, *lacking: str) -> Any:
    """A match to which both have said yes, made under milder rules; the demands hold from 1 March on."""
    for key in lacking:
        mc.ok("scheme", "set", key, "" if key.endswith("under") else "no", "--from", "2017-01-01")
    proposed(mc).ok("match", "accept", "kim", *YES)
    for key in lacking:
        mc.ok("scheme", "set", key, dict(SCHEME)[key], "--from", "2018-03-04")
    return mc


def rules_of(error: dict[str, Any]) -> list[str]:
    return [one["rule"] for one in error["details"]]


def overrides(mc: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(mc.db)) as file:
        return file.execute(
            "SELECT rule, kind, record_id, mentor_id, youth_id, on_day, why FROM rule_override"
        ).fetchall()


def warned(run: Any) -> list[str]:
    """The rules that a command only warned of."""
    return [line.partition(":")[0] for line in run.told.splitlines()]


# --- every breach at once ----------------------------------------------------------------------------------------------


def test_a_proposal_warns_of_all_that_can_still_be_mended(mc: Any) -> None:
    run = corps(mc).ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-03-01")
    assert warned(run) == ["A1", "A4", "C1", "C2"]
    assert warned(mc.ok("match", "accept", "kim", "--by", "mentor", "--on", "2018-03-02")) == ["A1", "A4", "C1", "C2"]


def test_the_last_yes_is_refused_with_every_breach(mc: Any) -> None:
    error = refused(proposed(corps(mc)), "match", "accept", "kim", *YES, code=4)
    assert rules_of(error) == ["A1", "A4", "C2"], "the declaration of secrecy is asked for by the first meeting"
    assert reasons(error) == [
        "Kim Bo is 14 on 3 Mar 2018, and Ida Holm has no børneattest that was approved before",
        "Ida Holm has no approved straffeattest by 3 Mar 2018",
        "Ida Holm has not passed the mentor course by 3 Mar 2018",
    ]
    assert error["hint"] == "See a rule: mentorcli scheme rules A1"
    told = mc("match", "accept", "kim", *YES).told
    assert [line.split()[0] for line in told.splitlines()[1:4]] == ["A1", "A4", "C2"]
    assert rules_of(refused(mc, "match", "accept", "kim", *YES, "--override", "x", code=4)) == ["A1"]


def test_the_first_meeting_is_refused_with_every_breach_a_yes_that_lacks_among_them(mc: Any) -> None:
    proposed(corps(mc))
    every = ["A1", "A4", "C5", "C1", "C2"]
    for line in (("match", "start", "x1"), ("meeting", "log", "x1"), ("meeting", "log", "x1", "--status", "no-show")):
        assert rules_of(refused(mc, *line, "--on", "2018-03-10", code=4)) == every


def test_a_first_meeting_after_a_match_that_was_made_under_milder_rules(mc: Any) -> None:
    accepted(corps(mc), *(key for key, value in SCHEME if key.startswith("demands.") and value))
    for line in (("match", "start", "kim"), ("meeting", "log", "kim")):
        error = refused(mc, *line, "--on", "2018-03-10", code=4)
        assert rules_of(error) == ["A1", "A4", "C1", "C2"]
    has(mc, "boerneattest", "straffeattest", "secrecy", "train")
    assert warned(mc.ok("match", "start", "kim", "--on", "2018-03-10")) == ["C6"]


def test_the_danish_words(mc: Any) -> None:
    run = proposed(corps(mc))("match", "accept", "kim", *YES, lang="da")
    assert run.code == 4
    assert run.told.splitlines() == [
        "mentorcli: Ordningens regler står imod.",
        "  A1  Kim Bo er 14 år den 03.03.2018, og der er ikke set en godkendt børneattest for Ida Holm før den dag",
        "  A4  Ida Holm har ingen godkendt straffeattest den 03.03.2018",
        "  C2  Ida Holm har ikke taget mentorkurset den 03.03.2018",
        "  Se en regel: mentorcli scheme rules A1",
    ]


# --- the certificate ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "seen", "code"),
    [("approved", "2018-03-02", 0), ("approved", "2018-03-03", 4), ("rejected", "2018-03-02", 4), ("no-consent", "2018-03-02", 4)],
)  # fmt: skip
def test_the_boerneattest_is_dated_before_the_match(mc: Any, outcome: str, seen: str, code: int) -> None:
    proposed(corps(mc))
    has(mc, "straffeattest", "train")
    mc.ok("mentor", "check", "ida", "--kind", "boerneattest", "--seen", seen, "--outcome", outcome)
    assert mc("match", "accept", "kim", *YES).code == code


@pytest.mark.parametrize("outcome", ["rejected", "no-consent"])
def test_a_mentor_without_a_clean_boerneattest_is_not_even_proposed_and_no_reason_helps(mc: Any, outcome: str) -> None:
    corps(mc)
    mc.ok("mentor", "check", "ida", "--kind", "boerneattest", "--seen", "2018-02-01", "--outcome", outcome)
    line = ("match", "propose", "kim", "--mentor", "ida", "--on", "2018-03-01")
    assert rules_of(refused(mc, *line, code=4)) == ["A3"]
    assert rules_of(refused(mc, *line, "--override", "vi kender hende", code=4)) == ["A3"]
    has(mc, "boerneattest", on="2018-02-20")
    mc.ok(*line)


def test_a_birth_day_that_nobody_knows_is_a_breach_that_says_so(mc: Any) -> None:
    corps(mc)
    has(mc, "straffeattest", "train")
    mc.ok("youth", "edit", "kim", "--born", "")
    proposed(mc)
    error = refused(mc, "match", "accept", "kim", *YES, code=4)
    assert rules_of(error) == ["A2"]
    assert "birth day is not known" in reasons(error)[0]
    mc.ok("youth", "edit", "kim", "--born", "2003-03-03")
    mc.ok("match", "accept", "kim", *YES)


def running(mc: Any, born: str = "2003-06-01") -> Any:
    """A match that met on 10 March, when Ida had every paper; her børneattest is rejected on 20 March."""
    corps(mc)
    mc.ok("youth", "edit", "kim", "--born", born)
    has(mc, "boerneattest", "straffeattest", "secrecy", "train")
    proposed(mc).ok("match", "accept", "kim", *YES)
    mc.ok("match", "start", "kim", "--on", "2018-03-10", "--coordinator-present")
    mc.ok("mentor", "check", "ida", "--kind", "boerneattest", "--seen", "2018-03-20", "--outcome", "rejected")
    return mc


def test_a_later_meeting_is_judged_on_its_day_whatever_came_of_the_others(mc: Any) -> None:
    running(mc)
    mc.ok("meeting", "log", "kim", "--on", "2018-03-19")
    for line in (("meeting", "log", "kim", "--on", "2018-03-21"), ("meeting", "edit", "2", "--on", "2018-03-22")):
        assert rules_of(refused(mc, *line, code=4)) == ["A3", "A1"]
    for at, status in enumerate(("excused", "cancelled", "no-show", "moved"), 10):
        mc.ok("meeting", "log", "kim", "--on", "2018-03-21", "--status", status, "--at", str(at))
    mc.ok("meeting", "edit", "2", "--minutes", "45")
    assert rules_of(refused(mc, "meeting", "edit", "3", "--status", "held", code=4)) == ["A3", "A1"]


def test_a_planned_meeting_is_judged_on_the_planned_day(mc: Any) -> None:
    running(mc, born="2003-04-10")
    plan = ("meeting", "log", "kim", "--status", "planned", "--on")
    error = refused(mc, *plan, "2018-04-09", code=4)
    assert rules_of(error) == ["A3", "A2"]
    assert "Kim Bo is 14 on 9 Apr 2018" in reasons(error)[1]
    mc.ok(*plan, "2018-04-10")
    assert rules_of(refused(mc, "meeting", "edit", "2", "--on", "2018-04-09", code=4)) == ["A3", "A2"]


def test_a_planned_first_meeting_warns_of_what_can_be_mended_until_then(mc: Any) -> None:
    accepted(corps(mc), "demands.course", "demands.straffeattest", "demands.boerneattest_under", "demands.secrecy")
    has(mc, "boerneattest")
    run = mc.ok("meeting", "log", "kim", "--on", "2018-04-05")
    assert warned(run) == ["A4", "C1", "C2"]
    assert mc("meeting", "log", "kim", "--on", "2018-03-20").code == 4, "the meeting itself is refused"


def test_a_first_meeting_is_not_moved_before_the_certificate(mc: Any) -> None:
    corps(mc)
    has(mc, "straffeattest", "secrecy", "train")
    accepted(mc, "demands.boerneattest_under")
    mc.ok("scheme", "set", "demands.boerneattest_under", "15", "--from", "2017-01-01")
    has(mc, "boerneattest", on="2018-03-08")
    mc.ok("match", "start", "kim", "--on", "2018-03-10", "--coordinator-present")
    assert rules_of(refused(mc, "meeting", "edit", "1", "--on", "2018-03-08", code=4)) == ["A1"]
    mc.ok("meeting", "edit", "1", "--on", "2018-03-09")


def test_a_match_that_is_opened_again_is_asked_about_again(mc: Any) -> None:
    running(mc).ok("match", "end", "kim", "--by", "both", "--reason", "other", "--planned", "yes", "--on", "2018-03-25")
    assert rules_of(refused(mc, "match", "reopen", "x1", "--on", "2018-03-28", code=4)) == ["A3", "A1"]


# --- places ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def full(mc: Any) -> Any:
    """Ida, who has one place, and Kim's match, which rests; Mie waits."""
    mc.take("blank")
    mc.ok("mentor", "add", "Ida Holm", "--on", "2018-01-10", "--capacity", "1")
    for name in ("Kim Bo", "Mie Sø"):
        mc.ok("youth", "refer", name, "--source", "self", "--on", "2018-01-12")
    proposed(mc).ok("match", "accept", "kim", *YES)
    mc.ok("match", "start", "kim", "--on", "2018-03-04")
    mc.ok("match", "pause", "kim", "--on", "2018-03-05")
    return mc


def test_a_mentor_without_a_place_is_not_proposed_unless_it_is_said_why(full: Any) -> None:
    line = ("match", "propose", "mie", "--mentor", "ida", "--on", "2018-03-10")
    error = refused(full, *line, code=4)
    assert rules_of(error) == ["C3"]
    assert reasons(error) == ["Ida Holm has no free place (1 of 1 taken)"]
    assert error["hint"] == 'If it must be all the same, say why: --override "why"'
    run = full.ok(*line, "--override", "  hun kan godt  have to ")
    assert warned(run) == ["C3 (passed over)"]
    assert overrides(full) == [("C3", "match", 2, 1, 2, "2018-03-10", "hun kan godt have to")]
    for by in ("mentor", "youth"):
        full.ok("match", "accept", "x2", "--by", by, "--on", "2018-03-11")
    full.ok("match", "start", "x2", "--on", "2018-03-12")
    assert len(overrides(full)) == 1, "what was passed over for a match is not asked again"
    page = full.ok("match", "show", "x2", "--format", "json").json()
    assert page["overrides"] == [{"rule": "C3", "on_day": "2018-03-10", "why": "hun kan godt have to"}]
    assert full.ok("match", "show", "x2", "--format", "json", "--as-of", "2018-03-10").json()["overrides"]
    assert "hun kan godt have to" in full.ok("match", "show", "x2").text


def test_the_place_is_free_when_the_match_has_ended_and_two_proposals_take_one_place(full: Any) -> None:
    full.ok(
        "match",
        "end",
        "kim",
        "--by",
        "both",
        "--reason",
        "other",
        "--planned",
        "yes",
        "--on",
        "2018-03-08",
        "--rematch",
    )
    for name, day in (("mie", "2018-03-10"), ("kim", "2018-03-11")):
        full.ok("match", "propose", name, "--mentor", "ida", "--on", day)
    for by in ("mentor", "youth"):
        full.ok("match", "accept", "mie", "--by", by, "--on", "2018-03-12")
    full.ok("match", "accept", "kim", "--by", "mentor", "--on", "2018-03-13", "--override", "to ad gangen er aftalt")
    full.ok("match", "accept", "kim", "--by", "youth", "--on", "2018-03-13")


def test_a_reason_is_a_reason_and_one_that_was_not_needed_is_said(mc: Any) -> None:
    corps(mc)
    line = ("match", "propose", "kim", "--mentor", "ida", "--on", "2018-03-01")
    for bad in ("", "   ", "010170-1234", "a" * 201):
        refused(mc, *line, "--override", bad, code=2)
    has(mc, "boerneattest", "straffeattest", "secrecy", "train")
    run = mc.ok(*line, "--override", "for en sikkerheds skyld")
    assert run.told == "There was nothing to pass over; the reason was not recorded.\n"
    assert overrides(mc) == []


def test_what_is_passed_over_at_the_proposal_is_passed_over_for_the_match(mc: Any) -> None:
    corps(mc)
    has(mc, "boerneattest")
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-03-01", "--override", "kurset er i maj")
    assert [row[0] for row in overrides(mc)] == ["A4", "C1", "C2"]
    for by in ("mentor", "youth"):
        mc.ok("match", "accept", "kim", "--by", by, "--on", "2018-03-03")
    mc.ok("match", "start", "kim", "--on", "2018-03-10", "--coordinator-present")
    assert mc.ok("check", "--rule", "C2").text == "The rules find nothing.\n"
    refused(mc, "match", "propose", "kim", "--mentor", "ida", "--on", "2018-03-12", "--override", "x", code=4)


def test_nothing_of_an_override_is_kept_on_a_dry_run_or_where_the_rest_is_refused(mc: Any) -> None:
    proposed(corps(mc))
    mc("match", "accept", "kim", *YES, "--override", "x")
    has(mc, "boerneattest")
    mc.ok("match", "accept", "kim", *YES, "--override", "x", "--dry-run")
    assert overrides(mc) == []
    mc.ok("match", "accept", "kim", *YES, "--override", "x")
    assert {row[0] for row in overrides(mc)} == {"A4", "C1", "C2"}
    mc.ok("match", "accept", "kim", *YES, "--override", "x")
    assert len(overrides(mc)) == 3, "the same command twice records nothing more"


# --- a scheme without a rule -------------------------------------------------------------------------------------------

BLOCKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # rule -> what Ida has, and the line that it alone refuses
    "A1": (("straffeattest", "train"), ("match", "accept", "x1", *YES)),
    "A2": (("straffeattest", "train", "unknown"), ("match", "accept", "x1", *YES)),
    "A3": (("straffeattest", "train", "rejected"), ("match", "propose", "mie", "--mentor", "ida", "--on", "2018-03-05")),
    "A4": (("boerneattest", "train"), ("match", "accept", "x1", *YES)),
    "C1": (("boerneattest", "straffeattest", "train", "yes"), ("match", "start", "x1", "--on", "2018-03-10")),
    "C2": (("boerneattest", "straffeattest"), ("match", "accept", "x1", *YES)),
    "C3": (("boerneattest", "straffeattest", "train", "full"), ("match", "accept", "x1", *YES)),
    "C5": (("boerneattest", "straffeattest", "train", "secrecy"), ("match", "start", "x1", "--on", "2018-03-10")),
}  # fmt: skip


@pytest.mark.parametrize("rule", BLOCKS)
def test_each_rule_refuses_alone_and_one_that_is_off_lets_the_verb_pass(mc: Any, rule: str) -> None:
    what, line = BLOCKS[rule]
    corps(mc)
    mc.ok("youth", "refer", "Mie Sø", "--source", "self", "--on", "2018-01-12", "--born", "2004-01-01")
    has(mc, *(one for one in what if one not in ("unknown", "rejected", "yes", "full")))
    proposed(mc)
    if "unknown" in what:
        mc.ok("youth", "edit", "kim", "--born", "")
    if "rejected" in what:
        mc.ok("mentor", "check", "ida", "--kind", "boerneattest", "--seen", "2018-03-04", "--outcome", "rejected")
    if "yes" in what:
        mc.ok("match", "accept", "kim", *YES)
    if "full" in what:
        mc.ok("mentor", "edit", "ida", "--capacity", "0")
    assert rules_of(refused(mc, *line, code=4)) == [rule]
    mc.ok("scheme", "set", "rules.off", rule, "--from", "2018-03-01")
    mc.ok(*line)


@pytest.mark.parametrize(
    ("rule", "key", "value"),
    [("A1", "demands.boerneattest_under", ""), ("A4", "demands.straffeattest", "no"), ("C2", "demands.course", "no")],
)
def test_each_demand_that_the_scheme_does_not_make_is_none(mc: Any, rule: str, key: str, value: str) -> None:
    what, line = BLOCKS[rule]
    corps(mc, (key, value))
    has(mc, *what)
    proposed(mc).ok(*line)


def test_a_demand_holds_from_its_day(mc: Any) -> None:
    corps(mc)
    has(mc, "boerneattest", "straffeattest")
    mc.ok("scheme", "set", "demands.course", "no", "--from", "2017-01-01")
    mc.ok("scheme", "set", "demands.course", "yes", "--from", "2018-03-04")
    proposed(mc)
    assert rules_of(refused(mc, "match", "accept", "kim", "--by", "youth", "--on", "2018-03-04", code=4)) == ["C2"]
    mc.ok("match", "accept", "kim", *YES)


def test_where_nobody_is_asked_for_a_yes_the_proposal_is_the_match(mc: Any) -> None:
    corps(mc, ("match.mentor_yes", "no"), ("match.youth_yes", "no"))
    line = ("match", "propose", "kim", "--mentor", "ida", "--on", "2018-03-01")
    assert rules_of(refused(mc, *line, code=4)) == ["A1", "A4", "C2"]


# --- the coordinator at the first meeting ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flag", "said"),
    [("--coordinator-present", ""), ("--coordinator-absent", "was not at"), ("", "is not recorded whether")],
)
def test_a_first_meeting_without_the_coordinator_goes_through_and_is_said(mc: Any, flag: str, said: str) -> None:
    corps(mc)
    has(mc, "boerneattest", "straffeattest", "secrecy", "train")
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-03-01", today="2018-03-01")
    for by in ("mentor", "youth"):
        mc.ok("match", "accept", "kim", "--by", by, "--on", "2018-03-03")
    run = mc.ok("match", "start", "kim", "--on", "2018-03-10", *([flag] if flag else []))
    assert warned(run) == (["C6"] if said else [])
    assert said in run.told
    found = json.loads(mc("check", "--rule", "C6", "--format", "json").out)
    assert [one["severity"] for one in found] == (["warn"] if said else [])
