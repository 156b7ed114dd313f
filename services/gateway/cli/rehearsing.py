"""The command that runs the simulated provider: ``simulator``."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from infra.simulator import EVERYWHERE, Charge, PortTaken, Running, Scenario, simulating
from services.gateway.cli.desk import Desk
from services.gateway.cli.exits import Exit, Failed
from services.gateway.scenarios import read_scenario
from services.gateway.words import simulator as say


async def run_simulator(desk: Desk, scenario: Path | None, books: Path | None, host: str, port: int) -> None:
    """Run the provider until somebody ends it, which is its purpose and no failure. Raises Failed, BadRequest."""
    found = read_scenario(scenario) if scenario else Scenario()
    with _written_to(books) as write:
        try:
            async with simulating(found, write, host, port) as running:
                _greet(desk, running, books, host)
                try:
                    await asyncio.Event().wait()
                except asyncio.CancelledError:
                    _say_goodbye(desk, running)
        except PortTaken as taken:
            raise Failed(Exit.NO_STACK, say.CANNOT_LISTEN(host=host, port=port, why=taken)) from taken


def _greet(desk: Desk, running: Running, books: Path | None, host: str) -> None:
    secret = running.provider.secret
    facts = {"url": running.url, "key": running.key, "webhook_secret": secret, "books": str(books) if books else None}
    others = (say.OTHERS(port=running.port),) if host in EVERYWHERE else ()
    lines = (say.READY(url=running.url), *others, say.KEY(key=running.key), say.SECRET(secret=secret), say.CTRL_C())
    desk.answer(facts, *lines)


def _say_goodbye(desk: Desk, running: Running) -> None:
    provider = running.provider
    calls = sum(sum(found.values()) for found in provider.stats.calls.values())
    facts = {"calls": calls, "charges": len(provider.books.charges), "total": provider.books.total}
    desk.answer(facts, say.ENDED(**facts))


@contextmanager
def _written_to(path: Path | None) -> Iterator[Callable[[Charge], None]]:
    """Where charges go: each is a line of the file before its call is answered."""
    if path is None:
        yield lambda _charge: None
        return
    with _new(path) as file:

        def write(charge: Charge) -> None:
            file.write(f"{charge.line()}\n")
            file.flush()

        yield write


def _new(path: Path) -> TextIO:
    try:
        if path.is_file() and path.stat().st_size:
            raise Failed(Exit.REFUSED, say.BOOKS_THERE(file=path))
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise Failed(Exit.REFUSED, say.NO_BOOKS(file=path, why=error.strerror)) from error
