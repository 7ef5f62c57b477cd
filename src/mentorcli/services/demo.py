"""An invented corps for trying the program: the workbook that a coordinator of the Slagelse kind would keep.

The plot is set, so that the agenda has something true to show on `today`; people, waits and meetings are drawn. Every
span is counted in days before `today` and drawn from a fixed seed, so the story is the same on every day. Only money
follows the calendar: § 18 money comes once a year.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

Row = list[object]
Sheet = tuple[str, list[Row]]

SEED = "mentorcli demo"
START = 1092  # how many days ago the corps began: about three years
RENEWED_CONSENT = 330  # a consent given anew is not older than so many days

HEADINGS = {
    "Mentorer": "Nr., Navn, Køn, Født, Telefon, E-mail, Postnr., By, Tilmeldt, Straffeattest set, Mentorkursus, "
    "Status, Stoppet, Maks. unge, Sprog, Kan hjælpe med, Interesser, Ledige tider, Arbejde, Bemærkninger",
    "Unge": "Nr., Navn, Køn, Født, Telefon, E-mail, Postnr., By, Henvist, Henvist af, Forsørgelse, Sprog, Behov, "
    "Interesser, Samtykke, Ledige tider, Arbejde, Bemærkninger",
    "Forløb": "Nr., Mentor, Ung, Foreslået, Ja fra mentor, Ja fra ung, Første møde, Koordinator med, Afsluttet, "
    "Afsluttet af, Planlagt, Årsag, Udbytte",
    "Møder": "Dato, Mentor, Ung, Type, Status, Hvem, Varighed (min), Sted, Emner",
    "Aktiviteter": "Dato, Titel, Type, Timer, Deltagere",
    "Økonomi": "Dato, Type, Kategori, Beløb, Tekst",
    "Timer": "Dato, Timer, Aktivitet",
}

# Invented people: name, gender, a language besides Danish.
MENTOR_NAMES = """Ingrid Bækgaard K|Lone Skovbo K|Gitte Højlund K|Annette Brink K|Kirsten Åkær K|Nadia Rahimi K dari
Selma Yildiz K tyrkisk|Bodil Krogager K|Grethe Ravnsborg K|Hanne Vestbæk K|Torben Kjærulf M|Poul Engmark M tysk
Søren Løvdal M|Henning Astrup M|Carsten Ødum M engelsk|Orhan Kaplan M tyrkisk|Jørgen Tofthøj M|Niels Bredager M
Davor Petrovic M bosnisk|Ole Hedemark M engelsk"""
YOUTH_NAMES = """Sofie Mølbæk K|Freja Lindhøj K|Amina Warsame K somali|Ida Kærby K|Zahra Karimi K dari
Linh Pham K engelsk|Emilie Overbæk K|Leyla Demirci K tyrkisk|Maja Skyttegård K|Caroline Bøgely K
Nour Haddad K arabisk|Signe Ravnkilde K|Laura Holmgård K|Mathilde Ærøbo K|Julie Damhus K engelsk
Hodan Abdi K somali|Katarzyna Nowicka K polsk|Line Grønkær K
Anna Tranholm K|Mikkel Åstrup M|Jonas Fuglholt M|Yusuf Farah M somali|Emil Rønhave M|Ali Mansour M arabisk
Oliver Stenhøj M|Rasmus Kildegård M|Bilal Saleh M arabisk|Lukas Nørlev M|Tobias Engelund M|Emre Kocak M tyrkisk
Magnus Hviidager M|Viktor Lundsby M|Reza Ahmadi M dari|Frederik Søholm M|Piotr Wilk M polsk|Noah Bækby M
Anders Thorsager M|Christian Øllgård M engelsk|Minh Tran M engelsk"""
TOWNS = (("4200", "Slagelse"),) * 4 + (("4220", "Korsør"),) * 2 + (("4230", "Skælskør"), ("4180", "Sorø"))
AREAS = ("uddannelse", "job", "jobansøgning", "eksamensangst", "netværk", "struktur", "bolig", "ensomhed", "lektier",
    "økonomi", "ADHD", "hash")  # fmt: skip
INTERESTS = ("fodbold", "madlavning", "musik", "løb", "film", "natur", "dyr", "computerspil", "bøger", "håndværk",
    "kunst")  # fmt: skip
TIMES = ("mandag aften", "onsdag aften", "hverdage aften", "hverdage eftermiddag", "fredag", "weekend")
TRADES = ("lærer", "sygeplejerske", "tømrer", "ingeniør", "pensioneret postbud", "sælger", "kok", "bibliotekar")
STUDIES = ("går på HF", "er på produktionsskole", "går på VUC", "søger læreplads")
WISHES = (  # whose wish, by the place in the sheet, and what it is
    ("mentor", 8, "skal være kvinde"), ("mentor", 15, "helst under 25"), ("youth", 29, "helst under 50"),
    ("youth", 33, "helst over 40"),
)  # fmt: skip
SOURCES = ("Den unge selv", "Psykologtilbuddet", "Vejleder", "Jobcenter", "Børn og Unge", "Forældre", "Øvrige")
SUPPORT = ("SU", "Kontanthjælp", "Løn", "Ingen")
MENTOR_REMARKS = ("", "", "", "Kan bedst om aftenen", "Har bil", "På ferie i juli", "Kan også i weekenden")
YOUTH_REMARKS = ("", "", "", "Vil helst mødes i Ungehuset", "Foretrækker sms", "Kan ikke om onsdagen")
TASKS = ("Samtale med ny ung", "Samtale med mentor", "Match og førstemøder", "Møde med henviser",
    "Planlægning af kursus", "Regnskab og ansøgninger", "Annoncering efter mentorer")  # fmt: skip


class Stay(NamedTuple):
    """A mentor in the plot: the days ago of each step (None: never), and the status that a coordinator writes."""

    applied: int
    check: int | None
    course: int | None
    places: int | None
    status: str = "Aktiv"
    stopped: int | None = None
    renewed: int | None = None


# In the order of their applications; the plot of the matches below counts them from 1.
STAYS = (
    Stay(1090, 1078, 1060, 2, renewed=380), Stay(1088, 1070, 1060, 2, renewed=352),
    Stay(1085, 1074, 1060, 1, "Stoppet", 420), Stay(1079, 1066, 1060, 1, renewed=421),
    Stay(905, 891, 870, 2, renewed=301), Stay(899, 884, 870, 1, "Stoppet", 200), Stay(893, 878, 870, 2, renewed=254),
    Stay(757, 745, 690, 2),  # seen just over 24 months ago
    Stay(712, 700, 690, 1),  # … and just under
    Stay(539, 522, 500, 1), Stay(528, 509, 500, 2, "Stoppet", 95),
    Stay(400, None, None, None, "Afvist", 386),
    Stay(347, 326, 310, 2), Stay(338, 320, 310, 1), Stay(166, 151, 130, 2),
    Stay(62, 41, None, 2, "Ansøger"), Stay(48, 30, None, 1, "Ansøger"),  # in training: the course lacks
    Stay(9, None, None, None, "Ansøger"),
)  # fmt: skip

Missed = tuple[tuple[int, str], ...]


class Plot(NamedTuple):
    """A match in the plot: whose, the days ago of the proposal and the last ordinary meeting, and what came then."""

    mentor: int
    proposed: int
    end: tuple[int, str, str, str, str] | None = None  # ended, by, planned, reason, outcome
    last: int | None = None  # None: drawn; before the first meeting: there is none but that
    then: Missed = ()
    story: str = ""


EXCUSED, CANCELLED, NO_SHOW, HELD = "Afbud", "Aflyst", "Udeblevet", "Afholdt"
PLOTS = (
    Plot(1, 1040, (700, "Begge", "Ja", "Videre i uddannelse", "Uddannelse")),
    Plot(2, 1030, (610, "Begge", "Ja", "Videre i job", "Job")),
    Plot(3, 1025, (975, "Den unge", "Nej", "Udeblivelse", ""), 1004, ((993, NO_SHOW), (982, NO_SHOW))),
    Plot(4, 1000, (900, "Den unge", "Samtale", "Den unge sagde fra", "Ukendt")),
    Plot(1, 930, (520, "Begge", "Ja", "Mål nået", "Fastholdt i uddannelse")),
    Plot(5, 840, (470, "Begge", "Ja", "Mål nået", "Praktik")),
    Plot(4, 830, (290, "Begge", "Ja", "Videre i uddannelse", "Uddannelse")),
    Plot(6, 820, (770, "Den unge", "Nej", "Udeblivelse", "Ukendt"), 799, ((788, NO_SHOW), (777, NO_SHOW))),
    Plot(7, 810, (400, "Sagsbehandler", "Samtale", "Anden hjælp", "Anden hjælp")),
    Plot(3, 800, (450, "Mentor", "Samtale", "Mentor sagde fra", "Ingen")),
    Plot(6, 720, (215, "Begge", "Ja", "Videre i uddannelse", "Uddannelse")),
    Plot(8, 650, (110, "Den unge", "Ja", "Videre i job", "Job")),
    Plot(9, 640, (300, "Den unge", "Nej", "Udeblivelse", ""), 328, ((316, NO_SHOW), (306, NO_SHOW))),
    Plot(2, 560, (375, "Den unge", "Samtale", "Flyttet", "Ukendt")),
    Plot(1, 480, (190, "Den unge", "Ja", "Videre i job", "Job")),
    Plot(10, 470, (445, "Begge", "Samtale", "Passede ikke sammen", "Ingen"), 450),
    Plot(11, 440, (120, "Koordinator", "Ja", "Videre i job", "Job")),
    Plot(1, 420, story="again"),  # the young person of the match before the last
    Plot(2, 340, story="consent"),
    Plot(4, 250),
    Plot(5, 200, story="planned"),
    Plot(10, 180, story="planned"),
    Plot(1, 150, story="planned"),
    Plot(7, 120, None, 20, ((13, NO_SHOW), (5, NO_SHOW))),
    Plot(5, 100, None, 37, ((23, EXCUSED), (9, CANCELLED))),
    Plot(13, 90),
    Plot(8, 75, None, 75, ((53, EXCUSED), (39, CANCELLED), (25, NO_SHOW), (15, HELD))),
    Plot(9, 60, story="planned"),
    Plot(14, 36),
    Plot(15, 29, story="accepted"),
    Plot(2, 4, story="proposed"),
)
AGAIN = 15  # the place in PLOTS of the match whose young person has a second one
WAITS = (44, 13, 7, 2)  # who waits without a proposal: the day of referral

COURSE_DAYS = sorted({stay.course for stay in STAYS if stay.course}, reverse=True)
THEME_DAYS = ((900, "Temadag om ADHD"), (540, "Temadag om unge og hash"), (170, "Temadag om ensomhed"))
EVENTS: tuple[tuple[int, str, str, float], ...] = (
    *((ago, "Bestyrelsesmøde", "Bestyrelsesmøde", 2) for ago in range(1045, 0, -91)),
    *((ago, "Netværksmøde for mentorer", "Netværksmøde", 2.5) for ago in range(960, 0, -180)),
    *((ago, title, "Temadag", 5) for ago, title in THEME_DAYS),
    *((ago, "Fællesspisning", "Socialt", 3) for ago in (820, 455, 90)),
)


class Match(NamedTuple):
    """A match with its people and days: the youth's row from 0, and days ago."""

    plot: Plot
    youth: int
    mentor_yes: int | None
    youth_yes: int | None
    first: int | None
    last: int


