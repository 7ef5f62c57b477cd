"""The follow-up note of a match over a period: what the file tells, and what people have written.

A draft says at its top what is missing. When it is issued its Markdown is kept with a fingerprint, the SHA-256 of all
but its last line, and is printed from then on as it was.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import codes, words
from mentorcli import form as headings
from mentorcli.documents import render
from mentorcli.documents.house import House
from mentorcli.documents.letter import Draft, Lack, common, contact_lacking, lacking, named, said, youth_word
from mentorcli.errors import StoreError
from mentorcli.reports.masking import protected_addresses, without_addresses
from mentorcli.rules import noting
from mentorcli.rules.facts import NoteDue
from mentorcli.rules.rule import days_between
from mentorcli.views import document
from mentorcli.views import note as view
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

TEMPLATE = "notes/LANG/note"
GAP_DAYS = 30  # without a meeting for longer, a note says so
CHARTS = 4  # of the development, at most; the table has every goal


def facts(connection: sqlite3.Connection, profile: Profile, one: view.Note, day: str) -> Draft:
    """What a note is filled with: the facts of its period as the file has them, as far as the day knows, and its texts."""
    lo, hi = one.first, min(one.last, day)
    pair = document.pair(connection, one.match, hi)
    youth = named(document.person(connection, "youth", pair.youth), "y")
    mentor = document.person(connection, "mentor", pair.mentor)
    grant, visited = (
        view.grant(connection, profile, pair.youth, (lo, hi), day, known=one.grant),
        document.visitation(connection, pair.youth, hi),
    )
    meetings, talks = view.meetings(connection, one.match, lo, hi), view.talks(connection, one.match, lo, hi)
    held = [meeting for meeting in meetings if meeting.status == "held"]
    told = view.development(connection, pair.youth, lo, hi)
    goals = document.goals(connection, pair.youth, hi)
    purpose = one.texts["purpose"] or (grant.purpose if grant else "") or (visited.purpose if visited else "")
    silent = [who for who in ("youth", "mentor") if who not in [party for _on, party, _kind, _rating in talks]]
    untouched = view.untouched(connection, pair.youth, lo, hi)
    without = gaps([meeting.day for meeting in held], lo, hi)
    unwritten = [
        code for part, code in view.SECTIONS.items() if not (purpose if part == "purpose" else one.texts[part]).strip()
    ]
    quoted = ", ".join(_("“{text}”").format(text=title_of(profile, code)) for code in unwritten)
    lacks = (
        *without,
        *(_("no talk with {who} in the period").format(who=called(profile, "party", who)) for who in silent),
        *(_("the goal {area} has not been scored in the period").format(area=codes.word("area", area)) for area in untouched),
        *([] if goals else [_("goals")]),
        *([_("nothing is written under {headings}").format(headings=quoted)] if unwritten else []),
    )  # fmt: skip
    unpaid = () if grant else payer_lacking(connection, profile, one, day)
    missing = () if one.number else (*lacking(*contact_lacking(profile)), *unpaid, *map(Lack, lacks))
    told_of: dict[str, object] = {
        "note": one, "text": {**one.texts, "purpose": purpose}, "youth": youth, "mentor": mentor,
        "grant": grant, "held": held, "minutes": sum(meeting.minutes for meeting in held), "goals": goals,
        "missed": [meeting for meeting in meetings if meeting.status != "held"], "development": told,
        "stand_ins": list({meeting.stand_in: meeting.stand_in_name for meeting in held if meeting.stand_in}.values()),
        "charts": curves(told, profile), "own_view": title_of(profile, "youth-view"),
        "talks": talks, "next_talk": view.next_talk(connection, one.match, hi, day),
        "next_note": next_note(grant, view.renewal(connection, profile, grant, day), profile, one.last),
        "gaps": [begun(gap) for gap in without] if held else [], "silent": silent, "untouched": untouched,
        "authorities": [meeting.day for meeting in held if meeting.kind == "authority"],
        "number": one.number, "case": f"y{youth.id}", "missing": [lack.what for lack in missing],
        "overdrawn": grant is not None and grant.left < 0,
    }  # fmt: skip
    printed = without_addresses(told_of, protected_addresses(connection))
    return Draft(f"y{youth.id}", {**common(profile, day), **printed}, missing)


def payer_lacking(connection: sqlite3.Connection, profile: Profile, one: view.Note, day: str) -> tuple[Lack, ...]:
    """What a note without a grant lacks: an answer that is waited for; or the days for which D7 asks on account of one."""
    text = _("a grant for the period (a note is due for {first}–{last})")
    waited = view.pending(
        connection, profile, document.pair(connection, one.match, day).youth, (one.first, one.last), day
    )
    unanswered = tuple(
        Lack(
            _("an answer to the grant g{id}, which this note then tells of").format(id=number), f"grant show g{number}"
        )
        for number in waited
    )
    return unanswered or tuple(
        Lack(
            text.format(first=words.day_short(asked[1]), last=words.day_short(asked[2])),
            f"grant show g{row.grant_id}",
        )
        for row in view.due(connection, profile, day)
        if row.match_id == one.match and (asked := noting.state(row, profile, day))
    )


def next_note(grant: view.Grant | None, renewal: tuple[str, str] | None, profile: Profile, hi: str) -> str | None:
    """The last day of the next note's period, where the scheme writes them and the grant goes on, or is renewed."""
    months = profile.followup.note_months
    if not months:
        return None
    last = grant.last if grant else "9999-12-31"
    days = noting.period(NoteDue(0, None, "", hi, last, hi, hi), months)
    if days is None and renewal is not None:
        days = noting.period(NoteDue(0, None, "", *renewal, None, hi), months)
    return days[1] if days else None


