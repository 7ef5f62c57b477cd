"""Writing young people: who they are, their referrals, consents and closings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from mentorcli import codes
from mentorcli.errors import Ambiguous, BadValue
from mentorcli.models.person import Closing, Consent, Referral, Youth
from mentorcli.rules.rule import later
from mentorcli.services import gate, record
from mentorcli.store import audit
from mentorcli.views import names, states
from mentorcli.views import youth as view
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

JUDGED = {"born", "guardian_choice"}  # what the rules of a match look at


def refer(
    session: Session, values: dict[str, Any], referral: dict[str, Any], *, today: str, new: bool = False
) -> tuple[int, bool]:
    """Add a youth with a first referral; the number, and whether it was added now.

    The same person with the same day is already there; anybody of that name on file is refused unless `new`.
    """
    name = str(values["name"])
    same = record.namesakes(session, "youth", name, values.get("born"))
    for one in same[1:] if new else same:  # a second namesake given twice is one, too
        if there(session, one.id, referral):
            record.must_agree(record.get(session, Youth, one.id), values, f"mentorcli youth edit y{one.id}")
            return one.id, False
    if same and not new:
        raise Ambiguous(
            _("{name} is on file already.").format(name=name),
            _(
                "Change what is on file with mentorcli youth edit {id}, refer the same person again with "
                "mentorcli youth refer {id}, or add another of that name with --new."
            ).format(id=f"y{same[0].id}"),
            [names.detail("youth", one) for one in same],
        )
    number = record.add(session, Youth(recorded_on=today, **record.named(values)))
    record.add(session, Referral(youth_id=number, recorded_on=today, **referral))
    return number, True


def refer_again(session: Session, youth_id: int, referral: dict[str, Any], *, today: str) -> bool:
    """Add another referral of a youth on file; False where one of that day is there already."""
    if there(session, youth_id, referral):
        return False
    record.add(session, Referral(youth_id=youth_id, recorded_on=today, **referral))
    return True


def there(session: Session, youth_id: int, referral: dict[str, Any]) -> bool:
    """Whether a youth has a referral of that day; one of that day by somebody else is refused."""
    same = next((row for row in referrals(session, youth_id) if row.on_day == referral["on_day"]), None)
    if same is not None and same.source != referral["source"]:
        text = _("{who} was referred on {day} by {source}.").format(
            who=names.said(record.raw(session), "youth", youth_id),
            day=day_short(same.on_day),
            source=codes.word("source", same.source),
        )
        raise BadValue(text, _("Give another day with --on DATE."))
    return same is not None


def referrals(session: Session, youth_id: int) -> list[Referral]:
    """The referrals of a youth, the oldest first."""
    rows = session.exec(select(Referral).where(Referral.youth_id == youth_id)).all()
    return sorted(rows, key=lambda row: (row.on_day, row.id or 0))


FOLLOWS = """SELECT min(on_day) FROM (SELECT on_day FROM closing WHERE referral_id = :referral
UNION ALL SELECT proposed_on FROM match WHERE youth_id = :youth
UNION ALL SELECT on_day FROM visitation WHERE youth_id = :youth UNION ALL SELECT on_day FROM consent WHERE youth_id = :youth
UNION ALL SELECT on_day FROM goal WHERE youth_id = :youth UNION ALL SELECT on_day FROM concern WHERE youth_id = :youth)
WHERE on_day >= :was"""  # the first fact that rests on a referral


def correct_referral(session: Session, youth_id: int, values: dict[str, Any]) -> list[str]:
    """Correct the day (`on_day`) or source of the newest referral; the fields that differed.

    The day stays after the referral before it, and is never later than the first fact that follows it.
    """
    rows, see = referrals(session, youth_id), _("See: mentorcli youth show {id}").format(id=f"y{youth_id}")
    who = names.said(record.raw(session), "youth", youth_id)
    if not rows:
        hint = _("Refer the young person first: mentorcli youth refer {id}").format(id=f"y{youth_id}")
        raise record.refuse(_("{who} has no referral to correct.").format(who=who), hint)
    row, on = rows[-1], str(values.get("on_day", rows[-1].on_day))
    if len(rows) > 1:
        record.not_before(later(rows[-2].on_day, days=1), on, _("the day after the referral before it"), see)
    given = {"referral": row.id, "youth": youth_id, "was": row.on_day}
    follows = record.raw(session).execute(FOLLOWS, given).fetchone()[0]
    if follows is not None and on > follows:
        raise record.refuse(
            _("{day} is after {follows}, when something is recorded that follows the referral of {who}.").format(
                day=day_short(on), follows=day_short(follows), who=who
            ),
            see,
        )
    return ["referred" if name == "on_day" else name for name in record.change(session, row, **values)]


def target_group(
    session: Session, verb: str, youth_id: int, profile: Profile, *, on: str, today: str, override: str | None = None
) -> None:
    """Ask whether a youth who was just referred belongs to those whom the scheme is for (rule C4)."""
    rows = {"referred": view.referred(record.raw(session), youth_id, on)}
    passed = gate.ask(session, verb, rows, profile, on, override=override)
    person = audit.Person(youth_id=youth_id)
    gate.keep(session, passed, override, kind="youth", number=youth_id, person=person, on=on, today=today)


def edit(session: Session, youth_id: int, values: dict[str, Any], *, profile: Profile, today: str) -> list[str]:
    """Change what describes a youth; the names of the fields that differed.

    A correction goes through, whatever it shows: what then stands against a match that did not before is a warning.
    """
    youth = record.get(session, Youth, youth_id)
    weighed = not JUDGED.isdisjoint(values)
    before = {one.line for one in gate.standing(session, youth_id, profile, today)} if weighed else set()
    changed = record.change(session, youth, **(record.named(values) if "name" in values else values))
    if values.get("background") == "":  # taken back: what it was is not kept either (rule B8)
        record.forget(session, youth, ("background",))
    if weighed and changed:
        found = gate.standing(session, youth_id, profile, today)
        new = [f"{one.rule}: {one.message}" for one in found if one.line not in before]
        record.warn(session, *new)
    return changed


def consent(
    session: Session, youth_id: int, values: dict[str, Any], *, profile: Profile, today: str
) -> tuple[int, bool]:
    """Record a consent; the number, and whether something was recorded now.

    Each giver's word is a record of its own. One that was withdrawn since is not given anew by telling of its day again:
    only where it was given and withdrawn on one day can the day not tell, and the last word counts. What a consent must
    say is asked of the record as it then stands (rule B4).
    """
    party, day = str(values["given_by"]), str(values["on_day"])
    rows = [one for one in consents(session, youth_id, str(values["kind"])) if one.given_by == party]
    given = {name: value for name, value in values.items() if value not in (None, "")}
    there = [one for one in rows if one.on_day == day]
    same = next((one for one in there if one.withdrawn_on is None), None)
    if same is None and there and any(one.withdrawn_on is None for one in rows):
        same = there[-1]
    gone = next((one.withdrawn_on for one in there if one.withdrawn_on and one.withdrawn_on > day), None)
    if same is None and gone is not None:
        raise record.refuse(
            _("The consent of {day} was withdrawn on {gone}.").format(day=day_short(day), gone=day_short(gone)),
            _("If it was given again after that, say on which day: --on DATE"),
        )
    if same is not None:
        number, fresh = same.id or 0, bool(record.change(session, same, **given))
    else:
        number, fresh = record.add(session, Consent(youth_id=youth_id, recorded_on=today, **given)), True
    gate.ask(session, "youth consent", {"given": view.given(record.raw(session), number)}, profile, today)
    return number, fresh


def consents(session: Session, youth_id: int, kind: str) -> list[Consent]:
    """The consents of a youth of one kind, the oldest first."""
    rows = session.exec(select(Consent).where(Consent.youth_id == youth_id, Consent.kind == kind)).all()
    return sorted(rows, key=lambda row: (row.on_day, row.id or 0))


def withdraw(session: Session, youth_id: int, kind: str, *, by: str | None, on: str) -> tuple[dict[int, str], bool]:
    """Withdraw every consent of a kind in force on a day: number and giver of each, and whether it was recorded now.

    `by` leaves the other party's own word in force; what both gave together ends with either of them.
    """
    parties = {by, "both"} if by in ("youth", "guardian") else {"youth", "guardian", "both"}
    rows = [one for one in consents(session, youth_id, kind) if one.given_by in parties and one.on_day <= on]
    live = [one for one in rows if one.withdrawn_on is None]
    for one in live:
        record.change(session, one, withdrawn_on=on)
    gone = {one.id or 0: one.given_by for one in rows if one.withdrawn_on == on}
    if not gone:
        raise record.refuse(
            _("There is no consent of that kind to withdraw."),
            _("See: mentorcli youth show {id}").format(id=f"y{youth_id}"),
        )
    return gone, bool(live)


def close(session: Session, youth_id: int, *, on: str, reason: str, profile: Profile, today: str) -> tuple[int, bool]:
    """Close a youth's newest referral; refused while a match is open or proposed, and names it."""
    youth = record.get(session, Youth, youth_id)
    newest = next((row for row in reversed(referrals(session, youth_id)) if row.on_day <= on), None)
    if newest is None or newest.id is None:
        raise record.refuse(
            _("{name} had not been referred on {day}.").format(name=youth.name, day=day_short(on)),
            _("See: mentorcli youth show {id}").format(id=f"y{youth_id}"),
        )
    there = session.exec(select(Closing).where(Closing.referral_id == newest.id)).first()
    if there is not None:
        if (there.on_day, there.reason) == (on, reason):
            return there.id or 0, False
        raise record.refuse(
            _("{name} was closed on {day} already.").format(name=youth.name, day=day_short(there.on_day)),
            _("Put the young person on the list again with mentorcli youth refer {id}.").format(id=f"y{youth_id}"),
        )
    busy = record.open_matches(session, "youth", youth_id, profile, on)
    if busy:
        raise record.refuse(
            _("{name} has open matches.").format(name=youth.name),
            _("End or decline them first: mentorcli match end {id}").format(id=f"x{busy[0][0]}"),
            [f"x{number} {label}" for number, label in busy],
        )
    return record.add(session, Closing(referral_id=newest.id, on_day=on, reason=reason, recorded_on=today)), True


def state(session: Session, youth_id: int, profile: Profile, on: str) -> str:
    """The youth's state on a day; empty where not yet referred."""
    return states.youth_state(record.raw(session), youth_id, profile, on) or ""
