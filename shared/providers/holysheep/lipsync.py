"""``POST video/lipsync``: the mouths of a film follow a line."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from shared.ledger.offers import Accepted, Failed, Running, Ticket
from shared.ledger.prices import Quote
from shared.ledger.records import Receipt
from shared.providers.catalogue.spec import ModelSpec
from shared.providers.holysheep.jobs import finding_call
from shared.providers.ports import FilmBrief, Filmed
from shared.providers.remote.acceptance import answered, submitted
from shared.providers.remote.conform import conform
from shared.providers.remote.media import Downloads
from shared.providers.remote.wire import Wire
from shared.providers.remote.work import Work
from shared.runtime.children import Children


class Request(BaseModel):
    """``video_url`` and ``audio_url`` must be reachable for the provider."""

    video_url: str
    audio_url: str
    language: str = "zh-CN"
    sync_mode: Literal["fast", "standard", "precise"] = "standard"
    enhance: bool = False


class Answer(BaseModel):
    """Where the film with its mouths lies."""

    synced_video_url: str


def sync(
    wire: Wire,
    spec: ModelSpec,
    request: Request,
    brief: FilmBrief,
    quote: Quote,
    *,
    downloads: Downloads,
    children: Children,
) -> Work[Filmed]:
    """The take of ``brief`` with mouths that follow the sound; the sound itself is left out, as of every take."""

    async def submit(ticket: Ticket) -> Accepted:
        return await submitted(wire, "video/lipsync", request, ticket, "synced_video_url")

    async def fetch(receipt: Receipt, into: Path) -> Filmed | Running | Failed:
        answer = answered(wire, receipt, Answer)
        if isinstance(answer, Failed):
            return answer
        source = into.with_suffix(".source")
        try:
            await downloads.fetch(answer.synced_video_url, source, "video")
            return await children.run(conform, source, brief, into)
        finally:
            source.unlink(missing_ok=True)

    return Work(wire.spec.name, spec.name, quote, wire.spec.terms, submit, fetch, finding_call(wire))
