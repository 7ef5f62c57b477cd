"""mentorcli search TEXT"""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli.context import Context
from mentorcli.output import Column, Listing, emit
from mentorcli.reports import search as report
from mentorcli.tree import new_command
from mentorcli.words import N_

app = new_command()

COLUMNS = (
    Column("kind", N_("Kind"), "noun"),
    Column("id", N_("No."), "id"),
    Column("label", N_("Record")),
    Column("date", N_("Day"), "day"),
    Column("text", N_("Text")),
)


@app.command("search")
def search(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A part of a name, remark, event or amount's text.")],
) -> None:
    """Find a text in names, contact, remarks, events and money."""
    here: Context = ctx.obj
    emit(here, Listing(COLUMNS, report.search(here.connection, text, here.day), empty=N_("Nothing was found.")))
