"""Arguments that several commands take."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from services.gateway.cli.desk import STATE
from services.gateway.words import help as helps


def known_names(context: typer.Context, incomplete: str) -> Iterator[str]:
    """The dramas of the studio's folder that begin like this: what the shell offers. No name is read, only listed."""
    folder = Path(context.params.get("state") or STATE) / "store" / "showrunner" / "dramas"
    if folder.is_dir():
        yield from sorted(path.name for path in folder.iterdir() if path.name.startswith(incomplete))


File = Annotated[Path, typer.Argument(help=helps.FILE(), show_default=False)]
Drama = Annotated[str, typer.Argument(help=helps.DRAMA(), show_default=False, autocompletion=known_names)]
Target = Annotated[Path, typer.Argument(help=helps.TARGET(), show_default=False)]
Named = Annotated[str | None, typer.Option("--drama", help=helps.NAMED(), autocompletion=known_names)]
