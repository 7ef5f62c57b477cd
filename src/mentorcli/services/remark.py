"""Writing remarks: free text on a mentor or a youth."""

from __future__ import annotations

from sqlmodel import Session, select

from mentorcli import parsing
from mentorcli.errors import BadValue
from mentorcli.models.person import Remark
from mentorcli.services import record
from mentorcli.words import _


def add(session: Session, kind: str, person_id: int, text: str, *, on: str, today: str) -> tuple[int, bool]:
    """Record a remark on a mentor or a youth; its number, and whether it was recorded now: the same text once a day."""
    rows = session.exec(select(Remark).where(getattr(Remark, f"{kind}_id") == person_id, Remark.on_day == on)).all()
    clean = parsing.text(text).strip()
    if not clean:
        raise BadValue(_("There is no text."), _("Give it with --file FILE, or --file - to read standard input."))
    same = next((row for row in rows if row.text == clean), None)
    if same is not None:
        return same.id or 0, False
    owner = {f"{kind}_id": person_id}
    return record.add(session, Remark(on_day=on, text=clean, recorded_on=today, **owner)), True
