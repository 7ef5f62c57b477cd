"""What is measured or asked inside one process: the SQL of the program, its figures, and writes one after the other.

Run as `python -m benchmarks.inside WHAT FILE`, in a process of its own; the answer is JSON on standard output.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measure import TODAY
from mentorcli.main import UNCOLLECTED
from mentorcli.schemes.profile import Profile

BATCH, NOTES = 40, 1000


def profile_of(connection: sqlite3.Connection) -> Profile:
    """The rules of the scheme of a file."""
    return Profile.on(connection.execute("SELECT key, value, valid_from FROM setting").fetchall(), TODAY)


def sent(connection: sqlite3.Connection, ask: Callable[[], object]) -> list[str]:
    """The SQL that a function sends, with its parameters filled in: what the shell then runs."""
    found: list[str] = []
    connection.set_trace_callback(found.append)
    ask()
    connection.set_trace_callback(None)
    return [sql for sql in found if not sql.startswith("PRAGMA")]


def report(connection: sqlite3.Connection, lo: str) -> None:
    """All that the annual report asks: its figures, and of one for publication those of the years before it."""
    from mentorcli.reports import annual, series

    profile = profile_of(connection)
    found = annual.annual(connection, profile, lo, TODAY, as_of=TODAY, made_on=TODAY)
    series.series(connection, lambda _day: profile, found)


def report_sql(path: Path) -> list[str]:
    """The queries of the annual report of the last year."""
    connection = sqlite3.connect(path)
    return sent(connection, lambda: report(connection, f"{TODAY[:4]}-01-01"))


def start_sql(path: Path) -> list[str]:
    """The queries of the report since the start."""
    from mentorcli.views import figures

    connection = sqlite3.connect(path)
    lo = figures.earliest(connection) or TODAY
    return sent(connection, lambda: figures.earliest(connection)) + sent(connection, lambda: report(connection, lo))


def export_sql(path: Path) -> list[str]:
    """The queries of an export of all tables."""
    from mentorcli.views import tables

    connection = sqlite3.connect(path)
    return sent(connection, lambda: [next(tables.exported(connection, name).rows, None) for name in tables.TABLES])


def figures_cpu(path: Path, *, since_start: bool = False) -> float:
    """The processor seconds of all figures of the report."""
    from mentorcli.views import figures

    connection = sqlite3.connect(path)
    profile = profile_of(connection)
    lo = f"{TODAY[:4]}-01-01"
    if since_start:
        lo = figures.earliest(connection) or lo
    started = time.process_time()
    for one in figures.FIGURES:
        figures.value(connection, one, profile, lo, TODAY)
    return time.process_time() - started


def batch(path: Path) -> list[float]:
    """Log meetings one after the other through the program's own entry; the processor seconds of each but the first."""
    from mentorcli.main import main

    with sqlite3.connect(path) as connection:
        sql = "SELECT id FROM match WHERE id NOT IN (SELECT match_id FROM match_end) ORDER BY id LIMIT ?"
        running = [number for (number,) in connection.execute(sql, (BATCH,))]
    connection.close()
    took = []
    with open(os.devnull, "wb") as nowhere, contextlib.redirect_stdout(io.TextIOWrapper(nowhere)):
        for number in running:
            started = time.process_time()
            code = main(["--db", str(path), "meeting", "log", f"x{number}", "--minutes", "45"], os.environ)
            took.append(time.process_time() - started)
            if code != 0:
                raise RuntimeError(f"meeting log: exit code {code}")
    return took[1:]


def notes(folder: Path) -> dict[str, float]:
    """The processor seconds of so many follow-up notes, beyond the first, in every format; children counted."""
    from mentorcli import words
    from mentorcli.documents import checking, render
    from mentorcli.documents.house import House

    words.set_language("da")
    facts, took = next(checking.specimens_of("note")), {}
    for form in ("md", "html", "pdf", "docx"):
        one_note(render, House(), form, facts, 0)
        started = spent()
        for number in range(1, NOTES + 1):
            one_note(render, House(), form, facts, number)
        took[form] = spent() - started
    return took


def spent() -> float:
    """The processor seconds of this process and of those that it ran."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def one_note(render: Any, house: Any, form: str, facts: Any, number: int) -> None:
    """The shipped note of the invented match, with twelve meetings, a chart, and texts with numbers of its own."""
    held = [facts["held"][0]._replace(day=f"2026-{3 + n // 4:02}-{1 + 7 * (n % 4):02}", minutes=45 + (number + n) % 60)
            for n in range(12)]  # fmt: skip
    text = {part: f"{said}\nSag {number} & *ro* i hverdagen." for part, said in facts["text"].items()}
    more = {
        "case": f"y{number}",
        "held": held,
        "stand_ins": [],
        "minutes": sum(meeting.minutes for meeting in held),
        "text": text,
    }
    filled = render.filled(house, "notes/LANG/note", {**facts, **more})
    render.made(house, form, filled, render.Paper(f"Opfølgningsnotat y{number}", "Mentorkorps", "2026-06-30"))


WHAT: dict[str, Callable[[Path], object]] = {
    "report-sql": report_sql, "start-sql": start_sql, "export-sql": export_sql, "figures": figures_cpu,
    "start": partial(figures_cpu, since_start=True), "batch": batch,
    "notes": notes,
}  # fmt: skip

if __name__ == "__main__":
    gc.set_threshold(UNCOLLECTED)  # as the program's own entry does
    answer = WHAT[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps(answer))
