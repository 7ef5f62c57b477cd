"""Writing the coordinator's own hours."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from mentorcli.models.corps import Hours
from mentorcli.services import record


def log(session: Session, values: dict[str, Any], *, today: str, again: bool = False) -> tuple[int, bool]:
    """Add some time; the number, and whether it was added now. An equal entry is the same unless `again`."""
    rows = session.exec(
        select(Hours).where(Hours.on_day == values["on_day"], Hours.activity == values["activity"])
    ).all()
    same = next((row for row in rows if row.minutes == values["minutes"]), None)
    if same is not None and not again:
        return same.id or 0, False
    return record.add(session, Hours(recorded_on=today, **values)), True
