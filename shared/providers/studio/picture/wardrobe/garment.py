"""Garments as data."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.artifacts.records import Gender
from shared.providers.studio.picture.colours import RGB
from shared.providers.studio.picture.wardrobe.patterns import Pattern

if TYPE_CHECKING:
    from shared.providers.studio.picture.figure.limb import Limb
    from shared.providers.studio.picture.wardrobe.tailor import Tailor


@dataclass(frozen=True)
class Cut:
    """The shape of a garment: how thick it is, where it ends, how wide it falls, how full its sleeves are."""

    bulk: float = 6.0
    hem: float = 600.0
    flare: float = 1.0
    sleeve: float = 1.0
    waisted: float = 1.0
    sleeve_end: float = 1.0  # share of the arm that is covered, 0.3 for short sleeves
    cuff: float = 0.66  # half width at the wrist, as a share of that at the shoulder


@dataclass(frozen=True)
class Outfit:
    """What somebody wears, with its colours."""

    garment: "Garment"
    colour: RGB
    accent: RGB
    inner: RGB
    lower: RGB
    skirt: bool
    scarf: RGB | None = None
    pattern: Pattern | None = None


@dataclass(frozen=True, eq=False)
class Garment:
    """A kind of garment. ``words`` is the expression that names it; ``draw`` adds its parts to the filled torso,
    ``over`` what reaches beyond it, ``sleeve`` what is on a sleeve, ``back`` what is seen from behind.

    ``ages`` gives, for each gender, stretches (from, to, weight) in which it may be chosen when nobody describes it.
    """

    name: str
    words: str
    cut: Cut
    palette: tuple[str, ...]
    ages: Mapping[Gender, Sequence[tuple[int, int, float]]]
    draw: "Callable[[Tailor], None]"
    over: "Callable[[Tailor], None] | None" = None
    inner: str = "#e8e4de"
    accent: str = "#c9a04e"
    sleeve: "Callable[[Tailor, Limb], None] | None" = None
    back: "Callable[[Tailor], None] | None" = None
    inner_sleeves: bool = False
    skirt: bool = False
    woven: str = ""  # the pattern it has when nobody names another
    bare: float = 0.0  # how far below the neck skin is seen, in units
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(self.words, re.IGNORECASE))

    def suits(self, gender: Gender, age: int) -> float:
        return sum(weight for first, last, weight in self.ages.get(gender, ()) if first <= age <= last)
