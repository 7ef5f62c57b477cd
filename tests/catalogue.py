"""The Danish catalogue: collect every text of the program, keep its translation, compile what the program reads.

Run as `python tests/catalogue.py`: it brings the .po up to date with the source (new texts come without a translation
and are listed; texts that are gone are dropped), and compiles the .mo. Equal texts give equal bytes on any machine.
"""

from __future__ import annotations

import ast
import io
import string
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from mentorcli import commands, context, main, output, tree, words

PACKAGE = Path(main.__file__).resolve().parent
PO = PACKAGE / "locale" / "da" / "LC_MESSAGES" / "mentorcli.po"
MO = PO.with_suffix(".mo")
MARKERS: dict[str, Any] = {"_": None, "N_": None, "ngettext": (1, 2)}
WIDTH = 100
HEADER = "# Danish texts of mentorcli. After a change: python tests/catalogue.py"
Text = str | tuple[str, str]  # a msgid, or its singular and plural
Found = tuple[str, Text]  # the file that a text stands in, and the text


class Danish(Catalog):
    """A catalogue whose header says nothing of days, machines or programs."""

    def __init__(self) -> None:
        super().__init__(locale="da", fuzzy=False, header_comment=HEADER)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header: what a reader of the catalogue needs, and no more."""
        return [
            ("Project-Id-Version", "mentorcli"),
            ("Language", "da"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
        ]


# --- collecting -------------------------------------------------------------------------------------------------


def sources() -> list[Path]:
    """The files of the package that may hold texts."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def place(path: Path) -> str:
    """A file as the catalogue names it: inside the package, with `/`."""
    return path.relative_to(PACKAGE).as_posix()


def by_babel() -> Iterator[Found]:
    """The texts in `_()`, `N_()` and `ngettext()` that Babel sees: not the calls inside an f-string."""
    for path in sources():
        with path.open("rb") as file:
            for _line, text, _comments, _context in extract("python", file, MARKERS):
                yield place(path), text if isinstance(text, str) else (text[0], text[1])


def calls() -> Iterator[tuple[str, ast.Call, list[ast.expr]]]:
    """Every call of a marker, in the order of the lines: its file, and the arguments that are texts."""
    for path in sources():
        nodes = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
        for node in sorted(nodes, key=lambda one: (one.lineno, one.col_offset)):
            if isinstance(node.func, ast.Name) and node.func.id in MARKERS:
                yield place(path), node, node.args[: 2 if node.func.id == "ngettext" else 1]


def marked() -> Iterator[Found]:
    """The texts that stand in `_()`, `N_()` or `ngettext()`, also inside an f-string."""
    for where, _node, arguments in calls():
        texts = [one.value for one in arguments if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if texts and len(texts) == len(arguments):
            yield where, texts[0] if len(texts) == 1 else (texts[0], texts[1])


def unreadable() -> list[str]:
    """Calls of a marker whose text is put together at run time, so that nobody could translate it: FILE:LINE."""
    built = (ast.JoinedStr, ast.BinOp)
    return [
        f"{where}:{node.lineno}"
        for where, node, arguments in calls()
        if any(
            isinstance(one, built) or getattr(getattr(one, "func", None), "attr", "") == "format" for one in arguments
        )
    ]


def without_marker() -> Iterator[Found]:
    """The texts that are translated at run time wherever they come from: tables, help and docstrings of commands."""
    from mentorcli.rules.table import RULES
    from mentorcli.schemes.profile import KEYS
    from mentorcli.views.figures import FIGURES

    yield from (("commands/__init__.py", help_text) for _module, help_text in commands.COMMANDS.values())
    yield from (("context.py", help_text) for _name, help_text in context.HELP)
    yield from (("views/figures.py", text) for one in FIGURES for text in (one.title, one.definition))
    yield from (("rules/table.py", rule.sentence) for rule in RULES)
    yield from (("schemes/profile.py", key.help) for key in KEYS.values())
    for path in sorted((PACKAGE / "commands").glob("*.py")):
        module = import_module(f"mentorcli.commands.{path.stem}")
        yield from ((place(path), title) for title in headings(module))
    yield from help_texts()


def headings(module: ModuleType) -> Iterator[str]:
    """The column titles in the tables of a file of commands."""
    waiting: list[object] = list(vars(module).values())
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, output.Column):
            yield from [one.title] if one.title else []
        elif isinstance(one, tuple):
            waiting += one


