"""Who may be matched with whom, and what must stand before: rules A (certificates) and the blocking ones of C."""

from __future__ import annotations

from mentorcli.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
