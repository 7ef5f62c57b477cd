"""Shipped templates are compiled once for an installation, and never tell what an earlier text of theirs told."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mentorcli import words
from mentorcli.documents import render
from mentorcli.documents.compiled import ShippedLoader
from mentorcli.documents.house import House


def told(folder: Path) -> str:
    """What the template `x.md.j2` of a folder says, read by a fresh environment."""
    environment = render.markdown_environment.__wrapped__(House())
    environment.loader = ShippedLoader(folder)
    return environment.get_template("x.md.j2").render(who="Ida & *Bo*")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one template, on a machine where Python keeps compiled code."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "x.md.j2").write_text("Kære {{ who }}\n", encoding="utf-8")
    return tmp_path


def kept(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("__pycache__/*")]


def test_a_template_is_kept_compiled_beside_itself_and_says_the_same(folder: Path) -> None:
    first = told(folder)
    assert words.escaped("Ida & *Bo*") in first
    (name,) = kept(folder)
    assert name == f"x.md.{sys.implementation.cache_tag}.pyc"
    written = (folder / "__pycache__" / name).stat().st_mtime_ns
    assert told(folder) == first
    assert (folder / "__pycache__" / name).stat().st_mtime_ns == written


def test_another_text_of_the_same_size_and_time_is_compiled_anew(folder: Path) -> None:
    """A package is installed with the times of its archive, which may be the same for every version."""
    path = folder / "x.md.j2"
    at = path.stat()
    assert told(folder).startswith("Kære")
    path.write_text("Køre {{ who }}\n", encoding="utf-8")
    os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (at.st_size, at.st_mtime_ns)
    assert told(folder).startswith("Køre")


def test_what_is_no_code_of_python_is_compiled_anew(folder: Path) -> None:
    first = told(folder)
    (name,) = kept(folder)
    (folder / "__pycache__" / name).write_bytes(b"\x00" * 40)
    assert told(folder) == first


def test_nothing_is_kept_where_python_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert told(folder).startswith("Kære")
    assert not kept(folder)


def test_an_associations_own_template_is_never_kept_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder may be shared: what others can write there is text for the sandbox, never code."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "letters" / "da" / "y.md.j2"
    file.parent.mkdir(parents=True)
    file.write_text("Vores {{ who }}\n", encoding="utf-8")
    words.set_language("da")
    assert render.run(House(tmp_path), "letters/da/y.md.j2", {"who": "Ida"}).text == "Vores Ida\n"
    assert not list(tmp_path.rglob("__pycache__"))
