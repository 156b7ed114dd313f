"""What a premise speaks of, in both languages."""

from random import Random

import pytest

from services.script.numbers import in_chinese, in_english, years_in
from services.script.plots import playbill_of
from services.script.premise import Premise, read_premise
from shared.events.request import Language

RIDER = "A delivery rider finds the red envelope that her grandmother hid for thirty years."


def read(text: str, language: Language = "zh-CN") -> Premise:
    return read_premise(text, "", language, Random(0), playbill_of("family-reunion"))


def test_the_premise_s_thing_people_and_years_are_understood_in_the_drama_s_language() -> None:
    premise = read(RIDER)
    assert premise.thing.zh == "红包"
    assert premise.kept == 30
    assert premise.keeper is not None and premise.keeper.zh == "奶奶"
    assert premise.gender == "female"
    assert premise.occasion.zh == "除夕"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("她在奶奶的旧棉袄里翻出一个红包。", "红包"),
        ("我不相信他。抽屉里有一块怀表。", "怀表"),
        ("Inside the old coat he finds a pocket watch.", "怀表"),
        ("她在阁楼上发现了一台望远镜。", "望远镜"),
    ],
)
def test_the_thing_is_what_is_found_not_where_it_lies(text: str, thing: str) -> None:
    assert read(text).thing.zh == thing


def test_a_thing_that_no_dictionary_has_keeps_its_own_words() -> None:
    assert read("Maya finds the brass telescope that her uncle hid.", "en-US").thing.en == "brass telescope"


def test_a_premise_without_a_thing_gets_one() -> None:
    assert read("Two brothers do not speak.").thing.zh


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("藏了三十年", 30),
        ("十二年没说话", 12),
        ("twenty-five years ago", 25),
        ("for a decade", 10),
        ("a 24 years old man", None),
    ],
)
def test_years_are_counted_in_both_languages(text: str, years: int | None) -> None:
    assert years_in(text) == years


def test_numbers_are_written_out() -> None:
    assert [in_chinese(n) for n in (2, 10, 12, 35, 104)] == ["两", "十", "十二", "三十五", "一百零四"]
    assert [in_english(n) for n in (2, 12, 35, 104)] == ["two", "twelve", "thirty-five", "a hundred and four"]


def test_the_setting_is_the_premise_s() -> None:
    premise = read("夜班护士在医院的抽屉里找到一把钥匙。")
    assert premise.setting == "hospital"
    assert premise.time == "night"
    assert premise.spot_zh == "抽屉最里面"


def test_where_the_premise_speaks_of_a_man_and_a_woman_it_is_about_the_first() -> None:
    assert read("她雇了一个假男友回家，妈妈把他当成了女婿。").gender == "female"
    assert read("He hires a waitress, and his mother adores her.", "en-US").gender == "male"
    assert read("爷爷把老宅留给了小孙女，大伯不认。").gender == "female"
    assert read("赘婿被岳母看不起。").gender == "male"
    assert read("A son and a daughter fight over the farm.", "en-US").gender is None


def test_the_name_of_a_group_is_no_place() -> None:
    assert read("外卖员其实是天启集团的董事长。").setting is None
    assert read("外卖员把饭送进公司。").setting == "office"
