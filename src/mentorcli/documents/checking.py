"""What can be replaced by an association, and whether what it put there works: tried on an invented match.

A template is read for names that nobody hands over, and filled twice: with all that a document may print, and with as
little as the file allows. A page, a chart, a style and a letterhead are used once.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from mentorcli import codes, words
from mentorcli.documents import DOCUMENTS, annual, chart, letter, note, office, page, render
from mentorcli.documents.house import CHART, LETTERHEAD, LOGOS, PAGE, STYLE, House, shipped
from mentorcli.documents.sandbox import TooMuch
from mentorcli.errors import MentorError
from mentorcli.reports import annual as annual_report
from mentorcli.schemes.profile import BEGINNING, Profile
from mentorcli.store import connection as store
from mentorcli.views import note as note_view
from mentorcli.words import N_, _

DAY, YEAR = "2026-06-30", 2026
SPECIMEN = Path(__file__).with_name("specimen.sql")
STYLES = {  # what is not a text: its name for the command, and what it is
    "page": (PAGE, N_("the page around an HTML document")),
    "style": (STYLE, N_("the look of a PDF")),
    "reference": (LETTERHEAD, N_("styles, header and footer of Word")),
    "chart": (CHART, N_("how charts are drawn")),
}
FOLDERS = {"annual": "reports", "note": "notes"}
SETTINGS = {
    "goals.areas": "education|uddannelse|education", "followup.talk_weeks": "6", "contact.coordinator": "Koordinator",
    "contact.phone": "20304050", "contact.controller": "Foreningen, Prøveby",
}  # fmt: skip
FULL, SPARE = 1, 2  # the two matches, mentors and youths of the specimen


class Replaceable(NamedTuple):
    """A file that an association may replace: its name, its language if it has one, its path, and what it is."""

    name: str
    language: str
    file: str
    about: str


class Finding(NamedTuple):
    """What is wrong with a file of an association."""

    file: str
    why: str


def replaceable() -> list[Replaceable]:
    """Every file that may be replaced, those of both languages."""
    texts = {
        "annual": N_("Annual report"),
        "note": N_("Follow-up note"),
        **{kind: one.title for kind, one in DOCUMENTS.items()},
        "parts": N_("parts of letters"),
    }
    found = [
        Replaceable(name, language, file_of(name, language), about)
        for name, about in texts.items()
        for language in words.LANGUAGES
    ]
    return found + [Replaceable(name, "", file, about) for name, (file, about) in STYLES.items()]


def file_of(name: str, language: str) -> str:
    """The file of a text in a language."""
    return f"{FOLDERS.get(name, 'letters')}/{language}/{name}.md.j2"


def findings(house: House) -> list[Finding]:
    """What is wrong with the files that an association has put into its folder; none where it has no folder."""
    if house.own is None or not house.own.is_dir():
        return []
    known = {one.file: one for one in replaceable()}
    found = []
    for path in sorted(one for one in house.own.rglob("*") if one.is_file()):
        file = path.relative_to(house.own).as_posix()
        if file in known:
            found += [Finding(file, why) for why in wrong(house, known[file])]
        elif file not in [f"house/logo.{suffix}" for suffix in LOGOS] and not file.startswith("house/fonts/"):
            found.append(Finding(file, _("mentorcli looks for no file of that name")))
    try:
        house.logo()
    except MentorError as error:
        found.append(Finding("house/logo", error.message))
    return found


def wrong(house: House, one: Replaceable) -> list[str]:
    """What is wrong with one file; each told once."""
    return list(dict.fromkeys(tried_text(house, one) if one.language else tried_style(house, one)))


def tried_text(house: House, one: Replaceable) -> Iterator[str]:
    """A template of a text, read and filled in its own language; what is wrong is told in the one in use."""
    if one.name == "parts":  # others import it
        try:
            render.markdown_environment(house).read(one.file)
        except Exception as error:
            yield render.fault(error, one.file)
        return
    for facts in specimens(one):
        try:
            unknown = render.unknown_names(house, one.file, facts)
            if unknown:
                yield _("it asks for {names}, which nobody hands over").format(names=", ".join(unknown))
                return
            with spoken(one.language):
                render.run(house, one.file, facts)
        except Exception as error:
            yield render.fault(error, one.file)
            if isinstance(error, TooMuch):  # it would take as long with the next
                return


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Another language for a while."""
    before = words.language()
    words.set_language(language)
    try:
        yield
    finally:
        words.set_language(before)


