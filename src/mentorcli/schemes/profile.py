"""Scheme profiles: what a mentor scheme may decide, the shipped TOML files, and the profile that holds on a day.

`init` turns a TOML file into rows of canonical text (`read_profile`); from then on programs read the rows alone
(`Profile.on`). Canonical text: a whole number 3, yes or no, nothing for "not used", a list one item a line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, NoReturn

from mentorcli import codes
from mentorcli.errors import BadValue, StoreError
from mentorcli.words import N_, _, is_unprintable, looks_like_cpr, shown

BEGINNING = "0001-01-01"
_MOST_SIGNS, _MOST_DATES = 200_000, 100
_TITLES = {
    "mil-lyngby": "Mentorforening i Lyngby (MIL)",
    "vallensbaek": "Mere end en mentor",
    "slagelse": "Mentorkorps Slagelse",
    "center-for-unge": "Center for Unge: mentorstøtte",
    "move1": "Move1: mentorordning",
    "blank": "Mentorordning",
}


@dataclass(frozen=True)
class Key:
    """What one setting may hold. `least` and `most` bound a number, the length of a text or the items of a list.

    `kind` is int, bool, text, choice, list or month-day; `codes` names the list in codes.py that the values come
    from; `item` says what a list holds: code, word (code|dansk|english), rule, or nothing special.
    """

    name: str
    kind: str
    least: int
    most: int
    choices: tuple[str, ...]
    default: str
    help: str
    optional: bool = False
    codes: str = ""
    item: str = ""


@dataclass(frozen=True)
class Setting:
    """One row: the canonical text that a key holds from a day on."""

    key: str
    value: str
    valid_from: str


def _int(default: int | None, least: int, most: int, help_text: str) -> Any:
    return _field("int", default, least, most, help_text)


def _bool(default: bool, help_text: str) -> Any:
    return _field("bool", default, 0, 0, help_text)


def _choice(default: str, list_name: str, help_text: str) -> Any:
    return _field("choice", default, 0, 0, help_text, tuple(codes.LISTS[list_name]), codes=list_name)


def _list(help_text: str, list_name: str = "", item: str = "word", choices: tuple[str, ...] = ()) -> Any:
    return _field("list", (), 0, 60, help_text, choices, codes=list_name, item=item)


def _field(kind: str, default: Any, least: int, most: int, help_text: str, choices: tuple[str, ...] = (),
           optional: bool = False, **more: str) -> Any:  # fmt: skip
    key = Key("", kind, least, most, choices, _canonical(default), help_text, optional or default is None, **more)
    return field(default=default, metadata={"key": key})


def _canonical(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "\n".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


# fmt: off
@dataclass(frozen=True)
class Scheme:
    """What the scheme is called, and what it calls the young person."""
    title: str = _field("text", "Mentorordning", 1, 80, N_("The name of the scheme, as documents print it."))
    youth_word: str = _field("text", "den unge", 1, 30, N_("The Danish word for the young person."))
    youth_word_en: str = _field("text", "young person", 1, 30, N_("The English word for the young person."))

@dataclass(frozen=True)
class Youth:
    """Whom the scheme is for, and how they come to it."""
    min_age: int | None = _int(None, 0, 120, N_("The youngest age at referral."))
    max_age: int | None = _int(None, 0, 120, N_("The oldest age at referral."))
    municipality: str | None = _field("text", None, 3, 3, N_("The code of the municipality lived in."), item="digits")
    intake: str = _choice("referral", "intake", N_("What comes first: a referral, or an enquiry to be answered."))
    visitation: bool = _bool(False, N_("A visitation meeting is held before a match."))
    sources: tuple[str, ...] = _list(N_("The sources of referral in use; empty means all."), "source", "code")

@dataclass(frozen=True)
class Mentor:
    """Who the mentors are, and how many young people one may have."""
    kind: str = _choice("volunteer", "mentor_kind", N_("Mentors are volunteers, or paid staff."))
    corps_aim: int | None = _int(None, 1, 10000, N_("The number of mentors that the corps aims at."))
    youths_min: int | None = _int(None, 1, 50, N_("The young people that a mentor should have at a time, at least."))
    youths_max: int = _int(2, 1, 50, N_("The young people that a mentor may have at a time, at most."))

@dataclass(frozen=True)
class Demands:
    """What a mentor must have before the first match."""
    course: bool = _bool(False, N_("The mentor course is passed before the first match."))
    straffeattest: bool = _bool(False, N_("A straffeattest is seen before the first match."))
    secrecy: bool = _bool(False, N_("A declaration of secrecy is signed before the first meeting."))
    boerneattest_under: int | None = _int(None, 1, 18, N_("A børneattest is seen where the youth is under this age."))

@dataclass(frozen=True)
class Match:
    """How a match comes about, and when it counts as settled."""
    mentor_yes: bool = _bool(True, N_("The mentor must say yes to a match."))
    youth_yes: bool = _bool(True, N_("The young person must say yes to a match."))
    yes_at_visitation: bool = _bool(False, N_("The visitation meeting is where mentor and young person say yes."))
    coordinator_first: bool = _bool(False, N_("The coordinator takes part in the first meeting."))
    settled_after: int | None = _int(None, 1, 100, N_("Held meetings after which a match is settled."))
    months_most: int | None = _int(None, 1, 240, N_("The longest that a match may last, in months; empty: no limit."))

@dataclass(frozen=True)
class Risk:
    """When a running match counts as at risk."""
    weeks: int = _int(8, 1, 104, N_("Weeks after which a match should have got going."))
    meetings: int = _int(3, 1, 100, N_("Held meetings that it should have by then."))
    no_shows: int = _int(2, 1, 20, N_("No-shows in a row that put a match at risk."))

@dataclass(frozen=True)
class Remind:
    """The days and months after which the program reminds."""
    first_meeting_days: int = _int(21, 1, 365, N_("Days from a match to its first meeting."))
    silent_days: int = _int(30, 1, 365, N_("Days without a meeting in a running match."))
    waiting_days: int = _int(30, 1, 730, N_("Days that a referral or an enquiry may wait."))
    consent_months: int = _int(12, 1, 60, N_("Months until a consent is reviewed."))
    check_months: int = _int(24, 12, 36, N_("Months until a new straffeattest or børneattest."))
    check_warn_days: int = _int(60, 0, 365, N_("Days of warning before a check is due again."))
    break_months: int = _int(12, 1, 60, N_("Months of break after which a mentor needs a new check."))
    section_18_day: str | None = _field("month-day", "04-01", 0, 0, N_("The day of the § 18 report."), optional=True)

@dataclass(frozen=True)
class FollowUp:
    """How the coordinator follows a match."""
    talk_weeks: int | None = _int(None, 1, 104, N_("Weeks between talks with the young person and the mentor."))
    note_months: int | None = _int(None, 1, 24, N_("Months between follow-up notes."))
    network: bool = _bool(False, N_("Network meetings are held for the mentors."))

@dataclass(frozen=True)
class Grant:
    """Hours that somebody grants and pays for."""
    rate_ore: int | None = _int(None, 5000, 1_000_000, N_("The price of an hour, in øre (510 kr. is 51000)."))
    min_months: int | None = _int(None, 1, 60, N_("The shortest grant, in months."))
    settlement: str = _choice("none", "settlement", N_("How granted hours are settled: not at all, or quarterly."))
    interpreter: bool = _bool(False, N_("Interpreters and other experts may be billed by agreement."))

@dataclass(frozen=True)
class Money:
    """Where the scheme's own money comes from."""
    section_18: bool = _bool(False, N_("The scheme has a share of the municipality's § 18 funds."))
    public_grants: bool = _bool(False, N_("The scheme lives on other public subsidies."))
    donations: bool = _bool(False, N_("The scheme lives on donations."))

