"""The one gate: what people type and what workbooks hold, in the words of coordinators."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorcli import parsing, words
from mentorcli.errors import BadValue

TODAY = "2018-05-10"  # a Thursday
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.fixture(autouse=True)
def start_in_english() -> Iterator[None]:
    """Sentences in English; each test leaves with the language of every day."""
    words.set_language("en")
    yield
    words.set_language("da")


def refused(read: Callable[[], object]) -> BadValue:
    """The error that a value is refused with: one sentence and a hint, neither with a hole or a control in it."""
    with pytest.raises(BadValue) as caught:
        read()
    error = caught.value
    for sentence in (error.message, error.hint):
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert not any(words.is_unprintable(sign) for sign in sentence)
    return error


def told(read: Callable[[str], object], text: str) -> str:
    """All that a person is told when a value is refused; '' where it is taken."""
    try:
        read(text)
    except BadValue as error:
        return f"{error.message} {error.hint}"
    return ""


# --- days


@pytest.mark.parametrize("sense", ["past", "planned", "birth", "file"])
@pytest.mark.parametrize(
    "text",
    [
        "2018-03-05", "5-3-2018", "05-03-2018", "5.3.2018", "05.03.2018", "5/3/2018", "5/3-18", "5/3-2018", "5.3.18",
        "5-3-18", "5/3/18", "5. marts 2018", "5 marts 2018", "5. MARTS 2018", "5.marts 2018", "5 March 2018",
        "5. mar. 2018", "5 mar 18", " 5-3-2018 ", "5.\u00a0marts\u00a02018",
    ],
)  # fmt: skip
def test_a_day_with_its_year_is_the_same_in_every_sense(text: str, sense: str) -> None:
    assert parsing.day(text, today=TODAY, sense=sense) == "2018-03-05"


@pytest.mark.parametrize(
    ("month", "number"),
    [
        ("januar", 1), ("January", 1), ("jan.", 1), ("feb", 2), ("februar", 2), ("apr.", 4), ("maj", 5), ("May", 5),
        ("juni", 6), ("June", 6), ("jul.", 7), ("aug", 8), ("sept.", 9), ("sep", 9), ("okt.", 10), ("oct", 10),
        ("nov", 11), ("dec.", 12), ("December", 12),
    ],
)  # fmt: skip
def test_months_by_name(month: str, number: int) -> None:
    assert parsing.day(f"3. {month} 2018", today=TODAY, sense="file") == f"2018-{number:02}-03"


@pytest.mark.parametrize(
    ("text", "past", "planned"),
    [
        ("5/3", "2018-03-05", "2019-03-05"),
        ("5.3", "2018-03-05", "2019-03-05"),
        ("10/5", "2018-05-10", "2018-05-10"),
        ("11/5", "2017-05-11", "2018-05-11"),
        ("9/5", "2018-05-09", "2019-05-09"),
        ("24. december", "2017-12-24", "2018-12-24"),
        ("3. maj", "2018-05-03", "2019-05-03"),
        ("29/2", "2016-02-29", "2020-02-29"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(text: str, past: str, planned: str) -> None:
    assert parsing.day(text, today=TODAY, sense="past") == past
    assert parsing.day(text, today=TODAY, sense="planned") == planned


def test_the_leap_day_reaches_over_a_century_without_one() -> None:
    assert parsing.day("29/2", today="2103-12-31", sense="past") == "2096-02-29"
    assert parsing.day("29/2", today="2096-03-01", sense="planned") == "2104-02-29"


@pytest.mark.parametrize("text", ["5/3", "5.3", "3. maj", "29/2"])
@pytest.mark.parametrize("sense", ["file", "birth"])
def test_a_day_without_a_year_is_refused_in_files_and_for_births(text: str, sense: str) -> None:
    error = refused(lambda: parsing.day(text, today=TODAY, sense=sense))
    assert error.message == f'"{text}" is a day without a year.'
    assert error.hint == "Write the year too: 5-3-2018."


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("i dag", "2018-05-10"), ("I går", "2018-05-09"), ("i ga\u030ar", "2018-05-09"), ("i morgen", "2018-05-11"),
        ("today", "2018-05-10"), ("yesterday", "2018-05-09"), ("Tomorrow", "2018-05-11"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sense", ["past", "planned"])
def test_days_near_today(text: str, iso: str, sense: str) -> None:
    assert parsing.day(text, today=TODAY, sense=sense) == iso


@pytest.mark.parametrize("text", ["i dag", "i går", "tomorrow"])
@pytest.mark.parametrize("sense", ["file", "birth"])
def test_days_near_today_are_refused_where_days_are_written_out(text: str, sense: str) -> None:
    assert text in refused(lambda: parsing.day(text, today=TODAY, sense=sense)).message


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("5-3-04", "2004-03-05"), ("5-3-68", "1968-03-05"), ("10-5-18", "2018-05-10"), ("11-5-18", "1918-05-11"),
        ("11/5-18", "1918-05-11"), ("29-2-00", "2000-02-29"), ("29-2-96", "1996-02-29"), ("3. maj 99", "1999-05-03"),
    ],
)  # fmt: skip
def test_a_birth_day_of_two_figures_is_the_latest_in_the_past(text: str, iso: str) -> None:
    assert parsing.day(text, today=TODAY, sense="birth") == iso


@pytest.mark.parametrize("text", ["11-5-2018", "2018-05-11", "1. januar 2019"])
def test_a_birth_day_to_come_is_refused(text: str) -> None:
    assert "still to come" in refused(lambda: parsing.day(text, today=TODAY, sense="birth")).message


@pytest.mark.parametrize("sense", ["past", "planned", "file"])
def test_two_figures_mean_this_century_and_coming_days_are_the_callers_matter(sense: str) -> None:
    assert parsing.day("5-3-68", today=TODAY, sense=sense) == "2068-03-05"
    assert parsing.day("2018-05-11", today=TODAY, sense=sense) == "2018-05-11"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "31-02-2018", "30/2", "29-2-2018", "29-2-18", "221126", "2018", "20180305", "2018-13-01", "2018-3-5",
        "2018-00-10", "0000-01-01", "1899-12-31", "2201-01-01", "5-3", "5-3/18", "5.3-18", "5-3-018", "5-3-20188",
        "5.3.", "32/1", "0/1", "1/0", "3. foo 2018", "maj 2018", "May 3, 2018", "5. 2018", "5-3-2018 12:00",
        "٥-٣-٢٠١٨", "５-３-２０１８", "²-3-2018", "i forgårs", "in 3 days", "-5-3-2018", "5--3-2018", "43164",
        "2018-03-05T10:00", "5\x00-3-2018", "x" * 5000, "1e3",
    ],
)  # fmt: skip
@pytest.mark.parametrize("sense", ["past", "planned", "birth", "file"])
def test_anything_else_is_no_day(text: str, sense: str) -> None:
    error = refused(lambda: parsing.day(text, today=TODAY, sense=sense))
    assert error.message == f'"{words.shown(text)}" is not a day that can be read.'
    assert "5-3-2018" in error.hint


def test_an_unknown_sense_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="future"):
        parsing.day("5-3-2018", today=TODAY, sense="future")


@pytest.mark.parametrize("code", ["da", "en"])
@given(days)
def test_a_printed_day_reads_back(code: str, on: date) -> None:
    words.set_language(code)
    for written in (words.day_long(on.isoformat()), words.day_short(on.isoformat()), on.isoformat()):
        assert parsing.day(written, today=TODAY, sense="file") == on.isoformat()


@given(days, st.dates(date(1990, 1, 1), date(2150, 12, 31)))
def test_a_day_without_a_year_lies_on_its_side_of_today_and_no_nearer_one_does(on: date, now: date) -> None:
    written = f"{on.day}/{on.month}"
    past = date.fromisoformat(parsing.day(written, today=now.isoformat(), sense="past"))
    planned = date.fromisoformat(parsing.day(written, today=now.isoformat(), sense="planned"))
    assert past <= now <= planned
    assert (past.day, past.month) == (planned.day, planned.month) == (on.day, on.month)
    if (on.day, on.month) != (29, 2):
        assert past == planned or planned.year - past.year == 1


@pytest.mark.parametrize("sense", ["file", "birth"])
@pytest.mark.parametrize("cell", [date(2004, 3, 5), datetime(2004, 3, 5), datetime(2004, 3, 5, 13, 30), "5-3-2004"])
def test_a_cell_holds_a_day(cell: object, sense: str) -> None:
    assert parsing.day_cell(cell, today=TODAY, sense=sense) == "2004-03-05"


def test_a_birth_day_in_a_cell_may_have_two_figures() -> None:
    assert parsing.day_cell("5-3-68", today=TODAY, sense="birth") == "1968-03-05"
    assert parsing.day_cell("5-3-17", today=TODAY) == "2017-03-05"


@pytest.mark.parametrize(
    "cell", [43164, 43164.0, True, None, "", "i går", "5/3", time(9, 0), timedelta(days=1), date(1899, 12, 31)]
)
@pytest.mark.parametrize("sense", ["file", "birth", "past"])
def test_a_bare_number_in_a_cell_is_not_a_day(cell: object, sense: str) -> None:
    refused(lambda: parsing.day_cell(cell, today=TODAY, sense=sense))


def test_a_birth_day_to_come_is_refused_in_a_cell() -> None:
    assert "2018-05-11" in refused(lambda: parsing.day_cell(date(2018, 5, 11), today=TODAY, sense="birth")).message
    assert parsing.day_cell(date(2018, 5, 11), today=TODAY) == "2018-05-11"


# --- durations


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90 min", 90), ("90min.", 90), ("90 minutter", 90), ("90 minutes", 90), ("1 minut", 1), ("1:30", 90),
        ("01:30", 90), ("0:45", 45), ("24:00", 1440), ("1,5 t", 90), ("1.5h", 90), ("1,5 timer", 90), ("1 t", 60),
        ("1 time", 60), ("2 timer", 120), ("2 hours", 120), ("1 T 30 MIN", 90), ("1t30", 90), ("1 t. 30 min.", 90),
        ("1 time og 15 minutter", 75), ("1 h 5 m", 65), ("1,25 t", 75), ("0,75 t", 45), ("1,50 t", 90), ("0 min", 0),
        ("1\u00a0t\u00a030\u00a0min", 90),
    ],
)  # fmt: skip
def test_a_duration_with_its_unit(text: str, minutes: int) -> None:
    assert parsing.minutes(text) == minutes
    assert parsing.minutes(text, bare="hours") == minutes


@pytest.mark.parametrize(("text", "minutes"), [("2", 120), ("1.5", 90), ("1,5", 90), ("0,25", 15), ("24", 1440)])
def test_a_bare_number_of_hours(text: str, minutes: int) -> None:
    assert parsing.minutes(text, bare="hours") == minutes


def test_a_bare_number_of_minutes() -> None:
    assert (parsing.minutes("90"), parsing.minutes("0"), parsing.minutes("1440")) == (90, 0, 1440)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("1.5", "1 h 30 min", "1 h 5 min"), ("1,5", "1 h 30 min", "1 h 5 min"), ("1.30", "1 h 18 min", "1 h 30 min"),
        ("1,75", "1 h 45 min", "1,75 min"),
    ],
)  # fmt: skip
def test_a_decimal_without_a_unit_is_refused_with_both_readings(text: str, one: str, other: str) -> None:
    error = refused(lambda: parsing.minutes(text))
    assert error.message == f'"{text}" can be {one} or {other}.'
    assert "1:30" in error.hint


@pytest.mark.parametrize(
    "text",
    [
        "", "-90", "-1:30", "1:60", "1:5", ":30", "1,333 t", "1,333 h", "0,01 t", "90,5 min", "1 t 60 min", "1 t 30 t",
        "halvanden time", "1e2", "1_0 min", "٩٠", "９０", "inf", "nan t", "1,5,5 t", "90 kr.", "1 2 t", "x" * 5000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("bare", ["minutes", "hours"])
def test_what_is_no_duration(text: str, bare: str) -> None:
    error = refused(lambda: parsing.minutes(text, bare="hours" if bare == "hours" else "minutes"))
    assert error.message == f'"{words.shown(text)}" is not a duration in whole minutes.'


@pytest.mark.parametrize("text", ["1441", "24:01", "25 t", "1500 min", "99:59"])
def test_longer_than_a_day_is_refused_unless_more_is_meant(text: str) -> None:
    error = refused(lambda: parsing.minutes(text))
    assert "too long" in error.message
    assert "24 h" in error.hint
    assert parsing.minutes(text, most=100_000) > 1440


@pytest.mark.parametrize("code", ["da", "en"])
@given(st.integers(0, 1440))
def test_a_printed_duration_reads_back(code: str, n: int) -> None:
    words.set_language(code)
    assert parsing.minutes(words.minutes(n)) == n
    assert parsing.minutes(f"{n // 60}:{n % 60:02}") == n
    if n % 3 == 0:
        assert parsing.minutes(words.hours(n), bare="hours") == n


@pytest.mark.parametrize(
    ("cell", "bare", "minutes"),
    [
        (60.0, "minutes", 60), (90, "minutes", 90), (2.5, "hours", 150), (2, "hours", 120), (4 / 3, "hours", 80),
        (0.1 * 3, "hours", 18), (time(1, 30), "minutes", 90), (time(1, 30), "hours", 90), (time(0, 0), "hours", 0),
        (time(0, 44, 59, 999_999), "hours", 45), (timedelta(hours=24), "minutes", 1440), ("1,5 t", "minutes", 90),
        ("1,5", "hours", 90), (0, "minutes", 0),
    ],
)  # fmt: skip
def test_a_cell_holds_a_duration(cell: object, bare: str, minutes: int) -> None:
    assert parsing.minutes_cell(cell, bare="hours" if bare == "hours" else "minutes") == minutes


@pytest.mark.parametrize(
    "cell",
    [
        True, None, float("nan"), float("inf"), -60, -1.5, 90.5, 1441, 1e300, 10**400, time(1, 30, 20), "1,5",
        timedelta(minutes=-5), timedelta(days=2), datetime(2018, 3, 5), date(2018, 3, 5),
    ],
)  # fmt: skip
def test_a_cell_that_holds_no_duration(cell: object) -> None:
    refused(lambda: parsing.minutes_cell(cell))


def test_hours_in_a_cell_must_be_whole_minutes() -> None:
    assert "1.333" in refused(lambda: parsing.minutes_cell(1.333, bare="hours")).message
    assert parsing.minutes_cell(30.0, bare="hours", most=5000) == 1800


# --- amounts and numbers


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("12.500,00", 1250000), ("12500", 1250000), ("12500.00", 1250000), ("12 500,00", 1250000),
        ("12\u00a0500,00", 1250000), ("12 500", 1250000), ("1.234.567,5", 123456750), ("1.234.567", 123456700),
        ("1,234,567", 123456700), ("1,234.50", 123450), ("1275,5", 127550), ("1.275,00", 127500), ("kr. 500", 50000),
        ("kr 500", 50000), ("KR.500", 50000), ("500 kr.", 50000), ("500kr", 50000), ("500,-", 50000),
        ("12.500,-", 1250000), ("500,- kr.", 50000), ("DKK 12,500.00", 1250000), ("500 kroner", 50000), ("0,01", 1),
        ("0.5", 50), ("510,10", 51010), ("007", 700), ("10000000000", 10**12), (" 42 ", 4200),
    ],
)  # fmt: skip
def test_an_amount(text: str, ore: int) -> None:
    assert parsing.amount(text) == ore


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1.275", '"1.275" can be 1275 kroner, or 1 kroner and 27,5 øre.'),
        ("12.500", '"12.500" can be 12500 kroner, or 12 kroner and 50 øre.'),
        ("12,500", '"12,500" can be 12500 kroner, or 12 kroner and 50 øre.'),
        ("kr. 1.005", '"kr. 1.005" can be 1005 kroner, or 1 kroner and 0,5 øre.'),
    ],
)
def test_one_point_and_three_digits_is_refused_with_both_readings(text: str, message: str) -> None:
    assert refused(lambda: parsing.amount(text)).message == message


def test_the_way_out_of_two_readings_is_itself_readable() -> None:
    assert refused(lambda: parsing.amount("12.500")).hint == "Write 12500 or 12,50."
    assert (parsing.amount("12500"), parsing.amount("12,50")) == (1250000, 1250)


@pytest.mark.parametrize(
    "text",
    [
        "", "kr.", "1e5", "1E+5", "1_000", "NaN", "inf", "١٢٣", "１２３", "12,5000", "1234.567", "0.275", "0.275,00",
        "12.50.00", "1.23,45", "1,23,456.00", "1.234,567", "1 2345", "12  500,00 EUR", "€ 5", ".50", "5,", "5.",
        "--5", "+5", "5-", "-kr. -5", "500,50,-", "12.500.00", "=1+1", "1234567890123456", "x" * 5000, "½",
    ],
)  # fmt: skip
def test_what_is_no_amount(text: str) -> None:
    assert refused(lambda: parsing.amount(text, allow_negative=True)).message.endswith("that can be read.")


@pytest.mark.parametrize(
    ("text", "why"),
    [("0", "no amount"), ("0,00", "no amount"), ("-0", "no amount"), ("-500", "less than nothing"),
     ("−500,00", "less than nothing"), ("10000000000,01", "ten milliard"), ("10.000.000.001", "ten milliard")],
)  # fmt: skip
def test_amounts_out_of_bounds(text: str, why: str) -> None:
    assert why in refused(lambda: parsing.amount(text)).message


@pytest.mark.parametrize("text", ["-500", "−500,00", "kr. -500", "-kr. 500", "-500,-", "-500 kr."])
def test_a_credit_may_be_negative(text: str) -> None:
    assert parsing.amount(text, allow_negative=True) == -50000


@pytest.mark.parametrize("code", ["da", "en"])
@given(st.integers(-(10**12), 10**12).filter(bool))
def test_a_printed_amount_reads_back(code: str, ore: int) -> None:
    words.set_language(code)
    assert parsing.amount(words.amount(ore), allow_negative=True) == ore


@given(st.integers(1, 10**8))
def test_an_amount_in_a_cell_reads_back(ore: int) -> None:
    assert parsing.amount_cell(ore / 100) == ore


@pytest.mark.parametrize(
    ("cell", "ore"), [(12500, 1250000), (12500.0, 1250000), (510.1, 51010), (0.29, 29), ("12.500,00", 1250000)]
)
def test_a_cell_holds_an_amount(cell: object, ore: int) -> None:
    assert parsing.amount_cell(cell) == ore


@pytest.mark.parametrize(
    "cell",
    [True, None, 1.275, 0.1 + 0.2, float("nan"), float("inf"), 1e300, 10**5000, 0, 0.0, -5, "12.500", date(2018, 3, 5)],
    ids=lambda cell: type(cell).__name__,
)
def test_a_cell_that_holds_no_amount(cell: object) -> None:
    refused(lambda: parsing.amount_cell(cell))


def test_a_credit_in_a_cell() -> None:
    assert parsing.amount_cell(-510.5, allow_negative=True) == -51050


def test_a_whole_number() -> None:
    assert parsing.whole("3", least=1, most=5) == 3
    assert parsing.whole(" -2 ", least=-5, most=5) == -2
    assert parsing.whole_cell(2.0, least=1, most=5) == 2
    assert parsing.whole_cell(2, least=1, most=5) == 2
    assert parsing.whole_cell("2", least=1, most=5) == 2


@pytest.mark.parametrize("text", ["", "0", "6", "2,0", "2.5", "1e0", "٣", "３", "1_0", "to", "+3", "- 3", "x" * 5000])
def test_what_is_no_whole_number_from_one_to_five(text: str) -> None:
    error = refused(lambda: parsing.whole(text, least=1, most=5))
    assert error.message == f'"{words.shown(text)}" is not a whole number from 1 to 5.'


@pytest.mark.parametrize("cell", [True, None, 2.5, 0, 6.0, float("nan"), float("inf"), float("-inf"), 1e300, "2.0"])
def test_a_cell_that_holds_no_whole_number_from_one_to_five(cell: object) -> None:
    assert "from 1 to 5" in refused(lambda: parsing.whole_cell(cell, least=1, most=5)).message


@pytest.mark.parametrize(
    ("text", "hhmm"), [("9:05", "09:05"), ("09.05", "09:05"), ("9", "09:00"), ("23:59", "23:59"), ("0.00", "00:00")]
)
def test_a_time_of_day(text: str, hhmm: str) -> None:
    assert parsing.clock(text) == hhmm


@pytest.mark.parametrize("text", ["", "24:00", "9:60", "9:5", "905", "9,05", "-9", "٩", "9:05:00", "ni"])
def test_what_is_no_time_of_day(text: str) -> None:
    assert "time of day" in refused(lambda: parsing.clock(text)).message


# --- names, texts and codes


@pytest.mark.parametrize(
    "text",
    [
        "Ida Holm", "[red]Rød[/] {{ 7*7 }}", '=HYPERLINK("x")', "O'Brien", "Yılmaz", "می\u200cخواهم", "👩\u200d🏫",
        "-rf", "--help", "123", "{value}", "x" * 120, "Å", "李", "\ue000",
    ],
)  # fmt: skip
def test_a_name_is_taken_letter_for_letter(text: str) -> None:
    assert parsing.name(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [("A\u030ase Holm", "Åse Holm"), ("  Ida \u00a0 Holm\u2003", "Ida Holm"), ("e\u0301" * 120, "é" * 120)],
)
def test_a_name_is_composed_and_its_spaces_made_single(text: str, kept: str) -> None:
    assert parsing.name(text) == kept


@pytest.mark.parametrize(
    "sign",
    [
        "\x00", "\x1b", "\x07", "\t", "\n", "\r", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\u202e", "\u2066",
        "\u200e", "\u200b", "\u2060", "\ufeff", "\u00ad", chr(0xD800), chr(0xDCFF), "\ufffe", "\uffff", "\ufdd0",
        "\U0001ffff", "\U000e0041",
    ],
)  # fmt: skip
def test_an_invisible_sign_is_refused_by_its_place(sign: str) -> None:
    for read in (parsing.name, parsing.line, parsing.email):
        error = refused(lambda read=read: read(f"Ida{sign}Holm"))  # type: ignore[misc]
        assert f"Ida<U+{ord(sign):04X}>Holm" in error.message
        assert f"number 4, U+{ord(sign):04X}" in error.hint


@pytest.mark.parametrize("text", ["", "   ", "\u00a0", "\u200d", "\u0301", " \u200c "])
def test_an_empty_name_is_refused(text: str) -> None:
    assert "is no name" in refused(lambda: parsing.name(text)).message


@pytest.mark.parametrize("text", ["x" * 121, "x" * 10**6, "a" + "\u0301\u0323" * 50_000])
def test_a_name_that_is_too_long_is_refused(text: str) -> None:
    error = refused(lambda: parsing.name(text))
    assert "too long" in error.message
    assert "120" in error.hint


@given(st.text(max_size=130))
def test_a_name_that_is_taken_is_taken_again_unchanged(text: str) -> None:
    try:
        kept = parsing.name(text)
    except BadValue:
        return
    assert parsing.name(kept) == kept == unicodedata.normalize("NFC", kept)
    assert kept == " ".join(kept.split())
    assert len(kept) <= 120


def test_a_line_may_be_empty_and_has_its_limit() -> None:
    assert parsing.line(" ") == ""
    assert parsing.line(" Café\u00a0 Ro ") == "Café Ro"
    assert parsing.line("x" * 200) == "x" * 200
    assert "At most 200" in refused(lambda: parsing.line("x" * 201)).hint
    assert parsing.line("x" * 201, most=300) == "x" * 201


def test_a_text_keeps_its_lines() -> None:
    assert parsing.text("Første\r\n\r\n\tanden\n") == "Første\n\n\tanden\n"
    assert parsing.text("") == ""
    assert parsing.text("A\u030a  b\u00ad\u200b") == "Å  b\u00ad\u200b"
    assert parsing.text("x" * 20_000) == "x" * 20_000
    assert "20000" in refused(lambda: parsing.text("x" * 20_001)).hint


@pytest.mark.parametrize("sign", [*"\x00\x1b\r\x0b\x85\u2028\u202e\u2069\u200f\ud800\uffff"])
def test_a_text_has_no_controls(sign: str) -> None:
    assert "U+" in refused(lambda: parsing.text(f"to\nlinjer{sign}")).hint


CPR = ["010190-1234", "0101901234", "010190 1234", "010190\u20111234", "０１０１９０１２３４", "610190–1234"]


@pytest.mark.parametrize("number", CPR)
@pytest.mark.parametrize(
    "read",
    [
        parsing.name, parsing.line, parsing.text, parsing.email, parsing.amount, parsing.minutes, parsing.clock,
        parsing.postcode, parsing.municipality, parsing.phone, parsing.amount_cell, parsing.minutes_cell,
        parsing.postcode_cell,
        lambda text: parsing.day(text, today=TODAY, sense="birth"),
        lambda text: parsing.day_cell(text, today=TODAY),
        lambda text: parsing.whole(text, least=1, most=5),
    ],
)  # fmt: skip
def test_a_cpr_number_is_refused_everywhere_and_never_repeated(read: Callable[[str], object], number: str) -> None:
    for written in (number, f"x {number}", "y" * 55 + number):
        error = refused(lambda written=written: read(written))  # type: ignore[misc]
        sentence = unicodedata.normalize("NFKC", error.message + error.hint)
        assert "CPR" in sentence
        assert "0190" not in sentence
        assert "1234" not in sentence


@pytest.mark.parametrize("cell", [1006901234, 1006901234.0])
def test_a_cpr_number_in_a_number_cell_is_not_repeated(cell: object) -> None:
    for read in (
        lambda: parsing.amount_cell(cell),
        lambda: parsing.minutes_cell(cell),
        lambda: parsing.postcode_cell(cell),
        lambda: parsing.whole_cell(cell, least=1, most=5),
        lambda: parsing.day_cell(cell, today=TODAY),
    ):
        assert "CPR" in refused(read).message


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("45985000", "+4545985000"), ("45 98 50 00", "+4545985000"), ("+45 45 98 50 00", "+4545985000"),
        ("4598-5000", "+4545985000"), 
        ("4545985000", "+4545985000"), ("004545985000", "+4545985000"), ("(+45) 45.98.50.00", "+4545985000"),
        ("45\u00a098\u201150 00", "+4545985000"),
        ("+46 70 123 45 67", "+46701234567"), ("+1 (202) 555-0123", "+12025550123"), ("+298 212345", "+298212345"),
    ],
)  # fmt: skip
def test_a_phone_number(text: str, e164: str) -> None:
    assert parsing.phone(text) == e164


@pytest.mark.parametrize(
    "text",
    [
        "", "1234567", "12345678", "459850001", "+45 12345678", "+45 4598500", "+45459850001",
        "+012345678", "+123456", "+1234567890123456", "４５９８５０００", "45985000 (mor)", "45/985000",
        "++4545985000", "45985000\x1b",
    ],
)  # fmt: skip
def test_what_is_no_phone_number(text: str) -> None:
    assert "phone number" in refused(lambda: parsing.phone(text)).message


@pytest.mark.parametrize(
    "text", ["ida@example.dk", "ida.holm+mentor@sub.example.co.uk", "søren@blåbær.dk", "o'brien@x-y.dk", "a@b.xn--p1ai"]
)
def test_an_address_for_mail(text: str) -> None:
    assert parsing.email(f" {text} ") == text


@pytest.mark.parametrize(
    "text",
    [
        "", "ida", "ida@", "@example.dk", "ida@example", "ida@@example.dk", "ida holm@example.dk", "ida@example..dk",
        "ida@-x.dk", ".ida@example.dk", "i..da@example.dk", "ida.@example.dk", "Ida <ida@example.dk>", "a@b.d", "a@1.2",
        "x" * 65 + "@example.dk", "ida@" + "x" * 255 + ".dk", "ida@example.dk, bo@example.dk",
    ],
)  # fmt: skip
def test_what_is_no_address_for_mail(text: str) -> None:
    refused(lambda: parsing.email(text))


def test_a_postcode() -> None:
    assert parsing.postcode(" 4200 ") == "4200"
    assert parsing.postcode("0800") == "0800"
    for cell in (4200, 4200.0, "4200"):
        assert parsing.postcode_cell(cell) == "4200"


@pytest.mark.parametrize("text", ["", "800", "42000", "4200 Slagelse", "٤٢٠٠", "DK-4200", "42.0"])
def test_what_is_no_postcode(text: str) -> None:
    assert "0800" in refused(lambda: parsing.postcode(text)).hint


@pytest.mark.parametrize("cell", [800, 800.0, 4200.5, True, None, float("nan"), -4200, 1e300, date(2018, 3, 5)])
def test_a_cell_that_holds_no_postcode(cell: object) -> None:
    shown = str(cell).removesuffix(".0")
    assert refused(lambda: parsing.postcode_cell(cell)).message == f'"{shown}" is not a postcode.'


def test_a_postcode_cell_may_hold_no_endless_number() -> None:
    assert "(not shown)" in refused(lambda: parsing.postcode_cell(10**5000)).message


def test_a_municipality() -> None:
    assert (parsing.municipality("330"), parsing.municipality(" 0330 ")) == ("330", "330")
    for text in ("", "33", "3300", "033", "00330", "Slagelse", "٣٣٠"):
        assert "municipality" in refused(lambda text=text: parsing.municipality(text)).message  # type: ignore[misc]


@given(st.text(max_size=80))
def test_whatever_is_typed_is_taken_or_refused_in_one_sentence(text: str) -> None:
    for read in (parsing.minutes, parsing.amount, parsing.clock, parsing.phone, parsing.email, parsing.postcode):
        sentence = told(read, text)
        assert not any(words.is_unprintable(sign) for sign in sentence)
        assert len(sentence) < 240


def test_the_folding_of_names_is_at_the_gate_too() -> None:
    assert parsing.fold("Åse Bæk") == "aase baek"
    assert parsing.sort_key("Aase") == parsing.sort_key("Åse") > parsing.sort_key("Zoe")
