"""Where each layer of the sound lies in the episode, by the measured timeline. Pure; seconds from its start."""

from itertools import groupby
from typing import NamedTuple

from services.compositor.rooms import Room, room_of
from services.compositor.timeline import Timeline
from shared.artifacts.records import Plan, Score, Stretch

AFTER_THE_WORD = 0.12
"""Seconds between the last line of the turn and the blow of the sting."""


class Bed(NamedTuple):
    """A stretch of the score from ``start`` until the next one begins; it lies in the file at ``source``."""

    start: float
    source: float
    seconds: float


class Air(NamedTuple):
    """The air of a room, from ``start`` until the next one begins."""

    start: float
    room: Room


def beds(score: Score, timeline: Timeline) -> tuple[Bed, ...]:
    """Each stretch at the start of its shot; the first one from the episode's start. A stretch of no shot is left out.

    The stretch may begin with a shot that follows a card: the music of before plays under the card.
    """
    starts = {shot.shot: shot.start for shot in timeline.shots}
    known = [stretch for stretch in score.stretches if stretch.shot in starts]
    return tuple(_bed(stretch, starts[stretch.shot] if number else 0.0) for number, stretch in enumerate(known))


def _bed(stretch: Stretch, start: float) -> Bed:
    return Bed(start, stretch.start, stretch.seconds)


def blows(plan: Plan, timeline: Timeline) -> tuple[float, ...]:
    """When the sting strikes: right after the last line of each shot that is a turn; without words, at its third."""
    times = []
    for shot, placed in zip(plan.shots, timeline.shots, strict=True):
        if shot.turn:
            ends = [line.end for line in timeline.lines if line.shot == shot.id]
            times.append(max(ends) + AFTER_THE_WORD if ends else placed.start + placed.seconds / 3)
    return tuple(times)


def swells(timeline: Timeline) -> tuple[tuple[float, float], ...]:
    """From when to when the music may swell: under the cards nobody speaks."""
    return tuple((card.start, card.start + card.seconds) for card in timeline.cards)


def airs(plan: Plan, timeline: Timeline) -> tuple[Air, ...]:
    """The air of each shot's place; neighbours in one place share it, and a card keeps the air of before."""
    rooms = [
        Air(placed.start, room_of(shot.place, shot.time))
        for shot, placed in zip(plan.shots, timeline.shots, strict=True)
    ]
    return tuple(next(same) for _, same in groupby(rooms, key=lambda air: air.room))