@dataclass(frozen=True)
class Coordinator:
    """What the coordinator's time and year are made of."""
    hours_week_start: int | None = _int(None, 1, 60, N_("The coordinator's hours a week while the scheme starts."))
    hours_week: int | None = _int(None, 1, 60, N_("The coordinator's hours a week afterwards, at most."))
    board_meetings_year: int | None = _int(None, 1, 60, N_("Board meetings a year."))
    courses_year: int | None = _int(None, 1, 60, N_("Mentor courses a year, at most."))

@dataclass(frozen=True)
class Goals:
    """What a match works with, and whom it is to benefit."""
    areas: tuple[str, ...] = _list(N_("The areas of goals and topics: code|dansk|english."), "area")
    benefits: tuple[str, ...] = _list(N_("The benefits that are looked for: code|dansk|english."), "benefit")

@dataclass(frozen=True)
class Report:
    """What the scheme reports."""
    yearly: bool = _bool(False, N_("A report is written every year."))
    benefit_to: tuple[str, ...] = _list(N_("Whose benefit the report is about."), "", "code", ("youth", "public"))
    threshold: int = _int(5, 3, 100, N_("The smallest number that a published table shows."))

@dataclass(frozen=True)
class Lists:
    """What the scheme adds to the code lists: code|dansk|english, more words after another |."""
    gender: tuple[str, ...] = _list(N_("More genders."), "gender")
    source: tuple[str, ...] = _list(N_("More sources of referral."), "source")
    end_reason: tuple[str, ...] = _list(N_("More reasons why a match ended."), "end_reason")
    outcome: tuple[str, ...] = _list(N_("More outcomes."), "outcome")
    event_kind: tuple[str, ...] = _list(N_("More kinds of event."), "event_kind")
    meeting_kind: tuple[str, ...] = _list(N_("More kinds of meeting."), "meeting_kind")
    money_category: tuple[str, ...] = _list(N_("More categories of money."), "money_category")