def gaps(days: list[str], lo: str, hi: str) -> list[str]:
    """The stretches of more than a month without a meeting."""
    if not days:
        return [_("no meeting was held in the period")]
    ends = [lo, *days, hi]
    return [
        _("no meeting from {first} to {last}").format(first=words.day_short(first), last=words.day_short(last))
        for first, last in itertools.pairwise(ends)
        if days_between(first, last) > GAP_DAYS
    ]


def called(profile: Profile, list_name: str, code: str) -> str:
    """Whose voice it is; the young person is called what the scheme calls them."""
    return youth_word(profile) if code == "youth" else codes.word(list_name, code)


def title_of(profile: Profile, code: str) -> str:
    """The heading of a part of the note, as the paper has it."""
    if code != "youth-view":
        return headings.title_of("note_part", code)
    return begun(_("{who}'s own view").format(who=youth_word(profile)))


def begun(text: str) -> str:
    """A text that begins with a capital; the rest as it was: an English month has one too."""
    return text[:1].upper() + text[1:]


def curves(told: list[view.Development], profile: Profile) -> list[dict[str, object]]:
    """The goals that were scored on two days or more, as charts: the days, and a series for each voice."""
    goals: dict[tuple[str, str], list[view.Development]] = {}
    for one in told:
        goals.setdefault((one.area, one.text), []).append(one)
    found: list[dict[str, object]] = []
    for (area, text), voices in goals.items():
        days = sorted({on for one in voices for on, _score in one.scores})
        if len(days) > 1 and len(found) < CHARTS:
            word = codes.word("area", area)
            series = [(called(profile, "view", one.view), [dict(one.scores).get(on) for on in days]) for one in voices]
            found.append(
                {
                    "title": f"{word}: {text}" if text else word,
                    "days": [words.day_short(on) for on in days],
                    "series": series,
                }
            )
    return found


def made(connection: sqlite3.Connection, profile: Profile, one: view.Note, form: str, house: House, day: str) -> bytes:
    """A note in a format: an issued one as it was printed then, a draft as it stands."""
    if one.number is None:
        return render.made(house, form, filled(connection, profile, one, house, day), paper(one, profile, day))
    content = one.content.encode()
    if fingerprint(content) != one.fingerprint:
        raise StoreError(
            _("Note {number} is not as it was issued: its text does not fit its fingerprint.").format(
                number=one.number
            ),
            _("Take it from a backup."),
        )
    if form == "md":
        return content
    kept = view.printed(connection, one.id).get(form)
    if kept is not None:
        return base64.b64decode(kept)
    return render.made(house, form, render.Filled(one.content, ()), paper(one, profile, one.issued or day))


def told(connection: sqlite3.Connection, profile: Profile, one: view.Note, day: str) -> tuple[str, ...]:
    """What the coordinator should know of a draft; of an issued note nothing."""
    return said(facts(connection, profile, one, day)) if one.number is None else ()


def filled(connection: sqlite3.Connection, profile: Profile, one: view.Note, house: House, day: str) -> render.Filled:
    """The template of a note, filled."""
    return render.filled(house, TEMPLATE, facts(connection, profile, one, day).facts)


def paper(one: view.Note, profile: Profile, day: str) -> render.Paper:
    """What the note says about itself: never a name."""
    title = _("Follow-up note {number}").format(number=one.number or _("(draft)"))
    return render.Paper(title, profile.scheme.title, day)


class Issued(NamedTuple):
    """What is frozen of a note: its Markdown, the fingerprint of that, the grant it tells of, and what its prints are made of."""

    content: str
    fingerprint: str
    grant: int | None
    whole: render.Filled
    paper: render.Paper


class Unprinted(Exception):
    """A note cannot be frozen yet: this text of it has not been printed."""

    def __init__(self, text: Issued) -> None:
        super().__init__()
        self.text = text


def issued(connection: sqlite3.Connection, profile: Profile, one: view.Note, house: House, day: str) -> Issued:
    """What a note says when it is issued."""
    told = facts(connection, profile, one, day).facts
    what, grant = render.filled(house, TEMPLATE, told), told["grant"]
    says = paper(one, profile, day)
    plain = render.made(house, "md", what, says)
    mark = hashlib.sha256(plain).hexdigest()
    last = "*" + _("Fingerprint (SHA-256): {mark}").format(mark=mark) + "*\n"
    whole = render.Filled(f"{what.text}\n{last}", what.pictures)
    content = render.made(house, "md", whole, says).decode()
    return Issued(content, mark, grant.id if isinstance(grant, view.Grant) else None, whole, says)


def prints(text: Issued, house: House) -> dict[str, bytes]:
    """The other formats of an issued note, as far as they can be made here; it takes a second or two."""
    from mentorcli.documents.office import ExtraMissing

    forms = {}
    for form in ("html", "docx", "pdf"):
        try:
            forms[form] = render.made(house, form, text.whole, text.paper)
        except ExtraMissing:  # what is missing is made of the Markdown when it is asked for
            continue
    return forms


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a note without its last line, and the empty one before it."""
    return hashlib.sha256(content.rstrip(b"\n").rpartition(b"\n")[0]).hexdigest()
