"""mentorcli money …"""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer

from mentorcli import codes, parsing
from mentorcli.commands import options
from mentorcli.commands.options import On, Since, Until
from mentorcli.context import Context
from mentorcli.errors import BadValue
from mentorcli.output import Column, Listing, Written, emit, written
from mentorcli.tree import new_group
from mentorcli.views import money as view
from mentorcli.words import N_, _, amount, day_short, shown

app = new_group("Money in and out.")

COLUMNS = (
    Column("id", N_("No."), "id"),
    Column("on", N_("Day"), "day"),
    Column("direction", N_("In or out"), "code", "money_direction"),
    Column("category", N_("Category"), "code", "money_category"),
    Column("amount_ore", N_("Amount"), "ore"),
    Column("text", N_("Text")),
)


@app.command("add")
def add(
    ctx: typer.Context,
    category: Annotated[
        str, typer.Option(metavar="C", help="section-18, donation, municipal, training … or your own word.")
    ],
    income: Annotated[str | None, typer.Option(metavar="AMOUNT", help="Money in: 12.500,00")] = None,
    expense: Annotated[str | None, typer.Option(metavar="AMOUNT", help="Money out: 750")] = None,
    on: On = None,
    text: Annotated[str, typer.Option(metavar="TEXT", help="What it was, in a few words.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Another amount, equal to one on file.")] = False,
) -> None:
    """Add money in or out."""
    here: Context = ctx.obj
    from mentorcli.services import money as service

    if (income is None) == (expense is None):
        raise BadValue(
            _("Give either --income or --expense."), _("For example: --income 12.500,00 --category section-18")
        )
    day = here.happened(on)
    known = codes.code_for("money_category", category, here.profile_on(here.today).extra("money_category"))
    values: dict[str, Any] = {
        "on_day": day,
        "direction": "income" if income is not None else "expense",
        "category": known or parsing.name(category)[:80],
        "amount_ore": parsing.amount(income if income is not None else expense or ""),
        "text": parsing.line(text),
    }
    with here.writing() as session:
        number, fresh = service.add(session, values, today=here.today, again=again)
    said = _("{direction}, {category}: {amount} on {day}.").format(
        direction=codes.word("money_direction", str(values["direction"])).capitalize(),
        category=codes.word("money_category", str(values["category"])),
        amount=amount(int(str(values["amount_ore"]))),
        day=day_short(day),
    )
    there = _("Already there: {what} Another equal one is added with --again.").format(what=said)
    written(here, Written("money", number, said if fresh else there))


@app.command("account")
def account(
    ctx: typer.Context,
    year: Annotated[str, typer.Argument(metavar="YEAR", help="The year, for example 2017.")],
    on: On = None,
) -> None:
    """Record that the account of a year's § 18 money was sent: F5 asks for it no longer."""
    here: Context = ctx.obj
    day = here.happened(on)
    if not re.fullmatch("[12][0-9]{3}", year, re.ASCII) or year >= day[:4]:
        raise BadValue(
            _("{year} is no year that was over on {day}.").format(year=f"“{shown(year)}”", day=day_short(day)),
            _("For example: mentorcli money account {year}").format(year=int(day[:4]) - 1),
        )
    from mentorcli.services import scheme as service

    said = _("The § 18 account of {year} was sent on {day}.")
    sent = view.account_sent(here.connection, int(year), day)
    if sent is not None:
        there = _("Already there: {what}").format(what=said.format(year=year, day=day_short(sent[1])))
        written(here, Written("setting", sent[0], there))
        return
    with here.writing() as session:
        number, _fresh = service.set_value(session, "money.accounted", year, valid_from=day, today=here.today)
    written(here, Written("setting", number, said.format(year=year, day=day_short(day))))


@app.command("list")
def list_(ctx: typer.Context, since: Since = None, until: Until = None) -> None:
    """List money in and out, by day."""
    here: Context = ctx.obj
    rows = view.listing(here.connection, here.day, **options.period(here, since, until))
    emit(here, Listing(COLUMNS, rows, empty=N_("No money.")))
