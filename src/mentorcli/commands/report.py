"""mentorcli report …"""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli import codes, parsing
from mentorcli.context import DOCUMENT_FORMATS, Context
from mentorcli.errors import BadValue
from mentorcli.output import Column, Listing, Page, deliver, emit, json_out
from mentorcli.reports import annual as report
from mentorcli.tree import new_group
from mentorcli.views import figures
from mentorcli.words import N_, _, day_short, percent

app = new_group("The annual report, and the records behind each figure.")

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
SinceStart = Annotated[bool, typer.Option("--since-start", help="From the earliest record on.")]


@app.command("annual")
def annual(
    ctx: typer.Context,
    year: Annotated[str | None, typer.Argument(metavar="[YEAR]", help="The year, for example 2017.")] = None,
    since_start: SinceStart = False,
) -> None:
    """The annual report: every figure of a year (or since the start), with definitions and bases."""
    here: Context = ctx.obj
    if (year is None) != since_start:
        raise BadValue(_("Give a year, or --since-start."), _("For example: mentorcli report annual 2017"))
    lo, hi = report.period(here.connection, year, here.day, since_start=since_start)
    found = report.annual(here.connection, here.profile_on(hi), lo, hi, as_of=here.day, made_on=here.today)
    if here.format in ("json", "jsonl"):
        json_out(here, as_json(found))
    elif here.format in DOCUMENT_FORMATS:
        from mentorcli.documents import annual as document
        from mentorcli.documents.house import House

        deliver(here, document.make(found, here.format, House(here.templates)))
    else:
        emit(here, as_listing(here, found))


def as_json(found: report.Annual) -> dict[str, object]:
    """The report as one object: every figure by its key, then what stands around them."""
    return {
        "from": found.lo,
        "to": found.hi,
        "scheme": found.scheme,
        "as_of": found.as_of,
        "made_on": found.made_on,
        "audit_row": found.audit_row,
        **found.values,
        "youths_waiting": found.waiting,
        "longest_wait_days": found.longest_wait_days,
        "free_places": found.free_places,
        "shares": {one.key: {"part": one.part, "whole": one.whole} for one in found.shares},
    }


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
    title = _("{scheme}: {lo} to {hi}").format(scheme=found.scheme, lo=day_short(found.lo), hi=day_short(found.hi))
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


@app.command("figure")
def figure(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The figure's name, as in the report's JSON.")],
    year: Annotated[str | None, typer.Option(metavar="YEAR", help="Of this year.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to and including this day.")] = None,
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
        return report.period(here.connection, year, here.day, since_start=since_start)
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