@dataclass(frozen=True)
class Rules:
    """Which rules the scheme does without."""
    off: tuple[str, ...] = _list(N_("The rules that are turned off, by their ids."), "", "rule")
# fmt: on


@dataclass(frozen=True)
class Profile:
    """The settings that hold on one day, by section and key; `Profile()` is what `blank` says."""

    scheme: Scheme = Scheme()
    youth: Youth = Youth()
    mentor: Mentor = Mentor()
    demands: Demands = Demands()
    match: Match = Match()
    risk: Risk = Risk()
    remind: Remind = Remind()
    followup: FollowUp = FollowUp()
    grant: Grant = Grant()
    money: Money = Money()
    coordinator: Coordinator = Coordinator()
    goals: Goals = Goals()
    report: Report = Report()
    lists: Lists = Lists()
    rules: Rules = Rules()

    @classmethod
    def on(cls, settings: Iterable[tuple[str, str, str]], day: str) -> Profile:
        """The profile of a day, from rows of key, value and first day; the newest begun counts, of equal ones the last.

        A key without such a row has its default; a value that is not canonical text is damage (StoreError).
        """
        newest: dict[str, tuple[str, str]] = {}
        for key, value, valid_from in settings:
            if valid_from <= day and valid_from >= newest.get(key, ("", ""))[0]:
                newest[key] = (valid_from, value)
        return cls(**{
            section: kind(**{k.name[len(section) + 1 :]: _read(k, newest[k.name][1]) for k in keys if k.name in newest})
            for section, (kind, keys) in _SECTIONS.items()
        })  # fmt: skip

    def additions(self, list_name: str) -> dict[str, tuple[str, str]]:
        """Code -> its Danish and English word, of what the scheme adds to a list of codes.py."""
        return {code: (near[0], near[1]) for code, near in self.extra(list_name).items()}

    def areas(self) -> dict[str, tuple[str, str]]:
        """Code -> Danish and English word of the areas of goals and topics."""
        return self.additions("area")

    def extra(self, list_name: str) -> dict[str, tuple[str, ...]]:
        """Code -> every word for it that the scheme adds to a list: what `codes.code_for` takes."""
        if list_name in ("area", "benefit"):
            items: tuple[str, ...] = getattr(self.goals, list_name + "s")
        else:
            items = getattr(self.lists, "end_reason" if list_name == "youth_close" else list_name, ())
        return {code: tuple(near) for code, *near in (item.split("|") for item in items)}


