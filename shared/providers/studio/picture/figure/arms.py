"""What arms do: gestures as data, and every position on the way from one to the next.

A gesture is written for the picture's right arm of a grown-up; the left one mirrors it.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

from shared.providers.studio.picture.brush import Point
from shared.providers.studio.picture.figure.build import Build

HAND = 126.0
"""From the wrist to the tip of the longest finger, in head units of a grown-up man."""


@dataclass(frozen=True)
class Gesture:
    """``elbow`` lies so far outside of the shoulder's joint, ``wrist`` so far from the middle of the body, both at a
    height; ``turn`` is the way of the hand in degrees from straight down, positive outward. A stress moves the forearm
    by ``beat`` degrees and the hand by twice as much. ``holds`` tells that a thing is in the hand, ``high`` that the
    hand is before the face.
    """

    elbow: Point
    wrist: Point
    hand: str
    turn: float
    beat: float = 4.0
    holds: bool = False
    high: bool = False


GESTURES: dict[str, Gesture] = {
    "down": Gesture((20, 408), (138, 580), "relaxed", -3, 1.5),
    "clasp": Gesture((32, 396), (50, 452), "relaxed", -66, 1.5),
    "tucked": Gesture((32, 396), (46, 458), "relaxed", -72, 1.5),
    "pocket": Gesture((46, 392), (126, 498), "hidden", -16, 1.0),
    "chest": Gesture((34, 384), (72, 300), "flat", -108, 2.5),
    "hold": Gesture((26, 398), (66, 372), "grip", -142, 3.0, holds=True),
    "support": Gesture((26, 398), (58, 408), "relaxed", -104, 3.0),
    "offer": Gesture((-28, 380), (-24, 352), "grip", -104, 5.0, holds=True),
    "point": Gesture((-22, 376), (36, 312), "point", -97, 5.0),
    "phone": Gesture((44, 322), (138, 146), "relaxed", -164, 1.0, holds=True, high=True),
    "hip": Gesture((92, 374), (128, 470), "fist", -38, 1.5),
    "plead": Gesture((10, 372), (178, 306), "open", -226, 6.0),
    "palm": Gesture((12, 384), (128, 282), "open", -196, 8.0),
    "wave": Gesture((34, 330), (160, 152), "open", -184, 9.0),
    "wipe": Gesture((24, 322), (92, 146), "relaxed", -150, 3.0, high=True),
    "cover": Gesture((30, 330), (66, 158), "flat", -132, 1.5, high=True),
    "chin": Gesture((4, 346), (52, 196), "curled", -158, 2.0, high=True),
    "crossed": Gesture((36, 358), (-42, 330), "relaxed", -86, 1.0),
    "folded": Gesture((36, 360), (-24, 350), "hidden", -90, 1.0),
    "fist": Gesture((16, 384), (128, 272), "fist", -188, 9.0),
}
SECOND = frozenset({"support", "folded", "tucked"})
"""Of arms that come in pairs the one that lies below: who holds is supported, crossed lie on folded ones."""


class Swing(NamedTuple):
    """An arm on its way from one gesture to the next: ``share`` of the time (0 to 1), ``beat`` of the stress."""

    was: str = "down"
    now: str = "down"
    share: float = 1.0
    beat: float = 0.0


class Arm(NamedTuple):
    """An arm in the picture: angles in degrees from straight down, positive outward, and lengths as they are seen."""

    upper: float
    upper_length: float
    fore: float
    fore_length: float
    turn: float

    def mixed(self, other: "Arm", share: float) -> "Arm":
        return Arm(*(mine + (its - mine) * share for mine, its in zip(self, other, strict=True)))

    def joints(self, shoulder: Point, side: int) -> tuple[Point, Point]:
        """Elbow and wrist."""
        elbow = _along(shoulder, self.upper, self.upper_length, side)
        return elbow, _along(elbow, self.fore, self.fore_length, side)


def arm_in(build: Build, side: int, swing: Swing) -> Arm:
    """Where the arm is: it starts a little backwards, overshoots a little and comes to rest."""
    was, now = (_resting(build, side, GESTURES[name]) for name in (swing.was, swing.now))
    arm = was.mixed(now, eased(swing.share))
    beat = GESTURES[swing.now].beat * swing.beat
    return arm._replace(fore=arm.fore + beat, turn=arm.turn + 2 * beat)


def tip_of(wrist: Point, turn: float, side: int, size: float) -> Point:
    """Where the longest finger ends."""
    return _along(wrist, turn, HAND * size, side)


def eased(share: float) -> float:
    """Anticipation, a quick way, a small overshoot: 0 at 0, 1 at 1."""
    if share <= 0 or share >= 1:
        return min(1.0, max(0.0, share))
    smooth = share**2 * (3 - 2 * share)
    return smooth - 0.07 * math.sin(2 * math.pi * share) * (1 if share < 0.3 else 0.8)


def _resting(build: Build, side: int, gesture: Gesture) -> Arm:
    joint = build.joint(side)
    elbow = (joint[0] + side * gesture.elbow[0] * build.size, build.y(gesture.elbow[1]))
    # What lies on the face does not depend on the shoulders.
    reach = 1.0 if gesture.high else build.shoulder / 150
    deep = 62 if gesture.holds or gesture.turn < -60 else 16
    wrist = build.at(side * gesture.wrist[0] * reach, gesture.wrist[1], deep)
    upper, upper_length = _polar(joint, elbow, side)
    fore, fore_length = _polar(elbow, wrist, side)
    # A forearm comes up in front of the body.
    return Arm(upper, upper_length, fore - 360 if fore > 100 else fore, fore_length, gesture.turn)


def _polar(start: Point, end: Point, side: int) -> tuple[float, float]:
    x, y = (end[0] - start[0]) * side, end[1] - start[1]
    return math.degrees(math.atan2(x, y)), math.hypot(x, y)


def _along(start: Point, angle: float, length: float, side: int) -> Point:
    way = math.radians(angle)
    return start[0] + side * length * math.sin(way), start[1] + length * math.cos(way)
