"""mentorcli note …: drafted, issued with number and fingerprint, and the same bytes for ever after."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mentorcli.documents import render
from mentorcli.errors import MentorError
from tests.documents.reading import HOSTILE, Page, docx_texts, pdf_text, plain
from tests.golden.kit import refused

TODAY = "2026-04-20"
CORPS = (
    ("scheme", "set", "contact.coordinator", "Bente Prøve", "--from", "2026-01-01"),
    ("youth", "refer", "Amina Noor", "--source", "caseworker", "--on", "2026-01-02", "--born", "5-3-2003"),
    ("mentor", "add", "Lise Krogh", "--on", "2025-01-01"),
    ("match", "propose", "amina", "--mentor", "lise", "--on", "2026-01-10"),
    ("match", "accept", "x1", "--by", "mentor", "--on", "2026-01-10"),
    ("match", "accept", "x1", "--by", "youth", "--on", "2026-01-10"),
    ("grant", "add", "amina", "--from", "15-1-2026", "--to", "14-10-2026", "--hours", "60", "--payer", "Odder Kommune",
     "--contact", "Hanne Dam", "--legal-basis", "LAB § 167", "--purpose", "fastholde praktik", "--tasks", "struktur",
     "--mentor", "lise", "--qualification", "pædagog", "--granted", "12-1-2026", "--assessed", "8-1-2026",
     "--override", "prøve"),
    ("match", "start", "x1", "--on", "2026-01-15", "--minutes", "120"),
    ("meeting", "log", "x1", "--on", "2026-01-22", "--minutes", "90", "--place", "biblioteket"),
    ("meeting", "log", "x1", "--on", "2026-02-19", "--status", "no-show", "--who", "youth"),
    ("meeting", "log", "x1", "--on", "2026-04-30", "--status", "planned"),
    ("goal", "add", "amina", "--area", "structure", "--text", "Stå op", "--on", "2026-01-15"),
    ("goal", "score", "t1", "2", "--on", "2026-01-15"),
    ("goal", "score", "t1", "4", "--on", "2026-04-01"),
    ("goal", "add", "amina", "--area", "network", "--on", "2026-01-15"),
    ("followup", "log", "x1", "--with", "youth", "--on", "2026-03-01", "--rating", "4"),
)  # fmt: skip
TEXT = """Purpose and goals:
fastholde praktik
Work:
At komme op om morgenen.
Og at ringe, når det ikke går.
Development:
Hun møder hver gang.
The young person's own view:
"Det er blevet lettere."
Next period:
Fortsæt
"""
BLANK = ", ".join(f"{name} = ''" for name in ("purpose", "work", "development", "youth_view", "mentor_view", "assessment",
                                              "contacts", "adjustment", "next_period", "content"))  # fmt: skip


class Office:
    """A centre with one match under a grant, on 20 April 2026."""

    def __init__(self, mc: Any) -> None:
        self.mc = mc.take("center-for-unge")
        for line in CORPS:
            self.ok(*line, today="2026-04-02")

    def ok(self, *line: str, **options: Any) -> Any:
        return self.mc.ok(*line, **{"today": TODAY, **options})

    def draft(self, text: str = TEXT, *more: str, **options: Any) -> Any:
        return self.ok("note", "draft", "amina", *more, "--file", "-", stdin=text.encode(), **options)

    def shown(self, form: str, **options: Any) -> bytes:
        return bytes(self.ok("note", "show", "n1", "--format", form, **options).out)

    def sql(self, *statements: str) -> None:
        connection = sqlite3.connect(self.mc.db)
        try:
            for one in statements:
                connection.execute(one)
            connection.commit()
        finally:
            connection.close()


@pytest.fixture
def office(mc: Any) -> Office:
    return Office(mc)


def test_the_agenda_asks_for_the_note_until_it_is_issued(office: Office) -> None:
    def asked(day: str) -> list[str]:
        found = office.ok("agenda", "--format", "json", today=day).json()
        return [one["command"] for one in found if one["rule"] == "D7"]

    assert asked("2026-03-30") == []
    assert asked("2026-04-01") == asked(TODAY) == ["mentorcli note draft x1"]
    assert [one["state"] for one in office.ok("note", "list", "--format", "json").json()] == ["overdue"]
    office.draft()
    assert [one["state"] for one in office.ok("note", "list", "--format", "json").json()] == ["draft"]
    assert asked(TODAY) == ["mentorcli note draft x1"]
    office.ok("note", "issue", "n1")
    assert asked(TODAY) == []
    assert asked("2026-07-01") == ["mentorcli note draft x1"]
    before = office.ok("note", "list", "--format", "json", "--as-of", "2026-04-19").json()
    assert [one["state"] for one in before] == ["overdue"]


def test_a_draft_says_at_its_top_what_is_missing(office: Office) -> None:
    office.draft()
    assert "scheme set contact.phone" in office.ok("note", "show", "n1", "--format", "md").told
    head = office.shown("md").decode().split("\n## ")[0]
    assert "scheme set" not in head
    for said in ("the coordinator's telephone or e-mail", "no meeting from 22 Jan 2026 to 14 Apr 2026",
                 "no talk with mentor in the period",
                 "network", "nothing is written under “The mentor's view”"):  # fmt: skip
        assert said in head
    assert "What we worked with" not in head
    body = office.shown("md").decode()
    for said in ("Granted in all | 60 h", "Used in the period | 3 h 30 min", "Left | 56 h 30 min", 
                 "19 February 2026 (no-show, the mentee)",
                 "| 2 | 4 |", "Not scored in the period: ", "At komme op om morgenen.\\\nOg at ringe", "4 – well"):  # fmt: skip
        assert said in body
    assert "30 April" not in body


def test_the_next_note_is_of_the_grant_that_goes_on(office: Office) -> None:
    """A grant that has run out and is renewed: the next note covers the renewal."""
    office.sql("UPDATE grant SET until_day = '2026-04-14'")
    office.draft()
    assert "Next note" not in office.shown("md").decode()
    office.ok("grant", "renew", "g1", "--from", "15-4-2026", "--to", "14-10-2026", "--hours", "20", "--granted", "2026-04-18",
              "--assessed", "2026-04-16", "--override", "prøve")  # fmt: skip
    assert "Next note: 14 July 2026" in office.shown("md").decode()


def test_an_issued_note_has_no_lines_to_fill_in_for_what_follows(office: Office) -> None:
    office.sql("UPDATE grant SET until_day = '2026-04-14'", "DELETE FROM meeting WHERE id > 1", "DELETE FROM goal_score",
               "UPDATE meeting SET minutes = 0")  # fmt: skip
    office.draft()
    assert "…………" in office.shown("md").decode().split("## Next follow-up")[1].split("\n## ")[0]
    office.ok("note", "issue", "n1")
    text = office.shown("md").decode()
    assert text.split("## Next follow-up")[1].split("\n## ")[0].strip() == "Nothing noted."
    assert "1 meeting held.\n" in text
    assert "The goals have not been scored yet." in text


def test_where_no_goal_is_set_nothing_is_said_of_scores(office: Office) -> None:
    office.sql("DELETE FROM goal_score", "DELETE FROM goal")
    office.draft()
    assert "Der er ikke sat mål." in office.shown("md", lang="da").decode()


def test_the_young_person_is_called_the_same_in_the_whole_paper(office: Office) -> None:
    office.draft("Work:\nLektier\n")
    text = office.shown("md", lang="da").decode()
    assert "»Mentees egen vurdering«" in text.split("\n## ")[0]
    assert "## Mentees egen vurdering" in text
    assert "| mentee |" in text
    assert "den unge" not in text.lower()


def test_who_cancelled_is_said(office: Office) -> None:
    office.ok("meeting", "log", "x1", "--on", "2026-03-26", "--status", "excused", "--who", "mentor")
    office.draft()
    assert "26. marts 2026 (afbud, mentor)" in office.shown("md", lang="da").decode()


@pytest.mark.parametrize(("period", "code"), [("2026-04-15..2026-04-18", 2), ("2026-04-09..2026-04-18", 0)])
def test_no_note_is_written_of_days_after_the_end(office: Office, period: str, code: int) -> None:
    office.ok("match", "end", "x1", "--on", "2026-04-10", "--by", "both", "--planned", "yes", "--reason", "goal-reached",
              "--outcome", "education")  # fmt: skip
    run = office.mc("note", "draft", "x1", "--period", period, "--file", "-", stdin=TEXT.encode(), today=TODAY)
    assert run.code == code
    assert ("ended on 10 Apr 2026" in run.told) is (code == 2)
    assert (
        office.mc("note", "draft", "x1", "--period", "2025-10..2025-12", "--file", "-", stdin=b"", today=TODAY).code
        == 2
    )


def test_without_the_extra_a_note_with_charts_is_issued_and_word_says_what_to_install(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mentorcli.documents import office as printer

    for name in ("typst", "pypandoc"):
        monkeypatch.setitem(sys.modules, name, None)
    printer.compiler.cache_clear()
    office.draft()
    assert "▂" in office.shown("md").decode() or "▄" in office.shown("md").decode()
    for form in ("docx", "pdf"):
        run = office.mc("note", "show", "n1", "-o", str(office.mc.folder / f"note.{form}"), lang="da", today=TODAY)
        assert run.code == 1
        assert "mentorcli[documents]" in run.told
        assert "Traceback" not in run.told
    office.ok("note", "issue", "n1")
    assert office.shown("md").decode().count("SHA-256") == 1
    assert b"<svg" in office.shown("html")


def test_what_must_be_said_is_asked_for_all_at_once_and_can_be_passed_over(office: Office) -> None:
    office.draft("Work:\nSamtaler\n")
    error = refused(office.mc, "note", "issue", "n1", code=4, today=TODAY)
    assert len(error["details"]) == 4
    assert {one["rule"] for one in error["details"]} == {"D8"}
    assert error["hint"].splitlines()[0] == "Write on: mentorcli note draft n1"
    assert office.ok("check", "--rule", "D8", "--format", "json").json() == []  # a draft is not in breach
    office.ok("note", "issue", "n1", "--override", "den unge er rejst")
    assert "Nothing noted." in office.shown("md").decode()


def test_an_issued_note_is_the_same_bytes_whatever_happens_after(office: Office) -> None:
    office.draft()
    assert "Note 1 (n1) is issued: x1 Amina Noor (2003) / Lise Krogh." in office.ok("note", "issue", "n1").text
    before = {form: office.shown(form) for form in ("md", "html", "docx", "pdf")}
    office.ok("meeting", "log", "x1", "--on", "2026-02-03", "--minutes", "60")
    office.ok("goal", "score", "t1", "5", "--on", "2026-04-02")
    office.ok("youth", "edit", "amina", "--name", "Amina Noor Prøve")
    office.ok("scheme", "set", "scheme.title", "Et andet navn", "--from", "2026-01-01")
    own = office.mc.folder / "templates" / "notes" / "en"
    own.mkdir(parents=True)
    (own / "note.md.j2").write_text("# Noget andet\n", encoding="utf-8")
    for lang in ("en", "da"):
        after = {form: office.shown(form, lang=lang, today="2027-01-01") for form in before}
        assert after == before
    text, _nothing, last = before["md"].decode().rstrip("\n").rpartition("\n")
    assert hashlib.sha256(text.encode()).hexdigest() in last
    assert "already there" in office.ok("note", "issue", "n1", today="2026-04-21").text.lower()
    error = refused(office.mc, "note", "draft", "n1", code=2, today=TODAY)
    assert "never changes" in error["message"]


def test_the_file_itself_refuses_to_change_an_issued_note(office: Office) -> None:
    office.draft()
    office.ok("note", "issue", "n1")
    for change in (
        "work = 'x'",
        "number = 7",
        "content = 'x'",
        "issued_on = NULL",
        "until_day = '2026-04-30'",
        "work = ''",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never changes"):
            office.sql(f"UPDATE note SET {change}")
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        office.sql("UPDATE note_print SET bytes = 'x'")
    office.sql("DELETE FROM note_print", f"UPDATE note SET {BLANK}")  # a person is erased


def test_no_word_of_an_issued_note_can_be_moved_to_another_part(office: Office) -> None:
    office.draft(TEXT.replace("At komme op om morgenen.\nOg at ringe, når det ikke går.", "a|b"))
    office.ok("note", "issue", "n1")
    for moved in (
        "work = 'a', development = 'b|Hun møder hver gang.'",
        "work = 'a|b|Hun møder hver gang.', development = ''",
        "work = '', development = 'a|b|Hun møder hver gang.'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never changes"):
            office.sql(f"UPDATE note SET {moved}")
    office.sql("UPDATE note SET work = work, development = development")
    office.sql(f"UPDATE note SET {BLANK}")


def test_a_note_that_was_tampered_with_is_not_printed(office: Office) -> None:
    office.draft()
    office.ok("note", "issue", "n1")
    office.sql("DROP TRIGGER note_is_frozen", "UPDATE note SET content = replace(content, 'hver gang', 'aldrig')")
    run = office.mc("note", "show", "n1", "--format", "md", today=TODAY)
    assert run.code == 5
    assert run.out == b""


def test_without_its_prints_a_note_is_made_of_its_markdown(office: Office) -> None:
    office.draft()
    office.ok("note", "issue", "n1")
    office.sql("DELETE FROM note_print")
    assert "Hun møder hver gang." in Page(office.shown("html").decode()).texts("p")


def test_numbers_follow_each_other_over_all_matches(office: Office) -> None:
    for period in ("2026-01..2026-01", "2026-02", "2026-03-01..2026-03-31"):
        office.draft(TEXT, "--period", period)
    for note in ("n3", "n1", "n2"):
        office.ok("note", "issue", note)
    found = office.ok("note", "list", "--state", "issued", "--format", "json").json()
    assert {one["id"]: one["number"] for one in found} == {3: 1, 1: 2, 2: 3}
    assert (found[1]["from"], found[1]["to"]) == ("2026-02-01", "2026-02-28")


def test_the_same_draft_is_changed_not_begun_again(office: Office) -> None:
    assert office.draft().text.startswith("n1, a draft for 15 Jan 2026–14 Apr 2026")
    assert "Already there" in office.draft().text
    assert "was changed" in office.draft(TEXT.replace("Fortsæt", "Afslut")).text
    form = office.ok("note", "draft", "n1", "--dry-run").text
    assert "Afslut\n" in form
    assert office.draft(form).text.startswith("Already there")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("note", "draft", "amina", "--period", "i går"), "not a period"),
        (("note", "draft", "amina", "--period", "2026-03..2026-01"), "ends before"),
        (("note", "draft", "amina", "--period", "2025-Q1"), "before the first meeting"),
        (("note", "issue", "n1"), "There is no note"),
        (("note", "show", "7"), "There is no note"),
        (("note", "draft", "amina"), "stands under no heading"),
    ],
)
def test_what_cannot_be_is_said_with_a_way_out(office: Office, line: tuple[str, ...], told: str) -> None:
    more = ("--file", "-") if line[1] == "draft" else ()
    text = b"Work:\nx\n" if len(line) > 3 else "løs tekst\n".encode()
    run = office.mc(*line, *more, stdin=text, today=TODAY)
    assert run.code in (2, 3)
    assert told in run.told


def test_a_note_is_not_issued_before_its_period_is_over(office: Office) -> None:
    office.draft(TEXT, "--period", "2026-Q2")
    assert "it is not over" in office.mc("note", "issue", "n1", today=TODAY).told


def test_a_number_like_a_cpr_is_refused_in_a_note(office: Office) -> None:
    run = office.mc("note", "draft", "amina", "--file", "-", stdin=b"Work:\n010203-1234\n", today=TODAY)
    assert run.code == 2
    assert office.ok("note", "list", "--state", "draft", "--format", "json").json() == []


@pytest.mark.external
@pytest.mark.parametrize("lang", ["da", "en"])
def test_hostile_texts_print_letter_for_letter_in_every_format(office: Office, lang: str) -> None:
    texts = [one for one in HOSTILE if one.strip() and "`x`{=typst}" not in one]
    half = len(texts) // 2
    text = TEXT.replace("At komme op om morgenen.", "\n\n".join(f"M {one} M" for one in texts[:half]))
    text = text.replace("Hun møder hver gang.", "\n\n".join(f"M {one} M" for one in texts[half:]))
    office.draft(text)
    office.ok("note", "issue", "n1", lang=lang)
    expected = [plain(f"M {one} M") for one in texts]
    page = Page(office.shown("html").decode())
    assert not {"script", "a", "img", "iframe"} & {tag for tag, _given in page.tags}
    paragraphs = page.texts("p")
    assert [one for one in expected if not any(one in shown for shown in paragraphs)] == []
    word = docx_texts(office.shown("docx"))
    assert [one for one in expected if not any(one in shown for shown in word)] == []
    printed = pdf_text(office.shown("pdf"), office.mc.folder).replace(" ", "").replace("-", "")
    assert [one for one in expected if one.replace(" ", "").replace("-", "") not in printed] == []


def test_an_export_taken_back_in_keeps_the_note(office: Office, tmp_path: Path) -> None:
    office.draft()
    office.ok("note", "issue", "n1")
    before = office.shown("md")
    office.ok("export", "--into", str(tmp_path / "ud"))
    files = sorted(str(path) for path in (tmp_path / "ud").glob("*.csv"))
    office.mc.take("center-for-unge")
    run = office.mc(*("import", *files), today=TODAY)
    assert run.code == 0, run.told + run.text
    assert office.shown("md") == before


def test_an_export_holds_each_issued_note_as_it_was_printed(office: Office, tmp_path: Path) -> None:
    office.draft()
    office.ok("export", "--into", str(tmp_path / "ud"))
    assert not (tmp_path / "ud" / "notes").exists()
    office.ok("note", "issue", "n1")
    for _again in range(2):
        office.ok("export", "--into", str(tmp_path / "ud"))
        found = {path.name: path.read_bytes() for path in (tmp_path / "ud" / "notes").iterdir()}
        sums = dict(reversed(line.split("  ")) for line in found.pop("SHA256SUMS").decode().splitlines())
        assert {name: hashlib.sha256(content).hexdigest() for name, content in found.items()} == sums
        assert found == {f"n1.{form}": office.shown(form) for form in ("md", "html", "docx", "pdf")}
    office.sql(f"UPDATE note SET {BLANK}", "DELETE FROM note_print")  # the person was erased
    office.ok("export", "--into", str(tmp_path / "ud"))
    assert [path.name for path in (tmp_path / "ud" / "notes").iterdir()] == ["SHA256SUMS"]


def test_an_export_replaces_no_notes_but_its_own(office: Office, tmp_path: Path) -> None:
    theirs = tmp_path / "ud" / "notes" / "n1 kopi.pdf"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"x")
    run = office.mc("export", "--into", str(tmp_path / "ud"), today=TODAY)
    assert run.code == 2
    assert "n1 kopi.pdf" in run.told
    assert [path.name for path in (tmp_path / "ud").iterdir()] == ["notes"]


def test_what_is_printed_is_what_is_frozen_though_the_draft_changed_just_before(office: Office) -> None:
    office.draft()
    other = sqlite3.connect(office.mc.db, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")  # somebody else is writing: the issue has to wait
    other.execute("UPDATE note SET work = 'At cykle.'")
    wait = threading.Timer(0.5, other.execute, ["COMMIT"])
    wait.start()
    office.ok("note", "issue", "n1")
    wait.join()
    other.close()
    shown = office.shown("md").decode()
    assert "At cykle." in shown
    assert "At komme op om morgenen." not in shown
    assert office.ok("note", "show", "n1", "--format", "json").json()["work"] == "At cykle."


def renewed(office: Office) -> None:
    """The grant is renewed from 1 April, within the period that the first note is about."""
    office.ok("grant", "renew", "g1", "--from", "1-4-2026", "--to", "31-12-2026", "--hours", "20", "--granted", "2026-04-18",
              "--assessed", "2026-04-16", "--override", "prøve")  # fmt: skip


def test_a_note_tells_of_the_grant_that_it_was_drafted_for(office: Office) -> None:
    office.draft()
    renewed(office)
    body = office.shown("md").decode()
    assert "Granted in all | 60 h" in body
    office.draft(TEXT.replace("Fortsæt", "Afslut"))
    office.ok("note", "issue", "n1")
    assert "Granted in all | 60 h" in office.shown("md").decode()
    assert office.ok("note", "show", "n1", "--format", "json").json()["grant"] == 1


def test_a_note_is_about_the_grant_that_its_period_began_with(office: Office) -> None:
    renewed(office)
    office.draft(TEXT, "--period", "2026-01-15..2026-04-14")
    office.draft(TEXT, "--period", "2026-04-01..2026-04-19")
    assert [office.ok("note", "show", n, "--format", "json").json()["grant"] for n in ("n1", "n2")] == [1, 2]


def test_a_draft_that_came_before_the_grant_takes_it_when_it_is_issued(office: Office) -> None:
    office.draft()
    office.sql("UPDATE note SET grant_id = NULL")
    assert "Granted in all | 60 h" in office.shown("md").decode()
    office.ok("note", "issue", "n1")
    assert office.ok("note", "show", "n1", "--format", "json").json()["grant"] == 1


GRANTED_LATE = (  # a centre whose payer answers in October about a grant from July, as many do
    ("youth", "refer", "Bo Lind", "--source", "caseworker", "--on", "2026-05-02", "--born", "5-3-2003"),
    ("match", "propose", "bo", "--mentor", "lise", "--on", "2026-06-10", "--override", "prøve"),
    ("match", "accept", "x2", "--by", "mentor", "--on", "2026-06-10", "--override", "prøve"),
    ("match", "accept", "x2", "--by", "youth", "--on", "2026-06-10", "--override", "prøve"),
    ("grant", "add", "bo", "--from", "1-7-2026", "--to", "31-12-2026", "--hours", "40", "--payer", "Odder Kommune",
     "--contact", "Hanne Dam", "--legal-basis", "LAB § 167", "--purpose", "holde fast i skolen", "--tasks", "struktur",
     "--mentor", "lise", "--qualification", "pædagog", "--applied", "20-6-2026", "--assessed", "18-6-2026", "--override", "prøve"),
    ("match", "start", "x2", "--on", "2026-07-02", "--minutes", "60", "--override", "prøve"),
    ("meeting", "log", "x2", "--on", "2026-10-08", "--minutes", "90", "--override", "prøve"),
)  # fmt: skip


@pytest.fixture
def late(office: Office) -> Office:
    """A match under a grant that runs from 1 July and was granted on 15 October 2026."""
    for line in GRANTED_LATE:
        office.ok(*line, today="2026-10-10")
    office.ok("grant", "answer", "g2", "--yes", "--on", "2026-10-15", "--override", "prøve", today="2026-10-15")
    return office


def third(office: Office, today: str, *more: str) -> str:
    """The note of the third quarter, drafted on a day: as it stands."""
    office.ok("note", "draft", "x2", "--period", "2026-Q3", "--file", "-", stdin=TEXT.encode(), today=today)
    return str(office.ok("note", "show", "n1", "--format", "md", *more, today=today).text)


def test_a_note_tells_of_a_grant_that_was_granted_after_its_period(late: Office) -> None:
    asked = [one["command"] for one in late.ok("agenda", "--format", "json", today="2026-10-20").json()]
    assert "mentorcli note draft x2" in asked
    text = third(late, "2026-10-20")
    late.ok("note", "issue", "n1", today="2026-10-20")
    issued = late.ok("note", "show", "n1", "--format", "md", today="2027-02-01").text
    for body in (text, issued):
        assert "- Payer: Odder Kommune" in body
        assert "- Grant: 1 July 2026 – 31 December 2026" in body
        assert "- Legal basis: " in body
        for line in (
            "Granted in all | 40 h",
            "Used before the period | 0 min",
            "Used in the period | 1 h ",
            "Left | 39 h ",
        ):
            assert line in body  # the meeting of 8 October is not of the period
    assert late.ok("note", "show", "n1", "--format", "json", today="2026-10-20").json()["grant"] == 2
    form = late.ok("note", "draft", "x2", "--dry-run", "--period", "2026-07", today="2026-10-20").text
    assert "holde fast i skolen" in form


def test_of_a_day_before_it_was_granted_a_note_knows_no_grant(late: Office) -> None:
    before = third(late, "2026-10-12")
    assert "Odder Kommune" not in before
    assert "an answer to the grant g2, which this note then tells of" in before.split("\n## ")[0]
    third(late, "2026-10-20")  # now the draft is of the grant
    late.ok("note", "draft", "n1", "--file", "-", stdin=TEXT.encode(), today="2026-10-20")
    assert "Odder Kommune" in late.ok("note", "show", "n1", "--format", "md", today="2026-10-20").text
    again = late.ok("note", "show", "n1", "--format", "md", "--as-of", "2026-10-12", today="2026-10-20").text
    assert again == before


def test_a_note_that_names_no_grant_says_which_one_asks_for_a_note(office: Office) -> None:
    office.sql("UPDATE grant SET from_day = '2026-03-01'")
    office.draft(TEXT, "--period", "2026-01-15..2026-02-28", today="2026-06-10")
    text = office.shown("md", today="2026-06-10").decode()
    assert "- Payer" not in text
    assert "a grant for the period (a note is due for 1 Mar 2026–31 May 2026)" in text.split("\n## ")[0]
    run = office.ok("note", "show", "n1", "--format", "md", today="2026-06-10")
    assert "(mentorcli grant show g1)" in run.told


def test_an_english_month_keeps_its_capital(office: Office) -> None:
    office.draft()
    office.ok("note", "issue", "n1")
    assert "\nNo meeting from 22 Jan 2026 to 14 Apr 2026.\n" in office.shown("md").decode()


@pytest.fixture
def covered(office: Office) -> Office:
    """The match of the centre, in which Per stood in for Lise through February and met Amina once."""
    office.ok("mentor", "add", "Per Vang", "--on", "2025-01-01")
    office.ok("match", "substitute", "x1", "--mentor", "per", "--from", "2026-02-01", "--to", "2026-02-28", "--override",
              "prøve")  # fmt: skip
    office.ok("meeting", "log", "x1", "--on", "2026-02-12", "--minutes", "60", "--override", "prøve")
    office.ok("meeting", "log", "x1", "--on", "2026-02-26", "--status", "excused", "--who", "mentor")
    return office


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "da",
            (
                "Lise Krogh (mentor), Per Vang (afløser for mentor), Bente Prøve (koordinator)",
                "| Dag | Møde | Varighed | Sted | Holdt af |",
                "| 22. januar 2026 | mentormøde | 1 t 30 min | biblioteket | Lise Krogh |",
                "| 12. februar 2026 | mentormøde | 1 t |  | Per Vang |",
                "26. februar 2026 (afbud, afløser)",
            ),
        ),
        (
            "en",
            (
                "Lise Krogh (mentor), Per Vang (stand-in for the mentor), Bente Prøve (coordinator)",
                "| Day | Meeting | Length | Place | Held by |",
                "| 22 January 2026 | mentor meeting | 1 h 30 min | biblioteket | Lise Krogh |",
                "| 12 February 2026 | mentor meeting | 1 h |  | Per Vang |",
                "26 February 2026 (excused, the stand-in)",
            ),
        ),
    ],
)
def test_who_held_a_meeting_in_the_mentors_stead_is_named(covered: Office, lang: str, told: tuple[str, ...]) -> None:
    covered.draft()
    covered.ok("note", "issue", "n1", lang=lang)
    text = covered.shown("md", lang=lang).decode().replace("\N{NO-BREAK SPACE}", " ")
    for line in told:
        assert line in text
    assert "Per Vang" in " ".join(Page(covered.shown("html").decode()).texts("td"))


def test_a_stand_in_who_held_no_meeting_of_the_period_is_not_named(covered: Office) -> None:
    covered.draft(TEXT, "--period", "2026-02-20..2026-04-14")
    text = covered.shown("md").decode()
    assert "Per Vang" not in text
    assert "Held by" not in text
    assert "26 February 2026 (excused, the stand-in)" in text


def test_a_stand_in_who_was_erased_is_another_mentor(covered: Office) -> None:
    covered.sql("UPDATE mentor SET name = NULL, erased_on = '2026-04-19' WHERE id = 2")
    covered.draft()
    text = covered.shown("md", lang="da").decode()
    assert "Lise Krogh (mentor), en anden mentor (afløser for mentor)" in text
    assert "|  | en anden mentor |" in text


def while_printing(monkeypatch: pytest.MonkeyPatch, do: Callable[[str], None]) -> None:
    """Do something each time that a note is printed in another format than Markdown; then it is printed."""
    printed = render.made

    def made(house: Any, form: str, *what: Any) -> bytes:
        if form != "md":
            do(form)
        return printed(house, form, *what)

    monkeypatch.setattr(render, "made", made)


def test_others_can_write_while_a_note_is_printed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Word and PDF take seconds, and up to two minutes before they are given up: longer than a writer waits."""
    done: list[str] = []

    def write(form: str) -> None:
        other = sqlite3.connect(office.mc.db, timeout=0)
        other.execute("UPDATE meeting SET place = ? WHERE id = 3", (form,))
        other.commit()
        other.close()
        done.append(form)

    office.draft()
    while_printing(monkeypatch, write)
    office.ok("note", "issue", "n1")
    assert set(done) == {"html", "docx", "pdf"}
    assert len(done) == 3
    assert office.ok("note", "list", "--format", "json").json()[0]["number"] == 1