class Youth(NamedTuple):
    """A young person's days ago of referral and consent, and what the meetings are about."""

    referred: int
    consent: int
    needs: list[str]


def sample(today: str) -> list[Sheet]:
    """The workbook of an invented corps on a day, as (sheet, rows), the heading first; the same day, the same rows.

    Days are text DD-MM-YYYY, empty cells ''. About three years of history up to `today` (ISO), and the planned
    meetings of the two weeks after it.
    """
    now = date.fromisoformat(today)
    rng = Random(SEED)
    matches = _matches(rng)
    youths = _youths(rng, matches)
    matches = [match._replace(youth=place) for match, place in zip(matches, _places(youths, matches), strict=True)]
    youths.sort(key=lambda one: -one.referred)
    mentor_rows, youth_rows = _mentor_rows(rng, now), _youth_rows(rng, now, youths)
    mentors, young = [str(row[1]) for row in mentor_rows], [str(row[1]) for row in youth_rows]
    sheets = {
        "Mentorer": mentor_rows,
        "Unge": youth_rows,
        "Forløb": [_match_row(now, number, match, mentors, young) for number, match in enumerate(matches, 1)],
        "Møder": _meeting_rows(rng, now, matches, (mentors, young), youths),
        "Aktiviteter": _event_rows(rng, now, mentors),
        "Økonomi": _money_rows(rng, now),
        "Timer": _hours_rows(rng, now),
    }
    return [(name, [list(headings.split(", ")), *sheets[name]]) for name, headings in HEADINGS.items()]


