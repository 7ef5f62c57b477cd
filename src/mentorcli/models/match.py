"""Matches (one mentor and one youth over a span of time) and their meetings. Data only."""

from __future__ import annotations

from sqlmodel import Field

from mentorcli.models.column import Record


class Match(Record, table=True):
    """One episode: the unit of all statistics. A pair may have several."""

    mentor_id: int = Field(foreign_key="mentor.id")
    youth_id: int = Field(foreign_key="youth.id")
    proposed_on: str | None = None
    mentor_yes_on: str | None = None
    youth_yes_on: str | None = None
    declined_on: str | None = None
    declined_by: str | None = None
    declined_reason: str | None = None
    first_met_on: str | None = None
    coordinator_present: int | None = None


class MatchEnd(Record, table=True):
    """An end: who ended it, planned or not, one primary reason, and where the youth went."""

    __tablename__ = "match_end"
    match_id: int = Field(foreign_key="match.id")
    on_day: str
    ended_by: str | None = None
    planned: str | None = None
    reason: str | None = None
    outcome: str | None = None
    rematch: int = 0


class MatchReopening(Record, table=True):
    """A match that went on after an end."""

    __tablename__ = "match_reopening"
    match_id: int = Field(foreign_key="match.id")
    on_day: str


class MatchPause(Record, table=True):
    """A span in which a match rests; it still counts as running."""

    __tablename__ = "match_pause"
    match_id: int = Field(foreign_key="match.id")
    on_day: str
    reason: str = ""
    resumed_on: str | None = None


class Meeting(Record, table=True):
    """A meeting: day, length, place, topics and what came of it; no account of what was said."""

    match_id: int = Field(foreign_key="match.id")
    on_day: str
    at: str | None = None
    kind: str
    status: str
    who: str | None = None
    minutes: int = 0
    place: str = ""
    topics: str = ""
    stand_in_id: int | None = Field(default=None, foreign_key="mentor.id")  # who came in the mentor's place


class FollowUp(Record, table=True):
    """The coordinator's talk with one party of a match, a closing talk, or a try to get in touch."""

    __tablename__ = "followup"
    match_id: int = Field(foreign_key="match.id")
    on_day: str
    party: str
    kind: str
    status: str
    via: str | None = None
    rating: int | None = None
    note: str = ""


class Substitution(Record, table=True):
    """Another mentor stands in for a span; the match and all its figures stay with its own mentor."""

    match_id: int = Field(foreign_key="match.id")
    mentor_id: int = Field(foreign_key="mentor.id")
    on_day: str
    until_day: str
    reason: str = ""