def _sections() -> dict[str, tuple[Any, tuple[Key, ...]]]:
    found = {}
    for section in fields(Profile):
        kind: Any = type(section.default)
        keys = (replace(one.metadata["key"], name=f"{section.name}.{one.name}") for one in fields(kind))
        found[section.name] = (kind, tuple(keys))
    return found


_SECTIONS = _sections()
KEYS: dict[str, Key] = {key.name: key for _kind, keys in _SECTIONS.values() for key in keys}


def _read(key: Key, text: str) -> Any:
    """The Python value of canonical text."""
    try:
        if not text and key.optional:
            return None
        if key.kind == "bool":
            return {"yes": True, "no": False}[text]
        if key.kind == "choice" and text not in key.choices:
            raise ValueError
        return int(text) if key.kind == "int" else tuple(filter(None, text.split("\n"))) if key.kind == "list" else text
    except (KeyError, ValueError):
        message = _("The setting {key} in the file holds {value}, which cannot be read.")
        hint = _("Set it anew: mentorcli scheme set {key} VALUE").format(key=key.name)
        raise StoreError(message.format(key=key.name, value=shown(text)), hint) from None


# --- one value ------------------------------------------------------------------------------------------------------

_TRUE, _FALSE = {"ja", "j", "yes", "y", "true", "sand", "til"}, {"nej", "n", "no", "false", "falsk", "fra"}
_NOTHING = {"", "-", "–", "ingen", "intet", "none"}
_CODE, _RULE, _DAY = r"[a-z0-9]+(-[a-z0-9]+)*", r"[A-Z][0-9]{1,2}", r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_NO_SUCH_DAY = {"02-29", "02-30", "02-31", "04-31", "06-31", "09-31", "11-31"}


