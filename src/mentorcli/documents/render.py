"""Jinja, and the formats that a document can have: a template makes Markdown, and from that come HTML, Word and PDF.

What a template prints is escaped by `words.escaped` whether it asks for it or not, so that no name or note can turn
into markup or template code. Every template runs in Jinja's sandbox, ours as well as an association's own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, meta, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mentorcli import codes, words
from mentorcli.documents.compiled import ShippedLoader
from mentorcli.documents.house import CHART, PAGE, House
from mentorcli.documents.sandbox import NotText, Sandbox, TooMuch, printable
from mentorcli.errors import MentorError
from mentorcli.rules.rule import age
from mentorcli.words import _

if TYPE_CHECKING:
    from mentorcli.documents import chart

LEAD, PICTURE, TIED = "\x02", "\x03", "\x04"  # our own while a document is made; no text of a person can hold them
BLANK = Markup("…" * 12)  # printed for what nobody knows yet: a line to fill in by hand
RULED = Markup("…" * 36)  # as wide as the page; a longer text has two of them
BEGINS = re.compile(rf"^((?:[ \t]|>|[-*+] |[0-9]{{1,9}}[.)] )*[0-9]{{0,9}}){LEAD}", re.MULTILINE)
CHARTS = ("bars", "lines", "steps")
# Jinja's own filters that hand text through unescaped, or give other text each time.
UNSAFE = ("e", "escape", "forceescape", "safe", "urlize", "xmlattr", "tojson", "pprint", "random")


class Filled(NamedTuple):
    """A template that was filled: its Markdown, in which PICTURE, a number and PICTURE stand for a chart."""

    text: str
    pictures: tuple[chart.Chart, ...]


class Paper(NamedTuple):
    """What a document says about itself: never a person's name, for it shows in lists and subjects (B18)."""

    title: str
    scheme: str
    day: str  # ISO; the day that stands in the file for when it was made


# --- filling a template -----------------------------------------------------------------------------------------


def printed(value: object) -> Markup:
    """A value as Markdown prints it letter for letter; a line to fill in where there is none."""
    if isinstance(value, Markup):
        return value
    return BLANK if value is None else escaped(str(printable(value)))


@functools.lru_cache(maxsize=512)
def escaped(text: str) -> Markup:
    """A text as Markdown prints it; of many documents in one run most short texts are the same."""
    return Markup(words.escaped(text, LEAD))


def lines(text: str | None, before: str = "") -> Markup:
    """A longer text with its line breaks, each line escaped; `before` begins every line, such as `> `."""
    if not text or not text.strip():
        return Markup(f"{RULED}\n{before.rstrip()}\n{before}{RULED}")
    parts = [
        f"\\\n{before}".join(printed(line) for line in part.split("\n") if line.strip())
        for part in re.split(r"\n\s*\n", text.strip())
    ]
    return Markup(f"\n{before.rstrip()}\n{before}".join(part for part in parts if part))


def loader(house: House) -> ChoiceLoader:
    """Where templates are looked for: an association's own first."""
    *own, shipped = house.folders
    return ChoiceLoader([*map(FileSystemLoader, own), ShippedLoader(shipped)])


SPOKEN_OF = ("party", "view", "ended_by")  # lists in which the young person stands beside others


@pass_context
def word(context: Context, code: str | None, name: str) -> str | None:
    """The word for a code; the young person is called what the scheme calls them, in the whole of a paper."""
    if code == "youth" and name in SPOKEN_OF and context.get("youth_word"):
        return str(context["youth_word"])
    return None if code is None else codes.word(name, code)


