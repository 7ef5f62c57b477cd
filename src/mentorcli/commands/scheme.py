"""mentorcli scheme …"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mentorcli import parsing
from mentorcli.commands import options
from mentorcli.context import Context
from mentorcli.errors import BadValue
from mentorcli.output import Column, Listing, Page, Written, emit, written
from mentorcli.schemes import profile, toml
from mentorcli.tree import new_group
from mentorcli.words import N_, _, day_short

if TYPE_CHECKING:
    from mentorcli.rules.rule import Rule

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
    if key == "rules.off":
        can_be_off(canonical)
    with here.writing() as session:
        row, fresh = service.set_value(session, key, canonical, valid_from=day, today=here.today)
    said = _("{key} is {value} from {day}.").format(
        key=key, value=canonical.replace("\n", ", ") or "–", day=day_short(day)
    )
    written(here, Written("setting", row, said if fresh else _("Already there: {what}").format(what=said)))


def can_be_off(value: str) -> None:
    """Refuse an id that is no rule's, and a rule that stands in the file itself: turning it off would change nothing."""
    for typed in value.split():
        rule = options.rule(typed)
        if rule.decide is None and not rule.coming:
            raise BadValue(
                _("rules.off: {rule} stands in the file and its gates; it cannot be turned off.").format(rule=rule.id),
                _("See a rule: mentorcli scheme rules {rule}").format(rule=rule.id),
            )


RULES = (
    Column("rule", N_("Rule"), "short"),
    Column("severity", N_("Weight"), "weight"),
    Column("starred", "", "flag", machine=True),
    Column("status", N_("Status"), "code", "rule_status"),
    Column("setting", N_("Setting"), wide=True),
    Column("text", N_("What it says")),
    Column("source", N_("From"), "translated", wide=True),
)
PASSED = (Column("record", N_("Record"), "record"), Column("on_day", N_("Day"), "day"), Column("why", N_("Why")))


@app.command("rules")
def rules(
    ctx: typer.Context,
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help="The id of one rule, to see it in full.")] = None,
) -> None:
    """List the rules and whether they hold, as of a day; or explain one. A weight with * yields to --override."""
    here: Context = ctx.obj
    from mentorcli.rules.table import RULES as EVERY

    if rule is not None:
        emit(here, in_full(here, options.rule(rule)))
        return
    in_order = sorted(EVERY, key=lambda one: (one.id[0], int(one.id[1:])))
    emit(here, Listing(RULES, [row(one, here.profile) for one in in_order]))


def row(rule: Rule, held: profile.Profile) -> tuple[object, ...]:
    """A rule as a row, with its settings as they stand in a profile."""
    settings = ", ".join(f"{key} = {profile.canonical(value) or '–'}" for key, value in rule.values(held))
    weight = (rule.severity, rule.starred)
    return rule.id, weight, rule.starred, rule.status(held), settings, _(rule.sentence), rule.source


def in_full(here: Context, rule: Rule) -> Page:
    """One rule with all that is to be said of it: its settings, who asks it, and where it was passed over."""
    from mentorcli.views import override

    columns = {column.key: column for column in RULES}
    columns["text"] = columns["text"]._replace(title="")  # it stands above
    columns["starred"] = Column("starred", N_("May be passed over"), "yesno")
    fields: list[tuple[Column, object]] = list(zip(columns.values(), row(rule, here.profile), strict=True))
    meaning = " ".join(_(profile.KEYS[key].help) for key, _value in rule.values(here.profile))
    fields.insert(5, (Column("definition", N_("… which means")), meaning))
    fields += [(Column("asked_by", N_("Asked at")), ", ".join(f"mentorcli {verb}" for verb in rule.at))]
    fields += [(Column("turned_off_by_id", N_("Named in rules.off"), "flag"), rule.id in here.profile.rules.off)]
    rows = override.of_rule(here.connection, rule.id, here.day)
    part = Listing(PASSED, rows, N_("Passed over"))
    return Page(f"{rule.id}: {_(rule.sentence)}", tuple(fields), (("passed_over", part),))
