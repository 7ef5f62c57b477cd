"""`template`: what may be replaced, copying it, and checking it before it is used."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from mentorcli import words
from mentorcli.documents import checking, render
from mentorcli.documents.house import House, shipped

LOOPS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@pytest.fixture(autouse=True)
def fresh() -> None:
    render.markdown_environment.cache_clear()
    render.markup_environment.cache_clear()
    render.names_used.cache_clear()


def test_the_list_names_every_template_once_a_language_and_each_is_there(mc: Any) -> None:
    rows = mc.ok("template", "list", "--format", "json").json()
    assert len({(row["name"], row["language"]) for row in rows}) == len(rows)
    assert {row["file"] for row in rows} == {
        str(path) for path in shipped().rglob("*") if path.is_file() and path.suffix != ".pyc"
    }
    assert not any(row["own"] for row in rows)


def test_a_copy_is_made_in_the_language_in_use_and_goes_first(mc: Any) -> None:
    mc.take("story").ok("template", "eject", "agreement", lang="da")
    own = mc.folder / "templates" / "letters" / "da" / "agreement.md.j2"
    own.write_text("# Vores aftale\n\n{{ mentor.first }} og {{ youth.first }}, {{ day | day }}\n", encoding="utf-8")
    line = ("document", "make", "agreement", "x1", "--format", "md")
    assert mc.ok(*line, lang="da").text == "# Vores aftale\n\nIda og Kim, 1. april 2018\n"
    assert mc.ok(*line, lang="en").text.startswith("# Mentor agreement")
    assert mc("template", "eject", "agreement", lang="da").code == 2
    assert own.read_text(encoding="utf-8").startswith("# Vores aftale")
    assert mc("template", "eject", "nowhere").code == 2


def test_the_folder_may_be_elsewhere(mc: Any, tmp_path: Path) -> None:
    mc.ok("template", "eject", "style", MENTORCLI_TEMPLATES=str(tmp_path / "own"))
    assert (tmp_path / "own" / "house" / "style.typ").is_file()


def test_every_shipped_file_passes_its_own_check(mc: Any) -> None:
    shutil.copytree(shipped(), mc.folder / "templates", ignore=shutil.ignore_patterns("__pycache__"))
    run = mc.ok("template", "check")
    assert "in order" in run.text


BOMBS = (  # short lines that ask for much: time and memory stop them, where the system can say what a process may take
    "{{ ('x' | center(1000000000)) | length }}", "{{ ('%1000000000d' % 1) | length }}", "{{ 'x'.ljust(1000000000) | length }}",
    "{{ '{:1000000000}'.format(1) | length }}", "{{ ('x' | indent(1000000000, true)) | length }}",
    "{% set n = namespace(x='xy') %}{% for i in range(40) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{{ ('a' * 10000000) | replace('a', 'b' * 10000000) | length }}", "{{ [1] | slice(300000000) | list | length }}",
)  # fmt: skip


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("letters/da/agreement.md.j2", "{{ mentor.navn }}", "navn"),
        ("letters/da/agreement.md.j2", "{{ mentoren }}", "mentoren"),
        ("letters/da/agreement.md.j2", "{% if %}", "line 1"),
        ("letters/en/consent.md.j2", "{{ youth.name | sanitised }}", "sanitised"),
        ("letters/en/consent.md.j2", "{{ youth.name.upper() + youth.guardian }}", "guardian"),
        ("reports/da/annual.md.j2", "{{ aar }}", "aar"),
        ("letters/da/parts.md.j2", "{% macro x() %}", "line 1"),
        ("letters/da/aftale.md.j2", "hej", "no file of that name"),
        ("letters/da/agreement.md.j2", LOOPS, "line 1: it never ends"),
        (
            "letters/da/agreement.md.j2",
            "{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}",
            "calls itself without end",
        ),
        ("letters/da/agreement.md.j2", "{{ 'x' * 10 ** 9 }}", "it never ends"),
        ("letters/da/agreement.md.j2", "{{ 9 ** 9 ** 9 }}", "it never ends"),
        *(
            ("letters/en/certificate.md.j2", text, "it never ends")
            for text in (BOMBS if sys.platform == "linux" else ())
        ),
        ("letters/da/agreement.md.j2", "{{ keep }}", "“Keep” is not a text"),
        ("letters/da/agreement.md.j2", "{{ 'x' ~ keep }}", "“Keep” is not a text"),
        ("letters/da/agreement.md.j2", "{{ [keep, 1] | join(' ') }}", "“Keep” is not a text"),
        ("letters/da/agreement.md.j2", "{{ keep | string }}", "“Keep” is not a text"),
        ("letters/da/agreement.md.j2", "{% macro a() %}x{% endmacro %}{{ a }}", "“Macro” is not a text"),
        ("house/page.html.j2", "{{ body }}" + LOOPS, "it never ends"),
        ("house/page.html.j2", "<html>{{ title }}</html>", "{{ body }}"),
        ("house/page.html.j2", "{{ titel }}", "titel"),
        ("house/chart.svg.j2", "<svg>", "no element"),
        ("house/style.typ", "#let house(x) = x", "unexpected"),
        ("house/style.typ", '#import "@preview/x:1.0.0"', "network"),
        (
            "house/style.typ",
            '#let house(title: "", scheme: "", language: "", logo: none, body) = read("/etc/passwd")',
            "not found",
        ),
        ("house/reference.docx", "hej", "not a Word document"),
        ("house/logo.png", "hej", "not a PNG"),
    ],
)
def test_what_does_not_work_is_found_with_its_file(mc: Any, file: str, text: str, told: str) -> None:
    path = mc.folder / "templates" / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    run = mc("template", "check", "--format", "json")
    assert run.code == 6
    found = run.json()
    assert len(found) == 1
    assert file.startswith(found[0]["file"])
    assert told in found[0]["message"]


@pytest.mark.parametrize("file", ["letters/da/agreement.md.j2", "letters/da/parts.md.j2", "house/page.html.j2"])
def test_a_template_that_is_not_utf_8_is_told(mc: Any, file: str) -> None:
    path = mc.take("story").folder / "templates" / file
    path.parent.mkdir(parents=True)
    path.write_bytes("# Før\n{{ body }}".encode("latin-1"))
    run = mc("template", "check", lang="da")
    assert run.code == 6
    assert "er ikke gemt som UTF-8" in run.text
    made = mc("document", "make", "agreement", "x1", "--format", "html", "--into", str(mc.folder), lang="da")
    assert made.code == 1
    assert "er ikke gemt som UTF-8" in made.told
    assert "Traceback" not in made.told


def test_loops_of_a_template_know_their_length_and_their_end(mc: Any) -> None:
    path = mc.take("story").folder / "templates" / "letters/da/agreement.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text(
        "{% for n in range(3) %}{{ n }}{{ '' if loop.last else ',' }}{{ loop.length }} {% endfor %}\n", "utf-8"
    )
    text = mc.ok("document", "make", "agreement", "x1", "--format", "md", lang="da").text
    assert text.split() == ["0,3", "1,3", "23"]


def test_the_specimen_has_something_for_every_branch() -> None:
    """What a template may print of the full match is never a line to fill in, but for what no file holds."""
    words.set_language("da")
    facts = next(checking.specimens_of("agreement"))
    assert facts["under"]
    assert facts["grant"]
    assert facts["interpreter"]
    text = render.filled(House(), "letters/LANG/agreement", facts).text
    assert "Under 15" in text
    assert "## Tolk" in text
