"""The declaration of secrecy that a mentor signs before the first meeting (C1)."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from mentorcli.documents.letter import Draft, contact_lacking, lacking, named
from mentorcli.views import document as view

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def facts(connection: sqlite3.Connection, profile: Profile, number: int, day: str) -> Draft:
    """Whom the declaration is for; a signature on file is told, so that nobody signs twice."""
    mentor = named(view.person(connection, "mentor", number), "m")
    signed = view.secrecy(connection, number, day)
    return Draft(f"m{number}", {"mentor": mentor, "signed": signed}, lacking(*contact_lacking(profile)))
