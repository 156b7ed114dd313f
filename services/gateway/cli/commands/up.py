"""``duanju up``"""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from infra.local.ports import is_free
from services.gateway.cli.desk import Desk, at_the_desk
from services.gateway.cli.exits import Exit, Failed
from services.gateway.cli.screen import screen_for
from services.gateway.cli.signals import run
from services.gateway.terminal import visible
from services.gateway.words import desk as say
from services.gateway.words import help as helps

if TYPE_CHECKING:
    from infra.local.stack import Stack

_MOST = 16

Workers = Annotated[list[str] | None, typer.Option("--workers", help=helps.WORKERS())]
Port = Annotated[int | None, typer.Option("--port", min=1, max=65535, help=helps.PORT())]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help=helps.VERBOSE())]


@at_the_desk
def up(desk: Desk, workers: Workers = None, port: Port = None, verbose: Verbose = False) -> None:
    from services.gateway.cli.studio import run_up  # noqa: PLC0415 (brings every service's code: slow)

    state = desk.own().state
    replicas = _replicas(workers or [])
    if port and not is_free(port):
        raise Failed(Exit.NO_STACK, say.PORT_TAKEN(port=port))

    def ready(stack: "Stack") -> None:
        url = f"http://127.0.0.1:{stack.ports['gateway']}/v1/dramas"
        facts = {"state": "ready", "url": url, "broker": stack.address, "ports": stack.ports}
        desk.answer(facts, say.READY(url=url), say.LOG_IS(log=stack.state.log))

    screen = screen_for(Console(), desk.as_json)
    run(run_up(state, replicas, port, screen, ready, _echo if verbose else None))


def _echo(service: str, line: str) -> None:
    print(visible(f"{service:<12} | {line}"), flush=True)


def _replicas(words: list[str]) -> dict[str, int]:
    """``video=2`` → ``{"video": 2}``. Raises Failed."""
    from infra.local.stack import SERVICES  # noqa: PLC0415

    found = {}
    for word in words:
        service, _, count = word.partition("=")
        if service not in SERVICES or not count.isdecimal() or not 1 <= int(count) <= _MOST:
            raise Failed(Exit.REFUSED, say.WRONG_WORKERS(word=word, services=", ".join(SERVICES)))
        found[service] = int(count)
    return found
