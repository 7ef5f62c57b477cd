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


class GrantFact(NamedTuple):
    """The papers of a grant, on file or about to be written; what is not given is None or empty."""

    id: int
    label: str
    applied_on: str | None
    granted_on: str | None
    from_day: str | None
    until_day: str | None
    minutes: int | None
    rate_ore: int | None
    payer: str
    contact: str
    legal_basis: str | None
    purpose: str
    tasks: str
    mentor_id: int | None
    qualification: str
    assessed_on: str | None
    renews_id: int | None
    former_assessment: str | None  # of the grant that it renews: its assessment, else its first day
    chain_from: str | None  # the first day of the chain
    support: str  # what the young person lives on
    overlaps: tuple[str, ...]  # the other grants of the young person on the same days
    recorded_on: str


class GrantUse(NamedTuple):
    """A granted grant that nobody has stopped: its days, hours and use, and what comes after it."""

    id: int
    label: str
    from_day: str
    until_day: str
    minutes: int
    used: int  # of one that has ended it is not asked
    spent_on: str | None  # the day of the meeting that used the hours up
    renewed_by: int | None  # a renewal applied for or granted
    followed: int  # the renewal is granted, another grant lasts longer, or the renewal's answer is not due yet
    runs: int  # the young person has a running match
    recorded_on: str


class FundFact(NamedTuple):
    """§ 18 money that came in during a year, and when that came into the file."""

    year: int
    income_ore: int
    recorded_on: str
