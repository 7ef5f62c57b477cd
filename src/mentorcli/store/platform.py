"""What differs between systems, behind one guard: signals, file modes, folder fsync, the user's name.

No other file of the package imports `fcntl`, `resource`, `pwd` or `signal`, or calls `os.fork`; a test says so.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WINDOWS = sys.platform == "win32"


def private_by_default() -> None:
    """Every file made from here on is for its owner alone; no core dump leaves the memory behind (POSIX)."""
    if sys.platform == "win32":
        return
    os.umask(0o077)
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def on_terminate(stop: Callable[[], None]) -> None:
    """Call `stop` on SIGTERM and SIGHUP, so that a closed window or a shutdown rolls back and cleans up."""
    import signal

    def handler(_number: int, _frame: object) -> None:
        stop()

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, handler)
    too_big = getattr(signal, "SIGXFSZ", None)
    if too_big is not None:  # a file-size limit must be an error that can be told, not a death
        signal.signal(too_big, signal.SIG_IGN)


def user_name() -> str:
    """The operating system's name of whoever runs the program; works under `env -i`."""
    if sys.platform == "win32":
        return os.environ.get("USERNAME", "") or "unknown"
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def make_private(path: Path) -> None:
    """Give a file the mode 0600 and a folder 0700 (POSIX); on Windows the folder's own rights hold."""
    if sys.platform != "win32":
        os.chmod(path, 0o700 if path.is_dir() else 0o600)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` outlive a power loss (POSIX; Windows has no such call)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def bounded(seconds: float, memory: int, stop: Callable[[], None]) -> Iterator[None]:
    """What is done within takes so many bytes more, and seconds of processor time, at most: MemoryError, or `stop` is called.

    A machine that is busy with other things takes no time away.

    On Windows, and outside the main thread, nothing bounds it; where the system does not tell what a process holds
    (macOS), the seconds alone do. One of these must not stand in another: the inner one would take the outer's alarm.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    import resource
    import signal

    running = True

    def late(_number: int, _frame: object) -> None:
        if running:  # an alarm that comes when all is done has nothing to stop
            stop()

    (soft, hard), size = resource.getrlimit(resource.RLIMIT_AS), held()
    free = [one for one in (soft, hard) if one != resource.RLIM_INFINITY]
    before = signal.signal(signal.SIGPROF, late)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        if size and all(size + memory < one for one in free):
            resource.setrlimit(resource.RLIMIT_AS, (size + memory, hard))
        yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def held() -> int:
    """The bytes of address space that the process holds; 0 where the system does not say (all but Linux)."""
    if sys.platform == "win32":
        return 0
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
