"""How reports are shown: lists and pages for people and machines, and a month's status. `report` asks; this tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mentorcli import codes
from mentorcli.context import Context
from mentorcli.output import Column, Listing, Page
from mentorcli.views import figures
from mentorcli.words import N_, _, amount, day_long, day_short, percent, share

if TYPE_CHECKING:
    from mentorcli.documents import chart
    from mentorcli.reports.annual import Annual
    from mentorcli.reports.corps import Corps
    from mentorcli.reports.finance import Finance
    from mentorcli.reports.monthly import Month
    from mentorcli.reports.retention import Retention
    from mentorcli.schemes.profile import Profile
    from mentorcli.views.figures import Behind, Figure, Value

FIGURES = (Column("figure", N_("Figure")), Column("group", N_("Of these")), Column("value", N_("Number")))
BAR = Column("bar", "", "bar", wide=True)
RECORDS = (
    Column("kind", N_("Kind"), "noun"),
    Column("id", N_("No."), "id"),
    Column("label", N_("Record")),
    Column("date", N_("Day"), "day"),
    Column("value", N_("Number"), "count"),
    Column("group", N_("Group")),
)


def annual(here: Context, found: Annual) -> Listing:
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
FINANCE = N_("Account")


def readings(found: Retention) -> Listing:
    """The curve at 3, 6 and 12 months as a list."""
    objects = [one.as_object() for one in found.readings]
    return Listing(
        READINGS, [tuple(one[column.key] for column in READINGS) for one in objects], N_("How long matches last")
    )


def retention(found: Retention, *, people: bool, drawn: bool = True) -> Page:
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
    rows = [
        (one.months, *([(one.survived or 0, 1)] if drawn else []), one.survived, one.at_risk) for one in found.months
    ]
    return Listing(columns, rows, N_("Month by month"))


def curve_of(found: Retention) -> list[chart.Chart]:
    """The chart of how long matches last; none where no match has begun."""
    from mentorcli.documents import annual, chart

    return [chart.steps(_("Share of matches that still run"), annual.curve(found.spans))] if found.spans else []


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
FUND = (
    Column("income_ore", N_("§ 18 money received"), "ore"),
    Column("used_ore", N_("− § 18 money used (before other money)"), "ore"),
    Column("left_ore", N_("= § 18 money not used"), "ore"),
)
SENT = Column("sent_on", N_("§ 18 account sent"), "day")


def finance(found: Finance, *, people: bool, hint: bool = True) -> Page:
    """An account as a record; the § 18 money stands in it where there is any, and how to say that it was accounted for.

    Without `hint`, for a paper that goes to others, no command is told.
    """
    one = found.account
    around = (one.lo, one.hi, found.scheme, found.as_of, found.made_on, found.audit_row)
    sums = (one.before_ore, one.income_ore, one.expense_ore, one.left_ore, one.minutes)
    fields = (*zip(AROUND, around, strict=False), *zip(LEFT, sums, strict=True))
    if people:
        fields = tuple(pair for pair in fields if not pair[0].machine)
    fund: tuple[tuple[Column, object], ...] = ()
    if not people or any(one.section_18):
        fund = tuple(zip((*FUND, SENT), (*one.section_18, found.sent_on), strict=True))
    if fund and people and found.sent_on is None:
        told = _("not recorded: mentorcli money account {year}").format(year=one.lo[:4])
        fund = (*fund[:-1], *([(SENT._replace(kind="text"), told)] if hint else []))
    items = [(item.id, item.on, item.category, item.amount_ore, item.text) for item in found.items]
    parts = (
        ("categories", Listing(CATEGORIES, one.categories, N_("By category"), N_("No money in or out."))),
        ("items", Listing(ITEMS, items, N_("Expenses above 5,000 kr."))),
    )
    return Page(titled(_(FINANCE), found.scheme, one.lo, one.hi), fields, parts, (("section_18", fund),))


def spent(found: Finance) -> list[chart.Chart]:
    """The chart of what the money went to; none where it went to one purpose alone."""
    from mentorcli.documents import chart

    rows = [
        (codes.word("money_category", one.category), one.expense_ore, amount(one.expense_ore))
        for one in found.account.categories
        if one.expense_ore
    ]
    return [chart.bars(_("Money out by category"), rows)] if len(rows) > 1 else []


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
