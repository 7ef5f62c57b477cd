"""What bounds an association's own template: an alarm and a limit of memory, both taken back whatever happens."""

from __future__ import annotations

import sys
import time

import pytest

from mentorcli.store import platform

if sys.platform == "win32":
    pytest.skip("POSIX alarms and limits", allow_module_level=True)

import resource
import signal


class Late(Exception):
    """Time is up."""


def stop() -> None:
    raise Late


def for_ever() -> None:
    while True:
        pass


def settings() -> tuple[object, ...]:
    return (
        signal.getsignal(signal.SIGPROF),
        signal.getitimer(signal.ITIMER_PROF),
        resource.getrlimit(resource.RLIMIT_AS),
    )


def test_what_takes_too_long_is_stopped_and_all_is_as_before() -> None:
    before = settings()
    with pytest.raises(Late), platform.bounded(0.05, 1 << 30, stop):
        for_ever()
    assert settings() == before


@pytest.mark.skipif(not platform.held(), reason="the system does not say what a process holds")
def test_what_takes_too_much_memory_is_stopped_and_all_is_as_before() -> None:
    before = settings()
    with pytest.raises(MemoryError), platform.bounded(60, 50_000_000, stop):
        bytearray(500_000_000)
    assert settings() == before
    assert len(bytearray(100_000_000)) == 100_000_000


def test_an_error_inside_passes_and_all_is_as_before() -> None:
    before = settings()
    with pytest.raises(ValueError, match="mine"), platform.bounded(60, 1 << 30, stop):
        raise ValueError("mine")
    assert settings() == before


def test_an_alarm_at_the_very_end_stops_nothing() -> None:
    before = settings()
    ended = 0
    for _round in range(300):
        try:
            with platform.bounded(0.0005, 1 << 30, stop):
                until = time.perf_counter() + 0.00045
                while time.perf_counter() < until:
                    pass
        except Late:
            continue
        finally:
            assert settings() == before
        ended += 1
    assert ended
