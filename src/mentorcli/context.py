"""What a command stands on: the global options, the day, the scheme's profile and the open store.

Nothing is opened until it is asked for. This is the one file that looks at the machine's calendar.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mentorcli import codes, parsing
from mentorcli.errors import BadValue
from mentorcli.store import connection as store
from mentorcli.words import N_, _, day_short, shown

if TYPE_CHECKING:
    from sqlmodel import Session

    from mentorcli.schemes.profile import Profile
    from mentorcli.store.audit import Trail

FLAGS = ("--yes", "--no-input", "--dry-run", "--quiet", "--version")
VALUES = ("--db", "--lang", "--format", "--as-of", "--today", "--color", "--output", "--dialect")
SHORT = {"-o": "--output", "-q": "--quiet", "-y": "--yes"}
FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md", "xlsx", "html", "pdf", "docx")
TEXT = {"": "table", "txt": "table"}  # the suffixes of a file that holds what a terminal would show
DOCUMENT_FORMATS = ("md", "html", "docx", "pdf")
NEAR = 92  # days from today: a day typed without its year may be one of them, though it is read as another year's
CHOICES = {"--format": FORMATS, "--color": ("auto", "always", "never"), "--dialect": ("plain", "excel-da")}
HELP = (
    ("--db FILE", N_("The data file (else MENTORCLI_DB, else the folder for program data).")),
    ("--lang da|en", N_("The language (else MENTORCLI_LANG, else the system's).")),
    ("--format FORMAT", N_("table, tsv, csv, json, jsonl, md or xlsx; reports and documents also html, docx, pdf.")),
    ("-o, --output FILE", N_("Write to a file; its suffix chooses the format.")),
    ("--dialect plain|excel-da", N_("Of CSV: for programs, or for a Danish Excel.")),
    ("--as-of DATE", N_("Lists, status and reports as of that day.")),
    ("--today DATE", N_("Take that day for today (else MENTORCLI_TODAY).")),
    ("--yes, -y", N_("Answer yes to every question.")),
    ("--no-input", N_("Never ask; what would need an answer fails.")),
    ("--dry-run", N_("Show what would happen, and save nothing.")),
    ("--quiet, -q", N_("Print the number alone.")),
    ("--color WHEN", N_("auto, always or never.")),
    ("--version", N_("Print the version and nothing else.")),
)


def split_globals(arguments: list[str], given: dict[str, str]) -> list[str]:
    """Take the global options out of a command line, wherever they stand before `--`, into `given`; the rest is returned."""
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += ["--", *words]
            break
        name, equals, value = word.partition("=")
        name = SHORT.get(name, name)
        if name in VALUES:
            if not equals:
                value = next(words, "")
            if not value:
                raise BadValue(_("{option} needs a value.").format(option=name), _("See: mentorcli --help"))
            given[name] = value
        elif name in FLAGS and not equals:
            given[name] = "yes"
        else:
            rest.append(word)
    for name, allowed in CHOICES.items():
        if given.get(name, allowed[0]) not in allowed:
            raise BadValue(
                _("{option} cannot be {value}.").format(option=name, value=f"“{given[name]}”"),
                _("Known: {keys}").format(keys=", ".join(allowed)),
            )
    file = target(given)
    if file is not None and "--format" not in given:
        must_tell_format(file)
    return rest


def target(given: Mapping[str, str]) -> Path | None:
    """The file that -o names, if any."""
    chosen = given.get("--output")
    return Path(parsing.file_name(chosen)).expanduser().absolute() if chosen else None


def must_tell_format(file: Path) -> None:
    """BadValue for a file whose suffix is that of no format: what stood in it would not be what its name says."""
    if file.is_file():
        from mentorcli.store.files import check_target

        check_target(file)  # a data file is refused as one
    suffix = file.suffix
    if suffix.lower().lstrip(".") not in (*FORMATS[1:], *TEXT):
        raise BadValue(
            _("No file can be written that ends in {suffix}.").format(suffix=suffix),
            _("Known: {keys}").format(keys=", ".join(f".{one}" for one in (*FORMATS[1:], "txt"))),
        )


class Context:
    """The global options of one run, and what is opened for it on demand."""

    def __init__(self, given: Mapping[str, str], environ: Mapping[str, str]) -> None:
        self.given = given
        self.environ = environ
        self.command = ""
        self.notices: list[str] = []  # what is said on the error stream at the end
        self.spent: list[Path] = []  # drafts of ours that were read: they go once the text is saved
        self.saved = ""  # what was saved, once it is; an error after that must say so

    def flag(self, name: str) -> bool:
        """Whether a global flag such as `--dry-run` was given."""
        return name in self.given

    @property
    def dry_run(self) -> bool:
        """Whether nothing may be saved."""
        return self.flag("--dry-run")

    @cached_property
    def path(self) -> Path:
        """The data file: --db, else MENTORCLI_DB, else the system's folder for program data."""
        chosen = self.given.get("--db") or self.environ.get("MENTORCLI_DB")
        if chosen:
            return Path(chosen).expanduser().absolute()
        from platformdirs import user_data_path

        return user_data_path("mentorcli", appauthor=False) / "mentorcli.db"

    @cached_property
    def templates(self) -> Path:
        """The folder of the association's own templates and style: MENTORCLI_TEMPLATES, else beside the data file."""
        chosen = self.environ.get("MENTORCLI_TEMPLATES")
        return Path(chosen).expanduser().absolute() if chosen else self.path.parent / "templates"

    @cached_property
    def output(self) -> Path | None:
        """The file that -o names, if any."""
        return target(self.given)

    @cached_property
    def format(self) -> str:
        """The output format: --format, else the suffix of -o FILE, else table."""
        if "--format" in self.given or self.output is None:
            return self.given.get("--format", "table")
        return TEXT.get(suffix := self.output.suffix.lower().lstrip("."), suffix)

    @cached_property
    def today(self) -> str:
        """The day that counts as today, ISO: --today, else MENTORCLI_TODAY, else the machine's."""
        real = date.today().isoformat()
        chosen = self.given.get("--today") or self.environ.get("MENTORCLI_TODAY")
        return parsing.day(chosen, today=real, sense="past") if chosen else real

    @cached_property
    def day(self) -> str:
        """The day that lists, status and reports speak of, ISO: --as-of, else today."""
        chosen = self.given.get("--as-of")
        return parsing.day(chosen, today=self.today, sense="past") if chosen else self.today

    @cached_property
    def connection(self) -> sqlite3.Connection:
        """The data file, open for reading in one transaction: all that a command reads is of one moment.

        An older file is first brought up to date.
        """
        self.bring_up_to_date()
        connection = store.open_reading(self.path)
        connection.execute("BEGIN")
        return connection

    def bring_up_to_date(self) -> None:
        """Migrate a file of an older schema, with a backup before; says so on the error stream."""
        store.must_exist(self.path)
        try:
            connection = store.connect(self.path)
            try:
                found = store.version(connection, self.path)
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise store.translated(error, self.path) from error
        if found < store.SCHEMA:
            from mentorcli.store import migrate

            saved = migrate.upgrade(self.path)
            told = _("The data file was brought up to date; a backup of it as it was: {path}")
            self.notices.append(told.format(path=saved))

    @cached_property
    def settings(self) -> list[tuple[str, str, str]]:
        """The scheme's settings: key, value, valid from."""
        return store.settings(self.connection)

    def profile_on(self, day: str) -> Profile:
        """The scheme's rules as they stood on a day."""
        from mentorcli.schemes.profile import Profile

        found = Profile.on(self.settings, day)
        for name in (*found.lists.names, "area", "benefit", "goal_area"):
            codes.learn(name, found.additions(name))
        return found

    @cached_property
    def profile(self) -> Profile:
        """The scheme's rules on the day that is asked about."""
        return self.profile_on(self.day)

    def on(self, typed: str | None, *, sense: str = "past") -> str:
        """The day that `--on` names, ISO; today where it is not given."""
        if not typed:
            return self.today
        day = parsing.day(typed, today=self.today, sense=sense)
        self.year_taken(typed, day, sense)
        return day

    def planned(self, typed: str) -> str:
        """The day of something to come; without a year, the next of that name."""
        return self.on(typed, sense="planned")

    def year_taken(self, typed: str, day: str, sense: str) -> None:
        """Say which year a day without one was taken for, where the near day of that name may be meant: the one that
        comes soon for what happened, the one that has just been for what is planned.
        """
        past, coming = (parsing.day(typed, today=self.today, sense=one) for one in ("past", "planned"))
        other = coming if sense == "past" else past
        away = date.fromisoformat(other) - date.fromisoformat(self.today)
        if other == day or abs(away.days) > NEAR:
            return
        text = _("“{typed}” was taken for {day}, which is the latest such day; {other} is still to come.")
        if sense != "past":
            text = _("“{typed}” was taken for {day}, which is the next such day; {other} is over.")
        self.notices.append(text.format(typed=shown(typed), day=day_short(day), other=day_short(other)))

    def nearest(self, typed: str | None) -> str:
        """A day that may have been or be to come: without a year, the one nearest to today."""
        if not typed:
            return self.today
        past, coming = (parsing.day(typed, today=self.today, sense=sense) for sense in ("past", "planned"))
        behind, ahead = date.fromisoformat(self.today) - date.fromisoformat(past), date.fromisoformat(coming)
        return coming if ahead - date.fromisoformat(self.today) < behind else past

    def happened(self, typed: str | None) -> str:
        """The day of something that has happened; a day to come is refused."""
        day = self.on(typed)
        if day > self.today:
            raise BadValue(
                _("{day} is still to come.").format(day=day_short(day)),
                _("Give the day on which it happened, with --on DATE."),
            )
        return day

    @contextmanager
    def writing(self, *, check: bool = True) -> Iterator[Session]:
        """A session in one transaction, saved when the block ends well; on --dry-run nothing is kept."""
        if check and "--as-of" in self.given:
            raise BadValue(_("--as-of is for looking, not for writing."), _("Give the day with --on DATE."))
        self.bring_up_to_date()
        self.__dict__.pop("settings", None)
        _rules = self.settings  # read before the write lock is taken: a reader of our own would stand in its way
        self.close()
        from mentorcli.store.engine import writing

        with writing(self.path, self.trail(), keep=not self.dry_run) as session:
            yield session
        self.notices += session.info.get("warnings", ())
        self.saved = "" if self.dry_run or not session.info.get("keep", True) else _("It was saved.")

    def tidy(self) -> None:
        """Remove the drafts whose text is saved: it may be about health, and lies beside the data file without its rules."""
        for draft in self.spent if self.saved else ():
            draft.unlink(missing_ok=True)

    def trail(self) -> Trail:
        """Who writes, and with which command, for the audit trail."""
        from mentorcli.store import platform
        from mentorcli.store.audit import Trail

        return Trail(platform.user_name(), self.command)

    def close(self) -> None:
        """Let go of the data file: no lock is held while a person types or another transaction writes."""
        opened = self.__dict__.pop("connection", None)
        if opened is not None:
            opened.close()


def no_such_format(name: str) -> BadValue:
    """The error for a format that this command cannot give."""
    return BadValue(
        _("This cannot be written as {format}.").format(format=name),
        _("Choose table, tsv, csv, json, jsonl, md or xlsx."),
    )
