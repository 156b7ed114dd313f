"""The checks that look beyond one plan find what is planted: turns, answers, names, and what the request asked for."""

from typing import Any

import pytest

from services.script.checks import problems_of_drama, problems_of_plan, problems_of_wishes
from services.script.scenes import scenes_of
from shared.artifacts.records import Emotion, Line, Plan, Shot
from shared.events.request import Request, RequestedCharacter
from tests.story.telling import Telling, told

MANDARIN = Request(
    premise="除夕夜，外卖员林小满在老宅的抽屉里翻出一个藏了三十年的红包。",
    title="红包",
    episodes=2,
    episode_seconds=40,
    seed=7,
    characters=(
        RequestedCharacter(name="林小满", role="主角，外卖员", personality="倔"),
        RequestedCharacter(name="赵桂兰", role="奶奶"),
        RequestedCharacter(name="林建国", role="爸爸"),
    ),
)
ENGLISH = Request(
    premise="Maya comes home to the farm and finds the letter that her grandmother never sent.",
    language="en-US",
    episodes=2,
    episode_seconds=45,
    seed=2,
)


@pytest.fixture(scope="module")
def mandarin() -> Telling:
    return told(MANDARIN)


@pytest.fixture(scope="module")
def english() -> Telling:
    return told(ENGLISH)


def with_texts(plan: Plan, **texts: str) -> Plan:
    """The plan with other words in lines, by their place in it: ``first`` or ``last``."""
    spoken = [shot.id for shot in plan.shots if shot.lines]
    places = {spoken[0]: texts.get("first"), spoken[-1]: texts.get("last")}
    return plan.model_copy(update={"shots": tuple(_with_text(shot, places.get(shot.id)) for shot in plan.shots)})


def _with_text(shot: Shot, text: str | None) -> Shot:
    if text is None:
        return shot
    *rest, last = shot.lines
    return shot.model_copy(update={"lines": (*rest, last.model_copy(update={"text": text}))})


def everywhere(plan: Plan, **fields: Any) -> Plan:
    """The plan with these fields in all of its lines."""
    shots = (
        shot.model_copy(update={"lines": tuple(line.model_copy(update=fields) for line in shot.lines)})
        for shot in plan.shots
    )
    return plan.model_copy(update={"shots": tuple(shots)})


def replaced(telling: Telling, old: str, new: str) -> list[Plan]:
    """The plans with one word instead of another wherever it is said or done."""
    return [Plan.model_validate_json(plan.model_dump_json().replace(old, new)) for plan in telling.plans]


def test_what_the_storyteller_tells_has_no_problems(mandarin: Telling, english: Telling) -> None:
    assert mandarin.problems == []
    assert english.problems == []


def test_a_scene_in_which_nothing_turns_is_found(mandarin: Telling) -> None:
    plan = everywhere(mandarin.plans[0], emotion="sad", text="我没什么好说的。")
    assert any(
        "nothing turns in the scene from e01-s01" in problem for problem in problems_of_plan(plan, mandarin.story)
    )


def scene(*lines: tuple[Emotion, str], turn: bool = False) -> bool:
    said = tuple(
        Line(id=f"e01-s01-l{n:02}", speaker="A", text=text, emotion=felt) for n, (felt, text) in enumerate(lines, 1)
    )
    shot = Shot(
        id="e01-s01", place="office", time="day", mood="dramatic", framing="medium", lines=said, seconds=3, turn=turn
    )
    (found,) = scenes_of(
        Plan(number=1, title="t", drama_title="t", language="en-US", style="", seed=0, music=False, shots=(shot,))
    )
    return found.turns


def test_a_scene_turns_by_another_feeling_a_question_or_the_blow() -> None:
    assert not scene(("sad", "I left."), ("sad", "I know."))
    assert scene(("sad", "I left."), ("angry", "I know."))
    assert scene(("sad", "Who left?"), ("sad", "I did."))
    assert scene(("sad", "I left."), ("sad", "I know."), turn=True)


def test_a_glimpse_of_another_place_does_not_break_a_scene(mandarin: Telling) -> None:
    first = mandarin.plans[0].shots[1]
    glimpse = first.model_copy(update={"id": "e01-s90", "place": "station", "lines": ()})
    after = first.model_copy(update={"id": "e01-s91"})
    plan = mandarin.plans[0].model_copy(update={"shots": (first, glimpse, after)})
    assert len(scenes_of(plan)) == 1
    assert len(scenes_of(plan.model_copy(update={"shots": (first, glimpse)}))) == 2


def test_an_opening_without_anything_at_stake_is_found(mandarin: Telling) -> None:
    calm = everywhere(mandarin.plans[0], emotion="neutral", text="天气不错，我们走走吧。")
    assert any("nothing is at stake in the first 5 s" in one for one in problems_of_plan(calm, mandarin.story))


def test_an_end_that_the_next_episode_leaves_alone_is_found(mandarin: Telling) -> None:
    first, second = mandarin.plans
    stranger = everywhere(second, speaker="Stranger", text="今天天气不错。")
    found = problems_of_drama(mandarin.story, [first, stranger])
    assert "episode 2 does not take up what episode 1 left open" in found


