"""Grants on any day, held against a second account in plain Python: state, use, chain; and nothing later is seen."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from mentorcli.rules.rule import later
from mentorcli.views import grant
from tests.views import world
from tests.views.world import iso, maybe

CFU = world.profile_of("center-for-unge", ("remind.grant_days", "7"))
DAYS = st.integers(0, 60)


class Grant(NamedTuple):
    """Days as numbers; `renews` is the place of an earlier grant in the list, or None."""

    applied: int | None
    answered: int | None
    yes: bool
    first: int
    last: int
    stopped: int | None
    minutes: int
    renews: int | None

    @property
    def known(self) -> int:
        """The day on which it came about."""
        return min(day for day in (self.applied, self.granted) if day is not None)

    @property
    def granted(self) -> int | None:
        return self.answered if self.yes else None

    @property
    def declined(self) -> int | None:
        return None if self.yes else self.answered

    def end(self, day: int) -> int:
        """The last day that counts, as known on a day."""
        return min(self.last, self.stopped) if self.stopped is not None and self.stopped <= day else self.last


class Meeting(NamedTuple):
    on: int
    minutes: int
    held: bool
    match: int  # 1 and 2 are of the young person, 3 is of somebody else


class Facts(NamedTuple):
    grants: list[Grant]
    meetings: list[Meeting]


@st.composite
def drawn_grant(draw: st.DrawFn, place: int) -> Grant:
    """A grant that may be unanswered, declined, stopped, or the renewal of an earlier one."""
    applied = draw(st.none() | DAYS)
    yes = applied is None or draw(st.booleans())
    answered = draw(st.integers(applied or 0, 60) if applied is None or yes else st.none() | st.integers(applied, 60))
    if applied is not None and draw(st.integers(0, 4)) == 0:
        answered = None
    first = draw(DAYS)
    last = draw(st.integers(first, 70))
    stopped = (
        draw(st.none() | st.integers(answered, last)) if yes and answered is not None and answered <= last else None
    )
    renews = draw(st.none() | st.integers(0, place - 1)) if place else None
    return Grant(applied, answered, yes, first, last, stopped, draw(st.integers(1, 900)), renews)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Up to four grants of one young person, and the meetings of two matches of theirs and one of another's."""
    grants = [draw(drawn_grant(place)) for place in range(draw(st.integers(1, 4)))]
    meetings = st.builds(Meeting, DAYS, st.integers(0, 240), st.booleans(), st.integers(1, 3))
    return Facts(grants, draw(st.lists(meetings, max_size=15)))


def filled(told: Facts, last: int = 999) -> sqlite3.Connection:
    """A file with what is dated up to a day."""
    file = world.empty()
    for number in (1, 2):
        world.insert(file, "youth", id=number, name=f"Y{number}", name_fold=f"y{number}", name_sort=f"y{number}",
                     gender="other", recorded_on=iso(0))  # fmt: skip
    world.insert(file, "mentor", id=1, name="M", name_fold="m", name_sort="m", gender="other", applied_on=iso(0),
                 recorded_on=iso(0))  # fmt: skip
    for number, youth in ((1, 1), (2, 1), (3, 2)):
        world.insert(file, "match", id=number, mentor_id=1, youth_id=youth, proposed_on=iso(0), first_met_on=iso(0),
                     recorded_on=iso(0))  # fmt: skip
    for number, one in enumerate(told.meetings, 1):
        if one.on <= last:
            world.insert(file, "meeting", id=number, match_id=one.match, on_day=iso(one.on), kind="regular", minutes=one.minutes,
                         status="held" if one.held else "no-show", recorded_on=iso(one.on))  # fmt: skip
    for place, one in enumerate(told.grants):
        if one.known <= last:
            seen = [day if day is not None and day <= last else None for day in
                    (one.applied, one.granted, one.declined, one.stopped)]  # fmt: skip
            renews = one.renews if one.renews is not None and told.grants[one.renews].known <= last else None
            world.insert(
                file, "grant", id=place + 1, youth_id=1, renews_id=None if renews is None else renews + 1,
                applied_on=maybe(seen[0]), granted_on=maybe(seen[1]), declined_on=maybe(seen[2]), stopped_on=maybe(seen[3]),
                from_day=iso(one.first), until_day=iso(one.last), minutes=one.minutes, rate_ore=51_000,
                recorded_on=iso(one.known),
            )  # fmt: skip
    return file


def paying(told: Facts, meeting: Meeting, day: int) -> int | None:
    """The place of the one grant that a meeting counts in on a day."""
    if not meeting.held or meeting.match == 3 or meeting.on > day:
        return None
    able = [
        (one.first, place)
        for place, one in enumerate(told.grants)
        if one.granted is not None and one.granted <= day and one.first <= meeting.on <= one.end(day)
    ]
    return min(able)[1] if able else None


