"""The small corps of tests/golden/kit.py as a data file, made once a session."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from tests.conftest import run_here
from tests.golden.kit import CORPS, TODAY


@pytest.fixture(scope="session")
def corps_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corps, entered through the program line by line."""
    path = tmp_path_factory.mktemp("corps") / "corps.db"
    environ = {"MENTORCLI_DB": str(path), "MENTORCLI_TODAY": TODAY, "MENTORCLI_LANG": "en"}
    for line in (("init", "--scheme", "slagelse"), *CORPS):
        told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
            code = run_here(list(line), environ)
        assert code == 0, (line, told.buffer.getvalue())  # type: ignore[attr-defined]
    return path
