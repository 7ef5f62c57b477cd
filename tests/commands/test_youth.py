"""mentorcli youth …: referrals, consents, closings, and who waits."""

from __future__ import annotations

from typing import Any

import pytest

from tests.corps import tables
from tests.golden.kit import reasons, records, refused, vouched_for

KIM = "y1 Kim Bo (1999)"
REFER = ("youth", "refer", "Kim Bo", "--source", "skole", "--on", "2018-01-10", "--born", "3-2-99", "--gender", "mand")
REFERRED = f"{KIM} was referred on 10 Jan 2018 by school."


def listed(mc: Any, *more: str) -> dict[str, dict[str, Any]]:
    """The young people of `youth list`, by name."""
    return {one["name"]: one for one in mc.ok("youth", "list", "--format", "json", *more).json()}


def ready(mc: Any, name: str = "Ida Holm", on: str = "2017-12-01") -> None:
    """A mentor who can be proposed, and matched."""
    mc.ok("mentor", "add", name, "--on", on)
    vouched_for(mc, name, on)


def test_refer_says_back_name_birth_year_day_and_source(mc: Any) -> None:
    records(mc, *REFER, says=REFERRED, id="y1")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            ("consent", "kim", "--kind", "deltagelse", "--on", "2018-01-12", "--purpose", "mentor", "--told"),
            f"{KIM}: consent recorded (participation, given by the young person).",
        ),
        (
            ("close", "BO KIM", "--reason", "withdrew", "--on", "2018-02-01"),
            f"{KIM} was closed on 1 Feb 2018 (withdrew).",
        ),
        (
            ("refer", "y1", "--source", "self", "--on", "2018-03-01"),
            f"{KIM} was referred on 1 Mar 2018 by the young person.",
        ),
    ],
)
def test_a_verb_says_back_whom_and_when_and_is_there_the_second_time(mc: Any, line: tuple[str, ...], says: str) -> None:
    mc.ok(*REFER)
    records(mc, "youth", *line, says=says, id="y1")
    at = line.index("--on") + 1
    for day in ("2018-04-02", "i morgen", "31-02-2018"):
        refused(mc, "youth", *line[:at], day, *line[at + 1 :], code=2)


def test_refer_needs_a_source_that_is_known_and_a_day_that_has_come(mc: Any) -> None:
    assert "jobcenter" in refused(mc, "youth", "refer", "Kim Bo", code=2)["hint"]
    error = refused(mc, "youth", "refer", "Kim Bo", "--source", "jobcentr", code=2)
    assert "Did you mean jobcenter?" in error["hint"]
    refused(mc, "youth", "refer", "Kim Bo", "--source", "self", "--on", "2018-04-02", code=2)
    refused(mc, "youth", "refer", "Kim Bo 010170-1234", "--source", "self", code=2)


def test_who_is_on_file_is_refused_a_number_refers_anew_and_a_namesake_is_new(mc: Any) -> None:
    mc.ok(*REFER)
    error = refused(mc, "youth", "refer", "kim bo", "--source", "self", "--on", "2018-03-01", code=2)
    assert error["details"] == [{"id": "y1", "name": "Kim Bo", "born": "1999"}]
    assert "refer y1" in error["hint"]
    assert "--new" in error["hint"]
    assert (
        mc.ok("youth", "refer", "Kim Bo", "--source", "self", "--on", "2018-03-01", "--new", "--quiet").text == "y2\n"
    )
    mc.ok("youth", "refer", "Kim Bo", "--source", "self", "--on", "2018-03-01", "--born", "2000-01-01", "--new")
    assert mc.ok("youth", "refer", "2", "--source", "school", "--on", "2018-03-05", "--quiet").text == "y2\n"
    shown = mc.ok("youth", "show", "y2", "--format", "json").json()
    assert [(one["on_day"], one["source"]) for one in shown["referrals"]] == [
        ("2018-03-01", "self"),
        ("2018-03-05", "school"),
    ]
    refused(mc, "youth", "refer", "y9", "--source", "self", code=3)


def test_a_referral_of_that_day_by_somebody_else_is_not_there_already(mc: Any) -> None:
    """Said to be there, it would be lost."""
    mc.ok(*REFER)
    for who in ("Kim Bo", "y1"):
        error = refused(mc, "youth", "refer", who, "--source", "jobcenter", "--on", "2018-01-10", code=2)
        assert error["message"] == REFERRED


