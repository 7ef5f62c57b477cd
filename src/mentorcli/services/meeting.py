"""Writing meetings: what came of an appointment, how long, where and about which goal areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from mentorcli.errors import BadValue
from mentorcli.models.match import Match, MatchEnd, Meeting
from mentorcli.services import record
from mentorcli.services.match import allowed, consented, first_met, not_begun
from mentorcli.views import states
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def log(session: Session, match_id: int, values: dict[str, Any], *, profile: Profile, today: str) -> tuple[int, str]:
    """Record a meeting; its number, and `added`, `changed` (a planned one came to something), `same` or `started`.

    On an accepted match the meeting is the first one, and starts the match. The same day and kind again is the
    same meeting: with other values it is refused.
    """
    on = str(values["on_day"])
    match = record.get(session, Match, match_id)
    planned = values["status"] == "planned"
    given = {name: value for name, value in values.items() if value not in (None, "")}
    same = known_again(session, match_id, given)
    if same is not None and all(getattr(same, name) == value for name, value in given.items()):
        return same.id or 0, "same"
    allowed(session, match_id, "log", profile, today if planned and on > today else on)
    starts = states.match_state(record.raw(session), match_id, profile, on) == "accepted"
    begins = starts and values["status"] in ("held", "no-show")
    if begins:
        not_begun(session, match)
    if values["status"] == "held":
        consented(session, "meeting log", match, profile, on)
    if same is None:
        kind = {"kind": "first" if starts else "regular"}
        number, what = record.add(session, Meeting(match_id=match_id, recorded_on=today, **{**kind, **given})), "added"
    elif same.status == "planned":
        record.change(session, same, **given)
        number, what = same.id or 0, "changed"
    else:
        raise BadValue(
            _("A meeting of that kind on {day} is there already, with other values.").format(day=day_short(on)),
            _("Correct it with mentorcli meeting edit {id}, or give another time with --at HH:MM.").format(id=same.id),
        )
    if begins:
        first_met(session, match, on=on, coordinator=None)
        what = "started"
    return number, what


def known_again(session: Session, match_id: int, given: dict[str, Any]) -> Meeting | None:
    """The meeting on file that is meant: of that day, and of that kind and time where they were given.

    Without a kind any meeting of the day is meant: the same command twice must not make two meetings. A time means
    a meeting of that time, or one that was planned without a time.
    """
    rows = session.exec(select(Meeting).where(Meeting.match_id == match_id, Meeting.on_day == given["on_day"])).all()
    fitting = [
        row
        for row in rows
        if given.get("kind") in (None, row.kind)
        and (given.get("at") in (None, row.at) or (row.at is None and row.status == "planned"))
    ]
    equal = (row for row in fitting if all(getattr(row, name) == value for name, value in given.items()))
    return next(equal, fitting[0] if fitting else None)


def edit(session: Session, meeting_id: int, values: dict[str, Any], *, profile: Profile, today: str) -> list[str]:
    """Correct a meeting; the names of the fields that differed. Nobody has come to, or missed, one that is to come.

    A first meeting takes the match's own day with it; one that came to something on an accepted match starts it.
    """
    meeting = record.get(session, Meeting, meeting_id)
    match = record.get(session, Match, meeting.match_id)
    began = meeting.kind == "first" and match.first_met_on == meeting.on_day
    changed = record.change(session, meeting, **values)
    came = meeting.status in ("held", "no-show") and meeting.on_day <= today
    if came and began and "on_day" in changed:
        move_first_met(session, match, meeting.on_day)
    elif came and {"on_day", "status"} & set(changed):
        allowed(session, meeting.match_id, "log", profile, meeting.on_day)
        if states.match_state(record.raw(session), meeting.match_id, profile, meeting.on_day) == "accepted":
            not_begun(session, match)
            first_met(session, match, on=meeting.on_day, coordinator=None)
    if meeting.status in ("held", "no-show") and meeting.on_day > today:
        raise BadValue(
            _("{day} is still to come.").format(day=day_short(meeting.on_day)), _("Plan it with --status planned.")
        )
    return changed


def move_first_met(session: Session, match: Match, on: str) -> None:
    """Correct the day of the first meeting; never before the proposal and its answers, nor after an end."""
    answered = max(day or "" for day in (match.proposed_on, match.mentor_yes_on, match.youth_yes_on))
    record.not_before(answered, on, _("the proposal and its answers"))
    for end in session.exec(select(MatchEnd).where(MatchEnd.match_id == match.id)).all():
        record.not_before(on, end.on_day, _("the first meeting"))
    record.change(session, match, first_met_on=on)
