"""The chat models that can word scenes: those of the providers in use, in the order of the rules."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shared.artifacts.records import Made, WrittenScene
from shared.events.request import Language
from shared.ledger import Attempt, Market, Quote, Receipt
from shared.providers.catalogue import ModelSpec, Prompt, quote
from shared.providers.completions import ChatBrief, Completion, again
from shared.providers.completions.structured import MALFORMED
from shared.providers.holysheep import chat as holysheep
from shared.providers.openai import chat as openai
from shared.providers.remote import Work
from shared.providers.remote.agency import STUDIO, Agency
from shared.providers.remote.wire import Wire
from shared.providers.routing import Quality, Trait
from shared.providers.routing.market import Candidate, Keep, Routed

_TOLD = "." * 1500
"""As long as what a model may be told that is asked again: a quote must not be below what is charged."""

Adapter = Callable[[Wire, ModelSpec, ChatBrief, Quote], Work[Completion]]
ADAPTERS: dict[str, Adapter] = {"holysheep": holysheep.complete, "openai": openai.complete}


@dataclass(frozen=True)
class Wish:
    """What is asked about a scene, what it is like, how good it has to be, and whom the request prefers, in order."""

    brief: ChatBrief
    language: Language
    traits: frozenset[Trait]
    quality: Quality
    preferences: Sequence[str]


@dataclass(frozen=True)
class Writers:
    """Makes the markets of scenes. ``adapters`` are by the catalogue's names of them."""

    agency: Agency
    adapters: Mapping[str, Adapter] = field(default_factory=lambda: ADAPTERS)

    async def are_there(self, preferences: Sequence[str]) -> bool:
        """Whether a model may be asked: of a provider in use, unless the request wants the studio's own words."""
        if STUDIO in preferences[:1]:
            return False
        providers = (await self.agency.in_use()).providers
        return any(spec.provider in providers for spec in self._models())

    async def market(
        self, wish: Wish, keep: Keep[Completion, WrittenScene], room: Callable[[], Awaitable[Decimal]]
    ) -> Market[WrittenScene]:
        """Who could word the scene. A model whose answer could not be used is asked once more and told why.

        Models that may not be asked now are there too: what they hold already is still fetched.
        """
        providers = (await self.agency.in_use()).providers
        candidates = [self._candidate(spec, wish, providers) for spec in self._models()]
        rule = self.agency.rules.rule_for("chat", wish.traits, wish.quality)
        preferences = [name for name in wish.preferences if name != STUDIO]
        return Routed(candidates, rule, keep, self.agency.gate, room, preferences, providers)

    def made(self, work: Work[Completion], receipt: Receipt) -> Made:
        """How a scene came to be."""
        return self.agency.made(work, "write", receipt)

    def _models(self) -> list[ModelSpec]:
        catalogue = self.agency.catalogue
        models = catalogue.models("chat")
        return [spec for spec in models if catalogue.provider_of(spec.provider).adapter in self.adapters]

    def _candidate(self, spec: ModelSpec, wish: Wish, in_use: Sequence[str]) -> Candidate[Completion]:
        provider = self.agency.catalogue.provider_of(spec.provider)
        prompt = Prompt(_all_that_is_sent(wish.brief), wish.brief.max_tokens)
        quoted = quote(spec, prompt, self.agency.prices, self.agency.now().date())

        def work(past: Sequence[Attempt]) -> Work[Completion]:
            brief = _mended(wish.brief, spec, past)
            complete = self.adapters[provider.adapter]
            return complete(self.agency.lines.wire(provider), spec, brief, quoted)

        unfit = self._unfit(spec, wish, prompt, in_use)
        lacks = "" if unfit else self.agency.lines.lacks(provider)
        return Candidate(spec, quoted, work, unfit, lacks, prompt.tokens)

    def _unfit(self, spec: ModelSpec, wish: Wish, prompt: Prompt, in_use: Sequence[str]) -> str:
        """Why the model is not asked, for people; "" if it may be."""
        if spec.provider not in in_use:
            return f"is not in use: put it in use with 'duanju providers use {spec.provider}'"
        if spec.languages and wish.language not in spec.languages:
            return f"does not write {wish.language}"
        if spec.context_tokens and prompt.tokens > spec.context_tokens:
            return f"has room for {spec.context_tokens} tokens, and the scene takes {prompt.tokens}"
        return ""


def _all_that_is_sent(brief: ChatBrief) -> str:
    """The messages, the schema that goes along, and what was wrong with an earlier answer."""
    return "".join((*(message.text for message in brief.messages), json.dumps(brief.answer, ensure_ascii=False), _TOLD))


def _mended(brief: ChatBrief, spec: ModelSpec, past: Sequence[Attempt]) -> ChatBrief:
    """The question, with what was wrong with the model's last answer."""
    own = [each for each in past if (each.first.provider, each.first.model) == (spec.provider, spec.name)]
    failed = [each.failure.reason for each in own if each.failure]
    return again(brief, failed[-1]) if failed and failed[-1].startswith(MALFORMED) else brief