def test_the_list_has_the_promised_keys_and_the_wait_counts_days(mc: Any) -> None:
    mc.ok(*REFER)
    mc.ok("youth", "refer", "Mie Sø", "--source", "self", "--on", "2018-03-31")
    found = listed(mc)
    assert set(found["Kim Bo"]) >= {"id", "name", "state", "referred", "wait_days"}
    assert (found["Kim Bo"]["state"], found["Kim Bo"]["wait_days"], found["Kim Bo"]["referred"]) == (
        "waiting",
        81,
        "2018-01-10",
    )
    assert found["Mie Sø"]["wait_days"] == 1
    assert listed(mc, "--as-of", "2018-01-10")["Kim Bo"]["wait_days"] == 0
    assert [*listed(mc, "--as-of", "2018-01-10")] == ["Kim Bo"]
    assert listed(mc, "--as-of", "2018-01-09") == {}
    assert mc.ok("youth", "list", "--waiting", "--quiet").text == "y1\ny2\n"
    mc.ok("youth", "close", "y1", "--reason", "job", "--on", "2018-04-01")
    assert mc.ok("youth", "list", "--waiting", "--quiet").text == "y2\n"
    assert listed(mc)["Kim Bo"]["wait_days"] is None
    assert mc.ok("youth", "list", "--state", "afsluttet", "--quiet").text == "y1\n"
    assert mc.ok("youth", "list", "--waiting", "--as-of", "2018-03-31", "--quiet").text == "y1\ny2\n"


def test_one_with_an_unanswered_proposal_still_waits_and_is_marked(mc: Any) -> None:
    mc.ok(*REFER)
    ready(mc)
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-02-01")
    assert {key: listed(mc)["Kim Bo"][key] for key in ("state", "proposed")} == {"state": "waiting", "proposed": True}
    assert listed(mc, "--as-of", "2018-01-31")["Kim Bo"]["proposed"] is False
    for who in ("mentor", "youth"):
        mc.ok("match", "accept", "kim", "--by", who, "--on", "2018-02-02")
    assert listed(mc)["Kim Bo"]["state"] == "matched"
    assert mc.ok("youth", "list", "--waiting", "--format", "json").json() == []
    assert mc.ok("youth", "list", "--waiting").text == "Nobody waits.\n"


@pytest.mark.parametrize(
    ("reason", "state"),
    [("withdrew", "withdrew"), ("not-accepted", "declined"), ("job", "closed"), ("Flyttet", "closed")],
)
def test_a_closing_gives_the_state_by_its_reason(mc: Any, reason: str, state: str) -> None:
    mc.ok(*REFER)
    mc.ok("youth", "close", "kim", "--reason", reason, "--on", "2018-02-01")
    assert listed(mc)["Kim Bo"]["state"] == state
    assert listed(mc, "--as-of", "2018-01-31")["Kim Bo"]["state"] == "waiting"
    for other in ("2018-02-02", "2018-01-31"):
        error = refused(mc, "youth", "close", "kim", "--reason", "other", "--on", other, code=4)
        assert "1 Feb 2018" in error["message"]
        assert "youth refer y1" in error["hint"]
    mc.ok("youth", "refer", "y1", "--source", "self", "--on", "2018-03-01")
    assert listed(mc)["Kim Bo"]["wait_days"] == 31
    mc.ok("youth", "close", "kim", "--reason", "other", "--on", "2018-03-02")


def test_close_before_the_referral_or_with_an_open_match_is_refused(mc: Any) -> None:
    mc.ok(*REFER)
    error = refused(mc, "youth", "close", "y1", "--reason", "job", "--on", "2018-01-09", code=4)
    assert "had not been referred on 9 Jan 2018" in error["message"]
    refused(mc, "youth", "close", "y1", "--reason", "fired", code=2)
    ready(mc)
    mc.ok("match", "propose", "y1", "--mentor", "m1", "--on", "2018-02-01")
    for day in ("2018-02-01", "2018-01-15", "2018-04-01"):
        error = refused(mc, "youth", "close", "y1", "--reason", "job", "--on", day, code=4)
        assert reasons(error) == ["x1 Kim Bo / Ida Holm"]
    mc.ok("match", "decline", "x1", "--by", "youth", "--on", "2018-02-03")
    mc.ok("youth", "close", "y1", "--reason", "job", "--on", "2018-02-03")


