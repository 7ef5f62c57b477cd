"""What the scheme as a whole does and has: events, money, the coordinator's hours, settings. Data only."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from mentorcli.models.column import Record


class Scheme(SQLModel, table=True):
    """Which profile the file was made from, and when."""

    id: int = Field(default=1, primary_key=True)
    profile: str
    created_on: str


class Setting(Record, table=True):
    """One value of the scheme's profile from a day on."""

    key: str
    value: str
    valid_from: str


class Event(Record, table=True):
    """A course, network meeting, theme day, board meeting or social event."""

    on_day: str
    title: str
    kind: str
    minutes: int = 0


class Attendance(Record, table=True):
    """One person at one event."""

    event_id: int = Field(foreign_key="event.id")
    mentor_id: int | None = Field(default=None, foreign_key="mentor.id")
    youth_id: int | None = Field(default=None, foreign_key="youth.id")


class Money(Record, table=True):
    """Money in or out, in øre."""

    on_day: str
    direction: str
    category: str
    amount_ore: int
    text: str = ""


class Hours(Record, table=True):
    """The coordinator's own time, in minutes."""

    on_day: str
    minutes: int
    activity: str


class Deferral(Record, table=True):
    """A reminder put off until a day, with the reason; whom it is about, so that it can be erased with them."""

    rule: str
    kind: str
    record_id: int
    mentor_id: int | None = Field(default=None, foreign_key="mentor.id")
    youth_id: int | None = Field(default=None, foreign_key="youth.id")
    until_day: str
    why: str


class RuleOverride(Record, table=True):
    """A rule was passed over for one record, with the reason; whom it is about, so that it can be erased with them."""

    __tablename__ = "rule_override"
    rule: str
    kind: str
    record_id: int
    mentor_id: int | None = Field(default=None, foreign_key="mentor.id")
    youth_id: int | None = Field(default=None, foreign_key="youth.id")
    on_day: str
    why: str
