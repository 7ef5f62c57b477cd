"""The promises: for each what runs, beside which yardstick, and how much it may take."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import (
    Command,
    Sample,
    cpu,
    environ,
    in_turn,
    median,
    once,
    peak,
    program,
    ratio,
    run,
    wall,
)

TYPER = Command([sys.executable, "-c", "import typer"])
ROOT = Path(__file__).resolve().parent.parent


class Line(NamedTuple):
    """A line of the table; `failed` says why there is no number."""

    number: int
    what: str
    unit: str  # what the ratio is measured in
    limit: float
    value: float | None = None
    wall: float | None = None
    peak: float | None = None
    most: float | None = None  # the memory that it may take, MiB
    failed: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the promise is kept; None where it could not be measured."""
        if self.failed or self.value is None:
            return None
        return self.value <= self.limit and (self.most is None or self.peak is None or self.peak <= self.most)


class Bench:
    """One run of the benchmarks: its folder, and how often each command runs."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.folder = folder
        self.rounds = rounds
        self.shell = shutil.which("sqlite3")

    def data(self, name: str) -> Path:
        """A data file of that name, made unless it is there."""
        path = self.folder / f"{name}.db"
        if not path.exists():
            print(f"making {path.name}", file=sys.stderr, flush=True)
            subprocess.run([sys.executable, "-m", "benchmarks.data", str(self.folder), name], cwd=ROOT, check=True)
        return path

    def market(self, size: str) -> Path:
        """A file of people who are to be matched, made unless it is there."""
        path = self.folder / f"market-{size}.db"
        if not path.exists():
            print(f"making {path.name}", file=sys.stderr, flush=True)
            subprocess.run([sys.executable, "-m", "benchmarks.market", str(path), size], cwd=ROOT, check=True)
        return path

    def inside(self, what: str, path: Path) -> object:
        """The answer of a process of ours that works on a file."""
        line = [sys.executable, "-m", "benchmarks.inside", what, str(path)]
        kept = {**environ(self.folder), "PYTHONPATH": str(ROOT)}
        return json.loads(subprocess.run(line, env=kept, check=True, capture_output=True).stdout)

    def sql(self, what: str, path: Path) -> str:
        """Queries of the program as a script for the shell."""
        found = self.inside(what, path)
        assert isinstance(found, list)
        return "".join(f"{query};\n" for query in found)

    def command(self, path: Path | None, *words: str, terminal: bool = False) -> Command:
        """A run of the program on a data file."""
        return Command([*program(), *(["--db", str(path)] if path else []), *words], terminal=terminal)

    def copy(self, path: Path) -> Callable[[], Path]:
        """What puts a fresh copy of a file in place before a run."""

        def fresh() -> Path:
            return Path(shutil.copyfile(path, self.folder / "copy.db"))

        return fresh


def line(number: int, what: str, found: Sequence[Sample], base: Sequence[Sample], unit: str, limit: float,
         most: float | None = None) -> Line:  # fmt: skip
    """The line of a command beside its yardstick."""
    wrong = [one.code for one in (*found, *base) if one.code != 0]
    if wrong:
        return Line(number, what, unit, limit, most=most, failed=f"failed (exit code {wrong[0]})")
    return Line(
        number, what, unit, limit, ratio(cpu(found), cpu(base)), ratio(wall(found), wall(base)), peak(found), most
    )


def started(bench: Bench) -> list[Line]:
    """1: the version and help."""
    limits = {"--version": 0.5, "--help": 1.3, "mentor --help": 1.4}
    commands = {what: bench.command(None, *what.split()) for what in limits}
    runs = in_turn({"T": TYPER, **commands}, bench.rounds, bench.folder, "row 1")
    return [line(1, f"`{what}`", runs[what], runs["T"], "T", limit) for what, limit in limits.items()]


def read(bench: Bench) -> list[Line]:
    """2: what a coordinator looks at, piped and on a terminal."""
    small = bench.data("small")
    piped = {
        what: bench.command(small, *what.split()) for what in ("status", "agenda", "mentor list", "mentor show m40")
    }
    shown = {
        f"{what}, on a terminal": bench.command(small, *what.split(), terminal=True)
        for what in ("status", "mentor list --state matched", "mentor show m40")
    }
    if sys.platform == "win32":
        shown = {}
    runs = in_turn({"T": TYPER, **piped, **shown}, bench.rounds, bench.folder, "row 2")
    lines = [line(2, f"`{what}`, piped", runs[what], runs["T"], "T", 1.3) for what in piped]
    lines += [line(2, what, runs[what], runs["T"], "T", 1.8) for what in shown]
    if not shown:
        lines.append(Line(2, "with a Rich table", "T", 1.8, failed="skipped: no terminal to give to a process here"))
    return lines


def write(bench: Bench) -> list[Line]:
    """3: a write, and each further one in the same process."""
    small = bench.data("small")
    log = bench.command(bench.folder / "copy.db", "meeting", "log", "x7", "--minutes", "45")._replace(
        before=bench.copy(small)
    )
    add = bench.command(bench.folder / "copy.db", "mentor", "add", "Bo Ny Prøve")._replace(before=bench.copy(small))
    runs = in_turn({"T": TYPER, "log": log, "add": add}, bench.rounds, bench.folder, "row 3")
    further, bases = [], []
    for _round in range(bench.rounds):
        bases.append(once(TYPER, bench.folder))
        took = bench.inside("batch", bench.copy(small)())
        assert isinstance(took, list)
        further.append(median(took))
    lines = [
        line(3, f"`{what}`", runs[key], runs["T"], "T", 10)
        for key, what in (("log", "meeting log"), ("add", "mentor add"))
    ]
    return [*lines, Line(3, "each further `meeting log` in one process", "T", 0.1, ratio(further, cpu(bases)))]


def long_list(bench: Bench) -> list[Line]:
    """4: a list of ten thousand."""
    commands = {"T": TYPER, "list": bench.command(bench.data("middle"), "mentor", "list")}
    runs = in_turn(commands, bench.rounds, bench.folder, "row 4")
    return [line(4, "`mentor list` of 10,000 mentors, piped", runs["list"], runs["T"], "T", 1.8)]


YEAR = ("report", "annual", "2025", "--format", "md")
START = ("report", "annual", "--since-start", "--format", "md")


def reported(bench: Bench) -> list[Line]:
    """5: the annual report."""
    runs = in_turn({"T": TYPER, "year": bench.command(bench.data("small"), *YEAR)}, bench.rounds, bench.folder, "row 5")
    lines = [line(5, "annual report of 2025 to Markdown, 10,000 meetings", runs["year"], runs["T"], "T", 2.2)]
    told = {"year": "the same of 1,000,000 meetings", "start": "the same since the start"}
    if bench.shell is None:
        return [*lines, *(Line(5, what, "S", 2.0, most=40, failed=NO_SHELL) for what in told.values())]
    large = bench.data("large")
    commands = {
        "year": bench.command(large, *YEAR), "year S": shell(bench, large, bench.sql("report-sql", large)),
        "start": bench.command(large, *START), "start S": shell(bench, large, bench.sql("start-sql", large)),
    }  # fmt: skip
    runs = in_turn(commands, bench.rounds, bench.folder, "row 5")
    return [*lines, *(line(5, what, runs[key], runs[f"{key} S"], "S", 2.0, 40) for key, what in told.items())]


NO_SHELL = "skipped: the sqlite3 shell is not installed"


def shell(bench: Bench, path: Path, sql: str, out: Path | None = None) -> Command:
    """The sqlite3 shell with the same SQL on the same file."""
    assert bench.shell is not None
    return Command([bench.shell, "-readonly", "-csv", str(path)], out=out, stdin=sql)


def grown(bench: Bench) -> list[Line]:
    """6: how the report's queries grow with the meetings."""
    lines = []
    for what, told in (("figures", "of 2025"), ("start", "since the start")):
        few: list[float] = []
        many: list[float] = []
        for _round in range(bench.rounds):
            for name, took in (("middle", few), ("large", many)):
                found = bench.inside(what, bench.data(name))
                assert isinstance(found, float)
                took.append(found)
        lines.append(Line(6, f"figures {told}, from 100,000 to 1,000,000 meetings", "×", 9, ratio(many, few)))
    return lines


