"""MIL in Lyngby-Taarbæk, half a year: a girl of 14, whom nobody may meet without a børneattest."""

from __future__ import annotations

import pytest
from conftest import Program

from tests.scenarios.tale import CONSENT, Tale, broken_off

BEGINS = "2026-01-08"
NEEDED = {  # what the text asks for, or the law of its ages, switched off -> the step at which the tale breaks
    "youth.min_age=": '2026-01-09 youth refer "Emil Tofte"',  # "kommunens unge mellem 13-29 år"
    "youth.max_age=": '2026-01-09 youth refer "Rune Friis"',
    "youth.municipality=": '2026-01-09 youth refer "Sofus Krag"',  # "med bopæl i Lyngby-Taarbæk Kommune"
    "C4": '2026-01-09 youth refer "Emil Tofte"',
    "A3": "2026-01-12 match propose freja --mentor ebbe",  # børneattestloven, as 13 and 14 year olds are in it
    "demands.boerneattest_under=": "2026-01-12 match propose freja --mentor ebbe",
    "demands.boerneattest_under=14": "2026-01-12 match propose freja --mentor ebbe",
    "A1": "2026-01-13 match accept freja --by youth",
    "match.youth_yes=nej": "2026-01-13 match accept freja --by mentor",  # "Den unge siger selv god for sin mentor"
    "match.mentor_yes=nej": "2026-02-10 match accept noah --by youth",  # "frivilligt for både mentor og den unge"
    "C5": "2026-01-12 match propose freja --mentor ebbe",  # nobody is asked, so that a proposal would be all there is
    "B5": "2026-01-13 match start x1",  # the parents of somebody under 15 have a say
    "youth.guardian_under=": "2026-01-13 match start x1",
    "A9": "2026-01-27 agenda",
    "B4": "2026-02-03 youth consent freja",
    "goals.areas=": "2026-02-03 goal add freja",  # "unges trivsel og livsmestring"
    "A2": "2026-02-10 match accept noah --by mentor",
    "C9": "2026-02-17 agenda",  # "opfølgningssamtaler med den unge og mentoren"
    "followup.talk_weeks=": "2026-02-17 agenda",
    "followup.first_month_talks=0": "2026-02-17 agenda",
    "K7": "2026-02-18 agenda",
    "B6": "2026-02-20 match start noah",
    "youth.inform_under=": "2026-02-20 match start noah",
    "C11": "2026-02-27 match end noah",
    "followup.talk_weeks=8": "2026-04-14 agenda",
    "A8": "2026-04-27 agenda",  # the joint activities, too, have children in them
    "K6": "2026-05-18 agenda",  # "at de unge får udbytte af forløbene"
    "goals.score_months=": "2026-05-18 agenda",
    "report.benefit_to=": "2026-05-19 agenda",
}


