"""mentorcli template …"""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli.commands import options
from mentorcli.context import Context
from mentorcli.errors import BadValue, Findings
from mentorcli.output import Column, Listing, emit, keep
from mentorcli.tree import new_group
from mentorcli.words import N_, _, language, ngettext, shown

app = new_group("Templates and house style of documents: see, copy to change, check.")

COLUMNS = (
    Column("name", N_("Name")),
    Column("language", N_("Language")),
    Column("about", N_("What it is"), "translated"),
    Column("own", N_("Your own"), "flag"),
    Column("file", N_("File"), wide=True),
)
FINDINGS = (Column("file", N_("File")), Column("message", N_("What")))


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the templates and the files of the house style, and which of them are your own."""
    here: Context = ctx.obj
    from mentorcli.documents import checking
    from mentorcli.documents.house import House

    house = House(here.templates)
    rows = [
        (one.name, one.language, one.about, house.is_own(one.file), str(house.path(one.file)))
        for one in checking.replaceable()
    ]
    emit(here, Listing(COLUMNS, rows))


@app.command("eject")
def eject(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name of template list: agreement, style, reference …")],
) -> None:
    """Copy a template or a file of the house style to your own folder, to be changed there; your copy goes before ours."""
    here: Context = ctx.obj
    from mentorcli.documents import checking

    known = {one.name: one.about for one in checking.replaceable()}
    meant = options.titled(name, known)
    if meant is None:
        raise BadValue(
            _("There is no template {name}.").format(name=f"“{shown(name)}”"),
            _("Known: {keys}").format(keys=", ".join(f"{key} ({_(about)})" for key, about in known.items())),
        )
    found = [one for one in checking.replaceable() if one.name == meant and one.language in ("", language())]
    path = here.templates / found[0].file
    if not here.dry_run:
        path.parent.mkdir(parents=True, exist_ok=True)
    keep(here, path, checking.source(found[0].file))


@app.command("check")
def check(ctx: typer.Context) -> None:
    """Check your own templates and style before they are used; exit code 6 where something is found."""
    here: Context = ctx.obj
    from mentorcli.documents import checking
    from mentorcli.documents.house import House

    found = checking.findings(House(here.templates))
    empty = (
        N_("Your own templates are in order.") if here.templates.is_dir() else N_("You have no templates of your own.")
    )
    emit(here, Listing(FINDINGS, found, empty=empty))
    if found:
        raise Findings(
            ngettext("{count} finding.", "{count} findings.", len(found)).format(count=len(found)),
            _("They are looked for in {path}.").format(path=here.templates),
        )