@pytest.mark.parametrize(
    ("text", "name"),
    [("王总来了？！", "王"), ("我去找沈律师！", "沈"), ("嫂子李秋燕说的！", "李秋燕"), ("静姝，你来了？", "静姝")],
)
def test_a_mandarin_name_of_nobody_is_found(mandarin: Telling, text: str, name: str) -> None:
    plan = with_texts(mandarin.plans[0], first=text)
    assert any(f"names {name!r}, who is nobody" in one for one in problems_of_plan(plan, mandarin.story))


@pytest.mark.parametrize(
    ("text", "name"),
    [("Ask Mr. Sterling!", "Sterling"), ("I gave it to Brandon!", "Brandon"), ("Theo, come here!", "Theo")],
)
def test_an_english_name_of_nobody_is_found(english: Telling, text: str, name: str) -> None:
    plan = with_texts(english.plans[0], first=text)
    assert any(f"names {name!r}, who is nobody" in one for one in problems_of_plan(plan, english.story))


@pytest.mark.parametrize("text", ["外卖员总是这样！", "林总，您找我？", "Ask Grandma on Sunday!", "I asked Maya!"])
def test_what_is_no_name_and_who_is_somebody_is_not_complained_about(
    mandarin: Telling, english: Telling, text: str
) -> None:
    telling = english if text.isascii() else mandarin
    found = problems_of_plan(with_texts(telling.plans[0], first=text), telling.story)
    assert not any("who is nobody" in problem for problem in found)


def test_a_thing_of_the_premise_that_never_comes_up_is_found(mandarin: Telling) -> None:
    plans = replaced(mandarin, "红包", "东西")
    outlines = tuple(one.model_copy(update={"beats": (), "title": "一"}) for one in mandarin.story.episodes)
    story = mandarin.story.model_copy(update={"episodes": outlines})
    assert "the premise speaks of '红包', the drama does not" in problems_of_wishes(MANDARIN, story, plans)


def test_a_place_of_the_premise_that_is_never_seen_is_found(mandarin: Telling) -> None:
    plans = replaced(mandarin, '"place":"courtyard"', '"place":"office"')
    found = problems_of_wishes(MANDARIN, mandarin.story, plans)
    assert "the premise plays in the courtyard, the drama does not" in found


def test_people_of_the_premise_who_are_left_out_are_found(english: Telling) -> None:
    without = ENGLISH.model_copy(update={"premise": ENGLISH.premise + " Her brother Tom waits, and Maya's aunt too."})
    found = problems_of_wishes(without, english.story, list(english.plans))
    assert "the premise names 'Tom', who is not in the story" in found


def test_a_relative_of_the_premise_who_is_left_out_is_found(english: Telling) -> None:
    story = english.story.model_copy(update={"premise": "Maya finds the letter that her grandmother and uncle hid."})
    assert "the premise speaks of a uncle, the drama does not" in problems_of_wishes(
        ENGLISH.model_copy(update={"premise": story.premise}), story, list(english.plans)
    )


def test_a_personality_that_nothing_shows_is_found(mandarin: Telling) -> None:
    plans = replaced(replaced_in(mandarin, "梗着脖子，", ""), "抿紧嘴唇，", "")
    found = problems_of_wishes(MANDARIN, mandarin.story, plans)
    assert "'林小满' is '倔', which nothing shows" in found


def replaced_in(telling: Telling, old: str, new: str) -> Telling:
    return Telling(telling.request, telling.story, tuple(replaced(telling, old, new)))


@pytest.mark.parametrize(
    ("wish", "complaint"),
    [
        ({"title": "别的"}, "the title is '红包'"),
        ({"episodes": 3}, "has 2 episodes, not 3"),
        ({"episode_seconds": 60}, "the episode_seconds is 40, not 60"),
        ({"language": "en-US"}, "the language is 'zh-CN'"),
        ({"characters": (RequestedCharacter(name="苏晚"),)}, "'苏晚' was given and is not in the story"),
        ({"characters": (RequestedCharacter(name="林小满", role="老师"),)}, "'林小满' is not as given"),
        ({"characters": (RequestedCharacter(name="林小满"),)}, "was invented"),
    ],
)
def test_a_wish_that_is_not_honoured_is_found(mandarin: Telling, wish: dict[str, Any], complaint: str) -> None:
    found = problems_of_wishes(MANDARIN.model_copy(update=wish), mandarin.story, list(mandarin.plans))
    assert any(complaint in problem for problem in found)


@pytest.mark.parametrize("name", ["Nora Hale", "🧧"])
def test_an_invented_name_of_another_language_is_found(mandarin: Telling, name: str) -> None:
    first, *others = mandarin.story.characters
    story = mandarin.story.model_copy(update={"characters": (first.model_copy(update={"name": name}), *others)})
    nobody_given = MANDARIN.model_copy(update={"characters": ()})
    found = problems_of_wishes(nobody_given, story, list(mandarin.plans))
    assert f"the name {name!r} does not fit zh-CN" in found
