"""What is exact about speed: the modules that a run brings in. Times are measured by `python -m benchmarks`.

Beside this, tests/test_main.py holds what the other commands that read, the version and the first steps may bring in,
and tests/views/test_plans.py how SQLite runs the queries.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Processes, Program

from mentorcli.commands import COMMANDS

WRITERS = {"sqlalchemy", "sqlmodel", "pydantic", "alembic"}
LISTS = {"rapidfuzz", "xlsxwriter", "python_calamine"}
DOCUMENTS = {"jinja2", "markdown_it"}
ALL = WRITERS | LISTS | DOCUMENTS | {"rich", "asyncio", "dateutil.parser"}
RUN = """import os, sys
from mentorcli.main import main
code = main(sys.argv[1:], os.environ)
sys.stderr.write("\\n".join(["", f"code {code}", *sys.modules]))"""
Ran = Callable[[str], set[str]]


@pytest.fixture
def ran(mc: Program, process: Processes) -> Ran:
    """Gives the modules that are there at the end of a run in a fresh process, on the small corps."""
    mc.take("story")

    def run(line: str) -> set[str]:
        command = [sys.executable, "-c", RUN, *line.split()]
        done = subprocess.run(command, env=process.environ, capture_output=True, text=True, check=True)
        _told, code, modules = done.stderr.rpartition("\ncode 0\n")
        assert code, done.stderr[:500]
        return set(modules.splitlines())

    return run


def commands_in(found: set[str]) -> set[str]:
    """The modules of commands among them."""
    return {name for name in found if name.startswith("mentorcli.commands.")}


READS = (
    "status",
    "agenda",
    "mentor list",
    "report annual 2018 --format json",
    "report retention",
    "report finance 2018",
)


@pytest.mark.parametrize("line", READS)
def test_what_reads_stays_light(ran: Ran, line: str) -> None:
    found = ran(line)
    assert "sqlite3" in found
    assert not found & ALL


def test_the_version_brings_in_no_command(ran: Ran) -> None:
    assert not commands_in(ran("--version"))


def test_help_brings_in_no_command(ran: Ran) -> None:
    found = ran("--help")
    assert "typer" in found
    assert not commands_in(found)
    assert not found & ALL


def test_nothing_due_needs_no_holidays(mc: Program, ran: Ran) -> None:
    mc.take("slagelse")
    for line in ("status", "agenda"):
        assert "dateutil.easter" not in ran(line)


@pytest.mark.parametrize("noun", ["mentor", "meeting", "import", "export", "report"])
def test_the_help_of_a_noun_brings_in_no_library(ran: Ran, noun: str) -> None:
    found = ran(f"{noun} --help")
    assert f"mentorcli.commands.{COMMANDS[noun][0]}" in found
    assert not found & ALL


def test_a_report_in_markdown_needs_its_template_alone(ran: Ran) -> None:
    found = ran("report annual 2018 --format md")
    assert "jinja2" in found
    assert not found & (WRITERS | LISTS | {"rich", "markdown_it"})


def test_a_table_for_a_terminal_needs_rich_alone(ran: Ran) -> None:
    found = ran("--color always mentor list")
    assert "rich" in found
    assert not found & (WRITERS | LISTS | DOCUMENTS | {"rich.markdown"})


def test_an_export_as_csv_needs_nothing_that_writes_records_or_workbooks(ran: Ran, tmp_path: Path) -> None:
    assert not ran(f"export --into {tmp_path / 'out'}") & ALL
