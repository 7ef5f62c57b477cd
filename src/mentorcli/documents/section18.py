"""The § 18 account of a year: what came in, what it was used for, what is left, and what the scheme did."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from mentorcli import codes
from mentorcli.documents.letter import Draft, contact_lacking, lacking
from mentorcli.reports import annual, finance
from mentorcli.views import figures
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

DONE = {  # what municipalities ask for beside the money: its name in the template, and the figure
    "mentors": "mentors_active_at_end", "live": "matches_live_in_period", "meetings": "meetings_held",
    "minutes": "meeting_minutes", "events": "events_by_kind",
}  # fmt: skip


def facts(connection: sqlite3.Connection, profile: Profile, year: int, day: str) -> Draft:
    """The money of a year by category, amounts above 5,000 kr. one by one, and the figures that municipalities ask for.

    § 18 money is used before other money, so what is left of it is at most what came in.
    """
    lo, hi = annual.period(connection, str(year), day)
    found = finance.finance(connection, profile, lo, hi, as_of=day, made_on=day)
    account, fund = found.account, found.account.section_18
    done = {name: figures.value(connection, figures.BY_KEY[key], profile, lo, hi) for name, key in DONE.items()}
    events = done["events"]
    assert isinstance(events, dict)
    return Draft(
        str(year),
        {
            **done, "year": year, "lo": lo, "hi": hi, "given": fund.income_ore, "used": fund.used_ore, "left": fund.left_ore,
            "all_spent": account.expense_ore,
            "spent": [(word(one.category), one.expense_ore) for one in account.categories if one.expense_ore],
            "large": [(one.on, word(one.category), one.text, one.amount_ore) for one in found.items],
            "events": [(codes.word("event_kind", kind), n) for kind, n in events.items()],
            "threshold": profile.report.threshold, "controller": profile.contact.controller,
        },
        lacking(
            (profile.contact.controller, _("the association (scheme set contact.controller)")),
            *contact_lacking(profile),
            (fund.income_ore or None, _("§ 18 money received (money add --income … --category section-18)")),
        ),
    )  # fmt: skip


def word(category: str) -> str:
    """A category of money in words."""
    return codes.word("money_category", category)
