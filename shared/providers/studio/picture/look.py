"""Who a character is to the eye, read from words and a seed: the same words always give the same person."""

import re
from dataclasses import dataclass
from random import Random

from shared.artifacts.records import Gender
from shared.providers.studio.picture.colours import RGB, find_colours, greyer, mix, rgb
from shared.providers.studio.picture.hair import STYLES, HairStyle
from shared.providers.studio.picture.wardrobe import Outfit, dress

SKINS = tuple(rgb(tone) for tone in ("#fbe3d2", "#f8dcc8", "#f3d0b6", "#edc3a2"))
DARK_SKIN, TANNED, PALE = rgb("#a8704c"), rgb("#dfaa80"), rgb("#fdeae0")
HAIR_COLOURS = tuple(rgb(tone) for tone in ("#25212a", "#2b2326", "#352826", "#453129"))
WHITE_HAIR, GREY_HAIR = rgb("#dcdad8"), rgb("#8e8c90")
IRISES = tuple(rgb(tone) for tone in ("#4a2c1c", "#3a241c", "#5a3820", "#2e2420"))

_GREY_WORDS = re.compile(r"花白|灰白|斑白|salt.and.pepper|gr[ae]y(?:ing)?[ -]?hair|grizzled|灰发|头发灰", re.I)
_WHITE_WORDS = re.compile(r"白发|银发|白头|鹤发|银丝|(?:white|silver)[ -]?hair", re.I)
_HAIR_PLACE = re.compile(r"[^,，。;；、]*(?:头发|发|辫|\bhair|\bbraid|\bponytail|\bbob\b|\bbun\b)[^,，。;；、]*", re.I)


@dataclass(frozen=True)
class Face:
    """The build of a face: shares around 1, or -1 to 1 where a middle exists."""

    width: float
    jaw: float
    eye: float
    eye_slant: float
    eye_distance: float
    brow: float
    nose: float
    lips: float


@dataclass(frozen=True)
class Look:
    """Everything that a drawing of the character needs."""

    gender: Gender
    age: int
    skin: RGB
    iris: RGB
    face: Face
    hair: HairStyle
    hair_colour: RGB
    outfit: Outfit
    glasses: bool
    beard: str
    mole: int
    earrings: bool
    seed: int

    @property
    def child(self) -> float:
        """1 for a small child, 0 from sixteen years on."""
        return min(1.0, max(0.0, (16 - self.age) / 10))

    @property
    def old(self) -> float:
        """0 up to forty-five years, 1 from seventy-five on."""
        return min(1.0, max(0.0, (self.age - 45) / 30))

    @property
    def woman(self) -> bool:
        return self.gender == "female"

    @property
    def shade(self) -> RGB:
        """The skin in shadow: warm and a little violet, as skin is."""
        return mix(self.skin, (168, 84, 88), 0.34)

    @property
    def line(self) -> RGB:
        """The colour of lines drawn on the skin."""
        return mix(self.skin, (70, 28, 34), 0.78)

    @property
    def lip(self) -> RGB:
        if self.woman and not self.child:
            return mix(self.skin, rgb("#c8384a"), 0.55)
        return mix(self.skin, rgb("#b04c48"), 0.44)


def look_of(gender: Gender, age: int, look: str, outfit: str, seed: int, name: str) -> Look:
    """The character's look. What the words leave open, the name and the seed decide."""
    chance = Random(f"{seed}/{name}")
    hair_colour = _hair_colour(look, age, chance)
    return Look(
        gender=gender,
        age=age,
        skin=_skin(look, gender, chance),
        iris=chance.choice(IRISES),
        face=_face(gender, age, chance),
        hair=_hair(look, gender, age, chance),
        hair_colour=hair_colour,
        outfit=dress(outfit or _HAIR_PLACE.sub("", look), gender, age, chance),
        glasses=_has(look, r"眼镜|glasses|spectacles") and not _has(look, "墨镜|sunglasses"),
        beard=_beard(look, gender, age, chance),
        mole=chance.choice((0, 0, 0, 1, 2)) or (1 if _has(look, r"痣|\bmole\b|beauty mark") else 0),
        earrings=gender == "female" and age > 15 and (_has(look + outfit, "耳环|earring") or chance.random() < 0.5),
        seed=chance.randrange(2**31),
    )