def help_texts() -> Iterator[Found]:
    """The English help of the root and of every command, option and argument below it."""
    before = words.language()
    words.set_language("en")
    try:
        root = tree.root()
        yield ("tree.py", root.help)
        for name in root.list_commands(None):
            yield from help_of(root.get_command(None, name), f"commands/{commands.COMMANDS[name][0]}.py")
    finally:
        words.set_language(before)


def help_of(command: Any, where: str) -> Iterator[Found]:
    """The help of a command, its options and arguments, and all commands below it."""
    texts = [command.help, command.epilog, *(getattr(one, "help", None) for one in command.params)]
    yield from ((where, text) for text in texts if text)
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from help_of(command.get_command(None, name), where)


def collected() -> dict[str, tuple[Text, list[str]]]:
    """Every text by its msgid, with the files in which it stands."""
    found: dict[str, tuple[Text, list[str]]] = {}
    for where, text in sorted([*marked(), *without_marker()], key=lambda one: one[0]):
        key = text if isinstance(text, str) else text[0]
        known, places = found.setdefault(key, (text, []))
        if isinstance(known, str) and not isinstance(text, str):
            found[key] = (text, places)
        if where not in places:
            places.append(where)
    return found


def fields(text: str) -> list[str]:
    """The placeholders of a text with their conversions, sorted: what a translation must keep."""
    parts = string.Formatter().parse(text)
    return sorted({f"{name}!{how or ''}:{form}" for _literal, name, form, how in parts if name is not None})


# --- the two files ----------------------------------------------------------------------------------------------


def kept(path: Path = PO) -> Catalog:
    """The catalogue as it stands; empty where there is none."""
    if not path.exists():
        return Danish()
    return read_po(io.BytesIO(path.read_bytes()), locale="da", abort_invalid=True)


def messages(catalogue: Catalog) -> list[Message]:
    """The texts of a catalogue, without its header."""
    return [one for one in catalogue if one.id]


def renewed(old: Catalog, texts: Iterable[tuple[Text, list[str]]]) -> Danish:
    """The texts with the translations that are known; a text that has become plural, or no longer is, has none."""
    new = Danish()
    for text, places in texts:
        key = text if isinstance(text, str) else text[0]
        known = old.get(key)
        translation = known.string if known is not None and known.id == text else None
        new.add(text, translation, locations=[(where, None) for where in places])
    return new


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as people edit it."""
    out = io.BytesIO()
    write_po(out, catalogue, width=WIDTH)
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it; the header is ours, whatever the .po has."""
    plain = renewed(catalogue, ((one.id, []) for one in messages(catalogue)))
    out = io.BytesIO()
    write_mo(out, plain)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """The msgids whose translation is empty, in any of its forms."""
    lacking = []
    for one in messages(catalogue):
        forms = one.string if isinstance(one.string, list | tuple) else [one.string]
        if not all(forms):
            lacking.append(one.id if isinstance(one.id, str) else one.id[0])
    return lacking


def update() -> list[str]:
    """Bring both files up to date; the msgids that still lack a translation."""
    fresh = renewed(kept(), collected().values())
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(fresh))
    MO.write_bytes(as_mo(fresh))
    return untranslated(fresh)


if __name__ == "__main__":
    lacking = update()
    sys.stdout.write("".join(f"not translated: {text}\n" for text in lacking))
    sys.exit(1 if lacking else 0)
