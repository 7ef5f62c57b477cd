"""mentorcli grant …"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from mentorcli import parsing
from mentorcli.commands import options
from mentorcli.commands.options import On
from mentorcli.context import Context
from mentorcli.errors import BadValue, NotFound
from mentorcli.output import Column, Listing, Page, Written, emit, written
from mentorcli.rules.granting import price
from mentorcli.rules.rule import days_between
from mentorcli.tree import new_group
from mentorcli.views import grant as view
from mentorcli.views import names
from mentorcli.words import N_, _, amount, day_short, ngettext
from mentorcli.words import minutes as in_words

app = new_group("Grants: hours that somebody pays for, renewals, what is used and left.")
Which = Annotated[
    str,
    typer.Argument(metavar="GRANT", help="A number like g12, or the young person's name where that fits one grant."),
]
First = Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day.")]
Last = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day; it counts.")]
Hours = Annotated[str | None, typer.Option(metavar="N", help="How many hours in all: 26, 6,5 or 390 min.")]
Rate = Annotated[
    str | None, typer.Option(metavar="KR", help="The price of an hour (default: the scheme's on the first day).")
]
Payer = Annotated[str | None, typer.Option(metavar="TEXT", help="Who pays: the municipality and its department.")]
Contact = Annotated[str | None, typer.Option(metavar="TEXT", help="The contact at the payer.")]
ContactEmail = Annotated[str | None, typer.Option(metavar="ADDRESS", help="The contact's e-mail address.")]
Basis = Annotated[
    str | None, typer.Option(metavar="BASIS", help='The legal basis: lab-167 or "LAB § 167", integration-23d …')
]
Purpose = Annotated[str | None, typer.Option(metavar="TEXT", help="What for, in one line.")]
Tasks = Annotated[str | None, typer.Option(metavar="TEXT", help="The mentor's tasks, in one line.")]
Mentor = Annotated[str | None, typer.Option(metavar="MENTOR", help="The mentor: a name, or a number like m3.")]
Qualification = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What qualifies the mentor (default: what is on file of the mentor).")
]
Reference = Annotated[str | None, typer.Option(metavar="TEXT", help="The payer's case number; never a CPR number.")]
Assessed = Annotated[str | None, typer.Option(metavar="DATE", help="The day of the payer's assessment.")]
Applied = Annotated[str | None, typer.Option("--applied", metavar="DATE", help="It was applied for on this day.")]
Granted = Annotated[
    str | None, typer.Option("--granted", "--on", metavar="DATE", help="It was granted on this day (default: today).")
]
Vat = Annotated[str | None, typer.Option(metavar="V", help="VAT: unclear, exempt or standard (25 %).")]
Interpreter = Annotated[
    bool | None, typer.Option("--interpreter/--no-interpreter", help="An interpreter may be billed, as agreed.")
]

COLUMNS = (
    Column("id", N_("No."), "id", "grant"),
    Column("youth", N_("Young person"), "person", "youth"),
    Column("state", N_("State"), "code", "grant_state"),
    Column("from", N_("From"), "day"),
    Column("to", N_("To"), "day"),
    Column("granted_minutes", N_("Granted"), "time"),
    Column("used_minutes", N_("Used"), "time"),
    Column("left_minutes", N_("Left"), "time"),
    Column("rate_ore", N_("Price of an hour"), "ore", wide=True),
    Column("payer", N_("Payer"), wide=True),
    Column("reference", N_("Reference"), wide=True),
    Column("renews", N_("Renews"), "id", "grant", wide=True),
)
LINES = {"payer": 120, "contact": 120, "reference": 80, "purpose": 500, "tasks": 1000, "qualification": 200}


def typed(here: Context, **given: Any) -> dict[str, Any]:
    """The values of a grant that were given, each through its gate; an empty text clears a field."""
    values: dict[str, Any] = {}
    for name, text in given.items():
        if text is None:
            continue
        if name in LINES:
            values[name] = parsing.line(text, most=LINES[name])
        elif name in ("from_day", "until_day"):
            values[name] = here.nearest(text or " ")  # there is no period without its days
        elif name.endswith("_on"):
            values[name] = here.happened(text) if text else None
        elif name == "interpreter":
            values[name] = int(text)
        elif name in ("legal_basis", "vat"):
            values[name] = options.code(here, name, text, f"--{name.replace('_', '-')}")
        else:
            values[name] = GATES[name](text)
    return values


def rate(text: str) -> int:
    """The price of an hour in øre, at most 10,000 kroner."""
    ore = parsing.amount(text)
    if ore > 1_000_000:
        raise BadValue(_("A price of an hour is at most {most}.").format(most=amount(1_000_000)), "--rate 510")
    return ore


GATES: dict[str, Callable[[str], object]] = {
    "minutes": lambda text: parsing.minutes(text, bare="hours", most=600_000),
    "rate_ore": rate,
    "contact_email": lambda text: parsing.email(text) if text else "",
}


def decided(here: Context, applied: str | None, granted: str | None) -> dict[str, Any]:
    """The day of application or of the decision; today's decision where neither was given."""
    if applied is not None and granted is None:
        return {"applied_on": here.happened(applied)}
    return {**({"applied_on": here.happened(applied)} if applied else {}), "granted_on": here.happened(granted)}


