"""``duanju simulator``"""

from pathlib import Path
from typing import Annotated

import typer

from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.signals import run
from services.gateway.words import help as helps

ScenarioFile = Annotated[Path | None, typer.Option("--scenario", help=helps.SCENARIO())]
BooksFile = Annotated[Path | None, typer.Option("--books", help=helps.BOOKS())]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help=helps.PROVIDER_PORT(), show_default=False)]
Host = Annotated[str, typer.Option("--host", help=helps.HOST())]


@at_the_desk
def simulator(
    desk: Desk, scenario: ScenarioFile = None, books: BooksFile = None, port: Port = 0, host: Host = "127.0.0.1"
) -> None:
    from services.gateway.cli.rehearsing import run_simulator  # noqa: PLC0415 (brings the makers of media: slow)

    run(run_simulator(desk, scenario, books, host, port))
