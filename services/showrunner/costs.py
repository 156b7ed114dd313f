"""What a cut will cost, by the providers in use and the prices of the day."""

import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from shared.artifacts import Artifacts
from shared.artifacts.decisions import Caps
from shared.artifacts.media import read
from shared.artifacts.records import Cast, Cut, Plan
from shared.events import shot_id
from shared.ledger import Prices
from shared.planning.estimate import estimate_shot
from shared.providers.catalogue import Catalogue
from shared.providers.routing.rules import Rules
from shared.runtime.errors import Misconfigured

log = logging.getLogger(__name__)

Estimate = Callable[[Cut], Awaitable[Caps]]


async def for_nothing(_cut: Cut) -> Caps:
    """The offline studio's price."""
    return {}


@dataclass(frozen=True)
class Costs:
    """Estimates by the rules that choose on the day. ``in_use`` names the providers in use now."""

    store: Artifacts
    catalogue: Catalogue
    rules: Rules
    prices: Prices
    in_use: Callable[[], Awaitable[Collection[str]]]
    now: Callable[[], datetime]

    async def __call__(self, cut: Cut) -> Caps:
        """What each stage will spend on each shot of the cut; of an animatic only voices may cost anything."""
        providers = await self.in_use()
        if not providers:
            return {}
        plan, cast = await read(self.store, cut.plan, Plan), await read(self.store, cut.cast, Cast)
        try:
            return self._shots(cut, plan, cast, self.catalogue.among(providers))
        except Misconfigured as error:  # whoever buys says so; an order that lacks a cap asks for one
            log.warning("%s has no estimate: %s", cut.episode, error)
            return {}

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
