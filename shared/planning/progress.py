"""How far a drama is: read from the store, so that it is true whoever asks and whatever was killed."""

from dataclasses import dataclass

from shared.artifacts import Artifacts, Lost, keys
from shared.artifacts.manifest import Manifest
from shared.artifacts.media import read
from shared.artifacts.records import Plan
from shared.events import shot_id
from shared.planning.decisions import Decisions, known_dramas
from shared.planning.needs import needs
from shared.planning.state import Episode, State

_ORDERS = {
    "commissioned": "speaking",
    "voiced": "filming",
    "rejected": "filming",
    "filmed": "checking",
    "verified": "joining",
}


@dataclass(frozen=True)
class EpisodeProgress:
    """One episode: ``shots`` are (name, waiting | speaking | filming | checking | joining | done), in order."""

    number: int
    state: str
    shots: tuple[tuple[str, str], ...] = ()

    @property
    def shots_done(self) -> int:
        return sum(stage == "done" for _, stage in self.shots)

    @property
    def shots_total(self) -> int:
        return len(self.shots)


@dataclass(frozen=True)
class DramaProgress:
    """A drama: ``state`` is working, blocked, done or unreadable; ``stages`` are (name, done, total or None)."""

    drama: str
    revision: int
    title: str
    state: str
    reason: str
    stages: tuple[tuple[str, int, int | None], ...]
    episodes: tuple[EpisodeProgress, ...]
    manifest: Manifest | None


async def read_progress(store: Artifacts, decisions: Decisions, drama: str) -> DramaProgress | None:
    """How far the drama is, or None if nobody requested it. Costs listings that grow with what is open."""
    state = await decisions.state(drama)
    if state.request is None:
        return None
    running = await running_shots(store, drama)
    episodes = [await _episode(store, state, episode, running) for episode in state.episodes.values()]
    manifest = await read(store, state.manifest, Manifest) if state.manifest else None
    return DramaProgress(
        drama=drama,
        revision=state.revision,
        title=state.request.title or drama,
        state="done" if manifest else "blocked" if state.blocked else "working",
        reason=f"{state.blocked.stage}: {state.blocked.reason}" if state.blocked else "",
        stages=_stages(state, episodes),
        episodes=tuple(episodes),
        manifest=manifest,
    )


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
    for service in ("audio", "video", "character"):
        for key, _ in await store.listing(f"{service}/jobs/{drama}"):
            event, _, rest = key.rpartition("/")[2].partition("_")
            topic, _, step = event.partition(".")
            if topic == "shot" and step in _ORDERS:
                found[rest.partition("_")[0]] = _ORDERS[step]
    return found


async def _episode(store: Artifacts, state: State, episode: Episode, running: dict[str, str]) -> EpisodeProgress:
    if not episode.plan:
        return EpisodeProgress(episode.number, "waiting")
    plan = await read(store, episode.plan, Plan)
    if not episode.cut:
        return EpisodeProgress(episode.number, "scripted", tuple((shot.id, "waiting") for shot in plan.shots))
    there = [key for key, _ in await store.listing(keys.joins(episode.cut))]
    missing = set(needs(state.drama, episode.cut, plan).missing(there).values())
    shots = []
    for shot in plan.shots:
        name = shot_id(state.drama, shot.id)
        shots.append((shot.id, running.get(name, "waiting") if name in missing else "done"))
    finished = "done" if episode.master else "making" if missing else "mastering"
    return EpisodeProgress(episode.number, finished, tuple(shots))


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