def asked(here: Context, day: str, override: str | None = None) -> Any:
    """What a write is asked under: the scheme's rules of a day, and its price of an hour on any day."""
    from mentorcli.services.grant import Asked

    return Asked(here.profile_on(day), here.today, lambda on: here.profile_on(on).grant.rate_ore, options.why(override))


def chosen(here: Context, connection: Any, text: str, verb: str, day: str, last: str = "") -> int:
    """The one grant that is meant, by number or by its young person.

    One that has the fact already is meant too: `last` is the last day of a renewal that may be there. Where none can
    take the verb it is any of theirs, so that the refusal can say why.
    """
    profile = here.profile_on(day)
    can, every = view.able(connection, profile, day, verb), view.every(connection, profile, day)
    there = view.renewed(connection, last) if verb == "renew" else view.decided(connection, verb, day)
    groups = (there, can, every) if verb == "renew" else (can, there, every)
    what = _("{noun} on {day}").format(noun=_("grant"), day=day_short(day))
    return names.of_youth(connection, "grant", text, what, *groups)


def told(here: Context, number: int, fresh: bool, text: str) -> None:
    """Say back a fact about a grant, or that it was there already."""
    text = text if fresh else _("Already there: {what}").format(what=text)
    written(here, Written("grant", number, text))


def terms(connection: Any, number: int) -> str:
    """A grant as it was written: its days, hours, price and what they make, and whether it is granted yet."""
    sql = "SELECT minutes, rate_ore, granted_on FROM grant WHERE id = ?"
    minutes, rate_ore, granted = connection.execute(sql, (number,)).fetchone()
    form = _("{grant}: {hours} granted at {rate} an hour, {total} in all.")
    if granted is None:
        form = _("{grant}: {hours} applied for at {rate} an hour, {total} in all.")
    total = amount(price(minutes, rate_ore))
    return form.format(
        grant=names.grant_said(connection, number), hours=in_words(minutes), rate=amount(rate_ore), total=total
    )  # fmt: skip


@app.command("add")
def add(
    ctx: typer.Context,
    youth: Annotated[str, typer.Argument(metavar="YOUTH", help="A name, its beginning, or a number like y12.")],
    first: First = None,
    last: Last = None,
    hours: Hours = None,
    rate: Rate = None,
    payer: Payer = None,
    contact: Contact = None,
    contact_email: ContactEmail = None,
    legal_basis: Basis = None,
    purpose: Purpose = None,
    tasks: Tasks = None,
    mentor: Mentor = None,
    qualification: Qualification = None,
    reference: Reference = None,
    assessed: Assessed = None,
    applied: Applied = None,
    granted: Granted = None,
    vat: Vat = None,
    interpreter: Interpreter = None,
    override: options.Override = None,
) -> None:
    """Add a grant that is given or applied for: hours, price, payer, legal basis, purpose and tasks."""
    here: Context = ctx.obj
    from mentorcli.services import grant as service
    from mentorcli.services.record import raw

    values = typed(
        here, from_day=first, until_day=last, minutes=hours, rate_ore=rate, payer=payer, contact=contact,
        contact_email=contact_email, legal_basis=legal_basis, purpose=purpose, tasks=tasks, qualification=qualification,
        reference=reference, assessed_on=assessed, vat=vat, interpreter=interpreter,
    )  # fmt: skip
    values |= decided(here, applied, granted)
    with here.writing() as session:
        values["youth_id"] = names.person(raw(session), "youth", youth)
        values |= {"mentor_id": names.person(raw(session), "mentor", mentor)} if mentor is not None else {}
        under = asked(here, values.get("granted_on") or values["applied_on"], override)
        number, fresh = service.add(session, values, under)
        text = terms(raw(session), number)
    told(here, number, fresh, text)


