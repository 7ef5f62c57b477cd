"""Markdown as one accessible HTML page that works without a network and prints well."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

from mentorcli import words
from mentorcli.documents import render
from mentorcli.documents.house import House

PLAIN = re.compile(r"(?:[^\W_]|[ \u00a0,.:;()/%+=?'\"§…–-])*")  # text in which no rule of CommonMark finds anything
LONG = 16  # signs of a word that a telephone has no room for in a table: only such a one is broken
DOTS = "…" * 4


@functools.cache
def reader() -> MarkdownIt:
    """The one reader of Markdown: CommonMark and tables, no raw HTML, and no address that is not there."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.core.ruler.at("inline", inline)
    return made


def inline(state: StateCore) -> None:
    """Read the text of each block; most are cells without any mark, which need no reading: a note has seventy."""
    for one in state.tokens:
        if one.type == "inline":
            one.children = []
            if not PLAIN.fullmatch(one.content):
                state.md.inline.parse(one.content, state.md, state.env, one.children)
            elif one.content:
                one.children.append(Token("text", "", 0, content=one.content))


def made(house: House, what: render.Filled, paper: render.Paper) -> str:
    """The page of a filled template; charts stand in it as SVG, the logo as data."""
    text = render.with_pictures(what, lambda number, _one: f"![](figure-{number})")
    drawn = {f"figure-{n}": render.svg(house, one, n) for n, one in enumerate(what.pictures, start=1)}
    tokens = reader().parse(text)
    headings(tokens)
    body = reader().renderer
    body_html = draw(body, tokens, drawn).replace(DOTS, DOTS + "\u200b")  # a line to write on may break anywhere
    return render.shell(
        house,
        language=words.language(),
        title=f"{paper.title} – {paper.scheme}",
        scheme=paper.scheme,
        logo=(found := house.logo()) and found.address,
        body=Markup(body_html),
    )


def draw(renderer: Any, tokens: Sequence[Token], drawn: dict[str, str]) -> str:
    """The HTML of the tokens, with a chart where an image stands for one."""
    text: str = renderer.render(tokens, reader().options, {})
    for name, svg in drawn.items():
        text = text.replace(f'<p><img src="{name}" alt="" /></p>', f'<figure class="chart">{svg}</figure>')
    return text


def headings(tokens: Sequence[Token]) -> None:
    """Make of each table's heading cells what a screen reader needs: the first cell of a row names the row."""
    in_body = first = False
    opened: Token | None = None
    for number, one in enumerate(tokens):
        if one.type in ("tbody_open", "tbody_close"):
            in_body = one.nesting == 1
        elif one.type == "tr_open":
            first = True
        elif one.type == "th_open":
            empty = not tokens[number + 1].content
            one.tag = tokens[number + 2].tag = "td" if empty else "th"
            if not empty:
                one.attrSet("scope", "col")
        elif one.type == "td_open" and in_body and first:
            opened, first = one, False
            if tokens[number + 1].content:
                one.tag = "th"
                one.attrSet("scope", "row")
        if one.type in ("th_open", "td_open") and any(len(word) > LONG for word in tokens[number + 1].content.split()):
            one.attrSet("class", "long")
        elif one.type == "td_close" and opened is not None:
            one.tag, opened = opened.tag, None
