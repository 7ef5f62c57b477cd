"""A person sketched in a few words, in both languages; and what is not understood."""

from __future__ import annotations

from typing import Any

import pytest

from mentorcli.errors import BadValue
from mentorcli.sketch import sketch

KNOWN = {"fodbold": "interests", "hash": "topics"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("en mentor mere", {}),
        ("one more mentor who speaks Somali", {"languages": ("Somali",)}),
        (
            "en mentor mere, kvinde, 45 år, 4200, taler somali og dansk, hjælper med job og uddannelse, mandag aften, 2 pladser",
            {"gender": "female", "age": 45, "postcode": "4200", "languages": ("somali", "dansk"),
             "topics": ("job", "uddannelse"), "times": "mon-evening", "capacity": 2},
        ),
        ("to mentorer mere fra Korsør, der kan hjælpe med hash", {"copies": 2, "postcode": "4220", "topics": ("hash",)}),
        ("a mentor of 30 years with room for 2 from Slagelse", {"age": 30, "capacity": 2, "postcode": "4200"}),
        ("mand, interesser: musik, natur", {"gender": "male", "interests": ("musik", "natur")}),
        ("en mand på 45 år som arbejder som tømrer", {"gender": "male", "age": 45, "work": "tømrer"}),
        ("fodbold", {"interests": ("fodbold",)}),
        ("kvinde, fri mandag aften og onsdag aften", {"gender": "female", "times": "mon-evening, wed-evening"}),
        ("mandag og onsdag aften", {"times": "mon-evening, wed-evening"}),
        ("mandag aften og onsdag formiddag, fredag", {
            "times": "mon-evening, wed-morning, fri-morning, fri-afternoon, fri-evening"}),
        ("en ung mere, kvinde, 19 år, behov: job", {"side": "youth", "gender": "female", "age": 19, "topics": ("job",)}),
        ("three more mentors, helps with hash and likes football", {"copies": 3, "topics": ("hash",), "interests": ("football",)}),
    ],
)  # fmt: skip
def test_what_is_understood(text: str, told: dict[str, Any]) -> None:
    blank = {"side": "mentor", "copies": 1, "gender": "unknown", "age": None, "postcode": "", "capacity": None,
             "languages": (), "interests": (), "topics": (), "times": "", "work": "", "left_out": ()}  # fmt: skip
    assert sketch(text, KNOWN)._asdict() == {**blank, **told}


@pytest.mark.parametrize(
    "text", ["", "noget sludder", "1000 mentorer", "en mentor, der flyver", "9999", "kvinde 4200 somali", "010190-1234"]
)
def test_what_is_not_understood_is_named(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        sketch(text, KNOWN)
    assert caught.value.hint


def test_an_enquiry_is_read_as_far_as_it_goes() -> None:
    found = sketch("ung mand, 19 år, meget stille, behov: job", {}, side="youth", lenient=True)
    assert (found.gender, found.age, found.topics, found.left_out) == ("male", 19, ("job",), ("meget stille",))
    assert sketch("", {}, side="youth", lenient=True).left_out == ()


@pytest.mark.parametrize("text", ["Søger mentor til ung mand", "Mangler mentor", "99 unge med behov"])
def test_an_enquiry_that_begins_with_no_number_of_people_is_read_all_the_same(text: str) -> None:
    assert sketch(text, {}, side="youth", lenient=True).side == "youth"
