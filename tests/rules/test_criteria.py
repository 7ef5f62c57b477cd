"""What speaks for and against a pair: sentences that are true, points that add up, and the same points when weighed fast."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcli import codes
from mentorcli.rules import criteria
from mentorcli.rules.criteria import Former, Party, Wish
from mentorcli.rules.weighing import Weigher
from mentorcli.schemes.profile import Profile, Proposal

pytestmark = pytest.mark.usefixtures("english")
DAY = "2018-04-01"
BLANK = Profile()


def tags(text: str) -> dict[str, str]:
    return {word: word for word in text.split()}


def party(number: int = 1, name: str = "Kim", **about: object) -> Party:
    texts = {key: tags(value) for key, value in about.items() if key in ("languages", "interests", "topics")}  # type: ignore[arg-type]
    return Party(number, name)._replace(**{**about, **texts})  # type: ignore[arg-type]


def told(
    youth: Party, mentor: Party, former: Former | None = None, profile: Profile = BLANK
) -> dict[str, tuple[int, int, str, str]]:
    return {one.criterion: one[1:] for one in criteria.reasons(youth, mentor, former, profile, DAY)}


KIM = party(
    born="1998-05-01", gender="female", postcode="4200", languages="danish somali", interests="musik natur",
    topics="job bolig", times=frozenset({"mon-evening", "tue-evening"}),
)  # fmt: skip
IDA = party(
    7, "Ida", born="1980-04-02", gender="female", postcode="4220", languages="danish", interests="musik film",
    topics="job netværk", times=frozenset({"tue-evening", "sat-morning"}),
)  # fmt: skip


def test_each_criterion_has_its_sentence_and_its_points() -> None:
    assert told(KIM, IDA) == {
        "needs": (12, 12, "for", "can help with job"),
        "interests": (5, 5, "for", "both like musik"),
        "languages": (5, 5, "for", "both speak Danish"),
        "distance": (6, 6, "against", "they live about 15 km apart"),
        "times": (5, 5, "for", "both can meet Tuesday evening"),
        "age": (3, 3, "for", "18 years apart in age"),
        "youth-wishes": (20, 0, "neutral", "the young person has no wishes about the other"),
        "mentor-wishes": (0, 20, "neutral", "the mentor has no wishes about the other"),
    }


def test_what_is_not_known_counts_half_and_says_whom_to_ask() -> None:
    nobody = Party(9, "Ole")
    assert told(KIM, nobody) | {"youth-wishes": (), "mentor-wishes": ()} == {
        "needs": (12, 12, "unknown", "it is not recorded what Ole can help with"),
        "interests": (5, 5, "unknown", "the interests of Ole are not recorded"),
        "languages": (5, 5, "unknown", "the languages of Ole are not recorded"),
        "distance": (7, 7, "unknown", "the distance is not known"),
        "times": (7, 7, "unknown", "the free times of Ole are not recorded"),
        "age": (2, 2, "unknown", "the age of Ole is not known"),
        "youth-wishes": (),
        "mentor-wishes": (),
    }


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("4200", "4200", "they live in the same postcode"),
        ("1050", "1051", "they live less than 5 km apart"),
        ("2770", "2300", "they live less than 5 km apart"),
        ("4220", "4230", "they live about 15 km apart"),
        ("4200", "8000", "they live about 110 km apart"),
    ],
)
def test_a_distance_is_told_as_coarsely_as_it_is_known(one: str, other: str, text: str) -> None:
    profile = Profile(proposal=Proposal(most_km=None))
    assert told(KIM._replace(postcode=one), IDA._replace(postcode=other), None, profile)["distance"][3] == text


@pytest.mark.parametrize(
    ("wish", "points", "weighs", "text"),
    [
        (Wish("gender", "female", "rather"), 20, "for", "rather female (comes true)"),
        (Wish("gender", "male", "rather"), 0, "against", "rather male (does not come true)"),
        (Wish("gender", "male", "rather-not"), 20, "for", "rather not male (comes true)"),
        (Wish("age", "30-50", "must"), 20, "for", "must be 30 to 50 years (comes true)"),
        (Wish("age", "40-", "rather"), 0, "against", "rather 40 or older (does not come true)"),
        (Wish("language", "danish", "rather"), 20, "for", "rather somebody who speaks Danish (comes true)"),
        (
            Wish("work", "sygeplejerske", "rather"),
            10,
            "unknown",
            "rather somebody who works as sygeplejerske (not known)",
        ),
        (Wish("background", "somalisk", "never"), 10, "unknown", "must not have the background: somalisk (not known)"),
    ],
)
def test_a_wish_counts_in_the_view_of_the_one_who_has_it(wish: Wish, points: int, weighs: str, text: str) -> None:
    found = told(KIM._replace(wishes=(wish,)), IDA)
    assert found["youth-wishes"] == (points, 0, weighs, f"the young person wishes: {text}")
    assert found["mentor-wishes"][:2] == (0, 20)


@pytest.mark.parametrize(
    ("youth", "mentor", "former", "barred"),
    [
        ({}, {}, None, []),
        ({"wishes": (Wish("gender", "male", "must"),)}, {}, None, [("wish", "Kim wishes: must be male")]),
        ({}, {"wishes": (Wish("age", "40-", "must"),)}, None, [("wish", "Ida wishes: must be 40 or older")]),
        ({"wishes": (Wish("person", "7", "never", "Ida Holm"),)}, {}, None, [("wish", "Kim wishes: not Ida Holm")]),
        ({"wishes": (Wish("person", "8", "never", "Ole"),)}, {}, None, []),
        (
            {"wishes": (Wish("work", "tømrer", "must"),)}, {}, None,
            [("wish", "Kim wishes: must work as tømrer; of Ida that is not known")],
        ),
        ({"wishes": (Wish("work", "tømrer", "never"),)}, {}, None, []),
        (
            {"languages": tags("somali")}, {}, None,
            [("language", "they have no language in common (Kim: Somali; Ida: Danish)")],
        ),
        ({"languages": {}}, {}, None, []),
        ({"postcode": "8000"}, {}, None, [("distance", "they live about 109 km apart, and the scheme goes to 60 km")]),
        ({}, {}, Former("declined", "2018-01-02", "youth", ""), [("declined", "the young person said no on 2 Jan 2018")]),
        ({}, {}, Former("ended", "2018-01-02", "both", "poor-fit"), [("ended", "their match ended on 2 Jan 2018 (poor fit)")]),
        ({}, {}, Former("ended", "2018-01-02", "both", "job"), []),
    ],
)  # fmt: skip
def test_a_pair_that_does_not_exist_is_named_with_what_rules_it_out(
    youth: dict[str, object], mentor: dict[str, object], former: Former | None, barred: list[tuple[str, str]]
) -> None:
    one, other = KIM._replace(**youth), IDA._replace(**mentor)  # type: ignore[arg-type]
    assert criteria.bars(one, other, former, BLANK, DAY) == barred


@pytest.mark.parametrize(
    ("youth", "mentor", "text"),
    [
        ("Somalisk", "somalisk", "both have told of the same background: Somalisk"),
        (
            "somalisk familie", "Somalisk",
            "what they tell of their background has words in common (Kim: “somalisk familie”; Ida: “Somalisk”)",
        ),
        (
            "Dansk-somalisk", "Somalisk",
            "what they tell of their background has words in common (Kim: “Dansk-somalisk”; Ida: “Somalisk”)",
        ),
        ("dansk", "ikke dansk, opvokset i Tirana", None),
        ("hverken dansk eller tysk", "dansk", None),
        ("not Danish", "not Danish", None),
        ("Iran", "opvokset i Tirana", None),
        ("dansk familie", "somalisk familie", None),
        ("", "dansk", None),
        ("-", "dansk", None),
    ],
)  # fmt: skip
def test_a_background_in_common_is_quoted_as_each_told_it_and_nothing_is_guessed(
    youth: str, mentor: str, text: str | None
) -> None:
    rules = Profile(proposal=Proposal(background=15))
    one, other = KIM._replace(background=youth), IDA._replace(background=mentor)
    found = told(one, other, None, rules).get("background")
    assert found == (None if text is None else (15, 15, "for", text))
    assert "background" not in told(one, other)


@pytest.mark.parametrize(
    ("about", "value", "kept", "true"),
    [
        ("work", "læge", "Læge", True),
        ("work", "læge", "speciallæge, læge i Slagelse", True),
        ("work", "læge", "dyrlæge", None),
        ("work", "sygeplejerske", "børnesygeplejerske", None),
        ("work", "læge", "lægesekretær", None),
        ("work", "læge", "tømrer", False),
        ("work", "læge", "ikke læge", None),
        ("work", "læge", "", None),
        ("work", "social- og sundhedshjælper", "Social og sundhedshjælper", True),
        ("background", "dansk", "ikke dansk, opvokset i Tirana", None),
        ("background", "Iran", "opvokset i Tirana", False),
        ("background", "dansk", "Dansk", True),
    ],
)
def test_a_wish_about_words_needs_whole_words(about: str, value: str, kept: str, true: bool | None) -> None:
    assert criteria.is_met(Wish(about, value, "rather"), Party(1, "N")._replace(**{about: kept}), DAY) is true


OF_WEIGHT = {  # which reasons a weight of the profile gives
    **{one: {one} for one in ("needs", "interests", "languages", "distance", "times", "age", "background", "former")},
    "wishes": {"youth-wishes", "mentor-wishes"}, "own_words": {"own-words"},
}  # fmt: skip


@pytest.mark.parametrize("criterion", [*OF_WEIGHT])
def test_a_criterion_of_no_weight_says_nothing(criterion: str) -> None:
    wish, rules = Wish("gender", "female", "rather"), {"background": 15, "common_language": False}
    one, other = (who._replace(wishes=(wish,), background="dansk", said=tags("guitar")) for who in (KIM, IDA))
    former = Former("ended", "2018-01-02", "both", "job")
    speaking, silent = (Profile(proposal=Proposal(**one)) for one in (rules, {**rules, criterion: 0}))
    said = set(told(one, other, former, speaking)) - set(told(one, other, former, silent))
    assert said == OF_WEIGHT[criterion]
    said = set(told(Party(1, "N"), Party(2, "M"), None, speaking)) & OF_WEIGHT[criterion]
    assert set(told(Party(1, "N"), Party(2, "M"), None, silent)) & said == set()


def test_a_common_language_that_the_scheme_demands_is_told_without_points() -> None:
    found = told(KIM, IDA, None, Profile(proposal=Proposal(languages=0)))["languages"]
    assert found == (0, 0, "neutral", "both speak Danish")


def test_a_demand_is_not_met_by_a_longer_word_and_says_what_is_told() -> None:
    wish, vet = Wish("work", "læge", "must"), IDA._replace(work="dyrlæge")
    told_so = "of Ida it says “dyrlæge”, and that need not be the same"
    barred = criteria.bars(KIM._replace(wishes=(wish,)), vet, None, BLANK, DAY)
    assert [bar.text.partition("; ")[2] for bar in barred] == [told_so]
    found = told(KIM._replace(wishes=(wish._replace(force="rather"),)), vet)["youth-wishes"]
    assert found[:3] == (10, 0, "unknown")
    assert found[3].endswith("(not known: it says “dyrlæge”)")


@pytest.mark.parametrize("reason", ["", *codes.LISTS["end_reason"]])
def test_only_an_earlier_match_that_led_to_something_speaks_for_them(reason: str) -> None:
    former = Former("ended", "2018-01-02", "both", reason)
    well = reason in ("goal-reached", "education", "job")
    points, _mentor, weighs, text = told(KIM, IDA, former)["former"]
    assert (points, weighs) == ((10, "for") if well else (0, "neutral"))
    assert text.startswith("they had a match that ended on 2 Jan 2018 (")
    assert criteria.went_well(former) is well
    assert "former" not in told(KIM, IDA, former, Profile(proposal=Proposal(former=0)))


def test_own_words_need_words_that_mean_something() -> None:
    assert criteria.words_in("Jeg kan godt lide at spille guitar og læse!") == {
        "lide": "lide",
        "spille": "spille",
        "guitar": "guitar",
        "laese": "læse",
    }
    one, other = KIM._replace(said=tags("guitar")), IDA._replace(said=tags("keramik guitar"))
    assert told(one, other)["own-words"] == (1, 1, "for", "both mention guitar")
    many = tags("guitar keramik havkajak strikning skak")
    assert told(KIM._replace(said=many), IDA._replace(said=many))["own-words"][3] == (
        "both mention guitar, keramik, havkajak and 2 more"
    )


WORDS = st.dictionaries(st.sampled_from(["ab", "cd", "ef", "gh"]), st.just("x"), max_size=4)
WISHES = st.sampled_from([
    Wish("gender", "male", "must"), Wish("gender", "female", "rather"), Wish("age", "20-60", "rather-not"),
    Wish("work", "smed", "never"), Wish("person", "1", "never", "N"), Wish("background", "dansk", "rather"),
    Wish("language", "ab", "must"),
])  # fmt: skip
PARTIES = st.builds(
    Party, id=st.just(1), name=st.just("N"), gender=st.sampled_from(["male", "female", "unknown"]),
    born=st.sampled_from([None, "1950-02-28", "1990-02-28", "1996-02-29", "2001-12-31"]),
    postcode=st.sampled_from(["", "4200", "4220", "4700", "8000", "0000"]), languages=WORDS, interests=WORDS, topics=WORDS,
    times=st.frozensets(st.sampled_from(["mon-evening", "tue-evening", "wed-evening", "fri-morning"])),
    work=st.sampled_from(["", "smed", "guldsmed", "lærer"]),
    background=st.sampled_from(["", "dansk", "ikke dansk", "dansk familie", "somalisk"]),
    said=WORDS, wishes=st.lists(WISHES, max_size=3).map(tuple),
)  # fmt: skip
FORMER = st.none() | st.builds(
    Former, st.sampled_from(["declined", "ended"]), st.just("2018-01-02"), st.sampled_from(["mentor", "youth"]),
    st.sampled_from(["", "job", "goal-reached", "poor-fit", "no-show", "other", "moved"]),
)  # fmt: skip
RULES = st.builds(
    Proposal, background=st.integers(0, 20), needs=st.integers(0, 100), common_language=st.booleans(),
    most_km=st.sampled_from([None, 10, 60]), near_km=st.integers(0, 30), far_km=st.integers(1, 30),
    near_years=st.integers(0, 40), far_years=st.integers(1, 40), wishes=st.integers(0, 33),
)  # fmt: skip


@settings(max_examples=400)
@given(PARTIES, PARTIES, FORMER, RULES)
def test_weighed_fast_a_pair_has_the_points_that_its_reasons_add_up_to(
    youth: Party, mentor: Party, former: Former | None, rules: Proposal
) -> None:
    profile = Profile(proposal=rules)
    barred = criteria.bars(youth, mentor, former, profile, DAY)
    found = criteria.reasons(youth, mentor, former, profile, DAY)
    weigh = Weigher({1: youth}, {1: mentor}, {(1, 1): former} if former else {}, profile, DAY).among([1])
    mine, theirs = criteria.views(found)
    assert weigh(1) == (([], [], []) if barred else ([1], [mine], [theirs]))
    assert all(one.youth_points >= 0 and one.mentor_points >= 0 for one in found)


def test_two_with_much_to_say_can_be_weighed() -> None:
    """4,000 signs of own words hold more words than any list of 500."""
    said = {f"ord{n}": f"ord{n}" for n in range(700)}
    one, other = Party(1, "Y", said=said), Party(2, "M", said=said)
    (mentor,), (mine,), (theirs,) = Weigher({1: one}, {2: other}, {}, Profile(), DAY).among([2])(1)
    assert (mentor, (mine, theirs)) == (2, criteria.views(criteria.reasons(one, other, None, Profile(), DAY)))
