"""Every rule, in one table: worst consequence first within a severity. Ids as in the Danish rule list."""

from __future__ import annotations

from mentorcli.rules import (
    cadence,
    closing,
    concern,
    consent,
    corps,
    eligibility,
    granting,
    intake,
    monitoring,
    noting,
    standing,
    talks,
)
from mentorcli.rules.rule import SEVERITIES, Finding, Rule

WORST_FIRST = tuple(  # which consequence weighs most: harm to a child, leaks, a match that breaks, money, then order
    word
    for line in (
        "A3 A1 A2 B8 B1 B2 B3 B5 B9 B17 A7 A4 C12 C13 C5 C1 C2 B4 B10 B12 C3 C4 D1 D3 D8",
        "A6 A5 C8 C7 K7 A9 A8 D4 D7 K8 D5 D6 D2 B13 B14 B15 B18 C6 C11 C9 C10 B6 B7 K6 C14 B11 B16 B19 F5 K9 K4",
        "K10 K1 K2 K5 K3 H2",
    )
    for word in line.split()
)
RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *eligibility.RULES,
            *consent.RULES,
            *cadence.RULES,
            *monitoring.RULES,
            *talks.RULES,
            *closing.RULES,
            *granting.RULES,
            *noting.RULES,
            *intake.RULES,
            *concern.RULES,
            *corps.RULES,
            *standing.RULES,
        ),
        key=lambda rule: WORST_FIRST.index(rule.id),
    )
)
MINUTES = {  # what dealing with a line takes a coordinator, by our estimate: a look, a call, a talk, something to write
    number: minutes
    for minutes, line in (
        (5, "K3"),
        (10, "A5 A9 C7 K5 C6 C10"),
        (30, "C8 C9 C14 D4 K2 B13 B14"),
        (60, "D7 F5 K4"),
    )
    for number in line.split()
}
TOLD_BY = {"C7": "C8"}  # of a match that is silent and at risk the worse line tells both
USUAL = 15  # … and a line of any other rule
ORDER = {rule.id: number for number, rule in enumerate(RULES)}
BY_ID = {rule.id: rule for rule in RULES}


def worst_first(found: list[Finding]) -> list[Finding]:
    """Findings by severity, then by the rule's consequence, then by the day they fell due."""
    return sorted(found, key=lambda one: (SEVERITIES.index(one.severity), ORDER[one.rule], one.due, one.kind, one.id))


def minutes(one: Finding) -> int:
    """How long dealing with a finding takes, in minutes, by our estimate."""
    return MINUTES.get(one.rule, USUAL)
