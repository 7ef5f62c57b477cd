"""The error boundary, exit codes, signals and streams: what a person or a script meets, whatever goes wrong."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Processes, Program

from mentorcli import __version__, words
from mentorcli.commands import COMMANDS
from mentorcli.main import main, named

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX streams and signals")
languages = pytest.mark.parametrize("lang", ["da", "en"])
LOG = ("hours", "log", "2", "--activity", "matching")
CATALOGUE = Path(words.LOCALE_FOLDER) / "da" / "LC_MESSAGES" / "mentorcli.mo"


@languages
@pytest.mark.parametrize(
    "line",
    [
        ("--nope",),
        ("hours", "list", "--nope"),
        ("nope",),
        ("hours", "lst"),
        ("hours", "log"),
        ("hours", "log", "2"),
        ("mentor", "show"),
        ("mentor", "show", "m1", "m2"),
        ("hours", "log", "2", "--activity"),
        ("hours", "log", "2", "--again=yes", "--activity", "x"),
        ("hours", "log", "soon", "--activity", "x"),
        ("mentor", "add", ""),
        ("status", "--lang", "sv"),
        ("init", "--scheme", "nowhere"),
    ],
    ids=" ".join,
)
def test_a_slip_is_one_sentence_and_a_way_out(mc: Program, line: tuple[str, ...], lang: str) -> None:
    before = mc.db.read_bytes()
    run = mc(*line, lang=lang)
    assert (run.code, run.out) == (2, b""), run.told
    sentence, hint = run.told.splitlines()
    assert sentence.startswith("mentorcli: ")
    assert sentence[-1] in ".?)"
    assert hint.startswith("  ")
    assert hint.strip()
    assert mc.db.read_bytes() == before


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the Danish catalogue is not built")
@pytest.mark.parametrize("line", [("--nope",), ("nope",), ("hours", "log"), ("--help",), ("hours", "log", "--help")])
def test_a_slip_and_help_are_told_in_danish(mc: Program, line: tuple[str, ...]) -> None:
    danish, english = mc(*line, lang="da"), mc(*line, lang="en")
    assert danish.code == english.code
    text = danish.out + danish.err
    assert text != english.out + english.err
    for left in (b"Usage", b"There is no", b"No such", b"missing", b"Options:", b"Show this", b"[required]"):
        assert left not in text


def test_a_near_command_or_option_is_named(mc: Program) -> None:
    assert "list" in mc("hours", "lst").told
    assert "--activity" in mc("hours", "log", "2", "--activty", "x").told


@pytest.mark.parametrize(
    ("line", "code", "kind"),
    [
        (("mentor", "show", "nobody"), 3, "not-found"),
        (("mentor", "show", "m9"), 3, "not-found"),
        (("hours", "log"), 2, "usage"),
        (("match", "resume", "x1"), 4, "refused"),
        (("--db", "no.db", "status"), 5, "data-file"),
    ],
)
def test_an_error_in_json_has_one_shape(mc: Program, line: tuple[str, ...], code: int, kind: str) -> None:
    mc.take("story")
    run = mc(*line, "--format", "json")
    assert (run.code, run.out) == (code, b"")
    [(key, error)] = json.loads(run.err).items()
    assert key == "error"
    assert list(error) == ["code", "kind", "message", "hint", "details"]
    assert (error["code"], error["kind"]) == (code, kind)
    assert error["message"]
    assert isinstance(error["details"], list)
    plain = mc(*line)
    assert plain.code == code
    assert plain.told.startswith(f"mentorcli: {error['message']}")


def test_several_that_fit_are_listed(mc: Program) -> None:
    for born in ("1980-01-01", "1990-01-01"):
        mc.ok("mentor", "add", "Bo Ny", "--born", born, "--new")
    error = json.loads(mc("mentor", "show", "Bo", "--format", "json").err)["error"]
    assert (error["code"], error["kind"]) == (2, "ambiguous")
    assert len(error["details"]) == 2


def test_an_error_among_the_global_options_is_json_too(mc: Program) -> None:
    assert mc("status", "--format", "json", "--color", "purple").err.startswith(b"{")


def test_quiet_says_the_number_alone(mc: Program) -> None:
    assert mc.ok("mentor", "add", "Bo Ny", "--quiet").out == b"m1\n"
    assert mc.ok("-q", *LOG).out == b"1\n"
    mc.ok("mentor", "add", "Ida Holm")
    assert mc.ok("mentor", "list", "-q").out == b"m1\nm2\n"
    assert mc.ok("youth", "list", "-q").out == b""


def test_the_same_again_is_no_error(mc: Program) -> None:
    mc.ok(*LOG)
    before = mc.db.read_bytes()
    assert mc.ok(*LOG, "--quiet").out == b"1\n"
    assert b"Already there" in mc.ok(*LOG).out
    assert mc.db.read_bytes() == before


def test_without_a_command_it_is_the_status_or_three_steps(mc: Program) -> None:
    assert mc.ok().out == mc.ok("status").out
    mc.db.unlink()
    steps = mc.ok().text.splitlines()
    assert len([line for line in steps if line.startswith("  mentorcli ")]) == 3
    assert list(mc.folder.iterdir()) == []


def test_help_needs_no_file_and_no_sound_one(mc: Program) -> None:
    mc.db.write_bytes(b"damaged")
    told = mc.ok("--help").text
    assert all(f"  {name} " in told for name in COMMANDS)
    assert "Usage: mentorcli hours log" in mc.ok("hours", "log", "--help").text
    assert "Commands:" in mc.ok("hours").text
    assert mc.ok("--version").text == f"mentorcli {__version__}\n"


def test_the_version_may_be_asked_anywhere(mc: Program) -> None:
    assert mc("--lang", "en", "--version").code == 0


def test_every_run_returns_its_code(mc: Program) -> None:
    assert main(["hours"], {"MENTORCLI_DB": str(mc.db)}) == 0


def test_what_the_system_refuses_is_a_sentence(mc: Program) -> None:
    run = mc("mentor", "note", "m1", "--file", str(mc.folder / "no.txt"))
    assert run.code in (1, 2, 3)
    assert run.told.startswith("mentorcli: ")
    assert mc("hours", "list", db=mc.folder / ("x" * 300)).code in (1, 5)
    assert mc("init", "--scheme", "blank", db=mc.db / "below.db").code in (1, 2, 5)


# --- hostile arguments --------------------------------------------------------------------------------------------

HOSTILE = (
    "\x1b]0;title\x07", "\x1b[31mred", "\x9b31m", "a\rb", "\u202eabc", "\ud800", "\udcff", "a\x00b", "\u2066x", "[/]", "%s%n",
    "{0}", "{{ 7*7 }}", "'; DROP TABLE mentor; --", "x" * 5000, "-", "m999999999999999999999", "../../etc/passwd", "\ufeff",
    "e\u0301" * 300, "🙂", "٣", "1e9", "NaN", "99999999999999999999",
)  # fmt: skip
HOSTILE_PATHS = [value for value in HOSTILE if value not in ("\ud800", "a\x00b")]  # no command line can hold these
PLACES = (
    ("{}",), ("hours", "{}"), ("--db", "{}", "status"), ("--lang", "{}", "status"), ("--format", "{}", "status"),
    ("--today", "{}", "status"), ("status", "--as-of", "{}"), ("hours", "log", "{}", "--activity", "x"),
    ("hours", "log", "2", "--activity", "{}"), ("hours", "log", "2", "--activity", "x", "--on", "{}"), ("mentor", "show", "{}"),
    ("mentor", "add", "{}"), ("mentor", "add", "Bo", "--phone", "{}"), ("mentor", "add", "Bo", "--email", "{}"),
    ("mentor", "add", "Bo", "--town", "{}"), ("mentor", "add", "Bo", "--born", "{}"), ("mentor", "list", "--state", "{}"),
    ("mentor", "edit", "m1", "--capacity", "{}"), ("search", "{}"), ("match", "list", "{}"), ("meeting", "edit", "{}"),
    ("youth", "refer", "{}", "--source", "self"), ("youth", "refer", "Bo", "--source", "{}"), ("event", "attend", "{}", "m1"),
    ("money", "add", "--income", "{}", "--category", "x"), ("money", "add", "--income", "1", "--category", "{}"),
    ("init", "--scheme", "{}"), ("hours", "log", "2", "--{}", "x"), ("scheme", "set", "{}", "1"),
    ("mentor", "note", "m1", "--file", "{}"),
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=" ".join)
def test_hostile_arguments_are_told_and_never_reach_a_terminal(
    mc: Program, place: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mc.folder)
    wrong = []
    for value in HOSTILE if "--file" not in place else HOSTILE_PATHS:
        line = [part.replace("{}", value) for part in place]
        mc.take("story")
        run = mc(*line, "--no-input")
        shown = run.out.decode() + run.err.decode()
        raw = [sign for sign in shown if sign != "\n" and words.is_unprintable(sign) and sign not in words.JOINERS]
        if run.code not in (0, 1, 2, 3, 4, 5) or raw or "Traceback" in shown:
            wrong.append((value[:20], run.code, raw))
    assert not wrong


# --- real processes: signals --------------------------------------------------------------------------------------


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until a process has begun to write; it then waits for the lock that this test holds."""
    fd = f"/proc/{process.pid}/fd"
    while process.poll() is None:
        try:
            if any(os.path.realpath(f"{fd}/{one}") == str(path) for one in os.listdir(fd)):
                return
        except OSError:
            pass
        time.sleep(0.005)


