"""What all tests share: `mc` runs a command line within this process, `process` the installed program as a real one.

Every test has a data file of its own, copied from one that is made once a session; the clock is 1 April 2018.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from mentorcli import codes, words
from mentorcli.main import main

TODAY = "2018-04-01"
PINNED = {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}
Template = Callable[[str], Path]
STORY = (  # a small corps: one running match, one youth who waits, names that look like markup, code and formulas
    ("mentor", "add", "Ida Holm", "--on", "2017-09-01", "--gender", "woman", "--town", "Slagelse"),
    ("mentor", "check", "m1", "--kind", "straffeattest", "--seen", "2017-09-10", "--outcome", "approved"),
    ("mentor", "train", "m1", "--on", "2017-09-20"),
    ("mentor", "approve", "m1", "--on", "2017-09-21"),
    ("mentor", "add", "[red]Åse[/] Bæk", "--on", "2018-01-02"),
    ("mentor", "add", "=HYPERLINK(x)", "--on", "2018-01-03"),
    ("mentor", "add", "{{ 7*7 }}", "--on", "2018-01-04"),
    ("youth", "refer", "Kim Bo", "--source", "school", "--on", "2017-10-01"),
    ("youth", "refer", "Mie Sø", "--source", "self", "--on", "2018-02-01"),
    ("match", "propose", "y1", "--mentor", "m1", "--on", "2017-10-10"),
    ("match", "accept", "x1", "--by", "mentor", "--on", "2017-10-11"),
    ("match", "accept", "x1", "--by", "youth", "--on", "2017-10-12"),
    ("match", "start", "x1", "--on", "2017-10-20", "--minutes", "60"),
    ("meeting", "log", "y1", "--on", "2018-03-25", "--minutes", "90"),
    ("event", "add", "Kursus", "--kind", "course", "--on", "2017-09-20", "--hours", "3"),
    ("event", "attend", "e1", "m1"),
    ("money", "add", "--income", "12.500,50", "--category", "section-18", "--on", "2018-01-15"),
    ("hours", "log", "1,5", "--activity", '-matching; "og" mere', "--on", "2018-03-20"),
)


@dataclass
class Run:
    """What a run of the program gave: the exit code and the bytes of both streams."""

    code: int
    out: bytes
    err: bytes

    def json(self) -> Any:
        """Standard output read as JSON."""
        return json.loads(self.out)

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode()

    @property
    def told(self) -> str:
        """The error stream as text."""
        return self.err.decode()


def run_here(arguments: list[str], environ: Mapping[str, str]) -> int:
    """Run a command line in this process; signal handlers, umask and language stay as they were."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGXFSZ") if hasattr(signal, name)]
    kept = {number: signal.getsignal(number) for number in numbers}
    mask, language = os.umask(0o077), words.language()
    try:
        return main(arguments, environ)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    finally:
        os.umask(mask)
        words.set_language(language)
        for number, handler in kept.items():
            signal.signal(number, handler)


@dataclass
class Program:
    """Runs command lines in this process on one data file."""

    folder: Path
    capture: pytest.CaptureFixture[bytes]
    template: Template
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def db(self) -> Path:
        """The data file of this test."""
        return self.folder / "corps.db"

    def take(self, name: str) -> Program:
        """Put a fresh copy of a template in place: a scheme's name, or `story`."""
        shutil.copyfile(self.template(name), self.db)
        self.db.chmod(0o600)
        return self

    def __call__(
        self,
        *arguments: str,
        today: str = TODAY,
        lang: str = "en",
        db: Path | None = None,
        stdin: bytes = b"",
        **more: str,
    ) -> Run:
        """Run one command line; `more` are further environment variables."""
        chosen = {"MENTORCLI_DB": str(db or self.db), "MENTORCLI_TODAY": today, "MENTORCLI_LANG": lang}
        typed = sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        self.capture.readouterr()
        try:
            code = run_here(list(arguments), {**self.environ, **PINNED, **chosen, **more})
        finally:
            sys.stdin = typed
        return Run(code, *self.capture.readouterr())

    def ok(self, *arguments: str, **options: Any) -> Run:
        """Run one command line that must do its work."""
        run = self(*arguments, **options)
        assert run.code == 0, run.told
        return run


