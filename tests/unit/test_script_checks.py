"""The checks find what is planted, and the offline storyteller gives them nothing to find."""

from random import Random
from typing import Any

import pytest

from services.script.checks import problems_of_drama, problems_of_plan
from services.script.plan import write_plan
from services.script.story import invent_story
from shared.artifacts.records import Line, Plan, Shot, Story
from shared.events.request import Language, Request, RequestedCharacter

PREMISES = (
    "A delivery rider finds the red envelope that her grandmother hid for thirty years.",
    "外卖员在奶奶的旧棉袄里翻出一个藏了三十年的红包。",
    "Two brothers have not spoken in twelve years.",
    "一个离家十年的儿子收到一封没有署名的信。",
    "{thing} %s {0} <b>“quotes”</b> 🧧 \\n {K!}",
    "His late father's watch stops at midnight on Christmas Eve.",
)
NAMES = ("林小满", "赵桂兰", "林建国", "王婶", "Grace Park", "Old Tom", "{K!}", "O'Neil <b>", "🧧" + "长" * 150)
ROLES = ("", "主角", "grandmother", "爸爸", "friend", "对手", "elder", "confidant", "her older sister", "老板")
LOOKS = ("", "24, ponytail", "78岁", "52")


def told(request: Request) -> tuple[Story, list[Plan]]:
    story = invent_story(request)
    return story, [write_plan(story, outline.number) for outline in story.episodes]


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_a_hundred_seeds_have_no_problems(language: Language) -> None:
    for seed in range(100):
        random = Random(f"{seed} {language}")
        characters = tuple(
            RequestedCharacter(name=name, role=random.choice(ROLES), look=random.choice(LOOKS))
            for name in random.sample(NAMES, random.choice((0, 1, 2, 3, 4, 6)))
        )
        request = Request(
            premise=random.choice(PREMISES),
            language=language,
            episodes=random.randint(1, 6),
            episode_seconds=random.choice((20, 30, 40, 60, 90)),
            characters=characters,
            seed=seed,
        )
        assert problems_of_drama(*told(request)) == [], (seed, request)


@pytest.fixture(scope="module")
def drama() -> tuple[Story, list[Plan]]:
    return told(Request(premise=PREMISES[1], episodes=2, episode_seconds=40, seed=7))


def changed(plan: Plan, index: int, **shot: Any) -> Plan:
    shots = list(plan.shots)
    shots[index] = shots[index].model_copy(update=shot)
    return plan.model_copy(update={"shots": tuple(shots)})


def spoken(plan: Plan) -> int:
    return next(index for index, shot in enumerate(plan.shots) if shot.lines)


def with_line(plan: Plan, **line: Any) -> Plan:
    index = spoken(plan)
    first, *rest = plan.shots[index].lines
    return changed(plan, index, lines=(first.model_copy(update=line), *rest))


def test_a_line_heard_twice_is_found(drama: tuple[Story, list[Plan]]) -> None:
    story, (first, second) = drama
    text = first.shots[spoken(first)].lines[0].text
    repeated = with_line(second, text=text.replace("，", "……"))
    assert any("repeats a line" in problem for problem in problems_of_drama(story, [first, repeated]))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ({"speaker": "Nobody"}, "nobody of this story"),
        ({"text": " ……！"}, "nothing to say"),
        ({"text": "{K!}，你来了。"}, "unfilled gap"),
        ({"text": "Hello 奶奶"}, "not written in zh-CN"),
        ({"text": "静姝，你来了。"}, "names '静姝'"),
        ({"text": "你来了。" * 30}, "s long, not 40 s"),
        ({"id": "e01-s02-l01"}, "given twice"),
    ],
)
def test_a_planted_defect_of_a_line_is_found(
    drama: tuple[Story, list[Plan]], line: dict[str, str], complaint: str
) -> None:
    story, (plan, _) = drama
    other = next(shot for shot in plan.shots[1:] if shot.lines)
    line = {name: other.lines[0].id if name == "id" else value for name, value in line.items()}
    assert any(complaint in problem for problem in problems_of_plan(with_line(plan, **line), story))


def test_a_speaker_who_is_not_seen_is_found(drama: tuple[Story, list[Plan]]) -> None:
    story, (plan, _) = drama
    broken = changed(plan, spoken(plan), characters=())
    assert any("not seen" in problem for problem in problems_of_plan(broken, story))


def test_a_stranger_in_the_picture_is_found(drama: tuple[Story, list[Plan]]) -> None:
    story, (plan, _) = drama
    broken = changed(plan, spoken(plan), characters=("Stranger",))
    assert any("shows 'Stranger'" in problem for problem in problems_of_plan(broken, story))