def _day(now: date, ago: int | None) -> str:
    """The day so many days ago as a coordinator writes it; '' where there is none."""
    return "" if ago is None else (now - timedelta(days=ago)).strftime("%d-%m-%Y")


# --- people and matches


def _matches(rng: Random) -> list[Match]:
    """The matches of the plot with their drawn days; `youth` is still the order in which the young came."""
    found: list[Match] = []
    youth = -1
    for plot in PLOTS:
        again = plot.story == "again"
        youth += not again
        mentor_yes = plot.proposed - rng.randint(1, 3)
        youth_yes = plot.proposed - (4 if plot.story == "accepted" else rng.randint(2, 5))
        first = plot.proposed - rng.randint(6, 9)
        drawn = rng.randint(2, 15) if plot.end is None else plot.end[0] + rng.randint(0, 6)
        last = drawn if plot.last is None else min(plot.last, first)
        match = Match(plot, found[AGAIN].youth if again else youth, mentor_yes, youth_yes, first, last)
        if plot.story in ("accepted", "proposed"):
            match = match._replace(first=None)
        if plot.story == "proposed":
            match = match._replace(mentor_yes=None, youth_yes=None)
        found.append(match)
    return found


def _youths(rng: Random, matches: list[Match]) -> list[Youth]:
    """The young people of the matches in that order, then those who wait."""
    found: list[Youth] = []
    for match in matches:
        if match.youth < len(found):  # a second match: the consent was given anew
            found[match.youth] = found[match.youth]._replace(consent=rng.randint(40, RENEWED_CONSENT))
            continue
        referred = match.plot.proposed + (34 if match.plot.story == "consent" else rng.randint(8, 16))
        found.append(Youth(referred, referred - rng.randint(0, 2), rng.sample(AREAS, rng.randint(2, 3))))
    return found + [Youth(ago, ago - rng.randint(0, 2), rng.sample(AREAS, rng.randint(2, 3))) for ago in WAITS]


