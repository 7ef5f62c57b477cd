"""mentorcli report …"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli import codes, parsing
from mentorcli.context import DOCUMENT_FORMATS, Context
from mentorcli.errors import BadValue
from mentorcli.output import Column, Listing, Page, deliver, emit, is_terminal, json_out, say
from mentorcli.reports import annual as report
from mentorcli.tree import new_group
from mentorcli.views import figures
from mentorcli.words import N_, _, amount, day_long, day_short, percent, share

if TYPE_CHECKING:
    from mentorcli.documents import chart
    from mentorcli.reports.finance import Finance
    from mentorcli.reports.monthly import Month
    from mentorcli.reports.retention import Retention
    from mentorcli.schemes.profile import Profile

app = new_group(
    "The annual report, how long matches last, the account, a month as files, and the records behind each figure."
)

FIGURES = (Column("figure", N_("Figure")), Column("group", N_("Of these")), Column("value", N_("Number")))
BAR = Column("bar", "", "bar", wide=True)
RECORDS = (
    Column("kind", N_("Kind")),
    Column("id", N_("No."), "id"),
    Column("label", N_("Record")),
    Column("date", N_("Day"), "day"),
    Column("value", N_("Number"), "count"),
    Column("group", N_("Group")),
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
        emit(here, as_listing(here, found))


def told_missing(here: Context, found: report.Annual, internal: bool, written: dict[str, str]) -> None:
    """Say on the error stream which own words the report still lacks, and how an internal one opens into its records."""
    wanted = {
        "foreword": _("the foreword (--foreword FILE)"),
        "lessons": _("lessons and next year (--lessons FILE)"),
    }
    missing = [name for key, name in wanted.items() if not written[key]]
    if missing:
        say(_("Draft. Missing: {what}").format(what="; ".join(missing)), here)
    if internal:
        command = f"mentorcli report figure KEY --from {found.lo} --to {found.hi} --why"
        say(_("Each figure opens into its records: {command}").format(command=command), here)


def own_words(here: Context, file: str | None) -> str:
    """What the coordinator wrote in a file, through the gate of longer texts; nothing where there is none."""
    if file is None:
        return ""
    from mentorcli.commands import options

    with options.text_from(here, file) as text:
        return parsing.text(text)


def document(here: Context, found: report.Annual, internal: bool, written: dict[str, str]) -> bytes:
    """The report as a document; what it may show is decided by the scheme's threshold of today."""
    from mentorcli.documents import annual as document
    from mentorcli.documents.house import House
    from mentorcli.reports import series

    if internal:
        found = found._replace(running=report.running_by_month(here.connection, found.lo, found.hi))
    years = () if internal else series.series(here.connection, here.profile_on, found)
    edition = document.Edition(here.profile_on(here.today), internal, **written, years=years)
    return document.make(found, here.format, edition, House(here.templates))


def as_listing(here: Context, found: report.Annual) -> Listing:
    """The report as a table: a line a figure, and a line a group."""
    from mentorcli.documents.figures import lines

    rows: list[tuple[str, str, object]] = []
    for one in figures.FIGURES:
        rows += lines(here.format, one, found.values[one.key])
    people = here.format == "table"
    rows.append((_("Young people waiting") if people else "youths_waiting", "", found.waiting))
    rows.append((_("Free places") if people else "free_places", "", found.free_places))
    if people:
        rows += [(_(one.title), "", percent(one.part, one.whole)) for one in found.shares]
        rows += [
            (_("Lasting longer than {months} months").format(months=one.months), "", share(one.survived))
            for one in found.readings
            if one.survived is not None
        ]
    title = titled(_("Annual report"), found.scheme, found.lo, found.hi)
    if not people:
        return Listing(FIGURES, rows, title)
    drawn = bars(found)
    return Listing((*FIGURES, BAR), [(*row, drawn.get(row[:2])) for row in rows], title)


def bars(found: report.Annual) -> dict[tuple[str, str], tuple[int, int]]:
    """The bar of each group by title and word: its number, and the largest of its figure."""
    return {
        (_(one.title), codes.word(one.codes, code)): (number, max(found.groups(one.key).values()))
        for one in figures.FIGURES
        if one.group
        for code, number in found.groups(one.key).items()
    }


