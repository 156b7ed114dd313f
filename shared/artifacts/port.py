"""The port of the artifact store; `tests/contract` holds the suite that every adapter passes.

StoreError
├── StoreUnavailable   away, or it did not answer: tried again later
│   └── StoreRefused   it answers, but does not let us in: a person must mend it; at start the service ends
├── StoreFull          no room: tried again later, when somebody made some
└── Lost               what an event names is missing or damaged: trying again cannot help
A key outside the grammar (``shared.events.ids``) raises ValueError before anything is touched.
"""

from pathlib import Path
from typing import NamedTuple, Protocol


class StoreError(Exception):
    """The store did not do what was asked; nothing half-written is visible."""


class StoreUnavailable(StoreError):
    """The store cannot be reached, or refuses us."""


class StoreRefused(StoreUnavailable):
    """The store does not accept our key, our bucket or our clock; the message says what to correct."""


class StoreFull(StoreError):
    """The store has no room left."""


class Lost(StoreError):
    """An artifact that must be there is missing, damaged or of another kind."""


class Listed(NamedTuple):
    """A key and the seconds since its last write, both by the store's own clock."""

    key: str
    age: float


class Item(NamedTuple):
    """What lies in the store: a key, the seconds since its last write by the store's own clock, its bytes."""

    key: str
    age: float
    size: int


class Artifacts(Protocol):
    """Keys with bytes behind them. Every call may raise StoreError."""

    async def create(self, key: str, data: bytes) -> bool:
        """Write a small record once; False if the key is taken. Of many that try, exactly one gets True."""

    async def put(self, key: str, data: bytes) -> None:
        """Write or overwrite a small record; readers see the old or the new one whole."""

    async def get(self, key: str) -> bytes | None:
        """The bytes, or None if nothing is there."""

    async def age(self, key: str) -> float | None:
        """Seconds since the last write by the store's clock (never ours), or None if nothing is there."""

    async def listing(self, prefix: str) -> list[Listed]:
        """Everything below the folder ``prefix``, sorted by key."""

    async def delete(self, key: str) -> None:
        """Remove the key; nothing happens if it is not there."""

    async def upload(self, key: str, path: Path) -> None:
        """Keep a media file; visible only when it is complete."""

    async def download(self, key: str, path: Path) -> None:
        """Write a media file to ``path``; KeyError if nothing is there."""


class Inventory(Artifacts, Protocol):
    """A store that can be weighed, too."""

    async def inventory(self, prefix: str) -> list[Item]:
        """Everything below the folder ``prefix`` with its size, sorted by key."""
