"""Notifications of concern: six working days to the receipt, and the duty that is personal."""

from __future__ import annotations

import pytest

from mentorcli.rules.concern import duty, receipts
from mentorcli.rules.facts import ConcernFact
from tests.views import world

MIL = world.profile_of("mil-lyngby")
SLAGELSE = world.profile_of("slagelse")  # from 18 years


def concern(
    on: str, *, recorded: str = "2000-01-01", receipt: str | None = None, born: str | None = None
) -> ConcernFact:
    return ConcernFact(3, 2, "Ida", on, "Kommunen", recorded, receipt, born)


@pytest.mark.parametrize(
    ("on", "due"),
    [
        ("2026-03-02", "2026-03-10"),  # from a Monday: six working days are Tuesday a week on
        ("2026-03-06", "2026-03-16"),  # from a Friday
        ("2026-03-07", "2026-03-16"),  # from a Saturday
        ("2026-03-30", "2026-04-10"),  # over Easter: Thursday, Friday and Monday do not count
        ("2023-05-02", "2023-05-11"),  # over Store bededag, the last one
        ("2024-04-23", "2024-05-01"),  # the year after there is none
        ("2025-12-22", "2026-01-02"),  # over Christmas and New Year
    ],
)  # fmt: skip
def test_the_receipt_is_due_in_six_working_days(on: str, due: str) -> None:
    (one,) = receipts([concern(on)], MIL, "2026-12-31")
    assert (one.rule, one.due, one.kind, one.id) == ("C12", due, "concern", 3)


def test_the_clock_starts_when_it_was_typed_and_stops_with_the_receipt() -> None:
    (one,) = receipts([concern("2026-03-02", recorded="2026-03-16")], MIL, "2026-12-31")
    assert one.due == "2026-03-24"
    assert receipts([concern("2026-03-02", receipt="2026-03-05")], MIL, "2026-12-31") == []
    (one,) = receipts(
        [concern("2026-03-02")], world.profile_of("mil-lyngby", ("remind.receipt_days", "3")), "2026-12-31"
    )
    assert one.due == "2026-03-05"


@pytest.mark.parametrize(
    ("born", "told", "of_age"),
    [
        ("2008-03-03", True, True),  # 17, and 18 tomorrow
        ("2008-03-02", False, False),
        (None, True, False),  # MIL takes 13-year-olds, Slagelse nobody under 18
    ],
)
def test_the_duty_is_told_of_somebody_under_18_and_of_whom_it_is_not_known(
    born: str | None, told: bool, of_age: bool
) -> None:
    assert bool(duty([concern("2026-03-02", born=born)], MIL, "2026-03-02")) == told
    assert bool(duty([concern("2026-03-02", born=born)], SLAGELSE, "2026-03-02")) == of_age


def test_the_duty_is_personal_goes_before_secrecy_and_names_the_law(english: None) -> None:
    (one,) = duty([concern("2026-03-02")], MIL, "2026-03-02")
    for words in ("personal", "the mentor too", "before secrecy", "§§ 133 and 135"):
        assert words in one.message
    assert one.severity != "block"
