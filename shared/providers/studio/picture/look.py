"""Who a character is to the eye, read from words and a seed: the same words always give the same person."""

import re
from dataclasses import dataclass
from random import Random

from shared.artifacts.records import Gender
from shared.providers.studio.picture.colours import RGB, find_colours, greyer, mix, rgb
from shared.providers.studio.picture.features import Face, Marks, face_of, marks_of
from shared.providers.studio.picture.hair import STYLES, Hairdo, HairStyle
from shared.providers.studio.picture.wardrobe import Outfit, dress

SKINS = tuple(rgb(tone) for tone in ("#fce6d8", "#f9dcc8", "#f4d0b4", "#e9bd98"))
DARK_SKIN, TANNED, PALE = rgb("#a8704c"), rgb("#dfaa80"), rgb("#fdeae0")
HAIR_COLOURS = tuple(rgb(tone) for tone in ("#26232e", "#2a2328", "#2e2627", "#3c2b28", "#52382d"))
WHITE_HAIR, GREY_HAIR = rgb("#dcdad8"), rgb("#8e8c90")
IRISES = tuple(rgb(tone) for tone in ("#4a2c1c", "#3a241c", "#5a3820", "#2e2420"))

_GREY_WORDS = re.compile(r"花白|灰白|斑白|salt.and.pepper|gr[ae]y(?:ing)?[ -]?hair|grizzled|灰发|头发灰", re.I)
_WHITE_WORDS = re.compile(r"白发|银发|白头|鹤发|银丝|(?:white|silver)[ -]?hair", re.I)
_HAIR_PLACE = re.compile(r"[^,，。;；、]*(?:头发|发|辫|\bhair|\bbraid|\bponytail|\bbob\b|\bbun\b)[^,，。;；、]*", re.I)


_FRINGES = (
    ("none", r"无刘海|露额|露出额头|大光明|no (?:bangs|fringe)"),
    ("wispy", r"空气刘海|薄刘海|碎刘海|see[- ]through (?:bangs|fringe)|wispy|light fringe"),
    ("curtain", r"八字刘海|法式刘海|中分|curtain (?:bangs|fringe)|cent(?:er|re)[- ]part|middle part"),
    ("swept", r"斜刘海|侧刘海|偏分|side[- ](?:swept|part)"),
    ("full", r"齐刘海|刘海|\bbangs\b|\bfringe\b"),
)


@dataclass(frozen=True)
class Look:
    """Everything that a drawing of the character needs."""

    gender: Gender
    age: int
    skin: RGB
    iris: RGB
    face: Face
    hair: Hairdo
    hair_colour: RGB
    outfit: Outfit
    glasses: bool
    beard: str
    marks: Marks
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
    def mature(self) -> float:
        """0 up to thirty years, 1 from fifty on: the first lines, the firmer cheekbones."""
        return min(1.0, max(0.0, (self.age - 30) / 20))

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
        if self.marks.lipstick:
            return self.marks.lipstick
        if self.woman and not self.child:
            return mix(self.skin, mix(rgb("#d04a58"), rgb("#a85a58"), self.old), 0.62)
        return mix(self.skin, rgb("#b8504c"), 0.46)

    @property
    def lip_strength(self) -> float:
        """How clearly the lips stand out from the skin, 0 to 1."""
        if self.marks.lipstick:
            return 1.0
        return 0.88 - 0.3 * self.old if self.woman and not self.child else 0.6

    @property
    def makeup(self) -> RGB | None:
        """The colour of the eye shadow, if any is worn."""
        return self.marks.makeup


def look_of(gender: Gender, age: int, look: str, outfit: str, seed: int, name: str) -> Look:
    """The character's look. What the words leave open, the name and the seed decide."""
    chance = Random(f"{seed}/{name}")
    hair_colour = _hair_colour(look, age, chance)
    return Look(
        gender=gender,
        age=age,
        skin=_skin(look, gender, chance),
        iris=chance.choice(IRISES),
        face=face_of(look, gender, age, chance),
        hair=_hair(look, gender, age, chance),
        hair_colour=hair_colour,
        outfit=dress(outfit or _HAIR_PLACE.sub("", look), gender, age, chance),
        glasses=_has(look, r"眼镜|glasses|spectacles") and not _has(look, "墨镜|sunglasses"),
        beard=_beard(look, gender, age, chance),
        marks=marks_of(look, gender, age, chance),
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


def _hair(look: str, gender: Gender, age: int, chance: Random) -> Hairdo:
    """The first of the registered styles that the words name, else one that suits gender and age."""
    style = _style(look, gender, age, chance.random())
    fringe = next((name for name, words in _FRINGES if _has(look, words)), "")
    fitting = [name for name in style.fringes if age < 56 or name not in ("full", "wispy")] or ["swept"]
    drawn, side = chance.choice(fitting), chance.choice((-19.0, -15.0, 15.0, 19.0))
    return Hairdo(
        style=style,
        fringe=fringe or drawn,
        part=1.0 if _has(look, r"中分|cent(?:er|re)[- ]part|middle part") else side,
        pin=chance.random() < (0.4 if age > 55 else 0.12) or _has(look, r"簪|钗|hair ?pin|hair ?stick"),
        full=chance.uniform(0.85, 1.12),
    )


def _style(look: str, gender: Gender, age: int, drawn: float) -> HairStyle:
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
