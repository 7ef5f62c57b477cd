"""The entry: the one place where errors become a sentence and an exit code.

A noun's module is imported only when its command runs: `status` must not pay for what `import` needs.
"""

from __future__ import annotations

import gc
import io
import os
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mentorcli import __version__

if TYPE_CHECKING:
    from mentorcli.context import Context

UNCOLLECTED = (
    50_000  # new objects before Python looks for cycles among them: loading code makes half as many, which all stay
)


class Terminated(BaseException):
    """The system asked the program to stop; what was begun is rolled back."""


def run() -> None:
    """Entry of the installed program.

    Python would look through all that was loaded for cycles again and again, and twice more at its end, where the
    process gives back everything anyway: a fifth of the time of a short run. What failed or was stopped ends as ever,
    so that a connection that only a traceback holds is closed.
    """
    gc.set_threshold(UNCOLLECTED)
    code = main(sys.argv[1:], os.environ)
    if code == 0:
        gc.freeze()
    sys.exit(code)


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run one command line; the exit code. A signal that comes while the program is still loading ends it quietly too."""
    try:
        from mentorcli.store import platform

        platform.private_by_default()
        platform.on_terminate(stop)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # a terminal may lack a letter; that is no error
        return guarded(list(arguments), environ)
    except (KeyboardInterrupt, Terminated):
        return 130


def stop() -> None:
    """What a request of the system to stop does: unwind, so that nothing half-done stays."""
    raise Terminated


def guarded(arguments: list[str], environ: Mapping[str, str]) -> int:
    """Run the command line inside the error boundary: everything that can go wrong ends here as one sentence."""
    from mentorcli import context, output, words
    from mentorcli.errors import MentorError
    from mentorcli.store import connection as store

    given: dict[str, str] = {}
    here = context.Context(given=given, environ=environ)
    try:
        words.set_language(words.pick_language(None, environ))
        rest = context.split_globals(arguments, given)
        words.set_language(words.pick_language(given.get("--lang"), environ))
        return command(here, rest)
    except MentorError as error:
        output.failed(here, error)
        return error.code
    except (KeyboardInterrupt, Terminated):
        if here.saved:
            output.tell(here.saved)
        return 130
    except output.ReaderGone:
        output.forget(sys.stdout)
        return 141
    except sqlite3.Error as error:
        told = store.translated(error, here.path)
        output.failed(here, told)
        return told.code
    except OSError as error:
        subject = f"{named(error.filename)}: " if error.filename else ""
        output.failed(here, MentorError(f"{subject}{words.trouble(error)}.", words.way_out(error)))
        output.forget(sys.stdout)
        return 1
    except Exception as error:
        told = MentorError(*unforeseen(error, here.path.parent))
        output.failed(here, told)
        return told.code
    finally:
        here.close()
        here.tidy()
        for notice in here.notices:
            output.say(notice, here)


def named(file: object) -> str:
    """The file of an error as the user knows it: of one under our passing name its folder."""
    path = Path(os.fsdecode(file) if isinstance(file, bytes) else str(file))
    return str(path.parent if path.name.startswith(".mentorcli-") else path)


def unforeseen(error: Exception, folder: Path) -> tuple[str, str]:
    """What to say of a fault of our own; the places in the code go into a private file, no value and no name with them."""
    import traceback

    from mentorcli.store import platform
    from mentorcli.words import _

    report = folder / "mentorcli-fault.txt"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"{type(error).__name__} in mentorcli {__version__}",
        *(f"{one.filename}:{one.lineno} {one.name}" for one in frames),
    ]
    said = _("Something went wrong in mentorcli itself ({kind}); what was not yet saved is not saved.")
    try:
        report.write_text("\n".join(lines) + "\n", encoding="utf-8")
        platform.make_private(report)
    except OSError:
        return said.format(kind=type(error).__name__), _(
            "Try again; if it happens again, tell those who look after mentorcli."
        )
    hint = _("Send {path} to those who look after mentorcli; it holds no name and no text of yours.").format(
        path=report
    )
    return said.format(kind=type(error).__name__), hint


def command(here: Context, rest: list[str]) -> int:
    """Run the command; without one, the status, or three first steps where there is no data file yet."""
    from mentorcli import output

    if here.flag("--version"):
        output.deliver(here, f"mentorcli {__version__}\n".encode())
        return 0
    if not rest:
        if not here.path.exists():
            output.first_steps(here)
            return 0
        rest = ["status"]
    from mentorcli import tree

    return tree.dispatch(here, rest)
