"""`document`: letters and forms filled from the file, named by number, with what is missing said at the top."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import stat
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mentorcli.documents import DOCUMENTS
from mentorcli.rules.calendar import is_working_day
from tests.documents.reading import Page, docx_texts
from tests.golden.kit import NEEDED, ended

HEADINGS = {  # the headings of each document, in Danish, in their order
    "agreement": [
        "Ordning og koordinator", "Parter", "Formål og ønsker", "Hvad mentor kan hjælpe med – og ikke kan",
        "Mødehyppighed, varighed og sted", "Kontakt mellem møder", "Afbud og udeblivelse", "Fortrolighed og tavshedspligt",
        "Underretningspligt", "Oplysninger vi gemmer, og hvor længe", "Opfølgningssamtaler",
        "Frivillighed: begge kan sige stop", "Hvis det ikke fungerer", "Dato og underskrifter",
    ],
    "consent": [
        "Hvem er dataansvarlig", "Hvem giver samtykke", "Hvad samtykkes der til", "Formål", "Hvor længe",
        "Hvad sker der, hvis jeg siger nej", "Sådan trækker jeg samtykket tilbage",
        "Ret til indsigt, rettelse, sletning, klage til Datatilsynet", "Dato for fornyet gennemgang", "Underskrift",
    ],
    "certificate": [
        "Ordning", "Deltager", "Kursets navn, dato, timer, sted", "Indhold", "Underviser(e)",
        "Dato og underskrift for koordinator/formand",
    ],
    "visitation": [
        "Sagsnummer og dato", "Henvist af", "Deltagere i visitationsmødet", "Kort baggrund og hidtidigt forløb",
        "Uddannelse, arbejde, forsørgelse", "Støttebehov og ønsker med den unges ord", "Formål", "Indhold og opgaver",
        "Start, periode, timetal, mødested", "Sprog/tolk", "Andre involverede og aftalt koordinering", "Samtykker",
        "Særlige hensyn", "Beslutning", "Ansvarlig",
    ],
    "closure": [
        "Sagsnummer, start- og slutdato", "Antal møder og timer", "Formål ved start", "Hvad er opnået",
        "Status for uddannelse, arbejde, netværk", "Den unges vurdering", "Mentors vurdering", "Årsag til afslutning",
        "Videre plan og kontakt", "Aftale om kontakt uden for ordningen", "Oplysninger, der slettes, og hvornår",
        "Evaluering sendt/besvaret", "Dato, koordinator",
    ],
}  # fmt: skip
OF = {"agreement": "x1", "consent": "y1", "certificate": "m1", "secrecy": "m1", "referral": "y1", "access": "y1"}
MORE = {"section18": "2018", "visitation": "y1", "closure": "x1"}  # the last ends the match


def ready(mc: Any, kind: str) -> Any:
    """The small corps, with what has to be there before a paper of a kind is made."""
    if kind in NEEDED:
        NEEDED[kind](mc)
    return mc


def page(mc: Any, *line: str, **options: Any) -> Page:
    """A document as an HTML page, read again."""
    target = mc.folder / "made.html"
    mc.ok("document", "make", *line, "-o", str(target), **options)
    return Page(target.read_text(encoding="utf-8"))


def test_the_kinds_are_listed_with_what_they_are_made_of(mc: Any) -> None:
    rows = mc.ok("document", "list", "--format", "json").json()
    assert [row["kind"] for row in rows] == [
        "agreement", "consent", "visitation", "closure", "secrecy", "certificate", "referral", "access", "section18",
    ]  # fmt: skip
    assert rows[0]["title"] == "Mentor agreement"
    assert "Mentoraftale" in mc.ok("document", "list", lang="da").text


@pytest.mark.parametrize("kind", sorted(HEADINGS))
def test_a_document_has_its_headings_in_their_order(mc: Any, kind: str) -> None:
    mc.take("story")
    made = page(ready(mc, kind), kind, {**OF, **MORE}[kind], lang="da")
    assert made.texts("h2") == HEADINGS[kind]
    assert len(made.texts("h1")) == 1


@pytest.mark.parametrize("kind", sorted(OF))
def test_a_document_is_named_by_number_and_day_and_for_its_owner_alone(mc: Any, kind: str, tmp_path: Path) -> None:
    mc.take("story")
    run = mc.ok("document", "make", kind, OF[kind], "--into", str(tmp_path), "--format", "html", lang="da")
    path = next(tmp_path.glob("*.html"))
    case = "y1" if OF[kind] == "x1" else OF[kind]
    assert re.fullmatch(rf"{case}-[a-z-]+-2018-04-01\.html", path.name)
    assert not re.search("kim|bo|ida|holm", path.name)
    assert str(path) in run.told
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    title = Page(path.read_text(encoding="utf-8")).texts("title")[0]
    assert not re.search("Kim|Ida", title)
    assert case in title


def test_what_somebody_has_worked_in_is_not_written_over(mc: Any, tmp_path: Path) -> None:
    line = ("document", "make", "agreement", "x1", "--into", str(tmp_path), "--format", "docx")
    mc.take("story").ok(*line)
    assert mc.ok(*line).told.startswith("Already there")
    path = next(tmp_path.glob("*.docx"))
    path.write_bytes(b"mine")
    run = mc(*line)
    assert run.code == 2
    assert path.read_bytes() == b"mine"


def test_a_dry_run_writes_nothing(mc: Any, tmp_path: Path) -> None:
    run = mc.take("story").ok("document", "make", "agreement", "x1", "--into", str(tmp_path), "--dry-run")
    assert "Would be written" in run.told
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize(
    "line", [("document", "make", "agreement", "x1"), ("report", "annual", "2018"), ("mentor", "list")]
)
def test_a_dry_run_writes_no_file_of_o_either(mc: Any, line: tuple[str, ...], tmp_path: Path) -> None:
    target = tmp_path / ("liste.csv" if line[0] == "mentor" else "made.html")
    run = mc.take("story").ok(*line, "-o", str(target), "--dry-run", lang="da")
    assert f"Ville blive skrevet: {target}" in run.told
    assert "Skrevet" not in run.told
    assert not target.exists()
    target.write_text("mine", "utf-8")
    mc.ok(*line, "-o", str(target), "--dry-run")
    assert target.read_text("utf-8") == "mine"


def test_a_file_where_a_folder_should_be_is_told(mc: Any, tmp_path: Path) -> None:
    taken = tmp_path / "fil"
    taken.write_text("mine", "utf-8")
    line = ("document", "make", "agreement", "x1")
    mc.take("story")
    for more in ((), ("--dry-run",)):
        run = mc(*line, "--into", str(taken), *more, lang="da")
        assert run.code == 2
        assert f"{taken} er en fil, ikke en mappe." in run.told
    run = mc(*line, "-o", str(tmp_path / "noext"), lang="da")
    assert run.code == 2
    assert "noext” siger ikke" in run.told
    assert ".pdf" in run.told


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody can write")
def test_where_nothing_can_be_written_the_typed_name_is_told(mc: Any) -> None:
    run = mc.take("story")("document", "make", "agreement", "x1", "-o", "/proc/x.pdf", lang="da")
    assert run.code == 1
    assert "/proc/x.pdf kunne ikke skrives" in run.told
    assert ".mentorcli-" not in run.told


def test_the_visitation_note_names_who_took_part_in_words(mc: Any) -> None:
    with_purpose_and_goal(mc)
    with contextlib.closing(sqlite3.connect(mc.db)) as connection, connection:
        connection.execute("UPDATE visitation SET participants = 'youth, caseworker, mentor, tolk'")
    text = mc.ok("document", "make", "visitation", "y1", "--format", "md", lang="da").text
    assert "\n\nden unge, sagsbehandler, mentor, tolk\n" in text


def test_a_match_is_also_named_by_its_youth(mc: Any) -> None:
    mc.take("story")
    by_number = mc.ok("document", "make", "agreement", "x1", "--format", "md").text
    assert mc.ok("document", "make", "agreement", "Kim Bo", "--format", "md").text == by_number
    assert mc("document", "make", "closure", "Kim Bo", "--format", "md").code == 3
    assert mc("document", "make", "closure", "x1", "--format", "md").code == 4


def test_wrong_words_are_told_with_a_way_out(mc: Any) -> None:
    mc.take("story")
    assert "agreement" in mc("document", "make", "aftale", "x1").told
    assert (mc("document", "make", "agreement").code, mc("document", "make", "agreement", "x9").code) == (2, 3)
    assert mc("document", "make", "agreement", "x1", "--format", "xlsx").code == 2
    assert mc("document", "make", "certificate", "m2", "--format", "md").code == 4
    assert mc("document", "make", "visitation", "y1", "--format", "md").code == 3


# --- the agreement ----------------------------------------------------------------------------------------------


def test_the_agreement_holds_first_names_alone_and_says_what_is_missing(mc: Any) -> None:
    mc.take("story")
    run = mc.ok("document", "make", "agreement", "x1", "--format", "md", lang="da")
    assert "| Mentor | Ida |" in run.text
    assert "| Den unge | Kim |" in run.text
    assert "Holm" not in run.text
    assert "Kim Bo" not in run.text
    assert "scheme set contact.coordinator" in run.told
    assert "> **Kladde. Her mangler noget:** koordinatorens navn" in run.text
    assert "scheme set" not in run.text  # the paper goes to others
    mc.ok("scheme", "set", "contact.coordinator", "Åse *Bæk*", "--from", "2018-01-01")
    text = mc.ok("document", "make", "agreement", "x1", "--format", "md", lang="da").text
    assert r"| Åse \*Bæk\* |" in text


def young(mc: Any, born: str) -> None:
    """A scheme that takes thirteen-year-olds, with one match of a youth born on a day."""
    mc.take("mil-lyngby")
    for line in (
        ("mentor", "add", "Ida Holm", "--on", "2017-09-01"),
        (
            "mentor",
            "check",
            "m1",
            "--kind",
            "boerneattest",
            "--seen",
            "2017-09-10",
            "--by",
            "formand",
            "--outcome",
            "approved",
        ),
        ("youth", "refer", "Kim Bo", "--source", "school", "--on", "2017-10-01", "--born", born),
        (
            "youth",
            "consent",
            "y1",
            "--kind",
            "participation",
            "--on",
            "2017-10-01",
            "--by",
            "guardian",
            "--purpose",
            "en mentor",
            "--told",
        ),
        ("match", "propose", "y1", "--mentor", "m1", "--on", "2017-10-10"),
    ):
        run = mc(*line)
        assert run.code == 0, (line, run.told)


@pytest.mark.parametrize(("born", "under"), [("2003-04-02", True), ("2003-04-01", False), ("1990-01-01", False)])
def test_the_part_for_guardians_is_there_until_the_fifteenth_birthday(mc: Any, born: str, under: bool) -> None:
    young(mc, born)
    made = page(mc, "agreement", "x1", lang="da")
    assert ("Under 15" in made.texts("h2")) is under
    assert any("Forældremyndighed" in text for text in made.texts("p")) is under
    assert ("10. september 2017" in made.texts("td")) is under
    forms = page(mc, "consent", "y1", lang="da")
    assert ("Forældremyndighedens indehaver" in forms.texts("th")) is under


def share(mc: Any, data: str, on: str = "2018-01-01", by: str = "both") -> None:
    """A consent to sharing with the mentor, in these words."""
    mc.ok("youth", "consent", "y1", "--kind", "sharing-mentor", "--on", on, "--by", by, "--data", data, "--parties", "mentor",
          "--purpose", "at mentor ved, hvad det handler om", "--told")  # fmt: skip


AGREEMENT = ("document", "make", "agreement", "x1", "--format", "md")


def with_purpose_and_goal(mc: Any) -> None:
    """The small corps, where the file knows the purpose and a goal."""
    mc.take("story").ok(
        "goal", "add", "y1", "--area", "loneliness", "--text", "Blive fri af hash", "--on", "2018-01-02"
    )
    with contextlib.closing(sqlite3.connect(mc.db)) as connection, connection:
        values = "1, '2017-10-05', 'ro *om* natten', '2017-10-05'"
        connection.execute(f"INSERT INTO visitation (youth_id, on_day, purpose, recorded_on) VALUES ({values})")


def test_the_purpose_is_told_to_a_volunteer_only_with_consent(mc: Any) -> None:
    with_purpose_and_goal(mc)
    assert "natten" not in mc.ok(*AGREEMENT).text
    share(mc, "ønsker")
    assert r"ro \*om\* natten" in mc.ok(*AGREEMENT).text
    assert "natten" not in mc.ok(*AGREEMENT, "--as-of", "2017-12-31").text


@pytest.mark.parametrize(
    ("data", "goal", "purpose"),
    [
        ("kun fritidsinteresser", False, False),
        ("skole og mål", True, False),
        ("mine mål, formål", True, True),
        ("alt undtagen mål", False, False),
        ("ikke formål, ikke mål", False, False),
        ("mål på skolen", False, False),
        ("goals and the purpose", True, True),
    ],
)
def test_the_agreement_tells_a_volunteer_what_the_consent_names_and_says_so(
    mc: Any, data: str, goal: bool, purpose: bool
) -> None:
    with_purpose_and_goal(mc)
    share(mc, data)
    run = mc.ok(*AGREEMENT, lang="da")
    assert ("hash" in run.text) is goal
    assert ("natten" in run.text) is purpose
    assert data not in run.text  # what the consent leaves out may itself be private
    assert f"»{data}«" in run.told
    left_out = run.told.partition("intet samtykke nævner det: ")[2]
    assert ("målene" in left_out, "formålet" in left_out) == (not goal, not purpose)
    assert "samtykke" not in run.text.split("\n## ")[0]  # that something is left out is not told on the paper
    lines = run.text.split("## Formål og ønsker")[1].split("\n## ")[0]
    assert ("……" in lines) is not purpose  # what is not printed has a line to write on


def test_a_paid_mentor_is_a_colleague_and_sees_purpose_and_goals(mc: Any) -> None:
    with_purpose_and_goal(mc)
    mc.ok("scheme", "set", "mentor.kind", "staff", "--from", "2017-01-01")
    run = mc.ok(*AGREEMENT)
    assert "hash" in run.text
    assert "natten" in run.text
    assert "consent" not in run.told


def test_the_agreement_says_truly_what_is_kept(mc: Any) -> None:
    text = mc.take("story").ok(*AGREEMENT, lang="da").text
    kept = text.split("## Oplysninger vi gemmer")[1].split("\n## ")[0]
    for word in ("fødselsdag", "emnet", "aldrig hvad I siger", "mål", "1 til 5", "opfølgningssamtalerne"):
        assert word in kept
    assert "skriver ikke ned" not in text


def test_the_guardian_is_named_to_a_volunteer_only_with_consent_and_the_coordinator_is_told(mc: Any) -> None:
    guardian = "navn og telefon på den, der har forældremyndigheden"
    young(mc, "2004-01-01")
    assert guardian not in mc.ok(*AGREEMENT, lang="da").told
    mc.ok("youth", "edit", "y1", "--guardian", "Mie Bo", "--guardian-phone", "20304050")
    run = mc.ok(*AGREEMENT, lang="da")
    assert "None" not in run.text
    printed, _sep, left_out = run.told.partition("Udeladt")
    assert guardian in left_out
    assert guardian not in printed
    assert "at den unge er under 15 år" in printed
    assert "--by guardian" in left_out
    assert not re.search("Mie|20 30 40 50", run.text)
    assert "| …" in run.text.split("## Under 15")[1]
    share(mc, "kun far")  # the file does not know which parent it has
    assert guardian not in mc.ok(*AGREEMENT, lang="da").told.partition("Udeladt")[0]
    share(mc, "forældre", "2018-02-01")
    run = mc.ok(*AGREEMENT, lang="da")
    assert guardian in run.told.partition("Udeladt")[0]
    assert "| Mie Bo | 20 30 40 50 |" in run.text
    assert "None" not in run.text
    mc.ok("youth", "edit", "y1", "--born", "1990-01-01")
    run = mc.ok(*AGREEMENT, lang="da")
    assert guardian not in run.told
    assert "under 15" not in run.told
    assert "Mie Bo" not in run.text


def test_the_agreement_tells_of_notes_to_the_payer_and_of_an_interpreter_where_there_is_one(mc: Any) -> None:
    mc.take("story").ok("scheme", "set", "mentor.kind", "staff", "--from", "2017-01-01")
    assert "opfølgningsnotater om" not in mc.ok(*AGREEMENT, lang="da").text
    grant(mc, "2018-01-01", "2018-12-31", "Odder Kommune", "--interpreter")
    text = mc.ok(*AGREEMENT, lang="da").text
    assert "Den, der betaler for forløbet, får opfølgningsnotater om, hvad I har arbejdet med" in text
    assert "## Bevilling\n" in text
    assert "Er der brug for det, taler vi sammen med tolk." in text  # paid for if needed: nothing says that it is
    mc.ok("scheme", "set", "mentor.kind", "volunteer", "--from", "2017-01-01")
    assert "Tolk" not in mc.ok(*AGREEMENT, lang="da").text  # a grant that is not told tells nothing


def test_the_declaration_says_what_all_else_is_used_for(mc: Any) -> None:
    form = ("document", "make", "consent", "y1", "--format", "md")
    assert "\nOplysningerne bruges kun til at finde" in mc.take("story").ok(*form, lang="da").text
    share(mc, "skole")
    text = mc.ok(*form, lang="da").text
    purposes = text.split("## Formål")[1].split("\n## ")[0]
    assert purposes.strip().splitlines() == [
        "- deling med mentor: at mentor ved, hvad det handler om",
        "",
        "Alt andet bruges kun til at finde en mentor, der passer til dig, og til at følge op på, hvordan det går.",
    ]


def test_whether_parents_are_told_is_ticked_on_lines_of_their_own(mc: Any) -> None:
    young(mc, "2002-01-01")
    made = page(mc, "consent", "y1", lang="da")
    assert any(text.startswith("☐ Mine forældre må få besked.") for text in made.texts("p"))
    assert any(tag == "br" for tag, _given in made.tags)


def test_of_an_unknown_birthday_the_papers_say_if(mc: Any) -> None:
    young(mc, "2004-01-01")
    assert "Kim er under 15 år" in mc.ok(*AGREEMENT, lang="da").text
    with contextlib.closing(sqlite3.connect(mc.db)) as connection, connection:
        connection.execute("UPDATE youth SET born = NULL")
    for kind, record in (("agreement", "x1"), ("consent", "y1")):
        text = mc.ok("document", "make", kind, record, "--format", "md", lang="da").text
        assert "er under 15" not in text
        assert "Er Kim under 15 år" in text
        assert "Forældremyndighedens indehaver: …" in text


def test_proposed_talks_fall_on_working_days(mc: Any) -> None:
    young(mc, "2004-01-01")
    for day in ("2018-03-31", "2018-04-01", "2018-05-09"):  # Easter, and the day before Ascension
        text = mc.ok(*AGREEMENT, "--as-of", day, "--today", day, lang="en").text
        days = re.findall(r"^- ([0-9]+ [A-Z][a-z]+ 20[0-9]{2})$", text, re.MULTILINE)
        assert len(days) == 3
        for said in days:
            on = datetime.strptime(said, "%d %B %Y").date().isoformat()
            assert is_working_day(on)
            assert on > day


@pytest.mark.parametrize("mentors", ["volunteer", "staff"])
def test_where_the_visitation_was_held_is_not_where_they_meet(mc: Any, mentors: str) -> None:
    with_purpose_and_goal(mc)
    mc.ok("scheme", "set", "mentor.kind", mentors, "--from", "2017-01-01")
    with contextlib.closing(sqlite3.connect(mc.db)) as connection, connection:
        connection.execute("UPDATE visitation SET place = 'Krisecenteret, Gade 3'")
    text = mc.ok(*AGREEMENT, lang="da").text
    assert "Gade 3" not in text
    assert "Mødested: …" in text


@pytest.mark.parametrize(("data", "told"), [("mål", False), ("mål og tolk", True), ("sprog", True)])
def test_a_volunteer_learns_the_language_only_with_consent(mc: Any, data: str, told: bool) -> None:
    with_purpose_and_goal(mc)
    with contextlib.closing(sqlite3.connect(mc.db)) as connection, connection:
        connection.execute("UPDATE visitation SET interpreter = 'somali'")
    share(mc, data)
    run = mc.ok(*AGREEMENT, lang="da")
    assert ("Vi taler sammen med tolk: somali." in run.text) is told
    assert ("tolk" in run.text.lower()) is told
    assert ("brug for tolk" in run.told.partition("Udeladt")[0]) is told


def test_of_somebody_under_15_the_guardian_says_what_the_mentor_may_know(mc: Any) -> None:
    """As in B5: the young person's own word is not enough; from 15 it is."""
    young(mc, "2004-01-01")
    mc.ok("goal", "add", "y1", "--area", "thriving", "--text", "Blive fri af hash", "--on", "2018-01-02")
    share(mc, "mål", by="youth")
    run = mc.ok(*AGREEMENT, lang="da")
    assert "hash" not in run.text
    assert "--by guardian" in run.told
    share(mc, "mål", by="guardian", on="2018-01-03")
    assert "hash" in mc.ok(*AGREEMENT, lang="da").text
    mc.ok("youth", "edit", "y1", "--born", "2001-01-01")
    assert "hash" in mc.ok(*AGREEMENT, lang="da").text


