"""A writers' room for tests: the script service on a real store and ledger, chat models with scripted answers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from services.script.service import plan_the_story, script_the_episode
from services.script.writers import Adapter, Writers
from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.artifacts.media import read, written
from shared.artifacts.records import Draft, Plan, Story
from shared.events import EpisodeCommissioned, EpisodeScripted, Request, StoryCommissioned, episode_id
from shared.ledger import PUBLISHED, Accepted, Callbacks, Ledger, Prices, Quote, Receipt, Running, Terms, Ticket
from shared.ledger.offers import Failed
from shared.providers.catalogue import Catalogue, ModelSpec
from shared.providers.completions import ChatBrief, Completion
from shared.providers.in_use import InUse
from shared.providers.remote import Work
from shared.providers.remote.agency import Agency, Lines
from shared.providers.remote.gate import Gate
from shared.providers.remote.wire import Wire
from shared.providers.routing import Rules
from shared.providers.settings import BuyerSettings
from shared.runtime import Once, Settings
from shared.runtime.leases import Leases

DRAMA = "red"
TERMS = Terms(acceptance="idempotent", answer_within=60, done_within=600)
CATALOGUE = Catalogue.model_validate(
    {
        "provider": [
            {"name": name, "adapter": "openai", "base_url": f"https://{name}.example/v1", "terms": TERMS.model_dump()}
            for name in ("inkwell", "quill")
        ],
        "model": [
            {"name": "gpt-4.1", "provider": "inkwell", "capability": "chat", "rank": 1},
            {"name": "deepseek-chat", "provider": "quill", "capability": "chat", "rank": 2},
        ],
    }
)

Says = Callable[[ChatBrief], str | Exception]


def draft(brief: ChatBrief) -> dict[str, Any]:
    """The scene that a model is asked about: it has the form of the answer."""
    return dict(json.loads(brief.messages[1].text))


def louder(brief: ChatBrief) -> str:
    """What a good model answers: other words of the same length."""
    answer = draft(brief)
    for shot in answer["shots"].values():
        for line in shot["lines"].values():
            line["text"] = line["text"][:-1] + ("！" if answer["language"] == "zh-CN" else "!")
    return json.dumps(answer, ensure_ascii=False)


@dataclass
class Models:
    """Chat models by name: what each says. ``asked`` is every submission, ``charged`` what was accepted, by its key."""

    says: dict[str, Says] = field(default_factory=lambda: {"gpt-4.1": louder, "deepseek-chat": louder})
    asked: list[tuple[str, ChatBrief]] = field(default_factory=list)
    charged: dict[str, Decimal] = field(default_factory=dict)

    @property
    def adapters(self) -> dict[str, Adapter]:
        return {"openai": self.complete}

    def complete(self, wire: Wire, spec: ModelSpec, brief: ChatBrief, quote: Quote) -> Work[Completion]:
        async def submit(ticket: Ticket) -> Accepted:
            self.asked.append((spec.name, brief))
            said = self.says[spec.name](brief)
            if isinstance(said, Exception):
                raise said
            self.charged[ticket.key] = quote.amount
            return Accepted(f"job-{len(self.asked)}", quote.amount, {"text": said})

        async def fetch(receipt: Receipt, into: Path) -> Completion | Running | Failed:
            return Completion(text=str(receipt.answer["text"]))

        return Work(spec.provider, spec.name, quote, TERMS, submit, fetch)


@dataclass
class Room:
    """A worker of the script service, and a showrunner's orders to it."""

    store: Folder
    once: Once
    ledger: Ledger
    writers: Writers
    settings: Settings
    providers: tuple[str, ...] = ("inkwell", "quill")
    revision: int = 0

    async def script(self, request: Request, cap: str = "1") -> list[EpisodeScripted]:
        """Every episode of the next revision."""
        return [await self.episode(order) for order in await self.orders(request, cap)]

    async def orders(self, request: Request, cap: str = "1") -> list[EpisodeCommissioned]:
        """The order of every episode of the next revision."""
        self.revision += 1
        key = keys.request(DRAMA, self.revision)
        await self.store.create(key, written(request))
        about = {"drama": DRAMA, "revision": self.revision}
        order = StoryCommissioned.model_validate(about | {"request": key})
        story = (await plan_the_story(order, self.once, self.store)).story
        about |= {
            "quality": request.quality,
            "providers": request.providers.get("chat", ()),
            "story": story,
            "cap": cap,
        }
        return [
            EpisodeCommissioned.model_validate(about | {"episode": episode_id(DRAMA, one.number), "number": one.number})
            for one in (await read(self.store, story, Story)).episodes
        ]

    async def episode(self, order: EpisodeCommissioned) -> EpisodeScripted:
        return await script_the_episode(order, self.once, self.store, self.ledger, self.writers, self.settings)

    async def plan(self, news: EpisodeScripted) -> Plan:
        return await read(self.store, news.plan, Plan)

    async def draft(self, news: EpisodeScripted) -> Draft:
        return await read(self.store, news.draft, Draft)


async def room(folder: Path, adapters: Mapping[str, Adapter], catalogue: Catalogue = CATALOGUE) -> Room:
    """A writers' room on a store of its own."""
    settings = BuyerSettings(scratch=folder, worker="one", keys=None, allow_loopback=True)
    store = Folder(folder / "store")
    leases = Leases(store, "script", settings.worker, settings.times)
    await leases.beat()
    found: Room

    async def in_use() -> InUse:
        return InUse(providers=found.providers)

    gate = Gate(store, settings.worker, {}, {})
    agency = Agency(catalogue, Rules.read(), Prices.read(PUBLISHED), in_use, gate, Lines(settings, gate), _now)
    ledger = Ledger(store, "script", leases, Callbacks("", ()), _now)
    found = Room(store, Once(store, leases, poll=0.01), ledger, Writers(agency, adapters), settings)
    return found


def _now() -> datetime:
    return datetime.now(UTC)
