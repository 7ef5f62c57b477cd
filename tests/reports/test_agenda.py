"""What is due on a day: the rules over a real file, what was put off, what a scheme turns off, and what stays unseen."""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given

from mentorcli import words
from mentorcli.main import main
from mentorcli.reports import agenda
from mentorcli.rules import cadence, concern, consent, corps
from mentorcli.rules.calendar import next_working_day
from mentorcli.rules.rule import Finding
from mentorcli.rules.table import RULES, worst_first
from mentorcli.schemes.profile import Profile
from tests.views import world
from tests.views.world import Consent, Corps, Drawn, Match, Meeting, Mentor, Money, Referral, Turn, Youth, iso

SLAGELSE = world.profile_of("slagelse")
NAMES = {"C7": "match", "C8": "match", "C10": "youth", "C10 q": "enquiry", "K7": "match"}


def brief(found: list[Finding]) -> list[tuple[str, int, str]]:
    return [(one.rule, one.id, one.due) for one in found]


# --- drawn corps held against the rules' sentences ---------------------------------------------------------------------


def told(corps: Corps, profile: Profile, day: int) -> set[tuple[str, int, str]]:
    """C7, C8, K7 and C10 of a day and the seven days after it, from the facts alone."""
    found: set[tuple[str, int, int]] = set()
    for one in corps.matches:
        state = world.match_state(one, profile, day)
        recorded = corps.lag + min(value for value in (one.proposed, one.met) if value is not None)
        meetings = sorted(
            (m for m in one.meetings if m.on <= day and m.status in ("held", "no-show")), key=lambda m: m.on
        )
        held = [meeting.on for meeting in meetings if meeting.status == "held"]
        ends = [turn.on for turn in one.turns if turn.end and turn.on <= day]
        for planned in (m for m in one.meetings if m.status == "planned" and m.recorded <= day and m.on < day):
            if state in ("accepted", "starting", "settled") or (state == "ended" and planned.on <= max(ends)):
                found.add(("K7", one.id, max(planned.on + 1, planned.recorded)))
        if state == "accepted":
            yes = max(value for value in (one.mentor_yes, one.youth_yes) if value is not None)
            found.add(("C7", one.id, max(yes, recorded) + profile.remind.first_meeting_days))
        if state not in ("starting", "settled") or one.met is None:
            continue
        found.add(("C7", one.id, max(held[-1] if held else one.met, recorded) + profile.remind.silent_days))
        newest = meetings[-profile.risk.no_shows :]
        if len(newest) == profile.risk.no_shows and all(meeting.status == "no-show" for meeting in newest):
            found.add(("C8", one.id, max(newest[-1].on, newest[-1].recorded)))
        elif len(held) < profile.risk.meetings and max(one.met, recorded) + 7 * profile.risk.weeks <= day:
            found.add(("C8", one.id, max(one.met, recorded) + 7 * profile.risk.weeks))
    for young in corps.youths:
        if world.waits(corps, young, profile, day):
            referral = world.newest_referral(young, day)
            assert referral is not None
            since = max(world.waits_since(corps, young, day), referral.on + corps.lag)
            found.add(("C10", young.id, since + profile.remind.waiting_days))
    enquiries = [pair for young in corps.youths for pair in world.numbered(corps, young, young.enquiries)]
    for number, asked in enquiries:
        if asked.on <= day and not (asked.answer is not None and asked.answer[0] <= day):
            found.add(("C10 q", number, asked.on + corps.lag + profile.remind.answer_days))
    off = {(one.rule, one.kind, one.id) for one in corps.deferrals if one.recorded <= day < one.until}
    last = iso(day + agenda.DAYS)
    found = {(rule, number, due) for rule, number, due in found if (rule, NAMES[rule], number) not in off}
    at_risk = {number for rule, number, _due in found if rule == "C8"}  # tells of the silence too
    return {
        (rule.removesuffix(" q"), number, shown)
        for rule, number, due in found
        if (shown := next_working_day(iso(due))) <= last and not (rule == "C7" and due <= day and number in at_risk)
    }


