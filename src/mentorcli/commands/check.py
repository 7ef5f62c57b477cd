"""mentorcli check"""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from mentorcli.commands import options
from mentorcli.context import Context
from mentorcli.errors import BadValue, Findings, NotFound, Refused
from mentorcli.output import Column, Listing, Written, emit, written
from mentorcli.reports import check as report
from mentorcli.rules.rule import Finding, Rule
from mentorcli.rules.table import BY_ID
from mentorcli.tree import new_command
from mentorcli.views import names
from mentorcli.words import N_, _, day_short, ngettext

app = new_command()

COLUMNS = (
    Column("rule", N_("Rule"), "short"),
    Column("severity", N_("Weight"), "weight"),
    Column("record", N_("Record"), "record"),
    Column("message", N_("What")),
    Column("source", N_("From"), "translated", wide=True),
)


@app.command("check")
def check(
    ctx: typer.Context,
    history: Annotated[
        bool, typer.Option("--history", help="Also the past: meetings that were held in breach on their day.")
    ] = False,
    rule: Annotated[str | None, typer.Option(metavar="RULE", help="Only this rule, by its id.")] = None,
    record: Annotated[str | None, typer.Option(metavar="RECORD", help="Only this record: m3, y12, x7 …")] = None,
    on: options.On = None,
    override: options.Override = None,
) -> None:
    """Every rule over the whole file; exit code 6 where something is found. A weight with * yields to --override."""
    here: Context = ctx.obj
    if override is not None:
        pass_over(here, rule, record, here.happened(on), options.why(override) or "")
        return
    if on is not None:
        raise BadValue(_("--on goes with --override."), _("To look at another day: --as-of DATE"))
    found = report.findings(here.connection, here.profile_on, here.day, history=history)
    if rule is not None:
        found = [one for one in found if one.rule == options.rule(rule).id]
    if record is not None:
        about = options.record_of(here.connection, record)
        found = [one for one in found if (one.kind, one.id) == about]
    rows = [row(one) for one in found]
    emit(here, Listing(COLUMNS, rows, empty=N_("The rules find nothing.")))
    if found:
        raise Findings(
            ngettext("{count} finding.", "{count} findings.", len(found)).format(count=len(found)),
            _("See a rule: mentorcli scheme rules {rule}").format(rule=found[0].rule),
        )


def row(one: Finding) -> tuple[object, ...]:
    """A finding as a row."""
    rule = BY_ID[one.rule]
    about = {"kind": one.kind, "id": one.id, "label": one.label}
    return one.rule, (one.severity, rule.starred), about, one.message, rule.source


def pass_over(here: Context, typed_rule: str | None, typed_record: str | None, day: str, why: str) -> None:
    """Record that a starred rule is passed over for a record that it finds something about."""
    from mentorcli.services import gate
    from mentorcli.services.record import raw

    if typed_rule is None or typed_record is None:
        raise BadValue(
            _("--override needs the rule and the record."),
            _("For example: {command}").format(command='mentorcli check --rule C2 --record x3 --override "…"'),
        )
    rule = options.rule(typed_rule)
    if not rule.starred:
        raise Refused(
            _("{rule} is not passed over.").format(rule=rule.id),
            _("See a rule: mentorcli scheme rules {rule}").format(rule=rule.id),
        )
    said = _("{rule} is passed over for {record} from {day}: {why}")
    with here.writing() as session:
        about = kind, number = options.record_of(raw(session), typed_record)
        there = gate.there(session, rule.id, kind, number, on=day)
        found = breaches(here, raw(session), rule, about, day) if there is None or kind == "mentor" else []
        if not found and there is not None and (there.on_day, there.why) != (day, why):
            told = said.format(rule=rule.id, record=typed_record, day=day_short(there.on_day), why=there.why)
            raise Refused(told, _("See a rule: mentorcli scheme rules {rule}").format(rule=rule.id))
        if not found and there is None:
            raise nothing_found(rule, about, day)
        for one in found:
            recorded = gate.afterwards(session, one, why, on=day, today=here.today)
    told = said.format(rule=rule.id, record=typed_record, day=day_short(day), why=why)
    if not found and there is not None:
        recorded, told = there.id or 0, _("Already there: {what}").format(what=told)
    written(here, Written("rule_override", recorded, told))


def breaches(
    here: Context, connection: sqlite3.Connection, rule: Rule, about: tuple[str, int], day: str
) -> list[Finding]:
    """What a rule finds about a record on a day, or else in the past; of one who stands in, with each young person once."""
    for history in (False, True):
        found = {
            one.line: one
            for one in report.findings(connection, here.profile_on, day, history=history)
            if (one.rule, (one.kind, one.id)) == (rule.id, about)
        }
        if found:
            return list(found.values())
    return []


def nothing_found(rule: Rule, about: tuple[str, int], day: str) -> NotFound:
    """The error where there is nothing to pass over."""
    what = names.LETTER_OF.get(about[0], "") + str(about[1])
    return NotFound(
        _("{rule} finds nothing about {record} on {day}.").format(rule=rule.id, record=what, day=day_short(day)),
        _("See what is found: mentorcli check --rule {rule}").format(rule=rule.id),
    )
