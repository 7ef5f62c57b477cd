"""How a match ends well (C11), and how an end is told: in cases, and without blame."""

from __future__ import annotations

import pytest

from mentorcli import codes
from mentorcli.rules import closing
from mentorcli.rules.facts import EndFact, LeftFact
from mentorcli.words import set_language
from tests.views import world

pytestmark = pytest.mark.usefixtures("english")
PROFILE = world.profile_of("slagelse")


def end(by: str = "both", planned: str = "yes", reason: str = "job", *talked: str, step: int = 0) -> EndFact:
    return EndFact(7, "Ida / Bo", "2020-03-01", "2020-03-02", by, planned, reason, talked, step)


@pytest.mark.parametrize(
    ("one", "parties"),
    [
        (end("both", "yes"), ["mentor", "youth"]),
        (end("youth", "talk", "no-show"), ["mentor", "youth"]),
        (end("youth", "no", "youth-stopped"), ["mentor"]),  # the one who is left is not left alone with it
        (end("mentor", "no", "mentor-stopped"), ["youth"]),
        (end("coordinator", "no", "no-show"), ["mentor"]),
        (end("coordinator", "no", "mentor-stopped"), ["youth"]),
        (end("coordinator", "no", "moved"), []),
        (end("coordinator", "yes", "died"), []),
    ],
)
def test_whom_a_closing_talk_belongs_to(one: EndFact, parties: list[str]) -> None:
    assert closing.to_talk_with(one) == parties


@pytest.mark.parametrize(
    ("one", "messages"),
    [
        (end(), ["Ida / Bo: no closing talk with mentor and the young person is on record"]),
        (end("both", "yes", "job", "mentor"), ["Ida / Bo: no closing talk with the young person is on record"]),
        (end("both", "yes", "job", "mentor", "youth"), []),
        (
            end("both", "yes", "job", "guardian"),
            ["Ida / Bo: no closing talk with mentor and the young person is on record"],
        ),
        (
            end("youth", "no", "no-show", "mentor", step=1),
            ["Ida / Bo: 5 steps towards contact are not tried yet; the next one: write a kind message"],
        ),
        (
            end("youth", "no", "no-show", "mentor", step=5),
            [
                "Ida / Bo: 1 step towards contact is not tried yet; the next one: write a letter that leaves the door open"
            ],
        ),
        (end("youth", "no", "no-show", "mentor", step=6), []),  # all are tried
    ],
)
def test_an_end_is_warned_of_without_closing_talks_or_before_every_step(one: EndFact, messages: list[str]) -> None:
    found = closing.asked([one], PROFILE, "2020-03-10")
    assert [line.message for line in found] == messages
    assert {(line.rule, line.severity, line.due, line.command) for line in found} <= {
        ("C11", "warn", "2020-03-02", "mentorcli match show x7")
    }


@pytest.mark.parametrize(
    ("held", "planned", "reason", "text"),
    [
        (5, "yes", "goal-reached", "They met 5 times between 1 Jan 2020 and 1 Mar 2020. "
         "The match came to an end as planned. The young person had reached the goal."),
        (1, "no", "no-show", "They met 1 time between 1 Jan 2020 and 1 Mar 2020. "
         "The match ended earlier than planned, and without a talk at the end. The meetings no longer came about."),
        (0, "talk", "mentor-stopped", "They did not get to meet. "
         "The match ended earlier than planned, with a closing talk. The mentor could not go on."),
        (2, None, None, "They met 2 times between 1 Jan 2020 and 1 Mar 2020."),
        (2, None, "other", "They met 2 times between 1 Jan 2020 and 1 Mar 2020. Reason: other."),
    ],
)  # fmt: skip
def test_an_end_is_told_in_plain_words(held: int, planned: str | None, reason: str | None, text: str) -> None:
    assert closing.told("2020-01-01", "2020-03-01", held, planned, reason) == text


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_end_blames_anybody(language: str) -> None:
    set_language(language)
    for reason in codes.words_of("end_reason"):
        text = closing.told("2020-01-01", "2020-03-01", 2, "no", reason).lower()
        for word in (
            "fyret",
            "fired",
            "udeblev",
            "stayed away",
            "skyld",
            "fault",
            "svigt",
            "failed",
            "opgav",
            "gave up",
        ):
            assert word not in text, reason


@pytest.mark.parametrize(
    ("party", "state", "message"),
    [
        (
            "youth",
            "closed",
            "Ida / Bo: the young person is no longer in the scheme (closed), and the match is not ended",
        ),
        ("mentor", "left", "Ida / Bo: the mentor is no longer in the corps (left), and the match is not ended"),
    ],
)
def test_a_match_that_one_of_the_two_has_left_is_told_until_it_is_ended(party: str, state: str, message: str) -> None:
    row = LeftFact(7, "Ida / Bo", party, state, "2020-03-01", "2020-03-05")
    (one,) = closing.asked([row], PROFILE, "2020-04-01")
    assert (one.rule, one.severity, one.due, one.message) == ("C11", "warn", "2020-03-05", message)
    assert one.command == "mentorcli match show x7"
