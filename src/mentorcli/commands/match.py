"""mentorcli match …"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from mentorcli import codes, parsing
from mentorcli.commands import options
from mentorcli.commands.options import On
from mentorcli.commands.propose import propose
from mentorcli.context import Context
from mentorcli.errors import NotFound
from mentorcli.output import Column, Listing, Page, Written, emit, written
from mentorcli.rules import closing, monitoring
from mentorcli.rules.lifecycle import MATCH_VERBS
from mentorcli.tree import new_group
from mentorcli.views import match as view
from mentorcli.views import names
from mentorcli.words import N_, _, day_short

app = new_group("Matches: propose, accept, start, pause, end, reopen.")
Which = Annotated[str, typer.Argument(metavar="MATCH", help="A number like x12, or the young person's name.")]
By = Annotated[str, typer.Option(metavar="WHO", help="mentor or youth.")]

COLUMNS = (
    Column("id", N_("No."), "id", "match"),
    Column("mentor", N_("Mentor"), "person", "mentor"),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("state", N_("State"), "code", "match_state"),
    Column("proposed", N_("Proposed"), "day", wide=True),
    Column("first_met", N_("First met"), "day"),
    Column("ended", N_("Ended"), "day", wide=True),
    Column("meetings_held", N_("Held"), "count"),
    Column("no_shows", N_("No-shows"), "count", wide=True),
    Column("no_shows_in_a_row", N_("… in a row"), "count", wide=True),
    Column("last_meeting", N_("Last held"), "day", wide=True),
    Column("end_reason", N_("Reason"), "code", "end_reason", wide=True),
    Column("outcome", N_("Outcome"), "code", "outcome", wide=True),
)


def able(here: Context, connection: object, verb: str, day: str) -> list[int]:
    """The numbers of the matches that can take a verb on a day."""
    return view.in_state(connection, here.profile_on(day), day, MATCH_VERBS[verb][0])  # type: ignore[arg-type]


def chosen(here: Context, connection: object, typed: str, verb: str, day: str, *, bare: bool = True) -> int:
    """The one match that is meant, by number or by its youth; one that has the fact of that day already is meant too."""
    from mentorcli.services.match import recorded

    what = _("{noun} on {day}").format(noun=_(MATCH_VERBS[verb][1]), day=day_short(day))
    can, done = able(here, connection, verb, day), recorded(connection, verb, day)  # type: ignore[arg-type]
    return names.match_of(connection, typed, can, what, done=done, bare=bare)  # type: ignore[arg-type]


def told(here: Context, number: int, fresh: bool, text: str) -> None:
    """Say back a fact about a match, or that it was there already."""
    text = text if fresh else _("Already there: {what}").format(what=text)
    written(here, Written("match", number, text))


app.command("propose")(propose)


@app.command("accept")
def accept(ctx: typer.Context, match: Which, by: By, on: On = None, override: options.Override = None) -> None:
    """Record a yes of the mentor or of the young person."""
    here: Context = ctx.obj
    from mentorcli.services import match as service
    from mentorcli.services.record import raw

    day, party, why = here.happened(on), options.side(by, "--by"), options.why(override)
    with here.writing() as session:
        number = chosen(here, raw(session), match, "accept", day)
        profile = here.profile_on(day)
        fresh = service.accept(session, number, by=party, on=day, profile=profile, today=here.today, override=why)
        who = names.pair_said(raw(session), number)
    text = (
        _("{match}: the mentor said yes on {day}.")
        if party == "mentor"
        else _("{match}: the young person said yes on {day}.")
    )
    told(here, number, fresh, text.format(match=who, day=day_short(day)))


@app.command("decline")
def decline(
    ctx: typer.Context,
    match: Which,
    by: By,
    on: On = None,
    reason: Annotated[str | None, typer.Option(metavar="REASON", help="One of the end reasons.")] = None,
) -> None:
    """Record a no before the first meeting; nothing more happens."""
    here: Context = ctx.obj
    from mentorcli.services import match as service
    from mentorcli.services.record import raw

    day, party = here.happened(on), options.code(here, "ended_by", by, "--by")
    why = options.code(here, "end_reason", reason, "--reason") if reason else None
    with here.writing() as session:
        number = chosen(here, raw(session), match, "decline", day)
        fresh = service.decline(session, number, by=party, on=day, reason=why, profile=here.profile_on(day))
        who = names.pair_said(raw(session), number)
    told(here, number, fresh, _("{match} declined on {day}.").format(match=who, day=day_short(day)))


@app.command("start")
def start(
    ctx: typer.Context,
    match: Which,
    on: On = None,
    coordinator_present: Annotated[
        bool | None, typer.Option("--coordinator-present/--coordinator-absent", help="Was the coordinator there?")
    ] = None,
    minutes: Annotated[str | None, typer.Option(metavar="N", help="How long: 90, 1:30 or 1,5 t.")] = None,
    place: Annotated[str, typer.Option(metavar="TEXT", help="Where, in a word or two.")] = "",
    override: options.Override = None,
) -> None:
    """Record the first meeting: the match has started."""
    here: Context = ctx.obj
    from mentorcli.services import match as service
    from mentorcli.services.record import raw

    day, why = here.happened(on), options.why(override)
    length = parsing.minutes(minutes) if minutes else 0
    with here.writing() as session:
        number = chosen(here, raw(session), match, "start", day)
        fresh = service.start(
            session, number, on=day, coordinator=coordinator_present, minutes=length,
            place=parsing.line(place, most=60), profile=here.profile_on(day), today=here.today, override=why,
        )  # fmt: skip
        who = names.pair_said(raw(session), number)
    told(here, number, fresh, _("{match} first met on {day}.").format(match=who, day=day_short(day)))


@app.command("pause")
def pause(ctx: typer.Context, match: Which, on: On = None, reason: options.Reason = "") -> None:
    """Record that a match rests; it still counts as running."""
    here: Context = ctx.obj
    from mentorcli.services import match as service
    from mentorcli.services.record import raw

    day = here.happened(on)
    with here.writing() as session:
        number = chosen(here, raw(session), match, "pause", day)
        why, profile = parsing.line(reason), here.profile_on(day)
        _row, fresh = service.pause(session, number, on=day, reason=why, profile=profile, today=here.today)
        who = names.pair_said(raw(session), number)
    told(here, number, fresh, _("{match} rests from {day}.").format(match=who, day=day_short(day)))


@app.command("resume")
def resume(ctx: typer.Context, match: Which, on: On = None) -> None:
    """Record that a match goes on after a pause."""
    here: Context = ctx.obj
    from mentorcli.services import match as service
    from mentorcli.services.record import raw

    day = here.happened(on)
    with here.writing() as session:
        number = chosen(here, raw(session), match, "resume", day)
        fresh = service.resume(session, number, on=day, profile=here.profile_on(day))
        who = names.pair_said(raw(session), number)
    told(here, number, fresh, _("{match} goes on from {day}.").format(match=who, day=day_short(day)))


@app.command("end")
def end(
    ctx: typer.Context,
    match: Which,
    by: Annotated[str, typer.Option(metavar="WHO", help="mentor, youth, both, guardian, caseworker or coordinator.")],
    reason: Annotated[
        str, typer.Option(metavar="REASON", help="One reason: goal-reached, education, job, moved, no-show …")
    ],
    planned: Annotated[str, typer.Option(metavar="P", help="yes, talk (not planned, with a closing talk) or no.")],
    on: On = None,
    outcome: Annotated[
        str | None, typer.Option(metavar="O", help="education, job, internship, kept, other-help, none.")
    ] = None,
    rematch: Annotated[bool, typer.Option("--rematch", help="The young person waits for another mentor.")] = False,
) -> None:
    """Record that a match has ended: by whom, planned or not, why, and where the young person went."""
    here: Context = ctx.obj
    from mentorcli.services import match as service
    from mentorcli.services.record import raw

    day = here.happened(on)
    values: dict[str, Any] = {
        "on_day": day,
        "ended_by": options.code(here, "ended_by", by, "--by"),
        "reason": options.code(here, "end_reason", reason, "--reason"),
        "planned": options.code(here, "planned", planned, "--planned"),
        "outcome": options.code(here, "outcome", outcome, "--outcome") if outcome else None,
        "rematch": int(rematch),
    }
    with here.writing() as session:
        number = chosen(here, raw(session), match, "end", day)
        fresh = service.end(session, number, values, profile=here.profile_on(day), today=here.today)
        who = names.pair_said(raw(session), number)
    why = codes.word("end_reason", str(values["reason"]))
    told(here, number, fresh, _("{match} ended on {day} ({reason}).").format(match=who, day=day_short(day), reason=why))


@app.command("substitute")
def substitute(
    ctx: typer.Context,
    match: Which,
    mentor: Annotated[str, typer.Option(metavar="MENTOR", help="Who stands in: a name or a number like m12.")],
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day of it.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day of it.")],
    reason: options.Reason = "",
    override: options.Override = None,
) -> None:
    """Record that another mentor stands in from one day to another; the match stays its own mentor's."""
    here: Context = ctx.obj
    from mentorcli.models.match import Substitution
    from mentorcli.services import substitution as service
    from mentorcli.services.record import raw

    begins, why = here.nearest(first), options.why(override)
    ends, known = parsing.day(last, today=begins, sense="planned"), min(begins, here.today)
    with here.writing() as session:
        number = chosen(here, raw(session), match, "substitute", known)
        span = Substitution(
            match_id=number, mentor_id=names.person(raw(session), "mentor", mentor), on_day=begins, until_day=ends,
            reason=parsing.line(reason), recorded_on=here.today,
        )  # fmt: skip
        row, what = service.substitute(session, span, profile=here.profile_on(known), override=why)
        text = service.told(session, span)
    text = _("Already there: {what}").format(what=text) if what == "same" else text
    written(here, Written("match", number, text, (("substitution", row),)))


