"""Writing matches: proposed, two yeses, first met, paused, ended, reopened. Each verb records a dated fact."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from mentorcli import codes
from mentorcli.errors import BadValue, Refused
from mentorcli.models.match import Match, MatchEnd, MatchPause, MatchReopening, Meeting
from mentorcli.rules.lifecycle import MATCH_VERBS, MENTOR_VERBS, YOUTH_VERBS
from mentorcli.rules.rule import Finding
from mentorcli.services import gate, record
from mentorcli.store.audit import Person
from mentorcli.views import match as matches
from mentorcli.views import names, states, substitution
from mentorcli.views import pair as pairs
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def propose(
    session: Session,
    mentor_id: int,
    youth_id: int,
    *,
    on: str,
    profile: Profile,
    today: str,
    override: str | None = None,
    agreed: bool = False,
) -> tuple[int, bool]:
    """Record that a mentor and a youth are proposed to each other; the number, and whether it was recorded now.

    `agreed`: those whom the scheme asks said yes on the same day. Where nobody lacks a yes, the match is open at once, and
    judged as one.
    """
    connection = record.raw(session)
    rows = session.exec(select(Match).where(Match.mentor_id == mentor_id, Match.youth_id == youth_id)).all()
    for row in rows:
        if row.proposed_on == on and row.declined_on is None:
            return row.id or 0, False
    reasons = against(session, (mentor_id, youth_id), "propose", on, profile)
    if reasons:
        raise record.refuse(
            _("These two cannot be proposed to each other on {day}.").format(day=day_short(on)),
            _("See: mentorcli youth show {id}").format(id=f"y{youth_id}"),
            reasons,
        )
    row = Match(mentor_id=mentor_id, youth_id=youth_id, proposed_on=on, recorded_on=today)
    if agreed:
        row.mentor_yes_on, row.youth_yes_on = (
            on if asked else None for asked in (profile.match.mentor_yes, profile.match.youth_yes)
        )
    fact = pairs.between(connection, profile, (mentor_id, youth_id), "propose", on)
    if not missing_yeses(row, profile, on):
        fact = fact._replace(step="accept")
    passed = gate.ask_of_pair(session, "match propose", [fact], profile, override=override)
    number = record.add(session, row)
    keep(session, row, passed, override, on=on, today=today)
    no_longer_than(session, row, on)
    return number, True


OFF_THE_LIST = """SELECT x.on_day FROM closing x JOIN referral w ON w.id = x.referral_id
WHERE w.youth_id = :youth AND w.on_day <= :on
UNION ALL SELECT decided_on FROM visitation WHERE youth_id = :youth AND decision = 'other-support'"""
LATER = {  # until when a match can last at most, of one that begins back in time
    "mentor": "SELECT min(on_day) FROM departure WHERE mentor_id = :mentor AND on_day > :on",
    "youth": f"SELECT min(on_day) FROM ({OFF_THE_LIST}) WHERE on_day > :on",
}


def against(session: Session, people: tuple[int, int], verb: str, on: str, profile: Profile) -> list[str]:
    """Every reason why a mentor and a youth can have no match from a day on: their states on it, or another one.

    Who has left since, or is closed, was there on that day: a match of the past is entered step by step, its end last.
    The youth of a match that is over is off the list by that alone, which is no reason against its going on.
    """
    connection = record.raw(session)
    mentor_id, youth_id = people
    reasons = []
    mentor_state = states.mentor_state(connection, mentor_id, profile, on)
    if mentor_state not in MENTOR_VERBS["propose"]:
        reasons.append(
            _("the mentor is {state}").format(state=codes.word("mentor_state", mentor_state or "") or _("not on file"))
        )
    youth_state = states.youth_state(connection, youth_id, profile, on)
    closed = "SELECT 1 FROM closing WHERE on_day <= ? AND referral_id = (SELECT id FROM referral WHERE youth_id = ? " \
        "AND on_day <= ? ORDER BY on_day DESC, id DESC LIMIT 1)"  # fmt: skip
    over = (
        verb == "reopen" and youth_state == "closed" and not connection.execute(closed, (on, youth_id, on)).fetchone()
    )
    if youth_state not in YOUTH_VERBS["propose"] and not over:
        reasons.append(
            _("the young person is {state}").format(
                state=codes.word("youth_state", youth_state or "") or _("not on file")
            )
        )
    pair = set(session.exec(select(Match.id).where(Match.mentor_id == mentor_id, Match.youth_id == youth_id)).all())
    open_ones = record.open_matches(session, "youth", youth_id, profile, on)
    return reasons + [
        _("{match} is open already").format(match=f"x{number} {label}") for number, label in open_ones if number in pair
    ]


def no_longer_than(session: Session, match: Match, on: str) -> None:
    """Say from which day on a match that begins back in time cannot last, as one of the two was no longer there."""
    given = {"mentor": match.mentor_id, "youth": match.youth_id, "on": on}
    gone, off = (record.raw(session).execute(LATER[party], given).fetchone()[0] for party in ("mentor", "youth"))
    told = [
        (gone, _("the mentor is no longer there from {day}")),
        (off, _("the young person is off the list from {day}")),
    ]
    said = [text.format(day=day_short(day)) for day, text in told if day]
    if said:
        text = _("{match}: {reasons}. Record the end of the match by then.")
        label = f"x{match.id} {names.label(record.raw(session), match.id or 0)}"
        record.warn(session, text.format(match=label, reasons="; ".join(said)))


def judged(
    session: Session, verb: str, match: Match, step: str, profile: Profile, on: str, *,
    coordinator: bool | None = None, stand_in: int | None = None, override: str | None = None,
) -> list[Finding]:  # fmt: skip
    """Ask the rules about a match at a step on a day; what `override` passed, for `keep`, or Refused with every breach.

    Where another mentor stands in, that one is judged; of a first meeting the match's own too, who may begin with it.
    """
    connection, number = record.raw(session), match.id or 0
    facts = []
    if stand_in is not None:
        ahead = "cover ahead" if step.startswith("plan") else "cover"
        facts.append(pairs.cover(connection, profile, (stand_in, match.youth_id), ahead, on, match_id=number))
    if stand_in is None or step == "first":
        fact = pairs.between(connection, profile, (match.mentor_id, match.youth_id), step, on, match_id=number)
        facts.append(fact if coordinator is None else fact._replace(coordinator=int(coordinator)))
    return gate.ask_of_pair(session, verb, facts, profile, override=override)


def keep(session: Session, match: Match, passed: list[Finding], why: str | None, *, on: str, today: str) -> None:
    """Record the rules that were passed over for a match, or for one who stands in, and why."""
    for stand_in in {one.id for one in passed if one.kind == "mentor"}:
        of_one = [one for one in passed if one.id == stand_in and one.kind == "mentor"]
        people = Person(stand_in, match.youth_id)
        gate.keep(session, of_one, why, kind="mentor", number=stand_in, person=people, on=on, today=today)
    people, of_match = Person(match.mentor_id, match.youth_id), [one for one in passed if one.kind != "mentor"]
    gate.keep(session, of_match, why, kind="match", number=match.id or 0, person=people, on=on, today=today)


def allowed(session: Session, match_id: int, verb: str, profile: Profile, on: str) -> Match:
    """The match, if its state on that day lets the verb follow and nothing later stands against it."""
    match = record.get(session, Match, match_id)
    connection = record.raw(session)
    state = states.match_state(connection, match_id, profile, on) or ""
    wanted, what = MATCH_VERBS[verb]
    later = connection.execute(
        "SELECT max(on_day) FROM (SELECT on_day FROM match_end WHERE match_id = :id UNION ALL "
        "SELECT on_day FROM match_reopening WHERE match_id = :id) WHERE on_day > :on",
        {"id": match_id, "on": on},
    ).fetchone()[0]
    label = names.label(connection, match_id)
    if state not in wanted:
        raise record.refuse(
            _("{match} is no {what} on {day}; it is: {state}.").format(
                match=f"x{match_id} {label}",
                what=_(what),
                day=day_short(on),
                state=codes.word("match_state", state) or _("not on file"),
            ),
            _("See: mentorcli match show {id}").format(id=f"x{match_id}"),
        )
    if later and verb in ("end", "reopen", "pause", "start"):
        raise record.refuse(
            _("{match} has a later end or reopening, on {day}.").format(
                match=f"x{match_id} {label}", day=day_short(later)
            ),
            _("See: mentorcli match show {id}").format(id=f"x{match_id}"),
        )
    return match


FACTS = {  # the matches that have the fact of a verb on a day
    "accept": "SELECT id FROM match WHERE ? IN (mentor_yes_on, youth_yes_on)",
    "decline": "SELECT id FROM match WHERE declined_on = ?",
    "start": "SELECT id FROM match WHERE first_met_on = ?",
    "pause": "SELECT match_id FROM match_pause WHERE on_day = ?",
    "resume": "SELECT match_id FROM match_pause WHERE resumed_on = ?",
    "end": "SELECT match_id FROM match_end WHERE on_day = ?",
    "reopen": "SELECT match_id FROM match_reopening WHERE on_day = ?",
    "log": "SELECT match_id FROM meeting WHERE on_day = ?",
    "substitute": "SELECT match_id FROM substitution WHERE on_day = ?",
}


def recorded(connection: sqlite3.Connection, verb: str, on: str) -> list[int]:
    """The numbers of the matches for which the fact of a verb is recorded on that very day."""
    return [number for (number,) in connection.execute(FACTS[verb], (on,))]


def stands(match: Match, session: Session, text: str, day: str) -> Refused:
    """The refusal of a verb by a fact that stands already; `text` is that fact with its {match} and {day}."""
    label = f"x{match.id} {names.label(record.raw(session), match.id or 0)}"
    hint = _("See: mentorcli match show {id}").format(id=f"x{match.id}")
    return record.refuse(text.format(match=label, day=day_short(day)), hint)


def not_begun(session: Session, match: Match) -> None:
    """Refuse a first meeting or a no where the match has met, or was declined, already; or later than that."""
    if match.first_met_on:
        raise stands(match, session, _("{match} first met on {day}."), match.first_met_on)
    if match.declined_on:
        raise stands(match, session, _("{match} declined on {day}."), match.declined_on)


def no_later_pause(session: Session, match: Match, on: str) -> None:
    """Refuse a pause or an end before the beginning of a pause that still lasts."""
    rows = session.exec(select(MatchPause).where(MatchPause.match_id == match.id)).all()
    later = next((row.on_day for row in rows if row.on_day > on and row.resumed_on is None), None)
    if later:
        raise stands(match, session, _("{match} rests from {day}."), later)


def missing_yeses(match: Match, profile: Profile, on: str) -> list[str]:
    """Who has not said yes by a day, of those whom the scheme asks."""
    if "C5" in profile.rules.off:
        return []
    asked = (
        (profile.match.mentor_yes, match.mentor_yes_on, _("the mentor has not said yes")),
        (profile.match.youth_yes, match.youth_yes_on, _("the young person has not said yes")),
    )
    return [text for needed, day, text in asked if needed and (day is None or day > on)]


def accept(
    session: Session, match_id: int, *, by: str, on: str, profile: Profile, today: str, override: str | None = None
) -> bool:
    """Record a yes of the mentor or the youth; False where it is there already, refused where it was said before.

    With the last yes the match is open: the rules are asked about it on that day.
    """
    match = record.get(session, Match, match_id)
    field = f"{by}_yes_on"
    said = getattr(match, field)
    if said == on:
        return False
    allowed(session, match_id, "accept", profile, on)
    if said is not None and said < on:
        of_mentor, of_youth = (
            _("{match}: the mentor said yes on {day}."),
            _("{match}: the young person said yes on {day}."),
        )
        raise stands(match, session, of_mentor if by == "mentor" else of_youth, said)
    record.change(session, match, **{field: on})
    answered = max(on, match.mentor_yes_on or "", match.youth_yes_on or "")
    step = "propose" if missing_yeses(match, profile, answered) else "accept"
    passed = judged(session, "match accept", match, step, profile, answered, override=override)
    keep(session, match, passed, override, on=answered, today=today)
    return True


def decline(session: Session, match_id: int, *, by: str, on: str, reason: str | None, profile: Profile) -> bool:
    """Record a no before the first meeting; False where it is there already."""
    match = record.get(session, Match, match_id)
    if match.declined_on == on and match.declined_by == by:
        return False
    allowed(session, match_id, "decline", profile, on)
    not_begun(session, match)
    record.change(session, match, declined_on=on, declined_by=by, declined_reason=reason)
    return True


def start(
    session: Session,
    match_id: int,
    *,
    on: str,
    coordinator: bool | None,
    minutes: int,
    place: str,
    profile: Profile,
    today: str,
    override: str | None = None,
) -> bool:
    """Record the first meeting: a fact of the match, and a meeting of kind `first` unless one is there.

    An appointment that was excused, moved or cancelled is no such meeting. Where another mentor stands in on that day the
    meeting is that one's, and the rules are asked about both.
    """
    match = record.get(session, Match, match_id)
    if match.first_met_on == on:
        filled = same_first(session, match_id, on, {"minutes": minutes, "place": place})
        return first_met(session, match, on=on, coordinator=coordinator) or filled
    rows = session.exec(select(Meeting).where(Meeting.match_id == match_id, Meeting.kind == "first")).all()
    there = next((row for row in rows if row.status in ("planned", "held", "no-show")), None)
    came = there is not None and there.status != "planned"
    who = there.stand_in_id if there and came else substitution.stand_in(record.raw(session), match_id, on)
    passed = begins(
        session, "match start", match, profile, on, coordinator=coordinator, stand_in=who, override=override
    )
    allowed(session, match_id, "start", profile, on)
    not_begun(session, match)
    first_met(session, match, on=on, coordinator=coordinator)
    keep(session, match, passed, override, on=on, today=today)
    held: dict[str, Any] = {"on_day": on, "status": "held", "stand_in_id": who}
    if there is None:
        values = {**held, "match_id": match_id, "kind": "first", "minutes": minutes, "place": place}
        record.add(session, Meeting(**values, recorded_on=today))
    elif not came:
        record.change(session, there, **held, minutes=minutes or there.minutes, place=place or there.place)
    return True


def same_first(session: Session, match_id: int, on: str, given: dict[str, Any]) -> bool:
    """Fill in the length and place that the first meeting of a day lacks; whether it lacked any.

    Where it has another one, that is refused: what was given is never dropped in silence.
    """
    first = Meeting.match_id == match_id, Meeting.kind == "first", Meeting.on_day == on
    row = next((one for one in session.exec(select(Meeting).where(*first)) if one.status in ("held", "no-show")), None)
    given = {name: value for name, value in given.items() if value}
    if row is None or not given:
        return False
    if any(getattr(row, name) not in (None, "", 0, value) for name, value in given.items()):
        raise BadValue(
            _("The first meeting on {day} is there already, with other values.").format(day=day_short(on)),
            _("Correct it with mentorcli meeting edit {id}.").format(id=row.id),
        )
    return bool(record.change(session, row, **given))


def begins(
    session: Session, verb: str, match: Match, profile: Profile, on: str, *,
    coordinator: bool | None = None, stand_in: int | None = None, override: str | None = None,
) -> list[Finding]:  # fmt: skip
    """Ask the rules about the first meeting, with every breach at once, a yes that lacks among them.

    A match that cannot begin on the day whatever anybody says is left to its life: `allowed` refuses it.
    """
    state = states.match_state(record.raw(session), match.id or 0, profile, on)
    if state not in ("proposed", "accepted"):
        return []
    return judged(
        session, verb, match, "first", profile, on, coordinator=coordinator, stand_in=stand_in, override=override
    )


def first_met(session: Session, match: Match, *, on: str, coordinator: bool | None) -> bool:
    """Set the day of the first meeting, and whether the coordinator was there; whether something differed."""
    values: dict[str, Any] = {"first_met_on": on}
    if coordinator is not None:
        values["coordinator_present"] = int(coordinator)
    return bool(record.change(session, match, **values))


def pause(session: Session, match_id: int, *, on: str, reason: str, profile: Profile, today: str) -> tuple[int, bool]:
    """Record that a match rests from a day on; it still counts as running."""
    rows = session.exec(select(MatchPause).where(MatchPause.match_id == match_id)).all()
    same = next((row for row in rows if row.on_day == on), None)
    if same is not None:
        return same.id or 0, bool(record.change(session, same, reason=reason or same.reason))
    no_later_pause(session, allowed(session, match_id, "pause", profile, on), on)
    return record.add(session, MatchPause(match_id=match_id, on_day=on, reason=reason, recorded_on=today)), True


def resume(session: Session, match_id: int, *, on: str, profile: Profile) -> bool:
    """Record the end of a match's pause; False where that very day is there already."""
    rows = session.exec(select(MatchPause).where(MatchPause.match_id == match_id)).all()
    state = states.match_state(record.raw(session), match_id, profile, on)
    if state in ("starting", "settled") and any(row.resumed_on == on for row in rows):
        return False
    match = allowed(session, match_id, "resume", profile, on)
    if not end_pause(session, match_id, on):
        closed = next(row.resumed_on for row in rows if row.on_day <= on < (row.resumed_on or ""))
        raise stands(match, session, _("{match} goes on from {day}."), closed or on)
    judged(session, "match resume", match, "plan", profile, on)
    return True


