"""What the provider accepted, found again by key, as its kind of idempotency has it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from infra.simulator.jobs import Job
from infra.simulator.replies import Reply
from infra.simulator.scenario import Idempotency


@dataclass(frozen=True)
class Taken:
    """A call that was accepted, and charged, at second ``at``."""

    operation: str
    key: str | None
    body: bytes
    at: float
    reply: Reply
    job: Job | None


@dataclass(frozen=True)
class Refused:
    """A call that moderation refused at second ``at``, for that input."""

    input: str
    at: float


@dataclass
class Memory:
    """Every accepted call and every job, and what was refused where that sticks to its key."""

    idempotency: Idempotency
    jobs: dict[str, Job] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)
    """The ids of the pictures of characters."""
    _by_key: dict[str, list[Taken]] = field(default_factory=lambda: defaultdict(list))
    _refused: dict[tuple[str, str], Refused] = field(default_factory=dict)

    def keep(self, taken: Taken) -> None:
        if taken.key:
            self._by_key[taken.key].append(taken)
        if taken.job:
            self.jobs[taken.job.id] = taken.job
        if isinstance(taken.reply.body, dict) and (id_ := taken.reply.body.get("reference_id")):
            self.pictures.add(id_)

    def first(self, operation: str, key: str | None, now: float) -> Taken | None:
        """The call of this key that a repeat stands for; None where keys are not honoured, or are forgotten by now."""
        if self.idempotency.kind != "honoured" or not key:
            return None
        since = now - self.idempotency.remembered_seconds
        fresh = (each for each in self._by_key.get(key, ()) if each.operation == operation and each.at > since)
        return next(fresh, None)

    def refuse(self, operation: str, key: str | None, input_: str, now: float) -> None:
        """Remember a refusal, where refusals stick; the first one counts."""
        if self.idempotency.refusals_stick and key:
            self._refused.setdefault((operation, key), Refused(input_, now))

    def refused(self, operation: str, key: str | None, now: float) -> str | None:
        """The input for which the key was refused before, if it is remembered."""
        found = self._refused.get((operation, key or ""))
        return found.input if found and found.at > now - self.idempotency.remembered_seconds else None

    def found(self, key: str, now: float) -> list[Taken]:
        """The calls of this key, as far as the lookup knows of them yet."""
        until = now - self.idempotency.lookup_lag_seconds
        return [each for each in self._by_key.get(key, ()) if each.at <= until]

    def statuses(self, now: float) -> dict[str, int]:
        """How many jobs are in each state."""
        return dict(Counter(job.status(now) for job in self.jobs.values()))

    def open_jobs(self, now: float) -> int:
        return sum(job.is_open(now) for job in self.jobs.values())
