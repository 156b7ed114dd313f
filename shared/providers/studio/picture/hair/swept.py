"""Short hair, parted at the side and swept over the forehead."""

from shared.providers.studio.picture.hair.parts import short_sides
from shared.providers.studio.picture.hair.style import HairStyle, Tress, scalp


def back(tress: Tress) -> None:
    tress.skull(2)


def front(tress: Tress) -> None:
    short_sides(tress)
    brow, middle, crown = scalp(28, 25, 3), scalp(27, 58, 12), scalp(20, 88, 13)
    tress.mass(
        [brow, scalp(38, 28, 7), scalp(52, 23, 5), scalp(62, 13, 3)],
        [middle, scalp(54, 52, 12), scalp(72, 34, 8), scalp(80, 12, 3)],
        [crown, scalp(96, 62, 13), scalp(98, 36, 8), scalp(98, 4, 4)],
        clumps=5, point=0.25, shine=0.4,
    )  # fmt: skip
    tress.mass(
        [scalp(38, 23, 4), scalp(18, 34, 15), scalp(-4, 28, 18), scalp(-24, 9, 10)],
        [middle, scalp(-4, 58, 25), scalp(-36, 40, 21), scalp(-50, 13, 9)],
        [scalp(20, 78, 17), scalp(-44, 66, 21), scalp(-66, 38, 16), scalp(-74, 6, 6)],
        [crown, scalp(-92, 66, 14), scalp(-97, 34, 10), scalp(-98, 0, 5)],
        clumps=9, point=0.36, shine=0.38,
    )  # fmt: skip


STYLE = HairStyle(
    "swept", r"分头|偏分|side[ -]part|short[ -](?:\w+[ -])?hair|短发",
    {"male": ((16, 40, 3), (41, 75, 2))}, front, back,
)  # fmt: skip
