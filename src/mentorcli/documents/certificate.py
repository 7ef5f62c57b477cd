"""The course certificate of a mentor who has taken the mentor course."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from mentorcli.documents.letter import Draft, lacking, named
from mentorcli.errors import Refused
from mentorcli.views import document as view
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile


def facts(connection: sqlite3.Connection, profile: Profile, number: int, day: str) -> Draft:
    """The newest course of a mentor; Refused where none is on file, for the paper would not be true."""
    mentor = named(view.person(connection, "mentor", number), "m")
    courses = view.courses(connection, number, day)
    if not courses:
        raise Refused(
            _("{name} has not taken a course.").format(name=f"m{number} {mentor.name}"),
            _("Record it first: mentorcli event attend EVENT {id}, or mentorcli mentor train {id}").format(
                id=f"m{number}"
            ),
        )
    course = courses[0]
    missing = lacking(
        (course.title, _("the name of the course"), "event add, event attend"),
        (course.minutes or None, _("the hours of the course"), "event add --hours"),
    )
    return Draft(f"m{number}", {"mentor": mentor, "course": course}, missing, (_("the place, and who taught"),))