def _has(text: str, pattern: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _skin(look: str, gender: Gender, chance: Random) -> RGB:
    drawn = chance.choice(SKINS[:3] if gender == "female" else SKINS[1:])
    if _has(look, r"黑皮肤|dark[ -]skin|\bBlack (?:man|woman)\b"):
        return DARK_SKIN
    if _has(look, r"黝黑|古铜|小麦色|晒黑|tanned|weathered|sunburn|bronze"):
        return TANNED
    return PALE if _has(look, r"白皙|肤白|苍白|\bpale\b|fair[ -]skin") else drawn


def _face(gender: Gender, age: int, chance: Random) -> Face:
    man = gender == "male"
    youth = max(0.0, (14 - age) / 10)
    return Face(
        width=chance.uniform(0.95, 1.05) + 0.03 * youth,
        jaw=chance.uniform(-0.5, 0.5) + (0.55 if man and age > 15 else -0.2) - 0.3 * youth,
        eye=chance.uniform(0.94, 1.08) * (0.88 if man else 1.0) * (1 + 0.2 * youth) * (1 - max(0, age - 50) * 0.003),
        eye_slant=chance.uniform(-1, 1),
        eye_distance=chance.uniform(-1, 1),
        brow=chance.uniform(0.8, 1.2) * (1.35 if man else 0.85) * (1 - 0.25 * youth),
        nose=chance.uniform(0.85, 1.15) * (1.12 if man else 0.92) * (1 - 0.25 * youth),
        lips=chance.uniform(0.85, 1.2),
    )


def _hair_colour(look: str, age: int, chance: Random) -> RGB:
    natural = chance.choice(HAIR_COLOURS)
    if _WHITE_WORDS.search(look):
        return WHITE_HAIR
    if _GREY_WORDS.search(look):
        return GREY_HAIR
    if _has(look, r"金发|blond"):
        return rgb("#c9a15a")
    for clause in _HAIR_PLACE.findall(look):
        for _, _, colour in find_colours(clause):
            return mix(colour, (30, 20, 24), 0.15)
    greying = min(1.0, max(0.0, (age - 52) / 24))
    return greyer(mix(natural, WHITE_HAIR if age > 66 else GREY_HAIR, greying * 0.9), greying)


def _hair(look: str, gender: Gender, age: int, chance: Random) -> HairStyle:
    """The first of the registered styles that the words name; else one that suits gender and age."""
    drawn = chance.random()
    for style in STYLES:
        if gender in style.worn_by and style.pattern.search(look):
            return style
    weights = [(style, style.suits(gender, age)) for style in STYLES]
    rest = drawn * sum(weight for _, weight in weights)
    for style, weight in weights:
        rest -= weight
        if rest < 0:
            return style
    return weights[-1][0]


def _beard(look: str, gender: Gender, age: int, chance: Random) -> str:
    drawn = chance.random()
    if gender == "female" or age < 18:
        return ""
    if _has(look, r"络腮|full beard|bushy beard|大胡子|\bbearded|(?<!no )\bbeard"):
        return "full"
    if _has(look, r"山羊胡|goatee|长须|胡须"):
        return "goatee"
    if _has(look, r"八字胡|小胡子|m[ou]ustache"):
        return "moustache"
    if _has(look, r"胡茬|胡渣|stubble|unshaven|胡子拉碴"):
        return "stubble"
    if _has(look, r"剃|clean[ -]shaven|无须"):
        return ""
    return "goatee" if age > 68 and drawn < 0.3 else "stubble" if 30 < age < 60 and drawn < 0.2 else ""
