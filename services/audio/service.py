"""Audio: a commissioned shot is voiced, a cut gets its score, a verified shot joins its cut."""

from pathlib import Path

from services.audio.core import brief_line, brief_score, place_lines, place_score
from services.audio.hired import Voices
from services.audio.lines import Wanted
from shared.artifacts import Artifacts, keys
from shared.artifacts.library import OfCut, open_cut
from shared.artifacts.media import keep, written
from shared.artifacts.records import Join, Line, Plan, Score, ScoreJoin, SpokenLine
from shared.events import (
    EpisodeScored,
    JobCalledBack,
    ScoreCommissioned,
    ShotCommissioned,
    ShotJoined,
    ShotVerified,
    ShotVoiced,
    SpendRecorded,
    digest,
)
from shared.ledger import Ledger, purse_of
from shared.ledger.hearing import hear
from shared.planning.recipes import RECIPES
from shared.providers import Music, Speech
from shared.runtime import Once, Settings, Stage, together
from shared.runtime.scratch import scratch
from shared.telemetry import called, metrics

stage = Stage("audio")
stage.tells(SpendRecorded)
stage.hears(JobCalledBack)(hear)


@stage.works(ShotCommissioned, into=ShotVoiced, slots=2, looks=8)
async def voice_the_shot(
    order: ShotCommissioned,
    once: Once,
    paid: Ledger,
    voices: Voices,
    speech: Speech,
    store: Artifacts,
    settings: Settings,
) -> ShotVoiced:
    """Speak every line of the shot, or have it spoken, and measure it.

    Safe to repeat: a line already spoken is found, one that was paid is waited for.
    """
    cut = await open_cut(store, order)
    shot, purse = cut.shot(order.shot), purse_of(order, stage.name)

    async def speak(line: Line) -> tuple[str, SpokenLine]:
        wanted = Wanted.of(brief_line(line, cut.plan, cut.cast))
        key = keys.line(wanted.fingerprint)
        if market := await voices.market(cut.cut, wanted, purse):
            return key, await paid(key, SpokenLine, market, purse)
        return key, await once(key, SpokenLine, lambda: _speak(wanted, speech, store, settings.scratch))

    spoken = await together(*map(speak, shot.lines))
    lines, seconds = place_lines(shot, [key for key, _ in spoken], [line for _, line in spoken])
    return ShotVoiced.following(order, lines=lines, seconds=seconds)


@stage.works(ScoreCommissioned, into=EpisodeScored)
async def score_the_cut(
    order: ScoreCommissioned, once: Once, music: Music, store: Artifacts, settings: Settings
) -> EpisodeScored:
    """Compose the cut's music and let it join. Safe to repeat: the same plan finds its score."""
    plan = (await open_cut(store, order)).plan
    volume = 0.0 if plan.music is False else plan.music.volume
    moods = [(shot.id, shot.mood) for shot in plan.shots]
    fingerprint = digest([RECIPES["audio"], brief_score(plan), volume, moods])
    key = keys.score(fingerprint)
    await once(key, Score, lambda: _compose(fingerprint, plan, volume, music, store, settings.scratch))
    await _join(store, order, keys.score_join(order.cut), ScoreJoin(score=key), "score")
    return EpisodeScored.following(order, score=key)


@stage.works(ShotVerified, into=ShotJoined, slots=2)
async def join_the_cut(order: ShotVerified, store: Artifacts) -> ShotJoined:
    """Write the shot's join, then say so. The studio moves mouths itself, so no lip-sync is left to do."""
    key = keys.join(order.cut, order.shot)
    join = Join(
        shot=order.shot,
        lines=order.lines,
        seconds=order.seconds,
        film=order.film,
        verdict=order.verdict,
        flagged=order.flagged,
    )
    await _join(store, order, key, join, "shot")
    return ShotJoined.following(order, join=key)


async def _join(store: Artifacts, order: OfCut, key: str, join: Join | ScoreJoin, part: str) -> None:
    """Write the join. The first one tells how long its cut has been under way, by the store's clock."""
    if not await store.create(key, written(join)):
        return
    age = await store.age(keys.cut(order.episode, order.cut))
    if age is not None:
        metrics.JOIN_SECONDS.labels(part).observe(age)


async def _speak(wanted: Wanted, speech: Speech, store: Artifacts, root: Path) -> SpokenLine:
    with scratch(root) as folder:
        path = folder / "line.wav"
        spoken, made = await called(speech, "speak", speech.speak(wanted.brief, path))
        return await wanted.kept(store, stage.name, path, spoken, made)


async def _compose(fingerprint: str, plan: Plan, volume: float, music: Music, store: Artifacts, root: Path) -> Score:
    with scratch(root) as folder:
        path = folder / "score.wav"
        composed, made = await called(music, "compose", music.compose(brief_score(plan), path))
        audio = await keep(store, stage.name, path, "audio/wav")
    stretches, sting = place_score(plan, composed)
    return Score(
        fingerprint=fingerprint,
        audio=audio,
        seconds=composed.seconds,
        volume=volume,
        stretches=stretches,
        sting=sting,
        made=made,
    )
