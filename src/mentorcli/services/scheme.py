"""Writing the scheme itself: a new file from a profile, a setting from a day on, a reminder put off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from mentorcli.models.corps import Deferral, Scheme, Setting
from mentorcli.models.match import Match
from mentorcli.services import record

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Setting as ProfileSetting


def begin(session: Session, profile: str, settings: list[ProfileSetting], *, today: str) -> None:
    """Fill a new file with the scheme's profile; its settings hold from the beginning unless the profile dates them."""
    session.add(Scheme(id=1, profile=profile, created_on=today))
    for one in settings:
        record.add(session, Setting(key=one.key, value=one.value, valid_from=one.valid_from, recorded_on=today))


def set_value(session: Session, key: str, value: str, *, valid_from: str, today: str) -> tuple[int, bool]:
    """Set a number or switch of the scheme from a day on; its number, and whether it had not that value from that day."""
    there = session.exec(select(Setting).where(Setting.key == key, Setting.valid_from == valid_from)).first()
    if there is None:
        return record.add(session, Setting(key=key, value=value, valid_from=valid_from, recorded_on=today)), True
    return there.id or 0, bool(record.change(session, there, value=value))


def put_off(session: Session, values: dict[str, Any], *, today: str) -> tuple[int, bool]:
    """Put a reminder off until a day, with the reason; the number of the deferral, and whether it was recorded now."""
    rows = session.exec(
        select(Deferral).where(
            Deferral.rule == values["rule"], Deferral.kind == values["kind"], Deferral.record_id == values["record_id"]
        )
    ).all()
    same = next((row for row in rows if row.until_day == values["until_day"] and row.why == values["why"]), None)
    if same is not None:
        return same.id or 0, False
    about: tuple[int | None, int | None] = (None, None)
    if values["kind"] == "match":
        match = record.get(session, Match, values["record_id"])
        about = match.mentor_id, match.youth_id
    elif values["kind"] in ("mentor", "youth"):
        number = values["record_id"]
        about = (number, None) if values["kind"] == "mentor" else (None, number)
    elif values["kind"] in record.MODELS:
        found = record.whose(session, record.get(session, record.MODELS[values["kind"]], values["record_id"]))
        about = found.mentor_id, found.youth_id
    row = Deferral(recorded_on=today, mentor_id=about[0], youth_id=about[1], **values)
    return record.add(session, row), True
