"""An attacker on the annual reports: reads the printed English Markdown, and works out what each number can be.

Nothing here looks at how the program chooses what to hold back. The attacker knows every printed number and mark, how
the numbers of a report hang together (`laws`, written down from the domain's definitions), that none is negative, and
that all are whole; and asks an integer programme for the least and the greatest value that fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

MOST = 10_000
T = r"(\\<\d+|\\\*|–|[\d,]+)"
SHARE = rf"(?:(?:–|[\d.]+%) \()?{T} of {T}\)?"
SENTENCES = {  # a sentence of the report -> the numbers in it
    rf"In the period {T} mentors? (?:was|were) trained; {T} in all": ("trained", "trained_total"),
    rf"{T} (?:is|are) active, of them women {SHARE}": ("active", "mentor:female", "active"),
    rf"{T} left in the period": ("mentors_left",),
    rf"{T} referrals? came in the period": ("referrals",),
    rf"{T} waits? on": ("waiting",),
    rf"median of {T} match": ("waits_known",),
    rf"For {T} the wait is not known": ("waits_unknown",),
    rf"{T} referrals? (?:was|were) closed without a match; {T} of them refused": ("closed", "closed:not accepted"),
    rf"{T} enquir(?:y|ies) got a no": ("enquiries_refused",),
    rf"{T} meetings? (?:was|were) held": ("held",),
    rf"To {T} meetings? somebody did not come: {SHARE} of those": ("missed", "missed", "due"),
    rf"{T} match(?: has|es have) begun since the start": ("since_start",),
    rf"recorded for {SHARE} of the matches that ended": ("known", "ended"),
    rf"of the matches that ended; for {T} none": ("without_outcome",),
    rf"{T} match(?:es)? ended\.": ("ended",),
    rf"Fewer than 3 meetings had {SHARE}": ("under_3", "ended"),
    rf"stayed away ended {SHARE}": ("reason:stayed away", "ended"),
    rf": {T} with fewer than 3 meetings, {T} with 3 or more": ("no_show_under_3", "no_show_3_or_more"),
    rf"For {T} no reason is recorded": ("without_reason",),
    rf"{T} young (?:person|people) had a match": ("youths",),
}  # fmt: skip
KEY_FIGURES = {
    "Mentors trained in all": "trained_total", "Active mentors on": "active", "Referrals in the period": "referrals",
    "Running matches on": "after", "Matches live in the period": "live",
    "Matches in the period": "live", "Meetings held": "held",
    "Running on the day before": "before", "+ started": "started", "+ reopened": "reopened", "− ended": "ended",
    "= running on": "after",
}  # fmt: skip
GROUPS = {  # a table's heading -> how its cells are called, and the total with what stands beside the groups
    "Active mentors by gender": ("mentor", "active", ()),
    "Referred by": ("source", "referrals", ()),
    "Referrals closed without a match": ("closed", "closed", ()),
    "Goals closed in the period": ("goal", "goals", ()),
    "Outcome": ("outcome", "known", ()),
    "Reason": ("reason", "ended", ("without_reason",)),
    "Gender": ("gender", "youths", ()),
    "Age on the last day": ("age", "youths", ()),
}
VOICES = {"Who answered": "answered", "Goals scored twice": "scored", "– of them moved forward": "better",
          "– of them unchanged": "same", "– of them moved back": "worse"}  # fmt: skip
HINTS = {"mentor:female", "closed:not accepted", "reason:stayed away"}  # said in a sentence beside their table


class Law(NamedTuple):
    """A total is the sum of its parts; a part that begins with `?` is not printed anywhere."""

    total: str
    parts: tuple[str, ...]


def printed(text: str) -> dict[str, str]:
    """The numbers of a report as they are printed: cell -> digits, `<5` or `*`."""
    found: dict[str, str] = {}

    def take(name: str, token: str) -> None:
        plain = token.replace("\\", "").replace(",", "")
        assert found.setdefault(name, plain) == plain, (name, token, found[name])

    for pattern, names in SENTENCES.items():
        for match in re.finditer(pattern, text):
            for name, token in zip(names, match.groups(), strict=True):
                take(name, token)
    if "of the matches that ended." in text:  # what nothing is said of is none
        found["without_outcome"] = "0"
    if "No match has begun yet." in text:
        found |= dict.fromkeys(("since_start", "reached_3", "reached_6", "reached_12"), "0")
    head = ""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")] if line.startswith("|") else []
        head = (head or cells[0]) if cells else ""
        for start, name in KEY_FIGURES.items():
            if cells and cells[0].startswith(start) and len(cells) == 2:
                take(name, cells[1])
        if head in GROUPS and len(cells) == 2 and cells[0] != head and not line.startswith("|---"):
            take(f"{GROUPS[head][0]}:{cells[0]}", cells[1])
        for start, name in VOICES.items():
            if cells and cells[0].startswith(start):
                for voice, cell in zip(("youth", "mentor"), cells[1:], strict=True):
                    tokens = re.findall(T, re.sub(r"^(?:–|[\d.]+%) \(", "", cell))
                    take(f"{voice}_{name}", tokens[0])
        if cells and re.match(r"(3|6|12) months$", cells[0]):
            take(f"reached_{cells[0].split()[0]}", cells[3].removesuffix(" (few)"))
            if cells[1] != "–":
                found[f"curve_{cells[0].split()[0]}"] = cells[1]
    return found


def laws(text: str, found: dict[str, str]) -> Iterator[Law]:
    """How the numbers of a report hang together, as far as it prints them."""
    for head, (kind, total, beside) in GROUPS.items():
        listed = [name for name in found if name.startswith(f"{kind}:")]
        rows = [name for name in listed if f"| {head} |" in text or name not in HINTS]
        if rows and f"| {head} |" in text:
            yield Law(total, (*rows, *beside))
        elif listed:
            yield Law(total, (*listed, f"?other_{kind}"))
    yield Law("active", ("mentor:female", "?not_women"))
    yield Law("trained_total", ("trained", "?trained_before"))
    yield Law("trained_total", ("active", "?gone"))
    yield Law("started", ("waits_known", "waits_unknown"))
    yield Law("live", ("before", "started", "?came_back"))
    yield Law("live", ("after", "?for_good"))
    yield Law("reopened", ("?came_back", "?again"))
    yield Law("ended", ("?for_good", "?again"))
    yield Law("live", ("youths", "?second_matches"))
    yield Law("due", ("held", "missed"))
    yield Law("ended", ("under_3", "three_or_more"))
    yield Law("ended", ("known", "without_outcome"))
    yield Law("ended", ("reason:stayed away", "?ended_otherwise"))
    yield Law("reason:stayed away", ("no_show_under_3", "no_show_3_or_more"))
    yield Law("under_3", ("no_show_under_3", "?otherwise_under_3"))
    yield Law("three_or_more", ("no_show_3_or_more", "?otherwise_3_or_more"))
    for voice in ("youth", "mentor"):
        yield Law("youths", (f"{voice}_answered", f"?{voice}_silent"))
        yield Law(f"{voice}_scored", (f"{voice}_better", f"{voice}_same", f"{voice}_worse"))
    yield Law("since_start", ("after", "?ended_ever"))
    yield Law("since_start", ("started", "?started_before"))
    yield Law("?ended_ever", ("ended_by_12", "?ended_later"))
    yield Law("ended_by_12", ("ended_by_6", "?ended_6_to_12"))
    yield Law("ended_by_6", ("ended_by_3", "?ended_3_to_6"))
    yield Law("since_start", ("reached_3", "?short"))
    yield Law("reached_3", ("reached_6", "?left_3_to_6"))
    yield Law("reached_6", ("reached_12", "?left_6_to_12"))
    yield Law("since_start", ("ended_by_3", "reached_6", "?neither_3"))
    yield Law("since_start", ("ended_by_6", "reached_12", "?neither_6"))


GUARDED = (  # what is not printed, but would tell of a few young people as well
    "?not_women", "?ended_otherwise", "?otherwise_under_3", "?otherwise_3_or_more", "?youth_silent", "?mentor_silent",
    "?ended_later", "?ended_6_to_12", "?ended_3_to_6", "ended_by_3", "ended_by_6", "ended_by_12", "?early",
)  # fmt: skip


def plain(name: str) -> str:
    """The name of a cell without its year."""
    return re.sub(r"^(\??)[0-9]{4} ", r"\1", name)


class Report(NamedTuple):
    """A published report, and the numbers as an internal one prints them; `whole` is no when its year is not over.

    `at_once` says that a match of the year began on its first day: it may get as far as twelve months within it.
    """

    public: str
    truth: dict[str, int]
    whole: bool = True
    at_once: bool = False


def one_after_another(reports: dict[int, Report]) -> tuple[dict[str, str], list[Law], dict[str, int]]:
    """What the reports of years that follow each other print, how all of it hangs together, and the truth of it."""
    seen: dict[str, str] = {}
    known: list[Law] = []
    true: dict[str, int] = {}
    for year, one in reports.items():

        def of(name: str, year: int = year) -> str:
            return f"?{year} {name[1:]}" if name.startswith("?") else f"{year} {name}"

        text = printed(one.public)
        seen |= {of(name): token for name, token in text.items()}
        known += [Law(of(law.total), tuple(map(of, law.parts))) for law in laws(one.public, text)]
        true |= {of(name): number for name, number in one.truth.items()}
        last = f"{year - 1} "
        if year - 1 not in reports:
            continue
        known.append(Law(of("before"), (f"{last}after",)))
        known.append(Law(of("trained_total"), (f"{last}trained_total", of("trained"))))
        known.append(Law(of("since_start"), (f"{last}since_start", of("started"))))
        for months in (3, 6, 12):
            known.append(Law(of(f"reached_{months}"), (f"{last}reached_{months}", of(f"?newly_{months}"))))
        if one.whole and not one.at_once:  # whoever began earlier and has not got as far as a year, has ended
            known.append(Law(f"{last}since_start", (of("reached_12"), of("?early"))))
            true[of("?early")] = reports[year - 1].truth["since_start"] - one.truth["reached_12"]
    return seen, known, true


class Attack:
    """What can be worked out of published reports; `truth` says the numbers as internal ones print them."""

    @classmethod
    def on(cls, public: str, truth: dict[str, int], threshold: int = 5) -> Attack:
        """An attack on one report by itself."""
        seen = printed(public)
        return cls(seen, list(laws(public, seen)), truth, threshold)

    def __init__(self, seen: dict[str, str], known: list[Law], truth: dict[str, int], threshold: int = 5) -> None:
        self.threshold = threshold
        self.truth = truth
        self.seen = seen
        self.laws = known
        names = {name for law in self.laws for name in (law.total, *law.parts)} | self.seen.keys()
        self.names = sorted(name for name in names if not plain(name).startswith("curve_"))
        low, high = zip(*(self.allowed(name) for name in self.names), strict=True)
        self.bounds = Bounds(low, high)
        rows, columns, signs = [], [], []
        for row, law in enumerate(self.laws):
            for name, sign in ((law.total, 1), *((part, -1) for part in law.parts)):
                rows.append(row)
                columns.append(self.names.index(name))
                signs.append(sign)
        matrix = csr_array((signs, (rows, columns)), shape=(len(self.laws), len(self.names)))
        self.constraint = LinearConstraint(matrix, 0, 0)

    def allowed(self, name: str) -> tuple[int, int]:
        """What a cell can be by its own print alone."""
        token = self.seen.get(name)
        if token is None and plain(name).startswith("ended_by_") and name.replace("ended_by", "curve") in self.seen:
            return self.truth[name], self.truth[name]  # say that a percentage of the curve gives it away
        if token in (None, "–"):
            return 0, MOST
        if token.startswith("<"):
            return 1, int(token[1:]) - 1
        if token == "*":  # where it stands for a number of the threshold or more, say that this is known too
            return (self.threshold if self.truth.get(name, 0) >= self.threshold else 0), MOST
        return int(token), int(token)

    def end(self, name: str, sign: int) -> int:
        """The least (1) or the greatest (-1) value of a cell that fits all that is printed."""
        cost = np.zeros(len(self.names))
        cost[self.names.index(name)] = sign
        found = milp(cost, constraints=self.constraint, bounds=self.bounds, integrality=np.ones(len(self.names)))
        assert found.success, (name, found.message)
        return round(sign * found.fun)

    def worked_out(self) -> dict[str, int]:
        """The small numbers that stand in print, or have one value alone that fits; there must be none."""
        found = {}
        for name, number in self.truth.items():
            if not 0 < number < self.threshold or name not in self.names:
                continue
            if plain(name).startswith(("?", "ended_by")) and plain(name) not in GUARDED:
                continue
            if all(self.end(name, sign) == number for sign in (1, -1)):
                found[name] = number
        return found


def truth(internal: str, ended_by: dict[int, int]) -> dict[str, int]:
    """Every number of a report, the unprinted too, from one that holds nothing back."""
    found = {name: int(token) for name, token in printed(internal).items() if token.isdigit()}
    found |= {f"ended_by_{months}": number for months, number in ended_by.items()}
    known = list(laws(internal, printed(internal)))
    for _round in range(3):
        for law in known:
            unknown = [name for name in (law.total, *law.parts) if name not in found]
            if len(unknown) == 1 and law.total == unknown[0]:
                found[law.total] = sum(found[part] for part in law.parts)
            elif len(unknown) == 1:
                found[unknown[0]] = found[law.total] - sum(found[part] for part in law.parts if part in found)
            if not unknown:
                assert found[law.total] == sum(found[part] for part in law.parts), law
    return found
