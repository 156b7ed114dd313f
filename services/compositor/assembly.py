"""Gathering what a shot or an episode is composed of, and keeping what came out."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from services.compositor.cards import Card, cards_after
from services.compositor.conform import conform_shot
from services.compositor.parts import Parts, compose, times
from services.compositor.subtitles import shot_cues
from services.compositor.timeline import frames_of, lay_out
from services.compositor.titling import film_card
from shared.artifacts import Artifacts, keys
from shared.artifacts.library import OpenCut
from shared.artifacts.media import fetch, keep, read
from shared.artifacts.records import Conformed, Join, Master, Score, ScoreJoin, SpokenLine, Take
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
    """Composes shots, cards and episodes; the pixels and samples are worked in child processes."""

    store: Artifacts
    once: Once
    children: Children
    settings: Settings
    service: str = "compositor"

    async def is_complete(self, cut: OpenCut) -> bool:
        """Whether every shot and the score have joined."""
        there = [key for key, _ in await self.store.listing(keys.joins(cut.name))]
        return not needs(cut.cut.drama, cut.name, cut.plan).missing(there)

    async def films(self, cut: OpenCut, join: Join) -> list[Conformed]:
        """The shot in the delivery's format, and the cards that follow it; found if they were made before."""
        take = await read(self.store, join.film, Take)
        cards = cards_after(cut.plan, cut.shot(join.shot).id)
        work = [self._conform(cut, join, take), *(self._card(cut, join, take, card) for card in cards)]
        return list(await asyncio.gather(*work))

    async def _conform(self, cut: OpenCut, join: Join, take: Take) -> Conformed:
        delivery, spoken = cut.cut.delivery, await self._spoken(join)
        cues = shot_cues(cut.shot(join.shot), join.lines, cut.plan.language, join.seconds, times(spoken))
        frames = frames_of(join.seconds, delivery.fps)
        fingerprint = digest([RECIPES["compositor"], take.film.sha256, cues, delivery, join.seconds])

        def work(film: Path, out: Path) -> Awaitable[None]:
            return self.children.run(conform_shot, film, cues, delivery, frames, out)

        return await self._made_once("conform", fingerprint, take, frames, work)

    async def _card(self, cut: OpenCut, join: Join, take: Take, card: Card) -> Conformed:
        delivery, seed = cut.cut.delivery, cut.plan.seed
        shown, frames = frames_of(join.seconds, delivery.fps), frames_of(card.seconds, delivery.fps)
        fingerprint = digest([RECIPES["compositor"], "card", card, take.film.sha256, shown, seed, delivery])

        def work(film: Path, out: Path) -> Awaitable[None]:
            return self.children.run(film_card, card, film, shown, seed, delivery, frames, out)

        return await self._made_once("card", fingerprint, take, frames, work)

    async def _made_once(
        self, operation: str, fingerprint: str, take: Take, frames: int, work: Callable[[Path, Path], Awaitable[None]]
    ) -> Conformed:
        """The film that ``work`` makes of the take, or the one that it made before."""

        async def make() -> Conformed:
            with scratch(self.settings.scratch) as folder:
                film, out = await fetch(self.store, take.film, folder / "take.mp4"), folder / "film.mp4"
                _, made = await called(COMPOSITOR, operation, work(film, out))
                kept = await keep(self.store, self.service, out, "video/mp4")
            return Conformed(fingerprint=fingerprint, film=kept, frames=frames, made=made)

        return await self.once(keys.conformed(fingerprint), Conformed, make)

    async def master(self, cut: OpenCut) -> str:
        """The key of the cut's master; found if it was made before."""
        parts = await self._gather(cut)
        fingerprint = digest([RECIPES["compositor"], cut.cut.episode, cut.cut.delivery, parts.inputs, cut.plan.title])
        key = keys.master(fingerprint)
        await self.once(key, Master, lambda: self._make(fingerprint, parts))
        return key

    async def _gather(self, cut: OpenCut) -> Parts:
        names = [shot_id(cut.cut.drama, shot.id) for shot in cut.plan.shots]
        joins = [await read(self.store, keys.join(cut.name, name), Join) for name in names]
        takes = {join.film: await read(self.store, join.film, Take) for join in joins}
        spoken = {line: record for join in joins for line, record in (await self._spoken(join)).items()}
        films = [film for films in await asyncio.gather(*(self.films(cut, join) for join in joins)) for film in films]
        timeline = lay_out(cut.plan, joins, takes, cut.cut.delivery.fps)
        return Parts(cut.cut, cut.plan, joins, takes, spoken, films, timeline, await self._score(cut))

    async def _spoken(self, join: Join) -> dict[str, SpokenLine]:
        return {voiced.line: await read(self.store, voiced.record, SpokenLine) for voiced in join.lines}

    async def _score(self, cut: OpenCut) -> Score | None:
        if cut.plan.music is False:
            return None
        join = await read(self.store, keys.score_join(cut.name), ScoreJoin)
        return await read(self.store, join.score, Score) if join.score else None

    async def _make(self, fingerprint: str, parts: Parts) -> Master:
        with scratch(self.settings.scratch) as folder:
            await parts.fetch(self.store, folder)
            quality, made = await called(COMPOSITOR, "master", self.children.run(compose, folder, parts))
            film = await keep(self.store, self.service, folder / "master.mp4", "video/mp4")
            subtitles = await keep(self.store, self.service, folder / "master.srt", "application/x-subrip")
            cover = await keep(self.store, self.service, folder / "cover.png", "image/png")
        return Master(
            fingerprint=fingerprint,
            episode=parts.cut.episode,
            number=parts.cut.number,
            title=parts.plan.title,
            film=film,
            subtitles=subtitles,
            cover=cover,
            seconds=quality.video_seconds,
            shots=parts.timeline.shots,
            cards=parts.timeline.cards,
            lines=parts.timeline.lines,
            quality=quality,
            conformed=tuple(film.made for film in parts.films),
            made=made,
        )
