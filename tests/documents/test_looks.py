"""Documents looked at with foreign programs: a browser, a word processor, a reader of PDFs. Skipped where they are missing."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import struct
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest

from mentorcli.documents import render
from tests.documents.reading import Page, docx_parts, docx_texts, pdf_text, plain, program
from tests.golden.kit import NEEDED

pytestmark = pytest.mark.external
OF = {
    "agreement": "x1",
    "consent": "y1",
    "secrecy": "m1",
    "certificate": "m1",
    "referral": "y1",
    "access": "y1",
    "section18": "2018",
    "visitation": "y1",
    "closure": "x1",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COUNTS = {
    "pdf": (0, 2, 4, 9),
    "docx": (20, 22),
}  # of paragraphs before the part that is signed: it would not fit the page
MEASURE = "<script>document.title = document.documentElement.scrollWidth + ' of ' + innerWidth</script></body>"


def make(mc: Any, kind: str, form: str) -> Path:
    """A document of the small corps, in Danish."""
    target: Path = mc.folder / f"made.{form}"
    line = ("report", "annual", "2018") if kind == "annual" else ("document", "make", kind, OF.get(kind, ""))
    mc.take("story")
    if kind in NEEDED:
        NEEDED[kind](mc)
    if kind == "note":
        line = ("note", "show", "n1")
        mc.ok("note", "draft", "x1", "--period", "2017-12-01..2018-03-31", "--file", "-", stdin=b"Work:\nLektier\n")
    mc.ok(*line, "-o", str(target), lang="da")
    return target


def browser(folder: Path, *options: str) -> str:
    """What the browser prints; it has no network, a profile of its own and a minute."""
    line = [
        program(*BROWSERS), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        f"--user-data-dir={folder / 'profile'}", "--host-resolver-rules=MAP * ~NOTFOUND", *options,
    ]  # fmt: skip
    return subprocess.run(line, capture_output=True, timeout=90, check=True, cwd=folder).stdout.decode()


def pixels(png: bytes) -> tuple[int, int, set[bytes]]:
    """Width, height, and the different rows of a picture."""
    width, height = struct.unpack(">II", png[16:24])
    data, at = b"", 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += 12 + size
    raw = zlib.decompress(data)
    row = len(raw) // height
    return width, height, {raw[row * n + 1 : row * (n + 1)] for n in range(height)}


@pytest.mark.parametrize("width", [1024, 360])
@pytest.mark.parametrize(
    "kind", ["annual", "note", "agreement", "consent", "access", "section18", "visitation", "closure"]
)
def test_a_page_fits_a_screen_and_a_telephone(mc: Any, kind: str, width: int) -> None:
    path = make(mc, kind, "html")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"<meta http-equiv[^>]*>", "", text).replace("</body>", MEASURE), encoding="utf-8")
    seen = browser(mc.folder, f"--window-size={max(width, 500)},1200", "--dump-dom", path.as_uri())
    found = re.search(r"<title>(\d+) of (\d+)</title>", seen)
    assert found, seen[:500]
    assert int(found[1]) <= int(found[2])


@pytest.mark.parametrize("kind", ["annual", "note", "agreement"])
def test_a_browser_shows_the_page_and_prints_it_whole(mc: Any, kind: str) -> None:
    path = make(mc, kind, "html")
    browser(mc.folder, "--window-size=900,1600", f"--screenshot={mc.folder / 'page.png'}", path.as_uri())
    width, height, rows = pixels((mc.folder / "page.png").read_bytes())
    assert (width, height) == (900, 1600)
    assert len(rows) > 200  # not an empty page
    browser(mc.folder, f"--print-to-pdf={mc.folder / 'page.pdf'}", "--no-pdf-header-footer", path.as_uri())
    printed = pdf_text((mc.folder / "page.pdf").read_bytes(), mc.folder).replace(" ", "")
    for text in Page(path.read_text(encoding="utf-8")).texts("h1", "h2", "th"):
        assert text.replace(" ", "") in printed, text


@pytest.mark.parametrize("kind", ["annual", "note", *OF])
def test_a_pdf_is_a4_has_its_typefaces_in_it_and_says_all(mc: Any, kind: str) -> None:
    path = make(mc, kind, "pdf")
    info = subprocess.run([program("pdfinfo"), str(path)], capture_output=True, check=True).stdout.decode()
    assert "A4" in info
    assert re.search(r"Tagged: +yes", info)
    assert re.search(r"JavaScript: +no", info)
    fonts = (
        subprocess.run([program("pdffonts"), str(path)], capture_output=True, check=True)
        .stdout.decode()
        .splitlines()[2:]
    )
    assert fonts
    assert all(re.search(r"yes +yes +yes", line) for line in fonts), fonts  # embedded, a subset, with letters to copy
    said = pdf_text(path.read_bytes(), mc.folder)
    said = re.sub(r"Mentorkorps Slagelse · [^·]{1,60}? \d+ / \d+", "", said).replace(" ", "").replace("-", "")
    for text in docx_texts(make(mc, kind, "docx").read_bytes()):
        for word in text.replace("…", "").split():  # words broken at the end of a line are joined again
            assert word.replace("-", "") in said, (text, word)


@pytest.mark.parametrize("kind", ["annual", "note", *OF])
def test_a_word_processor_opens_the_word_file(mc: Any, kind: str) -> None:
    path = make(mc, kind, "docx")
    line = [
        program("soffice", "libreoffice"), "--headless", f"-env:UserInstallation={(mc.folder / 'office').as_uri()}",
        "--convert-to", "pdf", "--outdir", str(mc.folder / "printed"), str(path),
    ]  # fmt: skip
    subprocess.run(line, capture_output=True, timeout=180, check=True)
    printed = (mc.folder / "printed" / "made.pdf").read_bytes()
    said = pdf_text(printed, mc.folder).replace(" ", "").replace("-", "")
    for text in docx_texts(path.read_bytes()):
        for word in plain(text).replace("…", "").split():
            assert word.replace("-", "") in said, (text, word)
    assert "1/" in said  # the page number of the footer


def laid_out(path: Path) -> str:
    """The text of a PDF as it stands on its pages, each of which ends in a form feed."""
    run = subprocess.run([program("pdftotext"), "-layout", str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode()


def as_pdf(mc: Any, path: Path) -> Path:
    """A Word file printed by a word processor."""
    line = [
        program("soffice", "libreoffice"), "--headless", f"-env:UserInstallation={(mc.folder / 'office').as_uri()}",
        "--convert-to", "pdf", "--outdir", str(mc.folder / "printed"), str(path),
    ]  # fmt: skip
    subprocess.run(line, capture_output=True, timeout=180, check=True)
    return mc.folder / "printed" / "made.pdf"


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_no_word_of_a_table_is_broken_that_could_stand_whole(mc: Any, form: str) -> None:
    path = make(mc, "access", form)
    said = laid_out(as_pdf(mc, path) if form == "docx" else path)
    for word in ("Kommando", "Tidspunkt", "skete"):
        assert re.search(rf"\b{word}\b", said), word
    assert len(re.findall(r"\b[0-9]{2}\.[0-9]{2}\.20[0-9]{2}\b", said)) > 5


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_is_short_stands_on_one_line_of_its_cell(mc: Any, form: str) -> None:
    """A column that has room does not break `12 måneder`, `Den unge` or a day."""
    path = make(mc, "annual", form)
    said = laid_out(as_pdf(mc, path) if form == "docx" else path)
    for text in ("3 måneder", "12 måneder", "interval"):
        assert text in said, text
    path = make(mc, "agreement", form)
    assert re.search(r"Den unge +Kim", laid_out(as_pdf(mc, path) if form == "docx" else path))


def test_no_row_of_a_word_file_is_split_between_pages(mc: Any) -> None:
    body = docx_parts(make(mc, "access", "docx").read_bytes())["word/document.xml"].decode()
    rows = re.findall("<w:tr>(?:<w:trPr>(.*?)</w:trPr>)?", body)
    assert len(rows) > 20
    assert all("<w:cantSplit/>" in row for row in rows)
    assert "<w:tblHeader" in body


def test_a_short_table_of_a_word_file_stands_on_one_page(mc: Any) -> None:
    """Whatever stands before it: the tables of the parties and of the coordinator are never torn."""
    mc.take("story").ok("template", "eject", "agreement", lang="da")
    own = mc.folder / "templates" / "letters" / "da" / "agreement.md.j2"
    text, target = own.read_text(encoding="utf-8"), mc.folder / "made.docx"
    for more in (26, 27, 28, 29):
        own.write_text(text.replace("## Parter", "Mere.\n\n" * more + "## Parter"), encoding="utf-8")
        mc.ok("document", "make", "agreement", "x1", "-o", str(target), lang="da")
        (page,) = [one for one in laid_out(as_pdf(mc, target)).split("\f") if "Fornavn" in one]
        assert re.search(r"Den unge +Kim", page), more


def test_what_leads_up_to_a_table_stays_on_its_page(mc: Any) -> None:
    """Whatever stands before it: the words about the guardian are never left alone at the foot of a page."""
    mc.take("story").ok("youth", "edit", "y1", "--born", "2005-06-01")
    mc.ok("scheme", "set", "youth.guardian_under", "15", "--from", "2017-01-01")
    mc.ok("template", "eject", "agreement", lang="da")
    own = mc.folder / "templates" / "letters" / "da" / "agreement.md.j2"
    text = own.read_text(encoding="utf-8")
    for more in range(0, 12, 2):
        own.write_text(text.replace("## Under {{", "Mere.\n\n" * more + "## Under {{"), encoding="utf-8")
        target = mc.folder / "made.pdf"
        mc.ok("document", "make", "agreement", "x1", "-o", str(target), lang="da")
        (page,) = [one for one in laid_out(target).split("\f") if "Under 15" in one]
        assert "Børneattest set" in page, more


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_text_of_pages_in_a_table_is_printed_to_its_end(mc: Any, form: str) -> None:
    """What is kept on one page and does not fit there would be cut off at its foot."""
    text = " ".join(f"Sætning{n}." for n in range(1, 320))
    mc.take("story").ok("enquiry", "log", "Bo Lund", "--source", "self")
    with contextlib.closing(sqlite3.connect(mc.db)) as file, file:
        row = file.execute("SELECT max(seq) FROM audit").fetchone()
        file.execute(
            "INSERT INTO former (audit_seq, youth_id, field, value) VALUES (?, 1, 'own_words', ?)", (*row, text)
        )
    target = mc.folder / f"made.{form}"
    mc.ok("document", "make", "access", "y1", "-o", str(target), lang="da")
    said = re.sub(r"\s", "", laid_out(as_pdf(mc, target) if form == "docx" else target))
    for n in (1, 150, 319):
        assert f"Sætning{n}." in said, n


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_all_sign_on_one_page(mc: Any, form: str) -> None:
    """Whatever stands before it: texts of every length are put into the agreement."""
    mc.take("story")
    mc.ok("template", "eject", "agreement", lang="da")
    own = mc.folder / "templates" / "letters" / "da" / "agreement.md.j2"
    text = own.read_text(encoding="utf-8")
    for count in COUNTS[form]:
        own.write_text(text.replace("## Dato og", "Mere tekst.\n\n" * count + "## Dato og"), encoding="utf-8")
        render.markdown_environment.cache_clear()
        path = mc.folder / f"made.{form}"
        mc.ok("document", "make", "agreement", "x1", "-o", str(path), lang="da")
        pages = laid_out(as_pdf(mc, path) if form == "docx" else path).split("\f")
        signed = [page for page in pages if "Dato og underskrifter" in page or "Dato: …" in page]
        assert len(signed) == 1, count
        assert signed[0].count("Dato: …") == 3
