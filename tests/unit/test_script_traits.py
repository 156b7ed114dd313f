"""Personalities: what is read of them, and where they show."""

import pytest

from services.script.plan import write_plan
from services.script.plots import plot
from services.script.story import invent_story
from services.script.template import gaps
from services.script.traits import TRAITS, traits_of
from shared.events.request import LANGUAGES, Language, Request, RequestedCharacter

PREMISE = "外卖员在奶奶的旧棉袄里翻出一个藏了三十年的红包。"


@pytest.mark.parametrize(
    ("personality", "traits"),
    [("热心，倔", ("warm", "stubborn")), ("quick, warm", ("hasty", "warm")), ("{K!}", ()), ("", ())],
)
def test_a_personality_is_read_in_either_language(personality: str, traits: tuple[str, ...]) -> None:
    assert traits_of(personality) == traits


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_every_trait_has_a_manner_and_words_that_any_two_people_can_say(language: Language) -> None:
    written = plot("family-reunion", language)
    for trait in TRAITS:
        assert written.words[f"as-{trait}"]
        beats = written.pool("trait", frozenset((trait,)))
        assert len(beats) >= 2
        for beat in beats:
            assert {part for shot in beat.shots for part in shot.who} == {"P", "Q"}
            texts = [text for shot in beat.shots for line in shot.lines for text in (*line.variants, line.action)]
            assert {gap for text in texts for gap in gaps(text)} <= {"you", "P!", "Q!"}


def test_both_languages_have_the_same_beats_for_traits() -> None:
    names = [
        [(beat.name, beat.needs) for beat in plot("family-reunion", one).beats if beat.pool == "trait"]
        for one in LANGUAGES
    ]
    assert names[0] == names[1]


def shown(personality: str) -> tuple[list[str], list[str]]:
    """What the girl says and does in a minute and a half, with that personality."""
    cast = (
        RequestedCharacter(name="林小满", role="主角", personality=personality),
        RequestedCharacter(name="赵桂兰", role="奶奶"),
    )
    plan = write_plan(invent_story(Request(premise=PREMISE, characters=cast, episode_seconds=90, seed=3)), 1)
    lines = [line.text for shot in plan.shots for line in shot.lines]
    return lines, [shot.action for shot in plan.shots if shot.action.startswith("林小满")]


def test_a_personality_shows_in_what_is_said_and_done() -> None:
    plain_lines, plain_actions = shown("")
    lines, actions = shown("倔")
    written = plot("family-reunion", "zh-CN")
    said = {
        text
        for beat in written.pool("trait", frozenset(("stubborn",)))
        for shot in beat.shots
        for line in shot.lines
        for text in line.variants
    }
    stubborn = {text.replace("{you}", you) for text in said for you in ("你", "您")}
    manners = written.words["as-stubborn"]
    assert stubborn & set(lines) and not stubborn & set(plain_lines)
    assert any(manner in action for action in actions for manner in manners)
    assert not any(manner in action for action in plain_actions for manner in manners)
