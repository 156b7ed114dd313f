"""Hair combed straight back."""

from shared.providers.studio.picture.hair.parts import combed_back, short_sides
from shared.providers.studio.picture.hair.style import HairStyle, Tress


def back(tress: Tress) -> None:
    tress.skull(2)


def front(tress: Tress) -> None:
    short_sides(tress, 8, 3)
    combed_back(tress, 13, clumps=14, low=31)


STYLE = HairStyle(
    "slick", r"背头|油头|梳.{0,4}后|slick|combed back|swept back",
    {"male": ((28, 50, 2), (51, 110, 3))}, front, back,
)  # fmt: skip
