"""Who may be matched with whom, and what must stand before: rules A (certificates) and C1–C3, C5, C6. Pure, over plain rows.

What a rule weighs depends on the step that is judged: of what a person can still mend before the match a proposal only
warns, and the last yes or the first meeting is refused. A mentor who may not have anybody so young, or who has no
place, is not even proposed. One who stands in for a span is judged like a mentor, but for what only makes a match; the
finding is about that mentor with that young person, so that what is passed over for the match is not passed over for
the stand-in, nor for the same stand-in with another young person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from mentorcli import codes
from mentorcli.rules.facts import GuestFact, HelperFact, OrderFact, PairFact, Seen
from mentorcli.rules.rule import Finding, Rule, age, later, may_be_under
from mentorcli.words import N_, _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

COVER = ("cover", "cover ahead", "covering")
STANDING = ("proposed", "accepted", "running", "covering")
EVERY = ("propose", "accept", "first", "meeting", "plan first", "plan", "past", "cover", "cover ahead", *STANDING)
HELPED_MORE_THAN = 3  # times in three months (the practice of Glostrup)
TIME_TO_SEE_IT = 21  # days after that in which the certificate is got (the same)


def weights(**by_step: str) -> dict[str, str]:
    """Step -> severity; words of the severities' names list their steps, with _ for a space."""
    return {step.replace("_", " "): severity for severity, steps in by_step.items() for step in steps.split()}


CHILD = {**dict.fromkeys(EVERY, "block"), "propose": "warn", "proposed": "warn"}
WEIGHT: dict[str, dict[str, str]] = {
    "A1": CHILD,
    "A2": CHILD,
    "A3": dict.fromkeys(EVERY, "block"),
    "A4": weights(
        block="accept first past accepted running cover covering", warn="propose plan_first proposed cover_ahead"
    ),
    "C1": weights(
        block="first past running cover covering", warn="propose accept plan_first proposed accepted cover_ahead"
    ),
    "C2": weights(
        block="accept first past accepted running cover covering", warn="propose plan_first proposed cover_ahead"
    ),
    "C3": weights(block="propose accept first past accepted running", warn="plan_first proposed"),
    "C5": weights(block="first past running"),
    "C6": weights(warn="first past running"),
}
Found = tuple[str, str] | None  # what is wrong with a pair, and the command that deals with it


def each(
    rule: str, judge: Callable[[PairFact, Profile], Found]
) -> Callable[[Sequence[PairFact], Profile, str], list[Finding]]:
    """A rule over pairs from the judgement of one: asked at the steps that it weighs."""

    def decide(rows: Sequence[PairFact], profile: Profile, day: str) -> list[Finding]:
        asked = [row for row in rows if row.step in WEIGHT[rule]]
        return [about(rule, row, *found) for row in asked if (found := judge(row, profile)) is not None]

    return decide


def about(rule: str, pair: PairFact, text: str, command: str, due: str = "") -> Finding:
    """A finding about a pair; the day is the one on which the match began, else the day judged."""
    since = pair.first_met_on or pair.proposed_on or pair.day
    kind, number, youth = ("match", pair.match_id, 0)
    if pair.step in COVER:
        kind, number, youth = ("mentor", pair.mentor_id, pair.youth_id)
    weight, day = WEIGHT[rule][pair.step], due or min(since, pair.day)
    return Finding(rule, weight, day, kind, number, pair.label, text, command, youth)


# --- certificates: børneattest, straffeattest


def too_young(born: str | None, day: str, profile: Profile) -> bool:
    """Whether the mentor needs a børneattest for this young person on a day (børneattestloven § 2; Lyngby).

    Of an unknown birth day the youngest possible age counts: anybody whom the scheme takes.
    """
    under = profile.demands.boerneattest_under
    if under is None or born is None:
        return may_be_under(profile, under)
    return age(born, day) < under


def newest(checks: Sequence[Seen], kind: str, day: str) -> Seen | None:
    """The newest certificate of a kind seen by a day; it takes the place of the older ones."""
    return next((one for one in reversed(checks) if one.kind == kind and one.seen_on <= day), None)


