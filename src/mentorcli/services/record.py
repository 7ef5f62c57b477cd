"""Writing one record: add or change it, with its row in the audit trail and the former values, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlmodel import Session, SQLModel

from mentorcli import parsing
from mentorcli.errors import BadValue, NotFound, Refused
from mentorcli.models import (
    corps,
    goal,
    grant,
    intake,
    match,
    note,
    person,
)  # every table is known before the first is written
from mentorcli.models.column import Record
from mentorcli.store import audit
from mentorcli.store.engine import driver
from mentorcli.views import names, states
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

Row = TypeVar("Row", bound=Record)
MODELS: dict[str, type[Record]] = {
    str(model.__tablename__): model
    for model in (
        corps.Setting, person.Mentor, person.Departure, person.MentorCheck, person.MentorPause, person.Youth, person.Referral,
        person.Closing, person.Consent, match.Match, match.MatchEnd, match.MatchReopening, match.MatchPause, match.Meeting,
        corps.Event, corps.Attendance, corps.Money, corps.Hours, person.Remark, corps.Deferral, intake.Enquiry,
        intake.Visitation, match.FollowUp, match.Substitution, goal.Goal, goal.GoalRevision, goal.GoalScore, grant.Grant,
        corps.RuleOverride, person.Concern, person.Thanks, person.Wish, note.Note, note.NotePrint,
    )
}  # fmt: skip


def raw(session: Session) -> sqlite3.Connection:
    """The driver's connection under the session, after a flush: a service asks the same views as a reader."""
    session.flush()
    return driver(session.connection())


def trail(session: Session) -> audit.Trail:
    """Who writes, and with which command."""
    found = session.info["trail"]
    assert isinstance(found, audit.Trail)
    return found


def add(session: Session, row: Record) -> int:
    """Add a record; its number."""
    session.add(row)
    session.flush()
    number = row.id
    assert number is not None
    fields = [name for name, value in row.model_dump().items() if value not in (None, "") and name != "id"]
    audit.write(raw(session), trail(session), "add", table(row), number, fields)
    return number


def change(session: Session, row: Record, **values: object) -> list[str]:
    """Set these fields; the names of those that differed. The former values are kept with the person they are about."""
    former = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
    if not former:
        return []
    for name in former:
        setattr(row, name, values[name])
    session.add(row)
    session.flush()
    assert row.id is not None
    audit.write(raw(session), trail(session), "change", table(row), row.id, former, former.items(), whose(session, row))
    return list(former)


def warn(session: Session, *texts: str) -> None:
    """Have the command say these on the error stream once all is saved."""
    session.info.setdefault("warnings", []).extend(texts)


def forget(session: Session, row: Record, fields: Sequence[str]) -> int:
    """Erase the former values of these fields of a record: nobody can read what they were; how many there were."""
    marks = ", ".join("?" * len(fields))
    of_row = "SELECT seq FROM audit WHERE kind = ? AND record_id = ?"
    sql = f"DELETE FROM former WHERE field IN ({marks}) AND audit_seq IN ({of_row})"
    return raw(session).execute(sql, (*fields, table(row), row.id)).rowcount


def table(row: SQLModel) -> str:
    """The name of a record's table: its kind in the trail."""
    return str(type(row).__tablename__)


def whose(session: Session, row: Any) -> audit.Person:
    """The people whom a record is about, so that its former values can be erased with them."""
    kind = table(row)
    if kind == "mentor":
        return audit.Person(mentor_id=row.id)
    if kind == "youth":
        return audit.Person(youth_id=row.id)
    if hasattr(row, "match_id"):
        found = raw(session).execute("SELECT mentor_id, youth_id FROM match WHERE id = ?", (row.match_id,)).fetchone()
        return audit.Person(*found)
    if hasattr(row, "note_id"):
        sql = "SELECT m.mentor_id, m.youth_id FROM note n JOIN match m ON m.id = n.match_id WHERE n.id = ?"
        return audit.Person(*raw(session).execute(sql, (row.note_id,)).fetchone())
    for owner in ("referral", "goal"):
        if hasattr(row, f"{owner}_id"):
            number = getattr(row, f"{owner}_id")
            found = raw(session).execute(f"SELECT youth_id FROM {owner} WHERE id = ?", (number,)).fetchone()
            return audit.Person(youth_id=found[0])
    return audit.Person(getattr(row, "mentor_id", None), getattr(row, "youth_id", None))


def get(session: Session, model: type[Row], number: int) -> Row:
    """One record by its number; NotFound where there is none."""
    found = session.get(model, number)
    if found is None:
        raise NotFound(_("There is no record with the number {id}.").format(id=number))
    return found


def refuse(message: str, hint: str, reasons: list[str] | None = None) -> Refused:
    """The error of a verb that the life of a record does not allow, with every reason."""
    return Refused(message, hint, [{"reason": reason} for reason in reasons or []])


def namesakes(session: Session, kind: str, name: str, born: object) -> list[names.Candidate]:
    """The people on file whom a name (and a birth day, if both are known) may already mean."""
    fold = parsing.fold(name)
    return [
        one
        for one in names.people(raw(session), kind)
        if one.fold == fold and (not born or not one.born or one.born == born)
    ]


def named(values: dict[str, Any]) -> dict[str, Any]:
    """Values with the two columns by which SQLite finds and sorts a name."""
    name = str(values["name"])
    return {**values, "name_fold": parsing.fold(name), "name_sort": parsing.sort_key(name)}


def open_matches(session: Session, kind: str, person_id: int, profile: Profile, on: str) -> list[tuple[int, str]]:
    """The matches of a mentor or a youth that are open or proposed on a day or later: number and label."""
    connection = raw(session)
    sql = f"WITH {states.MATCHES} SELECT id FROM match_state WHERE {kind}_id = :id AND state IN {states.UNDECIDED} ORDER BY id"
    found: set[int] = set()
    for day in (on, states.FOREVER):
        found |= {row[0] for row in connection.execute(sql, {**states.params(profile, day), "id": person_id})}
    return [(number, names.label(connection, number)) for number in sorted(found)]


def not_before(earliest: str, on: str, what: str, hint: str = "") -> None:
    """Refuse a day before the fact that it builds on."""
    if on < earliest:
        said = _("{day} is before {what} on {earliest}.").format(
            day=day_short(on), what=what, earliest=day_short(earliest)
        )
        raise BadValue(said, hint or _("Give another day with --on DATE."))


def since_contact(session: Session, youth_id: int, on: str) -> None:
    """Refuse a day before the young person was first heard of: a referral, an enquiry or a visitation."""
    sql = " UNION ALL ".join(
        f"SELECT on_day FROM {name} WHERE youth_id = :youth" for name in ("referral", "enquiry", "visitation")
    )
    first = raw(session).execute(f"SELECT min(on_day) FROM ({sql})", {"youth": youth_id}).fetchone()[0]
    not_before(first or on, on, _("the first contact"))


def must_agree(row: Any, given: dict[str, Any], command: str) -> None:
    """Refuse values that differ from those of a record that is there already: they would be lost without a word."""
    fields = [
        name for name, value in given.items() if value not in (None, "", "unknown") and getattr(row, name) != value
    ]
    if fields:
        raise BadValue(
            _("{name} is on file already, with other values: {fields}.").format(
                name=row.name, fields=names.fields(fields)
            ),
            _("Change the record: {command}").format(command=command),
        )
