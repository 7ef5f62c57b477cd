"""Kaplan–Meier held against a second implementation, and the cases that a coordinator can count on her fingers."""

from __future__ import annotations

import random
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from mentorcli.rules import survival
from mentorcli.rules.survival import Span, at_months, curve, read_off

spans = st.lists(st.builds(Span, st.integers(1, 500), st.booleans(), st.integers(1, 4)), max_size=40)


def told_by_scipy(given: list[Span], days: int) -> tuple[float, float, float]:
    """The share that lasts longer than so many days, and its log-log interval, by SciPy."""
    ended = [one.days for one in given for _n in range(one.number) if one.ended]
    running = [one.days for one in given for _n in range(one.number) if not one.ended]
    found = stats.ecdf(stats.CensoredData(uncensored=ended, right=running)).sf
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that an interval is undefined before the first end
        interval = found.confidence_interval(0.95, method="log-log")
    return tuple(float(one.evaluate(days)) for one in (found, interval.low, interval.high))  # type: ignore[return-value]


def test_the_curve_is_that_of_a_second_implementation_on_five_hundred_corps() -> None:
    rng = random.Random(20180401)
    intervals = 0
    for _corps in range(500):
        longest = rng.choice((5, 60, 200, 700))
        given = [Span(rng.randint(1, longest), rng.random() < 0.6) for _match in range(rng.randint(1, 60))]
        for one in read_off(given):
            survived, low, high = told_by_scipy(given, one.days)
            if one.survived is None:
                assert max(span.days for span in given) < one.days
                continue
            assert one.survived == pytest.approx(survived, abs=1e-12)
            if one.low is not None and one.high is not None:
                intervals += 1
                assert (one.low, one.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))
            else:
                assert survived in (0, 1)
    assert intervals > 500


@given(spans)
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_the_curve_falls_from_one_and_counts_every_match(given: list[Span]) -> None:
    steps = curve(given)
    shares = [1.0, *(one.survived for one in steps)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= one <= 1 for one in shares)
    assert sum(one.ended for one in steps) == sum(one.number for one in given if one.ended)
    assert curve(reversed(given)) == steps
    apart = [Span(one.days, one.ended) for one in given for _n in range(one.number)]
    assert curve(apart) == steps


@given(spans)
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_with_none_running_it_is_the_plain_share(given: list[Span]) -> None:
    ended = [one._replace(ended=True) for one in given]
    total = sum(one.number for one in ended)
    for one in read_off(ended) if total else ():
        longer = sum(span.number for span in ended if span.days > one.days)
        assert one.survived == pytest.approx(longer / total)
        assert one.ended == total - longer


def test_worked_out_by_hand() -> None:
    """Five matches: three ended after 91, 100 and 365 days, two run since 200 and 400 days."""
    given = [Span(100, True), Span(200, False), Span(365, True), Span(400, False), Span(91, True)]
    found = read_off(given)
    assert [one.survived for one in found] == [pytest.approx(4 / 5), pytest.approx(3 / 5), pytest.approx(3 / 10)]
    assert [(one.at_risk, one.ended) for one in found] == [(5, 1), (3, 2), (2, 3)]
    assert all(one.few for one in found)


@pytest.mark.parametrize(("days", "survives"), [(364, 0.0), (365, 0.0), (366, 1.0)])
def test_twelve_months_are_reached_on_the_anniversary(days: int, survives: float) -> None:
    """Both days count: met on 1 January and ended on 31 December is 365 days, and early; on 1 January it is 366."""
    assert read_off([Span(days, True), Span(days, True)])[-1].survived == survives


def test_nothing_is_claimed_where_no_match_has_got_so_far() -> None:
    found = read_off([Span(100, False), Span(95, True)])
    assert [one.survived for one in found] == [1.0, None, None]
    assert [(one.low, one.high) for one in found] == [(None, None)] * 3
    assert [one.survived for one in read_off([Span(100, True)])] == [1.0, 0.0, 0.0]
    assert [one.survived for one in read_off([])] == [None, None, None]


def test_an_average_over_ended_matches_would_have_said_less() -> None:
    """Nine that run for a year and one that ended after a month: nine of ten last, not one month."""
    found = read_off([Span(30, True), Span(400, False, 9)])
    assert [one.survived for one in found] == [pytest.approx(0.9)] * 3


def test_month_by_month_the_curve_ends_with_the_longest_match() -> None:
    found = at_months([Span(100, True), Span(200, False)])
    assert [one.months for one in found] == [0, 1, 2, 3, 4, 5, 6]
    assert found[0].survived == 1
    assert at_months([]) == []
    assert len(at_months([Span(5000, False)])) == 25


def test_a_reading_for_programs_is_rounded_to_four_places() -> None:
    found = read_off([Span(91, True), Span(500, False, 2)])[0].as_object()
    assert found["survived"] == 0.6667
    assert found["few"] is True
    assert survival.PUBLISHED[0][1:3] == (356, 31)
