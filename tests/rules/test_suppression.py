"""Which numbers are held back: cases to count on one's fingers, and drawn tables against an integer programme."""

from __future__ import annotations

import random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from mentorcli.rules.suppression import FEW, KEPT, OUT, Cells, Sum, held_back

ROW = Sum("all", ("a", "b", "c"))


def row(a: int, b: int, c: int, dear: str = "") -> Cells:
    """A total of three parts; the total is what a reader misses most."""
    return Cells({"all": a + b + c, "a": a, "b": b, "c": c}, [ROW], dear={"all": 2, dear: 1})


@pytest.mark.parametrize(
    ("cells", "threshold", "expected"),
    [
        (row(6, 7, 8), 5, {}),
        (row(6, 0, 8), 5, {}),  # that there is none is no secret
        (row(6, 2, 8), 5, {"b": FEW, "a": KEPT}),  # the smallest of the others goes with it
        (row(6, 2, 8, "a"), 5, {"b": FEW, "c": KEPT}),  # unless it is dear
        (row(2, 3, 8), 5, {"a": FEW, "b": FEW}),  # two small ones cover each other
        (row(4, 4, 8), 5, {"a": FEW, "b": FEW, "c": KEPT}),  # but not where both must be four: 8 = 4 + 4
        (row(1, 1, 8), 5, {"a": FEW, "b": FEW, "c": KEPT}),  # or where both must be one
        (row(1, 2, 0), 5, {"all": FEW, "a": KEPT, "b": KEPT, "c": KEPT}),  # of a small total nothing is told
        (row(3, 0, 0), 5, {"all": FEW, "a": KEPT, "b": KEPT, "c": KEPT}),  # not even that the others are none
        (row(6, 0, 0), 5, {}),
        (row(6, 1, 0), 5, {"b": FEW, "a": KEPT}),  # 7 = 6 + 1 or 5 + 2
        (row(5, 2, 0), 5, {"b": FEW, "a": KEPT}),  # 7 = 5 + 2 or 6 + 1
        (row(5, 4, 0), 5, {"b": FEW, "a": KEPT}),  # 9 = 5 + 4 or 6 + 3
        (row(5, 1, 0), 5, {"b": FEW, "all": KEPT}),  # 6 = 5 + 1 alone: the total goes instead
        (row(6, 2, 8), 3, {"b": FEW, "a": KEPT}),
        (row(6, 3, 8), 3, {}),
        (Cells({"x": 4}, []), 5, {"x": FEW}),
        (Cells({"x": 0}, []), 5, {}),
        (Cells({}, []), 5, {}),
    ],
)  # fmt: skip
def test_what_is_held_back(cells: Cells, threshold: int, expected: dict[str, str]) -> None:
    assert held_back(cells, threshold) == expected


def test_a_number_printed_twice_under_two_names_is_held_back_twice() -> None:
    """Ended matches stand in two tables, by reason and by the third meeting: what one hides the other must not tell."""
    ended = Cells(
        {"ended": 12, "no-show": 3, "job": 9, "under": 3, "more": 9},
        [Sum("ended", ("no-show", "job")), Sum("ended", ("under", "more"))],
        dear={"ended": 3},
    )
    assert held_back(ended, 5) == {"no-show": FEW, "under": FEW, "job": KEPT, "more": KEPT}


def test_a_table_of_small_numbers_alone_is_left_out_before_its_total_goes() -> None:
    """Six ended for six reasons: as each reason is listed, each is one. Without the table the six can be told."""
    reasons = dict.fromkeys("abcdef", 1)
    ended = Cells({"ended": 6, **reasons}, [Sum("ended", tuple(reasons), tuple(reasons))], dear={"ended": 3})
    assert held_back(ended, 5) == dict.fromkeys(reasons, OUT)
    one_more = Cells({"ended": 7, **reasons, "a": 2}, [Sum("ended", tuple(reasons), tuple(reasons))], dear={"ended": 3})
    assert held_back(one_more, 5) == dict.fromkeys(reasons, FEW)


def test_what_follows_from_a_percentage_is_guarded_though_it_is_not_printed() -> None:
    """Eight of ten are women: that two are not is told as well."""
    women = Cells({"all": 10, "women": 8, "others": 2}, [Sum("all", ("women", "others"))], frozenset({"others"}))
    assert held_back(women, 5) == {}
    assert held_back(women._replace(guarded=frozenset({"others"})), 5) == {"women": KEPT}


