"""What speaks for a pair and what against it: each criterion's points as either side sees them, and a sentence. Pure.

Matched by the wish of both (Slagelse), so a pair is seen from both sides. What is not known counts half: nobody is
passed over for a gap on a list, and the sentence says what to ask. Points are whole; the weights are the profile's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import codes, gates, places
from mentorcli.rules import telling
from mentorcli.rules.rule import age
from mentorcli.words import N_, _, day_short, fold, ngettext

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile, Proposal

Tags = Mapping[str, str]  # as compared → as written
NONE: Tags = {}
TIMES_ENOUGH = 3  # free times in common that give all points
INTERESTS_ENOUGH = 2
WORDS_ENOUGH = 3
STEP = 5  # km
NO_MORE = ("poor-fit", "youth-stopped", "mentor-stopped", "concern")  # after such an end nobody proposes the two again
WENT_WELL = ("goal-reached", "education", "job")  # an end for any other reason tells nothing of how it went


class Wish(NamedTuple):
    """A wish about the other; of a person `value` is their number and `named` their name."""

    about: str
    value: str
    force: str
    named: str = ""


class Party(NamedTuple):
    """A mentor or a youth, as far as it matters for a match; of a protected address no postcode is known."""

    id: int
    name: str
    gender: str = "unknown"
    born: str | None = None
    postcode: str = ""
    languages: Tags = NONE
    interests: Tags = NONE
    topics: Tags = NONE  # what the mentor can help with, or what the youth needs
    times: frozenset[str] = frozenset()
    work: str = ""
    background: str = ""  # only as told, and with a yes to its use
    said: Tags = NONE  # the words that mean something in their own words
    wishes: tuple[Wish, ...] = ()


class Former(NamedTuple):
    """What came of an earlier proposal or match of the same two: declined by somebody, or ended for a reason."""

    what: str  # declined or ended
    on: str
    by: str
    reason: str


class Reason(NamedTuple):
    """What one criterion says of a pair: its points as each side sees them, for, against, unknown or neutral, and a sentence."""

    criterion: str
    youth_points: int
    mentor_points: int
    weighs: str
    text: str

    @property
    def points(self) -> int:
        """The points of both views together."""
        return self.youth_points + self.mentor_points


class Bar(NamedTuple):
    """Why two are not proposed to each other: the rule, and a sentence."""

    rule: str
    text: str


# --- points: whole, and the same in the sentences and in the weighing of many


def part(weight: int, number: int, of: int) -> int:
    """So many of so many, of a weight; all of it at most."""
    return weight * min(number, of) // of if of > 0 else 0


def near(weight: int, far: int | None, full: int, none: int) -> int:
    """All points up to `full`, none from `none` on, between them evenly; what is not known counts half."""
    if far is None:
        return weight // 2
    if far <= full:
        return weight  # also where `none` was set below `full`
    return 0 if far >= none else weight * (none - far) // (none - full)


def shared(weight: int, common: int, enough: int, known: bool) -> int:
    """Points for what two have in common; half where one side's list is empty."""
    return part(weight, common, enough) if known else weight // 2


def wished(weight: int, met: int, unknown: int, count: int) -> int:
    """Points for wishes about the other: who has none is content; what is not known counts half."""
    return weight * (2 * met + unknown) // (2 * count) if count else weight


def is_met(wish: Wish, other: Party, day: str) -> bool | None:
    """Whether the other is as a wish describes, whatever its force; None where that is not known."""
    if wish.about == "person":
        return str(other.id) == wish.value
    if wish.about == "gender":
        return None if other.gender == "unknown" else other.gender == wish.value
    if wish.about == "age":
        low, high = gates.bounds(wish.value)
        return None if other.born is None else low <= age(other.born, day) <= high
    if wish.about == "language":
        return wish.value in other.languages if other.languages else None
    return telling.tells(told_of(wish, other), wish.value)


def told_of(wish: Wish, other: Party) -> str:
    """What the other has told in own words of what a wish is about; empty where it is kept as a code."""
    return {"background": other.background, "work": other.work}.get(wish.about, "")


def granted(wish: Wish, other: Party, day: str) -> bool | None:
    """Whether a wish comes true with the other; None where that is not known."""
    found = is_met(wish, other, day)
    return found if found is None or wish.force in ("must", "rather") else not found


# --- pairs that do not exist


