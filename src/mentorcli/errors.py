"""What can go wrong, as a class with its exit code; each message is one sentence, each hint a way out.

The exit codes are promised in the README: 0 done · 1 failed · 2 usage, bad value, ambiguous name ·
3 no such record · 4 refused by a rule · 5 the data file · 6 findings · 130 interrupted · 141 reader gone.
"""

from __future__ import annotations


class MentorError(Exception):
    """A failure that the user is told about: `message` says what, `hint` the way out.

    `details` is a list of plain values (candidates, breaches, rows) for people and for `--format json`.
    """

    code = 1
    kind = "failed"

    def __init__(self, message: str, hint: str = "", details: list[dict[str, object]] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details or []


class BadValue(MentorError):
    """A value or an option that cannot be read, or that names several records."""

    code = 2
    kind = "usage"


class Ambiguous(BadValue):
    """A name that fits several records; `details` lists them with their ids."""

    kind = "ambiguous"


class NotFound(MentorError):
    """A name or an id that no record has; `details` lists near ones."""

    code = 3
    kind = "not-found"


class Refused(MentorError):
    """A rule or the life of a record says no; `details` lists every reason."""

    code = 4
    kind = "refused"


class StoreError(MentorError):
    """The data file: missing, locked, read-only, newer, damaged or not ours."""

    code = 5
    kind = "data-file"


class Findings(MentorError):
    """The work was done, and something was found that a person must look at."""

    code = 6
    kind = "findings"