def test_what_changes_while_it_is_printed_is_printed_anew(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.draft()
    while_printing(monkeypatch, lambda _form: office.sql("UPDATE note SET work = 'At cykle.' WHERE issued_on IS NULL"))
    office.ok("note", "issue", "n1")
    assert "At cykle." in office.shown("md").decode()
    assert "At cykle." in Page(office.shown("html").decode()).texts("p")


def test_a_note_that_never_keeps_still_is_not_issued(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.draft()
    while_printing(monkeypatch, lambda _form: office.sql("UPDATE note SET work = work || 'x'"))
    run = office.mc("note", "issue", "n1", today=TODAY)
    assert run.code == 5
    assert office.ok("note", "list", "--format", "json").json()[0]["state"] == "draft"


def test_nothing_is_issued_where_printing_fails(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(form: str) -> None:
        if form == "pdf":
            raise MentorError("pdf")

    office.draft()
    while_printing(monkeypatch, fail)
    assert office.mc("note", "issue", "n1", today=TODAY).code == 1
    monkeypatch.undo()
    assert office.ok("note", "list", "--format", "json").json()[0]["state"] == "draft"
    rows = sqlite3.connect(office.mc.db).execute("SELECT count(*) FROM note_print").fetchone()
    assert rows == (0,)


@pytest.mark.skipif(sys.platform == "win32", reason="the terminal of this test is a POSIX one")
@pytest.mark.parametrize(
    ("line", "form"),
    [
        (
            "note draft amina --period 2025-01..2025-03",
            "Development:",
        ),  # refused once the text is there: before they met
        ("goal revise amina --area structure --on 2025-01-15", ""),
    ],
)
def test_what_was_typed_is_kept_when_it_cannot_be_saved_and_removed_once_it_is(
    office: Office, process: Any, tmp_path: Path, line: str, form: str
) -> None:
    import os
    import pty

    editor = tmp_path / "editor"
    editor.write_text(f"#!{sys.executable}\nimport sys\nopen(sys.argv[-1], 'w').write('{form} Stå op kl. 7')\n")
    editor.chmod(0o700)
    controller, terminal = pty.openpty()
    try:
        environ = {**process.environ, "EDITOR": str(editor), "MENTORCLI_TODAY": TODAY}
        started = process.start(*line.split(), stdin=terminal, environ=environ)
        told = started.communicate(timeout=60)[1].decode()
    finally:
        os.close(controller)
        os.close(terminal)
    (draft,) = office.mc.db.parent.glob("mentorcli-draft-*")
    assert draft.read_text() == f"{form} Stå op kl. 7"
    assert started.returncode in (2, 3)
    assert f"--file {draft}" in told.splitlines()[-1]
    right = line.replace("2025-01..2025-03", "2026-01..2026-03").replace("--on 2025-01-15", "--on 2026-04-10")
    office.ok(*right.split(), "--file", str(draft), "--dry-run")
    assert draft.exists()
    office.ok(*right.split(), "--file", str(draft))
    assert not draft.exists()


def test_a_file_of_the_users_own_is_never_removed(office: Office) -> None:
    beside, elsewhere = office.mc.db.parent / "notat.txt", office.mc.db.parent / "sub" / "mentorcli-draft-x.txt"
    elsewhere.parent.mkdir()
    for path in (beside, elsewhere):
        path.write_text(TEXT)
        office.ok("note", "draft", "amina", "--file", str(path))
        assert path.read_text() == TEXT


@pytest.mark.parametrize("guarded", [True, False])
def test_a_note_names_no_protected_address(office: Office, guarded: bool) -> None:
    office.ok("youth", "edit", "amina", "--address", "Skjulevej 7", *(("--protected",) if guarded else ()))
    office.ok("meeting", "log", "x1", "--on", "2026-03-05", "--minutes", "60", "--place", "hjemme på skjulevej 7")
    office.draft(TEXT.replace("Fortsæt", "Vi mødes på Skjulevej 7, ikke Skjulevej 71."))
    office.ok("note", "issue", "n1")
    for form in ("md", "html"):
        told = office.shown(form).decode()
        assert ("kjulevej 7 " in told.replace("\\", " ") or "kjulevej 7," in told) != guarded
        assert "Skjulevej 71" in told
        assert ("(protected address)" in told.replace("\\", "")) == guarded


def test_a_note_that_is_issued_before_its_period_begins_is_told_to_wait(office: Office) -> None:
    office.draft(TEXT, "--period", "2026-07-01..2026-07-31")
    error = refused(office.mc, "note", "issue", "n1", code=2, today=TODAY)
    assert "--period" not in error["hint"]
    office.draft(TEXT, "--period", "2026-04-15..2026-05-14")
    error = refused(office.mc, "note", "issue", "n2", code=2, today=TODAY)
    assert "mentorcli note draft x1 --period 2026-04-15..2026-04-20" in error["hint"]
