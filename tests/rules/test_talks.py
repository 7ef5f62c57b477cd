"""The calendar of talks (C9): cases in the words of the domain, and any history held against a day-by-day account."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.rules import talks as rule
from mentorcli.rules.facts import TalkFact
from mentorcli.schemes.profile import Profile
from tests.views import world

pytestmark = pytest.mark.usefixtures("english")
MET = date(2020, 1, 1)
MIL = world.profile_of("mil-lyngby")


def profile_of(weeks: int, first: int) -> Profile:
    return world.profile_of(
        "mil-lyngby", ("followup.talk_weeks", str(weeks)), ("followup.first_month_talks", str(first))
    )


def iso(day: int) -> str:
    """The date of a day that is counted from the first meeting."""
    return (MET + timedelta(days=day)).isoformat()


def fact(
    *talks: int, rests: tuple[tuple[int, int | None], ...] = (), recorded: int = 0, planned: int | None = None
) -> TalkFact:
    """A match that met on day 0, with the talks held with its mentor."""
    spans = tuple((iso(on), None if until is None else iso(until)) for on, until in rests)
    return TalkFact(7, "Ida / Bo", "mentor", iso(0), iso(recorded), tuple(map(iso, talks)), spans,
                    None if planned is None else iso(planned))  # fmt: skip


def due(one: TalkFact, day: int, profile: Profile = MIL) -> int | None:
    """The day on which the next talk is due, counted from the first meeting."""
    found = rule.next_due(rule.calendar(one, profile, iso(day)))
    return None if found is None else (date.fromisoformat(found) - MET).days


@pytest.mark.parametrize(
    ("one", "day", "expected"),
    [
        (fact(), 0, 14),  # two in the first month: day 14 and day 28
        (fact(), 100, 14),  # and overdue since then
        (fact(0), 1, 28),  # one on the day of the first meeting is the first
        (fact(5), 5, 28),
        (fact(20), 20, 28),  # late, and the second still in the month
        (fact(14, 28), 28, 70),  # then every six weeks after the last one held
        (fact(3, 5), 5, 47),
        (fact(14, 20, 25), 25, 67),  # one more than asked for
        (fact(30), 30, 72),  # the first month is over: nothing is made up for
        (fact(14, 60), 60, 102),
        (fact(14, 28, 50), 50, 92),  # early
        (fact(14, 28, 80), 80, 122),  # late
        (fact(14, 28), 200, 70),  # missed again and again: due since the first time
        (fact(rests=((10, 40),)), 41, 40),  # both days of the first month fell into a pause
        (fact(41, rests=((10, 40),)), 41, 83),
        (fact(14, rests=((20, 40),)), 41, 40),
        (fact(14, 28, rests=((69, 75),)), 75, 75),
        (fact(14, 28, rests=((71, 75),)), 75, 70),
        (fact(14, 28, rests=((60, 70),)), 75, 70),  # the day on which it goes on is a day like any other
        (fact(14, 28, rests=((60, None),)), 75, None),
        (fact(14, 28, rests=((60, 72), (70, 80))), 85, 80),
        (fact(recorded=28), 28, 14),
        (fact(recorded=29), 29, 71),  # came into the file after its first month: six weeks from then
        (fact(14, 28, recorded=400), 400, 442),
        (fact(-3), 3, 14),  # a talk before they met is no talk about the match
    ],
)  # fmt: skip
def test_the_next_talk_is_due(one: TalkFact, day: int, expected: int | None) -> None:
    assert due(one, day) == expected


@pytest.mark.parametrize(
    ("weeks", "first", "days"),
    [(6, 0, []), (6, 1, [28]), (6, 2, [14, 28]), (6, 3, [9, 18, 28]), (4, 4, [7, 14, 21, 28])],
)
def test_the_first_months_talks_lie_evenly_and_are_the_schemes(weeks: int, first: int, days: list[int]) -> None:
    found = rule.calendar(fact(), profile_of(weeks, first), iso(0))
    assert [talk.due for talk in found] == ([iso(day) for day in days] or [iso(42)])
    assert due(fact(*days), 28, profile_of(weeks, first)) == (days[-1] if days else 0) + 7 * weeks


def test_a_scheme_without_talks_at_set_times_has_no_calendar() -> None:
    for scheme in ("slagelse", "vallensbaek", "center-for-unge", "blank"):
        profile = world.profile_of(scheme)
        assert rule.calendar(fact(), profile, iso(400)) == []
        assert rule.due([fact()], profile, iso(400)) == []
    for scheme in ("mil-lyngby", "move1"):
        assert due(fact(14, 28), 28, world.profile_of(scheme)) == 70


@pytest.mark.parametrize(
    ("one", "lo", "hi", "held", "owed"),
    [
        (fact(), 0, 13, 0, 0),
        (fact(), 0, 14, 0, 1),
        (fact(), 0, 28, 0, 2),
        (fact(14, 28), 0, 28, 2, 2),
        (fact(10), 0, 10, 1, 1),  # held before its day
        (fact(20), 0, 28, 1, 2),
        (fact(30), 0, 40, 1, 2),  # late for the second, the first was missed
        (fact(14, 28), 0, 200, 2, 6),  # 70, 112, 154 and 196 are missed
        (fact(14, 28), 71, 200, 0, 3),
        (fact(14, 28, 80), 0, 100, 3, 3),  # ten days late stands for the one that was due
        (fact(14, 28, 112), 0, 112, 3, 4),  # as late as the next: the one before was missed
        (fact(14, 28, rests=((60, None),)), 0, 400, 2, 2),
        (fact(14, 28, rests=((60, 100),)), 0, 100, 2, 3),
        (fact(14, 28, recorded=400), 0, 441, 0, 0),
    ],
)
def test_the_contact_rate_is_the_talks_held_of_those_due(one: TalkFact, lo: int, hi: int, held: int, owed: int) -> None:
    assert rule.rate(rule.calendar(one, MIL, iso(hi)), iso(lo), iso(hi)) == (held, owed)


def test_the_agenda_tells_party_and_last_talk_and_waits_for_a_planned_one() -> None:
    (one,) = rule.due([fact()], MIL, iso(20))
    assert (one.message, one.due) == ("Ida / Bo: time for the first talk with mentor", iso(14))
    assert one.command == "mentorcli followup due x7"
    (one,) = rule.due([fact(14)._replace(party="youth")], MIL, iso(30))
    assert one.message == "Ida / Bo: time for a talk with the young person; the last one was on 15 Jan 2020"
    assert [found.due for found in rule.due([fact(planned=33)], MIL, iso(30))] == [iso(33)]
    assert [found.due for found in rule.due([fact(recorded=25)], MIL, iso(30))] == [iso(25)]


# --- any history, day by day ------------------------------------------------------------------------------------------

DAYS = 260
days = st.integers(-5, DAYS)
spans = st.lists(st.tuples(st.integers(0, DAYS), st.none() | st.integers(0, 60)), max_size=3)


def account(one: TalkFact, weeks: int, first: int, last: int) -> list[tuple[int | None, int | None]]:
    """Every talk of a calendar, by going through the days one at a time: due day and day held."""

    def day(text: str) -> int:
        return (date.fromisoformat(text) - MET).days

    def resting(at: int) -> bool:
        return any(day(on) <= at and (until is None or at < day(until)) for on, until in one.rests)

    def waking(at: int) -> int | None:
        return next((then for then in range(at, 3 * DAYS) if not resting(then)), None)

    late = day(one.recorded_on) > 28
    begins = day(one.recorded_on) if late else 0
    month = sorted({found for n in range(first) if (found := waking(28 * (n + 1) // first)) is not None})
    month = [] if late else month
    talks: list[tuple[int | None, int | None]] = []
    open_due: int | None = None if month else waking(begins + 7 * weeks)
    filled, regular = 0, not month
    for at in range(begins, last + 1):
        held = iso(at) in one.talks
        if month and not regular:
            if held:
                talks.append((month[filled], at))
                filled += 1
            if filled == len(month):
                regular, open_due = True, waking(at + 7 * weeks)
            elif at == month[-1]:  # the first month is over
                regular, open_due = True, month[-1]
                talks += [(slot, None) for slot in month[filled:-1]]
            continue
        again = None if open_due is None else waking(open_due + 7 * weeks)
        if again == at:
            talks.append((open_due, None))
            open_due = at
        if held:
            talks.append((open_due, at))
            open_due = waking(at + 7 * weeks)
    if not regular:
        return [*talks, *((slot, None) for slot in month[filled:])]
    return [*talks, *([(open_due, None)] if open_due is not None else [])]


@given(st.sets(days, max_size=8), spans, st.sampled_from([0, 10, 28, 29, 90]), st.integers(1, 9), st.integers(0, 4),
       st.integers(0, DAYS))  # fmt: skip
@world.drawing(300)
def test_a_calendar_is_what_the_days_one_by_one_say(
    held: set[int], drawn: list[tuple[int, int | None]], recorded: int, weeks: int, first: int, last: int
) -> None:
    rests = tuple((on, None if length is None else on + length) for on, length in drawn)
    one = fact(*sorted(on for on in held if on <= last), rests=rests, recorded=recorded)
    expected = account(one, weeks, first, last)
    found = rule.calendar(one, profile_of(weeks, first), iso(last))
    assert sorted(found, key=str) == sorted(
        [rule.Talk(None if due is None else iso(due), None if on is None else iso(on)) for due, on in expected], key=str
    )
    assert all(talk.held is None or talk.held in one.talks for talk in found)
    halves = [rule.rate(found, lo, hi) for lo, hi in (("", iso(100)), (iso(101), iso(DAYS)), ("", iso(DAYS)))]
    assert tuple(map(sum, zip(*halves[:2], strict=True))) == halves[2]
    assert all(0 <= part <= whole for part, whole in halves)


@given(st.sets(days, max_size=8), st.integers(1, 9), st.integers(0, 4), st.integers(0, DAYS), st.integers(0, DAYS))
@world.drawing(100)
def test_a_later_talk_changes_no_earlier_calendar(
    held: set[int], weeks: int, first: int, early: int, late: int
) -> None:
    """What is due by a day does not hang on what happens after it."""
    early, late = sorted((early, late))
    profile = profile_of(weeks, first)
    before = rule.calendar(fact(*sorted(on for on in held if on <= early)), profile, iso(early))
    after = rule.calendar(fact(*sorted(on for on in held if on <= late)), profile, iso(late))
    counted = [[talk for talk in some if (talk.counts_on or iso(early)) < iso(early)] for some in (before, after)]
    assert [talk.due for talk in counted[0]] == [talk.due for talk in counted[1]]
