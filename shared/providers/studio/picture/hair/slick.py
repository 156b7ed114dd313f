"""Hair combed straight back."""

from shared.providers.studio.picture.hair.parts import hairline, short_sides
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(1)


def front(tress: Tress, worn: Hairdo) -> None:
    short_sides(tress, 6, 3, 0.5)
    hairline(tress, 28, 26, 110)
    guides: list[Guide] = []
    for side in (-1, 1):
        half: list[Guide] = [
            [scalp(side * 80, 14, 2), scalp(side * 90, 38, 8), scalp(side * 112, 56, 10)],
            [scalp(side * 56, 33, 2), scalp(side * 66, 54, 15), scalp(side * 118, 70, 13)],
            [scalp(side * 34, 38, 2), scalp(side * 40, 60, 24), scalp(side * 120, 80, 15)],
            [scalp(side * 10, 28, 3), scalp(side * 14, 56, 30), scalp(side * 90, 89, 16)],
        ]
        guides += half if side < 0 else half[::-1]
    tress.mass(*guides, clumps=26, point=0.0, shine=0.44, root=0.16, strands=4, loose=3)


STYLE = HairStyle(
    "slick", r"背头|油头|大背头|梳.{0,4}后|slick|combed back|swept back|pompadour",
    {"male": ((28, 50, 1.2), (51, 110, 2.4))}, front, back,
)  # fmt: skip
