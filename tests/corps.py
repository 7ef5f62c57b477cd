"""Invented corps in the layout that coordinators keep, for the tests of import and export.

`draw` makes a history from a seed; `Book` writes it as a workbook or as CSV files in several hands, with slips; what
must become of each row, and every figure, is worked out here from the history and not by the program.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

TODAY = date(2018, 3, 31)
FIRST = (
    "Åse", "Øyvind", "Ægir", "Ida", "Kim", "Mie", "Bo", "Jens-Ole", "Yasmin", "Noor", "Zahra", "Søren",
    "Thomas", "Emil", "Laura", "Freja", "Magnus", "Hassan", "Layla", "Viggo", "Asta", "Malthe", "Karen",
    "Lone", "Niels", "Ulla", "Per", "Dorte", "Svend", "Inge", "Aya", "Omar", "Signe", "Rune", "Tove",
)  # fmt: skip
LAST = (
    "Holm", "Bæk", "Sø", "Ågård", "Yılmaz", "Öztürk", "Kjær", "Lund", "Nguyen", "Al-Sayed", "Møller",
    "Dam", "Friis", "Østergaard", "Krogh", "Juhl", "Bang", "Riis", "Skov", "Toft", "Winther", "Vang",
    "Ravn", "Falk", "Brandt",
)  # fmt: skip
ODD = ("[red]Rød[/] {{ 7*7 }}", '=HYPERLINK("x")', "'=x", "-Xo Dim", "@Ravn", "<b>Ida</b> & Bo", "%s {0} \\n")


class Formula(str):
    """A cell that holds a formula; its cached value is what the program must not trust."""


class Fault(str):
    """A cell that holds an error, such as #N/A."""


@dataclass(eq=False)
class Person:
    """A mentor or a youth."""

    kind: str
    name: str
    gender: str
    born: date
    came: date
    trained: date | None = None
    left: date | None = None
    declined: bool = False
    source: str = ""
    remark: str = ""
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False)
class Match:
    """A match of one mentor and one youth."""

    mentor: Person
    youth: Person
    proposed: date
    first: date | None = None
    ended: date | None = None
    reason: str = ""
    outcome: str = ""


@dataclass(eq=False)
class Meeting:
    """A meeting of a match."""

    match: Match
    day: date
    kind: str
    status: str
    minutes: int
    place: str = ""


@dataclass(eq=False)
class Event:
    """An event and who came."""

    day: date
    title: str
    kind: str
    minutes: int
    people: list[Person]


@dataclass(eq=False)
class Money:
    """Money in or out."""

    day: date
    direction: str
    category: str
    ore: int
    text: str


@dataclass(eq=False)
class Hours:
    """The coordinator's time."""

    day: date
    minutes: int
    activity: str


@dataclass(eq=False)
class Line:
    """A row of a sheet, and what must become of it."""

    kind: str
    cells: dict[str, Any]
    thing: Any = None
    fate: str = "added"  # added, refused, unchanged, blank
    wrong: tuple[str, ...] = ()  # the fields that must be named
    told: str = ""  # a part of the value or the reason that must be told
    mend: dict[str, Any] | None = None  # the right cells, which make it a row to be taken
    what: str = ""
    last: bool = False  # stands below all other rows
    row: int = 0


# --- a history ------------------------------------------------------------------------------------------------------


