"""The AsyncAPI 3.0 document: every channel, its message, its key and headers, and who sends and receives it."""

import inspect
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic.json_schema import models_json_schema

from shared.events import CastLocked, Event
from shared.events.envelope import headers
from shared.runtime import Stage

_REF = "#/components/schemas/{model}"


def document(stages: Sequence[Stage], version: str) -> dict[str, Any]:
    """The whole document, as plain data with a stable order."""
    events = sorted({event for stage in stages for event in (*stage.consumed, *stage.produced)}, key=_topic)
    _, schemas = models_json_schema([(event, "serialization") for event in events], ref_template=_REF)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Duanju",
            "version": version,
            "description": "One drama.requested event goes in, finished vertical short dramas come out.",
        },
        "defaultContentType": "application/json",
        "channels": {event.topic(): _channel(event) for event in events},
        "operations": _operations(stages),
        "components": {
            "messages": {event.__name__: _message(event) for event in events},
            "messageTraits": {"cloudevent": {"headers": _headers()}},
            "schemas": schemas["$defs"],
        },
    }


def _topic(event: type[Event]) -> str:
    return event.topic()


def _channel(event: type[Event]) -> dict[str, Any]:
    return {
        "address": event.topic(),
        "description": inspect.getdoc(event),
        "messages": {event.__name__: {"$ref": f"#/components/messages/{event.__name__}"}},
    }


def _message(event: type[Event]) -> dict[str, Any]:
    return {
        "name": event.topic(),
        "title": event.__name__,
        "summary": inspect.getdoc(event),
        "contentType": "application/json",
        "traits": [{"$ref": "#/components/messageTraits/cloudevent"}],
        "payload": {"$ref": _REF.format(model=event.__name__)},
        "bindings": {"kafka": {"key": {"type": "string", "description": f"the {event.keyed_by}"}}},
    }


def _headers() -> dict[str, Any]:
    """The names that ``shared.events.envelope`` writes, by asking it."""
    event = CastLocked(drama="a", revision=1, cast="a")
    names = [name for name, _ in headers(event, "a", datetime.now(UTC), traceparent="a")]
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}}


def _operations(stages: Sequence[Stage]) -> dict[str, Any]:
    operations = {}
    for stage in stages:
        for action, verb, events in (("receive", "reads", stage.consumed), ("send", "sends", stage.produced)):
            for event in events:
                operations[f"{stage.name}-{verb}-{event.name}"] = {
                    "action": action,
                    "channel": {"$ref": f"#/channels/{event.topic()}"},
                    "summary": f"{stage.name} {verb} {event.topic()}",
                }
    return operations
