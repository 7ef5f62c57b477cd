"""A second, independent account of the domain: drawn facts, and every state and figure of them in plain Python.

Nothing here looks at the program's SQL. A day is a number from 0 (`iso` gives its date); the facts of a corps are
frozen records; the functions say what is true on a day or of a period. `filled` writes the same facts into a real
file's tables, and `known_by` leaves out every fact that is dated later than a day.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from mentorcli.schemes.profile import Profile
from mentorcli.schemes.toml import load_shipped
from mentorcli.store import migrate

FIRST = date(2019, 12, 1)  # with a month's end, a year's end and a 29 February within the days drawn
LAST = 120
SCHEMES = ("slagelse", "blank", "center-for-unge")


def drawing(examples: int) -> settings:
    """Hypothesis settings: the same draws on every run; EXAMPLES=2000 in the environment seeks further at random."""
    more = os.environ.get("EXAMPLES")
    return settings(
        deadline=None, database=None, derandomize=more is None, max_examples=int(more or examples),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def iso(day: int) -> str:
    """The date of a drawn day."""
    return (FIRST + timedelta(days=day)).isoformat()


@cache
def profile_of(scheme: str, *changes: tuple[str, str]) -> Profile:
    """What a shipped profile says, with some settings changed: key and canonical text."""
    shipped = [(one.key, one.value, one.valid_from) for one in load_shipped(scheme)]
    return Profile.on([*shipped, *((key, value, iso(0)) for key, value in changes)], iso(LAST))


# --- facts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Span:
    """From a day until another, on which it no longer holds; `kind` says what of a departure."""

    on: int
    until: int | None
    kind: str = ""

    def holds(self, day: int) -> bool:
        return self.on <= day and (self.until is None or self.until > day)


@dataclass(frozen=True)
class Check:
    kind: str
    ordered: int | None
    seen: int | None
    outcome: str | None
    review: int | None = None


@dataclass(frozen=True)
class Mentor:
    id: int
    gender: str
    capacity: int | None
    applied: int
    trained: int | None = None
    approved: int | None = None
    checks: tuple[Check, ...] = ()
    pauses: tuple[Span, ...] = ()
    departures: tuple[Span, ...] = ()
    attended: tuple[int, ...] = ()  # events


@dataclass(frozen=True)
class Referral:
    """`closed` is the day and the reason that closed it, if any."""

    on: int
    source: str
    closed: tuple[int, str] | None = None


@dataclass(frozen=True)
class Consent:
    on: int
    review: int | None
    withdrawn: int | None


@dataclass(frozen=True)
class Enquiry:
    """`answer` is the day and the word of the answer, if any."""

    on: int
    source: str
    answer: tuple[int, str] | None = None


@dataclass(frozen=True)
class Visitation:
    """`decided` is the day of the decision, and what was decided."""

    on: int
    decided: tuple[int, str] | None = None


@dataclass(frozen=True)
class Youth:
    id: int
    gender: str
    referrals: tuple[Referral, ...]
    consents: tuple[Consent, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    visitations: tuple[Visitation, ...] = ()
    born: int | None = None


@dataclass(frozen=True)
class Turn:
    """An end or a reopening; a match's turns stand in the order in which they happened."""

    on: int
    end: bool
    reason: str | None = None
    outcome: str | None = None
    rematch: bool = False


@dataclass(frozen=True)
class Meeting:
    on: int
    status: str
    minutes: int
    recorded: int


@dataclass(frozen=True)
class Match:
    id: int
    mentor: int
    youth: int
    proposed: int | None
    mentor_yes: int | None = None
    youth_yes: int | None = None
    declined: int | None = None
    met: int | None = None
    turns: tuple[Turn, ...] = ()
    pauses: tuple[Span, ...] = ()
    meetings: tuple[Meeting, ...] = ()


@dataclass(frozen=True)
class Event:
    id: int
    on: int
    kind: str


@dataclass(frozen=True)
class Money:
    on: int
    direction: str
    ore: int
    category: str


@dataclass(frozen=True)
class Deferral:
    rule: str
    kind: str
    id: int
    recorded: int
    until: int


