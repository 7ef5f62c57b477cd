"""The annual report as it may go out: which of its numbers are held back (F1, F2), and how its numbers hang together.
Counts of people, matches and meetings are guarded; events, places and money are not, for they are not about anybody.
No table crosses two dimensions, and none is about health, origin or benefits.
"""

from __future__ import annotations

from mentorcli.reports.annual import Annual
from mentorcli.rules.suppression import Cells, Sum

GROUPED = {  # a grouped figure -> the total that its groups add up to; … with a part that is said beside them
    "mentors_active_by_gender": ("mentors_active_at_end",),
    "referrals_by_source": ("referrals",),
    "referrals_closed_by_reason": ("referrals_closed",),
    "youths_by_gender": ("youths",),
    "youths_by_age": ("youths",),
    "end_reasons": ("matches_ended", "ended_without_reason"),
    "outcomes": ("outcomes_known",),
    "goals_closed_by_how": ("goals_closed",),
}
SUMMED = ("youths", "outcomes_known", "referrals_closed", "goals_closed")  # totals that are no figures of their own
PLAIN = (  # figures that are one number
    "mentors_trained_total", "mentors_trained_in_period", "mentors_active_at_end", "mentors_left_in_period",
    "matches_started", "matches_ended", "matches_reopened", "matches_running_at_end", "matches_live_in_period",
    "referrals", "enquiries_refused", "meetings_held", "no_shows", "ended_without_reason", "ended_without_outcome",
    "ended_with_under_3_meetings", "ended_with_3_or_more", "ended_by_no_show_under_3", "ended_by_no_show_3_or_more",
)  # fmt: skip
DEAR = {  # what a reader misses most; a part of a table is the cheapest
    **dict.fromkeys(PLAIN, 2),
    **dict.fromkeys(("mentors_trained_total", "mentors_active_at_end", "referrals", "matches_running_at_end"), 4),
    **dict.fromkeys(("matches_started", "matches_ended", "matches_live_in_period", "meetings_held", "youths"), 3),
    "matches_since_start": 3,
    "matches_reopened": 1,
    "running_before": 1,
}
NO_SHOW = "end_reasons:no-show"


def cells(found: Annual) -> Cells:
    """The numbers of the report, printed and implied, and the sums that they stand in; of the figures that it has."""
    made = Making(found)
    made.groups()
    made.account_of_matches()
    made.ends()
    made.others()
    made.voices()
    made.survival()
    return Cells(made.values, made.sums, frozenset(made.unprinted), frozenset(made.guarded), DEAR)


