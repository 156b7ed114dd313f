"""Scenes worded by the simulated provider over HTTP: what the ledger says was spent is what the provider charged."""

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from services.script.writers import ADAPTERS
from shared.artifacts.records import Draft
from shared.events import EpisodeCommissioned, Request
from shared.events.request import LANGUAGES, Language
from shared.ledger import purse_of
from shared.providers.catalogue import Catalogue
from shared.runtime.errors import Outstanding, Transient
from tests.simulated import PATIENCE, Client, provider
from tests.written import TERMS, Room, room

PREMISES = {
    "zh-CN": "外卖员在奶奶的旧棉袄里翻出一个藏了三十年的红包。",
    "en-US": "A delivery rider finds the red envelope that her grandmother hid for thirty years.",
}

ROUGH = {"seed": 5, "faults": {"fenced": 0.4, "malformed": 0.3, "error": 0.1, "drop": 0.1, "moderation": 0.2}}


async def hired(folder: Path, client: Client, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A writers' room that hires from the simulated provider, by the shipped catalogue."""
    monkeypatch.setenv("HOLYSHEEP_API_KEY", client.key)
    shipped = Catalogue.read()
    here = {"base_url": client.running.url, "terms": TERMS}
    catalogue = shipped.model_copy(update={"provider": (shipped.provider_of("holysheep").model_copy(update=here),)})
    found = await room(folder, ADAPTERS, catalogue)
    found.providers = ("holysheep",)
    return found


async def finished(desk: Room, order: EpisodeCommissioned) -> Draft:
    """The draft, however often the order has to be looked at."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await desk.draft(await desk.episode(order))
            except (Outstanding, Transient):
                await asyncio.sleep(0.02)


async def spent(desk: Room, order: EpisodeCommissioned) -> Decimal:
    return (await desk.ledger.balance(purse_of(order, "script").account)).spent


def charged(client: Client) -> Decimal:
    return sum((Decimal(charge.price) for charge in client.charges), Decimal(0))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_episode_is_worded_and_the_books_agree(
    language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request(premise=PREMISES[language], language=language, episode_seconds=60, quality="standard")
    async with provider() as client:
        desk = await hired(tmp_path, client, monkeypatch)
        [order] = await desk.orders(request)
        scenes = (await finished(desk, order)).scenes
        assert [scene.reason for scene in scenes] == [""] * len(scenes) and len(scenes) >= 2
        assert len(client.charges) == len(scenes)
        assert await spent(desk, order) == charged(client) > 0


async def test_on_a_rough_day_every_scene_is_worded_or_says_why_and_every_key_is_charged_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with provider(ROUGH) as client:
        desk = await hired(tmp_path, client, monkeypatch)
        [order] = await desk.orders(Request(premise=PREMISES["zh-CN"], episode_seconds=90, quality="premium"))
        scenes = (await finished(desk, order)).scenes
        assert all(bool(scene.scene) != bool(scene.reason) for scene in scenes) and scenes
        asked = [charge.idempotency_key for charge in client.charges]
        assert len(set(asked)) == len(asked) >= len(scenes)
        assert await spent(desk, order) == charged(client)
