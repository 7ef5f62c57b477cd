"""Who waits and who has places, with all that a match is weighed on; and what came of earlier proposals and matches."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import gates
from mentorcli.rules.criteria import Former, Party, Wish, words_in
from mentorcli.rules.facts import PairFact, Seen
from mentorcli.views import pair, states
from mentorcli.views.wish import standing
from mentorcli.words import fold

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


class MentorFact(NamedTuple):
    """A mentor on a day: what is known for a match, the state, the free places, and what the rules ask about."""

    party: Party
    state: str
    free: int  # places that nobody has, or has been proposed
    proposals: int  # without an answer
    open_matches: int
    capacity: int | None
    trained_on: str | None
    secrecy_on: str | None
    checks: tuple[Seen, ...]


class YouthFact(NamedTuple):
    """A youth on a day: what is known for a match, the state, and the wait in days (None for who does not wait)."""

    party: Party
    state: str
    wait_days: int | None

    @property
    def waits(self) -> bool:
        """Whether the youth waits, however far intake has come: referred, visited or decided on."""
        return self.wait_days is not None


class Open(NamedTuple):
    """A proposal without an answer, or an open match."""

    id: int
    mentor_id: int
    youth_id: int
    state: str
    on: str


class Corps(NamedTuple):
    """All that a question about matching is asked of."""

    mentors: dict[int, MentorFact]
    youths: dict[int, YouthFact]
    former: dict[tuple[int, int], Former]  # by youth and mentor: the newest of what is over
    open_ones: list[Open]


# A background counts from the person's own yes on; a later withdrawal of the consent to sensitive data takes it back.
TOLD = "CASE WHEN background_yes_on <= :day{more} THEN background ELSE '' END"
WITHDRAWN = """ AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.youth_id = s.id AND c.kind = 'sensitive'
  AND c.withdrawn_on <= :day AND c.withdrawn_on >= s.background_yes_on)"""
ABOUT = """id, coalesce(name, '{letter}' || id), gender, born, CASE WHEN address_protected THEN '' ELSE postcode END,
  languages, interests, {topics}, free_times, work, {told}, own_words"""
MENTORS = f"""WITH {states.MATCHES}, {states.MENTORS}
SELECT {ABOUT.format(letter="m", topics="helps_with", told=TOLD.format(more=""))},
  state, {states.FREE}, open_matches, capacity, trained, secrecy_on
FROM mentor_state WHERE erased_on IS NULL ORDER BY id"""
YOUTHS = f"""WITH {states.MATCHES}, {states.YOUTHS}
SELECT {ABOUT.format(letter="y", topics="needs", told=TOLD.format(more=WITHDRAWN))},
  state, CASE WHEN waits THEN CAST(julianday(:day) - julianday(waits_since) AS INTEGER) END
FROM youth_state s WHERE erased_on IS NULL AND (waits OR id = :youth) ORDER BY id"""
LIVES = f"""WITH {states.MATCHES}
SELECT s.id, s.mentor_id, s.youth_id, s.state,
  coalesce(CASE WHEN s.first_met_on <= :day THEN s.first_met_on END, s.proposed_on), s.declined_on, s.declined_by,
  s.last_end, e.ended_by, coalesce(e.reason, '')
FROM match_state s LEFT JOIN match_end e ON e.id = (SELECT max(x.id) FROM match_end x
  WHERE x.match_id = s.id AND x.on_day = s.last_end)