def parse_setting(key: str, text: str, extra: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """The canonical value of one typed setting; BadValue for an unknown key or a value that it cannot hold.

    `extra` is what the scheme adds to the list that the key's codes come from (`Profile.extra`).
    """
    known, typed = _known(key), text.strip()
    nothing = typed.casefold() in _NOTHING
    if known.kind == "list":
        items = [] if nothing else [item.strip() for item in typed.split("\n" if "\n" in typed else ",")]
        value = _checked(known, [_item(known, item, extra) for item in items if item])
        if unknown := _unknown_codes(known, value, extra or {}):
            hint = _near_hint(unknown[0], codes.LISTS[known.codes])
            hint = hint or _("Add it to lists.{name}.").format(name=known.codes)
            _refuse(_("{key} knows no code {value}.").format(key=key, value=shown(unknown[0])), hint)
        return value
    if nothing and known.optional:
        return ""
    if known.kind == "choice":
        return _checked(known, codes.code_for(known.codes, typed) or typed)
    if known.kind == "bool":
        return _checked(known, True if typed.casefold() in _TRUE else False if typed.casefold() in _FALSE else typed)
    return _checked(known, int(typed) if known.kind == "int" and re.fullmatch(r"[+-]?[0-9]{1,12}", typed) else typed)


def _known(name: str) -> Key:
    if name not in KEYS:
        hint = _near_hint(name, KEYS) or _("mentorcli scheme show lists the settings.")
        _refuse(_("There is no setting called {key}.").format(key=shown(name)), hint)
    return KEYS[name]


def _near_hint(name: str, candidates: Iterable[str]) -> str:
    """ "Did you mean ...?" for a mistyped name; a key written under the wrong section is found by its last word."""
    import difflib

    every = list(candidates)
    near = [one for one in every if one.rpartition(".")[2] == name.rpartition(".")[2]]
    near = near or difflib.get_close_matches(name[:60], every, n=1, cutoff=0.6)
    return _("Did you mean {name}?").format(name=near[0]) if near else ""


def _refuse(message: str, hint: str = "") -> NoReturn:
    raise BadValue(message, hint)


def _checked(key: Key, value: object) -> str:
    """The canonical text of a typed value, or BadValue that says what the key wants and what it got."""
    if key.optional and value == "":
        return ""
    if key.kind == "list" and isinstance(value, list):
        return _checked_list(key, value)
    if key.kind == "bool" and isinstance(value, bool):
        return _canonical(value)
    if key.kind == "int" and isinstance(value, int) and not isinstance(value, bool) and key.least <= value <= key.most:
        return str(value)
    if isinstance(value, str) and _text_fits(key, value):
        return value
    wanted = {
        "int": _("a whole number from {least} to {most}").format(least=key.least, most=key.most),
        "bool": _("yes or no (in TOML true or false)"),
        "choice": ", ".join(key.choices),
        "month-day": _("a day that every year has, like 04-01"),
        "list": _("a list of texts"),
        "text": _("a printable text of {least} to {most} signs").format(least=key.least, most=key.most),
    }[key.kind]
    if key.item == "digits":
        wanted = _("a code of {most} figures, in quotes in TOML").format(most=key.most)
    got = shown(value) if isinstance(value, str | int | float) else type(value).__name__
    hint = _("Money is whole øre: 510 kr. is 51000.") if key.name.endswith("_ore") else ""
    _refuse(_("{key} must be: {wanted}; it is {value}.").format(key=key.name, wanted=wanted, value=got or '""'), hint)


def _text_fits(key: Key, text: str) -> bool:
    if key.kind == "choice":
        return text in key.choices
    if key.kind == "month-day":
        return bool(re.fullmatch(_DAY, text)) and text not in _NO_SUCH_DAY
    if key.kind != "text" or not key.least <= len(text) <= key.most or text != text.strip():
        return False
    return _printable(text) and (key.item != "digits" or bool(re.fullmatch("[0-9]+", text)))


def _printable(text: str) -> bool:
    return not any(map(is_unprintable, text)) and not looks_like_cpr(text)


def _item(key: Key, typed: str, extra: Mapping[str, tuple[str, ...]] | None) -> str:
    """One item of a typed list: the code of a word, a rule id in capitals, else as it stands."""
    if key.item == "code" and key.codes:
        return codes.code_for(key.codes, typed, extra) or typed
    return typed.upper() if key.item == "rule" else typed


def _checked_list(key: Key, items: list[object]) -> str:
    """The canonical text of a list, or BadValue with every item that is wrong."""
    kept: list[str] = []
    said: dict[str, str] = {}
    wrong = [_("more than {most} items").format(most=key.most)] if len(items) > key.most else []
    for item in items[: key.most]:
        text = "|".join(part.strip() for part in item.split("|")) if isinstance(item, str) else ""
        code, *near = text.split("|")
        if not text or len(text) > 200 or not _printable(text) or not _item_fits(key, code, near):
            wrong.append(shown(item) if isinstance(item, str | int | float) else type(item).__name__)
        elif any(said.setdefault(codes.plain(way), code) != code for way in (code, *near)) or code in kept:
            wrong.append(_("{value} (said twice)").format(value=shown(item)))
        kept.append(code)
    if wrong:
        wanted = {"word": _("new-code|dansk|english"), "rule": _("rule ids like C7"), "code": ", ".join(key.choices)}
        message = _("{key} cannot hold {values}.").format(key=key.name, values="; ".join(wrong[:20]))
        _refuse(message, _("It holds: {wanted}.").format(wanted=wanted[key.item] or ", ".join(codes.LISTS[key.codes])))
    return "\n".join("|".join(part.strip() for part in str(item).split("|")) for item in items)


def _item_fits(key: Key, code: str, near: list[str]) -> bool:
    if key.item == "word":
        return bool(re.fullmatch(_CODE, code)) and len(near) >= 2 and all(near) and code not in codes.LISTS[key.codes]
    if near or (key.choices and code not in key.choices):
        return False
    return bool(re.fullmatch(_RULE if key.item == "rule" else _CODE, code))


def _unknown_codes(key: Key, canonical: str, extra: Iterable[str]) -> list[str]:
    """The codes in a list that neither codes.py nor the scheme has."""
    if key.item != "code" or not key.codes:
        return []
    return [code for code in canonical.split("\n") if code and code not in codes.LISTS[key.codes] and code not in extra]


# --- a whole file ---------------------------------------------------------------------------------------------------


def shipped() -> tuple[str, ...]:
    """The names of the profiles that come with the program."""
    return tuple(_TITLES)


def title_of(name: str) -> str:
    """The title of a shipped profile; BadValue for a name that is none. Reads no file."""
    if name not in _TITLES:
        hint = _("There are: {names}.").format(names=", ".join(_TITLES))
        _refuse(_("There is no profile called {name}.").format(name=shown(name)), hint)
    return _TITLES[name]


def load_shipped(name: str) -> list[Setting]:
    """The settings of a shipped profile; BadValue for a name that is none."""
    title_of(name)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{name}.toml"), "rb") as file:
        return read_profile(file.read(), name)


def read_profile(text: str | bytes, source: str) -> list[Setting]:
    """Every setting of a profile in TOML, in the order of KEYS; a key that it lacks has its default.

    BadValue lists everything that is wrong: unknown sections and keys, values, days, and settings that contradict.
    """
    tree = _parsed(text, source)
    errors = _unknown_names(tree)
    settings = [row for key in KEYS.values() for row in _rows(key, tree, errors)]
    errors += _contradictions(settings, {str(error["key"]) for error in errors})
    if errors:
        message = _("The profile {source} cannot be used: {first}")
        message = message.format(source=shown(source), first=errors[0]["message"])
        raise BadValue(message, str(errors[0]["hint"]), errors)
    return settings


def _parsed(text: str | bytes, source: str) -> dict[str, Any]:
    """The tables of a TOML text; a byte order mark is passed over, bytes that are not UTF-8 are refused."""
    import tomllib

    said = _("The profile {source} is not TOML that can be read: {why}")
    try:
        written = text.decode("utf-8") if isinstance(text, bytes) else text
        if len(written) > _MOST_SIGNS:
            _refuse(said.format(source=shown(source), why=_("it is too long")))
        return tomllib.loads(written.removeprefix("\ufeff"))
    except UnicodeDecodeError:
        _refuse(said.format(source=shown(source), why=_("it is not UTF-8")), _("Save it as UTF-8."))
    except RecursionError:
        _refuse(said.format(source=shown(source), why=_("it is nested too deeply")))
    except ValueError as error:  # also an integer of thousands of digits
        _refuse(said.format(source=shown(source), why=shown(error, 120)))


def _error(key: str, message: str, hint: str = "") -> dict[str, object]:
    return {"key": key, "message": message, "hint": hint}


def _unknown_names(tree: dict[str, Any]) -> list[dict[str, object]]:
    """An error for each section and key that no profile has."""
    errors = []
    for section, content in tree.items():
        if section not in _SECTIONS:
            message = _("There is no section called {section}.").format(section=shown(section))
            errors.append(_error(shown(section), message, _near_hint(section, [*_SECTIONS, *KEYS])))
        elif not isinstance(content, dict):
            errors.append(_error(section, _("{section} is a section: [{section}].").format(section=section)))
        else:
            for name in content:
                try:
                    _known(f"{section}.{name}")
                except BadValue as bad:
                    errors.append(_error(shown(f"{section}.{name}"), bad.message, bad.hint))
    return errors


def _rows(key: Key, tree: dict[str, Any], errors: list[dict[str, object]]) -> list[Setting]:
    """The rows of one key, from its plain value, its dated values or its default; what is wrong goes to `errors`."""
    section, name = key.name.split(".")
    table = tree.get(section)
    if not isinstance(table, dict) or name not in table:
        return [Setting(key.name, key.default, BEGINNING)]
    value, rows = table[name], list[Setting]()
    dated = isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
    entries = value if dated else [{"value": value}]
    if len(entries) > _MOST_DATES:
        entries, wrong = [], _("{key} has more than {most} dates.").format(key=key.name, most=_MOST_DATES)
        errors.append(_error(key.name, wrong))
    for number, entry in enumerate(entries):
        try:
            day = _first_day(key, entry, number)
            if any(row.valid_from == day for row in rows):
                _refuse(_("{key} has two values from {day}.").format(key=key.name, day=day))
            rows.append(Setting(key.name, _checked(key, entry["value"]), day))
        except BadValue as bad:
            errors.append(_error(key.name, bad.message, bad.hint))
    if rows and min(row.valid_from for row in rows) != BEGINNING:
        rows.insert(0, Setting(key.name, key.default, BEGINNING))
    return rows


def _first_day(key: Key, entry: dict[str, Any], number: int) -> str:
    """The ISO day from which one dated value holds; only the first may lack it."""
    from datetime import date

    if "value" not in entry or not entry.keys() <= {"from", "value"}:
        _refuse(
            _("Each dated value of {key} has `from` and `value`, and nothing else.").format(key=key.name),
            "{from = 2013-11-21, value = ...}",
        )
    day = entry.get("from", BEGINNING if number == 0 else None)
    try:
        if type(day) is date or (isinstance(day, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day)):
            return date.fromisoformat(str(day)).isoformat()
    except ValueError:
        pass
    got = shown(day) if isinstance(day, str) else type(day).__name__
    message = _("`from` of {key} must be a day; it is {value}.").format(key=key.name, value=got)
    _refuse(message, _("Write it like 2013-11-21."))


def _contradictions(settings: list[Setting], wrong: set[str]) -> list[dict[str, object]]:
    """What does not go together on some day, of keys that are well in themselves; each said once."""
    concerned = {"youth.min_age", "youth.max_age", "mentor.youths_min", "mentor.youths_max"}
    concerned = concerned | {"youth.sources", "lists.source"}
    rows = [(row.key, row.value, row.valid_from) for row in settings if row.key in concerned - wrong]
    errors: dict[str, dict[str, object]] = {}
    for day in sorted({row[2] for row in rows}):
        profile = Profile.on(rows, day)
        for low, high, least, most in (
            ("youth.min_age", "youth.max_age", profile.youth.min_age, profile.youth.max_age),
            ("mentor.youths_min", "mentor.youths_max", profile.mentor.youths_min, profile.mentor.youths_max),
        ):
            if not wrong & {low, high} and least is not None and most is not None and least > most:
                message = _("{low} ({least}) is above {high} ({most}).")
                errors.setdefault(low, _error(low, message.format(low=low, least=least, high=high, most=most)))
        key = KEYS["youth.sources"]
        unknown = _unknown_codes(key, "\n".join(profile.youth.sources), profile.extra("source"))
        if unknown and "lists.source" not in wrong:
            message = _("{key} knows no code {value}.").format(key=key.name, value=shown(unknown[0]))
            hint = _near_hint(unknown[0], codes.LISTS["source"]) or _("Add it to lists.{name}.").format(name="source")
            errors.setdefault(key.name, _error(key.name, message, hint))
    return list(errors.values())
