"""Writing remarks: free text on a mentor or a youth."""

from __future__ import annotations

from sqlmodel import Session, select

from mentorcli import parsing
from mentorcli.models.person import Remark
from mentorcli.services import record


def add(session: Session, kind: str, person_id: int, text: str, *, on: str, today: str) -> int:
    """Record a remark on a mentor or a youth; its number. The same text on the same day is kept once."""
    rows = session.exec(select(Remark).where(getattr(Remark, f"{kind}_id") == person_id, Remark.on_day == on)).all()
    clean = parsing.text(text)
    same = next((row for row in rows if row.text == clean), None)
    if same is not None:
        return same.id or 0
    owner = {f"{kind}_id": person_id}
    return record.add(session, Remark(on_day=on, text=clean, recorded_on=today, **owner))
