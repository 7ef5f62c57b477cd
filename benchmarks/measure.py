"""Measuring whole processes in turn: time and peak memory of each, and the ratios between them.

This module stays small, for on Linux a process counts the memory of the one that started it as its own first peak.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

TODAY = "2025-12-31"  # the last day of the made-up ten years


class Command(NamedTuple):
    """A process to measure: `out` is a file for its standard output, or None for nowhere; `terminal` gives it one."""

    line: Sequence[str]
    out: Path | None = None
    terminal: bool = False
    before: Callable[[], object] | None = None
    stdin: str = ""


class Sample(NamedTuple):
    """One run: processor seconds, seconds on the wall, peak MiB (None where the system does not tell), exit code."""

    cpu: float
    wall: float
    peak: float | None
    code: int


Runs = dict[str, list[Sample]]


def program() -> list[str]:
    """How the installed program is started: its script beside this Python, else its entry point."""
    script = Path(sys.executable).with_name("mentorcli.exe" if sys.platform == "win32" else "mentorcli")
    return [str(script)] if script.is_file() else [sys.executable, "-c", "from mentorcli.main import run; run()"]


def environ(folder: Path) -> dict[str, str]:
    """The environment of every process: a fixed day, Danish, nothing of this person's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "HOME": str(folder), "TERM": "xterm", "COLUMNS": "120", "LANG": "C.UTF-8", "MENTORCLI_LANG": "da",
            "MENTORCLI_TODAY": TODAY}  # fmt: skip


def run(line: Sequence[str], folder: Path) -> bytes:
    """Run a process that prepares something; its output. What it could not do is raised."""
    return subprocess.run(line, env=environ(folder), stdin=subprocess.DEVNULL, check=True, capture_output=True).stdout


def once(command: Command, folder: Path) -> Sample:
    """Run a command to its end."""
    if command.before is not None:
        command.before()
    if command.terminal:
        return finished(*in_terminal(command, folder))
    target = open(command.out, "wb") if command.out else subprocess.DEVNULL  # noqa: SIM115 - closed below
    try:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.line, env=environ(folder), stdin=subprocess.PIPE, stdout=target, stderr=subprocess.DEVNULL
        )
        assert process.stdin is not None
        process.stdin.write(command.stdin.encode())
        process.stdin.close()
        return finished(process, started)
    finally:
        if not isinstance(target, int):
            target.close()


def in_terminal(command: Command, folder: Path) -> tuple[subprocess.Popen[bytes], float]:
    """Run a command with a terminal of its own, and read what it prints."""
    import pty

    ours, theirs = pty.openpty()
    started = time.perf_counter()
    process = subprocess.Popen(
        command.line, env=environ(folder), stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL
    )
    os.close(theirs)
    try:
        while os.read(ours, 65536):
            pass
    except OSError:  # how Linux says that the other end was closed
        pass
    os.close(ours)
    return process, started


def finished(process: subprocess.Popen[bytes], started: float) -> Sample:
    """Wait for a process; what it took."""
    if not hasattr(os, "wait4"):
        code = process.wait()
        wall = time.perf_counter() - started
        return Sample(wall, wall, None, code)
    _pid, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Sample(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / unit, process.returncode)


def in_turn(commands: dict[str, Command], rounds: int, folder: Path, told: str) -> Runs:
    """Run all commands once to warm up, then in turn, so that a busy machine is busy for all of them."""
    found: Runs = {name: [] for name in commands}
    for number in range(rounds + 1):
        print(f"\r{told}: round {number} of {rounds}", end="", file=sys.stderr, flush=True)
        for name, command in commands.items():
            sample = once(command, folder)
            if number:
                found[name].append(sample)
    print(file=sys.stderr)
    return found


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """The median of the ratios of each round."""
    return median([a / max(b, 1e-6) for a, b in zip(above, below, strict=True)])


def cpu(samples: Sequence[Sample]) -> list[float]:
    """The processor seconds of each run."""
    return [one.cpu for one in samples]


def wall(samples: Sequence[Sample]) -> list[float]:
    """The seconds on the wall of each run."""
    return [one.wall for one in samples]


def peak(samples: Sequence[Sample]) -> float | None:
    """The highest peak of memory, MiB."""
    found = [one.peak for one in samples if one.peak is not None]
    return max(found, default=None)
