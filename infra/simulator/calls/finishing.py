"""``video/lipsync`` and ``audio/background``: a film gets its speech, or its music."""

from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from infra.simulator.calls.brief import Accepted, Address, Bench, Brief, Short
from infra.simulator.media import Film
from infra.simulator.prices import Sale

Fade = Annotated[float, Field(ge=0, le=60)]


def _with_sound(url: str, bench: Bench) -> Film:
    """The film at the address with a track of sound. Of a film that is not ours nothing is known but that it is one."""
    film = bench.shelf.film_at(url) or Film(5, 720, 1280, 24, bench.hue, "")
    return replace(film, mark=bench.id, sound=True)


class Lipsync(Brief):
    model: str = "lipsync"
    video_url: Address
    audio_url: Address
    language: Short = "zh-CN"
    sync_mode: Literal["fast", "standard", "precise"] = "standard"
    enhance: bool = False

    def inputs(self) -> dict[str, str]:
        return {"video_url": self.video_url}

    def accept(self, bench: Bench) -> Accepted:
        film = _with_sound(self.video_url, bench)
        seconds = bench.takes(bench.scenario.latency.lipsync, film.seconds)
        answer = {"synced_video_url": bench.link(film), "generation_id": bench.id}
        return Accepted(Sale("lipsync", "call", Decimal(1)), answer, seconds)


class Background(Brief):
    model: str = "background"
    video_url: Address
    mood: Literal["dramatic", "romantic", "comedic", "suspense", "triumphant", "melancholic"]
    volume: Annotated[float, Field(ge=0, le=1)] = 0.25
    fade_in: Fade = 0
    fade_out: Fade = 0

    def inputs(self) -> dict[str, str]:
        return {"video_url": self.video_url}

    def accept(self, bench: Bench) -> Accepted:
        answer = {"final_video_url": bench.link(_with_sound(self.video_url, bench)), "generation_id": bench.id}
        seconds = bench.takes(bench.scenario.latency.background)
        return Accepted(Sale("background", "call", Decimal(1)), answer, seconds)
