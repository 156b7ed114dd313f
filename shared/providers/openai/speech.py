"""``POST audio/speech``: a line is spoken, and comes as bytes."""

from pathlib import Path

from pydantic import BaseModel

from shared.ledger.offers import Failed, Running
from shared.ledger.prices import Quote
from shared.ledger.records import Receipt
from shared.providers.catalogue.spec import ModelSpec
from shared.providers.ports import SpeechBrief, Spoken
from shared.providers.remote.media import Shelf
from shared.providers.remote.said import listened, submitting
from shared.providers.remote.voices import voice_of
from shared.providers.remote.wire import Wire
from shared.providers.remote.work import Work
from shared.runtime.children import Children


class _Request(BaseModel):
    model: str
    input: str
    voice: str
    response_format: str = "wav"


def speak(
    wire: Wire, spec: ModelSpec, brief: SpeechBrief, quote: Quote, *, shelf: Shelf, children: Children
) -> Work[Spoken]:
    """A line by that model; ``brief.voice`` is ``provider/voice``. Raises Permanent for a voice that it has not."""
    request = _Request(model=spec.name, input=brief.text, voice=voice_of(brief, spec))

    async def fetch(receipt: Receipt, into: Path) -> Spoken | Running | Failed:
        return await listened(receipt, brief, into, shelf, children)

    submit = submitting(wire, "audio/speech", request, quote, shelf)
    return Work(wire.spec.name, spec.name, quote, wire.spec.terms, submit, fetch)
