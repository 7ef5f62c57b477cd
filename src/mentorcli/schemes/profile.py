"""Scheme profiles: what a mentor scheme may decide, and the profile that holds on a day.

`init` turns a TOML file into rows of canonical text (`schemes/toml.py`); from then on programs read the rows alone
(`Profile.on`). Canonical text: a whole number 3, yes or no, nothing for "not used", a list one item a line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from mentorcli import codes
from mentorcli.errors import StoreError
from mentorcli.words import N_, _, shown

BEGINNING = "0001-01-01"


class Key(NamedTuple):
    """What one setting may hold. `least` and `most` bound a number, the length of a text or the items of a list.

    `kind` is int, bool, text, choice, list or month-day; `codes` names the list in codes.py that the values come
    from; `item` says what a list holds: code, word (code|dansk|english), rule, or nothing special.
    """

    name: str
    kind: str
    least: int
    most: int
    choices: tuple[str, ...]
    default: str
    help: str
    optional: bool = False
    codes: str = ""
    item: str = ""
    start: Any = None  # the default as a Python value


class Setting(NamedTuple):
    """One row: the canonical text that a key holds from a day on."""

    key: str
    value: str
    valid_from: str


def _int(default: int | None, least: int, most: int, help_text: str, *, optional: bool = False) -> Any:
    return _field("int", default, least, most, help_text, optional=optional)


def _bool(default: bool, help_text: str) -> Any:
    return _field("bool", default, 0, 0, help_text)


def _choice(default: str, list_name: str, help_text: str) -> Any:
    return _field("choice", default, 0, 0, help_text, tuple(codes.LISTS[list_name]), codes=list_name)


def _list(help_text: str, list_name: str = "", item: str = "word", choices: tuple[str, ...] = ()) -> Any:
    return _field("list", (), 0, 60, help_text, choices, codes=list_name, item=item)


def _field(kind: str, default: Any, least: int, most: int, help_text: str, choices: tuple[str, ...] = (),
           optional: bool = False, **more: str) -> Any:  # fmt: skip
    given = optional or default is None
    return Key("", kind, least, most, choices, canonical(default), help_text, given, **more, start=default)


def canonical(value: Any) -> str:
    """A Python value as the text that the file keeps."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "\n".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


class Frozen:
    """Values by name that cannot be changed; a name without a value of its own has the class's.

    A few lines instead of seventeen dataclasses, whose making would take a third of the time of `status`.
    """

    names: tuple[str, ...] = ()

    def __init__(self, **values: Any) -> None:
        unknown = set(values) - set(self.names)
        if unknown:
            raise TypeError(f"no such value: {', '.join(sorted(unknown))}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} cannot be changed")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(getattr(self, name) == getattr(other, name) for name in self.names)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.names))


class Section(Frozen):
    """One section of a profile: its keys as `keys`, their defaults as attributes of the class."""

    keys: tuple[Key, ...] = ()

    def __init_subclass__(cls) -> None:
        section = cls.__name__.lower()
        cls.keys = tuple(
            key._replace(name=f"{section}.{name}") for name, key in vars(cls).items() if isinstance(key, Key)
        )
        cls.names = tuple(key.name.partition(".")[2] for key in cls.keys)
        for name, key in zip(cls.names, cls.keys, strict=True):
            setattr(cls, name, key.start)


# fmt: off
class Scheme(Section):
    """What the scheme is called, and what it calls the young person."""
    title: str = _field("text", "Mentorordning", 1, 80, N_("The name of the scheme, as documents print it."))
    youth_word: str = _field("text", "den unge", 1, 30, N_("The Danish word for the young person."))
    youth_word_en: str = _field("text", "young person", 1, 30, N_("The English word for the young person."))

class Youth(Section):
    """Whom the scheme is for, and how they come to it."""
    min_age: int | None = _int(None, 0, 120, N_("The youngest age at referral."))
    max_age: int | None = _int(None, 0, 120, N_("The oldest age at referral."))
    municipality: str | None = _field("text", None, 3, 3, N_("The code of the municipality lived in."), item="digits")
    intake: str = _choice("referral", "intake", N_("What comes first: a referral, or an enquiry to be answered."))
    visitation: bool = _bool(False, N_("A visitation meeting is held before a match."))
    sources: tuple[str, ...] = _list(N_("The sources of referral in use; empty means all."), "source", "code")
    guardian_under: int | None = _int(15, 1, 18, N_("A guardian consents under this age."), optional=True)
    inform_under: int | None = _int(18, 1, 25, N_("Under this age parents are informed, or it says why not."), optional=True)