def titled(name: str, scheme: str, lo: str, hi: str) -> str:
    """The heading of a report: what it is, the scheme, unless that is said beside it, and the days."""
    return f"{name}{':' if scheme else ''} {scheme}".rstrip() + f", {day_long(lo)} – {day_long(hi)}"


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
    if here.format in ("csv", "tsv", "xlsx"):
        emit(here, Listing(RECORDS, behind))
        return
    from mentorcli.documents.figures import lines

    title = f"{_(one.title)}, {day_short(lo)} – {day_short(hi)}"
    said = [(group or _("in all"), text) for _title, group, text in lines("table", one, value)]
    fields = tuple((Column(name, name), text) for name, text in said)
    shown = Column("definition", N_("Definition")), _(one.definition)
    columns = (*RECORDS[:4], Column("value", N_("Number"), one.unit), Column("group", N_("Group"), "code", one.codes))
    parts = (("records", Listing(columns, behind, N_("Records"), N_("No records."))),) if why else ()
    emit(here, Page(title, (*fields, shown), parts))


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


TERMS = (
    Column("key", "", machine=True),
    Column("text", N_("What")),
    Column("number", N_("Number"), "count"),
    Column("counted", N_("Counted"), "count"),
    Column("why", N_("Basis")),
)
MEETINGS = (
    Column("kind", N_("Kind"), "code", "event_kind"),
    Column("held_this_year", N_("Held"), "count"),
    Column("wanted_a_year", N_("Wanted"), "count"),
    Column("planned", N_("Planned"), "count", machine=True),
    Column("last", N_("The last"), "day"),
    Column("next_planned", N_("Planned"), "day"),
    Column("due", N_("Due"), "day"),
)
MONTHS = (
    Column("month", N_("Month"), "short"),
    Column("minutes", N_("Time"), "minutes"),
    Column("plan_minutes", N_("Plan"), "minutes"),
    Column("week_minutes", N_("A week"), "minutes"),
    Column("plan_week_minutes", N_("Plan a week"), "minutes"),
)
CHANNELS = (
    Column("channel", N_("Channel"), "code", "channel"),
    Column("applicants", N_("Applied"), "count"),
    Column("trained", N_("Trained"), "count"),
    Column("active", N_("Active"), "count"),
)
GENDERS = (
    Column("gender", N_("Gender"), "code", "gender"),
    Column("active", N_("Active mentors"), "count"),
    Column("of", N_("Of all"), "count"),
)


@app.command("corps")
def corps(ctx: typer.Context) -> None:
    """The work with the corps: mentors to train, board and network meetings, hours, channels, genders."""
    here: Context = ctx.obj
    from mentorcli.reports import corps as source

    found = source.corps(here.connection, here.profile, here.day, here.profile_on)
    fields = (
        (Column("as_of", ""), found.as_of),
        (Column("scheme", ""), found.scheme),
        (Column("until", N_("Looks ahead to"), "day"), found.until),
        (Column("mentors_to_train", N_("Mentors to train"), "count"), found.need.mentors),
    )
    unknown = _("not stated") if here.format in ("table", "md") else None
    title = _("{scheme}: the work with the corps, {day}").format(scheme=found.scheme, day=day_short(found.as_of))
    parts = (
        (
            "need",
            Listing(TERMS, found.terms, N_("Waiting youths + expected closures - free places = mentors to train")),
        ),
        ("meetings", Listing(MEETINGS, found.meetings, N_("Meetings and courses of the year"))),
        ("months", Listing(MONTHS, found.months, N_("The coordinator's hours"), N_("No hours."))),
        (
            "channels",
            Listing(
                CHANNELS,
                [(one.channel or unknown, *one[1:]) for one in found.channels],
                N_("Where mentors come from"),
                N_("No mentors."),
            ),
        ),
        ("genders", Listing(GENDERS, source.share(found.genders), N_("Active mentors by gender"), N_("No mentors."))),
    )
    emit(here, Page(title, fields, parts))


