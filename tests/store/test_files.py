"""Files that the program writes: whole or not at all, for their owner alone, and only where an ordinary file may be."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from conftest import Program

from mentorcli.errors import BadValue, MentorError
from mentorcli.store import files

pytestmark = pytest.mark.usefixtures("english")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def half_way(target: Path, error: type[BaseException]) -> None:
    """Begin to write a file, and fail."""
    with files.whole(target) as draft:
        assert draft.parent == target.parent
        assert files.OURS.fullmatch(draft.name)
        draft.write_bytes(b"half")
        raise error


def overtaken(target: Path) -> None:
    """Write a new file, while another program makes one of that name."""
    with files.whole(target, new=True) as draft:
        draft.write_bytes(b"mine")
        target.write_bytes(b"another's")


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    files.write(tmp_path / "a.csv", b"new")
    files.write(tmp_path / "a.csv", b"newer")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"newer"}


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt, SystemExit])
def test_the_old_file_stays_when_the_work_fails(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    told = MentorError if error is OSError else error
    with pytest.raises(told):
        half_way(target, error)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"old"}


def test_a_new_file_does_not_replace_one_that_came_meanwhile(tmp_path: Path) -> None:
    target = tmp_path / "a.backup"
    with pytest.raises(BadValue, match="there already"):
        overtaken(target)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.backup": b"another's"}


@posix
def test_a_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    target.chmod(0o644)
    mask = os.umask(0)
    try:
        files.write(target, b"new")
    finally:
        os.umask(mask)
    assert target.stat().st_mode & 0o777 == 0o600


@posix
@pytest.mark.parametrize("what", ["link", "dead link", "fifo", "folder", "device"])
def test_only_an_ordinary_file_is_replaced(tmp_path: Path, what: str) -> None:
    target, aim = tmp_path / "out.csv", tmp_path / "aim.csv"
    aim.write_bytes(b"old")
    if what == "link":
        target.symlink_to(aim)
    elif what == "dead link":
        target.symlink_to(tmp_path / "nowhere")
    elif what == "fifo":
        os.mkfifo(target)
    elif what == "folder":
        target.mkdir()
    else:
        target = Path(os.devnull)
    before = sorted(tmp_path.iterdir())
    kind = os.lstat(target).st_mode
    with pytest.raises(BadValue, match="not an ordinary file"):
        files.write(target, b"new")
    assert os.lstat(target).st_mode == kind
    assert sorted(tmp_path.iterdir()) == before
    assert aim.read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="no folder"):
        files.write(tmp_path / "no" / "a.csv", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_data_file_is_never_written_over(mc: Program) -> None:
    before = mc.db.read_bytes()
    copy = mc.folder / "copy.csv"
    copy.write_bytes(before)
    for target in (mc.db, copy):
        run = mc("mentor", "list", "-o", str(target))
        assert run.code == 2
        assert "is a data file of mentorcli" in run.told
        assert target.read_bytes() == before


def test_what_only_looks_like_a_database_may_be_replaced(tmp_path: Path) -> None:
    for content in (b"", b"SQLite format 3\x00", b"SQLite format 3\x00" + bytes(4080), b"MENT" * 50):
        (tmp_path / "a.csv").write_bytes(content)
        files.write(tmp_path / "a.csv", b"new")
        assert (tmp_path / "a.csv").read_bytes() == b"new"


def test_only_our_own_stale_files_are_swept(tmp_path: Path) -> None:
    old = time.time() - 2 * files.STALE_SECONDS
    stale = (
        ".mentorcli-ab12_xyz",
        ".mentorcli-ab12_xyz.db",
        ".mentorcli-ab12_xyz.db-journal",
        ".mentorcli-ab12_xyz.copy",
    )
    kept = (".mentorcli-notes", ".mentorcli-my-settings.txt", "mentorcli-ab12_xyz.db", "notes.txt", ".mentorcli")
    for name in (*stale, *kept):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (old, old))
    (tmp_path / ".mentorcli-abcd1234.d").mkdir()
    fresh = tmp_path / ".mentorcli-ab12_new.db"
    fresh.write_text("another run's")
    files.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*kept, fresh.name, ".mentorcli-abcd1234.d"}


# --- folders ------------------------------------------------------------------------------------------------------------


def half_a_folder(target: Path, error: type[BaseException]) -> None:
    """Begin to fill a folder, and fail."""
    with files.whole_folder(target) as draft:
        (draft / "a.csv").write_bytes(b"half")
        raise error


def test_a_folder_takes_the_place_of_the_other_whole(tmp_path: Path) -> None:
    target = tmp_path / "march"
    for content in (b"old", b"new"):
        with files.whole_folder(target) as draft:
            (draft / "a.csv").write_bytes(content)
            assert content == b"old" or (target / "a.csv").read_bytes() == b"old"
    assert (target / "a.csv").read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["march"]


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt, SystemExit])
def test_the_old_folder_stays_when_the_work_fails(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "march"
    target.mkdir()
    (target / "a.csv").write_bytes(b"old")
    with pytest.raises(MentorError if error is OSError else error):
        half_a_folder(target, error)
    assert (target / "a.csv").read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["march"]


def test_the_old_folder_is_put_back_when_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "march"
    target.mkdir()
    (target / "a.csv").write_bytes(b"old")
    rename = os.rename

    def refuse(source: Path, into: Path) -> None:
        if Path(into) == target and not Path(source).name.endswith(".former"):
            raise OSError(28, "no room")
        rename(source, into)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(MentorError), files.whole_folder(target) as draft:
        (draft / "a.csv").write_bytes(b"new")
    assert (target / "a.csv").read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["march"]


def test_a_folder_that_a_killed_run_left_is_swept_after_an_hour(tmp_path: Path) -> None:
    fresh, stale, other = (tmp_path / name for name in (".mentorcli-abcdefgh", ".mentorcli-12345678.former", "mine"))
    for one in (fresh, stale, other):
        one.mkdir()
        (one / "a.csv").write_bytes(b"x")
    for one in (stale, other):
        os.utime(one, (time.time() - 2 * files.STALE_SECONDS,) * 2)
    files.sweep(tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == [".mentorcli-abcdefgh", "mine"]


@posix
def test_no_folder_is_written_through_a_link_or_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "file").write_bytes(b"x")
    for name in ("link", "file", "no/where"):
        with pytest.raises(BadValue), files.whole_folder(tmp_path / name):
            pass
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "link", "real"]
