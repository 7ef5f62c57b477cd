"""mentorcli goal …"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from mentorcli import codes, parsing
from mentorcli.commands import options
from mentorcli.commands.options import On
from mentorcli.context import Context
from mentorcli.errors import BadValue, NotFound
from mentorcli.output import Column, Listing, Page, Written, emit, written
from mentorcli.rules.rule import later
from mentorcli.tree import new_group
from mentorcli.views import goal as view
from mentorcli.views import names
from mentorcli.words import N_, _, day_long, day_short

app = new_group("Goals of a young person: set, score, revise, close.")
Which = Annotated[
    str, typer.Argument(metavar="GOAL", help="A number like t12, or the young person's name where that fits one goal.")
]
Area = Annotated[str | None, typer.Option(metavar="AREA", help="Of which area, where the name alone does not tell.")]
Text = Annotated[str | None, typer.Option(metavar="TEXT", help="The goal in one short line.")]
File = Annotated[str | None, typer.Option(metavar="FILE", help="Read the words from a file; - is standard input.")]
SCALE = "1, 2, 3, 4, 5"

COLUMNS = (
    Column("id", N_("No."), "id", "goal"),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("area", N_("Area"), "code", "goal_area"),
    Column("text", N_("Goal"), wide=True),
    Column("state", N_("State"), "code", "goal_state", wide=True),
    Column("since", N_("Set"), "day", wide=True),
    Column("closed", N_("Closed"), "day", wide=True),
    Column("youth_score", N_("The young person"), "score"),
    Column("youth_before", N_("Before"), "count"),
    Column("mentor_score", N_("Mentor"), "score"),
    Column("mentor_before", N_("Before"), "count"),
    Column("gap", N_("Gap"), "change"),
    Column("coordinator_score", N_("Coordinator"), "score", wide=True),
    Column("coordinator_before", N_("Before"), "count", wide=True),
    Column("last_scored", N_("Last scored"), "day", wide=True),
)


def area_code(here: Context, typed: str) -> str:
    """The code of a goal area, or of a benefit that the scheme looks for."""
    known = here.profile_on(here.today).extra("goal_area")
    if not known:
        raise BadValue(_("The scheme has no goal areas."), _("Set them: mentorcli scheme set goals.areas …"))
    found = codes.code_for("goal_area", typed, known)
    if found is None:
        said = ", ".join(codes.typed("goal_area", code) for code in known)
        raise BadValue(
            _("“{word}” is no goal area of the scheme.").format(word=typed.strip()),
            _("Known: {keys}").format(keys=said),
        )
    return found


def words(here: Context, text: str | None, file: str | None) -> str | None:
    """The words of a goal, from the line or the file; None where nothing was given."""
    if text is not None and file is not None:
        raise BadValue(
            _("Give --text or --file, not both."), _("See: {command} --help").format(command="mentorcli goal")
        )
    if file is None:
        return None if text is None else parsing.line(text)
    with asked(here, file) as found:
        return found


@contextmanager
def asked(here: Context, file: str | None, text: str | None = None) -> Iterator[str]:
    """The words of a goal from the line, else from the file or the editor; what was typed is kept until the block ends well."""
    if text is not None:
        yield words(here, text, file) or ""
        return
    with options.text_from(here, file) as found:
        yield parsing.text(found, most=500).strip()


def chosen(here: Context, connection: object, typed: str, area: str | None, day: str, *, closing: bool = False) -> int:
    """The one open goal that is meant, by number or by its young person; one closed on that very day is meant too."""
    _words = here.profile_on(day)  # the scheme's own words of its areas are known from here on
    code = area_code(here, area) if area else None
    can = view.open_on(connection, day, code)  # type: ignore[arg-type]
    done = view.closed_on(connection, day, code)  # type: ignore[arg-type]
    what = _("open goal on {day}").format(day=day_short(day))
    number = names.of_youth(connection, "goal", typed, what, can, done)  # type: ignore[arg-type]
    return in_area(connection, number, code)


def in_area(connection: object, number: int, code: str | None) -> int:
    """A goal's number, held against the area that was given with it."""
    row = connection.execute("SELECT area FROM goal WHERE id = ?", (number,)).fetchone()  # type: ignore[attr-defined]
    if code is not None and row[0] != code:
        raise BadValue(
            _("{goal} is not of that area.").format(goal=names.goal_said(connection, number)),  # type: ignore[arg-type]
            _("Leave --area out, or name the young person instead of the goal."),
        )
    return number


