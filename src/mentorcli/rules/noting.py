"""When a follow-up note is due (D7), and what it must say before it is issued (D8). Pure.

Center for Unge writes one every third month of a grant (`followup.note_months`). The months count from the first day of
the grant, then from the end of the last note; the last one is due with the end of the grant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mentorcli import form
from mentorcli.rules.facts import NoteDue, NoteText
from mentorcli.rules.granting import last_of
from mentorcli.rules.rule import Finding, Rule, later
from mentorcli.words import N_, _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

AHEAD_DAYS = 14  # a note is on the agenda so long before it is due; and one that ends so shortly before counts as it
NEEDED = ("purpose", "work", "development", "youth-view", "next-period")  # D8: the parts that a note must have


def period(one: NoteDue, months: int) -> tuple[str, str] | None:
    """The first and last day of the next note about a grant; None once notes cover the whole of it."""
    first = later(one.noted_until, days=1) if one.noted_until else one.from_day
    if first > one.last_day or (one.noted_until and one.noted_until >= later(one.last_day, days=-AHEAD_DAYS)):
        return None
    last = last_of(first, months)
    return first, one.last_day if later(last, days=AHEAD_DAYS) >= one.last_day else last


def state(one: NoteDue, profile: Profile, day: str) -> tuple[str, str, str] | None:
    """The next note's state (`due-soon` or `overdue`), first and last day; None where none is due within two weeks.

    Of a grant that was over before it came into the file no note is asked.
    """
    months = profile.followup.note_months
    if not months or one.last_day < one.recorded_on:
        return None
    days = period(one, months)
    if days is None or later(days[1], days=-AHEAD_DAYS) > day:
        return None
    return "overdue" if day > max(days[1], one.recorded_on) else "due-soon", *days


def due(rows: Sequence[NoteDue], profile: Profile, day: str) -> list[Finding]:
    """D7: a follow-up note that is due within two weeks, or overdue (CFU: every third month)."""
    found = []
    for one in rows:
        known = state(one, profile, day)
        if known is None:
            continue
        text = _("{who}: the follow-up note for {first}–{last} is due")
        if known[0] == "overdue":
            text = _("{who}: the follow-up note for {first}–{last} is overdue")
        text = text.format(who=one.label, first=day_short(known[1]), last=day_short(known[2]))
        command = f"mentorcli note draft x{one.match_id}" if one.match_id else f"mentorcli grant show g{one.grant_id}"
        on = max(known[2], one.recorded_on)
        found.append(Finding("D7", "remind", on, "grant", one.grant_id, one.label, text, command))
    return found


def complete(rows: Sequence[NoteText], profile: Profile, day: str) -> list[Finding]:
    """D8: the parts that a note must have before it is issued and that nobody has written, each a finding."""
    text = _("nothing is written under “{heading}”")
    return [
        Finding(
            "D8", "block", one.begun_on, "note", one.id, one.label, text.format(heading=form.title_of("note_part", part)),
            f"mentorcli note draft n{one.id}",
        )
        for one in rows
        for part in NEEDED
        if not getattr(one, part.replace("-", "_")).strip()
    ]  # fmt: skip


RULES = (
    Rule(
        "D7", "remind", N_("A follow-up note is written every third month of a grant."), "Center for Unge",
        "followup.note_months", "notes_due", due,
    ),
    Rule(
        "D8", "block",
        N_("A note is issued when purpose, work done, development, the young person's view and the next period are filled in."),
        "Center for Unge", "", "notes", complete, starred=True, at=("note issue",),
    ),
)  # fmt: skip
