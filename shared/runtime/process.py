"""The life of a service's process: it answers HTTP, starts its work, and ends in order when it is told to."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any

import uvicorn

from shared.runtime.errors import Misconfigured


class Server(uvicorn.Server):
    """Leaves the signals to whoever runs it: it would end the process before the work has stopped."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def live(
    app: Any, host: str, port: int, start: Callable[[], Coroutine[Any, Any, None]], stop: Callable[[], Awaitable[None]]
) -> None:
    """Serve ``app`` and do the work that ``start`` begins, until SIGTERM or SIGINT; then ``stop``, whatever happened.

    Raises Misconfigured when the port is taken, and what ``start`` raises.
    """
    told_to_end = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told_to_end.set)
    server = Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    with _listening(host, port) as listener:
        serving = asyncio.create_task(server.serve([listener]))
        try:
            await _unless(told_to_end, start())
            await _unless(told_to_end, asyncio.shield(serving))
        finally:
            await stop()
            server.should_exit = True
            await serving


async def _unless(told_to_end: asyncio.Event, work: Awaitable[None]) -> None:
    """Do the work; give it up when we are told to end."""
    ending, working = asyncio.ensure_future(told_to_end.wait()), asyncio.ensure_future(work)
    await asyncio.wait({ending, working}, return_when=asyncio.FIRST_COMPLETED)
    for task in (ending, working):
        task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]
        raise Misconfigured(f"port {port} of {host} cannot be had ({why}): correct DUANJU_PORT") from error
    with listener:
        yield listener
