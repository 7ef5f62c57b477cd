"""From what a person types to the one record that is meant: an id, a full name, or a prefix that fits one only.

An exact full name goes before a folded, a reordered and a shortened one. Several: the candidates. None: near names.
A name never finds a fuzzy hit; near names are only shown.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mentorcli import codes, parsing
from mentorcli.errors import Ambiguous, NotFound
from mentorcli.words import N_, _, day_short

LETTERS = {
    "m": "mentor", "y": "youth", "x": "match", "e": "event", "t": "goal", "g": "grant", "q": "enquiry", "v": "visitation",
    "c": "concern", "n": "note",
}  # fmt: skip
LETTER_OF = {kind: letter for letter, kind in LETTERS.items()}
NOUNS = {
    "mentor": N_("mentor"), "youth": N_("young person"), "match": N_("match"), "event": N_("event"), "goal": N_("goal"),
    "grant": N_("grant"), "enquiry": N_("enquiry"), "visitation": N_("visitation"), "concern": N_("notification of concern"),
    "note": N_("note"), "referral": N_("referral"), "meeting": N_("meeting"), "followup": N_("follow-up"),
    "money": N_("money"), "hours": N_("hours"),
}  # fmt: skip
ERASED = N_("erased")
FIELDS = {  # what an edit may change, in the words that stand over it in lists and on pages
    "name": N_("Name"), "gender": N_("Gender"), "born": N_("Day of birth"), "phone": N_("Telephone"), "email": N_("E-mail"),
    "address": N_("Address"), "postcode": N_("Postcode"), "town": N_("Town"),
    "address_protected": N_("Protected address"), "languages": N_("Languages"), "interests": N_("Interests"),
    "helps_with": N_("Can help with"), "capacity": N_("Places"), "applied_on": N_("Applied"),
    "approved_on": N_("Approved"), "secrecy_on": N_("Secrecy declaration"), "channel": N_("Heard of it by"),
    "qualification": N_("Qualification"), "needs": N_("Needs"), "support": N_("Lives on"),
    "municipality": N_("Municipality"), "guardian": N_("Guardian"), "guardian_phone": N_("Guardian's telephone"),
    "guardian_email": N_("Guardian's e-mail"), "guardian_choice": N_("Parents"), "on_day": N_("Day"), "at": N_("Time"),
    "kind": N_("Kind"), "status": N_("Status"), "who": N_("By whom"), "minutes": N_("Length"), "place": N_("Place"),
    "topics": N_("Topics"), "party": N_("Talked with"), "via": N_("Way"), "rating": N_("Rating"), "note": N_("Note"),
    "area": N_("Area"), "text": N_("Text"), "granted_on": N_("Granted on"), "declined_on": N_("Declined"),
    "from_day": N_("First day"), "until_day": N_("Last day"), "stand_in_id": N_("Stand-in"),
    "rate_ore": N_("Price of an hour"), "payer": N_("Payer"),
    "contact": N_("Contact at the payer"), "contact_email": N_("E-mail"), "reference": N_("Reference"),
    "legal_basis": N_("Legal basis"), "purpose": N_("Purpose"), "tasks": N_("Tasks"), "assessed_on": N_("Assessed"),
    "vat": N_("VAT"), "interpreter": N_("Interpreter"), "participants": N_("Took part"),
    "background": N_("Background"), "so_far": N_("Course so far"), "support_needs": N_("Support needs"),
    "content": N_("Content"), "others": N_("Others involved"), "care": N_("Special care"), "start_on": N_("Start"),
    "decision": N_("Decision"), "decided_on": N_("Decided"), "decided_by": N_("Decided by"), "source": N_("Referred by"),
    "asker": N_("Asked by"), "about": N_("About"), "answer": N_("Answer"), "answered_on": N_("Answered"),
    "reason": N_("Reason"), "title": N_("Title"), "trained_on": N_("Trained"), "free_times": N_("Free times"),
    "work": N_("Work"), "own_words": N_("Own words"), "background_yes_on": N_("Yes to the background"),
    "youth_id": N_("Young person"), "mentor_id": N_("Mentor"), "referred": N_("Referred"),
}  # fmt: skip


def fields(changed: Iterable[str]) -> str:
    """Fields in words, with commas between; what only SQLite uses is left out, and one without a word stands by its name."""
    words = [_(FIELDS.get(one, one)) for one in changed if one not in ("name_fold", "name_sort")]
    return ", ".join(one if one[:2].isalpha() and one[:2].isupper() else one[:1].lower() + one[1:] for one in words)


class Candidate(NamedTuple):
    """A person whom a typed name may mean."""

    id: int
    name: str
    born: str | None
    fold: str


def record_id(typed: str, kind: str) -> int | None:
    """The number in `m12` or, where the noun fixes the kind, `12`; None where the text is no id of that kind."""
    found = re.fullmatch(r"([a-z]?)([0-9]{1,9})", typed.strip().lower())
    if not found or found[1] not in ("", LETTER_OF[kind]):
        return None
    return int(found[2])


def people(connection: sqlite3.Connection, kind: str) -> list[Candidate]:
    """All people of a kind that still have a name."""
    rows = connection.execute(f"SELECT id, name, born, name_fold FROM {kind} WHERE name IS NOT NULL ORDER BY id")
    return [Candidate(*row) for row in rows]


def fitting(candidates: Iterable[Candidate], typed: str) -> list[Candidate]:
    """The people whom `typed` may mean, by the first way of reading it that fits anybody."""
    everyone = list(candidates)
    wanted = " ".join(unicodedata.normalize("NFC", typed).split())
    fold = parsing.fold(wanted)
    if not fold:
        return []
    words = sorted(fold.split())
    parts = fold.split()
    ways = (
        lambda one: one.name == wanted,
        lambda one: one.fold == fold,
        lambda one: sorted(one.fold.split()) == words,
        lambda one: one.fold.startswith(fold),
        lambda one: each_begins(parts, one.fold.split()),
    )
    for way in ways:
        found = [one for one in everyone if way(one)]
        if found:
            return found
    return []


def each_begins(parts: list[str], words: list[str]) -> bool:
    """Whether each typed part begins a word of the name of its own, in any order: `mette h` or `hansen m`."""
    left = list(words)
    for part in sorted(parts, key=len, reverse=True):  # the longest first: what it fits, a shorter one may fit too
        hit = next((word for word in left if word.startswith(part)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def person(connection: sqlite3.Connection, kind: str, typed: str) -> int:
    """The id of the one mentor or youth meant; Ambiguous with the candidates, or NotFound with near names."""
    number = record_id(typed, kind)
    if number is not None:
        if connection.execute(f"SELECT 1 FROM {kind} WHERE id = ?", (number,)).fetchone() is None:
            raise NotFound(
                _("There is no {noun} with the number {id}.").format(
                    noun=_(NOUNS[kind]), id=f"{LETTER_OF[kind]}{number}"
                ),
                _("See them all: mentorcli {kind} list").format(kind=kind),
            )
        return number
    of_another(kind, typed)
    everyone = people(connection, kind)
    found = fitting(everyone, typed)
    if len(found) == 1:
        return found[0].id
    if found:
        raise ambiguous(kind, typed, found)
    other = "youth" if kind == "mentor" else "mentor"
    taken = fitting(people(connection, other), typed)
    text = _("{who} is a mentor.") if other == "mentor" else _("{who} is a young person.")
    raise NotFound(
        _("No {noun} is called {name}.").format(noun=_(NOUNS[kind]), name=f"“{typed}”"),
        (text.format(who=f"{LETTER_OF[other]}{taken[0].id} {taken[0].name}") + " " if len(taken) == 1 else "")
        + _("See them all: mentorcli {kind} list").format(kind=kind),
        near(kind, typed, everyone),
    )


def of_another(kind: str, typed: str) -> None:
    """NotFound for the number of a record of another kind, such as a match's where a youth is asked for."""
    found = re.fullmatch(r"([a-z])[0-9]{1,9}", typed.strip().lower())
    if found and LETTERS.get(found[1], kind) != kind:
        raise NotFound(
            _("{name} is the number of another kind of record ({other}).").format(
                name=f"“{typed.strip()}”", other=_(NOUNS[LETTERS[found[1]]])
            ),
            _("Here it must be: {noun}, by name or by a number like {example}.").format(
                noun=_(NOUNS[kind]), example=f"{LETTER_OF[kind]}12"
            ),
        )


