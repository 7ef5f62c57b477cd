"""Writing mentors: who they are, and the dated facts of their time in the corps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from mentorcli.errors import Ambiguous, BadValue
from mentorcli.models.person import Departure, Mentor, MentorCheck, MentorPause, Thanks
from mentorcli.rules.corps import nearest_anniversary
from mentorcli.rules.lifecycle import MENTOR_VERBS
from mentorcli.services import record
from mentorcli.views import corps, names, states, substitution
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def add(
    session: Session, values: dict[str, Any], *, applied_on: str, today: str, new: bool = False
) -> tuple[int, bool]:
    """Add a mentor who applied on a day; the number, and whether it was added now.

    The same person with the same day is already there; anybody of that name on file is refused unless `new`.
    """
    name = str(values["name"])
    same = record.namesakes(session, "mentor", name, values.get("born"))
    for one in same[1:] if new else same:  # a second namesake given twice is one, too
        row = record.get(session, Mentor, one.id)
        if row.applied_on == applied_on:
            record.must_agree(row, values, f"mentorcli mentor edit m{one.id}")
            return one.id, False
    if same and not new:
        raise Ambiguous(
            _("{name} is on file already.").format(name=name),
            _(
                "Change the record with mentorcli mentor edit {id}, or add another person of that name with --new."
            ).format(id=f"m{same[0].id}"),
            [names.detail("mentor", one) for one in same],
        )
    row = Mentor(applied_on=applied_on, recorded_on=today, **record.named(values))
    return record.add(session, row), True


def edit(session: Session, mentor_id: int, values: dict[str, Any]) -> list[str]:
    """Change what describes a mentor; the names of the fields that differed."""
    mentor = record.get(session, Mentor, mentor_id)
    changed = record.change(session, mentor, **(record.named(values) if "name" in values else values))
    if values.get("background") == "":  # taken back: what it was is not kept either (rule B8)
        record.forget(session, mentor, ("background",))
    for day in (mentor.trained_on, mentor.approved_on, mentor.secrecy_on) if changed else ():
        record.not_before(mentor.applied_on, day or mentor.applied_on, _("the application"))
    return changed


def set_day(session: Session, mentor_id: int, *, field: str, on: str, profile: Profile, today: str) -> bool:
    """Record the day of training, approval or secrecy declaration; False where that very day is there already."""
    mentor = record.get(session, Mentor, mentor_id)
    before = getattr(mentor, field)
    if before == on:
        return False
    if before is not None:
        raise record.refuse(
            _("{name} has that already, from {day}.").format(name=mentor.name, day=day_short(before)),
            _("Correct the day with mentorcli mentor edit {id}.").format(id=f"m{mentor_id}"),
        )
    record.not_before(mentor.applied_on, on, _("the application"))
    record.change(session, mentor, **{field: on})
    return True


def check(session: Session, mentor_id: int, values: dict[str, Any], *, today: str) -> tuple[int, bool]:
    """Record a certificate ordered or seen (never its content); the number, and whether something was recorded now.

    One that was ordered and is now seen is the same certificate.
    """
    kind = values["kind"]
    if values.get("ordered_on") and values.get("seen_on"):
        record.not_before(str(values["ordered_on"]), str(values["seen_on"]), _("the order"))
    rows = session.exec(select(MentorCheck).where(MentorCheck.mentor_id == mentor_id, MentorCheck.kind == kind)).all()
    given = {name: value for name, value in values.items() if value not in (None, "")}
    for row in rows:
        if all(getattr(row, name) == value for name, value in given.items()):
            return row.id or 0, False
    waiting = next((row for row in rows if row.seen_on is None), None)
    if waiting is not None and values.get("seen_on"):
        if waiting.ordered_on:
            record.not_before(waiting.ordered_on, str(values["seen_on"]), _("the order"))
        record.change(session, waiting, **given)
        return waiting.id or 0, True
    return record.add(session, MentorCheck(mentor_id=mentor_id, recorded_on=today, **given)), True


def allowed(session: Session, mentor_id: int, verb: str, profile: Profile, on: str) -> Mentor:
    """The mentor, if the state on that day lets the verb follow; Refused otherwise."""
    mentor = record.get(session, Mentor, mentor_id)
    record.not_before(mentor.applied_on, on, _("the application"))
    state = states.mentor_state(record.raw(session), mentor_id, profile, on) or ""
    if state not in MENTOR_VERBS[verb]:
        from mentorcli import codes

        raise record.refuse(
            _("{name} is {state} on {day}; that cannot follow.").format(
                name=mentor.name, state=codes.word("mentor_state", state), day=day_short(on)
            ),
            _("See: mentorcli mentor show {id}").format(id=f"m{mentor_id}"),
        )
    return mentor


def depart(session: Session, mentor_id: int, *, kind: str, on: str, reason: str, profile: Profile, today: str) -> bool:
    """Record that a mentor left or was declined; refused while there are open matches, and names them."""
    rows = session.exec(select(Departure).where(Departure.mentor_id == mentor_id, Departure.kind == kind)).all()
    if any(row.on_day == on for row in rows):
        return False
    mentor = allowed(session, mentor_id, "leave" if kind == "left" else "decline", profile, on)
    text = _("{who} left on {day}.") if kind == "left" else _("{who} was declined on {day}.")
    not_before_a_lasting(session, mentor_id, rows, "returned_on", on, text)
    busy = record.open_matches(session, "mentor", mentor_id, profile, on)
    cover = substitution.lasting(record.raw(session), mentor_id, on)
    if cover and not busy:
        number, last = cover[0]
        raise record.refuse(
            _("{name} stands in for another mentor until {day}.").format(name=mentor.name, day=day_short(last)),
            _("Let the cover end first: {command}").format(command=f"mentorcli match show x{number}"),
            [f"x{number} {names.label(record.raw(session), number)}" for number, _last in cover],
        )
    if busy:
        raise record.refuse(
            _("{name} has open matches.").format(name=mentor.name),
            _("End or decline them first: mentorcli match end {id}").format(id=f"x{busy[0][0]}"),
            [f"x{number} {label}" for number, label in busy],
        )
    record.add(session, Departure(mentor_id=mentor_id, kind=kind, on_day=on, reason=reason, recorded_on=today))
    return True


def not_before_a_lasting(
    session: Session, mentor_id: int, spans: Sequence[Any], field: str, on: str, text: str
) -> None:
    """Refuse a span of a mentor that begins before one that still lasts; `text` is that one, with {who} and {day}."""
    later = next((row.on_day for row in spans if row.on_day > on and getattr(row, field) is None), None)
    if later:
        who = names.said(record.raw(session), "mentor", mentor_id)
        hint = _("See: mentorcli mentor show {id}").format(id=f"m{mentor_id}")
        raise record.refuse(text.format(who=who, day=day_short(later)), hint)


def come_back(session: Session, mentor_id: int, *, on: str, profile: Profile, today: str) -> bool:
    """Record that a mentor who had left or was declined is back; False where that very day is there already."""
    rows = session.exec(select(Departure).where(Departure.mentor_id == mentor_id)).all()
    return ended(session, mentor_id, rows, "return", "returned_on", on, profile)


def pause(session: Session, mentor_id: int, *, on: str, reason: str, profile: Profile, today: str) -> bool:
    """Record that a mentor takes no new match from a day on; running matches go on."""
    rows = session.exec(select(MentorPause).where(MentorPause.mentor_id == mentor_id)).all()
    same = next((row for row in rows if row.on_day == on), None)
    if same is not None:
        return bool(record.change(session, same, reason=reason or same.reason))
    allowed(session, mentor_id, "pause", profile, on)
    not_before_a_lasting(session, mentor_id, rows, "resumed_on", on, _("{who} pauses from {day}."))
    record.add(session, MentorPause(mentor_id=mentor_id, on_day=on, reason=reason, recorded_on=today))
    return True


def resume(session: Session, mentor_id: int, *, on: str, profile: Profile, today: str) -> bool:
    """Record the end of a mentor's pause; False where that very day is there already."""
    rows = session.exec(select(MentorPause).where(MentorPause.mentor_id == mentor_id)).all()
    return ended(session, mentor_id, rows, "resume", "resumed_on", on, profile)


