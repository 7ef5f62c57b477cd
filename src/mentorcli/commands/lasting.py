"""How the report on how long matches last is shown: counts, the curve, published shares, and the third meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mentorcli.commands.reported import BAR, around, titled
from mentorcli.output import Column, Listing, Page
from mentorcli.words import N_, _, percent

if TYPE_CHECKING:
    from mentorcli.documents import chart
    from mentorcli.reports.retention import Retention
    from mentorcli.rules.survival import Reading

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


def readings(found: Retention) -> Listing:
    """The curve at 3, 6 and 12 months as a list."""
    return Listing(READINGS, rows_of(found.readings), RETENTION)


def rows_of(read: Sequence[Reading]) -> list[tuple[object, ...]]:
    """Readings of the curve as rows of `READINGS`."""
    objects = [one.as_object() for one in read]
    return [tuple(one[column.key] for column in READINGS) for one in objects]


def retention(found: Retention, *, people: bool, drawn: bool = True) -> Page:
    """The report on how long matches last as a record: counts, the curve, published shares, and the third meeting.

    `drawn` has bars beside the months, for a terminal; a paper has a chart.
    """
    from mentorcli.rules import survival

    counts = {
        "matches": (N_("Matches that began"), found.matches),
        "ended": (N_("… of them ended"), found.ended),
        "running": (N_("… of them running"), found.matches - found.ended),
    }
    fields = (
        *around(found, found.lo, found.hi, people=people),
        *([] if people else [(Column("internal", "", "yesno"), True)]),
        *((Column(key, title, "count"), number) for key, (title, number) in counts.items()),
    )
    studies = [(one.study, one.ended_early_percent / 100, one.matches, _(one.what)) for one in survival.PUBLISHED]
    parts = [("survival", readings(found)), ("published", Listing(STUDIES, studies, N_("Published shares")))]
    parts.append(("split", third_meeting(found, people=people)))
    months = curve(found, drawn=drawn) if people else Listing(READINGS, rows_of(found.months))
    parts.append(("months", months))
    if people:
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
