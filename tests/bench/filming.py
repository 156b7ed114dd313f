"""A worker that buys films of a simulated provider, with the real runtime and ledger.

FILMING_URL=… FILMING_KEY=… python -m tests.bench.filming
"""

import asyncio
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import ClassVar, Literal

import httpx

from shared.artifacts import Artifacts, keys
from shared.events import Event, digest
from shared.ledger import Callbacks, Ledger, Only, Purse, Terms
from shared.runtime import Settings, Stage
from shared.runtime.service import Wiring, Worker, serve
from tests.chaos.paid.wares import Bought, Seller

_TERMS = Terms(acceptance="idempotent", answer_within=60, done_within=3600)
_CAP = Decimal(1)


class FilmWanted(Event):
    """A film is wanted: bought, or only asked for, which takes no time; a slow one takes long to download."""

    name = "film.wanted"
    identity: ClassVar[tuple[str, ...]] = ("drama", "film")
    film: str
    fate: Literal["bought", "asked", "slow"] = "bought"
    sent: float = 0


class FilmBought(Event):
    """A film was bought, or asked for, so many seconds after it was wanted: then a slot began with it."""

    name = "film.bought"
    identity: ClassVar[tuple[str, ...]] = ("drama", "film")
    film: str
    waited: float


@dataclass(frozen=True)
class Shelf:
    """The way to the provider."""

    http: httpx.AsyncClient
    store: Artifacts

    def market(self) -> Only[Bought]:
        return Only(Seller("video", _TERMS, self.http, self.store).offer())


stage = Stage("video")
SLOW = 300.0
"""Seconds that a slow film takes to download."""


@stage.works(FilmWanted, into=FilmBought, slots=2, looks=8)
async def film(order: FilmWanted, paid: Ledger, shelf: Shelf) -> FilmBought:
    waited = time.time() - order.sent
    if order.fate == "slow":
        await asyncio.sleep(SLOW)
    if order.fate == "bought":
        purse = Purse(order.drama, order.order, f"{order.drama}/{order.film}", _CAP)
        await paid(keys.take(digest(order.film)), Bought, shelf.market(), purse)
    return FilmBought.following(order, waited=waited)


def _wire(worker: Worker) -> Wiring:
    headers = {"authorization": f"Bearer {os.environ['FILMING_KEY']}"}
    http = httpx.AsyncClient(base_url=os.environ["FILMING_URL"], headers=headers, timeout=30)
    ledger = Ledger(worker.store, stage.name, worker.leases, Callbacks("", ()), lambda: datetime.now(UTC))
    return Wiring({Ledger: ledger, Shelf: Shelf(http, worker.store)})


if __name__ == "__main__":
    serve(stage, Settings, _wire)
