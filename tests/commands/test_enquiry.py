"""mentorcli enquiry …: who asked, the answer and how long it took, and the yes that is the way in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.golden.kit import reasons, records, refused

ASKED = (
    "enquiry",
    "log",
    "Amina Vang",
    "--source",
    "sagsbehandler",
    "--asker",
    "Integration, team 2",
    "--on",
    "2018-03-01",
)
LOGGED = "Enquiry q1 of 1 Mar 2018 from caseworker: y1 Amina Vang."


@pytest.fixture
def cfu(mc: Any) -> Any:
    """A file of Center for Unge, where an enquiry is the way in and only caseworkers ask."""
    return mc.take("center-for-unge")


def youths(mc: Any, *more: str) -> dict[str, tuple[str, str | None, int | None]]:
    """State, day of referral and wait, by name."""
    rows = mc.ok("youth", "list", "--format", "json", *more).json()
    return {one["name"]: (one["state"], one["referred"], one["wait_days"]) for one in rows}


def enquiries(mc: Any, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = mc.ok("enquiry", "list", "--format", "json", *more).json()
    return found


def test_an_enquiry_says_back_whom_it_is_about_and_is_one_however_often_typed(cfu: Any) -> None:
    records(cfu, *ASKED, says=LOGGED, id="q1")
    assert youths(cfu) == {"Amina Vang": ("enquired", None, None)}
    assert youths(cfu, "--as-of", "2018-02-28") == {}
    assert cfu.ok("youth", "list", "--waiting", "--quiet").text == ""


def test_an_enquiry_without_a_name_is_about_nobody_yet(cfu: Any) -> None:
    line = (
        "enquiry",
        "log",
        "--source",
        "caseworker",
        "--asker",
        "Jobhuset",
        "--about",
        "mentor til praktik",
        "--on",
        "2018-03-02",
    )
    records(cfu, *line, says="Enquiry q1 of 2 Mar 2018 from caseworker: nobody named yet.", id="q1")
    (one,) = enquiries(cfu)
    assert (one["youth"], one["about"], one["open_days"]) == ({"id": None, "name": None}, "mentor til praktik", 30)
    assert youths(cfu) == {}


@pytest.mark.parametrize(
    "line",
    [
        ("--source", "jobcenter"),  # this scheme hears from caseworkers alone
        ("--source", "caseworkr"),
        (),
        ("--source", "caseworker", "--on", "2018-04-02"),
        ("--source", "caseworker", "--born", "1999-02-03"),  # of nobody
        ("--source", "caseworker", "--about", "010170-1234"),
    ],
)
def test_what_cannot_be_is_refused(cfu: Any, line: tuple[str, ...]) -> None:
    error = refused(cfu, "enquiry", "log", *line, code=2)
    if "jobcenter" in line or "caseworkr" in line or not line:
        assert "caseworker" in error["hint"]


def test_a_name_on_file_is_refused_a_number_is_the_same_person_and_new_a_namesake(cfu: Any) -> None:
    cfu.ok(*ASKED)
    again = ("enquiry", "log", "amina vang", "--source", "caseworker", "--on", "2018-03-05")
    error = refused(cfu, *again, code=2)
    assert error["details"] == [{"id": "y1", "name": "Amina Vang", "born": ""}]
    cfu.ok("enquiry", "log", "y1", "--source", "caseworker", "--on", "2018-03-05")
    cfu.ok(*again, "--new")
    assert [one["youth"]["id"] for one in enquiries(cfu)] == [1, 1, 2]
    refused(cfu, "enquiry", "log", "y9", "--source", "caseworker", code=3)


def test_the_answer_and_the_days_it_took_stand_in_the_list_from_their_day_on(cfu: Any) -> None:
    cfu.ok(*ASKED)
    cfu.ok("enquiry", "answer", "q1", "--no", "--reason", "ingen ledig mentor", "--on", "2018-03-06")
    (one,) = enquiries(cfu)
    assert (one["answer"], one["answered"], one["response_days"], one["open_days"]) == ("no", "2018-03-06", 5, None)
    assert one["reason"] == "ingen ledig mentor"
    (before,) = enquiries(cfu, "--as-of", "2018-03-05")
    assert (before["answer"], before["response_days"], before["open_days"], before["reason"]) == (None, None, 4, "")
    assert enquiries(cfu, "--open") == []
    assert len(enquiries(cfu, "--open", "--as-of", "2018-03-05")) == 1
    assert youths(cfu) == {"Amina Vang": ("declined", None, None)}
    assert youths(cfu, "--as-of", "2018-03-05") == {"Amina Vang": ("enquired", None, None)}


def test_a_yes_about_somebody_is_the_referral_of_the_day_of_the_answer(cfu: Any) -> None:
    cfu.ok(*ASKED)
    says = "Enquiry q1 (y1 Amina Vang) was answered on 4 Mar 2018: yes."
    records(
        cfu, "enquiry", "answer", "amina", "--yes", "--on", "2018-03-04",
        says=f"{says} It counts as the referral of y1 Amina Vang.", again=f"Already there: {says}", id="q1",
    )  # fmt: skip
    assert youths(cfu) == {"Amina Vang": ("referred", "2018-03-04", 28)}
    assert youths(cfu, "--as-of", "2018-03-03") == {"Amina Vang": ("enquired", None, None)}
    (referral,) = cfu.ok("youth", "show", "amina", "--format", "json").json()["referrals"]
    assert (referral["source"], referral["referrer"]) == ("caseworker", "Integration, team 2")
    figures = cfu.ok("report", "annual", "2018", "--format", "json").json()
    assert (figures["referrals"], figures["referrals_by_source"]) == (1, {"caseworker": 1})
    assert cfu.ok("status", "--format", "json").json()["youths"]["waiting"] == 1


def test_who_waits_already_is_not_referred_once_more_by_a_yes(cfu: Any) -> None:
    cfu.ok("youth", "refer", "Amina Vang", "--source", "caseworker", "--on", "2018-02-01")
    cfu.ok("enquiry", "log", "y1", "--source", "caseworker", "--on", "2018-03-01")
    assert cfu.ok("enquiry", "answer", "y1", "--yes", "--format", "json").json()["referred"] is None
    assert youths(cfu) == {"Amina Vang": ("referred", "2018-02-01", 59)}


def test_a_yes_about_nobody_asks_for_the_name_which_then_refers(cfu: Any) -> None:
    cfu.ok("enquiry", "log", "--source", "caseworker", "--on", "2018-03-01")
    run = cfu.ok("enquiry", "answer", "q1", "--yes", "--on", "2018-03-02")
    assert "mentorcli enquiry edit q1 --youth NAME" in run.text
    assert youths(cfu) == {}
    run = cfu.ok("enquiry", "edit", "q1", "--youth", "Omar Dahl")
    assert "It counts as the referral of y1 Omar Dahl." in run.text
    assert youths(cfu) == {"Omar Dahl": ("referred", "2018-03-02", 30)}
    assert "Nothing differs" in cfu.ok("enquiry", "edit", "q1", "--youth", "Omar Dahl").text


def test_the_answer_may_name_whom_it_is_about_but_not_somebody_else(cfu: Any) -> None:
    cfu.ok("enquiry", "log", "--source", "caseworker", "--on", "2018-03-01")
    line = ("enquiry", "answer", "1", "--yes", "--youth", "Omar Dahl", "--on", "2018-03-02")
    assert "referral of y1 Omar Dahl" in cfu.ok(*line).text
    assert cfu.ok(*line).text.startswith("Already there")
    cfu.ok(*ASKED)
    refused(cfu, "enquiry", "answer", "q2", "--yes", "--youth", "y1", code=4)


def test_where_referrals_are_the_way_in_a_yes_is_no_referral(mc: Any) -> None:
    mc.ok("enquiry", "log", "Amina Vang", "--source", "school", "--on", "2018-03-01")
    run = mc.ok("enquiry", "answer", "amina", "--yes", "--on", "2018-03-02")
    assert run.text.endswith("Refer next: mentorcli youth refer y1\n")
    assert youths(mc) == {"Amina Vang": ("enquired", None, None)}
    mc.ok("youth", "refer", "y1", "--source", "school", "--on", "2018-03-10")
    assert youths(mc) == {"Amina Vang": ("waiting", "2018-03-10", 22)}
    assert youths(mc, "--as-of", "2018-03-09") == {"Amina Vang": ("enquired", None, None)}


@pytest.mark.parametrize("words", [(), ("--yes", "--no")])
def test_the_answer_is_never_the_programs_own(cfu: Any, words: tuple[str, ...]) -> None:
    cfu.ok(*ASKED)
    refused(cfu, "enquiry", "answer", "q1", *words, code=2)


def test_an_answer_is_not_before_its_enquiry_and_is_given_once(cfu: Any) -> None:
    cfu.ok(*ASKED)
    refused(cfu, "enquiry", "answer", "q1", "--no", "--on", "2018-02-28", code=2)
    refused(cfu, "enquiry", "edit", "q1", "--answer", "yes", code=2)
    cfu.ok("enquiry", "answer", "q1", "--no", "--on", "2018-03-02")
    for other in (("--yes", "--on", "2018-03-02"), ("--no", "--on", "2018-03-03")):
        error = refused(cfu, "enquiry", "answer", "q1", *other, code=4)
        assert "2 Mar 2018: no" in error["message"]
        assert "enquiry edit q1" in error["hint"]
    refused(cfu, "enquiry", "edit", "q1", "--on", "2018-03-03", code=2)
    refused(cfu, "enquiry", "answer", "q7", "--no", code=3)
    refused(cfu, "enquiry", "answer", "nobody", "--no", code=3)


def test_a_wrong_answer_is_corrected_and_what_it_made_is_not_taken_back_in_silence(cfu: Any) -> None:
    cfu.ok(*ASKED)
    cfu.ok("enquiry", "answer", "q1", "--no", "--on", "2018-03-02")
    assert "counts as the referral" in cfu.ok("enquiry", "edit", "q1", "--answer", "ja").text
    assert youths(cfu)["Amina Vang"] == ("referred", "2018-03-02", 30)
    run = cfu.ok("enquiry", "edit", "q1", "--answer", "nej")
    assert "mentorcli youth close y1 --reason not-accepted" in run.told
    cfu.ok("youth", "close", "y1", "--reason", "not-accepted", "--on", "2018-03-02")
    assert youths(cfu)["Amina Vang"][0] == "declined"
    refused(cfu, "enquiry", "edit", "q1", code=2)


def test_of_several_enquiries_the_one_without_an_answer_is_meant(cfu: Any) -> None:
    cfu.ok(*ASKED)
    cfu.ok("enquiry", "answer", "amina", "--no", "--on", "2018-03-02")
    cfu.ok("enquiry", "log", "y1", "--source", "caseworker", "--on", "2018-03-10")
    assert cfu.ok("enquiry", "answer", "amina", "--yes", "--quiet").text == "q2\n"
    error = refused(cfu, "enquiry", "show", "amina", code=2)
    assert [one["id"] for one in error["details"]] == ["q1", "q2"]


def test_the_page_of_an_enquiry_and_of_its_youth_tell_what_was_known(cfu: Any) -> None:
    cfu.ok(*ASKED)
    cfu.ok("enquiry", "answer", "q1", "--yes", "--on", "2018-03-04")
    assert cfu.ok("enquiry", "show", "q1", "--format", "json").json()["response_days"] == 3
    refused(cfu, "enquiry", "show", "q1", "--as-of", "2018-02-28", code=3)
    (then,) = cfu.ok("youth", "show", "y1", "--as-of", "2018-03-03", "--format", "json").json()["enquiries"]
    assert (then["id"], then["answer"], then["answered_on"]) == (1, None, None)
    assert cfu.ok("search", "team 2", "--format", "json").json()[0]["kind"] in ("enquiry", "youth")
    assert cfu.ok("search", "amina", "--as-of", "2018-02-28", "--format", "json").json() == []


def test_who_was_only_asked_about_cannot_be_closed_or_matched(cfu: Any) -> None:
    cfu.ok(*ASKED)
    refused(cfu, "youth", "close", "y1", "--reason", "job", code=4)
    cfu.ok("mentor", "add", "Ida Holm", "--on", "2018-01-01")
    error = refused(cfu, "match", "propose", "y1", "--mentor", "m1", code=4)
    assert reasons(error) == ["the young person is enquired"]


def test_a_referral_outside_the_schemes_sources_is_refused_with_the_known_ones(cfu: Any) -> None:
    error = refused(cfu, "youth", "refer", "Kim Bo", "--source", "school", code=2)
    assert "school" in error["message"]
    assert "caseworker" in error["hint"]
    cfu.ok("scheme", "set", "youth.sources", "caseworker, school", "--from", "2018-03-01")
    cfu.ok("youth", "refer", "Kim Bo", "--source", "school", "--on", "2018-03-01")
    refused(cfu, "youth", "refer", "Bo Kim", "--source", "school", "--on", "2018-02-28", code=2)


def test_an_enquiry_that_turns_out_to_be_about_another_says_who_is_new_and_who_is_left(mc: Any) -> None:
    mc.take("center-for-unge")
    mc.ok("enquiry", "log", "--source", "caseworker", "--asker", "Jobcenter")
    mc.ok("enquiry", "answer", "q1", "--yes")
    assert "New in the file: y1 Noah." in mc.ok("enquiry", "edit", "q1", "--youth", "Noah").told
    run = mc.ok("enquiry", "edit", "q1", "--youth", "Noah Lind")
    assert run.text.startswith("Changed q1 (y2 Noah Lind): young person.")
    assert "y1 Noah is still referred; close it with: mentorcli youth close y1 --reason not-accepted" in run.told
    assert "New in the file: y2 Noah Lind." in run.told
    run = mc("enquiry", "answer", "Noah Lind")
    assert "mentorcli enquiry answer q3" not in run.told
