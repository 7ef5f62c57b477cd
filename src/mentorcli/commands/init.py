"""mentorcli init --scheme PROFILE"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mentorcli.commands import options
from mentorcli.context import Context
from mentorcli.errors import BadValue
from mentorcli.output import Written, written
from mentorcli.schemes import toml
from mentorcli.tree import new_command
from mentorcli.words import _

app = new_command()


@app.command("init")
def init(
    ctx: typer.Context,
    scheme: Annotated[
        str | None, typer.Option(metavar="PROFILE", help="Which scheme: see mentorcli scheme list.")
    ] = None,
) -> None:
    """Make the data file of a scheme, from one of the profiles."""
    here: Context = ctx.obj
    if scheme is None:
        raise BadValue(_("--scheme is missing."), _("Known: {keys}").format(keys=", ".join(toml.shipped())))
    begin(here, scheme)
    text = _("{path} is ready, for {scheme}.").format(path=here.path, scheme=toml.title_of(scheme))
    written(here, Written("scheme", 1, text, (("path", str(here.path)),)))


def begin(here: Context, scheme: str) -> None:
    """Make the file and fill in the profile; on --dry-run only look whether it could be made."""
    options.not_as_of(here)
    settings = toml.load_shipped(scheme)
    from mentorcli.store import files

    files.must_be_free(here.path)
    if here.dry_run:
        return
    from mentorcli.services import scheme as service
    from mentorcli.store import engine, migrate

    def fill(draft: Path) -> None:
        with engine.writing(draft, here.trail()) as session:
            service.begin(session, scheme, settings, today=here.today)

    migrate.create(here.path, fill=fill)
    here.saved = _("It was saved.")
