"""What the corps as a whole owes: its meetings, its courses, the coordinator's hours, thanks. Pure, over plain rows.

The record of most of these reminders is the year, so `agenda later K1 2026` puts one off.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.rules.facts import EventsFact, HoursFact, NeedFact, ThanksFact
from mentorcli.rules.rule import Finding, Rule, days_between, later
from mentorcli.words import N_, _, day_short, minutes, ngettext

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

THANKS_DAYS = 30  # so long after its day a thanks is called for
THANKS_AHEAD = 60  # … and so long before an anniversary it can be seen coming
SETTLING = 30  # so many days after the first record no course is asked for
AFTER_MONTH = 14  # so many days into a month the hours of the one before are still spoken of


class Need(NamedTuple):
    """How many mentors are to be trained, and each term of it; places where nothing else is said.

    Waiting youths + expected closures - free places -> mentors to train. Each term is opened:

    - waiting youths: those who wait now, and those who are expected to be referred until the horizon
    - expected closures: the young people who wait on after an end, and the places lost with mentors who stop, less
      the places that ended matches free
    - free places: over ready and matched mentors, now

    What is expected is the pace of the days before the day, rounded half up. Lacking places are divided by those of a
    mentor and rounded up; where the corps aims at a number of mentors, what is lacking of it counts if it is more.
    """

    waiting: int
    referrals: int
    rematches: int
    lost: int
    freed: int
    free: int
    short: int
    per_mentor: int
    for_places: int
    for_aim: int
    mentors: int
    unplanned: int  # mentors for whom no coming course has a place


def need(fact: NeedFact, profile: Profile, day: str) -> Need:
    """How many mentors are to be trained for the months to come (SLA: courses by demand; VAL: a corps of about 10)."""
    ahead = days_between(day, later(day, months=profile.coordinator.horizon_months))

    def expected(count: int) -> int:
        return (2 * count * ahead + fact.days) // (2 * fact.days)

    referrals, rematches, freed = map(expected, (fact.referred, fact.rematched, fact.closed))
    lost = expected(fact.stopped * fact.places)
    short = max(0, fact.waiting + referrals + rematches + lost - freed - fact.free)
    for_places = -(-short // fact.places)
    for_aim = max(0, (profile.mentor.corps_aim or 0) - fact.active)
    mentors = max(for_places, for_aim)
    unplanned = max(0, mentors - fact.courses_ahead * profile.coordinator.course_places)
    return Need(
        fact.waiting, referrals, rematches, lost, freed, fact.free, short, fact.places, for_places, for_aim, mentors,
        unplanned,
    )  # fmt: skip


def of_year(rule: str, due: str, label: str, text: str, command: str) -> Finding:
    """A reminder about the corps as a whole; its record is the year in which it falls due."""
    return Finding(rule, "remind", due, "year", int(due[:4]), label, text, command)


def next_due(fact: EventsFact, profile: Profile) -> str | None:
    """The day by which the next event of a kind is due, planned or not; None where the scheme holds them at no interval.

    Board meetings are spread over the year (365 days by their number), network meetings come after so many months. Where
    none was held, the clock starts when the file was made.
    """
    start = max(fact.last, fact.recorded_on or fact.last) if fact.last else fact.made_on
    if start is None:
        return None
    if fact.kind == "board" and profile.coordinator.board_meetings_year:
        return later(start, days=max(1, 365 // profile.coordinator.board_meetings_year))
    if fact.kind == "network" and profile.followup.network and profile.followup.network_months:
        return later(start, months=profile.followup.network_months)
    return None


def meetings_due(
    rule: str, kind: str, texts: tuple[str, str], rows: Sequence[EventsFact], profile: Profile
) -> list[Finding]:
    """A reminder of the next event of a kind; none where one is planned already."""
    found = []
    for fact in rows:
        due = next_due(fact, profile) if fact.kind == kind and fact.coming is None else None
        if due is None:
            continue
        text = _(texts[0]).format(day=day_short(fact.last)) if fact.last else _(texts[1])
        label = _("{kind} {year}").format(
            kind=_("Board meetings") if kind == "board" else _("Network meetings"), year=due[:4]
        )
        found.append(of_year(rule, due, label, text, f"mentorcli event list --kind {kind}"))
    return found


def board(rows: Sequence[EventsFact], profile: Profile, day: str) -> list[Finding]:
    """K1: the next board meeting is to be planned (SLA: about four times a year)."""
    texts = N_("The next board meeting is to be planned; the last was on {day}"), N_("A board meeting is to be planned")
    return meetings_due("K1", "board", texts, rows, profile)


def network(rows: Sequence[EventsFact], profile: Profile, day: str) -> list[Finding]:
    """K2: the next network meeting of the mentors is to be planned (SLA: now and then; VAL: mentor meetings)."""
    texts = (
        N_("The next network meeting is to be planned; the last was on {day}"),
        N_("A network meeting is to be planned"),
    )
    return meetings_due("K2", "network", texts, rows, profile)


def course(rows: Sequence[NeedFact], profile: Profile, day: str) -> list[Finding]:
    """K4: mentors are to be trained, and no coming course has a place for them (SLA: courses by demand).

    A file in its first days is left in peace: the lists are still to come. So is a year whose courses are held or
    planned: the next one falls due with the new year.
    """
    found, most = [], profile.coordinator.courses_year
    for fact in rows:
        lacking = need(fact, profile, day)
        if not lacking.unplanned:
            continue
        text = ngettext(
            "A course for {count} mentor is needed", "A course for {count} mentors is needed", lacking.unplanned
        ).format(count=lacking.unplanned)
        if lacking.for_places >= lacking.for_aim:
            text += _(
                ": young people who wait or are expected: {youths}; places that are or will be free: {places}"
            ).format(
                youths=lacking.waiting + lacking.referrals + lacking.rematches,
                places=max(0, lacking.free + lacking.freed - lacking.lost),
            )
        else:
            aim = _(": the corps aims at {aim} and has {active}")
            text += aim.format(aim=profile.mentor.corps_aim, active=fact.active)
        due = max(day, later(fact.begun_on, days=SETTLING)) if fact.begun_on else day
        if most is not None and fact.courses_year >= most:
            due = max(due, f"{int(day[:4]) + 1}-01-01")
        label = _("{kind} {year}").format(kind=_("Mentor courses"), year=due[:4])
        found.append(of_year("K4", due, label, text, "mentorcli report corps"))
    return found


def planned(month: str, first: str, profile: Profile, days: int | None = None) -> int | None:
    """The coordinator's planned minutes of a month (or its first days): more a week while the scheme starts (VAL).

    The starting phase lasts so many months from the first day on record. None where there is no plan.
    """
    plan = profile.coordinator
    days = days or monthrange(int(month[:4]), int(month[5:]))[1]
    begun = later(first, months=plan.start_months) if plan.start_months else ""
    starting = max(0, min(days, days_between(f"{month}-01", begun))) if begun else 0
    early, after = plan.hours_week_start or plan.hours_week, plan.hours_week
    if (starting and early is None) or (starting < days and after is None):
        return None
    return round(((early or 0) * starting + (after or 0) * (days - starting)) * 60 / 7)


def hours(rows: Sequence[HoursFact], profile: Profile, day: str) -> list[Finding]:
    """K5: the coordinator's hours of this month, or of the one before, are more than the plan has for the whole month."""
    found = []
    for month in sorted({row.on_day[:7] for row in rows}):
        mine = [row for row in rows if row.on_day[:7] == month]
        plan = planned(month, mine[0].first, profile)
        total = sum(row.minutes for row in mine)
        if plan is None or total <= plan or (month < day[:7] and int(day[8:]) > AFTER_MONTH):
            continue
        so_far, due = 0, ""
        for row in mine:
            so_far += row.minutes
            if so_far > plan:
                due = max(row.on_day, row.recorded_on)
                break
        text = _("Your hours of {month}: {time}; the plan has {plan}").format(
            month=f"{month[5:]}-{month[:4]}", time=minutes(total), plan=minutes(plan)
        )
        last = monthrange(int(month[:4]), int(month[5:]))[1]
        command = f"mentorcli hours list --from {month}-01 --to {min(f'{month}-{last}', day)}"
        found.append(of_year("K5", due, _("{kind} {year}").format(kind=_("Hours"), year=month[:4]), text, command))
    return found


