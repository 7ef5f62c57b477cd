"""The plain rows that rules decide over. Views fetch them as of a day; a rule sees nothing else."""

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
    recent: (
        int  # of the newest meetings (the no-shows in a row, at least as many as a run asks for): how many there are
    )
    recent_no_shows: int  # … and how many of those were no-shows
    newest: str | None  # the day of the newest of them
    newest_recorded: str | None
    by_mentor: int = 0  # of those no-shows, the ones of the mentor
    contacts: tuple[tuple[str, str], ...] = ()  # tries to get in touch since the last held meeting: day and party
    coming: str | None = None  # the next planned meeting


class TalkFact(NamedTuple):
    """A match that has met, and the coordinator's talks with one of its two parties."""

    id: int
    label: str
    party: str
    met: str
    recorded_on: str
    talks: tuple[str, ...]  # the days of the talks held, in order
    rests: tuple[tuple[str, str | None], ...]  # spans in which it did not run: first day, and the day it went on
    planned: str | None = None  # the next planned talk


class PlannedFact(NamedTuple):
    """A meeting or a talk that was planned for a day that has passed, and of which nothing more is told."""

    match_id: int
    label: str
    kind: str  # meeting, or the party of a talk
    on: str
    recorded_on: str


class EndFact(NamedTuple):
    """An end of a match, and what came before it."""

    match_id: int
    label: str
    on: str
    recorded_on: str
    ended_by: str | None
    planned: str | None
    reason: str | None
    talked: tuple[str, ...]  # with whom a closing talk was held or is planned
    step: int = 0  # the next step towards contact, from 1; 0 where none is asked for


class LeftFact(NamedTuple):
    """An open match of which one party is no longer in the scheme: whose referral is closed, or who has left."""

    match_id: int
    label: str
    party: str  # youth or mentor
    state: str
    on: str
    recorded_on: str


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


class IdleFact(NamedTuple):
    """A mentor who could have more young people: how many there are or are proposed, the places, and since when."""

    mentor_id: int
    label: str
    matches: int
    places: int
    since: str  # the last day on which there became fewer, or on which the mentor could begin
    recorded_on: str


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


class NoteDue(NamedTuple):
    """A granted grant, and how far the issued notes about it reach: what the next follow-up note is reckoned from."""

    grant_id: int
    match_id: int | None  # the newest match of the young person that has begun
    label: str
    from_day: str
    last_day: str
    noted_until: str | None  # the last day of the period of the newest issued note
    recorded_on: str


class NoteText(NamedTuple):
    """What has been written of a note that is to be issued: the parts that only people can write."""

    id: int
    label: str
    begun_on: str
    purpose: str
    work: str
    development: str
    youth_view: str
    next_period: str


class FundFact(NamedTuple):
    """§ 18 money that came in during a year, and when that came into the file."""

    year: int
    income_ore: int
    recorded_on: str


class Seen(NamedTuple):
    """A certificate that was seen: its kind, the day, and what came of it."""

    kind: str
    seen_on: str
    outcome: str


class PairFact(NamedTuple):
    """A mentor and a youth at a step of their way, judged on a day; the certificates are those seen by then, oldest first.

    Steps that a verb takes: propose, accept (the last yes, or a reopening), first (the first meeting), meeting (a later
    one), plan first and plan (a meeting to come), cover and cover ahead (another mentor stands in, now or later). Steps
    that stand on a day: proposed, accepted, running, covering. Past: a first meeting that was.
    """

    match_id: int  # 0: not on file yet
    label: str
    mentor_id: int
    mentor: str
    youth_id: int
    youth: str
    step: str
    day: str
    born: str | None  # the youth's birth day
    checks: tuple[Seen, ...] = ()
    trained_on: str | None = None
    secrecy_on: str | None = None
    capacity: int | None = None  # the mentor's own number of places
    others: int = 0  # the mentor's other open matches; of a match that stands, those that were open before it
    proposed_on: str | None = None
    mentor_yes_on: str | None = None
    youth_yes_on: str | None = None
    first_met_on: str | None = None
    coordinator: int | None = None  # whether the coordinator was at the first meeting; None: not told
    recorded_on: str = ""
    planned: tuple[str, ...] = ()  # the days of meetings to come


class GuestFact(NamedTuple):
    """A day on which a mentor helped at an event: the birth day of the youngest who came, and whether one is unknown."""

    day: str
    recorded_on: str
    youngest: str | None
    unknown: bool


class HelperFact(NamedTuple):
    """A mentor who helps at events: the days, oldest first, and the certificates seen."""

    mentor_id: int
    label: str
    days: tuple[GuestFact, ...]
    checks: tuple[Seen, ...]


class OrderFact(NamedTuple):
    """A certificate that was ordered and is not seen yet."""

    mentor_id: int
    label: str
    kind: str
    ordered_on: str
    recorded_on: str


class EventsFact(NamedTuple):
    """The events of one kind: the newest that was held, the next to come, and when the file was made."""

    kind: str
    last: str | None
    recorded_on: str | None  # of the newest that was held
    coming: str | None  # the nearest to come, as far as it is known on the day
    held_this_year: int
    ahead: int  # how many are to come
    made_on: str | None


class NeedFact(NamedTuple):
    """What the need of mentors is worked out from: as it stands on the day, and what happened in the days before."""

    waiting: int
    free: int
    active: int
    in_training: int
    courses_ahead: int
    days: int  # so many days before the day the following five are counted in
    referred: int  # young people
    closed: int  # matches
    rematched: int  # … after which the young person waits on
    stopped: int  # mentors
    places: int  # of a mentor
    begun_on: str | None  # the first day on which something came into the file
    courses_year: int = 0  # of the day's calendar year: courses held, and those to come


class HoursFact(NamedTuple):
    """Some of the coordinator's time, and the first day that the file knows of."""

    on_day: str
    minutes: int
    recorded_on: str
    first: str


class Milestone(NamedTuple):
    """A mentor's held meeting of a round number: which it was, and when."""

    number: int
    on_day: str
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


class ThanksFact(NamedTuple):
    """A mentor in the corps: since when, the round meetings of late, and what thanks were said for."""

    mentor_id: int
    label: str
    since: str | None
    recorded_on: str
    reached: tuple[Milestone, ...]
    thanked: frozenset[tuple[str, int]]


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
    consented_on: str | None  # by who decides at that age
    withdrawn_on: str | None
    own_on: str | None = None  # the young person's own consent, which alone may not be enough


class WithdrawalFact(NamedTuple):
    """A consent withdrawn with none of its kind in force, and what goes on under it all the same."""

    kind: str  # of the record: visitation or youth with fields (these are kept), match or youth (still takes part)
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
