"""Typer's side of the house: the lazy command tree, and its help and usage errors in the user's language."""

from __future__ import annotations

import difflib
import gettext
import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from mentorcli import words
from mentorcli.commands import COMMANDS
from mentorcli.context import HELP, Context
from mentorcli.errors import BadValue
from mentorcli.output import deliver
from mentorcli.words import N_, _

TYPERS_OWN = (  # Typer's texts, so that the catalogue has them
    N_("Arguments"), N_("Commands"), N_("Options"), N_("required"), N_("default: {default}"),
    N_("Show this message and exit."), N_("Missing command."), N_("No such command {name!r}."), N_("Usage: "), N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
)  # fmt: skip


class Lazy(TyperGroup):
    """A group whose commands are made when they are asked for; a slip of the pen gets the nearest name."""

    def names(self) -> list[str]:
        """The names of the commands, in their order."""
        raise KeyError(self.name)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands, in their order."""
        return self.names()

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names."""
        if not args[0].startswith("-") and args[0] not in self.names():
            near = difflib.get_close_matches(args[0], self.names(), n=1, cutoff=0.5)
            see = _("See: {command} --help").format(command=ctx.command_path)
            raise BadValue(
                _("There is no command {name}.").format(name=f"“{ctx.command_path} {words.shown(args[0])}”"),
                _("Did you mean {names}?").format(names=f"{ctx.command_path} {near[0]}") if near else see,
            )
        here = ctx.find_root().obj
        if isinstance(here, Context):  # for the audit trail: the command's words, never what was typed after them
            here.command = " ".join([*ctx.command_path.split()[1:], args[0]])
        return super().resolve_command(ctx, args)


class LazyTree(Lazy):
    """The root: names and help from the table; a noun's module is imported when it is needed."""

    def names(self) -> list[str]:
        """The names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, with its texts in the language in use."""
        if cmd_name not in COMMANDS:
            return None
        app = import_module(f"mentorcli.commands.{COMMANDS[cmd_name][0]}").app
        if app.registered_callback is not None:
            return translated(typer.main.get_group(app))
        if len(app.registered_commands) == 1:
            return made(app.registered_commands[0])
        return translated(LazyNoun(app, name=cmd_name, rich_markup_mode=None, no_args_is_help=True))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The table itself, without importing a single module; then the global options."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(help_text)) for name, (_module, help_text) in COMMANDS.items()])
        with formatter.section(_("Global options, before the noun or after the verb")):
            formatter.write_dl([(name, _(help_text)) for name, help_text in HELP])


class LazyNoun(Lazy):
    """A noun: of its verbs only the one that runs is made, for the options of all would take longer than most runs."""

    def __init__(self, app: typer.Typer, **more: Any) -> None:
        super().__init__(help=app.info.help, **more)
        self.verbs = {info.name or "": info for info in app.registered_commands}

    def names(self) -> list[str]:
        """The verbs in the order of the file."""
        return list(self.verbs)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The verb of that name, with its texts in the language in use."""
        return made(self.verbs[cmd_name]) if cmd_name in self.verbs else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The verbs with their first sentence, without making one of them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _((info.callback.__doc__ or "").strip())) for name, info in self.verbs.items()])


def made(info: Any) -> Any:
    """One command, with its texts in the language in use."""
    return translated(typer.main.get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None))


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
        usage, line, rest = text.partition("\n")
        for english in ("[OPTIONS]", "COMMAND [ARGS]..."):
            usage = usage.replace(english, _(english))
        usage = usage.replace("{", "").replace("}", "")  # Typer's braces around what must be given say nothing
        text = _("Usage: ") + usage.removeprefix("Usage: ") + line + rest
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
        if isinstance(told, str):
            deliver(here, (told + "\n").encode())
            return 0
        raise told from error
    return code if isinstance(code, int) else 0


def usage_error(error: Exception) -> BadValue | str | None:
    """Our sentence for an error of Typer's parser, or the help of a noun that stands alone; None for any other error."""
    names = {one.__name__ for one in type(error).__mro__}
    if "ClickException" not in names:
        return None
    ctx = getattr(error, "ctx", None)
    if "NoArgsIsHelpError" in names and ctx is not None:
        return str(ctx.get_help())
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
    if "unexpected extra argument" in getattr(error, "message", ""):
        extra = words.shown(error.message.partition("(")[2].partition(")")[2].strip(" ()"))  # type: ignore[attr-defined]
        return BadValue(
            _("There are words too many: {words}.").format(words=extra),
            _("Put quotes around words that belong together.") + " " + hint,
        )
    if "BadOptionUsage" in names:
        option = words.shown(getattr(error, "option_name", ""))
        return BadValue(_("{option} needs a value, or takes none.").format(option=option), hint)
    if "MissingParameter" in names:
        means = str(getattr(parameter, "help", None) or "")
        return BadValue(_("{name} is missing.").format(name=name.strip("'")), f"{means} {hint}".strip())
    message = words.shown(getattr(error, "message", str(error)), 200)
    if name:
        return BadValue(_("{name} cannot be read: {why}").format(name=name.strip("'"), why=message), hint)
    return BadValue(message, hint)