class Mentor(Section):
    """Who the mentors are, and how many young people one may have."""
    kind: str = _choice("volunteer", "mentor_kind", N_("Mentors are volunteers, or paid staff."))
    corps_aim: int | None = _int(None, 1, 10000, N_("The number of mentors that the corps aims at."))
    youths_min: int | None = _int(None, 1, 50, N_("The young people that a mentor should have at a time, at least."))
    youths_max: int = _int(2, 1, 50, N_("The young people that a mentor may have at a time, at most."))

class Demands(Section):
    """What a mentor must have before the first match."""
    course: bool = _bool(False, N_("The mentor course is passed before the first match."))
    straffeattest: bool = _bool(False, N_("A straffeattest is seen before the first match."))
    secrecy: bool = _bool(False, N_("A declaration of secrecy is signed before the first meeting."))
    boerneattest_under: int | None = _int(None, 1, 18, N_("A børneattest is seen where the youth is under this age."))

class Match(Section):
    """How a match comes about, and when it counts as settled."""
    mentor_yes: bool = _bool(True, N_("The mentor must say yes to a match."))
    youth_yes: bool = _bool(True, N_("The young person must say yes to a match."))
    yes_at_visitation: bool = _bool(False, N_("The visitation meeting is where mentor and young person say yes."))
    coordinator_first: bool = _bool(False, N_("The coordinator takes part in the first meeting."))
    settled_after: int | None = _int(None, 1, 100, N_("Held meetings after which a match is settled."))
    months_most: int | None = _int(None, 1, 240, N_("The longest that a match may last, in months; empty: no limit."))

class Proposal(Section):
    """What a proposal weighs: points of each criterion as each side sees it, and how far is far."""
    needs: int = _int(25, 0, 100, N_("Points where the mentor can help with what the young person needs."))
    interests: int = _int(10, 0, 100, N_("Points for interests in common."))
    languages: int = _int(10, 0, 100, N_("Points where the mentor speaks the young person's languages."))
    distance: int = _int(15, 0, 100, N_("Points for living near each other."))
    times: int = _int(15, 0, 100, N_("Points for free times in common."))
    age: int = _int(5, 0, 100, N_("Points for being near in age."))
    wishes: int = _int(20, 0, 100, N_("Points where the other is as the mentor, or the young person, wishes."))
    background: int = _int(0, 0, 100, N_("Points for a background in common, as both have told it."))
    own_words: int = _int(5, 0, 100, N_("Points for what both mention in their own words."))
    former: int = _int(10, 0, 100, N_("Points for an earlier match of the two that went well."))
    wait_week: int = _int(2, 0, 20, N_("Points for each week that the young person has waited."))
    wait_most: int = _int(60, 0, 300, N_("Points for a wait, at most."))
    near_km: int = _int(5, 0, 100, N_("Kilometres that count as near: they give all points."))
    far_km: int = _int(25, 1, 400, N_("Kilometres from which on distance gives no points."))
    most_km: int | None = _int(60, 1, 500, N_("Kilometres beyond which two are not proposed to each other."), optional=True)
    near_years: int = _int(10, 0, 80, N_("Years apart that count as near in age."))
    far_years: int = _int(40, 1, 90, N_("Years apart from which on age gives no points."))
    common_language: bool = _bool(True, N_("Two who are known to have no language in common are not proposed to each other."))

class Risk(Section):
    """When a running match counts as at risk."""
    weeks: int = _int(8, 1, 104, N_("Weeks after which a match should have got going."))
    meetings: int = _int(3, 1, 100, N_("Held meetings that it should have by then."))
    no_shows: int = _int(2, 1, 20, N_("No-shows in a row that put a match at risk."))

class Remind(Section):
    """The days and months after which the program reminds."""
    first_meeting_days: int = _int(21, 1, 365, N_("Days from a match to its first meeting."))
    silent_days: int = _int(30, 1, 365, N_("Days without a meeting in a running match."))
    waiting_days: int = _int(30, 1, 730, N_("Days that a referral or an enquiry may wait."))
    consent_months: int = _int(12, 1, 60, N_("Months until a consent is reviewed."))
    check_months: int = _int(24, 12, 36, N_("Months until a new straffeattest or børneattest."))
    check_warn_days: int = _int(60, 0, 365, N_("Days of warning before a check is due again."))
    break_months: int = _int(12, 1, 60, N_("Months of break after which a mentor needs a new check."))
    section_18_day: str | None = _field("month-day", "04-01", 0, 0, N_("The day of the § 18 report."), optional=True)
    answer_days: int = _int(14, 1, 365, N_("Days that an enquiry may wait for its answer."))
    order_days: int = _int(14, 1, 365, N_("Days that an ordered certificate may be out."))
    receipt_days: int = _int(6, 1, 60, N_("Working days in which a notification of concern is receipted."))
    transition_months: int = _int(6, 0, 24, N_("Months before the 18th birthday at which the transition is planned."))
    ladder_days: int = _int(7, 1, 90, N_("Days from one step of the ladder of contacts to the next."))
    grant_days: int = _int(30, 1, 365, N_("Days before a grant ends at which its renewal is due."))
    thanks_meetings: int | None = _int(50, 1, 10000, N_("The meetings for which a mentor is thanked."), optional=True)
    thanks_years: bool = _bool(True, N_("A mentor is thanked on each anniversary in the scheme."))

