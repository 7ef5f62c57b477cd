"""What the commands of several nouns share: option types, and the gate from typed text to values."""

from __future__ import annotations

import difflib
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mentorcli import codes, gates, parsing
from mentorcli.context import Context
from mentorcli.errors import BadValue, NotFound
from mentorcli.output import Column, Listing, Written, is_terminal, say, written
from mentorcli.views import names
from mentorcli.words import N_, _, shown

if TYPE_CHECKING:
    from mentorcli.rules.rule import Rule

On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it happened (default: today).")]
OnMended = Annotated[str | None, typer.Option("--on", metavar="DATE", help="Correct the day it happened.")]
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day on.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to and including this day.")]
Gender = Annotated[str | None, typer.Option(metavar="G", help="Gender: woman, man, other or unknown.")]
Born = Annotated[str | None, typer.Option(metavar="DATE", help="Day of birth.")]
Phone = Annotated[str | None, typer.Option(metavar="NUMBER", help="Telephone.")]
Email = Annotated[str | None, typer.Option(metavar="ADDRESS", help="E-mail address.")]
Address = Annotated[str | None, typer.Option(metavar="TEXT", help="Street and number.")]
Postcode = Annotated[str | None, typer.Option(metavar="NNNN", help="Postcode, four digits.")]
Town = Annotated[str | None, typer.Option(metavar="TEXT", help="Town.")]
Protected = Annotated[
    bool | None, typer.Option("--protected/--not-protected", help="Protected address: it is never printed.")
]
Languages = Annotated[str | None, typer.Option(metavar="A,B", help="Languages, with commas between.")]
Interests = Annotated[str | None, typer.Option(metavar="A,B", help="Interests, with commas between.")]
Guardian = Annotated[str | None, typer.Option(metavar="NAME", help="Parent or guardian of somebody under age.")]
GuardianPhone = Annotated[
    str | None, typer.Option("--guardian-phone", metavar="NUMBER", help="The guardian's telephone.")
]
GuardianEmail = Annotated[
    str | None, typer.Option("--guardian-email", metavar="ADDRESS", help="The guardian's e-mail.")
]
GuardianChoice = Annotated[
    str | None,
    typer.Option("--guardian-choice", metavar="C", help="Whether the parents are informed, asked or not (informed)."),
]
Free = Annotated[
    str | None, typer.Option("--free", metavar="TIMES", help="Free times: mandag og onsdag aften, weekend.")
]
Work = Annotated[str | None, typer.Option(metavar="TEXT", help="Work, trade or studies.")]
Background = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Background, only as the person tells it; needs --background-yes.")
]
BackgroundYes = Annotated[
    str | None, typer.Option(metavar="DATE", help="The day of the person's yes to using the background in matching.")
]
OwnWords = Annotated[
    str | None, typer.Option(metavar="FILE", help="The person's own words: read from a file; - is standard input.")
]
Wishes = Annotated[
    list[str], typer.Argument(metavar="WISH…", help="kvinde · skal mand · helst 30-50 · arbejde: smed · ikke m7")
]
Drop = Annotated[bool, typer.Option("--drop", help="The wish is given up.")]
New = Annotated[bool, typer.Option("--new", help="Another person of the same name.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why, in a few words.")]
Override = Annotated[
    str | None,
    typer.Option("--override", metavar="WHY", help="Pass over a rule that allows it; the reason is recorded."),
]

GATES: dict[str, Callable[[str], object]] = {
    "name": parsing.name,
    "phone": lambda typed: parsing.phone(typed) if typed else "",
    "email": lambda typed: parsing.email(typed) if typed else "",
    "address": parsing.line,
    "postcode": lambda typed: parsing.postcode(typed) if typed else "",
    "town": lambda typed: parsing.line(typed, most=80),
    "municipality": lambda typed: parsing.municipality(typed) if typed else "",
    "languages": lambda typed: words_of(typed),
    "interests": lambda typed: words_of(typed),
    "needs": lambda typed: words_of(typed),
    "helps_with": lambda typed: words_of(typed),
    "support": lambda typed: parsing.line(typed, most=80),
    "guardian": lambda typed: parsing.name(typed) if typed else "",
    "guardian_phone": lambda typed: parsing.phone(typed) if typed else "",
    "guardian_email": lambda typed: parsing.email(typed) if typed else "",
    "free_times": gates.free_times,
    "work": parsing.line,
}