@given(world.drawn())
@world.drawing(100)
def test_the_agenda_of_a_match_and_of_a_waiting_list_is_what_the_rules_say(drawn: Drawn) -> None:
    file = world.filled(drawn.corps)
    for day in {drawn.lo, drawn.hi, world.LAST}:
        found = agenda.due(file, drawn.profile, iso(day))
        assert {one for one in brief(found) if one[0] in NAMES} == told(drawn.corps, drawn.profile, day)
        assert found == worst_first(found)
        assert len({(one.rule, one.kind, one.id, one.message) for one in found}) == len(found)


@given(world.drawn())
@world.drawing(100)
def test_a_later_fact_changes_no_agenda_of_an_earlier_day(drawn: Drawn) -> None:
    whole, cut = world.filled(drawn.corps), world.filled(world.known_by(drawn.corps, drawn.hi))
    day = iso(drawn.hi)
    assert agenda.due(whole, drawn.profile, day) == agenda.due(cut, drawn.profile, day)


# --- one corps on which every rule has something to say ----------------------------------------------------------------

TODAY = "2022-03-20"


def day_of(text: str) -> int:
    return (date.fromisoformat(text) - world.FIRST).days


def everything() -> Corps:
    """Two mentors, three youths: a silent match at risk after a long break and in breach, a waiting youth, papers to renew."""
    mentors = (
        Mentor(1, "female", None, 0, trained=5, checks=(world.Check("straffeattest", 0, 10, "approved"),)),
        Mentor(2, "male", None, 0, trained=5, checks=(world.Check("straffeattest", day_of("2022-01-05"), None, None),)),
    )
    consents = (Consent(day_of("2021-01-05"), None, None),)
    youths = (
        Youth(1, "male", (Referral(0, "self"),)),
        Youth(2, "female", (Referral(day_of("2021-01-05"), "jobcenter"),), consents),
        Youth(3, "female", (Referral(day_of("2022-01-05"), "parents"),)),
    )
    first, second = day_of("2020-01-10"), day_of("2021-12-01")
    matches = (
        Match(1, 2, 1, first, first, first, met=first, turns=(Turn(day_of("2020-06-01"), True, "job"),)),
        Match(2, 2, 2, second, second, second, met=second, meetings=(Meeting(second, "held", 60, second),)),
    )
    money = (Money(day_of("2021-05-01"), "income", 4_000_000, "section-18"),)
    return Corps(mentors, youths, matches, money=money)


@pytest.fixture
def file() -> Iterator[sqlite3.Connection]:
    connection = world.filled(everything())
    world.insert(connection, "goal", youth_id=2, area="job", on_day="2021-12-01", recorded_on="2021-12-01")
    world.insert(connection, "grant", youth_id=2, granted_on="2021-12-01", from_day="2021-12-01", until_day="2022-03-31",
                 minutes=60, rate_ore=51_000, recorded_on="2021-12-01")  # fmt: skip
    yield connection
    connection.close()


BREACH = [("A4", "match", 2), ("D1", "grant", 1)]
DUE = [
    ("A6", "mentor", 2), ("A5", "mentor", 1), ("C8", "match", 2), ("A9", "mentor", 2), ("D4", "grant", 1),
    ("K8", "grant", 1), ("C10", "youth", 3),
    ("B7", "youth", 2), ("K6", "goal", 1), ("F5", "year", 2021),
]  # fmt: skip
EXPECTED = BREACH + DUE
SILENCE = ("C7", "match", 2)  # … is told by the line of C8, and has one of its own only where that is away


def test_every_rule_speaks_worst_consequence_first(file: sqlite3.Connection) -> None:
    found = agenda.due(file, SLAGELSE, TODAY)
    assert [(one.rule, one.kind, one.id) for one in found] == EXPECTED
    tasks = {rule.id for rule in RULES if rule.decide and (rule.afterwards or not rule.at) and not rule.off(SLAGELSE)}
    elsewhere = {
        rule.id for rules in (consent, concern, corps) for rule in rules.RULES
    }  # these have tests of their own
    assert {one.rule for one in found} == tasks - elsewhere - {"C7", "C11", "K7"} | {"A4", "D1"}


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_rule_that_the_scheme_does_without_is_silent_and_the_others_are_not(
    file: sqlite3.Connection, rule: str
) -> None:
    profile = world.profile_of("slagelse", ("rules.off", rule))
    found = agenda.due(file, profile, TODAY)
    others = [SILENCE if one[0] == "C8" == rule else one for one in EXPECTED]
    assert [(one.rule, one.kind, one.id) for one in found] == [one for one in others if one[0] != rule]


