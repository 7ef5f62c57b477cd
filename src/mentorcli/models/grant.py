"""Grants: hours that somebody pays for, for one young person, from day to day; renewals form a chain. Data only."""

from __future__ import annotations

from sqlmodel import Field

from mentorcli.models.column import Record


class Grant(Record, table=True):
    """A grant applied for or granted: period, hours in minutes, rate in øre, payer, purpose, tasks and legal basis."""

    youth_id: int = Field(foreign_key="youth.id")
    mentor_id: int | None = Field(default=None, foreign_key="mentor.id")
    renews_id: int | None = Field(default=None, foreign_key="grant.id")
    applied_on: str | None = None
    granted_on: str | None = None
    declined_on: str | None = None
    from_day: str
    until_day: str
    stopped_on: str | None = None
    minutes: int
    rate_ore: int
    payer: str = ""
    contact: str = ""
    contact_email: str = ""
    reference: str = ""
    legal_basis: str | None = None
    purpose: str = ""
    tasks: str = ""
    qualification: str = ""
    assessed_on: str | None = None
    vat: str = "unclear"
    interpreter: int = 0
