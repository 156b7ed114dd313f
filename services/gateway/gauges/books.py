"""The books: what the manifests of finished dramas say of money and time.

Every call counts as made in one manifest only, that of the first revision that needed it; elsewhere it was found. What
was made for a take that was rejected, or for a drama that is not finished, is in no manifest yet.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from shared.artifacts import Artifacts, Lost, keys
from shared.artifacts.manifest import Manifest, ManifestCalls
from shared.artifacts.media import read

log = logging.getLogger(__name__)

Model = tuple[str, str, str, str]
"""Provider, model, operation, and how its results came: made or found."""


@dataclass(frozen=True)
class Page:
    """What one manifest says; the times are seconds."""

    drama: str
    revision: int
    episodes: int
    film: float
    making: float
    calls: tuple[ManifestCalls, ...]


@dataclass(frozen=True)
class Balance:
    """All pages together. Of film and making only the newest revision of each drama counts: it replaced the others."""

    dramas: frozenset[str] = frozenset()
    episodes: int = 0
    film: float = 0.0
    making: float = 0.0
    calls: dict[Model, float] = field(default_factory=dict)
    seconds: dict[Model, float] = field(default_factory=dict)
    cost: dict[Model, float] = field(default_factory=dict)


class Books:
    """Reads each manifest once: it never changes."""

    def __init__(self, store: Artifacts) -> None:
        self._store = store
        self._pages: dict[str, Page] = {}

    async def balance(self) -> Balance:
        """What all manifests that are in the store say. One that is damaged hides no other."""
        listed = [key for key, _ in await self._store.listing(keys.DRAMAS) if keys.is_manifest(key)]
        self._pages = {key: page for key, page in self._pages.items() if key in set(listed)}
        for key in listed:
            if key not in self._pages:
                try:
                    self._pages[key] = page_of(await read(self._store, key, Manifest))
                except Lost as error:
                    log.error("a page of the books is missing: %s", error)
        return balance(self._pages.values())


def page_of(manifest: Manifest) -> Page:
    """What the books keep of a manifest."""
    return Page(
        drama=manifest.drama,
        revision=manifest.revision,
        episodes=len(manifest.episodes),
        film=sum(episode.seconds for episode in manifest.episodes),
        making=(manifest.completed_at - manifest.requested_at).total_seconds(),
        calls=manifest.calls,
    )


def balance(pages: Iterable[Page]) -> Balance:
    """The sum of the pages. Pure."""
    newest: dict[str, Page] = {}
    total = Balance()
    for page in sorted(pages, key=lambda page: page.revision):
        newest[page.drama] = page
        for calls in page.calls:
            model = (calls.provider, calls.model, calls.operation)
            _add(total, (*model, "found"), calls.found, calls.found_seconds, float(calls.saved_usd))
            made, seconds = calls.calls - calls.found, calls.seconds_total - calls.found_seconds
            _add(total, (*model, "made"), made, seconds, float(calls.cost_usd - calls.saved_usd))
    return Balance(
        dramas=frozenset(newest),
        episodes=sum(page.episodes for page in newest.values()),
        film=sum(page.film for page in newest.values()),
        making=sum(page.making for page in newest.values()),
        calls=total.calls,
        seconds=total.seconds,
        cost=total.cost,
    )


def _add(total: Balance, model: Model, calls: float, seconds: float, cost: float) -> None:
    for sums, value in ((total.calls, calls), (total.seconds, seconds), (total.cost, cost)):
        sums[model] = sums.get(model, 0.0) + value
