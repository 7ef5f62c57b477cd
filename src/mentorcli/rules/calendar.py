"""Danish public holidays and working days (lov 214/2023: Store bededag was the last one in 2023). Pure."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

# Easter moves, and these move with it: days after Easter Sunday.
MOVING = {
    -3: "Skærtorsdag", -2: "Langfredag", 0: "Påskedag", 1: "2. påskedag", 26: "Store bededag",
    39: "Kristi himmelfartsdag", 49: "Pinsedag", 50: "2. pinsedag",
}  # fmt: skip
FIXED = {"01-01": "Nytårsdag", "12-25": "Juledag", "12-26": "2. juledag"}
PRAYER_DAY, LAST_PRAYER_DAY = 26, 2023  # days after Easter; the last year of Store bededag


def holidays(year: int) -> dict[str, str]:
    """The public holidays of a year: ISO day to its Danish name, by day.

    The law's days only: 5 June, 24 and 31 December are none, although many places are closed.
    """
    return dict(_holidays(year))


@cache
def _holidays(year: int) -> dict[str, str]:
    from dateutil.easter import easter

    sunday = easter(year)
    moving = {
        (sunday + timedelta(days=after)).isoformat(): name
        for after, name in MOVING.items()
        if after != PRAYER_DAY or year <= LAST_PRAYER_DAY
    }
    return dict(sorted({**{f"{year:04}-{day}": name for day, name in FIXED.items()}, **moving}.items()))


def is_working_day(day: str) -> bool:
    """Whether an ISO day is neither Saturday, Sunday nor a public holiday."""
    return date.fromisoformat(day).weekday() < 5 and day not in _holidays(int(day[:4]))


def next_working_day(day: str) -> str:
    """The first working day from a day on: the day itself if it is one (rule H2)."""
    while not is_working_day(day):
        day = _next(day)
    return day


def add_working_days(day: str, days: int) -> str:
    """The day on which so many working days have passed since a day, which is itself not counted.

    None (0 or less) is the day itself, working day or not.
    """
    for _step in range(days):
        day = next_working_day(_next(day))
    return day


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
