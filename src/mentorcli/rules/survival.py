"""How long matches last: Kaplan–Meier over all of them, those that still run included as censored. Pure, over counts.

An average over ended matches alone is wrong: the long ones still run (field: average length "measured only after"
closing). A span counts both its days, and `survived` after 365 days is the share that lasts longer than 365 days. A year
is 365 days here, as the printed definition says: a match that ends on the day before its first anniversary has lasted
365 days and has ended early; over a leap day it has lasted 366, and counts as one that survived.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, log, sqrt
from typing import NamedTuple

from mentorcli.words import N_

MARKS = ((3, 91), (6, 182), (12, 365))  # months, and the days that they stand for
FEW = 10  # matches still under observation, under which a reading is to be taken with care
Z = 1.959963984540054  # the normal quantile of a two-sided interval of 95 %


class Span(NamedTuple):
    """How many matches lasted so many days, both counted: ended with the last of them, or running (censored)."""

    days: int
    ended: bool
    number: int = 1


class Step(NamedTuple):
    """A day on which matches ended: how many had reached it, how many ended, and the share that is left after it."""

    days: int
    at_risk: int
    ended: int
    survived: float
    spread: float  # Greenwood's sum: ended / (at risk × left), over the days so far


class Reading(NamedTuple):
    """The curve read off: the share that lasted longer, the matches that reached the day, and how many had ended.

    `low` and `high` are None where there is no spread to speak of: none ended, all ended, or nobody got so far.
    """

    months: int
    days: int
    survived: float | None
    low: float | None
    high: float | None
    at_risk: int
    ended: int

    @property
    def few(self) -> bool:
        """Whether so few matches got so far that the reading is to be taken with care."""
        return self.at_risk < FEW

    def as_object(self) -> dict[str, object]:
        """The reading for programs; shares to four places, so that no machine's last digit shows."""
        shares = {"survived": self.survived, "low": self.low, "high": self.high}
        rounded = {key: None if value is None else round(value, 4) for key, value in shares.items()}
        counts = {"at_risk": self.at_risk, "ended": self.ended, "few": self.few}
        return {"months": self.months, "days": self.days, **rounded, **counts}


class Study(NamedTuple):
    """A published share of matches that ended early: before twelve months, or before what was agreed."""

    study: str
    matches: int
    ended_early_percent: int
    what: str


PUBLISHED = (  # field: 3b, published early-closure rates
    Study("STAR (Keller & Spencer 2017–18)", 356, 31, N_("ended before 12 months")),
    Study("DeWit et al. 2016", 569, 34, N_("ended before 12 months")),
    Study("Kupersmidt et al. 2017", 6468, 38, N_("ended before the time agreed")),
)


def curve(spans: Iterable[Span]) -> list[Step]:
    """The product-limit estimate: a step for each day on which a match ended, earliest first.

    A match that ends on a day and one whose observation stops on it were both at risk on that day.
    """
    ends: dict[int, int] = {}
    gone: dict[int, int] = {}
    for one in spans:
        gone[one.days] = gone.get(one.days, 0) + one.number
        if one.ended:
            ends[one.days] = ends.get(one.days, 0) + one.number
    at_risk, survived, spread = sum(gone.values()), 1.0, 0.0
    steps = []
    for days in sorted(gone):
        ended = ends.get(days, 0)
        if ended:
            left = at_risk - ended
            survived *= left / at_risk
            spread += ended / (at_risk * left) if left else 0.0
            steps.append(Step(days, at_risk, ended, survived, spread))
        at_risk -= gone[days]
    return steps


def read_off(spans: Sequence[Span], marks: Sequence[tuple[int, int]] = MARKS) -> list[Reading]:
    """The curve at some marks (months, days), with how many matches reached each.

    `survived` is None at a mark that no match has reached while some still run: whether they will is not known.
    """
    steps, all_ended = curve(spans), all(one.ended for one in spans)
    found = []
    for months, days in marks:
        at_risk = sum(one.number for one in spans if one.days >= days)
        ended = sum(one.number for one in spans if one.ended and one.days <= days)
        last = next((one for one in reversed(steps) if one.days <= days), None)
        survived = last.survived if last else 1.0
        known = at_risk > 0 or (bool(spans) and all_ended)
        low, high = interval(last) if known and last else (None, None)
        found.append(Reading(months, days, survived if known else None, low, high, at_risk, ended))
    return found


def interval(step: Step) -> tuple[float | None, float | None]:
    """The 95 % interval of a share, by Greenwood on the log(-log) scale, which keeps it between 0 and 1."""
    if not 0 < step.survived < 1:
        return None, None
    width = Z * sqrt(step.spread) / log(step.survived)  # negative: the log of a share below 1
    return step.survived ** exp(-width), step.survived ** exp(width)


def at_months(spans: Sequence[Span], most: int = 24) -> list[Reading]:
    """The curve month by month, from the start to the last month that a match has reached, two years at most."""
    longest = max((one.days for one in spans), default=-1)
    marks = [(month, month * 365 // 12) for month in range(most + 1)]
    return read_off(spans, [mark for mark in marks if mark[1] <= longest])
