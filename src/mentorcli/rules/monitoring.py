"""How a running match goes: no contact, at risk, its longest time, what came of an appointment, the steps towards contact.

Pure, over plain rows. Here is the one definition of "no contact" and of "at risk"; agenda, status and lists ask it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import codes
from mentorcli.rules.facts import MatchFact, PlannedFact
from mentorcli.rules.rule import Finding, Rule, days_between, later
from mentorcli.words import N_, _, day_short, ngettext

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

RUNNING = ("starting", "settled")  # a paused match's reminders rest


def no_show_run(match: MatchFact, profile: Profile) -> bool:
    """Whether the newest meetings, as many as the scheme counts in a row, were all no-shows."""
    return match.recent >= profile.risk.no_shows and match.recent_no_shows == match.recent and match.newest is not None


def risk(match: MatchFact, profile: Profile, day: str, *, known: bool = False) -> tuple[str, str] | None:
    """Rule C8: the day since when a running match is at risk, and why; None where it is not (source: SLA, norms).

    At risk: not settled so many weeks after the first meeting, or so many no-shows in a row. Not settled means fewer
    held meetings than `risk.meetings` or, where that is more, than make a match settled (`match.settled_after`).
    With `known` the clock starts no earlier than the day on which the record came into the file.
    """
    if match.state not in RUNNING or match.first_met_on is None:
        return None
    rule = profile.risk
    if no_show_run(match, profile) and match.newest is not None:
        since = max(match.newest, match.newest_recorded or "") if known else match.newest
        return since, _("{count} no-shows in a row, the last on {day}").format(
            count=match.recent, day=day_short(match.newest)
        )
    start = max(match.first_met_on, match.recorded_on) if known else match.first_met_on
    due = later(start, days=7 * rule.weeks)
    if match.held < max(rule.meetings, profile.match.settled_after or 0) and due <= day:
        text = ngettext("{count} meeting held in {weeks} weeks", "{count} meetings held in {weeks} weeks", match.held)
        return due, text.format(count=match.held, weeks=days_between(match.first_met_on, day) // 7)
    return None


def at_risk(rows: Sequence[MatchFact], profile: Profile, day: str) -> list[Finding]:
    """C8 as a reminder: each match at risk; where it is silent as well that too, and the next step towards contact."""
    found = []
    for match in rows:
        why = risk(match, profile, day, known=True)
        if why:
            text = _("{who} may be about to break: {why}").format(who=match.label, why=why[1])
            quiet, since = silent(match, profile, day) and "C7" not in profile.rules.off, last_contact(match)
            if quiet and since:
                text += _("; no meeting held since {day}").format(day=day_short(since))
            if quiet or no_show_run(match, profile):
                text += step_in_words(match, profile, day)
            found.append(about_match("C8", match, why[0], text))
    return found


def about_match(rule: str, match: MatchFact, due: str, text: str) -> Finding:
    """A reminder about a match; only a person can say what happened, so the command shows it."""
    return Finding(rule, "remind", due, "match", match.id, match.label, text, f"mentorcli match show x{match.id}")


def last_contact(match: MatchFact) -> str | None:
    """The day since which a running match has had no contact: the last held meeting, or the day they first met."""
    return (match.last_held or match.first_met_on) if match.state in RUNNING else None


def silent(match: MatchFact, profile: Profile, day: str) -> bool:
    """Whether a running match has had no contact for so many days (`remind.silent_days`)."""
    since = last_contact(match)
    return since is not None and later(since, days=profile.remind.silent_days) <= day


def silence(rows: Sequence[MatchFact], profile: Profile, day: str) -> list[Finding]:
    """C7: no first meeting so many days after the last yes, or no contact for so many days in a running match."""
    found = []
    for match in rows:
        since = last_contact(match)
        if match.state == "accepted" and match.accepted_on:
            due = later(max(match.accepted_on, match.recorded_on), days=profile.remind.first_meeting_days)
            text = _("{who}: no first meeting yet; both said yes by {day}").format(
                who=match.label, day=day_short(match.accepted_on)
            )
        elif since:
            due = later(max(since, match.recorded_on), days=profile.remind.silent_days)
            text = _("{who}: no meeting held since {day}").format(who=match.label, day=day_short(since))
            said = no_show_run(match, profile) and "C8" not in profile.rules.off  # there with the no-shows
            text += "" if said or due > day else step_in_words(match, profile, day)
        else:
            continue
        found.append(about_match("C7", match, due, text))
    return found


def longest(rows: Sequence[MatchFact], profile: Profile, day: str) -> list[Finding]:
    """K9: a running match has come to the longest time that the scheme allows (`match.months_most`): plan its end.

    The time counts from the first meeting, also of a match that was reopened.
    """
    months = profile.match.months_most
    found = []
    for match in rows if months else ():
        if match.state not in RUNNING or match.first_met_on is None:
            continue
        last = later(match.first_met_on, months=months or 0)
        text = ngettext(
            "{who}: a match lasts {count} month at most, this one until {day}: plan a good ending",
            "{who}: a match lasts {count} months at most, this one until {day}: plan a good ending",
            months or 0,
        ).format(who=match.label, count=months, day=day_short(last))
        found.append(about_match("K9", match, max(last, match.recorded_on), text))
    return found


# --- the steps towards contact ----------------------------------------------------------------------------------------


class Step(NamedTuple):
    """Where one stands on the ladder of contacts: the next step, of how many, and from which day it is due.

    A number beyond the last one: every step is tried.
    """

    number: int
    of: int
    code: str
    due: str


def steps(profile: Profile) -> tuple[str, ...]:
    """The steps of the scheme, in their order; all that the program knows where it names none."""
    return profile.followup.ladder or tuple(codes.LISTS["ladder"])


def ladder(match: MatchFact, profile: Profile, day: str) -> Step | None:
    """The next step towards a young person who stays away, before anybody thinks of an end; None where all is well.

    It is asked for when no-shows put the match at risk or it has been silent. Each try to get in touch with the young
    person since the last held meeting is a step; a step that asks the mentor or the referrer may be recorded with them.
    The first is due at once, each further one `remind.ladder_days` after the one before.
    """
    since = last_contact(match)
    if since is None:
        return None
    if no_show_run(match, profile):
        begins = match.newest or since
    elif silent(match, profile, day):
        begins = later(since, days=profile.remind.silent_days)
    else:
        return None
    wanted, tried = steps(profile), walked(match.contacts, steps(profile))
    due = later(tried[-1], days=profile.remind.ladder_days) if tried else begins
    number = len(tried) + 1
    return Step(number, len(wanted), wanted[number - 1] if number <= len(wanted) else "", due)


def walked(contacts: Sequence[tuple[str, str]], wanted: Sequence[str]) -> list[str]:
    """The days of the steps that were taken, in order."""
    days: list[str] = []
    for on, party in contacts:
        if len(days) < len(wanted) and party in ("youth", wanted[len(days)]):
            days.append(on)
    return days


def step_in_words(match: MatchFact, profile: Profile, day: str) -> str:
    """What to do next, as the end of a sentence; where the mentor stayed away, or a meeting is agreed, no step."""
    step = ladder(match, profile, day)
    if match.coming:
        return _("; a meeting is planned for {day}").format(day=day_short(match.coming))
    if match.by_mentor:
        return _("; the mentor could not come: talk with the mentor")
    if step is None:
        return ""
    if not step.code:
        return _("; all {of} steps towards contact are tried: offer a closing talk").format(of=step.of)
    return _("; step {number} of {of} towards contact, from {day}: {what}").format(
        number=step.number, of=step.of, day=day_short(step.due), what=codes.word("ladder", step.code)
    )


# --- what came of it --------------------------------------------------------------------------------------------------


def untold(rows: Sequence[PlannedFact], profile: Profile, day: str) -> list[Finding]:
    """K7: a planned meeting or talk whose day has passed, so that no figure waits for what somebody knows."""
    found = []
    for one in rows:
        if one.kind == "meeting":
            text = _("{who}: what came of the meeting planned for {day}?")
            command = f"mentorcli meeting list x{one.match_id} --status planned"
        else:
            text = _("{who}: what came of the talk with {party} planned for {day}?")
            command = f"mentorcli followup list x{one.match_id}"
        said = text.format(who=one.label, party=codes.word("party", one.kind), day=day_short(one.on))
        due = max(later(one.on, days=1), one.recorded_on)
        found.append(Finding("K7", "remind", due, "match", one.match_id, one.label, said, command))
    return found


RULES: tuple[Rule, ...] = (
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
        N_("Slagelse; norms"),
        "remind.silent_days",
        "matches",
        silence,
    ),
    Rule(
        "K7",
        "remind",
        N_("A planned meeting or talk whose day has passed is told: held, excused, no-show."),
        N_("our design"),
        "",
        "planned",
        untold,
    ),
    Rule(
        "K9",
        "remind",
        N_("A match does not last longer than the scheme allows."),
        N_("our design"),
        "match.months_most",
        "matches",
        longest,
    ),
)