ORDER BY coalesce(CASE WHEN s.declined_on <= :day THEN s.declined_on END, s.last_end), s.id"""
NOBODY = 0


def corps(connection: sqlite3.Connection, profile: Profile, day: str, *, youth: int = NOBODY) -> Corps:
    """The mentors on file on a day and the youths who wait on it; with `youth` also that one, whatever the state."""
    given = states.params(profile, day)
    wishes: dict[tuple[str, int], list[Wish]] = {}
    for side, number, wish in standing(connection, day):
        wishes.setdefault((side, number), []).append(wish)
    former, open_ones = lives(connection, given, day)
    asked: dict[int, int] = {}
    for one in open_ones:
        asked[one.mentor_id] = asked.get(one.mentor_id, 0) + (one.state == "proposed")
    checks = pair.seen(connection, states.FOREVER)
    mentors = {}
    for row in connection.execute(MENTORS, given):
        about, (state, free, open_matches, capacity, trained, secrecy) = row[:12], row[12:]
        party, proposals = party_of(about, wishes.get(("mentor", row[0]), [])), asked.get(row[0], 0)
        mentors[row[0]] = MentorFact(
            party, state, max(0, free - proposals), proposals, open_matches, capacity, trained, secrecy,
            checks.get(row[0], ()),
        )  # fmt: skip
    youths = {
        row[0]: YouthFact(party_of(row[:12], wishes.get(("youth", row[0]), [])), row[12], row[13])
        for row in connection.execute(YOUTHS, {**given, "youth": youth})
    }
    return Corps(mentors, youths, former, open_ones)


def lives(
    connection: sqlite3.Connection, given: states.Params, day: str
) -> tuple[dict[tuple[int, int], Former], list[Open]]:
    """What is over between two, the newest of each pair, and what is open or waits for an answer."""
    former: dict[tuple[int, int], Former] = {}
    open_ones = []
    for number, mentor, youth, state, began, declined, by, ended, ended_by, reason in connection.execute(LIVES, given):
        if state == "declined":
            former[youth, mentor] = Former("declined", declined, by or "", "")
        elif state == "ended":
            former[youth, mentor] = Former("ended", ended, ended_by or "", reason)
        else:
            open_ones.append(Open(number, mentor, youth, state, began))
    return former, open_ones


def party_of(row: tuple[object, ...], wishes: list[Wish]) -> Party:
    """A row of the people's columns as a party."""
    number, name, gender, born, postcode, languages, interests, topics, times, work, background, own = row
    return Party(
        int(str(number)), str(name), str(gender), None if born is None else str(born), str(postcode),
        gates.tags(str(languages), "language"), gates.tags(str(interests)), gates.tags(str(topics)),
        frozenset(filter(None, str(times).split(", "))), str(work), str(background), words_in(str(own)), tuple(wishes),
    )  # fmt: skip


def as_rules_see(number: int, youth: Party, mentor: MentorFact, day: str) -> PairFact:
    """Two as the rules judge them at the yes that makes a match: what would stand in its way. `number` stands for the match."""
    name = mentor.party.name
    return PairFact(
        number, f"{youth.name} / {name}", mentor.party.id, name, youth.id, youth.name, "accept", day, youth.born, mentor.checks,
        mentor.trained_on, mentor.secrecy_on, mentor.capacity, mentor.open_matches,
    )  # fmt: skip


ENQUIRY = """SELECT about, youth_id, CASE WHEN answered_on <= :day THEN answer END,
  CASE WHEN answered_on <= :day THEN answered_on END
FROM enquiry WHERE id = :id AND on_day <= :day"""


class Asked(NamedTuple):
    """An enquiry on a day: what it is about, the number of whom it names, and the answer where one was given by then."""

    about: str
    youth_id: int | None
    answer: str | None
    answered_on: str | None


def enquiry(connection: sqlite3.Connection, number: int, day: str) -> Asked | None:
    """An enquiry that had come by a day; None where there is none of that number."""
    row = connection.execute(ENQUIRY, {"id": number, "day": day}).fetchone()
    return None if row is None else Asked(*row)


FACETS = "SELECT {column} FROM {table} WHERE {column} <> ''"


def known_words(connection: sqlite3.Connection) -> dict[str, str]:
    """The folded words that people on file have as interests or topics, and which of the two: for a sketch in words."""
    found: dict[str, str] = {}
    for kind, column, table in (
        ("interests", "interests", "mentor"), ("interests", "interests", "youth"), ("topics", "helps_with", "mentor"),
        ("topics", "needs", "youth"),
    ):  # fmt: skip
        for (text,) in connection.execute(FACETS.format(column=column, table=table)):
            found.update({fold(word): kind for word in str(text).split(",") if word.strip()})
    return {word.strip(): kind for word, kind in found.items()}
