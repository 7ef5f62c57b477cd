"""The code lists: promised codes, the words people type, and that no word means two codes."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import pytest

from mentorcli import codes, words


@pytest.fixture(autouse=True)
def _language_restored() -> Iterator[None]:
    before = words.language()
    yield
    words.set_language(before)


PROMISED = {
    "gender": "female male other unknown",
    "source": "self psychology-service counsellor jobcenter children-and-youth parents caseworker school other",
    "meeting_kind": "first regular phone authority",
    "meeting_status": "planned held excused no-show moved cancelled",
    "end_reason": "goal-reached education job moved youth-stopped no-show mentor-stopped poor-fit other-help"
    " grant-ended age-or-area concern association died other",
    "ended_by": "mentor youth both guardian caseworker coordinator",
    "planned": "yes talk no",
    "outcome": "education job internship kept other-help none unknown",
    "event_kind": "course network theme-day board social",
    "money_category": "section-18 donation municipal training advertising social expenses",
    "money_direction": "income expense",
    "check_kind": "straffeattest boerneattest",
    "check_outcome": "approved rejected no-consent",
    "severity": "block warn remind",
    "consent_kind": "participation sensitive sharing-mentor obtain disclose pictures statistics",
    "mentor_state": "applicant in-screening in-training ready matched paused declined left",
    "match_state": "proposed accepted starting settled paused declined ended",
    "youth_state": "enquired referred visited waiting matched paused declined withdrew closed",
}


@pytest.mark.parametrize(("list_name", "promised"), PROMISED.items())
def test_each_list_has_exactly_the_promised_codes(list_name: str, promised: str) -> None:
    assert list(codes.LISTS[list_name]) == promised.split()


def test_a_youth_is_closed_for_an_end_reason_or_withdrew_or_not_accepted() -> None:
    assert list(codes.LISTS["youth_close"]) == [*codes.LISTS["end_reason"], "withdrew", "not-accepted"]


@pytest.mark.parametrize("list_name", codes.LISTS)
def test_within_a_list_no_word_means_two_codes(list_name: str) -> None:
    meant: dict[str, set[str]] = {}
    for code, entry in codes.LISTS[list_name].items():
        assert entry.da.strip(), code
        assert entry.en.strip(), code
        for way in (code, entry.da, entry.en, *entry.near):
            assert codes.plain(way), way
            meant.setdefault(codes.plain(way), set()).add(code)
    assert {way: found for way, found in meant.items() if len(found) > 1} == {}


@pytest.mark.parametrize("list_name", codes.LISTS)
def test_every_word_of_a_list_is_understood(list_name: str) -> None:
    for code, entry in codes.LISTS[list_name].items():
        for way in (code, entry.da, entry.en, *entry.near):
            assert codes.code_for(list_name, f" {way.upper()} ") == code, way


TYPED = [
    ("gender", "female", "K k Kvinde kvinde Pige F"),
    ("gender", "male", "M m Mand Dreng"),
    ("source", "psychology-service", "Psykologtilbuddet"),
    ("source", "counsellor", "Vejleder;UU-vejleder;uu vejleder;Studievejleder"),
    ("source", "jobcenter", "Jobcenter"),
    ("source", "children-and-youth", "Børn og Unge;Boern og unge; BØRN OG UNGE "),
    ("source", "parents", "Forældre"),
    ("source", "other", "Øvrige"),
    ("source", "self", "Den unge selv;Selv;Egen henvendelse"),
    ("meeting_kind", "first", "Første møde;Matchmøde;1. møde"),
    ("meeting_kind", "regular", "Mentormøde;Møde;Almindeligt"),
    ("meeting_kind", "phone", "Telefonmøde;Telefon"),
    ("meeting_kind", "authority", "Myndighedsmøde"),
    ("meeting_status", "held", "Afholdt;Holdt"),
    ("meeting_status", "excused", "Afbud"),
    ("meeting_status", "no-show", "Udeblevet;Udeblev;Mødte ikke op;no show"),
    ("meeting_status", "cancelled", "Aflyst"),
    ("meeting_status", "planned", "Planlagt"),
    ("meeting_status", "moved", "Flyttet"),
    ("end_reason", "job", "Videre i job"),
    ("end_reason", "education", "Videre i uddannelse"),
    ("end_reason", "goal-reached", "Klarer sig selv;Mål nået;Maal naaet;Ma\u030al na\u030aet"),
    ("end_reason", "no-show", "Udeblivelse;Udeblev"),
    ("end_reason", "mentor-stopped", "Mentor sagde fra;Mentor stoppede"),
    ("end_reason", "youth-stopped", "Ung sagde fra;Den unge sagde fra"),
    ("end_reason", "moved", "Flyttet"),
    ("outcome", "job", "Job"),
    ("outcome", "education", "Uddannelse"),
    ("event_kind", "course", "Kursus;Mentorkursus"),
    ("event_kind", "network", "Netværksmøde;Mentormøde"),
    ("event_kind", "theme-day", "Temadag"),
    ("event_kind", "board", "Bestyrelsesmøde;Bestyrelse"),
    ("event_kind", "social", "Socialt;Social;Sommerfest"),
    ("money_direction", "income", "Indtægt"),
    ("money_direction", "expense", "Udgift"),
    ("money_category", "section-18", "§ 18-midler;§18;Paragraf 18;§\u00a018;§18 midler"),
    ("money_category", "donation", "Donation;Fond"),
    ("money_category", "training", "Uddannelse"),
    ("money_category", "advertising", "Annoncering;Annonce"),
    ("money_category", "social", "Socialt"),
    ("mentor_state", "ready", "Aktiv"),
    ("mentor_state", "left", "Stoppet"),
    ("mentor_state", "applicant", "Ansøger"),
    ("mentor_state", "declined", "Afvist"),
    ("check_outcome", "approved", "set – godkendt;Set-godkendt"),
    ("check_kind", "boerneattest", "Børneattest;boerneattest"),
]


@pytest.mark.parametrize(("list_name", "code", "typed"), TYPED)
def test_the_words_of_danish_workbooks_are_understood(list_name: str, code: str, typed: str) -> None:
    for one in typed.split(";") if list_name != "gender" else typed.split():
        assert codes.code_for(list_name, one) == code, one


@pytest.mark.parametrize(
    ("list_name", "typed"),
    [("gender", ""), ("gender", "D"), ("gender", "K/M"), ("meeting_status", "Måske"), ("meeting_status", "Afholdt?"),
     ("meeting_status", "  "), ("source", "-"), ("money_category", "Tilskud"), ("money_category", "18"),
     ("area", "job"), ("end_reason", "fyret")],
)  # fmt: skip
def test_what_no_list_has_is_not_guessed(list_name: str, typed: str) -> None:
    assert codes.code_for(list_name, typed) is None


def test_the_words_of_the_scheme_come_first() -> None:
    extra = {"production-school": ("Produktionsskole", "production school"), "club": ("Klub", "club", "Skole")}
    assert codes.code_for("source", "produktionsskole", extra) == "production-school"
    assert codes.code_for("source", "PRODUCTION SCHOOL", extra) == "production-school"
    assert codes.code_for("source", "club", extra) == "club"
    assert codes.code_for("source", "Skole", extra) == "club"
    assert codes.code_for("source", "school", extra) == "school"
    assert codes.code_for("source", "Skole") == "school"
    assert codes.code_for("source", "", {"blank": ("-", "-")}) is None


def test_words_are_in_the_language_in_use() -> None:
    words.set_language("da")
    assert codes.word("meeting_status", "no-show") == "udeblevet"
    assert codes.words_of("money_direction") == {"income": "indtægt", "expense": "udgift"}
    words.set_language("en")
    assert codes.word("meeting_status", "held") == "held"
    assert codes.words_of("money_direction") == {"income": "income", "expense": "expense"}


def test_an_unknown_code_stands_for_itself_and_an_unknown_list_is_a_mistake_of_ours() -> None:
    assert codes.word("money_category", "kørsel til Aarhus") == "kørsel til Aarhus"
    with pytest.raises(KeyError):
        codes.words_of("genders")
    with pytest.raises(KeyError):
        codes.code_for("genders", "K")


@pytest.mark.parametrize("list_name", codes.LISTS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_told_as_a_choice_is_understood_when_it_is_typed(list_name: str, language: str) -> None:
    words.set_language(language)
    for code in codes.LISTS[list_name]:
        (typed,) = shlex.split(codes.typed(list_name, code))
        assert codes.code_for(list_name, typed) == code