def test_no_agreement_is_made_of_a_match_that_is_over(mc: Any) -> None:
    ended(mc.take("story"))
    run = mc(*AGREEMENT, lang="da")
    assert run.code == 4
    assert "forbi" in run.told
    mc.ok(*AGREEMENT, "--as-of", "2018-03-01")


def test_a_telephone_of_the_scheme_is_printed_in_pairs(mc: Any) -> None:
    mc.take("story").ok("scheme", "set", "contact.phone", "45985000", "--from", "2018-01-01")
    for kind, record in (("agreement", "x1"), ("secrecy", "m1")):
        assert "45 98 50 00" in mc.ok("document", "make", kind, record, "--format", "md").text


def test_a_day_and_a_telephone_are_not_broken_over_two_lines(mc: Any) -> None:
    mc.take("story").ok("scheme", "set", "contact.phone", "45985000", "--from", "2018-01-01")
    target = mc.folder / "made.html"
    mc.ok("document", "make", "agreement", "x1", "-o", str(target), lang="da")
    made = target.read_text(encoding="utf-8")
    assert "1.\u00a0april\u00a02018" in made
    assert "45\u00a098\u00a050\u00a000" in made


# --- the closing note -------------------------------------------------------------------------------------------


def grant(mc: Any, first: str, last: str, payer: str, *more: str) -> None:
    mc.ok("grant", "add", "y1", "--from", first, "--to", last, "--hours", "40", "--payer", payer, "--contact", "Hanne",
          "--legal-basis", "lab-31b", "--purpose", f"formål hos {payer}", "--tasks", "lektier", "--mentor", "m1",
          "--qualification", "lærer", "--rate", "400", "--granted", first, "--override", "prøve", *more)  # fmt: skip


