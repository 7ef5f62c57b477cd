"""mentorcli report …"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli import parsing
from mentorcli.context import DOCUMENT_FORMATS, Context
from mentorcli.errors import BadValue
from mentorcli.output import Listing, Page, deliver, emit, is_terminal, json_out, say
from mentorcli.reports import annual as report
from mentorcli.tree import new_group
from mentorcli.views import figures
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.documents import chart
    from mentorcli.reports.annual import Annual

app = new_group(
    "The annual report, how long matches last, the account, a month as files, and the records behind each figure."
)


Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day on.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to and including this day.")]
SinceStart = Annotated[bool, typer.Option("--since-start", help="From the earliest record on.")]


@app.command("annual")
def annual(
    ctx: typer.Context,
    year: Annotated[str | None, typer.Argument(metavar="[YEAR]", help="The year, for example 2017.")] = None,
    since_start: SinceStart = False,
    internal: Annotated[
        bool, typer.Option("--internal", help="Show small numbers in the document too; not for publication.")
    ] = False,
    foreword: Annotated[str | None, typer.Option(metavar="FILE", help="Your foreword, a text file.")] = None,
    lessons: Annotated[str | None, typer.Option(metavar="FILE", help="Your lessons and plans, a text file.")] = None,
) -> None:
    """The annual report of a year, or since the start; as md or html it may go out, with small numbers held back."""
    here: Context = ctx.obj
    if (year is None) != since_start:
        raise BadValue(_("Give a year, or --since-start."), _("For example: mentorcli report annual 2017"))
    if (foreword or lessons) and here.format not in DOCUMENT_FORMATS:
        raise BadValue(_("Your own words belong to a document."), _("For example: -o report.pdf"))
    lo, hi = report.period(here.connection, year, here.day, since_start=since_start)
    found = report.annual(here.connection, here.profile_on(hi), lo, hi, as_of=here.day, made_on=here.today)
    if here.format in ("json", "jsonl"):
        json_out(here, report.as_json(found))
    elif here.format in DOCUMENT_FORMATS:
        written = {key: own_words(here, file) for key, file in (("foreword", foreword), ("lessons", lessons))}
        deliver(here, document(here, found, internal, written))
        told_missing(here, found, internal, written)
    else:
        from mentorcli.commands import reported as tell

        ran = report.running_by_month(here.connection, lo, hi) if here.format == "table" else ()
        emit(here, tell.annual(here, found._replace(running=ran)))


def told_missing(here: Context, found: Annual, internal: bool, written: dict[str, str]) -> None:
    """Say on the error stream which own words the report still lacks, and how an internal one opens into its records."""
    wanted = {
        "foreword": _("the foreword (--foreword FILE)"),
        "lessons": _("lessons and next year (--lessons FILE)"),
    }
    missing = [name for key, name in wanted.items() if not written[key]]
    if missing:
        say(_("Draft. Missing: {what}").format(what="; ".join(missing)), here)
    if not internal:
        for line in alone(found):
            say(line, here)
    if internal:
        command = f"mentorcli report figure KEY --from {found.lo} --to {found.hi} --why"
        say(_("Each figure opens into its records: {command}").format(command=command), here)


def alone(found: Annual) -> list[str]:
    """What a published report must not stand beside, as the two together would tell what each holds back."""
    if found.lo[5:] != "01-01" or found.lo[:4] != found.hi[:4]:
        return [_("It is guarded by itself alone: do not publish it beside the reports of single years.")]
    if found.hi[5:] != "12-31":
        return [_("It tells of a part of the year: if you publish it, publish no other report of the same year.")]
    return []


def own_words(here: Context, file: str | None) -> str:
    """What the coordinator wrote in a file, through the gate of longer texts; nothing where there is none."""
    if file is None:
        return ""
    from mentorcli.commands import options

    with options.text_from(here, file) as text:
        return parsing.text(text)


def document(here: Context, found: Annual, internal: bool, written: dict[str, str]) -> bytes:
    """The report as a document; what it may show is decided by the scheme's threshold of today."""
    from mentorcli.documents import annual as document
    from mentorcli.documents.house import House
    from mentorcli.reports import series

    if internal:
        found = found._replace(running=report.running_by_month(here.connection, found.lo, found.hi))
    years = () if internal else series.series(here.connection, here.profile_on, found)
    edition = document.Edition(here.profile_on(here.today), internal, **written, years=years)
    return document.make(found, here.format, edition, House(here.templates))


@app.command("figure")
def figure(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The figure's name, as in the report's JSON.")],
    year: Annotated[str | None, typer.Option(metavar="YEAR", help="Of this year.")] = None,
    since: Since = None,
    until: Until = None,
    since_start: SinceStart = False,
    why: Annotated[bool, typer.Option("--why", help="Also the records behind it.")] = False,
) -> None:
    """One figure with its definition; --why opens it into the records behind it."""
    here: Context = ctx.obj
    one = figures.figure(key)
    lo, hi = days(here, year, since, until, since_start)
    profile = here.profile_on(hi)
    value, behind = report.why(here.connection, profile, one.key, lo, hi)
    if here.format in ("json", "jsonl"):
        record: dict[str, object] = {
            "key": one.key,
            "value": value,
            "definition": _(one.definition),
            "from": lo,
            "to": hi,
        }
        json_out(here, {**record, **({"records": [row._asdict() for row in behind]} if why else {})})
        return
    from mentorcli.commands import reported as tell

    if here.format in ("csv", "tsv", "xlsx"):
        emit(here, Listing(tell.RECORDS, behind))
    else:
        emit(here, tell.figure(one, (lo, hi), value, behind if why else None))


