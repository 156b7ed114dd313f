"""A character seen from behind, for shots over the shoulder."""

from shared.providers.studio.picture.brush import Pen, oval
from shared.providers.studio.picture.figure.body import build_of
from shared.providers.studio.picture.figure.face import draw_ears, skin_ramp
from shared.providers.studio.picture.figure.limbs import draw_arm
from shared.providers.studio.picture.figure.turn import Turn
from shared.providers.studio.picture.hair import Tress
from shared.providers.studio.picture.hair.style import scalp
from shared.providers.studio.picture.look import Look
from shared.providers.studio.picture.wardrobe import Tailor


def draw_behind(pen: Pen, look: Look, key: int, away: int) -> None:
    """Back, shoulders and the back of the head, which looks ``away`` (+1 to the picture's right)."""
    build = build_of(look, 0)
    tailor = Tailor(pen, build, look.outfit, key, not look.woman)
    cut = look.outfit.garment.cut
    pen.fill(oval(0, 130, build.neck, 60), look.shade)
    tailor.fill(tailor.torso(cut), look.outfit.inner if look.outfit.garment.inner_sleeves else look.outfit.colour)
    tailor.stand_collar(tailor.shade, 18)
    for side in (-1, 1):
        draw_arm(pen, look, build, side, "down", key)
    turn = Turn(0)
    draw_ears(pen, look, turn)
    tress = Tress(pen, turn, look.hair_colour, look.seed, key)
    look.hair.back(tress)
    if look.hair.name == "bald":
        pen.fill(oval(0, -40, 78, 84), skin_ramp(look, 78, key))
        return
    tress.skull(5, 0.1)
    x = away * 20
    for low, high in ((-170, -60), (-60, 60), (60, 170)):
        tress.mass(
            [scalp(x, 84, 6), scalp(low * 0.5, 56, 9), scalp(low * 0.55, 10, 7), (low * 0.42, 66, 40)],
            [scalp(x, 84, 6), scalp(high * 0.5, 56, 9), scalp(high * 0.55, 10, 7), (high * 0.42, 66, 40)],
            clumps=6, point=0.2, shine=0.36,
        )  # fmt: skip
