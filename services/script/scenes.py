"""The scenes of a plan: what is played without a break in one place and at one time, and whether it turns."""

from dataclasses import dataclass
from itertools import pairwise

from shared.artifacts.records import Line, Plan, Shot

_FEWEST_LINES = 2


@dataclass(frozen=True)
class Scene:
    """Shots that follow each other in one place; a glimpse of another place without words does not break it."""

    shots: tuple[Shot, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for shot in self.shots for line in shot.lines)

    @property
    def turns(self) -> bool:
        """Whether something is different at its end: another feeling speaks, or somebody has learnt something.

        Learnt is what surprises, what answers a question, and what the plan marks as a turn; a question left open turns
        the scene as well. A single line is a passage: it need not turn.
        """
        if len(self.lines) < _FEWEST_LINES:
            return True
        feels = len({line.emotion for line in self.lines}) > 1
        asks = any("?" in line.text or "？" in line.text for line in self.lines)
        return feels or asks or any(shot.turn for shot in self.shots)


def scenes_of(plan: Plan) -> list[Scene]:
    """The plan's scenes in their order, every shot in one of them."""
    found: list[list[Shot]] = []
    for shot, following in pairwise([*plan.shots, None]):
        if shot and found and (_is_one_place(found[-1][0], shot) or _is_glimpse(found[-1][0], shot, following)):
            found[-1].append(shot)
        elif shot:
            found.append([shot])
    return [Scene(tuple(shots)) for shots in found]


def _is_one_place(shot: Shot, other: Shot) -> bool:
    return (shot.place, shot.time) == (other.place, other.time)


def _is_glimpse(first: Shot, shot: Shot, following: Shot | None) -> bool:
    return not shot.lines and following is not None and _is_one_place(first, following)
