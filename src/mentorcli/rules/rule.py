"""What a rule is, and what it finds. The list of all rules is `rules/table.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

SEVERITIES = ("block", "warn", "remind")  # worst first


Line = tuple[str, str, int, int]  # rule, kind and number of the record, and the young person of one who stands in


class Finding(NamedTuple):
    """One thing that a rule found: about which record, due on which day, and the command that deals with it.

    The command runs as it stands and never asserts what the program cannot know.
    """

    rule: str
    severity: str
    due: str
    kind: str
    id: int
    label: str
    message: str
    command: str
    youth: int = 0  # of a mentor who stands in: the young person with whom; else 0

    @property
    def line(self) -> Line:
        """What it is a finding of; what is passed over is passed over for that."""
        return self.rule, self.kind, self.id, self.youth


class Rule(NamedTuple):
    """A decision over plain rows: `decide(rows, profile, day)` gives what is due or wrong on that day.

    `sentence` is the rule in one English sentence, marked for translation; `key` is the profile's number or switch.
    A rule with `at` is asked by those verbs before they write: its `block` refuses, its `warn` is said. A starred one
    yields to `--override "why"`, which is recorded. A rule without `decide` stands in the tables and gates themselves,
    or, with `coming`, is not built yet. Several keys stand with spaces between.
    """

    id: str
    severity: str
    sentence: str
    source: str
    key: str = ""
    needs: str = ""  # which rows: a name in `reports/agenda.ROWS`, or one that only a verb of `at` hands over
    decide: Callable[[Sequence[Any], Profile, str], list[Finding]] | None = None
    starred: bool = False
    at: tuple[str, ...] = ()  # the verbs that ask it, such as "match propose"
    coming: bool = False
    afterwards: bool = False  # with `at`: what it found stays a task after the verb

    def off(self, profile: Profile) -> bool:
        """Whether the profile does without this rule: it is named in `rules.off`, or none of its keys is in use."""
        return self.id in profile.rules.off or self.unused(profile)

    def unused(self, profile: Profile) -> bool:
        """Whether the rule hangs on numbers or switches of the profile, and none of them is in use."""
        values = [value for _key, value in self.values(profile)]
        return bool(values) and all(value is None or value is False for value in values)

    def values(self, profile: Profile) -> list[tuple[str, object]]:
        """The rule's keys with the values that they have in the profile."""
        pairs = [(key, key.partition(".")) for key in self.key.split()]
        return [(key, getattr(getattr(profile, section), name)) for key, (section, _dot, name) in pairs]

    def status(self, profile: Profile) -> str:
        """Enforced, off or later: a code of `rule_status`. What stands in tables and gates cannot be turned off by its id."""
        if self.coming:
            return "later"
        off = self.unused(profile) if self.decide is None else self.off(profile)
        return "off" if off else "enforced"


def found_by(
    rules: Iterable[Rule],
    rows: Mapping[str, Sequence[Any]],
    profile: Profile,
    day: str,
    passed: Set[Line] = frozenset(),
) -> list[Finding]:
    """What these rules find in their rows on a day, without the starred findings that were passed over."""
    return [
        one
        for rule in rules
        if rule.decide is not None and not rule.off(profile)
        for one in rule.decide(rows[rule.needs], profile, day)
        if not (rule.starred and one.line in passed)
    ]


def later(day: str, *, days: int = 0, months: int = 0) -> str:
    """A day so many days or months on; a month's end is kept within the month (31 January + 1 month: 28 February)."""
    start = date.fromisoformat(day)
    if months:
        from dateutil.relativedelta import relativedelta

        start += relativedelta(months=months)
    return (start + timedelta(days=days)).isoformat()


def age(born: str, day: str) -> int:
    """Whole years on a day; born on a 29 February, one is a year older on 1 March."""
    return int(day[:4]) - int(born[:4]) - (day[5:] < born[5:])


OF_AGE = 18  # years


def may_be_under(profile: Profile, years: int | None) -> bool:
    """Whether somebody of unknown birth day may be under an age: the youngest whom the scheme takes counts."""
    return years is not None and (profile.youth.min_age or 0) < years


def may_be_child(profile: Profile) -> bool:
    """Whether somebody of unknown birth day may be too young to consent alone: in a scheme that says it takes children.

    It says so by its ages, or by demanding a børneattest for the youngest. One that says neither (Move1: "borgere") is
    not asked for the guardian of every grown-up whose birth day is not known.
    """
    stated = profile.youth.min_age is not None or profile.demands.boerneattest_under is not None
    return stated and may_be_under(profile, profile.youth.guardian_under)


def days_between(first: str, last: str) -> int:
    """Whole days from one day to another."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
