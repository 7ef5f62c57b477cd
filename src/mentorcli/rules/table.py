"""Every rule, in one table: worst consequence first within a severity. Ids as in the Danish rule list."""

from __future__ import annotations

from mentorcli.rules import cadence
from mentorcli.rules.rule import SEVERITIES, Finding, Rule
from mentorcli.words import N_

RULES: tuple[Rule, ...] = (
    Rule(
        "A6",
        "warn",
        N_("After a break of 12 months or more a mentor's certificate is seen anew before the next match."),
        "DGI",
        "remind.break_months",
        "breaks",
        cadence.breaks,
    ),
    Rule(
        "A5",
        "warn",
        N_("A mentor's certificate is renewed when its review day has come."),
        "Red Barnet, KFUM, Viborg",
        "remind.check_months",
        "checks",
        cadence.checks,
    ),
    Rule(
        "C8",
        "remind",
        N_("Fewer than 3 held meetings after 8 weeks, or 2 no-shows in a row: the match is at risk."),
        "Slagelse",
        "risk.weeks",
        "matches",
        cadence.at_risk,
    ),
    Rule(
        "C7",
        "remind",
        N_("No first meeting 21 days after both said yes, or none held for 30 days in a running match."),
        "Slagelse; norms",
        "remind.silent_days",
        "matches",
        cadence.silence,
    ),
    Rule(
        "C10",
        "remind",
        N_("A young person has waited longer than 30 days."),
        "Center for Unge",
        "remind.waiting_days",
        "waiting",
        cadence.waiting,
    ),
    Rule(
        "B7",
        "remind",
        N_("A consent is looked at again after 12 months, and when the young person turns 15 or 18."),
        "our design",
        "remind.consent_months",
        "consents",
        cadence.consents,
    ),
    Rule(
        "F5",
        "remind",
        N_("Last year's § 18 money is accounted for by 1 April."),
        "Billund, Slagelse",
        "remind.section_18_day",
        "funds",
        cadence.section_18,
    ),
)

ORDER = {rule.id: number for number, rule in enumerate(RULES)}


def worst_first(found: list[Finding]) -> list[Finding]:
    """Findings by severity, then by the rule's consequence, then by the day they fell due."""
    return sorted(found, key=lambda one: (SEVERITIES.index(one.severity), ORDER[one.rule], one.due, one.kind, one.id))
