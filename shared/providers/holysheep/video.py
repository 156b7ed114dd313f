"""``POST video/generate``: a take is filmed."""

from pathlib import Path

from pydantic import BaseModel

from shared.ledger.offers import Accepted, Failed, Running, Ticket
from shared.ledger.prices import Quote
from shared.ledger.records import Receipt
from shared.providers.catalogue.able import asked_aspect
from shared.providers.catalogue.spec import ModelSpec
from shared.providers.holysheep.jobs import film_of, finding_job
from shared.providers.holysheep.prompt import NEGATIVE, prompt
from shared.providers.ports import FilmBrief, Filmed
from shared.providers.remote.acceptance import submitted
from shared.providers.remote.conform import conform
from shared.providers.remote.media import Downloads
from shared.providers.remote.refusals import Refused
from shared.providers.remote.wire import Wire
from shared.providers.remote.work import Work
from shared.runtime.children import Children
from shared.runtime.errors import Forgotten, Permanent

RESOLUTIONS = ("720p", "1080p", "4k")
_SEEDS = 2**31
_FPS = (12, 60)


class Request(BaseModel):
    """A film of ``duration`` seconds; ``callback_url`` is told how it ended."""

    model: str
    prompt: str
    negative_prompt: str
    duration: float
    resolution: str
    fps: int
    aspect_ratio: str
    seed: int
    style: str
    emotion_tone: str
    character_reference: str | None = None
    callback_url: str | None = None


def film(
    wire: Wire,
    spec: ModelSpec,
    brief: FilmBrief,
    quote: Quote,
    reference: str = "",
    *,
    downloads: Downloads,
    children: Children,
) -> Work[Filmed]:
    """A take by that model, of as many seconds as are quoted, in the quoted resolution (720p if none is).

    Its subject looks as the picture does that the provider calls ``reference``. What comes is cut to the brief's length
    and cropped to its shape.
    """
    request = asked(spec, brief, quote, reference)

    async def submit(ticket: Ticket) -> Accepted:
        body = request.model_copy(update={"callback_url": ticket.callback or None})
        try:
            return await submitted(wire, "video/generate", body, ticket, "video_url")
        except Refused as error:
            if error.parameter == "character_reference":
                raise Forgotten(str(error)) from None
            raise

    async def fetch(receipt: Receipt, into: Path) -> Filmed | Running | Failed:
        source = into.with_suffix(".source")
        try:
            without = await _downloaded(wire, receipt, source, downloads)
            return await children.run(conform, source, brief, into) if without is None else without
        finally:
            source.unlink(missing_ok=True)

    return Work(wire.spec.name, spec.name, quote, wire.spec.terms, submit, fetch, finding_job(wire))


async def _downloaded(wire: Wire, receipt: Receipt, source: Path, downloads: Downloads) -> Running | Failed | None:
    """The film as the provider made it, by a fresh address; of a call that was answered at once there may be none."""
    at_once = receipt.answer.get("video_url")
    if isinstance(at_once, str) and at_once:
        try:
            await downloads.fetch(at_once, source, "video")
            return None
        except Permanent:
            if not receipt.job:
                raise
    found = await film_of(wire, receipt)
    if not isinstance(found, str):
        return found
    await downloads.fetch(found, source, "video")
    return None


def asked(spec: ModelSpec, brief: FilmBrief, quote: Quote, reference: str = "") -> Request:
    """The request, the same for the same brief and reference: a repeat of its key must be the same call."""
    return Request(
        model=spec.name,
        prompt=prompt(brief, is_shown=bool(reference)),
        negative_prompt=NEGATIVE,
        duration=float(quote.quantity),
        resolution=next((each for each in quote.features if each in RESOLUTIONS), RESOLUTIONS[0]),
        fps=min(max(brief.fps, _FPS[0]), _FPS[1]),
        aspect_ratio=asked_aspect(brief.width, brief.height, spec.aspects),
        seed=(brief.seed * 31 + brief.take) % _SEEDS,
        style=brief.style,
        emotion_tone=brief.mood,
        character_reference=reference or None,
    )
