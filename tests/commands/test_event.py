"""mentorcli event …: courses, meetings, and who came."""

from __future__ import annotations

from typing import Any

import pytest

from tests.golden.kit import records, refused

ADD = ("event", "add", "Temadag", "--kind", "theme-day", "--on", "2018-03-01", "--hours", "2,5")


def listed(mc: Any, *more: str) -> list[dict[str, Any]]:
    """The events of `event list`."""
    found: list[dict[str, Any]] = mc.ok("event", "list", "--format", "json", *more).json()
    return found


def test_add_says_back_title_and_day_and_a_bare_number_is_hours(mc: Any) -> None:
    records(mc, *ADD, says="e1 Temadag on 1 Mar 2018.", id="e1")
    assert listed(mc) == [
        {"id": 1, "on": "2018-03-01", "title": "Temadag", "kind": "theme-day", "minutes": 150, "attended": 0}
    ]
    refused(mc, *ADD[:-1], "3", code=2)
    mc.ok("event", "add", "Sommerfest", "--kind", "sommerfest", "--on", "2018-08-01", "--hours", "90 min")
    assert (listed(mc)[1]["kind"], listed(mc)[1]["minutes"]) == ("social", 90)
    refused(mc, "event", "add", "X", "--kind", "zz", code=2)
    assert mc("event", "add", "X").code == 2


def test_attend_counts_who_is_new(mc: Any) -> None:
    mc.take("story")
    mc.ok(*ADD)
    line = ("event", "attend", "e2", "ida", "mie", "m4")
    says = "e2: 3 recorded now. Came: m1 Ida Holm, y2 Mie Sø, m4 {{ 7*7 }}."
    records(mc, *line, says=says, id="e2", again=says.replace("3", "0", 1))
    assert mc.ok("event", "attend", "temadag", "ida", "y1", "--format", "json").json()["added"] == 1
    people = mc.ok("event", "show", "2", "--format", "json").json()["people"]
    assert [(one["kind"], one["person"]["name"]) for one in people] == [
        ("mentor", "Ida Holm"), ("mentor", "{{ 7*7 }}"), ("youth", "Kim Bo"), ("youth", "Mie Sø"),
    ]  # fmt: skip
    assert listed(mc)[1]["attended"] == 4


def test_nobody_is_recorded_where_one_of_the_names_fits_nobody_or_several(mc: Any) -> None:
    mc.take("story")
    mc.ok(*ADD)
    refused(mc, "event", "attend", "e2", "ida", "nobody at all", code=3)
    mc.ok("mentor", "add", "Mie Sand")
    error = refused(mc, "event", "attend", "e2", "ida", "mie", code=2)
    assert [one["id"] for one in error["details"]] == ["m5", "y2"]
    refused(mc, "event", "attend", "e2", "1", code=3)
    refused(mc, "event", "attend", "e9", "ida", code=3)
    refused(mc, "event", "attend", "e2", "m9", code=3)


def test_a_course_trains_and_nobody_before_the_application(mc: Any) -> None:
    mc.take("story")
    refused(mc, "event", "attend", "e1", "ida", "m2", code=2)
    mc.ok("event", "add", "Kursus II", "--kind", "kursus", "--on", "2018-02-01")
    mc.ok("event", "attend", "kursus ii", "m2")
    found = {one["id"]: one["trained"] for one in mc.ok("mentor", "list", "--format", "json").json()}
    assert found == {1: "2017-09-20", 2: "2018-02-01", 3: None, 4: None}
    mc.ok(*ADD[:3], "--kind", "network", "--on", "2017-12-01")
    mc.ok("event", "attend", "e3", "m2")


def test_an_event_to_come_is_known_from_its_record_and_nobody_came_yet(mc: Any) -> None:
    mc.take("story")
    mc.ok("event", "add", "Forår", "--kind", "course", "--on", "2018-05-01", "--hours", "3")
    refused(mc, "event", "attend", "forår", "ida", code=2)
    assert [one["id"] for one in listed(mc)] == [1, 2]
    assert [one["id"] for one in listed(mc, "--as-of", "2018-03-31")] == [1]
    assert [one["id"] for one in listed(mc, "--from", "2018-01-01", "--to", "2018-12-31")] == [2]
    year = mc.ok("report", "annual", "2018", "--format", "json").json()
    assert year["events_by_kind"] == {}, "a report's period is cut at the as-of day"


@pytest.mark.parametrize(
    ("typed", "number"), [("e1", 1), ("1", 1), ("E2", 2), ("temadag", 2), ("TEMA", 2), ("dag i maj", 3)]
)
def test_an_event_is_named_by_its_number_or_its_title(mc: Any, typed: str, number: int) -> None:
    for title in ("Kursus", "Temadag", "Dag i maj: tema"):
        mc.ok("event", "add", title, "--kind", "theme-day", "--on", "2018-03-01")
    assert mc.ok("event", "show", typed, "--format", "json").json()["id"] == number


def test_a_title_that_fits_several_is_refused_with_their_days(mc: Any) -> None:
    for day in ("2018-03-01", "2018-02-01"):
        mc.ok("event", "add", "Netværk", "--kind", "network", "--on", day)
    error = refused(mc, "event", "show", "netvaerk", code=2)
    assert error["details"] == [
        {"id": "e1", "name": "Netværk", "on": "2018-03-01"}, {"id": "e2", "name": "Netværk", "on": "2018-02-01"},
    ]  # fmt: skip


def test_the_list_can_be_of_one_kind(mc: Any) -> None:
    mc.ok("event", "add", "Møde", "--kind", "board", "--on", "2018-02-01")
    mc.ok("event", "add", "Kursus", "--kind", "course", "--on", "2018-03-01")
    assert [one["title"] for one in mc.ok("event", "list", "--kind", "bestyrelsesmøde", "--format", "json").json()] == [
        "Møde"
    ]
    refused(mc, "event", "list", "--kind", "fest i haven", code=2)
