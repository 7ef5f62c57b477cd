"""Status, agenda, the list of those who wait and `match propose` agree on who waits, in every scheme that ships."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from mentorcli.schemes.toml import shipped
from tests.views.world import insert

DAY = {"recorded_on": "2018-01-01"}
WAIT = {"referred", "visited", "admitted", "waiting-list", "proposed", "rematched", "referred anew"}
OTHERS = {"enquired", "refused", "other-support", "accepted", "running", "ended", "closed", "withdrew"}


def match(file: sqlite3.Connection, youth: int, **days: str) -> int:
    return insert(file, "match", mentor_id=1, youth_id=youth, proposed_on="2018-01-20", **days, **DAY)


def ended(file: sqlite3.Connection, youth: int, rematch: int) -> None:
    over = match(file, youth, first_met_on="2018-02-01")
    insert(file, "match_end", match_id=over, on_day="2018-03-01", ended_by="both", rematch=rematch, **DAY)


def tell(file: sqlite3.Connection, stage: str) -> None:
    """A young person at a stage of the way from the enquiry to the end of a match."""
    youth = insert(file, "youth", name=stage, gender="unknown", **DAY)
    if stage in ("enquired", "refused"):
        answer = {"answer": "no", "answered_on": "2018-01-12"} if stage == "refused" else {}
        insert(file, "enquiry", youth_id=youth, on_day="2018-01-10", source="self", **answer, **DAY)
        return
    referral = insert(file, "referral", youth_id=youth, on_day="2018-01-10", source="self", **DAY)
    if stage in ("visited", "admitted", "waiting-list", "other-support"):
        told = {} if stage == "visited" else {"decision": stage, "decided_on": "2018-01-16"}
        insert(file, "visitation", youth_id=youth, on_day="2018-01-15", **told, **DAY)
    elif stage == "proposed":
        match(file, youth)
    elif stage in ("accepted", "running"):
        met = {"first_met_on": "2018-02-01"} if stage == "running" else {}
        match(file, youth, mentor_yes_on="2018-01-21", youth_yes_on="2018-01-21", **met)
    elif stage in ("ended", "rematched", "referred anew"):
        ended(file, youth, int(stage == "rematched"))
    elif stage in ("closed", "withdrew"):
        reason = "moved" if stage == "closed" else stage
        insert(file, "closing", referral_id=referral, on_day="2018-02-01", reason=reason, **DAY)
    if stage == "referred anew":
        insert(file, "referral", youth_id=youth, on_day="2018-03-05", source="self", **DAY)


@pytest.mark.parametrize("scheme", shipped())
def test_all_agree_on_who_waits(mc: Any, scheme: str) -> None:
    mc.take(scheme)
    file = sqlite3.connect(mc.db)
    insert(file, "mentor", name="Ida Holm", gender="female", applied_on="2018-01-01", **DAY)
    for stage in sorted(WAIT | OTHERS):
        tell(file, stage)
    file.commit()
    file.close()

    waits = WAIT - ({"proposed"} if scheme == "move1" else set())  # asks for no yes: what is proposed is a match

    def asked(*line: str) -> Any:
        return mc.ok(*line, "--format", "json").json()

    assert asked("status")["youths"]["waiting"] == len(waits)
    assert {one["name"] for one in asked("youth", "list", "--waiting")} == waits
    plan = asked("match", "propose")
    assert {one["youth"]["name"] for one in (*plan["proposals"], *plan["unmatched"], *plan["awaiting"])} == waits
    lines = [one for one in asked("agenda", "--days", "1000") if one["rule"] == "C10"]
    assert {one["record"]["label"] for one in lines if one["record"]["kind"] == "youth"} == waits
    for one in asked("youth", "list"):
        run = mc("match", "propose", f"y{one['id']}")
        asked_for = waits | {"proposed", "accepted", "running"}  # a second mentor may be proposed to who has one
        assert (run.code == 0) == (one["name"] in asked_for), one
