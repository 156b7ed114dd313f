"""The other calls of HolySheep: lip-sync, background music, the list of models."""

from decimal import Decimal
from pathlib import Path

import av

from shared.providers.holysheep import background, lipsync
from shared.providers.openai.models import models
from shared.providers.ports import Filmed
from tests.briefs import FILM
from tests.contract.holysheep.buyer import Buying, quoted, spec


async def test_the_mouths_of_a_film_follow_a_line(buying: Buying) -> None:
    async with buying({"jobs": {"at_once": 1}}) as bought:
        made = await bought.submit(bought.film())
        request = lipsync.Request(video_url=str(made.answer["video_url"]), audio_url="https://media.example.com/a.wav")
        media = {"downloads": bought.downloads, "children": bought.children}
        work = lipsync.sync(bought.wire, spec("lipsync"), request, FILM, quoted("lipsync", "call", 1), **media)
        take = await bought.buy(work)
    assert isinstance(take, Filmed)
    assert take.frames == 36


async def test_a_film_gets_music(buying: Buying) -> None:
    async with buying() as bought:
        request = background.Request(video_url="https://media.example.com/a.mp4", mood="romantic")
        quote = quoted("background-music", "episode", 1)
        work = background.accompany(bought.wire, spec("background-music"), request, quote, downloads=bought.downloads)
        found = await bought.buy(work)
    assert isinstance(found, Path)
    with av.open(str(found)) as film:
        assert film.streams.audio
    assert quote.amount == Decimal(bought.charges[0].price)


async def test_the_models_are_listed(buying: Buying) -> None:
    async with buying() as bought:
        assert "kling-v1-6" in await models(bought.wire)
