"""A woman's short layered cut."""

from shared.providers.studio.picture.hair.parts import short_sides, swept, under
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(7)
    for side in (-1, 1):
        tress.mass(
            [(side * 70, -30, -40), (side * 84, 16, -36), (side * 66, 78, -24)],
            [(side * 90, -40, -20), (side * 96, 10, -20), (side * 80, 64, -10)],
            clumps=3, point=0.5, shine=0.0, shade=0.25,
        )  # fmt: skip


def front(tress: Tress, worn: Hairdo) -> None:
    under(tress)
    short_sides(tress, 30, 9, 0.1)
    over: list[Guide] = [
        [
            scalp(-worn.part * 0.4, 86, 15),
            scalp(end * 0.8, 64, 24),
            scalp(end, 36, 20),
            scalp(end * 1.02, 8 + 16 * (abs(end) < 60), 9),
        ]
        for end in (-100, -74, -44, 0, 44, 74, 100)
    ]
    tress.mass(*over[:4], clumps=6, point=0.3, shine=0.42, strands=6, loose=3)
    tress.mass(*over[3:], clumps=6, point=0.3, shine=0.42, strands=6, loose=3)
    swept(tress, worn)


STYLE = HairStyle(
    "pixie", r"超短发|男孩头|精灵短发|利落短发|pixie",
    {"female": ((20, 44, 0.8), (45, 64, 1.6), (65, 110, 2))}, front, back,
    ("swept",),
)  # fmt: skip