@app.command("answer")
def answer(
    ctx: typer.Context,
    grant: Which,
    yes: Annotated[bool, typer.Option("--yes", help="It is granted.")] = False,
    no: Annotated[bool, typer.Option("--no", help="It is declined.")] = False,
    on: On = None,
    override: options.Override = None,
) -> None:
    """Record the payer's answer to an application: granted or declined."""
    here: Context = ctx.obj
    from mentorcli.services import grant as service
    from mentorcli.services.record import raw

    yes = yes or here.flag("--yes")  # the global flag of that name is taken out of the line before it is read
    if yes == no:
        raise BadValue(
            _("Say the answer: --yes or --no."), _("See: {command} --help").format(command="mentorcli grant answer")
        )
    day = here.happened(on)
    with here.writing() as session:
        number = chosen(here, raw(session), grant, "answer", day)
        fresh = service.answer(session, number, yes=yes, on=day, asked=asked(here, day, override))
        who = names.grant_said(raw(session), number)
    text = _("{grant}: granted on {day}.") if yes else _("{grant}: declined on {day}.")
    told(here, number, fresh, text.format(grant=who, day=day_short(day)))


@app.command("renew")
def renew(
    ctx: typer.Context,
    grant: Which,
    last: Last = None,
    hours: Hours = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="The first day (default: the day after the former's end)."),
    ] = None,
    rate: Rate = None,
    contact: Contact = None,
    contact_email: ContactEmail = None,
    legal_basis: Basis = None,
    purpose: Purpose = None,
    tasks: Tasks = None,
    mentor: Mentor = None,
    qualification: Qualification = None,
    reference: Reference = None,
    assessed: Assessed = None,
    applied: Applied = None,
    granted: Granted = None,
    override: options.Override = None,
) -> None:
    """Renew a grant from the day after its end; what is not given is as before."""
    here: Context = ctx.obj
    from mentorcli.services import grant as service
    from mentorcli.services.record import raw

    values = typed(
        here, from_day=first, until_day=last, minutes=hours, rate_ore=rate, contact=contact, contact_email=contact_email,
        legal_basis=legal_basis, purpose=purpose, tasks=tasks, qualification=qualification, reference=reference,
        assessed_on=assessed,
    )  # fmt: skip
    values |= decided(here, applied, granted)
    day = values.get("granted_on") or values["applied_on"]
    with here.writing() as session:
        former = chosen(here, raw(session), grant, "renew", day, values.get("until_day", ""))
        values |= {"mentor_id": names.person(raw(session), "mentor", mentor)} if mentor is not None else {}
        number, fresh = service.renew(session, former, values, asked(here, day, override))
        text = terms(raw(session), number) + " " + _("It renews g{former}.").format(former=former)
    told(here, number, fresh, text)


@app.command("stop")
def stop(ctx: typer.Context, grant: Which, on: On = None) -> None:
    """Stop a grant before its end; the day itself still counts."""
    here: Context = ctx.obj
    from mentorcli.services import grant as service
    from mentorcli.services.record import raw

    day = here.happened(on)
    with here.writing() as session:
        number = chosen(here, raw(session), grant, "stop", day)
        fresh = service.stop(session, number, on=day, asked=asked(here, day))
        after = service.later_meetings(session, number, day)
        who = names.grant_said(raw(session), number)
    text = _("{grant}: stopped on {day}.").format(grant=who, day=day_short(day))
    if after:
        more = ngettext("{count} held meeting after that day is not paid for.",
                        "{count} held meetings after that day are not paid for.", after)  # fmt: skip
        text += " " + more.format(count=after)
    told(here, number, fresh, text)