def words_of(typed: str, *, most: int = 500) -> str:
    """A list of words with commas between, each trimmed; as it is kept no longer than `most` signs."""
    kept = ", ".join(word for word in (part.strip() for part in parsing.line(typed, most=most).split(",")) if word)
    return parsing.line(kept, most=most)


def code(here: Context, list_name: str, typed: str, option: str) -> str:
    """The code that a typed word means in a list, the scheme's additions included; BadValue with the known words."""
    extra = here.profile_on(here.today).extra(list_name)
    found = codes.code_for(list_name, typed, extra)
    if found is not None:
        return found
    known = {one: codes.typed(list_name, one) for one in dict.fromkeys([*codes.LISTS[list_name], *extra])}
    ways = {way: one for one in known for way in (one, codes.word(list_name, one))}
    close = difflib.get_close_matches(typed.lower(), ways, n=1)
    within = [way for way in ways if len(typed) > 3 and typed.lower() in way.lower()]  # `sagde fra`: both are said
    near = list(dict.fromkeys(known[ways[way]] for way in within or close))[:3]
    raise BadValue(
        _("{option} cannot be {value}.").format(option=option, value=f"“{shown(typed)}”"),
        (_("Did you mean {names}?").format(names=", ".join(near)) + " " if near else "")
        + _("Known: {keys}").format(keys=", ".join(known.values())),
    )


def titled(typed: str, titles: Mapping[str, str]) -> str | None:
    """The key that is typed as itself or as its title, in the language in use or in English; None where none is."""
    wanted = parsing.fold(typed)
    return next(
        (key for key, title in titles.items() if wanted in {parsing.fold(one) for one in (key, title, _(title))}), None
    )


def side(typed: str, option: str) -> str:
    """Mentor or young person, of those whom the coordinator talks with: only these two make a match."""
    found = codes.code_for("party", typed)
    if found is None or found not in ("mentor", "youth"):
        raise BadValue(
            _("{option} cannot be {value}.").format(option=option, value=f"“{shown(typed)}”"),
            _("Known: {keys}").format(keys=", ".join(codes.typed("party", one) for one in ("mentor", "youth"))),
        )
    return found


def source(here: Context, typed: str | None, day: str) -> str:
    """The code of a source of referral that the scheme took in on that day; BadValue with the known ones.

    A list with `other` in it is open (Slagelse: "og øvrige – et bredt udsnit"): any source of the program is one.
    """
    taken = here.profile_on(day).youth.sources
    known = ", ".join(codes.typed("source", one) for one in taken or codes.LISTS["source"])
    if typed is None:
        raise BadValue(_("--source is missing."), _("Known: {keys}").format(keys=known))
    found = code(here, "source", typed, "--source")
    if taken and not {found, "other"} & set(taken):
        raise BadValue(
            _("The scheme takes no referrals from: {source}.").format(source=codes.word("source", found)),
            _("Known: {keys}").format(keys=known) + ". " + _("See: {command}").format(command="mentorcli scheme show"),
        )
    return found


def person(
    here: Context,
    *,
    born: str | None = None,
    gender: str | None = None,
    protected: bool | None = None,
    guardian_choice: str | None = None,
    **typed: str | None,
) -> dict[str, Any]:
    """The values of a person that were given, each through its gate; what was not given is left out."""
    values: dict[str, Any] = {field: GATES[field](text) for field, text in typed.items() if text is not None}
    if born is not None:
        values["born"] = parsing.day(born, today=here.today, sense="birth") if born else None
    if gender is not None:
        values["gender"] = code(here, "gender", gender, "--gender")
    if guardian_choice is not None:
        told = code(here, "guardian_choice", guardian_choice, "--guardian-choice") if guardian_choice else None
        values["guardian_choice"] = told
    if protected is not None:
        values["address_protected"] = int(protected)
    return values


