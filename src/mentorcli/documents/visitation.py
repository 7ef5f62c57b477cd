"""The visitation note: the intake meeting, what was said there and what was decided."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from mentorcli.documents.letter import Draft, contact_lacking, lacking, named
from mentorcli.errors import NotFound
from mentorcli.views import document as view
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def facts(connection: sqlite3.Connection, profile: Profile, number: int, day: str) -> Draft:
    """The newest visitation of a youth; NotFound where there was none."""
    youth = named(view.person(connection, "youth", number), "y")
    found = view.visitation(connection, number, day)
    if found is None:
        raise NotFound(
            _("{name} has no visitation meeting on file.").format(name=f"y{number} {youth.name}"),
            _("Record it first: mentorcli visitation log {id}").format(id=f"y{number}"),
        )
    labels = {
        "participants": _("who took part"), "background": _("the background"), "so_far": _("the course so far"),
        "support_needs": _("the support that is needed, in the young person's words"), "purpose": _("the purpose"),
        "content": _("content and tasks"), "start": _("the day of the start"), "minutes": _("the hours"),
        "decision": _("the decision"), "decided_by": _("who decided"),
    }  # fmt: skip
    referral = view.referral(connection, number, day)
    missing = lacking(
        *contact_lacking(profile),
        (referral and referral.referrer, _("who referred")),
        *((getattr(found, field), label) for field, label in labels.items()),
    )
    mentor = view.person(connection, "mentor", found.mentor) if found.mentor else None
    return Draft(
        f"y{number}",
        {
            "youth": youth, "more": view.youth(connection, number), "visit": found, "referral": referral, "mentor": mentor,
            "grant": view.grant(connection, number, day, of=found.day),
            "participants": [one.strip() for one in found.participants.split(",") if one.strip()],
            "consents": list(view.consents(connection, number, day).values()),
        },
        missing,
    )  # fmt: skip
