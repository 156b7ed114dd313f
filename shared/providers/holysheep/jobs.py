"""``GET video/jobs``: how a film's job stands; and what the provider knows of a submission by its key."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import quote as quoted

from pydantic import BaseModel

from shared.ledger.offers import Accepted, Failed, Find, Running
from shared.ledger.records import Receipt
from shared.providers.remote.acceptance import job_of
from shared.providers.remote.refusals import Drifted, Problem, rejected
from shared.providers.remote.wire import Wire
from shared.runtime.errors import Transient, WorkError

Answer = dict[str, Any]


class Job(BaseModel):
    """How it stands: ``video_url`` once it is completed, ``error`` if it failed."""

    status: Literal["queued", "processing", "completed", "failed"]
    video_url: str = ""
    error: Any = None


class _Jobs(BaseModel):
    jobs: list[Answer]


class _Call(BaseModel):
    answer: Answer


class _Calls(BaseModel):
    calls: list[_Call]


async def film_of(wire: Wire, receipt: Receipt) -> str | Running | Failed:
    """Where the film of a paid job lies, as an address that is good now. Costs nothing; a repeat looks again."""
    job = await wire.call("GET", f"video/jobs/{quoted(receipt.job, safe='')}", Job)
    if job.status == "failed":
        return Failed(_reason(wire, job), receipt.billed)
    if job.status != "completed":
        return Running()
    if not job.video_url:
        raise Drifted(f"{wire.spec.name} says that job {receipt.job} is completed, without a video_url", "video_url")
    return job.video_url


def finding_job(wire: Wire) -> Find | None:
    """How a job is found by the key of its submission; None for a provider that cannot be asked."""
    if wire.spec.terms.acceptance != "lookup":
        return None

    async def find(key: str) -> Accepted | None:
        found = await wire.call("GET", "video/jobs", _Jobs, params={"key": key})
        if found.jobs:
            return Accepted(job_of(found.jobs[0]), answer=found.jobs[0])
        return await _call(wire, key, lambda _: None)

    return find


def finding_call(wire: Wire, billed: Callable[[Answer], Decimal | None] = lambda _: None) -> Find | None:
    """How a call that was answered at once is found by its key, with its answer; ``billed`` prices it."""
    if wire.spec.terms.acceptance != "lookup":
        return None

    async def find(key: str) -> Accepted | None:
        return await _call(wire, key, billed)

    return find


async def _call(wire: Wire, key: str, billed: Callable[[Answer], Decimal | None]) -> Accepted | None:
    found = await wire.call("GET", "calls", _Calls, params={"key": key})
    if not found.calls:
        return None
    answer = found.calls[0].answer
    return Accepted(job_of(answer), billed(answer), answer)


def _reason(wire: Wire, job: Job) -> WorkError:
    """What a failed job means: other words if moderation refused the film, else it may be tried again."""
    problem = Problem({"error": job.error})
    if problem.is_moderation:
        return rejected(wire.spec.name, problem)
    return Transient(f"the job failed at {wire.spec.name}{f' ({problem.words})' if problem.words else ''}")
