"""``duanju completion SHELL``"""

import io
import os
from contextlib import redirect_stdout, suppress
from enum import StrEnum
from typing import Annotated

import typer

from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.words import help as helps

PROGRAM = "duanju"
_ASKS = f"_{PROGRAM.upper()}_COMPLETE"


class ShellName(StrEnum):
    """The shells that can complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


Shell = Annotated[ShellName, typer.Argument(help=helps.SHELL(), show_default=False)]


@at_the_desk
def completion(desk: Desk, shell: Shell) -> None:
    text = script(shell)
    desk.answer({"shell": shell.value, "script": text}, text)


def script(shell: ShellName) -> str:
    """The script of a shell, as the program itself gives it when its variable asks for it."""
    from services.gateway.cli.app import app  # noqa: PLC0415 (it holds this command)

    told = io.StringIO()
    os.environ[_ASKS] = f"source_{shell.value}"
    try:
        with redirect_stdout(told), suppress(SystemExit):
            app(prog_name=PROGRAM, args=[])
    finally:
        del os.environ[_ASKS]
    return told.getvalue().strip()
