"""`match propose` through the program: the plan and its proof, one person, why not, what if, and what is recorded."""

from __future__ import annotations

from typing import Any

import pytest

TODAY = "2018-04-01"


def mentor(mc: Any, name: str, *about: str, ready: bool = True) -> str:
    """A mentor who has all that the scheme of Slagelse demands, by number."""
    number = mc.ok("mentor", "add", name, "--on", "2017-09-01", *about, "--quiet").text.strip()
    if ready:
        mc.ok("mentor", "check", number, "--kind", "straffeattest", "--seen", "2017-09-10", "--outcome", "approved")
        mc.ok("mentor", "train", number, "--on", "2017-09-20")
    return str(number)


def youth(mc: Any, name: str, on: str, *about: str) -> str:
    """A young person who waits since a day, by number."""
    return str(mc.ok("youth", "refer", name, "--source", "self", "--on", on, *about, "--quiet").text.strip())


@pytest.fixture
def corps(mc: Any) -> Any:
    """Three mentors with a place each, one in training, and three who wait: all of Slagelse, told by what they like."""
    for name, about in (
        ("Ida Holm", ("--gender", "woman", "--born", "1980-05-01", "--interests", "musik", "--helps-with", "job")),
        ("Ole Bæk", ("--gender", "man", "--born", "1970-05-01", "--interests", "fodbold", "--helps-with", "bolig")),
        ("Eva Ny", ("--gender", "woman", "--born", "1990-05-01", "--interests", "natur", "--helps-with", "lektier")),
    ):
        mentor(mc, name, "--capacity", "1", "--postcode", "4200", "--languages", "dansk", *about)
    mentor(mc, "Per Prøve", ready=False)
    for name, on, about in (
        ("Kim Bo", "2018-01-01", ("--interests", "musik", "--needs", "job", "--languages", "dansk, somali")),
        ("Mie Sø", "2018-02-01", ("--interests", "fodbold", "--needs", "bolig", "--languages", "dansk")),
        ("Bo Å", "2018-03-01", ("--interests", "musik", "--needs", "job, lektier", "--languages", "dansk")),
    ):
        youth(mc, name, on, "--postcode", "4200", "--born", "1999-01-01", *about)
    return mc


def asked(mc: Any, *line: str, **options: Any) -> Any:
    return mc.ok("match", "propose", *line, "--format", "json", **options).json()


def pairs(found: Any) -> dict[str, str]:
    return {one["youth"]["name"]: one["mentor"]["name"] for one in found["proposals"]}


def test_the_plan_places_most_and_proves_it(corps: Any) -> None:
    found = asked(corps)
    assert pairs(found) == {"Kim Bo": "Ida Holm", "Mie Sø": "Ole Bæk", "Bo Å": "Eva Ny"}
    assert found["optimal"] is True
    assert found["unmatched"] == []
    assert found["total_score"] == sum(one["score"] for one in found["proposals"])
    assert found["proof"] == {"pairs": 9, "bound_placed": 3, "bound_score": found["total_score"], "proved": True}
    assert found["trial_meetings"] == 3
    for one in found["proposals"]:
        assert sum(reason["youth_points"] for reason in one["reasons"]) == one["youth_view"]
        assert sum(reason["mentor_points"] for reason in one["reasons"]) == one["mentor_view"]
        views = one["youth_view"], one["mentor_view"]
        assert one["score"] == 2 * min(views) + sum(views) // 2 + one["wait_points"]
    assert asked(corps) == found
    text = corps.ok("match", "propose").text
    assert "9 pairs considered" in text
    assert "this plan is the best there is" in text
    assert "+ can help with job" in text


def test_each_reason_is_true_of_both_records(corps: Any) -> None:
    (kim,) = [one for one in asked(corps)["proposals"] if one["youth"]["name"] == "Kim Bo"]
    told = {reason["criterion"]: reason["text"] for reason in kim["reasons"]}
    assert told == {
        "needs": "can help with job", "interests": "both like musik", "languages": "both speak Danish",
        "distance": "they live in the same postcode", "times": "the free times of Kim Bo, Ida Holm are not recorded",
        "age": "18 years apart in age", "youth-wishes": "the young person has no wishes about the other",
        "mentor-wishes": "the mentor has no wishes about the other", "wait": "Kim Bo has waited 90 days",
    }  # fmt: skip


