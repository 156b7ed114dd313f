"""A worker process that buys one thing with the real ledger on a real store, and may be killed on its way."""

import asyncio
import logging
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path

import httpx

from shared.events import digest
from shared.ledger import Callbacks, Ledger, NeedsRuling, Only, Purse, Terms
from shared.runtime import Outstanding, Times, Transient
from shared.runtime.leases import Leases
from tests.chaos.paid.steps import Step, SteppedFolder, SteppedTransport, Steps
from tests.chaos.paid.wares import SERVICES, Bought, Seller, Ware

DONE, PARKED = 0, 3
_TIMES = Times(beat=10, scan=1)
_PATIENCE, _PAUSE = 60.0, 0.05
_CAP, _NOTHING_IS_CHEAP = Decimal(1), Decimal(0)


@dataclass(frozen=True)
class Errand:
    """What to buy, where, on which terms, and at which step to be killed."""

    want: str
    ware: Ware
    terms: Terms
    store: Path
    url: str
    api_key: str
    worker: str
    fatal: Step | None = None

    @property
    def service(self) -> str:
        return SERVICES[self.ware]

    @property
    def fingerprint(self) -> str:
        return digest(self.want)

    @property
    def key(self) -> str:
        return f"{self.service}/bought/{self.fingerprint}.json"

    @property
    def purse(self) -> Purse:
        return Purse("red", "shot.voiced_red.e01-s01_0", f"red/{self.fingerprint}", _CAP, cut="c" * 64)


def run(errand: Errand, told: Connection) -> None:
    """The body of the process: it tells its steps, and ends with DONE or PARKED."""
    logging.disable()
    steps = Steps(errand.fatal)
    ended = asyncio.run(_bought(errand, steps))
    told.send(steps.taken)
    sys.exit(ended)


async def _bought(errand: Errand, steps: Steps) -> int:
    store = SteppedFolder(errand.store, steps)
    leases = Leases(store, errand.service, errand.worker, _TIMES)
    await leases.beat()
    ledger = Ledger(store, errand.service, leases, Callbacks("", ()), lambda: datetime.now(UTC), _NOTHING_IS_CHEAP)
    headers = {"authorization": f"Bearer {errand.api_key}"}
    async with httpx.AsyncClient(
        base_url=errand.url, headers=headers, transport=SteppedTransport(steps), timeout=20
    ) as http:
        market = Only(Seller(errand.ware, errand.terms, http, store).offer())
        async with asyncio.timeout(_PATIENCE):
            while True:
                try:
                    await ledger(errand.key, Bought, market, errand.purse)
                    return DONE
                except (Outstanding, Transient):
                    await asyncio.sleep(_PAUSE)
                except NeedsRuling:
                    return PARKED
