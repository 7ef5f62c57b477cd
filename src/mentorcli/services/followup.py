"""Writing follow-ups: talks with the parties of a match, closing talks, and tries to get in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from mentorcli.errors import BadValue
from mentorcli.models.match import FollowUp
from mentorcli.services import record
from mentorcli.services.match import allowed
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def log(session: Session, match_id: int, values: dict[str, Any], *, profile: Profile, today: str) -> tuple[int, str]:
    """Record a follow-up; its number, and `added`, `changed` (a planned one came to something) or `same`.

    The same day, party, kind and status is the same follow-up (of tries to get in touch also the way): with other
    values it is refused. It may follow an end too: a closing talk often does.
    """
    on = str(values["on_day"])
    given = {name: value for name, value in values.items() if value not in (None, "")}
    can_be(given, today)
    rows = session.exec(select(FollowUp).where(FollowUp.match_id == match_id, FollowUp.on_day == on)).all()
    alike = [one for one in rows if (one.party, one.kind) == (given["party"], given["kind"])]
    same = next((one for one in alike if is_same(one, given)), None)
    if same is not None and all(getattr(same, name) == value for name, value in given.items()):
        return same.id or 0, "same"
    allowed(session, match_id, "follow", profile, min(on, today))
    if same is not None:
        raise BadValue(
            _("A follow-up of that kind on {day} is there already, with other values.").format(day=day_short(on)),
            _("Correct it with mentorcli followup edit {id}.").format(id=same.id),
        )
    planned = next((one for one in alike if one.status == "planned"), None)
    if planned is not None:
        record.change(session, planned, **given)
        return planned.id or 0, "changed"
    return record.add(session, FollowUp(match_id=match_id, recorded_on=today, **given)), "added"


def is_same(row: FollowUp, given: dict[str, Any]) -> bool:
    """Whether a follow-up of that day, party and kind is the one given again."""
    ways = row.kind != "contact" or given.get("via") in (None, row.via)
    return row.status == given["status"] and ways


def can_be(values: dict[str, Any], today: str) -> None:
    """Refuse what has not happened yet, and a rating where nobody was spoken with."""
    if values["status"] != "planned" and str(values["on_day"]) > today:
        raise BadValue(
            _("{day} is still to come.").format(day=day_short(str(values["on_day"]))), _("Plan it with --planned.")
        )
    if values.get("rating") and values["status"] != "held":
        raise BadValue(
            _("A rating is given in a talk that was held."), _("Leave --rating out, or record the talk as held.")
        )


def edit(session: Session, number: int, values: dict[str, Any], *, profile: Profile, today: str) -> list[str]:
    """Correct a follow-up, or say what came of a planned one; the names of the fields that differed."""
    row = record.get(session, FollowUp, number)
    can_be({**row.model_dump(), **values}, today)
    if "on_day" in values:
        allowed(session, row.match_id, "follow", profile, min(str(values["on_day"]), today))
    return record.change(session, row, **values)