AROUND = (
    Column("from", "", machine=True),
    Column("to", "", machine=True),
    Column("scheme", "", machine=True),
    Column("as_of", N_("As of"), "day"),
    Column("made_on", N_("Made on"), "day"),
    Column("audit_row", N_("Newest change"), "count"),
    Column("internal", "", "yesno"),
)
READINGS = (
    Column("months", N_("Months"), "count"),
    Column("days", N_("Days"), "count"),
    Column("survived", N_("Still running"), "share"),
    Column("low", N_("At least"), "share", wide=True),
    Column("high", N_("At most"), "share", wide=True),
    Column("at_risk", N_("Got so far"), "count"),
    Column("ended", N_("Ended by then"), "count", wide=True),
    Column("few", N_("Few"), "flag", wide=True),
)
STUDIES = (
    Column("study", N_("Study")),
    Column("ended_early", N_("Ended early"), "share"),
    Column("matches", N_("Matches"), "count"),
    Column("definition", N_("What counts")),
)
SPLIT = (
    Column("held", ""),
    Column("ended_early", "", "count"),
    Column("no_show_early", "", "count"),
    Column("ended", "", "count"),
    Column("no_show", "", "count"),
)
SIDES = ((True, "under-3", N_("fewer than 3 meetings")), (False, "3-or-more", N_("3 meetings or more")))
THIRD = N_("Ended, by the third meeting")
RETENTION = N_("How long matches last")


@app.command("retention")
def retention(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    since_start: SinceStart = False,
) -> None:
    """How long matches last, beside published shares, and who ended early; with small numbers, for your own use."""
    here: Context = ctx.obj
    from mentorcli.reports import retention as report_of

    lo, hi = days(here, None, since, until, since_start or not (since or until))
    found = report_of.retention(here.connection, here.profile_on(hi), lo, hi, as_of=here.day, made_on=here.today)
    if here.format in ("csv", "tsv", "xlsx"):
        emit(here, readings(found))
        return
    if here.format in DOCUMENT_FORMATS:
        title = titled(_(RETENTION), "", found.lo, found.hi)
        as_paper(here, title, retention_page(found, people=True, drawn=False), curve_of(found))
    else:
        emit(here, retention_page(found, people=here.format == "table"))


def curve_of(found: Retention) -> list[chart.Chart]:
    """The chart of how long matches last; none where no match has begun."""
    from mentorcli.documents import annual, chart

    return [chart.steps(_("Share of matches that still run"), annual.curve(found.spans))] if found.spans else []


def as_paper(here: Context, title: str, page: Page, charts: list[chart.Chart]) -> None:
    """A report that is one record as a document: days in words (H1), the charts at its end."""
    from mentorcli.documents import render
    from mentorcli.documents.house import House
    from mentorcli.screen import markdown

    page = in_words(page)
    pictures = "".join(f"\n{render.PICTURE}{number}{render.PICTURE}\n" for number in range(1, len(charts) + 1))
    paper = render.Paper(title, here.profile.scheme.title, here.today)
    what = render.Filled(markdown(page) + pictures, tuple(charts))
    deliver(here, render.made(House(here.templates), here.format, what, paper))


def in_words(page: Page) -> Page:
    """A record with its days in words, as papers have them."""

    def told(column: Column, value: object) -> object:
        return day_long(str(value)) if column.kind == "day" and value else value

    def plain(column: Column) -> Column:
        return column._replace(kind="text") if column.kind == "day" else column

    def listing(part: Listing) -> Listing:
        rows = [tuple(map(told, part.columns, row)) for row in part.rows]
        return part._replace(columns=tuple(map(plain, part.columns)), rows=rows)

    fields = tuple((plain(column), told(column, value)) for column, value in page.fields)
    return page._replace(fields=fields, parts=tuple((key, listing(part)) for key, part in page.parts))


def readings(found: Retention) -> Listing:
    """The curve at 3, 6 and 12 months as a list."""
    objects = [one.as_object() for one in found.readings]
    return Listing(
        READINGS, [tuple(one[column.key] for column in READINGS) for one in objects], N_("How long matches last")
    )


