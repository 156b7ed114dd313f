"""Lines that are bought: voices of a provider, and what is kept of them."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from services.audio.lines import Wanted
from shared.artifacts import Artifacts
from shared.artifacts.records import Cut, SpokenLine
from shared.ledger import Failed, Ledger, Purse, Quote, Receipt, Running
from shared.providers import SpeechBrief, Spoken
from shared.providers.catalogue import ModelSpec
from shared.providers.holysheep import speech as holysheep
from shared.providers.openai import speech as openai
from shared.providers.remote import Work
from shared.providers.remote.agency import Agency, Desk, Wish, quality_of
from shared.providers.remote.media import Shelf
from shared.providers.routing.market import Routed
from shared.runtime import Children
from shared.runtime.scratch import scratch


@dataclass(frozen=True)
class Voices:
    """Makes the markets of lines."""

    agency: Agency
    ledger: Ledger
    store: Artifacts
    children: Children
    folder: Path
    service: str = "audio"

    async def market(self, cut: Cut, wanted: Wanted, purse: Purse) -> Routed[Spoken, SpokenLine] | None:
        """Who has the line's voice; None for a voice of the studio, in either track."""
        if "/" not in wanted.brief.voice:
            return None
        wish = Wish("speech", wanted.brief, frozenset(), quality_of(cut), cut.providers.get("speech", ()))
        adapters = {"holysheep": self._holysheep, "openai": self._openai}
        room = partial(self.ledger.room, purse, wanted.fingerprint)
        return await self.agency.market(wish, adapters, partial(self._keep, wanted), room)

    def _holysheep(self, desk: Desk, spec: ModelSpec, brief: SpeechBrief, quote: Quote) -> Work[Spoken]:
        return holysheep.speak(
            desk.wire, spec, brief, quote, downloads=desk.downloads, children=self.children, shelf=self._shelf
        )

    def _openai(self, desk: Desk, spec: ModelSpec, brief: SpeechBrief, quote: Quote) -> Work[Spoken]:
        return openai.speak(desk.wire, spec, brief, quote, shelf=self._shelf, children=self.children)

    @property
    def _shelf(self) -> Shelf:
        return Shelf(self.store, self.service, self.folder)

    async def _keep(self, wanted: Wanted, work: Work[Spoken], receipt: Receipt) -> SpokenLine | Running | Failed:
        with scratch(self.folder) as folder:
            path = folder / "line.wav"
            spoken = await work.fetch(receipt, path)
            if not isinstance(spoken, Spoken):
                return spoken
            made = self.agency.made(work, "speak", receipt)
            return await wanted.kept(self.store, self.service, path, spoken, made)
