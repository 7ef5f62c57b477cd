"""How SQLite runs the queries: of a million meetings none is read that the answer does not need."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest

from mentorcli.reports import annual, retention, status
from mentorcli.schemes.profile import Profile
from mentorcli.views import corps, figures, followup, match, meeting, mentor, pair, states, substitution, youth
from tests.views import world

LO, HI = world.iso(0), world.iso(90)
SLAGELSE = world.profile_of("slagelse")


@pytest.fixture
def file() -> Iterator[sqlite3.Connection]:
    """A file with one match that runs."""
    pair = world.Match(1, 1, 1, 0, 0, 0, met=1, meetings=(world.Meeting(5, "held", 60, 5),))
    young = world.Youth(1, "male", (world.Referral(0, "self"),))
    connection = world.filled(world.Corps((world.Mentor(1, "female", None, 0),), (young,), (pair,)))
    yield connection
    connection.close()


def plans(connection: sqlite3.Connection, ask: Callable[[], object]) -> list[tuple[str, list[str]]]:
    """Each query that a function sends, with the steps of its plan."""
    sent: list[str] = []
    connection.set_trace_callback(sent.append)
    ask()
    connection.set_trace_callback(None)
    return [(sql, [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]) for sql in sent]


def about_meetings(sql: str, steps: list[str]) -> list[str]:
    """The steps of a plan that read the table of meetings."""
    aliases = set(re.findall(r"\bmeeting(?: (?:AS )?(?!JOIN|WHERE|ORDER|GROUP|UNION)(\w+))?", sql)) - {""} | {"meeting"}
    return [step for step in steps if re.match(rf"(SCAN|SEARCH) ({'|'.join(aliases)})\b", step)]


BY_DAY = {"meetings_held": "held_by_day", "meeting_minutes": "held_by_day", "no_shows": "no_show_by_day"}
BY_END = (
    "ended_with_under_3_meetings",
    "ended_with_3_or_more",
    "ended_by_no_show_under_3",
    "ended_by_no_show_3_or_more",
)


@pytest.mark.parametrize(("key", "index"), [*BY_DAY.items(), *((key, "held_by_match") for key in BY_END)])
def test_a_figure_of_meetings_searches_its_own_index(file: sqlite3.Connection, key: str, index: str) -> None:
    one = figures.figure(key)
    found = plans(file, lambda: figures.value(file, one, SLAGELSE, LO, HI))
    found += plans(file, lambda: list(figures.records(file, one, SLAGELSE, LO, HI)))
    assert len(found) == 2
    for sql, steps in found:
        read = about_meetings(sql, steps)
        assert read, sql
        assert all(step.startswith("SEARCH") and index in step for step in read), read


@pytest.mark.parametrize("key", [figure.key for figure in figures.FIGURES])
def test_no_figure_reads_all_meetings(file: sqlite3.Connection, key: str) -> None:
    one = figures.figure(key)
    asked = [
        lambda: figures.value(file, one, SLAGELSE, LO, HI),
        lambda: list(figures.records(file, one, SLAGELSE, LO, HI)),
    ]
    for sql, steps in (plan for ask in asked for plan in plans(file, ask)):
        assert not [step for step in about_meetings(sql, steps) if step.startswith("SCAN")], steps


LISTS: dict[str, Callable[[sqlite3.Connection, Profile, str], object]] = {
    "match.listing": match.listing,
    "match.facts": match.facts,
    "match.breaks": match.breaks,
    "pair.standing": lambda file, _profile, day: pair.standing(file, world.profile_of("mil-lyngby"), day),
    "pair.between": lambda file, profile, day: pair.between(file, profile, (1, 1), "first", day, match_id=1),
    "match.planned": match.planned,
    "match.endings": match.endings,
    "followup.talks": lambda file, _profile, day: followup.talks(file, world.profile_of("mil-lyngby"), day),
    "mentor.cover": lambda file, profile, day: substitution.of_mentor(file, 1, day),
    "match.page": lambda file, profile, day: match.page(file, 1, profile, day),
    "mentor.listing": mentor.listing,
    "mentor.checks": mentor.checks,
    "mentor.idle": lambda file, _profile, day: mentor.idle(file, world.profile_of("vallensbaek"), day),
    "mentor.page": lambda file, profile, day: mentor.page(file, 1, profile, day),
    "youth.listing": youth.listing,
    "youth.waits": youth.waits,
    "youth.consents": youth.consents,
    "youth.consent_pairs": youth.consent_pairs,
    "youth.withdrawals": youth.withdrawals,
    "youth.birthdays": youth.birthdays,
    "youth.page": lambda file, profile, day: youth.page(file, 1, profile, day),
    "states.match_state": lambda file, profile, day: states.match_state(file, 1, profile, day),
    "meeting.listing of a match": lambda file, profile, day: meeting.listing(file, day, match_id=1),
    "corps.need": corps.basis,
    "corps.thanks": corps.thanks,
    "status": status.status,
    "retention": lambda file, profile, day: retention.retention(file, profile, LO, day, as_of=day, made_on=day),
    "annual": lambda file, profile, day: annual.annual(file, profile, LO, day, as_of=day, made_on=day),
}


@pytest.mark.parametrize("name", LISTS)
def test_no_list_reads_all_meetings_of_the_file(file: sqlite3.Connection, name: str) -> None:
    found = plans(file, lambda: LISTS[name](file, SLAGELSE, HI))
    assert found
    read = [step for sql, steps in found for step in about_meetings(sql, steps)]
    assert not [step for step in read if step.startswith("SCAN")], read


@pytest.mark.parametrize("name", ["match.listing", "match.facts", "mentor.listing", "youth.listing"])
def test_a_list_counts_the_meetings_of_each_match_in_an_index(file: sqlite3.Connection, name: str) -> None:
    found = plans(file, lambda: LISTS[name](file, SLAGELSE, HI))
    read = [step for sql, steps in found for step in about_meetings(sql, steps)]
    assert read
    by_match = r"INDEX (held_by_match|meeting_by_match) \(match_id=\?|INDEX planned_by_day \(on_day>\?\)"
    assert all(re.search(by_match, step) for step in read), read
