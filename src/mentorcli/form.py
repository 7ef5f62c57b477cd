"""A small form of longer texts: headings offered empty or filled, and read back from what a person wrote under them.

A heading stands at the beginning of a line and ends with a colon; the text may follow on the same line. Lines above the
first heading that begin with # are help. What cannot be placed is refused, never dropped. A line of text that would read
as a heading has a backslash before it.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from mentorcli import codes
from mentorcli.errors import BadValue
from mentorcli.words import _, shown

LONGEST = 40  # signs of what may be meant as a heading


def offered(list_name: str, values: Mapping[str, str], title: str) -> str:
    """The form of some codes of a list, each with the text that it has: a title, a line of help, then the headings."""
    lines = [f"# {line}" for line in (title, _("Write under the headings; leave empty what there is nothing about."))]
    for code, text in values.items():
        lines += ["", f"{title_of(list_name, code)}:"]
        lines += [kept_apart(list_name, values, line) for line in text.split("\n") if text]
    return "\n".join(lines) + "\n"


def title_of(list_name: str, code: str) -> str:
    """A code as a heading: its word, with a capital."""
    word = codes.word(list_name, code)
    return word[:1].upper() + word[1:]


def kept_apart(list_name: str, allowed: Mapping[str, str], line: str) -> str:
    """A line of text as the form has it: with a backslash where it would read as something else."""
    looks = heading(list_name, allowed, line)[0] is not None or nearly(list_name, allowed, line) is not None
    return f"\\{line}" if looks or line.startswith("\\") else line


def read(list_name: str, allowed: Mapping[str, str], text: str) -> dict[str, str]:
    """The texts by code, of the headings that stand there; a heading without a text gives an empty one.

    BadValue for text above the first heading, for a heading that stands twice, and for one that is nearly one of ours.
    """
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    known = ", ".join(title_of(list_name, code) for code in allowed)
    for line in text.replace("\r\n", "\n").split("\n"):
        code, rest = heading(list_name, allowed, line)
        if line.startswith("\\") and current is not None:
            current.append(line[1:].rstrip())
        elif code is not None:
            if code in found:
                raise BadValue(
                    _("The heading {name} stands there twice.").format(name=f"“{title_of(list_name, code)}”"),
                    _("Put the texts under one heading."),
                )
            current = found[code] = [rest] if rest else []
        elif current is not None:
            near = nearly(list_name, allowed, line)
            if near is not None:  # its text would end up under the heading before
                raise BadValue(
                    _("“{text}” is none of the headings.").format(text=shown(line.strip(), LONGEST)),
                    _("Did you mean {names}?").format(names=f"{near}:"),
                )
            current.append(line.rstrip())
        elif line.strip() and not line.lstrip().startswith("#"):
            raise BadValue(
                _("“{text}” stands under no heading.").format(text=shown(line.strip(), LONGEST)),
                _("Known headings: {keys}").format(keys=known),
            )
    return {code: "\n".join(lines).strip("\n") for code, lines in found.items()}


def heading(list_name: str, allowed: Mapping[str, str], line: str) -> tuple[str | None, str]:
    """The code of the heading that a line begins with, and what follows it; None where it begins with none of ours."""
    bare = line.strip()
    marked = bare.startswith("#")  # a heading as in Markdown needs no colon
    word, colon, rest = bare.lstrip("#").partition(":")
    if (colon or marked) and len(word) <= LONGEST:
        code = codes.code_for(list_name, word)
        if code in allowed:
            return code, rest.strip()
    return None, ""


def nearly(list_name: str, allowed: Mapping[str, str], line: str) -> str | None:
    """Our heading that a line is nearly; None where it is far from all."""
    word = line.strip().removesuffix(":")
    if not line.rstrip().endswith(":") or len(word) > LONGEST:
        return None
    known = {codes.plain(title_of(list_name, code)): title_of(list_name, code) for code in allowed}
    near = difflib.get_close_matches(codes.plain(word), known, n=1, cutoff=0.75)
    return known[near[0]] if near else None