def cleared(checks: Sequence[Seen], day: str, *, before: bool) -> bool:
    """Whether an approved børneattest stands on a day, seen before it (`before`) or by it, with no refusal after it."""
    seen = [one for one in checks if one.kind == "boerneattest" and one.seen_on <= day]
    refusals = [place for place, one in enumerate(seen) if one.outcome != "approved"]
    valid = seen[refusals[-1] + 1 :] if refusals else seen
    return any(one.seen_on < day or not before for one in valid)


def uncleared(pair: PairFact, day: str, profile: Profile) -> bool:
    """Whether a mentor lacks the børneattest that the young person's age demands on a day."""
    before = pair.step not in STANDING or day > pair.day
    return too_young(pair.born, day, profile) and not cleared(pair.checks, day, before=before)


def mentor_page(pair: PairFact) -> str:
    """The command that shows the mentor: only a person knows what was seen or signed, and when."""
    return f"mentorcli mentor show m{pair.mentor_id}"


def boerneattest(pair: PairFact, profile: Profile) -> Found:
    """A1: no active match and no meeting with somebody under 15 without an approved børneattest seen before."""
    if pair.born is None or pair.step.startswith("plan") or not uncleared(pair, pair.day, profile):
        return None
    text = _("{youth} is {age} on {day}, and {mentor} has no børneattest that was approved before")
    said = text.format(youth=pair.youth, age=age(pair.born, pair.day), day=day_short(pair.day), mentor=pair.mentor)
    return said, mentor_page(pair)


def on_the_day(rows: Sequence[PairFact], profile: Profile, day: str) -> list[Finding]:
    """A2: the age is that of the day itself, also of a planned one; of an unknown birth day the youngest counts."""
    found = []
    for pair in rows:
        if pair.born is None:
            if uncleared(pair, pair.day, profile):
                text = _(
                    "{youth}: the birth day is not known, so the youngest age counts; {mentor} has no approved børneattest"
                )
                said = text.format(youth=pair.youth, mentor=pair.mentor)
                found.append(about("A2", pair, said, f"mentorcli youth show y{pair.youth_id}"))
            continue
        to_come = (pair.day,) if pair.step.startswith("plan") else pair.planned
        breach = next((one for one in to_come if uncleared(pair, one, profile)), None)
        if breach is not None:
            text = _(
                "{youth} is {age} on {day}, the day of a planned meeting, and {mentor} has no approved børneattest"
            )
            said = text.format(youth=pair.youth, age=age(pair.born, breach), day=day_short(breach), mentor=pair.mentor)
            found.append(about("A2", pair, said, f"mentorcli match show x{pair.match_id}", breach))
    return found


def not_cleared(pair: PairFact, profile: Profile) -> Found:
    """A3: a mentor whose newest børneattest was rejected, or who did not consent to one, has nobody under 15 (Odsherred)."""
    last = newest(pair.checks, "boerneattest", pair.day)
    if last is None or last.outcome == "approved" or not too_young(pair.born, pair.day, profile):
        return None
    text = _("The børneattest of {mentor} ({outcome}, {day}) rules out young people under {years}")
    said = text.format(
        mentor=pair.mentor, outcome=codes.word("check_outcome", last.outcome), day=day_short(last.seen_on),
        years=profile.demands.boerneattest_under,
    )  # fmt: skip
    return said, mentor_page(pair)


def straffeattest(pair: PairFact, profile: Profile) -> Found:
    """A4: the mentor's newest straffeattest is approved by the day (Slagelse)."""
    last = newest(pair.checks, "straffeattest", pair.day)
    if last is not None and last.outcome == "approved":
        return None
    text = _("{mentor} has no approved straffeattest by {day}")
    return text.format(mentor=pair.mentor, day=day_short(pair.day)), mentor_page(pair)


def among_the_young(guest: GuestFact, profile: Profile) -> bool:
    """Whether somebody at an event was, or may have been, so young that a steady helper needs a børneattest."""
    known = guest.youngest is not None and too_young(guest.youngest, guest.day, profile)
    return known or (guest.unknown and too_young(None, guest.day, profile))


