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
        ("one more mentor who speaks Somali", {"languages": ("Somali", "danish")}),
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
        ("en mandlig mentor", {"gender": "male"}),
        ("en kvindelig mentor mere, 4200", {"gender": "female", "postcode": "4200"}),
        ("to kvindelige mentorer på 60", {"copies": 2, "gender": "female", "age": 60}),
        ("2 kvinder", {"copies": 2, "gender": "female"}),
        ("tre mænd mere fra Korsør", {"copies": 3, "gender": "male", "postcode": "4220"}),
        ("en kvinde på 60 fra Korsør", {"gender": "female", "age": 60, "postcode": "4220"}),
        ("kvinde på 60", {"gender": "female", "age": 60}),
        ("a female mentor of 60", {"gender": "female", "age": 60}),
        ("taler somali", {"languages": ("somali", "danish")}),
        ("taler kun somali", {"languages": ("somali",)}),
        ("kun somali", {"languages": ("somali",)}),
        ("speaks only Somali", {"languages": ("Somali",)}),
        ("en ung mere, taler somali", {"side": "youth", "languages": ("somali",)}),
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
    "text",
    [
        "", "noget sludder", "1000 mentorer", "en mentor, der flyver", "9999", "kvinde 4200 somali", "010190-1234",
        "kvinde på 30 og 40 år", "60",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_named(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        sketch(text, KNOWN)
    assert caught.value.hint


def test_an_enquiry_is_read_as_far_as_it_goes() -> None:
    found = sketch("ung mand, 19 år, meget stille, behov: job", {}, side="youth", lenient=True)
    assert (found.gender, found.age, found.topics, found.left_out) == ("male", 19, ("job",), ("meget stille",))
    assert sketch("", {}, side="youth", lenient=True).left_out == ()


@pytest.mark.parametrize(
    ("text", "copies", "gender", "age"),
    [
        ("Pige på 17", 1, "female", 17),
        ("En pige på 17 år, som er meget alene", 1, "female", 17),
        ("To brødre", 2, "male", None),
        ("To brødre på 17", 2, "male", 17),
        ("To brødre på 15 og 17 år", 2, "male", None),
        ("3 søskende fra Korsør", 3, "unknown", None),
        ("To unge kvinder, behov: job", 2, "female", None),
        ("2 mentorer til en dreng", 1, "male", None),
    ],
)
def test_an_enquiry_keeps_age_and_number(text: str, copies: int, gender: str, age: int | None) -> None:
    found = sketch(text, {}, side="youth", lenient=True)
    assert (found.side, found.copies, found.gender, found.age) == ("youth", copies, gender, age)


@pytest.mark.parametrize("text", ["Søger mentor til ung mand", "Mangler mentor", "99 unge med behov"])
def test_an_enquiry_that_begins_with_no_number_of_people_is_read_all_the_same(text: str) -> None:
    assert sketch(text, {}, side="youth", lenient=True).side == "youth"
