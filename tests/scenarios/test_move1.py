"""Move1, half a year: a citizen from the first call to a job, with what comes of it told in two voices."""

from __future__ import annotations

import pytest
from conftest import Program

from tests.scenarios.tale import Tale, broken_off

BEGINS = "2026-01-12"
NEEDED = {  # what the text says (or our reading of it), switched off -> the step at which the tale breaks
    "C10": "2026-01-26 agenda",  # "Ring til mig": somebody waits for an answer
    "remind.answer_days=30": "2026-01-26 agenda",
    "youth.intake=henvisning": "2026-01-26 youth list",
    "match.youth_yes=ja": "2026-01-29 match start mikkel",  # the firm sends its own mentor
    "goals.areas=": '2026-01-29 goal add mikkel --area "privat økonomi"',  # what a citizen must cope with
    "goals.benefits=": '2026-01-29 goal add mikkel --area "bevidst om egne ressourcer"',  # "Borgerens udbytte"
    "C9": "2026-02-12 agenda",
    "followup.talk_weeks=": "2026-02-12 agenda",
    "followup.first_month_talks=1": "2026-02-12 agenda",
    "followup.talk_weeks=8": "2026-04-09 agenda",
    "K6": "2026-05-12 agenda",  # "varig positiv social udvikling" is asked about more than once
    "goals.score_months=6": "2026-05-12 agenda",
    "report.benefit_to=": "2026-05-13 agenda",  # the citizen's benefit and the public's: both are asked
    "C11": "2026-07-09 match end mikkel",
}
BENEFITS = (  # the four of the citizen, and the four of the public
    "bevidst om egne ressourcer", "social udvikling", "fleksibel kontakt til mentor", "fokus på ønsker i livet",
    "fastholdelse i gode vaner", "udvikling af selvstændighed", "fokus på at blive selvforsørgende",
    "ejerskab for eget liv",
)  # fmt: skip
LIFE = ("bolig", "kost", "motion", "livsstil", "kærester", "venner", "familie", "uddannelse", "arbejde")


