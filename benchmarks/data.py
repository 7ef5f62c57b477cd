"""The data to measure on: a made-up corps of a given size, equal on every run, in a file that `mentorcli init` made.

Run as `python -m benchmarks.data FOLDER NAME` in a process of its own: its memory must not count as that of what is
measured. Rows are written by plain SQL; the lists of an import are CSV files as a person keeps them.
"""

from __future__ import annotations

import bisect
import csv
import itertools
import random
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import TODAY, program, run
from mentorcli import codes, words

SEED = 20260115
FIRST = date(2016, 1, 1)
SPAN = (date.fromisoformat(TODAY) - FIRST).days  # ten years


class Size(NamedTuple):
    """How many records a file holds."""

    mentors: int
    youths: int
    matches: int
    meetings: int


SIZES = {
    "small": Size(120, 260, 240, 10_000),
    "middle": Size(10_000, 12_000, 20_000, 100_000),
    "large": Size(10_000, 12_000, 20_000, 1_000_000),
}
LISTS = "middle"  # the size whose corps and meetings are also written as lists to import


class Mentor(NamedTuple):
    """A mentor; days are counted from FIRST."""

    id: int
    name: str
    gender: str
    applied: int
    left: int | None

    @property
    def trained(self) -> int:
        """The day of the course."""
        return self.applied + 30

    @property
    def checks(self) -> tuple[int, ...]:
        """The days on which a certificate was seen: before the course, and every 23 months or so until today."""
        return tuple(range(self.applied + 20, self.left or SPAN, 700))


class Youth(NamedTuple):
    """A young person with the day and the source of the referral."""

    id: int
    name: str
    gender: str
    referred: int
    source: str


class Match(NamedTuple):
    """A match with its end, if it has one."""

    id: int
    mentor: int
    youth: int
    met: int
    ended: int | None
    reason: str
    outcome: str


class Meeting(NamedTuple):
    """A meeting of a match."""

    match: int
    day: int
    at: str
    kind: str
    status: str
    who: str | None
    minutes: int
    place: str
    topic: str


GIVEN = (
    "Aase", "Amira", "Anders", "Anne", "Bent", "Birthe", "Bo", "Camilla", "Carl", "Dorte", "Emil", "Erik", "Fatima",
    "Freja", "Gitte", "Hans", "Helle", "Henrik", "Ida", "Inge", "Jens", "Jonas", "Karen", "Kim", "Lars", "Lene",
    "Line", "Mads", "Marie", "Mette", "Mikkel", "Mohammed", "Nanna", "Niels", "Ole", "Peter", "Pia", "Rasmus",
    "Rikke", "Signe", "Søren", "Thomas", "Tove", "Åge",
)  # fmt: skip
MIDDLE = (
    "Bech", "Bro", "Dahl", "Falk", "Friis", "Gade", "Holm", "Høj", "Juul", "Krogh", "Lund", "Munk", "Møller", "Nør",
    "Riis", "Skov", "Sø", "Toft", "Vang", "Ø", "Aagaard", "Bang",
)  # fmt: skip
FAMILY = (
    "Andersen", "Berg", "Christensen", "Eriksen", "Frandsen", "Hansen", "Iversen", "Jensen", "Jørgensen", "Karlsen",
    "Larsen", "Madsen", "Nielsen", "Olsen", "Pedersen", "Poulsen", "Rasmussen", "Simonsen", "Sørensen", "Thomsen",
    "Vestergaard", "Winther", "Ågård", "Østergaard", "Dam",
)  # fmt: skip
GENDERS = ("female", "female", "female", "male", "male", "unknown")
SOURCES = ("self", "psychology-service", "counsellor", "jobcenter", "children-and-youth", "parents", "other")
REASONS = (
    "goal-reached",
    "education",
    "job",
    "moved",
    "youth-stopped",
    "no-show",
    "no-show",
    "mentor-stopped",
    "poor-fit",
)
OUTCOMES = ("education", "job", "internship", "kept", "none")
PLACES = ("bibliotek", "café", "ungehus", "gåtur", "")
TOPICS = ("education", "job", "network", "housing", "economy", "")
AT = tuple(f"{hour:02}:{minute:02}" for hour in range(9, 20) for minute in (0, 15, 30, 45))


