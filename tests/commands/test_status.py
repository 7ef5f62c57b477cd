"""mentorcli status: the promised shape, of any day."""

from __future__ import annotations

from typing import Any

import pytest


def status(mc: Any, *more: str) -> dict[str, Any]:
    """The status as JSON."""
    found: dict[str, Any] = mc.ok("status", "--format", "json", *more).json()
    return found


def test_the_status_has_the_promised_shape(mc: Any) -> None:
    found = status(mc.take("story"))
    assert set(found["mentors"]) >= {"active", "free_places", "in_training"}
    assert set(found["youths"]) >= {"waiting", "longest_wait_days"}
    assert set(found["matches"]) >= {"running", "starting", "settled", "at_risk"}
    assert found["as_of"] == "2018-04-01"
    assert found["scheme"] == "Mentorkorps Slagelse"
    assert {key: found["mentors"][key] for key in ("active", "free_places", "in_training", "ready")} == {
        "active": 1, "free_places": 1, "in_training": 0, "ready": 0,
    }  # fmt: skip
    assert {key: found["youths"][key] for key in ("waiting", "longest_wait_days", "proposed")} == {
        "waiting": 1, "longest_wait_days": 59, "proposed": 0,
    }  # fmt: skip
    assert {key: found["matches"][key] for key in ("running", "starting", "settled", "paused", "at_risk")} == {
        "running": 1, "starting": 1, "settled": 0, "paused": 0, "at_risk": 1,
    }  # fmt: skip
    assert found["due"] == mc.ok("agenda", "--format", "json").json()


def test_a_match_that_rests_runs_and_is_not_at_risk(mc: Any) -> None:
    mc.take("story").ok("match", "pause", "kim")
    found = status(mc)["matches"]
    assert (found["running"], found["starting"], found["paused"], found["at_risk"]) == (1, 0, 1, 0)


def test_the_status_of_an_earlier_day(mc: Any) -> None:
    mc.take("story")
    early = status(mc, "--as-of", "2017-10-05")
    assert (early["as_of"], early["matches"]["running"], early["youths"]["waiting"]) == ("2017-10-05", 0, 1)
    assert early["youths"]["longest_wait_days"] == 4
    before = status(mc, "--as-of", "2017-01-01")
    assert before["youths"] == {**before["youths"], "waiting": 0, "longest_wait_days": None}


def test_the_program_alone_prints_the_status(mc: Any) -> None:
    mc.take("story")
    assert mc.ok().out == mc.ok("status").out != b""
    assert mc.ok("--format", "json").json() == status(mc)


def test_the_bytes_for_machines_do_not_depend_on_width_or_language(mc: Any) -> None:
    mc.take("story")
    wide = [status(mc, "--lang", lang) for lang in ("da", "en")]
    for found in wide:
        for one in found["due"]:
            del one["message"]
    assert wide[0] == wide[1]
    assert (
        len({mc.ok("status", "--format", form, COLUMNS=width).out for form in ("json",) for width in ("30", "200")})
        == 1
    )
    assert len({mc.ok("status", COLUMNS=width).out for width in ("30", "200")}) == 1, "off a terminal nothing is cut"


def test_cron_has_it_in_markdown_in_an_empty_environment(process: Any) -> None:
    run = process("status", "--format", "md")
    assert run.code == 0
    assert run.text.startswith("# Mentorkorps Slagelse, 1 April 2018\n")
    assert b"\x1b" not in run.out


@pytest.mark.parametrize(
    ("scheme", "shown", "left_out"),
    [
        ("slagelse", ("Trained since the start", "In training", "… starting"), ("aims at", "approved")),
        ("vallensbaek", ("… the corps aims at             10", "In training"), ("… starting", "… settled")),
        ("center-for-unge", ("Trained or approved since the start",), ("In training", "… starting", "aims at")),
        ("mil-lyngby", ("Trained or approved since the start",), ("In training", "aims at")),
    ],
)
def test_each_line_is_true_in_its_scheme(
    mc: Any, scheme: str, shown: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    text = mc.take(scheme).ok("status").text
    assert all(line in text for line in shown), text
    assert not any(line in text for line in left_out), text
    found = status(mc)
    assert set(found["mentors"]) >= {"active", "free_places", "in_training"}, "machines get every key in every scheme"
    assert set(found["matches"]) >= {"running", "starting", "settled", "at_risk"}


def test_a_rule_that_is_off_has_no_line(mc: Any) -> None:
    mc.ok("scheme", "set", "rules.off", "C8")
    assert "At risk" not in mc.ok("status").text
    assert status(mc)["matches"]["at_risk"] == 0