@pytest.mark.parametrize("later", [True, False])
def test_the_closing_note_bills_the_payer_of_the_match(mc: Any, later: bool) -> None:
    """Neither the payer of a grant that began after the end, nor nobody where the grant has run out since."""
    mc.take("story")
    grant(mc, "2017-10-01", "2018-03-20", "Odder Kommune", "--reference", "27-4-A")
    if later:
        grant(mc, "2018-03-30", "2018-12-31", "Skive Kommune", "--reference", "99-9-B")
    ended(mc)
    text = mc.ok("document", "make", "closure", "x1", "--format", "md", lang="da").text
    assert "Odder Kommune: …" in text.split("## Restafregning")[1]
    assert "formål hos Odder Kommune" in text
    assert "sag y1 (betalerens sagsnummer 27-4-A) ·" in text
    assert "Skive" not in text
    assert "99-9-B" not in text


def test_whoever_makes_a_closing_note_is_told_that_it_holds_the_mentors_rating(mc: Any) -> None:
    ended(mc.take("story"))
    line = ("document", "make", "closure", "x1", "--format", "md")
    assert "hvordan mentor så på forløbet" not in mc.ok(*line, lang="da").told
    mc.ok("followup", "log", "x1", "--with", "mentor", "--on", "2018-03-29", "--rating", "2")
    run = mc.ok(*line, lang="da")
    assert "hvordan mentor så på forløbet" in run.told
    assert "hvordan mentor så på forløbet" not in run.text


