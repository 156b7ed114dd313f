"""Hair parted in the middle that falls open over the brows."""

from shared.providers.studio.picture.hair.parts import short_sides, under
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(6)


def front(tress: Tress, worn: Hairdo) -> None:
    under(tress, low=30)
    short_sides(tress, 16, 7)
    part = worn.part * 0.5
    for way in (-1, 1):
        guides: list[Guide] = [
            [scalp(part, 36, 6), scalp(part + way * 13, 38, 22), scalp(way * 33, 14, 24), scalp(way * 56, -14, 12)],
            [scalp(part, 54, 13), scalp(part + way * 30, 56, 25), scalp(way * 54, 24, 23), scalp(way * 72, -14, 13)],
            [scalp(part, 72, 16), scalp(way * 60, 66, 21), scalp(way * 82, 36, 17), scalp(way * 90, -4, 9)],
            [scalp(part, 88, 16), scalp(way * 96, 66, 17), scalp(way * 100, 34, 13), scalp(way * 100, 0, 8)],
        ]
        tress.mass(*guides, clumps=7, point=0.5, shine=0.38, shadow=0.9, loose=4, strands=6)


STYLE = HairStyle(
    "parted", r"中分|三七分|逗号刘海|韩式|curtain(?:ed)? hair|curtains|middle part|cent(?:er|re) part",
    {"male": ((12, 19, 2), (20, 36, 1.6))}, front, back,
)  # fmt: skip
