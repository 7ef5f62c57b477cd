"""The house as a test: what may import what, which library lives where, and what every file owes its reader."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import mentorcli
from mentorcli.commands import COMMANDS

SRC = Path(mentorcli.__file__).parent
FILES = {".".join(path.relative_to(SRC).with_suffix("").parts): path for path in sorted(SRC.rglob("*.py"))}
MODULES = [name for name in FILES if not name.endswith("__init__") and "migrations" not in name]

FLOORS = (  # from the top; an import may only go down
    ("main", "tree"), ("commands",), ("context", "output", "screen", "shapes"), ("documents",), ("reports",),
    ("services",), ("views",),
    ("matching", "sheets"), ("rules",), ("models",), ("schemes",), ("store",), ("form",), ("sketch",),
    ("gates",), ("places",), ("codes",), ("parsing",), ("blocks",), ("words",),
    ("errors",),
)  # fmt: skip
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# A command makes its Typer group in tree, which imports commands by name when they are asked for.
UPWARD = {("commands", "tree")}
SIDEWAYS = {
    ("main", "tree"),
    ("output", "context"),
    ("output", "screen"),
    ("output", "shapes"),
    ("screen", "shapes"),
    ("tree", "output"),
    ("tree", "context"),
}
LAZY_ONLY = {("main", "tree")}  # `--version` needs no Typer

HOMES = {  # a library, and the only rooms that may import it
    "typer": {"main", "tree", "commands", "output"},
    "rich": {"output", "screen"},
    **{key: {"documents"} for key in ("jinja2", "markupsafe", "markdown_it", "pypandoc", "typst", "icalendar")},
    "sqlmodel": {"models", "services", "store"},
    "sqlalchemy": {"models", "services", "store"},
    "alembic": {"store"},
    "xlsxwriter": {"sheets"},
    "python_calamine": {"sheets"},
    "platformdirs": {"context"},
    "rapidfuzz": {"views", "services"},
    **{key: {"store.platform"} for key in ("fcntl", "resource", "pwd", "grp", "signal", "termios", "winreg", "msvcrt")},
}
COMMONS = {"commands": {"options"}, "views": {"states", "names"}, "services": {"record", "gate"}}
OF_A_NOUN = {
    "propose",
    "proposed",
    "reported",
    "lasting",
    "accounted",
}  # files of commands that belong to a noun's own, which would be too long
NEIGHBOURS = {  # who shows or does another noun's thing on its own floor
    ("commands", "mentor", "match"), ("commands", "youth", "match"), ("commands", "match", "meeting"),
    ("commands", "match", "propose"), ("commands", "propose", "proposed"), ("services", "proposing", "match"),
    ("views", "market", "pair"), ("views", "market", "wish"),
    ("commands", "match", "followup"), ("services", "followup", "match"),
    ("commands", "youth", "goal"), ("commands", "youth", "grant"), ("commands", "grant", "goal"),
    ("commands", "meeting", "match"), ("commands", "status", "agenda"), ("commands", "demo", "init"),
    ("commands", "report", "reported"), ("commands", "reported", "status"),
    ("commands", "report", "lasting"), ("commands", "report", "accounted"),
    *(("commands", one, "reported") for one in ("lasting", "accounted")),
    ("commands", "importing", "init"), ("services", "meeting", "match"), ("views", "corps", "figures"),
    ("views", "pair", "substitution"),
    ("services", "substitution", "match"), ("services", "enquiry", "youth"), ("services", "visitation", "match"),
    # the sample does what a coordinator does with each noun
    *(("services", "demo_casework", noun) for noun in ("goal", "followup", "enquiry", "concern", "mentor")),
    # the import is one noun in three files
    ("services", "importing", "batch"), ("services", "tables", "batch"), ("services", "tables", "importing"),
}  # fmt: skip


@cache
def tree_of(name: str) -> ast.Module:
    """A file's syntax, without the blocks that only a type checker reads."""

    class Strip(ast.NodeTransformer):
        def visit_If(self, node: ast.If) -> ast.AST | None:
            only_types = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
            return None if only_types else self.generic_visit(node)

    return Strip().visit(ast.parse(FILES[name].read_text(encoding="utf-8")))


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports; of our own the deepest one that is a file or a folder."""
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{one.name}" for one in node.names)


def imports(name: str, *, lazy: bool = True) -> set[str]:
    """All that a file imports, dotted; without `lazy` only what it imports at once."""
    nodes = ast.walk(tree_of(name)) if lazy else iter(tree_of(name).body)
    return {one for node in nodes for one in imported(node)}


def ours(dotted: str) -> str:
    """Of a name inside the package the module, such as `views.names`; empty for the package itself or a stranger."""
    parts = dotted.split(".")
    if parts[0] != "mentorcli":
        return ""
    below = parts[1:]
    while below and ".".join(below) not in FILES and f"{'.'.join(below)}.__init__" not in FILES:
        below.pop()
    return ".".join(below)


def room(module: str) -> str:
    """The room on a floor that a module stands in."""
    return module.partition(".")[0]


def lives_in(module: str, homes: set[str]) -> bool:
    """Whether a module is one of these rooms or files, or stands in one."""
    return any(module == home or module.startswith(f"{home}.") for home in homes)


def test_every_room_has_a_floor() -> None:
    assert {room(name) for name in FILES if name != "__init__"} <= set(FLOOR)


@pytest.mark.parametrize("name", MODULES)
def test_imports_only_go_down(name: str) -> None:
    here = room(name)
    for target in filter(None, map(ours, imports(name))):
        pair = (here, room(target))
        down = FLOOR[pair[1]] > FLOOR[here] or here == pair[1]
        assert down or pair in UPWARD | SIDEWAYS, f"{name} imports {target}"


@pytest.mark.parametrize("name", MODULES)
def test_of_two_that_need_each_other_one_waits(name: str) -> None:
    at_once = {(room(name), room(target)) for target in filter(None, map(ours, imports(name, lazy=False)))}
    assert not at_once & LAZY_ONLY


@pytest.mark.parametrize("name", MODULES)
def test_neighbours_meet_in_the_commons_only(name: str) -> None:
    here, _, own = name.partition(".")
    for target in filter(None, map(ours, imports(name))):
        there, _, other = target.partition(".")
        if here == there and here in COMMONS and other and other != own:
            assert other in COMMONS[here] or (here, own, other) in NEIGHBOURS, f"{name} imports {target}"


@pytest.mark.parametrize("name", MODULES)
def test_every_library_has_its_home(name: str) -> None:
    for library in {one.partition(".")[0] for one in imports(name)} & HOMES.keys():
        assert lives_in(name, HOMES[library]), f"{name} imports {library}"


@pytest.mark.parametrize("name", MODULES)
def test_what_every_run_pays_for_waits_until_it_is_needed(name: str) -> None:
    heavy = {"rich", "jinja2", "xlsxwriter", "python_calamine", "platformdirs", "rapidfuzz", "markdown_it", "dateutil"}
    heavy |= {"icalendar", "markupsafe", "typst"}
    if not lives_in(name, {"documents", "sheets"}):
        assert not {one.partition(".")[0] for one in imports(name, lazy=False)} & heavy
    if lives_in(name, {"commands", "reports", "views", "context", "output", "main"}):
        assert not {room(ours(one)) for one in imports(name, lazy=False)} & {"services", "models", "documents"}


@pytest.mark.parametrize("name", MODULES)
def test_the_clock_the_streams_and_the_system_have_one_home(name: str) -> None:
    calls = {ast.unparse(node.func) for node in ast.walk(tree_of(name)) if isinstance(node, ast.Call)}
    seen = {ast.unparse(node) for node in ast.walk(tree_of(name)) if isinstance(node, ast.Attribute)}
    last = {call.split(".")[-2] + "." + call.split(".")[-1] for call in calls if "." in call}
    assert "print" not in calls
    assert not last & {"date.today", "datetime.today", "time.localtime"} or name == "context"
    assert not last & {"datetime.now", "datetime.utcnow"} or name == "store.audit"
    assert not seen & {"sys.stdout", "sys.__stdout__"} or name in ("output", "main")
    assert not seen & {"os.fork", "os.getuid", "os.umask", "os.chmod"} or name == "store.platform"


def test_the_connection_brings_nothing_along() -> None:
    strangers = {one.partition(".")[0] for one in imports("store.connection")} - {"mentorcli", "__future__"}
    assert strangers <= set(sys.stdlib_module_names)
    assert {ours(one) for one in imports("store.connection")} - {""} == {"errors", "words"}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_module_and_help(name: str) -> None:
    module, help_text = COMMANDS[name]
    assert help_text.endswith("."), help_text
    if f"commands.{module}" not in FILES:
        pytest.skip(f"commands/{module}.py is not written yet")
    from mentorcli import tree

    command = tree.LazyTree(name="root").get_command(None, name)
    assert import_module(f"mentorcli.commands.{module}").app is not None
    verbs = command.list_commands(None) if hasattr(command, "list_commands") else []
    for one in [command, *(command.get_command(None, verb) for verb in verbs)]:
        assert one.help, one.name
        for parameter in one.params:
            assert getattr(parameter, "help", None), (name, one.name, parameter.name)


def test_every_file_of_commands_is_in_the_table() -> None:
    modules = {module for module, _help in COMMANDS.values()}
    assert {name.partition(".")[2] for name in MODULES if room(name) == "commands"} - modules == COMMONS[
        "commands"
    ] | OF_A_NOUN


@pytest.mark.parametrize("name", MODULES)
def test_every_file_says_what_it_is_and_stays_short(name: str) -> None:
    tree = tree_of(name)
    assert ast.get_docstring(tree), name
    assert len(FILES[name].read_text(encoding="utf-8").splitlines()) <= 700
    bare = [
        node.name
        for scope in [tree, *(one for one in tree.body if isinstance(one, ast.ClassDef))]
        for node in scope.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not bare, f"{name}: no docstring on {', '.join(bare)}"
