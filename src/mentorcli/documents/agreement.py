"""The mentor agreement: what mentor and young person agree on. It goes to both, so it holds first names alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mentorcli.documents.letter import Draft, contact_lacking, lacking, may_be_under, named, words_for
from mentorcli.rules.consent import may_tell
from mentorcli.rules.facts import TalkFact
from mentorcli.rules.talks import PARTIES, coming
from mentorcli.views import document as view
from mentorcli.views import followup
from mentorcli.words import N_, _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

TALKS = 3  # dates of follow-up talks that are proposed where none is planned
MET = ("starting", "settled", "paused")
WORDS = {"purpose": N_("the purpose"), "goals": N_("the goals"), "grant": N_("the grant"),
         "guardian": N_("the guardian's name and telephone"), "interpreter": N_("the need of an interpreter")}  # fmt: skip


def facts(connection: sqlite3.Connection, profile: Profile, number: int, day: str) -> Draft:
    """What the agreement of a match says; parts on a guardian, a grant and an interpreter only where they apply.

    A volunteer learns purpose, goals and grant only where the consent to sharing names them (B9); else there is a line to
    fill in when both are there.
    """
    pair = view.pair(connection, number, day)
    mentor = named(view.person(connection, "mentor", pair.mentor), "m")
    youth = named(view.person(connection, "youth", pair.youth), "y")
    more, grant = view.youth(connection, pair.youth), view.grant(connection, pair.youth, day)
    visited = view.visitation(connection, pair.youth, day)
    under = may_be_under(youth.born, profile, day)
    consent = view.consents(connection, pair.youth, day).get("sharing-mentor")
    goals = view.goals(connection, youth.id, day, open_only=True)
    seen = view.check_seen(connection, mentor.id, "boerneattest", day) if under else None
    purpose = (grant.purpose if grant else "") or (visited.purpose if visited else "")
    known = [what for what, value in (("purpose", purpose), ("goals", goals), ("grant", grant)) if value]
    hidden = (
        []
        if profile.mentor.kind == "staff"
        else [one for one in known if not may_tell(consent.data if consent else "", one)]
    )
    if "purpose" in hidden:
        purpose = ""
    if "grant" in hidden:
        grant = None
    language = visited.interpreter if visited else ""
    interpreter = bool((grant and grant.interpreter) or language)
    also = [
        *(["guardian"] if under and (more.guardian or more.guardian_phone) else []),
        *(["interpreter"] if interpreter else []),
    ]
    missing = lacking(
        *contact_lacking(profile),
        (mentor.phone or mentor.email, _("a telephone or e-mail of the mentor")),
        (youth.phone or youth.email, _("a telephone or e-mail of the young person")),
        *kept_back(hidden, consent, youth.id),
        *(() if hidden else ((purpose, _("the purpose"), f"visitation log y{youth.id} --purpose"),)),
        *(((youth.born, _("the day of birth of the young person")),) if under or profile.youth.guardian_under else ()),
        *(((more.guardian, _("the guardian's name")), (seen, _("the day a børneattest was seen"))) if under else ()),
    )
    return Draft(
        f"y{youth.id}",
        {
            "mentor": mentor, "youth": youth, "more": more, "grant": grant,
            "purpose": purpose, "under": under, "goals": [] if "goals" in hidden else goals,
            "areas": words_for(profile, "area"), "guardian_under": profile.youth.guardian_under, "check_seen": seen,
            "interpreter": interpreter, "language": language, "place": visited.place if visited else "",
            "talk_weeks": profile.followup.talk_weeks, "talks": talks(connection, profile, pair, day),
            "coordinator_first": profile.match.coordinator_first, "no_shows": profile.risk.no_shows,
        },
        missing,
        told=shared_with(consent, [one for one in known if one not in hidden] + also) if profile.mentor.kind == "volunteer" else (),
    )  # fmt: skip


def kept_back(hidden: list[str], consent: view.Consent | None, youth: int) -> Iterable[tuple[object, str, str]]:
    """Why the paper does not say what the file knows."""
    if not hidden:
        return
    what = ", ".join(_(WORDS[one]) for one in hidden)
    text = (
        _("{what}: the consent to sharing with the mentor does not name it")
        if consent
        else _("{what}: there is no consent to sharing with the mentor")
    )
    yield None, text.format(what=what), f"youth consent y{youth} --kind sharing-mentor --data …"


def shared_with(consent: view.Consent | None, printed: list[str]) -> tuple[str, ...]:
    """For the coordinator alone: what a volunteer learns from the paper, and what the consent says in its own words."""
    what = ", ".join([_("first name, telephone and e-mail"), *(_(WORDS[one]) for one in printed)])
    return (
        _("The paper tells the mentor: {what}.").format(what=what),
        _("The consent to sharing with the mentor says: “{data}”.").format(data=consent.data)
        if consent
        else _("There is no consent to sharing with the mentor."),
    )


def talks(connection: sqlite3.Connection, profile: Profile, pair: view.Pair, day: str) -> list[str]:
    """The days of the coming follow-up talks: those planned, else when they fall due (C9); before they met, from today."""
    planned = list(dict.fromkeys(on for _party, on in view.talks(connection, pair.id, day)))
    if planned or profile.followup.talk_weeks is None:
        return planned
    rows = [one for one in followup.calendars(connection, profile, day, MET) if one.id == pair.id]
    if pair.first_met is None:
        rows = [TalkFact(pair.id, "", party, day, day, (), ()) for party in PARTIES]
    return coming(rows, profile, day, TALKS)
