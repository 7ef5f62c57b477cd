"""Documents opened again: the text blocks of an HTML page, a Word file and a PDF, and texts that would like to be code."""

from __future__ import annotations

import io
import shutil
import subprocess
import unicodedata
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VOID = ("meta", "br", "hr", "link", "img")
BLOCKS = ("p", "li", "h1", "h2", "h3", "th", "td", "text", "title", "desc", "pre")

HOSTILE = (
    "*x*", "_x_", "**a** __b__", "***", "[a](b)", "![a](b)", "[a][b]", "[a]: b", "[^1]", "{{ 7*7 }}", "{% x %}", "{# x #}",
    "<script>alert(1)</script>", "<http://x.dk>", "<!-- x -->", "<", "a<b>c", "</main>", "#let x = 1", "#x", "# H", "###",
    "C #", "#(1+1)", '#import "@preview/x:1.0.0"', "<label>", "$x$", "$$x$$", "@ref", "a@b.dk", "=cmd|' /C calc'!A0",
    "=1+1", "= H", "== H", "===", "---", "--", "-1", "- x", "* x", "+ x", "+45 20 30 40 50", "1. x", "1) x", "12.",
    "22. november 2026", "/ a: b", "// kommentar", "/* x */", "http://x.dk/a//b", "a -- b --- c", "...", "..", "1...5",
    "'enkelt' \"dobbelt\"", "| a |", "a | b", "|---|", "a\\|b", "`kode`", "```", "``` x ```", "~~~", "~~x~~", "a~b", "\\",
    "\\\\", "a\\", "C:\\new\\table", "&amp; &#65; &x;", "&", "^x^ x^2", "::: div", "[x]{.c}", "`x`{=typst}", "> citat", ">",
    "%s {0} %(x)s", "a_b_c", "2*3*4", "- [ ] x", ": x", ":-", ":--", "||", "\\u{41}", "§ 18 – ½ × ÷ €", "(c) (r) (tm)",
    "O’Brien", "x\u00a0y", "æøå ÆØÅ é ü ß Yılmaz Ł", "Γιώργος Дмитрий", "01234", "[udeblevet] [/]", "\\begin{x}", "%PDF",
    "x" * 90,
)  # fmt: skip
# What is shown of signs that cannot be printed as they are; the gates refuse them, but a file may hold them.
UNPRINTABLE = {
    "a\u202eb": "a<U+202E>b", "a\u2066b": "a<U+2066>b", "a\x1b[31mb": "a<U+001B>[31mb", "a\x00b": "a<U+0000>b",
    "a\x02b": "a<U+0002>b", "\x031\x03": "<U+0003>1<U+0003>", "a\ufffeb": "a<U+FFFE>b", "a\ud800b": "a<U+D800>b",
    "a\u00adb": "ab", "\ufeffa\u200bb": "ab", "  a \n\t b\u2028c ": "a b c", "    kode": "kode",
}  # fmt: skip
RIGHT_TO_LEFT = ("محمد علي", "שלום", "ab محمد 12")


class Page(HTMLParser):
    """An HTML page as nested tags with attributes, and the text of each block in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in BLOCKS:
            self.blocks.append((tag, ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "tags nest"

    def handle_data(self, data: str) -> None:
        if self.blocks and any(tag in self.open for tag in BLOCKS):
            tag, text = self.blocks[-1]
            self.blocks[-1] = (tag, text + data)

    def texts(self, *tags: str) -> list[str]:
        """The texts of the blocks of these kinds, in order."""
        return [plain(text) for tag, text in self.blocks if tag in tags and text.strip()]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of that name."""
        return [given for name, given in self.tags if name == tag]


def plain(text: str) -> str:
    """A text as a reader compares it: single spaces, no marks of direction."""
    text = "".join(one for one in text if unicodedata.category(one) != "Cf" or one in "\u200c\u200d")
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").split())


def docx_parts(content: bytes) -> dict[str, bytes]:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def docx_texts(content: bytes) -> list[str]:
    """The paragraphs of a Word file, those in tables too, in order."""
    root = ElementTree.fromstring(docx_parts(content)["word/document.xml"])
    found = ["".join(one.text or "" for one in part.iter(f"{W}t")) for part in root.iter(f"{W}p")]
    return [plain(text) for text in found if text.strip()]


def program(*names: str) -> str:
    """A foreign program; the test is skipped with its name where there is none."""
    for name in names:
        if found := shutil.which(name):
            return found
    pytest.skip(f"{' or '.join(names)} is not installed")


def pdf_text(content: bytes, folder: Path) -> str:
    """The text of a PDF, by a program that reads PDFs."""
    path = folder / "read.pdf"
    path.write_bytes(content)
    run = subprocess.run([program("pdftotext"), "-raw", str(path), "-"], capture_output=True, check=True)
    return plain(run.stdout.decode())
