"""A buyer of HolySheep's calls at a simulated provider, and what it asks for."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, TypeVar

import httpx

from infra.simulator import Charge
from shared.artifacts.folder import Folder
from shared.ledger import PUBLISHED, Failed, Prices, Quote, Receipt, Terms, Ticket
from shared.ledger import Running as StillRunning
from shared.ledger.prices import Unit
from shared.providers import FilmBrief, SpeechBrief
from shared.providers.catalogue import ModelSpec
from shared.providers.completions import ChatBrief, Completion, Message
from shared.providers.holysheep import speech, video
from shared.providers.holysheep.chat import complete
from shared.providers.ports import Filmed, Spoken
from shared.providers.remote import Work
from shared.providers.remote.media import Shelf
from shared.providers.remote.wire import Wire
from shared.runtime import Permanent, Transient
from shared.runtime.children import Children
from tests.briefs import FILM, LINE
from tests.wires import receipt_of

T = TypeVar("T")
Buying = Callable[..., Any]
"""The fixture ``buying``: a buyer at a provider of that scenario."""

PRICES = Prices.read(PUBLISHED)
ASK = ChatBrief(messages=(Message(role="user", text="Write a scene."),), max_tokens=800)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
LOOKUP = {"idempotency": {"kind": "lookup"}}
LOOKING_UP = Terms(acceptance="lookup", answer_within=20, done_within=3600)


class Followed:
    """Downloads without any guard: what the simulator names is fetched."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def fetch(self, url: str, into: Path, media: Literal["video", "audio", "image"]) -> None:
        try:
            answer = await self._http.get(url)
        except httpx.HTTPError as error:
            raise Transient("the download broke off") from error
        if answer.status_code != 200:
            raise Permanent(f"the download was answered with {answer.status_code}")
        into.write_bytes(answer.content)


class Bought:
    """A buyer at a simulated provider: one submission after the other, each with a key of its own."""

    def __init__(self, wire: Wire, charges: list[Charge], children: Children, tmp_path: Path) -> None:
        self.wire, self.charges, self.children, self.folder = wire, charges, children, tmp_path
        self.shelf = Shelf(Folder(tmp_path / "store"), "audio", tmp_path / "scratch")
        self.http = httpx.AsyncClient(trust_env=False)
        self.downloads = Followed(self.http)
        self.keys = 0

    def ticket(self) -> Ticket:
        self.keys += 1
        return Ticket(f"video.{'0' * 64}.{self.keys}.abc", "")

    async def submit(self, work: Work[Any], ticket: Ticket | None = None) -> Receipt:
        ticket = ticket or self.ticket()
        return receipt_of(await work.submit(ticket), ticket, work.quote)

    async def buy(self, work: Work[T]) -> T | Failed:
        return await self.fetch(work, await self.submit(work))

    async def fetch(self, work: Work[T], receipt: Receipt) -> T | Failed:
        for _ in range(2000):
            found = await work.fetch(receipt, self.folder / "result.bin")
            if not isinstance(found, StillRunning):
                return found
        raise AssertionError("the job never ends")

    def film(self, brief: FilmBrief = FILM, model: str = "kling-v1-6", reference: str = "") -> Work[Filmed]:
        quote, media = quoted(model, "second", 5, "720p"), self.downloads
        return video.film(self.wire, spec(model), brief, quote, reference, downloads=media, children=self.children)

    def line(self, model: str, unit: Unit, brief: SpeechBrief = LINE) -> Work[Spoken]:
        made = spec(model, capability="speech", voices={"zh-CN": {"Tianmei": "female"}})
        quote = quoted(model, unit, Decimal("0.05") if unit == "minute" else 1)
        media = {"downloads": self.downloads, "children": self.children, "shelf": self.shelf}
        return speech.speak(self.wire, made, brief, quote, **media)  # type: ignore[arg-type]

    def chat(self, brief: ChatBrief = ASK) -> Work[Completion]:
        model = spec("deepseek-chat", capability="chat")
        return complete(self.wire, model, brief, quoted("deepseek-chat", "million tokens", Decimal("0.002")))


def spec(name: str, **more: Any) -> ModelSpec:
    return ModelSpec.model_validate({"name": name, "provider": "holysheep", "capability": "video"} | more)


def quoted(model: str, unit: Unit, quantity: Decimal | int, *features: str) -> Quote:
    return PRICES.quote(model, unit, quantity, date(2026, 6, 1), *features)
