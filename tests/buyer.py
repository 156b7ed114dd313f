"""A stage that buys: its parts on a store of the test's own, with a simulated provider in place of the catalogue's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from services.audio.hired import Voices
from services.video.hired import Films
from services.video.introduction import Introduction
from services.video.takes import Ordered
from shared.artifacts.folder import Folder
from shared.artifacts.records import Cut, Record
from shared.ledger import Callbacks, Ledger, Market, Prices, Purse
from shared.providers import FilmBrief
from shared.providers.catalogue import Catalogue, Limits
from shared.providers.in_use import decide, in_use
from shared.providers.remote.agency import Agency, Lines
from shared.providers.remote.gate import Gate
from shared.providers.routing import Rules
from shared.providers.settings import RemoteSettings
from shared.runtime import Children, Once, Outstanding, Times
from shared.runtime.leases import Leases
from tests.simulated import Client, provider

R = TypeVar("R", bound=Record)

CUT = Cut(
    drama="red",
    episode="red.e01",
    number=1,
    plan="script/plans/p",
    cast="character/casts/c",
    track="final",
    quality="standard",
    language="zh-CN",
    style="cinematic",
)
FILM = FilmBrief(
    place="street",
    time="night",
    mood="suspense",
    framing="medium",
    move="push-in",
    action="她回头看。",
    actors=(),
    utterances=(),
    seconds=1.5,
    style="cinematic",
    seed=7,
    width=144,
    height=256,
)
TAKE = Ordered.of(CUT, "red.e01-s01", FILM)
PURSE = Purse("red", "shot.voiced_red.e01-s01_0", "red/red.e01-s01", Decimal(10))
PRICES = 'currency = "CNY"\nper_usd = 8\n[unknown]\nsecond = 0.8\nminute = 2.4\ncall = 0.16\n"million tokens" = 8\n'
TERMS = {"acceptance": "idempotent", "answer_within": 20, "done_within": 60}


class House:
    """A buyer's parts on a store, with a simulated provider in place of the shipped catalogue's own."""

    def __init__(self, client: Client, folder: Path, children: Children, worker: str = "one") -> None:
        (folder / "keys.toml").write_text(f'holysheep = "{client.key}"\n')
        (folder / "prices.toml").write_text(PRICES)
        self.store = Folder(folder / "store")
        self.client = client
        self.leases = Leases(self.store, "video", worker, Times())
        self.ledger = Ledger(self.store, "video", self.leases, Callbacks("", ()), now)
        shipped = Catalogue.read()
        house = shipped.provider_of("holysheep").model_copy(
            update={"base_url": client.running.url, "downloads": ("127.0.0.1",), "limits": Limits()}
        )
        house = type(house).model_validate(house.model_dump() | {"terms": TERMS})
        self.agency = Agency(
            shipped.model_copy(update={"provider": (house,)}),
            Rules.read(),
            Prices.read(folder / "prices.toml"),
            lambda: in_use(self.store),
            Gate(self.store, worker, {}, {}),
            Lines(RemoteSettings(keys=folder / "keys.toml", allow_loopback=True)),
            now,
        )
        self.once = Once(self.store, self.leases, 0.01)
        introduction = Introduction(self.store, self.once, self.agency.gate, folder)
        self.films = Films(self.agency, self.ledger, self.store, children, folder, introduction)
        self.voices = Voices(self.agency, self.ledger, self.store, children, folder)

    async def use(self, *providers: str) -> None:
        await decide(self.store, lambda _: providers, "a test", now())

    async def bought(self, key: str, kind: type[R], market: Market[R] | None) -> R:
        """The result, however often it has to be asked for."""
        assert market is not None
        async with asyncio.timeout(60):
            while True:
                try:
                    return await self.ledger(key, kind, market, PURSE)
                except Outstanding:
                    await asyncio.sleep(0.05)


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def house(folder: Path, children: Children, scenario: dict[str, Any] | None = None) -> AsyncIterator[House]:
    async with provider(scenario) as client:
        found = House(client, folder, children)
        await found.leases.beat()
        yield found
