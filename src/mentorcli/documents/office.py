"""Word and PDF: pandoc turns the Markdown into DOCX, or into typst, which sets the PDF. Both come with an extra.

Neither sees more than it is given. Pandoc runs in its own sandbox, without a home, reading standard input and the
letterhead alone; typst compiles from memory, with the typefaces of its own wheel. What they write is made the same
for the same input: fixed days, no picture of the file system.
"""

from __future__ import annotations

import base64
import functools
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from mentorcli import words
from mentorcli.documents import render
from mentorcli.documents.house import LETTERHEAD, STYLE, House, Logo
from mentorcli.errors import BadValue, MentorError
from mentorcli.words import _

FILTER = Path(__file__).with_name("filter.lua")
READER = "commonmark-raw_html+pipe_tables"  # the same Markdown that the HTML page is made of
STANDARDS = ["ua-1", "a-2a"]  # accessible, and fit to be kept: every letter must have a shape, every picture a text
PIXELS = 192  # an inch, of a chart in Word
SECONDS = 120  # after which pandoc is given up
TAGS = {"da": "da-DK", "en": "en-GB"}
FETCHED = re.compile(r'"@')  # a package of typst is fetched from the network, which a document must not do


class ExtraMissing(MentorError):
    """The libraries of the extra are not installed."""


# --- Word -------------------------------------------------------------------------------------------------------


def word(house: House, what: render.Filled, paper: render.Paper) -> bytes:
    """A filled template as DOCX, with the letterhead and styles of `house/reference.docx`."""

    def put(number: int, one: Any) -> str:
        png = base64.b64encode(picture(render.svg(house, one, number).encode())).decode()
        return f"![{words.escaped(f'{one.title}. {one.description}')}](data:image/png;base64,{png})"

    text = with_logo(house, render.with_pictures(what, put))
    language = TAGS[words.language()]
    return settled(pandoc(text, "docx", "--reference-doc", str(letterhead(house)), "-M", f"lang={language}"), paper)


def with_logo(house: House, text: str) -> str:
    """The Markdown with the logo above it, as a picture that Word can show."""
    logo = house.logo()
    if logo is not None and logo.suffix == "svg":
        logo = Logo("png", picture(logo.content))
    return text if logo is None else f"![]({logo.address})\n\n{text}"


def letterhead(house: House) -> Path:
    """The Word document whose styles, header and footer are taken; BadValue where it is none."""
    path = house.path(LETTERHEAD)
    if not zipfile.is_zipfile(path):
        raise BadValue(
            _("{path} is not a Word document.").format(path=path),
            _("Take ours to begin with: mentorcli template eject reference"),
        )
    return path


def settled(content: bytes, paper: render.Paper) -> bytes:
    """A DOCX with the document's own title and day in place of the hour it was made, and no picture as its description."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in made.infolist():
            body = made.read(entry)
            if entry.filename == "docProps/core.xml":
                body = core(paper).encode()
            elif entry.filename == "word/document.xml":
                body = signed(unsplit(re.sub(rb' descr="data:[^"]*"', b"", body)))
            plain = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            plain.compress_type = zipfile.ZIP_DEFLATED
            plain.external_attr = 0o600 << 16
            target.writestr(plain, body)
    return out.getvalue()


SHORT, SAID = 13, 1200  # rows and signs of a table that is kept on one page, as the filter keeps one in a PDF


def unsplit(body: bytes) -> bytes:
    """The text of a DOCX in which no row of a table is split between two pages, and no short table between its rows."""
    body = re.sub(
        rb"<w:tr>(<w:trPr>)?", lambda row: b"<w:tr><w:trPr><w:cantSplit/>" + (b"" if row[1] else b"</w:trPr>"), body
    )
    return re.sub(rb"<w:tbl>.*?</w:tbl>", lambda table: together(table[0]), body, flags=re.DOTALL)


def together(table: bytes) -> bytes:
    """A table of a DOCX, kept on one page where it is short: each row stays with the next."""
    rows, at = table.count(b"<w:tr>"), table.rfind(b"<w:tr>")
    if rows > SHORT or len(re.sub(rb"<[^>]*>", b"", table)) > SAID:
        return table
    return next_to_next(table[:at]) + table[at:]


def next_to_next(body: bytes) -> bytes:
    """Paragraphs of a DOCX, each of which stays on the page of the one after it."""
    return re.sub(rb"(<w:pPr>(?:<w:pStyle [^>]*/>)?)(?!<w:keepNext)", rb"\1<w:keepNext/>", body)


def signed(body: bytes) -> bytes:
    """The text of a DOCX with its last part, where people sign, kept on one page; a part with a table is left alone."""
    at = body.rfind(b'<w:pStyle w:val="Heading2"')
    start = body.rfind(b"<w:pPr>", 0, at)
    last = body.rfind(b"<w:pPr>")
    if at < 0 or b"<w:tbl>" in body[start:]:
        return body
    return body[:start] + next_to_next(body[start:last]) + body[last:]


def core(paper: render.Paper) -> str:
    """What Word shows as a document's properties."""
    day = f"{paper.day}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(words.shown(paper.title, 200))}</dc:title><dc:creator>{escape(words.shown(paper.scheme, 200))}"
        f"</dc:creator><dc:language>{TAGS[words.language()]}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
    )