class Draw:
    """Draws one history."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        names = [f"{one} {two}" for one in FIRST for two in LAST]
        self.rng.shuffle(names)
        early = [*ODD, *names[:30]]
        self.rng.shuffle(early)
        self.names = early + names[30:]
        self.people: list[Person] = []
        self.matches: list[Match] = []
        self.meetings: list[Meeting] = []
        self.events: list[Event] = []
        self.money: list[Money] = []
        self.hours: list[Hours] = []
        for number in range(self.rng.randint(16, 24)):
            self.mentor(number)
        for _ in range(self.rng.randint(24, 36)):
            self.youth()
        self.namesakes()
        for youth in [one for one in self.people if one.kind == "youth"]:
            self.pair(youth)
        self.the_corps()

    def day(self, lo: date, hi: date) -> date:
        """A day from `lo` to `hi`; `lo` where they cross."""
        return lo + timedelta(self.rng.randint(0, max(0, (hi - lo).days)))

    def person(self, kind: str, name: str, came: date) -> Person:
        """Somebody new, with particulars that no other has."""
        rng, number = self.rng, len(self.people)
        odd = self.rng.random() < 0.2
        one = Person(
            kind, name, rng.choice(("female", "male")), self.day(date(1950, 1, 1), date(1997, 12, 31)), came,
            remark=f"=SUM(A1) [b]husk[/b] {number}" if odd else "",
            more={
                "phone": f"{rng.randint(20, 99)}{rng.randint(100000, 999999)}", "email": f"{kind}{number}@example.org",
                "postcode": rng.choice(("4200", "0800", "4180")), "town": rng.choice(("Slagelse", "Høje Taastrup")),
                "languages": "dansk, farsi", "interests": "løb, natur",
            },
        )  # fmt: skip
        self.people.append(one)
        return one

    def mentor(self, number: int, name: str = "", came: date | None = None) -> Person:
        """A mentor: most are trained, some left, some were declined."""
        one = self.person("mentor", name or self.names.pop(0), came or self.day(date(2012, 1, 2), date(2016, 6, 1)))
        one.more["capacity"] = self.rng.randint(1, 3)
        if number % 5 == 3:
            if number % 2:
                one.declined, one.left = True, one.came + timedelta(self.rng.randint(0, 60))
            return one
        one.trained = one.came + timedelta(self.rng.randint(0, 90))
        if number % 4 == 2:
            one.left = self.day(one.trained + timedelta(200), date(2018, 3, 30))
        return one

    def youth(self, name: str = "", came: date | None = None) -> Person:
        """A youth with a referral."""
        one = self.person("youth", name or self.names.pop(0), came or self.day(date(2012, 9, 1), date(2018, 3, 20)))
        one.source = self.rng.choice(("self", "jobcenter", "counsellor", "children-and-youth", "parents", "other"))
        return one

    def namesakes(self) -> None:
        """People of one name whom the day tells apart, and two whom it does not."""
        old = self.mentor(0, came=date(2012, 3, 1))
        self.mentor(3, old.name, date(2013, 5, 5)).declined = False  # an applicant, never trained
        self.people[-1].left = None
        late = self.mentor(0, came=date(2012, 4, 1))
        self.newer = self.mentor(0, late.name, date(2017, 10, 1))
        self.newer.trained = date(2017, 11, 1)
        self.older = late
        gone = self.mentor(0, came=date(2012, 2, 1))
        gone.left = date(2014, 6, 30)
        self.mentor(0, gone.name, date(2014, 9, 1))
        closed = self.youth(came=date(2012, 10, 1))
        closed.left = date(2014, 1, 15)
        self.youth(closed.name, date(2015, 2, 2))
        self.both = self.youth(self.namesake_of_one_who_left().name, date(2015, 5, 5))
        self.unsure = [self.youth("Kaj Sand", date(2016, 1, 1)), self.youth("Kaj Sand", date(2016, 2, 2))]

    def namesake_of_one_who_left(self) -> Person:
        """A mentor of a name of its own who left early."""
        one = self.mentor(0, came=date(2012, 1, 5))
        one.trained, one.left = date(2012, 2, 1), date(2013, 1, 1)
        return one

    def pair(self, youth: Person) -> None:
        """The matches of a youth: none, one, or several with one mentor."""
        if youth in self.unsure or self.rng.random() < 0.15:
            return
        mentors = [one for one in self.people if one.kind == "mentor" and one.trained and one is not self.newer]
        mentor = self.rng.choice(mentors)
        begin = max(youth.came, mentor.trained or youth.came) + timedelta(self.rng.randint(0, 30))
        last = min(day for day in (mentor.left, youth.left, TODAY) if day)
        for _ in range(self.rng.choice((1, 1, 1, 2, 3))):
            if begin + timedelta(25) > last or self.several_fit(mentor, begin) or self.several_fit(youth, begin):
                return
            match = self.match(mentor, youth, begin, last, must_end=last < TODAY)
            if match.ended is None:
                return
            begin = match.ended + timedelta(self.rng.choice((0, 0, 1, 20, 60)))

    def several_fit(self, person: Person, day: date) -> bool:
        """Whether a namesake of the same kind could have been meant on that day too."""
        return sum(able(one, day) for one in self.people if one.kind == person.kind and one.name == person.name) > 1

    def match(self, mentor: Person, youth: Person, begin: date, last: date, *, must_end: bool) -> Match:
        """A match with its meetings."""
        rng = self.rng
        match = Match(mentor, youth, begin)
        self.matches.append(match)
        if not must_end and rng.random() < 0.1:
            return match  # proposed and not yet met
        match.first = begin + timedelta(rng.randint(1, 20))
        days = [match.first, *sorted(rng.sample(range(1, 300), rng.choice((0, 1, 2, 3, 6, 12))))]
        meetings = [match.first] + [d for n in days[1:] if (d := match.first + timedelta(n)) <= last]
        if must_end or rng.random() < 0.6:
            match.ended = max(meetings[-1], self.day(meetings[-1], min(last, meetings[-1] + timedelta(40))))
            if rng.random() < 0.4:
                match.ended = meetings[-1]
            match.reason = rng.choice(("goal-reached", "education", "job", "moved", "youth-stopped", "no-show"))
            match.outcome = match.reason if match.reason in ("education", "job") else ""
        for number, day in enumerate(meetings):
            status = rng.choice(("held", "held", "held", "no-show", "excused", "cancelled", "moved"))
            kind = "first" if not number else rng.choice(("regular", "phone", "authority"))
            length = rng.choice((30, 45, 60, 75, 90, 120)) if status in ("held", "no-show") else 0
            self.meetings.append(Meeting(match, day, kind, status, length, rng.choice(("café", "Ungehuset", ""))))
        if match.ended is None and rng.random() < 0.3:
            self.meetings.append(Meeting(match, TODAY + timedelta(5), "regular", "planned", 0))
        return match

    def the_corps(self) -> None:
        """Events, money and hours; some money twice."""
        for number in range(self.rng.randint(8, 14)):
            kind = self.rng.choice(("course", "network", "theme-day", "board", "social"))
            day = self.day(date(2014, 9, 2), TODAY)
            guests = [
                one for one in self.people
                if one.came <= day and (one.left is None or one.left >= day) and (one.kind == "youth" or able(one, day))
                and not self.one_of_several(one, day) and not set(one.name) & set(";,\n")
                and not (kind == "course" and one.kind == "youth")
            ]  # fmt: skip
            people = self.rng.sample(guests, min(len(guests), self.rng.randint(0, 5)))
            if self.both in guests and self.both not in people:
                people.append(self.both)
            self.events.append(Event(day, f"Aften {number}", kind, self.rng.choice((60, 90, 180, 720)), people))
        for number in range(self.rng.randint(10, 20)):
            direction = self.rng.choice(("income", "expense"))
            category = self.rng.choice(("section-18", "donation", "training", "Gaver til jul"))
            self.money.append(
                Money(
                    self.day(date(2013, 1, 1), TODAY),
                    direction,
                    category,
                    self.rng.randint(1, 9_999_999),
                    f"n {number}",
                )
            )
        self.money += [Money(**vars(one)) for one in self.rng.sample(self.money, 3)]
        for number in range(6):
            self.hours.append(
                Hours(self.day(date(2017, 1, 1), TODAY), self.rng.choice((15, 60, 90)), f"opgave {number}")
            )
        self.hours.append(Hours(**vars(self.hours[0])))

    def one_of_several(self, person: Person, day: date) -> bool:
        """Whether somebody else of that name, mentor or youth, could have been meant on that day too."""
        return sum(able(one, day) for one in self.people if one.name == person.name) > 1


def able(person: Person, day: date) -> bool:
    """Whether somebody could have been meant on a day: had come, a mentor was trained, had not left before."""
    if person.came > day or (person.left is not None and person.left < day):
        return False
    return person.kind == "youth" or (person.trained is not None and person.trained <= day)


# --- the figures ----------------------------------------------------------------------------------------------------


def by(values: Iterable[str]) -> dict[str, int]:
    """How often each code stands there."""
    return dict(sorted(Counter(values).items()))


def figures(things: Sequence[Any], lo: date, hi: date) -> dict[str, Any]:
    """Every figure of a period, from the things that were taken."""

    def of(kind: type) -> list[Any]:
        return [one for one in things if isinstance(one, kind)]

    def inside(day: date | None) -> bool:
        return day is not None and lo <= day <= hi

    mentors = [one for one in of(Person) if one.kind == "mentor"]
    youths = [one for one in of(Person) if one.kind == "youth"]
    trained = [one for one in mentors if one.trained and one.trained <= hi]
    active = [one for one in trained if one.left is None or one.left > hi]
    matches, meetings = of(Match), of(Meeting)
    begun = [one for one in matches if one.first and one.first <= hi]
    ended = [one for one in matches if inside(one.ended)]
    held = Counter(id(one.match) for one in meetings if one.status == "held" and by_end(one))
    few = [one for one in ended if held[id(one)] < 3]
    in_period = [one for one in meetings if inside(one.day)]
    return {
        "mentors_trained_total": len(trained),
        "mentors_trained_in_period": sum(inside(one.trained) for one in mentors),
        "mentors_active_at_end": len(active),
        "mentors_active_by_gender": by(one.gender for one in active),
        "matches_started": sum(inside(one.first) for one in matches),
        "matches_ended": len(ended),
        "matches_reopened": 0,
        "matches_running_at_end": sum(one.ended is None or one.ended > hi for one in begun),
        "matches_live_in_period": sum(one.ended is None or one.ended >= lo for one in begun),
        "referrals": sum(inside(one.came) for one in youths),
        "referrals_by_source": by(one.source for one in youths if inside(one.came)),
        "meetings_held": sum(one.status == "held" for one in in_period),
        "meeting_minutes": sum(one.minutes for one in in_period if one.status == "held"),
        "no_shows": sum(one.status == "no-show" for one in in_period),
        "end_reasons": by(one.reason for one in ended if one.reason),
        "outcomes": by(one.outcome for one in ended if one.outcome),
        "ended_with_under_3_meetings": len(few),
        "ended_with_3_or_more": len(ended) - len(few),
        "ended_by_no_show_under_3": sum(one.reason == "no-show" for one in few),
        "ended_by_no_show_3_or_more": sum(one.reason == "no-show" for one in ended if one not in few),
        "income_ore": sum(one.ore for one in of(Money) if one.direction == "income" and inside(one.day)),
        "expense_ore": sum(one.ore for one in of(Money) if one.direction == "expense" and inside(one.day)),
        "events_by_kind": by(one.kind for one in of(Event) if inside(one.day)),
    }  # fmt: skip


def by_end(meeting: Meeting) -> bool:
    """Whether a meeting lies up to and including the day of its match's end."""
    return meeting.match.ended is None or meeting.day <= meeting.match.ended


