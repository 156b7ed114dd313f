"""What only this plot promises: who knows what when, and one sentence from the first insult to the last hand."""

from functools import cache
from itertools import takewhile

import pytest

from services.script.plots import Beat, plot
from services.script.teller import Teller
from shared.artifacts.records import Line
from shared.events.request import LANGUAGES, Language, Request, RequestedCharacter
from tests.story.telling import Telling, told

PREMISE = {
    "zh-CN": "外卖员陈默被岳母王美兰看不起三年，没人知道他是天启集团的董事长。",
    "en-US": "Delivery rider Leo Park is mocked by his boss; nobody knows that he owns the Whitmore Group.",
}
ONE_THING = {"zh-CN": ("只为一件事", "只认一件"), "en-US": ("one thing",)}
BENDS = {"zh-CN": "弯下腰，伸出手", "en-US": "bends down and holds out a hand"}
SENTENCE = {"zh-CN": "弯腰，只为扶人。", "en-US": "Bend only to lift somebody up."}
CALLED = {"zh-CN": ("外卖员", "董事长", "天启集团"), "en-US": ("rider", "owner", "Whitmore Group")}
CASTS = {
    0: (),
    1: ("protagonist",),
    2: ("protagonist", "manager"),
    3: ("protagonist", "manager", "friend"),
    4: ("protagonist", "manager", "friend", "butler"),
}
NAMES = {"zh-CN": ("陈默", "何秀英", "苏晚", "周建国"), "en-US": ("Leo Park", "Ruth Hale", "Nora Hale", "Daniel Brook")}


@cache
def telling(language: Language, cast: int, seconds: int = 120, episodes: int = 3, seed: int = 1) -> Telling:
    characters = tuple(
        RequestedCharacter(name=name, role=role) for name, role in zip(NAMES[language], CASTS[cast], strict=False)
    )
    return told(
        Request(
            genre="hidden-identity",
            language=language,
            premise=PREMISE[language],
            episodes=episodes,
            episode_seconds=seconds,
            seed=seed,
            characters=characters,
        )
    )


def lines_of(drama: Telling) -> list[Line]:
    return [line for plan in drama.plans for shot in plan.shots for line in shot.lines]


def early(language: Language) -> list[Beat]:
    """Every beat that may be played before the secret is out."""
    beats = plot("hidden-identity", language).beats
    spine = [beat for beat in beats if beat.pool == "spine"]
    met = [beat for beat in spine if "V" in beat.needs]
    alone = [beat for beat in spine if "!V" in beat.needs]
    before = [beat for stretch in (met, alone) for beat in takewhile(lambda one: not one.reveal, stretch)]
    return before + [beat for beat in beats if beat.pool != "spine" and beat.when != "late"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_calls_the_hidden_one_by_the_title_before_it_is_out_but_the_one_who_comes_for_them(
    language: Language,
) -> None:
    calls = [
        (beat.name, line.speaker)
        for beat in early(language)
        for shot in beat.shots
        for line in shot.lines
        if any("{H!}" in text or "{G:H}" in text for text in line.variants)
    ]
    assert calls and set(calls) == {("call", "G")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_one_who_knows_is_only_a_voice_on_the_phone_before_the_call(language: Language) -> None:
    seen = [beat.name for beat in early(language) if any("G" in shot.who for shot in beat.shots)]
    assert set(seen) == {"call", "call-why"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_one_who_stands_by_does_not_speak_of_the_title_before_it_is_out(language: Language) -> None:
    said = [
        text
        for beat in early(language)
        for shot in beat.shots
        for line in shot.lines
        if line.speaker == "S"
        for text in line.variants
    ]
    assert said and not any("{truth}" in text for text in said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cast", CASTS)
@pytest.mark.parametrize(("seconds", "episodes"), [(30, 1), (60, 2), (120, 3)])
def test_the_first_words_of_defiance_come_true_in_the_end(
    language: Language, cast: int, seconds: int, episodes: int
) -> None:
    drama = telling(language, cast, seconds, episodes)
    first = [line.text for shot in drama.plans[0].shots[:3] for line in shot.lines]
    assert any(words in text for text in first for words in ONE_THING[language])
    assert any(BENDS[language] in shot.action for shot in drama.plans[-1].shots)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cast", CASTS)
def test_the_sentence_is_read_once_and_by_the_one_who_was_given_it(language: Language, cast: int) -> None:
    drama = telling(language, cast)
    lead = next(one for one in drama.story.characters if "protagonist" in one.role or "主角" in one.role)
    assert [line.speaker for line in lines_of(drama) if SENTENCE[language] in line.text] == [lead.name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_seed_draws_how_it_comes_out(language: Language) -> None:
    titles = {telling(language, 0, 60, 2, seed).story.episodes[0].title for seed in range(12)}
    assert len(titles) == 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cast", CASTS)
def test_who_is_awaited_and_who_is_despised_is_said_in_the_first_episode(language: Language, cast: int) -> None:
    drama = telling(language, cast)
    cover, truth, firm = CALLED[language]
    said = " ".join(line.text for shot in drama.plans[0].shots for line in shot.lines)
    assert cover in said and truth in said and firm in said


@pytest.mark.parametrize("cast", CASTS)
def test_however_long_the_drama_nothing_is_told_too_early_or_too_late(cast: int) -> None:
    drama = telling("zh-CN", cast, 60, 12)
    teller = Teller(drama.story, 12)
    acts = [act.beat for number in range(1, 13) for act in teller.episode(number).acts]
    out = next(index for index, beat in enumerate(acts) if beat.reveal)
    assert not [beat.name for beat in acts[:out] if beat.when == "late"]
    assert not [beat.name for beat in acts[out:] if beat.when == "early"]
