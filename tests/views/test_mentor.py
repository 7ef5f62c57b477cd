"""The rows about mentors that rules judge: who could have one more young person, and since when."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from mentorcli.views import mentor
from tests.views import world

RECORDED = {"recorded_on": "2026-01-01"}
VALLENSBAEK = world.profile_of("vallensbaek")  # a course is demanded, and one young person at least
TWO = world.profile_of("vallensbaek", ("mentor.youths_min", "2"))


@pytest.fixture
def file() -> sqlite3.Connection:
    """A mentor who was trained on 10 January 2026, and a young person."""
    connection = world.empty()
    add(connection, "mentor", name="Bo Ravn", gender="male", applied_on="2026-01-01", trained_on="2026-01-10")
    add(connection, "youth", name="Ida Dam", gender="female", born="2000-01-01")
    add(connection, "referral", youth_id=1, on_day="2026-01-01", source="jobcenter")
    return connection


def add(file: sqlite3.Connection, table: str, **values: Any) -> None:
    world.insert(file, table, **values, **RECORDED)


def free(file: sqlite3.Connection, day: str, profile: Any = VALLENSBAEK) -> list[tuple[int, int, str]]:
    """The mentors told of on a day: matches, places, since when."""
    return [(one.matches, one.places, one.since) for one in mentor.idle(file, profile, day)]


def test_who_is_ready_stands_free_until_a_proposal_and_again_after_its_no_or_the_end(file: sqlite3.Connection) -> None:
    assert free(file, "2026-01-09") == []  # still in training
    assert free(file, "2026-01-10") == free(file, "2026-01-31") == [(0, 2, "2026-01-10")]
    add(file, "match", mentor_id=1, youth_id=1, proposed_on="2026-02-01", declined_on="2026-02-05", declined_by="youth")
    assert free(file, "2026-02-04") == []
    assert free(file, "2026-02-05") == [(0, 2, "2026-02-05")]
    days = dict.fromkeys(("proposed_on", "mentor_yes_on", "youth_yes_on", "first_met_on"), "2026-03-01")
    add(file, "match", mentor_id=1, youth_id=1, **days)
    assert free(file, "2026-03-01") == []
    assert free(file, "2026-03-01", TWO) == [(1, 2, "2026-02-05")]
    add(file, "match_end", match_id=2, on_day="2026-04-01", reason="job")
    assert free(file, "2026-03-31") == []
    assert free(file, "2026-04-01") == [(0, 2, "2026-04-01")]


def test_who_rests_or_is_gone_is_not_told_of_and_is_free_from_the_day_of_coming_back(file: sqlite3.Connection) -> None:
    add(file, "mentor_pause", mentor_id=1, on_day="2026-02-01", resumed_on="2026-03-01")
    add(file, "departure", mentor_id=1, kind="left", on_day="2026-04-01", returned_on="2026-05-01")
    days = ("2026-01-31", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01")
    assert [free(file, day) for day in days] == [
        [(0, 2, "2026-01-10")], [], [(0, 2, "2026-03-01")], [], [(0, 2, "2026-05-01")],
    ]  # fmt: skip


def test_a_mentor_with_one_place_is_not_asked_for_two_and_a_scheme_without_a_number_asks_nobody(
    file: sqlite3.Connection,
) -> None:
    file.execute("UPDATE mentor SET capacity = 1")
    add(file, "match", mentor_id=1, youth_id=1, proposed_on="2026-03-01")
    assert free(file, "2026-03-01", TWO) == []
    assert free(file, "2026-02-28", TWO) == [(0, 1, "2026-01-10")]
    assert free(file, "2026-02-28", world.profile_of("vallensbaek", ("mentor.youths_min", ""))) == []


def test_what_came_after_the_course_counts_where_the_scheme_asks_for_it(file: sqlite3.Connection) -> None:
    add(file, "mentor_check", mentor_id=1, kind="straffeattest", seen_on="2026-02-20", outcome="approved")
    add(file, "mentor_check", mentor_id=1, kind="straffeattest", seen_on="2026-06-20", outcome="approved")
    profile = world.profile_of("vallensbaek", ("demands.straffeattest", "yes"))
    assert free(file, "2026-02-19", profile) == []
    assert free(file, "2026-07-01", profile) == [(0, 2, "2026-02-20")]  # a renewal frees nobody
