"""Two bunches, high at the sides."""

from shared.providers.studio.picture.hair.parts import fringe, under
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(4)
    for side in (-1, 1):
        tail: list[Guide] = [
            [(side * 80, -86, -20), (side * 118, -104, -20), (side * 138, -40, -14), (side * 118, 70, 0)],
            [(side * 78, -70, -24), (side * 108, -78, -24), (side * 118, -20, -16), (side * 124, 84, -4)],
            [(side * 76, -56, -28), (side * 96, -50, -28), (side * 100, 0, -20), (side * 104, 62, -8)],
        ]
        tress.mass(*tail, clumps=5, point=0.5, shine=0.34, strands=6, loose=4)
        x, y = tress.turn.at(side * 84, -72, -22)
        tress.band(x, y, 8, 15, side * -30, (222, 74, 96))


def front(tress: Tress, worn: Hairdo) -> None:
    under(tress)
    for way in (-1, 1):
        guides: list[Guide] = [
            [scalp(0, 28, 1), scalp(way * 40, 30, 9), scalp(way * 84, 18, 6)],
            [scalp(0, 56, 10), scalp(way * 52, 50, 14), scalp(way * 90, 28, 9)],
            [scalp(0, 88, 12), scalp(way * 88, 66, 13), scalp(way * 98, 34, 9)],
        ]
        tress.mass(*guides, clumps=5, point=0.0, shine=0.45)
    fringe(tress, worn)


STYLE = HairStyle(
    "twintails", r"双马尾|羊角辫|冲天辫|twin[ -]?tails|pigtails|bunches",
    {"female": ((1, 12, 3),)}, front, back,
    ("full", "wispy"),
)  # fmt: skip