def bars(youth: Party, mentor: Party, former: Former | None, profile: Profile, day: str) -> list[Bar]:
    """Why two are not proposed to each other: a veto of either side, an earlier no, no common language, too far."""
    rules = profile.proposal
    found = [
        Bar("wish", veto_said(whose, wish, other, granted(wish, other, day)))
        for whose, other in ((youth, mentor), (mentor, youth))
        for wish in whose.wishes
        if vetoes(wish, granted(wish, other, day))
    ]
    if former is not None and (former.what == "declined" or former.reason in NO_MORE):
        found.append(Bar(former.what, former_said(former)))
    known = rules.common_language and youth.languages and mentor.languages
    if known and not youth.languages.keys() & mentor.languages.keys():
        text = _("they have no language in common ({youth}: {first}; {mentor}: {second})")
        first, second = (", ".join(said("language", one.languages, one.languages)) for one in (youth, mentor))
        found.append(Bar("language", text.format(youth=youth.name, first=first, mentor=mentor.name, second=second)))
    far = places.km(youth.postcode, mentor.postcode)
    if rules.most_km is not None and far is not None and far > rules.most_km:
        text = _("they live about {km} km apart, and the scheme goes to {most} km")
        found.append(Bar("distance", text.format(km=far, most=rules.most_km)))
    return found


def vetoes(wish: Wish, true: bool | None) -> bool:
    """Whether a wish rules a pair out: a `must` that is not known to come true, a `never` that would not."""
    return (wish.force == "must" and true is not True) or (wish.force == "never" and true is False)


def veto_said(whose: Party, wish: Wish, other: Party, true: bool | None) -> str:
    """The sentence of a veto."""
    wanted = gates.wish_said(wish.about, wish.named or wish.value, wish.force)
    if true is None:
        told = told_of(wish, other)
        text = _("{who} wishes: {wish}; of {other} that is not known")
        text = _("{who} wishes: {wish}; of {other} it says “{told}”, and that need not be the same") if told else text
        return text.format(who=whose.name, wish=wanted, other=other.name, told=told)
    return _("{who} wishes: {wish}").format(who=whose.name, wish=wanted)


def former_said(former: Former) -> str:
    """The sentence of an earlier no, or of an end after which the two are not proposed again."""
    if former.what == "declined":
        text = {
            "mentor": _("the mentor said no on {day}"),
            "youth": _("the young person said no on {day}"),
        }.get(former.by, _("it was declined on {day}"))
        return text.format(day=day_short(former.on))
    reason = codes.word("end_reason", former.reason)
    return _("their match ended on {day} ({reason})").format(day=day_short(former.on), reason=reason)


# --- what speaks for and against a pair that may be


def reasons(youth: Party, mentor: Party, former: Former | None, profile: Profile, day: str) -> list[Reason]:
    """Every criterion that has something to say, in a fixed order; the points of a side add up to its view of the pair."""
    rules = profile.proposal
    found = [
        topics(youth, mentor, rules), interests(youth, mentor, rules), languages(youth, mentor, rules),
        distance(youth, mentor, rules), times(youth, mentor, rules), ages(youth, mentor, rules),
        *wishes(youth, mentor, rules, day), background(youth, mentor, rules), own_words(youth, mentor, rules),
        earlier(former, rules),
    ]  # fmt: skip
    return [one for one in found if one is not None]


def views(found: list[Reason]) -> tuple[int, int]:
    """The points of a pair as the youth sees it and as the mentor sees it."""
    return sum(one.youth_points for one in found), sum(one.mentor_points for one in found)


def alike(criterion: str, points: int, weighs: str, text: str) -> Reason:
    """A reason that both sides see alike."""
    return Reason(criterion, points, points, weighs, text)


def said(list_name: str, tags: Tags, keys: object) -> list[str]:
    """Some of a person's tags in the words of the language in use, in the order in which they were written."""
    return [
        codes.word(list_name, key) if key in codes.LISTS.get(list_name, {}) else written
        for key, written in tags.items()
        if key in keys  # type: ignore[operator]
    ]


def some(words: list[str], most: int) -> str:
    """The first few words, and how many more there are."""
    more = _(" and {n} more").format(n=len(words) - most) if len(words) > most else ""
    return ", ".join(words[:most]) + more


def lacking(youth: Party, mentor: Party, fact: str) -> str:
    """The names of those of whom a fact is not known."""
    return ", ".join(one.name for one in (youth, mentor) if not getattr(one, fact))


def topics(youth: Party, mentor: Party, rules: Proposal) -> Reason | None:
    """What the mentor can help with of what the youth needs."""
    if not rules.needs:
        return None
    common, known = youth.topics.keys() & mentor.topics.keys(), bool(youth.topics and mentor.topics)
    points = shared(rules.needs, len(common), len(youth.topics), known)
    if not known:
        of_youth, of_mentor = _("it is not recorded what {who} needs"), _("it is not recorded what {who} can help with")
        gaps = [(of_youth, youth)] * (not youth.topics) + [(of_mentor, mentor)] * (not mentor.topics)
        text = "; ".join(said_so.format(who=one.name) for said_so, one in gaps)
        return alike("needs", points, "unknown", text)
    wanted = ", ".join(said("", youth.topics, common or youth.topics))
    if common:
        return alike("needs", points, "for", _("can help with {what}").format(what=wanted))
    return alike("needs", points, "against", _("does not help with what is needed: {what}").format(what=wanted))


