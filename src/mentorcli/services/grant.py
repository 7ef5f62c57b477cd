"""Writing grants: applied for or granted, answered, renewed in a chain, stopped, corrected. The rules D are asked before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import Session, select

from mentorcli import codes
from mentorcli.errors import BadValue, Refused
from mentorcli.models.grant import Grant
from mentorcli.models.person import Mentor
from mentorcli.rules import granting
from mentorcli.rules.facts import GrantFact
from mentorcli.rules.lifecycle import GRANT_VERBS
from mentorcli.rules.rule import Finding, later
from mentorcli.services import gate, record
from mentorcli.store import audit
from mentorcli.views import grant as view
from mentorcli.views import names, states
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

NEEDED = {"from_day": "--from", "until_day": "--to", "minutes": "--hours", "rate_ore": "--rate"}
INHERITED = (  # what a renewal takes over from the grant before it, unless it is given anew
    "youth_id", "mentor_id", "payer", "contact", "contact_email", "reference", "legal_basis", "purpose", "tasks",
    "qualification", "vat", "interpreter",
)  # fmt: skip


class Asked(NamedTuple):
    """What a write is asked under: the rules and today, the reason for passing over one, and the scheme's price of a day."""

    profile: Profile
    today: str
    rate_on: Callable[[str], int | None]
    override: str | None = None


def add(session: Session, values: dict[str, Any], asked: Asked, verb: str = "grant add") -> tuple[int, bool]:
    """Add a grant applied for or granted; its number, and whether it was added now.

    The same young person, days and payer is the same grant: with other values it is refused. The price is the scheme's
    of the first day, and the qualification the mentor's own, where they are not given.
    """
    given = {name: value for name, value in values.items() if value not in (None, "")}
    rows = session.exec(select(Grant).where(Grant.youth_id == values["youth_id"])).all()
    key = tuple(given.get(name) for name in ("from_day", "until_day", "payer"))
    same = next((row for row in rows if (row.from_day, row.until_day, row.payer or None) == key), None)
    if same is not None and same.declined_on is None:
        return same.id or 0, agrees(session, same, given)
    record.since_contact(session, values["youth_id"], str(given.get("applied_on") or given.get("granted_on")))
    rate = asked.rate_on(given["from_day"]) if "from_day" in given else None
    if rate is not None:
        given.setdefault("rate_ore", rate)
    if given.get("mentor_id") and not given.get("qualification"):
        given["qualification"] = record.get(session, Mentor, given["mentor_id"]).qualification
    passed = ask(session, verb, given, asked)
    missing = [option for name, option in NEEDED.items() if name not in given]
    if missing:
        raise BadValue(
            _("A grant needs its period, hours and price: {options}.").format(options=", ".join(missing)),
            _("See: {command} --help").format(command="mentorcli grant add"),
        )
    in_order(given)
    number = record.add(session, Grant(recorded_on=asked.today, **given))
    kept(session, passed, number, given, asked)
    return number, True


def agrees(session: Session, row: Grant, given: Mapping[str, Any]) -> bool:
    """False where a grant on file has all these values; refused where it has others."""
    differing = [name for name, value in given.items() if getattr(row, name) != value]
    if differing:
        raise BadValue(
            _("{grant} is on file already, with other values: {fields}.").format(
                grant=said(session, row.id or 0), fields=names.fields(differing)
            ),
            _("Change the record: {command}").format(command=f"mentorcli grant edit g{row.id}"),
        )
    return False


def ask(
    session: Session, verb: str, values: Mapping[str, Any], asked: Asked, number: int = 0, known: Collection[str] = ()
) -> list[Finding]:
    """Ask the rules about a grant as it would be; the breaches that the reason given passes over."""
    paper = paper_of(session, values, asked, number)
    return gate.ask(
        session, verb, {"grants": [paper]}, asked.profile, asked.today, override=asked.override, known=known
    )  # fmt: skip


def paper_of(session: Session, values: Mapping[str, Any], asked: Asked, number: int) -> GrantFact:
    """The papers of a grant with these values, as the rules see them."""
    judged = {**values, "recorded_on": asked.today}
    return view.paper(record.raw(session), asked.profile, asked.today, judged, number=number)


def kept(session: Session, passed: list[Finding], number: int, values: Mapping[str, Any], asked: Asked) -> None:
    """Record the rules that were passed over for a grant."""
    person = audit.Person(values.get("mentor_id"), values["youth_id"])
    gate.keep(
        session, passed, asked.override, kind="grant", number=number, person=person, on=asked.today, today=asked.today
    )  # fmt: skip


def in_order(values: Mapping[str, Any]) -> None:
    """Refuse days that cannot follow each other."""
    applied = _("the application for the grant")
    pairs = (
        ("from_day", "until_day", _("the first day of the grant")), ("applied_on", "granted_on", applied),
        ("applied_on", "declined_on", applied), ("granted_on", "stopped_on", _("the decision")),
    )  # fmt: skip
    for first, second, what in pairs:
        if values.get(first) and values.get(second):
            record.not_before(str(values[first]), str(values[second]), what, _("Look at the days again."))


