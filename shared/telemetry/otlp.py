"""Traces over OTLP/HTTP; loaded only where a receiver is named.

The SDK reads the rest from the environment itself: ``OTEL_EXPORTER_OTLP_HEADERS``, ``…_CERTIFICATE``, ``…_TIMEOUT``,
``OTEL_TRACES_SAMPLER``, ``OTEL_BSP_…``, ``OTEL_RESOURCE_ATTRIBUTES``, ``OTEL_SDK_DISABLED``.
"""

import logging
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shared.runtime.errors import Misconfigured
from shared.telemetry.traces import Span

log = logging.getLogger(__name__)

_FAREWELL = 2.0
"""Seconds for the last spans of a process that ends."""

Facts = Mapping[str, str | int]


class Tracing:
    """The spans of one process. Sending is a thread's business, out of a queue that drops what is too much.

    ``variable`` is the one that names the receiver. Raises Misconfigured if it holds no address.
    """

    def __init__(self, service: str, worker: str, variable: str) -> None:
        receiver = _receiver(variable)
        about = {"service.namespace": "duanju", "service.name": service, "service.instance.id": worker}
        self._provider = TracerProvider(resource=Resource.create(about), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(_Told(OTLPSpanExporter(), receiver, variable)))
        self._tracer = self._provider.get_tracer("duanju")
        self._format = TraceContextTextMapPropagator()

    @contextmanager
    def span(self, kind: str, name: str, parent: str | None, facts: Facts) -> Iterator[Span]:
        """A span below ``parent``, or below the one under way. A parent that is none is as good as no parent."""
        above = self._format.extract({"traceparent": parent}) if parent else None
        known = {f"duanju.{fact}": value for fact, value in facts.items()}
        with self._tracer.start_as_current_span(
            name,
            above,
            SpanKind[kind],
            known,
            record_exception=False,  # its message may hold what people wrote
            set_status_on_exception=False,
        ) as found:
            span = Span()
            try:
                yield span
            except BaseException as error:
                span.outcome = type(error).__name__
                raise
            finally:
                found.set_attribute("duanju.outcome", span.outcome)
                if span.outcome not in ("ok", "outstanding"):
                    found.set_status(StatusCode.ERROR)

    def traceparent(self) -> str | None:
        carrier: dict[str, str] = {}
        self._format.inject(carrier)
        return carrier.get("traceparent")

    def close(self) -> None:
        """Send what is left; a receiver that does not take it soon goes without."""
        sending = threading.Thread(target=self._provider.shutdown, daemon=True)
        sending.start()
        sending.join(_FAREWELL)


class _Told(SpanExporter):
    """Says once that traces do not arrive, and once that they do again; the exporter would say so for each batch."""

    def __init__(self, exporter: SpanExporter, receiver: str, variable: str) -> None:
        self._exporter, self._receiver, self._variable = exporter, receiver, variable
        self._arrive = True
        logging.getLogger("opentelemetry.exporter").setLevel(logging.CRITICAL)

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        result = self._exporter.export(spans)
        arrive = result is SpanExportResult.SUCCESS
        if arrive and not self._arrive:
            log.info("traces arrive at %s again", self._receiver)
        elif self._arrive and not arrive:
            log.warning(
                "traces do not arrive at %s, and work goes on without them: is it up, and is %s right?",
                self._receiver,
                self._variable,
            )
        self._arrive = arrive
        return result

    def shutdown(self) -> None:
        self._exporter.shutdown()


def _receiver(variable: str) -> str:
    """Host and port of the receiver. A wrong address is not repeated: people write passwords into URLs."""
    try:
        url = urlsplit(os.environ[variable])
        host, port = url.hostname, url.port
    except ValueError:
        host = port = None
    if not host or url.scheme not in ("http", "https"):
        raise Misconfigured(f"{variable} is wrong: write http://host:4318 or https://host, or unset it")
    return f"{host}:{port}" if port else host
