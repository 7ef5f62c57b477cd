"""mentorcli export"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mentorcli import parsing
from mentorcli.commands import options
from mentorcli.context import Context
from mentorcli.errors import BadValue
from mentorcli.output import say
from mentorcli.tree import new_command
from mentorcli.words import _

app = new_command()


@app.command("export")
def export(
    ctx: typer.Context,
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            readable=False,
            help="Write every table as CSV, and each issued note as printed, into this folder.",
        ),
    ] = None,
    template: Annotated[
        bool, typer.Option("--template", help="An empty workbook with the headings that import knows.")
    ] = False,
    trail: Annotated[
        bool, typer.Option("--trail", help="Also the audit trail: who changed which record, and when.")
    ] = False,
) -> None:
    """Write everything: as CSV into a folder, or as one workbook with -o FILE.xlsx, which import reads back."""
    here: Context = ctx.obj
    options.not_as_of(here)
    from mentorcli.reports import export as report

    if (into is None) == (here.output is None):
        raise BadValue(
            _("Say where to: --into FOLDER for CSV, or -o FILE.xlsx."), _("For example: mentorcli export -o korps.xlsx")
        )
    if template and here.output is None:
        raise BadValue(_("A template is a workbook."), _("Name it: mentorcli export --template -o skabelon.xlsx"))
    if here.output is not None and here.output.suffix.lower() != ".xlsx":
        raise BadValue(_("A workbook's name ends with .xlsx."), _("For example: mentorcli export -o korps.xlsx"))
    if here.dry_run:
        say(_("Nothing was written: --dry-run."), here)
        return
    if template and here.output is not None:
        report.template(here.output)
        say(_("Written: {path}").format(path=here.output), here)
        return
    here.bring_up_to_date()
    if here.output is not None:
        report.to_workbook(here.path, here.output, trail=trail)
        say(_("Written: {path}").format(path=here.output), here)
        return
    assert into is not None
    folder = Path(parsing.file_name(str(into))).expanduser().absolute()
    report.to_folder(here.path, folder, here.given.get("--dialect", "plain"), trail=trail)
    say(_("Written: {path}").format(path=folder), here)
