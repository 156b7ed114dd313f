"""What a model would cost with a brief in its hands. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.ledger.prices import Prices, Quote
from shared.planning.words import spoken
from shared.providers.catalogue.able import asked_resolution, asked_seconds
from shared.providers.catalogue.spec import ModelSpec
from shared.providers.ports import FilmBrief, SpeechBrief

_MILLION = Decimal(1_000_000)
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’-][A-Za-z0-9]+)*")
_WIDE_SECONDS, _WORD_SECONDS, _LEAST_SECONDS = 0.27, 0.45, 0.5
"""Slow speech: a quote must not be below what is charged."""


@dataclass(frozen=True)
class Prompt:
    """Words for a chat model: all that is sent, and the most tokens that it may answer. ``images`` are looked at."""

    text: str
    max_tokens: int
    images: int = 0

    @property
    def tokens(self) -> int:
        """What it may take from a limit of tokens, at most."""
        return tokens(self.text) + self.max_tokens


def tokens(text: str) -> int:
    """About how many tokens the text has, rather too many: one a Chinese character, one for three other signs."""
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide + 2) // 3


def spoken_seconds(text: str) -> float:
    """About how long the text takes to say, rather too long."""
    text = spoken(text)
    wide, words = len(_WIDE.findall(text)), len(_WORD.findall(text))
    return max(_LEAST_SECONDS, wide * _WIDE_SECONDS + words * _WORD_SECONDS)


def quote(spec: ModelSpec, brief: FilmBrief | SpeechBrief | Prompt, prices: Prices, on: date) -> Quote:
    """What it costs on that day: a film by the seconds asked for (``quantity``) and its resolution (``features``).

    Speech costs by the minute or by the call, as the table has it; words by the tokens of the prompt and of the longest
    answer, or by the image where some are looked at. Raises Misconfigured where the table has no price.
    """
    match brief:
        case FilmBrief():
            return film_quote(spec, brief.seconds, brief.width, brief.height, prices, on)
        case SpeechBrief():
            return speech_quote(spec, brief.text, prices, on)
        case Prompt() if brief.images:
            return prices.quote(spec.name, "image", brief.images, on)
        case Prompt():
            return prices.quote(spec.name, "million tokens", brief.tokens / _MILLION, on)


def film_quote(spec: ModelSpec, seconds: float, width: int, height: int, prices: Prices, on: date) -> Quote:
    """What so many seconds of film cost."""
    resolution = asked_resolution(spec, width, height)
    return prices.quote(spec.name, "second", asked_seconds(spec, seconds), on, *filter(None, [resolution]))


def speech_quote(spec: ModelSpec, text: str, prices: Prices, on: date) -> Quote:
    """What the text costs when it is spoken."""
    unit = prices.unit_of(spec.name, ("minute", "call"), on)
    if unit == "call":
        return prices.quote(spec.name, unit, 1, on)
    minutes = Decimal(str(spoken_seconds(text))) / 60
    return prices.quote(spec.name, unit, minutes.quantize(Decimal("0.0001")), on)
