"""``POST audio/speech``: a line is spoken and comes as bytes; or a voice is cloned."""

import base64
from pathlib import Path

from pydantic import BaseModel

from shared.events.request import Language
from shared.ledger.offers import Accepted, Failed, Running, Ticket
from shared.ledger.prices import Quote
from shared.ledger.records import Receipt
from shared.providers.catalogue.spec import ModelSpec
from shared.providers.holysheep.jobs import finding_call
from shared.providers.holysheep.manner import INTENSITIES, speed
from shared.providers.holysheep.synthesis import downloaded, synthesise
from shared.providers.ports import SpeechBrief, Spoken
from shared.providers.remote.acceptance import answered, submitted
from shared.providers.remote.media import Downloads, Shelf
from shared.providers.remote.said import listened, submitting
from shared.providers.remote.voices import voice_of
from shared.providers.remote.wire import Wire
from shared.providers.remote.work import Work
from shared.runtime.children import Children

_PATH = "audio/speech"
_SYNTHESISED = "voice-tts-"
"""Models whose name begins so are called by ``audio/synthesis``."""


class Request(BaseModel):
    """One line: ``speed`` and ``emotion_intensity`` are factors, 1 as usual."""

    model: str
    input: str
    voice: str
    speed: float
    emotion_intensity: float
    response_format: str = "wav"


class CloneRequest(BaseModel):
    """``source_audio`` is a sound file in base64."""

    voice_clone: bool = True
    source_audio: str
    character_name: str
    language: str
    style: str


class ClonedVoice(BaseModel):
    """A voice of its own, by the provider's name for it."""

    voice_id: str


def speak(
    wire: Wire,
    spec: ModelSpec,
    brief: SpeechBrief,
    quote: Quote,
    *,
    downloads: Downloads,
    children: Children,
    shelf: Shelf,
) -> Work[Spoken]:
    """A line by that model, by whichever call the model has. Raises Permanent for a voice that it does not have."""
    if spec.name.startswith(_SYNTHESISED):
        return synthesise(wire, spec, brief, quote, downloads=downloads, children=children)
    request = Request(
        model=spec.name,
        input=brief.text,
        voice=voice_of(brief, spec),
        speed=speed(brief.style),
        emotion_intensity=INTENSITIES[brief.emotion],
    )

    async def fetch(receipt: Receipt, into: Path) -> Spoken | Running | Failed:
        url = receipt.answer.get("audio_url")  # a call that was found by its key names an address
        if isinstance(url, str):
            return await downloaded(url, brief, into, downloads, children)
        return await listened(receipt, brief, into, shelf, children)

    submit = submitting(wire, _PATH, request, quote, shelf)
    return Work(wire.spec.name, spec.name, quote, wire.spec.terms, submit, fetch, finding_call(wire))


def clone(
    wire: Wire, spec: ModelSpec, sample: bytes, name: str, language: Language, style: str, quote: Quote
) -> Work[ClonedVoice]:
    """A voice like the one in ``sample`` (a sound file's bytes), for the character of that name."""
    request = CloneRequest(
        source_audio=base64.b64encode(sample).decode(), character_name=name, language=language, style=style
    )

    async def submit(ticket: Ticket) -> Accepted:
        return await submitted(wire, _PATH, request, ticket, "voice_id")

    async def fetch(receipt: Receipt, into: Path) -> ClonedVoice | Running | Failed:
        return answered(wire, receipt, ClonedVoice)

    return Work(wire.spec.name, spec.name, quote, wire.spec.terms, submit, fetch, finding_call(wire))
