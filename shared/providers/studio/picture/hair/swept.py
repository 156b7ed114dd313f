"""Short hair, parted at the side and swept over the forehead."""

from shared.providers.studio.picture.hair.parts import short_sides, under
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress, mirrored, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(2)


def front(tress: Tress, worn: Hairdo) -> None:
    under(tress, low=30)
    short_sides(tress, 10, 4)
    low: list[Guide] = [
        [scalp(30, 27, 1), scalp(44, 32, 7), scalp(58, 26, 6), scalp(68, 14, 3)],
        [scalp(29, 58, 12), scalp(56, 54, 14), scalp(74, 36, 9), scalp(82, 14, 4)],
        [scalp(22, 88, 15), scalp(96, 64, 15), scalp(98, 38, 9), scalp(98, 8, 5)],
    ]
    high: list[Guide] = [
        [scalp(34, 27, 2), scalp(18, 36, 23), scalp(-8, 22, 26), scalp(-38, 0, 14)],
        [scalp(31, 44, 9), scalp(4, 54, 30), scalp(-34, 32, 27), scalp(-62, 0, 12)],
        [scalp(22, 78, 18), scalp(-44, 68, 25), scalp(-68, 40, 19), scalp(-78, 8, 8)],
        [scalp(22, 88, 15), scalp(-92, 68, 17), scalp(-97, 36, 12), scalp(-98, 2, 6)],
    ]
    if worn.part < 0:
        low, high = [mirrored(guide) for guide in low], [mirrored(guide) for guide in high]
    tress.mass(*low, clumps=4, point=0.2, shine=0.4)
    tress.mass(*high, clumps=10, point=0.42, shine=0.4, shadow=0.9, loose=5, strands=6)


STYLE = HairStyle(
    "swept", r"分头|偏分|side[ -]part|short[ -](?:\w+[ -])?hair|短发",
    {"male": ((16, 40, 3), (41, 75, 3))}, front, back,
)  # fmt: skip
