"""When a take or a line is bought, when the studio makes it, and what is kept of what was bought."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import av
import pytest

from services.audio.hired import Voices
from services.audio.lines import Wanted
from services.video.hired import Films
from services.video.takes import Ordered
from shared.artifacts import keys
from shared.artifacts.folder import Folder
from shared.artifacts.media import fetch
from shared.artifacts.records import Cut, Record, SpokenLine, Take
from shared.ledger import Callbacks, Ledger, Market, Prices, Purse
from shared.providers import FilmBrief, SpeechBrief
from shared.providers.catalogue import Catalogue, Limits
from shared.providers.in_use import decide, in_use
from shared.providers.remote.agency import Agency, Lines
from shared.providers.remote.gate import Gate
from shared.providers.routing import Rules
from shared.providers.settings import RemoteSettings
from shared.runtime import Children, Outstanding, Permanent, Times
from shared.runtime.leases import Leases
from tests.simulated import Client, provider

R = TypeVar("R", bound=Record)

CUT = Cut(
    drama="red",
    episode="red.e01",
    number=1,
    plan="script/plans/p",
    cast="character/casts/c",
    track="final",
    quality="standard",
    language="zh-CN",
    style="cinematic",
)
FILM = FilmBrief(
    place="street",
    time="night",
    mood="suspense",
    framing="medium",
    move="push-in",
    action="她回头看。",
    actors=(),
    utterances=(),
    seconds=1.5,
    style="cinematic",
    seed=7,
    width=144,
    height=256,
)
TAKE = Ordered.of(CUT, "red.e01-s01", FILM)
LINE = Wanted.of(SpeechBrief(text="妈，我回来了。", language="zh-CN", voice="holysheep/Tianmei", emotion="happy"))
PURSE = Purse("red", "shot.voiced_red.e01-s01_0", "red/red.e01-s01", Decimal(10))
PRICES = 'currency = "CNY"\nper_usd = 8\n[unknown]\nsecond = 0.8\nminute = 2.4\ncall = 0.16\n"million tokens" = 8\n'
TERMS = {"acceptance": "idempotent", "answer_within": 20, "done_within": 60}


class House:
    """A buyer's parts on a store, with a simulated provider in place of the shipped catalogue's own."""

    def __init__(self, client: Client, folder: Path, children: Children) -> None:
        (folder / "keys.toml").write_text(f'holysheep = "{client.key}"\n')
        (folder / "prices.toml").write_text(PRICES)
        self.store = Folder(folder / "store")
        self.leases = Leases(self.store, "video", "one", Times())
        self.ledger = Ledger(self.store, "video", self.leases, Callbacks("", ()), _now)
        shipped = Catalogue.read()
        house = shipped.provider_of("holysheep").model_copy(
            update={"base_url": client.running.url, "downloads": ("127.0.0.1",), "limits": Limits()}
        )
        house = type(house).model_validate(house.model_dump() | {"terms": TERMS})
        self.agency = Agency(
            shipped.model_copy(update={"provider": (house,)}),
            Rules.read(),
            Prices.read(folder / "prices.toml"),
            lambda: in_use(self.store),
            Gate(self.store, "one", {}, {}),
            Lines(RemoteSettings(keys=folder / "keys.toml", allow_loopback=True)),
            _now,
        )
        self.films = Films(self.agency, self.ledger, self.store, children, folder)
        self.voices = Voices(self.agency, self.ledger, self.store, children, folder)

    async def use(self, *providers: str) -> None:
        await decide(self.store, lambda _: providers, "a test", _now())

    async def bought(self, key: str, kind: type[R], market: Market[R] | None) -> R:
        """The result, however often it has to be asked for."""
        assert market is not None
        async with asyncio.timeout(60):
            while True:
                try:
                    return await self.ledger(key, kind, market, PURSE)
                except Outstanding:
                    await asyncio.sleep(0.05)


def _now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    found = Children(1)
    yield found
    found.close()


@asynccontextmanager
async def house(folder: Path, children: Children, scenario: dict[str, Any] | None = None) -> AsyncIterator[House]:
    async with provider(scenario) as client:
        found = House(client, folder, children)
        await found.leases.beat()
        yield found


async def test_a_bought_take_is_kept_like_the_studio_s_own(tmp_path: Path, children: Children) -> None:
    async with house(tmp_path, children) as here:
        await here.use("holysheep")
        market = await here.films.market(CUT, TAKE, PURSE)
        take = await here.bought(keys.take(TAKE.fingerprint), Take, market)
        assert (take.width, take.height, take.fps, take.seconds, take.shot) == (144, 256, 24, 1.5, "red.e01-s01")
        film = await fetch(here.store, take.film, tmp_path / "take.mp4")
        with av.open(str(film)) as container:
            assert sum(1 for _ in container.decode(video=0)) == 36
        spent = (await here.ledger.balance(PURSE.account)).spent
        assert spent > 0
        assert take.made.cost_usd == spent / 8, "told in dollars, kept in the deployment's currency"
        assert (take.made.provider, take.made.operation, take.made.cpu_seconds) == ("holysheep", "film", 0)
        assert take.made.seconds > 0
        assert await here.ledger.room(PURSE, TAKE.fingerprint) == PURSE.cap - spent


async def test_a_bought_line_is_kept_like_the_studio_s_own_in_either_track(tmp_path: Path, children: Children) -> None:
    async with house(tmp_path, children) as here:
        await here.use("holysheep")
        market = await here.voices.market(CUT.model_copy(update={"track": "animatic"}), LINE, PURSE)
        line = await here.bought(keys.line(LINE.fingerprint), SpokenLine, market)
        assert line.voice == "holysheep/Tianmei" and line.seconds > 0.4
        assert line.phonemes and line.mouth
        assert (line.made.provider, line.made.operation) == ("holysheep", "speak")


async def test_a_voice_of_the_studio_is_never_bought(tmp_path: Path, children: Children) -> None:
    async with house(tmp_path, children) as here:
        await here.use("holysheep")
        own = Wanted.of(LINE.brief.model_copy(update={"voice": "zf_xiaoxiao"}))
        assert await here.voices.market(CUT, own, PURSE) is None


async def test_a_voice_whose_provider_is_not_in_use_says_how_to_have_it(tmp_path: Path, children: Children) -> None:
    async with house(tmp_path, children) as here:
        with pytest.raises(Permanent, match="duanju providers use holysheep"):
            await here.bought(keys.line(LINE.fingerprint), SpokenLine, await here.voices.market(CUT, LINE, PURSE))


@pytest.mark.parametrize(
    ("used", "changes", "seconds", "is_bought"),
    [
        (("holysheep",), {}, 1.5, True),
        (("holysheep",), {"providers": {"video": ("pika-2-0", "studio")}}, 1.5, True),
        ((), {}, 1.5, False),
        (("holysheep",), {"track": "animatic", "quality": "animatic"}, 1.5, False),
        (("holysheep",), {"providers": {"video": ("studio", "pika-2-0")}}, 1.5, False),
        (("holysheep",), {}, 800.0, False),
    ],
    ids=["final", "preferred", "nobody in use", "animatic", "the studio is preferred", "too long for any model"],
)
async def test_who_films_a_take(
    tmp_path: Path,
    children: Children,
    used: tuple[str, ...],
    changes: dict[str, Any],
    seconds: float,
    is_bought: bool,
) -> None:
    async with house(tmp_path, children) as here:
        await here.use(*used)
        cut = CUT.model_copy(update=changes)
        ordered = Ordered.of(cut, "red.e01-s01", FILM.model_copy(update={"seconds": seconds}))
        assert (await here.films.market(cut, ordered, PURSE) is not None) == is_bought


async def test_what_was_bought_is_fetched_also_when_its_provider_was_dropped(
    tmp_path: Path, children: Children
) -> None:
    async with house(tmp_path, children, {"time_scale": 60}) as here:
        await here.use("holysheep")
        market, key = await here.films.market(CUT, TAKE, PURSE), keys.take(TAKE.fingerprint)
        assert market is not None
        with pytest.raises(Outstanding):
            await here.ledger(key, Take, market, PURSE)
        await here.use()
        take = await here.bought(key, Take, await here.films.market(CUT, TAKE, PURSE))
        assert take.made.provider == "holysheep"
        other = Ordered.of(CUT, "red.e01-s02", FILM.model_copy(update={"seed": 8}))
        assert await here.films.market(CUT, other, PURSE) is None


def test_how_good_it_shall_be_shapes_only_what_may_be_bought() -> None:
    animatic = CUT.model_copy(update={"track": "animatic", "quality": "animatic"})
    assert Ordered.of(animatic, "s", FILM) == Ordered.of(animatic.model_copy(update={"quality": "premium"}), "s", FILM)
    premium = CUT.model_copy(update={"quality": "premium"})
    assert len({Ordered.of(cut, "s", FILM).fingerprint for cut in (animatic, CUT, premium)}) == 3
