"""The timeline of an episode: where each shot and each line lies, exact to the frame. Pure."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from shared.artifacts.records import Join, Plan, Take, TimelineLine, TimelineShot
from shared.events.ids import Key
from shared.runtime.errors import Permanent


def frames_of(seconds: float, fps: int) -> int:
    """How many frames a shot of ``seconds`` has: the nearest whole number, at least one."""
    return max(1, round(seconds * fps))


def lay_out(
    plan: Plan, joins: Sequence[Join], takes: Mapping[Key, Take], fps: int
) -> tuple[tuple[TimelineShot, ...], tuple[TimelineLine, ...]]:
    """Every shot and line of the plan in its order, in seconds from the episode's start.

    ``takes`` holds the take record of each join under its ``film`` key. A shot starts at a whole number of frames,
    so nothing drifts however long the episode is; a line that runs over its shot's end is cut there.
    Raises Permanent when a shot has not joined, or a join lacks a line of the plan.
    """
    joined = {join.shot.rpartition(".")[2]: join for join in joins}
    if missing := [shot.id for shot in plan.shots if shot.id not in joined]:
        raise Permanent(f"the cut is not complete: {', '.join(missing)} has not joined")
    lengths = [frames_of(joined[shot.id].seconds, fps) for shot in plan.shots]
    starts = list(accumulate(lengths, initial=0))
    shots, lines = [], []
    for shot, frames, first in zip(plan.shots, lengths, starts, strict=False):
        join = joined[shot.id]
        end = first + frames
        shots.append(
            TimelineShot(
                shot=shot.id,
                start=_seconds(first / fps),
                seconds=_seconds(frames / fps),
                take=join.film,
                number=takes[join.film].number,
                flagged=join.flagged,
            )
        )
        voiced = {line.line: line for line in join.lines}
        for line in shot.lines:
            if line.id not in voiced:
                raise Permanent(f"{shot.id} joined without its line {line.id}: the join belongs to another plan")
            start = first / fps + voiced[line.id].start
            lines.append(
                TimelineLine(
                    line=line.id,
                    shot=shot.id,
                    speaker=line.speaker,
                    text=line.text,
                    emotion=line.emotion,
                    start=_seconds(start),
                    end=_seconds(min(start + voiced[line.id].seconds, end / fps)),
                )
            )
    return tuple(shots), tuple(lines)


def _seconds(exact: float) -> float:
    """To the microsecond: a readable record; sums are made before, so no error adds up."""
    return round(exact, 6)
