"""What a cut will cost, by the providers in use and the prices of the day."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from shared.artifacts import Artifacts
from shared.artifacts.decisions import Caps
from shared.artifacts.media import read
from shared.artifacts.records import Cast, Cut, Plan
from shared.events import shot_id
from shared.events.request import Request
from shared.ledger import Prices
from shared.planning.estimate import estimate_shot
from shared.providers.catalogue import Catalogue
from shared.providers.in_use import InUse
from shared.providers.routing.rules import Rules
from shared.runtime.errors import Misconfigured

log = logging.getLogger(__name__)


class Costs(Protocol):
    """What things will cost, in the deployment's currency."""

    async def of_words(self, request: Request) -> bool:
        """Whether the words of the scripts cost anything."""

    async def of_cut(self, cut: Cut) -> Caps:
        """What each stage will spend on each part of the cut."""


class Nothing:
    """The offline studio's price."""

    async def of_words(self, request: Request) -> bool:
        return False

    async def of_cut(self, cut: Cut) -> Caps:
        return {}


@dataclass(frozen=True)
class Tariffs:
    """Estimates by the rules that choose on the day."""

    store: Artifacts
    catalogue: Catalogue
    rules: Rules
    prices: Prices
    in_use: Callable[[], Awaitable[InUse]]
    now: Callable[[], datetime]

    async def of_words(self, request: Request) -> bool:
        """Whether a chat model is in use, for a request that wants better than an animatic."""
        return request.quality != "animatic" and bool((await self._used()).models("chat"))

    async def of_cut(self, cut: Cut) -> Caps:
        """What each stage will spend on each shot of the cut; of an animatic only voices may cost anything."""
        used = await self._used()
        if not used.model:
            return {}
        plan, cast = await read(self.store, cut.plan, Plan), await read(self.store, cut.cast, Cast)
        try:
            return self._shots(cut, plan, cast, used)
        except Misconfigured as error:  # whoever buys says so; an order that lacks a cap asks for one
            log.warning("%s has no estimate: %s", cut.episode, error)
            return {}

    async def _used(self) -> Catalogue:
        return self.catalogue.among((await self.in_use()).providers)

    def _shots(self, cut: Cut, plan: Plan, cast: Cast, catalogue: Catalogue) -> Caps:
        voices = {member.character.name: member.voice for member in cast.members}
        found: dict[str, dict[str, Decimal]] = {}
        for shot in plan.shots:
            stages = estimate_shot(
                shot,
                shot.seconds,
                "premium" if cut.quality == "premium" else "standard",
                catalogue,
                self.rules,
                self.prices,
                self.now().date(),
                voices=voices,
                preferences={str(capability): names for capability, names in cut.providers.items()},
            )
            paid = {stage: amount for stage, amount in stages.items() if cut.track == "final" or stage == "audio"}
            if paid:
                found[shot_id(cut.drama, shot.id)] = paid
        return found
