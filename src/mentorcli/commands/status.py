"""mentorcli status"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from mentorcli.commands.agenda import listing
from mentorcli.context import Context
from mentorcli.output import Column, Page, emit
from mentorcli.reports import status as report
from mentorcli.tree import new_command
from mentorcli.words import N_, _, day_long

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

app = new_command()
SHOWN = 5  # lines of the agenda that a status for people has

GROUPS = (
    (
        "mentors",
        (
            Column("active", N_("Active mentors"), "count"),
            Column("corps_aim", N_("… the corps aims at"), "count"),
            Column("trained", N_("Trained since the start"), "count"),
            Column("ready", N_("Ready without a match"), "count"),
            Column("free_places", N_("Free places"), "count"),
            Column("in_training", N_("In training"), "count"),
        ),
    ),
    (
        "youths",
        (
            Column("waiting", N_("Young people waiting"), "count"),
            Column("proposed", N_("… of them with a proposal open"), "count"),
            Column("longest_wait_days", N_("Longest wait (days)"), "count"),
        ),
    ),
    (
        "matches",
        (
            Column("running", N_("Running matches"), "count"),
            Column("starting", N_("… starting"), "count"),
            Column("settled", N_("… settled"), "count"),
            Column("paused", N_("… resting"), "count"),
            Column("at_risk", N_("At risk"), "count"),
            Column("silent", N_("Without a meeting for long"), "count"),
        ),
    ),
)


def fitting(column: Column, profile: Profile) -> Column:
    """A line of the status as it is true in this scheme; one that can say nothing there is for machines alone."""
    if column.key == "trained" and not profile.demands.course:
        return column._replace(title=N_("Trained or approved since the start"))
    without = {
        "in_training": not profile.demands.course,
        "starting": profile.match.settled_after is None,  # settled at once
        "settled": profile.match.settled_after is None,
        "at_risk": "C8" in profile.rules.off,
    }
    return column._replace(title="") if without.get(column.key) else column


@app.command("status")
def status(ctx: typer.Context) -> None:
    """The state of the corps on a day: mentors, young people, matches, what is due."""
    here: Context = ctx.obj
    found = report.status(here.connection, here.profile, here.day)
    people = here.format in ("table", "md")
    due, heading = found.due, N_("Due")
    if people and len(due) > SHOWN:
        heading = _("Due: the {shown} worst of {count} (all: mentorcli agenda)").format(shown=SHOWN, count=len(due))
        due = due[:SHOWN]
    emit(here, page(found, here.profile)._replace(parts=(("due", listing(due, heading)),)))


def page(found: report.Status, profile: Profile) -> Page:
    """The numbers of a status as a record."""
    groups = tuple(
        (key, tuple((fitting(column, profile), getattr(found, column.key)) for column in columns))
        for key, columns in GROUPS
    )
    title = _("{scheme}, {day}").format(scheme=found.scheme or _("The corps"), day=day_long(found.as_of))
    fields = ((Column("as_of", ""), found.as_of), (Column("scheme", ""), found.scheme))
    return Page(title, fields, (), groups)
