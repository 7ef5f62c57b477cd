"""What a published annual report gives away: attacked from its own printed text, on many drawn years and on the samples."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mentorcli.documents import annual as document
from mentorcli.reports import publication, series
from mentorcli.reports.annual import Annual, annual
from mentorcli.rules import suppression
from mentorcli.views import figures, survival
from tests.reports import attack
from tests.views import world
from tests.views.world import Corps, Match, Meeting, Mentor, Referral, Span, Turn, Youth, iso

pytestmark = pytest.mark.usefixtures("english")
YEARS = int(os.environ.get("EXAMPLES", "40"))
SOURCES = ("self", "jobcenter", "counsellor", "parents", "school")
REASONS = ("no-show", "job", "education", "goal-reached", "moved", "youth-stopped", None)
DAYS = world.LAST


LONG = -2200  # the first day of a corps of seven years


def corps(rng: random.Random, since: int = 0) -> Corps:
    """A corps of any size, from nobody to some eighty matches, with much or little of everything; mentors from `since` on.

    The matches of a long one began as early as its mentors.
    """
    size = rng.choice((0, 3, 8, 15, 30, 80))
    skew = rng.choice((0.05, 0.3, 0.5, 0.9))
    mentors = tuple(
        Mentor(n + 1, "female" if rng.random() < skew else "male", None, 0, trained=rng.randint(since, DAYS),
               departures=(Span(rng.randint(0, DAYS), None, "left"),) if rng.random() < 0.2 else ())
        for n in range(max(1, size // 2))
    )  # fmt: skip
    youths = tuple(youth(rng, n + 1, skew) for n in range(max(1, size)))
    begins = since if since == LONG else -600
    matches = tuple(match(rng, n + 1, mentors, youths, skew, begins) for n in range(size))
    return Corps(mentors, youths, matches)


def youth(rng: random.Random, number: int, skew: float) -> Youth:
    day = rng.randint(0, 60)
    closed = (rng.randint(day, DAYS), rng.choice(("withdrew", "not-accepted", "moved"))) if rng.random() < 0.2 else None
    source = "self" if rng.random() < skew else rng.choice(SOURCES)
    born = rng.choice((None, -14 * 365, -16 * 365, -20 * 365, -27 * 365))
    return Youth(number, rng.choice(("female", "male", "unknown")), (Referral(day, source, closed),), born=born)


def match(
    rng: random.Random, number: int, mentors: tuple[Mentor, ...], youths: tuple[Youth, ...], skew: float, begins: int
) -> Match:
    met = rng.randint(0 if rng.random() < 0.5 and begins != LONG else begins, DAYS)
    turns, day = [], met
    for place in range(rng.choice((0, 1, 1, 1, 2, 3))):
        day += rng.randint(0, 50 if rng.random() < 0.7 else 400)
        if day > DAYS:
            break
        reason = "no-show" if rng.random() < skew else rng.choice(REASONS)
        turns.append(Turn(day, place % 2 == 0, reason, rng.choice((None, "job", "none"))))
    statuses = ("held", "held", "held", "no-show", "excused")
    days = sorted({rng.randint(met, DAYS) for _n in range(rng.randint(0, 6))})
    meetings = tuple(Meeting(one, rng.choice(statuses), 60, one) for one in days)
    one = rng.choice(mentors).id, rng.choice(youths).id
    return Match(number, *one, met, met, met, met=met, turns=tuple(turns), meetings=meetings)


def scored(rng: random.Random, file: sqlite3.Connection, drawn: Corps) -> None:
    """Goals, and scores of both voices."""
    for one in drawn.youths:
        for _goal in range(rng.choice((0, 1, 1, 2))):
            closed = rng.randint(30, DAYS) if rng.random() < 0.3 else None
            how = None if closed is None else rng.choice(("reached", "dropped", "replaced"))
            goal = world.insert(file, "goal", youth_id=one.id, area="job", on_day=iso(0), closed_how=how,
                                closed_on=world.maybe(closed), recorded_on=iso(0))  # fmt: skip
            for view in ("youth", "mentor"):
                for day in {rng.randint(0, DAYS) for _n in range(rng.choice((0, 1, 2, 3)))}:
                    world.insert(file, "goal_score", goal_id=goal, on_day=iso(day), view=view,
                                 score=rng.randint(1, 5), recorded_on=iso(day))  # fmt: skip


def drawn_year(number: int) -> Annual:
    """The report of a drawn corps: of a part of its days, or since the start."""
    rng = random.Random(number)
    one = corps(rng)
    file = world.filled(one)
    scored(rng, file, one)
    lo = rng.choice((-700, 0, 30, 60))
    hi = rng.randint(max(lo, 60), DAYS)
    found = annual(file, world.profile_of("slagelse"), iso(lo), iso(hi), as_of=iso(hi), made_on=iso(hi))
    file.close()
    return found


def editions(found: Annual, threshold: str = "5", years: tuple[series.Year, ...] = ()) -> Iterator[str]:
    """The report as it may go out, beside those of the years before it, and the internal one."""
    profile = world.profile_of("slagelse", ("report.threshold", threshold))
    for internal in (False, True):
        yield document.make(found, "md", document.Edition(profile, internal, years=years)).decode()


def attacked(found: Annual, threshold: int = 5) -> attack.Attack:
    public, internal = editions(found, str(threshold))
    known = attack.truth(internal, {one.months: one.ended for one in found.readings})
    return attack.Attack.on(public, known, threshold)


@pytest.mark.parametrize("number", range(YEARS))
def test_nothing_small_can_be_worked_out_from_a_drawn_year(number: int) -> None:
    found = attacked(drawn_year(number), 3 if number % 4 == 3 else 5)
    assert found.worked_out() == {}
    assert {name: token for name, token in found.seen.items()
            if token.isdigit() and 0 < int(token) < found.threshold} == {}  # fmt: skip


def drawn_years(
    number: int, *, alone: bool = False, since: int = -650, years_told: range = range(2018, 2021)
) -> dict[int, attack.Report]:
    """The reports of a drawn corps, a year after the other, the last one cut short; `alone` has none look back."""
    rng = random.Random(number)
    drawn = corps(rng, since=since)
    file = world.filled(drawn)
    scored(rng, file, drawn)
    profile = world.profile_of("slagelse")
    found = {}
    for year in years_told:
        lo, hi = f"{year}-01-01", min(f"{year}-12-31", iso(DAYS))
        one = annual(file, profile, lo, hi, as_of=iso(DAYS), made_on=iso(DAYS))
        years = () if alone else series.series(file, lambda _day: profile, one)
        public, internal = editions(one, years=years)
        known = attack.truth(internal, {reading.months: reading.ended for reading in one.readings})
        at_once = any(match.met is not None and iso(match.met) == lo for match in drawn.matches)
        found[year] = attack.Report(public, known, hi.endswith("12-31"), at_once)
    file.close()
    return found


@pytest.mark.parametrize("number", range(6))
def test_an_earlier_year_is_read_as_its_own_report_has_it(number: int) -> None:
    file, profile = world.filled(corps(random.Random(number), since=-650)), world.profile_of("slagelse")
    last = annual(file, profile, "2020-01-01", iso(DAYS), as_of=iso(DAYS), made_on=iso(DAYS))
    years = series.series(file, lambda _day: profile, last)
    assert years[-1].found == last
    assert years[0].found.lo <= (figures.earliest(file) or "2020") <= years[0].found.hi
    for one in years[:-1]:
        lo, hi = one.found.lo, one.found.hi
        own = annual(file, profile, lo, hi, as_of=hi, made_on=hi)
        assert one.found.values == {key: own.values[key] for key in one.found.values}
        assert (one.found.waits, one.found.voices) == (own.waits, own.voices)
        assert sorted(one.found.spans) == sorted(own.spans)
        assert list(one.older) == survival.spans(file, "0001-01-01", f"{int(lo[:4]) - 1}-12-31", hi)


@pytest.mark.parametrize("number", range(YEARS // 4))
def test_nothing_small_can_be_worked_out_from_the_reports_of_drawn_years_together(number: int) -> None:
    assert attack.Attack(*attack.one_after_another(drawn_years(number))).worked_out() == {}


@pytest.mark.parametrize("number", [87, 111, 221, 0, 1])  # in the first three something of old was given away
def test_nothing_small_can_be_worked_out_from_the_reports_of_seven_drawn_years(number: int) -> None:
    found = drawn_years(number, since=LONG, years_told=range(2014, 2021))
    assert attack.Attack(*attack.one_after_another(found)).worked_out() == {}


def of_goals(people: int, goals: int) -> Annual:
    """A year of five young people with a match, of whom so many scored so many goals twice, and reached them."""
    youths = tuple(Youth(n + 1, "female", (Referral(0, "self", None),), born=None) for n in range(5))
    matches = tuple(Match(n + 1, 1, n + 1, 0, 0, 0, met=0) for n in range(5))
    file = world.filled(Corps((Mentor(1, "female", None, 0, trained=0),), youths, matches))
    for n in range(goals):
        goal = world.insert(file, "goal", youth_id=n % people + 1, area="job", on_day=iso(0), closed_how="reached",
                            closed_on=iso(50), recorded_on=iso(0))  # fmt: skip
        for day, score in ((10, 2), (40, 4)):
            world.insert(
                file, "goal_score", goal_id=goal, on_day=iso(day), view="youth", score=score, recorded_on=iso(day)
            )
    found = annual(file, world.profile_of("slagelse"), iso(0), iso(90), as_of=iso(90), made_on=iso(90))
    file.close()
    return found


@pytest.mark.parametrize(("people", "told"), [(1, False), (4, False), (5, True)])
def test_many_goals_of_few_young_people_are_not_told_of(people: int, told: bool) -> None:
    public, internal = editions(of_goals(people, 20))
    rows = (
        "| Goals scored twice or more | 20 |",
        "100.0% (20 of 20)",
        "| – of them moved back | 0 |",
        "| reached | 20 |",
    )
    assert [row in public for row in rows] == [told] * len(rows)
    assert all(row in internal for row in rows)


def test_the_attacker_would_find_it_where_no_report_looked_back() -> None:
    broken = [number for number in range(6)
              if attack.Attack(*attack.one_after_another(drawn_years(number, alone=True))).worked_out()]  # fmt: skip
    assert len(broken) > 1


def test_the_attacker_would_find_it_where_only_the_small_numbers_were_hidden() -> None:
    """The attack bites: with complementary suppression left out, it works out small numbers in most years."""
    broken = 0
    for number in range(30):
        found = drawn_year(number)
        known = publication.cells(found)
        naive = {name: suppression.FEW for name in known.values
                 if name not in known.unprinted and known.is_few(name, 5)}  # fmt: skip
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(series, "held_back", lambda _years, _threshold, one=(known, naive): one)
            broken += bool(attacked(found).worked_out())
    assert broken > 15


def test_what_is_not_small_mostly_stays_in_print() -> None:
    """Holding everything back would be safe and useless."""
    shown = hidden = 0
    for number in range(40):
        found = attacked(drawn_year(number))
        large = [name for name, token in found.seen.items() if found.truth.get(name, 0) >= 5 and token]
        shown += sum(found.seen[name].isdigit() for name in large)
        hidden += sum(found.seen[name] == "*" for name in large)
    assert shown > 4 * hidden


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, template: Any) -> Path:
    """The sample corps of Slagelse, as the workbook has it."""
    from tests.conftest import run_here

    path = tmp_path_factory.mktemp("sample") / "corps.db"
    path.write_bytes(template("slagelse").read_bytes())
    environ = {"MENTORCLI_DB": str(path), "MENTORCLI_TODAY": "2018-04-01", "MENTORCLI_LANG": "en"}
    book = Path(__file__).parents[1] / "data" / "slagelse.xlsx"
    assert run_here(["import", str(book), "--quiet"], environ) == 0
    return path


@pytest.mark.parametrize("span", [*map(str, range(2009, 2019)), "--since-start"])
def test_nothing_small_can_be_worked_out_from_the_sample_corps(mc: Any, sample: Path, span: str) -> None:
    asked = ("report", "annual", span)
    public = mc.ok(*asked, "--format", "md", db=sample).text
    internal = mc.ok(*asked, "--format", "md", "--internal", db=sample).text
    exact = mc.ok(*asked, "--format", "json", db=sample).json()
    known = attack.truth(internal, {one["months"]: one["ended"] for one in exact["survival"]})
    found = attack.Attack.on(public, known)
    assert found.worked_out() == {}
    assert not [name for name, token in found.seen.items() if token.isdigit() and 0 < int(token) < 5]
    assert "For internal use" in internal
    assert "For internal use" not in public


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented corps of `mentorcli demo`, of three years."""
    from tests.conftest import run_here

    folder = tmp_path_factory.mktemp("demo") / "corps"
    environ = {"MENTORCLI_TODAY": "2026-11-28", "MENTORCLI_LANG": "en"}
    assert run_here(["demo", "--into", str(folder), "--quiet"], environ) == 0
    return folder / "demo.db"


