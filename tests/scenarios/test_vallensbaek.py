"""Mere end en mentor in Vallensbæk, half a year: one or two young people for each mentor, and never a third."""

from __future__ import annotations

import pytest
from conftest import Program

from tests.scenarios.tale import Tale

SEED = (
    "C2",  # uddannelse af mentorkorpset
    "C3",  # 1-2 unge ad gangen
    "C4",  # unge kontanthjælpsmodtagere i Vallensbæk
    "mentor.youths_max=3",
    "mentor.corps_aim=",  # et korps på ca. 10 mentorer
    "coordinator.hours_week_start=",  # ca. 10 timer om ugen i opstarten
    "followup.network=nej",  # mentormøder
)


def half_a_year(tale: Tale) -> None:
    """The corps starts in the summer of 2014, as the proposal says."""
    tale.on("2014-06-02").do('hours log 12 --activity "annoncering og samtaler"')
    tale.do('mentor add "Rolf Kjeldgaard" --gender mand').do('mentor add "Nadia Hartvig" --gender kvinde')
    tale.do('event add "Mentorkursus" --kind kursus --hours 6 --on 2014-06-02').do("event attend e1 nadia")
    for name, born in (("Samir Dalby", "1992-05-01"), ("Ida Falkner", "1990-01-15"), ("Bo Rosenlund", "1994-11-30")):
        tale.do(f'youth refer "{name}" --source jobcenter --born {born} --municipality 187 --on 2014-06-02')
    tale.refused('youth refer "Kaj Ung" --source jobcenter --born 1997-02-02 --municipality 187', "C4")
    # --- before the course nobody is matched
    tale.on("2014-06-10").do("match propose samir --mentor rolf").do("match accept samir --by mentor")
    tale.refused("match accept samir --by youth", "C2")
    tale.do("match decline samir --by youth")
    # --- two young people, and never a third
    for number, youth in ((2, "samir"), (3, "ida")):
        tale.do(f"match propose {youth} --mentor nadia").do(f"match accept x{number} --by mentor")
        tale.do(f"match accept x{number} --by youth")
    tale.on("2014-06-16").do("match start samir --minutes 60").do("match start ida --minutes 60")
    tale.refused("match propose bo --mentor nadia", "C3")
    assert tale.json("status")["mentors"]["free_places"] == 0
    assert [one["id"] for one in tale.json("youth list --waiting")] == [3]
    # --- the coordinator: ten hours a week while it starts, and a corps of about ten
    corps = tale.json("report corps")
    assert corps["corps_aim"] == 10
    for day in ("2014-06-16", "2014-06-17", "2014-06-18", "2014-06-19"):
        tale.do(f'hours log 8 --activity "matchning" --on {day}')
    tale.on("2014-07-07").do("meeting log samir --minutes 90 --topic uddannelse").do("meeting log ida --minutes 60")
    assert ("K5", "month 201406") in {(rule, record) for rule, record in tale.due()} or any(
        rule == "K5" for rule, _record in tale.due()
    )
    # --- mentor meetings: sparring among mentors
    tale.on("2014-12-01")
    assert any(rule == "K2" for rule, _record in tale.due())
    tale.do('event add "Mentormøde" --kind netværksmøde --hours 2').do("event attend e2 nadia rolf")
    assert not any(rule == "K2" for rule, _record in tale.due())
    # --- a match ends, and there is room for the third
    tale.do("match end samir --by begge --planned ja --reason uddannelse --outcome uddannelse")
    tale.do("match propose bo --mentor nadia")
    assert tale.json("report annual 2014")["matches_running_at_end"] == 1


def test_the_tale_can_be_told(mc: Program) -> None:
    half_a_year(Tale(mc, "vallensbaek"))


@pytest.mark.parametrize("rule", SEED)
def test_the_tale_needs_each_rule_of_the_seed(mc: Program, rule: str) -> None:
    with pytest.raises(AssertionError):
        half_a_year(Tale(mc, "vallensbaek", off=rule))
