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


class FundFact(NamedTuple):
    """§ 18 money that came in during a year, and when that came into the file."""

    year: int
    income_ore: int
    recorded_on: str


class ReferralFact(NamedTuple):
    """A referral, and what tells whether the youth belongs to those whom the scheme is for."""

    youth_id: int
    label: str
    on_day: str
    born: str | None
    municipality: str


class EnquiryFact(NamedTuple):
    """An enquiry without an answer; `label` is the youth, else who asked."""

    id: int
    label: str
    on_day: str
    recorded_on: str


class GivenFact(NamedTuple):
    """What a consent says: the kind, which data, from or to whom, what for, and whether it was told how to withdraw it."""

    id: int
    youth_id: int
    label: str
    kind: str
    data: str
    parties: str
    purpose: str
    told: int


class ConsentPairFact(NamedTuple):
    """A youth who waits or has a match, with the two consents to taking part: the youth's own, and a guardian's."""

    youth_id: int
    match_id: int | None  # None of one who waits without a proposal
    label: str
    state: str | None  # of the match
    born: str | None
    recorded_on: str
    own_on: str | None
    guardian_on: str | None
    choice: str | None  # what was chosen about the parents


class SensitiveFact(NamedTuple):
    """Sensitive texts of a visitation, and the consent of that kind that is in force, or was withdrawn."""

    id: int
    youth_id: int
    label: str
    on_day: str
    fields: str  # codes of `visitation_item`, with commas between
    recorded_on: str
    consented_on: str | None
    withdrawn_on: str | None


class WithdrawalFact(NamedTuple):
    """A consent withdrawn with none of its kind in force, and what goes on under it all the same."""

    kind: str  # of the record: visitation (its texts are kept), match or youth (the youth still takes part)
    id: int
    youth_id: int
    label: str
    consent: str
    withdrawn_on: str
    fields: str


class SharingFact(NamedTuple):
    """Something beyond first name and contact that a mentor gets to know of a youth, and the consent to sharing it."""

    kind: str
    id: int
    label: str
    on_day: str
    what: str
    consented_on: str | None


class BirthdayFact(NamedTuple):
    """A youth who came before the 18th birthday and is not closed; the newest own consent to taking part."""

    youth_id: int
    label: str
    born: str
    recorded_on: str
    consented_on: str | None


class ConcernFact(NamedTuple):
    """A notification of concern, as far as it is kept: when and to whom, and the youth's birth day."""

    id: int
    youth_id: int
    label: str
    on_day: str
    told_to: str
    recorded_on: str
    receipt_on: str | None
    born: str | None
