"""A longer text typed in the user's editor: a private draft beside the data file, kept until the text is saved."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mentorcli.errors import BadValue, MentorError
from mentorcli.store import platform
from mentorcli.words import _, looks_like_cpr, trouble

PREFIX, SUFFIX = "mentorcli-draft-", ".txt"
QUIET = {"vim": ("-n", "-i", "NONE"), "vi": ("-n",), "nvim": ("-n", "-i", "NONE")}  # no copies left behind


def editor(environ: Mapping[str, str]) -> list[str]:
    """The user's editor as a command; known ones are told to leave no swap, undo or backup file."""
    chosen = environ.get("VISUAL") or environ.get("EDITOR") or ("notepad" if platform.WINDOWS else "nano")
    words = shlex.split(chosen, posix=not platform.WINDOWS)
    return [*words, *QUIET.get(Path(words[0]).name, ())]


def ours(file: Path, folder: Path) -> list[Path]:
    """The file, where it is a draft that was kept in the folder of the data file; else nothing."""
    path = file.expanduser().absolute()
    known = path.name.startswith(PREFIX) and path.suffix == SUFFIX and path.parent.resolve() == folder.resolve()
    return [path] if known else []


def quoted(path: Path) -> str:
    """A path as it can be typed in a command: in quotes where it holds what a shell would take for more than a path."""
    text = str(path)
    if not platform.WINDOWS:
        return shlex.quote(text)
    return f'"{text}"' if " " in text or "&" in text else text


@contextmanager
def typed(folder: Path, environ: Mapping[str, str], start: str = "") -> Iterator[str]:
    """The text that the user types; the draft is removed when the block ends well, else kept and its path told.

    `start` is what the draft holds at first, such as a form to fill in.
    """
    descriptor, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=folder)
    os.close(descriptor)
    draft = Path(name)
    draft.write_text(start, encoding="utf-8")
    kept = _("What you typed is kept in {path}; save it with the same command and {option}").format(
        path=draft, option=f"--file {quoted(draft)}"
    )
    try:
        code = subprocess.run([*editor(environ), str(draft)], check=False).returncode
    except OSError as error:
        draft.unlink()
        raise BadValue(
            _("The editor could not be started ({why}).").format(why=trouble(error)),
            _("Set EDITOR, or give the text with --file FILE."),
        ) from error
    if code != 0:
        raise MentorError(_("The editor ended with an error; nothing was saved."), kept)
    text = draft.read_text(encoding="utf-8", errors="replace")
    if not text.strip():
        draft.unlink()
        raise BadValue(_("There is no text."), _("Nothing was saved."))
    try:
        yield text
    except MentorError as error:
        if looks_like_cpr(text):  # a CPR number is kept nowhere, not even in a draft
            draft.unlink()
        else:
            error.hint = f"{error.hint}\n{kept}" if error.hint else kept
        raise
    draft.unlink()
