"""The only file that prints. A command hands over a Listing, a Page or what it wrote; the format is chosen here.

Data goes to standard output, all else to the error stream. User text reaches a terminal only through `shown`,
which makes control and bidirectional characters visible; it is never taken for markup.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mentorcli import blocks, screen
from mentorcli.context import Context, no_such_format
from mentorcli.errors import BadValue, MentorError
from mentorcli.shapes import LETTER, as_object, flat, for_machines, headings, numbers_of, one_row, shown
from mentorcli.shapes import Column as Column
from mentorcli.shapes import Listing as Listing
from mentorcli.shapes import Page as Page
from mentorcli.shapes import Written as Written
from mentorcli.words import _

PAGE_ROWS = 100  # beyond the annual report, Rich costs too much time and plain aligned text reads as well


# --- what commands call -----------------------------------------------------------------------------------------


def emit(here: Context, what: Listing | Page) -> None:
    """Print a list or a record in the format asked for, or write it to the file that -o names."""
    if here.flag("--quiet") and isinstance(what, Listing) and here.format == "table":
        deliver(here, "".join(f"{number}\n" for number in numbers_of(what)).encode())
        return
    chosen = here.format
    if isinstance(what, Listing) and any(column.kind in ("code", "codes") for column in what.columns):
        _words = here.profile  # the scheme's own words of its codes are known from here on
    if chosen in ("json", "jsonl"):
        deliver(here, json_text(what, lines=chosen == "jsonl").encode())
    elif chosen in ("csv", "tsv", "xlsx"):
        from mentorcli.sheets import writing

        table = what if isinstance(what, Listing) else one_row(what)
        rows = [flat(table.columns, row) for row in table.rows]
        numbers = {"ore": "ore", **dict.fromkeys(("minutes", "time", "count", "change", "mean"), "count")}
        kinds = [numbers.get(one.kind, "text") for one in table.columns for _name in headings([one])]
        if chosen == "xlsx" and here.output is None:
            raise BadValue(_("A workbook needs a file."), _("Name it with -o FILE.xlsx"))
        dialect = here.given.get("--dialect", "plain")
        deliver(here, writing.encoded(chosen, dialect, headings(table.columns), rows, kinds))
    elif chosen == "md":
        deliver(here, screen.markdown(what).encode())
    elif chosen == "table":
        on_terminal(here, what)
    else:
        raise no_such_format(chosen)


def written(here: Context, what: Written) -> None:
    """Say back what was recorded: a sentence, or an object with its number in JSON; with --quiet the number alone."""
    if here.format in ("json", "jsonl"):
        record = {"kind": what.kind, "id": what.id, "message": what.text, "dry_run": here.dry_run, **dict(what.more)}
        deliver(here, (json_dumps(record) + "\n").encode())
    elif here.flag("--quiet"):
        deliver(here, f"{LETTER.get(what.kind, '')}{what.id}\n".encode())
    else:
        note = _(" (not saved: --dry-run)") if here.dry_run else ""
        deliver(here, (shown(what.text) + note + "\n").encode(errors="backslashreplace"))


def json_text(what: Listing | Page, *, lines: bool) -> str:
    """A list as an array (or a line each), a record as one object."""
    if isinstance(what, Listing):
        objects = [as_object(what.columns, row) for row in what.rows]
        if lines:
            return "".join(json_dumps(one, indent=None) + "\n" for one in objects)
        return json_dumps(objects) + "\n"
    record: dict[str, object] = {column.key: for_machines(value, column) for column, value in what.fields}
    for key, pairs in what.groups:
        record[key] = {column.key: for_machines(value, column) for column, value in pairs}
    for key, part in what.parts:
        record[key] = [as_object(part.columns, row) for row in part.rows]
    return json_dumps(record, indent=None if lines else 2) + "\n"


def json_dumps(value: object, indent: int | None = 2) -> str:
    """JSON with the letters as they are; an unpaired surrogate is escaped, for UTF-8 cannot hold it."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isascii() or is_utf8(text) else json.dumps(value, indent=indent)


def is_utf8(text: str) -> bool:
    """Whether UTF-8 can hold the text."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def json_out(here: Context, value: object) -> None:
    """Print a value that is neither a list nor a record, such as the counts of an import, as JSON."""
    deliver(here, (json_dumps(value, indent=None if here.format == "jsonl" else 2) + "\n").encode())


@contextmanager
def progress(here: Context, title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on the error stream for work of over a second, on a terminal only; gives the function to call."""
    if not is_terminal(sys.stderr) or here.flag("--quiet") or here.format in ("json", "jsonl"):
        yield lambda _done: None
        return
    import time

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(title, total=total)
    started, waiting = time.monotonic(), [0, False]

    def tick(done: int) -> None:
        waiting[0] += done
        if waiting[0] % 100 == 0:
            if not waiting[1] and time.monotonic() - started > 1:
                waiting[1] = True
                bar.start()
            bar.update(task, completed=waiting[0])

    try:
        yield tick
    finally:
        if waiting[1]:
            bar.stop()