def test_a_closing_note_does_not_count_time_that_nobody_noted(mc: Any) -> None:
    ended(mc.take("story"))
    line = ("document", "make", "closure", "x1", "--format", "md")
    assert re.search(r"^[0-9] møder?, [0-9] t", mc.ok(*line, lang="da").text, re.MULTILINE)
    with contextlib.closing(sqlite3.connect(mc.db)) as connection, connection:
        connection.execute("UPDATE meeting SET minutes = 0")
    text = mc.ok(*line, lang="da").text
    assert re.search(r"^[0-9] møder?; tiden er ikke noteret$", text, re.MULTILINE)
    assert "0 min" not in text


def test_the_visitation_note_has_the_period_that_was_granted(mc: Any) -> None:
    with_purpose_and_goal(mc)
    line = ("document", "make", "visitation", "y1", "--format", "md")
    assert "| Bevilget periode | …" in mc.ok(*line, lang="da").text
    grant(mc, "2018-01-01", "2018-12-31", "Odder Kommune")
    told = "| Bevilget periode | 1. januar 2018 – 31. december 2018 |"
    assert told in mc.ok(*line, lang="da").text
    assert told in mc.ok(*line, lang="da", today="2019-06-01").text  # of the visitation, not of the day of the print


def test_what_is_wished_for_is_ticked_in_either_language(mc: Any) -> None:
    mc.take("story").ok("youth", "edit", "y1", "--needs", "Ensomhed,skak")
    for lang, word in (("da", "ensomhed"), ("en", "loneliness")):
        text = mc.ok("document", "make", "referral", "y1", "--format", "md", lang=lang).text
        ticked = re.findall("☒&nbsp;([^·|]*[^·| ])", text.split("skak")[1])
        assert ticked == [word]


