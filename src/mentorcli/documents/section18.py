"""The § 18 account of a year: what came in, what it was used for, what is left, and what the scheme did."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from mentorcli import codes
from mentorcli.documents import annual
from mentorcli.documents.letter import Draft, contact_lacking, lacking
from mentorcli.reports import annual as yearly
from mentorcli.reports import finance, series
from mentorcli.store import connection as store
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def facts(connection: sqlite3.Connection, profile: Profile, year: int, day: str) -> Draft:
    """The money of a year by category, amounts above 5,000 kr. one by one, and the figures that municipalities ask for.

    § 18 money is used before other money, so what is left of it is at most what came in. The figures are printed as the
    published annual report of the same day prints them: what one holds back the other must not tell.
    """
    lo, hi = yearly.period(connection, str(year), day)
    on = by_setting(connection)
    found = yearly.annual(connection, on(hi), lo, hi, as_of=day, made_on=day)
    account, fund = found.account, found.account.section_18
    done = {"mentors": "mentors_active_at_end", "live": "matches_live_in_period", "meetings": "meetings_held"}
    made = annual.Print(found, annual.Edition(profile, years=series.series(connection, on, found)))
    return Draft(
        str(year),
        {
            "year": year, "lo": lo, "hi": hi, "given": fund.income_ore, "used": fund.used_ore, "left": fund.left_ore,
            **{name: made.number(cell) for name, cell in done.items()},
            "minutes": made.minutes(), "events": made.rows("events_by_kind"),
            "all_spent": account.expense_ore,
            "spent": [(word(one.category), one.expense_ore) for one in account.categories if one.expense_ore],
            "large": [(one.on, word(one.category), one.text, one.amount_ore) for one in finance.itemised(connection, lo, hi)],
            "threshold": made.threshold, "hidden": not made.hidden.keys().isdisjoint(done.values()),
            "controller": profile.contact.controller,
        },
        lacking(
            (profile.contact.controller, _("the association"), "scheme set contact.controller"),
            *contact_lacking(profile),
            (fund.income_ore or None, _("§ 18 money received"), "money add --income … --category section-18"),
        ),
    )  # fmt: skip


def by_setting(connection: sqlite3.Connection) -> Callable[[str], Profile]:
    """The scheme's rules by day."""
    from mentorcli.schemes.profile import Profile

    settings = store.settings(connection)
    return lambda day: Profile.on(settings, day)


def word(category: str) -> str:
    """A category of money in words."""
    return codes.word("money_category", category)