def test_a_consent_is_withdrawn_once_and_not_before_it_was_given(mc: Any) -> None:
    mc.ok(*REFER)
    kind = ("--kind", "participation")
    refused(mc, "youth", "consent", "kim", *kind, "--withdrawn", "2018-03-01", code=4)
    given = (
        "--by",
        "guardian",
        "--data",
        "navn og telefon",
        "--parties",
        "mentor",
        "--purpose",
        "match",
        "--review",
        "1/9",
        "--told",
    )
    mc.ok("youth", "consent", "kim", *kind, "--on", "2018-02-01", *given)
    refused(mc, "youth", "consent", "kim", *kind, "--withdrawn", "2018-01-31", code=4)
    gone = ("youth", "consent", "kim", *kind, "--withdrawn", "2018-03-01")
    records(mc, *gone, says=f"{KIM}: consent withdrawn (participation, given by a guardian).", id="y1")
    left = mc.ok(*gone, "--format", "json").json()["to_do"]
    assert left[0].startswith("Stop:")
    assert left[1].startswith("Kim Bo: the consent to taking part was withdrawn on 1 Mar 2018")
    (found,) = mc.ok("youth", "show", "kim", "--format", "json").json()["consents"]
    assert found == {
        "kind": "participation", "on_day": "2018-02-01", "given_by": "guardian", "data": "navn og telefon",
        "parties": "mentor", "purpose": "match", "told": True, "review_on": "2018-09-01", "withdrawn_on": "2018-03-01",
    }  # fmt: skip
    before = mc.ok("youth", "show", "kim", "--format", "json", "--as-of", "2018-02-28").json()["consents"]
    assert before[0]["withdrawn_on"] is None
    refused(mc, "youth", "consent", "kim", *kind, "--by", "mentor", code=2)
    refused(mc, "youth", "consent", "kim", "--kind", "zz", code=2)


def test_edit_changes_says_which_fields_and_clears_with_nothing(mc: Any) -> None:
    mc.ok(*REFER)
    given = ("--needs", "eksamen,job", "--municipality", "0330", "--support", "SU", "--email", "kim@example.dk")
    told = "Changed y1 Kim Bo (1999): e-mail, municipality, needs, lives on."
    records(mc, "youth", "edit", "kim", *given, says=told, id="y1", again="Nothing differs; nothing was changed.")
    shown = mc.ok("youth", "show", "kim", "--format", "json").json()
    kept = {"needs": "eksamen, job", "municipality": "330", "support": "SU", "email": "kim@example.dk"}
    assert {key: shown[key] for key in kept} == kept
    mc.ok("youth", "edit", "kim", "--needs", "", "--born", "")
    shown = mc.ok("youth", "show", "kim", "--format", "json").json()
    assert (shown["needs"], shown["born"]) == ("", None)
    refused(mc, "youth", "edit", "kim", code=2)
    refused(mc, "youth", "edit", "kim", "--born", "2018-04-02", code=2)


def test_show_never_prints_a_protected_address(mc: Any) -> None:
    mc.ok(
        *REFER,
        "--address",
        "Nygade 1",
        "--postcode",
        "4200",
        "--town",
        "Korsør",
        "--municipality",
        "330",
        "--protected",
    )
    for form in ("table", "json", "csv", "md"):
        text = mc.ok("youth", "show", "kim", "--format", form).text
        assert not [word for word in ("Nygade", "4200", "Korsør", "330") if word in text]


def test_show_has_matches_referrals_and_remarks_of_the_day(mc: Any) -> None:
    mc.take("story")
    mc.ok("youth", "note", "kim", "--on", "2018-03-01", "--file", "-", stdin="Søger læreplads".encode())
    page = mc.ok("youth", "show", "kim", "--format", "json").json()
    assert (page["id"], page["name"], page["state"]) == (1, "Kim Bo", "matched")
    assert page["remarks"] == [{"on_day": "2018-03-01", "text": "Søger læreplads"}]
    (match,) = page["matches"]
    assert (match["mentor"], match["youth"]) == ({"id": 1, "name": "Ida Holm"}, {"id": 1, "name": "Kim Bo"})
    early = mc.ok("youth", "show", "kim", "--format", "json", "--as-of", "2017-10-05").json()
    assert (early["state"], early["matches"], early["remarks"]) == ("waiting", [], [])
    refused(mc, "youth", "show", "kim", "--as-of", "2017-09-30", code=3)


