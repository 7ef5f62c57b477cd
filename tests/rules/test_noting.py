"""When a follow-up note falls due (D7), and what it must say (D8), as a caseworker would say it."""

from __future__ import annotations

import pytest

from mentorcli import words
from mentorcli.rules import noting
from mentorcli.rules.facts import NoteDue, NoteText
from mentorcli.schemes.profile import BEGINNING, Profile

QUARTERLY = Profile.on([("followup.note_months", "3", BEGINNING)], "2026-01-01")
NEVER = Profile.on([], "2026-01-01")


@pytest.fixture(autouse=True)
def _english() -> None:
    words.set_language("en")


def grant(
    first: str, last: str, noted: str | None = None, recorded: str = "2026-01-01", match: int | None = 7
) -> NoteDue:
    return NoteDue(3, match, "Kim Prøve", first, last, noted, recorded)


YEAR = ("2026-01-05", "2026-12-31")


@pytest.mark.parametrize(
    ("one", "day", "expected"),
    [
        pytest.param(grant(*YEAR), "2026-03-20", None, id="more than two weeks before: nothing"),
        pytest.param(grant(*YEAR), "2026-03-21", ("due-soon", "2026-01-05", "2026-04-04"), id="two weeks before: soon"),
        pytest.param(grant(*YEAR), "2026-04-04", ("due-soon", "2026-01-05", "2026-04-04"), id="on its day: not overdue"),
        pytest.param(grant(*YEAR), "2026-04-05", ("overdue", "2026-01-05", "2026-04-04"), id="the day after: overdue"),
        pytest.param(grant(*YEAR, "2026-04-04"), "2026-05-01", None, id="written: the next is far off"),
        pytest.param(grant(*YEAR, "2026-03-31"), "2026-07-01", ("overdue", "2026-04-01", "2026-06-30"), id="from the last note on"),
        pytest.param(grant(*YEAR, "2026-09-30"), "2026-12-20",
                     ("due-soon", "2026-10-01", "2026-12-31"), id="the last with the grant"),
        pytest.param(grant(*YEAR, "2026-12-20"), "2027-02-01", None, id="one that ends just before the grant is its last"),
        pytest.param(grant("2026-01-05", "2026-04-10"), "2026-04-11", ("overdue", "2026-01-05", "2026-04-10"),
                     id="a few days more are no period of their own"),
        pytest.param(grant("2025-01-01", "2025-12-31"), "2026-02-01", None, id="over before it came into the file: nothing"),
        pytest.param(grant("2025-06-01", "2026-12-31", recorded="2026-02-01"), "2026-02-01", 
                     ("due-soon", "2025-06-01", "2025-08-31"), id="the clock starts on the day it came into the file"),
    ],
)  # fmt: skip
def test_a_note_is_due_every_third_month_of_a_grant(
    one: NoteDue, day: str, expected: tuple[str, str, str] | None
) -> None:
    assert noting.state(one, QUARTERLY, day) == expected
    found = noting.due([one], QUARTERLY, day)
    assert bool(found) == (expected is not None)
    assert noting.due([one], NEVER, day) == []
    if expected:
        assert found[0].message == (
            f"Kim Prøve: the follow-up note for {words.day_short(expected[1])}–{words.day_short(expected[2])} is "
            + ("overdue" if expected[0] == "overdue" else "due")
        )
        assert found[0].command == "mentorcli note draft x7"
        assert found[0].due == max(expected[2], one.recorded_on)


def test_without_a_match_the_grant_is_shown() -> None:
    assert noting.due([grant(*YEAR, match=None)], QUARTERLY, "2026-05-01")[0].command == "mentorcli grant show g3"


def test_every_part_that_is_empty_is_told_at_once() -> None:
    one = NoteText(1, "Kim Prøve", "2026-04-01", "uddannelse", " \n ", "", "Det går", "")
    assert [found.message.partition("“")[2].rstrip("”") for found in noting.complete([one], QUARTERLY, "2026-04-01")] == [
        "What we worked with", "Development", "Recommendation and next period",
    ]  # fmt: skip
    whole = one._replace(work="x", development="y", next_period="z")
    assert noting.complete([whole], QUARTERLY, "2026-04-01") == []
