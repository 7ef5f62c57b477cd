"""The agenda as a calendar (iCalendar, RFC 5545) that other programs read: a whole-day event for each line.

A calendar leaves this machine, for a telephone or a server, so people stand in it by their numbers unless it is asked
otherwise. The same agenda gives the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from icalendar import Calendar, Event

from mentorcli.rules.rule import Finding
from mentorcli.rules.table import BY_ID
from mentorcli.views.names import LETTER_OF
from mentorcli.words import _, fold


def make(found: Sequence[Finding], scheme: str, day: str, names: Iterable[str] | None) -> bytes:
    """The calendar of findings as of a day; `names` are all names on file, which are then left out (None: they stay).

    An event is known again by its rule and record (UID), so a later calendar moves it rather than doubling it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//mentorcli//agenda//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    home = "-".join(re.findall("[a-z0-9]+", fold(scheme))) or "scheme"
    kept = None if names is None else [one for one in names if one]
    times: Counter[str] = Counter()
    for one in found:
        known = f"{one.rule}-{number(one)}".lower()
        times[known] += 1
        nth = f"-{times[known]}" if times[known] > 1 else ""
        event = Event()
        event.add("uid", f"{known}{nth}@{home}.mentorcli")
        event.add("dtstamp", datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC))
        event.add("dtstart", date.fromisoformat(one.due))
        event.add("summary", one.message if kept is None else nameless(one, kept))
        event.add("description", one.command)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")  # a reminder leaves the day free
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def number(one: Finding) -> str:
    """The record of a finding by its number alone: x25, m3, or a year."""
    letter = "" if one.kind == "year" else LETTER_OF.get(one.kind, f"{one.kind}-")
    return f"{letter}{one.id}"


def nameless(one: Finding, names: Sequence[str]) -> str:
    """What a finding says, with the record's number for its name; where a name is left in it, the rule's own sentence."""
    if one.kind == "year":
        said = one.message
    else:
        said = one.message.replace(one.label, number(one))
        names = [*names, *(word for word in one.label.split() if len(word) > 1)]
        if one.label not in one.message:
            names = [one.message]
    if any(name in said for name in names):
        return _("{id}: to see to, by the rule “{sentence}”").format(
            id=number(one), sentence=_(BY_ID[one.rule].sentence)
        )
    return said