def published(mc: Any, path: Path, years: range, today: str) -> dict[int, attack.Report]:
    """The annual reports of these years with the § 18 accounts of the same, as they go out."""
    found = {}
    for year in years:
        asked = ("report", "annual", str(year), "--format")
        public, internal = (mc.ok(*asked, "md", *more, db=path, today=today).text for more in ((), ("--internal",)))
        exact = mc.ok(*asked, "json", db=path, today=today).json()
        public += mc.ok("document", "make", "section18", str(year), "--format", "md", db=path, today=today).text
        known = attack.truth(internal, {one["months"]: one["ended"] for one in exact["survival"]})
        started = mc.ok("report", "figure", "matches_started", "--year", str(year), "--why", "--format", "json",
                        db=path, today=today).json()["records"]  # fmt: skip
        at_once = any(one["date"] == f"{year}-01-01" for one in started)
        found[year] = attack.Report(public, known, exact["to"].endswith("12-31"), at_once)
    return found


@pytest.mark.parametrize(("corps", "years", "today"), [
    ("sample", range(2009, 2019), "2018-04-01"), ("demo", range(2024, 2027), "2026-11-28"),
])  # fmt: skip
def test_nothing_small_can_be_worked_out_from_all_that_the_sample_corps_have_published(
    mc: Any, request: pytest.FixtureRequest, corps: str, years: range, today: str
) -> None:
    found = published(mc, request.getfixturevalue(corps), years, today)
    assert attack.Attack(*attack.one_after_another(found)).worked_out() == {}
    for one in found.values():
        assert "# § 18 account" in one.public or "§ 18" in one.public


