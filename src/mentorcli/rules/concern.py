"""Notifications of concern: the receipt that should come (C12), and that the duty is personal (C13). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mentorcli.rules.calendar import add_working_days
from mentorcli.rules.facts import ConcernFact
from mentorcli.rules.rule import OF_AGE, Finding, Rule, age, may_be_under
from mentorcli.words import N_, _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def receipts(rows: Sequence[ConcernFact], profile: Profile, day: str) -> list[Finding]:
    """C12: a notification of concern whose receipt has not come in so many working days (Læsø: six)."""
    found = []
    for one in rows:
        if one.receipt_on is not None:
            continue
        due = add_working_days(max(one.on_day, one.recorded_on), profile.remind.receipt_days)
        text = _("{who}: no receipt yet for the notification of {day} to {whom}").format(
            who=one.label, day=day_short(one.on_day), whom=one.told_to
        )
        command = f"mentorcli youth show y{one.youth_id}"
        found.append(Finding("C12", "remind", due, "concern", one.id, one.label, text, command))
    return found


def duty(rows: Sequence[ConcernFact], profile: Profile, day: str) -> list[Finding]:
    """C13: who notifies of a concern about somebody under 18 hears that the duty is personal (barnets lov).

    Of an unknown birth day the youngest whom the scheme takes counts.
    """
    found = []
    for one in rows:
        young = may_be_under(profile, OF_AGE) if one.born is None else age(one.born, one.on_day) < OF_AGE
        if not young:
            continue
        text = _(
            "Of somebody under 18 the duty to notify the municipality is personal: it holds for each who knows of the "
            "concern, the mentor too, and goes before secrecy (barnets lov §§ 133 and 135)."
        )
        found.append(Finding("C13", "warn", one.on_day, "concern", one.id, one.label, text, "mentorcli concern list"))
    return found


RULES: tuple[Rule, ...] = (
    Rule(
        "C12",
        "remind",
        N_("A notification of concern is receipted within 6 working days."),
        "Læsø",
        "remind.receipt_days",
        "concerns",
        receipts,
    ),
    Rule(
        "C13",
        "remind",
        N_("Who notifies of a concern about somebody under 18 is told that the duty is personal."),
        "barnets lov §§ 133, 135",
        needs="notified",
        decide=duty,
        at=("concern log",),
    ),
)