def end_pause(session: Session, match_id: int, on: str) -> bool:
    """Close the open pause of a match, if there is one; whether there was."""
    rows = session.exec(select(MatchPause).where(MatchPause.match_id == match_id)).all()
    lasting = [row for row in rows if row.resumed_on is None and row.on_day <= on]
    for row in lasting:
        record.change(session, row, resumed_on=on)
    return bool(lasting)


def end(session: Session, match_id: int, values: dict[str, Any], *, profile: Profile, today: str) -> bool:
    """Record an end: who ended it, planned or not, one reason, and where the youth went; False where it is there."""
    on = str(values["on_day"])
    rows = session.exec(select(MatchEnd).where(MatchEnd.match_id == match_id, MatchEnd.on_day == on)).all()
    if rows and states.match_state(record.raw(session), match_id, profile, on) == "ended":  # not reopened that day
        if any(all(getattr(row, name) == value for name, value in values.items()) for row in rows):
            return False
        raise BadValue(
            _("{match} has an end on {day} already, with other values.").format(
                match=f"x{match_id} {names.label(record.raw(session), match_id)}", day=day_short(on)
            ),
            _("See: mentorcli match show {id}").format(id=f"x{match_id}"),
        )
    no_later_pause(session, allowed(session, match_id, "end", profile, on), on)
    values = {**values, "recorded_on": today}
    end = matches.ending(record.raw(session), match_id, values, profile)
    gate.ask(session, "match end", {"endings": [end]}, profile, on)
    end_pause(session, match_id, on)
    record.add(session, MatchEnd(match_id=match_id, **values))
    beyond_the_end(session, match_id, on)
    return True