class Corps:
    """A made-up corps: people first, then matches, then what came of them."""

    def __init__(self, size: Size) -> None:
        self.rng = random.Random(SEED)
        names = [" ".join(parts) for parts in itertools.product(GIVEN, MIDDLE, FAMILY)]
        self.rng.shuffle(names)
        self.matches: list[Match] = []
        self.spans: list[tuple[int, int]] = []  # of each match how many meetings, and the days between them
        come = sorted(-400 + int((SPAN + 300) * self.rng.random() ** 1.2) for _ in range(size.mentors))
        asked = sorted(-200 + int((SPAN + 190) * self.rng.random()) for _ in range(size.youths))
        self.youths = [
            Youth(number, names[-number], self.rng.choice(GENDERS), day, self.rng.choice(SOURCES))
            for number, day in enumerate(asked, 1)
        ]
        self.match(size, come, asked)
        busy: dict[int, int] = {}
        for one in self.matches:
            busy[one.mentor] = max(busy.get(one.mentor, -400), one.ended if one.ended is not None else SPAN)
        self.mentors = []
        for number, day in enumerate(come, 1):
            free = max(busy.get(number, day), day + 30) + 30
            left = free + self.rng.randrange(60) if self.rng.random() < 0.3 else None
            gender = self.rng.choice(GENDERS)
            self.mentors.append(
                Mentor(number, names[number], gender, day, left if left is not None and left < SPAN else None)
            )

    def match(self, size: Size, come: list[int], asked: list[int]) -> None:
        """Pair mentors with youths, no pair twice; most matches are long over, every seventh still runs."""
        shares = [self.rng.expovariate(1) for _ in range(size.matches)]
        scale = size.meetings / sum(shares)
        counts = [int(share * scale) for share in shares]
        for number in range(size.meetings - sum(counts)):
            counts[number % size.matches] += 1
        pairs: set[tuple[int, int]] = set()
        mentor = youth = 0
        for number, count in enumerate(counts, 1):
            gap = max(1, min(self.rng.randrange(6, 15), 2_400 // max(1, count)))
            runs = number % 7 == 0
            latest = SPAN - count * gap - 30
            met = SPAN - count * gap - self.rng.randrange(20) if runs else self.rng.randrange(max(1, latest))
            met = max(0, met)
            able, known = last_before(come, met - 40), last_before(asked, met - 10)
            while not mentor or (mentor, youth) in pairs:
                mentor, youth = self.rng.randrange(able) + 1, self.rng.randrange(known) + 1
            pairs.add((mentor, youth))
            ended = None if runs else met + count * gap + self.rng.randrange(25)
            outcome = self.rng.choice(OUTCOMES) if self.rng.random() < 0.8 else ""
            self.matches.append(Match(number, mentor, youth, met, ended, self.rng.choice(REASONS), outcome))
            self.spans.append((count, gap))

    def meetings(self) -> list[Meeting]:
        """All meetings by day, as a coordinator would have recorded them."""
        rng = random.Random(SEED + 1)
        found = [
            self.meeting(rng, one, one.met + turn * gap, turn)
            for one, (count, gap) in zip(self.matches, self.spans, strict=True)
            for turn in range(count)
        ]
        return sorted(found, key=lambda one: (one.day, one.match))

    def meeting(self, rng: random.Random, match: Match, day: int, turn: int) -> Meeting:
        """One meeting: four of five are held."""
        drawn = rng.random()
        status = (
            "held"
            if drawn < 0.8 or turn == 0
            else "no-show"
            if drawn < 0.88
            else "excused"
            if drawn < 0.97
            else "moved"
        )
        who = rng.choice(("mentor", "youth")) if status in ("excused", "no-show") else None
        kind = "first" if turn == 0 else "phone" if rng.random() < 0.05 else "regular"
        minutes = rng.randrange(30, 135, 15) if status == "held" else 0
        return Meeting(
            match.id, day, rng.choice(AT), kind, status, who, minutes, rng.choice(PLACES), rng.choice(TOPICS)
        )


def last_before(days: list[int], day: int) -> int:
    """How many of the sorted days lie before one; at least one."""
    return max(1, bisect.bisect_left(days, day))


def iso(day: int | None) -> str | None:
    """A counted day as the file has it."""
    return None if day is None else (FIRST + timedelta(days=day)).isoformat()


def danish(day: int | None) -> str:
    """A counted day as a person writes it."""
    return "" if day is None else (FIRST + timedelta(days=day)).strftime("%d-%m-%Y")


# --- a data file ----------------------------------------------------------------------------------------------------


def tables(corps: Corps) -> Iterator[tuple[str, str, Iterator[tuple[object, ...]]]]:
    """Table, columns and rows of a corps, in an order that the references allow."""
    for name, people in (("mentor", corps.mentors), ("youth", corps.youths)):
        beside = "applied_on, trained_on, approved_on" if name == "mentor" else "municipality"
        yield (
            name,
            f"id, name, name_fold, name_sort, gender, recorded_on, {beside}",
            (
                (one.id, one.name, words.fold(one.name), words.sort_key(one.name), one.gender, *later(one))
                for one in people
            ),
        )
    yield (
        "mentor_check",
        "mentor_id, kind, seen_on, outcome, recorded_on",
        ((one.id, "straffeattest", iso(day), "approved", iso(day)) for one in corps.mentors for day in one.checks),
    )
    yield (
        "departure",
        "mentor_id, kind, on_day, recorded_on",
        ((one.id, "left", iso(one.left), iso(one.left)) for one in corps.mentors if one.left is not None),
    )
    yield (
        "referral",
        "id, youth_id, on_day, source, recorded_on",
        ((one.id, one.id, iso(one.referred), one.source, iso(one.referred)) for one in corps.youths),
    )
    matched = {one.youth for one in corps.matches}
    yield (
        "consent",
        "youth_id, kind, given_by, on_day, recorded_on",
        (
            (one.id, "participation", "youth", iso(day), iso(day))
            for one in corps.youths
            if one.id in matched
            for day in range(one.referred + 10, SPAN, 360)
        ),
    )
    yield (
        "closing",
        "referral_id, on_day, reason, recorded_on",
        (
            (one.id, iso(one.referred + 90), "withdrew", iso(one.referred + 90))
            for one in corps.youths
            if one.id not in matched and one.referred + 90 < SPAN
        ),
    )
    yield (
        "match",
        "id, mentor_id, youth_id, proposed_on, mentor_yes_on, youth_yes_on, first_met_on, recorded_on",
        ((one.id, one.mentor, one.youth, *[iso(one.met - 7)] * 3, iso(one.met), iso(one.met)) for one in corps.matches),
    )
    yield (
        "match_end",
        "match_id, on_day, ended_by, planned, reason, outcome, recorded_on",
        (
            (one.id, iso(one.ended), "both", "yes", one.reason, one.outcome or None, iso(one.ended))
            for one in corps.matches
            if one.ended is not None
        ),
    )
    yield (
        "meeting",
        "id, match_id, on_day, at, kind, status, who, minutes, place, topics, recorded_on",
        ((number, one.match, iso(one.day), *one[2:], iso(one.day)) for number, one in enumerate(corps.meetings(), 1)),
    )
    yield (
        "money",
        "on_day, direction, category, amount_ore, recorded_on",
        ((iso(day), "income" if day % 2 else "expense", "section-18", 125_000, iso(day)) for day in range(0, SPAN, 31)),
    )
    yield (
        "event",
        "on_day, title, kind, minutes, recorded_on",
        ((iso(day), "Netværksmøde", "network", 120, iso(day)) for day in range(0, SPAN, 61)),
    )
    yield (
        "hours",
        "on_day, minutes, activity, recorded_on",
        ((iso(day), 90, "matching", iso(day)) for day in range(0, SPAN, 7)),
    )


def later(one: Mentor | Youth) -> tuple[object, ...]:
    """The last columns of a person."""
    if isinstance(one, Mentor):
        return (iso(one.applied), iso(one.applied), iso(one.trained), iso(one.trained))
    return (iso(one.referred), "")


def fill(path: Path, corps: Corps) -> None:
    """Make a data file and write a corps into it."""
    draft = empty(path)
    connection = sqlite3.connect(draft, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for table, columns, rows in tables(corps):
        marks = ", ".join("?" * len(columns.split(", ")))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
    connection.execute("COMMIT")
    connection.close()
    draft.replace(path)


def empty(path: Path) -> Path:
    """An empty data file beside the one to be made, so that a half-made one never takes its name."""
    draft = path.with_suffix(".part")
    draft.unlink(missing_ok=True)
    run([*program(), "--db", str(draft), "init", "--scheme", "slagelse"], path.parent)
    return draft


# --- lists to import ------------------------------------------------------------------------------------------------


def write_lists(folder: Path, corps: Corps) -> None:
    """The corps and its meetings as a coordinator's lists, and the same meetings as rows of the table for the shell."""
    words.set_language("da")
    gender, source, reason, outcome, kind, status, who = (
        codes.words_of(name)
        for name in ("gender", "source", "end_reason", "outcome", "meeting_kind", "meeting_status", "party")
    )
    topics = {"education": "uddannelse", "network": "netværk", "housing": "bolig", "economy": "økonomi"}
    write_list(folder / "mentorer.csv", "Navn;Køn;Tilmeldt;Mentorkursus;Godkendt;Straffeattest set;Stoppet", (
        (one.name, gender[one.gender], danish(one.applied), *[danish(one.trained)] * 2, danish(one.applied + 20), danish(one.left))
        for one in corps.mentors
    ))  # fmt: skip
    write_list(folder / "unge.csv", "Navn;Køn;Henvist;Henvist af", (
        (one.name, gender[one.gender], danish(one.referred), source[one.source]) for one in corps.youths
    ))  # fmt: skip
    mentors = {one.id: one.name for one in corps.mentors}
    youths = {one.id: one.name for one in corps.youths}
    write_list(folder / "forløb.csv", "Mentor;Ung;Foreslået;Ja fra mentor;Ja fra ung;Første møde;Afsluttet;Årsag;Udbytte", (
        (mentors[one.mentor], youths[one.youth], *[danish(one.met - 7)] * 3, danish(one.met), danish(one.ended),
         *((reason[one.reason], outcome[one.outcome] if one.outcome else "") if one.ended is not None else ("", "")))
        for one in corps.matches
    ))  # fmt: skip
    pairs = {one.id: (mentors[one.mentor], youths[one.youth]) for one in corps.matches}
    meetings = corps.meetings()
    write_list(folder / "møder.csv", "Dato;Tid;Mentor;Ung;Type;Status;Hvem;Varighed (min);Sted;Emner", (
        (danish(one.day), one.at, *pairs[one.match], kind[one.kind], status[one.status], who[one.who] if one.who else "",
         one.minutes, one.place, topics.get(one.topic, one.topic))
        for one in meetings
    ))  # fmt: skip
    with open(folder / "meeting.csv", "w", encoding="utf-8", newline="") as out:  # an empty cell of .import is no NULL
        csv.writer(out).writerows(
            (number, one.match, iso(one.day), *one[2:5], one.who or "youth", *one[6:], iso(one.day))
            for number, one in enumerate(meetings, 1)
        )


def write_list(path: Path, headings: str, rows: Iterator[tuple[object, ...]]) -> None:
    """A CSV file as a Danish spreadsheet saves it."""
    with open(path, "w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(headings.split(";"))
        writer.writerows(rows)


def main(folder: Path, name: str) -> None:
    """Make one of the data files, or (`lists`) what an import needs."""
    if name == "lists":
        write_lists(folder, Corps(SIZES[LISTS]))
        draft = empty(folder / "lists.db")
        files = [str(folder / f"{one}.csv") for one in ("mentorer", "unge", "forløb")]
        run([*program(), "--db", str(draft), "import", *files], folder)
        draft.replace(folder / "lists.db")
    else:
        fill(folder / f"{name}.db", Corps(SIZES[name]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
