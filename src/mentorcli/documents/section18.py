"""The § 18 account of a year: what came in, what it was used for, what is left, and what the scheme did."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from mentorcli import codes
from mentorcli.documents.letter import Draft, contact_lacking, lacking
from mentorcli.reports import annual
from mentorcli.views import document as view
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

ITEMISED_ORE = 500_000  # an amount above this is told on a line of its own (Billund: 5,000 kr.)


def facts(connection: sqlite3.Connection, profile: Profile, year: int, day: str) -> Draft:
    """The money of a year by category, amounts above 5,000 kr. one by one, and the figures that municipalities ask for.

    § 18 money is used before other money, so what is left of it is at most what came in.
    """
    lo, hi = annual.period(connection, str(year), day)
    found = annual.annual(connection, profile, lo, hi, as_of=day, made_on=day)
    money = view.money(connection, lo, hi)
    given = sum(
        ore for _on, direction, category, ore, _text in money if (direction, category) == ("income", "section-18")
    )
    spent: dict[str, int] = {}
    for _on, direction, category, ore, _text in money:
        if direction == "expense":
            spent[category] = spent.get(category, 0) + ore
    used = min(given, sum(spent.values()))
    large = [(on, codes.word("money_category", category), text, ore) for on, direction, category, ore, text in money
             if direction == "expense" and ore > ITEMISED_ORE]  # fmt: skip
    return Draft(
        str(year),
        {
            "year": year, "lo": lo, "hi": hi, "given": given, "used": used, "left": given - used, "all_spent": sum(spent.values()),
            "spent": [(codes.word("money_category", category), ore) for category, ore in sorted(spent.items())],
            "large": large, "mentors": found.number("mentors_active_at_end"), "live": found.number("matches_live_in_period"),
            "meetings": found.number("meetings_held"), "minutes": found.number("meeting_minutes"),
            "events": [(codes.word("event_kind", kind), n) for kind, n in found.groups("events_by_kind").items()],
            "threshold": profile.report.threshold, "controller": profile.contact.controller,
        },
        lacking(
            (profile.contact.controller, _("the association (scheme set contact.controller)")),
            *contact_lacking(profile),
            (given or None, _("§ 18 money received (money add --income … --category section-18)")),
        ),
    )  # fmt: skip
