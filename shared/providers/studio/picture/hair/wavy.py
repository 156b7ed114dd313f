"""Long waves."""

from shared.providers.studio.picture.hair.parts import behind, curtain
from shared.providers.studio.picture.hair.style import HairStyle, Tress


def back(tress: Tress) -> None:
    tress.skull(13)
    behind(tress, 226, 108, wave=12)


def front(tress: Tress) -> None:
    curtain(tress, 206, 100, part=-17, wave=13)


STYLE = HairStyle(
    "wavy", r"大波浪|波浪|卷发|wavy|curly|curls|waves",
    {"female": ((19, 36, 3), (37, 50, 2))}, front, back,
)  # fmt: skip
