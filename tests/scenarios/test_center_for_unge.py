"""Center for Unge, half a year: from the caseworker's enquiry over the visitation to a renewed grant of three months."""

from __future__ import annotations

import pytest
from conftest import Program

from tests.scenarios.tale import Tale, broken_off

BEGINS = "2026-01-05"
NEEDED = {  # what the text asks for (or the law behind it), switched off -> the step at which the tale breaks
    "youth.sources=": "2026-01-05 enquiry log --source jobcenter",  # "Sagsbehandler kontakter Center for Unge"
    "youth.max_age=": "2026-01-08 enquiry answer q2",  # "i alderen 18-40 år"
    "youth.min_age=": "2026-01-08 enquiry answer q3",
    "C4": "2026-01-08 enquiry answer q2",
    "youth.intake=henvisning": "2026-01-08 youth list",  # "forhåndsforespørgsel om opgaven kan modtages"
    "youth.visitation=nej": "2026-01-08 youth list",  # "I forlængelse heraf afholdes visitationsmøde"
    "B3": "2026-01-12 visitation log amina --file -",  # origin and health: only with consent
    "mentor.kind=frivillig": "2026-01-12 visitation log amina --file -",  # a volunteer is not told what an employee is
    "B4": "2026-01-12 youth consent amina --kind videregivelse",
    "match.yes_at_visitation=nej": "2026-01-12 match list",  # mentee and mentor to be take part in the meeting
    "D1": "2026-01-13 grant add amina --to 2026-04-14",
    "D3": "2026-01-13 grant add amina --from 2026-01-15 --to 2026-07-15",
    "D2": "2026-01-13 grant add amina --from 2026-01-15 --to 2026-04-13",  # "minimum tre måneder ad gangen"
    "grant.min_months=": "2026-01-13 grant add amina --from 2026-01-15 --to 2026-04-13",
    "grant.min_months=4": "2026-01-13 grant add amina --from 2026-01-15 --to 2026-04-14",
    "grant.rate_ore=": "2026-01-13 grant add amina --from 2026-01-15 --to 2026-07-15",  # "510 kr. pr time"
    "grant.rate_ore=52000": "2026-01-13 grant add amina --from 2026-01-15 --to 2026-04-14",
    "D6": "2026-01-13 grant add amina --from 2026-04-01",
    "goals.areas=": "2026-01-15 goal add amina",  # the ten kinds of support
    "C10": "2026-01-19 agenda",
    "K8": "2026-03-12 agenda",  # "Timetallet aftales": it is seen before it is used up
    "D4": "2026-03-16 agenda",
    "remind.grant_days=14": "2026-03-12 agenda",
    "D7": "2026-04-15 agenda",  # "opfølgningsnotat hver tredje måned"
    "followup.note_months=": "2026-04-15 agenda",
    "D8": "2026-04-15 note issue n1",  # "hvad der er arbejdet med, og hvilken udvikling der har været"
    "K6": "2026-04-22 agenda",  # "hvilken udvikling der har været"
    "goals.score_months=6": "2026-04-22 agenda",
    "C11": "2026-07-08 match end amina",
    "D5": "2026-07-08 grant add amina",  # "kan indgå i ressourceforløb": no new ones from July 2026 on
}
FORM = """Baggrund:
Kom til landet i 2019 og bor alene.
Hidtidigt forløb:
Sprogskole og en praktik.
Støttebehov:
Struktur i hverdagen og et netværk.
Indhold:
Samtaler og følgeskab til praktikken.
"""
NOTE = """Formål og mål:
Blive i praktikken.
Hvad er der arbejdet med:
Struktur i hverdagen og kontakt til myndigheder.
Udvikling:
Hun møder til tiden.
Den unges egen vurdering:
"Det er blevet lettere at ringe."
Indstilling og næste periode:
Fortsæt i tre måneder.
"""
PARTIES = '--participants "mentee, sagsbehandler, mentor, tolk" --interpreter arabisk'
AGREED = (
    '--purpose "Fastholde praktikken" --start 2026-01-15 --hours 26 --mentor lise '
    "--decision optaget --decided-by afdelingsleder"
)
PAPERS = (
    '--payer "Odder Kommune, integration" --contact "Hanne Dam" --purpose "fastholde praktikken" --mentor lise '
    '--tasks "struktur, netværk, kontakt til myndigheder" --qualification socialrådgiver --interpreter'
)
AREAS = (
    '"struktur og rytme i hverdagen"', '"organisere og planlægge"', "netværk", '"social færdighedstræning"',
    '"samfundsforhold og kultur"', '"kontakt med offentlige instanser"', '"gennemføre plan eller tilbud"',
    '"faglig vejledning"', '"sund livsførsel"', '"personlig støtte og opbakning"',
)  # fmt: skip
PRICE = "26 t bevilget til 510,00\u00a0kr. i timen, 13.260,00\u00a0kr. i alt."  # 26 x 510


