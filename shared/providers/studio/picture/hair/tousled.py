"""Short tousled hair that falls over the forehead."""

from shared.providers.studio.picture.hair.parts import short_sides, under
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(8)


def front(tress: Tress, worn: Hairdo) -> None:
    under(tress)
    short_sides(tress, 14, 8)
    ends = (-98, -70, -44, -18, 8, 34, 62, 98)
    lows = (-6, -12, -4, -10, -5, -11, -9, -6)
    guides: list[Guide] = [
        [scalp(end * 0.3 + 6, 88, 17), scalp(end * 0.85 + 4, 62, 22), scalp(end, 34, 21), scalp(end * 0.98 - 8, low, 8)]
        for end, low in zip(ends, lows, strict=True)
    ]
    tress.mass(*guides, clumps=16, point=0.5, shine=0.44, shadow=1.0, strands=4, ragged=0.3)
    over: list[Guide] = [
        [scalp(end * 0.2 + 12, 84, 16), scalp(end * 0.8 + 10, 66, 29), scalp(end * 0.9 + 12, 44, 27), scalp(end, 8, 17)]
        for end in ends[1:-1]
    ]
    tress.mass(*over, clumps=10, point=0.7, shine=0.42, ragged=0.4, loose=10, shadow=0.3)


STYLE = HairStyle(
    "tousled", r"碎发|凌乱|乱发|蓬松|刘海|tousled|messy|shaggy|fringe|bangs|mop of|unkempt",
    {"male": ((1, 14, 2), (15, 32, 3))}, front, back,
)  # fmt: skip
