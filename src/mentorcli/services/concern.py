"""Writing notifications of concern: that one was made, when, to whom, by which role, and its receipt. Never what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from mentorcli.errors import BadValue
from mentorcli.models.person import Concern
from mentorcli.services import gate, record
from mentorcli.views import concern as view
from mentorcli.views import names, states
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def log(session: Session, youth_id: int, values: dict[str, Any], *, profile: Profile, today: str) -> tuple[int, bool]:
    """Record a notification; its number, and whether it was recorded now. Says that the duty is personal (rule C13)."""
    on, connection = str(values["on_day"]), record.raw(session)
    if states.youth_state(connection, youth_id, profile, on) is None:
        raise BadValue(
            _("{name} was not on file on {day}.").format(
                name=names.said(connection, "youth", youth_id), day=day_short(on)
            ),
            _("Give another day with --on DATE."),
        )
    if values.get("receipt_on"):
        record.not_before(on, str(values["receipt_on"]), _("the notification"))
    rows = session.exec(select(Concern).where(Concern.youth_id == youth_id, Concern.on_day == on)).all()
    same = next((row for row in rows if row.told_to == values["told_to"]), None)
    if same is not None:
        given = {name: value for name, value in values.items() if value not in (None, "")}
        return same.id or 0, bool(record.change(session, same, **given))
    number = record.add(session, Concern(youth_id=youth_id, recorded_on=today, **values))
    notified = [one for one in view.facts(record.raw(session), profile, on) if one.id == number]
    gate.ask(session, "concern log", {"notified": notified}, profile, on)
    return number, True


def receipt(session: Session, concern_id: int, *, on: str) -> bool:
    """Record the receipt of a notification; False where that day is there already, refused where another is."""
    row = record.get(session, Concern, concern_id)
    if row.receipt_on == on:
        return False
    if row.receipt_on is not None:
        raise record.refuse(
            _("The receipt of {id} is of {day}.").format(id=f"c{concern_id}", day=day_short(row.receipt_on)),
            _("See: mentorcli concern list"),
        )
    record.not_before(row.on_day, on, _("the notification"))
    record.change(session, row, receipt_on=on)
    return True