def exchanged(bench: Bench) -> list[Line]:
    """7: everything out as CSV, and a list in."""
    told = ("`export --into` of 1,000,000 meetings", "`import` of 100,000 meetings")
    if bench.shell is None:
        return [Line(7, told[0], "× the shell's", 3.5, most=40, failed=NO_SHELL),
                Line(7, told[1], "× the shell's", 12, most=250, failed=NO_SHELL)]  # fmt: skip
    large, lists, rounds = bench.data("large"), bench.data("lists"), max(1, bench.rounds // 2)
    into, copied, fresh = bench.folder / "export", bench.folder / "copy.db", bench.copy(lists)
    commands = {
        "export": bench.command(large, "export", "--into", str(into))._replace(
            before=lambda: shutil.rmtree(into, ignore_errors=True)),
        "export S": shell(bench, large, bench.sql("export-sql", large), out=bench.folder / "shell.csv"),
        "import": bench.command(copied, "import", str(bench.folder / "møder.csv"))._replace(before=fresh),
        "import S": Command([bench.shell, str(copied), f".import --csv '{bench.folder / 'meeting.csv'}' meeting"], before=fresh),
    }  # fmt: skip
    runs = in_turn(commands, rounds, bench.folder, "row 7")
    return [
        line(7, told[0], runs["export"], runs["export S"], "× the shell's", 3.5, 40),
        line(7, told[1], runs["import"], runs["import S"], "× the shell's", 12, 250),
    ]


def planned(size: str, how: str) -> Command:
    """A process that weighs and plans a made-up corps, by the matching room or by SciPy."""
    return Command([sys.executable, str(ROOT / "benchmarks" / "matching.py"), how, size])


def beside_scipy(number: int, bench: Bench, size: str, told: str, rounds: int) -> tuple[Line, dict[str, list[Sample]]]:
    """Both in turn, T with them, and the line of the matching room beside SciPy; their answers must be the same."""
    commands = {"T": TYPER, "ours": planned(size, "ours")}
    both = {how: planned(size, how) for how in ("ours", "scipy")}
    what = f"{told}, beside SciPy from the same pairs"
    try:
        answers = {how: run(command.line, bench.folder) for how, command in both.items()}
    except subprocess.CalledProcessError:
        runs = in_turn(commands, rounds, bench.folder, f"row {number}")
        return Line(number, what, "× SciPy's", 1.0, failed="skipped: SciPy is not installed"), runs
    runs = in_turn({**commands, **both}, rounds, bench.folder, f"row {number}")
    if answers["ours"] != answers["scipy"]:
        return Line(number, what, "× SciPy's", 1.0, failed="failed (the totals differ)"), runs
    return line(number, what, runs["ours"], runs["scipy"], "× SciPy's", 1.0), runs


def matched(bench: Bench) -> list[Line]:
    """8: who for whom, in a corps of a usual size."""
    lines = []
    for size, youths in (("60", 72), ("200", 240)):
        told = f"plan and proof of {size} mentors and {youths} youths"
        beside, runs = beside_scipy(8, bench, size, told, bench.rounds)
        lines += [line(8, told, runs["ours"], runs["T"], "T", 1.8, 25), beside]
        whole = in_turn({"T": TYPER, "propose": bench.command(bench.market(size), "match", "propose")}, bench.rounds,
                        bench.folder, "row 8")  # fmt: skip
        lines.append(line(8, f"match propose, {told}: whole command", whole["propose"], whole["T"], "T", 1.8, 25))
    return lines


def matched_nationally(bench: Bench) -> list[Line]:
    """9: who for whom in the whole country, where places are scarce."""
    told = "plan and proof of 10,000 mentors and 12,000 youths"
    beside, runs = beside_scipy(9, bench, "national", told, max(1, bench.rounds // 3))
    took = runs["ours"]
    whole = in_turn({"propose": bench.command(bench.market("national"), "match", "propose")},
                    max(1, bench.rounds // 3), bench.folder, "row 9")["propose"]  # fmt: skip
    what = f"match propose, {told}: whole command"
    return [
        Line(9, what, "s", 10, median(cpu(whole)), median(wall(whole)), peak(whole), 150),
        Line(9, told, "s", 10, median(cpu(took)), median(wall(took)), peak(took), 150),
        beside,
    ]


def documents(bench: Bench) -> list[Line]:
    """10: a thousand follow-up notes in one process, beyond the start."""
    found = bench.inside("notes", bench.folder)
    assert isinstance(found, dict)
    told = {"md": ("Markdown", 0.5), "html": ("HTML", 2), "pdf": ("PDF", 60), "docx": ("DOCX", 120)}
    return [
        Line(10, f"1,000 follow-up notes as {name}", "s", limit, found[form]) for form, (name, limit) in told.items()
    ]


PROMISES: dict[int, Callable[[Bench], list[Line]]] = {
    1: started, 2: read, 3: write, 4: long_list, 5: reported, 6: grown, 7: exchanged, 8: matched,
    9: matched_nationally, 10: documents,
}  # fmt: skip


def yardsticks(bench: Bench) -> str:
    """What a reader needs to know of the machine: versions, and how long T took."""
    import platform
    import sqlite3

    took = median([once(TYPER, bench.folder).cpu for _round in range(5)])
    shell_version = run([bench.shell, "--version"], bench.folder).decode().split()[0] if bench.shell else "none"
    return (
        f"Python {platform.python_version()} with SQLite {sqlite3.sqlite_version}, sqlite3 shell {shell_version}, "
        f"{platform.system()}; T = {1000 * took:.0f} ms of processor time; {bench.rounds} rounds."
    )
