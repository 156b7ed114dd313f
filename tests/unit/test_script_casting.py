"""Who plays which part: the people given, those of the premise, and those whom the plot invents."""

import pytest

from services.script.casting import Company, company
from services.script.names import is_chinese, surname
from services.script.story import invent_story
from shared.events.request import Genre, Language, Request, RequestedCharacter


def gathered(*characters: tuple[str, str, str], premise: str = "a", **fields: object) -> Company:
    given = tuple(RequestedCharacter(name=name, role=role, personality=said) for name, role, said in characters)
    genre: Genre = "hidden-identity"
    return company(invent_story(Request(premise=premise, genre=genre, characters=given, **fields)))  # type: ignore[arg-type]


def names(found: Company) -> dict[str, str]:
    return {letter: found.parts[letter].name for letter in sorted(found.cast)}


def test_roles_and_personalities_choose_the_parts_in_either_language() -> None:
    cast = (("王美兰", "岳母", ""), ("老周", "管家", "忠心"), ("苏婉", "妻子", "温柔"), ("陈默", "主角", "沉默"))
    assert names(gathered(*cast)) == {"G": "老周", "H": "陈默", "S": "苏婉", "V": "王美兰"}
    english = (("Ann", "coworker", "kind"), ("Leo", "delivery rider", ""), ("Gus", "boss", "arrogant"))
    assert names(gathered(*english, language="en-US")) == {"H": "Leo", "S": "Ann", "V": "Gus"}


@pytest.mark.parametrize(("count", "parts"), [(1, "H"), (2, "HV"), (3, "HV"), (4, "GHSV"), (12, "GHSV")])
def test_any_number_of_people_fills_the_largest_shape(count: int, parts: str) -> None:
    found = gathered(*((f"王海{given}", "", "") for given in "一二三四五六七八九十百千"[:count]))
    assert set(parts) <= found.cast
    assert len(found.people) == count
    assert len(found.crowd) == max(count - 4, 0)


def test_who_is_missing_is_only_spoken_of() -> None:
    found = gathered(("陈默", "主角", ""))
    assert found.people == (found.parts["H"],)
    assert {"V", "G"} <= found.parts.keys() and not {"V", "G"} & found.flags
    assert found.parts["G"].label == "助理"


def test_a_part_gives_those_a_role_who_have_none_and_keeps_it() -> None:
    story = invent_story(
        Request(
            premise="赘婿被岳母看不起。",
            genre="hidden-identity",
            characters=(RequestedCharacter(name="陈默", look="30岁男"), RequestedCharacter(name="王美兰", look="55岁")),
        )
    )
    assert "岳母" in story.characters[1].role
    assert company(story).parts["V"].kin is not None


def test_the_premise_s_people_play_and_the_rest_is_invented_around_them() -> None:
    found = gathered(premise="外卖员陈默被岳母王美兰看不起三年，没人知道他是天启集团的董事长。")
    assert (found.parts["H"].name, found.parts["V"].name) == ("陈默", "王美兰")
    assert found.cast == {"H", "V", "S", "G"}
    facts = found.facts
    assert (facts["cover"], facts["truth"], facts["firm"], facts["years"]) == ("外卖员", "董事长", "天启集团", "三年")


def test_a_premise_in_the_other_language_is_understood() -> None:
    found = gathered(premise="A cleaner is secretly the heir.", language="zh-CN")
    assert (found.facts["cover"], found.facts["truth"]) == ("保洁员", "少东家")
    assert gathered(premise="保洁员其实是神医。", language="en-US").facts["a_truth"] == "a great surgeon"
    assert "doctor" in gathered(premise="保洁员其实是神医。").flags


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_invented_names_fit_the_language_and_only_relatives_share_one(language: Language) -> None:
    for seed in range(30):
        found = gathered(language=language, seed=seed)
        assert {is_chinese(one.name) for one in found.people} == {language == "zh-CN"}
        strangers = [surname(one.name) for one in found.people if one.kin is None]
        assert len(set(strangers)) == len(strangers)


def test_somebody_s_grandmother_is_theirs_and_not_the_protagonist_s() -> None:
    found = gathered(("许知夏", "主角，护士", ""), ("陆景深", "总裁", ""), ("陆老太", "陆景深的奶奶", ""))
    lead, groom, granny = (
        next(one for one in found.people if one.name == name) for name in ("许知夏", "陆景深", "陆老太")
    )
    assert found.address.refer(lead, groom, granny) == "你奶奶"
    assert found.address.call(groom, granny) == "奶奶"


def test_who_is_of_no_known_age_is_as_old_as_the_part() -> None:
    for seed in range(10):
        found = gathered(("陈默", "主角", ""), ("苏婉", "同事", "善良"), ("王总", "主管", "势利"), seed=seed)
        assert 36 <= found.parts["V"].age <= 60 and 22 <= found.parts["S"].age <= 34


def test_the_partner_is_of_the_other_gender_where_nothing_tells_it() -> None:
    for seed in range(8):
        found = gathered(("阿杰", "主角", ""), ("小丁", "同事", "善良"), ("赵总", "老板", ""), seed=seed)
        assert found.parts["S"].name == "小丁"
        assert found.parts["S"].gender != found.parts["H"].gender
    lead, friend = gathered(("苏婉", "主角，女", ""), ("小丁", "女同事，善良", ""), ("赵总", "老板", "")).people[:2]
    assert (lead.gender, friend.gender) == ("female", "female")
