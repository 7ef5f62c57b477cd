"""Every reason of the sample corps is read as a coordinator would: looked up, word by word, in what the file holds of the two."""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from typing import Any

from mentorcli import codes, places

Record = dict[str, Any]
EARTH = 6371  # km


def words(text: str) -> list[str]:
    return [word for word in text.split(", ") if word]


def common(young: Record, old: Record, of_youth: str, of_mentor: str) -> list[str]:
    return [word for word in words(young[of_youth]) if word in words(old[of_mentor])]


def years(born: str, day: str) -> int:
    return int(day[:4]) - int(born[:4]) - (day[5:] < born[5:])


def great_circle(one: str, other: str) -> float:
    """Kilometres between two postcodes on the globe, not on the program's flat map."""
    rows = {line[:4]: line.split(",")[3:] for line in places.LIST.read_text(encoding="utf-8").splitlines()[1:]}
    (north, east), (north_too, east_too) = ([radians(float(part)) for part in rows[code]] for code in (one, other))
    half = sin((north - north_too) / 2) ** 2 + cos(north) * cos(north_too) * sin((east - east_too) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def comes_true(wish: Record, other: Record, day: str) -> bool:
    """Whether the other is as a wish says; the sample has wishes about gender, age, language and work."""
    if wish["about"] == "gender":
        found = other["gender"] == wish["value"]
    elif wish["about"] == "age":
        low, high = wish["value"].split("-")
        found = int(low or 0) <= years(other["born"], day) <= int(high or 200)
    elif wish["about"] == "language":
        found = wish["value"] in [codes.code_for("language", one) for one in words(other["languages"])]
    else:
        found = wish["value"].lower() in other[wish["about"]].lower().split()
    return found == (wish["force"] in ("must", "rather"))


def expected(young: Record, old: Record, day: str) -> Iterator[tuple[str, str, str]]:
    """Criterion, weight and sentence that the two records bear out; of a distance the sentence is judged apart."""
    helps = common(young, old, "needs", "helps_with")
    lacks = f"does not help with what is needed: {young['needs']}"
    yield ("needs", "for", f"can help with {', '.join(helps)}") if helps else ("needs", "against", lacks)
    likes = common(young, old, "interests", "interests")
    yield (
        ("interests", "for", f"both like {', '.join(likes)}")
        if likes
        else ("interests", "against", "no interest in common")
    )
    spoken = [codes.code_for("language", one) or one for one in common(young, old, "languages", "languages")]
    assert spoken  # the scheme demands one in common
    yield "languages", "for", f"both speak {', '.join(codes.LISTS['language'][one].en for one in spoken)}"
    free = common(young, old, "free_times", "free_times")
    if free:
        told = ", ".join(codes.LISTS["free_time"][one].en for one in free[:3])
        more = f" and {len(free) - 3} more" if len(free) > 3 else ""
        yield "times", "for", f"both can meet {told}{more}"
    else:
        yield "times", "against", "no free time in common"
    apart = years(*sorted((young["born"], old["born"])))
    said = {0: "of the same age", 1: "1 year apart in age"}.get(apart, f"{apart} years apart in age")
    yield "age", "for" if apart <= 25 else "against", said  # half the points lie in the middle of 10 and 40 years
    for side, whose, other in (("youth", young, old), ("mentor", old, young)):
        who = {"youth": "the young person", "mentor": "the mentor"}[side]
        counted = [wish for wish in whose["wishes"] if wish["about"] != "person"]
        answers = [comes_true(wish, other, day) for wish in counted]
        assert all(wish["force"] != "must" or true for wish, true in zip(counted, answers, strict=True))
        told = "; ".join(
            f"{wish['text']} ({'comes true' if true else 'does not come true'})"
            for wish, true in zip(counted, answers, strict=True)
        )
        if counted:
            yield f"{side}-wishes", "for" if all(answers) else "against", f"{who} wishes: {told}"
        else:
            yield f"{side}-wishes", "neutral", f"{who} has no wishes about the other"
    if young["wait_days"] >= 7:
        yield "wait", "for", f"{young['name']} has waited {young['wait_days']} days"


def test_every_reason_of_the_sample_is_true_of_both_records(mc: Any) -> None:
    folder = mc.folder / "demo"
    mc.ok("demo", "--into", str(folder))

    def shown(*line: str) -> Any:
        return mc.ok(*line, "--format", "json", db=folder / "demo.db").json()

    plan = shown("match", "propose")
    day = plan["as_of"]
    assert (plan["optimal"], len(plan["proposals"])) == (True, 3)
    waiting = [one["youth"] for one in (*plan["proposals"], *plan["unmatched"])]
    ranked = [one for who in waiting for one in shown("match", "propose", f"y{who['id']}")["proposals"]]
    assert len(ranked) >= 12
    seen: set[tuple[str, str]] = set()
    for one in (*plan["proposals"], *ranked):
        young = shown("youth", "show", f"y{one['youth']['id']}")
        old = shown("mentor", "show", f"m{one['mentor']['id']}")
        assert young["own_words"] == old["own_words"] == young["background"] == old["background"] == ""
        told = {reason["criterion"]: (reason["weighs"], reason["text"]) for reason in one["reasons"]}
        weighs, distance = told.pop("distance")
        km = great_circle(young["postcode"], old["postcode"])
        if young["postcode"] == old["postcode"]:
            assert (weighs, distance) == ("for", "they live in the same postcode")
        elif km < 4:
            assert (weighs, distance) == ("for", "they live less than 5 km apart")
        else:
            about = int(distance.removeprefix("they live about ").removesuffix(" km apart"))
            assert about % 5 == 0
            assert abs(about - km) < 3.2  # steps of five, whole km, and a flat map
            assert weighs == ("for" if km < 15.5 else "against")  # half the points lie in the middle of 5 and 25 km
        assert told == {criterion: (weighs, text) for criterion, weighs, text in expected(young, old, day)}
        assert one["wait_days"] == young["wait_days"]
        seen |= {(criterion, weighs) for criterion, (weighs, _text) in told.items()}
    # The sample has each way of most criteria; a test that compares nothing would pass too.
    both = {(criterion, weighs) for criterion in ("needs", "interests", "age") for weighs in ("for", "against")}
    assert seen >= both | {("youth-wishes", "for"), ("mentor-wishes", "against"), ("languages", "for"), ("wait", "for")}
