"""From when to when a legal basis of a grant holds, and the benefits that a young person lives on. Dated tables.

The law changes them, so they are rows with days and a source, and a scheme adds its own (`lists.legal_basis`, which
always hold). Where no source gives a day, none stands here. The words are in codes.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


class Held(NamedTuple):
    """A legal basis or a benefit: its first and last day, and the day from which no new case may begin on it."""

    source: str
    first: str | None = None
    last: str | None = None
    closed_on: str | None = None
    most_months: int | None = None  # of one grant; a renewal then needs a new assessment
    personal: bool = True  # whether it is decided about one young person


BASES: dict[str, Held] = {
    # lov nr. 548 af 7. maj 2019 holds from 2020; before it mentor support stood in § 31 b, from the reform of 2014 on
    "lab-167": Held("LAB § 167, stk. 1 (elov.dk, kap. 26)", first="2020-01-01", most_months=6),
    "lab-167-2": Held("LAB § 167, stk. 2: at least 6 months in all", first="2020-01-01"),
    "lab-167-3": Held("LAB § 167, stk. 3 (elov.dk, kap. 26)", first="2020-01-01", most_months=6),
    "lab-31b": Held("LAB kap. 9 b", first="2014-01-01", last="2019-12-31"),
    "integration-23d": Held("integrationsloven § 23 d (elov.dk)"),
    "child-30": Held("barnets lov § 30 (medmentor.kk.dk)", first="2024-01-01"),
    "child-32": Held("barnets lov § 32 (medmentor.kk.dk)", first="2024-01-01"),
    "service-18": Held("serviceloven § 18: no decision about the citizen (sm.dk)", personal=False),
    # The act holds from 1 February and from 1 July 2026: the later day, so that no case is doubted without reason.
    "resource-course": Held("lov nr. 1750 af 29. december 2025 (star.dk)", closed_on="2026-07-01"),
    "rehabilitation": Held("lov nr. 1750 af 29. december 2025 (star.dk)", closed_on="2026-07-01"),
    "agreement": Held("an agreement of its own"),
}
SUPPORT: dict[str, Held] = {
    "education-assistance": Held("the reform of 1 July 2025 (aalborg.dk)", last="2025-06-30"),
    "transition-benefit": Held("the reform of 1 July 2025 (aalborg.dk)", last="2025-06-30"),
    "return-benefit": Held("the reform of 1 July 2025 (aalborg.dk)", last="2025-06-30"),
    "resource-benefit": Held("lov nr. 1750 af 29. december 2025 (star.dk)", closed_on="2026-07-01"),
    "rehabilitation-benefit": Held("lov nr. 1750 af 29. december 2025 (star.dk)", closed_on="2026-07-01"),
}


def basis(code: str, profile: Profile) -> Held | None:
    """What is known of a legal basis; one that the scheme has added always holds, and one of nobody's is None."""
    if code in profile.extra("legal_basis"):
        return Held("the scheme")
    return BASES.get(code)


def holds(held: Held, day: str) -> bool:
    """Whether it is in force on a day."""
    return (held.first or "") <= day <= (held.last or "9999")


def closed(held: Held, begun: str) -> bool:
    """Whether a case that begins on a day comes too late for it."""
    return held.closed_on is not None and begun >= held.closed_on
