"""A writers' room for tests: the script service on a real store and ledger, chat models with scripted answers."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from services.script.service import plan_the_story, script_the_episode
from services.script.writers import Complete, Writers
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
from shared.providers.routing import Rules
from shared.runtime import Once, Settings
from shared.runtime.errors import WorkError
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

    def complete(self, spec: ModelSpec, brief: ChatBrief, quote: Quote) -> Work[Completion]:
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


class Open:
    """A gate that lets everybody in."""

    async def enter(self, provider: str, model: str, tokens: int) -> None: ...

    def is_closed(self, provider: str, model: str) -> float | None:
        return None

    def record(self, provider: str, model: str, error: WorkError | None) -> None: ...


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

    async def script(self, request: Request, cap: str = "1", **more: object) -> list[EpisodeScripted]:
        """Every episode of the next revision."""
        self.revision += 1
        key = keys.request(DRAMA, self.revision)
        await self.store.create(key, written(request))
        order = StoryCommissioned(drama=DRAMA, revision=self.revision, request=key)
        story = (await plan_the_story(order, self.once, self.store)).story
        episodes = (await read(self.store, story, Story)).episodes
        return [await self.episode(self.order(request, story, one.number, cap, **more)) for one in episodes]

    def order(self, request: Request, story: str, number: int, cap: str = "1", **more: object) -> EpisodeCommissioned:
        about = {"drama": DRAMA, "revision": self.revision, "episode": episode_id(DRAMA, number), "number": number}
        wish = {"quality": request.quality, "providers": request.providers.get("chat", ())}
        return EpisodeCommissioned.model_validate(about | wish | {"story": story, "cap": cap} | more)

    async def episode(self, order: EpisodeCommissioned) -> EpisodeScripted:
        return await script_the_episode(order, self.once, self.store, self.ledger, self.writers, self.settings)

    async def plan(self, news: EpisodeScripted) -> Plan:
        return await read(self.store, news.plan, Plan)

    async def draft(self, news: EpisodeScripted) -> Draft:
        return await read(self.store, news.draft, Draft)


async def room(folder: Path, complete: Complete, catalogue: Catalogue = CATALOGUE) -> Room:
    """A writers' room on a store of its own."""
    settings = Settings(scratch=folder, worker="one")
    store = Folder(folder / "store")
    leases = Leases(store, "script", settings.worker, settings.times)
    await leases.beat()
    found: Room

    async def in_use() -> InUse:
        return InUse(providers=found.providers)

    writers = Writers(catalogue, Rules.read(), Prices.read(PUBLISHED), Open(), in_use, complete, _today)
    ledger = Ledger(store, "script", leases, Callbacks("", ()), lambda: datetime.now(UTC))
    found = Room(store, Once(store, leases, poll=0.01), ledger, writers, settings)
    return found


def _today() -> date:
    return date(2026, 6, 1)
