"""The mentor agreement: what mentor and young person agree on. It goes to both, so it holds first names alone."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mentorcli.documents.letter import Draft, contact_lacking, is_under, lacking, named, words_for
from mentorcli.views import document as view
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

TALKS = 3  # dates of follow-up talks that are proposed where none is planned


def facts(connection: sqlite3.Connection, profile: Profile, number: int, day: str) -> Draft:
    """What the agreement of a match says; parts on a guardian, a grant and an interpreter only where they apply.

    A volunteer learns the purpose only where the young person has consented to that (B9); else it is left to be filled
    in when both are there.
    """
    pair = view.pair(connection, number, day)
    mentor = named(view.person(connection, "mentor", pair.mentor), "m")
    youth = named(view.person(connection, "youth", pair.youth), "y")
    more, grant = view.youth(connection, pair.youth), view.grant(connection, pair.youth, day)
    visited = view.visitation(connection, pair.youth, day)
    under = is_under(youth.born, profile, day)
    shared = profile.mentor.kind == "staff" or "sharing-mentor" in view.consents(connection, pair.youth, day)
    seen = view.check_seen(connection, mentor.id, "boerneattest", day) if under else None
    purpose = ((grant.purpose if grant else "") or (visited.purpose if visited else "")) if shared else ""
    missing = lacking(
        *contact_lacking(profile),
        (mentor.phone or mentor.email, _("a telephone or e-mail of the mentor")),
        (youth.phone or youth.email, _("a telephone or e-mail of the young person")),
        (shared or None, _("consent to share with the mentor: the purpose is filled in when both are there")),
        (purpose if shared else True, _("the purpose")),
        *(((youth.born, _("the day of birth of the young person")),) if under or profile.youth.guardian_under else ()),
        *(((more.guardian, _("the guardian's name")), (seen, _("the day a børneattest was seen"))) if under else ()),
    )
    return Draft(
        f"y{youth.id}",
        {
            "mentor": mentor, "youth": youth, "more": more, "grant": grant, "purpose": purpose, "under": under,
            "goals": view.goals(connection, youth.id, day, open_only=True) if shared else [],
            "areas": words_for(profile, "area"), "guardian_under": profile.youth.guardian_under, "check_seen": seen,
            "interpreter": bool((grant and grant.interpreter) or (visited and visited.interpreter)),
            "language": visited.interpreter if visited else "", "place": visited.place if visited else "",
            "talk_weeks": profile.followup.talk_weeks, "talks": talks(connection, profile, pair, day),
            "coordinator_first": profile.match.coordinator_first, "no_shows": profile.risk.no_shows,
        },
        missing,
    )  # fmt: skip


def talks(connection: sqlite3.Connection, profile: Profile, pair: view.Pair, day: str) -> list[str]:
    """The days of the coming follow-up talks: those planned, else every so many weeks from the first meeting."""
    planned = list(dict.fromkeys(on for _party, on in view.talks(connection, pair.id, day)))
    if planned or profile.followup.talk_weeks is None:
        return planned
    step = timedelta(weeks=profile.followup.talk_weeks)
    on = date.fromisoformat(pair.first_met or day)
    while on.isoformat() <= day:
        on += step
    return [(on + step * at).isoformat() for at in range(TALKS)]
