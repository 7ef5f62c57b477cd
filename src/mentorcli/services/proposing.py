"""Writing proposals: a plan as it stands, or a pair that the coordinator has chosen. Nothing is decided for anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlmodel import Session

from mentorcli.rules.criteria import Bar
from mentorcli.services import match, record
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

VETOES = ("wish",)  # a pair that does not exist, whoever chooses it


def save(
    session: Session, pairs: Sequence[tuple[int, int]], *, on: str, profile: Profile, today: str
) -> list[tuple[int, bool]]:
    """Propose each pair (youth, mentor), in order, through the rules; the number of each match, and whether it is new.

    One refusal refuses all: the caller's transaction is the plan's.
    """
    return [match.propose(session, mentor, youth, on=on, profile=profile, today=today) for youth, mentor in pairs]


def chosen(
    session: Session, youth: int, mentor: int, bars: Sequence[Bar], *, on: str, profile: Profile, today: str,
    override: str | None = None,
) -> tuple[int, bool]:  # fmt: skip
    """Propose a pair that the coordinator has chosen; the number of the match, and whether it is new.

    Refused where one of the two has wished the other away. What else keeps the program from proposing them (an earlier
    no, a long way, no common language) is said, and the coordinator decides. The rules are asked by `match.propose`.
    """
    vetoes = [one.text for one in bars if one.rule in VETOES]
    if vetoes:
        raise record.refuse(
            _("One of the two does not wish it."),
            _("If the wish is given up: mentorcli youth wish {youth} … --drop, or mentorcli mentor wish {mentor} … --drop").format(
                youth=f"y{youth}", mentor=f"m{mentor}"
            ),
            vetoes,
        )  # fmt: skip
    number, fresh = match.propose(session, mentor, youth, on=on, profile=profile, today=today, override=override)
    if fresh:
        record.warn(session, *(one.text for one in bars))
    return number, fresh
