"""A film that is being made: its state is a function of the time."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from infra.simulator.fates import Fate
from infra.simulator.media import Media
from infra.simulator.scenario import Jobs, Latency

Status = Literal["queued", "processing", "completed", "failed"]
Outcome = Literal["completed", "failed", "moderated", "stuck"]

ERRORS = {
    "failed": ("generation_failed", "The generation failed. You may try again."),
    "moderated": ("content_policy_violation", "The generated film was refused by content moderation: see the prompt."),
}


class Plan(NamedTuple):
    """When a job begins and ends, in seconds of the simulated clock, and how."""

    starts: float
    ends: float
    outcome: Outcome


@dataclass(frozen=True)
class Job:
    """A job from its acceptance on, in seconds of the simulated clock. ``base`` is where its caller found us."""

    id: str
    key: str | None
    model: str
    base: str
    accepted: float
    plan: Plan
    films: tuple[Media, ...]
    thumbnail: Media
    callback: str | None

    def status(self, now: float) -> Status:
        if now < self.plan.starts:
            return "queued"
        if now < self.plan.ends or self.plan.outcome == "stuck":
            return "processing"
        return "completed" if self.plan.outcome == "completed" else "failed"

    def is_open(self, now: float) -> bool:
        return self.status(now) in ("queued", "processing")


def planned(now: float, seconds: float, jobs: Jobs, fate: Fate) -> Plan:
    """What fate has for a job that is accepted now; ``seconds`` is the length of its film."""
    starts = now + lasts(jobs.queued, 0, fate, "queued")
    return Plan(starts, starts + lasts(jobs.processing, seconds, fate, "processing"), _outcome(jobs, fate))


def lasts(latency: Latency, units: float, fate: Fate, purpose: str) -> float:
    return fate.luck.around(purpose, latency.median + latency.per_unit * units, latency.spread)


def _outcome(jobs: Jobs, fate: Fate) -> Outcome:
    if fate.strikes("job_failed", jobs.failed):
        return "failed"
    if fate.strikes("job_moderated", jobs.moderated):
        return "moderated"
    return "stuck" if fate.strikes("job_stuck", jobs.stuck) else "completed"
