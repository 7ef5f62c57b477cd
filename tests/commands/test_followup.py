"""mentorcli followup …: talks, closing talks and tries to get in touch; what is due; the contact rate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mentorcli.main import main
from mentorcli.rules.calendar import next_working_day
from tests.corps import tables
from tests.golden.kit import match, records, refused

PAIR = "x1 Kim Bo / Ida Holm"
MET = "2018-01-10"
VOUCHED = (  # what the schemes demand before a match
    *(("mentor", "check", "ida", "--kind", kind, "--seen", "2017-12-10", "--outcome", "approved")
      for kind in ("straffeattest", "boerneattest")),
    ("mentor", "train", "ida", "--on", "2017-12-20"),
)  # fmt: skip


def begun(mc: Any, *, asked: bool = True) -> Any:
    """Kim and Ida have met since 10 January, and it was typed then; `asked` says that the scheme records their yeses."""
    for line in (
        ("mentor", "add", "Ida Holm", "--on", "2017-12-01"),
        ("youth", "refer", "Kim Bo", "--source", "caseworker", "--on", "2017-12-05"),
        ("youth", "consent", "kim", "--kind", "participation", "--by", "both", "--on", "2017-12-05", "--purpose", "mentor",
         "--told"),
        *VOUCHED, *match(1, "kim", "ida", MET),
    ):  # fmt: skip
        if asked or line[1] != "accept":
            mc.ok(*line, today=MET)
    return mc


@pytest.fixture
def mil(mc: Any) -> Any:
    """A scheme with talks every six weeks."""
    return begun(mc.take("mil-lyngby"))


def listed(mc: Any, *more: str, **options: Any) -> list[dict[str, Any]]:
    """The follow-ups of `followup list`."""
    found: list[dict[str, Any]] = mc.ok("followup", "list", "--format", "json", *more, **options).json()
    return found


def rules(mc: Any, day: str, *rule: str) -> list[tuple[str, str, str]]:
    """The lines of the agenda of a day of some rules: rule, due day, message."""
    found = mc.ok("agenda", "--format", "json", "--days", "0", today=day).json()
    return [(one["rule"], one["due"], one["message"]) for one in found if one["rule"] in rule]


# --- log and edit -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "says", "kept"),
    [
        (("--with", "mentor"), "follow-up talk with mentor: held, 28 Mar 2018.",
         {"kind": "talk", "with": "mentor", "status": "held", "via": None, "rating": None, "note": ""}),
        (("--with", "ung", "--rating", "4", "--via", "tlf"), "follow-up talk with the young person: held, 28 Mar 2018. "
         "It goes: 4 – well.", {"with": "youth", "rating": 4, "via": "phone"}),
        (("--with", "youth", "--rating", "rigtig godt"), "follow-up talk with the young person: held, 28 Mar 2018. "
         "It goes: 5 – very well.", {"rating": 5}),
        (("--with", "youth", "--kind", "contact", "--via", "sms", "--no-answer"),
         "contact with the young person: no answer, 28 Mar 2018.", {"kind": "contact", "status": "no-answer", "via": "message"}),
        (("--with", "værge", "--kind", "closing"), "closing talk with guardian: held, 28 Mar 2018.",
         {"kind": "closing", "with": "guardian"}),
        (("--with", "henviser", "--planned"), "follow-up talk with referrer: planned, 28 Mar 2019.", {"status": "planned"}),
    ],
)  # fmt: skip
def test_log_says_back_what_with_whom_and_is_there_the_second_time(mil: Any, more: Any, says: str, kept: Any) -> None:
    day = "28/3" if "--planned" in more else "2018-03-28"
    records(mil, "followup", "log", "kim", *more, "--on", day, says=f"{PAIR}: {says}", id="1")
    (one,) = listed(mil)
    assert {key: one[key] for key in kept} == kept
    assert (one["match"], one["youth"]["name"], one["mentor"]["id"]) == (1, "Kim Bo", 1)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--with", "nobody"), 2), (("--with", "mentor", "--kind", "zz"), 2), (("--with", "mentor", "--rating", "6"), 2),
        (("--with", "mentor", "--rating", "0"), 2), (("--with", "mentor", "--via", "due"), 2),
        (("--with", "mentor", "--rating", "3", "--no-answer"), 2), (("--with", "mentor", "--rating", "3", "--planned"), 2),
        (("--with", "mentor", "--planned", "--no-answer"), 2), (("--with", "mentor", "--on", "2018-04-02", "--no-answer"), 2),
        (("--with", "mentor", "--on", "2017-12-24"), 4), ((), 2), (("--with", "mentor", "--file", "nowhere.txt"), 1),
        (("--with", "mentor", "--note"), 2),  # nobody sits at a keyboard
    ],
)  # fmt: skip
def test_log_refuses_what_cannot_be(mil: Any, more: tuple[str, ...], code: int) -> None:
    before = tables(mil.db)
    assert mil("followup", "log", "x1", *more).code == code
    assert tables(mil.db) == before


def test_the_note_comes_from_a_file_and_is_shown_with_the_scale(mil: Any, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Ida er glad for det.\r\nHun ønsker sig flere emner.\n", encoding="utf-8")
    log = ("followup", "log", "kim", "--with", "mentor", "--rating", "4", "--on", "2018-03-28", "--file")
    run = mil.ok(*log, str(tmp_path / "note.txt"))
    assert run.told == f"A note on {PAIR}:\n"
    note = "Ida er glad for det.\nHun ønsker sig flere emner."
    page = mil.ok("followup", "show", "1", "--format", "json").json()
    assert (page["note"], page["rating"]) == (note, 4)
    assert [one["rating"] for one in page["scale"]] == [1, 2, 3, 4, 5]
    assert "1 – badly" in mil.ok("followup", "show", "1").text
    assert mil.ok(*log, "-", stdin=note.encode()).text.startswith("Already there: ")
    assert mil(*log, "-", stdin=b"hun er 010170-1234").code == 2
    assert "Ida er glad" not in mil.ok("followup", "list").text
    assert [one["id"] for one in mil.ok("search", "flere emner", "--format", "json").json()] == [1]
    assert mil("followup", "show", "1", "--as-of", "2018-03-27").code == 3


def test_other_values_on_the_same_day_are_refused_and_a_second_try_another_way_is_one_more(mil: Any) -> None:
    log = ("followup", "log", "kim", "--with", "youth", "--on", "2018-03-28")
    mil.ok(*log, "--kind", "contact", "--via", "sms", "--no-answer")
    mil.ok(*log, "--kind", "contact", "--via", "phone", "--no-answer")
    mil.ok(*log, "--kind", "contact", "--via", "phone")  # and in the evening there was an answer
    mil.ok(*log, "--rating", "3")
    error = refused(mil, *log, "--rating", "2", code=2)
    assert "followup edit 4" in error["hint"]
    assert [(one["kind"], one["via"], one["status"]) for one in listed(mil)] == [
        ("contact", "message", "no-answer"), ("contact", "phone", "no-answer"), ("contact", "phone", "held"),
        ("talk", None, "held"),
    ]  # fmt: skip


def test_a_planned_talk_comes_to_something_and_stays_one(mil: Any) -> None:
    mil.ok("followup", "log", "kim", "--with", "youth", "--on", "3/4", "--planned")
    run = mil.ok("followup", "log", "kim", "--with", "youth", "--on", "2018-04-03", "--rating", "2", today="2018-04-05")
    assert (
        run.text
        == f"{PAIR}: follow-up talk with the young person: held, 3 Apr 2018. It goes: 2 – not so well. It had been planned.\n"
    )
    assert [(one["status"], one["rating"]) for one in listed(mil, today="2018-04-05")] == [("held", 2)]


def test_edit_corrects_clears_and_never_into_what_is_to_come(mil: Any) -> None:
    mil.ok("followup", "log", "kim", "--with", "youth", "--on", "2018-03-28", "--rating", "2", "--via", "phone")
    line = ("followup", "edit", "1", "--with", "mentor", "--rating", "3", "--via", "")
    records(
        mil,
        *line,
        says="Changed 1 (x1 Kim Bo / Ida Holm): talked with, way, rating.",
        id="1",
        again="Nothing differs; nothing was changed.",
    )
    assert {key: listed(mil)[0][key] for key in ("with", "rating", "via")} == {
        "with": "mentor",
        "rating": 3,
        "via": None,
    }
    refused(mil, "followup", "edit", "1", "--status", "no-answer", code=2)
    mil.ok("followup", "edit", "1", "--status", "no-answer", "--rating", "")
    refused(mil, "followup", "edit", "1", "--on", "2018-04-02", code=2)
    refused(mil, "followup", "edit", "1", "--on", "2017-12-24", code=4)
    mil.ok("followup", "edit", "1", "--on", "2/5", "--status", "planned")
    assert listed(mil)[0]["on"] == "2018-05-02"
    refused(mil, "followup", "edit", "1", code=2)
    refused(mil, "followup", "edit", "9", "--with", "mentor", code=3)
    refused(mil, "followup", "edit", "two", "--with", "mentor", code=2)
    refused(mil, "followup", "show", "9", code=3)


def test_a_closing_talk_may_follow_the_end_and_an_open_match_goes_before_an_ended_one(mil: Any) -> None:
    end = ("--by", "both", "--reason", "job", "--planned", "yes", "--rematch")
    mil.ok("match", "end", "kim", "--on", "2018-03-01", *end)
    assert mil.ok(
        "followup", "log", "kim", "--with", "youth", "--kind", "closing", "--on", "2018-03-05"
    ).text.startswith("x1 ")
    for line in match(2, "kim", "ida", "2018-03-10"):
        mil.ok(*line)
    assert mil.ok("followup", "log", "kim", "--with", "youth", "--on", "2018-03-20").text.startswith("x2 ")
    mil.ok("followup", "log", "x1", "--with", "mentor", "--kind", "closing", "--on", "2018-03-20")
    refused(mil, "followup", "log", "1", "--with", "mentor", code=2)
    assert [(one["match"], one["on"]) for one in listed(mil, "kim")] == [
        (1, "2018-03-05"),
        (2, "2018-03-20"),
        (1, "2018-03-20"),
    ]
    assert [one["id"] for one in listed(mil, "x2")] == [2]
    assert [one["id"] for one in listed(mil, "ida", "--from", "2018-03-20")] == [2, 3]


def test_nobody_is_followed_up_before_the_yeses(mc: Any) -> None:
    mc.ok("mentor", "add", "Ida Holm", "--on", "2017-12-01")
    mc.ok("youth", "refer", "Kim Bo", "--source", "self", "--on", "2017-12-05")
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-01-05")
    refused(mc, "followup", "log", "x1", "--with", "mentor", code=4)
    refused(mc, "followup", "log", "kim", "--with", "mentor", code=3)


def test_a_follow_up_is_known_from_its_day_and_a_planned_one_from_the_day_it_was_recorded(mil: Any) -> None:
    mil.ok("followup", "log", "kim", "--with", "youth", "--on", "2018-03-28")
    mil.ok("followup", "log", "kim", "--with", "mentor", "--on", "2018-05-01", "--planned")
    known = {
        day: [one["id"] for one in listed(mil, "--as-of", day)] for day in ("2018-03-27", "2018-03-28", "2018-04-01")
    }
    assert known == {"2018-03-27": [], "2018-03-28": [1], "2018-04-01": [1, 2]}


# --- what is due, and the rate ----------------------------------------------------------------------------------------


def dues(mc: Any, day: str, *more: str) -> list[tuple[str, str | None, int | None]]:
    """The lines of `followup due`: with whom, due day, days late."""
    found = mc.ok("followup", "due", "--format", "json", *more, today=day).json()
    return [(one["with"], one["due"], one["overdue_days"]) for one in found]


def test_each_party_has_a_calendar_of_its_own(mil: Any) -> None:
    assert dues(mil, "2018-01-16") == []
    assert dues(mil, "2018-01-17") == [("mentor", "2018-01-24", None), ("youth", "2018-01-24", None)]
    mil.ok("followup", "log", "kim", "--with", "mentor", "--on", "2018-01-23", today="2018-01-23")
    assert dues(mil, "2018-02-01") == [("youth", "2018-01-24", 8), ("mentor", "2018-02-07", None)]
    assert dues(mil, "2018-01-26", "--days", "0") == [("youth", "2018-01-24", 2)]
    for who in ("x1", "kim", "ida"):
        assert dues(mil, "2018-01-26", who) == [("youth", "2018-01-24", 2), ("mentor", "2018-02-07", None)]
    for kind, party in (("closing", "youth"), ("contact", "mentor"), ("talk", "guardian")):
        mil.ok("followup", "log", "kim", "--with", party, "--kind", kind, "--on", "2018-02-08", today="2018-02-08")
    assert dues(mil, "2018-02-10") == [("mentor", "2018-02-07", 3)], (
        "a closing talk is a talk, a try to get in touch is none"
    )
    assert dues(mil, "2018-03-20", "kim") == [("mentor", "2018-02-07", 41), ("youth", "2018-03-22", None)]


def test_the_agenda_reminds_of_each_party_and_its_command_runs(mil: Any) -> None:
    said = [
        ("C9", "2018-01-24", f"Kim Bo / Ida Holm: time for the first talk with {who}")
        for who in ("mentor", "the young person")
    ]
    assert rules(mil, "2018-01-23", "C9") == []
    assert rules(mil, "2018-01-24", "C9") == said
    found = mil.ok("agenda", "--format", "json", today="2018-01-24").json()
    for one in found:
        assert mil.ok(*one["command"].split()[1:], today="2018-01-24").text
    mil.ok("followup", "log", "kim", "--with", "youth", "--on", "2018-02-02", "--planned", today="2018-01-24")
    assert rules(mil, "2018-02-01", "C9") == said[:1]
    assert [rule for rule, _due, _text in rules(mil, "2018-02-05", "C9", "K7")] == ["K7", "C9", "C9"]


@pytest.mark.parametrize("scheme", ["slagelse", "vallensbaek", "center-for-unge", "blank"])
def test_a_scheme_without_talks_at_set_times_is_not_reminded(mc: Any, scheme: str) -> None:
    begun(mc.take(scheme))
    assert rules(mc, "2018-12-01", "C9") == []
    assert dues(mc, "2018-12-01") == []
    assert "no talks at set times" in mc.ok("followup", "due", today="2018-12-01").text
    assert mc.ok("followup", "list", "--rate", "--format", "json").json()["talks_due"] == 0
    assert mc.ok("followup", "log", "kim", "--with", "mentor").text.startswith(PAIR)


def test_move1_has_talks_too(mc: Any) -> None:
    begun(mc.take("move1"), asked=False)
    assert dues(mc, "2018-01-17") == [("mentor", "2018-01-24", None), ("youth", "2018-01-24", None)]


def test_a_pause_and_an_end_let_the_talks_rest(mil: Any) -> None:
    mil.ok("match", "pause", "kim", "--on", "2018-01-20")
    assert dues(mil, "2018-02-15") == []
    mil.ok("match", "resume", "kim", "--on", "2018-03-01")
    assert dues(mil, "2018-03-05") == [("mentor", "2018-03-01", 4), ("youth", "2018-03-01", 4)]
    mil.ok("match", "end", "kim", "--on", "2018-03-10", "--by", "both", "--reason", "job", "--planned", "yes")
    assert dues(mil, "2018-03-15", "kim") == []
    mil.ok("match", "reopen", "kim", "--on", "2018-03-25")
    assert dues(mil, "2018-03-26") == [("mentor", "2018-03-01", 25), ("youth", "2018-03-01", 25)]


def test_the_contact_rate_has_its_numbers_for_a_match_and_for_the_scheme(mil: Any) -> None:
    for party, day in (("mentor", "2018-01-24"), ("mentor", "2018-02-07"), ("youth", "2018-01-20")):
        mil.ok("followup", "log", "kim", "--with", party, "--on", day)
    whole = mil.ok("followup", "list", "--rate", "--format", "json").json()
    assert {key: whole[key] for key in ("from", "to", "talks_held", "talks_due", "text")} == {
        "from": None, "to": "2018-04-01", "talks_held": 3, "talks_due": 6, "text": "50.0% (3 of 6)",
    }  # fmt: skip
    (one,) = whole["matches"]
    assert (one["match"], one["talks_held"], one["talks_due"]) == (1, 3, 6)
    for period, held, owed in (
        (("--from", "2018-02-01"), 1, 4), (("--to", "2018-01-31"), 2, 2), (("--to", "2018-02-07"), 3, 4),
        (("--from", "2018-02-08", "--to", "2018-03-20"), 0, 0),
    ):  # fmt: skip
        found = mil.ok("followup", "list", "--rate", "--format", "json", *period).json()
        assert (found["talks_held"], found["talks_due"]) == (held, owed), period
        earlier = mil.ok("followup", "list", "--rate", "kim", "--format", "json", "--as-of", "2018-04-01", *period)
        assert earlier.json() == found
    assert "– (0 of 0)" in mil.ok("followup", "list", "--rate", "--to", "2018-01-12").text


# --- no contact, steps, endings: over a real file ---------------------------------------------------------------------


@pytest.fixture
def away(mc: Any) -> Any:
    """Kim came to the first meeting, and then twice did not."""
    begun(mc)
    for day in ("2018-01-20", "2018-01-27"):
        mc.ok("meeting", "log", "kim", "--on", day, "--status", "no-show", "--who", "youth", today=day)
    return mc


def test_status_agenda_and_list_agree_on_no_contact_and_risk(away: Any) -> None:
    for day, silent, risky in (("2018-01-26", 0, 0), ("2018-01-27", 0, 1), ("2018-02-08", 0, 1), ("2018-02-09", 1, 1)):
        status = away.ok("status", "--format", "json", today=day).json()["matches"]
        assert (status["silent"], status["at_risk"]) == (silent, risky), day
        for option, count in (("--silent", silent), ("--at-risk", risky)):
            assert len(away.ok("match", "list", option, "--format", "json", today=day).json()) == count
            assert len(away.ok("match", "list", option, "--format", "json", "--as-of", day).json()) == count
        lines = rules(away, next_working_day(day), "C7", "C8")  # one line of C8, which tells of the silence too
        assert [one[0] for one in lines] == ["C8"] * risky
        assert sum("no meeting held since" in one[2] for one in lines) == silent
    row = away.ok("match", "list", "--format", "json").json()[0]
    assert (row["no_shows"], row["no_shows_in_a_row"]) == (2, 2)
    assert away.ok("match", "list", "--format", "json", "--as-of", "2018-01-26").json()[0]["no_shows_in_a_row"] == 1
    away.ok("meeting", "log", "kim", "--on", "2018-02-10")
    assert away.ok("match", "list", "--format", "json").json()[0]["no_shows_in_a_row"] == 0


def test_the_steps_towards_contact_are_told_in_turn(away: Any) -> None:
    def told(day: str) -> tuple[Any, ...]:
        page = away.ok("match", "show", "kim", "--format", "json", today=day).json()
        return page["ladder_step"], page["ladder_due"], page["hint"]

    assert told("2018-01-26") == (None, None, "")
    assert told("2018-01-27") == (
        1,
        "2018-01-27",
        "step 1 of 5 towards contact, from 27 Jan 2018: write a kind message",
    )
    tries = (("youth", "message", "2018-01-28"), ("youth", "phone", "2018-02-05"), ("mentor", "phone", "2018-02-12"),
             ("referrer", "phone", "2018-02-20"), ("youth", "letter", "2018-02-27"))  # fmt: skip
    expected = [(2, "2018-02-04"), (3, "2018-02-12"), (4, "2018-02-19"), (5, "2018-02-27"), (6, "2018-03-06")]
    for (party, via, day), (step, due) in zip(tries, expected, strict=True):
        away.ok(
            "followup", "log", "kim", "--with", party, "--kind", "contact", "--via", via, "--no-answer", "--on", day
        )
        assert told(day)[:2] == (step, due)
    assert told("2018-03-10")[2] == "all 5 steps towards contact are tried: offer a closing talk"
    (line,) = rules(away, "2018-03-10", "C8")
    assert line[2].endswith("; all 5 steps towards contact are tried: offer a closing talk")
    assert told("2018-02-05")[:2] == (3, "2018-02-12"), "a later try changes no earlier day"
    away.ok("meeting", "log", "kim", "--on", "2018-03-15", "--status", "planned", today="2018-03-10")
    assert told("2018-03-10")[2] == "a meeting is planned for 15 Mar 2018"
    away.ok("meeting", "log", "kim", "--on", "2018-03-15", "--minutes", "30")
    assert told("2018-03-16") == (None, None, "")


END = ("match", "end", "kim", "--on", "2018-02-20", "--by", "youth", "--reason", "no-show", "--planned")


def test_an_end_warns_of_steps_not_tried_and_of_talks_not_held(away: Any) -> None:
    away.ok(
        "followup",
        "log",
        "kim",
        "--with",
        "youth",
        "--kind",
        "contact",
        "--via",
        "sms",
        "--no-answer",
        "--on",
        "2018-02-01",
    )
    run = away.ok(*END, "no")
    assert run.text == f"{PAIR} ended on 20 Feb 2018 (stayed away).\n"
    assert run.told == (
        "C11: Kim Bo / Ida Holm: no closing talk with mentor is on record\n"
        "C11: Kim Bo / Ida Holm: 4 steps towards contact are not tried yet; the next one: call\n"
    )
    assert away.ok(*END, "no").told == ""
    assert away.ok("match", "show", "x1", "--format", "json").json()["text"] == (
        "They met 1 time between 10 Jan 2018 and 20 Feb 2018. The match ended earlier than planned, and without a talk at the end. "
        "The meetings no longer came about."
    )


def test_a_closing_talk_with_each_keeps_the_warning_and_the_agenda_silent(away: Any) -> None:
    away.ok(*END, "talk", today="2018-02-20")
    parties = {"": "mentor and the young person", "mentor": "the young person"}
    for talked, missing in parties.items():
        if talked:
            away.ok("followup", "log", "x1", "--with", talked, "--kind", "closing", "--on", "2018-02-25")
        text = f"Kim Bo / Ida Holm: no closing talk with {missing} is on record"
        assert rules(away, "2018-02-28", "C11") == [("C11", "2018-02-20", text)]
    assert rules(away, "2018-02-21", "C11")[0][2].endswith("mentor and the young person is on record")
    assert rules(away, "2018-03-20", "C11") != []
    assert rules(away, "2018-03-21", "C11") == [], "a month later no closing talk makes sense"
    away.ok("followup", "log", "x1", "--with", "youth", "--kind", "closing", "--on", "2018-02-26")
    assert rules(away, "2018-02-28", "C11") == []
    away.ok("match", "reopen", "x1", "--on", "2018-03-01")
    run = away.ok("match", "end", "x1", "--on", "2018-03-15", "--by", "both", "--reason", "job", "--planned", "yes")
    assert "no closing talk with mentor and the young person" in run.told, (
        "the talks of the first end are not those of this one"
    )


def test_an_end_after_closing_talks_says_nothing(away: Any) -> None:
    for party in ("mentor", "youth"):
        away.ok("followup", "log", "kim", "--with", party, "--kind", "closing", "--on", "2018-02-19")
    run = away.ok("match", "end", "kim", "--on", "2018-02-20", "--by", "both", "--reason", "job", "--planned", "yes")
    assert run.told == ""


def test_a_new_match_of_the_same_pair_and_a_reopened_one_are_told_apart(away: Any) -> None:
    away.ok(
        "match", "end", "kim", "--on", "2018-02-20", "--by", "both", "--reason", "job", "--planned", "yes", "--rematch"
    )
    away.ok("match", "reopen", "x1", "--on", "2018-02-25")
    away.ok(
        "match",
        "end",
        "kim",
        "--on",
        "2018-03-01",
        "--by",
        "both",
        "--reason",
        "moved",
        "--planned",
        "yes",
        "--rematch",
    )
    for line in match(2, "kim", "ida", "2018-03-10"):
        away.ok(*line)
    first, second = (away.ok("match", "show", x, "--format", "json").json() for x in ("x1", "x2"))
    assert (len(first["ends"]), len(first["reopenings"]), first["state"], first["end_reason"]) == (
        2,
        1,
        "ended",
        "moved",
    )
    assert (second["ends"], second["no_shows"], second["meetings_held"]) == ([], 0, 1)
    assert [(one["id"], one["state"], one["meetings_held"]) for one in first["others"]] == [(2, "starting", 1)]
    assert [(one["id"], one["state"], one["meetings_held"]) for one in second["others"]] == [(1, "ended", 1)]
    assert away.ok("match", "show", "x2", "--format", "json", "--as-of", "2018-03-10").json()["others"][0]["id"] == 1


def test_a_planned_meeting_whose_day_has_passed_is_asked_about_and_told(away: Any) -> None:
    away.ok("meeting", "log", "kim", "--on", "2018-02-07", "--status", "planned", today="2018-02-01")
    assert rules(away, "2018-02-07", "K7") == []
    asked = ("K7", "2018-02-08", "Kim Bo / Ida Holm: what came of the meeting planned for 7 Feb 2018?")
    assert rules(away, "2018-02-08", "K7") == [asked]
    command = away.ok("agenda", "--format", "json", today="2018-02-08").json()
    line = next(one["command"] for one in command if one["rule"] == "K7")
    assert "7 Feb 2018" in away.ok(*line.split()[1:], today="2018-02-08").text
    away.ok("agenda", "later", "K7", "x1", "--until", "2018-02-20", "--why", "ferie", today="2018-02-08")
    assert rules(away, "2018-02-12", "K7") == []
    away.ok("meeting", "edit", "4", "--on", "2018-02-20", today="2018-02-12")
    assert rules(away, "2018-02-21", "K7")[0][2].endswith("20 Feb 2018?")
    for status, gone in (("excused", True), ("planned", False), ("held", True)):
        away.ok("meeting", "edit", "4", "--status", status, today="2018-02-20")
        assert (rules(away, "2018-02-21", "K7") == []) is gone
    away.ok("meeting", "edit", "4", "--status", "planned", today="2018-02-20")
    away.ok("scheme", "set", "rules.off", "K7", "--from", "2018-01-01")
    assert rules(away, "2018-02-21", "K7") == []


def test_nothing_is_asked_of_a_match_that_rests_or_of_a_day_after_the_end(away: Any) -> None:
    away.ok("meeting", "log", "kim", "--on", "2018-02-10", "--status", "planned", today="2018-02-01")
    away.ok("match", "pause", "kim", "--on", "2018-02-08")
    assert rules(away, "2018-02-12", "K7") == []
    away.ok("match", "end", "kim", "--on", "2018-02-09", "--by", "both", "--reason", "job", "--planned", "yes")
    assert rules(away, "2018-02-12", "K7") == []
    away.ok("meeting", "edit", "4", "--on", "2018-02-09")
    assert rules(away, "2018-02-12", "K7") != []


def test_the_commands_of_the_agenda_are_understood_without_a_file(tmp_path: Path) -> None:
    for line in (
        ("followup", "due", "x1"),
        ("followup", "list", "x1"),
        ("meeting", "list", "x1", "--status", "planned"),
    ):
        assert main([*line], {"MENTORCLI_DB": str(tmp_path / "none.db")}) == 5
