"""When a submission was accepted, and what of its answer the receipt keeps.

A success with a job's id, or with what was asked for, is accepted: the answer goes into the receipt as it came, and is
read when it is fetched. So an answer in a new form costs one call, which is known to be paid, and never a question.
"""

import json
from typing import TypeVar

from pydantic import BaseModel
from pydantic_core import from_json

from shared.ledger.offers import Accepted, Failed, Ticket
from shared.ledger.records import Receipt
from shared.providers.remote.refusals import Drifted
from shared.providers.remote.wire import Raw, Wire
from shared.runtime.errors import Transient

K = TypeVar("K", bound=BaseModel)

LARGEST_ANSWER = 1 << 20
"""Bytes of an answer that a record may hold."""
_JOB_NAMES = ("job_id", "generation_id", "id")


async def submitted(wire: Wire, path: str, body: BaseModel, ticket: Ticket, result: str) -> Accepted:
    """Submit; ``result`` is the field of the answer that holds what was asked for.

    Raises Drifted for an answer with neither a job's id nor the result: nobody knows whether that is accepted.
    """
    raw = await wire.fetch("POST", path, body=body, ticket=ticket, largest=LARGEST_ANSWER)
    return accepted(wire, raw, result)


def accepted(wire: Wire, raw: Raw, result: str) -> Accepted:
    """An answer of a submission, as above."""
    try:
        answer = from_json(raw.content, allow_inf_nan=False)
    except ValueError:
        raise Transient(f"{wire.spec.name} sent what cannot be read: nobody knows what became of the call") from None
    known = answer if isinstance(answer, dict) else {}
    job = job_of(known)
    if not job and not known.get(result):
        raise Drifted(f"{wire.spec.name} answers without '{_JOB_NAMES[0]}' or '{result}': nobody knows", result)
    return Accepted(job, answer=known)


def job_of(answer: dict[str, object]) -> str:
    """The job's id under any of its names, or ""."""
    found = next((answer[name] for name in _JOB_NAMES if answer.get(name)), "")
    return str(found)[:200] if isinstance(found, str | int) else ""


def answered(wire: Wire, receipt: Receipt, kind: type[K]) -> K | Failed:
    """What the receipt's answer says, as ``kind``; Failed, at the full price, if it cannot be made out."""
    try:
        return wire.read(Raw(json.dumps(receipt.answer).encode(), "application/json"), kind)
    except Drifted as error:
        return Failed(error, receipt.billed)