def helpers(rows: Sequence[HelperFact], profile: Profile, day: str) -> list[Finding]:
    """A8: a mentor who has helped more than 3 times in 3 months at events with under-15s has a børneattest (Glostrup)."""
    found = []
    for one in rows:
        young = [guest for guest in one.days if among_the_young(guest, profile)]
        spans = zip(young, young[HELPED_MORE_THAN:], strict=False)
        often = next((last for first, last in spans if last.day < later(first.day, months=3)), None)
        if often is None or cleared(one.checks, day, before=False):
            continue
        text = _("{who} has often helped where somebody is under {years}: a børneattest is to be seen by {day}")
        said = text.format(
            who=one.label,
            years=profile.demands.boerneattest_under,
            day=day_short(later(often.day, days=TIME_TO_SEE_IT)),
        )
        due, command = max(often.day, often.recorded_on), f"mentorcli mentor show m{one.mentor_id}"
        found.append(Finding("A8", "remind", due, "mentor", one.mentor_id, one.label, said, command))
    return found


def orders(rows: Sequence[OrderFact], profile: Profile, day: str) -> list[Finding]:
    """A9: a certificate ordered so many days ago without a result; consent in Digital Post runs out (DBU Bornholm)."""
    found = []
    for one in rows:
        due = later(max(one.ordered_on, one.recorded_on), days=profile.remind.order_days)
        text = _("{who}: {kind} ordered on {day} has not been seen yet")
        said = text.format(who=one.label, kind=codes.word("check_kind", one.kind), day=day_short(one.ordered_on))
        command = f"mentorcli mentor show m{one.mentor_id}"
        found.append(Finding("A9", "remind", due, "mentor", one.mentor_id, one.label, said, command))
    return found


# --- what stands before a match


def secrecy(pair: PairFact, profile: Profile) -> Found:
    """C1: the declaration of secrecy is signed before the first meeting (Gladsaxe, Glostrup)."""
    if pair.secrecy_on is not None and pair.secrecy_on <= pair.day:
        return None
    text = _("{mentor} has not signed the secrecy declaration by {day}")
    return text.format(mentor=pair.mentor, day=day_short(pair.day)), mentor_page(pair)


def course(pair: PairFact, profile: Profile) -> Found:
    """C2: the mentor course is passed before the first match (Slagelse)."""
    if pair.trained_on is not None and pair.trained_on <= pair.day:
        return None
    text = _("{mentor} has not passed the mentor course by {day}")
    return text.format(mentor=pair.mentor, day=day_short(pair.day)), mentor_page(pair)


def capacity(pair: PairFact, profile: Profile) -> Found:
    """C3: no more young people at a time than the mentor has places for; matches at rest count (Vallensbæk)."""
    places = profile.mentor.youths_max if pair.capacity is None else pair.capacity
    if pair.others < places:
        return None
    text = _("{mentor} has no free place ({taken} of {places} taken)")
    return text.format(mentor=pair.mentor, taken=pair.others, places=places), f"mentorcli match list m{pair.mentor_id}"


def yeses(rows: Sequence[PairFact], profile: Profile, day: str) -> list[Finding]:
    """C5: they meet when everybody whom the scheme asks has said yes (Lyngby, Slagelse).

    Of a match that came into the file after it had begun only a yes that is told counts: a list may not have had any.
    """
    found = []
    for pair in rows:
        if pair.step not in WEIGHT["C5"]:
            continue
        met = pair.day if pair.step == "first" else pair.first_met_on or pair.day
        late_entry = pair.step != "first" and pair.recorded_on > met
        said = (
            (profile.match.mentor_yes, pair.mentor_yes_on, _("{who}: the mentor has not said yes by {day}")),
            (profile.match.youth_yes, pair.youth_yes_on, _("{who}: the young person has not said yes by {day}")),
        )
        for asked, on, text in said:
            if asked and (not late_entry if on is None else on > met):
                text = text.format(who=pair.label, day=day_short(met))
                found.append(about("C5", pair, text, f"mentorcli match show x{pair.match_id}"))
    return found


