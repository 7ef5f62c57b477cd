"""Writing many records at once, as an import does: gathered first, then inserted in bulk with their audit rows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, insert
from sqlmodel import Session, SQLModel

from mentorcli import parsing
from mentorcli.models.column import Record
from mentorcli.services import record
from mentorcli.services.record import MODELS
from mentorcli.store import audit
from mentorcli.views.tables import HIDDEN
from mentorcli.words import _

CHUNK = 5_000
OWNERS = {  # by which column the rows beside a record are asked for
    "departure": "mentor_id", "mentor_check": "mentor_id", "referral": "youth_id", "consent": "youth_id",
    "closing": "referral_id", "match_end": "match_id", "match_reopening": "match_id",
}  # fmt: skip
# The newest end of a youth's matches; none while one of them runs.
LAST_END = """SELECT max(e.on_day) FROM match m JOIN match_end e ON e.match_id = m.id
WHERE m.youth_id = :youth AND NOT EXISTS (SELECT 1 FROM match o WHERE o.youth_id = :youth AND o.first_met_on IS NOT NULL
  AND (SELECT count(*) FROM match_end x WHERE x.match_id = o.id)
   <= (SELECT count(*) FROM match_reopening r WHERE r.match_id = o.id))"""


def hides(stored: dict[str, Any], name: str) -> bool:
    """Whether a field of a record on file is a protected address: neither it nor what a list says instead is printed (B17)."""
    return name in HIDDEN and bool(stored.get("address_protected"))


def differs(stored: dict[str, Any], name: str, new: object) -> str:
    """Why a value is refused that differs from the stored one; a protected address is not told."""
    if hides(stored, name):
        return _("The address is protected; --update takes the new one.")
    return _("The file has {old}, this says {new}; --update takes the new one.").format(old=stored[name], new=new)


class Batch:
    """Records to be added and changed in one transaction; numbers are given out as SQLite would give them."""

    def __init__(self, session: Session, recorded_on: str) -> None:
        self.session = session
        self.connection = record.raw(session)
        self.recorded_on = recorded_on
        self.added: dict[str, dict[int, dict[str, Any]]] = {name: {} for name in MODELS}
        self.owned: dict[tuple[str, int], list[dict[str, Any]]] = {}
        self.changes: list[tuple[str, int, dict[str, Any]]] = []
        self.next: dict[str, int] = dict.fromkeys(MODELS, 1)
        self.next |= {name: seq + 1 for name, seq in self.connection.execute("SELECT name, seq FROM sqlite_sequence")}
        self.defaults = {name: self.blank(model) for name, model in MODELS.items()}

    @staticmethod
    def blank(model: type[Record]) -> dict[str, Any]:
        """The columns of a table with the value that an absent one has."""
        fields = model.model_fields
        return {
            name: None if one.is_required() else one.default
            for name, one in fields.items()
            if name not in ("id", "recorded_on")
        }

    def add(self, table: str, values: dict[str, Any]) -> int:
        """Gather a new record; the number that it will have."""
        number = self.next[table]
        self.next[table] += 1
        self.put(table, number, values)
        return number

    def put(self, table: str, number: int, values: dict[str, Any]) -> None:
        """Gather a new record that has its number already; what is None has the table's own default."""
        filled = {**self.defaults[table], **{name: value for name, value in values.items() if value is not None}}
        filled.setdefault("recorded_on", self.recorded_on)
        self.added[table][number] = {"id": number, **filled}
        if table in OWNERS:
            self.owned.setdefault((table, filled[OWNERS[table]]), []).append(self.added[table][number])
        self.next[table] = max(self.next[table], number + 1)

    def add_person(self, table: str, name: str, values: dict[str, Any]) -> int:
        """Gather a new mentor or youth."""
        values = {"gender": "unknown", **{key: value for key, value in values.items() if value is not None}}
        folded = {"name": name, "name_fold": parsing.fold(name), "name_sort": parsing.sort_key(name)}
        return self.add(table, {**values, **folded})

    def stored(self, table: str, number: int) -> dict[str, Any]:
        """A record as it will stand: one that is gathered, or one of the file."""
        if number in self.added[table]:
            return self.added[table][number]
        found = record.get(self.session, MODELS[table], number)
        return found.model_dump()

    def change(self, table: str, number: int, values: dict[str, Any]) -> None:
        """Gather a change of a record."""
        if number in self.added[table]:
            self.added[table][number].update(values)
        else:
            self.changes.append((table, number, values))

    # --- facts beside a record: True where they are new --------------------------------------------------------

    def rows(self, table: str, number: int) -> list[dict[str, Any]]:
        """The rows of a table that belong to a record, of the file and gathered, by number."""
        cursor = self.connection.execute(f"SELECT * FROM {table} WHERE {OWNERS[table]} = ? ORDER BY id", (number,))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor] + self.owned.get((table, number), [])

    def check(self, mentor: int, kind: str, seen: str) -> bool:
        """Gather a certificate that was seen and approved, unless that very one is there."""
        there = self.rows("mentor_check", mentor)
        if any(one["kind"] == kind and one["seen_on"] == seen for one in there):
            return False
        self.add("mentor_check", {"mentor_id": mentor, "kind": kind, "seen_on": seen, "outcome": "approved"})
        return True

    def departures(self, mentor: int) -> list[tuple[str, str]]:
        """The days on which a mentor left or was declined and has not come back since."""
        there = self.rows("departure", mentor)
        return [(one["kind"], one["on_day"]) for one in there if one["returned_on"] is None]

    def depart(self, mentor: int, kind: str, day: str) -> None:
        """Gather a departure; one that stands open on another day is moved to this one."""
        there = [one for one in self.rows("departure", mentor) if one["returned_on"] is None]
        if there:
            self.change("departure", there[-1]["id"], {"kind": kind, "on_day": day})
        else:
            self.add("departure", {"mentor_id": mentor, "kind": kind, "on_day": day})

    def newest_referral(self, youth: int, day: str) -> int | None:
        """The referral of that day, else the newest one; None where there is none, or the newest had come to its end."""
        there = self.rows("referral", youth)
        same = [int(one["id"]) for one in there if one["on_day"] == day]
        if same or not there:
            return same[0] if same else None
        came, number = max((str(one["on_day"]), int(one["id"])) for one in there)
        closed = any(one["on_day"] <= day for one in self.rows("closing", number))
        last_end = self.connection.execute(LAST_END, {"youth": youth}).fetchone()[0]
        return None if closed or (last_end is not None and came < last_end <= day) else number

    def consent_of(self, youth: int, day: str) -> dict[str, Any] | None:
        """The consent to taking part that a list means by a day: the one of that day, else the newest in force on it.

        The one of that day also where it was withdrawn since, be it on the day itself: a list that is told a second
        time gives no consent anew. Who gives it anew says so with `youth consent`.
        """
        there = [one for one in self.rows("consent", youth) if one["kind"] == "participation"]
        same = [one for one in there if one["on_day"] == day]
        meant = same or [one for one in there if one["withdrawn_on"] is None or one["withdrawn_on"] > day]
        return max(meant, key=lambda one: (one["on_day"], one["id"]), default=None)

    def consent(self, youth: int, day: str, given_by: str) -> bool:
        """Gather a consent to taking part, unless the list means one that is there."""
        if self.consent_of(youth, day) is not None:
            return False
        self.add("consent", {"youth_id": youth, "kind": "participation", "on_day": day, "given_by": given_by})
        return True

    def close(self, referral: int, day: str, reason: str) -> bool:
        """Gather the closing of a referral, unless it is closed."""
        if self.rows("closing", referral):
            return False
        self.add("closing", {"referral_id": referral, "on_day": day, "reason": reason})
        return True

    def end_of(self, number: int, day: str) -> tuple[dict[str, Any] | None, str]:
        """The end of a match on that day, else its newest one, None where the match has run again by then.

        And the reopening before that end, which it cannot precede; empty where there is none.
        """
        ends = sorted(self.rows("match_end", number), key=lambda one: (one["on_day"], one["id"]))
        reopened = sorted(one["on_day"] for one in self.rows("match_reopening", number))
        same = [one for one in ends if one["on_day"] == day]
        if same or not ends:
            return (same[-1] if same else None), ""
        after = reopened[len(ends) - 1 :]
        if after and day >= after[-1]:
            return None, ""
        before = reopened[: len(ends) - 1]
        return ends[-1], before[-1] if before else ""

    # --- at the end ---------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Insert all that was gathered, table by table, with its audit rows; then the changes one by one."""
        trail = record.trail(self.session)
        for name, model in MODELS.items():
            found = list(self.added[name].values())
            table = SQLModel.metadata.tables[name]
            assert isinstance(table, Table), model
            for start in range(0, len(found), CHUNK):
                self.session.execute(insert(table), found[start : start + CHUNK])
            if found:
                fields = [column for column in found[0] if column != "id"]
                audit.write_added(self.connection, trail, name, (one["id"] for one in found), fields)
        for name, number, values in self.changes:
            record.change(self.session, record.get(self.session, MODELS[name], number), **values)
