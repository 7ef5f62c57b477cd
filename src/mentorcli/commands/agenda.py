"""mentorcli agenda [later …]"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from mentorcli import parsing
from mentorcli.commands import options
from mentorcli.context import Context
from mentorcli.errors import BadValue, Findings, Refused
from mentorcli.output import Column, Listing, Written, emit, say, written
from mentorcli.reports import agenda as report
from mentorcli.rules.rule import Finding
from mentorcli.rules.table import minutes as minutes_of
from mentorcli.tree import new_group
from mentorcli.views import names
from mentorcli.words import N_, _, day_short, ngettext
from mentorcli.words import minutes as in_words

app = new_group("What is due, worst consequence first, with the command that deals with it.")
app.info.no_args_is_help = False

COLUMNS = (
    Column("rule", N_("Rule"), "short"),
    Column("severity", N_("Weight"), "code", "severity", machine=True),
    Column("due", N_("Due"), "day"),
    Column("record", N_("Record"), "record", machine=True),
    Column("message", N_("What")),
    Column("command", N_("Command"), "short", under=True),
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
    minutes: Annotated[
        str | None, typer.Option(metavar="N", help="Only what fits into so many minutes, by our estimate; worst first.")
    ] = None,
    ics: Annotated[
        str | None, typer.Option("--ics", metavar="FILE", help="Write it as a calendar; people by their numbers.")
    ] = None,
    with_names: Annotated[bool, typer.Option("--names", help="With --ics: the names too.")] = False,
) -> None:
    """What is due, worst consequence first, with the command that deals with it."""
    if ctx.invoked_subcommand is not None:
        return
    here: Context = ctx.obj
    if with_names and not ics:
        raise BadValue(_("--names belongs to a calendar."), _("For example: --ics agenda.ics --names"))
    found = report.due(here.connection, here.profile, here.day, days=parsing.whole(days, least=0, most=3650))
    count = sum(one.due <= here.day for one in found)
    if minutes:
        found = next_hour(here, found, parsing.minutes(minutes))
    if ics:
        calendar(here, found, ics, with_names=with_names)
    elif count or not fail_on_due:
        emit(here, with_minutes(found) if minutes else listing(found))
    if count and fail_on_due:
        raise Findings(ngettext("{count} thing is due.", "{count} things are due.", count).format(count=count))


def next_hour(here: Context, found: Sequence[Finding], time: int) -> list[Finding]:
    """What fits into so many minutes; how much of all that is, is said on the error stream."""
    kept = report.fitting(found, time, here.day)
    said = _("{shown} of {count} lines fit: {time}.").format(
        shown=len(kept), count=len(found), time=in_words(sum(map(minutes_of, kept)))
    )
    say(said, here)
    return kept


def with_minutes(found: Sequence[Finding]) -> Listing:
    """Findings as a list, with our estimate of the time that each takes."""
    plain = listing(found)
    columns = (*plain.columns[:3], Column("minutes", N_("Time"), "minutes"), *plain.columns[3:])
    rows = [(*row[:3], minutes_of(one), *row[3:]) for row, one in zip(plain.rows, found, strict=True)]
    return plain._replace(columns=columns, rows=rows)


def calendar(here: Context, found: Sequence[Finding], file: str, *, with_names: bool) -> None:
    """Write findings to a calendar file for its owner alone; without names unless they are asked for."""
    from mentorcli.documents import agenda as document
    from mentorcli.store import files

    path = Path(file).expanduser().absolute()
    everybody = [one for kind in ("mentor", "youth") for one in names.people(here.connection, kind)]
    people = None if with_names else [one.name for one in everybody]
    content = document.make(found, here.profile.scheme.title, here.day, people)
    note = _(" (not saved: --dry-run)") if here.dry_run else ""
    if not here.dry_run:
        files.write(path, content)
    say(_("Written: {path}").format(path=path) + note, here)


@app.command("later")
def later(
    ctx: typer.Context,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The rule's id, as the agenda shows it.")],
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="The record: m3, y12, x7, t4, g2, q2, c1, or a year.")
    ],
    until: Annotated[str, typer.Option(metavar="DATE", help="The day on which it comes back.")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why, in a few words.")],
) -> None:
    """Put a reminder off until a day, with the reason."""
    here: Context = ctx.obj
    from mentorcli.services import scheme as service
    from mentorcli.services.record import raw

    one = options.rule(rule)
    if one.severity == "block":
        raise Refused(
            _("{rule} is not put off: what it finds is in breach now.").format(rule=one.id),
            _("See a rule: mentorcli scheme rules {rule}").format(rule=one.id),
        )
    day = here.planned(until)
    if day <= here.today:
        raise BadValue(_("{day} is not to come.").format(day=day_short(day)), _("Give a later day with --until DATE."))
    with here.writing() as session:
        kind, number = options.record_of(raw(session), record)
        values: dict[str, Any] = {
            "rule": one.id, "kind": kind, "record_id": number, "until_day": day, "why": parsing.name(why)
        }  # fmt: skip
        row, fresh = service.put_off(session, values, today=here.today)
    text = _("{rule} for {record} comes back on {day}.").format(rule=one.id, record=record, day=day_short(day))
    written(here, Written("deferral", row, text if fresh else _("Already there: {what}").format(what=text)))
