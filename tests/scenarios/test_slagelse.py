"""Mentorkorps Slagelse, half a year: from the psychology service to a settled match, and a young person who stays away."""

from __future__ import annotations

import pytest
from conftest import Program

from tests.scenarios.tale import Tale, broken_off

BEGINS = "2026-01-05"
SOURCES = (  # the seven that the text names; "øvrige" is anybody, a school too
    "selv", "psykologtilbuddet", "vejleder", "jobcenter", '"Børn og Unge"', "forældre", "øvrige", "skole",
)  # fmt: skip
NEEDED = {  # what the text asks for (or our reading of it), switched off -> the step at which the tale breaks
    "A9": "2026-01-19 agenda",  # an ordered straffeattest does not lie forgotten
    "youth.max_age=": '2026-01-26 youth refer "Per Halvorsen"',  # "Aldersgruppe 18-30 år"
    "youth.min_age=": '2026-01-26 youth refer "Eva Lund"',
    "C4": '2026-01-26 youth refer "Per Halvorsen"',
    "youth.sources=jobcenter": '2026-01-26 youth refer "Jonas',  # the text names seven, the last of them all others
    "A4": "2026-02-02 match accept jonas --by youth",  # "Krav til mentorerne – herunder også straffeattest"
    "demands.straffeattest=nej": "2026-02-02 match accept jonas --by youth",
    "C2": "2026-02-02 match accept jonas --by youth",  # "Kursus"
    "demands.course=nej": "2026-02-02 match accept jonas --by youth",
    "match.youth_yes=nej": "2026-02-02 match accept jonas --by mentor",  # "Match efter ønske fra mentor og mentee"
    "match.mentor_yes=nej": "2026-02-24 match start x3",
    "C5": "2026-02-02 match propose jonas",  # nobody is asked, so that a proposal would be all there is
    "mentor.youths_max=1": "2026-02-24 match propose malte",  # 32 mentors had some 40 matches
    "goals.areas=": "2026-02-24 meeting log jonas",  # "Fokus er på fastholdelse i uddannelse … eller job"
    "C10": "2026-02-25 agenda",
    "K4": "2026-02-25 agenda",  # "alt efter efterspørgsel fra de unge"
    "coordinator.courses_year=": "2026-02-25 report corps",  # "en til to gange om året"
    "match.settled_after=": "2026-03-09 match show x2",  # "3 eller flere møder … så holdes kontakten"
    "match.settled_after=4": "2026-03-10 match show x2",
    "C6": "2026-03-17 match start line",  # "Koordinator fra Ungehuset deltager ved 1. møde"
    "match.coordinator_first=nej": "2026-03-17 match start line",
    "C8": "2026-03-31 status",  # "den unge, som bare udebliver fra aftaler"
    "risk.no_shows=3": "2026-03-31 status",
    "C7": "2026-04-07 agenda",
    "K1": "2026-04-07 agenda",  # "møder med foreningens bestyrelse ca. fire gange årligt"
    "coordinator.board_meetings_year=": "2026-04-07 agenda",
    "F5": "2026-04-06 agenda",  # "Får del i §18 midlerne"
    "money.section_18=nej": "2026-04-06 agenda",
    "C11": "2026-04-20 match end line",
    "risk.weeks=12": "2026-04-28 agenda",
    "K2": "2026-07-06 agenda",  # "Afholdes netværksmøder indimellem"
    "followup.network=nej": "2026-07-06 agenda",
}


