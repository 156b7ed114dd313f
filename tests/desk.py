"""The desk for a test: its commands, and dramas in a store as a studio leaves them."""

import asyncio
import contextlib
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from aiokafka import AIOKafkaConsumer
from typer.testing import CliRunner, Result

from infra.local.state import Running, StateFolder, born
from services.gateway.cli.app import app
from services.gateway.words import choose
from services.showrunner import core
from services.showrunner.money import Funds
from services.showrunner.production import Production
from shared.artifacts import Artifacts, keys
from shared.artifacts.decisions import Admitted, Blocked, Completed, Decision, Resumed
from shared.artifacts.manifest import Manifest, ManifestCalls, ManifestEpisode
from shared.artifacts.media import keep, written
from shared.artifacts.records import Made, Media, Quality
from shared.events import DramaDirected, DramaRequested
from shared.events.envelope import read
from shared.events.request import Request
from shared.ledger import Prices
from shared.planning import Decisions

NOW = datetime(2026, 1, 1, tzinfo=UTC)
REQUEST = Request(premise="She finds the red envelope.", title="The Red Envelope")
MADE = Made(provider="studio", model="animatic", operation="film", seconds=2)
QUALITY = Quality(width=1080, height=1920, fps=24, video_seconds=40, audio_seconds=40, loudness=-16, true_peak=-1)
ADMITTED = Admitted(at=NOW, revision=1, request=REQUEST)
BLOCKED = Blocked(at=NOW, revision=1, stage="audio", order="shot.commissioned_x", reason="there is no voice 'zf_x'")


def duanju(*words: object) -> Result:
    choose("en")  # each call is a process of its own on the day
    return CliRunner().invoke(app, [str(word) for word in words])


async def decide(store: Artifacts, drama: str, *decided: Decision) -> None:
    decisions = Decisions(store)
    for decision in decided:
        assert await decisions.append(await decisions.state(drama), decision)


async def finish(store: Artifacts, drama: str, scratch: Path) -> Manifest:
    """A drama with one episode, finished."""

    async def media(name: str, kind: str) -> Media:
        path = scratch / name
        path.write_text(f"the {name}")
        return await keep(store, "compositor", path, kind)

    episode = ManifestEpisode(
        number=1,
        episode=f"{drama}.e01",
        cut="0" * 64,
        title="One",
        seconds=40,
        film=await media("film", "video/mp4"),
        subtitles=await media("subtitles", "application/x-subrip"),
        cover=await media("cover", "image/png"),
        score=None,
        quality=QUALITY,
        made=MADE,
        shots=(),
    )
    call = ManifestCalls(
        provider="studio",
        model="animatic",
        operation="film",
        calls=23,
        seconds_total=46,
        seconds_mean=2,
        seconds_max=3,
        cost_usd=Decimal(0),
    )
    manifest = Manifest(
        drama=drama,
        revision=1,
        title="红包",
        logline="",
        language="zh-CN",
        requested_at=NOW,
        completed_at=NOW,
        cost_usd=Decimal(0),
        cast=(),
        episodes=(episode,),
        calls=(call,),
    )
    key = keys.manifest(drama, 1)
    await store.create(key, written(manifest))
    await decide(store, drama, ADMITTED, Completed(at=NOW, revision=1, manifest=key))
    return manifest


def run_here(state: Path, broker: str) -> None:
    """Let it look as if this process were a studio that is ready."""
    StateFolder(state).write(Running(os.getpid(), born(), broker, {}))


class Showrunner(threading.Thread):
    """Takes requests from the broker as the showrunner does, all or one drama's, and ends each drama as it is told."""

    def __init__(
        self, broker: str, store: Artifacts, scratch: Path, ending: str = "done", drama: str | None = None
    ) -> None:
        super().__init__()
        self.broker, self.store, self.scratch, self.ending, self.drama = broker, store, scratch, ending, drama
        self.taken: list[DramaRequested] = []
        self._loop = asyncio.new_event_loop()

    def run(self) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            self._task = self._loop.create_task(self._work())
            self._loop.run_until_complete(self._task)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._task.cancel)
        self.join()
        self._loop.close()

    async def _work(self) -> None:
        consumer = AIOKafkaConsumer(
            DramaRequested.topic(),
            DramaDirected.topic(),
            bootstrap_servers=self.broker,
            auto_offset_reset="earliest",
            fetch_max_wait_ms=10,
        )
        await consumer.start()
        try:
            async for record in consumer:
                event = read(record.topic, record.value, record.headers)
                if isinstance(event, DramaDirected):
                    await Production(self.store, Decisions(self.store), lambda: NOW).hear(event)
                    continue
                assert isinstance(event, DramaRequested)
                if self.drama not in (None, event.drama):
                    continue
                assert record.key == event.drama.encode()
                self.taken.append(event)
                await self._decide(event)
        finally:
            await consumer.stop()

    async def _decide(self, event: DramaRequested) -> None:
        state = await Decisions(self.store).state(event.drama)
        if self.ending == "admitted":
            if decision := core.decide(state, event, NOW, Funds(Prices(currency="USD"))):
                await decide(self.store, event.drama, decision)
        elif state.blocked:
            await decide(self.store, event.drama, Resumed(at=NOW, revision=1))
            await asyncio.sleep(0.3)
            await decide(self.store, event.drama, Completed(at=NOW, revision=1, manifest=keys.manifest("d", 1)))
        elif self.ending == "done":
            await finish(self.store, event.drama, self.scratch)
        else:
            await decide(self.store, event.drama, ADMITTED, BLOCKED)


@contextlib.contextmanager
def showrunner(
    broker: str, store: Artifacts, scratch: Path, ending: str = "done", drama: str | None = None
) -> Iterator[Showrunner]:
    thread = Showrunner(broker, store, scratch, ending, drama)
    thread.start()
    try:
        yield thread
    finally:
        thread.stop()