def test_what_is_written_by_hand_is_not_missing(mc: Any) -> None:
    mc.take("story")
    for setting, value in (("coordinator", "Åse Bæk"), ("phone", "45985000")):
        mc.ok("scheme", "set", f"contact.{setting}", value, "--from", "2018-01-01")
    mc.ok("goal", "add", "y1", "--area", "education", "--on", "2018-01-02")
    for party in ("youth", "mentor"):
        mc.ok("followup", "log", "x1", "--with", party, "--on", "2018-03-01", "--rating", "4")
    grant(mc, "2017-10-01", "2018-03-20", "Odder Kommune")
    ended(mc)
    for kind, record, line in (("certificate", "m1", "sted"), ("closure", "x1", "videre plan")):
        run = mc.ok("document", "make", kind, record, "--format", "md", lang="da")
        assert "Kladde" not in run.text + run.told
        assert "Udfyldes i hånden: " in run.told
        assert line in run.told
    assert "4 – godt, på en skala fra 1 til 5" in run.text


def test_a_protected_address_is_printed_nowhere(mc: Any) -> None:
    mc.take("story").ok("youth", "edit", "y1", "--address", "Hemmelig Vej 7", "--town", "Skjulby", "--protected")
    for kind, record in OF.items():
        for lang in ("da", "en"):
            text = mc.ok("document", "make", kind, record, "--format", "md", lang=lang).text
            assert "Hemmelig" not in text
            assert "Skjulby" not in text
    assert "Din adresse er beskyttet" in mc.ok("document", "make", "access", "y1", "--format", "md", lang="da").text


