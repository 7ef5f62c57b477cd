"""Mentorkorps Slagelse, half a year: from the psychology service to a settled match, and a young person who stays away."""

from __future__ import annotations

import pytest
from conftest import Program

from tests.scenarios.tale import Tale

SEED = (  # a rule of the text, switched off: then the tale cannot be told
    "C4",  # aldersgruppe 18-30 år
    "A4",  # krav til mentorerne, herunder straffeattest
    "C2",  # kursus for mentorerne
    "C6",  # koordinator deltager ved 1. møde
    "C8",  # de unge bliver bare væk
    "youth.sources=",  # henvisninger kommer fra syv slags
    "match.settled_after=",  # tre eller flere møder, så holdes kontakten
    "match.youth_yes=nej",  # match efter ønske fra mentor og mentee
    "coordinator.board_meetings_year=",  # bestyrelsen ca. fire gange årligt
)


def half_a_year(tale: Tale) -> None:
    """January to June 2026 in the Ungehus."""
    # --- the corps: two applicants, a certificate, a course
    tale.on("2026-01-05").do('mentor add "Karen Bjørkholm" --gender kvinde --born 3-5-1961 --town Slagelse')
    tale.do('mentor add "Viggo Ravnsborg" --gender mand --born 1959-02-11')
    tale.do("mentor check m1 --kind straffeattest --ordered 2026-01-05")
    tale.on("2026-01-16").do("mentor check m1 --kind straffeattest --seen 2026-01-16 --by koordinator --outcome godkendt")
    tale.on("2026-01-24").do('event add "Mentorkursus" --kind kursus --hours 12').do("event attend e1 m1")
    # --- referrals: seven sources, 18 to 30 years
    tale.on("2026-01-26").do('youth refer "Jonas Vindelev" --source psykologtilbuddet --born 12-3-2005 --gender mand')
    tale.refused('youth refer "Per Halvorsen" --source jobcenter --born 1990-01-01', "C4")
    tale.refused('youth refer "Line Skovgård" --source skole --born 2006-01-01', code=2)
    tale.do('youth refer "Line Skovgård" --source vejleder --born 2006-01-01 --gender kvinde')
    # --- a match by the wish of both; a mentor without certificate and course is refused, all at once
    tale.on("2026-02-02").do("match propose jonas --mentor viggo")
    tale.do("match accept jonas --by mentor")
    tale.refused("match accept jonas --by youth", "A4", "C2")
    tale.do("match decline jonas --by youth")
    tale.do("match propose jonas --mentor karen")
    tale.on("2026-02-03").do("match accept x2 --by mentor")
    tale.refused("match start x2")  # the young person has not said yes
    tale.on("2026-02-04").do("match accept x2 --by youth")
    tale.on("2026-02-10").do("match start x2 --coordinator-present --minutes 60 --place Ungehuset")
    assert tale.json("match show x2")["state"] == "starting"
    tale.on("2026-02-24").do("meeting log jonas --minutes 75 --topic uddannelse")
    tale.on("2026-03-10").do("meeting log jonas --minutes 60")
    assert tale.json("match show x2")["state"] == "settled"
    assert tale.json("match show x2 --as-of 2026-03-09")["state"] == "starting"
    # --- Viggo is checked and trained; Line's first meeting has no coordinator, and she stays away
    tale.on("2026-03-12").do("mentor check viggo --kind straffeattest --seen 2026-03-12 --by koordinator --outcome godkendt")
    tale.do("mentor train viggo --on 2026-03-12")
    tale.do("match propose line --mentor viggo").do("match accept line --by mentor").do("match accept line --by youth")
    tale.on("2026-03-17").do("match start line --no-coordinator --minutes 45", "C6")
    assert ("C6", "match 3") in tale.findings()
    tale.on("2026-03-24").do("meeting log line --status udeblevet --who youth")
    assert ("C8", "x3") not in tale.due()
    tale.on("2026-03-31").do("meeting log line --status udeblevet --who youth")
    assert ("C8", "x3") in tale.due()
    assert tale.json("status")["matches"]["at_risk"] == 1
    # --- a gentle ladder of contacts before anybody gives up
    tale.on("2026-04-01").do("followup log x3 --with youth --kind contact --via besked --no-answer")
    tale.on("2026-04-08").do("followup log x3 --with youth --kind contact --via telefon --no-answer")
    tale.on("2026-04-20").do("match end line --by youth --planned no --reason udeblivelse")
    # --- what the year's report will say
    found = tale.on("2026-06-30").json("report annual 2026")
    assert (found["mentors_trained_total"], found["referrals"]) == (2, 2)
    assert found["referrals_by_source"] == {"counsellor": 1, "psychology-service": 1}
    assert (found["matches_started"], found["matches_ended"], found["matches_running_at_end"]) == (2, 1, 1)
    assert (found["ended_with_under_3_meetings"], found["ended_by_no_show_under_3"]) == (1, 1)
    assert ("K1", "year 2026") in {(rule, record) for rule, record in tale.due()}  # no board meeting yet


def test_the_tale_can_be_told(mc: Program) -> None:
    half_a_year(Tale(mc, "slagelse"))


@pytest.mark.parametrize("rule", SEED)
def test_the_tale_needs_each_rule_of_the_seed(mc: Program, rule: str) -> None:
    with pytest.raises(AssertionError):
        half_a_year(Tale(mc, "slagelse", off=rule))
