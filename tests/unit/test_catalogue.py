"""What models can be asked for, in which form, and what that costs: the shipped files and wrong ones."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.ledger import PUBLISHED, Prices
from shared.providers import FilmBrief, SpeechBrief
from shared.providers.catalogue import (
    Catalogue,
    ModelSpec,
    Prompt,
    asked_aspect,
    asked_resolution,
    asked_seconds,
    quote,
    spoken_seconds,
    tokens,
    why_not,
)
from shared.providers.catalogue.able import ASPECTS
from shared.runtime import Misconfigured

DAY = date(2026, 6, 1)
CATALOGUE, PRICES = Catalogue.read(), Prices.read(PUBLISHED)
KLING = CATALOGUE.of("holysheep", "kling-v1-6")
TTS = CATALOGUE.of("holysheep", "tts-1-hd")
PROVIDER = """
[[provider]]
name = "local"
adapter = "openai"
base_url = "http://127.0.0.1:8000/v1"
terms = {acceptance = "neither", answer_within = 600, done_within = 600}
"""
MODEL = '\n[[model]]\nname = "qwen"\nprovider = "local"\ncapability = "chat"\n'


def film(**more: Any) -> FilmBrief:
    facts = {"place": "kitchen", "time": "day", "mood": "dramatic", "framing": "medium", "move": "static"}
    wide = {"action": "", "actors": (), "utterances": (), "seconds": 6, "style": "cinematic", "seed": 1}
    return FilmBrief.model_validate(facts | wide | more)


def line(text: str = "妈，我回来了。", voice: str = "holysheep/Tianmei", language: str = "zh-CN") -> SpeechBrief:
    return SpeechBrief.model_validate({"text": text, "language": language, "voice": voice, "emotion": "neutral"})


@pytest.mark.parametrize("spec", CATALOGUE.model, ids=lambda spec: f"{spec.capability} {spec.name}")
def test_every_shipped_model_has_a_published_price_and_what_its_capability_needs(spec: ModelSpec) -> None:
    briefs = {"video": film(), "speech": line(voice="holysheep/Tianmei"), "chat": Prompt("write", 100)}
    asked = briefs.get(spec.capability, Prompt("look", 100, images=1))
    unit = {"lip-sync": "call", "music": "episode"}.get(spec.capability)
    found = PRICES.quote(spec.name, unit, 1, DAY) if unit else quote(spec, asked, PRICES, DAY)  # type: ignore[arg-type]
    assert found.is_known and found.amount > 0
    assert spec.capability != "video" or (spec.seconds and spec.aspects and spec.resolutions)
    assert spec.capability != "speech" or set(spec.voices) == set(spec.languages)


def test_every_price_of_a_model_belongs_to_one_of_the_catalogue() -> None:
    for price in PRICES.price:
        assert any(price.covers(spec.name) for spec in CATALOGUE.model), price.model


def test_a_shot_that_is_shorter_than_a_model_can_is_asked_for_at_its_least_and_cut() -> None:
    assert why_not(KLING, film(seconds=1.2)) == ""
    assert quote(KLING, film(seconds=1.2), PRICES, DAY).quantity == 5
    assert quote(KLING, film(seconds=6.2), PRICES, DAY).quantity == 7, "whole seconds, never fewer than are needed"


def test_a_shot_that_is_longer_than_a_model_can_is_not_sent() -> None:
    assert why_not(KLING, film(seconds=30)) == ""
    assert why_not(KLING, film(seconds=30.1)) == "makes at most 30 s, and the shot has 30.1 s"


@given(st.floats(0.1, 30))
def test_what_is_asked_for_is_long_enough_and_within_the_model_s_bounds(seconds: float) -> None:
    asked = asked_seconds(KLING, seconds)
    assert 5 <= asked <= 30 and asked >= round(seconds, 3)


def test_a_larger_picture_costs_what_its_resolution_does() -> None:
    assert quote(KLING, film(), PRICES, DAY).amount == Decimal("0.48")
    large = quote(KLING, film(width=1080, height=1920), PRICES, DAY)
    assert (large.features, large.amount) == (("1080p",), Decimal("0.72"))
    assert asked_resolution(KLING, 2160, 3840) == "1080p", "blown up, where there is nothing larger"


def test_the_aspect_is_told_by_its_name_and_one_that_is_not_made_is_refused() -> None:
    assert {asked_aspect(round(1000 * ratio), 1000) for ratio in ASPECTS.values()} == set(ASPECTS)
    assert why_not(KLING, film(width=1280, height=960)) == "makes no film of 4:3"


@pytest.mark.parametrize(
    ("brief", "reason"),
    [
        (line(voice="zf_xiaoxiao"), "does not have the voice zf_xiaoxiao"),
        (line(voice="other/Tianmei"), "does not have the voice other/Tianmei"),
        (line(voice="holysheep/Nobody"), "has no voice Nobody in zh-CN; it has Tianmei, Yunyou"),
        (line(voice="holysheep/Tianmei", language="en-US"), "has no voice Tianmei in en-US"),
        (film(), "does not speak"),
    ],
)
def test_why_a_model_cannot_speak_is_said(brief: SpeechBrief | FilmBrief, reason: str) -> None:
    assert why_not(TTS, line()) == ""
    assert why_not(TTS, brief).startswith(reason if isinstance(brief, SpeechBrief) else "makes no film")


def test_speech_costs_by_the_minute_or_by_the_call() -> None:
    by_minute = quote(TTS, line("一二三四五六七八九十"), PRICES, DAY)
    assert (by_minute.unit, by_minute.amount) == ("minute", Decimal("0.0135"))
    by_call = quote(CATALOGUE.of("holysheep", "voice-tts-3.0"), line(), PRICES, DAY)
    assert (by_call.unit, by_call.amount) == ("call", Decimal("0.02"))


def test_stage_directions_are_not_spoken_and_so_not_paid() -> None:
    assert spoken_seconds("(quietly) It was you.") == spoken_seconds("It was you.") == pytest.approx(1.35)


def test_words_cost_their_prompt_and_the_longest_answer() -> None:
    spec = CATALOGUE.of("holysheep", "gpt-4.1", "chat")
    found = quote(spec, Prompt("字" * 400, 600), PRICES, DAY)
    assert (found.unit, found.amount) == ("million tokens", Decimal("0.008"))
    looked_at = quote(spec, Prompt("who is it?", 100, images=2), PRICES, DAY)
    assert (looked_at.unit, looked_at.amount) == ("image", Decimal("0.12"))


@given(st.text(max_size=200), st.text(max_size=200))
def test_more_text_is_never_fewer_tokens(one: str, other: str) -> None:
    assert max(tokens(one), tokens(other)) <= tokens(one + other) <= tokens(one) + tokens(other)


def test_one_name_may_stand_for_two_models() -> None:
    assert CATALOGUE.of("holysheep", "gpt-4.1", "vision").capability == "vision"
    assert CATALOGUE.of("holysheep", "gpt-4.1").capability == "chat"


def test_a_part_of_a_catalogue_is_one_too() -> None:
    assert CATALOGUE.among(()).model == ()
    assert CATALOGUE.among(["nobody", "holysheep"]) == CATALOGUE
    assert CATALOGUE.only(KLING).models("video") == (KLING,)


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(Misconfigured, match="no provider nobody; it has holysheep"):
        CATALOGUE.provider_of("nobody")
    with pytest.raises(Misconfigured, match="no model sora of holysheep"):
        CATALOGUE.of("holysheep", "sora")


def test_a_server_of_one_s_own_is_two_entries(tmp_path: Path) -> None:
    found = read(tmp_path, PROVIDER + MODEL)
    assert found.provider_of("local").key == ""
    assert [spec.name for spec in found.models("chat")] == ["qwen"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MODEL, "catalogue.toml: the model qwen is run by local, which is no provider here"),
        (PROVIDER + PROVIDER, "the provider local is there twice"),
        (PROVIDER + MODEL + MODEL, "the model local qwen for chat is there twice"),
        (PROVIDER + MODEL + 'rank = "high"', "model, number 1, rank: write a whole number"),
        (PROVIDER + MODEL + "rank = 12", "model, number 1, rank: it should be less than or equal to 9"),
        (PROVIDER + MODEL + "speed = 1", "model, number 1, speed: there is no such field"),
        (PROVIDER.replace("openai", "other"), "provider, number 1, adapter: write 'holysheep' or 'openai'"),
        ("[[provider", "is no TOML"),
    ],
)
def test_a_wrong_catalogue_says_where_and_what(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Misconfigured) as wrong:
        read(tmp_path, text)
    assert said in str(wrong.value)
    assert str(tmp_path / "catalogue.toml") in str(wrong.value)


def test_a_catalogue_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"gone\.toml cannot be read: No such file"):
        Catalogue.read(tmp_path / "gone.toml")


def read(folder: Path, text: str) -> Catalogue:
    path = folder / "catalogue.toml"
    path.write_text(text)
    return Catalogue.read(path)