@dataclass(frozen=True)
class Corps:
    """All facts. `lag` is how many days after the fact each was typed; `late`: the newest were typed first."""

    mentors: tuple[Mentor, ...] = ()
    youths: tuple[Youth, ...] = ()
    matches: tuple[Match, ...] = ()
    events: tuple[Event, ...] = ()
    money: tuple[Money, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    lag: int = 0
    late: bool = False


# --- states: the first line that fits on a day counts ---------------------------------------------------------------


def by(day: int | None, limit: int) -> bool:
    """Whether something has happened by a day."""
    return day is not None and day <= limit


def newest_turn(match: Match, day: int) -> Turn | None:
    """The newest end or reopening on or before a day: of one day, the one that happened last."""
    so_far = [turn for turn in match.turns if turn.on <= day]
    return so_far[-1] if so_far else None


def ended(match: Match, day: int) -> bool:
    """The newest of first-met, end, reopening is an end."""
    newest = newest_turn(match, day)
    return newest is not None and newest.end


def runs(match: Match, day: int) -> bool:
    """Met, and the newest of first-met, end, reopening is no end."""
    return by(match.met, day) and not ended(match, day)


def held_by(match: Match, day: int) -> int:
    return sum(1 for meeting in match.meetings if meeting.status == "held" and meeting.on <= day)


def match_state(match: Match, profile: Profile, day: int) -> str | None:
    if not by(match.proposed, day) and not by(match.met, day):
        return None
    if ended(match, day):
        return "ended"
    if by(match.declined, day):
        return "declined"
    if any(pause.holds(day) for pause in match.pauses):
        return "paused"
    if by(match.met, day):
        number = profile.match.settled_after
        return "settled" if number is None or held_by(match, day) >= number else "starting"
    asked = [(profile.match.mentor_yes, match.mentor_yes), (profile.match.youth_yes, match.youth_yes)]
    return "accepted" if all(by(yes, day) for wanted, yes in asked if wanted) else "proposed"


def is_open(state: str | None) -> bool:
    """Accepted or running; running is starting, settled or paused."""
    return state in ("accepted", "starting", "settled", "paused")


def open_matches(corps: Corps, mentor: Mentor, profile: Profile, day: int) -> int:
    return sum(is_open(match_state(one, profile, day)) for one in corps.matches if one.mentor == mentor.id)


def trained_on(corps: Corps, mentor: Mentor, day: int) -> int | None:
    """The earliest of `mentor train` and attendance at an event of kind course, as known about a day."""
    days = [event.on for event in corps.events if event.id in mentor.attended and event.kind == "course"]
    return min((one for one in [*days, mentor.trained] if by(one, day)), default=None)


def approved_on(corps: Corps, mentor: Mentor, day: int) -> int | None:
    """The approve day, else the course day, else the first yes to a match."""
    yeses = [one.mentor_yes for one in corps.matches if one.mentor == mentor.id and by(one.mentor_yes, day)]
    first_yes = min((one for one in yeses if one is not None), default=None)
    course = trained_on(corps, mentor, day)
    return mentor.approved if by(mentor.approved, day) else course if course is not None else first_yes


def mentor_state(corps: Corps, mentor: Mentor, profile: Profile, day: int) -> str | None:
    if mentor.applied > day:
        return None
    away = {span.kind for span in mentor.departures if span.holds(day)}
    if away:
        return "left" if "left" in away else "declined"
    if any(pause.holds(day) for pause in mentor.pauses):
        return "paused"
    if open_matches(corps, mentor, profile, day):
        return "matched"
    demands = profile.demands
    seen = [one for one in mentor.checks if one.kind == "straffeattest" and by(one.seen, day)]
    newest = max(seen, key=lambda one: (one.seen or 0, seen.index(one)), default=None)
    checked = not demands.straffeattest or (newest is not None and newest.outcome == "approved")
    coursed = not demands.course or trained_on(corps, mentor, day) is not None
    if not demands.straffeattest and not demands.course:
        coursed = approved_on(corps, mentor, day) is not None
    if checked and coursed:
        return "ready"
    if checked and demands.course:
        return "in-training"
    if any(by(one.ordered, day) or by(one.seen, day) for one in mentor.checks):
        return "in-screening"
    return "applicant"


def free_places(corps: Corps, mentor: Mentor, profile: Profile, day: int) -> int:
    if mentor_state(corps, mentor, profile, day) not in ("ready", "matched"):
        return 0
    places = profile.mentor.youths_max if mentor.capacity is None else mentor.capacity
    return max(0, places - open_matches(corps, mentor, profile, day))


def newest_referral(youth: Youth, day: int) -> Referral | None:
    so_far = [one for one in youth.referrals if one.on <= day]
    return so_far[-1] if so_far else None


def last_ended(corps: Corps, youth: Youth, day: int) -> tuple[Match, Turn] | None:
    """The youth's match that ended last, of those that stand ended; of one day's, one with a rematch flag."""
    theirs = [(one, newest_turn(one, day)) for one in corps.matches if one.youth == youth.id and ended(one, day)]
    found = [(one, turn) for one, turn in theirs if turn is not None]
    return max(found, key=lambda one: (one[1].on, one[1].rematch, one[0].id), default=None)


def referred_anew(referral: Referral, match: Match, end: Turn) -> bool:
    """Whether a referral came after an end; one of its very day does, unless the match too began on that day."""
    began = match.met if match.proposed is None else match.proposed
    return referral.on > end.on or (referral.on == end.on and began is not None and began < end.on)


def newest_enquiry(youth: Youth, day: int) -> Enquiry | None:
    so_far = [one for one in youth.enquiries if one.on <= day]
    return max(so_far, key=lambda one: (one.on, so_far.index(one)), default=None)


def sent_on(youth: Youth, since: int, day: int) -> bool:
    """Whether the newest decision of a visitation in these days was for other support."""
    decided = [one for one in youth.visitations if one.decided is not None and since <= one.decided[0] <= day]
    newest = max(decided, key=lambda one: (one.decided or (0, ""), one.on), default=None)
    if newest is None or newest.decided is None:
        return False
    last = [one for one in decided if one.decided and one.decided[0] == newest.decided[0]]
    last = [one for one in last if one.on == max(other.on for other in last)]
    return last[-1].decided is not None and last[-1].decided[1] == "other-support"


def standing(corps: Corps, youth: Youth, profile: Profile, day: int) -> str | None:
    """The state of a youth, with everybody who waits as waiting."""
    referral = newest_referral(youth, day)
    if referral is None:
        enquiry = newest_enquiry(youth, day)
        if enquiry is None:
            return None
        said_no = enquiry.answer is not None and enquiry.answer[0] <= day and enquiry.answer[1] == "no"
        return "declined" if said_no else "enquired"
    if referral.closed is not None and referral.closed[0] <= day:
        return {"withdrew": "withdrew", "not-accepted": "declined"}.get(referral.closed[1], "closed")
    last = last_ended(corps, youth, day)
    if sent_on(youth, referral.on if last is None else max(referral.on, last[1].on), day):
        return "declined"
    states = [match_state(one, profile, day) for one in corps.matches if one.youth == youth.id]
    opened = [one for one in states if is_open(one)]
    if opened:
        return "paused" if all(one == "paused" for one in opened) else "matched"
    return "waiting" if last is None or last[1].rematch or referred_anew(referral, *last) else "closed"


def waits(corps: Corps, youth: Youth, profile: Profile, day: int) -> bool:
    return standing(corps, youth, profile, day) == "waiting"


def youth_state(corps: Corps, youth: Youth, profile: Profile, day: int) -> str | None:
    found = standing(corps, youth, profile, day)
    if found != "waiting" or not profile.youth.visitation:
        return found
    since = waits_since(corps, youth, day)
    visits = [one for one in youth.visitations if since <= one.on <= day]
    decided = any(one.decided is not None and one.decided[0] <= day for one in visits)
    if decided or rematched(corps, youth, day) is not None:
        return "waiting"
    return "visited" if visits else "referred"


def refusals(youth: Youth, day: int) -> list[int]:
    """The days, so far, on which a visitation was decided for other support."""
    decided = [one.decided for one in youth.visitations if one.decided is not None]
    return [on for on, decision in decided if decision == "other-support" and on <= day]


def rematched(corps: Corps, youth: Youth, day: int) -> int | None:
    """The day of the end whose rematch flag put the youth back on the list, if nothing took the youth off it since."""
    last = last_ended(corps, youth, day)
    if last is None or not last[1].rematch:
        return None
    closed = [one.closed[0] for one in youth.referrals if one.closed is not None and one.closed[0] <= day]
    return None if any(on >= last[1].on for on in [*closed, *refusals(youth, day)]) else last[1].on


def waits_since(corps: Corps, youth: Youth, day: int) -> int:
    """Of a youth who waits: the first referral of this wait, or the end whose rematch flag began it.

    A second referral while waiting does not begin the wait anew.
    """
    again = rematched(corps, youth, day)
    if again is not None:
        return again
    last = last_ended(corps, youth, day)
    since = last[1].on if last is not None else None
    standing_ones = [one.on for one in youth.referrals if one.on <= day and not (one.closed and one.closed[0] <= day)]
    standing_ones = [on for on in standing_ones if not any(refused >= on for refused in refusals(youth, day))]
    newest = newest_referral(youth, day)
    assert newest is not None
    found = min((on for on in standing_ones if since is None or on >= since), default=since)
    return newest.on if found is None else found


def has_proposal(corps: Corps, youth: Youth, profile: Profile, day: int) -> bool:
    return any(match_state(one, profile, day) == "proposed" for one in corps.matches if one.youth == youth.id)


def at_risk(match: Match, profile: Profile, day: int) -> bool:
    """Running, not paused, and C8: too few held meetings after so many weeks, or so many no-shows in a row."""
    if match_state(match, profile, day) not in ("starting", "settled") or match.met is None:
        return False
    came_or_not = [one for one in match.meetings if one.on <= day and one.status in ("held", "no-show")]
    newest = sorted(came_or_not, key=lambda one: one.on)[-profile.risk.no_shows :]
    in_a_row = len(newest) == profile.risk.no_shows and all(one.status == "no-show" for one in newest)
    late = day >= match.met + 7 * profile.risk.weeks and held_by(match, day) < profile.risk.meetings
    return in_a_row or late


# --- figures --------------------------------------------------------------------------------------------------------


def trained_for_figures(corps: Corps, mentor: Mentor, profile: Profile, hi: int) -> int | None:
    """The day of the mentor course if one is recorded by a day, else, where the profile demands no course, of approval."""
    course = trained_on(corps, mentor, hi)
    return course if course is not None or profile.demands.course else approved_on(corps, mentor, hi)


def active(corps: Corps, profile: Profile, hi: int) -> list[Mentor]:
    """Trained by a day and not gone by it; one whom the scheme declined is gone too."""
    return [
        one
        for one in corps.mentors
        if by(trained_for_figures(corps, one, profile, hi), hi) and not any(span.holds(hi) for span in one.departures)
    ]


def live(match: Match, lo: int, hi: int) -> bool:
    """Running on some day of the period, the day of an end counted."""
    days = range(lo, hi + 1)
    return any(runs(match, day) for day in days) or any(turn.end and turn.on in days for turn in match.turns)


def age_band(youth: Youth, day: int) -> str:
    """The band of the age on a day: under 15, 15 to 17, 18 to 24, 25 to 29, 30 and over."""
    if youth.born is None:
        return "unknown"
    born, on = FIRST + timedelta(days=youth.born), FIRST + timedelta(days=day)
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    bands = ((15, "under-15"), (18, "15-17"), (25, "18-24"), (30, "25-29"), (999, "30-over"))
    return next(band for under, band in bands if age < under)


def figures_of(corps: Corps, profile: Profile, lo: int, hi: int) -> dict[str, int | dict[str, int]]:
    """Every figure of the domain for the days from `lo` to `hi`, both counted."""
    days = range(lo, hi + 1)
    trained = [
        day for day in (trained_for_figures(corps, one, profile, hi) for one in corps.mentors) if day is not None
    ]
    there = active(corps, profile, hi)
    ends = [(one, turn) for one in corps.matches for turn in one.turns if turn.end and turn.on in days]
    few = [turn for one, turn in ends if held_by(one, turn.on) < 3]
    many = [turn for one, turn in ends if held_by(one, turn.on) >= 3]
    meetings = [meeting for one in corps.matches for meeting in one.meetings if meeting.on in days]
    held = [meeting for meeting in meetings if meeting.status == "held"]
    referrals = [one for youth in corps.youths for one in youth.referrals if one.on in days]
    money = [one for one in corps.money if one.on in days]
    closings = [one.closed for youth in corps.youths for one in youth.referrals if one.closed is not None]
    with_match = {one.youth for one in corps.matches if live(one, lo, hi)}
    young = [one for one in corps.youths if one.id in with_match]

    def by_category(direction: str) -> dict[str, int]:
        total: Counter[str] = Counter()
        for one in money:
            if one.direction == direction:
                total[one.category] += one.ore
        return dict(total)

    return {
        "mentors_trained_total": sum(day <= hi for day in trained),
        "mentors_trained_in_period": sum(day in days for day in trained),
        "mentors_active_at_end": len(there),
        "mentors_active_by_gender": dict(Counter(one.gender for one in there)),
        "mentors_left_in_period": sum(
            span.kind == "left" and span.on in days for one in corps.mentors for span in one.departures
        ),
        "matches_started": sum(one.met is not None and one.met in days for one in corps.matches),
        "matches_ended": len(ends),
        "matches_reopened": sum(not turn.end and turn.on in days for one in corps.matches for turn in one.turns),
        "matches_running_at_end": sum(runs(one, hi) for one in corps.matches),
        "matches_live_in_period": sum(live(one, lo, hi) for one in corps.matches),
        "referrals": len(referrals),
        "referrals_by_source": dict(Counter(one.source for one in referrals)),
        "referrals_closed_by_reason": dict(Counter(reason for day, reason in closings if day in days)),
        "enquiries_refused": sum(
            one.answer is not None and one.answer[1] == "no" and one.answer[0] in days
            for youth in corps.youths
            for one in youth.enquiries
        ),
        "youths_by_gender": dict(Counter(one.gender for one in young)),
        "youths_by_age": dict(Counter(age_band(one, hi) for one in young)),
        "meetings_held": len(held),
        "meeting_minutes": sum(one.minutes for one in held),
        "no_shows": sum(one.status == "no-show" for one in meetings),
        "end_reasons": dict(Counter(turn.reason for _one, turn in ends if turn.reason is not None)),
        "ended_without_reason": sum(turn.reason is None for _one, turn in ends),
        "outcomes": dict(Counter(turn.outcome for _one, turn in ends if turn.outcome is not None)),
        "ended_with_under_3_meetings": len(few),
        "ended_with_3_or_more": len(many),
        "ended_by_no_show_under_3": sum(turn.reason == "no-show" for turn in few),
        "ended_by_no_show_3_or_more": sum(turn.reason == "no-show" for turn in many),
        "goals_closed_by_how": {},
        "income_ore": sum(one.ore for one in money if one.direction == "income"),
        "expense_ore": sum(one.ore for one in money if one.direction == "expense"),
        "income_by_category": by_category("income"),
        "expense_by_category": by_category("expense"),
        "coordinator_minutes": 0,
        "events_by_kind": dict(Counter(one.kind for one in corps.events if one.on in days)),
    }


# --- what was known about a day --------------------------------------------------------------------------------------


def known_by(corps: Corps, day: int) -> Corps:
    """The same corps without every later fact; planned meetings are known from the day they were recorded."""

    def kept(one: int | None) -> int | None:
        return one if by(one, day) else None

    def spans(some: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(replace(one, until=kept(one.until)) for one in some if one.on <= day)

    def check(one: Check) -> Check:
        return one if by(one.seen, day) else replace(one, seen=None, outcome=None, review=None)

    def known(one: Meeting) -> bool:
        return one.recorded <= day if one.status == "planned" else one.on <= day

    def referral(one: Referral) -> Referral:
        return replace(one, closed=dated(one.closed))

    def dated(one: tuple[int, str] | None) -> tuple[int, str] | None:
        return one if one is not None and one[0] <= day else None

    events = tuple(one for one in corps.events if one.on <= day)
    seen_events = {one.id for one in events}
    mentors = tuple(
        replace(
            one, trained=kept(one.trained), approved=kept(one.approved), pauses=spans(one.pauses),
            departures=spans(one.departures), attended=tuple(n for n in one.attended if n in seen_events),
            checks=tuple(check(c) for c in one.checks if by(c.ordered, day) or by(c.seen, day)),
        )
        for one in corps.mentors if one.applied <= day
    )  # fmt: skip
    youths = tuple(
        replace(
            one, referrals=tuple(referral(r) for r in one.referrals if r.on <= day),
            consents=tuple(replace(c, withdrawn=kept(c.withdrawn)) for c in one.consents if c.on <= day),
            enquiries=tuple(replace(q, answer=dated(q.answer)) for q in one.enquiries if q.on <= day),
            visitations=tuple(replace(v, decided=dated(v.decided)) for v in one.visitations if v.on <= day),
        )
        for one in corps.youths
    )  # fmt: skip
    there = {one.id for one in mentors}
    matches = tuple(
        replace(
            one, proposed=kept(one.proposed), mentor_yes=kept(one.mentor_yes), youth_yes=kept(one.youth_yes),
            declined=kept(one.declined), met=kept(one.met), pauses=spans(one.pauses),
            turns=tuple(t for t in one.turns if t.on <= day), meetings=tuple(m for m in one.meetings if known(m)),
        )
        for one in corps.matches if one.mentor in there and (by(one.proposed, day) or by(one.met, day))
    )  # fmt: skip
    return replace(
        corps, mentors=mentors, youths=youths, matches=matches, events=events,
        money=tuple(one for one in corps.money if one.on <= day),
        deferrals=tuple(one for one in corps.deferrals if one.recorded <= day),
    )  # fmt: skip


NO_DAYS = ("id", "born", "mentor", "youth", "minutes", "ore", "capacity", "attended", "lag", "late", "end", "rematch")


def days_of(corps: Corps) -> list[int]:
    """Every day on which something happened, and the days before and after."""
    found: set[int] = set()

    def walk(one: Any) -> None:
        if isinstance(one, Sequence) and not isinstance(one, str):
            for part in one:
                walk(part)
        elif hasattr(one, "__dataclass_fields__"):
            for name in one.__dataclass_fields__:
                if name not in NO_DAYS:
                    walk(getattr(one, name))
        elif isinstance(one, int) and not isinstance(one, bool):
            found.update((one - 1, one, one + 1))

    walk(corps)
    return sorted(day for day in found if 0 <= day <= LAST)


# --- into a file -----------------------------------------------------------------------------------------------------


@cache
def template() -> bytes:
    """A freshly migrated, empty data file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.db"
        migrate.create(path)
        return path.read_bytes()


def empty() -> sqlite3.Connection:
    """An empty data file in memory, with the constraints of a real one."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(template())
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def insert(connection: sqlite3.Connection, table: str, **values: object) -> int:
    """A plain row; its number."""
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    return int(connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values).lastrowid or 0)


def filled(corps: Corps) -> sqlite3.Connection:
    """A data file in memory that holds the facts."""
    connection = empty()
    connection.execute("BEGIN")
    for event in corps.events:
        insert(connection, "event", id=event.id, on_day=iso(event.on), title=f"E{event.id}", kind=event.kind,
               recorded_on=iso(event.on + corps.lag))  # fmt: skip
    for mentor in corps.mentors:
        write_mentor(connection, corps, mentor)
    for youth in corps.youths:
        write_youth(connection, corps, youth)
    for match in corps.matches:
        write_match(connection, corps, match)
    for money in corps.money:
        insert(connection, "money", on_day=iso(money.on), direction=money.direction, category=money.category,
               amount_ore=money.ore, recorded_on=iso(money.on + corps.lag))  # fmt: skip
    for one in corps.deferrals:
        insert(connection, "deferral", rule=one.rule, kind=one.kind, record_id=one.id, until_day=iso(one.until),
               why="ferie", recorded_on=iso(one.recorded))  # fmt: skip
    connection.execute("COMMIT")
    return connection


def maybe(day: int | None) -> str | None:
    return None if day is None else iso(day)


def in_order(corps: Corps, rows: Sequence[Any]) -> list[Any]:
    """The order in which rows were typed; those of one day always as they happened."""
    return sorted(rows, key=lambda one: -one.on) if corps.late else list(rows)


def write_mentor(connection: sqlite3.Connection, corps: Corps, mentor: Mentor) -> None:
    number = insert(
        connection, "mentor", id=mentor.id, name=f"M{mentor.id}", name_fold=f"m{mentor.id}", name_sort=f"m{mentor.id}",
        gender=mentor.gender, capacity=mentor.capacity, applied_on=iso(mentor.applied),
        trained_on=maybe(mentor.trained), approved_on=maybe(mentor.approved),
        recorded_on=iso(mentor.applied + corps.lag),
    )  # fmt: skip
    for check in mentor.checks:
        first = min(day for day in (check.ordered, check.seen) if day is not None)
        insert(connection, "mentor_check", mentor_id=number, kind=check.kind, ordered_on=maybe(check.ordered),
               seen_on=maybe(check.seen), outcome=check.outcome, review_on=maybe(check.review),
               recorded_on=iso(first + corps.lag))  # fmt: skip
    for pause in in_order(corps, mentor.pauses):
        insert(connection, "mentor_pause", mentor_id=number, on_day=iso(pause.on), resumed_on=maybe(pause.until),
               recorded_on=iso(pause.on + corps.lag))  # fmt: skip
    for away in in_order(corps, mentor.departures):
        insert(connection, "departure", mentor_id=number, kind=away.kind, on_day=iso(away.on),
               returned_on=maybe(away.until), recorded_on=iso(away.on + corps.lag))  # fmt: skip
    for event in mentor.attended:
        insert(connection, "attendance", event_id=event, mentor_id=number, recorded_on=iso(mentor.applied + corps.lag))


def numbered(corps: Corps, youth: Youth, rows: Sequence[Any]) -> list[tuple[int, Any]]:
    """Rows with numbers that stay when later ones are left out; where the newest were typed first they run backwards."""
    found = []
    for place, one in enumerate(rows):
        of_day = sum(other.on == one.on for other in rows[:place])
        found.append((youth.id * 10_000 + (LAST - one.on if corps.late else one.on) * 10 + of_day, one))
    return found


def write_youth(connection: sqlite3.Connection, corps: Corps, youth: Youth) -> None:
    number = insert(
        connection, "youth", id=youth.id, name=f"Y{youth.id}", name_fold=f"y{youth.id}", name_sort=f"y{youth.id}",
        gender=youth.gender, born=maybe(youth.born), recorded_on=iso(0),
    )  # fmt: skip
    for one in in_order(corps, youth.referrals):
        row = insert(connection, "referral", youth_id=number, on_day=iso(one.on), source=one.source,
                     recorded_on=iso(one.on + corps.lag))  # fmt: skip
        if one.closed is not None:
            insert(connection, "closing", referral_id=row, on_day=iso(one.closed[0]), reason=one.closed[1],
                   recorded_on=iso(one.closed[0] + corps.lag))  # fmt: skip
    for row, asked in numbered(corps, youth, youth.enquiries):
        answered, said = asked.answer or (None, None)
        insert(connection, "enquiry", id=row, youth_id=number, on_day=iso(asked.on), source=asked.source, answer=said,
               answered_on=maybe(answered), recorded_on=iso(asked.on + corps.lag))  # fmt: skip
    for row, visit in numbered(corps, youth, youth.visitations):
        decided, decision = visit.decided or (None, None)
        insert(connection, "visitation", id=row, youth_id=number, on_day=iso(visit.on), decision=decision,
               decided_on=maybe(decided), recorded_on=iso(visit.on + corps.lag))  # fmt: skip
    for consent in youth.consents:
        insert(connection, "consent", youth_id=number, kind="contact", given_by="youth", on_day=iso(consent.on),
               review_on=maybe(consent.review), withdrawn_on=maybe(consent.withdrawn),
               recorded_on=iso(consent.on + corps.lag))  # fmt: skip


def write_match(connection: sqlite3.Connection, corps: Corps, match: Match) -> None:
    first = min(day for day in (match.proposed, match.met) if day is not None)
    number = insert(
        connection, "match", id=match.id, mentor_id=match.mentor, youth_id=match.youth,
        proposed_on=maybe(match.proposed), mentor_yes_on=maybe(match.mentor_yes), youth_yes_on=maybe(match.youth_yes),
        declined_on=maybe(match.declined), declined_by=None if match.declined is None else "youth",
        declined_reason=None if match.declined is None else "poor-fit", first_met_on=maybe(match.met),
        coordinator_present=None if match.met is None else 1, recorded_on=iso(first + corps.lag),
    )  # fmt: skip
    for turn in in_order(corps, match.turns):
        if turn.end:
            insert(connection, "match_end", match_id=number, on_day=iso(turn.on), ended_by="both", planned="yes",
                   reason=turn.reason, outcome=turn.outcome, rematch=int(turn.rematch),
                   recorded_on=iso(turn.on + corps.lag))  # fmt: skip
        else:
            insert(connection, "match_reopening", match_id=number, on_day=iso(turn.on),
                   recorded_on=iso(turn.on + corps.lag))  # fmt: skip
    for pause in in_order(corps, match.pauses):
        insert(connection, "match_pause", match_id=number, on_day=iso(pause.on), resumed_on=maybe(pause.until),
               recorded_on=iso(pause.on + corps.lag))  # fmt: skip
    for meeting in in_order(corps, match.meetings):
        insert(connection, "meeting", match_id=number, on_day=iso(meeting.on), kind="regular", status=meeting.status,
               minutes=meeting.minutes, recorded_on=iso(meeting.recorded))  # fmt: skip


# --- drawing ---------------------------------------------------------------------------------------------------------

DAYS = st.integers(0, LAST)
GAPS = st.one_of(st.just(0), st.integers(1, 9), st.integers(10, 70))  # many things fall on one day
GENDERS = st.sampled_from(["female", "male", "other", "unknown"])


def sometimes(some: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | some


def within(day: int) -> bool:
    return day <= LAST


@st.composite
def spans(draw: st.DrawFn, start: int, kinds: tuple[str, ...] = ("",)) -> tuple[Span, ...]:
    """None, one or two spans that do not overlap."""
    found: list[Span] = []
    for _number in range(draw(st.sampled_from([0, 0, 1, 2]))):
        begins = start + draw(GAPS)
        until = draw(sometimes(GAPS))
        if not within(begins) or (found and found[-1].until is None):
            break
        found.append(Span(begins, None if until is None or not within(begins + until) else begins + until,
                          draw(st.sampled_from(kinds))))  # fmt: skip
        start = found[-1].until if found[-1].until is not None else begins
    return tuple(found)


@st.composite
def mentors(draw: st.DrawFn, number: int, events: tuple[Event, ...]) -> Mentor:
    """A mentor; several things may fall on the day of the application."""
    applied = draw(st.integers(0, 60))

    def after() -> int | None:
        gap = draw(sometimes(GAPS))
        return None if gap is None or not within(applied + gap) else applied + gap

    checks = []
    one, other = "straffeattest", "boerneattest"
    for kind in draw(st.sampled_from([(), (one,), (one, one), (other, one)])):
        ordered, seen = after(), after()
        if seen is not None and ordered is not None and seen < ordered:
            ordered, seen = seen, ordered
        outcome = None if seen is None else draw(st.sampled_from(["approved", "approved", "rejected", "no-consent"]))
        review = draw(sometimes(DAYS)) if seen is not None else None
        if ordered is not None or seen is not None:
            checks.append(Check(kind, ordered, seen, outcome, review))
    attended = tuple(one.id for one in events if one.on >= applied and draw(st.booleans()))
    return Mentor(
        number, draw(GENDERS), draw(st.sampled_from([None, None, 0, 1, 3])), applied, after(), after(), tuple(checks),
        draw(spans(applied)), draw(spans(applied, ("left", "left", "declined"))), attended,
    )  # fmt: skip


@st.composite
def youths(draw: st.DrawFn, number: int) -> Youth:
    """A youth with one referral or more; a closing lies between its referral and the next one, both days included."""
    days = [draw(st.integers(0, 70))]
    for _number in range(draw(st.sampled_from([0, 0, 1, 2]))):
        days.append(min(LAST, days[-1] + draw(GAPS)))
    referrals = []
    for place, day in enumerate(days):
        latest = days[place + 1] if place + 1 < len(days) else LAST
        closed = draw(sometimes(st.integers(day, latest))) if draw(st.booleans()) else None
        reason = draw(st.sampled_from(["withdrew", "not-accepted", "job", "moved"]))
        source = draw(st.sampled_from(["self", "jobcenter", "parents"]))
        referrals.append(Referral(day, source, None if closed is None else (closed, reason)))
    consents = ()
    if draw(st.booleans()):
        on = draw(DAYS)
        withdrawn = draw(sometimes(st.integers(on, LAST)))
        consents = (Consent(on, draw(sometimes(st.integers(on, LAST))), withdrawn),)
    born = draw(sometimes(st.integers(-32 * 365, -13 * 365)))
    enquiries, visitations = draw(asked(days[0])), draw(visits(days[0]))
    if number > 1 and enquiries and draw(st.booleans()):
        return Youth(number, draw(GENDERS), (), (), enquiries, born=born)  # asked about, and never referred
    return Youth(number, draw(GENDERS), tuple(referrals), consents, enquiries, visitations, born=born)


@st.composite
def asked(draw: st.DrawFn, referred: int) -> tuple[Enquiry, ...]:
    """None, one or two enquiries, before or after the first referral."""
    found = []
    for _number in range(draw(st.sampled_from([0, 0, 1, 2]))):
        on = min(LAST, max(0, referred + draw(st.sampled_from([-1, 1])) * draw(GAPS)))
        answered = draw(sometimes(st.integers(on, LAST)))
        said = draw(st.sampled_from(["yes", "no"]))
        answer = None if answered is None else (answered, said)
        found.append(Enquiry(on, draw(st.sampled_from(["caseworker", "self"])), answer))
    return tuple(sorted(found, key=lambda one: one.on))


@st.composite
def visits(draw: st.DrawFn, referred: int) -> tuple[Visitation, ...]:
    """None, one or two visitations on or after the first referral; some are decided, some of them for other support."""
    found = []
    for _number in range(draw(st.sampled_from([0, 0, 1, 2]))):
        on = min(LAST, referred + draw(GAPS))
        decision = draw(st.sampled_from(["admitted", "waiting-list", "other-support"]))
        decided = draw(sometimes(GAPS))
        found.append(Visitation(on, None if decided is None else (min(LAST, on + decided), decision)))
    return tuple(sorted(found, key=lambda one: one.on))


@st.composite
def matches(draw: st.DrawFn, number: int, corps: Corps) -> Match:
    """A match of a drawn pair, proposed when both are on file, with ends and reopenings in turn."""
    came = [one for one in corps.youths if one.referrals]
    mentor, youth = draw(st.sampled_from(corps.mentors)), draw(st.sampled_from(came))
    start = min(LAST, max(mentor.applied, youth.referrals[0].on) + draw(GAPS))
    one = Match(number, mentor.id, youth.id, start)
    path = draw(st.sampled_from(["proposed", "declined", "accepted", "met", "met", "met", "met", "imported"]))
    if path in ("proposed", "declined"):
        yes = min(LAST, start + draw(GAPS))
        one = replace(one, mentor_yes=yes) if draw(st.booleans()) else replace(one, youth_yes=yes)
        return replace(one, declined=min(LAST, yes + draw(GAPS))) if path == "declined" else one
    if path != "imported":
        yeses = min(LAST, start + draw(GAPS)), min(LAST, start + draw(GAPS))
        one = replace(one, mentor_yes=yeses[0], youth_yes=yeses[1])
        start = max(yeses)
        if path == "accepted":
            return replace(one, declined=min(LAST, start + draw(GAPS))) if draw(st.booleans()) else one
    met = min(LAST, start + draw(GAPS))
    one = replace(one, met=met, proposed=draw(st.sampled_from([None, met])) if path == "imported" else one.proposed)
    return replace(one, turns=draw(turns(met)), pauses=draw(spans(met)), meetings=draw(meetings(met)))


@st.composite
def turns(draw: st.DrawFn, day: int) -> tuple[Turn, ...]:
    """Ends and reopenings in turn, an end first; several may fall on one day."""
    found = []
    for place in range(draw(st.sampled_from([0, 0, 1, 1, 2, 3, 4]))):
        day += draw(GAPS)
        if not within(day):
            break
        reason = draw(st.sampled_from([None, "no-show", "no-show", "job", "goal-reached"]))
        outcome = draw(st.sampled_from([None, "education", "none"]))
        found.append(Turn(day, True, reason, outcome, draw(st.booleans())) if place % 2 == 0 else Turn(day, False))
    return tuple(found)


@st.composite
def meetings(draw: st.DrawFn, met: int) -> tuple[Meeting, ...]:
    """Meetings of every status, no two of one match on one day; a planned one is recorded before its day."""
    days = draw(st.lists(st.integers(met, LAST), max_size=6, unique=True))
    found = []
    for day in sorted(days):
        status = draw(st.sampled_from(["held"] * 3 + ["no-show"] * 2 + ["excused", "planned", "cancelled"]))
        before, after = st.integers(max(met, day - 20), day), st.sampled_from([day, day + 5])
        recorded = draw(before if status == "planned" else after)
        found.append(Meeting(day, status, draw(st.sampled_from([0, 45, 60])), recorded))
    return tuple(found)


@st.composite
def corpora(draw: st.DrawFn, *, most: int = 5) -> Corps:
    """A small consistent corps over some 120 days, with days on which several things happen."""
    kinds = st.sampled_from(["course", "course", "network", "board"])
    events = tuple(Event(n + 1, draw(DAYS), draw(kinds)) for n in range(draw(st.integers(0, 2))))
    corps = Corps(
        tuple(draw(mentors(n + 1, events)) for n in range(draw(st.integers(1, 3)))),
        tuple(draw(youths(n + 1)) for n in range(draw(st.integers(1, 3)))),
        events=events, lag=draw(st.sampled_from([0, 4, 400])), late=draw(st.booleans()),
    )  # fmt: skip
    pairs = tuple(draw(matches(n + 1, corps)) for n in range(draw(st.integers(0, most))))
    directions, categories = st.sampled_from(["income", "expense"]), st.sampled_from(["section-18", "social"])
    money = draw(st.lists(st.builds(Money, DAYS, directions, st.integers(1, 10**7), categories), max_size=3))
    deferrals = draw(st.lists(st.builds(deferral, DAYS, st.integers(1, 3), st.integers(1, 40)), max_size=2))
    return replace(corps, matches=pairs, money=tuple(money), deferrals=tuple(deferrals))


def deferral(day: int, number: int, days: int) -> Deferral:
    """A reminder about a match or a youth that somebody put off."""
    return Deferral("C7" if days % 2 else "C10", "match" if days % 2 else "youth", number, day, day + days)


@dataclass(frozen=True)
class Drawn:
    """A corps, a shipped scheme, and a period or day to ask about."""

    corps: Corps
    scheme: str
    lo: int
    hi: int

    @property
    def profile(self) -> Profile:
        return profile_of(self.scheme)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """A corps with a period; the ends of the period like to fall on days on which something happened."""
    corps = draw(corpora())
    days = st.sampled_from([0, LAST, *days_of(corps)]) | DAYS
    lo, hi = sorted((draw(days), draw(days)))
    return Drawn(corps, draw(st.sampled_from(SCHEMES)), lo, hi)


def each_day(corps: Corps) -> Iterator[tuple[int, str]]:
    """The days to ask about, with their dates."""
    for day in days_of(corps):
        yield day, iso(day)
