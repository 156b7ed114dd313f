"""The scenes of an episode in chat models' words, each bought once; what no model can word keeps the offline words."""

import asyncio
import logging
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from services.script.dialogue.brief import SceneBrief, briefs
from services.script.dialogue.checks import all_worded
from services.script.dialogue.prompt import asked
from services.script.dialogue.taking import taken
from services.script.writers import Wish, Writers
from shared.artifacts import keys
from shared.artifacts.records import Plan, SceneWords, Story, WrittenScene
from shared.events import EpisodeCommissioned, digest
from shared.ledger import Failed, Ledger, Market, NeedsRuling, OverCap, Purse, Receipt, Running, purse_of
from shared.planning.recipes import DIALOGUE
from shared.providers.completions import Completion, Malformed
from shared.providers.remote import Work
from shared.providers.routing.rules import Quality
from shared.providers.routing.traits import traits_of_scene
from shared.runtime.errors import Permanent, Rejected
from shared.runtime.scratch import scratch
from shared.runtime.together import together

log = logging.getLogger(__name__)

_LONGEST_REASON = 500


@dataclass(frozen=True)
class Desk:
    """Where scenes are written: the ledger, who can be asked, and a folder for what they answer."""

    paid: Ledger
    writers: Writers
    scratch: Path


@dataclass(frozen=True)
class Wording:
    """An episode whose scenes are to be worded: ``plan`` is the offline writer's, without a person's own words."""

    plan: Plan
    story: Story
    order: EpisodeCommissioned
    quality: Quality
    desk: Desk

    async def worded(self) -> tuple[Plan, tuple[SceneWords, ...]]:
        """The plan in the models' words, and whose words each scene has.

        All scenes are asked for at the same time. Safe to repeat: a scene that was bought is found. Raises Outstanding
        while one is at work, OverCap, NeedsRuling, and what keeps any model from being asked.
        """
        scenes = await asyncio.to_thread(briefs, self.plan, self.story)
        words = sum(brief.words for brief in scenes)
        found = await together(*(self._scene(brief, Decimal(brief.words) / words) for brief in scenes))
        shots = [scene.shots if scene else None for scene, _ in found]
        plan, refused = await asyncio.to_thread(all_worded, self.plan, self.story, shots)
        ends = zip(scenes, found, refused, strict=True)
        return plan, tuple(self._told(brief, scene, reason or late) for brief, (scene, reason), late in ends)

    async def _scene(self, brief: SceneBrief, share: Decimal) -> tuple[WrittenScene | None, str]:
        """The scene, found or bought; or why no model can word it, so that it keeps the offline writer's words."""
        fingerprint = self._fingerprint(brief)
        purse = purse_of(self.order, "script")
        try:
            market = await self._market(brief, fingerprint, purse, share)
            return await self.desk.paid(keys.scene(fingerprint), WrittenScene, market, purse), ""
        except (OverCap, NeedsRuling):
            raise
        except (Rejected, Permanent, Malformed) as error:
            return None, str(error)[:_LONGEST_REASON]

    def _fingerprint(self, brief: SceneBrief) -> str:
        return digest([DIALOGUE, self.quality, brief])

    async def _market(self, brief: SceneBrief, fingerprint: str, purse: Purse, share: Decimal) -> Market[WrittenScene]:
        async def keep(work: Work[Completion], receipt: Receipt) -> WrittenScene | Running | Failed:
            with scratch(self.desk.scratch) as folder:
                said = await work.fetch(receipt, folder / "answer.txt")
            if not isinstance(said, Completion):
                return said
            try:
                shots = await asyncio.to_thread(taken, said, brief, self.plan, self.story)
            except Malformed as error:
                return Failed(error, receipt.billed)
            return WrittenScene(fingerprint=fingerprint, shots=shots, made=self.desk.writers.made(work, receipt))

        async def room() -> Decimal:
            """Other scenes are bought from the same cap at the same time: no more than this one's share."""
            return min(await self.desk.paid.room(purse, fingerprint), purse.cap * share)

        traits = traits_of_scene([self.plan.shot(name) for name in brief.shots])
        wish = Wish(asked(brief), brief.language, traits, self.quality, self.order.providers)
        return await self.desk.writers.market(wish, keep, room)

    def _told(self, brief: SceneBrief, scene: WrittenScene | None, reason: str) -> SceneWords:
        if reason:
            about = f"{self.order.drama}, {brief.first} to {brief.last}"
            log.warning("%s: the offline writer's words are kept: %s", about, reason)
        key = keys.scene(self._fingerprint(brief)) if scene else None
        return SceneWords(first=brief.first, last=brief.last, scene=key, reason=reason)
