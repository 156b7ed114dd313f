"""A face's features, read from words and a seed: shape, eyes, brows, marks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from shared.artifacts.records import Gender
from shared.providers.studio.picture.colours import RGB, find_colours, rgb


class FaceShape(NamedTuple):
    """How an outline differs from an oval, in head units; ``width`` is a share."""

    width: float
    cheek: float
    jaw: float
    chin: float
    length: float
    words: str


FACE_SHAPES: Mapping[str, FaceShape] = {
    "oval": FaceShape(0.985, 0, 0, 0, 0, r"鹅蛋脸|\boval face"),
    "round": FaceShape(1.02, 3, 4, 3, -4, r"圆脸|娃娃脸|胖|\bround[ -]?fac|chubby|plump|baby[- ]?face"),
    "square": FaceShape(1.0, 0, 3.5, 4, 1, r"方脸|国字脸|\bsquare[ -](?:face|jaw)|strong jaw"),
    "heart": FaceShape(1.01, 1, -5, -4, 1, r"瓜子脸|尖下巴|锥子脸|heart[- ]shaped|pointed chin"),
    "long": FaceShape(0.95, -2, 1, 1, 6, r"长脸|瘦长|瘦削|\blong face|\bgaunt|lean face|thin face|narrow face"),
}


class EyeShape(NamedTuple):
    """Shares of the usual width and height; ``slant`` lowers the outer corner."""

    width: float
    height: float
    slant: float
    words: str


EYE_SHAPES: Mapping[str, EyeShape] = {
    "almond": EyeShape(1.0, 1.0, 0.0, r"杏眼|桃花眼|almond eyes"),
    "round": EyeShape(0.96, 1.13, 0.6, r"大眼睛|大眼|圆眼|big eyes|large eyes|round eyes|doe[- ]eyed|wide[- ]eyed"),
    "single": EyeShape(1.0, 0.8, -0.6, r"单眼皮|小眼睛|眯眯眼|monolid|single eyelid|small eyes|narrow eyes"),
    "phoenix": EyeShape(1.07, 0.86, -3.4, r"凤眼|丹凤眼|吊梢眼|phoenix eyes|cat eyes|upturned eyes|sharp eyes"),
    "drooping": EyeShape(1.02, 0.94, 2.6, r"垂眼|下垂眼|狗狗眼|droopy eyes|puppy eyes|sad eyes|hooded eyes"),
}


class BrowShape(NamedTuple):
    """By how much the inner end, the arch and the outer end lie lower, in head units."""

    inner: float
    arch: float
    outer: float
    words: str


BROW_SHAPES: Mapping[str, BrowShape] = {
    "soft": BrowShape(0.0, 0.0, 0.0, r"柳叶眉|弯眉|curved brows"),
    "straight": BrowShape(-1.5, 3.5, -1.0, r"一字眉|平眉|straight (?:eye)?brows"),
    "arched": BrowShape(1.0, -3.0, 1.5, r"挑眉|高眉|arched (?:eye)?brows"),
    "sword": BrowShape(2.0, -2.5, -4.5, r"剑眉|浓眉|thick (?:eye)?brows|heavy brows|bushy (?:eye)?brows"),
    "falling": BrowShape(-1.0, 1.0, 2.5, r"八字眉|drooping (?:eye)?brows"),
}

_MAKEUP = r"浓妆|化妆|妆容|精致妆|眼影|烟熏|make-?up|eye ?shadow|glamorous|smok(?:y|ey) eyes"
_LIPSTICK = r"[^,，。;；、]*(?:口红|红唇|唇膏|唇|lipstick|\blips\b)[^,，。;；、]*"


@dataclass(frozen=True)
class Face:
    """The build of a face: shares around 1, or -1 to 1 where a middle exists."""

    shape: str
    width: float
    jaw: float
    eye: float
    eye_shape: str
    eye_slant: float
    eye_distance: float
    brow: float
    brow_shape: str
    nose: float
    lips: float
    mouth: float


@dataclass(frozen=True)
class Marks:
    """What lies on the skin: ``mole`` and ``scar`` say where (0 for nowhere), the rest how much (0 to 1)."""

    mole: int
    scar: int
    freckles: float
    wrinkles: float
    spots: float
    makeup: RGB | None
    lipstick: RGB | None


def face_of(look: str, gender: Gender, age: int, chance: Random) -> Face:
    """The features that the words name; what they leave open is drawn, by gender and age."""
    man = gender == "male"
    youth = min(1.0, max(0.0, (15 - age) / 10))
    shapes = ("round", "round", "oval") if youth > 0.3 else ("oval", "square", "long", "square", "round") if man else (
        "oval", "heart", "round", "long", "oval"
    )  # fmt: skip
    eyes = ("almond", "single", "phoenix", "drooping", "single") if man else ("almond", "round", "phoenix", "drooping")
    brows = ("straight", "sword", "sword", "soft") if man else ("soft", "straight", "arched", "falling")
    thick = (
        1.35
        if _has(look, r"浓眉|thick|bushy|heavy brows")
        else 0.75
        if _has(look, r"淡眉|细眉|thin (?:eye)?brows")
        else 1.0
    )
    return Face(
        shape=_named(FACE_SHAPES, look) or chance.choice(shapes),
        width=chance.uniform(0.975, 1.025) + 0.02 * youth,
        jaw=chance.uniform(-0.4, 0.4) + (0.6 if man and age > 15 else -0.2) - 0.3 * youth,
        eye=chance.uniform(0.95, 1.06) * (0.79 if man else 1.0) * (1 + (0.24 if man else 0.08) * youth)
        * (1 - min(0.14 if man else 0.2, max(0, age - 42) * 0.006)),
        eye_shape=_named(EYE_SHAPES, look) or ("round" if youth > 0.4 else chance.choice(eyes)),
        eye_slant=chance.uniform(-1, 1),
        eye_distance=chance.uniform(-1, 1),
        brow=chance.uniform(0.85, 1.15) * (1.42 if man else 0.86) * (1 - 0.36 * youth) * thick,
        brow_shape=_named(BROW_SHAPES, look) or ("soft" if youth > 0.4 else chance.choice(brows)),
        nose=chance.uniform(0.88, 1.12) * (1.12 if man else 0.9) * (1 - 0.22 * youth),
        lips=chance.uniform(0.86, 1.16) * (0.84 if man else 1.0) * (1 - 0.15 * youth),
        mouth=chance.uniform(0.94, 1.08) * (1.08 if man else 1.0),
    )  # fmt: skip


def marks_of(look: str, gender: Gender, age: int, chance: Random) -> Marks:
    """Moles, scars, freckles, wrinkles, make-up: as told, and moles by chance."""
    drawn = chance.choice((0, 0, 0, 0, 0, 0, 0, 1, 2, 3))
    if _has(look, r"痣|\bmole\b|beauty (?:mark|spot)"):
        drawn = 2 if _has(look, r"眼角|眼下|泪痣|under (?:the|her|his) eye|tear mole") else drawn or 1
    old = min(1.0, max(0.0, (age - 62) / 25))
    made_up = gender == "female" and age > 15 and _has(look, _MAKEUP)
    lips = _lipstick(look) if gender == "female" else None
    return Marks(
        mole=drawn,
        scar=(2 if _has(look, r"眉.{0,3}疤|scar.{0,20}brow") else 1) if _has(look, r"疤|刀痕|\bscar") else 0,
        freckles=1.0 if _has(look, r"雀斑|freckle") else 0.0,
        wrinkles=0.45 if _has(look, r"皱纹|饱经风霜|沧桑|wrinkl|lined face|weathered|careworn") else 0.0,
        spots=max(old, 0.8 if _has(look, r"老年斑|老人斑|age spots|liver spots") else 0.0),
        makeup=rgb("#a4566a") if made_up else None,
        lipstick=lips or (rgb("#c22740") if made_up else None),
    )


def _lipstick(look: str) -> RGB | None:
    told = re.search(_LIPSTICK, look, re.IGNORECASE)
    if told is None:
        return None
    colours = find_colours(told.group())
    return colours[0][2] if colours else rgb("#c22740")


def _named(shapes: Mapping[str, FaceShape] | Mapping[str, EyeShape] | Mapping[str, BrowShape], look: str) -> str:
    return next((name for name, shape in shapes.items() if _has(look, shape.words)), "")


def _has(text: str, pattern: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None