def thanks(rows: Sequence[ThanksFact], profile: Profile, day: str) -> list[Finding]:
    """K3: a mentor's anniversary in the scheme, or a meeting of a round number, until thanks are recorded.

    From some days before an anniversary until 30 days after; then it is too late, and the line goes.
    """
    found = []
    least, most = later(day, days=-THANKS_DAYS), later(day, days=THANKS_AHEAD)
    years = {int(least[:4]), int(most[:4])}
    for mentor in rows:
        for year in sorted(years) if profile.remind.thanks_years and mentor.since else ():
            on, number = anniversary(mentor.since or "", year), year - int((mentor.since or "")[:4])
            if number > 0 and least <= on <= most and ("years", number) not in mentor.thanked:
                text = ngettext(
                    "{who} has been in the scheme for {count} year on {day}: say thanks (mentor thank)",
                    "{who} has been in the scheme for {count} years on {day}: say thanks (mentor thank)",
                    number,
                ).format(who=mentor.label, count=number, day=day_short(on))
                found.append(about(mentor, max(on, mentor.recorded_on), text))
        for one in mentor.reached:
            if ("meetings", one.number) not in mentor.thanked:
                text = _("{who} held meeting number {count} on {day}: say thanks (mentor thank)").format(
                    who=mentor.label, count=one.number, day=day_short(one.on_day)
                )
                found.append(about(mentor, max(one.on_day, one.recorded_on), text))
    return found