class Making:
    """Gathers the cells of a report."""

    def __init__(self, found: Annual) -> None:
        self.found = found
        self.values = {key: found.number(key) for key in PLAIN if key in found.values}
        self.sums: list[Sum] = []
        self.unprinted: set[str] = set()
        self.guarded: set[str] = set()

    def rest(self, total: str, part: str, name: str, *, guarded: bool) -> None:
        """An unprinted cell: what is left of a total beside a part; guarded where a percentage implies it."""
        self.implied(name, self.values[total] - self.values[part], guarded=guarded)
        self.sums.append(Sum(total, (part, name)))

    def implied(self, name: str, value: int, *, guarded: bool = False) -> None:
        """A cell that is not printed."""
        self.values[name] = value
        self.unprinted.add(name)
        if guarded:
            self.guarded.add(name)

    def groups(self) -> None:
        """The grouped figures, each with its total."""
        for key, (total, *beside) in GROUPED.items():
            if key not in self.found.values:
                continue
            rows = {f"{key}:{code}": number for code, number in self.found.groups(key).items()}
            self.values |= rows
            if total in SUMMED:
                self.values[total] = sum(rows.values())
            self.sums.append(Sum(total, (*rows, *beside), tuple(rows)))
        women = "mentors_active_by_gender:female"
        self.values.setdefault(women, 0)
        self.rest("mentors_active_at_end", women, "mentors_not_women", guarded=True)

    def account_of_matches(self) -> None:
        """Running before, started, reopened, ended, running after, and live: what follows from one and the others.

        Live = running before + started + those of earlier years that were reopened; live = running after + those that
        ended for good; a match reopened and ended more than once in the period is in both totals as often.
        """
        found = self.found
        self.values["running_before"] = found.running_before
        live, after = found.number("matches_live_in_period"), found.number("matches_running_at_end")
        back = live - found.running_before - found.number("matches_started")
        self.implied("came_back", back)
        self.implied("ended_for_good", live - after)
        self.implied("ended_in_between", found.number("matches_reopened") - back)
        self.sums += [
            Sum("matches_live_in_period", ("running_before", "matches_started", "came_back")),
            Sum("matches_live_in_period", ("matches_running_at_end", "ended_for_good")),
            Sum("matches_reopened", ("came_back", "ended_in_between")),
            Sum("matches_ended", ("ended_for_good", "ended_in_between")),
        ]
        self.rest("matches_live_in_period", "youths", "further_matches", guarded=False)

    def ends(self) -> None:
        """Ended with few meetings or more, crossed with no-show or not: four inner cells, of which two are printed."""
        under, more = "ended_with_under_3_meetings", "ended_with_3_or_more"
        self.values.setdefault(NO_SHOW, 0)
        self.sums.append(Sum("matches_ended", (under, more)))
        self.sums.append(Sum(NO_SHOW, ("ended_by_no_show_under_3", "ended_by_no_show_3_or_more")))
        self.rest(under, "ended_by_no_show_under_3", "ended_otherwise_under_3", guarded=True)
        self.rest(more, "ended_by_no_show_3_or_more", "ended_otherwise_3_or_more", guarded=True)
        self.rest("matches_ended", NO_SHOW, "ended_otherwise", guarded=True)
        outcomes = ("outcomes_known", "ended_without_outcome")
        self.sums.append(Sum("matches_ended", outcomes, outcomes))

    def others(self) -> None:
        """Mentors in all, those who wait, waits that ended, and meetings held or missed."""
        found = self.found
        self.values["waits_known"], self.values["waits_unknown"] = found.waits.known, found.waits.unknown
        self.sums.append(Sum("matches_started", ("waits_known", "waits_unknown")))
        if "meetings_held" in found.values:
            self.values["waiting"] = found.waiting
            self.values["meetings_due"] = found.number("meetings_held") + found.number("no_shows")
            self.sums.append(Sum("meetings_due", ("meetings_held", "no_shows")))
        for part in ("mentors_trained_in_period", "mentors_active_at_end"):
            self.rest("mentors_trained_total", part, f"all_but_{part}", guarded=False)

    def voices(self) -> None:
        """For how many a voice spoke, and how its goals moved."""
        for one in self.found.voices:
            name = f"{one.view}_answered"
            self.values[name] = one.answered
            self.rest("youths", name, f"{one.view}_silent", guarded=True)
            moved = {"better": one.better, "same": one.same, "worse": one.worse}
            self.values[f"{one.view}_scored"] = one.scored
            self.values |= {f"{one.view}_{how}": number for how, number in moved.items()}
            self.sums.append(Sum(f"{one.view}_scored", tuple(f"{one.view}_{how}" for how in moved)))

    def survival(self) -> None:
        """The curve at each mark: who ended until then and who got so far. From the percentages one could be told."""
        spans, marks = self.found.spans, [one.days for one in self.found.readings]
        self.values["matches_since_start"] = sum(one.number for one in spans)
        self.implied("ended_since_start", sum(one.number for one in spans if one.ended))
        self.sums.append(Sum("matches_since_start", ("ended_since_start", "matches_running_at_end")))
        for total, part in (("matches_since_start", "matches_started"), ("ended_since_start", "ended_for_good")):
            if self.values[total] == self.values[part]:  # of a report since the start that is known
                self.sums.append(Sum(total, (part,)))
            else:
                self.rest(total, part, f"{part}_earlier", guarded=False)
        reached, ended = "matches_since_start", ""
        for place, (first, last) in enumerate(zip((1, *marks), (*marks, 1 << 30), strict=True)):
            self.between(place, first, last)
        parts = tuple(f"ended_in_{place}" for place in range(len(marks) + 1))
        self.sums.append(Sum("ended_since_start", parts))
        for place, one in enumerate(self.found.readings, 1):
            early = f"ended_before_{one.months}_months"
            self.implied(early, sum(span.number for span in spans if span.ended and span.days < one.days))
            self.sums.append(Sum(early, parts[:place]))
            here, until = f"reached_{one.months}_months", f"ended_by_{one.months}_months"
            self.values[here], self.values[until] = one.at_risk, one.ended
            self.sums.append(Sum(reached, (here, f"left_{place - 1}")))
            step = f"ended_up_to_{one.months}"
            before = self.values[ended] if ended else 0
            self.implied(step, one.ended - before, guarded=True)
            self.sums.append(Sum(until, (*([ended] if ended else []), step)))
            earlier = (f"ended_on_mark_{place - 1}",) if place == 1 else ()
            self.sums.append(Sum(step, (*earlier, f"ended_after_{place - 1}", f"ended_on_mark_{place}")))
            reached, ended = here, until
        self.rest("ended_since_start", ended, "ended_later", guarded=True)

    def between(self, place: int, first: int, last: int) -> None:
        """The matches that lasted from `first` to under `last` days: ended on the first of them, later, or running."""
        inside = [one for one in self.found.spans if first <= one.days < last]
        ended = [one for one in inside if one.ended]
        self.implied(f"left_{place}", sum(one.number for one in inside))
        self.implied(f"ended_in_{place}", sum(one.number for one in ended))
        self.implied(f"ended_on_mark_{place}", sum(one.number for one in ended if one.days == first))
        self.implied(f"ended_after_{place}", sum(one.number for one in ended if one.days > first))
        self.implied(f"observed_to_{place}", sum(one.number for one in inside if not one.ended))
        self.sums.append(Sum(f"ended_in_{place}", (f"ended_on_mark_{place}", f"ended_after_{place}")))
        self.sums.append(Sum(f"left_{place}", (f"ended_in_{place}", f"observed_to_{place}")))
