"""What the showrunner thinks a cut will cost, by the shipped catalogue and prices."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from services.showrunner.costs import Tariffs
from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.artifacts.media import written
from shared.artifacts.records import Cast, Character, Cut, Made, Media, Member
from shared.events import Request
from shared.ledger import PUBLISHED, Prices
from shared.planning.budget import total
from shared.providers.catalogue import Catalogue
from shared.providers.in_use import InUse
from shared.providers.routing.rules import Rules
from tests.component.test_showrunner import DRAMA, plan

NOW = datetime(2026, 6, 1, tzinfo=UTC)
EPISODE = f"{DRAMA}.e01"
STANDARD = Request(premise="a", quality="standard")
FREE = Prices(currency="USD")
"""A table without any price."""


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


def tariffs(store: Folder, *providers: str, prices: Prices | None = None) -> Tariffs:
    async def used() -> InUse:
        return InUse(providers=providers)

    return Tariffs(store, Catalogue.read(), Rules.read(), prices or Prices.read(PUBLISHED), used, lambda: NOW)


async def cut(store: Folder, voice: str = "zf_xiaoxiao", **facts: object) -> Cut:
    """The cut of an episode of three shots, in each of which Lin says a line."""
    media = Media(blob="character/blobs/a", sha256="a" * 64, size=1, media_type="image/png")
    made = Made(provider="studio", model="m", operation="portray", seconds=1)
    lin = Character(name="Lin", role="", gender="female", age=24)
    cast = Cast(
        language="zh-CN",
        style="cinematic",
        members=(Member(character=lin, voice=voice, anchor=media, palette=(), made=made),),
    )
    await store.put(keys.plan(EPISODE, "p"), written(plan(1)))
    await store.put(keys.cast("c"), written(cast))
    named = {"drama": DRAMA, "episode": EPISODE, "number": 1, "plan": keys.plan(EPISODE, "p"), "cast": keys.cast("c")}
    final = {"track": "final", "quality": "standard", "language": "zh-CN", "style": "cinematic"}
    return Cut.model_validate(named | final | facts)


async def test_nothing_costs_anything_while_no_provider_is_in_use(store: Folder) -> None:
    free = tariffs(store)
    assert await free.of_cut(await cut(store)) == {}
    assert not await free.of_words(STANDARD)


async def test_each_shot_of_a_final_cut_has_a_price_for_its_film(store: Folder) -> None:
    caps = await tariffs(store, "holysheep").of_cut(await cut(store))
    assert list(caps) == [f"{EPISODE}-s{n:02}" for n in (1, 2, 3)]
    assert all(set(stages) == {"video"} for stages in caps.values()) and total(caps) > Decimal("0.3")


async def test_an_animatic_buys_voices_at_most(store: Folder) -> None:
    paid = tariffs(store, "holysheep")
    animatic = {"track": "animatic", "quality": "animatic"}
    assert await paid.of_cut(await cut(store, **animatic)) == {}
    spoken = await paid.of_cut(await cut(store, voice="holysheep/Tianmei", **animatic))
    assert all(set(stages) == {"audio"} for stages in spoken.values()) and len(spoken) == 3


async def test_a_request_that_prefers_the_studio_costs_nothing(store: Folder) -> None:
    wish = await cut(store, providers={"video": ("studio",)})
    assert await tariffs(store, "holysheep").of_cut(wish) == {}


async def test_words_cost_where_a_chat_model_is_in_use_and_wanted(store: Folder) -> None:
    paid = tariffs(store, "holysheep")
    assert await paid.of_words(STANDARD)
    assert not await paid.of_words(Request(premise="a"))


async def test_a_price_that_is_missing_stops_no_drama(store: Folder) -> None:
    assert await tariffs(store, "holysheep", prices=FREE).of_cut(await cut(store)) == {}
