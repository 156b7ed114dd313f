"""Answers as real models give them: the words of a good one are taken, in fences, with comments, trailing commas."""

import json

import pytest

from services.script.dialogue.brief import SceneBrief, briefs
from services.script.dialogue.checks import all_worded
from services.script.dialogue.taking import taken
from services.script.plan import write_plan
from services.script.story import invent_story
from shared.artifacts.records import Plan, Story
from shared.events.request import Language, Request
from shared.providers.completions import Completion, Malformed

ZH = {
    "e01-s01": (
        "叶文斌抖开旧棉袄，掉出一个红包",
        ("e01-s01-l01", "叶文斌", "奶奶，您这棉袄里怎么缝着个红包？", "surprised"),
    ),
    "e01-s02": ("林桂兰扔下手里的菜，扑过来抢", ("e01-s02-l01", "林桂兰", "别碰它！那不是你的！", "afraid")),
    "e01-s03": ("叶文斌把红包举高", ("e01-s03-l01", "叶文斌", "那您是替谁收着？", "neutral")),
    "e01-s04": ("林桂兰慢慢坐下，望着门口", ("e01-s04-l01", "林桂兰", "给一个再也没进过这道门的人。", "sad")),
}
EN = {
    "e01-s01": (
        "Clara Castillo kneels by the bed and draws out a red envelope",
        ("e01-s01-l01", "Clara Castillo", "Grandma, who hides a red envelope under a mattress?", "surprised"),
    ),
    "e01-s02": (
        "Maya Hale grabs for it, knocking over her tea",
        ("e01-s02-l01", "Maya Hale", "Give me that. It was never yours.", "afraid"),
    ),
}
PREMISES = {
    "zh-CN": ("外卖员在奶奶的旧棉袄里翻出一个藏了三十年的红包。", ZH),
    "en-US": ("A delivery rider finds the red envelope that her grandmother hid for thirty years.", EN),
}


def opening(language: Language) -> tuple[Story, Plan, SceneBrief]:
    """The scene that the answers above are about."""
    story = invent_story(Request(premise=PREMISES[language][0], language=language, episode_seconds=60, seed=7))
    plan = write_plan(story, 1)
    return story, plan, briefs(plan, story)[0]


def said(language: Language) -> str:
    shots = {
        name: {"action": action, "lines": {line: {"speaker": speaker, "text": text, "emotion": emotion}}}
        for name, (action, (line, speaker, text, emotion)) in PREMISES[language][1].items()
    }
    return json.dumps({"shots": shots}, ensure_ascii=False, indent=2)


FORMS = {
    "bare": "{}",
    "fenced": "```json\n{}\n```",
    "talkative": "Here is the scene you asked for:\n\n```json\n{}\n```\n\nLet me know if you want it funnier!",
    "thinking": "<think>She would not give it up so easily.</think>\n{}",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", PREMISES)
def test_a_good_answer_is_taken_in_whatever_form_it_comes(language: Language, form: str) -> None:
    story, plan, brief = opening(language)
    text = FORMS[form].replace("{}", said(language))
    shots = taken(Completion(text=text), brief, plan, story)
    other, refused = all_worded(plan, story, [shots])
    assert refused == [""]
    assert [(shot.action, shot.lines[0].text) for shot in other.shots[: len(shots)]] == [
        (action, line[2]) for action, line in PREMISES[language][1].values()
    ]


def test_comments_and_trailing_commas_are_mended() -> None:
    story, plan, brief = opening("en-US")
    text = said("en-US").replace('"afraid"', '"afraid", // she has kept it for thirty years').replace("\n}", ",\n}")
    assert taken(Completion(text=text), brief, plan, story)[1].lines[0].text == "Give me that. It was never yours."


def test_an_answer_that_breaks_off_is_told_so() -> None:
    story, plan, brief = opening("zh-CN")
    for half in (Completion(text=said("zh-CN")[:-40]), Completion(text=said("zh-CN"), ending="length")):
        with pytest.raises(Malformed, match=r"not complete|cut off"):
            taken(half, brief, plan, story)


def test_what_is_wrong_is_said_in_words_that_the_model_can_mend() -> None:
    story, plan, brief = opening("zh-CN")
    text = (
        said("zh-CN").replace("别碰它！那不是你的！", "（扑过去）别碰它！").replace("林桂兰慢慢坐下", "沈玉珍慢慢坐下")
    )
    with pytest.raises(Malformed) as wrong:
        taken(Completion(text=text), brief, plan, story)
    assert "e01-s02-l01 is not plain speech" in wrong.value.problem
    assert "the action of e01-s04 names '沈玉珍', who is not seen in it" in wrong.value.problem
