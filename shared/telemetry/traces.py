"""Traces: one of each drama, through every service that works for it. Off, and not even loaded, unless the environment
names an OTLP/HTTP receiver in ``OTEL_EXPORTER_OTLP_ENDPOINT`` or ``OTEL_EXPORTER_OTLP_TRACES_ENDPOINT``.

    receive <event>        an event is answered, or kept as an order
    work <order>           one attempt at an order in a slot; its order was kept by the ``receive`` above it
    <operation> <model>    a model's call
    publish <event>        until the broker has confirmed it; ``receive`` in the next service follows from it
    sweep                  what stood still is ordered again

A trace shapes nothing: it travels in headers and job records, never in an event's body or a fingerprint. Spans name
ids, kinds and error classes, never what people wrote.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.events import Event, Order

if TYPE_CHECKING:
    from shared.telemetry.otlp import Tracing

ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_IDS = ("drama", "episode", "shot")

_tracing: ContextVar["Tracing | None"] = ContextVar("tracing", default=None)


@dataclass
class Span:
    """A span under way. ``outcome`` is an error's class where it did not end well; one that is raised is noted so."""

    outcome: str = "ok"


@contextmanager
def tracing(service: str, worker: str) -> Iterator[None]:
    """Trace what is done inside, if the environment names a receiver. Raises Misconfigured if that can be none.

    A receiver that is away or slow costs traces, never work; at the end it gets a moment for what is left.
    """
    variable = next((name for name in ENDPOINTS if os.environ.get(name)), None)
    if variable is None:
        yield
        return
    from shared.telemetry.otlp import Tracing  # noqa: PLC0415 (whoever traces nothing loads nothing)

    token = _tracing.set(found := Tracing(service, worker, variable))
    try:
        yield
    finally:
        _tracing.reset(token)
        found.close()


def traceparent() -> str | None:
    """The span under way, as it travels; None if nothing is traced."""
    found = _tracing.get()
    return found.traceparent() if found else None


def receiving(event: Event, parent: str | None) -> AbstractContextManager[Span]:
    """An event is taken in; ``parent`` is what its sender said. Without one a trace begins."""
    return _span("CONSUMER", "receive", event, parent)


def working(order: Order, attempt: int, parent: str | None) -> AbstractContextManager[Span]:
    """An attempt at an order; ``parent`` is what was kept with it."""
    return _span("INTERNAL", "work", order, parent, attempt=attempt)


def publishing(event: Event) -> AbstractContextManager[Span]:
    """An event is sent."""
    return _span("PRODUCER", "publish", event)


def calling(provider: str, model: str, operation: str) -> AbstractContextManager[Span]:
    """A model is called."""
    found = _tracing.get()
    facts = {"provider": provider, "model": model, "operation": operation}
    return found.span("CLIENT", f"{operation} {model}", None, facts) if found else nullcontext(Span())


def sweeping(drama: str, parent: str | None) -> AbstractContextManager[Span]:
    """A drama that stands still is ordered again; ``parent`` is what was kept when it was requested."""
    found = _tracing.get()
    return found.span("INTERNAL", "sweep", parent, {"drama": drama}) if found else nullcontext(Span())


def _span(
    kind: str, verb: str, about: Order, parent: str | None = None, **facts: str | int
) -> AbstractContextManager[Span]:
    found = _tracing.get()
    if found is None:
        return nullcontext(Span())
    declared = type(about).model_fields  # a field that a sender added may hold anything
    ids = {name: str(getattr(about, name)) for name in _IDS if name in declared}
    return found.span(kind, f"{verb} {about.name}", parent, {"order": about.name, **ids, **facts})
