"""mentorcli match propose: a verb with a file of its own, for it answers several questions. `match` takes it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mentorcli import codes
from mentorcli.commands import options
from mentorcli.commands import proposed as tell
from mentorcli.commands.options import On
from mentorcli.context import Context
from mentorcli.errors import BadValue, NotFound, Refused
from mentorcli.output import Column, Listing, Page, Written, emit, json_out, written
from mentorcli.rules import criteria
from mentorcli.rules.lifecycle import YOUTH_VERBS
from mentorcli.views import market, names, states
from mentorcli.words import N_, _, day_short

if TYPE_CHECKING:
    from mentorcli.reports.proposals import Outcome, Ranking
    from mentorcli.reports.prospects import Prospect


def propose(
    ctx: typer.Context,
    youth: Annotated[
        str | None,
        typer.Argument(metavar="[YOUTH]", help="A name, its beginning, or a number like y12; else all who wait."),
    ] = None,
    mentor: Annotated[
        str | None,
        typer.Option(metavar="MENTOR", help="With YOUTH: the mentor whom you have chosen. Alone: who would suit."),
    ] = None,
    save: Annotated[bool, typer.Option("--save", help="Record what is proposed; two yeses are still to come.")] = False,
    why_not: Annotated[
        str | None, typer.Option(metavar="MENTOR", help="Why this mentor is not the first for YOUTH.")
    ] = None,
    stable: Annotated[
        bool, typer.Option("--stable", help="A plan in which no two would rather have each other.")
    ] = False,
    balance: Annotated[
        bool, typer.Option("--balance", help="A little less in all, for fewer who would rather have each other.")
    ] = False,
    what_if: Annotated[
        str | None,
        typer.Option(metavar="WHO", help="What one more would change: en mentor mere, kvinde, 4200, taler somali."),
    ] = None,
    if_enquiry: Annotated[
        str | None, typer.Option(metavar="N", help="What a yes to this enquiry would change: its number.")
    ] = None,
    on: On = None,
    override: options.Override = None,
) -> None:
    """Propose mentors and young people to each other, with reasons: all who wait, one person, or a pair that you have chosen."""
    here: Context = ctx.obj
    one_question(youth, mentor, save, why_not, stable, balance, what_if, if_enquiry)
    of_a_pair(youth is not None and mentor is not None, {"--on": on, "--override": override})
    if youth is not None and mentor is not None:
        chosen(here, youth, mentor, on, override)
    elif why_not is not None and youth is not None:
        show_why_not(here, youth, why_not)
    elif what_if is not None or if_enquiry is not None:
        show_prospect(here, what_if, if_enquiry)
    elif youth is not None or mentor is not None:
        one_person(here, youth, mentor, save=save)
    else:
        plan(here, "stable" if stable else "balance" if balance else "best", save=save)


def one_question(
    youth: str | None, mentor: str | None, save: bool, why_not: str | None, stable: bool, balance: bool,
    what_if: str | None, if_enquiry: str | None,
) -> None:  # fmt: skip
    """Refuse options that ask two things at once."""
    person = youth is not None or mentor is not None
    asked = {"--why-not": why_not is not None, "--what-if": what_if is not None, "--if-enquiry": if_enquiry is not None,
             "--stable": stable, "--balance": balance}  # fmt: skip
    given = [name for name, there in asked.items() if there]
    if len(given) > 1 or (given and given != ["--why-not"] and person) or (mentor is not None and why_not is not None):
        both = [*given, *(["YOUTH"] if youth is not None else []), *(["--mentor"] if mentor is not None else [])]
        raise BadValue(
            _("{options} do not go together.").format(options=", ".join(both)), _("See: mentorcli match propose --help")
        )
    if why_not is not None and youth is None:
        raise BadValue(
            _("--why-not is asked of a young person."),
            _("For example: mentorcli match propose y12 --why-not m7"),
        )
    if save and any(asked[name] for name in ("--why-not", "--what-if", "--if-enquiry")):
        raise BadValue(_("{options} do not go together.").format(options=f"{given[0]}, --save"), "")


def of_a_pair(chosen: bool, options: dict[str, str | None]) -> None:
    """Refuse options that only a pair has: a plan is made and recorded today, and passes no rule over."""
    given = [name for name, value in options.items() if value is not None]
    if given and not chosen:
        raise BadValue(
            _("{option} goes with a pair that you have chosen.").format(option=given[0]),
            _(
                "For example: mentorcli match propose y12 --mentor m7 {option} …; to look at another day: --as-of DATE"
            ).format(option=given[0]),
        )


# --- the pair that the coordinator has chosen


def chosen(here: Context, youth: str, mentor: str, on: str | None, override: str | None) -> None:
    """Record the chosen pair; with --dry-run say what speaks for and against it instead."""
    from mentorcli.reports import proposals as report
    from mentorcli.services import proposing
    from mentorcli.services.record import raw

    day, why = here.happened(on), options.why(override)
    with here.writing() as session:
        youth_id = names.person(raw(session), "youth", youth)
        mentor_id = names.person(raw(session), "mentor", mentor)
        profile = here.profile_on(day)
        corps = market.corps(raw(session), profile, day, youth=youth_id)
        bars, explained = [], None
        if youth_id in corps.youths and mentor_id in corps.mentors:
            one, other = corps.youths[youth_id], corps.mentors[mentor_id]
            former = corps.former.get((youth_id, mentor_id))
            bars = criteria.bars(one.party, other.party, former, profile, day)
            explained = report.proposals(corps, [(one, other)], profile, day)[0] if here.dry_run else None
        match, fresh = proposing.chosen(
            session, youth_id, mentor_id, bars, on=day, profile=profile, today=here.today, override=why
        )
        who = names.pair_said(raw(session), match)
        open_now = fresh and states.match_state(raw(session), match, profile, day) == "accepted"
    text = _("{match} proposed on {day}.").format(match=who, day=day_short(day))
    text = text if fresh else _("Already there: {what}").format(what=text)
    if open_now:
        text += " " + _("The scheme asks neither for a yes; when they meet: {command}").format(
            command=f"mentorcli match start x{match}"
        )
    if explained is not None and here.format in ("table", "md") and not here.flag("--quiet"):
        title = f"{explained.youth.name} / {explained.mentor.name}"
        emit(here, Page(title, tell.fields_of(explained), (tell.reason_part(explained),)))
    more = tuple(tell.as_json(explained).items()) if explained else ()
    written(here, Written("match", match, text, more))


# --- all who wait


def plan(here: Context, how: str, *, save: bool) -> None:
    """The plan for all who wait; with `save` it is recorded in the same transaction that it was made in."""
    from mentorcli.reports import proposals as report

    if not save:
        day, profile = here.day, here.profile
        corps = market.corps(here.connection, profile, day)
        show_plan(here, report.outcome(report.question(corps, profile, day), profile, day, how=how), {}, day)
        return
    from mentorcli.services import proposing
    from mentorcli.services.record import raw

    day = here.today
    with here.writing() as session:
        profile = here.profile_on(day)
        corps = market.corps(raw(session), profile, day)
        found = report.outcome(report.question(corps, profile, day), profile, day, how=how)
        pairs = [(one.youth.id, one.mentor.id) for one in found.proposals]
        saved = proposing.save(session, pairs, on=day, profile=profile, today=here.today)
    show_plan(here, found, {pair: number for pair, (number, _new) in zip(pairs, saved, strict=True)}, day)


def show_plan(here: Context, found: Outcome, numbers: dict[tuple[int, int], int], day: str) -> None:
    """Print the plan of a day in the format asked for; `numbers` are the matches that it was recorded as."""
    if here.format in ("json", "jsonl"):
        json_out(here, tell.plan_json(here, found, numbers, day))
        return
    listing = tell.pairs_listing(found.proposals, numbers)
    if here.format in ("csv", "tsv", "xlsx") or here.flag("--quiet"):
        emit(here, listing)
        return
    left, awaited = (
        [((one.youth.id, one.youth.name), one.wait_days, one.why) for one in part]
        for part in (found.unplaced, found.awaiting)
    )
    rather = [((one.youth.id, one.youth.name), (one.mentor.id, one.mentor.name), one.text) for one in found.rather]
    parts = (
        ("proposals", listing._replace(title=N_("Proposals"), empty=N_("Nobody can be proposed."))),
        ("unmatched", Listing(tell.LEFT, left, N_("Without a proposal"))),
        ("awaiting", Listing(tell.LEFT, awaited, N_("Waiting for an answer"))),
        ("rather", Listing(tell.RATHER, rather, N_("Would rather have each other"))),
    )
    title = _("Proposals on {day}").format(day=day_short(day))
    emit(here, Page(title, tell.plan_fields(here, found, day, saved=bool(numbers)), parts))


# --- one person


def one_person(here: Context, youth: str | None, mentor: str | None, *, save: bool) -> None:
    """The partners of one person, ranked; with `save` the first of them is recorded."""
    if not save:
        ranking, who = ranking_of(here, here.connection, youth, mentor, here.day)
        show_ranking(here, ranking, who, {}, of="youth" if youth is not None else "mentor")
        return
    from mentorcli.services import proposing
    from mentorcli.services.record import raw

    day = here.today
    with here.writing() as session:
        ranking, who = ranking_of(here, raw(session), youth, mentor, day)
        if ranking.matches:
            raise Refused(
                _("{who} has a mentor already: {matches}.").format(who=who, matches=standing(raw(session), ranking)),
                _("If there are to be two, name the mentor: mentorcli match propose YOUTH --mentor MENTOR"),
            )
        first = ranking.proposals[:1] if not ranking.pending else []
        pairs = [(one.youth.id, one.mentor.id) for one in first]
        saved = proposing.save(session, pairs, on=day, profile=here.profile_on(day), today=here.today)
        there = [names.pair_said(raw(session), one.id) for one in ranking.pending]
    if there:
        text = _("Already there: {what}").format(what="; ".join(there))
        written(here, Written("match", ranking.pending[0].id, text))
        return
    numbers = {pair: row for pair, (row, _new) in zip(pairs, saved, strict=True)}
    show_ranking(here, ranking._replace(proposals=first), who, numbers, of="")


def ranking_of(here: Context, connection: Any, youth: str | None, mentor: str | None, day: str) -> tuple[Ranking, str]:
    """The ranking of the person meant, and who that is as it is said back."""
    from mentorcli.reports import proposals as report

    profile, kind = here.profile_on(day), "youth" if youth is not None else "mentor"
    person = names.person(connection, kind, youth or mentor or "")
    corps = market.corps(connection, profile, day, youth=person if kind == "youth" else market.NOBODY)
    who = names.said(connection, kind, person)
    if person not in (corps.youths if kind == "youth" else corps.mentors):
        raise NotFound(_("{name} was not on file on {day}.").format(name=who, day=day_short(day)), "")
    if kind == "youth" and corps.youths[person].state not in YOUTH_VERBS["propose"]:
        state = codes.word("youth_state", corps.youths[person].state)
        raise Refused(
            _("{who} does not wait on {day}: {state}.").format(who=who, day=day_short(day), state=state),
            _("See: mentorcli youth show {id}").format(id=f"y{person}"),
        )
    rank = report.for_youth if kind == "youth" else report.for_mentor
    return rank(corps, person, profile, day), who


def standing(connection: Any, found: Ranking) -> str:
    """The open matches of a person, and the proposals that await an answer."""
    return "; ".join(
        _("{match} ({state}, {day})").format(
            match=names.pair_said(connection, one.id), state=codes.word("match_state", one.state), day=day_short(one.on)
        )
        for one in (*found.matches, *found.pending)
    )


def show_ranking(here: Context, found: Ranking, who: str, numbers: dict[tuple[int, int], int], *, of: str) -> None:
    """Print the partners of one person in the format asked for."""
    if here.format in ("json", "jsonl"):
        json_out(here, tell.ranking_json(found, numbers))
        return
    listing = tell.pairs_listing(found.proposals, numbers, of=of)
    if here.format in ("csv", "tsv", "xlsx") or here.flag("--quiet"):
        emit(here, listing)
        return
    parts = (
        ("proposals", listing._replace(title=N_("Proposals"), empty=N_("Nobody can be proposed."))),
        ("excluded", Listing(tell.OUT, tell.out_rows(found.excluded), N_("Cannot be proposed"))),
    )
    said = "" if numbers else standing(here.connection, found)
    fields = ((Column("standing", N_("Already")), said),) if said else ()
    emit(here, Page(_("Proposals for {who}").format(who=who), fields, parts))


def show_why_not(here: Context, youth: str, mentor: str) -> None:
    """Why a certain mentor is not the first for a youth."""
    from mentorcli.reports import prospects as report

    number = names.person(here.connection, "youth", youth)
    other = names.person(here.connection, "mentor", mentor)
    corps = market.corps(here.connection, here.profile, here.day, youth=number)
    for kind, person, there in (("youth", number, corps.youths), ("mentor", other, corps.mentors)):
        if person not in there:
            who = names.said(here.connection, kind, person)
            raise NotFound(_("{name} was not on file on {day}.").format(name=who, day=day_short(here.day)), "")
    found = report.why_not(corps, number, other, here.profile, here.day)
    if here.format in ("json", "jsonl"):
        json_out(here, tell.why_not_json(found))
        return
    rows = [(bar.rule if bar.rule.isupper() else "", bar.text) for bar in found.bars]
    parts = [("bars", Listing(tell.OUT[1:], rows, N_("What stands in the way")))]
    if found.proposal is not None:
        parts.append(tell.reason_part(found.proposal))
        lines = [(text,) for text in found.lines]
        parts.append(
            ("beside", Listing((Column("text", N_("What the difference is")),), lines, N_("Beside the others")))
        )
    emit(here, Page(f"{found.youth.name} / {found.mentor.name}", tell.why_not_fields(found), tuple(parts)))


# --- what if


def show_prospect(here: Context, what_if: str | None, if_enquiry: str | None) -> None:
    """What one more person would change in the plan."""
    found = by_enquiry(here, if_enquiry) if if_enquiry is not None else by_sketch(here, what_if or "")
    if here.format in ("json", "jsonl"):
        json_out(here, tell.prospect_json(here, found))
        return
    rows = [
        (one.youth.name, *(_("nobody") if who is None else who.name for who in (one.before, one.after)))
        for one in found.changes
    ]
    listing = Listing(tell.CHANGES, rows, N_("What changes"), N_("Nothing changes for anybody."))
    if here.format in ("csv", "tsv", "xlsx"):
        emit(here, listing)
        return
    emit(
        here,
        Page(_("What if: {what}").format(what=found.understood), tell.prospect_fields(found), (("changes", listing),)),
    )


def by_sketch(here: Context, text: str) -> Prospect:
    """What the sketched people would change."""
    from mentorcli.reports import prospects as report
    from mentorcli.sketch import sketch

    who = sketch(text, market.known_words(here.connection))
    before = market.corps(here.connection, here.profile, here.day)
    after, added = report.with_people(before, who, here.profile, here.day)
    return report.prospect(before, after, added, report.said(who), here.profile, here.day)


def by_enquiry(here: Context, typed: str) -> Prospect:
    """What a yes to an enquiry would change; of what it says in words that which is understood counts."""
    from mentorcli.reports import prospects as report
    from mentorcli.sketch import sketch

    number = names.record_id(typed, "enquiry")
    asked = market.enquiry(here.connection, number, here.day) if number is not None else None
    if asked is None:
        raise NotFound(
            _("There is no enquiry {name} on {day}.").format(name=f"“{typed}”", day=day_short(here.day)),
            _("Give its number: --if-enquiry 3"),
        )
    before = market.corps(here.connection, here.profile, here.day, youth=asked.youth_id or market.NOBODY)
    fact = before.youths.get(asked.youth_id or market.NOBODY)
    still_open(asked, fact, f"q{number}")
    if fact is not None:
        after, added, said = report.with_youths(before, [fact.party]), [fact.party], fact.party.name
    else:
        who = sketch(asked.about, market.known_words(here.connection), side="youth", lenient=True)
        after, added = report.with_people(before, who._replace(side="youth"), here.profile, here.day)
        said = report.said(who._replace(side="youth"))
        left = ", ".join(who.left_out)
        said += _(" (not understood: {text})").format(text=left) if left else ""
    return report.prospect(before, after, added, said, here.profile, here.day)


def still_open(asked: market.Asked, fact: market.YouthFact | None, number: str) -> None:
    """Refuse what a yes cannot change any more: an enquiry answered no, or about somebody who waits or has a match."""
    if asked.answer == "no" and asked.answered_on is not None:
        raise Refused(
            _("The enquiry {id} was answered on {day}: {answer}.").format(
                id=number, day=day_short(asked.answered_on), answer=codes.word("enquiry_answer", asked.answer)
            ),
            _("Correct it with mentorcli enquiry edit {id}.").format(id=number),
        )
    if fact is not None and fact.waits:
        raise Refused(_("{who} waits already.").format(who=fact.party.name), _("See the plan: mentorcli match propose"))
    if fact is not None and fact.state in ("matched", "paused"):
        raise Refused(
            _("{who} has a match already.").format(who=fact.party.name),
            _("See: mentorcli youth show {id}").format(id=f"y{fact.party.id}"),
        )
