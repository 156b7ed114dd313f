"""The showrunner of a studio that buys, on a folder store; its stages are played by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from services.showrunner.money import Funds
from services.showrunner.production import Production
from shared.artifacts import keys
from shared.artifacts.commands import Command
from shared.artifacts.decisions import Caps
from shared.artifacts.folder import Folder
from shared.artifacts.media import read, written
from shared.artifacts.records import Cut
from shared.events import (
    DramaDirected,
    EpisodeMastered,
    Event,
    OrderBlocked,
    Request,
    ShotCommissioned,
)
from shared.ledger import Prices
from tests.component import test_showrunner
from tests.component.test_showrunner import DRAMA
from tests.ledger.actors import NOW

REQUEST = Request(premise="A rider finds an envelope.", title="Red", episodes=2, budget_usd=Decimal(10))
SHOT = f"{DRAMA}.e01-s01"


class Dear:
    """Every shot's film costs a dollar, its voices ten cents."""

    async def of_words(self, request: Request) -> bool:
        return False

    async def of_cut(self, cut: Cut) -> Caps:
        if cut.track == "animatic":
            return {}
        shots = [f"{cut.episode}-s{n:02}" for n in (1, 2, 3)]
        return {shot: {"audio": Decimal("0.10"), "video": Decimal(1)} for shot in shots}


class Studio(test_showrunner.Studio):
    """The showrunner of a studio that buys; manifests are left out."""

    def __init__(self, store: Folder) -> None:
        super().__init__(store)
        prices = Prices(currency="USD")
        self.production = Production(store, self.decisions, lambda: datetime.now(UTC), Funds(prices), Dear())

    async def master(self, number: int) -> list[Event]:
        cut = (await self.state()).episodes[number].cut
        assert cut
        return await self.hear(
            EpisodeMastered(
                drama=DRAMA, episode=f"{DRAMA}.e{number:02}", cut=cut, number=number, master="compositor/masters/m.json"
            )
        )

    async def command(self, *commands: Command) -> list[Event]:
        events: list[Event] = []
        for command in commands:
            number = len(await self.store.listing(keys.commands(DRAMA))) + 1
            key = keys.command(DRAMA, number)
            await self.store.create(key, written(command))
            events = await self.hear(DramaDirected(drama=DRAMA, command=key))
        return events

    async def lack(self, missing: str, cap: str = "1", about: str = SHOT) -> list[Event]:
        news = {"stage": "video", "order_name": "shot.voiced_x", "reason": "dear", "about": about}
        return await self.hear(OrderBlocked(drama=DRAMA, **news, cap=Decimal(cap), missing=Decimal(missing)))

    async def cap(self) -> Decimal:
        state = await self.state()
        return state.budget.caps(state.episodes[1].cut or "").get(SHOT, {}).get("video", Decimal(0))


def said(**fields: Any) -> dict[str, Any]:
    return {"at": NOW, "revision": 1, **fields}


def gated() -> Request:
    return REQUEST.model_copy(update={"quality": "premium", "stop_at": "animatic", "providers": {"video": ("pika",)}})


def final() -> Request:
    return REQUEST.model_copy(update={"quality": "premium"})


async def cut_of(studio: Studio, number: int) -> Cut:
    name = (await studio.state()).episodes[number].cut or ""
    return await read(studio.store, keys.cut(f"{DRAMA}.e{number:02}", name), Cut)


def shots(orders: Sequence[Event]) -> list[ShotCommissioned]:
    return [order for order in orders if isinstance(order, ShotCommissioned)]
