"""Long loose hair with a parting."""

from shared.providers.studio.picture.hair.parts import behind, falling, fringe
from shared.providers.studio.picture.hair.style import Hairdo, HairStyle, Tress


def back(tress: Tress, worn: Hairdo) -> None:
    tress.skull(11)
    behind(tress, 240, 94)


def front(tress: Tress, worn: Hairdo) -> None:
    falling(tress, 222, 92, worn.part)
    if worn.fringe != "none":
        fringe(tress, worn)


STYLE = HairStyle(
    "long", r"长发|披肩|长直|long[ -](?:\w+[ -])?hair|hair down|flowing hair|straight hair|直发",
    {"female": ((1, 15, 1), (16, 34, 3), (35, 46, 2))}, front, back,
    ("none", "wispy", "curtain", "full", "swept", "curtain"),
)  # fmt: skip
