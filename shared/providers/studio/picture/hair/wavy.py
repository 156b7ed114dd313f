"""Long waves."""

from shared.providers.studio.picture.hair.parts import behind, falling, fringe
from shared.providers.studio.picture.hair.style import Hairdo, HairStyle, Tress


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(15)
    behind(tress, 216, 110, wave=12)


def front(tress: Tress, worn: Hairdo) -> None:
    falling(tress, 206, 106, worn.part, wave=10, lift=18)
    if worn.fringe != "none":
        fringe(tress, worn)


STYLE = HairStyle(
    "wavy", r"大波浪|波浪|长卷发|wavy|long curly|waves",
    {"female": ((19, 36, 3), (37, 50, 2))}, front, back,
    ("curtain", "swept", "none", "wispy"),
)  # fmt: skip
