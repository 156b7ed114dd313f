"""What an adapter needs to bring media home."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, Protocol

from shared.artifacts import Artifacts, Lost
from shared.artifacts.media import fetch, keep
from shared.artifacts.records import Media
from shared.ledger.prices import Quote
from shared.runtime.errors import Permanent
from shared.runtime.scratch import scratch


class Downloads(Protocol):
    """Whoever may follow an address that a provider named."""

    async def fetch(self, url: str, into: Path, media: Literal["video", "audio", "image"]) -> object:
        """Download a file of that kind. Raises Transient where it broke off, Permanent where it is refused."""


@dataclass(frozen=True)
class Shelf:
    """Where media are kept that a provider answers with at once, before a receipt can name them.

    ``service`` owns them; ``folder`` is for temporary files.
    """

    store: Artifacts
    service: str
    folder: Path

    async def put(self, content: bytes, media_type: str) -> dict[str, object]:
        """Keep the content; what a receipt's answer says of it. A store that is away is waited for."""
        with scratch(self.folder) as folder:
            path = folder / "answer"
            path.write_bytes(content)
            kept = await keep(self.store, self.service, path, media_type)
        return kept.model_dump(mode="json")

    async def get(self, kept: object, into: Path) -> None:
        """Bring it to a file. Raises Permanent if it is gone."""
        try:
            await fetch(self.store, Media.model_validate(kept), into)
        except (Lost, ValueError) as error:
            raise Permanent(f"what the provider answered is gone: {error}") from error


def charged(quote: Quote, quantity: Decimal) -> Decimal:
    """What so many units cost by the price that was quoted."""
    if not quote.quantity:
        return Decimal(0)
    return (quote.amount / quote.quantity * quantity).quantize(Decimal("0.00000001")).normalize() + 0