@app.command("edit")
def edit(
    ctx: typer.Context,
    grant: Which,
    first: First = None,
    last: Last = None,
    hours: Hours = None,
    rate: Rate = None,
    payer: Payer = None,
    contact: Contact = None,
    contact_email: ContactEmail = None,
    legal_basis: Basis = None,
    purpose: Purpose = None,
    tasks: Tasks = None,
    mentor: Mentor = None,
    qualification: Qualification = None,
    reference: Reference = None,
    assessed: Assessed = None,
    applied: Applied = None,
    granted: Annotated[
        str | None, typer.Option("--granted", metavar="DATE", help="It was granted on this day.")
    ] = None,
    declined: Annotated[
        str | None, typer.Option("--declined", metavar="DATE", help="It was declined on this day.")
    ] = None,
    stopped: Annotated[
        str | None, typer.Option("--stopped", metavar="DATE", help="It was stopped on this day.")
    ] = None,
    vat: Vat = None,
    interpreter: Interpreter = None,
    override: options.Override = None,
) -> None:
    """Correct a grant. An empty value clears a field."""
    here: Context = ctx.obj
    from mentorcli.services import grant as service
    from mentorcli.services.record import raw

    values = typed(
        here, from_day=first, until_day=last, minutes=hours, rate_ore=rate, payer=payer, contact=contact,
        contact_email=contact_email, legal_basis=legal_basis, purpose=purpose, tasks=tasks, qualification=qualification,
        reference=reference, assessed_on=assessed, applied_on=applied, granted_on=granted, declined_on=declined,
        stopped_on=stopped, vat=vat, interpreter=interpreter,
    )  # fmt: skip
    options.nothing_given(values if mentor is None else {"mentor": mentor}, "mentorcli grant edit")
    with here.writing() as session:
        number = chosen(here, raw(session), grant, "show", here.today)
        values |= {"mentor_id": names.person(raw(session), "mentor", mentor)} if mentor is not None else {}
        changed = service.edit(session, number, values, asked(here, here.today, override))
        who = names.record_said(raw(session), "grant", number)
    options.changed(here, "grant", number, who, changed)


@app.command("list")
def list_(
    ctx: typer.Context,
    youth: Annotated[
        str | None, typer.Argument(metavar="[YOUTH]", help="Only of this young person: a name, or a number like y12.")
    ] = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="Only those in this state.")] = None,
) -> None:
    """List the grants: granted, used and left."""
    here: Context = ctx.obj
    number = names.person(here.connection, "youth", youth) if youth is not None else None
    rows = view.listing(here.connection, here.profile, here.day, youth_id=number)
    if state:
        wanted = options.code(here, "grant_state", state, "--state")
        rows = [row for row in rows if row.state == wanted]
    emit(here, Listing(COLUMNS, rows, empty=N_("No grants.")))


def part(here: Context, youth_id: int) -> tuple[str, Listing]:
    """The grants of a young person, for a page of theirs."""
    rows = view.listing(here.connection, here.profile, here.day, youth_id=youth_id)
    return options.of_youth("grants", N_("Grants"), COLUMNS, rows)


