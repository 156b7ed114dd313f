"""Hair styles: one file each, registered here."""

from shared.providers.studio.picture.hair import (
    bald,
    bob,
    braid,
    bun,
    crop,
    long,
    perm,
    ponytail,
    slick,
    swept,
    tousled,
    wavy,
)
from shared.providers.studio.picture.hair.style import HairStyle, Tress

# What is told by more than length comes first: "long wavy hair" is wavy, "长发挽成发髻" a bun.
STYLES: tuple[HairStyle, ...] = tuple(
    module.STYLE for module in (bald, ponytail, bun, braid, perm, wavy, long, bob, crop, slick, tousled, swept)
)

__all__ = ["STYLES", "HairStyle", "Tress"]
