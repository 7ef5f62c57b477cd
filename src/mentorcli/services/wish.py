"""Writing wishes: what a mentor or a youth wishes about the other, each a dated fact that can be withdrawn."""

from __future__ import annotations

from sqlmodel import Session, select

from mentorcli.gates import Wished
from mentorcli.models.person import Wish
from mentorcli.services import record
from mentorcli.views import names
from mentorcli.words import _, day_short

OTHER = {"mentor": "youth", "youth": "mentor"}


def add(session: Session, side: str, person_id: int, wished: Wished, *, on: str, today: str) -> tuple[int, bool]:
    """Record a wish of a mentor or a youth; its number, and whether it was recorded now.

    A person who is wished away is looked up on the other side. The same wish about the same thing with another force
    takes the place of the one before.
    """
    owners, value = about_whom(session, side, person_id, wished)
    standing = [row for row in rows(session, side, person_id) if alike(row, owners, wished.about, value)]
    for row in standing:
        if row.force == wished.force and row.on_day <= on:
            return row.id or 0, False
    for row in standing:
        record.change(session, row, withdrawn_on=max(on, row.on_day))
    row = Wish(
        side=side, mentor_id=owners.get("mentor_id"), youth_id=owners.get("youth_id"), on_day=on, about=wished.about,
        value=value, force=wished.force, recorded_on=today,
    )  # fmt: skip
    return record.add(session, row), True


def withdraw(session: Session, side: str, person_id: int, wished: Wished, *, on: str) -> tuple[int, bool]:
    """Record that a wish is given up; its number, and whether it was recorded now. How strong it was does not matter."""
    owners, value = about_whom(session, side, person_id, wished)
    found = [row for row in rows(session, side, person_id, every=True) if alike(row, owners, wished.about, value)]
    standing = [row for row in found if row.withdrawn_on is None]
    if standing:
        record.not_before(standing[0].on_day, on, _("the day on which it was wished"))
        record.change(session, standing[0], withdrawn_on=on)
        return standing[0].id or 0, True
    if found:
        return found[-1].id or 0, False
    raise record.refuse(
        _("{who} has no such wish on {day}.").format(
            who=names.said(record.raw(session), side, person_id), day=day_short(on)
        ),
        _("See: mentorcli {kind} show {id}").format(kind=side, id=f"{names.LETTER_OF[side]}{person_id}"),
    )


def about_whom(session: Session, side: str, person_id: int, wished: Wished) -> tuple[dict[str, int], str]:
    """The people whom a wish names, its owner and who is wished away, by their columns; and its value, empty of a person."""
    owners = {f"{side}_id": person_id}
    if wished.about != "person":
        return owners, wished.value
    return {**owners, f"{OTHER[side]}_id": names.person(record.raw(session), OTHER[side], wished.value)}, ""


def rows(session: Session, side: str, person_id: int, *, every: bool = False) -> list[Wish]:
    """The wishes of a person, the oldest first; without `every` those that nobody has given up."""
    found = session.exec(select(Wish).where(Wish.side == side, getattr(Wish, f"{side}_id") == person_id)).all()
    return sorted(
        (row for row in found if every or row.withdrawn_on is None), key=lambda row: (row.on_day, row.id or 0)
    )


def alike(row: Wish, owners: dict[str, int], about: str, value: str) -> bool:
    """Whether a wish is about the same thing."""
    return row.about == about and row.value == value and all(getattr(row, name) == one for name, one in owners.items())
