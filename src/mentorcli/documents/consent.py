"""The declaration of consent: each kind on its own, with data, parties and purpose (VEJ 9330, point 117; B3, B4)."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from mentorcli import codes
from mentorcli.documents.letter import Draft, contact_lacking, lacking, may_be_under, named
from mentorcli.rules.rule import later
from mentorcli.views import document as view
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def facts(connection: sqlite3.Connection, profile: Profile, number: int, day: str) -> Draft:
    """What the form says of a youth; what a consent in force says is filled in, the boxes are left to the youth."""
    youth = named(view.person(connection, "youth", number), "y")
    more, given = view.youth(connection, number), view.consents(connection, number, day)
    under = may_be_under(youth.born, profile, day)
    review = later(day, months=profile.remind.consent_months)
    missing = lacking(
        (profile.contact.controller, _("who answers for the data"), "scheme set contact.controller"),
        *contact_lacking(profile),
        (youth.born, _("the day of birth of the young person"), f"youth edit y{number} --born"),
        *(((more.guardian, _("the guardian's name")),) if under else ()),
    )
    return Draft(
        f"y{number}",
        {
            "youth": youth, "more": more, "under": under, "guardian_under": profile.youth.guardian_under,
            "kinds": [(code, word, given.get(code)) for code, word in codes.words_of("consent_kind").items()],
            "inform_under": profile.youth.inform_under, "review": review, "sensitive": profile.keep.sensitive_months,
        },
        missing,
    )  # fmt: skip
