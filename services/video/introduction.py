"""Providers are introduced to the cast: they are shown the picture of whom a take is about, before they film it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from shared.artifacts import Artifacts, keys
from shared.artifacts.media import fetch, read
from shared.artifacts.records import Media, Reference
from shared.events import digest
from shared.ledger import Attempt
from shared.providers import Actor, FilmBrief, Named
from shared.providers.holysheep.references import remember
from shared.providers.remote import Drifted
from shared.providers.remote.gate import Gate
from shared.providers.remote.wire import Wire
from shared.runtime import Misconfigured, Once, Permanent, Rejected
from shared.runtime.scratch import scratch
from shared.telemetry import called

DOOR = "references"
"""The name under which these calls pass the gate and are counted, as if it were a model's."""
TRIES = 2
"""References of a provider that may be forgotten before a take is filmed without."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Introduction:
    """Finds what a provider calls somebody, or shows it the picture: about once for all takes and workers."""

    store: Artifacts
    once: Once
    gate: Gate
    folder: Path

    async def __call__(self, wire: Wire, brief: FilmBrief, past: Sequence[Attempt]) -> str:
        """The reference of the brief's subject; "" for a take that is filmed without one, and the log says why.

        That is so where nobody is seen, where the provider does not take the picture, and where it forgot in the
        ``past`` what it had been shown, twice. It costs nothing, and a repeat is harmless: of two pictures that were
        shown the record of the first counts. Raises Throttled and Transient, as a submission does, StoreError, and
        Lost for an anchor that is gone.
        """
        provider, subject = wire.spec.name, brief.subject
        if subject is None or brief.anchor is None:
            return ""
        forgotten = [each.first.reference for each in past if each.first.provider == provider and each.is_forgotten]
        if len(forgotten) >= TRIES:
            return _without(subject, f"{provider} forgets whom it is shown")
        try:
            found = await self._known(wire, subject, brief.anchor, forgotten)
        except (Misconfigured, Drifted) as error:  # no fault of the picture: it is shown again for the next take
            return _without(subject, str(error))
        return found.id or _without(subject, found.reason)

    async def _known(self, wire: Wire, subject: Actor, anchor: Media, forgotten: Sequence[str]) -> Reference:
        """The last reference of the picture; the next one if there is none, or it is forgotten."""
        number, last = 1, None
        while await self.store.age(key := _key(wire, anchor, number)) is not None:
            number, last = number + 1, await read(self.store, key, Reference)
        if last is not None and last.id not in forgotten:
            return last
        return await self.once(key, Reference, partial(self._show, wire, subject, anchor))

    async def _show(self, wire: Wire, subject: Actor, anchor: Media) -> Reference:
        """Show the provider the picture. What it refuses for what it is, it would refuse again."""
        provider, picture = wire.spec.name, anchor.sha256
        with scratch(self.folder) as folder:
            image = (await fetch(self.store, anchor, folder / "anchor")).read_bytes()
        permit = await self.gate.enter(provider, DOOR)
        try:
            async with self.gate.passing(permit):
                id_, _ = await called(Named(provider, DOOR), "remember", remember(wire, image, subject))
        except (Rejected, Permanent) as error:
            return Reference(provider=provider, picture=picture, reason=str(error))
        return Reference(provider=provider, picture=picture, id=id_)


def _key(wire: Wire, anchor: Media, number: int) -> str:
    return keys.reference(digest([wire.spec.name, anchor.sha256, number]))


def _without(subject: Actor, reason: str) -> str:
    log.warning("%s is filmed without a picture of what they look like: %s", subject.name, reason)
    return ""