def test_an_address_that_was_protected_later_is_not_told_as_a_former_value(mc: Any) -> None:
    """Neither where somebody lived before, nor what a remark or a place says of it (B17); the log names the field alone."""
    mc.take("story")
    for who, kind in (("y1", "youth"), ("m1", "mentor")):
        mc.ok(kind, "edit", who, "--address", "Hemmelig Vej 7", "--postcode", "4220", "--town", "Skjulby")
        mc.ok(kind, "edit", who, "--address", "Hemmelig Vej 71", "--phone", "20304050")
        mc.ok(kind, "edit", who, "--postcode", "4230", "--town", "Dækby", "--phone", "20304051", "--protected")
        mc.ok(kind, "note", who, "--file", "-", stdin="Hentes på hemmelig vej 71, ikke Vej 72.".encode())
    mc.ok("meeting", "edit", "2", "--place", "Hemmelig Vej 7")
    for who in ("y1", "m1"):
        text = mc.ok("document", "make", "access", who, "--format", "md", lang="da").text
        for secret in ("hemmelig", "skjulby", "4220", "dækby", "4230"):
            assert secret not in text.lower()
        assert "Hentes på (beskyttet adresse), ikke Vej 72." in text
        assert "20 30 40 50" in text.split("## Tidligere værdier")[1]
        assert "adresse" in text.split("## Log")[1]


def test_no_letter_prints_a_protected_address_that_somebody_wrote_into_a_text(mc: Any) -> None:
    with_purpose_and_goal(mc)
    mc.ok("youth", "edit", "y1", "--address", "Hemmelig Vej 7", "--protected")
    with contextlib.closing(sqlite3.connect(mc.db)) as connection, connection:
        connection.execute(
            "UPDATE visitation SET place = 'hemmelig vej 7', care = 'Bor på Hemmelig Vej 7.', purpose = 'Hemmelig Vej 7'"
        )
        connection.execute("UPDATE referral SET why = 'Flyttet til Hemmelig Vej 7.' WHERE youth_id = 1")
    share(mc, "formål")
    ended(mc)
    papers = (("visitation", "y1"), ("referral", "y1"), ("closure", "x1"), ("access", "y1"))
    for kind, record in papers:
        text = mc.ok("document", "make", kind, record, "--format", "md", lang="da").text
        assert "hemmelig" not in text.lower(), kind
        assert "(beskyttet adresse)" in text, kind
    before = mc.ok(*AGREEMENT, "--as-of", "2018-03-01", lang="da").text
    assert "hemmelig" not in before.lower()


def test_a_former_address_that_nothing_protects_is_told(mc: Any) -> None:
    mc.take("story").ok("youth", "edit", "y1", "--address", "Åben Vej 7")
    mc.ok("youth", "edit", "y1", "--address", "Åben Vej 8")
    assert "Åben Vej 7" in mc.ok("document", "make", "access", "y1", "--format", "md", lang="da").text


# --- forms, certificates, access --------------------------------------------------------------------------------


def test_a_blank_referral_form_needs_no_record(mc: Any, tmp_path: Path) -> None:
    mc.take("story").ok("document", "make", "referral", "--into", str(tmp_path), "--format", "docx", lang="da")
    path = tmp_path / "henvisningsskema-2018-04-01.docx"
    texts = docx_texts(path.read_bytes())
    assert texts[0] == "Henvisningsskema"
    assert not [text for text in texts if "Kim" in text]
    filled = mc.ok("document", "make", "referral", "y1", "--format", "md", lang="da").text
    assert "☐&nbsp;den unge selv" in filled
    assert "| Navn | Kim Bo |" in filled


def test_the_certificate_tells_the_course(mc: Any) -> None:
    text = mc.take("story").ok("document", "make", "certificate", "m1", "--format", "md", lang="da").text
    assert "| Kursus | 20. september 2017 | 3 | …" in text
    assert "**Ida Holm** har gennemført kurset for frivillige mentorer." in text


