"""mentorcli hours …"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mentorcli import parsing
from mentorcli.commands import options
from mentorcli.commands.options import On, Since, Until
from mentorcli.context import Context
from mentorcli.errors import BadValue
from mentorcli.output import Column, Listing, Written, emit, written
from mentorcli.tree import new_group
from mentorcli.views import hours as view
from mentorcli.words import N_, _, day_short, shown
from mentorcli.words import minutes as in_words

app = new_group("The coordinator's own hours.")

COLUMNS = (
    Column("id", N_("No."), "id"),
    Column("on", N_("Day"), "day"),
    Column("minutes", N_("Time"), "minutes"),
    Column("activity", N_("Activity")),
)


@app.command("log")
def log(
    ctx: typer.Context,
    time: Annotated[str, typer.Argument(metavar="N", help="Hours: 2, 1,5, 1:30 or 45 min.")],
    activity: Annotated[str, typer.Option(metavar="TEXT", help="What for: matching, course, board …")],
    on: On = None,
    again: Annotated[bool, typer.Option("--again", help="Another entry, equal to one on file.")] = False,
) -> None:
    """Record some of the coordinator's own time."""
    here: Context = ctx.obj
    from mentorcli.services import hours as service

    day = here.happened(on)
    length = parsing.minutes(time, bare="hours")
    if length == 0:
        raise BadValue(
            _('"{value}" is not a duration in whole minutes.').format(value=shown(time)),
            _("Write it like 90, 1:30 or 1,5 t."),
        )
    values: dict[str, Any] = {
        "on_day": day, "minutes": length, "activity": parsing.name(activity)
    }  # fmt: skip
    with here.writing() as session:
        number, fresh = service.log(session, values, today=here.today, again=again)
    said = _("{time} on {day}: {activity}.").format(
        time=in_words(int(str(values["minutes"]))), day=day_short(day), activity=values["activity"]
    )
    there = _("Already there: {what} Another equal one is added with --again.").format(what=said)
    written(here, Written("hours", number, said if fresh else there))


@app.command("list")
def list_(ctx: typer.Context, since: Since = None, until: Until = None) -> None:
    """List the coordinator's hours, by day."""
    here: Context = ctx.obj
    rows = view.listing(here.connection, here.day, **options.period(here, since, until))
    emit(here, Listing(COLUMNS, rows, empty=N_("No hours.")))
