"""The Danish catalogue is whole: every text has its Danish, with the same placeholders, and people see no English."""

from __future__ import annotations

import gettext
import re
from functools import cache
from string import Formatter

import catalogue
import pytest
from babel.messages.catalog import Message
from conftest import Program

from mentorcli import codes, tree
from mentorcli.commands import COMMANDS

TOLD = (  # command lines on the small corps whose answer, or refusal, is read for English
    "", "status", "agenda --days 60", "search Kim", "mentor list", "mentor show m1", "youth list --waiting",
    "youth show y1", "match list", "match show x1", "meeting list", "event list", "event show e1", "money list",
    "hours list", "report annual 2017", "report figure matches_started --year 2017 --why", "scheme list",
    "youth list --state closed", "mentor show Nobody", "mentor show m99", "match start x1",
    "match end x1 --by both", "match decline x1 --by mentor", "match reopen x1", "mentor leave m1", "mentor edit m1",
    "youth refer Kim --source nowhere", "meeting log y1 --minutes 1,75", "money add --category fond --income 12.500",
    "money add --category fond", "report annual 2099", "report annual 2017 --format md", "scheme set risk.weeks many",
    "agenda later Z9 m1 --until 1-1-2030 --why ferie", "import nowhere.xlsx", "export", "init --scheme nowhere",
    "event attend e1 m99", "nowhere", "mentor nowhere", "mentor list --nowhere", "--format nowhere status",
    "--dry-run hours log 2 --activity Kursus", "mentor add Kim --as-of 1-1-2018", "mentor list --as-of",
)  # fmt: skip
COMMAND_LINE = re.compile(rf"--[a-z][a-z-]+|mentorcli (?:{'|'.join(COMMANDS)})\b(?: [a-z]+)?|MENTORCLI_[A-Z]+")


@cache
def messages() -> list[Message]:
    """What the .po holds."""
    return catalogue.messages(catalogue.kept())


@cache
def collected() -> dict[str, tuple[catalogue.Text, list[str]]]:
    """What the program holds."""
    return catalogue.collected()


def forms(text: object) -> list[str]:
    """A text as the list of its forms: one, or singular and plural."""
    return [text] if isinstance(text, str) else [str(one) for one in text]  # type: ignore[attr-defined]


def pairs() -> list[tuple[str, str]]:
    """Every English form with its Danish one, where it has one."""
    return [pair for one in messages() for pair in zip(forms(one.id), forms(one.string), strict=True) if pair[1]]


def test_the_catalogue_has_every_text_of_the_program_and_no_other() -> None:
    wanted = {text for text, _places in collected().values()}
    kept = {one.id if isinstance(one.id, str) else tuple(one.id) for one in messages()}
    told = "run python tests/catalogue.py, and translate what is new"
    assert sorted(wanted - kept, key=str) == [], told
    assert sorted(kept - wanted, key=str) == [], told


def test_every_text_has_its_danish() -> None:
    assert catalogue.untranslated(catalogue.kept()) == []


def test_what_babel_extracts_is_collected() -> None:
    assert {text for _where, text in catalogue.by_babel()} <= {text for text, _ in collected().values()}


def test_no_text_is_put_together_inside_a_marker() -> None:
    assert catalogue.unreadable() == []


def test_a_translation_keeps_the_placeholders() -> None:
    assert [(en, da) for en, da in pairs() if catalogue.fields(en) != catalogue.fields(da)] == []


def test_a_translation_keeps_options_and_command_lines() -> None:
    assert [(en, da) for en, da in pairs() if set(COMMAND_LINE.findall(en)) != set(COMMAND_LINE.findall(da))] == []


def test_a_translation_ends_as_the_english_does() -> None:
    def ends(text: str) -> str:
        return text[-1] if text and text[-1] in ".?:… " else ""

    sentences = [(en, da) for en, da in pairs() if " " in en]
    assert [(en, da) for en, da in sentences if ends(en) != ends(da) or en[:1].isspace() != da[:1].isspace()] == []


def test_nothing_is_fuzzy_or_obsolete() -> None:
    kept = catalogue.kept()
    assert [one.id for one in messages() if one.fuzzy] == []
    assert not kept.obsolete


def test_the_compiled_catalogue_is_the_one_in_words() -> None:
    assert catalogue.MO.read_bytes() == catalogue.as_mo(catalogue.kept()), "run python tests/catalogue.py"


