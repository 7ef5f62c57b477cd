"""Files that the program writes itself: whole or not at all, for their owner alone.

Temporary file of mode 0600 in the same folder, fsync, rename, fsync of the folder (safety: E07, E08).
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mentorcli.errors import BadValue, MentorError
from mentorcli.store import connection as raw
from mentorcli.store import platform
from mentorcli.words import _, trouble

PREFIX = ".mentorcli-"
OURS = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}(\..*|-journal)?")  # the names that tempfile makes of it
STALE_SECONDS = 3600


def check_target(path: Path) -> None:
    """Refuse to write onto anything but an ordinary file: renaming onto a device or a link would destroy it.

    A data file or a backup is refused too: a slip of the pen after -o must not replace it by a list.
    """
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        if path.parent.exists() and not path.parent.is_dir():
            raise BadValue(
                _("{path} is a file, not a folder.").format(path=path.parent), _("Choose another folder.")
            ) from None
        if not path.parent.is_dir():
            raise BadValue(
                _("There is no folder {path}.").format(path=path.parent), _("Make the folder first.")
            ) from None
        return
    if not stat.S_ISREG(mode):
        raise BadValue(_("{path} is not an ordinary file.").format(path=path), _("Choose another name with -o."))
    if raw.is_ours(path):
        raise BadValue(
            _("{path} is a data file of mentorcli; nothing else is written over it.").format(path=path),
            _("Choose another name with -o."),
        )


def must_be_free(path: Path) -> None:
    """Refuse a name that somebody has taken, perhaps a moment ago."""
    if os.path.lexists(path):
        raise BadValue(
            _("{path} is there already.").format(path=path),
            _("Choose another name, or move the file away first; nothing was changed."),
        )


@contextmanager
def whole(path: Path, *, new: bool = False) -> Iterator[Path]:
    """Give a temporary path to write to; on success it becomes `path`, on any failure `path` stays as it was.

    With `new`, a file that came to stand there in the meantime is refused (BadValue) rather than replaced.
    """
    check_target(path)
    sweep(path.parent)
    try:
        descriptor, name = tempfile.mkstemp(prefix=PREFIX, suffix=path.suffix, dir=path.parent)
    except OSError as error:  # its sentence would name the temporary file
        raise MentorError(
            _("{path} could not be written: {why}.").format(path=path, why=_("nothing can be written in that folder")),
            _("Choose another folder."),
        ) from error
    os.close(descriptor)
    draft = Path(name)
    try:
        yield draft
        with open(draft, "rb+") as written:
            os.fsync(written.fileno())
        if new:
            must_be_free(path)
        os.replace(draft, path)
        platform.sync_folder(path.parent)
    except OSError as error:
        raise MentorError(
            _("{path} could not be written: {why}.").format(path=path, why=trouble(error)),
            _("An earlier file of that name stands as it was; make room or choose another folder."),
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write all of `content` to `path`, or nothing."""
    with whole(path) as draft:
        draft.write_bytes(content)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give a temporary folder to fill; on success it takes the place of `path` and of all that was in it.

    On any failure `path` stays as it was. Between the two renames a killed run leaves no folder, but never a mixture.
    """
    if not path.parent.is_dir():
        raise BadValue(_("There is no folder {path}.").format(path=path.parent), _("Make the folder first."))
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise BadValue(_("{path} is not a folder.").format(path=path), _("Choose another name."))
    sweep(path.parent)
    draft = Path(tempfile.mkdtemp(prefix=PREFIX, dir=path.parent))
    try:
        yield draft
        for one in draft.iterdir():
            platform.make_private(one)
            with open(one, "rb+") as written:
                os.fsync(written.fileno())
        platform.sync_folder(draft)
        change_places(draft, path)
    except OSError as error:
        raise MentorError(
            _("{path} could not be written: {why}.").format(path=path, why=trouble(error)),
            _("An earlier folder of that name stands as it was; make room or choose another place."),
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def change_places(draft: Path, path: Path) -> None:
    """Put a finished folder in the place of another, which is removed; where that fails the other is put back."""
    former = draft.with_name(f"{draft.name}.former")
    there = path.exists()
    if there:
        os.rename(path, former)
    try:
        os.rename(draft, path)
    except OSError:
        if there:
            os.rename(former, path)
        raise
    platform.sync_folder(path.parent)
    shutil.rmtree(former, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what a killed run left in `folder`: our own temporary files and folders, older than an hour."""
    oldest = time.time() - STALE_SECONDS
    for left in folder.glob(PREFIX + "*"):
        try:
            if not OURS.fullmatch(left.name) or left.is_symlink() or left.stat().st_mtime >= oldest:
                continue
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            elif left.is_file():
                left.unlink()
        except OSError:
            continue  # another run's, or already gone
