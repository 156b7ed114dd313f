"""Latency, CPU time and cost of a call: in Prometheus while the worker lives, in the result's record for ever."""

import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

from shared.artifacts.records import Made
from shared.providers import Provider
from shared.telemetry import metrics, traces

T = TypeVar("T")


@dataclass
class _Account:
    """What is known of the call under way, in seconds."""

    queued: float = 0.0
    cpu: float = 0.0
    encode_cpu: float = 0.0


_account: ContextVar[_Account | None] = ContextVar("account", default=None)


async def called(
    provider: Provider, operation: str, call: Awaitable[T], cost_usd: Decimal = Decimal(0)
) -> tuple[T, Made]:
    """Await a provider's call; its result, and how it was made. A failed call is counted by its error class.

    The latency is the model's own: time that the call spent ``queued`` on our side does not count. CPU time is what was
    ``spent`` for it.
    """
    began, outcome = time.perf_counter(), "ok"
    account = _Account()
    labels = (provider.provider, provider.model, operation)
    metrics.CALL_SECONDS.labels(*labels, "ok")  # there from the start, or the first never shows as an increase
    token = _account.set(account)
    try:
        with traces.calling(*labels):
            result = await call
    except BaseException as error:
        outcome = type(error).__name__
        raise
    finally:
        _account.reset(token)
        seconds = time.perf_counter() - began - account.queued
        metrics.CALL_SECONDS.labels(*labels, outcome).observe(seconds)
        metrics.CALL_CPU.labels(*labels).inc(account.cpu)
    metrics.CALL_COST.labels(*labels).inc(float(cost_usd))
    made = Made(
        provider=provider.provider,
        model=provider.model,
        operation=operation,
        at=datetime.now(UTC),
        seconds=round(seconds, 3),
        cpu_seconds=round(account.cpu, 3),
        encode_cpu_seconds=round(account.encode_cpu, 3),
        cost_usd=cost_usd,
    )
    return result, made


def bought(provider: Provider, operation: str, seconds: float, cost_usd: Decimal, now: datetime) -> Made:
    """How a result that was paid for came to be: ``seconds`` is from its submission until it was fetched."""
    labels = (provider.provider, provider.model, operation)
    metrics.CALL_SECONDS.labels(*labels, "ok").observe(seconds)
    metrics.CALL_COST.labels(*labels).inc(float(cost_usd))
    return Made(
        provider=provider.provider,
        model=provider.model,
        operation=operation,
        at=now,
        seconds=round(seconds, 3),
        cost_usd=cost_usd,
    )


@contextmanager
def queued() -> Iterator[None]:
    """Time in here is waiting for a free child or place, not the model's work."""
    began = time.perf_counter()
    try:
        yield
    finally:
        if account := _account.get():
            account.queued += time.perf_counter() - began


def spent(cpu: float, encode_cpu: float = 0.0) -> None:
    """The call under way kept a processor busy for ``cpu`` seconds; ``encode_cpu`` of them were ffmpeg's."""
    if account := _account.get():
        account.cpu += cpu
        account.encode_cpu += encode_cpu
