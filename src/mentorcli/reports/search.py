"""Finding a text wherever the file holds words: names, contact, remarks, notes, events, money."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from mentorcli import parsing

CAME = (  # the day on which a youth came into the file
    "(SELECT min(d) FROM (SELECT r.on_day AS d FROM referral r WHERE r.youth_id = y.id "
    "UNION ALL SELECT q.on_day FROM enquiry q WHERE q.youth_id = y.id))"
)
PLACES = (  # kind, SQL that gives number, label, day and the text to look in
    ("mentor", "SELECT id, name, applied_on, name FROM mentor WHERE name IS NOT NULL"),
    ("youth", f"SELECT id, name, {CAME}, name FROM youth y WHERE name IS NOT NULL"),
    (
        "mentor",
        "SELECT id, name, applied_on, phone || ' ' || email || ' ' || languages || ' ' || helps_with || ' ' || "
        "interests || ' ' || work || "
        "CASE WHEN address_protected THEN '' ELSE ' ' || address || ' ' || town END FROM mentor WHERE name IS NOT NULL",
    ),
    (
        "youth",
        f"SELECT id, name, {CAME}, phone || ' ' || email || ' ' || languages || ' ' || needs || ' ' || "
        "interests || ' ' || work || "
        "CASE WHEN address_protected THEN '' ELSE ' ' || address || ' ' || town END FROM youth y WHERE name IS NOT NULL",
    ),
    (
        "youth",
        "SELECT y.id, y.name, r.on_day, r.referrer || ' ' || r.why FROM referral r JOIN youth y ON y.id = r.youth_id "
        "WHERE y.name IS NOT NULL",
    ),
    ("mentor", "SELECT m.id, m.name, r.on_day, r.text FROM remark r JOIN mentor m ON m.id = r.mentor_id"),
    ("youth", "SELECT y.id, y.name, r.on_day, r.text FROM remark r JOIN youth y ON y.id = r.youth_id"),
    (
        "match",
        "SELECT m.id, coalesce(y.name, 'y' || y.id) || ' / ' || coalesce(p.name, 'm' || p.id), f.on_day, f.note "
        "FROM followup f JOIN match m ON m.id = f.match_id JOIN youth y ON y.id = m.youth_id "
        "JOIN mentor p ON p.id = m.mentor_id WHERE f.note <> ''",
    ),
    ("goal", "SELECT g.id, y.name, g.on_day, g.text FROM goal g JOIN youth y ON y.id = g.youth_id"),
    (
        "goal",
        "SELECT g.id, y.name, r.on_day, r.text || ' ' || r.why FROM goal_revision r JOIN goal g ON g.id = r.goal_id "
        "JOIN youth y ON y.id = g.youth_id",
    ),
    (
        "grant",
        "SELECT g.id, y.name, coalesce(g.applied_on, g.granted_on), g.reference || ' ' || g.payer || ' ' || g.contact || "
        "' ' || g.purpose || ' ' || g.tasks FROM grant g JOIN youth y ON y.id = g.youth_id",
    ),
    (
        "visitation",
        "SELECT v.id, y.name, v.on_day, v.background || ' ' || v.so_far || ' ' || v.purpose || ' ' || v.support_needs || ' ' || "
        "v.content || ' ' || v.others || ' ' || v.care FROM visitation v JOIN youth y ON y.id = v.youth_id",
    ),
    (
        "enquiry",
        "SELECT q.id, coalesce(y.name, q.asker), q.on_day, q.asker || ' ' || q.about FROM enquiry q "
        "LEFT JOIN youth y ON y.id = q.youth_id",
    ),
    ("event", "SELECT id, title, on_day, title FROM event"),
    ("money", "SELECT id, category, on_day, category || ' ' || text FROM money"),
    ("hours", "SELECT id, activity, on_day, activity FROM hours"),
)
AROUND = 40  # letters shown before the hit


class Hit(NamedTuple):
    """A record in which the text was found, and the words around it."""

    kind: str
    id: int
    label: str
    date: str | None
    text: str


def search(connection: sqlite3.Connection, wanted: str, day: str) -> list[Hit]:
    """The records on file by a day that hold the text, each once; case, accents and æøå are folded."""
    needle = parsing.fold(wanted)
    found: dict[tuple[str, int], Hit] = {}
    for kind, sql in PLACES:
        for number, label, date, text in connection.execute(sql):
            if date is not None and date > day:
                continue
            if needle and needle in parsing.fold(text) and (kind, number) not in found:
                found[kind, number] = Hit(kind, number, label, date, around(text, wanted))
    return list(found.values())


def around(text: str, wanted: str) -> str:
    """The words around a hit, on one line."""
    line = " ".join(text.split())
    at = max(0, line.casefold().find(wanted.casefold().strip()))
    start = max(0, at - AROUND)
    cut = line[start : start + 2 * AROUND + len(wanted)]
    return ("…" if start else "") + cut + ("…" if start + len(cut) < len(line) else "")