def told_of_self(here: Context, background: str | None, yes: str | None, own_words: str | None) -> dict[str, Any]:
    """The background, with the person's yes to its use, and the own words, where they were given.

    Without the yes a background is refused: it is told by the person, never guessed (GDPR article 9).
    """
    values: dict[str, Any] = {}
    if background:
        if not yes:
            raise BadValue(
                _("A background is kept only with the person's own yes to its use."),
                _("Give the day of the yes: --background-yes DATE"),
            )
        values |= {"background": parsing.line(background), "background_yes_on": here.happened(yes)}
    elif background is not None:
        values |= {"background": "", "background_yes_on": None}
    elif yes is not None:
        raise BadValue(_("--background-yes belongs to --background."), "--background TEXT --background-yes DATE")
    if own_words is not None:
        with text_from(here, own_words) as text:
            values["own_words"] = parsing.text(text, most=4000).strip()
    return values


def nothing_given(values: dict[str, Any], command: str) -> None:
    """Refuse an edit that changes nothing because no option was given."""
    if not values:
        raise BadValue(_("Nothing to change was given."), _("See: {command} --help").format(command=command))


def why(typed: str | None) -> str | None:
    """The reason of `--override`, one line; None where it was not given, refused where it is empty."""
    if typed is None:
        return None
    reason = parsing.line(typed)
    if not reason:
        raise BadValue(_("--override needs the reason why."), _('For example: --override "aftalt med formanden"'))
    return reason


def rule(typed: str) -> Rule:
    """The rule of an id, in any case; BadValue with the known ones."""
    from mentorcli.rules.table import BY_ID

    found = BY_ID.get(typed.strip().upper())
    if found is None:
        known = ", ".join(sorted(BY_ID, key=lambda one: (one[0], int(one[1:]))))
        raise BadValue(
            _("There is no rule {rule}.").format(rule=f"“{shown(typed)}”"), _("Known: {keys}").format(keys=known)
        )
    return found


def record_of(connection: sqlite3.Connection, typed: str) -> tuple[str, int]:
    """The record that a rule is about, by kind and number: `x7`, `m3`, `y12`, any other with its letter, a year, a name."""
    if re.fullmatch(r"[12][0-9]{3}", typed):
        return "year", int(typed)
    found = re.fullmatch(r"([a-z])([0-9]{1,9})", typed.strip().lower())
    kind = names.LETTERS.get(found[1], "") if found else ""
    if not found or kind in ("", "mentor", "youth"):
        return names.anybody(connection, typed)
    if connection.execute(f"SELECT 1 FROM {kind} WHERE id = ?", (int(found[2]),)).fetchone() is None:
        message = _("There is no {noun} with the number {id}.")
        raise NotFound(message.format(noun=_(names.NOUNS[kind]), id=found[0]), "")
    return kind, int(found[2])


def not_as_of(here: Context) -> None:
    """Refuse --as-of where a file is made."""
    if "--as-of" in here.given:
        raise BadValue(_("--as-of is for looking, not for writing."), _("Give the day with --on DATE."))


def period(here: Context, since: str | None, until: str | None) -> dict[str, str | None]:
    """The days of --from and --to, ISO, where they were given."""
    first = parsing.day(since, today=here.today, sense="past") if since else None
    last = parsing.day(until, today=here.today, sense="past") if until else None
    if first and last and first > last:
        raise BadValue(_("The period ends before it begins."), _("Give --from an earlier day than --to."))
    return {"since": first, "until": last}


@contextmanager
def text_from(here: Context, file: str | None, start: str = "") -> Iterator[str]:
    """A longer text: from a file, from standard input (`-`), or typed in the editor; never from an argument.

    `start` is the form that the editor offers.
    """
    if file == "-" and sys.stdin is not None:
        yield sys.stdin.read()
    elif file is not None:
        try:
            text = Path(file).expanduser().read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise BadValue(
                _("{path} is not a text file in UTF-8.").format(path=file), _("Save it as UTF-8, and try again.")
            ) from None
        from mentorcli.store import draft

        here.spent += draft.ours(Path(file), here.path.parent)
        yield text
    elif here.flag("--no-input") or not is_terminal(sys.stdin):
        raise BadValue(_("There is no text."), _("Give it with --file FILE, or --file - to read standard input."))
    else:
        from mentorcli.store import draft

        with draft.typed(here.path.parent, here.environ, start) as text:
            yield text