def interests(youth: Party, mentor: Party, rules: Proposal) -> Reason | None:
    """What both like."""
    if not rules.interests:
        return None
    common, known = youth.interests.keys() & mentor.interests.keys(), bool(youth.interests and mentor.interests)
    points = shared(rules.interests, len(common), INTERESTS_ENOUGH, known)
    if not known:
        text = _("the interests of {who} are not recorded").format(who=lacking(youth, mentor, "interests"))
        return alike("interests", points, "unknown", text)
    if common:
        what = ", ".join(said("", youth.interests, common))
        return alike("interests", points, "for", _("both like {what}").format(what=what))
    return alike("interests", points, "against", _("no interest in common"))


def languages(youth: Party, mentor: Party, rules: Proposal) -> Reason | None:
    """Which of the youth's languages the mentor speaks; without points where the scheme only asks for one in common."""
    if not rules.languages and not rules.common_language:
        return None
    common, known = youth.languages.keys() & mentor.languages.keys(), bool(youth.languages and mentor.languages)
    points = shared(rules.languages, len(common), len(youth.languages), known)
    if not known:
        text = _("the languages of {who} are not recorded").format(who=lacking(youth, mentor, "languages"))
        return alike("languages", points, "unknown", text)
    if common:
        what = ", ".join(said("language", youth.languages, common))
        return alike(
            "languages", points, "for" if rules.languages else "neutral", _("both speak {what}").format(what=what)
        )
    return alike("languages", points, "against", _("no language in common"))


def distance(youth: Party, mentor: Party, rules: Proposal) -> Reason | None:
    """How far apart they live."""
    if not rules.distance:
        return None
    far = places.km(youth.postcode, mentor.postcode)
    points = near(rules.distance, far, rules.near_km, rules.far_km)
    if far is None:
        return alike("distance", points, "unknown", _("the distance is not known"))
    return alike(
        "distance", points, "for" if 2 * points >= rules.distance else "against", apart_said(youth, mentor, far)
    )


