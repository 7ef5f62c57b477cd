"""mentorcli meeting …: what came of an appointment, once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.golden.kit import records, refused, vouched_for

PAIR = "x1 Kim Bo / Ida Holm"


@pytest.fixture
def story(mc: Any) -> Any:
    """One running match since 20 October 2017, with a meeting on 25 March 2018."""
    return mc.take("story")


def listed(mc: Any, *more: str) -> list[dict[str, Any]]:
    """The meetings of `meeting list`."""
    found: list[dict[str, Any]] = mc.ok("meeting", "list", "--format", "json", *more).json()
    return found


@pytest.mark.parametrize(
    ("more", "says", "kept"),
    [
        ((), "held, 28 Mar 2018.", {"status": "held", "minutes": 0, "kind": "regular", "at": None}),
        (("--minutes", "1:30"), "held, 28 Mar 2018, 1 h 30 min.", {"minutes": 90}),
        (
            ("--minutes", "1,5 t", "--kind", "telefon"),
            "held, 28 Mar 2018, 1 h 30 min.",
            {"kind": "phone", "minutes": 90},
        ),
        (("--status", "afbud", "--who", "mentor"), "excused, 28 Mar 2018.", {"status": "excused", "who": "mentor"}),
        (("--status", "udeblev", "--who", "ung"), "no-show, 28 Mar 2018.", {"status": "no-show", "who": "youth"}),
        (
            ("--status", "cancelled", "--minutes", "30"),
            "cancelled, 28 Mar 2018, 30 min.",
            {"status": "cancelled", "minutes": 30},
        ),
        (("--place", "café", "--at", "9.05"), "held, 28 Mar 2018.", {"place": "café", "at": "09:05"}),
        (("--topic", "job", "--topic", "eksamensangst,job"), "held, 28 Mar 2018.", {"topics": "job, exam-nerves"}),
    ],
)
def test_log_says_back_pair_and_day_and_is_there_the_second_time(story: Any, more: Any, says: str, kept: Any) -> None:
    line = ("meeting", "log", "kim", "--on", "2018-03-28", *more)
    records(story, *line, says=f"{PAIR}: {says}", id="3")
    assert {key: listed(story)[-1][key] for key in kept} == kept


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--on", "2018-04-02"), 0), (("--on", "2018-04-02", "--status", "held"), 2),
        (("--on", "2018-04-02", "--status", "no-show"), 2),
        (("--on", "2017-10-09"), 4), (("--minutes", "1.5"), 2), (("--minutes", "1441"), 2),
        (("--topic", "vi talte om hans far"), 2),
        (("--who", "koordinator"), 2), (("--at", "25:00"), 2), (("--kind", "zz"), 2), (("--status", "zz"), 2),
        (("--place", "010170-1234"), 2), (("--on", "31-02-2018"), 2),
    ],
)  # fmt: skip
def test_log_refuses_what_cannot_be(story: Any, more: tuple[str, ...], code: int) -> None:
    if code:
        refused(story, "meeting", "log", "x1", *more, code=code)
    else:
        assert story.ok("meeting", "log", "x1", *more).text == f"{PAIR}: planned, 2 Apr 2018.\n", (
            "a day to come is a plan"
        )


def test_other_values_on_the_same_day_are_refused_and_a_time_makes_another_meeting(story: Any) -> None:
    error = refused(story, "meeting", "log", "kim", "--on", "2018-03-25", "--minutes", "30", code=2)
    assert "meeting edit 2" in error["hint"]
    assert "--at" in error["hint"]
    other = ("meeting", "log", "kim", "--on", "2018-03-25", "--minutes", "30", "--at", "15")
    records(story, *other, says=f"{PAIR}: held, 25 Mar 2018, 30 min.", id="3")
    assert [one["minutes"] for one in listed(story, "kim")] == [60, 90, 30]


def test_a_planned_meeting_comes_to_something_and_stays_one(story: Any) -> None:
    story.ok("meeting", "log", "kim", "--on", "3/4", "--status", "planned", "--at", "14")
    assert listed(story)[-1]["on"] == "2018-04-03", "of what is planned, a day without a year is the next one"
    run = story.ok("meeting", "log", "kim", "--on", "2018-04-03", "--minutes", "50", today="2018-04-05")
    assert run.text == f"{PAIR}: held, 3 Apr 2018, 50 min. It had been planned.\n"
    found = [one for one in listed(story, "--today", "2018-04-05") if one["on"] == "2018-04-03"]
    assert [(one["status"], one["minutes"], one["at"]) for one in found] == [("held", 50, "14:00")]


def test_a_bare_number_is_a_match_or_a_young_person(story: Any) -> None:
    error = refused(story, "meeting", "log", "1", code=2)
    assert error["kind"] == "ambiguous"
    assert "x1" in error["hint"]
    assert "y1" in error["hint"]
    assert story("meeting", "list", "1").code == 2
    for typed in ("x1", "X1", "y1", "Kim Bo", "bo kim", "ki"):
        assert story.ok("meeting", "log", typed, "--on", "2018-03-27", "--quiet").text == "3\n"


def test_a_meeting_after_the_end_is_refused(story: Any) -> None:
    story.ok("match", "end", "kim", "--on", "2018-03-28", "--by", "both", "--reason", "job", "--planned", "yes")
    error = refused(story, "meeting", "log", "x1", "--on", "2018-03-29", code=4)
    assert "it is: ended" in error["message"]
    refused(story, "meeting", "log", "kim", "--on", "2018-03-29", code=3)
    assert story.ok("meeting", "log", "kim", "--on", "2018-03-27", "--quiet").text == "3\n", (
        "one before it, entered late"
    )
    assert story.ok("meeting", "log", "x1", "--on", "2018-03-27").text.startswith("Already there: ")


def test_the_list_is_by_day_and_filters(story: Any) -> None:
    story.ok("meeting", "log", "kim", "--on", "2018-03-01", "--status", "no-show")
    assert [one["on"] for one in listed(story)] == ["2017-10-20", "2018-03-01", "2018-03-25"]
    first = listed(story)[0]
    assert (first["youth"], first["mentor"]) == ({"id": 1, "name": "Kim Bo"}, {"id": 1, "name": "Ida Holm"})
    assert [one["on"] for one in listed(story, "--from", "1/3", "--to", "2018-03-01")] == ["2018-03-01"]
    assert [one["on"] for one in listed(story, "--status", "held")] == ["2017-10-20", "2018-03-25"]
    assert [one["on"] for one in listed(story, "--as-of", "2018-03-01")] == ["2017-10-20", "2018-03-01"]
    assert story.ok("meeting", "list", "--quiet").text == "1\n3\n2\n"
    refused(story, "meeting", "list", "--from", "2018-03-02", "--to", "2018-03-01", code=2)
    refused(story, "meeting", "list", "mie", code=3)


def test_edit_corrects_and_never_into_what_is_to_come(story: Any) -> None:
    line = ("meeting", "edit", "2", "--minutes", "100", "--place", "bibliotek", "--topic", "job")
    told = "Changed 2 (x1 Kim Bo / Ida Holm): length, place, topics."
    records(story, *line, says=told, id="2", again="Nothing differs; nothing was changed.")
    assert {key: listed(story)[1][key] for key in ("minutes", "place", "topics")} == {
        "minutes": 100, "place": "bibliotek", "topics": "job",
    }  # fmt: skip
    refused(story, "meeting", "edit", "2", "--on", "2018-04-02", code=2)
    story.ok("meeting", "edit", "2", "--on", "2018-04-02", "--status", "planned")
    refused(story, "meeting", "edit", "2", "--status", "held", code=2)
    refused(story, "meeting", "edit", "2", code=2)
    refused(story, "meeting", "edit", "9", "--minutes", "1", code=3)
    refused(story, "meeting", "edit", "two", "--minutes", "1", code=2)
    year = story.ok("report", "annual", "2018", "--format", "json").json()
    assert year["meetings_held"] == 0


def test_only_held_meetings_and_their_minutes_count(story: Any) -> None:
    for day, status in (
        ("2018-03-02", "excused"),
        ("2018-03-03", "no-show"),
        ("2018-03-04", "cancelled"),
        ("2018-03-05", "moved"),
    ):
        story.ok("meeting", "log", "kim", "--on", day, "--status", status, "--minutes", "60")
    year = story.ok("report", "annual", "2018", "--format", "json").json()
    assert (year["meetings_held"], year["meeting_minutes"], year["no_shows"]) == (1, 90, 1)


def lived(mc: Any) -> Any:
    """Said yes to on 11 January, met on the 20th, ended on 10 February and reopened on the 20th; one excuse before."""
    mc.ok("mentor", "add", "Ida Holm", "--on", "2018-01-01")
    vouched_for(mc, "ida", "2018-01-01")
    for line in (
        ("youth", "refer", "Kim Bo", "--source", "self", "--on", "2018-01-02"),
        ("match", "propose", "kim", "--mentor", "ida", "--on", "2018-01-10"),
        ("match", "accept", "kim", "--by", "mentor", "--on", "2018-01-11"),
        ("match", "accept", "kim", "--by", "youth", "--on", "2018-01-11"),
        ("meeting", "log", "kim", "--on", "2018-01-12", "--status", "excused"), ("match", "start", "kim", "--on", "2018-01-20"),
        ("match", "end", "kim", "--on", "2018-02-10", "--by", "both", "--reason", "job", "--planned", "yes"),
        ("match", "reopen", "kim", "--on", "2018-02-20"),
    ):  # fmt: skip
        mc.ok(*line)
    return mc


def first_met(mc: Any) -> str:
    """The day of the first meeting of the one match."""
    found: str = mc.ok("match", "list", "--format", "json").json()[0]["first_met"]
    return found


def test_a_corrected_first_meeting_takes_the_match_with_it(mc: Any) -> None:
    lived(mc).ok("meeting", "edit", "2", "--on", "2018-01-22")
    assert first_met(mc) == "2018-01-22"
    for day in ("2018-01-10", "2018-02-11", "2018-02-25"):
        refused(mc, "meeting", "edit", "2", "--on", day, code=2)
    mc.ok("meeting", "edit", "2", "--on", "2018-01-11")
    assert first_met(mc) == "2018-01-11"


def test_an_earlier_excuse_made_a_meeting_is_not_a_second_first_one(mc: Any) -> None:
    error = refused(lived(mc), "meeting", "edit", "1", "--status", "held", code=4)
    assert error["message"] == "x1 Kim Bo / Ida Holm first met on 20 Jan 2018."
    mc.ok("meeting", "edit", "1", "--status", "cancelled", "--on", "2018-01-13")
    assert first_met(mc) == "2018-01-20"


def test_an_excuse_made_a_meeting_starts_an_accepted_match_and_never_a_declined_one(mc: Any) -> None:
    mc.ok("mentor", "add", "Ida Holm", "--on", "2018-01-01")
    vouched_for(mc, "ida", "2018-01-01")
    for number, name in enumerate(("Kim Bo", "Mie Sø"), 1):
        mc.ok("youth", "refer", name, "--source", "self", "--on", "2018-01-02")
        mc.ok("match", "propose", name, "--mentor", "ida", "--on", "2018-01-10")
        for by in ("mentor", "youth"):
            mc.ok("match", "accept", f"x{number}", "--by", by, "--on", "2018-01-11")
        mc.ok("meeting", "log", f"x{number}", "--on", "2018-01-12", "--status", "excused")
    mc.ok("match", "decline", "x2", "--by", "youth", "--on", "2018-01-15")
    mc.ok("meeting", "edit", "1", "--status", "held")
    assert first_met(mc) == "2018-01-12"
    error = refused(mc, "meeting", "edit", "2", "--status", "held", code=4)
    assert error["message"] == "x2 Mie Sø / Ida Holm declined on 15 Jan 2018."


def test_a_meeting_is_not_moved_to_a_day_on_which_the_match_did_not_run(mc: Any) -> None:
    lived(mc).ok("meeting", "log", "kim", "--on", "2018-02-05")
    for day in ("2018-01-05", "2018-02-12"):
        refused(mc, "meeting", "edit", "3", "--on", day, code=4)
    mc.ok("meeting", "edit", "3", "--on", "2018-02-06")


def test_a_day_without_its_year_is_said_where_the_coming_one_may_be_meant(story: Any) -> None:
    """Today is 1 April 2018: 5/4 is read as last year's, which is promised; whoever meant next Thursday is told."""
    run = story("meeting", "log", "kim", "--on", "5/4/2017")
    assert (run.code, "was taken for" in run.told) == (3, False)
    run = story("meeting", "log", "kim", "--on", "5/4")
    said = "“5/4” was taken for 5 Apr 2017, which is the latest such day; 5 Apr 2018 is still to come."
    assert (run.code, run.told.splitlines()[-1]) == (3, said)
    assert "was taken for" not in story.ok("meeting", "log", "kim", "--on", "30/3").told
    assert "was taken for" not in story.ok("meeting", "log", "kim", "--on", "5/4", "--status", "planned").told


def test_a_meeting_meant_by_a_name_is_told_where_its_number_stands(story: Any) -> None:
    run = story("meeting", "edit", "kim", "--minutes", "60")
    assert (run.code, run.told) == (
        2,
        "mentorcli: A meeting is meant by its number, not by “kim”.\n  See the numbers: mentorcli meeting list\n",
    )


def test_a_refusal_about_the_stand_in_names_the_way_to_the_mentors_own_meeting(story: Any) -> None:
    """Who forgot that somebody stands in is told so: the rules are asked about a mentor whom the command does not name."""
    story.ok("mentor", "add", "Vi Kar", "--on", "2018-03-01")
    story.ok("match", "substitute", "x1", "--mentor", "vi", "--from", "2018-04-03", "--to", "2018-04-05")
    line = ("meeting", "log", "kim", "--on", "2018-04-03", "--minutes", "60", "--today", "2018-04-03")
    run = story(*line)
    said = "stands in on that day. If it was a meeting of m1 Ida Holm"
    assert (run.code, said in run.told, "--mentor m1" in run.told) == (4, True, True)
    assert "stands in on that day" not in story(*line, "--mentor", "vi").told
    assert story.ok(*line, "--mentor", "m1")
