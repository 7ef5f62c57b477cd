"""What the tests of the commands share: golden files, a small corps whose figures were worked out by hand, and what
every write must keep.

Golden files are rewritten only with WRITE_GOLDEN=yes in the environment; read each one before you keep it.
"""

from __future__ import annotations

import difflib
import json
import os
from pathlib import Path
from typing import Any

from tests.corps import tables

FOLDER = Path(__file__).parent
TODAY = "2018-04-01"


def held(name: str, text: str) -> None:
    """Hold a text against its golden file."""
    path = FOLDER / name
    if os.environ.get("WRITE_GOLDEN") == "yes":
        path.write_text(text, encoding="utf-8", newline="\n")
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    differs = difflib.unified_diff(kept.splitlines(), text.splitlines(), name, "printed", lineterm="")
    assert text == kept, "\n".join(differs)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file beside the data file, byte for byte."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refused(mc: Any, *line: str, code: int, **options: Any) -> dict[str, Any]:
    """Run a command line that must fail with a code and change nothing; its error object."""
    before = tables(mc.db)
    run = mc("--format", "json", *line, **options)
    assert (run.code, run.out) == (code, b""), run.text + run.told
    assert tables(mc.db) == before
    error: dict[str, Any] = json.loads(run.told)["error"]
    assert error["code"] == code
    assert error["message"]
    assert set(error) == {"code", "kind", "message", "hint", "details"}
    return error


def reasons(error: dict[str, Any]) -> list[str]:
    """The reasons that a refusal lists."""
    return [one["reason"] for one in error["details"]]


def records(mc: Any, *line: str, says: str, id: str, again: str | None = None, **options: Any) -> None:
    """Run a command line that records something, and hold what every write promises.

    On --dry-run the file keeps its bytes; the sentence, the JSON object and the number alone agree; the same command
    again is "already there" (or what `again` says), ends with 0 and adds no row.
    """
    before = bytes_of(mc.folder)
    explained = mc.ok(*line, "--dry-run", **options).text  # a proposal is explained before it is said back
    assert explained.splitlines(keepends=True)[-1] == f"{says} (not saved: --dry-run)\n"
    object_ = mc.ok(*line, "--dry-run", "--format", "json", **options).json()
    assert list(object_)[:4] == ["kind", "id", "message", "dry_run"]
    assert (object_["message"], object_["dry_run"]) == (says, True)
    assert mc.ok(*line, "--dry-run", "--quiet", **options).text == f"{id}\n"
    assert id.lstrip("abcdefghijklmnopqrstuvwxyz") == str(object_["id"])
    assert mc("--as-of", "2018-03-31", *line, **options).code == 2
    assert bytes_of(mc.folder) == before
    assert mc.ok(*line, **options).text == f"{says}\n"
    after = tables(mc.db)
    assert mc.ok(*line, **options).text == f"{again or 'Already there: ' + says}\n"
    quiet = mc.ok(*line, "--quiet", **options)
    assert (quiet.text, quiet.told) == (f"{id}\n", "")
    assert tables(mc.db) == after


def vouched_for(mc: Any, mentor: str, on: str) -> None:
    """Give a mentor what the scheme of Slagelse demands before a match: straffeattest and course."""
    mc.ok("mentor", "check", mentor, "--kind", "straffeattest", "--seen", on, "--outcome", "approved")
    mc.ok("mentor", "train", mentor, "--on", on)


def ended(mc: Any) -> Any:
    """The small corps, with its match ended."""
    return mc.ok("match", "end", "x1", "--on", "2018-03-28", "--by", "both", "--planned", "yes", "--reason", "education",
                 "--outcome", "education")  # fmt: skip


def visited(mc: Any) -> Any:
    """The small corps, whose young person was met, told of school and home, and was admitted."""
    mc.ok("youth", "consent", "y1", "--kind", "sensitive", "--on", "2017-10-02", "--data", "baggrund", "--purpose",
          "mentorstøtte", "--told")  # fmt: skip
    return mc.ok("visitation", "log", "y1", "--on", "2017-10-05", "--participants", "youth, caseworker", "--purpose", "Ro i skolen",
                 "--start", "2017-10-20", "--hours", "40", "--decision", "admitted", "--file", "-",
                 stdin="Background:\nBor hos sin far.\nSupport needs:\nHjælp til lektier.\n".encode())  # fmt: skip


NEEDED = {
    "visitation": visited,
    "closure": ended,
}  # what has to happen in the small corps before a paper of a kind is made