def test_a_remark_says_whom_before_the_text_and_is_kept_once(mc: Any) -> None:
    mc.ok(*REFER)
    for told in (
        "A remark on y1 Kim Bo (1999) was saved.\n",
        "Already there: A remark on y1 Kim Bo (1999) was saved.\n",
    ):
        run = mc.ok("youth", "note", "kim", "--file", "-", stdin=b"Hej")
        assert (run.text, run.told) == (told, f"A remark on {KIM}:\n")
    object_ = mc.ok("youth", "note", "kim", "--file", "-", "--format", "json", stdin=b"Hej").json()
    assert {key: object_[key] for key in ("kind", "id", "remark", "dry_run")} == {
        "kind": "youth", "id": 1, "remark": 1, "dry_run": False,
    }  # fmt: skip
    before = tables(mc.db)
    assert mc("youth", "note", "kim", "--on", "2018-04-02", "--file", "-", stdin=b"x").code == 2
    assert tables(mc.db) == before


# --- who comes in, and whose word stands behind it ---------------------------------------------------------------------


def test_a_referral_outside_the_target_group_is_refused_and_passed_with_a_reason_that_is_kept(mc: Any) -> None:
    line = ("youth", "refer", "Kim Bo", "--source", "school", "--on", "2018-01-10", "--born", "2000-01-11")
    error = refused(mc, *line, code=4)
    assert error["details"] == [
        {"rule": "C4", "reason": "Kim Bo: 17 years old on 10 Jan 2018; the scheme is for ages 18–30"}
    ]
    assert "--override" in error["hint"]
    mc.ok(*line, "--override", "fylder 18 i morgen")
    (kept,) = tables(mc.db)["rule_override"]
    assert kept[1:4] == ("C4", "youth", 1)
    assert "fylder 18 i morgen" in kept
    assert mc.ok(*line, "--override", "fylder 18 i morgen").text.startswith("Already there")
    assert len(tables(mc.db)["rule_override"]) == 1


def test_what_is_not_known_of_the_target_group_is_said_and_goes_through(mc: Any) -> None:
    mc.take("mil-lyngby")
    run = mc.ok("youth", "refer", "Kim Bo", "--source", "school", "--on", "2018-01-10")
    assert "the birth day is not known" in run.told
    assert "the municipality is not known" in run.told
    known = ("--born", "2002-01-11", "--municipality", "173")
    assert mc.ok("youth", "refer", "Mie Sø", "--source", "school", "--on", "2018-01-10", *known).told == ""
    refused(
        mc, "youth", "refer", "Bo Dam", "--source", "school", "--born", "2002-01-11", "--municipality", "101", code=4
    )


def test_a_new_referral_asks_for_the_age_of_its_own_day(mc: Any) -> None:
    mc.ok("youth", "refer", "Kim Bo", "--source", "school", "--on", "2015-01-10", "--born", "1984-06-01")
    mc.ok("youth", "close", "kim", "--reason", "job", "--on", "2015-05-01")
    refused(mc, "youth", "refer", "y1", "--source", "school", "--on", "2018-01-10", code=4)


def test_a_consent_tells_all_that_it_lacks_and_a_later_line_fills_it_in(mc: Any) -> None:
    mc.ok(*REFER)
    line = ("youth", "consent", "kim", "--kind", "indhente", "--on", "2018-02-01")
    (reason,) = reasons(refused(mc, *line, "--data", "skolegang", code=4))
    assert reason == (
        "Kim Bo: the consent (obtaining information) does not say from whom or to whom (--parties), "
        "what for (--purpose), that it was told how to withdraw it (--told)"
    )
    mc.ok(*line, "--data", "skolegang", "--parties", "skolen", "--purpose", "plan", "--told")
    mc.ok(*line, "--purpose", "fælles plan")
    (found,) = mc.ok("youth", "show", "kim", "--format", "json").json()["consents"]
    assert (found["data"], found["purpose"], found["told"]) == ("skolegang", "fælles plan", True)


