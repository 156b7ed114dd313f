"""Providers are shown whom a take is about: about once, before anything is submitted, and never twice differently."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client import REGISTRY

from services.video.takes import Ordered
from shared.artifacts import keys
from shared.artifacts.media import keep, read, written
from shared.artifacts.records import Cut, Media, Record, Reference, Take
from shared.events import digest
from shared.ledger import Purse
from shared.ledger.records import Intent, Receipt, Refusal
from shared.providers import Actor
from shared.runtime import Children, Outstanding, Throttled, Transient
from tests.briefs import CUT, FILM
from tests.buying import House
from tests.simulated import Client, provider, rule
from tests.wires import answering

WOMAN = Actor(name="林小满", gender="female", age=24, look="ponytail", outfit="red down jacket", seed=7, palette=())
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
KLING = CUT.model_copy(update={"providers": {"video": ("kling-v1-6",)}})


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    """Nothing is fetched here, so that none is ever started."""
    found = Children(1)
    yield found
    found.close()


@asynccontextmanager
async def studio(folder: Path, children: Children, *rules: dict[str, Any]) -> AsyncIterator[tuple[House, House]]:
    """Two workers on one store, and a provider that takes its time to film."""
    async with provider({"time_scale": 30, "rules": list(rules)}) as client:
        workers = House(client, folder, children, "one"), House(client, folder, children, "two")
        for worker in workers:
            await worker.leases.beat()
        await workers[0].use("holysheep")
        yield workers


async def anchor(here: House, folder: Path, content: bytes = PNG) -> Media:
    (folder / "anchor.png").write_bytes(content)
    return await keep(here.store, "character", folder / "anchor.png", "image/png")


async def ordered(here: House, folder: Path, number: int = 1, content: bytes = PNG) -> Ordered:
    """A take of the woman, another one for each number."""
    shown = {"actors": (WOMAN,), "anchor": await anchor(here, folder, content), "seed": number}
    return Ordered.of(KLING, f"red.e01-s{number:02}", FILM.model_copy(update=shown))


async def submit(here: House, take: Ordered, cut: Cut = KLING) -> None:
    """Buy the take as far as its submission; raises what keeps it from being submitted."""
    purse = Purse("red", take.shot, f"red/{take.shot}", Decimal(10))
    market = await here.films.market(cut, take, purse)
    assert market is not None
    with pytest.raises(Outstanding):
        await here.ledger(keys.take(take.fingerprint), Take, market, purse)


async def records(here: House, take: Ordered, word: str, kind: type[Record]) -> list[Any]:
    listed = await here.store.listing(keys.ledger("video", take.fingerprint))
    return [await read(here.store, each.key, kind) for each in listed if f"/{word}-" in each.key]


async def intents(here: House, take: Ordered) -> list[Intent]:
    return await records(here, take, "intent", Intent)


def films(client: Client, asked: list[Intent]) -> list[dict[str, Any]]:
    """The films that the provider accepted for these submissions, as they were asked for."""
    keys_ = dict.fromkeys(each.key for each in asked)
    return [json.loads(each.body) for key in keys_ for each in client.running.provider.memory.found(key, 1e9)]


def uploads(client: Client) -> int:
    return sum(client.running.provider.stats.calls.get("images/references", {}).values())


async def test_one_picture_is_shown_once_for_all_takes_and_workers(tmp_path: Path, children: Children) -> None:
    async with studio(tmp_path, children) as (one, two):
        takes = [await ordered(one, tmp_path, number) for number in range(1, 7)]
        await asyncio.gather(*(submit(worker, take) for worker, take in zip((one, two) * 3, takes, strict=True)))
        asked = [intent for take in takes for intent in await intents(one, take)]
        named = {film["character_reference"] for film in films(one.client, asked)}
        assert uploads(one.client) == 1
        assert len(films(one.client, asked)) == 6
        assert named == {intent.reference for intent in asked} == one.client.running.provider.memory.pictures


async def test_another_picture_of_the_same_person_is_shown_anew(tmp_path: Path, children: Children) -> None:
    async with studio(tmp_path, children) as (here, _):
        first, recast = await ordered(here, tmp_path), await ordered(here, tmp_path, content=PNG + b"another look")
        assert first.fingerprint != recast.fingerprint
        for take in (first, recast):
            await submit(here, take)
        [one], [other] = await intents(here, first), await intents(here, recast)
        assert one.reference != other.reference
        assert uploads(here.client) == 2


async def test_a_model_that_takes_no_pictures_is_shown_none(tmp_path: Path, children: Children) -> None:
    async with studio(tmp_path, children) as (here, _):
        take = await ordered(here, tmp_path)
        await submit(here, take, CUT.model_copy(update={"providers": {"video": ("video-gen-2.0",)}}))
        [film] = films(here.client, await intents(here, take))
        assert "character_reference" not in film
        assert uploads(here.client) == 0


async def test_a_worker_that_ends_between_showing_and_recording_loses_nothing(
    tmp_path: Path, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ended(_self: object, _key: str, _kind: type[Record], make: Callable[[], Awaitable[Record]]) -> Record:
        await make()
        raise ConnectionAbortedError("killed")

    async with studio(tmp_path, children) as (one, two):
        take = await ordered(one, tmp_path)
        with monkeypatch.context() as patched, pytest.raises(ConnectionAbortedError):
            patched.setattr("shared.runtime.once.Once.__call__", ended)
            await submit(one, take)
        assert await intents(one, take) == [], "nothing was announced, so nothing has to be found out"
        await submit(two, take)
        [film] = films(two.client, await intents(two, take))
        assert film["character_reference"] in two.client.running.provider.memory.pictures
        assert uploads(two.client) == 2


async def test_who_may_not_be_shown_is_filmed_all_the_same_and_the_log_says_so(
    tmp_path: Path, children: Children, caplog: pytest.LogCaptureFixture
) -> None:
    async with studio(tmp_path, children, rule("images/references", "moderation")) as (here, _):
        takes = [await ordered(here, tmp_path, number) for number in (1, 2)]
        with caplog.at_level(logging.WARNING):
            for take in takes:
                await submit(here, take)
        asked = [intent for take in takes for intent in await intents(here, take)]
        assert ["character_reference" in film for film in films(here.client, asked)] == [False, False]
        assert uploads(here.client) == 1, "the same picture would be refused again"
        assert caplog.text.count("林小满 is filmed without a picture of what they look like: holysheep refuses") == 2


@pytest.mark.parametrize(("fault", "error"), [("throttle", Throttled), ("error", Transient), ("drop", Transient)])
async def test_while_a_provider_cannot_be_shown_anybody_nothing_is_announced_to_it(
    tmp_path: Path, children: Children, fault: str, error: type[Exception]
) -> None:
    once = rule("images/references", fault) | {"nth": 1}
    async with studio(tmp_path, children, once) as (here, _):
        take = await ordered(here, tmp_path)
        with pytest.raises(error):
            await submit(here, take)
        assert await intents(here, take) == []
        await asyncio.sleep(0.2)
        await submit(here, take)
        [intent] = await intents(here, take)
        assert intent.reference


async def test_a_repeat_of_a_key_names_the_same_whatever_became_of_the_record(
    tmp_path: Path, children: Children
) -> None:
    lost = {"call": "video/generate", "nth": 1, "then": {"fault": "drop", "charged": True}}
    async with studio(tmp_path, children, lost) as (one, two):
        take = await ordered(one, tmp_path)
        with pytest.raises(Transient):
            await submit(one, take)
        for listed in await one.store.listing("video/references"):
            await one.store.delete(listed.key)
        await submit(two, take)
        first, again = await intents(one, take)
        assert (first.key, first.reference) == (again.key, again.reference)
        assert len(await records(one, take, "receipt", Receipt)) == 1
        assert one.client.running.provider.stats.replayed == 1
        assert len(films(one.client, [first])) == 1


async def test_a_reference_that_was_forgotten_is_replaced_for_all(tmp_path: Path, children: Children) -> None:
    async with studio(tmp_path, children) as (here, other):
        takes = [await ordered(here, tmp_path, number) for number in (1, 2)]
        picture = (await anchor(here, tmp_path)).sha256
        stale = Reference(provider="holysheep", picture=picture, id="ref-of-last-year")
        await here.store.create(keys.reference(digest(["holysheep", picture, 1])), written(stale))
        await submit(here, takes[0])
        await submit(other, takes[1])
        first, second = await intents(here, takes[0])
        [refused] = await records(here, takes[0], "refusal", Refusal)
        assert (first.reference, refused.kind, first.model) == ("ref-of-last-year", "forgotten", second.model)
        assert second.reference in here.client.running.provider.memory.pictures
        assert [intent.reference for intent in await intents(here, takes[1])] == [second.reference]
        assert uploads(here.client) == 1


class Forgetful(set[str]):
    def __contains__(self, _: object) -> bool:
        return False


async def test_a_provider_that_forgets_again_films_without(tmp_path: Path, children: Children) -> None:
    async with studio(tmp_path, children) as (here, _):
        here.client.running.provider.memory.pictures = Forgetful()
        take = await ordered(here, tmp_path)
        await submit(here, take)
        asked = await intents(here, take)
        assert [bool(intent.reference) for intent in asked] == [True, True, False]
        assert len({intent.model for intent in asked}) == 1
        assert len(films(here.client, asked)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(403, json={"error": {"code": "permission_denied", "message": "not your plan"}}),
        httpx.Response(404, text="<html>nothing here</html>"),
        httpx.Response(200, json={"picture_id": "ref-1"}),
    ],
    ids=["a key that may not", "no such call", "another form"],
)
async def test_what_is_no_fault_of_the_picture_is_not_held_against_it(
    tmp_path: Path, children: Children, answer: httpx.Response
) -> None:
    answers = [answer, httpx.Response(200, json={"reference_id": "ref-2"})]
    async with studio(tmp_path, children) as (here, _), answering(lambda _: answers.pop(0)) as wire:
        brief = (await ordered(here, tmp_path)).brief
        assert await here.films.introduction(wire, brief, ()) == ""
        assert await here.store.listing("video/references") == []
        assert await here.films.introduction(wire, brief, ()) == "ref-2"


async def test_what_is_shown_is_counted_and_timed(tmp_path: Path, children: Children) -> None:
    labels = {"provider": "holysheep", "model": "references", "operation": "remember", "outcome": "ok"}
    before = REGISTRY.get_sample_value("duanju_call_seconds_count", labels) or 0
    async with studio(tmp_path, children) as (here, _):
        await submit(here, await ordered(here, tmp_path))
    assert REGISTRY.get_sample_value("duanju_call_seconds_count", labels) == before + 1
