"""A high ponytail."""

from shared.providers.studio.picture.hair.parts import combed_back, fringe
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(4)
    side = -tress.turn.side if tress.turn.amount > 0.1 else 1
    tail: list[Guide] = [
        [
            (side * 20, -120, -64),
            (side * 74, -136, -76),
            (side * 122, -62, -72),
            (side * 122, 60, -50),
            (side * 92, 176, -30),
        ],
        [
            (side * 18, -104, -74),
            (side * 62, -108, -84),
            (side * 98, -40, -80),
            (side * 104, 60, -56),
            (side * 98, 190, -32),
        ],
        [
            (side * 16, -88, -84),
            (side * 48, -80, -90),
            (side * 76, -20, -84),
            (side * 84, 66, -60),
            (side * 108, 168, -34),
        ],
    ]
    tress.mass(*tail, clumps=7, point=0.34, shine=0.3, shade=0.08, strands=7, loose=5, ragged=0.2)
    x, y = tress.turn.at(side * 30, -108, -72)
    tress.band(x, y, 9, 17, side * -28)


def front(tress: Tress, worn: Hairdo) -> None:
    combed_back(tress, 14)
    fringe(tress, worn)


STYLE = HairStyle(
    "ponytail",
    r"马尾|ponytail",
    {"female": ((1, 15, 2), (16, 32, 3), (33, 44, 1))},
    front,
    back,
    ("wispy", "wispy", "curtain", "swept", "none", "full"),
)
