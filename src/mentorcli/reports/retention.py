"""How long matches last: survival at 3, 6 and 12 months beside published shares, and who ended early."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules import survival
from mentorcli.rules.survival import Reading, Span
from mentorcli.store import audit
from mentorcli.views import survival as view
from mentorcli.views.survival import Ending

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

YEAR = survival.MARKS[-1][1]  # days; a match that lasted no longer has ended early


class Split(NamedTuple):
    """Ended matches on one side of the third meeting, and those of them that ended because the young person stayed away."""

    ended: int
    no_show: int


class Retention(NamedTuple):
    """The matches that began in a period, followed to the as-of day."""

    lo: str
    hi: str
    scheme: str
    as_of: str
    made_on: str
    audit_row: int
    spans: tuple[Span, ...]
    endings: tuple[Ending, ...]

    @property
    def matches(self) -> int:
        """How many began."""
        return sum(one.number for one in self.spans)

    @property
    def ended(self) -> int:
        """How many of them have ended."""
        return sum(one.number for one in self.spans if one.ended)

    @property
    def readings(self) -> list[Reading]:
        """The curve at 3, 6 and 12 months."""
        return survival.read_off(self.spans)

    @property
    def months(self) -> list[Reading]:
        """The curve month by month."""
        return survival.at_months(self.spans)

    def split(self, *, early: bool | None, few: bool) -> Split:
        """Ended with fewer than 3 held meetings or with more; of the early ones, or of all (`early` None)."""
        fits = [one for one in self.endings if one.few == few and early in (None, one.early)]
        return Split(sum(one.number for one in fits), sum(one.number for one in fits if one.no_show))


def retention(
    connection: sqlite3.Connection, profile: Profile, lo: str, hi: str, *, as_of: str, made_on: str
) -> Retention:
    """The matches whose first meeting lies from `lo` to `hi`, each followed from there to `as_of`."""
    spans = tuple(view.spans(connection, lo, hi, as_of))
    endings = tuple(view.endings(connection, lo, hi, as_of, YEAR))
    return Retention(lo, hi, profile.scheme.title, as_of, made_on, audit.newest(connection), spans, endings)
