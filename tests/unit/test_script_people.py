"""Who the people of a request are: gender, age, kinship, and how they call each other."""

from random import Random

import pytest

from services.script import kin as kinship
from services.script.address import Address
from services.script.kin import kin_in
from services.script.mentions import mentions
from services.script.names import spoken_name
from services.script.people import Person, complete, sketch
from services.script.plots import Call
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


CHEF = Person("陈默", "male", 30, None)
HOST = Person("王国栋", "male", 52, None)
BUTLER = Person("周明", "male", 60, None)


def test_the_plot_says_how_those_call_each_other_who_are_no_kin() -> None:
    calls = {
        ("周明", "陈默"): Call("{少爷/大小姐}", "{sir/ma'am}", polite=True),
        ("陈默", "王国栋"): Call("{surname}总", "{Mr./Ms.} {surname}"),
        ("陈默", "周明"): Call("{firm}的老{surname}", "{name}"),
    }
    mandarin = Address(CHEF, "zh-CN", calls, facts={"firm": ""})
    assert mandarin.call(BUTLER, CHEF) == "少爷"
    assert mandarin.you(BUTLER, CHEF) == "您"
    assert mandarin.call(CHEF, HOST) == "王总"
    assert mandarin.call(CHEF, BUTLER) == "周叔"  # the plot's words have a gap with nothing to say
    assert Address(CHEF, "en-US", calls).call(CHEF, HOST) == "Mr. Wang"


def test_a_relative_without_a_name_is_somebody_s_own() -> None:
    for key, mandarin, english in (
        ("哥", "我哥", "my brother"),
        ("弟", "我弟弟", "my brother"),
        ("大伯", "我大伯", "my uncle"),
    ):
        relative = Person("", "male", 40, kinship.BY_KEY[key], "亲戚")
        assert Address(CHEF, "zh-CN").refer(CHEF, HOST, relative) == mandarin
        assert Address(CHEF, "en-US").refer(CHEF, HOST, relative) == english


def test_a_relative_of_somebody_else_is_theirs() -> None:
    groom, granny = Person("陆景深", "male", 32, None), Person("陆老太", "female", 80, kin_in("奶奶"))
    address = Address(CHEF, "zh-CN", anchors={"陆老太": groom})
    assert address.call(groom, granny) == "奶奶"
    assert address.refer(CHEF, groom, granny) == "你奶奶"
    assert address.seen(CHEF, granny) is None


def test_strangers_are_polite_to_somebody_else_s_relative() -> None:
    granny, young = Person("何秀英", "female", 80, kin_in("奶奶")), Person("林静姝", "female", 33, None)
    assert Address(CHEF, "zh-CN").call(young, granny) == "何奶奶"
    widow = Person("Ruth Hale", "female", 80, kin_in("grandmother"))
    assert Address(CHEF, "en-US").call(Person("Grace Park", "female", 33, None), widow) == "Mrs. Hale"


def test_in_laws_are_mother_to_the_face_and_mother_in_law_behind_it() -> None:
    man, wife, mother = people(
        RequestedCharacter(name="陈默", role="主角", look="30岁男"),
        RequestedCharacter(name="苏婉", role="妻子"),
        RequestedCharacter(name="王美兰", role="岳母"),
    )
    address = Address(man, "zh-CN")
    assert address.call(man, mother) == address.call(wife, mother) == "妈"
    assert address.refer(BUTLER, man, mother) == "你岳母"
    assert address.refer(man, BUTLER, mother) == "我岳母"


@pytest.mark.parametrize(
    ("premise", "named"),
    [
        ("赘婿陈默被岳母王美兰看不起三年。", [("陈默", "赘婿"), ("王美兰", "岳母")]),
        ("大哥林国栋和妹妹林小雨争遗嘱", [("林国栋", "大哥"), ("林小雨", "妹妹")]),
        ("夏天的海边，高考结束，金钱和爱情难两全", []),
        ("Delivery rider Leo Park is mocked by his mother-in-law Beatrice.",
         [("Leo Park", "delivery rider"), ("Beatrice", "mother-in-law")]),
        ("Clearing out the drawer, Nora finds the letter of Nora's brother.", [("Nora", "")]),
        ("Everybody laughs until Christmas Eve, when The Halden Group falls.", []),
    ],
)  # fmt: skip
def test_a_premise_s_people_are_read_with_what_they_are(premise: str, named: list[tuple[str, str]]) -> None:
    assert [(one.name, one.role) for one in mentions(premise)] == named