def changed(here: Context, kind: str, number: int, who: str, fields: list[str]) -> None:
    """Say back of whom an edit changed which fields."""
    text = _("Changed {id}: {fields}.").format(id=who, fields=names.fields(fields))
    written(here, Written(kind, number, text if fields else _("Nothing differs; nothing was changed.")))


def note(here: Context, kind: str, typed: str, on: str | None, file: str | None) -> None:
    """Record a remark on a mentor or a youth; the name is said before the text is typed."""
    from mentorcli.services import remark as service

    day = here.happened(on)
    number = names.person(here.connection, kind, typed)
    who = names.said(here.connection, kind, number)
    here.close()
    say(_("A remark on {who}:").format(who=who), here)
    with text_from(here, file) as text, here.writing() as session:
        row, fresh = service.add(session, kind, number, text, on=day, today=here.today)
    said = _("A remark on {who} was saved.").format(who=who)
    said = said if fresh else _("Already there: {what}").format(what=said)
    written(here, Written(kind, number, said, (("remark", row),)))


WISHES = (
    Column("on", N_("Day"), "day"),
    Column("about", N_("About"), "code", "wish_about", machine=True),
    Column("value", "", machine=True),
    Column("force", N_("Strength"), "code", "wish_force", machine=True),
    Column("text", N_("Wish")),
)


def wishes(here: Context, side: str, number: int) -> tuple[str, Listing]:
    """The wishes of a mentor or a youth, for their page."""
    from mentorcli.views import wish

    found = wish.of(here.connection, side, number, here.day)
    rows = [(on, about, value, force, gates.wish_said(about, value, force)) for on, about, value, force in found]
    return "wishes", Listing(WISHES, rows, N_("Wishes about the other"))


def wish(here: Context, side: str, typed: str, texts: Sequence[str], on: str | None, *, drop: bool) -> None:
    """Record the wishes of a mentor or a youth, or that they are given up, and say them back."""
    from mentorcli.services import wish as service
    from mentorcli.services.record import raw
    from mentorcli.views import wish as view

    wished, day = [gates.wish(one) for one in texts], here.happened(on)
    with here.writing() as session:
        number = names.person(raw(session), side, typed)
        fresh = False
        for one in wished:
            row, new = (
                service.withdraw(session, side, number, one, on=day)
                if drop
                else service.add(session, side, number, one, on=day, today=here.today)
            )
            fresh = fresh or new
        who = names.said(raw(session), side, number)
        standing = [gates.wish_said(*one[1:]) for one in view.of(raw(session), side, number, day)]
    text = _("{who} wishes: {wish}.").format(who=who, wish="; ".join(standing) or _("nothing in particular"))
    text = text if fresh else _("Already there: {what}").format(what=text)
    written(here, Written(side, number, text, (("wish", row),)))


def history(key: str, title: str, columns: tuple[Column, ...], rows: list[tuple[object, ...]]) -> tuple[str, Listing]:
    """A list that hangs on a record's page."""
    return key, Listing(columns, rows, title)


def of_one(columns: tuple[Column, ...], kind: str) -> tuple[Column, ...]:
    """The columns of a list for the page of one person: the column that would repeat the name is for machines alone."""
    return tuple(one._replace(machine=True) if one.key == kind else one for one in columns)


def of_youth(
    key: str, title: str, columns: tuple[Column, ...], rows: Sequence[tuple[object, ...]]
) -> tuple[str, Listing]:
    """A list of one young person's, for a page of theirs: the column that names them is left out."""
    kept = [at for at, column in enumerate(columns) if column.key != "youth"]
    narrow = [tuple(row[at] for at in kept) for row in rows]
    return key, Listing(tuple(columns[at] for at in kept), narrow, title)
