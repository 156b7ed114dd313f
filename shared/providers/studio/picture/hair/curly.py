"""A man's short curls."""

from shared.providers.studio.picture.hair.parts import combed_back, short_sides
from shared.providers.studio.picture.hair.perm import strewn
from shared.providers.studio.picture.hair.style import Hairdo, HairStyle, Tress


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(5, 0.35)


def front(tress: Tress, worn: Hairdo) -> None:
    short_sides(tress, 10, 6)
    combed_back(tress, 10)
    for low, high, out, size, count in ((62, 90, 15, 15, 44), (34, 66, 17, 15, 54), (16, 36, 14, 12, 24)):
        reach = 66 if low < 20 else 104
        tress.curls(strewn(tress, count, (-reach, reach), (low, high), out), size)


STYLE = HairStyle(
    "curly", r"卷发|自来卷|烫发|羊毛卷|curly|curls|\bperm(?:ed)?\b|wavy hair",
    {"male": ((6, 15, 0.4), (16, 40, 0.5))}, front, back,
)  # fmt: skip
