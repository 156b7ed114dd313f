"""The agency: whoever could be hired for a piece of work, at which price, and how they are reached.

A stage brings a brief and the adapters that could make works of it; the agency answers with a market. Wires are opened
when they are first needed, so a provider that is not in use needs no key.
"""

import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Generic, TypeVar

from shared.artifacts.records import Cut, Made
from shared.ledger import Attempt, Prices, Quote, Receipt
from shared.providers.catalogue import Capability, Catalogue, ModelSpec, ProviderSpec, quote, why_not
from shared.providers.in_use import InUse
from shared.providers.ports import FilmBrief, SpeechBrief
from shared.providers.remote.downloads import Downloads
from shared.providers.remote.gate import Gate
from shared.providers.remote.keys import KeyRing
from shared.providers.remote.wire import Wire
from shared.providers.remote.work import Work
from shared.providers.routing import Quality, Rule, Rules, Trait
from shared.providers.routing.market import Candidate, Keep, Routed
from shared.providers.settings import RemoteSettings
from shared.runtime.errors import Misconfigured
from shared.telemetry import bought

T = TypeVar("T")
R = TypeVar("R")
B = TypeVar("B", FilmBrief, SpeechBrief)

STUDIO = "studio"
"""The name by which a request prefers the offline studio."""


class Lines:
    """The wires and downloads of the catalogue's providers, opened when they are first asked for."""

    def __init__(self, settings: RemoteSettings) -> None:
        self._settings = settings
        self._wires: dict[str, Wire] = {}
        self._downloads: dict[str, Downloads] = {}
        self.ring()  # a file of keys that cannot be read keeps the service from starting

    def ring(self) -> KeyRing:
        """The keys as they are now. Raises Misconfigured."""
        return KeyRing(self._settings.keys, os.environ)

    def wire(self, provider: ProviderSpec) -> Wire:
        """The provider's wire. Raises Misconfigured while it has no key; asked again, it looks for one again."""
        if provider.name not in self._wires:
            allow_loopback = self._settings.allow_loopback
            self._wires[provider.name] = Wire(provider, self.ring(), allow_loopback=allow_loopback)
        return self._wires[provider.name]

    def lacks(self, provider: ProviderSpec) -> str:
        """What keeps the provider from being asked until a person mends it, for people; "" if nothing does."""
        try:
            self.wire(provider)
        except Misconfigured as error:
            return f"cannot be asked: {error}"
        return ""

    def downloads(self, provider: ProviderSpec) -> Downloads:
        """What may fetch the provider's results."""
        if provider.name not in self._downloads:
            allow_loopback = self._settings.allow_loopback
            found = Downloads(provider.downloads, allow_loopback, base_url=provider.base_url)
            self._downloads[provider.name] = found
        return self._downloads[provider.name]


@dataclass(frozen=True)
class Desk:
    """What an adapter works with: the provider's wire and its downloads."""

    wire: Wire
    downloads: Downloads


Adapter = Callable[[Desk, ModelSpec, B, Quote], Work[T]]
"""Puts a brief into the hands of a model."""


def quality_of(cut: Cut) -> Quality:
    """How good what is bought for a cut shall be; an animatic's voices are no worse than a film's."""
    return "premium" if cut.quality == "premium" else "standard"


@dataclass(frozen=True)
class Wish(Generic[B]):
    """What is wanted: a capability for a brief, its traits, how good, and whom the request prefers."""

    capability: Capability
    brief: B
    traits: frozenset[Trait]
    quality: Quality
    preferences: Sequence[str] = ()


@dataclass(frozen=True)
class Agency:
    """Makes markets. ``in_use`` names the providers that may be asked now; ``now`` is an aware UTC time."""

    catalogue: Catalogue
    rules: Rules
    prices: Prices
    in_use: Callable[[], Awaitable[InUse]]
    gate: Gate
    lines: Lines
    now: Callable[[], datetime]

    async def is_able(self, capability: Capability, brief: B) -> bool:
        """Whether a provider in use has a model that could do it. Raises what ``in_use`` does."""
        models = self.catalogue.among((await self.in_use()).providers).models(capability)
        return any(not why_not(spec, brief) for spec in models)

    async def market(
        self,
        wish: Wish[B],
        adapters: Mapping[str, Adapter[B, T]],
        keep: Keep[T, R],
        room: Callable[[], Awaitable[Decimal]],
    ) -> Routed[T, R]:
        """Who could do it: the request's preferences first, then the providers' order, then the rules.

        Models that may not be asked now are there too: what they hold already is still fetched.

        ``adapters`` are by the catalogue's names of them. Raises Misconfigured where a model has no price.
        """
        providers = (await self.in_use()).providers
        candidates = [
            self._candidate(spec, wish.brief, adapters, providers)
            for spec in self.catalogue.models(wish.capability)
            if self._provider(spec).adapter in adapters
        ]
        return Routed(candidates, self._rule(wish), keep, self.gate, room, wish.preferences, providers)

    def made(self, work: Work[T], operation: str, receipt: Receipt) -> Made:
        """How a result that was fetched now came to be: from its first submission on, at the price that was billed."""
        now = self.now()
        seconds = max(0.0, (now - (receipt.asked_at or receipt.at)).total_seconds())
        return bought(work, operation, seconds, self.prices.in_usd(receipt.billed), now)

    def _rule(self, wish: Wish[B]) -> Rule:
        return self.rules.rule_for(wish.capability, wish.traits, wish.quality)

    def _provider(self, spec: ModelSpec) -> ProviderSpec:
        return self.catalogue.provider_of(spec.provider)

    def _candidate(
        self,
        spec: ModelSpec,
        brief: B,
        adapters: Mapping[str, Adapter[B, T]],
        in_use: Sequence[str],
    ) -> Candidate[T]:
        provider = self._provider(spec)
        quoted = quote(spec, brief, self.prices, self.now().date())

        def work(_past: Sequence[Attempt]) -> Work[T]:
            desk = Desk(self.lines.wire(provider), self.lines.downloads(provider))
            return adapters[provider.adapter](desk, spec, brief, quoted)

        unfit = self._unfit(spec, brief, in_use)
        return Candidate(spec, quoted, work, unfit, "" if unfit else self.lines.lacks(provider))

    def _unfit(self, spec: ModelSpec, brief: B, in_use: Sequence[str]) -> str:
        """Why the model may not be asked, for people; "" if it may."""
        if spec.provider not in in_use:
            return f"is not in use: put it in use with 'duanju providers use {spec.provider}'"
        return why_not(spec, brief)
