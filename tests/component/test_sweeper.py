"""The sweep: what stands still is ordered again, what moves is left alone, and only one showrunner does it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from services.showrunner.production import Production
from services.showrunner.sweep import Sweeper
from shared.artifacts import keys
from shared.artifacts.commands import SetBudget
from shared.artifacts.folder import Folder
from shared.artifacts.media import written
from shared.events import DramaRequested, Event, Request, StoryCommissioned, StoryPlanned
from shared.planning import Decisions
from shared.runtime import Times
from shared.runtime.leases import Leases
from shared.runtime.outbox import Outbox
from shared.telemetry import traces
from tests.receiver import first_of, receiving


class Noted(Outbox):
    """Notes what would be published."""

    def __init__(self) -> None:
        self.published: list[Event] = []

    async def publish(self, events: Iterable[Event]) -> None:
        self.published += events


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Bench:
    def __init__(self, folder: Path) -> None:
        self.store = Folder(folder)
        self.decisions = Decisions(self.store)
        self.production = Production(self.store, self.decisions, lambda: datetime.now(UTC))
        self.outbox, self.clock = Noted(), Clock()
        leases = Leases(self.store, "showrunner", "one", Times())
        self.sweeper = Sweeper(
            self.store, self.decisions, self.production, self.outbox, leases, first=10, clock=self.clock
        )

    async def request(self, drama: str = "red") -> None:
        await self.production.hear(DramaRequested(drama=drama, request=Request(premise="A rider finds an envelope.")))

    async def orders_at(self, second: float) -> int:
        self.clock.now = second
        self.outbox.published.clear()
        await self.sweeper.sweep()
        return len(self.outbox.published)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "store")


async def test_a_command_whose_event_was_lost_is_applied_at_the_next_look(bench: Bench) -> None:
    await bench.request()
    await bench.orders_at(0)
    command = SetBudget(at=datetime.now(UTC), revision=1, usd=Decimal(9))
    await bench.store.create(keys.command("red", 1), written(command))
    assert await bench.orders_at(1) == 1, "what it may have made possible is ordered, though nothing stood still long"
    assert (await bench.decisions.state("red")).budget.amount == 9
    assert await bench.orders_at(2) == 0


async def test_an_open_drama_is_ordered_again_at_the_first_look(bench: Bench) -> None:
    await bench.request()
    assert await bench.orders_at(0) == 1
    assert isinstance(bench.outbox.published[0], StoryCommissioned)


async def test_pauses_double_while_nothing_moves(bench: Bench) -> None:
    await bench.request()
    found = [second for second in range(0, 400) if await bench.orders_at(second)]
    assert found == [0, 10, 30, 70, 150, 310]


async def test_a_drama_that_moves_is_left_alone(bench: Bench) -> None:
    await bench.request()
    await bench.orders_at(0)
    await bench.production.hear(StoryPlanned(drama="red", revision=1, story="script/stories/s.json"))
    assert await bench.orders_at(10) == 0
    assert await bench.orders_at(21) == 2


async def test_a_drama_nobody_asked_for_is_not_swept(bench: Bench) -> None:
    assert await bench.orders_at(0) == 0


async def test_a_shot_that_a_stage_works_on_is_not_ordered_again(bench: Bench) -> None:
    await bench.request()
    await bench.orders_at(0)
    story = bench.outbox.published[0]
    await bench.store.put(f"audio/jobs/red/shot.commissioned_red_{story.id[:16]}.json", b"{}")
    assert await bench.orders_at(10) == 0


async def test_a_drama_that_cannot_be_read_does_not_stop_the_others(bench: Bench) -> None:
    await bench.request("broken")
    await bench.request("red")
    await bench.store.put(keys.decision("broken", 1), b"{broken")
    fresh = Bench(bench.store.root)
    assert await fresh.orders_at(0) == 1
    assert fresh.outbox.published[0].drama == "red"


async def test_what_is_ordered_again_belongs_to_the_trace_of_its_request(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = DramaRequested(drama="red", request=Request(premise="A rider finds an envelope."))
    with receiving() as receiver:
        for name, value in receiver.environment.items():
            monkeypatch.setenv(name, value)
        with traces.tracing("showrunner", "one"):
            with traces.receiving(request, None):
                await bench.request()
            assert await bench.orders_at(0) == 1
    assert first_of(receiver.spans).name == "receive drama.requested"
    assert {span.name for span in receiver.spans} == {"receive drama.requested", "sweep"}


async def test_a_marker_that_tells_of_no_trace_stops_no_sweep(bench: Bench) -> None:
    await bench.request()
    await bench.store.put(keys.open_drama("red"), b"{broken")
    assert await bench.orders_at(0) == 1