def beyond_the_end(session: Session, match_id: int, on: str) -> None:
    """Say which meetings are planned for days after the end: nobody else tells those who are to come."""
    rows = session.exec(select(Meeting).where(Meeting.match_id == match_id, Meeting.on_day > on)).all()
    days = sorted(row.on_day for row in rows if row.status == "planned")
    if days:
        text = _("Meetings are still planned after the end: {days}. See: mentorcli meeting list {match}")
        told = text.format(days=", ".join(day_short(day) for day in days), match=f"x{match_id}")
        record.warn(session, told)


def reopen(
    session: Session, match_id: int, *, on: str, profile: Profile, today: str, override: str | None = None
) -> bool:
    """Record that an ended match goes on; False where that day's reopening is there already.

    It is open anew: the rules are asked about it as it then stands, and what they refuse is taken back.
    """
    rows = session.exec(select(MatchReopening).where(MatchReopening.match_id == match_id)).all()
    if (
        any(row.on_day == on for row in rows)
        and states.match_state(record.raw(session), match_id, profile, on) != "ended"
    ):
        return False
    match = allowed(session, match_id, "reopen", profile, on)
    reasons = against(session, (match.mentor_id, match.youth_id), "reopen", on, profile)
    if reasons:
        raise record.refuse(
            _("{match} cannot go on from {day}.").format(
                match=f"x{match_id} {names.label(record.raw(session), match_id)}", day=day_short(on)
            ),
            _("See: mentorcli youth show {id}").format(id=f"y{match.youth_id}"),
            reasons,
        )
    record.add(session, MatchReopening(match_id=match_id, on_day=on, recorded_on=today))
    passed = judged(session, "match reopen", match, "accept", profile, on, override=override)
    keep(session, match, passed, override, on=on, today=today)
    no_longer_than(session, match, on)
    return True