class FollowUp(Section):
    """How the coordinator follows a match."""
    talk_weeks: int | None = _int(None, 1, 104, N_("Weeks between talks with the young person and the mentor."))
    note_months: int | None = _int(None, 1, 24, N_("Months between follow-up notes."))
    network: bool = _bool(False, N_("Network meetings are held for the mentors."))
    first_month_talks: int = _int(2, 0, 4, N_("Talks with each party in the first month of a match."))
    network_months: int | None = _int(6, 1, 24, N_("Months between network meetings."), optional=True)
    ladder: tuple[str, ...] = _list(N_("The steps of contact before a match is ended."), "ladder", "code")

class Grant(Section):
    """Hours that somebody grants and pays for."""
    rate_ore: int | None = _int(None, 5000, 1_000_000, N_("The price of an hour, in øre (510 kr. is 51000)."))
    min_months: int | None = _int(None, 1, 60, N_("The shortest grant, in months."))
    settlement: str = _choice("none", "settlement", N_("How granted hours are settled: not at all, or quarterly."))
    interpreter: bool = _bool(False, N_("Interpreters and other experts may be billed by agreement."))

class Money(Section):
    """Where the scheme's own money comes from."""
    section_18: bool = _bool(False, N_("The scheme has a share of the municipality's § 18 funds."))
    accounted: int | None = _int(None, 1990, 2200, N_("The newest year whose § 18 account was sent, from that day on."))
    public_grants: bool = _bool(False, N_("The scheme lives on other public subsidies."))
    donations: bool = _bool(False, N_("The scheme lives on donations."))

class Coordinator(Section):
    """What the coordinator's time and year are made of."""
    hours_week_start: int | None = _int(None, 1, 60, N_("The coordinator's hours a week while the scheme starts."))
    hours_week: int | None = _int(None, 1, 60, N_("The coordinator's hours a week afterwards, at most."))
    board_meetings_year: int | None = _int(None, 1, 60, N_("Board meetings a year."))
    courses_year: int | None = _int(None, 1, 60, N_("Mentor courses a year, at most."))
    start_months: int | None = _int(None, 1, 60, N_("Months for which the scheme counts as starting."))
    course_places: int = _int(10, 1, 200, N_("The mentors that one course can train."))
    horizon_months: int = _int(6, 1, 36, N_("Months ahead for which mentors are to be trained."))

class Goals(Section):
    """What a match works with, and whom it is to benefit."""
    areas: tuple[str, ...] = _list(N_("The areas of goals and topics: code|dansk|english."), "area")
    benefits: tuple[str, ...] = _list(N_("The benefits that are looked for: code|dansk|english."), "benefit")
    score_months: int | None = _int(3, 1, 24, N_("Months after which a goal is to be scored again."), optional=True)

class Report(Section):
    """What the scheme reports."""
    yearly: bool = _bool(False, N_("A report is written every year."))
    benefit_to: tuple[str, ...] = _list(N_("Whose benefit the report is about."), "", "code", ("youth", "public"))
    threshold: int = _int(5, 3, 100, N_("The smallest number that a published table shows."))

class Lists(Section):
    """What the scheme adds to the code lists: code|dansk|english, more words after another |."""
    gender: tuple[str, ...] = _list(N_("More genders."), "gender")
    source: tuple[str, ...] = _list(N_("More sources of referral."), "source")
    end_reason: tuple[str, ...] = _list(N_("More reasons why a match ended."), "end_reason")
    outcome: tuple[str, ...] = _list(N_("More outcomes."), "outcome")
    event_kind: tuple[str, ...] = _list(N_("More kinds of event."), "event_kind")
    meeting_kind: tuple[str, ...] = _list(N_("More kinds of meeting."), "meeting_kind")
    money_category: tuple[str, ...] = _list(N_("More categories of money."), "money_category")
    channel: tuple[str, ...] = _list(N_("More channels by which mentors come."), "channel")
    legal_basis: tuple[str, ...] = _list(N_("More legal bases of grants."), "legal_basis")

class Contact(Section):
    """Whom people turn to, and who answers for the data, as letters print it."""
    coordinator: str | None = _field("text", None, 1, 80, N_("The name of the coordinator, as letters print it."))
    phone: str | None = _field("text", None, 1, 40, N_("The coordinator's telephone."))
    email: str | None = _field("text", None, 1, 120, N_("The coordinator's e-mail address."))
    controller: str | None = _field("text", None, 1, 160, N_("Who answers for the data: association or municipality, and address."))