def days(here: Context, year: str | None, since: str | None, until: str | None, since_start: bool) -> tuple[str, str]:
    """The period that was asked for: a year, two days, or since the start; cut at the as-of day."""
    chosen = [year is not None, bool(since or until), since_start]
    if sum(chosen) != 1:
        raise BadValue(_("Give --year, or --from and --to, or --since-start."), _("For example: --year 2017"))
    if not (since or until):
        return report.period(here.connection, year, here.day, since_start=since_start, command="--year 2017")
    if not (since and until):
        raise BadValue(_("--from and --to belong together."), _("For example: --from 1-1-2017 --to 31-3-2017"))
    lo = parsing.day(since, today=here.today, sense="past")
    hi = min(parsing.day(until, today=here.today, sense="past"), here.day)
    if lo > hi:
        raise BadValue(_("The period ends before it begins."), _("Give --from an earlier day than --to."))
    return lo, hi


@app.command("corps")
def corps(ctx: typer.Context) -> None:
    """The work with the corps: mentors to train, board and network meetings, hours, channels, genders."""
    here: Context = ctx.obj
    from mentorcli.commands import reported as tell
    from mentorcli.reports import corps as source

    emit(here, tell.corps(here, source.corps(here.connection, here.profile, here.day, here.profile_on)))


@app.command("retention")
def retention(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    since_start: SinceStart = False,
) -> None:
    """How long matches last, beside published shares, and who ended early; with small numbers, for your own use."""
    here: Context = ctx.obj
    from mentorcli.commands import lasting as tell
    from mentorcli.commands.reported import titled
    from mentorcli.reports import retention as report_of

    lo, hi = days(here, None, since, until, since_start or not (since or until))
    found = report_of.retention(here.connection, here.profile_on(hi), lo, hi, as_of=here.day, made_on=here.today)
    if here.format in ("csv", "tsv", "xlsx"):
        emit(here, tell.readings(found))
    elif here.format in DOCUMENT_FORMATS:
        title = titled(_(tell.RETENTION), "", found.lo, found.hi)
        as_paper(here, title, tell.retention(found, people=True, drawn=False), tell.curve_of(found))
    else:
        emit(here, tell.retention(found, people=here.format == "table"))


def as_paper(here: Context, title: str, page: Page, charts: list[chart.Chart]) -> None:
    """A report that is one record as a document: days in words (H1), the charts at its end."""
    from mentorcli.commands import reported as tell
    from mentorcli.documents import render
    from mentorcli.documents.house import House
    from mentorcli.screen import markdown

    page = tell.in_words(page)
    pictures = "".join(f"\n{render.PICTURE}{number}{render.PICTURE}\n" for number in range(1, len(charts) + 1))
    paper = render.Paper(title, here.profile.scheme.title, here.today)
    what = render.Filled(markdown(page) + pictures, tuple(charts))
    deliver(here, render.made(House(here.templates), here.format, what, paper))


@app.command("finance")
def finance(
    ctx: typer.Context,
    year: Annotated[str, typer.Argument(metavar="YEAR", help="The year, for example 2017.")],
) -> None:
    """The account of a year: money in and out by category, what is left, § 18 money and what was not used of it."""
    here: Context = ctx.obj
    from mentorcli.commands import accounted as tell
    from mentorcli.commands.reported import titled
    from mentorcli.reports import finance as report_of

    lo, hi = report.period(here.connection, year, here.day, command="mentorcli report finance 2017")
    found = report_of.finance(here.connection, here.profile_on(hi), lo, hi, as_of=here.day, made_on=here.today)
    if here.format in ("csv", "tsv", "xlsx"):
        emit(here, Listing(tell.CATEGORIES, found.account.categories))
    elif here.format in DOCUMENT_FORMATS:
        as_paper(
            here,
            titled(_(tell.FINANCE), "", lo, hi),
            tell.finance(found, people=True, hint=False),
            tell.spent(found),
        )
    else:
        emit(here, tell.finance(found, people=here.format == "table"))


@app.command("monthly")
def monthly(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(metavar="YYYY-MM", help="The month, for example 2018-03.")],
    into: Annotated[
        Path, typer.Option(metavar="FOLDER", readable=False, help="The folder to write; one for each month.")
    ],
) -> None:
    """A month as a folder of files without names, for cron: CSV, JSON, a status, and a manifest with checksums."""
    here: Context = ctx.obj
    from mentorcli.commands import reported as tell
    from mentorcli.reports import monthly as report_of

    lo, hi = report_of.days(month, here.day)
    found = report_of.monthly(here.connection, here.profile_on(hi), lo, hi)
    files = report_of.contents(found, tell.status(found, here.profile_on(hi)))
    folder = into.expanduser().absolute()
    if here.dry_run:
        say(_("Nothing was written: --dry-run."), here)
        return
    fresh = report_of.write(files, found.month, folder)
    if here.format in ("json", "jsonl"):
        deliver(here, files[report_of.MANIFEST])
    elif is_terminal(sys.stderr):
        told = _("Written: {path}") if fresh else _("Already there: {what}")
        say(told.format(path=folder, what=folder), here)