def allowed(session: Session, grant_id: int, verb: str, asked: Asked, on: str) -> Grant:
    """The grant, if its state on that day lets the verb follow."""
    row = record.get(session, Grant, grant_id)
    sql = f"WITH {states.GRANTS} SELECT state FROM grant_state WHERE id = :id"
    found = record.raw(session).execute(sql, {**states.params(asked.profile, on), "id": grant_id}).fetchone()
    if found is None or found[0] not in GRANT_VERBS[verb]:
        raise record.refuse(
            _("{grant}: that cannot be done on {day}; it is: {state}.").format(
                grant=said(session, grant_id),
                day=day_short(on),
                state=codes.word("grant_state", found[0]) if found else _("not on file"),
            ),
            _("See: mentorcli grant show {id}").format(id=f"g{grant_id}"),
        )
    return row


def answer(session: Session, grant_id: int, *, yes: bool, on: str, asked: Asked) -> bool:
    """Record the payer's yes or no to an application; False where that is there already."""
    row = record.get(session, Grant, grant_id)
    field = "granted_on" if yes else "declined_on"
    if getattr(row, field) == on:
        return False
    row = allowed(session, grant_id, "answer", asked, on)
    record.not_before(row.applied_on or on, on, _("the application for the grant"))
    try:
        passed = ask(session, "grant answer", {**row.model_dump(), field: on}, asked, grant_id) if yes else []
    except Refused as refusal:
        if all(one["rule"] == "D1" for one in refusal.details):
            refusal.hint = _("Fill it in first: mentorcli grant edit {id} …").format(id=f"g{grant_id}")
        raise
    record.change(session, row, **{field: on})
    kept(session, passed, grant_id, row.model_dump(), asked)
    return True


def renew(session: Session, grant_id: int, values: dict[str, Any], asked: Asked) -> tuple[int, bool]:
    """Add the grant that follows another one, from the day after it on; its number, and whether it was added now.

    What is not given is taken over. The price is the scheme's of the new first day, unless the former grant had one of
    its own.
    """
    former = record.get(session, Grant, grant_id)
    given = {name: value for name, value in values.items() if value not in (None, "")}
    last = min(former.until_day, former.stopped_on or former.until_day)
    given.setdefault("from_day", later(last, days=1))
    renewals = session.exec(select(Grant).where(Grant.renews_id == grant_id)).all()
    same = next((row for row in renewals if row.declined_on is None), None)
    if same is not None:
        return same.id or 0, agrees(session, same, given)
    allowed(session, grant_id, "renew", asked, str(given.get("applied_on") or given["granted_on"]))
    record.not_before(later(former.from_day, days=1), given["from_day"], _("the first day of the grant"))
    if former.rate_ore != asked.rate_on(former.from_day):
        given.setdefault("rate_ore", former.rate_ore)
    given = {**{name: getattr(former, name) for name in INHERITED}, **given, "renews_id": grant_id}
    return add(session, given, asked, "grant renew")


def stop(session: Session, grant_id: int, *, on: str, asked: Asked) -> bool:
    """Stop a grant before its end; the day itself still counts. False where that is there already."""
    row = record.get(session, Grant, grant_id)
    if row.stopped_on == on:
        return False
    row = allowed(session, grant_id, "stop", asked, on)
    record.change(session, row, stopped_on=on)
    return True


def edit(session: Session, grant_id: int, values: dict[str, Any], asked: Asked) -> list[str]:
    """Correct a grant; the names of the fields that differed. The rules are asked, but for those that it broke before."""
    row = record.get(session, Grant, grant_id)
    whole = {**row.model_dump(), **values}
    if whole["granted_on"] and whole["declined_on"]:
        raise BadValue(_("A grant cannot be granted and declined."), _("Take one of the days away: --declined ''"))
    if not whole["applied_on"] and not whole["granted_on"]:
        raise BadValue(_("A grant is applied for or granted."), _("Give one of the days: --applied or --granted."))
    in_order(whole)
    before = [paper_of(session, row.model_dump(), asked, grant_id)]
    known = {
        rule.id
        for rule in granting.RULES
        if rule.at and rule.decide and rule.decide(before, asked.profile, asked.today)
    }
    passed = ask(session, "grant edit", whole, asked, grant_id, known)
    changed = record.change(session, row, **values)
    kept(session, passed, grant_id, whole, asked)
    return changed


def later_meetings(session: Session, grant_id: int, on: str) -> int:
    """The held meetings of a grant's young person after a day and before its planned end: a stop leaves them unpaid."""
    sql = (
        "SELECT count(*) FROM grant g JOIN match m ON m.youth_id = g.youth_id JOIN meeting k ON k.match_id = m.id "
        "WHERE g.id = ? AND k.status = 'held' AND k.on_day > ? AND k.on_day <= g.until_day"
    )
    return int(record.raw(session).execute(sql, (grant_id, on)).fetchone()[0])


def said(session: Session, grant_id: int) -> str:
    """A grant as a write says it back."""
    return names.grant_said(record.raw(session), grant_id)
