"""Asking the rules before something is written: every breach at once, and what `--override` passes is recorded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from mentorcli.errors import Refused
from mentorcli.models.corps import RuleOverride
from mentorcli.rules.facts import PairFact
from mentorcli.rules.rule import Finding, found_by
from mentorcli.rules.table import BY_ID, RULES, worst_first
from mentorcli.services import record
from mentorcli.store import audit
from mentorcli.views import pair as pairs_of
from mentorcli.views import youth
from mentorcli.views.override import passed as passed_before
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def ask(
    session: Session,
    verb: str,
    rows: Mapping[str, Sequence[Any]],
    profile: Profile,
    day: str,
    *,
    override: str | None = None,
    known: Collection[str] = (),
) -> list[Finding]:
    """The starred breaches that `override` passes, for `keep`; Refused, with every breach, where one is left.

    `rows` holds what the rules of this verb see, by the names in `Rule.needs`. What only warns goes on, and is said on
    the error stream when the command ends. What was passed over for the same record by the day is not asked again;
    `known` are rules that need not be asked, because what they find stood before.
    """
    before = passed_before(record.raw(session), day)
    asked = [rule for rule in RULES if verb in rule.at and rule.id not in known]
    found = worst_first(found_by(asked, rows, profile, day, before))
    passed = [one for one in found if BY_ID[one.rule].starred and override]
    blocked = [one for one in found if one.severity == "block" and one not in passed]
    if blocked:
        yielding = [one.rule for one in blocked if BY_ID[one.rule].starred]
        hint = _("See a rule: mentorcli scheme rules {rule}").format(rule=blocked[0].rule)
        if len(yielding) == len(blocked):
            hint = _('If it must be all the same, say why: --override "why"')
        raise Refused(
            _("The rules of the scheme stand against it."),
            hint,
            [{"rule": one.rule, "reason": one.message} for one in blocked],
        )
    told = [f"{one.rule}: {one.message}" for one in found if one.severity == "warn" and one not in passed]
    told += [_("{rule} (passed over): {reason}").format(rule=one.rule, reason=one.message) for one in passed]
    if override and not passed:
        told.append(_("There was nothing to pass over; the reason was not recorded."))
    record.warn(session, *told)
    return passed


def ask_of_pair(
    session: Session, verb: str, pairs: Sequence[PairFact], profile: Profile, *, override: str | None = None
) -> list[Finding]:
    """Ask the rules of a verb about a youth and a mentor, or more mentors: the one place that fetches the rows they see.

    That a consent is missing is asked of a meeting only, not of the planning of one: there is time until then. Of a
    proposal, too, so that all that stands against the meeting is told at once. A consent that was withdrawn stands
    against planning as well.
    """
    pair = pairs[0]
    rows: dict[str, Sequence[Any]] = {"pairs": pairs, "consent_pairs": [], "withdrawals": []}
    asked = record.raw(session), profile, pair.day, pair.youth_id
    if pair.match_id and not pair.step.startswith("plan") and pair.step != "cover ahead":
        rows["consent_pairs"] = [
            one._replace(state="accepted" if one.state == "proposed" else one.state)
            for one in youth.consent_pairs(*asked)
            if one.match_id == pair.match_id
        ]
    if pair.match_id:
        rows["withdrawals"] = [
            one for one in youth.withdrawals(*asked) if (one.kind, one.id) == ("match", pair.match_id)
        ]
    return ask(session, verb, rows, profile, pair.day, override=override)


def standing(session: Session, youth_id: int, profile: Profile, day: str) -> list[Finding]:
    """What the rules find in the open and proposed matches of a youth as they stand on a day; overridden ones left out."""
    connection = record.raw(session)
    asked = connection, profile, day
    rows: dict[str, Sequence[Any]] = {
        "pairs": [one for one in (*pairs_of.standing(*asked), *pairs_of.covers(*asked)) if one.youth_id == youth_id],
        "consent_pairs": [one for one in youth.consent_pairs(*asked, youth_id) if one.match_id],
    }
    rules = [rule for rule in RULES if rule.needs in rows]
    return worst_first(found_by(rules, rows, profile, day, passed_before(connection, day)))


def keep(
    session: Session, passed: Sequence[Finding], why: str | None, *, kind: str, number: int, person: audit.Person,
    on: str, today: str,
) -> None:  # fmt: skip
    """Record that these rules were passed over for a record, and why; once each."""
    for rule in dict.fromkeys(one.rule for one in passed):
        add(session, rule, why or "", kind=kind, number=number, person=person, on=on, today=today)


def add(
    session: Session, rule: str, why: str, *, kind: str, number: int, person: audit.Person, on: str, today: str
) -> int:
    """Record that a rule was passed over for a record; the number of that."""
    row = RuleOverride(
        rule=rule, kind=kind, record_id=number, mentor_id=person.mentor_id, youth_id=person.youth_id, on_day=on, why=why,
        recorded_on=today,
    )  # fmt: skip
    return record.add(session, row)


def there(session: Session, rule: str, kind: str, number: int, *, on: str) -> RuleOverride | None:
    """What is recorded already of passing over a rule for a record by a day; the newest."""
    same = (RuleOverride.rule == rule, RuleOverride.kind == kind, RuleOverride.record_id == number)
    rows = session.exec(select(RuleOverride).where(*same, RuleOverride.on_day <= on)).all()
    return max(rows, key=lambda row: (row.on_day, row.id or 0), default=None)


def afterwards(session: Session, one: Finding, why: str, *, on: str, today: str) -> int:
    """Record that the rule of a finding was passed over, after the fact; the number of that."""
    about = record.get(session, record.MODELS[one.kind], one.id)
    person = audit.Person(one.id, one.youth) if one.youth else record.whose(session, about)
    return add(session, one.rule, why, kind=one.kind, number=one.id, person=person, on=on, today=today)
