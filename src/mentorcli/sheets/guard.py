"""Looking into a workbook before it is read: is it one, is it of a size that lists have, which cells are not values.

A zip of 300 kB can unpack to gigabytes, and one cell in the last corner makes a grid of milliards: both are refused here.
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from mentorcli.errors import BadValue
from mentorcli.words import _

MOST_UNPACKED = 200_000_000  # of all parts of a workbook together
MOST_RATIO = 100  # unpacked against packed, of a part over a megabyte
MOST_CELLS = 4_000_000  # of the grid that spans all cells with something in them
Marked = dict[str, set[tuple[int, int]]]  # by sheet: row from 1, column from 0

COMPOUND = b"\xd0\xcf\x11\xe0"  # the head of an .xls, and of an .xlsx under a password
TAGS = re.compile(rb"<(?:\w+:)?c[\s/>]")
CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^>]*?(/?)>""")
UNUSUAL = re.compile(rb"""<(?:\w+:)?f[\s/>]|\bt=["']e["']|<!DOCTYPE""")
SHARED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bt=["']s["'][^>]*>\s*<(?:\w+:)?v>([0-9]{1,9})<""")
ENTRY = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>|<(?:\w+:)?si\s*/>", re.DOTALL)


def not_a_book(path: Path, why: str) -> BadValue:
    """The error for a workbook that cannot be trusted as a whole."""
    return BadValue(
        _("{path} cannot be read as a workbook: {why}.").format(path=path.name, why=why),
        _("Open it in the spreadsheet program and save it again as .xlsx; nothing was changed."),
    )


def too_big(path: Path) -> BadValue:
    """The error for a workbook that would fill the memory."""
    return not_a_book(path, _("unpacked it is far too big for a list"))


def xlsx(path: Path) -> Marked:
    """Refuse an xlsx that is damaged or too big; for each sheet the cells that hold a formula or an error."""
    return opened(path, lambda archive: {name: looked_at(path, xml) for name, xml in sheets_of(archive, path)})


def ods(path: Path) -> Marked:
    """The same of an ods, whose one part holds all sheets."""

    def look(archive: zipfile.ZipFile) -> Marked:
        grid = OdsGrid(path)
        parsed(archive.read("content.xml"), grid.start)
        return grid.marked

    return opened(path, look)


def opened(path: Path, look: Callable[[zipfile.ZipFile], Marked]) -> Marked:
    """What a look into the zip finds; every fault of a damaged one as the user's sentence."""
    import zlib

    try:
        with zipfile.ZipFile(path) as archive:
            check_parts(archive, path)
            return look(archive)
    except (BadValue, MemoryError):
        raise
    except zipfile.BadZipFile as error:
        with open(path, "rb") as file:
            locked = file.read(4) == COMPOUND
        why = _("it is under a password") if locked else _("it is damaged or of another kind")
        raise not_a_book(path, why) from error
    except (KeyError, ValueError, OSError, EOFError, RuntimeError, IndexError, zlib.error, expat.ExpatError) as error:
        raise not_a_book(path, _("a part of it is missing or damaged")) from error


def check_parts(archive: zipfile.ZipFile, path: Path) -> None:
    """Refuse parts that are far too big, stand twice, or are not of the size that they claim."""
    parts = archive.infolist()
    big = any(one.file_size > 1_000_000 and one.file_size > MOST_RATIO * max(1, one.compress_size) for one in parts)
    if big or sum(one.file_size for one in parts) > MOST_UNPACKED or len(parts) > 5_000:
        raise too_big(path)
    if len({one.filename.lower() for one in parts}) < len(parts):
        raise not_a_book(path, _("a part of it stands twice"))
    if any(one.flag_bits & 1 for one in parts):
        raise not_a_book(path, _("it is under a password"))
    for one in parts:
        if true_size(archive, one) != one.file_size:
            raise not_a_book(path, _("a part of it is missing or damaged"))


def true_size(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """How much a part really unpacks to, whatever its head says; BadZipFile where its checksum is wrong."""
    asked = copy.copy(part)
    asked.file_size = part.file_size + 1
    size = 0
    with archive.open(asked) as file:
        while piece := file.read(1 << 20):
            size += len(piece)
    return size


# --- xlsx -------------------------------------------------------------------------------------------------------


def sheets_of(archive: zipfile.ZipFile, path: Path) -> list[tuple[str, bytes]]:
    """The XML of each sheet with the sheet's name; refused where texts that are shared would multiply."""
    names = {one.filename.lower(): one.filename for one in archive.infolist()}
    targets: dict[str, str] = {}
    listed: list[tuple[str, str]] = []

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            link = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            listed.append((attributes.get("name", ""), link))

    parsed(archive.read(names["xl/_rels/workbook.xml.rels"]), relation)
    parsed(archive.read(names["xl/workbook.xml"]), sheet)
    shared = archive.read(names["xl/sharedstrings.xml"]) if "xl/sharedstrings.xml" in names else b""
    lengths = [len(one) for one in ENTRY.findall(shared)]
    found, sum_of_texts = [], 0
    for name, link in listed:
        target = targets.get(link, "").replace("\\", "/")
        part = names.get((target.lstrip("/") if target.startswith("/") else f"xl/{target}").lower())
        if part is None:
            raise KeyError(link)
        xml = archive.read(part)
        if max(lengths, default=0) * xml.count(b"v>") > MOST_UNPACKED:
            used = Counter(int(number) for number in SHARED.findall(xml))
            sum_of_texts += sum(lengths[number] * count for number, count in used.items() if number < len(lengths))
        if sum_of_texts > MOST_UNPACKED:
            raise too_big(path)
        found.append((name, xml))
    return found


def looked_at(path: Path, xml: bytes) -> set[tuple[int, int]]:
    """The cells of a sheet that hold a formula or an error; refused where its cells span too big a grid."""
    if UNUSUAL.search(xml) or b"sheetData" not in xml:
        return closely(path, xml)
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    cells = 0
    for found in CELL.finditer(xml):
        cells += 1
        if not found[3]:
            columns.add(found[1])
            rows.add(found[2])
    if cells != len(TAGS.findall(xml)):
        return closely(path, xml)
    if max(map(int, rows), default=0) * (max(map(column, columns), default=0) + 1) > MOST_CELLS:
        raise too_big(path)
    return set()


def closely(path: Path, xml: bytes) -> set[tuple[int, int]]:
    """The same by a real parser: for sheets with formulas, errors, or cells that do not say where they stand."""
    grid = Grid(path)
    parsed(xml, grid.start)
    return grid.marked


class Grid:
    """Follows the rows and cells of one sheet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.row, self.at, self.most_row, self.most_column = 0, -1, 0, 0
        self.marked: set[tuple[int, int]] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        if tag == "row":
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.at = -1
        elif tag == "c":
            place = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", attributes.get("r", ""))
            self.at = column(place[1].encode()) if place else self.at + 1
            self.row = int(place[2]) if place else self.row
            if attributes.get("t") == "e":
                self.marked.add((self.row, self.at))
        elif tag in ("f", "v", "is"):
            if tag == "f":
                self.marked.add((self.row, self.at))
            self.most_row, self.most_column = max(self.most_row, self.row), max(self.most_column, self.at)
            if self.most_row * (self.most_column + 1) > MOST_CELLS:
                raise too_big(self.path)


def column(letters: bytes) -> int:
    """The number of a column, A = 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


# --- ods --------------------------------------------------------------------------------------------------------


class OdsGrid:
    """Follows the sheets of an ods, where rows and cells say how often they stand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.marked: Marked = {}
        self.here: set[tuple[int, int]] = set()
        self.row, self.at, self.rows, self.most_column = 1, 0, 1, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        values = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        if tag == "table":
            self.here = self.marked.setdefault(values.get("name", ""), set())
            self.row, self.rows, self.most_column = 1, 0, 0
        elif tag == "table-row":
            self.row, self.at = self.row + self.rows, 0
            self.rows = int(values.get("number-rows-repeated", "1"))
        elif tag in ("table-cell", "covered-table-cell"):
            times = int(values.get("number-columns-repeated", "1"))
            if "value-type" in values or "formula" in values:
                self.filled(times, values)
            self.at += times

    def filled(self, times: int, values: dict[str, str]) -> None:
        """A cell with something in it, as often as it is repeated."""
        self.most_column = max(self.most_column, self.at + times)
        if (self.row + self.rows) * self.most_column > MOST_CELLS:
            raise too_big(self.path)
        if "formula" in values or values.get("value-type") == "error":
            self.here |= {(self.row + n, self.at + m) for n in range(self.rows) for m in range(times)}


def parsed(xml: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    """Run through XML and call `start` for each tag, without its namespace; a document type is refused."""
    parser = expat.ParserCreate()

    def opens(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(":")[2], attributes)

    def doctype(*_more: object) -> None:
        raise ValueError("a document type")

    parser.StartElementHandler = opens
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(xml, True)
