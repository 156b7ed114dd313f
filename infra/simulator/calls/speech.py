"""``audio/synthesis`` and ``audio/speech``: a line is spoken, or a voice is cloned."""

import re
from decimal import Decimal
from typing import Annotated, Literal, Self
from zlib import crc32

from pydantic import Field, model_validator

from infra.simulator.calls.brief import Accepted, Bench, Brief, Short, SoundData, Text
from infra.simulator.media import Sound
from infra.simulator.prices import Sale

_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9']+")
_PAUSE = re.compile("[,.;:!?，。；：！？…、]+")
_HAN_SECONDS, _WORD_SECONDS, _PAUSE_SECONDS = 0.22, 0.36, 0.25

Speed = Annotated[float, Field(ge=0.25, le=4)]
Measure = Annotated[float, Field(ge=0.1, le=3)]
Form = Literal["wav", "mp3", "flac", "opus", "aac"]


def spoken_seconds(text: str, speed: float) -> float:
    """How long the text takes to say, to a hundredth of a second: by its characters, words and pauses."""
    han, words, pauses = (len(pattern.findall(text)) for pattern in (_HAN, _WORD, _PAUSE))
    seconds = han * _HAN_SECONDS + words * _WORD_SECONDS + pauses * _PAUSE_SECONDS
    return round(max(0.4, seconds / speed), 2)


def _pitch(voice: str) -> int:
    """A height in Hz that is the voice's own."""
    return 95 + crc32(voice.encode()) % 140


class Synthesis(Brief):
    model: Text = "voice-tts-3.0"
    input: Text
    voice: Text
    language: Short = "zh-CN"
    speed: Speed = 1
    pitch: Measure = 1
    energy: Measure = 1
    output_format: Form = "mp3"

    def inputs(self) -> dict[str, str]:
        return {"input": self.input}

    def accept(self, bench: Bench) -> Accepted:
        seconds = spoken_seconds(self.input, self.speed)
        sound = Sound(seconds, self.output_format, round(_pitch(self.voice) * self.pitch), bench.id)
        answer = {"audio_url": bench.link(sound), "duration": seconds, "generation_id": bench.id}
        sale = Sale(self.model, "call", Decimal(1))
        return Accepted(sale, answer, bench.takes(bench.scenario.latency.speech, seconds))


class Speech(Brief):
    model: Text = "tts-1-hd"
    input: str = Field(default="", max_length=4096)
    voice: Short = ""
    speed: Speed = 1
    emotion_intensity: Measure = 1
    response_format: Form = "mp3"
    voice_clone: bool = False
    source_audio: SoundData | None = None
    character_name: Short = ""
    language: Short = ""
    style: Short = ""

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        if self.voice_clone and not (self.source_audio and self.character_name):
            raise ValueError("a voice clone needs 'source_audio' and 'character_name'")
        if not self.voice_clone and not (self.input and self.voice):
            raise ValueError("speech needs 'input' and 'voice'")
        return self

    def inputs(self) -> dict[str, str]:
        return {"character_name": self.character_name} if self.voice_clone else {"input": self.input}

    def accept(self, bench: Bench) -> Accepted:
        latency = bench.scenario.latency.speech
        if self.voice_clone:
            return Accepted(Sale("voice-clone", "call", Decimal(1)), {"voice_id": bench.id}, bench.takes(latency, 30))
        seconds = spoken_seconds(self.input, self.speed)
        sound = Sound(seconds, self.response_format, _pitch(self.voice), bench.id)
        return Accepted(Sale(self.model, "minute", Decimal(str(seconds)) / 60), sound, bench.takes(latency, seconds))
