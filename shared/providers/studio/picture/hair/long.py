"""Long loose hair with a side parting."""

from shared.providers.studio.picture.hair.parts import behind, curtain
from shared.providers.studio.picture.hair.style import HairStyle, Tress


def back(tress: Tress) -> None:
    tress.skull(9)
    behind(tress, 236, 94)


def front(tress: Tress) -> None:
    curtain(tress, 216, 88)


STYLE = HairStyle(
    "long", r"长发|披肩|long[ -](?:\w+[ -])?hair|hair down|flowing hair|straight hair|直发",
    {"female": ((1, 15, 1), (16, 34, 3), (35, 46, 2))}, front, back,
)  # fmt: skip