def test_a_veto_of_either_side_makes_the_pair_vanish_and_is_named(corps: Any) -> None:
    corps.ok("youth", "wish", "kim", "skal mand")
    corps.ok("mentor", "wish", "ole", "ikke Mie Sø")
    found = asked(corps)
    assert pairs(found)["Kim Bo"] == "Ole Bæk"
    assert "Ole Bæk" not in (pairs(found)["Mie Sø"], pairs(found)["Bo Å"])
    out = {one["mentor"]["name"]: one for one in asked(corps, "kim")["excluded"]}
    assert out["Ida Holm"]["rule"] == "wish"
    assert out["Ida Holm"]["why"] == "Kim Bo wishes: must be male"
    out = {one["mentor"]["name"]: one for one in asked(corps, "mie")["excluded"]}
    assert out["Per Prøve"]["reasons"] == [
        {"rule": "A4", "text": "Per Prøve has no approved straffeattest by 1 Apr 2018"},
        {"rule": "C2", "text": "Per Prøve has not passed the mentor course by 1 Apr 2018"},
    ]
    refused = corps("match", "propose", "kim", "--mentor", "ida")
    assert refused.code == 4
    assert "Kim Bo wishes: must be male" in refused.told
    corps.ok("youth", "wish", "kim", "mand", "--drop")
    assert corps.ok("match", "propose", "kim", "--mentor", "ida").code == 0


def test_one_young_person_is_told_all_mentors_in_order_or_what_stands_in_the_way(corps: Any) -> None:
    found = asked(corps, "bo")
    assert [one["mentor"]["name"] for one in found["proposals"]] == ["Ida Holm", "Eva Ny", "Ole Bæk"]
    assert [one["mentor"]["name"] for one in found["excluded"]] == ["Per Prøve"]
    assert [one["score"] for one in found["proposals"]] == sorted(
        (o["score"] for o in found["proposals"]), reverse=True
    )
    assert asked(corps, "--mentor", "ida")["proposals"][0]["youth"]["name"] == "Kim Bo"


def test_why_not_tells_what_rules_a_mentor_out_or_the_difference(corps: Any) -> None:
    found = asked(corps, "kim", "--why-not", "ole")
    assert (found["rank"], found["of"], found["first"]["mentor"]["name"]) == (3, 3, "Ida Holm")
    assert found["why"][0] == "75 points: Ida Holm: can help with job; Ole Bæk: does not help with what is needed: job"
    assert found["why"][-1].startswith("the plan for all gives Kim Bo Ida Holm; with Ole Bæk all together would have ")
    assert asked(corps, "kim", "--why-not", "per")["excluded"][0]["rule"] == "A4"
    assert asked(corps, "kim", "--why-not", "ida")["why"] == ["the plan for all gives the two each other"]
    assert "cannot be proposed" in corps.ok("match", "propose", "kim", "--why-not", "per").text


def test_why_not_in_the_plan_is_the_loss_of_all_together(corps: Any) -> None:
    """The cost named is that of the best plan in which the two have each other."""
    told = asked(corps, "kim", "--why-not", "ole")["why"][-1]
    best = asked(corps)["total_score"]
    corps.ok("youth", "wish", "kim", "ikke ida", "ikke eva")
    assert int(told.split("would have ")[1].split()[0]) == best - asked(corps)["total_score"]


def test_save_records_the_plan_once_and_decides_nothing(corps: Any) -> None:
    before = corps.db.read_bytes()
    dry = corps.ok("match", "propose", "--save", "--dry-run")
    assert "not saved: --dry-run" in dry.text
    assert corps.db.read_bytes() == before
    found = asked(corps, "--save")
    assert [one["match"] for one in found["proposals"]] == [1, 2, 3]
    states = {one["state"] for one in corps.ok("match", "list", "--format", "json").json()}
    assert states == {"proposed"}
    again = asked(corps, "--save")
    assert again["proposals"] == []
    assert again["unmatched"] == []
    assert {one["why"] for one in again["awaiting"]} >= {
        "proposed to Ida Holm on 1 Apr 2018 (x1); the answer is awaited"
    }
    assert len(corps.ok("match", "list", "--format", "json").json()) == 3
    assert corps("match", "propose", "--save", "--as-of", "2018-03-01").code == 2


