"""What the documentation shows of the program, made from the program itself.

Run as `python -m tests.reference`: it writes docs/reference.md (the help of every command) and docs/terminal.svg (a
status of the sample corps), and brings up to date what the command lines in README.md and docs/vejledning.md print.
Those are run one after the other in a folder of their own, on a fixed day. Equal programs give equal bytes.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from rich.console import Console
from rich.text import Text

from mentorcli import codes, tree, words
from mentorcli.context import Context

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference.md"
PICTURE = ROOT / "docs" / "terminal.svg"
GUIDES = {"en": ROOT / "README.md", "da": ROOT / "docs" / "vejledning.md"}
TODAY = "2026-04-15"
SCENE = {"en": "/home/you/corps", "da": "/home/dig/korps"}  # what the pages call the folder of their examples
WIDTH = 110
TERMINAL = "xterm-256color"
CODES = (
    "gender", "source", "meeting_kind", "meeting_status", "ended_by", "planned", "end_reason", "outcome", "youth_close",
    "event_kind", "money_category", "check_kind", "check_outcome", "consent_kind",
)  # fmt: skip
INTRO = """# Reference

Every command with its options, as `--help` prints it. This page is made by `make reference`; do not edit it by hand.
"""

Cells = tuple[tuple[object, ...], ...]

# The list that the guides' coordinator has: invented people, and two rows with a slip.
LIST: dict[str, Cells] = {
    "Mentorer": (
        ("Nr.", "Navn", "Køn", "Født", "Tilmeldt", "Straffeattest set", "Mentorkursus", "Maks. unge"),
        (1, "Karin Prøve", "kvinde", "03-02-1971", "05-01-2026", "20-01-2026", "07-02-2026", 2),
        (2, "Bent Prøve", "mand", "11-11-1968", "12-01-2026", "25-01-2026", "07-02-2026", 1),
        (3, "Aase Prøve", "kvinde", "31-02-1980", "15-01-2026", "", "", 1),
    ),
    "Unge": (
        ("Navn", "Køn", "Født", "Henvist", "Henvist af"),
        ("Signe Eksempel", "kvinde", "14-05-2004", "01-03-2026", "vejleder"),
        ("Malik Eksempel", "mand", "02-09-2002", "10-03-2026", "jobcenter"),
        ("Sidse Eksempel", "kvinde", "21-01-2005", "30-03-2026", "den unge selv"),
        ("Jonas Eksempel", "mand", "02-09-2003", "20-03-2026", "naboen"),
    ),
    "Forløb": (
        ("Mentor", "Ung", "Foreslået", "Ja fra mentor", "Ja fra ung", "Første møde"),
        ("Karin Prøve", "Signe Eksempel", "08-03-2026", "09-03-2026", "10-03-2026", "16-03-2026"),
    ),
    "Møder": (
        ("Dato", "Mentor", "Ung", "Type", "Status", "Varighed (min)"),
        ("16-03-2026", "Karin Prøve", "Signe Eksempel", "første møde", "afholdt", 60),
        ("24-03-2026", "Karin Prøve", "Signe Eksempel", "møde", "afholdt", 75),
        ("02-04-2026", "Karin Prøve", "Signe Eksempel", "møde", "udeblev", ""),
    ),
}
MENDED: dict[str, Cells] = {
    "Mentorer": (LIST["Mentorer"][0], (3, "Aase Prøve", "kvinde", "28-02-1980", "15-01-2026", "", "", 1)),
    "Unge": (LIST["Unge"][0], ("Jonas Eksempel", "mand", "02-09-2003", "20-03-2026", "forældre")),
}


# --- docs/reference.md ------------------------------------------------------------------------------------------


def paths() -> Iterator[tuple[str, ...]]:
    """Every command line there is, without its values: the root, each noun, each verb."""
    yield ()
    root = tree.root()
    for noun in root.list_commands(None):
        yield (noun,)
        below = root.get_command(None, noun)
        for verb in below.list_commands(None) if hasattr(below, "list_commands") else ():
            yield noun, verb


@contextlib.contextmanager
def in_english() -> Iterator[None]:
    """English texts, 80 columns; language and environment are as before afterwards."""
    kept, language = dict(os.environ), words.language()
    os.environ["COLUMNS"] = "80"
    words.set_language("en")
    try:
        yield
    finally:
        words.set_language(language)
        os.environ.clear()
        os.environ.update(kept)


def help_of(path: Sequence[str]) -> str:
    """What --help of one command prints."""
    caught = io.StringIO()
    with contextlib.redirect_stdout(caught):
        tree.dispatch(Context(given={}, environ={}), [*path, "--help"])
    return "\n".join(line.rstrip() for line in caught.getvalue().strip().splitlines())


def reference() -> str:
    """The page docs/reference.md."""
    with in_english():
        parts = [INTRO]
        for path in paths():
            level = "##" if len(path) < 2 else "###"
            parts.append(f"{level} {' '.join(('mentorcli', *path))}\n\n```text\n{help_of(path)}\n```\n")
    return "\n".join(parts)


# --- the program, run as it is installed ------------------------------------------------------------------------


def run(arguments: Sequence[str], folder: Path, **environ: str) -> str:
    """What the program prints on both streams, in a folder and on the guides' day."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    own = {**kept, "MENTORCLI_TODAY": TODAY, "PYTHONUTF8": "1", "TERM": TERMINAL, **environ}
    program = [sys.executable, "-c", "from mentorcli.main import run; run()", *arguments]
    done = subprocess.run(program, cwd=folder, env=own, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    said = (done.stdout + done.stderr).decode()
    if "Traceback" in said or "mentorcli-fault" in said:
        raise RuntimeError(said)
    return said


def terminal() -> str:
    """The picture of a terminal: the status of the sample corps on the guides' day."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        run(["demo", "--into", "demo"], folder, MENTORCLI_LANG="en")
        asked = ["--db", "demo/demo.db", "status", "--color", "always"]
        printed = run(asked, folder, MENTORCLI_LANG="en", COLUMNS=str(WIDTH))
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, legacy_windows=False, _environ={"TERM": TERMINAL}
    )  # fmt: skip
    console.print(Text("$ mentorcli status", style="bold green"))
    console.print(Text.from_ansi(printed))
    svg = console.export_svg(title="mentorcli", unique_id="terminal")
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # nothing is fetched from anywhere
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


# --- the command lines in README.md and docs/vejledning.md -------------------------------------------------------


def workbook(path: Path, sheets: dict[str, Cells]) -> None:
    """Write a workbook as a coordinator has it."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)


def answer(line: str, folder: Path, lang: str) -> list[str]:
    """The lines that one command line of a guide prints."""
    if "LISTE-refused.xlsx" in line:
        workbook(folder / "LISTE-refused.xlsx", MENDED)
    said = run(shlex.split(line)[1:], folder, MENTORCLI_LANG=lang, MENTORCLI_DB=str(folder / "korps.db"))
    return [text.rstrip() for text in said.replace(str(folder), SCENE[lang]).splitlines()]


def shortened(printed: list[str], before: list[str]) -> list[str]:
    """What is printed, left out where the page leaves it out: as many lines before and after `…` as the page has."""
    if "…" not in before:
        return printed
    head = before.index("…")
    tail = len(before) - head - 1
    return [*printed[:head], "…", *printed[len(printed) - tail :]]


def block(lines: list[str], folder: Path, lang: str) -> list[str]:
    """A block of command lines with what they print now."""
    fresh: list[str] = []
    starts = [number for number, line in enumerate(lines) if line.startswith(("$ ", "# "))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        fresh.append(lines[start])
        if lines[start].startswith("$ "):
            fresh += shortened(answer(lines[start][2:], folder, lang), lines[start + 1 : end])
    return fresh


def guide(lang: str) -> str:
    """A guide with what its command lines print now, and with the codes of today."""
    text = GUIDES[lang].read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        workbook(folder / "LISTE.xlsx", LIST)

        def fresh(found: re.Match[str]) -> str:
            return "```console\n" + "\n".join(block(found[1].splitlines(), folder, lang)) + "\n```"

        text = re.sub(r"^```console\n(.*?)\n```$", fresh, text, flags=re.DOTALL | re.MULTILINE)
    marks = r"(<!-- codes -->\n).*?(<!-- /codes -->)"
    return re.sub(marks, lambda found: found[1] + code_table() + found[2], text, flags=re.DOTALL)


def code_table() -> str:
    """The codes that the program takes and prints, with their Danish words."""
    titles: dict[str, Any] = {
        "gender": "køn", "source": "henvist af", "meeting_kind": "mødets type", "meeting_status": "mødets status",
        "ended_by": "afsluttet af", "planned": "planlagt", "end_reason": "årsag", "outcome": "udbytte",
        "youth_close": "lukket fordi (årsagerne ovenfor, og)", "event_kind": "aktivitetens type", "money_category": "kategori",
        "check_kind": "attest", "check_outcome": "attestens resultat", "consent_kind": "samtykke",
    }  # fmt: skip
    rows = []
    for name in CODES:
        entries = codes.LISTS[name].items()
        if name == "youth_close":
            entries = {key: one for key, one in entries if key not in codes.LISTS["end_reason"]}.items()
        rows.append(f"| {titles[name]} | {' · '.join(f'`{key}` {one.da}' for key, one in entries)} |\n")
    return "| hvad | kode og ord |\n|---|---|\n" + "".join(rows)


def main() -> None:
    """Write all that is made."""
    PICTURE.write_text(terminal(), encoding="utf-8")
    REFERENCE.write_text(reference(), encoding="utf-8")
    for lang, path in GUIDES.items():
        path.write_text(guide(lang), encoding="utf-8")


if __name__ == "__main__":
    main()