def test_a_withdrawal_says_what_stops_and_asks_nothing_more_of_the_consent(mc: Any) -> None:
    mc.ok(*REFER)
    mc.ok("youth", "consent", "kim", "--kind", "billeder", "--on", "2018-02-01", "--purpose", "avis", "--told")
    run = mc.ok("youth", "consent", "kim", "--kind", "billeder", "--withdrawn", "2018-03-01")
    assert run.told == "Take the pictures down, also where others have put them.\n"


GUARDIAN = ("--guardian", "Eva Bo", "--guardian-phone", "20304050", "--guardian-email", "eva@example.dk")


def test_guardians_are_kept_shown_and_cleared(mc: Any) -> None:
    mc.ok(*REFER, *GUARDIAN, "--guardian-choice", "forældre orienteret")
    keys = ("guardian", "guardian_phone", "guardian_email", "guardian_choice")
    shown = mc.ok("youth", "show", "kim", "--format", "json").json()
    assert [shown[key] for key in keys] == ["Eva Bo", "+4520304050", "eva@example.dk", "informed"]
    assert [*filter(None, mc.ok("youth", "show", "kim").text.splitlines())][10:14] == [
        "Guardian              Eva Bo", "Guardian's telephone  20 30 40 50", "Guardian's e-mail     eva@example.dk",
        "Parents               parents informed",
    ]  # fmt: skip
    mc.ok("youth", "edit", "kim", "--guardian", "", "--guardian-choice", "", "--guardian-phone", "")
    shown = mc.ok("youth", "show", "kim", "--format", "json").json()
    assert [shown[key] for key in keys] == ["", "", "eva@example.dk", None]
    refused(mc, "youth", "edit", "kim", "--guardian-phone", "2030", code=2)
    refused(mc, "youth", "edit", "kim", "--guardian-choice", "måske", code=2)


def young_match(mc: Any, born: str) -> None:
    """A file of Lyngby in which a young person and a mentor who may have anybody have both said yes."""
    mc.take("mil-lyngby")
    mc.ok("mentor", "add", "Ida Holm", "--on", "2017-12-01")
    mc.ok("mentor", "check", "ida", "--kind", "boerneattest", "--seen", "2017-12-10", "--outcome", "approved")
    mc.ok(
        "youth", "refer", "Kim Bo", "--source", "school", "--on", "2018-01-10", "--born", born, "--municipality", "173"
    )
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-02-01")
    for who in ("mentor", "youth"):
        mc.ok("match", "accept", "kim", "--by", who, "--on", "2018-02-02")


WORD = ("youth", "consent", "kim", "--kind", "participation", "--on", "2018-02-03", "--purpose", "mentor", "--told")


def test_nobody_under_15_meets_a_mentor_without_a_guardians_word(mc: Any) -> None:
    young_match(mc, "2003-02-11")  # 14 on 10 February, 15 the day after
    for line in (("match", "start", "kim"), ("meeting", "log", "kim")):
        error = refused(mc, *line, "--on", "2018-02-10", code=4)
        assert [one["rule"] for one in error["details"]] == ["B5"]
        mc.ok(*line, "--on", "2018-02-11", "--dry-run")
    mc.ok(*WORD)  # the youth's own word is not the guardian's
    refused(mc, "match", "start", "kim", "--on", "2018-02-10", code=4)
    mc.ok(*WORD, "--by", "guardian")
    mc.ok("match", "start", "kim", "--on", "2018-02-10")


def test_that_a_guardians_word_lacks_is_told_beside_the_missing_yes(mc: Any) -> None:
    young_match(mc, "2003-02-11")
    mc.ok("match", "decline", "kim", "--by", "youth", "--on", "2018-02-03")
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-02-04")
    error = refused(mc, "match", "start", "x2", "--on", "2018-02-10", code=4)
    assert {one["rule"] for one in error["details"]} == {"B5", "C5"}


