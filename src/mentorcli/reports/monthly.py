"""A month as a folder of files for other programs: figures, status and lists without names, and a manifest of them.

Nothing in it tells when it was made, so the same data give the same bytes on any later day. It holds exact numbers and
stays inside the scheme.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.errors import BadValue
from mentorcli.reports import annual as yearly
from mentorcli.reports import status as now
from mentorcli.reports.annual import Annual
from mentorcli.reports.status import Status
from mentorcli.rules.rule import later
from mentorcli.sheets import writing
from mentorcli.store import files
from mentorcli.views import event, hours, match, meeting, mentor, money, youth
from mentorcli.words import _, day_short

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

TABLES = ("figures", "mentors", "youths", "matches", "meetings", "events", "money", "hours")
MANIFEST = "manifest.json"
NAMES = (*(f"{name}.csv" for name in TABLES), "figures.json", "status.json", "status.md", MANIFEST)


class Table(NamedTuple):
    """A list of the month: its name, its headings and its rows, people by their numbers alone."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]


class Month(NamedTuple):
    """A month cut at the as-of day: its figures, the status of its last day, and its lists."""

    month: str
    figures: Annual
    status: Status
    tables: tuple[Table, ...]

    @property
    def due(self) -> dict[str, int]:
        """What is due at the end of the month: rule -> how often."""
        return dict(Counter(one.rule for one in self.status.due))


def days(month: str, day: str) -> tuple[str, str]:
    """The days of a month, cut at the as-of day; BadValue for what is no month, or one that has not begun."""
    lo = f"{month}-01"
    if not re.fullmatch(r"[12][0-9]{3}-(0[1-9]|1[0-2])", month, re.ASCII):
        raise BadValue(
            _("{month} is no month.").format(month=f"“{month}”"),
            _("For example: mentorcli report monthly 2018-03 --into 2018-03"),
        )
    if lo > day:
        raise BadValue(
            _("The month {month} has not begun on {day}.").format(month=month, day=day_short(day)),
            _("Give an earlier month, or a later --as-of."),
        )
    return lo, min(later(later(lo, months=1), days=-1), day)


def monthly(connection: sqlite3.Connection, profile: Profile, lo: str, hi: str) -> Month:
    """All that the folder of a month tells; as of its last day, whatever today is."""
    figures = yearly.annual(connection, profile, lo, hi, as_of=hi, made_on=hi)
    return Month(lo[:7], figures, now.status(connection, profile, hi), tuple(tables(connection, profile, figures)))


def tables(connection: sqlite3.Connection, profile: Profile, figures: Annual) -> Iterable[Table]:
    """The lists of a month: people and matches as of its last day, what happened in it by day."""
    lo, hi = figures.lo, figures.hi
    lines: list[tuple[object, ...]] = []
    for key, value in figures.values.items():
        lines += [(key, None, value)] if isinstance(value, int) else [(key, *pair) for pair in value.items()]
    yield Table("figures", ("figure", "group", "value"), lines)
    yield numbered(
        "mentors", mentor.listing(connection, profile, hi), "id state gender trained open_matches free_places"
    )
    yield numbered("youths", youth.listing(connection, profile, hi), "id state gender source referred wait_days")
    matches = "id mentor_id youth_id state first_met ended meetings_held"
    yield numbered("matches", match.listing(connection, profile, hi), matches)
    held = meeting.listing(connection, hi, since=lo, until=hi)
    yield numbered("meetings", held, "id match_id on kind status who minutes")
    yield numbered("events", event.listing(connection, hi, since=lo, until=hi), "id on kind minutes attended")
    yield numbered("money", money.listing(connection, hi, since=lo), "id on direction category amount_ore")
    yield numbered("hours", hours.listing(connection, hi, since=lo), "id on minutes")


def numbered(name: str, rows: Iterable[object], headings: str) -> Table:
    """Some columns of a list, by number; of a person or a match (`mentor_id`) the number alone."""
    wanted = tuple(headings.split())

    def cell(row: object, heading: str) -> object:
        found = getattr(row, heading if hasattr(row, heading) else heading.removesuffix("_id"))
        return found[0] if isinstance(found, tuple) else found

    found = [tuple(cell(row, heading) for heading in wanted) for row in rows]
    return Table(name, wanted, sorted(found, key=lambda row: int(str(row[0]))))


def contents(month: Month, status_md: str) -> dict[str, bytes]:
    """The files of the folder by name, the manifest last; `status_md` is the status as people read it."""
    found = {
        f"{one.name}.csv": writing.encoded("csv", "plain", one.headings, one.rows, [""] * len(one.headings))
        for one in month.tables
    }
    figures = {key: value for key, value in yearly.as_json(month.figures).items() if key != "made_on"}
    found["figures.json"] = encoded(figures)
    numbers = {key: value for key, value in month.status._asdict().items() if key != "due"}
    found["status.json"] = encoded({**numbers, "due": month.due})
    found["status.md"] = status_md.encode()
    counts = {f"{one.name}.csv": len(one.rows) for one in month.tables}
    listed = [
        {"name": name, "rows": counts.get(name), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(found.items())
    ]
    around = {key: figures[key] for key in ("scheme", "from", "to", "as_of", "audit_row", "internal")}
    found[MANIFEST] = encoded({"month": month.month, **around, "files": listed})
    return found


def encoded(value: object) -> bytes:
    """A value as JSON of a stable order."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def write(found: dict[str, bytes], month: str, folder: Path) -> bool:
    """Write the folder whole or not at all; False where it holds these very files already.

    A folder with files of anybody else, or of another month, is refused: it would be replaced.
    """
    there = {one.name: one for one in folder.iterdir()} if folder.is_dir() else {}
    if there.keys() == found.keys() and all(one.read_bytes() == found[name] for name, one in there.items()):
        return False
    strangers = sorted(there.keys() - set(NAMES))
    if strangers or month_of(folder) not in ("", month):
        what = ", ".join(strangers[:3]) or month_of(folder)
        raise BadValue(
            _("{path} holds something else already: {what}.").format(path=folder, what=what),
            _("Give each month a folder of its own, for example --into {path}").format(path=folder.parent / month),
        )
    with files.whole_folder(folder) as draft:
        for name, content in found.items():
            (draft / name).write_bytes(content)
    return True


def month_of(folder: Path) -> str:
    """The month that a folder of ours is about; empty where it says nothing."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return ""
    return str(found.get("month", "")) if isinstance(found, dict) else ""
