"""Arguments that several commands take."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from services.gateway.cli.desk import STATE, is_said
from services.gateway.cli.exits import Failed
from services.gateway.cli.studios import studio_of
from services.gateway.words import help as helps
from shared.artifacts import StoreError
from shared.planning import known_dramas
from shared.runtime.errors import WorkError


def known_names(context: typer.Context, incomplete: str) -> list[str]:
    """The studio's dramas that begin like this: what the shell offers. None where the studio cannot be asked."""
    state = Path(context.params.get("state") or STATE)
    with suppress(Failed, WorkError, StoreError):
        store = studio_of(state, is_said(context, "state")).store()
        return [drama for drama in asyncio.run(known_dramas(store)) if drama.startswith(incomplete)]
    return []


File = Annotated[Path, typer.Argument(help=helps.FILE(), show_default=False)]
Drama = Annotated[str, typer.Argument(help=helps.DRAMA(), show_default=False, autocompletion=known_names)]
Target = Annotated[Path, typer.Argument(help=helps.TARGET(), show_default=False)]
Named = Annotated[str | None, typer.Option("--drama", help=helps.NAMED(), autocompletion=known_names)]
