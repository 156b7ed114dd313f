"""Traces that are off, and what a span may name."""

import subprocess
import sys

import pytest

from shared.events import StoryCommissioned
from shared.telemetry import traces
from tests.receiver import receiving

_EVERYTHING = """
import importlib, sys
from shared.artifacts import keys
from shared.telemetry import traces

for service in keys.WRITERS:
    importlib.import_module(f"services.{service}.main")
with traces.tracing("script", "script-1"), traces.calling("studio", "writer-1", "story") as span:
    assert traces.traceparent() is None
    assert span.outcome == "ok"
print(sorted(name for name in sys.modules if name.startswith("opentelemetry")))
"""
_FASTSTREAM_S = "['opentelemetry', 'opentelemetry.semconv']\n"
"""Two empty packages: FastStream looks whether they are installed."""


def test_without_a_receiver_nothing_of_it_is_loaded() -> None:
    said = subprocess.run([sys.executable, "-c", _EVERYTHING], capture_output=True, text=True, check=True, env={})
    assert said.stdout == _FASTSTREAM_S


def test_a_span_names_no_field_that_a_sender_added(monkeypatch: pytest.MonkeyPatch) -> None:
    event = StoryCommissioned(drama="red", revision=1, request="r", shot="what somebody wrote")
    with receiving() as receiver:
        for name, value in receiver.environment.items():
            monkeypatch.setenv(name, value)
        with traces.tracing("script", "script-1"), traces.publishing(event):
            pass
    [span] = receiver.spans
    assert span.facts == {"order": "story.commissioned", "drama": "red", "outcome": "ok"}
