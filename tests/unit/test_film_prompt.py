"""What a film model is told of a shot."""

from datetime import date

import pytest

from shared.artifacts.records import Mouth
from shared.ledger import PUBLISHED, Prices
from shared.providers import FilmBrief
from shared.providers.catalogue import ModelSpec
from shared.providers.holysheep.prompt import LONGEST, prompt
from shared.providers.holysheep.video import asked
from shared.providers.ports import Actor, Utterance

KLING = ModelSpec(name="kling-v1-6", provider="holysheep", capability="video")
WOMAN = Actor(name="林小满", gender="female", age=24, look="ponytail", outfit="red down jacket", seed=1, palette=())
BOY = Actor(name="Tim", gender="male", age=9, look="", outfit="", seed=2, palette=())


def line(speaker: str, emotion: str = "angry", start: float = 0) -> Utterance:
    closed = (Mouth(start=0, open=0, wide=0),)
    return Utterance.model_validate(
        {"speaker": speaker, "emotion": emotion, "start": start, "end": start + 1, "mouth": closed}
    )


def brief(**more: object) -> FilmBrief:
    known = {
        "place": "teahouse",
        "time": "dusk",
        "mood": "suspense",
        "framing": "over-shoulder",
        "move": "push-in",
        "action": "她把信推过桌子。",
        "actors": (WOMAN, BOY),
        "utterances": (line("林小满"), line("Tim", "afraid", 2), line("林小满", "sad", 4)),
        "seconds": 6.5,
        "style": "cinematic",
        "seed": 7,
    }
    return FilmBrief.model_validate(known | more)


def test_a_shot_is_told_from_the_general_to_the_particular() -> None:
    assert prompt(brief()) == (
        "Over-the-shoulder shot; the camera pushes in slowly. "
        "A teahouse, present-day China, dusk, low warm light. "
        "From left to right: 林小满, a 24-year-old woman, ponytail, wearing red down jacket; Tim, a 9-year-old boy. "
        "她把信推过桌子. "
        "林小满 speaks angrily, then Tim speaks in fear; whoever listens keeps the mouth closed. "
        "Suspenseful, deep shadows. "
        "Cinematic live action, shallow depth of field, natural skin. "
        "One continuous vertical shot."
    )


def test_a_person_is_told_in_the_same_words_in_every_shot() -> None:
    told = "林小满, a 24-year-old woman, ponytail, wearing red down jacket"
    assert all(told in prompt(brief(actors=(WOMAN,), framing=framing)) for framing in ("wide", "close-up", "insert"))


def test_of_several_people_the_reference_is_told_apart() -> None:
    told = "The character reference is 林小满, nobody else."
    assert told in prompt(brief(), is_shown=True)
    assert told not in prompt(brief())
    assert prompt(brief(actors=(WOMAN,)), is_shown=True) == prompt(brief(actors=(WOMAN,)))


def test_an_empty_place_has_nobody_in_it() -> None:
    told = prompt(brief(actors=(), utterances=()))
    assert "Nobody is seen." in told
    assert "speaks" not in told


def test_the_language_tells_where_in_the_world_it_plays() -> None:
    assert "present-day United States" in prompt(brief(language="en-US"))


def test_a_prompt_has_a_bounded_length() -> None:
    crowd = tuple(WOMAN.model_copy(update={"name": f"P{n}", "look": "tall " * 50}) for n in range(40))
    assert len(prompt(brief(actors=crowd))) <= LONGEST


@pytest.mark.parametrize(("seconds", "features", "resolution"), [(8, ("1080p",), "1080p"), (5, (), "720p")])
def test_what_is_asked_for_is_what_was_quoted(seconds: int, features: tuple[str, ...], resolution: str) -> None:
    quote = Prices.read(PUBLISHED).quote("kling-v1-6", "second", seconds, date(2026, 6, 1), *features)
    request = asked(KLING, brief(), quote)
    assert (request.duration, request.resolution, request.aspect_ratio) == (seconds, resolution, "9:16")
    assert request == asked(KLING, brief(), quote), "a repeat of a key must be the same call"


def test_one_reference_is_named_as_one_word_or_not_at_all() -> None:
    quote = Prices.read(PUBLISHED).quote("kling-v1-6", "second", 8, date(2026, 6, 1))
    assert asked(KLING, brief(), quote, "ref-1").character_reference == "ref-1"
    assert "character_reference" not in asked(KLING, brief(), quote).model_dump(exclude_none=True)


def test_another_take_has_another_seed_and_the_same_words() -> None:
    quote = Prices.read(PUBLISHED).quote("kling-v1-6", "second", 8, date(2026, 6, 1))
    first, second = (asked(KLING, brief(take=take), quote) for take in (1, 2))
    assert first.prompt == second.prompt
    assert first.seed != second.seed


@pytest.mark.parametrize(("width", "height", "aspect"), [(720, 1280, "9:16"), (1280, 720, "16:9"), (720, 720, "1:1")])
def test_the_shape_is_the_nearest_one_that_the_model_has(width: int, height: int, aspect: str) -> None:
    quote = Prices.read(PUBLISHED).quote("kling-v1-6", "second", 8, date(2026, 6, 1))
    shape = brief(width=width, height=height)
    assert asked(KLING, shape, quote).aspect_ratio == aspect
    square = KLING.model_copy(update={"aspects": ("1:1",)})
    assert asked(square, shape, quote).aspect_ratio == "1:1"
