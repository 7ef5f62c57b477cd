"""Who comes in: C4, and what a visitation meeting should hold. Pure, over plain rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mentorcli.rules.facts import ReferralFact
from mentorcli.rules.rule import Finding, Rule, age
from mentorcli.words import N_, _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

# What the meeting is for (source: CFU): who takes part, what is told, and what is agreed.
PARTIES = ("youth", "caseworker", "mentor")
TEXTS = ("background", "so_far", "purpose", "support_needs", "content")
AGREED = ("start_on", "minutes")


def missing(visitation: Mapping[str, object]) -> list[str]:
    """What a visitation lacks of what the meeting should bring about, as codes of `visitation_item` (source: CFU)."""
    there = str(visitation["participants"]).split(", ")
    lacking = [one for one in PARTIES if one not in there]
    lacking += [name for name in (*TEXTS, *AGREED) if visitation[name] in (None, "")]
    return [name.replace("_", "-") for name in lacking]


def target_group(rows: Sequence[ReferralFact], profile: Profile, day: str) -> list[Finding]:
    """C4: the age on the day of the referral and the municipality are the scheme's; what is not known is only said."""
    found = []
    for one in rows:
        known = [*of_age(one, profile), *of_municipality(one, profile)]
        for severity in ("block", "warn"):
            said = [text for how, text in known if how == severity]
            if said:
                text = _("{who}: {what}").format(who=one.label, what="; ".join(said))
                command = f"mentorcli youth show y{one.youth_id}"
                found.append(Finding("C4", severity, one.on_day, "youth", one.youth_id, one.label, text, command))
    return found


def of_age(one: ReferralFact, profile: Profile) -> list[tuple[str, str]]:
    """What there is to say of the age at a referral: severity and text."""
    least, most = profile.youth.min_age, profile.youth.max_age
    if least is None and most is None:
        return []
    if least is not None and most is not None:
        asked = f"{least}\N{EN DASH}{most}"
    else:
        asked = _("{age} and over").format(age=least) if least is not None else _("up to {age}").format(age=most)
    if one.born is None:
        return [("warn", _("the birth day is not known; the scheme is for ages {ages}").format(ages=asked))]
    years = age(one.born, one.on_day)
    if (least is None or years >= least) and (most is None or years <= most):
        return []
    text = _("{age} years old on {day}; the scheme is for ages {ages}")
    return [("block", text.format(age=years, day=day_short(one.on_day), ages=asked))]


def of_municipality(one: ReferralFact, profile: Profile) -> list[tuple[str, str]]:
    """What there is to say of where the youth lives: severity and text."""
    code = profile.youth.municipality
    if code is None or one.municipality == code:
        return []
    if not one.municipality:
        return [("warn", _("the municipality is not known; the scheme is for municipality {code}").format(code=code))]
    # Which one is not said: the address may be protected.
    return [("block", _("lives in another municipality; the scheme is for municipality {code}").format(code=code))]


RULES: tuple[Rule, ...] = (
    Rule(
        "C4",
        "block",
        N_("A young person who is referred is of the scheme's ages and lives in its municipality."),
        "Slagelse, Lyngby, Center for Unge",
        needs="referred",
        decide=target_group,
        at=("youth refer", "enquiry answer"),
        starred=True,
    ),
)
