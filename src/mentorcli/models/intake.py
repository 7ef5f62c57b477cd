"""How a young person comes to the scheme: the enquiry beforehand, and the visitation meeting. Data only."""

from __future__ import annotations

from sqlmodel import Field

from mentorcli.models.column import Record


class Enquiry(Record, table=True):
    """ "Can you take this task?", and the answer with its day; the young person may have no name yet."""

    youth_id: int | None = Field(default=None, foreign_key="youth.id")
    on_day: str
    source: str
    asker: str = ""
    about: str = ""
    answer: str | None = None
    answered_on: str | None = None
    reason: str = ""


class Visitation(Record, table=True):
    """The intake meeting: background, course so far, purpose, needs, start, content, hours, and the decision."""

    youth_id: int = Field(foreign_key="youth.id")
    mentor_id: int | None = Field(default=None, foreign_key="mentor.id")  # the mentor to be
    on_day: str
    participants: str = ""
    place: str = ""
    background: str = ""
    so_far: str = ""
    purpose: str = ""
    support_needs: str = ""
    content: str = ""
    others: str = ""
    care: str = ""
    interpreter: str = ""
    start_on: str | None = None
    minutes: int | None = None
    decision: str | None = None
    decided_on: str | None = None
    decided_by: str = ""
