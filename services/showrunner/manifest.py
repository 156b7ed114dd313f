"""The manifest: gathered from the records that the finished episodes name."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from shared.artifacts import Artifacts, keys, previews
from shared.artifacts.manifest import (
    Manifest,
    ManifestCalls,
    ManifestEpisode,
    ManifestLine,
    ManifestMember,
    ManifestShot,
)
from shared.artifacts.media import read
from shared.artifacts.previews import STORYBOARD, Preview
from shared.artifacts.records import (
    Cast,
    Draft,
    Join,
    Made,
    Master,
    Score,
    ScoreJoin,
    SpokenLine,
    Story,
    Take,
    TimelineLine,
    TimelineShot,
    Verdict,
    WrittenScene,
)
from shared.events import shot_id
from shared.planning import Episode, State

_Model = tuple[str, str, str]
"""Provider, model and operation."""


async def assemble(store: Artifacts, state: State, now: datetime) -> Manifest:
    """Everything about a drama whose episodes are all mastered. Raises Lost if one of its records is gone."""
    if not (state.request and state.requested_at and state.story and state.cast):
        raise ValueError("a manifest is written when the drama is finished")
    story = await read(store, state.story, Story)
    cast = await read(store, state.cast, Cast)
    members = tuple(
        ManifestMember(name=m.character.name, role=m.character.role, voice=m.voice, anchor=m.anchor, made=m.made)
        for m in cast.members
    )
    episodes, made = [], [m.made for m in members] + ([story.made] if story.made else [])
    for episode in state.episodes.values():
        found, calls = await _episode(store, state.drama, episode)
        episodes.append(found)
        made += calls
    return Manifest(
        drama=state.drama,
        revision=state.revision,
        title=story.title,
        logline=story.logline,
        language=story.language,
        requested_at=state.requested_at,
        completed_at=now,
        cost_usd=sum((call.cost_usd for call in made), Decimal(0)),
        cast=members,
        episodes=tuple(episodes),
        calls=totals(made, state.opened_at),
    )


def totals(made: Iterable[Made], since: datetime | None = None) -> tuple[ManifestCalls, ...]:
    """Latency, CPU time and cost by model and operation; calls from before ``since``, and repeated ones, were found."""
    groups: dict[_Model, list[Made]] = {}
    found: dict[_Model, list[Made]] = {}
    seen: set[Made] = set()
    for call in made:
        model = (call.provider, call.model, call.operation)
        groups.setdefault(model, []).append(call)
        if call.at and (call in seen or (since and call.at < since)):
            found.setdefault(model, []).append(call)
        seen.add(call)
    return tuple(_total(model, calls, found.get(model, [])) for model, calls in sorted(groups.items()))


def _total(model: _Model, calls: list[Made], found: list[Made]) -> ManifestCalls:
    provider, name, operation = model
    return ManifestCalls(
        provider=provider,
        model=name,
        operation=operation,
        calls=len(calls),
        seconds_total=round(sum(call.seconds for call in calls), 3),
        seconds_mean=round(sum(call.seconds for call in calls) / len(calls), 3),
        seconds_max=max(call.seconds for call in calls),
        cpu_seconds=round(sum(call.cpu_seconds for call in calls), 3),
        encode_cpu_seconds=round(sum(call.encode_cpu_seconds for call in calls), 3),
        cost_usd=sum((call.cost_usd for call in calls), Decimal(0)),
        found=len(found),
        found_seconds=round(sum(call.seconds for call in found), 3),
        saved_usd=sum((call.cost_usd for call in found), Decimal(0)),
    )


async def _episode(store: Artifacts, drama: str, episode: Episode) -> tuple[ManifestEpisode, list[Made]]:
    if not (episode.master and episode.cut and episode.draft):
        raise ValueError(f"episode {episode.number} is not finished")
    master = await read(store, episode.master, Master)
    score = await _score(store, episode.cut)
    draft = await read(store, episode.draft, Draft)
    scenes = [await read(store, scene.scene, WrittenScene) for scene in draft.scenes if scene.scene]
    made = [draft.made, *(scene.made for scene in scenes), master.made, *master.conformed]
    made += [score.made] if score else []
    shots = []
    for placed in master.shots:
        shot, verdict = await _shot(store, drama, episode.cut, placed, master.lines)
        shots.append(shot)
        made += [shot.made, verdict.made, *(line.made for line in shot.lines)]
        made += await _sketch(store, drama, episode.cut, placed)
    return ManifestEpisode(
        number=master.number,
        episode=master.episode,
        cut=episode.cut,
        title=master.title,
        seconds=master.seconds,
        film=master.film,
        subtitles=master.subtitles,
        cover=master.cover,
        score=score.audio if score else None,
        quality=master.quality,
        made=master.made,
        shots=tuple(shots),
        cards=master.cards,
    ), made


async def _score(store: Artifacts, cut: str) -> Score | None:
    if await store.age(key := keys.score_join(cut)) is None:
        return None
    join = await read(store, key, ScoreJoin)
    return await read(store, join.score, Score) if join.score else None


async def _shot(
    store: Artifacts, drama: str, cut: str, placed: TimelineShot, lines: tuple[TimelineLine, ...]
) -> tuple[ManifestShot, Verdict]:
    take = await read(store, placed.take, Take)
    join = await read(store, keys.join(cut, shot_id(drama, placed.shot)), Join)
    verdict = await read(store, join.verdict, Verdict)
    records = {voiced.line: voiced.record for voiced in join.lines}
    told = []
    for line in lines:
        if line.shot == placed.shot:
            spoken = await read(store, records[line.line], SpokenLine)
            told.append(_line(line, spoken))
    shot = ManifestShot(
        shot=placed.shot,
        start=placed.start,
        seconds=placed.seconds,
        take=placed.number,
        fingerprint=take.fingerprint,
        flagged=placed.flagged,
        measures=verdict.measures,
        film=take.film,
        made=take.made,
        lines=tuple(told),
    )
    return shot, verdict


async def _sketch(store: Artifacts, drama: str, cut: str, placed: TimelineShot) -> list[Made]:
    """How the shot's still was made: nobody waits for one, so there may be none."""
    key = previews.key(cut, shot_id(drama, placed.shot), STORYBOARD)
    if await store.age(key) is None:
        return []
    preview = await read(store, key, Preview)
    return [preview.made] if preview.made else []


def _line(line: TimelineLine, spoken: SpokenLine) -> ManifestLine:
    return ManifestLine(
        id=line.line,
        speaker=line.speaker,
        text=line.text,
        emotion=line.emotion,
        start=line.start,
        end=line.end,
        voice=spoken.voice,
        audio=spoken.audio,
        made=spoken.made,
    )
