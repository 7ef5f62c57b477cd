"""mentorcli concern …"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mentorcli import parsing
from mentorcli.commands.options import On
from mentorcli.context import Context
from mentorcli.output import Column, Listing, Written, emit, written
from mentorcli.tree import new_group
from mentorcli.views import concern as view
from mentorcli.views import names, states
from mentorcli.words import N_, _, day_short

app = new_group("Notifications of concern: that one was made, to whom, and the receipt; never what it says.")

COLUMNS = (
    Column("id", N_("No."), "id", "concern"),
    Column("on", N_("Day"), "day"),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("told_to", N_("To")),
    Column("by_role", N_("By")),
    Column("receipt", N_("Receipt"), "day"),
)


@app.command("log")
def log(
    ctx: typer.Context,
    youth: Annotated[str, typer.Argument(metavar="YOUTH", help="A name, its beginning, or a number like y12.")],
    to: Annotated[str, typer.Option("--to", metavar="WHOM", help="Which municipality or office was notified.")],
    by: Annotated[str, typer.Option("--by", metavar="ROLE", help="Who notified: the role, not the name.")],
    receipt: Annotated[str | None, typer.Option(metavar="DATE", help="The day on which the receipt came.")] = None,
    on: On = None,
) -> None:
    """Record that the municipality was notified of a concern; there is no place for what it says."""
    here: Context = ctx.obj
    from mentorcli.services import concern as service
    from mentorcli.services.record import raw

    day = here.happened(on)
    values: dict[str, Any] = {
        "on_day": day, "told_to": parsing.name(to), "by_role": parsing.line(by, most=60),
        "receipt_on": here.happened(receipt) if receipt else None,
    }  # fmt: skip
    with here.writing() as session:
        number = names.person(raw(session), "youth", youth)
        profile = here.profile_on(day)
        row, fresh = service.log(session, number, values, profile=profile, today=here.today)
        who = names.said(raw(session), "youth", number)
    text = _("Notification {id} about {who} to {whom} on {day}.").format(
        id=f"c{row}", who=who, whom=values["told_to"], day=day_short(day)
    )
    written(here, Written("concern", row, text if fresh else _("Already there: {what}").format(what=text)))


@app.command("receipt")
def receipt(
    ctx: typer.Context,
    concern: Annotated[
        str, typer.Argument(metavar="CONCERN", help="Its number like c3, or the young person's name or number.")
    ],
    on: On = None,
) -> None:
    """Record that the receipt of a notification has come."""
    here: Context = ctx.obj
    from mentorcli.services import concern as service
    from mentorcli.services.record import raw

    day = here.happened(on)
    with here.writing() as session:
        number = names.about_youth(raw(session), "concern", concern, without_receipt(raw(session), day))
        fresh = service.receipt(session, number, on=day)
        (row,) = [one for one in view.listing(raw(session), day) if one.id == number]
        who = names.said(raw(session), "youth", row.youth[0])
    text = _("The receipt of notification {id} about {who} came on {day}.").format(
        id=f"c{number}", who=who, day=day_short(day)
    )
    written(here, Written("concern", number, text if fresh else _("Already there: {what}").format(what=text)))


def without_receipt(connection: Any, day: str) -> list[int]:
    """The notifications that a receipt may be for: without one, or with one of that very day."""
    return [one.id for one in view.listing(connection, states.FOREVER) if one.receipt in (None, day)]


@app.command("list")
def list_(
    ctx: typer.Context,
    open_ones: Annotated[bool, typer.Option("--open", help="Only those without a receipt.")] = False,
) -> None:
    """List the notifications of concern."""
    here: Context = ctx.obj
    rows = [row for row in view.listing(here.connection, here.day) if row.receipt is None or not open_ones]
    emit(here, Listing(COLUMNS, rows, empty=N_("No notifications.")))