def test_from_15_to_17_the_meeting_goes_through_and_what_lacks_is_said(mc: Any) -> None:
    young_match(mc, "2002-02-11")
    run = mc.ok("match", "start", "kim", "--on", "2018-02-20")
    assert "B6: Kim Bo / Ida Holm: 16 years old; no consent of the young person's own" in run.told


def test_nothing_is_logged_under_a_word_that_was_withdrawn_and_what_came_before_is(mc: Any) -> None:
    young_match(mc, "2000-02-11")
    mc.ok(*WORD)
    mc.ok("match", "start", "kim", "--on", "2018-02-20")
    mc.ok("youth", "consent", "kim", "--kind", "participation", "--withdrawn", "2018-03-10")
    error = refused(mc, "meeting", "log", "kim", "--on", "2018-03-10", code=4)
    assert [one["rule"] for one in error["details"]] == ["B8"]
    mc.ok("meeting", "log", "kim", "--on", "2018-03-09")
    due = [one for one in mc.ok("agenda", "--format", "json").json() if one["rule"] == "B8"]
    assert [(one["record"]["kind"], one["due"]) for one in due] == [("match", "2018-03-10")]
    mc.ok(
        "match", "end", "kim", "--on", "2018-03-12", "--by", "youth", "--planned", "talk", "--reason", "youth-stopped"
    )
    assert [one for one in mc.ok("agenda", "--format", "json").json() if one["rule"] == "B8"] == []


def test_under_a_word_that_was_withdrawn_no_match_goes_on_and_nobody_stands_in(mc: Any) -> None:
    young_match(mc, "2000-02-11")
    ready(mc, "Åse Bæk")
    mc.ok(*WORD)
    mc.ok("match", "start", "kim", "--on", "2018-02-20")
    end = ("match", "end", "kim", "--by", "youth", "--planned", "talk", "--reason", "youth-stopped")
    mc.ok("youth", "consent", "kim", "--kind", "participation", "--withdrawn", "2018-03-10")
    cover = ("match", "substitute", "kim", "--mentor", "m2", "--from")
    mc.ok(*cover, "2018-03-08", "--to", "2018-03-09")
    for first, last in (("2018-03-10", "2018-03-11"), ("2018-04-10", "2018-04-11")):
        error = refused(mc, *cover, first, "--to", last, "--override", "aftalt", code=4)
        assert [one["rule"] for one in error["details"]] == ["B8"]
    refused(mc, *cover, "2018-03-08", "--to", "2018-03-10", code=4)
    mc.ok(*end, "--on", "2018-03-12")
    reopen = ("match", "reopen", "x1", "--on")
    error = refused(mc, *reopen, "2018-03-20", "--override", "aftalt", code=4)
    assert [one["rule"] for one in error["details"]] == ["B8"]
    assert mc.ok("match", "show", "x1", "--format", "json").json()["state"] == "ended"
    mc.ok("youth", "consent", "kim", "--kind", "participation", "--on", "2018-03-20", "--purpose", "mentor", "--told")
    mc.ok(*reopen, "2018-03-20")


def words_of(mc: Any, kind: str = "participation") -> list[tuple[str, str, str | None]]:
    """The consents of a kind on the page of the one young person: who gave it, when, and when it was withdrawn."""
    rows = mc.ok("youth", "show", "kim", "--format", "json").json()["consents"]
    return [(row["given_by"], row["on_day"], row["withdrawn_on"]) for row in rows if row["kind"] == kind]


@pytest.mark.parametrize(
    ("by", "said", "left"),
    [
        ((), "the young person, a guardian", []),
        (("--by", "youth"), "the young person", ["guardian", "guardian"]),
        (("--by", "guardian"), "a guardian", ["youth"]),
        (("--by", "both"), "the young person, a guardian", []),
    ],
)
@pytest.mark.parametrize("kind", ["participation", "sensitive"])
def test_a_withdrawal_takes_back_every_consent_that_the_party_gave_and_no_other(
    mc: Any, by: tuple[str, ...], said: str, left: list[str], kind: str
) -> None:
    mc.ok(*REFER)
    given = ("youth", "consent", "kim", "--kind", kind, "--data", "helbred", "--purpose", "mentor", "--told")
    for who, on in (("youth", "2018-02-01"), ("guardian", "2018-02-02"), ("guardian", "2018-02-15")):
        mc.ok(*given, "--by", who, "--on", on)
    line = ("youth", "consent", "kim", "--kind", kind, *by, "--withdrawn", "2018-03-01")
    records(mc, *line, says=f"{KIM}: consent withdrawn ({mc_word(kind)}, given by {said}).", id="y1")
    assert [who for who, _on, gone in words_of(mc, kind) if gone is None] == left