def half_a_year(tale: Tale) -> None:
    """From a call in January to a job in July 2026."""
    # --- "ring til mig": a talk comes first, and the answer opens the door
    tale.do('enquiry log "Mikkel Thorsager" --source sagsbehandler --asker "Jobcentret, rådgiver" --born 1996-08-08')
    tale.do('enquiry log --source øvrige --asker "En arbejdsplads" --about "sparring om en ny medarbejder"')
    tale.lists("youth list", {"id": 1, "state": "enquired"})
    tale.on("2026-01-19").do('enquiry answer q2 --no --reason "intet forløb, de fik et råd"')
    tale.on("2026-01-26").agenda("C10 q1").do("enquiry answer mikkel --yes")
    tale.lists("youth list", {"id": 1, "state": "waiting", "wait_days": 0}).agenda()

    # --- a mentor of the firm begins at once
    tale.do('mentor add "Inga Overgaard" --gender kvinde').do("mentor approve inga")
    tale.on("2026-01-29").do("match propose mikkel --mentor inga").do(
        "match start mikkel --minutes 60 --place jobcentret"
    )
    tale.shows("match show mikkel", state="settled")
    # --- the life that is to be coped with, and what citizen and public hope to gain
    tale.do('goal add mikkel --area "privat økonomi" --text "Kende mine faste udgifter"')
    for area in LIFE:
        tale.do(f"goal add mikkel --area {area} --dry-run")
    for area in BENEFITS:
        tale.do(f'goal add mikkel --area "{area}" --dry-run')
    tale.do('goal add mikkel --area "bevidst om egne ressourcer" --text "Sige højt, hvad jeg er god til"')
    tale.do('goal add mikkel --area "fokus på at blive selvforsørgende" --text "Et job, jeg kan passe"')

    # --- how it goes, asked of both: twice in the first month, then every six weeks
    tale.on("2026-02-11").agenda()
    tale.on("2026-02-12").agenda("C9 x1").do("followup log mikkel --with borger --rating 3").agenda("C9 x1")
    tale.do("followup log mikkel --with mentor --rating 4").agenda()
    tale.do("meeting log mikkel --minutes 60 --topic økonomi --topic bolig")
    for goal, citizen, mentor in ((1, 2, 2), (2, 2, 3), (3, 1, 2)):
        tale.do(f"goal score t{goal} {citizen} --view borger").do(f"goal score t{goal} {mentor} --view mentor")
    tale.on("2026-02-26").agenda("C9 x1")
    tale.do("followup log mikkel --with borger").do("followup log mikkel --with mentor")
    # --- flexible contact: by phone, too
    tale.on("2026-03-05").do("meeting log mikkel --minutes 20 --kind telefon --topic motion")
    tale.on("2026-04-01").do("meeting log mikkel --minutes 60 --topic familie").agenda()
    tale.on("2026-04-09").agenda("C9 x1")
    tale.do("followup log mikkel --with borger --rating 4").do("followup log mikkel --with mentor --rating 4")
    tale.on("2026-04-28").do("meeting log mikkel --minutes 60 --topic arbejde").agenda()

    # --- after three months the goals are looked at again, and one voice is not enough
    tale.on("2026-05-12").agenda("K6 t1", "K6 t2", "K6 t3")
    tale.do("goal score t1 næsten --view borger").do("goal score t1 4 --view mentor")
    tale.do("goal score t2 4 --view borger").do("goal score t3 3 --view borger")
    tale.on("2026-05-13").agenda("K6 t2", "K6 t3").do("agenda", "(mentor)", "-(den unge)")
    tale.do("goal score t2 5 --view mentor").do("goal score t3 5 --view mentor").agenda()
    # --- two voices, kept apart: the score before beside the newest, the gap between them, and what was known in March
    tale.lists(
        "goal list mikkel",
        {"youth_score": 4, "youth_before": 2, "mentor_score": 4, "mentor_before": 2, "gap": 0},
        {"youth_score": 4, "youth_before": 2, "mentor_score": 5, "mentor_before": 3, "gap": 1},
        {"youth_score": 3, "youth_before": 1, "mentor_score": 5, "mentor_before": 2, "gap": 2},
    )
    tale.lists(
        "goal list mikkel --as-of 2026-03-01",
        {"youth_score": 2, "mentor_score": 2, "gap": 0},
        {"youth_score": 2, "mentor_score": 3, "gap": 1},
        {"youth_score": 1, "mentor_score": 2, "gap": 1},
    )
    tale.on("2026-05-21").agenda("C9 x1").do("followup log mikkel --with borger").do(
        "followup log mikkel --with mentor"
    )
    for day in ("2026-05-21", "2026-06-12", "2026-07-02"):
        tale.on(day).do("meeting log mikkel --minutes 60 --topic job")
    tale.agenda("C9 x1").do("followup log mikkel --with borger").do("followup log mikkel --with mentor").agenda()

    # --- in work, self-supporting, and a talk at the end with each
    tale.on("2026-07-09").do("goal close t3 --how nået").do(
        "match end mikkel --by begge --planned ja --reason job --outcome job", "C11"
    )
    tale.do("followup log x1 --with borger --kind slutsamtale").agenda("C11 x1")
    tale.do("followup log x1 --with mentor --kind slutsamtale").agenda().check()
    tale.do("followup list --rate", "12 af 12")  # five with each, and the closing talks, held before the next was due
    tale.shows(
        "report annual 2026",
        referrals=1, referrals_by_source={"caseworker": 1}, matches_started=1, matches_ended=1,
        matches_running_at_end=0, end_reasons={"job": 1}, outcomes={"job": 1}, meetings_held=8, meeting_minutes=440,
    )  # fmt: skip


def test_the_tale_can_be_told(mc: Program) -> None:
    half_a_year(Tale(mc, "move1", BEGINS))


@pytest.mark.parametrize(("off", "step"), NEEDED.items())
def test_the_tale_breaks_without(mc: Program, off: str, step: str) -> None:
    broken_off(mc, half_a_year, "move1", BEGINS, off, step)
