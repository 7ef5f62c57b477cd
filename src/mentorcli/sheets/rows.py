"""From the cells of one row to values, each through the gate; what is wrong is collected, not raised."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from mentorcli import codes, gates, parsing, words
from mentorcli.errors import BadValue
from mentorcli.words import _

Extra = Mapping[str, Mapping[str, tuple[str, ...]]]  # the scheme's own words of each code list


class Refused(NamedTuple):
    """One cell (or row) that cannot be trusted, and why; `value` never repeats a CPR number."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str


@dataclass
class Row:
    """A row of a known layout: its values by field, what was wrong with it, and words that were left out."""

    sheet: str
    number: int
    cells: list[object] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)
    shown: dict[str, tuple[str, object]] = field(default_factory=dict)  # heading and cell of each field
    wrong: list[Refused] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    spoilt: set[str] = field(default_factory=set)  # fields whose cell is not even looked at

    def refuse(self, key: str, reason: str, value: object = None) -> None:
        """Note that a field of this row cannot be trusted."""
        heading, cell = self.shown.get(key, (key, ""))
        said = cell if value is None else value
        self.wrong.append(Refused(self.sheet, self.number, heading, words.shown(as_text(said)), reason))

    def day(self, key: str) -> str | None:
        """A day of this row, ISO."""
        found = self.values.get(key)
        return found if isinstance(found, str) else None

    def text(self, key: str) -> str:
        """A text of this row; empty where the cell is."""
        found = self.values.get(key)
        return found if isinstance(found, str) else ""


