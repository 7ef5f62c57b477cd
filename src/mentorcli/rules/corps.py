"""What the corps as a whole owes: its meetings, its courses, the coordinator's hours, thanks. Pure, over plain rows."""

from __future__ import annotations

from mentorcli.rules.rule import Rule
from mentorcli.words import N_

RULES: tuple[Rule, ...] = (
    Rule(
        "H2",
        "remind",
        N_("A deadline on a weekend or a holiday shows the next working day; Store bededag is none from 2024."),
        "lov 214/2023",
    ),
)