def half_a_year(tale: Tale) -> None:
    """January to July 2026."""
    # --- volunteers, subsidies and donations
    tale.do('mentor add "Asta Lindegaard" --gender kvinde --born 1980-04-04').do("mentor approve asta")
    tale.do('mentor add "Ebbe Kirkeby" --gender mand --born 1971-10-30').do("mentor approve ebbe")
    tale.do('mentor add "Vera Sommer" --gender kvinde --born 1995-02-11').do("mentor approve vera")
    tale.do("money add --income 15.000,00 --category kommunalt").do("money add --income 10.000,00 --category donation")

    # --- who may come: 13 to 29, living in the municipality; also those on SU or in work
    tale.on("2026-01-09").do(
        'youth refer "Freja Damsgaard" --source selv --born 2011-09-20 --municipality 173 --guardian "Mona Damsgaard"'
    )
    tale.refused('youth refer "Emil Tofte" --source selv --born 2013-01-10 --municipality 173', "C4")  # 13 tomorrow
    tale.refused('youth refer "Rune Friis" --source selv --born 1996-01-09 --municipality 173', "C4")  # 30 today
    tale.refused('youth refer "Sofus Krag" --source selv --born 2005-06-01 --municipality 101', "C4")
    tale.do('youth refer "Emil Tofte" --source selv --born 2013-01-09 --municipality 173 --dry-run')
    tale.do('youth refer "Rune Friis" --source selv --born 1996-01-10 --municipality 173 --support SU --dry-run')

    # --- 14 years old: no mentor who would not consent to a børneattest, and none without one
    tale.on("2026-01-12").do(
        'mentor check ebbe --kind børneattest --seen 2026-01-12 --by formand --outcome "samtykke ikke givet"'
    )
    tale.refused("match propose freja --mentor ebbe", "A3")
    tale.do("match propose freja --mentor asta")
    tale.on("2026-01-13").do("match accept freja --by mentor").refused("match accept freja --by youth", "A1")
    tale.refused("match start x1", "A1", "B5", "C5")  # all that stands against it, at once
    tale.do("mentor check asta --kind børneattest --ordered 2026-01-13")
    tale.on("2026-01-27").agenda("A9 m1", "B5 x1")
    tale.on("2026-01-28").do("mentor check asta --kind børneattest --seen 2026-01-28 --by formand --outcome godkendt")
    tale.refused("match accept freja --by youth", "A1").agenda("B5 x1")  # seen before, not on the same day
    tale.on("2026-01-29").do("match accept freja --by youth", "-A1")
    # --- the parents' consent, which says what it is about and that it can be withdrawn
    tale.on("2026-02-03").refused("match start freja", "B5")
    tale.refused("youth consent freja --kind deltagelse --by forældre", "B4")
    tale.do(f"youth consent freja --kind deltagelse --by forældre {CONSENT}")
    tale.do("match start freja --minutes 60 --place biblioteket").agenda().check()
    tale.do('goal add freja --area trivsel --text "Komme i skole hver dag"')
    tale.do("meeting log freja --on 2026-02-17 --status planlagt")

    # --- a birth day that is not known counts as the youngest; at 16 the young person consents, and the parents are told
    tale.on("2026-02-04").do('youth refer "Noah Bille" --source skole --municipality 173', "C4")
    tale.on("2026-02-10").do("match propose noah --mentor vera").do("match accept noah --by youth")
    tale.refused("match accept noah --by mentor", "A2").refused("match start x2", "A2", "B5", "C5")
    # --- talks with the young person and the mentor, each for himself: two in the first month, then every six weeks
    tale.on("2026-02-16").agenda("B5 x2")
    tale.on("2026-02-17").agenda("B5 x2", "C9 x1").do("followup log freja --with youth --rating 4").agenda(
        "B5 x2", "C9 x1"
    )
    tale.do("followup log freja --with mentor --rating 5").agenda("B5 x2")
    tale.do("goal score t1 2 --view youth").do("goal score t1 3 --view mentor")
    tale.on("2026-02-18").agenda("B5 x2", "K7 x1").do("meeting edit 2 --status afholdt --minutes 90").agenda("B5 x2")
    tale.on("2026-02-19").do("youth edit noah --born 2009-05-05").do("match accept noah --by mentor")
    tale.on("2026-02-20").do("match start noah --minutes 45", "B6").agenda("B6 x2")
    tale.do("youth edit noah --guardian-choice orienteret").agenda("B6 x2")
    tale.do(f"youth consent noah --kind deltagelse --by youth {CONSENT}").agenda()
    # --- voluntary for both: one stops after a week, and is talked with
    tale.on("2026-02-27").do('match end noah --by youth --planned talk --reason "ung sagde fra"', "C11")
    tale.do("followup log x2 --with youth --kind slutsamtale").do("followup log x2 --with mentor --kind slutsamtale")
    tale.agenda()
    tale.on("2026-03-03").agenda("C9 x1").do("followup log freja --with youth").do("followup log freja --with mentor")
    tale.on("2026-03-10").do("meeting log freja --minutes 60 --topic trivsel").agenda()

    # --- activities for all: who often helps where a child is has a børneattest, too
    for number, day in enumerate(("2026-03-14", "2026-03-28", "2026-04-11"), 1):
        tale.on(day).do(f'event add "Fællesspisning {number}" --kind socialt --hours 3').do(
            f"event attend e{number} vera freja"
        )
    tale.do("meeting log freja --minutes 60 --on 2026-04-07").agenda()
    tale.on("2026-04-14").agenda("C9 x1").do("followup log freja --with youth").do("followup log freja --with mentor")
    tale.on("2026-04-25").do('event add "Fællesspisning 4" --kind socialt --hours 3').do("event attend e4 vera freja")
    tale.on("2026-04-27").agenda("A8 m3")
    tale.do("mentor check vera --kind børneattest --seen 2026-04-27 --by formand --outcome godkendt").agenda()
    tale.do('event add "Faglig sparring" --kind temadag --hours 2').do("event attend e5 asta vera")
    tale.on("2026-05-04").do("meeting log freja --minutes 60 --topic uddannelse")

    # --- that the young benefit is asked of both, and the young person says it herself
    tale.on("2026-05-18").agenda("K6 t1").do("goal score t1 4 --view youth")
    tale.on("2026-05-19").agenda("K6 t1").do("goal score t1 4 --view mentor").agenda()
    tale.lists(
        "goal list freja", {"youth_score": 4, "youth_before": 2, "mentor_score": 4, "mentor_before": 3, "gap": 0}
    )
    tale.on("2026-05-26").agenda("C9 x1").do("followup log freja --with youth").do("followup log freja --with mentor")
    for day in ("2026-06-02", "2026-06-30"):
        tale.on(day).do("meeting log freja --minutes 60 --topic uddannelse")
    tale.on("2026-07-07").agenda("C9 x1").do("followup log freja --with youth").do("followup log freja --with mentor")

    # --- no limit of time: after half a year it goes on
    tale.agenda().check()
    tale.shows("match show freja", state="settled", meetings_held=7).shows("status", matches__running=1)
    tale.do("followup list --rate", "10 af 10")
    tale.shows(
        "report annual 2026",
        referrals_by_source={"self": 1, "school": 1}, matches_started=2, matches_ended=1, matches_running_at_end=1,
        meetings_held=8, meeting_minutes=495, income_ore=2_500_000, events_by_kind={"social": 4, "theme-day": 1},
    )  # fmt: skip


def test_the_tale_can_be_told(mc: Program) -> None:
    half_a_year(Tale(mc, "mil-lyngby", BEGINS))


@pytest.mark.parametrize(("off", "step"), NEEDED.items())
def test_the_tale_breaks_without(mc: Program, off: str, step: str) -> None:
    broken_off(mc, half_a_year, "mil-lyngby", BEGINS, off, step)
