"""The agenda as a calendar: opened again with the library, and looked at letter by letter as other programs get it."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from mentorcli.documents import agenda as document
from mentorcli.rules.rule import Finding
from tests.golden.kit import bytes_of, refused

WEDNESDAY = "2018-06-06"  # a day on which the small corps has things due


def written(mc: Any, *more: str, name: str = "a.ics", **options: Any) -> bytes:
    """The calendar that a command writes."""
    path = mc.folder / name
    run = mc.ok("agenda", "--ics", str(path), *more, today=WEDNESDAY, **options)
    assert run.out == b""
    return path.read_bytes()


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


@pytest.fixture
def story(mc: Any) -> Any:
    return mc.take("story")


def test_each_line_of_the_agenda_is_a_whole_day_event_on_its_due_day(story: Any) -> None:
    found = story.ok("agenda", "--format", "json", today=WEDNESDAY).json()
    read = events(written(story, "--names"))
    assert len(read) == len(found) > 2
    for event, line in zip(read, found, strict=True):
        assert event["summary"] == line["message"]
        assert event["description"] == line["command"]
        assert event["dtstart"].dt == date.fromisoformat(line["due"])
        assert event["dtstart"].params["VALUE"] == "DATE"
        assert "dtend" not in event
        assert event["dtstamp"].dt.isoformat() == "2018-06-06T00:00:00+00:00"
        assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")
    assert len({event["uid"] for event in read}) == len(read)


def test_no_name_leaves_the_machine_unless_it_is_asked_for(story: Any) -> None:
    text = written(story).decode().replace("\r\n ", "")
    for name in ("Ida", "Holm", "Kim", "Mie", "Sø"):
        assert name not in text
    assert "SUMMARY:y2 has waited since 1 Feb 2018\r\n" in text
    assert "Mie Sø" in written(story, "--names").decode()


def test_the_same_agenda_gives_the_same_bytes_and_a_later_one_the_same_uids(story: Any) -> None:
    first = written(story)
    assert written(story, name="b.ics") == first
    uids = {event["uid"] for event in events(first)}
    assert "c10-y2@mentorkorps-slagelse.mentorcli" in uids
    later = story.folder / "c.ics"
    story.ok("agenda", "--ics", str(later), today="2018-06-20")
    assert uids <= {event["uid"] for event in events(later.read_bytes())}


def test_the_raw_text_is_what_the_standard_asks_for(story: Any) -> None:
    raw = written(story, "--names", lang="da")
    assert raw.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    lines = raw.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines), "a long line was folded"
    for line in lines:
        line.decode()  # no letter is cut in two


def line_of(
    message: str, label: str = "Bo Æ / Ida Ø", kind: str = "match", rule: str = "C7", number: int = 3
) -> Finding:
    return Finding(rule, "remind", "2018-06-01", kind, number, label, message, f"mentorcli match show x{number}")


def test_signs_that_mean_something_in_a_calendar_are_escaped() -> None:
    said = r"Bo Æ / Ida Ø: one, two; three \ four" + " " + "æøå" * 40
    raw = document.make([line_of(said)], "Korps, A/S; B", "2018-06-01", None)
    assert rb"one\, two\; three \\ four" in raw.replace(b"\r\n ", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    (event,) = events(raw)
    assert event["summary"] == said
    assert event["uid"] == "c7-x3@korps-a-s-b.mentorcli"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("message", "label", "kind", "expected"),
    [
        ("Bo Æ / Ida Ø: no meeting", "Bo Æ / Ida Ø", "match", "x3: no meeting"),
        (
            "Ask Bo Æ what is up",
            "Bo Æ / Ida Ø",
            "match",
            "x3: to see to, by the rule “No first meeting",
        ),  # the label is not in it as a whole
        ("Bo Æ / Ida Ø: Ida Ø is away", "Bo Æ / Ida Ø", "match", "x3: to see to, by the rule “No first meeting"),
        ("Bo Æ / Ida Ø: Ida is away", "Bo Æ / Ida Ø", "match", "x3: to see to, by the rule “No first meeting"),
        (
            "Bo Æ / Ida Ø: Åse Bæk comes instead",
            "Bo Æ / Ida Ø",
            "match",
            "x3: to see to, by the rule “No first meeting",
        ),
        ("Account for the money of 3", "money of 3", "year", "Account for the money of 3"),
        ("Ask Åse Bæk about 3", "money of 3", "year", "3: to see to, by the rule “No first meeting"),
    ],
)
def test_where_a_name_is_left_the_rules_own_sentence_stands(message: str, label: str, kind: str, expected: str) -> None:
    one = line_of(message, label, kind)
    said = document.nameless(one, ["Bo Æ", "Ida Ø", "Åse Bæk"])
    assert said.startswith(expected)


def test_two_lines_of_one_record_have_uids_of_their_own() -> None:
    raw = document.make([line_of("a"), line_of("b"), line_of("c", rule="C8")], "Korps", "2018-06-01", None)
    assert [str(event["uid"]).partition("@")[0] for event in events(raw)] == ["c7-x3", "c7-x3-2", "c8-x3"]


def test_the_file_is_for_its_owner_alone_and_replaced_whole(story: Any) -> None:
    written(story)
    mode = stat.S_IMODE(os.stat(story.folder / "a.ics").st_mode)
    assert mode == 0o600 or os.name == "nt"
    story.ok("scheme", "set", "rules.off", "A5,B7,C7,C8,C10,F5,K1,K2,K4")
    assert events(written(story)) == [], "an agenda with nothing on it empties the calendar"


def test_cron_may_have_the_calendar_and_the_exit_code(story: Any) -> None:
    path = story.folder / "a.ics"
    run = story("agenda", "--ics", str(path), "--fail-on-due", "--quiet", today=WEDNESDAY)
    assert (run.code, run.out) == (6, b"")
    assert len(events(path.read_bytes())) > 2


def test_what_cannot_be_written_changes_nothing(story: Any, tmp_path: Path) -> None:
    refused(story, "agenda", "--ics", str(story.db), code=2)
    refused(story, "agenda", "--ics", str(tmp_path / "nowhere" / "a.ics"), code=2)
    refused(story, "agenda", "--names", code=2)
    before = bytes_of(story.folder)
    story.ok("agenda", "--ics", str(story.folder / "a.ics"), "--dry-run")
    assert bytes_of(story.folder) == before
