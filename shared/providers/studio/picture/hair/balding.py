"""What is left of the hair: a wreath at the sides, some strands over the crown."""

from shared.providers.studio.picture.brush import SCREEN, oval
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    for side in (-1, 1):
        tress.mass(
            [(side * 60, -40, -60), (side * 82, -6, -50), (side * 70, 44, -40)],
            [(side * 84, -44, -30), (side * 91, -4, -34), (side * 80, 40, -30)],
            clumps=3, point=0.3, shine=0.0, shade=0.25,
        )  # fmt: skip


def front(tress: Tress, worn: Hairdo) -> None:
    for side in (-1, 1):
        tress.mass(
            [scalp(side * 66, 24, 2), (side * 78, -18, 22), (side * 76, 8, 16)],
            [scalp(side * 80, 36, 6), (side * 86, -14, 6), (side * 81, 6, 4)],
            [scalp(side * 100, 44, 9), (side * 92, -12, -20), (side * 84, 10, -14)],
            clumps=5, point=0.3, shine=0.3, root=0.25, fade=0.3, strands=6, loose=2,
        )  # fmt: skip
    over: list[Guide] = [
        [scalp(66, 40, 2), scalp(34, 58, 1), scalp(-16, 60, 1), scalp(-52, 48, 0)],
        [scalp(76, 52, 3), scalp(62, 78, 0), scalp(-50, 80, 0), scalp(-66, 58, 0)],
    ]
    tress.mass(*over, clumps=6, point=0.9, shine=0.4, root=0.2, fade=0.3, ragged=0.5, strands=2)
    x, y = tress.turn.at(tress.key * 16, -86, 54)
    tress.pen.fill(oval(x, y, 22, 8), (255, 250, 240), 0.36, 6, SCREEN)


STYLE = HairStyle(
    "balding", r"秃|谢顶|地中海|发际线|稀疏|\bbalding|receding|thinning hair|comb[- ]?over",
    {"male": ((50, 60, 0.6), (61, 110, 1.6))}, front, back,
)  # fmt: skip
