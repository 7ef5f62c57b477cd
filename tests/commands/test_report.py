"""mentorcli report …: the annual report's JSON, and each figure opened into the records behind it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Template, run_here
from tests.golden.kit import CORPS, FIGURES_2017, TODAY, refused

KEYS = [  # domain.md, section 5
    "mentors_trained_total", "mentors_trained_in_period", "mentors_active_at_end", "mentors_active_by_gender",
    "matches_started", "matches_ended", "matches_reopened", "matches_running_at_end", "matches_live_in_period",
    "referrals", "referrals_by_source", "meetings_held", "meeting_minutes", "no_shows", "end_reasons", "outcomes",
    "ended_with_under_3_meetings", "ended_with_3_or_more", "ended_by_no_show_under_3", "ended_by_no_show_3_or_more",
    "income_ore", "expense_ore", "events_by_kind", "from", "to", "scheme", "as_of",
]  # fmt: skip
GROUPED = {"mentors_active_by_gender", "referrals_by_source", "end_reasons", "outcomes", "events_by_kind"}


@pytest.fixture(scope="module")
def corps(tmp_path_factory: pytest.TempPathFactory, template: Template) -> Path:
    """The corps whose figures were worked out by hand, entered line by line."""
    path = tmp_path_factory.mktemp("report") / "corps.db"
    path.write_bytes(template("slagelse").read_bytes())
    environ = {"MENTORCLI_DB": str(path), "MENTORCLI_TODAY": TODAY, "MENTORCLI_LANG": "en"}
    for line in CORPS:
        assert run_here(["--quiet", *line], environ) == 0, line
    return path


def test_the_annual_report_has_every_promised_key(mc: Any, corps: Path) -> None:
    found = mc.ok("report", "annual", "2017", "--format", "json", db=corps).json()
    assert [key for key in KEYS if key not in found] == []
    assert {key: found[key] for key in FIGURES_2017} == FIGURES_2017


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("from", "to", "scheme", "as_of")])
def test_the_records_behind_a_figure_add_up_to_it_by_group(mc: Any, corps: Path, key: str) -> None:
    for span in (
        ("--year", "2017"),
        ("--since-start",),
        ("--from", "2017-06-01", "--to", "2017-06-30"),
        ("--year", "2012"),
    ):
        found = mc.ok("report", "figure", key, *span, "--why", "--format", "json", db=corps).json()
        assert set(found) >= {"key", "value", "definition", "records"}
        assert found["key"] == key
        assert len(found["definition"]) > 20
        for one in found["records"]:
            assert set(one) == {"kind", "id", "label", "date", "value", "group"}
        if key in GROUPED:
            groups = dict.fromkeys((one["group"] for one in found["records"]), 0)
            for one in found["records"]:
                groups[one["group"]] += one["value"]
            assert groups == found["value"]
        else:
            assert sum(one["value"] for one in found["records"]) == found["value"]
            assert {one["group"] for one in found["records"]} <= {None}
    whole = mc.ok("report", "annual", "2017", "--format", "json", db=corps).json()
    assert mc.ok("report", "figure", key, "--year", "2017", "--format", "json", db=corps).json()["value"] == whole[key]


def test_a_figure_opens_into_the_very_records(mc: Any, corps: Path) -> None:
    def behind(key: str, *span: str) -> list[tuple[Any, ...]]:
        found = mc.ok(
            "report", "figure", key, *(span or ("--year", "2017")), "--why", "--format", "json", db=corps
        ).json()
        return [(one["kind"], one["id"], one["date"], one["value"], one["group"]) for one in found["records"]]

    assert behind("end_reasons") == [
        ("match", 1, "2017-01-31", 1, "education"), ("match", 2, "2017-04-10", 1, "no-show"),
        ("match", 3, "2017-06-30", 1, "moved"), ("match", 3, "2017-10-10", 1, "mentor-stopped"),
    ]  # fmt: skip
    assert [one[1] for one in behind("matches_running_at_end")] == [4, 5]
    assert [one[1] for one in behind("matches_running_at_end", "--from", "2017-07-01", "--to", "2017-07-01")] == [4]
    assert [one[1] for one in behind("matches_live_in_period", "--from", "2017-06-30", "--to", "2017-06-30")] == [3, 4]
    assert behind("expense_ore") == [
        ("money", 3, "2017-05-05", 125_050, None),
        ("money", 4, "2017-12-10", 30_000, None),
    ]
    assert behind("ended_by_no_show_under_3") == [("match", 2, "2017-04-10", 1, None)]
    assert sum(one[3] for one in behind("meeting_minutes")) == 690


def test_the_account_of_matches_holds_between_any_two_days(mc: Any, corps: Path) -> None:
    def value(key: str, lo: str, hi: str) -> int:
        found: int = mc.ok("report", "figure", key, "--from", lo, "--to", hi, "--format", "json", db=corps).json()[
            "value"
        ]
        return found

    for before, lo, hi in (
        ("2017-06-29", "2017-06-30", "2017-06-30"), ("2017-02-28", "2017-03-01", "2017-08-15"),
        ("2016-12-31", "2017-01-01", "2018-04-01"),
    ):  # fmt: skip
        moves = value("matches_started", lo, hi) + value("matches_reopened", lo, hi) - value("matches_ended", lo, hi)
        assert value("matches_running_at_end", before, before) + moves == value("matches_running_at_end", hi, hi)


def test_a_period_is_cut_at_the_as_of_day(mc: Any, corps: Path) -> None:
    found = mc.ok("report", "annual", "2018", "--format", "json", db=corps).json()
    assert (found["from"], found["to"], found["as_of"]) == ("2018-01-01", "2018-04-01", "2018-04-01")
    june = mc.ok("report", "annual", "2017", "--as-of", "2017-06-30", "--format", "json", db=corps).json()
    assert (june["to"], june["as_of"], june["made_on"]) == ("2017-06-30", "2017-06-30", "2018-04-01")
    assert (june["matches_ended"], june["matches_running_at_end"], june["meetings_held"]) == (3, 1, 7)
    start = mc.ok("report", "annual", "--since-start", "--format", "json", db=corps).json()
    assert (start["from"], start["to"], start["matches_started"]) == ("2016-01-10", "2018-04-01", 5)
    assert start["meetings_held"] == 16


def test_the_csv_holds_every_figure_by_key(mc: Any, corps: Path) -> None:
    lines = mc.ok("report", "annual", "2017", "--format", "csv", db=corps).text.splitlines()
    assert lines[0] == "figure,group,value"
    assert "meeting_minutes,,690" in lines
    assert "end_reasons,no-show,1" in lines
    assert "expense_ore,,155050" in lines


@pytest.mark.parametrize(
    "line",
    [
        ("annual",), ("annual", "2017", "--since-start"), ("annual", "17"), ("annual", "2019"),
        ("annual", "20177"), ("annual", "²017"),
        ("figure", "referals", "--year", "2017"), ("figure", "referrals"), ("figure", "referrals", "--from", "2017-01-01"),
        ("figure", "referrals", "--year", "2017", "--since-start"),
        ("figure", "referrals", "--from", "2017-02-01", "--to", "2017-01-01"),
    ],
)  # fmt: skip
def test_what_names_no_period_or_figure_is_refused(mc: Any, line: tuple[str, ...]) -> None:
    refused(mc, "report", *line, code=2)


def test_an_empty_corps_has_a_report_of_nothing(mc: Any) -> None:
    found = mc.ok("report", "annual", "2017", "--format", "json").json()
    assert [key for key in KEYS[:-4] if found[key] not in (0, {})] == []
    text = mc.ok("report", "annual", "2017", "--format", "md").text
    assert "No match ended in the period." in text
    assert "0 of 0" not in text
    assert mc.ok("report", "annual", "--since-start", "--format", "json").json()["from"] == "2018-04-01"


def test_people_read_a_figure_in_their_words_and_units(mc: Any, corps: Path) -> None:
    danish = mc.ok("report", "figure", "end_reasons", "--year", "2017", "--why", lang="da", db=corps).text
    assert "mentor-stopped" not in danish
    assert danish.count("mentor sagde fra") == 2
    money = mc.ok("report", "figure", "expense_ore", "--year", "2017", "--why", db=corps).text
    assert "DKK 1,250.50" in money
    assert "125050" not in money.replace(",", "")
    assert "1 h 15 min" in mc.ok("report", "figure", "meeting_minutes", "--year", "2017", "--why", db=corps).text


# --- the work with the corps ------------------------------------------------------------------------------------------


def need(mc: Any, *more: str) -> dict[str, Any]:
    """The lines of the need, by key."""
    found = mc.ok("report", "corps", "--format", "json", *more).json()
    return {one["key"]: one for one in found["need"]}


def test_the_need_of_mentors_is_told_line_by_line(mc: Any) -> None:
    mc.take("story")
    found = mc.ok("report", "corps", "--format", "json").json()
    assert list(found) == [
        "as_of",
        "scheme",
        "until",
        "mentors_to_train",
        "need",
        "meetings",
        "months",
        "channels",
        "genders",
    ]
    assert (found["as_of"], found["until"]) == ("2018-04-01", "2018-10-01")
    lines = {one["key"]: (one["number"], one["counted"]) for one in found["need"]}
    # Known since 1 September 2017: 213 days; 183 are to come. Two were referred: 2 x 183 / 213 = 1.7, so two more.
    assert lines == {
        "waiting": (1, 1), "expected_referrals": (2, 2), "expected_rematches": (0, 0), "places_lost": (0, 0),
        "places_freed": (0, 0), "free_places": (-1, 1), "places_short": (2, None), "mentors_to_train": (1, None),
        "in_training": (0, 0), "courses": (1, None),
    }  # fmt: skip
    assert "last 213 days" in need(mc)["expected_referrals"]["why"]
    assert found["mentors_to_train"] == 1
    assert found["channels"] == [{"channel": None, "applicants": 4, "trained": 1, "active": 1}]
    assert found["genders"] == [{"gender": "female", "active": 1, "of": 1}]


def test_a_corps_that_aims_at_a_number_is_told_what_lacks(mc: Any) -> None:
    mc.take("vallensbaek")
    lines = need(mc)
    assert (lines["for_aim"]["number"], lines["for_aim"]["counted"], lines["mentors_to_train"]["number"]) == (10, 0, 10)
    assert lines["for_aim"]["why"] == "0 active mentors; the corps aims at 10"


def test_the_meetings_of_the_year_stand_beside_what_is_wanted(mc: Any) -> None:
    mc.ok("event", "add", "Bestyrelse", "--kind", "board", "--on", "2018-01-10")
    mc.ok("event", "add", "Bestyrelse", "--kind", "board", "--on", "2017-11-10")
    mc.ok("event", "add", "Netværk", "--kind", "network", "--on", "2018-06-01")
    found = mc.ok("report", "corps", "--format", "json").json()["meetings"]
    assert found == [
        {"kind": "board", "held_this_year": 1, "wanted_a_year": 4, "planned": 0, "last": "2018-01-10", "next_planned": None,
         "due": "2018-07-02"},  # typed in on 1 April: 91 days from then is Sunday 1 July
        {"kind": "network", "held_this_year": 0, "wanted_a_year": None, "planned": 1, "last": None,
         "next_planned": "2018-06-01", "due": "2018-10-01"},
        {"kind": "course", "held_this_year": 0, "wanted_a_year": 2, "planned": 0, "last": None, "next_planned": None,
         "due": None},
    ]  # fmt: skip
    (board, *_rest) = mc.ok("report", "corps", "--as-of", "2018-01-09", "--format", "json").json()["meetings"]
    assert (board["held_this_year"], board["last"]) == (0, "2017-11-10")


def test_the_hours_of_each_month_stand_beside_the_plan_of_their_time(mc: Any) -> None:
    mc.take("vallensbaek")
    for on, hours in (("2017-09-05", "30"), ("2017-09-06", "10"), ("2018-03-10", "9"), ("2018-04-01", "0:20")):
        mc.ok(
            "hours", "log", hours if ":" in hours else f"{min(int(hours), 24)}", "--activity", f"x{hours}", "--on", on
        )
    mc.ok("scheme", "set", "coordinator.hours_week", "1", "--from", "2018-04-01")
    found = {one["month"]: one for one in mc.ok("report", "corps", "--format", "json").json()["months"]}
    assert list(found) == [
        "2018-04", "2018-03", "2018-02", "2018-01", "2017-12", "2017-11", "2017-10", "2017-09",
    ]  # fmt: skip
    assert (found["2017-09"]["minutes"], found["2017-09"]["plan_week_minutes"]) == (34 * 60, 600)  # the first months
    assert (found["2018-02"]["minutes"], found["2018-02"]["plan_minutes"]) == (0, 40 * 60)
    # Six months from 5 September end on 5 March: four days of the start, then 27 with two hours a week.
    assert found["2018-03"]["plan_minutes"] == round((4 * 10 + 27 * 2) * 60 / 7)
    assert (found["2018-04"]["minutes"], found["2018-04"]["plan_minutes"]) == (20, round(60 / 7))


def test_a_scheme_with_staff_and_no_course_can_ask_too(mc: Any) -> None:
    mc.take("center-for-unge").ok("youth", "refer", "Kim Bo", "--source", "caseworker")
    assert need(mc)["places_short"]["number"] == 3  # one waits, and at that pace two more will come
    assert need(mc)["mentors_to_train"]["number"] == 1


@pytest.mark.parametrize("form", ["md", "csv", "tsv", "jsonl", "table"])
def test_the_work_with_the_corps_comes_in_every_format_of_a_record(mc: Any, form: str) -> None:
    assert mc.take("story").ok("report", "corps", "--format", form).out
    assert mc.ok("report", "corps", "--format", "json", "--lang", "da").json()["need"][0]["key"] == "waiting"


def test_what_machines_get_does_not_depend_on_the_language(mc: Any) -> None:
    mc.take("story")
    danish, english = (mc.ok("report", "corps", "--format", "json", lang=lang).json() for lang in ("da", "en"))
    for found in (danish, english):
        for line in found["need"]:
            del line["text"], line["why"]
    assert danish == english


# --- matches over time, on a terminal ---------------------------------------------------------------------------------


@pytest.mark.parametrize("width", ["80", "140"])
@pytest.mark.parametrize(("lang", "line"), [
    ("da", r"31\.01\.2017 +0 +▁{9}█{3} +31\.12\.2017 +1"),
    ("en", r"31 Jan 2017 +0 +▁{9}█{3} +31 Dec 2017 +1"),
])  # fmt: skip
def test_a_terminal_shows_how_many_matches_ran_over_time(mc: Any, lang: str, line: str, width: str) -> None:
    """One match, met in October: its line stands whole, however narrow or wide the terminal is."""
    mc.take("story")
    seen = mc.ok("report", "annual", "2017", "--color", "always", lang=lang, COLUMNS=width).text
    told = re.sub("\x1b\\[[0-9;]*m", "", seen)
    assert re.search(rf"^{line}\s*$", told, re.MULTILINE), told
    assert re.search(rf"^{line}$", mc.ok("report", "annual", "2017", lang=lang).text, re.MULTILINE)


def test_the_line_over_time_ends_with_the_day_that_is_asked_about(mc: Any) -> None:
    mc.take("story")
    text = mc.ok("report", "annual", "2017", "--as-of", "2017-11-15").text
    assert re.search(r"31 Jan 2017 +0 +▁{9}█{2} +15 Nov 2017 +1", text)
    assert "over time" not in mc.ok("report", "annual", "2017", "--as-of", "2017-01-31").text  # one number is no line


def test_programs_get_the_annual_report_without_the_line_over_time(mc: Any) -> None:
    mc.take("story")
    for form in ("csv", "tsv", "json", "jsonl", "md"):
        assert "▁" not in mc.ok("report", "annual", "2017", "--format", form).text
    assert mc.ok("report", "annual", "2017", "--format", "csv").text.splitlines()[0] == "figure,group,value"


def test_a_terminal_without_block_characters_gets_plain_signs(mc: Any, process: Any) -> None:
    mc.take("story")
    run = process("report", "annual", "2017", environ={"PYTHONIOENCODING": "cp1252"})
    text = run.out.decode("cp1252")
    assert re.search(r"31 Jan 2017 +0 +_{9}#{3} +31 Dec 2017 +1", text)
    assert "school" in text
    assert "################" in text
    assert "\\u2" not in text


# --- as papers, and what is refused ---------------------------------------------------------------------------------


def test_the_reports_on_retention_and_money_say_what_they_are_and_are_drawn(mc: Any) -> None:
    mc.take("story")
    mc.ok("money", "add", "--expense", "100", "--category", "social", "--on", "2017-03-01", "--text", "Kaffe")
    mc.ok("money", "add", "--expense", "300", "--category", "training", "--on", "2017-04-01", "--text", "Kursus")
    for asked, name in ((("retention",), "How long matches last"), (("finance", "2017"), "Account")):
        page = mc.ok("report", *asked, "--format", "html").text
        assert f"<title>{name}, " in page
        assert re.search(rf"<h1>{name}: Mentorkorps Slagelse, \d+ \w+ \d{{4}} – \d+ \w+ \d{{4}}</h1>", page)
        assert "█" not in page
        assert re.search(r"<svg[^>]*role=\"img\"", page)
        assert "<desc" in page
        assert "1 Apr 2018" not in page
        assert "1 April 2018" in page


def test_an_empty_corps_has_no_chart(mc: Any) -> None:
    for asked in (("retention",), ("finance", "2017")):
        assert "<svg" not in mc.ok("report", *asked, "--format", "html").text


@pytest.mark.parametrize(("typed", "right"), [
    (("report", "annual", "20x5"), "mentorcli report annual 2017"),
    (("report", "finance", "1800"), "mentorcli report finance 2017"),
    (("report", "figure", "meetings_held", "--year", "20x5"), "--year 2017"),
    (("document", "make", "section18", "20x5"), "mentorcli document make section18 2017"),
])  # fmt: skip
def test_the_way_out_names_the_command_that_was_typed(mc: Any, typed: tuple[str, ...], right: str) -> None:
    run = mc(*typed)
    assert run.code == 2
    assert run.told.rstrip().endswith(right)


def test_commands_stand_on_the_error_stream_and_not_in_the_paper(mc: Any) -> None:
    run = mc.ok("report", "annual", "2017", "--internal", "--format", "md")
    assert "--" not in re.sub(r"\|[-:|]+", "", run.text)
    assert "mentorcli" not in run.text
    assert "--foreword FILE" in run.told
    assert "mentorcli report figure KEY --from 2017-01-01 --to 2017-12-31 --why" in run.told


def test_own_words_without_a_document_are_refused(mc: Any) -> None:
    assert mc("report", "annual", "2017", "--foreword", "nofile").code == 2
    assert mc("report", "annual", "2017", "--lessons", "nofile", "--format", "json").code == 2


@pytest.mark.parametrize(
    ("which", "told"),
    [
        (("2017",), ""),
        (
            ("2017", "--as-of", "2017-06-30"),
            "It tells of a part of the year: if you publish it, publish no other report",
        ),
        (("--since-start",), "do not publish it beside the reports of single years"),
        (("2017", "--as-of", "2017-06-30", "--internal"), ""),
    ],
)
def test_a_report_says_what_it_must_not_be_published_beside(mc: Any, corps: Path, which: Any, told: str) -> None:
    run = mc.ok("report", "annual", *which, "--format", "md", db=corps)
    assert told in run.told
    assert ("publish" in run.told) == bool(told)