def _places(youths: list[Youth], matches: list[Match]) -> list[int]:
    """Where the youth of each match comes to stand once the young are in the order of their referrals."""
    order = sorted(range(len(youths)), key=lambda place: -youths[place].referred)
    return [order.index(match.youth) for match in matches]


def _people(rng: Random, names: str, count: int) -> list[tuple[str, str, str]]:
    """So many of the invented names, each with gender and languages."""
    found = []
    for entry in rng.sample(names.replace("\n", "|").split("|"), count):
        first, last, gender, *spoken = entry.split()
        found.append((f"{first} {last}", gender, ", ".join(["dansk", *spoken])))
    return found


def _contact(rng: Random, name: str) -> Row:
    """Phone, mail and place. Digits 3 and 4 are no month, so no reading makes the number begin like a CPR number."""
    phone = f"{rng.randint(20, 98)} {rng.randint(13, 99)} {rng.randint(0, 99):02} {rng.randint(0, 99):02}"
    mail = name.lower().replace(" ", ".").replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return [phone, f"{mail}@example.org", *rng.choice(TOWNS)]


def _some_times(rng: Random) -> str:
    """Some of the week, as a coordinator writes it; of a few it is not known."""
    return "" if rng.random() < 0.15 else ", ".join(rng.sample(TIMES, rng.randint(1, 3)))


def wishes(sheets: list[Sheet]) -> list[tuple[str, str, str]]:
    """What people of the sample wish about each other: whose side, the name, and the wish as it is typed."""
    rows = dict(sheets)
    names = {
        side: [str(row[1]) for row in rows[name][1:]] for side, name in (("mentor", "Mentorer"), ("youth", "Unge"))
    }
    return [(side, names[side][place - 1], text) for side, place, text in WISHES]


def former_checks(sheets: list[Sheet], today: str) -> list[tuple[str, str]]:
    """The certificates that the newer ones of the sheet have taken the place of: the mentor's name, the day seen (ISO)."""
    mentors, now = dict(sheets)["Mentorer"][1:], date.fromisoformat(today)
    return [
        (str(row[1]), (now - timedelta(days=stay.check)).isoformat())
        for row, stay in zip(mentors, STAYS, strict=True)
        if stay.renewed is not None and stay.check is not None
    ]


