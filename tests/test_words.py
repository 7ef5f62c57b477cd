"""The language, the translations, and the Danish and English formats held against Babel."""

from __future__ import annotations

import datetime
import errno
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from mentorcli import words
from mentorcli.errors import BadValue

LOCALES = {"da": "da_DK", "en": "en_GB"}
both = pytest.mark.parametrize("code", ["da", "en"])
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))
counts = st.integers(-(10**12), 10**12)


@pytest.fixture(autouse=True)
def start_in_danish() -> Iterator[None]:
    """Each test begins and leaves with Danish."""
    words.set_language("da")
    yield
    words.set_language("da")


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small Danish catalogue in place of the shipped one."""
    made = Catalog(locale="da")
    made.add("waiting", "venter")
    made.add(("{n} youth", "{n} youths"), ("{n} ung", "{n} unge"))
    path = tmp_path / "da" / "LC_MESSAGES" / "mentorcli.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, made)
    monkeypatch.setattr(words, "LOCALE_FOLDER", str(tmp_path))
    return path


def test_the_language_is_danish_until_chosen() -> None:
    program = "from mentorcli import words; print(words.language())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "da\n"


def test_reading_words_is_cheap() -> None:
    program = "import mentorcli.parsing, sys; print([m for m in ('gettext', 'decimal', 'babel') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_unknown_language_is_a_programmers_mistake() -> None:
    with pytest.raises(ValueError, match="sv"):
        words.set_language("sv")
    assert words.language() == "da"


def test_texts_follow_the_language_at_call_time(catalogue: Path) -> None:
    assert words._("waiting") == "venter"
    words.set_language("en")
    assert words._("waiting") == "waiting"
    words.set_language("da")
    assert words._("not in the catalogue") == "not in the catalogue"
    assert words._("") == ""


def test_a_marked_text_is_unchanged(catalogue: Path) -> None:
    assert words.N_("waiting") == "waiting"


@pytest.mark.parametrize(
    ("code", "n", "text"),
    [("da", 1, "{n} ung"), ("da", 0, "{n} unge"), ("en", 1, "{n} youth"), ("en", 0, "{n} youths")],
)
def test_counted_texts(catalogue: Path, code: str, n: int, text: str) -> None:
    words.set_language(code)
    assert words.ngettext("{n} youth", "{n} youths", n) == text


def test_the_catalogue_is_read_once(catalogue: Path) -> None:
    assert words._("waiting") == "venter"
    catalogue.unlink()
    assert words._("waiting") == "venter"


def test_without_a_catalogue_texts_are_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "LOCALE_FOLDER", str(tmp_path))
    assert words._("waiting") == "waiting"
    assert words.ngettext("{n} youth", "{n} youths", 1) == "{n} youth"


def test_a_damaged_catalogue_is_no_catalogue(catalogue: Path) -> None:
    catalogue.write_bytes(b"not a catalogue at all")
    assert words._("waiting") == "waiting"


@pytest.mark.parametrize(
    ("option", "environ", "code"),
    [
        ("en", {"MENTORCLI_LANG": "da", "LANG": "da_DK.UTF-8"}, "en"),
        ("DA", {"LANG": "en_GB.UTF-8"}, "da"),
        (None, {"MENTORCLI_LANG": "en", "LC_ALL": "da_DK.UTF-8"}, "en"),
        (None, {"MENTORCLI_LANG": "", "LANG": "en_US.UTF-8"}, "en"),
        (None, {"LC_ALL": "en_GB.UTF-8", "LANG": "da_DK.UTF-8"}, "en"),
        (None, {"LC_MESSAGES": "da_DK", "LANG": "en_US"}, "da"),
        (None, {"LC_ALL": "", "LANG": "en_US"}, "en"),
        (None, {"LC_ALL": "C", "LANG": "en_US"}, "da"),
        (None, {"LANG": "POSIX"}, "da"),
        (None, {"LANG": "sv_SE.UTF-8"}, "da"),
        (None, {}, "da"),
    ],
)
def test_which_language_a_person_meant(option: str | None, environ: dict[str, str], code: str) -> None:
    assert words.pick_language(option, environ) == code


@pytest.mark.parametrize(
    ("option", "environ", "echo"),
    [("sv", {}, '"sv"'), (None, {"MENTORCLI_LANG": "x\x1b[2J"}, "x<U+001B>[2J"), ("", {"LANG": "en_GB"}, '""')],
)
def test_an_unknown_language_is_refused(option: str | None, environ: dict[str, str], echo: str) -> None:
    words.set_language("en")
    with pytest.raises(BadValue) as caught:
        words.pick_language(option, environ)
    assert echo in caught.value.message
    assert "en for English" in caught.value.hint


@pytest.mark.parametrize(
    "value",
    [
        "010190-1234", "0101901234", "010190 1234", "CPR:010190-1234.", "010190\u00a01234", "010190\u20111234",
        "010190–1234", "010190 - 1234", "０１０１９０-１２３４", "٠١٠١٩٠1234", "610190-1234", "290200-1234",
        "01\u200d0190-1234", "Ida, født 311299-0000, bor her",
    ],
)  # fmt: skip
def test_what_looks_like_a_cpr_number(value: str) -> None:
    assert words.looks_like_cpr(value)


@pytest.mark.parametrize(
    "value",
    [
        "", "221126", "45985000", "+4545985000", "320190-1234", "011390-1234", "310490-1234", "290201-1234",
        "0101901234567", "10101901234", "010190--1234", "22.11.2026", "5798000123456", "920190-1234",
        "000190-1234", "600190-1234",
    ],
)  # fmt: skip
def test_what_does_not_look_like_a_cpr_number(value: str) -> None:
    assert not words.looks_like_cpr(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Åse [/] {x}", "Åse [/] {x}"),
        ("a\x1b]0;x\x07\n", "a<U+001B>]0;x<U+0007><U+000A>"),
        ("\u202eevil\udc80", "<U+202E>evil<U+DC80>"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        (2.5, "2.5"),
        ("010190-1234", "(not shown)"),
        ("x" * 56 + "010190-1234", "(not shown)"),
    ],
)
def test_values_are_repeated_safely(value: object, text: str) -> None:
    words.set_language("en")
    assert words.shown(value) == text


def test_a_number_too_long_to_write_is_not_repeated() -> None:
    words.set_language("en")
    assert words.shown(10**9000) == "(not shown)"


@given(st.text(max_size=200))
def test_a_repeated_value_is_short_and_printable(value: str) -> None:
    repeated = words.shown(value)
    assert len(repeated) <= 60
    assert not any(words.is_unprintable(sign) for sign in repeated)


@both
@given(days)
def test_a_long_day(code: str, on: datetime.date) -> None:
    words.set_language(code)
    assert words.day_long(on.isoformat()) == format_date(on, "long", locale=LOCALES[code])


@given(days)
def test_a_short_danish_day(on: datetime.date) -> None:
    words.set_language("da")
    assert words.day_short(on.isoformat()) == format_date(on, "short", locale="da_DK")


@given(days)
def test_a_short_english_day(on: datetime.date) -> None:
    words.set_language("en")
    assert words.day_short(on.isoformat()) == format_date(on, "medium", locale="en_GB").replace("Sept", "Sep")


@both
@given(counts)
def test_a_number(code: str, n: int) -> None:
    words.set_language(code)
    assert words.number(n) == format_decimal(n, locale=LOCALES[code])


@both
@given(st.fractions(-(10**6), 10**6, max_denominator=1000), st.integers(0, 4))
def test_a_decimal(code: str, value: Fraction, places: int) -> None:
    words.set_language(code)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0
    form = "#,##0" + (f".{'0' * places}" if places else "")
    assert words.decimal(value, places) == format_decimal(rounded, form, locale=LOCALES[code])


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [(Fraction(1, 2), 0, "1"), (Fraction(5, 2), 0, "3"), (Fraction(-1, 2), 0, "-1"), (Fraction(-1, 100), 1, "0,0"),
     (Fraction(1005, 1000), 2, "1,01"), (1234, 2, "1.234,00")],
)  # fmt: skip
def test_decimals_are_rounded_half_up(value: Fraction | int, places: int, text: str) -> None:
    assert words.decimal(value, places) == text


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_danish_share(part: int, whole: int) -> None:
    words.set_language("da")
    share = (Decimal(part) / whole).quantize(Decimal("0.001"), ROUND_HALF_UP)
    expected = format_percent(share, "#,##0.0\u00a0%", locale="da_DK")
    assert words.percent(part, whole) == f"{expected} ({words.number(part)} af {words.number(whole)})"


@pytest.mark.parametrize(
    ("code", "part", "whole", "text"),
    [
        ("da", 13, 32, "40,6\u00a0% (13 af 32)"),
        ("en", 13, 32, "40.6% (13 of 32)"),
        ("da", 1, 2000, "0,1\u00a0% (1 af 2.000)"),
        ("da", 0, 0, "– (0 af 0)"),
        ("en", 0, 0, "– (0 of 0)"),
        ("da", 32, 32, "100,0\u00a0% (32 af 32)"),
    ],
)
def test_a_share_stands_with_its_base(code: str, part: int, whole: int, text: str) -> None:
    words.set_language(code)
    assert words.percent(part, whole) == text


@given(counts)
def test_a_danish_amount(ore: int) -> None:
    words.set_language("da")
    assert words.amount(ore) == format_currency(Decimal(ore) / 100, "DKK", locale="da_DK")


@pytest.mark.parametrize(
    ("code", "ore", "text"),
    [
        ("da", 1250000, "12.500,00\u00a0kr."), ("da", -5, "-0,05\u00a0kr."), ("da", 0, "0,00\u00a0kr."),
        ("en", 1250000, "DKK 12,500.00"), ("en", -123456789, "-DKK 1,234,567.89"),
    ],
)  # fmt: skip
def test_an_amount(code: str, ore: int, text: str) -> None:
    words.set_language(code)
    assert words.amount(ore) == text


@pytest.mark.parametrize(
    ("n", "danish", "english"),
    [
        (90, "1 t 30 min", "1 h 30 min"), (0, "0 min", "0 min"), (60, "1 t", "1 h"), (59, "59 min", "59 min"),
        (60_005, "1.000 t 5 min", "1,000 h 5 min"), (-90, "-1 t 30 min", "-1 h 30 min"),
    ],
)  # fmt: skip
def test_a_length_of_time(n: int, danish: str, english: str) -> None:
    assert words.minutes(n) == danish
    words.set_language("en")
    assert words.minutes(n) == english


@pytest.mark.parametrize(
    ("n", "danish", "english"),
    [
        (90, "1,5", "1.5"), (0, "0", "0"), (60, "1", "1"), (5, "0,08", "0.08"), (75_000, "1.250", "1,250"),
        (65, "1,08", "1.08"), (66, "1,1", "1.1"), (600, "10", "10"), (-90, "-1,5", "-1.5"), (50, "0,83", "0.83"),
    ],
)  # fmt: skip
def test_decimal_hours(n: int, danish: str, english: str) -> None:
    assert words.hours(n) == danish
    words.set_language("en")
    assert words.hours(n) == english


@given(st.integers(0, 10**7))
def test_decimal_hours_of_any_length(n: int) -> None:
    words.set_language("da")
    exact = (Decimal(n) / 60).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert words.hours(n) == format_decimal(exact, "#,##0.##", locale="da_DK")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Åse Bæk Sørensen", "aase baek soerensen"), ("A\u030ase", "aase"), ("AASE", "aase"), ("Aase", "aase"),
        ("Yılmaz", "yilmaz"), ("Gökçe Ünal", "gokce unal"), ("Groß", "gross"), ("Łukasz", "lukasz"),
        ("Guðrún Þórsdóttir", "gudrun thorsdottir"), ("Đặng", "dang"), ("O'Brien", "obrien"), ("O’Brien", "obrien"),
        ("Anne-Marie  Holm", "anne marie holm"), ("Anne‑Marie\u00a0Holm", "anne marie holm"), ("İpek", "ipek"),
        ("ǾRSTED", "oersted"), ("می\u200cخواهم", "میخواهم"), ("", ""),
    ],
)  # fmt: skip
def test_names_are_found_by_their_base_letters(name: str, folded: str) -> None:
    assert words.fold(name) == folded


@given(st.text(max_size=40))
def test_folding_again_changes_nothing(name: str) -> None:
    assert words.fold(words.fold(name)) == words.fold(name)


def test_names_sort_in_danish_order() -> None:
    ordered = [
        "", "Abel", "Anne Marie", "Anne-Marie Å", "Annette", "Bo", "Tyge", "Ünal", "Zoe", "Ægir", "Ärla",
        "Ærø", "Ødis", "Österberg", "Østergaard", "Åby", "Aagaard", "Ålund",
    ]  # fmt: skip
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE person (name TEXT, name_sort TEXT)")
    connection.executemany("INSERT INTO person VALUES (?, ?)", [(name, words.sort_key(name)) for name in ordered[::-1]])
    assert [name for (name,) in connection.execute("SELECT name FROM person ORDER BY name_sort")] == ordered
    connection.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Aagaard", "ÅGÅRD"), ("Åse", "A\u030ase"), ("Ærø", "äRÖ"), ("Müller", "Myller"), ("Łukasz", "lukasz"),
     ("Groß", "GROSS"), ("Őry", "øry"), ("O'Brien", "obrien")],
)  # fmt: skip
def test_names_that_sort_alike(one: str, other: str) -> None:
    assert words.sort_key(one) == words.sort_key(other)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("ENOSPC", "Make room on the disk, and try again."), ("EDQUOT", "Make room on the disk, and try again."),
        ("EACCES", "Check who owns the file and the folder, and that neither is read-only."),
        ("EROFS", "Check who owns the file and the folder, and that neither is read-only."),
        ("ENOENT", "Check the name; use quotes around blanks."), ("EPIPE", ""),
    ],
)  # fmt: skip
def test_a_common_fault_of_the_system_has_a_way_out(english: None, name: str, says: str) -> None:
    assert words.way_out(OSError(getattr(errno, name), "")) == says
