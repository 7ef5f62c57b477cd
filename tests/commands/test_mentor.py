"""mentorcli mentor …: every verb through the program, what it says back, and what it refuses."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.golden.kit import reasons, records, refused

IDA = "m1 Ida Holm (1980)"
ADD = ("mentor", "add", "Ida Holm", "--on", "2018-01-10", "--born", "5-5-1980", "--gender", "kvinde")
WRITES: dict[str, tuple[tuple[str, ...], str]] = {
    "check": (
        ("check", "ida", "--kind", "straffeattest", "--ordered", "12-1-2018"),
        f"{IDA}: criminal record certificate, ordered on 12 Jan 2018.",
    ),
    "secrecy": (("secrecy", "ida", "--on", "15-1-2018"), f"{IDA} signed the secrecy declaration on 15 Jan 2018."),
    "train": (("train", "IDA HOLM", "--on", "2018-01-20"), f"{IDA} was trained on 20 Jan 2018."),
    "approve": (("approve", "holm ida", "--on", "2018-01-21"), f"{IDA} was approved on 21 Jan 2018."),
    "pause": (("pause", "m1", "--on", "2018-02-01", "--reason", "ferie"), f"{IDA} pauses from 1 Feb 2018."),
    "leave": (("leave", "1", "--on", "2018-02-01"), f"{IDA} left on 1 Feb 2018."),
    "decline": (("decline", "ida", "--reason", "nej", "--on", "2018-02-01"), f"{IDA} was declined on 1 Feb 2018."),
}


def listed(mc: Any, *more: str) -> dict[str, dict[str, Any]]:
    """The mentors of `mentor list`, by name."""
    return {one["name"]: one for one in mc.ok("mentor", "list", "--format", "json", *more).json()}


def test_add_says_back_name_birth_year_and_day(mc: Any) -> None:
    records(mc, *ADD, says=f"{IDA} applied on 10 Jan 2018.", id="m1")


@pytest.mark.parametrize("verb", WRITES)
def test_a_verb_says_back_whom_and_when_and_is_there_the_second_time(mc: Any, verb: str) -> None:
    mc.ok(*ADD)
    line, says = WRITES[verb]
    records(mc, "mentor", *line, says=says, id="m1")


@pytest.mark.parametrize("verb", WRITES)
def test_days_to_come_and_days_before_the_application_are_refused(mc: Any, verb: str) -> None:
    mc.ok(*ADD)
    line, _says = WRITES[verb]
    day = "--ordered" if verb == "check" else "--on"
    at = line.index(day) + 1
    for typed in ("2018-04-02", "i morgen"):
        refused(mc, "mentor", *line[:at], typed, *line[at + 1 :], code=2)
    if verb != "check":
        error = refused(mc, "mentor", *line[:at], "2018-01-09", *line[at + 1 :], code=2)
        assert "application on 10 Jan 2018" in error["message"]


def test_add_refuses_days_to_come_and_a_birth_day_to_come(mc: Any) -> None:
    refused(mc, "mentor", "add", "Ida Holm", "--on", "2018-04-02", code=2)
    refused(mc, "mentor", "add", "Ida Holm", "--born", "2018-04-02", code=2)


def test_who_is_on_file_is_refused_with_the_candidates_and_a_namesake_is_new(mc: Any) -> None:
    mc.ok(*ADD)
    error = refused(mc, "mentor", "add", "ida HOLM", "--on", "2018-02-01", code=2)
    assert (error["kind"], error["details"]) == ("ambiguous", [{"id": "m1", "name": "Ida Holm", "born": "1980"}])
    assert "m1" in error["hint"]
    assert mc.ok("mentor", "add", "Ida Holm", "--on", "2018-02-01", "--new", "--quiet").text == "m2\n"
    maybe = refused(mc, "mentor", "add", "Ida Holm", "--born", "1991-01-01", "--on", "2018-02-02", code=2)
    assert [one["id"] for one in maybe["details"]] == ["m2"], "who has no birth day on file may be the same; m1 cannot"
    mc.ok("mentor", "edit", "m2", "--born", "1990-01-01")
    assert mc.ok("mentor", "add", "Ida Holm", "--born", "1991-01-01", "--quiet").text == "m3\n"


def test_the_list_has_the_promised_keys_in_danish_order_of_names(mc: Any) -> None:
    for name in ("Åse Bæk", "Aage Ås", "Zoe Dam", "Ægir Dam", "Østen Bo", "Anna Bo"):
        mc.ok("mentor", "add", name, "--on", "2018-01-01")
    found = mc.ok("mentor", "list", "--format", "json").json()
    assert [one["name"] for one in found] == ["Anna Bo", "Zoe Dam", "Ægir Dam", "Østen Bo", "Aage Ås", "Åse Bæk"]
    promised = {"id", "name", "state", "gender", "trained", "open_matches", "capacity", "free_places"}
    assert set(found[0]) >= promised
    assert (found[0]["capacity"], found[0]["free_places"], found[0]["trained"]) == (2, 0, None)
    assert mc.ok("mentor", "list", "--quiet").text.split() == ["m6", "m3", "m4", "m5", "m2", "m1"]


def test_the_state_follows_from_the_facts_on_each_day(mc: Any) -> None:
    mc.ok(*ADD)
    mc.ok("mentor", "check", "m1", "--kind", "straffeattest", "--ordered", "2018-01-12")
    seen = ("--seen", "2018-01-20", "--outcome", "approved", "--by", "formand")
    mc.ok("mentor", "check", "m1", "--kind", "straffeattest", *seen)
    mc.ok("mentor", "train", "m1", "--on", "2018-01-25")
    mc.ok("mentor", "pause", "m1", "--on", "2018-02-10")
    mc.ok("mentor", "resume", "m1", "--on", "2018-02-20")
    mc.ok("mentor", "leave", "m1", "--on", "2018-03-01")
    mc.ok("mentor", "return", "m1", "--on", "2018-03-10")
    states = {
        "2018-01-10": "applicant", "2018-01-12": "in-screening", "2018-01-19": "in-screening", "2018-01-20": "in-training",
        "2018-01-25": "ready", "2018-02-09": "ready", "2018-02-10": "paused", "2018-02-19": "paused", "2018-02-20": "ready",
        "2018-02-28": "ready", "2018-03-01": "left", "2018-03-09": "left", "2018-03-10": "ready", "2018-04-01": "ready",
    }  # fmt: skip
    assert {day: listed(mc, "--as-of", day)["Ida Holm"]["state"] for day in states} == states
    assert listed(mc, "--as-of", "2018-01-09") == {}
    free = {
        day: listed(mc, "--as-of", day)["Ida Holm"]["free_places"] for day in ("2018-01-24", "2018-01-25", "2018-02-15")
    }
    assert free == {"2018-01-24": 0, "2018-01-25": 2, "2018-02-15": 0}
    assert listed(mc, "--active", "--as-of", "2018-03-05") == {}
    assert [*listed(mc, "--state", "klar")] == [*listed(mc, "--state", "ready")] == ["Ida Holm"]
    refused(mc, "mentor", "list", "--state", "reddy", code=2)


def test_an_ordered_certificate_that_is_seen_stays_one(mc: Any) -> None:
    mc.ok(*ADD)
    mc.ok("mentor", "check", "m1", "--kind", "boerneattest", "--ordered", "2018-01-12")
    seen = ("mentor", "check", "m1", "--kind", "børneattest", "--seen", "2018-01-20", "--outcome", "approved")
    records(
        mc,
        *seen,
        "--by",
        "formand",
        says=f"{IDA}: child protection certificate, seen on 20 Jan 2018: seen – approved.",
        id="m1",
    )
    (found,) = mc.ok("mentor", "show", "m1", "--format", "json").json()["checks"]
    assert found == {
        "kind": "boerneattest", "ordered_on": "2018-01-12", "seen_on": "2018-01-20", "seen_by": "formand",
        "outcome": "approved", "review_on": None,
    }  # fmt: skip
    (before,) = mc.ok("mentor", "show", "m1", "--format", "json", "--as-of", "2018-01-15").json()["checks"]
    assert (before["seen_on"], before["outcome"]) == (None, None)


@pytest.mark.parametrize(
    "given",
    [
        (), ("--seen", "2018-01-20"), ("--outcome", "approved", "--on", "2018-04-02"), ("--on", "2018-04-02"),
        ("--ordered", "2018-01-12", "--outcome", "approved", "--on", "2018-01-11"),
        ("--ordered", "2018-01-20", "--seen", "2018-01-19", "--outcome", "approved"),
        ("--seen", "2018-04-02", "--outcome", "approved"), ("--seen", "2018-01-20", "--outcome", "fine"),
    ],
)  # fmt: skip
def test_a_certificate_needs_days_that_go_together_and_an_outcome(mc: Any, given: tuple[str, ...]) -> None:
    mc.ok(*ADD)
    refused(mc, "mentor", "check", "m1", "--kind", "straffeattest", *given, code=2)


def test_on_is_the_day_it_was_seen_with_an_outcome_and_ordered_without(mc: Any) -> None:
    mc.ok(*ADD)
    refused(mc, "mentor", "check", "m1", "--kind", "straffeattest", "--outcome", "approved", code=2)
    mc.ok("mentor", "check", "m1", "--kind", "straffeattest", "--on", "2018-01-18")
    mc.ok("mentor", "check", "m1", "--kind", "straffeattest", "--on", "2018-01-20", "--outcome", "rejected")
    (found,) = mc.ok("mentor", "show", "m1", "--format", "json").json()["checks"]
    assert (found["ordered_on"], found["seen_on"], found["outcome"]) == ("2018-01-18", "2018-01-20", "rejected")


def test_resume_and_return_are_there_the_second_time(mc: Any) -> None:
    mc.ok(*ADD)
    mc.ok("mentor", "pause", "m1", "--on", "2018-02-01")
    records(
        mc, "mentor", "resume", "m1", "--on", "2018-02-10", says=f"{IDA} is available again from 10 Feb 2018.", id="m1"
    )
    mc.ok("mentor", "leave", "m1", "--on", "2018-03-01")
    records(mc, "mentor", "return", "m1", "--on", "2018-03-01", says=f"{IDA} is back from 1 Mar 2018.", id="m1")
    mc.ok("mentor", "decline", "m1", "--on", "2018-03-05", "--reason", "x")
    records(mc, "mentor", "return", "m1", "--on", "2018-03-08", says=f"{IDA} is back from 8 Mar 2018.", id="m1")


@pytest.mark.parametrize("verb", ["resume", "return"])
def test_what_cannot_follow_is_refused_by_the_state_of_that_day(mc: Any, verb: str) -> None:
    mc.ok(*ADD)
    error = refused(mc, "mentor", verb, "m1", code=4)
    assert error["kind"] == "refused"
    assert "Ida Holm is applicant on 1 Apr 2018" in error["message"]
    mc.ok("mentor", "leave", "m1", "--on", "2018-02-01")
    for after in ("pause", "leave"):
        assert "left" in refused(mc, "mentor", after, "m1", "--on", "2018-02-02", code=4)["message"]
    refused(mc, "mentor", "decline", "m1", "--reason", "x", code=4)


@pytest.mark.parametrize(("verb", "back"), [("leave", "return"), ("pause", "resume")])
def test_a_span_does_not_begin_before_one_that_still_lasts(mc: Any, verb: str, back: str) -> None:
    """Two open ones, of which the way back closes one, would leave the mentor away for ever."""
    mc.ok(*ADD)
    mc.ok("mentor", verb, "m1", "--on", "2018-03-20")
    error = refused(mc, "mentor", verb, "m1", "--on", "2018-03-10", code=4)
    assert "20 Mar 2018" in error["message"]
    mc.ok("mentor", back, "m1", "--on", "2018-03-25")
    assert listed(mc)["Ida Holm"]["state"] == "applicant"


def test_a_way_back_before_the_second_span_closes_nothing_it_should_not(mc: Any) -> None:
    mc.ok(*ADD)
    for verb, day in (("pause", "2018-02-01"), ("resume", "2018-02-20"), ("pause", "2018-03-01")):
        mc.ok("mentor", verb, "m1", "--on", day)
    refused(mc, "mentor", "resume", "m1", "--on", "2018-02-10", code=2)
    assert listed(mc)["Ida Holm"]["state"] == "paused"


def test_leave_and_decline_with_open_matches_name_them(mc: Any) -> None:
    mc.take("story")
    mc.ok("match", "propose", "mie", "--mentor", "ida", "--on", "2018-02-05")
    for line in (("leave", "ida"), ("decline", "ida", "--reason", "x")):
        error = refused(mc, "mentor", *line, code=4)
        assert reasons(error) == ["x1 Kim Bo / Ida Holm", "x2 Mie Sø / Ida Holm"]
        assert "match end x1" in error["hint"]
    end = ("--by", "both", "--reason", "job", "--planned", "yes")
    mc.ok("match", "end", "x1", "--on", "2018-03-26", *end)
    assert reasons(refused(mc, "mentor", "leave", "ida", code=4)) == ["x2 Mie Sø / Ida Holm"]
    mc.ok("match", "decline", "x2", "--by", "mentor")
    assert reasons(refused(mc, "mentor", "leave", "ida", "--on", "2018-03-01", code=4)) == [
        "x1 Kim Bo / Ida Holm",
        "x2 Mie Sø / Ida Holm",
    ]
    mc.ok("mentor", "leave", "ida")


def test_a_day_is_recorded_once_and_corrected_with_edit(mc: Any) -> None:
    mc.ok(*ADD)
    for verb, field in (("train", "trained"), ("approve", "approved"), ("secrecy", "secrecy")):
        mc.ok("mentor", verb, "m1", "--on", "2018-02-01")
        error = refused(mc, "mentor", verb, "m1", "--on", "2018-02-02", code=4)
        assert "from 1 Feb 2018" in error["message"]
        assert "mentor edit m1" in error["hint"]
        mc.ok("mentor", "edit", "m1", f"--{field}", "2018-02-02")
        refused(mc, "mentor", "edit", "m1", f"--{field}", "2018-01-09", code=2)
        refused(mc, "mentor", "edit", "m1", f"--{field}", "2018-04-02", code=2)
    shown = mc.ok("mentor", "show", "m1", "--format", "json").json()
    assert (shown["trained"], shown["approved_on"], shown["secrecy_on"]) == ("2018-02-02",) * 3
    refused(mc, "mentor", "edit", "m1", "--applied", "2018-02-03", code=2)
    mc.ok("mentor", "edit", "m1", "--applied", "2018-02-02")


def test_edit_changes_says_which_fields_and_clears_with_nothing(mc: Any) -> None:
    mc.ok(*ADD)
    given = ("--name", "Ida Bæk Holm", "--phone", "20 30 40 50", "--languages", "dansk,  arabisk ,", "--capacity", "3")
    told = "Changed m1 Ida Bæk Holm (1980): name, telephone, languages, places."
    records(mc, "mentor", "edit", "m1", *given, says=told, id="m1", again="Nothing differs; nothing was changed.")
    shown = mc.ok("mentor", "show", "baek holm", "--format", "json").json()
    kept = {
        "name": "Ida Bæk Holm",
        "phone": "+4520304050",
        "languages": "dansk, arabisk",
        "capacity": 3,
        "born": "1980-05-05",
    }
    assert {key: shown[key] for key in kept} == kept
    mc.ok("mentor", "edit", "m1", "--phone", "", "--capacity", "", "--born", "")
    shown = mc.ok("mentor", "show", "m1", "--format", "json").json()
    assert (shown["phone"], shown["capacity"], shown["born"]) == ("", 2, None), "two is the scheme's"
    for bad in (
        (), ("--name", ""), ("--email", "x@"), ("--postcode", "42"), ("--capacity", "21"), ("--phone", "1"),
        ("--name", "010170-1234"), ("--gender", "zz"),
    ):  # fmt: skip
        assert "1234" not in refused(mc, "mentor", "edit", "m1", *bad, code=2)["message"]


def test_show_never_prints_a_protected_address(mc: Any) -> None:
    where = ("--address", "Nygade 1", "--postcode", "4200", "--town", "Slagelse")
    mc.ok(*ADD, *where)
    assert "Nygade 1" in mc.ok("mentor", "show", "m1").text
    mc.ok("mentor", "edit", "m1", "--protected")
    for form in ("table", "json", "csv", "md", "tsv"):
        text = mc.ok("mentor", "show", "m1", "--format", form).text
        assert not [word for word in ("Nygade", "4200", "Slagelse") if word in text]
    for word in ("Nygade", "Slagelse"):
        assert mc.ok("search", word, "--format", "json").json() == []
    mc.ok("mentor", "edit", "m1", "--not-protected")
    assert "Nygade 1" in mc.ok("mentor", "show", "m1").text


def test_show_of_a_day_before_the_application_is_not_found(mc: Any) -> None:
    mc.ok(*ADD)
    refused(mc, "mentor", "show", "m1", "--as-of", "2018-01-09", code=3)
    assert mc.ok("mentor", "show", "m1", "--as-of", "2018-01-10").code == 0


def test_a_remark_comes_from_stdin_or_a_file_and_is_kept_once(mc: Any) -> None:
    mc.ok(*ADD)
    text = b"Taler godt dansk.\n[red]=1+1[/]\n"
    note = ("mentor", "note", "ida", "--on", "2018-02-01", "--file", "-")
    assert mc.ok(*note, "--dry-run", stdin=text).text == f"A remark on {IDA} was saved. (not saved: --dry-run)\n"
    run = mc.ok(*note, stdin=text)
    assert (run.text, run.told) == (f"A remark on {IDA} was saved.\n", f"A remark on {IDA}:\n")
    assert mc.ok(*note, stdin=text).text == f"Already there: A remark on {IDA} was saved.\n"
    path = mc.folder / "remark.txt"
    path.write_bytes(b"\xef\xbb\xbfToner")
    assert mc.ok("mentor", "note", "m1", "--file", str(path), "--quiet").text == "m1\n"
    found = mc.ok("mentor", "show", "m1", "--format", "json").json()["remarks"]
    assert found == [
        {"on_day": "2018-02-01", "text": text.decode().strip()},
        {"on_day": "2018-04-01", "text": "Toner"},
    ]
    for bad in (b"", b" \n", b"her er 010170-1234", b"\x1b[2J"):
        assert mc("mentor", "note", "m1", "--file", "-", stdin=bad).code == 2
    assert mc("mentor", "note", "m1", "--no-input").code == 2
    assert mc("mentor", "note", "m1", "--file", str(mc.folder / "none")).code == 1
    path.write_bytes(b"\xff\xfe\x00")
    assert mc("mentor", "note", "m1", "--file", str(path)).code == 2
    assert len(mc.ok("mentor", "show", "m1", "--format", "json").json()["remarks"]) == 2


def test_declining_needs_a_reason_and_coming_back_lists_both(mc: Any) -> None:
    mc.ok(*ADD)
    assert mc("mentor", "decline", "m1").code == 2
    mc.ok("mentor", "decline", "m1", "--on", "2018-02-01", "--reason", "ingen tid")
    assert listed(mc)["Ida Holm"]["state"] == "declined"
    mc.ok("mentor", "return", "m1", "--on", "2018-02-10")
    mc.ok("mentor", "leave", "m1", "--on", "2018-03-01")
    shown = mc.ok("mentor", "show", "m1", "--format", "json").json()
    assert shown["departures"] == [
        {"kind": "declined", "on_day": "2018-02-01", "returned_on": "2018-02-10", "reason": "ingen tid"},
        {"kind": "left", "on_day": "2018-03-01", "returned_on": None, "reason": ""},
    ]
    assert shown["state"] == "left"


def test_a_hostile_name_is_text_everywhere(mc: Any) -> None:
    mc.take("story")
    for form in ("table", "json", "csv", "tsv", "md", "jsonl"):
        assert mc.ok("mentor", "list", "--format", form).code == 0
    names = [one["name"] for one in mc.ok("mentor", "list", "--format", "json").json()]
    assert {"[red]Åse[/] Bæk", "=HYPERLINK(x)", "{{ 7*7 }}"} <= set(names)
    assert "'=HYPERLINK(x)" in mc.ok("mentor", "list", "--format", "csv").text
    assert "[red]Åse[/] Bæk" in mc.ok("mentor", "list", "--color", "always").text
    assert "49" not in mc.ok("mentor", "show", "m4").text
    assert r"\[red\]Åse" in mc.ok("mentor", "list", "--format", "md").text


# --- thanks, and where mentors come from ------------------------------------------------------------------------------


def test_a_mentor_is_thanked_for_the_anniversary_nearest_to_the_day(mc: Any) -> None:
    mc.take("story")  # Ida was approved on 21 September 2017
    line = ("mentor", "thank", "ida", "--for", "years", "--on", "2018-09-15")
    records(
        mc, *line, says="m1 Ida Holm was thanked for 1 year in the scheme on 15 Sep 2018.", id="m1", today="2018-09-15"
    )
    found = mc.ok(*line, "--format", "json", today="2018-09-15").json()
    assert (found["kind"], found["id"], found["number"]) == ("mentor", 1, 1)
    page = mc.ok("mentor", "show", "m1", "--format", "json", today="2018-09-15").json()
    assert page["thanks"] == [{"on_day": "2018-09-15", "number": 1, "occasion": "years"}]
    assert (
        mc.ok("mentor", "show", "m1", "--format", "json", "--as-of", "2018-09-14", today="2018-09-15").json()["thanks"]
        == []
    )


def test_thanks_for_the_same_on_another_day_are_refused_and_the_day_is_told(mc: Any) -> None:
    mc.take("story").ok("mentor", "thank", "ida", "--for", "år", "--number", "3", "--on", "2018-03-01")
    error = refused(mc, "mentor", "thank", "ida", "--for", "years", "--number", "3", code=4)
    assert error["message"] == "Ida Holm has that already, from 1 Mar 2018."
    mc.ok("mentor", "thank", "ida", "--for", "years", "--number", "4")
    mc.ok("mentor", "thank", "ida", "--for", "meetings", "--number", "3")


def test_thanks_for_meetings_are_for_the_round_number_held(mc: Any) -> None:
    mc.take("story").ok("scheme", "set", "remind.thanks_meetings", "2")  # Ida has held two
    run = mc.ok("mentor", "thank", "m1", "--for", "meetings")
    assert run.text == "m1 Ida Holm was thanked for 2 meetings on 1 Apr 2018.\n"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("m1", "--for", "meetings"), 2),  # two held, thanked for fifty
        (("m1", "--for", "years", "--on", "2017-09-30"), 2),  # days after the approval
        (("m2", "--for", "years"), 2),  # not approved
        (("m1", "--for", "birthday"), 2),
        (("m1",), 2),
        (("m1", "--for", "years", "--number", "0"), 2),
        (("m1", "--for", "years", "--on", "2018-04-02"), 2),
        (("m1", "--for", "years", "--number", "1", "--on", "2017-01-01"), 2),  # before the application
        (("m99", "--for", "years"), 3),
        (("kim", "--for", "years"), 3),  # a young person
    ],
)
def test_thanks_that_cannot_be_are_refused(mc: Any, line: tuple[str, ...], code: int) -> None:
    refused(mc.take("story"), "mentor", "thank", *line, code=code)


def test_the_reminder_of_an_anniversary_rests_when_thanks_are_recorded(mc: Any) -> None:
    mc.take("story")

    def asked(today: str) -> list[str]:
        found = mc.ok("agenda", "--format", "json", today=today).json()
        return [one["due"] for one in found if one["rule"] == "K3"]

    assert [asked(day) for day in ("2018-09-13", "2018-09-14", "2018-10-21", "2018-10-22")] == [
        [], ["2018-09-21"], ["2018-09-21"], [],
    ]  # fmt: skip
    mc.ok("mentor", "thank", "ida", "--for", "years", "--on", "2018-09-21", today="2018-09-21")
    assert asked("2018-09-21") == asked("2018-09-22") == []
    assert mc.ok("agenda", "--as-of", "2018-09-20", "--format", "json", today="2018-10-01").json() != []
    earlier = mc.ok("agenda", "--as-of", "2018-09-20", "--format", "json", today="2018-10-01").json()
    assert "K3" in [one["rule"] for one in earlier], "thanks that came later change nothing on an earlier day"


def test_a_mentors_channel_is_kept_shown_and_cleared(mc: Any) -> None:
    mc.ok("mentor", "add", "Bo Ravn", "--channel", "facebook")
    assert mc.ok("mentor", "show", "m1", "--format", "json").json()["channel"] == "social-media"
    assert "Heard of it by  social media" in mc.ok("mentor", "show", "m1").text
    mc.ok("mentor", "edit", "m1", "--channel", "frivilligcenter")
    assert mc.ok("mentor", "show", "m1", "--format", "json").json()["channel"] == "volunteer-centre"
    mc.ok("mentor", "edit", "m1", "--channel", "")
    assert mc.ok("mentor", "show", "m1", "--format", "json").json()["channel"] is None
    refused(mc, "mentor", "edit", "m1", "--channel", "brevdue", code=2)
    refused(mc, "mentor", "add", "Per Ny", "--channel", "brevdue", code=2)


def test_a_channel_of_the_schemes_own_is_known(mc: Any) -> None:
    mc.ok("scheme", "set", "lists.channel", "library|biblioteket|the library")
    mc.ok("mentor", "add", "Bo Ravn", "--channel", "biblioteket")
    assert re.search("Hørt om os +biblioteket", mc.ok("mentor", "show", "m1", lang="da").text)


def test_a_list_may_say_where_mentors_heard_of_the_scheme(mc: Any) -> None:
    path = mc.folder / "Mentorer.csv"
    path.write_text("Navn;Tilmeldt;Hørt om os\nBo Ravn;1-2-2018;Facebook\nPer Ny;1-2-2018;brevdue\n", encoding="utf-8")
    run = mc("import", str(path))
    assert run.code == 6, "the channel that is not on the list is refused"
    assert "brevdue" in run.told
    assert mc.ok("mentor", "show", "bo", "--format", "json").json()["channel"] == "social-media"
