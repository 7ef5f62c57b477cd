"""The documentation is true: links, command lines, what they print, exit codes, JSON keys, and the files of the house."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import catalogue
import pytest
import reference
from conftest import Program

from mentorcli import codes, context, errors, tree, words
from mentorcli.errors import MentorError

ROOT = reference.ROOT
SRC = ROOT / "src" / "mentorcli"
README, GUIDE = reference.GUIDES["en"], reference.GUIDES["da"]
HOUSE = ROOT / "docs" / "architecture.md"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
REFRESH = "run python -m tests.reference"
NAMED = re.compile(r"`([\w./-]+\.(?:py|toml|sql|j2|po))`")


@cache
def text_of(path: Path) -> str:
    """A page of the documentation."""
    return path.read_text(encoding="utf-8")


def rows_under(path: Path, heading: str) -> list[list[str]]:
    """The rows of the first table whose heading row begins with these words."""
    lines = text_of(path).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {heading}"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows


# --- what is made from the program -------------------------------------------------------------------------------


def test_the_reference_is_what_help_prints() -> None:
    assert text_of(reference.REFERENCE) == reference.reference(), REFRESH


@pytest.mark.parametrize("lang", reference.GUIDES)
def test_the_examples_print_what_the_page_says(lang: str) -> None:
    assert text_of(reference.GUIDES[lang]) == reference.guide(lang), REFRESH


def test_the_picture_shows_the_status_of_today() -> None:
    def seen(svg: str) -> list[str]:
        return re.findall(r"<text[^>]*>(.*?)</text>", svg)

    assert seen(text_of(reference.PICTURE)) == seen(reference.terminal()), REFRESH


# --- links -------------------------------------------------------------------------------------------------------


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", text_of(path), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        if re.match(r"[a-z]+://", target):
            continue
        file, _, anchor = target.partition("#")
        there = (page.parent / file).resolve() if file else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("page", [*PAGES, reference.PICTURE], ids=lambda page: page.name)
def test_no_page_names_a_place_of_one_machine(page: Path) -> None:
    assert not re.search(r"/(?:tmp|root|work|private|Users|var)/|C:\\Users", text_of(page))


# --- command lines -----------------------------------------------------------------------------------------------


def command_lines(page: Path) -> Iterator[str]:
    """Every command line of a page, in its blocks and between backticks, but for those shown to be refused."""
    for form in re.findall(r"^```(?:console|sh)\n(.*?)^```$", text_of(page), flags=re.DOTALL | re.MULTILINE):
        lines = form.splitlines()
        for line, after in zip(lines, [*lines[1:], ""], strict=True):
            found = re.search(r"^(?:\$ |[^#]*/bin/|)(mentorcli(?: .*)?)$", line)
            if found and not after.startswith("mentorcli: "):
                yield found[1]
    for line in re.findall(r"`(?:\.venv\\Scripts\\)?(mentorcli [^`]+)`", text_of(page)):
        yield line.replace("\\", "/")


def parsed(line: str) -> str:
    """What is wrong with a command line, found without running it; empty where nothing is."""
    try:
        rest = context.split_globals(shlex.split(line)[1:], {})
        if not rest or "--help" in rest:
            return ""
        noun, *more = rest
        command = tree.root().get_command(None, noun)
        if command is None:
            return f"no noun {noun}"
        if hasattr(command, "list_commands") and more and not more[0].startswith("-"):
            command = command.get_command(None, more[0])
            more = more[1:]
        if command is None:
            return "no such verb"
        whole = "…" not in line and bool(more)
        command.make_context(noun, more, resilient_parsing=not whole)
    except MentorError as error:
        return error.message
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


@pytest.mark.parametrize("page", [README, GUIDE, HOUSE], ids=lambda page: page.name)
def test_every_command_line_can_be_typed(page: Path) -> None:
    wrong = {line: why for line in command_lines(page) if (why := parsed(line))}
    assert wrong == {}


@pytest.mark.parametrize(
    "line",
    ["frob", "match frob x1", "match end x1", "mentor list --nowhere", "--format frob status", "mentor list --as-of"],
)
def test_a_wrong_command_line_is_seen(line: str) -> None:
    assert parsed(f"mentorcli {line}")


def test_windows_gets_the_lines_of_the_makefile() -> None:
    made = re.findall(r"^\t\$\(BIN\)/(?!python)(.+)$", text_of(ROOT / "Makefile"), flags=re.MULTILINE)
    told = re.findall(
        r"^\|.*`\.venv\\Scripts\\(?!python)([^`]+)`", text_of(README).replace("demo\\", "demo/"), flags=re.MULTILINE
    )
    assert [re.sub(r"annual [0-9]{4}", "annual $(LAST_YEAR)", line) for line in told] == made


# --- tables ------------------------------------------------------------------------------------------------------


def kinds() -> dict[str, int]:
    """Every kind of error with its exit code."""
    found, left = {}, [MentorError]
    while left:
        one = left.pop()
        found[one.kind] = one.code
        left += one.__subclasses__()
    return found


def test_the_exit_codes_are_those_of_the_errors() -> None:
    told = {int(code) for code, _means in rows_under(README, "exit |")}
    assert told == {0, 130, 141, *kinds().values()}
    assert set(map(int, re.findall(r"(\d+) [a-z]", errors.__doc__ or ""))) == told


def test_the_kinds_of_errors_are_all_told() -> None:
    assert {kind.strip("`"): int(code) for kind, code, *_ in rows_under(README, "error, by")} == kinds()


CASEWORK = (  # so that every list of the table has a row
    "enquiry log --source counsellor --asker Vejleder --about praktik",
    "visitation log y1 --participants youth --on 2018-03-28",
    "concern log y1 --to kommunen --by koordinator",
    "followup log x1 --with youth",
    "goal add y1 --area job --text job",
    "note draft x1 --period 2018-01-01..2018-03-28 --file -",
    "grant add y1 --from 2018-03-01 --to 2018-05-31 --hours 26 --rate 510 --granted 2018-02-20 --payer kommunen "
    "--contact jobcentret --legal-basis lab-31b --purpose job --tasks praktik --mentor m1 --qualification erfaring",
)


@pytest.mark.parametrize("row", rows_under(README, "command with"), ids=lambda row: row[0].strip("`"))
def test_the_keys_of_json_are_those_that_are_told(row: list[str], mc: Program, tmp_path: Path) -> None:
    mc.take("story")
    for first in CASEWORK:
        mc.ok(*shlex.split(first), stdin=b"")
    line = row[0].strip("`").replace("LISTE.xlsx", str(tmp_path / "LISTE.xlsx"))
    reference.workbook(tmp_path / "LISTE.xlsx", reference.LIST)
    found = mc(*shlex.split(line)[1:], "--format", "json", today="2018-06-01").json()
    keys = found if isinstance(found, dict) else found[0]
    assert list(keys) == re.findall(r"`(\w+)`", row[1])


def test_the_states_have_the_words_that_the_program_uses() -> None:
    for heading, name in (("mentorens", "mentor_state"), ("den unges", "youth_state"), ("forløbets", "match_state")):
        for state, _means in rows_under(GUIDE, f"{heading} status"):
            word, code = re.fullmatch(r"(.+) \(`([a-z-]+)`\)", state).groups()  # type: ignore[union-attr]
            assert codes.LISTS[name][code].da == word


def test_the_guide_quotes_what_the_program_says() -> None:
    """A quoted message is one of the program's with its values, or a piece of one."""
    strings = [one.string for one in catalogue.messages(catalogue.kept())]
    forms = [form for one in strings for form in ([one] if isinstance(one, str) else one)]
    patterns = [re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", form)))) for form in forms]
    quoted = [row[0] for heading in ("programmet siger", "det sker") for row in rows_under(GUIDE, heading)]
    for text in (cell.strip("`") for cell in quoted if cell.startswith("`")):
        assert any(text in form for form in forms) or any(one.fullmatch(text) for one in patterns), text


# --- the house ---------------------------------------------------------------------------------------------------


def test_the_architecture_page_names_every_file() -> None:
    there = {str(path.relative_to(SRC).as_posix()) for kind in ("py", "toml", "sql") for path in SRC.rglob(f"*.{kind}")}
    there = {name for name in there if not name.endswith("__init__.py")}
    assert sorted(there - set(NAMED.findall(text_of(HOUSE)))) == []


def test_the_architecture_page_names_no_file_that_is_not_there() -> None:
    named = {name for name in NAMED.findall(text_of(HOUSE)) if not re.search(r"[A-Z]{3}", Path(name).stem)}
    gone = {name for name in named if not (SRC / name).exists() and not (ROOT / name).exists()}
    assert gone - {"services/import.py"} == set()


def test_the_language_is_as_it_was() -> None:
    before = words.language()
    reference.reference()
    assert words.language() == before
