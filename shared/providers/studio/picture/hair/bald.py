"""A bald head, with what is left of the hair at the sides."""

from shared.providers.studio.picture.brush import SCREEN, oval
from shared.providers.studio.picture.hair.style import HairStyle, Tress, scalp


def back(tress: Tress) -> None:
    tress.skull(-9, 0.4)


def front(tress: Tress) -> None:
    for side in (-1, 1):
        tress.mass(
            [scalp(side * 72, 18, 2), (side * 78, -10, 12), (side * 76, 14, 10)],
            [scalp(side * 84, 26, 4), (side * 84, -6, -4), (side * 80, 18, 0)],
            [scalp(side * 100, 26, 6), (side * 86, -4, -24), (side * 82, 22, -14)],
            clumps=6, point=0.5, shine=0.3,
        )  # fmt: skip
    x, y = tress.turn.at(tress.key * 26, -92, 50)
    tress.pen.fill(oval(x, y, 26, 9), (255, 250, 240), 0.4, 6, SCREEN)


STYLE = HairStyle(
    "bald", r"秃|光头|谢顶|\bbald|receding",
    {"male": ((58, 110, 2),)}, front, back,
)  # fmt: skip
