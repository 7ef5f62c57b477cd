"""The shipped TOML files, and the gate of every setting: from a file or a typed value to canonical text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from mentorcli import codes
from mentorcli.errors import BadValue
from mentorcli.schemes.profile import BEGINNING, KEYS, SECTIONS, Key, Profile, Setting, canonical
from mentorcli.words import _, is_unprintable, looks_like_cpr, shown

_MOST_SIGNS, _MOST_DATES = 200_000, 100
_TITLES = {
    "mil-lyngby": "Mentorforening i Lyngby (MIL)",
    "vallensbaek": "Mere end en mentor",
    "slagelse": "Mentorkorps Slagelse",
    "center-for-unge": "Center for Unge: mentorstøtte",
    "move1": "Move1: mentorordning",
    "blank": "Mentorordning",
}

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
        return canonical(value)
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
        if section not in SECTIONS:
            message = _("There is no section called {section}.").format(section=shown(section))
            errors.append(_error(shown(section), message, _near_hint(section, [*SECTIONS, *KEYS])))
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
