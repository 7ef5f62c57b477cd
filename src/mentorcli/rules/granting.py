"""Whether a grant is whole and its legal basis holds: rules D."""

from __future__ import annotations

from mentorcli.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
