"""A simulated provider on a port, for as long as it is needed."""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import uvicorn

from infra.simulator.books import Charge
from infra.simulator.provider import Provider
from infra.simulator.scenario import Scenario
from infra.simulator.web.app import API, App
from infra.simulator.web.clock import Clock
from infra.simulator.web.courier import Courier
from infra.simulator.web.lines import Line
from shared.runtime.process import Server

LOOPBACK = "127.0.0.1"
EVERYWHERE = ("", "0.0.0.0")  # noqa: S104 (told, not bound)
"""Hosts that stand for every address of this machine."""


class PortTaken(Exception):
    """Somebody else listens there, or the address is not this machine's."""


@dataclass(frozen=True)
class Running:
    """A simulator that answers: where, with which key, and the provider behind it."""

    origin: str
    provider: Provider
    clock: Clock

    @property
    def url(self) -> str:
        """The base URL of the provider's API."""
        return f"{self.origin}{API.rstrip('/')}"

    @property
    def port(self) -> int:
        return int(self.origin.rpartition(":")[2])

    @property
    def key(self) -> str:
        return self.provider.access.key


@asynccontextmanager
async def simulating(
    scenario: Scenario, write: Callable[[Charge], None] = lambda _: None, host: str = LOOPBACK, port: int = 0
) -> AsyncIterator[Running]:
    """Simulate the provider on that port, or on a free one if it is 0. Raises PortTaken.

    ``write`` gets every charge before its call is answered.
    """
    clock = Clock(scenario.time_scale)
    provider = Provider(scenario, clock.epoch, write)
    webhooks = scenario.webhooks
    courier = Courier(clock, provider.secret, webhooks.retries, webhooks.retry_seconds, provider.stats)
    app = App(provider, clock, courier)
    with _listening(host, port) as listener:
        server = Server(_config(app))
        serving = asyncio.create_task(server.serve([listener]))
        try:
            yield Running(f"http://{_reached(host)}:{listener.getsockname()[1]}", provider, clock)
        finally:
            await courier.close()
            server.should_exit = True
            await serving
            app.close()


def _reached(host: str) -> str:
    """The address that this machine itself reaches it by: one that stands for all of its addresses is none."""
    return LOOPBACK if host in EVERYWHERE else host


def _config(app: App) -> uvicorn.Config:
    return uvicorn.Config(
        app, http=Line, log_level="critical", lifespan="off", proxy_headers=False, timeout_graceful_shutdown=1
    )


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        listener = socket.create_server((host, port), backlog=1024)
    except OSError as error:
        raise PortTaken(os.strerror(error.errno or 0)) from error
    with listener:
        yield listener
