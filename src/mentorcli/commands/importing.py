"""mentorcli import FILE…"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from mentorcli import parsing
from mentorcli.context import Context
from mentorcli.errors import Findings
from mentorcli.output import Column, Listing, emit, json_out, progress, say
from mentorcli.reports import check as report
from mentorcli.rules.rule import Line
from mentorcli.tree import new_command
from mentorcli.words import N_, _, ngettext, number

app = new_command()

COUNTS = (
    Column("sheet", N_("Sheet")),
    Column("read", N_("Rows"), "count"),
    Column("added", N_("Added"), "count"),
    Column("updated", N_("Updated"), "count"),
    Column("unchanged", N_("Unchanged"), "count"),
    Column("refused", N_("Refused"), "count"),
    Column("blank", N_("Blank"), "count"),
)
SHOWN = 50


@app.command("import")
def import_(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", readable=False, help="Workbooks (.xlsx, .xls, .ods) or CSV files.")
    ],
    update: Annotated[bool, typer.Option("--update", help="Where a value differs, take the one of the sheet.")] = False,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="If a single row is refused, take none.")
    ] = False,
) -> None:
    """Take in lists as people keep them: workbooks or CSV files, headings in any order, names instead of numbers."""
    here: Context = ctx.obj
    before = blocking(here)
    tally, kept = taken(here, [path.expanduser() for path in files], update=update, all_or_nothing=all_or_nothing)
    aside = set_aside(here, files[0], tally) if tally.bad_rows and kept else None
    tell(here, tally)
    if kept and good_rows(tally):
        in_breach(here, len(blocking(here) - before))
    if tally.refused:
        if not good_rows(tally):
            here.saved = ""
        raise Findings(*verdict(tally, kept, aside), details=as_details(here, tally))


def taken(
    here: Context, files: list[Path], *, update: bool, all_or_nothing: bool, recorded_on: str | None = None
) -> tuple[Any, bool]:
    """Read the files and take in their rows, in one transaction; what was done, and whether it was kept."""
    from mentorcli.services.importing import Import
    from mentorcli.services.tables import Restore, is_ours
    from mentorcli.sheets import reading

    sheets = [sheet for path in files for sheet in reading.read(Path(parsing.file_name(str(path))))]
    for sheet in sheets:
        parsing.file_name(sheet.name)
    profile = here.profile_on(here.today)
    with progress(here, _("Import"), sum(len(sheet.rows) for sheet in sheets)) as tick, here.writing() as session:
        one: Import | Restore
        if is_ours(sheets):
            one = Restore(session, today=here.today, update=update, tick=tick)
        else:
            one = Import(session, profile, today=here.today, recorded_on=recorded_on, update=update, tick=tick)
        tally = one.run(sheets)
        kept = not here.dry_run and not (all_or_nothing and tally.refused)
        if not kept:
            session.info["keep"] = False
    return tally, kept


def blocking(here: Context) -> set[Line]:
    """What the file holds today that the rules of the scheme forbid."""
    here.__dict__.pop("settings", None)  # a workbook of ours brings the scheme's settings along
    found = report.findings(here.connection, here.profile_on, here.today)
    return {one.line for one in found if one.severity == "block"}


def in_breach(here: Context, count: int) -> None:
    """Say how much of what was taken in is against the rules: a list is taken in as it is, and must not pass unseen."""
    if count:
        text = ngettext(
            "{count} thing in the file is now against the rules of the scheme that was not before. See: mentorcli check",
            "{count} things in the file are now against the rules of the scheme that were not before. See: mentorcli check",
            count,
        )
        say(text.format(count=number(count)), here)


def set_aside(here: Context, first: Path, tally: Any) -> Path:
    """Write the refused rows beside the file, to be mended and fed in again."""
    from mentorcli.sheets import writing
    from mentorcli.store import files

    target = first.expanduser().absolute().with_name(f"{first.stem.removesuffix('-refused')}-refused.xlsx")
    with files.whole(target) as draft:
        writing.workbook(draft, [(name, rows[0], rows[1:]) for name, rows in tally.bad_rows.items()])
    return target


def tell(here: Context, tally: Any) -> None:
    """Print what was done by sheet, and what was passed over or refused."""
    if here.format in ("json", "jsonl"):
        sheets = {name: dict(counts) for name, counts in tally.sheets.items()}
        json_out(
            here, {"sheets": sheets, "refused": [one._asdict() for one in tally.refused], "notices": tally.notices}
        )
        return
    rows = [(name, *(counts[column.key] for column in COUNTS[1:])) for name, counts in tally.sheets.items()]
    emit(here, Listing(COUNTS, rows))
    for notice in tally.notices:
        say(notice, here)


def as_details(here: Context, tally: Any) -> list[dict[str, Any]]:
    """The refused cells as an error shows them: the first ones for people; JSON has them all in the result."""
    if here.format in ("json", "jsonl"):
        return []
    return [
        {
            "where": f"{one.sheet}, {_('row')} {one.row}, {one.column}:",
            "value": f"“{one.value}”" if one.value else "",
            "why": one.reason,
        }
        for one in tally.refused[:SHOWN]
    ]


def good_rows(tally: Any) -> int:
    """How many rows were taken, or were there already."""
    total: Counter[str] = Counter()
    for counts in tally.sheets.values():
        total.update(counts)
    return total["added"] + total["updated"] + total["unchanged"]


def verdict(tally: Any, kept: bool, aside: Path | None) -> tuple[str, str]:
    """The sentence about the refused rows, and the way out."""
    rows = len({(one.sheet, one.row) for one in tally.refused})
    text = ngettext("{count} row was refused", "{count} rows were refused", rows).format(count=number(rows))
    good = good_rows(tally) if kept else 0
    text += _("; the other {count} were taken.").format(count=number(good)) if good else _("; nothing was saved.")
    if len(tally.refused) > SHOWN:
        text += " " + _("The first {count}:").format(count=SHOWN)
    if not kept:
        return text, _("Mend them in the list itself, and import it again.")
    return text, _("Mend them in {path}, and import that file.").format(path=aside) if aside else ""
