"""Playing a request through every service, from the request to the masters."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import services.audio.main
import services.character.main
import services.compositor.main
import services.script.main
import services.video.main
from infra.rehearsal.overlay import Overlay
from infra.rehearsal.understudy import OPERATIONS, Call, Sketch, Till, Understudy
from services.audio.service import stage as audio
from services.character.casting import Casting
from services.character.service import stage as character
from services.compositor.service import stage as compositor
from services.script.service import stage as script
from services.showrunner.production import Production
from services.showrunner.service import stage as showrunner
from services.video.service import stage as video
from shared.artifacts import Artifacts
from shared.events import DramaCompleted, DramaRequested, EpisodeMastered, Order, Request, ShotVoiced
from shared.ledger import Ledger
from shared.planning import Decisions
from shared.providers.settings import BuyerSettings
from shared.runtime import Once, Stage
from shared.runtime.service import Worker
from shared.runtime.stage import orders_in

_WIRES = {
    script.name: services.script.main.wire,
    character.name: services.character.main.wire,
    audio.name: services.audio.main.wire,
    video.name: services.video.main.wire,
    compositor.name: services.compositor.main.wire,
}


async def rehearse(store: Artifacts, drama: str, request: Request, weights: Path) -> list[Call]:
    """Every call that the request of the drama needs, in the order of the stages; those whose result is there say so.

    Nothing is written and no model is called, but for the offline writer. Raises what a service would give up an order
    for, such as Permanent for a voice that does not exist, and StoreError.
    """
    overlay = Overlay(store)
    understudy = Understudy(overlay)
    company = players(overlay, understudy, weights)
    waiting: deque[Order] = deque([DramaRequested(drama=drama, request=request)])
    seen: set[str] = set()
    lines: dict[str, list[str]] = {}
    while waiting:
        order = waiting.popleft()
        if order.id in seen or isinstance(order, EpisodeMastered | DramaCompleted):
            continue
        seen.add(order.id)
        understudy.subject = order.subject.removeprefix(f"{drama}.")
        for player in company:
            waiting += await player.play(order)
        if isinstance(order, ShotVoiced):
            for voiced in order.lines:
                lines.setdefault(voiced.record, []).append(voiced.line)
    return _in_order(understudy.calls.values(), lines)


@dataclass(frozen=True)
class Player:
    """One service of a rehearsal."""

    stage: Stage
    effects: Mapping[type, object]

    async def play(self, order: Order) -> list[Order]:
        """What the service answers to an order or to news; nothing if they are none of its business."""
        named = {declared.kind.name: declared for declared in self.stage.news.values()} | self.stage.work
        declared = named.get(order.name)
        return orders_in(await declared.bind(self.effects)(order)) if declared else []


def players(store: Artifacts, understudy: Understudy, weights: Path) -> list[Player]:
    """Every service but the gateway, wired as on the day but for ``once`` and the ledger: that is the understudy."""
    production = Production(store, Decisions(store), lambda: datetime.now(UTC))
    company = [Player(showrunner, {Production: production})]
    for stage in (script, character, audio, video, compositor):
        worker = Worker(stage, BuyerSettings(weights=weights, keys=None, webhooks=""), store)  # nobody is called
        worker.effects[Once] = understudy
        effects = {**worker.effects, **_WIRES[stage.name](worker).effects}
        if Ledger in effects:
            effects[Ledger] = Till(understudy)
        if isinstance(casting := effects.get(Casting), Casting):
            effects[Casting] = replace(casting, image=Sketch())
        company.append(Player(stage, effects))
    return company


def _in_order(calls: Iterable[Call], lines: Mapping[str, list[str]]) -> list[Call]:
    """By stage, then by what they are about; speech tells the lines, where the order under way told the shot."""
    named: dict[tuple[str, str, str], Call] = {}
    for call in calls:
        for about in lines.get(call.key, [call.about]):
            named[call.operation, about, call.key] = replace(call, about=about)
    stages = list(OPERATIONS.values())
    return sorted(named.values(), key=lambda call: (stages.index(call.operation), call.about))