def state(told: Facts, place: int, day: int) -> str:
    """The first line of the domain's list that fits."""
    one = told.grants[place]
    if one.declined is not None and one.declined <= day:
        return "declined"
    if one.granted is None or one.granted > day:
        return "applied"
    if (one.stopped is not None and one.stopped <= day) or one.last < day:
        return "ended"
    if one.first > day:
        return "granted"
    renewed = any(
        other.renews == place and other.known <= day and not (other.declined is not None and other.declined <= day)
        for other in told.grants
    )
    return "running" if renewed or one.last > day + 7 else "ending-soon"


@given(facts(), DAYS)
@world.drawing(150)
def test_every_grant_stands_and_is_used_as_a_second_account_says(told: Facts, day: int) -> None:
    file = filled(told)
    rows = {row.id: row for row in grant.listing(file, CFU, iso(day))}
    assert sorted(rows) == [place + 1 for place, one in enumerate(told.grants) if one.known <= day]
    for number, row in rows.items():
        used = sum(one.minutes for one in told.meetings if paying(told, one, day) == number - 1)
        assert (row.state, row.used, row.left) == (state(told, number - 1, day), used, row.granted - used)
        page = grant.page(file, number, CFU, iso(day))
        assert page is not None
        assert sum(int(str(one[3])) for one in page.meetings) == row.used, "the hours open into their meetings"


@given(facts(), DAYS)
@world.drawing(100)
def test_no_meeting_is_paid_for_twice(told: Facts, day: int) -> None:
    file = filled(told)
    pages = [grant.page(file, row.id, CFU, iso(day)) for row in grant.listing(file, CFU, iso(day))]
    meetings = [one[0] for page in pages if page is not None for one in page.meetings]
    assert len(meetings) == len(set(meetings))
    held = sum(one.minutes for one in told.meetings if one.held and one.match != 3 and one.on <= day)
    assert sum(page.row.used for page in pages if page is not None) <= held
    for page in pages:
        assert page is not None
        assert page.row.id in {one.id for one in page.chain}
        assert {one.id for one in page.chain} == chain(told, page.row.id, day), (
            "each grant of a chain shows the same chain"
        )


def chain(told: Facts, number: int, day: int) -> set[int]:
    """The grants that are linked with one, of those on file on the day."""
    links = [{place + 1, one.renews + 1} for place, one in enumerate(told.grants) if one.renews is not None]
    found = {number}
    while more := {other for link in links if link & found for other in link} - found:
        found |= more
    return {one for one in found if told.grants[one - 1].known <= day}


@given(facts(), DAYS)
@world.drawing(150)
def test_a_later_fact_changes_nothing_on_an_earlier_day(told: Facts, day: int) -> None:
    """Links of the chain are no dated facts: only the use, the state and the forecast are held against each other."""
    loose = told._replace(grants=[one._replace(renews=None) for one in told.grants])
    whole, cut, on = filled(loose), filled(loose, day), iso(day)
    assert grant.listing(whole, CFU, on) == grant.listing(cut, CFU, on)
    for row in grant.listing(cut, CFU, on):
        assert grant.page(whole, row.id, CFU, on) == grant.page(cut, row.id, CFU, on)
    assert grant.uses(whole, CFU, on) == grant.uses(cut, CFU, on)
    assert grant.papers(whole, CFU, on) == grant.papers(cut, CFU, on)


def test_a_stop_counts_its_own_day_and_ends_the_grant_on_it() -> None:
    told = Facts(
        [Grant(None, 0, True, 0, 60, 20, 600, None)], [Meeting(20, 60, True, 1), Meeting(21, 60, True, 1)]
    )  # fmt: skip
    file = filled(told)
    assert [(row.state, row.last, row.used) for row in grant.listing(file, CFU, iso(19))] == [("running", iso(60), 0)]
    assert [(row.state, row.last, row.used) for row in grant.listing(file, CFU, iso(21))] == [("ended", iso(20), 60)]


def test_a_renewal_begins_where_the_former_ends_and_takes_over_its_meetings() -> None:
    first = Grant(None, 0, True, 0, 29, None, 600, None)
    told = Facts(
        [first, Grant(None, 20, True, 30, 59, None, 600, 0)], [Meeting(29, 60, True, 1), Meeting(30, 90, True, 2)]
    )  # fmt: skip
    assert later(iso(29), days=1) == iso(30)
    assert [row.used for row in grant.listing(filled(told), CFU, iso(60))] == [60, 90]
