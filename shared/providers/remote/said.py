"""Speech that comes as bytes: kept before its receipt is written, measured for the bill."""

import wave
from collections.abc import Awaitable, Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from pydantic import BaseModel

from shared.ledger.offers import Accepted, Failed, Running, Ticket
from shared.ledger.prices import Quote
from shared.ledger.records import Receipt
from shared.providers.ports import SpeechBrief, Spoken
from shared.providers.remote.heard import heard
from shared.providers.remote.media import Shelf, charged
from shared.providers.remote.wire import Raw, Wire
from shared.runtime.children import Children
from shared.runtime.errors import Permanent, Transient
from shared.runtime.scratch import scratch

_KEPT = "sound"


def submitting(
    wire: Wire, path: str, body: BaseModel, quote: Quote, shelf: Shelf
) -> Callable[[Ticket], Awaitable[Accepted]]:
    """A submission that is answered with sound. A sound that is a WAV file is billed by its length."""

    async def submit(ticket: Ticket) -> Accepted:
        raw = await wire.fetch("POST", path, body=body, ticket=ticket)
        if not raw.content or raw.media_type == "application/json":
            raise Transient(f"{wire.spec.name} answers without sound: nobody knows what became of the call")
        billed = charged(quote, minutes) if (minutes := length(raw)) and quote.unit == "minute" else None
        return Accepted("", billed, {_KEPT: await shelf.put(raw.content, raw.media_type or "audio/wav")})

    return submit


async def listened(
    receipt: Receipt, brief: SpeechBrief, into: Path, shelf: Shelf, children: Children
) -> Spoken | Running | Failed:
    """The line of a receipt that names its sound. Raises Permanent if it names none: nobody kept it."""
    if _KEPT not in receipt.answer:
        raise Permanent("the sound came with an answer that was lost, and cannot be asked for")
    with scratch(shelf.folder) as folder:
        await shelf.get(receipt.answer[_KEPT], folder / "answer")
        return await children.run(heard, folder / "answer", brief, into)


def length(raw: Raw) -> Decimal | None:
    """The minutes of a WAV file; None of anything else."""
    try:
        with wave.open(BytesIO(raw.content)) as file:
            size = file.getsampwidth() * file.getnchannels()
            frames = min(file.getnframes(), len(raw.content) // size)  # who streams does not know yet how many
            return Decimal(frames) / Decimal(file.getframerate()) / 60
    except (wave.Error, EOFError, ZeroDivisionError):
        return None