FACTS = (
    Column("mentor", N_("Mentor"), "person", "mentor"),
    Column("qualification", N_("Qualification")),
    Column("legal_basis", N_("Legal basis"), "code", "legal_basis"),
    Column("purpose", N_("Purpose")),
    Column("tasks", N_("Tasks")),
    Column("contact", N_("Contact at the payer")),
    Column("contact_email", N_("E-mail")),
    Column("applied_on", N_("Applied for"), "day"),
    Column("assessed_on", N_("Assessed"), "day"),
    Column("granted_on", N_("Granted on"), "day"),
    Column("declined_on", N_("Declined"), "day"),
    Column("until_day", N_("Planned end"), "day"),
    Column("stopped_on", N_("Stopped"), "day"),
    Column("vat", N_("VAT"), "code", "vat"),
    Column("interpreter", N_("Interpreter as agreed"), "flag"),
    Column("amount_ore", N_("Amount (half øre rounded up)"), "ore"),
    Column("used_ore", N_("Used amount"), "ore"),
    Column("meetings_held", N_("Meetings held"), "count"),
    Column("without_length", N_("Of them without a length"), "count"),
    Column("excused", N_("Excused"), "count"),
    Column("no_shows", N_("No-shows"), "count"),
    Column("cancelled", N_("Cancelled"), "count"),
)
FORECAST = (
    Column("forecast", N_("Forecast"), "code", "grant_forecast"),
    Column("runs_out_on", N_("Hours run out on"), "day"),
    Column("expected_minutes", N_("Used at the end, at this pace"), "time"),
)
CHAIN = (
    *(column for column in COLUMNS if column.key not in ("youth", "payer", "reference")),
    Column("gap_days", N_("Days between"), "count"),
)
WHOLE = (
    Column("chain_granted_minutes", N_("Granted, all renewals"), "time"),
    Column("chain_used_minutes", N_("Used, all renewals"), "time"),
)
MEETINGS = (
    Column("id", N_("No."), "id"),
    Column("on", N_("Day"), "day"),
    Column("kind", N_("Kind"), "code", "meeting_kind"),
    Column("minutes", N_("Length"), "minutes"),
    Column("mentor", N_("Mentor"), "person", "mentor", wide=True),
    Column("match", N_("Match"), "id", "match", wide=True),
)


def titled(state: str) -> tuple[Column, ...]:
    """The columns of a grant on its page: hours that are not granted are not called so."""
    title = N_("Hours applied for")
    asked = state in ("applied", "declined")
    return tuple(c._replace(title=title) if asked and c.key == "granted_minutes" else c for c in COLUMNS)


def chained(rows: list[view.GrantRow]) -> list[tuple[object, ...]]:
    """The grants in a row, each with the days that nobody paid for between it and the one that it renews."""
    last = {row.id: row.last for row in rows}
    found: list[tuple[object, ...]] = []
    for row in rows:
        gap = days_between(last[row.renews], row.first) - 1 if row.renews in last else None
        cells = dict(zip((column.key for column in COLUMNS), row, strict=True))
        found.append((*(cells[column.key] for column in CHAIN[:-1]), gap))
    return found


@app.command("show")
def show(ctx: typer.Context, grant: Which) -> None:
    """Show one grant: granted, used, left and forecast, its chain, the goals, and the meetings behind the hours."""
    here: Context = ctx.obj
    from mentorcli.commands import goal

    number = chosen(here, here.connection, grant, "show", here.day)
    page = view.page(here.connection, number, here.profile, here.day)
    if page is None:
        raise NotFound(_("{name} was not on file on {day}.").format(name=f"g{number}", day=day_short(here.day)), "")
    row, chain = page.row, chained(page.chain)
    given = [one for one in page.chain if one.state not in ("applied", "declined")]
    sums = (sum(one.granted for one in given), sum(one.used for one in given)) if len(chain) > 1 else (None, None)
    same = {"until_day": row.last, "without_length": 0}  # what is as expected is not said to people
    facts = [(c._replace(title="") if page.about[c.key] == same.get(c.key, ...) else c) for c in FACTS]
    fields = [
        *zip(titled(row.state), row, strict=True), *((column, page.about[column.key]) for column in facts),
        *zip(FORECAST, page.forecast or (None, None, None), strict=True), *zip(WHOLE, sums, strict=True),
    ]  # fmt: skip
    parts = (
        ("chain", Listing(CHAIN, chain if len(chain) > 1 else [], N_("The grants in a row"))),
        goal.part(here, row.youth[0]),
        options.history("meetings", N_("Meetings behind the used hours"), MEETINGS, page.meetings),
    )
    emit(here, Page(names.grant_said(here.connection, number), tuple(fields), parts))
