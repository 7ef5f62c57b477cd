"""How reports are shown: lists and pages for people and machines, and a month's status. `report` asks; this tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mentorcli import codes
from mentorcli.context import Context
from mentorcli.output import Column, Listing, Page
from mentorcli.views import figures
from mentorcli.words import N_, _, day_long, day_short, percent, share

if TYPE_CHECKING:
    from mentorcli.reports.annual import Annual
    from mentorcli.reports.corps import Corps
    from mentorcli.reports.finance import Finance
    from mentorcli.reports.monthly import Month
    from mentorcli.reports.retention import Retention
    from mentorcli.schemes.profile import Profile
    from mentorcli.views.figures import Behind, Figure, Value

FIGURES = (Column("figure", N_("Figure")), Column("group", N_("Of these")), Column("value", N_("Number")))
BAR = Column("bar", "", "bar", wide=True)
OVER_TIME = (
    Column("from", N_("From"), "day"),
    Column("first", N_("Matches"), "count"),
    Column("running", "", "spark"),
    Column("to", N_("To"), "day"),
    Column("last", N_("Matches"), "count"),
)
RECORDS = (
    Column("kind", N_("Kind"), "noun"),
    Column("id", N_("No."), "id"),
    Column("label", N_("Record")),
    Column("date", N_("Day"), "day"),
    Column("value", N_("Number"), "count"),
    Column("group", N_("Group")),
)


def annual(here: Context, found: Annual) -> Listing | Page:
    """The report as a table: a line a figure, and a line a group; for people also how many matches ran over time."""
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
    table = Listing((*FIGURES, BAR), [(*row, drawn.get(row[:2])) for row in rows], N_("Figures of the period"))
    said = around(found, found.lo, found.hi, people=True)
    return Page(title, said, (("figures", table), ("running", over_time(found.running))))


def around(found: Annual | Finance | Retention, lo: str, hi: str, *, people: bool) -> tuple[tuple[Column, object], ...]:
    """What stands around the numbers of a report: its days and scheme for machines, and when it was made of what."""
    pairs = zip(AROUND, (lo, hi, found.scheme, found.as_of, found.made_on, found.audit_row), strict=True)
    return tuple(pair for pair in pairs if not (people and pair[0].machine))


def over_time(running: Sequence[tuple[str, int]]) -> Listing:
    """How many matches ran at the end of each month, or year, as a sparkline between its first number and its last."""
    (first, then), (last, now) = running[0], running[-1]
    rows = [(first, then, tuple(number for _day, number in running), last, now)] if len(running) > 1 else []
    return Listing(OVER_TIME, rows, N_("Running matches over time"))


def bars(found: Annual) -> dict[tuple[str, str], tuple[int, int]]:
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


def figure(one: Figure, days: tuple[str, str], value: Value, behind: Sequence[Behind] | None) -> Page:
    """A figure with its definition as a page, and the records behind it where they are asked for."""
    from mentorcli.documents.figures import lines

    title = f"{_(one.title)}, {day_short(days[0])} – {day_short(days[1])}"
    said = [(group or _("in all"), text) for _title, group, text in lines("table", one, value)]
    fields = tuple((Column(name, name), text) for name, text in said)
    shown = Column("definition", N_("Definition")), _(one.definition)
    columns = (*RECORDS[:4], Column("value", N_("Number"), one.unit), Column("group", N_("Group"), "code", one.codes))
    parts = () if behind is None else (("records", Listing(columns, behind, N_("Records"), N_("No records."))),)
    return Page(title, (*fields, shown), parts)


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


def corps(here: Context, found: Corps) -> Page:
    """The work with the corps as a page."""
    from mentorcli.reports.corps import share as shares

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
        ("genders", Listing(GENDERS, shares(found.genders), N_("Active mentors by gender"), N_("No mentors."))),
    )
    return Page(title, fields, parts)


AROUND = (
    Column("from", "", machine=True),
    Column("to", "", machine=True),
    Column("scheme", "", machine=True),
    Column("as_of", N_("As of"), "day"),
    Column("made_on", N_("Made on"), "day"),
    Column("audit_row", N_("Newest change"), "count"),
)


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


def status(found: Month, profile: Profile) -> str:
    """The status at the end of a month in Markdown: its numbers, and how often each rule has something due."""
    from mentorcli.commands import status as shown
    from mentorcli.rules.table import BY_ID
    from mentorcli.screen import markdown

    rows = [(rule, number, _(BY_ID[rule].sentence)) for rule, number in found.due.items()]
    columns = (Column("rule", N_("Rule")), Column("count", N_("Number"), "count"), Column("sentence", N_("What")))
    due = Listing(columns, rows, N_("Due"), N_("Nothing is due."))
    return markdown(shown.page(found.status, profile)._replace(parts=(("due", due),)))
