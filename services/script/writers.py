"""The chat models that can word scenes: those of the providers in use, in the order of the rules."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shared.artifacts.records import Made, WrittenScene
from shared.events.request import Language
from shared.ledger import Attempt, Market, Prices, Quote, Receipt
from shared.providers.catalogue import Catalogue, ModelSpec, Prompt, quote
from shared.providers.completions import ChatBrief, Completion, again
from shared.providers.completions.structured import MALFORMED
from shared.providers.in_use import InUse
from shared.providers.remote import Work
from shared.providers.routing.gate import Gate
from shared.providers.routing.market import Candidate, Keep, Routed
from shared.providers.routing.rules import Quality, Rules
from shared.providers.routing.traits import Trait

STUDIO = "studio"
"""Preferred by a request that wants the offline writer's own words."""

_ROOM_FOR_ERRORS = 1500
"""Characters: what a model is told that is asked again. A quote must not be below what is charged."""

Complete = Callable[[ModelSpec, ChatBrief, Quote], Work[Completion]]


@dataclass(frozen=True)
class Wish:
    """What is asked about a scene, what it is like, how good it has to be, and whom the request prefers, in order."""

    brief: ChatBrief
    language: Language
    traits: frozenset[Trait]
    quality: Quality
    preferences: tuple[str, ...]


@dataclass(frozen=True)
class Writers:
    """Chat models of the catalogue, and how they are asked. ``complete`` only makes the work: it calls nobody."""

    catalogue: Catalogue
    rules: Rules
    prices: Prices
    gate: Gate[Any]
    in_use: Callable[[], Awaitable[InUse]]
    complete: Complete
    today: Callable[[], date]

    async def are_there(self, preferences: Sequence[str]) -> bool:
        """Whether any model could be asked: of a provider in use, unless the request prefers the studio."""
        if STUDIO in preferences[:1]:
            return False
        providers = (await self.in_use()).providers
        return any(spec.provider in providers for spec in self.catalogue.models("chat"))

    async def market(
        self, wish: Wish, keep: Keep[Completion, WrittenScene], room: Callable[[], Awaitable[Decimal]]
    ) -> Market[WrittenScene]:
        """Who could word the scene: the request's preferences first, then the providers' order, then the rules.

        A model whose answer could not be used is asked once more and told why.
        """
        providers = (await self.in_use()).providers
        candidates = [self._candidate(spec, wish, providers) for spec in self.catalogue.models("chat")]
        rule = self.rules.rule_for("chat", wish.traits, wish.quality)
        return Routed(candidates, rule, keep, self.gate, room, wish.preferences, providers)

    def made(self, work: Work[Completion], receipt: Receipt) -> Made:
        """How a scene came to be."""
        return Made(
            provider=work.provider,
            model=work.model,
            operation="write",
            at=receipt.at,
            seconds=0,
            cost_usd=receipt.billed / self.prices.per_usd,
        )

    def _candidate(self, spec: ModelSpec, wish: Wish, providers: Sequence[str]) -> Candidate[Completion]:
        prompt = Prompt(_text(wish.brief), wish.brief.max_tokens)
        price = quote(spec, prompt, self.prices, self.today())

        def work(past: Sequence[Attempt]) -> Work[Completion]:
            return self.complete(spec, _mended(wish.brief, spec, past), price)

        return Candidate(spec, price, work, _unfit(spec, wish, prompt, providers), prompt.tokens)


def _text(brief: ChatBrief) -> str:
    """Everything that may be sent: the schema goes along, and what was wrong with an earlier answer."""
    return "".join(message.text for message in brief.messages) + str(brief.answer) + "." * _ROOM_FOR_ERRORS


def _mended(brief: ChatBrief, spec: ModelSpec, past: Sequence[Attempt]) -> ChatBrief:
    """The question, with what was wrong with the model's last answer."""
    own = [each.failure.reason for each in past if each.failure and _is_of(each, spec)]
    return again(brief, own[-1]) if own and own[-1].startswith(MALFORMED) else brief


def _is_of(attempt: Attempt, spec: ModelSpec) -> bool:
    return (attempt.first.provider, attempt.first.model) == (spec.provider, spec.name)


def _unfit(spec: ModelSpec, wish: Wish, prompt: Prompt, providers: Sequence[str]) -> str:
    """Why the model is not asked; "" if it may be."""
    if spec.provider not in providers:
        return "is of a provider that is not in use"
    if spec.languages and wish.language not in spec.languages:
        return f"does not write {wish.language}"
    if spec.context_tokens and prompt.tokens > spec.context_tokens:
        return f"has room for {spec.context_tokens} tokens, and the scene takes {prompt.tokens}"
    return ""
