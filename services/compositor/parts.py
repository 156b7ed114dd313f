"""All that a master is made of, and the making of it in a child process."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.compositor.cards import episode_line
from services.compositor.cover import cover_shot, draw_cover
from services.compositor.layers import airs, beds, blows, swells
from services.compositor.master import master_episode
from services.compositor.mix import Music, Speech, mix_episode
from services.compositor.subtitles import Cue, episode_cues, shot_cues, srt
from services.compositor.timeline import Timeline
from shared.artifacts import Artifacts
from shared.artifacts.media import fetch
from shared.artifacts.records import Conformed, Cut, Join, Phoneme, Plan, Quality, Score, SpokenLine, Take


@dataclass(frozen=True)
class Parts:
    """What a cut's master is made of: shots and lines in the order of the plan, ``films`` in the order of the reel."""

    cut: Cut
    plan: Plan
    joins: Sequence[Join]
    takes: dict[str, Take]
    spoken: dict[str, SpokenLine]
    films: Sequence[Conformed]
    timeline: Timeline
    score: Score | None

    @property
    def inputs(self) -> list[object]:
        """What shapes the master: pictures, words and their times, places, sound."""
        sound = [(line.line, line.start, self.spoken[line.line].audio.sha256) for line in self.timeline.lines]
        places = [(shot.place, shot.time, shot.turn) for shot in self.plan.shots]
        score = self.score
        music = (score.audio.sha256, score.volume, score.stretches, score.sting) if score else None
        words = (self.plan.drama_title, episode_line(self.plan))
        return [words, [film.film.sha256 for film in self.films], self.timeline.cards, sound, places, music]

    @property
    def cues(self) -> list[tuple[float, tuple[Cue, ...]]]:
        """The subtitles of each shot with its start; a card has none."""
        language = self.plan.language
        return [
            (shot.start, shot_cues(self.plan.shot(shot.shot), join.lines, language, join.seconds, times(self.spoken)))
            for shot, join in zip(self.timeline.shots, self.joins, strict=True)
        ]

    async def fetch(self, store: Artifacts, folder: Path) -> None:
        """Bring every file to the folder, under the names that ``compose`` expects."""
        for number, film in enumerate(self.films):
            await fetch(store, film.film, folder / f"film-{number:03}.mp4")
        for line, spoken in self.spoken.items():
            await fetch(store, spoken.audio, folder / f"{line}.wav")
        await fetch(store, self.takes[self._best.film].film, folder / "cover.mp4")
        if self.score:
            await fetch(store, self.score.audio, folder / "score.wav")

    @property
    def _best(self) -> Join:
        """The join of the shot that the cover shows."""
        return self.joins[[shot.id for shot in self.plan.shots].index(cover_shot(self.plan).id)]


def times(spoken: dict[str, SpokenLine]) -> dict[str, tuple[Phoneme, ...]]:
    """The measured times of each line's phonemes."""
    return {line: record.phonemes for line, record in spoken.items()}


def compose(folder: Path, parts: Parts) -> Quality:
    """Mix, master, subtitles and cover, in a child process; every file lies in ``folder``."""
    plan, timeline = parts.plan, parts.timeline
    speech = [Speech(folder / f"{line.line}.wav", line.start) for line in timeline.lines]
    music = _music(folder / "score.wav", parts) if parts.score else None
    balance = mix_episode(speech, music, airs(plan, timeline), timeline.seconds, folder / "mix.wav")
    films = [folder / f"film-{number:03}.mp4" for number in range(len(parts.films))]
    title = f"{plan.drama_title} · {plan.title}"
    quality = master_episode(films, folder / "mix.wav", parts.cut.delivery, title, folder / "master.mp4")
    (folder / "master.srt").write_text(srt(episode_cues(parts.cues)), encoding="utf-8")
    cover = folder / "cover.png"
    draw_cover(folder / "cover.mp4", plan.drama_title, episode_line(plan), parts.cut.delivery, cover)
    if balance is None:
        return quality
    over, bed = round(balance.mixed, 1), round(balance.unducked, 1)
    return quality.model_copy(update={"dialogue_over_music": over, "dialogue_over_bed": bed})


def _music(file: Path, parts: Parts) -> Music | None:
    if parts.score is None:
        return None
    return Music(
        file,
        parts.score.volume,
        beds(parts.score, parts.timeline),
        parts.score.sting,
        blows(parts.plan, parts.timeline),
        swells(parts.timeline),
    )
