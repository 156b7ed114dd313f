"""``POST audio/background``: a film gets music."""

from pathlib import Path

from pydantic import BaseModel

from shared.events.request import Mood
from shared.ledger.offers import Accepted, Failed, Running, Ticket
from shared.ledger.prices import Quote
from shared.ledger.records import Receipt
from shared.providers.catalogue.spec import ModelSpec
from shared.providers.holysheep.jobs import finding_call
from shared.providers.remote.acceptance import answered, submitted
from shared.providers.remote.media import Downloads
from shared.providers.remote.wire import Wire
from shared.providers.remote.work import Work


class Request(BaseModel):
    """``video_url`` must be reachable for the provider; fades are seconds, ``volume`` is 0 to 1."""

    video_url: str
    mood: Mood
    volume: float = 0.25
    fade_in: float = 0
    fade_out: float = 0


class Answer(BaseModel):
    """Where the film with its music lies."""

    final_video_url: str


def accompany(wire: Wire, spec: ModelSpec, request: Request, quote: Quote, *, downloads: Downloads) -> Work[Path]:
    """The film with music under it, as the provider made it: the file itself."""

    async def submit(ticket: Ticket) -> Accepted:
        return await submitted(wire, "audio/background", request, ticket, "final_video_url")

    async def fetch(receipt: Receipt, into: Path) -> Path | Running | Failed:
        answer = answered(wire, receipt, Answer)
        if isinstance(answer, Failed):
            return answer
        await downloads.fetch(answer.final_video_url, into, "video")
        return into

    return Work(wire.spec.name, spec.name, quote, wire.spec.terms, submit, fetch, finding_call(wire))