@functools.cache
def markdown_environment(house: House) -> Sandbox:
    """The environment of what becomes Markdown; autoescape is on so that text, once escaped, is known to be."""
    made = Sandbox(
        own=len(house.folders) > 1, loader=loader(house), undefined=StrictUndefined,
        autoescape=True, finalize=printed, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    for name in UNSAFE:
        del made.filters[name]
    del made.globals["lipsum"]
    made.filters |= {
        "plain": printed, "lines": lines, "day": whole(words.day_long), "number": given(words.number), "age": age,
        "amount": given(words.amount), "minutes": whole(words.minutes), "hours": given(words.hours),
        "phone": whole(words.phone), "word": word,
    }  # fmt: skip
    made.globals |= {"percent": words.percent, "blank": BLANK, "words": words_of}
    made.globals |= {name: functools.partial(charted, name) for name in CHARTS}
    return made


def charted(kind: str, *given: Any, **more: Any) -> chart.Chart:
    """A chart of a kind; most documents have none, so their module waits."""
    from mentorcli.documents import chart

    return chart.KINDS[kind](*given, **more)


def given(form: Callable[[Any], str]) -> Callable[[Any], str | None]:
    """A format as a filter that leaves what is not known unknown."""
    return lambda value: None if value is None or value == "" else form(value)


def whole(form: Callable[[Any], str]) -> Callable[[Any], Markup | None]:
    """A format whose parts stay on one line: no day, time or telephone number is broken."""
    return lambda value: None if value is None or value == "" else Markup(str(printed(form(value))).replace(" ", TIED))


def words_of(name: str) -> list[tuple[str, str]]:
    """Every code of a list with its word."""
    return list(codes.words_of(name).items())


@functools.cache
def markup_environment(house: House) -> Sandbox:
    """The environment of what becomes HTML or SVG, with their own escaping."""
    return Sandbox(
        own=len(house.folders) > 1, loader=loader(house), undefined=StrictUndefined,
        autoescape=True, finalize=printable, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def in_language(name: str) -> str:
    """The file of a document's template: `letters/LANG/agreement` in the language in use."""
    return f"{name}.md.j2".replace("LANG", words.language())


def unknown_names(house: House, file: str, known: Mapping[str, object]) -> list[str]:
    """The names that a template uses and a document does not hand over."""
    return sorted(names_used(house, file) - {*known, "picture"})


@functools.cache
def names_used(house: House, file: str) -> frozenset[str]:
    """The names that a template uses and does not set itself; read once."""

    environment = markdown_environment(house)
    source = environment.loader.get_source(environment, file)[0] if environment.loader else ""
    with environment.bounded():  # what is constant is worked out
        return frozenset(meta.find_undeclared_variables(environment.parse(source)) - {*environment.globals})


def filled(house: House, name: str, facts: Mapping[str, object]) -> Filled:
    """A template of the language in use, filled with plain facts; MentorError for an own template that does not fit."""
    file = in_language(name)
    if house.is_own(file):
        try:
            unknown = unknown_names(house, file, facts)
        except (TemplateError, UnicodeDecodeError, OSError) as error:
            raise broken(house, file, fault(error, file)) from error
        if unknown:
            told = _("it asks for {names}, which nobody hands over").format(names=", ".join(unknown))
            raise broken(house, file, told)
    try:
        return run(house, file, facts)
    except Exception as error:
        if len(house.folders) == 1:  # a fault of ours
            raise
        raise broken(house, file, fault(error, file)) from error


def run(house: House, file: str, facts: Mapping[str, object]) -> Filled:
    """A template filled, whatever comes of it."""
    pictures: list[chart.Chart] = []

    def picture(one: chart.Chart) -> Markup:
        pictures.append(one)
        return Markup(f"{PICTURE}{len(pictures)}{PICTURE}")

    text = markdown_environment(house).fill(file, {**facts, "picture": picture})
    return Filled(settled(text), tuple(pictures))


def settled(text: str) -> str:
    """The Markdown with a backslash where a text would begin a block, and without our marks everywhere else."""
    return BEGINS.sub(r"\1\\", text).replace(LEAD, "")


def fault(error: Exception, file: str) -> str:
    """What is wrong in a template, with its line, and its file where that is another one."""
    line, where = getattr(error, "lineno", None), file
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith(".j2") and getattr(error, "lineno", None) is None:
            line, where = step.tb_lineno, step.tb_frame.f_code.co_filename
        step = step.tb_next
    why = reason(error)
    why = f"{Path(where).name}: {why}" if Path(where).name != Path(file).name else why
    return why if line is None else _("line {line}: {why}").format(line=line, why=why)


def reason(error: Exception) -> str:
    """What is wrong, as a clause in the language in use."""
    if isinstance(error, TooMuch):
        return _("it never ends, or makes a text without end")
    if isinstance(error, NotText):
        return _("{kind} is not a text; print one of its parts").format(kind=f"“{error}”")
    if isinstance(error, TemplateError | MentorError):
        return str(error).rstrip(".")
    if isinstance(error, UnicodeDecodeError):
        return _("it is not saved as UTF-8")
    if isinstance(error, RecursionError):
        return _("it calls itself without end")
    return words.trouble(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"


def broken(house: House, file: str, why: str) -> MentorError:
    """The error for a template of an association's own that cannot be used."""
    return MentorError(
        _("The template {path} cannot be used: {why}.").format(path=house.path(file), why=why.rstrip(".")),
        _("Mend it (mentorcli template check), or take it away to use ours."),
    )


# --- the formats ------------------------------------------------------------------------------------------------


def made(house: House, form: str, what: Filled, paper: Paper) -> bytes:
    """A filled template as md, html, docx or pdf; equal input gives equal bytes."""
    what = what._replace(text=what.text.replace(TIED, " " if form == "md" else "\u00a0"))
    if form == "md":
        return with_pictures(what, lambda _number, one: in_text(one)).encode()
    if form == "html":
        from mentorcli.documents import page

        return page.made(house, what, paper).encode()
    from mentorcli.documents import office

    return office.pdf(house, what, paper) if form == "pdf" else office.word(house, what, paper)


def in_text(one: chart.Chart) -> str:
    """A chart as a block of plain text."""
    from mentorcli.documents import chart

    return chart.as_text(one)


def with_pictures(what: Filled, put: Callable[[int, chart.Chart], str]) -> str:
    """The Markdown with something put in the place of every chart."""
    return re.sub(
        f"{PICTURE}([0-9]+){PICTURE}", lambda found: put(int(found[1]), what.pictures[int(found[1]) - 1]), what.text
    )


def svg(house: House, one: chart.Chart, number: int = 1) -> str:
    """A chart as SVG, from the one macro; `number` keeps the ids of several on a page apart."""
    return styled(house, CHART, {"c": one, "id": f"figure-{number}", "language": words.language()}).strip()


def shell(house: House, **facts: object) -> str:
    """The page around an HTML document."""
    return styled(house, PAGE, facts)


def styled(house: House, file: str, facts: Mapping[str, object]) -> str:
    """A file of the house style, filled; MentorError for an own one that does not fit."""
    try:
        return markup_environment(house).fill(file, facts)
    except Exception as error:
        if not house.is_own(file):  # a fault of ours
            raise
        raise broken(house, file, fault(error, file)) from error
