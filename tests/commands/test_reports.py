"""mentorcli report retention, finance, monthly, and the annual report for publication: through the command line."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Processes, Template, run_here
from tests.golden.kit import CORPS, FIGURES_2017, TODAY, refused

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture(scope="module")
def corps(tmp_path_factory: pytest.TempPathFactory, template: Template) -> Path:
    """The corps whose figures were worked out by hand, entered line by line."""
    path = tmp_path_factory.mktemp("reports") / "corps.db"
    path.write_bytes(template("slagelse").read_bytes())
    environ = {"MENTORCLI_DB": str(path), "MENTORCLI_TODAY": TODAY, "MENTORCLI_LANG": "en"}
    for line in CORPS:
        assert run_here(["--quiet", *line], environ) == 0, line
    return path


# --- retention ----------------------------------------------------------------------------------------------------------


def test_how_long_matches_last_worked_out_by_hand(mc: Any, corps: Path) -> None:
    """x1 of 337 days, x2 of 41, x3 of 193 with its reopening; x4 of 322 and x5 of 183 days still run.

    None has come so far as 12 months, and two still run: nothing is said of it.
    """
    found = mc.ok("report", "retention", "--format", "json", db=corps).json()
    assert (found["matches"], found["ended"], found["running"]) == (5, 3, 2)
    told = [(one["months"], one["at_risk"], one["ended"], one["survived"]) for one in found["survival"]]
    assert told == [(3, 4, 1, 0.8), (6, 4, 1, 0.8), (12, 0, 3, None)]
    assert all(one["few"] for one in found["survival"])
    assert found["survival"][0]["low"] == 0.2038
    assert [one["matches"] for one in found["published"]] == [356, 569, 6468]
    assert [one["ended_early"] for one in found["published"]] == [0.31, 0.34, 0.38]
    assert found["split"] == [
        {"held": "under-3", "ended_early": 1, "no_show_early": 1, "ended": 1, "no_show": 1},
        {"held": "3-or-more", "ended_early": 2, "no_show_early": 0, "ended": 2, "no_show": 0},
    ]
    assert found["internal"] is True
    assert [one["months"] for one in found["months"]] == list(range(12))


def test_retention_as_of_an_earlier_day_knows_nothing_later(mc: Any, corps: Path) -> None:
    found = mc.ok("report", "retention", "--as-of", "2017-08-01", "--format", "json", db=corps).json()
    assert (found["matches"], found["ended"]) == (4, 3)  # x3 stands ended between its end and its reopening
    found = mc.ok("report", "retention", "--as-of", "2017-08-15", "--format", "json", db=corps).json()
    assert (found["matches"], found["ended"]) == (4, 2)
    assert (found["to"], found["as_of"]) == ("2017-08-15", "2017-08-15")


def test_retention_of_a_period_follows_its_matches_to_the_as_of_day(mc: Any, corps: Path) -> None:
    asked = ("report", "retention", "--from", "2017-04-01", "--to", "2017-12-31", "--format", "json")
    found = mc.ok(*asked, db=corps).json()
    assert (found["from"], found["to"], found["matches"], found["ended"]) == ("2017-04-01", "2017-12-31", 3, 1)
    start = mc.ok("report", "retention", "--since-start", "--format", "json", db=corps).json()
    assert start == mc.ok("report", "retention", "--format", "json", db=corps).json()


def test_people_see_the_curve_its_bases_and_what_to_take_with_care(mc: Any, corps: Path) -> None:
    text = mc.ok("report", "retention", db=corps).text
    assert f"{'█' * 16} " in text
    assert "33.3% (1 of 3)" in text
    assert "100.0% (1 of 1)" in text
    assert "Fewer than 10 matches got as far as 3 months" in text
    assert "For internal use" in text
    lines = mc.ok("report", "retention", "--format", "csv", db=corps).text.splitlines()
    assert lines[0] == "months,days,survived,low,high,at_risk,ended,few"
    assert lines[1].startswith("3,91,0.8,0.2038,")
    assert "<table>" in mc.ok("report", "retention", "--format", "html", db=corps).text


def test_retention_of_a_corps_without_matches(mc: Any) -> None:
    found = mc.ok("report", "retention", "--format", "json").json()
    assert (found["matches"], found["months"]) == (0, [])
    assert [one["survived"] for one in found["survival"]] == [None, None, None]
    assert "– (0 of 0)" in mc.ok("report", "retention").text
    refused(mc, "report", "retention", "--from", "2018-01-01", code=2)
    refused(mc, "report", "retention", "--from", "2018-03-01", "--to", "2018-01-01", code=2)


# --- finance ------------------------------------------------------------------------------------------------------------


def test_the_account_of_a_year_worked_out_by_hand(mc: Any, corps: Path) -> None:
    found = mc.ok("report", "finance", "2017", "--format", "json", db=corps).json()
    sums = ("left_before_ore", "income_ore", "expense_ore", "left_ore", "coordinator_minutes")
    assert [found[key] for key in sums] == [1_000_000, 5_100_000, 155_050, 5_944_950, 120]
    assert found["section_18"] == {"income_ore": 5_100_000, "used_ore": 155_050, "left_ore": 4_944_950, "sent_on": None}
    assert found["categories"] == [
        {"category": "section-18", "income_ore": 5_100_000, "expense_ore": 0},
        {"category": "social", "income_ore": 0, "expense_ore": 30_000},
        {"category": "training", "income_ore": 0, "expense_ore": 125_050},
    ]
    assert found["items"] == []
    text = mc.ok("report", "finance", "2017", lang="da", db=corps).text
    assert "= § 18-midler ikke brugt" in text
    assert "49.449,50 kr." in text.replace("\u00a0", " ")
    assert "ikke noteret: mentorcli money account 2017" in text
    page = mc.ok("report", "finance", "2017", "--format", "html", lang="da", db=corps).text
    assert "mentorcli" not in page.partition("<main>")[2]
    assert "§ 18" not in mc.ok("report", "finance", "2016", lang="da", db=corps).text


def test_an_account_is_cut_at_the_as_of_day_and_comes_in_every_format(mc: Any, corps: Path) -> None:
    june = mc.ok("report", "finance", "2017", "--as-of", "2017-06-30", "--format", "json", db=corps).json()
    assert (june["to"], june["expense_ore"]) == ("2017-06-30", 125_050)
    lines = mc.ok("report", "finance", "2017", "--format", "csv", db=corps).text.splitlines()
    assert lines == ["category,income_ore,expense_ore", "section-18,5100000,0", "social,0,30000", "training,0,125050"]
    for form in ("md", "html", "jsonl", "tsv"):
        assert mc.ok("report", "finance", "2017", "--format", form, db=corps).out
    refused(mc, "report", "finance", "2019", code=2)
    refused(mc, "report", "finance", "last", code=2)


# --- a month as files ---------------------------------------------------------------------------------------------------

NAMES = {
    "events.csv", "figures.csv", "figures.json", "hours.csv", "manifest.json", "matches.csv", "meetings.csv",
    "mentors.csv", "money.csv", "status.json", "status.md", "youths.csv",
}  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_a_month_is_a_folder_whose_manifest_counts_and_fingerprints_every_file(mc: Any, corps: Path) -> None:
    run = mc.ok("report", "monthly", "2017-06", "--into", str(mc.folder / "june"), db=corps)
    assert (run.out, run.err) == (b"", b"")  # for cron: nothing to say
    found = contents(mc.folder / "june")
    assert found.keys() == NAMES
    manifest = json.loads(found["manifest.json"])
    assert (manifest["month"], manifest["from"], manifest["to"]) == ("2017-06", "2017-06-01", "2017-06-30")
    listed = {one["name"]: one for one in manifest["files"]}
    assert listed.keys() == NAMES - {"manifest.json"}
    for name, one in listed.items():
        assert one["bytes"] == len(found[name])
        assert one["sha256"] == hashlib.sha256(found[name]).hexdigest()
        if name.endswith(".csv"):
            assert one["rows"] == len(list(csv.reader(io.StringIO(found[name].decode())))) - 1
    figures = json.loads(found["figures.json"])
    assert (figures["meetings_held"], figures["matches_ended"], figures["to"]) == (1, 1, "2017-06-30")
    assert b"meetings_held,,1\n" in found["figures.csv"]
    assert (figures["left_before_ore"], figures["left_ore"]) == (5_974_950, 5_974_950)
    status = json.loads(found["status.json"])
    assert (status["running"], status["as_of"]) == (1, "2017-06-30")
    assert found["status.md"].startswith(b"# Mentorkorps Slagelse, 30 June 2017\n")
    meetings = [line.partition(",")[2] for line in found["meetings.csv"].decode().splitlines()[1:]]
    assert sorted(meetings) == ["3,2017-06-20,regular,excused,mentor,0", "4,2017-06-15,regular,held,,90"]


def test_no_name_stands_in_the_files_of_a_month(mc: Any, corps: Path) -> None:
    mc.ok("report", "monthly", "2018-03", "--into", str(mc.folder / "march"), db=corps)
    whole = b"".join(contents(mc.folder / "march").values()).decode()
    for name in ("Holm", "Bæk", "Østergaard", "Ravn", "Kim Bo", "Mie", "Noor", "Friis", "Emil", "Rotary"):
        assert name not in whole


def test_the_same_month_gives_the_same_bytes_on_any_later_day(mc: Any, corps: Path) -> None:
    into = mc.folder / "march"
    asked = ("report", "monthly", "2018-03", "--into", str(into))
    mc.ok(*asked, db=corps)
    first, made = contents(into), into.stat().st_ino
    mc.ok(*asked, today="2018-07-01", db=corps)
    assert contents(into) == first
    assert into.stat().st_ino == made  # nothing was written anew
    (into / "figures.csv").write_bytes(b"half a fi")  # what a crash of another program may leave
    (into / "money.csv").unlink()
    mc.ok(*asked, db=corps)
    assert contents(into) == first
    assert [one.name for one in mc.folder.iterdir() if one.name.startswith(".")] == []


def test_a_month_is_cut_at_the_as_of_day(mc: Any, corps: Path) -> None:
    mc.ok("report", "monthly", "2018-03", "--into", str(mc.folder / "a"), "--as-of", "2018-03-20", db=corps)
    assert json.loads(contents(mc.folder / "a")["manifest.json"])["to"] == "2018-03-20"
    refused(mc, "report", "monthly", "2018-05", "--into", str(mc.folder / "b"), code=2)
    for month in ("2018-13", "2018-3", "18-03", "marts 2018", "2018-03-01", "²018-03"):
        error = refused(mc, "report", "monthly", month, "--into", str(mc.folder / "b"), code=2)
        assert "2018-03" in error["hint"]
    assert not (mc.folder / "b").exists()


def test_a_folder_of_somebody_else_or_of_another_month_is_left_alone(mc: Any) -> None:
    mine = mc.folder / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear")
    refused(mc, "report", "monthly", "2018-03", "--into", str(mine), code=2)
    assert contents(mine) == {"letter.txt": b"dear"}
    mc.ok("report", "monthly", "2018-02", "--into", str(mc.folder / "2018-02"))
    kept = contents(mc.folder / "2018-02")
    error = refused(mc, "report", "monthly", "2018-03", "--into", str(mc.folder / "2018-02"), code=2)
    assert str(mc.folder / "2018-03") in error["hint"]
    assert contents(mc.folder / "2018-02") == kept
    refused(mc, "report", "monthly", "2018-03", "--into", str(mc.folder / "no" / "where"), code=2)
    refused(mc, "report", "monthly", "2018-03", "--into", str(mc.db), code=2)
    (mc.folder / "empty").mkdir()
    mc.ok("report", "monthly", "2018-03", "--into", str(mc.folder / "empty"))
    assert contents(mc.folder / "empty").keys() == NAMES


def test_a_dry_run_writes_nothing_and_json_gives_the_manifest(mc: Any) -> None:
    asked = ("report", "monthly", "2018-03", "--into", str(mc.folder / "march"))
    mc.ok(*asked, "--dry-run")
    assert not (mc.folder / "march").exists()
    assert mc.ok(*asked, "--format", "json").json()["month"] == "2018-03"


@posix
def test_the_files_of_a_month_are_for_their_owner_alone(mc: Any) -> None:
    into = mc.folder / "march"
    mc.ok("report", "monthly", "2018-03", "--into", str(into))
    assert into.stat().st_mode & 0o777 == 0o700
    assert {one.stat().st_mode & 0o777 for one in into.iterdir()} == {0o600}


@posix
def test_a_month_works_without_any_environment_and_never_asks(process: Processes, mc: Any) -> None:
    mc.take("story")
    into = mc.folder / "march"
    line = [*process.command, "--db", str(mc.db), "report", "monthly", "2018-03", "--into", str(into)]
    done = subprocess.run(line, env={}, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert contents(into).keys() == NAMES


# --- the annual report: for publication, or for use inside --------------------------------------------------------------


def test_data_stay_exact_and_say_that_they_are_internal(mc: Any, corps: Path) -> None:
    found = mc.ok("report", "annual", "2017", "--format", "json", db=corps).json()
    assert found["internal"] is True
    assert {key: found[key] for key in FIGURES_2017} == FIGURES_2017
    assert found["waits"] == {"known": 4, "unknown": 0, "median_days": 31, "longest_days": 35}
    assert found["section_18"] == {"income_ore": 5_100_000, "used_ore": 155_050, "left_ore": 4_944_950}
    assert found["youths_by_age"] == {"18-24": 1, "unknown": 3}  # Kim is of 1999; x1 to x5 are of four young people
    assert found["youths_by_gender"] == {"female": 1, "male": 2, "unknown": 1}


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_document_holds_small_numbers_back_unless_it_is_internal(mc: Any, corps: Path, form: str) -> None:
    public = mc.ok("report", "annual", "2017", "--format", form, db=corps).text
    internal = mc.ok("report", "annual", "2017", "--format", form, "--internal", db=corps).text
    assert "For publication" in public
    assert "For internal use" not in public
    assert "For internal use" in internal
    assert "4 matches ended" in internal
    assert "4 matches ended" not in public
    assert "report figure" not in public


def test_the_threshold_is_the_schemes_own_and_never_under_three(mc: Any, corps: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_bytes(corps.read_bytes())
    assert r"\<5" in mc.ok("report", "annual", "2017", "--format", "md", db=path).text
    mc.ok("scheme", "set", "report.threshold", "3", "--from", "2018-01-01", db=path)
    text = mc.ok("report", "annual", "2017", "--format", "md", db=path).text
    assert r"\<5" not in text
    assert "numbers about people from 1 to 2" in text
    assert mc("scheme", "set", "report.threshold", "2", db=path).code == 2


def test_the_section_18_account_of_an_earlier_day_goes_by_the_threshold_of_today(mc: Any) -> None:
    for number in range(7):
        mc.ok("mentor", "add", f"Prøve {'abcdefg'[number]}", "--on", "2017-01-02")
        mc.ok("mentor", "train", f"m{number + 1}", "--on", "2017-02-01")
    mc.ok("scheme", "set", "report.threshold", "10", "--from", "2018-01-01")
    asked = ("2017", "--as-of", "2017-12-31", "--format", "md")
    shown = r"\* |"  # as small as the mentors trained in all, so that even a mark would tell of those
    found = [mc.ok(*kind, *asked).text for kind in (("report", "annual"), ("document", "make", "section18"))]
    rows = [[line for line in text.splitlines() if line.startswith("| Active mentors")] for text in found]
    assert [row[0].endswith(shown) for row in rows] == [True, True]


def test_the_coordinators_own_words_print_letter_for_letter(mc: Any, corps: Path) -> None:
    foreword, lessons = mc.folder / "foreword.txt", mc.folder / "lessons.txt"
    foreword.write_text("Et *godt* år\nmed {{ 7*7 }}.\n\n<b>Tak</b> til alle.\n", encoding="utf-8")
    lessons.write_text("# Vi lærte | meget", encoding="utf-8-sig")
    asked = ("report", "annual", "2017", "--foreword", str(foreword), "--lessons", str(lessons))
    text = mc.ok(*asked, "--format", "md", lang="da", db=corps).text
    assert r"Et \*godt\* år med {{ 7\*7 }}." in text
    assert "\n\n\\<b\\>Tak\\</b\\> til alle.\n" in text
    assert "\\# Vi lærte \\| meget\n" in text
    assert "Udkast" not in text
    assert "<b>" not in mc.ok(*asked, "--format", "html", lang="da", db=corps).text
    half = mc.ok("report", "annual", "2017", "--lessons", str(lessons), "--format", "md", lang="da", db=corps).text
    assert "Her mangler koordinatorens egne ord: forordet.*" in half
    lessons.write_text("Ring til 010190-1234", encoding="utf-8")
    assert mc(*asked, "--format", "md", db=corps).code == 2
    assert mc("report", "annual", "2017", "--foreword", "missing.txt", "--format", "md", db=corps).code == 1