def test_a_scheme_that_does_without_every_rule_has_nothing_due(file: sqlite3.Connection) -> None:
    profile = world.profile_of("slagelse", ("rules.off", "\n".join(rule.id for rule in RULES)))
    assert agenda.due(file, profile, TODAY) == []


def put_off(file: sqlite3.Connection, rule: str, kind: str, number: int, recorded: str, until: str) -> None:
    world.insert(file, "deferral", rule=rule, kind=kind, record_id=number, until_day=until, why="ferie",
                 recorded_on=recorded)  # fmt: skip


def test_what_is_in_breach_is_not_put_off(file: sqlite3.Connection) -> None:
    put_off(file, *BREACH[0], "2022-03-01", "2023-01-01")
    assert [(one.rule, one.kind, one.id) for one in agenda.due(file, SLAGELSE, TODAY)] == EXPECTED


@pytest.mark.parametrize(("rule", "kind", "number"), DUE)
def test_what_was_put_off_hides_until_its_day(file: sqlite3.Connection, rule: str, kind: str, number: int) -> None:
    put_off(file, rule, kind, number, "2022-03-21", "2022-03-25")
    shown = {
        day: (rule, kind, number) in [(one.rule, one.kind, one.id) for one in agenda.due(file, SLAGELSE, day)]
        for day in (TODAY, "2022-03-21", "2022-03-24", "2022-03-25", "2022-03-26")
    }
    assert shown == {
        TODAY: True, "2022-03-21": False, "2022-03-24": False, "2022-03-25": True, "2022-03-26": True,
    }  # fmt: skip


def test_a_match_that_is_silent_and_at_risk_has_one_line_that_tells_both(file: sqlite3.Connection) -> None:
    (line,) = [one for one in agenda.due(file, SLAGELSE, TODAY) if one.kind == "match" and one.severity == "remind"]
    assert line.rule == "C8"
    words.set_language("en")
    (line,) = [one for one in agenda.due(file, SLAGELSE, TODAY) if one.rule == "C8"]
    assert "; no meeting held since 1 Dec 2021; step 1 of 5 towards contact, from 31 Dec 2021" in line.message
    off = world.profile_of("slagelse", ("rules.off", "C7"))
    (line,) = [one for one in agenda.due(file, off, TODAY) if one.rule == "C8"]
    assert "no meeting held since" not in line.message
    put_off(file, "C8", "match", 2, "2022-03-01", "2022-04-01")
    assert SILENCE in [(one.rule, one.kind, one.id) for one in agenda.due(file, SLAGELSE, TODAY)]
    put_off(file, "C7", "match", 2, "2022-03-01", "2022-04-01")
    assert not {"C7", "C8"} & {one.rule for one in agenda.due(file, SLAGELSE, TODAY)}


def test_putting_off_one_reminder_hides_no_other(file: sqlite3.Connection) -> None:
    put_off(file, "C8", "match", 1, TODAY, "2023-01-01")
    put_off(file, "C8", "mentor", 2, TODAY, "2023-01-01")
    put_off(file, "C10", "match", 2, TODAY, "2023-01-01")
    assert [(one.rule, one.kind, one.id) for one in agenda.due(file, SLAGELSE, TODAY)] == EXPECTED


@pytest.mark.parametrize(("days", "shown"), [(0, False), (9, False), (10, True), (30, True)])
def test_the_agenda_looks_so_many_days_ahead(days: int, shown: bool) -> None:
    """A youth referred on a day waits 30 days; ten days before that the reminder comes with --days 10."""
    file = world.filled(Corps(youths=(Youth(1, "male", (Referral(0, "self"),)),)))
    found = agenda.due(file, SLAGELSE, iso(20), days=days)
    assert ("C10" in [one.rule for one in found]) == shown


def test_an_old_list_typed_today_calls_for_no_forgotten_reminders() -> None:
    corps = replace(everything(), lag=2000, money=())
    found = agenda.due(world.filled(corps), SLAGELSE, TODAY)
    assert [(one.rule, one.kind, one.id) for one in found] == [("A4", "match", 2)]