def ambiguous(kind: str, typed: str, found: list[Candidate]) -> Ambiguous:
    """The error that lists whom a name may mean; the way out is the id."""
    return Ambiguous(
        _("{name} fits {count} records.").format(name=f"“{typed}”", count=len(found)),
        _("Give the number instead, for example {id}.").format(id=f"{LETTER_OF[kind]}{found[0].id}"),
        [detail(kind, one) for one in found[:20]],
    )


def detail(kind: str, one: Candidate) -> dict[str, object]:
    """A candidate as an error shows it: number, name and year of birth."""
    return {"id": f"{LETTER_OF[kind]}{one.id}", "name": one.name, "born": (one.born or "")[:4]}


def near(kind: str, typed: str, everyone: list[Candidate]) -> list[dict[str, object]]:
    """Up to three people with names that look like the one typed."""
    from rapidfuzz import fuzz, process

    folds = [one.fold for one in everyone]
    hits = process.extract(parsing.fold(typed), folds, scorer=fuzz.WRatio, limit=3, score_cutoff=75)
    return [detail(kind, everyone[index]) for _name, _score, index in hits]


def match_of(
    connection: sqlite3.Connection,
    typed: str,
    able: Iterable[int],
    noun: str,
    *,
    done: Iterable[int] = (),
    bare: bool = True,
) -> int:
    """The id of the match meant: by its number, or by its youth when exactly one match in `able` is that youth's.

    `able` holds the matches that can take the verb on the day; `noun` says what they are ("running match"). Where
    none of them is meant, one in `done` is: it has that very fact already, as when a command is given twice.
    A bare number counts where the command's noun is the match (`bare`).
    """
    number = match_number(connection, typed)
    if number is not None:
        if not bare and typed.strip().isdigit():
            raise Ambiguous(
                _("{typed} could be a match or a young person.").format(typed=typed.strip()),
                _("Write x{typed} for the match, or y{typed} for the young person.").format(typed=typed.strip()),
            )
        return number
    rows = connection.execute("SELECT m.id, m.youth_id FROM match m ORDER BY m.id").fetchall()
    by_id = record_id(typed, "youth") if typed.strip().lower().startswith("y") else None
    # Found among all young people: a full name never means somebody else whose name begins like it.
    meant = {by_id} if by_id is not None else {one.id for one in fitting(people(connection, "youth"), typed)}
    matches: list[int] = []
    for group in (set(able), set(done)):
        matches = matches or [match for match, youth in rows if match in group and youth in meant]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise Ambiguous(
            _("{name} fits {count} matches.").format(name=f"“{typed}”", count=len(matches)),
            _("Give the number of the match instead, for example x{id}.").format(id=matches[0]),
            [{"id": f"x{match}", "name": label(connection, match)} for match in matches[:20]],
        )
    youth = by_id if by_id is not None else person(connection, "youth", typed)  # says so where nobody has that name
    name = connection.execute("SELECT coalesce(name, ?) FROM youth WHERE id = ?", (_(ERASED), youth)).fetchone()
    raise NotFound(
        _("{name} has no {noun}.").format(name=name[0] if name else typed, noun=noun),
        _("See the matches: mentorcli match list {id}").format(id=f"y{youth}"),
    )