def test_the_header_says_how_danish_counts_and_nothing_of_a_day_or_machine() -> None:
    with catalogue.MO.open("rb") as file:
        danish = gettext.GNUTranslations(file)
    assert [danish.ngettext("{count} row was refused", "", n).split()[1] for n in (0, 1, 2)] == [
        "rækker", "række", "rækker",
    ]  # fmt: skip
    assert danish.info() == {name.lower(): value for name, value in catalogue.Danish().mime_headers}
    head = catalogue.PO.read_text(encoding="utf-8").partition("\n\n")[0]
    assert re.findall(r"^\"([\w-]+):", head, re.MULTILINE) == [name for name, _ in catalogue.Danish().mime_headers]


def test_an_update_keeps_every_translation() -> None:
    fresh = catalogue.renewed(catalogue.kept(), collected().values())
    again = catalogue.renewed(fresh, collected().values())
    assert catalogue.as_po(again) == catalogue.as_po(fresh)
    assert catalogue.as_mo(again) == catalogue.MO.read_bytes()


# --- what people see --------------------------------------------------------------------------------------------


@cache
def english() -> tuple[frozenset[str], frozenset[str]]:
    """Sentences and headings that only English has: pieces of several words, and single words with a capital."""
    danish = {word for _en, da in pairs() for word in re.findall(r"\w+", da)}
    literal = {(piece[0].strip(), da) for en, da in pairs() for piece in Formatter().parse(en)}
    pieces = {piece for piece, da in literal if len(piece) > 7 and " " in piece and piece not in da}
    words = {piece for piece, da in literal if re.fullmatch(r"[A-Z][a-z-]+", piece) and piece not in danish}
    assert len(pieces) > 300
    assert len(words) > 40
    return frozenset(pieces), frozenset(words)


def left_in_english(text: str) -> list[str]:
    """The English texts that stand in an output."""
    pieces, words = english()
    flat = " ".join(text.split())
    return sorted(piece for piece in pieces if piece in flat) + sorted(words & set(re.findall(r"[\w-]+", text)))


def test_english_is_found_where_it_stands(mc: Program) -> None:
    mc.take("story")
    assert left_in_english(mc("mentor", "list", lang="en").text)
    assert left_in_english(mc("mentor", "show", "m99", lang="en").told)


@pytest.mark.parametrize("line", TOLD)
def test_people_see_no_english(mc: Program, line: str) -> None:
    run = mc.take("story")(*line.split(), lang="da")
    assert run.text or run.told
    assert left_in_english(run.text + run.told) == []


@pytest.mark.parametrize("noun", ["", *COMMANDS])
def test_help_is_danish(mc: Program, noun: str) -> None:
    below = tree.root().get_command(None, noun) if noun else None
    verbs = below.list_commands(None) if hasattr(below, "list_commands") else []
    for line in [[noun], *([noun, verb] for verb in verbs)]:
        text = mc.ok(*filter(None, line), "--help", lang="da").text
        assert text.startswith("Brug: mentorcli"), line
        assert left_in_english(text) == [], line


NAMED = {  # the help of an option whose Danish names words of a list: each must be one that the option takes
    "course, network, theme-day, board or social.": "event_kind", "talk, closing or contact.": "followup_kind",
    "talk, closing (the closing talk) or contact (a try to get in touch).": "followup_kind",
    "Whose view it is: youth, mentor or coordinator.": "view", "reached, dropped or replaced.": "goal_close",
    "Only open, reached, dropped or replaced ones.": "goal_state", "VAT: unclear, exempt or standard (25 %).": "vat",
    "mentor or youth.": "party", "mentor, youth, both, guardian, caseworker or coordinator.": "ended_by",
    "One reason: goal-reached, education, job, moved, no-show …": "end_reason",
    "yes, talk (not planned, with a closing talk) or no.": "planned",
    "education, job, internship, kept, other-help, none.": "outcome",
    "first, regular, phone or authority.": "meeting_kind",
    "held, excused, no-show, cancelled, moved or planned.": "meeting_status",
    "Who excused or stayed away: mentor or youth.": "party", "approved, rejected or no-consent.": "check_outcome",
    "participation, sensitive, sharing-mentor, obtain, disclose …": "consent_kind",
}  # fmt: skip


@pytest.mark.parametrize("msgid", NAMED)
def test_the_words_that_a_help_text_names_are_taken(msgid: str) -> None:
    danish = next(str(one.string) for one in messages() if one.id == msgid)
    named = re.sub(r"\(.*?\)|^[^:]*: |Kun mål, der er|[….]", "", danish).replace(" eller ", ", ").split(",")
    unknown = [word for word in named if codes.code_for(NAMED[msgid], word.strip(' "')) is None]
    assert len(named) > 1
    assert not unknown
