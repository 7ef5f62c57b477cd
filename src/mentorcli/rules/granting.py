"""Whether a grant is whole and its legal basis holds (rules D), how long its hours last (K8), and what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import codes
from mentorcli.rules import legal
from mentorcli.rules.facts import GrantFact, GrantUse
from mentorcli.rules.rule import Finding, Rule, days_between, later
from mentorcli.words import N_, _, day_short, ngettext
from mentorcli.words import minutes as in_words

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

FAR_DAYS = 3650  # a day further on than ten years means nothing
PACE_DAYS = 14  # a pace is told from two weeks of a grant on; one meeting in the first days says nothing
NEEDED = (  # D1: what a grant consists of, and the option that gives it
    ("legal_basis", N_("legal basis"), "--legal-basis"), ("payer", N_("payer"), "--payer"),
    ("contact", N_("contact at the payer"), "--contact"), ("from_day", N_("first day"), "--from"),
    ("until_day", N_("last day"), "--to"), ("minutes", N_("hours"), "--hours"), ("rate_ore", N_("price of an hour"), "--rate"),
    ("purpose", N_("purpose"), "--purpose"), ("tasks", N_("tasks"), "--tasks"), ("mentor_id", N_("mentor"), "--mentor"),
    ("qualification", N_("the mentor's qualification"), "--qualification"),
)  # fmt: skip


def price(minutes: int, rate_ore: int) -> int:
    """What so many minutes cost at a price of an hour, in øre; half an øre is rounded up."""
    return (2 * minutes * rate_ore + 60) // 120


def last_of(first: str, months: int) -> str:
    """The last day of so many months from a day on: 15 January and three months end on 14 April.

    Where the last month is too short for the day, its end: 30 November and three months end with February.
    """
    end = later(first, months=months)
    return end if int(end[8:]) < int(first[8:]) else later(end, days=-1)


def shorter(first: str, last: str, months: int) -> bool:
    """Whether a period is shorter than so many months; at a short month's end a day less is enough."""
    return last < later(later(first, months=months), days=-1)


class Forecast(NamedTuple):
    """How long the hours of a grant last: a code, the day on which they run out, and the minutes used at its end."""

    code: str
    on_day: str | None = None
    expected: int | None = None


