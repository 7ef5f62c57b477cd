"""The state of the corps on a day: mentors, youths, matches and how many things are due."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.reports import agenda
from mentorcli.rules.monitoring import risk, silent
from mentorcli.rules.rule import Finding
from mentorcli.views import figures, states

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


class Status(NamedTuple):
    """The numbers of a status; `due` is the agenda of that day."""

    as_of: str
    scheme: str
    trained: int
    active: int
    corps_aim: int | None
    ready: int
    free_places: int
    in_training: int
    waiting: int
    proposed: int
    longest_wait_days: int | None
    running: int
    starting: int
    settled: int
    paused: int
    at_risk: int
    silent: int
    due: list[Finding]


def status(connection: sqlite3.Connection, profile: Profile, day: str) -> Status:
    """The state of the corps on a day; each number as the figures and states of the same day give it."""
    room, queue = states.room(connection, profile, day), states.queue(connection, profile, day)
    rows = agenda.facts(connection, profile, day)
    running = Counter(one.state for one in rows["matches"])

    def number(key: str) -> int:
        found = figures.value(connection, figures.BY_KEY[key], profile, day, day)
        assert isinstance(found, int)
        return found

    return Status(
        as_of=day,
        scheme=profile.scheme.title,
        trained=number("mentors_trained_total"),
        active=number("mentors_active_at_end"),
        corps_aim=profile.mentor.corps_aim,
        ready=room.ready,
        free_places=room.free_places,
        in_training=room.in_training,
        waiting=queue.waiting,
        proposed=queue.proposed,
        longest_wait_days=queue.longest_days,
        running=running["starting"] + running["settled"] + running["paused"],
        starting=running["starting"],
        settled=running["settled"],
        paused=running["paused"],
        at_risk=0 if "C8" in profile.rules.off else sum(1 for one in rows["matches"] if risk(one, profile, day)),
        silent=0 if "C7" in profile.rules.off else sum(silent(one, profile, day) for one in rows["matches"]),
        due=agenda.due(connection, profile, day, rows=rows),
    )
