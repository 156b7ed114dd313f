"""Which providers are in use: a numbered record in the store that a person continues, without a restart.

    gateway/settings/providers/000N.json     created once; the one with the highest number holds

Without any record none is in use, and everything is made by the offline studio.
"""

import time
from collections.abc import Callable
from datetime import datetime

from shared.artifacts import Artifacts, keys
from shared.artifacts.media import read, written
from shared.artifacts.records import Record
from shared.providers.catalogue import Name

_REMEMBERED = 3.0
"""Seconds that a worker goes on with what it read: so long a provider may still be asked after it was dropped."""


class InUse(Record):
    """A person's word: these providers, the one that is preferred first. ``replaces`` is what was in use before."""

    providers: tuple[Name, ...] = ()
    replaces: tuple[Name, ...] = ()
    by: str = ""
    at: datetime | None = None


async def in_use(store: Artifacts) -> InUse:
    """What is in use now. Raises Lost if the record cannot be read, and StoreError."""
    return (await _newest(store))[1]


async def decide(store: Artifacts, change: Callable[[InUse], tuple[str, ...]], by: str, at: datetime) -> InUse:
    """Put in use what ``change`` makes of what is in use; nothing is written where that is the same.

    Of several people at once everybody's change counts: who comes second changes what the first one left.
    """
    while True:
        number, before = await _newest(store)
        providers = change(before)
        if providers == before.providers:
            return before
        after = InUse(providers=providers, replaces=before.providers, by=by, at=at)
        key, data = f"{keys.PROVIDERS_IN_USE}/{number + 1:04}.json", written(after)
        if await store.create(key, data) or await store.get(key) == data:
            return after


class Remembered:
    """What is in use, read again after some seconds: for whoever asks before each purchase."""

    def __init__(self, store: Artifacts, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._clock = store, clock
        self._found, self._read_at = InUse(), float("-inf")

    async def __call__(self) -> InUse:
        """What is in use, as it was at most three seconds ago. Raises what ``in_use`` does."""
        if self._clock() - self._read_at >= _REMEMBERED:
            began = self._clock()
            self._found = await in_use(self._store)
            self._read_at = began
        return self._found


async def _newest(store: Artifacts) -> tuple[int, InUse]:
    listed = await store.listing(keys.PROVIDERS_IN_USE)
    if not listed:
        return 0, InUse()
    newest = listed[-1].key
    return int(newest.rpartition("/")[2].removesuffix(".json")), await read(store, newest, InUse)
