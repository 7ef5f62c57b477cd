"""mentorcli document …"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli.commands import options
from mentorcli.context import DOCUMENT_FORMATS, Context
from mentorcli.errors import BadValue, Refused
from mentorcli.output import Column, Listing, deliver, emit, keep, say
from mentorcli.tree import new_group
from mentorcli.views import names
from mentorcli.words import N_, _, shown

if TYPE_CHECKING:
    from mentorcli.documents.letter import Record

app = new_group("Letters and forms: agreement, consent, notes, certificates, what is on file.")

COLUMNS = (
    Column("kind", N_("Kind")),
    Column("title", N_("Document"), "translated"),
    Column("record", N_("Of"), "translated"),
    Column("about", N_("What for"), "translated", wide=True),
)


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the documents that can be made, and of which record."""
    here: Context = ctx.obj
    from mentorcli.documents import DOCUMENTS

    nouns = {**names.NOUNS, "person": N_("mentor or young person"), "year": N_("year")}
    emit(here, Listing(COLUMNS, [(kind, one.title, nouns[one.noun], one.about) for kind, one in DOCUMENTS.items()]))


@app.command("make")
def make(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="What to make: agreement, consent … (document list).")],
    record: Annotated[
        str | None, typer.Argument(metavar="[RECORD]", help="Of whom: a name, m3, y12, x7, or a year.")
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(metavar="DIR", readable=False, help="The folder for the file (default: the current one)."),
    ] = None,
) -> None:
    """Make a letter or form as PDF, or as docx, html or md; the file is named by number, never by name."""
    here: Context = ctx.obj
    from mentorcli.documents import DOCUMENTS, letter
    from mentorcli.documents.house import House

    form = chosen_format(here)
    kind = kind_of(kind)
    # what may go out of a year is for the rules of today, as in its annual report
    profile = here.profile_on(here.today) if DOCUMENTS[kind].noun == "year" else here.profile
    what = letter.draft(kind, here.connection, profile, record_of(here, kind, record), here.day)
    made = letter.made(kind, what, form, House(here.templates), here.day)
    if here.output is not None or (form == "md" and into is None):
        deliver(here, made.content)
    else:
        keep(here, (into or Path()).expanduser().absolute() / made.file, made.content)
    for one in made.told:
        say(one, here)


def chosen_format(here: Context) -> str:
    """The format of a document: PDF unless another is asked for; BadValue for one that no document has."""
    form = here.format if "--format" in here.given or here.output is not None else "pdf"
    if here.output is not None and "--format" not in here.given and form == "table":
        raise BadValue(
            _("The name {name} does not say which format the document has.").format(name=f"“{here.output.name}”"),
            _("End it in {endings}.").format(endings=", ".join(f".{one}" for one in DOCUMENT_FORMATS)),
        )
    if form not in DOCUMENT_FORMATS:
        raise BadValue(
            _("A document cannot be written as {format}.").format(format=form),
            _("Choose {formats}.").format(formats=", ".join(DOCUMENT_FORMATS)),
        )
    return form


def kind_of(typed: str) -> str:
    """A kind of document, by its key or its title; BadValue with the known ones."""
    from mentorcli.documents import DOCUMENTS

    found = options.titled(typed, {kind: one.title for kind, one in DOCUMENTS.items()})
    if found is None:
        known = ", ".join(f"{kind} ({_(one.title)})" for kind, one in DOCUMENTS.items())
        raise BadValue(
            _("There is no document {kind}.").format(kind=f"“{shown(typed)}”"), _("Known: {keys}").format(keys=known)
        )
    return found


EXAMPLES = {"match": "x7", "youth": "y12", "mentor": "m3", "person": "y12", "year": "2017"}


def record_of(here: Context, kind: str, typed: str | None) -> Record:
    """The record that a document is made of: a number, of a person a letter too, of a year its four digits."""
    from mentorcli.documents import DOCUMENTS

    noun, connection = DOCUMENTS[kind].noun, here.connection
    if typed is None:
        if DOCUMENTS[kind].blank:
            return None
        raise BadValue(
            _("It is not said of whom."),
            _("For example: mentorcli document make {kind} {id}").format(kind=kind, id=EXAMPLES[noun]),
        )
    if noun == "year":
        from mentorcli.reports.annual import period

        command = f"mentorcli document make {kind} {EXAMPLES[noun]}"
        return int(period(connection, typed, here.day, command=command)[0][:4])
    if noun == "person":
        who, number = names.anybody(connection, typed)
        return f"{names.LETTER_OF[who]}{number}"
    return match_of(here, kind, typed) if noun == "match" else names.person(connection, noun, typed)


def match_of(here: Context, kind: str, typed: str) -> int:
    """The match meant: by its number, or by its youth when one match only is such as the document is about.

    Refused where the number is of a match that is not such a one.
    """
    from mentorcli.documents import DOCUMENTS
    from mentorcli.views import match as view

    states = ("ended",) if kind == "closure" else ("proposed", "accepted", "starting", "settled", "paused")
    able = view.in_state(here.connection, here.profile, here.day, states)
    noun = _("match that has ended") if kind == "closure" else _("match that is open or proposed")
    number = names.match_of(here.connection, typed, able, noun, bare=True)
    if number not in able and kind != "closure":  # which says itself what has not ended
        raise Refused(
            _("{name} is not open or proposed: {title} would be about a match that is over.").format(
                name=names.label(here.connection, number), title=f"“{_(DOCUMENTS[kind].title)}”"
            ),
            _("See the matches: mentorcli match list"),
        )
    return number
