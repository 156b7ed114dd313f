"""Latency and cost of a model's call: in Prometheus while the worker lives, in the result's record for ever."""

import time
from collections.abc import Awaitable
from decimal import Decimal
from typing import TypeVar

from shared.artifacts.records import Made
from shared.providers import Provider
from shared.telemetry import metrics

T = TypeVar("T")


async def called(
    provider: Provider, operation: str, call: Awaitable[T], cost_usd: Decimal = Decimal(0)
) -> tuple[T, Made]:
    """Await a provider's call; its result, and how it was made. A failed call is counted by its error class."""
    began = time.perf_counter()
    outcome = "ok"
    try:
        result = await call
    except BaseException as error:
        outcome = type(error).__name__
        raise
    finally:
        seconds = time.perf_counter() - began
        labels = (provider.provider, provider.model, operation)
        metrics.CALL_SECONDS.labels(*labels, outcome).observe(seconds)
    metrics.CALL_COST.labels(*labels).inc(float(cost_usd))
    made = Made(
        provider=provider.provider,
        model=provider.model,
        operation=operation,
        seconds=round(seconds, 3),
        cost_usd=cost_usd,
    )
    return result, made