@app.command("add")
def add(
    ctx: typer.Context,
    youth: Annotated[str, typer.Argument(metavar="YOUTH", help="A name, its beginning, or a number like y12.")],
    area: Annotated[str, typer.Option(metavar="AREA", help="One of the scheme's goal areas or benefits.")],
    text: Text = None,
    file: File = None,
    on: On = None,
) -> None:
    """Set a goal of a young person in an area; its words are one line, or come from a file."""
    here: Context = ctx.obj
    from mentorcli.services import goal as service
    from mentorcli.services.record import raw

    day = here.happened(on)
    values: dict[str, Any] = {"area": area_code(here, area), "text": words(here, text, file) or "", "on_day": day}
    with here.writing() as session:
        values["youth_id"] = names.person(raw(session), "youth", youth)
        number, fresh = service.add(session, values, today=here.today)
        who = names.goal_said(raw(session), number)
    told(here, number, fresh, _("{goal}: set on {day}.").format(goal=who, day=day_short(day)))


def told(here: Context, number: int, fresh: bool, text: str, *more: tuple[str, object]) -> None:
    """Say back a fact about a goal, or that it was there already."""
    text = text if fresh else _("Already there: {what}").format(what=text)
    written(here, Written("goal", number, text, more))


@app.command("score")
def score(
    ctx: typer.Context,
    goal: Which,
    step: Annotated[
        str,
        typer.Argument(
            metavar="SCORE", help="1 far from it, 2 begun, 3 on the way, 4 nearly there, 5 reached; or that word."
        ),
    ],
    by: Annotated[
        str, typer.Option("--view", metavar="WHO", help="Whose view it is: youth, mentor or coordinator.")
    ] = "youth",
    area: Area = None,
    on: On = None,
) -> None:
    """Score a goal from 1 to 5 in the view of the young person, the mentor or the coordinator."""
    here: Context = ctx.obj
    from mentorcli.services import goal as service
    from mentorcli.services.record import raw

    day, who = here.happened(on), options.code(here, "view", by, "--view")
    found = codes.code_for("score", step) if step.strip()[:1].isalnum() else None  # -1 is no way to write 1
    if found is None:
        anchors = ", ".join(f"{one} {word}" for one, word in codes.words_of("score").items())
        raise BadValue(_("A score is a whole number from 1 to 5."), _("Known: {keys}").format(keys=anchors))
    with here.writing() as session:
        number = chosen(here, raw(session), goal, area, day)
        row, what = service.score(session, number, on=day, view=who, step=int(found), today=here.today)
        text = said_score(here, raw(session), number, who, day)
    if what == "changed":
        text += " " + _("That day's former score was replaced.")
    told(here, number, what != "same", text, ("score", row))


def said_score(here: Context, connection: Any, number: int, who: str, day: str) -> str:
    """A score with its anchor, the one before it, and where the scheme asks two voices, the other one."""
    scored = "SELECT score, on_day FROM goal_score WHERE goal_id = ? AND view = ? AND on_day <= ? ORDER BY on_day DESC"
    newest, *before = connection.execute(scored, (number, who, day)).fetchall()
    text = _("{goal}: {view} {score}, {day}.").format(
        goal=names.goal_said(connection, number),
        view=codes.word("view", who),
        score=anchored(newest[0]),
        day=day_short(day),
    )
    if before:
        text += " " + _("Before: {score}, {day}.").format(score=anchored(before[0][0]), day=day_short(before[0][1]))
    profile = here.profile_on(day)
    for other in profile.voices() if who in profile.voices() else ():
        there = connection.execute(scored, (number, other, day)).fetchone()
        months = profile.goals.score_months
        if other != who and (there is None or (months is not None and later(there[1], months=months) <= day)):
            text += " " + _("The other view is wanted too: mentorcli goal score {id} N --view {view}").format(
                id=f"t{number}", view=other
            )
        elif other != who:
            text += " " + _("The other view: {view} {score}, {day}.").format(
                view=codes.word("view", other), score=anchored(there[0]), day=day_short(there[1])
            )
    return text


def anchored(step: int) -> str:
    """A score with its anchor: 3 on the way."""
    return f"{step} {codes.word('score', str(step))}"


