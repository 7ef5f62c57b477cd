"""Whose word stands behind what is kept and shared: rules B, as far as casework meets them."""

from __future__ import annotations

from mentorcli.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
