"""The state of the corps on a day: mentors, youths, matches and how many things are due."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mentorcli.reports import agenda
from mentorcli.rules.cadence import risk
from mentorcli.rules.rule import Finding
from mentorcli.views import figures, match, states

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


@dataclass(frozen=True)
class Status:
    """The numbers of a status; `due` is the agenda of that day."""

    as_of: str
    scheme: str
    trained: int
    active: int
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
    due: list[Finding]


MENTORS = f"""WITH {states.MATCHES}, {states.MENTORS}
SELECT coalesce(sum({states.FREE}), 0), coalesce(sum(state = 'in-training'), 0), coalesce(sum(state = 'ready'), 0)
FROM mentor_state"""

YOUTHS = f"""WITH {states.MATCHES}, {states.YOUTHS}
SELECT count(*), max(CAST(julianday(:day) - julianday(waits_since) AS INTEGER)), coalesce(sum(has_proposal), 0)
FROM youth_state WHERE state = 'waiting'"""

RUNNING = f"""WITH {states.MATCHES}
SELECT coalesce(sum(state = 'starting'), 0), coalesce(sum(state = 'settled'), 0), coalesce(sum(state = 'paused'), 0)
FROM match_state"""


def status(connection: sqlite3.Connection, profile: Profile, day: str) -> Status:
    """The state of the corps on a day; each number as the figures and states of the same day give it."""
    given = states.params(profile, day)
    free, in_training, ready = connection.execute(MENTORS, given).fetchone()
    waiting, longest, proposed = connection.execute(YOUTHS, given).fetchone()
    starting, settled, paused = connection.execute(RUNNING, given).fetchone()

    def number(key: str) -> int:
        found = figures.value(connection, figures.BY_KEY[key], profile, day, day)
        assert isinstance(found, int)
        return found

    at_risk = sum(1 for one in match.facts(connection, profile, day) if risk(one, profile, day))
    return Status(
        as_of=day, scheme=profile.scheme.title, trained=number("mentors_trained_total"),
        active=number("mentors_active_at_end"), ready=ready, free_places=free, in_training=in_training, waiting=waiting,
        proposed=proposed, longest_wait_days=longest, running=starting + settled + paused, starting=starting,
        settled=settled, paused=paused, at_risk=at_risk, due=agenda.due(connection, profile, day),
    )  # fmt: skip
