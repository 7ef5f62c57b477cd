"""Writing money in and out."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from mentorcli.models.corps import Money
from mentorcli.services import record


def add(session: Session, values: dict[str, Any], *, today: str, again: bool = False) -> tuple[int, bool]:
    """Add an amount; the number, and whether it was added now. An equal one is the same unless `again`."""
    rows = session.exec(
        select(Money).where(Money.on_day == values["on_day"], Money.amount_ore == values["amount_ore"])
    ).all()
    same = next((row for row in rows if all(getattr(row, name) == value for name, value in values.items())), None)
    if same is not None and not again:
        return same.id or 0, False
    return record.add(session, Money(recorded_on=today, **values)), True
