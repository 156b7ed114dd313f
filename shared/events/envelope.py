"""How an event travels: a JSON body, CloudEvents 1.0 in Kafka headers (binary mode)."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import ValidationError

from shared.events.base import Event

Headers = list[tuple[str, bytes]]

SPEC = "1.0"


class Unreadable(ValueError):
    """The record is no event of ours; the message says why, in words for its sender."""


def body(event: Event) -> bytes:
    return event.model_dump_json(exclude_none=True).encode()


def headers(event: Event, source: str, now: datetime, traceparent: str | None = None) -> Headers:
    """The CloudEvents headers; ``now`` is an aware UTC time."""
    facts = {
        "ce_specversion": SPEC,
        "ce_id": event.id,
        "ce_type": event.topic(),
        "ce_source": f"/duanju/{source}",
        "ce_subject": event.subject,
        "ce_time": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "ce_dataschema": f"urn:duanju:{event.name}:{event.version}",
        "content-type": "application/json",
    }
    if traceparent:
        facts["traceparent"] = traceparent
    return [(name, value.encode()) for name, value in facts.items()]


def read(topic: str, value: bytes | None, raw_headers: Iterable[tuple[str, bytes]]) -> Event:
    """The event of a record. Headers may be missing (any Kafka client can publish), but not lie.

    Raises Unreadable for an unknown topic, headers that are no UTF-8, another type or version, an invalid body.
    """
    kind = Event.registry.get(topic)
    if kind is None:
        raise Unreadable(f"no event travels on the topic '{topic}'")
    facts = _decoded(raw_headers)
    if (spec := facts.get("ce_specversion", SPEC)) != SPEC:
        raise Unreadable(f"CloudEvents version '{spec}' is unknown: allowed is {SPEC}")
    if (sent := facts.get("ce_type", topic)) != topic:
        raise Unreadable(f"the header ce_type says '{sent}', but '{topic}' is what this topic carries")
    schema = f"urn:duanju:{kind.name}:{kind.version}"
    if (sent := facts.get("ce_dataschema", schema)) != schema:
        raise Unreadable(f"the schema '{sent}' is unknown: allowed is {schema}")
    try:
        return kind.model_validate_json(value or b"")
    except ValidationError as error:
        raise Unreadable(reasons(error)) from error


def traceparent(raw_headers: Iterable[tuple[str, bytes]]) -> str | None:
    """The trace that a record says it belongs to, if it says so; it may be anything."""
    found = next((value for name, value in raw_headers if name == "traceparent"), None)
    return found.decode(errors="replace") if found else None


def reasons(error: ValidationError) -> str:
    """Pydantic's findings as one line a finding: the field, then what is wrong with it."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    lines = [f"{'.'.join(map(str, item['loc'])) or 'record'}: {item['msg']}" for item in found]
    return "; ".join(lines)[:2000]


def _decoded(raw_headers: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    facts = {}
    for name, value in raw_headers:
        try:
            facts[name] = (value or b"").decode()
        except UnicodeDecodeError as error:
            raise Unreadable(f"the header '{name}' is not UTF-8") from error
    return facts
