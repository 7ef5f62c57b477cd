"""The annual report as a document: which template, and which facts it is filled with."""

from __future__ import annotations

from mentorcli.documents import render
from mentorcli.documents.figures import lines
from mentorcli.documents.house import House
from mentorcli.reports.annual import Annual
from mentorcli.views import figures
from mentorcli.words import _

TEMPLATE = "reports/LANG/annual"


def make(found: Annual, form: str, house: House = House()) -> bytes:  # noqa: B008 - frozen
    """The report as md, html, docx or pdf; equal facts give equal bytes."""
    title = _("Annual report {year}").format(year=span(found))
    paper = render.Paper(title, found.scheme, found.made_on)
    return render.made(house, form, render.filled(house, TEMPLATE, facts(found)), paper)


def span(found: Annual) -> str:
    """The period in a heading: the year, or from year to year."""
    first, last = found.lo[:4], found.hi[:4]
    return first if first == last else f"{first}–{last}"


def facts(found: Annual) -> dict[str, object]:
    """Plain facts for the template: numbers, words, and lines of title, group and number."""
    return {
        "span": span(found),
        "scheme": found.scheme,
        "lo": found.lo,
        "hi": found.hi,
        "as_of": found.as_of,
        "made_on": found.made_on,
        "audit_row": found.audit_row,
        "f": dict(found.values),
        "groups": {one.key: lines("md", one, found.values[one.key]) for one in figures.FIGURES if one.group},
        "shares": {one.key: (one.part, one.whole) for one in found.shares},
        "waiting": found.waiting,
        "longest_wait_days": found.longest_wait_days,
        "free_places": found.free_places,
        "balance": found.number("income_ore") - found.number("expense_ore"),
        "definitions": [(_(one.title), _(one.definition)) for one in figures.FIGURES],
        "running_before": found.number("matches_running_at_end")
        - found.number("matches_started")
        - found.number("matches_reopened")
        + found.number("matches_ended"),
    }