def coordinator(pair: PairFact, profile: Profile) -> Found:
    """C6: the coordinator takes part in the first meeting (Slagelse). Of a list that came in later only a no counts."""
    met = pair.first_met_on or pair.day
    if pair.coordinator or (pair.coordinator is None and pair.step != "first" and pair.recorded_on > met):
        return None
    told, untold = (
        _("{who}: the coordinator was not at the first meeting on {day}"),
        _("{who}: it is not recorded whether the coordinator was at the first meeting on {day}"),
    )
    text = told if pair.coordinator is not None else untold
    return text.format(who=pair.label, day=day_short(met)), f"mentorcli match show x{pair.match_id}"


COVERED = "match substitute"
UNTIL_MET = ("match propose", "match accept", "match start", "match reopen", "meeting log")
AT_FIRST = ("match start", "meeting log")
RULES: tuple[Rule, ...] = (
    Rule(
        "A3",
        "block",
        N_(
            "A mentor whose børneattest was not approved, or who did not consent to one, is not proposed to anybody under 15."
        ),
        "Odsherred",
        "demands.boerneattest_under",
        "pairs",
        each("A3", not_cleared),
        at=(*UNTIL_MET, COVERED),
    ),
    Rule(
        "A1",
        "block",
        N_(
            "No active match or meeting with a young person under 15 unless the mentor has an approved børneattest, seen before."
        ),
        "børneattestloven § 2; Lyngby",
        "demands.boerneattest_under",
        "pairs",
        each("A1", boerneattest),
        at=(*UNTIL_MET, COVERED),
    ),
    Rule(
        "A2",
        "block",
        N_(
            "The age is that of the meeting's day, also of a planned one; an unknown birth day counts as the youngest possible."
        ),
        "børneattestloven § 2; Lyngby",
        "demands.boerneattest_under",
        "pairs",
        on_the_day,
        at=(*UNTIL_MET, COVERED),
    ),
    Rule(
        "A4",
        "block",
        N_("The mentor's straffeattest is seen and approved before a match."),
        "Slagelse",
        "demands.straffeattest",
        "pairs",
        each("A4", straffeattest),
        starred=True,
        at=(*UNTIL_MET, COVERED),
    ),
    Rule(
        "A8",
        "remind",
        N_("A mentor who has helped more than 3 times in 3 months at events with under-15s has a børneattest."),
        "Glostrup",
        "demands.boerneattest_under",
        "helpers",
        helpers,
    ),
    Rule(
        "A9",
        "remind",
        N_("A certificate that was ordered is seen within 14 days, or asked after."),
        "DBU Bornholm",
        "remind.order_days",
        "orders",
        orders,
    ),
    Rule(
        "C1",
        "block",
        N_("The mentor signs the secrecy declaration before the first meeting."),
        "Gladsaxe, Glostrup",
        "demands.secrecy",
        "pairs",
        each("C1", secrecy),
        starred=True,
        at=(*UNTIL_MET, COVERED),
    ),
    Rule(
        "C2",
        "block",
        N_("The mentor has passed the mentor course before the first match."),
        "Slagelse",
        "demands.course",
        "pairs",
        each("C2", course),
        starred=True,
        at=(*UNTIL_MET, COVERED),
    ),
    Rule(
        "C3",
        "block",
        N_("A mentor has no more young people at a time than the mentor's own number, else the scheme's, allows."),
        "Vallensbæk",
        "mentor.youths_max",
        "pairs",
        each("C3", capacity),
        starred=True,
        at=UNTIL_MET,
    ),
    Rule(
        "C5",
        "block",
        N_("They do not meet before everybody whom the scheme asks has said yes."),
        "Lyngby, Slagelse",
        "match.mentor_yes match.youth_yes",
        "pairs",
        yeses,
        at=AT_FIRST,
    ),
    Rule(
        "C6",
        "warn",
        N_("The coordinator takes part in the first meeting."),
        "Slagelse",
        "match.coordinator_first",
        "pairs",
        each("C6", coordinator),
        at=AT_FIRST,
    ),
)
