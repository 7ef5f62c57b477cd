"""MIL in Lyngby-Taarbæk, half a year: a girl of 14, whom nobody may meet without a børneattest."""

from __future__ import annotations

import pytest
from conftest import Program

from tests.scenarios.tale import Tale

SEED = (  # a rule of the text, or of the law for its ages, switched off: then the tale cannot be told
    "A1",  # børneattest: 13 og 14-årige er med
    "A2",  # alderen på dagen
    "B5",  # under 15: forældremyndigheden siger ja
    "C4",  # 13-29 år, med bopæl i kommunen
    "C9",  # opfølgningssamtaler med den unge og mentoren
    "demands.boerneattest_under=",
    "match.youth_yes=nej",  # den unge siger selv god for sin mentor
    "match.mentor_yes=nej",  # frivilligt for begge
    "youth.municipality=",
    "followup.talk_weeks=",
)
SAMTYKKE = (
    '--kind deltagelse --by forældre --data "navn og kontakt" --parties "foreningen" --purpose "at få en mentor" --told'
)


def half_a_year(tale: Tale) -> None:
    """January to July 2026."""
    tale.on("2026-01-08").do('mentor add "Asta Lindegaard" --gender kvinde --born 1980-04-04 --postcode 2800')
    tale.do("mentor approve asta")
    # --- who may come: 13 to 29, living in the municipality
    tale.do('youth refer "Freja Damsgaard" --source forældre --born 2011-09-20 --municipality 173 --guardian "Mona Damsgaard"')
    tale.refused('youth refer "Emil Tofte" --source selv --born 2014-06-01 --municipality 173', "C4")
    tale.refused('youth refer "Sofus Krag" --source selv --born 2005-06-01 --municipality 101', "C4")
    tale.do('youth refer "Sofus Krag" --source selv --born 2005-06-01 --municipality 101 --override "flytter til kommunen i marts"')
    # --- 14 years old: no børneattest, no consent from home: refused, all at once
    tale.on("2026-01-12").do("match propose freja --mentor asta", "A1")
    tale.on("2026-01-13").do("match accept freja --by mentor")
    tale.refused("match accept freja --by youth", "A1")
    tale.do("mentor check asta --kind børneattest --ordered 2026-01-13")
    tale.on("2026-01-28")
    assert ("A9", "m1") in tale.due()
    tale.do("mentor check asta --kind børneattest --seen 2026-01-28 --by formand --outcome godkendt")
    tale.on("2026-01-29").do("match accept freja --by youth")
    tale.on("2026-02-03").refused("match start freja", "B5")
    tale.do(f"youth consent freja {SAMTYKKE}")
    tale.do("match start freja --minutes 60 --place biblioteket")
    # --- a planned meeting is judged by the age on its day
    tale.do("meeting log freja --on 2026-02-17 --status planlagt")
    tale.on("2026-02-17").do("meeting edit 2 --status afholdt --minutes 90")
    tale.do('youth refer "Noah Bille" --source skole --municipality 173', "C4")  # the birth day is not known
    tale.do('mentor add "Ebbe Kirkeby" --gender mand').do("mentor approve ebbe").do("match propose noah --mentor ebbe", "A2")
    tale.do("match accept noah --by mentor")
    tale.refused("match accept noah --by youth", "A2")
    # --- talks with both, each on a calendar of its own: twice in the first month
    assert not {("C9", "x1")} & tale.due()
    tale.on("2026-02-18")
    assert ("C9", "x1") in tale.due()
    tale.do("followup log freja --with den-unge --rating 4").do("followup log freja --with mentor --rating 5")
    assert ("C9", "x1") not in tale.due()
    tale.on("2026-03-06")
    assert ("C9", "x1") in tale.due()
    tale.do("followup log freja --with youth --rating 5").do("followup log freja --with mentor")
    tale.do("meeting log freja --minutes 60")
    # --- no time limit: it goes on, and turns 15 in September
    for day in ("2026-03-24", "2026-04-14", "2026-05-05", "2026-05-26", "2026-06-16", "2026-07-01"):
        tale.on(day).do("meeting log freja --minutes 60")
        tale.do("followup log freja --with youth").do("followup log freja --with mentor")
    assert tale.json("match show freja")["meetings_held"] == 9
    assert tale.json("status")["matches"]["running"] == 1


def test_the_tale_can_be_told(mc: Program) -> None:
    half_a_year(Tale(mc, "mil-lyngby"))


@pytest.mark.parametrize("rule", SEED)
def test_the_tale_needs_each_rule_of_the_seed(mc: Program, rule: str) -> None:
    with pytest.raises(AssertionError):
        half_a_year(Tale(mc, "mil-lyngby", off=rule))