def match_number(connection: sqlite3.Connection, typed: str) -> int | None:
    """The id in `x12` or `12`, held against the file; None where the text is a name."""
    number = record_id(typed, "match")
    if number is None:
        return None
    if connection.execute("SELECT 1 FROM match WHERE id = ?", (number,)).fetchone() is None:
        raise NotFound(
            _("There is no match with the number {id}.").format(id=f"x{number}"),
            _("See them all: mentorcli match list"),
        )
    return number


def label(connection: sqlite3.Connection, match_id: int) -> str:
    """A match as people read it: youth and mentor."""
    row = connection.execute(
        "SELECT coalesce(y.name, ?), coalesce(p.name, ?) FROM match m JOIN youth y ON y.id = m.youth_id "
        "JOIN mentor p ON p.id = m.mentor_id WHERE m.id = ?",
        (_(ERASED), _(ERASED), match_id),
    ).fetchone()
    return f"{row[0]} / {row[1]}"


def of_youth(connection: sqlite3.Connection, kind: str, typed: str, noun: str, *groups: Mapping[int, str]) -> int:
    """The id of the goal or grant meant: by its number, or by its young person when exactly one in a group is theirs.

    The first group that has one of theirs counts: those that can take the verb on the day, then those that have that
    very fact already; each by number, with what tells them apart. `noun` says what is sought ("open goal").
    """
    number = record_id(typed, kind)
    rows = connection.execute(f"SELECT t.id, t.youth_id FROM {kind} t ORDER BY t.id").fetchall()
    if number is not None:
        if all(row[0] != number for row in rows):
            raise NotFound(
                _("There is no {noun} with the number {id}.").format(
                    noun=_(NOUNS[kind]), id=f"{LETTER_OF[kind]}{number}"
                ),
                _("See them all: mentorcli {kind} list").format(kind=kind),
            )
        return number
    youth = person(connection, "youth", typed)
    for group in groups:
        found = [row[0] for row in rows if row[0] in group and row[1] == youth]
        if len(found) == 1:
            return int(found[0])
        if found:
            raise Ambiguous(
                _("{name}: {count} fit ({noun}).").format(
                    name=said(connection, "youth", youth), count=len(found), noun=noun
                ),
                _("Give the number instead: mentorcli {kind} list {youth} shows them all.").format(
                    kind=kind, youth=f"y{youth}"
                ),
                [{"id": f"{LETTER_OF[kind]}{one}", "name": group[one]} for one in found],
            )
    raise NotFound(
        _("{name}: none fits ({noun}).").format(name=said(connection, "youth", youth), noun=noun),
        _("See them all: mentorcli {kind} list {youth}").format(kind=kind, youth=f"y{youth}"),
    )