def tried_style(house: House, one: Replaceable) -> Iterator[str]:
    """A file of the style, used once; what the extra makes is tried only where it is installed."""
    sample = render.Filled("# Prøve\n\ntekst\n\n\x031\x03\n", (chart.bars("Prøve", [("a", 1), ("b", 2)]),))
    paper = render.Paper("Prøve", "Prøve", DAY)
    try:
        if one.file == CHART:
            ElementTree.fromstring(render.svg(house, sample.pictures[0]))
        elif one.file == PAGE:
            if "<p>tekst</p>" not in page.made(house, sample, paper):
                yield _("it does not print the document: {body} is missing").format(body="{{ body }}")
        elif one.file == STYLE:
            office.pdf(house, sample, paper)
        else:
            office.word(house, sample, paper)
    except MentorError as error:
        cause = error.__cause__
        if one.file in (CHART, PAGE) and isinstance(cause, Exception):
            yield render.fault(cause, one.file)
        elif not isinstance(error, office.ExtraMissing):
            yield error.message.rstrip(".")
    except Exception as error:
        yield render.fault(error, one.file)


# --- the invented match -----------------------------------------------------------------------------------------


def specimens(one: Replaceable) -> list[Mapping[str, object]]:
    """The facts of a document in its language, of the full and of the spare match."""
    with spoken(one.language):
        return list(specimens_of(one.name))


def specimens_of(name: str) -> Iterator[Mapping[str, object]]:
    """The facts of a document in the language in use."""
    connection, profile = specimen()
    if name == "annual":
        for lo, hi in ((f"{YEAR}-01-01", DAY), ("2020-01-01", "2020-12-31")):
            found = annual_report.annual(connection, profile, lo, hi, as_of=DAY, made_on=DAY)
            yield annual.facts(found, annual.Edition(profile, internal=lo > "2020-01-01"))
        return
    if name == "note":
        for number in (1, 2):
            written = note_view.note(connection, number, DAY)
            assert written is not None
            yield note.facts(connection, profile, written, DAY).facts
        return
    noun, blank = DOCUMENTS[name].noun, DOCUMENTS[name].blank
    records: dict[str, tuple[letter.Record, ...]] = {"person": ("y1", "m1", "y2", "m2"), "year": (YEAR, YEAR - 5)}
    day = DAY if name == "closure" else "2026-03-05"
    for record in (*records.get(noun, (FULL, SPARE)), *((None,) if blank else ())):
        yield letter.draft(name, connection, profile, record, DAY if noun in ("person", "year") else day).facts


def specimen() -> tuple[sqlite3.Connection, Profile]:
    """A file in memory with the invented match, and the rules of its scheme."""
    connection = sqlite3.connect(":memory:")
    parts = re.split(r"^-- (\w+) \w+$", store.EXPECTED.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for kind, sql in zip(parts[1::2], parts[2::2], strict=True):
        if kind == "table":
            connection.executescript(sql)
    connection.executescript(SPECIMEN.read_text(encoding="utf-8"))
    profile = Profile.on([(key, value, BEGINNING) for key, value in SETTINGS.items()], DAY)
    codes.learn("area", profile.areas())
    return connection, profile


def source(file: str) -> bytes:
    """The shipped file of that name."""
    return (shipped() / file).read_bytes()
