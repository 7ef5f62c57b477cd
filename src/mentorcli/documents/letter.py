"""What all letters and forms share: common facts, what is missing, title and file name, and the making."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import words
from mentorcli.documents import DOCUMENTS, render
from mentorcli.documents.house import House
from mentorcli.errors import NotFound
from mentorcli.rules.rule import age
from mentorcli.views.document import Person
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


Record = int | str | None  # a record's number; of a person of either kind `m3` or `y12`; none for a blank form


class Draft(NamedTuple):
    """What a document is filled with; `case` is the number it goes by, `missing` what somebody has to fill in."""

    case: str
    facts: dict[str, object]
    missing: tuple[str, ...] = ()


class Made(NamedTuple):
    """A finished document: its bytes, and what it is called without naming anybody (B18)."""

    content: bytes
    title: str
    file: str
    missing: tuple[str, ...]


def draft(kind: str, connection: sqlite3.Connection, profile: Profile, record: Record, day: str) -> Draft:
    """What a document of a kind is filled with on a day."""
    found: Draft = import_module(f"mentorcli.documents.{kind}").facts(connection, profile, record, day)
    return found._replace(facts={**common(profile, day), **found.facts, "case": found.case, "missing": found.missing})


def common(profile: Profile, day: str) -> dict[str, object]:
    """The facts that every letter may print: the scheme, whom to turn to, the day, and the word for the young person."""
    danish = words.language() == "da"
    return {
        "scheme": profile.scheme.title,
        "contact": profile.contact,
        "keep": profile.keep,
        "day": day,
        "youth_word": profile.scheme.youth_word if danish else f"the {profile.scheme.youth_word_en}",
        "volunteer": profile.mentor.kind == "volunteer",
    }


def template(kind: str) -> str:
    """The name of the template of a kind, with LANG for the language."""
    return f"letters/LANG/{kind}"


def made(kind: str, what: Draft, form: str, house: House, day: str) -> Made:
    """A document of a kind in a format."""
    title = f"{_(DOCUMENTS[kind].title)} {what.case}".strip()
    paper = render.Paper(title, str(what.facts["scheme"]), day)
    content = render.made(house, form, render.filled(house, template(kind), what.facts), paper)
    return Made(content, title, file_name(kind, what.case, form, day), what.missing)


def file_name(kind: str, case: str, form: str, day: str) -> str:
    """The name of the file: case number, kind and day, in letters that every system takes."""
    title = _(DOCUMENTS[kind].title).replace("§", "paragraf" if words.language() == "da" else "section")
    slug = re.sub("[^a-z0-9]+", "-", words.fold(title)).strip("-")
    return "-".join(part for part in (case, slug, day) if part) + f".{form}"


def lacking(*wanted: tuple[object, str]) -> tuple[str, ...]:
    """The names of what is missing, each told once, in order."""
    return tuple(dict.fromkeys(label for value, label in wanted if value is None or value == "" or value == ()))


def contact_lacking(profile: Profile) -> Iterable[tuple[object, str]]:
    """What the scheme has not said about itself."""
    contact = profile.contact
    return (
        (contact.coordinator, _("the coordinator's name (scheme set contact.coordinator)")),
        (contact.phone or contact.email, _("the coordinator's telephone or e-mail (scheme set contact.phone)")),
    )


def named(one: Person, letter: str) -> Person:
    """A person who still has a name; of somebody erased no letter can be made."""
    if one.name is None:
        raise NotFound(
            _("{id} has been erased; there is nobody to write about.").format(id=f"{letter}{one.id}"),
            _("See them all: mentorcli {kind} list").format(kind="mentor" if letter == "m" else "youth"),
        )
    return one


def is_under(born: str | None, profile: Profile, day: str) -> bool:
    """Whether a guardian has a say (B5); of unknown age only where the scheme takes anybody so young."""
    limit = profile.youth.guardian_under
    if limit is None:
        return False
    if born:
        return age(born, day) < limit
    return profile.youth.min_age is None or profile.youth.min_age < limit


def words_for(profile: Profile, list_name: str) -> list[str]:
    """The scheme's own words for its goal areas or benefits, in the language in use."""
    return [
        danish if words.language() == "da" else english for danish, english in profile.additions(list_name).values()
    ]
