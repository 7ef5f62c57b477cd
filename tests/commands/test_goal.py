"""mentorcli goal …: what a young person works towards, and how far whom thinks it has come."""

from __future__ import annotations

from typing import Any

import pytest

from tests.golden.kit import records, refused

KIM = "t1 Kim Bo, uddannelse"


@pytest.fixture
def story(mc: Any) -> Any:
    """Kim, matched since 20 October 2017, with two goals."""
    mc.take("story")
    mc.ok("goal", "add", "kim", "--area", "education", "--text", "søge ind på HF", "--on", "2017-11-01")
    mc.ok("goal", "add", "y1", "--area", "job", "--on", "2017-11-02")
    return mc


@pytest.fixture
def move(mc: Any) -> Any:
    """The scheme whose report is about the benefit to citizen and public: every goal is asked of two."""
    mc.take("move1")
    mc.ok("youth", "refer", "Kim Bo", "--source", "self", "--on", "2017-10-01")
    return mc


def goal(mc: Any, *line: str) -> dict[str, Any]:
    """One goal as `goal show` gives it."""
    found: dict[str, Any] = mc.ok("goal", "show", *line, "--format", "json").json()
    return found


def listed(mc: Any, *more: str) -> list[dict[str, Any]]:
    """The goals of `goal list`."""
    found: list[dict[str, Any]] = mc.ok("goal", "list", "--format", "json", *more).json()
    return found


def test_add_says_back_the_goal_and_is_there_the_second_time(mc: Any) -> None:
    mc.take("story")
    line = ("goal", "add", "kim", "--area", "skole", "--text", "søge ind på HF", "--on", "2017-11-01")
    records(mc, *line, says="t1 Kim Bo, education: set on 1 Nov 2017.", id="t1")
    assert (listed(mc)[0]["area"], listed(mc)[0]["text"]) == ("education", "søge ind på HF")


def test_the_words_may_come_from_a_file_and_never_hold_a_cpr_number(mc: Any) -> None:
    mc.take("story")
    mc.ok("goal", "add", "kim", "--area", "job", "--file", "-", stdin=b"fritidsjob\nhos en bager")
    assert listed(mc)[0]["text"] == "fritidsjob\nhos en bager"
    refused(mc, "goal", "add", "kim", "--area", "job", "--text", "010170-1234", code=2)
    refused(mc, "goal", "add", "kim", "--area", "job", "--text", "x", "--file", "-", code=2)


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        (("--area", "fisk"), 2, "no goal area"), (("--area", "job", "--on", "2018-04-02"), 2, "still to come"),
        (("--area", "job", "--on", "2017-09-30"), 2, "before the first contact on 1 Oct 2017"),
        (("--area", "job", "--text", "x" * 201), 2, "too long"),
    ],
)  # fmt: skip
def test_add_refuses_what_cannot_be(story: Any, more: tuple[str, ...], code: int, says: str) -> None:
    assert says in refused(story, "goal", "add", "kim", *more, code=code)["message"]


def test_a_scheme_without_areas_says_how_to_set_them(mc: Any) -> None:
    mc.take("blank")
    mc.ok("youth", "refer", "Kim Bo", "--source", "self")
    assert "goals.areas" in refused(mc, "goal", "add", "kim", "--area", "job", code=2)["hint"]


def test_an_open_goal_is_not_set_twice_but_a_closed_one_may_come_again(story: Any) -> None:
    assert "t2" in refused(story, "goal", "add", "kim", "--area", "job", "--on", "2018-01-01", code=2)["hint"]
    story.ok("goal", "close", "t2", "--how", "dropped", "--on", "2018-01-01")
    story.ok("goal", "add", "kim", "--area", "job", "--on", "2018-02-01")
    assert [(one["id"], one["state"]) for one in listed(story)] == [(1, "open"), (2, "dropped"), (3, "open")]


def test_a_score_is_said_back_with_its_anchor_and_the_one_before(story: Any) -> None:
    line = ("goal", "score", "kim", "2", "--area", "education", "--on", "2017-12-01")
    records(story, *line, says="t1 Kim Bo, education: the young person 2 begun, 1 Dec 2017.", id="t1")
    again = story.ok("goal", "score", "t1", "on the way", "--on", "2018-02-01").text
    assert again == "t1 Kim Bo, education: the young person 3 on the way, 1 Feb 2018. Before: 2 begun, 1 Dec 2017.\n"
    assert story.ok("goal", "score", "1", "2", "--on", "2018-02-01", lang="da").text == (
        "t1 Kim Bo, uddannelse: den unge 2 begyndt, 01.02.2018. Før: 2 begyndt, 01.12.2017. "
        "Den erstatter dagens tidligere vurdering.\n"
    )