def match(number: int, youth: str, mentor: str, met: str, *meetings: tuple[str, str]) -> list[tuple[str, ...]]:
    """A match that came about in the usual way, five days before the first meeting; and its further held meetings."""
    x, before = f"x{number}", f"{met[:8]}01" if int(met[8:]) > 5 else met
    return [
        ("match", "propose", youth, "--mentor", mentor, "--on", before),
        ("match", "accept", x, "--by", "mentor", "--on", before),
        ("match", "accept", x, "--by", "youth", "--on", before),
        ("match", "start", x, "--on", met, "--minutes", "60", "--coordinator-present"),
        *(("meeting", "log", x, "--on", day, "--minutes", minutes) for day, minutes in meetings),
    ]


def mentor(name: str, gender: str, applied: str, seen: str, *more: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A mentor who applied and whose certificate was seen."""
    seen_it = ("--seen", seen, "--by", "formand", "--outcome", "approved")
    return (
        ("mentor", "add", name, "--on", applied, "--gender", gender, *more),
        ("mentor", "check", name, "--kind", "straffeattest", *seen_it),
    )


CORPS: tuple[tuple[str, ...], ...] = (
    *mentor("Ida Holm", "woman", "2016-01-10", "2016-01-20", "--born", "1980-05-05", "--phone", "20304050"),
    *mentor("Åse Bæk", "woman", "2017-01-05", "2017-01-15"),
    *mentor("Søren Østergaard", "man", "2016-08-01", "2016-08-10"),
    ("mentor", "add", "Bo Ravn", "--on", "2018-01-20", "--gender", "man"),
    ("mentor", "check", "m4", "--kind", "straffeattest", "--ordered", "2018-01-25"),
    *mentor("Ægir Dam", "man", "2017-11-01", "2017-11-10"),
    *mentor("Hassan Lund", "man", "2017-03-01", "2017-03-05", "--capacity", "1"),
    ("mentor", "train", "m1", "--on", "2016-02-01"),
    ("mentor", "train", "m2", "--on", "2017-02-01"),
    ("mentor", "train", "m6", "--on", "2017-03-20"),
    ("event", "add", "Mentorkursus", "--kind", "course", "--on", "2016-09-03", "--hours", "6"),
    ("event", "attend", "e1", "m3"),
    ("event", "add", "Netværksmøde", "--kind", "network", "--on", "2017-05-05", "--hours", "2"),
    ("event", "attend", "e2", "m1", "m2", "m3"),
    ("event", "add", "Bestyrelsesmøde", "--kind", "board", "--on", "2017-09-12", "--hours", "1,5"),
    ("event", "add", "Temadag om eksamensangst", "--kind", "theme-day", "--on", "2017-11-04", "--hours", "3"),
    ("event", "add", "Forårskursus", "--kind", "course", "--on", "2018-05-05", "--hours", "5"),
    ("youth", "refer", "Kim Bo", "--source", "school", "--on", "2016-02-10", "--gender", "man", "--born", "1997-02-03"),
    ("youth", "refer", "Mie Sø", "--source", "self", "--on", "2017-02-10", "--gender", "woman"),
    ("youth", "refer", "Noor Friis", "--source", "jobcenter", "--on", "2017-03-01"),
    ("youth", "refer", "Thomas Juhl", "--source", "parents", "--on", "2017-09-01", "--gender", "man"),
    ("youth", "refer", "Laura Skov", "--source", "counsellor", "--on", "2018-02-15", "--gender", "woman"),
    ("youth", "refer", "Emil Vang", "--source", "school", "--on", "2017-11-20", "--gender", "man"),
    ("youth", "consent", "y2", "--kind", "participation", "--on", "2017-02-20", "--purpose", "at have en mentor", "--told"),
    *match(1, "y1", "m1", "2016-03-01", ("2016-04-05", "90"), ("2016-05-10", "90"), ("2017-01-17", "60")),
    ("match", "end", "x1", "--on", "2017-01-31", "--by", "both", "--planned", "yes", "--reason", "education",
     "--outcome", "education"),
    *match(2, "y2", "m2", "2017-03-01"),
    ("meeting", "edit", "5", "--minutes", "45"),
    ("meeting", "log", "x2", "--on", "2017-03-15", "--status", "no-show", "--who", "youth"),
    ("meeting", "log", "x2", "--on", "2017-03-29", "--status", "no-show", "--who", "youth"),
    ("match", "end", "x2", "--on", "2017-04-10", "--by", "coordinator", "--planned", "no", "--reason", "no-show",
     "--rematch"),
    *match(3, "y3", "m3", "2017-04-01", ("2017-04-20", "60"), ("2017-05-20", "75")),
    ("meeting", "log", "x3", "--on", "2017-06-20", "--status", "excused", "--who", "mentor"),
    ("match", "end", "x3", "--on", "2017-06-30", "--by", "youth", "--planned", "talk", "--reason", "moved"),
    ("match", "reopen", "x3", "--on", "2017-08-15"),
    ("meeting", "log", "x3", "--on", "2017-09-05", "--minutes", "60"),
    ("match", "end", "x3", "--on", "2017-10-10", "--by", "mentor", "--planned", "talk", "--reason", "mentor-stopped",
     "--outcome", "other-help"),
    ("mentor", "leave", "m3", "--on", "2017-10-15"),
    *match(4, "y2", "m1", "2017-05-15", ("2017-06-15", "1,5 t"), ("2017-09-15", "60"), ("2018-01-15", "60")),
    ("meeting", "log", "x4", "--on", "2018-03-20", "--minutes", "45", "--topic", "eksamensangst", "--place", "biblioteket"),
    *match(5, "y4", "m6", "2017-10-01", ("2017-11-01", "60")),
    ("match", "pause", "x5", "--on", "2017-12-15"),
    ("mentor", "pause", "m6", "--on", "2018-03-01"),
    ("youth", "close", "y6", "--on", "2018-01-05", "--reason", "withdrew"),
    ("youth", "refer", "y3", "--source", "self", "--on", "2018-01-10"),
    ("match", "propose", "y3", "--mentor", "m1", "--on", "2018-02-01"),
    ("match", "accept", "x6", "--by", "mentor", "--on", "2018-02-02"),
    ("money", "add", "--income", "10.000,00", "--category", "donation", "--on", "2016-03-01", "--text", "Rotary"),
    ("money", "add", "--income", "51.000,00", "--category", "section-18", "--on", "2017-01-15"),
    ("money", "add", "--expense", "1.250,50", "--category", "training", "--on", "2017-05-05", "--text", "netværksmøde"),
    ("money", "add", "--expense", "300", "--category", "social", "--on", "2017-12-10", "--text", "gløgg og æbleskiver"),
    ("hours", "log", "2", "--activity", "matchning", "--on", "2017-05-01"),
    ("hours", "log", "1,5", "--activity", "bestyrelse; ansøgning", "--on", "2018-03-20"),
    ("mentor", "pause", "m2", "--on", "2017-07-01", "--reason", "ferie"),
    ("mentor", "resume", "m2", "--on", "2017-08-01"),
)  # fmt: skip

FIGURES_2017: dict[str, Any] = {  # worked out by hand from the lines above
    "mentors_trained_total": 4,  # Ida, Åse, Hassan by `train`; Søren by the course of 2016
    "mentors_trained_in_period": 2,  # Åse, Hassan
    "mentors_active_at_end": 3,  # Søren has left; Ægir and Bo have no course
    "mentors_active_by_gender": {"female": 2, "male": 1},
    "matches_started": 4,  # x2, x3, x4, x5
    "matches_ended": 4,  # x1, x2, x3 twice
    "matches_reopened": 1,  # x3
    "matches_running_at_end": 2,  # x4, and x5, which rests
    "matches_live_in_period": 5,  # x1 to the end of January, and the four that started
    "referrals": 4,  # y2, y3, y4, y6
    "referrals_by_source": {"jobcenter": 1, "parents": 1, "school": 1, "self": 1},
    "meetings_held": 11,  # x1 1, x2 1, x3 4, x4 3, x5 2
    "meeting_minutes": 690,  # 60 + 45 + (60+60+75+60) + (60+90+60) + (60+60)
    "no_shows": 2,
    "end_reasons": {"education": 1, "mentor-stopped": 1, "moved": 1, "no-show": 1},
    "outcomes": {"education": 1, "other-help": 1},
    "ended_without_outcome": 2,  # x2, and the first end of x3
    "ended_with_under_3_meetings": 1,  # x2 had one
    "ended_with_3_or_more": 3,  # x1 four; x3 three, then four
    "ended_by_no_show_under_3": 1,
    "ended_by_no_show_3_or_more": 0,
    "income_ore": 5_100_000,
    "expense_ore": 155_050,
    "events_by_kind": {"board": 1, "network": 1, "theme-day": 1},
    "youths_waiting": 1,  # Emil, since 20 November; Noor is closed until the new referral of 2018
    "longest_wait_days": 41,
    "free_places": 3,  # Ida 2 - 1, Åse 2 - 0, Hassan 1 - 1
}
