"""Danish holidays and working days, held against known years and against an Easter worked out another way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli.rules.calendar import add_working_days, holidays, is_working_day, next_working_day
from tests.views import world

KNOWN = {  # published holidays, written out by hand
    2026: "01-01 04-02 04-03 04-05 04-06 05-14 05-24 05-25 12-25 12-26",
    2027: "01-01 03-25 03-26 03-28 03-29 05-06 05-16 05-17 12-25 12-26",
    2023: "01-01 04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29 12-25 12-26",
    2018: "01-01 03-29 03-30 04-01 04-02 04-27 05-10 05-20 05-21 12-25 12-26",
    2008: "01-01 03-20 03-21 03-23 03-24 04-18 05-01 05-11 05-12 12-25 12-26",  # Ascension on 1 May
}
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def easter_by_meeus(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian rule, which shares nothing with the library."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + rest - 7 * ((a + 11 * h + 22 * rest) // 451) + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", KNOWN)
def test_the_holidays_of_known_years(year: int) -> None:
    assert list(holidays(year)) == [f"{year}-{day}" for day in KNOWN[year].split()]


def test_store_bededag_ended_with_2023() -> None:
    for year in range(1990, 2024):
        assert [day for day, name in holidays(year).items() if name == "Store bededag"] == [
            (easter_by_meeus(year) + timedelta(days=26)).isoformat()
        ]
    assert not any("Store bededag" in holidays(year).values() for year in range(2024, 2100))
    assert is_working_day("2024-04-26")
    assert not is_working_day("2023-05-05")


@given(st.integers(1900, 2200))
@world.drawing(200)
def test_a_year_has_ten_holidays_or_eleven_each_with_its_name_on_its_weekday(year: int) -> None:
    found = holidays(year)
    easter = easter_by_meeus(year).isoformat()
    weekdays = {name: date.fromisoformat(day).weekday() for day, name in found.items()}
    assert len(found) == (11 if year <= 2023 else 10)
    assert found[easter] == "Påskedag"
    assert (weekdays["Skærtorsdag"], weekdays["Langfredag"], weekdays["2. påskedag"]) == (3, 4, 0)
    assert (weekdays["Kristi himmelfartsdag"], weekdays["Pinsedag"], weekdays["2. pinsedag"]) == (3, 6, 0)
    assert list(found) == sorted(found)
    found.clear()
    assert holidays(year), "what was handed out is the caller's own"


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2026-11-28", "2026-11-30"),  # a Saturday
        ("2026-11-30", "2026-11-30"),
        ("2026-04-01", "2026-04-01"),  # the Wednesday before Easter
        ("2026-04-02", "2026-04-07"),  # Maundy Thursday: past Good Friday, the weekend and Easter Monday
        ("2026-05-14", "2026-05-15"),  # Ascension; the Friday after is a working day
        ("2026-12-24", "2026-12-24"),  # closed in many places, but no holiday in law
        ("2026-12-25", "2026-12-28"),
        ("2026-12-31", "2026-12-31"),
        ("2027-01-01", "2027-01-04"),
        ("2027-06-05", "2027-06-07"),  # Constitution Day, here a Saturday
        ("2023-05-05", "2023-05-08"),
    ],
)
def test_a_day_that_is_none_shows_the_next_working_day(day: str, shown: str) -> None:
    assert next_working_day(day) == shown


@pytest.mark.parametrize(
    ("day", "days", "then"),
    [
        ("2026-11-27", 6, "2026-12-07"),  # a Friday: the six working days of a receipt
        ("2026-11-28", 6, "2026-12-07"),
        ("2026-03-30", 6, "2026-04-10"),  # over Easter
        ("2026-12-23", 2, "2026-12-28"),
        ("2026-12-30", 2, "2027-01-04"),
        ("2026-11-28", 0, "2026-11-28"),
        ("2026-11-28", 1, "2026-11-30"),
    ],
)
def test_so_many_working_days_on(day: str, days: int, then: str) -> None:
    assert add_working_days(day, days) == then


@given(DAYS)
@world.drawing(300)
def test_the_next_working_day_is_one_and_nothing_between_is(day: date) -> None:
    found = date.fromisoformat(next_working_day(day.isoformat()))
    assert is_working_day(found.isoformat())
    assert day <= found <= day + timedelta(days=5)
    passed = [(day + timedelta(days=n)).isoformat() for n in range((found - day).days)]
    assert not any(map(is_working_day, passed))
    assert next_working_day(found.isoformat()) == found.isoformat()


@given(DAYS, DAYS)
@world.drawing(200)
def test_an_earlier_day_never_shows_a_later_one(one: date, other: date) -> None:
    first, last = sorted((one.isoformat(), other.isoformat()))
    assert next_working_day(first) <= next_working_day(last)


@given(DAYS, st.integers(0, 40), st.integers(0, 40))
@world.drawing(200)
def test_working_days_add_up_and_as_many_lie_between(day: date, some: int, more: int) -> None:
    start = day.isoformat()
    there = add_working_days(start, some + more)
    assert there == add_working_days(add_working_days(start, some), more)
    between = [(day + timedelta(days=n)).isoformat() for n in range(1, (date.fromisoformat(there) - day).days + 1)]
    assert sum(map(is_working_day, between)) == some + more
