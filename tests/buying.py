"""A buyer's parts on a store of its own, with a simulated provider behind each of its providers' names."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from services.audio.hired import Voices
from services.audio.lines import Wanted
from services.video.hired import Films
from services.video.introduction import Introduction
from services.video.takes import Ordered
from shared.artifacts.folder import Folder
from shared.artifacts.records import Record
from shared.ledger import Callbacks, Ledger, Market, Prices, Purse, Terms
from shared.providers.catalogue import Catalogue, Limits
from shared.providers.in_use import decide, in_use
from shared.providers.remote.agency import Agency, Lines
from shared.providers.remote.gate import Gate
from shared.providers.routing import Rules
from shared.providers.settings import RemoteSettings
from shared.runtime import Children, Once, Outstanding, Times
from shared.runtime.leases import Leases
from tests import briefs
from tests.briefs import CUT, FILM
from tests.simulated import Client, provider

R = TypeVar("R", bound=Record)

TAKE = Ordered.of(CUT, "red.e01-s01", FILM)
LINE = Wanted.of(briefs.LINE)
PURSE = Purse("red", "shot.voiced_red.e01-s01_0", "red/red.e01-s01", Decimal(10))
PRICES = 'currency = "CNY"\nper_usd = 8\n[unknown]\nsecond = 0.8\nminute = 2.4\ncall = 0.16\n"million tokens" = 8\n'
TERMS = Terms(acceptance="idempotent", answer_within=20, done_within=60)


class House:
    """The parts of a worker. ``names`` are the providers: each has the shipped models, and keys of its own."""

    def __init__(
        self,
        client: Client,
        folder: Path,
        children: Children,
        worker: str = "one",
        names: Iterable[str] = ("holysheep",),
    ) -> None:
        self.client, self._keys = client, folder / "keys.toml"
        self.write_keys(dict.fromkeys(names, client.key))
        (folder / "prices.toml").write_text(PRICES)
        self.store = Folder(folder / "store")
        self.leases = Leases(self.store, "video", worker, Times())
        self.ledger = Ledger(self.store, "video", self.leases, Callbacks("", ()), _now)
        gate = Gate(self.store, worker, {}, {})
        self.agency = Agency(
            _catalogue(client.running.url, names),
            Rules.read(),
            Prices.read(folder / "prices.toml"),
            lambda: in_use(self.store),
            gate,
            Lines(RemoteSettings(keys=self._keys, allow_loopback=True), gate),
            _now,
        )
        self.charges = client.charges
        self.once = Once(self.store, self.leases, 0.01)
        introduction = Introduction(self.store, self.once, gate, folder)
        self.films = Films(self.agency, self.ledger, self.store, children, folder, introduction)
        self.voices = Voices(self.agency, self.ledger, self.store, children, folder)

    @property
    def looks(self) -> Counter[str]:
        """How the provider answered those who asked for a job."""
        return self.answers("video/jobs")

    def answers(self, call: str) -> Counter[str]:
        """How the provider answered such calls, by status."""
        return self.client.running.provider.stats.calls.get(call, Counter())

    def write_keys(self, keys: dict[str, str]) -> None:
        self._keys.write_text("".join(f'{name} = "{key}"\n' for name, key in keys.items()))

    async def end_keys(self) -> None:
        """Every key that was given out is refused from now on."""
        await self.client.desk("keys/expire", "POST")

    async def fresh_key(self) -> str:
        return str((await self.client.desk("keys", "POST"))["key"])

    async def use(self, *providers: str) -> None:
        await decide(self.store, lambda _: providers, "a test", _now())

    async def bought(self, key: str, kind: type[R], market: Market[R] | None) -> R:
        """The result, however often it has to be asked for."""
        assert market is not None
        async with asyncio.timeout(60):
            while True:
                try:
                    return await self.ledger(key, kind, market, PURSE)
                except Outstanding:
                    await asyncio.sleep(0.05)


def _catalogue(url: str, names: Iterable[str]) -> Catalogue:
    shipped = Catalogue.read()
    there = {"base_url": url, "downloads": ("127.0.0.1",), "limits": Limits(), "terms": TERMS}
    houses = [shipped.provider_of("holysheep").model_copy(update=there | {"name": name}) for name in names]
    models = [each.model_copy(update={"provider": name}) for name in names for each in shipped.model]
    return Catalogue(provider=tuple(houses), model=tuple(models))


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def house(
    folder: Path, children: Children, scenario: dict[str, Any] | None = None, names: Iterable[str] = ("holysheep",)
) -> AsyncIterator[House]:
    async with provider(scenario) as client:
        found = House(client, folder, children, names=names)
        await found.leases.beat()
        yield found