@app.command("reopen")
def reopen(ctx: typer.Context, match: Which, on: On = None, override: options.Override = None) -> None:
    """Record that an ended match goes on."""
    here: Context = ctx.obj
    from mentorcli.services import match as service
    from mentorcli.services.record import raw

    day, why = here.happened(on), options.why(override)
    with here.writing() as session:
        number = chosen(here, raw(session), match, "reopen", day)
        profile = here.profile_on(day)
        fresh = service.reopen(session, number, on=day, profile=profile, today=here.today, override=why)
        who = names.pair_said(raw(session), number)
    told(here, number, fresh, _("{match} goes on from {day}.").format(match=who, day=day_short(day)))


@app.command("list")
def list_(
    ctx: typer.Context,
    person: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="Only of this person: m3, y12 or a name.")
    ] = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="Only those in this state.")] = None,
    running: Annotated[bool, typer.Option("--running", help="Only those that run.")] = False,
    at_risk: Annotated[bool, typer.Option("--at-risk", help="Only those at risk, as the agenda means it.")] = False,
    silent: Annotated[bool, typer.Option("--silent", help="Only those without a meeting for so long.")] = False,
) -> None:
    """List the matches."""
    here: Context = ctx.obj
    where, given = "", {}
    if person is not None:
        kind, number = names.anybody(here.connection, person)
        where, given = f"s.{kind}_id = :who", {"who": number}
    rows = view.listing(here.connection, here.profile, here.day, where=where, given=given)  # type: ignore[arg-type]
    if state:
        wanted = options.code(here, "match_state", state, "--state")
        rows = [row for row in rows if row.state == wanted]
    if running:
        rows = [row for row in rows if row.state in ("starting", "settled", "paused")]
    if at_risk or silent:
        open_ones = view.facts(here.connection, here.profile, here.day)
        risky = {one.id for one in open_ones if monitoring.risk(one, here.profile, here.day)}
        quiet = {one.id for one in open_ones if monitoring.silent(one, here.profile, here.day)}
        rows = [row for row in rows if (not at_risk or row.id in risky) and (not silent or row.id in quiet)]
    emit(here, Listing(COLUMNS, rows, empty=N_("No matches.")))


