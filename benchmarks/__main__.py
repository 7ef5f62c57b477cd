"""python -m benchmarks [--rounds N] [--only 1,2,5] [--keep FOLDER]: the promises about speed, as a Markdown table."""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from benchmarks.promises import PROMISES, Bench, Line, yardsticks


def main() -> None:
    """Measure what was asked for and print the table; a promise that is not kept is told, and is no failure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the promises about speed.")
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="how often each command runs (default: 7)")
    parser.add_argument("--only", default="", metavar="1,2,5", help="these rows alone")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep the data there, and use what is there already"
    )
    given = parser.parse_args()
    wanted = [int(word) for word in given.only.split(",") if word.strip()] or list(PROMISES)
    with tempfile.TemporaryDirectory(prefix="mentorcli-bench-") as made:
        folder = (given.keep or Path(made)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, max(1, given.rounds))
        print(yardsticks(bench))
        print(
            "\n| # | promise | target | measured | on the wall | peak MiB | met |\n|---|---|---:|---:|---:|---:|---|",
            flush=True,
        )
        for number in wanted:
            for line in lines_of(bench, number):
                print(row(line), flush=True)


def lines_of(bench: Bench, number: int) -> list[Line]:
    """The lines of one promise; what cannot be measured is a line that says so."""
    try:
        return PROMISES[number](bench)
    except KeyError:
        return [Line(number, "there is no such row", "", 0, failed="skipped")]
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        return [
            Line(number, (PROMISES[number].__doc__ or "").strip(), "", 0, failed=f"failed ({type(error).__name__})")
        ]


def row(line: Line) -> str:
    """A line as a row of the Markdown table."""
    unit = f" {line.unit}" if line.unit else ""
    target = f"≤ {line.limit:g}{unit}" + (f", ≤ {line.most:g} MiB" if line.most else "")
    if line.met is None:
        return f"| {line.number} | {line.what} | {target if line.limit else ''} | {line.failed} | | | – |"
    on_the_wall = f"{line.wall:.2f}" if line.wall is not None else ""
    memory = f"{line.peak:.0f}" if line.peak is not None else ""
    met = "yes" if line.met else "**no**"
    return f"| {line.number} | {line.what} | {target} | {line.value:.2f}{unit} | {on_the_wall} | {memory} | {met} |"


if __name__ == "__main__":
    main()
