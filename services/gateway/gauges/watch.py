"""The watch: the floor and the books as gauges, read again every few seconds, and at once when something ends."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime

from services.gateway.gauges.books import Balance, Books
from services.gateway.gauges.floor import Drama, Floor
from shared.artifacts import Artifacts
from shared.planning import Decisions
from shared.telemetry import metrics
from shared.telemetry.metrics import show

_BOOKS_EVERY = 20
"""Turns between two looks into the books when nothing ended that we heard of: another gateway may have heard it."""


class Watch:
    """Keeps the gauges as the store has it. Every gateway shows the same, whatever was restarted.

    ``period`` is in seconds. While the store is away the gauges stay as they were, and the time of reading says so.
    """

    def __init__(
        self, store: Artifacts, decisions: Decisions, now: Callable[[], datetime], dead: float, period: float
    ) -> None:
        self._floor, self._books = Floor(store, decisions, now, dead), Books(store)
        self._now, self._period = now, period
        self._ended = asyncio.Event()
        self._balance: Balance | None = None

    def wake(self) -> None:
        """Something ended: read the books, now."""
        self._ended.set()

    async def run(self) -> None:
        """Read as long as this gateway lives. Raises StoreError when the store is away; call it again then."""
        while True:
            for turn in range(_BOOKS_EVERY):
                await self.read(books=turn == 0 or self._ended.is_set())
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._ended.wait(), self._period)

    async def read(self, books: bool = True) -> None:
        """Read the floor, and the books too if wanted, into the gauges. Raises StoreError."""
        self._ended.clear()
        if books or self._balance is None:
            self._balance = await self._books.balance()
            _show_books(self._balance)
        dramas, unreadable = await self._floor.dramas()
        done = len(self._balance.dramas - {drama.name for drama in dramas})
        _show_states(dramas, done, unreadable)
        _show_dramas(sorted(dramas, key=lambda drama: -drama.still)[: metrics.MOST_DRAMAS])
        await self._show_services()
        metrics.READ_AT.set(self._now().timestamp())

    async def _show_services(self) -> None:
        waiting = await self._floor.waiting()
        show(metrics.JOBS, {kind: found.orders for kind, found in waiting.items()})
        show(metrics.JOB_OLDEST, {kind: found.oldest for kind, found in waiting.items()})
        show(metrics.WORKERS, {(service,): alive for service, alive in (await self._floor.workers()).items()})
        show(metrics.LETTERS_KEPT, await self._floor.letters())


def _show_states(dramas: Iterable[Drama], done: int, unreadable: int) -> None:
    blocked = [drama.blocked for drama in dramas]
    states = {"working": blocked.count(False), "blocked": blocked.count(True), "done": done, "unreadable": unreadable}
    show(metrics.DRAMAS, {(state,): count for state, count in states.items()})


def _show_dramas(dramas: Iterable[Drama]) -> None:
    by_name = {(drama.name,): drama for drama in dramas}
    show(metrics.DRAMA_AGE, {name: drama.age for name, drama in by_name.items()})
    show(metrics.DRAMA_STILL, {name: drama.still for name, drama in by_name.items()})
    show(metrics.DRAMA_PLANNED, {name: drama.planned for name, drama in by_name.items()})
    show(metrics.DRAMA_BLOCKED, {name: float(drama.blocked) for name, drama in by_name.items()})
    show(metrics.DRAMA_BUDGET, {name: drama.budget for name, drama in by_name.items()})
    show(metrics.DRAMA_SPENT, {name: drama.spent for name, drama in by_name.items()})
    show(metrics.DRAMA_RESERVED, {name: drama.reserved for name, drama in by_name.items()})
    parts: dict[tuple[str, ...], float] = {}
    for (name,), drama in by_name.items():
        for part, (done, missing) in drama.parts.items():
            parts |= {(name, part, "done"): done, (name, part, "missing"): missing}
    show(metrics.DRAMA_PARTS, parts)


def _show_books(balance: Balance) -> None:
    show(metrics.BOOK_CALLS, balance.calls)
    show(metrics.BOOK_SECONDS, balance.seconds)
    show(metrics.BOOK_COST, balance.cost)
    metrics.FILM_SECONDS.set(balance.film)
    metrics.MAKING_SECONDS.set(balance.making)
    metrics.EPISODES.set(balance.episodes)
