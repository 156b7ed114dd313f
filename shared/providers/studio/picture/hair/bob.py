"""A chin-length bob with a full fringe."""

from shared.providers.studio.picture.hair.parts import fringe
from shared.providers.studio.picture.hair.style import Guide, HairStyle, Tress, mirrored, scalp


def back(tress: Tress) -> None:
    tress.skull(12)
    columns = (-1.0, -0.4, 0.4, 1.0)
    guides: list[Guide] = [
        [(x * 60, -96, -46), (x * 98, -10, -40), (x * 96, 60, -40), (x * 80, 116, -30)] for x in columns
    ]
    tress.mass(*guides, clumps=7, point=0.12, shine=0.0, shade=0.4)


def front(tress: Tress) -> None:
    side: list[Guide] = [
        [scalp(48, 50, 9), scalp(60, 20, 8), (75, 6, 40), (76, 60, 36), (62, 104, 44)],
        [scalp(40, 84, 11), scalp(80, 34, 13), (92, 6, 18), (94, 62, 18), (74, 114, 30)],
        [scalp(-30, 90, 12), scalp(98, 40, 13), (96, 8, -12), (100, 64, -8), (84, 116, 10)],
    ]
    tress.mass(*side, clumps=5, point=0.22, shine=0.34)
    tress.mass(*[mirrored(guide) for guide in side], clumps=5, point=0.22, shine=0.34)
    fringe(tress, 8, 9, lift=12)


STYLE = HairStyle(
    "bob", r"短发|齐耳|齐肩|波波头|齐刘海|学生头|\bbob\b|short[ -](?:\w+[ -])?hair",
    {"female": ((1, 15, 2), (16, 40, 2), (41, 56, 2))}, front, back,
)  # fmt: skip
