"""A request becomes a story, its episodes plans: what follows from the request, and that nothing else does."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
import yaml

from services.script.casting import company
from services.script.checks import problems_of_drama
from services.script.plan import write_plan
from services.script.plots import Plot, playbill_of
from services.script.plots.beats import parse
from services.script.scene import Stagehand
from services.script.story import invent_story
from services.script.timing import estimate
from shared.artifacts.records import Plan, Story
from shared.events import digest
from shared.events.request import NamedRequest, Request, RequestedCharacter
from shared.planning import cards

EXAMPLES = Path(__file__).parents[2] / "examples"
RIDER = "A delivery rider finds the red envelope that her grandmother hid for thirty years."


def plans_of(story: Story) -> list[Plan]:
    return [write_plan(story, outline.number) for outline in story.episodes]


def words_of(plans: list[Plan]) -> str:
    return "\n".join(line.text for plan in plans for shot in plan.shots for line in shot.lines)


@pytest.mark.parametrize("name", ["the-red-envelope", "the-last-letter", "night-shift"])
def test_the_examples_are_valid_and_without_problems(name: str) -> None:
    named = NamedRequest.model_validate(yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text("utf-8")))
    assert named.drama == name
    story = invent_story(named.request())
    assert problems_of_drama(story, plans_of(story)) == []


def test_the_same_request_gives_the_same_story_and_plans() -> None:
    request = Request(premise=RIDER, episodes=3, seed=5)
    first, second = invent_story(request), invent_story(request)
    assert digest(first) == digest(second)
    assert [digest(plan) for plan in plans_of(first)] == [digest(plan) for plan in plans_of(second)]
    assert first.made is None


def test_a_plan_does_not_depend_on_plans_written_before() -> None:
    story = invent_story(Request(premise=RIDER, episodes=4, seed=5))
    third = digest(write_plan(story, 3))
    plans_of(story)
    assert digest(write_plan(story, 3)) == third


def test_an_episode_that_the_story_does_not_have_is_refused() -> None:
    story = invent_story(Request(premise=RIDER, episodes=2))
    with pytest.raises(ValueError, match="no episode 3"):
        write_plan(story, 3)


def test_an_english_premise_speaks_mandarin_in_a_mandarin_drama() -> None:
    words = words_of(plans_of(invent_story(Request(premise=RIDER, language="zh-CN", episodes=2))))
    assert "红包" in words and "三十年" in words and "奶奶" in words


def test_a_chinese_premise_speaks_english_in_an_english_drama() -> None:
    premise = "外卖员在奶奶的旧棉袄里翻出一个藏了三十年的红包。"
    words = words_of(plans_of(invent_story(Request(premise=premise, language="en-US", episodes=2))))
    assert "red envelope" in words and "thirty years" in words.lower() and "Grandma" in words


def test_the_title_is_the_request_s_or_made_from_its_premise() -> None:
    assert invent_story(Request(premise=RIDER, title="{K!} 夜归")).title == "{K!} 夜归"
    assert invent_story(Request(premise=RIDER)).title == "三十年的红包"
    assert invent_story(Request(premise=RIDER, language="en-US")).title == "The Red Envelope"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9, 40])
def test_everybody_given_appears_and_speaks(count: int) -> None:
    characters = tuple(
        RequestedCharacter(name=f"{family}海{given}") for family in "王李张刘" for given in "一二三四五六七八九十"
    )
    story = invent_story(Request(premise=RIDER, episodes=3, episode_seconds=100, characters=characters[:count]))
    plans = plans_of(story)
    assert {line.speaker for plan in plans for shot in plan.shots for line in shot.lines} == {
        character.name for character in characters[:count]
    }
    assert problems_of_drama(story, plans) == []


def test_roles_and_personality_choose_who_plays_which_part() -> None:
    characters = (
        RequestedCharacter(name="Mia", role="protagonist"),
        RequestedCharacter(name="Joan", role="aunt", personality="warm"),
        RequestedCharacter(name="Ruth", role="grandmother"),
        RequestedCharacter(name="Karl", role="uncle", personality="stubborn, proud"),
    )
    story = invent_story(Request(premise=RIDER, language="en-US", characters=characters))
    finder, keeper = write_plan(story, 1).shots[:2]
    assert (finder.characters, keeper.characters) == (("Mia",), ("Ruth",))
    assert "Karl" in " ".join(story.episodes[0].beats)


def test_every_episode_of_a_long_drama_opens_with_the_answer_and_ends_open() -> None:
    story = invent_story(Request(premise=RIDER, episodes=14, episode_seconds=45))
    plans = plans_of(story)
    assert problems_of_drama(story, plans) == []
    assert len({outline.title for outline in story.episodes}) == 14
    for plan in plans:
        assert plan.shots[0].framing != "wide"
    for before, after in pairwise(plans):
        last, first = before.shots[-1], after.shots[0]
        assert (last.place, last.time) == (first.place, first.time) or first.place == "station"
        assert last.turn


@pytest.mark.parametrize("seconds", [20, 33, 90, 400])
def test_episodes_are_as_long_as_asked_for(seconds: int) -> None:
    for language in ("zh-CN", "en-US"):
        story = invent_story(Request(premise=RIDER, language=language, episode_seconds=seconds, episodes=2))
        for plan in plans_of(story):
            assert estimate(plan, story) == pytest.approx(seconds, rel=0.1)
            shots = sum(shot.seconds for shot in plan.shots)
            assert cards.TITLE + shots + cards.CLOSING == pytest.approx(estimate(plan, story), abs=0.5)


def test_framings_and_emotions_change() -> None:
    for plan in plans_of(invent_story(Request(premise=RIDER, episodes=4))):
        framings = [shot.framing for shot in plan.shots]
        assert len(set(framings)) >= 3
        assert len({line.emotion for shot in plan.shots for line in shot.lines}) >= 3
        assert all(len({*framings[start : start + 4]}) > 1 for start in range(len(framings) - 3))


def test_a_beat_draws_no_word_twice() -> None:
    found = company(invent_story(Request(premise="a")))
    beat = parse("== two keep=0\n[F] {F} looks\nF>K sad: {~food}，{~food2}\n", "test.txt")[1][0]
    for seed in range(20):
        words: dict[str, tuple[str, ...]] = {"food": ("饺子", "面")}
        played = Stagehand(found, Plot(playbill_of("family-reunion"), words), seed).play(beat, Random(seed))
        assert played and len({*played[0].lines[0].text.split("，")}) == 2
