"""The gateway's webhooks for a test: submissions in a store, an application, and messages in every disguise."""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import uvicorn
import yaml
from pydantic import BaseModel, ConfigDict, SecretStr

from services.gateway.webhooks import FOLDER, Signers, Webhooks
from shared.artifacts import Artifacts, keys
from shared.artifacts.media import written
from shared.events import Event, JobCalledBack, digest
from shared.ledger import Callbacks, Quote, Terms
from shared.ledger.records import Intent
from shared.runtime.process import Server

NOW = 1_780_000_000.0
OURS = {
    "live": "our-live-secret-of-the-urls",
    "old": "our-old-secret-of-the-urls",
    "dead": "our-dead-secret-of-the-urls",
}
THEIRS = {name: f"the provider's {name} signing secret".encode() for name in ("live", "old", "dead", "other")} | {
    "empty": b""
}
SUBMISSIONS = {
    "a": ("holysheep", f"video.{digest('a')}.1.{'a' * 12}"),
    "b": ("holysheep", f"video.{digest('b')}.1.{'b' * 12}"),
    "plain": ("plain", f"audio.{digest('plain')}.3.{'c' * 12}"),
}
"""By a name for the tests: the provider, which signs if it is holysheep, and the submission's key."""
BODY = '{"job_id": "job-1", "status": "completed", "video_url": "https://cdn.example/1.mp4"}'


def whsec(secret: bytes) -> str:
    return f"whsec_{base64.b64encode(secret).decode()}"


SIGNERS = Signers(SecretStr(",".join(f"holysheep={whsec(THEIRS[name])}" for name in ("live", "old"))))
CALLBACKS = Callbacks("", [SecretStr(OURS["live"]), SecretStr(OURS["old"])])


async def submit_all(store: Artifacts) -> None:
    """Let every submission be announced."""
    for provider, key in SUBMISSIONS.values():
        service, fingerprint, number, writer = key.split(".")
        intent = Intent(
            number=int(number),
            attempt=int(number),
            key=key,
            writer=writer,
            provider=provider,
            model="kling-v1-6",
            quote=Quote(model="kling-v1-6", unit="second", quantity=Decimal(5), amount=Decimal("0.4"), currency="USD"),
            terms=Terms(acceptance="neither", answer_within=60, done_within=600),
            drama="red",
            order="shot.voiced_red.e01-s01_0",
            account="red/e01-s01",
            at=datetime.fromtimestamp(NOW, UTC),
        )
        await store.create(keys.intent(service, fingerprint, int(number)), written(intent))


class Sign(BaseModel):
    """How a message is signed; by default as it has to be."""

    model_config = ConfigDict(extra="forbid")
    by: str = "live"
    id: str = "msg_1"
    age: float = 0
    over_body: str | None = None
    over_id: str | None = None
    over_stamp: str | None = None
    hash: str = "sha256"
    form: str = "v1,{base64}"
    stamp: str | None = None


class Case(BaseModel):
    """A message, written down: what differs from a genuine one about submission ``a``."""

    model_config = ConfigDict(extra="forbid")
    name: str
    method: str = "POST"
    path: str = "holysheep/{a}/{url_a}"
    body: str = BODY
    bytes_: str | None = None
    times: int = 1
    sign: Sign | None = Sign()
    headers: dict[str, str] = {}
    twice: tuple[str, ...] = ()
    after: str | None = None
    said_length: str | None = None
    status: int = 202
    outcome: str = "hinted"


def cases(file: Path) -> list[Case]:
    """The cases of a file, in which groups have names for their readers."""
    groups: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(file.read_text("utf-8"))
    return [
        Case.model_validate({**each, "name": f"{group}: {each['name']}"})
        for group, found in groups.items()
        for each in found
    ]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]


