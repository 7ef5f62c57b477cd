"""What falls due with time: meetings, waiting, certificates, consents, the § 18 report. Pure, over plain rows.

A reminder's clock starts at the later of the fact that it counts from and the day on which the record came into
the file, so that the import of an old list does not call for years of forgotten reminders.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mentorcli import codes
from mentorcli.rules.facts import (
    BreakFact,
    CheckFact,
    ConsentFact,
    EnquiryFact,
    FundFact,
    MatchFact,
    WaitFact,
)
from mentorcli.rules.rule import Finding, Rule, days_between, later
from mentorcli.words import N_, _, day_short, ngettext

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

RUNNING = ("starting", "settled")  # a paused match's reminders rest


def risk(match: MatchFact, profile: Profile, day: str, *, known: bool = False) -> tuple[str, str] | None:
    """Rule C8: the day since when a running match is at risk, and why; None where it is not (source: SLA, norms).

    At risk: fewer held meetings than `risk.meetings` so many weeks after the first, or `risk.no_shows` in a row.
    With `known` the clock starts no earlier than the day on which the record came into the file.
    """
    if match.state not in RUNNING or match.first_met_on is None:
        return None
    rule = profile.risk
    if match.recent >= rule.no_shows and match.recent_no_shows == match.recent and match.newest is not None:
        since = max(match.newest, match.newest_recorded or "") if known else match.newest
        return since, _("{count} no-shows in a row, the last on {day}").format(
            count=match.recent, day=day_short(match.newest)
        )
    start = max(match.first_met_on, match.recorded_on) if known else match.first_met_on
    due = later(start, days=7 * rule.weeks)
    if match.held < rule.meetings and due <= day:
        text = ngettext("{count} meeting held in {weeks} weeks", "{count} meetings held in {weeks} weeks", match.held)
        return due, text.format(count=match.held, weeks=days_between(match.first_met_on, day) // 7)
    return None


def at_risk(rows: Sequence[MatchFact], profile: Profile, day: str) -> list[Finding]:
    """C8 as a reminder: each match at risk."""
    found = []
    for match in rows:
        why = risk(match, profile, day, known=True)
        if why:
            text = _("{who} may be about to break: {why}").format(who=match.label, why=why[1])
            found.append(about_match("C8", match, why[0], text))
    return found


def about_match(rule: str, match: MatchFact, due: str, text: str) -> Finding:
    """A reminder about a match; only a person can say what happened, so the command shows it."""
    return Finding(rule, "remind", due, "match", match.id, match.label, text, f"mentorcli match show x{match.id}")


def silence(rows: Sequence[MatchFact], profile: Profile, day: str) -> list[Finding]:
    """C7: no first meeting so many days after the last yes, or no held meeting for so many days in a running match."""
    found = []
    for match in rows:
        if match.state == "accepted" and match.accepted_on:
            due = later(max(match.accepted_on, match.recorded_on), days=profile.remind.first_meeting_days)
            text = _("{who}: no first meeting yet; both said yes by {day}").format(
                who=match.label, day=day_short(match.accepted_on)
            )
        elif match.state in RUNNING and match.first_met_on:
            last = match.last_held or match.first_met_on
            due = later(max(last, match.recorded_on), days=profile.remind.silent_days)
            text = _("{who}: no meeting held since {day}").format(who=match.label, day=day_short(last))
        else:
            continue
        found.append(about_match("C7", match, due, text))
    return found


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


def section_18(rows: Sequence[FundFact], profile: Profile, day: str) -> list[Finding]:
    """F5: last year's § 18 money is to be accounted for by a day of the year (Billund, Slagelse)."""
    if not profile.money.section_18 or not profile.remind.section_18_day:
        return []
    found = []
    for fund in rows:
        due = max(f"{fund.year + 1}-{profile.remind.section_18_day}", fund.recorded_on)
        if fund.year != int(day[:4]) - 1 or later(day, days=60) < due:
            continue
        label = _("§ 18 money of {year}").format(year=fund.year)
        text = _("Account for the § 18 money of {year}, and for what is left of it").format(year=fund.year)
        found.append(
            Finding("F5", "remind", due, "year", fund.year, label, text, f"mentorcli report annual {fund.year}")
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
        "C8",
        "remind",
        N_("Fewer than 3 held meetings after 8 weeks, or 2 no-shows in a row: the match is at risk."),
        "Slagelse",
        "risk.weeks",
        "matches",
        at_risk,
    ),
    Rule(
        "C7",
        "remind",
        N_("No first meeting 21 days after both said yes, or none held for 30 days in a running match."),
        "Slagelse; norms",
        "remind.silent_days",
        "matches",
        silence,
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
        "B7",
        "remind",
        N_("A consent is looked at again after 12 months, and when the young person turns 15 or 18."),
        "our design",
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
