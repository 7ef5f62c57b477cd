"""A name is enough: ids, full names, folded, reordered and shortened ones; several and none."""

from __future__ import annotations

from typing import Any

import pytest

from mentorcli.models.goal import Goal
from mentorcli.models.grant import Grant
from mentorcli.models.intake import Enquiry, Visitation
from mentorcli.models.match import FollowUp, Meeting
from mentorcli.models.person import Mentor, Youth
from mentorcli.views import names
from tests.golden.kit import refused

NAMES = [
    "Ida Holm",
    "Ida Holmgård",
    "Åse Bæk",
    "Søren Østergaard",
    "Jens-Ole O'Neill",
    "Yılmaz Öztürk",
    "Mette Marie Mikkelsen",
]


@pytest.fixture
def corps(mc: Any) -> Any:
    """Seven mentors, m1 to m7."""
    for name in NAMES:
        mc.ok("mentor", "add", name, "--on", "2018-01-01")
    return mc


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("m3", 3), ("M3", 3), ("3", 3), (" 3 ", 3), ("Åse Bæk", 3), ("åse bæk", 3), ("ÅSE BÆK", 3), ("aase baek", 3),
        ("A\u030ase Bæk", 3), ("Bæk Åse", 3), ("baek aase", 3), ("å", 3), ("aas", 3), ("bæk", 3), ("b", 3),
        ("Ida Holm", 1), ("ida  holm", 1), ("holm ida", 1), ("ida holmg", 2), ("holmgaard", 2), ("Ida Holmgaard", 2),
        ("soeren", 4), ("østergård", 4), ("sø ø", 4), ("jens ole", 5), ("Jens-Ole ONeill", 5), ("o’neill", 5),
        ("yilmaz", 6), ("Yilmaz Ozturk", 6), ("m me", 7), ("m m mi", 7), ("mikkelsen m m", 7), ("ma mi", 7),
    ],
)  # fmt: skip
def test_a_name_finds_the_one_that_is_meant(corps: Any, typed: str, number: int) -> None:
    found = corps.ok("mentor", "show", typed, "--format", "json").json()
    assert (found["id"], found["name"]) == (number, NAMES[number - 1])
    assert corps.ok("mentor", "train", typed, "--on", "2018-02-01", "--quiet").text == f"m{number}\n"


def test_a_prefix_that_fits_several_is_refused_with_the_candidates(corps: Any) -> None:
    corps.ok("mentor", "edit", "m2", "--born", "1980-05-05")
    for line in (("show", "ida"), ("train", "IDA"), ("pause", "ida hol"), ("edit", "ida", "--phone", "20304050")):
        error = refused(corps, "mentor", *line, code=2)
        assert error["kind"] == "ambiguous"
        assert error["details"] == [
            {"id": "m1", "name": "Ida Holm", "born": ""}, {"id": "m2", "name": "Ida Holmgård", "born": "1980"},
        ]  # fmt: skip
    told = corps("mentor", "train", "ida").told.splitlines()
    assert told[1:3] == ["  m1  Ida Holm", "  m2  Ida Holmgård  1980"]
    assert "m1" in told[3]


@pytest.mark.parametrize("typed", ["Idda Holm", "Sören Östergard", "aase bek"])
def test_a_write_never_takes_a_near_name_but_shows_it(corps: Any, typed: str) -> None:
    error = refused(corps, "mentor", "train", typed, code=3)
    assert error["kind"] == "not-found"
    assert 1 <= len(error["details"]) <= 3
    best = error["details"][0]["name"]
    assert best == {"I": "Ida Holm", "S": "Søren Østergaard", "a": "Åse Bæk"}[typed[0]]


@pytest.mark.parametrize(
    "typed", ["m8", "8", "0", "99999999999", "y1", "x1", "", " ", "zzzzz", "%", "_", "*", "m1.5", "-"]
)
def test_what_fits_nobody_is_not_found(corps: Any, typed: str) -> None:
    refused(corps, "mentor", "train", "--", typed, code=3)


def test_a_full_name_goes_before_one_that_only_begins_or_reads_so(corps: Any) -> None:
    corps.ok("mentor", "add", "Holm Ida", "--on", "2018-01-02")
    corps.ok("mentor", "add", "ida holm", "--on", "2018-01-02", "--new")
    assert [corps.ok("mentor", "train", typed, "--quiet").text for typed in ("Ida Holm", "Holm Ida", "ida holm")] == [
        "m1\n", "m8\n", "m9\n",
    ]  # fmt: skip
    error = refused(corps, "mentor", "train", "IDA HOLM", code=2)
    assert [one["id"] for one in error["details"]] == ["m1", "m9"]


def test_an_id_is_never_used_twice_and_letters_fit_everywhere(corps: Any) -> None:
    corps.ok("youth", "refer", "Ida Holm", "--source", "self", "--on", "2018-01-02")
    error = refused(corps, "match", "list", "Ida Holm", code=2)
    assert [one["id"] for one in error["details"]] == ["m1", "y1"]
    assert corps.ok("match", "list", "m1").code == corps.ok("match", "list", "Y1").code == 0
    refused(corps, "match", "list", "1", code=3)
    assert corps.ok("match", "propose", "1", "--mentor", "1", "--on", "2018-01-03", "--quiet").text == "x1\n"
    refused(corps, "youth", "close", "m1", "--reason", "job", code=3)


def test_the_errors_speak_danish(corps: Any) -> None:
    several, none = corps("mentor", "train", "ida", lang="da").told, corps("mentor", "train", "idda", lang="da").told
    assert "fits" not in several + none
    assert "Ingen mentor hedder" in none
    said = corps.ok("mentor", "train", "Åse", "--on", "1/2", lang="da").text
    assert "01.02.2018" in said


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("document make consent x1", "“x1” is the number of another kind of record (match)."),
        ("mentor show y1", "“y1” is the number of another kind of record (young person)."),
        ("youth show ida", "m1 Ida Holm is a mentor. See them all: mentorcli youth list"),
        ("meeting log ida", "m1 Ida Holm is a mentor."),
    ],
)
def test_a_record_of_another_kind_is_said_to_be_one(mc: Any, line: str, says: str) -> None:
    run = mc.take("story")(*line.split())
    assert (run.code, says in run.told) == (3, True), run.told


NEVER_EDITED = {"id", "recorded_on", "name_fold", "name_sort", "age_band", "erased_on", "match_id", "grant_id", "goal_id",
                "renews_id", "closed_on", "closed_how", "stopped_on"}  # fmt: skip


@pytest.mark.parametrize("model", [Mentor, Youth, Meeting, FollowUp, Goal, Grant, Enquiry, Visitation])
def test_every_field_that_an_edit_may_change_has_a_word(model: Any) -> None:
    assert set(model.model_fields) - NEVER_EDITED <= set(names.FIELDS)