def _mentor_rows(rng: Random, now: date) -> list[Row]:
    """The sheet Mentorer: the newest certificate, as a coordinator overwrites the old day."""
    rows: list[Row] = []
    more = Random(f"{SEED}, mentors")  # drawn for itself: the story stays as it was
    people = _people(rng, MENTOR_NAMES, len(STAYS))
    for number, (stay, (name, gender, spoken)) in enumerate(zip(STAYS, people, strict=True), 1):
        checked = stay.check if stay.renewed is None else stay.renewed
        steps = [_day(now, ago) for ago in (stay.applied, checked, stay.course)]
        about = [", ".join(rng.sample(words, rng.randint(2, 3))) for words in (AREAS, INTERESTS)]
        born = _day(now, rng.randint(10_000, 26_500))
        places = "" if stay.places is None else stay.places
        left = [stay.status, _day(now, stay.stopped), places, spoken]
        remark = rng.choice(MENTOR_REMARKS)
        about += [_some_times(more), more.choice(TRADES)]
        rows.append([number, name, gender, born, *_contact(rng, name), *steps, *left, *about, remark])
    return rows


def _youth_rows(rng: Random, now: date, youths: list[Youth]) -> list[Row]:
    """The sheet Unge: 18 or more when referred, 30 at most today."""
    rows: list[Row] = []
    more = Random(f"{SEED}, youths")
    people = _people(rng, YOUTH_NAMES, len(youths))
    for number, (youth, (name, gender, spoken)) in enumerate(zip(youths, people, strict=True), 1):
        born = _day(now, rng.randint(youth.referred + 6_600, 11_300))
        intake = [_day(now, youth.referred), rng.choice(SOURCES), rng.choice(SUPPORT), spoken]
        about = [", ".join(youth.needs), ", ".join(rng.sample(INTERESTS, 2)), _day(now, youth.consent)]
        about += [_some_times(more), more.choice(STUDIES)]
        rows.append([number, name, gender, born, *_contact(rng, name), *intake, *about, rng.choice(YOUTH_REMARKS)])
    return rows


def _match_row(now: date, number: int, match: Match, mentors: list[str], young: list[str]) -> Row:
    """A row of the sheet Forløb; the coordinator was at every first meeting."""
    plot = match.plot
    asked = [_day(now, ago) for ago in (plot.proposed, match.mentor_yes, match.youth_yes, match.first)]
    ended = ["", "", "", "", ""] if plot.end is None else [_day(now, plot.end[0]), *plot.end[1:]]
    present = "" if match.first is None else "Ja"
    return [number, mentors[plot.mentor - 1], young[match.youth], *asked, present, *ended]


# --- meetings


def _meeting_rows(
    rng: Random, now: date, matches: list[Match], names: tuple[list[str], list[str]], youths: list[Youth]
) -> list[Row]:
    """The sheet Møder, the oldest first."""
    rows: list[tuple[int, Row]] = []
    for match in matches:
        pair: Row = [names[0][match.plot.mentor - 1], names[1][match.youth]]
        for ago, kind, status in _course(rng, match):
            about = _about(rng, kind, status, youths[match.youth].needs)
            rows.append((ago, [_day(now, ago), *pair, kind, status, *about]))
    return [row for _ago, row in sorted(rows, key=lambda entry: -entry[0])]


def _course(rng: Random, match: Match) -> list[tuple[int, str, str]]:
    """The meetings of a match, one to three weeks apart: days ago, kind and status.

    The first three are held, and the last ordinary one; two no-shows in a row are only where the plot has them.
    """
    if match.first is None:
        return []
    found = [(match.first, "Første møde", HELD)]
    stayed_away = False  # at the newest meeting that was held or missed without a word
    while found[-1][0] > match.last:
        left = found[-1][0] - match.last
        ago = found[-1][0] - (left if left <= 21 else rng.randint(7, min(21, left - 7)))
        status = rng.choices((HELD, EXCUSED, CANCELLED, NO_SHOW), (80, 10, 5, 5))[0]
        if len(found) < 3 or ago == match.last or (stayed_away and status == NO_SHOW):
            status = HELD
        stayed_away = status == NO_SHOW or (stayed_away and status != HELD)
        kind = rng.choices(("Mentormøde", "Telefonmøde", "Myndighedsmøde"), (86, 9, 5))[0]
        found.append((ago, kind, status))
    found += [(ago, "Mentormøde", status) for ago, status in match.plot.then]
    if match.plot.story == "planned":
        ahead = rng.randint(max(1, 7 - match.last), min(14, 21 - match.last))
        found.append((-ahead, "Mentormøde", "Planlagt"))
    return found