def on_terminal(here: Context, what: Listing | Page) -> None:
    """Rich tables on a terminal, for a page of rows; plain aligned text everywhere else."""
    colour = here.given.get("--color", "auto")
    rich = colour == "always" or (colour == "auto" and is_terminal(sys.stdout) and here.output is None)
    sizes = [len(what.rows)] if isinstance(what, Listing) else [len(part.rows) for _key, part in what.parts]
    if rich and all(size <= PAGE_ROWS for size in sizes):
        deliver(
            here, screen.rich_text(what, here.environ, coloured=colour == "always").encode(errors="backslashreplace")
        )
    else:
        deliver(here, screen.plain(what).encode(errors="backslashreplace"))


def is_terminal(stream: object) -> bool:
    """Whether a stream is a terminal that a person sees."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


# --- streams ----------------------------------------------------------------------------------------------------


class ReaderGone(BaseException):
    """Whoever read our standard output has gone: `| head` has seen enough."""


def deliver(here: Context, content: bytes) -> None:
    """Send finished bytes to the file of -o, or to standard output whole; a write that falls short is an error.

    With --dry-run no file is written, only said which one would be.
    """
    if here.output is not None:
        from mentorcli.store import files

        if here.dry_run:
            files.check_target(here.output)
            say(_("Would be written: {path}").format(path=here.output), here)
            return
        files.write(here.output, content)
        say(_("Written: {path}").format(path=here.output), here)
        return
    if sys.stdout is None:
        raise MentorError(_("There is nowhere to print to."), _("Open standard output, or use -o FILE."))
    stream = sys.stdout.buffer
    encoding = (sys.stdout.encoding or "utf-8").lower()
    if here.format in ("table", "md") and encoding.replace("-", "") not in ("utf8", "utf_8"):
        content = blocks.plain(content.decode()).encode(encoding, errors="backslashreplace")
    left = memoryview(content)
    try:
        while left:
            left = left[stream.write(left) :]
        stream.flush()
    except BrokenPipeError as error:  # Typer would make it a plain failure
        raise ReaderGone from error


def keep(here: Context, path: Path, content: bytes) -> None:
    """Write a file under a name that the program chose; an earlier one, which somebody may have worked in, stays."""
    from mentorcli.store import files

    if here.dry_run:
        files.check_target(path)
        say(_("Would be written: {path}").format(path=path), here)
    elif path.is_file() and path.read_bytes() == content:
        say(_("Already there: {what}").format(what=path), here)
    else:
        files.must_be_free(path)
        with files.whole(path, new=True) as draft:
            draft.write_bytes(content)
        say(_("Written: {path}").format(path=path), here)


def say(text: str, here: Context | None = None) -> None:
    """A sentence on the error stream; --quiet silences it."""
    if here is None or not here.flag("--quiet"):
        tell(shown(text))


def tell(text: str) -> None:
    """Write to the error stream; where even that fails, the exit code must say it alone."""
    try:
        sys.stderr.write(text.encode(errors="backslashreplace").decode() + "\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        forget(sys.stderr)


def failed(here: Context, error: MentorError, code: int | None = None) -> None:
    """An error: one sentence and the way out, or an object where JSON is asked for; on the error stream."""
    message = f"{error.message} {here.saved}" if here.saved else error.message
    if here.given.get("--format") in ("json", "jsonl"):
        record = {
            "code": code or error.code,
            "kind": error.kind,
            "message": message,
            "hint": error.hint,
            "details": error.details,
        }
        tell(json_dumps({"error": record}))
        return
    lines = [f"mentorcli: {shown(message)}"]
    lines += [
        "  " + "  ".join(shown(str(value)) for value in one.values() if value not in ("", None))
        for one in error.details
    ]
    if error.hint:
        lines += [f"  {one}" for one in shown(error.hint).split("\n")]
    tell("\n".join(lines))


def first_steps(here: Context) -> None:
    """What to do when there is no data file yet: three commands."""
    steps = (
        ("mentorcli demo", _("look around in a sample corps")),
        ("mentorcli init --scheme slagelse", _("make the file of your scheme (mentorcli scheme list shows all)")),
        ("mentorcli import LISTE.xlsx", _("take in the lists that you have")),
    )
    width = max(len(command) for command, _why in steps)
    lines = [
        _("There is no data file yet. Three first steps:"),
        *(f"  {one.ljust(width)}  {why}" for one, why in steps),
    ]
    deliver(here, ("\n".join(lines) + "\n").encode())


def forget(stream: object) -> None:
    """Point a stream that cannot be written at nothing, so that Python's own goodbye stays silent."""
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())  # type: ignore[attr-defined]
    except (OSError, AttributeError, ValueError):
        return
