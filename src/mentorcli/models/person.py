"""Mentors and youths, and what hangs on each of them. Data only; the checks stand in the tables."""

from __future__ import annotations

from sqlmodel import Field

from mentorcli.models.column import Record


class Mentor(Record, table=True):
    """A mentor, volunteer or paid; facts that happen once are columns, the others rows of their own."""

    name: str | None
    name_fold: str = ""
    name_sort: str = ""
    gender: str
    born: str | None = None
    age_band: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""
    address_protected: int = 0
    languages: str = ""
    interests: str = ""
    erased_on: str | None = None
    helps_with: str = ""
    capacity: int | None = None
    applied_on: str
    trained_on: str | None = None
    approved_on: str | None = None
    secrecy_on: str | None = None
    channel: str | None = None  # where the mentor heard of the scheme
    qualification: str = ""
    free_times: str = ""
    work: str = ""
    background_yes_on: str | None = None  # the day on which the person said that it may be used
    background: str = ""
    own_words: str = ""


class Departure(Record, table=True):
    """A mentor left, or was declined; and the day of a return."""

    mentor_id: int = Field(foreign_key="mentor.id")
    kind: str
    on_day: str
    reason: str = ""
    returned_on: str | None = None


class MentorCheck(Record, table=True):
    """A criminal record certificate: kind, days, role and outcome; never its content."""

    __tablename__ = "mentor_check"
    mentor_id: int = Field(foreign_key="mentor.id")
    kind: str
    ordered_on: str | None = None
    seen_on: str | None = None
    seen_by: str = ""
    outcome: str | None = None
    review_on: str | None = None


class MentorPause(Record, table=True):
    """A span in which a mentor takes no new match."""

    __tablename__ = "mentor_pause"
    mentor_id: int = Field(foreign_key="mentor.id")
    on_day: str
    reason: str = ""
    resumed_on: str | None = None


class Youth(Record, table=True):
    """A young person."""

    name: str | None
    name_fold: str = ""
    name_sort: str = ""
    gender: str
    born: str | None = None
    age_band: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""
    address_protected: int = 0
    languages: str = ""
    interests: str = ""
    erased_on: str | None = None
    needs: str = ""
    support: str = ""
    municipality: str = ""
    guardian: str = ""
    guardian_phone: str = ""
    guardian_email: str = ""
    guardian_choice: str | None = None
    free_times: str = ""
    work: str = ""
    background_yes_on: str | None = None  # the day on which the person said that it may be used
    background: str = ""
    own_words: str = ""


class Referral(Record, table=True):
    """Who sent the youth, when and why; a youth may have several over time."""

    youth_id: int = Field(foreign_key="youth.id")
    on_day: str
    source: str
    referrer: str = ""
    why: str = ""


class Closing(Record, table=True):
    """A referral closed: an end reason, or `withdrew`, or `not-accepted`."""

    referral_id: int = Field(foreign_key="referral.id")
    on_day: str
    reason: str


class Consent(Record, table=True):
    """What a youth or a guardian agreed to, and until when."""

    youth_id: int = Field(foreign_key="youth.id")
    kind: str
    data: str = ""
    parties: str = ""
    purpose: str = ""
    given_by: str
    on_day: str
    review_on: str | None = None
    withdrawn_on: str | None = None
    told: int = 0  # told how to withdraw it


class Wish(Record, table=True):
    """What a mentor or a youth wishes about the other: how they are, or that it is not a certain person."""

    side: str  # whose wish it is
    mentor_id: int | None = Field(default=None, foreign_key="mentor.id")
    youth_id: int | None = Field(default=None, foreign_key="youth.id")
    on_day: str
    about: str
    value: str = ""
    force: str
    withdrawn_on: str | None = None


class Concern(Record, table=True):
    """That the municipality was notified of a concern, when, by which role, and its receipt; never the content."""

    youth_id: int = Field(foreign_key="youth.id")
    on_day: str
    told_to: str = ""
    by_role: str = ""
    receipt_on: str | None = None


class Thanks(Record, table=True):
    """A mentor was thanked: for so many years, or so many meetings."""

    mentor_id: int = Field(foreign_key="mentor.id")
    on_day: str
    occasion: str
    number: int


class Remark(Record, table=True):
    """Free text on a mentor or a youth."""

    mentor_id: int | None = Field(default=None, foreign_key="mentor.id")
    youth_id: int | None = Field(default=None, foreign_key="youth.id")
    on_day: str
    text: str
