"""A ponytail with a light fringe."""

from shared.providers.studio.picture.hair.parts import combed_back, fringe, locks
from shared.providers.studio.picture.hair.style import HairStyle, Tress


def back(tress: Tress) -> None:
    tress.skull(3)
    side = -tress.turn.side if tress.turn.amount > 0.1 else 1
    tail = [
        [
            (side * 34, -112, -70),
            (side * 92, -96, -76),
            (side * 116, -10, -70),
            (side * 112, 90, -50),
            (side * 96, 178, -30),
        ],
        [
            (side * 30, -84, -84),
            (side * 70, -70, -90),
            (side * 86, 0, -84),
            (side * 88, 90, -60),
            (side * 92, 186, -34),
        ],
    ]
    tress.mass(*tail, clumps=4, point=0.4, shine=0.32, shade=0.15, strands=7)


def front(tress: Tress) -> None:
    combed_back(tress, 9)
    fringe(tress, 15, 6, part=16, lift=9)
    locks(tress, 84)


STYLE = HairStyle(
    "ponytail", r"马尾|ponytail",
    {"female": ((1, 15, 3), (16, 32, 3), (33, 44, 1))}, front, back,
)  # fmt: skip
