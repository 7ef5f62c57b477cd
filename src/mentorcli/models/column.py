"""What every table of records has: its id, never used twice, and the day on which it came into the file."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Record(SQLModel):
    """A dated fact. `recorded_on` is the day (of `--today`) on which it was written; reminders count from it."""

    id: int | None = Field(default=None, primary_key=True)
    recorded_on: str
