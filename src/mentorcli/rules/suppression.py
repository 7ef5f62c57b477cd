"""Which numbers a published report holds back, so that no young person can be known by them. Pure, over named cells.

A number from 1 to just under the threshold is printed as `<5` (denmark: 6 and F1). That alone is not enough: with the
total and the other numbers it could be worked out. So further numbers are held back (`*`) until each small number has
at least two values that fit all that is printed: the marks, the sums, and that nothing is negative. This is shown, not
assumed: for each small number the rule finds another corps, one more or one less of it, that would print the same report.

A report that came out before is part of what a reader knows. Its numbers take part with the marks that they were printed
with, which no later report can change; what it held back stays so.

Numbers that are not printed, but follow from printed ones (what is left of a total beside a part), take part as
unprinted cells; where they would say something about a few young people they are guarded like printed ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

FEW, KEPT, OUT = "few", "kept", "out"  # printed as `<5`; printed as `*`; not printed, with the table it stands in
SETTLED = ((1, 1), (-1, -1))  # ranges of a cell that must change
MOST = 1 << 30  # more than any number of a report
TRIES = 200  # steps of a search, after which a number counts as one that can be worked out


class Sum(NamedTuple):
    """A total and the parts that add up to it, by the names of their cells.

    `rows` are those parts that stand in a table or a sentence of their own. It is left out where its total is held back,
    and can be left out to save the total: then nothing is said of them, not even which of them there are.
    """

    total: str
    parts: tuple[str, ...]
    rows: tuple[str, ...] = ()


class Cells(NamedTuple):
    """The numbers of a report: all that are printed, those that only follow from them, and how they add up.

    `dear` says which numbers a reader misses most: of two that would do, the cheaper is held back, the smaller first.
    `former` are the numbers that earlier reports printed, with the mark of each, or None where it was shown.
    """

    values: Mapping[str, int]
    sums: Sequence[Sum]
    unprinted: frozenset[str] = frozenset()
    guarded: frozenset[str] = frozenset()  # unprinted cells that are guarded
    dear: Mapping[str, int] = {}
    former: Mapping[str, str | None] = {}
    given_away: frozenset[str] = frozenset()  # of their small numbers, those that can be worked out whatever we do
    proofs: Mapping[str, Mapping[str, int]] = {}  # of theirs: the other corps that was found for each
    moves: Mapping[str, tuple[int, int]] = {}  # by how much each of theirs can be less or more, by one at most
    proven: int = 0  # proofs and moves are those of so many of the sums, the first ones

    def is_few(self, name: str, threshold: int) -> bool:
        """Whether a number is small, and not nought."""
        return 0 < self.values[name] < threshold


def held_back(cells: Cells, threshold: int) -> dict[str, str]:
    """The printed cells that are not to be shown: name -> FEW, KEPT or OUT. All others may be shown as they are."""
    return judged(cells, threshold).marks()


def judged(cells: Cells, threshold: int) -> Search:
    """The search after which the marks stand, with its proofs. What the earlier reports gave away is given up."""
    before = {name: mark for name, mark in cells.former.items() if mark is not None}
    printed = [name for name in cells.values if name not in cells.unprinted and name not in cells.former]
    hidden = before | {name: FEW for name in printed if cells.is_few(name, threshold)}
    hidden |= parts_of_few(cells, hidden) | {name: KEPT for name in told_before(cells, before) if name not in hidden}
    at_first, search = dict(hidden), Search(cells, threshold, hidden)
    small = [name for name in cells.values if cells.is_few(name, threshold)]
    guarded = [name for name in small if (name in hidden or name in cells.guarded) and name not in cells.given_away]
    for name in guarded:
        search.protect(name)
    search.spare([name for name, mark in hidden.items() if mark == KEPT and name not in at_first])
    search.given_away = cells.given_away | {name for name in guarded if not search.stands(name)}
    return search


def parts_of_few(cells: Cells, hidden: Mapping[str, str]) -> dict[str, str]:
    """The parts of totals that are small themselves: none is shown, a nought neither, unless another total is nought."""
    none = {
        part for one in cells.sums if cells.values[one.total] == 0 and one.total not in hidden for part in one.parts
    }
    return {
        part: OUT if part in one.rows else KEPT
        for one in cells.sums
        if hidden.get(one.total) == FEW and one.total not in cells.former
        for part in one.parts
        if part not in cells.unprinted and part not in none and part not in cells.former
    }


def told_before(cells: Cells, before: Mapping[str, str]) -> list[str]:
    """The numbers that an earlier report held back, and that this one would print under another name."""
    own = cells.values.keys() - cells.unprinted - cells.former.keys()
    return [one.total for one in cells.sums if one.total in own and len(one.parts) == 1 and one.parts[0] in before]


class Search:
    """Looks for another corps that would print the same report."""

    def __init__(self, cells: Cells, threshold: int, hidden: dict[str, str]) -> None:
        self.cells = cells
        self.threshold = threshold
        self.hidden = hidden
        self.tries = 0
        self.proofs = {name: dict(changes) for name, changes in cells.proofs.items()}
        self.given_away = cells.given_away
        self.ours = [name for name in cells.values if self.is_ours(name)]
        self.marked = dict(hidden)  # the marks when `changes` was worked out
        self.changes = {name: self.change(name) for name in cells.values}
        self.sums_of: dict[str, list[Sum]] = {name: [] for name in cells.values}
        self.places: dict[str, list[int]] = {
            name: [] for name in cells.values
        }  # of its sums; numbers are quick to hash
        for place, one in enumerate(cells.sums):
            for name in (one.total, *one.parts):
                self.sums_of[name].append(one)
                self.places[name].append(place)
        tied = {name for one in cells.sums[cells.proven :] for name in (one.total, *one.parts)}
        self.opened = {name for name, proof in cells.proofs.items() if tied.isdisjoint(proof)}  # whose proofs hold

    def protect(self, name: str) -> None:
        """Hold back further numbers until this one has two values that fit."""
        while not self.stands(name):
            chosen = self.chosen(name)
            if chosen is None:  # all is hidden that could be; the mark itself says too much
                few = [one for one, mark in self.hidden.items() if mark == FEW and self.near(one, name)]
                spoken = [one for one in (*few, name) if self.is_ours(one)]
                self.hidden |= dict.fromkeys(spoken, KEPT)
                return
            self.hide(chosen, name)

    def chosen(self, name: str) -> str | None:
        """The number to hold back for this one: the first that does alone, else the first; None where none is left."""
        first = None
        for one in self.candidates(name):
            if self.would_open(one, name):
                return one
            first = first or one
        return first

    def spare(self, kept: Iterable[str]) -> None:
        """Show again what was held back for nothing, the dearest first: where each small number stays open without it."""
        order = sorted(kept, key=lambda one: (-self.cells.dear.get(one, 0), -self.cells.values[one], one))
        for one in order:
            if self.cells.is_few(one, self.threshold) or not self.is_ours(one):
                continue
            mark = self.hidden.pop(one)
            if not all(self.is_open(name) for name in self.opened if one in self.proofs[name]):
                self.hidden[one] = mark

    def hide(self, chosen: str, name: str) -> None:
        """Hold a number back for another's sake; where it is the total of a table that the other stands in, the table."""
        tables = [one for one in self.sums_of[chosen] if one.total == chosen and one.rows]
        spared = [one for one in tables if name in one.rows or self.all_few(one)]
        if not spared:
            self.hidden[chosen] = KEPT
        for one in spared or tables:
            self.hidden |= {row: OUT for row in one.rows if self.is_ours(row)}

    def all_few(self, table: Sum) -> bool:
        """Whether a table, still in print, has small numbers alone."""
        marks = {self.hidden.get(row) for row in table.rows if self.cells.values[row]}
        return marks == {FEW}

    def would_open(self, chosen: str, name: str) -> bool:
        """Whether it would do to hold back that one number, or the table of which it is the total."""
        before = dict(self.hidden)
        self.hide(chosen, name)
        opened = self.is_open(name)
        self.hidden.clear()
        self.hidden |= before
        return opened

    def candidates(self, name: str) -> Iterator[str]:
        """The shown numbers that could be held back for this one: those of its own sums first, the cheapest first."""
        left = sum(1 for one in self.ours if self.may_hide(one) and one != name)
        for ring in self.rings(name) if left else ():
            shown = [one for one in ring if self.may_hide(one)]
            yield from sorted(shown, key=lambda one: (self.cells.dear.get(one, 0), self.cells.values[one], one))
            left -= len(shown)
            if not left:
                return

    def rings(self, name: str) -> Iterator[list[str]]:
        """The other cells by how many sums away they are."""
        seen, ring = {name}, [name]
        while ring:
            around = dict.fromkeys(
                other for one in ring for sum_ in self.sums_of[one] for other in (sum_.total, *sum_.parts)
            )
            ring = [other for other in around if other not in seen]
            seen.update(ring)
            yield ring

    def near(self, one: str, name: str) -> bool:
        """Whether two cells stand in one sum."""
        return any(one in (sum_.total, *sum_.parts) for sum_ in self.sums_of[name])

    def may_hide(self, name: str) -> bool:
        """Whether a number is shown, and no nought: that there is none is no secret, and `*` would say there are some."""
        return name not in self.hidden and self.is_ours(name) and self.cells.values[name] > 0

    def is_ours(self, name: str) -> bool:
        """Whether this report prints a number: an earlier one is out."""
        return name not in self.cells.unprinted and name not in self.cells.former

    def allowed(self, name: str) -> tuple[int, int]:
        """The least and the greatest value that a cell may have by its mark, or because nothing is said of it."""
        value, mark = self.cells.values[name], self.hidden.get(name)
        if name in self.cells.unprinted or mark == OUT:
            return 0, MOST
        if mark is None:
            return value, value
        least = self.threshold if value >= self.threshold else 0  # else the mark would have been FEW
        return (1, self.threshold - 1) if mark == FEW else (least, MOST)

    def fits(self, name: str, change: int) -> bool:
        """Whether a cell may have so many more or less by its own mark."""
        return may(self.change(name), change)

    def change(self, name: str) -> tuple[int, int]:
        """By how much a cell may change, by one at most, by its own mark."""
        if name in self.cells.moves:
            return self.cells.moves[name]
        value, (low, high) = self.cells.values[name], self.allowed(name)
        return max(-1, low - value), min(1, high - value)

    def free(self) -> dict[str, tuple[int, int]]:
        """By how much each cell may change, by one at most, by its own mark; kept while no mark changes."""
        if self.marked != self.hidden:
            for name, _mark in self.marked.items() ^ self.hidden.items():
                self.changes[name] = self.change(name)
            self.marked = dict(self.hidden)
        return self.changes

    def moves(self) -> dict[str, tuple[int, int]]:
        """By how much each cell can be less or more for all that is printed, by one at most; to print more adds nothing."""
        free = dict(self.free())
        self.narrowed(free, [name for name in free if name not in self.cells.moves])
        return free

    def marks(self) -> dict[str, str]:
        """The marks of the cells that this report prints."""
        return {name: mark for name, mark in self.hidden.items() if name not in self.cells.former}

    def stands(self, name: str) -> bool:
        """Whether a number has been found open, or is found so now: to hold more back leaves it open."""
        if name not in self.opened and self.is_open(name):
            self.opened.add(name)
        return name in self.opened

    def is_open(self, name: str) -> bool:
        """Whether one more or one less of this number fits all that is printed; what was found once is tried first."""
        proof = self.proofs.get(name)
        if proof and all(self.fits(*change) for change in proof.items()) and self.adds_up(proof):
            return True
        for changes in (*([proof] if proof else []), {name: 1}, {name: -1}):
            self.tries = 0
            found = self.balance(self.free(), changes)
            if found:
                self.proofs[name] = found
                return True
        return False

    def adds_up(self, changes: Mapping[str, int]) -> bool:
        """Whether every sum still adds up after these changes."""
        return all(off == 0 for _one, off in self.touched(changes))

    def touched(self, changes: Mapping[str, int]) -> Iterator[tuple[Sum, int]]:
        """The sums that changes touch, and by how much the total then is too large for its parts."""
        for place in dict.fromkeys(place for name in changes for place in self.places[name]):
            one = self.cells.sums[place]
            yield one, changes.get(one.total, 0) - sum(changes.get(part, 0) for part in one.parts)

    def balance(
        self,
        free: Mapping[str, tuple[int, int]],
        more: Mapping[str, int],
        so_far: Mapping[str, int] = MappingProxyType({}),
    ) -> dict[str, int] | None:
        """Those changes with all that make up for them, so that every sum adds up; None where none were found."""
        self.tries += 1
        if self.tries > TRIES or not all(may(free[name], change) for name, change in more.items()):
            return None
        within = {**free, **{name: (change, change) for name, change in more.items()}}
        narrowed = self.narrowed(within, more)
        if narrowed is None:
            return None
        changes = {**so_far, **more, **{one: within[one][0] for one in narrowed if within[one] in SETTLED}}
        ways = self.ways(changes, within)
        if ways is None:
            return changes
        for one, step in ways:
            found = self.balance(within, {one: step}, changes)
            if found:
                return found
            low, high = within[one]
            within[one] = (low, min(high, 0)) if step > 0 else (max(low, 0), high)
        return None

    def narrowed(self, free: dict[str, tuple[int, int]], names: Iterable[str]) -> dict[str, None] | None:
        """Narrow how the cells around these may change, and those around them; None where one can neither change nor stay.

        Given back are the cells whose ranges were narrowed.
        """
        waiting = dict.fromkeys(place for name in names for place in self.places[name])
        found: dict[str, None] = {}
        while waiting:
            place = next(iter(waiting))
            del waiting[place]
            one = self.cells.sums[place]
            low, high = free[one.total]
            least, most = sum(free[part][0] for part in one.parts), sum(free[part][1] for part in one.parts)
            closer = [(one.total, max(low, least), min(high, most))]
            for part in one.parts:
                lowest, highest = free[part]
                closer.append((part, max(lowest, low - most + highest), min(highest, high - least + lowest)))
            for cell, low, high in closer:
                if low > high:
                    return None
                if (low, high) != free[cell]:
                    free[cell], found[cell] = (low, high), None
                    waiting |= dict.fromkeys(self.places[cell])
        return found

    def ways(self, changes: dict[str, int], free: dict[str, tuple[int, int]]) -> list[tuple[str, int]] | None:
        """The changes that would mend the sum with the fewest ways to mend it; None where every sum adds up."""
        fewest: list[tuple[str, int]] | None = None
        for one, off in self.touched(changes):
            if not off:
                continue
            step = 1 if off > 0 else -1
            ways = [(part, step) for part in one.parts if part not in changes and may(free[part], step)]
            if one.total not in changes and may(free[one.total], -step):
                ways.append((one.total, -step))
            ways.sort(key=lambda way: len(self.sums_of[way[0]]))  # a cell of no other sum ends the search
            if fewest is None or len(ways) < len(fewest):
                fewest = ways
        return fewest


def may(free: tuple[int, int], change: int) -> bool:
    """Whether a change is within what is free."""
    return free[0] <= change <= free[1]
