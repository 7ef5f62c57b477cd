"""Jinja, and the formats that a document can have: a template makes Markdown, and from that comes the page in HTML.

User text becomes Markdown through `plain_text` alone, so that no name can turn into markup or template code.
"""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mentorcli import codes, words
from mentorcli.errors import MentorError
from mentorcli.words import _

SHIPPED = Path(__file__).resolve().parent.parent / "templates"
SOURCE = Path(__file__).resolve().parents[3] / "templates"  # in a working copy the templates stand at the top


@functools.cache
def environment(folder: Path) -> Environment:
    """The one environment; Markdown is not HTML, so escaping is by the filter `plain`, and a missing name is an error."""
    made = Environment(
        loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    made.filters |= {
        "plain": words.escaped, "day": words.day_long, "number": words.number, "amount": words.amount, "minutes": words.minutes,
        "word": lambda code, name: words.escaped(codes.word(name, code)),
    }  # fmt: skip
    made.globals["percent"] = words.percent
    return made


def folder() -> Path:
    """Where the templates are: in the installed package, or at the top of a working copy."""
    for found in (SHIPPED, SOURCE):
        if found.is_dir():
            return found
    raise MentorError(
        _("The templates of mentorcli are missing."), _("Install it again: pip install --force-reinstall mentorcli")
    )


def markdown(name: str, facts: dict[str, object]) -> str:
    """A template of the language in use, filled with plain facts."""
    template = environment(folder()).get_template(f"{name}.md.j2".replace("LANG", words.language()))
    return template.render(facts)


def page(markdown_text: str, title: str) -> str:
    """Markdown as one HTML page that works without a network and prints well."""
    from html import escape

    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown_text)
    body = body.replace("<th>", '<th scope="col">').replace('<th style="', '<th scope="col" style="')
    shell = environment(folder()).get_template("page.html.j2")
    return shell.render(language=words.language(), title=escape(title), body=body)
