"""mentorcli grant …: what is granted, used and left, as a caseworker would ask."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from typing import Any

import pytest

from tests.golden.kit import held, reasons, records, refused

TODAY = "2026-03-20"
SAYS = "g1 Amina Noor (2003), 15 Jan 2026–14 Apr 2026: 26 h granted at DKK 510.00 an hour, DKK 13,260.00 in all."
PAPERS = (
    "--payer", "Odder Kommune", "--contact", "Hanne Dam", "--legal-basis", "LAB § 167", "--purpose", "fastholde praktik",
    "--tasks", "struktur, kontakt til myndigheder", "--mentor", "lise", "--qualification", "pædagog",
)  # fmt: skip
PERIOD = ("--from", "15-1-2026", "--to", "14-4-2026", "--hours", "26")
WHOLE = ("grant", "add", "amina", *PERIOD, *PAPERS, "--granted", "12-1-2026", "--assessed", "8-1-2026")
CORPS = (
    ("youth", "refer", "Amina Noor", "--source", "caseworker", "--on", "2026-01-02", "--born", "5-3-2003"),
    ("mentor", "add", "Lise Krogh", "--on", "2025-01-01"),
    ("match", "propose", "amina", "--mentor", "lise", "--on", "2026-01-10"),
    ("match", "accept", "x1", "--by", "mentor", "--on", "2026-01-10"),
    ("match", "accept", "x1", "--by", "youth", "--on", "2026-01-10"),
    ("match", "start", "x1", "--on", "2026-01-15", "--minutes", "120"),
    *(("meeting", "log", "x1", "--on", day, "--minutes", "120") for day in
      ("2026-01-22", "2026-01-29", "2026-02-05", "2026-02-12")),
    ("meeting", "log", "x1", "--on", "2026-02-19", "--status", "no-show", "--who", "youth"),
)  # fmt: skip


class Office:
    """The centre of the paid mentors, on 20 March 2026."""

    def __init__(self, mc: Any) -> None:
        self.mc = mc.take("center-for-unge")
        for line in CORPS:
            self.ok(*line)

    def ok(self, *line: str, **options: Any) -> Any:
        return self.mc.ok(*line, **{"today": TODAY, **options})

    def refused(self, *line: str, code: int, **options: Any) -> dict[str, Any]:
        return refused(self.mc, *line, code=code, **{"today": TODAY, **options})

    def records(self, *line: str, says: str, id: str, **options: Any) -> None:
        records(self.mc, *line, says=says, id=id, **{"today": TODAY, **options})

    def listed(self, *more: str, **options: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ok("grant", "list", "--format", "json", *more, **options).json()
        return found

    def shown(self, *more: str, **options: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.ok("grant", "show", *more, "--format", "json", **options).json()
        return found


@pytest.fixture
def office(mc: Any) -> Office:
    return Office(mc)


# --- adding ------------------------------------------------------------------------------------------------------------


def test_add_says_back_hours_price_and_sum_and_is_there_the_second_time(office: Office) -> None:
    office.records(*WHOLE, says=SAYS, id="g1")
    assert "26 t bevilget til 510,00\u00a0kr. i timen, 13.260,00\u00a0kr. i alt." in office.ok(*WHOLE, lang="da").text


def test_all_that_a_grant_lacks_is_told_at_once(office: Office) -> None:
    error = office.refused("grant", "add", "amina", "--to", "14-4-2026", code=4)
    assert len(error["details"]) == 10
    assert {one["rule"] for one in error["details"]} == {"D1"}
    for option in ("--legal-basis", "--payer", "--contact", "--from", "--hours", "--rate", "--purpose", "--tasks", "--mentor",
                   "--qualification"):  # fmt: skip
        assert any(option in one for one in reasons(error)), option
    assert "--override" not in error["hint"], "nothing passes over what a grant consists of"


def test_an_application_needs_no_more_than_its_frame_until_it_is_granted(office: Office) -> None:
    error = office.refused("grant", "add", "amina", "--applied", "5-1-2026", code=2)
    assert "--from, --to, --hours, --rate" in error["message"]
    line = ("grant", "add", "amina", *PERIOD, "--applied", "5-1-2026")
    office.records(*line, says=SAYS.replace("granted at", "applied for at"), id="g1")
    assert [one["state"] for one in office.listed()] == ["applied"]
    error = office.refused("grant", "answer", "amina", "--yes", code=4)
    assert len(error["details"]) == 7
    assert "grant edit g1" in error["hint"]
    assert "Hours applied for" in office.ok("grant", "show", "amina").text
    office.ok("grant", "edit", "g1", *PAPERS)
    office.records("grant", "answer", "amina", "--yes", "--on", "12-1-2026",
                   says="g1 Amina Noor (2003), 15 Jan 2026–14 Apr 2026: granted on 12 Jan 2026.", id="g1")  # fmt: skip
    assert [[one["state"] for one in office.listed("--as-of", day)] for day in ("2026-01-04", "2026-01-11", "2026-01-12")] == [
        [], ["applied"], ["granted"],
    ]  # fmt: skip


def test_a_no_is_an_answer_too(office: Office) -> None:
    office.ok("grant", "add", "amina", *PERIOD, "--applied", "5-1-2026")
    office.refused("grant", "answer", "amina", code=2)
    office.refused("grant", "answer", "amina", "--yes", "--no", code=2)
    office.refused("grant", "answer", "g1", "--no", "--on", "4-1-2026", code=4)
    office.refused("grant", "answer", "amina", "--no", "--on", "4-1-2026", code=3)
    office.records("grant", "answer", "amina", "--no", "--on", "12-1-2026",
                   says="g1 Amina Noor (2003), 15 Jan 2026–14 Apr 2026: declined on 12 Jan 2026.", id="g1")  # fmt: skip
    assert "declined" in office.refused("grant", "answer", "g1", "--yes", code=4)["message"]
    assert office.shown("g1")["forecast"] is None


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        (("--hours", "0"), 2, ""), (("--rate", "0"), 2, "no amount"), (("--rate", "10.001,00"), 2, "at most"),
        (("--to", "14-1-2026"), 2, "before the first day of the grant"), (("--payer", "010170-1234"), 2, "CPR"),
        (("--legal-basis", "månens lov"), 2, "--legal-basis"), (("--vat", "måske"), 2, "--vat"),
        (("--granted", "1-1-2026"), 2, "before the first contact"), (("--granted", "21-3-2026"), 2, "still to come"),
        (("--mentor", "kurt"), 3, "kurt"), (("--tasks", "x" * 1001), 2, "too long"), (("--contact-email", "hanne"), 2, "e-mail"),
    ],
)  # fmt: skip
def test_add_refuses_what_cannot_be(office: Office, more: tuple[str, ...], code: int, says: str) -> None:
    assert says in office.refused(*WHOLE, *more, code=code)["message"]


def test_other_values_for_the_same_days_and_payer_are_refused(office: Office) -> None:
    office.ok(*WHOLE)
    error = office.refused(*WHOLE, "--hours", "30", code=2)
    assert "length" in error["message"]
    assert "grant edit g1" in error["hint"]


def test_the_price_is_the_schemes_of_the_first_day_unless_another_is_agreed(office: Office) -> None:
    office.ok("scheme", "set", "grant.rate_ore", "52000", "--from", "2026-04-15")
    office.ok(*WHOLE)
    renewed = office.ok("grant", "renew", "amina", "--to", "14-7-2026", "--hours", "20", "--assessed", "18-3-2026").text
    assert "20 h granted at DKK 520.00 an hour" in renewed
    assert [one["rate_ore"] for one in office.listed()] == [51_000, 52_000]


def test_a_price_of_its_own_goes_on(office: Office) -> None:
    office.ok(*WHOLE, "--rate", "495,50")
    text = office.ok("grant", "renew", "amina", "--to", "14-7-2026", "--hours", "20", "--assessed", "18-3-2026").text
    assert "DKK 495.50 an hour" in text


def test_the_mentors_own_qualification_is_written_into_the_grant(office: Office) -> None:
    db = sqlite3.connect(office.mc.db)
    db.execute("UPDATE mentor SET qualification = 'socialrådgiver'")
    db.commit()
    db.close()
    office.ok(*(word for word in WHOLE if word not in ("--qualification", "pædagog")))
    assert office.shown("amina")["qualification"] == "socialrådgiver"


# --- what the rules say -----------------------------------------------------------------------------------------------


def test_a_short_grant_goes_through_with_a_warning_and_an_override_is_recorded(office: Office) -> None:
    short = (*WHOLE[:5], "--to", "13-4-2026", *WHOLE[7:])
    run = office.ok(*short)
    assert "D2: Amina Noor: the period is shorter than 3 months" in run.told
    office.mc.take("center-for-unge")
    for line in CORPS:
        office.ok(*line)
    told = office.ok(*short, "--override", "praktikken slutter før").told
    assert told == "D2 (passed over): Amina Noor: the period is shorter than 3 months\n"
    db = sqlite3.connect(office.mc.db)
    assert db.execute("SELECT rule, kind, record_id, youth_id, why FROM rule_override").fetchall() == [
        ("D2", "grant", 1, 1, "praktikken slutter før")
    ]
    db.close()
    assert "D2" not in office.ok("grant", "edit", "g1", "--reference", "26-1234").told, "it was passed over before"


def test_more_than_six_months_after_lab_167_asks_for_a_reason(office: Office) -> None:
    long = (*WHOLE[:5], "--to", "15-7-2026", *WHOLE[7:])
    error = office.refused(*long, code=4)
    assert [one["rule"] for one in error["details"]] == ["D3"]
    assert "14 Jul 2026" in error["details"][0]["reason"]
    office.ok(*long, "--override", "aftalt med kommunen")
    office.ok("grant", "edit", "g1", "--purpose", "fastholde uddannelse")


def test_a_renewal_needs_a_new_assessment(office: Office) -> None:
    office.ok(*WHOLE)
    line = ("grant", "renew", "amina", "--to", "14-7-2026", "--hours", "20")
    assert "8 Jan 2026" in reasons(office.refused(*line, code=4))[0]
    assert "--assessed" in reasons(office.refused(*line, "--assessed", "8-1-2026", code=4))[0]
    office.ok(*line, "--assessed", "9-1-2026")


def test_an_overlap_and_an_old_benefit_are_warned_of(office: Office) -> None:
    office.ok("youth", "edit", "amina", "--support", "uddannelseshjælp")
    assert "D5: Amina Noor: uddannelseshjælp ended on 30 Jun 2025" in office.ok(*WHOLE).told
    other = office.ok("grant", "add", "amina", "--from", "1-4-2026", "--to", "30-6-2026", "--hours", "10", *PAPERS)
    assert "D6: Amina Noor: the period overlaps with g1 (15 Jan 2026–14 Apr 2026)" in other.told


def test_an_incomplete_grant_from_a_list_can_be_mended_piece_by_piece(office: Office) -> None:
    office.ok(*WHOLE)
    db = sqlite3.connect(office.mc.db)
    db.execute("UPDATE grant SET purpose = '', tasks = ''")
    db.commit()
    db.close()
    office.ok("grant", "edit", "g1", "--purpose", "praktik")
    office.ok("grant", "edit", "g1", "--tasks", "struktur")
    assert "--payer" in reasons(office.refused("grant", "edit", "g1", "--payer", "", code=4))[0]


# --- the chain --------------------------------------------------------------------------------------------------------


def test_a_renewal_begins_the_day_after_and_takes_over_what_is_not_given(office: Office) -> None:
    office.ok(*WHOLE)
    line = ("grant", "renew", "amina", "--to", "14-7-2026", "--hours", "20", "--assessed", "18-3-2026")
    office.records(
        *line,
        says="g2 Amina Noor (2003), 15 Apr 2026–14 Jul 2026: 20 h granted at DKK 510.00 an hour, DKK 10,200.00 in all. "
        "It renews g1.",
        id="g2",
    )
    page = office.shown("g2")
    assert [page[key] for key in ("payer", "purpose", "legal_basis", "qualification")] == [
        "Odder Kommune", "fastholde praktik", "lab-167", "pædagog",
    ]  # fmt: skip
    assert [(one["id"], one["from"], one["gap_days"]) for one in page["chain"]] == [
        (1, "2026-01-15", None),
        (2, "2026-04-15", 0),
    ]
    assert (page["chain_granted_minutes"], page["chain_used_minutes"]) == (46 * 60, 10 * 60)
    error = office.refused(
        "grant", "renew", "g1", "--to", "14-10-2026", "--hours", "20", "--assessed", "19-3-2026", code=2
    )
    assert "g2" in error["message"]


def test_a_chain_goes_on_after_a_pause_and_a_declined_renewal(office: Office) -> None:
    office.ok(*WHOLE)
    renew = ("grant", "renew", "amina", "--to", "14-7-2026", "--hours", "20", "--assessed", "10-3-2026")
    office.ok(*renew, "--applied", "12-3-2026")
    office.ok("grant", "answer", "amina", "--no", "--on", "15-3-2026")
    later = (*renew[:3], "--from", "1-5-2026", "--to", "31-7-2026", "--hours", "12", "--assessed", "18-3-2026")
    office.ok(*later)
    page = office.shown("g3")
    assert [(one["id"], one["state"], one["gap_days"]) for one in page["chain"]] == [
        (1, "running", None), (2, "declined", 0), (3, "granted", 16),
    ]  # fmt: skip
    assert page["chain_granted_minutes"] == 38 * 60, "what was declined is not granted"


def test_a_renewal_before_its_forerunner_is_refused(office: Office) -> None:
    office.ok(*WHOLE)
    line = (
        "grant",
        "renew",
        "amina",
        "--from",
        "15-1-2026",
        "--to",
        "14-4-2026",
        "--hours",
        "5",
        "--assessed",
        "9-3-2026",
    )
    assert "before the first day" in office.refused(*line, code=2)["message"]
    office.refused("grant", "renew", "kurt", "--to", "14-7-2026", "--hours", "5", code=3)


# --- use, forecast, stop -----------------------------------------------------------------------------------------------


def test_show_opens_the_used_hours_into_their_meetings(office: Office) -> None:
    office.ok(*WHOLE)
    office.ok("goal", "add", "amina", "--area", "netværk", "--on", "2026-01-15")
    page = office.shown("amina")
    used = {key: page[key] for key in ("granted_minutes", "used_minutes", "left_minutes", "amount_ore", "used_ore")}
    assert used == {
        "granted_minutes": 1560,
        "used_minutes": 600,
        "left_minutes": 960,
        "amount_ore": 1_326_000,
        "used_ore": 510_000,
    }
    assert (page["meetings_held"], page["no_shows"], page["without_length"]) == (5, 1, 0)
    assert sum(one["minutes"] for one in page["meetings"]) == 600
    assert (page["forecast"], page["runs_out_on"], page["expected_minutes"]) == ("lasts", "2026-07-02", 831)
    assert [one["area"] for one in page["goals"]] == ["network"]
    early = office.shown("amina", "--as-of", "2026-01-27")
    assert (early["used_minutes"], early["forecast"]) == (240, "no-pace")
    danish = office.ok("grant", "show", "amina", lang="da").text
    told = dict(re.split(r" {2,}", line, maxsplit=1) for line in danish.splitlines() if re.search(r"\S {2,}\S", line))
    assert told["Beløb (halve øre rundes op)"] == "13.260,00\u00a0kr."
    assert (told["Brugt"], told["Tilbage"], told["Hjemmel"], told["Prognose"]) == (
        "10 t",
        "16 t",
        "LAB § 167",
        "timerne rækker",
    )


def test_hours_that_run_out_too_early_and_an_end_that_nears_are_due(office: Office) -> None:
    office.ok(*WHOLE[:7], "--hours", "12", *WHOLE[9:], today="2026-01-12")
    found = {
        one["rule"]: one for one in office.ok("agenda", "--format", "json").json() if one["record"]["kind"] == "grant"
    }
    assert set(found) == {"D4", "K8"}
    assert found["D4"]["due"] == "2026-03-16"  # the 15th is a Sunday
    assert "12 h granted are used up on 2 Apr 2026" in found["K8"]["message"]
    assert found["K8"]["command"] == "mentorcli grant show g1"
    office.ok("agenda", "later", "K8", "g1", "--until", "2026-04-01", "--why", "aftalt")
    office.ok("grant", "renew", "amina", "--to", "14-7-2026", "--hours", "20", "--assessed", "18-3-2026")
    left = [one for one in office.ok("agenda", "--format", "json").json() if one["record"]["kind"] == "grant"]
    assert left == [], "the one is put off, the other decided"


def test_a_grant_that_ended_while_the_match_goes_on_stays_due(office: Office) -> None:
    office.ok(*WHOLE)
    due = ("agenda", "--format", "json")
    (one,) = (one for one in office.ok(*due, today="2026-05-20").json() if one["rule"] == "D4")
    assert "the match goes on" in one["message"]
    office.ok(
        "match", "end", "x1", "--by", "both", "--reason", "goal-reached", "--planned", "yes", "--on", "2026-03-19"
    )
    assert [one for one in office.ok(*due, today="2026-05-20").json() if one["rule"] == "D4"] == []


def test_a_stop_counts_its_own_day_and_says_what_it_leaves_unpaid(office: Office) -> None:
    office.ok(*WHOLE)
    line = ("grant", "stop", "amina", "--on", "5-2-2026")
    says = "g1 Amina Noor (2003), 15 Jan 2026–14 Apr 2026: stopped on 5 Feb 2026. 1 held meeting after that day is not paid for."
    office.records(*line, says=says, id="g1")
    assert [(one["state"], one["to"], one["used_minutes"]) for one in office.listed()] == [("ended", "2026-02-05", 480)]
    assert [one["state"] for one in office.listed("--as-of", "2026-02-04")] == ["running"]
    assert office.shown("g1")["stopped_on"] == "2026-02-05"
    office.refused("grant", "stop", "g1", "--on", "10-2-2026", code=4)
    office.ok("grant", "edit", "g1", "--stopped", "")
    assert [one["used_minutes"] for one in office.listed()] == [600]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--from", ""), 2), (("--to", "14-1-2026"), 2), (("--granted", ""), 2), (("--declined", "13-1-2026"), 2),
        (("--legal-basis", ""), 2), (("--hours", ""), 2), (("--stopped", "11-1-2026"), 2), ((), 2), (("--mentor", ""), 3),
        (("--contact", ""), 4),
    ],
)  # fmt: skip
def test_edit_refuses_what_cannot_be(office: Office, more: tuple[str, ...], code: int) -> None:
    office.ok(*WHOLE)
    office.refused("grant", "edit", "g1", *more, code=code)


def test_edit_corrects_what_was_typed_wrong(office: Office) -> None:
    office.ok(*WHOLE)
    line = (
        "grant",
        "edit",
        "amina",
        "--to",
        "30-4-2026",
        "--rate",
        "520",
        "--vat",
        "momsfri",
        "--interpreter",
        "--reference",
        "26-9",
    )
    assert (
        office.ok(*line).text
        == "Changed g1 Amina Noor (2003), 15 Jan 2026–30 Apr 2026: last day, price of an hour, reference, VAT, interpreter.\n"
    )
    page = office.shown("g1")
    assert [page[key] for key in ("to", "rate_ore", "vat", "interpreter", "reference")] == [
        "2026-04-30", 52_000, "exempt", True, "26-9",
    ]  # fmt: skip
    assert "nothing was changed" in office.ok(*line).text


def test_a_name_that_fits_two_grants_is_not_guessed(office: Office) -> None:
    office.ok(*WHOLE)
    office.ok("grant", "renew", "amina", "--to", "14-7-2026", "--hours", "20", "--assessed", "18-3-2026")
    error = office.refused("grant", "stop", "amina", code=2)
    assert [one["id"] for one in error["details"]] == ["g1", "g2"]
    assert office.shown("amina")["id"] == 1, "of several, the running one is shown"
    assert office.shown("amina", today="2026-05-01")["id"] == 2


def test_the_list_and_the_page_of_the_young_person(office: Office) -> None:
    office.ok(*WHOLE)
    assert list(office.listed()[0]) == [
        "id", "youth", "state", "from", "to", "granted_minutes", "used_minutes", "left_minutes", "rate_ore", "payer",
        "reference", "renews",
    ]  # fmt: skip
    assert office.listed("--state", "udløber snart")[0]["id"] == 1
    assert office.listed("--state", "ended") == []
    assert [one["id"] for one in office.ok("youth", "show", "amina", "--format", "json").json()["grants"]] == [1]
    assert office.ok("search", "praktik", "--format", "json").json()[0]["kind"] == "grant"


def told_to_a_caseworker(office: Office) -> None:
    """A three-month grant and its renewal, with a goal that two have scored."""
    office.ok(*WHOLE, "--reference", "26-1234")
    office.ok("goal", "add", "amina", "--area", "netværk", "--text", "en fritidsaktivitet", "--on", "2026-01-15")
    for step, view, day in (("2", "youth", "15-1"), ("3", "mentor", "15-1"), ("3", "youth", "12-3")):
        office.ok("goal", "score", "amina", step, "--view", view, "--on", f"{day}-2026")
    office.ok(
        "grant", "renew", "amina", "--to", "14-7-2026", "--hours", "20", "--assessed", "18-3-2026", "--on", "19-3-2026"
    )
    office.ok("meeting", "log", "x1", "--on", "16-4-2026", "--minutes", "90", today="2026-05-01")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize(
    "line",
    ["grant show amina", "grant list", "goal list", "goal show t1", "goal summary"],
    ids=lambda line: line.replace(" ", "-"),
)
def test_a_page_is_as_it_was_read(office: Office, line: str, lang: str) -> None:
    told_to_a_caseworker(office)
    held(f"{'-'.join(line.split()[:2])}.{lang}.txt", office.ok(*line.split(), lang=lang, today="2026-05-01").text)
    if line in ("grant list", "goal list"):
        text = office.ok(*line.split(), "--color", "always", lang=lang, today="2026-05-01", COLUMNS="80").text
        assert max(map(len, re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines())) <= 80


def test_reading_goals_and_grants_loads_nothing_that_writes() -> None:
    code = (
        "import sys\nfrom mentorcli.commands import goal, grant\nfrom mentorcli.reports import agenda\n"
        "print({one.partition('.')[0] for one in sys.modules} & {'sqlmodel', 'sqlalchemy', 'pydantic', 'dateutil'} or '')"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""