def test_a_crowded_and_a_long_shot_are_found(drama: tuple[Story, list[Plan]]) -> None:
    story, (plan, _) = drama
    lines = tuple(Line(id=f"e01-s01-l{n:02}", speaker=story.characters[0].name, text="好") for n in range(1, 5))
    assert any("crowded" in problem for problem in problems_of_plan(changed(plan, 0, lines=lines), story))
    assert any("is held" in problem for problem in problems_of_plan(changed(plan, 0, seconds=12.0), story))
    assert any("is held" in problem for problem in problems_of_plan(changed(plan, 0, seconds=0.4), story))


def test_a_missing_hook_is_found(drama: tuple[Story, list[Plan]]) -> None:
    story, (plan, _) = drama
    silence = Shot(id="e01-s99", place="street", time="day", mood="suspense", framing="insert", seconds=3.0)
    slow = plan.model_copy(update={"shots": (silence, *plan.shots)})
    mute = plan.model_copy(update={"shots": (silence,)})
    assert any("no hook" in problem for problem in problems_of_plan(slow, story))
    assert any("nobody speaks in the first 5 seconds" in problem for problem in problems_of_plan(mute, story))


def test_an_episode_that_opens_from_afar_is_found(drama: tuple[Story, list[Plan]]) -> None:
    story, (plan, _) = drama
    assert any("distant view" in problem for problem in problems_of_plan(changed(plan, 0, framing="wide"), story))


def test_three_framings_alike_in_a_row_are_found(drama: tuple[Story, list[Plan]]) -> None:
    story, (plan, _) = drama
    for index in range(1, 4):
        plan = changed(plan, index, framing="medium")
    assert any("too many: 3 in a row" in problem for problem in problems_of_plan(plan, story))


def test_an_episode_in_a_single_place_is_found(drama: tuple[Story, list[Plan]]) -> None:
    story, (plan, _) = drama
    for index in range(len(plan.shots)):
        plan = changed(plan, index, place="office")
    assert any("plays in 1 of 2 places: office" in problem for problem in problems_of_plan(plan, story))


def test_music_that_never_changes_is_found(drama: tuple[Story, list[Plan]]) -> None:
    story, (plan, _) = drama
    for index in range(len(plan.shots)):
        plan = changed(plan, index, mood="comedic")
    assert any("one mood only" in problem for problem in problems_of_plan(plan, story))


@pytest.mark.parametrize(
    ("action", "complaint"),
    [("", "nobody does anything"), ("林小满 points at it", "has no action"), ("{K}笑了", "unfilled gap")],
)
def test_people_who_do_nothing_are_found(drama: tuple[Story, list[Plan]], action: str, complaint: str) -> None:
    story, (plan, _) = drama
    names = {character.name: "林小满" for character in story.characters}
    action = action.replace("林小满", next(iter(names)))
    broken = changed(plan, spoken(plan), action=action)
    assert any(complaint in problem for problem in problems_of_plan(broken, story))


def test_a_turn_that_is_not_marked_is_found(drama: tuple[Story, list[Plan]]) -> None:
    story, (first, second) = drama
    for index in range(len(first.shots)):
        first = changed(first, index, turn=False)
    assert any("cliffhanger as a turn" in problem for problem in problems_of_plan(first, story))
    assert any("marked as its turn" in problem for problem in problems_of_drama(story, [first, second]))


@pytest.mark.parametrize("defect", [{"episodes": 3}, {"next_title": ""}])
def test_a_plan_that_does_not_know_what_comes_next_is_found(
    drama: tuple[Story, list[Plan]], defect: dict[str, Any]
) -> None:
    story, (plan, _) = drama
    broken = plan.model_copy(update=defect)
    assert any("how many episodes" in problem for problem in problems_of_plan(broken, story))


def test_a_missing_cliffhanger_is_found(drama: tuple[Story, list[Plan]]) -> None:
    story, (plan, _) = drama
    last = plan.shots[-1]
    closed = last.lines[-1].model_copy(update={"text": "我们回家吧。"})
    broken = changed(plan, -1, lines=(*last.lines[:-1], closed))
    assert any("no cliffhanger" in problem for problem in problems_of_plan(broken, story))


def test_a_missing_episode_and_a_silent_character_are_found(drama: tuple[Story, list[Plan]]) -> None:
    story, plans = drama
    extra = story.characters[0].model_copy(update={"name": "哑巴"})
    silent = story.model_copy(update={"characters": (*story.characters, extra)})
    assert any("never speaks" in problem for problem in problems_of_drama(silent, plans))
    assert any("not the story's episodes" in problem for problem in problems_of_drama(story, plans[:1]))