def about_youth(connection: sqlite3.Connection, kind: str, typed: str, able: Iterable[int] | None = None) -> int:
    """The number of the enquiry, visitation or concern meant: given itself, or by its youth.

    By the youth where exactly one of that youth's is in `able`: those that the command is about (None: every one).
    """
    number = record_id(typed, kind)
    if number is not None:
        if connection.execute(f"SELECT 1 FROM {kind} WHERE id = ?", (number,)).fetchone() is None:
            raise NotFound(
                _("There is no {noun} with the number {id}.").format(
                    noun=_(NOUNS[kind]), id=f"{LETTER_OF[kind]}{number}"
                ),
                _("See them all: mentorcli {kind} list").format(kind=kind),
            )
        return number
    youth = person(connection, "youth", typed)
    among = None if able is None else set(able)
    rows = connection.execute(f"SELECT id, on_day FROM {kind} WHERE youth_id = ? ORDER BY on_day, id", (youth,))
    found = [row for row in rows if among is None or row[0] in among]
    if len(found) == 1:
        return int(found[0][0])
    if found:
        raise Ambiguous(
            _("{name} fits {count} records.").format(name=f"“{typed}”", count=len(found)),
            _("Give the number instead, for example {id}.").format(id=f"{LETTER_OF[kind]}{found[-1][0]}"),
            [{"id": f"{LETTER_OF[kind]}{one}", "on": day} for one, day in found[-20:]],
        )
    raise NotFound(
        _("{name}: nothing of the kind is on file ({noun}).").format(
            name=said(connection, "youth", youth), noun=_(NOUNS[kind])
        ),
        _("See: mentorcli youth show {id}").format(id=f"y{youth}"),
    )


