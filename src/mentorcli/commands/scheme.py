"""mentorcli scheme …"""

from __future__ import annotations

from typing import Annotated

import typer

from mentorcli import parsing
from mentorcli.context import Context
from mentorcli.output import Column, Listing, Written, emit, written
from mentorcli.schemes import profile, toml
from mentorcli.tree import new_group
from mentorcli.words import N_, _, day_short

app = new_group("The scheme's rules and numbers.")

PROFILES = (Column("name", N_("Profile")), Column("title", N_("Scheme")))
SETTINGS = (
    Column("key", N_("Setting")),
    Column("value", N_("Value")),
    Column("valid_from", N_("From"), "day"),
    Column("help", N_("What it means")),
)


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """List the profiles that come with the program."""
    emit(ctx.obj, Listing(PROFILES, [(name, toml.title_of(name)) for name in toml.shipped()]))


@app.command("show")
def show(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--every", help="Also the values of earlier and coming days.")] = False,
) -> None:
    """Show the scheme's settings, as they stand on a day."""
    here: Context = ctx.obj
    rows = []
    for key in profile.KEYS.values():
        dated = [(value, since) for name, value, since in here.settings if name == key.name]
        held = [pair for pair in dated if pair[1] <= here.day]
        for value, since in dated if every else held[-1:]:
            said = ", ".join(item.split("|")[0] for item in value.split("\n")) if key.kind == "list" else value
            rows.append((key.name, said, since if since != profile.BEGINNING else None, _(key.help)))
    emit(here, Listing(SETTINGS, rows))


@app.command("set")
def set_(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The setting, as `scheme show` names it.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The new value; empty for not used.")],
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="From which day on (default: today).")
    ] = None,
) -> None:
    """Set a number or rule of the scheme from a day on; earlier years keep the old one."""
    here: Context = ctx.obj
    from mentorcli.services import scheme as service

    day = parsing.day(since, today=here.today, sense="past") if since else here.today
    extra = here.profile_on(day).extra("source")
    canonical = toml.parse_setting(key, value, extra)
    with here.writing() as session:
        row, fresh = service.set_value(session, key, canonical, valid_from=day, today=here.today)
    said = _("{key} is {value} from {day}.").format(
        key=key, value=canonical.replace("\n", ", ") or "–", day=day_short(day)
    )
    written(here, Written("setting", row, said if fresh else _("Already there: {what}").format(what=said)))
