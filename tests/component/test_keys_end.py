"""A key that ends and is not replaced in time: what is said, that nothing is paid twice, and that work goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.artifacts import keys
from shared.artifacts.records import Take
from shared.runtime import Children, Misconfigured, Outstanding
from tests.briefs import CUT
from tests.buying import PURSE, TAKE, House, house

KEY = keys.take(TAKE.fingerprint)
REMEDY = r"holysheep refuses the key \(expired_api_key: .*\): put one that works into 'holysheep' in .*keys\.toml"


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    found = Children(1)
    yield found
    found.close()


async def film(here: House) -> Take:
    return await here.bought(KEY, Take, await here.films.market(CUT, TAKE, PURSE))


async def refused(here: House) -> str:
    """What the order is given up with."""
    with pytest.raises(Misconfigured, match=REMEDY) as told:
        await film(here)
    return str(told.value)


async def test_it_says_what_to_do_and_goes_on_at_once_when_that_was_done(tmp_path: Path, children: Children) -> None:
    async with house(tmp_path, children) as here:
        await here.use("holysheep")
        await here.end_keys()
        assert (await refused(here)).count("refuses the key") == 1, "said once, not for each model"
        here.write_keys({"holysheep": await here.fresh_key()})
        assert (await film(here)).made.provider == "holysheep"
        assert len(here.charges) == 1


async def test_while_nobody_mends_it_the_provider_is_not_asked_in_vain(tmp_path: Path, children: Children) -> None:
    async with house(tmp_path, children) as here:
        await here.use("holysheep")
        await here.end_keys()
        for _ in range(3):
            await refused(here)
        assert here.answers("video/generate") == {"401": 1}
        assert len(await here.store.listing(f"video/ledger/{TAKE.fingerprint}")) == 2, "an intent and its refusal"


async def test_what_was_paid_before_is_fetched_with_the_new_key_and_not_paid_again(
    tmp_path: Path, children: Children
) -> None:
    async with house(tmp_path, children, {"time_scale": 60}) as here:
        await here.use("holysheep")
        market = await here.films.market(CUT, TAKE, PURSE)
        assert market is not None
        with pytest.raises(Outstanding):
            await here.ledger(KEY, Take, market, PURSE)
        await here.end_keys()
        await refused(here)
        here.write_keys({"holysheep": await here.fresh_key()})
        await film(here)
        assert len(here.charges) == 1


async def test_another_provider_is_asked_at_once(tmp_path: Path, children: Children) -> None:
    async with house(tmp_path, children, names=("holysheep", "second")) as here:
        await here.use("holysheep", "second")
        await here.end_keys()
        here.write_keys({"holysheep": "h" * 40, "second": await here.fresh_key()})
        assert (await film(here)).made.provider == "second"
        assert here.answers("video/generate")["401"] == 1, "no other model of the first is asked"
        assert len(here.charges) == 1