def test_a_paused_matchs_reminders_rest_until_it_is_resumed() -> None:
    corps = everything()
    paused = replace(corps.matches[1], pauses=(world.Span(day_of("2022-03-01"), day_of("2022-03-21")),))
    file = world.filled(replace(corps, matches=(corps.matches[0], paused)))
    silent = [one.rule for one in agenda.due(file, SLAGELSE, TODAY)]
    assert not {"C7", "C8"} & set(silent)
    assert "C8" in {one.rule for one in agenda.due(file, SLAGELSE, "2022-03-21")}


def test_each_command_runs_as_it_stands(
    file: sqlite3.Connection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "corps.db"
    with sqlite3.connect(path) as target:
        file.backup(target)
    target.close()
    surroundings = {"MENTORCLI_DB": str(path), "MENTORCLI_TODAY": TODAY, "MENTORCLI_LANG": "en"}
    for one in agenda.due(file, SLAGELSE, TODAY):
        program, *arguments = shlex.split(one.command)
        assert program == "mentorcli"
        assert main(arguments, surroundings) == 0, one.command
        assert capsys.readouterr().out


# --- the break that A6 asks about --------------------------------------------------------------------------------------


def breaks(*earlier: Match, begins: str) -> list[Finding]:
    """A6 for one mentor whose newest match is proposed on a day."""
    number = len(earlier) + 1
    youths = tuple(Youth(n + 1, "male", (Referral(0, "self"),)) for n in range(number))
    newest = Match(number, 1, number, day_of(begins))
    mentor = Mentor(1, "female", None, 0, trained=5)
    file = world.filled(Corps((mentor,), youths, (*earlier, newest)))
    later = (date.fromisoformat(begins) + timedelta(days=3)).isoformat()
    return [one for one in agenda.due(file, SLAGELSE, later) if one.rule == "A6"]


def test_a_break_counts_from_the_newest_end() -> None:
    old = Match(1, 1, 1, None, met=10, turns=(Turn(day_of("2020-03-01"), True),))
    newer = Match(2, 1, 2, None, met=10, turns=(Turn(day_of("2020-09-01"), True),))
    assert breaks(old, begins="2021-03-01")
    assert not breaks(old, newer, begins="2021-03-01")
    assert breaks(old, newer, begins="2021-09-01")


def test_a_mentor_with_a_match_that_runs_has_no_break() -> None:
    old = Match(1, 1, 1, None, met=10, turns=(Turn(day_of("2020-03-01"), True),))
    assert not breaks(old, Match(2, 1, 2, None, met=20), begins="2022-03-01")


def test_a_match_that_was_ended_and_reopened_runs_and_is_no_break() -> None:
    turns = (Turn(day_of("2020-03-01"), True), Turn(day_of("2020-04-01"), False))
    assert not breaks(Match(1, 1, 1, None, met=10, turns=turns), begins="2022-03-01")
    again = (*turns, Turn(day_of("2020-05-01"), True))
    (one,) = breaks(Match(1, 1, 1, None, met=10, turns=again), begins="2022-03-01")
    assert one.id == 1


# --- which rows the other rules are asked about ------------------------------------------------------------------------


def rules_due(corps: Corps, day: str) -> list[str]:
    known = {rule.id for rule in cadence.RULES}
    return [one.rule for one in agenda.due(world.filled(corps), SLAGELSE, day) if one.rule in known]


@pytest.mark.parametrize(
    ("direction", "category", "on", "due"),
    [
        ("income", "section-18", "2021-12-31", True), ("income", "section-18", "2021-01-01", True),
        ("income", "section-18", "2022-01-01", False), ("income", "section-18", "2020-12-31", False),
        ("income", "donation", "2021-05-01", False), ("expense", "section-18", "2021-05-01", False),
    ],
)  # fmt: skip
def test_only_last_years_income_from_section_18_is_accounted_for(
    direction: str, category: str, on: str, due: bool
) -> None:
    corps = Corps(money=(Money(day_of(on), direction, 100, category),))
    assert rules_due(corps, TODAY) == (["F5"] if due else [])


def with_consent(*consents: Consent, closed: str | None = None) -> Corps:
    """A youth referred long ago whose wait was put off, with consents."""
    referral = Referral(0, "self", None if closed is None else (day_of(closed), "moved"))
    return Corps(youths=(Youth(1, "male", (referral,), consents),),
                 deferrals=(world.Deferral("C10", "youth", 1, 0, 9999),))  # fmt: skip


def test_a_withdrawn_consent_is_not_looked_at_again_from_the_day_of_its_withdrawal() -> None:
    corps = with_consent(Consent(0, None, day_of("2022-03-20")))
    assert rules_due(corps, "2022-03-19") == ["B7"]
    assert rules_due(corps, "2022-03-20") == []


def test_the_newest_consent_of_a_kind_counts_and_a_closed_youths_none() -> None:
    old = Consent(0, None, None)
    assert rules_due(with_consent(old), TODAY) == ["B7"]
    assert rules_due(with_consent(old, Consent(day_of("2022-01-01"), None, None)), TODAY) == []
    assert rules_due(with_consent(Consent(day_of("2022-01-01"), None, None), old), TODAY) == []
    assert rules_due(with_consent(old, closed="2022-03-20"), "2022-03-19") == ["B7"]
    assert rules_due(with_consent(old, closed="2022-03-20"), "2022-03-20") == []


def test_the_newest_approved_certificate_counts_and_none_of_a_mentor_who_has_left() -> None:
    old = world.Check("straffeattest", None, 0, "approved")
    new = world.Check("straffeattest", None, day_of("2022-01-01"), "approved")
    someone = Mentor(1, "female", None, 0, trained=0, checks=(old,))
    assert rules_due(Corps((someone,)), TODAY) == ["A5"]
    assert rules_due(Corps((replace(someone, checks=(old, new)),)), TODAY) == []
    assert rules_due(Corps((replace(someone, checks=(new, old)),)), TODAY) == []
    for away, expected in (((20, None), []), ((20, 30), ["A5"])):
        left = replace(someone, departures=(world.Span(*away, kind="left"),))
        assert rules_due(Corps((left,)), TODAY) == expected


# --- H2: a due day that is no working day ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "raw", "shown"),
    [
        ("2022-02-10", "2022-03-12", "2022-03-14"),  # a Saturday
        ("2022-03-15", "2022-04-14", "2022-04-19"),  # Maundy Thursday, before four more days off
        ("2022-04-13", "2022-05-13", "2022-05-16"),  # Store bededag was still one in 2022
        ("2024-03-27", "2024-04-26", "2024-04-26"),  # … and is a working day since
        ("2022-03-14", "2022-04-13", "2022-04-13"),
    ],
)
def test_a_due_day_that_is_no_working_day_shows_the_next_one(since: str, raw: str, shown: str) -> None:
    corps = Corps(youths=(Youth(1, "male", (Referral(day_of(since), "self"),)),))
    without = world.profile_of("slagelse", ("rules.off", "H2"))
    file = world.filled(corps)

    def of(profile: Profile, day: str, days: int = 0) -> list[str]:
        return [one.due for one in agenda.due(file, profile, day, days=days) if one.rule == "C10"]

    assert of(without, shown) == [raw]
    assert of(without, raw) == [raw]
    assert of(SLAGELSE, shown) == [shown]
    if raw != shown:
        assert of(SLAGELSE, raw) == [], "not due before the day that is shown"
    assert of(SLAGELSE, raw, days=5) == [shown]


def test_the_order_is_kept_by_the_days_that_are_shown() -> None:
    """A Saturday and a Sunday become the Monday of a third; of one day the number decides."""
    waits = {1: "2022-02-12", 2: "2022-02-10", 3: "2022-02-11", 4: "2022-02-09"}  # due Monday, Saturday, Sunday, Friday
    youths = tuple(Youth(n, "male", (Referral(day_of(since), "self"),)) for n, since in waits.items())
    found = agenda.due(world.filled(Corps(youths=youths)), SLAGELSE, "2022-03-14")
    assert [(one.id, one.due) for one in found if one.rule == "C10"] == [
        (4, "2022-03-11"), (1, "2022-03-14"), (2, "2022-03-14"), (3, "2022-03-14"),
    ]  # fmt: skip
    assert found == worst_first(found)
