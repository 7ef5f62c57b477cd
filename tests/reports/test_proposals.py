"""The plan of drawn corps beside every plan tried, what rules say pair by pair, and plans that nobody would rather leave."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorcli.reports import proposals, prospects
from mentorcli.rules import table
from mentorcli.rules.criteria import Former, Party, Wish
from mentorcli.rules.facts import Seen
from mentorcli.schemes.profile import Demands, Profile, Proposal, Youth
from mentorcli.sketch import Sketch
from mentorcli.views.market import Corps, MentorFact, Open, YouthFact

pytestmark = pytest.mark.usefixtures("english")
DAY = "2018-04-01"
RULES = Profile(
    proposal=Proposal(background=5), demands=Demands(boerneattest_under=15, straffeattest=True), youth=Youth(min_age=13)
)
TAGS = st.dictionaries(st.sampled_from(["ab", "cd", "ef"]), st.just("x"), min_size=1, max_size=3)
WISHES = st.lists(
    st.sampled_from([
        Wish("gender", "male", "must"), Wish("gender", "female", "rather"), Wish("age", "20-60", "rather-not"),
        Wish("person", "1", "never", "N"), Wish("work", "smed", "must"),
    ]),
    max_size=2,
).map(tuple)  # fmt: skip


def party(number: int) -> st.SearchStrategy[Party]:
    """Somebody of a number."""
    return st.builds(
        Party, id=st.just(number), name=st.just(f"N{number}"), gender=st.sampled_from(["male", "female", "unknown"]),
        born=st.sampled_from([None, "1970-02-28", "2001-12-31", "2004-06-01"]),
        postcode=st.sampled_from(["", "4200", "4220", "8000"]), languages=TAGS, interests=TAGS, topics=TAGS,
        work=st.sampled_from(["", "smed"]), wishes=WISHES,
    )  # fmt: skip


@st.composite
def corpses(draw: st.DrawFn) -> Corps:
    """A small corps: up to four who wait and three mentors with up to two places, certificates or none, and a past."""
    checks = st.lists(
        st.builds(
            Seen, st.sampled_from(["straffeattest", "boerneattest"]), st.just("2017-01-01"),
            st.sampled_from(["approved", "rejected"]),
        ),
        max_size=3,
    ).map(tuple)  # fmt: skip
    mentors = {
        number: MentorFact(
            draw(party(number)),
            "ready",
            places := draw(st.integers(0, 2)),
            0,
            0,
            places,
            "2017-01-01",
            None,
            draw(checks),
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    }
    youths = {
        number: YouthFact(draw(party(number)), "waiting", draw(st.integers(0, 200)))
        for number in range(1, draw(st.integers(0, 4)) + 1)
    }
    pasts = st.sampled_from([Former("declined", DAY, "youth", ""), Former("ended", DAY, "both", "job")])
    pairs = list(product(youths, mentors))
    former = draw(st.dictionaries(st.sampled_from(pairs), pasts, max_size=2)) if pairs else {}
    asked = draw(st.lists(st.sampled_from(pairs), max_size=1)) if pairs else []
    return Corps(mentors, youths, former, [Open(7, mentor, youth, "proposed", DAY) for youth, mentor in asked])


def may_be(corps: Corps) -> dict[tuple[int, int], proposals.Proposal]:
    """The pairs that may be, each judged for itself with sentences."""
    busy = {one.youth_id for one in corps.open_ones}
    return {
        (number, other): proposals.proposals(corps, [(youth, mentor)], RULES, DAY)[0]
        for number, youth in corps.youths.items()
        for other, mentor in corps.mentors.items()
        if number not in busy and mentor.free and not proposals.bars_of(corps, youth.party, mentor, RULES, DAY)
    }


def every_plan(
    corps: Corps, pairs: dict[tuple[int, int], proposals.Proposal], must: tuple[int, int] | None = None
) -> tuple[int, int]:
    """The most youths and then points of any plan, or of any that gives two each other, by trying them all."""
    best = (0, 0)
    youths = sorted({youth for youth, _mentor in pairs})
    for given_ in product(*([None, *(m for y, m in pairs if y == youth)] for youth in youths)):
        if must is not None and must not in zip(youths, given_, strict=True):
            continue
        if all(given_.count(number) <= mentor.free for number, mentor in corps.mentors.items()):
            chosen = [
                pairs[youth, mentor].score for youth, mentor in zip(youths, given_, strict=True) if mentor is not None
            ]
            best = max(best, (len(chosen), sum(chosen)))
    return best


@settings(max_examples=150, deadline=None)
@given(corpses())
def test_no_plan_of_the_pairs_that_may_be_is_better(corps: Corps) -> None:
    asked = proposals.question(corps, RULES, DAY)
    found = proposals.outcome(asked, RULES, DAY)
    pairs = may_be(corps)
    assert found.pairs == len(pairs)
    assert (len(found.proposals), found.total) == every_plan(corps, pairs) == found.bound
    assert found.optimal
    assert found.total == sum(one.score for one in found.proposals)
    assert {(one.youth.id, one.mentor.id) for one in found.proposals} <= set(pairs)
    assert len(found.proposals) + len(found.unplaced) + len(found.awaiting) == len(corps.youths)
    assert all(one.why for one in found.unplaced)


@settings(max_examples=100, deadline=None)
@given(corpses())
def test_in_a_stable_plan_no_two_would_rather_have_each_other(corps: Corps) -> None:
    asked = proposals.question(corps, RULES, DAY)
    found = proposals.outcome(asked, RULES, DAY, how="stable")
    pairs = may_be(corps)
    has = {one.youth.id: one.mentor.id for one in found.proposals}
    for (youth, mentor), one in pairs.items():
        content = youth in has and pairs[youth, has[youth]].youth_view >= one.youth_view
        held = [pairs[who, mentor].mentor_view for who, theirs in has.items() if theirs == mentor]
        full = len(held) >= corps.mentors[mentor].free
        assert content or (full and min(held) >= one.mentor_view)
    assert found.rather == []
    balanced = proposals.outcome(asked, RULES, DAY, how="balance")
    best = proposals.outcome(asked, RULES, DAY)
    assert len(balanced.proposals) == len(best.proposals)
    assert len(balanced.rather) <= len(best.rather)


@settings(max_examples=100, deadline=None)
@given(corpses())
def test_the_reason_why_not_is_the_cost_of_the_best_plan_with_the_pair(corps: Corps) -> None:
    pairs = may_be(corps)
    for youth, mentor in pairs:
        told = prospects.why_not(corps, youth, mentor, RULES, DAY)
        assert told.proposal is not None
        assert told.rank <= told.of
        most, points = every_plan(corps, pairs)
        with_the_two = every_plan(corps, pairs, (youth, mentor))
        cost = (
            "the plan for all gives the two each other"
            if with_the_two == (most, points) and "each other" in told.lines[-1]
            else f"{most - with_the_two[0]} young "
            if with_the_two[0] < most
            else f"would have {points - with_the_two[1]} points fewer"
        )
        assert cost in told.lines[-1]


@settings(max_examples=60, deadline=None)
@given(corpses(), st.integers(1, 2))
def test_one_more_mentor_never_makes_it_worse(corps: Corps, places: int) -> None:
    after, added = prospects.with_people(corps, Sketch("mentor", capacity=places), RULES, DAY)
    found = prospects.prospect(corps, after, added, "", RULES, DAY)
    assert found.after.bound >= found.before.bound
    assert found.after.free_places == found.before.free_places + places


@settings(max_examples=60, deadline=None)
@given(corpses())
def test_what_a_plan_comes_to_is_what_its_explanation_tells(corps: Corps) -> None:
    effect, given = prospects.planned(corps, RULES, DAY)
    told = proposals.outcome(proposals.question(corps, RULES, DAY), RULES, DAY)
    assert dict(given) == {one.youth.id: one.mentor.id for one in told.proposals}
    assert (effect.placed, effect.left) == (len(told.proposals), len(told.unplaced))
    assert effect.longest_wait_days == max((one.wait_days for one in told.unplaced), default=0)
    assert effect[4:] == (told.total, told.bound, told.optimal)
    assert effect.free_places == told.free_places


def test_a_proposal_is_judged_by_all_rules_that_ask_for_it() -> None:
    assert tuple(rule for rule in table.RULES if "match propose" in rule.at) == proposals.ASKED


def towns_of(towns: list[str]) -> Corps:
    """A youth and a mentor with one place in each of these postcodes."""
    youths = {n: YouthFact(Party(n, f"Y{n}", postcode=town), "waiting", 0) for n, town in enumerate(towns, 1)}
    mentors = {
        n: MentorFact(Party(n, f"M{n}", postcode=town), "ready", 1, 0, 0, 1, None, None, ())
        for n, town in enumerate(towns, 1)
    }
    return Corps(mentors, youths, {}, [])


def test_in_a_market_too_big_each_is_weighed_with_the_nearest_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    corps, plain = towns_of(["4200"] * 3 + ["4180"] * 3 + ["4700"] * 3), Profile()
    whole = proposals.outcome(proposals.question(corps, plain, DAY), plain, DAY)
    assert (whole.pairs, whole.nearest, whole.optimal) == (81, None, True)
    monkeypatch.setattr(proposals, "MOST_PAIRS", 40)  # four mentors each, so that a second town is needed
    near = proposals.outcome(proposals.question(corps, plain, DAY), plain, DAY)
    assert (near.pairs, near.nearest) == (54, 4)
    assert (near.best_weighed, near.optimal) == (True, False)  # nobody knows what the other pairs are worth
    assert len(near.proposals) == 9
    monkeypatch.setattr(proposals, "MOST_PAIRS", 20)
    nearer = proposals.question(corps, plain, DAY).market
    assert [list(row.mentors) for row in nearer.rows] == [[0, 1, 2]] * 3 + [[3, 4, 5]] * 3 + [[6, 7, 8]] * 3


def test_who_lives_far_from_all_is_weighed_with_the_nearest_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    corps, plain = towns_of(["3700", "9990", "4200", "4200"]), Profile(proposal=Proposal(most_km=None))
    alone = corps._replace(mentors={n: one for n, one in corps.mentors.items() if n > 2})
    monkeypatch.setattr(proposals, "MOST_PAIRS", 4)  # one mentor each
    assert proposals.question(alone, plain, DAY).nearest == 1
    assert [len(row.mentors) for row in proposals.question(alone, plain, DAY).market.rows] == [2, 2, 2, 2]


def test_nobody_is_passed_over_for_a_town_that_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    corps, plain = towns_of(["4200", "", "9990", "4700"]), Profile()
    monkeypatch.setattr(proposals, "MOST_PAIRS", 4)
    rows = proposals.question(corps, plain, DAY).market.rows
    assert [sorted(row.mentors) for row in rows] == [[0, 1], [0, 1, 2, 3], [1, 2], [1, 3]]


def test_who_is_given_nobody_is_told_of_three_mentors_and_how_many_more() -> None:
    mentors = {
        n: MentorFact(Party(n, f"M{n}", languages={"da": "dansk"}), "ready", 1, 0, 0, 1, None, None, ())
        for n in range(1, 6)
    }
    mentors[2] = mentors[2]._replace(free=0)
    youths = {1: YouthFact(Party(1, "Y1", languages={"so": "somali"}), "waiting", 0)}
    corps, plain = Corps(mentors, youths, {}, []), Profile()
    (left,) = proposals.outcome(proposals.question(corps, plain, DAY), plain, DAY).unplaced
    assert "M1 (they have no language in common" in left.why
    assert "M2" not in left.why
    assert "M4 (" in left.why
    assert "M5" not in left.why
    assert left.why.endswith(" and 1 more")


def test_who_may_have_none_of_the_nearest_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    corps = towns_of(["4200", "4700"])
    no = Wish("person", "1", "never", "M1")
    corps.youths[1] = corps.youths[1]._replace(party=corps.youths[1].party._replace(wishes=(no,)))
    monkeypatch.setattr(proposals, "MOST_PAIRS", 2)
    (left,) = proposals.outcome(proposals.question(corps, Profile(), DAY), Profile(), DAY).unplaced
    assert left.why == ("the nearest mentor may not be proposed; all are weighed by: mentorcli match propose y1")