def mc_word(kind: str) -> str:
    """The English word of a kind of consent."""
    return {"participation": "participation", "sensitive": "sensitive data"}[kind]


def test_what_both_gave_ends_with_either_and_what_was_given_later_stays(mc: Any) -> None:
    mc.ok(*REFER)
    mc.ok(*WORD[:-5], "--on", "2018-02-01", "--by", "both", *WORD[-3:])
    mc.ok(*WORD[:-5], "--on", "2018-03-10", "--by", "guardian", *WORD[-3:])
    mc.ok("youth", "consent", "kim", "--kind", "participation", "--by", "guardian", "--withdrawn", "2018-03-01")
    assert words_of(mc) == [("both", "2018-02-01", "2018-03-01"), ("guardian", "2018-03-10", None)]


def test_two_consents_of_one_day_are_two_and_each_is_there_already_the_second_time(mc: Any) -> None:
    mc.ok(*REFER)
    mc.ok(*WORD, "--by", "youth")
    records(
        mc, *WORD, "--by", "guardian", says=f"{KIM}: consent recorded (participation, given by a guardian).", id="y1"
    )
    mc.ok(*WORD)
    assert words_of(mc) == [("youth", "2018-02-03", None), ("guardian", "2018-02-03", None)]


def test_a_consent_that_was_withdrawn_is_not_there_already(mc: Any) -> None:
    mc.ok(*REFER)
    mc.ok(*WORD)
    gone = ("youth", "consent", "kim", "--kind", "participation", "--withdrawn")
    mc.ok(*gone, "2018-02-03")
    assert mc.ok(*WORD).text.startswith(f"{KIM}: consent recorded")  # withdrawn and given anew on one day
    assert words_of(mc) == [("youth", "2018-02-03", "2018-02-03"), ("youth", "2018-02-03", None)]
    mc.ok(*gone, "2018-03-01")
    error = refused(mc, *WORD, code=4)
    assert error["message"] == "The consent of 3 Feb 2018 was withdrawn on 1 Mar 2018."
    mc.ok(*WORD[:-5], "--on", "2018-03-05", *WORD[-3:])
    assert mc.ok(*WORD).text.startswith("Already there")  # the old one, while a newer one is in force


def test_nothing_is_planned_or_accepted_under_a_word_that_was_withdrawn(mc: Any) -> None:
    young_match(mc, "2000-02-11")
    mc.ok(*WORD)
    mc.ok("match", "start", "kim", "--on", "2018-02-20")
    gone = ("youth", "consent", "kim", "--kind", "participation", "--withdrawn", "2018-03-10")
    plan = ("meeting", "log", "kim", "--status", "planned", "--on", "2018-04-10")
    mc.ok(*plan, "--dry-run")
    mc.ok(*gone)
    assert [one["rule"] for one in refused(mc, *plan, code=4)["details"]] == ["B8"]


def test_no_match_goes_on_after_a_pause_under_a_word_that_was_withdrawn(mc: Any) -> None:
    young_match(mc, "2000-02-11")
    mc.ok(*WORD)
    mc.ok("match", "start", "kim", "--on", "2018-02-20")
    mc.ok("match", "pause", "kim", "--on", "2018-03-01")
    mc.ok("youth", "consent", "kim", "--kind", "participation", "--withdrawn", "2018-03-10")
    error = refused(mc, "match", "resume", "kim", "--on", "2018-03-10", code=4)
    assert [one["rule"] for one in error["details"]] == ["B8"]
    assert mc.ok("match", "show", "x1", "--format", "json").json()["state"] == "paused"
    mc.ok("match", "resume", "kim", "--on", "2018-03-09")


