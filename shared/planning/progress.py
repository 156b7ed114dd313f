"""How far a drama is: read from the store, so that it is true whoever asks and whatever was killed."""

from dataclasses import dataclass

from shared.artifacts import Artifacts, Lost, keys, previews
from shared.artifacts.abreast import abreast
from shared.artifacts.manifest import Manifest
from shared.artifacts.media import read
from shared.artifacts.records import Plan, Shot
from shared.events import shot_id
from shared.planning.decisions import Decisions, known_dramas
from shared.planning.needs import needs
from shared.planning.state import Episode, State

# The storyboard's stills are orders of the video service too, but no shot waits for one.
_ORDERS = {
    "audio": {"commissioned": "speaking", "verified": "joining"},
    "video": {"voiced": "filming", "rejected": "filming"},
    "character": {"filmed": "checking"},
}


@dataclass(frozen=True)
class ShotProgress:
    """One shot: ``stage`` is waiting, speaking, filming, checking, joining or done.

    ``words`` are what the ``speaker`` says first, or what happens when nobody speaks; ``preview`` is the key of the
    newest picture, if there is one.
    """

    name: str
    stage: str
    speaker: str = ""
    words: str = ""
    preview: str = ""


@dataclass(frozen=True)
class EpisodeProgress:
    """One episode with its shots in their order."""

    number: int
    state: str
    shots: tuple[ShotProgress, ...] = ()

    @property
    def shots_done(self) -> int:
        return sum(shot.stage == "done" for shot in self.shots)

    @property
    def shots_total(self) -> int:
        return len(self.shots)


@dataclass(frozen=True)
class DramaProgress:
    """A drama: ``state`` is working, blocked, gated, cancelled, done or unreadable.

    ``stages`` are (name, done, total or None). One that is blocked and ``lacks_money`` goes on by itself once its
    budget has room. At a gate the manifest is that of what a person shall look at.
    """

    drama: str
    revision: int
    title: str
    state: str
    reason: str
    stages: tuple[tuple[str, int, int | None], ...]
    episodes: tuple[EpisodeProgress, ...]
    manifest: Manifest | None
    lacks_money: bool = False


async def read_progress(store: Artifacts, decisions: Decisions, drama: str) -> DramaProgress | None:
    """How far the drama is, or None if nobody requested it. Costs listings that grow with what is open."""
    state = await decisions.state(drama)
    if state.request is None:
        return None
    running = await running_shots(store, drama)

    async def look(episode: Episode) -> EpisodeProgress:
        return await _episode(store, state, episode, running)

    episodes = await abreast(look, list(state.episodes.values()))
    key = state.manifest or (state.gated.manifest if state.gated else None)
    manifest = await read(store, key, Manifest) if key else None
    return DramaProgress(
        drama=drama,
        revision=state.revision,
        title=state.request.title or drama,
        state=_state(state),
        reason=f"{state.blocked.stage}: {state.blocked.reason}" if state.blocked else "",
        stages=_stages(state, episodes),
        episodes=tuple(episodes),
        manifest=manifest,
        lacks_money=bool(state.blocked and state.blocked.needs),
    )


def _state(state: State) -> str:
    ends = {
        "done": state.manifest,
        "cancelled": state.is_cancelled,
        "blocked": state.blocked,
        "gated": state.gated,
    }
    return next((name for name, is_so in ends.items() if is_so), "working")


async def read_all(store: Artifacts, decisions: Decisions) -> list[DramaProgress]:
    """Every drama, sorted by name; one whose records are damaged is shown as unreadable and hides no other."""
    found = []
    for drama in await known_dramas(store):
        try:
            progress = await read_progress(store, decisions, drama)
        except Lost as error:
            progress = DramaProgress(drama, 0, drama, "unreadable", str(error), (), (), None)
        if progress:
            found.append(progress)
    return found


async def running_shots(store: Artifacts, drama: str) -> dict[str, str]:
    """What is being done to each shot, by its id, as the job tables show it; such a shot is not lost."""
    found = {}
    for service, steps in _ORDERS.items():
        for key, _ in await store.listing(f"{service}/jobs/{drama}"):
            event, _, rest = key.rpartition("/")[2].partition("_")
            topic, _, step = event.partition(".")
            if topic == "shot" and step in steps:
                found[rest.partition("_")[0]] = steps[step]
    return found


async def _episode(store: Artifacts, state: State, episode: Episode, running: dict[str, str]) -> EpisodeProgress:
    if not episode.plan:
        return EpisodeProgress(episode.number, "waiting")
    plan = await read(store, episode.plan, Plan)
    if not episode.cut:
        shots = tuple(ShotProgress(shot.id, "waiting", *_words(shot)) for shot in plan.shots)
        return EpisodeProgress(episode.number, "scripted", shots)
    there = [key for key, _ in await store.listing(keys.joins(episode.cut))]
    pictures = previews.newest(key for key, _ in await store.listing(previews.folder(episode.cut)))
    missing = set(needs(state.drama, episode.cut, plan).missing(there).values())
    found = []
    for shot in plan.shots:
        name = shot_id(state.drama, shot.id)
        stage = running.get(name, "waiting") if name in missing else "done"
        found.append(ShotProgress(shot.id, stage, *_words(shot), pictures.get(name, "")))
    finished = "done" if episode.master else "making" if missing else "mastering"
    return EpisodeProgress(episode.number, finished, tuple(found))


def _words(shot: Shot) -> tuple[str, str]:
    """Who speaks first and what, or nobody and what happens."""
    return (shot.lines[0].speaker, shot.lines[0].text) if shot.lines else ("", shot.action)


def _stages(state: State, episodes: list[EpisodeProgress]) -> tuple[tuple[str, int, int | None], ...]:
    numbers = state.episodes.values()
    scripted = sum(episode.plan is not None for episode in numbers)
    shots = sum(episode.shots_total for episode in episodes) if scripted == len(numbers) else None
    return (
        ("story", int(state.story is not None), 1),
        ("cast", int(state.cast is not None), 1),
        ("scripts", scripted, len(numbers)),
        ("shots", sum(episode.shots_done for episode in episodes), shots),
        ("masters", sum(episode.master is not None for episode in numbers), len(numbers)),
    )
