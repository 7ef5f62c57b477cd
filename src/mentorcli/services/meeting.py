"""Writing meetings: what came of an appointment, how long, where and about which goal areas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from mentorcli.errors import BadValue, Refused
from mentorcli.models.match import Match, MatchEnd, Meeting
from mentorcli.rules.lifecycle import MATCH_VERBS
from mentorcli.rules.rule import Finding
from mentorcli.services import record
from mentorcli.services.match import allowed, begins, first_met, judged, keep, not_begun
from mentorcli.views import names, states, substitution
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

CAME = ("held", "no-show")  # the appointment stood: a match begins with it


def log(
    session: Session,
    match_id: int,
    values: dict[str, Any],
    *,
    mentor: int | None,
    profile: Profile,
    today: str,
    override: str | None = None,
) -> tuple[int, str]:
    """Record a meeting; its number, and `added`, `changed` (a planned one came to something), `same` or `started`.

    On an accepted match the meeting is the first one, and starts the match. The same day and kind again is the
    same meeting: with other values it is refused. `mentor` is the one named as being there, if anybody was. The rules
    are asked about the day of the meeting, also a planned one.
    """
    on = str(values["on_day"])
    match = record.get(session, Match, match_id)
    planned = values["status"] == "planned"
    stayed_away(values["status"], values.get("who"))
    given = {name: value for name, value in values.items() if value not in (None, "")}
    stand_in = whose(session, match, mentor, on)
    same = known_again(session, match_id, given)
    agrees = same is not None and all(getattr(same, name) == value for name, value in given.items())
    if same is not None and agrees and (mentor is None or same.stand_in_id == stand_in):
        return same.id or 0, "same"
    known = today if planned and on > today else on
    given["stand_in_id"] = stand_in
    try:
        passed = asked(session, match, given, known, profile, override)
    except Refused as error:
        error.hint = "\n".join([error.hint, *stood_in(session, match, stand_in, named=mentor is not None)])
        raise
    allowed(session, match_id, "log", profile, known)
    starts = states.match_state(record.raw(session), match_id, profile, on) == "accepted"
    begun = starts and values["status"] in CAME
    if begun:
        not_begun(session, match)
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
    if begun:
        first_met(session, match, on=on, coordinator=None)
        what = "started"
    keep(session, match, passed, override, on=known, today=today)
    return number, what


def asked(
    session: Session, match: Match, meeting: Mapping[str, Any], known: str, profile: Profile, override: str | None
) -> list[Finding]:
    """Ask the rules about a meeting (its day, status and stand-in), as the match stands on the day `known`; what was passed.

    An appointment that came to nothing is not judged, but one that the youth missed begins an accepted match.
    """
    status, on, stand_in = meeting["status"], meeting["on_day"], meeting["stand_in_id"]
    state = states.match_state(record.raw(session), match.id or 0, profile, known)
    if state in ("proposed", "accepted") and status in CAME:
        return begins(session, "meeting log", match, profile, on, stand_in=stand_in, override=override)
    if state not in MATCH_VERBS["log"][0] or status not in ("held", "planned"):
        return []
    step = "meeting" if status == "held" else "plan first" if state == "accepted" else "plan"
    return judged(session, "meeting log", match, step, profile, on, stand_in=stand_in, override=override)


def stood_in(session: Session, match: Match, stand_in: int | None, *, named: bool) -> list[str]:
    """Whom the rules were asked about, where it is the substitute of the day whom nobody named: perhaps it was the mentor."""
    if stand_in is None or named:
        return []
    return [
        _("{who} stands in on that day. If it was a meeting of {mentor}, add --mentor {id}.").format(
            who=names.said(record.raw(session), "mentor", stand_in), id=f"m{match.mentor_id}",
            mentor=names.said(record.raw(session), "mentor", match.mentor_id),
        )
    ]  # fmt: skip


def whose(session: Session, match: Match, mentor: int | None, on: str) -> int | None:
    """Who stood in at a meeting: the mentor named, else the substitute of that day; None for the match's own mentor.

    Only the match's mentor or the substitute of that day may be named: nothing is credited to anybody else.
    """
    stand_in = substitution.stand_in(record.raw(session), match.id or 0, on)
    if mentor in (None, stand_in):
        return stand_in
    if mentor == match.mentor_id:
        return None
    connection = record.raw(session)
    raise record.refuse(
        _("{who} does not stand in on {day} in {match}.").format(
            who=names.said(connection, "mentor", mentor or 0), day=day_short(on),
            match=f"x{match.id} {names.label(connection, match.id or 0)}",
        ),
        _("Record the cover first: {command}").format(
            command=f"mentorcli match substitute x{match.id} --mentor m{mentor} --from {on} --to {on}"
        ),
    )  # fmt: skip


def stayed_away(status: str, who: object) -> None:
    """Refuse to say who stayed away from a meeting that was held or is to come."""
    if who and status in ("held", "planned"):
        raise BadValue(
            _("--who says who excused or stayed away; nobody did from a meeting that is held or planned."),
            _("For example: --status excused --who mentor"),
        )


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


def edit(
    session: Session,
    meeting_id: int,
    values: dict[str, Any],
    *,
    mentor: int | None,
    profile: Profile,
    today: str,
    override: str | None = None,
) -> list[str]:
    """Correct a meeting; the names of the fields that differed. Nobody has come to, or missed, one that is to come.

    A first meeting takes the match's own day with it; one that came to something on an accepted match starts it. The
    rules are asked whenever the day, what came of it, or the one who came is another.
    On another day another mentor may stand in; so it is asked anew whose meeting it is.
    """
    meeting = record.get(session, Meeting, meeting_id)
    match = record.get(session, Match, meeting.match_id)
    status, on = values.get("status", meeting.status), str(values.get("on_day", meeting.on_day))
    stayed_away(status, values.get("who"))
    if status in ("held", "planned"):
        values = {**values, "who": None}
    if mentor is not None or on != meeting.on_day:
        values = {**values, "stand_in_id": whose(session, match, mentor, on)}
    began = has_begun(session, match, meeting)
    judges = {name: values.get(name, getattr(meeting, name)) for name in ("on_day", "status", "stand_in_id")}
    differs = {name for name, value in judges.items() if getattr(meeting, name) != value}
    stays_possible(session, match, meeting, judges, began=began, moved=differs, today=today)
    passed = asked(session, match, judges, min(on, today), profile, override) if differs and not began else []
    changed = record.change(session, meeting, **values)
    came = meeting.status in CAME and meeting.on_day <= today
    if began and came and differs:
        move_first_met(session, match, meeting.on_day)
        who = meeting.stand_in_id
        passed = judged(
            session, "meeting log", match, "first", profile, meeting.on_day, stand_in=who, override=override
        )
    elif came and {"on_day", "status"} & differs:
        allowed(session, meeting.match_id, "log", profile, meeting.on_day)
        if states.match_state(record.raw(session), meeting.match_id, profile, meeting.on_day) == "accepted":
            not_begun(session, match)
            first_met(session, match, on=meeting.on_day, coordinator=None)
    if meeting.status in CAME and meeting.on_day > today:
        raise BadValue(
            _("{day} is still to come.").format(day=day_short(meeting.on_day)), _("Plan it with --status planned.")
        )
    keep(session, match, passed, override, on=min(on, today), today=today)
    return changed


def has_begun(session: Session, match: Match, meeting: Meeting) -> bool:
    """Whether a meeting is the one with which its match began: held or missed on that day, and alone in it or of that kind."""
    if meeting.status not in CAME or match.first_met_on != meeting.on_day:
        return False
    others = session.exec(
        select(Meeting).where(Meeting.match_id == match.id, Meeting.on_day == meeting.on_day, Meeting.id != meeting.id)
    ).all()
    return meeting.kind == "first" or not any(one.status in CAME for one in others)


def stays_possible(
    session: Session, match: Match, meeting: Meeting, values: Mapping[str, Any], *, began: bool, moved: set[str],
    today: str,
) -> None:  # fmt: skip
    """Refuse to take the first meeting away from a match that has met, and to plan a meeting for a day that has passed."""
    status, on = values["status"], values["on_day"]
    if began and status not in CAME:
        raise record.refuse(
            _("{match} began with this meeting, on {day}; it was held or missed.").format(
                match=f"x{match.id} {names.label(record.raw(session), match.id or 0)}", day=day_short(meeting.on_day)
            ),
            _("Give the day on which they first met: mentorcli meeting edit {id} --on DATE").format(id=meeting.id),
        )
    if status == "planned" and on < today and "status" in moved:
        raise BadValue(
            _("{day} has passed.").format(day=day_short(on)), _("Say what came of the meeting, or give a later day.")
        )


def move_first_met(session: Session, match: Match, on: str) -> None:
    """Correct the day of the first meeting; never before the proposal and its answers, nor after an end."""
    answered = max(day or "" for day in (match.proposed_on, match.mentor_yes_on, match.youth_yes_on))
    record.not_before(answered, on, _("the proposal and its answers"))
    for end in session.exec(select(MatchEnd).where(MatchEnd.match_id == match.id)).all():
        record.not_before(on, end.on_day, _("the first meeting"))
    record.change(session, match, first_met_on=on)
