"""Latency, CPU time and cost of a call."""

import asyncio
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from prometheus_client import REGISTRY

from shared.providers import Named
from shared.runtime import Transient
from shared.telemetry import called
from shared.telemetry.calls import queued, spent

MODEL = Named("studio", "test-1")


def counted(operation: str, outcome: str) -> float | None:
    labels = {"provider": "studio", "model": "test-1", "operation": operation, "outcome": outcome}
    return REGISTRY.get_sample_value("duanju_call_seconds_count", labels)


async def test_a_call_is_counted_with_its_latency_and_cost() -> None:
    async def work() -> str:
        await asyncio.sleep(0.05)
        return "done"

    result, made = await called(MODEL, "speak", work(), Decimal("0.02"))
    assert result == "done"
    assert (made.provider, made.model, made.operation, made.cost_usd) == ("studio", "test-1", "speak", Decimal("0.02"))
    assert made.seconds >= 0.05
    assert made.at and abs((datetime.now(UTC) - made.at).total_seconds()) < 60
    assert counted("speak", "ok") == 1


async def test_a_failed_call_is_counted_by_its_error_class() -> None:
    async def work() -> None:
        raise Transient("away")

    with pytest.raises(Transient):
        await called(MODEL, "film", work())
    assert counted("film", "Transient") == 1


async def test_waiting_for_a_free_place_is_not_the_model_s_latency() -> None:
    async def work() -> None:
        with queued():
            await asyncio.sleep(0.2)

    _, made = await called(MODEL, "wait", work())
    assert made.seconds < 0.15


async def test_a_call_knows_the_cpu_time_that_was_spent_for_it() -> None:
    async def work() -> None:
        spent(1.5, 0.5)
        spent(0.25)

    _, made = await called(MODEL, "busy", work())
    assert (made.cpu_seconds, made.encode_cpu_seconds) == (1.75, 0.5)
    assert REGISTRY.get_sample_value(
        "duanju_call_cpu_seconds_total", {"provider": "studio", "model": "test-1", "operation": "busy"}
    ) == pytest.approx(1.75)


async def test_calls_at_the_same_time_are_told_apart() -> None:
    async def work(seconds: float) -> None:
        await asyncio.sleep(0)
        spent(seconds)

    calls = await asyncio.gather(*(called(MODEL, "apart", work(seconds)) for seconds in (1.0, 2.0)))
    assert [made.cpu_seconds for _, made in calls] == [1.0, 2.0]
