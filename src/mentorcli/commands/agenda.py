"""mentorcli agenda [later …]"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from mentorcli import parsing
from mentorcli.context import Context
from mentorcli.errors import BadValue, Findings
from mentorcli.output import Column, Listing, Written, emit, written
from mentorcli.reports import agenda as report
from mentorcli.rules.rule import Finding
from mentorcli.rules.table import RULES
from mentorcli.tree import new_group
from mentorcli.views import names
from mentorcli.words import N_, _, day_short, ngettext

app = new_group("What is due, worst consequence first, with the command that deals with it.")
app.info.no_args_is_help = False

COLUMNS = (
    Column("rule", N_("Rule"), "short"),
    Column("severity", N_("Weight"), "code", "severity", machine=True),
    Column("due", N_("Due"), "day"),
    Column("record", N_("Record"), "record", machine=True),
    Column("message", N_("What")),
    Column("command", N_("Command"), "short"),
)


def listing(found: Sequence[Finding], title: str = "") -> Listing:
    """Findings as a list, worst first."""
    rows = [
        (
            one.rule,
            one.severity,
            one.due,
            {"kind": one.kind, "id": one.id, "label": one.label},
            one.message,
            one.command,
        )
        for one in found
    ]
    return Listing(COLUMNS, rows, title, N_("Nothing is due."))


@app.callback(invoke_without_command=True)
def agenda(
    ctx: typer.Context,
    days: Annotated[str, typer.Option(metavar="N", help="How many days to look ahead.")] = str(report.DAYS),
    fail_on_due: Annotated[
        bool, typer.Option("--fail-on-due", help="Exit with 6 when something is due; for cron.")
    ] = False,
) -> None:
    """What is due, worst consequence first, with the command that deals with it."""
    if ctx.invoked_subcommand is not None:
        return
    here: Context = ctx.obj
    found = report.due(here.connection, here.profile, here.day, days=parsing.whole(days, least=0, most=3650))
    count = sum(one.due <= here.day for one in found)
    if count or not fail_on_due:
        emit(here, listing(found))
    if count and fail_on_due:
        raise Findings(ngettext("{count} thing is due.", "{count} things are due.", count).format(count=count))


@app.command("later")
def later(
    ctx: typer.Context,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The rule's id, as the agenda shows it.")],
    record: Annotated[str, typer.Argument(metavar="RECORD", help="The record: m3, y12, x7, q2, c1, or a year.")],
    until: Annotated[str, typer.Option(metavar="DATE", help="The day on which it comes back.")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why, in a few words.")],
) -> None:
    """Put a reminder off until a day, with the reason."""
    here: Context = ctx.obj
    from mentorcli.services import scheme as service
    from mentorcli.services.record import raw

    known = [one.id for one in RULES]
    if rule.upper() not in known:
        raise BadValue(
            _("There is no rule {rule}.").format(rule=f"“{rule}”"), _("Known: {keys}").format(keys=", ".join(known))
        )
    day = parsing.day(until, today=here.today, sense="planned")
    if day <= here.today:
        raise BadValue(_("{day} is not to come.").format(day=day_short(day)), _("Give a later day with --until DATE."))
    with here.writing() as session:
        kind, number = target(here, raw(session), record)
        values: dict[str, Any] = {
            "rule": rule.upper(), "kind": kind, "record_id": number, "until_day": day, "why": parsing.name(why)
        }  # fmt: skip
        row, fresh = service.put_off(session, values, today=here.today)
    text = _("{rule} for {record} comes back on {day}.").format(rule=rule.upper(), record=record, day=day_short(day))
    written(here, Written("deferral", row, text if fresh else _("Already there: {what}").format(what=text)))


def target(here: Context, connection: object, typed: str) -> tuple[str, int]:
    """The record that a reminder is about: a match, an enquiry, a concern, a visitation, a person, or a year."""
    if re.fullmatch(r"[12][0-9]{3}", typed):
        return "year", int(typed)
    if re.fullmatch(r"[qcvQCV][0-9]+", typed):
        kind = names.LETTERS[typed[0].lower()]
        return kind, names.about_youth(connection, kind, typed, ())  # type: ignore[arg-type]
    if re.fullmatch(r"[xX][0-9]+", typed):
        return "match", names.match_of(connection, typed, (), _("match"))  # type: ignore[arg-type]
    return names.anybody(connection, typed)  # type: ignore[arg-type]
