"""What a request needs beforehand: every call done, stale or missing. Pure but for the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from infra.rehearsal.understudy import Call
from services.gateway.words import plan as say

_NAMED = 12
"""So many lines or shots are named to a person; a script gets them all."""


@dataclass(frozen=True)
class Step:
    """The calls of one stage, by what they are about. ``calls`` are still to be made: equal work is called once."""

    stage: str
    calls: int
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    done: tuple[str, ...]


@dataclass(frozen=True)
class Forecast:
    """The steps of a drama in the order of the stages, and all their calls together."""

    drama: str
    steps: tuple[Step, ...]
    whole: int

    @property
    def calls(self) -> int:
        return sum(step.calls for step in self.steps)

    def as_dict(self) -> dict[str, Any]:
        return {
            "drama": self.drama,
            "calls": self.calls,
            "whole": self.whole,
            "stages": [vars(step) for step in self.steps],
        }


def forecast(drama: str, now: Sequence[Call], before: Iterable[Call] = ()) -> Forecast:
    """What is done of ``now``; what is not is stale if ``before``, the calls of the last revision, has its like."""
    made = {(call.operation, call.about) for call in before if call.there}
    steps = []
    for stage in dict.fromkeys(call.operation for call in now):
        calls = [call for call in now if call.operation == stage]
        to_make = [call for call in calls if not call.there]
        stale = _names(call for call in to_make if (stage, call.about) in made)
        missing = _names(call for call in to_make if (stage, call.about) not in made)
        done = _names(call for call in calls if call.there)
        steps.append(Step(stage, len({call.key for call in to_make}), missing, stale, done))
    return Forecast(drama, tuple(steps), len({call.key for call in now}))


def head(found: Forecast) -> str:
    """How much is to be made, in one line."""
    if not found.calls:
        return say.NOTHING(drama=found.drama, whole=found.whole)
    return say.HEAD(drama=found.drama, make=found.calls, whole=found.whole)


def table(found: Forecast) -> Table:
    """One line a stage."""
    shown = Table(box=None, pad_edge=False)
    shown.add_column(say.STAGE())
    for column in (say.STALE, say.MISSING, say.DONE):
        shown.add_column(column(), justify="right")
    for step in found.steps:
        shown.add_row(say.STAGES[step.stage](), *(str(len(names)) for names in (step.stale, step.missing, step.done)))
    return shown


def details(found: Forecast) -> list[str]:
    """Which lines, shots and episodes are made again, and which are new; then what is kept."""
    lines = []
    for step in found.steps:
        for names, phrase in ((step.stale, say.AGAIN), (step.missing, say.NEW)):
            if any(names):
                lines.append(phrase(stage=say.STAGES[step.stage](), names=_listed(names)))
    return lines


def kept(found: Forecast) -> str:
    """What is not made again, in one line."""
    counts = [say.SUMMARY(count=len(step.done), stage=say.STAGES[step.stage]()) for step in found.steps if step.done]
    return say.KEPT(kept=", ".join(counts))


def _names(calls: Iterable[Call]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(call.about for call in calls))


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:_NAMED])
    return " ".join([*shown, *([say.MORE(count=len(names) - _NAMED)] if len(names) > _NAMED else [])])
