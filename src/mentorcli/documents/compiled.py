"""The shipped templates, compiled once for an installation, as Python does with its own modules.

Compiling the annual report takes longer than filling it. Its compiled form is kept in `__pycache__` beside the template,
by Python's own loader: for whoever may write there could change the program itself. What cannot be kept is compiled each
time, as are an association's own templates, whose folder others may share.
"""

from __future__ import annotations

import functools
import os
import zlib
from collections.abc import MutableMapping
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemLoader, Template

from mentorcli import words


class ShippedLoader(FileSystemLoader):
    """The folder of the shipped templates; none of them changes while the program runs."""

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """A template of the folder, compiled now or before."""
        _source, path, _current = self.get_source(environment, name)
        code = Compiled(environment, name, path).code()
        return environment.template_class.from_code(environment, code, {} if globals is None else globals)


class Compiled(SourceFileLoader):
    """A template as a module of Python's: its code is compiled by Jinja, and kept as any module's."""

    def __init__(self, environment: Environment, name: str, path: str) -> None:
        super().__init__(name, path)
        self.environment = environment

    def code(self) -> CodeType:
        """The code that fills the template."""
        found = self.get_code(self.name)
        assert found is not None
        return found

    def source_to_code(self, data: Any, path: Any, *, _optimization: int = -1) -> CodeType:  # type: ignore[override]
        """The template as Jinja compiles it."""
        return self.environment.compile(bytes(data).decode(), self.name, path)

    def path_stats(self, path: Any) -> dict[str, Any]:
        """What kept code must fit: a checksum in the place of the time, for packages are installed with times of long ago."""
        content = self.get_data(path)
        return {"mtime": zlib.crc32(content, compilers()), "size": len(content)}


@functools.cache
def compilers() -> int:
    """A checksum of all that the code of a template depends on besides its text: Jinja, and what prints values."""
    with os.scandir(Path(jinja2.__file__).parent) as files:
        engine = sorted((one.name, one.stat().st_size, one.stat().st_mtime_ns) for one in files if one.is_file())
    here = Path(__file__)
    files_of_ours = (Path(words.__file__), here.with_name("render.py"), here.with_name("sandbox.py"))
    ours = b"".join(file.read_bytes() for file in files_of_ours)
    return zlib.crc32(ours, zlib.crc32(repr(engine).encode()))
