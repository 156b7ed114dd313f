"""Hair styles: one file each, registered here."""

from shared.providers.studio.picture.hair import (
    bald,
    balding,
    bob,
    bowl,
    braid,
    bun,
    crop,
    curly,
    halfup,
    long,
    parted,
    perm,
    pixie,
    ponytail,
    slick,
    swept,
    tousled,
    twintails,
    wavy,
)
from shared.providers.studio.picture.hair.style import Hairdo, HairStyle, Tress

# What is told by more than length comes first: "long wavy hair" is wavy, "长发挽成发髻" a bun.
STYLES: tuple[HairStyle, ...] = tuple(
    module.STYLE
    for module in (
        balding, bald, twintails, ponytail, halfup, bun, braid, wavy, perm, curly, pixie, bowl, long, bob, crop, slick,
        parted, tousled, swept,
    )
)  # fmt: skip

__all__ = ["STYLES", "HairStyle", "Hairdo", "Tress"]
