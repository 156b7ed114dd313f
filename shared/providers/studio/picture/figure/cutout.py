"""A picture that does not change but moves: a back, a pair of hands."""

from shared.providers.studio.picture.brush import Pen
from shared.providers.studio.picture.colours import mix
from shared.providers.studio.picture.figure.behind import draw_behind
from shared.providers.studio.picture.figure.puppet import Pose
from shared.providers.studio.picture.figure.sprite import (
    Bounds,
    Light,
    Matrix,
    Pixels,
    Sprite,
    lay,
    lit,
    paint,
    rim_of,
    shifted,
    softened,
    trimmed,
    turned,
)
from shared.providers.studio.picture.look import Look


class Cutout:
    """A sprite that breathes and sways like the rest."""

    def __init__(self, sprite: Sprite) -> None:
        self._sprite = trimmed(sprite)

    @classmethod
    def behind(cls, look: Look, scale: float, light: Light, away: int, down_to: float, soft: float) -> "Cutout":
        """Somebody from behind, ``soft`` head units out of focus, darker than who is looked at."""
        bounds = Bounds(-300, -190, 300, down_to)
        dim = Light(
            light.side, mix((0, 0, 0), light.ambient, 0.8), light.key, 0.0, light.warm, light.rim, light.rim_strength
        )

        def draw(pen: Pen) -> None:
            draw_behind(pen, look, light.side, away)

        sprite = paint(bounds, scale, draw)
        shone = Sprite(lit(sprite.pixels, dim, rim_of(sprite.pixels[:, :, 3], dim, scale)), bounds, scale)
        return cls(softened(shone, 0.6 * soft * scale))

    def draw(self, frame: Pixels, matrix: Matrix, pose: Pose) -> None:
        """Draw it into a BGRA frame; ``matrix`` takes its units to the frame's pixels."""
        lay(frame, self._sprite, matrix @ shifted(pose.sway, -1.6 * pose.breath) @ turned(pose.sway * 0.18))