def test_the_inner_cells_of_a_table_of_two_by_two_cover_each_other() -> None:
    """A hidden cell in a row needs another in the row and one in the column, and then a fourth."""
    inner = {"aa": 2, "ab": 8, "ba": 9, "bb": 7}
    values = {**inner, "a": 10, "b": 16, "ca": 11, "cb": 15, "all": 26}
    sums = [Sum("a", ("aa", "ab")), Sum("b", ("ba", "bb")), Sum("ca", ("aa", "ba")), Sum("cb", ("ab", "bb")),
            Sum("all", ("a", "b")), Sum("all", ("ca", "cb"))]  # fmt: skip
    dear = dict.fromkeys(("a", "b", "ca", "cb", "all"), 2)
    assert held_back(Cells(values, sums, dear=dear), 5).keys() == inner.keys()


def drawn(rng: random.Random) -> Cells:
    """A tree of totals, with a second way to split the top, and some cells that are not printed."""
    values: dict[str, int] = {}
    sums: list[Sum] = []

    def split(name: str, total: int, depth: int) -> None:
        values[name] = total
        if depth == 0:
            return
        cuts = sorted(rng.choice((0, total, rng.randint(0, total))) for _n in range(rng.randint(1, 3)))
        sizes = [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]
        parts = tuple(f"{name}{place}" for place in range(len(sizes)))
        sums.append(Sum(name, parts, parts if rng.random() < 0.4 else ()))
        for part, size in zip(parts, sizes, strict=True):
            split(part, size, depth - 1)

    split("t", rng.choice((3, 7, 12, 40)), rng.choice((1, 2)))
    other = rng.randint(0, values["t"])
    values |= {"x": other, "y": values["t"] - other}
    sums.append(Sum("t", ("x", "y")))
    first = next(part for one in sums if one.total == "t" for part in one.parts)
    if values[first] >= values["x"]:  # and one that cuts across both
        values |= {"in": values["x"], "out": values[first] - values["x"]}
        sums.append(Sum(first, ("in", "out")))
        sums.append(Sum("x", ("in",)))
    unprinted = frozenset(name for name in values if rng.random() < 0.2)
    guarded = frozenset(name for name in unprinted if rng.random() < 0.5)
    return Cells(values, sums, unprinted, guarded, {name: rng.randint(0, 2) for name in values})


def fits(cells: Cells, hidden: dict[str, str], threshold: int, name: str) -> tuple[int, int]:
    """The least and the greatest value of a cell that fits the marks and the sums."""
    names = list(cells.values)

    def allowed(one: str) -> tuple[int, int]:
        value, mark = cells.values[one], hidden.get(one)
        if one in cells.unprinted or mark == OUT:
            return 0, 10_000
        if mark is None:
            return value, value
        low = threshold if value >= threshold else 0
        return (1, threshold - 1) if mark == FEW else (low, 10_000)

    matrix = np.zeros((len(cells.sums), len(names)))
    for place, one in enumerate(cells.sums):
        matrix[place, names.index(one.total)] += 1
        for part in one.parts:
            matrix[place, names.index(part)] -= 1
    low, high = zip(*map(allowed, names), strict=True)
    ends = []
    for sign in (1, -1):
        cost = np.zeros(len(names))
        cost[names.index(name)] = sign
        found = milp(cost, constraints=LinearConstraint(matrix, 0, 0), bounds=Bounds(low, high),
                     integrality=np.ones(len(names)))  # fmt: skip
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]


@pytest.mark.parametrize("seed", range(8))
def test_of_drawn_tables_no_small_number_can_be_worked_out(seed: int) -> None:
    rng = random.Random(seed)
    small = 0
    for _table in range(50):
        cells, threshold = drawn(rng), rng.choice((3, 5))
        hidden = held_back(cells, threshold)
        assert not hidden.keys() & cells.unprinted
        for name in cells.values:
            if not cells.is_few(name, threshold):
                continue
            if name in cells.unprinted and name not in cells.guarded:
                continue
            assert name in hidden or name in cells.guarded
            low, high = fits(cells, hidden, threshold, name)
            assert low < high, (cells, hidden, name)
            small += 1
    assert small > 50