def test_save_of_one_young_person_records_the_first_and_is_there_the_second_time(corps: Any) -> None:
    assert corps.ok("match", "propose", "kim", "--save", "--quiet").text == "x1\n"
    assert corps.ok("match", "propose", "kim", "--save").text.startswith(
        "Already there: x1 Kim Bo (1999) / Ida Holm (1980)"
    )
    assert corps.ok("match", "propose", "--mentor", "ida", "--save").text.startswith("Already there: x1 ")
    shown = corps.ok("match", "propose", "kim").text
    assert "x1 Kim Bo (1999) / Ida Holm (1980) (proposed, 1 Apr 2018)" in shown


def test_a_place_that_is_proposed_is_not_given_away_again(corps: Any) -> None:
    corps.ok("match", "propose", "kim", "--save")
    found = asked(corps, "bo")
    assert "Ida Holm" not in {one["mentor"]["name"] for one in found["proposals"]}
    out = {one["mentor"]["name"]: one["why"] for one in found["excluded"]}
    assert out["Ida Holm"] == "all free places are proposed to others; the answers are awaited"
    corps.ok("match", "propose", "bo", "--save")
    assert [one["mentor"]["name"] for one in corps.ok("match", "list", "--format", "json").json()].count(
        "Ida Holm"
    ) == 1


def test_nobody_who_has_a_mentor_is_proposed_another_unless_by_name(corps: Any) -> None:
    for verb in (("propose", "kim", "--save"), ("accept", "kim", "--by", "mentor"), ("accept", "kim", "--by", "youth")):
        corps.ok("match", *verb)
    assert "x1 Kim Bo (1999) / Ida Holm (1980)" in corps.ok("match", "propose", "kim").text
    before = corps.db.read_bytes()
    found = corps("match", "propose", "kim", "--save")
    assert (found.code, "has a mentor already: x1" in found.err.decode()) == (4, True)
    assert corps.db.read_bytes() == before
    assert corps.ok("match", "propose", "kim", "--mentor", "ole", "--quiet").text == "x2\n"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(("--save", "--on", "2018-03-20"), id="a plan of an earlier day"),
        pytest.param(("kim", "--save", "--on", "2018-03-20"), id="the first of an earlier day"),
        pytest.param(("--on", "2018-03-20"), id="a look"),
        pytest.param(("kim", "--override", "fordi"), id="nobody chosen"),
    ],
)
def test_a_day_and_a_reason_go_with_a_pair(corps: Any, line: tuple[str, ...]) -> None:
    """A plan of an earlier day may give away what has been taken since."""
    found = corps("match", "propose", *line)
    assert (found.code, "goes with a pair that you have chosen" in found.err.decode()) == (2, True)


def test_a_no_is_remembered_and_the_next_plan_looks_elsewhere(corps: Any) -> None:
    corps.ok("match", "propose", "--save")
    corps.ok("match", "decline", "kim", "--by", "youth")
    corps.ok("match", "decline", "bo", "--by", "mentor")
    assert pairs(asked(corps)) == {"Kim Bo": "Eva Ny", "Bo Å": "Ida Holm"}
    out = {one["mentor"]["name"]: one["why"] for one in asked(corps, "kim")["excluded"]}
    assert out["Ida Holm"] == "the young person said no on 1 Apr 2018"
    told = corps.ok("match", "propose", "kim", "--mentor", "ida").told
    assert "the young person said no on 1 Apr 2018" in told


def test_somebody_sketched_is_nobody_who_was_here_before(corps: Any) -> None:
    corps.ok("match", "propose", "kim", "--mentor", "ida", "--on", "2018-03-01")
    corps.ok("match", "decline", "kim", "--by", "mentor", "--on", "2018-03-02")
    for young in ("kim", "mie", "bo"):
        corps.ok("youth", "close", young, "--reason", "withdrew", "--on", "2018-03-10")
    for other in ("ole", "eva"):
        corps.ok("mentor", "pause", other, "--on", "2018-03-10")
    found = asked(corps, "--what-if", "en ung mere, behov: job")
    assert [(one["youth"]["name"], one["after"]["name"]) for one in found["changes"]] == [
        ("new young person", "Ida Holm")
    ]


