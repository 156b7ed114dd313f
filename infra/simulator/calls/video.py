"""``video/generate``: a film is asked for; mostly it becomes a job."""

from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from infra.simulator.calls.brief import Accepted, Address, Bench, Brief, Short, Text
from infra.simulator.jobs import ERRORS, Job, planned
from infra.simulator.media import Film, Picture
from infra.simulator.prices import Sale
from infra.simulator.replies import Json
from infra.simulator.shelf import Shelf

_SHORT_SIDE = {"720p": 720, "1080p": 1080, "4k": 2160}
_ASPECTS = {"9:16": (9, 16), "16:9": (16, 9), "1:1": (1, 1), "3:4": (3, 4), "4:3": (4, 3), "21:9": (21, 9)}


def size(resolution: str, aspect: str) -> tuple[int, int]:
    """Width and height in pixels, even; the resolution is the shorter side."""
    short = _SHORT_SIDE[resolution]
    wide, high = _ASPECTS[aspect]
    long = round(short * max(wide, high) / min(wide, high) / 2) * 2
    return (long, short) if wide > high else (short, long)


class Generate(Brief):
    model: Text
    prompt: Text
    negative_prompt: str = ""
    duration: Annotated[float, Field(ge=5, le=30)] = 5
    resolution: Literal["720p", "1080p", "4k"] = "720p"
    fps: Annotated[int, Field(ge=12, le=60)] = 24
    aspect_ratio: Literal["9:16", "16:9", "1:1", "3:4", "4:3", "21:9"] = "9:16"
    seed: Annotated[int, Field(ge=-1, le=2**31 - 1)] = -1
    num_videos: Annotated[int, Field(ge=1, le=4)] = 1
    character_reference: str | list[str] | None = None
    reference_image: str | None = None
    style: Short = ""
    emotion_tone: Short = ""
    callback_url: Address | None = None

    def inputs(self) -> dict[str, str]:
        return {"prompt": self.prompt, "style": self.style}

    def references(self) -> dict[str, tuple[str, ...]]:
        named = self.character_reference or ()
        return {"character_reference": (named,) if isinstance(named, str) else tuple(named)}

    def accept(self, bench: Bench) -> Accepted:
        sale = Sale(self.model, "second", Decimal(str(self.duration)) * self.num_videos, self.resolution)
        job = self._job(bench)
        if job.plan.outcome == "completed" and bench.fate.luck.happens("at once", bench.scenario.jobs.at_once):
            return Accepted(sale, self._done(job, bench), job.plan.ends - job.plan.starts)
        answer = {"job_id": job.id, "status": "queued"}
        return Accepted(sale, answer, bench.takes(bench.scenario.latency.generate), job)

    def _job(self, bench: Bench) -> Job:
        width, height = size(self.resolution, self.aspect_ratio)
        film = Film(self.duration, width, height, self.fps, bench.hue, bench.id)
        films = tuple(replace(film, mark=f"{bench.id}-{number}") for number in range(self.num_videos))
        return Job(
            id=bench.id,
            key=bench.key,
            model=self.model,
            base=bench.base,
            accepted=bench.now,
            plan=planned(bench.now, self.duration, bench.scenario.jobs, bench.fate),
            films=films,
            thumbnail=Picture(width // 4, height // 4, bench.hue, bench.id),
            callback=self.callback_url,
        )

    def _done(self, job: Job, bench: Bench) -> Json:
        took = {"generation_id": job.id, "processing_time_ms": round(1000 * (job.plan.ends - job.plan.starts))}
        return results(job, bench.shelf, bench.now) | took


def results(job: Job, shelf: Shelf, now: float) -> Json:
    """Where a finished job's media are; several films are listed as well."""
    films = [shelf.link(film, job.base, now) for film in job.films]
    several = {"video_urls": films} if len(films) > 1 else {}
    return {"video_url": films[0], "thumbnail_url": shelf.link(job.thumbnail, job.base, now)} | several


def look(job: Job, shelf: Shelf, now: float) -> Json:
    """What is told of a job at that moment."""
    status = job.status(now)
    told: Json = {"job_id": job.id, "status": status, "model": job.model}
    if status == "completed":
        return told | results(job, shelf, now)
    if status == "failed":
        code, message = ERRORS[job.plan.outcome]
        return told | {"error": {"error_code": code, "message": message}}
    return told