def test_the_section_18_account_holds_back_what_the_annual_report_of_the_day_holds_back(mc: Any, demo: Path) -> None:
    asked = ("2024", "--as-of", "2024-07-01", "--format", "md")
    given: dict[str, Any] = {"db": demo, "today": "2026-11-28"}
    annual_report = attack.printed(mc.ok("report", "annual", *asked, **given).text)
    account = attack.printed(mc.ok("document", "make", "section18", *asked, **given).text)
    assert account == {name: annual_report[name] for name in ("active", "live", "held")}
    assert not account["active"].isdigit()


def test_the_next_report_does_not_tell_what_the_last_one_held_back(mc: Any, demo: Path) -> None:
    """2024: begun 11, ended `<5`, running `*`. In 2025 the seven that ran the day before would tell that four ended."""
    of = {year: attack.printed(mc.ok("report", "annual", str(year), "--format", "md", db=demo, today="2026-11-28").text)
          for year in (2024, 2025)}  # fmt: skip
    assert (of[2024]["started"], of[2024]["ended"], of[2024]["after"]) == ("11", "<5", "*")
    assert (of[2025]["before"], of[2025]["ended"]) == ("*", "7")
    assert (of[2024]["trained_total"], of[2025]["trained"], of[2025]["trained_total"]) == ("7", "<5", "*")


def test_the_share_that_ended_early_goes_with_its_base(mc: Any, demo: Path) -> None:
    for year in ("2024", "2025", "2026"):
        text = mc.ok("report", "annual", year, "--format", "md", db=demo, today="2026-11-28").text
        (row,) = [line for line in text.splitlines() if ": before 12 months |" in line]
        _scheme, share, base = row.strip("| ").split(" | ")
        assert base.isdigit() or share == "–"
