"""The closing note of a match: what was reached, why it ended, and what comes next. It blames nobody."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from mentorcli.documents.letter import Draft, contact_lacking, lacking, named
from mentorcli.errors import Refused
from mentorcli.rules import closing
from mentorcli.views import document as view
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def facts(connection: sqlite3.Connection, profile: Profile, number: int, day: str) -> Draft:
    """What the note says of a match that has ended; Refused where it runs."""
    pair, end = view.pair(connection, number, day), view.end(connection, number, day)
    youth, mentor = view.person(connection, "youth", pair.youth), view.person(connection, "mentor", pair.mentor)
    named(youth, "y")
    if end is None:
        raise Refused(
            _("x{id} has not ended.").format(id=number), _("End it first: mentorcli match end x{id}").format(id=number)
        )
    meetings, minutes = view.held(connection, number, end.day)
    visited = view.visitation(connection, pair.youth, day)
    grant = view.grant_over(connection, profile, pair.youth, (pair.first_met or end.day, end.day), day)
    goals, ratings = view.goals(connection, pair.youth, end.day), view.ratings(connection, number, day)
    purpose = (grant.purpose if grant else "") or (visited.purpose if visited else "")
    missing = lacking(
        *contact_lacking(profile),
        (end.reason, _("why the match ended")),
        (end.outcome, _("where the young person went")),
        (purpose, _("the purpose at the start")),
        (tuple(goals), _("goals")),
        (ratings.get("youth"), _("the young person's view")),
        (ratings.get("mentor"), _("the mentor's view")),
    )
    by_hand = [_("the further plan and contact"), _("agreement on contact outside the scheme"), _("evaluation")]
    return Draft(
        f"y{youth.id}",
        {
            "pair": pair, "end": end, "youth": youth, "mentor": mentor, "meetings": meetings, "minutes": minutes,
            "purpose": purpose, "goals": goals, "ratings": {**dict.fromkeys(("youth", "mentor")), **ratings},
            "grant": grant, "kept": closing.kept(end.day, profile),
        },
        missing,
        (*by_hand, *([_("the final settlement")] if grant else [])),
        # each told the coordinator alone how it went: neither learns the other's answer from a paper for the payer
        (_("It tells how the mentor saw the match: it is for the payer and the file, not for the young person as it is."),)
        if "mentor" in ratings
        else (),
    )  # fmt: skip
