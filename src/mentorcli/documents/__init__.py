"""The letters and forms that can be made: each name, of which record, its title, and what it is for.

Each has a file of its own name in this folder, which says what it is filled with, and a template in each language.
"""

from __future__ import annotations

from typing import NamedTuple

from mentorcli.words import N_


class Kind(NamedTuple):
    """A kind of document; `noun` is the record it is made of, `blank` whether it can be made of none."""

    noun: str
    title: str
    about: str
    blank: bool = False


DOCUMENTS: dict[str, Kind] = {
    "agreement": Kind("match", N_("Mentor agreement"), N_("What mentor and young person agree on, to be signed.")),
    "consent": Kind(
        "youth", N_("Declaration of consent"), N_("What may be kept and shared, ticked one by one, to be signed.")
    ),
    "visitation": Kind("youth", N_("Visitation note"), N_("The intake meeting and what was decided.")),
    "closure": Kind("match", N_("Closing note"), N_("The end of a match: what was reached, and what comes next.")),
    "secrecy": Kind("mentor", N_("Declaration of secrecy"), N_("What a mentor keeps to themselves, to be signed.")),
    "certificate": Kind("mentor", N_("Course certificate"), N_("The mentor course that was taken.")),
    "referral": Kind(
        "youth", N_("Referral form"), N_("For whoever sends a young person; blank without a record."), True
    ),
    "access": Kind("person", N_("Access print"), N_("Everything on file about one person, and the log of it.")),
    "section18": Kind("year", N_("§ 18 account"), N_("What the § 18 money of a year was used for.")),
}