@app.command("revise")
def revise(
    ctx: typer.Context,
    goal: Which,
    text: Text = None,
    file: File = None,
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why, in a few words.")] = "",
    area: Area = None,
    on: On = None,
) -> None:
    """Give a goal new words from a day on; what it said before is kept."""
    here: Context = ctx.obj
    from mentorcli.services import goal as service
    from mentorcli.services.record import raw

    day = here.happened(on)
    with asked(here, file, text) as found, here.writing() as session:
        if not found:
            raise BadValue(_("There is no text."), _("Give the words with --text, or a file with --file."))
        number = chosen(here, raw(session), goal, area, day)
        reason = parsing.line(why)
        _row, fresh = service.revise(session, number, on=day, text=found, why=reason, today=here.today)
        who = names.goal_said(raw(session), number)
    told(here, number, fresh, _("{goal}: revised on {day}.").format(goal=who, day=day_short(day)))


@app.command("close")
def close(
    ctx: typer.Context,
    goal: Which,
    how: Annotated[str, typer.Option(metavar="HOW", help="reached, dropped or replaced.")],
    area: Area = None,
    on: On = None,
) -> None:
    """Close a goal: it is reached, dropped, or replaced by another."""
    here: Context = ctx.obj
    from mentorcli.services import goal as service
    from mentorcli.services.record import raw

    day, code = here.happened(on), options.code(here, "goal_close", how, "--how")
    with here.writing() as session:
        number = chosen(here, raw(session), goal, area, day)
        fresh = service.close(session, number, on=day, how=code)
        who = names.goal_said(raw(session), number)
    text = _("{goal}: closed on {day} ({how}).").format(
        goal=who, day=day_short(day), how=codes.word("goal_close", code)
    )
    told(here, number, fresh, text)


@app.command("edit")
def edit(
    ctx: typer.Context,
    goal: Annotated[str, typer.Argument(metavar="GOAL", help="The goal's number.")],
    area: Annotated[str | None, typer.Option(metavar="AREA", help="Another goal area.")] = None,
    text: Text = None,
    file: File = None,
    on: options.OnMended = None,
    reopen: Annotated[bool, typer.Option("--open", help="It was closed by mistake.")] = False,
) -> None:
    """Correct a goal as it was set; new words for an old goal are a revision."""
    here: Context = ctx.obj
    from mentorcli.services import goal as service
    from mentorcli.services.record import raw

    found = words(here, text, file)
    values: dict[str, Any] = {"area": area_code(here, area)} if area else {}
    values |= {"text": found} if found is not None else {}
    values |= {"on_day": here.happened(on)} if on else {}
    values |= {"closed_on": None, "closed_how": None} if reopen else {}
    options.nothing_given(values, "mentorcli goal edit")
    with here.writing() as session:
        number = names.of_youth(raw(session), "goal", goal, _("goal"), view.any_on(raw(session), here.today))
        changed = service.edit(session, number, values)
        who = names.record_said(raw(session), "goal", number)
    options.changed(here, "goal", number, who, changed)


@app.command("list")
def list_(
    ctx: typer.Context,
    youth: Annotated[
        str | None, typer.Argument(metavar="[YOUTH]", help="Only of this young person: a name, or a number like y12.")
    ] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help="Only of this area.")] = None,
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help="Only open, reached, dropped or replaced ones.")
    ] = None,
) -> None:
    """List the goals: each view's newest score and the one before it, and the gap, mentor's less the young person's."""
    here: Context = ctx.obj
    number = names.person(here.connection, "youth", youth) if youth is not None else None
    rows = view.listing(here.connection, here.day, youth_id=number)
    if area:
        wanted = area_code(here, area)
        rows = [row for row in rows if row.area == wanted]
    if state:
        kept = options.code(here, "goal_state", state, "--state")
        rows = [row for row in rows if row.state == kept]
    emit(here, Listing(COLUMNS, rows, empty=N_("No goals.")))


def part(here: Context, youth_id: int) -> tuple[str, Listing]:
    """The goals of a young person, for a page of theirs."""
    rows = view.listing(here.connection, here.day, youth_id=youth_id)
    return options.of_youth("goals", N_("Goals"), COLUMNS, rows)


