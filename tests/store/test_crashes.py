"""Killed processes, two writers at once, and a full disk: what was acknowledged is there, and nothing is half."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PINNED, TODAY, Processes, Program

posix = pytest.mark.skipif(sys.platform == "win32", reason="fork, SIGKILL and RLIMIT_FSIZE are POSIX")

# Runs one command line again and again, killed each time one step later: at the n-th opening of the data file, rename,
# removal or change of mode. Python's audit hooks see these, so nothing of ours is replaced.
KILL_AT_EACH_STEP = """
import json, os, shutil, signal, sys
import alembic.command, sqlmodel, typer, platformdirs
from mentorcli import main, context, output, tree
from mentorcli.commands import init, hours
from mentorcli.services import scheme, hours
from mentorcli.store import migrate
folder, arguments = sys.argv[1], sys.argv[2:]
STEPS = ("sqlite3.connect", "os.rename", "os.remove", "os.chmod", "os.mkdir", "tempfile.mkstemp")
for number in range(1, 100):
    below = f"{folder}/{number}"
    if os.path.isdir(f"{folder}/start"):
        shutil.copytree(f"{folder}/start", below)
    else:
        os.mkdir(below)
    child = os.fork()
    if child == 0:
        seen = 0
        def hook(event, _values):
            global seen
            seen += event in STEPS
            if event in STEPS and seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.addaudithook(hook)
        os._exit(main.main(["--db", f"{below}/corps.db", *arguments], dict(os.environ)))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(status, flush=True)
    if status >= 0:
        break
"""


def killed_at_each_step(folder: Path, *arguments: str) -> list[tuple[int, Path]]:
    """The exit code of each run (-9 where it was killed) and its folder; the last one is a whole run."""
    run = subprocess.run(
        [sys.executable, "-c", KILL_AT_EACH_STEP, str(folder), *arguments],
        env={**os.environ, **PINNED, "MENTORCLI_TODAY": TODAY, "MENTORCLI_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    codes = [int(line) for line in run.stdout.split()]
    assert codes[-1] == 0, run.stderr
    assert set(codes[:-1]) == {-9}, run.stderr
    return [(code, folder / str(number)) for number, code in enumerate(codes, 1)]


@posix
def test_a_killed_init_leaves_a_whole_file_or_none(mc: Program, tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    folder.mkdir()
    halves = []
    for code, below in killed_at_each_step(folder, "init", "--scheme", "slagelse"):
        if not (below / "corps.db").exists():
            assert code != 0
            mc.ok("init", "--scheme", "slagelse", db=below / "corps.db")
        connection = sqlite3.connect(below / "corps.db")
        if connection.execute("SELECT count(*) FROM scheme").fetchone() != (1,):
            halves.append(below.name)
        connection.close()
    assert not halves


@posix
def test_a_killed_write_needs_no_repair(mc: Program, tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    (folder / "start").mkdir(parents=True)
    shutil.copyfile(mc.db, folder / "start" / "corps.db")
    for code, below in killed_at_each_step(folder, "hours", "log", "2", "--activity", "matching"):
        path = below / "corps.db"
        rows = len(mc.ok("hours", "list", "--format", "json", db=path).json())
        assert rows in ((1,) if code == 0 else (0, 1))
        mc.ok("hours", "log", "2", "--activity", "matching", db=path)
        assert len(mc.ok("hours", "list", "--format", "json", db=path).json()) == 1
        assert os.listdir(below) == ["corps.db"]


# Forks a writer each round, reads some of its acknowledgements, and kills it somewhere in the writes that follow.
KILL_WRITERS = """
import io, os, random, signal, sys, time
import sqlmodel, typer
from mentorcli import main, context, output, tree
from mentorcli.commands import hours
from mentorcli.services import hours
chance = random.Random(2018)
for round_ in range(30):
    end, start = os.pipe()
    child = os.fork()
    number = 0
    while child == 0:
        number += 1
        sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        words = ["hours", "log", "1", "--activity", f"round {round_} {number}", "--quiet"]
        if main.main(words, os.environ) == 0:
            os.write(start, b"round %d %d\\n" % (round_, number))
    os.close(start)
    with open(end, "rb", buffering=0) as reading:
        lines = [reading.readline() for _ in range(chance.randint(1, 4))]
        time.sleep(chance.random() * 0.03)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines.append(reading.read())
    sys.stdout.buffer.write(b"".join(lines))
