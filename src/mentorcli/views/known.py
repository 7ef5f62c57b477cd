"""What the file already holds, in the order in which an import asks: people by name, matches by pair, meetings by day."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mentorcli import parsing
from mentorcli.views import states


def spoken(name: str) -> str:
    """A name as it is compared exactly: composed letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


@dataclass
class Person:
    """A mentor or a youth: when they came, were trained (a mentor) and left, as days; None where it did not happen."""

    id: int
    name: str
    born: str | None
    came: str
    trained: str | None = None
    left: str | None = None

    def possible(self, day: str, *, trained: bool) -> bool:
        """Whether this person could have been meant on a day; the day itself counts as possible."""
        if self.came > day or (self.left is not None and self.left < day):
            return False
        return not trained or (self.trained is not None and self.trained <= day)


@dataclass
class Span:
    """A match as a meeting looks for it: from its first known day to its end."""

    id: int
    mentor_id: int
    youth_id: int
    proposed_on: str | None
    first_met_on: str | None
    ended_on: str | None

    @property
    def begins(self) -> str:
        """The first day of which something is known."""
        return min(day for day in (self.proposed_on, self.first_met_on) if day)


@dataclass
class People:
    """Everybody of a kind, by exact and by folded name."""

    by_id: dict[int, Person] = field(default_factory=dict)
    exact: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    folded: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: Person) -> None:
        """Take in a person."""
        self.by_id[one.id] = one
        self.exact[spoken(one.name)].append(one)
        self.folded[parsing.fold(one.name)].append(one)

    def exactly(self, name: str) -> list[Person]:
        """Those of exactly that name."""
        return self.exact.get(spoken(name), [])

    def called(self, name: str) -> list[Person]:
        """Those of exactly that name; if none, those whose folded name it is. Words are never reordered."""
        return self.exactly(name) or self.folded.get(parsing.fold(name), [])


@dataclass
class Known:
    """The indexes of one file; an import adds to them what it takes."""

    mentors: People = field(default_factory=People)
    youths: People = field(default_factory=People)
    pairs: dict[tuple[int, int], list[Span]] = field(default_factory=lambda: defaultdict(list))
    meetings: dict[tuple[int, str, str], dict[str, Any]] = field(default_factory=dict)
    events: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    attended: set[tuple[int, str, int]] = field(default_factory=set)
    money: Counter[tuple[object, ...]] = field(default_factory=Counter)
    hours: Counter[tuple[object, ...]] = field(default_factory=Counter)
    remarks: set[tuple[str, int, str]] = field(default_factory=set)


MENTORS = f"""SELECT p.id, p.name, p.born, p.applied_on, {states.TRAINED},
  (SELECT max(d.on_day) FROM departure d WHERE d.mentor_id = p.id AND d.returned_on IS NULL)
FROM mentor p WHERE p.name IS NOT NULL"""
YOUTHS = """SELECT y.id, y.name, y.born, coalesce((SELECT min(r.on_day) FROM referral r WHERE r.youth_id = y.id), ''), NULL,
  (SELECT max(c.on_day) FROM closing c JOIN referral r ON r.id = c.referral_id WHERE r.youth_id = y.id
    AND NOT EXISTS (SELECT 1 FROM referral n WHERE n.youth_id = y.id AND n.on_day >= c.on_day AND n.id > r.id))
FROM youth y WHERE y.name IS NOT NULL"""
SPANS = """SELECT m.id, m.mentor_id, m.youth_id, m.proposed_on, m.first_met_on, coalesce(m.declined_on,
  CASE WHEN (SELECT count(*) FROM match_end e WHERE e.match_id = m.id)
          > (SELECT count(*) FROM match_reopening r WHERE r.match_id = m.id)
    THEN (SELECT max(e.on_day) FROM match_end e WHERE e.match_id = m.id) END)
FROM match m"""
MEETINGS = """SELECT id, match_id, on_day, kind, at, status, who, minutes, place, topics FROM meeting
WHERE on_day BETWEEN ? AND ?"""


def load(connection: sqlite3.Connection, days: Iterable[str]) -> Known:
    """The indexes of a file; of the meetings only those of the days that the import speaks of."""
    known = Known()
    for row in connection.execute(MENTORS):
        known.mentors.add(Person(*row))
    for row in connection.execute(YOUTHS):
        known.youths.add(Person(*row))
    for row in connection.execute(SPANS):
        known.pairs[row[1], row[2]].append(Span(*row))
    spoken_of = list(days)
    if spoken_of:
        names = ("id", "match_id", "on_day", "kind", "at", "status", "who", "minutes", "place", "topics")
        for row in connection.execute(MEETINGS, (min(spoken_of), max(spoken_of))):
            known.meetings[row[1], row[2], row[3]] = dict(zip(names, row, strict=True))
    for number, day, title, kind, minutes in connection.execute("SELECT id, on_day, title, kind, minutes FROM event"):
        known.events[day, parsing.fold(title)] = {"id": number, "kind": kind, "minutes": minutes, "title": title}
    for event, mentor, youth in connection.execute("SELECT event_id, mentor_id, youth_id FROM attendance"):
        known.attended.add((event, "mentor", mentor) if mentor is not None else (event, "youth", youth))
    known.money.update(connection.execute("SELECT on_day, direction, category, amount_ore, text FROM money").fetchall())
    known.hours.update(connection.execute("SELECT on_day, minutes, activity FROM hours").fetchall())
    for mentor, youth, text in connection.execute("SELECT mentor_id, youth_id, text FROM remark"):
        known.remarks.add(("mentor", mentor, text) if mentor is not None else ("youth", youth, text))
    return known
