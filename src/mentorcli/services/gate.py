"""Asking the rules before something is written: every breach at once, and what `--override` passes is recorded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from mentorcli.errors import Refused
from mentorcli.models.corps import RuleOverride
from mentorcli.rules.rule import Finding
from mentorcli.rules.table import BY_ID, RULES, worst_first
from mentorcli.services import record
from mentorcli.store import audit
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
    the error stream when the command ends. `known` are rules that were passed over for this record before.
    """
    found = worst_first(
        [
            one
            for rule in RULES
            if verb in rule.at and rule.id not in known and rule.decide is not None and not rule.off(profile)
            for one in rule.decide(rows[rule.needs], profile, day)
        ]
    )
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
    told = [one for one in found if one.severity == "warn" and one not in passed]
    session.info.setdefault("warnings", []).extend(f"{one.rule}: {one.message}" for one in told)
    return passed


def passed_before(session: Session, kind: str, number: int) -> set[str]:
    """The rules that were passed over for a record, with a reason that is on file."""
    rows = session.exec(
        select(RuleOverride.rule).where(RuleOverride.kind == kind, RuleOverride.record_id == number)
    ).all()
    return set(rows)


def keep(
    session: Session, passed: Sequence[Finding], why: str | None, *, kind: str, number: int, person: audit.Person,
    on: str, today: str,
) -> None:  # fmt: skip
    """Record that these rules were passed over for a record, and why; once each."""
    for rule in dict.fromkeys(one.rule for one in passed):
        row = RuleOverride(
            rule=rule, kind=kind, record_id=number, mentor_id=person.mentor_id, youth_id=person.youth_id, on_day=on,
            why=why or "", recorded_on=today,
        )  # fmt: skip
        record.add(session, row)