def ended(
    session: Session, mentor_id: int, spans: Sequence[Any], verb: str, field: str, on: str, profile: Profile
) -> bool:
    """Close the one open span of a mentor on a day; False where it was closed on that very day already."""
    span = next((row for row in spans if getattr(row, field) is None and row.on_day <= on), None)
    if span is None and any(getattr(row, field) == on for row in spans):
        return False
    allowed(session, mentor_id, verb, profile, on)
    if span is None:
        raise BadValue(
            _("The end of that is recorded already."), _("See: mentorcli mentor show {id}").format(id=f"m{mentor_id}")
        )
    record.change(session, span, **{field: on})
    return True


def thank(
    session: Session, mentor_id: int, *, occasion: str, number: int | None, on: str, profile: Profile, today: str
) -> tuple[int, int, bool]:
    """Record that a mentor was thanked: the number of the thanks, what for (years or meetings), and whether it is new.

    Without a number it is the anniversary nearest to the day, or the newest round meeting held by then.
    """
    mentor = record.get(session, Mentor, mentor_id)
    record.not_before(mentor.applied_on, on, _("the application"))
    number = number or reached(session, mentor_id, occasion, on, profile)
    if not number:
        raise BadValue(
            _("{name} has reached no such number by {day}.").format(name=mentor.name, day=day_short(on)),
            _("Say how many years or meetings: --number N"),
        )
    rows = session.exec(
        select(Thanks).where(Thanks.mentor_id == mentor_id, Thanks.occasion == occasion, Thanks.number == number)
    ).all()
    if rows and rows[0].on_day != on:
        raise record.refuse(
            _("{name} has that already, from {day}.").format(name=mentor.name, day=day_short(rows[0].on_day)),
            _("See: mentorcli mentor show {id}").format(id=f"m{mentor_id}"),
        )
    if rows:
        return rows[0].id or 0, number, False
    row = Thanks(mentor_id=mentor_id, on_day=on, occasion=occasion, number=number, recorded_on=today)
    return record.add(session, row), number, True


def reached(session: Session, mentor_id: int, occasion: str, on: str, profile: Profile) -> int:
    """The years nearest to a day that a mentor has been in the scheme, or the newest round number of meetings; 0: none."""
    connection = record.raw(session)
    if occasion == "years":
        since = corps.since(connection, mentor_id, on)
        return nearest_anniversary(since, on) if since else 0
    every = profile.remind.thanks_meetings
    return corps.held(connection, mentor_id, on) // every * every if every else 0