def about(mentor: ThanksFact, due: str, text: str) -> Finding:
    """A reminder to thank a mentor; whether it was done only a person can say, so the command shows the mentor."""
    command = f"mentorcli mentor show m{mentor.mentor_id}"
    return Finding("K3", "remind", due, "mentor", mentor.mentor_id, mentor.label, text, command)


def anniversary(since: str, year: int) -> str:
    """The day of a year on which something began: a 29 February is kept on the 28th where there is none."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{year}-02-28" if since[5:] == "02-29" and not leap else f"{year}{since[4:]}"


def nearest_anniversary(since: str, day: str) -> int:
    """How many years the anniversary that is nearest to a day stands for; 0 where that is the very beginning."""
    years = range(max(int(since[:4]), int(day[:4]) - 1), int(day[:4]) + 2)
    nearest = min(years, key=lambda year: abs(days_between(anniversary(since, year), day)))
    return nearest - int(since[:4])


RULES: tuple[Rule, ...] = (
    Rule(
        "K4",
        "remind",
        N_("A course is held when mentors are lacking: waiting youths + expected closures - free places."),
        "Slagelse",
        "coordinator.horizon_months",
        "need",
        course,
    ),
    Rule(
        "K1",
        "remind",
        N_("The board meets so many times a year; the next meeting is planned in time."),
        "Slagelse",
        "coordinator.board_meetings_year",
        "events",
        board,
    ),
    Rule(
        "K2",
        "remind",
        N_("The mentors' network meetings are held at the scheme's interval."),
        "Slagelse; Vallensbæk",
        "followup.network",
        "events",
        network,
    ),
    Rule(
        "K5",
        "remind",
        N_("The coordinator's hours stay within the plan."),
        "Vallensbæk",
        "",
        "hours",
        hours,
    ),
    Rule(
        "K3",
        "remind",
        N_("A mentor is thanked on each anniversary in the scheme, and for meetings of a round number."),
        N_("our design"),
        "",
        "thanks",
        thanks,
    ),
    Rule(
        "H2",
        "remind",
        N_("A deadline on a weekend or a holiday shows the next working day; Store bededag is none from 2024."),
        "lov 214/2023",
    ),
)