def retention_page(found: Retention, *, people: bool, drawn: bool = True) -> Page:
    """The report on how long matches last as a record: counts, the curve, published shares, and the third meeting.

    `drawn` has bars beside the months, for a terminal; a paper has a chart.
    """
    from mentorcli.rules import survival

    around = (found.lo, found.hi, found.scheme, found.as_of, found.made_on, found.audit_row, None if people else True)
    counts = {
        "matches": (N_("Matches that began"), found.matches),
        "ended": (N_("… of them ended"), found.ended),
        "running": (N_("… of them running"), found.matches - found.ended),
    }
    fields = (
        *zip(AROUND, around, strict=True),
        *((Column(key, title, "count"), number) for key, (title, number) in counts.items()),
    )
    studies = [(one.study, one.ended_early_percent / 100, one.matches, _(one.what)) for one in survival.PUBLISHED]
    parts = [("survival", readings(found)), ("published", Listing(STUDIES, studies, N_("Published shares")))]
    parts.append(("split", third_meeting(found, people=people)))
    months = curve(found, drawn=drawn) if people else Listing(READINGS, month_rows(found))
    parts.append(("months", months))
    if people:
        fields = tuple(pair for pair in fields if not pair[0].machine)
        fields += ((Column("note", N_("Mind")), note_on(found)),)
    return Page(titled(_(RETENTION), found.scheme, found.lo, found.hi), fields, tuple(parts))


def note_on(found: Retention) -> str:
    """What a reader has to keep in mind: small numbers are shown, and which readings stand on few matches."""
    from mentorcli.rules.survival import FEW

    said = _("For internal use: small numbers are shown.")
    few = next((one.months for one in found.readings if one.few), None)
    if few:
        care = _("Fewer than {few} matches got as far as {months} months: take that with care.")
        said += " " + care.format(few=FEW, months=few)
    return said


def third_meeting(found: Retention, *, people: bool) -> Listing:
    """Ended matches on both sides of the third meeting; for people as percentages with their bases."""
    if people:
        return Listing((Column("ended", N_("Ended")), Column("share", N_("Share"))), shares_of(found), THIRD)
    rows: list[tuple[object, ...]] = []
    for few, code, _text in SIDES:
        early, all_ = found.split(early=True, few=few), found.split(early=None, few=few)
        rows.append((code, early.ended, early.no_show, all_.ended, all_.no_show))
    return Listing(SPLIT, rows, THIRD)


def shares_of(found: Retention) -> list[tuple[object, ...]]:
    """Of the matches that ended within a year, and of all that ended: on which side, and how many by staying away."""
    rows: list[tuple[object, ...]] = []
    for early, when in ((True, N_("within 12 months")), (None, N_("at any time"))):
        total = sum(found.split(early=early, few=few).ended for few, _code, _text in SIDES)
        for few, _code, text in SIDES:
            one = found.split(early=early, few=few)
            rows.append((f"{_(when)}, {_(text)}", percent(one.ended, total)))
            rows.append((_("… because the young person stayed away"), percent(one.no_show, one.ended)))
    return rows


def month_rows(found: Retention) -> list[tuple[object, ...]]:
    """The curve month by month."""
    objects = [one.as_object() for one in found.months]
    return [tuple(one[column.key] for column in READINGS) for one in objects]


def curve(found: Retention, *, drawn: bool) -> Listing:
    """The curve month by month, for a terminal drawn with bars."""
    columns = (READINGS[0], *([BAR] if drawn else []), READINGS[2], READINGS[5])
    bars = [(one.survived or 0, 1) for one in found.months]
    rows = [
        (one.months, *([bar] if drawn else []), one.survived, one.at_risk)
        for one, bar in zip(found.months, bars, strict=True)
    ]
    return Listing(columns, rows, N_("Month by month"))


CATEGORIES = (
    Column("category", N_("Category"), "code", "money_category"),
    Column("income_ore", N_("Money in"), "ore"),
    Column("expense_ore", N_("Money out"), "ore"),
)
ITEMS = (
    Column("id", N_("No."), "id"),
    Column("on", N_("Day"), "day"),
    Column("category", N_("Category"), "code", "money_category"),
    Column("amount_ore", N_("Amount"), "ore"),
    Column("text", N_("Text")),
)
LEFT = (
    Column("left_before_ore", N_("Left from before"), "ore"),
    Column("income_ore", N_("+ money in"), "ore"),
    Column("expense_ore", N_("− money out"), "ore"),
    Column("left_ore", N_("= left"), "ore"),
    Column("coordinator_minutes", N_("The coordinator's time"), "minutes"),
)
FINANCE = N_("Account")
FUND = (
    Column("income_ore", N_("§ 18 money received"), "ore"),
    Column("used_ore", N_("− § 18 money used (before other money)"), "ore"),
    Column("left_ore", N_("= § 18 money not used"), "ore"),
)


