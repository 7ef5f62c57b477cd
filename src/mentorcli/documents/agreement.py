"""The mentor agreement: what mentor and young person agree on, in first names.

It goes to both. Of the young person a volunteer learns first name and contact, that a guardian signs too where one does,
and what else the consent to sharing names (B9): purpose, goals, grant, interpreter, the guardian's name and telephone.
What is left out has a line to write on, or no part at all, and the paper does not say that it was: the coordinator is
told, and told of all that is printed.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

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


class Guardian(NamedTuple):
    """Who has custody, and the telephone."""

    name: str
    phone: str


class Interpreter(NamedTuple):
    """An interpreter is there; of which language, or empty where only a grant says that one may be needed."""

    language: str


def facts(connection: sqlite3.Connection, profile: Profile, number: int, day: str) -> Draft:
    """What the agreement of a match says; parts on a guardian, a grant and an interpreter only where they apply.

    Where they meet is agreed on the paper itself: the file knows no more than where the visitation was held, which may be
    where the young person lives or gets help.
    """
    pair = view.pair(connection, number, day)
    mentor = named(view.person(connection, "mentor", pair.mentor), "m")
    youth = named(view.person(connection, "youth", pair.youth), "y")
    under = may_be_under(youth.born, profile, day)
    seen = view.check_seen(connection, mentor.id, "boerneattest", day) if under else None
    known = on_file(connection, youth.id, under, day)
    consent = view.sharing(connection, profile, youth.id, day)
    data = consent.data if consent else ""
    told = {what: one for what, one in known.items() if profile.mentor.kind == "staff" or may_tell(data, what)}
    missing = lacking(
        *contact_lacking(profile),
        (mentor.phone or mentor.email, _("a telephone or e-mail of the mentor")),
        (youth.phone or youth.email, _("a telephone or e-mail of the young person")),
        (known.get("purpose"), _("the purpose"), f"visitation log y{youth.id} --purpose"),
        *(((youth.born, _("the day of birth of the young person")),) if under or profile.youth.guardian_under else ()),
        *(((getattr(known.get("guardian"), "name", ""), _("the guardian's name")),) if under else ()),
        *(((seen, _("the day a børneattest was seen")),) if under else ()),
    )  # fmt: skip
    printed, hidden = [_(WORDS[what]) for what in told], [_(WORDS[what]) for what in known if what not in told]
    if under and youth.born:
        printed.append(_("that the young person is under {age}").format(age=profile.youth.guardian_under))
    command = f"mentorcli youth consent y{youth.id} --kind sharing-mentor{' --by guardian' if under else ''} --data …"
    return Draft(
        f"y{youth.id}",
        {
            "mentor": mentor, "youth": youth, **dict.fromkeys(WORDS), **told, "under": under, "check_seen": seen,
            "areas": words_for(profile, "area"), "guardian_under": profile.youth.guardian_under,
            "talk_weeks": profile.followup.talk_weeks, "talks": talks(connection, profile, pair, day),
            "coordinator_first": profile.match.coordinator_first, "no_shows": profile.risk.no_shows,
        },
        missing,
        told=for_the_coordinator(consent, printed, hidden, command) if profile.mentor.kind == "volunteer" else (),
    )  # fmt: skip


def on_file(connection: sqlite3.Connection, youth_id: int, under: bool, day: str) -> dict[str, object]:
    """What the file knows of a young person beyond first name and contact that the paper has room for, by `WORDS`."""
    more, grant = view.youth(connection, youth_id), view.grant(connection, youth_id, day)
    visited = view.visitation(connection, youth_id, day)
    language = visited.interpreter if visited else ""
    known: dict[str, object] = {
        "purpose": (grant.purpose if grant else "") or (visited.purpose if visited else ""),
        "goals": view.goals(connection, youth_id, day, open_only=True),
        "grant": grant,
        "interpreter": Interpreter(language) if language or (grant and grant.interpreter) else None,
        "guardian": Guardian(more.guardian, more.guardian_phone)
        if under and (more.guardian or more.guardian_phone)
        else None,
    }
    return {what: value for what, value in known.items() if value}


def for_the_coordinator(
    consent: view.Consent | None, printed: list[str], hidden: list[str], command: str
) -> tuple[str, ...]:
    """What a volunteer learns from the paper, what the consent says in its own words, and what was left out for it."""
    what = ", ".join([_("first name, telephone and e-mail"), *printed])
    left_out = _("Left out of the paper, since no consent names it: {what} ({command})")
    return (
        _("The paper tells the mentor: {what}.").format(what=what),
        _("The consent to sharing with the mentor says: “{data}”.").format(data=consent.data)
        if consent
        else _("There is no consent to sharing with the mentor."),
        *([left_out.format(what=", ".join(hidden), command=command)] if hidden else []),
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