def test_no_yes_is_recorded_under_a_word_that_was_withdrawn(mc: Any) -> None:
    young_match(mc, "2000-02-11")
    mc.ok(*WORD)
    mc.ok("youth", "consent", "kim", "--kind", "participation", "--withdrawn", "2018-02-05")
    mc.ok("match", "decline", "kim", "--by", "youth", "--on", "2018-02-06")
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-02-07")
    error = refused(mc, "match", "accept", "x2", "--by", "mentor", "--on", "2018-02-08", code=4)
    assert [one["rule"] for one in error["details"]] == ["B8"]


def test_nobody_of_unknown_birth_day_meets_a_mentor_without_a_guardians_word(mc: Any) -> None:
    young_match(mc, "2003-02-11")
    mc.ok("youth", "edit", "kim", "--born", "")
    error = refused(mc, "match", "start", "kim", "--on", "2018-02-20", code=4)
    assert [one["rule"] for one in error["details"]] == ["B5"]
    mc.ok(*WORD, "--by", "guardian")
    mc.ok("match", "start", "kim", "--on", "2018-02-20")


def test_a_birth_day_that_puts_a_match_in_breach_goes_through_and_says_so_at_once(mc: Any) -> None:
    mc.take("mil-lyngby")
    mc.ok("mentor", "add", "Ida Holm", "--on", "2017-12-01")
    mc.ok("youth", "refer", "Kim Bo", "--source", "school", "--on", "2018-01-10", "--born", "2000-02-11",
          "--municipality", "173")  # fmt: skip
    mc.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-02-01")
    for who in ("mentor", "youth"):
        mc.ok("match", "accept", "kim", "--by", who, "--on", "2018-02-02")
    mc.ok("match", "start", "kim", "--on", "2018-02-20")
    assert mc.ok("youth", "edit", "kim", "--phone", "20304050").told == ""
    assert mc.ok("youth", "edit", "kim", "--born", "2000-03-11").told == ""  # still of age: nothing new
    run = mc.ok("youth", "edit", "kim", "--born", "2004-01-01")
    assert "A1: Kim Bo is 14 on 1 Apr 2018, and Ida Holm has no b" in run.told
    assert "B5: Kim Bo / Ida Holm: 14 years old, and no guardian has consented" in run.told
    assert mc.ok("youth", "show", "kim", "--format", "json").json()["born"] == "2004-01-01"
    assert mc.ok("youth", "edit", "kim", "--born", "2004-01-02").told == ""  # it stood before


def test_an_edit_says_in_danish_what_it_changed(mc: Any) -> None:
    mc.ok(*REFER)
    run = mc.ok("youth", "edit", "kim", "--born", "1999-02-04", "--email", "kim@example.dk", lang="da")
    assert run.text == "Ændret i y1 Kim Bo (1999): e-mail, fødselsdato.\n"


def test_the_newest_referral_is_corrected_and_never_past_what_follows_it(mc: Any) -> None:
    mc.ok("youth", "refer", "Mia Bæk", "--source", "school", "--on", "2017-03-05", "--born", "1998-05-01")
    told = mc.ok("youth", "edit", "mia", "--referred", "2018-03-05", "--source", "parents").text
    assert told == "Changed y1 Mia Bæk (1998): referred, referred by.\n"
    assert mc.ok("youth", "edit", "mia", "--referred", "2018-03-05").text == "Nothing differs; nothing was changed.\n"
    row = mc.ok("youth", "list", "--format", "json").json()[0]
    assert (row["referred"], row["source"], row["wait_days"]) == ("2018-03-05", "parents", 27)
    mc.ok("youth", "close", "mia", "--reason", "withdrew", "--on", "2018-03-10")
    mc.ok("youth", "refer", "y1", "--source", "school", "--on", "2018-03-20")
    mc.ok("youth", "consent", "y1", "--kind", "participation", "--data", "navn", "--purpose", "mentor", "--told",
          "--on", "2018-03-25")  # fmt: skip
    for day, code in (("2018-03-04", 2), ("2018-03-05", 2), ("2018-03-26", 4), ("2018-04-09", 2), ("2018-03-25", 0)):
        assert mc("youth", "edit", "mia", "--referred", day).code == code, day
    mc.ok("enquiry", "log", "Bo Lind", "--source", "school")
    run = mc("youth", "edit", "bo", "--source", "parents")
    assert (run.code, "mentorcli youth refer y2" in run.told) == (4, True)
