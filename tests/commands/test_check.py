"""mentorcli check: what the rules find, its shape and exit code, and an override recorded afterwards."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.golden.kit import records, refused


@pytest.fixture
def late(mc: Any) -> Any:
    """The small corps, in which a secrecy declaration is demanded from 1 March 2018 on: the one match stands in breach."""
    mc.take("story")
    mc.ok("scheme", "set", "demands.secrecy", "yes", "--from", "2018-03-01")
    return mc


def found(mc: Any, *more: str, code: int = 6, **options: Any) -> list[dict[str, Any]]:
    run = mc("check", "--format", "json", *more, **options)
    assert run.code == code, run.told
    told: list[dict[str, Any]] = json.loads(run.out)
    return told


def test_findings_have_the_promised_shape_and_code(late: Any) -> None:
    (one,) = found(late)
    assert one == {
        "rule": "C1", "severity": "block", "record": {"kind": "match", "id": 1, "label": "Kim Bo / Ida Holm"},
        "message": "Ida Holm has not signed the secrecy declaration by 1 Apr 2018", "source": "Gladsaxe, Glostrup",
    }  # fmt: skip
    error = json.loads(late("check", "--format", "json").err)["error"]
    assert (error["code"], error["kind"], error["message"]) == (6, "findings", "1 finding.")
    table = late("check").text.splitlines()
    assert table[0].split() == ["Rule", "Weight", "Record", "What", "From"]
    assert table[1].split()[:3] == ["C1", "block*", "x1"]
    assert (
        late("check", "--format", "csv").text.splitlines()[0]
        == "rule,severity,record_kind,record_id,record,message,source"
    )
    danish, english = (late("check", "--format", "csv", lang=lang).text.splitlines()[1] for lang in ("da", "en"))
    assert [one.split(",")[:4] for one in (danish, english)] == [["C1", "block", "match", "1"]] * 2


def test_nothing_found_is_0_and_says_so(mc: Any) -> None:
    assert mc.ok("check").text == "The rules find nothing.\n"
    assert found(mc, code=0) == []


def test_it_looks_at_any_day_with_the_rules_of_that_day(late: Any) -> None:
    assert found(late, "--as-of", "2018-02-28", code=0) == []
    assert [one["rule"] for one in found(late, "--as-of", "2018-03-01")] == ["C1"]
    late.ok("mentor", "secrecy", "m1", "--on", "2018-03-20")
    assert found(late, code=0) == []
    assert [one["rule"] for one in found(late, "--as-of", "2018-03-19")] == ["C1"]


def test_the_past_is_judged_on_its_own_day_with_the_history(late: Any) -> None:
    late.ok("mentor", "secrecy", "m1", "--on", "2018-03-20")
    assert found(late, "--history", code=0) == [], "the declaration was not demanded when they met"
    late.ok("scheme", "set", "demands.secrecy", "yes", "--from", "2017-01-01")
    (one,) = found(late, "--history")
    assert one["message"] == "Ida Holm has not signed the secrecy declaration by 20 Oct 2017"


def test_reminders_that_are_due_are_findings_and_what_was_put_off_too(late: Any) -> None:
    late.ok("agenda", "later", "C10", "y2", "--until", "2018-06-01", "--why", "ferie")
    rules = [one["rule"] for one in found(late, "--today", "2018-05-01")]
    assert rules == ["C1", "C7", "C10", "K4"]
    assert "C10" not in [one["rule"] for one in found(late, "--today", "2018-04-30")]


def test_one_rule_or_one_record(late: Any) -> None:
    day = ("--today", "2018-05-01")
    assert [one["rule"] for one in found(late, *day, "--rule", "c10")] == ["C10"]
    assert [one["rule"] for one in found(late, *day, "--record", "x1")] == ["C1", "C7"]
    assert [one["rule"] for one in found(late, *day, "--record", "mie")] == ["C10"]
    assert found(late, *day, "--rule", "C10", "--record", "x1", code=0) == []
    refused(late, "check", "--rule", "Z9", code=2)
    refused(late, "check", "--record", "x9", code=3)
    refused(late, "check", "--on", "2018-03-01", code=2)


def test_an_override_afterwards_silences_the_finding_for_that_record_from_its_day(late: Any) -> None:
    line = ("check", "--rule", "c1", "--record", "x1", "--on", "2018-03-15", "--override", "hun skriver under i april")
    says = "C1 is passed over for x1 from 15 Mar 2018: hun skriver under i april"
    records(late, *line, says=says, id="1")
    assert found(late, code=0) == []
    assert [one["rule"] for one in found(late, "--as-of", "2018-03-14")] == ["C1"]
    page = late.ok("scheme", "rules", "C1", "--format", "json").json()
    (passed,) = page["passed_over"]
    assert (passed["record"], passed["on_day"]) == ({"kind": "match", "id": 1}, "2018-03-15")
    assert "hun skriver under i april" in late.ok("match", "show", "x1").text
    error = refused(late, "check", "--rule", "C1", "--record", "x1", "--override", "noget andet", code=4)
    assert error["message"] == "C1 is passed over for x1 from 15 Mar 2018: hun skriver under i april"


def test_an_override_of_what_was_in_breach_before_silences_the_history(late: Any) -> None:
    late.ok("mentor", "secrecy", "m1", "--on", "2018-03-20")
    late.ok("scheme", "set", "demands.secrecy", "yes", "--from", "2017-01-01")
    late.ok("check", "--rule", "C1", "--record", "x1", "--override", "fandtes ikke dengang")
    assert found(late, "--history", code=0) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("--rule", "A1", "--record", "x1"), 4), (("--rule", "C7", "--record", "x1"), 4), (("--rule", "C5", "--record", "x1"), 4),
        (("--rule", "C2", "--record", "x1"), 3), (("--rule", "C1", "--record", "x9"), 3), (("--rule", "C1", "--record", "y1"), 3),
        (("--rule", "Z1", "--record", "x1"), 2), (("--rule", "C1"), 2), (("--record", "x1"), 2), ((), 2),
        (("--rule", "C1", "--record", "x1", "--on", "2018-02-01"), 3),
        (("--rule", "C1", "--record", "x1", "--on", "2018-04-02"), 2),
    ],
)  # fmt: skip
def test_an_override_is_refused_where_there_is_nothing_to_pass_over(
    late: Any, line: tuple[str, ...], code: int
) -> None:
    refused(late, "check", *line, "--override", "derfor", code=code)


@pytest.mark.parametrize("why", ["", " ", "010170-1234"])
def test_a_reason_is_a_reason(late: Any, why: str) -> None:
    refused(late, "check", "--rule", "C1", "--record", "x1", "--override", why, code=2)


def test_what_is_in_breach_stands_first_on_the_agenda_and_is_not_put_off(late: Any) -> None:
    first = late.ok("agenda", "--format", "json", "--today", "2018-05-01").json()[0]
    assert (first["rule"], first["severity"], first["command"]) == ("C1", "block", "mentorcli mentor show m1")
    error = refused(late, "agenda", "later", "C1", "x1", "--until", "2018-06-01", "--why", "ferie", code=4)
    assert error["message"] == "C1 is not put off: what it finds is in breach now."
    late.ok("check", "--rule", "C1", "--record", "x1", "--override", "aftalt")
    assert "C1" not in [one["rule"] for one in late.ok("agenda", "--format", "json", "--today", "2018-05-01").json()]


def test_who_helps_often_among_the_very_young_and_a_certificate_that_is_out(mc: Any) -> None:
    mc.take("mil-lyngby")
    mc.ok("mentor", "add", "Ida Holm", "--on", "2017-12-01")
    mc.ok("mentor", "check", "ida", "--kind", "straffeattest", "--ordered", "2018-03-01", today="2018-03-01")
    mc.ok("youth", "refer", "Kim Bo", "--source", "self", "--on", "2017-12-01", "--born", "2004-06-01")
    for number, day in enumerate(("2018-01-05", "2018-02-05", "2018-03-05", "2018-03-28"), 1):
        mc.ok("event", "add", f"Bowling {number}", "--kind", "social", "--on", day, "--hours", "2")
        mc.ok("event", "attend", f"e{number}", "ida", "kim")
        told = [one["rule"] for one in found(mc, code=6)]
        assert ("A8" in told) == (number == 4)
        assert "A9" in told
    mc.ok("mentor", "check", "ida", "--kind", "boerneattest", "--seen", "2018-03-30", "--outcome", "approved")
    assert [one["rule"] for one in found(mc, "--rule", "A8", code=0)] == []
    assert [one["rule"] for one in found(mc, "--rule", "A9", "--as-of", "2018-03-14", code=0)] == []
    mc.ok("mentor", "check", "ida", "--kind", "straffeattest", "--seen", "2018-03-31", "--outcome", "approved")
    assert found(mc, "--rule", "A9", code=0) == []
    assert [one["rule"] for one in found(mc, "--rule", "A9", "--as-of", "2018-03-30")] == ["A9"]