def forecast(granted: int, used: int, first: str, last: str, day: str, *, spent_on: str | None = None) -> Forecast:
    """At the pace so far (minutes used per day elapsed) the day on which the hours of a grant run out.

    No pace is told before two weeks have passed, nor while nothing is used; `spent_on` is the day of the meeting that
    used the hours up.
    """
    if day < first:
        return Forecast("not-begun")
    if used >= granted:
        return Forecast("spent", spent_on, used)
    if day > last:
        return Forecast("over", None, used)
    elapsed, whole = days_between(first, day) + 1, days_between(first, last) + 1
    if elapsed < PACE_DAYS or used == 0:
        return Forecast("no-pace")
    expected = (2 * used * whole + elapsed) // (2 * elapsed)
    lasts = -(-granted * elapsed // used)  # days from the first on, the last of them begun
    runs_out = later(first, days=lasts - 1) if lasts <= FAR_DAYS else None
    return Forecast("runs-out" if lasts < whole else "lasts", runs_out, expected)


def about(rule: str, severity: str, due: str, grant: GrantFact | GrantUse, text: str) -> Finding:
    """A finding about a grant; only a person can decide, so the command shows it."""
    text = f"{grant.label}: {text}"
    return Finding(rule, severity, due, "grant", grant.id, grant.label, text, f"mentorcli grant show g{grant.id}")


def begun(grant: GrantFact) -> str:
    """The day from which something about a grant is worth saying: it was decided or applied for, and is on file."""
    return max(grant.granted_on or grant.applied_on or "", grant.recorded_on)


def whole(rows: Sequence[GrantFact], profile: Profile, day: str) -> list[Finding]:
    """D1: all that a granted grant lacks, each a finding, and a legal basis that is not in force on its first day."""
    found = []
    for grant in rows:
        if grant.granted_on is None:
            continue
        lacks = [(what, option) for field, what, option in NEEDED if getattr(grant, field) in (None, "")]
        texts = [_("missing: {what} ({option})").format(what=_(what), option=option) for what, option in lacks]
        if grant.legal_basis:
            held = legal.basis(grant.legal_basis, profile)
            word = codes.word("legal_basis", grant.legal_basis)
            if held is None:
                texts.append(_("{basis} is no legal basis that the scheme knows (--legal-basis)").format(basis=word))
            elif grant.from_day and not legal.holds(held, grant.from_day):
                text = _("{basis} is not in force on {day} (--legal-basis)")
                texts.append(text.format(basis=word, day=day_short(grant.from_day)))
        found += [about("D1", "block", begun(grant), grant, text) for text in texts]
    return found


def too_short(rows: Sequence[GrantFact], profile: Profile, day: str) -> list[Finding]:
    """D2: a grant shorter than the scheme's least number of months (CFU: at least three at a time)."""
    months = profile.grant.min_months
    text = ngettext(
        "the period is shorter than {count} month", "the period is shorter than {count} months", months or 0
    )
    return [
        about("D2", "warn", begun(grant), grant, text.format(count=months))
        for grant in rows
        if months and grant.from_day and grant.until_day and shorter(grant.from_day, grant.until_day, months)
    ]


def too_long(rows: Sequence[GrantFact], profile: Profile, day: str) -> list[Finding]:
    """D3: more months than the legal basis allows in one grant, or a renewal on it without a new assessment (LAB § 167)."""
    found = []
    for grant in rows:
        held = legal.basis(grant.legal_basis, profile) if grant.legal_basis else None
        if grant.granted_on is None or held is None or held.most_months is None:
            continue
        word = codes.word("legal_basis", grant.legal_basis or "")
        if grant.from_day and (grant.until_day or "") > last_of(grant.from_day, held.most_months):
            text = _("{basis} gives at most {count} months at a time: until {day}")
            last = day_short(last_of(grant.from_day, held.most_months))
            found.append(
                about("D3", "block", begun(grant), grant, text.format(basis=word, count=held.most_months, day=last))
            )
        if grant.renews_id is not None and (grant.assessed_on or "") <= (grant.former_assessment or ""):
            text = _("a renewal after {basis} needs a new assessment (--assessed), later than {day}")
            former = day_short(grant.former_assessment) if grant.former_assessment else "–"
            found.append(about("D3", "block", begun(grant), grant, text.format(basis=word, day=former)))
    return found


def outdated(rows: Sequence[GrantFact], profile: Profile, day: str) -> list[Finding]:
    """D5: a legal basis or a benefit that does not hold through the grant, or that takes no new cases any more."""
    found = []
    for grant in rows:
        if not grant.from_day or not grant.until_day:
            continue
        texts = []
        held = legal.basis(grant.legal_basis, profile) if grant.legal_basis else None
        word = codes.word("legal_basis", grant.legal_basis or "")
        if held is not None and legal.holds(held, grant.from_day) and not legal.holds(held, grant.until_day):
            texts.append(_("{basis} is in force until {day} only").format(basis=word, day=day_short(held.last or "")))
        if held is not None and legal.closed(held, grant.chain_from or grant.from_day):
            text = _("{basis} takes no new cases from {day} on")
            texts.append(text.format(basis=word, day=day_short(held.closed_on or "")))
        if held is not None and not held.personal:
            texts.append(_("{basis} gives no decision about one young person").format(basis=word))
        lives_on = legal.SUPPORT.get(codes.code_for("support", grant.support) or "") if grant.support else None
        if lives_on is not None and not legal.holds(lives_on, grant.from_day):
            text = _("{benefit} ended on {day}; what does the young person live on now?")
            texts.append(text.format(benefit=grant.support, day=day_short(lives_on.last or "")))
        if lives_on is not None and legal.closed(lives_on, grant.chain_from or grant.from_day):
            text = _("{benefit} takes no new cases from {day} on; what does the young person live on now?")
            texts.append(text.format(benefit=grant.support, day=day_short(lives_on.closed_on or "")))
        found += [about("D5", "warn", begun(grant), grant, text) for text in texts]
    return found


def overlapping(rows: Sequence[GrantFact], profile: Profile, day: str) -> list[Finding]:
    """D6: two grants of one young person on the same days; a meeting then counts in the older one alone."""
    text = _("the period overlaps with {other}; a meeting counts in the older grant alone")
    return [
        about("D6", "warn", begun(grant), grant, text.format(other=other)) for grant in rows for other in grant.overlaps
    ]


def ending(rows: Sequence[GrantUse], profile: Profile, day: str) -> list[Finding]:
    """D4: a grant ends, or has ended while the match goes on, and neither renewal nor closing is decided (CFU)."""
    found = []
    for grant in rows:
        period = {"day": day_short(grant.until_day), "other": f"g{grant.renewed_by}"}
        if grant.followed or (grant.until_day < day and not grant.runs):
            continue
        due = later(grant.until_day, days=-profile.remind.grant_days)
        text = _("the grant ends on {day}: renew it, or decide to close")
        if grant.until_day < day:
            text = _("the grant ended on {day}, and the match goes on: renew it, or end the match")
        if grant.renewed_by is not None:
            due = later(grant.until_day, days=1)
            text = _("the grant ended on {day}, and the renewal {other} is not answered")
        found.append(about("D4", "remind", max(due, grant.recorded_on), grant, text.format(**period)))
    return found


def running_out(rows: Sequence[GrantUse], profile: Profile, day: str) -> list[Finding]:
    """K8: at the pace so far the hours of a grant are used up before its end; so many days before that it is said."""
    found = []
    for grant in rows:
        if not grant.from_day <= day <= grant.until_day:
            continue
        at = forecast(grant.minutes, grant.used, grant.from_day, grant.until_day, day, spent_on=grant.spent_on)
        if at.on_day is None or at.on_day >= grant.until_day:
            continue
        days = {"day": day_short(at.on_day), "end": day_short(grant.until_day), "granted": in_words(grant.minutes)}
        if at.code == "spent":
            due, text = at.on_day, _("the {granted} granted were used up on {day}; the grant ends on {end}")
        else:
            due = later(at.on_day, days=-profile.remind.grant_days)
            text = _("at this pace the {granted} granted are used up on {day}; the grant ends on {end}")
        found.append(about("K8", "remind", max(due, grant.recorded_on), grant, text.format(**days)))
    return found


WRITTEN = ("grant add", "grant renew", "grant answer", "grant edit")
RULES: tuple[Rule, ...] = (
    Rule(
        "D1", "block",
        N_("A grant has a legal basis in force, payer, contact, period, hours, price, purpose, tasks, mentor and qualification."),
        "STAR 2019; Center for Unge", "", "grants", whole, at=WRITTEN,
    ),
    Rule(
        "D3", "block", N_("After LAB § 167 a grant lasts at most 6 months, and a renewal needs a new assessment."),
        "LAB § 167", "", "grants", too_long, starred=True, at=WRITTEN,
    ),
    Rule(
        "D4", "remind", N_("A grant ends within 30 days: its renewal or its closing is decided."),
        "Center for Unge", "remind.grant_days", "grant_use", ending,
    ),
    Rule(
        "K8", "remind", N_("The hours of a grant run out before its end."),
        N_("Center for Unge; our design"), "remind.grant_days", "grant_use", running_out,
    ),
    Rule(
        "D5", "warn", N_("The legal basis of a grant, or what the young person lives on, does not hold on its days."),
        N_("the reforms of 2025 to 2027"), "", "grants", outdated, at=WRITTEN,
    ),
    Rule(
        "D6", "warn", N_("Two grants of the same young person overlap."),
        N_("our design"), "", "grants", overlapping, at=WRITTEN,
    ),
    Rule(
        "D2", "warn", N_("A grant is not shorter than the scheme's least number of months."),
        "Center for Unge", "grant.min_months", "grants", too_short, starred=True, at=WRITTEN,
    ),
)  # fmt: skip
