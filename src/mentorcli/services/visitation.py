"""Writing visitations: the intake meeting, its texts and its decision; where the scheme says yes there, the match too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import Session, select

from mentorcli import codes
from mentorcli.errors import BadValue
from mentorcli.models.intake import Visitation
from mentorcli.models.match import Match
from mentorcli.rules.lifecycle import YOUTH_VERBS
from mentorcli.services import gate, record
from mentorcli.services.match import propose
from mentorcli.store import audit
from mentorcli.views import names, states
from mentorcli.views import visitation as view
from mentorcli.views import youth as youths
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


class Outcome(NamedTuple):
    """What came of a write: the visitation's number, the fields that are new or differ, and the match that it made."""

    id: int
    changed: tuple[str, ...]
    match: int | None = None


def log(
    session: Session,
    youth_id: int,
    values: dict[str, Any],
    *,
    profile: Profile,
    today: str,
    override: str | None = None,
) -> Outcome:
    """Record a visitation; the same day again is the same one, and with other values it is refused.

    `override` is for the rules about the match that a yes at the visitation makes.
    """
    on = str(values["on_day"])
    same = session.exec(select(Visitation).where(Visitation.youth_id == youth_id, Visitation.on_day == on)).first()
    given = {name: value for name, value in values.items() if value not in (None, "")}
    if same is not None:
        differing = [name for name, value in given.items() if getattr(same, name) != value]
        if differing:
            raise BadValue(
                _("A visitation on {day} is there already, with other values: {fields}.").format(
                    day=day_short(on), fields=", ".join(differing)
                ),
                _("Correct it with mentorcli visitation edit {id}.").format(id=f"v{same.id}"),
            )
        return Outcome(same.id or 0, ())
    if values.get("decided_on"):
        record.not_before(on, str(values["decided_on"]), _("the visitation"))
    may_be_visited(session, youth_id, profile, on)
    row = Visitation(youth_id=youth_id, recorded_on=today, **given)
    number = record.add(session, row)
    ask(session, "visitation log", row, list(given), profile, today)
    return Outcome(number, tuple(given), decided(session, row, profile, today, override))


def may_be_visited(session: Session, youth_id: int, profile: Profile, on: str) -> None:
    """Refuse a visitation of somebody who was not referred by then, or is off the list."""
    state = states.youth_state(record.raw(session), youth_id, profile, on) or ""
    if state in YOUTH_VERBS["visit"]:
        return
    hint = _("Refer the young person first: mentorcli youth refer {id}").format(id=f"y{youth_id}")
    if state == "enquired":
        hint = _("Answer the enquiry first: mentorcli enquiry answer {id}").format(id=f"y{youth_id}")
    raise record.refuse(
        _("{who} cannot have a visitation on {day}; the state is: {state}.").format(
            who=names.said(record.raw(session), "youth", youth_id),
            day=day_short(on),
            state=codes.word("youth_state", state) or _("not on file"),
        ),
        hint,
    )


def edit(
    session: Session, number: int, values: dict[str, Any], *, profile: Profile, today: str, override: str | None = None
) -> Outcome:
    """Correct a visitation, fill in what lacked, or record its decision; the fields that differed."""
    row = record.get(session, Visitation, number)
    held, day = str(values.get("on_day", row.on_day)), values.get("decided_on", row.decided_on)
    if day is not None:
        record.not_before(held, str(day), _("the visitation"))
    if values.get("decided_on") and not values.get("decision", row.decision):
        raise BadValue(_("There is no decision yet."), _("For example: --decision admitted"))
    changed = record.change(session, row, **values)
    if changed:
        ask(session, "visitation edit", row, changed, profile, today)
    made = {"decision", "mentor_id"} & set(changed)
    return Outcome(number, tuple(changed), decided(session, row, profile, today, override) if made else None)


def ask(session: Session, verb: str, row: Visitation, fields: list[str], profile: Profile, today: str) -> None:
    """Ask the rules of consent about the sensitive texts that were just written; what they refuse is taken back.

    The day is today: a consent signed after the meeting covers what is written down after it.
    """
    connection = record.raw(session)
    kept = any(getattr(row, name) for name in codes.SENSITIVE if name in fields)
    shared = kept or {"mentor_id", "participants"} & set(fields)
    gate.ask(
        session,
        verb,
        {
            "sensitive": [one for one in view.sensitive(connection, profile, today) if one.id == row.id and kept],
            "sharing": [one for one in view.sharing(connection, profile, today) if one.id == row.id and shared],
            "withdrawals": [
                one
                for one in youths.withdrawals(connection, profile, today, row.youth_id)
                if one.consent == "participation" or (one.kind == "visitation" and one.id == row.id and kept)
            ],
        },
        profile,
        today,
    )


def decided(session: Session, row: Visitation, profile: Profile, today: str, override: str | None) -> int | None:
    """What follows from a decision: the match, where mentor and young person say yes at the visitation (source: CFU).

    Nobody said yes to a second mentor while the match that was made there, or after it, is open.
    """
    if row.decision == "other-support":
        none_open(
            session, row, record.open_matches(session, "youth", row.youth_id, profile, row.decided_on or row.on_day)
        )
    if row.decision != "admitted" or row.mentor_id is None or not profile.match.yes_at_visitation:
        return None
    on = row.decided_on or row.on_day
    open_ones = {
        one: record.get(session, Match, one[0])
        for one in record.open_matches(session, "youth", row.youth_id, profile, on)
    }
    if any(match.mentor_id == row.mentor_id for match in open_ones.values()):
        return None
    lasting = record.open_matches(session, "youth", row.youth_id, profile, states.FOREVER)
    none_open(session, row, [one for one in lasting if (open_ones[one].proposed_on or "") >= row.on_day])
    people = row.mentor_id, row.youth_id
    return propose(session, *people, on=on, profile=profile, today=today, override=override, agreed=True)[0]


def none_open(session: Session, row: Visitation, busy: list[tuple[int, str]]) -> None:
    """Refuse a decision while these matches of the young person are open, and name them."""
    if busy:
        raise record.refuse(
            _("{name} has open matches.").format(name=names.said(record.raw(session), "youth", row.youth_id)),
            _("End or decline them first: mentorcli match end {id}").format(id=f"x{busy[0][0]}"),
            [f"x{number} {label}" for number, label in busy],
        )


def erase(session: Session, number: int) -> list[str]:
    """Erase the sensitive texts of a visitation, and every former value of theirs: none is left to be read (rule B8)."""
    row = record.get(session, Visitation, number)
    filled = [name for name in codes.SENSITIVE if getattr(row, name)]
    for name in filled:
        setattr(row, name, "")
    session.add(row)
    gone = record.forget(session, row, codes.SENSITIVE)
    if filled:
        person = audit.Person(youth_id=row.youth_id)
        audit.write(record.raw(session), record.trail(session), "change", "visitation", number, filled, (), person)
    return filled if filled or not gone else list(codes.SENSITIVE)
