"""Whose templates and style a document is made with: what is shipped, and what an association has put in its place.

An association's own files stand in one folder, under the same names as the shipped ones; a file that is there wins.
Beside them it may have a logo (`house/logo.svg` or `.png`) and a folder of typefaces (`house/fonts`).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from mentorcli.errors import BadValue, MentorError
from mentorcli.words import _, trouble

SHIPPED = Path(__file__).resolve().parent.parent / "templates"
SOURCE = Path(__file__).resolve().parents[3] / "templates"  # in a working copy the templates stand at the top
LOGOS = {"svg": "image/svg+xml", "png": "image/png"}
MOST_BYTES = 5_000_000  # of a logo or a style; a document holds a copy of it
PAGE, STYLE, LETTERHEAD = "house/page.html.j2", "house/style.typ", "house/reference.docx"
CHART = "house/chart.svg.j2"


class Logo(NamedTuple):
    """The picture at the top of every document, and what it is."""

    suffix: str
    content: bytes

    @property
    def address(self) -> str:
        """An address that holds the picture itself, as HTML and Word take it."""
        import base64

        return f"data:{LOGOS[self.suffix]};base64,{base64.b64encode(self.content).decode()}"

    @property
    def as_svg(self) -> bytes:
        """The picture as SVG: typst takes no other file from memory."""
        if self.suffix == "svg":
            return self.content
        import struct

        width, height = struct.unpack(">II", self.content[16:24])
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
            f'<image width="{width}" height="{height}" href="{self.address}"/></svg>'
        ).encode()


class House(NamedTuple):
    """Where the files of the house style are looked for; `own` is the association's folder."""

    own: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders, the one that wins first."""
        return (*((self.own,) if self.own and self.own.is_dir() else ()), shipped())

    def path(self, name: str) -> Path:
        """The file of that name that counts: the association's own, else ours."""
        return next(path for folder in self.folders if (path := folder / name).is_file())

    def is_own(self, name: str) -> bool:
        """Whether the association has a file of its own of that name."""
        return self.own is not None and (self.own / name).is_file()

    def read(self, name: str) -> bytes:
        """The bytes of a file of the house style; BadValue where it is absurdly big or cannot be read."""
        path = self.path(name)
        try:
            if path.stat().st_size > MOST_BYTES:
                raise BadValue(
                    _("{path} is too big for a document.").format(path=path), _("Make it smaller than 5 MB.")
                )
            return path.read_bytes()
        except OSError as error:
            raise MentorError(_("{path} could not be read: {why}.").format(path=path, why=trouble(error))) from error

    def logo(self) -> Logo | None:
        """The association's logo, if it has one."""
        for suffix in LOGOS:
            if self.is_own(name := f"house/logo.{suffix}"):
                content = self.read(name)
                if suffix == "png" and content[:8] + content[12:16] != b"\x89PNG\r\n\x1a\nIHDR":
                    raise BadValue(
                        _("{path} is not a PNG picture.").format(path=self.path(name)), _("Save it as PNG or SVG.")
                    )
                return Logo(suffix, content)
        return None

    def fonts(self) -> list[str]:
        """The folder with the association's own typefaces, if it has one."""
        folder = self.own / "house" / "fonts" if self.own else None
        return [str(folder)] if folder and folder.is_dir() else []


def shipped() -> Path:
    """Where our own templates are: in the installed package, or at the top of a working copy."""
    for found in (SHIPPED, SOURCE):
        if found.is_dir():
            return found
    raise MentorError(
        _("The templates of mentorcli are missing."), _("Install it again: pip install --force-reinstall mentorcli")
    )
