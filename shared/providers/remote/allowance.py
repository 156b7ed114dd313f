"""So much a minute, over all workers together: slices of time, whose shares workers lease by create-only records.

    limits/<provider>/<scope>/<window>/<slice>-<share>     names the worker; nobody else uses that share

Nothing is counted in one place and nothing is given back: a share belongs to whoever created it, for the seconds of its
slice. A worker that dies takes its shares of one slice with it, and no more.

Looks at jobs have the first right to every fifth share, submissions to the others; half a second into the slice what is
left is anybody's. So neither keeps the other out for ever, and neither leaves room unused that the other wants.
"""

import asyncio
import json
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from shared.artifacts import Artifacts, StoreError
from shared.providers.remote.pacing import Grid

log = logging.getLogger(__name__)

MOST_SHARES = 5
"""A slice is divided among so many workers at most."""
LOOKS_EVERY = 5
"""Of so many shares one is for looks first."""


@dataclass
class _Room:
    """What one kind of call has the first right to in a slice: ``left`` is ours, ``open`` nobody's yet."""

    left: int = 0
    open: list[tuple[int, int]] = field(default_factory=list)


class Allowance:
    """This worker's part of one limit: ``limit`` in a minute, cut by ``grid``. ``shares`` divide a slice."""

    def __init__(
        self, store: Artifacts, folder: str, limit: int, grid: Grid, worker: str, shares: int = MOST_SHARES
    ) -> None:
        self._store, self._folder, self._limit, self._grid, self._worker = store, folder, limit, grid, worker
        self._most_shares, self._luck = shares, random.Random(worker)
        self._taking = asyncio.Lock()
        self._slice = -1
        self._submissions, self._looks = _Room(), _Room()
        self._ours: list[tuple[int, str]] = []
        self._sweeping: asyncio.Task[None] | None = None

    @property
    def most(self) -> int:
        """What one slice allows at least, but one: who wants more than that counts as if it wanted that."""
        return max(1, self._limit // self._grid.overlap)

    async def take(self, time: float, wanted: int, is_look: bool = False) -> bool:
        """Whether so much is ours in the slice of this moment. Raises StoreError; then nothing is."""
        wanted = min(wanted, self.most)
        async with self._taking:
            self._begin(self._grid.at(time))
            first, second = self._rooms(is_look)
            return await self._takes(first, wanted) or (
                self._grid.is_anybodys(time) and await self._takes(second, wanted)
            )

    async def give_back(self, time: float, wanted: int, is_look: bool = False) -> None:
        """What was taken at that moment and is not used after all is this worker's again while the slice lasts."""
        async with self._taking:
            if self._slice == self._grid.at(time):
                self._rooms(is_look)[0].left += min(wanted, self.most)

    async def _takes(self, room: _Room, wanted: int) -> bool:
        while room.left < wanted and room.open:
            share, size = room.open.pop()
            if await self._store.create(self._key(share), json.dumps({"worker": self._worker}).encode()):
                self._ours.append((self._slice, self._key(share)))
                room.left += size
        if room.left < wanted:
            return False
        room.left -= wanted
        return True

    def _rooms(self, is_look: bool) -> tuple[_Room, _Room]:
        return (self._looks, self._submissions) if is_look else (self._submissions, self._looks)

    def _begin(self, index: int) -> None:
        if index == self._slice:
            return
        is_new_window = index // self._grid.overlap != self._slice // self._grid.overlap
        if is_new_window and (self._sweeping is None or self._sweeping.done()):
            self._sweeping = asyncio.create_task(self._sweep(index // self._grid.overlap, everything=self._slice < 0))
        self._slice, self._submissions, self._looks = index, _Room(), _Room()
        for share, size in enumerate(_divided(self._grid.allowed(self._limit, index), self._most_shares)):
            self._rooms(self._is_for_looks(share))[0].open.append((share, size))
        self._luck.shuffle(self._submissions.open)

    def _is_for_looks(self, share: int) -> bool:
        """Shares are counted on over all slices, so that looks have their part of the smallest limit, too."""
        number = self._grid.before(self._limit, self._slice) + share
        return self._most_shares > 1 and number % LOOKS_EVERY == LOOKS_EVERY - 1

    def _key(self, share: int) -> str:
        window, index = divmod(self._slice, self._grid.overlap)
        return f"{self._folder}/{window:08}/{index:02}-{share}"

    async def _sweep(self, window: int, everything: bool) -> None:
        """Remove the shares of windows that nobody can use any more: at first everybody's, then our own."""
        try:
            if everything:
                listed = [found.key for found in await self._store.listing(self._folder)]
                old = [key for key in listed if int(key.removeprefix(f"{self._folder}/").split("/")[0]) < window - 1]
            else:
                old = [key for index, key in self._ours if index // self._grid.overlap < window - 1]
                self._ours = [(index, key) for index, key in self._ours if index // self._grid.overlap >= window - 1]
            for key in old:
                await self._store.delete(key)
        except StoreError as error:
            log.info("old shares of %s stay for now: %s", self._folder, error)


def _divided(whole: int, parts: int) -> Sequence[int]:
    """The whole in so many nearly equal parts, none of them empty."""
    parts = min(whole, parts)
    return [whole // parts + (part < whole % parts) for part in range(parts)]