def test_the_access_print_tells_all_about_the_youth_and_the_log(mc: Any) -> None:
    mc.take("story").ok("youth", "note", "y1", "--file", "-", stdin="Første linje\n# anden *linje*\n".encode())
    mc.ok("youth", "edit", "y1", "--phone", "20304050")
    mc.ok("youth", "edit", "y1", "--phone", "20304051")
    made = page(mc, "access", "y1", lang="da")
    assert made.texts("h2") == ["Ung", "Henvisninger", "Forløb", "Møder", "Bemærkninger", "Tidligere værdier", "Log"]
    said = " ".join(made.texts("li", "p", "td", "th"))
    for fact in (
        "Kim Bo",
        "20 30 40 51",
        "20 30 40 50",
        "skole",
        "25. marts 2018",
        "1 t 30 min",
        "# anden *linje*",
    ):
        assert fact in said or fact.replace(" ", "") in said.replace(" ", ""), fact
    assert "meeting log" in made.texts("td")
    assert "m1" in made.texts("td")
    for other in ("Ida", "Mie Sø"):
        assert other not in said


def test_an_access_print_has_words_for_every_code(mc: Any) -> None:
    told = ("--purpose", "en mentor", "--data", "skole", "--told")
    mc.take("story").ok("youth", "consent", "y1", "--kind", "sensitive", "--by", "both", *told)
    mc.ok("youth", "wish", "y1", "rather woman")
    mc.ok("mentor", "leave", "m2")
    with contextlib.closing(sqlite3.connect(mc.db)) as file, file:
        file.execute(
            "INSERT INTO visitation (youth_id, mentor_id, on_day, participants, recorded_on) "
            "VALUES (1, 1, '2018-02-01', 'youth, caseworker, tolk', '2018-02-01')"
        )
        file.execute(
            "INSERT INTO deferral (mentor_id, youth_id, rule, kind, record_id, until_day, why, recorded_on) "
            "VALUES (NULL, 1, 'B7', 'consent', 1, '2018-05-01', 'ferie', '2018-02-01')"
        )
    cells = page(mc, "access", "y1", lang="da").texts("td")
    for said in ("begge", "kvinde", "den unge, sagsbehandler, tolk", "Samtykker"):
        assert said in cells, said
    for code in ("both", "female", "youth, caseworker, tolk", "consent"):
        assert code not in cells, code
    assert "stoppet" in page(mc, "access", "m2", lang="da").texts("td")
    of_mentor = page(mc, "access", "m1", lang="da").texts("td", "li")
    assert not any("sagsbehandler" in cell or "Samtykker" in cell for cell in of_mentor)


def test_an_issued_note_is_read_in_an_access_print_without_marks(mc: Any) -> None:
    mc.take("story")
    mc.ok(
        "note",
        "draft",
        "x1",
        "--period",
        "2017-12-01..2018-03-31",
        "--file",
        "-",
        stdin=b"Work:\nLektier *nu* | #1\n",
    )
    mc.ok("note", "issue", "n1", "--override", "prøve", lang="da")
    read = page(mc, "access", "y1", lang="da").texts("p")
    said = "\n".join(read)
    assert "Opfølgningsnotat 1" in read
    assert "Lektier *nu* | #1" in said
    assert "25. marts 2018 · mentormøde · 1 t 30 min" in said
    assert not re.search(r"^(#|\||```)|---|\\|&nbsp;", said, re.MULTILINE)


def test_in_an_access_print_only_a_text_stands_on_lines_of_its_own(mc: Any) -> None:
    days = "Monday afternoon, Tuesday afternoon, Wednesday afternoon, Thursday afternoon, Friday afternoon, Saturday morning"
    mc.take("story").ok("youth", "edit", "y1", "--free", days.replace(", ", ","))
    mc.ok("youth", "note", "y1", "--file", "-", stdin=b"et ord " * 20)
    made = page(mc, "access", "y1", lang="en")
    assert days in made.texts("td")
    assert ("et ord " * 20).strip() in made.texts("p")


def test_what_is_for_the_coordinator_alone_is_not_in_the_print(mc: Any) -> None:
    mc.take("story")
    line = ("document", "make", "access", "y1", "--format", "md")
    run = mc.ok(*line, lang="da")
    assert "Læs den igennem, før du udleverer den" in run.told
    assert "underretning" not in run.told.lower()
    mc.ok("concern", "log", "y1", "--on", "2018-03-01", "--to", "Slagelse Kommune", "--by", "koordinator")
    run = mc.ok(*line, lang="da")
    assert "underretninger til kommunen" in run.told
    assert "§ 22" in run.told
    assert "Læs" not in run.text
    assert "forælder" not in run.text


def test_many_records_of_a_table_begin_with_their_day(mc: Any) -> None:
    mc.take("story")
    for day in ("2018-03-26", "2018-03-27", "2018-03-28"):
        mc.ok("meeting", "log", "x1", "--on", day, "--minutes", "60", today=day)
    text = mc.ok("document", "make", "access", "y1", "--format", "md", lang="da").text
    assert "- **26. marts 2018** (3): forløb: x1 · type: mentormøde · status: afholdt · varighed: 1 t\n" in text
    assert (
        "- **25. marts 2018** (2): forløb: x1 · type: mentormøde · status: afholdt · varighed: 1 t 30 min · skrevet ind: 1. april"
        in text
    )


def test_a_mentor_sees_no_name_and_no_text_of_the_young_person(mc: Any) -> None:
    mc.take("story").ok("youth", "note", "y1", "--file", "-", stdin=b"noget om Kim")
    text = mc.ok("document", "make", "access", "m1", "--format", "md", lang="da").text
    assert "Ida Holm" in text
    assert "| young person | y1 |" in mc.ok("document", "make", "access", "m1", "--format", "md", lang="en").text
    assert "Kim" not in text
    assert "noget om" not in text


