"""What falls due with time: waiting, certificates, consents, the § 18 report. Pure, over plain rows.

A reminder's clock starts at the later of the fact that it counts from and the day on which the record came into
the file, so that the import of an old list does not call for years of forgotten reminders.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mentorcli import codes
from mentorcli.rules.facts import BreakFact, CheckFact, ConsentFact, EnquiryFact, FundFact, GoalFact, IdleFact, WaitFact
from mentorcli.rules.rule import Finding, Rule, later
from mentorcli.words import N_, _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def waiting(rows: Sequence[WaitFact | EnquiryFact], profile: Profile, day: str) -> list[Finding]:
    """C10: a young person who has waited so many days, and an enquiry without an answer for so many."""
    found = [unanswered(one, profile) for one in rows if isinstance(one, EnquiryFact)]
    for youth in rows:
        if not isinstance(youth, WaitFact):
            continue
        due = later(max(youth.since, youth.recorded_on), days=profile.remind.waiting_days)
        text = _("{who} has waited since {day}").format(who=youth.label, day=day_short(youth.since))
        if youth.proposed:
            text += _("; a proposal is unanswered")
        found.append(
            Finding(
                "C10",
                "remind",
                due,
                "youth",
                youth.youth_id,
                youth.label,
                text,
                f"mentorcli youth show y{youth.youth_id}",
            )
        )
    return found


def idle(rows: Sequence[IdleFact | WaitFact], profile: Profile, day: str) -> list[Finding]:
    """K10: a mentor has had fewer young people than the scheme asks for (VAL: 1-2), for so many days, while somebody waits.

    As many mentors are told of as young people wait without a proposal, those first who have been free the longest. A
    mentor's own number of places is never asked to be passed. Only a person chooses, so the command ranks who waits.
    """
    least, found = profile.mentor.youths_min or 0, []
    waits = sorted(max(one.since, one.recorded_on) for one in rows if isinstance(one, WaitFact) and not one.proposed)
    free = [one for one in rows if isinstance(one, IdleFact) and one.matches < min(least, one.places)]
    for one, waited in zip(sorted(free, key=lambda one: (one.since, one.mentor_id)), waits, strict=False):
        wanted = min(least, one.places)
        text = _(
            "{who} has had too few young people since {day} ({count} of at least {least}), and somebody waits"
        ).format(who=one.label, count=one.matches, day=day_short(one.since), least=wanted)
        if not one.matches:
            text = _("{who} has had no young person since {day}, and somebody waits").format(
                who=one.label, day=day_short(one.since)
            )
        due = max(later(max(one.since, one.recorded_on), days=profile.remind.waiting_days), waited)
        command = f"mentorcli match propose --mentor m{one.mentor_id}"
        found.append(Finding("K10", "remind", due, "mentor", one.mentor_id, one.label, text, command))
    return found


def unanswered(one: EnquiryFact, profile: Profile) -> Finding:
    """An enquiry that has waited for its answer; who asked counts on hearing."""
    due = later(max(one.on_day, one.recorded_on), days=profile.remind.answer_days)
    text = _("{who}: the enquiry of {day} has no answer").format(who=one.label, day=day_short(one.on_day))
    return Finding("C10", "remind", due, "enquiry", one.id, one.label, text, f"mentorcli enquiry show q{one.id}")


def checks(rows: Sequence[CheckFact], profile: Profile, day: str) -> list[Finding]:
    """A5: a certificate whose review is due; a reminder some weeks before, a warning from that day on (practice, not law)."""
    found = []
    for check in rows:
        review = check.review_on or later(check.seen_on, months=profile.remind.check_months)
        due = max(review, check.recorded_on)
        severity = "warn" if due <= day else "remind"
        if later(day, days=profile.remind.check_warn_days) < due:
            continue
        text = _("{who}: {kind} seen on {day} is to be renewed").format(
            who=check.label, kind=codes.word("check_kind", check.kind), day=day_short(check.seen_on)
        )
        command = f"mentorcli mentor show m{check.mentor_id}"
        found.append(Finding("A5", severity, due, "mentor", check.mentor_id, check.label, text, command))
    return found


def breaks(rows: Sequence[BreakFact], profile: Profile, day: str) -> list[Finding]:
    """A6: a new match after a break of so many months, and no certificate seen since the break began (DGI's practice)."""
    if not profile.demands.straffeattest and not profile.demands.boerneattest_under:
        return []
    found = []
    for one in rows:
        long_enough = later(one.earlier_end, months=profile.remind.break_months) <= one.begins
        if not long_enough or (one.checked_on is not None and one.checked_on > one.earlier_end):
            continue
        text = _("{who} comes back after a break since {day}: see a new certificate").format(
            who=one.label, day=day_short(one.earlier_end)
        )
        due = max(one.begins, one.recorded_on)
        command = f"mentorcli mentor show m{one.mentor_id}"
        found.append(Finding("A6", "warn", due, "mentor", one.mentor_id, one.label, text, command))
    return found


def consents(rows: Sequence[ConsentFact], profile: Profile, day: str) -> list[Finding]:
    """B7: a consent to look at again: its review day, or the youth has turned 15 or 18 since it was given."""
    found = []
    for one in rows:
        review = one.review_on or later(one.on_day, months=profile.remind.consent_months)
        birthdays = [later(one.born, months=12 * age) for age in (15, 18)] if one.born else []
        since = [review, *(birthday for birthday in birthdays if one.on_day < birthday)]
        due = max(min(since), one.recorded_on)
        text = _("{who}: look at the consent of {day} again").format(who=one.label, day=day_short(one.on_day))
        command = f"mentorcli youth show y{one.youth_id}"
        found.append(Finding("B7", "remind", due, "youth", one.youth_id, one.label, text, command))
    return found


def scores(rows: Sequence[GoalFact], profile: Profile, day: str) -> list[Finding]:
    """K6: an open goal not scored for so many months; where the scheme asks two voices, the longer silence counts."""
    months = profile.goals.score_months
    if months is None:
        return []
    found = []
    for goal in rows:
        by = {"youth": goal.youth_scored, "mentor": goal.mentor_scored, "coordinator": goal.coordinator_scored}
        asked = profile.voices()
        last = min(by[view] or "" for view in asked) if asked else max(scored or "" for scored in by.values())
        due = later(max(last or goal.on_day, goal.recorded_on), months=months)
        silent = [codes.word("view", view) for view in asked if (by[view] or "") == last]
        text = (
            _("{who}: the goal in {area} was last scored on {day}")
            if last
            else _("{who}: the goal in {area} has no score")
        )
        text = text.format(who=goal.label, area=codes.word("goal_area", goal.area), day=day_short(last) if last else "")
        text += f" ({', '.join(silent)})" if silent else ""
        found.append(Finding("K6", "remind", due, "goal", goal.id, goal.label, text, f"mentorcli goal show t{goal.id}"))
    return found


def section_18(rows: Sequence[FundFact], profile: Profile, day: str) -> list[Finding]:
    """F5: last year's § 18 money is to be accounted for by a day of the year (Billund, Slagelse), until that was sent."""
    if not profile.money.section_18 or not profile.remind.section_18_day:
        return []
    found = []
    for fund in rows:
        due = max(f"{fund.year + 1}-{profile.remind.section_18_day}", fund.recorded_on)
        sent = fund.year <= (profile.money.accounted or 0)
        if sent or fund.year != int(day[:4]) - 1 or later(day, days=60) < due:
            continue
        label = _("§ 18 money of {year}").format(year=fund.year)
        text = _("Account for the § 18 money of {year}, and for what is left of it").format(year=fund.year)
        found.append(
            Finding("F5", "remind", due, "year", fund.year, label, text, f"mentorcli report finance {fund.year}")
        )
    return found


RULES: tuple[Rule, ...] = (
    Rule(
        "A6",
        "warn",
        N_("After a break of 12 months or more a mentor's certificate is seen anew before the next match."),
        "DGI",
        "remind.break_months",
        "breaks",
        breaks,
    ),
    Rule(
        "A5",
        "warn",
        N_("A mentor's certificate is renewed when its review day has come."),
        "Red Barnet, KFUM, Viborg",
        "remind.check_months",
        "checks",
        checks,
    ),
    Rule(
        "C10",
        "remind",
        N_("A young person has waited longer than 30 days, or an enquiry longer than 14 for its answer."),
        "Center for Unge",
        "remind.waiting_days",
        "waiting",
        waiting,
    ),
    Rule(
        "K10",
        "remind",
        N_("A mentor does not stand with too few young people for 30 days while somebody waits."),
        "Vallensbæk",
        "mentor.youths_min",
        "idle",
        idle,
    ),
    Rule(
        "K6",
        "remind",
        N_("A goal is scored every 3 months; where the scheme asks two voices, by both."),
        N_("Center for Unge, Move1; our design"),
        "goals.score_months",
        "goals",
        scores,
    ),
    Rule(
        "B7",
        "remind",
        N_("A consent is looked at again after 12 months, and when the young person turns 15 or 18."),
        N_("our design"),
        "remind.consent_months",
        "consents",
        consents,
    ),
    Rule(
        "F5",
        "remind",
        N_("Last year's § 18 money is accounted for by 1 April."),
        "Billund, Slagelse",
        "remind.section_18_day",
        "funds",
        section_18,
    ),
)
