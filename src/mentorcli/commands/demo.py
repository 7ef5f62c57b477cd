"""mentorcli demo"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mentorcli import gates
from mentorcli.commands import options
from mentorcli.commands.init import begin
from mentorcli.context import Context
from mentorcli.errors import BadValue
from mentorcli.output import Written, written
from mentorcli.tree import new_command
from mentorcli.views import names
from mentorcli.words import _

app = new_command()
SCHEME = "slagelse"


@app.command("demo")
def demo(
    ctx: typer.Context,
    into: Annotated[Path, typer.Option(metavar="FOLDER", readable=False, help="The folder to make it in.")] = Path(
        "mentorcli-demo"
    ),
) -> None:
    """Make a sample corps of invented people in a folder of its own: a data file, and the workbook it came from."""
    here: Context = ctx.obj
    from mentorcli.rules.rule import later
    from mentorcli.services import wish
    from mentorcli.services.demo import former_checks, sample, wishes
    from mentorcli.services.demo_casework import casework, written_down
    from mentorcli.services.importing import Import
    from mentorcli.services.record import raw
    from mentorcli.sheets import reading, writing
    from mentorcli.store import files, platform

    options.not_as_of(here)
    folder = into.expanduser().absolute()
    if folder.exists() and any(folder.iterdir()):
        raise BadValue(
            _("{path} is not empty.").format(path=folder), _("Choose another folder with --into, or remove that one.")
        )
    here.path = folder / "demo.db"
    text = _("A sample corps is ready: mentorcli --db {path} status").format(path=here.path)
    if not here.dry_run:
        folder.mkdir(parents=True, exist_ok=True)
        platform.make_private(folder)
        sheets = sample(here.today)
        with files.whole(folder / "korps.xlsx") as draft:
            writing.workbook(draft, [(name, list(map(str, rows[0])), rows[1:]) for name, rows in sheets])
        begin(here, SCHEME)
        profile = here.profile_on(here.today)
        with here.writing() as session:  # recorded long ago, so that its reminders are as due as a real corps's
            Import(session, profile, today=here.today, recorded_on=later(here.today, days=-2000)).run(
                reading.read(folder / "korps.xlsx")
            )
            written_down(session, here.today)
            casework(session, profile, here.today, former_checks(sheets, here.today))
            for side, name, wished in wishes(sheets):
                who = names.person(raw(session), side, name)
                wish.add(session, side, who, gates.wish(wished), on=here.today, today=here.today)
    written(here, Written("demo", 1, text, (("path", str(here.path)), ("workbook", str(folder / "korps.xlsx")))))
