"""An OTLP/HTTP receiver in this process: what a test sees of the traces of other processes."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Status

Facts = dict[str, str | int]


@dataclass(frozen=True)
class Seen:
    """A span that arrived; ``parent`` is empty where it says that a trace begins with it."""

    service: str
    name: str
    trace: str
    id: str
    parent: str
    facts: Facts
    failed: bool


@dataclass
class Receiver:
    """``spans`` arrived up to now, ``raw`` is what they came in. Nobody is answered while ``answers`` is not set."""

    endpoint: str = ""
    spans: list[Seen] = field(default_factory=list)
    raw: bytes = b""
    asked: bool = False
    answers: threading.Event = field(default_factory=threading.Event)

    @property
    def environment(self) -> dict[str, str]:
        """What makes a process send its spans here, ten times a second."""
        return {"OTEL_EXPORTER_OTLP_ENDPOINT": self.endpoint, "OTEL_BSP_SCHEDULE_DELAY": "100"}

    def of(self, drama: str) -> list[Seen]:
        """The spans of every trace that has to do with the drama."""
        traces = {span.trace for span in self.spans if span.facts.get("drama") == drama}
        return [span for span in self.spans if span.trace in traces]

    def take(self, body: bytes) -> None:
        self.asked = True
        self.answers.wait()
        self.raw += body
        for of_process in ExportTraceServiceRequest.FromString(body).resource_spans:
            service = str(_facts(of_process.resource.attributes)["service.name"])
            for scope in of_process.scope_spans:
                for span in scope.spans:
                    ids = (span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex())
                    failed = span.status.code == Status.STATUS_CODE_ERROR
                    self.spans.append(Seen(service, span.name, *ids, _facts(span.attributes), failed))


def _facts(attributes: Iterable[KeyValue]) -> Facts:
    return {each.key.removeprefix("duanju."): each.value.string_value or each.value.int_value for each in attributes}


def first_of(spans: list[Seen]) -> Seen:
    """The span that all others follow from: they are one trace, and the parent of each of them is there."""
    assert len({span.trace for span in spans}) == 1
    known = {span.id for span in spans}
    [first] = [span for span in spans if span.parent not in known]
    return first


def counted(spans: list[Seen]) -> Counter[str]:
    """How often each service sent each span: ``maker: work toy.wanted``."""
    return Counter(f"{span.service}: {span.name}" for span in spans)


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver on a loopback port of its own."""
    receiver = Receiver()
    receiver.answers.set()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.take(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200 if self.path == "/v1/traces" else 404)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        receiver.endpoint = f"http://127.0.0.1:{server.server_port}"
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield receiver
        finally:
            receiver.answers.set()
            server.shutdown()
            serving.join()