def as_text(cell: object) -> str:
    """A cell as text that can be read in again: 4200.0 is `4200`, a day is ISO, a length `1:30`, yes and no are words."""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    if isinstance(cell, datetime.time):
        return cell.strftime("%H:%M" if not cell.second else "%H:%M:%S")
    if isinstance(cell, datetime.timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return str(cell)


def hides_cpr(cell: object) -> bool:
    """Whether a cell holds what looks like a CPR number; also one whose leading zero a spreadsheet has taken away."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return False
    text = as_text(cell)
    if len(text) < 9:
        return False
    return parsing.looks_like_cpr(text) or (
        re.fullmatch(r"\s*[0-9]{9}\s*", text) is not None and parsing.looks_like_cpr(f"0{text.strip()}")
    )


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing but space."""
    return cell is None or (isinstance(cell, str) and not cell.strip(" \t\r\n\u00a0"))


def tags(cell: object) -> str:
    """A list of words with commas (or semicolons) between."""
    text = parsing.line(as_text(cell), most=500).replace(";", ",")
    return parsing.line(", ".join(word for word in (part.strip() for part in text.split(",")) if word), most=500)


def hours_cell(cell: object) -> int:
    """The minutes of some of the coordinator's time: never none."""
    found = parsing.minutes_cell(cell, bare="hours")
    if not found:
        raise BadValue(_("It is no time at all."), "")
    return found


def yes_no(cell: object) -> int:
    """Yes or no."""
    folded = parsing.fold(as_text(cell)).strip(".")
    if folded in ("ja", "j", "x", "yes", "y", "1", "true", "sand"):
        return 1
    if folded in ("nej", "n", "no", "0", "false", "falsk"):
        return 0
    raise BadValue(_("It is neither yes nor no."), "")


def one_of(list_name: str, extra: Extra) -> Callable[[object], str]:
    """The gate of a code list: the code that a word means, or the known words."""

    def gate(cell: object) -> str:
        found = codes.code_for(list_name, as_text(cell), extra.get(list_name))
        if found is None:
            known = ", ".join(
                dict.fromkeys(
                    codes.word(list_name, one) for one in (*codes.LISTS[list_name], *extra.get(list_name, {}))
                )
            )
            raise BadValue(_("It is on no list. Known: {keys}").format(keys=known), "")
        return found

    return gate


def category(extra: Extra) -> Callable[[object], str]:
    """The gate of a money category: a known one's code, else the word itself."""

    def gate(cell: object) -> str:
        text = as_text(cell)
        return codes.code_for("money_category", text, extra.get("money_category")) or parsing.name(text)[:80]

    return gate


class Gates:
    """The gate of every field of every layout; days and names are remembered, for lists repeat them."""

    def __init__(self, today: str, extra: Extra) -> None:
        self.today = today
        self.extra = extra
        self._days: dict[tuple[str, object], str] = {}
        self._cells: dict[tuple[int, object], object] = {}
        text = self.remembered(lambda cell: parsing.line(as_text(cell)))
        town = self.remembered(lambda cell: parsing.line(as_text(cell), most=80))
        name = self.remembered(lambda cell: parsing.name(as_text(cell)))
        tag = self.remembered(tags)

        def code(list_name: str) -> Callable[[object], object]:
            return self.remembered(one_of(list_name, extra))

        past, birth, any_day = self.day("past"), self.day("birth"), self.day("any")
        length = self.remembered(lambda cell: parsing.minutes_cell(cell))
        span = self.remembered(lambda cell: parsing.minutes_cell(cell, bare="hours", most=60_000))
        person: dict[str, Callable[[object], object]] = {
            "name": name, "gender": code("gender"), "born": birth, "phone": lambda c: parsing.phone(as_text(c)),
            "email": lambda c: parsing.email(as_text(c)), "address": text, "postcode": parsing.postcode_cell, "town": town,
            "languages": tag, "interests": tag, "work": text,
            "free_times": self.remembered(lambda cell: gates.free_times(as_text(cell))),
            "remark": lambda c: parsing.text(as_text(c)),
        }  # fmt: skip
        self.by_kind: dict[str, dict[str, Callable[[object], object]]] = {
            "mentor": {
                **person, "applied_on": past, "straffeattest_on": past, "boerneattest_on": past, "trained_on": past,
                "approved_on": past, "secrecy_on": past, "status": code("mentor_state"), "stopped_on": past,
                "capacity": lambda c: parsing.whole_cell(c, least=0, most=20), "helps_with": tag,
                "channel": code("channel"),
            },
            "youth": {
                **person, "referred_on": past, "source": code("source"), "needs": tag, "consent_on": past,
                "support": lambda c: parsing.line(as_text(c), most=80), "closed_on": past, "close_reason": code("youth_close"),
            },
            "match": {
                "mentor": name, "youth": name, "proposed_on": past, "mentor_yes_on": past, "youth_yes_on": past,
                "first_met_on": past, "coordinator_present": yes_no, "ended_on": past, "ended_by": code("ended_by"),
                "planned": code("planned"), "reason": code("end_reason"), "outcome": code("outcome"),
            },
            "meeting": {
                "on_day": any_day, "at": self.remembered(lambda c: parsing.clock(clock_text(c))), "mentor": name, "youth": name,
                "kind": code("meeting_kind"), "status": code("meeting_status"), "who": code("party"), "minutes": length,
                "place": self.remembered(lambda c: parsing.line(as_text(c), most=60)), "topics": tag,
            },
            "event": {
                "on_day": any_day, "title": name, "kind": code("event_kind"), "hours": span,
                "attendees": lambda c: parsing.text(as_text(c)),
            },
            "money": {
                "on_day": past, "direction": code("money_direction"), "category": self.remembered(category(extra)),
                "amount": parsing.amount_cell, "text": text,
            },
            "hours": {"on_day": past, "hours": hours_cell, "activity": name},
        }  # fmt: skip

    def remembered(self, gate: Callable[[object], object]) -> Callable[[object], object]:
        """A gate that looks at each different cell once."""
        known: dict[tuple[type, object], object] = {}

        def look(cell: object) -> object:
            key = (type(cell), cell)
            if key not in known:
                known[key] = gate(cell)
            return known[key]

        return look

    def day(self, sense: str) -> Callable[[object], object]:
        """The gate of a day: `birth`, `past` (not to come) or `any`."""

        def gate(cell: object) -> str:
            found = parsing.day_cell(cell, today=self.today, sense="birth" if sense == "birth" else "file")
            if sense == "past" and found > self.today:
                raise BadValue(_("The day is still to come."), "")
            return found

        return self.remembered(gate)

    def parse(self, kind: str, row: Row) -> None:
        """Fill the row's values from its cells; a cell that its gate refuses is noted on the row."""
        gates = self.by_kind[kind]
        for key, (_heading, cell) in row.shown.items():
            if is_blank(cell) or key in row.spoilt:
                continue
            try:
                row.values[key] = gates[key](cell)
            except BadValue as error:
                row.refuse(key, f"{error.message} {error.hint}".strip())


def clock_text(cell: object) -> str:
    """A time of day in a cell as text."""
    return cell.strftime("%H:%M") if isinstance(cell, datetime.time | datetime.datetime) else as_text(cell)
