"""A child's round cut: straight hair all around the head."""

from shared.providers.studio.picture.hair.parts import short_sides, under
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(8)


def front(tress: Tress, worn: Hairdo) -> None:
    under(tress)
    short_sides(tress, 14, 10, 0.2)
    ends = (-104, -76, -44, -14, 14, 44, 76, 104)
    guides: list[Guide] = [
        [scalp(end * 0.3, 88, 15), scalp(end * 0.8, 60, 21), scalp(end, 28, 20), scalp(end, -5 + abs(end) * 0.03, 11)]
        for end in ends
    ]
    tress.mass(*guides, clumps=20, point=0.3, shine=0.46, shadow=1.0, strands=4, ragged=0.24)
    tress.mass(*guides[1:-1], clumps=9, point=0.6, shine=0.0, ragged=0.3, strands=3, loose=5)


STYLE = HairStyle(
    "bowl", r"锅盖头|西瓜头|蘑菇头|bowl[ -]?cut",
    {"male": ((1, 11, 2.5),)}, front, back,
)  # fmt: skip