def test_a_young_person_learns_nothing_of_the_mentors_own_life(mc: Any) -> None:
    """Neither why somebody stood in, nor which rule about a mentor was passed over and why, nor a former word of it."""
    mc.take("story").ok("mentor", "add", "Eva Bruun", "--on", "2017-09-01")
    cover = ("match", "substitute", "x1", "--mentor", "Eva Bruun", "--from", "2018-03-01", "--to", "2018-03-20")
    mc.ok(*cover, "--reason", "Ida er indlagt", "--override", "Eva har en gammel dom, vurderet")
    mc.ok(*cover, "--reason", "Ida er indlagt igen")
    line = ("document", "make", "access", "y1", "--format", "md")
    text = mc.ok(*line, lang="da").text
    for secret in ("indlagt", "dom", "A4", "C2", "Eva", "Ida"):
        assert secret not in text
    assert "| mentor | m5 |" in text
    left_out = int(re.search("^([0-9]+) oplysninger om andre er udeladt", text, re.MULTILINE)[1])  # type: ignore[index]
    mc.ok("agenda", "later", "C6", "x1", "--until", "2018-05-01", "--why", "aftalt med Kim")
    again = mc.ok(*line, lang="da").text
    assert "aftalt med Kim" in again
    assert f"{left_out} oplysninger om andre er udeladt" in again
    of_stand_in = mc.ok("document", "make", "access", "m5", "--format", "md", lang="da").text
    assert "indlagt" not in of_stand_in


def test_others_are_numbers_in_the_texts_of_an_access_print_too(mc: Any) -> None:
    mc.take("story").ok("mentor", "add", "Anne-Marie Løv", "--on", "2018-01-05")
    mc.ok(
        "youth",
        "note",
        "y1",
        "--file",
        "-",
        stdin="Kim Bo talte med IDA HOLM; Anne-Marie Løvs hund, Rosa-Marie Løv og Mie Sø-sagen.".encode(),
    )
    text = mc.ok("document", "make", "access", "y1", "--format", "md", lang="da").text
    assert "Kim Bo talte med m1; m5’s hund, Rosa-Marie Løv og y2-sagen." in text.replace("\\-", "-")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_an_issued_note_in_an_access_print_names_nobody_and_holds_back_what_others_said_of_the_match(
    mc: Any, lang: str
) -> None:
    mc.take("story").ok("mentor", "edit", "m1", "--name", "Ida-Marie Holm")
    for party, rating in (("mentor", "1"), ("guardian", "2"), ("youth", "4")):
        mc.ok("followup", "log", "x1", "--with", party, "--on", "2018-03-01", "--rating", rating)
    text = b"Work:\nLektier\n\nMentor view:\nKim er flittig\n"
    mc.ok("note", "draft", "x1", "--period", "2017-12-01..2018-03-31", "--file", "-", stdin=text)
    line = ("document", "make", "access", "y1", "--format", "md")
    before = mc.ok(*line, lang="en").text
    mc.ok("note", "issue", "n1", "--override", "prøve", lang=lang)
    made = mc.ok(*line, lang="en").text
    assert "Kim er flittig" in made
    assert {"da": "4 – godt", "en": "4 – well"}[lang] in made
    for secret in ("1 – dårligt", "1 – badly", "2 – mindre", "2 – not so", "Holm"):
        assert secret not in made
    left_out = [int(re.search("^([0-9]+) pieces", one, re.MULTILINE)[1]) for one in (before, made)]  # type: ignore[index]
    assert left_out == [2, 4]
    assert "Holm" in mc.ok("note", "show", "n1", "--format", "md").text


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("form", ["docx", "pdf", "html", "md"])
def test_every_document_can_be_made_in_every_format(mc: Any, lang: str, form: str, tmp_path: Path) -> None:
    mc.take("story")
    kinds = {**OF, **MORE}
    assert set(kinds) == set(DOCUMENTS)
    for kind, record in kinds.items():
        ready(mc, kind).ok("document", "make", kind, record, "--into", str(tmp_path), "--format", form, lang=lang)
    assert len(list(tmp_path.glob(f"*.{form}"))) == len(DOCUMENTS)


def test_the_account_adds_up(mc: Any) -> None:
    mc.take("story").ok(
        "money",
        "add",
        "--expense",
        "7.500,25",
        "--category",
        "training",
        "--on",
        "2018-02-01",
        "--text",
        "kursus | dag",
    )
    made = page(mc, "section18", "2018", lang="da")
    cells = made.texts("th", "td")
    for title, amount in (
        ("Modtaget i perioden", "12.500,50 kr."),
        ("Brugt i perioden", "7.500,25 kr."),
        ("Rest", "5.000,25 kr."),
    ):
        assert cells[cells.index(title) + 1] == amount
    assert "kursus | dag" in cells


def test_a_document_or_template_is_known_by_its_title_too(mc: Any) -> None:
    mc.take("story")
    made = mc.ok("document", "make", "Mentoraftale", "x1", "--format", "md", lang="da").text
    assert made == mc.ok("document", "make", "agreement", "x1", "--format", "md", lang="da").text
    run = mc("document", "make", "aftale", "x1", lang="da")
    assert (run.code, "agreement (Mentoraftale)" in run.told) == (2, True)
    assert mc.ok("template", "eject", "opfølgningsnotat", lang="da").told.rstrip().endswith("note.md.j2")
