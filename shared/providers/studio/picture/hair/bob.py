"""A chin-length bob."""

from shared.providers.studio.picture.hair.parts import fringe, under
from shared.providers.studio.picture.hair.style import Guide, Hairdo, HairStyle, Tress, scalp


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(13)
    guides: list[Guide] = [
        [(x * 60, -96, -46), (x * 102, -10, -40), (x * 102, 60, -40), (x * 86, 112, -30)]
        for x in (-1.0, -0.4, 0.4, 1.0)
    ]
    tress.mass(*guides, clumps=7, point=0.14, shine=0.0, shade=0.34)


def front(tress: Tress, worn: Hairdo) -> None:
    under(tress)
    for way in (-1, 1):
        side: list[Guide] = [
            [
                scalp(worn.part, 30, 3),
                scalp(way * 48, 34, 14),
                scalp(way * 62, 10, 14),
                (way * 72, 16, 46),
                (way * 76, 66, 40),
                (way * 60, 100, 46),
            ],
            [
                scalp(worn.part, 58, 12),
                scalp(way * 56, 56, 19),
                scalp(way * 80, 26, 18),
                (way * 99, 10, 18),
                (way * 102, 64, 18),
                (way * 80, 112, 30),
            ],
            [
                scalp(worn.part, 88, 15),
                scalp(way * 92, 64, 18),
                scalp(way * 98, 28, 17),
                (way * 105, 8, -12),
                (way * 108, 64, -8),
                (way * 90, 114, 10),
            ],
        ]
        tress.mass(*side, clumps=5, point=0.18, shine=0.28, shadow=0.9, loose=3, strands=6)
    if worn.fringe != "none":
        fringe(tress, worn)


STYLE = HairStyle(
    "bob",
    r"短发|齐耳|齐肩|波波头|齐刘海|学生头|\bbob\b|short[ -](?:\w+[ -])?hair",
    {"female": ((1, 15, 2), (16, 40, 2), (41, 56, 2))},
    front,
    back,
    ("full", "full", "wispy", "swept", "none"),
)
