"""The plain rows that rules decide over. Views fetch them as of a day; a rule sees nothing else."""

from __future__ import annotations

from typing import NamedTuple


class MatchFact(NamedTuple):
    """An open match: its days, its held meetings, and the newest meetings that somebody came to or stayed away from."""

    id: int
    label: str
    mentor_id: int
    youth_id: int
    state: str
    accepted_on: str | None  # the day of the last yes
    first_met_on: str | None
    recorded_on: str
    held: int
    last_held: str | None
    recent: int  # of the newest meetings (as many as the run asks for): how many there are
    recent_no_shows: int  # … and how many of those were no-shows
    newest: str | None  # the day of the newest of them
    newest_recorded: str | None


class CheckFact(NamedTuple):
    """The newest approved certificate of a kind, of a mentor who has not left."""

    mentor_id: int
    label: str
    kind: str
    seen_on: str
    review_on: str | None
    recorded_on: str


class BreakFact(NamedTuple):
    """A mentor's new match after an earlier one, and the newest certificate seen before the day."""

    match_id: int
    label: str
    mentor_id: int
    earlier_end: str
    begins: str
    recorded_on: str
    checked_on: str | None


class ConsentFact(NamedTuple):
    """A consent in force of a youth who is not closed."""

    youth_id: int
    label: str
    kind: str
    on_day: str
    review_on: str | None
    recorded_on: str
    born: str | None


class WaitFact(NamedTuple):
    """A youth who waits."""

    youth_id: int
    label: str
    since: str
    recorded_on: str
    proposed: int


class GoalFact(NamedTuple):
    """An open goal of a young person who has a mentor, and the newest score of each view."""

    id: int
    label: str
    area: str
    on_day: str
    youth_scored: str | None
    mentor_scored: str | None
    coordinator_scored: str | None
    recorded_on: str


class FundFact(NamedTuple):
    """§ 18 money that came in during a year, and when that came into the file."""

    year: int
    income_ore: int
    recorded_on: str