def test_what_one_more_mentor_would_change(corps: Any) -> None:
    youth(corps, "Ny Ung", "2018-03-20", "--needs", "hash", "--languages", "dansk")
    found = asked(corps, "--what-if", "en mentor mere, kvinde, 40 år, 4200, taler dansk, hjælper med hash, 1 plads")
    assert found["what"] == "one mentor, female, 40 years old, 4200, 1 place, languages: Danish, topics: hash"
    assert (found["before"]["placed"], found["after"]["placed"]) == (3, 4)
    assert (found["before"]["longest_wait_days"], found["after"]["longest_wait_days"]) == (12, 0)
    assert [one["youth"]["name"] for one in found["changes"]] == ["Ny Ung"]
    assert found["changes"][0]["after"]["name"] == "new mentor"
    assert "4 then" in corps.ok("match", "propose", "--what-if", "one more mentor who speaks Danish").text


@pytest.mark.parametrize("text", ["", "noget sludder", "80 mentorer", "en mentor mere, der flyver"])
def test_a_sketch_that_is_not_understood_says_so_with_an_example(corps: Any, text: str) -> None:
    run = corps("match", "propose", "--what-if", text)
    assert run.code == 2
    assert run.told.count("\n") == 2


def test_what_a_yes_to_an_enquiry_would_change(corps: Any) -> None:
    import sqlite3

    connection = sqlite3.connect(corps.db)
    connection.execute(
        "INSERT INTO enquiry (on_day, source, about, recorded_on) VALUES (?, 'caseworker', ?, ?)",
        (TODAY, "ung mand, 19 år, taler dansk, behov: job, meget stille", TODAY),
    )
    connection.commit()
    connection.close()
    found = asked(corps, "--if-enquiry", "q1")
    assert (
        found["what"]
        == "one young person, male, 19 years old, languages: Danish, topics: job (not understood: meget stille)"
    )
    assert (found["before"]["unmatched"], found["after"]["unmatched"]) == (0, 1)
    assert corps("match", "propose", "--if-enquiry", "2").code == 3
    assert corps("match", "propose", "--if-enquiry", "x").code == 3


def test_stable_and_balanced_plans(corps: Any) -> None:
    for option in ("--stable", "--balance"):
        found = asked(corps, option)
        assert found["proof"]["proved"] is True
        assert len(found["rather"]) <= len(asked(corps)["rather"])
    assert asked(corps, "--stable")["rather"] == []


def test_where_places_lack_the_longest_wait_weighs(corps: Any) -> None:
    corps.ok("mentor", "pause", "eva", "--on", "2018-03-31")
    found = asked(corps)
    assert [one["youth"]["name"] for one in found["unmatched"]] == ["Bo Å"]
    assert found["unmatched"][0]["why"] == "the places of the 2 mentors who may be proposed go to others"
    assert pairs(asked(corps, "--as-of", "2018-03-30"))["Bo Å"] == "Eva Ny"


def test_no_mentors_no_places_nobody_waits_everyone_vetoed(mc: Any) -> None:
    assert asked(mc)["proposals"] == []
    assert "Nobody can be proposed." in mc.ok("match", "propose").text
    kim = youth(mc, "Kim Bo", "2018-01-01", "--languages", "dari", "--postcode", "4200")
    assert asked(mc)["unmatched"][0]["why"] == "no mentor has a free place"
    assert asked(mc, kim) == {"proposals": [], "excluded": []}
    ida = mentor(mc, "Ida Holm", "--capacity", "0")
    assert asked(mc)["unmatched"][0]["why"] == "no mentor has a free place"
    mc.ok("mentor", "edit", ida, "--capacity", "1", "--languages", "dansk", "--postcode", "8000")
    found = asked(mc)
    assert found["proposals"] == []
    assert found["unmatched"][0]["why"] == (
        "no mentor with a free place may be proposed: Ida Holm (they have no language in common (Kim Bo: Dari; Ida Holm: "
        "Danish); they live about 110 km apart, and the scheme goes to 60 km)"
    )
    mc.ok("mentor", "edit", ida, "--languages", "dansk, dari", "--postcode", "4200")
    assert len(asked(mc)["proposals"]) == 1
    mc.ok("youth", "wish", kim, "ikke ida")
    assert asked(mc)["proposals"] == []


def test_a_protected_address_is_never_told_by_its_distance(corps: Any) -> None:
    corps.ok("youth", "edit", "kim", "--protected")
    told = {one["criterion"]: one["text"] for one in asked(corps, "kim")["proposals"][0]["reasons"]}
    assert told["distance"] == "the distance is not known"


