"""What people are matched on, as it is typed: wishes, free times, work, background, own words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli import codes, gates, words
from mentorcli.errors import BadValue


@pytest.fixture
def corps(mc: Any) -> Any:
    return mc.take("story")


def wished(mc: Any, kind: str, who: str, *more: str) -> list[tuple[str, str, str]]:
    page = mc.ok(kind, "show", who, "--format", "json", *more).json()
    return [(one["about"], one["value"], one["force"]) for one in page["wishes"]]


def test_wishes_are_recorded_said_back_and_given_up(corps: Any) -> None:
    said = corps.ok("youth", "wish", "mie", "skal kvinde", "helst 30-50", "ikke m2", "--on", "2018-02-02").text
    assert said == "y2 Mie Sø wishes: must be female; rather 30 to 50 years; not [red]Åse[/] Bæk.\n"
    assert wished(corps, "youth", "y2") == [
        ("gender", "female", "must"), ("age", "30-50", "rather"), ("person", "[red]Åse[/] Bæk", "never"),
    ]  # fmt: skip
    assert wished(corps, "youth", "y2", "--as-of", "2018-02-01") == []
    assert corps.ok("youth", "wish", "y2", "skal kvinde").text.startswith("Already there: ")
    corps.ok("youth", "wish", "y2", "kvinde", "--on", "2018-02-10")
    corps.ok("youth", "wish", "y2", "30-50", "ikke m2", "--drop", "--on", "2018-02-12")
    assert wished(corps, "youth", "y2") == [("gender", "female", "rather")]
    assert len(wished(corps, "youth", "y2", "--as-of", "2018-02-11")) == 3
    assert corps.ok("youth", "wish", "y2", "30-50", "--drop").text.startswith("Already there: ")
    assert corps("youth", "wish", "y2", "arbejde: smed", "--drop").code == 4


@pytest.mark.parametrize(
    ("typed", "danish", "english"),
    [
        ("skal sprog: dansk", "skal tale dansk", "must speak Danish"),
        ("helst dansk", "helst en, der taler dansk", "rather somebody who speaks Danish"),
        ("helst ikke dansk", "helst ikke en, der taler dansk", "rather not somebody who speaks Danish"),
        ("ikke sprog: dansk", "må ikke tale dansk", "must not speak Danish"),
        ("skal arbejde: læge", "skal arbejde som læge", "must work as læge"),
        ("skal baggrund: dansk", "skal have baggrunden: dansk", "must have the background: dansk"),
        ("helst ikke mindst 60", "helst ikke 60 år eller ældre", None),
        ("skal 30-50", "skal være 30 til 50 år", "must be 30 to 50 years"),
        ("ikke mand", "må ikke være mand", "must not be male"),
        ("helst kvinde", "helst kvinde", "rather female"),
        ("ikke m2", "ikke [red]Åse[/] Bæk", "not [red]Åse[/] Bæk"),
    ],
)
def test_a_wish_of_each_kind_reads_naturally(corps: Any, typed: str, danish: str, english: str | None) -> None:
    corps.ok("youth", "wish", "y2", typed)
    for language, text in (("da", danish), ("en", english)):
        page = corps.ok("youth", "show", "y2", "--format", "json", "--lang", language).json()
        assert text is None or page["wishes"][-1]["text"] == text


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("force", ["must", "rather", "rather-not", "never"])
@pytest.mark.parametrize(
    ("about", "value"),
    [("gender", "female"), ("age", "30-50"), ("language", "danish"), ("work", "læge"), ("background", "dansk gift")],
)
def test_a_wish_as_it_is_said_back_can_be_typed(language: str, force: str, about: str, value: str) -> None:
    words.set_language(language)
    assert gates.wish(gates.wish_said(about, value, force)) == (about, value, force)


@pytest.mark.parametrize("value", ["60-", "-25"])
@pytest.mark.parametrize("force", ["must", "rather", "rather-not", "never"])
def test_an_open_span_of_ages_as_it_is_said_back_can_be_typed(force: str, value: str) -> None:
    words.set_language("da")
    assert gates.wish(gates.wish_said("age", value, force)) == ("age", value, force)


@pytest.mark.parametrize("text", ["50-30", "skal 50-30", "alder: 50 til 30"])
def test_a_span_of_ages_that_runs_backwards_can_never_come_true_and_is_refused(corps: Any, text: str) -> None:
    assert corps("youth", "wish", "mie", text).code == 2


@pytest.mark.parametrize(
    ("kept", "english", "danish"),
    [
        ("40-", "rather 40 or older", "helst 40 år eller ældre"), ("-50", "rather 50 or younger", "helst 50 år eller yngre"),
        ("30-50", "rather 30 to 50 years", "helst 30 til 50 år"),
    ],
)  # fmt: skip
def test_a_wish_about_age_includes_its_ends_and_what_is_said_back_may_be_typed(
    kept: str, english: str, danish: str
) -> None:
    for language, said in (("en", english), ("da", danish)):
        words.set_language(language)
        assert gates.wish_said("age", kept, "rather") == said
        assert gates.wish(said) == ("age", kept, "rather")
    assert gates.wish("helst 40 eller ældre").value == "40-"
    assert gates.wish("helst 50 eller yngre").value == "-50"


def test_a_mentor_wishes_too(corps: Any) -> None:
    corps.ok("mentor", "wish", "m1", "under 25", "ikke Kim Bo")
    assert wished(corps, "mentor", "m1") == [("age", "-25", "rather"), ("person", "Kim Bo", "never")]
    assert corps("mentor", "wish", "m1", "ikke Findes Ikke").code == 3


@pytest.mark.parametrize(
    "text", ["", "noget andet", "alder: gammel", "køn: grøn", "person: m7", "skal m7", "070498-1234"]
)
def test_a_wish_that_is_not_understood_is_refused_with_an_example(corps: Any, text: str) -> None:
    run = corps("youth", "wish", "mie", text)
    assert run.code == 2
    assert run.told.count("\n") == 2
    assert wished(corps, "youth", "y2") == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mandag og onsdag aften", "mon-evening, wed-evening"),
        ("Weekend formiddag; fri. eftermiddag", "fri-afternoon, sat-morning, sun-morning"),
        ("hverdage kl", None),
        ("tuesday", "tue-morning, tue-afternoon, tue-evening"),
        ("sun-evening, mon-evening", "mon-evening, sun-evening"),
        ("aften", ", ".join(f"{day}-evening" for day in gates.DAYS)),
        ("", ""),
        ("snart", None),
    ],
)
def test_free_times(typed: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(BadValue):
            gates.free_times(typed)
    else:
        assert gates.free_times(typed) == kept
        assert gates.free_times(kept) == kept


@pytest.mark.parametrize(
    ("typed", "da", "en"),
    [
        ("hverdage eftermiddag, weekend", "hverdage eftermiddag, weekend", "weekdays afternoon, weekend"),
        ("mandag og onsdag aften", "mandag og onsdag aften", "Monday and Wednesday evening"),
        ("man tirs ons aften", "mandag/tirsdag/onsdag aften", "Monday/Tuesday/Wednesday evening"),
        ("altid", "alle dage", "every day"),
        ("hverdage og lørdag formiddag og aften", "hverdage og lørdag formiddag og aften",
         "weekdays and Saturday morning and evening"),
        ("fredag, søndag formiddag", "fredag, søndag formiddag", "Friday, Sunday morning"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_free_times_are_said_as_one_would_write_them(typed: str, da: str, en: str) -> None:
    for language, said in (("da", da), ("en", en)):
        words.set_language(language)
        assert gates.times_said(gates.free_times(typed)) == said


@given(st.sets(st.sampled_from(sorted(codes.LISTS["free_time"]))), st.sampled_from(["da", "en"]))
def test_what_is_said_of_free_times_is_read_back(chosen: set[str], language: str) -> None:
    words.set_language(language)
    kept = ", ".join(one for one in codes.LISTS["free_time"] if one in chosen)
    assert gates.free_times(gates.times_said(kept)) == kept


@pytest.mark.parametrize(("kind", "who"), [("mentor", "m1"), ("youth", "y2")])
def test_what_describes_people_is_kept_and_shown(corps: Any, kind: str, who: str) -> None:
    corps.ok(
        kind,
        "edit",
        who,
        "--free",
        "mandag aften",
        "--work",
        "Tømrer",
        "--own-words",
        "-",
        stdin="Jeg går til keramik.\n".encode(),
    )
    page = corps.ok(kind, "show", who, "--format", "json").json()
    assert (page["free_times"], page["work"], page["own_words"]) == ("mon-evening", "Tømrer", "Jeg går til keramik.")
    assert "Monday evening" in corps.ok(kind, "show", who).text
    assert corps("search", "tømrer", "--format", "json").json()[0]["kind"] == kind
    assert corps(kind, "edit", who, "--own-words", "-", stdin=b"070498-1234").code == 2


@pytest.mark.parametrize(("kind", "who"), [("mentor", "m1"), ("youth", "y2")])
def test_a_background_needs_the_persons_own_yes(corps: Any, kind: str, who: str) -> None:
    refused = corps(kind, "edit", who, "--background", "somalisk")
    assert refused.code == 2
    assert "--background-yes" in refused.told
    assert corps(kind, "edit", who, "--background-yes", "today").code == 2
    corps.ok(kind, "edit", who, "--background", "somalisk", "--background-yes", "2018-03-01")
    assert corps.ok(kind, "show", who, "--format", "json").json()["background"] == "somalisk"
    assert not corps.ok(kind, "show", who, "--format", "json", "--as-of", "2018-02-28").json()["background"]
    corps.ok(kind, "edit", who, "--background", "")
    assert corps.ok(kind, "show", who, "--format", "json").json()["background_yes_on"] is None
    assert corps("youth" if kind == "mentor" else "mentor", "list").code == 0