WATCHED = (
    Column("at_risk", "", "yesno", machine=True),
    Column("why", N_("At risk")),
    Column("silent", "", "yesno", machine=True),
    Column("ladder_step", "", "count", machine=True),
    Column("ladder_due", "", "day", machine=True),
    Column("hint", N_("Next step")),
    Column("text", N_("How it ended")),
)


def watched(here: Context, page: view.MatchPage) -> list[tuple[Column, object]]:
    """How a match goes on the day: at risk and why, silent, the next step towards contact; or how it ended."""
    found = view.facts(here.connection, here.profile, here.day, only=page.row.id)
    risk, quiet, step, hint, told = None, False, None, "", ""
    for one in found:
        risk, quiet = monitoring.risk(one, here.profile, here.day), monitoring.silent(one, here.profile, here.day)
        step = monitoring.ladder(one, here.profile, here.day)
        hint = monitoring.step_in_words(one, here.profile, here.day).removeprefix("; ") if step else ""
    if page.row.state == "ended":
        on, _by, planned, reason, *_more = page.ends[-1]
        told = closing.told(page.row.first_met, str(on), page.row.meetings_held, planned, reason)  # type: ignore[arg-type]
    values = (bool(risk), risk[1] if risk else "", quiet, step and step.number, step and step.due, hint, told)
    return list(zip(WATCHED, values, strict=True))


