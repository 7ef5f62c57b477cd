"""How proposals are shown: lists and fields for people, objects for machines. `propose` asks; this tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorcli.context import Context
from mentorcli.output import Column, Listing
from mentorcli.words import N_, _, ngettext, number

if TYPE_CHECKING:
    from mentorcli.reports.proposals import Barred, Outcome, Proposal, Ranking
    from mentorcli.reports.prospects import Prospect, WhyNot
    from mentorcli.rules.criteria import Party

SIGNS = {"for": "+", "against": "-", "unknown": "?"}
PAIRS = (
    Column("match", N_("No."), "id", "match", machine=True),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("mentor", N_("Mentor"), "person", "mentor"),
    Column("score", N_("Points"), "count"),
    Column("youth_view", "", "count", machine=True),
    Column("mentor_view", "", "count", machine=True),
    Column("wait_days", "", "count", machine=True),
    Column("why", N_("Why")),
)
LEFT = (
    Column("youth", N_("Young person"), "person", "youth"),
    Column("wait_days", N_("Days waited"), "count"),
    Column("why", N_("Why")),
)
RATHER = (
    Column("youth", N_("Young person"), "person", "youth"),
    Column("mentor", N_("Mentor"), "person", "mentor"),
    Column("why", N_("Points each side gives")),
)
OUT = (
    Column("who", N_("Who"), "short"),
    Column("rule", N_("Rule")),
    Column("why", N_("What stands in the way")),
)
CHANGES = (
    Column("youth", N_("Young person"), "short"),
    Column("before", N_("Now")),
    Column("after", N_("Then")),
)


def fields_of(one: Proposal) -> tuple[tuple[Column, object], ...]:
    """The points of a pair, as fields of its page."""
    return (
        (Column("score", N_("Points"), "count"), one.score),
        (Column("youth_view", N_("… as the young person sees it"), "count"), one.youth_view),
        (Column("mentor_view", N_("… as the mentor sees it"), "count"), one.mentor_view),
        (Column("warnings", N_("Worth noting")), "; ".join(one.warnings)),
    )


def reason_part(one: Proposal) -> tuple[str, Listing]:
    """The reasons of a pair as a list."""
    columns = (
        Column("weighs", ""), Column("text", N_("Reason")), Column("youth_points", N_("Young person"), "count"),
        Column("mentor_points", N_("Mentor"), "count"),
    )  # fmt: skip
    rows = [(SIGNS.get(r.weighs, ""), r.text, r.youth_points, r.mentor_points) for r in one.reasons]
    return "reasons", Listing(columns, rows, N_("For and against, with the points of each side"))


def plan_fields(here: Context, found: Outcome, day: str, *, saved: bool) -> tuple[tuple[Column, object], ...]:
    """What is told of a plan as a whole."""
    count = len(found.proposals) + len(found.unplaced)
    text = _("{placed} of {waiting} who wait; {free} free places")
    placed = text.format(placed=len(found.proposals), waiting=count, free=number(found.free_places))
    trial = here.profile_on(day).match.settled_after
    note = _("recorded; each match waits for a yes from both") if saved else ""
    note = _("not saved: --dry-run") if note and here.dry_run else note
    return (
        (Column("placed", N_("Proposed")), placed),
        (Column("total", N_("Points in all"), "count"), found.total),
        (Column("proof", N_("Proof")), proof_said(found)),
        (Column("nearest", N_("Candidates")), nearest_said(found)),
        (Column("trial", N_("Trial")), trial_said(trial)),
        (Column("saved", N_("Saved")), note),
    )


def proof_said(found: Outcome) -> str:
    """What proves a plan, or how far it is from the best."""
    pairs = ngettext("{n} pair considered", "{n} pairs considered", found.pairs).format(n=number(found.pairs))
    text = _("{pairs}; no plan can place more than {placed} or, with as many, have more than {points} points")
    text = text.format(pairs=pairs, placed=found.bound[0], points=number(found.bound[1]))
    if not found.pairs:
        return _("no pair may be proposed")
    if found.best_weighed and not found.optimal:
        return f"{text}: {_('this plan is the best of the pairs that were weighed')}"
    if found.optimal:
        return f"{text}: {_('this plan is the best there is')}"
    if not found.proved:
        return f"{text}: {_('not proved')}"
    fewer, less = found.bound[0] - len(found.proposals), found.bound[1] - found.total
    if fewer:
        return f"{text}: " + ngettext("this plan places {n} fewer", "this plan places {n} fewer", fewer).format(n=fewer)
    return f"{text}: " + _("this plan has {n} fewer").format(n=number(less))


def nearest_said(found: Outcome) -> str:
    """With how many each was weighed, where there are too many for all pairs."""
    if found.nearest is None:
        return ""
    text = _(
        "each young person only with the nearest mentors, at least {n}; one alone with all: mentorcli match propose YOUTH"
    )
    return text.format(n=number(found.nearest))


def trial_said(meetings: int | None) -> str:
    """The trial that a new match goes through, where the scheme has one."""
    if meetings is None:
        return ""
    return ngettext("a match counts as settled after {n} held meeting", "a match counts as settled after {n} held meetings",
                    meetings).format(n=meetings)  # fmt: skip


def pairs_listing(found: list[Proposal], numbers: dict[tuple[int, int], int], *, of: str = "") -> Listing:
    """Proposals as a list; where they were recorded, with the numbers of their matches.

    `of` is the kind of person (mentor or youth) whose page it is: people need not read that name in every row.
    """
    columns = tuple(
        one._replace(machine=not numbers if one.key == "match" else one.machine or one.key == of) for one in PAIRS
    )
    rows = [
        (
            numbers.get((one.youth.id, one.mentor.id)), (one.youth.id, one.youth.name), (one.mentor.id, one.mentor.name),
            one.score, one.youth_view, one.mentor_view, one.wait_days, why_said(one),
        )
        for one in found
    ]  # fmt: skip
    return Listing(columns if numbers else columns[1:], rows if numbers else [row[1:] for row in rows])


def why_said(one: Proposal) -> str:
    """What speaks for and against a pair, a line each; what says nothing is left out."""
    order = {"for": 0, "against": 1, "unknown": 2}
    told = sorted((r for r in one.reasons if r.weighs in SIGNS), key=lambda r: order[r.weighs])
    lines = [f"{SIGNS[r.weighs]} {r.text}" for r in told]
    if one.wait_points:
        lines.insert(sum(r.weighs == "for" for r in told), f"{SIGNS['for']} {wait_said(one)}")
    return "\n".join([*lines, *(f"! {text}" for text in one.warnings)])


def wait_said(one: Proposal) -> str:
    """The wait as a reason."""
    return ngettext("{who} has waited {n} day", "{who} has waited {n} days", one.wait_days or 0).format(
        who=one.youth.name, n=one.wait_days
    )


def out_rows(found: list[Barred]) -> list[tuple[object, ...]]:
    """Those who cannot be proposed, each with the rules and the sentences."""
    return [
        (one.party.name, ", ".join(bar.rule if bar.rule.isupper() else "" for bar in one.bars).strip(", "),
         "\n".join(bar.text for bar in one.bars))
        for one in found
    ]  # fmt: skip


def why_not_fields(found: WhyNot) -> tuple[tuple[Column, object], ...]:
    """How a mentor stands among those who may be proposed."""
    if found.proposal is None:
        return ((Column("answer", N_("Answer")), _("cannot be proposed")),)
    text = _("number {rank} of {of} who may be proposed").format(rank=found.rank, of=found.of)
    first = f"{found.first.mentor.name}, {found.first.score}" if found.first and found.rank > 1 else ""
    return (
        (Column("answer", N_("Answer")), text), *fields_of(found.proposal),
        (Column("first", N_("The first, with points")), first),
    )  # fmt: skip


def prospect_fields(found: Prospect) -> tuple[tuple[Column, object], ...]:
    """The figures before and after, side by side."""
    now, then = found.before, found.after
    change = _("{now} now, {then} then")
    return tuple(
        (Column(key, title), change.format(now=number(one), then=number(other)))
        for key, title, one, other in (
            ("placed", N_("Proposed"), now.placed, then.placed),
            ("left", N_("Without a proposal"), now.left, then.left),
            ("free", N_("Places left free"), now.free_places - now.placed, then.free_places - then.placed),
            ("wait", N_("Longest wait of those left, days"), now.longest_wait_days, then.longest_wait_days),
            ("total", N_("Points in all"), now.total, then.total),
        )
    )


# --- for machines


def who_json(one: Party | None) -> dict[str, object] | None:
    """A person as an object."""
    return None if one is None else {"id": one.id, "name": one.name}


def as_json(one: Proposal) -> dict[str, object]:
    """A proposal as an object; the score is twice the smaller view, the mean of both, and the points of the wait."""
    reasons = [
        {"criterion": r.criterion, "points": r.points, "youth_points": r.youth_points, "mentor_points": r.mentor_points,
         "weighs": r.weighs, "text": r.text}
        for r in one.reasons
    ]  # fmt: skip
    if one.wait_points:
        reasons.append({"criterion": "wait", "points": one.wait_points, "youth_points": 0, "mentor_points": 0,
                        "weighs": "for", "text": wait_said(one)})  # fmt: skip
    return {
        "youth": who_json(one.youth), "mentor": who_json(one.mentor), "score": one.score, "youth_view": one.youth_view,
        "mentor_view": one.mentor_view, "wait_days": one.wait_days, "wait_points": one.wait_points, "reasons": reasons,
        "warnings": one.warnings,
    }  # fmt: skip


def numbered(found: list[Proposal], numbers: dict[tuple[int, int], int]) -> list[dict[str, object]]:
    """Proposals as objects, with the match of those that were recorded."""
    return [as_json(one) | ({"match": numbers[pair]} if pair in numbers else {})
            for one in found for pair in [(one.youth.id, one.mentor.id)]]  # fmt: skip


def plan_json(here: Context, found: Outcome, numbers: dict[tuple[int, int], int], day: str) -> dict[str, object]:
    """A plan as an object."""
    return {
        "proposals": numbered(found.proposals, numbers),
        **{key: [{"youth": who_json(o.youth), "wait_days": o.wait_days, "why": o.why} for o in part]
           for key, part in (("unmatched", found.unplaced), ("awaiting", found.awaiting))},
        "total_score": found.total, "optimal": found.optimal,
        "proof": {"pairs": found.pairs, "bound_placed": found.bound[0], "bound_score": found.bound[1], "proved": found.proved},
        "rather": [{"youth": who_json(o.youth), "mentor": who_json(o.mentor), "text": o.text} for o in found.rather],
        "free_places": found.free_places, "nearest": found.nearest,
        "trial_meetings": here.profile_on(day).match.settled_after, "as_of": day, "dry_run": here.dry_run,
    }  # fmt: skip


def ranking_json(found: Ranking, numbers: dict[tuple[int, int], int]) -> dict[str, object]:
    """The partners of one person as an object."""
    excluded = [
        {found.others: who_json(one.party), "state": one.state, "rule": one.bars[0].rule, "why": one.bars[0].text,
         "reasons": [{"rule": bar.rule, "text": bar.text} for bar in one.bars]}
        for one in found.excluded
    ]  # fmt: skip
    return {"proposals": numbered(found.proposals, numbers), "excluded": excluded}


def why_not_json(found: WhyNot) -> dict[str, object]:
    """The answer to why not, as an object."""
    return {
        "youth": who_json(found.youth), "mentor": who_json(found.mentor), "rank": found.rank or None, "of": found.of,
        "excluded": [{"rule": bar.rule, "text": bar.text} for bar in found.bars],
        "proposal": as_json(found.proposal) if found.proposal else None,
        "first": as_json(found.first) if found.first else None, "why": found.lines,
    }  # fmt: skip


def prospect_json(here: Context, found: Prospect) -> dict[str, object]:
    """A what-if as an object."""
    return {
        "what": found.understood, "added": [who_json(one) for one in found.added],
        **{key: {"placed": one.placed, "unmatched": one.left, "free_places": one.free_places - one.placed,
                 "longest_wait_days": one.longest_wait_days, "total_score": one.total, "optimal": one.optimal}
           for key, one in (("before", found.before), ("after", found.after))},
        "changes": [{"youth": who_json(o.youth), "before": who_json(o.before), "after": who_json(o.after)} for o in found.changes],
        "as_of": here.day,
    }  # fmt: skip
