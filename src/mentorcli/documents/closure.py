"""The closing note of a match: what was reached, why it ended, and what comes next. It blames nobody."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from mentorcli.documents.letter import Draft, contact_lacking, lacking, named
from mentorcli.errors import Refused
from mentorcli.views import document as view
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def facts(connection: sqlite3.Connection, profile: Profile, number: int, day: str) -> Draft:
    """What the note says of a match that has ended; Refused where it runs."""
    from dateutil.relativedelta import relativedelta

    pair, end = view.pair(connection, number, day), view.end(connection, number, day)
    youth, mentor = view.person(connection, "youth", pair.youth), view.person(connection, "mentor", pair.mentor)
    named(youth, "y")
    if end is None:
        raise Refused(
            _("x{id} has not ended.").format(id=number), _("End it first: mentorcli match end x{id}").format(id=number)
        )
    meetings, minutes = view.held(connection, number, end.day)
    visited, grant = view.visitation(connection, pair.youth, day), view.grant(connection, pair.youth, end.day)
    goals, ratings = view.goals(connection, pair.youth, end.day), view.ratings(connection, number, day)
    kept = {
        name: (date.fromisoformat(end.day) + relativedelta(months=months)).isoformat()
        for name, months in (("sensitive", profile.keep.sensitive_months), ("contact", profile.keep.contact_months))
    }
    purpose = (grant.purpose if grant else "") or (visited.purpose if visited else "")
    missing = lacking(
        *contact_lacking(profile),
        (end.reason, _("why the match ended")),
        (end.outcome, _("where the young person went")),
        (purpose, _("the purpose at the start")),
        (tuple(goals), _("goals")),
        (ratings.get("youth"), _("the young person's view")),
        (ratings.get("mentor"), _("the mentor's view")),
        (None, _("the further plan and contact")),
    )
    return Draft(
        f"y{youth.id}",
        {
            "pair": pair, "end": end, "youth": youth, "mentor": mentor, "meetings": meetings, "minutes": minutes,
            "purpose": purpose, "goals": goals, "ratings": {**dict.fromkeys(("youth", "mentor")), **ratings},
            "grant": grant, "kept": kept,
        },
        missing,
    )  # fmt: skip