def test_views_are_kept_apart(story: Any) -> None:
    for view, step in (("youth", "2"), ("mentor", "4"), ("coordinator", "3")):
        story.ok("goal", "score", "t1", step, "--view", view, "--on", "2017-12-01")
    story.ok("goal", "score", "t1", "3", "--on", "2018-02-01")
    one = listed(story)[0]
    assert (one["youth_score"], one["youth_before"]) == (3, 2)
    assert (one["mentor_score"], one["mentor_before"], one["gap"]) == (4, None, 1)
    assert (one["coordinator_score"], one["last_scored"]) == (3, "2018-02-01")
    page = goal(story, "t1")
    assert page["scores"] == [
        {"on": "2017-12-01", "youth": 2, "mentor": 4, "coordinator": 3},
        {"on": "2018-02-01", "youth": 3, "mentor": None, "coordinator": None},
    ]
    assert [(one["view"], one["score"], one["first"], one["change"]) for one in page["voices"]] == [
        ("youth", 3, 2, 1), ("mentor", 4, 4, None), ("coordinator", 3, 3, None),
    ]  # fmt: skip


@pytest.mark.parametrize("step", ["0", "6", "3.5", "-1", "", "god"])
def test_a_score_is_one_to_five(story: Any, step: str) -> None:
    assert "1 far from it" in refused(story, "goal", "score", "t1", "--", step, code=2)["hint"]


def test_a_name_is_enough_where_it_fits_one_open_goal(story: Any) -> None:
    error = refused(story, "goal", "score", "kim", "3", code=2)
    assert error["kind"] == "ambiguous"
    assert [one["name"] for one in error["details"]] == ["education: søge ind på HF", "job"]
    story.ok("goal", "close", "kim", "--area", "job", "--how", "reached", "--on", "2018-01-01")
    assert story.ok("goal", "score", "kim", "3").text.startswith("t1 ")
    refused(story, "goal", "score", "mie", "3", code=3)
    refused(story, "goal", "score", "t9", "3", code=3)
    refused(story, "goal", "score", "t1", "3", "--area", "job", code=2)


def test_where_the_report_is_about_benefit_both_are_asked(move: Any) -> None:
    move.ok("goal", "add", "kim", "--area", "venner", "--on", "2017-11-01")
    first = move.ok("goal", "score", "kim", "2", "--on", "2017-12-01").text
    assert first.endswith("The other view is wanted too: mentorcli goal score t1 N --view mentor\n")
    second = move.ok("goal", "score", "kim", "4", "--view", "mentor", "--on", "2017-12-02").text
    assert second.endswith("mentor 4 nearly there, 2 Dec 2017. The other view: the young person 2 begun, 1 Dec 2017.\n")
    late = move.ok("goal", "score", "kim", "4", "--view", "mentor", "--on", "2018-03-01").text
    assert "wanted too: mentorcli goal score t1 N --view youth" in late, "three months on the youth's is old"


def test_the_benefits_of_citizen_and_public_can_be_goals(move: Any) -> None:
    for area in ("social udvikling", "public-habits", "privat økonomi"):
        move.ok("goal", "add", "kim", "--area", area)
    assert [one["area"] for one in listed(move)] == ["citizen-social", "public-habits", "economy"]
    assert "fastholdelse i gode vaner" in move.ok("goal", "list", lang="da").text


def test_a_revision_keeps_what_was_said_before(story: Any) -> None:
    line = ("goal", "revise", "t1", "--text", "HF-enkeltfag", "--why", "for stort", "--on", "2018-02-01")
    records(story, *line, says="t1 Kim Bo, education: revised on 1 Feb 2018.", id="t1")
    assert listed(story)[0]["text"] == "HF-enkeltfag"
    assert listed(story, "--as-of", "2018-01-31")[0]["text"] == "søge ind på HF"
    assert [(one["on"], one["text"], one["why"]) for one in goal(story, "t1")["revisions"]] == [
        ("2017-11-01", "søge ind på HF", None), ("2018-02-01", "HF-enkeltfag", "for stort"),
    ]  # fmt: skip
    refused(story, "goal", "revise", "t1", code=2)


def test_a_closed_goal_takes_no_score_and_can_be_opened_again(story: Any) -> None:
    story.ok("goal", "score", "t1", "5", "--on", "2018-02-01")
    refused(story, "goal", "close", "t1", "--how", "reached", "--on", "2018-01-31", code=2)
    line = ("goal", "close", "t1", "--how", "nået", "--on", "2018-02-01")
    records(story, *line, says="t1 Kim Bo, education: closed on 1 Feb 2018 (reached).", id="t1")
    assert [one["state"] for one in listed(story, "--as-of", "2018-01-31")] == ["open", "open"]
    assert "edit t1 --open" in refused(story, "goal", "score", "t1", "4", "--on", "2018-02-02", code=4)["hint"]
    refused(story, "goal", "close", "t1", "--how", "dropped", "--on", "2018-03-01", code=4)
    story.ok("goal", "edit", "t1", "--open")
    story.ok("goal", "score", "t1", "4", "--on", "2018-02-02")