"""


@posix
def test_a_kill_loses_nothing_that_was_acknowledged(mc: Program, process: Processes) -> None:
    run = subprocess.run([sys.executable, "-c", KILL_WRITERS], env=process.environ, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    acknowledged = run.stdout.decode().splitlines()
    rows = {row["activity"] for row in mc.ok("hours", "list", "--format", "json").json()}
    assert len({line.rpartition(" ")[0] for line in acknowledged}) == 30
    assert set(acknowledged) <= rows
    assert len(rows) <= len(acknowledged) + 30  # each round at most one that was saved, not yet acknowledged
    connection = sqlite3.connect(mc.db)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    changes = connection.execute("SELECT count(*) FROM audit WHERE kind = 'hours'").fetchone()
    connection.close()
    assert changes == (len(rows),)


TWENTY = """
import os, sys
from mentorcli import main
for number in range(20):
    code = main.main(sys.argv[1:], os.environ)
    if code:
        sys.exit(code)
"""


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        (("hours", "log", "1", "--activity", "matching", "--again"), 40),
        (("hours", "log", "1", "--activity", "same"), 1),
    ],
    ids=["each counts", "the same once"],
)
def test_two_writers_lose_nothing(mc: Program, process: Processes, arguments: tuple[str, ...], rows: int) -> None:
    command = [sys.executable, "-c", TWENTY, *arguments, "--quiet"]
    pipe = subprocess.PIPE
    writers = [subprocess.Popen(command, env=process.environ, stdout=pipe, stderr=pipe) for _ in range(2)]
    told = [writer.communicate() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], told
    found = mc.ok("hours", "list", "--format", "json").json()
    assert len(found) == rows
    said = [line for out, _err in told for line in out.split()]
    assert len(said) == 40
    assert len(set(said)) == rows


LIMITED = """
import os, resource, sys
from mentorcli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.exit(main.main(sys.argv[2:], os.environ))
"""


@posix
@pytest.mark.parametrize("room", [0, 512, 4096, 20_000])
def test_no_room_is_told_and_nothing_is_half(mc: Program, process: Processes, room: int) -> None:
    mc.take("story")
    listing = mc.ok("mentor", "list", "--format", "csv").out
    target = mc.folder / "old.xlsx"
    target.write_bytes(b"the list of last month")
    note = mc.folder / "note.txt"
    note.write_text("æ" * 19_000)
    size = mc.db.stat().st_size

    def limited(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [
            sys.executable,
            "-B",
            "-c",
            LIMITED,
            str(room),
            *arguments,
        ]  # -B: Python would cut its own files short
        return subprocess.run(command, env=process.environ, capture_output=True, check=False)

    run = limited("mentor", "note", "m1", "--file", str(note))
    assert run.returncode == 1, run
    assert b"nothing was saved" in run.stderr
    assert run.stdout == b""
    assert mc.ok("mentor", "list", "--format", "csv").out == listing
    assert not mc.ok("mentor", "show", "m1", "--format", "json").json()["remarks"]
    if room < 4096:
        run = limited("mentor", "list", "-o", str(target))
        assert run.returncode == 1, run
        assert target.read_bytes() == b"the list of last month"
        assert limited("--db", str(mc.folder / "new.db"), "init", "--scheme", "blank").returncode == 1
    assert {path.name for path in mc.folder.iterdir()} == {"corps.db", "old.xlsx", "note.txt"}
    assert limited("mentor", "list", "--format", "csv").stdout == listing
    assert json.loads(limited("mentor", "list", "--format", "json").stdout)
    mc.ok("hours", "log", "2", "--activity", "matching")
    assert mc.db.stat().st_size >= size
