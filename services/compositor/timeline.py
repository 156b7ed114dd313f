"""The timeline of an episode: where each shot, each line and each card lies, exact to the frame. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from services.compositor.cards import cards_after
from shared.artifacts.records import Join, Plan, Shot, Take, TimelineCard, TimelineLine, TimelineShot
from shared.events.ids import Key
from shared.runtime.errors import Permanent


class Timeline(NamedTuple):
    """Everything in the order in which it is seen, in seconds from the episode's start."""

    shots: tuple[TimelineShot, ...]
    cards: tuple[TimelineCard, ...]
    lines: tuple[TimelineLine, ...]

    @property
    def seconds(self) -> float:
        """Where the last shot or card ends."""
        ends = [shot.start + shot.seconds for shot in self.shots] + [card.start + card.seconds for card in self.cards]
        return max(ends)


def frames_of(seconds: float, fps: int) -> int:
    """How many frames a shot of ``seconds`` has: the nearest whole number, at least one."""
    return max(1, round(seconds * fps))


def lay_out(plan: Plan, joins: Sequence[Join], takes: Mapping[Key, Take], fps: int) -> Timeline:
    """Every shot, line and card of the plan in its order.

    ``takes`` holds the take record of each join under its ``film`` key. A shot starts at a whole number of frames,
    so nothing drifts however long the episode is; a line that runs over its shot's end is cut there.
    Raises Permanent when a shot has not joined, or a join lacks a line of the plan.
    """
    joined = {join.shot.rpartition(".")[2]: join for join in joins}
    if missing := [shot.id for shot in plan.shots if shot.id not in joined]:
        raise Permanent(f"the cut is not complete: {', '.join(missing)} has not joined")
    shots: list[TimelineShot] = []
    cards: list[TimelineCard] = []
    lines: list[TimelineLine] = []
    now = 0
    for shot in plan.shots:
        join = joined[shot.id]
        frames = frames_of(join.seconds, fps)
        shots.append(_placed(join, shot, now, frames, fps, takes[join.film]))
        lines += _lines(join, shot, now / fps, (now + frames) / fps)
        now += frames
        for card in cards_after(plan, shot.id):
            frames = frames_of(card.seconds, fps)
            cards.append(TimelineCard(kind=card.kind, start=_seconds(now / fps), seconds=_seconds(frames / fps)))
            now += frames
    return Timeline(tuple(shots), tuple(cards), tuple(lines))


def _placed(join: Join, shot: Shot, first: int, frames: int, fps: int, take: Take) -> TimelineShot:
    return TimelineShot(
        shot=shot.id,
        start=_seconds(first / fps),
        seconds=_seconds(frames / fps),
        take=join.film,
        number=take.number,
        flagged=join.flagged,
    )


def _lines(join: Join, shot: Shot, begins: float, ends: float) -> Iterator[TimelineLine]:
    voiced = {line.line: line for line in join.lines}
    for line in shot.lines:
        if line.id not in voiced:
            raise Permanent(f"{shot.id} joined without its line {line.id}: the join belongs to another plan")
        start = begins + voiced[line.id].start
        yield TimelineLine(
            line=line.id,
            shot=shot.id,
            speaker=line.speaker,
            text=line.text,
            emotion=line.emotion,
            start=_seconds(start),
            end=_seconds(min(start + voiced[line.id].seconds, ends)),
        )


def _seconds(exact: float) -> float:
    """To the microsecond: a readable record; sums are made before, so no error adds up."""
    return round(exact, 6)
