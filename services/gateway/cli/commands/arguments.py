"""Arguments that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

from services.gateway.words import help as helps

File = Annotated[Path, typer.Argument(help=helps.FILE(), show_default=False)]
Drama = Annotated[str, typer.Argument(help=helps.DRAMA(), show_default=False)]
Target = Annotated[Path, typer.Argument(help=helps.TARGET(), show_default=False)]
Named = Annotated[str | None, typer.Option("--drama", help=helps.NAMED())]
