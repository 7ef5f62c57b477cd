"""Writing cover: another mentor stands in for a span; the match and all its figures stay with its own mentor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, select

from mentorcli.errors import BadValue
from mentorcli.models.match import Match, Meeting, Substitution
from mentorcli.models.person import Departure, Mentor
from mentorcli.rules.rule import Finding, later
from mentorcli.services import record
from mentorcli.services.match import allowed, judged, keep
from mentorcli.views import names
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def substitute(
    session: Session, wanted: Substitution, *, profile: Profile, override: str | None = None
) -> tuple[int, str]:
    """Record a span of cover; its number, and `added`, `changed` (another last day or reason) or `same`.

    A span is known again by match, mentor and first day. The one who stands in is another than the match's mentor and
    in the corps on every day of the span; two never stand in at once, or a meeting's mentor would be a guess. What the
    scheme demands of a mentor who meets the young person it demands of this one too: asked of the first day, or
    of the first that is new where a span grows; where that is to come there is time left to bring what lacks.
    """
    match_id, first, last = wanted.match_id, wanted.on_day, wanted.until_day
    match = record.get(session, Match, match_id)
    if last < first:
        raise BadValue(_("The period ends before it begins."), _("Give --from an earlier day than --to."))
    spans = session.exec(select(Substitution).where(Substitution.match_id == match_id)).all()
    same = next((one for one in spans if (one.mentor_id, one.on_day) == (wanted.mentor_id, first)), None)
    given = {"until_day": last, **({"reason": wanted.reason} if wanted.reason else {})}
    if same is not None and all(getattr(same, name) == value for name, value in given.items()):
        return same.id or 0, "same"
    allowed(session, match_id, "substitute", profile, min(first, wanted.recorded_on))
    can_stand_in(session, match, wanted)
    alone(session, [one for one in spans if one is not same], wanted)
    fresh = first if same is None else later(same.until_day, days=1)  # the first day that was not covered before
    known, passed = min(fresh, wanted.recorded_on), list[Finding]()
    if fresh <= last:
        allowed(session, match_id, "substitute", profile, min(last, wanted.recorded_on))
        step = "plan" if fresh > wanted.recorded_on else "meeting"
        passed = judged(
            session, "match substitute", match, step, profile, fresh, stand_in=wanted.mentor_id, override=override
        )
    if same is None:
        number, what = record.add(session, wanted), "added"
    else:
        not_cut_short(session, same, last)
        record.change(session, same, **given)
        number, what = same.id or 0, "changed"
    keep(session, match, passed, override, on=known, today=wanted.recorded_on)
    return number, what


def can_stand_in(session: Session, match: Match, wanted: Substitution) -> None:
    """Refuse the match's own mentor, and one who is not in the corps on every day of the span."""
    mentor = record.get(session, Mentor, wanted.mentor_id)
    who = names.said(record.raw(session), "mentor", wanted.mentor_id)
    see = _("See: mentorcli mentor show {id}").format(id=f"m{wanted.mentor_id}")
    if mentor.id == match.mentor_id:
        raise BadValue(_("{who} is the mentor of this match.").format(who=who), _("Name another with --mentor M."))
    record.not_before(mentor.applied_on, wanted.on_day, _("the application"), see)
    for away in session.exec(select(Departure).where(Departure.mentor_id == wanted.mentor_id)).all():
        if away.on_day <= wanted.until_day and (away.returned_on is None or away.returned_on > wanted.on_day):
            text = _("{who} left on {day}.") if away.kind == "left" else _("{who} was declined on {day}.")
            raise record.refuse(text.format(who=who, day=day_short(away.on_day)), see)


def alone(session: Session, others: list[Substitution], wanted: Substitution) -> None:
    """Refuse a span that lies over another of the same match."""
    for one in others:
        if one.on_day <= wanted.until_day and wanted.on_day <= one.until_day:
            raise record.refuse(
                told(session, one),
                _("Change its last day first: {command}").format(command=command(one)),
            )


def not_cut_short(session: Session, span: Substitution, last: str) -> None:
    """Refuse to end a span before a meeting that the stand-in came to."""
    kept = session.exec(
        select(Meeting).where(Meeting.match_id == span.match_id, Meeting.stand_in_id == span.mentor_id)
    ).all()
    for meeting in kept:
        if last < meeting.on_day <= span.until_day:
            raise record.refuse(
                _("The stand-in is recorded at the meeting of {day}.").format(day=day_short(meeting.on_day)),
                _("Correct it first: mentorcli meeting edit {id} --mentor M").format(id=meeting.id),
            )


def told(session: Session, span: Substitution) -> str:
    """A span in words: the match, who stands in, and from when to when."""
    connection = record.raw(session)
    return _("{match}: {who} stands in from {first} to {last}.").format(
        match=names.pair_said(connection, span.match_id), who=names.said(connection, "mentor", span.mentor_id),
        first=day_short(span.on_day), last=day_short(span.until_day),
    )  # fmt: skip


def command(span: Substitution) -> str:
    """The command that gives a span another last day."""
    return f"mentorcli match substitute x{span.match_id} --mentor m{span.mentor_id} --from {span.on_day} --to …"