FACTS = (
    Column("mentor_yes_on", N_("Mentor's yes"), "day"),
    Column("youth_yes_on", N_("Young person's yes"), "day"),
    Column("declined_on", N_("Declined"), "day"),
    Column("declined_by", N_("Declined by"), "code", "ended_by"),
    Column("coordinator_present", N_("Coordinator at the first meeting"), "yesno"),
)
ENDS = (
    Column("on_day", N_("Ended"), "day"),
    Column("ended_by", N_("By"), "code", "ended_by"),
    Column("planned", N_("Planned"), "code", "planned"),
    Column("reason", N_("Reason"), "code", "end_reason"),
    Column("outcome", N_("Outcome"), "code", "outcome"),
    Column("rematch", N_("Waits again"), "yesno"),
)
OTHERS = tuple(one for one in COLUMNS if one.key in ("id", "state", "first_met", "ended", "meetings_held"))


def others(here: Context, page: view.MatchPage) -> list[tuple[object, ...]]:
    """The other matches of the same two people: each is a story of its own, and counts for itself."""
    given = {"mentor": page.row.mentor[0], "youth": page.row.youth[0], "id": page.row.id}
    where = "s.mentor_id = :mentor AND s.youth_id = :youth AND s.id <> :id"
    rows = view.listing(here.connection, here.profile, here.day, where=where, given=given)  # type: ignore[arg-type]
    return [tuple(getattr(row, column.key) for column in OTHERS) for row in rows]


COVER = (
    Column("match", N_("Match"), "id", "match"),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("mentor", N_("Mentor"), "person", "mentor"),
    Column("stand_in", N_("Stand-in"), "person", "mentor"),
    Column("on_day", N_("From"), "day"),
    Column("until_day", N_("To"), "day"),
    Column("meetings_held", N_("Held"), "count"),
    Column("reason", N_("Reason")),
)
OF_MATCH = COVER[3:]
SPAN = (Column("on_day", N_("From"), "day"), Column("resumed_on", N_("To"), "day"), Column("reason", N_("Reason")))

OVERRIDES = (Column("rule", N_("Rule"), "short"), Column("on_day", N_("Day"), "day"), Column("why", N_("Why")))


@app.command("show")
def show(ctx: typer.Context, match: Which) -> None:
    """Show one match with its meetings, pauses, ends and reopenings."""
    here: Context = ctx.obj
    from mentorcli.commands import followup, meeting
    from mentorcli.views import followup as followups
    from mentorcli.views import meeting as meetings
    from mentorcli.views import substitution

    everything = [number for (number,) in here.connection.execute("SELECT id FROM match")]
    number = names.match_of(here.connection, match, everything, _("match"))
    page = view.page(here.connection, number, here.profile, here.day)
    if page is None:
        raise NotFound(_("{name} was not on file on {day}.").format(name=f"x{number}", day=day_short(here.day)), "")
    rows = meetings.listing(here.connection, here.day, match_id=number)
    talks = followups.listing(here.connection, here.day, of=("match", number))
    cover = substitution.of_match(here.connection, number, here.day)
    fields = [*zip(COLUMNS, page.row, strict=True), *((column, page.dates.get(column.key)) for column in FACTS)]
    fields += watched(here, page)
    parts = (
        options.history("ends", N_("Ends"), ENDS, page.ends),
        options.history("reopenings", N_("Reopenings"), SPAN[:1], page.reopenings),
        options.history("pauses", N_("Pauses"), SPAN, page.pauses),
        options.history("overrides", N_("Rules passed over"), OVERRIDES, page.overrides),
        ("others", Listing(OTHERS, others(here, page), N_("Other matches of these two"))),
        ("cover", Listing(OF_MATCH, [one[4:] for one in cover], N_("Cover"))),
        ("followups", Listing(followup.SHORT, [followup.short(row) for row in talks], N_("Follow-up"))),
        ("meetings", Listing(meeting.SHORT, [meeting.short(row) for row in rows], N_("Meetings"))),
    )
    emit(here, Page(names.pair_said(here.connection, number), tuple(fields), parts))
