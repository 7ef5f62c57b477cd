"""Every rule over a real file: what stands against plain Python, what was, what was passed over, and earlier days."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given

from mentorcli.reports import check
from mentorcli.rules.rule import Finding
from mentorcli.rules.table import worst_first
from mentorcli.schemes.profile import Profile
from tests.views import world
from tests.views.world import Check, Corps, Drawn, Match, Meeting, Mentor, Referral, Turn, Youth, iso

SLAGELSE, MIL = world.profile_of("slagelse"), world.profile_of("mil-lyngby")

pytestmark = pytest.mark.usefixtures("english")


def always(profile: Profile) -> Callable[[str], Profile]:
    """The same profile on every day."""
    return lambda day: profile


def day_of(text: str) -> int:
    return (date.fromisoformat(text) - world.FIRST).days


def brief(found: list[Finding], *rules: str) -> list[tuple[str, str, int]]:
    """Rule, severity and record of what was found, of these rules or of all."""
    return [(one.rule, one.severity, one.id) for one in found if not rules or one.rule in rules]


def checked(corps: Corps, profile: Profile, day: str, *rules: str, history: bool = False) -> list[tuple[str, str, int]]:
    return brief(check.findings(world.filled(corps), always(profile), day, history=history), *rules)


# --- drawn corps held against plain Python -----------------------------------------------------------------------------


def expected(corps: Corps, profile: Profile, day: int) -> set[tuple[str, str, int]]:
    """A4 and C2 of the matches that stand on a day, from the facts alone."""
    found: set[tuple[str, str, int]] = set()
    mentors = {one.id: one for one in corps.mentors}
    for one in corps.matches:
        state = world.match_state(one, profile, day)
        if state not in ("proposed", "accepted", "starting", "settled", "paused"):
            continue
        weight = "warn" if state == "proposed" else "block"
        mentor = mentors[one.mentor]
        seen = [c for c in mentor.checks if c.kind == "straffeattest" and c.seen is not None and c.seen <= day]
        newest = max(enumerate(seen), key=lambda pair: (pair[1].seen, pair[0]), default=None)
        if profile.demands.straffeattest and (newest is None or newest[1].outcome != "approved"):
            found.add(("A4", weight, one.id))
        if profile.demands.course and world.trained_on(corps, mentor, day) is None:
            found.add(("C2", weight, one.id))
    return found


def surplus(corps: Corps, profile: Profile, day: int) -> int:
    """How many open matches there are beyond the places of their mentors."""
    taken = {one.id: 0 for one in corps.mentors}
    for one in corps.matches:
        taken[one.mentor] += world.match_state(one, profile, day) in ("accepted", "starting", "settled", "paused")
    places = {m.id: profile.mentor.youths_max if m.capacity is None else m.capacity for m in corps.mentors}
    return sum(max(0, count - places[mentor]) for mentor, count in taken.items())


@given(world.drawn())
@world.drawing(100)
def test_what_stands_is_what_the_facts_say(drawn: Drawn) -> None:
    file = world.filled(drawn.corps)
    for day in {drawn.lo, drawn.hi}:
        found = check.findings(file, always(drawn.profile), iso(day))
        assert set(brief(found, "A4", "C2")) == expected(drawn.corps, drawn.profile, day)
        blocked = [one for one in brief(found, "C3") if one[1] == "block"]
        assert len(blocked) == surplus(drawn.corps, drawn.profile, day)
        assert found == worst_first(found)


@given(world.drawn())
@world.drawing(60)
def test_a_later_fact_changes_no_check_of_an_earlier_day(drawn: Drawn) -> None:
    whole, cut = world.filled(drawn.corps), world.filled(world.known_by(drawn.corps, drawn.hi))
    day, profile_on = iso(drawn.hi), always(drawn.profile)
    for history in (False, True):
        assert check.findings(whole, profile_on, day, history=history) == check.findings(
            cut, profile_on, day, history=history
        )


# --- one small corps ---------------------------------------------------------------------------------------------------

BORN = "2006-01-01"  # fifteen on 1 January 2021


def young(*meetings: str, checks: tuple[Check, ...] = (), ended: str | None = None) -> Corps:
    """A young person met on 1 March 2020, and held meetings after that."""
    met = day_of("2020-03-01")
    held = tuple(Meeting(day_of(on), "held", 60, day_of(on)) for on in meetings)
    turns = () if ended is None else (Turn(day_of(ended), True, "moved"),)
    match = Match(1, 1, 1, met, met, met, met=met, meetings=held, turns=turns)
    return Corps((Mentor(1, "female", None, 0, checks=checks),), (Youth(1, "male", (Referral(0, "self"),)),), (match,))


def file_of(corps: Corps, born: str | None = BORN) -> sqlite3.Connection:
    """The corps in a file, and when the young person was born."""
    file = world.filled(corps)
    file.execute("UPDATE youth SET born = ?", (born,))
    return file


def about_age(file: sqlite3.Connection, day: str, *, history: bool = False) -> list[Finding]:
    found = check.findings(file, always(MIL), day, history=history)
    return [one for one in found if one.rule in ("A1", "A2", "A3")]


def test_a_match_stands_in_breach_until_the_fifteenth_birthday() -> None:
    file = file_of(young())
    for day, expected in (("2020-12-31", ["A1"]), ("2021-01-01", []), ("2020-02-29", [])):
        assert [one.rule for one in about_age(file, day)] == expected
    assert [one.rule for one in about_age(file_of(young(), None), "2021-01-01")] == ["A2"]


def test_the_history_tells_once_a_rule_what_was_in_breach_and_on_how_many_days() -> None:
    seen = (Check("boerneattest", None, day_of("2020-04-15"), "approved"),)
    file = file_of(young("2020-04-01", "2020-04-15", "2020-05-01", checks=seen, ended="2020-06-01"))
    assert about_age(file, "2020-07-01") == []
    (one,) = about_age(file, "2020-07-01", history=True)
    assert (one.rule, one.severity, one.id) == ("A1", "block", 1)
    assert "is 14 on 1 Mar 2020" in one.message
    assert one.message.endswith("and on 2 more days, the last 15 Apr 2020")
    (then,) = about_age(file, "2020-04-10", history=True)
    assert "14 on 10 Apr 2020" in then.message, "what stands is told rather than what was"


def test_what_was_in_breach_is_judged_by_the_rule_of_that_day() -> None:
    file, later = file_of(young(ended="2020-06-01")), world.profile_of("blank")

    def rules(day: str) -> Profile:
        return MIL if day < "2020-04-01" else later

    found = check.findings(file, rules, "2020-07-01", history=True)
    assert [one.rule for one in found] == ["A1"]
    file.execute(
        "INSERT INTO setting (key, value, valid_from, recorded_on) VALUES ('x', 'x', '2020-04-01', '2020-04-01')"
    )
    assert [one.rule for one in check.findings(file, rules, "2020-07-01", history=True)] == ["A1"]
    assert check.findings(file, lambda day: later if day < "2020-04-01" else MIL, "2020-07-01", history=True) == []


def test_what_was_erased_is_judged_no_more() -> None:
    file = file_of(young(ended="2020-06-01"), None)
    assert [one.rule for one in about_age(file, "2020-07-01", history=True)] == ["A2"]
    file.execute("UPDATE youth SET erased_on = '2020-06-15', name = NULL")
    assert about_age(file, "2020-07-01", history=True) == []


# --- C3: which match is the one too many -------------------------------------------------------------------------------


def three(*, paused: bool = False, second_ended: bool = False, reopened: str | None = None) -> Corps:
    """A mentor with two places and three matches, met in January, February and March 2020."""
    mets = [day_of(day) for day in ("2020-01-10", "2020-02-10", "2020-03-10")]
    turns = (Turn(day_of("2020-03-01"), True, "moved"),) if second_ended else ()
    turns += (Turn(day_of(reopened), False),) if reopened else ()
    rest = (world.Span(day_of("2020-03-01"), None),) if paused else ()
    matches = tuple(
        Match(n, 1, n, met, met, met, met=met, turns=turns if n == 2 else (), pauses=rest if n == 1 else ())
        for n, met in enumerate(mets, 1)
    )
    youths = tuple(Youth(n, "male", (Referral(0, "self"),)) for n in (1, 2, 3))
    checks = (Check("straffeattest", None, 0, "approved"),)
    return Corps((Mentor(1, "female", None, 0, trained=0, checks=checks),), youths, matches)


@pytest.mark.parametrize(
    ("corps", "too_many"),
    [
        (three(), [3]), (three(paused=True), [3]), (three(second_ended=True), []),
        (three(second_ended=True, reopened="2020-03-20"), [2]),
    ],
    ids=["three", "one of them at rest", "one of them ended", "ended, and open again after the third"],
)  # fmt: skip
def test_the_match_that_was_opened_last_is_the_one_too_many(corps: Corps, too_many: list[int]) -> None:
    assert checked(corps, SLAGELSE, "2020-03-25", "C3") == [("C3", "block", number) for number in too_many]
    assert checked(corps, SLAGELSE, "2020-03-09", "C3") == []


def test_a_proposal_to_a_mentor_without_a_place_is_a_warning_and_takes_none() -> None:
    corps = three()
    proposal = Match(3, 1, 3, day_of("2020-03-10"))
    corps = Corps(corps.mentors, corps.youths, (*corps.matches[:2], proposal))
    assert checked(corps, SLAGELSE, "2020-03-25", "C3") == [("C3", "warn", 3)]


# --- what was passed over ----------------------------------------------------------------------------------------------


def pass_over(file: sqlite3.Connection, rule: str, kind: str, number: int, on: str) -> None:
    world.insert(file, "rule_override", rule=rule, kind=kind, record_id=number, on_day=on, why="aftalt", recorded_on=on)


def test_an_override_silences_its_rule_for_its_record_from_its_day() -> None:
    file = world.filled(three())
    pass_over(file, "C3", "match", 3, "2020-03-20")
    found = {day: brief(check.findings(file, always(SLAGELSE), day), "C3") for day in ("2020-03-19", "2020-03-20")}
    assert found == {"2020-03-19": [("C3", "block", 3)], "2020-03-20": []}
    assert "C3" not in [one.rule for one in check.findings(file, always(SLAGELSE), "2020-03-25", history=True)]


@pytest.mark.parametrize(("rule", "kind", "number"), [("C3", "mentor", 3), ("C3", "match", 2), ("C2", "match", 3)])
def test_an_override_silences_nothing_else(rule: str, kind: str, number: int) -> None:
    file = world.filled(three())
    pass_over(file, rule, kind, number, "2020-03-11")
    assert brief(check.findings(file, always(SLAGELSE), "2020-03-25"), "C3") == [("C3", "block", 3)]


def test_what_is_not_starred_is_never_silenced() -> None:
    file = file_of(young())
    pass_over(file, "A1", "match", 1, "2020-03-01")
    assert [one.rule for one in about_age(file, "2020-06-01")] == ["A1"]
