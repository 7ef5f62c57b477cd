"""The referral form: filled with what is known of a youth, or blank for whoever sends one."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from mentorcli import codes, words
from mentorcli.documents.letter import Draft, contact_lacking, lacking, may_be_under, named, words_for
from mentorcli.views import document as view
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def facts(connection: sqlite3.Connection, profile: Profile, number: int | None, day: str) -> Draft:
    """What the form says; without a number nothing is filled in."""
    sources = profile.youth.sources or tuple(codes.words_of("source"))
    common = {
        "sources": [(code, codes.word("source", code)) for code in sources], "ages": (profile.youth.min_age, profile.youth.max_age),
        "areas": words_for(profile, "area"), "guardian_under": profile.youth.guardian_under,
        "enquiry": profile.youth.intake == "enquiry", "interpreter": profile.grant.interpreter, "wished": [],
    }  # fmt: skip
    if number is None:
        told: dict[str, object] = {
            "youth": None,
            "more": None,
            "referral": None,
            "under": may_be_under(None, profile, day),
        }
        return Draft("", {**common, **told}, lacking(*contact_lacking(profile)))
    youth = named(view.person(connection, "youth", number), "y")
    more, found = view.youth(connection, number), view.referral(connection, number, day)
    under = may_be_under(youth.born, profile, day)
    missing = lacking(
        *contact_lacking(profile),
        (found, _("the referral")),
        (found and found.referrer, _("who referred")),
        (found and found.why, _("why the young person was referred")),
        (youth.born, _("the day of birth of the young person")),
        (youth.phone or youth.email, _("a telephone or e-mail of the young person")),
        *(((more.guardian, _("the guardian's name")),) if under else ()),
    )
    needs = {words.fold(one.strip()) for one in more.needs.split(",")}
    both = zip(words_for(profile, "area"), profile.additions("area").values(), strict=True)
    wished = [area for area, names in both if needs & set(map(words.fold, names))]  # typed in either language
    told = {"youth": youth, "more": more, "referral": found, "under": under, "wished": wished}
    return Draft(f"y{number}", {**common, **told}, missing)
