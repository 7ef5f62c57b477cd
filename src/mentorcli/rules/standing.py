"""The rules that stand in the tables and gates themselves, and those that are not built yet: no row is judged for them.

What stands here as enforced is held by a test that tries to break it, `tests/rules/test_standing.py`.
"""

from __future__ import annotations

from mentorcli.rules.rule import Rule
from mentorcli.words import N_


def later(id: str, severity: str, sentence: str, source: str, *, starred: bool = False) -> Rule:
    """A rule of the list that is not built yet."""
    return Rule(id, severity, sentence, source, starred=starred, coming=True)


RULES: tuple[Rule, ...] = (
    Rule(
        "A7",
        "block",
        N_("Of a certificate only its kind, days, outcome and the role of who saw it are kept; its content has no place."),
        "Aarhus, FDF, GLS-A",
    ),
    Rule(
        "B1",
        "block",
        N_("What looks like a CPR number is refused in every field, note, list that is taken in, and name of a list or export."),
        "databeskyttelsesloven § 11; Favrskov",
    ),
    Rule(
        "B2",
        "block",
        N_("There is no column for a CPR number: of a person the file keeps a birth day, or none."),
        "databeskyttelsesloven § 11",
    ),
    Rule(
        "B10",
        "block",
        N_("A meeting holds day, length, place, status and topics from the scheme's list; there is no place for what was said."),
        "Gladsaxe",
    ),
    Rule(
        "B17",
        "block",
        N_("A protected address is never printed, exported or found by a search."),
        "CPR-loven § 28",
    ),
    later(
        "B11", "remind",
        N_("What is past its time of keeping is listed for deletion; deletion is confirmed, and logged without names."),
        "Datatilsynet",
    ),
    later(
        "B12", "block",
        N_("Where the municipality keeps the file, a match is deleted only when it is said to be journalised."),
        "Datatilsynet 2019; arkivloven", starred=True,
    ),
    later(
        "B13", "remind",
        N_("A request for access is registered and answered within 30 days, the log of the person included."),
        "databeskyttelsesforordningen art. 12 og 15",
    ),
    later(
        "B14", "remind",
        N_("A breach of security is registered, and reported within 72 hours where it must be."),
        "databeskyttelsesforordningen art. 33",
    ),
    later(
        "B15", "warn",
        N_("The data file and exports are readable by their owner alone and do not lie in a folder that is synchronised."),
        "Favrskov; databeskyttelsesforordningen art. 32",
    ),
    later(
        "B16", "remind",
        N_("At the first run and once a year it is confirmed that the disk is encrypted and where the backup is."),
        "Datatilsynet",
    ),
    later(
        "B18", "warn",
        N_("Documents and the names of their files use numbers; a name stands only where the text needs it."),
        "databeskyttelsesforordningen art. 5",
    ),
    later(
        "B19", "remind",
        N_("Notes and lists are sent by encrypted post."),
        "Datatilsynet 2019",
    ),
)  # fmt: skip