def half_a_year(tale: Tale) -> None:
    """January to July 2026 in the Ungehus."""
    # --- the corps: found by an advert, with a certificate and a course; about as many men as women
    tale.do('mentor add "Karen Bjørkholm" --gender kvinde --born 3-5-1961 --channel annonce')
    tale.do('mentor add "Viggo Ravnsborg" --gender mand --born 1959-02-11 --channel annonce')
    for mentor in ("karen", "viggo"):
        tale.do(f"mentor check {mentor} --kind straffeattest --ordered 2026-01-05")
    tale.do('money add --income 40.000,00 --category "§ 18" --on 2025-11-20')
    tale.on("2026-01-16").do(
        "mentor check karen --kind straffeattest --seen 2026-01-16 --by formand --outcome godkendt"
    )
    tale.on("2026-01-19").agenda("A9 m2")
    tale.on("2026-01-24").do('event add "Mentorkursus" --kind kursus --hours 6').do("event attend e1 karen")
    tale.do("hours log 6 --activity kursus")  # the coordinator takes part in the courses

    # --- referrals: seven kinds of people, 18 to 30 years
    tale.on("2026-01-26").do('youth refer "Jonas Vindelev" --source psykologtilbuddet --born 12-3-2005 --gender mand')
    tale.refused('youth refer "Per Halvorsen" --source jobcenter --born 1995-01-26', "C4")  # 31 today
    tale.refused('youth refer "Eva Lund" --source forældre --born 2008-01-27', "C4")  # 18 tomorrow
    for source, born in zip(SOURCES, ("2008-01-26", "1995-01-27", *["2000-01-01"] * 6), strict=True):
        tale.do(f'youth refer "Kim Nørgård" --source {source} --born {born} --dry-run')
    tale.do('youth refer "Malte Rask" --source selv --born 2002-09-14 --gender mand')
    tale.do('youth refer "Line Skovgård" --source vejleder --born 2006-01-01 --gender kvinde')
    tale.lists("youth list --waiting", {"id": 1}, {"id": 2}, {"id": 3})

    # --- a mentor without certificate and course is refused, both told at once; each may say no
    tale.on("2026-02-02").do("match propose jonas --mentor viggo").do("match accept jonas --by mentor")
    tale.refused("match accept jonas --by youth", "A4", "C2")
    tale.do("match decline jonas --by youth")
    # --- by the wish of both: they do not meet before the young person has said yes
    tale.do("match propose jonas --mentor karen", "-A4", "-C2")
    tale.on("2026-02-03").do("match accept x2 --by mentor").refused("match start x2", "C5")
    tale.on("2026-02-04").do("match accept x2 --by youth")
    tale.on("2026-02-10").do("match start x2 --coordinator-present --minutes 60 --place Ungehuset", "-C6")
    tale.on("2026-02-24").do("meeting log jonas --minutes 75 --topic uddannelse")
    tale.do("match propose malte --mentor karen").do("match accept malte --by youth").refused("match start x3", "C5")
    tale.do("match accept malte --by mentor")

    # --- who waits, and a course by demand
    tale.on("2026-02-25").agenda("A9 m2", "C10 y3", "K4 2026")
    tale.shows("report corps", meetings__2__wanted_a_year=2)
    tale.do('event add "Mentorkursus" --kind kursus --hours 6 --on 2026-03-12').agenda("A9 m2", "C10 y3")

    # --- settled with the third meeting
    tale.on("2026-03-03").do("match start malte --coordinator-present --minutes 45")
    tale.on("2026-03-09").shows("match show x2", state="starting", meetings_held=2)
    tale.on("2026-03-10").do("meeting log jonas --minutes 60").shows("match show x2", state="settled", meetings_held=3)
    tale.shows("match show x2 --as-of 2026-03-09", state="starting")

    # --- at the next first meeting the coordinator is not there, and then the young person stays away
    tale.on("2026-03-12").do("event attend e2 viggo")
    tale.do("mentor check viggo --kind straffeattest --seen 2026-03-12 --by formand --outcome godkendt")
    tale.do("match propose line --mentor viggo").do("match accept x4 --by mentor").do("match accept x4 --by youth")
    tale.on("2026-03-17").do("match start line --coordinator-absent --minutes 45", "C6").check("C6 x4")
    tale.do("meeting log malte --status afbud --who youth")
    tale.on("2026-03-24").do(
        "meeting log line --status udeblevet --who youth"
    ).agenda()  # the year's two courses are held
    tale.do("meeting log jonas --minutes 60 --topic job").shows("report corps", mentors_to_train=2)
    tale.on("2026-03-31").do("meeting log line --status udeblevet --who youth")
    tale.shows("status", matches__running=3, matches__settled=1, matches__starting=2, matches__at_risk=1)
    tale.do("agenda", "skridt 1 af 5", "skriv en venlig besked").agenda("C8 x4")

    # --- spring: the board, the § 18 money, and one step after the other towards contact
    tale.on("2026-04-01").do("followup log line --with youth --kind kontakt --via besked --no-answer")
    tale.do("agenda", "skridt 2 af 5")
    # Easter Monday is no day for a deadline: the board meeting, 91 days after the file was made, is due on Tuesday
    tale.on("2026-04-06").agenda("C8 x4", "F5 2025")
    tale.on("2026-04-07").agenda("C7 x3", "C8 x4", "F5 2025", "K1 2026")
    tale.do('event add "Bestyrelsesmøde" --kind bestyrelsesmøde --on 2026-04-15')
    tale.do("money account 2025").agenda("C7 x3", "C8 x4")
    tale.on("2026-04-08").do("followup log line --with youth --kind kontakt --via telefon --no-answer")
    tale.on("2026-04-15").do("followup log line --with mentor --kind kontakt").do("meeting log jonas --minutes 60")
    tale.on("2026-04-20").do("match end line --by youth --planned nej --reason udeblivelse --dry-run", "C11")
    tale.on("2026-04-22").do("followup log line --with henviser --kind kontakt")
    tale.on("2026-04-28").agenda("C8 x3", "C8 x4")  # the other one has met once in eight weeks
    tale.on("2026-04-29").do("followup log line --with youth --kind kontakt --via brev --no-answer")
    tale.on("2026-05-06").do("followup log line --with mentor --kind slutsamtale")
    tale.do("match end line --by youth --planned nej --reason udeblivelse", "-C11")
    # --- it is voluntary: both may leave at any time
    for party in ("youth", "mentor"):
        tale.do(f"followup log malte --with {party} --kind slutsamtale")
    tale.do('match end malte --by youth --planned talk --reason "ung sagde fra"', "-C11")
    for day in ("2026-05-12", "2026-06-09"):
        tale.on(day).do("meeting log jonas --minutes 60 --topic uddannelse")
    tale.on("2026-06-13").do('event add "Sommertur" --kind socialt --hours 4').do("event attend e4 karen viggo")
    # --- the settled match holds until the young person moves on
    tale.on("2026-06-26").do("followup log jonas --with youth --kind slutsamtale")
    tale.do("followup log jonas --with mentor --kind slutsamtale")
    tale.do("match end jonas --by begge --planned ja --reason uddannelse --outcome uddannelse", "-C11")

    # --- network meetings now and then, and the report of the year
    tale.on("2026-07-06").agenda("K2 2026")
    tale.do('event add "Netværksmøde" --kind netværksmøde --hours 2').agenda().check()
    tale.shows(
        "report annual 2026",
        mentors_trained_total=2, mentors_active_at_end=2, mentors_active_by_gender={"female": 1, "male": 1},
        referrals=3, referrals_by_source={"psychology-service": 1, "self": 1, "counsellor": 1},
        matches_started=3, matches_ended=3, matches_running_at_end=0, meetings_held=9, meeting_minutes=525, no_shows=2,
        ended_with_under_3_meetings=2, ended_with_3_or_more=1, ended_by_no_show_under_3=1, ended_by_no_show_3_or_more=0,
        end_reasons={"no-show": 1, "youth-stopped": 1, "education": 1}, outcomes={"education": 1},
        events_by_kind={"course": 2, "board": 1, "social": 1, "network": 1},
    )  # fmt: skip


def test_the_tale_can_be_told(mc: Program) -> None:
    half_a_year(Tale(mc, "slagelse", BEGINS))


@pytest.mark.parametrize(("off", "step"), NEEDED.items())
def test_the_tale_breaks_without(mc: Program, off: str, step: str) -> None:
    broken_off(mc, half_a_year, "slagelse", BEGINS, off, step)
