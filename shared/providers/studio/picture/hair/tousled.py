"""Short tousled hair that falls over the forehead."""

from shared.providers.studio.picture.hair.parts import short_sides
from shared.providers.studio.picture.hair.style import Guide, HairStyle, Tress, scalp


def back(tress: Tress) -> None:
    tress.skull(6)


def front(tress: Tress) -> None:
    short_sides(tress, 16, 8)
    ends = (-96, -66, -40, -14, 14, 40, 66, 96)
    lows = (2, 6, 10, 7, 11, 8, 7, 2)
    guides: list[Guide] = [
        [scalp(end * 0.3, 88, 13), scalp(end * 0.9, 62, 20), scalp(end, 36, 17), scalp(end * 1.02 + 5, low, 7)]
        for end, low in zip(ends, lows, strict=True)
    ]
    tress.mass(*guides, clumps=14, point=0.5, shine=0.44)
    tress.mass(
        *[
            [
                scalp(end * 0.2 + 8, 86, 15),
                scalp(end * 0.8 + 10, 66, 25),
                scalp(end * 0.9 + 14, 44, 21),
                scalp(end + 10, 24, 12),
            ]
            for end in ends[1:-1]
        ],
        clumps=8,
        point=0.6,
        shine=0.46,
    )


STYLE = HairStyle(
    "tousled", r"碎发|凌乱|蓬松|刘海|tousled|messy|shaggy|fringe|bangs|mop of",
    {"male": ((1, 14, 3), (15, 32, 3))}, front, back,
)  # fmt: skip