# --- PDF --------------------------------------------------------------------------------------------------------

MAIN = """#import "style.typ": *
#let picture(name) = image(name, alt: sys.inputs.at("alt " + name), width: 100%)
#show: house.with(title: sys.inputs.title, scheme: sys.inputs.scheme, language: sys.inputs.language, logo: {logo})

"""


def pdf(house: House, what: render.Filled, paper: render.Paper) -> bytes:
    """A filled template as PDF/UA and PDF/A, in the look of `house/style.typ`."""
    text = render.with_pictures(what, lambda number, _one: f"![](figure-{number}.svg)")
    style, logo = house.read(STYLE), house.logo()
    if FETCHED.search(style.decode(errors="replace")):
        raise BadValue(
            _("{path} asks for a package from the network.").format(path=house.path(STYLE)),
            _("Documents are made without the network: put what it needs into the file itself."),
        )
    body = pandoc(text, "typst-smart").decode()
    files = {"main.typ": (MAIN.replace("{logo}", '"logo.svg"' if logo else "none") + body).encode(), "style.typ": style}
    inputs = {"title": paper.title, "scheme": paper.scheme, "language": words.language()}
    if logo:
        files["logo.svg"] = logo.as_svg
    for number, one in enumerate(what.pictures, start=1):
        files[f"figure-{number}.svg"] = render.svg(house, one, number).encode()
        inputs[f"alt figure-{number}.svg"] = f"{one.title}. {one.description}"
    return compiled(house, files, "pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=moment(paper.day))


def moment(day: str) -> int:
    """A day as seconds, for the day that a PDF says it was made."""
    from datetime import UTC, datetime

    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def picture(drawing: bytes) -> bytes:
    """A drawing in SVG as PNG, for Word."""
    source = b'#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("one.svg")'
    return compiled(House(), {"main.typ": source, "one.svg": drawing}, "png", ppi=float(PIXELS))


def compiled(house: House, files: dict[str, bytes], form: str, **more: Any) -> bytes:
    """What typst makes of files in memory; a letter that no typeface has, or a style that is wrong, is told."""
    needed("typst")
    import typst

    try:
        content = compiler(house).compile(input=files, format=form, **more)
    except typst.TypstError as error:
        raise not_set(house, error) from error
    return content if isinstance(content, bytes) else content[0]


@functools.cache
def compiler(house: House) -> Any:
    """The one compiler of a house style, without the system's typefaces: they differ from machine to machine."""
    import typst

    return typst.Compiler(font_paths=house.fonts(), ignore_system_fonts=True)


def not_set(house: House, error: Any) -> MentorError:
    """The error of typst as a sentence."""
    lacking = re.search(r'the text `"(.*?)"` could not be displayed', error.message)
    if lacking:
        return MentorError(
            _("The PDF has no letters for {text}.").format(text=f"“{words.shown(lacking[1])}”"),
            _("Make it as docx or html, or put a typeface that has them into {path}.").format(
                path=(house.own or Path("templates")) / "house" / "fonts"
            ),
        )
    return MentorError(
        _("The PDF could not be made: {why}.").format(why=words.shown(error.message.rstrip("."), 300)),
        _("The style is your own: look at {path}.").format(path=house.path(STYLE)) if house.is_own(STYLE) else "",
    )


# --- the programs -----------------------------------------------------------------------------------------------


def needed(module: str) -> Path:
    """The folder of a library of the extra; MentorError with the command that installs it where it is missing."""
    found = find_spec(module)
    if found is None or found.origin is None:
        raise ExtraMissing(
            _("Word and PDF need an extra that is not installed."),
            _("Install it: {command}, or write html.").format(
                command=f'{sys.executable} -m pip install "mentorcli[documents]"'
            ),
        )
    return Path(found.origin).parent


def pandoc(text: str, to: str, *more: str) -> bytes:
    """What pandoc makes of our Markdown; it may read the files of its command line and nothing else."""
    needed("typst")
    program = needed("pypandoc") / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
    line = [str(program), "--sandbox", "--wrap=none", "-f", READER, "-t", to, "-L", str(FILTER), *more, "-o", "-"]
    system = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}  # Windows needs them
    try:
        ran = subprocess.run(
            line, input=text.encode(), capture_output=True, timeout=SECONDS, env={**system, "LANG": "C.UTF-8"},
            cwd=tempfile.gettempdir(),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MentorError(
            _("Pandoc could not be run: {why}.").format(why=words.shown(error, 200)),
            _("Install it: {command}, or write html.").format(
                command=f'{sys.executable} -m pip install "mentorcli[documents]"'
            ),
        ) from error
    if ran.returncode != 0:
        raise MentorError(
            _("Pandoc could not make the document: {why}.").format(
                why=words.shown(ran.stderr.decode(errors="replace").strip(), 300)
            )
        )
    return ran.stdout
