"""Telling a scheme's half-year through the command line alone: each step has its day, its command and what must come of it."""

from __future__ import annotations

import shlex
from typing import Any

from conftest import Program, Run


class Tale:
    """One data file of a scheme, and a clock that the steps set."""

    def __init__(self, mc: Program, scheme: str, *, off: str = "") -> None:
        self.mc = mc.take(scheme)
        self.day = ""
        if off:  # `key=value` of the scheme, or the id of a rule that it does without
            key, _equals, value = off.partition("=") if "=" in off else ("rules.off", "", off)
            self.mc.ok("scheme", "set", key, value, "--from", "2000-01-01", today="2026-01-01")

    def on(self, day: str) -> Tale:
        """It is that day now."""
        self.day = day
        return self

    def run(self, line: str, *, stdin: str = "") -> Run:
        """Type a command, in Danish."""
        return self.mc(*shlex.split(line), today=self.day, lang="da", stdin=stdin.encode())

    def do(self, line: str, *says: str, stdin: str = "") -> Tale:
        """Type a command that must do its work, and say these words."""
        self.must(line, *says, stdin=stdin)
        return self

    def must(self, line: str, *says: str, stdin: str = "") -> Run:
        """The same, and what the command said."""
        run = self.run(line, stdin=stdin)
        assert run.code == 0, f"{line}\n{run.told}"
        for words in says:
            assert words in run.text + run.told, f"{line}: {words!r} is not in\n{run.text}{run.told}"
        return run

    def refused(self, line: str, *rules: str, code: int = 4, stdin: str = "") -> Run:
        """Type a command that must be refused, by exactly these rules, all at once."""
        run = self.mc(*shlex.split(line), "--format", "json", today=self.day, lang="da", stdin=stdin.encode())
        assert run.code == code, f"{line}: {run.code}\n{run.text}{run.told}"
        if code == 4:
            import json

            details = json.loads(run.err)["error"]["details"]
            assert sorted(one["rule"] for one in details if "rule" in one) == sorted(rules), details
        return run

    def json(self, line: str) -> Any:
        """What a command that only reads says, as values."""
        return self.must(f"{line} --format json").json()

    def due(self, days: int = 0) -> set[tuple[str, str]]:
        """What the agenda has: rule and record."""
        letters = {"mentor": "m", "youth": "y", "match": "x", "grant": "g", "event": "e"}
        found = self.json(f"agenda --days {days}")
        return {(one["rule"], f"{letters.get(one['record']['kind'], one['record']['kind'] + ' ')}{one['record']['id']}") for one in found}

    def findings(self) -> set[tuple[str, str]]:
        """What `check` has: rule and kind of record with its number."""
        run = self.mc("check", "--format", "json", today=self.day, lang="da")
        assert run.code in (0, 6), run.told
        return {(one["rule"], f"{one['record']['kind']} {one['record']['id']}") for one in run.json()}