def test_a_withdrawn_consent_takes_the_background_back(corps: Any) -> None:
    corps.ok("scheme", "set", "proposal.background", "15", "--from", "2018-01-01")
    corps.ok("mentor", "edit", "ida", "--background", "somalisk", "--background-yes", "2018-01-05")
    corps.ok("youth", "edit", "kim", "--background", "Somalisk", "--background-yes", "2018-01-05")
    first = "both have told of the same background: Somalisk"
    assert first in corps.ok("match", "propose", "kim").text
    corps.ok(
        "youth",
        "consent",
        "kim",
        "--kind",
        "sensitive",
        "--data",
        "baggrund",
        "--purpose",
        "match",
        "--told",
        "--on",
        "2018-01-04",
    )
    corps.ok(
        "youth",
        "consent",
        "kim",
        "--kind",
        "sensitive",
        "--data",
        "baggrund",
        "--purpose",
        "match",
        "--told",
        "--withdrawn",
        "2018-03-01",
    )
    assert first not in corps.ok("match", "propose", "kim").text
    assert first in corps.ok("match", "propose", "kim", "--as-of", "2018-02-28").text
    page = corps.ok("youth", "show", "kim", "--format", "json").json()
    assert (page["background"], page["background_withdrawn_on"]) == ("", "2018-03-01")
    shown = corps.ok("youth", "show", "kim").text
    assert "omalisk" not in shown
    assert "Consent withdrawn: background not used, to be erased" in shown
    page = corps.ok("youth", "show", "kim", "--format", "json", "--as-of", "2018-02-28").json()
    assert (page["background"], page["background_withdrawn_on"]) == ("Somalisk", None)


@pytest.mark.parametrize(
    "line",
    [
        ("--stable", "--balance"), ("kim", "--stable"), ("kim", "--what-if", "kvinde"), ("--why-not", "ida"),
        ("--what-if", "kvinde", "--save"), ("--what-if", "kvinde", "--if-enquiry", "1"), ("kim", "--why-not", "ida", "--save"),
    ],
)  # fmt: skip
def test_two_questions_at_once_are_refused(corps: Any, line: tuple[str, ...]) -> None:
    assert corps("match", "propose", *line).code == 2


def test_who_does_not_wait_is_refused_by_name(corps: Any) -> None:
    corps.ok("youth", "close", "kim", "--reason", "withdrew")
    assert corps("match", "propose", "kim").code == 4
    assert corps("match", "propose", "findes ikke").code == 3
    assert corps("match", "propose", "kim", "--why-not", "findes ikke").code == 3


@pytest.mark.parametrize("format_", ["csv", "tsv", "jsonl", "md", "table"])
@pytest.mark.parametrize(
    "line", [(), ("kim",), ("--mentor", "ida"), ("--what-if", "kvinde"), ("kim", "--why-not", "ole")]
)
def test_every_form_in_every_format(corps: Any, line: tuple[str, ...], format_: str) -> None:
    assert corps.ok("match", "propose", *line, "--format", format_).text


def test_an_enquiry_about_somebody_on_file_uses_what_is_on_file(corps: Any) -> None:
    import sqlite3

    corps.ok("youth", "close", "bo", "--reason", "withdrew")
    connection = sqlite3.connect(corps.db)
    for number, who in ((1, 3), (2, 1)):
        connection.execute(
            "INSERT INTO enquiry (id, youth_id, on_day, source, recorded_on) VALUES (?, ?, ?, 'caseworker', ?)",
            (number, who, TODAY, TODAY),
        )
    connection.commit()
    connection.close()
    found = asked(corps, "--if-enquiry", "1")
    assert found["what"] == "Bo Å"
    assert [(one["youth"]["name"], one["after"]["name"]) for one in found["changes"]] == [("Bo Å", "Eva Ny")]
    waits = corps("match", "propose", "--if-enquiry", "q2")
    assert waits.code == 4
    assert "Kim Bo waits already." in waits.told


