"""Move1, half a year: a citizen from the first call, with what comes of it told in two voices."""

from __future__ import annotations

import pytest
from conftest import Program

from tests.scenarios.tale import Tale

SEED = (
    "C9",  # opfølgning undervejs
    "followup.talk_weeks=",
    "goals.benefits=",  # borgerens og det offentliges udbytte
    "K6",  # udviklingen følges
)


def half_a_year(tale: Tale) -> None:
    """From a call in January to a job in June 2026."""
    tale.on("2026-01-12").do('enquiry log "Mikkel Thorsager" --source sagsbehandler --asker "Jobcentret, rådgiver"')
    assert tale.json("youth list")[0]["state"] == "enquired"
    tale.on("2026-01-14").do("enquiry answer 1 --yes")
    tale.do('mentor add "Inga Overgaard" --gender kvinde').do("mentor approve inga")
    tale.do("match propose mikkel --mentor inga").do("match start mikkel --minutes 60")
    # --- the citizen's and the public's benefits, each scored by both
    tale.do('goal add mikkel --area "egne ressourcer" --text "Sige højt, hvad jeg er god til"')
    tale.do("goal add mikkel --area selvforsørgende")
    for goal, youth, mentor in ((1, 2, 3), (2, 1, 2)):
        tale.do(f"goal score t{goal} {youth} --view youth").do(f"goal score t{goal} {mentor} --view mentor")
    # --- talks on the way
    tale.on("2026-01-29")
    assert ("C9", "x1") in tale.due()
    for day in ("2026-01-29", "2026-02-12", "2026-03-24", "2026-05-05"):
        tale.on(day).do("meeting log mikkel --minutes 60 --topic job")
        tale.do("followup log mikkel --with borger --rating 4").do("followup log mikkel --with mentor --rating 4")
        assert ("C9", "x1") not in tale.due()
    assert any(rule == "K6" for rule, _record in tale.due())
    tale.do("goal score t1 4 --view youth").do("goal score t1 5 --view mentor")
    tale.do("goal score t2 3 --view youth").do("goal score t2 5 --view mentor")
    assert not any(rule == "K6" for rule, _record in tale.due())
    # --- two voices kept apart, the earlier score beside the newest
    first, second = tale.json("goal list mikkel")
    assert (first["youth_score"], first["youth_before"], first["mentor_score"], first["mentor_before"]) == (4, 2, 5, 3)
    assert (first["gap"], second["gap"]) in ((1, 2), (-1, -2))
    assert tale.json("goal list mikkel --as-of 2026-02-01")[0]["youth_score"] == 2
    tale.on("2026-06-15").do("followup log mikkel --with borger --kind closing").do("followup log mikkel --with mentor --kind closing")
    tale.do("match end mikkel --by begge --planned ja --reason job --outcome job")
    found = tale.on("2026-07-01").json("report annual 2026")
    assert (found["matches_ended"], found["outcomes"]) == (1, {"job": 1})


def test_the_tale_can_be_told(mc: Program) -> None:
    half_a_year(Tale(mc, "move1"))


@pytest.mark.parametrize("rule", SEED)
def test_the_tale_needs_each_rule_of_the_seed(mc: Program, rule: str) -> None:
    with pytest.raises(AssertionError):
        half_a_year(Tale(mc, "move1", off=rule))
