"""The annual report as a document: which template, which facts, and which of its numbers may go out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from mentorcli import codes, words
from mentorcli.documents import render
from mentorcli.documents.figures import said
from mentorcli.documents.house import House
from mentorcli.reports import publication, series
from mentorcli.reports.annual import Annual
from mentorcli.rules import suppression, survival
from mentorcli.views import figures
from mentorcli.words import N_, _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

SHARES = {  # a percentage -> the cells of its part and its whole
    "women_of_active_mentors": ("mentors_active_by_gender:female", "mentors_active_at_end"),
    "ended_under_3_of_ended": ("ended_with_under_3_meetings", "matches_ended"),
    "no_show_of_ended": (publication.NO_SHOW, "matches_ended"),
    "outcome_known_of_ended": ("outcomes_known", "matches_ended"),
    "no_shows_of_due": ("no_shows", "meetings_due"),
    "youth_answered": ("youth_answered", "youths"),
    "mentor_answered": ("mentor_answered", "youths"),
    "youth_better": ("youth_better", "youth_scored"),
    "mentor_better": ("mentor_better", "mentor_scored"),
}
STAR = "*"
MOVES = ("scored", "better", "same", "worse")  # what is told of the goals of a voice
BALANCE = {  # the bars of a published report: the account of matches
    "running_before": N_("Running the day before"), "matches_started": N_("Begun in the period"),
    "matches_ended": N_("Ended in the period"), "matches_running_at_end": N_("Running on the last day"),
}  # fmt: skip
DEFINITIONS = (  # of what stands in the report beside the figures
    (
        N_("Duration of matches"),
        N_(
            "The share of all matches since the start that last longer than 91, 182 and 365 days (3, 6 and 12 months), "
            "by Kaplan and Meier: a match that still runs counts for as long as it has run. From the first meeting to the "
            "newest end, both days counted; a reopened match goes on. The interval holds 95 % (Greenwood, log-log)."
        ),
    ),
    (
        N_("Waiting time"),
        N_(
            "Days from the referral, or from the end after which a new mentor was asked for, to the first meeting, of the "
            "matches that began in the period. The median is the wait in the middle."
        ),
    ),
    (
        N_("Two voices"),
        N_(
            "Goals are scored from 1 (far from it) to 5 (reached). A goal has moved forward when its newest score of the "
            "period is higher than the first one by the same voice. Who answered: of the young people with a match in the "
            "period, those with a score of that voice in the period."
        ),
    ),
    (
        N_("§ 18 money used"),
        N_("A year's expenses count as met by § 18 money first; what is left of it is what was surely not used."),
    ),
)
HELD_BACK = (  # what a published report promises, and what it does not
    N_("Small numbers"),
    N_(
        "Small numbers are held back, and as many others as it takes that none follows from this report, from the § 18 "
        "account of the same days and from the annual reports of all earlier years, as the same data give them. A report "
        "since the start is guarded by itself alone. Do not publish it beside the reports of single years, nor two reports "
        "of one year made on different days."
    ),
)

TEMPLATE = "reports/LANG/annual"


class Edition(NamedTuple):
    """For whom a report is made, and the texts that only the coordinator can write."""

    profile: Profile
    internal: bool = False
    foreword: str = ""
    lessons: str = ""
    years: tuple[series.Year, ...] = ()  # of a published report: the years up to its own, whose reports are out


def make(found: Annual, form: str, edition: Edition, house: House = House()) -> bytes:  # noqa: B008 - frozen
    """The report as md, html, docx or pdf; equal facts give equal bytes."""
    title = _("Annual report {year}").format(year=span(found))
    paper = render.Paper(title, found.scheme, found.made_on)
    return render.made(house, form, render.filled(house, TEMPLATE, facts(found, edition)), paper)


def span(found: Annual) -> str:
    """The period in a heading: the year, or from year to year."""
    first, last = found.lo[:4], found.hi[:4]
    return first if first == last else f"{first}–{last}"


class Print:
    """The numbers of a report as this edition prints them: a number held back is `<5`, or `*`."""

    def __init__(self, found: Annual, edition: Edition) -> None:
        self.found = found
        self.threshold = edition.profile.report.threshold
        cells, hidden = series.held_back(edition.years or (series.Year(found, ()),), self.threshold)
        self.values = cells.values
        self.hidden = {} if edition.internal else {**hidden, **self.of_a_few()}

    def of_a_few(self) -> dict[str, str]:
        """The numbers of goals, and shares of them, that are about fewer young people than may be told of."""
        counted = {(f"{one.view}_{how}"): one.moved for one in self.found.voices for how in MOVES}
        counted |= dict.fromkeys(
            (name for name in self.values if name.startswith("goals_closed")), self.found.goals_closed_of
        )
        few = [name for name, people in counted.items() if 0 < people < self.threshold]
        return {name: suppression.OUT if ":" in name else suppression.KEPT for name in few}

    def number(self, cell: str) -> str:
        """A number, or the mark that stands for it."""
        mark = self.hidden.get(cell)
        if mark is None:
            return words.number(self.values[cell])
        return f"<{self.threshold}" if mark == suppression.FEW else STAR if mark == suppression.KEPT else "–"

    def minutes(self) -> str:
        """The time in meetings, which goes with the number of them."""
        return self.star("meetings_held", words.minutes(self.found.number("meeting_minutes")))

    def star(self, cell: str, text: str) -> str:
        """A text that would tell of a number: where that is held back, a star."""
        return STAR if cell in self.hidden else text

    def share(self, part: str, whole: str) -> str:
        """A percentage with its base; where one of the two is held back, both without the percentage."""
        if not self.values[whole] and whole not in self.hidden:
            return "–"
        if part not in self.hidden and whole not in self.hidden:
            return words.percent(self.values[part], self.values[whole])
        if self.number(part) == self.number(whole) == STAR:
            return STAR
        return _("{part} of {whole}").format(part=self.number(part), whole=self.number(whole))

    def days(self, days: int | None, base: str) -> str:
        """A median or a longest wait in days, where its base may be told; else nothing."""
        return "" if days is None or base in self.hidden else words.number(days)

    def rows(self, key: str) -> list[tuple[str, str]]:
        """The groups of a figure with their numbers; none where a table would say too much: which groups there are."""
        one = figures.BY_KEY[key]
        groups = self.found.groups(key)
        if key not in publication.GROUPED:
            return [(codes.word(one.codes, code), said(one, number)) for code, number in groups.items()]
        named = {code: f"{key}:{code}" for code in groups}
        if publication.GROUPED[key][0] in self.hidden or suppression.OUT in map(self.hidden.get, named.values()):
            return []
        return [(codes.word(one.codes, code), self.number(cell)) for code, cell in named.items()]

    def bars(self, key: str) -> list[tuple[str, int | None, str]]:
        """The groups of a figure as bars: one that is held back has no length, and says its mark."""
        groups, rows = self.found.groups(key), self.rows(key)
        return (
            [
                (word, None if f"{key}:{code}" in self.hidden else number, said_)
                for (code, number), (word, said_) in zip(groups.items(), rows, strict=True)
            ]
            if rows
            else []
        )

    def is_told(self, cell: str) -> bool:
        """Whether a number, or that it is a small one, may stand in a sentence: `*` of `*` says nothing."""
        return self.hidden.get(cell) in (None, suppression.FEW)

    def told(self) -> dict[str, bool]:
        """Which sentences about the ends say something."""
        split = ("ended_by_no_show_under_3", "ended_by_no_show_3_or_more")
        return {
            "few_meetings": self.is_told("ended_with_under_3_meetings"),
            "no_show": self.is_told(publication.NO_SHOW),
            "women": self.is_told("mentors_active_by_gender:female"),
            "no_show_split": self.values[publication.NO_SHOW] > 0 and all(map(self.is_told, split)),
            "no_reason": self.values["ended_without_reason"] > 0
            and self.hidden.get("matches_ended") != suppression.FEW,
        }

    def readings(self) -> list[dict[str, object]]:
        """The curve read off: months, share, interval and how many matches got so far."""
        return [self.reading(one) for one in self.found.readings]

    def ended_early(self) -> str:
        """The share of matches that end within twelve months, where it may be told, and its base too."""
        year = self.found.readings[-1]
        known = year.survived is not None and self.may_tell(year) and "matches_since_start" not in self.hidden
        return words.share(1 - (year.survived or 0)) if known else "–"

    def may_tell(self, one: survival.Reading) -> bool:
        """Whether neither number that a percentage of the curve could be told from is held back."""
        return not {f"reached_{one.months}_months", f"ended_by_{one.months}_months"} & self.hidden.keys()

    def is_shown(self, one: survival.Reading) -> bool:
        """Whether it may be told how many matches got as far as a mark."""
        return f"reached_{one.months}_months" not in self.hidden

    def reading(self, one: survival.Reading) -> dict[str, object]:
        """One reading; its percentage is held back with the numbers that it could be told from."""
        told = self.may_tell(one)
        interval = "" if one.low is None or one.high is None else f"{words.share(one.low)} – {words.share(one.high)}"
        return {
            "months": one.months, "share": words.share(one.survived) if told and one.survived is not None else "–",
            "interval": interval if told and interval else "–",
            "reached": self.number(f"reached_{one.months}_months"), "few": one.few and self.is_shown(one),
        }  # fmt: skip


def charts(made: Print, edition: Edition) -> dict[str, dict[str, object]]:
    """What the charts draw. A published one draws the numbers that are printed beside it, and no others.

    A curve with a step for each end, or a count for each month, would tell of single matches: those are internal.
    """
    drawn: dict[str, dict[str, object]] = {}
    sources = made.bars("referrals_by_source")
    if sum(number is not None for _word, number, _said in sources) > 1:
        drawn["sources"] = {"rows": sources}
    if edition.internal and len(made.found.running) > 1:
        ticks = [
            f"{words.MONTHS[words.language()][int(day[5:7]) - 1][:3]} {day[2:4]}" for day, _n in made.found.running
        ]
        series = [(_("Running matches"), [number for _day, number in made.found.running])]
        drawn["matches"] = {"ticks": ticks, "series": series}
    balance = [
        (_(title), None if cell in made.hidden else made.values[cell], made.number(cell))
        for cell, title in BALANCE.items()
    ]
    if not edition.internal and sum(number is not None for _title, number, _said in balance) > 1:
        drawn["balance"] = {"rows": balance}
    told = [one for one in made.found.readings if one.survived is not None and made.may_tell(one)]
    if edition.internal and made.found.spans:
        drawn["curve"] = {"steps": curve(made.found.spans), "bars": []}
    elif told:
        rows = [
            (_("{months} months").format(months=one.months), one.survived, words.share(one.survived or 0))
            for one in told
        ]
        drawn["curve"] = {"steps": [], "bars": [(_("{months} months").format(months=0), 1.0, words.share(1.0)), *rows]}
    return drawn


def curve(spans: Sequence[survival.Span]) -> list[tuple[float, float]]:
    """The steps of a survival curve that is drawn: months, and the share that is left; up to the longest match."""
    steps = survival.curve(spans)
    last = steps[-1].survived if steps else 1.0
    longest = max(one.days for one in spans)
    return [*((one.days * 12 / 365, one.survived) for one in steps), (longest * 12 / 365, last)]


def studies() -> list[dict[str, str]]:
    """The published shares of matches that ended early, with study and base."""
    return [
        {"name": one.study, "what": _(one.what), "share": words.share(one.ended_early_percent / 100),
         "matches": words.number(one.matches)}
        for one in survival.PUBLISHED
    ]  # fmt: skip


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a coordinator's own text; they print letter for letter."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def facts(found: Annual, edition: Edition) -> dict[str, object]:
    """Plain facts for the template: texts of numbers, words, and rows of tables."""
    made = Print(found, edition)
    plain = {name: made.number(name) for name in made.values if ":" not in name}
    # with the places of a mentor known, free places would tell how many matches run
    places = made.star("matches_running_at_end", words.number(found.free_places))
    groups = {one.key: made.rows(one.key) for one in figures.FIGURES if one.group}
    untold = [key for key in groups if found.groups(key) and not groups[key]]
    foreword, lessons = paragraphs(edition.foreword), paragraphs(edition.lessons)
    return {
        "span": span(found), "scheme": found.scheme, "lo": found.lo, "hi": found.hi,
        "first": words.day_long(found.lo), "last": words.day_long(found.hi), "as_of": found.as_of,
        "made_on": found.made_on, "audit_row": found.audit_row, "internal": edition.internal,
        "threshold": made.threshold, "hidden": bool(made.hidden), "kept": suppression.KEPT in made.hidden.values(),
        "foreword": foreword, "lessons": lessons, "youth": youth_word(edition.profile),
        "ages": (edition.profile.youth.min_age, edition.profile.youth.max_age),
        "f": {**plain, "meeting_minutes": made.minutes(), "free_places": places,
              "courses": words.number(found.groups("events_by_kind").get("course", 0))},
        "one": {name: made.values[name] == 1 and name not in made.hidden for name in made.values},
        "zero": {name: made.values[name] == 0 and name not in made.hidden for name in made.values},
        "refused": made.number("referrals_closed_by_reason:not-accepted")
        if "referrals_closed_by_reason:not-accepted" in made.values else "0",
        "groups": groups, "untold": untold,
        "shares": {key: made.share(*pair) for key, pair in SHARES.items()},
        "median_wait": made.days(found.waits.median_days, "waits_known"),
        "longest_waited": made.days(found.waits.longest_days, "waits_known"),
        "longest_wait": made.days(found.longest_wait_days, "waiting"),
        "outcomes_told": made.hidden.get("outcomes_known") != suppression.OUT,
        "unscored": not any(one.answered or one.scored for one in found.voices),
        "charts": dict.fromkeys(("sources", "matches", "balance", "curve")) | charts(made, edition),
        "told": made.told(), "untold_marks": not all(map(made.may_tell, found.readings)),
        "unreached": any(one.survived is None for one in found.readings),
        "readings": made.readings(), "ended_early": made.ended_early(), "studies": studies(), "account": found.account,
        "definitions": [(_(one.title), _(one.definition)) for one in figures.FIGURES]
        + [(_(title), _(text)) for title, text in (*DEFINITIONS, *(() if edition.internal else (HELD_BACK,)))],
    }  # fmt: skip


def youth_word(profile: Profile) -> str:
    """What the scheme calls the young person, in the language in use."""
    return profile.scheme.youth_word if words.language() == "da" else profile.scheme.youth_word_en