def test_an_enquiry_that_a_yes_cannot_change_any_more_is_refused(corps: Any) -> None:
    corps.ok("youth", "close", "bo", "--reason", "withdrew", "--on", "2018-03-02")
    corps.ok("enquiry", "log", "--source", "caseworker", "--about", "ung mand, behov: job", "--on", "2018-03-05")
    corps.ok("enquiry", "answer", "q1", "--no", "--reason", "ingen plads", "--on", "2018-03-08")
    run = corps("match", "propose", "--if-enquiry", "q1")
    assert run.code == 4
    assert "The enquiry q1 was answered on 8 Mar 2018: no." in run.told
    assert "mentorcli enquiry edit q1" in run.told
    assert asked(corps, "--if-enquiry", "q1", "--as-of", "2018-03-07")["after"]["unmatched"] == 0
    corps.ok("enquiry", "edit", "q1", "--answer", "yes")  # said yes, and not referred yet
    assert asked(corps, "--if-enquiry", "q1")["after"]["placed"] == 3
    for line in (
        ("propose", "kim", "--mentor", "ida"), ("accept", "kim", "--by", "mentor"), ("accept", "kim", "--by", "youth"),
    ):  # fmt: skip
        corps.ok("match", *line)
    corps.ok("enquiry", "log", "y1", "--source", "caseworker")
    run = corps("match", "propose", "--if-enquiry", "q2")
    assert run.code == 4
    assert "Kim Bo has a match already." in run.told


def test_an_enquiry_about_two_asks_for_two_places(corps: Any) -> None:
    corps.ok("enquiry", "log", "--source", "caseworker", "--about", "to brødre, behov: job", "--on", "2018-03-05")
    alone = asked(corps, "--what-if", "en ung mere, behov: job")
    both = asked(corps, "--if-enquiry", "q1")
    assert (
        both["after"]["placed"] + both["after"]["unmatched"]
        == alone["after"]["placed"] + alone["after"]["unmatched"] + 1
    )


def test_an_enquiry_about_somebody_on_file_knows_the_background_that_was_told(corps: Any) -> None:
    corps.ok("scheme", "set", "proposal.background", "15", "--from", "2018-01-01")
    corps.ok("mentor", "edit", "eva", "--background", "somalisk", "--background-yes", "2018-01-05")
    corps.ok("youth", "close", "bo", "--reason", "withdrew", "--on", "2018-03-10")
    corps.ok("enquiry", "log", "y3", "--source", "caseworker", "--on", "2018-03-11")
    before = asked(corps, "--if-enquiry", "q1")
    assert [(one["youth"]["name"], one["after"]["name"]) for one in before["changes"]] == [("Bo Å", "Eva Ny")]
    corps.ok("youth", "edit", "bo", "--background", "Somalisk", "--background-yes", "2018-03-05")
    after = asked(corps, "--if-enquiry", "q1")
    assert (
        after["after"]["total_score"] - before["after"]["total_score"] == 2 * 15 + 15
    )  # the smaller view, and the mean


def test_one_more_young_person_shows_who_would_wait(corps: Any) -> None:
    found = asked(corps, "--what-if", "en ung mere, behov: job, taler dansk")
    assert (found["before"]["unmatched"], found["after"]["unmatched"]) == (0, 1)


def test_an_answer_of_tomorrow_does_not_change_the_order_of_todays_open_proposals(mc: Any) -> None:
    """Two open proposals of one young person: which one is told of must not hang on a decline that is still to come."""
    for line in (
        ("mentor", "add", "Ida Holm", "--on", "2018-01-02"), ("mentor", "add", "Bo Ravn", "--on", "2018-01-02"),
        ("youth", "refer", "Kim Bo", "--source", "self", "--on", "2018-01-03"),
        ("match", "propose", "kim", "--mentor", "ida", "--on", "2018-01-10"),
        ("match", "propose", "kim", "--mentor", "bo", "--on", "2018-01-10"),
    ):  # fmt: skip
        mc.ok(*line)
    asked = ("match", "propose", "--as-of", "2018-01-11", "--format", "json")
    before = mc.ok(*asked).json()
    mc.ok("match", "decline", "x1", "--by", "youth", "--on", "2018-01-12")
    assert mc.ok(*asked).json() == before


def test_a_pair_of_whom_no_yes_is_asked_hears_what_comes_next(mc: Any) -> None:
    mc.take("move1")
    mc.ok("mentor", "add", "Ida Holm", "--on", "2018-03-01")
    mc.ok("youth", "refer", "Kim Bo", "--source", "self", "--born", "1998-05-01", "--on", "2018-03-01")
    said = "The scheme asks neither for a yes; when they meet: mentorcli match start x1"
    run = mc.ok("match", "propose", "kim", "--mentor", "ida")
    assert run.text.endswith(f"{said}\n")
    assert said not in mc.ok("match", "propose", "kim", "--mentor", "ida").text
    assert mc.ok("match", "start", "x1").code == 0
