"""A drama whose films and a voice are bought on a rough day, from a provider that keeps books of its own."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import yaml
from aiokafka import AIOKafkaConsumer

from infra.local.ports import free_port
from infra.local.stack import ROOT
from infra.simulator import Charge
from infra.topics import all_topics
from shared.artifacts.manifest import Manifest
from shared.events import Request, SpendRecorded
from shared.events.envelope import read
from shared.ledger.records import Intent
from shared.providers.in_use import decide
from tests.simulated import Client, provider
from tests.studio import Studio, running_studio, tiny

KEY = "hs_canary_of_the_key_that_nobody_may_see_0123"
SIGNS = "canary-of-the-webhooks-secret"
SCALE = 60
"""Simulated seconds in one of ours: a film takes half a second."""
REMEMBERED = 5.0
"""Seconds after which a dropped provider is not asked any more, with what was under way."""
CENT = Decimal("0.01")
DRAMA = "red"
# The first has room for one film in five seconds, so that most are left when it is dropped.
CATALOGUE = """
[[provider]]
name = "voices"
adapter = "holysheep"
base_url = "{url}"
key = "VOICES_KEY"
downloads = ["127.0.0.1"]
terms = {{acceptance = "idempotent", answer_within = 4, done_within = 60, remembers = 600}}

[[provider]]
name = "first"
adapter = "holysheep"
base_url = "{url}"
key = "FIRST_KEY"
downloads = ["127.0.0.1"]
terms = {{acceptance = "idempotent", answer_within = 4, done_within = 60, remembers = 600}}
limits = {{requests_per_minute = 12}}

[[provider]]
name = "second"
adapter = "holysheep"
base_url = "{url}"
key = "SECOND_KEY"
downloads = ["127.0.0.1"]
terms = {{acceptance = "idempotent", answer_within = 4, done_within = 60, remembers = 600}}

[[model]]
name = "tts-1-hd"
provider = "voices"
capability = "speech"
voices = {{zh-CN = {{Tianmei = "female", Mei = "female"}}}}

[[model]]
name = "kling-v1-6"
provider = "first"
capability = "video"
seconds = [5, 30]
aspects = ["9:16"]
resolutions = ["720p"]

[[model]]
name = "pika-2-0"
provider = "second"
capability = "video"
seconds = [5, 30]
aspects = ["9:16"]
resolutions = ["720p"]
"""


def rough() -> dict[str, Any]:
    """The rough day of the examples, in a hurry, without what a person has to mend: keys that end, refused words."""
    scenario: dict[str, Any] = yaml.safe_load((ROOT / "examples" / "scenarios" / "rough.yaml").read_text("utf-8"))
    faults, jobs = scenario["faults"] | {"moderation": 0}, scenario["jobs"] | {"moderated": 0}
    return scenario | {"time_scale": SCALE, "keys": {"form": "any"}, "faults": faults, "jobs": jobs}


@dataclass
class Bought:
    """The drama, and everything that anybody could read of it; from ``dropped`` on one provider was out of use."""

    studio: Studio
    manifest: Manifest
    charges: list[Charge]
    dropped: datetime
    records: list[tuple[str, bytes]]
    metrics: str

    @property
    def spends(self) -> list[SpendRecorded]:
        """Every charge that was told; of the same one the last word counts."""
        found = [read(topic, value, []) for topic, value in self.records if topic == SpendRecorded.topic()]
        told = [each for each in found if isinstance(each, SpendRecorded)]
        return list({(each.fingerprint, each.attempt): each for each in told}.values())

    @property
    def files(self) -> list[Path]:
        return [path for path in self.studio.stack.state.root.rglob("*") if path.is_file()]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bought(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bought]:
    folder, port = tmp_path_factory.mktemp("bought"), free_port()
    async with (
        provider(rough()) as client,
        running_studio(
            folder / "state", environment=environment(folder, client.running.url, port), fixed_ports={"gateway": port}
        ) as studio,
    ):
        await use(studio, "voices", "first", "second")
        await studio.request(DRAMA, request())
        await until_charged(client, "kling-v1-6")
        await use(studio, "voices", "second")
        await asyncio.sleep(REMEMBERED)
        dropped = datetime.now(UTC)
        manifest = await studio.finished(DRAMA)
        records = await every_record(studio)
        yield Bought(studio, manifest, client.charges, dropped, records, await metrics(studio))


def request() -> Request:
    return tiny(
        quality="standard",
        budget_usd="20.00",
        episode_seconds=40,
        characters=[
            {"name": "林小满", "role": "protagonist", "look": "24岁，马尾", "voice": "voices/Tianmei"},
            {"name": "王桂英", "role": "奶奶", "look": "70岁，白发", "voice": "voices/Mei"},
        ],
    )


def environment(folder: Path, url: str, port: int) -> dict[str, str]:
    """The settings of every service; files of a deployment lie beside the studio's own folder."""
    (folder / "catalogue.toml").write_text(CATALOGUE.format(url=url))
    (folder / "keys.toml").write_text("".join(f'{name} = "{KEY}"\n' for name in ("voices", "first", "second")))
    return {
        "DUANJU_CATALOGUE": str(folder / "catalogue.toml"),
        "DUANJU_KEYS": str(folder / "keys.toml"),
        "DUANJU_WEBHOOKS": f"http://127.0.0.1:{port}/v1/webhooks",
        "DUANJU_WEBHOOK_SECRETS": SIGNS,
        "DUANJU_ALLOW_LOOPBACK": "true",
    }


