"""A person's own words for a line: only what is made of that line changes."""

import pytest

from services.audio.core import brief_score
from services.script.plan import write_plan
from services.script.story import invent_story
from shared.artifacts.records import Plan, Story
from shared.events import digest
from shared.events.request import Request
from shared.runtime.errors import Permanent

REQUEST = Request(premise="外卖员在奶奶的旧棉袄里翻出一个藏了三十年的红包。", episodes=2, episode_seconds=40, seed=7)
LINE = "e01-s04-l01"
WORDS = "这一句是我自己写的，比原来的那一句长得多，长得很多很多。"


def told(request: Request) -> tuple[Story, list[Plan]]:
    story = invent_story(request)
    return story, [write_plan(story, outline.number) for outline in story.episodes]


def texts(plans: list[Plan]) -> dict[str, str]:
    return {line.id: line.text for plan in plans for shot in plan.shots for line in shot.lines}


def test_only_the_line_s_text_and_nothing_else_of_the_drama_changes() -> None:
    story, plans = told(REQUEST)
    own, edited = told(REQUEST.model_copy(update={"lines": {LINE: WORDS}}))
    assert texts(edited) == texts(plans) | {LINE: WORDS}
    assert own.model_copy(update={"lines": {}}) == story
    for plan, other in zip(plans, edited, strict=True):
        for shot, same in zip(plan.shots, other.shots, strict=True):
            assert shot == same or shot.id == "e01-s04"
            assert shot.model_copy(update={"lines": ()}) == same.model_copy(update={"lines": ()})


def test_the_other_episode_keeps_its_plan_and_this_one_its_music() -> None:
    _, (first, second) = told(REQUEST)
    _, (edited, same) = told(REQUEST.model_copy(update={"lines": {LINE: WORDS}}))
    assert digest(second) == digest(same)
    assert digest(first) != digest(edited)
    assert brief_score(first) == brief_score(edited)


def test_an_edit_of_an_edited_drama_names_the_same_lines() -> None:
    _, once = told(REQUEST.model_copy(update={"lines": {LINE: WORDS}}))
    twice = told(REQUEST.model_copy(update={"lines": {LINE: WORDS, "e02-s01-l01": "回家了。"}}))[1]
    assert texts(twice) == texts(once) | {"e02-s01-l01": "回家了。"}


def test_words_for_a_line_that_the_drama_does_not_have_name_the_nearest() -> None:
    _, plans = told(REQUEST)
    with pytest.raises(Permanent, match="e01-s04-l09") as refused:
        invent_story(REQUEST.model_copy(update={"lines": {"e01-s04-l09": "好。"}}))
    named = str(refused.value).partition("the nearest are ")[2].partition(";")[0].split(", ")
    assert LINE in named
    assert set(named) <= texts(plans).keys()


def test_templates_in_own_words_stay_as_they_are() -> None:
    _, plans = told(REQUEST.model_copy(update={"lines": {LINE: "{K!} %s <b>回家</b>"}}))
    assert texts(plans)[LINE] == "{K!} %s <b>回家</b>"
