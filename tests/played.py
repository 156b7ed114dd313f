"""Dramas that were really produced, in no time: the services' own handlers, and films of a few bytes."""

import hashlib
from collections.abc import Callable

import pytest

from infra.rehearsal import rehearse, understudy
from services.showrunner.production import Production
from shared.artifacts import Artifacts
from shared.artifacts.manifest import Manifest
from shared.artifacts.media import read
from shared.artifacts.records import Media, Record
from shared.events import DramaRequested, EpisodeMastered, Request, episode_id
from shared.planning import Decisions
from tests.desk import NOW
from tests.rehearsed import WEIGHTS


async def played(store: Artifacts, drama: str, request: Request, finish: bool = True) -> Manifest | None:
    """Produce the request as the drama's next revision, up to its joins and masters; to its manifest if it finishes."""
    films: dict[str, bytes] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("infra.rehearsal.play.Overlay", lambda below: below)
        patch.setattr(understudy, "stand_in", _with_films(understudy.stand_in, films))
        calls = await rehearse(store, drama, request, WEIGHTS)
    for blob, film in films.items():
        await store.put(blob, film)
    if not finish:
        return None
    decisions = Decisions(store)
    production = Production(store, decisions, lambda: NOW)
    masters = {call.about: call.key for call in calls if call.operation == "master"}
    state = await decisions.state(drama)
    for number, episode in state.episodes.items() if state.is_open else ():
        name = episode_id(drama, number)
        facts = {"episode": name, "cut": episode.cut, "number": number, "master": masters[name.rpartition(".")[2]]}
        await production.hear(EpisodeMastered(drama=drama, **facts))
    manifest = (await decisions.state(drama)).manifest
    assert manifest
    return await read(store, manifest, Manifest)


async def requested(store: Artifacts, drama: str, request: Request) -> None:
    """The showrunner has taken the request, and nobody did anything yet."""
    await Production(store, Decisions(store), lambda: NOW).hear(DramaRequested(drama=drama, request=request))


def _with_films(
    stand_in: Callable[[type[Record], str], Record], films: dict[str, bytes]
) -> Callable[[type[Record], str], Record]:
    """What stands in has media that can be fetched; their bytes are laid into ``films``, by their keys."""

    def made(kind: type[Record], key: str) -> Record:
        record = stand_in(kind, key)
        found = {name: value for name, value in record if isinstance(value, Media)}
        media = {}
        for name, value in found.items():
            film = f"the {name} of {key}".encode()
            sha256 = hashlib.sha256(film).hexdigest()
            blob = f"{key.partition('/')[0]}/blobs/{sha256}"
            media[name] = value.model_copy(update={"blob": blob, "sha256": sha256, "size": len(film)})
            films[blob] = film
        return record.model_copy(update=media)

    return made
