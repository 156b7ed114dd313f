"""Garbage collection: the store is looked through, what nobody refers to is found, and removed if that is wanted.

The studio may work meanwhile. Nothing young is touched, and the age of everything is asked for again right before it
is removed; records go before the media that they name; a request that comes in makes us look again.
"""

import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

from infra.local.weights import default_folder
from infra.rehearsal import rehearse
from infra.rehearsal.overlay import Overlay
from services.gateway.cli.planning import quiet
from shared.artifacts import Artifacts, Inventory, Item, Lost, keys
from shared.artifacts.abreast import abreast
from shared.events import Request, digest
from shared.planning import Decisions, known_dramas
from shared.planning.references import Stock, is_blob, is_record, named, wishes
from shared.runtime.errors import Permanent

_REHEARSALS = 4
_STEP = 100
"""So many are removed between two looks for new requests."""
_SLACK = 5.0
"""Seconds by which ages may be off: some stores tell the time in whole seconds only."""


class Unclear(Exception):
    """What a drama refers to cannot be told, so nothing may be removed."""

    def __init__(self, drama: str, reason: Exception) -> None:
        super().__init__(f"{drama}: {reason}")
        self.drama, self.reason = drama, reason


class Collector:
    """Finds and removes what nobody refers to and is at least ``older_than`` seconds old, by the store's clock.

    With ``superseded``, what only earlier revisions of a drama would find again is garbage, too.
    """

    def __init__(
        self,
        store: Inventory,
        older_than: float,
        superseded: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._older_than, self._superseded, self._clock = store, older_than, superseded, clock
        self._decisions = Decisions(store)
        self._stock = Stock({}, {})
        self._looked_at = float("-inf")
        self._rehearsed: dict[tuple[str, str], frozenset[str]] = {}

    async def find(self) -> list[Item]:
        """What is garbage now. A repeat reads only what is new. Raises Unclear, StoreError."""
        began = self._clock()
        listed = [item for service in keys.WRITERS for item in await self._store.inventory(service)]
        items = {item.key: item for item in listed}
        names = await self._names(items, began - self._looked_at)
        cuts, found = await self._wanted(items)
        self._stock, self._looked_at = Stock(items, names, cuts, found), began
        return self._stock.garbage(self._older_than)

    async def sweep(self) -> list[Item]:
        """Remove what is garbage now, and return it. An interrupted sweep is finished by the next one.

        Raises Unclear and StoreError, when some of it may be gone already.
        """
        return await self._remove(self._records) + await self._remove(self._media)

    # --- looking

    async def _names(self, items: Mapping[str, Item], since: float) -> dict[str, frozenset[str]]:
        """What every record names; what was read by the last look and not written since is remembered."""
        known = self._stock.names
        names = {key: known[key] for key, item in items.items() if key in known and item.age > since + _SLACK}
        fresh = [key for key in items if is_record(key) and key not in names]
        return names | dict(zip(fresh, await abreast(self._read, fresh), strict=True))

    async def _read(self, key: str) -> frozenset[str]:
        return named(key, await self._store.get(key) or b"")

    async def _wanted(self, items: Mapping[str, Item]) -> tuple[set[str], set[str]]:
        """The cuts that dramas want kept, and the results that their requests would find again."""
        cuts: set[str] = set()
        requests: list[tuple[str, Request]] = []
        for drama in await known_dramas(self._store):
            try:
                log = await self._decisions.log(drama)
            except Lost as error:
                raise Unclear(drama, error) from error
            wish = wishes(drama, log, superseded=not self._superseded)
            cuts |= wish.cuts
            requests += [(drama, request) for request in wish.requests]
            if wish.is_open:  # it finds more than when we last looked
                self._forget(drama)

        async def find(wanted: tuple[str, Request]) -> frozenset[str]:
            return await self._found(*wanted, items)

        with quiet():
            found = await abreast(find, requests, _REHEARSALS)
        return cuts, {key for keys_ in found for key in keys_}

    async def _found(self, drama: str, request: Request, items: Mapping[str, Item]) -> frozenset[str]:
        """What publishing the request would find again: the same as ``duanju plan`` does."""
        name = (drama, digest(request))
        if name not in self._rehearsed:
            store = Noted(self._store, items)
            try:
                with suppress(Permanent):  # nothing was made beyond what cannot be made
                    await rehearse(store, drama, request, default_folder())
            except Lost as error:
                raise Unclear(drama, error) from error
            self._rehearsed[name] = frozenset(store.found)
        return self._rehearsed[name]

    def _forget(self, drama: str) -> None:
        self._rehearsed = {name: found for name, found in self._rehearsed.items() if name[0] != drama}

    # --- removing

    async def _records(self) -> list[Item]:
        return [item for item in await self.find() if not is_blob(item.key)]

    async def _media(self) -> list[Item]:
        garbage = await self.find()
        return self._stock.unnamed(item for item in garbage if is_blob(item.key))

    async def _remove(self, look: Callable[[], Awaitable[list[Item]]]) -> list[Item]:
        garbage, removed = await look(), []
        while garbage:
            if await self._somebody_asks():
                garbage = await look()
            step, garbage = garbage[:_STEP], garbage[_STEP:]
            gone = await abreast(self._remove_one, step)
            removed += [item for item, is_gone in zip(step, gone, strict=True) if is_gone]
        return removed

    async def _somebody_asks(self) -> bool:
        """Whether a drama was requested since we looked: it may find what nobody referred to."""
        since = self._clock() - self._looked_at
        return any(age < since + _SLACK for _, age in await self._store.listing(keys.OPEN_DRAMAS))

    async def _remove_one(self, item: Item) -> bool:
        """Whether it was removed: what was written again since, or removed by others, is left alone."""
        age = await self._store.age(item.key)
        if age is None or age < self._older_than:
            return False
        await self._store.delete(item.key)
        return True


class Noted(Overlay):
    """The store as a rehearsal reads it; ``found`` are the keys that it asked for and that are there."""

    def __init__(self, below: Artifacts, items: Mapping[str, Item]) -> None:
        super().__init__(below)
        self._items = items
        self.found: set[str] = set()

    async def age(self, key: str) -> float | None:
        return self._items[key].age if key in self._items else await super().age(key)

    async def get(self, key: str) -> bytes | None:
        data = await super().get(key)
        if data is not None:
            self.found.add(key)
        return data
