"""Webhooks: what is sent about a finished job, when, and how it is signed (Standard Webhooks).

The signature is ``v1,`` and the base64 of HMAC-SHA256 over ``id.timestamp.body``, under the secret behind ``whsec_``.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from infra.simulator.fates import Fate
from infra.simulator.jobs import Job
from infra.simulator.luck import Luck
from infra.simulator.scenario import Webhooks

_FOREIGN = ("http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "https://example.com/not-yours.mp4")

Trick = Literal["none", "unsigned", "other secret", "other body", "other id"]
Kind = Literal["true", "late", "repeated", "unsigned", "forged", "stale"]


@dataclass(frozen=True)
class Message:
    """A webhook to be sent at second ``at`` of the simulated clock, its timestamp ``age`` seconds old."""

    kind: Kind
    url: str
    id: str
    at: float
    body: str
    trick: Trick = "none"
    age: float = 0


def secret_of(webhooks: Webhooks, seed: int) -> str:
    """The scenario's secret, or one that the seed makes."""
    made = base64.b64encode(hashlib.sha256(f"webhooks of {seed}".encode()).digest()).decode()
    return webhooks.secret or f"whsec_{made}"


def messages(job: Job, body: Mapping[str, Any], fate: Fate, webhooks: Webhooks) -> list[Message]:
    """Everything that is sent about a job: the true message unless it is lost, and what comes besides."""
    url, ends = job.callback or "", job.plan.ends
    name = f"msg_{fate.luck.name('message', 24)}"
    text = json.dumps(body, ensure_ascii=False)
    found = []
    if not fate.strikes("webhook_lost", webhooks.lost):
        late = fate.strikes("webhook_late", webhooks.late)
        unsigned = fate.strikes("webhook_unsigned", webhooks.unsigned)
        kind: Kind = "unsigned" if unsigned else "late" if late else "true"
        at = ends + (webhooks.late_seconds if late else 0)
        found.append(Message(kind, url, name, at, text, "unsigned" if unsigned else "none"))
        if fate.strikes("webhook_repeated", webhooks.repeated):
            found += [Message("repeated", url, name, at + wait, text) for wait in (1, 4)]
        if fate.strikes("webhook_stale", webhooks.stale):
            found.append(Message("stale", url, name, at + 2, text, age=webhooks.stale_seconds))
    if fate.strikes("webhook_forged", webhooks.forged):
        found.append(_forged(job, name, fate.luck))
    return found


def _forged(job: Job, name: str, luck: Luck) -> Message:
    """A lie about the job, told before its end."""
    claim = {"job_id": job.id, "status": "completed", "video_url": luck.pick("foreign", _FOREIGN)}
    tricks: tuple[Trick, ...] = ("other secret", "other body", "other id")
    at = (job.accepted + job.plan.ends) / 2
    return Message("forged", job.callback or "", f"{name}f", at, json.dumps(claim), luck.pick("trick", tricks))


def signed(message: Message, secret: str, now: float) -> dict[str, str]:
    """The headers of the message; ``now`` is the wall clock's time in seconds since 1970."""
    headers = {"content-type": "application/json"}
    if message.trick == "unsigned":
        return headers
    stamp = str(int(now - message.age))
    id_, body = message.id, message.body
    match message.trick:
        case "other secret":
            secret = "whsec_" + base64.b64encode(b"somebody who does not know our secret").decode()
        case "other body":
            body = body.replace("completed", "failed")
        case "other id":
            id_ = f"{id_}0"
    signature = signature_of(id_, stamp, body, secret)
    return headers | {"webhook-id": message.id, "webhook-timestamp": stamp, "webhook-signature": signature}


def signature_of(id_: str, stamp: str, body: str, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, f"{id_}.{stamp}.{body}".encode(), hashlib.sha256)
    return f"v1,{base64.b64encode(mac.digest()).decode()}"
