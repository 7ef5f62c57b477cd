"""Typer's side of the house: the lazy command tree, and its help and usage errors in the user's language."""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from mentorcli import words
from mentorcli.context import HELP, Context
from mentorcli.errors import BadValue
from mentorcli.main import COMMANDS
from mentorcli.words import N_, _

TYPERS_OWN = (  # Typer's texts, so that the catalogue has them
    N_("Arguments"), N_("Commands"), N_("Options"), N_("required"), N_("default: {default}"),
    N_("Show this message and exit."), N_("Missing command."), N_("No such command {name!r}."), N_("Usage: "),
)  # fmt: skip


class LazyTree(TyperGroup):
    """The root: names and help from the table; a noun's module is imported when it is needed."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, with its texts in the language in use."""
        if cmd_name not in COMMANDS:
            return None
        app = import_module(f"mentorcli.commands.{COMMANDS[cmd_name][0]}").app
        command = typer.main.get_command(app)
        command.name = cmd_name
        return translated(command)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The table itself, without importing a single module; then the global options."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(help_text)) for name, (_module, help_text) in COMMANDS.items()])
        with formatter.section(_("Global options, before the noun or after the verb")):
            formatter.write_dl([(name, _(help_text)) for name, help_text in HELP])


def translated(command: Any) -> Any:
    """Put every help text of a command and those below it into the language in use."""
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
    for attribute in ("help", "short_help", "epilog"):
        if getattr(command, attribute, None):
            setattr(command, attribute, _(getattr(command, attribute)))
    plain_help = command.get_help

    def get_help(ctx: Any) -> str:
        for parameter in command.get_params(ctx):
            if getattr(parameter, "help", None) == "Show this message and exit.":
                parameter.help = _(parameter.help)
        text: str = plain_help(ctx)
        text = _("Usage: ") + text.removeprefix("Usage: ")
        return text if isinstance(command, LazyTree) else text + "\n\n" + _("Global options: mentorcli --help")

    command.get_help = get_help
    for below in getattr(command, "commands", {}).values():
        translated(below)
    return command


def new_group(help_text: str) -> typer.Typer:
    """The Typer group of a noun; the options are those of every group here."""
    return typer.Typer(
        help=help_text,
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )


def new_command() -> typer.Typer:
    """The Typer app of a command that has no noun."""
    return typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


def root() -> Any:
    """The whole tree; nothing below the root is imported yet."""
    app = typer.Typer(
        cls=LazyTree, rich_markup_mode=None, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False
    )
    app.callback()(about)
    return translated(typer.main.get_group(app))


def about() -> None:
    """Keeps a mentor scheme for young people: who waits, who meets whom, what is due, and the annual report."""


def dispatch(here: Context, rest: Sequence[str]) -> int:
    """Run a command line without its global options; the exit code."""
    os.environ["LANGUAGE"] = words.language()
    gettext.bindtextdomain("mentorcli", words.LOCALE_FOLDER)
    gettext.textdomain("mentorcli")
    try:
        code = root().main(args=list(rest), prog_name="mentorcli", standalone_mode=False, obj=here)
    except Exception as error:
        told = usage_error(error)
        if told is None:
            raise
        raise told from error
    return code if isinstance(code, int) else 0


def usage_error(error: Exception) -> BadValue | None:
    """Our sentence for an error of Typer's parser; None for any other error."""
    names = {one.__name__ for one in type(error).__mro__}
    if "ClickException" not in names:
        return None
    ctx = getattr(error, "ctx", None)
    if "NoArgsIsHelpError" in names and ctx is not None:
        typer.echo(ctx.get_help())
        raise SystemExit(0)
    path = ctx.command_path if ctx is not None else "mentorcli"
    hint = _("See: {command} --help").format(command=path)
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint(ctx) if parameter is not None else ""
    name = " / ".join(name) if isinstance(name, list | tuple) else str(name or "")
    if "NoSuchOption" in names:
        option = words.shown(getattr(error, "option_name", ""))
        near = getattr(error, "possibilities", None)
        if near:
            hint = _("Did you mean {names}?").format(names=", ".join(sorted(near)))
        return BadValue(_("There is no option {option} here.").format(option=option), hint)
    if "MissingParameter" in names:
        return BadValue(_("{name} is missing.").format(name=name.strip("'")), hint)
    message = words.shown(getattr(error, "message", str(error)), 200)
    if name:
        return BadValue(_("{name} cannot be read: {why}").format(name=name.strip("'"), why=message), hint)
    return BadValue(message, hint)
