"""How a match ends well: what is asked before and after (C11), and how it is told, blaming nobody. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import codes
from mentorcli.rules.facts import EndFact, LeftFact
from mentorcli.rules.monitoring import steps
from mentorcli.rules.rule import Finding, Rule, later
from mentorcli.words import N_, _, day_short, ngettext

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

DAYS = 28  # after an end, in which a closing talk still makes sense
LOST = {"no-show": "youth", "youth-stopped": "youth", "mentor-stopped": "mentor"}  # who may be out of reach


def to_talk_with(end: EndFact) -> list[str]:
    """With whom a closing talk belongs to this end: both; without contact the one who is left; after a death nobody."""
    if end.reason == "died":
        return []
    if end.planned != "no":
        return ["mentor", "youth"]
    gone = end.ended_by if end.ended_by in ("mentor", "youth") else LOST.get(end.reason or "")
    return [party for party in ("mentor", "youth") if gone and party != gone]


class Kept(NamedTuple):
    """Until when data about an ended match are kept, at the latest."""

    sensitive: str
    contact: str


def kept(ended_on: str, profile: Profile) -> Kept:
    """The days by which sensitive data, and name and contact, are erased after an end (the scheme's months)."""
    keep = profile.keep
    return Kept(later(ended_on, months=keep.sensitive_months), later(ended_on, months=keep.contact_months))


LEFT = {
    "youth": N_("{who}: the young person is no longer in the scheme ({state}), and the match is not ended"),
    "mentor": N_("{who}: the mentor is no longer in the corps ({state}), and the match is not ended"),
}


def asked(rows: Sequence[EndFact | LeftFact], profile: Profile, day: str) -> list[Finding]:
    """C11: an end without a closing talk, or because the young person stays away before every step was tried.

    Also a match that nobody has ended though one of the two is no longer in the scheme.
    """
    found = []
    for end in rows:
        if isinstance(end, LeftFact):
            state = codes.word(f"{end.party}_state", end.state)
            found.append(about(end, _(LEFT[end.party]).format(who=end.label, state=state)))
            continue
        missing = [party for party in to_talk_with(end) if party not in end.talked]
        if missing:
            said = [codes.word("party", party) for party in missing]
            parties = said[0] if len(said) == 1 else _("{one} and {other}").format(one=said[0], other=said[1])
            text = _("{who}: no closing talk with {parties} is on record").format(who=end.label, parties=parties)
            found.append(about(end, text))
        left = steps(profile)[end.step - 1 :] if end.step else ()
        if left:
            text = ngettext(
                "{who}: {count} step towards contact is not tried yet; the next one: {what}",
                "{who}: {count} steps towards contact are not tried yet; the next one: {what}",
                len(left),
            )
            found.append(about(end, text.format(who=end.label, count=len(left), what=codes.word("ladder", left[0]))))
    return found


def about(end: EndFact | LeftFact, text: str) -> Finding:
    """A warning about an end, or about one that lacks."""
    due, command = max(end.on, end.recorded_on), f"mentorcli match show x{end.match_id}"
    return Finding("C11", "warn", due, "match", end.match_id, end.label, text, command)


HOW = {
    "yes": N_("The match came to an end as planned."),
    "talk": N_("The match ended earlier than planned, with a closing talk."),
    "no": N_("The match ended earlier than planned, and without a talk at the end."),
}
WHY = {
    "goal-reached": N_("The young person had reached the goal."),
    "education": N_("The young person went on to education."),
    "job": N_("The young person went on to a job."),
    "moved": N_("A move came between."),
    "youth-stopped": N_("The young person chose to stop."),
    "no-show": N_("The meetings no longer came about."),
    "mentor-stopped": N_("The mentor could not go on."),
    "poor-fit": N_("The two were not the right match for each other."),
    "other-help": N_("The young person got other help."),
    "grant-ended": N_("The grant had run out."),
    "age-or-area": N_("Age or place of residence no longer fitted the scheme."),
    "concern": N_("It was ended out of care for those it is about."),
    "association": N_("The association decided so."),
    "died": N_("A death put an end to it."),
}


def told(first_met: str | None, on: str, held: int, planned: str | None, reason: str | None) -> str:
    """An end in plain words that blame nobody: how often and how long they met, how it ended, and why."""
    parts = []
    if not held or first_met is None:
        parts.append(_("They did not get to meet."))
    else:
        times = ngettext(
            "They met {count} time between {first} and {last}.",
            "They met {count} times between {first} and {last}.",
            held,
        )
        parts.append(times.format(count=held, first=day_short(first_met), last=day_short(on)))
    if planned is not None:
        parts.append(_(HOW[planned]))
    if reason is not None:
        parts.append(_(WHY[reason]) if reason in WHY else _("Reason: {reason}.").format(reason=word(reason)))
    return " ".join(parts)


def word(reason: str) -> str:
    """The scheme's word for a reason without a sentence of its own."""
    return codes.word("end_reason", reason)


RULES: tuple[Rule, ...] = (
    Rule(
        "C11",
        "warn",
        N_(
            "Ending a match asks for one reason and a closing talk with each; of one who stays away first for every step."
        ),
        "Slagelse",
        "",
        "endings",
        asked,
        at=("match end",),
        afterwards=True,
    ),
)