@app.command("finance")
def finance(
    ctx: typer.Context,
    year: Annotated[str, typer.Argument(metavar="YEAR", help="The year, for example 2017.")],
) -> None:
    """The account of a year: money in and out by category, what is left, § 18 money and what was not used of it."""
    here: Context = ctx.obj
    from mentorcli.reports import finance as report_of

    lo, hi = report.period(here.connection, year, here.day, command="mentorcli report finance 2017")
    found = report_of.finance(here.connection, here.profile_on(hi), lo, hi, as_of=here.day, made_on=here.today)
    if here.format in ("csv", "tsv", "xlsx"):
        emit(here, Listing(CATEGORIES, found.account.categories))
    elif here.format in DOCUMENT_FORMATS:
        as_paper(here, titled(_(FINANCE), "", lo, hi), finance_page(found, people=True), spent(found))
    else:
        emit(here, finance_page(found, people=here.format == "table"))


def spent(found: Finance) -> list[chart.Chart]:
    """The chart of what the money went to; none where it went to one purpose alone."""
    from mentorcli.documents import chart

    rows = [
        (codes.word("money_category", one.category), one.expense_ore, amount(one.expense_ore))
        for one in found.account.categories
        if one.expense_ore
    ]
    return [chart.bars(_("Money out by category"), rows)] if len(rows) > 1 else []


def finance_page(found: Finance, *, people: bool) -> Page:
    """An account as a record; the § 18 money stands in it where there is any."""
    one = found.account
    around = (one.lo, one.hi, found.scheme, found.as_of, found.made_on, found.audit_row)
    sums = (one.before_ore, one.income_ore, one.expense_ore, one.left_ore, one.minutes)
    fields = (*zip(AROUND, around, strict=False), *zip(LEFT, sums, strict=True))
    if people:
        fields = tuple(pair for pair in fields if not pair[0].machine)
    fund = tuple(zip(FUND, one.section_18, strict=True)) if not people or any(one.section_18) else ()
    items = [(item.id, item.on, item.category, item.amount_ore, item.text) for item in found.items]
    parts = (
        ("categories", Listing(CATEGORIES, one.categories, N_("By category"), N_("No money in or out."))),
        ("items", Listing(ITEMS, items, N_("Expenses above 5,000 kr."))),
    )
    return Page(titled(_(FINANCE), found.scheme, one.lo, one.hi), fields, parts, (("section_18", fund),))


@app.command("monthly")
def monthly(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(metavar="YYYY-MM", help="The month, for example 2018-03.")],
    into: Annotated[Path, typer.Option(metavar="FOLDER", help="The folder to write; one for each month.")],
) -> None:
    """A month as a folder of files without names, for cron: CSV, JSON, a status, and a manifest with checksums."""
    here: Context = ctx.obj
    from mentorcli.reports import monthly as report_of

    lo, hi = report_of.days(month, here.day)
    found = report_of.monthly(here.connection, here.profile_on(hi), lo, hi)
    files = report_of.contents(found, status_of(found, here.profile_on(hi)))
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


def status_of(found: Month, profile: Profile) -> str:
    """The status at the end of a month in Markdown: its numbers, and how often each rule has something due."""
    from mentorcli.commands import status
    from mentorcli.rules.table import BY_ID
    from mentorcli.screen import markdown

    rows = [(rule, number, _(BY_ID[rule].sentence)) for rule, number in found.due.items()]
    columns = (Column("rule", N_("Rule")), Column("count", N_("Number"), "count"), Column("sentence", N_("What")))
    due = Listing(columns, rows, N_("Due"), N_("Nothing is due."))
    return markdown(status.page(found.status, profile)._replace(parts=(("due", due),)))
