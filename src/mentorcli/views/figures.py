"""Each figure of the annual report, defined once: one FROM and WHERE gives both the number and the records behind it.

Days are inclusive; a period runs from `:lo` to `:hi`. A grouped figure counts by a code. Values are counts,
whole minutes or øre.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mentorcli.errors import BadValue
from mentorcli.views import states
from mentorcli.words import N_, _

if TYPE_CHECKING:
    from mentorcli.schemes.profile import Profile

Value = int | dict[str, int]


class Figure(NamedTuple):
    """What a figure counts: `source` is its FROM and WHERE, the rest says what stands behind one record of it."""

    key: str
    title: str
    definition: str
    source: str
    kind: str  # the records' kind
    id: str
    label: str
    date: str
    value: str = "1"
    group: str | None = None
    codes: str = ""  # the code list of the groups
    unit: str = "count"  # count, minutes or ore


class Behind(NamedTuple):
    """One record behind a figure; the values of all add up to the figure, by group where it is grouped."""

    kind: str
    id: int
    label: str
    date: str
    value: int
    group: str | None


PERSON = "coalesce(p.name, 'm' || p.id)"
YOUTH = "coalesce(y.name, 'y' || y.id)"
FIRST_MET = "(SELECT min(m.first_met_on) FROM match m WHERE m.youth_id = y.id)"
PAIR = "coalesce(y.name, 'y' || y.id) || ' / ' || coalesce(p.name, 'm' || p.id)"
PEOPLE = "JOIN youth y ON y.id = m.youth_id JOIN mentor p ON p.id = m.mentor_id"
TRAINED = states.TRAINED_FOR_FIGURES
ACTIVE = f"""mentor p WHERE {TRAINED} <= :hi AND NOT EXISTS (SELECT 1 FROM departure d
    WHERE d.mentor_id = p.id AND d.on_day <= :hi AND (d.returned_on IS NULL OR d.returned_on > :hi))"""
HELD_BY_END = """(SELECT count(*) FROM meeting k WHERE k.match_id = m.id AND k.status = 'held'
    AND k.on_day <= e.on_day)"""
# The age on the last day in the bands of codes.py; of an erased young person, the band that was kept.
AGE = """CASE WHEN y.born IS NULL THEN coalesce(nullif(y.age_band, ''), 'unknown') ELSE (
    SELECT CASE WHEN age < 15 THEN 'under-15' WHEN age < 18 THEN '15-17' WHEN age < 25 THEN '18-24'
      WHEN age < 30 THEN '25-29' ELSE '30-over' END
    FROM (SELECT substr(:hi, 1, 4) - substr(y.born, 1, 4) - (substr(:hi, 6) < substr(y.born, 6)) AS age)) END"""
ENDS = "match_end e JOIN match m ON m.id = e.match_id WHERE e.on_day BETWEEN :lo AND :hi"


def running(day: str) -> str:
    """SQL that holds where the match `m` ran at the end of a day: its newest first meeting, end or reopening is no end."""
    return states.RUNNING.replace(":day", day)


def of_mentors(key: str, title: str, definition: str, source: str, group: str | None = None) -> Figure:
    """A figure whose records are mentors, dated by their day of training."""
    return Figure(key, title, definition, source, "mentor", "p.id", PERSON, TRAINED, group=group, codes="gender")


def of_matches(key: str, title: str, definition: str, source: str, date: str) -> Figure:
    """A figure whose records are matches."""
    return Figure(key, title, definition, source, "match", "m.id", PAIR, date)


def of_ends(key: str, title: str, definition: str, more: str = "", group: str | None = None, codes: str = "") -> Figure:
    """A figure whose records are ends of matches, shown as the match."""
    source = ENDS + more
    return Figure(key, title, definition, source, "match", "m.id", PAIR, "e.on_day", group=group, codes=codes)


def of_meetings(key: str, title: str, definition: str, status: str, value: str = "1", unit: str = "count") -> Figure:
    """A figure whose records are meetings of one status."""
    source = f"meeting k JOIN match m ON m.id = k.match_id WHERE k.status = '{status}' AND k.on_day BETWEEN :lo AND :hi"
    return Figure(key, title, definition, source, "meeting", "k.id", PAIR, "k.on_day", value, unit=unit)


def of_money(key: str, title: str, definition: str, direction: str) -> Figure:
    """A figure whose records are money in or out."""
    source = f"money k WHERE k.direction = '{direction}' AND k.on_day BETWEEN :lo AND :hi"
    return Figure(key, title, definition, source, "money", "k.id", "k.category", "k.on_day", "k.amount_ore", unit="ore")


def of_youths(key: str, title: str, definition: str, group: str, codes: str) -> Figure:
    """A figure whose records are the young people with a match in the period, dated by their first one."""
    source = f"youth y WHERE y.id IN (SELECT m.youth_id FROM match m WHERE {states.LIVE})"
    return Figure(key, title, definition, source, "youth", "y.id", YOUTH, FIRST_MET, group=group, codes=codes)


def by_category(key: str, title: str, definition: str, direction: str) -> Figure:
    """Money in or out by its category."""
    return of_money(key, title, definition, direction)._replace(group="k.category", codes="money_category")


FIGURES: tuple[Figure, ...] = (
    of_mentors(
        "mentors_trained_total",
        N_("Mentors trained in all"),
        N_(
            "Mentors trained on or before the last day: the day of the course, or, without a demanded course, of approval."
        ),
        f"mentor p WHERE {TRAINED} <= :hi",
    ),
    of_mentors(
        "mentors_trained_in_period",
        N_("Mentors trained in the period"),
        N_("Mentors whose day of training lies in the period."),
        f"mentor p WHERE {TRAINED} BETWEEN :lo AND :hi",
    ),
    of_mentors(
        "mentors_active_at_end",
        N_("Active mentors at the end"),
        N_("Mentors trained by the last day who had not left by then; one who left on that day has left."),
        ACTIVE,
    ),
    of_mentors(
        "mentors_active_by_gender",
        N_("Active mentors by gender"),
        N_("The active mentors at the end, by gender."),
        ACTIVE,
        group="p.gender",
    ),
    Figure(
        "mentors_left_in_period",
        N_("Mentors who left"),
        N_("Mentors who left in the period; one who left, came back and left again counts twice."),
        "departure d JOIN mentor p ON p.id = d.mentor_id WHERE d.kind = 'left' AND d.on_day BETWEEN :lo AND :hi",
        "mentor",
        "p.id",
        PERSON,
        "d.on_day",
    ),
    of_matches(
        "matches_started",
        N_("Matches started"),
        N_("Matches whose first meeting, as recorded, lies in the period, whether or not the young person came."),
        "match m WHERE m.first_met_on BETWEEN :lo AND :hi",
        "m.first_met_on",
    ),
    of_ends(
        "matches_ended",
        N_("Matches ended"),
        N_("Ends dated in the period; a match ended, reopened and ended again has two."),
    ),
    of_matches(
        "matches_reopened",
        N_("Matches reopened"),
        N_("Reopenings dated in the period."),
        "match_reopening r JOIN match m ON m.id = r.match_id WHERE r.on_day BETWEEN :lo AND :hi",
        "r.on_day",
    ),
    of_matches(
        "matches_running_at_end",
        N_("Matches running at the end"),
        N_("Matches whose newest first meeting, end or reopening on or before the last day is not an end."),
        f"match m WHERE {running(':hi')}",
        "m.first_met_on",
    ),
    of_matches(
        "matches_live_in_period",
        N_("Matches live in the period"),
        N_("Matches running on some day of the period, the day of an end counted."),
        f"match m WHERE {states.LIVE}",
        "m.first_met_on",
    ),
    Figure(
        "referrals",
        N_("Referrals"),
        N_("Referrals dated in the period."),
        "referral r JOIN youth y ON y.id = r.youth_id WHERE r.on_day BETWEEN :lo AND :hi",
        "referral",
        "r.id",
        YOUTH,
        "r.on_day",
    ),
    Figure(
        "referrals_by_source",
        N_("Referrals by source"),
        N_("Referrals dated in the period, by who referred."),
        "referral r JOIN youth y ON y.id = r.youth_id WHERE r.on_day BETWEEN :lo AND :hi",
        "referral",
        "r.id",
        YOUTH,
        "r.on_day",
        group="r.source",
        codes="source",
    ),
    Figure(
        "referrals_closed_by_reason",
        N_("Referrals closed"),
        N_("Referrals closed in the period without a match having ended, by the reason; not accepted is a refusal."),
        "closing c JOIN referral r ON r.id = c.referral_id JOIN youth y ON y.id = r.youth_id "
        "WHERE c.on_day BETWEEN :lo AND :hi",
        "referral",
        "r.id",
        YOUTH,
        "c.on_day",
        group="c.reason",
        codes="youth_close",
    ),
    Figure(
        "enquiries_refused",
        N_("Enquiries refused"),
        N_("Enquiries answered with a no in the period."),
        "enquiry q LEFT JOIN youth y ON y.id = q.youth_id WHERE q.answer = 'no' AND q.answered_on BETWEEN :lo AND :hi",
        "enquiry",
        "q.id",
        "coalesce(y.name, 'y' || y.id, q.asker)",
        "q.answered_on",
    ),
    of_youths(
        "youths_by_gender",
        N_("Young people by gender"),
        N_("Young people with a match live in the period, by gender; nobody counts twice."),
        "y.gender",
        "gender",
    ),
    of_youths(
        "youths_by_age",
        N_("Young people by age"),
        N_("Young people with a match live in the period, by their age on the last day."),
        AGE,
        "age_band",
    ),
    of_meetings("meetings_held", N_("Meetings held"), N_("Meetings held in the period."), "held"),
    of_meetings(
        "meeting_minutes",
        N_("Time in meetings"),
        N_("The minutes of the meetings held in the period; minutes of other meetings are kept and not counted."),
        "held",
        "k.minutes",
        "minutes",
    ),
    of_meetings(
        "no_shows",
        N_("No-shows"),
        N_("Meetings in the period to which somebody did not come; an excuse given beforehand is none."),
        "no-show",
    ),
    of_ends(
        "end_reasons",
        N_("Reasons of ends"),
        N_("Ends dated in the period that have a recorded reason, by that reason."),
        " AND e.reason IS NOT NULL",
        "e.reason",
        "end_reason",
    ),
    of_ends(
        "ended_without_reason",
        N_("Ended without a recorded reason"),
        N_("Ends dated in the period for which no reason is recorded."),
        " AND e.reason IS NULL",
    ),
    of_ends(
        "outcomes",
        N_("Outcomes"),
        N_("Ends dated in the period that have a recorded outcome, by that outcome."),
        " AND e.outcome IS NOT NULL",
        "e.outcome",
        "outcome",
    ),
    of_ends(
        "ended_without_outcome",
        N_("Ended without a recorded outcome"),
        N_("Ends dated in the period for which no outcome is recorded."),
        " AND e.outcome IS NULL",
    ),
    of_ends(
        "ended_with_under_3_meetings",
        N_("Ended with fewer than 3 meetings"),
        N_("Ends dated in the period, of matches with fewer than 3 held meetings up to and including that day."),
        f" AND {HELD_BY_END} < 3",
    ),
    of_ends(
        "ended_with_3_or_more",
        N_("Ended with 3 meetings or more"),
        N_("Ends dated in the period, of matches with 3 held meetings or more up to and including that day."),
        f" AND {HELD_BY_END} >= 3",
    ),
    of_ends(
        "ended_by_no_show_under_3",
        N_("Ended because the young person stayed away, fewer than 3 meetings"),
        N_("Of the ends with fewer than 3 held meetings, those because the young person stayed away."),
        f" AND e.reason = 'no-show' AND {HELD_BY_END} < 3",
    ),
    of_ends(
        "ended_by_no_show_3_or_more",
        N_("Ended because the young person stayed away, 3 meetings or more"),
        N_("Of the ends with 3 held meetings or more, those because the young person stayed away."),
        f" AND e.reason = 'no-show' AND {HELD_BY_END} >= 3",
    ),
    Figure(
        "goals_closed_by_how",
        N_("Goals closed"),
        N_("Goals closed in the period, by how: reached, dropped, or replaced by another."),
        "goal g JOIN youth y ON y.id = g.youth_id WHERE g.closed_on BETWEEN :lo AND :hi",
        "goal",
        "g.id",
        YOUTH,
        "g.closed_on",
        group="g.closed_how",
        codes="goal_close",
    ),
    of_money("income_ore", N_("Money in"), N_("Money in, dated in the period."), "income"),
    of_money("expense_ore", N_("Money out"), N_("Money out, dated in the period."), "expense"),
    by_category(
        "income_by_category", N_("Money in by category"), N_("Money in, dated in the period, by category."), "income"
    ),
    by_category(
        "expense_by_category",
        N_("Money out by category"),
        N_("Money out, dated in the period, by category."),
        "expense",
    ),
    Figure(
        "coordinator_minutes",
        N_("The coordinator's time"),
        N_("The hours that the coordinator logged in the period."),
        "hours k WHERE k.on_day BETWEEN :lo AND :hi",
        "hours",
        "k.id",
        "k.activity",
        "k.on_day",
        "k.minutes",
        unit="minutes",
    ),
    Figure(
        "events_by_kind",
        N_("Events by kind"),
        N_("Events dated in the period, by kind."),
        "event k WHERE k.on_day BETWEEN :lo AND :hi",
        "event",
        "k.id",
        "k.title",
        "k.on_day",
        group="k.kind",
        codes="event_kind",
    ),
)

BY_KEY = {figure.key: figure for figure in FIGURES}


def figure(key: str) -> Figure:
    """The figure of that name; BadValue with the known names where there is none."""
    found = BY_KEY.get(key.replace("-", "_"))
    if found is None:
        raise BadValue(
            _("There is no figure called {key}.").format(key=key), _("Known: {keys}").format(keys=", ".join(BY_KEY))
        )
    return found


def params(profile: Profile, lo: str, hi: str) -> states.Params:
    """What the SQL of a figure needs: the period, and whether a course was demanded at its end."""
    return {"lo": lo, "hi": hi, "course": int(profile.demands.course)}


def value(connection: sqlite3.Connection, one: Figure, profile: Profile, lo: str, hi: str) -> Value:
    """The figure for a period: a number, or numbers by code."""
    given = params(profile, lo, hi)
    if one.group is None:
        return int(connection.execute(f"SELECT coalesce(sum({one.value}), 0) FROM {one.source}", given).fetchone()[0])
    sql = f"SELECT {one.group}, sum({one.value}) FROM {one.source} GROUP BY 1 ORDER BY 1"
    return {code: int(count) for code, count in connection.execute(sql, given)}


def records(connection: sqlite3.Connection, one: Figure, profile: Profile, lo: str, hi: str) -> Iterator[Behind]:
    """The records behind a figure, by day and number; the same FROM and WHERE that gave the number."""
    source = one.source
    if one.label == PAIR:
        head, where, tail = source.partition(" WHERE ")
        source = f"{head} {PEOPLE}{where}{tail}"
    group = one.group or "NULL"
    sql = f"SELECT {one.id}, {one.label}, {one.date}, {one.value}, {group} FROM {source} ORDER BY 3, 1"
    for row in connection.execute(sql, params(profile, lo, hi)):
        yield Behind(one.kind, *row)


def earliest(connection: sqlite3.Connection) -> str | None:
    """The earliest dated record of the file: where "since the start" begins."""
    dated = (
        ("mentor", "applied_on"), ("mentor", "trained_on"), ("mentor", "approved_on"), ("referral", "on_day"),
        ("enquiry", "on_day"), ("match", "proposed_on"), ("match", "first_met_on"), ("meeting", "on_day"), ("event", "on_day"),
        ("money", "on_day"), ("hours", "on_day"),
    )  # fmt: skip
    union = " UNION ALL ".join(f"SELECT min({column}) AS d FROM {table}" for table, column in dated)
    row = connection.execute(f"SELECT min(d) FROM ({union})").fetchone()
    return row[0] if row else None
