"""What the contested inheritance promises, whatever the seed, the premise and the cast."""

import re
from functools import cache

import pytest

from services.script.casting import company
from services.script.kin import BY_KEY
from services.script.plots import Beat, plot
from services.script.story import invent_story
from services.script.timing import speech_seconds
from shared.artifacts.records import Line
from shared.events.request import LANGUAGES, Genre, Language, Request
from tests.story.cases import PREMISES, case
from tests.story.telling import Telling, told

GENRE: Genre = "contested-inheritance"
SEEDS = range(14)
CLAIMS = {  # what the rival boasts of, and what proves it false
    "zh-CN": (("右手", "石膏"), ("看|漏", "眼镜"), ("三点|三下", "手术|麻醉|肚子|三点")),
    "en-US": (
        ("[Rr]ight", "cast|plaster"),
        ("very|Top|ead it", "glasses"),
        ("[Tt]hree", "[Ss]urgery|operating"),
    ),
}
CONFESSED = {
    "zh-CN": "(?<!不)是我签的|都是我写的|练了三个月",
    "en-US": r"It was me\. I signed|Every letter of it|three months",
}
PHONED = {"zh-CN": "电话|手机", "en-US": "phone|hangs up"}
AWAY = {
    "zh-CN": "不进门|没回来|不露面|黑名单|没拆",
    "en-US": "without a call|without one visit|years? gone|block|sealed",
}


@cache
def tellings(language: Language) -> tuple[Telling, ...]:
    return tuple(told(case(GENRE, language, seed)) for seed in SEEDS)


def lines_of(telling: Telling) -> list[Line]:
    return [line for plan in telling.plans for shot in plan.shots for line in shot.lines]


def request(premise: str, **fields: object) -> Request:
    return Request(genre=GENRE, premise=premise, **fields)  # type: ignore[arg-type]


def beats(language: Language, need: str) -> list[Beat]:
    return [beat for beat in plot(GENRE, language).beats if need in beat.needs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_left_to_the_protagonist_is_shown_in_the_first_shots(language: Language) -> None:
    for telling in tellings(language):
        thing = company(telling.story).facts["thing"]
        first = telling.plans[0].shots[:3]
        assert any(thing in f"{shot.action} {' '.join(line.text for line in shot.lines)}" for shot in first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_falsified_the_will_falls_by_their_own_words(language: Language) -> None:
    """The proof breaks what the rival has said, and only that: with another proof the boast is another one."""
    caught = [beat for beat in plot(GENRE, language).beats if beat.name == "caught"]
    assert len(caught) == len(CLAIMS[language])
    for beat, (claim, proof) in zip(caught, CLAIMS[language], strict=True):
        _, boast, blow = (line for shot in beat.shots for line in shot.lines)
        slip = next(one for one in plot(GENRE, language).beats if one.name == "slip" and one.one == beat.one)
        boasted = next(line for shot in slip.shots for line in shot.lines if line.speaker == "V")
        boasts = (*boast.variants, *boasted.variants)
        assert boast.speaker == "V" and blow.speaker == "H"
        assert all(re.search(claim, text) for text in boasts), beat.one
        assert all(re.search(proof, text) for text in blow.variants), beat.one


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_confesses_before_the_secret_is_out(language: Language) -> None:
    confessed = 0
    for telling in tellings(language):
        seen = False
        for plan in telling.plans:
            for shot in plan.shots:
                for line in shot.lines:
                    confession = re.search(CONFESSED[language], line.text)
                    confessed += bool(confession)
                    assert seen or not confession, line.text
                    seen |= any(re.search(proof, line.text) for _, proof in CLAIMS[language]) and line.text[-1] in "！!"
    assert confessed


@pytest.mark.parametrize("language", LANGUAGES)
def test_alone_one_speaks_to_the_living_on_the_phone_only(language: Language) -> None:
    for beat in beats(language, "!V"):
        heard = [line for shot in beat.shots for line in shot.lines if line.listener in ("V", "L")]
        done = " ".join([*(shot.action for shot in beat.shots), *(line.action for line in heard)])
        assert not heard or re.search(PHONED[language], done), beat.name


def test_the_will_that_all_know_of_is_the_one_of_the_premise() -> None:
    for premise in (PREMISES[GENRE][0], PREMISES[GENRE][3]):
        assert "won" in company(invent_story(request(premise))).flags, premise
    for premise in (*PREMISES[GENRE][1:3], "奶奶照顾了她十年，遗嘱把果园留给了大伯。"):
        assert "won" not in company(invent_story(request(premise))).flags, premise


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_nursed_the_dead_one_is_not_told_that_they_were_away(language: Language) -> None:
    premise = {
        "zh-CN": "她照顾外公十年，舅舅拿走了面馆。",
        "en-US": "She nursed her grandfather for ten years; he leaves the farm to her uncle.",
    }
    for seed in range(6):
        telling = told(request(premise[language], language=language, seed=seed, episodes=4, episode_seconds=60))
        said = [line.text for line in lines_of(telling)]
        assert not [text for text in said if re.search(AWAY[language], text)]


def test_a_dead_husband_s_mother_is_the_rival_and_the_widow_a_woman() -> None:
    for seed in range(6):
        parts = company(invent_story(request("丈夫去世，婆婆要收走面馆，只给了一块怀表。", seed=seed))).parts
        assert (parts["G"].kin, parts["V"].kin) == (BY_KEY["丈夫"], BY_KEY["婆婆"])
        assert parts["H"].gender == "female"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dead_one_is_in_no_shot(language: Language) -> None:
    for telling in tellings(language):
        dead = company(telling.story).parts["G"]
        assert dead.name == "" and "G" not in company(telling.story).cast


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_is_said_in_a_breath(language: Language) -> None:
    for telling in tellings(language):
        for line in lines_of(telling):
            assert speech_seconds(line.text, language, line.emotion) < 6.5, line.text