def test_a_goal_is_corrected_but_not_past_its_scores(story: Any) -> None:
    story.ok("goal", "score", "t2", "2", "--on", "2017-12-01")
    story.ok("goal", "edit", "t2", "--area", "network", "--text", "gå til boksning", "--on", "2017-11-05")
    assert [listed(story)[1][key] for key in ("area", "text", "since")] == ["network", "gå til boksning", "2017-11-05"]
    refused(story, "goal", "edit", "t2", "--on", "2017-12-02", code=2)
    refused(story, "goal", "edit", "t2", code=2)


def test_the_summary_says_how_many_were_scored_by_whom(story: Any) -> None:
    story.ok("goal", "add", "mie", "--area", "education", "--on", "2018-02-05")
    for line in (
        ("t1", "2", "--on", "2017-12-01"), ("t1", "4", "--on", "2018-02-01"), ("t2", "3", "--on", "2017-12-01"),
        ("t2", "1", "--on", "2018-02-01"), ("t3", "3", "--on", "2018-02-06"),
        ("t1", "3", "--view", "mentor", "--on", "2018-02-01"), ("t3", "5", "--view", "mentor", "--on", "2018-02-07"),
    ):  # fmt: skip
        story.ok("goal", "score", *line)
    story.ok("goal", "close", "t1", "--how", "reached", "--on", "2018-03-01")
    found = story.ok("goal", "summary", "--format", "json").json()
    total = {
        key: found[key] for key in ("goals", "youths", "open", "reached", "by_youth", "by_mentor", "by_both", "gap")
    }
    assert total == {
        "goals": 3,
        "youths": 2,
        "open": 2,
        "reached": 1,
        "by_youth": 3,
        "by_mentor": 2,
        "by_both": 2,
        "gap": 0.5,
    }
    areas = {one["area"]: one for one in found["areas"]}
    assert areas["education"] == {"area": "education", "goals": 2, "youths": 2, "open": 1, "reached": 1, "by_youth": 2,
                                  "by_mentor": 2, "by_both": 2, "gap": 0.5}  # fmt: skip
    assert areas["exam-nerves"]["goals"] == 0, "an area that nobody works with is told"
    way = {(one["area"], one["view"]): one for one in found["development"]}
    assert way["education", "youth"] == {"area": "education", "view": "youth", "scored": 2, "mean": 3.5, "twice": 1, "up": 1,
                                         "same": 0, "down": 0}  # fmt: skip
    assert (way["job", "youth"]["down"], way["education", "mentor"]["twice"]) == (1, 0)
    before = story.ok("goal", "summary", "--to", "2017-12-31", "--format", "json").json()
    assert (before["goals"], before["reached"], before["by_mentor"]) == (2, 0, 0)
    after = story.ok("goal", "summary", "--from", "2018-03-02", "--format", "json").json()
    assert after["goals"] == 2, "t1 was closed before"
    assert "Forskel, hvor begge har vurderet  0,5" in story.ok("goal", "summary", lang="da").text


def test_a_goal_that_is_not_scored_is_reminded_of_and_can_be_put_off(story: Any) -> None:
    story.ok("goal", "score", "t1", "3", "--on", "2018-03-30")
    line = ("agenda", "--format", "json", "--today", "2018-06-25")
    found = [one for one in story.ok(*line).json() if one["rule"] == "K6"]
    assert [(one["record"]["kind"], one["record"]["id"], one["due"]) for one in found] == [
        ("goal", 1, "2018-07-02"), ("goal", 2, "2018-07-02"),
    ]  # fmt: skip
    assert found[0]["command"] == f"mentorcli goal show t{found[0]['record']['id']}"
    story.ok("agenda", "later", "K6", "t2", "--until", "2018-09-01", "--why", "ferie")
    assert [one["record"]["id"] for one in story.ok(*line).json() if one["rule"] == "K6"] == [1]
    story.ok("match", "end", "x1", "--by", "both", "--reason", "job", "--planned", "yes")
    assert [one for one in story.ok(*line).json() if one["rule"] == "K6"] == [], "without a mentor the reminder rests"


def test_the_page_of_the_young_person_has_the_goals(story: Any) -> None:
    assert [one["area"] for one in story.ok("youth", "show", "kim", "--format", "json").json()["goals"]] == [
        "education",
        "job",
    ]
    assert story.ok("youth", "show", "kim", "--as-of", "2017-10-31", "--format", "json").json()["goals"] == []