class Keep(Section):
    """How long data are kept, in months after they were last needed; letters say so."""
    unmatched_months: int = _int(6, 1, 120, N_("Months after a referral was closed without a match."))
    sensitive_months: int = _int(12, 1, 120, N_("Months that sensitive data are kept after a match has ended."))
    contact_months: int = _int(24, 1, 120, N_("Months that name and contact are kept after a match has ended."))
    mentor_months: int = _int(12, 1, 120, N_("Months that data on a mentor are kept after the mentor has left."))

class Rules(Section):
    """Which rules the scheme does without."""
    off: tuple[str, ...] = _list(N_("The rules that are turned off, by their ids."), "", "rule")
# fmt: on


class Profile(Frozen):
    """The settings that hold on one day, by section and key; `Profile()` is what `blank` says."""

    scheme: Scheme = Scheme()
    youth: Youth = Youth()
    mentor: Mentor = Mentor()
    demands: Demands = Demands()
    match: Match = Match()
    proposal: Proposal = Proposal()
    risk: Risk = Risk()
    remind: Remind = Remind()
    followup: FollowUp = FollowUp()
    grant: Grant = Grant()
    money: Money = Money()
    coordinator: Coordinator = Coordinator()
    goals: Goals = Goals()
    report: Report = Report()
    lists: Lists = Lists()
    contact: Contact = Contact()
    keep: Keep = Keep()
    rules: Rules = Rules()

    @classmethod
    def on(cls, settings: Iterable[tuple[str, str, str]], day: str) -> Profile:
        """The profile of a day, from rows of key, value and first day; the newest begun counts, of equal ones the last.

        A key without such a row has its default; a value that is not canonical text is damage (StoreError).
        """
        newest: dict[str, tuple[str, str]] = {}
        for key, value, valid_from in settings:
            if valid_from <= day and valid_from >= newest.get(key, ("", ""))[0]:
                newest[key] = (valid_from, value)
        return cls(**{
            section: kind(**{k.name[len(section) + 1 :]: _read(k, newest[k.name][1]) for k in kind.keys if k.name in newest})
            for section, kind in SECTIONS.items()
        })  # fmt: skip

    def additions(self, list_name: str) -> dict[str, tuple[str, str]]:
        """Code -> its Danish and English word, of what the scheme adds to a list of codes.py."""
        return {code: (near[0], near[1]) for code, near in self.extra(list_name).items()}

    def areas(self) -> dict[str, tuple[str, str]]:
        """Code -> Danish and English word of the areas of goals and topics."""
        return self.additions("area")

    def voices(self) -> tuple[str, ...]:
        """The views in which every goal is scored: both, where the report tells of somebody's benefit; else any will do.

        Mentors and the young see the benefit differently (VIVE 2015: 81 and 37 per cent), so both are asked.
        """
        return ("youth", "mentor") if self.report.benefit_to else ()

    def extra(self, list_name: str) -> dict[str, tuple[str, ...]]:
        """Code -> every word for it that the scheme adds to a list: what `codes.code_for` takes."""
        if list_name == "goal_area":  # a benefit that is looked for can be a goal, too
            areas = self.extra("area")
            return {**areas, **{code: near for code, near in self.extra("benefit").items() if code not in areas}}
        if list_name in ("area", "benefit"):
            items: tuple[str, ...] = getattr(self.goals, list_name + "s")
        else:
            items = getattr(self.lists, "end_reason" if list_name == "youth_close" else list_name, ())
        return {code: tuple(near) for code, *near in (item.split("|") for item in items)}


Profile.names = tuple(name for name, value in vars(Profile).items() if isinstance(value, Section))
SECTIONS: dict[str, type[Section]] = {name: type(getattr(Profile, name)) for name in Profile.names}
KEYS: dict[str, Key] = {key.name: key for section in SECTIONS.values() for key in section.keys}


def _read(key: Key, text: str) -> Any:
    """The Python value of canonical text."""
    try:
        if not text and key.optional:
            return None
        if key.kind == "bool":
            return {"yes": True, "no": False}[text]
        if key.kind == "choice" and text not in key.choices:
            raise ValueError
        return int(text) if key.kind == "int" else tuple(filter(None, text.split("\n"))) if key.kind == "list" else text
    except (KeyError, ValueError):
        message = _("The setting {key} in the file holds {value}, which cannot be read.")
        hint = _("Set it anew: mentorcli scheme set {key} VALUE").format(key=key.name)
        raise StoreError(message.format(key=key.name, value=shown(text)), hint) from None
