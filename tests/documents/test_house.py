"""The house style: Word and PDF as they are shipped, an association's own in their place, and the extra that is missing."""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import letterhead
import pytest

from mentorcli import words
from mentorcli.documents import office, render
from mentorcli.documents.house import LETTERHEAD, House, shipped
from mentorcli.errors import MentorError
from tests.documents.reading import Page, docx_parts, docx_texts

PAPER = render.Paper("Mentoraftale <y12>", "Korps & co", "2018-04-01")
TEXT = render.Filled("# Aftale\n\n| Navn | Tal |\n|---|---:|\n| Ida | 1 |\n\n- et\n- to\n\n> Boks\n", ())
PIXEL = (  # the smallest picture there is
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9c"
    b"c\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture(autouse=True)
def danish() -> None:
    words.set_language("da")


def made(house: House, form: str) -> bytes:
    """The small document above."""
    return render.made(house, form, TEXT, PAPER)


def test_the_shipped_letterhead_is_what_its_maker_makes() -> None:
    with zipfile.ZipFile(shipped() / LETTERHEAD) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    fresh = letterhead.parts()
    own = ("word/styles.xml", "word/document.xml", "word/footer1.xml", "word/settings.xml")
    assert {name: kept[name] for name in own} == {name: fresh[name] for name in own}
    assert kept.keys() == fresh.keys()


def test_word_has_a4_page_numbers_danish_headings_and_repeated_table_heads() -> None:
    parts = docx_parts(made(House(), "docx"))
    document = parts["word/document.xml"].decode()
    assert re.search(r'<w:pgSz [^>]*w:w="11906"', document)
    assert re.search(r'<w:pgSz [^>]*w:h="16838"', document)
    assert 'w:val="Heading1"' in document
    assert "<w:tblHeader" in document
    footer = b"".join(body for name, body in parts.items() if "footer" in name)
    assert b" PAGE " in footer
    assert b" NUMPAGES " in footer
    styles = parts["word/styles.xml"].decode()
    assert 'w:val="da-DK"' in styles
    assert int(re.search(r'<w:sz w:val="(\d+)"', styles)[1]) / 2 >= 11  # type: ignore[index]
    core = parts["docProps/core.xml"].decode()
    assert "<dc:title>Mentoraftale &lt;y12&gt;</dc:title>" in core
    assert core.count("2018-04-01T00:00:00Z") == 2
    words.set_language("en")
    assert 'w:val="en-GB"' in docx_parts(made(House(), "docx"))["word/styles.xml"].decode()


def test_a_pdf_says_that_it_is_accessible_and_fit_to_be_kept() -> None:
    content = made(House(), "pdf")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"/Lang(da)" in content
    assert b"/StructTreeRoot" in content
    assert b"D:20180401" in content


def test_nothing_tells_when_or_where_a_document_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for form in ("docx", "pdf", "html", "md"):
        first = made(House(), form)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOME", str(tmp_path / "other"))
        monkeypatch.setenv("TZ", "Pacific/Kiritimati")
        assert made(House(), form) == first
        assert str(tmp_path).encode() not in first


def test_an_own_letterhead_style_and_logo_go_first(tmp_path: Path) -> None:
    house = House(tmp_path)
    (tmp_path / "house").mkdir()
    own = letterhead.parts()
    own["word/footer1.xml"] = own["word/footer1.xml"].replace(
        b"<w:r><w:t", b"<w:r><w:t>FORENINGEN </w:t></w:r><w:r><w:t", 1
    )
    with zipfile.ZipFile(tmp_path / "house" / "reference.docx", "w") as archive:
        for name, body in own.items():
            archive.writestr(name, body)
    assert any(b"FORENINGEN" in body for body in docx_parts(made(house, "docx")).values())
    plain = made(house, "pdf")
    style = (shipped() / "house" / "style.typ").read_text(encoding="utf-8")
    (tmp_path / "house" / "style.typ").write_text(style.replace("11.5pt", "14pt"), encoding="utf-8")
    assert made(house, "pdf") != plain
    for name, content in (
        ("logo.png", PIXEL),
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ):
        (tmp_path / "house" / name).write_bytes(content)
        image = Page(made(house, "html").decode()).all("img")[0]
        assert image["src"].startswith("data:image/")  # type: ignore[union-attr]
        assert image["alt"] == "Korps & co"
        assert [part for part in docx_parts(made(house, "docx")) if part.startswith("word/media/")]
        assert made(house, "pdf").startswith(b"%PDF")
        (tmp_path / "house" / name).unlink()


def test_a_style_reads_nothing_but_what_it_is_given(tmp_path: Path) -> None:
    words.set_language("en")
    (tmp_path / "house").mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmeligt")
    for asked in (str(secret), "../secret.txt", "secret.txt", "/etc/hostname"):
        text = f'#let house(title: "", scheme: "", language: "", logo: none, body) = read("{asked}")'
        (tmp_path / "house" / "style.typ").write_text(text, encoding="utf-8")
        with pytest.raises(MentorError, match=r"not found|escape the project root"):
            made(House(tmp_path), "pdf")


def test_pandoc_reads_and_runs_nothing_of_a_text(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmeligt")
    raw = "```{=openxml}\n<w:p/>\n```"
    text = f"![x]({secret})\n\n![y](file://{secret})\n\n{raw}\n\n<img src='{secret}'>\n\n\\input{{{secret}}}\n"
    content = render.made(House(), "docx", render.Filled(text, ()), PAPER)
    assert not [part for part in docx_parts(content) if "media" in part]
    assert b"hemmeligt" not in b"".join(docx_parts(content).values())
    assert "<w:p/>" in docx_texts(content)
    assert b"hemmeligt" not in office.pandoc(text, "typst-smart")


@pytest.mark.parametrize("library", ["typst", "pypandoc"])
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_without_the_extra_the_way_to_install_it_is_told(
    mc: Any, monkeypatch: pytest.MonkeyPatch, library: str, form: str, tmp_path: Path
) -> None:
    mc.take("story")
    monkeypatch.setitem(sys.modules, library, None)  # what Python does for a module that is not there
    run = mc("document", "make", "agreement", "x1", "--into", str(tmp_path), "--format", form)
    assert run.code == 1
    assert "mentorcli[documents]" in run.told
    assert "pip install" in run.told
    assert "Traceback" not in run.told
    assert [path.name for path in tmp_path.iterdir()] == ["corps.db"]
    assert mc("report", "annual", "2017", "--format", form).code == 1
    mc.ok("document", "make", "agreement", "x1", "--into", str(tmp_path), "--format", "html")
