"""Latency and cost of a model's call: in Prometheus while the worker lives, in the result's record for ever."""

import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import TypeVar

from shared.artifacts.records import Made
from shared.providers import Provider
from shared.telemetry import metrics

T = TypeVar("T")

_queued: ContextVar[list[float] | None] = ContextVar("queued", default=None)


async def called(
    provider: Provider, operation: str, call: Awaitable[T], cost_usd: Decimal = Decimal(0)
) -> tuple[T, Made]:
    """Await a provider's call; its result, and how it was made. A failed call is counted by its error class.

    The latency is the model's own: time that the call spent ``queued`` on our side does not count.
    """
    began, outcome = time.perf_counter(), "ok"
    waits: list[float] = []
    token = _queued.set(waits)
    try:
        result = await call
    except BaseException as error:
        outcome = type(error).__name__
        raise
    finally:
        _queued.reset(token)
        seconds = time.perf_counter() - began - sum(waits)
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


@contextmanager
def queued() -> Iterator[None]:
    """Time in here is waiting for a free child or place, not the model's work."""
    began = time.perf_counter()
    try:
        yield
    finally:
        if (waits := _queued.get()) is not None:
            waits.append(time.perf_counter() - began)
