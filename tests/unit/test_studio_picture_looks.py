"""What words make of a character: colours, garments, hair."""

import pytest

from shared.artifacts.records import Gender
from shared.providers.studio.picture.colours import RGB, find_colours
from shared.providers.studio.picture.hair import STYLES
from shared.providers.studio.picture.look import Look, look_of
from shared.providers.studio.picture.wardrobe import GARMENTS


def look(
    look: str = "", outfit: str = "", gender: Gender = "female", age: int = 30, name: str = "A", seed: int = 1
) -> Look:
    return look_of(gender, age, look, outfit, seed, name)


def is_red(colour: RGB) -> bool:
    red, green, blue = colour
    return red > 2 * green and red > 2 * blue


def is_blue(colour: RGB) -> bool:
    red, green, blue = colour
    return blue > 1.2 * red and blue > 1.2 * green


@pytest.mark.parametrize(
    "words", ["红色羽绒服", "大红的羽绒服", "red down jacket", "a bright red puffer jacket", "羽绒服是红色的"]
)
def test_a_described_colour_is_worn_in_chinese_and_english(words: str) -> None:
    outfit = look(outfit=words).outfit
    assert outfit.garment.name == "down jacket"
    assert is_red(outfit.colour)


def test_each_garment_gets_its_own_colour() -> None:
    outfit = look(outfit="a red coat over a blue shirt, black trousers, white scarf").outfit
    assert outfit.garment.name == "coat"
    assert is_red(outfit.colour)
    assert is_blue(outfit.inner)
    assert max(outfit.lower) < 60
    assert outfit.scarf is not None
    assert min(outfit.scarf) > 200


def test_chinese_garments_get_their_own_colours() -> None:
    outfit = look(outfit="深蓝色西装，白色衬衫，红色领带，灰色长裤", gender="male").outfit
    assert outfit.garment.name == "suit"
    assert is_blue(outfit.colour)
    assert min(outfit.inner) > 200
    assert is_red(outfit.accent)


def test_a_word_within_another_is_no_colour() -> None:
    assert find_colours("tired, embroidered, hundred") == []


def test_an_apron_is_worn_by_who_is_said_to_wear_one() -> None:
    assert look(outfit="碎花围裙").outfit.garment.name == "apron"


@pytest.mark.parametrize(
    ("words", "gender", "style"),
    [
        ("24, ponytail", "female", "ponytail"),
        ("扎着马尾", "female", "ponytail"),
        ("满头银发，盘发髻", "female", "bun"),
        ("光头", "male", "bald"),
        ("short hair", "female", "bob"),
        ("short hair", "male", "swept"),
        ("31, short brown hair", "female", "bob"),
        ("两条麻花辫", "female", "braid"),
        ("寸头", "male", "crop"),
        ("long wavy hair", "female", "wavy"),
        ("长发挽成发髻", "female", "bun"),
    ],
)
def test_hair_is_as_described(words: str, gender: Gender, style: str) -> None:
    assert look(words, gender=gender).hair.name == style


def test_white_hair_is_white_at_any_age() -> None:
    assert min(look("满头白发", age=40).hair_colour) > 190
    assert max(look("", age=25).hair_colour) < 80


def test_the_colour_of_hair_is_not_worn() -> None:
    assert look("满头白发", age=70).outfit == look("", age=70).outfit


def test_glasses_and_beards_are_seen_when_described() -> None:
    scholar = look("戴眼镜，山羊胡", gender="male", age=50)
    assert scholar.glasses
    assert scholar.beard == "goatee"
    assert look("clean-shaven", gender="male", age=50).beard == ""
    assert look("beard", gender="female").beard == ""


def test_the_same_words_give_the_same_person() -> None:
    assert look(name="小满", seed=7) == look(name="小满", seed=7)


def test_undescribed_characters_of_a_cast_differ() -> None:
    cast = [look(name=name, seed=7) for name in ("小满", "秀兰", "晓云", "佳佳", "梅")]
    appearances = {(person.hair.name, person.outfit.garment.name, person.outfit.colour) for person in cast}
    assert len(appearances) == len(cast)


@pytest.mark.parametrize("gender", ["female", "male"])
@pytest.mark.parametrize("age", [1, 6, 12, 17, 30, 55, 70, 90, 110])
def test_somebody_of_any_age_finds_hair_and_clothes(gender: Gender, age: int) -> None:
    assert sum(style.suits(gender, age) for style in STYLES) > 0
    assert sum(garment.suits(gender, age) for garment in GARMENTS) > 0
