"""Writing events and who came."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from mentorcli.errors import BadValue
from mentorcli.models.corps import Attendance, Event
from mentorcli.models.person import Mentor
from mentorcli.services import record
from mentorcli.words import _, day_short


def add(session: Session, values: dict[str, Any], *, today: str) -> tuple[int, bool]:
    """Add an event; the number, and whether it was added now. One of that day and title is the same event."""
    rows = session.exec(select(Event).where(Event.on_day == values["on_day"], Event.title == values["title"])).all()
    if not rows:
        return record.add(session, Event(recorded_on=today, **values)), True
    if all(getattr(rows[0], name) == value for name, value in values.items()):
        return rows[0].id or 0, False
    raise BadValue(
        _("An event of that day and title is there already, with other values."),
        _("See: mentorcli event show {id}").format(id=f"e{rows[0].id}"),
    )


def attend(session: Session, event_id: int, people: list[tuple[str, int]], *, today: str) -> int:
    """Record that people (kind, number) came to an event; how many of them were not there already."""
    event = record.get(session, Event, event_id)
    if event.on_day > today:
        raise BadValue(
            _("{event} is on {day} and is still to come.").format(
                event=f"e{event_id} {event.title}", day=day_short(event.on_day)
            ),
            _("Record who came once it has been held; of another event give the number: mentorcli event list"),
        )
    there = session.exec(select(Attendance).where(Attendance.event_id == event_id)).all()
    known = {("mentor", row.mentor_id) for row in there} | {("youth", row.youth_id) for row in there}
    fresh = [one for one in dict.fromkeys(people) if one not in known]
    for kind, number in fresh:
        if kind == "mentor" and event.kind == "course":  # it trains, and nobody is trained before the application
            hint = _("Correct that day: mentorcli mentor edit {id} --applied DATE").format(id=f"m{number}")
            applied = record.get(session, Mentor, number).applied_on
            record.not_before(applied, event.on_day, _("the application"), hint)
        record.add(session, Attendance(event_id=event_id, recorded_on=today, **{f"{kind}_id": number}))
    return len(fresh)