def half_a_year(tale: Tale) -> None:
    """January to July 2026."""
    # --- a caseworker asks beforehand whether the task can be taken; nobody else does
    tale.do('mentor add "Lise Krogh" --gender kvinde --languages dansk,arabisk')
    asked = '--source sagsbehandler --asker "Odder Kommune, integration"'
    tale.do(f'enquiry log "Amina Noor" {asked} --born 1997-03-05 --about "støtte til at blive i praktik"')
    tale.do(f'enquiry log "Omar Said" {asked} --born 1985-01-08').do(
        f'enquiry log "Sara Adan" {asked} --born 2008-01-09'
    )
    tale.no_such_word('enquiry log --source jobcenter "Ali Haddad"')
    tale.refused("visitation log amina")  # not before the answer
    # --- the answer; men and women of 18 to 40
    tale.on("2026-01-08").do("enquiry answer amina --yes").lists("youth list --state henvist", {"id": 1})
    tale.refused("enquiry answer q2 --yes", "C4").refused("enquiry answer q3 --yes", "C4")  # 41 today, 18 tomorrow
    tale.do('enquiry answer q2 --no --reason "uden for aldersgruppen"')
    tale.lists("youth list --state forespurgt", {"id": 3})

    # --- the visitation meeting: mentee, caseworker and mentor to be; background, purpose, needs, start, content, hours
    tale.on("2026-01-12").do("visitation log amina --dry-run", "mentor som deltager", "formål", "timetal")
    tale.refused(f"visitation log amina --file - {PARTIES} {AGREED}", "B3", stdin=FORM)
    said = '--data "baggrund, helbred" --purpose mentorstøtte --told'
    tale.do(f'youth consent amina --kind "følsomme oplysninger" {said}')
    tale.refused(f"youth consent amina --kind videregivelse {said}", "B4")  # to whom?
    tale.do(f'youth consent amina --kind videregivelse --parties "Odder Kommune" {said}')
    tale.do(f"visitation log amina --file - {PARTIES} {AGREED}", "-Mangler", stdin=FORM)
    tale.shows("visitation show amina", minutes=1560, start="2026-01-15", missing="", decision="admitted")
    # what is agreed there is agreed: the match is made
    tale.lists("match list", {"id": 1, "state": "accepted", "first_met": None})
    tale.lists("youth list --state har-mentor", {"id": 1})

    # --- the grant: all that it consists of, at least three months, at most six, at 510 kr. an hour
    law = '--assessed 2026-01-09 --legal-basis "LAB § 167"'
    tale.on("2026-01-13").refused("grant add amina --to 2026-04-14", "D1")
    tale.refused(f"grant add amina --from 2026-01-15 --to 2026-07-15 --hours 52 {law} {PAPERS}", "D3")
    tale.do(f"grant add amina --from 2026-01-15 --to 2026-04-13 --hours 26 {law} {PAPERS} --dry-run", "D2")
    tale.do(f"grant add amina --from 2026-01-15 --to 2026-04-14 --hours 26 {law} {PAPERS}", PRICE, "-D2")
    tale.do(f"grant add amina --from 2026-04-01 --to 2026-06-30 --hours 10 {law} {PAPERS} --dry-run", "D6").agenda()

    # --- individual talks and company, of the ten kinds of support; each with its length
    tale.on("2026-01-15").do("match start amina --minutes 120 --place praktikstedet")
    for area in AREAS:
        tale.do(f'goal add amina --area {area} --text "Et skridt ad gangen" --dry-run')
    tale.do('goal add amina --area struktur --text "Møde til tiden hver dag"')
    tale.on("2026-01-19").agenda("C10 q3").do('enquiry answer q3 --no --reason "endnu ikke 18 år"').agenda()
    tale.on("2026-01-22").do("meeting log amina --minutes 120 --topic struktur").do("goal score t1 2")
    tale.on("2026-01-29").do("meeting log amina --minutes 120 --topic myndigheder")
    tale.on("2026-02-05").do("meeting log amina --minutes 120 --topic netværk --topic sundhed")
    tale.on("2026-02-12").do("meeting log amina --minutes 120 --kind myndighed --topic myndigheder")
    tale.on("2026-02-19").do("meeting log amina --status udeblevet --who youth")  # not paid for
    # --- the plan is adjusted with mentee and caseworker
    for party in ("mentee", "mentor", "sagsbehandler"):
        tale.do(f"followup log amina --with {party} --rating 4")
    tale.on("2026-02-26").do("meeting log amina --minutes 120 --topic vejledning").agenda()
    # 6 x 2 hours in 43 of 90 days: 720 x 90 / 43 = 1507 minutes at the end, of 1560
    tale.shows(
        "grant show amina", state="running", granted_minutes=1560, used_minutes=720, left_minutes=840,
        amount_ore=1_326_000, used_ore=612_000, forecast="lasts", expected_minutes=1507,
    )  # fmt: skip
    for day in ("2026-03-05", "2026-03-12"):
        tale.on(day).do("meeting log amina --minutes 180 --topic struktur")
    # --- 18 hours in 57 days: 26 last 83 days, until 7 April, a week before the end
    tale.agenda("K8 g1").shows("grant show amina", forecast="runs-out", runs_out_on="2026-04-07")
    tale.on("2026-03-16").agenda("D4 g1", "K8 g1")  # 14 April less 30 days is a Sunday
    tale.on("2026-03-19").do("meeting log amina --status afbud --who youth")
    tale.on("2026-03-20").agenda("D4 g1")  # 18 hours in 65 days: 26 last 94 days
    # --- renewed for three months: after the law a new assessment comes first
    tale.on("2026-03-25").shows("grant show g1", state="ending-soon").refused(
        "grant renew amina --to 2026-07-14 --hours 26", "D3"
    )
    tale.do("grant renew amina --to 2026-07-13 --hours 26 --assessed 2026-03-24 --dry-run", "D2")
    tale.do("grant renew amina --to 2026-07-14 --hours 26 --assessed 2026-03-24", PRICE, "-D2").agenda()
    tale.lists("grant list amina", {"id": 1, "state": "running", "left_minutes": 480},
               {"id": 2, "state": "granted", "from": "2026-04-15", "renews": 1})  # fmt: skip
    tale.on("2026-04-09").do("meeting log amina --minutes 120 --topic plan")
    tale.on("2026-04-15").shows("grant show g1", state="ended", used_minutes=1200, left_minutes=360)
    # --- "opfølgningsnotat hver tredje måned": what was worked with, and what development there has been
    tale.agenda("D7 g1").do("note draft amina --file -", stdin=NOTE.replace("Fortsæt i tre måneder.", ""))
    tale.refused("note issue n1", "D8").do("note draft n1 --file -", stdin=NOTE).do("note issue n1", "Notat 1 (n1)")
    tale.lists(
        "note list", {"id": 1, "number": 1, "state": "issued", "from": "2026-01-15", "to": "2026-04-14"}
    ).agenda()
    tale.shows("grant show g2", state="running", used_minutes=0, left_minutes=1560)

    # --- what development there has been
    tale.on("2026-04-22").agenda("K6 t1").do("goal score t1 4").agenda()
    tale.lists("goal list amina", {"youth_score": 4, "youth_before": 2})
    for day in ("2026-04-23", "2026-05-21", "2026-06-15"):
        tale.on(day).do("meeting log amina --minutes 120 --topic plan")
    tale.agenda("D4 g2")
    tale.on("2026-07-02").do("meeting log amina --minutes 120 --topic netværk")
    for party in ("mentee", "sagsbehandler"):
        tale.do(f"followup log amina --with {party} --rating 5")

    # --- closed as planned, with the last grant stopped on the day
    tale.on("2026-07-08").do(
        f"grant add amina --from 2026-07-15 --to 2026-10-14 --hours 26 --legal-basis ressourceforløb {PAPERS} --dry-run",
        "D5",
    )
    tale.do('match end amina --by begge --planned ja --reason "mål nået" --outcome fastholdt', "C11")
    tale.do("followup log x1 --with mentee --kind slutsamtale").do("followup log x1 --with mentor --kind slutsamtale")
    tale.do("goal close t1 --how nået").do("grant stop g2")
    tale.agenda("D7 g2").do("note draft amina --file -", stdin=NOTE).do(
        "note issue n2", "Notat 2 (n2)"
    ).agenda().check()
    tale.shows("grant show g2", used_minutes=480, used_ore=408_000, chain_granted_minutes=3120, chain_used_minutes=1680)
    tale.lists("youth list --state afsluttet", {"id": 1})
    tale.shows(
        "report annual 2026",
        referrals_by_source={"caseworker": 1}, matches_started=1, matches_ended=1, matches_running_at_end=0,
        meetings_held=13, meeting_minutes=1680, no_shows=1, end_reasons={"goal-reached": 1}, outcomes={"kept": 1},
    )  # fmt: skip


def test_the_tale_can_be_told(mc: Program) -> None:
    half_a_year(Tale(mc, "center-for-unge", BEGINS))


@pytest.mark.parametrize(("off", "step"), NEEDED.items())
def test_the_tale_breaks_without(mc: Program, off: str, step: str) -> None:
    broken_off(mc, half_a_year, "center-for-unge", BEGINS, off, step)