@pytest.fixture(autouse=True)
def pinned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No test sees this machine's terminal, home, data file or day; and none leaves its language or its words behind."""
    for name in [*os.environ]:
        if name.startswith("MENTORCLI_") or name in ("LANGUAGE", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    for name, value in PINNED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(codes, "_learned", {})
    language = words.language()
    yield
    words.set_language(language)


@pytest.fixture
def english() -> None:
    """Sentences in English, for tests that call a function rather than the program; `pinned` sets it back."""
    words.set_language("en")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The data file of a scheme, or `story` for the small corps above; each is made once a session."""
    made: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in made:
            path = tmp_path_factory.mktemp("template") / "corps.db"
            lines = [("init", "--scheme", "slagelse" if name == "story" else name), *(STORY if name == "story" else ())]
            environ = {"MENTORCLI_DB": str(path), "MENTORCLI_TODAY": TODAY, "MENTORCLI_LANG": "en"}
            for line in lines:
                out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
                with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                    code = run_here(list(line), environ)
                assert code == 0, (line, err.buffer.getvalue())  # type: ignore[attr-defined]
            made[name] = path
        return made[name]

    return of


@pytest.fixture
def mc(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], template: Template) -> Program:
    """The program on an empty file of the scheme of Slagelse; `mc.take("story")` has a small corps."""
    return Program(tmp_path, capsysbinary, template).take("slagelse")


def command_line() -> list[str]:
    """How the installed program is started: its script beside this Python, else its entry point."""
    suffix = ".exe" if sys.platform == "win32" else ""
    for folder in (Path(sys.executable).parent, Path(sysconfig.get_path("scripts"))):
        if (folder / f"mentorcli{suffix}").is_file():
            return [str(folder / f"mentorcli{suffix}")]
    return [sys.executable, "-c", "from mentorcli.main import run; run()"]


@dataclass
class Processes:
    """Runs the installed program as real processes on one data file."""

    db: Path
    command: list[str]
    environ: dict[str, str]

    def start(
        self, *arguments: str, environ: Mapping[str, str] | None = None, **options: Any
    ) -> subprocess.Popen[bytes]:
        """Start a process; both streams are pipes unless chosen otherwise."""
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return subprocess.Popen([*self.command, *arguments], env={**self.environ, **(environ or {})}, **options)

    def __call__(self, *arguments: str, **options: Any) -> Run:
        """Run a process to its end."""
        with self.start(*arguments, **options) as started:
            out, err = started.communicate(timeout=120)
        return Run(started.returncode, out or b"", err or b"")


@pytest.fixture
def process(mc: Program) -> Processes:
    """The installed program, on the same data file as `mc`."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START") if name in os.environ}
    chosen = {"MENTORCLI_DB": str(mc.db), "MENTORCLI_TODAY": TODAY, "MENTORCLI_LANG": "en", "HOME": str(mc.folder)}
    return Processes(mc.db, command_line(), {**kept, **PINNED, **chosen})


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests with foreign programs ran, and why others did not: a skipped one must not look like a passed one."""
    found = {
        how: [one for one in terminalreporter.stats.get(how, ()) if "external" in getattr(one, "keywords", ())]
        for how in ("passed", "failed", "skipped")
    }
    if not any(found.values()):
        return
    why = sorted({str(one.longrepr[2]).removeprefix("Skipped: ") for one in found["skipped"]})
    told = f"external: {len(found['passed']) + len(found['failed'])} ran, {len(found['skipped'])} skipped"
    terminalreporter.write_line(told + (f" ({'; '.join(why)})" if why else ""))
