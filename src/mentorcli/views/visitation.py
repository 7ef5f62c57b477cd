"""Reading visitations: the list with what each lacks, one with its texts, and the rows that rules judge."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules.consent import named
from mentorcli.rules.facts import SensitiveFact, SharingFact
from mentorcli.rules.intake import missing
from mentorcli.views import states
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

TEXTS = ("background", "so_far", "purpose", "support_needs", "content", "others", "care")
JUDGED = ("participants", "start_on", "minutes", *TEXTS)


class VisitationRow(NamedTuple):
    """A visitation as a list shows it; `missing` are codes of `visitation_item` with commas between."""

    id: int
    on: str
    youth: tuple[int, str | None]
    mentor: tuple[int, str | None] | None
    participants: str
    place: str
    interpreter: str
    start: str | None
    minutes: int | None
    decision: str | None
    decided: str | None
    decided_by: str
    missing: str


LIST = f"""SELECT v.id, v.on_day, v.youth_id, y.name, v.mentor_id, p.name, v.participants, v.place, v.interpreter,
  v.start_on, v.minutes, v.decision, v.decided_on, v.decided_by, {", ".join(f"v.{name}" for name in JUDGED)}
FROM visitation v JOIN youth y ON y.id = v.youth_id LEFT JOIN mentor p ON p.id = v.mentor_id
WHERE v.on_day <= :day"""


def listing(
    connection: sqlite3.Connection, day: str, *, youth_id: int | None = None, number: int | None = None
) -> list[VisitationRow]:
    """The visitations held by a day, the oldest first; a decision of a later day is not known yet."""
    sql = LIST
    sql += " AND v.youth_id = :youth" if youth_id is not None else ""
    sql += " AND v.id = :number" if number is not None else ""
    found = []
    for row in connection.execute(f"{sql} ORDER BY v.on_day, v.id", {"day": day, "youth": youth_id, "number": number}):
        lacks = ", ".join(missing(dict(zip(JUDGED, row[14:], strict=True))))
        mentor = (row[4], row[5]) if row[4] is not None else None
        decided = row[11:14] if row[12] is not None and row[12] <= day else (None, None, "")
        found.append(VisitationRow._make((row[0], row[1], (row[2], row[3]), mentor, *row[6:11], *decided, lacks)))
    return found


def texts(connection: sqlite3.Connection, number: int) -> dict[str, str]:
    """The longer texts of a visitation by column."""
    row = connection.execute(f"SELECT {', '.join(TEXTS)} FROM visitation WHERE id = ?", (number,)).fetchone()
    return dict(zip(TEXTS, row, strict=True))


SENSITIVE = f"""SELECT v.id, y.id, coalesce(y.name, 'y' || y.id), v.on_day, {states.FILLED}, v.recorded_on,
  {states.DECIDED.format("y", "sensitive")},
  (SELECT max(w.withdrawn_on) FROM consent w WHERE w.youth_id = y.id AND w.kind = 'sensitive' AND w.withdrawn_on <= :day),
  {states.IN_FORCE.format("y", "sensitive", " AND c.given_by = 'youth'")}
FROM visitation v JOIN youth y ON y.id = v.youth_id WHERE v.on_day <= :day AND {states.FILLED} <> '' ORDER BY v.id"""


def sensitive(connection: sqlite3.Connection, profile: Profile, day: str) -> list[SensitiveFact]:
    """The visitations with sensitive texts, and the consent of that kind that counts on a day."""
    return [SensitiveFact(*row) for row in connection.execute(SENSITIVE, states.params(profile, day))]


SHARED = f"""SELECT v.id, coalesce(y.name, 'y' || y.id), v.on_day, {states.FILLED},
  {states.DECIDED.format("y", "sharing-mentor")}
FROM visitation v JOIN youth y ON y.id = v.youth_id WHERE v.on_day <= :day AND {states.FILLED} <> ''
  AND (v.mentor_id IS NOT NULL OR instr(', ' || v.participants || ', ', ', mentor, ')) ORDER BY v.id"""


def sharing(connection: sqlite3.Connection, profile: Profile, day: str) -> list[SharingFact]:
    """What mentors heard of young people at visitations, and the consent to sharing that counts on a day."""
    found = []
    for number, label, on, fields, consented in connection.execute(SHARED, states.params(profile, day)):
        text = _("the visitation ({fields})").format(fields=named(fields))
        found.append(SharingFact("visitation", number, label, on, text, consented))
    return found
