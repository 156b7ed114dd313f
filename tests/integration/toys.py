"""Three toy services on the real runtime: a wanted toy is made, a made toy is seen, a seen toy is sold."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from shared.artifacts import Artifacts
from shared.artifacts.records import Record
from shared.events import Event, Order, digest
from shared.providers import Named
from shared.runtime import Once, Permanent, Settings, Stage, Transient
from shared.runtime.outbox import Outbox
from shared.runtime.service import Wiring, Worker, serve
from shared.telemetry import called

HANDS = Named("toys", "hands-1")


class ToyWanted(Event):
    """A toy is wanted, and what is to happen to it."""

    name = "toy.wanted"
    identity: ClassVar[tuple[str, ...]] = ("drama", "toy")
    toy: str
    seconds: float = 0
    fate: str = ""
    sent: float = 0


class ToyMade(Event):
    """A toy was made."""

    name = "toy.made"
    identity: ClassVar[tuple[str, ...]] = ("drama", "toy")
    toy: str
    by: str
    waited: float
    at: float


class ToySeen(Event):
    """A toy was seen."""

    name = "toy.seen"
    identity: ClassVar[tuple[str, ...]] = ("drama", "toy")
    toy: str


class ToySold(Event):
    """A toy was sold."""

    name = "toy.sold"
    identity: ClassVar[tuple[str, ...]] = ("drama", "toy")
    toy: str


class PaintToy(Order):
    """What the viewer orders of itself."""

    name = "toy.painted"
    identity: ClassVar[tuple[str, ...]] = ("drama", "toy")
    toy: str


class Toy(Record):
    toy: str
    by: str


class Counter:
    """Counts real work in files, so that a repeat shows whichever process did it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def count(self, toy: str) -> int:
        for number in range(1, 1000):
            try:
                (self.folder / f"{toy}.{number}").touch(exist_ok=False)
                return number
            except FileExistsError:
                continue
        raise AssertionError(toy)

    def times(self, toy: str) -> int:
        return len(list(self.folder.glob(f"{toy}.*")))


def key_of(toy: str) -> str:
    return f"maker/toys/{digest(toy)}.json"


maker = Stage("maker")
viewer = Stage("viewer")
seller = Stage("seller")


@maker.works(ToyWanted, into=ToyMade, slots=2)
async def make(order: ToyWanted, once: Once, counter: Counter, settings: Settings) -> ToyMade:
    waited = time.time() - order.sent

    async def work() -> Toy:
        number = counter.count(order.toy)
        if order.fate == "permanent":
            raise Permanent("no such toy can exist")
        if order.fate == "transient" and number < 3:
            raise Transient("the glue was not dry")
        if order.fate == "surprise":
            raise RuntimeError("the paint caught fire")
        await called(HANDS, "carve", asyncio.sleep(order.seconds))
        return Toy(toy=order.toy, by=settings.worker)

    toy = await once(key_of(order.toy), Toy, work)
    return ToyMade.following(order, by=toy.by, waited=waited, at=time.time())


@viewer.hears(ToyMade, into=ToySeen)
async def see(news: ToyMade) -> list[Order]:
    return [ToySeen.following(news), PaintToy.following(news)]


@viewer.works(PaintToy)
async def paint(order: PaintToy, store: Artifacts) -> None:
    await store.put(f"viewer/painted/{order.toy}", b"painted")


@seller.works(ToySeen, into=ToySold)
async def sell(order: ToySeen) -> ToySold:
    return ToySold.following(order)


class _Dies(Outbox):
    """Is killed around its first publish, as `kill -9` would."""

    async def publish(self, events: Iterable[Event]) -> None:
        if os.environ["TOY_DIES"] == "after-record":
            os.kill(os.getpid(), signal.SIGKILL)
        await super().publish(events)
        os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    [stage] = [found for found in (maker, viewer, seller) if found.name == sys.argv[1]]
    counter = Counter(Path(os.environ["TOY_COUNTS"]))

    def wire(worker: Worker) -> Wiring:
        if "TOY_DIES" in os.environ:
            worker.outbox.__class__ = _Dies
        return Wiring({Counter: counter})

    serve(stage, Settings, wire)


if __name__ == "__main__":
    main()