def _about(rng: Random, kind: str, status: str, needs: list[str]) -> Row:
    """Who stayed away, minutes, place and topics of a meeting."""
    place = {"Første møde": "Ungehuset", "Telefonmøde": "telefon", "Myndighedsmøde": "jobcentret"}.get(kind)
    place = place or rng.choice(("Ungehuset", "Ungehuset", "café", "biblioteket", "gåtur"))
    if status == HELD:
        minutes = rng.choice((15, 20, 30)) if kind == "Telefonmøde" else rng.choice((45, 60, 60, 75, 90, 120))
        return ["", minutes, place, ", ".join(rng.sample(needs, rng.randint(1, 2)))]
    if status == "Planlagt":
        return ["", 60, place, ""]
    excused = rng.choice(("Mentor", "Den unge", "Den unge"))
    return [{EXCUSED: excused, NO_SHOW: "Den unge"}.get(status, ""), 0, place, ""]


# --- the corps


def _event_rows(rng: Random, now: date, mentors: list[str]) -> list[Row]:
    """The sheet Aktiviteter: each course with those it trained; to the rest come mentors trained and not yet gone."""
    found: list[tuple[int, str, str, float, list[str]]] = []
    for ago in COURSE_DAYS:
        came = [name for name, stay in zip(mentors, STAYS, strict=True) if stay.course == ago]
        found.append((ago, "Mentorkursus", "Kursus", 12, came))
    for ago, title, kind, hours in EVENTS:
        there = [
            name
            for name, stay in zip(mentors, STAYS, strict=True)
            if stay.course is not None and stay.course > ago and (stay.stopped is None or stay.stopped < ago)
        ]
        most = 3 if kind == "Bestyrelsesmøde" else len(there)
        found.append((ago, title, kind, hours, rng.sample(there, rng.randint(2, most))))
    found.sort(key=lambda entry: -entry[0])
    return [[_day(now, ago), title, kind, hours, "; ".join(came)] for ago, title, kind, hours, came in found]


def _money_rows(rng: Random, now: date) -> list[Row]:
    """The sheet Økonomi: § 18 money each 15 March, a gift each 20 September, and what courses and meals cost."""
    found: list[tuple[date, str, str, int, str]] = []

    def add(on: date, *entry: str, least: int, most: int) -> None:
        amount = rng.randint(least, most)
        if now - timedelta(days=START) <= on <= now:
            found.append((on, entry[0], entry[1], amount, entry[2]))

    start = now - timedelta(days=START)
    add(start, "Indtægt", "Kommunalt tilskud", "Tilskud til opstart", least=35_000_00, most=40_000_00)
    for year in range(now.year - 3, now.year + 1):
        add(date(year, 3, 15), "Indtægt", "§ 18-midler", "Tilskud", least=42_000_00, most=56_000_00)
        add(date(year, 9, 20), "Indtægt", "Donation", "Gave fra lokal fond", least=3_000_00, most=9_000_00)
    for ago in COURSE_DAYS:
        course = now - timedelta(days=ago)
        add(course - timedelta(days=25), "Udgift", "Annoncering", "Annonce i ugeavisen", least=900_00, most=2_900_00)
        add(course, "Udgift", "Uddannelse", "Mentorkursus: oplæg og forplejning", least=6_000_00, most=11_000_00)
    for ago, title, kind, _hours in EVENTS:
        on = now - timedelta(days=ago)
        if kind == "Socialt":
            add(on, "Udgift", "Socialt", title, least=1_800_00, most=4_500_00)
        elif kind == "Bestyrelsesmøde":
            add(on, "Udgift", "Udlæg og godtgørelse", "Kørsel og kaffe", least=250_00, most=1_400_00)
    return [
        [on.strftime("%d-%m-%Y"), kind, category, _kroner(ore), text]
        for on, kind, category, ore, text in sorted(found, key=lambda entry: entry[0])
    ]


def _kroner(ore: int) -> str:
    """An amount in øre as Danes write it: 12.500,00."""
    return f"{ore // 100:,}".replace(",", ".") + f",{ore % 100:02}"


def _hours_rows(rng: Random, now: date) -> list[Row]:
    """The sheet Timer: what the coordinator did, once a week."""
    return [[_day(now, ago), rng.randint(2, 8) / 2, rng.choice(TASKS)] for ago in range(START - 2, 0, -7)]