@posix
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks into /proc to see how far a process is")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_in_a_write_rolls_back(mc: Program, process: Processes, name: str) -> None:
    path = mc.db.resolve()
    before = path.read_bytes()
    lock = sqlite3.connect(path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    number = getattr(signal, name)
    # A caller such as nohup may have it ignored, and so would the child.
    inherited = signal.signal(number, signal.SIG_DFL)
    started = process.start(*LOG)
    signal.signal(number, inherited)
    wait_for(path, started)
    started.send_signal(number)
    lock.execute("ROLLBACK")
    out, err = started.communicate(timeout=60)
    assert (started.returncode, out, err) == (130, b"", b"")
    lock.close()
    assert path.read_bytes() == before
    assert [one.name for one in mc.folder.iterdir()] == ["corps.db"]
    mc.ok(*LOG)


INTERRUPTED = """
import os, signal, sys
name, argv = sys.argv[1], sys.argv[2:]
def hook(event, values):
    if event == "import" and values[0] == name:
        os.kill(os.getpid(), getattr(signal, "SIGINT"))
sys.addaudithook(hook)
from mentorcli.main import main, named
sys.exit(main(argv, os.environ))
"""


@posix
@pytest.mark.parametrize("name", ["mentorcli.tree", "sqlmodel", "mentorcli.services.hours", "mentorcli.store.engine"])
def test_an_interrupt_while_starting_is_quiet(process: Processes, name: str) -> None:
    command = [sys.executable, "-c", INTERRUPTED, name, *LOG]
    run = subprocess.run(command, env=process.environ, capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (130, b"", b"")


@posix
def test_an_interrupt_at_the_very_start_is_quiet(process: Processes) -> None:
    command = [sys.executable, "-c", INTERRUPTED, "mentorcli.output", *LOG]
    run = subprocess.run(command, env=process.environ, capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (130, b"", b"")


# --- real processes: streams --------------------------------------------------------------------------------------

needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


def with_shell(process: Processes, line: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of the shell in which "$@" is the program with these arguments."""
    command = ["sh", "-c", line, "sh", *process.command, *arguments]
    return subprocess.run(command, env=process.environ, capture_output=True, check=False)


@posix
def test_a_reader_that_goes_away_is_no_error(mc: Program, process: Processes) -> None:
    connection = sqlite3.connect(mc.db)  # more than a pipe holds
    row = ("2018-01-01", 60, "x" * 100, "2018-01-01")
    connection.executemany(
        "INSERT INTO hours (on_day, minutes, activity, recorded_on) VALUES (?, ?, ?, ?)", [row] * 5000
    )
    connection.commit()
    connection.close()
    for form in ("table", "csv", "json", "md"):
        run = with_shell(process, '{ "$@"; echo $? >&2; } | head -n 1', "hours", "list", "--format", form)
        assert run.stderr == b"141\n"
        assert run.stdout.count(b"\n") == 1


@posix
def test_a_reader_that_was_never_there(process: Processes) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    run = process("status", stdout=writing)
    os.close(writing)
    assert (run.code, run.err) == (141, b"")


@posix
def test_a_closed_standard_output_is_told(mc: Program, process: Processes) -> None:
    run = with_shell(process, '"$@" >&-', "status")
    assert (run.returncode, run.stderr.count(b"\n")) == (1, 2)
    assert b"nowhere to print" in run.stderr
    run = with_shell(process, '"$@" >&-', *LOG)
    assert run.returncode == 1
    assert b"It was saved." in run.stderr
    assert len(mc.ok("hours", "list", "--format", "json").json()) == 1


@posix
@needs_full
def test_a_full_standard_output_is_told(mc: Program, process: Processes) -> None:
    run = with_shell(process, '"$@" >/dev/full', "status")
    assert run.returncode == 1
    assert b"saved" not in run.stderr
    assert b"disk is full" in run.stderr
    run = with_shell(process, '"$@" >/dev/full', *LOG)
    assert run.returncode == 1
    assert b"It was saved." in run.stderr
    assert len(mc.ok("hours", "list", "--format", "json").json()) == 1
    run = with_shell(process, 'PYTHONUNBUFFERED=1 "$@" >/dev/full', "hours", "list", "--format", "csv")
    assert run.returncode == 1


@posix
@needs_full
@pytest.mark.parametrize("line", ['"$@" 2>/dev/full', '"$@" 2>&-'])
def test_a_closed_or_full_error_stream_changes_no_code_of_a_good_run(process: Processes, line: str) -> None:
    run = with_shell(process, line, *LOG)
    assert (run.returncode, run.stdout) == (0, b"2 h on 1 Apr 2018: matching.\n")


@posix
@needs_full
def test_a_full_error_stream_keeps_the_code(process: Processes) -> None:
    assert with_shell(process, '"$@" 2>/dev/full', "mentor", "show", "m9").returncode == 3


@posix
@needs_full
@pytest.mark.parametrize("line", ['"$@" >/dev/full', '"$@" >&-'])
def test_the_version_fails_with_a_sentence(process: Processes, line: str) -> None:
    run = with_shell(process, line, "--version")
    assert run.returncode == 1
    assert b"Traceback" not in run.stderr


# --- real processes: the environment ------------------------------------------------------------------------------


def test_an_empty_environment_is_enough(mc: Program, process: Processes) -> None:
    mc.take("story")
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    for line in (("mentor", "list", "--format", "csv"), ("agenda",), ("status", "--format", "md"), LOG):
        command = [*process.command, "--db", str(mc.db), "--today", "2018-04-01", "--lang", "en", *line]
        pipe = subprocess.PIPE
        run = subprocess.run(command, env=kept, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, check=False)
        assert (run.returncode, run.stderr) == (0, b""), line
    assert len(mc.ok("hours", "list", "--format", "json").json()) == 2


@pytest.mark.parametrize(
    "environ",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "cp437"},
        {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
        {"TZ": "nonsense"},
    ],
    ids=str,
)
def test_any_encoding_will_do(mc: Program, process: Processes, environ: dict[str, str]) -> None:
    mc.take("story")
    plain = process("mentor", "list", "--format", "json")
    assert process("mentor", "list", "--format", "json", environ=environ).out == plain.out
    for line in (("mentor", "list"), ("status",), ("mentor", "show", "m2")):
        run = process(*line, environ=environ)
        assert run.code == 0, run.told
        assert run.err == b""
        assert run.out
    name = process("mentor", "show", "m2", environ=environ).out
    encoding = environ.get("PYTHONIOENCODING", "ascii" if "PYTHONUTF8" in environ else "utf-8")
    assert "Åse".encode(encoding, errors="backslashreplace") in name
    run = process("mentor", "show", "Åse Ægidius", environ=environ)
    assert run.code == 3
    assert b"Traceback" not in run.err


@pytest.mark.parametrize(
    "encoding",
    [
        "ascii",
        "utf-8",
        "cp1252",
        "cp437",
    ],
)
def test_help_is_shown_in_any_encoding(process: Processes, encoding: str) -> None:
    run = process("youth", "refer", "--help", environ={"PYTHONIOENCODING": encoding})
    assert (run.code, run.err) == (0, b"")
    assert b"--municipality" in run.out


def imported_by(process: Processes, *arguments: str) -> set[str]:
    """The modules that a run of the program brings in, libraries by their first name."""
    code = "import sys; from mentorcli.main import main; main(sys.argv[1:], __import__('os').environ)"
    command = [sys.executable, "-X", "importtime", "-c", code, *arguments]
    run = subprocess.run(command, env=process.environ, capture_output=True, text=True, check=True)
    return {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")}


WRITERS = {"sqlalchemy", "sqlmodel", "pydantic", "alembic"}
READING_NEEDS_NONE = WRITERS | {"rich", "jinja2", "asyncio", "markdown_it", "xlsxwriter", "rapidfuzz", "babel"}


@pytest.mark.parametrize(
    "line",
    [("status",), ("agenda",), ("mentor", "list"), ("mentor", "show", "m1"), ("match", "list", "--format", "json"),
     ("hours", "list", "--format", "csv"), ("search", "Ida"), ("hours", "log", "--help")],
    ids=" ".join,
)  # fmt: skip
def test_what_reads_imports_nothing_that_only_writing_needs(
    mc: Program, process: Processes, line: tuple[str, ...]
) -> None:
    mc.take("story")
    found = imported_by(process, *line)
    assert "mentorcli.tree" in found
    assert not {name.partition(".")[0] for name in found} & READING_NEEDS_NONE
    others = {f"mentorcli.commands.{module}" for module, _help in COMMANDS.values()} - {f"mentorcli.commands.{line[0]}"}
    shown = {"mentorcli.commands.match", "mentorcli.commands.meeting", "mentorcli.commands.agenda"}
    assert found & others <= shown


def test_the_version_and_the_first_steps_need_no_typer(mc: Program, process: Processes) -> None:
    mc.db.unlink()
    assert "typer" not in imported_by(process, "--version")
    assert "sqlite3" in imported_by(process)
    assert "typer" not in imported_by(process)


def test_a_write_imports_what_it_needs(process: Processes) -> None:
    assert WRITERS - {"alembic"} <= imported_by(process, *LOG)


@pytest.mark.parametrize(
    ("line", "choices"),
    [
        (("match", "end", "x1", "--by", "x", "--reason", "job", "--planned", "nej"), 'mentor, "den unge", begge, '),
        (("match", "accept", "x1", "--by", "sagsbehandler"), 'mentor, "den unge"'),
        (("youth", "refer", "Ny"), '"den unge selv", psykologtilbuddet, '),
        (("mentor", "add", "Ny", "--gender", "kvende"), "Mente du kvinde? Mulige: kvinde, mand, "),
        (("meeting", "log", "x1", "--topic", "fodbold"), "uddannelse, job, jobansøgning, "),
        (("goal", "add", "y1", "--area", "fodbold"), "uddannelse, job, jobansøgning, "),
    ],
)  # fmt: skip
def test_the_choices_of_a_danish_message_are_the_danish_words_that_may_be_typed(
    mc: Program, line: tuple[str, ...], choices: str
) -> None:
    run = mc.take("story")(*line, lang="da")
    assert run.code == 2
    assert ("  " if "Mulige" in choices else "  Mulige: ") + choices in run.told


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("no-such.txt", "mentorcli: no-such.txt: there is no such file or folder.\n  Check the name; use quotes around blanks.\n"),
        ("/", "mentorcli: /: it is a folder.\n  Name a file in it.\n"),
    ],
)  # fmt: skip
def test_what_the_system_could_not_do_has_a_way_out(mc: Program, file: str, says: str) -> None:
    mc.take("story")
    run = mc("youth", "note", "mie", "--file", file)
    assert (run.code, run.told.split("\n", 1)[1]) == (1, says)


def test_a_passing_name_of_ours_is_told_as_its_folder() -> None:
    assert named("/home/ida/.mentorcli-ab12.db") == named(b"/home/ida/.mentorcli-ab12.db") == str(Path("/home/ida"))
    assert named("/home/ida/liste.xlsx") == str(Path("/home/ida/liste.xlsx"))