@dataclass
class Receiving:
    """An endpoint whose clock stands still unless the test moves it; ``published`` is what went to the broker."""

    store: Artifacts
    published: list[Event] = field(default_factory=list)
    failing: list[Exception] = field(default_factory=list)
    time: float = 0.0

    def __post_init__(self) -> None:
        self.app = Webhooks(self.store, self._publish, CALLBACKS, SIGNERS, lambda: NOW + self.time, lambda: self.time)

    @property
    def jobs(self) -> list[str]:
        """The jobs that were believed."""
        return [event.job for event in self.published if isinstance(event, JobCalledBack) and event.job]

    async def _publish(self, events: Iterable[Event]) -> None:
        if self.failing:
            raise self.failing.pop(0)
        self.published += events

    async def post(self, case: Case) -> Answer:
        body = _body(case)
        path = case.path.format_map(_names())
        raw = path.encode() if path.startswith("/") else FOLDER.encode() + path.encode()
        scope = {
            "type": "http",
            "method": case.method,
            "path": raw.decode(),
            "raw_path": raw,
            "headers": _headers(case, body),
        }
        parts = [body[:10], body[10:]]
        answer: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

        async def send(message: Any) -> None:
            answer.append(message)

        await self.app(scope, receive, send)
        start = answer[0]
        return Answer(start["status"], {name.decode(): value.decode() for name, value in start["headers"]})


def _names() -> dict[str, str]:
    """What a path may be made of: the submissions, and signatures of our URLs by all secrets."""
    names = {name: key for name, (_, key) in SUBMISSIONS.items()}
    for name, (provider, key) in SUBMISSIONS.items():
        for by, text in OURS.items():
            made = hmac.digest(text.encode(), f"{provider}/{key}".encode(), hashlib.sha256).hex()
            names[f"url_{name}" if by == "live" else f"url_{name}_{by}"] = made
            names[f"cut_{name}"] = names[f"url_{name}"][:-1]
            names[f"upper_{name}"] = names[f"url_{name}"].upper()
        names[f"sha1_{name}"] = hmac.new(OURS["live"].encode(), f"{provider}/{key}".encode(), "sha1").hexdigest()
        names[f"bare_{name}"] = hashlib.sha256(f"{provider}/{key}".encode()).hexdigest()
        names[f"open_{name}"] = hmac.digest(b"", f"{provider}/{key}".encode(), hashlib.sha256).hex()
    return names


def _body(case: Case) -> bytes:
    return (bytes.fromhex(case.bytes_) if case.bytes_ else case.body.encode()) * case.times


def _headers(case: Case, body: bytes) -> list[tuple[bytes, bytes]]:
    found = {"content-type": "application/json", "content-length": case.said_length or str(len(body))}
    found |= (signed(case.sign, body) if case.sign else {}) | case.headers
    pairs = [(name.encode(), value.encode()) for name, value in found.items()]
    return pairs + [(name.encode(), found[name].encode()) for name in case.twice]


def signed(sign: Sign, body: bytes) -> dict[str, str]:
    """The headers of a message by the standard's words, with whatever is wrong with them."""
    stamp = sign.stamp if sign.stamp is not None else str(int(NOW - sign.age))
    over = sign.over_body.encode() if sign.over_body is not None else body
    text = f"{sign.over_id or sign.id}.{sign.over_stamp or stamp}.".encode() + over
    made = hmac.digest(THEIRS[sign.by], text, sign.hash)
    whole = base64.b64encode(made).decode()
    forms = {"base64": whole, "hex": made.hex(), "cut": whole[:-1], "short": whole[:20], "lower": whole.lower()}
    forms |= {"urlsafe": base64.urlsafe_b64encode(made).decode().rstrip("="), "bare": whole.rstrip("=")}
    return {"webhook-id": sign.id, "webhook-timestamp": stamp, "webhook-signature": sign.form.format_map(forms)}


def url_of(name: str) -> str:
    """The path of a submission's URL, below the folder, as we make it."""
    provider, key = SUBMISSIONS[name]
    return Callbacks("https://studio.example", [SecretStr(OURS["live"])]).url(provider, key).partition("example/")[2]


@asynccontextmanager
async def served(app: Any) -> AsyncIterator[str]:
    """The address at which the application is reached over HTTP."""
    server = Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
