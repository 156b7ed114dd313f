"""Gathering what a shot or an episode is composed of, and keeping what came out."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.compositor.conform import conform_shot
from services.compositor.cover import cover_shot, draw_cover
from services.compositor.master import master_episode
from services.compositor.mix import Speech, mix_episode
from services.compositor.subtitles import Cue, episode_cues, shot_cues, srt
from services.compositor.timeline import frames_of, lay_out
from shared.artifacts import Artifacts, keys
from shared.artifacts.library import OpenCut
from shared.artifacts.media import fetch, keep, read
from shared.artifacts.records import (
    Conformed,
    Join,
    Master,
    Quality,
    Score,
    ScoreJoin,
    SpokenLine,
    Take,
    TimelineLine,
    TimelineShot,
)
from shared.events import digest, shot_id
from shared.planning import needs
from shared.planning.recipes import RECIPES
from shared.providers import Named
from shared.runtime import Children, Once, Settings
from shared.runtime.scratch import scratch
from shared.telemetry import called

COMPOSITOR = Named("studio", "compositor-1")


@dataclass(frozen=True)
class Assembly:
    """Composes shots and episodes; the pixels and samples are worked in child processes."""

    store: Artifacts
    once: Once
    children: Children
    settings: Settings
    service: str = "compositor"

    async def is_complete(self, cut: OpenCut) -> bool:
        """Whether every shot and the score have joined."""
        there = [key for key, _ in await self.store.listing(keys.joins(cut.name))]
        return not needs(cut.cut.drama, cut.name, cut.plan).missing(there)

    async def conform(self, cut: OpenCut, join: Join) -> Conformed:
        """The shot in the delivery's format with its subtitles; found if it was made before."""
        take = await read(self.store, join.film, Take)
        delivery, seconds = cut.cut.delivery, join.seconds
        cues = shot_cues(cut.shot(join.shot), join.lines, cut.plan.language, seconds)
        inputs = [RECIPES["compositor"], take.film.sha256, cues, delivery, seconds]
        fingerprint = digest(inputs)

        async def make() -> Conformed:
            frames = frames_of(seconds, delivery.fps)
            with scratch(self.settings.scratch) as folder:
                film = await fetch(self.store, take.film, folder / "take.mp4")
                out = folder / "conformed.mp4"
                work = self.children.run(conform_shot, film, cues, delivery, frames, out)
                _, made = await called(COMPOSITOR, "conform", work)
                kept = await keep(self.store, self.service, out, "video/mp4")
            return Conformed(fingerprint=fingerprint, film=kept, frames=frames, made=made)

        return await self.once(keys.conformed(fingerprint), Conformed, make)

    async def master(self, cut: OpenCut) -> str:
        """The key of the cut's master; found if it was made before."""
        parts = await self._gather(cut)
        fingerprint = digest([RECIPES["compositor"], cut.cut.episode, cut.cut.delivery, parts.inputs, cut.plan.title])
        key = keys.master(fingerprint)
        await self.once(key, Master, lambda: self._make(fingerprint, cut, parts))
        return key

    async def _gather(self, cut: OpenCut) -> "_Parts":
        names = [shot_id(cut.cut.drama, shot.id) for shot in cut.plan.shots]
        joins = [await read(self.store, keys.join(cut.name, name), Join) for name in names]
        takes = {join.film: await read(self.store, join.film, Take) for join in joins}
        spoken = {
            voiced.line: await read(self.store, voiced.record, SpokenLine) for join in joins for voiced in join.lines
        }
        conformed = await asyncio.gather(*(self.conform(cut, join) for join in joins))
        shots, lines = lay_out(cut.plan, joins, takes, cut.cut.delivery.fps)
        return _Parts(joins, takes, spoken, conformed, shots, lines, await self._score(cut))

    async def _score(self, cut: OpenCut) -> Score | None:
        if cut.plan.music is False:
            return None
        join = await read(self.store, keys.score_join(cut.name), ScoreJoin)
        return await read(self.store, join.score, Score) if join.score else None

    async def _make(self, fingerprint: str, cut: OpenCut, parts: "_Parts") -> Master:
        with scratch(self.settings.scratch) as folder:
            await parts.fetch(self.store, folder)
            compose = self.children.run(_compose, folder, cut, parts)
            quality, made = await called(COMPOSITOR, "master", compose)
            film = await keep(self.store, self.service, folder / "master.mp4", "video/mp4")
            subtitles = await keep(self.store, self.service, folder / "master.srt", "application/x-subrip")
            cover = await keep(self.store, self.service, folder / "cover.png", "image/png")
        return Master(
            fingerprint=fingerprint,
            episode=cut.cut.episode,
            number=cut.cut.number,
            title=cut.plan.title,
            film=film,
            subtitles=subtitles,
            cover=cover,
            seconds=quality.video_seconds,
            shots=parts.shots,
            lines=parts.lines,
            quality=quality,
            conformed=tuple(shot.made for shot in parts.conformed),
            made=made,
        )


