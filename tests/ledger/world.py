"""A store and a provider as values: what an operation does to them, in every way that it may go."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from shared.artifacts import StoreUnavailable
from shared.artifacts.port import Listed
from shared.ledger import Accepted, Failed, Running, Terms
from shared.runtime import Rejected, Throttled, Transient

Answer = Any
"""What an operation returns, or the exception that it raises."""


class Op(NamedTuple):
    """One call of the store or the provider."""

    name: str
    key: str
    data: bytes = b""


class Job(NamedTuple):
    """A charge. ``fate`` is known once somebody asked for its result."""

    key: str
    model: str
    fate: Literal["", "done", "failed"] = ""


class Budget(NamedTuple):
    """How often each thing may still go wrong."""

    crashes: int = 0
    lost: int = 0
    refusals: int = 0
    throttles: int = 0
    failures: int = 0
    waits: int = 0
    jumps: int = 0
    webhooks: int = 0

    def less(self, field: str) -> "Budget":
        return self._replace(**{field: getattr(self, field) - 1})


@dataclass(frozen=True)
class World:
    """Everything that outlives a worker. Records are (key, data, when it was written), sorted by key."""

    records: tuple[tuple[str, bytes, int], ...] = ()
    jobs: tuple[Job, ...] = ()
    refused: frozenset[str] = frozenset()
    now: int = 0

    def get(self, key: str) -> bytes | None:
        return next((data for found, data, _ in self.records if found == key), None)

    def listing(self, folder: str) -> tuple[Listed, ...]:
        found = [(key, at) for key, _, at in self.records if key.startswith(f"{folder}/")]
        return tuple(Listed(key, float(self.now - at)) for key, at in found)

    def with_record(self, key: str, data: bytes) -> "World":
        return replace(self, records=tuple(sorted((*self.records, (key, data, self.now)))))

    def charges(self, fingerprint: str) -> int:
        """Charges that stand for it: a failed job costs nothing here."""
        return sum(job.fate != "failed" and fingerprint in job.key for job in self.jobs)


class Outcome(NamedTuple):
    """One way that an operation may go: the world after it, what the caller sees, and what it takes of the budget."""

    world: World
    answer: Answer
    takes: str = ""


_AWAY = StoreUnavailable("no answer")
_SILENT = Transient("no answer")


def outcomes(world: World, op: Op, terms: Terms) -> Iterator[Outcome]:
    """Every way that the operation may go, whatever the budget; first how it goes when all is well.

    A write that did not happen, and whose answer did not come, is none of them: it is written again, or it is a crash.
    """
    match op.name:
        case "create":
            yield from _create(world, op)
        case "get":
            yield Outcome(world, world.get(op.key))
        case "age":
            yield Outcome(world, None if world.get(op.key) is None else 0.0)
        case "listing":
            yield Outcome(world, world.listing(op.key))
        case "submit":
            yield from _submit(world, op, terms)
        case "find":
            yield from _find(world, op)
        case "collect":
            yield from _collect(world, op)


def _create(world: World, op: Op) -> Iterator[Outcome]:
    if world.get(op.key) is not None:
        yield Outcome(world, False)
        return
    after = world.with_record(op.key, op.data)
    yield Outcome(after, True)
    yield Outcome(after, _AWAY, "lost")


def _submit(world: World, op: Op, terms: Terms) -> Iterator[Outcome]:
    known = next((n for n, job in enumerate(world.jobs) if job.key == op.key), None)
    if op.key in world.refused:
        yield Outcome(world, Rejected("forbidden", "the prompt"))
        return
    if known is not None and terms.acceptance == "idempotent":
        yield Outcome(world, Accepted(f"job-{known}"))
        yield Outcome(world, _SILENT, "lost")
        return
    model = op.data.decode()
    after = replace(world, jobs=(*world.jobs, Job(op.key, model)))
    yield Outcome(after, Accepted(f"job-{len(world.jobs)}"))
    yield Outcome(after, _SILENT, "lost")
    yield Outcome(world, _SILENT, "lost")
    yield Outcome(world, Throttled("too many", 1), "throttles")
    refused = replace(world, refused=world.refused | {op.key}) if terms.refusals_stick else world
    yield Outcome(refused, Rejected("forbidden", "the prompt"), "refusals")


def _find(world: World, op: Op) -> Iterator[Outcome]:
    known = next((n for n, job in enumerate(world.jobs) if job.key == op.key), None)
    yield Outcome(world, None if known is None else Accepted(f"job-{known}"))
    yield Outcome(world, _SILENT, "lost")


def _collect(world: World, op: Op) -> Iterator[Outcome]:
    number = int(op.key.removeprefix("job-"))
    job = world.jobs[number]
    if job.fate == "failed":
        yield Outcome(world, Failed(Transient("the render failed")))
        return
    yield Outcome(_with_fate(world, number, "done"), b"film")
    yield Outcome(world, Transient("the download broke off"), "lost")
    if not job.fate:
        yield Outcome(world, Running(), "waits")
        yield Outcome(_with_fate(world, number, "failed"), Failed(Transient("the render failed")), "failures")


def _with_fate(world: World, number: int, fate: Literal["done", "failed"]) -> World:
    jobs = list(world.jobs)
    jobs[number] = jobs[number]._replace(fate=fate)
    return replace(world, jobs=tuple(jobs))