async def use(studio: Studio, *providers: str) -> None:
    await decide(studio.store, lambda _: providers, "a test", datetime.now(UTC))


async def until_charged(client: Client, model: str) -> None:
    async with asyncio.timeout(120):
        while not any(charge.model == model for charge in client.charges):
            await asyncio.sleep(0.02)


async def every_record(studio: Studio) -> list[tuple[str, bytes]]:
    """All that was ever published."""
    consumer = AIOKafkaConsumer(
        *all_topics(), bootstrap_servers=studio.stack.address, auto_offset_reset="earliest", fetch_max_wait_ms=25
    )
    await consumer.start()
    found = []
    try:
        while batch := await consumer.getmany(timeout_ms=1500):
            found += [(each.topic, each.value) for records in batch.values() for each in records]
    finally:
        await consumer.stop()
    return found


async def metrics(studio: Studio) -> str:
    async with httpx.AsyncClient(trust_env=False) as http:
        told = [await http.get(f"http://127.0.0.1:{port}/metrics") for port in studio.stack.ports.values()]
    return "\n".join(each.text for each in told)


def _by_provider(intents: Iterable[Intent]) -> dict[str, list[Intent]]:
    """The first submissions of attempts."""
    found: dict[str, list[Intent]] = {}
    for intent in intents:
        if intent.begins:
            found.setdefault(intent.provider, []).append(intent)
    return found


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_drama_is_finished_with_bought_films_and_bought_voices(bought: Bought) -> None:
    shots = bought.manifest.episodes[0].shots
    makers = Counter(shot.made.provider for shot in shots)
    voices = Counter(line.made.provider for shot in shots for line in shot.lines)
    assert set(makers) == {"first", "second"}
    assert set(voices) == {"voices"}


async def test_every_submission_is_charged_once_at_most(bought: Bought) -> None:
    charged = Counter(charge.idempotency_key for charge in bought.charges)
    assert None not in charged
    assert set(charged.values()) == {1}


async def test_what_the_ledger_says_was_spent_is_in_the_provider_s_books_to_the_cent(bought: Bought) -> None:
    books = sum((Decimal(charge.price) for charge in bought.charges), Decimal(0))
    told = sum((spend.billed for spend in bought.spends), Decimal(0))
    assert len(bought.spends) == len(bought.charges)
    assert told.quantize(CENT) == books.quantize(CENT)


async def test_a_provider_that_was_dropped_is_asked_for_nothing_new(bought: Bought) -> None:
    """What was submitted before may be submitted again under its key, for nobody knows whether it was taken."""
    found = (Intent.model_validate_json(path.read_bytes()) for path in bought.files if path.name.startswith("intent-"))
    begun = {provider: [each.at for each in ours] for provider, ours in _by_provider(found).items()}
    assert begun["first"] and max(begun["first"]) < bought.dropped
    assert max(begun["second"]) > bought.dropped


async def test_no_secret_is_in_a_log_a_topic_a_metric_or_an_artifact(bought: Bought) -> None:
    for secret in (KEY.encode(), SIGNS.encode()):
        assert [topic for topic, value in bought.records if secret in (value or b"")] == []
        assert secret not in bought.metrics.encode()
        assert [str(path) for path in bought.files if secret in path.read_bytes()] == []
    assert any(path.name == "duanju.log" for path in bought.files)
    assert "duanju_submissions_total" in bought.metrics
