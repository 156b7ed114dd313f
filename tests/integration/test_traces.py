"""Traces across the toys: one for each that is wanted, through every service; nothing depends on them."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

import pytest

from infra.local.ports import free_port
from shared.events import Event
from shared.events.envelope import body, headers
from tests.integration.toys import ToyWanted
from tests.integration.workshop import Workshop, until
from tests.receiver import Receiver, counted, first_of, receiving

_SERVICES = ("maker", "viewer", "seller")
_SENDER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


async def _start(shop: Workshop, environment: dict[str, str]) -> None:
    for service in _SERVICES:
        shop.start(service, f"{service}-1", **environment)
    await shop.ready(*(f"{service}-1" for service in _SERVICES))


async def _send(shop: Workshop, event: Event, traceparent: str) -> None:
    envelope = headers(event, "test", datetime.now(UTC), traceparent)
    await shop.send((event.topic(), event.key.encode(), body(event), envelope))


async def _end(shop: Workshop) -> None:
    """Let every worker end in order; what it has not sent yet is sent."""
    for process in shop.workers.values():
        process.terminate()
    for name, process in shop.workers.items():
        await until(partial(_has_ended, process), 30, f"for {name} to end")
        assert process.returncode == 0, shop.log(name)


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is not None


async def test_one_trace_goes_through_every_service(workshop: Workshop, receiver: Receiver) -> None:
    await _start(workshop, receiver.environment)
    await workshop.publish(ToyWanted(drama="zoo", toy="bear"))
    [sold] = await workshop.read("toy.sold.v1", 1)
    await until(lambda: len(receiver.of("zoo")) >= 10, 30, "for every span to arrive")
    spans = receiver.of("zoo")
    assert first_of(spans).name == "receive toy.wanted" and not first_of(spans).parent
    assert counted(spans) == {
        "maker: receive toy.wanted": 1,
        "maker: work toy.wanted": 1,
        "maker: carve hands-1": 1,
        "maker: publish toy.made": 1,
        "viewer: receive toy.made": 1,
        "viewer: publish toy.seen": 1,
        "viewer: work toy.painted": 1,
        "seller: receive toy.seen": 1,
        "seller: work toy.seen": 1,
        "seller: publish toy.sold": 1,
    }
    assert not [span for span in spans if span.failed]
    assert first_of(spans).trace in dict(sold.headers)["traceparent"].decode()


async def test_a_span_follows_from_what_caused_it_and_names_no_more_than_it_must(
    workshop: Workshop, receiver: Receiver
) -> None:
    await _start(workshop, receiver.environment)
    await workshop.publish(ToyWanted(drama="zoo", toy="a-secret-of-the-producer"))
    await workshop.read("toy.sold.v1", 1)
    await _end(workshop)
    spans = {span.name: span for span in receiver.of("zoo")}
    way = ["receive toy.wanted", "work toy.wanted", "publish toy.made", "receive toy.made", "publish toy.seen"]
    assert [spans[later].parent for later in way[1:]] == [spans[earlier].id for earlier in way[:-1]]
    assert spans["carve hands-1"].parent == spans["work toy.wanted"].id
    assert spans["work toy.painted"].parent == spans["receive toy.made"].id
    assert spans["work toy.wanted"].facts == {"order": "toy.wanted", "drama": "zoo", "attempt": 1, "outcome": "ok"}
    assert b"a-secret" not in receiver.raw


async def test_a_sender_s_trace_is_continued_and_nonsense_begins_a_new_one(
    workshop: Workshop, receiver: Receiver
) -> None:
    workshop.start("maker", "maker-1", **receiver.environment)
    await _send(workshop, ToyWanted(drama="known", toy="bear"), _SENDER)
    await _send(workshop, ToyWanted(drama="nonsense", toy="lion"), "00-not-a-trace-" + "f" * 2000)
    await workshop.read("toy.made.v1", 2)
    await _end(workshop)
    first = first_of(receiver.of("known"))
    assert (first.trace, first.parent) == tuple(_SENDER.split("-")[1:3])
    assert not first_of(receiver.of("nonsense")).parent


async def test_what_comes_twice_is_traced_twice_and_done_once(workshop: Workshop, receiver: Receiver) -> None:
    workshop.start("maker", "maker-1", **receiver.environment)
    order = ToyWanted(drama="zoo", toy="twin", seconds=0.3)
    await _send(workshop, order, _SENDER)
    await _send(workshop, order, _SENDER)
    await workshop.read("toy.made.v1", 1)
    await _end(workshop)
    spans = receiver.of("zoo")
    assert counted(spans)["maker: receive toy.wanted"] == 2
    assert counted(spans)["maker: carve hands-1"] == 1
    assert workshop.counter.times("twin") == 1


async def test_every_attempt_is_a_span_with_its_outcome(workshop: Workshop, receiver: Receiver) -> None:
    workshop.start("maker", "maker-1", **receiver.environment)
    await workshop.publish(ToyWanted(drama="wet", toy="wet", fate="transient"))
    await workshop.publish(ToyWanted(drama="lost", toy="lost", fate="permanent"))
    await workshop.read("toy.made.v1", 1)
    await workshop.read("order.blocked.v1", 1)
    await _end(workshop)
    attempts = [span for span in receiver.of("wet") if span.name == "work toy.wanted"]
    told = [(span.facts["attempt"], span.facts["outcome"], span.failed) for span in attempts]
    assert told == [(1, "Transient", True), (2, "Transient", True), (3, "ok", False)]
    lost = receiver.of("lost")
    [failure] = [span for span in lost if span.name == "work toy.wanted"]
    [blocked] = [span for span in lost if span.name == "publish order.blocked"]
    assert failure.facts["outcome"] == "Permanent"
    assert blocked.parent == failure.id
    assert b"no such toy" not in receiver.raw and b"glue" not in receiver.raw


# --- without a receiver, or with a bad one


async def test_without_a_receiver_no_header_and_no_record_tells_of_a_trace(workshop: Workshop) -> None:
    workshop.start("maker", "maker-1")
    await _send(workshop, ToyWanted(drama="zoo", toy="bear", seconds=1), _SENDER)
    await until(lambda: workshop.counter.times("bear") == 1)
    [job] = await workshop.store.listing("maker/jobs")
    assert b"trace" not in (await workshop.store.get(job.key) or b"trace")
    [made] = await workshop.read("toy.made.v1", 1)
    assert "traceparent" not in dict(made.headers)


async def test_a_receiver_that_is_away_is_told_once_and_stops_nothing(workshop: Workshop) -> None:
    away = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{free_port()}", "OTEL_EXPORTER_OTLP_TIMEOUT": "0.2"}
    workshop.start("maker", "maker-1", OTEL_BSP_SCHEDULE_DELAY="50", **away)
    for number in range(3):
        await workshop.publish(ToyWanted(drama="zoo", toy=f"bear{number}"))
        await workshop.read("toy.made.v1", number + 1)
        await until(lambda: "traces do not arrive at 127.0.0.1:" in workshop.log("maker-1"), what="for it to be told")
    await _end(workshop)
    assert workshop.log("maker-1").count("traces") == 1
    assert "Traceback" not in workshop.log("maker-1")


async def test_a_receiver_that_does_not_answer_delays_neither_work_nor_the_end(
    workshop: Workshop, receiver: Receiver
) -> None:
    receiver.answers.clear()
    workshop.start("maker", "maker-1", **receiver.environment)
    await workshop.publish(ToyWanted(drama="zoo", toy="first"))
    await until(lambda: receiver.asked, what="for the first spans to be on their way")
    await workshop.publish(ToyWanted(drama="zoo", toy="second"))
    await workshop.read("toy.made.v1", 2)
    await _end(workshop)
    assert not receiver.spans


@pytest.mark.parametrize("address", ["collector:4318", "http://", "grpc://collector:4317", "http://user:hush@[oops"])
async def test_an_address_that_can_be_none_ends_the_start(workshop: Workshop, address: str) -> None:
    process = workshop.start("maker", "maker-1", OTEL_EXPORTER_OTLP_ENDPOINT=address)
    await until(partial(_has_ended, process), 30, "for the worker to end")
    said = workshop.log("maker-1")
    assert process.returncode == 78
    assert said == (
        "ERROR maker cannot start: OTEL_EXPORTER_OTLP_ENDPOINT is wrong: "
        "write http://host:4318 or https://host, or unset it\n"
    )
