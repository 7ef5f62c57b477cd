"""mentorcli event …"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mentorcli import parsing
from mentorcli.commands import options
from mentorcli.commands.options import Since, Until
from mentorcli.context import Context
from mentorcli.errors import NotFound
from mentorcli.output import Column, Listing, Page, Written, emit, written
from mentorcli.tree import new_group
from mentorcli.views import event as view
from mentorcli.views import names
from mentorcli.words import N_, _, day_short

app = new_group("Courses, network meetings, theme days, board meetings.")
Which = Annotated[str, typer.Argument(metavar="EVENT", help="A number like e12, or the title.")]

COLUMNS = (
    Column("id", N_("No."), "id", "event"),
    Column("on", N_("Day"), "day"),
    Column("title", N_("Title")),
    Column("kind", N_("Kind"), "code", "event_kind"),
    Column("minutes", N_("Length"), "minutes"),
    Column("attended", N_("Came"), "count"),
)
PEOPLE = (Column("kind", N_("As"), "code", "ended_by"), Column("person", N_("Name"), "person", ""))


@app.command("add")
def add(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What it is called.")],
    kind: Annotated[str, typer.Option(metavar="KIND", help="course, network, theme-day, board or social.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day; it may be to come (default: today).")
    ] = None,
    hours: Annotated[str | None, typer.Option(metavar="N", help="How many hours: 2, 1,5 or 90 min.")] = None,
) -> None:
    """Add an event, held or to come."""
    here: Context = ctx.obj
    from mentorcli.services import event as service

    day = here.nearest(on)
    values: dict[str, Any] = {
        "on_day": day,
        "title": parsing.name(title),
        "kind": options.code(here, "event_kind", kind, "--kind"),
        "minutes": parsing.minutes(hours, bare="hours", most=60_000) if hours else 0,
    }
    with here.writing() as session:
        number, fresh = service.add(session, values, today=here.today)
    text = _("e{id} {title} on {day}.").format(id=number, title=values["title"], day=day_short(day))
    written(here, Written("event", number, text if fresh else _("Already there: {what}").format(what=text)))


@app.command("attend")
def attend(
    ctx: typer.Context,
    event: Which,
    people: Annotated[list[str], typer.Argument(metavar="PERSON…", help="Names, or numbers like m3 and y12.")],
) -> None:
    """Record who came to an event."""
    here: Context = ctx.obj
    from mentorcli.services import event as service
    from mentorcli.services.record import raw

    with here.writing() as session:
        number = names.event_of(raw(session), event)
        found = [names.anybody(raw(session), person) for person in people]
        fresh = service.attend(session, number, found, today=here.today)
        said = ", ".join(names.said(raw(session), kind, who) for kind, who in found)
    text = _("e{id}: {count} recorded now. Came: {who}.").format(id=number, count=fresh, who=said)
    written(here, Written("event", number, text, (("added", fresh),)))


@app.command("list")
def list_(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Only events of this kind.")] = None,
) -> None:
    """List the events, by day."""
    here: Context = ctx.obj
    rows = view.listing(here.connection, here.day, **options.period(here, since, until))
    if kind:
        wanted = options.code(here, "event_kind", kind, "--kind")
        rows = [row for row in rows if row.kind == wanted]
    emit(here, Listing(COLUMNS, rows, empty=N_("No events.")))


@app.command("show")
def show(ctx: typer.Context, event: Which) -> None:
    """Show one event and who came."""
    here: Context = ctx.obj
    number = names.event_of(here.connection, event)
    found = view.page(here.connection, number, here.day)
    if found is None:
        raise NotFound(_("{name} was not on file on {day}.").format(name=f"e{number}", day=day_short(here.day)), "")
    row, people = found
    fields = tuple(zip(COLUMNS, row, strict=True))
    emit(here, Page(f"e{number} {row.title}", fields, (("people", Listing(PEOPLE, people, N_("Came"))),)))
