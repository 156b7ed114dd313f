"""What HolySheep answers instead: its keys end, it has enough, or nobody knows."""

import pytest

from shared.providers.completions import Completion
from shared.runtime import Throttled, Transient
from tests.contract.holysheep.buyer import Buying


async def test_keys_that_expire_in_the_middle_cost_no_call(buying: Buying) -> None:
    async with buying({"keys": {"expire_after_calls": 3}}) as bought:
        for _ in range(10):
            assert isinstance(await bought.buy(bought.chat()), Completion)
    assert len(bought.charges) == 10


async def test_a_key_is_refreshed_until_one_works(buying: Buying) -> None:
    async with buying({"keys": {"expire_after_calls": 1, "bad_refreshes": 2}}) as bought:
        await bought.buy(bought.chat())
        await bought.buy(bought.chat())
    assert len(bought.charges) == 2


async def test_a_throttled_call_is_told_how_long_to_wait_and_costs_nothing(buying: Buying) -> None:
    rules = [{"call": "chat/completions", "then": {"fault": "throttle", "seconds": 4000}}]
    async with buying({"rules": rules}) as bought:
        with pytest.raises(Throttled) as throttled:
            await bought.submit(bought.chat())
    assert throttled.value.retry_after == pytest.approx(2, abs=0.01), "4,000 simulated seconds"
    assert not bought.charges


@pytest.mark.parametrize("charged", [True, False])
@pytest.mark.parametrize("fault", ["error", "drop"])
async def test_after_a_broken_answer_nobody_knows(buying: Buying, fault: str, charged: bool) -> None:
    rules = [{"call": "video/generate", "then": {"fault": fault, "charged": charged}}]
    async with buying({"rules": rules}) as bought:
        with pytest.raises(Transient) as broken:
            await bought.submit(bought.film())
    assert type(broken.value) is Transient
    assert len(bought.charges) == charged