def event_of(connection: sqlite3.Connection, typed: str) -> int:
    """The id of the event meant: its number, or a title (or its beginning) that fits one only."""
    number = record_id(typed, "event")
    rows = connection.execute("SELECT id, title, on_day FROM event ORDER BY id").fetchall()
    if number is not None and any(row[0] == number for row in rows):
        return number
    found = fitting([Candidate(row[0], row[1], row[2], parsing.fold(row[1])) for row in rows], typed)
    if number is None and len(found) == 1:
        return found[0].id
    if number is None and found:
        raise Ambiguous(
            _("{name} fits {count} events.").format(name=f"“{typed}”", count=len(found)),
            _("Give the number instead, for example e{id}.").format(id=found[-1].id),
            [{"id": f"e{one.id}", "name": one.name, "on": one.born} for one in found[-20:]],
        )
    raise NotFound(_("There is no event {name}.").format(name=f"“{typed}”"), _("See them all: mentorcli event list"))


def said(connection: sqlite3.Connection, kind: str, number: int) -> str:
    """A person as a write says it back: number, name and year of birth."""
    row = connection.execute(f"SELECT name, born FROM {kind} WHERE id = ?", (number,)).fetchone()
    return f"{LETTER_OF[kind]}{number} {row[0] or _(ERASED)}" + (f" ({row[1][:4]})" if row[1] else "")


def pair_said(connection: sqlite3.Connection, match_id: int) -> str:
    """A match as a write says it back: number, youth and mentor with their years of birth."""
    row = connection.execute("SELECT youth_id, mentor_id FROM match WHERE id = ?", (match_id,)).fetchone()
    youth, mentor = said(connection, "youth", row[0]), said(connection, "mentor", row[1])
    return f"x{match_id} {youth.partition(' ')[2]} / {mentor.partition(' ')[2]}"


def goal_said(connection: sqlite3.Connection, goal_id: int) -> str:
    """A goal as a write says it back: number, young person with year of birth, and area."""
    youth, area = connection.execute("SELECT youth_id, area FROM goal WHERE id = ?", (goal_id,)).fetchone()
    return f"t{goal_id} {said(connection, 'youth', youth).partition(' ')[2]}, {codes.word('goal_area', area)}"


def grant_said(connection: sqlite3.Connection, grant_id: int) -> str:
    """A grant as a write says it back: number, young person with year of birth, and its days."""
    sql = "SELECT youth_id, from_day, until_day FROM grant WHERE id = ?"
    youth, first, last = connection.execute(sql, (grant_id,)).fetchone()
    days = f"{day_short(first)}\N{EN DASH}{day_short(last)}"
    return f"g{grant_id} {said(connection, 'youth', youth).partition(' ')[2]}, {days}"


def record_said(connection: sqlite3.Connection, kind: str, number: int) -> str:
    """A record as an edit says it back: by whom it is about; a meeting or follow-up by its number and its match."""
    if kind in ("mentor", "youth"):
        return said(connection, kind, number)
    if kind in ("goal", "grant"):
        return goal_said(connection, number) if kind == "goal" else grant_said(connection, number)
    (match_id,) = connection.execute(f"SELECT match_id FROM {kind} WHERE id = ?", (number,)).fetchone()
    return f"{number} ({pair_said(connection, match_id)})"


def anybody(connection: sqlite3.Connection, typed: str) -> tuple[str, int]:
    """The one person meant, mentor or youth: kind and number. A name that fits one of each is ambiguous."""
    letter = typed.strip().lower()[:1]
    if letter in ("m", "y") and record_id(typed, LETTERS[letter]) is not None:
        return LETTERS[letter], person(connection, LETTERS[letter], typed)
    mentors, youths = people(connection, "mentor"), people(connection, "youth")
    found = fitting([*mentors, *youths], typed)
    hits = [(kind, one) for kind, group in (("mentor", mentors), ("youth", youths)) for one in group if one in found]
    if len(hits) == 1:
        return hits[0][0], hits[0][1].id
    if not hits:
        raise NotFound(
            _("Nobody is called {name}.").format(name=f"“{typed}”"),
            _("Look for a part of the name: mentorcli search TEXT"),
            (near("mentor", typed, mentors) + near("youth", typed, youths))[:3],
        )
    raise Ambiguous(
        _("{name} fits {count} records.").format(name=f"“{typed}”", count=len(hits)),
        _("Give the number instead, for example {id}.").format(id=f"{LETTER_OF[hits[0][0]]}{hits[0][1].id}"),
        [detail(kind, one) for kind, one in hits[:20]],
    )