@dataclass(frozen=True)
class _Parts:
    """All that a master is made of, in the order of the plan's shots."""

    joins: Sequence[Join]
    takes: dict[str, Take]
    spoken: dict[str, SpokenLine]
    conformed: Sequence[Conformed]
    shots: tuple[TimelineShot, ...]
    lines: tuple[TimelineLine, ...]
    score: Score | None

    @property
    def inputs(self) -> list[object]:
        """What shapes the master: pictures, words and their times, sound."""
        sound = [(line.line, line.start, self.spoken[line.line].audio.sha256) for line in self.lines]
        score = (self.score.audio.sha256, self.score.volume) if self.score else None
        return [[shot.film.sha256 for shot in self.conformed], sound, score]

    async def fetch(self, store: Artifacts, folder: Path) -> None:
        """Bring every file to the folder, under the names that ``_compose`` expects."""
        for number, shot in enumerate(self.conformed):
            await fetch(store, shot.film, folder / f"shot-{number:03}.mp4")
        for line, spoken in self.spoken.items():
            await fetch(store, spoken.audio, folder / f"{line}.wav")
        for number, join in enumerate(self.joins):
            await fetch(store, self.takes[join.film].film, folder / f"take-{number:03}.mp4")
        if self.score:
            await fetch(store, self.score.audio, folder / "score.wav")


def _compose(folder: Path, cut: OpenCut, parts: _Parts) -> Quality:
    """Mix, master, subtitles and cover, in a child process; every file lies in ``folder``."""
    seconds = parts.shots[-1].start + parts.shots[-1].seconds
    speech = [Speech(folder / f"{line.line}.wav", line.start) for line in parts.lines]
    score = folder / "score.wav" if parts.score else None
    mix_episode(speech, score, parts.score.volume if parts.score else 0.0, seconds, folder / "mix.wav")
    films = [folder / f"shot-{number:03}.mp4" for number in range(len(parts.conformed))]
    title = f"{cut.plan.drama_title} · {cut.plan.title}"
    quality = master_episode(films, folder / "mix.wav", cut.cut.delivery, title, folder / "master.mp4")
    (folder / "master.srt").write_text(srt(episode_cues(_cues(cut, parts))), encoding="utf-8")
    best = [shot.id for shot in cut.plan.shots].index(cover_shot(cut.plan).id)
    take = folder / f"take-{best:03}.mp4"
    draw_cover(take, cut.plan.drama_title, cut.plan.title, cut.cut.delivery, folder / "cover.png")
    return quality


def _cues(cut: OpenCut, parts: _Parts) -> list[tuple[float, tuple[Cue, ...]]]:
    return [
        (placed.start, shot_cues(cut.plan.shot(placed.shot), join.lines, cut.plan.language, join.seconds))
        for placed, join in zip(parts.shots, parts.joins, strict=True)
    ]
