"""Jinja's sandbox, narrower still: a template that would never end, fill the memory or print what is no text is told so.

Steps and signs are counted everywhere, the same on every run; what an association's own template takes of time and memory
besides is bounded where the system can do that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from jinja2 import Template, TemplateRuntimeError, Undefined, nodes, pass_eval_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mentorcli.store import platform

MOST_STEPS = (
    1_000_000  # rounds of all loops and calls in one document; an access print of a thousand records has 50,000
)
MOST_SIGNS = 20_000_000  # of one document, and of a text that is repeated
MOST_POWER = 64


MOST_SECONDS, MOST_BYTES = 5, 400_000_000  # of one document


class TooMuch(TemplateRuntimeError):
    """A template asks for more work or more text than any document has."""


class NotText(TemplateRuntimeError):
    """A template prints a thing that has parts, and no text of its own; the message is what kind of thing."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of every template; what it does is counted, from `fill` to `fill`."""

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, *, own: bool, **options: Any) -> None:
        """`own` says whether some templates are an association's: these are bounded in time and memory, too."""
        super().__init__(**options)
        self.steps, self.own = 0, own
        joined, string = self.filters["join"], self.filters["string"]
        self.filters |= {"counted": self.counted, "printable": printable, "string": lambda one: string(printable(one))}
        self.filters["join"] = wrapped(joined)

    def fill(self, name: str, facts: Mapping[str, object]) -> str:
        """A template filled; TooMuch where it would not end, or takes more time or memory than any document."""
        self.steps = 0
        with self.bounded():
            return filled(self.get_template(name), facts)

    def read(self, name: str) -> None:
        """Read a template, without filling it: what is wrong with it is raised."""
        with self.bounded():  # Jinja works out what is constant while it reads
            self.get_template(name)

    @contextmanager
    def bounded(self) -> Iterator[None]:
        """Some filters and methods make much of a short line (`center`, `%`): time and memory are all that counts there."""
        if not self.own:
            yield
            return
        late = []

        def stop() -> None:
            late.append(True)
            raise TooMuch

        try:
            with platform.bounded(MOST_SECONDS, MOST_BYTES, stop):
                yield
        except MemoryError as error:
            raise TooMuch().with_traceback(error.__traceback__) from None
        if late:  # Jinja goes on after any error in what is constant
            raise TooMuch

    def step(self) -> None:
        """One more round of a loop, or call."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooMuch

    def counted(self, values: Iterable[Any]) -> Iterator[Any]:
        """What a loop goes through, each round counted."""
        for one in values:
            self.step()
            yield one

    def call(self, context: Context, called: Any, /, *args: Any, **more: Any) -> Any:
        """Every call that a template makes."""
        self.step()
        return super().call(context, called, *args, **more)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Repeated texts and powers: the two sums by which a short line makes something endless."""
        if operator == "*" and longest(left, right) > MOST_SIGNS:
            raise TooMuch
        if operator == "**" and not (abs(left) <= MOST_SIGNS and abs(right) <= MOST_POWER):
            raise TooMuch
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """A template read, with every loop counted, and every text put together of printable parts."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = through("counted", loop.iter)
        for text in tree.find_all(nodes.Concat):
            text.nodes = [through("printable", one) for one in text.nodes]
        tree.set_environment(self)
        return tree


def filled(template: Template, facts: Mapping[str, object]) -> str:
    """The text that a template makes, up to the most that a document can have."""
    parts, size = [], 0
    for part in template.generate(facts):
        size += len(part)
        if size > MOST_SIGNS:
            raise TooMuch
        parts.append(part)
    return "".join(parts)


def through(name: str, one: Any) -> nodes.Filter:
    """An expression, sent through a filter."""
    return nodes.Filter(one, name, [], [], None, None, lineno=one.lineno)


def wrapped(joined: Any) -> Any:
    """Jinja's `join`, of printable parts only; of an attribute Jinja takes the parts itself."""

    @pass_eval_context
    def join(context: Any, values: Iterable[Any], sign: str = "", attribute: str | int | None = None) -> Any:
        kept = list(values) if attribute is not None else [printable(one) for one in values]
        return joined(context, kept, sign, attribute)

    return join


def longest(left: Any, right: Any) -> int:
    """How long a text or list is that is repeated; nothing for numbers."""
    for many, times in ((left, right), (right, left)):
        if isinstance(many, str | list | tuple) and isinstance(times, int):
            return len(many) * max(times, 0)
    return 0


def printable(value: Any) -> Any:
    """The value itself, where it is a text, a number or not known; of a thing with parts, one part must be printed.

    The text of such a thing would be its address in memory, and another one each time.
    """
    if value is None or isinstance(value, str | int | float | Fraction | Undefined):
        return value
    raise NotText(type(value).__name__)
