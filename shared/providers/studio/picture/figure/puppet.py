"""A character on the set: drawn once for each pose, moved every frame."""

from dataclasses import dataclass

from shared.providers.studio.picture.brush import Point
from shared.providers.studio.picture.figure.arms import Swing
from shared.providers.studio.picture.figure.body import build_of
from shared.providers.studio.picture.figure.build import WAIST
from shared.providers.studio.picture.figure.expression import Expression
from shared.providers.studio.picture.figure.head import HEAD, Head, Mien
from shared.providers.studio.picture.figure.legs import Stride
from shared.providers.studio.picture.figure.sprite import Light, Matrix, Pixels, lay, scaled, shifted, turned
from shared.providers.studio.picture.figure.trunk import Trunk
from shared.providers.studio.picture.look import Look
from shared.providers.studio.picture.props import Prop


@dataclass(frozen=True)
class Pose:
    """A character at one moment: angles in degrees, lengths in head units, shares 0 to 1.

    ``yaw`` turns the head in space; ``nod`` and ``sway`` only move its picture, which costs nothing. ``lean`` turns the
    body around its hips, to the right; ``swing`` moves the arms against each other; ``travel`` is the way to the mark.
    """

    yaw: float
    expression: Expression
    mouth: float = 0.0
    wide: float = 0.0
    lids: float = 1.0
    gaze: Point = (0.0, 0.0)
    breath: float = 0.0
    sway: float = 0.0
    nod: float = 0.0
    arms: tuple[Swing, Swing] = (Swing(), Swing())
    lean: float = 0.0
    swing: float = 0.0
    travel: float = 0.0
    stride: Stride | None = None


class Puppet:
    """Draws a character at ``scale`` pixels a unit, in the light of a set.

    ``yaw`` is the turn around which the head mostly moves, ``prop`` what the hands hold; ``down_to`` is the lowest
    height that the frame shows and ``soft`` how far out of focus the character is (both head units).
    """

    def __init__(
        self, look: Look, scale: float, light: Light, yaw: float, down_to: float, prop: Prop | None = None,
        soft: float = 0.0,
    ) -> None:  # fmt: skip
        self.look = look
        self._trunk = Trunk(look, build_of(look, yaw * 0.5), scale, light, down_to, prop, soft * scale)
        self._head = Head(look, scale, light, soft * scale, yaw, (self._trunk.alpha, self._trunk.frame))

    def draw(self, frame: Pixels, matrix: Matrix, pose: Pose) -> None:
        """Draw the character into a BGRA frame; ``matrix`` takes head units (eyes at the origin) to its pixels."""
        face = pose.expression
        mien = Mien(pose.yaw, face, min(1.0, max(pose.mouth, face.jaw)), pose.wide, pose.lids, pose.gaze)
        turn = self._head.painted(mien)
        trunk, stride = self._trunk, pose.stride
        trunk.stand(frame, matrix @ shifted(pose.travel, 0), stride)
        bob = trunk.drop(stride) if stride else 0.0
        matrix = matrix @ shifted(pose.travel, bob) @ turned(pose.lean, 0, WAIST) @ scaled(1 + 0.03 * face.lean)
        drop = 0.35 * face.bow + pose.nod - 1.6 * pose.breath + self.look.old * 3
        slip = pose.sway + (pose.yaw - turn.yaw) * 0.2
        head = matrix @ shifted(slip, drop) @ turned(face.tilt, 0, 110)
        shoulders = matrix @ shifted(pose.sway * 0.4, -7 * face.shrug - 2.6 * pose.breath)
        lay(frame, self._head.back(turn), head)
        trunk.body(frame, shoulders, pose.arms, pose.swing, lambda: self._head.silhouette(turn), HEAD)
        lay(frame, self._head.picture(mien), head)
        trunk.raised(frame, shoulders, pose.arms)
