"""The shipped Word letterhead, `templates/house/reference.docx`: A4, our headings and tables, page numbers, Danish.

Run as `python -m tests.letterhead`: pandoc's own reference document with our styles, page and footer in it. Pandoc
takes styles, header and footer from that file; a test holds that the file is what this makes.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "templates" / "house" / "reference.docx"
INK, MARK, GREY, PALE, RULE = "1D2733", "1F5F8B", "4A5866", "F3F6F9", "CFD6DE"
FONT = "Calibri"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def paragraph(
    name: str,
    title: str,
    based: str = "Normal",
    follows: str = "BodyText",
    spacing: tuple[int, int] = (0, 140),
    size: int = 0,
    bold: bool = False,
    colour: str = "",
    level: int = -1,
    more: str = "",
    italic: bool = False,
) -> str:
    """A paragraph style; spacing in twentieths of a point, size in half points."""
    keeps = "<w:keepNext/><w:keepLines/>" if level >= 0 else ""
    outline = f'<w:outlineLvl w:val="{level}"/>' if level >= 0 else ""
    run = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    run += f'<w:color w:val="{colour}"/>' if colour else ""
    run += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    custom = ' w:customStyle="1"' if name in ("FirstParagraph", "Compact", "SourceCode", "CaptionedFigure") else ""
    base = f'<w:basedOn w:val="{based}"/>' if name != "Normal" else ""
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{name}"><w:name w:val="{title}"/>{base}'
        f'<w:next w:val="{follows if name != "Normal" else "Normal"}"/><w:qFormat/>'
        f'<w:pPr>{keeps}{more}<w:spacing w:before="{spacing[0]}" w:after="{spacing[1]}"/>{outline}</w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def other(kind: str, name: str, title: str, what: str = "", *, default: bool = False) -> str:
    """A style of characters or tables."""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{first} w:styleId="{name}"><w:name w:val="{title}"/>{what}</w:style>'


def styles() -> str:
    """Every style that our documents use."""
    edge = f'w:val="single" w:sz="4" w:space="5" w:color="{PALE}"'
    box = (
        f'<w:pBdr><w:top {edge}/><w:left w:val="single" w:sz="24" w:space="8" w:color="{MARK}"/><w:bottom {edge}/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/>'
    )
    foot = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
    rule = 'w:val="single" w:space="0" w:color="{RULE}"'.replace("{RULE}", RULE)
    sides = "".join(
        f'<w:{one} w:w="{50 if one in ("top", "bottom") else 100}" w:type="dxa"/>'
        for one in ("top", "left", "bottom", "right")
    )
    table = other(
        "table", "Table", "Table",
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders><w:top {rule} w:sz="6"/><w:bottom {rule} w:sz="6"/><w:insideH {rule} w:sz="4"/></w:tblBorders>'
        f'<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr>',
        default=True,
    )  # fmt: skip
    return (
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/><w:color w:val="{INK}"/>'
        '<w:sz w:val="23"/><w:szCs w:val="23"/><w:lang w:val="da-DK" w:eastAsia="da-DK" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        + paragraph("Normal", "Normal")
        + paragraph("BodyText", "Body Text", spacing=(100, 80))
        + paragraph("FirstParagraph", "First Paragraph", based="BodyText")
        + paragraph("Compact", "Compact", based="BodyText", spacing=(20, 40))
        + paragraph("Title", "Title", spacing=(0, 160), size=44, bold=True, colour=MARK)
        + paragraph("Heading1", "heading 1", spacing=(0, 200), size=42, bold=True, colour=MARK, level=0)
        + paragraph("Heading2", "heading 2", spacing=(320, 100), size=28, bold=True, colour=MARK, level=1)
        + paragraph("Heading3", "heading 3", spacing=(220, 80), size=24, bold=True, colour=MARK, level=2)
        + paragraph("BlockText", "Block Text", based="BodyText", spacing=(200, 240), more=box)
        + paragraph("SourceCode", "Source Code", based="BodyText", size=20)
        + paragraph("Footer", "footer", follows="Footer", spacing=(0, 0), size=18, colour=GREY, more=foot)
        + paragraph("Caption", "caption", size=20, italic=True)
        + other("character", "DefaultParagraphFont", "Default Paragraph Font", default=True)
        + other("character", "Hyperlink", "Hyperlink", f'<w:rPr><w:color w:val="{MARK}"/><w:u w:val="single"/></w:rPr>')
        + other(
            "character",
            "VerbatimChar",
            "Verbatim Char",
            '<w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas"/></w:rPr>',
        )
        + other("table", "TableNormal", "Normal Table", '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>')
        + table
        + "</w:styles>"
    )


def field(code: str) -> str:
    """A field that Word works out, such as the page number."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def footer() -> str:
    """The page number and how many pages there are, at the right: figures need no language."""
    return (
        f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>{field("PAGE")}'
        f'<w:r><w:t xml:space="preserve"> / </w:t></w:r>{field("NUMPAGES")}</w:p></w:ftr>'
    )


def document() -> str:
    """A page that shows the styles; pandoc takes its size, margins and footer."""
    shown = (("Heading1", "Overskrift"), ("Heading2", "Afsnit"), ("BodyText", "Brødtekst"), ("BlockText", "Boks"))
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>' for style, text in shown
    )
    return (
        f"{HEAD}<w:document {W} {R}><w:body>{body}<w:sectPr>"
        '<w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1247" w:right="1361" w:bottom="1304" w:left="1361" w:header="624" w:footer="624" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def parts() -> dict[str, bytes]:
    """Every part of the file by its name: pandoc's own, with ours in place of some."""
    from mentorcli.documents.office import needed

    program = needed("pypandoc") / "files" / "pandoc"
    given = subprocess.run(
        [program, "--print-default-data-file", "reference.docx"], capture_output=True, check=True
    ).stdout
    with zipfile.ZipFile(io.BytesIO(given)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    types, rels = (found[name].decode() for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
    part = f'<Override PartName="/word/footer1.xml" ContentType="{kind}"/></Types>'
    found["[Content_Types].xml"] = types.replace("</Types>", part).encode()
    found["word/_rels/document.xml.rels"] = rels.replace(
        "</Relationships>", f'<Relationship Type="{link}" Id="rIdFooter" Target="footer1.xml"/></Relationships>'
    ).encode()
    settings = found["word/settings.xml"].decode()
    found["word/settings.xml"] = settings.replace('"en-US"', '"da-DK"').encode()
    return found | {
        "word/styles.xml": styles().encode(), "word/document.xml": document().encode(), "word/footer1.xml": footer().encode(),
    }  # fmt: skip


def write(path: Path = FILE) -> None:
    """Write the file; equal parts give equal bytes on one machine."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, body)


if __name__ == "__main__":
    write()
