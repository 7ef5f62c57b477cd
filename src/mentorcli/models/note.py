"""Follow-up notes: the text of a draft, and the prints of an issued one. Data only."""

from __future__ import annotations

from sqlmodel import Field

from mentorcli.models.column import Record


class Note(Record, table=True):
    """A follow-up note of a match over a period: what only people can write. Issued, it is
    frozen; `content` is its Markdown."""

    match_id: int = Field(foreign_key="match.id")
    grant_id: int | None = Field(default=None, foreign_key="grant.id")
    from_day: str
    until_day: str
    begun_on: str
    purpose: str = ""
    work: str = ""
    development: str = ""
    youth_view: str = ""
    mentor_view: str = ""
    assessment: str = ""
    contacts: str = ""
    adjustment: str = ""
    next_period: str = ""
    issued_on: str | None = None
    number: int | None = None
    language: str | None = None
    content: str = ""
    fingerprint: str | None = None


class NotePrint(Record, table=True):
    """What was printed of an issued note, in one format: the very bytes, in base64."""

    __tablename__ = "note_print"
    note_id: int = Field(foreign_key="note.id")
    form: str
    bytes: str