# --- the hands ------------------------------------------------------------------------------------------------------

MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "gender": {"female": ("K", "k", "Kvinde", "pige"), "male": ("M", "Mand", "mand ", "dreng")},
    "source": {
        "self": ("Den unge selv", "selv"), "jobcenter": ("Jobcenter", "JOBCENTER"), "counsellor": ("Vejleder", "UU-vejleder"),
        "children-and-youth": ("Børn og Unge", "børn & unge"), "parents": ("Forældre", "mor"), "other": ("Øvrige", "andet"),
    },
    "reason": {
        "goal-reached": ("Klarer sig selv", "mål nået"), "education": ("Videre i uddannelse", "uddannelse"),
        "job": ("Videre i job", "fået job"), "moved": ("Flyttet", "flyttet"), "youth-stopped": ("Ung sagde fra",),
        "no-show": ("Udeblivelse", "udeblev"),
    },
    "outcome": {"education": ("Uddannelse",), "job": ("Job", "i arbejde")},
    "meeting_kind": {
        "first": ("Første møde", "1. møde", "FØRSTE MØDE"), "regular": ("Mentormøde", "møde"),
        "phone": ("Telefonmøde", "telefon"), "authority": ("Myndighedsmøde",),
    },
    "status": {
        "held": ("Afholdt", "afholdt", "gennemført"), "no-show": ("Udeblevet", "udeblev"), "excused": ("Afbud",),
        "cancelled": ("Aflyst",), "moved": ("Flyttet", "udsat"), "planned": ("Planlagt",),
    },
    "event_kind": {
        "course": ("Kursus",), "network": ("Netværksmøde",), "theme-day": ("Temadag",), "board": ("Bestyrelsesmøde",),
        "social": ("Socialt", "sommerfest"),
    },
    "direction": {"income": ("Indtægt", "ind"), "expense": ("Udgift", "UDGIFT")},
    "category": {
        "section-18": ("§ 18-midler", "§ 18"), "donation": ("Donation", "fond"), "training": ("Uddannelse", "kursus"),
        "Gaver til jul": ("Gaver til jul",),
    },
}  # fmt: skip
SHEETS: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, ...]]]] = {
    "mentor": (("Mentorer", "Frivillige", "mentorliste"), {
        "name": ("Navn", "Fulde navn", " NAVN "), "gender": ("Køn",), "born": ("Født", "Fødselsdato"),
        "phone": ("Telefon", "Tlf.", "Mobil"), "email": ("E-mail", "Mail"), "postcode": ("Postnr.", "Postnummer"),
        "town": ("By",), "came": ("Tilmeldt", "Ansøgt"), "checked": ("Straffeattest set", "Straffeattest"),
        "trained": ("Mentorkursus", "Kursusdato"), "state": ("Status",), "left": ("Stoppet", "Ophørt"),
        "capacity": ("Maks. unge", "Pladser"), "languages": ("Sprog",), "interests": ("Interesser",),
        "remark": ("Bemærkninger", "Noter"),
    }),
    "youth": (("Unge", "Henvisninger", "mentees"), {
        "name": ("Navn",), "gender": ("Køn",), "born": ("Født", "Fødselsdag"), "phone": ("Telefon", "tlf"),
        "email": ("E-mail",), "postcode": ("Postnr.",), "town": ("By",), "came": ("Henvist", "Henvisningsdato"),
        "source": ("Henvist af", "Kilde"), "left": ("Lukket", "Udskrevet"), "languages": ("Sprog",),
        "interests": ("Interesser",), "remark": ("Bemærkninger", "Kommentar"),
    }),
    "match": (("Forløb", "Matchninger"), {
        "mentor": ("Mentor", "Mentors navn"), "youth": ("Ung", "Den unge", "Mentee"), "proposed": ("Foreslået", "Matchdato"),
        "first": ("Første møde", "Startdato"), "ended": ("Afsluttet", "Slutdato"), "reason": ("Årsag", "Begrundelse"),
        "outcome": ("Udbytte", "Resultat"),
    }),
    "meeting": (("Møder", "Mødeliste"), {
        "day": ("Dato", "Mødedato"), "mentor": ("Mentor",), "youth": ("Ung", "Borger"), "kind": ("Type", "Mødetype"),
        "status": ("Status", "Mødestatus"), "minutes": ("Varighed (min)", "Minutter"), "place": ("Sted",),
    }),
    "event": (("Aktiviteter", "Arrangementer"), {
        "day": ("Dato",), "title": ("Titel", "Overskrift"), "kind": ("Type",), "hours": ("Timer", "Antal timer"),
        "people": ("Deltagere", "Fremmødte"),
    }),
    "money": (("Økonomi", "Regnskab"), {
        "day": ("Dato", "Bilagsdato"), "direction": ("Type", "Ind/ud"), "category": ("Kategori", "Konto"),
        "amount": ("Beløb", "Beløb (kr.)"), "text": ("Tekst", "Beskrivelse"),
    }),
    "hours": (("Timer", "Timeregistrering"), {
        "day": ("Dato",), "minutes": ("Timer", "Antal timer"), "activity": ("Aktivitet", "Opgave"),
    }),
}  # fmt: skip


