"""When a take or a line is bought, when the studio makes it, and what is kept of what was bought."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import pytest

from services.audio.lines import Wanted
from services.video.takes import Ordered
from shared.artifacts import keys
from shared.artifacts.media import fetch
from shared.artifacts.records import SpokenLine, Take
from shared.runtime import Children, Outstanding, Permanent
from tests.briefs import CUT, FILM
from tests.buying import LINE, PURSE, TAKE, house


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    found = Children(1)
    yield found
    found.close()


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


@pytest.mark.parametrize("fault", ["error", "throttle", "drop"])
async def test_looks_that_fail_put_the_order_off_and_lose_nothing(
    tmp_path: Path, children: Children, fault: str
) -> None:
    fails = [{"call": "video/jobs", "nth": nth, "then": {"fault": fault}} for nth in (1, 2)]
    async with house(tmp_path, children, {"rules": fails}) as here:
        await here.use("holysheep")
        market = await here.films.market(CUT, TAKE, PURSE)
        take = await here.bought(keys.take(TAKE.fingerprint), Take, market)
        assert take.made.provider == "holysheep"
        assert len(here.charges) == 1
        assert sum(here.looks.values()) > 2


def test_how_good_it_shall_be_shapes_only_what_may_be_bought() -> None:
    animatic = CUT.model_copy(update={"track": "animatic", "quality": "animatic"})
    assert Ordered.of(animatic, "s", FILM) == Ordered.of(animatic.model_copy(update={"quality": "premium"}), "s", FILM)
    premium = CUT.model_copy(update={"quality": "premium"})
    assert len({Ordered.of(cut, "s", FILM).fingerprint for cut in (animatic, CUT, premium)}) == 3
