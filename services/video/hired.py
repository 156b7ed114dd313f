"""Takes that are bought: who could film a shot for money, and what is kept of it."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from services.video.introduction import Introduction
from services.video.takes import Ordered
from shared.artifacts import Artifacts
from shared.artifacts.records import Cut, Take
from shared.ledger import Failed, Ledger, Purse, Quote, Receipt, Running
from shared.providers import FilmBrief, Filmed
from shared.providers.catalogue import ModelSpec
from shared.providers.holysheep import video
from shared.providers.remote import Work
from shared.providers.remote.agency import STUDIO, Agency, Desk, Wish, quality_of
from shared.providers.routing import traits_of_brief
from shared.providers.routing.market import Routed
from shared.runtime import Children
from shared.runtime.scratch import scratch


@dataclass(frozen=True)
class Films:
    """Makes the markets of takes."""

    agency: Agency
    ledger: Ledger
    store: Artifacts
    children: Children
    folder: Path
    introduction: Introduction
    service: str = "video"

    async def market(self, cut: Cut, ordered: Ordered, purse: Purse) -> Routed[Filmed, Take] | None:
        """Who could film the take; None where the studio does.

        That is the animatic, what the request wants of the studio, and what no model in use can film. What was bought
        already is fetched, also when its provider is not in use any more.
        """
        if cut.track != "final":
            return None
        preferred = cut.providers.get("video", ())
        remote = preferred[: preferred.index(STUDIO)] if STUDIO in preferred else preferred
        may_be_bought = (bool(remote) or not preferred) and await self.agency.is_able("video", ordered.brief)
        if not may_be_bought and not await self.ledger.is_under_way(ordered.fingerprint):
            return None
        brief = ordered.brief
        wish = Wish("video", brief, traits_of_brief(brief), quality_of(cut), remote, self.introduction)
        adapters = {"holysheep": self._film}
        room = partial(self.ledger.room, purse, ordered.fingerprint)
        return await self.agency.market(wish, adapters, partial(self._keep, ordered), room)

    def _film(self, desk: Desk, spec: ModelSpec, brief: FilmBrief, quote: Quote) -> Work[Filmed]:
        return video.film(
            desk.wire, spec, brief, quote, desk.reference, downloads=desk.downloads, children=self.children
        )

    async def _keep(self, ordered: Ordered, work: Work[Filmed], receipt: Receipt) -> Take | Running | Failed:
        with scratch(self.folder) as folder:
            path = folder / "take.mp4"
            filmed = await work.fetch(receipt, path)
            if not isinstance(filmed, Filmed):
                return filmed
            made = self.agency.made(work, "film", receipt)
            return await ordered.kept(self.store, self.service, path, filmed, made)
