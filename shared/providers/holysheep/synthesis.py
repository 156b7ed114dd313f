"""``POST audio/synthesis``: a line is spoken with pitch and energy, and lies at an address."""

from pathlib import Path

from pydantic import BaseModel

from shared.ledger.offers import Accepted, Failed, Running, Ticket
from shared.ledger.prices import Quote
from shared.ledger.records import Receipt
from shared.providers.catalogue.spec import ModelSpec
from shared.providers.holysheep.jobs import finding_call
from shared.providers.holysheep.manner import PITCH_AND_ENERGY, speed
from shared.providers.ports import SpeechBrief, Spoken
from shared.providers.remote.acceptance import answered, submitted
from shared.providers.remote.heard import heard
from shared.providers.remote.media import Downloads
from shared.providers.remote.voices import voice_of
from shared.providers.remote.wire import Wire
from shared.providers.remote.work import Work
from shared.runtime.children import Children


class Request(BaseModel):
    """One line: ``speed``, ``pitch`` and ``energy`` are factors, 1 as usual."""

    model: str
    input: str
    voice: str
    language: str
    speed: float
    pitch: float
    energy: float
    output_format: str = "wav"


class Answer(BaseModel):
    """Where the line lies."""

    audio_url: str


def synthesise(
    wire: Wire, spec: ModelSpec, brief: SpeechBrief, quote: Quote, *, downloads: Downloads, children: Children
) -> Work[Spoken]:
    """A line by that model. Raises Permanent for a voice that it does not have."""
    request = asked(spec, brief)

    async def submit(ticket: Ticket) -> Accepted:
        return await submitted(wire, "audio/synthesis", request, ticket, "audio_url")

    async def fetch(receipt: Receipt, into: Path) -> Spoken | Running | Failed:
        answer = answered(wire, receipt, Answer)
        if isinstance(answer, Failed):
            return answer
        return await downloaded(answer.audio_url, brief, into, downloads, children)

    return Work(wire.spec.name, spec.name, quote, wire.spec.terms, submit, fetch, finding_call(wire))


async def downloaded(url: str, brief: SpeechBrief, into: Path, downloads: Downloads, children: Children) -> Spoken:
    """The line that lies at the address, as the studio would have written it."""
    source = into.with_suffix(".source")
    try:
        await downloads.fetch(url, source, "audio")
        return await children.run(heard, source, brief, into)
    finally:
        source.unlink(missing_ok=True)


def asked(spec: ModelSpec, brief: SpeechBrief) -> Request:
    """The request, the same for the same brief."""
    pitch, energy = PITCH_AND_ENERGY[brief.emotion]
    return Request(
        model=spec.name,
        input=brief.text,
        voice=voice_of(brief, spec),
        language=brief.language,
        speed=speed(brief.style),
        pitch=pitch,
        energy=energy,
    )
