"""Telling a scheme's half-year through the command line alone: each step has its day, its command and what must come of it.

A tale is one function that types commands on a file of its own. Told as the scheme is, it comes to its end. Told with
one rule or setting of the scheme switched off it must break, and at the step that holds that rule: `broken_off`.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from conftest import Program, Run

LETTERS = {"mentor": "m", "youth": "y", "match": "x", "grant": "g", "event": "e", "goal": "t", "enquiry": "q",
           "concern": "c", "visitation": "v", "year": ""}  # fmt: skip
CONSENT = '--data "navn og kontakt" --purpose "at deltage i ordningen" --told'


class Tale:
    """The data file of a scheme, and a clock that the steps set; `at` is the step that is being told."""

    def __init__(self, mc: Program, scheme: str, begins: str, *, off: str = "") -> None:
        self.mc, self.day, self.at, self.off = mc, begins, "", off
        self.mc.db.unlink()
        self.do(f"init --scheme {scheme}")
        if off:  # `key=value` of the scheme, or the id of a rule that it does without
            key, equals, value = off.partition("=")
            key, value = (key, value) if equals else ("rules.off", off)
            self.do(f"scheme set {key} {shlex.quote(value)} --from 2000-01-01")

    def on(self, day: str) -> Tale:
        """It is that day now."""
        assert day >= self.day, "a tale goes forward"
        self.day = day
        return self

    def type(self, line: str, *more: str, stdin: str = "") -> Run:
        """Type a command, in Danish."""
        self.at = f"{self.day} {line}"
        return self.mc(*shlex.split(line), *more, today=self.day, lang="da", stdin=stdin.encode())

    def do(self, line: str, *says: str, stdin: str = "") -> Tale:
        """Type a command that must do its work, and say these words; what it is silent about has a `-` before it."""
        run = self.type(line, stdin=stdin)
        assert run.code == 0, f"{line}\n{run.told}"
        said = run.text + run.told
        for words in says:
            assert (words in said) if words[0] != "-" else (words[1:] not in said), f"{line}: {words!r}\n{said}"
        return self

    def refused(self, line: str, *rules: str, stdin: str = "") -> Tale:
        """Type a command that must be refused by exactly these rules, all at once; by none: by the life cycle."""
        run = self.type(line, "--format", "json", stdin=stdin)
        assert run.code == 4, f"{line}: {run.code}\n{run.text}{run.told}"
        details = run_error(run)["details"] or []
        assert {one["rule"] for one in details if "rule" in one} == set(rules), details
        return self

    def no_such_word(self, line: str) -> Tale:
        """Type a command with a word that the scheme does not know: refused as a slip of the pen."""
        run = self.type(line)
        assert run.code == 2, f"{line}: {run.code}\n{run.text}{run.told}"
        return self

    def read(self, line: str) -> Any:
        """What a command that only reads says, as values."""
        run = self.type(line, "--format", "json")
        assert run.code in (0, 6), f"{line}\n{run.told}"
        return run.json()

    def shows(self, line: str, **values: Any) -> Tale:
        """Read a record or a report, and find these values in it; `a__b` is b within a, a number the place in a list."""
        found = self.read(line)
        for name, value in values.items():
            there = found
            for part in name.split("__"):
                there = there[int(part) if part.isdecimal() else part]
            assert there == value, f"{line}: {name} is {there!r}, not {value!r}"
        return self

    def lists(self, line: str, *rows: Mapping[str, Any]) -> Tale:
        """Read a list: so many rows, each with these values at least."""
        found = self.read(line)
        picked = [{key: one[key] for key in row} for one, row in zip(found, rows, strict=False)]
        assert len(found) == len(rows), f"{line}: {found}"
        assert picked == [dict(row) for row in rows], f"{line}: {found}"
        return self

    def agenda(self, *wanted: str) -> Tale:
        """Read what is due today: exactly these, as rule and record; and the command of each line runs as it stands."""
        found = [one for one in self.read("agenda --days 0") if one["severity"] == "block" or one["due"] <= self.day]
        due = {named(one): one["command"] for one in found}
        self.at += f": {', '.join(wanted)}"
        assert sorted(due) == sorted(wanted), [one["message"] for one in found]
        for command in sorted(set(due.values()) if not self.off else ()):
            run = self.mc(*shlex.split(command)[1:], today=self.day, lang="da")
            assert run.code == 0, f"{command}\n{run.told}"
        return self

    def check(self, *wanted: str) -> Tale:
        """Read what is in breach in the file, reminders left out: exactly these, as rule and record."""
        found = [one for one in self.read("check") if one["severity"] != "remind"]
        self.at += f": {', '.join(wanted)}"
        assert sorted({named(one) for one in found}) == sorted(wanted), [one["message"] for one in found]
        return self


def named(finding: Mapping[str, Any]) -> str:
    """Rule and record of a finding, such as `C9 x1`."""
    about = finding["record"]
    return f"{finding['rule']} {LETTERS[about['kind']]}{about['id']}"


def run_error(run: Run) -> Any:
    """What a refused command says, as values."""
    return type(run)(run.code, run.err, b"").json()["error"]


def broken_off(mc: Program, tell: Callable[[Tale], None], scheme: str, begins: str, off: str, step: str) -> None:
    """Tell a tale with something switched off: it must break, and at the step that begins with these words."""
    tale = Tale(mc, scheme, begins, off=off)
    with pytest.raises(AssertionError) as broken:
        tell(tale)
    assert tale.at.startswith(step), f"without {off} it breaks at {tale.at!r}: {broken.value}"
    if off.isalnum() and "--days 0: " in tale.at:  # a rule that is off is missing from what is due, and nothing else is
        assert f"{off} " in tale.at.partition("--days 0: ")[2], (
            f"without {off} it breaks at {tale.at!r}: {broken.value}"
        )