class Hand:
    """Writes days, lengths, words and names in several ways; a plain one in one way."""

    def __init__(self, rng: random.Random, *, plain: bool = False, texts_only: bool = False) -> None:
        self.rng, self.plain, self.texts_only = rng, plain, texts_only

    def day(self, day: date | None) -> Any:
        """A day."""
        if day is None:
            return ""
        d, m, y = day.day, day.month, day.year
        if self.plain:
            return f"{d:02}-{m:02}-{y}"
        ways: list[Any] = [
            f"{d:02}-{m:02}-{y}", f"{d}.{m}.{y}", f"{d}/{m}-{y % 100:02}", f"{d}. {MONTHS[m - 1]} {y}", day.isoformat(),
            f" {d}/{m}/{y} ", f"{d} {MONTHS[m - 1][:3]} {y}",
        ]  # fmt: skip
        return self.rng.choice(ways + ([] if self.texts_only else [day, datetime.combine(day, time()), day]))

    def length(self, minutes: int, *, hours: bool = False) -> Any:
        """A length of time; 0 is an empty cell."""
        if not minutes:
            return ""
        clock = f"{minutes // 60}:{minutes % 60:02}"
        bare = f"{minutes / 60:g}".replace(".", ",") if hours else str(minutes)
        if self.plain:
            return bare
        ways: list[Any] = [bare, clock, f"{minutes} min", f"{minutes // 60} t {minutes % 60} min"]
        if not self.texts_only:
            ways += [minutes / 60 if hours else minutes, timedelta(minutes=minutes)]
            ways += [time(minutes // 60, minutes % 60)] if minutes < 1440 else []
        return self.rng.choice(ways)

    def word(self, list_name: str, code: str) -> str:
        """A word for a code."""
        ways = WORDS[list_name].get(code, ("",))
        return ways[0] if self.plain else self.rng.choice(ways)

    def name(self, name: str) -> str:
        """A name as somebody else writes it."""
        if self.plain:
            return name
        ways: list[Callable[[str], str]] = [
            str, str, str.upper, str.lower, lambda n: unicodedata.normalize("NFD", n), lambda n: f"  {n} ",
            lambda n: n.replace(" ", "  "), lambda n: f"{n}\u00a0", lambda n: n.replace(" ", "\u00a0"),
        ]  # fmt: skip
        return self.rng.choice(ways)(name)

    def amount(self, ore: int) -> Any:
        """An amount in kroner."""
        kroner = f"{ore // 100:,}".replace(",", ".")
        plain = f"{kroner},{ore % 100:02}"
        if self.plain:
            return plain
        ways: list[Any] = [plain, f"kr. {plain}", f"{ore // 100},{ore % 100:02}", f"{ore // 100}.{ore % 100:02}"]
        return self.rng.choice(ways + ([] if self.texts_only else [ore / 100]))

    def number(self, number: int) -> Any:
        """A whole number."""
        return str(number) if self.plain or self.texts_only or self.rng.random() < 0.5 else number


# --- a book ---------------------------------------------------------------------------------------------------------


class Book:
    """A history laid out as sheets of lines."""

    def __init__(self, seed: int, *, plain: bool = False, texts_only: bool = False, slips: bool = True) -> None:
        self.rng = random.Random(seed * 7 + 1)
        self.hand = Hand(self.rng, plain=plain, texts_only=texts_only)
        self.plain, self.texts_only = plain, texts_only
        self.history = Draw(seed)
        self.lines: list[Line] = [self.line(thing) for thing in self.things()]
        self.secrets: list[str] = []
        if slips:
            self.lines += Slips(self).lines
        self.sheets = self.laid_out()

    def things(self) -> list[Any]:
        """All of the history."""
        one = self.history
        return [*one.people, *one.matches, *one.meetings, *one.events, *one.money, *one.hours]

    def line(self, thing: Any, hand: Hand | None = None) -> Line:
        """The row of a thing."""
        hand = hand or self.hand
        if isinstance(thing, Person):
            return Line(thing.kind, self.person_cells(thing, hand), thing)
        if isinstance(thing, Match):
            cells = {
                "mentor": hand.name(thing.mentor.name), "youth": hand.name(thing.youth.name), "proposed": hand.day(thing.proposed),
                "first": hand.day(thing.first), "ended": hand.day(thing.ended), "reason": hand.word("reason", thing.reason),
                "outcome": hand.word("outcome", thing.outcome),
            }  # fmt: skip
            return Line("match", cells, thing)
        if isinstance(thing, Meeting):
            cells = {
                "day": hand.day(thing.day), "mentor": hand.name(thing.match.mentor.name),
                "youth": hand.name(thing.match.youth.name), "kind": hand.word("meeting_kind", thing.kind),
                "status": hand.word("status", thing.status),
                "minutes": hand.length(thing.minutes), "place": thing.place,
            }  # fmt: skip
            return Line("meeting", cells, thing)
        if isinstance(thing, Event):
            people = self.rng.choice(("; ", ";", "\n")).join(hand.name(one.name) for one in thing.people)
            cells = {
                "day": hand.day(thing.day), "title": thing.title, "kind": hand.word("event_kind", thing.kind),
                "hours": hand.length(thing.minutes, hours=True), "people": people + (";" if len(thing.people) == 1 else ""),
            }  # fmt: skip
            return Line("event", cells, thing)
        if isinstance(thing, Money):
            cells = {
                "day": hand.day(thing.day), "direction": hand.word("direction", thing.direction),
                "category": hand.word("category", thing.category), "amount": hand.amount(thing.ore), "text": thing.text,
            }  # fmt: skip
            return Line("money", cells, thing)
        cells = {
            "day": hand.day(thing.day), "minutes": hand.length(thing.minutes, hours=True), "activity": thing.activity,
        }  # fmt: skip
        return Line("hours", cells, thing)

    def person_cells(self, one: Person, hand: Hand) -> dict[str, Any]:
        """The row of a mentor or a youth."""
        cells = {
            **one.more, "name": one.name if self.rng.random() < 0.7 else unicodedata.normalize("NFD", one.name),
            "gender": hand.word("gender", one.gender), "born": hand.day(one.born), "came": hand.day(one.came),
            "left": hand.day(one.left), "remark": one.remark,
        }  # fmt: skip
        if one.kind == "youth":
            return {**cells, "source": hand.word("source", one.source)}
        state = "Afvist" if one.declined else "Stoppet" if one.left else "Aktiv" if one.trained else "Ansøger"
        return {
            **cells, "trained": hand.day(one.trained), "state": state, "capacity": hand.number(one.more["capacity"]),
            "checked": hand.day(one.came + timedelta(9)),
        }  # fmt: skip

    def laid_out(self) -> list[tuple[str, list[Any], list[list[Any]], str]]:
        """The sheets: name, fields of the columns, headings and all rows as cells, and the kind."""
        sheets = []
        for kind, (names, fields) in SHEETS.items():
            found = [one for one in self.lines if one.kind == kind]
            self.rng.shuffle(found)
            found.sort(key=lambda one: (one.last, any(one.cells.values())))  # a blank row at the end would not count
            order: list[Any] = [*fields]
            headings = {key: words[0] if self.plain else self.rng.choice(words) for key, words in fields.items()}
            name = names[0] if self.plain else self.rng.choice(names)
            if not self.plain:
                order += ["extra", "more"]
                headings |= {"extra": "Farve på mappe", "more": "Nr."}
                self.rng.shuffle(order)
            above: list[list[Any]] = []
            if not self.plain and self.rng.random() < 0.6:
                above = [[f"{name} pr. 31. marts, rettet af Ulla"], []][: self.rng.randint(1, 2)]
            rows = [*above, [headings[key] for key in order]]
            for line in found:
                line.row = len(rows) + 1
                rows.append([line.cells.get(key, "") for key in order])
            sheets.append((name, order, rows, kind))
        if not self.plain:
            self.rng.shuffle(sheets)
        return sheets

    def sheet_of(self, kind: str) -> str:
        """The name of a sheet."""
        return next(name for name, _order, _rows, own in self.sheets if own == kind)

    def heading_of(self, kind: str, key: str) -> str:
        """The heading of a field."""
        found = next(one for one in self.sheets if one[3] == kind)
        above = next(row for row in found[2] if len(row) == len(found[1]))
        return str(above[found[1].index(key)])

    def xlsx(self, path: Path) -> Path:
        """Write the workbook, with an empty sheet and a hidden one of no meaning."""
        extra = [] if self.plain else [("Ark1", [], False), ("Kladde", [["Husk", "kage"], ["til", "alle"]], True)]
        write_xlsx(path, [(name, rows, False) for name, _order, rows, _kind in self.sheets] + extra)
        return path

    def csvs(self, folder: Path, *, delimiter: str = ";", encoding: str = "utf-8", end: str = "\r\n") -> list[Path]:
        """Write one CSV file for each sheet."""
        paths = []
        for name, order, rows, _kind in self.sheets:
            path = folder / f"{name}.csv"
            wide = [[*row, *[""] * (len(order) - len(row))] for row in rows]
            path.write_bytes(csv_bytes(wide, delimiter=delimiter, encoding=encoding, end=end))
            paths.append(path)
        return paths

    def taken(self, *, mended: bool = False) -> list[Any]:
        """The things whose rows are to be taken; once mended, those of the refused rows too."""
        fits = ("added", "refused") if mended else ("added",)
        return [
            one.thing for one in self.lines
            if one.thing is not None and one.fate in fits and (one.fate == "added" or one.mend is not None)
        ]  # fmt: skip


class Slips:
    """Rows that are wrong, each of its own kind, and rows that look wrong and are not."""

    def __init__(self, book: Book) -> None:
        self.book, self.rng, self.history = book, book.rng, book.history
        self.lines: list[Line] = []
        used = [one for one in book.lines if one.kind == "meeting" and one.thing.status != "planned"]
        self.rng.shuffle(used)
        held = [one for one in used if one.thing.status == "held"][:8]
        self.held, self.meetings = iter(held), iter([one for one in used if one not in held])
        self.spoil_meetings()
        self.strange_meetings()
        self.people()
        self.match_rows()
        self.the_corps()
        for kind in SHEETS:
            self.lines.append(Line(kind, {}, fate="blank", what="a blank row"))
            self.lines.append(Line(kind, {"day": "  ", "name": "\u00a0", "mentor": "\t"}, fate="blank", what="blanks"))

    def spoil(self, line: Line, key: str, bad: Any, told: str = "", *, secret: bool = False, what: str = "") -> Line:
        """Put a bad cell into a line; it is mended by the cell that stood there."""
        line.mend = {key: line.cells.get(key, "")}
        line.cells[key] = bad
        line.fate, line.wrong, line.told, line.what = "refused", (key,), told, what or f"{key} {bad!r:.40}"
        if secret:
            self.book.secrets.append(str(bad))
        return line

    def typed(self, *cells: Any) -> list[Any]:
        """Cells that only a workbook can hold."""
        return [] if self.book.texts_only else [*cells]

    def spoil_meetings(self) -> None:
        """Real meetings with one bad cell each."""
        bad: list[tuple[str, Any, str]] = [
            ("day", "30-02-2017", "30-02-2017"), ("day", "engang i foråret", "engang i foråret"), ("day", "5/3", "5/3"),
            ("day", "i går", "i går"), ("day", "43000", "43000"), ("minutes", "-60", "-60"), ("minutes", "100000", "100000"),
            ("minutes", "længe", "længe"), ("minutes", "1,5", "1,5"), ("status", "Måske", "no-show"), ("kind", "Snak", "Snak"),
            ("mentor", "Ukendt Mentorsen", "Ukendt Mentorsen"), ("youth", "Ingen Ungesen", "Ingen Ungesen"), ("youth", "", ""),
            ("status", "", ""), ("place", "x" * (33_000 if self.book.texts_only else 32_767), ""),
            ("place", "\u202egnp.exe", "<U+202E>"), ("place", "a\x1b[2Jb", "<U+001B>"), ("day", "", ""),
        ]  # fmt: skip
        bad += self.typed(
            ("minutes", -60, "-60"), ("minutes", 1500, "1500"), ("minutes", 12.5, "12.5"), ("day", 43000, "43000"),
            ("minutes", True, ""), ("minutes", Formula("=30+30"), "formula"), ("status", Fault("#N/A"), "error"),
            ("day", Formula("=TODAY()"), "formula"), ("mentor", 12, "12"), ("day", True, ""),
        )  # fmt: skip
        for key, cell, told in bad:
            self.spoil(next(self.meetings), key, cell, told)
        held = next(self.held)
        self.spoil(held, "day", "02-04-2018", "02-04-2018", what="a meeting held on a coming day")
        secrets: list[tuple[str, Any]] = [
            ("place", "ring 010190-1234"), ("extra", "0203851234"), ("mentor", "Ida Holm 150388 1234"), ("kind", "0304911111"),
            ("minutes", "050692-4321"), ("status", "3112994444"), ("extra", "101901234"), ("day", "310155-0008"),
            ("youth", "\uff11\uff15\uff10\uff13\uff18\uff18-1234"),
        ]  # fmt: skip
        secrets += self.typed(("minutes", 1503881234), ("extra", 203851234), ("place", 1206771234.0))
        for key, cell in secrets:
            self.spoil(next(self.meetings), key, cell, secret=True)

    def strange_meetings(self) -> None:
        """Rows that no meeting stands behind, and meetings listed twice."""
        matches = [one for one in self.history.matches if one.first]
        row = {"day": "01-02-2018", "kind": "møde", "status": "Afholdt", "minutes": "60"}
        alone = Counter(one.name for one in self.history.people)
        alike = [one for one in matches if alone[one.mentor.name] == alone[one.youth.name] == 1]
        pairs = {(one.mentor.name, one.youth.name) for one in matches}
        oldest = min(alike, key=lambda one: one.proposed)
        mentor, youth = next(
            (one.mentor.name, two.youth.name) for one in alike for two in alike
            if (one.mentor.name, two.youth.name) not in pairs
        )  # fmt: skip
        early = {"mentor": oldest.mentor.name, "youth": oldest.youth.name, "day": "01-01-2012"}
        self.lines += [
            Line(
                "meeting",
                {**row, "mentor": mentor, "youth": youth},
                fate="refused",
                wrong=("youth",),
                what="no such pair",
            ),
            Line("meeting", {**row, **early}, fate="refused", wrong=("day",), what="before the match"),
            Line(
                "meeting", {"day": "Sum", "minutes": "6043"}, fate="refused", wrong=("day",), told="Sum", what="totals"
            ),
        ]
        for number in range(3):
            again = self.book.line(next(self.held).thing, Hand(self.rng, texts_only=self.book.texts_only))
            again.thing, again.fate, again.last, again.what = None, "unchanged", True, "listed twice"
            again.cells |= {"minutes": "", "place": ""} if number else {}
            self.lines.append(again)
        other = self.book.line(next(self.held).thing)
        minutes = other.thing.minutes
        other.thing, other.last, other.what = None, True, "listed twice, with another length"
        other.fate, other.wrong, other.told = "refused", ("minutes",), str(minutes)
        other.cells["minutes"] = str(minutes + 5)
        self.lines.append(other)

    def somebody(self, kind: str) -> Person:
        """A new person whom no other row names."""
        name = f"Rettet Nr{len(self.history.people)}"
        came = date(2015, 1, 1)
        return self.history.mentor(0, name, came) if kind == "mentor" else self.history.youth(name, came)

    def people(self) -> None:
        """Mentors and youths with one bad cell each."""
        mentors: list[tuple[str, Any, str]] = [
            ("name", "", ""), ("phone", "12", "12"), ("email", "ida(at)x", "ida(at)x"), ("capacity", "to", "to"),
            ("capacity", "99", "99"), ("gender", "D", "D"), ("born", "01-01-2030", "01-01-2030"), ("postcode", "800", "800"),
            ("trained", "31-11-2016", "31-11-2016"), ("name", "Ida\u202eHolm", "<U+202E>"), ("remark", "y" * 32_700, ""),
            ("state", "Stoppet", "Stoppet"), ("state", "Væk", "Væk"), ("town", "b" * 100, "bbb"),
            ("interests", ",".join("abcdef"[n % 6] * 1 for n in range(240)), ""), ("came", "02-04-2018", "02-04-2018"),
            ("name", "z" * 130, "zzz"), ("left", "01-02-2016", "01-02-2016"), ("name", "\u200b\u200b", "200B"),
        ]  # fmt: skip
        for key, cell, told in mentors:
            self.lines.append(self.spoil(self.book.line(self.somebody("mentor")), key, cell, told))
        gone = self.somebody("mentor")
        gone.left = date(2017, 1, 1)
        self.lines.append(
            self.spoil(self.book.line(gone), "left", "01-12-2014", "01-12-2014", what="left before applying")
        )
        for key, cell, told in (
            ("source", "Naboen", "Naboen"),
            ("came", "", ""),
            ("name", "", ""),
            ("left", "01-12-2014", ""),
        ):
            self.lines.append(self.spoil(self.book.line(self.somebody("youth")), key, cell, told))
        for kind, key, cell in (
            ("mentor", "remark", "cpr er 0101901235"), ("mentor", "name", "Ib 230467-1111"), ("youth", "phone", "1207001235"),
            ("youth", "remark", "født\n120700 1236."), ("youth", "town", "111111-1118"),
        ):  # fmt: skip
            self.lines.append(self.spoil(self.book.line(self.somebody(kind)), key, cell, secret=True))

    def a_match(self) -> Match:
        """A match of a mentor whom no day could confuse and a new youth."""
        mentor = next(
            one for one in self.history.people
            if one.trained and one.trained < date(2015, 12, 1) and one.left is None
            and sum(other.name == one.name for other in self.history.people) == 1
        )  # fmt: skip
        youth = self.somebody("youth")
        self.lines.append(self.book.line(youth))
        return Match(mentor, youth, date(2016, 3, 1), date(2016, 3, 10), date(2016, 5, 1), "moved")

    def match_rows(self) -> None:
        """Matches with a bad cell, and matches of namesakes who could both be meant."""
        for key, cell, told in (
            ("first", "31-06-2016", "31-06-2016"), ("ended", "05-03-2016", "2016-03-10"), ("ended", "", ""),
            ("reason", "Kedsomhed", "Kedsomhed"), ("youth", "Ukendt Ungesen", "Ukendt Ungesen"), ("proposed", "tja", "tja"),
            ("mentor", "", ""),
        ):  # fmt: skip
            self.lines.append(self.spoil(self.book.line(self.a_match()), key, cell, told))
        line = self.book.line(self.a_match())
        self.lines.append(self.spoil(line, "extra", "1202771235", secret=True))
        both = Match(self.history.older, self.a_match().youth, date(2018, 1, 5), date(2018, 1, 9))
        unsure = Match(self.a_match().mentor, self.history.unsure[0], date(2018, 1, 5), date(2018, 1, 9))
        for match, key in ((both, "mentor"), (unsure, "youth")):
            line = self.book.line(match)
            line.thing, line.fate, line.wrong, line.what = None, "refused", (key,), f"a {key} who may be two"
            line.told = (match.mentor if key == "mentor" else match.youth).name
            self.lines.append(line)

    def the_corps(self) -> None:
        """Events, money and hours with a bad cell."""
        for number, (key, cell) in enumerate(
            (("day", "32-01-2017"), ("kind", "Hygge"), ("hours", "mange"), ("title", ""))
        ):
            event = Event(date(2017, 1, 20), f"Spoleret {number}", "social", 60, [])
            self.lines.append(self.spoil(self.book.line(event), key, cell, cell))
        guest = self.a_match().mentor
        event = Event(date(2018, 2, 2), "Mange gæster", "social", 60, [guest])
        line = self.book.line(event)
        line.cells["people"] = f"Ukendt Gæst; {guest.name}; {self.history.older.name}"
        line.wrong, line.told, line.mend = ("people",), "Ukendt Gæst", {"people": guest.name}
        self.lines.append(line)
        for number, (key, cell) in enumerate((
            ("amount", "1.275"), ("amount", "-50"), ("amount", "0"), ("amount", "mange"), ("direction", "Lån"),
            ("day", "2018-04-01"), ("category", ""),
        )):  # fmt: skip
            money = Money(date(2017, 5, 5), "income", "donation", 12_345 + number, f"bilag {number}")
            self.lines.append(self.spoil(self.book.line(money), key, cell, cell))
        money = Money(date(2017, 5, 6), "income", "donation", 99, "gave")
        self.lines.append(self.spoil(self.book.line(money), "text", "fra 1202771237", secret=True))
        for number, (key, cell) in enumerate((("minutes", "25"), ("minutes", "0"), ("activity", ""))):
            hours = Hours(date(2017, 5, 5), 90, f"rettet {number}")
            self.lines.append(self.spoil(self.book.line(hours), key, cell, cell))


def write_xlsx(path: Path, sheets: Iterable[tuple[str, Sequence[Sequence[Any]], bool]]) -> None:
    """A workbook: name, rows, and whether it is hidden. Dates, times, formulas and errors are real ones."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    forms = {
        datetime: book.add_format({"num_format": "dd-mm-yyyy hh:mm"}), date: book.add_format({"num_format": "dd-mm-yyyy"}),
        time: book.add_format({"num_format": "hh:mm"}), timedelta: book.add_format({"num_format": "[h]:mm"}),
    }  # fmt: skip
    for name, rows, hidden in sheets:
        sheet = book.add_worksheet(name)
        if hidden:
            sheet.hide()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                write_cell(sheet, forms, number, column, cell)
    book.close()


def write_cell(sheet: Any, forms: Mapping[type, Any], row: int, column: int, cell: Any) -> None:
    """One cell of a workbook."""
    if isinstance(cell, Fault):
        sheet.write_formula(row, column, "=NA()", None, str(cell))
    elif isinstance(cell, Formula):
        sheet.write_formula(row, column, str(cell), None, 60)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif type(cell) in forms:
        sheet.write_datetime(row, column, cell, forms[type(cell)])
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell != "":
        assert sheet.write_string(row, column, cell) == 0


def csv_bytes(
    rows: Iterable[Sequence[Any]], *, delimiter: str = ";", encoding: str = "utf-8", end: str = "\r\n"
) -> bytes:
    """Rows as CSV."""
    out = io.StringIO(newline="")
    marked = [[f"'{c}" if isinstance(c, str) and re.match(r"'*[=+\-@\t\r]", c) else c for c in row] for row in rows]
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(marked)
    return out.getvalue().encode(encoding)


YEARS = tuple(map(str, range(2012, 2019)))


def reports(mc: Any, years: Sequence[str] = YEARS) -> dict[str, Any]:
    """The annual report of each year and since the start, as the program tells it."""
    found = {
        year: mc.ok("report", "annual", year, "--format", "json", today=TODAY.isoformat()).json() for year in years
    }
    found["since_start"] = mc.ok(
        "report", "annual", "--since-start", "--format", "json", today=TODAY.isoformat()
    ).json()
    return found


def must_be(things: Sequence[Any], told: Mapping[str, Any]) -> None:
    """Hold what the program tells of each year against the history."""
    for name, report in told.items():
        lo = date.fromisoformat(report["from"]) if name == "since_start" else date(int(name), 1, 1)
        hi = TODAY if name == "since_start" else min(TODAY, date(int(name), 12, 31))
        right = figures(things, lo, hi)
        wrong = {key: (report[key], value) for key, value in right.items() if report[key] != value}
        assert not wrong, f"{name}: told, and right: {wrong}"
        assert report["to"] == hi.isoformat()


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a data file."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
        names = [
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in names}
    finally:
        connection.close()


def load(name: str) -> Any:
    """A JSON file of tests/data."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


DATA = Path(__file__).parent / "data"
