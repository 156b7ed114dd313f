"""What is answered: a status, and a JSON body or a piece of media."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from infra.simulator.media import Media

Json = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """An answer. ``retry_after`` is in seconds of the simulated clock."""

    status: int
    body: Json | Media
    headers: Mapping[str, str] = field(default_factory=dict)
    retry_after: float | None = None


def refusal(status: int, code: str, message: str, param: str = "", retry_after: float | None = None) -> Reply:
    """An error as the provider words it; ``param`` names the input that is to blame."""
    error = {"error_code": code, "message": message} | ({"param": param} if param else {})
    return Reply(status, {"error": error}, retry_after=retry_after)


_OTHER_NAMES = {"video_url": "output", "status": "state", "choices": "results", "audio_url": "output"}


def renamed(reply: Reply, name: str) -> Reply:
    """The same answer with a job's id under another of its documented names, and an error's code likewise."""
    if not isinstance(reply.body, dict):
        return reply
    body = {name if field == "job_id" else field: value for field, value in reply.body.items()}
    if isinstance(error := body.get("error"), dict):
        body["error"] = {"code" if field == "error_code" else field: value for field, value in error.items()}
    return replace(reply, body=body)


def drifted(reply: Reply) -> Reply:
    """The same answer as a provider's next version might give it, undocumented."""
    if not isinstance(reply.body, dict):
        return reply
    return replace(reply, body={_OTHER_NAMES.get(field, field): value for field, value in reply.body.items()})
