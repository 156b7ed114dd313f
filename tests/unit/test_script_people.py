"""Who the people of a request are: gender, age, kinship, and how they call each other."""

from random import Random

import pytest

from services.script.address import Address
from services.script.names import spoken_name
from services.script.people import Person, complete, sketch
from shared.artifacts.records import Gender
from shared.events.request import RequestedCharacter


def people(*given: RequestedCharacter, seed: int = 1) -> list[Person]:
    return complete([sketch(one) for one in given], None, Random(seed))


FAMILY = (
    RequestedCharacter(name="林小满", role="主角", look="24岁，马尾"),
    RequestedCharacter(name="赵桂兰", role="小满的奶奶"),
    RequestedCharacter(name="林建国", role="小满的爸爸"),
    RequestedCharacter(name="周长河", role="老邻居", look="70"),
)


@pytest.mark.parametrize(
    ("given", "gender"),
    [
        (RequestedCharacter(name="Sam", role="her grandmother"), "female"),
        (RequestedCharacter(name="阿杰", role="女主的爷爷"), "male"),
        (RequestedCharacter(name="Alex", look="24, ponytail"), "female"),
        (RequestedCharacter(name="小丁", look="络腮胡子"), "male"),
        (RequestedCharacter(name="林建国"), "male"),
        (RequestedCharacter(name="王婶"), "female"),
        (RequestedCharacter(name="Grace Park"), "female"),
        (RequestedCharacter(name="小丁", voice="zm_yunxi"), "male"),
    ],
)
def test_gender_is_read_from_what_is_written(given: RequestedCharacter, gender: Gender) -> None:
    assert people(RequestedCharacter(name="X", role="protagonist"), given)[1].gender == gender


@pytest.mark.parametrize(
    ("look", "age"),
    [("24, ponytail", 24), ("七十八岁，银发", 78), ("in her sixties", 65), ("175cm, middle-aged", 47), ("老人", 72)],
)
def test_age_is_read_from_what_is_written(look: str, age: int) -> None:
    assert people(RequestedCharacter(name="X", look=look))[0].age == age


def test_ages_that_nobody_wrote_fit_the_family() -> None:
    girl, grandmother, father, neighbour = people(*FAMILY)
    assert girl.age == 24
    assert father.age > girl.age + 15
    assert grandmother.age > father.age + 15
    assert neighbour.kin is None


def test_everybody_calls_everybody_what_a_family_does() -> None:
    girl, grandmother, father, neighbour = people(*FAMILY)
    address = Address(girl, "zh-CN")
    assert address.call(girl, grandmother) == "奶奶"
    assert address.call(father, grandmother) == "妈"
    assert address.call(grandmother, father) == "建国"
    assert address.call(girl, father) == "爸"
    assert address.call(girl, neighbour) == "周爷爷"
    assert address.refer(father, girl, grandmother) == "你奶奶"
    assert address.refer(neighbour, father, grandmother) == "你妈"
    assert address.refer(father, neighbour, grandmother) == "我妈"
    assert address.refer(girl, father, grandmother) == "奶奶"
    assert address.you(girl, grandmother) == "您"


def test_the_same_family_in_english() -> None:
    girl, grandmother, father, _ = people(*FAMILY)
    address = Address(girl, "en-US")
    assert address.call(father, grandmother) == "Mom"
    assert address.call(grandmother, father) == "Jianguo"
    assert address.refer(father, girl, grandmother) == "your grandmother"


def test_roles_told_from_another_relative_s_view_are_turned_to_the_protagonist_s() -> None:
    son, father, daughter = people(
        RequestedCharacter(name="Tom", role="protagonist, the son", look="20"),
        RequestedCharacter(name="Frank", role="father"),
        RequestedCharacter(name="Ella", role="daughter", look="17"),
    )
    address = Address(son, "en-US")
    assert address.call(son, father) == "Dad"
    assert daughter.kin is not None and daughter.kin.noun == "sister"
    assert address.call(daughter, father) == "Dad"


@pytest.mark.parametrize("name", ["{K!}", "🧧", "长" * 150, "<b>", "%s"])
def test_names_that_cannot_be_said_are_not_said(name: str) -> None:
    assert spoken_name(name, "zh-CN") == ""
    assert spoken_name(name, "en-US") == ""


def test_names_of_the_other_language() -> None:
    assert spoken_name("林小满", "en-US") == "Xiaoman"
    assert spoken_name("Grace", "zh-CN") == ""
