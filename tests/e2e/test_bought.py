"""A drama whose films and a voice are bought on a rough day, from a provider that keeps books of its own."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import pytest_asyncio

from infra.local.ports import free_port
from infra.simulator import Charge
from infra.topics import all_topics
from shared.artifacts.manifest import Manifest
from shared.artifacts.media import read as record
from shared.artifacts.records import Reference
from shared.events import Request, SpendRecorded
from shared.events.envelope import read
from shared.providers.in_use import decide
from tests.bought import (
    REMEMBERED,
    SIGNS,
    environment,
    every_record,
    files,
    metrics,
    submissions,
    write_keys,
)
from tests.hurried import HOUSES, KEY, catalogue, in_a_hurry, request
from tests.simulated import Client, provider
from tests.studio import Studio, running_studio

CENT = Decimal("0.01")
DRAMA = "red"


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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bought(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bought]:
    folder, port = tmp_path_factory.mktemp("bought"), free_port()
    async with provider(in_a_hurry()) as client, AsyncExitStack() as exits:
        settings = environment(folder, catalogue(client.running.url), write_keys(folder, KEY, HOUSES), port)
        running = running_studio(folder / "state", environment=settings, fixed_ports={"gateway": port})
        studio = await exits.enter_async_context(running)
        await use(studio, *HOUSES)
        await studio.request(DRAMA, Request.model_validate(request()))
        await until_charged(client, "kling-v1-6")
        await use(studio, "voices", "second")
        await asyncio.sleep(REMEMBERED)
        dropped = datetime.now(UTC)
        manifest = await studio.finished(DRAMA)
        records = await every_record(studio, *all_topics())
        yield Bought(studio, manifest, client.charges, dropped, records, await metrics(studio))


async def use(studio: Studio, *providers: str) -> None:
    await decide(studio.store, lambda _: providers, "a test", datetime.now(UTC))


async def until_charged(client: Client, model: str) -> None:
    async with asyncio.timeout(120):
        while not any(charge.model == model for charge in client.charges):
            await asyncio.sleep(0.02)


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_drama_is_finished_with_bought_films_and_bought_voices(bought: Bought) -> None:
    shots = bought.manifest.episodes[0].shots
    makers = Counter(shot.made.provider for shot in shots)
    voices = Counter(line.made.provider for shot in shots for line in shot.lines)
    assert set(makers) == {"first", "second"}
    assert set(voices) == {"voices"}


async def test_films_show_the_cast_by_the_names_that_their_own_provider_gave_its_pictures(bought: Bought) -> None:
    store = bought.studio.store
    shown = [await record(store, each.key, Reference) for each in await store.listing("video/references")]
    named = {(each.provider, each.reference) for each in await submissions(store) if each.reference}
    assert {provider for provider, _ in named} == {"first", "second"}
    assert named <= {(each.provider, each.id) for each in shown}
    pictures = Counter((each.provider, each.picture) for each in shown)
    assert set(pictures.values()) == {1}
    assert {picture for _, picture in pictures} <= {member.anchor.sha256 for member in bought.manifest.cast}


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
    begun = [(each.provider, each.at) for each in await submissions(bought.studio.store) if each.begins]
    last = dict(begun)
    assert last["first"] < bought.dropped < last["second"]


async def test_no_secret_is_in_a_log_a_topic_a_metric_or_an_artifact(bought: Bought) -> None:
    for secret in (KEY.encode(), SIGNS.encode()):
        assert [topic for topic, value in bought.records if secret in (value or b"")] == []
        assert secret not in bought.metrics.encode()
        assert [str(path) for path in files(bought.studio) if secret in path.read_bytes()] == []
    assert any(path.name == "duanju.log" for path in files(bought.studio))
    assert "duanju_submissions_total" in bought.metrics
