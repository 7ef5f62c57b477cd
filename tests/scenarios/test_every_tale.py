"""What the text of a scheme states is held by its tale: no setting that a seed states goes untold without a reason."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import mentorcli.schemes
from mentorcli.rules.table import BY_ID
from mentorcli.schemes.profile import KEYS, canonical
from tests.scenarios import test_center_for_unge, test_mil_lyngby, test_move1, test_slagelse, test_vallensbaek

TALES = {
    "slagelse": test_slagelse, "mil-lyngby": test_mil_lyngby, "vallensbaek": test_vallensbaek,
    "center-for-unge": test_center_for_unge, "move1": test_move1,
}  # fmt: skip
WORDS = {"scheme.title", "scheme.youth_word"}  # what things are called
UNUSED = {  # nothing reads these settings yet, so that no tale can break without them
    "grant.settlement", "grant.interpreter",
    "money.public_grants", "money.donations", "report.yearly",
}  # fmt: skip


def stated(scheme: str) -> set[str]:
    """The settings which the profile of a scheme takes from its own text, where they are not what every scheme has."""
    text = (Path(mentorcli.schemes.__file__).parent / f"{scheme}.toml").read_text(encoding="utf-8")
    values, found, section = tomllib.loads(text), set(), ""
    for line in text.splitlines():
        if header := re.fullmatch(r"\[(\w+)\]", line):
            section = header[1]
        elif entry := re.match(r"(\w+) = .*# stated", line):
            value = values[section][entry[1]]
            if canonical(tuple(value) if isinstance(value, list) else value) != KEYS[f"{section}.{entry[1]}"].default:
                found.add(f"{section}.{entry[1]}")
    return found


@pytest.mark.parametrize("scheme", TALES)
def test_every_setting_that_a_seed_states_breaks_its_tale(scheme: str) -> None:
    held = {off.partition("=")[0] for off in TALES[scheme].NEEDED}
    assert stated(scheme) - WORDS - UNUSED - held == set()
    assert not UNUSED & held, "a tale breaks without it: it is in use"


def test_every_case_names_a_rule_or_a_setting() -> None:
    for tale in TALES.values():
        assert {off.partition("=")[0] for off in tale.NEEDED} <= {*KEYS, *BY_ID}
