"""A studio that buys of a simulated provider: what it is told beforehand, and what it tells afterwards."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import httpx
import yaml
from aiokafka import AIOKafkaConsumer

from infra.local.stack import ROOT
from shared.artifacts import Artifacts
from shared.artifacts.keys import BUYERS
from shared.artifacts.media import read
from shared.ledger.records import Intent
from tests.cluster import Cluster
from tests.studio import Studio

SIGNS = "canary-of-the-webhooks-secret"
REMEMBERED = 5.0
"""Seconds after which a dropped provider is not asked any more, with what was under way."""
BESIDE = "http://simulator:8700/v1"
"""Where containers of the production stack reach its simulator."""
_HOUSE = """
[[provider]]
name = "{name}"
adapter = "holysheep"
base_url = "{url}"
key = "{variable}"
downloads = ["127.0.0.1"]
terms = {{acceptance = "idempotent", answer_within = 4, done_within = 60, remembers = 600, refusals_stick = true}}
"""


def rough(**changes: Any) -> dict[str, Any]:
    """The rough day of the examples, with these parts of it changed; a key that was refused once stays refused."""
    scenario: dict[str, Any] = yaml.safe_load((ROOT / "examples" / "scenarios" / "rough.yaml").read_text("utf-8"))
    sticky = scenario["idempotency"] | {"refusals_stick": True}
    parts = {name: scenario[name] | more if isinstance(more, dict) else more for name, more in changes.items()}
    return scenario | {"idempotency": sticky} | parts


def house(name: str, url: str, limits: str = "") -> str:
    """A provider of a catalogue: it has the simulator's address, and repeats no job for the same key."""
    found = _HOUSE.format(name=name, url=url, variable=f"{name.upper()}_KEY")
    return f"{found}limits = {{{limits}}}\n" if limits else found


def write_keys(folder: Path, key: str, houses: Iterable[str]) -> Path:
    """The file of keys; whoever reads it meanwhile sees the old one or the new one, never half of it."""
    file, fresh = folder / "keys.toml", folder / "keys.fresh"
    fresh.write_text("".join(f'{name} = "{key}"\n' for name in houses))
    return fresh.rename(file)


def environment(folder: Path, catalogue: str, keys: Path, port: int) -> dict[str, str]:
    """The settings of every service; ``port`` is the gateway's."""
    (folder / "catalogue.toml").write_text(catalogue)
    return {
        "DUANJU_CATALOGUE": str(folder / "catalogue.toml"),
        "DUANJU_KEYS": str(keys),
        "DUANJU_WEBHOOKS": f"http://127.0.0.1:{port}/v1/webhooks",
        "DUANJU_WEBHOOK_SECRETS": SIGNS,
        "DUANJU_ALLOW_LOOPBACK": "true",
    }


def deploy(cluster: Cluster, catalogue: str, key: str, houses: Iterable[str]) -> None:
    """The same for a production stack, before it is started, or started again."""
    (cluster.offers_folder / "catalogue.toml").write_text(catalogue)
    write_keys(cluster.keys_folder, key, houses)
    cluster.write(
        DUANJU_CATALOGUE="/offers/catalogue.toml",
        DUANJU_KEYS="/keys/keys.toml",
        DUANJU_WEBHOOKS="http://gateway:8000/v1/webhooks",
        DUANJU_ALLOW_LOOPBACK="true",
    )


def files(studio: Studio) -> list[Path]:
    """All that the studio left on the disk."""
    return [path for path in studio.stack.state.root.rglob("*") if path.is_file()]


async def submissions(store: Artifacts) -> list[Intent]:
    """Every submission that was announced, the oldest first."""
    listed = [each.key for service in BUYERS for each in await store.listing(f"{service}/ledger")]
    found = await asyncio.gather(*(read(store, key, Intent) for key in listed if "/intent-" in key))
    return sorted(found, key=lambda intent: intent.at)


async def every_record(studio: Studio, *topics: str) -> list[tuple[str, bytes]]:
    """All that was ever published on these topics."""
    consumer = AIOKafkaConsumer(
        *topics, bootstrap_servers=studio.stack.address, auto_offset_reset="earliest", fetch_max_wait_ms=25
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
    """What every service says of itself."""
    async with httpx.AsyncClient(trust_env=False) as http:
        told = [await http.get(f"http://127.0.0.1:{port}/metrics") for port in studio.stack.ports.values()]
    return "\n".join(each.text for each in told)
