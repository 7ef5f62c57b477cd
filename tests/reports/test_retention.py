"""How long matches last, of the sample corps: the report held against SciPy, fed from the bare tables."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import pytest
from scipy import stats

DAYS = {3: 91, 6: 182, 12: 365}


def lasted(db: Any, day: str) -> tuple[list[int], list[int]]:
    """The days of the ended matches and of the running ones, both days counted, straight from the facts."""
    connection = sqlite3.connect(db)
    ended, running = [], []
    for number, met in connection.execute("SELECT id, first_met_on FROM match WHERE first_met_on <= ?", (day,)):
        turns = [(on, 1) for (on,) in connection.execute("SELECT on_day FROM match_end WHERE match_id = ?", (number,))]
        turns += [
            (on, 0) for (on,) in connection.execute("SELECT on_day FROM match_reopening WHERE match_id = ?", (number,))
        ]
        newest = max((turn for turn in turns if turn[0] <= day), default=(day, 0))
        last = newest[0] if newest[1] else day
        (ended if newest[1] else running).append((date.fromisoformat(last) - date.fromisoformat(met)).days + 1)
    connection.close()
    return ended, running


@pytest.mark.parametrize("day", ["2024-12-31", "2025-12-31", "2026-03-15"])
def test_the_curve_of_the_sample_corps_is_that_of_scipy(mc: Any, day: str) -> None:
    mc.ok("demo", "--into", str(mc.folder / "prøve"), today="2026-03-15")
    db = next((mc.folder / "prøve").glob("*.db"))
    asked = ("report", "retention", "--as-of", day, "--format", "json")
    found = mc.ok(*asked, db=db, today="2026-03-15").json()
    ended, running = lasted(db, day)
    assert (found["matches"], found["ended"]) == (len(ended) + len(running), len(ended))
    sf = stats.ecdf(stats.CensoredData(uncensored=ended, right=running)).sf
    told = 0
    for one in found["survival"]:
        assert one["days"] == DAYS[one["months"]]
        assert one["at_risk"] == sum(days >= one["days"] for days in ended + running)
        if one["survived"] is not None:
            told += 1
            assert one["survived"] == pytest.approx(float(sf.evaluate(one["days"])), abs=5e-5)
    assert told or len(ended) + len(running) == 0