VOICES = (
    Column("view", N_("View"), "code", "view"),
    Column("score", N_("Newest"), "score"),
    Column("on", N_("Day"), "day"),
    Column("before", N_("Before"), "score"),
    Column("before_on", N_("Day"), "day"),
    Column("first", N_("First"), "score", wide=True),
    Column("first_on", N_("Day"), "day", wide=True),
    Column("change", N_("Since the first"), "change"),
    Column("times", N_("Times"), "count", wide=True),
)
SCORES = (
    Column("on", N_("Day"), "day"),
    Column("youth", N_("The young person"), "score"),
    Column("mentor", N_("Mentor"), "score"),
    Column("coordinator", N_("Coordinator"), "score"),
)
REVISIONS = (Column("on", N_("From"), "day"), Column("text", N_("Goal")), Column("why", N_("Why")))
NEWEST = ("youth_score", "youth_before", "mentor_score", "mentor_before", "coordinator_score", "coordinator_before")


@app.command("show")
def show(ctx: typer.Context, goal: Which, area: Area = None) -> None:
    """Show one goal: what it says, each view beside the other, and its development."""
    here: Context = ctx.obj
    _words = here.profile  # the scheme's own words of its areas are known from here on
    code = area_code(here, area) if area else None
    able = view.open_on(here.connection, here.day, code)
    everything = view.any_on(here.connection, here.day, code)
    number = names.of_youth(here.connection, "goal", goal, _("goal"), able, everything)
    page = view.page(here.connection, in_area(here.connection, number, code), here.day)
    if page is None:
        raise NotFound(_("{name} was not on file on {day}.").format(name=f"t{number}", day=day_short(here.day)), "")
    pairs = zip(COLUMNS, page.row, strict=True)
    shown = [(c._replace(title="" if c.key in NEWEST else c.title), value) for c, value in pairs]
    parts = (
        options.history("voices", N_("Views"), VOICES, page.voices),
        options.history("scores", N_("Development"), SCORES, page.scores),
        options.history("revisions", N_("What it said"), REVISIONS, page.revisions),
    )
    fields = (*shown, (Column("scale", N_("Scale"), "score"), SCALE))
    emit(here, Page(names.goal_said(here.connection, number), fields, parts))


TOTAL = (
    Column("goals", N_("Goals"), "count"),
    Column("youths", N_("Young people"), "count"),
    Column("open", N_("Open"), "count"),
    Column("reached", N_("Reached"), "count"),
    Column("by_youth", N_("Scored by the young person"), "count"),
    Column("by_mentor", N_("Scored by the mentor"), "count"),
    Column("by_both", N_("Scored by both"), "count"),
    Column("gap", N_("Gap, of those scored by both"), "mean"),
)
AREAS = (
    Column("area", N_("Area"), "code", "goal_area"),
    Column("goals", N_("Goals"), "count"),
    Column("youths", N_("Young people"), "count", wide=True),
    Column("open", N_("Open"), "count", wide=True),
    Column("reached", N_("Reached"), "count"),
    Column("by_youth", N_("By the young"), "count"),
    Column("by_mentor", N_("By mentor"), "count"),
    Column("by_both", N_("By both"), "count"),
    Column("gap", N_("Gap"), "mean"),
)
DEVELOPMENT = (
    Column("area", N_("Area"), "code", "goal_area"),
    Column("view", N_("View"), "code", "view"),
    Column("scored", N_("Goals scored"), "count"),
    Column("mean", N_("Mean"), "mean"),
    Column("twice", N_("Twice or more"), "count"),
    Column("up", N_("Up"), "count"),
    Column("same", N_("Same"), "count"),
    Column("down", N_("Down"), "count"),
)


@app.command("summary")
def summary(
    ctx: typer.Context,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Without goals that were closed before this day.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="As of this day (default: today).")] = None,
) -> None:
    """Sum the goals up by area: how many, how many scored by whom, and how they went."""
    here: Context = ctx.obj
    period = options.period(here, since, until)
    day = min(period["until"] or here.day, here.day)
    found = view.summary(here.connection, here.profile.extra("goal_area"), day, since=period["since"])
    fields = [
        (Column("as_of", N_("As of"), "day"), day),
        *zip(TOTAL, found.total[1:], strict=True),
    ]
    scale = (Column("scale", N_("Scale"), "score"), SCALE)
    parts = (
        options.history("areas", N_("By area"), AREAS, [tuple(row) for row in found.areas]),
        options.history("development", N_("Development"), DEVELOPMENT, [tuple(row) for row in found.development]),
    )
    title = _("Goals as of {day}").format(day=day_long(day))
    emit(here, Page(title, (*fields, scale), parts))
