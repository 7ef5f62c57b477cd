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
from mentorcli.reports.masking import protected_addresses, without_addresses
from mentorcli.rules.consent import needs_guardian
from mentorcli.views.document import Person
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


Record = int | str | None  # a record's number; of a person of either kind `m3` or `y12`; none for a blank form


class Lack(NamedTuple):
    """What the file does not tell: in words for the paper, and with which command it is told."""

    what: str
    how: str = ""


class Draft(NamedTuple):
    """What a document is filled with; `case` is the number it goes by, `missing` what the file should have told.

    `by_hand` is what no file holds and the paper has lines for; `told` is for the coordinator's eyes alone. Neither is
    printed, for the paper goes to others.
    """

    case: str
    facts: dict[str, object]
    missing: tuple[Lack, ...] = ()
    by_hand: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class Made(NamedTuple):
    """A finished document: its bytes, what it is called without naming anybody (B18), and what its maker should know."""

    content: bytes
    title: str
    file: str
    told: tuple[str, ...]


def draft(kind: str, connection: sqlite3.Connection, profile: Profile, record: Record, day: str) -> Draft:
    """What a document of a kind is filled with on a day; a protected address stands in none of its texts (B17)."""
    found: Draft = import_module(f"mentorcli.documents.{kind}").facts(connection, profile, record, day)
    missing = [one.what for one in found.missing]
    printed = without_addresses(found.facts, protected_addresses(connection))
    return found._replace(facts={**common(profile, day), **printed, "case": found.case, "missing": missing})


def common(profile: Profile, day: str) -> dict[str, object]:
    """The facts that every letter may print: the scheme, whom to turn to, the day, and the word for the young person."""
    return {
        "scheme": profile.scheme.title,
        "contact": profile.contact,
        "keep": profile.keep,
        "day": day,
        "youth_word": youth_word(profile),
        "volunteer": profile.mentor.kind == "volunteer",
    }


def youth_word(profile: Profile) -> str:
    """What the scheme calls the young person, in the language in use."""
    return profile.scheme.youth_word if words.language() == "da" else f"the {profile.scheme.youth_word_en}"


def template(kind: str) -> str:
    """The name of the template of a kind, with LANG for the language."""
    return f"letters/LANG/{kind}"


def made(kind: str, what: Draft, form: str, house: House, day: str) -> Made:
    """A document of a kind in a format."""
    title = f"{_(DOCUMENTS[kind].title)} {what.case}".strip()
    paper = render.Paper(title, str(what.facts["scheme"]), day)
    content = render.made(house, form, render.filled(house, template(kind), what.facts), paper)
    return Made(content, title, file_name(kind, what.case, form, day), said(what))


def file_name(kind: str, case: str, form: str, day: str) -> str:
    """The name of the file: case number, kind and day, in letters that every system takes."""
    title = _(DOCUMENTS[kind].title).replace("§", "paragraf" if words.language() == "da" else "section")
    slug = re.sub("[^a-z0-9]+", "-", words.fold(title)).strip("-")
    return "-".join(part for part in (case, slug, day) if part) + f".{form}"


def said(what: Draft) -> tuple[str, ...]:
    """What the maker of a document should know: what is missing and how to tell it, what is written by hand, and more."""
    missing = "; ".join(f"{one.what} (mentorcli {one.how})" if one.how else one.what for one in what.missing)
    return (
        *([_("Draft. Missing: {what}").format(what=missing)] if missing else ()),
        *([_("To fill in by hand: {what}").format(what="; ".join(what.by_hand))] if what.by_hand else ()),
        *what.told,
    )


def lacking(*wanted: tuple[object, str] | tuple[object, str, str]) -> tuple[Lack, ...]:
    """What is missing, each told once, in order; of a value, its name, and the command that tells it."""
    return tuple(dict.fromkeys(Lack(*names) for value, *names in wanted if value is None or value == "" or value == ()))


def contact_lacking(profile: Profile) -> Iterable[tuple[object, str, str]]:
    """What the scheme has not said about itself."""
    contact = profile.contact
    return (
        (contact.coordinator, _("the coordinator's name"), "scheme set contact.coordinator"),
        (contact.phone or contact.email, _("the coordinator's telephone or e-mail"), "scheme set contact.phone"),
    )


def named(one: Person, letter: str) -> Person:
    """A person who still has a name; of somebody erased no letter can be made."""
    if one.name is None:
        raise NotFound(
            _("{id} has been erased; there is nobody to write about.").format(id=f"{letter}{one.id}"),
            _("See them all: mentorcli {kind} list").format(kind="mentor" if letter == "m" else "youth"),
        )
    return one


def may_be_under(born: str | None, profile: Profile, day: str) -> bool:
    """Whether a paper has a part for the guardian: where one has a say, or may have (the templates then say "if")."""
    return needs_guardian(born, profile, day) is not False


def words_for(profile: Profile, list_name: str) -> list[str]:
    """The scheme's own words for its goal areas or benefits, in the language in use."""
    return [
        danish if words.language() == "da" else english for danish, english in profile.additions(list_name).values()
    ]
