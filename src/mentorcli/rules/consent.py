"""Whose word stands behind what is kept and shared: rules B3–B6, B8, B9, and C14, where it changes hands. Pure, over plain rows.

Sensitive are the texts of a visitation that tell of background, course so far, support needs and special care: in them
stand health, origin and family (GDPR art. 9; the seeds of Vallensbæk and Center for Unge). What somebody lives on, or
wants help with, is confidential but not of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mentorcli import codes
from mentorcli.rules.facts import BirthdayFact, ConsentPairFact, GivenFact, SensitiveFact, SharingFact, WithdrawalFact
from mentorcli.rules.rule import OF_AGE, Finding, Rule, age, later, may_be_child, may_be_under
from mentorcli.words import N_, _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

NEEDS: dict[str, tuple[str, ...]] = {  # what a consent of a kind must say beside its day (VEJ 9330, points 116–117)
    "participation": ("purpose",),
    "sensitive": ("data", "purpose"),
    "sharing-mentor": ("data", "purpose"),
    "obtain": ("data", "parties", "purpose"),
    "disclose": ("data", "parties", "purpose"),
    "pictures": ("purpose",),
    "statistics": ("data", "purpose"),
}
LACKS = {
    "data": N_("which data (--data)"),
    "parties": N_("from whom or to whom (--parties)"),
    "purpose": N_("what for (--purpose)"),
    "told": N_("that it was told how to withdraw it (--told)"),
}
OPEN = ("accepted", "starting", "settled", "paused")
FIELDS = "visitation_item"
ERASING = {
    "visitation": "mentorcli visitation edit v{number} --erase",
    "youth": 'mentorcli youth edit y{number} --background ""',
}


SHAREABLE = {  # what an agreement may tell a volunteer, and how a consent to sharing names it
    "purpose": ("formål", "formålet", "formål og ønsker", "ønsker", "ønskerne", "purpose", "the purpose", "wishes"),
    "goals": ("mål", "målene", "mål og delmål", "goals", "the goals"),
    "grant": ("bevilling", "bevillingen", "grant", "the grant"),
    "interpreter": (
        "tolk", "tolken", "tolkning", "tolkebehov", "behov for tolk", "sprog", "sproget", "modersmål",
        "interpreter", "the interpreter", "need of an interpreter", "language", "the language",
    ),
    "guardian": (
        "forælder", "forældre", "forældrene", "forældres navn", "forældrenes navn", "kontakt til forældre",
        "værge", "værgen", "værgens navn", "parent", "parents", "guardian", "the guardian", "guardian's name",
    ),
}  # fmt: skip
LIMITS = (
    "ikke",
    "undtagen",
    "uden",
    "bortset",
    "men",
    "dog",
    "not",
    "except",
    "without",
    "but",
    "no",
    "ingen",
    "intet",
)


def may_tell(data: str, what: str) -> bool:
    """Whether the data of a consent to sharing name the purpose, the goals, the grant and so on (B9; VEJ 9330, points 116–117).

    Only what stands there by name is covered: "kun fritidsinteresser" is no yes to goals, and neither is "skolen".
    A text that leaves something out ("alt undtagen …") is not guessed at: it covers nothing.
    """
    words = re.split(r"\W+", data.casefold())
    if any(one in LIMITS for one in words):
        return False
    items = [one.strip() for one in re.split(r"[,;./\n]|\bog\b|\bsamt\b|\band\b", data.casefold())]
    plain = [
        re.sub(r"^((kun|min|mit|mine|hans|hendes|deres|den unges|only|my|his|her|their)\s+)+", "", one) for one in items
    ]
    return any(one in SHAREABLE[what] for one in plain)


def needs_guardian(born: str | None, profile: Profile, day: str) -> bool | None:
    """Whether a guardian has a say (B5); None where the birth day is not known and the scheme takes anybody so young."""
    limit = profile.youth.guardian_under
    if limit is None:
        return False
    if born is None:
        return None if may_be_under(profile, limit) else False
    return age(born, day) < limit


def named(fields: str) -> str:
    """The texts of a visitation in words, from their codes."""
    return ", ".join(codes.word(FIELDS, one) for one in fields.split(", "))


def sensitive(rows: Sequence[SensitiveFact], profile: Profile, day: str) -> list[Finding]:
    """B3: sensitive texts are kept only under a consent of that kind; one that was withdrawn is B8's.

    Of somebody whose guardian decides (B5), the young person's own word is asked for too, but is not enough.
    """
    found = []
    for one in rows:
        if one.consented_on is not None or one.withdrawn_on is not None:
            continue
        text = (
            _(
                "{who}: sensitive data without a consent ({fields}); record the consent first: "
                "mentorcli youth consent {id} --kind sensitive"
            )
            if one.own_on is None
            else _(
                "{who}: sensitive data ({fields}) of somebody who is, or may be, so young that a guardian consents; "
                "record that consent first: mentorcli youth consent {id} --kind sensitive --by guardian"
            )
        ).format(who=one.label, fields=named(one.fields), id=f"y{one.youth_id}")
        command = f"mentorcli visitation show v{one.id}"
        found.append(Finding("B3", "block", one.recorded_on, "visitation", one.id, one.label, text, command))
    return found


def whole(rows: Sequence[GivenFact], profile: Profile, day: str) -> list[Finding]:
    """B4: a consent says which data, from or to whom, what for, and that it can be withdrawn; all that lacks is told."""
    found = []
    for one in rows:
        asked = {name: getattr(one, name) for name in (*NEEDS.get(one.kind, ("data", "purpose")), "told")}
        lacking = [_(LACKS[name]) for name, value in asked.items() if not value]
        if lacking:
            text = _("{who}: the consent ({kind}) does not say {what}").format(
                who=one.label, kind=codes.word("consent_kind", one.kind), what=", ".join(lacking)
            )
            command = f"mentorcli youth show y{one.youth_id}"
            found.append(Finding("B4", "block", day, "consent", one.id, one.label, text, command))
    return found


def about(rule: str, severity: str, one: ConsentPairFact, day: str, text: str) -> Finding:
    """A finding about a match, or about the youth where there is none yet."""
    kind, number = ("youth", one.youth_id) if one.match_id is None else ("match", one.match_id)
    due = min(one.recorded_on, day)
    return Finding(rule, severity, due, kind, number, one.label, text, f"mentorcli youth show y{one.youth_id}")


def guardians(rows: Sequence[ConsentPairFact], profile: Profile, day: str) -> list[Finding]:
    """B5: of somebody under 15 a guardian consents to the match; before there is one, it is a reminder.

    Of an unknown birth day the youngest age that the scheme takes counts, as in A2; where nothing says that the scheme
    takes children, only a known age counts.
    """
    found = []
    for one in rows:
        young = needs_guardian(one.born, profile, day)
        if not (may_be_child(profile) if young is None else young) or one.guardian_on is not None:
            continue
        if one.born is None:
            text = _("{who}: the birth day is not known, so the youngest age counts, and no guardian has consented")
            text = text.format(who=one.label)
        else:
            text = _("{who}: {age} years old, and no guardian has consented")
            text = text.format(who=one.label, age=age(one.born, day))
        found.append(about("B5", "block" if one.state in OPEN else "remind", one, day, text))
    return found


def own_word(rows: Sequence[ConsentPairFact], profile: Profile, day: str) -> list[Finding]:
    """B6: from 15 to 17 the young person consents, and it is recorded whether the parents were informed or asked."""
    least, under = profile.youth.guardian_under or 0, profile.youth.inform_under
    found = []
    for one in rows:
        if under is None or one.born is None or one.state not in OPEN or not least <= age(one.born, day) < under:
            continue
        lacking = [] if one.own_on is not None else [_("no consent of the young person's own")]
        lacking += [] if one.choice is not None else [_("no choice about the parents is recorded (--guardian-choice)")]
        if lacking:
            text = _("{who}: {age} years old; {what}").format(
                who=one.label, age=age(one.born, day), what=", ".join(lacking)
            )
            found.append(about("B6", "warn", one, day, text))
    return found


def withdrawn(rows: Sequence[WithdrawalFact], profile: Profile, day: str) -> list[Finding]:
    """B8: nothing goes on under a consent that was withdrawn: texts are erased, and nobody takes part any more."""
    found = []
    for one in rows:
        if one.fields:
            erasing = ERASING[one.kind].format(number=one.id)
            text = _(
                "{who}: the consent to sensitive data was withdrawn on {day}; erase {fields} with: {command}"
            ).format(who=one.label, day=day_short(one.withdrawn_on), fields=named(one.fields), command=erasing)
            command = f"mentorcli {one.kind} show {one.kind[0]}{one.id}"
        else:
            text = _("{who}: the consent to taking part was withdrawn on {day}, and nothing has been ended").format(
                who=one.label, day=day_short(one.withdrawn_on)
            )
            command = f"mentorcli youth show y{one.youth_id}"
        found.append(Finding("B8", "block", one.withdrawn_on, one.kind, one.id, one.label, text, command))
    return found


def sharing(rows: Sequence[SharingFact], profile: Profile, day: str) -> list[Finding]:
    """B9: a volunteer gets first name and contact; for anything more the young person has consented (Gladsaxe, Horten).

    A paid mentor is a colleague of those who know: of him the scheme's own rules hold.
    """
    if profile.mentor.kind != "volunteer":
        return []
    found = []
    for one in rows:
        if one.consented_on is None:
            text = _("{who}: {what} is shared with a volunteer without a consent to sharing").format(
                who=one.label, what=one.what
            )
            command = f"mentorcli {one.kind} show {one.kind[0]}{one.id}"
            found.append(Finding("B9", "block", one.on_day, one.kind, one.id, one.label, text, command))
    return found


def coming_of_age(rows: Sequence[BirthdayFact], profile: Profile, day: str) -> list[Finding]:
    """C14: at 17½ the transition is planned, and from 18 the young person consents alone (Socialstyrelsen).

    It stands until the young person has consented anew, or has been of age as long as the warning is.
    """
    months = profile.remind.transition_months
    found = []
    for one in rows if months else ():
        of_age = later(one.born, months=12 * OF_AGE)
        begins = later(of_age, months=-months)
        if day >= later(of_age, months=months) or (one.consented_on or "") >= begins:
            continue
        turned = day >= of_age
        text = (
            _("{who} turned 18 on {day}: look at the consents together, and at who is to help from now on")
            if turned
            else _("{who} turns 18 on {day}: plan the transition")
        )
        due = max(of_age if turned else begins, one.recorded_on)
        said = text.format(who=one.label, day=day_short(of_age))
        command = f"mentorcli youth show y{one.youth_id}"
        found.append(Finding("C14", "remind", due, "youth", one.youth_id, one.label, said, command))
    return found


RULES: tuple[Rule, ...] = (
    Rule(
        "B3",
        "block",
        N_("Sensitive data of a visitation are kept only under a consent of that kind."),
        "databeskyttelsesforordningen art. 9; VEJ 9330",
        needs="sensitive",
        decide=sensitive,
        at=("visitation log", "visitation edit"),
    ),
    Rule(
        "B4",
        "block",
        N_("A consent says which data, from or to whom, what for, its day, and that it was told how to withdraw it."),
        "VEJ 9330",
        needs="given",
        decide=whole,
        at=("youth consent",),
    ),
    Rule(
        "B5",
        "block",
        N_("Of somebody under 15 a guardian has consented before the first meeting."),
        "Datatilsynet",
        "youth.guardian_under",
        "consent_pairs",
        guardians,
        starred=True,
        at=("match start", "meeting log"),
        afterwards=True,
    ),
    Rule(
        "B6",
        "warn",
        N_("From 15 to 17 the young person consents, and it is recorded whether the parents were informed."),
        "Datatilsynet",
        "youth.inform_under",
        "consent_pairs",
        own_word,
        at=("match start",),
        afterwards=True,
    ),
    Rule(
        "B8",
        "block",
        N_("Nothing goes on under a consent that was withdrawn, and what was kept under it is erased."),
        "databeskyttelsesforordningen art. 7",
        needs="withdrawals",
        decide=withdrawn,
        at=(
            "match accept",
            "match start",
            "match reopen",
            "match resume",
            "match substitute",
            "meeting log",
            "visitation log",
            "visitation edit",
        ),
    ),
    Rule(
        "B9",
        "block",
        N_("With a volunteer no more than first name and contact is shared without a consent to sharing."),
        "Gladsaxe; Horten",
        needs="sharing",
        decide=sharing,
        at=("visitation log", "visitation edit"),
    ),
    Rule(
        "C14",
        "remind",
        N_("At 17½ a young person's transition is planned, and at 18 the consents are looked at again."),
        "Socialstyrelsen",
        "remind.transition_months",
        "birthdays",
        coming_of_age,
    ),
)