def apart_said(youth: Party, mentor: Party, far: int) -> str:
    """A distance no finer than the centres of postcodes can tell it: in steps of five km."""
    if youth.postcode == mentor.postcode:
        return _("they live in the same postcode")
    if far < STEP:
        return _("they live less than {km} km apart").format(km=STEP)
    return _("they live about {km} km apart").format(km=STEP * ((far + STEP // 2) // STEP))


def times(youth: Party, mentor: Party, rules: Proposal) -> Reason | None:
    """When both can meet."""
    if not rules.times:
        return None
    common, known = youth.times & mentor.times, bool(youth.times and mentor.times)
    points = shared(rules.times, len(common), TIMES_ENOUGH, known)
    if not known:
        text = _("the free times of {who} are not recorded").format(who=lacking(youth, mentor, "times"))
        return alike("times", points, "unknown", text)
    if common:
        words = [codes.word("free_time", one) for one in codes.LISTS["free_time"] if one in common]
        return alike("times", points, "for", _("both can meet {when}").format(when=some(words, TIMES_ENOUGH)))
    return alike("times", points, "against", _("no free time in common"))


def years_between(one: str | None, other: str | None) -> int | None:
    """Whole years between two birth days; None where one is not known."""
    if one is None or other is None:
        return None
    return age(min(one, other), max(one, other))


def ages(youth: Party, mentor: Party, rules: Proposal) -> Reason | None:
    """How near in age they are."""
    if not rules.age:
        return None
    apart = years_between(youth.born, mentor.born)
    points = near(rules.age, apart, rules.near_years, rules.far_years)
    if apart is None:
        text = _("the age of {who} is not known").format(who=lacking(youth, mentor, "born"))
        return alike("age", points, "unknown", text)
    if apart == 0:
        return alike("age", points, "for", _("of the same age"))
    text = ngettext("{n} year apart in age", "{n} years apart in age", apart).format(n=apart)
    return alike("age", points, "for" if 2 * points >= rules.age else "against", text)


WISHES_SAID = {  # by the side that has them, and whether it has any; names stand beside it wherever it is read
    ("youth", True): N_("the young person wishes: {wish}"),
    ("mentor", True): N_("the mentor wishes: {wish}"),
    ("youth", False): N_("the young person has no wishes about the other"),
    ("mentor", False): N_("the mentor has no wishes about the other"),
}


def wishes(youth: Party, mentor: Party, rules: Proposal, day: str) -> list[Reason]:
    """What each side wishes about the other, and whether it comes true; each counts in that side's own view."""
    found: list[Reason] = []
    if not rules.wishes:
        return found
    for side, whose, other in (("youth", youth, mentor), ("mentor", mentor, youth)):
        counted = [one for one in whose.wishes if one.about != "person"]
        answers = [granted(one, other, day) for one in counted]
        points = wished(rules.wishes, answers.count(True), answers.count(None), len(counted))
        told = [gates.wish_said(one.about, one.value, one.force) for one in counted]
        answered = [answer_said(one, other, answer) for one, answer in zip(counted, answers, strict=True)]
        text = "; ".join(f"{wish} ({answer})" for wish, answer in zip(told, answered, strict=True))
        said_so = WISHES_SAID[side, bool(text)]
        weighs = "against" if False in answers else "unknown" if None in answers else "for" if text else "neutral"
        yours = (points, 0) if side == "youth" else (0, points)
        found.append(Reason(f"{side}-wishes", *yours, weighs, _(said_so).format(wish=text)))
    return found


def answer_said(wish: Wish, other: Party, answer: bool | None) -> str:
    """Whether a wish comes true, in words; of what is told but not clear, what is told."""
    if answer is None and told_of(wish, other):
        return _("not known: it says “{told}”").format(told=told_of(wish, other))
    return {True: _("comes true"), False: _("does not come true"), None: _("not known")}[answer]


def background(youth: Party, mentor: Party, rules: Proposal) -> Reason | None:
    """A background in common, as both have told it and agreed to its use (Vallensbæk: role models to mirror oneself in)."""
    if not rules.background or not same_background(youth, mentor):
        return None
    if telling.words_of(youth.background) == telling.words_of(mentor.background):
        text = _("both have told of the same background: {what}").format(what=youth.background)
        return alike("background", rules.background, "for", text)
    text = _("what they tell of their background has words in common ({youth}: “{first}”; {mentor}: “{second}”)")
    said_both = {"youth": youth.name, "first": youth.background, "mentor": mentor.name, "second": mentor.background}
    return alike("background", rules.background, "for", text.format(**said_both))


def same_background(youth: Party, mentor: Party) -> bool:
    """Whether both have told of a background, and one's words hold the other's; a text that denies something says nothing."""
    one, other = youth.background, mentor.background
    return telling.tells(one, other) is True or telling.tells(other, one) is True


def own_words(youth: Party, mentor: Party, rules: Proposal) -> Reason | None:
    """What one says in their own words and the other has too."""
    common = youth.said.keys() & mentor.said.keys()
    points = part(rules.own_words, len(common), WORDS_ENOUGH)
    if not points:
        return None
    what = some(said("", youth.said, common), WORDS_ENOUGH)
    return alike("own-words", points, "for", _("both mention {what}").format(what=what))


def earlier(former: Former | None, rules: Proposal) -> Reason | None:
    """They know each other from a match: for them where it went well; how any other ended is told, and gives nothing."""
    if former is None or former.what != "ended" or not rules.former:
        return None
    text = _("they had a match that ended on {day} ({reason})")
    reason = codes.word("end_reason", former.reason) if former.reason else _("no reason recorded")
    points, weighs = (rules.former, "for") if went_well(former) else (0, "neutral")
    return alike("former", points, weighs, text.format(day=day_short(former.on), reason=reason))


def went_well(former: Former) -> bool:
    """Whether a match ended because it had led to something; of any other end that is not known."""
    return former.what == "ended" and former.reason in WENT_WELL


TOO_COMMON = """alle altid andre bare blev blive bliver deres dette eller efter enten flere fordi gerne godt gået
    haft have hvad hver hvis hvor ikke ingen jeg kunne lidt lige mange meget mere mest min mine mindre mellem mig mod nogen
    noget nogle når også over rigtig selv siden skal skulle som sine synes tage tager thing under uden være været ville
    about after also because been being could does from have having into just like many more most much need other really
    should some than that their them then there they this very want well were what when where which while with would your
    mentor mentee ordning hjælp hjælpe hjælper dansk danmark unge ung"""
NO_WORDS = frozenset(map(fold, TOO_COMMON.split()))


def words_in(text: str) -> Tags:
    """The words of a text that may mean something in common: of four letters or more, without the common ones."""
    words = "".join(sign if sign.isalpha() else " " for sign in text.lower()).split()
    return {fold(word): word for word in words if len(word) >= 4 and fold(word) not in NO_WORDS}
