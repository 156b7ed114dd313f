"""What words make of a face and of hair, and how people without a description differ."""

from itertools import combinations

import pytest

from shared.artifacts.records import Gender
from shared.providers.studio.picture.hair import STYLES
from shared.providers.studio.picture.look import Look, look_of


def look(words: str = "", gender: Gender = "female", age: int = 30, name: str = "A", seed: int = 1) -> Look:
    return look_of(gender, age, words, "", seed, name)


@pytest.mark.parametrize(
    ("words", "fringe"),
    [
        ("长发，齐刘海", "full"),
        ("马尾，空气刘海", "wispy"),
        ("ponytail with wispy bangs", "wispy"),
        ("long hair, curtain bangs", "curtain"),
        ("长发中分", "curtain"),
        ("波波头，斜刘海", "swept"),
        ("long hair, no bangs", "none"),
    ],
)
def test_a_described_fringe_is_worn(words: str, fringe: str) -> None:
    assert {look(words, name=name).hair.fringe for name in "ABCDE"} == {fringe}


def test_a_bun_has_a_pin_when_told_and_seldom_otherwise() -> None:
    assert all(look("发髻，玉簪", name=name).hair.pin for name in "ABCDEFGH")
    plain = [look("丸子头", name=f"N{number}", age=24).hair.pin for number in range(40)]
    assert 0 < sum(plain) < 20


@pytest.mark.parametrize(
    ("words", "gender", "style"),
    [
        ("谢顶", "male", "balding"),
        ("balding", "male", "balding"),
        ("bald", "male", "bald"),
        ("双马尾", "female", "twintails"),
        ("烫着小卷", "female", "perm"),
        ("curly hair", "male", "curly"),
        ("大背头", "male", "slick"),
        ("公主头", "female", "half-up"),
        ("pixie cut", "female", "pixie"),
        ("锅盖头", "male", "bowl"),
        ("三七分", "male", "parted"),
        ("messy hair", "male", "tousled"),
    ],
)
def test_styles_are_told_apart_by_their_words(words: str, gender: Gender, style: str) -> None:
    assert look(words, gender=gender).hair.name == style


def test_marks_on_the_skin_are_as_told_in_both_languages() -> None:
    for words in ("雀斑，脸上有刀疤", "freckles and a scar on the cheek"):
        marks = look(words).marks
        assert marks.freckles > 0
        assert marks.scar > 0
    for words in ("眼角有颗痣", "a mole under her eye"):
        assert look(words).marks.mole == 2
    for words in ("满脸皱纹", "a wrinkled face"):
        assert look(words, age=40).marks.wrinkles > 0
    plain = look().marks
    assert (plain.freckles, plain.scar, plain.wrinkles, plain.makeup) == (0, 0, 0, None)


def test_lips_have_the_told_colour() -> None:
    red, green, blue = look("紫色口红").lip
    assert blue > green
    assert red > green
    assert look("red lipstick").lip != look("").lip
    assert look("红唇", gender="male").marks.lipstick is None


@pytest.mark.parametrize(
    ("words", "shape"), [("圆脸", "round"), ("国字脸", "square"), ("瓜子脸", "heart"), ("a long face", "long")]
)
def test_a_face_has_the_told_shape(words: str, shape: str) -> None:
    assert {look(words, name=name).face.shape for name in "ABCDE"} == {shape}


def test_eyes_and_brows_are_as_told() -> None:
    assert look("丹凤眼，剑眉").face.eye_shape == "phoenix"
    assert look("big eyes").face.eye_shape == "round"
    assert look("剑眉", gender="male").face.brow_shape == "sword"


def test_eight_people_whom_nobody_describes_are_eight_different_people() -> None:
    cast: list[Look] = []
    people: list[tuple[Gender, int]] = [
        ("female", 24), ("male", 27), ("female", 33), ("male", 38),
        ("female", 52), ("male", 56), ("female", 74), ("male", 71),
    ]  # fmt: skip
    for number, (gender, age) in enumerate(people):
        cast.append(look("", gender, age, f"P{number}", seed=5))
    for one, other in combinations(cast, 2):
        told = [
            one.gender != other.gender,
            abs(one.age - other.age) > 15,
            one.hair.name != other.hair.name,
            one.hair.fringe != other.hair.fringe,
            one.hair_colour != other.hair_colour,
            one.face.shape != other.face.shape,
            one.face.eye_shape != other.face.eye_shape,
            one.skin != other.skin,
            one.outfit.colour != other.outfit.colour,
        ]
        assert sum(told) >= 4


def test_every_style_is_registered_once() -> None:
    names = [style.name for style in STYLES]
    assert len(set(names)) == len(names)
    assert len(names) >= 18
